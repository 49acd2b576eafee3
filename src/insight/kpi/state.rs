//! Where a KPI stands: the one rule.
//!
//! In this order: no figures, *no figures yet*; the newest figure older than the KPI's interval, *out of date*; no target
//! of the organisation's own, *no target yet*; the newest figure at or past the target, *reached*; at or past the path
//! on its day, *on path*; otherwise *behind* by the distance to the path. Never by the change since the last figure: a
//! falling figure above its path is not behind.
//!
//! The path goes from the baseline (the first figure, where none is set) over the steps to the target, in straight lines;
//! before its beginning and after its end it is level. It never asks for more than the target, and of whole numbers only for
//! what is whole by then. A KPI that should stay
//! within a band has the distance from the band in place of a value: what is allowed shrinks from that of the baseline
//! to nothing.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::content::{Direction, KpiDefinition, Unit};
use crate::project::{Kpi, Rating, Target};
use crate::words;

/// Where a KPI stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KpiState {
    /// Nothing has been measured.
    NoFigures,
    /// The newest figure is older than it may be: a new one was due on this day.
    Stale(Date),
    /// The organisation has set no target of its own.
    NoTarget,
    /// The newest figure reaches the target.
    Achieved,
    /// The newest figure is on the target's path or ahead of it.
    OnPath,
    /// The newest figure is this far behind the path, in the KPI's unit.
    Behind(f64),
}

impl KpiState {
    /// The rating whose shape and colour stand beside its words: what is on its way is active, what is behind limited,
    /// what nobody can judge not assessed.
    pub fn rating(self) -> Rating {
        match self {
            Self::NoFigures | Self::NoTarget | Self::Stale(_) => Rating::NotAssessed,
            Self::Achieved | Self::OnPath => Rating::Active,
            Self::Behind(_) => Rating::Limited,
        }
    }

    /// Its words: `On path`, `Behind by 4 points`.
    pub fn words(self, unit: Unit) -> String {
        match self {
            Self::NoFigures => "No figures yet".to_owned(),
            Self::Stale(due) => format!("Out of date since {}", words::month_year(due)),
            Self::NoTarget => "No target yet".to_owned(),
            Self::Achieved => "Target reached".to_owned(),
            Self::OnPath => "On path".to_owned(),
            Self::Behind(_) if unit == Unit::YesNo => "Not yet in place".to_owned(),
            Self::Behind(by) => format!("Behind by {}", unit.distance(by)),
        }
    }

    /// A stable id for command-line output.
    pub fn id(self) -> &'static str {
        match self {
            Self::NoFigures => "no_figures",
            Self::Stale(_) => "stale",
            Self::NoTarget => "no_target",
            Self::Achieved => "achieved",
            Self::OnPath => "on_path",
            Self::Behind(_) => "behind",
        }
    }

    /// Whether it is on its path or has reached its target.
    pub fn is_good(self) -> bool {
        matches!(self, Self::Achieved | Self::OnPath)
    }
}

/// What a KPI is to reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Goal {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// Between these.
    Between(f64, f64),
}

impl Goal {
    /// What a target asks of a KPI of this direction.
    pub(super) fn of(direction: Direction, value: f64, low: Option<f64>) -> Self {
        match direction {
            Direction::Up => Self::AtLeast(value),
            Direction::Down => Self::AtMost(value),
            Direction::Within => {
                let low = low.unwrap_or(value);
                Self::Between(low.min(value), low.max(value))
            }
        }
    }

    /// How far a value is from the goal; nought or less where it is there.
    pub(super) fn short(self, value: f64) -> f64 {
        match self {
            Self::AtLeast(goal) => goal - value,
            Self::AtMost(goal) => value - goal,
            Self::Between(low, high) => (low - value).max(value - high).max(0.0),
        }
    }

    /// The value of the goal that is nearest to another.
    pub(super) fn nearest(self, value: f64) -> f64 {
        match self {
            Self::AtLeast(goal) | Self::AtMost(goal) => goal,
            Self::Between(low, high) => value.clamp(low, high),
        }
    }
}

