//! The figures of the selected measure: the form that enters or corrects one, and the list of all.

use egui::{Align, Id, Key, Role, Ui, WidgetInfo};

use super::draft::{FigureDraft, FigureFaults, next};
use super::table::cell;
use super::{Focus, State};
use crate::content::{Group, KpiDefinition, KpiId, ThirdGroup, Unit};
use crate::edit::Edit;
use crate::insight;
use crate::project::{Kpi, Measurement, MeasurementId};
use crate::ui::theme::{TARGET, space};
use crate::ui::view::new_measurement_id;
use crate::ui::widgets::{
    Field, body, caption, card, entry, error_line, heading, link, pager, quiet, secondary, strong,
};
use crate::ui::{Outbox, View};
use crate::words;

/// How many measurements are shown at once.
const PAGE: usize = 10;

/// Below this width, in points, fields of a form stand below each other.
const STACKED: f32 = 440.0;

/// Draws the card.
pub(super) fn figures_card(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    definition: &KpiDefinition,
    entered: &Kpi,
    out: &mut Outbox,
) {
    let id = &definition.id;
    // A measurement whose correction is open may be gone: by undo, or from the list.
    let gone = |open: &MeasurementId| !entered.measurements.iter().any(|one| one.id == *open);
    if state.form.get(id).is_some_and(|open| open.as_ref().is_some_and(gone)) {
        state.form.remove(id);
    }
    card(ui, |ui| {
        heading(ui, &format!("Figures: {}", definition.name));
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
            _ if view.read_only => {}
            Some(measurement) => form(ui, view, state, definition, entered, measurement, out),
            None => {
                let button = secondary(ui, "Enter a figure");
                if state.takes_focus(Focus::FigureButton) {
                    button.request_focus();
                }
                if button.clicked() {
                    state.open_form = true;
                }
            }
        }
        measurements(ui, view, state, definition, entered, out);
    });
    ui.add_space(space::S);
}

/// The form for a new figure or a correction.
fn form(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    definition: &KpiDefinition,
    entered: &Kpi,
    measurement: Option<MeasurementId>,
    out: &mut Outbox,
) {
    let key = (definition.id.clone(), measurement);
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
    let faults = draft.faults(definition.unit);
    let enter = fields(ui, definition, view.preferences.third_group, &mut draft, &faults, focus);
    notices(ui, view, definition, entered, measurement, &draft);
    let (mut save, mut cancel) = (enter, false);
    ui.horizontal_wrapped(|ui| {
        save |= secondary(ui, if old.is_some() { "Save the correction" } else { "Save the figure" }).clicked();
        if !entered.measurements.is_empty() || !draft.is_empty() {
            cancel = link(ui, "Cancel").clicked();
        }
    });
    if save {
        draft.tried = true;
        let id = measurement.unwrap_or_else(new_measurement_id);
        if let Ok(mut read) = draft.read(definition.unit, id) {
            let kpi = definition.id.clone();
            match old {
                Some(old) => {
                    read.changed = old.changed;
                    if read != *old {
                        out.edit(Edit::ChangeMeasurement { kpi, measurement: read });
                    }
                }
                None => out.edit(Edit::AddMeasurement { kpi, measurement: read }),
            }
            close(state, &definition.id);
            return;
        }
        state.focus = Some(Focus::Figure);
    }
    if cancel {
        close(state, &definition.id);
        return;
    }
    state.figures.insert(key, draft);
}

/// Closes the form; the focus goes to the button that opens it again.
fn close(state: &mut State, kpi: &KpiId) {
    state.form.remove(kpi);
    state.focus = Some(Focus::FigureButton);
}

