//! The page of people, by role and label.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{State, show};
use crate::app::Command;
use crate::edit::{ActionField, Edit, Editor};
use crate::project::{Person, PersonId, Project};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, WIDE, empty, now, page, sample};
use crate::ui::theme::{DARK, LIGHT};

type Page<'a> = Harness<'a, Bench<State>>;

fn people<'a>(project: Project, size: Vec2) -> Page<'a> {
    let mut page = page(project, size, LIGHT, show);
    page.run();
    page
}

fn person(id: u64, name: &str, role: &str) -> Person {
    Person {
        id: PersonId(id),
        name: name.to_owned(),
        role: role.to_owned(),
        areas: BTreeSet::new(),
        decision_maker: id == 1,
        changed: now(),
    }
}

/// The sample without its people.
fn alone() -> Project {
    Project { people: Vec::new(), ..sample() }
}

/// The sample with three other people, the first of whom owns its first open action.
fn listed() -> Project {
    let mut editor = Editor::saved(alone());
    let people = vec![
        person(1, "Zoë Adair", "Chief executive"),
        person(2, "Amina Yusuf", "Head of HR"),
        person(3, "Jo Park", ""),
    ];
    editor.apply(Edit::AddPeople(people), now()).unwrap();
    let first = sample().actions.iter().find(|action| action.status.is_open()).unwrap().id;
    editor.apply(Edit::ChangeAction { id: first, field: ActionField::Owner("zoë adair ".to_owned()) }, now()).unwrap();
    Project::clone(editor.project())
}

fn click(page: &mut Page<'_>, role: Role, label: &str) {
    page.get_by_role_and_label(role, label).click();
    page.run();
}

/// Empties a field and types into it.
fn type_into(page: &mut Page<'_>, label: &str, text: &str) {
    page.get_by_role_and_label(Role::TextInput, label).focus();
    page.run();
    page.key_press_modifiers(Modifiers::COMMAND, Key::A);
    for letter in text.chars() {
        page.event(Event::Text(letter.to_string()));
        page.run();
    }
}

fn rows(page: &Page<'_>) -> Vec<String> {
    let nodes = page.root().children_recursive();
    let rows = nodes.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    rows.map(|node| node.accesskit_node().label().unwrap()).collect()
}

fn project(page: &Page<'_>) -> Project {
    Project::clone(page.state().editor.project())
}

#[test]
fn an_empty_list_says_what_it_is_for_and_offers_the_owners() {
    let mut page = people(alone(), WIDE);
    page.get_by_role_and_label(Role::Heading, "Nobody is listed yet");
    let owners: BTreeSet<String> = sample()
        .actions
        .iter()
        .filter(|action| action.status.is_open() && !action.owner.trim().is_empty())
        .map(|action| action.owner.trim().to_owned())
        .collect();
    click(&mut page, Role::Button, &format!("Add all {}", owners.len()));
    let names: BTreeSet<String> = project(&page).people.iter().map(|person| person.name.clone()).collect();
    assert_eq!(names, owners);
    assert!(page.query_by_label_contains("not listed").is_none(), "all are");
    assert_eq!(page.state().pushed.edits.len(), 1, "one step");
    let mut none = people(empty(), WIDE);
    click(&mut none, Role::Button, "Add a person");
    assert_eq!(none.state().pushed.commands, [Command::AddPerson]);
}

#[test]
fn the_table_is_heard_row_by_row_and_walked_by_keys() {
    let mut page = people(listed(), WIDE);
    let heard = rows(&page);
    assert_eq!(heard[0], "Amina Yusuf. Head of HR. No areas. Not a decision maker. No open actions.");
    assert_eq!(heard[1], "Jo Park. No areas. Not a decision maker. No open actions.");
    assert_eq!(heard[2], "Zoë Adair. Chief executive. No areas. Decision maker. 1 open action.");
    page.get_by_role_and_label(Role::ListBox, "People").focus();
    page.run();
    page.key_press(Key::End);
    page.run();
    assert_eq!(page.state().state.selected, Some(PersonId(1)));
    page.key_press(Key::Enter);
    page.run();
    let focused = page.root().children_recursive().find(|node| node.accesskit_node().is_focused()).unwrap();
    assert_eq!(focused.accesskit_node().role(), Role::TextInput, "the name");
}

