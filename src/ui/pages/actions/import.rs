//! Taking actions from a spreadsheet: where the rows come from, which column is what, and what will be added. Nothing in
//! the plan is changed before that has been seen, and nothing that stands there is overwritten.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Ui;

use super::state::{Next, State};
use super::{READ_ONLY, in_card, margin};
use crate::app::SheetFor;
use crate::edit::Edit;
use crate::import::{Draft, Matching, PlanField, Reading, RowKind, RowOutcome, Sheet, read_actions};
use crate::project::Rating;
use crate::ui::pages::from_sheet::{Cursor, Look, Source, columns, left_out, rows, skipped, unreadable};
use crate::ui::pages::{NARROW, filling, head, scrolling};
use crate::ui::theme::space;
use crate::ui::view::new_action_id;
use crate::ui::widgets::{body, card, error_line, primary_enabled, secondary, segments};
use crate::ui::{Outbox, View};
use crate::words;

/// What is kept while actions are taken from a sheet.
#[derive(Debug, Default)]
pub struct Importing {
    /// What was pasted.
    pasted: String,
    /// Why the last file or text was not read.
    error: Option<String>,
    /// The sheet that was read.
    taken: Option<Taken>,
    /// Whether its rows are shown; otherwise its columns.
    rows: bool,
}

/// A sheet that was read.
#[derive(Debug)]
struct Taken {
    /// Its name.
    name: String,
    sheet: Arc<Sheet>,
    matching: Matching<PlanField>,
    /// What its rows are, at which revision of the project, for this matching.
    reading: Option<(u64, Reading)>,
    /// The lines that are to be added.
    ticked: BTreeSet<u64>,
    /// Which rows are listed.
    part: Part,
    /// The row under the cursor.
    cursor: Cursor,
}

/// Which rows are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    All,
    New,
    There,
    Faulty,
}

impl Part {
    fn holds(self, row: &RowOutcome) -> bool {
        match (self, &row.kind) {
            (Self::All, _)
            | (Self::New, RowKind::New(_))
            | (Self::There, RowKind::AlreadyThere { .. })
            | (Self::Faulty, RowKind::Faulty(_)) => true,
            (Self::New | Self::There | Self::Faulty, _) => false,
        }
    }
}

impl Importing {
    /// Takes a sheet, or says why there is none.
    pub(super) fn take(&mut self, name: String, sheet: Result<Sheet, String>) {
        match sheet {
            Err(error) => {
                self.error = Some(error);
                self.taken = None;
            }
            Ok(sheet) => {
                let matching = Matching::propose(&sheet);
                let sheet = Arc::new(sheet);
                let (part, ticked) = (Part::All, BTreeSet::new());
                let cursor = Cursor::default();
                self.taken = Some(Taken { name, sheet, matching, reading: None, ticked, part, cursor });
                self.error = None;
                self.rows = false;
                self.pasted.clear();
            }
        }
    }
}

impl Taken {
    /// What its rows are beside the plan as it stands. What is new is ticked at first.
    fn settle(&mut self, view: &View<'_>) {
        if self.reading.as_ref().is_some_and(|(revision, _)| *revision == view.revision) {
            return;
        }
        let reading = read_actions(&self.sheet, &self.matching, &view.project.actions, view.catalogue);
        let new = reading.rows.iter().filter(|row| matches!(row.kind, RowKind::New(_)));
        self.ticked = new.map(|row| row.line).collect();
        self.cursor.at = 0;
        self.reading = Some((view.revision, reading));
    }

    /// Ticks a row, or takes its tick away; one that cannot be read has none.
    fn toggle(&mut self, row: &RowOutcome) {
        if draft(row).is_some() && !self.ticked.remove(&row.line) {
            self.ticked.insert(row.line);
        }
    }
}

