//! The measures that are no longer followed: their figures are kept, and each can be followed again.

use egui::{Role, Ui, WidgetInfo};

use super::State;
use crate::edit::Edit;
use crate::insight::KpiView;
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, heading, link, pager};
use crate::ui::{Outbox, View};
use crate::words;

/// How many are shown at once.
const PAGE: usize = 12;

/// Draws the card.
pub(super) fn retired_card(ui: &mut Ui, view: &View<'_>, state: &mut State, page: usize, out: &mut Outbox) {
    let all = view.digest.retired.as_slice();
    card(ui, |ui| {
        heading(ui, "No longer followed");
        if all.is_empty() {
            body(ui, "Every measure is followed.");
            return;
        }
        caption(ui, "Their figures are kept. They count in no state and no finding.");
        let page = page.min(all.len().saturating_sub(1) / PAGE);
        for kpi in all.iter().skip(page * PAGE).take(PAGE) {
            ui.add_space(space::XS);
            ui.separator();
            line(ui, view, state, kpi, out);
        }
        let page = pager(ui, all.len(), PAGE, page, ["Earlier measures", "Later measures"]);
        state.retired = state.retired.map(|_| page);
    });
}

fn line(ui: &mut Ui, view: &View<'_>, state: &mut State, kpi: &KpiView, out: &mut Outbox) {
    body(ui, &kpi.name);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let since = kpi.retired.map(|day| format!(" · retired on {}", words::date(day))).unwrap_or_default();
        caption(ui, &format!("{} · {}{since}", kpi.pillar.name(), kpi.latest_words()));
        let named = |ui: &mut Ui, label: &str, name: String| {
            let button = link(ui, label);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.clone()));
            button.clicked()
        };
        if named(ui, "Show", format!("Show {}", kpi.name)) {
            state.show_kpi(kpi.id.clone());
            state.focus = Some(super::Focus::Back);
        }
        if !view.read_only && named(ui, "Follow again", format!("Follow {} again", kpi.name)) {
            out.edit(Edit::RetireKpi { id: kpi.id.clone(), on: None });
        }
    });
}
