//! Several actions at once, and the same action once more.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::edit::Edit;

fn five() -> Project {
    project((1..=5).map(|id| action(id, &format!("Action {id}"))).collect())
}

fn marked(page: &Page<'_>) -> Vec<u64> {
    page.state().state.bulk.marked.iter().map(|id| id.0).collect()
}

fn press_with(page: &mut Page<'_>, modifiers: Modifiers, key: Key) {
    page.key_press_modifiers(modifiers, key);
    page.run();
}

#[test]
fn rows_are_marked_with_the_keys() {
    let mut page = page(five());
    focus_list(&mut page);
    press(&mut page, Key::Space);
    assert_eq!(marked(&page), [1]);
    page.get_by_label("1 action selected");
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::ArrowDown);
    press_with(&mut page, Modifiers::SHIFT, Key::ArrowDown);
    press_with(&mut page, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(marked(&page), [1, 3, 4, 5], "what was marked before stays");
    assert!(focused_label(&page).starts_with("Selected. Action 5. "));
    press_with(&mut page, Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(marked(&page), [1, 3, 4], "going back takes rows away again");
    press(&mut page, Key::Space);
    assert_eq!(marked(&page), [1, 3]);
    press_with(&mut page, Modifiers::COMMAND, Key::A);
    assert_eq!(marked(&page), [1, 2, 3, 4, 5]);
    press_with(&mut page, Modifiers::COMMAND, Key::A);
    assert!(marked(&page).is_empty());
    press(&mut page, Key::Space);
    press(&mut page, Key::Escape);
    assert!(marked(&page).is_empty());
    assert!(in_list(&page), "the list keeps the focus all the while");
}

#[test]
fn rows_are_marked_with_the_pointer() {
    let mut page = page(five());
    page.get_by_role_and_label(Role::CheckBox, "Select “Action 2”").click();
    page.run();
    assert_eq!(marked(&page), [2]);
    page.get_by_role_and_label(Role::CheckBox, "Select all shown").click();
    page.run();
    assert_eq!(marked(&page), [1, 2, 3, 4, 5]);
    click(&mut page, Role::Button, "Select none");
    assert!(marked(&page).is_empty());
    assert!(in_list(&page));
    page.get_by_label_contains("Action 2. ").click_modifiers(Modifiers::COMMAND);
    page.run();
    page.get_by_label_contains("Action 4. ").click_modifiers(Modifiers::SHIFT);
    page.run();
    assert_eq!(marked(&page), [2, 3, 4]);
}

#[test]
fn the_owner_of_several_is_set_in_one_step() {
    let mut page = page(five());
    focus_list(&mut page);
    press_with(&mut page, Modifiers::SHIFT, Key::ArrowDown);
    press_with(&mut page, Modifiers::SHIFT, Key::ArrowDown);
    type_into(&mut page, "New owner", "Ada");
    click(&mut page, Role::Button, "Set for 3 actions");
    let ids = vec![ActionId(1), ActionId(2), ActionId(3)];
    assert_eq!(page.state().pushed.edits, [Edit::ChangeActions { ids, field: ActionField::Owner("Ada".to_owned()) }]);
    page.get_by_label_contains("3 actions changed. Owner: Ada.");
    assert_eq!(rows(&page).iter().filter(|row| row.contains("Ada")).count(), 3);
    page.state_mut().editor.undo();
    page.run();
    assert!(rows(&page).iter().all(|row| row.contains("No owner")), "one step takes all back");
    assert!(page.query_by_label_contains("3 actions changed.").is_none());
    assert_eq!(marked(&page).len(), 3, "they are still marked for the next change");
}

#[test]
fn each_field_of_several_is_changed() {
    let mut page = page(five());
    focus_list(&mut page);
    press_with(&mut page, Modifiers::COMMAND, Key::A);
    let last = |page: &Page<'_>| match page.state().pushed.edits.last() {
        Some(Edit::ChangeActions { field, ids }) if ids.len() == 5 => Some(field.clone()),
        _ => None,
    };
    choose(&mut page, "Change", "Due date");
    type_into(&mut page, "New due date", "2027-03-31");
    click(&mut page, Role::Button, "Set for 5 actions");
    assert_eq!(last(&page), Some(ActionField::Due(Some(date(2027, 3, 31)))));
    choose(&mut page, "Change", "Status");
    choose(&mut page, "New status", "Blocked");
    type_into(&mut page, "Why", "No budget");
    click(&mut page, Role::Button, "Set for 5 actions");
    assert_eq!(last(&page), Some(ActionField::Status(Status::Blocked { reason: "No budget".to_owned() })));
    choose(&mut page, "Change", "Effort");
    choose(&mut page, "New effort", "Low");
    click(&mut page, Role::Button, "Set for 5 actions");
    assert_eq!(last(&page), Some(ActionField::Effort(Some(Effort::Low))));
    choose(&mut page, "Change", "Impact");
    choose(&mut page, "New impact", "High");
    click(&mut page, Role::Button, "Set for 5 actions");
    assert_eq!(last(&page), Some(ActionField::Impact(Some(Impact::High))));
    page.get_by_label_contains("5 actions changed. Impact: High.");
}

