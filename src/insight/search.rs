//! Finding anything by its words: questions, notes, evidence, actions, people, data sets, measures, terms, guidance.

use super::listing::owner_words;
use super::people::person_areas;
use super::plan::{due_words, state_words};
use crate::content::{Catalogue, KpiId, PackId, QuestionId, RecommendationId};
use crate::project::{ActionId, DataSetId, Evidence, Person, PersonId, Project};
use crate::words;
use jiff::civil::Date;

/// How many hits are given; more are counted.
pub const HITS: usize = 40;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub goal: Goal,
    /// What it is, in a word: `Question`, `Action`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// What stands below it: where it is, or the words that were found.
    pub detail: String,
}

/// Where a hit leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A recommendation of the review.
    Recommendation(RecommendationId),
    /// A question of the review.
    Question(QuestionId),
    /// The closing questions of a checklist.
    FollowUps(PackId),
    /// An action of the plan.
    Action(ActionId),
    /// A measure of the scorecard.
    Kpi(KpiId),
    /// A text of the library, found there by these words.
    Library(String),
    /// A person.
    Person(PersonId),
    /// A set of workforce data.
    DataSet(DataSetId),
    /// The rounds.
    Rounds,
    /// What is known of the organisation.
    Organisation,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
}

/// Finds what holds all words of a query. Titles that begin with the query come first, then titles that hold it, then
/// what holds the words anywhere.
pub fn search(catalogue: &Catalogue, project: &Project, today: Date, query: &str) -> Found {
    let whole = query.trim().to_lowercase();
    let words: Vec<&str> = whole.split_whitespace().collect();
    if words.is_empty() {
        return Found::default();
    }
    let mut ranked: Vec<(u8, Hit)> = Vec::new();
    let mut offer = |goal: Goal, kind: &'static str, title: &str, detail: String, more: &[&str]| {
        let low = title.to_lowercase();
        let rank = if low.starts_with(&whole) {
            0
        } else if low.contains(&whole) {
            1
        } else {
            let mut all = low;
            for text in more.iter().copied().chain([detail.as_str()]) {
                all.push('\n');
                all.push_str(&text.to_lowercase());
            }
            if !words.iter().all(|word| all.contains(word)) {
                return;
            }
            2
        };
        ranked.push((rank, Hit { goal, kind, title: title.to_owned(), detail }));
    };
    for action in &project.actions {
        let detail = format!("{} · {} · {}", state_words(action, today), owner_words(action), due_words(action));
        let more = [action.owner.as_str(), &action.first_step, &action.notes, &action.success];
        offer(Goal::Action(action.id), "Action", &action.title, detail, &more);
    }
    for person in &project.people {
        offer(Goal::Person(person.id), "Person", &person.name, person_detail(catalogue, person), &[]);
    }
    for set in &project.workforce {
        let detail = format!("{} · {}", set.population.name(), words::date(set.as_of));
        offer(Goal::DataSet(set.id), "Data set", &set.name, detail, &[&set.note]);
    }
    let round = project.round();
    for place in catalogue.recommendations() {
        let recommendation = place.recommendation;
        let at = format!("{} · {}", place.checklist.name, place.area.name);
        let goal = Goal::Recommendation(recommendation.id.clone());
        offer(goal, "Recommendation", &recommendation.title, at.clone(), &[&recommendation.why]);
        for question in &recommendation.questions {
            let answer = round.and_then(|round| round.answers.get(&question.id));
            let note = answer.map(|answer| answer.note.trim()).unwrap_or_default();
            let rating = answer.map_or_else(String::new, |answer| format!(" · {}", answer.rating.name()));
            let detail = if note.is_empty() { format!("{at}{rating}") } else { format!("{at}{rating} · {note}") };
            let goal = Goal::Question(question.id.clone());
            offer(goal.clone(), "Question", &question.text, detail, &[]);
            for evidence in answer.map(|answer| answer.evidence.as_slice()).unwrap_or_default() {
                offer(goal.clone(), "Evidence", &evidence.title, evidence_detail(evidence, &question.text), &[]);
            }
        }
    }
    for (id, checklist) in catalogue.checklists() {
        for follow_up in catalogue.follow_ups() {
            let key = crate::project::FollowUpKey { checklist: id.clone(), question: follow_up.id.clone() };
            let answer = round.and_then(|round| round.follow_ups.get(&key)).map(|answer| answer.text.as_str());
            let detail = format!("{} · {}", checklist.name, answer.unwrap_or("Not answered yet"));
            offer(Goal::FollowUps(id.clone()), "Follow-up", &follow_up.text, detail, &[]);
        }
    }
    for kpi in catalogue.kpis() {
        offer(Goal::Kpi(kpi.id.clone()), "Measure", &kpi.name, kpi.pillar.name().to_owned(), &[&kpi.definition]);
    }
    for term in catalogue.terms() {
        offer(Goal::Library(term.term.clone()), "Term", &term.term, term.meaning.clone(), &[]);
    }
    for topic in catalogue.topics() {
        let points: Vec<&str> = topic.points.iter().map(|point| point.text.as_str()).collect();
        offer(Goal::Library(topic.title.clone()), "Guidance", &topic.title, topic.intro.clone(), &points);
    }
    for study in catalogue.case_studies() {
        let facts: Vec<&str> = study.facts.iter().map(|fact| fact.text.as_str()).collect();
        let goal = Goal::Library(study.title.clone());
        offer(goal, "Case study", &study.title, study.organisation.clone(), &facts);
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let total = ranked.len();
    Found { hits: ranked.into_iter().take(HITS).map(|(_, hit)| hit).collect(), total }
}

/// A person's role, areas and whether they decide.
fn person_detail(catalogue: &Catalogue, person: &Person) -> String {
    let decides = if person.decision_maker { "Decision maker" } else { "" };
    let areas = person_areas(catalogue, person);
    let parts = [person.role.trim(), decides, areas.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Evidence's day, person and place, and the question whose rating rests on it.
fn evidence_detail(evidence: &Evidence, question: &str) -> String {
    let day = evidence.date.map(words::date).unwrap_or_default();
    let parts = [day.as_str(), evidence.person.trim(), evidence.link.trim(), question];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
