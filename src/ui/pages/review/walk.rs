//! Which questions are shown, and the way from one to the next.

use std::collections::BTreeMap;

use super::{Spot, State};
use crate::content::{QuestionId, QuestionPlace, RecommendationPlace, Term};
use crate::insight;
use crate::project::{Rating, Round};
use crate::ui::View;

/// Which questions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Those that nobody has rated, or whose rating nobody has confirmed in this round.
    Left,
    /// Those that nobody has rated.
    Unrated,
    /// Red and amber ones.
    Gaps,
    /// Red and amber ones that no action deals with.
    GapsWithoutAction,
    /// Active ones that are only assumed.
    Assumed,
    /// Active ones without a piece of evidence.
    NoEvidence,
    /// Those whose rating was carried over and nobody has confirmed.
    ToReconfirm,
    /// Those of recommendations that are rated by hand.
    AgreedByHand,
    /// Those with a note.
    Noted,
}

impl Filter {
    /// All filters, in the order of the choice.
    pub const ALL: [Self; 10] = [
        Self::All,
        Self::Left,
        Self::Unrated,
        Self::ToReconfirm,
        Self::Gaps,
        Self::GapsWithoutAction,
        Self::Assumed,
        Self::NoEvidence,
        Self::AgreedByHand,
        Self::Noted,
    ];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All questions",
            Self::Left => "Only what is left",
            Self::Unrated => "Not yet rated",
            Self::Gaps => "Gaps",
            Self::GapsWithoutAction => "Gaps without action",
            Self::Assumed => "Active but assumed",
            Self::NoEvidence => "Active, no evidence",
            Self::ToReconfirm => "To re-confirm",
            Self::AgreedByHand => "Rated by hand",
            Self::Noted => "With a note",
        }
    }
}

/// Whether an action deals with a question or its recommendation.
pub fn has_action(view: &View<'_>, place: &QuestionPlace<'_>) -> bool {
    view.digest.acted_on.question(&place.question.id, &place.recommendation.id)
}

/// Ratings given in this frame, which the project does not hold yet: edits are made at the frame's end.
pub type Given = BTreeMap<QuestionId, Rating>;

/// The rating of a question, the one just given before the one that the round holds.
fn rating_now(round: &Round, given: &Given, id: &QuestionId) -> Rating {
    given.get(id).copied().unwrap_or_else(|| round.rating(id))
}

/// Whether a question is still to be dealt with, once what was given in this frame counts.
pub fn is_open_now(round: &Round, given: &Given, id: &QuestionId) -> bool {
    given.get(id).map_or_else(|| insight::is_open(round, id), |rating| *rating == Rating::NotAssessed)
}

/// Whether a question is shown.
pub fn matches(view: &View<'_>, state: &State, round: &Round, place: &QuestionPlace<'_>) -> bool {
    matches_now(view, state, round, place, &Given::new())
}

/// Whether a question is shown, once what was given in this frame counts.
fn matches_now(view: &View<'_>, state: &State, round: &Round, place: &QuestionPlace<'_>, given: &Given) -> bool {
    let answer = round.answers.get(&place.question.id);
    let rating = rating_now(round, given, &place.question.id);
    let kind = match state.filter {
        Filter::All => true,
        Filter::Left => is_open_now(round, given, &place.question.id),
        Filter::Unrated => rating == Rating::NotAssessed,
        Filter::Gaps => rating.is_gap(),
        Filter::GapsWithoutAction => rating.is_gap() && !has_action(view, place),
        Filter::Assumed => rating == Rating::Active && answer.is_some_and(|answer| insight::is_assumed(answer)),
        Filter::NoEvidence => rating == Rating::Active && answer.is_some_and(|answer| insight::has_no_evidence(answer)),
        Filter::ToReconfirm => round.is_to_reconfirm(&place.question.id) && !given.contains_key(&place.question.id),
        Filter::AgreedByHand => round.agreed.contains_key(&place.recommendation.id),
        Filter::Noted => answer.is_some_and(|answer| !answer.note.is_empty()),
    };
    kind && (state.search.trim().is_empty() || holds(place, answer.map(|answer| answer.note.as_str()), &state.search))
}

/// Whether a question, its recommendation or its note holds a text.
fn holds(place: &QuestionPlace<'_>, note: Option<&str>, text: &str) -> bool {
    let text = text.trim().to_lowercase();
    [place.question.text.as_str(), place.recommendation.title.as_str(), note.unwrap_or_default()]
        .iter()
        .any(|part| part.to_lowercase().contains(&text))
}

/// The glossary's terms that a question or its recommendation's reason names.
pub fn terms<'a>(view: &View<'a>, place: &QuestionPlace<'a>) -> impl Iterator<Item = &'a Term> {
    let text = format!("{} {}", place.question.text, place.recommendation.why).to_lowercase();
    view.catalogue.terms().filter(move |term| names(&text, &term.term.to_lowercase()))
}

/// Whether a text holds a term as whole words.
fn names(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + term.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The questions shown, in order. The selected one stays until another is chosen, so that rating it does not take it
/// from under the reader's eyes.
pub fn shown(view: &View<'_>, state: &State, given: &Given) -> Vec<QuestionId> {
    let Some(round) = view.project.round() else { return Vec::new() };
    let selected = selected(state);
    view.catalogue
        .questions()
        .filter(|place| Some(&place.question.id) == selected || matches_now(view, state, round, place, given))
        .map(|place| place.question.id.clone())
        .collect()
}

/// The recommendations shown, in order: those with a question that is, and the selected one.
pub fn recommendations<'a>(view: &View<'a>, state: &State, given: &Given) -> Vec<RecommendationPlace<'a>> {
    let Some(round) = view.project.round() else { return Vec::new() };
    let selected = selected(state);
    let is_shown = |place: &RecommendationPlace<'a>| {
        let RecommendationPlace { pack, checklist, area, recommendation } = *place;
        recommendation.questions.iter().any(|question| {
            let place = QuestionPlace { pack, checklist, area, recommendation, question };
            Some(&question.id) == selected || matches_now(view, state, round, &place, given)
        })
    };
    view.catalogue.recommendations().filter(is_shown).collect()
}

/// The selected question.
pub fn selected(state: &State) -> Option<&QuestionId> {
    match &state.spot {
        Some(Spot::Question(id)) => Some(id),
        Some(Spot::FollowUps(_)) | None => None,
    }
}

/// The next question after one that is still to be dealt with, going round at the end.
pub fn next_open(view: &View<'_>, from: Option<&QuestionId>, given: &Given) -> Option<QuestionId> {
    let round = view.project.round()?;
    let all: Vec<_> = view.catalogue.questions().map(|place| &place.question.id).collect();
    let start = from.and_then(|from| all.iter().position(|one| *one == from)).map_or(0, |place| place + 1);
    all.iter().cycle().skip(start).take(all.len()).find(|id| is_open_now(round, given, id)).map(|id| (*id).clone())
}
