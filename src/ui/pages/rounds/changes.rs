//! What changed between two rounds: how many questions stand how, each of them in a table, and the plan beside it.

use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Id, Key, Rect, Ui, Vec2, pos2, vec2};

use super::{Kept, kept};
use crate::app::Command;
use crate::chart::Align;
use crate::content::QuestionId;
use crate::insight::{
    PlanShift, QuestionShift, RoundsCompared, ShiftPart, ShiftQuery, ShiftSort, compare, question_words, shift_list,
    shift_place, shift_row_words,
};
use crate::project::{ActionId, Project, Rating, Round, RoundId};
use crate::ui::theme::{self, TARGET, size, space};
use crate::ui::widgets::{
    Field, Row, SHIFT_SIZE, Walk, Walked, body, caption, card, cell_text, choice, heading, heading_at, link,
    link_wrapped, pager, paint_cell, paint_rating, paint_shift, quiet, search, segments, shift_color, sort_button,
    strong,
};
use crate::ui::{Outbox, View};
use crate::words;

/// How high a row is: two lines of the question and one of its place.
const ROW: f32 = 68.0;

/// The same where the ratings stand above the question.
const NARROW_ROW: f32 = 96.0;

/// Below this width the ratings stand above the question instead of beside it.
const BESIDE_FROM: f32 = 640.0;

/// The columns of how a question stands, and of its two ratings.
const CHANGE: f32 = 152.0;
const RATINGS: f32 = 256.0;

/// From this width on the search box stands beside the choice of rounds.
const ONE_LINE_FROM: f32 = 800.0;

/// How wide the plan is beside the table.
const PLAN: f32 = 300.0;

/// How many actions of a kind are listed at once.
const LISTED: usize = 12;

/// Two rounds compared, and for which state of the project.
type Computed = ((Kept, RoundId, RoundId), Arc<RoundsCompared>);

/// The rows found, and for what.
type Found = ((Kept, RoundId, RoundId, ShiftQuery), Arc<Vec<usize>>);

/// What this part keeps between frames.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The rounds chosen; without a choice the last two.
    chosen: Option<(RoundId, RoundId)>,
    query: ShiftQuery,
    compared: Option<Computed>,
    found: Option<Found>,
    /// The question that is selected.
    selected: Option<QuestionId>,
    walk: Walk,
    /// Which page of each list of actions is shown.
    pages: [usize; 4],
}

impl State {
    /// Shows what changed between the last two rounds.
    pub(super) fn show_last(&mut self) {
        *self = Self { walk: Walk { focus: true, scroll: true }, ..Self::default() };
    }

    /// The rounds that are compared: those chosen, if they are still there and in order, or the last two.
    fn rounds<'a>(&self, project: &'a Project) -> Option<(&'a Round, &'a Round)> {
        let place = |id: RoundId| project.rounds.iter().position(|round| round.id == id);
        let chosen = self.chosen.and_then(|(earlier, later)| Some((place(earlier)?, place(later)?)));
        let last = project.rounds.len().checked_sub(1)?;
        let (earlier, later) = match chosen {
            Some((earlier, later)) if earlier < later => (earlier, later),
            _ => (last.checked_sub(1)?, last),
        };
        Some((project.rounds.get(earlier)?, project.rounds.get(later)?))
    }

    fn compared(&mut self, view: &View<'_>, earlier: &Round, later: &Round) -> Arc<RoundsCompared> {
        let wanted = (kept(view), earlier.id, later.id);
        if let Some((of, compared)) = &self.compared
            && *of == wanted
        {
            return Arc::clone(compared);
        }
        let compared = Arc::new(compare(view.catalogue, view.project, earlier, later));
        self.compared = Some((wanted, Arc::clone(&compared)));
        compared
    }

    fn found(&mut self, view: &View<'_>, compared: &RoundsCompared) -> Arc<Vec<usize>> {
        let wanted = (kept(view), compared.earlier.id, compared.later.id, self.query.clone());
        if let Some((of, found)) = &self.found
            && *of == wanted
        {
            return Arc::clone(found);
        }
        let found = Arc::new(shift_list(view.catalogue, compared, &self.query));
        self.found = Some((wanted, Arc::clone(&found)));
        found
    }
}

