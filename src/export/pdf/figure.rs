//! Charts as bands, with their titles, their sources and what to mind. They are drawn in `drawing`.

use super::PdfError;
use super::flow::Band;
use super::item::Item;
use super::layout::{Composer, Room};
use super::tags::{ElementId, Role};
use crate::chart::{Chart, Intervals, Map, Pairs, Panels, Plot, RatingBar, Shares};
use crate::export::drawing::bars::BarChart;
use crate::export::drawing::draw::Shape;
use crate::export::drawing::text::{CAPTION, CHART_TITLE, Piece, is_blank, wrap_even};
use crate::export::drawing::{self, shapes, theme};
use crate::insight::map_words;
use crate::report::Span;

/// How high a map, or a part of it, may be: a page has room for its heading, its title and its source too.
const MAP: f32 = theme::HEIGHT - 120.0;

impl Composer<'_> {
    /// Sets a chart with its title above, its source and what to mind below.
    pub fn figure(&mut self, chart: &Chart) -> Result<(), PdfError> {
        let title = [Span::plain(chart.title.as_str())];
        self.paragraph(&title, CHART_TITLE, theme::BODY_LINE, Room { before: 14.0, after: 7.0 }, true)?;
        let alt = if chart.alt.trim().is_empty() { &chart.title } else { &chart.alt };
        let source = [Span::plain(chart.source.as_str())];
        let sourced = !chart.source.trim().is_empty();
        match &chart.plot {
            Plot::Ratings(bars) => self.rating_bars(bars, alt, sourced)?,
            Plot::Trend(_) => {
                let (height, shapes) = drawing::plot(&chart.plot, self.fonts)?;
                self.drawing(alt.clone(), height, shapes, sourced);
            }
            Plot::Shares(shares) => self.share_bars(shares, alt, sourced)?,
            Plot::Intervals(of) => {
                let part = |rows: &[_]| Plot::Intervals(Intervals { rows: rows.to_vec(), ..of.clone() });
                self.rows(&of.rows, drawing::compared::ROWS, part, alt, sourced)?;
            }
            Plot::Pairs(of) => {
                let part = |rows: &[_]| Plot::Pairs(Pairs { rows: rows.to_vec(), ..of.clone() });
                self.rows(&of.rows, drawing::compared::ROWS, part, alt, sourced)?;
            }
            Plot::Panels(of) => {
                let most = drawing::panels::fitting(&of.panels, theme::HEIGHT - 120.0);
                let part = |panels: &[_]| Plot::Panels(Panels { panels: panels.to_vec(), ..of.clone() });
                self.rows(&of.panels, most, part, alt, sourced)?;
            }
            Plot::Map(map) => self.map(map, &chart.title, alt, sourced)?,
        }
        let minded = chart.notes.iter().filter(|note| !is_blank(note)).count();
        let after = if minded == 0 { 14.0 } else { 3.0 };
        self.paragraph(&source, CAPTION, theme::CAPTION_LINE, Room { before: 5.0, after }, minded > 0)?;
        for (place, note) in chart.notes.iter().filter(|note| !is_blank(note)).enumerate() {
            self.mind(note, place + 1 == minded)?;
        }
        Ok(())
    }

    /// Sets a sentence to mind behind its mark.
    fn mind(&mut self, note: &str, last: bool) -> Result<(), PdfError> {
        let piece = Piece { text: note, style: CAPTION, shape: None };
        let lines = wrap_even(self.fonts, &[piece], theme::MEASURE - shapes::WARNING)?;
        let element = self.tree.add(ElementId::DOCUMENT, Role::Paragraph);
        let mark = shapes::warning(theme::LEFT, theme::CAPTION_LINE / 2.0, theme::CAPTION);
        let room = Room { before: 3.0, after: if last { 14.0 } else { 3.0 } };
        let place = (theme::LEFT + shapes::WARNING, theme::CAPTION_LINE);
        self.lines(lines, element, place, room, mark.into_iter().map(Item::layout).collect(), false);
        Ok(())
    }

    /// Adds a picture as a band.
    fn drawing(&mut self, alt: String, height: f32, shapes: Vec<Shape>, keep: bool) {
        let element = self.tree.add(ElementId::DOCUMENT, Role::Figure { alt, area: None });
        let items = shapes.into_iter().map(|shape| Item::content(element, shape)).collect();
        self.flow.push(Band { before: 6.0, height, after: 6.0, keep, items, ..Band::default() });
    }

    /// Bars of shares. Those that a page does not hold go on on the next, below the same key.
    fn share_bars(&mut self, shares: &Shares, alt: &str, keep: bool) -> Result<(), PdfError> {
        let part = |rows: &[_]| Plot::Shares(Shares { rows: rows.to_vec(), ..shares.clone() });
        self.rows(&shares.rows, drawing::shares::BARS, part, alt, keep)
    }

    /// A plot of rows, so many on a page at most. Those that a page does not hold go on on the next.
    fn rows<T>(
        &mut self,
        all: &[T],
        most: usize,
        part: impl Fn(&[T]) -> Plot,
        alt: &str,
        keep: bool,
    ) -> Result<(), PdfError> {
        let mut left = all;
        let mut continued = false;
        loop {
            let (rows, rest) = left.split_at(left.len().min(most.max(1)));
            let (height, drawn) = drawing::plot(&part(rows), self.fonts)?;
            self.drawing(part_alt(alt, continued), height, drawn, keep && rest.is_empty());
            if rest.is_empty() {
                return Ok(());
            }
            (left, continued) = (rest, true);
        }
    }

    /// A map: on a page of its own if it has to be, and on as many as it needs, each with the words for its part.
    fn map(&mut self, map: &Map, title: &str, alt: &str, keep: bool) -> Result<(), PdfError> {
        let mut parts = vec![map.clone()];
        let mut alts = vec![alt.to_owned()];
        if drawing::map::height(map, self.fonts)? > MAP {
            let fonts = &mut *self.fonts;
            parts = map.parts(|part| drawing::map::height(part, fonts).is_ok_and(|height| height <= MAP));
            let words = |(place, part): (usize, &Map)| part_alt(&map_words(title, part), place > 0);
            alts = parts.iter().enumerate().map(words).collect();
        }
        let last = parts.len().saturating_sub(1);
        for (place, (part, alt)) in parts.iter().zip(alts).enumerate() {
            let (height, shapes) = drawing::map::draw(part, self.fonts)?;
            self.drawing(alt, height, shapes, keep && place == last);
        }
        Ok(())
    }

    /// Bars of ratings. Those that a page does not hold go on on the next, below the same head.
    fn rating_bars(&mut self, bars: &[RatingBar], alt: &str, keep: bool) -> Result<(), PdfError> {
        let chart = BarChart::new(bars);
        let (head_height, head) = chart.head(self.fonts)?;
        let mut shapes = head.clone();
        let mut y = head_height;
        let mut continued = false;
        for bar in bars {
            let (height, row) = chart.row(self.fonts, bar)?;
            if y + height > theme::HEIGHT - 60.0 {
                self.drawing(part_alt(alt, continued), y, std::mem::replace(&mut shapes, head.clone()), false);
                (y, continued) = (head_height, true);
            }
            shapes.extend(row.into_iter().map(|shape| shape.shifted(0.0, y)));
            y += height;
        }
        self.drawing(part_alt(alt, continued), y, shapes, keep);
        Ok(())
    }
}

/// The words for a part of a chart that goes on.
fn part_alt(alt: &str, continued: bool) -> String {
    if continued { format!("{alt} (continued)") } else { alt.to_owned() }
}
