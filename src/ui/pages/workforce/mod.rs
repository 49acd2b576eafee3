//! Workforce data: sets of counted survey answers, typed in by hand; who answered, how the answers are spread, and the
//! same by groups; and what follows beyond that (`analyses`).
//!
//! What always holds: whatever is typed is kept until it is saved or cancelled, whichever set is looked at; the user's own
//! view shows exact counts and says so, and nothing of it can be copied or saved as a picture; what may be shown to others
//! stands apart (`shown`); the scorecard takes only figures that the board was shown.

mod analyses;
mod counts;
mod empty;
mod feed;
mod form;
mod groups_draft;
mod groups_form;
mod import;
mod list;
mod opened;
mod result;
mod set_draft;
mod shown;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_analyses;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Id, Key, KeyboardShortcut, Modifiers, Ui};

use self::groups_draft::GroupsDraft;
pub use self::import::Import;
use self::list::{Line, Listed};
use self::opened::Opened;
use self::set_draft::SetDraft;
pub use self::shown::{ShownAnswer, ShownAsk};
use super::{head, scrolling};
use crate::app::Command;
use crate::content::BenchmarkSetId;
use crate::insight::{Comparator, Topic, data_sets, workforce_finding};
use crate::project::{DataSet, DataSetId};
use crate::ui::theme::space;
use crate::ui::widgets::{body, card, heading, primary_enabled, secondary_enabled, segments, strong, wash};
use crate::ui::{Outbox, View};

/// Why nothing can be changed, where that is so.
const READ_ONLY: &str = "This file is open to read only, so nothing can be changed here.";

/// Whom the page is for, and why nothing can be taken from it.
const PRIVATE: &str = "Exact counts, for your own view. They are in no board pack and no export, and these charts cannot be copied or saved: a few people could be recognised.";

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// The set that is shown; the newest unless another was chosen.
    open: Option<DataSetId>,
    /// Whether the form of a new set is shown.
    adding: bool,
    /// Data that is being taken from a file.
    import: Option<Box<Import>>,
    /// Typed sets: a new one, and corrections; the form of a correction is open while it is here.
    drafts: BTreeMap<Option<DataSetId>, SetDraft>,
    /// Typed breakdowns; a breakdown's form is open while it is here.
    groups: BTreeMap<DataSetId, GroupsDraft>,
    /// The benchmark set that a set is held against, where one was chosen.
    compared: BTreeMap<DataSetId, BenchmarkSetId>,
    /// With whom pay is compared, where that was chosen.
    comparators: BTreeMap<DataSetId, Comparator>,
    /// The analysis to which the page is to be scrolled.
    jump: Option<Topic>,
    /// What takes the focus when it is next drawn.
    focus: Option<Focus>,
    /// What was done last and can be taken back, until something else is done.
    said: Option<Said>,
    /// Numbers for drafts and columns, each used once.
    serial: u64,
    /// The sets as last listed.
    listed: Option<Arc<Listed>>,
    /// The opened set as last worked out.
    opened: Option<Arc<Opened>>,
    /// Which view is shown.
    part: Part,
    /// What may be shown to others.
    shown: shown::State,
}

/// The views of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// The user's own: exact counts.
    #[default]
    Own,
    /// What may be shown to others.
    Shown,
}

impl Part {
    /// Both, with their names.
    const ALL: [(Self, &'static str); 2] =
        [(Self::Own, "Your own view: exact counts"), (Self::Shown, "What may be shown")];
}

/// What was done last.
#[derive(Debug)]
struct Said {
    words: String,
    /// The revision of the project after it; `None` in the frame in which it is asked for.
    after: Option<u64>,
}

/// What takes the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    /// The first field of a set's form, or the first that is wrong.
    Set,
    /// The first field of a breakdown's form, or the first that is wrong.
    Groups,
    /// The button that opens a breakdown's form.
    GroupsButton,
    /// The button that opens the form of a correction.
    SetButton,
}

impl State {
    /// Shows a set.
    pub fn show_set(&mut self, id: DataSetId) {
        self.open = Some(id);
        self.adding = false;
        self.part = Part::Own;
    }

    /// Shows the form of a new set; what was typed into it before is still there.
    pub fn add(&mut self) {
        self.adding = true;
        self.focus = Some(Focus::Set);
    }

    /// Shows how data is taken from a file; one that is open goes on where it is.
    pub fn open_import(&mut self) {
        self.import.get_or_insert_with(|| Box::new(Import::open()));
    }

    /// Takes what may be shown, once that is worked out.
    pub fn take_shown(&mut self, answer: ShownAnswer) {
        self.shown.take(answer);
    }

