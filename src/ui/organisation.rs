//! The dialog in which what is known of the organisation is corrected: its name is on every page and every print.

use egui::{Id, Ui};

use super::theme::space;
use super::view::{Outbox, View};
use super::widgets::{Field, choice, error_line, primary, singleline};
use crate::app::Command;
use crate::content::Pillar;
use crate::edit::Edit;
use crate::project::{Organisation, Size};

/// Draws the form. Each change is an edit of its own, so that it can be undone; an empty name waits in `name` until
/// there is one.
pub fn show(ui: &mut Ui, view: &View<'_>, name: &mut Option<String>, first: bool, out: &mut Outbox) {
    let now = &view.project.organisation;
    let id = |field: &str| Id::unique(("organisation", field));
    let enabled = !view.read_only;
    let mut next = now.clone();
    let field = Field::new(id("name"), "Name").enabled(enabled);
    let typed = singleline(ui, field, name.as_deref().unwrap_or(&now.name));
    if first {
        typed.response.request_focus();
    }
    if let Some(text) = typed.changed {
        *name = text.trim().is_empty().then(|| text.clone());
        if name.is_none() {
            next.name = text;
        }
    }
    if name.is_some() {
        error_line(ui, &format!("A name is needed. Until there is one it stays “{}”.", now.name));
    }
    ui.add_space(space::M);
    let sizes: Vec<_> = std::iter::once((None, "Not said"))
        .chain(Size::ALL.into_iter().map(|size| (Some(size), size.name())))
        .collect();
    let field = Field::new(id("size"), "About how many people work there").enabled(enabled);
    if let Some(size) = choice(ui, field, &now.size, &sizes, 300.0) {
        next.size = size;
    }
    ui.add_space(space::M);
    let sector = singleline(ui, Field::new(id("sector"), "Sector").enabled(enabled), &now.sector);
    if let Some(text) = sector.changed {
        next.sector = text;
    }
    ui.add_space(space::M);
    let pillars: Vec<_> = std::iter::once((None, "None in particular"))
        .chain(Pillar::ALL.into_iter().map(|pillar| (Some(pillar), pillar.name())))
        .collect();
    let field = Field::new(id("pillar"), "The pillar that you chose to begin with").enabled(enabled);
    if let Some(pillar) = choice(ui, field, &now.first_pillar, &pillars, 300.0) {
        next.first_pillar = pillar;
    }
    ui.add_space(space::L);
    if primary(ui, "Close").clicked() {
        out.command(Command::CloseDialog);
    }
    push(now, next, out);
    if typed.left || sector.left {
        out.command(Command::CloseStep);
    }
}

fn push(now: &Organisation, next: Organisation, out: &mut Outbox) {
    if next != *now {
        out.edit(Edit::SetOrganisation(next));
    }
}
