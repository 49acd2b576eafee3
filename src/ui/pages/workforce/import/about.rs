//! The first step: whose data it is, of which day, and in which file.

use egui::{Id, Ui};
use jiff::civil::Date;

use super::{Import, READ_ONLY, Step};
use crate::app::{Command, SheetFor};
use crate::import::people::FileKind;
use crate::project::Population;
use crate::ui::pages::scorecard::fields::{Form, Seek, columns};
use crate::ui::pages::{head, scrolling, spoken};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Field, body, bullets, caption, card, check, choice, error_line, heading, is_open, link, measure, primary,
    primary_enabled, secondary,
};
use crate::ui::{Outbox, View};
use crate::words;

/// What is typed of a file.
#[derive(Debug, Default)]
pub(super) struct About {
    name: String,
    pub(super) population: Population,
    as_of: String,
    asked: String,
    /// Whether everybody who was asked has a row in the file.
    everybody: bool,
    /// Whether going on was tried.
    tried: bool,
}

/// The same, understood.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) name: String,
    pub(super) population: Population,
    pub(super) as_of: Date,
    pub(super) asked: Option<u32>,
    pub(super) everybody: bool,
}

/// What is wrong with what is typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Faults {
    name: Option<String>,
    as_of: Option<String>,
    asked: Option<String>,
}

impl About {
    /// What is typed, or what is wrong with it.
    pub(super) fn read(&self) -> Result<Read, Faults> {
        let mut faults = Faults::default();
        if self.name.trim().is_empty() {
            faults.name = Some("Write what the data is called, such as “Staff survey 2026”.".to_owned());
        }
        let as_of = words::parse_date(&self.as_of).map_err(|error| faults.as_of = Some(error.to_string())).ok();
        let typed = self.asked.trim();
        let asked = if typed.is_empty() || self.everybody {
            None
        } else {
            words::parse_whole(typed).map_err(|error| faults.asked = Some(error.to_string())).ok()
        };
        match as_of {
            Some(as_of) if faults == Faults::default() => {
                let name = self.name.trim().to_owned();
                Ok(Read { name, population: self.population, as_of, asked, everybody: self.everybody })
            }
            _ => Err(faults),
        }
    }

    /// What is wrong now: of the fields that hold something, or of all once going on was tried.
    fn faults(&self) -> Faults {
        let mut faults = self.read().err().unwrap_or_default();
        if !self.tried {
            faults.name = None;
            faults.as_of = faults.as_of.filter(|_| !self.as_of.trim().is_empty());
        }
        faults
    }
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut Import, out: &mut Outbox) {
    let mut on = false;
    scrolling(ui, "import people", |ui| {
        let detail = "A file with a row for each person becomes counts. You see everything before anything is kept.";
        head(ui, "Import workforce data", detail, |ui| {
            if secondary(ui, "Back to the workforce").clicked() {
                state.closed = true;
            }
        });
        if view.read_only {
            card(ui, |ui| body(ui, READ_ONLY));
            return;
        }
        file_card(ui, state, out);
        ui.add_space(space::S);
        on = about_card(ui, state);
    });
    if on {
        state.about.tried = true;
        if state.about.read().is_ok() && state.taken.is_some() {
            state.go(Step::Columns);
        } else {
            state.fresh = true;
            ui.ctx().request_repaint();
        }
    }
}

