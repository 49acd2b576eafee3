//! Where a KPI stands: hand-worked cases, each with its reckoning, and what must hold of any figures. Also the pace, what
//! is suggested, and whether a figure moved.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::unnecessary_wraps,
    reason = "what is not there fails the test, and a case without a target has none"
)]

use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use waymark::content::{
    Catalogue, Condition, Direction, KpiDefinition, KpiId, LinkState, Pillar, Say, ThirdGroup, Unit, Whose,
};
use waymark::insight::{self, AxisStart, KpiState, Leads, Verdict};
use waymark::project::{
    Action, ActionId, Change, Field, FigureSource, Kpi, KpiSettings, Measurement, MeasurementId, Organisation, Origin,
    Project, ProjectId, Round, RoundId, Status, Step, Subject, Target, Value,
};

static PACKS: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

/// A path of 10 units in 100 days: one every ten days.
const START: Date = date(2026, 1, 1);
const END: Date = date(2026, 4, 11);
const TODAY: Date = date(2026, 5, 1);

fn definition(unit: Unit, direction: Direction) -> KpiDefinition {
    KpiDefinition {
        id: "kpi".into(),
        pillar: Pillar::Data,
        name: "A measure".to_owned(),
        definition: "What is counted.".to_owned(),
        unit,
        direction,
        whose: Whose::Own,
        every: None,
        target: None,
        comparators: Vec::new(),
        benchmarks: None,
        caution: None,
        recommendations: Vec::new(),
        cite: None,
    }
}

fn measurement(number: usize, date: Date, value: Value) -> Measurement {
    Measurement {
        id: MeasurementId(number as u64 + 1),
        date,
        value,
        base: None,
        count: None,
        note: String::new(),
        source: FigureSource::Typed,
        changed: Timestamp::UNIX_EPOCH,
    }
}

fn kpi(figures: &[(Date, f64)], target: Option<Target>) -> Kpi {
    let measurements =
        figures.iter().enumerate().map(|(number, (date, value))| measurement(number, *date, Value::One(*value)));
    Kpi { measurements: measurements.collect(), target, ..Kpi::default() }
}

fn target(value: f64) -> Target {
    Target::new(value, END, Timestamp::UNIX_EPOCH)
}

fn steps(value: f64, steps: &[(Date, f64)]) -> Option<Target> {
    let steps = steps.iter().map(|(date, value)| Step { value: *value, date: *date }).collect();
    Some(Target { steps, ..target(value) })
}

fn from(value: f64, baseline: (Date, f64)) -> Option<Target> {
    Some(Target { baseline: Some(Step { value: baseline.1, date: baseline.0 }), ..target(value) })
}

fn band(low: f64, high: f64) -> Option<Target> {
    Some(Target { low: Some(low), ..target(high) })
}

/// A day of the path, from 0 to 100.
fn day(number: i32) -> Date {
    START.saturating_add(number.days())
}

/// One hand-worked case: figures and target, and what the rule must say.
struct Case {
    why: &'static str,
    unit: Unit,
    direction: Direction,
    figures: Vec<(Date, f64)>,
    target: Option<Target>,
    says: &'static str,
}

/// The figures of a case, each with its day.
type Figures = [(Date, f64)];

