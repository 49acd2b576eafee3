//! What follows from a KPI's figures: where it stands against its target's path.
//!
//! The rule for a state: no figures, *no figures yet*; no target of the organisation's own, *no target yet*; the newest
//! figure at or past the target, *achieved*; at or past the path on its day, *on path*; otherwise *behind* by the
//! distance to the path. Never by the change since the last figure: a falling figure above its path is not behind.

use jiff::civil::Date;

use crate::content::{Catalogue, Direction, KpiDefinition, KpiId, Pillar, ThirdGroup, Unit};
use crate::project::{Kpi, Measurement, Project, Rating};
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
    /// The rating whose shape and colour stand beside its words: what is on its way is active, what is behind limited.
    pub fn rating(self) -> Rating {
        match self {
            Self::NoFigures | Self::NoTarget => Rating::NotAssessed,
            Self::Achieved | Self::OnPath => Rating::Active,
            Self::Behind(_) => Rating::Limited,
        }
    }

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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::content::{Citation, PackTarget};
    use crate::project::{MeasurementId, Step, Target, Value};

    fn definition(unit: Unit, direction: Direction) -> KpiDefinition {
        KpiDefinition {
            id: "kpi".into(),
            pillar: Pillar::Data,
            name: "Response rate".to_owned(),
            definition: String::new(),
            unit,
            direction,
            target: PackTarget { text: String::new(), value: None },
            comparators: Vec::new(),
            benchmarks: None,
            recommendations: Vec::new(),
            cite: Citation { source: "source".into(), place: String::new() },
        }
    }

    /// A KPI with these figures and, perhaps, a target with its steps.
    fn kpi(figures: &[(Date, f64)], target: Option<(Date, f64)>, steps: &[(Date, f64)]) -> Kpi {
        let measurement = |(place, (date, value)): (usize, &(Date, f64))| Measurement {
            id: MeasurementId(place as u64 + 1),
            date: *date,
            value: Value::One(*value),
            base: None,
            note: String::new(),
            changed: Timestamp::UNIX_EPOCH,
        };
        Kpi {
            measurements: figures.iter().enumerate().map(measurement).collect(),
            target: target.map(|(date, value)| Target {
                value,
                date,
                steps: steps.iter().map(|(date, value)| Step { value: *value, date: *date }).collect(),
                changed: Timestamp::UNIX_EPOCH,
            }),
        }
    }

    fn up(kpi: &Kpi) -> String {
        kpi_view(&definition(Unit::Percent, Direction::Up), Some(kpi)).state_words()
    }

    fn down(kpi: &Kpi) -> String {
        kpi_view(&definition(Unit::Percent, Direction::Down), Some(kpi)).state_words()
    }

    /// A path of 10 points in 100 days: a point every ten days.
    const START: Date = date(2026, 1, 1);
    const END: Date = date(2026, 4, 11);

    #[test]
    fn without_figures_or_target_nothing_is_judged() {
        assert_eq!(up(&Kpi::default()), "No figures yet");
        assert_eq!(up(&kpi(&[], Some((END, 60.0)), &[])), "No figures yet", "a target alone");
        assert_eq!(up(&kpi(&[(START, 50.0)], None, &[])), "No target yet");
    }

    #[test]
    fn on_the_way_up_the_path_decides() {
        let half_way = date(2026, 2, 20); // Day 50: the path stands at 55.
        let at = |value| kpi(&[(START, 50.0), (half_way, value)], Some((END, 60.0)), &[]);
        assert_eq!(up(&at(55.0)), "On path");
        assert_eq!(up(&at(57.0)), "On path", "ahead");
        assert_eq!(up(&at(54.0)), "Behind by 1 point");
        assert_eq!(up(&at(51.5)), "Behind by 3.5 points");
        assert_eq!(up(&at(54.96)), "On path", "written as 55, so alike");
        assert_eq!(up(&at(60.0)), "Target reached");
        assert_eq!(up(&at(59.96)), "Target reached", "written as 60");
    }

    #[test]
    fn on_the_way_down_less_is_better() {
        let half_way = date(2026, 2, 20);
        let at = |value| kpi(&[(START, 50.0), (half_way, value)], Some((END, 40.0)), &[]);
        assert_eq!(down(&at(45.0)), "On path");
        assert_eq!(down(&at(43.0)), "On path");
        assert_eq!(down(&at(47.0)), "Behind by 2 points");
        assert_eq!(down(&at(40.0)), "Target reached");
        assert_eq!(down(&at(38.0)), "Target reached");
    }

    #[test]
    fn a_fall_above_the_path_is_not_behind() {
        let falling =
            kpi(&[(START, 58.0), (date(2026, 2, 20), 59.5), (date(2026, 3, 2), 59.3)], Some((END, 60.0)), &[]);
        assert_eq!(up(&falling), "On path");
    }

    #[test]
    fn one_figure_stands_at_the_beginning_of_its_path() {
        assert_eq!(up(&kpi(&[(START, 50.0)], Some((END, 60.0)), &[])), "On path");
        assert_eq!(up(&kpi(&[(START, 60.0)], Some((END, 60.0)), &[])), "Target reached");
    }

    #[test]
    fn after_its_date_the_target_itself_counts() {
        let late = kpi(&[(START, 50.0), (date(2026, 9, 1), 57.0)], Some((END, 60.0)), &[]);
        assert_eq!(up(&late), "Behind by 3 points");
        let first_after = kpi(&[(date(2026, 9, 1), 52.0)], Some((END, 60.0)), &[]);
        assert!(target_path(&first_after).is_empty());
        assert_eq!(up(&first_after), "Behind by 8 points");
        let same_day = kpi(&[(END, 58.0)], Some((END, 60.0)), &[]);
        assert_eq!(up(&same_day), "Behind by 2 points");
    }

    #[test]
    fn uneven_steps_bend_the_path() {
        let step = (date(2026, 3, 22), 51.0); // Day 80 of 100: little at first, the rest at the end.
        let at = |day, value| kpi(&[(START, 50.0), (day, value)], Some((END, 60.0)), &[step]);
        assert_eq!(up(&at(date(2026, 2, 10), 50.5)), "On path", "day 40: 50.5");
        assert_eq!(up(&at(step.0, 51.0)), "On path", "on the step itself");
        assert_eq!(up(&at(date(2026, 4, 1), 51.5)), "Behind by 4 points", "day 90: 55.5");
    }

    #[test]
    fn steps_before_the_first_figure_are_no_part_of_the_path() {
        let early = kpi(&[(START, 50.0)], Some((END, 60.0)), &[(date(2025, 6, 1), 40.0), (START, 45.0)]);
        assert_eq!(target_path(&early), [(START, 50.0), (END, 60.0)]);
    }

    #[test]
    fn a_path_is_straight_between_corners_and_level_after_the_last() {
        let path = [(START, 50.0), (END, 60.0)];
        assert_eq!(path_value(&path, date(2025, 12, 31)), None);
        assert_eq!(path_value(&path, START), Some(50.0));
        assert_eq!(path_value(&path, date(2026, 1, 31)), Some(53.0));
        assert_eq!(path_value(&path, END), Some(60.0));
        assert_eq!(path_value(&path, date(2030, 1, 1)), Some(60.0));
        assert_eq!(path_value(&[], START), None);
    }

    #[test]
    fn a_split_is_judged_by_its_working_class_share() {
        let split =
            |professional, intermediate, working_class| Value::Groups { professional, intermediate, working_class };
        let mut kpi = kpi(&[(START, 0.0), (date(2026, 2, 20), 0.0)], Some((END, 39.0)), &[]);
        kpi.measurements[0].value = split(45.0, 26.0, 29.0);
        kpi.measurements[1].value = split(44.0, 24.0, 32.0);
        let view = kpi_view(&definition(Unit::Groups, Direction::Up), Some(&kpi));
        assert_eq!(view.state, KpiState::Behind(2.0), "half way from 29 to 39 is 34");
        assert_eq!(view.latest_words(), "44 / 24 / 32%");
        assert_eq!(view.change, Some((3.0, START)));
        assert_eq!(view.headline_name(ThirdGroup::WorkingClass).as_deref(), Some("Working class share"));
    }

    #[test]
    fn counts_are_judged_without_points() {
        let kpi = kpi(&[(START, 1.0), (date(2026, 2, 20), 2.0)], Some((END, 4.0)), &[]);
        let view = kpi_view(&definition(Unit::OutOf(4), Direction::Up), Some(&kpi));
        assert_eq!(view.state_words(), "Behind by 0.5");
        assert_eq!(view.latest_words(), "2 of 4");
        assert_eq!(view.target_words(), "4 of 4 by 11 Apr 2026");
    }

    #[test]
    fn the_sources_aim_is_no_target_of_ones_own() {
        let mut definition = definition(Unit::Percent, Direction::Up);
        definition.target.value = Some(70.0);
        let view = kpi_view(&definition, Some(&kpi(&[(START, 75.0)], None, &[])));
        assert_eq!(view.state, KpiState::NoTarget);
        assert_eq!(view.target, Some(TargetView { value: 70.0, date: None, own: false }));
    }
}
