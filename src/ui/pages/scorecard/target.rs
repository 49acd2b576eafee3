//! The organisation's own target for the opened measure: where to be by when, where its path begins, and the steps on the
//! way.

use egui::{Id, Role, Ui, WidgetInfo};

use super::draft::{next, written};
use super::fields::{Form, Seek, columns, headline_label};
use super::opened::Measure;
use super::target_draft::{StepDraft, TargetDraft, TargetFaults};
use super::{Extra, Focus, State, others};
use crate::content::{Direction, KpiDefinition, Unit, Whose};
use crate::edit::Edit;
use crate::insight;
use crate::project::{Step, Target};
use crate::ui::Outbox;
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, danger, heading, link, link_wrapped, secondary, strong};
use crate::words;

/// Draws the card.
pub(super) fn target_card(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let id = &measure.kpi.id;
    card(ui, |ui| {
        heading(ui, "Target");
        match state.targets.remove(id) {
            Some(draft) if !measure.view.read_only => form(ui, state, measure, draft, out),
            kept => {
                if let Some(draft) = kept {
                    state.targets.insert(id.clone(), draft);
                }
                summary(ui, state, measure);
            }
        }
    });
    ui.add_space(space::S);
}

/// A target in words: `70% by 31 Mar 2027`, `−3% to 3% by 31 Mar 2027`.
fn target_words(unit: Unit, target: &Target) -> String {
    let goal = match target.low {
        Some(low) => format!("{} to {}", unit.figure(low), unit.figure(target.value)),
        None => unit.figure(target.value),
    };
    format!("{goal} by {}", words::date(target.date))
}

/// The target as it stands, with the ways to change it.
fn summary(ui: &mut Ui, state: &mut State, measure: Measure<'_>) {
    let Measure { view, kpi, entered, .. } = measure;
    let unit = kpi.unit;
    if let Some(target) = &entered.target {
        strong(ui, &target_words(unit, target));
        if let Some(baseline) = target.baseline {
            caption(ui, &format!("Baseline: {} on {}", unit.figure(baseline.value), words::date(baseline.date)));
        }
        for step in &target.steps {
            caption(ui, &format!("Step: {} by {}", unit.figure(step.value), words::date(step.date)));
        }
    } else {
        body(ui, "You have set no target of your own yet. With one, the scorecard shows whether you are on the way.");
    }
    if view.read_only {
        return;
    }
    let mut open: Option<(TargetDraft, Focus)> = None;
    let mut serial = state.serial;
    ui.horizontal_wrapped(|ui| {
        let label = if entered.target.is_some() { "Change the target" } else { "Set a target" };
        let button = secondary(ui, label);
        if state.takes_focus(Focus::TargetButton) {
            button.request_focus();
        }
        if button.clicked() {
            let draft = match &entered.target {
                Some(target) => TargetDraft::of(target, &mut serial),
                None => TargetDraft::new(&mut serial),
            };
            open = Some((draft, Focus::Target));
        }
        if entered.target.is_none() {
            for offer in offers(measure) {
                if link_wrapped(ui, &offer.words).clicked() {
                    open = Some((offer.draft(&mut serial), Focus::TargetDate));
                }
            }
        }
    });
    open = open.or(matching(ui, state, measure, &mut serial));
    state.serial = serial;
    if let Some((draft, focus)) = open {
        state.targets.insert(kpi.id.clone(), draft);
        state.focus = Some(focus);
        ui.ctx().request_repaint();
    }
}

/// A value to begin with, in one click.
struct Offer {
    words: String,
    value: f64,
    low: Option<f64>,
}

impl Offer {
    /// The target's form with the value in it: its date is left to say.
    fn draft(&self, serial: &mut u64) -> TargetDraft {
        TargetDraft {
            value: written(self.value),
            low: self.low.map(written).unwrap_or_default(),
            ..TargetDraft::new(serial)
        }
    }
}

/// The aim of the measure's maker, and what it is compared with.
fn offers(measure: Measure<'_>) -> Vec<Offer> {
    let Measure { view, definition, kpi, entered, .. } = measure;
    let band = kpi.direction == Direction::Within;
    let aim = definition.target.as_ref().and_then(|target| {
        let value = target.value?;
        let goal = match target.low {
            Some(low) => format!("{} to {}", kpi.figure(low), kpi.figure(value)),
            None => kpi.figure(value),
        };
        Some(Offer { words: format!("Take {} ({goal})", whose_aim(definition)), value, low: target.low })
    });
    let sets = insight::benchmark_values(view.catalogue, definition, Some(entered));
    let own = entered.benchmarks.iter().map(|one| (one.label.trim().to_owned(), one.value));
    let matched = sets.into_iter().chain(own).filter(|_| !band).map(|(name, value)| Offer {
        words: format!("Match {name} ({})", share(kpi.unit, value)),
        value,
        low: None,
    });
    aim.into_iter().chain(matched).collect()
}

