//! A round: one dated review, with the answers given in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::action::Status;
use super::ids::{ActionId, EvidenceId, RoundId};
use super::strict;
use crate::content::{FollowUpId, PackId, QuestionId, RecommendationId};
use crate::words;

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
    /// What the rating rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Whether the rating was carried over from the round before and nobody has confirmed it in this one.
    #[serde(default, skip_serializing_if = "is_false")]
    pub to_reconfirm: bool,
    /// When this record was last changed.
    pub changed: Timestamp,
}

impl Answer {
    /// An answer that says nothing yet.
    pub fn new(changed: Timestamp) -> Self {
        Self {
            rating: Rating::NotAssessed,
            confidence: None,
            note: String::new(),
            evidence: Vec::new(),
            to_reconfirm: false,
            changed,
        }
    }
}

/// Something that shows that a rating is right: a document, a figure, what somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// What it is; never empty.
    pub title: String,
    /// The day that it is of, if known.
    pub date: Option<Date>,
    /// Who showed it or can show it; empty where nobody is named.
    pub person: String,
    /// Where it can be found: an address of the web or a path of a file, as the user gave it. Never opened unasked.
    pub link: String,
}

impl Evidence {
    /// What it is, of when, by whom and where, in a line.
    pub fn words(&self) -> String {
        let date = self.date.map(words::date).unwrap_or_default();
        let parts = [self.title.trim(), &date, self.person.trim(), self.link.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a flag is left out of the file.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
pub(super) fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A recommendation's rating, agreed by hand in place of the one that follows from its questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// The rating agreed.
    pub rating: Rating,
    /// Why; never empty.
    pub reason: String,
    /// Whether it was carried over from the round before and nobody has confirmed it in this one.
    #[serde(default, skip_serializing_if = "is_false")]
    pub to_reconfirm: bool,
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

/// An action as it stood when a round was frozen, kept so that later rounds can say what slipped and what was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedThen {
    /// Which action.
    pub action: ActionId,
    /// What was to be done.
    pub title: String,
    /// When it was due.
    pub due: Option<Date>,
    /// Where it stood.
    pub status: Status,
}

/// That a frozen round was opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// The day on which it had been frozen.
    pub frozen: Date,
    /// The day on which it was opened again.
    pub on: Date,
    /// Why; never empty.
    pub reason: String,
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
    /// The plan as it stood when the round was frozen. `None` for an open round, and for one that a version of the
    /// program froze which did not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Vec<Arc<PlannedThen>>>,
    /// Each time that the round was opened again after it had been frozen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopened: Vec<Reopened>,
    /// Whether the user said that the review is finished without a first action that has an owner and a date.
    #[serde(default, skip_serializing_if = "is_false")]
    pub first_action_declined: bool,
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
            plan: None,
            reopened: Vec::new(),
            first_action_declined: false,
            changed,
        }
    }

    /// Whether its ratings may be changed.
    pub fn is_open(&self) -> bool {
        self.frozen.is_none()
    }

    /// Whether a question's rating was carried over and nobody has confirmed it in this round.
    pub fn is_to_reconfirm(&self, question: &QuestionId) -> bool {
        self.answers.get(question).is_some_and(|answer| answer.to_reconfirm)
    }

    /// The rating of a question; *not assessed* where none was given.
    pub fn rating(&self, question: &QuestionId) -> Rating {
        self.answers.get(question).map_or(Rating::NotAssessed, |answer| answer.rating)
    }
}
