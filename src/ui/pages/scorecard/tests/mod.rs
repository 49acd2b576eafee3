//! The scorecard by role and label.

mod figures;
mod landing;
mod measures;
mod others;
mod targets;

use std::sync::Arc;

use egui::{Key, Modifiers, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::{State, show};
use crate::content::{Direction, KpiId, Pillar, Unit};
use crate::edit::Edit;
use crate::project::{FigureSource, Kpi, KpiSettings, Measurement, MeasurementId, OwnKpi, Project, Value};
use crate::ui::testing::{self, Bench};
use crate::ui::theme::LIGHT;

type Page<'a> = Harness<'a, Bench<State>>;

/// High enough that nothing has to be scrolled to.
const TALL: Vec2 = egui::vec2(1084.0, 3200.0);

/// The landing.
fn page<'a>(project: Project) -> Page<'a> {
    let mut page = testing::page(project, TALL, LIGHT, show);
    page.run();
    page
}

/// A measure by itself.
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

fn press_with(page: &mut Page<'_>, modifiers: Modifiers, key: Key) {
    page.key_press_modifiers(modifiers, key);
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
    page.key_press_modifiers(Modifiers::COMMAND, Key::A);
    press(page, Key::Delete);
    type_text(page, text);
}

/// What stands in a field.
fn text_of(page: &Page<'_>, label: &str) -> String {
    page.get_by_role_and_label(Role::TextInput, label).value().unwrap_or_default()
}

/// Chooses from a list that drops down.
fn choose(page: &mut Page<'_>, label: &str, option: &str) {
    page.get_by_role_and_label(Role::ComboBox, label).click();
    page.run();
    page.get_by_role_and_label(Role::Button, option).click();
    page.run();
}

fn edits<'a>(page: &'a Page<'_>) -> &'a [Edit] {
    &page.state().pushed.edits
}

/// A KPI of the project in the page.
fn kpi<'a>(page: &'a Page<'_>, id: &str) -> &'a Kpi {
    page.state().editor.project().kpis.get(id).unwrap()
}

/// A heading of the page.
fn heading(page: &Page<'_>, text: &str) -> bool {
    page.query_by_role_and_label(Role::Heading, text).is_some()
}

/// The newest figures, one a month, oldest first.
fn monthly(values: &[f64], first_id: u64) -> Vec<Measurement> {
    let months = i32::try_from(values.len()).unwrap();
    values
        .iter()
        .zip(0..months)
        .map(|(value, month)| Measurement {
            id: MeasurementId(first_id + u64::try_from(month).unwrap()),
            date: date(2026, 10, 31).saturating_sub((months - 1 - month).months()),
            value: Value::One(*value),
            base: None,
            count: None,
            note: String::new(),
            source: FigureSource::Typed,
            changed: testing::now(),
        })
        .collect()
}

/// A project with a measure of its own.
fn with_own(mut project: Project, id: &str, name: &str, unit: Unit, direction: Direction, values: &[f64]) -> Project {
    let own = OwnKpi {
        name: name.to_owned(),
        pillar: Pillar::Hiring,
        definition: format!("What {name} counts."),
        unit,
        direction,
        recommendations: Vec::new(),
    };
    let first = 1_000_000 + project.kpis.len() as u64 * 1_000;
    let kpi = Kpi {
        settings: Some(KpiSettings { own: Some(own), ..KpiSettings::new(testing::now()) }),
        measurements: monthly(values, first),
        ..Kpi::default()
    };
    project.kpis.insert(KpiId::new(id), Arc::new(kpi));
    project
}

/// A hundred measures of its own, with ten years of monthly figures each.
fn big() -> Project {
    let mut project = testing::sample();
    for number in 0..100_u32 {
        let values: Vec<f64> = (0..120_u32).map(|month| f64::from((number * 7 + month) % 100)).collect();
        let (id, name) = (format!("own-{number:016x}"), format!("Own measure {number}"));
        project = with_own(project, &id, &name, Unit::Percent, Direction::Up, &values);
    }
    project
}

/// Everything that can be acted on stands inside the window, and nothing lies on anything else of its kind.
fn assert_fits(page: &Page<'_>, size: Vec2, what: &str) {
    for role in [Role::Button, Role::TextInput, Role::Heading, Role::Image, Role::ListBoxOption, Role::CheckBox] {
        let mut seen: Vec<(egui::Rect, Option<String>)> = Vec::new();
        for node in page.query_all_by_role(role) {
            let (rect, label) = (node.rect(), node.accesskit_node().label());
            assert!(rect.left() >= 0.0 && rect.right() <= size.x + 0.5, "{what}: {role:?} {label:?} {rect:?}");
            if role == Role::Button || role == Role::TextInput {
                for (other, name) in &seen {
                    let common = rect.intersect(*other);
                    let apart = common.width() < 1.0 || common.height() < 1.0;
                    assert!(apart, "{what}: {label:?} lies on {name:?}");
                }
            }
            seen.push((rect, label));
        }
    }
}

#[test]
fn every_size_draws_and_settles_and_stays_inside() {
    let kpis = ["kpi-response-rate", "kpi-workforce-spread", "kpi-class-pay-gap", "own-1"];
    for size in [testing::WIDE, testing::SMALL, testing::LARGE_TEXT] {
        for (name, project) in [("sample", testing::sample()), ("empty", testing::empty()), ("big", big())] {
            let project = with_own(project, "own-1", "Own yes or no", Unit::YesNo, Direction::Up, &[]);
            let mut page = testing::page(project, size, LIGHT, show);
            page.run();
            assert_fits(&page, size, &format!("landing, {name}, {size:?}"));
            page.state_mut().state.toggle(super::Extra::Order);
            page.run();
            assert_fits(&page, size, &format!("order, {name}, {size:?}"));
            for kpi in kpis {
                page.state_mut().state.add_figure(kpi.into());
                page.run();
                assert_fits(&page, size, &format!("{kpi}, {name}, {size:?}"));
            }
        }
    }
}

#[test]
fn read_only_says_so_and_offers_no_change() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    page.state_mut().read_only = true;
    page.run();
    page.get_by_label_contains("open to read only");
    for label in [
        "Enter a figure",
        "Change the target",
        "Add an action",
        "Remove the figure of 16 Oct 2026",
        "Owner and interval…",
        "Follow it no longer",
        "Add a benchmark",
    ] {
        assert!(page.query_by_label(label).is_none(), "{label}");
    }
    page.get_by_role_and_label(Role::Button, "Add a figure").click();
    page.run();
    assert!(page.query_by_role(Role::TextInput).is_none());
    click(&mut page, "All measures");
    page.get_by_label_contains("open to read only");
    assert!(page.query_by_label("New measure…").is_none() && page.query_by_label("Change the order").is_none());
    press_with(&mut page, Modifiers::ALT, Key::ArrowDown);
    press(&mut page, Key::Enter);
    assert!(page.query_by_role(Role::TextInput).is_none());
    assert!(edits(&page).is_empty());
}

fn at(year: i16, month: i8, day: i8) -> Date {
    date(year, month, day)
}