/// The file, and what is known of it.
fn file_card(ui: &mut Ui, state: &mut Import, out: &mut Outbox) {
    card(ui, |ui| {
        heading(ui, "The file");
        let Some(taken) = &state.taken else {
            measure(ui, |ui| {
                body(
                    ui,
                    "From an HR system or a survey tool: CSV, or a workbook (.xlsx). The file is read where it is, by a process of its own, and is neither copied nor changed.",
                );
                let points = [
                    "Only counts are kept, and for groups of ten or more what they are paid and how long they wait.",
                    "Names, numbers and free texts need not be in it; where they are, they are passed over.",
                    "When the counts are made the rows are gone: what is not kept now can be had only from the file.",
                ];
                bullets(
                    ui,
                    "What becomes of it",
                    false,
                    &points.map(|text| vec![crate::report::Span::plain(text)]),
                    crate::ui::theme::size::BODY,
                );
            });
            ui.add_space(space::S);
            choose(ui, state, out);
            return;
        };
        let look = &taken.look;
        let people = words::count(usize::try_from(look.people).unwrap_or(usize::MAX), "person", "people");
        let width = words::count(look.columns.len(), "column", "columns");
        body(ui, &format!("{}: {people}, {width}.", state.file_name()));
        if look.kind == FileKind::Workbook && look.sheets.len() > 1 {
            let options: Vec<(Option<String>, &str)> =
                look.sheets.iter().map(|sheet| (Some(sheet.clone()), sheet.as_str())).collect();
            let field = Field::new(Id::unique("import people sheet"), "Sheet");
            if let Some(sheet) = choice(ui, field, &look.sheet, &options, 320.0)
                && let Some(file) = &state.file
            {
                out.command(Command::LookAtPeople(file.clone(), sheet));
            }
        }
        if let Some(name) = taken.kept_name() {
            caption(ui, &format!("Read as “{name}” was read before."));
        }
        choose(ui, state, out);
    });
}

/// The ways to choose a file.
fn choose(ui: &mut Ui, state: &mut Import, out: &mut Outbox) {
    if let Some(error) = &state.error {
        spoken(&ui.scope(|ui| error_line(ui, error)).response);
    }
    let first = state.taken.is_none();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let (label, sheet) = ("Choose a file…", SheetFor::People);
        let choose = if first { primary(ui, label) } else { secondary(ui, "Choose another file…") };
        if first && takes_focus(ui, state) {
            choose.request_focus();
        }
        if choose.clicked() {
            out.command(Command::ChooseSheet(sheet));
        }
        if link(ui, "Type a path…").clicked() {
            out.command(Command::SheetTypedPath(sheet));
        }
    });
}

/// Whether the focus is to be taken now. A file whose path was typed may be looked at before the dialog is gone, and
/// nothing below a dialog keeps the focus.
fn takes_focus(ui: &Ui, state: &mut Import) -> bool {
    !is_open(ui.ctx()) && std::mem::take(&mut state.fresh)
}

/// Whose data it is, and of which day. Says whether to go on.
fn about_card(ui: &mut Ui, state: &mut Import) -> bool {
    let there = state.taken.is_some();
    let focus = there && takes_focus(ui, state);
    let about = &mut state.about;
    let faults = about.faults();
    let mut on = false;
    card(ui, |ui| {
        heading(ui, "What it is");
        let wrong = about.tried && faults != Faults::default();
        let mut form = Form::new(Id::unique("import people about"), about.tried, Seek::new(focus).among(wrong));
        columns(ui, 2, |ui, place| {
            if place == 0 {
                form.line(ui, ("name", "Name", "Such as Staff survey 2026"), &mut about.name, faults.name.as_deref());
            } else {
                let options = Population::ALL.map(|one| (one, one.name()));
                let field = Field::new(form.id("population"), "Who is in the file");
                if let Some(population) = choice(ui, field, &about.population, &options, 280.0) {
                    about.population = population;
                }
            }
        });
        columns(ui, 2, |ui, place| {
            if place == 0 {
                form.line(ui, ("date", "Date", "Such as 31/3/2026"), &mut about.as_of, faults.as_of.as_deref());
            } else if !about.everybody {
                let words = ("asked", "People asked (if known)", "Such as 2,623");
                form.line(ui, words, &mut about.asked, faults.asked.as_deref());
            }
        });
        if let Some(everybody) =
            check(ui, "Everybody who was asked has a row, also those who did not answer", about.everybody).0
        {
            about.everybody = everybody;
        }
        ui.add_space(space::S);
        on = primary_enabled(ui, "Match the columns", there).on_disabled_hover_text("Choose a file first.").clicked();
        on |= there && form.enter;
    });
    on
}
