//! What the pages share that take records from a sheet: where the sheet comes from, which column is what, and the rows
//! with what becomes of each. What the records are, and what is done with them, is the pages' own.

use egui::{Event, Id, Key, Layout, Modifiers, Rect, RichText, Ui, pos2, vec2};

use super::{NARROW, spoken};
use crate::app::{Command, SheetFor};
use crate::import::{Matching, Sheet, SheetField, Sure};
use crate::project::Rating;
use crate::ui::Outbox;
use crate::ui::theme::{self, TARGET, size, space};
use crate::ui::widgets::{
    Field, HIDDEN, Row, TICK_ROOM, Walk, Walked, body, caption, cell_text, choice, error_line, keep_own_undo, link,
    measure, multiline, paint_cell, paint_rating, primary, secondary_enabled, shape_word, strong, tick_box,
};
use crate::words;

/// How high a row is: a line of title, and two of what is wrong with one that cannot be read.
const ROW: f32 = 60.0;

/// The room for what becomes of a row.
const BECOMES: f32 = 172.0;

/// The size of the mark before it.
const MARK: f32 = 11.0;

/// A pasted text longer than this is read at once instead of being shown.
const LONG: usize = 4_000;

/// Where a sheet comes from: what is said of it, and what it is read for.
pub(super) struct Source<'a> {
    /// What the sheet should hold, and what will happen.
    pub about: &'a str,
    /// What may be pasted instead.
    pub paste: &'a str,
    /// What it is read for.
    pub sheet_for: SheetFor,
    /// Why the last file or text was not read.
    pub error: Option<&'a str>,
}

impl Source<'_> {
    /// Draws it; gives a text that was pasted. What is pasted with the keys while nothing is being typed goes there too.
    pub(super) fn show(self, ui: &mut Ui, pasted: &mut String, out: &mut Outbox) -> Option<String> {
        ui.spacing_mut().item_spacing.y = space::M;
        let mut read = None;
        measure(ui, |ui| body(ui, self.about));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            if primary(ui, "Choose a CSV file…").clicked() {
                out.command(Command::ChooseSheet(self.sheet_for));
            }
            if link(ui, "Type a path…").clicked() {
                out.command(Command::SheetTypedPath(self.sheet_for));
            }
        });
        if let Some(error) = self.error {
            spoken(&ui.scope(|ui| error_line(ui, error)).response);
        }
        let typing = ui.ctx().text_edit_focused();
        let keys = ui.input(|input| {
            input.events.iter().find_map(|event| if let Event::Paste(text) = event { Some(text.clone()) } else { None })
        });
        let field = Field::new(Id::unique(("import paste", self.paste)), self.paste);
        let typed = multiline(ui, field, pasted, 6);
        keep_own_undo(&typed.response);
        if let Some(text) = typed.changed.or_else(|| keys.filter(|_| !typing)) {
            if text.len() > LONG {
                read = Some(text);
            } else {
                *pasted = text;
            }
        }
        if secondary_enabled(ui, "Read the pasted rows", !pasted.trim().is_empty()).clicked() {
            read = Some(pasted.clone());
        }
        read
    }
}

/// Which column is taken for each of these fields, how sure that is, and what stands in it. Gives the one that the user
/// chose.
pub(super) fn columns<F: SheetField>(
    ui: &mut Ui,
    sheet: &Sheet,
    matching: &Matching<F>,
    fields: &[F],
) -> Option<(F, Option<usize>)> {
    let names = column_names(sheet);
    let options: Vec<(Option<usize>, &str)> = std::iter::once((None, "Not in the sheet"))
        .chain(names.iter().enumerate().map(|(column, name)| (Some(column), name.as_str())))
        .collect();
    let mut chosen = None;
    for field in fields {
        let label = format!("Column for: {}", field.name());
        let id = Id::unique(("import column", field.name()));
        let column = matching.column(*field);
        let words = match matching.sure(*field) {
            None => (Rating::NotApplicable, "Nothing taken"),
            Some(sure) => sure_words(sure),
        };
        let other = choice_line(ui, (field.name(), &label), id, &column, &options, words, |ui| {
            sample(ui, sheet, column);
        });
        if let Some(column) = other {
            chosen = Some((*field, column));
        }
    }
    chosen
}

