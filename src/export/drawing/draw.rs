//! What is painted, before a file holds it: texts and paths with their places.

use super::fonts::{Face, Glyph};
use super::theme::Colour;

/// Something to paint.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Text of one face, size and colour on one baseline.
    Text(Run),
    /// A line or an area.
    Path(Path),
    /// Shapes cut off at the edge of an area.
    Clip {
        /// The area.
        edge: Path,
        /// What is cut off.
        inside: Vec<Self>,
    },
}

/// Text of one face, size and colour on one baseline.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where it begins.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// Its face.
    pub face: Face,
    /// Its size.
    pub size: f32,
    /// Its colour.
    pub colour: Colour,
    /// Its glyphs.
    pub glyphs: Vec<Glyph>,
    /// What is read in place of its glyphs, where they do not say it.
    pub actual: Option<String>,
    /// How wide it is, without spaces at its end.
    pub width: f32,
}

/// A line or an area.
#[derive(Clone, Debug)]
pub struct Path {
    /// Its points; two that bend stand between two that do not.
    pub points: Vec<Corner>,
    /// Whether it returns to its beginning.
    pub closed: bool,
    /// The colour within.
    pub fill: Option<Colour>,
    /// The line along it.
    pub stroke: Option<Pen>,
}

/// A point of a path.
#[derive(Clone, Copy, Debug)]
pub struct Corner {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// Whether it bends the path rather than lying on it.
    pub bends: bool,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Pen {
    /// Its colour.
    pub colour: Colour,
    /// Its width.
    pub width: f32,
    /// Its pattern.
    pub dash: Dash,
}

/// The pattern of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Long dashes and short ones in turn.
    Mixed,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its left edge.
    pub x: f32,
    /// Its top.
    pub y: f32,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
}

impl Area {
    /// A rectangle from its corners.
    pub fn between(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self { x: left, y: top, width: right - left, height: bottom - top }
    }

    /// Its right edge.
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// Its lower edge.
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// The smallest rectangle that holds both.
    pub fn union(self, other: Self) -> Self {
        Self::between(
            self.x.min(other.x),
            self.y.min(other.y),
            self.right().max(other.right()),
            self.bottom().max(other.bottom()),
        )
    }
}

impl Pen {
    /// An unbroken line.
    pub fn solid(colour: Colour, width: f32) -> Self {
        Self { colour, width, dash: Dash::Solid }
    }
}

impl Dash {
    /// The lengths of its dashes and of what is left out between them, in turn; none where it is unbroken.
    pub fn pattern(self) -> &'static [f32] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[4.0, 3.0],
            // Dots are dashes of no length with round ends.
            Self::Dotted => &[0.0, 2.6],
            Self::Mixed => &[7.0, 2.4, 1.2, 2.4],
        }
    }

    /// Whether the ends of its dashes are round.
    pub fn is_round(self) -> bool {
        self == Self::Dotted
    }
}

impl Path {
    /// A line through points.
    pub fn line(points: &[(f32, f32)], pen: Pen) -> Self {
        let points = points.iter().map(|&(x, y)| Corner { x, y, bends: false }).collect();
        Self { points, closed: false, fill: None, stroke: Some(pen) }
    }

    /// An area between points.
    pub fn polygon(points: &[(f32, f32)], fill: Colour) -> Self {
        let points = points.iter().map(|&(x, y)| Corner { x, y, bends: false }).collect();
        Self { points, closed: true, fill: Some(fill), stroke: None }
    }

    /// A rectangle.
    pub fn rectangle(area: Area, fill: Colour) -> Self {
        let (right, bottom) = (area.right(), area.bottom());
        Self::polygon(&[(area.x, area.y), (right, area.y), (right, bottom), (area.x, bottom)], fill)
    }

    /// A rectangle with round corners.
    pub fn rounded(area: Area, radius: f32, fill: Colour) -> Self {
        let radius = radius.min(area.width / 2.0).min(area.height / 2.0);
        let bend = radius * (1.0 - BEND);
        let (left, top, right, bottom) = (area.x, area.y, area.right(), area.bottom());
        let points = [
            (left + radius, top, false),
            (right - radius, top, false),
            (right - bend, top, true),
            (right, top + bend, true),
            (right, top + radius, false),
            (right, bottom - radius, false),
            (right, bottom - bend, true),
            (right - bend, bottom, true),
            (right - radius, bottom, false),
            (left + radius, bottom, false),
            (left + bend, bottom, true),
            (left, bottom - bend, true),
            (left, bottom - radius, false),
            (left, top + radius, false),
            (left, top + bend, true),
            (left + bend, top, true),
            (left + radius, top, false),
        ];
        let points = points.into_iter().map(|(x, y, bends)| Corner { x, y, bends }).collect();
        Self { points, closed: true, fill: Some(fill), stroke: None }
    }

    /// A disc.
    pub fn disc(x: f32, y: f32, radius: f32, fill: Colour) -> Self {
        let area = Area { x: x - radius, y: y - radius, width: 2.0 * radius, height: 2.0 * radius };
        Self::rounded(area, radius, fill)
    }

    /// The same path with a line along it.
    pub fn outlined(self, pen: Pen) -> Self {
        Self { stroke: Some(pen), ..self }
    }

    /// The same path without its fill.
    pub fn hollow(self) -> Self {
        Self { fill: None, ..self }
    }

    /// The rectangle that holds it, without the width of its line.
    pub fn bounds(&self) -> Option<Area> {
        let mut areas = self.points.iter().map(|corner| Area { x: corner.x, y: corner.y, width: 0.0, height: 0.0 });
        let first = areas.next()?;
        Some(areas.fold(first, Area::union))
    }
}

/// How far from a quarter circle's ends the points lie that bend it, against its radius.
const BEND: f32 = 0.552_28;

impl Run {
    /// The rectangle that holds its letters.
    pub fn bounds(&self) -> Area {
        Area { x: self.x, y: self.y - 0.76 * self.size, width: self.width, height: 0.98 * self.size }
    }
}

impl Shape {
    /// Moves it.
    pub fn shift(&mut self, right: f32, down: f32) {
        match self {
            Self::Text(run) => {
                run.x += right;
                run.y += down;
            }
            Self::Path(path) => path.shift(right, down),
            Self::Clip { edge, inside } => {
                edge.shift(right, down);
                for shape in inside {
                    shape.shift(right, down);
                }
            }
        }
    }

    /// The same shape, moved.
    #[must_use]
    pub fn shifted(mut self, right: f32, down: f32) -> Self {
        self.shift(right, down);
        self
    }

    /// The rectangle that holds it.
    pub fn bounds(&self) -> Option<Area> {
        match self {
            Self::Text(run) => Some(run.bounds()),
            Self::Path(path) | Self::Clip { edge: path, .. } => path.bounds(),
        }
    }
}

impl Path {
    fn shift(&mut self, right: f32, down: f32) {
        for corner in &mut self.points {
            corner.x += right;
            corner.y += down;
        }
    }
}

/// A count as a length. Counts of glyphs, lines and pages are far below where this would lose anything.
#[expect(clippy::cast_precision_loss, reason = "counts of lines and pages are small")]
pub fn length(count: usize) -> f32 {
    count as f32
}

/// A computed number as a length: points of a page need no more digits.
#[expect(clippy::cast_possible_truncation, reason = "a place on a page needs no more digits")]
pub fn narrow(number: f64) -> f32 {
    number as f32
}