/// Draws it in place of the plan.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, importing: &mut Importing, out: &mut Outbox) {
    let Importing { pasted, error, taken, rows } = importing;
    let mut read = None;
    match taken {
        None => scrolling(ui, "import", |ui| {
            top(ui, state, "Import actions", "From a spreadsheet: a CSV file, or rows that you paste.");
            read = source(ui, view, pasted, error.as_deref(), out);
        }),
        Some(taken) if *rows => *rows = !outcome(ui, view, state, taken, out),
        Some(taken) => {
            let mut other = false;
            scrolling(ui, "import columns", |ui| {
                let width = words::count(taken.sheet.width(), "column", "columns");
                let lines = words::count(taken.sheet.rows.len(), "row", "rows");
                top(ui, state, "Which column is what?", &format!("{}: {lines}, {width}.", taken.name));
                card(ui, |ui| {
                    let Taken { sheet, matching, reading, .. } = taken;
                    if let Some((field, column)) = columns(ui, sheet, matching, &PlanField::ALL) {
                        matching.choose(field, column);
                        *reading = None;
                    }
                });
                left_out(ui, &taken.sheet, &taken.matching.not_taken(&taken.sheet, &[]));
                ui.add_space(space::M);
                ui.horizontal_wrapped(|ui| {
                    let ready = taken.matching.column(PlanField::Title).is_some();
                    if primary_enabled(ui, "See what will be added", ready).clicked() {
                        *rows = true;
                    }
                    other = secondary(ui, "Choose another file").clicked();
                    if !ready {
                        error_line(ui, "Choose the column that says what will be done.");
                    }
                });
            });
            if other {
                *importing = Importing::default();
                return;
            }
        }
    }
    if let Some(text) = read {
        importing.take("The pasted rows".to_owned(), Sheet::from_text(&text).map_err(|error| error.to_string()));
        ui.ctx().request_repaint();
    }
}

/// The head, with the way back.
fn top(ui: &mut Ui, state: &mut State, title: &str, text: &str) {
    head(ui, title, text, |ui| {
        if secondary(ui, "Back to the plan").clicked() {
            state.next = Some(Next::Plan);
        }
    });
}

/// Where the rows come from. Gives a text that was pasted.
fn source(ui: &mut Ui, view: &View<'_>, pasted: &mut String, error: Option<&str>, out: &mut Outbox) -> Option<String> {
    let source = Source {
        about: "The first row should name the columns. You will see which column is taken for what, and what will be \
                added, before anything is. Actions that stand in the plan stay as they are.",
        paste: "Or paste rows from a spreadsheet, with the column names",
        sheet_for: SheetFor::Actions,
        error,
    };
    let mut read = None;
    card(ui, |ui| {
        if view.read_only {
            body(ui, READ_ONLY);
        } else {
            read = source.show(ui, pasted, out);
        }
    });
    read
}

/// What will be added, what is there already and what cannot be read. Says whether the user went back to the columns.
fn outcome(ui: &mut Ui, view: &View<'_>, state: &mut State, taken: &mut Taken, out: &mut Outbox) -> bool {
    taken.settle(view);
    let Some((revision, reading)) = taken.reading.take() else { return false };
    let mut back = false;
    let narrow = ui.available_width() - margin(ui).sum().x < NARROW;
    if narrow {
        scrolling(ui, "import rows", |ui| {
            back = above_rows(ui, view, state, taken, &reading, out);
            card(ui, |ui| listed(ui, taken, &reading, false));
        });
    } else {
        filling(ui, |ui| {
            back = above_rows(ui, view, state, taken, &reading, out);
            let place = ui.available_rect_before_wrap();
            in_card(ui, place, |ui| listed(ui, taken, &reading, true));
        });
    }
    taken.reading = Some((revision, reading));
    back
}

/// How many rows are of each kind.
fn counts(reading: &Reading) -> [usize; 3] {
    let count = |part: Part| reading.rows.iter().filter(|row| part.holds(row)).count();
    [count(Part::New), count(Part::There), count(Part::Faulty)]
}

