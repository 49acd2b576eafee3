//! For whom, which tables, and what cannot be shown.

use egui::Ui;

use super::made::ShownMade;
use super::{Focus, State, rules};
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

/// Which tables are to be shown.
pub(super) fn tables(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let all = disclosure::available(view.catalogue, view.project);
    card(ui, |ui| {
        heading(ui, "Which tables");
        let mut last = None;
        for table in &all {
            let Some(set) = view.project.data_set(table.set) else { continue };
            if last != Some(set.id) {
                last = Some(set.id);
                heading_at(ui, &format!("{}, {}", set.name.trim(), words::date(set.as_of)), 3);
            }
            let on = !state.off.contains(table);
            // Two sets may have a table of the same name.
            let (changed, _) = ui.push_id(("table to show", table), |ui| check(ui, &table.what.name(), on)).inner;
            match changed {
                Some(true) => {
                    state.off.remove(table);
                }
                Some(false) => {
                    state.off.insert(table.clone());
                }
                None => {}
            }
        }
        if all.is_empty() {
            body(ui, "There are no counts whose answers the loaded packs group.");
        }
    });
}

/// What cannot be shown, or not anew, each with the reason and what would help.
pub(super) fn cannot(ui: &mut Ui, view: &View<'_>, made: &ShownMade) {
    if made.proposal.left_out().is_empty() && made.proposal.stands().is_empty() {
        return;
    }
    let named = |table: &TableKey| {
        view.project.data_set(table.set).map_or_else(String::new, |set| format!("{}, ", set.name.trim()))
    };
    card(ui, |ui| {
        heading(ui, "What cannot be shown");
        measure(ui, |ui| {
            for left in made.proposal.left_out() {
                let table = words::uncapitalised(&left.table.what.name());
                error_line(ui, &format!("Left out: {}{table}. {}", named(&left.table), left.why.words()));
            }
            for stands in made.proposal.stands() {
                body(
                    ui,
                    &format!("{}{}", named(&stands.table), words::uncapitalised(&stands.words(made.proposal.rules()))),
                );
            }
        });
    });
    ui.add_space(space::S);
}
