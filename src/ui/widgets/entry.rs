//! A field of a form that is read as a whole: what is typed stays as it was typed, and what is wrong with it is said
//! below it.

use egui::Ui;
use egui::accesskit::Invalid;

use super::field::{Field, Typed, error_line, keep_own_undo, singleline};
use crate::ui::theme::space;

/// A field of one line with its error, if it has one, below.
pub fn entry(ui: &mut Ui, field: Field<'_>, value: &str, error: Option<&str>) -> Typed {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let typed = singleline(ui, field, value);
        keep_own_undo(&typed.response);
        if let Some(error) = error {
            error_line(ui, error);
            ui.ctx().accesskit_node_builder(typed.response.id, |node| {
                node.set_invalid(Invalid::True);
                node.set_description(error);
            });
        }
        typed
    })
    .inner
}