/// Draws the part.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, scrolls: bool, out: &mut Outbox) {
    let Some((earlier, later)) = state.rounds(view.project) else {
        card(ui, |ui| {
            body(ui, "There is one round so far, so there is nothing to compare.");
            quiet(
                ui,
                "Freeze it when it is finished, and start the next when you review again. Then every question stands \
                 here with its rating then and now.",
            );
        });
        return;
    };
    let compared = state.compared(view, earlier, later);
    toolbar(ui, view, state, (earlier, later), &compared);
    let found = state.found(view, &compared);
    ui.add_space(space::XS);
    let shown = caption(ui, &sentence(&compared, &found));
    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_live(Live::Polite));
    ui.add_space(space::XS);
    if !scrolls {
        card(ui, |ui| table(ui, view, state, &compared, &found, false, out));
        ui.add_space(space::L);
        card(ui, |ui| plan(ui, view, state, &compared, out));
        return;
    }
    let area = ui.available_rect_before_wrap();
    let right = Rect::from_min_max(pos2(area.right() - PLAN, area.top()), area.max);
    let left = Rect::from_min_max(area.min, pos2(right.left() - space::L, area.bottom()));
    super::in_card(ui, left, |ui| table(ui, view, state, &compared, &found, true, out));
    super::in_card(ui, right, |ui| {
        egui::ScrollArea::vertical().id_salt("plan between rounds").auto_shrink(false).show(ui, |ui| {
            // Room for focus rings, which would be cut at the edge.
            egui::Frame::new().inner_margin(3).show(ui, |ui| plan(ui, view, state, &compared, out));
        });
    });
}

/// How all questions stand, and how many of them are shown.
fn sentence(compared: &RoundsCompared, found: &[usize]) -> String {
    let shown = match found.len() {
        0 => "None shown.".to_owned(),
        all if all == compared.questions.len() => "All shown.".to_owned(),
        some => format!("{some} shown."),
    };
    format!("{} {shown}", compared.counts.sentence())
}

/// Which rounds, which questions, which words.
fn toolbar(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    (earlier, later): (&Round, &Round),
    compared: &RoundsCompared,
) {
    let before = (state.chosen, state.query.clone());
    if ui.available_width() < ONE_LINE_FROM {
        ui.horizontal_wrapped(|ui| rounds(ui, view, state, earlier, later));
        find(ui, view, state);
    } else {
        ui.horizontal_top(|ui| {
            rounds(ui, view, state, earlier, later);
            ui.vertical(|ui| {
                // Level with the fields beside it, which have their labels above.
                ui.spacing_mut().item_spacing.y = space::XS;
                caption(ui, "Find");
                find(ui, view, state);
            });
        });
    }
    let parts: Vec<(ShiftPart, String)> =
        ShiftPart::all().map(|part| (part, format!("{} {}", part.name(), part.count(compared.counts)))).collect();
    let options: Vec<(ShiftPart, &str)> = parts.iter().map(|(part, name)| (*part, name.as_str())).collect();
    if let Some(part) = segments(ui, "Which questions", Some(&state.query.part), &options) {
        state.query.part = part;
    }
    if before != (state.chosen, state.query.clone()) {
        state.walk.scroll = true;
        ui.ctx().request_repaint();
    }
}

/// The search box.
fn find(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let width = ui.available_width().min(240.0);
    let typed = search(ui, Id::unique("changes search"), "Find in questions", &state.query.text, width);
    if view.find {
        typed.response.request_focus();
    }
    if typed.left && ui.input(|input| input.key_pressed(Key::Enter)) {
        state.walk.focus = true;
    }
    if let Some(text) = typed.changed {
        state.query.text = text;
    }
}

/// The choice of the two rounds, the newest first: the later one always is one that comes after the earlier.
fn rounds(ui: &mut Ui, view: &View<'_>, state: &mut State, earlier: &Round, later: &Round) {
    let rounds = &view.project.rounds;
    let names: Vec<(RoundId, String)> = rounds
        .iter()
        .rev()
        .map(|round| (round.id, format!("{}, {}", round.name, words::date(round.started))))
        .collect();
    let options: Vec<(RoundId, &str)> = names.iter().map(|(id, name)| (*id, name.as_str())).collect();
    let after = |id: RoundId| options.iter().copied().take_while(move |(one, _)| *one != id);
    let first = options.get(1..).unwrap_or_default();
    let field = Field::new(Id::unique("earlier round"), "From");
    if let Some(id) = choice(ui, field, &earlier.id, first, 220.0) {
        let to = after(id).find(|(one, _)| *one == later.id).or_else(|| options.first().copied());
        state.chosen = to.map(|(to, _)| (id, to));
    }
    let second: Vec<(RoundId, &str)> = after(earlier.id).collect();
    let field = Field::new(Id::unique("later round"), "To");
    if let Some(id) = choice(ui, field, &later.id, &second, 220.0) {
        state.chosen = Some((earlier.id, id));
    }
}

