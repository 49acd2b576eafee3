//! Floor 2: bytes → tables of text → drafts of records.
//!
//! Files of people become counts in [`people`]. [`Sheet`] reads what a spreadsheet program saved or copied; [`Matching`] says which of its columns is which field.
//! [`read_actions`] gives for every row a draft of an action or what is wrong with it; [`read_figures`] does the same for
//! figures, of a sheet whose set-out is [`Understood`]. Nothing is added to a project here: what becomes of the drafts is
//! for whoever looks at them.
//!
//! What always holds: any input ends in a sheet or a told error, never in a panic. No text of a matched column is lost:
//! what is not understood is an error, is counted, or stands in a draft's notes. What is exported is read back as it was.
//!
//! What does not belong here: the disk, the window, what follows from the drafts.

mod actions;
mod cells;
mod columns;
mod fields;
mod figure_row;
mod figures;
mod guard;
mod links;
mod measures;
pub mod people;
mod sheet;
mod understood;
mod values;

pub use actions::{CellProblem, Draft, Reading, RowKind, RowOutcome, read_actions};
pub use cells::CellFault;
pub use columns::{Matching, Sure};
pub use fields::{FigureField, PlanField, SheetField};
pub use figure_row::{FigureProblem, Remark};
pub use figures::{FigureDraft, FigureKind, FigureReading, FigureRow, MAX_FIGURES, read_figures};
pub use guard::{guard, unguard};
pub use links::Links;
pub use measures::Named;
pub use sheet::{Delimiter, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Sheet, SheetError, SheetRow, TextEncoding};
pub use understood::{Series, Shape, Understood};

/// A text as it is compared: its words in small letters, without punctuation.
fn plain(text: &str) -> String {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}
