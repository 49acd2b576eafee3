//! Shares of groups as stacked bars: a key, the published share as a line across, a whisker at the end of the first part.

use egui::{Align2, Painter, Rect, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::chart::{Level, ShareRow, Shares};
use crate::ui::theme::{self, Palette, size, space};
use crate::ui::widgets::cell_text;
use crate::words;

/// The room of the names, of the share that is told, of the base.
const NAMES: f32 = 168.0;
const SHARE: f32 = 62.0;
const BASE: f32 = 74.0;

/// The height of a row and of its bar.
const ROW: f32 = 36.0;
const BAR: f32 = 20.0;

/// The height of the level's label above the bars.
const LABEL: f32 = 24.0;

/// How far apart the stripes of what is hidden stand.
const STRIPE: f32 = 6.0;

/// Below this room for bars, in points, names stand above them.
const LEAST: f32 = 200.0;

/// Where things stand.
struct Places {
    left: f32,
    right: f32,
    /// How much of a row lies above its bar.
    above: f32,
    stacked: bool,
}

impl Places {
    fn of(room: Rect) -> Self {
        let right = room.right() - SHARE - BASE;
        let beside = room.left() + NAMES + space::M;
        let stacked = right - beside < LEAST;
        Self {
            left: if stacked { room.left() } else { beside },
            right,
            above: if stacked { 20.0 } else { 0.0 },
            stacked,
        }
    }

    /// The place of a percentage.
    fn x(&self, percent: f64) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen needs no more digits")]
        let part = (percent / 100.0).clamp(0.0, 1.0) as f32;
        self.left + (self.right - self.left) * part
    }
}

/// Draws the key and the bars as wide as there is room.
pub(super) fn shares(ui: &mut Ui, shares: &Shares) {
    let palette = theme::of(ui);
    key(ui, shares, &palette);
    let width = ui.available_width();
    let places = Places::of(Rect::from_min_size(ui.cursor().min, vec2(width, 0.0)));
    let row = ROW + places.above;
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    let height = if shares.level.is_some() { LABEL } else { 0.0 } + row * shares.rows.len() as f32;
    let (room, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let mut top = room.top() + if shares.level.is_some() { LABEL } else { 0.0 };
    let bars = top;
    for one in &shares.rows {
        let place = Rect::from_min_max(pos2(room.left(), top), pos2(room.right(), top + row));
        if ui.is_rect_visible(place) {
            bar(ui, shares, one, place, &places, &palette);
        }
        top += row;
    }
    if let Some(level) = &shares.level {
        across(ui, level, &places, (bars, top), &palette);
    }
    // Over the line, so that no end is hidden by it.
    let mut top = bars;
    for one in &shares.rows {
        let middle = top + places.above + ROW / 2.0;
        if let Some((low, high)) = one.range {
            whisker(ui.painter(), (places.x(low), places.x(high)), middle, &palette);
        }
        top += row;
    }
}

/// What the parts are called.
fn key(ui: &mut Ui, shares: &Shares, palette: &Palette) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        for part in &shares.parts {
            let text = ui.painter().layout_no_wrap(part.name.clone(), theme::regular(size::CAPTION), palette.ink);
            let (room, _) = ui.allocate_exact_size(vec2(18.0 + text.size().x + space::S, 20.0), Sense::hover());
            let square = Rect::from_center_size(pos2(room.left() + 6.0, room.center().y), vec2(12.0, 12.0));
            ui.painter().rect_filled(square, 2, palette.tone(part.tone));
            ui.painter().galley(pos2(room.left() + 18.0, room.center().y - text.size().y / 2.0), text, palette.ink);
        }
    });
    ui.add_space(space::XS);
}

