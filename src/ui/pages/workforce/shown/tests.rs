//! What may be shown, by role and label.

use egui::accesskit::Role;
use egui::{Event, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::app::{Command, Export};
use crate::edit::{Edit, Editor};
use crate::project::{
    Audience, Breakdown, CountRow, DataSet, DataSetId, Dimension, Method, Population, ProfileSettings, Project,
};
use crate::ui::pages::workforce::{State, show};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, TODAY, WIDE, empty, now, page, said};
use crate::ui::theme::{DARK, LIGHT, Palette};

/// High enough that all of a page can be pressed.
const TALL: Vec2 = Vec2::new(WIDE.x, 4200.0);

type Page<'a> = Harness<'a, Bench<State>>;

/// Counts of the key question: professional, intermediate, working class, other.
fn row(label: &str, [professional, intermediate, working, other]: [u32; 4]) -> CountRow {
    let counts =
        [("q1-managers", professional), ("q1-clerical", intermediate), ("q1-routine", working), ("q1-other", other)];
    CountRow { label: label.to_owned(), counts: counts.map(|(id, count)| (id.into(), count)).into() }
}

fn data() -> DataSet {
    let grades = vec![
        row("AO", [60, 40, 30, 12]),
        row("HEO", [45, 35, 25, 11]),
        row("G7", [40, 20, 7, 10]),
        row("SCS", [40, 12, 6, 10]),
    ];
    DataSet {
        id: DataSetId(1),
        name: "Staff survey".to_owned(),
        population: Population::Workforce,
        as_of: TODAY,
        asked: Some(600),
        method: Method::OneQuestion,
        question: "q1".into(),
        crossings: Vec::new(),
        pay: Vec::new(),
        waits: Vec::new(),
        breakdowns: vec![
            Breakdown { by: Dimension::Whole, rows: vec![row("", [185, 107, 68, 43])] },
            Breakdown { by: Dimension::Grade, rows: grades },
        ],
        note: String::new(),
        changed: now(),
    }
}

fn with(set: DataSet) -> Project {
    let mut editor = Editor::saved(empty());
    editor.apply(Edit::AddDataSet(Box::new(set)), now()).unwrap();
    Project::clone(editor.project())
}

fn shown<'a>(project: Project, size: Vec2, palette: Palette) -> Page<'a> {
    let mut page = page(project, size, palette, show);
    page.run();
    click(&mut page, "What may be shown");
    page
}

fn click(page: &mut Page<'_>, label: &str) {
    let pressed = page.query_by_role_and_label(Role::Button, label);
    let pressed = pressed.or_else(|| page.query_by_role_and_label(Role::RadioButton, label));
    pressed.unwrap_or_else(|| panic!("nothing to press is called {label}: {:#?}", names(page))).click();
    page.run();
    work_out(page);
}

/// Works out what the page asks for, as the application does beside the window.
fn work_out(page: &mut Page<'_>) {
    loop {
        let commands = std::mem::take(&mut page.state_mut().pushed.commands);
        let (asks, others): (Vec<_>, Vec<_>) =
            commands.into_iter().partition(|command| matches!(command, Command::WorkOutShown(_)));
        page.state_mut().pushed.commands = others;
        if asks.is_empty() {
            return;
        }
        for ask in asks {
            let Command::WorkOutShown(ask) = ask else { unreachable!("only these were taken") };
            let project = page.state().editor.project().clone();
            let answer = ask.answer(page.state().catalogue(), &project);
            page.state_mut().state.take_shown(answer);
        }
        page.run();
    }
}

fn names(page: &Page<'_>) -> Vec<(Role, String)> {
    let nodes = page.root().children_recursive().map(|node| node.accesskit_node());
    nodes.filter_map(|node| Some((node.role(), node.label()?))).filter(|(role, _)| *role != Role::TextRun).collect()
}

fn release(page: &mut Page<'_>) {
    click(page, "Release to the board…");
    page.event(Event::Text("For March".to_owned()));
    page.run();
    click(page, "Release to the board now");
}

#[test]
fn hidden_figures_say_why_and_nothing_can_be_taken_before_it_is_released() {
    let page = shown(with(data()), TALL, LIGHT);
    assert!(said(&page, "Nothing here is shown to anybody before you release it."));
    assert!(said(&page, "Counts of fewer than 10 people, and counts of nobody are hidden"));
    assert!(said(&page, "Hidden: fewer than 10 people. G7 (working class"));
    assert!(said(&page, "Hidden so that another hidden figure cannot be worked out."));
    assert!(said(&page, "Hidden does not mean none."));
    for offered in ["Copy the figures", "Picture:", "Save the figures as CSV…"] {
        assert!(!said(&page, offered), "{offered}");
    }
    // The exact counts are in the other view alone.
    assert!(!said(&page, "Exact counts, for your own view.") && !said(&page, "403"));
}

