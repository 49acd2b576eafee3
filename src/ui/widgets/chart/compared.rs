//! Points with their intervals and pairs of points: a row each, with its name, its value in words and its base; the scale
//! below.

use egui::{Align2, Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::chart::{Axis, IntervalRow, Intervals, Level, Pairs, Tone};
use crate::ui::theme::{self, Palette, size, space};
use crate::ui::widgets::cell_text;
use crate::words;

/// The room of the names, of the value in words, of the base.
const NAMES: f32 = 168.0;
const VALUE: f32 = 72.0;
const BASE: f32 = 74.0;

/// The height of a row, of the line's label above the rows, of the scale below.
const ROW: f32 = 38.0;
const LABEL: f32 = 24.0;
const SCALE: f32 = 24.0;

/// Half of a mark's width.
const MARK: f32 = 5.0;

/// Below this room for the plot, in points, names stand above it.
const LEAST: f32 = 200.0;

/// Where the rows stand.
pub(super) struct Rows {
    room: Rect,
    pub(super) left: f32,
    pub(super) right: f32,
    above: f32,
    stacked: bool,
    top: f32,
    palette: Palette,
}

impl Rows {
    /// Takes the room of so many rows.
    fn of(ui: &mut Ui, count: usize, labelled: bool) -> Self {
        let width = ui.available_width();
        let start = ui.cursor().left();
        let right = start + width - VALUE - BASE;
        let beside = start + NAMES + space::M;
        let stacked = right - beside < LEAST;
        let above = if stacked { 20.0 } else { 0.0 };
        let label = if labelled { LABEL } else { 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        let height = label + (ROW + above) * count as f32 + SCALE;
        let (room, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let left = if stacked { room.left() + MARK } else { beside };
        Self { room, left, right, above, stacked, top: room.top() + label, palette: theme::of(ui) }
    }

    /// The middle of a row's plot.
    fn middle(&self, row: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        let row = row as f32;
        self.top + (ROW + self.above) * row + self.above + ROW / 2.0
    }

    /// The place of a value.
    fn x(&self, axis: &Axis, value: f64) -> f32 {
        place(axis, value, self.left, self.right)
    }

    /// The names of the scale and its lines, from the first row to the last.
    fn scale(&self, painter: &Painter, axis: &Axis) {
        let foot = self.room.bottom() - SCALE;
        let mut free = f32::NEG_INFINITY;
        for (value, name) in &axis.ticks {
            let x = self.x(axis, *value);
            painter.vline(x, self.top..=foot, Stroke::new(1.0, self.palette.rule));
            let text = painter.layout_no_wrap(name.clone(), theme::regular(size::CAPTION), self.palette.quiet);
            let at = x - text.size().x / 2.0;
            if at > free {
                free = at + text.size().x + space::S;
                painter.galley(pos2(at, foot + 4.0), text, self.palette.quiet);
            }
        }
        let title = pos2(self.room.right(), foot + 4.0);
        painter.text(title, Align2::RIGHT_TOP, &axis.title, theme::regular(size::CAPTION), self.palette.quiet);
    }

    /// A row's name, its value in words and its base.
    fn words(&self, ui: &Ui, row: usize, label: &str, text: &str, base: Option<u32>) {
        let painter = ui.painter();
        let middle = self.middle(row);
        let (wide, lines) = if self.stacked { (self.room.width(), 1) } else { (NAMES, 2) };
        let name = cell_text(ui, label, theme::regular(size::CAPTION + 1.0), self.palette.ink, wide, lines);
        let half = name.size().y / 2.0;
        let top = if self.stacked { middle - ROW / 2.0 - self.above + 2.0 } else { middle - half };
        if self.stacked {
            // No line strikes it through.
            let ground = Rect::from_min_size(pos2(self.room.left(), top), name.size());
            painter.rect_filled(ground.expand2(vec2(2.0, 0.0)), 0, self.palette.surface);
        }
        painter.galley(pos2(self.room.left(), top), name, self.palette.ink);
        let right = pos2(self.right + VALUE, middle);
        painter.text(right, Align2::RIGHT_CENTER, text, theme::semibold(size::BODY), self.palette.ink);
        if let Some(base) = base {
            let text = format!("n {}", words::whole(u64::from(base)));
            let right = pos2(self.room.right(), middle);
            painter.text(right, Align2::RIGHT_CENTER, text, theme::regular(size::CAPTION), self.palette.quiet);
        }
    }

    /// The line that all are held against, with its label above.
    fn across(&self, ui: &Ui, axis: &Axis, level: &Level) {
        let foot = self.room.bottom() - SCALE;
        let label = cell_text(
            ui,
            &level.label,
            theme::semibold(size::CAPTION),
            self.palette.accent,
            self.room.right() - self.left,
            1,
        );
        across(ui.painter(), &self.palette, self.x(axis, level.value), (self.top, foot));
        let left = (self.x(axis, level.value) + 4.0).min(self.room.right() - label.size().x).max(self.left);
        ui.painter().galley(pos2(left, self.top - LABEL + 2.0), label, self.palette.accent);
    }
}

/// The place of a value between two ends.
pub(super) fn place(axis: &Axis, value: f64, left: f32, right: f32) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen needs no more digits")]
    let part = axis.place(value) as f32;
    left + (right - left) * part
}

/// A dashed line to hold values against.
pub(super) fn across(painter: &Painter, palette: &Palette, x: f32, (top, foot): (f32, f32)) {
    painter.vline(x, top..=foot, Stroke::new(4.0, palette.surface));
    let line = [pos2(x, top - 4.0), pos2(x, foot)];
    painter.extend(Shape::dashed_line(&line, Stroke::new(2.0, palette.accent), 5.0, 3.0));
}

/// An interval with its two ends; an end that lies beyond the scale is an arrow.
pub(super) fn whisker(painter: &Painter, axis: &Axis, (low, high): (f64, f64), ends: (f32, f32), at: (f32, Color32)) {
    let (middle, color) = at;
    let [from, to] = [low, high].map(|value| place(axis, value, ends.0, ends.1));
    let stroke = Stroke::new(1.75, color);
    painter.hline(from..=to, middle, stroke);
    for (value, x, way) in [(low, from, -1.0), (high, to, 1.0)] {
        if axis.holds(value) {
            painter.vline(x, middle - 5.0..=middle + 5.0, stroke);
        } else {
            let tip = pos2(x, middle);
            for down in [-4.0, 4.0] {
                painter.line_segment([tip, tip + vec2(-way * 6.0, down)], stroke);
            }
        }
    }
}

/// A point: filled where it is further from the line than chance explains, hollow where it is not.
pub(super) fn point(painter: &Painter, palette: &Palette, center: Pos2, color: Color32, firm: bool) {
    let fill = if firm { color } else { palette.surface };
    painter.circle(center, MARK, fill, Stroke::new(2.0, color));
}

/// Draws points with their intervals, as wide as there is room.
pub(super) fn intervals(ui: &mut Ui, of: &Intervals) {
    let rows = Rows::of(ui, of.rows.len(), of.level.is_some());
    rows.scale(ui.painter(), &of.axis);
    if let Some(level) = &of.level {
        rows.across(ui, &of.axis, level);
    }
    for (number, row) in of.rows.iter().enumerate() {
        let middle = rows.middle(number);
        let seen = Rect::from_min_max(pos2(rows.room.left(), middle - ROW), pos2(rows.room.right(), middle + ROW));
        if !ui.is_rect_visible(seen) {
            continue;
        }
        rows.words(ui, number, &row.label, &row.text, row.base);
        interval(ui.painter(), &rows, of, row, middle);
    }
    if of.level.is_some() {
        key(ui, &rows.palette);
    }
}

fn interval(painter: &Painter, rows: &Rows, of: &Intervals, row: &IntervalRow, middle: f32) {
    let color = rows.palette.tone(row.tone);
    if let Some(range) = row.range {
        whisker(painter, &of.axis, range, (rows.left, rows.right), (middle, color));
    }
    if of.axis.holds(row.value) {
        point(painter, &rows.palette, pos2(rows.x(&of.axis, row.value), middle), color, row.firm);
    }
}

/// What a filled and a hollow point mean.
fn key(ui: &mut Ui, palette: &Palette) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::M, space::XS);
        for (firm, words) in [(true, "Beyond chance"), (false, "Could be chance alone")] {
            marked(ui, palette, words, |painter, center| point(painter, palette, center, palette.ink, firm));
        }
    });
}

