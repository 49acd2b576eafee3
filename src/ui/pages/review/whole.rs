//! Whole recommendations below each other, as on paper: one rating for all questions of a row.

use egui::{Id, RichText, Stroke, Ui};

use super::ratings::{self, Current, bring_into_sight};
use super::recommendation::{self, CARRIED, carried_over};
use super::{Spot, State, questions_id, toolbar, walk};
use crate::content::{RecommendationId, RecommendationPlace};
use crate::edit::Edit;
use crate::insight;
use crate::project::Round;
use crate::ui::theme::{self, RADIUS, size, space};
use crate::ui::widgets::{caption, focus_list, heading_at, list, row_in_sight, shape};
use crate::ui::{Outbox, View};

/// The list as a screen reader says it.
const NAME: &str = "Recommendations. Keys 1, 2, 3 and 0 rate all questions of one that are left, Enter opens its \
                    questions, W shows questions one by one";

/// Draws the recommendations shown.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    let places = walk::recommendations(view, state, round);
    let frame = egui::Frame::new().fill(view.palette.surface).stroke(Stroke::new(1.0, view.palette.rule));
    frame.corner_radius(RADIUS).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::Frame::new().inner_margin(egui::Margin { left: 16, right: 16, top: 12, bottom: 10 }).show(ui, |ui| {
            toolbar::key_hints(ui, view);
        });
        list(ui, questions_id(), NAME, |ui, _| {
            let mut area = None;
            for place in &places {
                if area.replace(&place.area.id) != Some(&place.area.id) {
                    area_heading(ui, view, place);
                }
                recommendation_row(ui, view, round, state, place, out);
            }
        });
    });
}

/// The name of the area that begins here.
fn area_heading(ui: &mut Ui, view: &View<'_>, place: &RecommendationPlace<'_>) {
    let margin = egui::Margin { left: 16, right: 16, top: 16, bottom: 8 };
    let heading = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading_at(ui, &format!("{} · {}", place.checklist.name, place.area.name), 3);
    });
    let rect = heading.response.rect;
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, view.palette.rule));
}

fn row_id(id: &RecommendationId) -> Id {
    questions_id().with(("whole", id.as_str()))
}

/// Draws a recommendation with its rating.
fn recommendation_row(
    ui: &mut Ui,
    view: &View<'_>,
    round: &Round,
    state: &mut State,
    place: &RecommendationPlace<'_>,
    out: &mut Outbox,
) {
    let recommendation = place.recommendation;
    let rating = insight::recommendation_rating(recommendation, round);
    let of = walk::selected(state).filter(|id| recommendation.questions.iter().any(|question| question.id == **id));
    let selected = of.is_some();
    let id = row_id(&recommendation.id);
    let by_hand = round.agreed.get(&recommendation.id).is_some_and(|agreed| agreed.to_reconfirm);
    let carried = rating.to_reconfirm > 0 || by_hand;
    let mut name = format!("{}. {}", recommendation.title, rating.sentence());
    if carried {
        name.push_str(". ");
        name.push_str(CARRIED);
    }
    let fill = if selected { view.palette.wash } else { view.palette.surface };
    let mut rated = None;
    let (response, _) = row_in_sight(ui, questions_id(), id, selected, &name, |ui| {
        egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(16, 12)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::XS;
            let title = RichText::new(&recommendation.title).font(theme::semibold(size::BODY + 1.0));
            ui.add(egui::Label::new(title.color(view.palette.ink)).wrap());
            recommendation::rating_line(ui, &rating);
            if let Some(reason) = &rating.agreed {
                caption(ui, &format!("Reason: {}", reason.trim()));
            }
            questions(ui, view, round, place);
            ui.add_space(space::XS);
            if carried {
                carried_over(ui, view);
            }
            let would = insight::taking_words(recommendation, round);
            rated =
                ratings::buttons(ui, view, id, Current { rating: rating.from_questions, carried }, selected, &would);
            if selected && view.review_is_open() {
                caption(ui, &would);
            }
        });
    });
    bring_into_sight(ui, view, state, &response, selected);
    if (response.clicked() || rated.is_some())
        && !selected
        && let Some(first) = recommendation.questions.first()
    {
        state.select(Spot::Question(first.id.clone()));
    }
    if let Some(rating) = rated {
        let questions = insight::taking(recommendation, |id| insight::is_open(round, id));
        out.edit(Edit::RateAll { questions, rating });
        // The keys go on from here.
        focus_list(ui, questions_id());
    }
}

/// The questions in small type, each with the shape of its rating.
fn questions(ui: &mut Ui, view: &View<'_>, round: &Round, place: &RecommendationPlace<'_>) {
    for question in &place.recommendation.questions {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.vertical(|ui| {
                ui.set_width(11.0);
                ui.add_space(5.0);
                shape(ui, round.rating(&question.id), 9.0);
            });
            let text = RichText::new(&question.text).size(size::CAPTION).color(view.palette.quiet);
            ui.add(egui::Label::new(text).wrap());
        });
    }
}
