//! Several small plots of one kind on one scale: beside each other where there is room.

use egui::{Align2, Painter, Rect, Sense, Ui, pos2, vec2};

use super::compared::{across, place, point, whisker};
use crate::chart::{Panel, PanelMark, PanelRow, Panels};
use crate::ui::theme::{self, Palette, size, space};
use crate::ui::widgets::cell_text;

/// The least width of a plot, and how many stand beside each other at most.
const LEAST: f32 = 250.0;
const MOST: usize = 3;

/// The room of the names, as a part of a plot's width; the values in words take what the longest needs, up to a part.
const NAMES: f32 = 0.34;
const VALUES: f32 = 0.4;

/// The heights of a plot's name, of a row, of a bar.
const NAME: f32 = 26.0;
const ROW: f32 = 34.0;
const BAR: f32 = 16.0;

/// The height of the line's label above all plots.
const LABEL: f32 = 22.0;

/// Draws the plots, as wide as there is room.
pub(super) fn panels(ui: &mut Ui, of: &Panels) {
    let palette = theme::of(ui);
    if let Some(level) = &of.level {
        let (room, _) = ui.allocate_exact_size(vec2(ui.available_width(), LABEL), Sense::hover());
        let painter = ui.painter();
        across(painter, &palette, room.left() + 6.0, (room.top() + 4.0, room.bottom() - 4.0));
        let text = cell_text(ui, &level.label, theme::semibold(size::CAPTION), palette.accent, room.width() - 16.0, 1);
        let top = room.center().y - text.size().y / 2.0;
        painter.galley(pos2(room.left() + 16.0, top), text, palette.accent);
    }
    let width = ui.available_width();
    let columns = (1..=MOST.min(of.panels.len().max(1)))
        .rev()
        .find(|columns| (width + space::L) / length(*columns) >= LEAST + space::L)
        .unwrap_or(1);
    let each = (width + space::L) / length(columns) - space::L;
    let text =
        |text: &str| ui.painter().layout_no_wrap(text.to_owned(), theme::semibold(size::CAPTION), palette.ink).size().x;
    let values = of.panels.iter().flat_map(|panel| &panel.rows).map(|row| text(&row.text)).fold(0.0, f32::max);
    let values = (values + space::S).min(each * VALUES);
    for line in of.panels.chunks(columns) {
        let rows = line.iter().map(|panel| panel.rows.len()).max().unwrap_or_default();
        let height = NAME + ROW * length(rows) + space::S;
        let (room, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        if !ui.is_rect_visible(room) {
            continue;
        }
        for (column, panel) in line.iter().enumerate() {
            let left = room.left() + (each + space::L) * length(column);
            let room = Rect::from_min_size(pos2(left, room.top()), vec2(each, height));
            one(ui, of, panel, (room, values), &palette);
        }
    }
}

/// A count as a length.
#[expect(clippy::cast_precision_loss, reason = "plots are few")]
fn length(count: usize) -> f32 {
    count as f32
}

/// A small plot.
fn one(ui: &Ui, of: &Panels, panel: &Panel, (room, values): (Rect, f32), palette: &Palette) {
    let painter = ui.painter();
    let name = cell_text(ui, &panel.name, theme::semibold(size::BODY), palette.ink, room.width(), 1);
    painter.galley(pos2(room.left(), room.top() + 2.0), name, palette.ink);
    let (left, right) = (room.left() + room.width() * NAMES, room.right() - values);
    let top = room.top() + NAME;
    let foot = top + ROW * length(panel.rows.len());
    painter.vline(left, top..=foot, egui::Stroke::new(1.0, palette.border));
    if let Some(level) = &of.level {
        across(painter, palette, place(&of.axis, level.value, left, right), (top + 2.0, foot));
    }
    for (number, row) in panel.rows.iter().enumerate() {
        let middle = top + ROW * (length(number) + 0.5);
        let label =
            cell_text(ui, &row.label, theme::regular(size::CAPTION), palette.ink, left - room.left() - space::S, 2);
        painter.galley(pos2(room.left(), middle - label.size().y / 2.0), label, palette.ink);
        painter.text(
            pos2(room.right(), middle),
            Align2::RIGHT_CENTER,
            &row.text,
            theme::semibold(size::CAPTION),
            palette.ink,
        );
        value(painter, of, panel, row, (left, right, middle), palette);
    }
}

/// What stands for a value.
fn value(
    painter: &Painter,
    of: &Panels,
    panel: &Panel,
    row: &PanelRow,
    (left, right, middle): (f32, f32, f32),
    palette: &Palette,
) {
    let Some(value) = row.value else { return };
    let (x, color) = (place(&of.axis, value, left, right), palette.tone(panel.tone));
    match of.mark {
        PanelMark::Bar => {
            let bar = Rect::from_min_max(pos2(left, middle - BAR / 2.0), pos2(x, middle + BAR / 2.0));
            painter.rect_filled(bar, 0, color);
        }
        PanelMark::Point => {
            if let Some(range) = row.range {
                whisker(painter, &of.axis, range, (left, right), (middle, color));
            }
            point(painter, palette, pos2(x, middle), color, row.firm);
        }
    }
}