/// A mark of a key with its words.
fn marked(ui: &mut Ui, palette: &Palette, words: &str, mark: impl FnOnce(&Painter, Pos2)) {
    let text = ui.painter().layout_no_wrap(words.to_owned(), theme::regular(size::CAPTION), palette.ink);
    let (room, _) = ui.allocate_exact_size(vec2(18.0 + text.size().x, 20.0), Sense::hover());
    mark(ui.painter(), pos2(room.left() + 6.0, room.center().y));
    ui.painter().galley(pos2(room.left() + 18.0, room.center().y - text.size().y / 2.0), text, palette.ink);
}

/// Draws pairs of points, as wide as there is room, below their key.
pub(super) fn pairs(ui: &mut Ui, of: &Pairs) {
    let palette = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::M, space::XS);
        for (place, (name, tone)) in of.ends.iter().enumerate() {
            marked(ui, &palette, name, |painter, center| end(painter, &palette, place, *tone, center));
        }
    });
    let rows = Rows::of(ui, of.rows.len(), false);
    rows.scale(ui.painter(), &of.axis);
    for (number, row) in of.rows.iter().enumerate() {
        let middle = rows.middle(number);
        rows.words(ui, number, &row.label, &row.text, row.base);
        let [one, other] = row.values.map(|value| pos2(rows.x(&of.axis, value), middle));
        ui.painter().line_segment([one, other], Stroke::new(2.5, palette.border));
        for (place, ((_, tone), center)) in of.ends.iter().zip([one, other]).enumerate() {
            end(ui.painter(), &palette, place, *tone, center);
        }
    }
}

/// An end of a pair: a disc, or a square.
fn end(painter: &Painter, palette: &Palette, place: usize, tone: Tone, center: Pos2) {
    let (color, edge) = (palette.tone(tone), Stroke::new(1.0, palette.surface));
    if place == 0 {
        painter.circle(center, MARK + 1.0, color, edge);
    } else {
        let square = Rect::from_center_size(center, Vec2::splat(2.0 * MARK));
        painter.rect(square, 1, color, edge, StrokeKind::Outside);
    }
}
