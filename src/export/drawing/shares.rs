//! Shares of groups as stacked bars: a key, the published share as a line across, a whisker at the end of the first part.

use super::FontError;
use super::draw::{Area, Dash, Path, Pen, Shape, length, narrow};
use super::fonts::{Face, Fonts};
use super::text::{Piece, Style, single, wrap};
use super::theme;
use crate::chart::{Level, ShareRow, Shares};
use crate::words;

const NAMES: f32 = 116.0;
const GAP: f32 = 10.0;
const SHARE: f32 = 40.0;
const BASE: f32 = 52.0;
const BAR: f32 = 12.0;
const PAD: f32 = 6.0;
const LABEL: f32 = 15.0;
const KEY: f32 = 16.0;
const STRIPE: f32 = 4.0;

const LEFT: f32 = theme::LEFT + NAMES + GAP;
const RIGHT: f32 = theme::RIGHT - SHARE - BASE;

const CELL: Style = Style::new(Face::Regular, theme::CELL, theme::INK);
const QUIET: Style = Style::new(Face::Regular, theme::CAPTION, theme::QUIET);

/// How many bars stand in one picture: a page holds them with what stands around a chart.
pub const BARS: usize = 24;

/// The place of a percentage.
fn x(percent: f64) -> f32 {
    LEFT + (RIGHT - LEFT) * narrow((percent / 100.0).clamp(0.0, 1.0))
}

/// Draws the key and the bars; gives the height too.
pub fn draw(shares: &Shares, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let mut drawn = key(shares, fonts)?;
    let top = KEY + if shares.level.is_some() { LABEL } else { 0.0 };
    let (mut y, mut whiskers) = (top, Vec::new());
    for one in &shares.rows {
        let (height, bar) = row(shares, one, fonts)?;
        drawn.extend(bar.into_iter().map(|shape| shape.shifted(0.0, y)));
        if let Some((low, high)) = one.range {
            whiskers.extend(whisker(x(low), x(high), y + height / 2.0));
        }
        y += height;
    }
    if let Some(level) = &shares.level {
        drawn.extend(across(level, (top, y), fonts)?);
    }
    // Over the line, so that no end is hidden by it.
    drawn.extend(whiskers);
    Ok((y, drawn))
}

/// What the parts are called.
fn key(shares: &Shares, fonts: &mut Fonts) -> Result<Vec<Shape>, FontError> {
    let mut drawn = Vec::new();
    let mut left = theme::LEFT;
    for part in &shares.parts {
        let square = Area { x: left, y: (KEY - 8.0) / 2.0, width: 8.0, height: 8.0 };
        drawn.push(Shape::Path(Path::rectangle(square, theme::tone(part.tone))));
        let name = single(fonts, &part.name, Style { colour: theme::INK, ..QUIET })?;
        drawn.extend(name.shapes(left + 12.0, 0.0, KEY));
        left += 12.0 + name.width + 14.0;
    }
    Ok(drawn)
}

