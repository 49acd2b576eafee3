//! The organisation's own target for the selected measure: where to be by when, and the steps on the way.

use egui::{Align, Id, Key, Response, Role, Ui, WidgetInfo};

use super::draft::{StepDraft, TargetDraft, TargetFaults, next, written};
use super::figures::columns;
use super::{Focus, State};
use crate::content::{KpiDefinition, ThirdGroup, Unit};
use crate::edit::Edit;
use crate::insight;
use crate::project::{Kpi, Step, Target};
use crate::ui::theme::space;
use crate::ui::widgets::{Field, body, caption, card, danger, entry, heading, link, secondary, strong};
use crate::ui::{Outbox, View};
use crate::words;

/// Draws the card.
pub(super) fn target_card(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    definition: &KpiDefinition,
    entered: &Kpi,
    out: &mut Outbox,
) {
    card(ui, |ui| {
        heading(ui, "Target");
        match state.targets.remove(&definition.id) {
            Some(draft) if !view.read_only => form(ui, view, state, definition, entered, draft, out),
            kept => {
                if let Some(draft) = kept {
                    state.targets.insert(definition.id.clone(), draft);
                }
                summary(ui, view, state, definition, entered);
            }
        }
    });
    ui.add_space(space::S);
}

/// The target as it stands, with the ways to change it.
fn summary(ui: &mut Ui, view: &View<'_>, state: &mut State, definition: &KpiDefinition, entered: &Kpi) {
    let unit = definition.unit;
    if let Some(target) = &entered.target {
        strong(ui, &format!("{} by {}", unit.figure(target.value), words::date(target.date)));
        for step in &target.steps {
            caption(ui, &format!("Step: {} by {}", unit.figure(step.value), words::date(step.date)));
        }
    } else {
        body(ui, "You have set no target of your own yet. With one, the scorecard shows whether you are on the way.");
    }
    if view.read_only {
        return;
    }
    let mut open: Option<TargetDraft> = None;
    let mut serial = state.serial;
    ui.horizontal_wrapped(|ui| {
        let label = if entered.target.is_some() { "Change the target" } else { "Set a target" };
        let button = secondary(ui, label);
        if state.takes_focus(Focus::TargetButton) {
            button.request_focus();
        }
        if button.clicked() {
            open = Some(match &entered.target {
                Some(target) => TargetDraft::of(target, &mut serial),
                None => TargetDraft { serial: next(&mut serial), ..TargetDraft::default() },
            });
        }
        if entered.target.is_none() {
            for (offer, value) in offers(view, definition) {
                if link(ui, &offer).clicked() {
                    open = Some(TargetDraft {
                        serial: next(&mut serial),
                        value: written(value),
                        ..TargetDraft::default()
                    });
                }
            }
        }
    });
    state.serial = serial;
    if let Some(draft) = open {
        state.targets.insert(definition.id.clone(), draft);
        state.focus = Some(Focus::Target);
    }
}

/// Values to begin with, in one click.
fn offers(view: &View<'_>, definition: &KpiDefinition) -> Vec<(String, f64)> {
    let figure = |value: f64| definition.unit.figure(value);
    let aim = definition
        .target
        .as_ref()
        .and_then(|target| target.value)
        .map(|value| (format!("Take the source’s aim ({})", figure(value)), value));
    let kpi = view.project.kpis.get(&definition.id).map(AsRef::as_ref);
    let benchmark = insight::benchmark_values(view.catalogue, definition, kpi)
        .into_iter()
        .map(|(name, value)| (format!("Match {name} ({})", figure(value)), value));
    aim.into_iter().chain(benchmark).collect()
}

/// What was pressed in the form.
#[derive(Clone, Copy, Debug, Default)]
struct Pressed {
    save: bool,
    cancel: bool,
    clear: bool,
}

/// The form.
fn form(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    definition: &KpiDefinition,
    entered: &Kpi,
    mut draft: TargetDraft,
    out: &mut Outbox,
) {
    let unit = definition.unit;
    let focus = state.takes_focus(Focus::Target);
    let faults = draft.faults(unit);
    let mut pressed = Pressed {
        save: fields(ui, definition, view.preferences.third_group, &mut draft, &faults, focus),
        ..Pressed::default()
    };
    notices(ui, view, entered, &draft);
    pressed.save |= steps(ui, state, definition, &mut draft, &faults);
    step_buttons(ui, state, unit, entered, &mut draft);
    ui.horizontal_wrapped(|ui| {
        pressed.save |= secondary(ui, "Save the target").clicked();
        pressed.cancel = link(ui, "Cancel").clicked();
        pressed.clear = entered.target.is_some() && danger(ui, "Clear the target").clicked();
    });
    let kpi = definition.id.clone();
    if pressed.clear {
        out.edit(Edit::SetTarget { kpi, target: None });
    } else if pressed.save {
        draft.tried = true;
        match draft.read(unit) {
            Ok(target) if same(entered.target.as_ref(), &target) => {}
            Ok(target) => out.edit(Edit::SetTarget { kpi, target: Some(target) }),
            Err(faults) => {
                state.focus = Some(faults.wrong_step().map_or(Focus::Target, Focus::Step));
                state.targets.insert(kpi, draft);
                return;
            }
        }
    } else if !pressed.cancel {
        state.targets.insert(kpi, draft);
        return;
    }
    state.focus = Some(Focus::TargetButton);
}

/// Whether a typed target says what the entered one does.
fn same(entered: Option<&Target>, typed: &Target) -> bool {
    entered.is_some_and(|entered| Target { changed: entered.changed, ..typed.clone() } == *entered)
}

