//! Several actions at once: which are marked, and the bar in which they are changed or removed. Each change is one edit,
//! so one undo takes it back from all of them.

use std::collections::BTreeSet;

use egui::{Id, Key, Modifiers, Ui, vec2};
use jiff::civil::Date;

use super::state::{FocusOn, Next, State};
use super::{READ_ONLY, cell, owner};
use crate::edit::{ActionField, Edit};
use crate::insight::{PlanList, PlanRow};
use crate::project::{ActionId, Effort, Impact, Project, Status};
use crate::ui::pages::NARROW;
use crate::ui::theme::{TARGET, space};
use crate::ui::widgets::{
    Field, caption, choice, danger, date_field, keep_own_undo, link, secondary, singleline, strong, wash,
};
use crate::ui::{Outbox, View};
use crate::words;

/// The room for how many are marked.
const COUNT: f32 = 150.0;

/// What the page keeps of several actions.
#[derive(Debug, Default)]
pub struct Bulk {
    /// Which are marked.
    pub(super) marked: BTreeSet<ActionId>,
    /// While rows are marked with Shift: the row from which, and what was marked before.
    anchor: Option<(usize, BTreeSet<ActionId>)>,
    /// What the bar changes.
    field: BulkField,
    owner: String,
    due: Option<Date>,
    status: Status,
    reason: String,
    effort: Option<Effort>,
    impact: Option<Impact>,
}

/// What can be changed in several actions at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum BulkField {
    #[default]
    Owner,
    Due,
    Status,
    Effort,
    Impact,
}

impl BulkField {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Owner, "Owner"),
        (Self::Due, "Due date"),
        (Self::Status, "Status"),
        (Self::Effort, "Effort"),
        (Self::Impact, "Impact"),
    ];
}

impl Bulk {
    /// Marks a row that is not marked, and the other way round.
    pub(super) fn toggle(&mut self, id: ActionId) {
        self.anchor = None;
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
    }

    /// Marks the rows from where this began, at `from`, up to another one.
    pub(super) fn extend(&mut self, rows: &[PlanRow], from: usize, to: usize) {
        let (from, before) = self.anchor.get_or_insert_with(|| (from, self.marked.clone()));
        let (first, last) = ((*from).min(to), (*from).max(to));
        self.marked.clone_from(before);
        self.marked.extend(rows.iter().skip(first).take(last - first + 1).map(|row| row.id));
    }

    /// Marks every row, or none where every one is marked.
    pub(super) fn toggle_all(&mut self, rows: &[PlanRow]) {
        self.anchor = None;
        if self.holds_all(rows) {
            self.marked.clear();
        } else {
            self.marked = rows.iter().map(|row| row.id).collect();
        }
    }

    /// Whether every row is marked.
    pub(super) fn holds_all(&self, rows: &[PlanRow]) -> bool {
        !rows.is_empty() && rows.iter().all(|row| self.marked.contains(&row.id))
    }

    /// Ends marking with Shift: the next begins where the selection then is.
    pub(super) fn end_extending(&mut self) {
        self.anchor = None;
    }

    /// Forgets what was removed; and, where something else is shown, what is no longer among it.
    pub(super) fn keep(&mut self, project: &Project, shown: Option<&PlanList>) {
        if self.marked.is_empty() {
            return;
        }
        let there: BTreeSet<ActionId> = match shown {
            Some(list) => list.rows.iter().map(|row| row.id).collect(),
            None => project.actions.iter().map(|action| action.id).collect(),
        };
        self.marked.retain(|id| there.contains(id));
    }

    /// The change that the bar makes, and what is said of it.
    fn change(&self) -> (ActionField, String) {
        let named =
            |what: &str, to: &str| if to.is_empty() { format!("{what} cleared") } else { format!("{what}: {to}") };
        match self.field {
            BulkField::Owner => {
                let owner = self.owner.trim();
                (ActionField::Owner(owner.to_owned()), named("Owner", owner))
            }
            BulkField::Due => {
                (ActionField::Due(self.due), named("Due date", &self.due.map_or(String::new(), words::date)))
            }
            BulkField::Status => {
                let status = with_reason(&self.status, self.reason.trim());
                let name = status.name();
                (ActionField::Status(status), named("Status", name))
            }
            BulkField::Effort => {
                (ActionField::Effort(self.effort), named("Effort", self.effort.map_or("", Effort::name)))
            }
            BulkField::Impact => {
                (ActionField::Impact(self.impact), named("Impact", self.impact.map_or("", Impact::name)))
            }
        }
    }
}

