//! Workforce data: how many people chose which option of a survey question, of the whole, by group, and by two groupings
//! crossed; and, for groups of at least [`LEAST_SUMMARISED`] people, what they are paid and how long they waited for a
//! promotion, in summary.
//!
//! What always holds ([`DataSet::is_sound`]): a data set is broken down and crossed by nothing twice, no group of a
//! breakdown stands twice, the whole is one row, and no summary is of fewer people than may be summarised. That the groups of a breakdown are no more people than the whole is for the page to
//! mind: counts come from more than one place, and a mistake in one must not close the file.
//!
//! What does not belong here: people. Counts are of options, each with the option itself; how options are grouped, and
//! every share, follows from them and is never stored. Summaries cannot be worked out from counts, so they are kept by
//! the group of answers that they are of.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::DataSetId;
use super::strict;
use crate::content::{Group, OptionId, SurveyQuestionId};

/// The fewest people of whom pay or times are kept in summary.
pub const LEAST_SUMMARISED: u32 = 10;

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
    /// The counts of two dimensions crossed, such as grade by gender.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crossings: Vec<Crossing>,
    /// What people are paid, in summary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pay: Vec<PayTable>,
    /// How long people waited for a promotion, in summary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<WaitTable>,
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

/// Counts by two dimensions crossed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossing {
    /// By what.
    pub by: Dimension,
    /// And by what.
    pub across: Dimension,
    /// A row for each pair of groups in which anybody is.
    pub rows: Vec<CrossRow>,
}

/// The counts of the people who are in two groups at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossRow {
    /// The group of the first dimension.
    pub label: String,
    /// The group of the second dimension.
    pub across: String,
    /// How many people chose each option.
    #[serde(with = "strict::map")]
    pub counts: BTreeMap<OptionId, u32>,
}

/// What people are paid, by the groups of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayTable {
    /// What is paid.
    pub pay: Pay,
    /// By what; the whole is one row without a label.
    pub by: Dimension,
    /// Its groups.
    pub rows: Vec<PayRow>,
}

/// What a group of people is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayRow {
    /// What the group is called; empty for the whole.
    pub label: String,
    /// By background: single groups of answers, and groups taken together so that each can be compared with the rest.
    /// One of fewer than [`LEAST_SUMMARISED`] people is left out.
    pub groups: Vec<PaySummary>,
}

/// What some people are paid, in summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaySummary {
    /// Which groups of answers, taken together.
    pub of: Vec<Group>,
    /// How many people's pay is known, those who are paid none among them.
    pub people: u32,
    /// How many of them are paid any. The mean and the median are theirs.
    pub paid: u32,
    /// Their mean, in hundredths of a penny.
    pub mean: u64,
    /// Their median, in hundredths of a penny.
    pub median: u64,
}

/// What is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Pay {
    /// By the hour.
    Hourly,
    /// As a bonus, in a year.
    Bonus,
}

/// How long people waited for a promotion, by the groups of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitTable {
    /// By what; the whole is one row without a label.
    pub by: Dimension,
    /// Its groups.
    pub rows: Vec<WaitRow>,
}

/// How long a group of people waited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitRow {
    /// What the group is called; empty for the whole.
    pub label: String,
    /// By background; one of fewer than [`LEAST_SUMMARISED`] people is left out.
    pub groups: Vec<WaitSummary>,
}

/// How long some people waited, in summary. Those who are not promoted yet count for as long as they have waited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitSummary {
    /// Which groups of answers, taken together.
    pub of: Vec<Group>,
    /// How many people.
    pub people: u32,
    /// How many of them were promoted.
    pub promoted: u32,
    /// How long they waited, all together, in days.
    pub days: u64,
    /// After how many days half of them are promoted, by Kaplan and Meier; `None` where fewer are.
    pub median: Option<u32>,
    /// The share still waiting after a whole number of years, and its 95% interval, as far as anybody was watched.
    pub waiting: Vec<Waiting>,
}

/// The share that is still waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// After how many years.
    pub years: u8,
    /// Of ten thousand people.
    pub share: u16,
    /// The low end of the interval.
    pub low: u16,
    /// The high end of the interval.
    pub high: u16,
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
    /// By quarter of hourly pay.
    PayQuarter,
    /// By performance rating.
    Performance,
    /// By the last stage of recruitment that was reached.
    Stage,
    /// By whether they were promoted in the period.
    Promoted,
    /// By training taken.
    Training,
    /// By apprenticeship or training programme.
    Programme,
    /// By the level of a programme.
    Level,
    /// By whether a programme was completed.
    Completed,
    /// By what came after a programme, within a set period.
    After,
    /// By outreach activity.
    Outreach,
    /// By whether outreach led to an application.
    Applied,
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

