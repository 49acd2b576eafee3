//! The change log in words: what was changed, of what, by whom, when; found by words, by who and by kind.
//!
//! What is still there is called as it is called now; what was removed, as the log itself last called it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::plan::{origin_name, origin_text};
use super::search::Goal;
use crate::content::{Catalogue, KpiId, QuestionId, RecommendationId, SurveyQuestionId};
use crate::project::{Change, Field, Origin, Project, Subject};
use crate::words;

/// What to say for the name of somebody who has set none.
pub const NOBODY: &str = "Name not set";

/// What kind of thing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogKind {
    /// Answers, and ratings agreed by hand.
    Review,
    /// Answers to closing questions.
    FollowUps,
    /// Actions.
    Actions,
    /// People.
    People,
    /// Figures and targets.
    Scorecard,
    /// Counted survey answers.
    Workforce,
    /// Rounds: begun, frozen, opened again, renamed.
    Rounds,
    /// What is known of the organisation.
    Organisation,
}

impl LogKind {
    /// All eight, in the order that lists offer them.
    pub const ALL: [Self; 8] = [
        Self::Review,
        Self::FollowUps,
        Self::Actions,
        Self::People,
        Self::Scorecard,
        Self::Workforce,
        Self::Rounds,
        Self::Organisation,
    ];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Review => "Review",
            Self::FollowUps => "Follow-ups",
            Self::Actions => "Actions",
            Self::People => "People",
            Self::Scorecard => "Scorecard",
            Self::Workforce => "Workforce",
            Self::Rounds => "Rounds",
            Self::Organisation => "Organisation",
        }
    }

    /// The kind of a change.
    pub fn of(subject: &Subject) -> Self {
        match subject {
            Subject::Organisation => Self::Organisation,
            Subject::Round(_) => Self::Rounds,
            Subject::Question(..) | Subject::Recommendation(..) => Self::Review,
            Subject::FollowUp(..) => Self::FollowUps,
            Subject::Action(_) => Self::Actions,
            Subject::Measurement(..)
            | Subject::Target(_)
            | Subject::Kpi(_)
            | Subject::Benchmark(..)
            | Subject::KpiOrder => Self::Scorecard,
            Subject::Person(_) => Self::People,
            Subject::DataSet(_) | Subject::Release(_) | Subject::Profile(_) => Self::Workforce,
        }
    }
}

/// What the change log is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogQuery {
    /// Words to look for in all that a line says; empty for any.
    pub text: String,
    /// Only changes by this person; an empty name is nobody's.
    pub who: Option<String>,
    /// Only changes of this kind.
    pub kind: Option<LogKind>,
}

/// What things are called: kept for as long as the project stays the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogNames {
    names: BTreeMap<Subject, String>,
    /// Everybody who changed something, from A to Z; an empty name, which is nobody's, first.
    pub who: Vec<String>,
}

/// A line of the change log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When, by the user's clock: `22 Nov 2026, 14:02`.
    pub when: String,
    /// By whom.
    pub who: String,
    /// What kind of thing was changed.
    pub kind: LogKind,
    /// What it is called.
    pub subject: String,
    /// What was done to it, or which field of it was changed.
    pub what: &'static str,
    /// What it said before; empty where it said nothing.
    pub from: String,
    /// What it says since; empty where it says nothing.
    pub to: String,
    /// Where it leads; `None` for what is not there any more.
    pub goal: Option<Goal>,
}

impl LogLine {
    /// The change itself: `Rating: from Limited to Active`.
    pub fn change(&self) -> String {
        match (self.from.is_empty(), self.to.is_empty()) {
            (true, true) => self.what.to_owned(),
            (true, false) => format!("{}: {}", self.what, self.to),
            (false, true) => format!("{}: no longer {}", self.what, self.from),
            (false, false) => format!("{}: from {} to {}", self.what, self.from, self.to),
        }
    }

