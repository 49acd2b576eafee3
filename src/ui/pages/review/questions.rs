//! The questions of a recommendation, with their ratings.

use egui::{
    Align, Button, CornerRadius, Event, Id, Key, Response, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use super::walk::{self, matches};
use super::{Agreeing, Spot, State, questions_id};
use crate::content::{Question, QuestionId, QuestionPlace, Recommendation};
use crate::edit::Edit;
use crate::insight::{self, RecommendationRating};
use crate::project::{Rating, Round};
use crate::ui::theme::{self, RADIUS, TARGET, size, space};
use crate::ui::widgets::{
    Field, body, caption, heading, link, list, paint_rating, rating_word, row, secondary, secondary_enabled, segments,
    singleline,
};
use crate::ui::{Outbox, View};

/// The ratings that can be given, in the order of their keys 1, 2, 3 and 0.
const RATINGS: [(Key, Rating); 4] = [
    (Key::Num1, Rating::NotInPlace),
    (Key::Num2, Rating::Limited),
    (Key::Num3, Rating::Active),
    (Key::Num0, Rating::NotApplicable),
];

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
                recommendation_head(ui, view, state, place.recommendation, &rating, out);
            });
            let (_, ()) = list(
                ui,
                questions_id(),
                "Questions. Keys 1, 2, 3 and 0 rate, N goes to the next to rate",
                |ui, keys| {
                    if keys.focused {
                        act_on_keys(ui, view, state, id, keys.step, keys.enter, out);
                    }
                    for question in &place.recommendation.questions {
                        let place = QuestionPlace { question, ..place };
                        if question.id == *id || matches(view, state, round, &place) {
                            question_row(ui, view, round, state, &place, question.id == *id, out);
                        }
                    }
                },
            );
        });
}

/// The title of the recommendation, its rating and why it matters.
fn recommendation_head(
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
        rating_word(ui, rating.rating);
        caption(ui, &rating.words());
        let agreeing = state.agreeing.is_some();
        if !agreeing && !view.read_only && link(ui, "Agree by hand…").clicked() {
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

/// Acts on the keys of the list: ratings, moves, next to rate, the note.
fn act_on_keys(ui: &Ui, view: &View<'_>, state: &mut State, id: &QuestionId, step: i32, enter: bool, out: &mut Outbox) {
    if step != 0 {
        walk_by(view, state, id, step);
        return;
    }
    if enter {
        ui.memory_mut(|memory| memory.request_focus(super::details::note_id(id)));
        return;
    }
    // Several keys may come in one frame where drawing is slow: each rates the question that is next in turn.
    let shown = walk::shown(view, state);
    let mut place = shown.iter().position(|one| one == id).unwrap_or(0);
    for key in presses(ui) {
        let Some(question) = shown.get(place) else { return };
        if key == Key::N {
            if let Some(next) = walk::next_unrated(view, Some(&Spot::Question(question.clone()))) {
                place = shown.iter().position(|one| *one == next).unwrap_or(place);
                state.go(Spot::Question(next));
            }
            continue;
        }
        if view.read_only {
            continue;
        }
        let rating = RATINGS.iter().find(|(one, _)| *one == key).map(|(_, rating)| *rating);
        out.edit(Edit::Rate { question: question.clone(), rating: rating.unwrap_or_default() });
        if rating.is_some() && place + 1 < shown.len() {
            // One key a question: the next one is ready for its own.
            place += 1;
            if let Some(next) = shown.get(place) {
                state.go(Spot::Question(next.clone()));
            }
        }
    }
}

/// Takes the presses of the list's own keys, in the order in which they came.
fn presses(ui: &Ui) -> Vec<Key> {
    let own =
        |key| matches!(key, Key::N | Key::Backspace | Key::Delete) || RATINGS.iter().any(|(rating, _)| *rating == key);
    let mut taken = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            if let Event::Key { key, pressed: true, modifiers, .. } = event
                && modifiers.is_none()
                && own(*key)
            {
                taken.push(*key);
                return false;
            }
            true
        });
    });
    taken
}