/// The table of questions.
fn table(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    compared: &RoundsCompared,
    found: &[usize],
    scrolls: bool,
    out: &mut Outbox,
) {
    let at = |row: usize| found.get(row).and_then(|place| compared.questions.get(*place));
    if found.is_empty() {
        let text = match (state.query.text.trim().is_empty(), state.query.part) {
            (true, ShiftPart::Changes) => "No rating has changed between these rounds.",
            (true, _) => "No question stands so.",
            (false, _) => "No question is found by these words here.",
        };
        body(ui, text);
        if state.query.part != ShiftPart::All && link(ui, "Show all questions").clicked() {
            state.query = ShiftQuery { part: ShiftPart::All, ..ShiftQuery::default() };
            ui.ctx().request_repaint();
        }
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let beside = ui.available_width() >= BESIDE_FROM;
    headings(ui, state, beside);
    let selected = state.selected.clone();
    let row = (0..found.len()).find(|row| at(*row).is_some_and(|one| Some(&one.question) == selected.as_ref()));
    // Something is always selected, so that Enter and the arrow keys have where to begin.
    let row = row.unwrap_or(0);
    let walked = Walked {
        id: Id::unique("changes table"),
        name: "Questions in both rounds",
        rows: found.len(),
        height: if beside { ROW } else { NARROW_ROW },
        selected: Some(row),
        scrolls,
    };
    let name = |row: usize| {
        let one = at(row);
        (
            Id::unique(one.map(|one| &one.question)),
            one.map(|one| shift_row_words(view.catalogue, one)).unwrap_or_default(),
        )
    };
    let asked = walked.show(ui, &mut state.walk, name, |ui, row| {
        if let Some(one) = at(row.number) {
            paint_row(ui, view, one, row, beside);
        }
    });
    let to = asked.select.unwrap_or(row);
    state.selected = at(to).map(|one| one.question.clone());
    if let Some(one) = at(to).filter(|_| asked.open) {
        out.command(Command::ShowQuestion(one.question.clone()));
    }
}

/// The headings, by which the table is sorted.
fn headings(ui: &mut Ui, state: &mut State, beside: bool) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let mut heading = |ui: &mut Ui, text: &str, sort: ShiftSort, name: &str, width: f32| {
            let sorted = (state.query.sort == sort).then_some(false);
            if sort_button(ui, text, name, sorted, Align::Left, width).clicked() {
                state.query.sort = sort;
                state.walk.scroll = true;
                ui.ctx().request_repaint();
            }
        };
        heading(ui, "Change", ShiftSort::Shift, "Sort by change, improved first", CHANGE);
        if beside {
            ui.allocate_ui(vec2(RATINGS, TARGET), |ui| {
                ui.set_min_size(vec2(RATINGS, TARGET));
                caption(ui, "Then and now");
            });
        }
        let room = ui.available_width();
        heading(ui, "Question", ShiftSort::Packs, "Sort by question, as the checklists have them", room);
    });
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), egui::Stroke::new(1.0, theme::of(ui).rule));
    ui.add_space(1.0);
}

/// Paints a row: how the question stands, its ratings then and now, the question and its place.
fn paint_row(ui: &Ui, view: &View<'_>, one: &QuestionShift, row: Row, beside: bool) {
    let place = row.place;
    let (marks, text) = if beside {
        (place, place.with_min_x(place.left() + CHANGE + RATINGS))
    } else {
        let line = place.top() + 30.0;
        (place.with_max_y(line), place.with_min_y(line - 4.0))
    };
    let palette = theme::of(ui);
    let color = shift_color(&palette, one.shift);
    let square = mark_place(marks, marks.left());
    paint_shift(ui.painter(), square, one.shift, color);
    word(ui, marks, square.right(), one.shift.name(), color);
    let mut left = marks.left() + CHANGE;
    for (number, rating) in [one.from, one.to].into_iter().enumerate() {
        if number == 1 {
            arrow(ui, marks, left);
            left += 16.0;
        }
        left = rating_at(ui, marks, left, rating) + space::S;
    }
    let question = question_words(view.catalogue, one);
    let lines = [
        cell_text(ui, question, row.font(), palette.ink, text.width(), 2),
        cell_text(ui, &shift_place(view.catalogue, one), theme::regular(size::CAPTION), palette.quiet, text.width(), 1),
    ];
    paint_cell(ui, text, &lines);
}