    /// The line in one go, for those who hear it.
    pub fn words(&self) -> String {
        format!("{}. {}. {}: {}. {}", self.when, self.who, self.kind.name(), self.subject, self.change())
    }
}

impl LogNames {
    /// What everything is called that the log of a project speaks of.
    pub fn new(catalogue: &Catalogue, project: &Project) -> Self {
        let mut names: BTreeMap<Subject, String> = BTreeMap::new();
        let mut who = BTreeSet::new();
        for change in &project.log {
            if !who.contains(change.who.as_str()) {
                who.insert(change.who.as_str());
            }
            let naming = matches!(change.field, Field::Record | Field::Title | Field::Name);
            if naming {
                // What it was called when it came or went, or since it was renamed.
                let name = if change.to.is_empty() { &change.from } else { &change.to };
                names.insert(change.subject.clone(), name.clone());
            } else if !names.contains_key(&change.subject) {
                names.insert(change.subject.clone(), String::new());
            }
        }
        let actions: BTreeMap<_, _> = project.actions.iter().map(|action| (action.id, &action.title)).collect();
        let people: BTreeMap<_, _> = project.people.iter().map(|person| (person.id, &person.name)).collect();
        let round = |id| project.round_with(id).map(|round| round.name.clone()).unwrap_or_default();
        let own: BTreeMap<KpiId, String> = names
            .iter()
            .filter_map(|(subject, name)| {
                let Subject::Kpi(kpi) = subject else { return None };
                (!name.is_empty()).then(|| (kpi.clone(), name.clone()))
            })
            .collect();
        for (subject, name) in &mut names {
            let now = match subject {
                Subject::Organisation => Some(project.organisation.name.clone()),
                Subject::Round(id) => project.round_with(*id).map(|round| round.name.clone()),
                Subject::Question(id, question) => {
                    Some(format!("{} ({})", question_text(catalogue, question), round(*id)))
                }
                Subject::Recommendation(id, recommendation) => {
                    Some(format!("{} ({})", recommendation_text(catalogue, recommendation), round(*id)))
                }
                Subject::FollowUp(id, key) => {
                    let checklist = catalogue.checklists().find(|(id, _)| **id == key.checklist);
                    let checklist = checklist.map_or(key.checklist.as_str(), |(_, checklist)| &checklist.name);
                    let text = catalogue.follow_up(&key.question).map_or(UNKNOWN, |question| &question.text);
                    Some(format!("{checklist}: {text} ({})", round(*id)))
                }
                Subject::Action(id) => actions.get(id).map(|title| (*title).clone()),
                Subject::Person(id) => people.get(id).map(|name| (*name).clone()),
                Subject::DataSet(id) => project.data_set(*id).map(|set| set.name.clone()),
                Subject::Release(_) => Some("Released figures".to_owned()),
                Subject::Profile(audience) => Some(format!("What may be shown to {}", audience.whom())),
                Subject::Measurement(kpi, _)
                | Subject::Target(kpi)
                | Subject::Kpi(kpi)
                | Subject::Benchmark(kpi, _) => {
                    // One of the organisation's own may be gone: then as the log last called it.
                    let now = catalogue.kpi(kpi).map(|kpi| kpi.name.as_str());
                    now.or_else(|| own.get(kpi).map(String::as_str)).map(str::to_owned)
                }
                Subject::KpiOrder => Some("Scorecard".to_owned()),
            };
            if let Some(now) = now {
                *name = now;
            }
            if name.is_empty() {
                UNKNOWN.clone_into(name);
            }
        }
        Self { names, who: who.into_iter().map(str::to_owned).collect() }
    }

    /// What something is called.
    fn of(&self, subject: &Subject) -> &str {
        self.names.get(subject).map_or(UNKNOWN, String::as_str)
    }
}

/// What is said of something that no loaded pack holds.
const UNKNOWN: &str = "Something that is not in the loaded packs";

