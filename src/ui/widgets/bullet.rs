//! A bullet bar: a figure from nought to where it stands, with its target as a diamond or its band as a bracket, and
//! others' figures as ticks; a tick that is to be read with care is broken.

use egui::{Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme;

/// A bullet bar in parts of its whole, from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulletBar {
    /// What it shows, in words.
    pub name: String,
    /// Where nought lies, from which the figure's bar begins.
    pub zero: f32,
    /// The figure.
    pub value: Option<f32>,
    /// The target.
    pub target: Option<f32>,
    /// The band to stay within, its lower end first.
    pub band: Option<(f32, f32)>,
    /// Others' figures, each with whether it counts otherwise, counts other people or is old.
    pub others: Vec<(f32, bool)>,
}

/// The height of the bar; its marks are higher.
const BAR: f32 = 9.0;

/// The height of the bar with its marks, in points.
pub const BULLET_HEIGHT: f32 = 18.0;

/// How far a tick reaches beyond the bar.
const TICK: f32 = 3.0;

/// Half of a target's diamond.
const DIAMOND: f32 = 6.5;

/// Draws a bullet bar as wide as given.
pub fn bullet_bar(ui: &mut Ui, bar: &BulletBar, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, BULLET_HEIGHT), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint_bullet(ui, rect, bar);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &bar.name));
    response.on_hover_ui(|ui| {
        super::text::caption(ui, &bar.name);
    })
}

/// Paints a bullet bar into the middle of a place.
pub fn paint_bullet(ui: &Ui, rect: Rect, bar: &BulletBar) {
    let palette = theme::of(ui);
    let painter = ui.painter();
    let track = Rect::from_center_size(rect.center(), vec2(rect.width(), BAR));
    let at = |part: f32| track.left() + track.width() * part;
    painter.rect_filled(track, 2, palette.track);
    if let Some(value) = bar.value {
        let (from, to) = if value < bar.zero { (value, bar.zero) } else { (bar.zero, value) };
        painter.rect_filled(track.with_min_x(at(from)).with_max_x(at(to)), 2, palette.accent);
    }
    if bar.zero > 0.0 {
        painter.vline(at(bar.zero), track.y_range(), Stroke::new(1.0, palette.ink));
    }
    for (other, unlike) in &bar.others {
        paint_tick(ui, at(*other), track, *unlike);
    }
    if let Some((low, high)) = bar.band {
        paint_band(ui, at(low), at(high), track);
    }
    if let Some(target) = bar.target {
        // A target that is all there is stays whole.
        let x = at(target).clamp(track.left() + DIAMOND, (track.right() - DIAMOND).max(track.left() + DIAMOND));
        paint_diamond(ui, pos2(x, track.center().y), DIAMOND);
    }
}

/// Paints a target's diamond.
pub fn paint_diamond(ui: &Ui, center: egui::Pos2, half: f32) {
    let palette = theme::of(ui);
    let corners = [vec2(0.0, -half), vec2(half, 0.0), vec2(0.0, half), vec2(-half, 0.0)];
    let corners = corners.map(|corner| center + corner).to_vec();
    ui.painter().add(Shape::convex_polygon(corners, palette.surface, Stroke::new(1.5, palette.ink)));
}

/// Paints a figure of others beside a bar: a tick, broken where it is to be read with care.
pub fn paint_tick(ui: &Ui, x: f32, track: Rect, unlike: bool) {
    let stroke = Stroke::new(2.0, theme::of(ui).ink);
    let (top, bottom) = (track.top() - TICK, track.bottom() + TICK);
    if unlike {
        // Three short pieces: on a bar this low, a dotted line would look whole.
        let piece = (bottom - top) / 5.0;
        for part in [0.0, 2.0, 4.0] {
            let from = top + piece * part;
            ui.painter().vline(x, from..=from + piece, stroke);
        }
    } else {
        ui.painter().vline(x, top..=bottom, stroke);
    }
}

/// Paints a band: a frame around the part of the bar to stay within, open where it would hide the figure.
pub fn paint_band(ui: &Ui, low: f32, high: f32, track: Rect) {
    let palette = theme::of(ui);
    let stroke = Stroke::new(1.5, palette.ink);
    let (top, bottom) = (track.top() - TICK, track.bottom() + TICK);
    let painter = ui.painter();
    painter.hline(low..=high, top, stroke);
    painter.hline(low..=high, bottom, stroke);
    for x in [low, high] {
        painter.vline(x, top..=bottom, stroke);
    }
}
