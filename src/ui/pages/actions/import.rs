//! Taking actions from a spreadsheet: where the rows come from, which column is what, and what will be added. Nothing in
//! the plan is changed before that has been seen, and nothing that stands there is overwritten.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Id, Key, Modifiers, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::cells::{CHECK, INSET, MARK, check_box, galley, paint};
use super::rows::{in_sight, paint_ground};
use super::state::{Next, State};
use super::{READ_ONLY, cell, in_card, margin, spoken};
use crate::app::Command;
use crate::chart::Align;
use crate::edit::Edit;
use crate::import::{Draft, Matching, PlanField, Reading, RowKind, RowOutcome, Sheet, Sure, read_actions};
use crate::project::Rating;
use crate::ui::pages::{NARROW, filling, head, scrolling};
use crate::ui::theme::{self, size, space};
use crate::ui::view::new_action_id;
use crate::ui::widgets::{
    Field, HIDDEN, ListKeys, body, caption, card, choice, error_line, keep_own_undo, link, list, measure, multiline,
    paint_rating, primary, primary_enabled, row, secondary, secondary_enabled, segments, shape_word, strong,
};
use crate::ui::{Outbox, View};
use crate::words;

/// How high a row is: a line of title and one of what else it says.
const ROW: f32 = 52.0;

/// The room for what becomes of a row.
const BECOMES: f32 = 172.0;

/// A pasted text longer than this is read at once instead of being shown.
const LONG: usize = 4_000;

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
    matching: Matching,
    /// What its rows are, at which revision of the project, for this matching.
    reading: Option<(u64, Reading)>,
    /// The lines that are to be added.
    ticked: BTreeSet<u64>,
    /// Which rows are listed.
    part: Part,
    /// The row under the cursor.
    at: usize,
    /// Whether it is to be scrolled to.
    scroll: bool,
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
                self.taken = Some(Taken { name, sheet, matching, reading: None, ticked, part, at: 0, scroll: false });
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
        self.at = 0;
        self.reading = Some((view.revision, reading));
    }

    /// Ticks a row, or takes its tick away; one that cannot be read has none.
    fn toggle(&mut self, row: &RowOutcome) {
        if !matches!(row.kind, RowKind::Faulty(_)) && !self.ticked.remove(&row.line) {
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
                columns(ui, taken);
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
    let mut read = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        if view.read_only {
            body(ui, READ_ONLY);
            return;
        }
        measure(ui, |ui| {
            body(
                ui,
                "The first row should name the columns. You will see which column is taken for what, and what will be \
                 added, before anything is. Actions that stand in the plan stay as they are.",
            )
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            if primary(ui, "Choose a CSV file…").clicked() {
                out.command(Command::ChooseSheet);
            }
            if link(ui, "Type a path…").clicked() {
                out.command(Command::ImportActionsTypedPath);
            }
        });
        if let Some(error) = error {
            spoken(&ui.scope(|ui| error_line(ui, error)).response);
        }
        let field = Field::new(Id::unique("import paste"), "Or paste rows from a spreadsheet, with the column names");
        let typed = multiline(ui, field, pasted, 6);
        keep_own_undo(&typed.response);
        if let Some(text) = typed.changed {
            if text.len() > LONG {
                read = Some(text);
            } else {
                *pasted = text;
            }
        }
        if secondary_enabled(ui, "Read the pasted rows", !pasted.trim().is_empty()).clicked() {
            read = Some(pasted.clone());
        }
    });
    read
}

/// Which column is taken for which field, how sure that is, and what stands in it.
fn columns(ui: &mut Ui, taken: &mut Taken) {
    let sheet = Arc::clone(&taken.sheet);
    let names: Vec<String> = (0..sheet.width()).map(|column| sheet.column_name(column)).collect();
    let named = |column: usize, name: &str| {
        let twice = names.iter().filter(|one| one.as_str() == name).count() > 1;
        if twice { format!("{name} (column {})", column + 1) } else { name.to_owned() }
    };
    let names: Vec<String> = names.iter().enumerate().map(|(column, name)| named(column, name)).collect();
    let options: Vec<(Option<usize>, &str)> = std::iter::once((None, "Not in the sheet"))
        .chain(names.iter().enumerate().map(|(column, name)| (Some(column), name.as_str())))
        .collect();
    card(ui, |ui| {
        let narrow = ui.available_width() < NARROW;
        for field in PlanField::ALL {
            let label = format!("Column for: {}", field.name());
            let id = Id::unique(("import column", field.name()));
            let column = taken.matching.column(field);
            let mut chosen = None;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                cell(ui, if narrow { 150.0 } else { 190.0 }, |ui| {
                    ui.add_space(6.0);
                    strong(ui, field.name());
                });
                let place = Field::new(id, &label).hint(HIDDEN);
                chosen = cell(ui, if narrow { 190.0 } else { 240.0 }, |ui| {
                    choice(ui, place, &column, &options, f32::INFINITY)
                });
                ui.allocate_ui(vec2(130.0, 0.0), |ui| {
                    ui.set_min_width(130.0);
                    sure(ui, taken.matching.sure(field));
                });
                if !narrow {
                    sample(ui, &sheet, column);
                }
            });
            if let Some(column) = chosen {
                taken.matching.choose(field, column);
                taken.reading = None;
            }
        }
    });
    let left = taken.matching.not_taken(&sheet);
    if !left.is_empty() {
        ui.add_space(space::S);
        body(ui, &format!("Not taken: {}.", words::list(&left)));
    }
    if !sheet.above.is_empty() {
        let above = words::count(sheet.above.len(), "line", "lines");
        caption(ui, &format!("{} above the column names left out.", words::capitalised(&above)));
    }
}

