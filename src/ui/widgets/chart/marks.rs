//! What lies behind the lines of a trend: the band, where the pace leads, what others reach, the target's path, what
//! chance allows. All of it is quiet, so that the measured line is seen first.

use egui::{Color32, Pos2, Shape, Stroke, pos2, vec2};
use jiff::civil::Date;

use super::trend::{Plane, in_sight};
use crate::chart::{Level, Outlook};
use crate::ui::theme::Palette;
use crate::words;

/// How far whiskers stand apart at least, in points; where figures stand closer than that, there are still fewer.
const WHISKERS: f32 = 12.0;
const FEW_WHISKERS: f32 = 32.0;

/// Half of a step's diamond.
pub(super) const STEP: f32 = 4.0;

/// Everything behind the lines, from the back to the front.
pub(super) fn behind(plane: &Plane<'_>, levels: &[f64]) -> Vec<Shape> {
    let mut shapes = Vec::new();
    band(plane, &mut shapes);
    for value in levels {
        shapes.push(level_line(plane, *value, Stroke::new(1.0, plane.palette.rule)));
    }
    outlook(plane, &mut shapes);
    for level in &plane.trend.levels {
        published(plane, level, &mut shapes);
    }
    path(plane, &mut shapes);
    whiskers(plane, &mut shapes);
    shapes
}

/// A level line from edge to edge.
fn level_line(plane: &Plane<'_>, value: f64, stroke: Stroke) -> Shape {
    let y = plane.y(value);
    Shape::hline(plane.frame.x_range(), y, stroke)
}

/// The band to stay within: a quiet ground with its two edges.
fn band(plane: &Plane<'_>, shapes: &mut Vec<Shape>) {
    let Some((low, high)) = plane.trend.band else { return };
    let ground = egui::Rect::from_x_y_ranges(plane.frame.x_range(), plane.y(high)..=plane.y(low));
    shapes.push(Shape::rect_filled(ground, 0, plane.palette.wash));
    for value in [low, high] {
        shapes.push(level_line(plane, value, Stroke::new(1.0, plane.palette.quiet)));
    }
}

/// Where the pace leads: a wedge from the newest figure, with its middle.
fn outlook(plane: &Plane<'_>, shapes: &mut Vec<Shape>) {
    let Some(outlook) = plane.trend.outlook else { return };
    let Outlook { from, until, low, middle, high } = outlook;
    let [from, low, middle, high] = [from, (until, low), (until, middle), (until, high)].map(|point| plane.at(point));
    let color = plane.palette.tone(plane.trend.outlook_tone());
    // Thin where the paces agree: then its edges would be drawn on one another.
    let fill = color.gamma_multiply(if plane.palette.dark { 0.2 } else { 0.13 });
    shapes.push(Shape::convex_polygon(vec![from, high, low], fill, Stroke::NONE));
    dashes(&[from, middle], Stroke::new(1.5, color), &[1.5], &[3.5], plane, shapes);
}

/// What others reach: a thin line; dashes and dots where it is not alike.
fn published(plane: &Plane<'_>, level: &Level, shapes: &mut Vec<Shape>) {
    let y = plane.y(level.value);
    let stroke = Stroke::new(1.25, plane.palette.quiet);
    if level.unlike {
        let ends = [pos2(plane.frame.left(), y), pos2(plane.frame.right(), y)];
        dashes(&ends, stroke, &[9.0, 1.5], &[4.0, 4.0], plane, shapes);
    } else {
        shapes.push(level_line(plane, level.value, stroke));
    }
}

/// The target's path, with a small diamond on each step.
fn path(plane: &Plane<'_>, shapes: &mut Vec<Shape>) {
    let corners = &plane.trend.path;
    let line: Vec<Pos2> = in_sight(corners, plane.shown, |corner| corner.0).iter().map(|one| plane.at(*one)).collect();
    dashes(&line, Stroke::new(1.25, plane.palette.quiet), &[6.0], &[6.0], plane, shapes);
    for step in steps(plane) {
        let stroke = Stroke::new(1.25, plane.palette.quiet);
        shapes.push(diamond(plane.at(step), STEP, plane.palette.surface, stroke));
    }
}

/// The steps on the way to the target that are in sight.
pub(super) fn steps<'a>(plane: &'a Plane<'_>) -> impl Iterator<Item = (Date, f64)> + use<'a> {
    plane.trend.steps().filter(|(day, _)| plane.sees(*day))
}

