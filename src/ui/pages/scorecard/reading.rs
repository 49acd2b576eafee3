//! What there is to read of the opened measure: what its figures say, what is done about it and what is suggested, what
//! it is. A column of cards, one below the other.

use egui::{Role, Ui, WidgetInfo};

use super::measure_draft::MeasureDraft;
use super::opened::Measure;
use super::{Focus, State, draft, moved};
use crate::app::Command;
use crate::content::Whose;
use crate::edit::Edit;
use crate::insight::{self, KpiView};
use crate::project::{Action, Origin, Rating};
use crate::ui::Outbox;
use crate::ui::pages::suggested::{Detail, suggested};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{body, caption, card, danger, heading, is_open, link, link_wrapped, secondary, shape, strong};
use crate::words;

/// Draws the column.
pub(super) fn reading_column(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    reading_card(ui, measure);
    plan_card(ui, measure, out);
    suggested_card(ui, measure, out);
    about_card(ui, state, measure, out);
}

/// What the figures say.
fn reading_card(ui: &mut Ui, measure: Measure<'_>) {
    card(ui, |ui| {
        heading(ui, "What this says");
        for sentence in &measure.opened.reading {
            body(ui, sentence);
        }
    });
    ui.add_space(space::S);
}

/// What the measure is, who answers for it, and when a figure is due.
fn about_card(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, definition, kpi, .. } = measure;
    card(ui, |ui| {
        heading(ui, "About this measure");
        let fact = |ui: &mut Ui, name: &str, text: &str| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                caption(ui, name);
                body(ui, text);
            });
        };
        let counted = definition.definition.trim();
        fact(ui, "What is counted", if counted.is_empty() { "Not described yet." } else { counted });
        if let Some(target) = &definition.target {
            fact(ui, "Aim", &target.text);
        }
        fact(ui, "Unit", &format!("{}; {}", definition.unit.name(), words::uncapitalised(kpi.direction.name())));
        fact(ui, "Owner", if kpi.owner.is_empty() { "Nobody yet" } else { &kpi.owner });
        fact(ui, "How often a figure is due", &due_words(measure));
        caption(ui, &view.catalogue.maker(definition));
        if let Some(cite) = &definition.cite {
            caption(ui, &view.catalogue.cite(cite));
        }
        if !view.read_only {
            manage(ui, state, measure, out);
        }
        let recommendations: Vec<_> =
            definition.recommendations.iter().filter_map(|id| view.catalogue.recommendation(id)).collect();
        if !recommendations.is_empty() {
            rule(ui);
            strong(ui, "Recommendations that bear on it");
            for place in recommendations {
                let title = &place.recommendation.title;
                if link_wrapped(ui, title).clicked() {
                    out.command(Command::ShowRecommendation(place.recommendation.id.clone()));
                }
            }
        }
    });
    ui.add_space(space::S);
}

/// How often a figure is due, and when the next one is.
fn due_words(measure: Measure<'_>) -> String {
    let Measure { definition, kpi, entered, .. } = measure;
    let every = entered.settings.as_ref().and_then(|settings| settings.every).or(definition.every);
    match (every, kpi.due) {
        (None, _) => "Not said".to_owned(),
        (Some(every), None) => words::every_months(every),
        (Some(every), Some(due)) => format!("{}; next on {}", words::every_months(every), words::date(due)),
    }
}

/// What can be done with the measure itself.
fn manage(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, definition, kpi, entered, .. } = measure;
    let own = definition.whose == Whose::Own;
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        let change = secondary(ui, if own { "Change this measure…" } else { "Owner and interval…" });
        if state.focus == Some(Focus::MeasureButton) {
            // A dialog that has just closed still holds the focus for this frame.
            if !is_open(ui.ctx()) {
                state.focus = None;
            }
            change.request_focus();
            ui.ctx().request_repaint();
        }
        if change.clicked() {
            let serial = draft::next(&mut state.serial);
            state.measure = Some(MeasureDraft::of(&kpi.id, kpi.pillar, Some(entered), serial));
        }
        if own && entered.measurements.is_empty() {
            if danger(ui, "Remove this measure").clicked() {
                remove(ui, state, &kpi.name);
                out.edit(Edit::RemoveKpi(kpi.id.clone()));
            }
        } else if kpi.retired.is_none() && link(ui, leave_words(kpi)).clicked() {
            state.focus = Some(Focus::MeasureButton);
            out.edit(Edit::RetireKpi { id: kpi.id.clone(), on: Some(view.today) });
        }
    });
}

/// What is offered to who does not want a measure.
fn leave_words(kpi: &KpiView) -> &'static str {
    if kpi.in_use { "Follow it no longer" } else { "Do not offer it" }
}

/// Goes back to the landing, which says what was removed.
fn remove(ui: &Ui, state: &mut State, name: &str) {
    let undo = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Z);
    let keys = ui.ctx().format_shortcut(&undo);
    state.close();
    state.at = None;
    state.say(format!("Removed “{name}”. {keys} brings it back."));
}

/// The actions that are to move it, each with whether it did.
fn plan_card(ui: &mut Ui, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, kpi, opened, .. } = measure;
    card(ui, |ui| {
        heading(ui, "What you do about it");
        if opened.actions.is_empty() {
            body(ui, "No action is linked to this measure yet.");
        }
        for (action, moved) in &opened.actions {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                line(ui, measure, action, out);
                // Lines of text stand closer than buttons.
                ui.spacing_mut().interact_size.y = size::SECTION;
                if let Some(moved) = moved {
                    moved::verdict(ui, moved);
                }
            });
            ui.add_space(space::S);
        }
        if opened.actions.iter().any(|(_, moved)| moved.as_ref().is_some_and(|moved| moved.now.is_some())) {
            moved::caution(ui, view);
        }
        if !view.read_only && link(ui, "Add an action").clicked() {
            out.command(Command::AddAction(Some(Origin::Kpi(kpi.id.clone()))));
        }
    });
    ui.add_space(space::S);
}

/// What its figure leads to.
fn suggested_card(ui: &mut Ui, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, kpi, .. } = measure;
    let suggestions: Vec<_> = view.digest.suggestions_from(&kpi.id).collect();
    if suggestions.is_empty() {
        return;
    }
    card(ui, |ui| {
        heading(ui, "Suggested next");
        suggested(ui, view, &suggestions, Some(&kpi.id), Detail::Full, out);
    });
    ui.add_space(space::S);
}

fn line(ui: &mut Ui, measure: Measure<'_>, action: &Action, out: &mut Outbox) {
    body(ui, &action.title);
    let owner = if action.owner.trim().is_empty() { "No owner" } else { action.owner.trim() };
    ui.horizontal_wrapped(|ui| {
        let state = insight::state_words(action, measure.view.today);
        caption(ui, &format!("{state} · {owner} · {}", insight::due_words(action)));
        let show = link(ui, "Show");
        show.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show {}", action.title)));
        if show.clicked() {
            out.command(Command::ShowAction(action.id));
        }
    });
}

/// A sentence to mind, with the shape of what is limited.
pub(super) fn mind(ui: &mut Ui, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        ui.vertical(|ui| {
            ui.set_width(11.0);
            ui.add_space(3.0);
            shape(ui, Rating::Limited, 11.0);
        });
        ui.vertical(|ui| caption(ui, text));
    });
}

/// A quiet line between parts of a card.
pub(super) fn rule(ui: &mut Ui) {
    ui.add_space(space::S);
    ui.separator();
    ui.add_space(space::XS);
}
