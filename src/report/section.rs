//! The sections of the board pack: what can be chosen, and when there is anything to choose.

use crate::insight::Digest;

/// A part of the board pack that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The one-page summary.
    Summary,
    /// What changed since the round before. Only a project with two rounds has it.
    Changes,
    /// Every action.
    ActionPlan,
    /// The scorecard's figures.
    Scorecard,
    /// The workforce figures that were released to the board. Only there where any were.
    Released,
    /// What leads from the pillars to the figures, as a map of each. Only there where there is something to show.
    Strategy,
    /// Whether the figures moved, and what is suggested next. Only there where there is something to say.
    Chain,
    /// The answers to the closing questions.
    FollowUps,
    /// Every question with its rating and note.
    Review,
    /// Where figures and checklists come from, and what words mean.
    Sources,
}

impl Section {
    /// All ten, in the order of the pack.
    pub const ALL: [Self; 10] = [
        Self::Summary,
        Self::Changes,
        Self::ActionPlan,
        Self::Scorecard,
        Self::Released,
        Self::Strategy,
        Self::Chain,
        Self::FollowUps,
        Self::Review,
        Self::Sources,
    ];

    /// Whether a project has it: nothing can have changed since the last round while there is only one, and nothing
    /// leads from a figure to an action where nothing falls short. A map needs an action, a gap or a suggestion.
    pub fn is_there(self, digest: &Digest) -> bool {
        match self {
            Self::Changes => digest.since.is_some(),
            Self::Released => digest.released,
            Self::Strategy => digest.strategy.is_something(),
            Self::Chain => !digest.moved.is_empty() || !digest.suggestions.is_empty(),
            Self::Summary | Self::ActionPlan | Self::Scorecard | Self::FollowUps | Self::Review | Self::Sources => true,
        }
    }

    /// Its name, also its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Changes => "Since the last round",
            Self::ActionPlan => "Action plan",
            Self::Scorecard => "Scorecard",
            Self::Released => "Workforce figures",
            Self::Strategy => "Strategy map",
            Self::Chain => "From figures to actions",
            Self::FollowUps => "Follow-up questions",
            Self::Review => "The review in full",
            Self::Sources => "Sources and definitions",
        }
    }

    /// What it holds, for the page where sections are chosen.
    pub fn about(self) -> &'static str {
        match self {
            Self::Summary => "One page: where you stand, the largest gaps, what is late and what comes next",
            Self::Changes => "Which ratings changed, and what was closed, added or slipped in the plan",
            Self::ActionPlan => "Every action with its first step, owner, due date and state",
            Self::Scorecard => "Each measure as a chart and a table, with what it says",
            Self::Released => "The workforce figures that were released to the board, and the rule for them",
            Self::Strategy => {
                "For each pillar, which recommendations lead to actions, and which figures these are to move"
            }
            Self::Chain => "Whether the figures moved after the actions, and what is suggested next",
            Self::FollowUps => "Your answers to the closing questions of each checklist",
            Self::Review => "Every question with its rating and your note",
            Self::Sources => "Where checklists and figures come from, and what the words mean",
        }
    }
}
