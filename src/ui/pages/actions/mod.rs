//! The plan: every action in a table that can be searched, filtered and sorted, and the form of the one selected.
//!
//! In a wide window the form stands beside the table; in a narrow one it takes the table's place until the user goes
//! back. What was clicked takes effect at the end of the frame, so that a field that is being left still says what was
//! typed into it.

mod detail;
mod table;
#[cfg(test)]
mod tests;
mod toolbar;

use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Align, Id, Key, KeyboardShortcut, Layout, Modifiers, Rect, Response, Ui, UiBuilder, pos2, vec2};
use jiff::civil::Date;

use crate::app::{Command, Place};
use crate::edit::Edit;
use crate::insight::{AttentionKind, PlanList, PlanPart, PlanQuery, plan_finding, plan_list};
use crate::project::{Action, ActionId, ProjectId};
use crate::ui::theme::{TARGET, space};
use crate::ui::widgets::{body, caption, card, primary, primary_enabled, secondary, strong};
use crate::ui::{Outbox, View};

use super::{filling, head, margin, scrolling};

/// How wide the form is beside the table, in points.
const FORM_WIDTH: f32 = 342.0;

/// Below this width, in points, the form takes the table's place instead of standing beside it.
const BESIDE_FROM: f32 = 900.0;

/// Why nothing can be changed, where that is so.
const READ_ONLY: &str = "This project is open to read only, so nothing can be changed here.";

/// What the page keeps between frames.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing, and all of them go together")]
#[derive(Debug, Default)]
pub struct State {
    /// What the table is asked for.
    query: PlanQuery,
    /// What it was asked for has changed since the last frame.
    asked_anew: bool,
    /// What was found for it.
    found: Option<(FoundFor, Arc<PlanList>)>,
    /// The action whose form is shown.
    selected: Option<ActionId>,
    /// The row in which it stands, or stood before it left the table.
    row: usize,
    /// In a narrow window: whether the form is shown.
    open: bool,
    /// Whether the selected row is to be scrolled to.
    scroll: bool,
    /// An action that is to be shown, whatever the filters are.
    reveal: Option<ActionId>,
    /// Where the focus is to go.
    focus: Option<FocusOn>,
    /// Whether the focus was in the form at the end of the last frame.
    in_form: bool,
    /// A title that cannot be kept, because it is empty.
    blank_title: Option<detail::BlankTitle>,
    /// The action that was removed last, until something else is done.
    removed: Option<(ActionId, String)>,
    /// What the user asked for in this frame.
    next: Option<Next>,
}

/// For what a list was found: it holds for as long as this stays the same.
#[derive(Clone, Debug, PartialEq)]
struct FoundFor {
    project: ProjectId,
    revision: u64,
    today: Date,
    query: PlanQuery,
}

/// Where the focus is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FocusOn {
    /// The table.
    Table,
    /// The title in the form; with its text selected, for an action that is new.
    Title { select_all: bool },
}

/// What the user asked for, done at the end of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
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
    fn settle(&mut self, view: &View<'_>, scrolls: bool) -> Arc<PlanList> {
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
    fn do_next(&mut self, ui: &Ui, view: &View<'_>, out: &mut Outbox) {
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

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let narrow = ui.available_width() - margin(ui).sum().x < BESIDE_FROM;
    let list = state.settle(view, !narrow);
    if view.find {
        state.open = false;
    }
    let escape =
        state.in_form && !egui::Popup::is_any_open(ui.ctx()) && ui.input(|input| input.key_pressed(Key::Escape));
    let action = state.selected.and_then(|id| view.project.action(id)).map(Arc::clone);
    match action {
        _ if view.project.actions.is_empty() => scrolling(ui, "actions", |ui| empty(ui, view, state, out)),
        Some(action) if narrow && state.open => {
            let name = ("actions form", action.id.0);
            ui.push_id(name, |ui| {
                scrolling(ui, "form", |ui| form_alone(ui, view, state, &list, &action, out));
            });
            state.in_form = true;
        }
        _ if narrow => scrolling(ui, "actions", |ui| {
            state.in_form = false;
            above_table(ui, view, state, &list, out);
            card(ui, |ui| table::show(ui, view, state, &list, false));
        }),
        action => filling(ui, |ui| {
            above_table(ui, view, state, &list, out);
            beside(ui, view, state, &list, action.as_deref(), out);
        }),
    }
    if escape {
        state.next = Some(Next::Table);
    }
    state.do_next(ui, view, out);
}

/// The head, the filters and what is shown.
fn above_table(ui: &mut Ui, view: &View<'_>, state: &mut State, list: &PlanList, out: &mut Outbox) {
    let finding = plan_finding(view.digest);
    head(ui, &finding.title, &finding.detail, |ui| {
        let add = primary_enabled(ui, "Add an action", !view.read_only).on_disabled_hover_text(READ_ONLY);
        if add.clicked() {
            out.command(Command::AddAction(None));
        }
    });
    toolbar::show(ui, view, state, list);
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        spoken(&caption(ui, &list.sentence(&state.query)));
        removed_line(ui, state);
    });
    ui.add_space(space::XS);
}

