//! For whom, which tables, and what cannot be shown.

use std::collections::BTreeSet;

use egui::{Id, Ui};

use super::super::list::{self, Line, Listing};
use super::made::ShownMade;
use super::{Focus, Page, State, rules};
use crate::disclosure::{self, TableKey, rules_words};
use crate::project::Audience;
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, check, error_line, heading, heading_at, link, measure, segments};
use crate::ui::{Outbox, View};
use crate::words;

/// For whom the figures are, and by which rules.
pub(super) fn audience(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    card(ui, |ui| {
        heading(ui, "For whom");
        let options = Audience::ALL.map(|audience| (audience, audience.name()));
        if let Some(audience) = segments(ui, "For whom", Some(&state.audience), &options) {
            state.audience = audience;
            state.rules = None;
            ui.ctx().request_repaint();
        }
        ui.add_space(space::XS);
        let rules = disclosure::rules(view.project, state.audience);
        measure(ui, |ui| {
            body(ui, &rules_words(&rules));
            if view.project.profiles.contains_key(&state.audience) {
                caption(ui, "You have set some of these rules yourselves.");
            }
        });
        if view.read_only {
            return;
        }
        if state.rules.is_some() {
            rules::show(ui, view, state, out);
        } else {
            let open = link(ui, "Set the rules…");
            if state.takes_focus(Focus::RulesLink) {
                open.request_focus();
            }
            if open.clicked() {
                state.rules = Some(rules::RulesDraft::of(&rules, state.audience));
                state.focus = Some(Focus::Rules);
                ui.ctx().request_repaint();
            }
        }
    });
}

/// Which tables are to be shown, by data set.
pub(super) fn tables(ui: &mut Ui, view: &View<'_>, page: &mut Page) {
    let (listed, at) = page.listed(view);
    let off = &mut page.shown.off;
    let chosen = card(ui, |ui| {
        heading(ui, "Which tables");
        if listed.sets.iter().all(|set| set.tables.is_empty()) {
            body(ui, "There are no counts whose answers the loaded packs group.");
            return None;
        }
        let mut chosen = None;
        if listed.sets.len() > 1 {
            let lines = listed.sets.iter().map(|set| Line { name: &set.name, detail: on_words(set, off).into() });
            chosen = list::show(ui, Id::unique("data sets to show"), at, lines);
            ui.add_space(space::XS);
        }
        let Some(set) = listed.sets.get(at) else { return chosen };
        heading_at(ui, &format!("{}, {}", set.name, set.day), 3);
        if set.tables.is_empty() {
            body(ui, "The loaded packs do not say how the answers to this question are grouped.");
        }
        for what in &set.tables {
            let key = TableKey { set: set.id, what: what.clone() };
            // Two sets may have a table of the same name.
            let (changed, _) =
                ui.push_id(("table to show", &key), |ui| check(ui, &what.name(), !off.contains(&key))).inner;
            match changed {
                Some(true) => {
                    off.remove(&key);
                }
                Some(false) => {
                    off.insert(key);
                }
                None => {}
            }
        }
        if listed.sets.len() > 1 {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                if link(ui, "Choose only this data").clicked() {
                    let others = listed.sets.iter().filter(|other| other.id != set.id);
                    off.extend(others.flat_map(Listing::keys));
                }
                if link(ui, "Choose all data").clicked() {
                    off.clear();
                }
            });
        }
        chosen
    });
    if let Some(set) = chosen.inner.and_then(|place| listed.sets.get(place)) {
        page.open = Some(set.id);
    }
}

/// How many tables of a set are to be shown.
fn on_words(set: &Listing, off: &BTreeSet<TableKey>) -> String {
    let all = words::count(set.tables.len(), "table", "tables");
    let left_out = set.keys().filter(|key| off.contains(key)).count();
    match set.tables.len() - left_out {
        _ if set.tables.is_empty() => format!("{} · none that may be shown", set.day),
        on if left_out > 0 => format!("{} · {on} of {all}", set.day),
        _ => format!("{} · {all}", set.day),
    }
}

/// What cannot be shown, or not anew, each with the reason and what would help.
pub(super) fn cannot(ui: &mut Ui, view: &View<'_>, made: &ShownMade) {
    if made.proposal.left_out().is_empty() && made.proposal.stands().is_empty() {
        return;
    }
    card(ui, |ui| {
        heading(ui, "What cannot be shown");
        measure(ui, |ui| {
            for left in made.proposal.left_out() {
                error_line(ui, &left.words(view.project));
            }
            for stands in made.proposal.stands() {
                body(ui, &stands.words(view.project, made.proposal.rules()));
            }
        });
    });
    ui.add_space(space::S);
}
