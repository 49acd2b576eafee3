//! Which questions are shown, and the way from one to the next.

use super::{Spot, State};
use crate::content::{QuestionId, QuestionPlace, Term};
use crate::insight;
use crate::project::{Rating, Round};
use crate::ui::View;

/// Which questions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
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
    pub const ALL: [Self; 9] = [
        Self::All,
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

/// Whether a question is shown.
pub fn matches(view: &View<'_>, state: &State, round: &Round, place: &QuestionPlace<'_>) -> bool {
    let answer = round.answers.get(&place.question.id);
    let rating = round.rating(&place.question.id);
    let kind = match state.filter {
        Filter::All => true,
        Filter::Unrated => rating == Rating::NotAssessed,
        Filter::Gaps => rating.is_gap(),
        Filter::GapsWithoutAction => rating.is_gap() && !has_action(view, place),
        Filter::Assumed => rating == Rating::Active && answer.is_some_and(|answer| insight::is_assumed(answer)),
        Filter::NoEvidence => rating == Rating::Active && answer.is_some_and(|answer| insight::has_no_evidence(answer)),
        Filter::ToReconfirm => round.is_to_reconfirm(&place.question.id),
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
pub fn shown(view: &View<'_>, state: &State, round: &Round) -> Vec<QuestionId> {
    let selected = selected(state);
    view.catalogue
        .questions()
        .filter(|place| Some(&place.question.id) == selected || matches(view, state, round, place))
        .map(|place| place.question.id.clone())
        .collect()
}

/// The selected question.
pub fn selected(state: &State) -> Option<&QuestionId> {
    match &state.spot {
        Some(Spot::Question(id)) => Some(id),
        Some(Spot::FollowUps(_)) | None => None,
    }
}

/// The next unrated question after the selected one, going round at the end.
pub fn next_unrated(view: &View<'_>, round: &Round, from: Option<&Spot>) -> Option<QuestionId> {
    let all: Vec<_> = view.catalogue.questions().map(|place| &place.question.id).collect();
    let start = match from {
        Some(Spot::Question(id)) => all.iter().position(|one| *one == id).map_or(0, |place| place + 1),
        Some(Spot::FollowUps(_)) | None => 0,
    };
    all.iter()
        .cycle()
        .skip(start)
        .take(all.len())
        .find(|id| round.rating(id) == Rating::NotAssessed)
        .map(|id| (*id).clone())
}