/// How sure a match is: a shape and a few words.
pub(super) fn sure_words(sure: Sure) -> (Rating, &'static str) {
    match sure {
        Sure::Exact => (Rating::Active, "Same name"),
        Sure::Likely => (Rating::Limited, "Likely: check"),
        Sure::Chosen => (Rating::Active, "Your choice"),
    }
}

/// A line with a choice: what it is for (as it is seen, and as it is heard), the choice, how sure it is, and where there
/// is room, something more. Gives the new choice.
pub(super) fn choice_line<T: PartialEq + Clone>(
    ui: &mut Ui,
    (name, label): (&str, &str),
    id: Id,
    now: &T,
    options: &[(T, &str)],
    (rating, words): (Rating, &str),
    more: impl FnOnce(&mut Ui),
) -> Option<T> {
    let narrow = ui.available_width() < NARROW;
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        level(ui, name_width(narrow), |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            strong(ui, name);
        });
        let width = if narrow { 190.0 } else { 240.0 };
        let field = Field::new(id, label).hint(HIDDEN);
        let place = Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(width, TARGET), place, |ui| {
            ui.set_width(width);
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            chosen = choice(ui, field, now, options, f32::INFINITY);
        });
        level(ui, 130.0, |ui| drop(shape_word(ui, rating, words)));
        if !narrow {
            level(ui, ui.available_width(), more);
        }
    });
    chosen
}

/// How wide the name of a choice is.
fn name_width(narrow: bool) -> f32 {
    if narrow { 150.0 } else { 190.0 }
}

/// Something below a choice, level with its field.
pub(super) fn below_choice(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let inset = name_width(ui.available_width() < NARROW) + space::L;
    ui.horizontal(|ui| {
        ui.add_space(inset);
        ui.vertical(|ui| ui.horizontal_wrapped(add));
    });
}

/// The names of the columns that are not taken, and how much stands above them.
pub(super) fn left_out(ui: &mut Ui, sheet: &Sheet, names: &[String]) {
    if !names.is_empty() {
        ui.add_space(space::S);
        body(ui, &format!("Not taken: {}.", words::list(names)));
    }
    if !sheet.above.is_empty() {
        let above = words::count(sheet.above.len(), "line", "lines");
        caption(ui, &format!("{} above the column names left out.", words::capitalised(&above)));
    }
}

/// Names, each another: those that stand twice are told apart by what `apart` says of their places.
pub(super) fn told_apart(names: &[String], apart: impl Fn(usize) -> String) -> Vec<String> {
    let twice = |name: &String| names.iter().filter(|one| *one == name).count() > 1;
    let told = |(place, name): (usize, &String)| {
        if twice(name) { format!("{name} ({})", apart(place)) } else { name.clone() }
    };
    names.iter().enumerate().map(told).collect()
}

/// The names of a sheet's columns, each another.
fn column_names(sheet: &Sheet) -> Vec<String> {
    let names: Vec<String> = (0..sheet.width()).map(|column| sheet.column_name(column)).collect();
    told_apart(&names, |column| format!("column {}", column + 1))
}

/// A part of a line, as wide as given, level with the field in it.
fn level(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, TARGET), Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_width(width);
        add(ui);
    });
}

/// The first texts of a column.
pub(super) fn sample(ui: &mut Ui, sheet: &Sheet, column: Option<usize>) {
    let Some(column) = column else { return };
    let cells = sheet.rows.iter().take(50).map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty());
    let text = cells.take(2).collect::<Vec<_>>().join(" · ").replace(['\n', '\r'], " ");
    let quiet = theme::of(ui).quiet;
    ui.add(egui::Label::new(RichText::new(text).size(size::CAPTION).color(quiet)).truncate());
}

/// What is said of a row of a sheet.
pub(super) struct Look {
    /// Its line in the sheet.
    pub line: u64,
    /// What it is; `None` where it cannot be read.
    pub title: Option<String>,
    /// What else it says, or what is wrong with it.
    pub detail: String,
    /// What becomes of it: a shape and a few words.
    pub becomes: (Rating, &'static str),
    /// Whether it is ticked; `None` where it cannot be.
    pub ticked: Option<bool>,
    /// What ticking it does, before its title: `Add`.
    pub verb: &'static str,
}

impl Default for Look {
    fn default() -> Self {
        let becomes = (Rating::NotApplicable, "");
        Self { line: 0, title: None, detail: String::new(), becomes, ticked: None, verb: "" }
    }
}

impl Look {
    /// The row in one go, for those who hear it.
    fn name(&self) -> String {
        let title = self.title.as_ref().map(|title| format!("{title}. ")).unwrap_or_default();
        let stop = if self.detail.ends_with('.') { "" } else { "." };
        format!("Line {}. {title}{}{stop} {}.", self.line, self.detail, self.becomes.1)
    }

