//! The head of a recommendation: its title, why it matters, its rating in words, and how it is agreed by hand.

use egui::{Id, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::keys::RATINGS;
use super::{Agreeing, State};
use crate::content::Recommendation;
use crate::edit::Edit;
use crate::insight::RecommendationRating;
use crate::project::Round;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{
    Field, body, caption, heading, link, paint_carried, secondary, secondary_enabled, segments, shape, singleline,
};
use crate::ui::{Outbox, View};

/// With more room than this the way to agree a rating by hand stands beside the title.
const AGREE_BESIDE: f32 = 340.0;

/// The room that it takes there.
const AGREE_ROOM: f32 = 118.0;

/// Draws the head.
pub fn head(
    ui: &mut Ui,
    view: &View<'_>,
    round: &Round,
    state: &mut State,
    recommendation: &Recommendation,
    rating: &RecommendationRating,
    out: &mut Outbox,
) {
    let beside = ui.available_width() > AGREE_BESIDE;
    let mut agree = |ui: &mut Ui| {
        if state.agreeing.is_none() && view.review_is_open() && link(ui, "Agree by hand…").clicked() {
            state.agreeing = Some(Agreeing {
                recommendation: recommendation.id.clone(),
                rating: rating.agreed.as_ref().map(|_| rating.rating),
                reason: rating.agreed.clone().unwrap_or_default(),
            });
        }
    };
    if beside {
        ui.horizontal_top(|ui| {
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(room - AGREE_ROOM);
                heading(ui, &recommendation.title);
            });
            agree(ui);
        });
    } else {
        heading(ui, &recommendation.title);
    }
    body(ui, &recommendation.why);
    rating_line(ui, rating);
    if !beside {
        agree(ui);
    }
    if let Some(reason) = &rating.agreed {
        let carried = round.agreed.get(&recommendation.id).is_some_and(|agreed| agreed.to_reconfirm);
        by_hand(ui, view, recommendation, rating, reason, carried, out);
    }
    confirm_all(ui, view, round, recommendation, rating, out);
    if let Some(mut agreeing) = state.agreeing.take().filter(|one| one.recommendation == recommendation.id)
        && agree_form(ui, &mut agreeing, rating.agreed.is_some(), out)
    {
        state.agreeing = Some(agreeing);
    }
}

/// That the rating was agreed by hand, why, and whether that was in the round before.
fn by_hand(
    ui: &mut Ui,
    view: &View<'_>,
    recommendation: &Recommendation,
    rating: &RecommendationRating,
    reason: &str,
    carried: bool,
    out: &mut Outbox,
) {
    let from_questions = rating.from_questions.name().to_lowercase();
    caption(ui, &format!("Agreed by hand; the questions give {from_questions}. Reason: {}", reason.trim()));
    if carried {
        ui.horizontal_wrapped(|ui| {
            carried_over(ui, view);
            if view.review_is_open() && link(ui, "Confirm the rating agreed by hand").clicked() {
                out.edit(Edit::ReconfirmAgreed(recommendation.id.clone()));
            }
        });
    }
}

/// The room for all words of the button that confirms all.
const CONFIRM_WHOLE: f32 = 290.0;

/// The button that confirms all ratings of a recommendation that were carried over.
fn confirm_all(
    ui: &mut Ui,
    view: &View<'_>,
    round: &Round,
    recommendation: &Recommendation,
    rating: &RecommendationRating,
    out: &mut Outbox,
) {
    if rating.to_reconfirm == 0 || !view.review_is_open() {
        return;
    }
    ui.add_space(space::XS);
    let whole = format!("Confirm all {} of this recommendation", rating.to_reconfirm);
    let short = format!("Confirm all {}", rating.to_reconfirm);
    let button = secondary(ui, if ui.available_width() > CONFIRM_WHOLE { &whole } else { &short });
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &whole));
    if button.clicked() {
        let ids = recommendation.questions.iter().map(|question| &question.id);
        let questions = ids.filter(|id| round.is_to_reconfirm(id)).cloned().collect();
        out.edit(Edit::Reconfirm { questions });
    }
}

/// That a rating was carried over from the round before and nobody has confirmed it: a shape and words.
pub fn carried_over(ui: &mut Ui, view: &View<'_>) {
    let color = view.palette.accent;
    low_line(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        let (square, _) = ui.allocate_exact_size(vec2(11.0, 11.0), Sense::hover());
        paint_carried(ui.painter(), square, color);
        let words = RichText::new(CARRIED).font(theme::semibold(size::CAPTION)).color(color);
        ui.add(egui::Label::new(words).extend());
    });
}

/// The height of a line of small type.
const LOW: f32 = 18.0;

/// A line of small things that is no higher than they are.
pub fn low_line(ui: &mut Ui, add: impl FnOnce(&mut Ui)) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = LOW;
        ui.horizontal(add);
    })
    .response
}

/// The words of a rating that was carried over.
pub const CARRIED: &str = "From last round";

/// The rating with what it rests on: a shape and words, heard as one.
pub fn rating_line(ui: &mut Ui, rating: &RecommendationRating) {
    let palette = theme::of(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        ui.vertical(|ui| {
            ui.set_width(11.0);
            ui.add_space(5.0);
            shape(ui, rating.rating, 11.0);
        });
        let word = RichText::new(rating.sentence()).font(theme::semibold(size::CAPTION + 1.0));
        ui.add(egui::Label::new(word.color(palette.rating(rating.rating))).wrap());
    });
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
