//! Actions from templates.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::super::state::Mode;
use super::*;
use crate::insight::template_choices;

fn open<'a>(project: Project, size: egui::Vec2) -> Page<'a> {
    let mut page = sized(project, size);
    page.get_by_label("From a template…").click_accesskit();
    page.run();
    page.run();
    page
}

fn chosen(page: &Page<'_>) -> String {
    let row = page.query_all_by_role(Role::ListBoxOption).find(|row| row.accesskit_node().is_selected() == Some(true));
    row.and_then(|row| row.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn gaps_without_an_action_stand_first_and_the_keys_walk_the_list() {
    let mut page = open(testing::sample(), WIDE);
    let found = template_choices(page.state().catalogue(), page.state().editor.project(), "");
    let first = &found.sections[0].groups[0];
    page.get_by_label(&found.sentence());
    assert_eq!(focused_label(&page), "Search templates");
    assert!(chosen(&page).starts_with(&first.templates[0].title));
    press(&mut page, Key::Enter);
    press(&mut page, Key::End);
    let last = found.sections.last().unwrap().groups.last().unwrap().templates.last().unwrap();
    assert!(focused_label(&page).starts_with(&last.title), "{}", focused_label(&page));
    press(&mut page, Key::Enter);
    assert_eq!(focused_label(&page), "Add to the plan");
    press(&mut page, Key::Enter);
    page.run();
    let added = Arc::clone(page.state().editor.project().actions.last().unwrap());
    assert_eq!(added.title, last.title);
    assert!(added.due.is_some() && !added.first_step.is_empty() && !added.success.is_empty());
    assert_eq!(page.state().state.selected, Some(added.id));
    assert_eq!(focused_label(&page), "What will be done");
}

#[test]
fn several_are_added_one_after_the_other() {
    let mut page = open(testing::empty(), WIDE);
    let title = chosen(&page).split(". For: ").next().unwrap().to_owned();
    click(&mut page, Role::Button, "Add and choose another");
    page.run();
    page.get_by_label(&format!("Added “{title}”."));
    assert!(chosen(&page).starts_with(&format!("{title}. In the plan")), "{}", chosen(&page));
    press(&mut page, Key::ArrowDown);
    click(&mut page, Role::Button, "Add and choose another");
    assert_eq!(page.state().editor.project().actions.len(), 2);
    click(&mut page, Role::Button, "Back to the plan");
    page.run();
    assert_eq!(rows(&page).len(), 2);
}

#[test]
fn words_find_templates() {
    let mut page = open(testing::empty(), WIDE);
    page.event(egui::Event::Text("one-page guide".to_owned()));
    page.run();
    assert!(chosen(&page).starts_with("Write a one-page guide to the words of diversity and inclusion."));
    page.event(egui::Event::Text(" no such".to_owned()));
    page.run();
    page.get_by_label("No template is like this. Look for fewer words, or add an action of your own.");
}

#[test]
fn escape_goes_back_to_the_plan() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut page = open(testing::sample(), size);
        assert!(page.query_by_label("Add to the plan").is_some());
        press(&mut page, Key::Escape);
        page.run();
        assert!(matches!(page.state().state.mode, Mode::Plan));
        assert!(page.query_by_label("Add an action").is_some());
    }
}

#[test]
fn a_new_action_is_filled_in_from_a_template_of_its_recommendation() {
    let catalogue = crate::content::Catalogue::built_in();
    let recommendation = catalogue.recommendations().next().unwrap().recommendation.id.clone();
    let template = catalogue.templates_for(&recommendation).next().unwrap().clone();
    let due = Some(date(2027, 5, 1));
    let origin = Some(Origin::Recommendation(recommendation));
    let mut page = page(project(vec![Action { origin, due, owner: "Ada".to_owned(), ..action(1, "Put in place") }]));
    click(&mut page, Role::Button, &template.title);
    let filled = Arc::clone(page.state().editor.project().actions.first().unwrap());
    assert_eq!((filled.title.as_str(), filled.owner.as_str(), filled.due), (template.title.as_str(), "Ada", due));
    assert_eq!(filled.first_step, template.first_step);
    assert!(page.query_by_label_contains("Fill the form in").is_none());
    page.get_by_label_contains("Filled in from a template.");
    page.state_mut().editor.undo();
    page.run();
    assert_eq!(page.state().editor.project().actions.first().unwrap().title, "Put in place", "one step takes it back");
    page.get_by_label_contains("Fill the form in");
}

#[test]
fn nothing_is_added_while_the_file_is_open_to_read_only() {
    let mut page = open(testing::sample(), WIDE);
    page.state_mut().read_only = true;
    page.run();
    for label in ["Add to the plan", "Add and choose another"] {
        page.get_by_label(label).click_accesskit();
        page.run();
    }
    assert!(page.state().pushed.edits.is_empty());
}
