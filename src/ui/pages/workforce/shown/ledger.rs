//! The releases before: a line for each, newest first; and one of them as it was shown.

use std::sync::Arc;

use egui::{Id, Role, Ui, WidgetInfo};

use super::super::list::{self, Line};
use super::made::{SetShown, sets};
use super::{Focus, State, release, tables};
use crate::content::ThirdGroup;
use crate::disclosure::{Published, rules_words};
use crate::insight::counted_words;
use crate::project::{ProjectId, Release, ReleaseId};
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

/// A release with its tables, worked out once for each state of the packs.
#[derive(Debug)]
pub(super) struct Opened {
    made_for: (ProjectId, ReleaseId, ThirdGroup, usize),
    counted: String,
    rules: String,
    sets: Vec<SetShown>,
}

impl Opened {
    fn of(view: &View<'_>, kept: &mut Option<(Arc<Self>, usize)>, id: ReleaseId) -> Option<(Arc<Self>, usize)> {
        let third = view.preferences.third_group;
        let made_for = (view.project.id, id, third, view.catalogue.packs().len());
        if kept.as_ref().is_none_or(|(kept, _)| kept.made_for != made_for) {
            let published = Published::released(view.project, id)?;
            let made = Self {
                made_for,
                counted: words::capitalised(&counted_words(&published)),
                rules: rules_words(published.rules()),
                sets: sets(view.catalogue, &published, third),
            };
            *kept = Some((Arc::new(made), 0));
        }
        kept.clone()
    }
}

/// Draws a release as it was shown; `false` where it is not in the project.
pub(super) fn opened(ui: &mut Ui, view: &View<'_>, state: &mut State, id: ReleaseId, out: &mut Outbox) -> bool {
    let Some(one) = view.project.release(id) else { return false };
    let Some((made, at)) = Opened::of(view, &mut state.opened, id) else { return false };
    let back = link(ui, "Back to what may be shown now");
    if state.takes_focus(Focus::Back) {
        // The list of releases stands at the foot of the page.
        back.request_focus();
        back.scroll_to_me(Some(egui::Align::Min));
    }
    if back.clicked() {
        state.open = None;
        ui.ctx().request_repaint();
    }
    let chosen = card(ui, |ui| {
        heading(ui, &format!("Released to {}", name(one)));
        measure(ui, |ui| {
            body(ui, &format!("{}.", made.counted));
            if !one.note.is_empty() {
                body(ui, &format!("Note: {}", one.note));
            }
            caption(ui, &made.rules);
        });
        release::save_as(ui, id, out);
        if made.sets.len() < 2 {
            return None;
        }
        ui.add_space(space::XS);
        let tables = |set: &SetShown| words::count(set.tables.len(), "table", "tables").into();
        let lines = made.sets.iter().map(|set| Line { name: &set.heading, detail: tables(set) });
        list::show(ui, Id::unique("released data sets"), at, lines)
    });
    if let Some(place) = chosen.inner {
        state.opened = Some((Arc::clone(&made), place));
    }
    ui.add_space(space::S);
    if let Some(set) = made.sets.get(at) {
        heading(ui, &set.heading);
        for shown in &set.tables {
            card(ui, |ui| {
                let unique = Id::unique(("released figures", id, set.id, &shown.what));
                tables::table(ui, unique, shown, true, out);
            });
            ui.add_space(space::S);
        }
    }
    true
}
