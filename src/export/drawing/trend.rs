//! Lines over time: axes, measured lines, the path to the target, level lines; every name beside what it names.

use jiff::civil::Date;

use super::FontError;
use super::draw::{Area, Dash, Path, Pen, Shape, length, narrow};
use super::fonts::{Face, Fonts};
use super::shapes;
use super::text::{Line, Piece, Style, single, wrap};
use super::theme::{self, Colour};
use crate::chart::{Series, Tone, Trend, ticks};
use crate::words;

/// The numbers of the axes.
const AXIS: Style = Style::new(Face::Regular, 8.0, theme::QUIET);
/// A line of the labels.
const LINE: f32 = 10.5;
/// How high the drawn part is, at least.
const HEIGHT: f32 = 140.0;
/// How wide the labels are that stand at the right.
const LABELS: f32 = 128.0;
/// Between the drawn part and those labels.
const REACH: f32 = 16.0;
/// Below the drawn part: the days.
const FOOT: f32 = 20.0;

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

/// Draws a figure over time; gives its height too. It spans the width of the text.
pub fn draw(trend: &Trend, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let title = trend.unit.axis_title();
    let head = if title.is_some() { 18.0 } else { 6.0 };
    let mut axis_width: f32 = 0.0;
    let (low, high) = span(trend.range);
    let mut numbers = Vec::new();
    for value in ticks(low, high, 5.0) {
        let line = single(fonts, &trend.unit.tick(value), AXIS)?;
        axis_width = axis_width.max(line.width);
        numbers.push((value, line));
    }
    let left = theme::LEFT + axis_width + 7.0;
    let mut labels = labels(trend, fonts)?;
    let right = if labels.is_empty() { theme::RIGHT - 6.0 } else { theme::RIGHT - LABELS - REACH };
    let needed: f32 = labels.iter().map(|label| label.height() + 3.0).sum();
    let area = Area::between(left, head, right, head + HEIGHT.max(needed));
    let plane = Plane { area, range: (low, high), days: trend.days };

    let mut shapes = Vec::new();
    if let Some(title) = title {
        let title = single(fonts, &title, AXIS)?;
        shapes.extend(title.shapes(theme::LEFT, 0.0, LINE));
    }
    for (value, line) in &numbers {
        let y = plane.y(*value);
        shapes.push(level(area, y, Pen::solid(theme::RULE, 0.5)));
        shapes.extend(line.shapes(left - 7.0 - line.width, y - LINE / 2.0, LINE));
    }
    shapes.push(level(area, area.bottom(), Pen::solid(theme::OUTLINE, 0.8)));
    shapes.extend(days(&plane, fonts)?);
    shapes.extend(lines(trend, &plane));
    shapes.extend(values(trend, &plane, fonts)?);
    place(&mut labels, &plane);
    for label in &labels {
        shapes.extend(leader(label, area));
        for (place, line) in label.lines.iter().enumerate() {
            shapes.extend(line.shapes(theme::RIGHT - LABELS, label.top + length(place) * LINE, LINE));
        }
    }
    if trend.series.iter().all(|series| series.points.is_empty()) {
        let empty = single(fonts, "No measurements yet", Style::new(Face::Regular, 9.0, theme::QUIET))?;
        let x = area.x + (area.width - empty.width) / 2.0;
        let y = area.y + area.height / 2.0 - LINE;
        let ground = Area { x: x - 6.0, y: y - 4.0, width: empty.width + 12.0, height: LINE + 8.0 };
        shapes.push(Shape::Path(Path::rectangle(ground, theme::WHITE)));
        shapes.extend(empty.shapes(x, y, LINE));
    }
    Ok((area.bottom() + FOOT, shapes))
}

/// The values shown, lowest first, and never none.
fn span((low, high): (f64, f64)) -> (f64, f64) {
    if low.is_finite() && high.is_finite() && high > low { (low, high) } else { (0.0, 100.0) }
}

/// Days and values as places.
struct Plane {
    area: Area,
    range: (f64, f64),
    days: (Date, Date),
}

