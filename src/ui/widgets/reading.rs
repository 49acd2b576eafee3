//! Long things to read: they scroll by the keys too, without a pointer.

use egui::{
    EventFilter, Id, Key, Modifiers, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

use crate::ui::theme::{self, RADIUS};

/// How far an arrow key scrolls, in points.
const LINE: f32 = 48.0;

/// The part of the height that Page Up and Page Down scroll: a little of what was read stays in sight.
const PAGE: f32 = 0.85;

/// What scrolls further than any page is long.
const END: f32 = 1e7;

/// Shows something long in the room that is left. It is one stop of the Tab key, at which the arrow keys, Page Up, Page
/// Down, Home and End scroll. Where `to_top` is true, it starts again at its head.
pub fn reading<R>(ui: &mut Ui, id: Id, name: &str, to_top: bool, add: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new()
        .scope_id(id)
        .sense(Sense::FOCUSABLE)
        .accessibility_role(Role::Region)
        .accessibility_label(name);
    let inner = ui.scope_builder(builder, |ui| {
        let focused = ui.response().has_focus();
        let by = if focused { keys(ui, id) } else { 0.0 };
        let mut area = ScrollArea::vertical().id_salt(id.with("scroll")).auto_shrink(false).animated(false);
        if to_top {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            if by != 0.0 {
                ui.scroll_with_delta(vec2(0.0, by));
            }
            add(ui)
        })
        .inner
    });
    // This also says where it is, which the builder does not.
    inner.response.widget_info(|| WidgetInfo::labeled(Role::Region, true, name));
    if inner.response.has_focus() {
        let ring = inner.response.rect.shrink(1.0);
        ui.painter().rect_stroke(ring, RADIUS, Stroke::new(2.0, theme::of(ui).accent), StrokeKind::Inside);
    }
    inner.inner
}

/// How far the keys scroll: up is positive, as with a wheel.
fn keys(ui: &Ui, id: Id) -> f32 {
    let filter = EventFilter { horizontal_arrows: false, vertical_arrows: true, tab: false, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let page = ui.available_height() * PAGE;
    ui.input_mut(|input| {
        let steps = [
            (Key::ArrowUp, LINE),
            (Key::ArrowDown, -LINE),
            (Key::PageUp, page),
            (Key::PageDown, -page),
            (Key::Home, END),
            (Key::End, -END),
        ];
        steps.into_iter().filter(|(key, _)| input.consume_key(Modifiers::NONE, *key)).map(|(_, by)| by).sum()
    })
}
