//! Check boxes.

use egui::{Checkbox, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button::focus_ring;
use super::walked::INSET;
use crate::ui::theme::{self, size, space};

/// The size of a box by which a row is ticked.
const BOX: f32 = 18.0;

/// The room for it before the texts of a row.
pub const TICK_ROOM: f32 = BOX + space::M;

/// A check box with its label. Gives its new state after a click, and the box.
pub fn check(ui: &mut Ui, label: &str, on: bool) -> (Option<bool>, Response) {
    let mut now = on;
    let text = RichText::new(label).font(theme::semibold(size::BODY)).color(theme::of(ui).ink);
    let response = ui.add(Checkbox::new(&mut now, text));
    focus_ring(ui, &response);
    ((now != on).then_some(now), response)
}

/// A box by which a row is ticked, in the middle of a place, for the pointer: the keys tick rows as their list does, so it
/// is no stop of the Tab key.
pub fn tick_box(ui: &Ui, place: Rect, name: &str, on: bool) -> Response {
    let palette = theme::of(ui);
    let response = ui.interact(place.with_min_x(place.left() - INSET), ui.scope_id().with("check"), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    let square = Rect::from_center_size(pos2(place.left() + BOX / 2.0, place.center().y), vec2(BOX, BOX));
    let stroke = if response.hovered() || on { palette.accent } else { palette.border };
    let fill = if on { palette.accent } else { palette.surface };
    ui.painter().rect(square, 4, fill, Stroke::new(1.0, stroke), StrokeKind::Inside);
    if on {
        let at = |x: f32, y: f32| square.lerp_inside(vec2(x, y));
        let tick = vec![at(0.24, 0.52), at(0.44, 0.72), at(0.78, 0.3)];
        ui.painter().line(tick, Stroke::new(2.0, palette.on_accent));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
