//! The plan by effort and impact: three rows and columns of cells, walked with the arrow keys, with the first actions of
//! each. What does not say both stands in a strip below.

use egui::{
    Align2, Id, Rect, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::cells::{MARK, galley, paint_mark, state_color};
use super::state::{FocusOn, Next, State};
use crate::insight::{EffortImpact, Levels, LevelsCell, state_words};
use crate::project::{Action, Effort, Impact};
use crate::ui::View;
use crate::ui::theme::{self, RADIUS, TARGET, size, space};
use crate::ui::widgets::{GridKeys, caption, focus_ring, grid, grid_cell, heading};

/// The room for the names of the rows.
const NAMES: f32 = 66.0;

/// The room for the names of the columns.
const HEADS: f32 = 26.0;

/// The space between cells.
const GAP: f32 = space::S;

/// The space inside a cell.
const INSIDE: f32 = 6.0;

/// How high a cell is at least: its count and two actions.
const LEAST: f32 = 3.0 * TARGET + 2.0 * INSIDE;

/// How high a cell is where the page scrolls: its count and three actions.
const USUAL: f32 = 4.0 * TARGET + 2.0 * INSIDE;

/// The place of the strip among the cells.
const STRIP: usize = 9;

/// How high the strip is: a line.
const STRIP_HEIGHT: f32 = TARGET + 2.0 * INSIDE;

/// The room for the strip's count.
const STRIP_HEAD: f32 = 310.0;

/// The least room for an action in the strip.
const STRIP_ACTION: f32 = 170.0;

/// The id of the grid, which takes the focus.
pub(super) fn id() -> Id {
    Id::unique("actions grid")
}

/// Draws the grid. `scrolls` says whether it fills its place and scrolls by itself, or with the page.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &EffortImpact, scrolls: bool) {
    heading(ui, &found.title());
    caption(ui, &found.sentence());
    if scrolls {
        let room = ui.available_height();
        ScrollArea::vertical().id_salt("actions grid").auto_shrink(false).show(ui, |ui| {
            let strip = if has_strip(found) { STRIP_HEIGHT + GAP } else { 0.0 };
            let height = (room - HEADS - strip - 2.0 * GAP - space::S) / 3.0;
            cells(ui, view, state, found, height.max(LEAST));
        });
    } else {
        cells(ui, view, state, found, USUAL);
    }
}

/// Whether there are actions that do not say effort or impact.
fn has_strip(found: &EffortImpact) -> bool {
    found.count(Levels::Unsaid) > 0
}

/// The names of rows and columns, and the cells.
fn cells(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &EffortImpact, height: f32) {
    let strip = if has_strip(found) { STRIP_HEIGHT + GAP } else { 0.0 };
    let whole = HEADS + 3.0 * height + 2.0 * GAP + strip;
    let (_, area) = ui.allocate_space(vec2(ui.available_width(), whole));
    // Room for focus rings, which would be cut at the edge.
    let area = area.shrink2(vec2(3.0, 0.0));
    names(ui, area, height);
    let width = (area.width() - NAMES - 2.0 * GAP) / 3.0;
    let rect_of = |place: usize| {
        if place == STRIP {
            return Rect::from_min_max(pos2(area.left(), area.bottom() - STRIP_HEIGHT), area.max);
        }
        #[expect(clippy::cast_precision_loss, reason = "at most two")]
        let [column, row] = [place % 3, place / 3].map(|at| at as f32);
        let min = pos2(area.left() + NAMES + column * (width + GAP), area.top() + HEADS + row * (height + GAP));
        Rect::from_min_size(min, vec2(width, height))
    };
    state.cell = state.cell.min(if has_strip(found) { STRIP } else { STRIP - 1 });
    let mut place = ui.new_child(UiBuilder::new().max_rect(area));
    let (response, ()) = grid(&mut place, id(), "Actions by effort and impact", &found.title(), |ui, keys| {
        ui.set_min_size(area.size());
        use_keys(state, found, keys);
        for (place, one) in found.cells().iter().enumerate() {
            if place == STRIP && !has_strip(found) {
                continue;
            }
            let drawn = Drawn { place, rect: rect_of(place), current: state.cell == place, focused: keys.focused };
            drawn.show(ui, view, state, one);
        }
    });
    if state.focus == Some(FocusOn::Table) {
        state.focus = None;
        response.request_focus();
    }
}

