//! The scorecard: the six pillars with their measures side by side; and one measure by itself, with its trend, what it
//! says, its figures, its target and what it is compared with.
//!
//! What always holds: whatever is typed into a form is kept until it is saved or cancelled, whichever measure is looked
//! at; the measures of the landing are one stop of the Tab key; what is costly is worked out once for each state of the
//! project (`cards`, `opened`), and rows out of sight are not painted.

mod benchmark_draft;
mod benchmarks;
mod cards;
mod changes;
mod detail;
pub(super) mod draft;
pub(super) mod fields;
mod figure_draft;
mod figures;
mod foot;
mod history;
mod import;
mod landing;
mod layout;
pub mod map;
mod measure;
mod measure_draft;
mod moved;
mod next;
mod opened;
mod order;
mod others;
mod reading;
mod retired;
mod rows;
mod target;
mod target_draft;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::Ui;

use self::benchmark_draft::BenchmarkDraft;
use self::cards::Cards;
use self::figure_draft::FigureDraft;
use self::layout::Layout;
use self::measure_draft::MeasureDraft;
use self::opened::Opened;
use self::target_draft::TargetDraft;
use crate::content::{KpiId, Pillar};
use crate::import::Sheet;
use crate::insight::{self, AttentionKind, AxisStart, Digest};
use crate::project::{BenchmarkId, MeasurementId};
use crate::ui::{Outbox, View};

/// Why nothing can be changed, where that is so.
const READ_ONLY: &str = "This file is open to read only, so nothing can be changed here.";

/// What the page keeps between frames. Drafts of forms are kept for each measure, so that nothing typed is lost by
/// looking elsewhere.
#[derive(Debug, Default)]
pub struct State {
    /// The measure that is shown by itself; `None` shows the landing.
    open: Option<KpiId>,
    /// What the keys stand on in the landing.
    at: Option<Stop>,
    /// What was asked to be shown before the page is next drawn.
    wanted: Option<AttentionKind>,
    /// Which of its lists the landing shows.
    part: Part,
    /// Which page of the list of what moved is shown.
    moved: usize,
    /// The strategy map.
    map: map::State,
    /// Which pillars' offered measures are shown, where the user has said so.
    unfolded: BTreeMap<Pillar, bool>,
    /// What is shown on request.
    extras: BTreeSet<Extra>,
    /// Whether the landing shows the measures that are no longer followed, and which page of them.
    retired: Option<usize>,
    /// Whether what the keys stand on is to be brought into sight.
    scroll: bool,
    /// Whether the measure that is shown begins at its head.
    to_top: bool,
    /// Typed figures: new ones, and corrections of a measurement.
    figures: BTreeMap<(KpiId, Option<MeasurementId>), FigureDraft>,
    /// Which figure's form is open.
    form: BTreeMap<KpiId, Option<MeasurementId>>,
    /// Typed targets; a target's form is open while it is here.
    targets: BTreeMap<KpiId, TargetDraft>,
    /// Typed benchmarks: new ones, and corrections; a benchmark's form is open while it is here.
    benchmarks: BTreeMap<(KpiId, Option<BenchmarkId>), BenchmarkDraft>,
    /// A measure that is being described.
    measure: Option<MeasureDraft>,
    /// A new measure whose form was left without saving or cancelling it.
    unfinished: Option<MeasureDraft>,
    /// Which page of the list of measurements is shown.
    page: BTreeMap<KpiId, usize>,
    /// Whether the changes of the measure are shown, and which page of them.
    changes: Option<usize>,
    /// Where the vertical axis of the trend begins.
    axis: AxisStart,
    /// What takes the focus when it is next drawn.
    focus: Option<Focus>,
    /// Whether a text field had the focus at the end of the last frame: then Escape only leaves it.
    typing: bool,
    /// What was done last and can be taken back, until something else is done.
    said: Option<Said>,
    /// Numbers for drafts and rows, each used once.
    serial: u64,
    /// Taking figures from a sheet, in place of the page.
    import: Option<Box<import::State>>,
    /// The landing as last worked out, and where its parts stand.
    cards: Option<Arc<Cards>>,
    layout: Option<Arc<Layout>>,
    /// The opened measure as last worked out.
    opened: Option<Arc<Opened>>,
}

/// The lists of the landing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The measures.
    #[default]
    Measures,
    /// What is suggested next.
    Next,
    /// Whether the figures moved.
    Moved,
    /// What leads to what.
    Map,
}

impl Part {
    /// All, with their names.
    const ALL: [(Self, &'static str); 4] = [
        (Self::Measures, "Measures"),
        (Self::Next, "Suggested next"),
        (Self::Moved, "Did it move?"),
        (Self::Map, "Strategy map"),
    ];
}

/// What was done last.
#[derive(Debug)]
struct Said {
    words: String,
    /// The revision of the project after it; `None` in the frame in which it is asked for.
    after: Option<u64>,
}

/// What is shown on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extra {
    /// How the landing's measures are put in another order.
    Order,
    /// The sets that a target can match.
    Matches,
    /// All benchmark sets, where there are many.
    Sets,
}