#[test]
fn a_release_is_noted_saved_and_can_be_taken_along() {
    let mut page = shown(with(data()), TALL, LIGHT);
    release(&mut page);
    let project = page.state().editor.project().clone();
    let [one] = project.releases.as_slice() else { panic!("{:?}", project.releases) };
    assert_eq!((one.audience, one.on, one.note.as_str()), (Audience::Board, TODAY, "For March"));
    assert_eq!(page.state().pushed.commands.last(), Some(&Command::Save));
    assert!(said(&page, "Released to the board on 22 Nov 2026"));
    assert!(said(&page, "Copy the figures") && said(&page, "Picture:"));
    click(&mut page, "Save the figures as CSV…");
    assert_eq!(page.state().pushed.commands.last(), Some(&Command::Export(Export::Released(one.id))));
    // Undoing does not take it back.
    page.state_mut().editor.undo();
    page.run();
    assert_eq!(page.state().editor.project().releases.len(), 1);
    click(&mut page, "Show the release to the board on 22 Nov 2026");
    assert!(said(&page, "Released to the board on 22 Nov 2026") && said(&page, "Note: For March"));
    assert!(!said(&page, "Why figures are hidden"), "as others see it");
    click(&mut page, "Back to what may be shown now");
    assert!(said(&page, "For whom"));
}

#[test]
fn two_groups_are_joined_in_one_step_that_can_be_taken_back() {
    let mut page = shown(with(data()), TALL, LIGHT);
    click(&mut page, "What would joining two groups by grade free?");
    assert!(said(&page, "If “G7” and “SCS” were one group"));
    click(&mut page, "Join “G7” and “SCS”");
    let set = page.state().editor.project().workforce[0].clone();
    let labels: Vec<&str> =
        set.breakdown(&Dimension::Grade).unwrap().rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["AO", "HEO", "G7 and SCS"]);
    assert!(said(&page, "Joined “G7” and “SCS” in “Staff survey”."));
    assert!(!said(&page, "Hidden: fewer than 10 people."));
    assert_eq!(page.state_mut().editor.undo(), Some("correct workforce data"));
}

#[test]
fn tables_audience_and_rules_are_chosen_by_keys_alone() {
    let mut page = shown(with(data()), TALL, LIGHT);
    let table = page.get_by_role_and_label(Role::CheckBox, "Answers by grade");
    table.focus();
    page.run();
    page.key_press(egui::Key::Space);
    page.run();
    assert!(!said(&page, "Hidden: fewer than 10 people. G7"));
    click(&mut page, "Public");
    assert!(said(&page, "pay gaps only where each group has 50 or more"));
    click(&mut page, "Set the rules…");
    assert!(said(&page, "UK LLC and the ONS Longitudinal Study"));
    assert!(page.get_by_role_and_label(Role::TextInput, "Hide counts under").accesskit_node().is_focused());
    page.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    page.run();
    page.event(Event::Text("2".to_owned()));
    page.run();
    click(&mut page, "Save the rules");
    assert!(said(&page, "Write a number from 3 to 1,000."));
    assert!(page.state().editor.project().profiles.is_empty());
    page.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    page.run();
    page.event(Event::Text("20".to_owned()));
    page.run();
    click(&mut page, "Save the rules");
    let profiles = &page.state().editor.project().profiles;
    let expected = ProfileSettings { least: Some(20), ..ProfileSettings::new(now()) };
    assert_eq!(profiles.get(&Audience::Public), Some(&expected));
    assert!(said(&page, "Counts of fewer than 20 people"));
}

#[test]
fn a_file_open_to_read_releases_nothing() {
    let mut page = page(with(data()), TALL, DARK, show);
    page.state_mut().read_only = true;
    page.run();
    click(&mut page, "What may be shown");
    for change in ["Release to the board…", "Set the rules…", "What would joining two groups by grade free?"] {
        assert!(page.query_by_role_and_label(Role::Button, change).is_none(), "{change}");
    }
}

#[test]
fn it_stays_inside_its_window() {
    for (size, palette) in [(LARGE_TEXT, LIGHT), (SMALL, DARK), (WIDE, LIGHT)] {
        let mut page = shown(with(data()), egui::vec2(size.x, 4200.0), palette);
        click(&mut page, "Set the rules…");
        click(&mut page, "Release to the board…");
        for node in page.root().children_recursive() {
            let node = node.accesskit_node();
            let inside = matches!(
                node.role(),
                Role::Button | Role::TextInput | Role::CheckBox | Role::RadioButton | Role::Heading | Role::Image
            );
            if let Some(bounds) = node.raw_bounds().filter(|_| inside) {
                let right = f64::from(size.x);
                assert!(bounds.x0 >= 0.0 && bounds.x1 <= right, "{size:?}: {:?} {bounds:?}", node.label());
            }
        }
    }
}

