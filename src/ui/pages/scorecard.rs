//! Page.

use egui::Ui;

use crate::ui::{Outbox, View};

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {}

impl State {
    /// a
    pub fn show_kpi(&mut self, _id: crate::content::KpiId) {}
    /// a
    pub fn show_attention(&mut self, _view: &View<'_>, _kind: crate::insight::AttentionKind) {}
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let _unused = (ui, view, state, out);
}
