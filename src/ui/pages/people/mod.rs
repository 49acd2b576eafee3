//! The people: whom to ask about each area, who carries actions, who decides. A table, and the form of the one selected.
//!
//! A name is taken when its field is left, never while it is typed: halfway to a name stands another, which may be
//! somebody else's.

mod form;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::{Id, Key, KeyboardShortcut, Modifiers, Rect, Ui, pos2};

use super::{filling, head, in_card, margin, scrolling, spoken};
use crate::app::Command;
use crate::edit::Edit;
use crate::insight::{PeopleList, people_finding, people_list, person_areas, person_row_words};
use crate::project::{Person, PersonId, ProjectId};
use crate::ui::theme::{self, TARGET, size, space};
use crate::ui::view::new_person_id;
use crate::ui::widgets::{
    Row, Walk, Walked, body, caption, card, cell_text, link, paint_cell, primary, primary_enabled, search, secondary,
    strong, wash,
};
use crate::ui::{Outbox, View};
use crate::words;

/// How wide the form is beside the table, in points.
const FORM_WIDTH: f32 = 342.0;

/// Below this width, in points, the form takes the table's place instead of standing beside it.
const BESIDE_FROM: f32 = 900.0;

/// How high a row is.
const ROW: f32 = 56.0;

/// From this width on roles, areas and the rest have columns of their own.
const COLUMNS_FROM: f32 = 560.0;

/// The columns at the end: whether they decide, how many open actions they own.
const DECIDES: f32 = 84.0;
const OWNS: f32 = 96.0;

/// Why nothing can be changed, where that is so.
const READ_ONLY: &str = "This project is open to read only, so nothing can be changed here.";

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    query: String,
    found: Option<((ProjectId, u64, String), Arc<PeopleList>)>,
    selected: Option<PersonId>,
    /// The row in which they stand, or stood before they left the table.
    row: usize,
    walk: Walk,
    /// In a narrow window: whether the form is shown.
    open: bool,
    /// Whether the name in the form is to take the focus, with its text selected.
    name_focus: bool,
    name: form::NameDraft,
    /// The person who was removed last, until something else is done.
    removed: Option<(PersonId, String)>,
}

impl State {
    /// Selects a person and shows their form.
    pub fn show_person(&mut self, id: PersonId) {
        self.query.clear();
        self.selected = Some(id);
        self.open = true;
        self.walk.scroll = true;
    }

    /// Shows a person who was just added, ready to be given their name.
    pub fn edit_new(&mut self, id: PersonId) {
        self.show_person(id);
        self.removed = None;
        self.name_focus = true;
    }

    /// The people found, with the selection brought in line with them.
    fn settle(&mut self, view: &View<'_>) -> Arc<PeopleList> {
        let wanted = (view.project.id, view.revision, self.query.clone());
        let list = match &self.found {
            Some((of, list)) if *of == wanted => Arc::clone(list),
            _ => Arc::new(people_list(view.catalogue, view.project, &self.query)),
        };
        self.found = Some((wanted, Arc::clone(&list)));
        let back = self.removed.as_ref().map(|(id, _)| *id).filter(|id| view.project.person(*id).is_some());
        if back.is_some() {
            self.removed = None;
            self.selected = back;
        }
        if self.selected.is_none_or(|id| view.project.person(id).is_none()) {
            let row = self.row.min(list.rows.len().saturating_sub(1));
            self.selected = list.rows.get(row).map(|row| row.id);
        }
        self.row = self.selected.and_then(|id| list.row_of(id)).unwrap_or(self.row);
        list
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let narrow = ui.available_width() - margin(ui).sum().x < BESIDE_FROM;
    let list = state.settle(view);
    if view.find {
        state.open = false;
    }
    let person = state.selected.and_then(|id| view.project.person(id)).map(Arc::clone);
    match person {
        _ if view.project.people.is_empty() => scrolling(ui, "people", |ui| empty(ui, view, state, &list, out)),
        Some(person) if narrow && state.open => scrolling(ui, "person", |ui| {
            let back = secondary(ui, "Back to the list").clicked();
            ui.add_space(space::S);
            card(ui, |ui| form::show(ui, view, state, &list, &person, out));
            // The field that is left by it has said so before.
            if back {
                state.open = false;
                state.walk = Walk { scroll: true, focus: true };
            }
        }),
        _ if narrow => scrolling(ui, "people", |ui| {
            above_table(ui, view, state, &list, out);
            card(ui, |ui| table(ui, view, state, &list, false, out));
        }),
        person => filling(ui, |ui| {
            above_table(ui, view, state, &list, out);
            beside(ui, view, state, &list, person.as_deref(), out);
        }),
    }
}

/// The head, the owners who are not listed, the search box.
fn above_table(ui: &mut Ui, view: &View<'_>, state: &mut State, list: &PeopleList, out: &mut Outbox) {
    let finding = people_finding(view.catalogue, view.project);
    head(ui, &finding.title, &finding.detail, |ui| {
        let add = primary_enabled(ui, "Add a person", !view.read_only).on_disabled_hover_text(READ_ONLY);
        if add.clicked() {
            out.command(Command::AddPerson);
        }
    });
    unlisted(ui, view, list, out);
    ui.horizontal_wrapped(|ui| {
        let id = Id::unique("people search");
        let width = ui.available_width().min(300.0);
        let typed = search(ui, id, "Search people", &state.query, width);
        if view.find {
            typed.response.request_focus();
        }
        if typed.left && ui.input(|input| input.key_pressed(Key::Enter)) {
            state.walk.focus = true;
        }
        if let Some(text) = typed.changed {
            state.query = text;
            state.removed = None;
            state.walk.scroll = true;
            ui.ctx().request_repaint();
        }
        let total = words::count(view.project.people.len(), "person", "people");
        let text = match list.rows.len() {
            0 => format!("None of {total} shown."),
            all if all == view.project.people.len() => format!("{} shown.", words::capitalised(&total)),
            some => format!("{some} of {total} shown."),
        };
        let shown = caption(ui, &text);
        spoken(&shown);
    });
    removed_line(ui, state);
    ui.add_space(space::XS);
}

/// Says who was removed and how they come back.
fn removed_line(ui: &mut Ui, state: &State) {
    if let Some((_, name)) = &state.removed {
        let undo = ui.ctx().format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, Key::Z));
        let line = strong(ui, &format!("Removed {name}. {undo} brings them back."));
        spoken(&line);
    }
}

