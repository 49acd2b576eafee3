//! Taking workforce data from a file of people, in steps: which file and whose, what its columns are, what their values
//! mean, what is kept, and what was counted.
//!
//! What always holds: nothing is added to the project before the counts were seen; what stands in the file is shown and
//! never kept: when the import is left, it is gone.

mod about;
mod columns;
mod counted;
mod groups;
mod keep;
mod taken;
#[cfg(test)]
mod tests;
mod values;

use std::path::PathBuf;

use egui::{ProgressBar, Ui, WidgetInfo};

use self::about::About;
use self::taken::Taken;
use crate::app::{Command, Progress};
use crate::import::people::{CountOrder, Counted, Look};
use crate::ui::pages::{head, scrolling, spoken};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{body, card, error_line, heading, link, primary_enabled, secondary};
use crate::ui::{Outbox, View};

/// Why nothing can be taken in, where that is so.
const READ_ONLY: &str = "This file is open to read only, so no workforce data can be taken in.";

/// What is kept while a file is read.
#[derive(Debug, Default)]
pub struct Import {
    about: About,
    file: Option<PathBuf>,
    /// What is being done with the file, and how far that is.
    busy: Option<(Busy, Progress)>,
    /// Why the last reading came to nothing.
    error: Option<String>,
    taken: Option<Taken>,
    counted: Option<Counted>,
    step: Step,
    /// Whether the step is not shown yet: what had the focus is gone.
    fresh: bool,
    closed: bool,
    /// Whether the mapping is kept for next year's file.
    forget: bool,
}

/// What is being done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Busy {
    Looking,
    Counting,
}

/// The steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    About,
    Columns,
    Values,
    Keep,
    Counted,
}

/// What the user asked for at the head of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    On,
    Back,
    Leave,
}

impl Import {
    /// Begins anew.
    pub(super) fn open() -> Self {
        Self { fresh: true, ..Self::default() }
    }

    /// Whether the user has left.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// A file is being looked at.
    pub fn look_begins(&mut self, file: PathBuf) {
        self.file = Some(file);
        self.busy = Some((Busy::Looking, Progress::default()));
        self.error = None;
        self.taken = None;
        self.counted = None;
        self.go(Step::About);
    }

    /// How far the reading is.
    pub fn progress(&mut self, progress: Progress) {
        if let Some((_, now)) = &mut self.busy {
            *now = progress;
        }
    }

    /// What stands in the file, or why it was not read.
    pub fn looked(&mut self, look: Result<Look, String>) {
        self.busy = None;
        match look {
            Ok(look) => self.taken = Some(Taken::new(look)),
            Err(error) => self.error = Some(error),
        }
        self.fresh = true;
    }

    /// What was counted, or why it was not.
    pub fn counted(&mut self, counted: Result<Counted, String>) {
        self.busy = None;
        match counted {
            Ok(counted) => {
                self.counted = Some(counted);
                self.go(Step::Counted);
            }
            Err(error) => {
                self.error = Some(error);
                self.fresh = true;
            }
        }
    }

    /// The name of the file.
    fn file_name(&self) -> String {
        let name = self.file.as_ref().and_then(|file| file.file_name());
        name.map(|name| name.display().to_string()).unwrap_or_default()
    }

    fn go(&mut self, step: Step) {
        self.step = step;
        self.fresh = true;
    }

    /// Goes to the step before or after.
    fn turn(&mut self, turn: Option<Turn>, back: Step, on: Step) {
        match turn {
            Some(Turn::On) => self.go(on),
            Some(Turn::Back) => self.go(back),
            Some(Turn::Leave) => self.closed = true,
            None => {}
        }
    }

    /// Asks for the counts.
    fn count(&mut self, out: &mut Outbox) {
        let (Some(taken), Some(file), Ok(read)) = (&self.taken, &self.file, self.about.read()) else { return };
        let Some((mapping, answers)) = taken.order(&read) else { return };
        let order = CountOrder {
            mapping,
            answers,
            sheet: taken.look.sheet.clone(),
            name: read.name,
            as_of: read.as_of,
            asked: if read.everybody { u32::try_from(taken.look.people).ok() } else { read.asked },
        };
        out.command(Command::CountPeople(file.clone(), Box::new(order)));
        self.busy = Some((Busy::Counting, Progress::default()));
        self.error = None;
    }
}

/// Draws the step. Gives the sets that were added, for the page to show.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut Import, out: &mut Outbox) -> Option<counted::Added> {
    if let Some(taken) = &mut state.taken {
        taken.settle(view, state.about.population);
    }
    if let Some((busy, progress)) = state.busy {
        waiting(ui, state, busy, progress, out);
        return None;
    }
    match state.step {
        Step::About => about::show(ui, view, state, out),
        Step::Columns => columns::show(ui, state),
        Step::Values => values::show(ui, state),
        Step::Keep => keep::show(ui, state, out),
        Step::Counted => return counted::show(ui, view, state, out),
    }
    None
}

/// How far a reading is, and how to stop it.
fn waiting(ui: &mut Ui, state: &mut Import, busy: Busy, progress: Progress, out: &mut Outbox) {
    let title = match busy {
        Busy::Looking => "Looking at the file",
        Busy::Counting => "Counting",
    };
    scrolling(ui, "import people waiting", |ui| {
        head(
            ui,
            title,
            &format!("{} is read by a process of its own; the project is untouched.", state.file_name()),
            |_| {},
        );
        card(ui, |ui| {
            let percent = progress.read.saturating_mul(100).checked_div(progress.total).unwrap_or_default().min(100);
            let share = f32::from(u8::try_from(percent).unwrap_or(100)) / 100.0;
            let bar = ProgressBar::new(share).desired_height(10.0).fill(theme::of(ui).accent);
            let bar = ui.add(bar);
            bar.widget_info(|| {
                WidgetInfo::labeled(egui::Role::ProgressIndicator, true, format!("{title}: {percent}%"))
            });
            ui.add_space(space::XS);
            body(ui, &format!("{percent}% read"));
            let stop = secondary(ui, "Stop reading");
            if std::mem::take(&mut state.fresh) {
                stop.request_focus();
            }
            if stop.clicked() {
                out.command(Command::StopPeople);
            }
        });
    });
}

/// The head of a step, with the way on and back, and what is still missing.
fn top(
    ui: &mut Ui,
    fresh: &mut bool,
    (title, detail): (&str, &str),
    on: &str,
    missing: Option<&str>,
    error: Option<&str>,
) -> Option<Turn> {
    let mut turn = None;
    head(ui, title, detail, |ui| {
        if secondary(ui, "Leave the import").clicked() {
            turn = Some(Turn::Leave);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let go = primary_enabled(ui, on, missing.is_none());
        let back = link(ui, "Back");
        if std::mem::take(fresh) {
            if missing.is_none() { &go } else { &back }.request_focus();
        }
        if go.clicked() {
            turn = Some(Turn::On);
        }
        if back.clicked() {
            turn = Some(Turn::Back);
        }
    });
    if let Some(error) = error {
        spoken(&ui.scope(|ui| error_line(ui, error)).response);
    }
    if let Some(missing) = missing {
        error_line(ui, missing);
    }
    ui.add_space(space::S);
    turn
}

/// A card that says that something is not to be had.
fn nothing(ui: &mut Ui, title: &str, text: &str) {
    card(ui, |ui| {
        heading(ui, title);
        body(ui, text);
    });
}
