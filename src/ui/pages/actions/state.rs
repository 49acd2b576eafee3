//! What the page keeps between frames, and what follows for it from what the user did.

use std::sync::Arc;

use egui::{Key, KeyboardShortcut, Modifiers, Ui};
use jiff::civil::Date;

use super::bulk::Bulk;
use super::detail::BlankTitle;
use super::import::Importing;
use super::templates::Chooser;
use crate::app::Command;
use crate::edit::Edit;
use crate::import::Sheet;
use crate::insight::{
    AttentionKind, EffortImpact, Levels, PlanList, PlanPart, PlanQuery, PlanRow, Timeline, TimelineSpan, effort_impact,
    plan_list, repeated, timeline,
};
use crate::project::{ActionId, ProjectId};
use crate::ui::view::new_action_id;
use crate::ui::{Outbox, View};
use crate::words;

/// What the page keeps between frames.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing, and all of them go together")]
#[derive(Debug, Default)]
pub struct State {
    /// Whether the plan is shown, or something in its place.
    pub(super) mode: Mode,
    /// In which shape the plan is shown.
    pub(super) shape: PlanShape,
    /// How much time the timeline shows.
    pub(super) span: TimelineSpan,
    /// The cell of the grid under its cursor.
    pub(super) cell: usize,
    /// What the list is asked for.
    pub(super) query: PlanQuery,
    /// What it was asked for has changed since the last frame.
    pub(super) asked_anew: bool,
    /// What was found for it.
    pub(super) found: Option<(FoundFor, Found)>,
    /// The action whose form is shown.
    pub(super) selected: Option<ActionId>,
    /// The row in which it stands, or stood before it left the table.
    pub(super) row: usize,
    /// Whether the form is shown where the list does not always have it beside: in a narrow window, and beside the grid
    /// and the timeline.
    pub(super) open: bool,
    /// Whether the selected row is to be scrolled to.
    pub(super) scroll: bool,
    /// An action that is to be shown, whatever the filters are.
    pub(super) reveal: Option<ActionId>,
    /// Where the focus is to go.
    pub(super) focus: Option<FocusOn>,
    /// Whether the focus was in the form at the end of the last frame.
    pub(super) in_form: bool,
    /// A title that cannot be kept, because it is empty.
    pub(super) blank_title: Option<BlankTitle>,
    /// Several actions at once.
    pub(super) bulk: Bulk,
    /// What was done last, until something else is.
    pub(super) said: Option<Said>,
    /// What the user asked for in this frame.
    pub(super) next: Option<Next>,
}

/// What was done, in words.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// The words.
    pub(super) words: String,
    /// The revision of the project after it; `None` in the frame in which it is asked for.
    after: Option<u64>,
    /// The actions that were removed: once they are back, it is undone.
    removed: Vec<ActionId>,
}

/// For what a list was found: it holds for as long as this stays the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FoundFor {
    project: ProjectId,
    revision: u64,
    today: Date,
    query: PlanQuery,
    shape: PlanShape,
    span: TimelineSpan,
}

/// What the page shows.
#[derive(Debug, Default)]
pub(super) enum Mode {
    /// The plan.
    #[default]
    Plan,
    /// Templates to choose an action from.
    Templates(Box<Chooser>),
    /// Taking actions from a sheet.
    Import(Box<Importing>),
}

/// In which shape the plan is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum PlanShape {
    /// A table.
    #[default]
    Table,
    /// By effort and impact.
    Grid,
    /// Over time.
    Timeline,
}

impl PlanShape {
    /// All three, with their names.
    pub(super) const ALL: [(Self, &'static str); 3] =
        [(Self::Table, "Table"), (Self::Grid, "Effort and impact"), (Self::Timeline, "Timeline")];
}

/// What was found, and what follows from it for the shape in which it is shown.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The list.
    pub(super) list: Arc<PlanList>,
    /// The shape.
    pub(super) drawn: Drawn,
}

/// A list in one of the shapes.
#[derive(Clone, Debug)]
pub(super) enum Drawn {
    /// As it is.
    Table,
    /// By effort and impact.
    Grid(Arc<EffortImpact>),
    /// Over time.
    Timeline(Arc<Timeline>),
}

impl Found {
    /// The rows in the order in which they are shown.
    pub(super) fn rows(&self) -> &[PlanRow] {
        match &self.drawn {
            Drawn::Table | Drawn::Grid(_) => &self.list.rows,
            Drawn::Timeline(timeline) => &timeline.rows,
        }
    }

    /// The row of an action.
    pub(super) fn row_of(&self, id: ActionId) -> Option<usize> {
        self.rows().iter().position(|row| row.id == id)
    }
}

/// Where the focus is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FocusOn {
    /// The table.
    Table,
    /// The title in the form; with its text selected, for an action that is new.
    Title { select_all: bool },
}