/// A bar with its name, its first share and its base, with its height.
fn row(shares: &Shares, row: &ShareRow, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let lines = wrap(fonts, &[Piece { text: &row.label, style: CELL, shape: None }], NAMES)?;
    let height = (length(lines.len()) * theme::CELL_LINE).max(BAR) + 2.0 * PAD;
    let mut drawn = Vec::new();
    let mut top = (height - length(lines.len()) * theme::CELL_LINE) / 2.0;
    for line in lines {
        drawn.extend(line.shapes(theme::LEFT, top, theme::CELL_LINE));
        top += theme::CELL_LINE;
    }
    let mut from = 0.0;
    for (place, percent) in row.told() {
        let Some(part) = shares.parts.get(place) else { continue };
        let [start, end] = [from, from + percent].map(x);
        let top = (height - BAR) / 2.0;
        drawn.push(Shape::Path(Path::rectangle(Area::between(start, top, end, top + BAR), theme::tone(part.tone))));
        if from > 0.0 {
            // A gap tells the parts apart without colour.
            let pen = Pen::solid(theme::WHITE, 1.0);
            drawn.push(Shape::Path(Path::line(&[(start, top), (start, top + BAR)], pen)));
        }
        from += percent;
    }
    if let Some(hidden) = &row.hidden
        && (row.percents.is_empty() || row.hidden_from().is_some())
    {
        let start = x(row.hidden_from().unwrap_or_default());
        drawn.extend(hatched((start, x(100.0)), height, &hidden.words, fonts)?);
    }
    if let Some((_, first)) = row.told().find(|(place, _)| *place == 0) {
        let text = format!("{}%", words::decimal(first));
        let line = single(fonts, &text, Style { face: Face::SemiBold, ..CELL })?;
        drawn.extend(line.shapes(RIGHT + SHARE - line.width, 0.0, height));
    } else if row.hidden.is_none() {
        drawn.extend(single(fonts, "Nobody placed", QUIET)?.shapes(LEFT, 0.0, height));
    }
    if let Some(base) = row.base {
        let line = single(fonts, &format!("n {}", words::whole(u64::from(base))), QUIET)?;
        drawn.extend(line.shapes(theme::RIGHT - line.width, 0.0, height));
    }
    Ok((height, drawn))
}

/// What must not be told: stripes in a frame, and a word where there is room for it.
fn hatched((left, right): (f32, f32), height: f32, words: &str, fonts: &mut Fonts) -> Result<Vec<Shape>, FontError> {
    let (top, foot) = ((height - BAR) / 2.0, f32::midpoint(height, BAR));
    let mut drawn = Vec::new();
    let mut at = left + STRIPE / 2.0;
    while at < right {
        // Stripes end where the frame does.
        let end = (at + BAR).min(right);
        drawn.push(Shape::Path(Path::line(&[(at, foot), (end, foot - (end - at))], Pen::solid(theme::QUIET, 0.4))));
        at += STRIPE;
    }
    let frame = [(left, top), (right, top), (right, foot), (left, foot), (left, top)];
    drawn.push(Shape::Path(Path::line(&frame, Pen::solid(theme::QUIET, 0.7))));
    let line = single(fonts, words, QUIET)?;
    let (middle, half) = (f32::midpoint(left, right), line.width / 2.0);
    if half * 2.0 + 6.0 <= right - left {
        let ground = Area::between(middle - half - 2.0, top + 1.0, middle + half + 2.0, foot - 1.0);
        drawn.push(Shape::Path(Path::rectangle(ground, theme::WHITE)));
        drawn.extend(line.shapes(middle - half, 0.0, height));
    }
    Ok(drawn)
}

/// The published share as a line across all bars, with its label above.
fn across(level: &Level, (top, foot): (f32, f32), fonts: &mut Fonts) -> Result<Vec<Shape>, FontError> {
    let place = x(level.value);
    let line = [(place, top - 2.0), (place, foot)];
    let dashed = Pen { colour: theme::ACCENT, width: 1.2, dash: Dash::Dashed };
    let mut drawn =
        vec![Shape::Path(Path::line(&line, Pen::solid(theme::WHITE, 2.6))), Shape::Path(Path::line(&line, dashed))];
    let label = single(fonts, &level.label, Style::new(Face::SemiBold, theme::CAPTION, theme::ACCENT))?;
    let left = (place + 3.0).min(theme::RIGHT - label.width).max(theme::LEFT);
    drawn.extend(label.shapes(left, KEY, LABEL - 2.0));
    Ok(drawn)
}

/// How uncertain the first share is.
fn whisker(low: f32, high: f32, middle: f32) -> Vec<Shape> {
    let mut drawn = Vec::new();
    for pen in [Pen::solid(theme::WHITE, 2.8), Pen::solid(theme::INK, 1.1)] {
        drawn.push(Shape::Path(Path::line(&[(low, middle), (high, middle)], pen)));
        for end in [low, high] {
            drawn.push(Shape::Path(Path::line(&[(end, middle - 3.2), (end, middle + 3.2)], pen)));
        }
    }
    drawn
}
