//! What the scorecard can take from workforce data. Figures of the scorecard go into the board pack, so only those are
//! given of which no group is small: a few people could be recognised.

use super::chances::{Chance, chances};
use super::grades::{Top, ladder};
use super::likelihood::{Likelihood, Likelihoods};
use super::stages::{OFFER, rank, stages};
use super::{groups, pay, percent, response, spread};
use crate::content::{Catalogue, Group, KpiId, ThirdGroup, Unit};
use crate::project::{DataSet, Dimension, Method, Population, Project, Value};
use crate::words;

/// How few people a base, or the smallest group of a figure, may be.
pub const LEAST: u32 = 10;

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
    /// How many people it rests on.
    pub base: u32,
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
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The figures that a data set gives the scorecard.
pub fn feeds(catalogue: &Catalogue, project: &Project, set: &DataSet) -> Vec<Feed> {
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
        let counted = (asked, Some(response.answered), smallest);
        found.extend(feed(catalogue, project, set, "kpi-response-rate", value, counted));
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
        found.extend(feed(catalogue, project, set, kpi, value, (spread.base, None, smallest)));
    }
    found.extend(from_parts(catalogue, project, set));
    found
}

/// The figures that come of a breakdown, of pay, or of two data sets held together.
fn from_parts(catalogue: &Catalogue, project: &Project, set: &DataSet) -> Vec<Feed> {
    let third = ThirdGroup::default();
    let mut found = Vec::new();
    let workforce = set.population == Population::Workforce;
    if workforce && let Some(leaders) = senior_leaders(catalogue, set) {
        let (value, base, smallest) = leaders;
        found.extend(feed(catalogue, project, set, "kpi-senior-leaders", value, (base, None, smallest)));
    }
    if workforce && let Some((gap, own, other)) = pay::whole_median(set) {
        let counted = (own.saturating_add(other), None, own.min(other));
        found.extend(feed(catalogue, project, set, "kpi-class-pay-gap", Value::One(rounded(gap)), counted));
    }
    let mut ratio = |kpi: &str, of: &Likelihoods| {
        let (Some(told), Some(reference)) = (of.told(), of.reference()) else { return };
        let Some(ratio) = told.ratio else { return };
        let value = Value::One((ratio.value * 100.0).round() / 100.0);
        // Those for whom it did not come about can be recognised as well.
        let smallest = |one: &Likelihood| one.count.min(one.base.saturating_sub(one.count));
        let counted = (told.base.saturating_add(reference.base), None, smallest(told).min(smallest(reference)));
        found.extend(feed(catalogue, project, set, kpi, value, counted));
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

/// A figure of a measure; `None` where no loaded pack holds the measure. Counted are the base, the numerator of one share,
/// and the smallest group.
fn feed(
    catalogue: &Catalogue,
    project: &Project,
    set: &DataSet,
    kpi: &str,
    value: Value,
    (base, count, smallest): (u32, Option<u32>, u32),
) -> Option<Feed> {
    let id = KpiId::new(kpi);
    let definition = catalogue.kpi(&id)?;
    let entered = project.kpis.get(&id).into_iter().flat_map(|kpi| &kpi.measurements);
    let same = |other: Value| match (value, other) {
        (Value::One(one), Value::One(other)) => definition.unit.alike(one, other),
        (Value::Groups { .. }, Value::Groups { .. }) => Group::ALL.into_iter().all(|group| {
            value.share(group).zip(other.share(group)).is_some_and(|(one, other)| Unit::Percent.alike(one, other))
        }),
        _ => false,
    };
    let state = if entered.into_iter().any(|one| one.date == set.as_of && same(one.value)) {
        FeedState::Already
    } else if base.min(smallest) < LEAST {
        FeedState::TooFew
    } else {
        FeedState::Ready
    };
    let coded = if set.method == Method::FourQuestions { "; coded from four questions" } else { "" };
    Some(Feed {
        name: definition.name.clone(),
        words: format!(
            "{}, n = {}",
            crate::insight::value_words(definition.unit, value),
            words::whole(u64::from(base))
        ),
        kpi: id,
        value,
        base,
        count,
        note: format!("From “{}”{coded}", set.name.trim()),
        state,
    })
}
