//! Figures: each unit's form, what is wrong, corrections, drafts, the history.

use super::*;
use crate::app::Command;
use crate::project::Origin;

#[test]
fn a_figure_is_added_with_the_keyboard_alone() {
    let mut page = page(testing::empty());
    page.get_by_role_and_label(Role::Button, "Add a figure").focus();
    press(&mut page, Key::Enter);
    assert!(page.get_by_role_and_label(Role::TextInput, "Date").is_focused());
    type_text(&mut page, "31/10/2026");
    press(&mut page, Key::Tab);
    type_text(&mut page, "66,5%");
    press(&mut page, Key::Tab);
    press(&mut page, Key::Tab);
    type_text(&mut page, "1,668");
    press(&mut page, Key::Tab);
    type_text(&mut page, "Autumn survey");
    press(&mut page, Key::Enter);
    let [Edit::AddMeasurement { kpi, measurement }] = edits(&page) else { panic!("one figure") };
    assert_eq!(kpi.as_str(), "kpi-response-rate");
    assert_eq!((measurement.date, measurement.value), (date(2026, 10, 31), Value::One(66.5)));
    assert_eq!((measurement.base, measurement.count), (Some(1668), None));
    assert_eq!((measurement.note.as_str(), measurement.source), ("Autumn survey", FigureSource::Typed));
    assert!(heading(&page, "Response rate: 66.5% on 31 Oct 2026"));
    assert!(page.get_by_role_and_label(Role::Button, "Enter a figure").is_focused(), "ready for the next");
}

#[test]
fn people_stand_in_for_the_percentage() {
    let mut page = of_kpi(testing::empty(), "kpi-response-rate");
    fill(&mut page, "Date", "31/10/2026");
    fill(&mut page, "People it counts (optional)", "412");
    fill(&mut page, "People it rests on (optional)", "980");
    assert_eq!(text_of(&page, "Figure, percent"), "42.04");
    page.get_by_label("412 of 980 make the percentage.");
    fill(&mut page, "Figure, percent", "45");
    page.get_by_role_and_label(Role::TextInput, "Date").focus();
    page.run();
    page.get_by_label("412 of 980 is 42.04%. Correct one of the three.");
    fill(&mut page, "Figure, percent", "42");
    press(&mut page, Key::Enter);
    let [Edit::AddMeasurement { measurement, .. }] = edits(&page) else { panic!("one figure") };
    assert_eq!((measurement.value, measurement.count, measurement.base), (Value::One(42.0), Some(412), Some(980)));
    page.get_by_label("412 of 980");
    click(&mut page, "Edit the figure of 31 Oct 2026");
    fill(&mut page, "People it rests on (optional)", "");
    press(&mut page, Key::Enter);
    page.get_by_label("Write how many people that is out of.");
    assert_eq!(edits(&page).len(), 1);
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_pushed() {
    let mut page = of_kpi(testing::empty(), "kpi-response-rate");
    click(&mut page, "Save the figure");
    page.get_by_label("Write a date.");
    page.get_by_label("Write a number.");
    fill(&mut page, "Date", "31/2/2026");
    fill(&mut page, "Figure, percent", "166");
    fill(&mut page, "People it rests on (optional)", "2.5");
    press(&mut page, Key::Enter);
    page.get_by_label("There is no such day. Check the day and the month.");
    page.get_by_label("Write a percentage from 0 to 100.");
    page.get_by_label("Write a whole number, such as 1668 or 1,668.");
    assert!(page.get_by_role_and_label(Role::TextInput, "Date").is_focused(), "the first that is wrong");
    assert!(edits(&page).is_empty());
}

#[test]
fn each_unit_has_its_form() {
    for (unit, label, wrong, told, right, value, shown) in [
        (Unit::OutOf(4), "Figure, out of 4", "5", "Write a whole number from 0 to 4.", "3", 3.0, "3 of 4"),
        (Unit::Count, "Figure", "2.5", "Write a whole number, such as 1668 or 1,668.", "1,204", 1204.0, "1,204"),
        (
            Unit::Pounds,
            "Figure, pounds",
            "dear",
            "Write it in figures, such as 66 or 66.5.",
            "£1,250.50",
            1250.5,
            "£1,250.50",
        ),
        (Unit::Days, "Figure, days", "-1", "Write a number of days, such as 45.", "45,5", 45.5, "45.5 days"),
        (Unit::Index, "Figure, a ratio", "-1", "Write a ratio, such as 0.85; 1 is parity.", "0.85", 0.85, "0.85"),
        (
            Unit::Gap,
            "Figure, percent",
            "101",
            "Write a gap in percent, such as 4.5; below nought where it lies the other way.",
            "-4.5",
            -4.5,
            "−4.5%",
        ),
    ] {
        let mut page = of_kpi(with_own(testing::empty(), "own-1", "Own", unit, Direction::Up, &[]), "own-1");
        fill(&mut page, "Date", "31/10/2026");
        fill(&mut page, label, wrong);
        press(&mut page, Key::Enter);
        page.get_by_label(told);
        assert!(edits(&page).is_empty(), "{unit:?}");
        fill(&mut page, label, right);
        press(&mut page, Key::Enter);
        assert_eq!(kpi(&page, "own-1").measurements[0].value, Value::One(value), "{unit:?}");
        assert!(page.query_all_by_label(shown).next().is_some(), "{unit:?}");
    }
}

#[test]
fn yes_or_no_is_chosen() {
    let project = with_own(testing::empty(), "own-1", "Sponsor", Unit::YesNo, Direction::Up, &[]);
    let mut page = of_kpi(project, "own-1");
    fill(&mut page, "Date", "31/10/2026");
    press(&mut page, Key::Enter);
    page.get_by_label("Choose yes or no.");
    page.get_by_role_and_label(Role::RadioGroup, "Is it so?");
    page.get_by_role_and_label(Role::RadioButton, "Yes").click();
    page.run();
    click(&mut page, "Save the figure");
    assert_eq!(kpi(&page, "own-1").measurements[0].value, Value::One(1.0));
}

#[test]
fn unusual_dates_are_noticed_and_saved_all_the_same() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Add a figure");
    fill(&mut page, "Date", "16/10/2026");
    page.get_by_label("There already is a figure of that date: 66%. Both are kept.");
    fill(&mut page, "Date", "1/1/2027");
    page.get_by_label_contains("This date lies ahead.");
    fill(&mut page, "Figure, percent", "71");
    click(&mut page, "Save the figure");
    assert_eq!(edits(&page).len(), 1);
}

