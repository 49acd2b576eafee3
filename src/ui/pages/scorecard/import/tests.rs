//! Taking figures from a sheet, by role and label.

use egui::accesskit::Role;
use egui::{Event, Key, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;

use crate::app::{Command, SheetFor};
use crate::content::KpiId;
use crate::edit::Edit;
use crate::import::Sheet;
use crate::project::{FigureSource, Measurement, Value};
use crate::ui::pages::scorecard::{State, show};
use crate::ui::testing::{self, Bench, LARGE_TEXT, SMALL, WIDE};
use crate::ui::theme::LIGHT;

type Page<'a> = Harness<'a, Bench<State>>;

const RATE: &str = "kpi-response-rate";

/// High enough that nothing has to be scrolled to.
const TALL: Vec2 = egui::vec2(804.0, 2400.0);

const SHEET: &str = "Measure\tDate\tFigure\tBase\tOwner\n\
    Response rate\t31/3/2019\t41%\t1,500\tAda\n\
    Response rate\tJun 2019\t42\t\t\n\
    Response rate\t16/10/2026\t66\t\t\n\
    Response rate\t16/10/2026\t67\t\t\n\
    Response rate\tsoon\t142\t\t\n\
    Groups asked about parental occupation\t31/3/2019\tn/a\t\t\n\
    Pulse score\t31/3/2019\t7\t\t\n";

/// The page where figures are imported: of one measure, or of all.
fn importing<'a>(size: Vec2, kpi: Option<&str>) -> Page<'a> {
    let mut page = testing::page(testing::sample(), size, LIGHT, show);
    page.state_mut().state.import(kpi.map(KpiId::new));
    page.run();
    page
}

/// The same with a sheet read, where its set-out is shown.
fn read<'a>(size: Vec2, kpi: Option<&str>, text: &str) -> Page<'a> {
    let mut page = importing(size, kpi);
    let sheet = Sheet::from_text(text).map_err(|error| error.to_string());
    page.state_mut().state.show_sheet("figures.csv".to_owned(), sheet);
    page.run();
    page.run();
    page
}

fn click(page: &mut Page<'_>, role: Role, label: &str) {
    page.get_by_role_and_label(role, label).click_accesskit();
    page.run();
    page.run();
}

fn press(page: &mut Page<'_>, key: Key) {
    page.key_press(key);
    page.run();
}

/// Chooses from a list that drops down.
fn choose(page: &mut Page<'_>, label: &str, option: &str) {
    click(page, Role::ComboBox, label);
    click(page, Role::Button, option);
}

fn shown(page: &Page<'_>, label: &str) -> String {
    page.get_by_role_and_label(Role::ComboBox, label).value().unwrap_or_default()
}

fn paste(page: &mut Page<'_>, text: &str) {
    page.event(Event::Paste(text.to_owned()));
    page.run();
    page.run();
}

fn rows(page: &Page<'_>) -> Vec<String> {
    page.query_all_by_role(Role::ListBoxOption).map(|row| row.accesskit_node().label().unwrap()).collect()
}

fn added<'p>(page: &'p Page<'_>) -> &'p [(KpiId, Measurement)] {
    let [Edit::AddMeasurements(added)] = page.state().pushed.edits.as_slice() else {
        panic!("one edit: {:?}", page.state().pushed.edits)
    };
    added
}

#[test]
fn a_file_is_chosen_or_cells_are_pasted() {
    let mut page = importing(WIDE, None);
    page.get_by_role_and_label(Role::Heading, "Import figures");
    click(&mut page, Role::Button, "Choose a CSV file…");
    click(&mut page, Role::Button, "Type a path…");
    assert_eq!(
        page.state().pushed.commands,
        [Command::ChooseSheet(SheetFor::Figures), Command::SheetTypedPath(SheetFor::Figures)]
    );
    // With the focus in the field, and without.
    for focus in [true, false] {
        let mut page = importing(WIDE, None);
        if focus {
            page.get_by_role(Role::MultilineTextInput).focus();
            page.run();
        }
        paste(&mut page, SHEET);
        click(&mut page, Role::Button, "Read the pasted rows");
        page.get_by_label("The pasted rows: 7 rows, 5 columns.");
    }
    click(&mut page, Role::Button, "Back to the scorecard");
    assert!(page.query_by_label("Import figures").is_none());
}

#[test]
fn the_set_out_is_shown_with_how_sure_it_is() {
    let mut page = read(TALL, None, SHEET);
    page.get_by_role_and_label(Role::Heading, "How is the sheet set out?");
    assert_eq!(shown(&page, "Column for: Measure"), "Measure");
    assert_eq!(shown(&page, "Column for: Base"), "Base");
    assert_eq!(shown(&page, "Column for: Count"), "Not in the sheet");
    assert_eq!(shown(&page, "Measure for: Response rate"), "Response rate");
    assert_eq!(shown(&page, "Measure for: Pulse score"), "None: not taken in");
    page.get_by_label("Not taken: Owner.");
    choose(&mut page, "Column for: Note", "Owner");
    assert!(page.query_by_label_contains("Not taken:").is_none());
    choose(&mut page, "Column for: Date", "Not in the sheet");
    page.get_by_label("Choose the column with the date.");
    click(&mut page, Role::Button, "See what will be taken in");
    page.get_by_role_and_label(Role::Heading, "How is the sheet set out?");
}

#[test]
fn new_figures_are_taken_in_in_one_step_and_nothing_is_overwritten() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut page = read(size, None, SHEET);
        let before = page.state().editor.project().kpis.clone();
        click(&mut page, Role::Button, "See what will be taken in");
        page.get_by_role_and_label(Role::Heading, "2 of 5 figures are new");
        page.get_by_label_contains("1 is in the scorecard already: skipped unless you tick it.");
        page.get_by_label_contains("1 is of a day that has another figure: skipped unless you tick it.");
        page.get_by_label_contains("1 cannot be read: put it right in the sheet, or go on without it.");
        page.get_by_label_contains("1 has no figure.");
        page.get_by_label("Not taken in, because no measure is chosen for it: Pulse score (1).");
        click(&mut page, Role::Button, "Take in 2 figures");
        let said: Vec<_> =
            added(&page).iter().map(|(kpi, one)| (kpi.as_str(), one.date, one.value, one.base, one.source)).collect();
        let imported = FigureSource::Imported;
        assert_eq!(
            said,
            [
                (RATE, date(2019, 3, 31), Value::One(41.0), Some(1500), imported),
                (RATE, date(2019, 6, 30), Value::One(42.0), None, imported),
            ]
        );
        let now = &page.state().editor.project().kpis;
        assert!(before[RATE].measurements.iter().all(|one| now[RATE].measurements.contains(one)));
        page.get_by_role_and_label(Role::Heading, "2 figures taken in");
        page.get_by_label("Response rate: 2 figures");
        assert!(page.get_by_role_and_label(Role::Button, "Back to the scorecard").is_focused());
        click(&mut page, Role::Link, "Show Response rate");
        assert_eq!(page.state().pushed.commands, [Command::ShowKpi(KpiId::new(RATE))]);
        click(&mut page, Role::Button, "Back to the scorecard");
        assert!(page.query_by_label("2 figures taken in").is_none());
    }
}

