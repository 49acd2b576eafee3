//! What the scorecard can take from workforce data. Figures of the scorecard go into the board pack, so only figures are
//! taken that the board was shown, as it was shown them: the same sums over the data as shown.

use super::chances::{Chance, chances};
use super::grades::{Top, ladder};
use super::likelihood::{Likelihood, Likelihoods};
use super::shown::{as_shown, gap_as_shown};
use super::stages::{OFFER, rank, stages};
use super::{groups, pay, percent, response, spread};
use crate::content::{Catalogue, Group, KpiId, ThirdGroup, Unit};
use crate::project::{DataSet, Dimension, Method, Population, Project, Value};
use crate::words;

/// How few people a base, or the smallest group of a figure, may be.
pub const LEAST: u32 = 10;

/// The measure of the pay gap: the one figure that is no sum of counts.
const PAY_GAP: &str = "kpi-class-pay-gap";

/// A figure that the scorecard could take.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Of which measure.
    pub kpi: KpiId,
    /// What the measure is called.
    pub name: String,
    /// The figure, to one decimal.
    pub value: Value,
    /// The figure in words.
    pub words: String,
    /// How many people it rests on; `None` where that was not shown.
    pub base: Option<u32>,
    /// How many of them it counts, where it is one share.
    pub count: Option<u32>,
    /// Where it comes from.
    pub note: String,
    /// Whether it can be taken.
    pub state: FeedState,
}

/// Whether a figure can be taken into the scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedState {
    /// It can.
    Ready,
    /// The measure has this figure of this day.
    Already,
    /// It rests on too few people, or counts a group of too few.
    TooFew,
    /// The board was not shown the figures that it comes from, or not since they were changed.
    NotShown,
}

/// A figure of a measure: its value, how many people it rests on, how many it counts where it is one share, and how many
/// the smallest group is that can be told from it.
struct Counted {
    kpi: &'static str,
    value: Value,
    base: Option<u32>,
    count: Option<u32>,
    smallest: u32,
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The figures that a data set gives the scorecard: those that the board was shown as it was shown them, the others exact,
/// for the analyst to see what would be there.
pub fn feeds(catalogue: &Catalogue, project: &Project, set: &DataSet) -> Vec<Feed> {
    let shown = as_shown(catalogue, project);
    let mut of_shown = shown.data_set(set.id).map(|set| counted(catalogue, &shown, set)).unwrap_or_default();
    of_shown.extend(gap_as_shown(project, set).map(|gap| Counted {
        kpi: PAY_GAP,
        value: Value::One(rounded(gap)),
        base: None,
        count: None,
        smallest: LEAST,
    }));
    let exact = counted(catalogue, project, set).into_iter();
    exact
        .filter_map(|exact| {
            let shown = of_shown.iter().find(|shown| shown.kpi == exact.kpi);
            feed(catalogue, project, set, &exact, shown)
        })
        .collect()
}

/// The figures that can be worked out of a data set.
fn counted(catalogue: &Catalogue, project: &Project, set: &DataSet) -> Vec<Counted> {
    let mut found = Vec::new();
    if catalogue.grouping_of(&set.question).is_none() {
        return found;
    }
    let response = response(catalogue, set);
    if set.population == Population::Workforce
        && let (Some(asked), Some(silent), Some(rate)) = (response.asked, response.silent, response.rate)
    {
        let smallest = response.answered.min(silent);
        let value = Value::One(rounded(rate));
        let count = Some(response.answered);
        found.push(Counted { kpi: "kpi-response-rate", value, base: Some(asked), count, smallest });
    }
    let shares = match set.population {
        Population::Workforce => Some("kpi-workforce-spread"),
        Population::NewHires => Some("kpi-new-hires"),
        Population::Apprentices => Some("kpi-apprentices"),
        Population::Applicants
        | Population::Promotions
        | Population::Training
        | Population::Leavers
        | Population::Outreach => None,
    };
    if let (Some(kpi), Some(spread)) = (shares, spread(catalogue, set, None, ThirdGroup::default()))
        && spread.base > 0
    {
        let count = |group: Group| {
            let share = spread.shares.iter().find(|share| share.name == group.name(ThirdGroup::default()));
            share.map_or(0, |share| share.count)
        };
        let share = |group: Group| rounded(percent(count(group), spread.base));
        let value = Value::Groups {
            professional: share(Group::Professional),
            intermediate: share(Group::Intermediate),
            working_class: share(Group::WorkingClass),
        };
        let smallest = Group::ALL.into_iter().map(count).min().unwrap_or_default();
        found.push(Counted { kpi, value, base: Some(spread.base), count: None, smallest });
    }
    found.extend(from_parts(catalogue, project, set));
    found
}

/// The figures that come of a breakdown, of pay, or of two data sets held together.
fn from_parts(catalogue: &Catalogue, project: &Project, set: &DataSet) -> Vec<Counted> {
    let third = ThirdGroup::default();
    let mut found = Vec::new();
    let workforce = set.population == Population::Workforce;
    if workforce && let Some(leaders) = senior_leaders(catalogue, set) {
        let (value, base, smallest) = leaders;
        found.push(Counted { kpi: "kpi-senior-leaders", value, base: Some(base), count: None, smallest });
    }
    if workforce && let Some((gap, own, other)) = pay::whole_median(set) {
        let base = Some(own.saturating_add(other));
        let value = Value::One(rounded(gap));
        found.push(Counted { kpi: PAY_GAP, value, base, count: None, smallest: own.min(other) });
    }
    let mut ratio = |kpi: &'static str, of: &Likelihoods| {
        let (Some(told), Some(reference)) = (of.told(), of.reference()) else { return };
        let Some(ratio) = told.ratio else { return };
        let value = Value::One((ratio.value * 100.0).round() / 100.0);
        // Those for whom it did not come about can be recognised as well.
        let smallest = |one: &Likelihood| one.count.min(one.base.saturating_sub(one.count));
        let base = Some(told.base.saturating_add(reference.base));
        let smallest = smallest(told).min(smallest(reference));
        found.push(Counted { kpi, value, base, count: None, smallest });
    };
    for of in chances(catalogue, project, set, third) {
        match of.what {
            Chance::Promoted => ratio("kpi-promotion-ratio", &of.likelihoods),
            Chance::Training => ratio("kpi-training-ratio", &of.likelihoods),
            Chance::Completed | Chance::Left | Chance::Applied => {}
        }
    }
    if set.population == Population::Applicants
        && let Some(stages) = stages(catalogue, project, set, third)
    {
        let offer = stages.names.iter().position(|name| rank(name) == Some(OFFER));
        if let Some(of) = offer.and_then(|place| stages.reached.get(place)) {
            ratio("kpi-offer-ratio", of);
        }
    }
    found
}

