//! An action: what is to be done, by whom, by when.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::ActionId;
use crate::content::{Effort, Impact, KpiId, QuestionId, RecommendationId};

/// An action of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Its id.
    pub id: ActionId,
    /// What is to be done; never empty.
    pub title: String,
    /// What it came from, if anything.
    pub origin: Option<Origin>,
    /// Who answers for it; empty while nobody does.
    pub owner: String,
    /// The first thing to do.
    pub first_step: String,
    /// When it is due.
    pub due: Option<Date>,
    /// Where it stands.
    pub status: Status,
    /// How much work it is, if said.
    pub effort: Option<Effort>,
    /// How much it would change, if said.
    pub impact: Option<Impact>,
    /// How success will be seen, in words.
    pub success: String,
    /// A KPI in which success will be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<KpiId>,
    /// Notes.
    pub notes: String,
    /// When it was added.
    pub created: Timestamp,
    /// When this record was last changed.
    pub changed: Timestamp,
}

impl Action {
    /// An action that says no more than what is to be done, added at a time.
    pub fn new(id: ActionId, title: impl Into<String>, at: Timestamp) -> Self {
        Self {
            id,
            title: title.into(),
            origin: None,
            owner: String::new(),
            first_step: String::new(),
            due: None,
            status: Status::NotStarted,
            effort: None,
            impact: None,
            success: String::new(),
            measure: None,
            notes: String::new(),
            created: at,
            changed: at,
        }
    }

    /// The KPIs that it is to move, each once: the one that it came from, then the one in which success will be seen.
    pub fn figures(&self) -> impl Iterator<Item = &KpiId> {
        let origin = self.origin.as_ref().and_then(Origin::kpi);
        origin.into_iter().chain(self.measure.as_ref().filter(move |measure| Some(*measure) != origin))
    }

    /// Whether it is to move a KPI.
    pub fn moves(&self, kpi: &KpiId) -> bool {
        self.figures().any(|one| one == kpi)
    }
}

/// What an action came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// A recommendation of a checklist.
    Recommendation(RecommendationId),
    /// A question of a checklist.
    Question(QuestionId),
    /// A KPI.
    Kpi(KpiId),
    /// A figure that fell short, by way of the recommendation that addresses it.
    Link(KpiId, RecommendationId),
}

impl Origin {
    /// The id of the recommendation, question or KPI; of a link that of its recommendation.
    pub fn id(&self) -> &str {
        match self {
            Self::Recommendation(id) | Self::Link(_, id) => id.as_str(),
            Self::Question(id) => id.as_str(),
            Self::Kpi(id) => id.as_str(),
        }
    }

    /// The KPI that it names, if any.
    pub fn kpi(&self) -> Option<&KpiId> {
        match self {
            Self::Kpi(id) | Self::Link(id, _) => Some(id),
            Self::Recommendation(_) | Self::Question(_) => None,
        }
    }

    /// The recommendation that it names, if any. That of a question is for the packs to say.
    pub fn recommendation(&self) -> Option<&RecommendationId> {
        match self {
            Self::Recommendation(id) | Self::Link(_, id) => Some(id),
            Self::Question(_) | Self::Kpi(_) => None,
        }
    }
}

/// Where an action stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Nothing has been done yet.
    #[default]
    NotStarted,
    /// It is being done.
    InProgress,
    /// It cannot go on.
    Blocked {
        /// What holds it up.
        reason: String,
    },
    /// It is done.
    Done,
    /// It will not be done.
    Dropped {
        /// Why not.
        reason: String,
    },
}

impl Status {
    /// One of each kind, in the order that lists show them, with empty reasons.
    pub fn all() -> [Self; 5] {
        [
            Self::NotStarted,
            Self::InProgress,
            Self::Blocked { reason: String::new() },
            Self::Done,
            Self::Dropped { reason: String::new() },
        ]
    }

    /// Its words.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Blocked { .. } => "Blocked",
            Self::Done => "Done",
            Self::Dropped { .. } => "Dropped",
        }
    }

    /// A stable id for command-line output.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::Blocked { .. } => "blocked",
            Self::Done => "done",
            Self::Dropped { .. } => "dropped",
        }
    }

    /// Whether there is still something to do.
    pub fn is_open(&self) -> bool {
        match self {
            Self::NotStarted | Self::InProgress | Self::Blocked { .. } => true,
            Self::Done | Self::Dropped { .. } => false,
        }
    }

    /// The reason, where the kind has one.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Blocked { reason } | Self::Dropped { reason } => Some(reason),
            Self::NotStarted | Self::InProgress | Self::Done => None,
        }
    }

    /// Whether it is of the same kind as another, whatever the reasons.
    pub fn same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