/// The names of rows and columns. Each cell says them too.
fn names(ui: &Ui, area: Rect, height: f32) {
    let quiet = theme::of(ui).quiet;
    let font = || theme::semibold(size::CAPTION);
    let width = (area.width() - NAMES - 2.0 * GAP) / 3.0;
    let mut left = area.left() + NAMES;
    for effort in Effort::ALL {
        let text = format!("{} effort", effort.name());
        ui.painter().text(pos2(left, area.top() + HEADS - 6.0), Align2::LEFT_BOTTOM, text, font(), quiet);
        left += width + GAP;
    }
    let mut top = area.top() + HEADS;
    for impact in Impact::ALL.into_iter().rev() {
        let text = galley(ui, &format!("{} impact", impact.name()), font(), quiet, NAMES - GAP, 2);
        ui.painter().galley(pos2(area.left(), top + INSIDE), text, quiet);
        top += height + GAP;
    }
}

/// Moves the cursor, or lists what is under it.
fn use_keys(state: &mut State, found: &EffortImpact, keys: GridKeys) {
    if !keys.focused {
        return;
    }
    state.cell = moved(state.cell, keys, has_strip(found));
    if let Some(cell) = found.cells().get(state.cell).filter(|cell| keys.enter && !cell.rows.is_empty()) {
        state.next = Some(Next::List(cell.levels));
    }
}

/// Where the cursor stands after the keys: it stays within the grid, and reaches the strip below from any column.
pub(super) fn moved(from: usize, keys: GridKeys, strip: bool) -> usize {
    let step = |at: usize, by: i32, last: usize| {
        let to = i64::try_from(at).unwrap_or(0) + i64::from(by);
        usize::try_from(to.max(0)).unwrap_or(0).min(last)
    };
    let (row, column) = if from >= STRIP { (3, 1) } else { (from / 3, from % 3) };
    let row = step(row, keys.down, if strip { 3 } else { 2 });
    if row == 3 { STRIP } else { row * 3 + step(column, if from >= STRIP { 0 } else { keys.across }, 2) }
}

/// A cell as it is drawn.
struct Drawn {
    place: usize,
    rect: Rect,
    current: bool,
    focused: bool,
}

impl Drawn {
    /// Draws a cell: its ground, its count, its first actions.
    fn show(&self, ui: &mut Ui, view: &View<'_>, state: &mut State, cell: &LevelsCell) {
        let rect = self.rect;
        let mut place = ui.new_child(UiBuilder::new().max_rect(rect));
        let name = cell.words(view.project, view.today);
        let (response, ()) = grid_cell(&mut place, id(), id().with(self.place), self.current, &name, |ui| {
            ui.set_min_size(rect.size());
            self.ground(ui, cell);
            let mut inside = ui.new_child(UiBuilder::new().max_rect(rect.shrink(INSIDE)));
            inside.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let width = inside.available_width();
            if self.place == STRIP {
                let head = STRIP_HEAD.min(width);
                let columns = whole((width - head) / STRIP_ACTION).clamp(1, 4);
                #[expect(clippy::cast_precision_loss, reason = "at most four")]
                let width = (width - head) / columns as f32;
                inside.horizontal(|ui| {
                    self.head(ui, state, cell, head);
                    self.actions(ui, view, state, cell, width, columns);
                });
            } else {
                self.head(&mut inside, state, cell, width);
                let room = whole(inside.available_height() / TARGET);
                self.actions(&mut inside, view, state, cell, width, room);
            }
        });
        if response.clicked() {
            state.cell = self.place;
            ui.ctx().request_repaint();
        }
        if self.current && self.focused {
            let accent = theme::of(ui).accent;
            ui.painter().rect_stroke(rect.expand(1.0), RADIUS, Stroke::new(2.0, accent), StrokeKind::Outside);
            if !ui.clip_rect().contains_rect(rect) && rect.height() < ui.clip_rect().height() {
                ui.scroll_to_rect(rect, None);
            }
        }
    }