impl Plane {
    fn x(&self, day: Date) -> f32 {
        let whole = days_between(self.days.0, self.days.1).max(1.0);
        let share = (days_between(self.days.0, day) / whole).clamp(0.0, 1.0);
        self.area.x + self.area.width * narrow(share)
    }

    fn y(&self, value: f64) -> f32 {
        let share = (value - self.range.0) / (self.range.1 - self.range.0);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.area.bottom() - self.area.height * narrow(share)
    }

    fn point(&self, (day, value): (Date, f64)) -> (f32, f32) {
        (self.x(day), self.y(value))
    }
}

fn days_between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days()))
}

/// The labels at the right: the target, the levels, and the names of the lines where there are several.
fn labels(trend: &Trend, fonts: &mut Fonts) -> Result<Vec<Label>, FontError> {
    let mut wanted: Vec<(&str, Style, Named)> = Vec::new();
    let style = |face, colour| Style::new(face, theme::CAPTION, colour);
    if let Some(target) = &trend.target {
        let named = Named::Point(target.date, target.value);
        wanted.push((&target.label, style(Face::SemiBold, theme::INK), named));
    }
    for level in &trend.levels {
        wanted.push((&level.label, style(Face::Regular, theme::QUIET), Named::Level(level.value)));
    }
    for series in trend.series.iter().filter(|_| trend.series.len() > 1) {
        if let Some((day, value)) = series.points.last() {
            let named = Named::Point(*day, *value);
            wanted.push((&series.name, style(Face::SemiBold, theme::tone_text(series.tone)), named));
        }
    }
    let mut labels = Vec::new();
    for (text, style, named) in wanted {
        let lines = wrap(fonts, &[Piece { text, style, shape: None }], LABELS)?;
        labels.push(Label { lines, named, colour: style.colour, at: (0.0, 0.0), top: 0.0 });
    }
    Ok(labels)
}

