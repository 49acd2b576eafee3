//! What the scorecard can take from workforce data. Figures of the scorecard go into the board pack, so only those are
//! given of which no group is small: a few people could be recognised.

use super::{percent, response, spread};
use crate::content::{Catalogue, Group, KpiId, ThirdGroup, Unit};
use crate::project::{DataSet, Method, Population, Project, Value};
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
    found
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
        (Value::One(one), Value::One(other)) => Unit::Percent.alike(one, other),
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
