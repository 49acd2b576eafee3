//! Why a file of people was not read.

use serde::{Deserialize, Serialize};

/// Why a file of people was not read. Says rows, and names of columns that a mapping holds; never what stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum PeopleError {
    /// There is nothing in it.
    #[error("There is nothing in this file. It should have a row of column names and a row for each person.")]
    Empty,
    /// There is nothing below the names of the columns.
    #[error("This file has a row of column names and nobody below it. Save it again with a row for each person.")]
    NobodyInIt,
    /// Its first row holds no names of columns.
    #[error("The first row of this file looks like a person, not like column names. Put a row of names above it.")]
    NoHeader,
    /// A text file of more than [`MAX_TEXT_BYTES`](super::MAX_TEXT_BYTES).
    #[error("The file is larger than 400 MB. Save only the columns that are needed.")]
    TooLarge,
    /// A text file of more than [`MAX_TEXT_ROWS`](super::MAX_TEXT_ROWS).
    #[error("The file has more than 2,000,000 rows. Take it in parts.")]
    TooManyRows,
    /// A row has more cells than such a file may have.
    #[error("Row {row} has more than {most} columns. Save only the columns that are needed.")]
    TooManyColumns {
        /// Its number, as a spreadsheet program counts.
        row: u64,
        /// How many it may have.
        most: usize,
    },
    /// A row is longer than any person’s.
    #[error(
        "Row {row} is too long for one person. Perhaps a quotation mark in it is never closed: close it, or take it out."
    )]
    RowTooLong {
        /// Its number.
        row: u64,
    },
    /// A cell begins with a quotation mark that nothing closes.
    #[error("The quotation mark that opens a cell in row {row} is never closed. Close it, or take it out.")]
    OpenQuote {
        /// Its number.
        row: u64,
    },
    /// It is not text.
    #[error(
        "This file is not text that can be read. Save the sheet as “CSV UTF-8” or as .xlsx, then choose that file."
    )]
    NotText,
    /// A workbook of another kind.
    #[error("This kind of workbook cannot be read. Save it as .xlsx or as “CSV UTF-8”, then choose that file.")]
    OtherWorkbook,
    /// A workbook that is damaged, locked with a password, or none.
    #[error(
        "This workbook cannot be read: it is damaged or locked with a password. Open it in a spreadsheet program and save it as “CSV UTF-8”."
    )]
    BrokenWorkbook,
    /// A workbook of more than [`MAX_WORKBOOK_BYTES`](super::MAX_WORKBOOK_BYTES).
    #[error("The workbook is larger than 20 MB. Save the sheet as “CSV UTF-8”, then choose that file.")]
    WorkbookTooLarge,
    /// A workbook that unpacks to more than it may.
    #[error("The workbook unpacks to far more than its size. Save the sheet as “CSV UTF-8”, then choose that file.")]
    WorkbookBomb,
    /// A workbook of more than [`MAX_WORKBOOK_ROWS`](super::MAX_WORKBOOK_ROWS).
    #[error("The sheet reaches below row 100,000. Save it as “CSV UTF-8”, then choose that file.")]
    SheetTooLong,
    /// There is no sheet of this name.
    #[error("The workbook has no sheet of that name. Choose one of its sheets.")]
    NoSuchSheet,
    /// Columns that the mapping names are not in the file.
    #[error("Columns that the mapping names are not in this file: {}. Match the columns again.", .0.join(", "))]
    MissingColumns(Vec<String>),
    /// No column holds an answer.
    #[error("No column is matched with the answer to a survey question, so there is nothing to count by background.")]
    NoAnswers,
    /// The mapping names a column or a field twice, or has no name.
    #[error("The mapping names a column or a field twice, or has no name. Match the columns again.")]
    UnsoundMapping,
    /// It could not be read to its end.
    #[error("The file could not be read to its end. Check that it is still there and that you may open it.")]
    Unreadable,
}
