//! A figure over time: lines with their points, the target's path and diamond, level lines, all labelled where they are.

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Id, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, UiBuilder, pos2, vec2,
};
use egui_plot::{HLine, Line, LineStyle, Plot, PlotPoint, PlotPoints, PlotTransform, Points};

use super::place::Places;
use crate::chart::{Series, Trend, day_number, day_ticks, ticks};
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

/// Half of a target's diamond.
const DIAMOND: f32 = 7.0;

/// The pointer is on a point that is no farther off than this.
const NEAR: f32 = 20.0;

/// Draws a trend as wide as there is room.
pub(super) fn trend(ui: &mut Ui, id: Id, trend: &Trend, height: f32) {
    let palette = theme::of(ui);
    let (_, whole) = ui.allocate_space(vec2(ui.available_width(), height));
    if !ui.is_rect_visible(whole) {
        return;
    }
    let font = theme::regular(size::CAPTION);
    let marks = value_ticks(trend, height);
    let names: Vec<Arc<Galley>> =
        marks.iter().map(|value| text(ui.painter(), trend.unit.tick(*value), &font, palette.quiet)).collect();
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
    let (response, transform) = plot(ui, id, trend, frame, &marks, &palette);
    for (value, name) in marks.iter().zip(names) {
        let y = transform.position_from_point_y(*value);
        ui.painter().galley(
            pos2(frame.left() - space::S - name.size().x, y - name.size().y / 2.0),
            name,
            palette.quiet,
        );
    }
    days(ui.painter(), trend, whole, frame, &transform, &palette);
    let at =
        |(day, value): (jiff::civil::Date, f64)| transform.position_from_point(&PlotPoint::new(day_number(day), value));
    labels(ui.painter(), trend, frame, &palette, &at);
    hover(ui, trend, response, &at);
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

/// Draws what lies in the frame.
fn plot(
    ui: &mut Ui,
    id: Id,
    trend: &Trend,
    frame: Rect,
    marks: &[f64],
    palette: &Palette,
) -> (Response, PlotTransform) {
    let mut inner = ui.new_child(UiBuilder::new().max_rect(frame));
    let (low, high) = trend.range;
    let above = if matches!(trend.unit, Unit::OutOf(_) | Unit::YesNo) { ABOVE_WHOLE } else { INSIDE };
    let point = (high - low) / f64::from((frame.height() - INSIDE - above).max(1.0));
    let shown = Plot::new("plot")
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
            plot.set_plot_bounds_x(day_number(trend.days.0)..=day_number(trend.days.1));
            plot.set_plot_bounds_y(low - point * f64::from(INSIDE)..=high + point * f64::from(above));
            for value in marks {
                plot.hline(HLine::new("", *value).stroke(Stroke::new(1.0, palette.rule)).allow_hover(false));
            }
            for level in &trend.levels {
                plot.hline(
                    HLine::new("", level.value)
                        .stroke(Stroke::new(1.25, palette.quiet))
                        .style(LineStyle::Dotted { spacing: 5.0 })
                        .allow_hover(false),
                );
            }
            plot.line(
                Line::new("", points(&trend.path))
                    .stroke(Stroke::new(1.25, palette.quiet))
                    .style(LineStyle::Dashed { length: 6.0 })
                    .allow_hover(false),
            );
            for series in &trend.series {
                let color = palette.tone(series.tone);
                plot.line(Line::new("", points(&series.points)).stroke(Stroke::new(2.5, color)).allow_hover(false));
                let radius = point_radius(frame.width(), series.points.len());
                plot.points(Points::new("", points(&series.points)).radius(radius).color(color).allow_hover(false));
            }
        });
    (shown.response, shown.transform)
}

/// The lines of the model as the plot wants them.
fn points(list: &[(jiff::civil::Date, f64)]) -> PlotPoints<'static> {
    list.iter().map(|(day, value)| [day_number(*day), *value]).collect()
}

/// Points grow smaller where there are many, so that the line stays to be seen.
#[expect(clippy::cast_precision_loss, reason = "a number of points on a screen")]
fn point_radius(width: f32, count: usize) -> f32 {
    (width / count.max(1) as f32 / 3.0).clamp(1.5, 4.5)
}

