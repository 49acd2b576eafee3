//! The second reading of a file: what is counted of it.

use std::io::{Read, Seek};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Answers, CellText, PeopleError};
use crate::project::{DataSet, DataSetId, Mapping};

/// What is to be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountOrder {
    /// What the columns are, and what is kept.
    pub mapping: Mapping,
    /// The answers of the survey.
    pub answers: Answers,
    /// The sheet of a workbook; the first that is not empty where none is named.
    pub sheet: Option<String>,
    /// What the sets are called.
    pub name: String,
    /// The day that the file describes.
    pub as_of: Date,
    /// How many people were asked, if known.
    pub asked: Option<u32>,
}

/// What was counted, and what was not.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// A set for each survey question that a column answers, the key question first: crossings, pay and waits are its.
    /// Their ids are made up; [`Self::with_ids`] gives them those of a project.
    pub sets: Vec<DataSet>,
    /// The mapping as it may be kept: without values of few people.
    pub mapping: Mapping,
    /// How many people the file holds.
    pub people: u64,
    /// What could not be understood, by row and column.
    pub problems: Problems,
    /// What is not in the counts, by column.
    pub left_out: Vec<LeftOut>,
}

/// What of a column is not in the counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The column.
    pub header: String,
    /// How many of its cells are empty.
    pub empty: u64,
    /// How many hold what could not be understood.
    pub not_understood: u64,
    /// The values that are no answer, each with how many people have it, the most frequent first; bounded, for the page.
    pub values: Vec<(CellText, u64)>,
    /// How many people are in groups that became “Other”.
    pub other: u64,
}

/// What could not be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// The first of them, by row.
    pub listed: Vec<Problem>,
    /// How many there are.
    pub total: u64,
}

/// A cell that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Its row, as a spreadsheet program counts.
    pub row: u64,
    /// Its column.
    pub column: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ProblemKind {
    /// It is none of the answers.
    NoAnswer,
    /// It is no amount.
    NoAmount,
    /// It is no date.
    NoDate,
    /// It is no age of a person at work.
    NoAge,
    /// The day of the promotion is not after the day on which the grade before began, or is after the day that the file
    /// describes.
    OutOfOrder,
    /// There is pay for a year, and no weekly hours.
    NoHours,
    /// The column holds too many different values to tell this one.
    TooMany,
}

impl ProblemKind {
    /// What is wrong, to stand behind the row and the column.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoAnswer => "is none of the answers",
            Self::NoAmount => "is no amount",
            Self::NoDate => "is no date",
            Self::NoAge => "is no age from 10 to 110",
            Self::OutOfOrder => "is not in the order of the dates beside it",
            Self::NoHours => "has no weekly hours beside it",
            Self::TooMany => "is one of too many different values",
        }
    }
}

impl Counted {
    /// The sets, each with an id of the project.
    pub fn with_ids(mut self, mut id: impl FnMut() -> DataSetId) -> Self {
        for set in &mut self.sets {
            set.id = id();
        }
        self
    }
}

/// Counts a file. `watch` is told how many bytes are read so far.
pub fn count(source: impl Read + Seek, order: &CountOrder, watch: &mut dyn FnMut(u64)) -> Result<Counted, PeopleError> {
    let _ = (source, order, watch);
    Err(PeopleError::Empty)
}
