//! The grid and the timeline under the hands of somebody who uses them.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;
use proptest::prelude::*;

use super::super::state::PlanShape;
use super::super::{grid, timeline};
use super::*;
use crate::insight::{Levels, TimelineSpan};
use crate::ui::widgets::GridKeys;

fn sized_action(id: u64, title: &str, effort: Effort, impact: Impact) -> Action {
    Action { effort: Some(effort), impact: Some(impact), ..action(id, title) }
}

fn shown_as<'a>(project: Project, shape: &str) -> Page<'a> {
    let mut page = page(project);
    click(&mut page, Role::RadioButton, shape);
    page
}

/// The names of the grid's cells, from high impact down and from low effort on.
fn cells(page: &Page<'_>) -> Vec<String> {
    let mut cells: Vec<_> = page
        .query_all_by_role(Role::GridCell)
        .map(|cell| (cell.rect().top(), cell.rect().left(), cell.accesskit_node().label().unwrap_or_default()))
        .collect();
    cells.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    cells.into_iter().map(|(_, _, name)| name).collect()
}

fn focus_on(page: &mut Page<'_>, role: Role, label: &str) {
    page.get_by_role_and_label(role, label).focus();
    page.run();
}

fn four() -> Project {
    project(vec![
        sized_action(1, "First win", Effort::Low, Impact::High),
        sized_action(2, "Second win", Effort::Low, Impact::High),
        sized_action(3, "Long haul", Effort::High, Impact::Low),
        action(4, "Nothing said"),
    ])
}

#[test]
fn the_grid_says_its_finding_and_every_cell_its_actions() {
    let page = shown_as(four(), "Effort and impact");
    page.get_by_role_and_label(Role::Heading, "2 of 4 actions are quick wins");
    let grid = page.get_by_role_and_label(Role::Grid, "Actions by effort and impact");
    assert_eq!(grid.accesskit_node().description().as_deref(), Some("2 of 4 actions are quick wins"));
    let cells = cells(&page);
    assert_eq!(cells.len(), 10);
    assert_eq!(cells[0], "Low effort and high impact. 2 quick wins. First win: Not started. Second win: Not started");
    assert_eq!(cells[8], "High effort and low impact. 1 action. Long haul: Not started");
    assert_eq!(
        cells[9],
        "Effort or impact not said. 1 action does not say effort or impact. Nothing said: Not started"
    );
    assert!(cells[4].ends_with("No actions"));
}

#[test]
fn the_sample_grid_counts_what_the_table_shows() {
    let mut page = shown_as(testing::sample(), "Effort and impact");
    let found = page.state().state.found.as_ref().unwrap().1.clone();
    let super::super::state::Drawn::Grid(grid) = &found.drawn else { panic!("{found:?}") };
    for cell in grid.cells().iter().filter(|cell| !cell.rows.is_empty()) {
        page.state_mut().state.next = Some(super::super::state::Next::List(cell.levels));
        page.run();
        page.run();
        assert_eq!(page.state().state.found.as_ref().unwrap().1.list.rows, cell.rows);
    }
}

#[test]
fn the_grid_is_walked_with_the_arrows_and_enter_lists_a_cell_in_the_table() {
    let mut page = shown_as(four(), "Effort and impact");
    focus_on(&mut page, Role::Grid, "Actions by effort and impact");
    assert!(focused_label(&page).starts_with("Low effort and high impact"), "the cell of the selected action");
    for (key, name) in [
        (Key::ArrowRight, "Medium effort and high impact"),
        (Key::ArrowRight, "High effort and high impact"),
        (Key::ArrowRight, "High effort and high impact"),
        (Key::ArrowDown, "High effort and medium impact"),
        (Key::ArrowDown, "High effort and low impact"),
        (Key::ArrowDown, "Effort or impact not said"),
        (Key::ArrowDown, "Effort or impact not said"),
        (Key::ArrowUp, "Medium effort and low impact"),
        (Key::ArrowRight, "High effort and low impact"),
    ] {
        press(&mut page, key);
        assert!(focused_label(&page).starts_with(name), "{key:?}: {}", focused_label(&page));
    }
    press(&mut page, Key::Enter);
    page.run();
    assert_eq!(titles(&page), ["Long haul"]);
    page.get_by_label("1 of 4 actions shown (high effort and low impact).");
    assert!(in_list(&page));
    click(&mut page, Role::RadioButton, "Effort and impact");
    assert_eq!(cells(&page).len(), 10, "the grid shows every effort and impact again");
    assert_eq!(page.state().state.query.levels, None);
}

#[test]
fn enter_on_an_empty_cell_lists_nothing() {
    let mut page = shown_as(four(), "Effort and impact");
    focus_on(&mut page, Role::Grid, "Actions by effort and impact");
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::Enter);
    assert_eq!(page.state().state.shape, PlanShape::Grid);
}

#[test]
fn what_says_no_effort_or_impact_is_one_link_away() {
    let mut page = shown_as(four(), "Effort and impact");
    page.get_by_label("Show in the table: effort or impact not said").click_accesskit();
    page.run();
    page.run();
    assert_eq!(titles(&page), ["Nothing said"]);
    assert_eq!(page.state().state.query.levels, Some(Levels::Unsaid));
    click(&mut page, Role::Button, "Clear filters");
    assert_eq!(titles(&page).len(), 4);
}

