//! The search box and the filters above the table.

use egui::{Id, Key, Ui};

use super::state::{FocusOn, State};
use super::{BESIDE_FROM, cell};
use crate::content::Pillar;
use crate::insight::{PlanList, PlanPart, PlanQuery};
use crate::ui::View;
use crate::ui::theme::TARGET;
use crate::ui::widgets::{Field, HIDDEN, choice, link, search, segments};

/// Draws the search box and the filters; notes what is asked for.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, list: &PlanList) {
    let before = state.query.clone();
    if ui.available_width() < BESIDE_FROM {
        let third = (ui.available_width() - 2.0 * ui.spacing().item_spacing.x) / 3.0;
        ui.horizontal(|ui| {
            find(ui, view, state, third * 2.0);
            clear(ui, &mut state.query);
        });
        ui.horizontal(|ui| {
            cell(ui, third, |ui| part_choice(ui, &mut state.query, list));
            pillar_and_owner(ui, &mut state.query, list, third);
        });
    } else {
        ui.horizontal(|ui| {
            find(ui, view, state, 300.0);
            pillar_and_owner(ui, &mut state.query, list, 200.0);
            clear(ui, &mut state.query);
        });
        let parts = parts(&state.query, list);
        let options: Vec<(PlanPart, &str)> = parts.iter().map(|(part, name)| (*part, name.as_str())).collect();
        if let Some(part) = segments(ui, "Which actions", Some(&state.query.part), &options) {
            state.query.part = part;
        }
    }
    if state.query != before {
        state.asked_anew = true;
        state.said = None;
        ui.ctx().request_repaint();
    }
}

/// The search box.
fn find(ui: &mut Ui, view: &View<'_>, state: &mut State, width: f32) {
    let id = Id::unique("actions search");
    let typed = cell(ui, width, |ui| search(ui, id, "Search actions", &state.query.text, ui.available_width()));
    if view.find {
        typed.response.request_focus();
        select_all(ui, id, &state.query.text);
    }
    if typed.left && ui.input(|input| input.key_pressed(Key::Enter)) {
        state.focus = Some(FocusOn::Table);
    }
    if let Some(text) = typed.changed {
        state.query.text = text;
    }
}

/// Selects the whole text of a field.
pub(super) fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut edit = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    edit.cursor.set_char_range(Some(all));
    edit.store(ui.ctx(), id);
}

/// The parts that can be chosen, with their counts. The one for a rare fault is offered where there is one.
fn parts(query: &PlanQuery, list: &PlanList) -> Vec<(PlanPart, String)> {
    PlanPart::ALL
        .into_iter()
        .map(|part| (part, list.count(part)))
        .filter(|(part, count)| *part != PlanPart::BlockedWithoutReason || *count > 0 || query.part == *part)
        .map(|(part, count)| (part, format!("{} {}", part.name(), crate::words::whole(count as u64))))
        .collect()
}

/// The parts as a list that drops down, where a row of them would not fit.
fn part_choice(ui: &mut Ui, query: &mut PlanQuery, list: &PlanList) {
    let parts = parts(query, list);
    let options: Vec<(PlanPart, &str)> = parts.iter().map(|(part, name)| (*part, name.as_str())).collect();
    let field = Field::new(Id::unique("actions part"), "Which actions").hint(HIDDEN);
    if let Some(part) = choice(ui, field, &query.part, &options, f32::INFINITY) {
        query.part = part;
    }
}

/// The choices of pillar and owner.
fn pillar_and_owner(ui: &mut Ui, query: &mut PlanQuery, list: &PlanList, width: f32) {
    let pillars: Vec<(Option<Pillar>, &str)> = std::iter::once((None, "All pillars"))
        .chain(Pillar::ALL.into_iter().map(|pillar| (Some(pillar), pillar.name())))
        .collect();
    let field = Field::new(Id::unique("actions pillar"), "Pillar").hint(HIDDEN);
    if let Some(pillar) = cell(ui, width, |ui| choice(ui, field, &query.pillar, &pillars, f32::INFINITY)) {
        query.pillar = pillar;
    }
    let owners: Vec<(Option<&str>, &str)> = std::iter::once((None, "All owners"))
        .chain(list.owners.iter().map(|owner| (Some(owner.as_str()), owner.as_str())))
        .collect();
    let field = Field::new(Id::unique("actions owner"), "Owner of the actions shown").hint(HIDDEN);
    let owner = query.owner.as_deref();
    let chosen = cell(ui, width, |ui| choice(ui, field, &owner, &owners, f32::INFINITY));
    if let Some(owner) = chosen {
        query.owner = owner.map(str::to_owned);
    }
}

/// The way back to what is shown at first.
fn clear(ui: &mut Ui, query: &mut PlanQuery) {
    if query.narrows() {
        if link(ui, "Clear filters").clicked() {
            *query = query.cleared();
        }
    } else {
        ui.allocate_space(egui::vec2(0.0, TARGET));
    }
}
