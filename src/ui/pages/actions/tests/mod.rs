//! The page under the hands of somebody who uses it.

mod import;
mod many;
mod owners;
mod shapes;
mod templates;

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;

use super::{State, show};
use crate::app::{Command, Place};
use crate::edit::{ActionField, Edit};
use crate::insight::{AttentionKind, PlanPart};
use crate::project::{Action, ActionId, Effort, Impact, Origin, Project, Status};
use crate::ui::testing::{self, Bench, LARGE_TEXT, SMALL, WIDE};
use crate::ui::theme::LIGHT;

type Page<'a> = Harness<'a, Bench<State>>;

fn action(id: u64, title: &str) -> Action {
    Action::new(ActionId(id), title, testing::now())
}

fn project(actions: Vec<Action>) -> Project {
    let mut project = testing::empty();
    project.actions = actions.into_iter().map(Arc::new).collect();
    project
}

fn page<'a>(project: Project) -> Page<'a> {
    sized(project, WIDE)
}

fn sized<'a>(project: Project, size: egui::Vec2) -> Page<'a> {
    let mut page = testing::page(project, size, LIGHT, show);
    page.run();
    page
}

/// The names of the rows that are drawn, from the top.
fn rows(page: &Page<'_>) -> Vec<String> {
    let mut rows: Vec<_> = page
        .query_all_by_role(Role::ListBoxOption)
        .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

/// The beginning of each row's name: its title.
fn titles(page: &Page<'_>) -> Vec<String> {
    rows(page).iter().map(|name| name.split('.').next().unwrap_or_default().to_owned()).collect()
}

fn click(page: &mut Page<'_>, role: Role, label: &str) {
    page.get_by_role_and_label(role, label).click();
    page.run();
}

fn press(page: &mut Page<'_>, key: Key) {
    page.key_press(key);
    page.run();
}

fn choose(page: &mut Page<'_>, label: &str, option: &str) {
    click(page, Role::ComboBox, label);
    click(page, Role::Button, option);
}

/// Puts the focus into a field of one or several lines, behind its text, and types.
fn type_into(page: &mut Page<'_>, label: &str, text: &str) {
    let find = |page: &Page<'_>| {
        page.query_all_by_label(label)
            .find(|node| matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput))
            .unwrap()
            .focus();
    };
    find(page);
    page.run();
    page.key_press(Key::End);
    page.event(egui::Event::Text(text.to_owned()));
    page.run();
}

fn field(page: &Page<'_>, label: &str) -> String {
    page.query_all_by_label(label).find_map(|node| node.value()).unwrap_or_default()
}

fn last_edit(page: &Page<'_>) -> Option<ActionField> {
    match page.state().pushed.edits.last() {
        Some(Edit::ChangeAction { field, .. }) => Some(field.clone()),
        _ => None,
    }
}