/// What the user asked for, done at the end of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Select an action; and show its form, where the table hides it.
    Select { id: ActionId, open: bool },
    /// List the actions of this effort and impact in the table.
    List(Levels),
    /// Show the plan in another shape.
    Show(PlanShape),
    /// Go to the form of the selected action.
    Form,
    /// Leave the form for the list.
    Table,
    /// Choose an action from a template.
    Templates,
    /// Take actions from a sheet.
    Import,
    /// Go back to the plan, to the first of so many actions that are added in this frame.
    Imported(ActionId, usize),
    /// Go back to the plan.
    Plan,
    /// Go back to the plan, to an action that is added in this frame.
    Added(ActionId),
    /// Select an action that was reached while rows are being marked.
    Reach(ActionId),
    /// Add the same action once more.
    Repeat(ActionId),
    /// Remove an action.
    Remove(ActionId),
    /// Remove the marked actions.
    RemoveMarked,
}

impl State {
    /// Selects an action, scrolls to it, and lifts the filters that would hide it.
    pub fn show_action(&mut self, id: ActionId) {
        self.mode = Mode::Plan;
        self.reveal = Some(id);
        self.open = true;
    }

    /// Shows how actions are taken from a sheet.
    pub fn import(&mut self) {
        self.mode = Mode::Import(Box::default());
    }

    /// Shows a sheet to take actions from, or says why there is none.
    pub fn show_sheet(&mut self, name: String, sheet: Result<Sheet, String>) {
        if !matches!(self.mode, Mode::Import(_)) {
            self.import();
        }
        if let Mode::Import(importing) = &mut self.mode {
            importing.take(name, sheet);
        }
    }

    /// Shows an action that was just added, ready to be given its title.
    pub fn edit_new(&mut self, id: ActionId) {
        self.show_action(id);
        self.focus = Some(FocusOn::Title { select_all: true });
    }

    /// Shows the actions that need attention of this kind. Kinds that are not about actions change nothing.
    pub fn show_attention(&mut self, kind: AttentionKind) {
        let part = match kind {
            AttentionKind::Overdue => PlanPart::Overdue,
            AttentionKind::WithoutOwner => PlanPart::NoOwner,
            AttentionKind::WithoutDate => PlanPart::NoDate,
            AttentionKind::BlockedWithoutReason => PlanPart::BlockedWithoutReason,
            AttentionKind::GapsWithoutAction
            | AttentionKind::AssumedActive
            | AttentionKind::ActiveWithoutEvidence
            | AttentionKind::ToReconfirm
            | AttentionKind::AgreedByHand
            | AttentionKind::KpisBehind
            | AttentionKind::BehindWithoutAction
            | AttentionKind::KpisStale
            | AttentionKind::KpisWithoutFigures
            | AttentionKind::KpisWithoutTarget
            | AttentionKind::Unrated
            | AttentionKind::FollowUpsUnanswered => return,
        };
        self.query = PlanQuery { part, ..self.query.cleared() };
        self.mode = Mode::Plan;
        self.shape = PlanShape::Table;
        self.asked_anew = true;
        self.open = false;
    }

    /// What is found for the query, from what is kept where that still holds.
    fn find(&mut self, view: &View<'_>) -> Found {
        let wanted = FoundFor {
            project: view.project.id,
            revision: view.revision,
            today: view.today,
            query: self.query.clone(),
            shape: self.shape,
            span: self.span,
        };
        if let Some((found_for, found)) = &self.found
            && *found_for == wanted
        {
            return found.clone();
        }
        let list = Arc::new(plan_list(view.catalogue, view.project, &self.query, view.today));
        let drawn = match self.shape {
            PlanShape::Table => Drawn::Table,
            PlanShape::Grid => Drawn::Grid(Arc::new(effort_impact(view.project, &list, view.today))),
            PlanShape::Timeline => Drawn::Timeline(Arc::new(timeline(view.project, &list, self.span, view.today))),
        };
        let found = Found { list, drawn };
        self.found = Some((wanted, found.clone()));
        found
    }

    /// What is found, with the selection brought in line with it.
    ///
    /// `scrolls` says whether the table scrolls by itself: then the selection is kept in sight when what is asked for
    /// changes. Where the page scrolls, that would take the filters away from under the user's hands.
    pub(super) fn settle(&mut self, view: &View<'_>, scrolls: bool) -> Found {
        if let Some(back) = self.heed_said(view) {
            self.selected = Some(back);
            self.scroll = true;
        }
        let reveal = self.reveal.take().filter(|id| view.project.action(*id).is_some());
        let revealed = reveal.is_some();
        if let Some(id) = reveal {
            self.lift_filters(view, id);
            self.selected = Some(id);
            self.scroll = true;
        }
        let found = self.find(view);
        let asked_anew = std::mem::take(&mut self.asked_anew);
        self.scroll |= asked_anew && scrolls;
        // An action that leaves the table because it was edited keeps its form: somebody may be typing into it.
        let stays = self
            .selected
            .filter(|id| view.project.action(*id).is_some() && (!asked_anew || found.row_of(*id).is_some()));
        if stays.is_none() {
            let row = if asked_anew { 0 } else { self.row.min(found.rows().len().saturating_sub(1)) };
            self.selected = found.rows().get(row).map(|row| row.id);
        }
        self.row = self.selected.and_then(|id| found.row_of(id)).unwrap_or(self.row);
        self.bulk.keep(view.project, asked_anew.then_some(&*found.list));
        if revealed || asked_anew {
            self.follow_in_grid(view, &found);
        }
        found
    }

