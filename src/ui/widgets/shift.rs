//! How a question stands in two rounds: a shape, a word and a colour, always together.

use egui::{Color32, Painter, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::insight::Shift;
use crate::ui::theme::{self, Palette, size, space};

/// The colour of a change's shape and word.
pub fn shift_color(palette: &Palette, shift: Shift) -> Color32 {
    match shift {
        Shift::Improved => palette.active,
        Shift::Declined => palette.not_in_place,
        Shift::New => palette.accent,
        Shift::NotReconfirmed => palette.limited,
        Shift::Unchanged | Shift::NoLongerApplies | Shift::NotAssessed => palette.quiet,
    }
}

/// Paints a change's shape into a square: an arrow up or down, a plus, an equals sign, a ring with a dot, a dash, a ring.
pub fn paint_shift(painter: &Painter, square: Rect, shift: Shift, color: Color32) {
    let (center, half) = (square.center(), square.width() / 2.0);
    let stroke = Stroke::new(2.0, color);
    let level = |y: f32| painter.hline(square.x_range(), center.y + y, stroke);
    match shift {
        Shift::Improved => arrow(painter, square, -1.0, color),
        Shift::Declined => arrow(painter, square, 1.0, color),
        Shift::New => {
            level(0.0);
            painter.vline(center.x, square.y_range(), stroke);
        }
        Shift::Unchanged => {
            level(-half * 0.4);
            level(half * 0.4);
        }
        Shift::NotReconfirmed => {
            painter.circle_stroke(center, half - 0.75, Stroke::new(1.5, color));
            painter.circle_filled(center, half * 0.35, color);
        }
        Shift::NoLongerApplies => {
            level(0.0);
        }
        Shift::NotAssessed => {
            painter.circle_stroke(center, half - 0.75, Stroke::new(1.5, color));
        }
    }
}

/// An arrow with its head at the top (-1) or at the foot (1).
fn arrow(painter: &Painter, square: Rect, way: f32, color: Color32) {
    let (center, half) = (square.center(), square.width() / 2.0);
    let at = |x: f32, y: f32| pos2(center.x + x * half, center.y + y * way * half);
    painter.add(Shape::convex_polygon(vec![at(0.0, 1.0), at(-0.9, 0.0), at(0.9, 0.0)], color, Stroke::NONE));
    painter.line_segment([at(0.0, 0.2), at(0.0, -1.0)], Stroke::new(2.5, color));
}

/// A change: its shape and its word, or other words for it.
pub fn shift_word(ui: &mut Ui, shift: Shift, words: &str) -> Response {
    let palette = theme::of(ui);
    let color = shift_color(&palette, shift);
    let word = ui.painter().layout_no_wrap(words.to_owned(), theme::semibold(size::CAPTION + 1.0), color);
    let indent = SIZE + space::XS + 2.0;
    // All in one, so that a row of them breaks between one and the next.
    let (rect, response) = ui.allocate_exact_size(vec2(indent + word.size().x, word.size().y), Sense::hover());
    let square = Rect::from_center_size(pos2(rect.left() + SIZE / 2.0, rect.center().y), Vec2::splat(SIZE));
    paint_shift(ui.painter(), square, shift, color);
    ui.painter().galley(pos2(rect.left() + indent, rect.top()), word, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// The size of the shape, in points.
pub const SIZE: f32 = 11.0;
