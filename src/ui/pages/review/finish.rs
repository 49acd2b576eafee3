//! The end of the review: what was found, a first action, and the gaps that nobody acts on yet.

use egui::{Role, Ui, WidgetInfo};

use super::{State, index_id};
use crate::app::Command;
use crate::content::RecommendationPlace;
use crate::edit::Edit;
use crate::insight::{self, FirstAction, ReviewEnd};
use crate::project::{Origin, Rating, Round};
use crate::ui::theme::space;
use crate::ui::widgets::{
    body, caption, card, heading, is_open, link, primary, rating_word, secondary, shape_word, strong,
};
use crate::ui::{Outbox, View};

/// The end, if it is reached.
pub fn end(view: &View<'_>) -> Option<ReviewEnd> {
    insight::review_end(view.catalogue, view.project, view.digest)
}

/// Draws the end.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, end: &ReviewEnd, out: &mut Outbox) {
    card(ui, |ui| first_action(ui, view, state, end, out));
    if end.without_action.is_empty() {
        return;
    }
    ui.add_space(space::M);
    card(ui, |ui| {
        heading(ui, "Gaps without an action");
        caption(ui, "One action for each is enough to begin with.");
        for place in end.without_action.iter().filter_map(|id| view.catalogue.recommendation(id)) {
            ui.add_space(space::S);
            gap(ui, view, round, state, &place, out);
        }
    });
}

/// Whether the review is finished, or the question that stands between.
fn first_action(ui: &mut Ui, view: &View<'_>, state: &mut State, end: &ReviewEnd, out: &mut Outbox) {
    let open = view.review_is_open();
    if end.is_finished() && std::mem::take(&mut state.focus) {
        ui.memory_mut(|memory| memory.request_focus(index_id()));
    }
    match end.first_action {
        FirstAction::There => {
            shape_word(ui, Rating::Active, "This review is finished.");
            caption(ui, "Nothing is left to rate, and an open action has an owner and a date.");
        }
        FirstAction::NotNeeded => {
            shape_word(ui, Rating::Active, "This review is finished.");
            caption(ui, "Nothing is left to rate, and there is no gap that needs an action.");
        }
        FirstAction::Declined => {
            shape_word(ui, Rating::Active, "This review is finished, without a first action.");
            if open && link(ui, "Take that back").clicked() {
                out.edit(Edit::DeclineFirstAction(false));
            }
        }
        FirstAction::Missing => {
            strong(ui, "One thing is left: a first action");
            body(ui, "A review changes something once one action has an owner and a date. Which would you begin with?");
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                ui.add_enabled_ui(!view.read_only, |ui| {
                    let add = primary(ui, "Add a first action…");
                    if std::mem::take(&mut state.focus) {
                        // A dialog that has just closed still holds the focus for this frame.
                        state.focus = is_open(ui.ctx());
                        add.request_focus();
                    }
                    if add.clicked() {
                        let first = end.without_action.first().cloned().map(Origin::Recommendation);
                        out.command(Command::AddAction(first));
                    }
                });
                if open && secondary(ui, "Finish without").clicked() {
                    out.edit(Edit::DeclineFirstAction(true));
                }
            });
        }
    }
}

/// A recommendation that nobody acts on, with the way to it and to an action.
fn gap(
    ui: &mut Ui,
    view: &View<'_>,
    round: &Round,
    state: &mut State,
    place: &RecommendationPlace<'_>,
    out: &mut Outbox,
) {
    let recommendation = place.recommendation;
    let title = &recommendation.title;
    ui.spacing_mut().item_spacing.y = space::XS;
    body(ui, title);
    ui.horizontal_wrapped(|ui| {
        rating_word(ui, insight::recommendation_rating(recommendation, round).rating);
        caption(ui, &format!("{} · {}", place.checklist.name, place.area.name));
        let show = link(ui, "Show");
        show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show {title}")));
        if show.clicked() {
            state.show_recommendation(view, &recommendation.id);
        }
        if !view.read_only {
            let add = link(ui, "Add an action…");
            add.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Add an action for {title}…")));
            if add.clicked() {
                out.command(Command::AddAction(Some(Origin::Recommendation(recommendation.id.clone()))));
            }
        }
    });
}