/// A figure of a set, which of a split is the share of one group.
fn share(unit: Unit, value: f64) -> String {
    if unit == Unit::Groups { Unit::Percent.figure(value) } else { unit.figure(value) }
}

/// Whose aim it is, within a sentence.
fn whose_aim(definition: &KpiDefinition) -> &'static str {
    if definition.whose == Whose::Published { "the source’s aim" } else { "the suggested aim" }
}

/// The sets whose figure a target can match, one below the other, each with who is counted in it.
fn matching(ui: &mut Ui, state: &mut State, measure: Measure<'_>, serial: &mut u64) -> Option<(TargetDraft, Focus)> {
    let Measure { kpi, entered, .. } = measure;
    let sets = others::sets(measure);
    if entered.target.is_some() || sets.is_empty() || kpi.direction == Direction::Within {
        return None;
    }
    let label =
        if state.shows(Extra::Matches) { "Hide the populations" } else { "Aim eventually to match the population…" };
    if link_wrapped(ui, label).clicked() {
        state.toggle(Extra::Matches);
    }
    if !state.shows(Extra::Matches) {
        return None;
    }
    let mut open = None;
    caption(ui, "Choose whom to match. You say by when; “eventually” may be years away, with steps on the way.");
    for set in sets {
        let Some(value) = insight::set_value(kpi.unit, set) else { continue };
        ui.add_space(space::XS);
        let words = format!("Match {}: {} ({})", set.measure, share(kpi.unit, value), set.name);
        if link_wrapped(ui, &words).clicked() {
            open = Some((Offer { words, value, low: None }.draft(serial), Focus::TargetDate));
        }
        caption(ui, set.population.trim());
    }
    open
}

/// What was pressed in the form.
#[derive(Clone, Copy, Debug, Default)]
struct Pressed {
    save: bool,
    cancel: bool,
    clear: bool,
}

/// The form.
fn form(ui: &mut Ui, state: &mut State, measure: Measure<'_>, mut draft: TargetDraft, out: &mut Outbox) {
    let Measure { kpi, entered, .. } = measure;
    let faults = draft.faults(kpi.unit, kpi.direction);
    let mut pressed = Pressed { save: fields(ui, state, measure, &mut draft, &faults), ..Pressed::default() };
    notices(ui, measure, &draft);
    if kpi.direction == Direction::Within {
        caption(ui, "What is allowed outside the band shrinks evenly from the baseline to nothing.");
    } else {
        pressed.save |= steps(ui, state, measure, &mut draft, &faults);
        step_buttons(ui, state, measure, &mut draft);
    }
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        pressed.save |= secondary(ui, "Save the target").clicked();
        pressed.cancel = link(ui, "Cancel").clicked();
        pressed.clear = entered.target.is_some() && danger(ui, "Clear the target").clicked();
    });
    let id = kpi.id.clone();
    if pressed.clear {
        out.edit(Edit::SetTarget { kpi: id, target: None });
    } else if pressed.save {
        draft.tried = true;
        match draft.read(kpi.unit, kpi.direction) {
            Ok(target) if same(entered.target.as_ref(), &target) => {}
            Ok(target) => out.edit(Edit::SetTarget { kpi: id, target: Some(target) }),
            Err(faults) => {
                state.focus = Some(faults.wrong_step().map_or(Focus::Target, Focus::Step));
                state.targets.insert(id, draft);
                return;
            }
        }
    } else if !pressed.cancel {
        state.targets.insert(id, draft);
        return;
    }
    state.focus = Some(Focus::TargetButton);
}

/// Whether a typed target says what the entered one does.
fn same(entered: Option<&Target>, typed: &Target) -> bool {
    entered.is_some_and(|entered| Target { changed: entered.changed, ..typed.clone() } == *entered)
}

