//! The page before anything is counted: what it is for and the next step.

use egui::Ui;

use super::{READ_ONLY, State};
use crate::report::Span;
use crate::ui::View;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{body, bullets, card, heading, measure, primary_enabled, secondary_enabled};

/// Draws the card.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    card(ui, |ui| {
        measure(ui, |ui| {
            heading(ui, "Begin with one question");
            body(
                ui,
                "Take the answers to the key question of your staff survey and count how many people chose each one. You need:",
            );
            let needed = [
                "how many were asked, so that you see who is missing;",
                "how many chose each answer, with “prefer not to say” counted by itself;",
                "the day that the counts describe.",
            ];
            bullets(ui, "What you need", false, &needed.map(|text| vec![Span::plain(text)]), size::BODY);
            body(
                ui,
                "Counts by grade, entry route or anything else can follow. Nobody’s own answers are asked for, and none are kept.",
            );
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                let add = primary_enabled(ui, "Type counts in", !view.read_only).on_disabled_hover_text(READ_ONLY);
                if add.clicked() {
                    state.add();
                }
                let import = secondary_enabled(ui, "Import a file…", !view.read_only).on_disabled_hover_text(READ_ONLY);
                if import.clicked() {
                    state.open_import();
                }
            });
        });
    });
}
