//! The plan: every action, searched and filtered, as a table, by effort and impact, or over time; and the form of the one
//! selected.
//!
//! In a wide window the form stands beside the list: always beside the table, beside the others once an action is chosen.
//! In a narrow one it takes the list's place until the user goes back. What was clicked takes effect at the end of the frame, so that a field that is being left still says what was
//! typed into it.

mod bulk;
mod cells;
mod detail;
mod grid;
mod import;
mod owner;
mod rows;
mod state;
mod table;
mod templates;
#[cfg(test)]
mod tests;
mod timeline;
mod toolbar;

use std::sync::Arc;

use egui::{Align, Id, Key, Layout, Rect, Ui, pos2, vec2};

use crate::app::{Command, Export, Place};
use crate::insight::{PlanList, PlanPart, PlanQuery, plan_finding};
use crate::project::{Action, ActionId};
use crate::ui::theme::{TARGET, space};
use crate::ui::widgets::{
    body, caption, card, is_suggesting, link, primary, primary_enabled, secondary, segments, strong,
};
use crate::ui::{Outbox, View};

use super::{filling, head, in_card, margin, scrolling, spoken};

pub use state::State;
use state::{Drawn, Found, Mode, Next, PlanShape};

/// How wide the form is beside the table, in points.
const FORM_WIDTH: f32 = 342.0;

/// Below this width, in points, the form takes the table's place instead of standing beside it.
const BESIDE_FROM: f32 = 900.0;

/// Why nothing can be changed, where that is so.
const READ_ONLY: &str = "This project is open to read only, so nothing can be changed here.";

/// The button that leads to the templates.
const FROM_TEMPLATE: &str = "From a template…";

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    match std::mem::take(&mut state.mode) {
        Mode::Plan => plan(ui, view, state, out),
        Mode::Templates(mut chooser) => {
            templates::show(ui, view, state, &mut chooser, out);
            state.mode = Mode::Templates(chooser);
        }
        Mode::Import(mut importing) => {
            import::show(ui, view, state, &mut importing, out);
            state.mode = Mode::Import(importing);
        }
    }
    state.do_next(ui, view, out);
}

/// The plan itself.
fn plan(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let narrow = ui.available_width() - margin(ui).sum().x < BESIDE_FROM;
    let found = state.settle(view, !narrow);
    if view.find {
        state.open = false;
    }
    let list_open = egui::Popup::is_any_open(ui.ctx())
        || state.selected.is_some_and(|id| is_suggesting(ui.ctx(), field_id(id, "owner")));
    let escape = state.in_form && !list_open && ui.input(|input| input.key_pressed(Key::Escape));
    let action = state.selected.and_then(|id| view.project.action(id)).map(Arc::clone);
    let beside_it = state.open || state.shape == PlanShape::Table;
    match action {
        _ if view.project.actions.is_empty() => scrolling(ui, "actions", |ui| empty(ui, view, state, out)),
        Some(action) if narrow && state.open => {
            let name = ("actions form", action.id.0);
            ui.push_id(name, |ui| {
                scrolling(ui, "form", |ui| form_alone(ui, view, state, &found.list, &action, out));
            });
            state.in_form = true;
        }
        _ if narrow => scrolling(ui, "actions", |ui| {
            state.in_form = false;
            above_list(ui, view, state, &found, out);
            card(ui, |ui| listed(ui, view, state, &found, false));
        }),
        action => filling(ui, |ui| {
            above_list(ui, view, state, &found, out);
            beside(ui, view, state, &found, action.filter(|_| beside_it).as_deref(), out);
        }),
    }
    if escape {
        state.next = Some(Next::Table);
    }
}

