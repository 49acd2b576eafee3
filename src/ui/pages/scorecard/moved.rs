//! Did it move? Every action that is to move a figure, with that figure when the action began and now.

use egui::{Id, Role, Ui, WidgetInfo, vec2};

use crate::app::Command;
use crate::content::Say;
use crate::insight::{self, Moved, moved_table};
use crate::ui::pages::NARROW;
use crate::ui::theme::{TARGET, space};
use crate::ui::widgets::{body, caption, card, copying, heading, link, pager, quiet, shape_word};
use crate::ui::{Outbox, View};

/// How many actions are shown at once.
const PAGE: usize = 25;

/// Draws the page's list.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, page: &mut usize, out: &mut Outbox) {
    let list = &view.digest.moved;
    card(ui, |ui| {
        heading(ui, "Actions and the figures that they are to move");
        if list.is_empty() {
            body(
                ui,
                "No action is to move a figure yet. Add one from a suggestion or beside a measure, or name a figure in an \
                 action’s form.",
            );
            return;
        }
        caution(ui, view);
        if copying(ui, Id::unique("copy what moved"), ["Copy the table", "Table copied"], link) {
            out.command(Command::Copy(moved_table(list).tab_separated()));
        }
        for (place, one) in list.iter().enumerate().skip(*page * PAGE).take(PAGE) {
            ui.add_space(space::XS);
            ui.separator();
            ui.push_id(place, |ui| row(ui, one, out));
        }
    });
    *page = pager(ui, list.len(), PAGE, *page, ["Earlier actions", "Later actions"]);
}

/// What a change after an action does not prove.
pub(super) fn caution(ui: &mut Ui, view: &View<'_>) {
    if let Some(caution) = insight::say(view.catalogue, Say::NotProof, &[]) {
        quiet(ui, &caution);
    }
}

/// An action with its figure: then, now, the change.
fn row(ui: &mut Ui, one: &Moved, out: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let wide = ui.available_width() >= NARROW;
    let parts = |ui: &mut Ui, out: &mut Outbox| {
        let width = ui.available_width();
        ui.vertical(|ui| {
            if wide {
                ui.set_width(width * 0.42);
            }
            body(ui, &one.title);
            let waits = if one.started { "" } else { ", not started" };
            caption(ui, &format!("{}; added {}{waits}", one.name, crate::words::date(one.began)));
        });
        ui.vertical(|ui| {
            if wide {
                ui.set_width(width * 0.34);
            }
            verdict(ui, one);
        });
        ui.horizontal(|ui| {
            ui.set_min_size(vec2(0.0, TARGET));
            ui.spacing_mut().item_spacing.x = space::L;
            let show = link(ui, "Action");
            show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show the action {}", one.title)));
            if show.clicked() {
                out.command(Command::ShowAction(one.action));
            }
            let show = link(ui, "Figure");
            show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show the measure {}", one.name)));
            if show.clicked() {
                out.command(Command::ShowKpi(one.kpi.clone()));
            }
        });
    };
    if wide {
        ui.horizontal_top(|ui| parts(ui, out));
    } else {
        parts(ui, out);
    }
}

/// The figure when an action began and now, and what that says.
pub(super) fn verdict(ui: &mut Ui, one: &Moved) {
    match (one.then, one.now) {
        (None, _) => {}
        (Some(_), None) => drop(caption(ui, &format!("When it began: {}", one.then_words()))),
        (Some(_), Some(_)) => {
            caption(ui, &format!("When it began: {}", one.then_words()));
            body(ui, &format!("Now {}: {}", one.now_words(), one.change_words()));
        }
    }
    shape_word(ui, one.verdict.rating(), one.verdict.words());
}
