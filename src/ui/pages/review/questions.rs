//! The questions of a recommendation, with their ratings.

use egui::{
    Align, Button, CornerRadius, Event, Id, Key, Modifiers, Response, RichText, Role, Sense, Stroke, Ui, WidgetInfo,
    vec2,
};
use jiff::Timestamp;

use super::walk::{self, matches};
use super::{Agreeing, Spot, State, questions_id};
use crate::content::{Question, QuestionId, QuestionPlace, Recommendation};
use crate::edit::Edit;
use crate::insight::{self, RecommendationRating};
use crate::project::{Project, Rating, Round};
use crate::ui::theme::{self, RADIUS, TARGET, size, space};
use crate::ui::widgets::{
    Field, ListKeys, body, caption, heading, link, list, list_step, paint_rating, rating_word, row, secondary,
    secondary_enabled, segments, singleline,
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
            if ui.memory(|memory| memory.has_focus(questions_id())) {
                act_on_keys(ui, view, state, id, out);
            }
            let (_, ()) =
                list(ui, questions_id(), "Questions. Keys 1, 2, 3 and 0 rate, N goes to the next to rate", |ui, _| {
                    for question in &place.recommendation.questions {
                        let place = QuestionPlace { question, ..place };
                        if question.id == *id || matches(view, state, round, &place) {
                            question_row(ui, view, round, state, &place, question.id == *id, out);
                        }
                    }
                });
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

/// What a key of the list asks for.
#[derive(Clone, Copy, Debug)]
enum Press {
    /// Move by some questions.
    Step(i32),
    /// Write the note.
    Note,
    /// Go to the next question to rate.
    Next,
    /// Rate the question and go to the one after it.
    Rate(Rating),
    /// Take the rating back.
    Clear,
}

/// Carries out the keys of the list in the order in which they came. Where drawing is slow several come in one frame: they
/// do what they would do one by one.
fn act_on_keys(ui: &Ui, view: &View<'_>, state: &mut State, id: &QuestionId, out: &mut Outbox) {
    let presses = presses(ui);
    if presses.is_empty() {
        return;
    }
    let mut question = id.clone();
    // The edits are made at the frame's end; a later key reckons with them now.
    let mut project = Project::clone(view.project);
    for press in presses {
        let Some(round) = project.round() else { return };
        let mut rating = None;
        let to = match press {
            Press::Step(step) => walk_by(view, state, round, &question, step),
            Press::Next => walk::next_unrated(view, round, Some(&Spot::Question(question.clone()))),
            Press::Note => {
                ui.memory_mut(|memory| memory.request_focus(super::details::note_id(&question)));
                None
            }
            Press::Rate(_) | Press::Clear if view.read_only => None,
            Press::Rate(given) => {
                rating = Some(given);
                // One key a question: the next one is ready for its own.
                walk_by(view, state, round, &question, 1)
            }
            Press::Clear => {
                rating = Some(Rating::NotAssessed);
                None
            }
        };
        if let Some(rating) = rating {
            let edit = Edit::Rate { question: question.clone(), rating };
            // What this copy says of the time is nobody's.
            project = edit.clone().apply(&project, Timestamp::UNIX_EPOCH).unwrap_or(project);
            out.edit(edit);
        }
        if let Some(to) = to {
            question = to.clone();
            state.go(Spot::Question(to));
        }
    }
}

/// Takes the presses of the list's own keys, in the order in which they came, as far as one that leaves the list. With
/// them go the texts that keys before it would have typed.
fn presses(ui: &Ui) -> Vec<Press> {
    let mut taken = Vec::new();
    let mut left = false;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            if left {
                return true;
            }
            let Event::Key { key, pressed: true, modifiers, .. } = event else {
                return !matches!(event, Event::Text(_));
            };
            let press = press(*key, *modifiers);
            taken.extend(press);
            left = matches!(press, Some(Press::Note));
            press.is_none()
        });
    });
    taken
}

/// What a key asks for; `None` for keys that are not the list's.
fn press(key: Key, modifiers: Modifiers) -> Option<Press> {
    if let Some(step) = list_step(key) {
        return modifiers.matches_logically(Modifiers::NONE).then_some(Press::Step(step));
    }
    if !modifiers.is_none() {
        return None;
    }
    if let Some((_, rating)) = RATINGS.iter().find(|(one, _)| *one == key) {
        return Some(Press::Rate(*rating));
    }
    let others =
        [(Key::Enter, Press::Note), (Key::N, Press::Next), (Key::Backspace, Press::Clear), (Key::Delete, Press::Clear)];
    others.into_iter().find(|(one, _)| *one == key).map(|(_, press)| press)
}

/// The question some places further on among those shown, over the ends of recommendations; `None` at the end.
fn walk_by(view: &View<'_>, state: &State, round: &Round, id: &QuestionId, step: i32) -> Option<QuestionId> {
    let shown = walk::shown(view, state, round);
    let from = shown.iter().position(|one| one == id).unwrap_or(0);
    let to = ListKeys { focused: true, step, enter: false }.moved(from, shown.len())?;
    shown.get(to).filter(|to| *to != id).cloned()
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
