//! What a KPI is held against: what its pack knows of others, benchmark sets, the organisation's own benchmarks.
//!
//! What is not the same measure is never drawn. What is, but counts otherwise, counts other people or is old, is drawn
//! only with the words that say so.

use jiff::civil::Date;

use super::reading::say;
use crate::chart::Level;
use crate::content::{BenchmarkSet, BenchmarkSetId, Catalogue, Group, KpiDefinition, Practice, Say, ThirdGroup, Unit};
use crate::project::{Benchmark, BenchmarkId, Kpi};
use crate::words;

/// From how many years on a figure to compare with counts as old.
const OLD: i32 = 3;

/// A figure that a KPI is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// What it is of: `Index employers, new hires`.
    pub label: String,
    /// The figure: `87%`.
    pub figure: String,
    /// The figure on the KPI's own axis; `None` where it is not the same measure, or another share of a split.
    pub level: Option<f64>,
    /// What it counts, out of whom.
    pub definition: String,
    /// Its date and source.
    pub source: String,
    /// What to mind: other definition, population or age; `None` where it is like for like.
    pub caution: Option<String>,
    /// Whether it counts the same thing as the KPI, so that both may be read together.
    pub same_measure: bool,
    /// The organisation's own benchmark that it is, if it is one.
    pub own: Option<BenchmarkId>,
}

/// The benchmark sets that a KPI can be held against: the other sets of its pack's measure, or all that fit its unit.
pub fn comparable_sets<'a>(catalogue: &'a Catalogue, definition: &KpiDefinition) -> Vec<&'a BenchmarkSet> {
    let measure = definition.benchmarks.as_ref().and_then(|id| catalogue.benchmark_set(id)).map(|set| &set.measure);
    let fits = |set: &&BenchmarkSet| match (definition.unit, measure) {
        (Unit::Groups, _) => three_groups(set),
        (Unit::Percent, Some(measure)) => set.measure == *measure && set.figures.len() == 1,
        (Unit::Percent, None) => set.figures.len() == 1,
        _ => false,
    };
    catalogue.benchmark_sets().filter(fits).collect()
}

fn three_groups(set: &BenchmarkSet) -> bool {
    set.whole && Group::ALL.into_iter().all(|group| set.figures.iter().any(|figure| figure.id == group.id()))
}

/// The benchmark sets that a KPI is held against.
pub fn compared_sets<'a>(
    catalogue: &'a Catalogue,
    definition: &KpiDefinition,
    kpi: Option<&Kpi>,
) -> Vec<&'a BenchmarkSet> {
    let chosen = kpi.and_then(|kpi| kpi.settings.as_ref()).and_then(|settings| settings.compared.as_ref());
    let ids: Vec<&BenchmarkSetId> = match chosen {
        Some(ids) => ids.iter().collect(),
        None => definition.benchmarks.iter().collect(),
    };
    ids.into_iter().filter_map(|id| catalogue.benchmark_set(id)).collect()
}

/// The figure of a set on a KPI's axis: the working-class share of a split, or the set's only figure.
pub fn set_value(unit: Unit, set: &BenchmarkSet) -> Option<f64> {
    let figure = match (unit, set.figures.as_slice()) {
        (Unit::Groups, figures) => figures.iter().find(|figure| figure.id == Group::WorkingClass.id()),
        (_, [figure]) => Some(figure),
        _ => None,
    };
    figure.map(|figure| figure.percent)
}

/// Values that a target could match, with what they are called: those of the sets that the KPI is held against.
pub fn benchmark_values(catalogue: &Catalogue, definition: &KpiDefinition, kpi: Option<&Kpi>) -> Vec<(String, f64)> {
    let sets = compared_sets(catalogue, definition, kpi).into_iter();
    sets.filter_map(|set| Some((set.name.clone(), set_value(definition.unit, set)?))).collect()
}

/// Everything that a KPI is held against: first what counts the same thing, then what does not. `newest` is the day of
/// the newest figure, by which what is old is told.
pub fn references(
    catalogue: &Catalogue,
    definition: &KpiDefinition,
    kpi: Option<&Kpi>,
    newest: Option<Date>,
    third: ThirdGroup,
) -> Vec<Reference> {
    let published = definition.comparators.iter().map(|one| {
        let population = one.population.as_deref().map(|of| format!(" {of}")).unwrap_or_default();
        Reference {
            label: one.label.clone(),
            figure: Unit::Percent.figure(one.percent),
            level: one.same_measure.then_some(one.percent),
            definition: format!("{}{population}", one.definition),
            source: format!("{}; {}", one.as_of, catalogue.cite(&one.cite)),
            caution: caution(catalogue, &one.label, one.caution.as_deref(), one.dated, newest, one.same_measure),
            same_measure: one.same_measure,
            own: None,
        }
    });
    let sets = compared_sets(catalogue, definition, kpi).into_iter();
    let sets = sets.flat_map(|set| of_set(catalogue, definition, set, newest, third));
    let own = kpi.into_iter().flat_map(|kpi| &kpi.benchmarks);
    let own = own.map(|one| of_own(catalogue, definition.unit, one, newest));
    let mut all: Vec<Reference> = published.chain(sets).chain(own).collect();
    all.sort_by_key(|one| !one.same_measure);
    all
}

