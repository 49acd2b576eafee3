//! A document's table on the screen: widths by weight, wrapped text, each cell heard in order.

use egui::{Align, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::chart;
use crate::report::{Cell, ReportTable, Span};
use crate::ui::theme::{self, size};
use crate::ui::widgets::{SpanText, caption, rating_bar};
use crate::words;

/// How many rows of a long table the preview shows: enough to see what it is like. The PDF holds all of them.
pub(super) const ROWS: usize = 40;

/// The space on each side of a cell's text.
pub(super) const GUTTER: f32 = 5.0;

/// The most letters of a text that is not broken where its words end: dates.
const SHORT: usize = 12;

/// The space above and below a cell's text, together.
pub(super) const CELL: f32 = 10.0;

/// Shows a table, or its first rows and how many more there are.
pub(super) fn draw(ui: &mut Ui, table: &ReportTable) {
    let widths = widths(ui, table);
    let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label(&table.caption);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (rows, columns) = (table.rows.len() + 1, table.columns.len());
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_row_count(rows);
            node.set_column_count(columns);
        });
        let names: Vec<Cell> = table.columns.iter().map(|column| Cell::from(Span::quiet(&column.name))).collect();
        row(ui, table, &widths, &names, 0);
        for (place, cells) in table.rows.iter().take(ROWS).enumerate() {
            row(ui, table, &widths, cells, place + 1);
        }
    });
    let more = table.rows.len().saturating_sub(ROWS);
    if more > 0 {
        let rows = words::count(more, "more row", "more rows");
        caption(ui, &format!("… and {rows}, all of them in the PDF."));
    }
}

/// The columns' widths: their shares, but none narrower than the longest word of its heading, nor than its dates and
/// figures, as far as there is room.
fn widths(ui: &Ui, table: &ReportTable) -> Vec<f32> {
    let columns = &table.columns;
    let most = ui.available_width() / 4.0;
    let width = |text: &str, font| {
        ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::BLACK).size().x + 2.0 * GUTTER + 1.0
    };
    let least: Vec<f32> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let words = column.name.split(' ').map(|word| width(word, theme::semibold(size::CAPTION)));
            let cells = table.rows.iter().take(ROWS).filter_map(|row| row.get(place)).filter_map(|cell| match cell {
                Cell::Text(spans) => Some(spans),
                Cell::Bar { .. } => None,
            });
            let whole = cells
                .flatten()
                .filter(|span| column.align == chart::Align::Right || span.text.chars().count() <= SHORT);
            let whole =
                whole.map(|span| width(&span.text, theme::regular(size::CAPTION))).filter(|width| *width < most);
            words.chain(whole).fold(0.0, f32::max)
        })
        .collect();
    let mut room = ui.available_width();
    let mut weight: f32 = columns.iter().map(|column| column.width).sum();
    // Columns whose share is too small get their least; the others share what is left.
    let mut fixed = vec![false; columns.len()];
    for _ in columns {
        let mut more = false;
        for ((column, least), fixed) in columns.iter().zip(&least).zip(&mut fixed) {
            if !*fixed && weight > 0.0 && room * column.width / weight < *least {
                *fixed = true;
                more = true;
                room -= least;
                weight -= column.width;
            }
        }
        if !more {
            break;
        }
    }
    columns
        .iter()
        .zip(least)
        .zip(fixed)
        .map(
            |((column, least), fixed)| {
                if fixed || weight <= 0.0 { least } else { (room * column.width / weight).max(0.0) }
            },
        )
        .collect()
}

/// A cell that has been laid out.
enum Laid<'a> {
    Text(SpanText),
    Bar(&'a Cell),
}

/// Shows a row: row 0 is the head.
fn row(ui: &mut Ui, table: &ReportTable, widths: &[f32], cells: &[Cell], number: usize) {
    let palette = theme::of(ui);
    let laid: Vec<Laid<'_>> = cells
        .iter()
        .zip(&table.columns)
        .zip(widths)
        .map(|((cell, column), width)| match cell {
            Cell::Text(text) => {
                let align = if column.align == chart::Align::Right { Align::RIGHT } else { Align::LEFT };
                Laid::Text(SpanText::new(ui, text, size::CAPTION, width - 2.0 * GUTTER, align))
            }
            Cell::Bar { .. } => Laid::Bar(cell),
        })
        .collect();
    let tallest = laid.iter().fold(14.0_f32, |tallest, cell| match cell {
        Laid::Text(text) => tallest.max(text.size().y),
        Laid::Bar(_) => tallest,
    });
    let builder = UiBuilder::new().id_salt(number).accessibility_role(Role::Row);
    ui.scope_builder(builder, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(widths.iter().sum(), tallest + CELL), Sense::hover());
        if ReportTable::is_stressed(cells) {
            ui.painter().rect_filled(rect, 0, palette.wash);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.rule));
        let mut left = rect.left();
        for (place, ((cell, column), width)) in laid.iter().zip(&table.columns).zip(widths).enumerate() {
            let area = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
            left += width;
            let inner = area.shrink2(vec2(GUTTER, CELL / 2.0));
            match cell {
                Laid::Text(text) => {
                    let x = if column.align == chart::Align::Right { inner.right() } else { inner.left() };
                    text.paint(ui, pos2(x, inner.top()));
                    let role = match (number, place) {
                        (0, _) => Role::ColumnHeader,
                        (_, 0) => Role::RowHeader,
                        _ => Role::Cell,
                    };
                    let response = ui.interact(area, ui.unique_id().with(place), Sense::hover());
                    response.widget_info(|| WidgetInfo::labeled(role, true, &text.words));
                }
                Laid::Bar(Cell::Bar { counts, .. }) => {
                    let name = laid.first().map_or("", |first| match first {
                        Laid::Text(text) => text.words.as_str(),
                        Laid::Bar(_) => "",
                    });
                    let bar = Rect::from_min_size(inner.left_top() + vec2(0.0, 1.0), vec2(inner.width(), 12.0));
                    let builder = UiBuilder::new().id_salt(place).max_rect(bar).accessibility_role(Role::Cell);
                    let mut child = ui.new_child(builder);
                    rating_bar(&mut child, name, *counts, bar.width(), bar.height());
                }
                Laid::Bar(Cell::Text(_)) => {}
            }
        }
    });
}
