//! The import of workforce data, by role and label. Files are looked at and counted here as the second process does it.

use std::fmt::Write as _;
use std::io::Cursor;
use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Event, Id, Ui, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::app::{Command, Progress, SheetFor};
use crate::import::people::{Answers, count, look};
use crate::project::{DataSetId, Dimension, Population};
use crate::ui::pages::workforce::{State, show};
use crate::ui::testing::{Bench, WIDE, empty, page, said};
use crate::ui::theme::LIGHT;
use crate::ui::widgets::{Dialog, secondary};
use crate::ui::{Outbox, View};

/// High enough that all of a step can be pressed.
const TALL: Vec2 = Vec2::new(WIDE.x, 3200.0);

type Page<'a> = Harness<'a, Bench<State>>;

/// An invented file: names, the key question in the words of a survey, grades of which one is small, gender, pay.
fn file() -> Vec<u8> {
    let mut text = "Full name,Occupation of main household earner,Grade,Gender,Hourly pay\n".to_owned();
    let answers = [
        "Modern professional & traditional professional occupations",
        "Clerical and intermediate occupations",
        "Routine manual and service occupations",
        "Technicel and kraft",
        "Prefer not to say",
    ];
    for person in 0..200_usize {
        let answer = answers[person % 5];
        let grade = if person < 6 { "Board" } else { ["AO", "HEO", "SEO"][person % 3] };
        let gender = if person % 2 == 0 { "Woman" } else { "Man" };
        writeln!(text, "Name{person} Surname{person},{answer},{grade},{gender},{}.50", 12 + person % 9).unwrap();
    }
    text.into_bytes()
}

fn looked<'a>(size: Vec2) -> Page<'a> {
    let mut page = page(empty(), size, LIGHT, show);
    page.run();
    let answers = Answers::of(page.state().catalogue().survey().unwrap());
    let look = look(Cursor::new(file()), None, &answers, &mut |_| {}).unwrap();
    let import = page.state_mut().state.import();
    import.look_begins(PathBuf::from("staff survey.csv"));
    import.looked(Ok(look));
    page.run();
    page
}

fn click(page: &mut Page<'_>, label: &str) {
    page.get_by_role_and_label(Role::Button, label).click();
    page.run();
}

fn type_into(page: &mut Page<'_>, label: &str, text: &str) {
    page.get_by_role_and_label(Role::TextInput, label).focus();
    page.run();
    page.event(Event::Text(text.to_owned()));
    page.run();
}

/// Past the first step.
fn at_columns<'a>(size: Vec2) -> Page<'a> {
    let mut page = looked(size);
    type_into(&mut page, "Name", "Staff survey 2026");
    type_into(&mut page, "Date", "31/3/2026");
    click(&mut page, "Match the columns");
    page
}

/// Counts what was asked for, and hands it back.
fn counted(page: &mut Page<'_>) {
    let commands = std::mem::take(&mut page.state_mut().pushed.commands);
    let order = commands
        .into_iter()
        .find_map(|command| if let Command::CountPeople(_, order) = command { Some(order) } else { None });
    let mut id = 100;
    let counted = count(Cursor::new(file()), &order.unwrap(), &mut |_| {}).unwrap().with_ids(|| {
        id += 1;
        DataSetId(id)
    });
    page.state_mut().state.import().counted(Ok(counted));
    page.run();
}

#[test]
fn a_file_becomes_counts_in_five_steps() {
    let mut page = at_columns(TALL);
    assert!(said(&page, "What are the columns?"));
    click(&mut page, "See what the values mean");
    // One answer is misspelt: proposed, and not counted before it is confirmed.
    assert!(said(&page, "40 answers are not understood"));
    let yes = "Yes, “Technicel and kraft” is Technical or craft work";
    click(&mut page, yes);
    assert!(said(&page, "Every value is understood."));
    assert!(said(&page, "1 of fewer than 10 is counted together as “Other”: 6 people."));
    click(&mut page, "Choose what is kept");
    click(&mut page, "Keep this crossing");
    click(&mut page, "Count");
    counted(&mut page);
    assert!(said(&page, "Nothing is in the project yet."));
    assert!(page.state().editor.project().workforce.is_empty());
    click(&mut page, "Add to the project");
    let project = page.state().editor.project().clone();
    assert_eq!(project.workforce.len(), 1);
    let set = &project.workforce[0];
    assert_eq!((set.name.as_str(), set.population), ("Staff survey 2026", Population::Workforce));
    assert_eq!(set.whole().unwrap().total(), 200);
    let grades: Vec<_> =
        set.breakdown(&Dimension::Grade).unwrap().rows.iter().map(|row| (row.label.as_str(), row.total())).collect();
    assert_eq!(grades.iter().map(|(_, total)| total).sum::<u64>(), 200);
    assert!(grades.contains(&("Other", 6)) && !grades.iter().any(|(label, _)| *label == "Board"), "{grades:?}");
    assert_eq!((set.crossings.len(), set.pay.len()), (1, 2));
    assert_eq!(project.mappings.len(), 1);
    assert!(!format!("{project:?}").contains("Surname"), "no name is kept");
    assert!(said(&page, "Added 1 set of workforce data from “staff survey.csv”."));
    // One step takes all of it back.
    page.state_mut().editor.undo();
    assert!(page.state().editor.project().workforce.is_empty() && page.state().editor.project().mappings.is_empty());
}

