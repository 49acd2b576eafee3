//! The plan and the figures as tables for spreadsheet programs (CSV).
//!
//! What always holds: the import reads a table back as the same records, but for their ids and times, where they came
//! from, and line ends in titles and owners. No cell is a formula to a spreadsheet program.

use jiff::civil::Date;

use crate::content::{Catalogue, KpiId};
use crate::import::{FigureField, Links, PlanField, SheetField, guard};
use crate::insight::{FigureLine, PublishedFigures};
use crate::project::{Action, Measurement, Project, Value};

/// The mark by which spreadsheet programs know UTF-8.
const UTF_8_MARK: &str = "\u{feff}";

/// What stands in a cell.
enum Cell {
    /// A text, which must not be taken for a formula.
    Text(String),
    /// A number, which a spreadsheet program is to count with.
    Number(f64),
}

/// The actions in their order: UTF-8 with its mark, a header, a row for each, lines ended by CR LF. Dates are written
/// `2027-03-31`, so that they sort.
pub fn plan(catalogue: &Catalogue, actions: &[&Action]) -> Vec<u8> {
    let links = Links::new(catalogue);
    let mut text = header(&PlanField::ALL);
    for action in actions {
        write_row(&mut text, PlanField::ALL.map(|field| Cell::Text(of_action(&links, action, field))));
    }
    text.into_bytes()
}

/// The figures of KPIs in the order of these: as the plan is written, a row for each figure, numbers as plain ones with a
/// point.
pub fn figures(catalogue: &Catalogue, project: &Project, kpis: &[KpiId]) -> Vec<u8> {
    let links = Links::new(catalogue);
    let mut text = header(&FigureField::ALL);
    for id in kpis {
        let measure = links.kpi_text(id);
        for one in project.kpis.get(id).map(|kpi| kpi.measurements.as_slice()).unwrap_or_default() {
            write_row(&mut text, FigureField::ALL.map(|field| of_measurement(&measure, one, field)));
        }
    }
    text.into_bytes()
}

/// The columns of published figures.
const PUBLISHED: [&str; 13] = [
    "Data",
    "Population",
    "Date",
    "Question",
    "Table",
    "Who",
    "Figure",
    "Count",
    "Base",
    "Percent",
    "Mark",
    "Audience",
    "Released",
];

/// Published figures: as the plan is written, a row for each figure. A figure that must not be told has no number, and
/// `hidden` for its mark.
pub fn published(figures: &PublishedFigures) -> Vec<u8> {
    let mut text = String::from(UTF_8_MARK);
    write_row(&mut text, PUBLISHED.map(|name| Cell::Text(name.to_owned())));
    for line in &figures.figures {
        write_row(&mut text, of_published(figures, line));
    }
    text.into_bytes()
}

fn of_published(figures: &PublishedFigures, line: &FigureLine) -> [Cell; 13] {
    let number = |number: Option<f64>| number.map_or_else(|| Cell::Text(String::new()), Cell::Number);
    let text = |text: &str| Cell::Text(text.to_owned());
    [
        text(&line.data),
        text(line.population),
        Cell::Text(line.date.to_string()),
        text(&line.question),
        text(&line.table),
        text(&line.who),
        text(&line.figure),
        number(line.count.map(f64::from)),
        number(line.base.map(f64::from)),
        number(line.percent),
        text(&line.mark),
        text(figures.audience),
        Cell::Text(figures.released.to_string()),
    ]
}

/// What stands in a field's column for an action.
fn of_action(links: &Links<'_>, action: &Action, field: PlanField) -> String {
    match field {
        PlanField::Title => action.title.clone(),
        PlanField::Owner => action.owner.clone(),
        PlanField::FirstStep => action.first_step.clone(),
        PlanField::Due => action.due.as_ref().map(Date::to_string).unwrap_or_default(),
        PlanField::Status => action.status.name().to_owned(),
        PlanField::Reason => action.status.reason().unwrap_or_default().to_owned(),
        PlanField::Effort => action.effort.map_or("", |effort| effort.name()).to_owned(),
        PlanField::Impact => action.impact.map_or("", |impact| impact.name()).to_owned(),
        PlanField::Success => action.success.clone(),
        PlanField::Measure => action.measure.as_ref().map(|kpi| links.kpi_text(kpi)).unwrap_or_default(),
        PlanField::Notes => action.notes.clone(),
        PlanField::Origin => action.origin.as_ref().map(|origin| links.origin_text(origin)).unwrap_or_default(),
    }
}

/// What stands in a field's column for a measurement.
fn of_measurement(measure: &str, one: &Measurement, field: FigureField) -> Cell {
    let number = |number: Option<f64>| number.map_or_else(|| Cell::Text(String::new()), Cell::Number);
    let split = match one.value {
        Value::One(_) => None,
        Value::Groups { professional, intermediate, working_class } => {
            Some((professional, intermediate, working_class))
        }
    };
    match field {
        FigureField::Measure => Cell::Text(measure.to_owned()),
        FigureField::Date => Cell::Text(one.date.to_string()),
        FigureField::Figure => number(if let Value::One(value) = one.value { Some(value) } else { None }),
        FigureField::Professional => number(split.map(|(professional, _, _)| professional)),
        FigureField::Intermediate => number(split.map(|(_, intermediate, _)| intermediate)),
        FigureField::WorkingClass => number(split.map(|(_, _, working_class)| working_class)),
        FigureField::Count => number(one.count.map(f64::from)),
        FigureField::Base => number(one.base.map(f64::from)),
        FigureField::Note => Cell::Text(one.note.clone()),
    }
}

/// The beginning of a table: the mark, and the names of its columns.
/// A table of texts, written as the plan is.
pub(super) fn lines(rows: &[Vec<&str>]) -> Vec<u8> {
    let mut text = String::from(UTF_8_MARK);
    for row in rows {
        write_row(&mut text, row.iter().map(|cell| Cell::Text((*cell).to_owned())));
    }
    text.into_bytes()
}

fn header<F: SheetField>(fields: &[F]) -> String {
    let mut text = String::from(UTF_8_MARK);
    write_row(&mut text, fields.iter().map(|field| Cell::Text(field.name().to_owned())));
    text
}

fn write_row(text: &mut String, cells: impl IntoIterator<Item = Cell>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        let written = match &cell {
            Cell::Text(text) => guard(text).into_owned(),
            Cell::Number(number) => number.to_string(),
        };
        // Semicolons and tabs set cells apart for some programs.
        if written.contains(['"', ',', ';', '\t', '\r', '\n']) {
            text.push('"');
            text.push_str(&written.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&written);
        }
    }
    text.push_str("\r\n");
}
