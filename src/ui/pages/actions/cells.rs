//! What stands in a row of the table: its columns, its texts, the shape and colour of its state.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Painter, Rect, Ui, pos2, vec2};

use super::rows::{Look, Painted, paint_ground};
use crate::chart::Align;
use crate::insight::{
    PlanSort, days_overdue, due_words, origin_name, owner_words, state_detail, state_rating, state_words,
};
use crate::project::{Action, Rating, Status};
use crate::ui::View;
use crate::ui::theme::{self, Palette, size, space};
use crate::ui::widgets::{TICK_ROOM, paint_rating, tick_box};

/// How far a row reaches beyond its texts on either side.
pub(super) const INSET: f32 = space::S;

/// The space between columns.
pub(super) const GAP: f32 = space::L;

/// Below this width the owner stands below the title instead of in a column.
const OWNER_FROM: f32 = 570.0;

/// From this width on there is room for effort and impact.
const EFFORT_FROM: f32 = 900.0;

/// The widths of the columns, in their order; those without room have none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    action: f32,
    pub(super) owner: Option<f32>,
    due: f32,
    state: f32,
    effort: Option<f32>,
}

impl Columns {
    /// Those that fit into a width.
    pub(super) fn new(width: f32) -> Self {
        let owner = (width >= OWNER_FROM).then_some((width * 0.18).clamp(116.0, 220.0));
        let effort = (width >= EFFORT_FROM).then_some(68.0);
        let (due, state) = (96.0, (width * 0.21).clamp(138.0, 220.0));
        let others = [owner, Some(due), Some(state), effort, effort];
        let taken: f32 = others.into_iter().flatten().map(|width| width + GAP).sum();
        Self { action: (width - taken).max(120.0), owner, due, state, effort }
    }

    /// The columns with their left edges, from a left edge on.
    pub(super) fn places(self, left: f32) -> impl Iterator<Item = (PlanSort, f32, f32)> {
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

/// On which side a column stands.
pub(super) fn align(column: PlanSort) -> Align {
    match column {
        PlanSort::Due => Align::Right,
        PlanSort::Action | PlanSort::Owner | PlanSort::State | PlanSort::Effort | PlanSort::Impact => Align::Left,
    }
}

/// Paints a row, with the check box by which it is marked.
pub(super) fn paint_row(
    ui: &Ui,
    view: &View<'_>,
    action: &Action,
    rect: Rect,
    columns: Columns,
    look: Look,
) -> Painted {
    let palette = theme::of(ui);
    let painter = ui.painter();
    let rect = paint_ground(ui, rect, look.selected);
    let name = format!("Select “{}”", action.title);
    let toggled = tick_box(ui, rect.with_max_x(rect.left() + TICK_ROOM), &name, look.marked).clicked();
    let rect = rect.with_min_x(rect.left() + TICK_ROOM);
    let selected = look.selected;
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
    Painted { cut, toggled }
}

/// The colour of a text that stands for something missing, or of one that does not.
fn missing(is: bool, palette: &Palette) -> Color32 {
    if is { palette.quiet } else { palette.ink }
}

/// Text of the usual size, in at most so many rows.
pub(super) fn line(ui: &Ui, text: &str, width: f32, rows: usize, color: Color32) -> Arc<Galley> {
    galley(ui, text, theme::regular(size::BODY), color, width, rows)
}

/// Text laid out in at most so many rows, the rest cut.
pub(super) fn galley(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.break_on_newline = false;
    job.wrap.max_width = width;
    job.wrap.max_rows = rows;
    // A text of one line is cut where the room ends, not before a long word.
    job.wrap.break_anywhere = rows == 1;
    ui.painter().layout_job(job)
}

/// Paints texts below each other, in the middle of a place.
pub(super) fn paint(painter: &Painter, place: Rect, align: Align, lines: &[Arc<Galley>]) {
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
    let shape = state_rating(action, view.today);
    paint_rating(painter, square, shape, color);
    if shape == Rating::NotAssessed && action.status == Status::InProgress {
        painter.circle_filled(square.center(), square.width() * 0.25, color);
    }
}
