//! The dialog in which a measure is described: a new one or one of the organisation's own as a whole; of a pack's, who
//! answers for it and how often it is due.

use egui::{Id, Ui};

use super::draft::blank;
use super::fields::{Form, Seek, columns};
use super::measure_draft::{MeasureDraft, MeasureFaults, OUT_OF};
use super::{Focus, State};
use crate::content::{Direction, KpiId, Pillar, RecommendationId, Unit};
use crate::edit::Edit;
use crate::insight::owner_choices;
use crate::project::Kpi;
use crate::ui::theme::space;
use crate::ui::view::new_kpi_id;
use crate::ui::widgets::{
    Dialog, Field, Suggestion, body, caption, check, choice, dialog_buttons, heading_at, link, multiline, scrolled,
    suggest,
};
use crate::ui::{Outbox, View};
use crate::words;

/// Units that can be chosen.
const UNITS: [Unit; 9] =
    [Unit::Percent, OUT_OF, Unit::Count, Unit::Pounds, Unit::Days, Unit::Index, Unit::YesNo, Unit::Gap, Unit::Groups];

/// How often a figure may be due, in months.
const INTERVALS: [u32; 6] = [1, 3, 6, 12, 24, 36];

/// Shows the dialog while a measure is described.
pub(super) fn dialog(ui: &Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let Some(mut draft) = state.measure.take() else { return };
    let gone = draft.id.as_ref().is_some_and(|id| view.catalogue.kpi(id).is_none());
    if view.read_only || gone {
        return;
    }
    let title = title(&draft);
    let dialog = Dialog { title, width: 560.0 };
    let (pressed, escape) = dialog.show(ui.ctx(), |ui, first| {
        let faults = draft.faults(view.project);
        scrolled(ui, |ui| fields(ui, view, &mut draft, &faults, first));
        dialog_buttons(ui, if draft.id.is_none() { "Add the measure" } else { "Save the measure" }, true, "Cancel")
    });
    if pressed == Some(true) {
        draft.tried = true;
        if save(view, state, &draft, out) {
            // A new measure is shown, and its form takes the focus.
            if draft.id.is_some() {
                state.focus = Some(Focus::MeasureButton);
            }
        } else {
            ui.ctx().request_repaint();
            state.measure = Some(draft);
        }
    } else if pressed == Some(false) || escape {
        // Escape may be pressed unawares: what was typed for a new measure is still there when it is begun again.
        if draft.id.is_some() {
            state.focus = Some(Focus::MeasureButton);
        } else {
            Dialog::restore_focus(ui.ctx(), title);
            state.unfinished = (escape && !blank(&draft.name)).then_some(draft);
        }
        ui.ctx().request_repaint();
    } else {
        state.measure = Some(draft);
    }
}

fn title(draft: &MeasureDraft) -> &'static str {
    match (&draft.id, draft.own) {
        (None, _) => "A new measure",
        (Some(_), true) => "Change the measure",
        (Some(_), false) => "Owner and interval",
    }
}

/// Asks for what was described; gives whether it could be read.
fn save(view: &View<'_>, state: &mut State, draft: &MeasureDraft, out: &mut Outbox) -> bool {
    let own = if draft.own {
        match draft.read(view.project) {
            Ok(own) => Some(own),
            Err(_) => return false,
        }
    } else {
        None
    };
    let before = draft.id.as_ref().and_then(|id| view.project.kpis.get(id)).map(AsRef::as_ref);
    let settings = draft.settings(before, own.clone());
    match (&draft.id, own) {
        (Some(id), _) => {
            let same = before.is_some_and(|kpi: &Kpi| kpi.settings.as_ref() == Some(&settings));
            if !same {
                out.edit(Edit::SetKpi { id: id.clone(), settings: Box::new(settings) });
            }
        }
        (None, Some(own)) => {
            let id: KpiId = new_kpi_id();
            out.edit(Edit::AddKpi { id: id.clone(), own });
            if !settings.owner.is_empty() || settings.every.is_some() {
                out.edit(Edit::SetKpi { id: id.clone(), settings: Box::new(settings) });
            }
            state.show_kpi(id);
            state.focus = Some(Focus::Figure);
        }
        (None, None) => {}
    }
    true
}

/// Draws the fields.
fn fields(ui: &mut Ui, view: &View<'_>, draft: &mut MeasureDraft, faults: &MeasureFaults, first: bool) {
    ui.spacing_mut().item_spacing.y = space::M;
    let base = Id::unique(("measure", draft.serial));
    if draft.own {
        let wrong = faults.name.is_some() || faults.whole.is_some();
        let again = draft.tried && wrong && !any_focus(ui, base);
        let mut form = Form::new(base, draft.tried, Seek::new(first || again).among(wrong));
        form.line(ui, ("name", "Name", "Short enough for a table"), &mut draft.name, faults.name.as_deref());
        let pillars = Pillar::ALL.map(|pillar| (pillar, pillar.name()));
        if let Some(pillar) = choice(ui, Field::new(base.with("pillar"), "Pillar"), &draft.pillar, &pillars, 300.0) {
            draft.pillar = pillar;
        }
        let field = Field::new(base.with("definition"), "What is counted").hint("So many of whom, and when");
        if let Some(text) = multiline(ui, field, &draft.definition, 2).changed {
            draft.definition = text;
        }
        unit(ui, view, draft, faults, &mut form);
    } else {
        body(
            ui,
            "What this measure counts is set by its pack. Who answers for it here, and how often, is yours to say.",
        );
    }
    columns(ui, 2, |ui, place| match place {
        0 => interval(ui, view, draft, base),
        _ => owner(ui, view, draft, base, first && !draft.own),
    });
    if draft.own {
        recommendations(ui, view, draft, base);
    }
}

