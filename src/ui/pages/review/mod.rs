//! The review: recommendations on the left, their questions in the middle, details of the selected question at the side.
//! Rated by mouse, or with one key a question while the list of questions has the focus.

mod details;
mod follow_ups;
mod index;
mod questions;
#[cfg(test)]
mod tests;
mod walk;

use egui::{Id, Key, ScrollArea, Ui};

use super::{NARROW, filling, head, scrolling};
use crate::content::{PackId, Pillar, QuestionId, RecommendationId, TermId};
use crate::insight;
use crate::project::{Rating, Round};
use crate::ui::theme::{TARGET, space};
use crate::ui::widgets::{Field, caption, choice, is_open, key_hint, search, secondary, unheard};
use crate::ui::{Outbox, View};

pub use walk::Filter;

/// Below this width, in points, the details stand under the questions.
const THREE_COLUMNS: f32 = 1000.0;

/// Below this width, in points, a choice stands in place of the list of recommendations: beside it, the four ratings of
/// a question would not fit in a row.
const TWO_COLUMNS: f32 = 760.0;

/// The list of questions, which takes the rating keys.
fn questions_id() -> Id {
    Id::unique("review questions")
}

/// The list of recommendations.
fn index_id() -> Id {
    Id::unique("review index")
}

/// What is shown in the middle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A question of a recommendation.
    Question(QuestionId),
    /// The closing questions of a checklist.
    FollowUps(PackId),
}

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// What is selected; the first question until something is.
    spot: Option<Spot>,
    /// Which questions are shown.
    filter: Filter,
    /// The text that shown questions hold.
    search: String,
    /// Whether the selection has moved and must be scrolled to.
    scroll: bool,
    /// Whether the list of questions is to take the focus.
    focus: bool,
    /// Whether it has just been asked to: then the selected question is brought into sight.
    arriving: bool,
    /// A rating being agreed by hand.
    agreeing: Option<Agreeing>,
    /// The word of the selected question whose meaning is shown.
    term: Option<TermId>,
}

/// A rating being agreed by hand, before it is.
#[derive(Clone, Debug)]
struct Agreeing {
    recommendation: RecommendationId,
    rating: Option<Rating>,
    reason: String,
}

impl State {
    /// Shows a question and gives its list the focus.
    pub fn show_question(&mut self, id: QuestionId) {
        self.filter = Filter::All;
        self.search.clear();
        self.go(Spot::Question(id));
        self.focus = true;
    }

    /// Shows a recommendation at its first question.
    pub fn show_recommendation(&mut self, view: &View<'_>, id: &RecommendationId) {
        let place = view.catalogue.recommendation(id);
        if let Some(question) = place.and_then(|place| place.recommendation.questions.first()) {
            self.show_question(question.id.clone());
        }
    }

    /// Shows the first recommendation of a pillar that has something to rate, or the first.
    pub fn show_pillar(&mut self, view: &View<'_>, pillar: Pillar) {
        let Some(round) = view.project.round() else { return };
        let of_pillar = || view.catalogue.questions().filter(|place| place.recommendation.pillar == pillar);
        let unrated = of_pillar().find(|place| round.rating(&place.question.id) == Rating::NotAssessed);
        if let Some(place) = unrated.or_else(|| of_pillar().next()) {
            self.show_question(place.question.id.clone());
        }
    }

    /// Shows the closing questions of a checklist.
    pub fn show_follow_ups(&mut self, checklist: PackId) {
        self.go(Spot::FollowUps(checklist));
    }

    /// Shows the questions of a kind, beginning with the first.
    pub fn show_filtered(&mut self, view: &View<'_>, filter: Filter) {
        self.search.clear();
        self.filter = filter;
        let first = view.project.round().and_then(|round| walk::shown(view, self, round).first().cloned());
        self.spot = first.map(Spot::Question);
        self.scroll = true;
        self.focus = true;
    }

    /// Gives the list of questions the focus, so that its keys rate at once.
    pub fn focus_questions(&mut self) {
        self.focus = true;
    }

    /// Goes on where something is left to rate: the next unrated question, with the list in focus.
    pub fn continue_review(&mut self, view: &View<'_>) {
        self.filter = Filter::All;
        self.search.clear();
        if let Some(round) = view.project.round()
            && let Some(next) = walk::next_unrated(view, round, self.spot.as_ref())
        {
            self.go(Spot::Question(next));
        }
        self.focus = true;
    }