/// The head, the filters and what is shown.
fn above_list(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &Found, out: &mut Outbox) {
    let finding = plan_finding(view.digest);
    head(ui, &finding.title, &finding.detail, |ui| {
        let add = primary_enabled(ui, "Add an action", !view.read_only).on_disabled_hover_text(READ_ONLY);
        if add.clicked() {
            out.command(Command::AddAction(None));
        }
        if secondary(ui, FROM_TEMPLATE).clicked() {
            state.next = Some(Next::Templates);
        }
    });
    toolbar::show(ui, view, state, &found.list);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        if let Some(shape) = segments(ui, "How the actions are shown", Some(&state.shape), &PlanShape::ALL) {
            state.next = Some(Next::Show(shape));
        }
        let sentence = match &found.drawn {
            Drawn::Table => found.list.sentence(&state.query),
            Drawn::Grid(_) | Drawn::Timeline(_) => found.list.shown(&state.query),
        };
        spoken(&caption(ui, &sentence));
        if link(ui, "Import…").on_hover_text("Take actions from a spreadsheet").clicked() {
            state.next = Some(Next::Import);
        }
        let some = !found.list.rows.is_empty();
        let save = ui.add_enabled_ui(some, |ui| link(ui, "Save as CSV…")).inner;
        if save.on_hover_text("Write the actions listed here as a spreadsheet").clicked() {
            let listed = found.rows().iter().map(|row| row.id).collect();
            out.command(Command::Export(Export::Actions(listed)));
        }
        said_line(ui, state);
    });
    if state.shape == PlanShape::Table {
        bulk::bar(ui, view, state, &found.list, out);
    }
    ui.add_space(space::XS);
}

/// Says what was done last and how it is taken back.
fn said_line(ui: &mut Ui, state: &State) {
    if let Some(said) = &state.said {
        spoken(&strong(ui, &said.words));
    }
}

/// The actions in the shape that was chosen.
fn listed(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &Found, scrolls: bool) {
    if found.list.rows.is_empty() {
        nothing_found(ui, state);
        return;
    }
    match &found.drawn {
        Drawn::Table => table::show(ui, view, state, &found.list, scrolls),
        Drawn::Grid(grid) => grid::show(ui, view, state, grid, scrolls),
        Drawn::Timeline(timeline) => timeline::show(ui, view, state, timeline, scrolls),
    }
}

/// What to do where nothing is found.
fn nothing_found(ui: &mut Ui, state: &mut State) {
    let other = if state.query.text.trim().is_empty() { "Choose other filters" } else { "Look for fewer words" };
    body(ui, &format!("No action is like this. {other}, or show all actions."));
    if link(ui, "Show all actions").clicked() {
        state.query = PlanQuery { part: PlanPart::All, ..state.query.cleared() };
        state.asked_anew = true;
        ui.ctx().request_repaint();
    }
}

/// The list with the form beside it.
fn beside(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &Found, action: Option<&Action>, out: &mut Outbox) {
    let area = ui.available_rect_before_wrap();
    let Some(action) = action else {
        state.in_form = false;
        in_card(ui, area, |ui| listed(ui, view, state, found, true));
        return;
    };
    let right = Rect::from_min_max(pos2(area.right() - FORM_WIDTH, area.top()), area.max);
    let left = Rect::from_min_max(area.min, pos2(right.left() - space::L, area.bottom()));
    in_card(ui, left, |ui| listed(ui, view, state, found, true));
    in_card(ui, right, |ui| {
        egui::ScrollArea::vertical().id_salt(("form", action.id.0)).auto_shrink(false).show(ui, |ui| {
            // Room for focus rings, which would be cut at the edge.
            egui::Frame::new().inner_margin(3).show(ui, |ui| {
                if state.shape != PlanShape::Table && link(ui, "Close the form").clicked() {
                    state.next = Some(Next::Table);
                }
                detail::show(ui, view, state, &found.list, action, out);
            });
        });
    });
    // Asking where the focus is takes it away in the frame of a click elsewhere; the next frame tells as well.
    if !ui.input(|input| input.pointer.any_click()) {
        let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
        state.in_form = focused.is_some_and(|response| right.x_range().contains(response.rect.left()));
    }
}

/// The form in a narrow window, with the way back.
fn form_alone(ui: &mut Ui, view: &View<'_>, state: &mut State, list: &PlanList, action: &Action, out: &mut Outbox) {
    if secondary(ui, "Back to the list").clicked() {
        state.next = Some(Next::Table);
    }
    said_line(ui, state);
    ui.add_space(space::S);
    card(ui, |ui| detail::show(ui, view, state, list, action, out));
}

/// The page while there is no action at all.
fn empty(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let finding = plan_finding(view.digest);
    head(ui, &finding.title, &finding.detail, |_| {});
    said_line(ui, state);
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
            if secondary(ui, FROM_TEMPLATE).clicked() {
                state.next = Some(Next::Templates);
            }
            if secondary(ui, "Import…").clicked() {
                state.next = Some(Next::Import);
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
