//! The table: one stop of the Tab key, walked with the arrow keys. Only the rows that can be seen are drawn, and their
//! texts are painted: the name of a row says everything in it.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Id, Key, Modifiers, Painter, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{FocusOn, Next, State};
use crate::chart::Align;
use crate::insight::{
    PlanList, PlanPart, PlanQuery, PlanSort, days_overdue, due_words, origin_name, owner_words, row_words,
    state_detail, state_words,
};
use crate::project::{Action, ActionId, Rating, Status};
use crate::ui::View;
use crate::ui::theme::{self, Palette, size, space};
use crate::ui::widgets::{ListKeys, body, link, list, paint_rating, row, sort_button};

/// How high a row is: two lines of title and one of origin.
const ROW: f32 = 68.0;

/// The space between columns.
const GAP: f32 = space::L;

/// Below this width the owner stands below the title instead of in a column.
const OWNER_FROM: f32 = 600.0;

/// From this width on there is room for effort and impact.
const EFFORT_FROM: f32 = 800.0;

/// The id of the table, which takes the focus.
pub(super) fn id() -> Id {
    Id::unique("actions table")
}

/// The widths of the columns, in their order; those without room have none.
#[derive(Clone, Copy, Debug)]
struct Columns {
    action: f32,
    owner: Option<f32>,
    due: f32,
    state: f32,
    effort: Option<f32>,
}

impl Columns {
    /// Those that fit into a width.
    fn new(width: f32) -> Self {
        let owner = (width >= OWNER_FROM).then_some((width * 0.18).clamp(116.0, 220.0));
        let effort = (width >= EFFORT_FROM).then_some(68.0);
        let (due, state) = (96.0, (width * 0.21).clamp(138.0, 220.0));
        let others = [owner, Some(due), Some(state), effort, effort];
        let taken: f32 = others.into_iter().flatten().map(|width| width + GAP).sum();
        Self { action: (width - taken).max(120.0), owner, due, state, effort }
    }

    /// The columns with their left edges, from a left edge on.
    fn places(self, left: f32) -> impl Iterator<Item = (PlanSort, f32, f32)> {
        let columns = [
            (PlanSort::Action, Some(self.action)),
            (PlanSort::Owner, self.owner),
            (PlanSort::Due, Some(self.due)),
            (PlanSort::State, Some(self.state)),
            (PlanSort::Effort, self.effort),
            (PlanSort::Impact, self.effort),
        ];
        let mut x = left;
        columns.into_iter().filter_map(move |(column, width)| {
            let place = (column, x, width?);
            x += width? + GAP;
            Some(place)
        })
    }
}

/// Draws the table. `scrolls` says whether its rows scroll by themselves, or with the page.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &PlanList, scrolls: bool) {
    if found.rows.is_empty() {
        nothing_found(ui, state);
        return;
    }
    let bar = if scrolls { ui.spacing().scroll.allocated_width() } else { 0.0 };
    let columns = Columns::new(ui.available_width() - bar);
    ui.spacing_mut().item_spacing.y = 0.0;
    headings(ui, state, columns);
    let (response, ()) = list(ui, id(), "Actions", |ui, keys| {
        use_keys(ui, view, state, found, keys);
        if scrolls {
            ScrollArea::vertical()
                .id_salt("actions rows")
                .auto_shrink(false)
                .show(ui, |ui| rows(ui, view, state, found, columns));
        } else {
            rows(ui, view, state, found, columns);
        }
    });
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_size_of_set(found.rows.len()));
    if response.gained_focus() {
        state.scroll = true;
        ui.ctx().request_repaint();
    }
    if state.focus == Some(FocusOn::Table) {
        state.focus = None;
        response.request_focus();
    }
}

/// What to do where nothing is found.
fn nothing_found(ui: &mut Ui, state: &mut State) {
    let other = if state.query.text.trim().is_empty() { "Choose other filters" } else { "Look for fewer words" };
    body(ui, &format!("No action is like this. {other}, or show all actions."));
    if link(ui, "Show all actions").clicked() {
        state.query = PlanQuery { part: PlanPart::All, ..state.query.cleared() };
        state.asked_anew = true;
        ui.ctx().request_repaint();
    }
}

/// The headings, by which the table is sorted, and a rule below them.
fn headings(ui: &mut Ui, state: &mut State, columns: Columns) {
    let left = ui.cursor().left();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for (sort, _, width) in columns.places(left) {
            if sort == PlanSort::Action && columns.owner.is_none() {
                // The owner stands below the title: so does its heading stand beside the title's.
                heading(ui, state, PlanSort::Action, (width - GAP) / 2.0);
                heading(ui, state, PlanSort::Owner, (width - GAP) / 2.0);
            } else {
                heading(ui, state, sort, width);
            }
        }
    });
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), Stroke::new(1.0, theme::of(ui).rule));
    ui.add_space(1.0);
}