/// What to mind of a figure to compare with.
fn caution(
    catalogue: &Catalogue,
    label: &str,
    told: Option<&str>,
    dated: Option<Date>,
    newest: Option<Date>,
    same_measure: bool,
) -> Option<String> {
    let told = told.map(|told| told.trim().to_owned()).filter(|told| !told.is_empty());
    let years = dated.zip(newest).map_or(0, |(dated, newest)| whole_years(dated, newest));
    let old =
        (same_measure && years >= OLD).then(|| say(catalogue, Say::Old, &[("years", &years.to_string())])).flatten();
    let mind: Vec<String> = told.into_iter().chain(old).collect();
    if mind.is_empty() {
        return None;
    }
    say(catalogue, Say::Unlike, &[("label", label), ("caution", &mind.join(" "))])
}

fn whole_years(from: Date, to: Date) -> i32 {
    let years = i32::from(to.year()) - i32::from(from.year());
    years - i32::from((to.month(), to.day()) < (from.month(), from.day()))
}

/// The shares of a set, of which only the one on the KPI's axis has a level.
fn of_set(
    catalogue: &Catalogue,
    definition: &KpiDefinition,
    set: &BenchmarkSet,
    newest: Option<Date>,
    third: ThirdGroup,
) -> Vec<Reference> {
    let split = definition.unit == Unit::Groups;
    let until = set.until.map(|until| format!("A later set took its place on {}.", words::date(until)));
    let told: Vec<&str> =
        [definition.caution.as_deref(), until.as_deref(), set.caution.as_deref()].into_iter().flatten().collect();
    let told = told.join(" ");
    let mut figures: Vec<_> = set.figures.iter().collect();
    figures.sort_by_key(|figure| Group::ALL.into_iter().position(|group| group.id() == figure.id));
    figures
        .into_iter()
        .map(|figure| {
            let headline = !split || figure.id == Group::WorkingClass.id();
            let label =
                if split { format!("{}, {}", set.name, figure.name(third).to_lowercase()) } else { set.name.clone() };
            Reference {
                caution: if headline {
                    caution(catalogue, &set.name, Some(&told), Some(set.from), newest, true)
                } else {
                    None
                },
                label,
                figure: Unit::Percent.figure(figure.percent),
                level: headline.then_some(figure.percent),
                definition: set.definition.clone(),
                source: format!("{}; {}", set.population.trim_end_matches('.'), catalogue.cite(&set.cite)),
                same_measure: true,
                own: None,
            }
        })
        .collect()
}

fn of_own(catalogue: &Catalogue, unit: Unit, one: &Benchmark, newest: Option<Date>) -> Reference {
    let parts = [one.definition.trim(), one.population.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let source = one.source.trim();
    Reference {
        label: one.label.trim().to_owned(),
        figure: unit.figure(one.value),
        level: Some(one.value),
        definition: parts.join(" "),
        source: if source.is_empty() {
            format!("{}; source not given", words::date(one.date))
        } else {
            format!("{}; {source}", words::date(one.date))
        },
        caution: caution(catalogue, one.label.trim(), Some(&one.caution), Some(one.date), newest, true),
        same_measure: true,
        own: Some(one.id),
    }
}

/// The references that are drawn, as level lines.
pub fn levels(references: &[Reference], unit: Unit) -> Vec<Level> {
    let drawn = references.iter().filter_map(|one| Some((one, one.level?)));
    drawn
        .map(|(one, value)| {
            let note = if one.caution.is_some() { ", see note" } else { "" };
            let figure = if unit == Unit::Groups { Unit::Percent.figure(value) } else { unit.figure(value) };
            Level { label: format!("{} {figure}{note}", one.label), value, unlike: one.caution.is_some() }
        })
        .collect()
}

/// What to mind of the references that are drawn, each sentence once.
pub(super) fn notes(references: &[Reference]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for caution in references.iter().filter(|one| one.level.is_some()).filter_map(|one| one.caution.as_ref()) {
        if !notes.contains(caution) {
            notes.push(caution.clone());
        }
    }
    notes
}

/// What employers said that they do, in a sentence: *14% of masterclass respondents (number not published), March 2021,
/// share data publicly.*
pub fn poll_sentences<'a>(catalogue: &'a Catalogue, wanted: impl Fn(&Practice) -> bool + 'a) -> Vec<String> {
    let all = catalogue.polls().flat_map(|poll| poll.practices.iter().map(move |practice| (poll, practice)));
    all.filter(|(_, practice)| wanted(practice))
        .map(|(poll, practice)| {
            let text = practice.text.trim_end_matches('.');
            format!("{}% of {}, {}, {text}.", words::decimal(practice.percent), poll.short, poll.as_of)
        })
        .collect()
}
