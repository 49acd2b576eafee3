//! Which questions are shown, and the way from one to the next.

use super::{Spot, State};
use crate::content::{QuestionId, QuestionPlace, RecommendationPlace, Term};
use crate::insight::{self, Part};
use crate::project::{Answer, Rating, Round};
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

/// Whether something of a question is left: the question itself, or, at the first of a recommendation, the rating that
/// was agreed by hand for the whole and carried over.
fn is_left(round: &Round, place: &QuestionPlace<'_>) -> bool {
    let first = place.recommendation.questions.first();
    let agreed = round.agreed.get(&place.recommendation.id);
    insight::is_open(round, &place.question.id)
        || (first.is_some_and(|first| first.id == place.question.id)
            && agreed.is_some_and(|agreed| agreed.to_reconfirm))
}

/// Whether a question is shown.
pub fn matches(view: &View<'_>, state: &State, round: &Round, place: &QuestionPlace<'_>) -> bool {
    let answer = round.answers.get(&place.question.id);
    let rating = round.rating(&place.question.id);
    let kind = match state.filter {
        Filter::All => true,
        Filter::Left => is_left(round, place),
        Filter::Unrated => rating == Rating::NotAssessed,
        Filter::Gaps => rating.is_gap(),
        Filter::GapsWithoutAction => rating.is_gap() && !has_action(view, place),
        Filter::Assumed => rating == Rating::Active && answer.is_some_and(|answer| insight::is_assumed(answer)),
        Filter::NoEvidence => rating == Rating::Active && answer.is_some_and(|answer| insight::has_no_evidence(answer)),
        Filter::ToReconfirm => round.is_to_reconfirm(&place.question.id),
        Filter::AgreedByHand => round.agreed.contains_key(&place.recommendation.id),
        Filter::Noted => answer.is_some_and(|answer| !answer.note.is_empty()),
    };
    let search = state.search.trim();
    kind && state.part().holds(place) && (search.is_empty() || holds(place, answer.map(AsRef::as_ref), search))
}

/// Whether a question, its recommendation, its note or its evidence holds a text.
fn holds(place: &QuestionPlace<'_>, answer: Option<&Answer>, text: &str) -> bool {
    let text = text.to_lowercase();
    let evidence = answer.map(|answer| answer.evidence.as_slice()).unwrap_or_default();
    [place.question.text.as_str(), place.recommendation.title.as_str()]
        .into_iter()
        .chain(answer.map(|answer| answer.note.as_str()))
        .chain(evidence.iter().flat_map(|one| [one.title.as_str(), one.person.as_str()]))
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

/// The recommendations shown, in order: those with a question that is, and the selected one.
pub fn recommendations<'a>(view: &View<'a>, state: &State, round: &Round) -> Vec<RecommendationPlace<'a>> {
    let selected = selected(state);
    let is_shown = |place: &RecommendationPlace<'a>| {
        let RecommendationPlace { pack, checklist, area, recommendation } = *place;
        recommendation.questions.iter().any(|question| {
            let place = QuestionPlace { pack, checklist, area, recommendation, question };
            Some(&question.id) == selected || matches(view, state, round, &place)
        })
    };
    view.catalogue.recommendations().filter(is_shown).collect()
}

/// The selected question.
pub fn selected(state: &State) -> Option<&QuestionId> {
    match &state.spot {
        Some(Spot::Question(id)) => Some(id),
        Some(Spot::FollowUps(_) | Spot::End) | None => None,
    }
}

/// The next question of the part after one at which something is left, going round at the end.
pub fn next_left(view: &View<'_>, round: &Round, part: &Part, from: Option<&QuestionId>) -> Option<QuestionId> {
    let all: Vec<_> = view.catalogue.questions().collect();
    let start =
        from.and_then(|from| all.iter().position(|place| place.question.id == *from)).map_or(0, |from| from + 1);
    let mut round_about = all.iter().cycle().skip(start).take(all.len());
    round_about.find(|place| part.holds(place) && is_left(round, place)).map(|place| place.question.id.clone())
}