#[test]
fn sets_are_looked_at_one_by_one_and_released_together() {
    let mut editor = Editor::saved(with(data()));
    let older = DataSet {
        id: DataSetId(2),
        name: "Earlier survey".to_owned(),
        as_of: TODAY.saturating_sub(jiff::ToSpan::years(2)),
        asked: None,
        breakdowns: vec![Breakdown { by: Dimension::Whole, rows: vec![row("", [90, 60, 50, 20])] }],
        ..data()
    };
    editor.apply(Edit::AddDataSet(Box::new(older)), now()).unwrap();
    let mut page = shown(Project::clone(editor.project()), TALL, LIGHT);
    let listed = |page: &Page<'_>| -> Vec<String> {
        names(page).into_iter().filter(|(role, _)| *role == Role::ListBoxOption).map(|(_, name)| name).collect()
    };
    assert_eq!(listed(&page), ["Staff survey, 22 Nov 2026, 3 tables", "Earlier survey, 22 Nov 2024, 1 table"]);
    assert!(page.query_by_role_and_label(Role::CheckBox, "Answers by grade").is_some());
    page.get_by_role_and_label(Role::ListBox, "Data sets, newest first").focus();
    page.run();
    page.key_press(egui::Key::ArrowDown);
    page.run();
    assert!(page.query_by_role_and_label(Role::CheckBox, "Answers by grade").is_none());
    assert!(said(&page, "Earlier survey, 22 Nov 2024"));
    click(&mut page, "Choose only this data");
    assert_eq!(listed(&page)[0], "Staff survey, 22 Nov 2026, 0 of 3 tables");
    assert!(said(&page, "of 1 data set"), "what the release is of");
    assert!(!said(&page, "No table of this data set is shown."));
    page.get_by_role_and_label(Role::ListBox, "Data sets, newest first").focus();
    page.run();
    page.key_press(egui::Key::Home);
    page.run();
    assert!(said(&page, "No table of this data set is shown."), "all of its tables are off");
    click(&mut page, "Choose all data");
    assert!(said(&page, "of 2 data sets") && said(&page, "seen when they are chosen above"));
    release(&mut page);
    assert_eq!(page.state().editor.project().releases[0].sets.len(), 2);
    click(&mut page, "Show the release to the board on 22 Nov 2026");
    assert_eq!(listed(&page).len(), 2);
    page.get_by_role_and_label(Role::ListBox, "Data sets, newest first").focus();
    page.run();
    page.key_press(egui::Key::End);
    page.run();
    let headings: Vec<String> =
        names(&page).into_iter().filter(|(role, _)| *role == Role::Heading).map(|(_, name)| name).collect();
    assert!(headings.iter().any(|name| name.contains("Earlier survey")), "{headings:?}");
    assert!(!headings.iter().any(|name| name.starts_with("Staff survey")), "{headings:?}");
}

#[test]
fn a_table_is_heard_whole_also_where_it_is_out_of_sight() {
    let mut page = page(with(data()), SMALL, LIGHT, show);
    page.run();
    page.get_by_role_and_label(Role::RadioButton, "What may be shown").click_accesskit();
    page.run();
    work_out(&mut page);
    let table = page.get_by_role_and_label(Role::Table, "Who answered, 22 Nov 2026");
    assert!(table.rect().top() > SMALL.y, "it is out of sight");
    let cells: Vec<String> = table
        .children_recursive()
        .filter_map(|node| node.accesskit_node().value())
        .filter(|one| !one.is_empty())
        .collect();
    for cell in ["Asked", "600", "Answered", "Did not answer"] {
        assert!(cells.iter().any(|told| told == cell), "{cell}: {cells:?}");
    }
}

#[test]
fn a_release_that_is_opened_is_seen_from_its_head() {
    let mut page = shown(with(data()), TALL, LIGHT);
    release(&mut page);
    page.set_size(SMALL);
    page.run();
    let show = "Show the release to the board on 22 Nov 2026";
    page.get_by_role_and_label(Role::Button, show).scroll_to_me();
    page.run();
    assert!(page.get_by_role_and_label(Role::Heading, "For whom").rect().bottom() < 0.0, "the foot is in sight");
    page.get_by_role_and_label(Role::Button, show).click_accesskit();
    page.run();
    page.run();
    let back = page.get_by_role_and_label(Role::Button, "Back to what may be shown now");
    assert!(back.accesskit_node().is_focused() && back.rect().top() >= 0.0, "{}", back.rect());
}
