//! The scorecard: every measure in a table, and for the selected one its chart, what it says, its figures, its target.

mod detail;
mod draft;
mod figures;
mod import;
mod moved;
mod next;
mod table;
mod target;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use egui::Ui;

use self::draft::{FigureDraft, TargetDraft};
use super::{head, scrolling};
use crate::chart::Chart;
use crate::content::{KpiId, ThirdGroup};
use crate::import::Sheet;
use crate::insight::{self, AttentionKind, Digest, KpiView};
use crate::project::{Kpi, MeasurementId};
use crate::ui::theme::space;
use crate::ui::widgets::{body, card, primary_enabled, segments, wash};
use crate::ui::{Outbox, View};

/// From this width on, in points, what is read stands beside what is drawn and entered.
const BESIDE: f32 = 860.0;

/// What the page keeps between frames. Drafts of forms are kept for each measure, so that nothing typed is lost by
/// looking elsewhere.
#[derive(Debug, Default)]
pub struct State {
    /// The selected measure; the first where it is none of the loaded ones.
    selected: Option<KpiId>,
    /// What was asked to be shown before the page is next drawn.
    wanted: Option<AttentionKind>,
    /// Typed figures: new ones, and corrections of a measurement.
    figures: BTreeMap<(KpiId, Option<MeasurementId>), FigureDraft>,
    /// Which figure's form is open.
    form: BTreeMap<KpiId, Option<MeasurementId>>,
    /// Typed targets; a target's form is open while it is here.
    targets: BTreeMap<KpiId, TargetDraft>,
    /// Which page of the list of measurements is shown.
    page: BTreeMap<KpiId, usize>,
    /// Whether the form for a new figure is to be opened and given the focus.
    open_form: bool,
    /// What takes the focus when it is next drawn.
    focus: Option<Focus>,
    /// Numbers for drafts and rows, each used once.
    serial: u64,
    /// The chart as last computed.
    chart: Option<Kept>,
    /// Taking figures from a sheet, in place of the page.
    import: Option<Box<import::State>>,
    /// Which of its lists the page shows.
    part: Part,
    /// Which page of the list of what moved is shown.
    moved: usize,
}

/// The lists of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The measures.
    #[default]
    Measures,
    /// What is suggested next.
    Next,
    /// Whether the figures moved.
    Moved,
}

impl Part {
    /// All, with their names.
    const ALL: [(Self, &'static str); 3] =
        [(Self::Measures, "Measures"), (Self::Next, "Suggested next"), (Self::Moved, "Did it move?")];
}

/// What takes the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    /// The first field of the figure's form.
    Figure,
    /// The button that opens the figure's form.
    FigureButton,
    /// The first field of the target's form.
    Target,
    /// A step of the target's form, by its place.
    Step(usize),
    /// The button that opens the target's form.
    TargetButton,
}

/// The chart of a measure at a revision of the project.
#[derive(Debug)]
struct Kept {
    key: (u64, KpiId, ThirdGroup),
    chart: Option<Chart>,
}

impl State {
    /// Shows how figures are taken from a sheet: of one measure, or of all.
    pub fn import(&mut self, kpi: Option<KpiId>) {
        self.import = Some(Box::new(import::State::open_for(kpi)));
    }

    /// Shows a sheet to take figures from, or why it was not read.
    pub fn show_sheet(&mut self, name: String, sheet: Result<Sheet, String>) {
        self.import.get_or_insert_default().take(name, sheet);
    }

    /// Selects a measure.
    pub fn show_kpi(&mut self, id: KpiId) {
        self.import = None;
        self.part = Part::Measures;
        self.selected = Some(id);
        self.wanted = None;
    }

    /// Selects the first measure that needs this kind of attention.
    pub fn show_attention(&mut self, kind: AttentionKind) {
        self.import = None;
        self.part = Part::Measures;
        self.wanted = Some(kind);
    }