    fn go(&mut self, spot: Spot) {
        self.agreeing = None;
        self.term = None;
        self.spot = Some(spot);
        self.scroll = true;
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let Some(round) = view.project.round().cloned() else { return };
    if state.spot.is_none() {
        state.spot = walk::shown(view, state, &round).first().cloned().map(Spot::Question);
    }
    if state.focus {
        state.arriving = true;
        // A dialog that has just closed still holds the focus for this frame.
        state.focus = is_open(ui.ctx());
        ui.memory_mut(|memory| memory.request_focus(questions_id()));
        ui.ctx().request_repaint();
    }
    if ui.available_width() < TWO_COLUMNS {
        scrolling(ui, "review", |ui| narrow(ui, view, &round, state, out));
    } else {
        filling(ui, |ui| {
            page_head(ui, view, state);
            columns(ui, view, &round, state, out);
        });
    }
    state.scroll = false;
    state.arriving = false;
}

/// The page's head: where you are, how far it is, the keys, and the way to what is left.
fn page_head(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let (title, text) = title(view, state);
    head(ui, &title, &text, |ui| {
        let left = view.digest.tally.questions.not_assessed;
        if left > 0 && secondary(ui, &format!("Next of {left} to rate")).on_hover_text("N in the list").clicked() {
            state.continue_review(view);
        }
    });
    if ui.available_width() < NARROW {
        ui.horizontal_wrapped(|ui| filters(ui, view, state));
    } else {
        ui.horizontal_top(|ui| {
            filters(ui, view, state);
            if ui.available_width() > KEYS_ROOM && !view.read_only {
                key_hints(ui);
            }
        });
    }
    ui.add_space(space::S);
}

/// The room that the hint at the keys takes; with less it is left out, and F1 has them all.
const KEYS_ROOM: f32 = 340.0;

/// The keys that rate, for those who look; those who listen hear them with the list of questions.
fn key_hints(ui: &mut Ui) {
    unheard(ui, |ui| {
        // The hints are no buttons, and look less like some.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.horizontal(|ui| {
            ui.set_min_height(TARGET);
            for (keys, word) in [(&["1", "2", "3"][..], "rate"), (&["0"], "not applicable"), (&["N"], "next to rate")] {
                ui.add_space(space::S);
                for key in keys {
                    key_hint(ui, key);
                }
                caption(ui, word);
            }
        });
    });
}

fn filters(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let box_id = Id::unique("review search");
    let typed = search(ui, box_id, "Find in questions and notes", &state.search, 220.0);
    if view.find {
        typed.response.request_focus();
    }
    if let Some(text) = typed.changed {
        state.search = text;
    }
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if typed.left && pressed(Key::Escape) {
        state.search.clear();
    }
    if typed.left && (pressed(Key::Enter) || pressed(Key::Escape)) {
        // On to what was found.
        state.focus = true;
    }
    let options: Vec<_> = Filter::ALL.into_iter().map(|filter| (filter, filter.name())).collect();
    let field = Field::new(Id::unique("review filter"), "Which questions").hint(crate::ui::widgets::HIDDEN);
    if let Some(filter) = choice(ui, field, &state.filter, &options, 150.0) {
        state.filter = filter;
    }
}

/// The title and the line below it.
fn title(view: &View<'_>, state: &State) -> (String, String) {
    match &state.spot {
        Some(Spot::FollowUps(pack)) => {
            let checklist = view.digest.tally.checklists.iter().find(|checklist| checklist.id == *pack);
            let name = checklist.map(|checklist| checklist.name.as_str()).unwrap_or_default();
            (
                format!("{name} · Follow-up questions"),
                "What you make of the review: next steps and who takes them.".to_owned(),
            )
        }
        Some(Spot::Question(id)) => view.catalogue.question(id).map_or_else(Default::default, |place| {
            let area = view.digest.tally.areas.iter().find(|area| area.id == place.area.id);
            let text = area.map(|area| insight::review_finding(area.questions)).unwrap_or_default();
            (format!("{} · {}", place.checklist.name, place.area.name), text)
        }),
        None => (
            "Nothing to show".to_owned(),
            if view.catalogue.questions().next().is_none() {
                "No checklist is loaded. Choose a pack folder that holds one in the preferences.".to_owned()
            } else {
                "No question matches. Clear the search or show all questions.".to_owned()
            },
        ),
    }
}

/// Two or three columns.
fn columns(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    let width = ui.available_width();
    let three = width >= THREE_COLUMNS;
    let side = if three { 236.0 } else { 210.0 };
    let detail = if three { 296.0 } else { 0.0 };
    let height = ui.available_height();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        column(ui, "index", side, height, |ui| index::show(ui, view, round, state));
        let middle = width - side - space::L - if three { detail + space::L } else { 0.0 };
        column(ui, "questions", middle, height, |ui| {
            middle_part(ui, view, round, state, out);
            if !three {
                ui.add_space(space::L);
                details::show(ui, view, round, state, out);
            }
        });
        if three {
            column(ui, "details", detail, height, |ui| details::show(ui, view, round, state, out));
        }
    });
}

/// A column that scrolls by itself.
fn column(ui: &mut Ui, name: &str, width: f32, height: f32, add: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.set_height(height);
        ScrollArea::vertical().id_salt(name).auto_shrink(false).max_height(height).show(ui, |ui| {
            // Room for focus rings, which would be cut at the edge.
            egui::Frame::new().inner_margin(egui::Margin { left: 3, right: 4, top: 3, bottom: 12 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.vertical(add);
            });
        });
    });
}

/// Everything below each other, with a choice in place of the list of recommendations.
fn narrow(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    page_head(ui, view, state);
    index::narrow(ui, view, round, state);
    ui.add_space(space::S);
    middle_part(ui, view, round, state, out);
    ui.add_space(space::L);
    details::show(ui, view, round, state, out);
}

fn middle_part(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    match state.spot.clone() {
        Some(Spot::Question(id)) => questions::show(ui, view, round, state, &id, out),
        Some(Spot::FollowUps(pack)) => follow_ups::show(ui, view, round, &pack, out),
        None => {}
    }
}
