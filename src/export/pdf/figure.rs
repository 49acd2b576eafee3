//! Charts: their titles and sources, and bars of ratings. Lines over time are in `trend`.

use super::PdfError;
use super::draw::{Area, Item, Path, Pen, Shape, length};
use super::flow::Band;
use super::fonts::Face;
use super::layout::{CAPTION, Composer, Room};
use super::shapes;
use super::tags::{ElementId, Role};
use super::text::{Line, Piece, Style, wrap};
use super::theme;
use crate::chart::{Chart, Plot, RatingBar};
use crate::project::Rating;
use crate::report::Span;

/// The title of a chart.
const TITLE: Style = Style::new(Face::SemiBold, theme::BODY, theme::INK);

impl Composer<'_> {
    /// Sets a chart with its title above and its source below.
    pub fn figure(&mut self, chart: &Chart) -> Result<(), PdfError> {
        let title = [Span::plain(chart.title.as_str())];
        self.paragraph(&title, TITLE, theme::BODY_LINE, Room { before: 14.0, after: 7.0 }, true)?;
        let alt = if chart.alt.trim().is_empty() { &chart.title } else { &chart.alt };
        let source = [Span::plain(chart.source.as_str())];
        let sourced = !chart.source.trim().is_empty();
        match &chart.plot {
            Plot::Ratings(bars) => self.rating_bars(bars, alt, sourced)?,
            Plot::Trend(trend) => {
                let (height, shapes) = super::trend::draw(trend, self.fonts)?;
                self.drawing(alt.clone(), height, shapes, sourced);
            }
        }
        self.paragraph(&source, CAPTION, theme::CAPTION_LINE, Room { before: 5.0, after: 14.0 }, false)
    }

    /// Adds a picture as a band.
    fn drawing(&mut self, alt: String, height: f32, shapes: Vec<Shape>, keep: bool) {
        let element = self.tree.add(ElementId::DOCUMENT, Role::Figure { alt, area: None });
        let items = shapes.into_iter().map(|shape| Item::content(element, shape)).collect();
        self.flow.push(Band { before: 6.0, height, after: 6.0, keep, items, ..Band::default() });
    }

    /// Bars of ratings with their numbers beside them. The heads of the numbers are the key to the bars. Bars that a
    /// page does not hold go on on the next.
    fn rating_bars(&mut self, bars: &[RatingBar], alt: &str, keep: bool) -> Result<(), PdfError> {
        let chart = BarChart::new(bars);
        let (head_height, head) = chart.head(self)?;
        let mut shapes = head.clone();
        let mut y = head_height;
        let mut continued = false;
        for bar in bars {
            let (height, row) = chart.row(self, bar)?;
            if y + height > theme::HEIGHT - 60.0 {
                self.drawing(part_alt(alt, continued), y, std::mem::replace(&mut shapes, head.clone()), false);
                (y, continued) = (head_height, true);
            }
            shapes.extend(row.into_iter().map(|mut shape| {
                shape.shift(0.0, y);
                shape
            }));
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

/// The places of a chart of bars.
struct BarChart {
    ratings: Vec<Rating>,
    /// The largest sum of a bar.
    most: u32,
    /// Where the bars begin and how wide the longest is.
    bars: (f32, f32),
}

impl BarChart {
    const LABELS: f32 = 116.0;
    const NUMBER: f32 = 46.0;
    const GAP: f32 = 10.0;
    const PAD: f32 = 4.0;
    const BAR: f32 = 11.0;
    const LABEL: Style = Style::new(Face::Regular, theme::CELL, theme::INK);

    fn new(bars: &[RatingBar]) -> Self {
        let has = |rating: Rating| bars.iter().any(|bar| count(bar, rating) > 0);
        let kept =
            |rating: &Rating| has(*rating) || matches!(rating, Rating::Active | Rating::Limited | Rating::NotInPlace);
        let ratings: Vec<Rating> = Rating::ALL.into_iter().filter(kept).collect();
        let most = bars.iter().map(drawn).max().unwrap_or_default();
        let left = theme::LEFT + Self::LABELS + Self::GAP;
        let right = theme::RIGHT - length(ratings.len()) * Self::NUMBER - Self::GAP;
        Self { ratings, most, bars: (left, right - left) }
    }

    /// The right edges of the columns of numbers.
    fn numbers(&self) -> impl Iterator<Item = (Rating, f32)> {
        let count = self.ratings.len();
        let right = move |place: usize| theme::RIGHT - length(count - 1 - place) * Self::NUMBER;
        self.ratings.iter().enumerate().map(move |(place, rating)| (*rating, right(place)))
    }

    fn head(&self, composer: &mut Composer<'_>) -> Result<(f32, Vec<Shape>), PdfError> {
        let mut heads: Vec<(Vec<Line>, f32)> = Vec::new();
        for (rating, right) in self.numbers() {
            let style = Style::new(Face::SemiBold, 8.0, theme::status(rating));
            let piece = Piece { text: rating.name(), style, shape: Some(rating) };
            heads.push((wrap(composer.fonts, &[piece], Self::NUMBER - 3.0)?, right));
        }
        let lines = heads.iter().map(|(lines, _)| lines.len()).max().unwrap_or_default();
        let height = length(lines) * 10.5 + 2.0 * Self::PAD;
        let mut shapes = Vec::new();
        for (lines, right) in heads {
            let mut top = height - Self::PAD - length(lines.len()) * 10.5;
            for line in lines {
                shapes.extend(line.shapes(right - line.width, top, 10.5));
                top += 10.5;
            }
        }
        shapes.push(rule(height, theme::OUTLINE));
        Ok((height, shapes))
    }

    fn row(&self, composer: &mut Composer<'_>, bar: &RatingBar) -> Result<(f32, Vec<Shape>), PdfError> {
        let label = Piece { text: &bar.label, style: Self::LABEL, shape: None };
        let lines = wrap(composer.fonts, &[label], Self::LABELS)?;
        let height = length(lines.len().max(1)) * theme::CELL_LINE + 2.0 * Self::PAD;
        let mut shapes = Vec::new();
        for (place, line) in lines.iter().enumerate() {
            let top = Self::PAD + length(place) * theme::CELL_LINE;
            shapes.extend(line.shapes(theme::LEFT, top, theme::CELL_LINE));
        }
        let (left, width) = self.bars;
        let width = width * shapes::share(drawn(bar), self.most);
        if width > 0.0 {
            let top = (height - Self::BAR) / 2.0;
            shapes.extend(shapes::bar(&bar.parts, Area { x: left, y: top, width, height: Self::BAR }));
        }
        for (rating, right) in self.numbers() {
            let number = crate::words::whole(u64::from(count(bar, rating)));
            let colour = if count(bar, rating) == 0 { theme::QUIET } else { theme::INK };
            let style = Style { colour, ..Self::LABEL };
            let line = super::text::single(composer.fonts, &number, style)?;
            let top = (height - theme::CELL_LINE) / 2.0;
            shapes.extend(line.shapes(right - line.width, top, theme::CELL_LINE));
        }
        shapes.push(rule(height, theme::RULE));
        Ok((height, shapes))
    }
}

/// How many of a bar have a rating.
fn count(bar: &RatingBar, rating: Rating) -> u32 {
    bar.parts.iter().filter(|(own, _)| *own == rating).map(|(_, count)| count).sum()
}

/// How many a bar shows: what does not apply has no part in it.
fn drawn(bar: &RatingBar) -> u32 {
    bar.parts.iter().filter(|(rating, _)| *rating != Rating::NotApplicable).map(|(_, count)| count).sum()
}

fn rule(y: f32, colour: theme::Colour) -> Shape {
    Shape::Path(Path::line(&[(theme::LEFT, y), (theme::RIGHT, y)], Pen::solid(colour, 0.6)))
}