    /// Shows one of the page's lists.
    pub fn show_part(&mut self, part: Part) {
        self.import = None;
        self.part = part;
    }

    /// Takes the focus that was kept for a part of the page.
    fn takes_focus(&mut self, part: Focus) -> bool {
        self.focus.take_if(|focus| *focus == part).is_some()
    }

    /// Makes sure that a loaded measure is selected.
    fn settle(&mut self, digest: &Digest) {
        let kpis = digest.kpis.as_slice();
        if let Some(kind) = self.wanted.take() {
            let concerned = kpis.iter().find(|kpi| insight::kpi_needs(kind, kpi, &digest.acted_on));
            self.selected = concerned.map(|kpi| kpi.id.clone()).or_else(|| self.selected.take());
        }
        if !kpis.iter().any(|kpi| Some(&kpi.id) == self.selected.as_ref()) {
            self.selected = kpis.first().map(|kpi| kpi.id.clone());
        }
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    if let Some(import) = &mut state.import {
        import::show(ui, view, import, out);
        if import.is_closed() {
            state.import = None;
            ui.ctx().request_repaint();
        }
        return;
    }
    state.settle(view.digest);
    scrolling(ui, "scorecard", |ui| {
        let finding = insight::scorecard_finding(view.digest);
        let any = !view.digest.kpis.is_empty();
        head(ui, &finding.title, &finding.detail, |ui| {
            if any && primary_enabled(ui, "Add a figure", !view.read_only).clicked() {
                state.open_form = true;
            }
        });
        if view.read_only {
            wash(ui, |ui| body(ui, "This file is open to read only, so figures and targets cannot be changed here."));
            ui.add_space(space::S);
        }
        if !any {
            card(ui, |ui| {
                body(ui, "The loaded packs hold no scorecard. Go back to the built-in packs in the preferences.")
            });
            return;
        }
        if let Some(part) = segments(ui, "What the scorecard shows", Some(&state.part), &Part::ALL) {
            state.part = part;
        }
        ui.add_space(space::S);
        match state.part {
            Part::Measures => {}
            Part::Next => return next::show(ui, view, out),
            Part::Moved => return moved::show(ui, view, &mut state.moved, out),
        }
        if let Some(chosen) = table::table(ui, view, state) {
            state.selected = Some(chosen);
        }
        ui.add_space(space::S);
        if let Some(kpi) = view.digest.kpis.iter().find(|kpi| Some(&kpi.id) == state.selected.as_ref()) {
            selected(ui, view, state, kpi, out);
        }
    });
}

/// Everything about the selected measure.
fn selected(ui: &mut Ui, view: &View<'_>, state: &mut State, kpi: &KpiView, out: &mut Outbox) {
    let Some(definition) = view.catalogue.kpi(&kpi.id) else {
        return;
    };
    if std::mem::take(&mut state.open_form) && !view.read_only {
        state.form.insert(kpi.id.clone(), None);
        state.focus = Some(Focus::Figure);
    }
    let none = Kpi::default();
    let entered = view.project.kpis.get(&kpi.id).map_or(&none, AsRef::as_ref);
    let width = ui.available_width();
    if width < BESIDE {
        detail::chart_card(ui, view, state, (definition, kpi, entered), out);
        figures::figures_card(ui, view, state, definition, entered, out);
        target::target_card(ui, view, state, definition, entered, out);
        detail::reading_card(ui, view, definition, kpi, entered);
        detail::plan_card(ui, view, kpi, out);
        return;
    }
    let right = (width * 0.36).clamp(320.0, 420.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.set_width(width - right - space::L);
            detail::chart_card(ui, view, state, (definition, kpi, entered), out);
            figures::figures_card(ui, view, state, definition, entered, out);
            target::target_card(ui, view, state, definition, entered, out);
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.set_width(right);
            detail::reading_card(ui, view, definition, kpi, entered);
            detail::plan_card(ui, view, kpi, out);
        });
    });
}