/// The place of a shape, level with the middle of a row.
fn mark_place(row: Rect, left: f32) -> Rect {
    Rect::from_center_size(pos2(left + SHIFT_SIZE / 2.0, row.center().y), Vec2::splat(SHIFT_SIZE))
}

/// Paints a word behind a shape; gives its right end.
fn word(ui: &Ui, row: Rect, left: f32, text: &str, color: egui::Color32) -> f32 {
    let galley = cell_text(ui, text, theme::semibold(size::CAPTION + 1.0), color, row.width(), 1);
    let right = left + space::XS + 2.0 + galley.size().x;
    paint_cell(ui, row.with_min_x(left + space::XS + 2.0), &[galley]);
    right
}

/// Paints a rating's shape and word; gives its right end.
fn rating_at(ui: &Ui, row: Rect, left: f32, rating: Rating) -> f32 {
    let color = theme::of(ui).rating(rating);
    let square = mark_place(row, left);
    paint_rating(ui.painter(), square, rating, color);
    word(ui, row, square.right(), rating.name(), color)
}

/// Paints an arrow from the rating then to the rating now.
fn arrow(ui: &Ui, row: Rect, left: f32) {
    let color = theme::of(ui).quiet;
    let (from, to) = (pos2(left - 2.0, row.center().y), pos2(left + 9.0, row.center().y));
    let stroke = egui::Stroke::new(1.5, color);
    ui.painter().line_segment([from, to], stroke);
    ui.painter().line_segment([to, to - vec2(4.0, 4.0)], stroke);
    ui.painter().line_segment([to, to - vec2(4.0, -4.0)], stroke);
}

/// What changed in the plan.
fn plan(ui: &mut Ui, view: &View<'_>, state: &mut State, compared: &RoundsCompared, out: &mut Outbox) {
    heading(ui, "The plan");
    let Some(plan) = &compared.plan else {
        quiet(ui, "The plan was not kept when one of these rounds was frozen, so it cannot be compared.");
        return;
    };
    body(ui, &plan.sentence());
    let PlanShift { slipped, closed, new, removed } = plan;
    let [first, rest @ ..] = &mut state.pages;
    group(ui, view, "Slipped", slipped.len(), first, out, |place| {
        let one = slipped.get(place)?;
        let now = one.to.map_or_else(|| "without a date".to_owned(), words::date);
        Some((one.action, &one.title, format!("Was due {}, now {now}", words::date(one.from))))
    });
    for ((name, list), page) in [("Closed", closed), ("New", new), ("Removed", removed)].into_iter().zip(rest) {
        group(ui, view, name, list.len(), page, out, |place| {
            let one = list.get(place)?;
            Some((one.action, &one.title, one.status.name().to_owned()))
        });
    }
}

/// Actions of one kind, each with its title and a line below; it leads to where it stands in the plan, if it still does.
fn group<'a>(
    ui: &mut Ui,
    view: &View<'_>,
    name: &str,
    count: usize,
    page: &mut usize,
    out: &mut Outbox,
    at: impl Fn(usize) -> Option<(ActionId, &'a String, String)>,
) {
    if count == 0 {
        return;
    }
    ui.add_space(space::S);
    heading_at(ui, &format!("{name} ({count})"), 3);
    let (back, on) = (format!("{name}: back"), format!("{name}: on"));
    *page = pager(ui, count, LISTED, *page, [&back, &on]);
    let first = *page * LISTED;
    for (action, title, below) in (first..count.min(first + LISTED)).filter_map(at) {
        ui.push_id((name, action.0), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if view.project.action(action).is_none() {
                strong(ui, title);
            } else if link_wrapped(ui, title).on_hover_text("Show the action").clicked() {
                out.command(Command::ShowAction(action));
            }
            caption(ui, &below);
        });
    }
}