#[test]
fn the_titles_of_the_cell_under_the_cursor_follow_it_and_lead_to_the_form() {
    let mut page = shown_as(four(), "Effort and impact");
    assert!(page.query_by_label("What will be done").is_none(), "the form opens when an action is chosen");
    focus_on(&mut page, Role::Grid, "Actions by effort and impact");
    let mut heard = Vec::new();
    for _ in 0..3 {
        press(&mut page, Key::Tab);
        heard.push(focused_label(&page));
    }
    assert_eq!(
        heard,
        ["Show in the table: low effort and high impact", "First win. Not started", "Second win. Not started"]
    );
    press(&mut page, Key::Enter);
    page.run();
    assert_eq!(field(&page, "What will be done"), "Second win");
    assert_eq!(focused_label(&page), "What will be done");
    press(&mut page, Key::Escape);
    page.run();
    assert!(page.query_by_label("What will be done").is_none());
    assert!(page.ctx.memory(|memory| memory.has_focus(grid::id())));
}

#[test]
fn a_title_is_opened_with_the_pointer_and_the_form_closed_again() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut page = sized(four(), size);
        page.get_by_role_and_label(Role::RadioButton, "Effort and impact").click_accesskit();
        page.run();
        page.get_by_role_and_label(Role::Button, "Long haul. Not started").click_accesskit();
        page.run();
        page.run();
        assert_eq!(field(&page, "What will be done"), "Long haul");
        let back = if size == WIDE { "Close the form" } else { "Back to the list" };
        page.get_by_label(back).click_accesskit();
        // The place in which the page stood is found again step by step.
        page.run_steps(8);
        page.run();
        assert_eq!(page.query_all_by_role(Role::GridCell).count(), 10);
        assert!(page.query_by_label("What will be done").is_none());
    }
}

proptest! {
    #[test]
    fn the_cursor_never_leaves_the_grid(from in 0_usize..10, across in -12_i32..12, down in -12_i32..12, strip: bool) {
        let keys = GridKeys { focused: true, across, down, enter: false };
        let to = grid::moved(from, keys, strip);
        let cells = if strip { 10 } else { 9 };
        prop_assert!(to < cells);
        if down == 0 && across == 0 && (strip || from < 9) {
            prop_assert_eq!(to, from);
        }
    }
}

fn dated() -> Project {
    let due = |id, title: &str, due, status| Action { due: Some(due), status, ..action(id, title) };
    project(vec![
        action(1, "Without"),
        due(2, "Later", date(2027, 3, 1), Status::NotStarted),
        due(3, "Late", date(2026, 11, 1), Status::InProgress),
        due(4, "Done", date(2026, 10, 1), Status::Done),
    ])
}

#[test]
fn the_timeline_stands_in_the_order_of_a_plan() {
    let mut page = shown_as(dated(), "Timeline");
    page.get_by_role_and_label(Role::Heading, "Of 2 actions with a date, 1 is overdue");
    assert_eq!(titles(&page), ["Late", "Later", "Without"]);
    click(&mut page, Role::RadioButton, "All 4");
    assert_eq!(titles(&page), ["Late", "Later", "Done", "Without"], "closed ones only where they are asked for");
    assert_eq!(rows(&page)[0], "Late. No owner. Due 1 Nov 2026. Overdue 21 days: In progress");
}

#[test]
fn the_timeline_is_walked_and_opens_the_form() {
    let mut page = shown_as(dated(), "Timeline");
    focus_on(&mut page, Role::ListBox, "Actions over time");
    for title in ["Late", "Later", "Without"] {
        assert!(focused_label(&page).starts_with(&format!("{title}. ")));
        press(&mut page, Key::ArrowDown);
    }
    press(&mut page, Key::Home);
    press(&mut page, Key::Enter);
    page.run();
    assert_eq!(field(&page, "What will be done"), "Late");
    assert_eq!(focused_label(&page), "What will be done");
    press(&mut page, Key::Escape);
    page.run();
    assert!(page.ctx.memory(|memory| memory.has_focus(timeline::id())));
}

#[test]
fn how_much_time_is_shown_is_chosen() {
    let mut page = shown_as(dated(), "Timeline");
    click(&mut page, Role::RadioButton, "4 months");
    assert_eq!(page.state().state.span, TimelineSpan::Months);
    assert_eq!(titles(&page).len(), 3, "what lies beyond is still listed");
}

#[test]
fn only_what_is_seen_of_a_long_timeline_is_drawn() {
    let day = |id: i64| date(2026, 1, 1).saturating_add(jiff::Span::new().days(id));
    let many = || {
        let all = (1..=3000_u64).map(|id| Action {
            due: (id % 2 == 0).then(|| day(i64::try_from(id).unwrap())),
            ..action(id, &format!("Action {id}"))
        });
        project(all.collect())
    };
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut page = sized(many(), size);
        page.get_by_role_and_label(Role::RadioButton, "Timeline").click_accesskit();
        page.run();
        focus_on(&mut page, Role::ListBox, "Actions over time");
        press(&mut page, Key::End);
        assert!(rows(&page).last().unwrap().starts_with("Action 2999. "));
        assert!(rows(&page).len() < 20, "{}", rows(&page).len());
    }
}

#[test]
fn nothing_found_is_said_in_every_shape() {
    for shape in ["Effort and impact", "Timeline"] {
        let mut page = shown_as(four(), shape);
        click(&mut page, Role::RadioButton, "Overdue 0");
        page.get_by_label("No action is like this. Choose other filters, or show all actions.");
    }
}

#[test]
fn what_needs_attention_is_listed_in_the_table() {
    let mut page = shown_as(testing::sample(), "Timeline");
    page.state_mut().state.show_attention(AttentionKind::Overdue);
    page.run();
    assert_eq!(page.state().state.shape, PlanShape::Table);
}
