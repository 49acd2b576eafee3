//! The names of what a trend draws: beside the frame, with thin lines to what they name; and the few that stand within it.

use jiff::civil::Date;

use super::{LABELS, LINE, Plane, marks};
use crate::chart::{Places, Series, Spot, Trend};
use crate::export::drawing::FontError;
use crate::export::drawing::draw::{Area, Dash, Path, Pen, Shape, length};
use crate::export::drawing::fonts::{Face, Fonts};
use crate::export::drawing::text::{Line, Piece, Style, single, wrap};
use crate::export::drawing::theme::{self, Colour};

/// The height of the ring around the number of a note.
const RING: f32 = 11.0;

/// With more notes than this, their numbers keep so far apart and clear of all lines.
const MANY_NOTES: usize = 12;
const APART: f32 = 26.0;

/// A label at the right, with what it names.
struct Label {
    lines: Vec<Line>,
    named: Named,
    colour: Colour,
    /// Where it points, once the axes are known.
    at: (f32, f32),
    /// Its top, once placed.
    top: f32,
}

/// What a label names.
#[derive(Clone, Copy)]
enum Named {
    /// A point with a mark on it.
    Point(Date, f64),
    /// A level line.
    Level(f64),
}

impl Label {
    fn height(&self) -> f32 {
        length(self.lines.len()) * LINE
    }
}

/// The labels beside the frame.
pub struct Beside(Vec<Label>);