/// What chance allows around the figures: thin bars with ends, from the newest back as far apart as they can be read.
fn whiskers(plane: &Plane<'_>, shapes: &mut Vec<Shape>) {
    for series in &plane.trend.series {
        let stroke = Stroke::new(1.25, plane.palette.tone(series.tone).gamma_multiply(0.6));
        for (x, top, foot) in whiskers_of(plane, &series.ranges) {
            shapes.push(Shape::vline(x, top..=foot, stroke));
            for y in [top, foot] {
                shapes.push(Shape::hline(x - 3.5..=x + 3.5, y, stroke));
            }
        }
    }
}

/// Where the whiskers of a line stand: from the left, its top, its foot.
pub(super) fn whiskers_of(plane: &Plane<'_>, ranges: &[(Date, f64, f64)]) -> Vec<(f32, f32, f32)> {
    let mut drawn: Vec<(f32, f32, f32)> = Vec::new();
    let seen = in_sight(ranges, plane.shown, |range| range.0);
    let [first, last] = [seen.first(), seen.last()].map(|end| end.map_or(0.0, |end| plane.at((end.0, end.1)).x));
    #[expect(clippy::cast_precision_loss, reason = "a number of figures on a screen")]
    let dense = seen.len() > 2 && last - first < WHISKERS * seen.len() as f32;
    let apart = if dense { FEW_WHISKERS } else { WHISKERS };
    for (day, low, high) in seen.iter().rev().filter(|(day, ..)| plane.sees(*day)) {
        let x = plane.at((*day, *low)).x;
        if drawn.last().is_none_or(|(last, ..)| last - x >= apart) {
            drawn.push((x, plane.y(*high), plane.y(*low)));
        }
    }
    drawn
}

/// A diamond.
pub(super) fn diamond(center: Pos2, half: f32, fill: Color32, stroke: Stroke) -> Shape {
    let corners = [vec2(0.0, -half), vec2(half, 0.0), vec2(0.0, half), vec2(-half, 0.0)];
    Shape::convex_polygon(corners.map(|corner| center + corner).to_vec(), fill, stroke)
}

/// The mark of a band on the target's day: from its lower to its upper end.
pub(super) fn gate(low: Pos2, high: Pos2, palette: &Palette) -> Vec<Shape> {
    let stroke = Stroke::new(1.75, palette.ink);
    let end = |y: f32| Shape::hline(low.x - 6.0..=low.x + 6.0, y, stroke);
    vec![Shape::vline(low.x, high.y..=low.y, stroke), end(low.y), end(high.y)]
}

/// A line of dashes, of which only those are made that lie in the frame: magnified, it may be very long.
fn dashes(line: &[Pos2], stroke: Stroke, lengths: &[f32], gaps: &[f32], plane: &Plane<'_>, shapes: &mut Vec<Shape>) {
    let room = plane.frame.x_range().expand(20.0);
    for pair in line.windows(2) {
        let [from, to] = pair else { continue };
        if let Some(ends) = within(*from, *to, room) {
            shapes.extend(Shape::dashed_line_with_offset(&ends, stroke, lengths, gaps, 0.0));
        }
    }
}

/// The part of a line from left to right that lies within a range.
fn within(from: Pos2, to: Pos2, room: egui::Rangef) -> Option<[Pos2; 2]> {
    let width = to.x - from.x;
    if width <= 0.0 || to.x < room.min || from.x > room.max {
        return None;
    }
    let at = |x: f32| pos2(x, from.y + (to.y - from.y) * (x - from.x) / width);
    Some([at(from.x.max(room.min)), at(to.x.min(room.max))])
}

/// What else can be asked about with the pointer: the steps, the target, the end of the pace.
pub(super) fn said(plane: &Plane<'_>) -> Vec<(Pos2, Vec<String>)> {
    let trend = plane.trend;
    let on = |day: Date, value: f64| format!("{}: {}", words::date(day), trend.unit.figure(value));
    let mut said: Vec<(Pos2, Vec<String>)> = steps(plane)
        .map(|(day, value)| (plane.at((day, value)), vec!["Step to the target".to_owned(), on(day, value)]))
        .collect();
    if let Some(target) = trend.target.as_ref().filter(|target| plane.sees(target.date)) {
        said.push((plane.at((target.date, target.value)), vec![target.label.clone()]));
    }
    if let Some(outlook) = trend.outlook.filter(|outlook| plane.sees(outlook.until)) {
        let [low, high] = [outlook.low, outlook.high].map(|value| trend.unit.figure(value));
        let lines = vec!["At this pace".to_owned(), format!("{}: {low} to {high}", words::date(outlook.until))];
        said.push((plane.at((outlook.until, outlook.middle)), lines));
    }
    let begins = trend.path.first().filter(|(day, _)| plane.sees(*day));
    if let Some((day, value)) = begins {
        said.push((plane.at((*day, *value)), vec!["Where the target’s path begins".to_owned(), on(*day, *value)]));
    }
    said
}
