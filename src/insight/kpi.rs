//! What follows from a KPI's figures: where it stands against its target's path.
//!
//! The rule for a state: no figures, *no figures yet*; no target of the organisation's own, *no target yet*; the newest
//! figure at or past the target, *achieved*; at or past the path on its day, *on path*; otherwise *behind* by the
//! distance to the path. Never by the change since the last figure: a falling figure above its path is not behind.

use jiff::civil::Date;

use crate::content::{Catalogue, Direction, KpiDefinition, KpiId, Pillar, ThirdGroup, Unit};
use crate::project::{Kpi, Measurement, Project};
use crate::words;

/// Figures that would be written alike are alike: half of the last decimal written.
const SAME: f64 = 0.05;

/// Where a KPI stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KpiState {
    /// Nothing has been measured.
    NoFigures,
    /// The organisation has set no target of its own.
    NoTarget,
    /// The newest figure reaches the target.
    Achieved,
    /// The newest figure is on the target's path or ahead of it.
    OnPath,
    /// The newest figure is this far behind the path.
    Behind(f64),
}

/// A KPI with what follows from its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiView {
    /// Which one.
    pub id: KpiId,
    /// The pillar it measures.
    pub pillar: Pillar,
    /// Its name.
    pub name: String,
    /// What its figures are.
    pub unit: Unit,
    /// Its newest figure.
    pub latest: Option<Measurement>,
    /// How far the newest figure lies from the oldest, with the oldest's day; `None` with fewer than two.
    pub change: Option<(f64, Date)>,
    /// How many figures there are.
    pub figures: usize,
    /// The target that counts.
    pub target: Option<TargetView>,
    /// Where it stands.
    pub state: KpiState,
}

/// A target as pages and prints show it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetView {
    /// The value to reach.
    pub value: f64,
    /// By when; a source's target has no date.
    pub date: Option<Date>,
    /// Whether the organisation set it; otherwise it is the one that the KPI's source sets.
    pub own: bool,
}

impl KpiState {
    /// Its words: `On path`, `Behind by 4 points`.
    pub fn words(self, unit: Unit) -> String {
        match self {
            Self::NoFigures => "No figures yet".to_owned(),
            Self::NoTarget => "No target yet".to_owned(),
            Self::Achieved => "Target reached".to_owned(),
            Self::OnPath => "On path".to_owned(),
            Self::Behind(by) => format!("Behind by {}", distance(by, unit)),
        }
    }
}

/// A distance between two figures: `4 points`, `1 point`, `0.5`.
pub fn distance(by: f64, unit: Unit) -> String {
    let number = words::decimal(by.abs());
    match unit {
        Unit::OutOf(_) => number,
        Unit::Percent | Unit::Groups if number == "1" => "1 point".to_owned(),
        Unit::Percent | Unit::Groups => format!("{number} points"),
    }
}

impl KpiView {
    /// A figure in the KPI's unit: `66%`, `3 of 4`.
    pub fn figure(&self, value: f64) -> String {
        figure(self.unit, value)
    }

    /// The newest figure in words, or a dash; a split as `37 / 24 / 39%`.
    pub fn latest_words(&self) -> String {
        self.latest.as_ref().map_or_else(|| "–".to_owned(), |latest| value_words(self.unit, latest.value))
    }

    /// What the headline number is of, where the name does not say it: the share of the third group for a split.
    pub fn headline_name(&self, third: ThirdGroup) -> Option<String> {
        (self.unit == Unit::Groups).then(|| format!("{} share", third.label()))
    }

    /// The state in words.
    pub fn state_words(&self) -> String {
        self.state.words(self.unit)
    }

    /// The target in words: `70% by 31 Mar 2027`, `70% (the source’s aim, no date)`, `–`.
    pub fn target_words(&self) -> String {
        match self.target {
            Some(TargetView { value, date: Some(date), .. }) => {
                format!("{} by {}", self.figure(value), words::date(date))
            }
            Some(TargetView { value, date: None, .. }) => format!("{}, no date set", self.figure(value)),
            None => "–".to_owned(),
        }
    }
}

