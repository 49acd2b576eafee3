//! What hangs together with a recommendation of the review: the actions that deal with it and the KPIs that show whether
//! it works.

use super::Digest;
use super::kpi::KpiView;
use crate::content::{Catalogue, QuestionId, Recommendation};
use crate::project::{Action, Origin, Project};

/// The actions that deal with a question: its own and those of its recommendation; without a question those of the
/// recommendation and of all its questions.
pub fn linked_actions<'a>(
    project: &'a Project,
    recommendation: &Recommendation,
    question: Option<&QuestionId>,
) -> Vec<&'a Action> {
    let deals = |action: &&Action| match &action.origin {
        Some(Origin::Recommendation(id) | Origin::Link(_, id)) => *id == recommendation.id,
        Some(Origin::Question(id)) => match question {
            Some(question) => id == question,
            None => recommendation.questions.iter().any(|question| question.id == *id),
        },
        Some(Origin::Kpi(_)) | None => false,
    };
    project.actions.iter().map(AsRef::as_ref).filter(deals).collect()
}

/// The KPIs in which a recommendation shows: those on which it bears, and those in which its linked actions are measured.
pub fn linked_kpis<'a>(
    catalogue: &Catalogue,
    digest: &'a Digest,
    recommendation: &Recommendation,
    actions: &[&Action],
) -> Vec<&'a KpiView> {
    let is_linked = |kpi: &&KpiView| {
        catalogue.kpis_of(&recommendation.id).any(|one| one.id == kpi.id)
            || actions.iter().any(|action| action.moves(&kpi.id))
    };
    digest.kpis.iter().filter(is_linked).collect()
}
