//! The shape of action templates: proposals for the plan, and the two scales by which actions are weighed.

use serde::{Deserialize, Serialize};

use super::ids::{KpiId, RecommendationId, TemplateId};
use super::model::Citation;

/// A title has fewer letters than this, so that it fits a line of the plan.
pub const TITLE_LETTERS: usize = 80;

/// The most weeks that a template may propose: three years.
pub const MOST_WEEKS: u32 = 156;

/// A proposal for an action.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionTemplate {
    /// Its id.
    pub id: TemplateId,
    /// The recommendations that it serves, at least one.
    pub recommendations: Vec<RecommendationId>,
    /// What to do, fewer than [`TITLE_LETTERS`] letters.
    pub title: String,
    /// What to do about it this week.
    pub first_step: String,
    /// How success will be seen, in words.
    pub success: String,
    /// The scorecard's KPI in which success will be seen, where there is one.
    #[serde(default)]
    pub kpi: Option<KpiId>,
    /// How much work it usually is.
    pub effort: Effort,
    /// How much it usually changes.
    pub impact: Impact,
    /// How many weeks it usually takes, 1 to [`MOST_WEEKS`].
    pub weeks: u32,
    /// What it was drawn from.
    pub cite: Citation,
}

/// How much work an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Effort {
    /// Days.
    Low,
    /// Weeks.
    Medium,
    /// Months.
    High,
}

impl Effort {
    /// All three, least first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }
}

/// How much an action would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Impact {
    /// Little.
    Low,
    /// Something.
    Medium,
    /// Much.
    High,
}

impl Impact {
    /// All three, least first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }
}
