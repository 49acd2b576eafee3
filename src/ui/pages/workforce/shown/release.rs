//! The release: a note, and the step that cannot be taken back.

use egui::{Id, Ui};

use super::made::ShownMade;
use super::{Focus, Page};
use crate::app::{Command, Export};
use crate::edit::Edit;
use crate::insight::counted_words;
use crate::project::ReleaseId;
use crate::ui::theme::space;
use crate::ui::view::new_release_id;
use crate::ui::widgets::{Field, body, caption, card, entry, heading, link, measure, primary, secondary};
use crate::ui::{Outbox, View};
use crate::words;

/// Draws the card: what was released, or how to release.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, page: &mut Page, made: &ShownMade, out: &mut Outbox) {
    if made.proposal.is_empty() {
        return;
    }
    let whom = made.published.audience().whom();
    card(ui, |ui| {
        let counted = counted_words(&made.published);
        if let Some(release) = made.released.and_then(|id| view.project.release(id)) {
            heading(ui, &format!("Released to {whom} on {}", words::date(release.on)));
            measure(ui, |ui| {
                body(
                    ui,
                    &format!("{}. They can be copied and saved, as they stand below.", words::capitalised(&counted)),
                );
            });
            save_as(ui, release.id, out);
            return;
        }
        heading(ui, &format!("Release to {whom}"));
        measure(ui, |ui| {
            body(
                ui,
                &format!(
                    "{}. Once they are released, they can be copied and saved, and what is released later is held against them.",
                    words::capitalised(&counted)
                ),
            );
        });
        if view.read_only {
            caption(ui, super::super::READ_ONLY);
            return;
        }
        form(ui, view, page, made, out);
    });
    ui.add_space(space::S);
}

/// Saving the figures of a release.
pub(super) fn save_as(ui: &mut Ui, id: ReleaseId, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        if secondary(ui, "Save the figures as CSV…").clicked() {
            out.command(Command::Export(Export::Released(id)));
        }
        if link(ui, "Type a path instead…").clicked() {
            out.command(Command::ExportTypedPath(Export::Released(id)));
        }
    });
}

fn form(ui: &mut Ui, view: &View<'_>, page: &mut Page, made: &ShownMade, out: &mut Outbox) {
    let whom = made.published.audience().whom();
    let Some(mut note) = page.shown.note.take() else {
        let open = primary(ui, &format!("Release to {whom}…"));
        if page.shown.takes_focus(Focus::ReleaseButton) {
            open.request_focus();
        }
        if open.clicked() {
            page.shown.note = Some(String::new());
            page.shown.focus = Some(Focus::Note);
            ui.ctx().request_repaint();
        }
        return;
    };
    let field = Field::new(Id::unique("note of a release"), "Note (optional)").hint("What for, and where it is shown");
    let typed = measure(ui, |ui| entry(ui, field, &note, None));
    if page.shown.takes_focus(Focus::Note) {
        typed.response.request_focus();
    }
    if let Some(changed) = typed.changed {
        note = changed;
    }
    measure(ui, |ui| {
        body(
            ui,
            "A release is not taken back, not even by undoing: what was shown was shown. The project is saved with it.",
        );
    });
    let (mut now, mut cancel) = (false, false);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        now = primary(ui, &format!("Release to {whom} now")).clicked();
        cancel = link(ui, "Cancel").clicked();
    });
    if now {
        let release = made.proposal.release(new_release_id(), view.today, &note);
        out.edit(Edit::AddRelease(Box::new(release)));
        out.command(Command::Save);
        ui.ctx().request_repaint();
        return;
    }
    if cancel {
        page.shown.focus = Some(Focus::ReleaseButton);
        ui.ctx().request_repaint();
        return;
    }
    page.shown.note = Some(note);
}