    /// The import, begun where none is open.
    pub fn import(&mut self) -> &mut Import {
        self.import.get_or_insert_with(|| Box::new(Import::open()))
    }

    /// The sets as they are listed, and the place of the one that is shown.
    fn listed(&mut self, view: &View<'_>) -> (Arc<Listed>, usize) {
        let listed = Listed::of(view, &mut self.listed);
        let at = listed.sets.iter().position(|set| Some(set.id) == self.open).unwrap_or_default();
        (listed, at)
    }

    fn takes_focus(&mut self, part: Focus) -> bool {
        self.focus.take_if(|focus| *focus == part).is_some()
    }

    /// Says what was done, until something else is.
    fn say(&mut self, words: String) {
        self.said = Some(Said { words, after: None });
    }

    /// The next number of a draft or a column.
    fn next(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// Brings what is shown in line with the project.
    fn settle(&mut self, view: &View<'_>) {
        if let Some(said) = &mut self.said
            && *said.after.get_or_insert(view.revision) != view.revision
        {
            self.said = None;
        }
        if self.open.is_none_or(|id| view.project.data_set(id).is_none()) {
            self.open = data_sets(view.project).first().map(|(id, _)| *id);
        }
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    state.settle(view);
    if importing(ui, view, state, out) {
        return;
    }
    let set = state.open.and_then(|id| view.project.data_set(id)).map(Arc::clone);
    scrolling(ui, "workforce", |ui| {
        let adding = state.adding && !view.read_only;
        top(ui, view, state, set.as_deref(), adding);
        if adding {
            form::show(ui, view, state, None, out);
            return;
        }
        let Some(set) = set else {
            empty::show(ui, view, state);
            return;
        };
        if let Some(part) = segments(ui, "Which view", Some(&state.part), &Part::ALL) {
            state.part = part;
            ui.ctx().request_repaint();
        }
        ui.add_space(space::S);
        if state.part == Part::Shown {
            shown::show(ui, view, state, out);
            return;
        }
        wash(ui, |ui| body(ui, PRIVATE));
        ui.add_space(space::S);
        sets(ui, view, state);
        if !view.read_only && state.drafts.contains_key(&Some(set.id)) {
            form::show(ui, view, state, Some(&set), out);
            return;
        }
        result::show(ui, view, state, &set, out);
    });
}

/// The data sets to choose from; a single one needs no choice.
fn sets(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let (listed, at) = state.listed(view);
    if listed.sets.len() < 2 {
        return;
    }
    let chosen = card(ui, |ui| {
        heading(ui, "Data sets");
        let lines = listed.sets.iter().map(|set| Line { name: &set.name, detail: Cow::Borrowed(&set.detail) });
        list::show(ui, Id::unique("workforce data sets"), at, lines)
    });
    if let Some(set) = chosen.inner.and_then(|place| listed.sets.get(place)) {
        state.show_set(set.id);
    }
    ui.add_space(space::S);
}

/// Draws the import in place of the page, while one is open.
fn importing(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) -> bool {
    let Some(mut import) = state.import.take() else { return false };
    if let Some(added) = import::show(ui, view, &mut import, out) {
        state.show_set(added.first);
        state.say(added.words);
    }
    if import.is_closed() {
        out.command(Command::StopPeople);
        ui.ctx().request_repaint();
    } else {
        state.import = Some(import);
    }
    true
}

/// The head of the page and what was done last.
fn top(ui: &mut Ui, view: &View<'_>, state: &mut State, set: Option<&DataSet>, adding: bool) {
    let finding = workforce_finding(view.catalogue, set);
    let (title, detail) = if adding {
        ("New workforce data", "Counts of answers to one question, of one group of people, on one day.")
    } else if set.is_some() && state.part == Part::Shown {
        ("What may be shown", "Workforce figures for colleagues, the board and the public.")
    } else {
        (finding.title.as_str(), finding.detail.as_str())
    };
    head(ui, title, detail, |ui| {
        if !adding && set.is_some() {
            let add = primary_enabled(ui, "Add a data set", !view.read_only).on_disabled_hover_text(READ_ONLY);
            if add.clicked() {
                state.add();
            }
            if secondary_enabled(ui, "Import…", !view.read_only).on_disabled_hover_text(READ_ONLY).clicked() {
                state.open_import();
            }
        }
    });
    if let Some(said) = &state.said {
        let undo = ui.ctx().format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, Key::Z));
        let line = strong(ui, &format!("{} {undo} takes it back.", said.words));
        ui.ctx().accesskit_node_builder(line.id, |node| node.set_live(Live::Polite));
        ui.add_space(space::S);
    }
}
