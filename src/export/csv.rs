//! The plan as a table for spreadsheet programs (CSV).
//!
//! What always holds: the import reads it back as the same actions, but for their ids and times; a title and an owner as
//! one line. No cell is a formula to a spreadsheet program.

use jiff::civil::Date;

use crate::content::Catalogue;
use crate::import::{Links, PlanField, guard};
use crate::project::Action;

/// The mark by which spreadsheet programs know UTF-8.
const UTF_8_MARK: &str = "\u{feff}";

/// The actions in their order: UTF-8 with its mark, a header, a row for each, lines ended by CR LF. Dates are written
/// `2027-03-31`, so that they sort.
pub fn plan(catalogue: &Catalogue, actions: &[&Action]) -> Vec<u8> {
    let links = Links::new(catalogue);
    let mut text = String::from(UTF_8_MARK);
    write_row(&mut text, &PlanField::ALL.map(|field| field.name().to_owned()));
    for action in actions {
        write_row(&mut text, &PlanField::ALL.map(|field| cell(&links, action, field)));
    }
    text.into_bytes()
}

/// What stands in a field's column for an action.
fn cell(links: &Links<'_>, action: &Action, field: PlanField) -> String {
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

fn write_row(text: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        let cell = guard(cell);
        // Semicolons and tabs set cells apart for some programs.
        if cell.contains(['"', ',', ';', '\t', '\r', '\n']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}