/// A bar with its name, its first share and its base.
fn bar(ui: &Ui, shares: &Shares, row: &ShareRow, room: Rect, places: &Places, palette: &Palette) {
    let painter = ui.painter();
    let middle = room.top() + places.above + ROW / 2.0;
    let wide = if places.stacked { room.width() } else { NAMES };
    let lines = if places.stacked { 1 } else { 2 };
    let name = cell_text(ui, &row.label, theme::regular(size::CAPTION + 1.0), palette.ink, wide, lines);
    let top = if places.stacked { room.top() + 2.0 } else { middle - name.size().y / 2.0 };
    painter.galley(pos2(room.left(), top), name, palette.ink);
    let mut from = 0.0;
    for (place, percent) in row.told() {
        let Some(part) = shares.parts.get(place) else { continue };
        let [start, end] = [from, from + percent].map(|percent| places.x(percent));
        let area = Rect::from_min_max(pos2(start, middle - BAR / 2.0), pos2(end, middle + BAR / 2.0));
        painter.rect_filled(area, 0, palette.tone(part.tone));
        if from > 0.0 {
            // A gap tells the parts apart without colour.
            painter.vline(start, area.y_range(), Stroke::new(1.5, palette.surface));
        }
        from += percent;
    }
    let quiet = theme::regular(size::CAPTION);
    let first = row.told().find(|(place, _)| *place == 0);
    if let Some(hidden) = &row.hidden {
        let start = places.x(row.hidden_from().unwrap_or_default());
        let area = Rect::from_min_max(pos2(start, middle - BAR / 2.0), pos2(places.right, middle + BAR / 2.0));
        if row.percents.is_empty() || row.hidden_from().is_some() {
            hatched(ui, area, &hidden.words, palette);
        }
    }
    if let Some((_, first)) = first {
        let text = format!("{}%", words::decimal(first));
        let right = pos2(places.right + SHARE, middle);
        painter.text(right, Align2::RIGHT_CENTER, text, theme::semibold(size::BODY), palette.ink);
    } else if row.hidden.is_none() {
        painter.text(pos2(places.left, middle), Align2::LEFT_CENTER, "Nobody placed", quiet.clone(), palette.quiet);
    }
    if let Some(base) = row.base {
        let text = format!("n {}", words::whole(u64::from(base)));
        painter.text(pos2(room.right(), middle), Align2::RIGHT_CENTER, text, quiet, palette.quiet);
    }
}

/// What must not be told: stripes in a frame, and a word where there is room for it.
fn hatched(ui: &Ui, area: Rect, words: &str, palette: &Palette) {
    let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
    let stroke = Stroke::new(1.0, palette.border);
    let mut left = area.left() - area.height();
    while left < area.right() {
        painter.line_segment([pos2(left, area.bottom()), pos2(left + area.height(), area.top())], stroke);
        left += STRIPE;
    }
    painter.rect_stroke(area, 0, Stroke::new(1.0, palette.quiet), StrokeKind::Inside);
    let text = painter.layout_no_wrap(words.to_owned(), theme::regular(size::CAPTION), palette.ink);
    let ground = Rect::from_center_size(area.center(), text.size() + vec2(space::S, 0.0));
    if ground.width() <= area.width() {
        painter.rect_filled(ground, 0, palette.surface);
        painter.galley(ground.center() - text.size() / 2.0, text, palette.ink);
    }
}

/// The published share as a line across all bars, with its label above.
fn across(ui: &Ui, level: &Level, places: &Places, (top, foot): (f32, f32), palette: &Palette) {
    let x = places.x(level.value);
    let painter = ui.painter();
    painter.vline(x, top..=foot, Stroke::new(4.0, palette.surface));
    let line = [pos2(x, top - 4.0), pos2(x, foot)];
    painter.extend(Shape::dashed_line(&line, Stroke::new(2.0, palette.accent), 5.0, 3.0));
    let room = ui.clip_rect().right().min(places.right + SHARE + BASE) - places.left;
    let text = cell_text(ui, &level.label, theme::semibold(size::CAPTION), palette.accent, room, 1);
    let left = (x + 4.0).min(places.right + SHARE + BASE - text.size().x).max(places.left);
    painter.galley(pos2(left, top - LABEL + 2.0), text, palette.accent);
}

/// How uncertain the first share is.
fn whisker(painter: &Painter, (low, high): (f32, f32), middle: f32, palette: &Palette) {
    for (width, color) in [(4.5, palette.surface), (1.75, palette.ink)] {
        let stroke = Stroke::new(width, color);
        painter.hline(low..=high, middle, stroke);
        for end in [low, high] {
            painter.vline(end, middle - 5.0..=middle + 5.0, stroke);
        }
    }
}
