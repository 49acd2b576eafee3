//! The line that offers the answer of another checklist, where it asks the same. Nothing is copied unasked: the rating
//! alone with one press, or with its note and evidence with another.

use egui::Ui;

use crate::content::QuestionId;
use crate::edit::Edit;
use crate::insight::{self, Offer};
use crate::project::{Answer, Evidence, Round};
use crate::ui::View;
use crate::ui::view::new_evidence_id;
use crate::ui::widgets::{caption, link};

/// Draws the offers for the selected question; gives the edit that takes one.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, question: &QuestionId) -> Option<Edit> {
    if !view.review_is_open() {
        return None;
    }
    let offers = insight::offers(view.catalogue, round, question);
    let mut taken = None;
    for (place, offer) in offers.iter().enumerate() {
        caption(ui, &offer.words());
        ui.horizontal_wrapped(|ui| {
            let key = if place == 0 { " (U)" } else { "" };
            if link(ui, &format!("Use that here{key}")).clicked() {
                taken = Some(Edit::Rate { question: question.clone(), rating: offer.rating });
            }
            let there = round.answers.get(&offer.from).map(AsRef::as_ref);
            let here = round.answers.get(question).map(AsRef::as_ref);
            if insight::can_come_along(there, here) && link(ui, "Use it with its note and evidence").clicked() {
                taken = there.map(|there| whole(question, there, offer));
            }
        });
    }
    taken
}

/// The edit that takes an answer with all that belongs to it. Its evidence becomes evidence of its own.
fn whole(question: &QuestionId, there: &Answer, offer: &Offer) -> Edit {
    let evidence = there.evidence.iter().map(|one| Evidence { id: new_evidence_id(), ..one.clone() }).collect();
    let answer = Answer { rating: offer.rating, evidence, ..there.clone() };
    Edit::TakeAnswer { question: question.clone(), answer: Box::new(answer) }
}
