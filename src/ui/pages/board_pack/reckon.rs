//! About how tall a block will be, from the number of its letters: good enough for a scroll bar.

use super::table::{CELL, GUTTER, ROWS};
use crate::report::{Block, Cell, ReportTable, Span};
use crate::ui::theme::{TEXT_WIDTH, size, space};

/// The width of a letter and the height of a line, as parts of the size of type.
const LETTER: f32 = 0.53;
const LINE: f32 = 1.33;

/// The height of a block in this width, in points.
pub(super) fn height(block: &Block, width: f32) -> f32 {
    let text = width.min(TEXT_WIDTH);
    match block {
        Block::Cover(cover) => 150.0 + number(cover.lines.len()) * 28.0,
        Block::Contents => 240.0,
        Block::NewPage => 90.0,
        Block::Heading { level: 1, .. } => 30.0,
        Block::Heading { .. } => 28.0,
        Block::Paragraph(spans) => text_height(spans, size::BODY, text),
        Block::List { items, .. } => {
            items.iter().map(|item| text_height(item, size::BODY, text - size::BODY - space::S) + space::S).sum()
        }
        Block::KeyFigures(_) => 60.0,
        Block::Table(table) => table_height(table, width),
        Block::Figure(_) => 300.0,
    }
}

fn table_height(table: &ReportTable, width: f32) -> f32 {
    let weights: f32 = table.columns.iter().map(|column| column.width).sum();
    let row = |cells: &Vec<Cell>| {
        let tallest = cells.iter().zip(&table.columns).map(|(cell, column)| match cell {
            Cell::Text(spans) => text_height(spans, size::CAPTION, width * column.width / weights - 2.0 * GUTTER),
            Cell::Bar { .. } => 0.0,
        });
        tallest.fold(size::CAPTION * LINE, f32::max) + CELL
    };
    30.0 + table.rows.iter().take(ROWS).map(row).sum::<f32>()
}

/// The height of a text that wraps.
fn text_height(spans: &[Span], size: f32, width: f32) -> f32 {
    let letters = spans.iter().map(|span| span.text.chars().count()).sum();
    (number(letters) * size * LETTER / width.max(size)).ceil().max(1.0) * size * LINE
}

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "a count of letters needs no more precision")]
fn number(count: usize) -> f32 {
    count as f32
}
