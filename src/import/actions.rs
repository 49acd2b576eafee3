//! The rows of a sheet as drafts of actions.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::cells::{one_line, says_nothing, shortened, without_time};
use super::guard::unguard;
use super::{CellFault, Links, Matching, PlanField, Sheet, SheetField as _, SheetRow, plain};
use crate::content::{Catalogue, KpiId};
use crate::project::{Action, ActionId, Effort, Impact, Origin, Status};
use crate::words::{self, DateError};

/// What a row says of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of an action")]
pub struct Draft {
    pub title: String,
    pub origin: Option<Origin>,
    pub owner: String,
    pub first_step: String,
    pub due: Option<Date>,
    pub status: Status,
    pub effort: Option<Effort>,
    pub impact: Option<Impact>,
    pub success: String,
    pub measure: Option<KpiId>,
    pub notes: String,
}

impl Draft {
    /// The action, added at a time.
    pub fn into_action(self, id: ActionId, at: Timestamp) -> Action {
        Action {
            id,
            title: self.title,
            origin: self.origin,
            owner: self.owner,
            first_step: self.first_step,
            due: self.due,
            status: self.status,
            effort: self.effort,
            impact: self.impact,
            success: self.success,
            measure: self.measure,
            notes: self.notes,
            created: at,
            changed: at,
        }
    }
}

/// What came of the rows of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// A row of the sheet each, in its order.
    pub rows: Vec<RowOutcome>,
    /// How many rows were skipped because nothing stands in them.
    pub blank: usize,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOutcome {
    /// Its line in the sheet.
    pub line: u64,
    /// What it is.
    pub kind: RowKind,
    /// The line of the first row with the same title, where this is a later one.
    pub repeats: Option<u64>,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A new action.
    New(Draft),
    /// The plan has an action with this title and owner: better skipped. It is never overwritten.
    AlreadyThere {
        /// The action of the plan.
        action: ActionId,
        /// What the row says.
        draft: Draft,
    },
    /// It cannot be read: everything that is wrong with it.
    Faulty(Vec<CellFault<CellProblem>>),
}

/// What is wrong with the text of a cell, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellProblem {
    /// There is no title.
    #[error("There is nothing. Write what will be done.")]
    NoTitle,
    /// No column is the title's.
    #[error("No column is matched to it. Choose the column that says what will be done.")]
    NoTitleColumn,
    /// It is no date.
    #[error("“{text}” is no date. {error}")]
    Date {
        /// What stands there, shortened.
        text: String,
        /// Why not.
        error: DateError,
    },
    /// It is no status.
    #[error("“{0}” is no status. Write Not started, In progress, Blocked, Done or Dropped.")]
    Status(String),
    /// It is no level of effort or impact.
    #[error("“{0}” is no level. Write Low, Medium or High.")]
    Level(String),
}

/// Reads the rows of a sheet as actions, beside those that the plan has.
pub fn read_actions(
    sheet: &Sheet,
    matching: &Matching<PlanField>,
    existing: &[Arc<Action>],
    catalogue: &Catalogue,
) -> Reading {
    let there: BTreeMap<_, _> =
        existing.iter().rev().map(|action| ((same(&action.title), same(&action.owner)), action.id)).collect();
    let links = Links::new(catalogue);
    let mut first_lines: BTreeMap<String, u64> = BTreeMap::new();
    let mut reading = Reading::default();
    for row in &sheet.rows {
        if row.is_blank() {
            reading.blank += 1;
            continue;
        }
        let outcome = match (RowReader { sheet, matching, links: &links, row, faults: Vec::new() }).read() {
            Err(faults) => RowOutcome { line: row.line, kind: RowKind::Faulty(faults), repeats: None },
            Ok(draft) => {
                let title = same(&draft.title);
                let first = *first_lines.entry(title.clone()).or_insert(row.line);
                let kind = match there.get(&(title, same(&draft.owner))) {
                    Some(action) => RowKind::AlreadyThere { action: *action, draft },
                    None => RowKind::New(draft),
                };
                RowOutcome { line: row.line, kind, repeats: (first != row.line).then_some(first) }
            }
        };
        reading.rows.push(outcome);
    }
    reading
}

/// A title or an owner as it is compared.
fn same(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Reads one row.
struct RowReader<'a> {
    sheet: &'a Sheet,
    matching: &'a Matching<PlanField>,
    links: &'a Links<'a>,
    row: &'a SheetRow,
    faults: Vec<CellFault<CellProblem>>,
}

