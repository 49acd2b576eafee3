//! The releases before: a line for each, newest first; and one of them as it was shown.

use egui::{Id, Role, Ui, WidgetInfo};

use super::made::sets;
use super::{Focus, State, release, tables};
use crate::disclosure::{Published, rules_words};
use crate::insight::counted_words;
use crate::project::{Release, ReleaseId};
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, heading, link, measure};
use crate::ui::{Outbox, View};
use crate::words;

/// To whom and when: `the board on 22 Nov 2026`.
fn name(release: &Release) -> String {
    format!("{} on {}", release.audience.whom(), words::date(release.on))
}

/// Draws the list.
pub(super) fn list(ui: &mut Ui, view: &View<'_>, state: &mut State, _out: &mut Outbox) {
    card(ui, |ui| {
        heading(ui, "Released before");
        if view.project.releases.is_empty() {
            body(ui, "Nothing was released yet.");
        }
        for one in view.project.releases.iter().rev() {
            ui.push_id(one.id, |ui| {
                let name = name(one);
                measure(ui, |ui| {
                    body(ui, &format!("To {name}"));
                    let of: Vec<String> = one.sets.iter().map(|set| format!("“{}”", set.name.trim())).collect();
                    let counts: usize = one.sets.iter().map(|set| set.tables.len() + set.pay.len()).sum();
                    let note = if one.note.is_empty() { String::new() } else { format!(" Note: {}", one.note) };
                    let tables = words::count(counts, "table", "tables");
                    caption(ui, &format!("{} of {}.{note}", words::capitalised(&tables), words::list(&of)));
                });
                let open = link(ui, "Show it");
                open.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show the release to {name}")));
                if open.clicked() {
                    state.open = Some(one.id);
                    state.focus = Some(Focus::Back);
                    ui.ctx().request_repaint();
                }
            });
        }
    });
}

/// Draws a release as it was shown; `false` where it is not in the project.
pub(super) fn opened(ui: &mut Ui, view: &View<'_>, state: &mut State, id: ReleaseId, out: &mut Outbox) -> bool {
    let Some((one, published)) = view.project.release(id).zip(Published::released(view.project, id)) else {
        return false;
    };
    let back = link(ui, "Back to what may be shown now");
    if state.takes_focus(Focus::Back) {
        back.request_focus();
    }
    if back.clicked() {
        state.open = None;
        ui.ctx().request_repaint();
    }
    card(ui, |ui| {
        heading(ui, &format!("Released to {}", name(one)));
        measure(ui, |ui| {
            body(ui, &format!("{}.", words::capitalised(&counted_words(&published))));
            if !one.note.is_empty() {
                body(ui, &format!("Note: {}", one.note));
            }
            caption(ui, &rules_words(published.rules()));
        });
        release::save_as(ui, id, out);
    });
    ui.add_space(space::S);
    for (set, shown) in sets(view.catalogue, &published, view.preferences.third_group) {
        heading(ui, &set);
        for one in &shown {
            card(ui, |ui| {
                let unique = Id::unique(("released figures", id, one.set, &one.shown.what));
                tables::table(ui, unique, &one.shown, true, out);
            });
            ui.add_space(space::S);
        }
    }
    true
}
