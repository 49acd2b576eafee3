//! The form of the action that is selected. Each change is an edit of one field.

use egui::{Id, Key, KeyboardShortcut, Modifiers, Sense, Ui, vec2};

use super::cells::{MARK, paint_mark, state_color};
use super::state::{FocusOn, Next, State};
use super::toolbar::select_all;
use super::{READ_ONLY, cell, field_id, owner};
use crate::app::Command;
use crate::content::KpiId;
use crate::edit::{ActionField, Edit};
use crate::insight::{PlanList, changed_words, filled_from_template, origin_name, state_words, templates_to_offer};
use crate::project::{Action, ActionId, Effort, Impact, Origin, Status};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{
    Field, body, caption, choice, danger, date_field, error_line, heading, is_open, keep_own_undo, link, link_wrapped,
    multiline, rich, secondary, shape_word, wash,
};
use crate::ui::{Outbox, View};

/// A title that cannot be kept, because it is empty: the action keeps its old one until there is text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BlankTitle {
    /// Of which action.
    id: ActionId,
    /// The title that it keeps; once that changes, by undo, this is over.
    kept: String,
    /// What stands in the field.
    text: String,
}

/// The form of one action: what its fields need.
struct Form<'a> {
    action: &'a Action,
    enabled: bool,
    out: &'a mut Outbox,
}

impl Form<'_> {
    /// Asks for a change of one field.
    fn set(&mut self, field: ActionField) {
        self.out.edit(Edit::ChangeAction { id: self.action.id, field });
    }

    /// The id of a field.
    fn id(&self, name: &str) -> Id {
        field_id(self.action.id, name)
    }

    /// A field for text of several lines.
    fn lines(
        &mut self,
        ui: &mut Ui,
        name: &'static str,
        hint: &'static str,
        text: &str,
        field: impl FnOnce(String) -> ActionField,
    ) {
        let typed = multiline(ui, Field::new(self.id(name), name).hint(hint).enabled(self.enabled), text, 2);
        if let Some(text) = typed.changed {
            self.set(field(text));
        }
        self.left(typed.left);
    }

    /// Ends the step of the history when a field is left.
    fn left(&mut self, left: bool) {
        if left {
            self.out.command(Command::CloseStep);
        }
    }

    /// A choice of a level, or of none.
    fn level<T: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        label: &'static str,
        value: Option<T>,
        levels: [(T, &'static str); 3],
        field: impl FnOnce(Option<T>) -> ActionField,
    ) {
        let options: Vec<(Option<T>, &str)> = std::iter::once((None, "Not said"))
            .chain(levels.into_iter().map(|(level, name)| (Some(level), name)))
            .collect();
        let place = Field::new(self.id(label), label).enabled(self.enabled);
        if let Some(level) = choice(ui, place, &value, &options, f32::INFINITY) {
            self.set(field(level));
        }
    }
}

/// Draws the form.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    list: &PlanList,
    action: &Action,
    out: &mut Outbox,
) {
    ui.spacing_mut().item_spacing.y = space::M;
    let mut form = Form { action, enabled: !view.read_only, out };
    let half = (ui.available_width() - space::M) / 2.0;
    top(ui, view, list, action);
    title(ui, state, &mut form);
    offered(ui, view, state, &mut form);
    owner(ui, view, list, &mut form);
    form.lines(ui, "First step", "What can be done this week?", &action.first_step, ActionField::FirstStep);
    two(ui, |ui| {
        cell(ui, half, |ui| due(ui, &mut form));
        cell(ui, half, |ui| status(ui, &mut form));
    });
    reason(ui, &mut form);
    two(ui, |ui| {
        let levels = Effort::ALL.map(|effort| (effort, effort.name()));
        cell(ui, half, |ui| form.level(ui, "Effort", action.effort, levels, ActionField::Effort));
        let levels = Impact::ALL.map(|impact| (impact, impact.name()));
        cell(ui, half, |ui| form.level(ui, "Impact", action.impact, levels, ActionField::Impact));
    });
    form.lines(ui, "How success will be seen", "A figure, a date, a sign", &action.success, ActionField::Success);
    measure(ui, view, &mut form);
    form.lines(ui, "Notes", "", &action.notes, ActionField::Notes);
    origin(ui, view, &mut form);
    caption(ui, &changed_words(action));
    ui.add_enabled_ui(!view.read_only, |ui| {
        let keys = ui.ctx().format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, Key::D));
        let copy =
            secondary(ui, "Duplicate").on_hover_text(format!("Add the same action once more ({keys} in the list)"));
        if copy.on_disabled_hover_text(READ_ONLY).clicked() {
            state.next = Some(Next::Repeat(action.id));
        }
        if danger(ui, "Remove this action").on_disabled_hover_text(READ_ONLY).clicked() {
            state.next = Some(Next::Remove(action.id));
        }
    });
}

