//! What there is to read of the selected measure: its chart, what the figures say, what others report, the actions.

use egui::{Id, Role, Ui, WidgetInfo};

use super::{Kept, State};
use crate::app::Command;
use crate::chart::Chart;
use crate::content::KpiDefinition;
use crate::insight::{self, Comparison, KpiView};
use crate::project::{Kpi, Origin};
use crate::ui::pages::chart;
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, heading, link, quiet, strong};
use crate::ui::{Outbox, View};

/// The chart's height in points.
const CHART: f32 = 250.0;

/// The chart of the measure, computed again only when something has changed.
pub(super) fn chart_card(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    (definition, kpi, entered): (&KpiDefinition, &KpiView, &Kpi),
    out: &mut Outbox,
) {
    let third = view.preferences.third_group;
    let key = (view.revision, kpi.id.clone(), third);
    if state.chart.as_ref().is_none_or(|kept| kept.key != key) {
        let chart = insight::kpi_chart(view.catalogue, definition, kpi, entered, third);
        state.chart = Some(Kept { key, chart });
    }
    let drawn: Option<&Chart> = state.chart.as_ref().and_then(|kept| kept.chart.as_ref());
    if let Some(drawn) = drawn {
        card(ui, |ui| chart(ui, Id::unique(("kpi chart", &kpi.id)), drawn, CHART, out));
        ui.add_space(space::S);
    }
}

/// What the figures say, what is counted, and what others report.
pub(super) fn reading_card(ui: &mut Ui, view: &View<'_>, definition: &KpiDefinition, kpi: &KpiView) {
    let third = view.preferences.third_group;
    card(ui, |ui| {
        heading(ui, "What this says");
        for sentence in insight::kpi_reading(definition, kpi, third) {
            body(ui, &sentence);
        }
        rule(ui);
        strong(ui, "What is counted");
        quiet(ui, &definition.definition);
        ui.add_space(space::XS);
        strong(ui, "The source’s aim");
        quiet(ui, &definition.target.text);
        caption(ui, &view.catalogue.cite(&definition.cite));
        let all = insight::comparisons(view.catalogue, definition, third);
        let (same, other): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.same_measure);
        compared(ui, "What others report", &same);
        compared(ui, "What others do: not the same measure", &other);
    });
    ui.add_space(space::S);
}

/// A list of published figures, each with its date and source; how they are counted is one link away.
fn compared(ui: &mut Ui, title: &str, list: &[Comparison]) {
    if list.is_empty() {
        return;
    }
    rule(ui);
    strong(ui, title);
    let kept = Id::unique(("compared", title));
    let mut explained: bool = ui.data(|data| data.get_temp(kept)).unwrap_or_default();
    for (place, one) in list.iter().enumerate() {
        body(ui, &format!("{} – {}", one.figure, one.label));
        // What figures in a row have in common is said once, below the last of them.
        let next = list.get(place + 1);
        if explained && next.is_none_or(|next| next.definition != one.definition) {
            caption(ui, &one.definition);
        }
        if next.is_none_or(|next| next.source != one.source) {
            caption(ui, &one.source);
        }
    }
    if link(ui, if explained { "Hide how they are counted" } else { "How they are counted" }).clicked() {
        explained = !explained;
    }
    ui.data_mut(|data| data.insert_temp(kept, explained));
}

/// The actions that came from the measure.
pub(super) fn plan_card(ui: &mut Ui, view: &View<'_>, kpi: &KpiView, out: &mut Outbox) {
    let actions = insight::kpi_actions(view.project, &kpi.id, view.today);
    card(ui, |ui| {
        heading(ui, "What you do about it");
        if actions.is_empty() {
            body(ui, "No action is linked to this measure yet.");
        }
        for action in &actions {
            body(ui, &action.title);
            let owner = if action.owner.trim().is_empty() { "No owner" } else { action.owner.trim() };
            ui.horizontal_wrapped(|ui| {
                let state = insight::state_words(action, view.today);
                caption(ui, &format!("{state} · {owner} · {}", insight::due_words(action)));
                let show = link(ui, "Show");
                show.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show {}", action.title)));
                if show.clicked() {
                    out.command(Command::ShowAction(action.id));
                }
            });
        }
        if !view.read_only && link(ui, "Add an action").clicked() {
            out.command(Command::AddAction(Some(Origin::Kpi(kpi.id.clone()))));
        }
    });
    ui.add_space(space::S);
}

/// A quiet line between parts of a card.
pub(super) fn rule(ui: &mut Ui) {
    ui.add_space(space::S);
    ui.separator();
    ui.add_space(space::XS);
}
