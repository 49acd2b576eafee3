//! The form of the person who is selected.

use egui::{Id, Ui};

use super::{READ_ONLY, State};
use crate::app::Command;
use crate::edit::Edit;
use crate::insight::{PeopleList, owns_words};
use crate::project::{Person, PersonId};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Field, Walk, body, caption, check, danger, error_line, heading, heading_at, is_open, keep_own_undo, singleline,
};
use crate::ui::{Outbox, View};

/// A name that is being typed: the person keeps theirs until the field is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NameDraft(Option<(PersonId, String)>);

/// Draws the form.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    list: &PeopleList,
    person: &Person,
    out: &mut Outbox,
) {
    ui.spacing_mut().item_spacing.y = space::M;
    let enabled = !view.read_only;
    let id = |field: &str| Id::unique(("person", person.id.0, field));
    let open = list.rows.iter().find(|row| row.id == person.id).map_or(0, |row| row.open);
    let mut next = person.clone();
    heading(ui, "Selected person");
    if view.read_only {
        caption(ui, READ_ONLY);
    }
    name(ui, view, state, person, open, &mut next, out);
    let role = singleline(ui, Field::new(id("role"), "Role").hint("Head of HR").enabled(enabled), &person.role);
    if let Some(text) = role.changed {
        next.role = text;
    }
    if role.left {
        out.command(Command::CloseStep);
    }
    ui.add_enabled_ui(enabled, |ui| {
        if let (Some(on), _) = check(ui, "Decides that things go ahead", person.decision_maker) {
            next.decision_maker = on;
        }
        areas(ui, view, person, &mut next);
    });
    if next != *person {
        out.edit(Edit::ChangePerson(next));
    }
    remove(ui, view, state, person, open, out);
}

/// The name. While it is empty or somebody else's, the person keeps their old one, and the field says so.
fn name(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    person: &Person,
    open: usize,
    next: &mut Person,
    out: &mut Outbox,
) {
    let id = Id::unique(("person", person.id.0, "name"));
    let draft = state.name.0.take().filter(|(of, _)| *of == person.id).map(|(_, text)| text);
    let mut text = draft.unwrap_or_else(|| person.name.clone());
    // Nothing below a dialog keeps the focus: it is taken once the dialog is gone.
    if !is_open(ui.ctx()) && std::mem::take(&mut state.name_focus) {
        ui.ctx().request_repaint();
        ui.memory_mut(|memory| memory.request_focus(id));
        select_all(ui, id, &text);
        ui.scroll_to_cursor(Some(egui::Align::Min));
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let typed = singleline(ui, Field::new(id, "Name").enabled(!view.read_only), &text);
        keep_own_undo(&typed.response);
        if let Some(changed) = typed.changed {
            text = changed;
        }
        let problem = problem(view, person, &text);
        // Ctrl begins a shortcut, which may take the user to another page, where this field cannot say that it was left.
        let leaving = typed.left || (typed.response.has_focus() && ui.input(|input| input.modifiers.command));
        // Escape gives up what was typed.
        let given_up = typed.left && ui.input(|input| input.key_pressed(egui::Key::Escape));
        match &problem {
            Some(problem) => error_line(ui, problem),
            None if leaving && !given_up && text.trim() != person.name => {
                text.trim().clone_into(&mut next.name);
                text.clone_from(&next.name);
            }
            None => {}
        }
        if typed.left {
            out.command(Command::CloseStep);
        }
        if open > 0 {
            let them = if open == 1 { "The open action they own takes" } else { "The open actions they own take" };
            caption(ui, &format!("{them} a new name along."));
        }
        if text != person.name && *text != next.name && !given_up {
            state.name.0 = Some((person.id, text));
        }
    });
}

/// Why a name cannot be taken.
fn problem(view: &View<'_>, person: &Person, name: &str) -> Option<String> {
    if name.trim().is_empty() {
        return Some(format!("A name is needed. Until there is one it stays “{}”.", person.name));
    }
    let other = view.project.person_called(name).filter(|other| other.id != person.id)?;
    Some(format!("{} is listed already. Add something to tell them apart.", other.name))
}

/// Selects the whole text of a field.
fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut edit = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    edit.cursor.set_char_range(Some(all));
    edit.store(ui.ctx(), id);
}

/// The areas to be asked about, by checklist.
fn areas(ui: &mut Ui, view: &View<'_>, person: &Person, next: &mut Person) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        heading_at(ui, "Ask them about", 3);
        for (_, checklist) in view.catalogue.checklists() {
            caption(ui, &checklist.name);
            for area in &checklist.areas {
                let (changed, response) = check(ui, &area.name, person.areas.contains(&area.id));
                let name = format!("{}: {}", checklist.name, area.name);
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.as_str()));
                match changed {
                    Some(true) => {
                        next.areas.insert(area.id.clone());
                    }
                    Some(false) => {
                        next.areas.remove(&area.id);
                    }
                    None => {}
                }
            }
        }
    });
}

/// Removing the person, with what happens to what they own.
fn remove(ui: &mut Ui, view: &View<'_>, state: &mut State, person: &Person, open: usize, out: &mut Outbox) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if open > 0 {
            let keep = if open == 1 { "keeps" } else { "keep" };
            body(ui, &format!("Their {} {keep} the name as its owner.", owns_words(open)));
        }
        ui.add_enabled_ui(!view.read_only, |ui| {
            if danger(ui, "Remove this person").on_disabled_hover_text(READ_ONLY).clicked() {
                state.removed = Some((person.id, person.name.clone()));
                state.open = false;
                state.walk = Walk { scroll: true, focus: true };
                out.edit(Edit::RemovePerson(person.id));
            }
        });
    });
}
