//! The closing questions of a checklist, each with its answer and due date; beside the first, what the review itself
//! answers.

use egui::{Id, Role, Ui, WidgetInfo};

use super::before::joined;
use crate::app::Command;
use crate::content::{Computes, PackId};
use crate::edit::Edit;
use crate::insight;
use crate::project::{FollowUpKey, Round};
use crate::ui::theme::space;
use crate::ui::widgets::{Field, body, caption, card, date_field, heading, link, multiline, rating_bar, strong};
use crate::ui::{Outbox, View};
use crate::words;

/// Draws the closing questions.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, checklist: &PackId, out: &mut Outbox) {
    counts(ui, view, checklist);
    for follow_up in view.catalogue.follow_ups() {
        let key = FollowUpKey { checklist: checklist.clone(), question: follow_up.id.clone() };
        let answer = round.follow_ups.get(&key);
        ui.add_space(space::M);
        card(ui, |ui| {
            strong(ui, &follow_up.text);
            caption(ui, &follow_up.help);
            let text = answer.map(|answer| answer.text.as_str()).unwrap_or_default();
            let mut taken = None;
            if let Some(computes) = follow_up.computes {
                taken = computed(ui, view, checklist, computes, text, &follow_up.text);
            }
            taken = last_round(ui, view, &key, text, &follow_up.text).or(taken);
            if let Some(text) = taken {
                out.edit(Edit::AnswerFollowUp { key: key.clone(), text });
            }
            let id = Id::unique(("follow-up", checklist.as_str(), follow_up.id.as_str()));
            let name = format!("Your answer: {}", follow_up.text);
            let field = Field::new(id, "Your answer").enabled(view.review_is_open());
            let typed = multiline(ui, field, text, 3);
            ui.ctx().accesskit_node_builder(typed.response.id, |node| node.set_label(name));
            if let Some(text) = typed.changed {
                out.edit(Edit::AnswerFollowUp { key: key.clone(), text });
            }
            if typed.left {
                out.command(Command::CloseStep);
            }
            let field = Field::new(id.with("due"), "Due").enabled(view.review_is_open());
            if let Some(due) = date_field(ui, field, answer.and_then(|answer| answer.due)) {
                out.edit(Edit::SetFollowUpDue { key, due });
            }
        });
    }
}

/// How many recommendations of each area have each rating: what the first closing question asks, counted.
fn counts(ui: &mut Ui, view: &View<'_>, checklist: &PackId) {
    card(ui, |ui| {
        heading(ui, "How many in each area");
        caption(ui, "Counted from your ratings, in recommendations.");
        for area in view.digest.tally.areas.iter().filter(|area| area.checklist == *checklist) {
            strong(ui, &area.name);
            let width = ui.available_width().min(420.0);
            rating_bar(ui, &area.name, area.recommendations, width, 12.0);
            caption(ui, &area.recommendations.words());
        }
    });
}

/// What the review and the plan already say, beside the user's own words. Gives the text to start an empty answer from,
/// where that is asked for.
fn computed(
    ui: &mut Ui,
    view: &View<'_>,
    checklist: &PackId,
    computes: Computes,
    own: &str,
    question: &str,
) -> Option<String> {
    ui.add_space(space::XS);
    caption(ui, "From your review and plan");
    let lines = insight::computed_answer(view.catalogue, view.project, view.digest, checklist, computes);
    for line in &lines {
        body(ui, line);
    }
    let offered = own.trim().is_empty() && view.review_is_open();
    let taken = offered && named_link(ui, "Start from this", question);
    ui.add_space(space::XS);
    taken.then(|| lines.join("\n"))
}

/// What was answered in the round before. Gives the answer with it taken over, where that is asked for.
fn last_round(ui: &mut Ui, view: &View<'_>, key: &FollowUpKey, own: &str, question: &str) -> Option<String> {
    let before = view.project.round_before()?.follow_ups.get(key)?;
    let then = before.text.trim();
    if then.is_empty() {
        return None;
    }
    caption(
        ui,
        &before.due.map_or_else(|| "Last round".to_owned(), |due| format!("Last round, due {}", words::date(due))),
    );
    body(ui, then);
    if own.contains(then) || !view.review_is_open() {
        return None;
    }
    let label = if own.trim().is_empty() { "Take over" } else { "Add to the answer" };
    named_link(ui, label, question).then(|| joined(own, then))
}

/// A link of which there are several on the page, heard with the question that it belongs to.
fn named_link(ui: &mut Ui, label: &str, question: &str) -> bool {
    let response = link(ui, label);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{label}: {question}")));
    response.clicked()
}