/// Moves the selection by some questions of those shown, over the ends of recommendations.
fn walk_by(view: &View<'_>, state: &mut State, id: &QuestionId, step: i32) {
    let shown = walk::shown(view, state);
    let from = shown.iter().position(|one| one == id).unwrap_or(0);
    let keys = crate::ui::widgets::ListKeys { focused: true, step, enter: false };
    if let Some(to) = keys.moved(from, shown.len()).and_then(|to| shown.get(to))
        && to != id
    {
        state.go(Spot::Question(to.clone()));
    }
}

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
    let marks = marks(view, round, place);
    let id = row_id(&question.id);
    let name = name(question, rating, &marks);
    let fill = if selected { view.palette.wash } else { view.palette.surface };
    let mut rated = None;
    let (response, ()) = row(ui, questions_id(), id, selected, &name, |ui| {
        let frame =
            egui::Frame::new().fill(fill).inner_margin(egui::Margin { left: 16, right: 16, top: 12, bottom: 12 });
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::S;
            question_text(ui, view, question, rating, &marks);
            rated = rating_buttons(ui, view, &question.id, rating, selected);
        });
    });
    let rect = response.rect;
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, view.palette.rule));
    if selected {
        let bar = egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0, view.palette.accent);
        if state.scroll {
            response.scroll_to_me(Some(Align::Center));
        } else if state.arriving {
            response.scroll_to_me(None);
        }
    }
    if response.clicked() && !selected {
        state.go(Spot::Question(question.id.clone()));
    }
    if let Some(rating) = rated {
        out.edit(Edit::Rate { question: question.id.clone(), rating });
        if !selected {
            state.go(Spot::Question(question.id.clone()));
            state.scroll = false;
        }
        // The keys go on from here.
        ui.memory_mut(|memory| memory.request_focus(questions_id()));
    }
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
    let rating = round.rating(&place.question.id);
    if walk::has_action(view, place) {
        marks.push(("Has an action".to_owned(), false));
    } else if rating.is_gap() {
        marks.push(("No action yet".to_owned(), true));
    }
    marks
}

/// A row as a screen reader says it.
fn name(question: &Question, rating: Rating, marks: &[(String, bool)]) -> String {
    let mut name = format!("{}. {}", question.text, rating.name());
    for (mark, _) in marks {
        name.push_str(". ");
        name.push_str(mark);
    }
    name
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

/// The four ratings as a row of buttons; those of the selected question are stops of the Tab key. Clicking the chosen one
/// clears it.
fn rating_buttons(
    ui: &mut Ui,
    view: &View<'_>,
    question: &QuestionId,
    current: Rating,
    selected: bool,
) -> Option<Rating> {
    let sense = if selected { Sense::click() } else { Sense::CLICK };
    let builder = egui::UiBuilder::new()
        .scope_id(row_id(question).with("ratings"))
        .accessibility_role(Role::RadioGroup)
        .accessibility_label("Rating");
    ui.scope_builder(builder, |ui| {
        ui.add_enabled_ui(!view.read_only, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(-1.0, space::XS);
                let mut rated = None;
                ui.spacing_mut().button_padding.x = 10.0;
                for (key, rating) in RATINGS {
                    let button = rating_button(ui, view, rating, current == rating, sense);
                    let button = button.on_hover_ui(|ui| {
                        caption(ui, &format!("Key {}. A second click takes the rating back.", key.name()));
                    });
                    if button.clicked() {
                        rated = Some(if current == rating { Rating::NotAssessed } else { rating });
                    }
                }
                rated
            })
            .inner
        })
        .inner
    })
    .inner
}

/// One rating: its shape and word, coloured when chosen.
fn rating_button(ui: &mut Ui, view: &View<'_>, rating: Rating, chosen: bool, sense: Sense) -> Response {
    let palette = &view.palette;
    let (fill, color, font) = if chosen {
        (palette.rating_wash(rating), palette.rating(rating), theme::semibold(size::BODY - 1.0))
    } else {
        (palette.surface, palette.ink, theme::regular(size::BODY - 1.0))
    };
    // Room for the shape, which is painted, stands before the word.
    let button = Button::new(RichText::new(rating.name()).font(font).color(color))
        .left_text(RichText::new("     ").size(size::BODY - 1.0))
        .gap(0.0)
        .fill(fill)
        .stroke(Stroke::new(1.0, if chosen { color } else { palette.border }))
        .corner_radius(corners(rating))
        .sense(sense)
        .wrap_mode(egui::TextWrapMode::Extend)
        .min_size(vec2(0.0, TARGET));
    let response = ui.add(button);
    let square = egui::Rect::from_center_size(
        egui::pos2(response.rect.left() + 17.0, response.rect.center().y),
        vec2(11.0, 11.0),
    );
    paint_rating(ui.painter(), square, rating, if ui.is_enabled() { color } else { palette.quiet });
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, rating.name()));
    response
}

/// The corners of a rating's button: round at the ends of the row.
fn corners(rating: Rating) -> CornerRadius {
    match rating {
        Rating::NotInPlace => CornerRadius { nw: RADIUS, sw: RADIUS, ne: 0, se: 0 },
        Rating::NotApplicable => CornerRadius { nw: 0, sw: 0, ne: RADIUS, se: RADIUS },
        Rating::Limited | Rating::Active | Rating::NotAssessed => CornerRadius::ZERO,
    }
}
