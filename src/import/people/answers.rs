//! What the values of a column mean.

use serde::{Deserialize, Serialize};

use super::LookColumn;
use crate::content::Survey;
use crate::project::{ColumnMapping, Meaning, PersonField};

/// The answers that columns of answers may hold: the options of a survey, of the four questions from which people are
/// coded, the stages of recruitment, yes and no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    fields: Vec<(PersonField, Vec<KnownAnswer>)>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAnswer {
    /// What it means.
    pub meaning: Meaning,
    /// Its words, as the survey has them.
    pub text: String,
}

/// What a value means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The mapping says so.
    Mapped(Meaning),
    /// It is an official wording, a number of the official list, or a common variant.
    Known(Meaning),
    /// It is like these answers, the likest first: to be proposed, never assumed.
    Near(Vec<Meaning>),
    /// It is a group of its own: the column holds groups, not answers.
    Own,
    /// It is none that is known.
    Unknown,
}

impl Answers {
    /// The answers of a survey.
    pub fn of(survey: &Survey) -> Self {
        let _ = survey;
        Self { fields: Vec::new() }
    }

    /// The answers that a field may have, in their order; empty for fields of groups, dates and amounts.
    pub fn of_field(&self, field: &PersonField) -> &[KnownAnswer] {
        self.fields.iter().find(|(one, _)| one == field).map_or(&[], |(_, answers)| answers)
    }
}

/// What each value of a column means, in the order of its values.
pub fn matches(answers: &Answers, mapping: &ColumnMapping, column: &LookColumn) -> Vec<Match> {
    let _ = (answers, mapping);
    column.values.iter().map(|_| Match::Unknown).collect()
}
