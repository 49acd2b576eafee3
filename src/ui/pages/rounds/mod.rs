//! The rounds: the newest with what can be done with it, what changed between any two, and the change log.
//!
//! A round is frozen, opened again and followed by the next in dialogs that say what that means. What would be refused is
//! not offered: only the newest round changes, and a frozen one only by opening it again.

mod changes;
mod dialogs;
mod log;
mod newest;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::Ui;

use super::{filling, head, in_card, margin, scrolling};
use crate::app::Command;
use crate::insight::{RoundPoint, round_point, rounds_finding};
use crate::project::{ProjectId, Round};
use crate::ui::theme::space;
use crate::ui::widgets::{primary, secondary, segments};
use crate::ui::{Outbox, View};
use crate::words;

pub use dialogs::{RoundForm, freeze};

/// Below this width, in points, the page scrolls as a whole instead of its parts by themselves.
const PARTS_FROM: f32 = 900.0;

/// Why nothing can be changed, where that is so.
const READ_ONLY: &str = "This project is open to read only, so nothing can be changed here.";

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Rounds,
    Changes,
    Log,
}

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    tab: Tab,
    newest: newest::State,
    changes: changes::State,
    log: log::State,
}

/// For what something was computed: it holds for as long as this stays the same.
type Kept = (ProjectId, u64);

/// For what something is computed now.
fn kept(view: &View<'_>) -> Kept {
    (view.project.id, view.revision)
}

impl State {
    /// Shows what changed between the last two rounds.
    pub fn show_changes(&mut self) {
        self.tab = Tab::Changes;
        self.changes.show_last();
    }

    /// Shows the change log.
    pub fn show_log(&mut self) {
        self.tab = Tab::Log;
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let Some(round) = view.project.round() else { return };
    if view.find && state.tab == Tab::Rounds {
        // Its lists are searched on the other parts.
        state.tab = if view.digest.since.is_some() { Tab::Changes } else { Tab::Log };
    }
    let parts = ui.available_width() - margin(ui).sum().x >= PARTS_FROM;
    if state.tab == Tab::Rounds {
        scrolling(ui, "rounds", |ui| {
            top(ui, view, round, state, out);
            newest::show(ui, view, round, &mut state.newest, out);
        });
    } else if parts {
        filling(ui, |ui| {
            top(ui, view, round, state, out);
            part(ui, view, state, true, out);
        });
    } else {
        scrolling(ui, "rounds part", |ui| {
            top(ui, view, round, state, out);
            part(ui, view, state, false, out);
        });
    }
}

/// The part that is shown, if it is one with a table. `scrolls` says whether the table scrolls by itself.
fn part(ui: &mut Ui, view: &View<'_>, state: &mut State, scrolls: bool, out: &mut Outbox) {
    match state.tab {
        Tab::Changes => changes::show(ui, view, &mut state.changes, scrolls, out),
        Tab::Log => log::show(ui, view, &mut state.log, scrolls, out),
        Tab::Rounds => {}
    }
}

/// The head, what can be done with the newest round, and the choice of the part.
fn top(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    let finding = rounds_finding(view.digest, view.project);
    head(ui, &finding.title, &finding.detail, |ui| {
        if view.read_only {
            return;
        }
        if round.is_open() {
            if primary(ui, "Freeze this round…").clicked() {
                out.command(Command::FreezeRound);
            }
        } else {
            if primary(ui, "Start the next round…").clicked() {
                out.command(Command::StartRound);
            }
            if secondary(ui, "Open it again…").clicked() {
                out.command(Command::ReopenRound);
            }
        }
    });
    let tabs = [(Tab::Rounds, "Rounds"), (Tab::Changes, "What changed"), (Tab::Log, "Change log")];
    if let Some(tab) = segments(ui, "Which part", Some(&state.tab), &tabs) {
        state.tab = tab;
        ui.ctx().request_repaint();
    }
    ui.add_space(space::S);
}

/// All rounds in numbers, oldest first: computed once for each state of the project.
fn points(view: &View<'_>, cache: &mut Option<(Kept, Arc<Vec<RoundPoint>>)>) -> Arc<Vec<RoundPoint>> {
    if let Some((of, points)) = cache
        && *of == kept(view)
    {
        return Arc::clone(points);
    }
    let points: Vec<_> = view.project.rounds.iter().map(|round| round_point(view.catalogue, round)).collect();
    let points = Arc::new(points);
    *cache = Some((kept(view), Arc::clone(&points)));
    points
}

/// Since when a round stands as it does: `Open since 3 Mar 2026`, `Frozen on 30 Apr 2026`.
fn state_words(round: &Round) -> String {
    match (round.frozen, round.reopened.last()) {
        (Some(on), _) => format!("Frozen on {}", words::date(on)),
        (None, Some(reopened)) => format!("Open again since {}", words::date(reopened.on)),
        (None, None) => format!("Open since {}", words::date(round.started)),
    }
}
