//! Actions from a spreadsheet, and the list as one.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use super::super::state::Mode;
use super::*;
use crate::app::{Export, SheetFor};
use crate::edit::Edit;
use crate::import::Sheet;

const SHEET: &str = "Action\tLead\tDeadline\tBudget\n\
    Train managers\tAda\t31/3/2027\t10\n\
    Ask the board\tBo\t\t\n\
    First\t\t\t\n\
    Second thoughts\tAda\tsoon\t\n";

/// A sheet of so many rows.
fn sheet_of(rows: usize) -> String {
    let rows: Vec<String> = (0..rows).map(|row| format!("Action number {row}\tAda\n")).collect();
    format!("Action\tOwner\n{}", rows.concat())
}

/// A plan with an action called *First*, and the page where actions are imported.
fn importing<'a>(size: egui::Vec2) -> Page<'a> {
    let mut page = sized(project(vec![action(1, "First")]), size);
    page.get_by_label("Import…").click_accesskit();
    page.run();
    page.run();
    page
}

/// The same with the sheet read, where its columns are shown.
fn columns<'a>(size: egui::Vec2) -> Page<'a> {
    let mut page = importing(size);
    page.state_mut()
        .state
        .show_sheet("plan.csv".to_owned(), Sheet::from_text(SHEET).map_err(|error| error.to_string()));
    page.run();
    page.run();
    page
}

fn press_button(page: &mut Page<'_>, label: &str) {
    page.get_by_role_and_label(Role::Button, label).click_accesskit();
    page.run();
    page.run();
}

fn lines(page: &Page<'_>) -> Vec<String> {
    rows(page).into_iter().map(|row| row.split(". ").next().unwrap().to_owned()).collect()
}

#[test]
fn a_file_is_chosen_or_rows_are_pasted() {
    let mut page = importing(WIDE);
    press_button(&mut page, "Choose a CSV file…");
    press_button(&mut page, "Type a path…");
    assert_eq!(
        page.state().pushed.commands,
        [Command::ChooseSheet(SheetFor::Actions), Command::SheetTypedPath(SheetFor::Actions)]
    );
    page.get_by_role(Role::MultilineTextInput).focus();
    page.run();
    page.event(egui::Event::Paste(SHEET.to_owned()));
    page.run();
    press_button(&mut page, "Read the pasted rows");
    page.get_by_label("The pasted rows: 4 rows, 4 columns.");
}

#[test]
fn a_long_text_is_read_as_it_is_pasted() {
    let mut page = importing(WIDE);
    page.get_by_role(Role::MultilineTextInput).focus();
    page.run();
    page.event(egui::Event::Paste(sheet_of(500)));
    page.run();
    page.run();
    page.get_by_label("The pasted rows: 500 rows, 2 columns.");
}

#[test]
fn why_a_file_was_not_read_is_told() {
    let mut page = columns(WIDE);
    page.state_mut().state.show_sheet("plan.xlsx".to_owned(), Err("This is a workbook.".to_owned()));
    page.run();
    page.get_by_label("This is a workbook.");
}

#[test]
fn columns_are_matched_with_how_sure_that_is_and_can_be_chosen() {
    let mut page = columns(WIDE);
    let shown = |page: &Page<'_>, field: &str| {
        page.get_by_role_and_label(Role::ComboBox, &format!("Column for: {field}")).value().unwrap_or_default()
    };
    assert_eq!(shown(&page, "Action"), "Action");
    assert_eq!(shown(&page, "Owner"), "Lead");
    assert_eq!(shown(&page, "Due"), "Deadline");
    assert_eq!(shown(&page, "Notes"), "Not in the sheet");
    page.get_by_label("Same name");
    assert_eq!(page.query_all_by_label("Likely: check").count(), 2);
    page.get_by_label("Train managers · Ask the board");
    page.get_by_label("Not taken: Budget.");
    page.get_by_role_and_label(Role::ComboBox, "Column for: Notes").click_accesskit();
    page.run();
    page.get_by_role_and_label(Role::Button, "Budget").click_accesskit();
    page.run();
    assert_eq!(shown(&page, "Notes"), "Budget");
    page.get_by_label("Your choice");
    assert!(page.query_by_label_contains("Not taken:").is_none());
}

#[test]
fn without_a_column_for_the_title_nothing_goes_on() {
    let mut page = columns(WIDE);
    page.get_by_role_and_label(Role::ComboBox, "Column for: Action").click_accesskit();
    page.run();
    page.get_by_role_and_label(Role::Button, "Not in the sheet").click_accesskit();
    page.run();
    page.get_by_label("Choose the column that says what will be done.");
    press_button(&mut page, "See what will be added");
    page.get_by_label("Which column is what?");
}

