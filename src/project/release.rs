//! What was shown to whom: releases of workforce figures, and the rules of each audience.
//!
//! What always holds: a release is never changed and never taken back, since what was shown was shown; every row of it
//! has a cell for each group of answers; a cell holds a rounded count or says why there is none.
//!
//! What does not belong here: which cells may be shown (`disclosure`), and exact counts.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{DataSetId, ReleaseId};
use super::workforce::{Dimension, LEAST_SUMMARISED, Method, Pay, Population};
use crate::content::{Group, SurveyQuestionId};

/// For whom figures are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// Colleagues within the organisation.
    Internal,
    /// The board.
    #[default]
    Board,
    /// Everybody.
    Public,
}

impl Audience {
    /// All three, the narrowest first.
    pub const ALL: [Self; 3] = [Self::Internal, Self::Board, Self::Public];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "Internal",
            Self::Board => "Board",
            Self::Public => "Public",
        }
    }

    /// Who it is, within a sentence, as in “released to the board”.
    pub fn whom(self) -> &'static str {
        match self {
            Self::Internal => "colleagues",
            Self::Board => "the board",
            Self::Public => "the public",
        }
    }

    /// Its name on the command line and in files for other programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Board => "board",
            Self::Public => "public",
        }
    }
}

/// The rules by which figures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowRules {
    /// Counts under this are hidden.
    pub least: u32,
    /// Whether counts of nobody are hidden too: they say something of everybody in a group.
    pub zeros: bool,
    /// What may be worked out of a hidden count must leave at least this many people open.
    pub width: u32,
    /// Counts are rounded to the nearest multiple of this; 1 does not round.
    pub round: u32,
    /// Percentages are taken from this many people on.
    pub percent: u32,
    /// Pay gaps are told from this many people in each of both groups on.
    pub pay: u32,
}

/// What an organisation sets for an audience, in place of what the program proposes; what is not set is as proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileSettings {
    /// Of [`ShowRules::least`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// Of [`ShowRules::zeros`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zeros: Option<bool>,
    /// Of [`ShowRules::width`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Of [`ShowRules::round`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
    /// Of [`ShowRules::percent`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
    /// Of [`ShowRules::pay`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<u32>,
    /// When this record was last changed.
    pub changed: Timestamp,
}

impl ProfileSettings {
    /// Nothing set.
    pub fn new(changed: Timestamp) -> Self {
        Self { least: None, zeros: None, width: None, round: None, percent: None, pay: None, changed }
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::new(self.changed)
    }

    /// Whether every setting lies in its range.
    pub fn is_sound(&self) -> bool {
        let within =
            |value: Option<u32>, (low, high): (u32, u32)| value.is_none_or(|value| (low..=high).contains(&value));
        within(self.least, ShowRules::LEAST)
            && within(self.width, ShowRules::WIDTH)
            && within(self.round, ShowRules::ROUND)
            && within(self.percent, ShowRules::PERCENT)
            && within(self.pay, ShowRules::PAY)
    }
}

impl ShowRules {
    /// From where to where [`Self::least`] may be set. Under three, somebody who knows their own answer would know the
    /// other one.
    pub const LEAST: (u32, u32) = (3, 1_000);
    /// From where to where [`Self::width`] may be set.
    pub const WIDTH: (u32, u32) = (1, 1_000);
    /// From where to where [`Self::round`] may be set.
    pub const ROUND: (u32, u32) = (1, 100);
    /// From where to where [`Self::percent`] may be set.
    pub const PERCENT: (u32, u32) = (1, 10_000);
    /// From where to where [`Self::pay`] may be set.
    pub const PAY: (u32, u32) = (LEAST_SUMMARISED, 10_000);

    /// A count as it is shown: the nearest multiple, halves up; somebody is never nobody.
    pub fn rounded(&self, count: u32) -> u32 {
        let to = self.round.max(1);
        let rounded = count.saturating_add(to / 2) / to * to;
        if count == 0 { 0 } else { rounded.max(to) }
    }
}