/// The corners of the path from the baseline over the steps to the target; empty where it cannot begin before the target.
pub fn target_path(direction: Direction, kpi: &Kpi) -> Vec<(Date, f64)> {
    let Some(target) = &kpi.target else { return Vec::new() };
    let first = kpi.measurements.first().map(|first| (first.date, first.value.headline()));
    let baseline = target.baseline.map(|step| (step.date, step.value));
    let Some((begins, from)) = baseline.or(first).filter(|(date, _)| *date < target.date) else {
        return Vec::new();
    };
    let steps = target.steps.iter().filter(|step| step.date > begins).map(|step| (step.date, step.value));
    let goal = Goal::of(direction, target.value, target.low);
    // A band has no steps: what is allowed shrinks evenly.
    let steps: Vec<_> = if direction == Direction::Within { Vec::new() } else { steps.collect() };
    std::iter::once((begins, from)).chain(steps).chain([(target.date, goal.nearest(from))]).collect()
}

/// The value of the path on a day: on a straight line between corners, level before the first and after the last; `None`
/// where there is no path.
pub fn path_value(path: &[(Date, f64)], day: Date) -> Option<f64> {
    let ((first_day, first_value), (last_day, last_value)) = (*path.first()?, *path.last()?);
    if day >= last_day {
        return Some(last_value);
    }
    if day <= first_day {
        return Some(first_value);
    }
    path.windows(2).find_map(|pair| match pair {
        [(from, low), (to, high)] if *from <= day && day < *to => {
            let whole = f64::from(from.until(*to).ok()?.get_days());
            let part = f64::from(from.until(day).ok()?.get_days());
            Some(low + (high - low) * part / whole)
        }
        _ => None,
    })
}

/// The day on which a newer figure is due: the newest one's with the KPI's interval.
pub(super) fn next_due(definition: &KpiDefinition, kpi: &Kpi) -> Option<Date> {
    let every = kpi.settings.as_ref().and_then(|settings| settings.every).or(definition.every)?;
    Some(kpi.latest()?.date.saturating_add(i64::from(every).months()))
}

/// Where a KPI stands on a day.
pub(super) fn state(definition: &KpiDefinition, kpi: &Kpi, today: Date) -> KpiState {
    match next_due(definition, kpi).filter(|due| *due < today) {
        Some(due) => KpiState::Stale(due),
        None => standing(definition, kpi),
    }
}

/// Where a KPI stands by its newest figure, however old that is.
pub(super) fn standing(definition: &KpiDefinition, kpi: &Kpi) -> KpiState {
    let Some(latest) = kpi.latest() else {
        return KpiState::NoFigures;
    };
    let Some(target) = &kpi.target else {
        return KpiState::NoTarget;
    };
    let value = latest.value.headline();
    let goal = Goal::of(definition.direction, target.value, target.low);
    let same = definition.unit.tolerance();
    if goal.short(value) < same {
        return KpiState::Achieved;
    }
    let path = target_path(definition.direction, kpi);
    let behind = behind(goal, asked(definition.unit, goal, target, &path, latest.date, value), value);
    if behind < same { KpiState::OnPath } else { KpiState::Behind(behind) }
}

/// What the path asks for on a day, so that it can be held against a value: of a band the end of what is allowed on the
/// value's side. Where only whole numbers can be figures, what is whole by then.
fn asked(unit: Unit, goal: Goal, target: &Target, path: &[(Date, f64)], day: Date, value: f64) -> f64 {
    let due = path_value(path, day);
    match goal {
        Goal::AtLeast(most) => {
            let due = due.unwrap_or(target.value).min(most);
            if unit.is_whole() { (due + 1e-9).floor() } else { due }
        }
        Goal::AtMost(least) => {
            let due = due.unwrap_or(target.value).max(least);
            if unit.is_whole() { (due - 1e-9).ceil() } else { due }
        }
        Goal::Between(low, high) => {
            let allowed = due.map_or(0.0, |due| goal.short(due));
            if value > high { high + allowed } else { low - allowed }
        }
    }
}

/// How far a value lies behind what is asked for.
fn behind(goal: Goal, asked: f64, value: f64) -> f64 {
    match goal {
        Goal::AtLeast(_) => asked - value,
        Goal::AtMost(_) => value - asked,
        Goal::Between(_, high) => {
            if value > high {
                value - asked
            } else {
                asked - value
            }
        }
    }
}

/// What was asked for on the day of the newest figure.
pub(super) fn due_value(definition: &KpiDefinition, kpi: &Kpi) -> Option<f64> {
    let (target, latest) = (kpi.target.as_ref()?, kpi.latest()?);
    let goal = Goal::of(definition.direction, target.value, target.low);
    let path = target_path(definition.direction, kpi);
    Some(asked(definition.unit, goal, target, &path, latest.date, latest.value.headline()))
}