/// Sets the labels beside what they name: as near as they can be without touching each other or leaving the frame.
fn place(labels: &mut [Label], plane: &Plane) {
    const GAP: f32 = 3.0;
    let area = plane.area;
    for label in labels.iter_mut() {
        label.at = match label.named {
            Named::Point(day, value) => plane.point((day, value)),
            Named::Level(value) => (area.right(), plane.y(value)),
        };
    }
    labels.sort_by(|one, other| one.at.1.total_cmp(&other.at.1));
    let mut top = area.y - 4.0;
    for label in labels.iter_mut() {
        label.top = (label.at.1 - label.height() / 2.0).max(top);
        top = label.top + label.height() + GAP;
    }
    let mut bottom = area.bottom() + 4.0;
    for label in labels.iter_mut().rev() {
        label.top = label.top.min(bottom - label.height());
        bottom = label.top - GAP;
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

fn level(area: Area, y: f32, pen: Pen) -> Shape {
    Shape::Path(Path::line(&[(area.x, y), (area.right(), y)], pen))
}

/// The levels, the path, the measured lines and the target, from the back to the front.
fn lines(trend: &Trend, plane: &Plane) -> Vec<Shape> {
    let area = plane.area;
    let mut shapes: Vec<Shape> =
        trend.levels.iter().map(|one| level(area, plane.y(one.value), Pen::solid(theme::OUTLINE, 0.7))).collect();
    let path: Vec<(f32, f32)> = trend.path.iter().map(|point| plane.point(*point)).collect();
    if path.len() > 1 {
        let pen = Pen { colour: theme::QUIET, width: 1.1, dash: Dash::Dashed };
        shapes.push(Shape::Path(Path::line(&path, pen)));
    }
    for series in &trend.series {
        let points: Vec<(f32, f32)> = series.points.iter().map(|point| plane.point(*point)).collect();
        if points.len() > 1 {
            shapes.push(Shape::Path(Path::line(&points, Pen::solid(theme::tone(series.tone), 1.8))));
        }
        // Where points stand close, only the ends keep their marks.
        let crowded = area.width < 7.0 * length(points.len());
        let last = points.len().saturating_sub(1);
        for (place, (x, y)) in points.into_iter().enumerate() {
            if !crowded || place == 0 || place == last {
                shapes.push(Shape::Path(point(series, x, y)));
            }
        }
    }
    if let Some(target) = &trend.target {
        let (x, y) = plane.point((target.date, target.value));
        shapes.push(Shape::Path(shapes::diamond(x, y, 4.6)));
    }
    shapes
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

/// The last value of the one line, beside its point.
fn values(trend: &Trend, plane: &Plane, fonts: &mut Fonts) -> Result<Vec<Shape>, FontError> {
    let [series] = trend.series.as_slice() else { return Ok(Vec::new()) };
    let Some(last) = series.points.last() else { return Ok(Vec::new()) };
    let (x, y) = plane.point(*last);
    let area = plane.area;
    let line = single(fonts, &trend.unit.figure(last.1), Style::new(Face::Bold, 9.5, theme::tone_text(series.tone)))?;
    let before = series.points.iter().rev().nth(1).map_or(y, |point| plane.y(point.1));
    // Away from the line: above where it rises, below where it falls; and within the frame.
    let above = (before >= y && y - 17.0 >= area.y) || y + 17.0 > area.bottom();
    let top = if above { y - 17.0 } else { y + 5.5 };
    let left = (x - line.width / 2.0).clamp(area.x + 2.0, (area.right() - line.width - 2.0).max(area.x + 2.0));
    let ground = Area { x: left - 1.5, y: top + 0.5, width: line.width + 3.0, height: LINE };
    let mut shapes = vec![Shape::Path(Path::rectangle(ground, theme::WHITE))];
    shapes.extend(line.shapes(left, top, 12.0));
    Ok(shapes)
}

/// The days below: months, as many as there is room for; single days where the whole is short.
fn days(plane: &Plane, fonts: &mut Fonts) -> Result<Vec<Shape>, FontError> {
    const ROOM: f32 = 50.0;
    let (first, last) = plane.days;
    let months = [1_i16, 2, 3, 4, 6, 12, 24, 60, 120, 240]
        .into_iter()
        .map(|step| month_starts(first, last, step))
        .find(|starts| starts.windows(2).all(|pair| spread(plane, pair) >= ROOM));
    let mut marks: Vec<(Date, String)> = match months {
        Some(starts) if starts.len() > 1 => starts.into_iter().map(|day| (day, words::month_year(day))).collect(),
        _ => vec![(first, words::date(first)), (last, words::date(last))],
    };
    marks.dedup();
    let mut shapes = Vec::new();
    let mut taken = f32::NEG_INFINITY;
    for (day, text) in marks {
        let line = single(fonts, &text, AXIS)?;
        let x = plane.x(day);
        let left = (x - line.width / 2.0).clamp(theme::LEFT, theme::RIGHT - line.width);
        if left < taken {
            continue;
        }
        taken = left + line.width + 6.0;
        let foot = plane.area.bottom();
        shapes.push(Shape::Path(Path::line(&[(x, foot), (x, foot + 3.5)], Pen::solid(theme::OUTLINE, 0.8))));
        shapes.extend(line.shapes(left, foot + 6.0, LINE));
    }
    Ok(shapes)
}

fn spread(plane: &Plane, pair: &[Date]) -> f32 {
    match pair {
        [one, other] => plane.x(*other) - plane.x(*one),
        _ => f32::INFINITY,
    }
}

/// The first days of every so many months between two days, counted from January.
fn month_starts(first: Date, last: Date, step: i16) -> Vec<Date> {
    let mut starts = Vec::new();
    let month = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let step = i32::from(step);
    let mut number = (month(first) + step - 1).div_euclid(step) * step;
    while number <= month(last) && starts.len() < 400 {
        let day = i16::try_from(number.div_euclid(12))
            .ok()
            .zip(i8::try_from(number.rem_euclid(12) + 1).ok())
            .and_then(|(year, month)| Date::new(year, month, 1).ok());
        starts.extend(day.filter(|day| *day >= first && *day <= last));
        number += step;
    }
    starts
}
