//! The review: recommendations on the left, their questions in the middle, details of the selected question at the side.
//! Rated by mouse, or with one key a question while the list of questions has the focus.

mod before;
mod details;
mod evidence;
mod finish;
mod follow_ups;
mod index;
mod keys;
mod questions;
mod ratings;
mod recommendation;
mod repeats;
mod start;
#[cfg(test)]
mod tests;
mod toolbar;
mod walk;
mod whole;

use egui::{Id, ScrollArea, Ui};

use super::{filling, scrolling};
use crate::content::{PackId, Pillar, QuestionId, RecommendationId, TermId};
use crate::insight::Part;
use crate::project::{Rating, Round};
use crate::ui::theme::space;
use crate::ui::widgets::is_open;
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
    /// What was found, once nothing is left.
    End,
}

/// How fast the review is gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Speed {
    /// Question by question.
    #[default]
    OneByOne,
    /// A whole recommendation at once, as on paper.
    Whole,
}

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// How fast the review is gone through.
    speed: Speed,
    /// The part that is gone through; none until it was said where to start.
    part: Option<Part>,
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
    /// Evidence that is being written.
    drafts: evidence::Drafts,
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
        self.speed = Speed::OneByOne;
        self.show_all(Part::Everything);
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

    /// Goes through what bears on a pillar, beginning with what is left of it.
    pub fn show_pillar(&mut self, view: &View<'_>, pillar: Pillar) {
        self.begin(view, Part::Pillar(pillar));
    }

    /// The part that is gone through.
    fn part(&self) -> &Part {
        self.part.as_ref().unwrap_or(&Part::Everything)
    }

    /// Goes through a part, beginning with what is left of it.
    fn begin(&mut self, view: &View<'_>, part: Part) {
        let first = || view.catalogue.questions().find(|place| part.holds(place));
        let next = view.project.round().and_then(|round| walk::next_left(view, round, &part, None));
        let next = next.or_else(|| first().map(|place| place.question.id.clone()));
        self.show_all(part);
        if let Some(id) = next {
            self.go(Spot::Question(id));
        }
        self.focus = true;
    }

    /// Shows all questions of a part.
    fn show_all(&mut self, part: Part) {
        self.part = Some(part);
        self.filter = Filter::All;
        self.search.clear();
    }

    /// Shows the closing questions of a checklist.
    pub fn show_follow_ups(&mut self, checklist: PackId) {
        self.part.get_or_insert_default();
        self.go(Spot::FollowUps(checklist));
    }

    /// Shows the questions of a kind, beginning with the first.
    pub fn show_filtered(&mut self, view: &View<'_>, filter: Filter) {
        self.show_all(Part::Everything);
        self.speed = Speed::OneByOne;
        self.filter = filter;
        self.spot = None;
        let first = view.project.round().and_then(|round| walk::shown(view, self, round).first().cloned());
        self.spot = first.map(Spot::Question);
        self.scroll = true;
        self.focus = true;
    }

    /// Gives the list of questions the focus, so that its keys rate at once.
    pub fn focus_questions(&mut self) {
        self.focus = true;
    }

    /// Goes on where something is left: the next question of the part, or of everything, with the list in focus; to the
    /// end where nothing is. While nothing is rated it is asked where to start.
    pub fn continue_review(&mut self, view: &View<'_>) {
        self.focus = true;
        if start::is_asked(view, self) {
            return;
        }
        let from = walk::selected(self).cloned();
        let Some(round) = view.project.round() else { return };
        let next = |part: &Part| walk::next_left(view, round, part, from.as_ref());
        let part = self.part().clone();
        let here = next(&part);
        let part = if here.is_some() { part } else { Part::Everything };
        let spot = here.or_else(|| next(&Part::Everything)).map(Spot::Question);
        let spot = spot.or_else(|| finish::end(view).map(|_| Spot::End));
        self.show_all(part);
        if let Some(spot) = spot {
            self.go(spot);
        }
    }

    /// Shows something and brings it into sight.
    fn go(&mut self, spot: Spot) {
        self.select(spot);
        self.scroll = true;
    }

    /// Shows something that is in sight.
    fn select(&mut self, spot: Spot) {
        self.agreeing = None;
        self.term = None;
        self.spot = Some(spot);
    }

    /// Goes from questions to whole recommendations, or back.
    fn switch_speed(&mut self) {
        self.speed = match self.speed {
            Speed::OneByOne => Speed::Whole,
            Speed::Whole => Speed::OneByOne,
        };
        self.scroll = true;
    }

    /// Shows only what is left, or everything again.
    fn switch_left(&mut self) {
        self.filter = if self.filter == Filter::Left { Filter::All } else { Filter::Left };
        self.scroll = true;
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let Some(round) = view.project.round().cloned() else { return };
    if start::is_asked(view, state) {
        start::show(ui, view, state);
        return;
    }
    if state.spot == Some(Spot::End) && finish::end(view).is_none() {
        // Something was undone: there is something left again.
        state.focus = true;
        state.spot = walk::next_left(view, &round, &Part::Everything, None).map(Spot::Question);
    }
    if state.spot.is_none() {
        state.spot = walk::shown(view, state, &round).first().cloned().map(Spot::Question);
    }
    if state.focus && state.spot != Some(Spot::End) {
        state.arriving = true;
        // A dialog that has just closed still holds the focus for this frame.
        state.focus = is_open(ui.ctx());
        ui.memory_mut(|memory| memory.request_focus(questions_id()));
        ui.ctx().request_repaint();
    }
    keys::act(ui, view, &round, state, out);
    if ui.available_width() < TWO_COLUMNS {
        scrolling(ui, "review", |ui| narrow(ui, view, &round, state, out));
    } else {
        filling(ui, |ui| {
            toolbar::show(ui, view, state);
            columns(ui, view, &round, state, out);
        });
    }
    state.scroll = false;
    state.arriving = false;
}

/// Two or three columns.
fn columns(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    let width = ui.available_width();
    let three = width >= THREE_COLUMNS && walk::selected(state).is_some();
    let side = if three { 224.0 } else { 210.0 };
    let detail = if three { 298.0 } else { 0.0 };
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
    toolbar::show(ui, view, state);
    index::narrow(ui, view, round, state);
    ui.add_space(space::S);
    middle_part(ui, view, round, state, out);
    ui.add_space(space::L);
    details::show(ui, view, round, state, out);
}

fn middle_part(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    match state.spot.clone() {
        Some(Spot::Question(id)) => match state.speed {
            Speed::OneByOne => questions::show(ui, view, round, state, &id, out),
            Speed::Whole => whole::show(ui, view, round, state, out),
        },
        Some(Spot::FollowUps(pack)) => follow_ups::show(ui, view, round, &pack, out),
        Some(Spot::End) => {
            if let Some(end) = finish::end(view) {
                finish::show(ui, view, round, state, &end, out);
            }
        }
        None => {}
    }
}