/// A number in a unit: `66%`, `3 of 4`.
pub fn figure(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Percent | Unit::Groups => format!("{}%", words::decimal(value)),
        Unit::OutOf(whole) => format!("{} of {whole}", words::decimal(value)),
    }
}

/// A measured value in words: `66%`, `3 of 4`, `37 / 24 / 39%`.
pub fn value_words(unit: Unit, value: crate::project::Value) -> String {
    match value {
        crate::project::Value::One(value) => figure(unit, value),
        crate::project::Value::Groups { professional, intermediate, working_class } => format!(
            "{} / {} / {}%",
            words::decimal(professional),
            words::decimal(intermediate),
            words::decimal(working_class)
        ),
    }
}

/// The corners of the path from the first measurement over the steps to the target; empty without both ends.
pub fn target_path(kpi: &Kpi) -> Vec<(Date, f64)> {
    let (Some(first), Some(target)) = (kpi.measurements.first(), &kpi.target) else {
        return Vec::new();
    };
    if first.date >= target.date {
        return Vec::new();
    }
    let steps = target.steps.iter().filter(|step| step.date > first.date).map(|step| (step.date, step.value));
    std::iter::once((first.date, first.value.headline())).chain(steps).chain([(target.date, target.value)]).collect()
}

/// The value of the path on a day: on a straight line between corners, level after the last; `None` before the first.
pub fn path_value(path: &[(Date, f64)], day: Date) -> Option<f64> {
    let (last_day, last_value) = *path.last()?;
    if day >= last_day {
        return Some(last_value);
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

/// Where a KPI stands.
fn state(definition: &KpiDefinition, kpi: &Kpi) -> KpiState {
    let Some(latest) = kpi.latest() else {
        return KpiState::NoFigures;
    };
    let Some(target) = &kpi.target else {
        return KpiState::NoTarget;
    };
    let value = latest.value.headline();
    let short_of = |goal: f64| match definition.direction {
        Direction::Up => goal - value,
        Direction::Down => value - goal,
    };
    if short_of(target.value) < SAME {
        return KpiState::Achieved;
    }
    let due = path_value(&target_path(kpi), latest.date).unwrap_or(target.value);
    let behind = short_of(due);
    if behind < SAME { KpiState::OnPath } else { KpiState::Behind(behind) }
}

/// A KPI with what follows from its figures.
pub fn kpi_view(definition: &KpiDefinition, kpi: Option<&Kpi>) -> KpiView {
    let none = Kpi::default();
    let kpi = kpi.unwrap_or(&none);
    let own = kpi.target.as_ref().map(|target| TargetView { value: target.value, date: Some(target.date), own: true });
    let source = definition.target.value.map(|value| TargetView { value, date: None, own: false });
    let change = match (kpi.measurements.first(), kpi.measurements.last()) {
        (Some(first), Some(last)) if kpi.measurements.len() > 1 => {
            Some((last.value.headline() - first.value.headline(), first.date))
        }
        _ => None,
    };
    KpiView {
        id: definition.id.clone(),
        pillar: definition.pillar,
        name: definition.name.clone(),
        unit: definition.unit,
        latest: kpi.latest().cloned(),
        change,
        figures: kpi.measurements.len(),
        target: own.or(source),
        state: state(definition, kpi),
    }
}

/// All KPIs of the catalogue, in its order, by pillar.
pub fn kpi_views(catalogue: &Catalogue, project: &Project) -> Vec<KpiView> {
    let mut views: Vec<_> = catalogue
        .kpis()
        .map(|definition| kpi_view(definition, project.kpis.get(&definition.id).map(AsRef::as_ref)))
        .collect();
    views.sort_by_key(|view| view.pillar);
    views
}
