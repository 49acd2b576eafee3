//! The map of the strategy: walked by the keys, heard, opened, as a list in a narrow window.

use egui::{Key, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{State, show};
use crate::app::Command;
use crate::project::Project;
use crate::ui::pages::scrolling;
use crate::ui::testing::{self, Bench, LARGE_TEXT, SMALL, WIDE, page};
use crate::ui::theme::{DARK, LIGHT};

type Page<'a> = Harness<'a, Bench<State>>;

fn open<'a>(project: Project, size: Vec2) -> Page<'a> {
    let mut harness = page::<State>(project, size, LIGHT, |ui, view, state, out| {
        scrolling(ui, "map", |ui| show(ui, view, state, out));
    });
    harness.run();
    harness
}

/// What is heard of the box that the keys stand on.
fn current(harness: &Page<'_>) -> String {
    let boxes = harness.get_all_by_role(Role::GridCell).chain(harness.query_all_by_role(Role::ListBoxOption));
    let selected: Vec<String> = boxes
        .filter(|node| node.accesskit_node().is_selected() == Some(true))
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert_eq!(selected.len(), 1, "{selected:?}");
    selected[0].clone()
}

/// Gives the map the focus.
fn focus(harness: &mut Page<'_>, role: Role) {
    harness.get_by_role(role).focus();
    harness.run();
}

fn press(harness: &mut Page<'_>, key: Key) -> String {
    harness.key_press(key);
    harness.run();
    current(harness)
}

#[test]
fn the_first_pillar_with_work_in_it_is_shown() {
    let harness = open(testing::sample(), WIDE);
    let title = "Data: 2 of 7 recommendations lead to an action; 4 actions are to move a figure";
    harness.get_by_role_and_label(Role::Heading, title);
    let grid = harness.get_by_role(Role::Grid);
    assert_eq!(grid.accesskit_node().label().as_deref(), Some("Strategy map"));
    assert!(grid.accesskit_node().description().unwrap().starts_with("Data: 2 of 7"));
    harness.get_by_label(
        "Recommendation: Getting more answers, limited; leads to 2 actions and 1 figure; bears on 1 figure",
    );
}

#[test]
fn the_keys_walk_columns_and_links_and_tab_leaves() {
    let mut harness = open(testing::sample(), WIDE);
    focus(&mut harness, Role::Grid);
    assert!(current(&harness).starts_with("Pillar: Data"));
    let first = press(&mut harness, Key::ArrowRight);
    assert!(first.starts_with("Recommendation: "), "{first}");
    while !current(&harness).starts_with("Recommendation: Getting more answers") {
        press(&mut harness, Key::ArrowUp);
    }
    let action = press(&mut harness, Key::ArrowRight);
    assert!(action.starts_with("Action: "), "{action}");
    let other = press(&mut harness, Key::ArrowDown);
    assert!(other.starts_with("Action: ") && other != action, "{other}");
    let figure = press(&mut harness, Key::ArrowRight);
    assert!(figure.starts_with("Figure: Response rate"), "{figure}");
    assert_eq!(press(&mut harness, Key::ArrowRight), figure, "nothing lies beyond");
    // What hangs together is said below.
    assert!(harness.query_all_by_label_contains("Response rate, 66% (on path) is to be moved by").next().is_some());
    let back = press(&mut harness, Key::ArrowLeft);
    assert!(back.starts_with("Action: "), "{back}");
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label("Show in the plan").accesskit_node().is_focused());
}

#[test]
fn enter_opens_what_is_chosen_and_a_click_chooses_then_opens() {
    let mut harness = open(testing::sample(), WIDE);
    focus(&mut harness, Role::Grid);
    press(&mut harness, Key::ArrowRight);
    harness.key_press(Key::Enter);
    harness.run();
    assert!(matches!(harness.state().pushed.commands.as_slice(), [Command::ShowRecommendation(_)]));
    let label = "Action: Give care teams time and tablets to answer on shift, in progress; is to move 1 figure";
    harness.get_by_label(label).click();
    harness.run();
    assert_eq!(current(&harness), label);
    assert_eq!(harness.state().pushed.commands.len(), 1, "the first click chooses");
    harness.get_by_label(label).click();
    harness.run();
    assert!(matches!(harness.state().pushed.commands.last(), Some(Command::ShowAction(_))));
    harness.get_by_label_contains("Figure: Response rate").click();
    harness.run();
    harness.get_by_label("Show the measure").click();
    harness.run();
    assert!(matches!(harness.state().pushed.commands.last(), Some(Command::ShowKpi(_))));
}

#[test]
fn another_pillar_is_chosen_by_name() {
    let mut harness = open(testing::sample(), WIDE);
    harness.get_by_label("Progression").click();
    harness.run();
    let title = "Progression: 4 of 5 recommendations lead to an action; 2 actions are to move a figure";
    harness.get_by_role_and_label(Role::Heading, title);
    harness.get_by_label("All pillars").click();
    harness.run();
    let title = "13 of 28 recommendations lead to an action; 9 actions are to move a figure";
    harness.get_by_role_and_label(Role::Heading, title);
}

#[test]
fn a_narrow_window_has_the_same_as_a_list() {
    for size in [SMALL, LARGE_TEXT] {
        let mut harness = open(testing::sample(), size);
        assert!(harness.query_by_role(Role::Grid).is_none());
        focus(&mut harness, Role::ListBox);
        let options = |harness: &Page<'_>| -> Vec<String> {
            harness.query_all_by_role(Role::ListBoxOption).filter_map(|node| node.accesskit_node().label()).collect()
        };
        let heard = options(&harness);
        assert!(heard[0].starts_with("Pillar: Data"), "{heard:?}");
        assert!(heard.iter().any(|one| one.starts_with("Action: Name a survey champion")), "{heard:?}");
        // A figure stands below each action that is to move it; the keys go through all of its lines.
        let count = heard.len();
        for _ in 0..count {
            harness.key_press(Key::ArrowDown);
            harness.run();
        }
        let last = harness.query_all_by_role(Role::ListBoxOption).last().unwrap();
        assert_eq!(last.accesskit_node().is_selected(), Some(true));
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().pushed.commands.len(), 1);
    }
}

#[test]
fn the_map_as_a_table() {
    let mut harness = open(testing::sample(), WIDE);
    harness.get_by_label("Show as table").click();
    harness.run();
    assert!(harness.query_by_role(Role::Grid).is_none());
    harness.get_by_role_and_label(Role::Table, "From pillars to figures");
}

#[test]
fn any_project_at_any_size_draws_and_settles() {
    for project in [testing::sample(), testing::empty()] {
        for size in [WIDE, SMALL, LARGE_TEXT] {
            let mut harness = open(project.clone(), size);
            for pillar in ["Hiring", "Outreach", "All pillars"] {
                harness.get_by_label(pillar).click();
                harness.run();
            }
        }
    }
    let mut dark = page::<State>(testing::sample(), WIDE, DARK, show);
    dark.run();
}
