//! Points with their intervals and pairs of points: a row each, with its name, its value in words and its base; the scale
//! below.

use super::FontError;
use super::draw::{Area, Dash, Path, Pen, Shape, length, narrow};
use super::fonts::{Face, Fonts};
use super::text::{Piece, Style, single, wrap};
use super::theme::{self, Colour};
use crate::chart::{Axis, Intervals, Level, Pairs};
use crate::words;

const NAMES: f32 = 116.0;
const GAP: f32 = 10.0;
const VALUE: f32 = 46.0;
const BASE: f32 = 52.0;
const PAD: f32 = 6.0;
const LABEL: f32 = 15.0;
const KEY: f32 = 16.0;
const SCALE: f32 = 16.0;
const MARK: f32 = 3.0;

const LEFT: f32 = theme::LEFT + NAMES + GAP;
const RIGHT: f32 = theme::RIGHT - VALUE - BASE;

const CELL: Style = Style::new(Face::Regular, theme::CELL, theme::INK);
const QUIET: Style = Style::new(Face::Regular, theme::CAPTION, theme::QUIET);

/// How many rows stand in one picture: a page holds them with what stands around a chart.
pub const ROWS: usize = 20;

/// The place of a value between two ends.
pub fn place(axis: &Axis, value: f64, left: f32, right: f32) -> f32 {
    left + (right - left) * narrow(axis.place(value))
}

fn x(axis: &Axis, value: f64) -> f32 {
    place(axis, value, LEFT, RIGHT)
}

/// Draws points with their intervals; gives the height too.
pub fn intervals(of: &Intervals, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let top = if of.level.is_some() { LABEL } else { 2.0 };
    let (mut y, mut drawn, mut marks) = (top, Vec::new(), Vec::new());
    for row in &of.rows {
        let (height, told) = told(fonts, &row.label, &row.text, row.base)?;
        drawn.extend(told.into_iter().map(|shape| shape.shifted(0.0, y)));
        let (middle, colour) = (y + height / 2.0, theme::tone(row.tone));
        if let Some(range) = row.range {
            marks.extend(whisker(&of.axis, range, (LEFT, RIGHT), middle, colour));
        }
        if of.axis.holds(row.value) {
            marks.push(point(x(&of.axis, row.value), middle, colour, row.firm));
        }
        y += height;
    }
    let mut shapes = scale(fonts, &of.axis, (top, y))?;
    if let Some(level) = &of.level {
        shapes.extend(across(fonts, level, x(&of.axis, level.value), (top, y))?);
    }
    shapes.extend(drawn);
    shapes.extend(marks);
    y += SCALE;
    if of.level.is_some() {
        let mut left = theme::LEFT;
        for (firm, words) in [(true, "Beyond chance"), (false, "Could be chance alone")] {
            shapes.push(point(left + MARK + 1.0, y + KEY / 2.0, theme::INK, firm));
            let line = single(fonts, words, Style { colour: theme::INK, ..QUIET })?;
            shapes.extend(line.shapes(left + 12.0, y, KEY));
            left += 12.0 + line.width + 14.0;
        }
        y += KEY;
    }
    Ok((y, shapes))
}

/// Draws pairs of points below their key; gives the height too.
pub fn pairs(of: &Pairs, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let (mut y, mut drawn, mut marks) = (KEY, Vec::new(), Vec::new());
    let mut left = theme::LEFT;
    for (place, (name, tone)) in of.ends.iter().enumerate() {
        drawn.push(end(left + 4.0, KEY / 2.0, place, theme::tone(*tone)));
        let line = single(fonts, name, Style { colour: theme::INK, ..QUIET })?;
        drawn.extend(line.shapes(left + 12.0, 0.0, KEY));
        left += 12.0 + line.width + 14.0;
    }
    for row in &of.rows {
        let (height, told) = told(fonts, &row.label, &row.text, row.base)?;
        drawn.extend(told.into_iter().map(|shape| shape.shifted(0.0, y)));
        let middle = y + height / 2.0;
        let [one, other] = row.values.map(|value| x(&of.axis, value));
        marks.push(Shape::Path(Path::line(&[(one, middle), (other, middle)], Pen::solid(theme::OUTLINE, 1.6))));
        for (place, ((_, tone), x)) in of.ends.iter().zip([one, other]).enumerate() {
            marks.push(end(x, middle, place, theme::tone(*tone)));
        }
        y += height;
    }
    let mut shapes = scale(fonts, &of.axis, (KEY, y))?;
    shapes.extend(drawn);
    shapes.extend(marks);
    Ok((y + SCALE, shapes))
}