/// The value or the band, the date and the baseline; gives whether Enter was pressed.
fn fields(
    ui: &mut Ui,
    state: &mut State,
    measure: Measure<'_>,
    draft: &mut TargetDraft,
    faults: &TargetFaults,
) -> bool {
    let Measure { view, kpi, entered, .. } = measure;
    let (unit, third) = (kpi.unit, view.preferences.third_group);
    let base = Id::unique(("target", &kpi.id, draft.serial));
    let [value, low, date] = [&faults.value, &faults.low, &faults.date].map(Option::as_deref);
    let (start_value, start_date) = (faults.baseline.0.as_deref(), faults.baseline.1.as_deref());
    let wrong = [value, low, date, start_value, start_date].iter().any(Option::is_some);
    // Where the value came from an offer, its date is what is left to say.
    let at_date = state.takes_focus(Focus::TargetDate);
    let seek = Seek::new(state.takes_focus(Focus::Target)).among(wrong);
    let mut form = Form::new(base, draft.tried, seek);
    let TargetDraft { value: goal, low: lower, date: day, baseline, .. } = draft;
    let by_when = ("date", "By when", "Such as 31/3/2028");
    if kpi.direction == Direction::Within {
        let [low_label, high_label] = ["Lower end", "Upper end"].map(|what| headline_label(what, unit, third));
        columns(ui, 3, |ui, place| match place {
            0 => form.value(ui, ("low", &low_label, unit), lower, low),
            1 => form.value(ui, ("value", &high_label, unit), goal, value),
            _ => drop(form.line(ui, by_when, day, date)),
        });
    } else {
        let label = headline_label("Value to reach", unit, third);
        columns(ui, 2, |ui, place| match place {
            0 => form.value(ui, ("value", &label, unit), goal, value),
            _ => drop(form.line(ui, by_when, day, date)),
        });
    }
    if at_date {
        ui.memory_mut(|memory| memory.request_focus(form.id("date")));
        ui.scroll_to_cursor(Some(egui::Align::Center));
    }
    columns(ui, 2, |ui, place| match place {
        0 => form.value(ui, ("baseline", "Baseline (optional)", unit), &mut baseline.value, start_value),
        _ => drop(form.line(
            ui,
            ("baseline date", "Date of the baseline", "Such as 31/3/2025"),
            &mut baseline.date,
            start_date,
        )),
    });
    let first = entered.measurements.first();
    caption(
        ui,
        &first.map_or_else(
            || "Unless you set one, your first figure will be the baseline.".to_owned(),
            |first| {
                let figure = unit.figure(first.value.headline());
                format!(
                    "Unless you set one, your first figure is the baseline: {figure} on {}.",
                    words::date(first.date)
                )
            },
        ),
    );
    form.enter
}

/// What is unusual about a target, though it may be right.
fn notices(ui: &mut Ui, measure: Measure<'_>, draft: &TargetDraft) {
    let Some(day) = draft.day() else { return };
    if day < measure.view.today {
        caption(ui, "This date has passed.");
    }
    let begins = draft.begins(measure.kpi.unit).map(|(date, _)| date);
    let first = measure.entered.measurements.first().map(|first| first.date);
    if begins.is_none() && first.is_some_and(|first| first >= day) {
        caption(ui, "Your first figure is not older than this date, so no path leads from it to the target.");
    }
}

/// The rows of steps; gives whether Enter was pressed in one.
fn steps(ui: &mut Ui, state: &mut State, measure: Measure<'_>, draft: &mut TargetDraft, faults: &TargetFaults) -> bool {
    let unit = measure.kpi.unit;
    let (mut enter, tried) = (false, draft.tried);
    let mut removed = None;
    if !draft.steps.is_empty() {
        ui.add_space(space::XS);
        strong(ui, "Steps on the way");
    }
    for (place, step) in draft.steps.iter_mut().enumerate() {
        let number = place + 1;
        let (value_fault, date_fault) = faults.steps.get(place).cloned().unwrap_or_default();
        let wrong = value_fault.is_some() || date_fault.is_some();
        let base = Id::unique(("step", &measure.kpi.id, step.serial));
        let mut form = Form::new(base, tried, Seek::new(state.takes_focus(Focus::Step(place))).among(wrong));
        let labels = [format!("Step {number}: value"), format!("Step {number}: by when")];
        let [value_label, date_label] = &labels;
        columns(ui, 3, |ui, part| match part {
            0 => form.value(ui, ("value", value_label, unit), &mut step.value, value_fault.as_deref()),
            1 => drop(form.line(ui, ("date", date_label, ""), &mut step.date, date_fault.as_deref())),
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
        enter |= form.enter;
    }
    if let Some(place) = removed {
        draft.steps.remove(place);
    }
    enter
}

/// The ways to add steps.
fn step_buttons(ui: &mut Ui, state: &mut State, measure: Measure<'_>, draft: &mut TargetDraft) {
    let unit = measure.kpi.unit;
    ui.horizontal_wrapped(|ui| {
        if link(ui, "Add a step").clicked() {
            state.focus = Some(Focus::Step(draft.steps.len()));
            draft.steps.push(StepDraft { serial: next(&mut state.serial), ..StepDraft::default() });
        }
        // From where the figures are now; before there are any, from the baseline.
        let newest = measure.entered.latest().map(|newest| (newest.date, newest.value.headline()));
        let begins = draft.begins(unit);
        let from = match (newest, begins) {
            (Some(newest), Some(begins)) if begins.0 > newest.0 => Some(begins),
            (newest, begins) => newest.or(begins),
        };
        let (Some(from), Some(goal), Some(day)) = (from, draft.goal(unit), draft.day()) else { return };
        let even = insight::even_steps(unit, from, (day, goal));
        if !even.is_empty() && link(ui, "Fill with even steps").clicked() {
            // Steps up to the newest figure are history: they stay.
            let past = |step: &StepDraft| words::parse_date(&step.date).is_ok_and(|date| date <= from.0);
            draft.steps.retain(past);
            draft.steps.extend(even.into_iter().map(|step: Step| StepDraft::of(step, &mut state.serial)));
        }
    });
}
