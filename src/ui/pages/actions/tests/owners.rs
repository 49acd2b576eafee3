//! Who answers for an action, and in which figure its success is seen.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::insight::person_to_add;
use crate::project::PersonId;

/// A plan of two actions, one of them owned, in a project with two people.
fn peopled() -> Project {
    let mut project = project(vec![
        Action { due: Some(date(2027, 1, 1)), ..action(1, "First") },
        Action { owner: "Head of HR".to_owned(), ..action(2, "Second") },
    ]);
    for (id, name, role) in [(1, "Priya Anand", "Director of people"), (2, "Tom Hale", "")] {
        let mut person = person_to_add(&project, name, PersonId(id)).unwrap();
        person.role = role.to_owned();
        project.people.push(Arc::new(person));
    }
    project
}

fn offered(page: &Page<'_>) -> Vec<String> {
    let Some(list) = page.query_by_role_and_label(Role::ListBox, "Suggestions") else { return Vec::new() };
    let mut lines: Vec<_> = list
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::ListBoxOption)
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
        .collect();
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    lines.into_iter().map(|(_, name)| name).collect()
}

fn focus_owner(page: &mut Page<'_>) {
    page.get_by_role_and_label(Role::TextInput, "Owner").focus();
    page.run();
}

#[test]
fn people_and_owners_are_offered_as_one_types_and_taken_with_enter() {
    let mut page = page(peopled());
    type_into(&mut page, "Owner", "h");
    assert_eq!(offered(&page), ["Head of HR", "Tom Hale"], "what begins with it stands first");
    press(&mut page, Key::ArrowDown);
    assert_eq!(focused_label(&page), "Head of HR", "the line is heard while the field keeps the focus");
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::ArrowDown);
    assert_eq!(focused_label(&page), "Tom Hale", "the last line is the last");
    press(&mut page, Key::Enter);
    assert_eq!(last_edit(&page), Some(ActionField::Owner("Tom Hale".to_owned())));
    assert_eq!(field(&page, "Owner"), "Tom Hale");
    assert!(offered(&page).is_empty());
    assert_eq!(focused_label(&page), "Owner");
}

#[test]
fn a_role_is_looked_for_too_and_any_other_name_can_be_typed() {
    let mut page = page(peopled());
    type_into(&mut page, "Owner", "director");
    assert_eq!(offered(&page), ["Priya Anand. Director of people"]);
    page.event(egui::Event::Text(" of estates".to_owned()));
    page.run();
    assert!(offered(&page).is_empty());
    press(&mut page, Key::Enter);
    assert_eq!(last_edit(&page), Some(ActionField::Owner("director of estates".to_owned())));
}

#[test]
fn the_whole_list_opens_with_an_arrow_and_closes_with_escape() {
    let mut page = page(peopled());
    focus_owner(&mut page);
    assert!(offered(&page).is_empty(), "the Tab key alone opens nothing");
    press(&mut page, Key::ArrowDown);
    assert_eq!(offered(&page), ["Priya Anand. Director of people", "Tom Hale", "Head of HR"]);
    press(&mut page, Key::Escape);
    assert!(offered(&page).is_empty());
    assert_eq!(focused_label(&page), "Owner", "the first Escape closes the list alone");
    press(&mut page, Key::Escape);
    assert!(in_list(&page), "the second leaves the form");
}

#[test]
fn a_line_is_taken_with_the_pointer() {
    let mut page = page(peopled());
    page.get_by_role_and_label(Role::TextInput, "Owner").click();
    page.run();
    page.get_by_role_and_label(Role::ListBoxOption, "Head of HR").click();
    page.run();
    assert_eq!(last_edit(&page), Some(ActionField::Owner("Head of HR".to_owned())));
    assert!(offered(&page).is_empty());
}

#[test]
fn leaving_the_field_closes_the_list() {
    let mut page = page(peopled());
    type_into(&mut page, "Owner", "h");
    press(&mut page, Key::Tab);
    assert!(offered(&page).is_empty());
}

#[test]
fn an_owner_who_is_not_known_is_added_to_people() {
    let mut page = page(peopled());
    assert!(page.query_by_label_contains("to people").is_none(), "nobody answers yet");
    type_into(&mut page, "Owner", "tom hale ");
    assert!(page.query_by_label_contains("to people").is_none(), "that is somebody known");
    page.get_by_label_contains("Second. ").click();
    page.run();
    click(&mut page, Role::Button, "Add Head of HR to people");
    assert!(page.state().editor.project().person_called("Head of HR").is_some());
    assert!(page.query_by_label_contains("to people").is_none());
}

#[test]
fn the_figure_of_success_shows_its_state_and_leads_to_the_scorecard() {
    let mut page = page(testing::sample());
    let digest = page.state().digest();
    let kpi = digest.kpis.first().unwrap();
    assert!(page.query_by_label("Show in the scorecard").is_none());
    page.get_by_role_and_label(Role::ComboBox, "The figure in which it will be seen").click_accesskit();
    page.run();
    page.get_by_role_and_label(Role::Button, &kpi.name).click_accesskit();
    page.run();
    assert_eq!(last_edit(&page), Some(ActionField::Measure(Some(kpi.id.clone()))));
    page.get_by_label(&kpi.state_words());
    page.get_by_label("Show in the scorecard").click_accesskit();
    page.run();
    assert_eq!(page.state().pushed.commands.last(), Some(&Command::ShowKpi(kpi.id.clone())));
}

#[test]
fn a_figure_of_a_pack_that_is_not_loaded_is_kept() {
    let id = crate::content::KpiId::new("other.measure");
    let page = page(project(vec![Action { measure: Some(id), ..action(1, "One") }]));
    let shown = page.get_by_role_and_label(Role::ComboBox, "The figure in which it will be seen");
    assert_eq!(shown.value().as_deref(), Some("A figure of a pack that is not loaded"));
}