/// A row's words, with its height.
fn told(fonts: &mut Fonts, label: &str, text: &str, base: Option<u32>) -> Result<(f32, Vec<Shape>), FontError> {
    let lines = wrap(fonts, &[Piece { text: label, style: CELL, shape: None }], NAMES)?;
    let height = length(lines.len().max(1)) * theme::CELL_LINE + 2.0 * PAD;
    let mut drawn = Vec::new();
    let mut top = PAD;
    for line in lines {
        drawn.extend(line.shapes(theme::LEFT, top, theme::CELL_LINE));
        top += theme::CELL_LINE;
    }
    let value = single(fonts, text, Style { face: Face::SemiBold, ..CELL })?;
    drawn.extend(value.shapes(RIGHT + VALUE - value.width, 0.0, height));
    if let Some(base) = base {
        let line = single(fonts, &format!("n {}", words::whole(u64::from(base))), QUIET)?;
        drawn.extend(line.shapes(theme::RIGHT - line.width, 0.0, height));
    }
    Ok((height, drawn))
}

/// The scale's lines from the first row to the last, its names below.
fn scale(fonts: &mut Fonts, axis: &Axis, (top, foot): (f32, f32)) -> Result<Vec<Shape>, FontError> {
    let mut drawn = Vec::new();
    let mut free = f32::NEG_INFINITY;
    for (value, name) in &axis.ticks {
        let x = x(axis, *value);
        drawn.push(Shape::Path(Path::line(&[(x, top), (x, foot)], Pen::solid(theme::RULE, 0.6))));
        let line = single(fonts, name, QUIET)?;
        let left = x - line.width / 2.0;
        if left > free {
            free = left + line.width + 4.0;
            drawn.extend(line.shapes(left, foot + 1.0, SCALE - 2.0));
        }
    }
    let title = single(fonts, &axis.title, QUIET)?;
    drawn.extend(title.shapes(theme::RIGHT - title.width, foot + 1.0, SCALE - 2.0));
    Ok(drawn)
}

/// The line that all are held against, with its label above.
fn across(fonts: &mut Fonts, level: &Level, x: f32, (top, foot): (f32, f32)) -> Result<Vec<Shape>, FontError> {
    let mut drawn = dashed(x, (top, foot));
    let label = single(fonts, &level.label, Style::new(Face::SemiBold, theme::CAPTION, theme::ACCENT))?;
    let left = (x + 3.0).min(theme::RIGHT - label.width).max(theme::LEFT);
    drawn.extend(label.shapes(left, top - LABEL, LABEL - 2.0));
    Ok(drawn)
}

/// A dashed line to hold values against.
pub fn dashed(x: f32, (top, foot): (f32, f32)) -> Vec<Shape> {
    let line = [(x, top - 2.0), (x, foot)];
    let dashed = Pen { colour: theme::ACCENT, width: 1.2, dash: Dash::Dashed };
    vec![Shape::Path(Path::line(&line, Pen::solid(theme::WHITE, 2.6))), Shape::Path(Path::line(&line, dashed))]
}

/// An interval with its two ends; an end that lies beyond the scale is an arrow.
pub fn whisker(axis: &Axis, (low, high): (f64, f64), ends: (f32, f32), middle: f32, colour: Colour) -> Vec<Shape> {
    let [from, to] = [low, high].map(|value| place(axis, value, ends.0, ends.1));
    let pen = Pen::solid(colour, 1.1);
    let mut drawn = vec![Shape::Path(Path::line(&[(from, middle), (to, middle)], pen))];
    for (value, x, way) in [(low, from, -1.0), (high, to, 1.0)] {
        let line = if axis.holds(value) {
            Path::line(&[(x, middle - 3.2), (x, middle + 3.2)], pen)
        } else {
            let back = x - way * 4.0;
            Path::line(&[(back, middle - 2.6), (x, middle), (back, middle + 2.6)], pen)
        };
        drawn.push(Shape::Path(line));
    }
    drawn
}

/// A point: filled where it is further from the line than chance explains, hollow where it is not.
pub fn point(x: f32, middle: f32, colour: Colour, firm: bool) -> Shape {
    let fill = if firm { colour } else { theme::WHITE };
    Shape::Path(Path::disc(x, middle, MARK, fill).outlined(Pen::solid(colour, 1.3)))
}

/// An end of a pair: a disc, or a square.
fn end(x: f32, middle: f32, place: usize, colour: Colour) -> Shape {
    let path = if place == 0 {
        Path::disc(x, middle, MARK + 0.6, colour)
    } else {
        Path::rectangle(Area::between(x - MARK, middle - MARK, x + MARK, middle + MARK), colour)
    };
    Shape::Path(path.outlined(Pen::solid(theme::WHITE, 0.6)))
}