#[test]
fn a_figure_is_corrected_and_removed() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Edit the figure of 30 Jun 2026");
    fill(&mut page, "Figure, percent", "62");
    click(&mut page, "Save the correction");
    page.get_by_label_contains("Correct one of the three.");
    fill(&mut page, "People it counts (optional)", "");
    click(&mut page, "Save the correction");
    let [Edit::ChangeMeasurement { measurement, .. }] = edits(&page) else { panic!("one correction") };
    assert_eq!((measurement.value, measurement.base, measurement.count), (Value::One(62.0), Some(2611), None));
    assert!(measurement.note.starts_with("Care and support teams"), "the rest stays");
    click(&mut page, "Remove the figure of 30 Jun 2026");
    assert_eq!(edits(&page).len(), 2);
    assert_eq!(kpi(&page, "kpi-response-rate").measurements.len(), 4);
    assert!(page.query_by_label("Edit the figure of 30 Jun 2026").is_none());
    click(&mut page, "Show what was changed");
    page.get_by_role_and_label(Role::Heading, "What was changed");
    page.get_by_label_contains("Corrected: from 30 Jun 2026: 61.2 (1,598 of 2,611)");
    page.get_by_label_contains("Removed: no longer 30 Jun 2026: 62");
}

#[test]
fn how_a_figure_came_in_is_told_and_kept_unless_it_is_corrected() {
    let mut project = testing::sample();
    let kpi_ = Arc::make_mut(project.kpis.get_mut("kpi-response-rate").unwrap());
    let newest = kpi_.measurements.last_mut().unwrap();
    (newest.source, newest.note) = (FigureSource::Imported, "From the survey tool".to_owned());
    let mut page = of_kpi(project, "kpi-response-rate");
    page.get_by_label("Imported · From the survey tool");
    let source = |page: &Page<'_>| kpi(page, "kpi-response-rate").measurements.last().unwrap().source;
    click(&mut page, "Edit the figure of 16 Oct 2026");
    fill(&mut page, "Note (optional)", "From the new survey tool");
    press(&mut page, Key::Enter);
    assert_eq!(source(&page), FigureSource::Imported, "a note is no correction");
    click(&mut page, "Edit the figure of 16 Oct 2026");
    fill(&mut page, "Figure, percent", "");
    fill(&mut page, "People it counts (optional)", "1,700");
    press(&mut page, Key::Enter);
    assert_eq!(source(&page), FigureSource::Typed);
}

