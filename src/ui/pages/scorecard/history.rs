//! The figures of the opened measure, newest first: what each rests on, how it came in, what was noted.

use egui::{Align, Layout, Role, Ui, WidgetInfo, vec2};

use super::opened::Measure;
use super::reading::rule;
use super::{Focus, State};
use crate::content::Unit;
use crate::edit::Edit;
use crate::insight;
use crate::project::{FigureSource, Measurement};
use crate::ui::Outbox;
use crate::ui::theme::{TARGET, space};
use crate::ui::widgets::{body, caption, link, pager, quiet, strong};
use crate::words;

/// How many measurements are shown at once.
const PAGE: usize = 10;

/// The measurements.
pub(super) fn measurements(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let id = &measure.kpi.id;
    let total = measure.entered.measurements.len();
    if total == 0 {
        return;
    }
    rule(ui);
    let page = state.page.get(id).copied().unwrap_or_default().min((total - 1) / PAGE);
    ui.scope(|ui| {
        for one in measure.entered.measurements.iter().rev().skip(page * PAGE).take(PAGE) {
            measurement(ui, state, measure, one, out);
        }
    });
    let page = pager(ui, total, PAGE, page, ["Newer figures", "Older figures"]);
    state.page.insert(id.clone(), page);
}

/// One measurement with what can be done with it.
fn measurement(ui: &mut Ui, state: &mut State, measure: Measure<'_>, one: &Measurement, out: &mut Outbox) {
    let unit = measure.kpi.unit;
    let date = words::date(one.date);
    let value = insight::value_words(unit, one.value);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        cell(ui, 92.0, false, |ui| drop(body(ui, &date)));
        let width = match unit {
            Unit::Groups => 146.0,
            Unit::Pounds | Unit::Days | Unit::Count => 104.0,
            Unit::Percent | Unit::OutOf(_) | Unit::Index | Unit::YesNo | Unit::Gap => 64.0,
        };
        cell(ui, width, true, |ui| drop(strong(ui, &value)));
        cell(ui, 132.0, false, |ui| drop(quiet(ui, &base(unit, one))));
        if !measure.view.read_only {
            let named = |ui: &mut Ui, verb: &str| {
                let button = link(ui, verb);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{verb} the figure of {date}")));
                button.clicked()
            };
            let kpi = &measure.kpi.id;
            if named(ui, "Edit") {
                state.form.insert(kpi.clone(), Some(one.id));
                state.focus = Some(Focus::Figure);
            }
            if named(ui, "Remove") {
                state.figures.remove(&(kpi.clone(), Some(one.id)));
                state.focus = Some(Focus::FigureButton);
                out.edit(Edit::RemoveMeasurement { kpi: kpi.clone(), id: one.id });
            }
        }
    });
    // How it came in is said where it was not typed.
    let source = (one.source != FigureSource::Typed).then(|| one.source.name());
    let note = Some(one.note.trim()).filter(|note| !note.is_empty());
    let below: Vec<&str> = source.into_iter().chain(note).collect();
    if !below.is_empty() {
        caption(ui, &below.join(" · "));
    }
    ui.add_space(space::S);
}

/// What a figure rests on.
fn base(unit: Unit, one: &Measurement) -> String {
    let whole = |number: u32| words::whole(number.into());
    match (one.count, one.base) {
        (Some(count), Some(base)) => format!("{} of {}", whole(count), whole(base)),
        (_, Some(base)) => format!("n = {}", whole(base)),
        (_, None) if unit.is_share() => "Base not given".to_owned(),
        (_, None) => String::new(),
    }
}

/// A cell of this width; numbers stand at its right.
fn cell(ui: &mut Ui, width: f32, right: bool, add: impl FnOnce(&mut Ui)) {
    let layout = if right { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
    ui.allocate_ui_with_layout(vec2(width, TARGET), layout, |ui| {
        ui.set_width(width);
        ui.set_min_height(TARGET);
        add(ui);
    });
}
