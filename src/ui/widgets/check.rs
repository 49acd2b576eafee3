//! Check boxes.

use egui::{Checkbox, Response, RichText, Ui};

use super::button::focus_ring;
use crate::ui::theme::{self, size};

/// A check box with its label. Gives its new state after a click, and the box.
pub fn check(ui: &mut Ui, label: &str, on: bool) -> (Option<bool>, Response) {
    let mut now = on;
    let text = RichText::new(label).font(theme::semibold(size::BODY)).color(theme::of(ui).ink);
    let response = ui.add(Checkbox::new(&mut now, text));
    focus_ring(ui, &response);
    ((now != on).then_some(now), response)
}