#[test]
fn rows_say_what_becomes_of_them_and_are_ticked_with_the_keys() {
    let mut page = read(WIDE, None, SHEET);
    assert!(page.get_by_role_and_label(Role::Button, "See what will be taken in").is_focused());
    press(&mut page, Key::Enter);
    page.run();
    assert_eq!(
        rows(&page),
        [
            "Line 2. Response rate, 31 Mar 2019: 41%. n = 1,500. Will be taken in.",
            "Line 3. Response rate, 30 Jun 2019: 42%. The month’s last day is taken · Base not given. Will be taken in.",
            "Line 4. Response rate, 16 Oct 2026: 66%. Base not given. There already.",
            "Line 5. Response rate, 16 Oct 2026: 67%. The scorecard has 66% of that day · Line 4 has the same measure and \
             day · Base not given. Left out: see why.",
            "Line 6. Response rate. Date: “soon” is no date. Write the date as 2026-03-31 or 31/3/2026. Figure: “142” does \
             not fit this measure. Write a percentage from 0 to 100. Cannot be read.",
        ]
    );
    let focused = page.query_all_by_role(Role::ListBoxOption).map(|row| row.accesskit_node().is_focused());
    assert_eq!(focused.collect::<Vec<_>>(), [true, false, false, false, false], "the list has the focus");
    press(&mut page, Key::Space);
    for _ in 0..3 {
        press(&mut page, Key::ArrowDown);
    }
    press(&mut page, Key::Space);
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::Space);
    let names = rows(&page);
    assert!(names[0].ends_with("Left out.") && names[3].ends_with("Will stand beside it."), "{names:?}");
    assert!(names[4].ends_with("Cannot be read."), "there is nothing to take in");
    page.get_by_role_and_label(Role::CheckBox, "Take in “Response rate, 30 Jun 2019: 42%”").click();
    page.run();
    click(&mut page, Role::Button, "Take in 1 figure");
    assert_eq!(added(&page)[0].1.value, Value::One(67.0));
}

#[test]
fn figures_of_one_kind_are_listed_alone() {
    let mut page = read(WIDE, None, SHEET);
    click(&mut page, Role::Button, "See what will be taken in");
    for (part, count) in
        [("New 2", 2), ("There already 1", 1), ("Another figure that day 1", 1), ("Cannot be read 1", 1), ("All 5", 5)]
    {
        click(&mut page, Role::RadioButton, part);
        assert_eq!(rows(&page).len(), count, "{part}");
    }
    click(&mut page, Role::Button, "Back to the set-out");
    page.get_by_role_and_label(Role::Heading, "How is the sheet set out?");
}