/// What is selected and where it stands.
fn top(ui: &mut Ui, view: &View<'_>, list: &PlanList, action: &Action) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        heading(ui, "Selected action");
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS + 2.0;
            let color = state_color(action, view, &theme::of(ui));
            let (square, _) = ui.allocate_exact_size(vec2(MARK, MARK), Sense::hover());
            paint_mark(ui.painter(), square, action, view, color);
            let words = egui::RichText::new(state_words(action, view.today));
            rich(ui, words.font(theme::semibold(size::CAPTION + 1.0)).color(color));
        });
        if view.read_only {
            caption(ui, READ_ONLY);
        } else if list.row_of(action.id).is_none() {
            caption(ui, "The filters leave this action out of the list.");
        }
    });
}

/// What is to be done. While the field is empty the action keeps its title.
fn title(ui: &mut Ui, state: &mut State, form: &mut Form<'_>) {
    let action = form.action;
    if state.blank_title.as_ref().is_some_and(|blank| blank.id != action.id || blank.kept != action.title) {
        state.blank_title = None;
    }
    let id = form.id("title");
    let shown = state.blank_title.as_ref().map_or(&action.title, |blank| &blank.text).clone();
    if let Some(FocusOn::Title { select_all: all }) = state.focus {
        if is_open(ui.ctx()) {
            // A dialog that has just closed still holds the focus for this frame.
            ui.ctx().request_repaint();
        } else {
            state.focus = None;
        }
        ui.memory_mut(|memory| memory.request_focus(id));
        if all {
            select_all(ui, id, &shown);
        }
        ui.scroll_to_cursor(Some(egui::Align::Min));
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let field = Field::new(id, "What will be done").enabled(form.enabled);
        let typed = multiline(ui, field, &shown, 2);
        if let Some(text) = typed.changed {
            let text = one_line(&text);
            if text.trim().is_empty() {
                state.blank_title = Some(BlankTitle { id: action.id, kept: action.title.clone(), text });
            } else {
                state.blank_title = None;
                form.set(ActionField::Title(text));
            }
        }
        form.left(typed.left);
        if state.blank_title.is_some() {
            keep_own_undo(&typed.response);
            error_line(ui, "Write what will be done. Until then the action keeps its old title.");
        }
    });
}

/// Templates for what the action came from, while nothing has been said of it yet.
fn offered(ui: &mut Ui, view: &View<'_>, state: &mut State, form: &mut Form<'_>) {
    let templates = templates_to_offer(view.catalogue, form.action);
    if templates.is_empty() || !form.enabled {
        return;
    }
    wash(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        caption(ui, "Fill the form in from a template, and change what you like:");
        for template in templates {
            if link_wrapped(ui, &template.title).clicked() {
                form.out.edit(Edit::ReplaceAction(Box::new(filled_from_template(form.action, template, view.today))));
                state.say(ui, "Filled in from a template.");
            }
        }
    });
}

/// A title is one line, whatever was typed or pasted.
fn one_line(text: &str) -> String {
    text.trim_end_matches(['\n', '\r']).replace("\r\n", " ").replace(['\n', '\r'], " ")
}

/// Who answers for it.
fn owner(ui: &mut Ui, view: &View<'_>, list: &PlanList, form: &mut Form<'_>) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let field = Field::new(form.id("owner"), "Owner").hint("A person or a role").enabled(form.enabled);
        let (typed, chosen) = owner::suggested(ui, view, list, field, &form.action.owner);
        if let Some(owner) = chosen.or(typed.changed) {
            form.set(ActionField::Owner(owner));
        }
        form.left(typed.left);
        owner::add_to_people(ui, view, &form.action.owner, form.out);
    });
}