impl Pay {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hourly => "Hourly pay",
            Self::Bonus => "Bonus pay",
        }
    }
}

impl Dimension {
    /// The dimensions that have a name of their own, without the whole.
    pub const NAMED: [Self; 20] = [
        Self::Grade,
        Self::Function,
        Self::Location,
        Self::Contract,
        Self::EntryRoute,
        Self::Gender,
        Self::Ethnicity,
        Self::Disability,
        Self::Age,
        Self::PayQuarter,
        Self::Performance,
        Self::Stage,
        Self::Promoted,
        Self::Training,
        Self::Programme,
        Self::Level,
        Self::Completed,
        Self::After,
        Self::Outreach,
        Self::Applied,
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
            Self::PayQuarter => "Pay quarter",
            Self::Performance => "Performance rating",
            Self::Stage => "Stage reached",
            Self::Promoted => "Promoted",
            Self::Training => "Training taken",
            Self::Programme => "Programme",
            Self::Level => "Programme level",
            Self::Completed => "Programme completed",
            Self::After => "What came after",
            Self::Outreach => "Outreach activity",
            Self::Applied => "Applied afterwards",
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

    /// The counts of two dimensions crossed, in either order.
    pub fn crossing(&self, by: &Dimension, across: &Dimension) -> Option<&Crossing> {
        let is = |one: &&Crossing| (&one.by, &one.across) == (by, across) || (&one.by, &one.across) == (across, by);
        self.crossings.iter().find(is)
    }

    /// What is paid by the hour or as a bonus, by a dimension.
    pub fn pay_by(&self, pay: Pay, by: &Dimension) -> Option<&PayTable> {
        self.pay.iter().find(|table| table.pay == pay && table.by == *by)
    }

    /// How long people waited, by a dimension.
    pub fn waits_by(&self, by: &Dimension) -> Option<&WaitTable> {
        self.waits.iter().find(|table| table.by == *by)
    }

    /// Whether it says more than the counts of everybody together.
    pub fn is_divided(&self) -> bool {
        self.groups().next().is_some() || !(self.crossings.is_empty() && self.pay.is_empty() && self.waits.is_empty())
    }

    /// Whether it holds together.
    pub fn is_sound(&self) -> bool {
        let one = |by: &Dimension, rows: usize| *by != Dimension::Whole || rows <= 1;
        each_once(self.breakdowns.iter().map(|breakdown| &breakdown.by))
            && self.breakdowns.iter().all(|breakdown| {
                one(&breakdown.by, breakdown.rows.len()) && each_once(breakdown.rows.iter().map(|row| &row.label))
            })
            && each_once(self.crossings.iter().map(|one| {
                let (by, across) = (&one.by, &one.across);
                if by <= across { (by, across) } else { (across, by) }
            }))
            && self.crossings.iter().all(|crossing| {
                crossing.by != crossing.across
                    && ![&crossing.by, &crossing.across].contains(&&Dimension::Whole)
                    && each_once(crossing.rows.iter().map(|row| (&row.label, &row.across)))
            })
            && each_once(self.pay.iter().map(|table| (table.pay, &table.by)))
            && self.pay.iter().all(|table| {
                one(&table.by, table.rows.len())
                    && each_once(table.rows.iter().map(|row| &row.label))
                    && table.rows.iter().flat_map(|row| &row.groups).all(PaySummary::is_sound)
            })
            && each_once(self.waits.iter().map(|table| &table.by))
            && self.waits.iter().all(|table| {
                one(&table.by, table.rows.len())
                    && each_once(table.rows.iter().map(|row| &row.label))
                    && table.rows.iter().flat_map(|row| &row.groups).all(WaitSummary::is_sound)
            })
    }
}

impl PaySummary {
    fn is_sound(&self) -> bool {
        (LEAST_SUMMARISED..=self.people).contains(&self.paid)
    }
}

impl WaitSummary {
    fn is_sound(&self) -> bool {
        self.people >= LEAST_SUMMARISED
            && self.promoted <= self.people
            && self.waiting.iter().all(|one| one.low <= one.share && one.share <= one.high && one.high <= 10_000)
    }
}

impl CrossRow {
    /// How many people it counts.
    pub fn total(&self) -> u64 {
        self.counts.values().map(|count| u64::from(*count)).sum()
    }
}

impl Crossing {
    /// How many people it counts.
    pub fn total(&self) -> u64 {
        self.rows.iter().map(CrossRow::total).sum()
    }
}

/// Whether nothing stands twice.
fn each_once<T: Ord>(mut items: impl Iterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    items.all(|item| seen.insert(item))
}
