//! The scorecard by role and label.

use egui::{Key, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::ToSpan as _;
use jiff::civil::date;

use super::{State, show};
use crate::app::Command;
use crate::edit::Edit;
use crate::insight::AttentionKind;
use crate::project::{Kpi, Measurement, MeasurementId, Origin, Project, Step, Value};
use crate::ui::testing::{self, Bench};
use crate::ui::theme::LIGHT;

type Page<'a> = Harness<'a, Bench<State>>;

/// High enough that nothing has to be scrolled to.
const TALL: Vec2 = egui::vec2(1084.0, 2400.0);

fn page<'a>(project: Project) -> Page<'a> {
    let mut page = testing::page(project, TALL, LIGHT, show);
    page.run();
    page
}

fn of_kpi<'a>(project: Project, kpi: &str) -> Page<'a> {
    let mut page = testing::page(project, TALL, LIGHT, show);
    page.state_mut().state.show_kpi(kpi.into());
    page.run();
    page
}

fn press(page: &mut Page<'_>, key: Key) {
    page.key_press(key);
    page.run();
}

fn click(page: &mut Page<'_>, label: &str) {
    page.get_by_role_and_label(Role::Button, label).click();
    page.run();
}

/// Types into what has the focus.
fn type_text(page: &mut Page<'_>, text: &str) {
    page.event(egui::Event::Text(text.to_owned()));
    page.run();
}

/// Replaces the text of a field.
fn fill(page: &mut Page<'_>, label: &str, text: &str) {
    page.get_by_role_and_label(Role::TextInput, label).focus();
    page.run();
    page.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    press(page, Key::Delete);
    type_text(page, text);
}

fn edits<'a>(page: &'a Page<'_>) -> &'a [Edit] {
    &page.state().pushed.edits
}

/// A KPI of the project in the page.
fn kpi<'a>(page: &'a Page<'_>, id: &str) -> &'a Kpi {
    page.state().editor.project().kpis.get(id).unwrap()
}

#[test]
fn a_figure_is_added_with_the_keyboard_alone() {
    let mut page = page(testing::empty());
    page.get_by_role_and_label(Role::Heading, "Enter your first figure");
    page.get_by_role_and_label(Role::Button, "Add a figure").focus();
    press(&mut page, Key::Enter);
    assert!(page.get_by_role_and_label(Role::TextInput, "Date").is_focused());
    type_text(&mut page, "31/10/2026");
    press(&mut page, Key::Tab);
    type_text(&mut page, "66,5%");
    press(&mut page, Key::Tab);
    type_text(&mut page, "1,668");
    press(&mut page, Key::Tab);
    type_text(&mut page, "Autumn survey");
    press(&mut page, Key::Enter);
    let [Edit::AddMeasurement { kpi, measurement }] = edits(&page) else { panic!("one figure") };
    assert_eq!(kpi.as_str(), "kpi-response-rate");
    assert_eq!((measurement.date, measurement.value), (date(2026, 10, 31), Value::One(66.5)));
    assert_eq!((measurement.base, measurement.note.as_str()), (Some(1668), "Autumn survey"));
    page.get_by_role_and_label(Role::Heading, "Set a first target");
    page.get_by_role_and_label(Role::Heading, "Response rate: 66.5% on 31 Oct 2026");
    assert!(page.get_by_role_and_label(Role::Button, "Enter a figure").is_focused(), "ready for the next");
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_pushed() {
    let mut page = page(testing::empty());
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
fn unusual_dates_are_noticed_and_saved_all_the_same() {
    let mut page = page(testing::sample());
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
    let mut page = page(testing::sample());
    click(&mut page, "Edit the figure of 30 Jun 2026");
    fill(&mut page, "Figure, percent", "62");
    click(&mut page, "Save the correction");
    let [Edit::ChangeMeasurement { measurement, .. }] = edits(&page) else { panic!("one correction") };
    assert_eq!((measurement.value, measurement.base), (Value::One(62.0), Some(2611)));
    assert!(measurement.note.starts_with("Care and support teams"), "the rest stays");
    click(&mut page, "Remove the figure of 30 Jun 2026");
    assert_eq!(edits(&page).len(), 2);
    assert_eq!(kpi(&page, "kpi-response-rate").measurements.len(), 4);
    assert!(page.query_by_label("Edit the figure of 30 Jun 2026").is_none());
}

#[test]
fn saving_without_a_change_pushes_nothing() {
    let mut page = page(testing::sample());
    click(&mut page, "Edit the figure of 31 Mar 2026");
    click(&mut page, "Save the correction");
    click(&mut page, "Change the target");
    click(&mut page, "Save the target");
    assert!(edits(&page).is_empty());
    page.get_by_label("Enter a figure");
}

#[test]
fn a_draft_outlives_looking_at_another_measure() {
    let mut page = page(testing::sample());
    click(&mut page, "Add a figure");
    fill(&mut page, "Figure, percent", "67");
    page.state_mut().state.show_kpi("kpi-seb-asked".into());
    page.run();
    assert!(page.query_by_label("Figure, percent").is_none());
    page.state_mut().state.show_kpi("kpi-response-rate".into());
    page.run();
    let field = page.get_by_role_and_label(Role::TextInput, "Figure, percent");
    assert_eq!(field.value().as_deref(), Some("67"));
    click(&mut page, "Cancel");
    click(&mut page, "Add a figure");
    let field = page.get_by_role_and_label(Role::TextInput, "Figure, percent");
    assert_eq!(field.value().as_deref(), Some(""), "cancelled");
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
    page.get_by_role_and_label(Role::Heading, "Working class share: 35%, up 1.9 points since Dec 2025");
}

#[test]
fn counts_take_whole_numbers_of_their_whole() {
    let mut page = of_kpi(testing::sample(), "kpi-seb-asked");
    click(&mut page, "Add a figure");
    fill(&mut page, "Date", "31/10/2026");
    fill(&mut page, "Figure, out of 4", "5");
    press(&mut page, Key::Enter);
    page.get_by_label("Write a whole number from 0 to 4.");
    assert!(edits(&page).is_empty());
    fill(&mut page, "Figure, out of 4", "4");
    press(&mut page, Key::Enter);
    assert_eq!(edits(&page).len(), 1);
    page.get_by_role_and_label(
        Role::ListBoxOption,
        "Data, Groups asked about parental occupation: 4 of 4, Target reached, target 4 of 4 by 30 Jun 2027, 1 action",
    );
}

#[test]
fn a_target_is_set_with_steps_from_the_sources_aim() {
    let mut project = testing::sample();
    std::sync::Arc::make_mut(project.kpis.get_mut("kpi-response-rate").unwrap()).target = None;
    let mut page = page(project);
    click(&mut page, "Take the source’s aim (70%)");
    let value = page.get_by_role_and_label(Role::TextInput, "Value to reach, percent");
    assert!(value.is_focused());
    assert_eq!(value.value().as_deref(), Some("70"));
    fill(&mut page, "By when", "31/3/2028");
    click(&mut page, "Add a step");
    assert!(page.get_by_role_and_label(Role::TextInput, "Step 1: value").is_focused());
    type_text(&mut page, "68");
    fill(&mut page, "Step 1: by when", "31/3/2028");
    press(&mut page, Key::Enter);
    page.get_by_label("A step lies before the target’s date.");
    assert!(edits(&page).is_empty());
    fill(&mut page, "Step 1: by when", "31/3/2027");
    press(&mut page, Key::Enter);
    let [Edit::SetTarget { target: Some(target), .. }] = edits(&page) else { panic!("one target") };
    assert_eq!((target.value, target.date), (70.0, date(2028, 3, 31)));
    assert_eq!(target.steps, [Step { value: 68.0, date: date(2027, 3, 31) }]);
    page.get_by_label("70% by 31 Mar 2028");
    assert!(page.get_by_role_and_label(Role::Button, "Change the target").is_focused());
}

#[test]
fn even_steps_are_filled_in_and_what_is_past_stays() {
    let mut page = page(testing::sample());
    click(&mut page, "Change the target");
    fill(&mut page, "By when", "16/10/2028");
    click(&mut page, "Fill with even steps");
    click(&mut page, "Save the target");
    let steps = &kpi(&page, "kpi-response-rate").target.as_ref().unwrap().steps;
    let written: Vec<_> = steps.iter().map(|step| (step.value, step.date)).collect();
    assert_eq!(
        written,
        [
            (55.0, date(2026, 3, 31)),
            (60.0, date(2026, 6, 30)),
            (67.0, date(2027, 4, 16)),
            (68.0, date(2027, 10, 16)),
            (69.0, date(2028, 4, 16)),
        ]
    );
}

#[test]
fn a_target_is_matched_to_the_benchmark_or_cleared() {
    let mut page = of_kpi(testing::empty(), "kpi-workforce-spread");
    click(&mut page, "Match the benchmark (39%)");
    fill(&mut page, "By when", "31/3/2030");
    click(&mut page, "Save the target");
    assert!(matches!(edits(&page), [Edit::SetTarget { target: Some(target), .. }] if target.value.to_string() == "39"));
    click(&mut page, "Change the target");
    click(&mut page, "Clear the target");
    assert!(kpi(&page, "kpi-workforce-spread").target.is_none());
}

#[test]
fn the_table_holds_every_figure() {
    let mut page = page(testing::sample());
    click(&mut page, "Show as table");
    let table = page.get_by_role_and_label(Role::Table, "Response rate: figures");
    for cell in ["48%", "52.1%", "57.1%", "61.2%", "66%", "70%", "87%", "86%", "2,623", "Step to the target"] {
        assert!(table.query_all_by_label(cell).next().is_some(), "{cell}");
    }
}

#[test]
fn measures_are_walked_with_the_arrow_keys() {
    let mut page = page(testing::sample());
    page.get_by_role(Role::ListBox).focus();
    page.run();
    press(&mut page, Key::ArrowDown);
    page.get_by_role_and_label(Role::Heading, "Figures: Groups asked about parental occupation");
    press(&mut page, Key::End);
    page.get_by_role_and_label(Role::Heading, "Figures: Workforce by background");
    let row = page.get_by_role_and_label(
        Role::ListBoxOption,
        "Data, Workforce by background: 41.5 / 23.9 / 34.6%, On path, target 36% by 31 Mar 2028, 1 action",
    );
    assert_eq!(row.accesskit_node().is_selected(), Some(true));
    assert!(row.is_focused(), "a screen reader is on the row");
    press(&mut page, Key::Enter);
    assert!(page.get_by_role_and_label(Role::TextInput, "Date").is_focused(), "Enter begins a figure");
}

#[test]
fn a_click_selects_a_measure() {
    let mut page = page(testing::sample());
    page.get_by_label("Workforce by background").click();
    page.run();
    page.get_by_role_and_label(Role::Heading, "Figures: Workforce by background");
}

#[test]
fn attention_selects_the_first_measure_concerned() {
    let mut project = testing::sample();
    project.kpis.remove("kpi-seb-asked");
    let mut page = page(project);
    page.state_mut().state.show_attention(AttentionKind::KpisWithoutFigures);
    page.run();
    page.get_by_role_and_label(Role::Heading, "Figures: Groups asked about parental occupation");
    page.state_mut().state.show_attention(AttentionKind::KpisBehind);
    page.run();
    page.get_by_role_and_label(Role::Heading, "Figures: Groups asked about parental occupation");
}

#[test]
fn actions_are_linked_both_ways() {
    let mut page = page(testing::sample());
    click(&mut page, "Show Give care teams time and tablets to answer on shift");
    click(&mut page, "Add an action");
    let [Command::ShowAction(id), Command::AddAction(Some(Origin::Kpi(kpi)))] = page.state().pushed.commands.as_slice()
    else {
        panic!("two commands")
    };
    assert_eq!(kpi.as_str(), "kpi-response-rate");
    assert!(page.state().editor.project().action(*id).is_some());
}

#[test]
fn what_is_not_the_same_measure_stands_in_words_only() {
    let mut page = of_kpi(testing::sample(), "kpi-seb-asked");
    page.get_by_label("What others do: not the same measure");
    page.get_by_label("31% – Ask new hires: parental occupation");
    click(&mut page, "How they are counted");
    assert_eq!(page.query_all_by_label_contains("no measure of one employer’s four groups").count(), 6);
    click(&mut page, "Show as table");
    assert!(page.query_by_label("31%").is_none());
}

#[test]
fn read_only_says_so_and_offers_no_change() {
    let mut page = testing::page(testing::sample(), TALL, LIGHT, show);
    page.state_mut().read_only = true;
    page.run();
    page.get_by_label_contains("open to read only");
    for label in ["Enter a figure", "Change the target", "Add an action", "Remove the figure of 16 Oct 2026"] {
        assert!(page.query_by_label(label).is_none(), "{label}");
    }
    page.get_by_role_and_label(Role::Button, "Add a figure").click();
    page.run();
    assert!(page.query_by_role(Role::TextInput).is_none());
    page.get_by_role(Role::ListBox).focus();
    press(&mut page, Key::Enter);
    assert!(page.query_by_role(Role::TextInput).is_none());
    assert!(edits(&page).is_empty());
}

/// Five hundred figures, one a week.
fn many() -> Project {
    let mut project = testing::sample();
    let kpi = std::sync::Arc::make_mut(project.kpis.get_mut("kpi-response-rate").unwrap());
    kpi.measurements = (0..500_i32)
        .map(|week| Measurement {
            id: MeasurementId(u64::try_from(week).unwrap() + 1),
            date: date(2017, 1, 6).saturating_add(week.weeks()),
            value: Value::One(f64::from(30 + week % 40)),
            base: Some(1000),
            count: None,
            note: String::new(),
            source: crate::project::FigureSource::Typed,
            changed: testing::now(),
        })
        .collect();
    project
}

#[test]
fn hundreds_of_figures_are_shown_a_page_at_a_time() {
    let mut page = page(many());
    page.get_by_label("1–10 of 500");
    page.get_by_role_and_label(Role::Button, "Edit the figure of 31 Jul 2026");
    click(&mut page, "Older figures");
    page.get_by_label("11–20 of 500");
    click(&mut page, "Show as table");
    page.get_by_label("1–40 of 506");
    click(&mut page, "Later rows");
    page.get_by_label("41–80 of 506");
}

#[test]
fn every_size_draws_and_settles_and_stays_inside() {
    for size in [testing::WIDE, testing::SMALL, testing::LARGE_TEXT] {
        for project in [testing::sample(), testing::empty(), many()] {
            let mut page = testing::page(project, size, LIGHT, show);
            page.state_mut().state.open_form = true;
            page.run();
            for role in [Role::Button, Role::TextInput, Role::Heading, Role::Image] {
                for node in page.query_all_by_role(role) {
                    let rect = node.rect();
                    assert!(
                        rect.left() >= 0.0 && rect.right() <= size.x,
                        "{role:?} {:?}",
                        node.accesskit_node().label()
                    );
                }
            }
        }
    }
}
