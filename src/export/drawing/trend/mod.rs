//! Lines over time: the axes here, what is measured and what lies behind it in `marks`, every name beside what it names in
//! `labels`.

mod labels;
mod marks;

use jiff::civil::Date;

use super::FontError;
use super::draw::{Area, Path, Pen, Shape, narrow};
use super::fonts::{Face, Fonts};
use super::text::{Style, single};
use super::theme;
use crate::chart::{Trend, day_number, day_ticks, ticks};
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

/// Draws a figure over time; gives its height too. It spans the width of the text.
pub fn draw(trend: &Trend, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let title = trend.unit.axis_title();
    let head = if title.is_some() { 18.0 } else { 6.0 };
    let mut axis_width: f32 = 0.0;
    let (low, high) = span(trend.range);
    let mut numbers = Vec::new();
    for value in ticks(low, high, 5.0) {
        // Half of what is counted whole is nothing.
        if trend.unit.is_whole() && (value - value.round()).abs() > 1e-9 {
            continue;
        }
        let line = single(fonts, &trend.unit.tick(value), AXIS)?;
        axis_width = axis_width.max(line.width);
        numbers.push((value, line));
    }
    let left = theme::LEFT + axis_width + 7.0;
    let beside = labels::Beside::of(trend, fonts)?;
    let right = if beside.is_empty() { theme::RIGHT - 6.0 } else { theme::RIGHT - LABELS - REACH };
    let area = Area::between(left, head, right, head + HEIGHT.max(beside.height()));
    let plane = Plane { area, range: (low, high), days: trend.days };

    let mut shapes = Vec::new();
    if let Some(title) = title {
        let title = single(fonts, &title, AXIS)?;
        shapes.extend(title.shapes(theme::LEFT, 0.0, LINE));
    }
    shapes.extend(marks::band(trend, &plane));
    for (value, line) in &numbers {
        let y = plane.y(*value);
        shapes.push(plane.level(*value, Pen::solid(theme::RULE, 0.5)));
        shapes.extend(line.shapes(left - 7.0 - line.width, y - LINE / 2.0, LINE));
    }
    shapes.push(Shape::Path(Path::line(
        &[(area.x, area.bottom()), (area.right(), area.bottom())],
        Pen::solid(theme::OUTLINE, 0.8),
    )));
    shapes.extend(days(&plane, fonts)?);
    shapes.extend(marks::marks(trend, &plane));
    shapes.extend(labels::within(trend, &plane, fonts)?);
    shapes.extend(beside.shapes(&plane));
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
        let [first, last, day] = [self.days.0, self.days.1, day].map(day_number);
        let share = ((day - first) / (last - first).max(1.0)).clamp(0.0, 1.0);
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

    /// A level line from edge to edge.
    fn level(&self, value: f64, pen: Pen) -> Shape {
        let y = self.y(value);
        Shape::Path(Path::line(&[(self.area.x, y), (self.area.right(), y)], pen))
    }
}

/// The days below: months, as many as there is room for; the first and the last where none begins between them.
fn days(plane: &Plane, fonts: &mut Fonts) -> Result<Vec<Shape>, FontError> {
    const ROOM: f32 = 50.0;
    let (first, last) = plane.days;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of ticks")]
    let most = (plane.area.width / ROOM).clamp(1.0, 20.0) as usize;
    let mut marks = day_ticks(first, last, most);
    if marks.len() < 2 {
        marks = vec![(first, words::date(first)), (last, words::date(last))];
    }
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