    /// Says what was done, and how it is taken back.
    pub(super) fn say(&mut self, ui: &Ui, words: &str) {
        self.say_removed(ui, words, "takes it back", Vec::new());
    }

    /// Says what was removed.
    fn say_removed(&mut self, ui: &Ui, words: &str, undo: &str, removed: Vec<ActionId>) {
        let keys = ui.ctx().format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, Key::Z));
        self.said = Some(Said { words: format!("{words} {keys} {undo}."), after: None, removed });
    }

    /// Forgets what was said once something else was done. Gives an action that was removed and is back.
    fn heed_said(&mut self, view: &View<'_>) -> Option<ActionId> {
        let said = self.said.as_mut()?;
        let after = *said.after.get_or_insert(view.revision);
        if after == view.revision {
            return None;
        }
        let back = said.removed.first().copied().filter(|id| view.project.action(*id).is_some());
        self.said = None;
        back
    }

    /// Puts the grid's cursor on the cell of the selected action.
    fn follow_in_grid(&mut self, view: &View<'_>, found: &Found) {
        if let (Drawn::Grid(grid), Some(action)) = (&found.drawn, self.selected.and_then(|id| view.project.action(id)))
        {
            self.cell = grid.place(Levels::of(action));
        }
    }

    /// Lifts the filters if they hide an action.
    fn lift_filters(&mut self, view: &View<'_>, id: ActionId) {
        for part in [self.query.part, PlanPart::Open, PlanPart::All] {
            if self.find(view).row_of(id).is_some() {
                return;
            }
            self.query = PlanQuery { part, ..self.query.cleared() };
        }
    }

    /// Does what was asked for in this frame.
    pub(super) fn do_next(&mut self, ui: &Ui, view: &View<'_>, out: &mut Outbox) {
        let Some(next) = self.next.take() else { return };
        match next {
            Next::Select { id, open } => {
                self.bulk.end_extending();
                self.select(id, out);
                self.open |= open;
            }
            Next::Reach(id) => self.select(id, out),
            Next::List(levels) => {
                self.query.levels = Some(levels);
                self.shape = PlanShape::Table;
                self.asked_anew = true;
                self.focus = Some(FocusOn::Table);
            }
            Next::Show(shape) => {
                self.shape = shape;
                self.open = false;
                if shape == PlanShape::Grid {
                    // The grid shows every effort and impact.
                    self.query.levels = None;
                }
                self.asked_anew = true;
            }
            Next::Form => {
                self.open = true;
                self.focus = Some(FocusOn::Title { select_all: false });
            }
            Next::Table => {
                self.open = false;
                self.scroll = true;
                self.focus = Some(FocusOn::Table);
            }
            Next::Templates => self.mode = Mode::Templates(Box::default()),
            Next::Import => self.mode = Mode::Import(Box::default()),
            Next::Imported(first, count) => {
                self.show_action(first);
                self.open = false;
                self.focus = Some(FocusOn::Table);
                self.say(ui, &format!("Added {}.", words::count(count, "action", "actions")));
            }
            Next::Plan => {
                self.mode = Mode::Plan;
                self.focus = Some(FocusOn::Table);
            }
            Next::Added(id) => {
                self.show_action(id);
                self.focus = Some(FocusOn::Title { select_all: false });
            }
            Next::Repeat(id) => {
                if let Some(action) = view.project.action(id) {
                    let copy = new_action_id();
                    out.edit(Edit::AddAction(Box::new(repeated(action, copy))));
                    self.show_action(copy);
                    self.focus = Some(FocusOn::Title { select_all: false });
                }
            }
            Next::Remove(id) => {
                if let Some(action) = view.project.action(id) {
                    self.say_removed(ui, &format!("Removed “{}”.", action.title), "brings it back", vec![id]);
                    out.edit(Edit::RemoveAction(id));
                }
                self.open = false;
                self.focus = Some(FocusOn::Table);
            }
            Next::RemoveMarked => {
                let ids: Vec<ActionId> = std::mem::take(&mut self.bulk.marked).into_iter().collect();
                let words = format!("Removed {}.", words::count(ids.len(), "action", "actions"));
                self.say_removed(ui, &words, "brings them back", ids.clone());
                out.edit(Edit::RemoveActions(ids));
                self.open = false;
                self.focus = Some(FocusOn::Table);
            }
        }
        ui.ctx().request_repaint();
    }
    /// Selects an action.
    fn select(&mut self, id: ActionId, out: &mut Outbox) {
        if self.selected != Some(id) {
            self.selected = Some(id);
            self.scroll = true;
            self.said = None;
            self.blank_title = None;
            out.command(Command::CloseStep);
        }
    }
}