/// Whether one of the form's own fields has the focus.
fn any_focus(ui: &Ui, base: Id) -> bool {
    ["name", "whole"].iter().any(|name| ui.memory(|memory| memory.has_focus(base.with(name))))
}

/// The unit and which way is better. A unit in which there are figures or a target stays.
fn unit(ui: &mut Ui, view: &View<'_>, draft: &mut MeasureDraft, faults: &MeasureFaults, form: &mut Form) {
    let entered = draft.id.as_ref().and_then(|id| view.project.kpis.get(id));
    let locked = entered.is_some_and(|kpi| !kpi.measurements.is_empty() || kpi.target.is_some());
    let units = UNITS.map(|unit| (unit, unit.name()));
    columns(ui, 2, |ui, place| {
        if place == 0 {
            let field = Field::new(form.id("unit"), "Unit").enabled(!locked);
            if let Some(unit) = choice(ui, field, &draft.unit, &units, 300.0) {
                draft.unit = unit;
            }
            return;
        }
        let directions: Vec<(Direction, &str)> = Direction::ALL
            .into_iter()
            // Yes or no has nothing between.
            .filter(|direction| draft.unit != Unit::YesNo || *direction != Direction::Within)
            .map(|direction| (direction, direction.name()))
            .collect();
        if !directions.iter().any(|(direction, _)| *direction == draft.direction) {
            draft.direction = Direction::Up;
        }
        let field = Field::new(form.id("direction"), "Which way is better");
        if let Some(direction) = choice(ui, field, &draft.direction, &directions, 300.0) {
            draft.direction = direction;
        }
    });
    if draft.unit == OUT_OF && !locked {
        form.line(ui, ("whole", "Out of how many", "Such as 4"), &mut draft.whole, faults.whole.as_deref());
    }
    if locked {
        caption(
            ui,
            "There are figures or a target in this unit, so it stays. Describe another measure for a new unit.",
        );
    }
}

/// How often a figure is due.
fn interval(ui: &mut Ui, view: &View<'_>, draft: &mut MeasureDraft, base: Id) {
    let by_pack = draft.id.as_ref().and_then(|id| view.catalogue.kpi(id)).and_then(|definition| definition.every);
    let none = match (draft.own, by_pack) {
        (false, Some(every)) => format!("As its pack says: {}", words::uncapitalised(&words::every_months(every))),
        _ => "Not said".to_owned(),
    };
    let mut months: Vec<u32> = INTERVALS.to_vec();
    months.extend(draft.every.filter(|every| !INTERVALS.contains(every)));
    let names: Vec<(Option<u32>, String)> = std::iter::once((None, none))
        .chain(months.into_iter().map(|every| (Some(every), words::every_months(every))))
        .collect();
    let options: Vec<(Option<u32>, &str)> = names.iter().map(|(every, name)| (*every, name.as_str())).collect();
    let field = Field::new(base.with("every"), "How often a figure is due");
    if let Some(every) = choice(ui, field, &draft.every, &options, 300.0) {
        draft.every = every;
    }
}

/// Who answers for the figure.
fn owner(ui: &mut Ui, view: &View<'_>, draft: &mut MeasureDraft, base: Id, focus: bool) {
    let field = Field::new(base.with("owner"), "Owner (optional)").hint("A name or a role");
    let (typed, chosen) = suggest(ui, field, &draft.owner, || {
        let mut owners: Vec<String> = view.digest.kpis.iter().map(|kpi| kpi.owner.clone()).collect();
        owners.retain(|owner| !owner.is_empty());
        owners.sort_unstable();
        owners.dedup();
        let choices = owner_choices(view.project, &owners).into_iter();
        choices.map(|one| Suggestion { text: one.name, detail: one.role }).collect()
    });
    if focus {
        typed.response.request_focus();
    }
    if let Some(owner) = chosen.or(typed.changed) {
        draft.owner = owner;
    }
}

/// The recommendations that bear on the figure: those chosen, and on request all of them by checklist and area.
fn recommendations(ui: &mut Ui, view: &View<'_>, draft: &mut MeasureDraft, base: Id) {
    let kept = base.with("recommendations shown");
    let mut shown: bool = ui.data(|data| data.get_temp(kept)).unwrap_or_default();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let count = match draft.recommendations.len() {
            0 => "none chosen".to_owned(),
            many => format!("{many} chosen"),
        };
        heading_at(ui, &format!("Recommendations that bear on it (optional): {count}"), 3);
        if !shown {
            for id in draft.recommendations.clone() {
                recommendation(ui, view, draft, &id);
            }
        }
        if link(ui, if shown { "Show the chosen only" } else { "Choose recommendations" }).clicked() {
            shown = !shown;
        }
        ui.data_mut(|data| data.insert_temp(kept, shown));
        if !shown {
            return;
        }
        for (_, checklist) in view.catalogue.checklists() {
            for area in &checklist.areas {
                caption(ui, &format!("{}: {}", checklist.name, area.name));
                for one in &area.recommendations {
                    recommendation(ui, view, draft, &one.id);
                }
            }
        }
    });
}

/// A recommendation with its box to tick.
fn recommendation(ui: &mut Ui, view: &View<'_>, draft: &mut MeasureDraft, id: &RecommendationId) {
    let Some(place) = view.catalogue.recommendation(id) else { return };
    let (changed, _) = check(ui, &place.recommendation.title, draft.recommendations.contains(id));
    match changed {
        Some(true) => draft.recommendations.push(id.clone()),
        Some(false) => draft.recommendations.retain(|one| one != id),
        None => {}
    }
}
