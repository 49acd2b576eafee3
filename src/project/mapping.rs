//! How a file of people is read: which of its columns is what, what its values mean, and what is kept of it in counts.
//!
//! A mapping is kept in the project so that next year's file of the same kind is read alike. What always holds of one that
//! is kept: it names no value of fewer than [`LEAST_NAMED`] people, unless somebody chose to keep that group by name. It
//! says what columns and values mean, and never what any person answered.
//!
//! What does not belong here: how a file is read, and how values are matched (`import`).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::strict;
use super::workforce::{Dimension, Method, Population};
use crate::content::OptionId;

/// Values of fewer people than this are told of as “Other”, and are not kept in a mapping, unless they are kept by name.
pub const LEAST_NAMED: u32 = 10;

/// How the files of one population are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What it is called; never empty. A project has one of each name and population.
    pub name: String,
    /// Who the people in the file are.
    pub population: Population,
    /// How backgrounds are found.
    #[serde(default)]
    pub method: Method,
    /// How dates are written that can be read in two ways.
    #[serde(default)]
    pub dates: DateOrder,
    /// What its columns are. A column that is not named here is left out; each is named once, and so is each field.
    pub columns: Vec<ColumnMapping>,
    /// What is kept in counts.
    #[serde(default)]
    pub keep: Keep,
    /// When this record was last changed.
    #[serde(default)]
    pub changed: Timestamp,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// Its name, as it stands in the file.
    pub header: String,
    /// What it holds.
    pub field: PersonField,
    /// What its values mean, by the value as it stands in the file. Those that are not here are matched with the official
    /// wordings, or are groups of their own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "strict::map")]
    pub values: BTreeMap<String, Meaning>,
    /// The order of its groups, such as grades from the most senior; groups that are not here stand behind, in the order
    /// of their first appearance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// Groups that keep their names however few people they are.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub named: BTreeSet<String>,
}

/// What a value means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Meaning {
    /// It is an answer: an option of a survey question, or of one of the four questions from which people are coded.
    Option(OptionId),
    /// It is a group.
    Group(String),
    /// It says nothing, as an empty cell does.
    Nothing,
}

/// What a column of a file of people may hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PersonField {
    /// The answer to the key question: the work of the main earner.
    Background,
    /// Of the four questions from which people are coded: the kind of work.
    Work,
    /// Whether employed, or self-employed with or without employees.
    Employment,
    /// How many people work there.
    Size,
    /// Whether they supervised others.
    Supervision,
    /// The kind of school.
    School,
    /// Whether they qualified for free school meals.
    SchoolMeals,
    /// Whether a parent has a degree.
    ParentDegree,
    /// A group of this dimension. Ages may be in years; they become bands.
    Group(Dimension),
    /// The date of birth, which becomes an age band.
    BirthDate,
    /// Pay by the hour, in pounds.
    HourlyPay,
    /// Pay in a year, in pounds; with the weekly hours it becomes pay by the hour.
    AnnualPay,
    /// The hours worked in a week.
    WeeklyHours,
    /// The bonus of a year, in pounds; nought for none.
    Bonus,
    /// The day of the promotion; empty for those who are not promoted.
    PromotedOn,
    /// The day on which the grade began that they are in or, where they were promoted, that they were promoted from.
    GradeSince,
    /// How many months they were in that grade.
    GradeMonths,
}

/// What is kept of a file in counts. Whatever is not, is gone when the file has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keep {
    /// By which dimensions; the whole is always kept.
    #[serde(default)]
    pub breakdowns: Vec<Dimension>,
    /// Which two dimensions crossed.
    #[serde(default)]
    pub crossings: Vec<(Dimension, Dimension)>,
    /// Pay in summary, by which dimensions; by the whole for everybody together.
    #[serde(default)]
    pub pay: Vec<Dimension>,
    /// Waits for a promotion in summary, by which dimensions; by the whole for everybody together.
    #[serde(default)]
    pub waits: Vec<Dimension>,
}

/// How a date is written that can be read in two ways, such as 3/4/2026. Dates that begin with the year, and those whose
/// month is a word, are understood in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// The day, then the month, as in the UK.
    #[default]
    DayFirst,
    /// The month, then the day, as in the USA.
    MonthFirst,
}