fn question_text<'a>(catalogue: &'a Catalogue, id: &QuestionId) -> &'a str {
    catalogue.question(id).map_or(UNKNOWN, |place| &place.question.text)
}

fn recommendation_text<'a>(catalogue: &'a Catalogue, id: &RecommendationId) -> &'a str {
    catalogue.recommendation(id).map_or(UNKNOWN, |place| &place.recommendation.title)
}

fn kpi_name<'a>(catalogue: &'a Catalogue, id: &KpiId) -> &'a str {
    catalogue.kpi(id).map_or(UNKNOWN, |kpi| &kpi.name)
}

/// The changes that a query finds, newest first: their places in [`Project::log`].
pub fn log_list(
    catalogue: &Catalogue,
    project: &Project,
    names: &LogNames,
    query: &LogQuery,
    zone: &TimeZone,
) -> Vec<usize> {
    let text = query.text.trim().to_lowercase();
    let wanted: Vec<&str> = text.split_whitespace().collect();
    let mut all = String::new();
    let mut holds = |change: &Change| {
        if wanted.is_empty() {
            return true;
        }
        all.clear();
        for part in [names.of(&change.subject), who(change), what(change), LogKind::of(&change.subject).name()] {
            all.push_str(part);
            all.push('\n');
        }
        for value in [&change.from, &change.to] {
            all.push_str(&value_words(catalogue, change.field, value));
            all.push('\n');
        }
        write_when(&mut all, change.at, zone);
        if all.is_ascii() {
            all.make_ascii_lowercase();
        } else {
            all = all.to_lowercase();
        }
        wanted.iter().all(|word| all.contains(word))
    };
    let asked = |change: &Change| {
        query.who.as_ref().is_none_or(|who| *who == change.who)
            && query.kind.is_none_or(|kind| kind == LogKind::of(&change.subject))
    };
    let found = project.log.iter().enumerate().rev().filter(|(_, change)| asked(change) && holds(change));
    found.map(|(place, _)| place).collect()
}

/// A change as a line.
pub fn log_line(
    catalogue: &Catalogue,
    project: &Project,
    names: &LogNames,
    change: &Change,
    zone: &TimeZone,
) -> LogLine {
    let mut when = String::new();
    write_when(&mut when, change.at, zone);
    let subject = names.of(&change.subject).to_owned();
    // What only says the name again is not said twice.
    let value = |text: &str| {
        let text = value_words(catalogue, change.field, text);
        if change.field == Field::Record && text == subject { String::new() } else { text.into_owned() }
    };
    LogLine {
        when,
        who: who(change).to_owned(),
        kind: LogKind::of(&change.subject),
        what: what(change),
        from: value(&change.from),
        to: value(&change.to),
        goal: goal(catalogue, project, &change.subject),
        subject,
    }
}

fn who(change: &Change) -> &str {
    if change.who.is_empty() { NOBODY } else { &change.who }
}

/// What was done, or which field was changed.
fn what(change: &Change) -> &'static str {
    let target = matches!(change.subject, Subject::Target(_));
    match (change.field, change.from.is_empty(), change.to.is_empty()) {
        (Field::Record, true, _) if target => "Target set",
        (Field::Record, _, true) if target => "Target cleared",
        (Field::Record, ..) if target => "Target changed",
        (Field::Record, true, _) => "Added",
        (Field::Record, _, true) => "Removed",
        (Field::Record, ..) => "Corrected",
        (Field::Frozen, ..) => "State",
        (field, ..) => field.name(),
    }
}

/// Writes when a change was made, by the user's clock.
fn write_when(to: &mut String, at: Timestamp, zone: &TimeZone) {
    let at = at.to_zoned(zone.clone());
    to.push_str(&words::date(at.date()));
    // Writing to a string cannot fail.
    write!(to, ", {:02}:{:02}", at.hour(), at.minute()).ok();
}

