//! Counts as they are typed: a table whose rows are the options of a question, with a column for each group. A column of
//! numbers, or a block of them, can be pasted from a spreadsheet.

use std::collections::BTreeMap;

use egui::{Align, Event, Id, Key, Modifiers, Response, RichText, TextEdit, Ui, WidgetInfo};

use crate::content::{OptionCounts, OptionId, ResponseOption, SurveyQuestion};
use crate::project::CountRow;
use crate::ui::pages::scorecard::draft::blank;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{cell_text, error_line, keep_own_undo, rich};
use crate::words;

/// The room of the options' words, of a field.
const OPTIONS: f32 = 300.0;
const CELL: f32 = 92.0;

/// The most people that a field can count.
const MOST: u32 = 99_999_999;

/// A column as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// Makes the ids of its fields.
    pub(super) serial: u64,
    /// What the group is called; of no use for everybody.
    pub(super) label: String,
    /// What is typed for each option.
    pub(super) cells: BTreeMap<OptionId, String>,
}

impl Column {
    /// A column without counts.
    pub(super) fn new(serial: u64) -> Self {
        Self { serial, ..Self::default() }
    }

    /// A row of counts, to be corrected.
    pub(super) fn of(row: &CountRow, serial: u64) -> Self {
        let cells = row.counts.iter().map(|(id, count)| (id.clone(), words::whole(u64::from(*count))));
        Self { serial, label: row.label.clone(), cells: cells.collect() }
    }

    /// Whether nothing is typed in it.
    pub(super) fn is_empty(&self) -> bool {
        blank(&self.label) && self.cells.values().all(|text| blank(text))
    }

    /// What is wrong with a field, if anything is.
    pub(super) fn fault(&self, option: &OptionId) -> Option<String> {
        self.read_cell(option).err()
    }

    fn read_cell(&self, option: &OptionId) -> Result<Option<u32>, String> {
        let Some(text) = self.cells.get(option).filter(|text| !blank(text)) else { return Ok(None) };
        let count = words::parse_whole(text).map_err(|error| error.to_string())?;
        if count > MOST { Err("Write a smaller number.".to_owned()) } else { Ok(Some(count)) }
    }

    /// The counts that are typed, or `None` where a field is wrong. Options that the question does not have are kept: the
    /// packs may know them again later.
    pub(super) fn read(&self, question: &SurveyQuestion, before: Option<&CountRow>) -> Option<CountRow> {
        let known = |id: &OptionId| question.options.iter().any(|option| option.id == *id);
        let mut counts: BTreeMap<OptionId, u32> = before.map(|row| row.counts.clone()).unwrap_or_default();
        counts.retain(|id, _| !known(id));
        for option in &question.options {
            if let Some(count) = self.read_cell(&option.id).ok()? {
                counts.insert(option.id.clone(), count);
            }
        }
        Some(CountRow { label: self.label.trim().to_owned(), counts })
    }

    /// How many people are counted so far, of all options or of those that count in this way.
    pub(super) fn total(&self, question: &SurveyQuestion, of: Option<OptionCounts>) -> u64 {
        let options = question.options.iter().filter(|option| of.is_none_or(|of| option.counts == of));
        options.filter_map(|option| self.read_cell(&option.id).ok().flatten()).map(u64::from).sum()
    }
}

/// What a table is drawn with besides its columns.
pub(super) struct Table<'a> {
    pub(super) question: &'a SurveyQuestion,
    /// Whether its columns are groups with names of their own.
    pub(super) named: bool,
    /// The counts of everybody, to say how many are left.
    pub(super) whole: Option<&'a CountRow>,
    /// The first field that is wrong takes the focus.
    pub(super) seek_wrong: bool,
    /// Whether saving was tried: then what is missing is told as well.
    pub(super) tried: bool,
}

/// The id of a field.
fn cell_id(column: &Column, option: &OptionId) -> Id {
    Id::unique(("workforce count", column.serial, option.as_str()))
}

/// Draws the table.
pub(super) fn table(
    ui: &mut Ui,
    table: &Table<'_>,
    columns: &mut [Column],
    label_fault: impl Fn(usize) -> Option<String>,
) {
    take_paste(ui, table.question, columns);
    let options = OPTIONS.min(ui.available_width() * 0.55).max(110.0);
    let mut seek = table.seek_wrong;
    egui::ScrollArea::horizontal().id_salt(("counts", table.named)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if table.named {
            names(ui, table, columns, options, &mut seek, label_fault);
        }
        let last = table.question.options.len().saturating_sub(1);
        for (place, option) in table.question.options.iter().enumerate() {
            let next = table.question.options.get(if place == last { 0 } else { place + 1 });
            let entered = line(ui, table, columns, option, options, &mut seek);
            if let (Some(column), Some(next)) = (entered, next) {
                // Enter goes down, and from the foot of a column to the head of the next.
                let column = if place == last { column + 1 } else { column };
                if let Some(column) = columns.get(column) {
                    ui.memory_mut(|memory| memory.request_focus(cell_id(column, &next.id)));
                }
            }
        }
        ui.separator();
        totals(ui, table, columns, options);
    });
}

