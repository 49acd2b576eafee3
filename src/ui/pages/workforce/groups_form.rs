//! The form of a breakdown: by what, and the counts of each group.

use egui::{Id, Ui};

use super::counts::{Column, Table, table};
use super::groups_draft::{GroupsDraft, GroupsFaults, unnamed};
use super::{Focus, State};
use crate::edit::Edit;
use crate::project::{Breakdown, DataSet, Dimension};
use crate::ui::pages::scorecard::fields::{Form, Seek, columns};
use crate::ui::theme::space;
use crate::ui::widgets::{Field, caption, card, choice, error_line, heading, link, secondary};
use crate::ui::{Outbox, View};

/// With how many empty groups a new breakdown begins.
const BEGIN: usize = 3;

/// Opens the form of a new breakdown.
pub(super) fn begin(state: &mut State, set: &DataSet) {
    let serial = state.next();
    let columns: Vec<u64> = (0..BEGIN).map(|_| state.next()).collect();
    state.groups.insert(set.id, GroupsDraft::new(set, serial, columns));
    state.focus = Some(Focus::Groups);
}

/// Opens the form that corrects a breakdown.
pub(super) fn correct(state: &mut State, set: &DataSet, breakdown: &Breakdown) {
    let serial = state.next();
    let columns: Vec<u64> = breakdown.rows.iter().map(|_| state.next()).collect();
    state.groups.insert(set.id, GroupsDraft::of(breakdown, serial, columns));
    state.focus = Some(Focus::Groups);
}

/// Draws the form where it is open.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, set: &DataSet, out: &mut Outbox) {
    let Some(question) = view.catalogue.survey_question(&set.question) else { return };
    let Some(mut draft) = state.groups.remove(&set.id) else { return };
    if draft.before.as_ref().is_some_and(|by| set.breakdown(by).is_none()) {
        // It was removed, or undone.
        return;
    }
    let focus = state.takes_focus(Focus::Groups);
    let faults = draft.faults(set, question);
    let (mut save, mut cancel, mut more) = (false, false, false);
    card(ui, |ui| {
        heading(ui, if draft.before.is_some() { "Correct the groups" } else { "Counts by group" });
        let seek = Seek::new(focus && faults.labels.is_empty()).among(faults.by.is_some());
        by(ui, set, &mut draft, &faults, seek);
        caption(
            ui,
            "Name each group and count its answers. A block copied from a spreadsheet can be pasted into the first field, with a row for each answer and a column for each group.",
        );
        let drawn = Table {
            question,
            named: true,
            whole: set.whole(),
            seek_wrong: focus && draft.tried && faults.by.is_none(),
            tried: draft.tried,
        };
        table(ui, &drawn, &mut draft.columns, |place| faults.labels.get(&place).cloned());
        if let Some(fault) = &faults.counts {
            error_line(ui, fault);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            save = secondary(ui, "Save the groups").clicked();
            more = link(ui, "Add a group").clicked();
            cancel = link(ui, "Cancel").clicked();
        });
    });
    ui.add_space(space::S);
    if more {
        draft.columns.push(Column::new(state.next()));
        ui.ctx().request_repaint();
    }
    if save {
        draft.tried = true;
        ui.ctx().request_repaint();
        if let Ok(read) = draft.read(set, question) {
            let mut changed = set.clone();
            match draft.before.as_ref().and_then(|by| changed.breakdowns.iter_mut().find(|one| one.by == *by)) {
                Some(place) => *place = read,
                None => changed.breakdowns.push(read),
            }
            if changed != *set {
                out.edit(Edit::ChangeDataSet(Box::new(changed)));
            }
            state.focus = Some(Focus::GroupsButton);
            return;
        }
        state.focus = Some(Focus::Groups);
    }
    if cancel {
        state.focus = Some(Focus::GroupsButton);
        ui.ctx().request_repaint();
        return;
    }
    state.groups.insert(set.id, draft);
}

/// By what the people are divided.
fn by(ui: &mut Ui, set: &DataSet, draft: &mut GroupsDraft, faults: &GroupsFaults, seek: Seek) {
    let base = Id::unique(("workforce groups", draft.serial));
    let mut form = Form::new(base, draft.tried, seek);
    let free = |by: &Dimension| draft.before.as_ref() == Some(by) || set.breakdown(by).is_none();
    let mut options: Vec<(Dimension, String)> =
        Dimension::NAMED.into_iter().filter(free).map(|by| (by.clone(), by.name().to_owned())).collect();
    options.push((unnamed(), "Something else…".to_owned()));
    let options: Vec<(Dimension, &str)> = options.iter().map(|(by, name)| (by.clone(), name.as_str())).collect();
    columns(ui, 2, |ui, place| match place {
        0 => {
            if let Some(by) = choice(ui, Field::new(form.id("by"), "By what"), &draft.by, &options, 220.0) {
                draft.by = by;
            }
            if let Some(fault) = faults.by.as_deref().filter(|_| draft.by != unnamed()) {
                error_line(ui, fault);
            }
        }
        _ if draft.by == unnamed() => {
            let words = ("own", "What the groups are", "Such as Site");
            form.line(ui, words, &mut draft.own, faults.by.as_deref());
        }
        _ => {}
    });
}
