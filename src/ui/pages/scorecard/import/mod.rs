//! Taking figures from a spreadsheet: where it comes from, how it is set out, which figures will be taken in, and what
//! was. Nothing in the scorecard is changed before that has been seen, and no figure that stands there is overwritten.

mod rows;
mod set_out;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{KeyboardShortcut, Modifiers, Role, Ui, WidgetInfo};

use crate::app::{Command, SheetFor};
use crate::content::KpiId;
use crate::import::{FigureReading, FigureRow, Sheet, Understood};
use crate::project::MeasurementId;
use crate::ui::pages::from_sheet::{Cursor, Source};
use crate::ui::pages::{head, scrolling};
use crate::ui::theme::space;
use crate::ui::widgets::{body, card, link, primary, secondary};
use crate::ui::{Outbox, View};
use crate::words;

use self::rows::Part;

/// Why nothing can be taken in, where that is so.
const READ_ONLY: &str = "This file is open to read only, so no figures can be taken in.";

/// What is kept while figures are taken from a sheet.
#[derive(Debug, Default)]
pub struct State {
    /// The measure whose figures are asked for, if one is.
    of: Option<KpiId>,
    /// What was pasted.
    pasted: String,
    /// Why the last file or text was not read.
    error: Option<String>,
    /// The sheet that was read.
    taken: Option<Taken>,
    /// What is shown of it.
    step: Step,
    /// Whether that is not shown yet: what had the focus is gone.
    fresh: bool,
    /// Whether the user has left.
    closed: bool,
}

/// What is shown of a sheet.
#[derive(Debug, Default)]
enum Step {
    /// How it is set out.
    #[default]
    SetOut,
    /// What will be taken in.
    Rows,
    /// What was.
    Done(Done),
}

/// What was taken in.
#[derive(Debug)]
struct Done {
    /// One of the figures: while it stands in the project, they were not taken back.
    one: MeasurementId,
    /// How many, of each measure.
    counts: Vec<(KpiId, usize)>,
    /// Whether the project has them: the edit is made at the end of the frame.
    there: bool,
}

/// A sheet that was read.
#[derive(Debug)]
struct Taken {
    /// Its name.
    name: String,
    /// The sheet with its header, whether there is one or not.
    whole: Arc<Sheet>,
    /// The sheet as it is understood.
    sheet: Arc<Sheet>,
    /// How it is set out; `None` until it is first shown.
    how: Option<Understood>,
    /// What its figures are, at which revision of the project.
    reading: Option<(u64, FigureReading)>,
    /// The figures that are to be taken in, by their place.
    ticked: BTreeSet<usize>,
    /// Which figures are listed.
    part: Part,
    /// The row under the cursor.
    cursor: Cursor,
    /// What is typed as the date of the first figure.
    first: String,
    /// How many months later each of the others is, where the user said so.
    months: Option<u32>,
}

impl State {
    /// Begins with choosing a sheet: for the figures of one measure, or of all.
    pub fn open_for(kpi: Option<KpiId>) -> Self {
        Self { of: kpi, ..Self::default() }
    }

    /// Whether the user has left.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Takes a sheet, or says why there is none.
    pub fn take(&mut self, name: String, sheet: Result<Sheet, String>) {
        match sheet {
            Err(error) => {
                self.error = Some(error);
                self.taken = None;
            }
            Ok(sheet) => {
                let header = Understood::has_header(&sheet);
                let whole = Arc::new(sheet);
                let mut taken = Taken {
                    name,
                    sheet: Arc::clone(&whole),
                    whole,
                    how: None,
                    reading: None,
                    ticked: BTreeSet::new(),
                    part: Part::All,
                    cursor: Cursor::default(),
                    first: String::new(),
                    months: None,
                };
                taken.name_columns(header);
                self.taken = Some(taken);
                self.error = None;
                self.pasted.clear();
            }
        }
        self.go(Step::SetOut);
    }

    /// Goes on, or back.
    fn go(&mut self, step: Step) {
        self.step = step;
        self.fresh = true;
    }

    /// Takes a text that was pasted.
    fn paste(&mut self, text: &str) {
        let sheet = if Understood::is_column(text) { Sheet::from_column(text) } else { Sheet::from_text(text) };
        self.take("The pasted rows".to_owned(), sheet.map_err(|error| error.to_string()));
    }
}

impl Taken {
    /// Says whether the first row names the columns.
    fn name_columns(&mut self, header: bool) {
        let whole = &self.whole;
        self.sheet = if header { Arc::clone(whole) } else { Arc::new(Sheet::clone(whole).without_header()) };
        self.how = None;
        self.reading = None;
    }

