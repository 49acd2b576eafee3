//! The page of workforce data, by role and label.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{State, show};
use crate::app::Command;
use crate::content::{Catalogue, ThirdGroup};
use crate::disclosure::{available, propose};
use crate::edit::{Edit, Editor};
use crate::project::{
    Audience, Breakdown, CountRow, DataSet, DataSetId, Dimension, FigureSource, Method, Population, Project, ReleaseId,
    Value,
};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, TODAY, WIDE, empty, now, page, said};
use crate::ui::theme::LIGHT;

/// High enough that all of a page can be pressed.
const TALL: Vec2 = Vec2::new(WIDE.x, 4200.0);

type Page<'a> = Harness<'a, Bench<State>>;

/// Counts of the key question: professional, intermediate, working class, other, prefer not to say.
fn row(label: &str, [professional, intermediate, working, other, not]: [u32; 5]) -> CountRow {
    let counts = [
        ("q1-managers", professional),
        ("q1-clerical", intermediate),
        ("q1-routine", working),
        ("q1-other", other),
        ("q1-prefer-not", not),
    ];
    CountRow { label: label.to_owned(), counts: counts.map(|(id, count)| (id.into(), count)).into() }
}

fn set(id: u64) -> DataSet {
    let grades =
        vec![row("AO", [150, 120, 190, 4, 10]), row("HEO", [300, 180, 240, 4, 14]), row("SCS", [12, 4, 3, 1, 2])];
    DataSet {
        id: DataSetId(id),
        name: format!("Staff survey {id}"),
        population: Population::Workforce,
        as_of: TODAY,
        asked: Some(2623),
        method: Method::OneQuestion,
        question: "q1".into(),
        crossings: Vec::new(),
        pay: Vec::new(),
        waits: Vec::new(),
        breakdowns: vec![
            Breakdown { by: Dimension::Whole, rows: vec![row("", [692, 399, 577, 18, 45])] },
            Breakdown { by: Dimension::Grade, rows: grades },
        ],
        note: String::new(),
        changed: now(),
    }
}

fn with(sets: impl IntoIterator<Item = DataSet>) -> Project {
    let mut editor = Editor::saved(empty());
    for set in sets {
        editor.apply(Edit::AddDataSet(Box::new(set)), now()).unwrap();
    }
    Project::clone(editor.project())
}

/// The same with everything shown to the board that may be.
fn shown_to_the_board(project: &Project) -> Project {
    let (packs, third) = (Catalogue::built_in(), ThirdGroup::default());
    let proposal = propose(&packs, project, Audience::Board, third, &available(&packs, project));
    let release = proposal.release(ReleaseId(1), TODAY, "");
    Edit::AddRelease(Box::new(release)).apply(project, now()).unwrap()
}

fn workforce<'a>(project: Project, size: Vec2) -> Page<'a> {
    let mut page = page(project, size, LIGHT, show);
    page.run();
    page
}

fn click(page: &mut Page<'_>, label: &str) {
    page.get_by_role_and_label(Role::Button, label).click();
    page.run();
}

fn press(page: &mut Page<'_>, key: Key) {
    page.key_press(key);
    page.run();
}

fn type_text(page: &mut Page<'_>, text: &str) {
    for letter in text.chars() {
        page.event(Event::Text(letter.to_string()));
        page.run();
    }
}

fn focus(page: &mut Page<'_>, label: &str) {
    page.get_by_role_and_label(Role::TextInput, label).focus();
    page.run();
}

fn entered(page: &Page<'_>) -> Vec<DataSet> {
    page.state().editor.project().workforce.iter().map(|set| DataSet::clone(set)).collect()
}

#[test]
fn counts_are_typed_by_keys_alone_and_response_comes_first() {
    let mut page = workforce(empty(), TALL);
    assert!(said(&page, "No workforce data yet"));
    page.get_by_role_and_label(Role::Button, "Type counts in").focus();
    page.run();
    press(&mut page, Key::Enter);
    // The name has the focus.
    type_text(&mut page, "Staff survey 2026");
    focus(&mut page, "Date");
    type_text(&mut page, "16/10/2026");
    focus(&mut page, "People asked (if known)");
    type_text(&mut page, "2,623");
    focus(&mut page, "Modern or traditional professional work");
    for count in ["500", "192", "300", "77", "400", "100", "99", "18", "45"] {
        type_text(&mut page, count);
        press(&mut page, Key::Enter);
    }
    assert!(said(&page, "All who answered: 1,731"));
    click(&mut page, "Save the counts");
    let [set] = entered(&page).try_into().unwrap();
    assert_eq!((set.asked, set.whole().unwrap().total()), (Some(2623), 1731));
    assert_eq!(set.whole().unwrap().counts.get("q1-prefer-not"), Some(&45));
    assert!(said(&page, "Current workforce, 16 Oct 2026: 66% answered"));
    let nodes: Vec<String> =
        page.root().children_recursive().filter_map(|node| node.accesskit_node().label()).collect();
    let place = |text: &str| nodes.iter().position(|label| label.contains(text)).unwrap();
    assert!(place("Who answered") < place("Working class: 34.6%"), "response stands before the shares");
}

