//! Answers that can be offered once more: the same question, or nearly the same, asked in another checklist.

use super::is_open;
use crate::content::{Catalogue, Likeness, QuestionId};
use crate::project::{Answer, Rating, Round};

/// An answer of another checklist that is offered here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The question there.
    pub from: QuestionId,
    /// The name of its checklist.
    pub checklist: String,
    /// Its rating.
    pub rating: Rating,
    /// How the two questions differ, where they are not the same.
    pub near: Option<String>,
}

impl Offer {
    /// What is offered, in words.
    pub fn words(&self) -> String {
        let (checklist, rating) = (&self.checklist, self.rating.name());
        match &self.near {
            None => format!("Asked in {checklist} as well, rated {rating} there."),
            Some(how) => format!("Nearly the same is asked in {checklist}, rated {rating} there. {how}"),
        }
    }
}

/// The answers of other checklists that are offered for a question of a round: those given in this round, as long as the
/// question is open or rated otherwise.
pub fn offers(catalogue: &Catalogue, round: &Round, question: &QuestionId) -> Vec<Offer> {
    let here = round.rating(question);
    catalogue
        .repeats_of(question)
        .filter_map(|(place, how)| {
            let there = round.rating(&place.question.id);
            let offered = !is_open(round, &place.question.id) && (is_open(round, question) || here != there);
            offered.then(|| Offer {
                from: place.question.id.clone(),
                checklist: place.checklist.name.clone(),
                rating: there,
                near: match how {
                    Likeness::Same => None,
                    Likeness::Near(how) => Some(how.clone()),
                },
            })
        })
        .collect()
}

/// Whether an answer has a note or evidence that could come along, and the answer it would come to has neither.
pub fn can_come_along(from: Option<&Answer>, to: Option<&Answer>) -> bool {
    let holds = |answer: &Answer| !answer.note.trim().is_empty() || !answer.evidence.is_empty();
    from.is_some_and(holds) && !to.is_some_and(holds)
}