impl Mapping {
    /// A mapping of nothing.
    pub fn new(name: String, population: Population) -> Self {
        Self {
            name,
            population,
            method: Method::default(),
            dates: DateOrder::default(),
            columns: Vec::new(),
            keep: Keep::default(),
            changed: Timestamp::UNIX_EPOCH,
        }
    }

    /// The column that holds a field.
    pub fn column(&self, field: &PersonField) -> Option<&ColumnMapping> {
        self.columns.iter().find(|column| column.field == *field)
    }

    /// The dimensions that its columns give, in the order of the columns, each once; pay gives pay quarters, and dates of
    /// promotion whether people were promoted.
    pub fn dimensions(&self) -> Vec<Dimension> {
        let mut found: Vec<Dimension> = Vec::new();
        for column in &self.columns {
            if let Some(by) = column.field.dimension()
                && !found.contains(&by)
            {
                found.push(by);
            }
        }
        found
    }

    /// Whether it holds together: it has a name, and names no column and no field twice.
    pub fn is_sound(&self) -> bool {
        let mut headers = BTreeSet::new();
        let mut fields = BTreeSet::new();
        !self.name.trim().is_empty()
            && self.columns.iter().all(|column| headers.insert(&column.header) && fields.insert(&column.field))
    }
}

impl ColumnMapping {
    /// A column whose values are not looked at yet.
    pub fn new(header: String, field: PersonField) -> Self {
        Self { header, field, values: BTreeMap::new(), order: Vec::new(), named: BTreeSet::new() }
    }
}

impl PersonField {
    /// The answers to survey questions.
    pub const ANSWERS: [Self; 8] = [
        Self::Background,
        Self::Work,
        Self::Employment,
        Self::Size,
        Self::Supervision,
        Self::School,
        Self::SchoolMeals,
        Self::ParentDegree,
    ];

    /// The fields that are measured: dates and amounts.
    pub const MEASURED: [Self; 8] = [
        Self::BirthDate,
        Self::HourlyPay,
        Self::AnnualPay,
        Self::WeeklyHours,
        Self::Bonus,
        Self::PromotedOn,
        Self::GradeSince,
        Self::GradeMonths,
    ];

    /// The fields of the method that codes people from four questions.
    pub const CODED: [Self; 4] = [Self::Work, Self::Employment, Self::Size, Self::Supervision];

    /// All fields but those of an organisation's own, in the order that lists offer them.
    pub fn all() -> Vec<Self> {
        let groups = Dimension::NAMED.into_iter().filter(|by| *by != Dimension::PayQuarter).map(Self::Group);
        Self::ANSWERS.into_iter().chain(groups).chain(Self::MEASURED).collect()
    }

    /// Its name: also the header of its column in a template.
    pub fn name(&self) -> &str {
        match self {
            Self::Background => "Main earner’s work",
            Self::Work => "Type of work",
            Self::Employment => "Employment status",
            Self::Size => "Size of workplace",
            Self::Supervision => "Supervised others",
            Self::School => "School type",
            Self::SchoolMeals => "Free school meals",
            Self::ParentDegree => "Parent’s degree",
            Self::Group(by) => by.name(),
            Self::BirthDate => "Date of birth",
            Self::HourlyPay => "Hourly pay",
            Self::AnnualPay => "Annual pay",
            Self::WeeklyHours => "Weekly hours",
            Self::Bonus => "Bonus",
            Self::PromotedOn => "Date of promotion",
            Self::GradeSince => "Start in grade",
            Self::GradeMonths => "Months in grade",
        }
    }

    /// The dimension that it gives, if it gives one.
    pub fn dimension(&self) -> Option<Dimension> {
        match self {
            Self::Group(by) => Some(by.clone()),
            Self::BirthDate => Some(Dimension::Age),
            Self::HourlyPay | Self::AnnualPay => Some(Dimension::PayQuarter),
            Self::PromotedOn => Some(Dimension::Promoted),
            Self::Background
            | Self::Work
            | Self::Employment
            | Self::Size
            | Self::Supervision
            | Self::School
            | Self::SchoolMeals
            | Self::ParentDegree
            | Self::WeeklyHours
            | Self::Bonus
            | Self::GradeSince
            | Self::GradeMonths => None,
        }
    }

    /// Whether its values are answers or groups, rather than dates or amounts.
    pub fn is_listed(&self) -> bool {
        matches!(self, Self::Group(_)) || Self::ANSWERS.contains(self)
    }
}