#[test]
fn what_is_wrong_is_told_at_its_field_and_what_is_typed_survives() {
    let mut page = workforce(with([set(1)]), TALL);
    click(&mut page, "Add a data set");
    type_text(&mut page, "Apprentices");
    focus(&mut page, "Long-term unemployed");
    type_text(&mut page, "some");
    click(&mut page, "Save the counts");
    let invalid = |page: &Page<'_>, label: &str| {
        page.get_by_role_and_label(Role::TextInput, label).accesskit_node().data().invalid().is_some()
    };
    assert!(invalid(&page, "Date") && invalid(&page, "Long-term unemployed"));
    assert!(!invalid(&page, "Name"));
    assert_eq!(entered(&page).len(), 1);
    page.state_mut().state.show_set(DataSetId(1));
    page.run();
    click(&mut page, "Add a data set");
    let name = page.get_by_role_and_label(Role::TextInput, "Name");
    assert_eq!(name.accesskit_node().value().as_deref(), Some("Apprentices"), "kept while another set was shown");
}

#[test]
fn more_answers_than_people_asked_are_refused() {
    let mut page = workforce(with([set(1)]), TALL);
    click(&mut page, "Correct the data");
    focus(&mut page, "People asked (if known)");
    page.key_press_modifiers(Modifiers::COMMAND, Key::A);
    page.run();
    type_text(&mut page, "1,000");
    click(&mut page, "Save the correction");
    assert!(said(&page, "1,731 people answered, so at least as many were asked."));
    assert_eq!(entered(&page)[0].asked, Some(2623));
}

#[test]
fn a_block_is_pasted_into_the_groups_and_what_is_left_is_told() {
    let mut project = set(1);
    project.breakdowns.pop();
    let mut page = workforce(with([project]), TALL);
    click(&mut page, "Add counts by group");
    focus(&mut page, "Name of group 1");
    type_text(&mut page, "AO");
    focus(&mut page, "Name of group 2");
    type_text(&mut page, "SCS");
    focus(&mut page, "Senior, middle or junior manager or administrator, AO");
    page.event(Event::Paste("600\t93\n10\t5\n".to_owned()));
    page.run();
    assert!(said(&page, "1 too many"), "693 of 692");
    click(&mut page, "Save the groups");
    let set = entered(&page).remove(0);
    let grades = set.breakdown(&Dimension::Grade).unwrap();
    let names: Vec<&str> = grades.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(names, ["AO", "SCS"], "a column without anything is left out");
    assert_eq!(grades.rows[1].counts.get("q1-managers"), Some(&93));
    assert!(said(&page, "the groups count 693 people, everybody together 692"), "a warning, not a refusal");
}

#[test]
fn the_scorecard_takes_each_figure_once_and_none_of_few_people() {
    let page = workforce(with([set(1)]), TALL);
    assert!(
        page.query_by_role_and_label(Role::Button, "Take into the scorecard").is_none(),
        "the board was not shown it"
    );
    assert!(said(&page, "Not shown to the board yet."));
    let mut page = workforce(shown_to_the_board(&with([set(1)])), TALL);
    click(&mut page, "Take into the scorecard");
    let project = page.state().editor.project().clone();
    let rate = &project.kpis["kpi-response-rate"].measurements[0];
    assert_eq!((rate.value, rate.base, rate.count), (Value::One(65.9), Some(2625), Some(1730)));
    assert_eq!(rate.source, FigureSource::Computed);
    let spread = &project.kpis["kpi-workforce-spread"].measurements[0];
    assert_eq!(spread.value, Value::Groups { professional: 41.4, intermediate: 24.0, working_class: 34.5 });
    assert_eq!((spread.base, spread.date), (Some(1665), TODAY));
    assert!(page.query_by_role_and_label(Role::Button, "Take into the scorecard").is_none(), "not offered twice");
    assert!(said(&page, "takes it back"));
    click(&mut page, "Show Response rate in the scorecard");
    assert_eq!(page.state().pushed.commands.last(), Some(&Command::ShowKpi("kpi-response-rate".into())));
    assert_eq!(page.state_mut().editor.undo(), Some("take figures in"), "one step");

    let few = DataSet {
        asked: Some(40),
        crossings: Vec::new(),
        pay: Vec::new(),
        waits: Vec::new(),
        breakdowns: vec![Breakdown { by: Dimension::Whole, rows: vec![row("", [12, 11, 9, 0, 0])] }],
        ..set(1)
    };
    let page = workforce(with([few]), TALL);
    assert!(page.query_by_role_and_label(Role::Button, "Take into the scorecard").is_none());
    assert!(said(&page, "fewer than 10 people"));
}