/// Figures that were shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// When it was released.
    pub at: Timestamp,
    /// The day on which it was released.
    pub on: Date,
    /// To whom.
    pub audience: Audience,
    /// The rules by which it was made.
    pub rules: ShowRules,
    /// What was shown, by data set.
    pub sets: Vec<ReleasedSet>,
    /// A note: what for, where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What was shown of a set of workforce data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedSet {
    /// Which set; it may be gone since.
    pub set: DataSetId,
    /// What it was called.
    pub name: String,
    /// Who was asked.
    pub population: Population,
    /// The day that it describes.
    pub as_of: Date,
    /// The question.
    pub question: SurveyQuestionId,
    /// How backgrounds were found.
    pub method: Method,
    /// The groups of answers, the one that is told first.
    pub parts: Vec<ReleasedPart>,
    /// Who answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<ReleasedResponse>,
    /// Counts: of everybody, by a dimension, by two crossed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<ReleasedTable>,
    /// Pay gaps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pay: Vec<ReleasedPay>,
}

/// A group of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedPart {
    /// Its id.
    pub id: String,
    /// What it was called.
    pub name: String,
    /// Which of the three groups of background it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
}

/// Who answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedResponse {
    /// How many were asked.
    pub asked: ReleasedCell,
    /// How many answered, in whatever way.
    pub answered: ReleasedCell,
    /// How many did not.
    pub silent: ReleasedCell,
    /// Whether so many were asked that a rate may be told.
    pub percents: bool,
    /// The day that the counts describe, where it is an earlier one: too few people have changed since for new counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_from: Option<Date>,
}

/// Counts by a dimension, or by two crossed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedTable {
    /// By what; the whole is one row without a label.
    pub by: Dimension,
    /// And by what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub across: Option<Dimension>,
    /// Its rows.
    pub rows: Vec<ReleasedRow>,
}

/// The counts of a group of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedRow {
    /// What the group is called; empty for the whole.
    pub label: String,
    /// The group of the second dimension.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub across: String,
    /// By group of answers.
    pub parts: Vec<ReleasedCell>,
    /// How many answered, but are placed in no group.
    pub unplaced: ReleasedCell,
    /// How many are placed in a group: the base of percentages.
    pub base: ReleasedCell,
    /// How many answered.
    pub answered: ReleasedCell,
    /// Whether the base is large enough for percentages.
    pub percents: bool,
    /// The day that the counts describe, where it is an earlier one: too few people have changed since for new counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_from: Option<Date>,
}

/// A count as it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReleasedCell {
    /// A rounded count.
    Shown(u32),
    /// Hidden: too few people.
    Small,
    /// Hidden: nobody.
    Nought,
    /// Hidden: otherwise another hidden count could be worked out.
    ForOthers,
    /// Hidden: the difference to what was shown before would tell of a few people.
    Withheld,
}

impl ReleasedCell {
    /// The rounded count, where it was shown.
    pub fn shown(self) -> Option<u32> {
        if let Self::Shown(count) = self { Some(count) } else { None }
    }
}

/// Pay gaps by the groups of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedPay {
    /// What is paid.
    pub pay: Pay,
    /// By what; the whole is one row without a label.
    pub by: Dimension,
    /// Its rows.
    pub rows: Vec<ReleasedPayRow>,
}

/// The pay gaps of a group of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedPayRow {
    /// What the group is called; empty for the whole.
    pub label: String,
    /// Its gaps.
    pub gaps: Vec<ReleasedGap>,
}

/// How much less one group of answers is paid than another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedGap {
    /// Whose pay.
    pub of: Vec<Group>,
    /// Against whose.
    pub against: Vec<Group>,
    /// The gap, where it was shown.
    pub gap: Option<PayGap>,
}

/// A pay gap, in tenths of a percent of the comparator's pay; positive where the comparator is paid more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayGap {
    /// Of the medians.
    pub median: i32,
    /// Of the means.
    pub mean: i32,
}

impl Release {
    /// Whether it holds together.
    pub fn is_sound(&self) -> bool {
        self.sets
            .iter()
            .all(|set| set.tables.iter().flat_map(|table| &table.rows).all(|row| row.parts.len() == set.parts.len()))
    }
}