impl Beside {
    /// The target, the levels, where the pace leads, and the names of the lines where there are several.
    pub fn of(trend: &Trend, fonts: &mut Fonts) -> Result<Self, FontError> {
        let mut wanted: Vec<(String, Style, Named)> = Vec::new();
        let style = |face, colour| Style::new(face, theme::CAPTION, colour);
        if let Some(target) = &trend.target {
            let named = Named::Point(target.date, target.value);
            wanted.push((target.label.clone(), style(Face::SemiBold, theme::INK), named));
        }
        for level in &trend.levels {
            wanted.push((level.label.clone(), style(Face::Regular, theme::QUIET), Named::Level(level.value)));
        }
        if let Some(outlook) = trend.outlook {
            let colour = theme::tone_text(trend.outlook_tone());
            let named = Named::Point(outlook.until, outlook.middle);
            wanted.push(("At this pace".to_owned(), style(Face::SemiBold, colour), named));
        }
        for series in trend.series.iter().filter(|_| trend.series.len() > 1) {
            if let Some((day, value)) = series.points.last() {
                let text = format!("{} {}", series.name, trend.unit.figure(*value));
                wanted.push((text, style(Face::SemiBold, theme::tone_text(series.tone)), Named::Point(*day, *value)));
            }
        }
        let mut labels = Vec::new();
        for (text, style, named) in wanted {
            let lines = wrap(fonts, &[Piece { text: &text, style, shape: None }], LABELS)?;
            labels.push(Label { lines, named, colour: style.colour, at: (0.0, 0.0), top: 0.0 });
        }
        Ok(Self(labels))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How much height they need together.
    pub fn height(&self) -> f32 {
        self.0.iter().map(|label| label.height() + 3.0).sum()
    }

    /// The labels with the lines to what they name.
    pub fn shapes(mut self, plane: &Plane) -> Vec<Shape> {
        self.place(plane);
        let mut shapes = Vec::new();
        for label in &self.0 {
            shapes.extend(leader(label, plane.area));
            for (place, line) in label.lines.iter().enumerate() {
                shapes.extend(line.shapes(theme::RIGHT - LABELS, label.top + length(place) * LINE, LINE));
            }
        }
        shapes
    }

    /// Sets the labels beside what they name: as near as they can be without touching each other or leaving the frame.
    fn place(&mut self, plane: &Plane) {
        const GAP: f32 = 3.0;
        let area = plane.area;
        for label in &mut self.0 {
            label.at = match label.named {
                Named::Point(day, value) => plane.point((day, value)),
                Named::Level(value) => (area.right(), plane.y(value)),
            };
        }
        self.0.sort_by(|one, other| one.at.1.total_cmp(&other.at.1));
        let mut top = area.y - 4.0;
        for label in &mut self.0 {
            label.top = (label.at.1 - label.height() / 2.0).max(top);
            top = label.top + label.height() + GAP;
        }
        let mut bottom = area.bottom() + 4.0;
        for label in self.0.iter_mut().rev() {
            label.top = label.top.min(bottom - label.height());
            bottom = label.top - GAP;
        }
    }
}

/// The thin line from a point to its label.
fn leader(label: &Label, area: Area) -> Option<Shape> {
    let middle = label.top + label.height() / 2.0;
    let end = theme::RIGHT - LABELS - 3.0;
    let (x, y) = label.at;
    if label.lines.is_empty() {
        return None;
    }
    let knee = area.right() + 5.0;
    // A line from a point within the chart is dotted, so that it is not taken for a level.
    let (start, dash) = match label.named {
        Named::Level(_) => (x, Dash::Solid),
        Named::Point(..) if x + 7.0 < area.right() => (x + 6.0, Dash::Dotted),
        Named::Point(..) => (x + 6.0, Dash::Solid),
    };
    let colour = if matches!(label.named, Named::Level(_)) { theme::OUTLINE } else { label.colour };
    let points = [(start, y), (knee.max(start), y), (end, middle)];
    Some(Shape::Path(Path::line(&points, Pen { colour, width: 0.6, dash })))
}

/// The labels within the frame: the newest value of the one line, the ends of the band, the numbers of the notes.
pub fn within(trend: &Trend, plane: &Plane, fonts: &mut Fonts) -> Result<Vec<Shape>, FontError> {
    let mut places = kept_clear(trend, plane);
    let mut shapes = Vec::new();
    if let [series] = trend.series.as_slice()
        && let Some(last) = series.points.last()
    {
        let style = Style::new(Face::Bold, 9.5, theme::tone_text(series.tone));
        let line = single(fonts, &trend.unit.figure(last.1), style)?;
        let wishes = around(series, plane, line.width);
        write(&mut shapes, &mut places, &line, &wishes);
    }
    if let Some((low, high)) = trend.band {
        // Outside the band, on the line that each names.
        for (value, off) in [(high, -1.0 - LINE), (low, 1.0)] {
            let style = Style::new(Face::SemiBold, theme::CAPTION, theme::QUIET);
            let line = single(fonts, &trend.unit.figure(value), style)?;
            let y = plane.y(value) + off;
            let wishes = [plane.area.x + 3.0, plane.area.right() - line.width - 3.0].map(|x| (x, y));
            write(&mut shapes, &mut places, &line, &wishes);
        }
    }
    notes(trend, plane, fonts, &mut places, &mut shapes)?;
    Ok(shapes)
}

/// Writes a label on its own ground at the first of the wishes that is free.
fn write(shapes: &mut Vec<Shape>, places: &mut Places, line: &Line, wishes: &[(f32, f32)]) {
    if let Some(spot) = places.find((line.width, LINE), wishes) {
        let ground = Area { x: spot.left - 1.5, y: spot.top, width: line.width + 3.0, height: LINE };
        shapes.push(Shape::Path(Path::rectangle(ground, theme::WHITE)));
        shapes.extend(line.shapes(spot.left, spot.top, LINE));
    }
}

/// Where the newest value of a line may stand: first away from the line, above where it rises and below where it falls.
fn around(series: &Series, plane: &Plane, width: f32) -> Vec<(f32, f32)> {
    let Some(last) = series.points.last() else { return Vec::new() };
    let (x, y) = plane.point(*last);
    let before = series.points.iter().rev().nth(1).map_or(y, |point| plane.y(point.1));
    let (above, below) = (y - LINE - 6.0, y + 6.0);
    let (first, second) = if before >= y { (above, below) } else { (below, above) };
    let middle = x - width / 2.0;
    vec![
        (middle, first),
        (x + 5.0, first),
        (x - 5.0 - width, first),
        (middle, second),
        (x + 6.0, y - LINE / 2.0),
        (x + 5.0, second),
        (x - 5.0 - width, second),
    ]
}

/// What labels within the frame keep clear of.
fn kept_clear(trend: &Trend, plane: &Plane) -> Places {
    let area = plane.area;
    let mut places = Places::new(Spot { left: area.x, top: area.y, right: area.right(), bottom: area.bottom() });
    for series in &trend.series {
        places.keep_line(&series.points.iter().map(|point| plane.point(*point)).collect::<Vec<_>>());
        if let Some(last) = series.points.last() {
            places.keep(Spot::around(plane.point(*last), 3.4));
        }
        for (x, top, foot) in marks::whiskers_of(series, plane) {
            places.keep_line(&[(x, top), (x, foot)]);
        }
    }
    places.keep_line(&trend.path.iter().map(|corner| plane.point(*corner)).collect::<Vec<_>>());
    for step in trend.steps() {
        places.keep(Spot::around(plane.point(step), marks::STEP));
    }
    if let Some(target) = &trend.target {
        places.keep(Spot::around(plane.point((target.date, target.value)), 5.0));
    }
    let levels = trend.levels.iter().map(|level| level.value);
    for value in levels.chain(trend.band.iter().flat_map(|(low, high)| [*low, *high])) {
        places.keep_line(&[(area.x, plane.y(value)), (area.right(), plane.y(value))]);
    }
    if let Some(outlook) = trend.outlook {
        for value in [outlook.low, outlook.middle, outlook.high] {
            places.keep_line(&[plane.point(outlook.from), plane.point((outlook.until, value))]);
        }
    }
    places
}

/// The numbers of the notes, above their figures or else beside them, the newest first. Where there is no room for one,
/// the table still tells its note.
fn notes(
    trend: &Trend,
    plane: &Plane,
    fonts: &mut Fonts,
    places: &mut Places,
    shapes: &mut Vec<Shape>,
) -> Result<(), FontError> {
    let many = trend.notes.len() > MANY_NOTES;
    let mut last = f32::INFINITY;
    for note in trend.notes.iter().rev() {
        let (x, y) = plane.point((note.date, note.value));
        if many && last - x < APART {
            continue;
        }
        let style = Style::new(Face::Regular, 7.5, theme::QUIET);
        let number = single(fonts, &note.number.to_string(), style)?;
        let ring = ((number.width + 5.5).max(RING), RING);
        let far = RING / 2.0 + 6.0;
        // Above, beyond the ends of a whisker too, and below; never up to another line.
        let higher = if trend.series.len() > 1 { 1_u8 } else { 2 };
        let higher = (0..higher).map(|level| (0.0, -far - RING * f32::from(level)));
        let beside = [(-far, -far), (far, -far), (0.0, far), (-far, far), (far, far), (0.0, far + RING)];
        let off: Vec<_> = higher.chain(beside).collect();
        let corner = |(right, down): (f32, f32)| (x + right - ring.0 / 2.0, y + down - ring.1 / 2.0);
        let wishes: Vec<_> = off.into_iter().map(corner).collect();
        let Some(spot) = places.find_near(ring, &wishes, many) else { continue };
        last = x;
        let area = Area::between(spot.left, spot.top, spot.right, spot.bottom);
        let edge = Path::rounded(area, RING / 2.0, theme::WHITE).outlined(Pen::solid(theme::OUTLINE, 0.6));
        shapes.push(Shape::Path(edge));
        shapes.extend(number.shapes(area.x + (area.width - number.width) / 2.0, area.y, RING));
    }
    Ok(())
}