/// What adds a case.
fn adder(cases: &mut Vec<Case>) -> impl FnMut(&'static str, Unit, Direction, &Figures, Option<Target>, &'static str) {
    |why, unit, direction, figures, target, says| {
        cases.push(Case { why, unit, direction, figures: figures.to_vec(), target, says });
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    towards_a_value(&mut cases);
    along_a_path(&mut cases);
    within_a_band(&mut cases);
    in_units(&mut cases);
    cases
}

fn towards_a_value(cases: &mut Vec<Case>) {
    use Direction::{Down, Up};
    use Unit::{Days, Percent};
    let mut case = adder(cases);
    let begun = (START, 50.0);
    // Nothing to judge.
    case("no figure, no target", Percent, Up, &[], None, "No figures yet");
    case("a target alone", Percent, Up, &[], Some(target(60.0)), "No figures yet");
    case("figures alone", Percent, Up, &[begun], None, "No target yet");
    case("figures alone, way down", Percent, Down, &[begun, (day(50), 40.0)], None, "No target yet");
    // Up: from 50 to 60, so 55 on day 50.
    case("just on the path", Percent, Up, &[begun, (day(50), 55.0)], Some(target(60.0)), "On path");
    case("ahead of it", Percent, Up, &[begun, (day(50), 57.0)], Some(target(60.0)), "On path");
    case("a point behind", Percent, Up, &[begun, (day(50), 54.0)], Some(target(60.0)), "Behind by 1 point");
    case("55 - 51.5", Percent, Up, &[begun, (day(50), 51.5)], Some(target(60.0)), "Behind by 3.5 points");
    case("written as 55", Percent, Up, &[begun, (day(50), 54.96)], Some(target(60.0)), "On path");
    case("written as 54.9", Percent, Up, &[begun, (day(50), 54.94)], Some(target(60.0)), "Behind by 0.1 points");
    case("reached early", Percent, Up, &[begun, (day(50), 60.0)], Some(target(60.0)), "Target reached");
    case("written as 60", Percent, Up, &[begun, (day(50), 59.96)], Some(target(60.0)), "Target reached");
    case("passed", Percent, Up, &[begun, (day(20), 88.0)], Some(target(60.0)), "Target reached");
    case(
        "falls, and is still ahead: 56 is due on day 60",
        Percent,
        Up,
        &[begun, (day(50), 59.5), (day(60), 59.3)],
        Some(target(60.0)),
        "On path",
    );
    case(
        "falls above its target: not red",
        Percent,
        Up,
        &[(START, 75.0), (day(50), 64.0)],
        Some(target(60.0)),
        "Target reached",
    );
    case(
        "rises, and is behind all the same",
        Percent,
        Up,
        &[begun, (day(90), 52.0)],
        Some(target(60.0)),
        "Behind by 7 points",
    );
    // Down: from 50 to 40, so 45 on day 50.
    case("down, on the path", Percent, Down, &[begun, (day(50), 45.0)], Some(target(40.0)), "On path");
    case("down, ahead", Percent, Down, &[begun, (day(50), 43.0)], Some(target(40.0)), "On path");
    case("down, 47 - 45", Percent, Down, &[begun, (day(50), 47.0)], Some(target(40.0)), "Behind by 2 points");
    case("down, reached", Percent, Down, &[begun, (day(50), 40.0)], Some(target(40.0)), "Target reached");
    case("down, passed", Percent, Down, &[begun, (day(50), 38.0)], Some(target(40.0)), "Target reached");
    case("down, days: 45 due, 52 taken", Days, Down, &[begun, (day(50), 52.0)], Some(target(40.0)), "Behind by 7 days");
    // One figure.
    case("it begins its own path", Percent, Up, &[begun], Some(target(60.0)), "On path");
    case("it is there already", Percent, Up, &[(START, 60.0)], Some(target(60.0)), "Target reached");
    // The target's date has passed.
    case(
        "level after the end",
        Percent,
        Up,
        &[begun, (date(2026, 9, 1), 57.0)],
        Some(target(60.0)),
        "Behind by 3 points",
    );
    case(
        "first figure after the end",
        Percent,
        Up,
        &[(date(2026, 9, 1), 52.0)],
        Some(target(60.0)),
        "Behind by 8 points",
    );
    case("first figure on its day", Percent, Up, &[(END, 58.0)], Some(target(60.0)), "Behind by 2 points");
    case("reached late", Percent, Up, &[begun, (date(2026, 9, 1), 61.0)], Some(target(60.0)), "Target reached");
}

fn along_a_path(cases: &mut Vec<Case>) {
    use Direction::{Down, Up};
    use Unit::Percent;
    let mut case = adder(cases);
    let begun = (START, 50.0);
    // A baseline of its own: 20 on day -100 to 60 on day 100, so 40 on day 0 and 50 on day 50.
    case("on the baseline's path", Percent, Up, &[(day(50), 50.0)], from(60.0, (day(-100), 20.0)), "On path");
    case("50 - 47", Percent, Up, &[(day(50), 47.0)], from(60.0, (day(-100), 20.0)), "Behind by 3 points");
    case(
        "older figures do not bend it",
        Percent,
        Up,
        &[(day(-300), 90.0), (day(50), 47.0)],
        from(60.0, (day(-100), 20.0)),
        "Behind by 3 points",
    );
    case(
        "before it begins it is level",
        Percent,
        Up,
        &[(day(-200), 18.0)],
        from(60.0, (day(-100), 20.0)),
        "Behind by 2 points",
    );
    case(
        "a baseline after the target is no path",
        Percent,
        Up,
        &[(day(50), 55.0)],
        from(60.0, (day(150), 20.0)),
        "Behind by 5 points",
    );
    case(
        "a baseline on the target's day is none",
        Percent,
        Up,
        &[(day(50), 59.0)],
        from(60.0, (END, 20.0)),
        "Behind by 1 point",
    );
    case(
        "a baseline above the target asks for no more than it",
        Percent,
        Up,
        &[(day(50), 58.0)],
        from(60.0, (START, 80.0)),
        "Behind by 2 points",
    );
    // Uneven steps: 51 on day 80, the other nine in the last twenty days.
    let uneven = || steps(60.0, &[(day(80), 51.0)]);
    case("day 40: 50.5", Percent, Up, &[begun, (day(40), 50.5)], uneven(), "On path");
    case("on the step itself", Percent, Up, &[begun, (day(80), 51.0)], uneven(), "On path");
    case("day 90: 55.5", Percent, Up, &[begun, (day(90), 51.5)], uneven(), "Behind by 4 points");
    case(
        "steps before the first figure are no part",
        Percent,
        Up,
        &[begun, (day(50), 54.0)],
        steps(60.0, &[(day(-50), 45.0), (START, 48.0)]),
        "Behind by 1 point",
    );
    case(
        "down by uneven steps: 44 on day 20, then 42 half way to 40",
        Percent,
        Down,
        &[begun, (day(60), 43.0)],
        steps(40.0, &[(day(20), 44.0)]),
        "Behind by 1 point",
    );
    case(
        "a step past the target asks for no more",
        Percent,
        Up,
        &[begun, (day(50), 59.0)],
        steps(60.0, &[(day(40), 70.0)]),
        "Behind by 1 point",
    );
}

fn within_a_band(cases: &mut Vec<Case>) {
    use Direction::Within;
    use Unit::{Gap, Index};
    let mut case = adder(cases);
    // Within a band.
    case("inside", Gap, Within, &[(START, 2.0)], band(-3.0, 3.0), "Target reached");
    case("on the edge", Gap, Within, &[(START, -3.0)], band(-3.0, 3.0), "Target reached");
    case(
        "7 off at first, 3.5 allowed on day 50",
        Gap,
        Within,
        &[(START, 10.0), (day(50), 6.5)],
        band(-3.0, 3.0),
        "On path",
    );
    case("4.5 off, 3.5 allowed", Gap, Within, &[(START, 10.0), (day(50), 7.5)], band(-3.0, 3.0), "Behind by 1 point");
    case(
        "as far off on the other side",
        Gap,
        Within,
        &[(START, 10.0), (day(50), -7.5)],
        band(-3.0, 3.0),
        "Behind by 1 point",
    );
    case(
        "inside at first, so nothing is allowed",
        Index,
        Within,
        &[(START, 1.0), (day(50), 0.75)],
        band(0.8, 1.25),
        "Behind by 0.05",
    );
    case("a band of one value", Index, Within, &[(START, 1.0)], Some(target(1.0)), "Target reached");
    case(
        "after its date nothing is allowed",
        Gap,
        Within,
        &[(START, 10.0), (day(150), 5.0)],
        band(-3.0, 3.0),
        "Behind by 2 points",
    );
}

fn in_units(cases: &mut Vec<Case>) {
    use Direction::{Down, Up};
    use Unit::{Count, Index, OutOf, Pounds, YesNo};
    let mut case = adder(cases);
    // Units.
    case(
        "two of four where 2.5 are due: two are whole by then",
        OutOf(4),
        Up,
        &[(START, 1.0), (day(50), 2.0)],
        Some(target(4.0)),
        "On path",
    );
    case(
        "one of four where 2.5 are due",
        OutOf(4),
        Up,
        &[(START, 1.0), (day(50), 1.0)],
        Some(target(4.0)),
        "Behind by 1",
    );
    case("three left where 2.5 may be", Count, Down, &[(START, 5.0), (day(50), 3.0)], Some(target(0.0)), "On path");
    case("no, well before its day", YesNo, Up, &[(START, 0.0), (day(50), 0.0)], Some(target(1.0)), "On path");
    case("pounds", Pounds, Down, &[(START, 5000.0), (day(50), 4750.0)], Some(target(4000.0)), "Behind by £250");
    case("a count", Count, Up, &[(START, 100.0), (day(50), 1300.0)], Some(target(3100.0)), "Behind by 300");
    case("not yet", YesNo, Up, &[(START, 0.0), (day(150), 0.0)], Some(target(1.0)), "Not yet in place");
    case("yes", YesNo, Up, &[(START, 0.0), (day(50), 1.0)], Some(target(1.0)), "Target reached");
    case(
        "an index, to its second decimal",
        Index,
        Up,
        &[(START, 0.8), (day(50), 0.89)],
        Some(target(1.0)),
        "Behind by 0.01",
    );
}

#[test]
fn hand_worked_cases() {
    let cases = cases();
    assert!(cases.len() >= 40, "{}", cases.len());
    for case in cases {
        let view =
            insight::kpi_view(&definition(case.unit, case.direction), Some(&kpi(&case.figures, case.target)), TODAY);
        assert_eq!(view.state_words(), case.says, "{}", case.why);
    }
}

#[test]
fn a_figure_older_than_its_interval_is_out_of_date_whatever_it_says() {
    let mut definition = definition(Unit::Percent, Direction::Up);
    definition.every = Some(12);
    let mut kpi = kpi(&[(date(2025, 3, 31), 75.0)], Some(target(60.0)));
    let on = |definition: &KpiDefinition, kpi: &Kpi, day| insight::kpi_view(definition, Some(kpi), day).state;
    assert_eq!(on(&definition, &kpi, date(2026, 3, 31)), KpiState::Achieved, "due on that very day");
    assert_eq!(on(&definition, &kpi, date(2026, 4, 1)), KpiState::Stale(date(2026, 3, 31)));
    let view = insight::kpi_view(&definition, Some(&kpi), date(2026, 4, 1));
    assert_eq!(view.full_state_words(), "Out of date since Mar 2026; last known: target reached");
    // The organisation's own interval counts before the pack's.
    kpi.settings = Some(KpiSettings { every: Some(24), ..KpiSettings::new(Timestamp::UNIX_EPOCH) });
    assert_eq!(on(&definition, &kpi, date(2026, 4, 1)), KpiState::Achieved);
    definition.every = None;
    kpi.settings = None;
    assert_eq!(on(&definition, &kpi, date(2099, 1, 1)), KpiState::Achieved, "without an interval nothing is late");
    let empty = Kpi::default();
    assert_eq!(on(&definition, &empty, date(2099, 1, 1)), KpiState::NoFigures);
}

#[test]
fn a_path_is_straight_between_corners_and_level_outside() {
    let path = [(START, 50.0), (END, 60.0)];
    assert_eq!(insight::path_value(&path, day(-1)), Some(50.0));
    assert_eq!(insight::path_value(&path, day(30)), Some(53.0));
    assert_eq!(insight::path_value(&path, END), Some(60.0));
    assert_eq!(insight::path_value(&path, date(2030, 1, 1)), Some(60.0));
    assert_eq!(insight::path_value(&[], START), None);
}

#[test]
fn a_split_is_judged_by_its_working_class_share() {
    let split = |working_class: f64| Value::Groups {
        professional: (100.0 - working_class) / 2.0,
        intermediate: (100.0 - working_class) / 2.0,
        working_class,
    };
    let mut kpi = kpi(&[(START, 0.0), (day(50), 0.0)], Some(target(39.0)));
    kpi.measurements[0].value = split(29.0);
    kpi.measurements[1].value = split(32.0);
    let view = insight::kpi_view(&definition(Unit::Groups, Direction::Up), Some(&kpi), TODAY);
    assert_eq!(view.state, KpiState::Behind(2.0), "half way from 29 to 39 is 34");
    assert_eq!(view.latest_words(), "34 / 34 / 32%");
    assert_eq!(view.headline_name(ThirdGroup::WorkingClass).as_deref(), Some("A measure, working class share"));
}

#[test]
fn an_aim_that_a_pack_knows_is_no_target_of_ones_own() {
    let definition = PACKS.kpi(&"kpi-response-rate".into()).unwrap();
    let view = insight::kpi_view(definition, Some(&kpi(&[(TODAY, 75.0)], None)), TODAY);
    assert_eq!(view.state, KpiState::NoTarget);
    let target = view.target.unwrap();
    assert!(!target.own && target.published && target.date.is_none());
    assert_eq!(view.target_words(), "published aim 70%");
    assert_eq!(view.own_target(), None);
}

/// Any target and figures of a KPI, on days around the path.
fn any_kpi() -> impl Strategy<Value = (Vec<(i32, f64)>, Target)> {
    let figures = prop::collection::vec((-200_i32..300, 0.0_f64..100.0), 1..8);
    let baseline = prop::option::of((-200_i32..150, 0.0_f64..100.0));
    let steps = prop::collection::btree_map(-100_i32..99, 0.0_f64..100.0, 0..4);
    (figures, 0.0_f64..100.0, baseline, steps).prop_map(|(mut figures, value, baseline, steps)| {
        figures.sort_by_key(|(day, _)| *day);
        let target = Target {
            baseline: baseline.map(|(number, value)| Step { value, date: day(number) }),
            steps: steps.into_iter().map(|(number, value)| Step { value, date: day(number) }).collect(),
            ..target(value)
        };
        (figures, target)
    })
}

/// How good a state is: the order that a better figure may only go up in.
fn rank(state: KpiState) -> (u8, f64) {
    match state {
        KpiState::Achieved => (2, 0.0),
        KpiState::OnPath => (1, 0.0),
        KpiState::Behind(by) => (0, -by),
        KpiState::NoFigures | KpiState::NoTarget | KpiState::Stale(_) => panic!("there are figures and a target"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// A better newest figure never makes the state worse. The newest is not the one that the path begins with.
    #[test]
    fn states_are_monotone((figures, target) in any_kpi(), first in 0.0_f64..100.0, second in 0.0_f64..100.0, up: bool) {
        let direction = if up { Direction::Up } else { Direction::Down };
        let definition = definition(Unit::Percent, direction);
        let mut all: Vec<(Date, f64)> = figures.iter().map(|(number, value)| (day(*number), *value)).collect();
        let last = all.last().unwrap().0.saturating_add(1.days());
        let mut of = |value: f64| {
            all.push((last, value));
            let state = insight::kpi_view(&definition, Some(&kpi(&all, Some(target.clone()))), TODAY).state;
            all.pop();
            rank(state)
        };
        let (low, high) = (first.min(second), first.max(second));
        let (worse, better) = if up { (of(low), of(high)) } else { (of(high), of(low)) };
        let holds = worse.0 < better.0 || (worse.0 == better.0 && worse.1 <= better.1 + 1e-9);
        prop_assert!(holds, "{:?} then {:?}", worse, better);
    }

    /// The path begins at the baseline, ends at the target, is in order, and what is behind by nothing is not behind.
    #[test]
    fn paths_lie_in_order((figures, target) in any_kpi(), up: bool) {
        let direction = if up { Direction::Up } else { Direction::Down };
        let all: Vec<(Date, f64)> = figures.iter().map(|(number, value)| (day(*number), *value)).collect();
        let kpi = kpi(&all, Some(target.clone()));
        let path = insight::target_path(direction, &kpi);
        prop_assert!(path.is_sorted_by(|a, b| a.0 < b.0));
        if let (Some(first), Some(last)) = (path.first(), path.last()) {
            let begins = target.baseline.map_or(all[0], |step| (step.date, step.value));
            prop_assert_eq!(*first, begins);
            prop_assert_eq!(*last, (END, target.value));
        }
        if let KpiState::Behind(by) = insight::kpi_view(&definition(Unit::Percent, direction), Some(&kpi), TODAY).state {
            prop_assert!(by >= Unit::Percent.tolerance());
        }
    }

    /// Moving every value and the target by the same amount moves nothing in the state.
    #[test]
    fn states_do_not_depend_on_where_nought_is((figures, target) in any_kpi(), by in -50.0_f64..50.0, up: bool) {
        let direction = if up { Direction::Up } else { Direction::Down };
        let definition = definition(Unit::Gap, direction);
        let moved = |by: f64| {
            let all: Vec<_> = figures.iter().map(|(number, value)| (day(*number), value + by)).collect();
            let shift = |step: Step| Step { value: step.value + by, ..step };
            let target = Target {
                value: target.value + by,
                baseline: target.baseline.map(shift),
                steps: target.steps.iter().copied().map(shift).collect(),
                ..target.clone()
            };
            insight::kpi_view(&definition, Some(&kpi(&all, Some(target))), TODAY).state
        };
        match (moved(0.0), moved(by)) {
            (KpiState::Behind(one), KpiState::Behind(other)) => prop_assert!((one - other).abs() < 1e-9),
            // At the edge of what is written alike, rounding may decide.
            (one, other) => prop_assert!(one == other || (rank(one).1 - rank(other).1).abs() < 0.051),
        }
    }

    /// Every number that a chart draws stands in its table, and lies in the frame.
    #[test]
    fn every_number_drawn_stands_in_the_table((figures, target) in any_kpi(), base in prop::option::of(1_u32..500), zero: bool, noted: bool) {
        let definition = definition(Unit::Percent, Direction::Up);
        let all: Vec<_> = figures.iter().map(|(number, value)| (day(*number), *value)).collect();
        let mut kpi = kpi(&all, Some(target));
        for one in &mut kpi.measurements {
            one.base = base;
            one.note = if noted { "A new survey".to_owned() } else { String::new() };
        }
        let view = insight::kpi_view(&definition, Some(&kpi), TODAY);
        let start = if zero { AxisStart::Zero } else { AxisStart::Fitted };
        let chart = insight::kpi_chart(&PACKS, &definition, &view, &kpi, ThirdGroup::WorkingClass, start).unwrap();
        let waymark::chart::Plot::Trend(trend) = &chart.plot else { panic!("a trend") };
        let stands = |day: Date, text: &str| {
            let named = waymark::words::date(day);
            chart.table.rows.iter().any(|row| row[0] == named && row.iter().any(|cell| cell.contains(text)))
        };
        let points = trend.series.iter().flat_map(|series| &series.points);
        for (day, value) in points.clone().chain(&trend.path) {
            prop_assert!(stands(*day, &Unit::Percent.figure(*value)), "{day} {value}");
        }
        for (day, low, high) in trend.series.iter().flat_map(|series| &series.ranges) {
            let range = waymark::words::decimal(*low) + "–" + &Unit::Percent.figure(*high);
            prop_assert!(stands(*day, &range));
        }
        if let Some(mark) = &trend.target {
            prop_assert!(stands(mark.date, &Unit::Percent.figure(mark.value)));
        }
        if let Some(outlook) = &trend.outlook {
            for value in [outlook.low, outlook.middle, outlook.high] {
                prop_assert!(stands(outlook.until, &Unit::Percent.figure(value)));
            }
        }
        for mark in &trend.notes {
            let numbered = format!("{}. {}", mark.number, mark.text);
            prop_assert!(stands(mark.date, &numbered));
        }
        prop_assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.columns.len()));
        let (low, high) = trend.range;
        for (day, value) in points.chain(&trend.path) {
            prop_assert!(trend.days.0 <= *day && *day <= trend.days.1 && low <= *value && *value <= high);
        }
        prop_assert!(!zero || low == 0.0);
    }

    /// A pace needs three days, goes on from the newest figure, and is drawn no further than the figures reach back.
    #[test]
    fn a_pace_keeps_its_limits((figures, target) in any_kpi(), with_target: bool) {
        let all: Vec<_> = figures.iter().map(|(number, value)| (day(*number), *value)).collect();
        let kpi = kpi(&all, with_target.then_some(target));
        let mut days: Vec<Date> = all.iter().map(|(day, _)| *day).collect();
        days.dedup();
        match insight::pace(&definition(Unit::Percent, Direction::Up), &kpi) {
            None => prop_assert!(days.len() < 3),
            Some(pace) => {
                prop_assert!(days.len() >= 3);
                prop_assert_eq!(pace.from, *all.last().unwrap());
                prop_assert!(pace.low <= pace.middle && pace.middle <= pace.high);
                prop_assert!(0.0 <= pace.low && pace.high <= 100.0);
                let reach = days[0].until(pace.from.0).unwrap().get_days();
                let ahead = pace.from.0.until(pace.until).unwrap().get_days();
                prop_assert!(ahead <= reach);
                prop_assert_eq!(pace.leads == Leads::NoTarget, kpi.target.as_ref().is_none_or(|one| one.date <= pace.from.0));
            }
        }
    }
}

#[test]
fn a_band_a_split_and_what_others_reach_stand_in_the_table_too() {
    let table = |definition: &KpiDefinition, kpi: &Kpi| {
        let view = insight::kpi_view(definition, Some(kpi), TODAY);
        let chart =
            insight::kpi_chart(&PACKS, definition, &view, kpi, ThirdGroup::WorkingClass, AxisStart::Fitted).unwrap();
        let waymark::chart::Plot::Trend(trend) = chart.plot else { panic!("a trend") };
        (trend, chart.table.rows)
    };
    let gap = definition(Unit::Gap, Direction::Within);
    let (trend, rows) = table(&gap, &kpi(&[(START, 9.0), (day(30), 8.0), (day(60), 7.5)], band(-3.0, 3.0)));
    assert_eq!(trend.band, Some((-3.0, 3.0)));
    let named = waymark::words::date(END);
    assert!(rows.iter().any(|row| row[0] == named && row.contains(&"−3% to 3%".to_owned())), "{rows:?}");

    let spread = PACKS.kpi(&"kpi-workforce-spread".into()).unwrap();
    let value = Value::Groups { professional: 41.4, intermediate: 24.0, working_class: 34.6 };
    let split = Kpi { measurements: vec![measurement(0, START, value)], ..Kpi::default() };
    let (trend, rows) = table(spread, &split);
    let row = rows.iter().find(|row| row[0] == waymark::words::date(START)).unwrap();
    for series in &trend.series {
        assert!(row.contains(&Unit::Percent.figure(series.points[0].1)), "{}", series.name);
    }
    assert!(!trend.levels.is_empty());
    for level in &trend.levels {
        let figure = Unit::Percent.figure(level.value);
        assert!(rows.iter().any(|row| row.contains(&level.label) && row.contains(&figure)), "{}", level.label);
    }
}

#[test]
fn a_pace_says_what_it_can_and_no_more() {
    let definition = definition(Unit::Percent, Direction::Up);
    let lead = |figures: &[(i32, f64)], value: f64| {
        let all: Vec<_> = figures.iter().map(|(number, value)| (day(*number), *value)).collect();
        insight::pace(&definition, &kpi(&all, Some(target(value)))).map(|pace| (pace.low, pace.high, pace.leads))
    };
    assert_eq!(lead(&[(0, 50.0), (50, 55.0)], 60.0), None, "two figures");
    assert_eq!(lead(&[(0, 50.0), (50, 54.0), (50, 55.0)], 60.0), None, "two days");
    // An even pace of a point in ten days: 50 days on, five points more.
    assert_eq!(lead(&[(0, 50.0), (20, 52.0), (50, 55.0)], 60.0), Some((60.0, 60.0, Leads::Reaches)));
    assert_eq!(lead(&[(0, 50.0), (20, 52.0), (50, 55.0)], 61.0), Some((60.0, 60.0, Leads::Misses)));
    // Slower of late: from day 0 a tenth a day, from day 40 a twentieth.
    let (low, high, leads) = lead(&[(0, 50.0), (40, 54.5), (50, 55.0)], 60.0).unwrap();
    assert!((low - 57.5).abs() < 1e-9 && (high - 60.0).abs() < 1e-9);
    assert_eq!(leads, Leads::Open);
    // 20 days of figures tell nothing of 80 days ahead.
    assert_eq!(lead(&[(0, 50.0), (10, 51.0), (20, 52.0)], 60.0).unwrap().2, Leads::TooFar);
}

fn project(actions: Vec<Action>) -> Project {
    let organisation = Organisation { invented: true, ..Organisation::named("Example", Timestamp::UNIX_EPOCH) };
    let round = Round::new(RoundId(1), "Round 1", START, Timestamp::UNIX_EPOCH);
    let mut project = Project::new(ProjectId(1), organisation, round);
    project.actions = actions.into_iter().map(Arc::new).collect();
    project
}

fn action(number: u64, began: Date, origin: Option<Origin>, measure: Option<KpiId>) -> Action {
    let at = began.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
    Action {
        origin,
        owner: "Priya".to_owned(),
        status: Status::InProgress,
        measure,
        ..Action::new(ActionId(number), format!("Action {number}"), at)
    }
}

#[test]
fn an_action_keeps_the_figure_of_the_day_it_began() {
    let rate = KpiId::new("kpi-response-rate");
    let recommendation = PACKS.kpi(&rate).unwrap().recommendations[0].clone();
    let began = day(30);
    let origin = Origin::Link(rate.clone(), recommendation);
    let mut project = project(vec![
        action(1, began, Some(origin.clone()), None),
        action(2, began, None, Some(rate.clone())),
        action(3, began, Some(origin), Some(rate.clone())),
        action(4, began, None, None),
    ]);
    let moved = |project: &Project| insight::digest(&PACKS, project, TODAY).moved;
    assert!(moved(&project).iter().all(|one| one.verdict == Verdict::NoFigures));
    let figures = |figures: &[(i32, f64)]| {
        let all: Vec<_> = figures.iter().map(|(number, value)| (day(*number), *value)).collect();
        Arc::new(kpi(&all, None))
    };
    project.kpis.insert(rate.clone(), figures(&[(0, 48.0), (20, 61.0)]));
    let all = moved(&project);
    assert_eq!(all.len(), 3, "once for each action and figure");
    assert!(all.iter().all(|one| one.then == Some((61.0, day(20))) && one.now.is_none()));
    assert!(all.iter().all(|one| one.verdict == Verdict::NothingSince));
    for (value, verdict, change) in
        [(66.0, Verdict::Better, "+5 points"), (60.0, Verdict::Worse, "−1 point"), (61.02, Verdict::Same, "no change")]
    {
        project.kpis.insert(rate.clone(), figures(&[(0, 48.0), (20, 61.0), (90, value)]));
        let all = moved(&project);
        assert!(all.iter().all(|one| one.verdict == verdict && one.change_words() == change), "{value}");
    }
    // Where both figures rest on a base, a change that chance may have made is called that.
    for (base, verdict) in [(100, Verdict::Chance), (5000, Verdict::Better)] {
        let mut based = kpi(&[(day(20), 61.0), (day(90), 66.0)], None);
        for one in &mut based.measurements {
            one.base = Some(base);
        }
        project.kpis.insert(rate.clone(), Arc::new(based));
        assert!(moved(&project).iter().all(|one| one.verdict == verdict), "{base}");
    }
    // On the very day, what was entered before the action is its beginning, and what was entered after it is not.
    let mut same_day = kpi(&[(day(20), 61.0), (day(30), 62.0)], None);
    project.kpis.insert(rate.clone(), Arc::new(same_day.clone()));
    assert!(moved(&project).iter().all(|one| one.then == Some((62.0, day(30))) && one.now.is_none()));
    same_day.measurements[1].changed = Timestamp::MAX;
    project.kpis.insert(rate.clone(), Arc::new(same_day));
    assert!(moved(&project).iter().all(|one| one.then == Some((61.0, day(20))) && one.now == Some((62.0, day(30)))));
    // One that was entered before it and corrected since is still its beginning: the log knows.
    let subject = Subject::Measurement(rate.clone(), project.kpis[&rate].measurements[1].id);
    let (who, from, to) = (String::new(), String::new(), "62".to_owned());
    let added = Change { at: Timestamp::UNIX_EPOCH, who, subject, field: Field::Record, from, to };
    project.log.push(Arc::new(added));
    assert!(moved(&project).iter().all(|one| one.then == Some((62.0, day(30))) && one.now.is_none()));
    project.log.clear();
    // Where nothing was measured before it began, the first figure after it is the beginning.
    project.kpis.insert(rate, figures(&[(40, 50.0), (90, 55.0)]));
    assert!(moved(&project).iter().all(|one| one.then == Some((50.0, day(40))) && one.now == Some((55.0, day(90)))));
}

#[test]
fn a_low_response_rate_leads_to_maximising_it_and_to_data_communication() {
    let rate = KpiId::new("kpi-response-rate");
    let mut project = project(Vec::new());
    let digest = |project: &Project| insight::digest(&PACKS, project, TODAY);
    assert!(digest(&project).suggestions.iter().all(|one| one.because.iter().all(|because| because.kpi.is_none())));
    project.kpis.insert(
        rate.clone(),
        Arc::new(kpi(&[(TODAY, 61.0)], Some(Target::new(70.0, date(2028, 3, 31), Timestamp::UNIX_EPOCH)))),
    );
    let low = digest(&project);
    let suggested: Vec<&str> = low.suggestions_from(&rate).map(|one| one.recommendation.as_str()).collect();
    assert!(suggested.contains(&"data-strategy-response"), "{suggested:?}");
    assert!(suggested.contains(&"data-strategy-communication"), "{suggested:?}");
    let first = low.suggestions_from(&rate).next().unwrap();
    assert_eq!(first.because[0].holds, "Response rate is 61% (1 May 2026), under 70%.");
    assert!(!first.acted_on);
    // An action that follows it keeps both ends of the link.
    let origin = first.origin(Some(&rate));
    assert_eq!(origin, Origin::Link(rate.clone(), first.recommendation.clone()));
    project.actions.push(Arc::new(action(1, TODAY, Some(origin), Some(rate.clone()))));
    assert!(digest(&project).suggestion(&first.recommendation).unwrap().acted_on);
    // At 70% nothing is asked any more.
    project.kpis.insert(rate.clone(), Arc::new(kpi(&[(TODAY, 70.0)], None)));
    let reached = digest(&project);
    assert!(
        reached.suggestions_from(&rate).all(|one| one.because.iter().all(|because| !because.holds.contains("under")))
    );
    // Without a target the foundations are suggested.
    let foundations =
        reached.suggestions_from(&rate).any(|one| one.recommendation.as_str() == "data-strategy-foundations");
    assert!(foundations, "no target leads to data foundations");
}

#[test]
fn an_advocacy_measure_behind_its_path_leads_to_external_commitment() {
    let external = |id: &str| {
        let place = PACKS.recommendation(&id.into()).unwrap();
        place.checklist.name == "Advocacy" && place.area.name.contains("External")
    };
    let advocacy: Vec<KpiId> =
        PACKS.kpis().filter(|kpi| kpi.pillar == Pillar::Advocacy).map(|kpi| kpi.id.clone()).collect();
    assert!(!advocacy.is_empty());
    for id in advocacy {
        let definition = PACKS.kpi(&id).unwrap();
        let mut project = project(Vec::new());
        // Far from any target, in whatever direction.
        let (value, goal) = match (definition.unit, definition.direction) {
            (Unit::YesNo, _) => (0.0, 1.0),
            (_, Direction::Up) => (1.0, 4.0),
            (_, Direction::Down) => (4.0, 1.0),
            (_, Direction::Within) => (40.0, 1.0),
        };
        let target = Target { baseline: Some(Step { value: goal, date: day(-300) }), ..target(goal) };
        project.kpis.insert(id.clone(), Arc::new(kpi(&[(day(50), value)], Some(target))));
        let digest = insight::digest(&PACKS, &project, day(60));
        assert!(matches!(digest.kpi(&id).unwrap().state, KpiState::Behind(_)), "{id}");
        assert!(digest.suggestions_from(&id).any(|one| external(one.recommendation.as_str())), "{id}");
    }
}

#[test]
fn every_measure_of_the_packs_is_reached_by_a_link_when_it_is_behind() {
    for kpi in PACKS.kpis() {
        let reached = PACKS.links().any(|link| match &link.when {
            Condition::Below(limit) | Condition::Above(limit) => limit.kpi == kpi.id,
            Condition::State(limit) => {
                limit.is == LinkState::Behind
                    && match &limit.of {
                        waymark::content::KpiSet::All => true,
                        waymark::content::KpiSet::Pillar(pillar) => *pillar == kpi.pillar,
                        waymark::content::KpiSet::Kpi(id) => *id == kpi.id,
                    }
            }
            Condition::Gap(_) | Condition::Workforce(_) => false,
        });
        assert!(reached, "{}", kpi.id);
    }
}

#[test]
fn every_measure_says_whose_it_is_and_the_commission_sets_three() {
    let text = include_str!("../content/scorecard.ron");
    let stated = text.matches("whose: Published").count() + text.matches("whose: Ours").count();
    assert_eq!(stated, PACKS.kpis().count(), "each says it in so many words");
    let commission = "Social Mobility Commission";
    let set: Vec<&str> = PACKS
        .kpis()
        .filter(|kpi| PACKS.setter(kpi).is_some_and(|setter| setter.contains(commission)))
        .map(|kpi| kpi.id.as_str())
        .collect();
    assert_eq!(set, ["kpi-response-rate", "kpi-seb-asked", "kpi-workforce-spread"]);
    for kpi in PACKS.kpis() {
        let named = PACKS.maker(kpi).contains(commission)
            || kpi
                .target
                .as_ref()
                .is_some_and(|target| target.text.contains(commission) || target.text.contains("SMC"));
        assert_eq!(named, set.contains(&kpi.id.as_str()) && PACKS.maker(kpi).contains(commission), "{}", kpi.id);
        assert!(kpi.whose != Whose::Published || kpi.cite.is_some(), "{}", kpi.id);
    }
    for pillar in Pillar::ALL {
        assert!(PACKS.kpis().any(|kpi| kpi.pillar == pillar), "{}", pillar.name());
    }
}

#[test]
fn a_figure_of_another_measure_is_never_drawn_and_an_unlike_one_only_with_its_warning() {
    for definition in PACKS.kpis() {
        let kpi = kpi(&[(TODAY, 50.0)], None);
        let references = insight::references(&PACKS, definition, Some(&kpi), Some(TODAY), ThirdGroup::WorkingClass);
        for one in &references {
            assert!(one.same_measure || one.level.is_none(), "{}: {}", definition.id, one.label);
        }
        let view = insight::kpi_view(definition, Some(&kpi), TODAY);
        let chart =
            insight::kpi_chart(&PACKS, definition, &view, &kpi, ThirdGroup::WorkingClass, AxisStart::Fitted).unwrap();
        let waymark::chart::Plot::Trend(trend) = &chart.plot else { panic!("a trend") };
        for one in references.iter().filter(|one| one.level.is_some() && one.caution.is_some()) {
            assert!(trend.levels.iter().any(|level| level.unlike && level.label.starts_with(&one.label)));
            assert!(chart.notes.contains(one.caution.as_ref().unwrap()), "{}", one.label);
        }
    }
}

#[test]
fn every_sentence_is_worded_and_can_be_reworded() {
    for say in Say::ALL {
        assert!(PACKS.reading(*say).is_some(), "{}", say.name());
    }
    let own = r#"(format: "waymark-pack", schema: 1, id: "my-words", version: "1", title: "T", about: "T.",
        content: Readings([(say: OneFigure, text: "A lone figure.")]))"#;
    let file = waymark::content::PackFile { name: "my.ron".to_owned(), text: own.to_owned() };
    let catalogue = Catalogue::load(waymark::content::built_in(), vec![file]);
    assert_eq!(catalogue.left_out(), []);
    let kpi = kpi(&[(TODAY, 50.0)], None);
    let definition = definition(Unit::Days, Direction::Down);
    let view = insight::kpi_view(&definition, Some(&kpi), TODAY);
    let said = insight::kpi_reading(&catalogue, &definition, &view, &kpi, ThirdGroup::WorkingClass);
    assert!(said.contains(&"A lone figure.".to_owned()), "{said:?}");
    let wrong = own.replace("A lone figure.", "A lone {figure}.");
    let file = waymark::content::PackFile { name: "my.ron".to_owned(), text: wrong };
    let faults = waymark::content::check(&waymark::content::built_in(), &[file]);
    assert_eq!(faults.len(), 1);
    assert!(faults[0].wrong.contains("{figure}"), "{}", faults[0]);
}