/// The names of the groups.
fn names(
    ui: &mut Ui,
    table: &Table<'_>,
    columns: &mut [Column],
    options: f32,
    seek: &mut bool,
    fault: impl Fn(usize) -> Option<String>,
) {
    let mut faults: Vec<String> = Vec::new();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        words_at(ui, "Group", options, true);
        for (place, column) in columns.iter_mut().enumerate() {
            let id = Id::unique(("workforce group", column.serial));
            let name = format!("Name of group {}", place + 1);
            let told = fault(place).filter(|_| table.tried);
            let response = field(ui, id, &name, &mut column.label, told.as_deref(), Align::LEFT);
            if *seek && told.is_some() {
                *seek = false;
                response.request_focus();
            }
            faults.extend(told);
        }
        if table.whole.is_some() {
            words_at(ui, "Left of everybody", CELL, true);
        }
    });
    faults.dedup();
    for fault in faults {
        error_line(ui, &fault);
    }
}

/// The fields of an option. Gives the place of the column in which Enter was pressed.
fn line(
    ui: &mut Ui,
    table: &Table<'_>,
    columns: &mut [Column],
    option: &ResponseOption,
    options: f32,
    seek: &mut bool,
) -> Option<usize> {
    let mut entered = None;
    let mut faults: Vec<String> = Vec::new();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let said = words_at(ui, &option.text, options, false);
        if let Some(examples) = &option.examples {
            said.on_hover_text(format!("Such as {examples}"));
        }
        for (place, column) in columns.iter_mut().enumerate() {
            let id = cell_id(column, &option.id);
            let name = if table.named {
                let group =
                    if blank(&column.label) { format!("group {}", place + 1) } else { column.label.trim().to_owned() };
                format!("{}, {group}", option.text)
            } else {
                option.text.clone()
            };
            let typing = !table.tried && ui.memory(|memory| memory.has_focus(id));
            let fault = column.fault(&option.id).filter(|_| !typing);
            let text = column.cells.entry(option.id.clone()).or_default();
            let response = field(ui, id, &name, text, fault.as_deref(), Align::RIGHT);
            if let Some(examples) = option.examples.as_deref().filter(|_| fault.is_none()) {
                ui.ctx()
                    .accesskit_node_builder(response.id, |node| node.set_description(format!("Such as {examples}")));
            }
            if *seek && fault.is_some() {
                *seek = false;
                response.request_focus();
            }
            // Taken, so that the field below does not take it too.
            if response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
                entered = Some(place);
            }
            faults.extend(fault);
        }
        if let Some(whole) = table.whole {
            left(ui, whole.counts.get(&option.id).copied().unwrap_or_default(), columns, &option.id);
        }
    });
    faults.dedup();
    for fault in faults {
        error_line(ui, &fault);
    }
    entered
}

/// How many of everybody are in no group yet, or how many too many are.
fn left(ui: &mut Ui, whole: u32, columns: &[Column], option: &OptionId) {
    let palette = theme::of(ui);
    let counted: i64 = columns.iter().filter_map(|column| column.read_cell(option).ok().flatten()).map(i64::from).sum();
    let left = i64::from(whole) - counted;
    let number = words::whole(left.unsigned_abs());
    let (text, color) =
        if left < 0 { (format!("{number} too many"), palette.not_in_place) } else { (number, palette.quiet) };
    ui.add(egui::Label::new(RichText::new(text).size(size::CAPTION).color(color)).extend());
}

/// The running totals.
fn totals(ui: &mut Ui, table: &Table<'_>, columns: &[Column], options: f32) {
    for (what, of) in
        [("All who answered", None), ("Of these, neither “other” nor “prefer not to say”", Some(OptionCounts::Answer))]
    {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            words_at(ui, what, options, of.is_none());
            for column in columns {
                let number = words::whole(column.total(table.question, of));
                let font = if of.is_none() { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
                let ink = theme::of(ui).ink;
                let layout = egui::Layout::right_to_left(Align::Center);
                ui.allocate_ui_with_layout(egui::vec2(CELL - 10.0, 24.0), layout, |ui| {
                    let label = ui.add(egui::Label::new(RichText::new(&number).font(font).color(ink)).extend());
                    let group = if table.named { format!("{}: ", column.label.trim()) } else { String::new() };
                    label.widget_info(|| {
                        WidgetInfo::labeled(egui::Role::Label, true, format!("{group}{what}: {number}"))
                    });
                });
                ui.add_space(10.0);
            }
        });
    }
}

