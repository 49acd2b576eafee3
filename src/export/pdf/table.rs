//! Tables: columns as wide as they need, rows kept whole, the head repeated on every page.

use std::rc::Rc;

use super::PdfError;
use super::flow::{Band, Repeat};
use super::item::Item;
use super::layout::Composer;
use super::tags::{ElementId, Role};
use crate::chart::Align;
use crate::export::drawing::draw::{Area, Path, Pen, length};
use crate::export::drawing::fonts::{Face, Fonts};
use crate::export::drawing::text::{Line, Piece, Style, pieces, wrap};
use crate::export::drawing::{shapes, theme};
use crate::project::Rating;
use crate::report::{Cell, ReportColumn, ReportTable};

/// Cells.
const CELL: Style = Style::new(Face::Regular, theme::CELL, theme::INK);
/// The heads of columns.
const HEAD: Style = Style::new(Face::SemiBold, theme::CAPTION, theme::QUIET);
/// Between the text of one column and that of the next.
const GUTTER: f32 = 12.0;
/// Above and below the text of a row.
const PAD: f32 = 3.5;
/// How high a bar is.
const BAR: f32 = 9.0;
/// How far the ground of a row reaches beyond its text.
pub const HANG: f32 = 6.0;
/// The most lines of a row that is always whole, and the lines of a part of a taller one.
const WHOLE: usize = 18;
const PART: usize = 6;
/// The most letters of a text that is not broken where its words end: dates, states.
const SHORT: usize = 12;

/// Where a column stands.
#[derive(Clone, Copy, Debug)]
struct Column {
    x: f32,
    width: f32,
    align: Align,
}

/// A cell, set.
enum Set {
    Lines(Vec<Line>, ElementId),
    Bar(Vec<(Rating, u32)>, ElementId),
}

impl Composer<'_> {
    /// Sets a table.
    pub fn table(&mut self, table: &ReportTable) -> Result<(), PdfError> {
        if table.columns.is_empty() {
            return Ok(());
        }
        let columns = columns(self.fonts, table)?;
        let element = self.tree.add(ElementId::DOCUMENT, Role::Table(table.caption.clone()));
        let (height, items) = self.head(table, &columns, element)?;
        let repeat = Rc::new(Repeat { height, items: items.clone() });
        let rows = table.rows.len();
        self.flow.push(Band {
            before: 8.0,
            height,
            after: if rows == 0 { 12.0 } else { 0.0 },
            keep: rows > 0,
            items,
            ..Band::default()
        });
        if rows == 0 {
            return Ok(());
        }
        let body = self.tree.add(element, Role::TableBody);
        for (place, row) in table.rows.iter().enumerate() {
            self.row(row, &columns, body, &repeat, (place, rows))?;
        }
        Ok(())
    }

    /// The head: its texts stand on one last line, so that they meet the rule below.
    fn head(
        &mut self,
        table: &ReportTable,
        columns: &[Column],
        element: ElementId,
    ) -> Result<(f32, Vec<Item>), PdfError> {
        // A table without rows is all body: a head needs a body to be the head of.
        let head = self.tree.add(element, if table.rows.is_empty() { Role::TableBody } else { Role::TableHead });
        let row = self.tree.add(head, Role::Row);
        let mut cells = Vec::new();
        for (column, place) in table.columns.iter().zip(columns) {
            let cell = self.tree.add(row, Role::ColumnHead);
            let piece = Piece { text: &column.name, style: HEAD, shape: None };
            cells.push((wrap(self.fonts, &[piece], place.width)?, cell, *place));
        }
        let tallest = cells.iter().map(|(lines, ..)| lines.len()).max().unwrap_or_default();
        let height = length(tallest) * theme::CAPTION_LINE + 2.0 * PAD;
        let mut items = Vec::new();
        for (lines, cell, place) in cells {
            let mut top = height - PAD - length(lines.len()) * theme::CAPTION_LINE;
            for line in lines {
                items.extend(line.items(cell, place.start(line.width), top, theme::CAPTION_LINE));
                top += theme::CAPTION_LINE;
            }
        }
        items.push(rule(height, theme::OUTLINE));
        Ok((height, items))
    }

    fn row(
        &mut self,
        cells: &[Cell],
        columns: &[Column],
        body: ElementId,
        repeat: &Rc<Repeat>,
        (place, rows): (usize, usize),
    ) -> Result<(), PdfError> {
        let row = self.tree.add(body, Role::Row);
        let stressed = ReportTable::is_stressed(cells);
        let mut set = Vec::new();
        for (number, column) in columns.iter().enumerate() {
            let cell = self.tree.add(row, if number == 0 { Role::RowHead } else { Role::Cell });
            let content = match cells.get(number) {
                Some(Cell::Text(spans)) => Set::Lines(wrap(self.fonts, &pieces(spans, CELL), column.width)?, cell),
                Some(Cell::Bar { counts, alt }) => {
                    let words = if alt.trim().is_empty() { counts.words() } else { alt.clone() };
                    let figure = self.tree.add(cell, Role::Figure { alt: words, area: None });
                    Set::Bar(Rating::ALL.map(|rating| (rating, counts.of(rating))).to_vec(), figure)
                }
                None => Set::Lines(Vec::new(), cell),
            };
            set.push((content, *column));
        }
        let lines = set.iter().map(|(content, _)| content.height_in_lines()).max().unwrap_or(1).max(1);
        // A row is whole; one that is as tall as a good part of a page may go on over the page's end.
        let most = if lines > WHOLE { PART } else { lines };
        let mut first = 0;
        while first < lines {
            // What is left over at the end is not a part of its own.
            let rest = lines - first;
            let count = if rest < 2 * most { rest } else { most };
            let ends = count == rest;
            let (above, below) = (if first == 0 { PAD } else { 0.0 }, if ends { PAD } else { 0.0 });
            let height = above + length(count) * theme::CELL_LINE + below;
            let mut items: Vec<Item> =
                set.iter().flat_map(|(content, column)| content.items(*column, first, count, above)).collect();
            if stressed {
                items.insert(0, ground(height));
            }
            if ends {
                items.push(rule(height, theme::RULE));
            }
            first += count;
            self.flow.push(Band {
                height,
                after: if place + 1 == rows && ends { 12.0 } else { 0.0 },
                // The last row does not stand alone below a repeated head, nor a row that heads others without them.
                keep: ends && (place + 2 == rows || (stressed && place + 1 < rows)),
                items,
                repeat: Some(Rc::clone(repeat)),
                ..Band::default()
            });
        }
        Ok(())
    }
}

