//! The dialogs in which a round is frozen, opened again, and followed by the next. Each says what that means and makes one
//! edit.

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::app::Command;
use crate::edit::Edit;
use crate::insight::{Attention, AttentionKind};
use crate::project::{Rating, Round};
use crate::ui::theme::space;
use crate::ui::view::new_round_id;
use crate::ui::widgets::{
    Field, body, date_field, dialog_buttons, error_line, keep_own_undo, multiline, primary, scrolled, secondary,
    singleline, strong,
};
use crate::ui::{Outbox, View};
use crate::words;

/// Asks whether the newest round is to be frozen: what that means, and what is still open in it.
pub fn freeze(ui: &mut Ui, view: &View<'_>, first: bool, out: &mut Outbox) {
    let Some(round) = view.project.round() else { return };
    scrolled(ui, |ui| {
        body(
            ui,
            &format!(
                "{} stays as it is from now on: no rating, note, evidence or closing answer in it can be changed. The \
                 plan is kept with it as it stands today; the actions themselves go on.",
                round.name
            ),
        );
        ui.add_space(space::S);
        body(ui, "It can be opened again, with a reason that is kept.");
        ui.add_space(space::M);
        let in_round = |one: &&Attention| matches!(one.kind, AttentionKind::Unrated | AttentionKind::ToReconfirm);
        let (first, rest): (Vec<&Attention>, Vec<&Attention>) = view.digest.attention.iter().partition(in_round);
        strong(ui, if first.is_empty() && rest.is_empty() { "Nothing is left open." } else { "Still open" });
        for one in first.into_iter().chain(rest) {
            body(ui, &format!("{}.", one.sentence()));
        }
    });
    ui.add_space(space::L);
    ui.horizontal_wrapped(|ui| {
        let freeze = primary(ui, "Freeze");
        if first {
            freeze.request_focus();
        }
        if freeze.clicked() {
            out.edit(Edit::FreezeRound { on: view.today });
            out.command(Command::CloseDialog);
        }
        if secondary(ui, "Cancel").clicked() {
            out.command(Command::CloseDialog);
        }
    });
}

/// What is entered of the next round, or of why the newest is opened again, before it is.
#[derive(Debug, Default)]
pub struct RoundForm {
    /// The name and the day; proposed in the first frame.
    next: Option<(String, Option<Date>)>,
    reason: String,
}

impl RoundForm {
    /// Asks how the next round is called and when it begins.
    pub fn start(&mut self, ui: &mut Ui, view: &View<'_>, first: bool, out: &mut Outbox) {
        let Some(last) = view.project.round() else { return };
        let propose = || (proposed_name(&view.project.rounds), Some(view.today.max(last.started)));
        let (name, day) = self.next.get_or_insert_with(propose);
        let enough = scrolled(ui, |ui| {
            let typed = singleline(ui, Field::new(Id::unique("next round name"), "Name"), name);
            keep_own_undo(&typed.response);
            if first {
                typed.response.request_focus();
            }
            if let Some(text) = typed.changed {
                *name = text;
            }
            ui.add_space(space::M);
            if let Some(date) = date_field(ui, Field::new(Id::unique("next round day"), "Begins on"), *day) {
                *day = date;
            }
            let problem = problem(name, *day, last);
            if let Some(problem) = &problem {
                error_line(ui, problem);
            }
            ui.add_space(space::M);
            body(ui, &carried(last));
            problem.is_none()
        });
        match dialog_buttons(ui, "Start", enough, "Cancel") {
            Some(true) => {
                if let Some(started) = *day {
                    out.edit(Edit::StartRound { id: new_round_id(), name: name.trim().to_owned(), started });
                    out.command(Command::CloseDialog);
                }
            }
            Some(false) => out.command(Command::CloseDialog),
            None => {}
        }
    }

    /// Asks why the newest round is to be opened again.
    pub fn reopen(&mut self, ui: &mut Ui, view: &View<'_>, first: bool, out: &mut Outbox) {
        let Some(round) = view.project.round() else { return };
        let frozen = round.frozen.map(|on| format!(" It was frozen on {}.", words::long_date(on))).unwrap_or_default();
        body(ui, &format!("{} can then be changed as before.{frozen} When and why is kept with it.", round.name));
        ui.add_space(space::M);
        let field = Field::new(Id::unique("why open again"), "Why").hint("A rating was entered for the wrong question");
        let typed = multiline(ui, field, &self.reason, 2);
        keep_own_undo(&typed.response);
        if first {
            typed.response.request_focus();
        }
        if let Some(text) = typed.changed {
            self.reason = text;
        }
        let reason = self.reason.trim();
        match dialog_buttons(ui, "Open it again", !reason.is_empty(), "Cancel") {
            Some(true) => {
                out.edit(Edit::ReopenRound { on: view.today, reason: reason.to_owned() });
                out.command(Command::CloseDialog);
            }
            Some(false) => out.command(Command::CloseDialog),
            None => {}
        }
    }
}

/// A name for the next round: `Round 2`, or the first number behind it that no round has.
fn proposed_name(rounds: &[std::sync::Arc<Round>]) -> String {
    let mut names = (rounds.len() + 1..).map(|number| format!("Round {number}"));
    names.find(|name| rounds.iter().all(|round| round.name != *name)).unwrap_or_default()
}

/// Why a round cannot be begun like this.
fn problem(name: &str, day: Option<Date>, last: &Round) -> Option<String> {
    if name.trim().is_empty() {
        return Some("A round needs a name.".to_owned());
    }
    match day {
        None => Some("A round needs the day on which it begins.".to_owned()),
        Some(day) if day < last.started => {
            Some(format!("{} began on {}: the next cannot begin earlier.", last.name, words::date(last.started)))
        }
        Some(_) => None,
    }
}

/// What comes along into the next round.
fn carried(last: &Round) -> String {
    let ratings = last.answers.values().filter(|answer| answer.rating != Rating::NotAssessed).count();
    if ratings == 0 {
        return "There are no ratings to come along. The closing questions are asked anew.".to_owned();
    }
    format!(
        "{} along from {}, with notes and evidence, marked to re-confirm: one key confirms each. The closing questions are \
         asked anew.",
        if ratings == 1 { "1 rating comes".to_owned() } else { format!("{ratings} ratings come") },
        last.name
    )
}