fn focused_label(page: &Page<'_>) -> String {
    let focused = page.root().children_recursive().find(|node| node.accesskit_node().is_focused());
    focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn in_list(page: &Page<'_>) -> bool {
    page.ctx.memory(|memory| memory.has_focus(super::table::id()))
}

fn focus_list(page: &mut Page<'_>) {
    page.get_by_role_and_label(Role::ListBox, "Actions").focus();
    page.run();
}

#[test]
fn the_sample_says_what_is_overdue_and_shows_the_open_actions() {
    let page = page(testing::sample());
    page.get_by_label("4 of 15 open actions are overdue");
    page.get_by_label("15 of 20 actions shown, soonest due first.");
    assert!(
        rows(&page).first().unwrap().starts_with("Adopt a written succession policy. Director of people. Due 30 Oct")
    );
}

#[test]
fn a_part_of_the_plan_is_shown_alone() {
    let mut page = page(testing::sample());
    click(&mut page, Role::RadioButton, "Overdue 4");
    assert_eq!(rows(&page).len(), 4);
    assert!(rows(&page).iter().all(|name| name.contains("Overdue")));
    page.get_by_label("4 of 20 actions shown, soonest due first.");
    click(&mut page, Role::Button, "Clear filters");
    page.get_by_label("15 of 20 actions shown, soonest due first.");
    assert!(page.query_by_label("Clear filters").is_none());
}

#[test]
fn pillar_and_owner_narrow_the_list() {
    let mut page = page(testing::sample());
    choose(&mut page, "Owner of the actions shown", "Director of care");
    assert!(!rows(&page).is_empty());
    assert!(rows(&page).iter().all(|name| name.contains("Director of care")));
    click(&mut page, Role::Button, "Clear filters");
    choose(&mut page, "Pillar", "Hiring");
    let list = Arc::clone(&page.state().state.found.as_ref().unwrap().1.list);
    assert!(!list.rows.is_empty() && list.rows.len() < 15);
    assert_eq!(list.rows.len(), page.state().digest().open_actions(crate::content::Pillar::Hiring));
}

#[test]
fn the_search_box_takes_the_focus_and_finds_words_of_any_case() {
    let mut page = page(testing::sample());
    page.state_mut().find = true;
    page.run();
    assert_eq!(focused_label(&page), "Search actions");
    page.event(egui::Event::Text("SUCCESSION".to_owned()));
    page.run();
    assert_eq!(titles(&page), ["Adopt a written succession policy"]);
    page.state_mut().find = true;
    page.run();
    page.event(egui::Event::Text("no such words".to_owned()));
    page.run();
    page.get_by_label("No action is like this. Look for fewer words, or show all actions.");
    click(&mut page, Role::Button, "Show all actions");
    page.get_by_label("All 20 actions shown, soonest due first.");
}

#[test]
fn enter_leaves_the_search_box_for_the_list() {
    let mut page = page(testing::sample());
    page.state_mut().find = true;
    page.run();
    press(&mut page, Key::Enter);
    assert!(in_list(&page));
}

#[test]
fn due_dates_sort_as_dates_and_what_has_none_stands_last() {
    let due = |id, title: &str, due| Action { due, ..action(id, title) };
    let mut page = page(project(vec![
        due(1, "None", None),
        due(2, "Ninth", Some(date(2027, 1, 9))),
        due(3, "Tenth", Some(date(2027, 1, 10))),
        due(4, "December", Some(date(2026, 12, 31))),
    ]));
    assert_eq!(titles(&page), ["December", "Ninth", "Tenth", "None"]);
    click(&mut page, Role::Button, "Sort by due date, descending; now ascending");
    assert_eq!(titles(&page), ["Tenth", "Ninth", "December", "None"]);
    click(&mut page, Role::Button, "Sort by action, ascending");
    assert_eq!(titles(&page), ["December", "Ninth", "None", "Tenth"]);
    page.get_by_label("All 4 actions shown, actions from A to Z.");
    page.get_by_label("Sort by action, descending; now ascending");
}

#[test]
fn the_list_is_walked_with_the_keys() {
    let many = (1..=40).map(|id| action(id, &format!("Action {id:02}"))).collect();
    let mut page = page(project(many));
    focus_list(&mut page);
    let selected = |page: &Page<'_>| page.state().state.selected.unwrap().0;
    for (key, expected) in [
        (Key::ArrowDown, 2),
        (Key::PageDown, 12),
        (Key::ArrowUp, 11),
        (Key::End, 40),
        (Key::ArrowDown, 40),
        (Key::PageUp, 30),
        (Key::Home, 1),
    ] {
        press(&mut page, key);
        assert_eq!(selected(&page), expected, "{key:?}");
        let name = format!("Action {expected:02}. No owner. No date. Not started");
        let row = page.get_by_role_and_label(Role::ListBoxOption, &name);
        assert_eq!(row.accesskit_node().is_selected(), Some(true));
        let list = page.get_by_role_and_label(Role::ListBox, "Actions");
        assert!(list.rect().expand(1.0).contains_rect(row.rect()), "{key:?} scrolls to the row");
        assert_eq!(list.accesskit_node().data().active_descendant(), Some(row.accesskit_node().locate().0));
        assert_eq!(focused_label(&page), name, "the focus is heard on the row");
    }
    press(&mut page, Key::Enter);
    assert_eq!(focused_label(&page), "What will be done");
    press(&mut page, Key::Escape);
    assert!(in_list(&page));
}

#[test]
fn every_field_makes_its_edit() {
    let mut page = page(project(vec![Action { owner: "Ada".to_owned(), ..action(1, "Old") }, action(2, "Other")]));
    type_into(&mut page, "What will be done", "er");
    assert_eq!(last_edit(&page), Some(ActionField::Title("Older".to_owned())));
    type_into(&mut page, "Owner", " B");
    assert_eq!(last_edit(&page), Some(ActionField::Owner("Ada B".to_owned())));
    assert!(page.state().pushed.commands.contains(&Command::CloseStep), "leaving the title ends its step");
    type_into(&mut page, "First step", "Ask");
    assert_eq!(last_edit(&page), Some(ActionField::FirstStep("Ask".to_owned())));
    type_into(&mut page, "Due", "2027-03-31");
    assert_eq!(last_edit(&page), Some(ActionField::Due(Some(date(2027, 3, 31)))));
    choose(&mut page, "Status", "In progress");
    assert_eq!(last_edit(&page), Some(ActionField::Status(Status::InProgress)));
    choose(&mut page, "Effort", "Low");
    assert_eq!(last_edit(&page), Some(ActionField::Effort(Some(Effort::Low))));
    choose(&mut page, "Impact", "High");
    assert_eq!(last_edit(&page), Some(ActionField::Impact(Some(Impact::High))));
    type_into(&mut page, "How success will be seen", "70%");
    assert_eq!(last_edit(&page), Some(ActionField::Success("70%".to_owned())));
    type_into(&mut page, "Notes", "Later");
    assert_eq!(last_edit(&page), Some(ActionField::Notes("Later".to_owned())));
    assert_eq!(page.state().pushed.edits.len(), 9);
    choose(&mut page, "Impact", "Not said");
    assert_eq!(last_edit(&page), Some(ActionField::Impact(None)));
}

#[test]
fn a_reason_is_asked_for_and_kept_with_its_status() {
    let mut page = page(project(vec![action(1, "One")]));
    choose(&mut page, "Status", "Blocked");
    type_into(&mut page, "What holds it up", "Money");
    assert_eq!(last_edit(&page), Some(ActionField::Status(Status::Blocked { reason: "Money".to_owned() })));
    assert!(rows(&page).first().unwrap().ends_with("Blocked: Money"));
    choose(&mut page, "Status", "Dropped");
    type_into(&mut page, "Why it was dropped", "Done elsewhere");
    assert_eq!(last_edit(&page), Some(ActionField::Status(Status::Dropped { reason: "Done elsewhere".to_owned() })));
}

#[test]
fn text_belongs_to_its_own_action() {
    let mut page = page(project(vec![action(1, "First"), action(2, "Second")]));
    type_into(&mut page, "Notes", "of the first");
    page.get_by_label_contains("Second. ").click();
    page.run();
    assert_eq!(field(&page, "Notes"), "");
    assert_eq!(field(&page, "What will be done"), "Second");
    type_into(&mut page, "Notes", "of the second");
    page.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    page.run();
    let notes: Vec<_> = page.state().editor.project().actions.iter().map(|action| action.notes.as_str()).collect();
    assert_eq!(notes.first(), Some(&"of the first"));
    assert!(notes.last().is_some_and(|notes| !notes.contains("first")));
}

#[test]
fn what_is_no_date_is_told_and_not_kept() {
    let mut page = page(project(vec![action(1, "First"), action(2, "Second")]));
    type_into(&mut page, "Due", "31/2/2027");
    page.get_by_role_and_label(Role::MultilineTextInput, "Notes").focus();
    page.run();
    page.get_by_label("There is no such day. Check the day and the month.");
    assert!(page.state().pushed.edits.is_empty());
    page.get_by_label_contains("Second. ").click();
    page.run();
    assert_eq!(field(&page, "Due"), "");
    assert!(page.query_by_label("There is no such day. Check the day and the month.").is_none());
}

#[test]
fn a_date_that_is_being_typed_is_kept_when_another_action_is_chosen() {
    let mut page = page(project(vec![action(1, "First"), action(2, "Second")]));
    type_into(&mut page, "Due", "31/3/27");
    assert!(page.state().pushed.edits.is_empty(), "it may still become 31/3/2710");
    page.get_by_label_contains("Second. ").click();
    page.run();
    let edit = Edit::ChangeAction { id: ActionId(1), field: ActionField::Due(Some(date(2027, 3, 31))) };
    assert_eq!(page.state().pushed.edits, [edit]);
    assert_eq!(field(&page, "What will be done"), "Second");
}

#[test]
fn a_date_that_is_being_typed_is_kept_when_a_shortcut_begins() {
    let mut page = page(project(vec![action(1, "First")]));
    type_into(&mut page, "Due", "31/3/27");
    assert_eq!(last_edit(&page), None);
    page.key_press_modifiers(egui::Modifiers::COMMAND, Key::Num1);
    page.run();
    assert_eq!(last_edit(&page), Some(ActionField::Due(Some(date(2027, 3, 31)))));
}

#[test]
fn an_empty_title_is_told_and_the_old_one_stays() {
    const ERROR: &str = "Write what will be done. Until then the action keeps its old title.";
    let mut page = page(project(vec![action(1, "A"), action(2, "Second")]));
    type_into(&mut page, "What will be done", "");
    press(&mut page, Key::Backspace);
    page.get_by_label(ERROR);
    assert_eq!(field(&page, "What will be done"), "");
    assert!(page.state().pushed.edits.is_empty());
    type_into(&mut page, "What will be done", "New");
    assert_eq!(last_edit(&page), Some(ActionField::Title("New".to_owned())));
    assert!(page.query_by_label(ERROR).is_none());
}

#[test]
fn a_title_stays_one_line() {
    let mut page = page(project(vec![action(1, "One")]));
    type_into(&mut page, "What will be done", "");
    press(&mut page, Key::Enter);
    assert!(page.state().pushed.edits.is_empty() || field(&page, "What will be done") == "One");
    page.event(egui::Event::Paste(" two\nthree".to_owned()));
    page.run();
    let title = page.state().editor.project().actions.first().unwrap().title.clone();
    assert!(!title.contains('\n') && title.contains("two three"), "{title}");
}

#[test]
fn a_new_action_is_ready_for_its_title() {
    let mut page = page(testing::sample());
    click(&mut page, Role::RadioButton, "Overdue 4");
    click(&mut page, Role::Button, "Add an action");
    assert_eq!(page.state().pushed.commands, [Command::AddAction(None)]);
    let bench = page.state_mut();
    bench.editor.apply(Edit::AddAction(Box::new(action(7, "New action"))), testing::now()).unwrap();
    bench.state.edit_new(ActionId(7));
    page.run();
    assert_eq!(focused_label(&page), "What will be done");
    page.event(egui::Event::Text("Ask the board".to_owned()));
    page.run();
    assert_eq!(page.state().editor.project().action(ActionId(7)).unwrap().title, "Ask the board");
    assert_eq!(page.state().state.query.part, PlanPart::Open, "the filter that hid it is lifted");
}

#[test]
fn an_action_that_is_done_is_shown_too_when_asked_for() {
    let mut page = page(testing::sample());
    let done = page.state().editor.project().actions.first().unwrap().id;
    page.state_mut().state.show_action(done);
    page.run();
    assert_eq!(page.state().state.query.part, PlanPart::All);
    assert_eq!(field(&page, "What will be done"), "Agree a budget for the yearly survey");
    page.state_mut().state.show_action(ActionId(99));
    page.run();
    assert_eq!(page.state().state.selected, Some(done), "what is not there is not shown");
}

#[test]
fn what_needs_attention_is_shown_alone() {
    let mut page = page(testing::sample());
    for kind in [AttentionKind::Overdue, AttentionKind::WithoutOwner, AttentionKind::WithoutDate] {
        page.state_mut().state.show_attention(kind);
        page.run();
        assert_eq!(rows(&page).len(), page.state().digest().attention(kind).unwrap().count, "{kind:?}");
    }
    page.state_mut().state.show_attention(AttentionKind::BlockedWithoutReason);
    page.run();
    page.get_by_role_and_label(Role::RadioButton, "Blocked, no reason 0");
    page.state_mut().state.show_attention(AttentionKind::Unrated);
    page.run();
    assert_eq!(page.state().state.query.part, PlanPart::BlockedWithoutReason, "not about actions");
}

#[test]
fn an_action_that_leaves_the_list_by_an_edit_keeps_its_form() {
    let mut page = page(project(vec![action(1, "First"), action(2, "Second")]));
    click(&mut page, Role::RadioButton, "No owner 2");
    type_into(&mut page, "Owner", "A");
    assert_eq!(titles(&page), ["Second"]);
    assert_eq!(field(&page, "What will be done"), "First");
    page.get_by_label("The filters leave this action out of the list.");
    page.event(egui::Event::Text("da".to_owned()));
    page.run();
    assert_eq!(last_edit(&page), Some(ActionField::Owner("Ada".to_owned())));
}

#[test]
fn delete_removes_and_undo_brings_back() {
    let mut page = page(project(vec![action(1, "First"), action(2, "Second"), action(3, "Third")]));
    page.get_by_label_contains("Second. ").click();
    page.run();
    press(&mut page, Key::Delete);
    assert_eq!(page.state().pushed.edits, [Edit::RemoveAction(ActionId(2))]);
    page.get_by_label_contains("Removed “Second”.");
    assert_eq!(page.state().state.selected, Some(ActionId(3)));
    assert!(in_list(&page));
    page.state_mut().editor.undo();
    page.run();
    assert_eq!(page.state().state.selected, Some(ActionId(2)));
    assert!(page.query_by_label_contains("Removed “Second”.").is_none());
    page.get_by_label("Remove this action").click_accesskit();
    page.run();
    assert!(in_list(&page));
    assert_eq!(page.state().editor.project().actions.len(), 2);
}

#[test]
fn delete_in_a_field_does_not_remove_the_action() {
    let mut page = page(project(vec![action(1, "First")]));
    type_into(&mut page, "Notes", "a");
    press(&mut page, Key::Delete);
    assert_eq!(page.state().editor.project().actions.len(), 1);
}

#[test]
fn the_origin_is_one_click_away() {
    let catalogue = crate::content::Catalogue::built_in();
    let recommendation = catalogue.recommendations().next().unwrap().recommendation.id.clone();
    let question = catalogue.questions().next().unwrap().question.id.clone();
    let kpi = catalogue.kpis().next().unwrap().id.clone();
    for (origin, label, command) in [
        (
            Origin::Recommendation(recommendation.clone()),
            "Show in the review",
            Command::ShowRecommendation(recommendation),
        ),
        (Origin::Question(question.clone()), "Show in the review", Command::ShowQuestion(question)),
        (Origin::Kpi(kpi.clone()), "Show in the scorecard", Command::ShowKpi(kpi)),
    ] {
        let mut page = page(project(vec![Action { origin: Some(origin), ..action(1, "One") }]));
        page.get_by_label(label).click_accesskit();
        page.run();
        assert_eq!(page.state().pushed.commands, [command]);
    }
}

#[test]
fn a_plan_without_actions_says_what_to_do() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut page = sized(testing::empty(), size);
        page.get_by_label("No actions yet");
        click(&mut page, Role::Button, "Add an action");
        click(&mut page, Role::Button, "Go to the review");
        assert_eq!(page.state().pushed.commands, [Command::AddAction(None), Command::GoTo(Place::Review)]);
    }
}

