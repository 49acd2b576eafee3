//! The form that enters a figure of the opened measure, or corrects one.

use egui::{Id, Ui};

use super::draft::next;
use super::fields::{Form, Seek, columns, label};
use super::figure_draft::{FigureDraft, FigureFaults};
use super::opened::Measure;
use super::{Focus, State, history};
use crate::app::{Command, Export};
use crate::content::{Group, KpiId, ThirdGroup, Unit};
use crate::edit::Edit;
use crate::insight;
use crate::project::{Measurement, MeasurementId};
use crate::ui::Outbox;
use crate::ui::theme::space;
use crate::ui::view::new_measurement_id;
use crate::ui::widgets::{body, caption, card, error_line, heading, link, secondary, strong};
use crate::words;

/// How a date may be written.
const DATE: &str = "Such as 31/3/2026";

/// Draws the card.
pub(super) fn figures_card(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, kpi, entered, .. } = measure;
    let id = &kpi.id;
    // A measurement whose correction is open may be gone: by undo, or from the list.
    let gone = |open: &MeasurementId| !entered.measurements.iter().any(|one| one.id == *open);
    if state.form.get(id).is_some_and(|open| open.as_ref().is_some_and(gone)) {
        state.form.remove(id);
    }
    card(ui, |ui| {
        heading(ui, "Figures");
        if entered.measurements.is_empty() {
            let next_step = if view.read_only {
                "No figures have been entered."
            } else {
                "Enter a first figure: its date and its value are enough. You can correct it later."
            };
            body(ui, next_step);
        }
        let open = state.form.get(id).copied().or_else(|| entered.measurements.is_empty().then_some(None));
        match open {
            _ if view.read_only => sheets(ui, measure, out),
            Some(measurement) => form(ui, state, measure, measurement, out),
            None => {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = space::M;
                    let button = secondary(ui, "Enter a figure");
                    if state.takes_focus(Focus::FigureButton) {
                        button.request_focus();
                    }
                    if button.clicked() {
                        state.add_figure(id.clone());
                    }
                    sheets(ui, measure, out);
                });
            }
        }
        history::measurements(ui, state, measure, out);
    });
    ui.add_space(space::S);
}

/// How the figures of the measure come from a spreadsheet, and go to one.
fn sheets(ui: &mut Ui, Measure { view, kpi, entered, .. }: Measure<'_>, out: &mut Outbox) {
    if !view.read_only && link(ui, "Import figures…").clicked() {
        out.command(Command::ImportFigures(Some(kpi.id.clone())));
    }
    if !entered.measurements.is_empty() && link(ui, "Save figures as CSV…").clicked() {
        out.command(Command::Export(Export::Figures(Some(kpi.id.clone()))));
    }
}

/// The form for a new figure or a correction.
fn form(ui: &mut Ui, state: &mut State, measure: Measure<'_>, measurement: Option<MeasurementId>, out: &mut Outbox) {
    let Measure { view, kpi, entered, .. } = measure;
    let key = (kpi.id.clone(), measurement);
    let kept = state.figures.remove(&key);
    let old = measurement.and_then(|id| entered.measurements.iter().find(|one| one.id == id));
    let mut draft = kept.unwrap_or_else(|| {
        let serial = next(&mut state.serial);
        old.map_or_else(|| FigureDraft { serial, ..FigureDraft::default() }, |old| FigureDraft::of(old, serial))
    });
    ui.add_space(space::XS);
    strong(
        ui,
        &old.map_or_else(
            || "A new figure".to_owned(),
            |old| format!("Correct the figure of {}", words::date(old.date)),
        ),
    );
    // Where the last figure was removed, the form stands in for the button.
    let focus = state.takes_focus(Focus::Figure) || state.takes_focus(Focus::FigureButton);
    let faults = draft.faults(kpi.unit);
    let base = Id::unique(("figure", &kpi.id, draft.serial));
    let mut form = Form::new(base, draft.tried, Seek::new(focus).among(faults.any()));
    fields(ui, kpi.unit, view.preferences.third_group, &mut form, &mut draft, &faults);
    notices(ui, measure, measurement, &draft);
    let (mut save, mut cancel) = (form.enter, false);
    ui.horizontal_wrapped(|ui| {
        save |= secondary(ui, if old.is_some() { "Save the correction" } else { "Save the figure" }).clicked();
        if !entered.measurements.is_empty() || !draft.is_empty() {
            cancel = link(ui, "Cancel").clicked();
        }
    });
    if save {
        draft.tried = true;
        let id = measurement.unwrap_or_else(new_measurement_id);
        if let Ok(read) = draft.read(kpi.unit, id) {
            push(out, &kpi.id, old, read);
            close(state, &kpi.id);
            return;
        }
        state.focus = Some(Focus::Figure);
    }
    if cancel {
        close(state, &kpi.id);
        return;
    }
    state.figures.insert(key, draft);
}

