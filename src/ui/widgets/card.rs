//! Cards: white ground for what belongs together.

use egui::{Frame, InnerResponse, Margin, Stroke, Ui};

use crate::ui::theme::{self, RADIUS, space};

/// A card as wide as there is room.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    frame(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    })
}

/// A card of at least this height inside.
pub fn card_sized<R>(ui: &mut Ui, height: f32, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card(ui, |ui| {
        ui.set_min_height(height);
        add(ui)
    })
}

/// A strip on the ground of what is selected: hints, warnings.
pub fn wash<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let palette = theme::of(ui);
    Frame::new().fill(palette.wash).corner_radius(RADIUS).inner_margin(Margin::same(12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    })
}

fn frame(ui: &Ui) -> Frame {
    let palette = theme::of(ui);
    #[expect(clippy::cast_possible_truncation, reason = "a space of the look is a small whole number")]
    let margin = Margin::same(space::L as i8);
    Frame::new().fill(palette.surface).stroke(Stroke::new(1.0, palette.rule)).corner_radius(RADIUS).inner_margin(margin)
}