    /// Paints it; says whether its check box was clicked.
    fn paint(&self, ui: &Ui, place: Rect) -> bool {
        let palette = theme::of(ui);
        let title = self.title.clone().unwrap_or_else(|| format!("Line {}", self.line));
        let mut toggled = false;
        if let Some(ticked) = self.ticked {
            let name = format!("{} “{title}”", self.verb);
            toggled = tick_box(ui, place.with_max_x(place.left() + TICK_ROOM), &name, ticked).clicked();
        }
        let (rating, words) = self.becomes;
        let color = palette.rating(rating);
        let right = place.with_min_x(place.right() - BECOMES);
        let square = Rect::from_center_size(pos2(right.left() + MARK / 2.0, place.center().y), vec2(MARK, MARK));
        paint_rating(ui.painter(), square, rating, color);
        let text = right.with_min_x(right.left() + MARK + space::S);
        let font = theme::semibold(size::CAPTION + 1.0);
        paint_cell(ui, text, &[cell_text(ui, words, font, color, text.width(), 1)]);
        let left = place.with_min_x(place.left() + TICK_ROOM).with_max_x(right.left() - space::L);
        let title = cell_text(ui, &title, theme::regular(size::BODY), palette.ink, left.width(), 1);
        let detail = cell_text(ui, &self.detail, theme::regular(size::CAPTION), palette.quiet, left.width(), 2);
        paint_cell(ui, left, &[title, detail]);
        toggled
    }
}

/// What is kept of the list of rows.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    /// The row that is selected.
    pub at: usize,
    walk: Walk,
}

impl Cursor {
    /// At the first row, where the focus goes.
    pub(super) fn begin(&mut self) {
        *self = Self { at: 0, walk: Walk { focus: true, scroll: true } };
    }
}

/// The list of rows, ticked with the space bar, Enter or a click. `look` says what one is; gives those that were ticked or
/// no longer are.
pub(super) fn rows(
    ui: &mut Ui,
    count: usize,
    cursor: &mut Cursor,
    scrolls: bool,
    look: impl Fn(usize) -> Look,
) -> Vec<usize> {
    if count == 0 {
        body(ui, "No row is of this kind.");
        return Vec::new();
    }
    cursor.at = cursor.at.min(count - 1);
    let id = Id::unique("import rows");
    let walked = Walked { id, name: "Rows of the sheet", rows: count, height: ROW, selected: Some(cursor.at), scrolls };
    let mut toggled = Vec::new();
    let focused = ui.memory(|memory| memory.has_focus(id));
    if focused && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space)) {
        toggled.push(cursor.at);
    }
    let name = |row: usize| {
        let look = look(row);
        (Id::unique(row), look.name())
    };
    let mut clicked = None;
    let asked = walked.show(ui, &mut cursor.walk, name, |ui, Row { number, place, .. }| {
        let look = look(number);
        if look.paint(ui, place) {
            clicked = Some(number);
        }
        if look.title.is_none() {
            // What is wrong may be longer than its two lines.
            ui.response().on_hover_text(look.name());
        }
    });
    ui.ctx().accesskit_node_builder(id, egui::accesskit::Node::set_multiselectable);
    toggled.extend(clicked);
    if asked.open && clicked.is_none() {
        toggled.push(cursor.at);
    }
    cursor.at = clicked.or(asked.select).unwrap_or(cursor.at);
    if !toggled.is_empty() || asked.select.is_some() {
        ui.ctx().request_repaint();
    }
    toggled
}

/// The words for so many rows that are left unless they are ticked: `1 is …: skipped unless you tick it.`
pub(super) fn skipped(count: usize, what: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 is {what}: skipped unless you tick it.")),
        many => Some(format!("{} are {what}: skipped unless you tick them.", words::whole(many as u64))),
    }
}

/// The words for so many rows that cannot be read.
pub(super) fn unreadable(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 cannot be read: put it right in the sheet, or go on without it.".to_owned()),
        many => Some(format!(
            "{} cannot be read: put them right in the sheet, or go on without them.",
            words::whole(many as u64)
        )),
    }
}