impl Set {
    fn height_in_lines(&self) -> usize {
        match self {
            Self::Lines(lines, _) => lines.len(),
            Self::Bar(..) => 1,
        }
    }

    /// What it paints of some of its lines.
    fn items(&self, column: Column, first: usize, count: usize, above: f32) -> Vec<Item> {
        match self {
            Self::Lines(lines, element) => lines
                .iter()
                .skip(first)
                .take(count)
                .enumerate()
                .flat_map(|(place, line)| {
                    let top = above + length(place) * theme::CELL_LINE;
                    line.items(*element, column.start(line.width), top, theme::CELL_LINE)
                })
                .collect(),
            Self::Bar(parts, element) if first == 0 => {
                let top = above + (theme::CELL_LINE - BAR) / 2.0;
                let area = Area { x: column.x, y: top, width: column.width, height: BAR };
                shapes::bar(parts, area).into_iter().map(|shape| Item::content(*element, shape)).collect()
            }
            Self::Bar(..) => Vec::new(),
        }
    }
}

impl Column {
    /// Where a text of this width begins.
    fn start(self, width: f32) -> f32 {
        match self.align {
            Align::Left => self.x,
            Align::Right => self.x + self.width - width,
        }
    }
}

/// The ground of a row that heads others or sums them up.
fn ground(height: f32) -> Item {
    // Below the rule of the row above, which it would hide.
    let area = Area::between(theme::LEFT - HANG, 0.3, theme::RIGHT + HANG, height);
    Item::layout(Path::rectangle(area, theme::WASH))
}

/// A rule across the table.
fn rule(y: f32, colour: theme::Colour) -> Item {
    Item::layout(Path::line(&[(theme::LEFT, y), (theme::RIGHT, y)], Pen::solid(colour, 0.6)))
}

