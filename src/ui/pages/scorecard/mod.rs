//! Page.

use egui::Ui;

use crate::ui::{Outbox, View};

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let _unused = (ui, view, state, out);
}
