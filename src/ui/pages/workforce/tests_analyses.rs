//! What follows from workforce data, on its page, by role and label.

use egui::accesskit::Role;
use egui::{Key, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{State, show};
use crate::project::{DataSet, Dimension, Population, Project};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, WIDE, page, said};
use crate::ui::theme::{DARK, LIGHT, Palette};

/// High enough that all of a page can be pressed.
const TALL: Vec2 = Vec2::new(WIDE.x, 5200.0);

type Page<'a> = Harness<'a, Bench<State>>;

fn sample() -> Project {
    crate::store::format::from_bytes(include_bytes!("../../../../content/sample.waymark")).unwrap().project
}

fn set(named: &str) -> DataSet {
    let project = sample();
    let found = project.workforce.iter().find(|set| set.name == named);
    found.map(|set| DataSet::clone(set)).unwrap()
}

fn shown<'a>(named: &str, size: Vec2, palette: Palette) -> Page<'a> {
    let mut page = page(sample(), size, palette, show);
    page.state_mut().state.show_set(set(named).id);
    page.run();
    page
}

fn pictures(page: &Page<'_>) -> Vec<String> {
    let images = page.root().children_recursive().map(|node| node.accesskit_node());
    images.filter(|node| node.role() == Role::Image).filter_map(|node| node.label()).collect()
}

#[test]
fn cards_stand_in_order_with_their_charts_and_readings() {
    let page = shown("Staff survey, second year", TALL, LIGHT);
    let pictures = pictures(&page);
    let place = |text: &str| pictures.iter().position(|label| label.contains(text)).unwrap_or_else(|| panic!("{text}"));
    assert!(place("no change since") < place("16.3% of “Senior leaders”"), "{pictures:?}");
    assert!(place("16.3% of “Senior leaders”") < place("by grade and gender"), "{pictures:?}");
    assert!(said(&page, "falls by 26.6 points") && said(&page, "could be chance alone"));
    assert!(said(&page, "To look at next: the recommendation “Help to move up”"));
    // Nothing of it is offered to take away.
    assert!(page.query_by_label("Copy the figures").is_none() && !said(&page, "Picture:"));
}

#[test]
fn a_list_leads_down_to_a_card_by_keys() {
    let mut page = shown("Staff survey, second year", SMALL, LIGHT);
    let below = |page: &Page<'_>| {
        let image = page.get_by_role_and_label(Role::Image, "Working class by grade and gender");
        image.rect().top() > SMALL.y
    };
    assert!(page.query_by_role_and_label(Role::Image, "Working class by grade and gender").is_none() || below(&page));
    page.get_by_role_and_label(Role::Link, "Go to: Grade by gender").focus();
    page.run();
    page.key_press(Key::Enter);
    page.run();
    assert!(!below(&page), "the card is in sight");
}

/// Asks for the table of the next chart that is drawn.
fn next_as_table(page: &Page<'_>) -> bool {
    let next = page.query_all_by_label("Show as table").next();
    next.map(|link| link.click()).is_some()
}

#[test]
fn every_card_shows_as_a_table_and_draws_at_any_size() {
    for (named, head) in [
        ("Staff survey, second year", "Points from all others"),
        ("Staff survey, spring of the second year", "Median gap"),
        ("Applicants for care apprenticeships, trial form", "Odds ratio"),
        ("Leadership programme, sign-up form", "Odds ratio"),
    ] {
        let mut page = shown(named, TALL, LIGHT);
        while next_as_table(&page) {
            page.run();
        }
        assert!(pictures(&page).is_empty(), "{named}");
        assert!(said(&page, head), "{named}: {head}");
        for size in [SMALL, LARGE_TEXT] {
            for palette in [LIGHT, DARK] {
                shown(named, size, palette);
            }
        }
    }
}

#[test]
fn the_comparator_of_pay_is_chosen_and_stated() {
    let mut page = shown("Staff survey, spring of the second year", TALL, LIGHT);
    assert!(said(&page, "Median hourly pay: “Working class” 8.1% below “Professional”"));
    page.get_by_role_and_label(Role::ComboBox, "Hourly pay by function: compare with").click();
    page.run();
    page.get_by_role_and_label(Role::Button, "Everybody else: professional and intermediate").click();
    page.run();
    assert!(said(&page, "“Everybody else”") && !said(&page, "8.1% below “Professional”"));
}

#[test]
fn what_is_missing_is_said() {
    let mut project = sample();
    let mut alone = set("Staff survey, second year");
    alone.breakdowns.retain(|breakdown| breakdown.by == Dimension::Whole);
    alone.crossings.clear();
    project.workforce = vec![std::sync::Arc::new(alone.clone())];
    let told = |project: Project| {
        let mut page = page(project, TALL, LIGHT, show);
        page.run();
        assert!(page.query_by_label("Further down:").is_none());
        ["Counts by grade, to see the ladder", "The same question on another day", "Counts by the last stage reached"]
            .map(|text| said(&page, text))
    };
    assert_eq!(told(project.clone()), [true, true, false]);
    alone.population = Population::Applicants;
    project.workforce = vec![std::sync::Arc::new(alone)];
    assert_eq!(told(project), [false, true, true]);
}
