//! A bullet bar: a figure from nought to its whole, with its target as a diamond and others' figures as ticks.

use egui::{Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme;

/// A bullet bar in parts of its whole, from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct BulletBar<'a> {
    /// What it shows, in words.
    pub name: &'a str,
    /// The figure.
    pub value: Option<f32>,
    /// The target.
    pub target: Option<f32>,
    /// Others' figures.
    pub others: &'a [f32],
}

/// The height of the bar; its marks are higher.
const BAR: f32 = 9.0;

/// Draws a bullet bar as wide as given.
pub fn bullet_bar(ui: &mut Ui, bar: BulletBar<'_>, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let palette = theme::of(ui);
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let track = Rect::from_center_size(rect.center(), vec2(width, BAR));
        let at = |part: f32| track.left() + track.width() * part;
        painter.rect_filled(track, 2, palette.track);
        if let Some(value) = bar.value {
            painter.rect_filled(Rect::from_min_max(track.min, pos2(at(value), track.bottom())), 2, palette.accent);
        }
        for other in bar.others {
            painter.vline(at(*other), track.top() - 3.0..=track.bottom() + 3.0, Stroke::new(2.0, palette.ink));
        }
        if let Some(target) = bar.target {
            let half = 6.5;
            // A target that is all there is stays whole.
            let x = at(target).clamp(track.left() + half, track.right() - half);
            let corners = [vec2(0.0, -half), vec2(half, 0.0), vec2(0.0, half), vec2(-half, 0.0)];
            let corners = corners.map(|corner| pos2(x, track.center().y) + corner).to_vec();
            painter.add(Shape::convex_polygon(corners, palette.surface, Stroke::new(1.5, palette.ink)));
        }
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, bar.name));
    response.on_hover_ui(|ui| {
        super::text::caption(ui, bar.name);
    })
}
