//! What is asked of the process that reads files of people, and what it answers, as bytes. The only way in which a
//! [`Look`] becomes bytes: they are meant for a pipe, and for nothing else.

use serde::{Deserialize, Serialize};

use super::{Answers, CountOrder, PeopleError};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// To look at a file.
    Look {
        /// The sheet of a workbook.
        sheet: Option<String>,
        /// The answers of the survey.
        answers: Answers,
    },
    /// To count it.
    Count(Box<CountOrder>),
}

/// Why bytes are no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no answer")]
pub struct Nonsense;

/// An answer as it was asked for, or why there is none.
pub type Told<T> = Result<T, PeopleError>;