/// Words in a column of this width.
fn words_at(ui: &mut Ui, text: &str, width: f32, strong: bool) -> Response {
    let ink = theme::of(ui).ink;
    let font = if strong { theme::semibold(size::CAPTION + 1.0) } else { theme::regular(size::CAPTION + 1.0) };
    ui.vertical(|ui| {
        ui.set_width(width);
        if cell_text(ui, text, font.clone(), ink, width, 2).rows.len() < 2 {
            // Level with the text of a field.
            ui.add_space(space::S);
        }
        rich(ui, RichText::new(text).font(font).color(ink))
    })
    .inner
}

/// A field of a table: its name is heard, since it stands at the head of its row.
fn field(ui: &mut Ui, id: Id, name: &str, text: &mut String, fault: Option<&str>, align: Align) -> Response {
    let palette = theme::of(ui);
    let edit = TextEdit::singleline(text)
        .id(id)
        .margin(egui::Margin::symmetric(8, 7))
        .text_color(palette.ink)
        .align(egui::Align2([align, Align::Center]))
        .desired_width(CELL);
    let response = ui.add(edit);
    keep_own_undo(&response);
    let value = text.as_str();
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, value, value, "");
        info.label = Some(name.to_owned());
        info
    });
    if let Some(fault) = fault {
        let ring = egui::Stroke::new(1.5, palette.not_in_place);
        ui.painter().rect_stroke(response.rect, theme::RADIUS, ring, egui::StrokeKind::Inside);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_invalid(egui::accesskit::Invalid::True);
            node.set_description(fault);
        });
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// Takes what is pasted into a field where it is more than one number: down the options, and over the groups.
fn take_paste(ui: &Ui, question: &SurveyQuestion, columns: &mut [Column]) {
    let Some(focused) = ui.memory(egui::Memory::focused) else { return };
    let at = columns.iter().enumerate().find_map(|(place, column)| {
        let option = question.options.iter().position(|option| cell_id(column, &option.id) == focused)?;
        Some((place, option))
    });
    let Some((column, option)) = at else { return };
    let mut pasted = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            if let Event::Paste(text) = event
                && text.trim_end().contains(['\n', '\t'])
            {
                pasted = Some(text.clone());
                return false;
            }
            true
        });
    });
    if let Some(text) = pasted {
        fill(question, columns, (column, option), &text);
    }
}

/// Fills fields from one on.
fn fill(question: &SurveyQuestion, columns: &mut [Column], (column, option): (usize, usize), text: &str) {
    for (line, option) in text.trim_end().lines().zip(question.options.iter().skip(option)) {
        for (cell, column) in line.split('\t').zip(columns.iter_mut().skip(column)) {
            column.cells.insert(option.id.clone(), cell.trim().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Catalogue;

    fn question() -> SurveyQuestion {
        Catalogue::built_in().survey_question(&"q3".into()).unwrap().clone()
    }

    #[test]
    fn a_block_is_pasted_over_options_and_groups_and_read() {
        let question = question();
        let mut columns = vec![Column::new(1), Column::new(2)];
        fill(&question, &mut columns, (0, 0), "12\t3\r\n1,040\t4\r\n\t5\r\n");
        let rows: Vec<CountRow> = columns.iter().map(|column| column.read(&question, None).unwrap()).collect();
        let count = |row: usize, option: &str| rows[row].counts.get(option).copied();
        assert_eq!(
            (count(0, "q3-yes"), count(0, "q3-no"), count(0, "q3-not-applicable")),
            (Some(12), Some(1040), None)
        );
        assert_eq!((count(1, "q3-yes"), count(1, "q3-no"), count(1, "q3-not-applicable")), (Some(3), Some(4), Some(5)));
        assert_eq!(columns[1].total(&question, None), 12);
        assert_eq!(columns[1].total(&question, Some(OptionCounts::Answer)), 7);
    }

    #[test]
    fn what_is_no_count_is_told_and_unknown_options_are_kept() {
        let question = question();
        let before = CountRow { label: String::new(), counts: [("gone".into(), 7), ("q3-yes".into(), 1)].into() };
        let mut column = Column::of(&before, 1);
        assert_eq!(column.read(&question, Some(&before)), Some(before.clone()));
        for wrong in ["many", "2.5", "-1", "100000000"] {
            column.cells.insert("q3-yes".into(), wrong.to_owned());
            assert!(column.fault(&"q3-yes".into()).is_some(), "{wrong}");
            assert_eq!(column.read(&question, Some(&before)), None);
        }
    }
}
