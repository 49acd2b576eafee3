//! A round: one dated review, with the answers given in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::RoundId;
use super::strict;
use crate::content::{FollowUpId, PackId, QuestionId, RecommendationId};

/// A rating of a question, or the rating that a recommendation has from its questions. *Not assessed* is the first and
/// the default: a question that nobody rated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rating {
    /// Nobody has rated it yet. Never counts as red, never enters a percentage.
    #[default]
    NotAssessed,
    /// Red: it is not done.
    NotInPlace,
    /// Amber: something is done.
    Limited,
    /// Green: it is done.
    Active,
    /// It does not apply to this organisation. Never enters a percentage.
    NotApplicable,
}

impl Rating {
    /// All five, best first, then those without a colour: the order of legends and tables.
    pub const ALL: [Self; 5] = [Self::Active, Self::Limited, Self::NotInPlace, Self::NotAssessed, Self::NotApplicable];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotAssessed => "Not assessed",
            Self::NotInPlace => "Not in place",
            Self::Limited => "Limited",
            Self::Active => "Active",
            Self::NotApplicable => "Not applicable",
        }
    }

    /// Whether it counts as green, amber or red.
    pub fn has_colour(self) -> bool {
        matches!(self, Self::Active | Self::Limited | Self::NotInPlace)
    }

    /// Whether it is red or amber: something that an action could mend.
    pub fn is_gap(self) -> bool {
        matches!(self, Self::NotInPlace | Self::Limited)
    }
}

/// How sure a rating is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// The person who rated it saw evidence.
    EvidenceSeen,
    /// They were told by somebody who knows.
    Told,
    /// They assumed it.
    Assumed,
}

impl Confidence {
    /// All three, surest first.
    pub const ALL: [Self; 3] = [Self::EvidenceSeen, Self::Told, Self::Assumed];

    /// Its words.
    pub fn name(self) -> &'static str {
        match self {
            Self::EvidenceSeen => "Evidence seen",
            Self::Told => "Told",
            Self::Assumed => "Assumed",
        }
    }
}

/// What was entered for one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The rating.
    pub rating: Rating,
    /// How sure it is, if said.
    pub confidence: Option<Confidence>,
    /// The user's note.
    pub note: String,
    /// When this record was last changed.
    pub changed: Timestamp,
}

/// A recommendation's rating, agreed by hand in place of the one that follows from its questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// The rating agreed.
    pub rating: Rating,
    /// Why; never empty.
    pub reason: String,
    /// When this record was last changed.
    pub changed: Timestamp,
}

/// Which follow-up question of which checklist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FollowUpKey {
    /// The checklist.
    pub checklist: PackId,
    /// The question.
    pub question: FollowUpId,
}

/// The answer to a follow-up question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpAnswer {
    /// The answer, in the user's words.
    pub text: String,
    /// When it is due.
    pub due: Option<Date>,
    /// When this record was last changed.
    pub changed: Timestamp,
}

/// One dated review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Its name: `Round 1`.
    pub name: String,
    /// The day it was begun.
    pub started: Date,
    /// The day it was frozen; an open round has none. A frozen round is not edited.
    pub frozen: Option<Date>,
    /// Answers, by question. Questions that no pack now holds keep theirs.
    #[serde(with = "strict::map")]
    pub answers: BTreeMap<QuestionId, Arc<Answer>>,
    /// Ratings agreed by hand, by recommendation.
    #[serde(with = "strict::map")]
    pub agreed: BTreeMap<RecommendationId, Arc<Agreed>>,
    /// Answers to follow-up questions.
    #[serde(with = "strict::pairs")]
    pub follow_ups: BTreeMap<FollowUpKey, Arc<FollowUpAnswer>>,
    /// When this record itself (name, dates) was last changed.
    pub changed: Timestamp,
}

impl Round {
    /// An open round with no answers.
    pub fn new(id: RoundId, name: &str, started: Date, changed: Timestamp) -> Self {
        Self {
            id,
            name: name.to_owned(),
            started,
            frozen: None,
            answers: BTreeMap::new(),
            agreed: BTreeMap::new(),
            follow_ups: BTreeMap::new(),
            changed,
        }
    }

    /// The rating of a question; *not assessed* where none was given.
    pub fn rating(&self, question: &QuestionId) -> Rating {
        self.answers.get(question).map_or(Rating::NotAssessed, |answer| answer.rating)
    }
}
