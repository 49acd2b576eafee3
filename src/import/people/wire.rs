//! What is asked of the process that reads files of people, and what it answers, as bytes. The only way in which a
//! [`Look`] becomes bytes: they are meant for a pipe between two processes, and for nothing else.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    Answers, CellText, ColumnKind, CountOrder, Counted, FileKind, Guess, LeftOut, Look, LookColumn, LookValue,
    PeopleError, Problems,
};
use crate::project::{DataSet, Mapping, PersonField};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// To look at a file.
    Look {
        /// The sheet of a workbook.
        sheet: Option<String>,
        /// The answers of the survey.
        answers: Box<Answers>,
    },
    /// To count it.
    Count(Box<CountOrder>),
}

/// Why bytes are no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no answer")]
pub struct Nonsense;

/// What is told of a file: answered as it was asked for, or why not.
pub type Told<T> = Result<T, PeopleError>;

/// What can be answered.
pub trait Answer: Sized {
    /// The answer as bytes, for the pipe.
    fn to_pipe(told: Told<Self>) -> Vec<u8>;

    /// The answer that these bytes are.
    fn from_pipe(bytes: &[u8]) -> Result<Told<Self>, Nonsense>;
}

impl Question {
    /// The question as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes(self)
    }

    /// The question that these bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Nonsense> {
        read(bytes)
    }
}

impl Answer for Look {
    fn to_pipe(told: Told<Self>) -> Vec<u8> {
        bytes(&told.map(PipedLook::from))
    }

    fn from_pipe(bytes: &[u8]) -> Result<Told<Self>, Nonsense> {
        read::<Told<PipedLook>>(bytes).map(|told| told.map(Self::from))
    }
}

impl Answer for Counted {
    fn to_pipe(told: Told<Self>) -> Vec<u8> {
        bytes(&told.map(PipedCounted::from))
    }

    fn from_pipe(bytes: &[u8]) -> Result<Told<Self>, Nonsense> {
        let told: Told<PipedCounted> = read(bytes)?;
        let sound = |counted: &PipedCounted| counted.sets.iter().all(DataSet::is_sound);
        if told.as_ref().is_ok_and(|counted| !sound(counted)) {
            return Err(Nonsense);
        }
        Ok(told.map(Self::from))
    }
}

fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
    // Nothing of what is told can fail to be written; if it did, nothing is no answer.
    ron::to_string(value).map(String::into_bytes).unwrap_or_default()
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Nonsense> {
    ron::de::from_bytes(bytes).map_err(|_no_answer| Nonsense)
}

#[derive(Serialize, Deserialize)]
struct PipedLook {
    workbook: bool,
    sheets: Vec<String>,
    sheet: Option<String>,
    people: u64,
    columns: Vec<PipedColumn>,
}

#[derive(Serialize, Deserialize)]
struct PipedColumn {
    header: String,
    filled: u64,
    kind: u8,
    guess: Option<(PersonField, u8)>,
    values: Vec<(String, u64)>,
}

#[derive(Serialize, Deserialize)]
struct PipedCounted {
    sets: Vec<DataSet>,
    mapping: Mapping,
    people: u64,
    problems: Problems,
    left_out: Vec<PipedLeftOut>,
}

#[derive(Serialize, Deserialize)]
struct PipedLeftOut {
    header: String,
    empty: u64,
    not_understood: u64,
    values: Vec<(String, u64)>,
    other: u64,
}

const KINDS: [ColumnKind; 5] =
    [ColumnKind::Empty, ColumnKind::Categories, ColumnKind::Numbers, ColumnKind::Dates, ColumnKind::Text];

impl From<Look> for PipedLook {
    fn from(look: Look) -> Self {
        let value = |value: LookValue| (value.text.show().to_owned(), value.people);
        let column = |column: LookColumn| PipedColumn {
            header: column.header,
            filled: column.filled,
            kind: (0..).zip(KINDS).find(|(_, kind)| *kind == column.kind).map_or(0, |(place, _)| place),
            guess: column.guess.map(|guess| (guess.field, guess.sure)),
            values: column.values.into_iter().map(value).collect(),
        };
        Self {
            workbook: look.kind == FileKind::Workbook,
            sheets: look.sheets,
            sheet: look.sheet,
            people: look.people,
            columns: look.columns.into_iter().map(column).collect(),
        }
    }
}

impl From<PipedLook> for Look {
    fn from(look: PipedLook) -> Self {
        let value = |(text, people)| LookValue { text: CellText::new(text), people };
        let column = |column: PipedColumn| LookColumn {
            header: column.header,
            filled: column.filled,
            kind: KINDS.get(usize::from(column.kind)).copied().unwrap_or(ColumnKind::Text),
            guess: column.guess.map(|(field, sure)| Guess { field, sure }),
            values: column.values.into_iter().map(value).collect(),
        };
        Self {
            kind: if look.workbook { FileKind::Workbook } else { FileKind::Text },
            sheets: look.sheets,
            sheet: look.sheet,
            people: look.people,
            columns: look.columns.into_iter().map(column).collect(),
        }
    }
}

impl From<Counted> for PipedCounted {
    fn from(counted: Counted) -> Self {
        let left_out = |one: LeftOut| PipedLeftOut {
            header: one.header,
            empty: one.empty,
            not_understood: one.not_understood,
            values: one.values.into_iter().map(|(text, people)| (text.show().to_owned(), people)).collect(),
            other: one.other,
        };
        Self {
            sets: counted.sets,
            mapping: counted.mapping,
            people: counted.people,
            problems: counted.problems,
            left_out: counted.left_out.into_iter().map(left_out).collect(),
        }
    }
}

impl From<PipedCounted> for Counted {
    fn from(counted: PipedCounted) -> Self {
        let left_out = |one: PipedLeftOut| LeftOut {
            header: one.header,
            empty: one.empty,
            not_understood: one.not_understood,
            values: one.values.into_iter().map(|(text, people)| (CellText::new(text), people)).collect(),
            other: one.other,
        };
        Self {
            sets: counted.sets,
            mapping: counted.mapping,
            people: counted.people,
            problems: counted.problems,
            left_out: counted.left_out.into_iter().map(left_out).collect(),
        }
    }
}
