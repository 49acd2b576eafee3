//! The change log: what was changed, by whom and when.
//!
//! Entries are made by `edit` from the difference between two states of a project. An edit that is undone takes its
//! entries along: the log tells how the project came to be as it is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ids::{ActionId, BenchmarkId, DataSetId, MeasurementId, PersonId, ReleaseId, RoundId};
use super::release::Audience;
use super::round::FollowUpKey;
use crate::content::{KpiId, QuestionId, RecommendationId};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// By whom: the name set in their preferences, empty where none was.
    pub who: String,
    /// Of what.
    pub subject: Subject,
    /// Of which field of it.
    pub field: Field,
    /// What it said before, in words; empty where it said nothing. A long text is cut.
    pub from: String,
    /// What it says since, in words; empty where it says nothing. A long text is cut.
    pub to: String,
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Subject {
    /// The organisation.
    Organisation,
    /// A round itself.
    Round(RoundId),
    /// The answer to a question in a round.
    Question(RoundId, QuestionId),
    /// The rating of a recommendation, agreed by hand in a round.
    Recommendation(RoundId, RecommendationId),
    /// The answer to a follow-up question in a round.
    FollowUp(RoundId, FollowUpKey),
    /// An action.
    Action(ActionId),
    /// A figure of a KPI.
    Measurement(KpiId, MeasurementId),
    /// The target of a KPI.
    Target(KpiId),
    /// A KPI itself: its definition, its owner, how often it is due.
    Kpi(KpiId),
    /// A figure that a KPI is held against.
    Benchmark(KpiId, BenchmarkId),
    /// The order of the scorecard.
    KpiOrder,
    /// A person.
    Person(PersonId),
    /// A set of workforce data.
    DataSet(DataSetId),
    /// Figures that were shown.
    Release(ReleaseId),
    /// The rules for an audience.
    Profile(Audience),
}

/// Which field was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    /// The record itself: added where it said nothing before, removed where it says nothing since.
    Record,
    /// The name of an organisation, a round or a person.
    Name,
    /// The organisation's size.
    Size,
    /// The organisation's sector.
    Sector,
    /// The pillar to begin with.
    FirstPillar,
    /// Whether a round is frozen.
    Frozen,
    /// Whether the review was called finished without a first action.
    FirstActionDeclined,
    /// A rating.
    Rating,
    /// How sure a rating is.
    Confidence,
    /// A note.
    Note,
    /// The evidence for a rating.
    Evidence,
    /// That a rating carried over was confirmed.
    Reconfirmed,
    /// A rating agreed by hand, with its reason.
    Agreed,
    /// The answer to a follow-up question.
    Answer,
    /// A due date.
    Due,
    /// The title of an action.
    Title,
    /// What an action came from.
    Origin,
    /// Who answers for an action.
    Owner,
    /// The first step of an action.
    FirstStep,
    /// Where an action stands.
    Status,
    /// The effort of an action.
    Effort,
    /// The impact of an action.
    Impact,
    /// How the success of an action will be seen.
    Success,
    /// The KPI in which the success of an action will be seen.
    Measure,
    /// The notes of an action.
    Notes,
    /// A person's role.
    Role,
    /// The areas that a person is to be asked about.
    Areas,
    /// Whether a person decides.
    DecisionMaker,
    /// The pillar of a KPI.
    Pillar,
    /// What a KPI counts.
    Definition,
    /// The unit of a KPI.
    Unit,
    /// Which way a KPI should go.
    Direction,
    /// The recommendations that bear on a KPI.
    Recommendations,
    /// How often a KPI's figure is due.
    Every,
    /// Since when a KPI is no longer followed.
    Retired,
    /// The benchmark sets that a KPI is held against.
    Compared,
    /// The order of the scorecard.
    Order,
    /// Who is counted.
    Population,
    /// The day that counts describe.
    AsOf,
    /// How many people were asked.
    Asked,
    /// How backgrounds were found.
    Method,
    /// The question that was asked.
    SurveyQuestion,
    /// How many people chose what: told by how many they are in all, never by option.
    Counts,
    /// The rules for an audience.
    Rules,
}

impl Field {
    /// Its name, to stand after the name of what was changed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "Whole record",
            Self::Name => "Name",
            Self::Size => "Size",
            Self::Sector => "Sector",
            Self::FirstPillar => "First pillar",
            Self::Frozen => "Frozen",
            Self::FirstActionDeclined => "Finished without a first action",
            Self::Rating => "Rating",
            Self::Confidence => "How sure",
            Self::Note => "Note",
            Self::Evidence => "Evidence",
            Self::Reconfirmed => "Re-confirmed",
            Self::Agreed => "Rating agreed by hand",
            Self::Answer => "Answer",
            Self::Due => "Due date",
            Self::Title => "Title",
            Self::Origin => "Where it came from",
            Self::Owner => "Owner",
            Self::FirstStep => "First step",
            Self::Status => "Status",
            Self::Effort => "Effort",
            Self::Impact => "Impact",
            Self::Success => "How success is seen",
            Self::Measure => "Measure of success",
            Self::Notes => "Notes",
            Self::Role => "Role",
            Self::Areas => "Areas",
            Self::DecisionMaker => "Decision maker",
            Self::Pillar => "Pillar",
            Self::Definition => "What is counted",
            Self::Unit => "Unit",
            Self::Direction => "Which way is better",
            Self::Recommendations => "Recommendations",
            Self::Every => "How often it is due",
            Self::Retired => "Retired",
            Self::Compared => "Compared with",
            Self::Order => "Order",
            Self::Population => "Population",
            Self::AsOf => "Date",
            Self::Asked => "People asked",
            Self::Method => "Method",
            Self::SurveyQuestion => "Survey question",
            Self::Counts => "Counts",
            Self::Rules => "Rules",
        }
    }
}
