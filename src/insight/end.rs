//! The end of a review: what was found, which gaps nobody acts on yet, and whether a first action makes it count.

use super::findings::board_finding;
use super::{Digest, largest_gaps};
use crate::content::{Catalogue, RecommendationId};
use crate::project::{Action, Project, Round};
use crate::words;

/// A review of which nothing is left to rate or to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewEnd {
    /// What was found, in a sentence.
    pub sentence: String,
    /// How many recommendations have a gap.
    pub gaps: usize,
    /// Those of them that no action deals with, the largest first.
    pub without_action: Vec<RecommendationId>,
    /// Where the first action stands.
    pub first_action: FirstAction,
}

/// Where the first action with an owner and a date stands, without which a review is talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstAction {
    /// There is no gap, so nothing needs one.
    NotNeeded,
    /// An open action has an owner and a date.
    There,
    /// There is none, and the user finished without.
    Declined,
    /// There is none yet.
    Missing,
}

impl ReviewEnd {
    /// Whether the review is finished: it has a first action, needs none, or was finished without.
    pub fn is_finished(&self) -> bool {
        self.first_action != FirstAction::Missing
    }

    /// How many gaps nobody acts on, in words.
    pub fn gaps_words(&self) -> String {
        match (self.gaps, self.without_action.len()) {
            (0, _) => "No recommendation has a gap.".to_owned(),
            (1, 0) => "The one recommendation with a gap has an action.".to_owned(),
            (1, _) => "The one recommendation with a gap has no action yet.".to_owned(),
            (gaps, 0) => format!("All {gaps} recommendations with a gap have an action."),
            (gaps, without) if gaps == without => {
                format!("{gaps} recommendations have a gap, none with an action yet.")
            }
            (gaps, without) => {
                let have = if without == 1 { "has" } else { "have" };
                format!(
                    "{gaps} recommendations have a gap; {} of them {have} no action yet.",
                    words::whole(without as u64)
                )
            }
        }
    }
}

/// Whether an action is one that a review can end with: open, with an owner and a date.
fn is_owned_and_dated(action: &Action) -> bool {
    action.status.is_open() && action.due.is_some() && !action.owner.trim().is_empty()
}

/// The recommendations whose rating agreed by hand was carried over and nobody has confirmed in a round.
pub fn agreed_to_reconfirm<'a>(catalogue: &'a Catalogue, round: &Round) -> Vec<&'a RecommendationId> {
    let ids = catalogue.recommendations().map(|place| &place.recommendation.id);
    ids.filter(|id| round.agreed.get(*id).is_some_and(|agreed| agreed.to_reconfirm)).collect()
}

/// The end of the newest round's review; `None` while anything is left to rate or to confirm.
pub fn review_end(catalogue: &Catalogue, project: &Project, digest: &Digest) -> Option<ReviewEnd> {
    let round = project.round()?;
    let tally = &digest.tally;
    let counts = tally.questions;
    let left = counts.total() == 0 || counts.not_assessed > 0 || tally.to_reconfirm > 0;
    if left || !agreed_to_reconfirm(catalogue, round).is_empty() {
        return None;
    }
    let found = largest_gaps(catalogue, round);
    let gaps = found.len();
    let acted_on = |id: &RecommendationId| {
        catalogue.recommendation(id).is_some_and(|place| digest.acted_on.recommendation(place.recommendation))
    };
    let first_action = if gaps == 0 {
        FirstAction::NotNeeded
    } else if project.actions.iter().any(|action| is_owned_and_dated(action)) {
        FirstAction::There
    } else if round.first_action_declined {
        FirstAction::Declined
    } else {
        FirstAction::Missing
    };
    Some(ReviewEnd {
        sentence: if counts.rated() == 0 {
            "Nothing in the checklists applies to you.".to_owned()
        } else {
            board_finding(digest).title
        },
        gaps,
        without_action: found.into_iter().map(|gap| gap.recommendation).filter(|id| !acted_on(id)).collect(),
        first_action,
    })
}
