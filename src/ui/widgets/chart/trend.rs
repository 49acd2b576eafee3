//! A figure over time: its axes, its lines and points, and what is said of the point under the pointer. What lies behind
//! the lines is in `marks`, the names beside them in `labels`, the part of the time that is shown in `time`.

use std::sync::Arc;

use egui::layers::ShapeIdx;
use egui::{
    Color32, FontId, Galley, Id, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, UiBuilder, pos2, vec2,
};
use egui_plot::{Line, Plot, PlotPoint, PlotPoints, PlotTransform, Points};
use jiff::civil::Date;

use super::time::Stretch;
use super::{labels, marks};
use crate::chart::{Series, Trend, day_at, day_number, day_ticks, ticks};
use crate::content::Unit;
use crate::ui::theme::{self, Palette, size, space};
use crate::ui::widgets::caption;
use crate::words;

/// The height of a line of labels, in points.
const LINE: f32 = 18.0;

/// Room inside the frame above the highest and below the lowest value, so that marks on them are whole.
const INSIDE: f32 = 14.0;

/// The same above a whole: all of it is a likely target, and its label stands above it.
const ABOVE_WHOLE: f32 = 32.0;

/// The widest name of a tick of the horizontal axis, with room around it.
const TICK: f32 = 76.0;

/// The pointer is on a point that is no farther off than this.
const NEAR: f32 = 20.0;

/// What is drawn where.
pub(super) struct Plane<'a> {
    /// The trend.
    pub(super) trend: &'a Trend,
    /// The part of the time that is shown.
    pub(super) shown: Stretch,
    /// Where it is drawn.
    pub(super) frame: Rect,
    /// The colours.
    pub(super) palette: Palette,
    transform: PlotTransform,
}

impl Plane<'_> {
    /// Where a day and a value are drawn.
    pub(super) fn at(&self, (day, value): (Date, f64)) -> Pos2 {
        self.transform.position_from_point(&PlotPoint::new(day_number(day), value))
    }

    /// Where a value is drawn.
    pub(super) fn y(&self, value: f64) -> f32 {
        self.transform.position_from_point_y(value)
    }

    /// Whether a day is in sight.
    pub(super) fn sees(&self, day: Date) -> bool {
        self.shown.holds(day_number(day))
    }
}

/// What is in sight of a list in the order of its days, with one on either side, so that lines lead out of the frame.
pub(super) fn in_sight<T>(list: &[T], shown: Stretch, day: impl Fn(&T) -> Date) -> &[T] {
    let from = list.partition_point(|one| day_number(day(one)) < shown.from).saturating_sub(1);
    let to = list.partition_point(|one| day_number(day(one)) <= shown.to).saturating_add(1).min(list.len());
    list.get(from..to).unwrap_or_default()
}

/// Draws a trend as wide as there is room; gives where, and unless that is out of sight what was drawn.
pub(super) fn trend<'a>(
    ui: &mut Ui,
    id: Id,
    trend: &'a Trend,
    height: f32,
    shown: Stretch,
) -> (Rect, Option<(Plane<'a>, Response)>) {
    let palette = theme::of(ui);
    let (_, whole) = ui.allocate_space(vec2(ui.available_width(), height));
    if !ui.is_rect_visible(whole) {
        return (whole, None);
    }
    let font = theme::regular(size::CAPTION);
    let levels = value_ticks(trend, height);
    let names: Vec<Arc<Galley>> =
        levels.iter().map(|value| text(ui.painter(), trend.unit.tick(*value), &font, palette.quiet)).collect();
    let gutter = names.iter().map(|name| name.size().x).fold(0.0, f32::max) + space::S;
    let above = match trend.unit.axis_title() {
        None => 0.0,
        Some(title) => {
            let name = text(ui.painter(), title, &font, palette.quiet);
            ui.painter().galley(whole.min, name, palette.quiet);
            LINE + space::XS
        }
    };
    let frame = Rect::from_min_max(whole.min + vec2(gutter, above), whole.max - vec2(space::S, LINE + space::S));
    // What lies behind the lines is known only when they are placed.
    let behind = ui.painter().add(Shape::Noop);
    let (response, transform) = lines(ui, id, trend, frame, shown, &palette);
    let plane = Plane { trend, shown, frame, palette, transform };
    set_behind(ui, behind, &plane, &levels);
    for (value, name) in levels.iter().zip(names) {
        let corner = pos2(frame.left() - space::S - name.size().x, plane.y(*value) - name.size().y / 2.0);
        ui.painter().galley(corner, name, palette.quiet);
    }
    days(ui.painter(), &plane, whole);
    labels::labels(ui.painter(), &plane);
    (frame, Some((plane, response)))
}

/// Paints what lies behind the lines into its place.
fn set_behind(ui: &Ui, behind: ShapeIdx, plane: &Plane<'_>, levels: &[f64]) {
    ui.painter_at(plane.frame).set(behind, Shape::Vec(marks::behind(plane, levels)));
}

/// The values that are named on the vertical axis; whole ones where whole things are counted.
fn value_ticks(trend: &Trend, height: f32) -> Vec<f64> {
    let (low, high) = trend.range;
    let mut marks = ticks(low, high, f64::from((height / 44.0).floor().clamp(2.0, 6.0)));
    if trend.unit.is_whole() {
        marks.retain(|value| (value - value.round()).abs() < 1e-9);
    }
    marks
}

/// Draws the measured lines and their points.
fn lines(
    ui: &mut Ui,
    id: Id,
    trend: &Trend,
    frame: Rect,
    shown: Stretch,
    palette: &Palette,
) -> (Response, PlotTransform) {
    let mut inner = ui.new_child(UiBuilder::new().max_rect(frame));
    let (low, high) = trend.range;
    let above = if matches!(trend.unit, Unit::OutOf(_) | Unit::YesNo) { ABOVE_WHOLE } else { INSIDE };
    let point = (high - low) / f64::from((frame.height() - INSIDE - above).max(1.0));
    let drawn = Plot::new("plot")
        .id(id.with("plot"))
        .width(frame.width())
        .height(frame.height())
        .sense(Sense::hover())
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show(&mut inner, |plot| {
            plot.set_plot_bounds_x(shown.from..=shown.to);
            plot.set_plot_bounds_y(low - point * f64::from(INSIDE)..=high + point * f64::from(above));
            for series in &trend.series {
                let color = palette.tone(series.tone);
                let seen = in_sight(&series.points, shown, |point| point.0);
                if seen.len() > 1 {
                    plot.line(Line::new("", points(seen)).stroke(Stroke::new(2.5, color)).allow_hover(false));
                }
                let radius = point_radius(frame.width(), seen.len());
                plot.points(Points::new("", points(seen)).radius(radius).color(color).allow_hover(false));
            }
        });
    (drawn.response, drawn.transform)
}

/// The lines of the model as the plot wants them.
fn points(list: &[(Date, f64)]) -> PlotPoints<'static> {
    list.iter().map(|(day, value)| [day_number(*day), *value]).collect()
}