    /// The ground. The quick wins have a stronger frame and a folded corner; their count names them.
    fn ground(&self, ui: &Ui, cell: &LevelsCell) {
        let palette = theme::of(ui);
        let fill = if self.current && self.focused { palette.wash } else { palette.surface };
        let wins = cell.levels == Levels::QUICK_WIN;
        let stroke = if wins { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.rule) };
        ui.painter().rect(self.rect, RADIUS, fill, stroke, StrokeKind::Inside);
        if wins {
            let corner = self.rect.right_top();
            let fold = vec![corner, corner - vec2(FOLD, 0.0), corner + vec2(0.0, FOLD)];
            ui.painter().add(Shape::convex_polygon(fold, palette.accent, Stroke::NONE));
        }
    }

    /// How many actions there are: a link that lists them in the table.
    fn head(&self, ui: &mut Ui, state: &mut State, cell: &LevelsCell, width: f32) {
        let text = cell.count_words();
        let name = format!("Show in the table: {}", cell.levels.words());
        let line = Line { text: &text, name: &name, width, enabled: !cell.rows.is_empty(), action: None };
        if self.line(ui, &line).clicked() {
            state.next = Some(Next::List(cell.levels));
            state.cell = self.place;
        }
    }

    /// The first actions, as many as there is room for.
    fn actions(&self, ui: &mut Ui, view: &View<'_>, state: &mut State, cell: &LevelsCell, width: f32, room: usize) {
        for row in cell.rows.iter().take(room) {
            let Some(action) = view.project.actions.get(row.place) else { continue };
            let name = format!("{}. {}", action.title, state_words(action, view.today));
            let selected = state.open && state.is_selected(row.id);
            let line =
                Line { text: &action.title, name: &name, width, enabled: true, action: Some((view, action, selected)) };
            if self.line(ui, &line).on_hover_text(&name).clicked() {
                state.next = Some(Next::Select { id: row.id, open: true });
                state.cell = self.place;
                if !ui.input(|input| input.pointer.any_click()) {
                    // Who chose it with a key goes on to its form.
                    state.focus = Some(FocusOn::Title { select_all: false });
                }
            }
        }
    }

    /// A line of a cell that can be pressed. Only those of the cell under the cursor are stops of the Tab key: the others
    /// are reached by moving the cursor.
    fn line(&self, ui: &mut Ui, line: &Line<'_>) -> egui::Response {
        let palette = theme::of(ui);
        let sense = match (line.enabled, self.current) {
            (false, _) => Sense::empty(),
            (true, true) => Sense::click(),
            (true, false) => Sense::CLICK,
        };
        let (rect, response) = ui.allocate_exact_size(vec2(line.width, TARGET), sense);
        let selected = line.action.is_some_and(|(_, _, selected)| selected);
        if selected {
            ui.painter().rect_filled(rect, RADIUS, palette.wash);
        }
        let text_size = size::CAPTION + 1.0;
        let (font, color) = match (line.action.is_some(), line.enabled) {
            (true, _) if selected => (theme::semibold(text_size), palette.ink),
            (true, _) => (theme::regular(text_size), palette.ink),
            (false, true) => (theme::semibold(text_size), palette.accent),
            (false, false) => (theme::regular(text_size), palette.quiet),
        };
        let color = if response.hovered() { palette.accent } else { color };
        let indent = if line.action.is_some() { MARK + 2.0 * INSIDE } else { INSIDE };
        let words = galley(ui, line.text, font, color, rect.width() - indent - INSIDE, 1);
        let at = pos2(rect.left() + indent, rect.center().y - words.size().y / 2.0);
        if response.hovered() && line.enabled {
            ui.painter().hline(at.x..=at.x + words.size().x, at.y + words.size().y, Stroke::new(1.0, palette.accent));
        }
        ui.painter().galley(at, words, color);
        if let Some((view, action, _)) = line.action {
            let center = pos2(rect.left() + INSIDE + MARK / 2.0, rect.center().y);
            let square = Rect::from_center_size(center, vec2(MARK, MARK));
            paint_mark(ui.painter(), square, action, view, state_color(action, view, &palette));
        }
        if !line.enabled {
            return response;
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, line.name));
        focus_ring(ui, &response);
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}

/// A line of a cell.
struct Line<'a> {
    /// What is drawn.
    text: &'a str,
    /// What is heard.
    name: &'a str,
    width: f32,
    enabled: bool,
    /// For an action: which, and whether it is the one in the form.
    action: Option<(&'a View<'a>, &'a Action, bool)>,
}

/// How large the folded corner is.
const FOLD: f32 = 18.0;

/// How many whole times.
fn whole(times: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not below nought")]
    let times = times.max(0.0) as usize;
    times
}
