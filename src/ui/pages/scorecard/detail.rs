//! What there is to read of the selected measure: its chart, what the figures say, what others report, the actions.

use egui::{Id, Role, Ui, WidgetInfo};

use super::{Kept, State};
use crate::app::Command;
use crate::chart::Chart;
use crate::content::KpiDefinition;
use crate::insight::{self, AxisStart, KpiView, Reference};
use crate::project::{Kpi, Origin};
use crate::ui::pages::chart;
use crate::ui::pages::suggested::{Detail, suggested};
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
        let chart = insight::kpi_chart(view.catalogue, definition, kpi, entered, third, AxisStart::Fitted);
        state.chart = Some(Kept { key, chart });
    }
    let drawn: Option<&Chart> = state.chart.as_ref().and_then(|kept| kept.chart.as_ref());
    if let Some(drawn) = drawn {
        card(ui, |ui| chart(ui, Id::unique(("kpi chart", &kpi.id)), drawn, CHART, out));
        ui.add_space(space::S);
    }
}

/// What the figures say, what is counted, and what others report.
pub(super) fn reading_card(ui: &mut Ui, view: &View<'_>, definition: &KpiDefinition, kpi: &KpiView, entered: &Kpi) {
    let third = view.preferences.third_group;
    card(ui, |ui| {
        heading(ui, "What this says");
        for sentence in insight::kpi_reading(view.catalogue, definition, kpi, entered, third) {
            body(ui, &sentence);
        }
        rule(ui);
        strong(ui, "What is counted");
        quiet(ui, &definition.definition);
        ui.add_space(space::XS);
        if let Some(target) = &definition.target {
            strong(ui, "Aim");
            quiet(ui, &target.text);
        }
        caption(ui, &view.catalogue.maker(definition));
        if let Some(cite) = &definition.cite {
            caption(ui, &view.catalogue.cite(cite));
        }
        let newest = kpi.latest.as_ref().map(|latest| latest.date);
        let all = insight::references(view.catalogue, definition, Some(entered), newest, third);
        let (same, other): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.same_measure);
        compared(ui, "What others report", &same);
        compared(ui, "What others do: not the same measure", &other);
    });
    ui.add_space(space::S);
}

/// A list of published figures, each with its date and source; how they are counted is one link away.
fn compared(ui: &mut Ui, title: &str, list: &[Reference]) {
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
        super::moved::beside(ui, view, &kpi.id, out);
    });
    ui.add_space(space::S);
    let suggestions: Vec<_> = view.digest.suggestions_from(&kpi.id).collect();
    if !suggestions.is_empty() {
        card(ui, |ui| {
            heading(ui, "Suggested next");
            suggested(ui, view, &suggestions, Some(&kpi.id), Detail::Full, out);
        });
        ui.add_space(space::S);
    }
    let others = insight::poll_sentences(view.catalogue, |one| one.kpis.contains(&kpi.id));
    if !others.is_empty() {
        card(ui, |ui| {
            heading(ui, "What others said");
            for sentence in others {
                quiet(ui, &sentence);
            }
        });
        ui.add_space(space::S);
    }
}

/// A quiet line between parts of a card.
pub(super) fn rule(ui: &mut Ui) {
    ui.add_space(space::S);
    ui.separator();
    ui.add_space(space::XS);
}