#[test]
fn new_rows_are_added_and_nothing_is_overwritten() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut page = columns(size);
        press_button(&mut page, "See what will be added");
        page.get_by_label("2 of 4 rows are new actions");
        page.get_by_label_contains("1 is in the plan already: skipped unless you tick it.");
        press_button(&mut page, "Add 2 actions");
        let Some(Edit::AddActions(added)) = page.state().pushed.edits.last() else { panic!("they are added") };
        let said: Vec<_> = added.iter().map(|one| (one.title.as_str(), one.owner.as_str(), one.due)).collect();
        assert_eq!(said, [("Train managers", "Ada", Some(date(2027, 3, 31))), ("Ask the board", "Bo", None)]);
        assert_eq!(page.state().pushed.edits.len(), 1, "one step");
        assert_eq!(page.state().editor.project().actions.len(), 3);
        assert!(matches!(page.state().state.mode, Mode::Plan));
        page.get_by_label_contains("Added 2 actions.");
    }
}

#[test]
fn rows_say_what_becomes_of_them_and_are_ticked_with_the_keys() {
    let mut page = columns(WIDE);
    press_button(&mut page, "See what will be added");
    let names = rows(&page);
    assert_eq!(names[0], "Line 2. Train managers. Ada · Due 31 Mar 2027 · Not started. Will be added.");
    assert_eq!(names[2], "Line 4. First. No owner · No date · Not started. In the plan already.");
    assert!(names[3].starts_with("Line 5. Deadline: “soon” is no date.") && names[3].ends_with("Cannot be read."));
    page.get_by_role_and_label(Role::ListBox, "Rows of the sheet").focus();
    page.run();
    press(&mut page, Key::Space);
    assert!(focused_label(&page).ends_with("Left out."));
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::Space);
    assert!(focused_label(&page).ends_with("Will be added again."));
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::Space);
    assert!(focused_label(&page).ends_with("Cannot be read."), "there is nothing to add");
    page.get_by_role_and_label(Role::CheckBox, "Add “Ask the board”").click();
    page.run();
    press_button(&mut page, "Add 1 action");
    let titles: Vec<_> = page.state().editor.project().actions.iter().map(|one| one.title.clone()).collect();
    assert_eq!(titles, ["First", "First"]);
}

#[test]
fn rows_of_one_kind_are_listed_alone() {
    let mut page = columns(WIDE);
    press_button(&mut page, "See what will be added");
    for (part, expected) in [
        ("New 2", vec!["Line 2", "Line 3"]),
        ("In the plan already 1", vec!["Line 4"]),
        ("Cannot be read 1", vec!["Line 5"]),
    ] {
        click(&mut page, Role::RadioButton, part);
        assert_eq!(lines(&page), expected);
    }
    press_button(&mut page, "Back to the columns");
    page.get_by_label("Which column is what?");
}

#[test]
fn only_the_rows_in_sight_are_drawn() {
    for size in [WIDE, LARGE_TEXT] {
        let mut page = importing(size);
        let sheet = Sheet::from_text(&sheet_of(20_000)).map_err(|error| error.to_string());
        page.state_mut().state.show_sheet("long.csv".to_owned(), sheet);
        page.run();
        press_button(&mut page, "See what will be added");
        page.get_by_role_and_label(Role::ListBox, "Rows of the sheet").focus();
        page.run();
        press(&mut page, Key::End);
        page.run();
        assert!(rows(&page).last().unwrap().starts_with("Line 20001. "));
        assert!(rows(&page).len() < 20, "{}", rows(&page).len());
    }
}

#[test]
fn nothing_is_imported_while_the_file_is_open_to_read_only() {
    let mut page = columns(WIDE);
    page.state_mut().read_only = true;
    page.run();
    press_button(&mut page, "See what will be added");
    press_button(&mut page, "Add 2 actions");
    assert!(page.state().pushed.edits.is_empty());
}

#[test]
fn the_list_as_it_is_shown_is_saved() {
    let mut page = page(testing::sample());
    click(&mut page, Role::RadioButton, "Overdue 4");
    page.run();
    press_button(&mut page, "Save as CSV…");
    let listed = page.state().state.found.as_ref().unwrap().1.list.rows.iter().map(|row| row.id).collect();
    assert_eq!(page.state().pushed.commands, [Command::Export(Export::Actions(listed))]);
}