#[test]
fn a_name_is_taken_when_its_field_is_left_and_owners_follow() {
    let mut page = people(listed(), WIDE);
    page.state_mut().state.show_person(PersonId(1));
    page.run();
    type_into(&mut page, "Name", "Jo Park");
    page.get_by_label_contains("Jo Park is listed already");
    type_into(&mut page, "Name", "Jo Parker");
    assert!(page.state().pushed.edits.is_empty(), "nothing while it is typed");
    page.key_press(Key::Tab);
    page.run();
    assert_eq!(project(&page).person(PersonId(1)).unwrap().name, "Jo Parker");
    assert!(project(&page).actions.iter().any(|action| action.owner == "Jo Parker"), "the action follows");
    // Halfway stood the name of somebody else, who keeps theirs.
    assert_eq!(project(&page).person(PersonId(3)).unwrap().name, "Jo Park");
    type_into(&mut page, "Name", "Nobody");
    page.key_press(Key::Escape);
    page.run();
    assert_eq!(project(&page).person(PersonId(1)).unwrap().name, "Jo Parker", "Escape gives it up");
}

#[test]
fn role_areas_and_decisions_are_edited() {
    let mut page = people(listed(), WIDE);
    page.state_mut().state.show_person(PersonId(3));
    page.run();
    type_into(&mut page, "Role", "Data lead");
    let area = page.state().catalogue().checklists().next().unwrap().1.areas[0].clone();
    let checklist = page.state().catalogue().checklists().next().unwrap().1.name.clone();
    click(&mut page, Role::CheckBox, &format!("{checklist}: {}", area.name));
    click(&mut page, Role::CheckBox, "Decides that things go ahead");
    let jo = project(&page).person(PersonId(3)).unwrap().clone();
    assert_eq!((jo.role.as_str(), jo.decision_maker), ("Data lead", true));
    assert_eq!(jo.areas, BTreeSet::from([area.id.clone()]));
    let heard = rows(&page);
    assert!(heard.iter().any(|row| row.contains(&format!("Areas: {checklist}: {}", area.name))), "{heard:?}");
    click(&mut page, Role::CheckBox, &format!("{checklist}: {}", area.name));
    assert!(project(&page).person(PersonId(3)).unwrap().areas.is_empty());
}

#[test]
fn who_is_removed_leaves_their_name_with_their_actions() {
    let mut page = people(listed(), vec2(1084.0, 1200.0));
    page.state_mut().state.show_person(PersonId(1));
    page.run();
    page.get_by_label("Their 1 open action keeps the name as its owner.");
    click(&mut page, Role::Button, "Remove this person");
    assert!(project(&page).person(PersonId(1)).is_none());
    assert!(project(&page).actions.iter().any(|action| action.owner.trim() == "zoë adair"));
    page.get_by_label_contains("Removed Zoë Adair.");
    page.state_mut().editor.undo();
    page.run();
    assert!(page.query_by_label_contains("Removed Zoë Adair.").is_none());
    assert_eq!(page.state().state.selected, Some(PersonId(1)));
}

#[test]
fn people_are_found_by_role() {
    let mut page = people(listed(), WIDE);
    page.get_by_role_and_label(Role::SearchInput, "Search people").focus();
    page.run();
    page.event(Event::Text("head hr".to_owned()));
    page.run();
    assert_eq!(rows(&page).len(), 1);
    page.get_by_label("1 of 3 people shown.");
}

#[test]
fn what_is_read_only_changes_nobody() {
    let mut page = people(listed(), WIDE);
    page.state_mut().read_only = true;
    page.run();
    assert!(page.query_by_label_contains("not listed").is_none(), "nobody can be added");
    for (role, label) in [(Role::Button, "Add a person"), (Role::Button, "Remove this person")] {
        assert!(page.get_by_role_and_label(role, label).accesskit_node().is_disabled(), "{label}");
    }
}

#[test]
fn in_a_narrow_window_the_form_takes_the_tables_place() {
    let mut page = people(listed(), SMALL);
    assert!(page.query_by_label("Selected person").is_none());
    page.state_mut().state.show_person(PersonId(2));
    page.run();
    assert!(page.query_by_role(Role::ListBox).is_none());
    click(&mut page, Role::Button, "Back to the list");
    page.get_by_role_and_label(Role::ListBox, "People");
}

#[test]
fn pictures() {
    let Ok(folder) = std::env::var("WAYMARK_PICTURES") else { return };
    let save = |page: &mut Page<'_>, name: &str| {
        page.run();
        page.render().unwrap().save(format!("{folder}/people-{name}.png")).unwrap();
    };
    for (size_name, size) in [("wide", WIDE), ("small", SMALL), ("large-text", LARGE_TEXT)] {
        for (theme, palette) in [("light", LIGHT), ("dark", DARK)] {
            for (kind, project) in [("none", alone()), ("three", listed())] {
                let mut shown = page(project, size, palette, show);
                save(&mut shown, &format!("{kind}-{size_name}-{theme}"));
                shown.state_mut().state.show_person(PersonId(1));
                save(&mut shown, &format!("{kind}-{size_name}-{theme}-form"));
            }
        }
    }
}
