//! How a review is worked through: what is still open, what a rating given to a whole recommendation changes, and how a
//! recommendation stands in words.

use super::tally::RecommendationRating;
use crate::content::{QuestionId, Recommendation};
use crate::project::{Rating, Round};
use crate::words;

/// Whether a question is still to be dealt with in a round: nobody has rated it, or its rating was carried over and
/// nobody has confirmed it.
pub fn is_open(round: &Round, question: &QuestionId) -> bool {
    round.rating(question) == Rating::NotAssessed || round.is_to_reconfirm(question)
}

/// The questions that take a rating given to their recommendation as a whole, as on paper: those still open, or, once
/// none is, all of them anew. `is_open` says which are open.
pub fn taking(recommendation: &Recommendation, is_open: impl Fn(&QuestionId) -> bool) -> Vec<QuestionId> {
    let all = || recommendation.questions.iter().map(|question| &question.id);
    let open: Vec<QuestionId> = all().filter(|id| is_open(id)).cloned().collect();
    if open.is_empty() { all().cloned().collect() } else { open }
}

/// What a rating given to a whole recommendation would change, in words: `Rates 3 questions; 2 are rated already and
/// stay.`
pub fn taking_words(recommendation: &Recommendation, round: &Round) -> String {
    let whole = recommendation.questions.len();
    let open = recommendation.questions.iter().filter(|question| is_open(round, &question.id)).count();
    match (open, whole) {
        (1, 1) => "Rates its only question.".to_owned(),
        (_, 1) => "Rates its only question anew.".to_owned(),
        (0, _) => format!("All {whole} questions are rated: a rating given here rates all of them anew."),
        (open, _) if open == whole => format!("Rates all {whole} questions alike."),
        _ => {
            let questions = words::count(open, "question", "questions");
            let stay = if whole - open == 1 { "is rated already and stays" } else { "are rated already and stay" };
            format!("Rates {questions}; {} {stay}.", whole - open)
        }
    }
}

impl RecommendationRating {
    /// The rating in words with what it rests on: `Limited: 3 of 5 active, 2 limited`, `Active: all 5`, `Limited, agreed
    /// by hand: 3 of 5 active, 2 not in place`.
    pub fn sentence(&self) -> String {
        let by_hand = if self.agreed.is_some() { ", agreed by hand" } else { "" };
        format!("{}{by_hand}: {}", self.rating.name(), self.split())
    }

    /// What the questions' ratings are: `3 of 5 active, 2 limited`, `2 of 5 rated, so far 1 active and 1 limited`.
    pub fn split(&self) -> String {
        let counts = self.questions;
        let applicable = counts.total() - counts.not_applicable;
        let part = |count: u32, word: &str| if count == 0 { String::new() } else { format!(", {count} {word}") };
        let others = part(counts.limited, "limited") + &part(counts.not_in_place, "not in place");
        let left_out = part(counts.not_applicable, "not applicable");
        if applicable == 0 {
            "none of its questions applies".to_owned()
        } else if counts.not_assessed == applicable {
            format!("none of {applicable} rated{left_out}")
        } else if counts.not_assessed > 0 {
            let mut rated = counts;
            rated.not_assessed = 0;
            rated.not_applicable = 0;
            format!("{} of {applicable} rated, so far {}{left_out}", counts.rated(), rated.words())
        } else if counts.active == applicable {
            format!("all {applicable} active{left_out}")
        } else if counts.not_in_place == applicable {
            format!("none of {applicable} active{left_out}")
        } else {
            format!("{} of {applicable} active{others}{left_out}", counts.active)
        }
    }
}
