//! The organisation's own benchmarks of the opened measure: figures to compare with, each with its source, its date and
//! how it differs.

use egui::{Id, Role, Ui, WidgetInfo};

use super::benchmark_draft::BenchmarkDraft;
use super::draft::next;
use super::fields::{Form, Seek, columns, label};
use super::opened::Measure;
use super::reading::mind;
use super::{Focus, State};
use crate::content::Unit;
use crate::edit::Edit;
use crate::project::{Benchmark, BenchmarkId};
use crate::ui::Outbox;
use crate::ui::theme::space;
use crate::ui::view::new_benchmark_id;
use crate::ui::widgets::{self, body, caption, link, secondary, strong};

/// Draws them, with the ways to add and correct them.
pub(super) fn own(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, kpi, entered, .. } = measure;
    // A benchmark whose correction is open may be gone: by undo, or from the list.
    let there = |id: &BenchmarkId| entered.benchmarks.iter().any(|one| one.id == *id);
    state.benchmarks.retain(|(of, id), _| *of != kpi.id || id.as_ref().is_none_or(there));
    strong(ui, "Your own benchmarks");
    if entered.benchmarks.is_empty() {
        caption(ui, "A figure of your sector, of a neighbour, of an earlier survey: with its source and date.");
    }
    for one in &entered.benchmarks {
        let key = (kpi.id.clone(), Some(one.id));
        match state.benchmarks.remove(&key) {
            Some(draft) if !view.read_only => form(ui, state, measure, Some(one), draft, out),
            _ => line(ui, state, measure, one.id, out),
        }
    }
    if view.read_only {
        return;
    }
    if let Some(draft) = state.benchmarks.remove(&(kpi.id.clone(), None)) {
        form(ui, state, measure, None, draft, out);
        return;
    }
    let button = secondary(ui, "Add a benchmark");
    if state.takes_focus(Focus::BenchmarkButton) {
        button.request_focus();
    }
    if button.clicked() {
        let draft = BenchmarkDraft { serial: next(&mut state.serial), ..BenchmarkDraft::default() };
        state.benchmarks.insert((kpi.id.clone(), None), draft);
        state.focus = Some(Focus::Benchmark);
    }
}

/// A benchmark with what to mind of it, and what can be done with it.
fn line(ui: &mut Ui, state: &mut State, measure: Measure<'_>, id: BenchmarkId, out: &mut Outbox) {
    let Measure { view, kpi, entered, opened, .. } = measure;
    let (Some(shown), Some(one)) =
        (opened.same.iter().find(|one| one.own == Some(id)), entered.benchmarks.iter().find(|one| one.id == id))
    else {
        return;
    };
    ui.add_space(space::XS);
    widgets::measure(ui, |ui| {
        body(ui, &format!("{} – {}", shown.figure, shown.label));
        caption(ui, &shown.source);
        if !shown.definition.is_empty() {
            caption(ui, &shown.definition);
        }
        if let Some(caution) = &shown.caution {
            mind(ui, caution);
        }
    });
    if view.read_only {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let named = |ui: &mut Ui, verb: &str| {
            let button = link(ui, verb);
            let name = format!("{verb} the benchmark {}", shown.label);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            button.clicked()
        };
        if named(ui, "Edit") {
            let draft = BenchmarkDraft::of(one, next(&mut state.serial));
            state.benchmarks.insert((kpi.id.clone(), Some(id)), draft);
            state.focus = Some(Focus::Benchmark);
        }
        if named(ui, "Remove") {
            state.focus = Some(Focus::BenchmarkButton);
            out.edit(Edit::RemoveBenchmark { kpi: kpi.id.clone(), id });
        }
    });
}

/// The form for a new benchmark or a correction.
fn form(
    ui: &mut Ui,
    state: &mut State,
    measure: Measure<'_>,
    old: Option<&Benchmark>,
    mut draft: BenchmarkDraft,
    out: &mut Outbox,
) {
    let Measure { view, kpi, .. } = measure;
    let unit = if kpi.unit == Unit::Groups { Unit::Percent } else { kpi.unit };
    ui.add_space(space::XS);
    strong(ui, &old.map_or_else(|| "A new benchmark".to_owned(), |old| format!("Correct “{}”", old.label.trim())));
    let faults = draft.faults(unit);
    let wrong = faults.label.is_some() || faults.value.is_some() || faults.date.is_some();
    let focus = state.takes_focus(Focus::Benchmark);
    let base = Id::unique(("benchmark", &kpi.id, draft.serial));
    let mut form = Form::new(base, draft.tried, Seek::new(focus).among(wrong));
    let figure = if kpi.unit == Unit::Groups {
        format!("{} share, percent", view.preferences.third_group.label())
    } else {
        label("Figure", unit)
    };
    let whose = ("label", "Whose figure", "Such as “Sector average”");
    form.line(ui, whose, &mut draft.label, faults.label.as_deref());
    columns(ui, 2, |ui, place| match place {
        0 => form.value(ui, ("value", &figure, unit), &mut draft.value, faults.value.as_deref()),
        _ => drop(form.line(ui, ("date", "Date", "Such as 31/3/2026"), &mut draft.date, faults.date.as_deref())),
    });
    form.line(ui, ("definition", "What it counts (optional)", "So many out of whom"), &mut draft.definition, None);
    columns(ui, 2, |ui, place| match place {
        0 => drop(form.line(ui, ("population", "Who is counted (optional)", ""), &mut draft.population, None)),
        _ => drop(form.line(ui, ("source", "Source (optional)", "Who published it, where"), &mut draft.source, None)),
    });
    let differs = ("caution", "How it differs from this measure", "Leave empty where it counts the same thing");
    form.line(ui, differs, &mut draft.caution, None);
    caption(ui, "Where it counts otherwise or counts other people, it is drawn with these words beside it.");
    let (mut save, mut cancel) = (form.enter, false);
    ui.horizontal_wrapped(|ui| {
        save |= secondary(ui, if old.is_some() { "Save the correction" } else { "Save the benchmark" }).clicked();
        cancel = link(ui, "Cancel").clicked();
    });
    let key = (kpi.id.clone(), old.map(|old| old.id));
    if save {
        draft.tried = true;
        let Ok(read) = draft.read(unit, old.map_or_else(new_benchmark_id, |old| old.id)) else {
            state.focus = Some(Focus::Benchmark);
            state.benchmarks.insert(key, draft);
            return;
        };
        push(measure, old, read, out);
    } else if !cancel {
        state.benchmarks.insert(key, draft);
        return;
    }
    state.focus = Some(Focus::BenchmarkButton);
}

/// Asks for a new benchmark, or for a correction where something changed.
fn push(measure: Measure<'_>, old: Option<&Benchmark>, mut read: Benchmark, out: &mut Outbox) {
    let kpi = measure.kpi.id.clone();
    match old {
        None => out.edit(Edit::AddBenchmark { kpi, benchmark: read }),
        Some(old) => {
            read.changed = old.changed;
            if read != *old {
                out.edit(Edit::ChangeBenchmark { kpi, benchmark: read });
            }
        }
    }
}
