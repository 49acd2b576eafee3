//! The selected question in detail: how sure, the note, the evidence, the round before, its KPIs and actions, where it
//! comes from. While whole recommendations are rated, the selected one instead.

use egui::{Id, Key, Role, Ui, WidgetInfo};

use super::{Speed, State};
use super::{before, evidence, recommendation, walk};
use crate::app::Command;
use crate::content::{QuestionId, QuestionPlace, Recommendation};
use crate::edit::Edit;
use crate::insight;
use crate::project::{Action, Confidence, Origin, Rating, Round};
use crate::ui::pages::suggested::{Detail, suggested};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Field, body, caption, card, link, multiline, primary_enabled, quiet, segments, shape_word, strong,
};
use crate::ui::{Outbox, View};

/// The field of a question's note.
pub fn note_id(question: &QuestionId) -> Id {
    Id::unique(("note", question.as_str()))
}

/// Draws the details.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, out: &mut Outbox) {
    let Some(place) = walk::selected(state).and_then(|id| view.catalogue.question(id)) else { return };
    card(ui, |ui| match state.speed {
        Speed::OneByOne => question(ui, view, round, state, &place, out),
        Speed::Whole => whole(ui, view, round, state, &place, out),
    });
}

/// The selected question.
fn question(
    ui: &mut Ui,
    view: &View<'_>,
    round: &Round,
    state: &mut State,
    place: &QuestionPlace<'_>,
    out: &mut Outbox,
) {
    let id = &place.question.id;
    caption(ui, "Selected question");
    strong(ui, &place.question.text);
    terms(ui, view, state, place);
    ui.add_space(space::S);
    confidence(ui, view, round, id, out);
    ui.add_space(space::S);
    note(ui, view, round, state, id, out);
    ui.add_space(space::S);
    evidence::show(ui, view, round, state, id, out);
    before::panel(ui, view, round, id, out);
    ui.add_space(space::S);
    let linked = insight::linked_actions(view.project, place.recommendation, Some(id));
    let gap = round.rating(id).is_gap();
    actions(ui, view, &linked, gap, Origin::Question(id.clone()), out);
    kpis(ui, view, place.recommendation, &linked, out);
    suggestion(ui, view, place.recommendation, out);
    ui.add_space(space::S);
    ui.separator();
    caption(ui, &format!("{}, {}.", view.catalogue.cite(&place.recommendation.cite), place.question.place));
    if let Some(turned) = &place.question.turned {
        caption(ui, turned);
    }
}

/// The selected recommendation.
fn whole(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, place: &QuestionPlace<'_>, out: &mut Outbox) {
    let rating = insight::recommendation_rating(place.recommendation, round);
    caption(ui, "Selected recommendation");
    recommendation::head(ui, view, round, state, place.recommendation, &rating, out);
    ui.add_space(space::S);
    let linked = insight::linked_actions(view.project, place.recommendation, None);
    let origin = Origin::Recommendation(place.recommendation.id.clone());
    actions(ui, view, &linked, rating.rating.is_gap(), origin, out);
    kpis(ui, view, place.recommendation, &linked, out);
    suggestion(ui, view, place.recommendation, out);
    ui.add_space(space::S);
    ui.separator();
    caption(ui, &format!("{}.", view.catalogue.cite(&place.recommendation.cite)));
}

/// The glossary's words in the selected question: their meaning in a hover, and below after a press.
fn terms(ui: &mut Ui, view: &View<'_>, state: &mut State, place: &QuestionPlace<'_>) {
    let used: Vec<_> = walk::terms(view, place).collect();
    if used.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for term in &used {
            let shown = state.term.as_ref() == Some(&term.id);
            let response = link(ui, &term.term);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("What is meant: {}", term.term)));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(shown));
            if response.clicked() {
                state.term = (!shown).then(|| term.id.clone());
            }
            if !shown {
                response.on_hover_ui(|ui| {
                    body(ui, &term.meaning);
                });
            }
        }
    });
    if let Some(term) = used.iter().find(|term| state.term.as_ref() == Some(&term.id)) {
        body(ui, &term.meaning);
    }
}

