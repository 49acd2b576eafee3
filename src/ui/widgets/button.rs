//! Buttons: one primary to a page, the rest secondary, quiet ones as links.

use egui::{Button, Color32, Response, RichText, Stroke, StrokeKind, Ui, vec2};

use crate::ui::theme::{self, RADIUS, TARGET, size, space};

/// Draws a ring around what has the focus, where its own drawing does not show it, and brings it into view.
pub fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        into_view(ui, response);
        let color = theme::of(ui).accent;
        ui.painter().rect_stroke(response.rect.expand(2.0), RADIUS + 2, Stroke::new(2.0, color), StrokeKind::Outside);
    }
}

/// Brings into view what has just got the focus, by the Tab key or from elsewhere on the page.
pub(super) fn into_view(ui: &Ui, response: &Response) {
    // With room around it: the edges of what scrolls are faded, and the next stop should be in sight too.
    let (view, rect) = (ui.clip_rect(), response.rect.expand2(vec2(0.0, space::XL)));
    if response.gained_focus()
        && (rect.top() < view.top() || rect.bottom() > view.bottom())
        && rect.height() < view.height()
    {
        ui.scroll_to_rect(rect, None);
    }
}

/// A button with fixed colours, which lets its frame say when the pointer is on it.
fn filled(ui: &mut Ui, label: &str, fill: Color32, text: Color32, frame: Color32, enabled: bool) -> Response {
    let button = Button::new(RichText::new(label).font(theme::semibold(size::BODY)).color(text))
        .fill(fill)
        .stroke(Stroke::new(1.0, frame))
        .wrap_mode(egui::TextWrapMode::Extend)
        .min_size(vec2(0.0, TARGET));
    let response = ui.add_enabled(enabled, button);
    if enabled && response.hovered() && !response.has_focus() {
        ui.painter().rect_stroke(response.rect, RADIUS, Stroke::new(2.0, theme::of(ui).ink), StrokeKind::Inside);
    }
    focus_ring(ui, &response);
    response
}

/// The page's one main button.
pub fn primary(ui: &mut Ui, label: &str) -> Response {
    primary_enabled(ui, label, true)
}

/// The main button, which may be out of use.
pub fn primary_enabled(ui: &mut Ui, label: &str, enabled: bool) -> Response {
    let palette = theme::of(ui);
    filled(ui, label, palette.accent, palette.on_accent, palette.accent, enabled)
}

/// Any other button.
pub fn secondary(ui: &mut Ui, label: &str) -> Response {
    secondary_enabled(ui, label, true)
}

/// Any other button, which may be out of use.
pub fn secondary_enabled(ui: &mut Ui, label: &str, enabled: bool) -> Response {
    let palette = theme::of(ui);
    let (text, frame) = if enabled { (palette.accent, palette.accent) } else { (palette.quiet, palette.border) };
    filled(ui, label, palette.surface, text, frame, enabled)
}

/// A button that throws something away.
pub fn danger(ui: &mut Ui, label: &str) -> Response {
    let palette = theme::of(ui);
    filled(ui, label, palette.surface, palette.not_in_place, palette.not_in_place, true)
}

/// A button that looks like a link: it goes somewhere.
pub fn link(ui: &mut Ui, label: &str) -> Response {
    link_with(ui, label, egui::TextWrapMode::Extend)
}

/// A link whose words may need more than one line.
pub fn link_wrapped(ui: &mut Ui, label: &str) -> Response {
    link_with(ui, label, egui::TextWrapMode::Wrap)
}

fn link_with(ui: &mut Ui, label: &str, wrap: egui::TextWrapMode) -> Response {
    let palette = theme::of(ui);
    let color = if ui.is_enabled() { palette.accent } else { palette.quiet };
    let text = RichText::new(label).size(size::BODY).color(color);
    // With room above and below its words, they stand level with those of buttons, however a row is aligned.
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, vec2(0.0, 6.0));
    let button =
        Button::new(text).fill(Color32::TRANSPARENT).stroke(Stroke::NONE).min_size(vec2(0.0, TARGET)).wrap_mode(wrap);
    let response = ui.add(button);
    ui.spacing_mut().button_padding = padding;
    if response.hovered() {
        let line = response.rect.shrink2(vec2(0.0, 6.0));
        ui.painter().hline(line.x_range(), line.bottom(), Stroke::new(1.0, palette.accent));
    }
    focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
