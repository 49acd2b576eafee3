//! Where the pace of the newest figures leads, with its honest limits.
//!
//! The pace is that from each of the newest figures to the newest one: the slowest and the quickest make the range, the
//! middle one the line. With fewer than three days that have figures there is none, and it is drawn no further ahead
//! than the figures reach back.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::state::Goal;
use crate::content::{KpiDefinition, Unit};
use crate::project::{Kpi, Value};

/// How many of the newest figures make a pace.
const FIGURES: usize = 6;

/// How far ahead a pace without a target is drawn, in days.
const YEAR: i32 = 365;

/// Where the pace of the newest figures leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// From how many figures it comes.
    pub number: usize,
    /// The newest figure, from which it goes on.
    pub from: (Date, f64),
    /// The day to which it is drawn.
    pub until: Date,
    /// The lowest value then.
    pub low: f64,
    /// The middle value then.
    pub middle: f64,
    /// The highest value then.
    pub high: f64,
    /// What it says of the target.
    pub leads: Leads,
}

/// What a pace says of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// There is no target ahead.
    NoTarget,
    /// The target's date lies further ahead than the pace can tell.
    TooFar,
    /// The whole range reaches the target by its date.
    Reaches,
    /// A part of the range reaches it.
    Open,
    /// The range reaches from one side of the band to the other.
    Around,
    /// No part of the range reaches it.
    Misses,
}

/// The pace of a KPI's newest figures; `None` where there is none to tell.
pub fn pace(definition: &KpiDefinition, kpi: &Kpi) -> Option<Pace> {
    if definition.unit == Unit::YesNo {
        return None;
    }
    // Of figures of one day the last one counts.
    let mut figures: Vec<(Date, f64)> = Vec::new();
    for one in &kpi.measurements {
        let value = Value::headline(one.value);
        match figures.last_mut() {
            Some(last) if last.0 == one.date => last.1 = value,
            _ => figures.push((one.date, value)),
        }
    }
    let used = figures.get(figures.len().saturating_sub(FIGURES)..)?;
    let (newest, earlier) = used.split_last()?;
    if earlier.len() < 2 {
        return None;
    }
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    let mut paces: Vec<f64> =
        earlier.iter().map(|(day, value)| (newest.1 - value) / f64::from(days(*day, newest.0).max(1))).collect();
    paces.sort_by(f64::total_cmp);
    let reach = days(earlier.first()?.0, newest.0);
    let target = kpi.target.as_ref().filter(|target| target.date > newest.0);
    let ahead = target.map_or(YEAR, |target| days(newest.0, target.date));
    let shown = ahead.min(reach);
    let (lowest, highest) = definition.unit.bounds();
    let at = |pace: f64| {
        let value = newest.1 + pace * f64::from(shown);
        let value = lowest.map_or(value, |lowest| value.max(lowest));
        highest.map_or(value, |highest| value.min(highest))
    };
    let (low, high) = (at(*paces.first()?), at(*paces.last()?));
    let leads = match target {
        None => Leads::NoTarget,
        Some(_) if ahead > reach => Leads::TooFar,
        Some(target) => {
            let goal = Goal::of(definition.direction, target.value, target.low);
            let same = definition.unit.tolerance();
            // A range reaches a goal where its nearest value does.
            let ends = [goal.short(low), goal.short(high)];
            let spans = matches!(goal, Goal::Between(from, to) if low <= to && high >= from);
            if ends.iter().all(|short| *short < same) {
                Leads::Reaches
            } else if ends.iter().any(|short| *short < same) {
                Leads::Open
            } else if spans {
                Leads::Around
            } else {
                Leads::Misses
            }
        }
    };
    Some(Pace {
        number: used.len(),
        from: *newest,
        until: newest.0.saturating_add(i64::from(shown).days()),
        low,
        middle: at(median(&paces)),
        high,
        leads,
    })
}

/// The middle of numbers in order; of two in the middle their mean.
fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
    if sorted.len().is_multiple_of(2) { f64::midpoint(at(middle.saturating_sub(1)), at(middle)) } else { at(middle) }
}