    /// What its figures are beside those of the scorecard as it stands. What is new is ticked at first.
    fn settle(&mut self, view: &View<'_>, of: Option<&KpiId>) {
        let Self { sheet, how, reading, ticked, cursor, .. } = self;
        let how = how.get_or_insert_with(|| Understood::propose(sheet, of.cloned(), view.catalogue));
        if reading.as_ref().is_none_or(|(revision, _)| *revision != view.revision) {
            let read = crate::import::read_figures(sheet, how, view.project, view.catalogue);
            let proposed = read.rows.iter().enumerate().filter(|(_, row)| row.is_proposed());
            *ticked = proposed.map(|(place, _)| place).collect();
            cursor.at = 0;
            *reading = Some((view.revision, read));
        }
    }

    /// Ticks a figure, or takes its tick away; one that cannot be read has none.
    fn toggle(&mut self, place: usize, row: &FigureRow) {
        if row.draft().is_some() && !self.ticked.remove(&place) {
            self.ticked.insert(place);
        }
    }
}

/// Draws it in place of the scorecard.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    state.heed_undo(view);
    match (&mut state.taken, &state.step) {
        (None, _) => source(ui, view, state, out),
        (Some(_), Step::SetOut) => set_out::show(ui, view, state),
        (Some(_), Step::Rows) => rows::show(ui, view, state, out),
        (Some(_), Step::Done(_)) => done(ui, view, state, out),
    }
}

impl State {
    /// Goes back to the figures once those that were taken in were taken back.
    fn heed_undo(&mut self, view: &View<'_>) {
        let Step::Done(done) = &mut self.step else { return };
        let has = |kpi: &crate::project::Kpi| kpi.measurements.iter().any(|one| one.id == done.one);
        let there = view.project.kpis.values().any(|kpi| has(kpi));
        if done.there && !there {
            self.go(Step::Rows);
        } else {
            done.there = there;
        }
    }
}

/// The name of a measure.
fn name(view: &View<'_>, kpi: &KpiId) -> String {
    view.catalogue.kpi(kpi).map_or_else(|| kpi.to_string(), |kpi| kpi.name.clone())
}

/// The head, with the way back. Says whether that was taken.
fn top(ui: &mut Ui, title: &str, text: &str) -> bool {
    let mut closed = false;
    head(ui, title, text, |ui| closed = secondary(ui, "Back to the scorecard").clicked());
    closed
}

/// Where the figures come from.
fn source(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let mut read = None;
    scrolling(ui, "import figures", |ui| {
        let title = match &state.of {
            Some(kpi) => format!("Import figures: {}", name(view, kpi)),
            None => "Import figures".to_owned(),
        };
        state.closed |= top(ui, &title, "From a spreadsheet: a CSV file, or cells that you paste.");
        card(ui, |ui| {
            if view.read_only {
                body(ui, READ_ONLY);
                return;
            }
            let source = Source {
                about: "One row for each figure, one column for each measure, or the figures of one measure: with \
                        their dates, or without. You will see how it is understood and what will be taken in, before \
                        anything is. Figures that stand in the scorecard stay as they are.",
                paste: "Or paste cells from a spreadsheet",
                sheet_for: SheetFor::Figures,
                error: state.error.as_deref(),
            };
            read = source.show(ui, &mut state.pasted, out);
        });
    });
    if let Some(text) = read {
        state.paste(&text);
        ui.ctx().request_repaint();
    }
}

/// What was taken in.
fn done(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let Step::Done(done) = &state.step else { return };
    let total: usize = done.counts.iter().map(|(_, count)| count).sum();
    let keys = ui.ctx().format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, egui::Key::Z));
    let title = format!("{} taken in", words::count(total, "figure", "figures"));
    let text = format!("{keys} takes {} back.", if total == 1 { "it" } else { "them" });
    let mut again = false;
    let fresh = std::mem::take(&mut state.fresh);
    scrolling(ui, "figures taken in", |ui| {
        head(ui, &title, &text, |_| {});
        card(ui, |ui| {
            for (kpi, count) in &done.counts {
                ui.horizontal_wrapped(|ui| {
                    let measure = name(view, kpi);
                    body(ui, &format!("{measure}: {}", words::count(*count, "figure", "figures")));
                    let show = link(ui, "Show");
                    show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show {measure}")));
                    if show.clicked() {
                        out.command(Command::ShowKpi(kpi.clone()));
                    }
                });
            }
        });
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let back = primary(ui, "Back to the scorecard");
            if fresh {
                back.request_focus();
            }
            state.closed |= back.clicked();
            again = secondary(ui, "Import more").clicked();
        });
    });
    if again {
        *state = State::open_for(state.of.take());
    }
}