#[test]
fn saving_without_a_change_pushes_nothing() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Edit the figure of 31 Mar 2026");
    click(&mut page, "Save the correction");
    click(&mut page, "Change the target");
    click(&mut page, "Save the target");
    assert!(edits(&page).is_empty());
    page.get_by_label("Enter a figure");
}

#[test]
fn a_draft_outlives_looking_at_another_measure() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Add a figure");
    fill(&mut page, "Figure, percent", "67");
    page.state_mut().state.show_kpi("kpi-seb-asked".into());
    page.run();
    assert!(page.query_by_label("Figure, percent").is_none());
    click(&mut page, "All measures");
    page.state_mut().state.show_kpi("kpi-response-rate".into());
    page.run();
    assert_eq!(text_of(&page, "Figure, percent"), "67");
    click(&mut page, "Cancel");
    click(&mut page, "Add a figure");
    assert_eq!(text_of(&page, "Figure, percent"), "", "cancelled");
}

#[test]
fn three_shares_show_their_sum_and_must_add_up() {
    let mut page = of_kpi(testing::sample(), "kpi-workforce-spread");
    click(&mut page, "Add a figure");
    fill(&mut page, "Date", "31/10/2026");
    for (label, text) in
        [("Professional, percent", "41"), ("Intermediate, percent", "24"), ("Working class, percent", "39")]
    {
        fill(&mut page, label, text);
    }
    page.get_by_label("Together 104%. The three should add up to 100%, give or take 1.");
    press(&mut page, Key::Enter);
    assert!(edits(&page).is_empty());
    fill(&mut page, "Working class, percent", "35");
    page.get_by_label("Together 100%.");
    press(&mut page, Key::Enter);
    assert_eq!(edits(&page).len(), 1);
    assert!(page.query_all_by_label("41 / 24 / 35%").next().is_some());
}

#[test]
fn the_table_holds_every_figure_and_the_axis_begins_at_nought_by_choice() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Show as table");
    let table = page.get_by_role_and_label(Role::Table, "Response rate: figures");
    for cell in ["48%", "52.1%", "57.1%", "61.2%", "66%", "70%", "87%", "86%", "2,623", "Step to the target"] {
        assert!(table.query_all_by_label(cell).next().is_some(), "{cell}");
    }
    click(&mut page, "Show as chart");
    assert!(page.query_by_label("0%").is_none());
    page.get_by_role_and_label(Role::CheckBox, "Axis from nought").click();
    page.run();
    assert_eq!(page.state().state.axis, crate::insight::AxisStart::Zero);
    page.state_mut().state.show_kpi("kpi-seb-asked".into());
    page.run();
    assert!(page.query_by_label("Axis from nought").is_none(), "a count out of a whole begins there anyway");
}

#[test]
fn actions_are_linked_both_ways() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Show Give care teams time and tablets to answer on shift");
    click(&mut page, "Add an action");
    let [Command::ShowAction(id), Command::AddAction(Some(Origin::Kpi(kpi)))] = page.state().pushed.commands.as_slice()
    else {
        panic!("two commands")
    };
    assert_eq!(kpi.as_str(), "kpi-response-rate");
    assert!(page.state().editor.project().action(*id).is_some());
}

/// Five hundred figures, one a week.
fn many() -> Project {
    let mut project = testing::sample();
    let kpi = Arc::make_mut(project.kpis.get_mut("kpi-response-rate").unwrap());
    kpi.measurements = (0..500_i32)
        .map(|week| Measurement {
            id: MeasurementId(u64::try_from(week).unwrap() + 1),
            date: date(2017, 1, 6).saturating_add(week.weeks()),
            value: Value::One(f64::from(30 + week % 40)),
            base: Some(1000),
            count: None,
            note: String::new(),
            source: FigureSource::Typed,
            changed: testing::now(),
        })
        .collect();
    project
}

#[test]
fn hundreds_of_figures_are_shown_a_page_at_a_time() {
    let mut page = of_kpi(many(), "kpi-response-rate");
    page.get_by_label("1–10 of 500");
    page.get_by_role_and_label(Role::Button, "Edit the figure of 31 Jul 2026");
    click(&mut page, "Older figures");
    page.get_by_label("11–20 of 500");
    click(&mut page, "Show as table");
    page.get_by_label_contains("1–40 of 5");
    click(&mut page, "Later rows");
    page.get_by_label_contains("41–80 of 5");
}