impl<'a> RowReader<'a> {
    fn read(mut self) -> Result<Draft, Vec<CellFault<CellProblem>>> {
        let title = one_line(self.text(PlanField::Title));
        if self.matching.column(PlanField::Title).is_none() {
            self.fault(PlanField::Title, CellProblem::NoTitleColumn);
        } else if title.is_empty() {
            self.fault(PlanField::Title, CellProblem::NoTitle);
        }
        let due = self.due();
        let (status, reason) = self.status();
        let effort = self.level(PlanField::Effort, Effort::ALL);
        let impact = self.level(PlanField::Impact, Impact::ALL);
        let (origin, not_origin) = linked(self.text(PlanField::Origin), |text| self.links.origin(text));
        let (measure, not_measure) = linked(self.text(PlanField::Measure), |text| self.links.kpi(text));
        let left = [(not_origin, ""), (not_measure, ", as the measure"), (reason, ", as the reason")];
        let draft = Draft {
            title,
            origin,
            owner: one_line(self.text(PlanField::Owner)),
            first_step: self.text(PlanField::FirstStep).to_owned(),
            due,
            status,
            effort,
            impact,
            success: self.text(PlanField::Success).to_owned(),
            measure,
            notes: notes(&left, self.text(PlanField::Notes)),
        };
        if self.faults.is_empty() { Ok(draft) } else { Err(self.faults) }
    }

    /// The text of a field's cell; empty where it has no column.
    fn text(&self, field: PlanField) -> &'a str {
        self.matching.column(field).map_or("", |column| unguard(self.row.cell(column)))
    }

    fn fault(&mut self, field: PlanField, problem: CellProblem) {
        let column = self.matching.column(field);
        let column = column.map_or_else(|| field.name().to_owned(), |column| self.sheet.column_name(column));
        self.faults.push(CellFault { line: self.row.line, column, problem });
    }

    fn due(&mut self) -> Option<Date> {
        let text = self.text(PlanField::Due);
        if says_nothing(text) {
            return None;
        }
        match words::parse_date(without_time(text)) {
            Ok(date) => Some(date),
            Err(error) => {
                self.fault(PlanField::Due, CellProblem::Date { text: shortened(text), error });
                None
            }
        }
    }

    /// The status, and a reason that it does not take.
    fn status(&mut self) -> (Status, &'a str) {
        let text = self.text(PlanField::Status);
        let reason = self.text(PlanField::Reason);
        let Some(status) = status(text) else {
            self.fault(PlanField::Status, CellProblem::Status(shortened(text)));
            return (Status::NotStarted, "");
        };
        match status {
            Status::Blocked { .. } => (Status::Blocked { reason: reason.to_owned() }, ""),
            Status::Dropped { .. } => (Status::Dropped { reason: reason.to_owned() }, ""),
            Status::NotStarted | Status::InProgress | Status::Done => (status, reason),
        }
    }

    fn level<T>(&mut self, field: PlanField, [low, medium, high]: [T; 3]) -> Option<T> {
        let text = self.text(field);
        if says_nothing(text) {
            return None;
        }
        match plain(text).as_str() {
            "low" | "l" | "small" => Some(low),
            "medium" | "m" | "med" | "moderate" => Some(medium),
            "high" | "h" | "large" => Some(high),
            _ => {
                self.fault(field, CellProblem::Level(shortened(text)));
                None
            }
        }
    }
}

/// What a text leads to; the text itself where it leads nowhere.
fn linked<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> (Option<T>, &str) {
    match read(text) {
        Some(link) => (Some(link), ""),
        None => (None, text),
    }
}

/// Notes, with texts before them that no field takes.
fn notes(left: &[(&str, &str)], notes: &str) -> String {
    let kept = left.iter().filter(|(text, _)| !text.trim().is_empty());
    let mut parts: Vec<String> =
        kept.map(|(text, role)| format!("From the spreadsheet{role}: {}", text.trim())).collect();
    if parts.is_empty() || !notes.trim().is_empty() {
        parts.push(notes.to_owned());
    }
    parts.join("\n")
}