/// A status with its reason, where it has one.
fn with_reason(status: &Status, reason: &str) -> Status {
    match status {
        Status::Blocked { .. } => Status::Blocked { reason: reason.to_owned() },
        Status::Dropped { .. } => Status::Dropped { reason: reason.to_owned() },
        Status::NotStarted | Status::InProgress | Status::Done => status.clone(),
    }
}

/// Takes the keys that mark rows and repeat an action, before the list takes those that move. `list` is the list's id.
pub(super) fn use_keys(ui: &Ui, view: &View<'_>, state: &mut State, rows: &[PlanRow], list: Id) {
    if !ui.memory(|memory| memory.has_focus(list)) {
        return;
    }
    let (steps, toggle, all, escape, repeat) = ui.input_mut(|input| {
        let mut count = |key| i64::try_from(input.count_and_consume_key(Modifiers::SHIFT, key)).unwrap_or(0);
        let steps = count(Key::ArrowDown) - count(Key::ArrowUp);
        (
            steps,
            input.consume_key(Modifiers::NONE, Key::Space),
            input.consume_key(Modifiers::COMMAND, Key::A),
            !state.bulk.marked.is_empty() && input.consume_key(Modifiers::NONE, Key::Escape),
            input.consume_key(Modifiers::COMMAND, Key::D),
        )
    });
    if steps != 0 && !rows.is_empty() {
        let to = i64::try_from(state.row).unwrap_or(0).saturating_add(steps);
        let to = usize::try_from(to.max(0)).unwrap_or(0).min(rows.len() - 1);
        state.bulk.extend(rows, state.row, to);
        state.next = rows.get(to).map(|row| Next::Reach(row.id));
    }
    if let Some(id) = state.selected.filter(|_| toggle) {
        state.bulk.toggle(id);
    }
    if all {
        state.bulk.toggle_all(rows);
    }
    if escape {
        state.bulk.marked.clear();
    }
    if let Some(id) = state.selected.filter(|_| repeat && !view.read_only) {
        state.next = Some(Next::Repeat(id));
    }
}

/// The bar with what can be done with the marked actions; nothing while none is marked.
pub(super) fn bar(ui: &mut Ui, view: &View<'_>, state: &mut State, list: &PlanList, out: &mut Outbox) {
    if state.bulk.marked.is_empty() {
        return;
    }
    wash(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::M, space::S);
        if ui.available_width() < NARROW {
            ui.horizontal(|ui| counted(ui, state, list));
            if view.read_only {
                caption(ui, READ_ONLY);
                return;
            }
            ui.horizontal_top(|ui| fields(ui, view, &mut state.bulk, list));
            ui.horizontal(|ui| buttons(ui, state, out));
        } else {
            ui.horizontal_top(|ui| {
                ui.allocate_ui(vec2(COUNT, 0.0), |ui| {
                    ui.set_width(COUNT);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        counted(ui, state, list);
                    });
                });
                if view.read_only {
                    caption(ui, READ_ONLY);
                    return;
                }
                fields(ui, view, &mut state.bulk, list);
                // Level with the fields beside them, which have a label above them.
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(TARGET - space::M + 2.0);
                    ui.horizontal(|ui| buttons(ui, state, out));
                });
            });
        }
    });
}

/// How many are marked, and how to mark none.
fn counted(ui: &mut Ui, state: &mut State, list: &PlanList) {
    let count = state.bulk.marked.len();
    super::spoken(&strong(ui, &format!("{} selected", words::count(count, "action", "actions"))));
    let shown = list.rows.iter().filter(|row| state.bulk.marked.contains(&row.id)).count();
    if shown < count {
        caption(ui, &format!("{} of them not in the list", words::whole((count - shown) as u64)));
    }
    if link(ui, "Select none").clicked() {
        state.bulk.marked.clear();
        state.focus = Some(FocusOn::Table);
    }
}