fn confidence(ui: &mut Ui, view: &View<'_>, round: &Round, question: &QuestionId, out: &mut Outbox) {
    let answer = round.answers.get(question);
    let rated = answer.is_some_and(|answer| answer.rating != Rating::NotAssessed);
    if !rated {
        return;
    }
    caption(ui, "How sure are you?");
    let current = answer.and_then(|answer| answer.confidence);
    let options: Vec<_> = Confidence::ALL.into_iter().map(|one| (one, one.name())).collect();
    ui.add_enabled_ui(view.review_is_open(), |ui| {
        if let Some(confidence) = segments(ui, "How sure are you?", current.as_ref(), &options) {
            out.edit(Edit::SetConfidence { question: question.clone(), confidence: Some(confidence) });
        }
    });
}

fn note(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, question: &QuestionId, out: &mut Outbox) {
    let note = round.answers.get(question).map(|answer| answer.note.as_str()).unwrap_or_default();
    let field = Field::new(note_id(question), "Note")
        .hint("What you have seen or been told, and where it stands")
        .enabled(view.review_is_open());
    let typed = multiline(ui, field, note, 4);
    if let Some(note) = typed.changed {
        out.edit(Edit::SetNote { question: question.clone(), note });
    }
    if typed.left {
        out.command(Command::CloseStep);
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            // Enter in the list leads to the note, Escape back.
            state.focus = true;
        }
    }
}

/// The linked actions, and the way to a new one.
fn actions(ui: &mut Ui, view: &View<'_>, linked: &[&Action], gap: bool, origin: Origin, out: &mut Outbox) {
    caption(ui, "Actions");
    for action in linked {
        body(ui, &action.title);
        ui.horizontal_wrapped(|ui| {
            let owner = if action.owner.trim().is_empty() { "no owner" } else { action.owner.trim() };
            caption(
                ui,
                &format!("{} · {owner} · {}", insight::state_words(action, view.today), insight::due_words(action)),
            );
            let show = link(ui, "Show");
            show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show the action {}", action.title)));
            if show.clicked() {
                out.command(Command::ShowAction(action.id));
            }
        });
    }
    if linked.is_empty() {
        let text = if gap { "None yet. What is the first thing to do?" } else { "None." };
        caption(ui, text);
    }
    if primary_enabled(ui, "Add an action…", !view.read_only).clicked() {
        out.command(Command::AddAction(Some(origin)));
    }
}

/// Why the recommendation is suggested, where it is, and what other employers said that they do.
fn suggestion(ui: &mut Ui, view: &View<'_>, recommendation: &Recommendation, out: &mut Outbox) {
    if let Some(one) = view.digest.suggestion(&recommendation.id) {
        ui.add_space(space::S);
        ui.separator();
        caption(ui, "Suggested next");
        suggested(ui, view, &[one], None, Detail::Full, out);
    }
    let others = insight::poll_sentences(view.catalogue, |one| one.recommendations.contains(&recommendation.id));
    if !others.is_empty() {
        ui.add_space(space::S);
        caption(ui, "What others said");
        for sentence in others {
            quiet(ui, &sentence);
        }
    }
}

/// The KPIs in which it shows whether this works: the newest figure, and where it stands.
fn kpis(ui: &mut Ui, view: &View<'_>, recommendation: &Recommendation, linked: &[&Action], out: &mut Outbox) {
    let kpis = insight::linked_kpis(view.catalogue, view.digest, recommendation, linked);
    if kpis.is_empty() {
        return;
    }
    ui.add_space(space::S);
    caption(ui, "Measured by");
    for kpi in kpis {
        body(ui, &format!("{}: {}", kpi.name, kpi.latest_words()));
        ui.horizontal_wrapped(|ui| {
            shape_word(ui, kpi.state.rating(), &kpi.state_words());
            let show = link(ui, "Show");
            show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show the measure {}", kpi.name)));
            if show.clicked() {
                out.command(Command::ShowKpi(kpi.id.clone()));
            }
        });
    }
}
