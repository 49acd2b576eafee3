//! What the page keeps between frames, and what follows for it from what the user did.

use std::sync::Arc;

use egui::Ui;
use jiff::civil::Date;

use super::detail::BlankTitle;
use crate::app::Command;
use crate::edit::Edit;
use crate::insight::{AttentionKind, PlanList, PlanPart, PlanQuery, plan_list};
use crate::project::{ActionId, ProjectId};
use crate::ui::{Outbox, View};

/// What the page keeps between frames.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing, and all of them go together")]
#[derive(Debug, Default)]
pub struct State {
    /// What the table is asked for.
    pub(super) query: PlanQuery,
    /// What it was asked for has changed since the last frame.
    pub(super) asked_anew: bool,
    /// What was found for it.
    pub(super) found: Option<(FoundFor, Arc<PlanList>)>,
    /// The action whose form is shown.
    pub(super) selected: Option<ActionId>,
    /// The row in which it stands, or stood before it left the table.
    pub(super) row: usize,
    /// In a narrow window: whether the form is shown.
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
    /// The action that was removed last, until something else is done.
    pub(super) removed: Option<(ActionId, String)>,
    /// What the user asked for in this frame.
    pub(super) next: Option<Next>,
}

/// For what a list was found: it holds for as long as this stays the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FoundFor {
    project: ProjectId,
    revision: u64,
    today: Date,
    query: PlanQuery,
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
    /// Go to the form of the selected action.
    Form,
    /// Leave the form for the table.
    Table,
    /// Remove an action.
    Remove(ActionId),
}

impl State {
    /// Selects an action, scrolls to it, and lifts the filters that would hide it.
    pub fn show_action(&mut self, id: ActionId) {
        self.reveal = Some(id);
        self.open = true;
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
            | AttentionKind::KpisWithoutFigures
            | AttentionKind::KpisWithoutTarget
            | AttentionKind::Unrated
            | AttentionKind::FollowUpsUnanswered => return,
        };
        self.query = PlanQuery { part, ..self.query.cleared() };
        self.asked_anew = true;
        self.open = false;
    }

    /// What is found for the query, from what is kept where that still holds.
    fn list(&mut self, view: &View<'_>) -> Arc<PlanList> {
        let wanted = FoundFor {
            project: view.project.id,
            revision: view.revision,
            today: view.today,
            query: self.query.clone(),
        };
        if let Some((found_for, list)) = &self.found
            && *found_for == wanted
        {
            return Arc::clone(list);
        }
        let list = Arc::new(plan_list(view.catalogue, view.project, &self.query, view.today));
        self.found = Some((wanted, Arc::clone(&list)));
        list
    }

    /// What is found, with the selection brought in line with it.
    ///
    /// `scrolls` says whether the table scrolls by itself: then the selection is kept in sight when what is asked for
    /// changes. Where the page scrolls, that would take the filters away from under the user's hands.
    pub(super) fn settle(&mut self, view: &View<'_>, scrolls: bool) -> Arc<PlanList> {
        let undone = self.removed.as_ref().map(|(id, _)| *id).filter(|id| view.project.action(*id).is_some());
        if undone.is_some() {
            self.removed = None;
            self.selected = undone;
            self.scroll = true;
        }
        if let Some(id) = self.reveal.take()
            && view.project.action(id).is_some()
        {
            self.lift_filters(view, id);
            self.selected = Some(id);
            self.scroll = true;
        }
        let list = self.list(view);
        let asked_anew = std::mem::take(&mut self.asked_anew);
        self.scroll |= asked_anew && scrolls;
        // An action that leaves the table because it was edited keeps its form: somebody may be typing into it.
        let stays = self
            .selected
            .filter(|id| view.project.action(*id).is_some() && (!asked_anew || list.row_of(*id).is_some()));
        if stays.is_none() {
            let row = if asked_anew { 0 } else { self.row.min(list.rows.len().saturating_sub(1)) };
            self.selected = list.rows.get(row).map(|row| row.id);
        }
        self.row = self.selected.and_then(|id| list.row_of(id)).unwrap_or(self.row);
        list
    }

    /// Lifts the filters if they hide an action.
    fn lift_filters(&mut self, view: &View<'_>, id: ActionId) {
        for part in [self.query.part, PlanPart::Open, PlanPart::All] {
            if self.list(view).row_of(id).is_some() {
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
                if self.selected != Some(id) {
                    self.selected = Some(id);
                    self.scroll = true;
                    self.removed = None;
                    self.blank_title = None;
                    out.command(Command::CloseStep);
                }
                self.open |= open;
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
            Next::Remove(id) => {
                if let Some(action) = view.project.action(id) {
                    self.removed = Some((id, action.title.clone()));
                    out.edit(Edit::RemoveAction(id));
                }
                self.open = false;
                self.focus = Some(FocusOn::Table);
            }
        }
        ui.ctx().request_repaint();
    }
}