#[test]
fn a_column_is_taken_for_something_else_and_what_follows_goes_with_it() {
    let mut page = at_columns(TALL);
    assert!(said(&page, "4 of 5 columns taken."));
    page.get_by_role_and_label(Role::ComboBox, "What “Grade” is").click();
    page.run();
    page.get_by_role_and_label(Role::Button, "Not taken").click();
    page.run();
    assert!(said(&page, "3 of 5 columns taken."));
    page.get_by_role_and_label(Role::ComboBox, "What “Occupation of main household earner” is").click();
    page.run();
    page.get_by_role_and_label(Role::Button, "Groups of your own: Occupation of main household earner")
        .click_accesskit();
    page.run();
    assert!(said(&page, "Say which column answers a question on background"));
}

#[test]
fn what_is_wrong_with_the_first_step_is_said_and_has_the_focus() {
    let mut page = looked(TALL);
    click(&mut page, "Match the columns");
    assert!(said(&page, "Write what the data is called"));
    type_into(&mut page, "Date", "31/31/2026");
    click(&mut page, "Match the columns");
    assert!(page.get_by_role_and_label(Role::TextInput, "Name").accesskit_node().is_focused());
}

/// The page under the dialog in which a path is typed, for as long as this flag is set.
const ASKED: &str = "a path is asked for";

fn under_a_dialog(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let dialog = Dialog { title: "Where is it?", width: 300.0 };
    match ui.ctx().data(|data| data.get_temp(Id::unique(ASKED))) {
        Some(true) => {
            dialog.show(ui.ctx(), |ui, first| {
                let look = secondary(ui, "Look");
                if first {
                    look.request_focus();
                }
            });
        }
        _ => Dialog::restore_focus(ui.ctx(), dialog.title),
    }
    show(ui, view, state, out);
}

#[test]
fn a_file_that_is_looked_at_before_the_dialog_is_gone_is_asked_for_its_name() {
    let mut page = page(empty(), TALL, LIGHT, under_a_dialog);
    page.run();
    click(&mut page, "Import a file…");
    page.get_by_role_and_label(Role::Button, "Type a path…").focus();
    page.run();
    let asked = |page: &Page<'_>, is: bool| page.ctx.data_mut(|data| data.insert_temp(Id::unique(ASKED), is));
    asked(&page, true);
    page.run();
    let answers = Answers::of(page.state().catalogue().survey().unwrap());
    let look = look(Cursor::new(file()), None, &answers, &mut |_| {}).unwrap();
    page.state_mut().state.import().look_begins(PathBuf::from("staff survey.csv"));
    page.state_mut().state.import().looked(Ok(look));
    // The dialog keeps the focus as long as it is there, and the page is at rest meanwhile.
    page.run();
    assert!(page.get_by_role_and_label(Role::Button, "Look").accesskit_node().is_focused());
    asked(&page, false);
    page.run();
    assert!(page.get_by_role_and_label(Role::TextInput, "Name").accesskit_node().is_focused());
}

#[test]
fn a_reading_shows_how_far_it_is_and_can_be_stopped() {
    let mut page = page(empty(), WIDE, LIGHT, show);
    page.run();
    click(&mut page, "Import a file…");
    click(&mut page, "Choose a file…");
    assert_eq!(page.state().pushed.commands, [Command::ChooseSheet(SheetFor::People)]);
    page.state_mut().state.import().look_begins(PathBuf::from("big.csv"));
    page.state_mut().state.import().progress(Progress { read: 25, total: 100 });
    page.run();
    assert!(said(&page, "Looking at the file: 25%"));
    click(&mut page, "Stop reading");
    assert!(page.state().pushed.commands.contains(&Command::StopPeople));
    page.state_mut().state.import().looked(Err("Reading was stopped. Your project is as it was.".to_owned()));
    page.run();
    assert!(said(&page, "Reading was stopped."));
    click(&mut page, "Back to the workforce");
    assert!(said(&page, "No workforce data yet"));
}

#[test]
fn a_group_is_renamed_moved_and_kept() {
    let mut page = at_columns(TALL);
    click(&mut page, "See what the values mean");
    click(&mut page, "Names and order of Grade");
    page.get_by_role_and_label(Role::CheckBox, "Keep by name").click();
    page.run();
    assert!(!said(&page, "counted together as “Other”"));
    click(&mut page, "Move Board down");
    click(&mut page, "Choose what is kept");
    click(&mut page, "Count");
    counted(&mut page);
    click(&mut page, "Add to the project");
    let project = page.state().editor.project().clone();
    let grades = project.workforce[0].breakdown(&Dimension::Grade).unwrap();
    let labels: Vec<&str> = grades.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels.iter().position(|label| *label == "Board"), Some(1), "{labels:?}");
}