/// One heading: pressing it sorts by its column, pressing it again turns the order round.
fn heading(ui: &mut Ui, state: &mut State, sort: PlanSort, width: f32) {
    let text = match sort {
        PlanSort::Action => "Action",
        PlanSort::Owner => "Owner",
        PlanSort::Due => "Due",
        PlanSort::State => "State",
        PlanSort::Effort => "Effort",
        PlanSort::Impact => "Impact",
    };
    let way = |descending| if descending { "descending" } else { "ascending" };
    let sorted = (state.query.sort == sort).then_some(state.query.descending);
    let descending = sorted == Some(false);
    let now = sorted.map(|sorted| format!("; now {}", way(sorted))).unwrap_or_default();
    let name = format!("Sort by {}, {}{now}", sort.words(), way(descending));
    if sort_button(ui, text, &name, sorted, align(sort), width).clicked() {
        (state.query.sort, state.query.descending) = (sort, descending);
        state.asked_anew = true;
        ui.ctx().request_repaint();
    }
}

/// On which side a column stands.
fn align(column: PlanSort) -> Align {
    match column {
        PlanSort::Due => Align::Right,
        PlanSort::Action | PlanSort::Owner | PlanSort::State | PlanSort::Effort | PlanSort::Impact => Align::Left,
    }
}

/// Moves the selection, goes to the form, or removes, as the keys ask.
fn use_keys(ui: &Ui, view: &View<'_>, state: &mut State, found: &PlanList, keys: ListKeys) {
    if !keys.focused {
        return;
    }
    let moved = keys.moved(state.row, found.rows.len()).and_then(|to| found.rows.get(to));
    if keys.step != 0
        && let Some(to) = moved
    {
        state.next = Some(Next::Select { id: to.id, open: false });
    }
    if keys.enter && state.selected.is_some() {
        state.next = Some(Next::Form);
    }
    let delete = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
    if let Some(id) = state.selected.filter(|_| delete && !view.read_only) {
        state.next = Some(Next::Remove(id));
    }
}

/// The rows that can be seen, in room for all of them.
fn rows(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &PlanList, columns: Columns) {
    #[expect(clippy::cast_precision_loss, reason = "a plan has far fewer rows than a float counts")]
    let top_of = |row: usize| row as f32 * ROW;
    let (_, area) = ui.allocate_space(vec2(ui.available_width(), top_of(found.rows.len())));
    let seen = ui.clip_rect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not below nought")]
    let row_at = |y: f32| ((y - area.top()) / ROW).max(0.0) as usize;
    let rect_of =
        |row: usize| Rect::from_min_size(pos2(area.left(), area.top() + top_of(row)), vec2(area.width(), ROW));
    if std::mem::take(&mut state.scroll) && state.selected.is_some_and(|id| found.row_of(id).is_some()) {
        ui.scroll_to_rect(rect_of(state.row), None);
    }
    let visible = row_at(seen.top())..row_at(seen.bottom()).saturating_add(1).min(found.rows.len());
    for (number, one) in found.rows.iter().enumerate().take(visible.end).skip(visible.start) {
        let Some(action) = view.project.actions.get(one.place) else { continue };
        let selected = state.selected == Some(one.id);
        let mut place = ui.new_child(UiBuilder::new().max_rect(rect_of(number)));
        let name = row_words(view.catalogue, action, view.today);
        let (response, cut) = row(&mut place, id(), row_id(one.id), selected, &name, |ui| {
            let rect = rect_of(number);
            ui.set_min_size(rect.size());
            paint_row(ui, view, action, rect, columns, selected)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_position_in_set(number));
        if response.clicked() {
            state.next = Some(Next::Select { id: one.id, open: true });
        }
        if cut {
            response.on_hover_text(&action.title);
        }
    }
}

/// The id of an action's row.
fn row_id(action: ActionId) -> Id {
    id().with(action.0)
}

/// Paints a row; says whether its title had to be cut.
fn paint_row(ui: &Ui, view: &View<'_>, action: &Action, rect: Rect, columns: Columns, selected: bool) -> bool {
    let palette = theme::of(ui);
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect.expand2(vec2(space::S, 0.0)), 0, palette.wash);
        let bar = Rect::from_min_size(rect.left_top() - vec2(space::S, 0.0), vec2(3.0, rect.height()));
        painter.rect_filled(bar, 0, palette.accent);
    } else if ui.response().hovered() {
        painter.rect_filled(rect.expand2(vec2(space::S, 0.0)), 0, palette.wash.gamma_multiply(0.6));
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.rule));
    let mut cut = false;
    for (column, left, width) in columns.places(rect.left()) {
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        let text =
            |text: &str, color: Color32| paint(painter, place, align(column), &[line(ui, text, width, 2, color)]);
        match column {
            PlanSort::Action => cut = paint_title(ui, view, action, place, columns, selected),
            PlanSort::Owner => text(owner_words(action), missing(action.owner.trim().is_empty(), &palette)),
            PlanSort::Due => text(&due_words(action), missing(action.due.is_none(), &palette)),
            PlanSort::State => paint_state(ui, view, action, place),
            PlanSort::Effort => text(action.effort.map_or("–", |effort| effort.name()), palette.quiet),
            PlanSort::Impact => text(action.impact.map_or("–", |impact| impact.name()), palette.quiet),
        }
    }
    cut
}