/// Asks for a new figure, or for a correction where something changed. A figure that was corrected by hand was typed; one
/// of which only the note was written came in as before.
fn push(out: &mut Outbox, kpi: &KpiId, old: Option<&Measurement>, mut read: Measurement) {
    let kpi = kpi.clone();
    let Some(old) = old else {
        out.edit(Edit::AddMeasurement { kpi, measurement: read });
        return;
    };
    read.changed = old.changed;
    if (read.date, read.value, read.base, read.count) == (old.date, old.value, old.base, old.count) {
        read.source = old.source;
    }
    if read != *old {
        out.edit(Edit::ChangeMeasurement { kpi, measurement: read });
    }
}

/// Closes the form; the focus goes to the button that opens it again.
fn close(state: &mut State, kpi: &KpiId) {
    state.form.remove(kpi);
    state.focus = Some(Focus::FigureButton);
}

/// Draws the fields.
fn fields(ui: &mut Ui, unit: Unit, third: ThirdGroup, form: &mut Form, draft: &mut FigureDraft, faults: &FigureFaults) {
    let [date_fault, base_fault, counted_fault] = [&faults.date, &faults.base, &faults.counted].map(Option::as_deref);
    let [one, two, three] = [0, 1, 2].map(|place| faults.values.get(place).and_then(Option::as_deref));
    let rests = "People it rests on (optional)";
    let FigureDraft { date, values, base, counted, note, .. } = draft;
    let [first, second, third_value] = values;
    let before = first.clone();
    if unit == Unit::Groups {
        columns(ui, 2, |ui, place| match place {
            0 => drop(form.line(ui, ("date", "Date", DATE), date, date_fault)),
            _ => drop(form.line(ui, ("base", rests, "Such as 1,668"), base, base_fault)),
        });
        columns(ui, 3, |ui, place| {
            let (group, text, fault) = match place {
                0 => (Group::Professional, &mut *first, one),
                1 => (Group::Intermediate, &mut *second, two),
                _ => (Group::WorkingClass, &mut *third_value, three),
            };
            form.line(ui, (group.id(), &format!("{}, percent", group.name(third)), "0 to 100"), text, fault);
        });
    } else {
        let name = if unit == Unit::YesNo { "Is it so?".to_owned() } else { label("Figure", unit) };
        // A count of people, of groups or of pounds rests on no number of people.
        let based = matches!(unit, Unit::Gap | Unit::Index | Unit::Days);
        columns(ui, if based { 3 } else { 2 }, |ui, place| match place {
            0 => drop(form.line(ui, ("date", "Date", DATE), date, date_fault)),
            1 => form.value(ui, ("value", &name, unit), first, one),
            _ => drop(form.line(ui, ("base", rests, "Such as 1,668"), base, base_fault)),
        });
        if unit == Unit::Percent {
            columns(ui, 2, |ui, place| match place {
                0 => drop(form.line(
                    ui,
                    ("counted", "People it counts (optional)", "Such as 1,020"),
                    counted,
                    counted_fault,
                )),
                _ => drop(form.line(ui, ("base", rests, "Such as 1,668"), base, base_fault)),
            });
        }
    }
    form.line(ui, ("note", "Note (optional)", "Where it comes from, what changed"), note, None);
    match unit {
        Unit::Groups => sum(ui, draft, faults),
        Unit::Percent => worked_out(ui, form, draft, &before),
        Unit::OutOf(_) | Unit::Count | Unit::Pounds | Unit::Days | Unit::Index | Unit::YesNo | Unit::Gap => {}
    }
}

/// Works the percentage out of the people, unless it is being typed.
fn worked_out(ui: &mut Ui, form: &Form, draft: &mut FigureDraft, before: &str) {
    let [now, ..] = &draft.values;
    if now != before {
        draft.worked_out = false;
    }
    if !ui.memory(|memory| memory.has_focus(form.id("value"))) {
        let filled = draft.worked_out;
        draft.fill();
        if filled != draft.worked_out {
            ui.ctx().request_repaint();
        }
    }
    if draft.worked_out {
        caption(ui, &format!("{} of {} make the percentage.", draft.counted.trim(), draft.base.trim()));
    } else {
        caption(ui, "In place of the percentage you can write how many people of how many.");
    }
}

/// What the three shares add up to, as they are typed.
fn sum(ui: &mut Ui, draft: &FigureDraft, faults: &FigureFaults) {
    match (draft.sum(), &faults.sum) {
        (Some(sum), Some(fault)) => error_line(ui, &format!("Together {}%. {fault}", words::decimal(sum))),
        (Some(sum), None) => drop(caption(ui, &format!("Together {}%.", words::decimal(sum)))),
        (None, _) => drop(caption(ui, "The three add up to 100%.")),
    }
}

/// What is unusual about a figure, though it may be right.
fn notices(ui: &mut Ui, measure: Measure<'_>, measurement: Option<MeasurementId>, draft: &FigureDraft) {
    let Some(day) = draft.day() else { return };
    if day > measure.view.today {
        caption(ui, "This date lies ahead. Save it if it is right; a figure to reach belongs to the target.");
    }
    let same = measure.entered.measurements.iter().find(|one| one.date == day && Some(one.id) != measurement);
    if let Some(same) = same {
        let value = insight::value_words(measure.kpi.unit, same.value);
        caption(ui, &format!("There already is a figure of that date: {value}. Both are kept."));
    }
}