/// Offers to list those who own actions and are not listed.
fn unlisted(ui: &mut Ui, view: &View<'_>, list: &PeopleList, out: &mut Outbox) {
    if list.unlisted.is_empty() || view.read_only {
        return;
    }
    wash(ui, |ui| {
        let count = list.unlisted.len();
        let who = words::count(count, "owner of open actions is", "owners of open actions are");
        let mut named: Vec<String> = list.unlisted.iter().take(NAMED).cloned().collect();
        if count > NAMED {
            named.push(words::count(count - NAMED, "other", "others"));
        }
        body(ui, &format!("{} not listed: {}.", words::capitalised(&who), words::list(&named)));
        let label = if count == 1 { "Add them".to_owned() } else { format!("Add all {count}") };
        if link(ui, &label).clicked() {
            let added = list.unlisted.iter().map(|name| Person {
                id: new_person_id(),
                name: name.clone(),
                role: String::new(),
                areas: std::collections::BTreeSet::new(),
                decision_maker: false,
                // Set by the edit.
                changed: view.project.organisation.changed,
            });
            out.edit(Edit::AddPeople(added.collect()));
        }
    });
    ui.add_space(space::S);
}

/// How many owners are named who are not listed.
const NAMED: usize = 5;

/// The table with the form beside it.
fn beside(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    list: &PeopleList,
    person: Option<&Person>,
    out: &mut Outbox,
) {
    let area = ui.available_rect_before_wrap();
    let right = Rect::from_min_max(pos2(area.right() - FORM_WIDTH, area.top()), area.max);
    let left = Rect::from_min_max(area.min, pos2(right.left() - space::L, area.bottom()));
    in_card(ui, left, |ui| table(ui, view, state, list, true, out));
    // Whom a click in the table selects is shown from the next frame on: a field that it leaves still belongs to whoever
    // was selected before.
    if let Some(person) = person {
        in_card(ui, right, |ui| {
            egui::ScrollArea::vertical().id_salt(("person", person.id.0)).auto_shrink(false).show(ui, |ui| {
                // Room for focus rings, which would be cut at the edge.
                egui::Frame::new().inner_margin(3).show(ui, |ui| form::show(ui, view, state, list, person, out));
            });
        });
    }
}

