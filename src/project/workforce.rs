//! Workforce data: how many people chose which option of a survey question, of the whole and by group.
//!
//! What always holds ([`DataSet::is_sound`]): a data set is broken down by nothing twice, no group of a breakdown stands
//! twice, and the whole is one row. That the groups of a breakdown are no more people than the whole is for the page to
//! mind: counts come from more than one place, and a mistake in one must not close the file.
//!
//! What does not belong here: people. Only counts of options are kept, each with the option itself; how options are
//! grouped, and every share, follows from them and is never stored.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::DataSetId;
use super::strict;
use crate::content::{OptionId, SurveyQuestionId};

/// The counted answers of one population to one question on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataSet {
    /// Its id.
    pub id: DataSetId,
    /// What it is called; never empty.
    pub name: String,
    /// Who was asked.
    pub population: Population,
    /// The day that it describes.
    pub as_of: Date,
    /// How many people were asked, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<u32>,
    /// How backgrounds were found.
    pub method: Method,
    /// The question that was asked.
    pub question: SurveyQuestionId,
    /// The counts: of the whole, and of the groups of each breakdown.
    pub breakdowns: Vec<Breakdown>,
    /// A note: where the counts come from, what to mind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When this record was last changed.
    pub changed: Timestamp,
}

/// Counts by one dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakdown {
    /// By what.
    pub by: Dimension,
    /// Its groups, in the order in which they were entered.
    pub rows: Vec<CountRow>,
}

/// The counts of one group of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRow {
    /// What the group is called; empty for the whole.
    pub label: String,
    /// How many people chose each option. An option that nobody is known to have chosen may be left out.
    #[serde(with = "strict::map")]
    pub counts: BTreeMap<OptionId, u32>,
}

/// Who was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Population {
    /// Everybody who works there.
    #[default]
    Workforce,
    /// People who applied.
    Applicants,
    /// People who were hired from outside.
    NewHires,
    /// People on an apprenticeship.
    Apprentices,
    /// People who were promoted.
    Promotions,
    /// People who took part in training.
    Training,
    /// People who left.
    Leavers,
    /// People who took part in outreach.
    Outreach,
}

/// How backgrounds were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Method {
    /// People chose an option of one question.
    #[default]
    OneQuestion,
    /// People answered four questions on job and employment, and were coded to classes from them.
    FourQuestions,
}

/// By what counts are broken down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// By nothing: everybody together.
    Whole,
    /// By grade.
    Grade,
    /// By function or department.
    Function,
    /// By place of work.
    Location,
    /// By kind of contract.
    Contract,
    /// By the way people came in.
    EntryRoute,
    /// By gender.
    Gender,
    /// By ethnicity.
    Ethnicity,
    /// By disability.
    Disability,
    /// By age.
    Age,
    /// By something of the organisation's own.
    Own(String),
}

impl Population {
    /// All eight, in the order that lists offer them.
    pub const ALL: [Self; 8] = [
        Self::Workforce,
        Self::Applicants,
        Self::NewHires,
        Self::Apprentices,
        Self::Promotions,
        Self::Training,
        Self::Leavers,
        Self::Outreach,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workforce => "Current workforce",
            Self::Applicants => "Applicants",
            Self::NewHires => "New hires",
            Self::Apprentices => "Apprentices",
            Self::Promotions => "People promoted",
            Self::Training => "People in training",
            Self::Leavers => "Leavers",
            Self::Outreach => "Outreach participants",
        }
    }

    /// Whether most of its people are likely to be young, so that figures of the whole workforce are no like measure.
    pub fn is_young(self) -> bool {
        matches!(self, Self::NewHires | Self::Apprentices | Self::Outreach)
    }
}

impl Method {
    /// Both.
    pub const ALL: [Self; 2] = [Self::OneQuestion, Self::FourQuestions];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneQuestion => "One question",
            Self::FourQuestions => "Four questions, coded to classes",
        }
    }
}

impl Dimension {
    /// The dimensions that have a name of their own, without the whole.
    pub const NAMED: [Self; 9] = [
        Self::Grade,
        Self::Function,
        Self::Location,
        Self::Contract,
        Self::EntryRoute,
        Self::Gender,
        Self::Ethnicity,
        Self::Disability,
        Self::Age,
    ];

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Whole => "Everybody",
            Self::Grade => "Grade",
            Self::Function => "Function",
            Self::Location => "Location",
            Self::Contract => "Contract",
            Self::EntryRoute => "Entry route",
            Self::Gender => "Gender",
            Self::Ethnicity => "Ethnicity",
            Self::Disability => "Disability",
            Self::Age => "Age",
            Self::Own(name) => name.trim(),
        }
    }
}

impl CountRow {
    /// How many people it counts.
    pub fn total(&self) -> u64 {
        self.counts.values().map(|count| u64::from(*count)).sum()
    }
}

impl Breakdown {
    /// How many people it counts.
    pub fn total(&self) -> u64 {
        self.rows.iter().map(CountRow::total).sum()
    }
}

impl DataSet {
    /// The counts of everybody together, if they were entered.
    pub fn whole(&self) -> Option<&CountRow> {
        self.breakdown(&Dimension::Whole)?.rows.first()
    }

    /// The counts by a dimension.
    pub fn breakdown(&self, by: &Dimension) -> Option<&Breakdown> {
        self.breakdowns.iter().find(|breakdown| breakdown.by == *by)
    }

    /// The breakdowns into groups.
    pub fn groups(&self) -> impl Iterator<Item = &Breakdown> {
        self.breakdowns.iter().filter(|breakdown| breakdown.by != Dimension::Whole)
    }

    /// Whether it holds together.
    pub fn is_sound(&self) -> bool {
        let mut dimensions = BTreeSet::new();
        self.breakdowns.iter().all(|breakdown| {
            let mut labels = BTreeSet::new();
            let one = breakdown.by != Dimension::Whole || breakdown.rows.len() <= 1;
            one && dimensions.insert(&breakdown.by) && breakdown.rows.iter().all(|row| labels.insert(&row.label))
        })
    }
}
