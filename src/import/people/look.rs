//! The first look at a file: what its columns are called, and what stands in them.

use std::io::{Read, Seek};

use super::{Answers, CellText, PeopleError};
use crate::project::PersonField;

/// What stands in a file of people. Its values live in memory, for a page to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// What kind of file it is.
    pub kind: FileKind,
    /// The sheets of a workbook; none of a text.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// How many people it holds: its rows below the names of the columns that are not empty.
    pub people: u64,
    /// Its columns, in their order.
    pub columns: Vec<LookColumn>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A text, its cells set apart by commas, semicolons or tabs.
    Text,
    /// A workbook.
    Workbook,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookColumn {
    /// Its name; made up from its place where it has none, and with a number where another has the same.
    pub header: String,
    /// How many of its cells are filled.
    pub filled: u64,
    /// What kind of column it is.
    pub kind: ColumnKind,
    /// What it seems to hold.
    pub guess: Option<Guess>,
    /// The different values, in the order of their first appearance; empty unless [`ColumnKind::Categories`].
    pub values: Vec<LookValue>,
}

/// What kind of column it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Nothing stands in it.
    Empty,
    /// A few values, each many times: answers or groups.
    Categories,
    /// Numbers.
    Numbers,
    /// Dates.
    Dates,
    /// Mostly different texts, such as names; its values are not kept.
    Text,
}

/// A value of a column of categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookValue {
    /// The value.
    pub text: CellText,
    /// How many people have it.
    pub people: u64,
}

/// What a column seems to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The field.
    pub field: PersonField,
    /// How sure that is, in percent: 100 only where the name is that of a template.
    pub sure: u8,
}

/// Looks at a file. Of a workbook the named sheet is read, or the first that is not empty; `answers` tells columns of
/// answers by their values; `watch` is told how many bytes are read so far.
pub fn look(
    source: impl Read + Seek,
    sheet: Option<&str>,
    answers: &Answers,
    watch: &mut dyn FnMut(u64),
) -> Result<Look, PeopleError> {
    let _ = (source, sheet, answers, watch);
    Err(PeopleError::Empty)
}
