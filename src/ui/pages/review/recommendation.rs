//! The head of a recommendation: its title, why it matters, its rating in words, and how it is agreed by hand.

use egui::{Id, RichText, Ui};

use super::keys::RATINGS;
use super::{Agreeing, State};
use crate::content::Recommendation;
use crate::edit::Edit;
use crate::insight::RecommendationRating;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{
    Field, body, caption, heading, link, secondary, secondary_enabled, segments, shape, singleline,
};
use crate::ui::{Outbox, View};

/// The title of the recommendation, its rating and why it matters.
pub fn head(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    recommendation: &Recommendation,
    rating: &RecommendationRating,
    out: &mut Outbox,
) {
    heading(ui, &recommendation.title);
    body(ui, &recommendation.why);
    ui.horizontal_wrapped(|ui| {
        rating_line(ui, rating);
        let agreeing = state.agreeing.is_some();
        if !agreeing && view.review_is_open() && link(ui, "Agree by hand…").clicked() {
            state.agreeing = Some(Agreeing {
                recommendation: recommendation.id.clone(),
                rating: rating.agreed.as_ref().map(|_| rating.rating),
                reason: rating.agreed.clone().unwrap_or_default(),
            });
        }
    });
    if let Some(reason) = &rating.agreed {
        caption(
            ui,
            &format!(
                "Agreed by hand; the questions give {}. Reason: {reason}",
                rating.from_questions.name().to_lowercase()
            ),
        );
    }
    if let Some(mut agreeing) = state.agreeing.take().filter(|one| one.recommendation == recommendation.id)
        && agree_form(ui, &mut agreeing, rating.agreed.is_some(), out)
    {
        state.agreeing = Some(agreeing);
    }
}

/// The rating with what it rests on: a shape and words, heard as one.
pub fn rating_line(ui: &mut Ui, rating: &RecommendationRating) {
    shape(ui, rating.rating, 11.0);
    let palette = theme::of(ui);
    let word = RichText::new(rating.sentence()).font(theme::semibold(size::CAPTION + 1.0));
    ui.add(egui::Label::new(word.color(palette.rating(rating.rating))).wrap());
}

/// The form in which a rating is agreed by hand; gives whether it stays open.
fn agree_form(ui: &mut Ui, agreeing: &mut Agreeing, agreed: bool, out: &mut Outbox) -> bool {
    let mut open = true;
    let options: Vec<_> = RATINGS.iter().map(|(_, rating)| (*rating, rating.name())).collect();
    ui.add_space(space::S);
    if let Some(rating) = segments(ui, "Rating agreed by hand", agreeing.rating.as_ref(), &options) {
        agreeing.rating = Some(rating);
    }
    ui.add_space(space::S);
    let id = Id::unique(("agree reason", agreeing.recommendation.as_str()));
    let field = Field::new(id, "Why this rating rather than the one from the questions?");
    if let Some(reason) = singleline(ui, field, &agreeing.reason).changed {
        agreeing.reason = reason;
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        let ready = agreeing.rating.filter(|_| !agreeing.reason.trim().is_empty());
        // The page's main button is the one for an action.
        if secondary_enabled(ui, "Agree this rating", ready.is_some()).clicked() {
            out.edit(Edit::Agree {
                recommendation: agreeing.recommendation.clone(),
                agreed: ready.map(|rating| (rating, agreeing.reason.trim().to_owned())),
            });
            open = false;
        }
        if agreed && secondary(ui, "Use the questions’ rating").clicked() {
            out.edit(Edit::Agree { recommendation: agreeing.recommendation.clone(), agreed: None });
            open = false;
        }
        if secondary(ui, "Cancel").clicked() {
            open = false;
        }
    });
    open
}