/// How sure it is that a column is the right one.
fn sure(ui: &mut Ui, sure: Option<Sure>) {
    let (rating, words) = match sure {
        None => (Rating::NotApplicable, "Nothing taken"),
        Some(Sure::Exact) => (Rating::Active, "Same name"),
        Some(Sure::Likely) => (Rating::Limited, "Likely: check"),
        Some(Sure::Chosen) => (Rating::Active, "Your choice"),
    };
    shape_word(ui, rating, words);
}

/// The first texts of a column.
fn sample(ui: &mut Ui, sheet: &Sheet, column: Option<usize>) {
    let Some(column) = column else { return };
    let cells = sheet.rows.iter().take(50).map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty());
    let text = cells.take(2).collect::<Vec<_>>().join(" · ").replace(['\n', '\r'], " ");
    let quiet = theme::of(ui).quiet;
    ui.add(egui::Label::new(RichText::new(text).size(size::CAPTION).color(quiet)).truncate());
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
            card(ui, |ui| rows(ui, view, taken, &reading, false));
        });
    } else {
        filling(ui, |ui| {
            back = above_rows(ui, view, state, taken, &reading, out);
            let place = ui.available_rect_before_wrap();
            in_card(ui, place, |ui| rows(ui, view, taken, &reading, true));
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
    let mut said = Vec::new();
    if there > 0 {
        said.push(format!("{} in the plan already: skipped unless you tick them.", are(there)));
    }
    if faulty > 0 {
        said.push(format!(
            "{} cannot be read: put them right in the sheet, or leave them out.",
            words::whole(faulty as u64)
        ));
    }
    if reading.blank > 0 {
        said.push(format!("{} empty.", are(reading.blank)));
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
        (taken.part, taken.at) = (part, 0);
    }
    ui.add_space(space::XS);
    back
}

fn are(count: usize) -> String {
    format!("{} {}", words::whole(count as u64), if count == 1 { "is" } else { "are" })
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

/// The id of the list, which takes the focus.
fn id() -> Id {
    Id::unique("import rows")
}

/// The list of rows.
fn rows(ui: &mut Ui, view: &View<'_>, taken: &mut Taken, reading: &Reading, scrolls: bool) {
    let listed: Vec<&RowOutcome> = reading.rows.iter().filter(|row| taken.part.holds(row)).collect();
    if listed.is_empty() {
        body(ui, "No row is of this kind.");
        return;
    }
    taken.at = taken.at.min(listed.len() - 1);
    #[expect(clippy::cast_possible_truncation, reason = "a space of the look is a small whole number")]
    let wider = egui::Frame::new().outer_margin(egui::Margin::symmetric(-(INSET as i8), 0));
    wider.show(ui, |ui| {
        let (response, ()) = list(ui, id(), "Rows of the sheet", |ui, keys| {
            ui.spacing_mut().item_spacing.y = 0.0;
            use_keys(ui, taken, &listed, keys);
            if scrolls {
                ScrollArea::vertical().id_salt("import list").auto_shrink(false).show(ui, |ui| {
                    in_view(ui, view, taken, &listed);
                });
            } else {
                in_view(ui, view, taken, &listed);
            }
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_size_of_set(listed.len());
            node.set_multiselectable();
        });
        if response.gained_focus() {
            taken.scroll = true;
            ui.ctx().request_repaint();
        }
    });
}

/// Moves the cursor, and ticks what it is on.
fn use_keys(ui: &Ui, taken: &mut Taken, listed: &[&RowOutcome], keys: ListKeys) {
    if !keys.focused {
        return;
    }
    if keys.step != 0
        && let Some(to) = keys.moved(taken.at, listed.len())
    {
        taken.at = to;
        taken.scroll = true;
    }
    let toggle = keys.enter || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    if let Some(row) = listed.get(taken.at).filter(|_| toggle) {
        taken.toggle(row);
    }
}

/// The rows that are in sight.
fn in_view(ui: &mut Ui, view: &View<'_>, taken: &mut Taken, listed: &[&RowOutcome]) {
    let (area, seen) = in_sight(ui, listed.len(), ROW);
    #[expect(clippy::cast_precision_loss, reason = "a sheet has far fewer rows than a float counts")]
    let rect_of =
        |row: usize| Rect::from_min_size(pos2(area.left(), area.top() + row as f32 * ROW), vec2(area.width(), ROW));
    if std::mem::take(&mut taken.scroll) {
        ui.scroll_to_rect(rect_of(taken.at), None);
    }
    for (number, one) in listed.iter().enumerate().take(seen.end).skip(seen.start) {
        let rect = rect_of(number);
        let drawn = Row { one, ticked: taken.ticked.contains(&one.line), selected: taken.at == number };
        let mut place = ui.new_child(UiBuilder::new().max_rect(rect));
        let name = drawn.name();
        let (response, toggled) = row(&mut place, id(), id().with(one.line), drawn.selected, &name, |ui| {
            ui.set_min_size(rect.size());
            drawn.paint(ui, view, rect)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_position_in_set(number));
        if toggled {
            taken.toggle(one);
        }
        if response.clicked() || toggled {
            taken.at = number;
            ui.ctx().request_repaint();
        }
        if matches!(one.kind, RowKind::Faulty(_)) {
            response.on_hover_text(name);
        }
    }
}

/// A row as it is drawn.
struct Row<'a> {
    one: &'a RowOutcome,
    ticked: bool,
    selected: bool,
}

impl Row<'_> {
    /// What becomes of it: a shape and a few words.
    fn becomes(&self) -> (Rating, &'static str) {
        match (&self.one.kind, self.ticked) {
            (RowKind::Faulty(_), _) => (Rating::NotInPlace, "Cannot be read"),
            (RowKind::New(_), true) => (Rating::Active, "Will be added"),
            (RowKind::New(_), false) => (Rating::NotApplicable, "Left out"),
            (RowKind::AlreadyThere { .. }, true) => (Rating::Limited, "Will be added again"),
            (RowKind::AlreadyThere { .. }, false) => (Rating::NotApplicable, "In the plan already"),
        }
    }

    /// What it will be called.
    fn title(&self) -> String {
        match draft(self.one) {
            Some(draft) => draft.title.clone(),
            None => format!("Line {}", self.one.line),
        }
    }

    /// What else it says, or what is wrong with it.
    fn detail(&self) -> String {
        let Some(draft) = draft(self.one) else {
            let RowKind::Faulty(faults) = &self.one.kind else { return String::new() };
            return faults
                .iter()
                .map(|fault| format!("{}: {}", fault.column, fault.problem))
                .collect::<Vec<_>>()
                .join(" ");
        };
        let owner = if draft.owner.is_empty() { "No owner" } else { &draft.owner };
        let due = draft.due.map_or_else(|| "No date".to_owned(), |due| format!("Due {}", words::date(due)));
        let again = self.one.repeats.map(|line| format!(" · Line {line} has the same title")).unwrap_or_default();
        format!("{owner} · {due} · {}{again}.", draft.status.name())
    }

    /// The row in one go, for those who hear it.
    fn name(&self) -> String {
        let (line, detail, becomes) = (self.one.line, self.detail(), self.becomes().1);
        let title = draft(self.one).map(|draft| format!("{}. ", draft.title)).unwrap_or_default();
        format!("Line {line}. {title}{detail} {becomes}.")
    }

    /// Paints it; says whether its check box was clicked.
    fn paint(&self, ui: &Ui, view: &View<'_>, rect: Rect) -> bool {
        let palette = theme::of(ui);
        let rect = paint_ground(ui, rect, self.selected);
        let mut toggled = false;
        if draft(self.one).is_some() {
            let name = format!("Add “{}”", self.title());
            toggled =
                check_box(ui, rect.with_max_x(rect.left() + CHECK), &name, self.ticked).clicked() && !view.read_only;
        }
        let (rating, words) = self.becomes();
        let color = palette.rating(rating);
        let right = Rect::from_min_max(pos2(rect.right() - BECOMES, rect.top()), rect.max);
        let square = Rect::from_center_size(pos2(right.left() + MARK / 2.0, rect.center().y), vec2(MARK, MARK));
        paint_rating(ui.painter(), square, rating, color);
        let text = right.with_min_x(right.left() + MARK + space::S);
        let becomes = galley(ui, words, theme::semibold(size::CAPTION + 1.0), color, text.width(), 1);
        paint(ui.painter(), text, Align::Left, &[becomes]);
        let place =
            Rect::from_min_max(pos2(rect.left() + CHECK, rect.top()), pos2(right.left() - space::L, rect.bottom()));
        let title = galley(ui, &self.title(), theme::regular(size::BODY), palette.ink, place.width(), 1);
        let detail = galley(ui, &self.detail(), theme::regular(size::CAPTION), palette.quiet, place.width(), 1);
        paint(ui.painter(), place, Align::Left, &[title, detail]);
        toggled
    }
}
