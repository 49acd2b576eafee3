//! Page.

use egui::Ui;

use crate::ui::{Outbox, View};

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {}

impl State {
    /// a
    pub fn edit_new(&mut self, _id: crate::project::ActionId) {}
    /// a
    pub fn show_action(&mut self, _id: crate::project::ActionId) {}
    /// a
    pub fn show_attention(&mut self, _kind: crate::insight::AttentionKind) {}
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let _unused = (ui, view, state, out);
}