/// What the keys stand on in the landing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stop {
    /// A measure.
    Kpi(KpiId),
    /// The line that shows and hides a pillar's offered measures.
    Fold(Pillar),
}

/// What takes the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    /// The landing's measures.
    List,
    /// The way back from a measure.
    Back,
    /// The first field of the figure's form.
    Figure,
    /// The button that opens the figure's form.
    FigureButton,
    /// The first field of the target's form.
    Target,
    /// The date of the target's form.
    TargetDate,
    /// A step of the target's form, by its place.
    Step(usize),
    /// The button that opens the target's form.
    TargetButton,
    /// The first field of the benchmark's form.
    Benchmark,
    /// The button that opens the form of a new benchmark.
    BenchmarkButton,
    /// The button that opens the measure's form.
    MeasureButton,
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

    /// Shows a measure by itself.
    pub fn show_kpi(&mut self, id: KpiId) {
        self.import = None;
        self.part = Part::Measures;
        self.wanted = None;
        self.to_top = true;
        self.changes = None;
        self.extras.retain(|extra| *extra == Extra::Order);
        self.at = Some(Stop::Kpi(id.clone()));
        self.open = Some(id);
    }

    /// Shows the first measure that needs this kind of attention.
    pub fn show_attention(&mut self, kind: AttentionKind) {
        self.import = None;
        self.wanted = Some(kind);
    }

    /// Shows one of the landing's lists.
    pub fn show_part(&mut self, part: Part) {
        self.import = None;
        self.part = part;
        self.open = None;
        self.wanted = None;
    }

    /// Shows the strategy map, of one pillar where one is named.
    pub fn show_map(&mut self, pillar: Option<Pillar>) {
        self.show_part(Part::Map);
        if let Some(pillar) = pillar {
            self.map.show_pillar(pillar);
        }
    }

    /// Goes back to the landing, to the measure that was shown.
    fn close(&mut self) {
        self.open = None;
        self.scroll = true;
        self.focus = Some(Focus::List);
    }

    /// Shows the form for a new figure of the measure that is shown, or selected in the landing, or else of the first.
    pub fn add_figure_here(&mut self, digest: &Digest) {
        let selected = match &self.at {
            Some(Stop::Kpi(id)) => Some(id),
            Some(Stop::Fold(_)) | None => None,
        };
        let id = self.open.as_ref().or(selected).filter(|id| digest.kpi(id).is_some());
        if let Some(id) = id.or_else(|| digest.kpis.first().map(|kpi| &kpi.id)).cloned() {
            self.add_figure(id);
        }
    }

    /// Shows a measure with the form for a new figure.
    fn add_figure(&mut self, id: KpiId) {
        if self.open.as_ref() != Some(&id) {
            self.show_kpi(id.clone());
        }
        self.import = None;
        self.form.insert(id, None);
        self.focus = Some(Focus::Figure);
    }

    /// Whether something is shown on request.
    fn shows(&self, extra: Extra) -> bool {
        self.extras.contains(&extra)
    }

    /// Shows it, or shows it no longer.
    fn toggle(&mut self, extra: Extra) {
        if !self.extras.remove(&extra) {
            self.extras.insert(extra);
        }
    }

    /// Takes the focus that was kept for a part of the page.
    fn takes_focus(&mut self, part: Focus) -> bool {
        self.focus.take_if(|focus| *focus == part).is_some()
    }

    /// Says what was done, until something else is.
    fn say(&mut self, words: String) {
        self.said = Some(Said { words, after: None });
    }

    /// Brings what is shown in line with the project.
    fn settle(&mut self, view: &View<'_>) {
        let digest: &Digest = view.digest;
        if let Some(kind) = self.wanted.take() {
            let concerned = digest.kpis.iter().find(|kpi| insight::kpi_needs(kind, kpi, &digest.acted_on));
            if let Some(kpi) = concerned {
                self.show_kpi(kpi.id.clone());
            }
        }
        if let Some(said) = &mut self.said
            && *said.after.get_or_insert(view.revision) != view.revision
        {
            self.said = None;
        }
        if self.open.as_ref().is_some_and(|id| digest.kpi(id).is_none()) {
            // It was the organisation's own, and was removed or undone.
            self.open = None;
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
    state.settle(view);
    match state.open.as_ref().and_then(|id| view.digest.kpi(id)) {
        Some(kpi) => detail::show(ui, view, state, kpi, out),
        None => landing::show(ui, view, state, out),
    }
    measure::dialog(ui, view, state, out);
    // Asking where the focus is takes it away in the frame of a click elsewhere; the next frame tells as well.
    if !ui.input(|input| input.pointer.any_click()) {
        state.typing = ui.ctx().text_edit_focused();
    }
}