/// A value in words: ids are named.
fn value_words<'a>(catalogue: &'a Catalogue, field: Field, value: &'a str) -> Cow<'a, str> {
    if value.is_empty() {
        Cow::Borrowed(value)
    } else if field == Field::SurveyQuestion {
        let question = catalogue.survey_question(&SurveyQuestionId::new(value));
        Cow::Borrowed(question.map_or(UNKNOWN, |question| &question.text))
    } else if field == Field::Measure {
        Cow::Borrowed(kpi_name(catalogue, &KpiId::new(value)))
    } else if matches!(field, Field::Order | Field::Recommendations | Field::Compared) {
        let name = |id: &'a str| {
            if field == Field::Order {
                catalogue.kpi(&KpiId::new(id)).map(|kpi| kpi.name.as_str())
            } else if field == Field::Recommendations {
                catalogue.recommendation(&RecommendationId::new(id)).map(|place| place.recommendation.title.as_str())
            } else {
                catalogue.benchmark_sets().find(|set| set.id.as_str() == id).map(|set| set.name.as_str())
            }
        };
        // The log cuts what is long: the last id may be a part of one.
        let (whole, more) = match value.strip_suffix('…') {
            Some(cut) => (cut.rsplit_once(", ").map_or("", |(whole, _)| whole), ", …"),
            None => (value, ""),
        };
        // What has no name, such as “Nothing”, stands as it is.
        let names: Vec<&str> = whole.split(", ").map(|id| name(id).unwrap_or(id)).collect();
        Cow::Owned(format!("{}{more}", names.join(", ")))
    } else if field == Field::Areas {
        let areas = catalogue.checklists().flat_map(|(_, checklist)| &checklist.areas);
        let ids: BTreeSet<&str> = value.split(", ").collect();
        let names: Vec<&str> =
            areas.filter(|area| ids.contains(area.id.as_str())).map(|area| area.name.as_str()).collect();
        if names.is_empty() { Cow::Borrowed(UNKNOWN) } else { Cow::Owned(names.join(", ")) }
    } else if field == Field::Origin {
        let origins = [
            Origin::Recommendation(RecommendationId::new(value)),
            Origin::Question(QuestionId::new(value)),
            Origin::Kpi(KpiId::new(value)),
        ];
        if let Some((kpi, recommendation)) = value.split_once(", ") {
            let link = Origin::Link(KpiId::new(kpi), RecommendationId::new(recommendation));
            return Cow::Owned(origin_name(catalogue, &link).unwrap_or_else(|| UNKNOWN.to_owned()));
        }
        let name = origins.iter().find_map(|origin| origin_text(catalogue, origin));
        Cow::Borrowed(name.unwrap_or(UNKNOWN))
    } else {
        Cow::Borrowed(value)
    }
}

/// Where a change leads, if what was changed is still there.
fn goal(catalogue: &Catalogue, project: &Project, subject: &Subject) -> Option<Goal> {
    match subject {
        Subject::Organisation => Some(Goal::Organisation),
        Subject::Round(_) => Some(Goal::Rounds),
        Subject::Question(_, question) => Some(Goal::Question(question.clone())),
        Subject::Recommendation(_, recommendation) => Some(Goal::Recommendation(recommendation.clone())),
        Subject::FollowUp(_, key) => Some(Goal::FollowUps(key.checklist.clone())),
        Subject::Action(id) => project.action(*id).map(|action| Goal::Action(action.id)),
        Subject::Measurement(kpi, _) | Subject::Target(kpi) | Subject::Kpi(kpi) | Subject::Benchmark(kpi, _) => {
            catalogue.kpi(kpi).map(|kpi| Goal::Kpi(kpi.id.clone()))
        }
        Subject::KpiOrder | Subject::Release(_) | Subject::Profile(_) => None,
        Subject::Person(id) => project.person(*id).map(|person| Goal::Person(person.id)),
        Subject::DataSet(id) => project.data_set(*id).map(|set| Goal::DataSet(set.id)),
    }
}
