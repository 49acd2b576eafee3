//! Floor 2: bytes → tables of text → drafts of records.
//!
//! [`Sheet`] reads what a spreadsheet program saved or copied; [`Matching`] says which of its columns is which field;
//! [`read_actions`] gives for every row a draft of an action or what is wrong with it. Nothing is added to a project
//! here: what becomes of the drafts is for whoever looks at them.
//!
//! What always holds: any input ends in a sheet or a told error, never in a panic. No text of a matched column is lost:
//! what is not understood is an error, or stands in a draft's notes. What the plan's own export writes is read back as
//! it was.
//!
//! What does not belong here: the disk, the window, what follows from the drafts.

mod actions;
mod columns;
mod guard;
mod links;
mod sheet;

pub use actions::{CellFault, CellProblem, Draft, Reading, RowKind, RowOutcome, read_actions};
pub use columns::{Matching, PlanField, Sure};
pub use guard::{guard, unguard};
pub use links::Links;
pub use sheet::{Delimiter, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Sheet, SheetError, SheetRow, TextEncoding};

/// A text as it is compared: its words in small letters, without punctuation.
fn plain(text: &str) -> String {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}