/// The head, the buttons, and which rows are listed. Says whether the user went back to the columns.
fn above_rows(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    taken: &mut Taken,
    reading: &Reading,
    out: &mut Outbox,
) -> bool {
    let [new, there, faulty] = counts(reading);
    let total = words::whole(reading.rows.len() as u64);
    let mut said: Vec<String> = skipped(there, "in the plan already").into_iter().chain(unreadable(faulty)).collect();
    if reading.blank > 0 {
        let are = if reading.blank == 1 { "is" } else { "are" };
        said.push(format!("{} {are} empty.", words::whole(reading.blank as u64)));
    }
    if said.is_empty() {
        said.push("Every row can be read, and none is in the plan yet.".to_owned());
    }
    let title = match new {
        0 => format!("None of {total} rows is new"),
        1 => format!("1 of {total} rows is a new action"),
        new => format!("{} of {total} rows are new actions", words::whole(new as u64)),
    };
    top(ui, state, &title, &said.join(" "));
    let mut back = false;
    ui.horizontal_wrapped(|ui| {
        let count = taken.ticked.len();
        let label = match count {
            0 => "Add nothing".to_owned(),
            count => format!("Add {}", words::count(count, "action", "actions")),
        };
        if primary_enabled(ui, &label, count > 0 && !view.read_only).clicked() {
            add(view, state, taken, reading, out);
        }
        back = secondary(ui, "Back to the columns").clicked();
    });
    let count = |name: &str, count: usize| format!("{name} {}", words::whole(count as u64));
    let names = [
        (Part::All, count("All", reading.rows.len())),
        (Part::New, count("New", new)),
        (Part::There, count("In the plan already", there)),
        (Part::Faulty, count("Cannot be read", faulty)),
    ];
    let options: Vec<(Part, &str)> = names.iter().map(|(part, name)| (*part, name.as_str())).collect();
    if let Some(part) = segments(ui, "Which rows", Some(&taken.part), &options) {
        (taken.part, taken.cursor.at) = (part, 0);
    }
    ui.add_space(space::XS);
    back
}

/// Adds the ticked rows in one step.
fn add(view: &View<'_>, state: &mut State, taken: &Taken, reading: &Reading, out: &mut Outbox) {
    let drafts = reading.rows.iter().filter(|row| taken.ticked.contains(&row.line)).filter_map(draft);
    let at = jiff::Timestamp::UNIX_EPOCH;
    let actions: Vec<_> = drafts.map(|draft| draft.clone().into_action(new_action_id(), at)).collect();
    if let Some(first) = actions.first().map(|action| action.id).filter(|_| !view.read_only) {
        state.next = Some(Next::Imported(first, actions.len()));
        out.edit(Edit::AddActions(actions));
    }
}

/// What a row says of an action; `None` where it cannot be read.
fn draft(row: &RowOutcome) -> Option<&Draft> {
    match &row.kind {
        RowKind::New(draft) | RowKind::AlreadyThere { draft, .. } => Some(draft),
        RowKind::Faulty(_) => None,
    }
}

/// The list of rows.
fn listed(ui: &mut Ui, taken: &mut Taken, reading: &Reading, scrolls: bool) {
    let listed: Vec<&RowOutcome> = reading.rows.iter().filter(|row| taken.part.holds(row)).collect();
    let Taken { cursor, ticked, .. } = taken;
    let look = |place: usize| {
        let row = listed.get(place);
        row.map(|row| look(row, ticked.contains(&row.line))).unwrap_or_default()
    };
    for row in rows(ui, listed.len(), cursor, scrolls, look) {
        if let Some(row) = listed.get(row) {
            taken.toggle(row);
        }
    }
}

/// What is said of a row.
fn look(row: &RowOutcome, ticked: bool) -> Look {
    let becomes = match (&row.kind, ticked) {
        (RowKind::Faulty(_), _) => (Rating::NotInPlace, "Cannot be read"),
        (RowKind::New(_), true) => (Rating::Active, "Will be added"),
        (RowKind::New(_), false) => (Rating::NotApplicable, "Left out"),
        (RowKind::AlreadyThere { .. }, true) => (Rating::Limited, "Will be added again"),
        (RowKind::AlreadyThere { .. }, false) => (Rating::NotApplicable, "In the plan already"),
    };
    let detail = match &row.kind {
        RowKind::Faulty(faults) => {
            let told = faults.iter().map(|fault| format!("{}: {}", fault.column, fault.problem));
            told.collect::<Vec<_>>().join(" ")
        }
        RowKind::New(draft) | RowKind::AlreadyThere { draft, .. } => {
            let owner = if draft.owner.is_empty() { "No owner" } else { &draft.owner };
            let due = draft.due.map_or_else(|| "No date".to_owned(), |due| format!("Due {}", words::date(due)));
            let again = row.repeats.map(|line| format!(" · Line {line} has the same title")).unwrap_or_default();
            format!("{owner} · {due} · {}{again}", draft.status.name())
        }
    };
    let draft = draft(row);
    let (title, ticked) = (draft.map(|draft| draft.title.clone()), draft.map(|_| ticked));
    Look { line: row.line, title, detail, becomes, ticked, verb: "Add" }
}