/// Names days below the frame.
fn days(painter: &Painter, trend: &Trend, whole: Rect, frame: Rect, transform: &PlotTransform, palette: &Palette) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of ticks")]
    let most = (frame.width() / TICK).clamp(1.0, 40.0) as usize;
    let mut free = whole.left();
    for (day, name) in day_ticks(trend.days.0, trend.days.1, most) {
        let x = transform.position_from_point_x(day_number(day));
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

/// Names what is drawn, beside it: first what others reach, since those labels are long and bound to their lines, then the
/// newest values, then the target.
fn labels(
    painter: &Painter,
    trend: &Trend,
    frame: Rect,
    palette: &Palette,
    at: &impl Fn((jiff::civil::Date, f64)) -> Pos2,
) {
    let mut places = Places::new(frame);
    let square = |center: Pos2, half: f32| Rect::from_center_size(center, vec2(half, half) * 2.0);
    for series in &trend.series {
        let line: Vec<Pos2> = series.points.iter().map(|point| at(*point)).collect();
        places.keep_line(&line);
        if let Some(last) = line.last() {
            places.keep(square(*last, 5.0));
        }
    }
    places.keep_line(&trend.path.iter().map(|corner| at(*corner)).collect::<Vec<_>>());
    for level in &trend.levels {
        let y = at((trend.days.0, level.value)).y;
        places.keep_line(&[pos2(frame.left(), y), pos2(frame.right(), y)]);
    }
    if let Some(target) = &trend.target {
        let center = at((target.date, target.value));
        places.keep(square(center, DIAMOND + 1.0));
        diamond(painter, center, palette);
    }
    for level in &trend.levels {
        let y = at((trend.days.0, level.value)).y;
        label(painter, &mut places, frame, level.label.clone(), palette.quiet, palette, |size| {
            let x = [frame.left() + space::XS, frame.right() - size.x, frame.center().x - size.x / 2.0];
            x.into_iter().flat_map(|x| [pos2(x, y - size.y - 3.0), pos2(x, y + 3.0)]).collect()
        });
    }
    let several = trend.series.len() > 1;
    for series in &trend.series {
        if let Some(last) = series.points.last() {
            let name = last_value(series, trend.unit, several);
            label(painter, &mut places, frame, name, palette.ink, palette, |size| beside(at(*last), size));
        }
    }
    if let Some(target) = &trend.target {
        let center = at((target.date, target.value));
        label(painter, &mut places, frame, target.label.clone(), palette.ink, palette, |size| {
            let off = DIAMOND + space::XS;
            let y = [center.y - off - size.y, center.y + off, center.y + 2.0 * off];
            let x = [center.x + DIAMOND - size.x, center.x - size.x / 2.0];
            let beside = [center.x - off - size.x, center.x + off].map(|x| pos2(x, center.y - size.y / 2.0));
            x.into_iter().flat_map(|x| y.map(|y| pos2(x, y))).chain(beside).collect()
        });
    }
}

/// The newest value of a line, with the line's name where there are several.
fn last_value(series: &Series, unit: Unit, several: bool) -> String {
    let value = series.points.last().map_or_else(String::new, |(_, value)| unit.figure(*value));
    if several { format!("{} {value}", series.name) } else { value }
}

/// Where a label may stand beside a point: right of it, above, below, left of it.
fn beside(point: Pos2, size: egui::Vec2) -> Vec<Pos2> {
    let right = point.x + space::S;
    let middle = point.x - size.x / 2.0;
    let left = point.x - space::S - size.x;
    let above = point.y - space::S - size.y;
    let below = point.y + space::S;
    vec![
        pos2(right, point.y - size.y / 2.0),
        pos2(right, above + space::XS),
        pos2(right, below - space::XS),
        pos2(middle, above),
        pos2(middle, below),
        pos2(left, above + space::XS),
        pos2(left, below - space::XS),
    ]
}

/// Finds a place for a label and draws it there, on its own ground so that grid lines do not strike it through.
fn label(
    painter: &Painter,
    places: &mut Places,
    frame: Rect,
    name: String,
    color: Color32,
    palette: &Palette,
    wishes: impl Fn(egui::Vec2) -> Vec<Pos2>,
) {
    let name = painter.layout(name, theme::semibold(size::CAPTION), color, frame.width());
    if let Some(rect) = places.find(name.size(), &wishes(name.size())) {
        painter.rect_filled(rect, 2, palette.surface);
        painter.galley(rect.min, name, color);
    }
}

/// A target's mark.
fn diamond(painter: &Painter, center: Pos2, palette: &Palette) {
    let corners = [vec2(0.0, -DIAMOND), vec2(DIAMOND, 0.0), vec2(0.0, DIAMOND), vec2(-DIAMOND, 0.0)];
    let corners = corners.map(|corner| center + corner).to_vec();
    painter.add(Shape::convex_polygon(corners, palette.surface, Stroke::new(1.75, palette.ink)));
}

/// Says the date and value of the point under the pointer.
fn hover(ui: &Ui, trend: &Trend, response: Response, at: &impl Fn((jiff::civil::Date, f64)) -> Pos2) {
    let Some(pointer) = response.hover_pos() else {
        return;
    };
    let points = trend.series.iter().flat_map(|series| series.points.iter().map(move |point| (series, *point)));
    let near = points
        .map(|(series, point)| (at(point).distance(pointer), series, point))
        .filter(|(distance, ..)| *distance <= NEAR)
        .min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, series, (day, value))) = near {
        ui.painter().circle_stroke(at((day, value)), 7.0, Stroke::new(1.5, theme::of(ui).ink));
        response.on_hover_ui_at_pointer(|ui| {
            caption(ui, &series.name);
            caption(ui, &format!("{}: {}", words::date(day), trend.unit.figure(value)));
        });
    }
}

fn text(painter: &Painter, text: String, font: &FontId, color: Color32) -> Arc<Galley> {
    painter.layout_no_wrap(text, font.clone(), color)
}
