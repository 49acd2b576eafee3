//! The shapes of what leads from a figure to what to do: links, and what employers were found to do.

use serde::Deserialize;

use super::ids::{KpiId, LinkId, PracticeId, RecommendationId};
use super::model::{Citation, Pillar};

/// A link: where a condition holds, these recommendations address it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// When it holds.
    pub when: Condition,
    /// What it leads to, the most useful first.
    pub then: Vec<LinkStep>,
    /// What it rests on. The judgement that the one follows from the other is the pack's.
    pub cite: Citation,
}

/// When a link holds.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Condition {
    /// The newest figure of a KPI is below a value.
    Below(FigureLimit),
    /// The newest figure of a KPI is above a value.
    Above(FigureLimit),
    /// A KPI stands so.
    State(StateLimit),
    /// A recommendation is rated red or amber.
    Gap(RecommendationId),
    /// Workforce data shows this.
    Workforce(WorkforceSign),
}

/// What workforce data may show of people of working-class background, always by more than chance would explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum WorkforceSign {
    /// Their share is lower in senior grades than in junior ones.
    SeniorGap,
    /// They come through a stage of recruitment less often.
    StageUneven,
    /// They are promoted less often.
    PromotionSlower,
    /// They take part in training less often.
    TrainingUneven,
    /// Their median pay is lower by 5% or more. Summaries of pay say nothing of chance.
    PayGap,
    /// They leave more often.
    LeavingMore,
    /// A group of people says less often than all others what their background is.
    NotSaying,
}

impl WorkforceSign {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::SeniorGap,
        Self::StageUneven,
        Self::PromotionSlower,
        Self::TrainingUneven,
        Self::PayGap,
        Self::LeavingMore,
        Self::NotSaying,
    ];
}

/// A value of a KPI.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureLimit {
    /// Which KPI.
    pub kpi: KpiId,
    /// The value, in its unit; for a split of its third group.
    pub value: f64,
}

/// A state of KPIs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateLimit {
    /// Of which KPIs.
    pub of: KpiSet,
    /// How they stand.
    pub is: LinkState,
}

/// A set of KPIs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum KpiSet {
    /// All that are in use.
    All,
    /// Those of a pillar.
    Pillar(Pillar),
    /// One.
    Kpi(KpiId),
}

/// How a KPI stands, as far as links ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum LinkState {
    /// It is in use and has no figures.
    NoFigures,
    /// It has figures and no target.
    NoTarget,
    /// It is behind its path.
    Behind,
    /// Its newest figure is out of date.
    Stale,
}

/// A recommendation that a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkStep {
    /// Which one.
    pub recommendation: RecommendationId,
    /// Why it follows.
    pub reason: String,
    /// What it would mean in practice.
    pub means: String,
}

/// What employers said that they do, asked once.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// Who was asked, and what is not known of them.
    pub asked: String,
    /// The same, short enough to stand after a percentage: `masterclass respondents (number not published)`.
    pub short: String,
    /// When.
    pub as_of: String,
    /// Where it comes from.
    pub cite: Citation,
    /// What they said.
    pub practices: Vec<Practice>,
}

/// Something that a share of employers does.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Its id.
    pub id: PracticeId,
    /// What they do, to stand after who they are: `share social mobility data publicly`.
    pub text: String,
    /// How many of a hundred.
    pub percent: f64,
    /// The recommendations that ask for it.
    pub recommendations: Vec<RecommendationId>,
    /// The KPIs beside which it says something.
    pub kpis: Vec<KpiId>,
}