/// A field of the form; gives its response and whether Enter was pressed in it.
fn line(ui: &mut Ui, field: Field<'_>, text: &mut String, fault: Option<&str>, tried: bool) -> (Response, bool) {
    // What is still being typed for the first time is not wrong yet.
    let typing = !tried && ui.memory(|memory| memory.has_focus(field.id));
    let typed = entry(ui, field, text, fault.filter(|_| !typing));
    if let Some(changed) = typed.changed {
        *text = changed;
    }
    let enter = typed.left && ui.input(|input| input.key_pressed(Key::Enter));
    (typed.response, enter)
}

/// The value and the date; gives whether Enter was pressed.
fn fields(
    ui: &mut Ui,
    definition: &KpiDefinition,
    third: ThirdGroup,
    draft: &mut TargetDraft,
    faults: &TargetFaults,
    focus: bool,
) -> bool {
    let base = Id::unique(("target", &definition.id, draft.serial));
    let label = match definition.unit {
        Unit::Percent | Unit::Gap => "Value to reach, percent".to_owned(),
        Unit::Count | Unit::Pounds | Unit::Days | Unit::Index | Unit::YesNo => "Value to reach".to_owned(),
        Unit::OutOf(whole) => format!("Value to reach, out of {whole}"),
        Unit::Groups => format!("{} share to reach, percent", third.label()),
    };
    let (mut enter, tried) = (false, draft.tried);
    // The field that is wrong takes the focus, or else the first.
    let wrong = usize::from(faults.value.is_none() && faults.date.is_some());
    columns(ui, 2, |ui, place| {
        let (response, pressed) = if place == 0 {
            line(ui, Field::new(base.with("value"), &label), &mut draft.value, faults.value.as_deref(), tried)
        } else {
            let field = Field::new(base.with("date"), "By when").hint("Such as 31/3/2028");
            line(ui, field, &mut draft.date, faults.date.as_deref(), tried)
        };
        if focus && place == wrong {
            response.request_focus();
            response.scroll_to_me(Some(Align::Center));
        }
        enter |= pressed;
    });
    enter
}

/// What is unusual about a target, though it may be right.
fn notices(ui: &mut Ui, view: &View<'_>, entered: &Kpi, draft: &TargetDraft) {
    let Some(day) = draft.day() else { return };
    if day < view.today {
        caption(ui, "This date has passed.");
    }
    if entered.measurements.first().is_some_and(|first| first.date >= day) {
        caption(ui, "Your first figure is not older than this date, so no path leads from it to the target.");
    }
}

/// The rows of steps; gives whether Enter was pressed in one.
fn steps(
    ui: &mut Ui,
    state: &mut State,
    definition: &KpiDefinition,
    draft: &mut TargetDraft,
    faults: &TargetFaults,
) -> bool {
    let (mut enter, tried) = (false, draft.tried);
    let mut removed = None;
    if !draft.steps.is_empty() {
        ui.add_space(space::XS);
        strong(ui, "Steps on the way");
    }
    for (place, step) in draft.steps.iter_mut().enumerate() {
        let number = place + 1;
        let base = Id::unique(("step", &definition.id, step.serial));
        let (value_fault, date_fault) = faults.steps.get(place).cloned().unwrap_or_default();
        let value_label = format!("Step {number}: value");
        let date_label = format!("Step {number}: by when");
        let focus = state.takes_focus(Focus::Step(place));
        let wrong = usize::from(value_fault.is_none() && date_fault.is_some());
        let mut field = |ui: &mut Ui, part: usize, name: &str, label: &str, text: &mut String, fault: Option<&str>| {
            let (response, pressed) = line(ui, Field::new(base.with(name), label), text, fault, tried);
            if focus && part == wrong {
                response.request_focus();
                response.scroll_to_me(Some(Align::Center));
            }
            enter |= pressed;
        };
        columns(ui, 3, |ui, part| match part {
            0 => field(ui, part, "value", &value_label, &mut step.value, value_fault.as_deref()),
            1 => field(ui, part, "date", &date_label, &mut step.date, date_fault.as_deref()),
            _ => {
                // As low as the fields, which have labels above them.
                ui.add_space(20.0);
                let button = link(ui, "Remove");
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove step {number}")));
                if button.clicked() {
                    removed = Some(place);
                }
            }
        });
    }
    if let Some(place) = removed {
        draft.steps.remove(place);
    }
    enter
}

/// The ways to add steps.
fn step_buttons(ui: &mut Ui, state: &mut State, unit: Unit, entered: &Kpi, draft: &mut TargetDraft) {
    ui.horizontal_wrapped(|ui| {
        if link(ui, "Add a step").clicked() {
            state.focus = Some(Focus::Step(draft.steps.len()));
            draft.steps.push(StepDraft { serial: next(&mut state.serial), ..StepDraft::default() });
        }
        let Some(newest) = entered.latest() else { return };
        let (Some(goal), Some(day)) = (draft.goal(unit), draft.day()) else { return };
        let even = insight::even_steps(unit, (newest.date, newest.value.headline()), (day, goal));
        if !even.is_empty() && link(ui, "Fill with even steps").clicked() {
            // Steps up to the newest figure are history: they stay.
            let past = |step: &StepDraft| words::parse_date(&step.date).is_ok_and(|date| date <= newest.date);
            draft.steps.retain(past);
            draft.steps.extend(even.into_iter().map(|step: Step| StepDraft::of(step, &mut state.serial)));
        }
    });
}
