//! What was changed of the opened measure: its figures, its target, its benchmarks, the measure itself, newest first.

use egui::Ui;

use super::State;
use super::opened::Opened;
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, heading, link, pager};

/// How many changes are shown at once.
const PAGE: usize = 8;

/// Draws the card; while it is closed, the link that opens it.
pub(super) fn changes_card(ui: &mut Ui, state: &mut State, opened: &Opened) {
    let Some(page) = state.changes else {
        if link(ui, "Show what was changed").clicked() {
            state.changes = Some(0);
            ui.ctx().request_repaint();
        }
        return;
    };
    card(ui, |ui| {
        heading(ui, "What was changed");
        if opened.changes.is_empty() {
            body(ui, "Nothing was changed since changes are written down.");
        }
        let page = page.min(opened.changes.len().saturating_sub(1) / PAGE);
        for line in opened.changes.iter().skip(page * PAGE).take(PAGE) {
            body(ui, &line.change());
            caption(ui, &format!("{} · {}", line.when, line.who));
            ui.add_space(space::XS);
        }
        let page = pager(ui, opened.changes.len(), PAGE, page, ["Newer changes", "Older changes"]);
        state.changes = if link(ui, "Hide what was changed").clicked() { None } else { Some(page) };
    });
    ui.add_space(space::S);
}
