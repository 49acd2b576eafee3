//! Text in the sizes of the look.

use egui::{Label, Response, RichText, Role, Ui, WidgetInfo};

use crate::ui::theme::{self, TEXT_WIDTH, size};

/// A label of rich text that wraps.
pub fn rich(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).wrap())
}

/// Gives a label the role of a heading, with its level.
fn as_heading(response: &Response, text: &str, level: usize) {
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_level(level));
}

/// A page's title: its finding.
pub fn page_title(ui: &mut Ui, text: &str) -> Response {
    let ink = theme::of(ui).ink;
    let response = rich(ui, RichText::new(text).font(theme::bold(size::PAGE)).color(ink));
    as_heading(&response, text, 1);
    response
}

/// The line below a page's title.
pub fn lead(ui: &mut Ui, text: &str) -> Response {
    let quiet = theme::of(ui).quiet;
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(TEXT_WIDTH * 1.3));
        rich(ui, RichText::new(text).size(size::BODY).color(quiet))
    })
    .inner
}

/// A heading within a page.
pub fn heading(ui: &mut Ui, text: &str) -> Response {
    let ink = theme::of(ui).ink;
    let response = rich(ui, RichText::new(text).font(theme::semibold(size::SECTION)).color(ink));
    as_heading(&response, text, 2);
    response
}

/// A heading below those, or one whose level follows from where it stands.
pub fn heading_at(ui: &mut Ui, text: &str, level: usize) -> Response {
    let palette = theme::of(ui);
    let font = match level {
        ..=2 => theme::semibold(size::SECTION),
        _ => theme::semibold(size::BODY),
    };
    let response = rich(ui, RichText::new(text).font(font).color(palette.ink));
    as_heading(&response, text, level);
    response
}

/// A column no wider than running text should be set.
pub fn measure<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(TEXT_WIDTH));
        add(ui)
    })
    .inner
}

/// Running text.
pub fn body(ui: &mut Ui, text: &str) -> Response {
    let ink = theme::of(ui).ink;
    rich(ui, RichText::new(text).size(size::BODY).color(ink))
}

/// Stressed text.
pub fn strong(ui: &mut Ui, text: &str) -> Response {
    let ink = theme::of(ui).ink;
    rich(ui, RichText::new(text).font(theme::semibold(size::BODY)).color(ink))
}

/// Text of less weight.
pub fn quiet(ui: &mut Ui, text: &str) -> Response {
    let quiet = theme::of(ui).quiet;
    rich(ui, RichText::new(text).size(size::BODY).color(quiet))
}

/// Small text: hints, sources.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    let quiet = theme::of(ui).quiet;
    rich(ui, RichText::new(text).size(size::CAPTION).color(quiet))
}

/// A large figure.
pub fn figure(ui: &mut Ui, text: &str, color: egui::Color32) -> Response {
    ui.add(Label::new(RichText::new(text).font(theme::bold(size::FIGURE)).color(color)).extend())
}

/// What is seen and not heard, because something beside it says the same in better words.
pub fn unheard<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), egui::accesskit::Node::set_hidden);
        add(ui)
    })
    .inner
}

/// A key of the keyboard, drawn as one.
pub fn key_hint(ui: &mut Ui, key: &str) -> Response {
    let palette = theme::of(ui);
    egui::Frame::new()
        .fill(palette.surface)
        .stroke(egui::Stroke::new(1.0, palette.border))
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(6, 1))
        .show(ui, |ui| ui.add(Label::new(RichText::new(key).size(size::CAPTION).color(palette.ink)).extend()))
        .response
}