#[test]
fn nothing_of_the_page_can_be_copied_or_saved_as_a_picture() {
    let page = workforce(with([set(1)]), TALL);
    assert!(said(&page, "Exact counts, for your own view."));
    for offered in ["Copy the figures", "Picture:"] {
        assert!(!said(&page, offered), "{offered}");
    }
    assert!(page.query_all_by_role_and_label(Role::Button, "Show as table").count() == 3);
}

#[test]
fn sets_are_listed_newest_first_and_walked_by_arrows() {
    let older = DataSet { as_of: TODAY.yesterday().unwrap(), ..set(1) };
    let mut page = workforce(with([older, set(2)]), TALL);
    let rows = |page: &Page<'_>| -> Vec<(String, bool)> {
        let nodes = page.root().children_recursive().map(|node| node.accesskit_node());
        let rows = nodes.filter(|node| node.role() == Role::ListBoxOption);
        rows.map(|node| (node.label().unwrap(), node.is_selected() == Some(true))).collect()
    };
    let listed = rows(&page);
    assert!(listed[0].0.starts_with("Staff survey 2") && listed[0].1, "{listed:?}");
    page.get_by_role_and_label(Role::ListBox, "Data sets, newest first").focus();
    page.run();
    press(&mut page, Key::ArrowDown);
    assert!(rows(&page)[1].1, "the older one is shown");
    click(&mut page, "Remove the data");
    assert_eq!(entered(&page).len(), 1);
    assert!(said(&page, "Removed “Staff survey 1”."));
}

#[test]
fn a_file_open_to_read_offers_no_change() {
    let mut page = page(with([set(1)]), TALL, LIGHT, show);
    page.state_mut().read_only = true;
    page.run();
    for change in ["Correct the data", "Remove the data", "Add counts by group", "Take into the scorecard"] {
        assert!(page.query_by_role_and_label(Role::Button, change).is_none(), "{change}");
    }
}

#[test]
fn the_page_stays_inside_its_window() {
    for size in [LARGE_TEXT, SMALL, WIDE] {
        for (project, button) in [
            (empty(), "Type counts in"),
            (with([set(1)]), "Correct the data"),
            (with([set(1), set(2)]), "Add counts by group"),
            (with([set(1)]), "Correct the counts by grade"),
        ] {
            let mut page = workforce(project, egui::vec2(size.x, 2600.0));
            for step in 0..2 {
                for node in page.root().children_recursive() {
                    let node = node.accesskit_node();
                    let inside = matches!(
                        node.role(),
                        Role::Button | Role::TextInput | Role::ComboBox | Role::Heading | Role::Image
                    );
                    // The table of groups scrolls sideways by itself.
                    let scrolls = node.label().is_some_and(|label| {
                        label.contains(", group ")
                            || label.contains("Name of group")
                            || label.contains(", AO")
                            || label.contains(", HEO")
                            || label.contains(", SCS")
                    });
                    let bounds = node.raw_bounds().filter(|_| inside && !scrolls);
                    if let Some(bounds) = bounds {
                        assert!(
                            bounds.x0 >= 0.0 && bounds.x1 <= f64::from(size.x),
                            "{size:?} {button} {step}: {:?} {bounds:?}",
                            node.label()
                        );
                    }
                }
                if step == 0 {
                    click(&mut page, button);
                }
            }
        }
    }
}

#[test]
fn classes_from_four_answers_are_typed_as_what_they_are() {
    let mut page = workforce(empty(), TALL);
    click(&mut page, "Type counts in");
    type_text(&mut page, "Apprentices 2026");
    focus(&mut page, "Date");
    type_text(&mut page, "31/3/2026");
    let choose = |page: &mut Page<'_>, field: &str, option: &str| {
        page.get_by_role_and_label(Role::ComboBox, field).click();
        page.run();
        click(page, option);
    };
    choose(&mut page, "How backgrounds were found", "Four questions, coded to classes");
    focus(&mut page, "Class 1: managers, administrators and professionals");
    for count in ["60", "20", "10", "15", "45"] {
        type_text(&mut page, count);
        press(&mut page, Key::Enter);
    }
    click(&mut page, "Save the counts");
    let [set] = entered(&page).try_into().unwrap();
    assert_eq!((set.question.as_str(), set.method), ("nssec", Method::FourQuestions));
    assert_eq!(set.whole().unwrap().counts.get("nssec-5"), Some(&45));
    assert!(said(&page, "Working class: 40%"), "classes 4 and 5");
    // Back to the key question, and its answers are asked for again.
    click(&mut page, "Correct the data");
    choose(&mut page, "How backgrounds were found", "One question");
    assert!(page.query_by_role_and_label(Role::TextInput, "Modern or traditional professional work").is_some());
}