/// The shares of the most senior grade, how many it counts, and the smallest group; `None` where the names of the grades
/// do not say which it is.
fn senior_leaders(catalogue: &Catalogue, set: &DataSet) -> Option<(Value, u32, u32)> {
    let grades = groups(catalogue, set, set.breakdown(&Dimension::Grade)?, None, ThirdGroup::default())?;
    let row = match ladder(&grades)?.top {
        Top::First => grades.rows.first()?,
        Top::Last => grades.rows.last()?,
        Top::Unknown => return None,
    };
    let of = |group: Group| row.shares.iter().find(|share| share.name == group.name(ThirdGroup::default()));
    let share = |group: Group| of(group).map(|share| rounded(share.percent));
    let value = Value::Groups {
        professional: share(Group::Professional)?,
        intermediate: share(Group::Intermediate)?,
        working_class: share(Group::WorkingClass)?,
    };
    let smallest = Group::ALL.into_iter().filter_map(of).map(|share| share.count).min()?;
    Some((value, row.base, smallest))
}

/// A figure of a measure; `None` where no loaded pack holds the measure. `shown` is the same of what the board was shown.
fn feed(
    catalogue: &Catalogue,
    project: &Project,
    set: &DataSet,
    exact: &Counted,
    shown: Option<&Counted>,
) -> Option<Feed> {
    let id = KpiId::new(exact.kpi);
    let definition = catalogue.kpi(&id)?;
    let entered = project.kpis.get(&id).into_iter().flat_map(|kpi| &kpi.measurements);
    let alike = |one: Value, other: Value| match (one, other) {
        (Value::One(one), Value::One(other)) => definition.unit.alike(one, other),
        (Value::Groups { .. }, Value::Groups { .. }) => Group::ALL.into_iter().all(|group| {
            one.share(group).zip(other.share(group)).is_some_and(|(one, other)| Unit::Percent.alike(one, other))
        }),
        _ => false,
    };
    let there = |value: Value| alike(value, exact.value) || shown.is_some_and(|shown| alike(value, shown.value));
    let state = if entered.into_iter().any(|one| one.date == set.as_of && there(one.value)) {
        FeedState::Already
    } else if exact.base.is_none_or(|base| base < LEAST) || exact.smallest < LEAST {
        FeedState::TooFew
    } else if shown.is_some() {
        FeedState::Ready
    } else {
        FeedState::NotShown
    };
    let told = shown.filter(|_| state == FeedState::Ready).unwrap_or(exact);
    let coded = if set.method == Method::FourQuestions { "; coded from four questions" } else { "" };
    let base = told.base.map(|base| format!(", n = {}", words::whole(u64::from(base)))).unwrap_or_default();
    Some(Feed {
        name: definition.name.clone(),
        words: format!("{}{base}", crate::insight::value_words(definition.unit, told.value)),
        kpi: id,
        value: told.value,
        base: told.base,
        count: told.count,
        note: format!("From “{}”{coded}", set.name.trim()),
        state,
    })
}