/// When it is due.
fn due(ui: &mut Ui, form: &mut Form<'_>) {
    let field = Field::new(form.id("due"), "Due").enabled(form.enabled);
    if let Some(due) = date_field(ui, field, form.action.due) {
        form.set(ActionField::Due(due));
    }
}

/// Where it stands.
fn status(ui: &mut Ui, form: &mut Form<'_>) {
    let kinds = Status::all();
    let options: Vec<(&str, &str)> = kinds.iter().map(|kind| (kind.id(), kind.name())).collect();
    let field = Field::new(form.id("status"), "Status").enabled(form.enabled);
    let chosen = choice(ui, field, &form.action.status.id(), &options, f32::INFINITY);
    if let Some(status) = chosen.and_then(|id| kinds.into_iter().find(|kind| kind.id() == id)) {
        form.set(ActionField::Status(status));
    }
}

/// Why it is blocked or dropped, where it is.
fn reason(ui: &mut Ui, form: &mut Form<'_>) {
    match &form.action.status {
        Status::Blocked { reason } => {
            form.lines(ui, "What holds it up", "Say why, so that somebody can help", reason, |reason| {
                ActionField::Status(Status::Blocked { reason })
            });
        }
        Status::Dropped { reason } => {
            form.lines(ui, "Why it was dropped", "Say why, so that nobody asks again", reason, |reason| {
                ActionField::Status(Status::Dropped { reason })
            });
        }
        Status::NotStarted | Status::InProgress | Status::Done => {}
    }
}

/// What it came from, and the way there.
fn origin(ui: &mut Ui, view: &View<'_>, form: &mut Form<'_>) {
    let Some(origin) = &form.action.origin else { return };
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        caption(ui, "Came from");
        let Some(name) = origin_name(view.catalogue, origin) else {
            body(ui, "Something in a pack that is not loaded now.");
            return;
        };
        body(ui, &name);
        let (label, command) = match origin {
            Origin::Recommendation(id) | Origin::Link(_, id) => {
                ("Show in the review", Command::ShowRecommendation(id.clone()))
            }
            Origin::Question(id) => ("Show in the review", Command::ShowQuestion(id.clone())),
            Origin::Kpi(id) => ("Show in the scorecard", Command::ShowKpi(id.clone())),
        };
        if link(ui, label).clicked() {
            form.out.command(command);
        }
        if let Origin::Link(kpi, _) = origin
            && link(ui, "Show the figure").clicked()
        {
            form.out.command(Command::ShowKpi(kpi.clone()));
        }
    });
}

/// The figure in which success will be seen, where it stands, and the way to it.
fn measure(ui: &mut Ui, view: &View<'_>, form: &mut Form<'_>) {
    let chosen = &form.action.measure;
    let known = chosen.as_ref().and_then(|id| view.digest.kpi(id));
    let gone = known.filter(|kpi| kpi.retired.is_some()).map(|kpi| format!("{} (no longer followed)", kpi.name));
    let mut options: Vec<(Option<KpiId>, &str)> = vec![(None, "No figure")];
    options.extend(view.digest.kpis.iter().map(|kpi| (Some(kpi.id.clone()), kpi.name.as_str())));
    match (&gone, known) {
        (Some(gone), _) => options.push((chosen.clone(), gone)),
        (None, None) if chosen.is_some() => options.push((chosen.clone(), "A figure of a pack that is not loaded")),
        (None, _) => {}
    }
    let field = Field::new(form.id("measure"), "The figure in which it will be seen").enabled(form.enabled);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if let Some(measure) = choice(ui, field, chosen, &options, f32::INFINITY) {
            form.set(ActionField::Measure(measure));
        }
        for moved in view.digest.moved.iter().filter(|one| one.action == form.action.id) {
            caption(ui, &moved.line());
        }
        if let Some(kpi) = known {
            shape_word(ui, kpi.state.rating(), &kpi.state_words());
            if link(ui, "Show in the scorecard").clicked() {
                form.out.command(Command::ShowKpi(kpi.id.clone()));
            }
        }
    });
}

/// Two fields beside each other.
fn two(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::M, space::S);
        add(ui);
    });
}
