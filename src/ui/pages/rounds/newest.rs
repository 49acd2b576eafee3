//! The newest round with its name and how far it is, the ratings of all rounds side by side, and the list of them.

use std::sync::Arc;

use egui::{Id, Ui};

use super::{Kept, READ_ONLY, points, state_words};
use crate::app::{Command, Place};
use crate::edit::Edit;
use crate::insight::{RoundPoint, rounds_chart};
use crate::project::{Rating, Round, RoundId};
use crate::ui::pages::chart;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Field, body, caption, card, error_line, heading, keep_own_undo, link, pager, quiet, rating_bar, rating_counts,
    shape_word, singleline, strong, unheard,
};
use crate::ui::{Outbox, View};
use crate::words;

/// How many rounds are listed at once.
const LISTED: usize = 10;

/// What this part keeps between frames.
#[derive(Debug, Default)]
pub(super) struct State {
    points: Option<(Kept, Arc<Vec<RoundPoint>>)>,
    /// A name that cannot be kept, because it is empty, and the round whose it would be.
    blank: Option<RoundId>,
    /// Which page of the list is shown.
    page: usize,
}

/// Draws the part.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    let points = points(view, &mut state.points);
    card(ui, |ui| newest(ui, view, round, state, out));
    ui.add_space(space::L);
    card(ui, |ui| trend(ui, &points, out));
    if points.len() > 1 || !round.reopened.is_empty() {
        ui.add_space(space::L);
        card(ui, |ui| all(ui, view, &points, &mut state.page));
    }
}

/// The newest round.
fn newest(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        heading(ui, "The newest round");
        ui.add_space(space::S);
        let mark = if round.is_open() { Rating::NotAssessed } else { Rating::Active };
        shape_word(ui, mark, &state_words(round));
    });
    if view.review_is_open() {
        name(ui, round, state, out);
    } else {
        strong(ui, &round.name);
    }
    caption(ui, &format!("Begun {}.", words::long_date(round.started)));
    ui.add_space(space::XS);
    let tally = &view.digest.tally;
    let width = ui.available_width().min(420.0);
    rating_bar(ui, "Questions", tally.questions, width, 14.0);
    unheard(ui, |ui| rating_counts(ui, tally.questions));
    body(ui, &progress(view));
    if view.read_only {
        caption(ui, READ_ONLY);
    } else if !round.is_open() {
        quiet(ui, "Nothing in it can be changed. Actions, people and figures go on as before.");
    }
    if link(ui, "Go to the review").clicked() {
        out.command(Command::GoTo(Place::Review));
    }
}

/// How far the newest round is.
fn progress(view: &View<'_>) -> String {
    let tally = &view.digest.tally;
    let counts = tally.questions;
    let rated = format!("{} of {} questions rated", counts.answered(), counts.total());
    match tally.to_reconfirm {
        0 => format!("{rated}."),
        1 => format!("{rated}; 1 rating came along from the round before and is to be re-confirmed."),
        many => format!("{rated}; {many} ratings came along from the round before and are to be re-confirmed."),
    }
}

/// The name, which can be changed while the round is open. An empty one waits until there is text.
fn name(ui: &mut Ui, round: &Round, state: &mut State, out: &mut Outbox) {
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(320.0));
        let blank = state.blank == Some(round.id);
        let field = Field::new(Id::unique(("round name", round.id.0)), "Name");
        let typed = singleline(ui, field, if blank { "" } else { &round.name });
        if let Some(text) = typed.changed {
            state.blank = text.trim().is_empty().then_some(round.id);
            if state.blank.is_none() {
                out.edit(Edit::RenameRound(text));
            }
        }
        if typed.left {
            state.blank = None;
            out.command(Command::CloseStep);
        }
        if state.blank.is_some() {
            keep_own_undo(&typed.response);
            error_line(ui, &format!("A name is needed. Until there is one it stays “{}”.", round.name));
        }
    });
}

/// The questions by rating in each round.
fn trend(ui: &mut Ui, points: &[RoundPoint], out: &mut Outbox) {
    if let Some(shown) = rounds_chart(points) {
        chart(ui, Id::unique("rounds chart"), &shown, 0.0, out);
    } else {
        heading(ui, "From round to round");
        quiet(ui, "One round shows no trend. With a second, the ratings of both stand here side by side.");
    }
}

/// All rounds, newest first.
fn all(ui: &mut Ui, view: &View<'_>, points: &[RoundPoint], page: &mut usize) {
    heading(ui, "All rounds");
    *page = pager(ui, points.len(), LISTED, *page, ["Later rounds", "Earlier rounds"]);
    let rounds = view.project.rounds.iter().zip(points).rev();
    for (round, point) in rounds.skip(*page * LISTED).take(LISTED) {
        ui.add_space(space::S);
        // Lines of text stand closer than buttons.
        ui.spacing_mut().interact_size.y = crate::ui::theme::size::BODY;
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal_wrapped(|ui| {
            strong(ui, &round.name);
            let mark = if round.is_open() { Rating::NotAssessed } else { Rating::Active };
            shape_word(ui, mark, &state_words(round));
        });
        let questions = point.questions;
        let active = match questions.rated() {
            0 => "nothing rated with a colour".to_owned(),
            rated => format!("{} of {rated} rated practices active", questions.active),
        };
        caption(ui, &format!("Begun {} · {active}", words::date(round.started)));
        for reopened in &round.reopened {
            let (frozen, on) = (words::date(reopened.frozen), words::date(reopened.on));
            caption(ui, &format!("Frozen on {frozen}, opened again on {on}: {}", reopened.reason.trim()));
        }
    }
}