/// Places the columns: by their shares, but none narrower than its longest word, as far as there is room.
fn columns(fonts: &mut Fonts, table: &ReportTable) -> Result<Vec<Column>, PdfError> {
    let count = length(table.columns.len());
    let room = theme::WIDTH - GUTTER * (count - 1.0);
    let mut needs = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        needs.push(need(fonts, table, place, column)?.min(room / count * 1.6));
    }
    let widths = share_out(&table.columns, &needs, room);
    let mut x = theme::LEFT;
    let mut placed = Vec::new();
    for (column, width) in table.columns.iter().zip(widths) {
        placed.push(Column { x, width, align: column.align });
        x += width + GUTTER;
    }
    Ok(placed)
}

/// The width of the longest word of a column: of its head, and of the cells of its first rows; of dates and figures as
/// a whole. A word that would take
/// more than a quarter of the table does not count; it is broken.
fn need(fonts: &mut Fonts, table: &ReportTable, place: usize, column: &ReportColumn) -> Result<f32, PdfError> {
    const ROWS: usize = 60;
    let mut need: f32 = 24.0;
    for word in column.name.split_whitespace() {
        need = need.max(fonts.shape(HEAD.face, word)?.advance * HEAD.size / 1000.0);
    }
    for cell in table.rows.iter().take(ROWS).filter_map(|row| row.get(place)) {
        let Cell::Text(spans) = cell else { continue };
        for piece in pieces(spans, CELL) {
            let shape = if piece.shape.is_some() { shapes::advance(CELL.size) } else { 0.0 };
            for word in words(piece.text, column.align).filter(|word| word.len() < 40) {
                let width = shape + fonts.shape(piece.style.face, word)?.advance * CELL.size / 1000.0;
                if width < theme::WIDTH / 4.0 {
                    need = need.max(width);
                }
            }
        }
    }
    Ok(need + 0.5)
}

/// What a column does not break: words, short texts such as dates, and what stands on the right.
fn words(text: &str, align: Align) -> impl Iterator<Item = &str> {
    let whole = align == Align::Right || text.chars().count() <= SHORT;
    let ends: &[char] = if whole { &['\n'] } else { &[' ', '\n', '\t', '\r', '\u{a0}'] };
    text.split(ends).filter(|word| !word.is_empty())
}

/// Shares the room out by the columns' weights, after those columns have their need whose share is too small for it.
fn share_out(columns: &[ReportColumn], needs: &[f32], room: f32) -> Vec<f32> {
    let weights: Vec<f32> =
        columns.iter().map(|column| if column.width.is_finite() { column.width.max(0.01) } else { 1.0 }).collect();
    let wanted: f32 = needs.iter().sum();
    if wanted >= room {
        return needs.iter().map(|need| need * room / wanted).collect();
    }
    let mut fixed = vec![false; columns.len()];
    loop {
        let (mut left, mut weight) = (room, 0.0);
        for ((fixed, need), own) in fixed.iter().zip(needs).zip(&weights) {
            if *fixed {
                left -= need;
            } else {
                weight += own;
            }
        }
        let width = |fixed: bool, need: f32, own: f32| if fixed { need } else { left * own / weight };
        let widths: Vec<f32> =
            fixed.iter().zip(needs).zip(&weights).map(|((fixed, need), own)| width(*fixed, *need, *own)).collect();
        let mut changed = false;
        for ((fixed, need), width) in fixed.iter_mut().zip(needs).zip(&widths) {
            if !*fixed && width + 0.01 < *need {
                *fixed = true;
                changed = true;
            }
        }
        if !changed {
            return widths;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_room_and_none_is_narrower_than_its_need() {
        let columns = [ReportColumn::text("a", 3.0), ReportColumn::text("b", 1.0), ReportColumn::text("c", 1.0)];
        let widths = share_out(&columns, &[10.0, 90.0, 10.0], 400.0);
        assert!((widths.iter().sum::<f32>() - 400.0).abs() < 0.01);
        assert!((widths[1] - 90.0).abs() < 0.01);
        assert!((widths[0] / widths[2] - 3.0).abs() < 0.01);
        let widths = share_out(&columns, &[300.0, 300.0, 300.0], 400.0);
        assert!((widths.iter().sum::<f32>() - 400.0).abs() < 0.01);
    }
}