/// Says what was removed and how it comes back.
fn removed_line(ui: &mut Ui, state: &State) {
    if let Some((_, title)) = &state.removed {
        let undo = ui.ctx().format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, Key::Z));
        spoken(&strong(ui, &format!("Removed “{title}”. {undo} brings it back.")));
    }
}

/// Has a line spoken when it changes, without taking the focus.
fn spoken(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// The table with the form beside it.
fn beside(ui: &mut Ui, view: &View<'_>, state: &mut State, list: &PlanList, action: Option<&Action>, out: &mut Outbox) {
    let area = ui.available_rect_before_wrap();
    let Some(action) = action else {
        state.in_form = false;
        in_card(ui, area, |ui| table::show(ui, view, state, list, true));
        return;
    };
    let right = Rect::from_min_max(pos2(area.right() - FORM_WIDTH, area.top()), area.max);
    let left = Rect::from_min_max(area.min, pos2(right.left() - space::L, area.bottom()));
    in_card(ui, left, |ui| table::show(ui, view, state, list, true));
    in_card(ui, right, |ui| {
        egui::ScrollArea::vertical().id_salt(("form", action.id.0)).auto_shrink(false).show(ui, |ui| {
            // Room for focus rings, which would be cut at the edge.
            egui::Frame::new().inner_margin(3).show(ui, |ui| detail::show(ui, view, state, list, action, out));
        });
    });
    // Asking where the focus is takes it away in the frame of a click elsewhere; the next frame tells as well.
    if !ui.input(|input| input.pointer.any_click()) {
        let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
        state.in_form = focused.is_some_and(|response| right.x_range().contains(response.rect.left()));
    }
}

/// A card that fills a place.
fn in_card(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        card(ui, |ui| {
            ui.set_min_height(ui.available_height());
            add(ui);
        });
    });
}

/// The form in a narrow window, with the way back.
fn form_alone(ui: &mut Ui, view: &View<'_>, state: &mut State, list: &PlanList, action: &Action, out: &mut Outbox) {
    if secondary(ui, "Back to the list").clicked() {
        state.next = Some(Next::Table);
    }
    ui.add_space(space::S);
    card(ui, |ui| detail::show(ui, view, state, list, action, out));
}

/// The page while there is no action at all.
fn empty(ui: &mut Ui, view: &View<'_>, state: &State, out: &mut Outbox) {
    let finding = plan_finding(view.digest);
    head(ui, &finding.title, &finding.detail, |_| {});
    removed_line(ui, state);
    card(ui, |ui| {
        ui.set_max_width(ui.available_width().min(crate::ui::theme::TEXT_WIDTH));
        body(
            ui,
            "The review shows where practices are missing. Open one of its gaps and add an action there, so that the \
             plan says what it came from. What belongs to no question can be added here.",
        );
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            if view.read_only {
                caption(ui, READ_ONLY);
            } else if primary(ui, "Add an action").clicked() {
                out.command(Command::AddAction(None));
            }
            if secondary(ui, "Go to the review").clicked() {
                out.command(Command::GoTo(Place::Review));
            }
        });
    });
}

/// A part of a row of fields, as wide as given, in which long words are cut instead of making it wider.
fn cell<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui_with_layout(vec2(width, TARGET), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        add(ui)
    })
    .inner
}

/// The id of a field of an action: no two actions share one, so that no text can pass from one to the other.
fn field_id(id: ActionId, field: &str) -> Id {
    Id::unique(("action", id.0, field))
}
