//! What the scorecard shows beside a KPI's state: its bullet bar, the actions linked to it, and even steps to a target.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::kpi::{KpiView, levels, references};
use super::plan::in_plan_order;
use crate::chart::Level;
use crate::content::{Catalogue, KpiDefinition, KpiId, ThirdGroup, Unit};
use crate::project::{Action, Kpi, Project, Step};
use crate::words;

/// A KPI as a bar: the newest figure, the target, what others report.
#[derive(Clone, Debug, PartialEq)]
pub struct Bullet {
    /// What the bar's ends stand for: nought and the whole, where there is one; otherwise what holds all that is shown.
    pub range: (f64, f64),
    /// The newest figure.
    pub value: Option<f64>,
    /// The target that counts.
    pub target: Option<f64>,
    /// The band to stay within, lowest value first.
    pub band: Option<(f64, f64)>,
    /// Published figures that count the same thing, or nearly.
    pub others: Vec<Level>,
    /// The bar in words, for those who do not see it.
    pub words: String,
}

impl Bullet {
    /// Where a number lies on the bar, from 0 to 1.
    pub fn place(&self, number: f64) -> f64 {
        let (low, high) = self.range;
        if high > low { ((number - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// The bullet bar of a KPI.
pub fn bullet(
    catalogue: &Catalogue,
    definition: &KpiDefinition,
    kpi: Option<&Kpi>,
    view: &KpiView,
    third: ThirdGroup,
) -> Bullet {
    let value = view.latest.as_ref().map(|latest| latest.value.headline());
    let newest = view.latest.as_ref().map(|latest| latest.date);
    let references = references(catalogue, definition, kpi, newest, third);
    let others = levels(&references, definition.unit);
    let target = view.own_target();
    let band = target.and_then(|target| Some((target.low?, target.value)));
    let mut parts = vec![match value {
        Some(value) => format!("Now {}", view.figure(value)),
        None => "No figures yet".to_owned(),
    }];
    parts.extend(view.target.map(
        |aim| {
            if aim.own { format!("target {}", view.goal_words()) } else { view.target_words() }
        },
    ));
    parts.extend(others.iter().map(|level| level.label.clone()));
    let shown = value
        .into_iter()
        .chain(target.map(|target| target.value))
        .chain(band.map(|(low, _)| low))
        .chain(others.iter().map(|level| level.value));
    Bullet {
        range: bar_range(definition.unit, shown),
        value,
        target: target.map(|target| target.value).filter(|_| band.is_none()),
        band,
        others,
        words: parts.join(", "),
    }
}

/// What a bar's ends stand for.
fn bar_range(unit: Unit, shown: impl Iterator<Item = f64>) -> (f64, f64) {
    let (least, most) = shown.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    if let (Some(low), Some(high)) = unit.bounds() {
        return (low.min(least), high.max(most));
    }
    let room = (most - least) * 0.1;
    let low = if least < 0.0 { least - room } else { 0.0 };
    let high = if most > 0.0 { most + room } else { 0.0 };
    if high > low { (low, high) } else { (0.0, 1.0) }
}

/// The actions that are to move a KPI, in the order of a plan.
pub fn kpi_actions<'a>(project: &'a Project, kpi: &KpiId, today: Date) -> Vec<&'a Action> {
    in_plan_order(project.actions.iter().map(AsRef::as_ref).filter(|action| action.moves(kpi)), today)
}

/// What a plan does about a KPI, for tables: `2 actions`, `No action yet`, or that all linked ones are done or dropped.
pub fn plan_words(actions: &[&Action]) -> String {
    match actions.iter().filter(|action| action.status.is_open()).count() {
        0 if actions.is_empty() => "No action yet".to_owned(),
        0 => "No open action".to_owned(),
        open => words::count(open, "action", "actions"),
    }
}

/// A KPI as a row of a table, in a sentence for those who hear it.
pub fn kpi_row_words(view: &KpiView, plan: &str) -> String {
    let now = match view.latest {
        Some(_) => format!("{}, {}", view.latest_words(), view.full_state_words()),
        None => view.state_words(),
    };
    let target = match view.target {
        Some(target) if target.own => format!(", target {}", view.target_words()),
        Some(_) => format!(", {}", view.target_words()),
        None => String::new(),
    };
    format!("{}, {}: {now}{target}, {}", view.pillar.name(), view.name, plan.to_lowercase())
}

/// Even steps on a straight line between a figure and a target: every half year, every year where the way is longer than
/// three; none where the target is less than half a year off. Counts step in whole numbers, and only where they change.
pub fn even_steps(unit: Unit, from: (Date, f64), to: (Date, f64)) -> Vec<Step> {
    let months = if from.0.saturating_add(3.years()) < to.0 { 12 } else { 6 };
    let path = [from, to];
    let mut steps: Vec<Step> = Vec::new();
    let mut before = from.1;
    for number in 1..=200_i32 {
        let date = from.0.saturating_add((number * months).months());
        // A step in the last weeks before the target says nothing that the target does not.
        if date.saturating_add(1.months()) >= to.0 {
            break;
        }
        let Some(value) = super::kpi::path_value(&path, date) else { break };
        let value = match unit {
            Unit::Percent | Unit::Groups | Unit::Gap | Unit::Days => (value * 10.0).round() / 10.0,
            Unit::Index => (value * 100.0).round() / 100.0,
            Unit::Pounds => value.round(),
            // Half a group is no step: on the way up what is whole by then, on the way down likewise.
            Unit::OutOf(_) | Unit::Count | Unit::YesNo => {
                if to.1 >= from.1 {
                    value.floor()
                } else {
                    value.ceil()
                }
            }
        };
        if unit.is_whole() && (value - before).abs() < 0.5 {
            continue;
        }
        before = value;
        steps.push(Step { value, date });
    }
    steps
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::insight::kpi_view;

    #[derive(serde::Deserialize)]
    struct File {
        project: Project,
    }

    #[test]
    fn even_steps_are_half_yearly_then_yearly() {
        let half = even_steps(Unit::Percent, (date(2026, 3, 31), 50.0), (date(2028, 3, 31), 70.0));
        assert_eq!(
            half,
            [
                Step { value: 55.0, date: date(2026, 9, 30) },
                Step { value: 60.0, date: date(2027, 3, 31) },
                Step { value: 65.0, date: date(2027, 9, 30) },
            ]
        );
        let yearly = even_steps(Unit::Percent, (date(2026, 3, 31), 50.0), (date(2031, 3, 31), 70.0));
        assert_eq!(yearly.iter().map(|step| step.date.year()).collect::<Vec<_>>(), [2027, 2028, 2029, 2030]);
        assert!(even_steps(Unit::Percent, (date(2026, 3, 31), 50.0), (date(2026, 8, 31), 70.0)).is_empty());
        assert!(even_steps(Unit::Percent, (date(2026, 3, 31), 50.0), (date(2025, 8, 31), 70.0)).is_empty());
    }

    #[test]
    fn counts_step_in_whole_numbers() {
        let steps = even_steps(Unit::OutOf(4), (date(2026, 1, 1), 1.0), (date(2028, 1, 1), 3.0));
        assert_eq!(steps, [Step { value: 2.0, date: date(2027, 1, 1) }], "half a group is no step");
    }

    #[test]
    fn a_bullet_says_what_it_shows() {
        let catalogue = Catalogue::built_in();
        let definition = catalogue.kpi(&"kpi-response-rate".into()).unwrap();
        let view = kpi_view(definition, None, date(2026, 11, 25));
        let bullet = bullet(&catalogue, definition, None, &view, ThirdGroup::WorkingClass);
        assert_eq!((bullet.range, bullet.value, bullet.target), ((0.0, 100.0), None, Some(70.0)));
        assert_eq!(
            bullet.words,
            "No figures yet, target 70%, Index employers, new hires 87%, Index employers, current employees 86%"
        );
        assert!((bullet.place(50.0) - 0.5).abs() < 1e-9);
        assert!((bullet.place(150.0) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_not_the_same_measure_is_never_on_the_bar() {
        let catalogue = Catalogue::built_in();
        let definition = catalogue.kpi(&"kpi-seb-asked".into()).unwrap();
        let third = ThirdGroup::WorkingClass;
        let view = kpi_view(definition, None, date(2026, 11, 25));
        assert!(bullet(&catalogue, definition, None, &view, third).others.is_empty());
        let references = references(&catalogue, definition, None, None, third);
        assert_eq!(references.len(), 6);
        assert!(references.iter().all(|one| one.level.is_none() && one.source.contains("2021")));
    }

    #[test]
    fn a_split_is_held_against_all_three_shares() {
        let catalogue = Catalogue::built_in();
        let definition = catalogue.kpi(&"kpi-workforce-spread".into()).unwrap();
        let figures: Vec<_> = references(&catalogue, definition, None, None, ThirdGroup::Lower)
            .into_iter()
            .map(|one| (one.label, one.figure))
            .collect();
        assert_eq!(figures[2], ("National, May 2021 on, lower".to_owned(), "39%".to_owned()));
        assert_eq!(figures.len(), 3);
        let offered = crate::insight::benchmark_values(&catalogue, definition, None);
        assert_eq!(offered, [("National, May 2021 on".to_owned(), 39.0)]);
    }

    #[test]
    fn plans_are_counted_by_open_actions() {
        let file: File = ron::from_str(include_str!("../../content/sample.waymark")).unwrap();
        let project = file.project;
        let today = date(2026, 11, 22);
        let linked = kpi_actions(&project, &"kpi-response-rate".into(), today);
        assert!(linked.iter().all(|action| action.moves(&"kpi-response-rate".into())));
        assert!(linked.iter().any(|action| action.origin.as_ref().and_then(|origin| origin.kpi()).is_some()));
        let unlinked = project.actions.iter().filter(|action| !action.moves(&"kpi-response-rate".into())).count();
        assert_eq!(linked.len() + unlinked, project.actions.len());
        assert_eq!(plan_words(&[]), "No action yet");
        let mut done = crate::project::Action::clone(project.actions.first().unwrap());
        done.status = crate::project::Status::Done;
        assert_eq!(plan_words(&[&done]), "No open action");
        done.status = crate::project::Status::NotStarted;
        assert_eq!(plan_words(&[&done]), "1 action");
    }

    proptest! {
        #[test]
        fn even_steps_lie_in_order_between_their_ends(days in 0_i32..9000, from in 0.0_f64..100.0, to in 0.0_f64..100.0) {
            let (begin, end) = (date(2026, 1, 31), date(2026, 1, 31).saturating_add(days.days()));
            let steps = even_steps(Unit::Percent, (begin, from), (end, to));
            prop_assert!(steps.iter().all(|step| begin < step.date && step.date < end));
            prop_assert!(steps.is_sorted_by(|a, b| a.date < b.date));
            let (low, high) = (from.min(to) - 0.05, from.max(to) + 0.05);
            prop_assert!(steps.iter().all(|step| low <= step.value && step.value <= high));
        }
    }
}
