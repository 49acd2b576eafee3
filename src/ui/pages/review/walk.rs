//! Which questions are shown, and the way from one to the next.

use std::collections::{BTreeMap, BTreeSet};

use super::{Spot, State};
use crate::content::{QuestionId, QuestionPlace, RecommendationId, RecommendationPlace, Term};
use crate::insight::{self, Part, Standing};
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

/// What was given in this frame, which the project does not hold yet: edits are made at the frame's end.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Ratings given or confirmed.
    pub rated: BTreeMap<QuestionId, Rating>,
    /// Ratings agreed by hand that were confirmed.
    pub agreed: BTreeSet<RecommendationId>,
}

impl Given {
    /// The rating of a question, the one just given before the one that the round holds.
    pub fn rating(&self, round: &Round, id: &QuestionId) -> Rating {
        self.rated.get(id).copied().unwrap_or_else(|| round.rating(id))
    }

    /// Whether a question's rating was carried over and is still to be confirmed.
    pub fn is_to_reconfirm(&self, round: &Round, id: &QuestionId) -> bool {
        !self.rated.contains_key(id) && round.is_to_reconfirm(id)
    }

    /// Whether a question is still to be dealt with.
    pub fn is_open(&self, round: &Round, id: &QuestionId) -> bool {
        self.rated.get(id).map_or_else(|| insight::is_open(round, id), |rating| *rating == Rating::NotAssessed)
    }

    /// Where a question stands.
    pub fn standing(&self, round: &Round, id: &QuestionId) -> Standing {
        Standing { rating: self.rating(round, id), open: self.is_open(round, id) }
    }

    /// Whether a rating agreed by hand was carried over and is still to be confirmed.
    pub fn is_agreed_to_reconfirm(&self, round: &Round, id: &RecommendationId) -> bool {
        !self.agreed.contains(id) && round.agreed.get(id).is_some_and(|agreed| agreed.to_reconfirm)
    }

    /// Whether something of a question is left: the question itself, or, at the first of a recommendation, the rating
    /// that was agreed by hand for the whole.
    fn is_left(&self, round: &Round, place: &QuestionPlace<'_>) -> bool {
        let first = place.recommendation.questions.first();
        self.is_open(round, &place.question.id)
            || (first.is_some_and(|first| first.id == place.question.id)
                && self.is_agreed_to_reconfirm(round, &place.recommendation.id))
    }
}

/// Whether a question is shown.
pub fn matches(view: &View<'_>, state: &State, round: &Round, place: &QuestionPlace<'_>) -> bool {
    matches_now(view, state, round, place, &Given::default())
}

/// Whether a question is shown, once what was given in this frame counts.
fn matches_now(view: &View<'_>, state: &State, round: &Round, place: &QuestionPlace<'_>, given: &Given) -> bool {
    let answer = round.answers.get(&place.question.id);
    let id = &place.question.id;
    let rating = given.rating(round, id);
    let kind = match state.filter {
        Filter::All => true,
        Filter::Left => given.is_left(round, place),
        Filter::Unrated => rating == Rating::NotAssessed,
        Filter::Gaps => rating.is_gap(),
        Filter::GapsWithoutAction => rating.is_gap() && !has_action(view, place),
        Filter::Assumed => rating == Rating::Active && answer.is_some_and(|answer| insight::is_assumed(answer)),
        Filter::NoEvidence => rating == Rating::Active && answer.is_some_and(|answer| insight::has_no_evidence(answer)),
        Filter::ToReconfirm => given.is_to_reconfirm(round, id),
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
        Some(Spot::FollowUps(_) | Spot::End) | None => None,
    }
}

/// The next question of the part after one at which something is left, going round at the end.
pub fn next_left(view: &View<'_>, part: &Part, from: Option<&QuestionId>, given: &Given) -> Option<QuestionId> {
    let round = view.project.round()?;
    let all: Vec<_> = view.catalogue.questions().collect();
    let start =
        from.and_then(|from| all.iter().position(|place| place.question.id == *from)).map_or(0, |from| from + 1);
    let mut round_about = all.iter().cycle().skip(start).take(all.len());
    round_about.find(|place| part.holds(place) && given.is_left(round, place)).map(|place| place.question.id.clone())
}