/// The colour of a text that stands for something missing, or of one that does not.
fn missing(is: bool, palette: &Palette) -> Color32 {
    if is { palette.quiet } else { palette.ink }
}

/// Text of the usual size, in at most so many rows.
fn line(ui: &Ui, text: &str, width: f32, rows: usize, color: Color32) -> Arc<Galley> {
    galley(ui, text, theme::regular(size::BODY), color, width, rows)
}

/// Text laid out in at most so many rows, the rest cut.
fn galley(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.break_on_newline = false;
    job.wrap.max_width = width;
    job.wrap.max_rows = rows;
    ui.painter().layout_job(job)
}

/// Paints texts below each other, in the middle of a place.
fn paint(painter: &Painter, place: Rect, align: Align, lines: &[Arc<Galley>]) {
    let height: f32 = lines.iter().map(|line| line.size().y).sum();
    let mut y = place.center().y - height / 2.0;
    for line in lines {
        let x = match align {
            Align::Left => place.left(),
            Align::Right => place.right() - line.size().x,
        };
        painter.galley(pos2(x, y), Arc::clone(line), Color32::PLACEHOLDER);
        y += line.size().y;
    }
}

/// Paints the title, and below it, quietly, where the action came from (after its owner, where that has no column).
fn paint_title(ui: &Ui, view: &View<'_>, action: &Action, place: Rect, columns: Columns, selected: bool) -> bool {
    let palette = theme::of(ui);
    let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
    let title = galley(ui, &action.title, font, palette.ink, place.width(), 2);
    let cut = title.elided;
    let origin = action.origin.as_ref().and_then(|origin| origin_name(view.catalogue, origin));
    let below = match (columns.owner.is_none(), origin) {
        (true, Some(origin)) => Some(format!("{} · {origin}", owner_words(action))),
        (true, None) => Some(owner_words(action).to_owned()),
        (false, origin) => origin,
    };
    let mut lines = vec![title];
    lines.extend(below.map(|below| galley(ui, &below, theme::regular(size::CAPTION), palette.quiet, place.width(), 1)));
    paint(ui.painter(), place, Align::Left, &lines);
    cut
}

/// Paints where an action stands: shape, word and colour, and below them what holds it up.
fn paint_state(ui: &Ui, view: &View<'_>, action: &Action, place: Rect) {
    let palette = theme::of(ui);
    let color = state_color(action, view, &palette);
    let indent = MARK + space::S - 2.0;
    let width = place.width() - indent;
    let word = galley(ui, &state_words(action, view.today), theme::semibold(size::CAPTION + 1.0), color, width, 1);
    let first = word.size().y;
    let mut lines = vec![word];
    lines.extend(
        state_detail(action, view.today)
            .map(|detail| galley(ui, &detail, theme::regular(size::CAPTION), palette.quiet, width, 2)),
    );
    let height: f32 = lines.iter().map(|line| line.size().y).sum();
    let middle = place.center().y - height / 2.0 + first / 2.0;
    let square = Rect::from_center_size(pos2(place.left() + MARK / 2.0, middle), vec2(MARK, MARK));
    paint_mark(ui.painter(), square, action, view, color);
    paint(ui.painter(), Rect::from_min_max(pos2(place.left() + indent, place.top()), place.max), Align::Left, &lines);
}

/// The size of the shape beside a state.
pub(super) const MARK: f32 = 11.0;

/// The colour of an action's state.
pub(super) fn state_color(action: &Action, view: &View<'_>, palette: &Palette) -> Color32 {
    match (days_overdue(action, view.today), &action.status) {
        (Some(_), _) => palette.not_in_place,
        (None, Status::Blocked { .. }) => palette.limited,
        (None, Status::Done) => palette.active,
        (None, Status::InProgress) => palette.ink,
        (None, Status::NotStarted | Status::Dropped { .. }) => palette.quiet,
    }
}

/// Paints the shape of an action's state.
pub(super) fn paint_mark(painter: &Painter, square: Rect, action: &Action, view: &View<'_>, color: Color32) {
    let shape = match (days_overdue(action, view.today), &action.status) {
        (Some(_), _) => Rating::NotInPlace,
        (None, Status::Blocked { .. }) => Rating::Limited,
        (None, Status::Done) => Rating::Active,
        (None, Status::NotStarted | Status::InProgress) => Rating::NotAssessed,
        (None, Status::Dropped { .. }) => Rating::NotApplicable,
    };
    paint_rating(painter, square, shape, color);
    if shape == Rating::NotAssessed && action.status == Status::InProgress {
        painter.circle_filled(square.center(), square.width() * 0.25, color);
    }
}
