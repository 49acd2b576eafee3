//! The questions of a recommendation, with their ratings.

use egui::{Align, Id, RichText, Stroke, Ui};

use super::ratings::{self, Current, bring_into_sight};
use super::recommendation::{self, CARRIED, carried_over};
use super::walk::{self, matches};
use super::{Spot, State, before, questions_id, repeats, toolbar};
use crate::content::{Question, QuestionId, QuestionPlace};
use crate::edit::Edit;
use crate::insight;
use crate::project::{Rating, Round};
use crate::ui::theme::{self, RADIUS, size, space};
use crate::ui::widgets::{focus_list, list, row};
use crate::ui::{Outbox, View};

/// The list as a screen reader says it.
const NAME: &str = "Questions. Keys 1, 2, 3 and 0 rate, N goes to the next that is left, W shows whole recommendations";

/// Draws the recommendation of the selected question.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, id: &QuestionId, out: &mut Outbox) {
    let Some(place) = view.catalogue.question(id) else { return };
    let rating = insight::recommendation_rating(place.recommendation, round);
    egui::Frame::new()
        .fill(view.palette.surface)
        .stroke(Stroke::new(1.0, view.palette.rule))
        .corner_radius(RADIUS)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            egui::Frame::new().inner_margin(egui::Margin::same(16)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::XS;
                recommendation::head(ui, view, round, state, place.recommendation, &rating, out);
                ui.add_space(space::XS);
                toolbar::key_hints(ui, view);
            });
            list(ui, questions_id(), NAME, |ui, _| {
                for question in &place.recommendation.questions {
                    let place = QuestionPlace { question, ..place };
                    if question.id == *id || matches(view, state, round, &place) {
                        question_row(ui, view, round, state, &place, question.id == *id, out);
                    }
                }
            });
        });
}

/// What a button of a question says besides its key.
const HOVER: &str = "A second click takes the rating back.";

/// Draws a question with its rating.
fn question_row(
    ui: &mut Ui,
    view: &View<'_>,
    round: &Round,
    state: &mut State,
    place: &QuestionPlace<'_>,
    selected: bool,
    out: &mut Outbox,
) {
    let question = place.question;
    let rating = round.rating(&question.id);
    let current = Current { rating, carried: round.is_to_reconfirm(&question.id) };
    let marks = marks(view, round, place);
    let before = before::words(view, round, &question.id);
    let id = row_id(&question.id);
    let name = name(question, current, before.as_ref().map(|(_, words)| words.as_str()), &marks);
    let fill = if selected { view.palette.wash } else { view.palette.surface };
    let mut rated = None;
    let mut confirmed = false;
    let mut taken = None;
    let (response, ()) = row(ui, questions_id(), id, selected, &name, |ui| {
        let frame =
            egui::Frame::new().fill(fill).inner_margin(egui::Margin { left: 16, right: 16, top: 12, bottom: 12 });
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::S;
            question_text(ui, view, question, rating, &marks);
            rated = ratings::buttons(ui, view, id, current, selected, HOVER);
            if current.carried {
                ui.horizontal(|ui| {
                    carried_over(ui, view);
                    confirmed = view.review_is_open() && ratings::confirm(ui, selected).clicked();
                });
            }
            if let Some(before) = &before {
                before::line(ui, view, before);
            }
            if selected {
                taken = repeats::show(ui, view, round, &question.id);
            }
        });
    });
    bring_into_sight(ui, view, state, &response, selected);
    if (response.clicked() || rated.is_some() || confirmed) && !selected {
        state.select(Spot::Question(question.id.clone()));
    }
    if let Some(given) = rated {
        // A second click takes the rating back; one that was carried over is confirmed by it.
        let rating = if given == rating && !current.carried { Rating::NotAssessed } else { given };
        out.edit(Edit::Rate { question: question.id.clone(), rating });
    } else if let Some(edit) = taken {
        out.edit(edit);
    } else if confirmed {
        out.edit(Edit::Reconfirm { questions: vec![question.id.clone()] });
    } else {
        return;
    }
    // The keys go on from here.
    focus_list(ui, questions_id());
}

fn row_id(id: &QuestionId) -> Id {
    questions_id().with(id.as_str())
}

/// What a row says besides its rating: a note, actions, or that a gap has none.
fn marks(view: &View<'_>, round: &Round, place: &QuestionPlace<'_>) -> Vec<(String, bool)> {
    let mut marks = Vec::new();
    let answer = round.answers.get(&place.question.id);
    if answer.is_some_and(|answer| !answer.note.trim().is_empty()) {
        marks.push(("Note".to_owned(), false));
    }
    if let Some(count) = answer.map(|answer| answer.evidence.len()).filter(|count| *count > 0) {
        let evidence = if count == 1 { "Evidence".to_owned() } else { format!("{count} pieces of evidence") };
        marks.push((evidence, false));
    }
    let rating = round.rating(&place.question.id);
    if walk::has_action(view, place) {
        marks.push(("Has an action".to_owned(), false));
    } else if rating.is_gap() {
        marks.push(("No action yet".to_owned(), true));
    }
    marks
}

/// A row as a screen reader says it.
fn name(question: &Question, current: Current, before: Option<&str>, marks: &[(String, bool)]) -> String {
    let carried = current.carried.then_some(CARRIED);
    let said = [question.text.as_str(), current.rating.name()].into_iter().chain(carried).chain(before);
    said.chain(marks.iter().map(|(mark, _)| mark.as_str())).collect::<Vec<_>>().join(". ")
}

fn question_text(ui: &mut Ui, view: &View<'_>, question: &Question, rating: Rating, marks: &[(String, bool)]) {
    ui.horizontal_top(|ui| {
        let room = ui.available_width();
        let beside = if marks.is_empty() { 0.0 } else { 110.0 };
        ui.vertical(|ui| {
            ui.set_width(room - beside - space::S);
            let ink = if rating == Rating::NotApplicable { view.palette.quiet } else { view.palette.ink };
            ui.add(egui::Label::new(RichText::new(&question.text).size(size::BODY + 1.0).color(ink)).wrap());
        });
        if !marks.is_empty() {
            ui.with_layout(egui::Layout::top_down(Align::Max), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (mark, warn) in marks {
                    let (font, color) = if *warn {
                        (theme::semibold(size::CAPTION), view.palette.limited)
                    } else {
                        (theme::regular(size::CAPTION), view.palette.quiet)
                    };
                    ui.add(egui::Label::new(RichText::new(mark).font(font).color(color)).extend());
                }
            });
        }
    });
}
