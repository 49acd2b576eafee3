//! What differs between two states of a project, for the change log.
//!
//! A new round is one change, though it brings all ratings along; so is a person or an action that is new or gone. What
//! is shared between the two states is the same record and is not looked into, so this costs little for one edit.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::content::{KpiId, Pillar, Unit};
use crate::project::{
    Action, Agreed, Answer, Audience, Benchmark, Breakdown, Confidence, Crossing, DataSet, Dimension, Effort, Evidence,
    Field, FollowUpAnswer, Impact, Kpi, KpiSettings, Measurement, Organisation, Origin, OwnKpi, Person,
    ProfileSettings, Project, Release, Round, Size, Subject, Target, Value,
};
use crate::words;

/// How many letters of a text the log keeps.
const LETTERS: usize = 200;

/// A difference: of what, which field, from and to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub subject: Subject,
    pub field: Field,
    pub from: String,
    pub to: String,
}

/// Takes differences in.
struct Differences(Vec<Difference>);

impl Differences {
    /// Notes a field if its words differ.
    fn field(&mut self, subject: &Subject, field: Field, from: &str, to: &str) {
        if from != to {
            self.0.push(Difference { subject: subject.clone(), field, from: cut(from), to: cut(to) });
        }
    }
}

/// The start of a text.
fn cut(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// What differs, in the order of the project's parts.
pub(super) fn differences(before: &Project, after: &Project) -> Vec<Difference> {
    let mut found = Differences(Vec::new());
    organisation(&mut found, &before.organisation, &after.organisation);
    each(&before.rounds, &after.rounds, |round| round.id, |old, new| round(&mut found, old, new));
    each(&before.actions, &after.actions, |action| action.id, |old, new| action(&mut found, old, new));
    each(&before.people, &after.people, |person| person.id, |old, new| person(&mut found, old, new));
    each_of_map(&before.kpis, &after.kpis, |id, old, new| {
        let nothing = Kpi::default();
        let (old, new) = (old.unwrap_or(&nothing), new.unwrap_or(&nothing));
        kpi_settings(&mut found, id, old.settings.as_ref(), new.settings.as_ref());
        let target = |kpi: &Kpi| kpi.target.as_ref().map(target_words).unwrap_or_default();
        found.field(&Subject::Target(id.clone()), Field::Record, &target(old), &target(new));
        let subject = |one: &Measurement| Subject::Measurement(id.clone(), one.id);
        for one in &old.measurements {
            let to = new.measurements.iter().find(|other| other.id == one.id).map(measured).unwrap_or_default();
            found.field(&subject(one), Field::Record, &measured(one), &to);
        }
        for one in &new.measurements {
            if !old.measurements.iter().any(|other| other.id == one.id) {
                found.field(&subject(one), Field::Record, "", &measured(one));
            }
        }
        let subject = |one: &Benchmark| Subject::Benchmark(id.clone(), one.id);
        for one in &old.benchmarks {
            let to = new.benchmarks.iter().find(|other| other.id == one.id).map(benchmark).unwrap_or_default();
            found.field(&subject(one), Field::Record, &benchmark(one), &to);
        }
        for one in new.benchmarks.iter().filter(|one| !old.benchmarks.iter().any(|other| other.id == one.id)) {
            found.field(&subject(one), Field::Record, "", &benchmark(one));
        }
    });
    each(&before.workforce, &after.workforce, |set| set.id, |old, new| data_set(&mut found, old, new));
    each(
        &before.releases,
        &after.releases,
        |release| release.id,
        |old, new| {
            let Some(id) = old.or(new).map(|release| release.id) else { return };
            let words = |release: Option<&Release>| release.map(released).unwrap_or_default();
            found.field(&Subject::Release(id), Field::Record, &words(old), &words(new));
        },
    );
    for audience in Audience::ALL {
        let rules = |project: &Project| project.profiles.get(&audience).map(rules_set).unwrap_or_default();
        found.field(&Subject::Profile(audience), Field::Rules, &rules(before), &rules(after));
    }
    let order = |project: &Project| {
        let order = project.kpi_order.as_ref().map(|order| order.order.as_slice()).unwrap_or_default();
        order.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    found.field(&Subject::KpiOrder, Field::Order, &order(before), &order(after));
    found.0
}

/// What an organisation says of a KPI. A new definition is one change.
fn kpi_settings(found: &mut Differences, id: &KpiId, old: Option<&KpiSettings>, new: Option<&KpiSettings>) {
    let nothing = KpiSettings::new(Timestamp::UNIX_EPOCH);
    let (old, new) = (old.unwrap_or(&nothing), new.unwrap_or(&nothing));
    let subject = Subject::Kpi(id.clone());
    if let (Some(from), Some(to)) = (&old.own, &new.own) {
        found.field(&subject, Field::Name, &from.name, &to.name);
        found.field(&subject, Field::Pillar, from.pillar.name(), to.pillar.name());
        found.field(&subject, Field::Definition, &from.definition, &to.definition);
        let unit = |own: &OwnKpi| {
            let name = own.unit.name();
            if let Unit::OutOf(all) = own.unit { format!("{name} ({all})") } else { name.to_owned() }
        };
        found.field(&subject, Field::Unit, &unit(from), &unit(to));
        found.field(&subject, Field::Direction, from.direction.name(), to.direction.name());
        let bears = |own: &OwnKpi| own.recommendations.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        found.field(&subject, Field::Recommendations, &bears(from), &bears(to));
    } else {
        let name = |settings: &KpiSettings| settings.own.as_ref().map(|own| own.name.clone()).unwrap_or_default();
        found.field(&subject, Field::Record, &name(old), &name(new));
    }
    found.field(&subject, Field::Owner, &old.owner, &new.owner);
    let every = |settings: &KpiSettings| settings.every.map(words::every_months).unwrap_or_default();
    found.field(&subject, Field::Every, &every(old), &every(new));
    found.field(&subject, Field::Retired, &day(old.retired), &day(new.retired));
    let compared = |settings: &KpiSettings| match &settings.compared {
        None => String::new(),
        Some(sets) if sets.is_empty() => "Nothing".to_owned(),
        Some(sets) => sets.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    found.field(&subject, Field::Compared, &compared(old), &compared(new));
}

/// A figure to compare with in words: `Sector average: 41 (31 March 2026), all staff; their annual report`.
fn benchmark(one: &Benchmark) -> String {
    let said = [&one.definition, &one.population, &one.source, &one.caution].map(|text| text.trim());
    let said: Vec<&str> = said.into_iter().filter(|text| !text.is_empty()).collect();
    let said = if said.is_empty() { String::new() } else { format!(", {}", said.join("; ")) };
    format!("{}: {} ({}){said}", one.label.trim(), words::exact(one.value), words::date(one.date))
}

/// Looks at the records of two lists that are not the same record, by their ids: those changed or gone, then the new.
fn each<T, I: Ord + Copy>(
    before: &[Arc<T>],
    after: &[Arc<T>],
    id: impl Fn(&T) -> I,
    mut look: impl FnMut(Option<&T>, Option<&T>),
) {
    let same = |pair: (&Arc<T>, &Arc<T>)| Arc::ptr_eq(pair.0, pair.1);
    if before.len() == after.len() && before.iter().zip(after).all(same) {
        return;
    }
    let old: BTreeMap<I, &Arc<T>> = before.iter().map(|one| (id(one), one)).collect();
    let new: BTreeMap<I, &Arc<T>> = after.iter().map(|one| (id(one), one)).collect();
    for one in before {
        match new.get(&id(one)) {
            Some(other) if Arc::ptr_eq(one, other) => {}
            other => look(Some(one), other.map(|other| &***other)),
        }
    }
    for one in after.iter().filter(|one| !old.contains_key(&id(one))) {
        look(None, Some(one));
    }
}

/// The same for maps.
fn each_of_map<K: Ord, V>(
    before: &BTreeMap<K, Arc<V>>,
    after: &BTreeMap<K, Arc<V>>,
    mut look: impl FnMut(&K, Option<&V>, Option<&V>),
) {
    for (key, one) in before {
        match after.get(key) {
            Some(other) if Arc::ptr_eq(one, other) => {}
            other => look(key, Some(one), other.map(|other| &**other)),
        }
    }
    for (key, one) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        look(key, None, Some(one));
    }
}

fn organisation(found: &mut Differences, old: &Organisation, new: &Organisation) {
    let subject = Subject::Organisation;
    found.field(&subject, Field::Name, &old.name, &new.name);
    let size = |of: &Organisation| of.size.map(Size::name).unwrap_or_default();
    found.field(&subject, Field::Size, size(old), size(new));
    found.field(&subject, Field::Sector, &old.sector, &new.sector);
    let pillar = |of: &Organisation| of.first_pillar.map(Pillar::name).unwrap_or_default();
    found.field(&subject, Field::FirstPillar, pillar(old), pillar(new));
}

fn round(found: &mut Differences, old: Option<&Round>, new: Option<&Round>) {
    let Some(id) = old.or(new).map(|round| round.id) else { return };
    let (Some(old), Some(new)) = (old, new) else {
        let name = |round: Option<&Round>| round.map(|round| round.name.clone()).unwrap_or_default();
        found.field(&Subject::Round(id), Field::Record, &name(old), &name(new));
        return;
    };
    let subject = Subject::Round(id);
    found.field(&subject, Field::Name, &old.name, &new.name);
    let frozen = |round: &Round| match (round.frozen, round.reopened.last()) {
        (Some(on), _) => format!("Frozen on {}", words::date(on)),
        (None, Some(reopened)) => format!("Open: {}", reopened.reason.trim()),
        (None, None) => "Open".to_owned(),
    };
    found.field(&subject, Field::Frozen, &frozen(old), &frozen(new));
    let declined = |round: &Round| yes(round.first_action_declined);
    found.field(&subject, Field::FirstActionDeclined, declined(old), declined(new));
    each_of_map(&old.answers, &new.answers, |question, from, to| {
        answer(found, &Subject::Question(id, question.clone()), from, to);
    });
    each_of_map(&old.agreed, &new.agreed, |recommendation, from, to| {
        let subject = Subject::Recommendation(id, recommendation.clone());
        let words = |agreed: Option<&Agreed>| {
            agreed.map(|agreed| format!("{}: {}", agreed.rating.name(), agreed.reason.trim())).unwrap_or_default()
        };
        found.field(&subject, Field::Agreed, &words(from), &words(to));
        if let (Some(from), Some(to)) = (from, to)
            && from.to_reconfirm
            && !to.to_reconfirm
            && words(Some(from)) == words(Some(to))
        {
            found.field(&subject, Field::Reconfirmed, "", to.rating.name());
        }
    });
    each_of_map(&old.follow_ups, &new.follow_ups, |key, from, to| {
        let subject = Subject::FollowUp(id, key.clone());
        let text = |answer: Option<&FollowUpAnswer>| answer.map(|answer| answer.text.clone()).unwrap_or_default();
        found.field(&subject, Field::Answer, &text(from), &text(to));
        let due = |answer: Option<&FollowUpAnswer>| day(answer.and_then(|answer| answer.due));
        found.field(&subject, Field::Due, &due(from), &due(to));
    });
}

fn answer(found: &mut Differences, subject: &Subject, old: Option<&Answer>, new: Option<&Answer>) {
    let rating = |answer: Option<&Answer>| answer.map(|answer| answer.rating).unwrap_or_default();
    found.field(subject, Field::Rating, rating(old).name(), rating(new).name());
    let confidence =
        |answer: Option<&Answer>| answer.and_then(|answer| answer.confidence).map(Confidence::name).unwrap_or_default();
    found.field(subject, Field::Confidence, confidence(old), confidence(new));
    let note = |answer: Option<&Answer>| answer.map(|answer| answer.note.clone()).unwrap_or_default();
    found.field(subject, Field::Note, &note(old), &note(new));
    let from = old.map_or(&[][..], |answer| &answer.evidence);
    let to = new.map_or(&[][..], |answer| &answer.evidence);
    for one in from {
        let after = to.iter().find(|other| other.id == one.id);
        if after != Some(one) {
            found.field(subject, Field::Evidence, &evidence(Some(one)), &evidence(after));
        }
    }
    for one in to.iter().filter(|one| !from.iter().any(|other| other.id == one.id)) {
        found.field(subject, Field::Evidence, "", &evidence(Some(one)));
    }
    let carried = |answer: Option<&Answer>| answer.is_some_and(|answer| answer.to_reconfirm);
    if carried(old) && !carried(new) && rating(old) == rating(new) {
        found.field(subject, Field::Reconfirmed, "", rating(new).name());
    }
}

fn evidence(one: Option<&Evidence>) -> String {
    one.map(Evidence::words).unwrap_or_default()
}

fn action(found: &mut Differences, old: Option<&Action>, new: Option<&Action>) {
    let Some(id) = old.or(new).map(|action| action.id) else { return };
    let subject = Subject::Action(id);
    let (Some(old), Some(new)) = (old, new) else {
        let title = |action: Option<&Action>| action.map(|action| action.title.clone()).unwrap_or_default();
        found.field(&subject, Field::Record, &title(old), &title(new));
        return;
    };
    found.field(&subject, Field::Title, &old.title, &new.title);
    let origin = |action: &Action| action.origin.as_ref().map(origin_words).unwrap_or_default();
    found.field(&subject, Field::Origin, &origin(old), &origin(new));
    found.field(&subject, Field::Owner, &old.owner, &new.owner);
    found.field(&subject, Field::FirstStep, &old.first_step, &new.first_step);
    found.field(&subject, Field::Due, &day(old.due), &day(new.due));
    let status = |action: &Action| match action.status.reason().map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => format!("{}: {reason}", action.status.name()),
        None => action.status.name().to_owned(),
    };
    found.field(&subject, Field::Status, &status(old), &status(new));
    let effort = |action: &Action| action.effort.map(Effort::name).unwrap_or_default();
    found.field(&subject, Field::Effort, effort(old), effort(new));
    let impact = |action: &Action| action.impact.map(Impact::name).unwrap_or_default();
    found.field(&subject, Field::Impact, impact(old), impact(new));
    found.field(&subject, Field::Success, &old.success, &new.success);
    let measure = |action: &Action| action.measure.as_ref().map(ToString::to_string).unwrap_or_default();
    found.field(&subject, Field::Measure, &measure(old), &measure(new));
    found.field(&subject, Field::Notes, &old.notes, &new.notes);
}

fn person(found: &mut Differences, old: Option<&Person>, new: Option<&Person>) {
    let Some(id) = old.or(new).map(|person| person.id) else { return };
    let subject = Subject::Person(id);
    let (Some(old), Some(new)) = (old, new) else {
        let name = |person: Option<&Person>| person.map(|person| person.name.clone()).unwrap_or_default();
        found.field(&subject, Field::Record, &name(old), &name(new));
        return;
    };
    found.field(&subject, Field::Name, &old.name, &new.name);
    found.field(&subject, Field::Role, &old.role, &new.role);
    let areas = |person: &Person| person.areas.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    found.field(&subject, Field::Areas, &areas(old), &areas(new));
    found.field(&subject, Field::DecisionMaker, yes(old.decision_maker), yes(new.decision_maker));
}

/// A set of workforce data. Its counts are told by how many people they are in all: a log is read by more people than the
/// counts are for.
fn data_set(found: &mut Differences, old: Option<&DataSet>, new: Option<&DataSet>) {
    let Some(id) = old.or(new).map(|set| set.id) else { return };
    let subject = Subject::DataSet(id);
    let (Some(old), Some(new)) = (old, new) else {
        let name = |set: Option<&DataSet>| set.map(|set| set.name.clone()).unwrap_or_default();
        found.field(&subject, Field::Record, &name(old), &name(new));
        return;
    };
    found.field(&subject, Field::Name, &old.name, &new.name);
    found.field(&subject, Field::Population, old.population.name(), new.population.name());
    found.field(&subject, Field::AsOf, &words::date(old.as_of), &words::date(new.as_of));
    let asked = |set: &DataSet| set.asked.map(|asked| words::whole(u64::from(asked))).unwrap_or_default();
    found.field(&subject, Field::Asked, &asked(old), &asked(new));
    found.field(&subject, Field::Method, old.method.name(), new.method.name());
    found.field(&subject, Field::SurveyQuestion, old.question.as_str(), new.question.as_str());
    for from in &old.breakdowns {
        let to = new.breakdown(&from.by);
        counts(found, &subject, (counted(from), to.map(counted)), to == Some(from));
    }
    for to in new.breakdowns.iter().filter(|to| old.breakdown(&to.by).is_none()) {
        found.field(&subject, Field::Counts, "", &counted(to));
    }
    for from in &old.crossings {
        let to = new.crossing(&from.by, &from.across);
        counts(found, &subject, (crossed(from), to.map(crossed)), to == Some(from));
    }
    for to in new.crossings.iter().filter(|to| old.crossing(&to.by, &to.across).is_none()) {
        found.field(&subject, Field::Counts, "", &crossed(to));
    }
    summaries(found, &subject, old, new);
    found.field(&subject, Field::Note, &old.note, &new.note);
}

/// Counts that stay, change or go; those that count as many people in all but are not the same are told apart.
fn counts(found: &mut Differences, subject: &Subject, (before, after): (String, Option<String>), same: bool) {
    let mut after = after.unwrap_or_default();
    if before == after && !same {
        after.push_str(", divided otherwise");
    }
    found.field(subject, Field::Counts, &before, &after);
}

/// What is kept of pay and of waits for promotion, told by what it is of.
fn summaries(found: &mut Differences, subject: &Subject, old: &DataSet, new: &DataSet) {
    let pay = |set: &DataSet| {
        let tables = set.pay.iter().map(|table| format!("{} by {}", table.pay.name(), in_words(&table.by)));
        words::list(&tables.collect::<Vec<_>>())
    };
    counts(found, subject, (pay(old), Some(pay(new))), old.pay == new.pay);
    let waits = |set: &DataSet| {
        let tables = set.waits.iter().map(|table| format!("Time to promotion by {}", in_words(&table.by)));
        words::list(&tables.collect::<Vec<_>>())
    };
    counts(found, subject, (waits(old), Some(waits(new))), old.waits == new.waits);
}

/// A release in words: `To the board: Staff survey 2026`.
fn released(release: &Release) -> String {
    let sets: Vec<String> = release.sets.iter().map(|set| set.name.trim().to_owned()).collect();
    format!("To {}: {}", release.audience.whom(), words::list(&sets))
}

/// What is set for an audience in words: `counts under 5 hidden, rounded to 10`.
fn rules_set(settings: &ProfileSettings) -> String {
    let number = |number: u32| words::whole(u64::from(number));
    let said = [
        settings.least.map(|least| format!("counts under {} hidden", number(least))),
        settings.zeros.map(|zeros| if zeros { "noughts hidden" } else { "noughts shown" }.to_owned()),
        settings.width.map(|width| format!("at least {} people left open", number(width))),
        settings.round.map(|round| format!("rounded to {}", number(round))),
        settings.percent.map(|percent| format!("percentages from {} people", number(percent))),
        settings.pay.map(|pay| format!("pay gaps from {} people", number(pay))),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A dimension within a sentence.
fn in_words(by: &Dimension) -> String {
    if *by == Dimension::Whole { "background".to_owned() } else { words::uncapitalised(by.name()) }
}

/// How many people a crossing counts: `Grade and gender: 1,731 people`.
fn crossed(crossing: &Crossing) -> String {
    let people = people(crossing.total());
    format!("{} and {}: {people}", crossing.by.name(), in_words(&crossing.across))
}

fn people(total: u64) -> String {
    if total == 1 { "1 person".to_owned() } else { format!("{} people", words::whole(total)) }
}

/// How many people a breakdown counts: `Grade: 1,731 people in 6 groups`.
fn counted(breakdown: &Breakdown) -> String {
    let people = people(breakdown.total());
    match (&breakdown.by, breakdown.rows.len()) {
        (Dimension::Whole, _) => people,
        (by, 1) => format!("{}: {people} in 1 group", by.name()),
        (by, groups) => format!("{}: {people} in {groups} groups", by.name()),
    }
}

/// A measurement in words: `31 March 2027: 64 (base 812)`.
fn measured(one: &Measurement) -> String {
    let value = match one.value {
        Value::One(value) => words::exact(value),
        Value::Groups { professional, intermediate, working_class } => {
            [professional, intermediate, working_class].map(words::exact).join(" / ")
        }
    };
    let base = match (one.count, one.base) {
        (Some(count), Some(base)) => {
            format!(" ({} of {})", words::whole(u64::from(count)), words::whole(u64::from(base)))
        }
        (None, Some(base)) => format!(" (base {})", words::whole(u64::from(base))),
        (_, None) => String::new(),
    };
    let note = if one.note.trim().is_empty() { String::new() } else { format!(", {}", one.note.trim()) };
    format!("{}: {value}{base}{note}", words::date(one.date))
}

/// A target in words: `70 by 31 March 2028, by way of 60 (31 March 2027)`.
fn target_words(target: &Target) -> String {
    let steps: Vec<String> =
        target.steps.iter().map(|step| format!("{} ({})", words::exact(step.value), words::date(step.date))).collect();
    let steps = if steps.is_empty() { String::new() } else { format!(", by way of {}", words::list(&steps)) };
    let value = match target.low {
        Some(low) => format!("{} to {}", words::exact(low), words::exact(target.value)),
        None => words::exact(target.value),
    };
    let from = target
        .baseline
        .map(|from| format!(", from {} ({})", words::exact(from.value), words::date(from.date)))
        .unwrap_or_default();
    format!("{value} by {}{from}{steps}", words::date(target.date))
}

/// What an action came from, by its ids.
fn origin_words(origin: &Origin) -> String {
    match origin {
        Origin::Link(kpi, recommendation) => format!("{kpi}, {recommendation}"),
        Origin::Recommendation(_) | Origin::Question(_) | Origin::Kpi(_) => origin.id().to_owned(),
    }
}

fn day(date: Option<Date>) -> String {
    date.map(words::date).unwrap_or_default()
}

fn yes(flag: bool) -> &'static str {
    if flag { "Yes" } else { "No" }
}