/// The table.
fn table(ui: &mut Ui, view: &View<'_>, state: &mut State, list: &PeopleList, scrolls: bool, out: &mut Outbox) {
    if list.rows.is_empty() {
        body(ui, "Nobody is found by these words.");
        if link(ui, "Show everybody").clicked() {
            state.query.clear();
            ui.ctx().request_repaint();
        }
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let columns = ui.available_width() >= COLUMNS_FROM;
    if columns {
        headings(ui);
    }
    let at = |row: usize| {
        let row = list.rows.get(row)?;
        Some((row, view.project.people.get(row.place)?))
    };
    let walked = Walked {
        id: Id::unique("people table"),
        name: "People",
        rows: list.rows.len(),
        height: if columns { ROW } else { ROW + 20.0 },
        selected: state.selected.and_then(|id| list.row_of(id)),
        scrolls,
    };
    let name = |row: usize| {
        let heard = at(row).map(|(row, person)| person_row_words(view.catalogue, person, row.open));
        (Id::unique(at(row).map(|(row, _)| row.id.0)), heard.unwrap_or_default())
    };
    let asked = walked.show(ui, &mut state.walk, name, |ui, row| {
        if let Some((one, person)) = at(row.number) {
            paint_row(ui, view, person, one.open, row, columns);
        }
    });
    if let Some((row, _)) = asked.select.and_then(at)
        && state.selected != Some(row.id)
    {
        state.selected = Some(row.id);
        state.removed = None;
        out.command(Command::CloseStep);
    }
    if asked.open {
        state.open = true;
        state.name_focus = true;
        ui.ctx().request_repaint();
    }
}

/// The widths of the columns of names with roles, and of areas.
fn widths(room: f32) -> [f32; 2] {
    let rest = room - DECIDES - OWNS;
    [rest * 0.46, rest * 0.54]
}

/// The headings of the columns.
fn headings(ui: &mut Ui) {
    let [name, areas] = widths(ui.available_width());
    let palette = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), TARGET), egui::Sense::hover());
    let mut left = rect.left();
    for (text, width) in [("Name and role", name), ("Ask about", areas), ("Decides", DECIDES), ("Open actions", OWNS)] {
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        let text = cell_text(ui, text, theme::semibold(size::CAPTION), palette.quiet, width, 1);
        paint_cell(ui, place, &[text]);
        left += width;
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, palette.rule));
}

/// Paints a row.
fn paint_row(ui: &Ui, view: &View<'_>, person: &Person, open: usize, row: Row, columns: bool) {
    let palette = theme::of(ui);
    let (font, place) = (row.font(), row.place);
    let small = |text: &str, width: f32, lines: usize| {
        cell_text(ui, text, theme::regular(size::CAPTION), palette.quiet, width, lines)
    };
    let areas = person_areas(view.catalogue, person);
    let areas = if areas.is_empty() { "No areas" } else { &areas };
    let owns = if open == 0 { "–".to_owned() } else { words::whole(open as u64) };
    if !columns {
        let decides = if person.decision_maker { "decides · " } else { "" };
        let below = format!("{decides}{} · {areas}", crate::insight::owns_words(open));
        let mut lines = vec![cell_text(ui, &person.name, font, palette.ink, place.width(), 1)];
        if !person.role.trim().is_empty() {
            lines.push(small(&person.role, place.width(), 1));
        }
        lines.push(small(&below, place.width(), 1));
        paint_cell(ui, place, &lines);
        return;
    }
    let [name, about] = widths(place.width());
    let mut left = place.left();
    let mut cell = |width: f32| {
        let cell = Rect::from_min_max(pos2(left, place.top()), pos2(left + width, place.bottom()));
        left += width;
        cell
    };
    let mut lines = vec![cell_text(ui, &person.name, font, palette.ink, name - space::M, 1)];
    if !person.role.trim().is_empty() {
        lines.push(small(&person.role, name - space::M, 1));
    }
    paint_cell(ui, cell(name), &lines);
    paint_cell(ui, cell(about), &[small(areas, about - space::M, 2)]);
    let body = |text: &str| cell_text(ui, text, theme::regular(size::BODY), palette.ink, OWNS, 1);
    paint_cell(ui, cell(DECIDES), &[body(if person.decision_maker { "Yes" } else { "–" })]);
    paint_cell(ui, cell(OWNS), &[body(&owns)]);
}

/// The page while nobody is listed.
fn empty(ui: &mut Ui, view: &View<'_>, state: &State, list: &PeopleList, out: &mut Outbox) {
    let finding = people_finding(view.catalogue, view.project);
    head(ui, &finding.title, &finding.detail, |_| {});
    removed_line(ui, state);
    unlisted(ui, view, list, out);
    card(ui, |ui| {
        ui.set_max_width(ui.available_width().min(theme::TEXT_WIDTH));
        body(
            ui,
            "For each person you can say what they do, which areas they know and whether they decide. Who is listed here \
             can be chosen as the owner of an action.",
        );
        ui.add_space(space::S);
        if view.read_only {
            caption(ui, READ_ONLY);
        } else if primary(ui, "Add a person").clicked() {
            out.command(Command::AddPerson);
        }
    });
}
