//! What one pack brings to the others and what it needs of them.
//!
//! What always holds: each note has the place that it stands at.
//!
//! What does not belong here: comparing packs (`together`).

use super::faults::Spot;

/// What kind of thing an id stands for. Ids are unique by kind, over all packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum IdKind {
    /// A pack.
    Pack,
    /// A source document.
    Source,
    /// One of the six pillars, described.
    Pillar,
    /// An area.
    Area,
    /// A recommendation.
    Recommendation,
    /// A question of a checklist.
    Question,
    /// A closing question.
    FollowUp,
    /// A glossary term.
    Term,
    /// A guidance topic or case study.
    Topic,
    /// A KPI.
    Kpi,
    /// A benchmark set.
    BenchmarkSet,
    /// A question of the survey.
    SurveyQuestion,
    /// A response option.
    Option,
    /// A grouping of response options.
    Grouping,
    /// An action template.
    Template,
    /// A question’s place in a group of repeats, by the question’s id.
    Repeated,
    /// A link from a condition to recommendations.
    Link,
    /// Something that a share of employers does.
    Practice,
}

impl IdKind {
    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Source => "source",
            Self::Pillar => "pillar",
            Self::Area => "area",
            Self::Recommendation => "recommendation",
            Self::Question => "question",
            Self::FollowUp => "follow-up question",
            Self::Term => "term",
            Self::Topic => "topic or case study",
            Self::Kpi => "KPI",
            Self::BenchmarkSet => "benchmark set",
            Self::SurveyQuestion => "survey question",
            Self::Option => "response option",
            Self::Grouping => "grouping",
            Self::Template => "action template",
            Self::Repeated => "repeated question",
            Self::Link => "link",
            Self::Practice => "practice",
        }
    }

    /// The content that holds things of this kind, where other packs refer to them.
    pub(super) fn held_by(self) -> Option<&'static str> {
        match self {
            Self::Source => Some("Sources"),
            Self::BenchmarkSet => Some("Benchmarks"),
            Self::Recommendation | Self::Question => Some("Checklist"),
            Self::Kpi => Some("Scorecard"),
            Self::Pack
            | Self::Pillar
            | Self::Area
            | Self::FollowUp
            | Self::Term
            | Self::Topic
            | Self::SurveyQuestion
            | Self::Option
            | Self::Grouping
            | Self::Template
            | Self::Repeated
            | Self::Link
            | Self::Practice => None,
        }
    }

    /// Whether packs only point to things of this kind. Where a user’s pack takes a built-in one’s place and has other
    /// things of the kind, the built-in packs lose their pointers and nobody is at fault.
    pub(super) fn is_pointed_to(self) -> bool {
        matches!(self, Self::Recommendation | Self::Question | Self::Kpi)
    }
}

/// An id where it is given, or where it is referred to.
#[derive(Clone, Debug)]
pub(super) struct IdNote {
    /// What it stands for.
    pub(super) kind: IdKind,
    /// The id.
    pub(super) id: String,
    /// Its place.
    pub(super) spot: Spot,
}

/// A benchmark set.
#[derive(Clone, Debug)]
pub(super) struct SetNote {
    /// Its id.
    pub(super) id: String,
    /// What it measures.
    pub(super) measure: String,
    /// Whether it is its measure's default.
    pub(super) default: bool,
    /// Whether its figures are the three groups of socio-economic background, as a whole.
    pub(super) three_groups: bool,
    /// Where it says whether it is the default.
    pub(super) spot: Spot,
}

/// All notes on one pack.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    /// The ids that it gives.
    pub(super) given: Vec<IdNote>,
    /// The ids that it refers to.
    pub(super) wanted: Vec<IdNote>,
    /// The questions of each of its groups of repeats.
    pub(super) repeats: Vec<Vec<(String, Spot)>>,
    /// Its benchmark sets.
    pub(super) sets: Vec<SetNote>,
    /// The benchmark sets that must be of the three groups, because a KPI is.
    pub(super) three_groups_wanted: Vec<(String, Spot)>,
    /// Where its content begins.
    pub(super) content: Option<Spot>,
}