/// Points grow smaller where there are many, so that the line stays to be seen.
#[expect(clippy::cast_precision_loss, reason = "a number of points on a screen")]
fn point_radius(width: f32, count: usize) -> f32 {
    (width / count.max(1) as f32 / 3.0).clamp(1.5, 4.5)
}

/// Names days below the frame.
fn days(painter: &Painter, plane: &Plane<'_>, whole: Rect) {
    let Plane { frame, palette, .. } = plane;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of ticks")]
    let most = (frame.width() / TICK).clamp(1.0, 40.0) as usize;
    let (first, last) = (day_at(plane.shown.from.ceil()), day_at(plane.shown.to));
    let mut free = whole.left();
    for (day, name) in day_ticks(first, last, most) {
        let x = plane.at((day, 0.0)).x;
        let name = text(painter, name, &theme::regular(size::CAPTION), palette.quiet);
        let left = (x - name.size().x / 2.0).min(whole.right() - name.size().x).max(whole.left());
        if left < free {
            continue;
        }
        free = left + name.size().x + space::S;
        painter.vline(x, frame.bottom()..=frame.bottom() + space::XS, Stroke::new(1.0, palette.rule));
        painter.galley(pos2(left, frame.bottom() + space::XS + 1.0), name, palette.quiet);
    }
}

/// Something that can be asked about with the pointer: where it is, and what is said of it.
struct Asked {
    at: Pos2,
    lines: Vec<String>,
}

/// Says what is known of the mark under the pointer: a figure with its range and its note, a step, the target, the pace.
pub(super) fn hover(ui: &Ui, plane: &Plane<'_>, response: Response) {
    let Some(pointer) = response.hover_pos().filter(|_| !response.dragged()) else {
        return;
    };
    let nearest = figure_near(plane, pointer);
    let others = || marks::said(plane).into_iter().map(|(at, lines)| Asked { at, lines });
    let near = |one: &Asked| one.at.distance(pointer) <= NEAR;
    let found = nearest
        .or_else(|| others().filter(near).min_by(|a, b| a.at.distance(pointer).total_cmp(&b.at.distance(pointer))));
    if let Some(asked) = found {
        ui.painter_at(plane.frame.expand(space::S)).circle_stroke(asked.at, 7.0, Stroke::new(1.5, plane.palette.ink));
        response.on_hover_ui_at_pointer(|ui| {
            for line in &asked.lines {
                caption(ui, line);
            }
        });
    }
}

/// The figure nearest to the pointer, with what is said of it.
fn figure_near(plane: &Plane<'_>, pointer: Pos2) -> Option<Asked> {
    let all = plane.trend.series.iter().flat_map(|series| {
        in_sight(&series.points, plane.shown, |point| point.0).iter().map(move |point| (series, *point))
    });
    let (distance, series, point) = all
        .map(|(series, point)| (plane.at(point).distance(pointer), series, point))
        .min_by(|a, b| a.0.total_cmp(&b.0))?;
    (distance <= NEAR).then(|| Asked { at: plane.at(point), lines: figure_words(plane.trend, series, point) })
}

/// What is said of a figure: whose it is, its day and value, what chance allows, its note.
fn figure_words(trend: &Trend, series: &Series, (day, value): (Date, f64)) -> Vec<String> {
    let unit = trend.unit;
    let mut lines = vec![series.name.clone(), format!("{}: {}", words::date(day), unit.figure(value))];
    if let Some((_, low, high)) =
        series.ranges.iter().find(|(of, low, high)| *of == day && *low <= value && value <= *high)
    {
        lines.push(format!("By chance alone {} to {}", unit.figure(*low), unit.figure(*high)));
    }
    let noted = trend.notes.iter().filter(|note| note.date == day && unit.alike(note.value, value));
    lines.extend(noted.map(|note| format!("Note {}: {}", note.number, note.text)));
    lines
}

/// A text on one line.
pub(super) fn text(painter: &Painter, text: String, font: &FontId, color: Color32) -> Arc<Galley> {
    painter.layout_no_wrap(text, font.clone(), color)
}