#[test]
fn only_the_rows_that_are_seen_are_drawn() {
    let many = || project((1..=3000).map(|id| action(id, &format!("Action {id}"))).collect());
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut page = sized(many(), size);
        assert!(rows(&page).len() < 15, "{}", rows(&page).len());
        focus_list(&mut page);
        press(&mut page, Key::End);
        assert!(rows(&page).last().unwrap().starts_with("Action 3000. "));
        assert!(rows(&page).len() < 15, "{}", rows(&page).len());
    }
}

#[test]
fn in_a_small_window_the_form_takes_the_place_of_the_list() {
    for size in [SMALL, LARGE_TEXT] {
        let mut page = sized(project(vec![action(1, "First"), action(2, "Second")]), size);
        assert!(page.query_by_label("Back to the list").is_none());
        focus_list(&mut page);
        press(&mut page, Key::ArrowDown);
        page.get_by_label_contains("Second. ").click();
        page.run();
        assert_eq!(field(&page, "What will be done"), "Second");
        assert!(rows(&page).is_empty());
        click(&mut page, Role::Button, "Back to the list");
        assert!(in_list(&page));
        press(&mut page, Key::Enter);
        assert_eq!(focused_label(&page), "What will be done");
        press(&mut page, Key::Escape);
        assert_eq!(rows(&page).len(), 2);
    }
}

#[test]
fn nothing_changes_while_the_file_is_open_to_read_only() {
    let mut page = page(testing::sample());
    page.state_mut().read_only = true;
    page.run();
    click(&mut page, Role::Button, "Add an action");
    type_into(&mut page, "Notes", "no");
    focus_list(&mut page);
    press(&mut page, Key::Delete);
    page.get_by_label("Remove this action").click_accesskit();
    page.run();
    assert!(page.state().pushed.edits.is_empty());
    assert!(!page.state().pushed.commands.contains(&Command::AddAction(None)));
    page.get_by_label("This project is open to read only, so nothing can be changed here.");
}