/// What is changed, and its new value.
fn fields(ui: &mut Ui, view: &View<'_>, bulk: &mut Bulk, list: &PlanList) {
    let id = Id::unique("actions bulk");
    let field = Field::new(id.with("field"), "Change");
    if let Some(field) = cell(ui, 120.0, |ui| choice(ui, field, &bulk.field, &BulkField::ALL, 120.0)) {
        bulk.field = field;
    }
    value(ui, view, bulk, list, id);
}

/// The buttons that change or remove them.
fn buttons(ui: &mut Ui, state: &mut State, out: &mut Outbox) {
    let count = state.bulk.marked.len();
    let actions = words::count(count, "action", "actions");
    if secondary(ui, &format!("Set for {actions}")).clicked() {
        let (field, said) = state.bulk.change();
        let ids: Vec<ActionId> = state.bulk.marked.iter().copied().collect();
        out.edit(Edit::ChangeActions { ids, field });
        state.say(ui, &format!("{actions} changed. {said}."));
    }
    if danger(ui, if count == 1 { "Remove it" } else { "Remove them" }).clicked() {
        state.next = Some(Next::RemoveMarked);
    }
}

/// The field for the new value.
fn value(ui: &mut Ui, view: &View<'_>, bulk: &mut Bulk, list: &PlanList, id: Id) {
    match bulk.field {
        BulkField::Owner => cell(ui, 230.0, |ui| {
            let field = Field::new(id.with("owner"), "New owner").hint("Empty for nobody");
            let (typed, chosen) = owner::suggested(ui, view, list, field, &bulk.owner);
            keep_own_undo(&typed.response);
            if let Some(owner) = chosen.or(typed.changed) {
                bulk.owner = owner;
            }
        }),
        BulkField::Due => cell(ui, 180.0, |ui| {
            let field = Field::new(id.with("due"), "New due date");
            if let Some(due) = date_field(ui, field, bulk.due) {
                bulk.due = due;
            }
        }),
        BulkField::Status => {
            let kinds = Status::all();
            let options: Vec<(&str, &str)> = kinds.iter().map(|kind| (kind.id(), kind.name())).collect();
            let field = Field::new(id.with("status"), "New status");
            let chosen = cell(ui, 150.0, |ui| choice(ui, field, &bulk.status.id(), &options, 150.0));
            if let Some(status) = chosen.and_then(|id| kinds.into_iter().find(|kind| kind.id() == id)) {
                bulk.status = status;
            }
            if bulk.status.reason().is_some() {
                cell(ui, 170.0, |ui| {
                    let field = Field::new(id.with("reason"), "Why").hint("The same reason for all");
                    let typed = singleline(ui, field, &bulk.reason);
                    keep_own_undo(&typed.response);
                    if let Some(reason) = typed.changed {
                        bulk.reason = reason;
                    }
                });
            }
        }
        BulkField::Effort => {
            let levels = Effort::ALL.map(|effort| (effort, effort.name()));
            level(ui, id.with("effort"), "New effort", &mut bulk.effort, levels);
        }
        BulkField::Impact => {
            let levels = Impact::ALL.map(|impact| (impact, impact.name()));
            level(ui, id.with("impact"), "New impact", &mut bulk.impact, levels);
        }
    }
}

fn level<T: Copy + PartialEq>(ui: &mut Ui, id: Id, label: &str, value: &mut Option<T>, levels: [(T, &str); 3]) {
    let options: Vec<(Option<T>, &str)> = std::iter::once((None, "Not said"))
        .chain(levels.into_iter().map(|(level, name)| (Some(level), name)))
        .collect();
    if let Some(chosen) = cell(ui, 130.0, |ui| choice(ui, Field::new(id, label), value, &options, 130.0)) {
        *value = chosen;
    }
}