/// The status that a text names, without its reason; nothing is *not started*.
fn status(text: &str) -> Option<Status> {
    Some(match plain(text).as_str() {
        "" | "not started" | "not yet started" | "not begun" | "to do" | "todo" | "open" | "new" | "planned"
        | "pending" | "proposed" => Status::NotStarted,
        "in progress" | "wip" | "work in progress" | "ongoing" | "on going" | "started" | "underway" | "under way"
        | "doing" | "active" | "on track" | "in hand" => Status::InProgress,
        "blocked" | "on hold" | "onhold" | "held" | "paused" | "stuck" | "waiting" => {
            Status::Blocked { reason: String::new() }
        }
        "done" | "complete" | "completed" | "closed" | "finished" | "achieved" => Status::Done,
        "dropped" | "cancelled" | "canceled" | "abandoned" | "withdrawn" | "no longer needed" | "not going ahead" => {
            Status::Dropped { reason: String::new() }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The first row of a sheet, with the headers that are written.
    fn row(header: &str, cells: &str) -> Result<Draft, Vec<String>> {
        let sheet = Sheet::from_text(&format!("{header}\n{cells}")).unwrap();
        let reading = read_actions(&sheet, &Matching::propose(&sheet), &[], &Catalogue::built_in());
        match reading.rows.into_iter().next().unwrap().kind {
            RowKind::New(draft) => Ok(draft),
            RowKind::Faulty(faults) => Err(faults.iter().map(ToString::to_string).collect()),
            RowKind::AlreadyThere { .. } => panic!("the plan is empty"),
        }
    }

    #[test]
    fn statuses_are_read_in_many_words() {
        let of = |text: &str| row("Action\tStatus\tReason", &format!("A\t{text}\tB")).map(|draft| draft.status);
        for status in Status::all() {
            assert!(of(status.name()).unwrap().same_kind(&status));
        }
        for text in ["", " ", "–", "NOT STARTED", "To-do"] {
            assert_eq!(of(text), Ok(Status::NotStarted), "{text}");
        }
        for text in ["WIP", "in-progress", "Ongoing", "under way"] {
            assert_eq!(of(text), Ok(Status::InProgress), "{text}");
        }
        assert_eq!(of("On hold"), Ok(Status::Blocked { reason: "B".to_owned() }));
        assert_eq!(of("Completed"), Ok(Status::Done));
        assert_eq!(of("Cancelled"), Ok(Status::Dropped { reason: "B".to_owned() }));
        for text in ["Amber", "0", "not done", "A status that is far longer than any message should be"] {
            let told = of(text).unwrap_err();
            assert!(told[0].starts_with("Line 2, Status: “") && told[0].chars().count() < 140, "{told:?}");
        }
    }

    #[test]
    fn levels_are_read_in_words_and_letters() {
        let of = |text: &str| row("Action\tEffort\tImpact", &format!("A\t{text}\t{text}"));
        for (text, effort, impact) in [
            ("low", Some(Effort::Low), Some(Impact::Low)),
            ("L", Some(Effort::Low), Some(Impact::Low)),
            ("Med.", Some(Effort::Medium), Some(Impact::Medium)),
            ("M", Some(Effort::Medium), Some(Impact::Medium)),
            (" HIGH ", Some(Effort::High), Some(Impact::High)),
            ("h", Some(Effort::High), Some(Impact::High)),
            ("", None, None),
            ("N/A", None, None),
        ] {
            let draft = of(text).unwrap();
            assert_eq!((draft.effort, draft.impact), (effort, impact), "{text}");
        }
        assert_eq!(
            of("3"),
            Err(vec![
                "Line 2, Effort: “3” is no level. Write Low, Medium or High.".to_owned(),
                "Line 2, Impact: “3” is no level. Write Low, Medium or High.".to_owned(),
            ])
        );
    }

    #[test]
    fn dates_are_read_as_spreadsheets_write_them() {
        let of = |text: &str| row("Action\tDue", &format!("A\t{text}")).map(|draft| draft.due);
        for text in ["2027-03-31", "31/3/2027", "31-Mar-27", "2027-03-31T00:00:00", "31/03/2027 00:00", "31 March 2027"]
        {
            assert_eq!(of(text), Ok(Some(date(2027, 3, 31))), "{text}");
        }
        for text in ["", " ", "TBC", "n/a", "-", "?"] {
            assert_eq!(of(text), Ok(None), "{text}");
        }
        for text in ["46112", "March 2027", "3/31/2027", "31/3", "00:00"] {
            assert!(of(text).is_err(), "{text}");
        }
    }

    #[test]
    fn texts_are_kept_as_they_are_but_titles_and_owners_are_one_line() {
        let draft = row("Action\tOwner\tNotes\tFirst step", "\" a\nb \"\t\"\r\nc\"\t' x \t\"'=1\n\"").unwrap();
        assert_eq!((draft.title.as_str(), draft.owner.as_str()), ("a b", "c"));
        assert_eq!((draft.notes.as_str(), draft.first_step.as_str()), ("' x ", "=1\n"));
    }

    #[test]
    fn a_sheet_without_a_title_column_gives_no_action() {
        let told = "Line 2, Action: No column is matched to it. Choose the column that says what will be done.";
        assert_eq!(row("Cost\tOwner", "5\tPriya"), Err(vec![told.to_owned()]));
    }

    #[test]
    fn the_first_of_equal_actions_is_the_one_that_is_there() {
        let sheet = Sheet::from_text("Action\tOwner\nAsk\tPriya\nAsk\tSam").unwrap();
        let draft = row("Action\tOwner", "ASK\tPriya ").unwrap();
        let existing = [1, 2].map(|id| Arc::new(draft.clone().into_action(ActionId(id), Timestamp::UNIX_EPOCH)));
        let reading = read_actions(&sheet, &Matching::propose(&sheet), &existing, &Catalogue::built_in());
        assert!(matches!(reading.rows[0].kind, RowKind::AlreadyThere { action: ActionId(1), .. }));
        assert!(matches!(reading.rows[1].kind, RowKind::New(_)), "another owner's");
        assert_eq!(reading.rows[1].repeats, Some(2));
    }
}
