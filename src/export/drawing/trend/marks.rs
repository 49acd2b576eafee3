//! What is measured, and what lies behind it: the band, where the pace leads, what others reach, the target's path, what
//! chance allows. What is not measured is quiet, so that the measured line is seen first.

use super::Plane;
use crate::chart::{Outlook, Series, Tone, Trend};
use crate::export::drawing::draw::{Area, Dash, Path, Pen, Shape, length};
use crate::export::drawing::shapes;
use crate::export::drawing::theme::{self, Colour};

/// How far whiskers stand apart at least; where figures stand closer than that, there are still fewer.
const WHISKERS: f32 = 8.0;
const FEW_WHISKERS: f32 = 22.0;

/// Half of a step's diamond.
pub const STEP: f32 = 2.8;

/// The ground of the band to stay within.
pub fn band(trend: &Trend, plane: &Plane) -> Option<Shape> {
    let (low, high) = trend.band?;
    let area = Area::between(plane.area.x, plane.y(high), plane.area.right(), plane.y(low));
    Some(Shape::Path(Path::rectangle(area, theme::BAND)))
}

/// Everything else in the frame, from the back to the front.
pub fn marks(trend: &Trend, plane: &Plane) -> Vec<Shape> {
    let mut shapes = outlook(trend, plane);
    if let Some((low, high)) = trend.band {
        shapes.extend([low, high].map(|value| plane.level(value, Pen::solid(theme::QUIET, 0.6))));
    }
    for level in &trend.levels {
        let dash = if level.unlike { Dash::Mixed } else { Dash::Solid };
        shapes.push(plane.level(level.value, Pen { colour: theme::OUTLINE, width: 0.8, dash }));
    }
    let path: Vec<(f32, f32)> = trend.path.iter().map(|point| plane.point(*point)).collect();
    if path.len() > 1 {
        let pen = Pen { colour: theme::QUIET, width: 1.1, dash: Dash::Dashed };
        shapes.push(Shape::Path(Path::line(&path, pen)));
    }
    for (x, y) in trend.steps().map(|step| plane.point(step)) {
        let step = shapes::diamond(x, y, STEP).outlined(Pen::solid(theme::QUIET, 1.0));
        shapes.push(Shape::Path(step));
    }
    for series in &trend.series {
        whiskers(series, plane, &mut shapes);
    }
    for series in &trend.series {
        line(series, plane, &mut shapes);
    }
    shapes.extend(target(trend, plane));
    shapes
}

/// Where the pace leads: a wedge from the newest figure, with its middle.
fn outlook(trend: &Trend, plane: &Plane) -> Vec<Shape> {
    let Some(outlook) = trend.outlook else { return Vec::new() };
    let Outlook { from, until, low, middle, high } = outlook;
    let colour = theme::tone(trend.outlook_tone());
    let [from, low, middle, high] =
        [from, (until, low), (until, middle), (until, high)].map(|point| plane.point(point));
    let wedge = Path::polygon(&[from, high, low], theme::tint(colour, 0.15));
    let pen = Pen { colour, width: 1.1, dash: Dash::Dotted };
    vec![Shape::Path(wedge), Shape::Path(Path::line(&[from, middle], pen))]
}

/// What chance allows around the figures: thin bars with ends, from the newest back as far apart as they can be read.
fn whiskers(series: &Series, plane: &Plane, shapes: &mut Vec<Shape>) {
    let pen = Pen::solid(theme::tint(theme::tone(series.tone), 0.6), 0.8);
    for (x, top, foot) in whiskers_of(series, plane) {
        shapes.push(Shape::Path(Path::line(&[(x, top), (x, foot)], pen)));
        shapes.extend([top, foot].map(|y| Shape::Path(Path::line(&[(x - 2.4, y), (x + 2.4, y)], pen))));
    }
}

/// Where the whiskers of a line stand: from the left, its top, its foot.
pub fn whiskers_of(series: &Series, plane: &Plane) -> Vec<(f32, f32, f32)> {
    let [first, last] =
        [series.ranges.first(), series.ranges.last()].map(|end| end.map_or(0.0, |(day, ..)| plane.x(*day)));
    let count = series.ranges.len();
    let apart = if count > 2 && last - first < WHISKERS * length(count) { FEW_WHISKERS } else { WHISKERS };
    let mut drawn: Vec<(f32, f32, f32)> = Vec::new();
    for (day, low, high) in series.ranges.iter().rev() {
        let x = plane.x(*day);
        if drawn.last().is_none_or(|(last, ..)| last - x >= apart) {
            drawn.push((x, plane.y(*high), plane.y(*low)));
        }
    }
    drawn
}

/// A measured line with its points.
fn line(series: &Series, plane: &Plane, shapes: &mut Vec<Shape>) {
    let points: Vec<(f32, f32)> = series.points.iter().map(|point| plane.point(*point)).collect();
    if points.len() > 1 {
        shapes.push(Shape::Path(Path::line(&points, Pen::solid(theme::tone(series.tone), 1.8))));
    }
    // Where points stand close, only the ends keep their marks.
    let crowded = plane.area.width < 7.0 * length(points.len());
    let last = points.len().saturating_sub(1);
    for (place, (x, y)) in points.into_iter().enumerate() {
        if !crowded || place == 0 || place == last {
            shapes.push(Shape::Path(point(series, x, y)));
        }
    }
}

/// The mark of a measured point: of another form for each tone, so that colour is not needed to tell the lines apart.
fn point(series: &Series, x: f32, y: f32) -> Path {
    let colour = theme::tone(series.tone);
    let edge = Pen::solid(theme::WHITE, 0.8);
    match series.tone {
        Tone::Accent | Tone::WorkingClass => Path::disc(x, y, 3.0, colour).outlined(edge),
        Tone::Professional => {
            Path::rectangle(Area { x: x - 2.7, y: y - 2.7, width: 5.4, height: 5.4 }, colour).outlined(edge)
        }
        Tone::Intermediate => {
            Path::polygon(&[(x, y - 3.4), (x + 3.5, y + 2.6), (x - 3.5, y + 2.6)], colour).outlined(edge)
        }
    }
}

/// The target's mark: a diamond, or for a band a bar from its lower to its upper end.
fn target(trend: &Trend, plane: &Plane) -> Vec<Shape> {
    let Some(target) = &trend.target else { return Vec::new() };
    let (x, y) = plane.point((target.date, target.value));
    let Some((low, high)) = trend.band else { return vec![Shape::Path(shapes::diamond(x, y, 4.6))] };
    let (low, high) = (plane.y(low), plane.y(high));
    let stroke = |from: (f32, f32), to: (f32, f32), colour: Colour| Path::line(&[from, to], Pen::solid(colour, 1.3));
    let end = |y: f32| stroke((x - 4.0, y), (x + 4.0, y), theme::INK);
    [stroke((x, low), (x, high), theme::INK), end(low), end(high)].map(Shape::Path).to_vec()
}