/// Draws the fields; gives whether Enter was pressed in one.
fn fields(
    ui: &mut Ui,
    definition: &KpiDefinition,
    third: ThirdGroup,
    draft: &mut FigureDraft,
    faults: &FigureFaults,
    focus: bool,
) -> bool {
    let base = Id::unique(("figure", &definition.id, draft.serial));
    let mut enter = false;
    // The first field that is wrong takes the focus, or else the first.
    let wrong = faults.date.is_some() || faults.base.is_some() || faults.values.iter().any(Option::is_some);
    let mut focus = focus;
    let tried = draft.tried;
    let mut line = |ui: &mut Ui, name: &str, label: &str, hint: &str, text: &mut String, fault: Option<&str>| {
        let id = base.with(name);
        // What is still being typed for the first time is not wrong yet.
        let typing = !tried && ui.memory(|memory| memory.has_focus(id));
        let typed = entry(ui, Field::new(id, label).hint(hint), text, fault.filter(|_| !typing));
        if let Some(changed) = typed.changed {
            *text = changed;
        }
        if focus && (fault.is_some() || !wrong) {
            focus = false;
            typed.response.request_focus();
            typed.response.scroll_to_me(Some(Align::Center));
        }
        enter |= typed.left && ui.input(|input| input.key_pressed(Key::Enter));
    };
    let FigureDraft { date, values, base: number, note, .. } = draft;
    let [first, second, third_value] = values;
    let [date_fault, base_fault] = [faults.date.as_deref(), faults.base.as_deref()];
    let [one, two, three] = [0, 1, 2].map(|place| faults.values.get(place).and_then(Option::as_deref));
    if definition.unit == Unit::Groups {
        columns(ui, 2, |ui, place| match place {
            0 => line(ui, "date", "Date", "Such as 31/3/2026", date, date_fault),
            _ => line(ui, "base", "How many people it rests on (optional)", "Such as 1,668", number, base_fault),
        });
        columns(ui, 3, |ui, place| {
            let (group, text, fault) = match place {
                0 => (Group::Professional, &mut *first, one),
                1 => (Group::Intermediate, &mut *second, two),
                _ => (Group::WorkingClass, &mut *third_value, three),
            };
            line(ui, group.id(), &format!("{}, percent", group.name(third)), "0 to 100", text, fault);
        });
    } else {
        let label = match definition.unit {
            Unit::OutOf(whole) => format!("Figure, out of {whole}"),
            _ => "Figure, percent".to_owned(),
        };
        let hint = match definition.unit {
            Unit::OutOf(whole) => format!("0 to {whole}"),
            _ => "0 to 100".to_owned(),
        };
        // A count of groups rests on no number of people.
        let count = if definition.unit == Unit::Percent { 3 } else { 2 };
        columns(ui, count, |ui, place| match place {
            0 => line(ui, "date", "Date", "Such as 31/3/2026", date, date_fault),
            1 => line(ui, "value", &label, &hint, first, one),
            _ => line(ui, "base", "People it rests on (optional)", "Such as 1,668", number, base_fault),
        });
    }
    line(ui, "note", "Note (optional)", "Where it comes from, what changed", note, None);
    if definition.unit == Unit::Groups {
        sum(ui, draft, faults);
    }
    enter
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
fn notices(
    ui: &mut Ui,
    view: &View<'_>,
    definition: &KpiDefinition,
    entered: &Kpi,
    measurement: Option<MeasurementId>,
    draft: &FigureDraft,
) {
    let Some(day) = draft.day() else { return };
    if day > view.today {
        caption(ui, "This date lies ahead. Save it if it is right; a figure to reach belongs to the target.");
    }
    let same = entered.measurements.iter().find(|one| one.date == day && Some(one.id) != measurement);
    if let Some(same) = same {
        let value = insight::value_words(definition.unit, same.value);
        caption(ui, &format!("There already is a figure of that date: {value}. Both are kept."));
    }
}

/// Draws parts beside each other, or below where there is little room.
pub(super) fn columns(ui: &mut Ui, count: usize, mut part: impl FnMut(&mut Ui, usize)) {
    if ui.available_width() < STACKED {
        for place in 0..count {
            part(ui, place);
        }
        return;
    }
    ui.columns(count, |uis| {
        for (place, ui) in uis.iter_mut().enumerate() {
            part(ui, place);
        }
    });
}

/// The measurements, newest first.
fn measurements(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    definition: &KpiDefinition,
    entered: &Kpi,
    out: &mut Outbox,
) {
    let total = entered.measurements.len();
    if total == 0 {
        return;
    }
    super::detail::rule(ui);
    let page = state.page.get(&definition.id).copied().unwrap_or_default().min((total - 1) / PAGE);
    ui.scope(|ui| {
        for one in entered.measurements.iter().rev().skip(page * PAGE).take(PAGE) {
            measurement(ui, view, state, definition, one, out);
        }
    });
    let page = pager(ui, total, PAGE, page, ["Newer figures", "Older figures"]);
    state.page.insert(definition.id.clone(), page);
}

/// One measurement with what can be done with it.
fn measurement(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    definition: &KpiDefinition,
    one: &Measurement,
    out: &mut Outbox,
) {
    let date = words::date(one.date);
    let value = insight::value_words(definition.unit, one.value);
    let base = match (one.base, definition.unit) {
        (Some(base), _) => format!("n = {}", words::whole(base.into())),
        (None, Unit::OutOf(_)) => String::new(),
        (None, _) => "Base not given".to_owned(),
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        cell(ui, 92.0, TARGET, false, |ui| drop(body(ui, &date)));
        let width = if definition.unit == Unit::Groups { 146.0 } else { 56.0 };
        cell(ui, width, TARGET, true, |ui| drop(strong(ui, &value)));
        cell(ui, 104.0, TARGET, false, |ui| drop(quiet(ui, &base)));
        if !view.read_only {
            let named = |ui: &mut Ui, verb: &str| {
                let button = link(ui, verb);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{verb} the figure of {date}")));
                button.clicked()
            };
            if named(ui, "Edit") {
                state.form.insert(definition.id.clone(), Some(one.id));
                state.focus = Some(Focus::Figure);
            }
            if named(ui, "Remove") {
                state.figures.remove(&(definition.id.clone(), Some(one.id)));
                state.focus = Some(Focus::FigureButton);
                out.edit(Edit::RemoveMeasurement { kpi: definition.id.clone(), id: one.id });
            }
        }
    });
    if !one.note.trim().is_empty() {
        caption(ui, one.note.trim());
    }
    ui.add_space(space::S);
}