#[test]
fn several_are_removed_in_one_step() {
    let mut page = page(five());
    focus_list(&mut page);
    press(&mut page, Key::Space);
    press_with(&mut page, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut page, Key::Delete);
    assert_eq!(page.state().pushed.edits, [Edit::RemoveActions(vec![ActionId(1), ActionId(2)])]);
    page.get_by_label_contains("Removed 2 actions.");
    assert!(in_list(&page));
    page.state_mut().editor.undo();
    page.run();
    assert_eq!(rows(&page).len(), 5);
    assert_eq!(page.state().state.selected, Some(ActionId(1)));
    press_with(&mut page, Modifiers::COMMAND, Key::A);
    click(&mut page, Role::Button, "Remove them");
    page.get_by_label("No actions yet");
    page.get_by_label_contains("Removed 5 actions.");
}

#[test]
fn what_is_no_longer_listed_is_told_or_forgotten() {
    let mut page = page(five());
    focus_list(&mut page);
    press_with(&mut page, Modifiers::COMMAND, Key::A);
    page.get_by_role_and_label(Role::RadioButton, "No owner 5").click();
    page.run();
    type_into(&mut page, "New owner", "Ada");
    click(&mut page, Role::Button, "Set for 5 actions");
    page.get_by_label("5 of them not in the list");
    click(&mut page, Role::RadioButton, "Overdue 0");
    assert!(marked(&page).is_empty(), "who asks for another list does not mean what it hides");
}

#[test]
fn an_action_is_repeated() {
    let mut page = page(project(vec![Action {
        owner: "Ada".to_owned(),
        due: Some(date(2026, 10, 1)),
        status: Status::Done,
        first_step: "Ask".to_owned(),
        ..action(1, "One")
    }]));
    click(&mut page, Role::RadioButton, "All 1");
    focus_list(&mut page);
    press_with(&mut page, Modifiers::COMMAND, Key::D);
    page.run();
    let project = page.state().editor.project().clone();
    let copy = project.actions.last().unwrap();
    assert_eq!((copy.title.as_str(), copy.owner.as_str(), copy.first_step.as_str()), ("One (copy)", "Ada", "Ask"));
    assert_eq!((&copy.status, copy.due), (&Status::NotStarted, None));
    assert_eq!(page.state().state.selected, Some(copy.id));
    assert_eq!(focused_label(&page), "What will be done");
    page.get_by_label("Duplicate").click_accesskit();
    page.run();
    assert_eq!(page.state().editor.project().actions.len(), 3);
}

#[test]
fn nothing_is_changed_together_while_the_file_is_open_to_read_only() {
    let mut page = page(five());
    page.state_mut().read_only = true;
    focus_list(&mut page);
    press_with(&mut page, Modifiers::COMMAND, Key::A);
    assert!(page.query_by_label("Set for 5 actions").is_none());
    press(&mut page, Key::Delete);
    press_with(&mut page, Modifiers::COMMAND, Key::D);
    assert!(page.state().pushed.edits.is_empty());
}

#[test]
fn the_bar_fits_a_small_window() {
    for size in [SMALL, LARGE_TEXT] {
        let mut page = sized(five(), size);
        focus_list(&mut page);
        press_with(&mut page, Modifiers::COMMAND, Key::A);
        choose(&mut page, "Change", "Status");
        choose(&mut page, "New status", "Dropped");
        for label in ["Set for 5 actions", "Remove them", "Why"] {
            let rect = page.query_all_by_label(label).last().unwrap().rect();
            assert!(rect.right() <= size.x, "{label}: {rect}");
        }
    }
}
