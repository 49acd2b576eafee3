//! The closing questions of a checklist, each with its answer and due date; beside the first, what the review itself
//! answers.

use egui::{Id, Ui};

use crate::app::Command;
use crate::content::{Computes, PackId};
use crate::edit::Edit;
use crate::insight;
use crate::project::{FollowUpKey, Round};
use crate::ui::theme::space;
use crate::ui::widgets::{Field, body, caption, card, date_field, heading, multiline, rating_bar, strong};
use crate::ui::{Outbox, View};

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
            if let Some(computes) = follow_up.computes {
                computed(ui, view, checklist, computes);
            }
            let id = Id::unique(("follow-up", checklist.as_str(), follow_up.id.as_str()));
            let name = format!("Your answer: {}", follow_up.text);
            let field = Field::new(id, "Your answer").enabled(!view.read_only);
            let typed = multiline(ui, field, answer.map(|answer| answer.text.as_str()).unwrap_or_default(), 3);
            ui.ctx().accesskit_node_builder(typed.response.id, |node| node.set_label(name));
            if let Some(text) = typed.changed {
                out.edit(Edit::AnswerFollowUp { key: key.clone(), text });
            }
            if typed.left {
                out.command(Command::CloseStep);
            }
            let field = Field::new(id.with("due"), "Due").enabled(!view.read_only);
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

/// What the review and the plan already say, beside the user's own words.
fn computed(ui: &mut Ui, view: &View<'_>, checklist: &PackId, computes: Computes) {
    ui.add_space(space::XS);
    caption(ui, "From your review and plan");
    for line in insight::computed_answer(view.catalogue, view.project, view.digest, checklist, computes) {
        body(ui, &line);
    }
    ui.add_space(space::XS);
}