#[test]
fn a_pasted_column_of_one_measure_is_dated_from_its_first() {
    let mut page = importing(SMALL, Some(RATE));
    page.get_by_role_and_label(Role::Heading, "Import figures: Response rate");
    paste(&mut page, "41,5\n42%\n\n44\n");
    click(&mut page, Role::Button, "Read the pasted rows");
    assert_eq!(shown(&page, "All figures are of"), "Response rate");
    assert_eq!(shown(&page, "Column for: Figure"), "Column 1");
    page.get_by_label("Choose the column with the date, or write the date of the first figure.");
    let field = "No column has dates. Date of the first figure";
    page.get_by_role_and_label(Role::TextInput, field).focus();
    page.run();
    page.event(Event::Text("31 Mar".to_owned()));
    page.run();
    page.get_by_label("Write the date as 2026-03-31 or 31/3/2026.");
    page.event(Event::Text(" 2019".to_owned()));
    page.run();
    click(&mut page, Role::RadioButton, "Half-year");
    click(&mut page, Role::Button, "See what will be taken in");
    page.get_by_role_and_label(Role::Heading, "3 of 3 figures are new");
    click(&mut page, Role::Button, "Take in 3 figures");
    let said: Vec<_> = added(&page).iter().map(|(_, one)| (one.date, one.value)).collect();
    assert_eq!(
        said,
        [
            (date(2019, 3, 31), Value::One(41.5)),
            (date(2019, 9, 30), Value::One(42.0)),
            (date(2020, 9, 30), Value::One(44.0)),
        ]
    );
}

#[test]
fn measures_that_the_sheet_calls_otherwise_are_chosen() {
    let mut page = read(TALL, None, "Date,Uptake\n2019-03-31,41%\n2019-06-30,42%\n");
    click(&mut page, Role::RadioButton, "A column for each measure");
    page.get_by_label("Choose which measure is meant.");
    choose(&mut page, "Measure for: Uptake", "Response rate");
    page.get_by_label("Your choice");
    click(&mut page, Role::Button, "See what will be taken in");
    page.get_by_role_and_label(Role::Heading, "2 of 2 figures are new");
    page.get_by_label("Every figure can be read, and none is in the scorecard yet.");
}

#[test]
fn the_first_row_is_a_figure_where_the_user_says_so() {
    let mut page = read(TALL, Some(RATE), "2019-03-31,41%\n2019-06-30,42%\n");
    page.get_by_label("figures.csv: 2 rows, 2 columns.");
    click(&mut page, Role::CheckBox, "The first row names the columns");
    page.get_by_label("figures.csv: 1 row, 2 columns.");
    click(&mut page, Role::CheckBox, "The first row names the columns");
    page.get_by_label("figures.csv: 2 rows, 2 columns.");
}

#[test]
fn what_was_taken_back_is_shown_again() {
    let mut page = read(WIDE, None, SHEET);
    click(&mut page, Role::Button, "See what will be taken in");
    click(&mut page, Role::Button, "Take in 2 figures");
    page.state_mut().editor.undo();
    page.run();
    page.run();
    page.get_by_role_and_label(Role::Heading, "2 of 5 figures are new");
}

#[test]
fn why_a_file_was_not_read_is_told_and_nothing_is_taken_in_while_read_only() {
    let mut page = read(WIDE, None, SHEET);
    page.state_mut().state.show_sheet("x.xlsx".to_owned(), Err("This is a workbook.".to_owned()));
    page.run();
    page.get_by_label("This is a workbook.");
    let mut page = read(WIDE, None, SHEET);
    page.state_mut().read_only = true;
    page.run();
    click(&mut page, Role::Button, "See what will be taken in");
    click(&mut page, Role::Button, "Take in 2 figures");
    assert!(page.state().pushed.edits.is_empty());
    page.get_by_label_contains("open to read only");
}

#[test]
fn only_the_rows_in_sight_are_drawn() {
    let lines: Vec<String> = (0..20_000).map(|row| format!("Response rate,2019-03-31,{}\n", row % 100)).collect();
    let text = format!("Measure,Date,Figure\n{}", lines.concat());
    for size in [WIDE, LARGE_TEXT] {
        let mut page = read(size, None, &text);
        click(&mut page, Role::Button, "See what will be taken in");
        page.get_by_role_and_label(Role::Heading, "1 of 20,000 figures is new");
        page.get_by_role_and_label(Role::ListBox, "Rows of the sheet").focus();
        page.run();
        press(&mut page, Key::End);
        page.run();
        assert!(rows(&page).last().unwrap().starts_with("Line 20001. "));
        assert!(rows(&page).len() < 20, "{}", rows(&page).len());
    }
}
