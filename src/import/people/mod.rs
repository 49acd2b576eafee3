//! Files of people, as HR systems and survey tools save them: bytes in, counts out.
//!
//! Three steps. [`look`] reads the file once and says what stands in its columns. [`suggest`] turns that into a
//! [`Mapping`](crate::project::Mapping), which the user confirms; [`matches()`] says what the values of a column mean.
//! [`count`] reads the file again and gives counts, and summaries of groups of at least ten. Looking and counting are
//! meant for a process of their own (`app`), for which [`wire`] turns what is asked and answered into bytes and back.
//!
//! What always holds: any input ends in counts or a told error. Nothing that a person answered is in an error, a problem
//! or a kept mapping. What holds cells ([`CellText`], [`Look`]) can be neither printed nor written to a file; it lives as
//! long as the import is open. Values of fewer than ten people become “Other” unless they are kept by name.
//!
//! What does not belong here: the disk, the process, the window; how groups of answers compare (`insight`).

mod answers;
mod book;
mod columns;
mod count;
mod error;
mod gather;
mod headers;
mod hidden;
mod intern;
mod likeness;
mod look;
mod pay;
mod rows;
mod suggest;
mod tables;
mod text;
mod values;
mod variants;
mod waits;
pub mod wire;

pub use answers::{Answers, KnownAnswer, Match, matches};
pub use count::{CountOrder, Counted, LeftOut, Problem, ProblemKind, Problems, count};
pub use error::PeopleError;
pub use hidden::CellText;
pub use look::{ColumnKind, FileKind, Guess, Look, LookColumn, LookValue, look};
pub use suggest::{fitting, suggest};

/// The largest text file that is read, in bytes: 400 MB.
pub const MAX_TEXT_BYTES: u64 = 400 * 1024 * 1024;

/// The largest workbook that is read, in bytes: 20 MB.
pub const MAX_WORKBOOK_BYTES: u64 = 20 * 1024 * 1024;

/// How many people a text file may hold.
pub const MAX_TEXT_ROWS: u64 = 2_000_000;

/// How many people a workbook may hold.
pub const MAX_WORKBOOK_ROWS: u64 = 100_000;

/// How many columns a workbook may have.
pub const MAX_COLUMNS: usize = 200;

/// How many problems are listed one by one; all are counted.
pub const MAX_LISTED: usize = 200;
