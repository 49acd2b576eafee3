//! Bars of ratings with their numbers beside them. The heads of the numbers are the key to the bars.

use super::FontError;
use super::draw::{Area, Path, Pen, Shape, length};
use super::fonts::{Face, Fonts};
use super::shapes;
use super::text::{Line, Piece, Style, single, wrap};
use super::theme;
use crate::chart::RatingBar;
use crate::project::Rating;

/// Draws all bars below one head; gives the height too.
pub fn draw(bars: &[RatingBar], fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let chart = BarChart::new(bars);
    let (mut y, mut shapes) = chart.head(fonts)?;
    for bar in bars {
        let (height, row) = chart.row(fonts, bar)?;
        shapes.extend(row.into_iter().map(|shape| shape.shifted(0.0, y)));
        y += height;
    }
    Ok((y, shapes))
}

/// The places of a chart of bars.
pub struct BarChart {
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

    /// Places for these bars.
    pub fn new(bars: &[RatingBar]) -> Self {
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

    /// The heads of the numbers, with their height.
    pub fn head(&self, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
        let mut heads: Vec<(Vec<Line>, f32)> = Vec::new();
        for (rating, right) in self.numbers() {
            let style = Style::new(Face::SemiBold, 8.0, theme::status(rating));
            let piece = Piece { text: rating.name(), style, shape: Some(rating) };
            heads.push((wrap(fonts, &[piece], Self::NUMBER - 3.0)?, right));
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

    /// A bar with its name and numbers, with its height.
    pub fn row(&self, fonts: &mut Fonts, bar: &RatingBar) -> Result<(f32, Vec<Shape>), FontError> {
        let label = Piece { text: &bar.label, style: Self::LABEL, shape: None };
        let lines = wrap(fonts, &[label], Self::LABELS)?;
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
            let line = single(fonts, &number, style)?;
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
