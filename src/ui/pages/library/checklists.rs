//! What belongs to the checklists: templates for actions, and questions that repeat.

use egui::Ui;

use super::item::{Page, item};
use crate::app::Command;
use crate::content::{ActionTemplate, Likeness, QuestionPlace, Recommendation, RepeatGroup};
use crate::report::Span;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{body, bullets, caption, heading, spans};
use crate::words;

/// Proposals for actions, by the recommendation that they serve.
pub(super) fn templates(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    for place in catalogue.recommendations() {
        let recommendation = place.recommendation;
        let mut templates = catalogue.templates_for(&recommendation.id).peekable();
        if templates.peek().is_none() {
            continue;
        }
        ui.add_space(space::S);
        heading(ui, &format!("{}: {}", place.checklist.name, recommendation.title));
        for template in templates {
            item(
                ui,
                page,
                |ui, page| proposal(ui, page, template),
                |ui, page| proposal_notes(ui, page, template, recommendation),
            );
        }
    }
}

fn proposal(ui: &mut Ui, page: &mut Page<'_, '_>, template: &ActionTemplate) {
    page.title(ui, template.id.as_str(), &template.title, 3);
    for (lead, text) in [("First step", &template.first_step), ("Success", &template.success)] {
        spans(ui, &[Span::strong(format!("{lead}. ")), Span::plain(text)], size::BODY);
    }
    let effort = template.effort.name();
    let impact = template.impact.name().to_lowercase();
    let weeks = words::count(usize::try_from(template.weeks).unwrap_or_default(), "week", "weeks");
    caption(ui, &format!("{effort} effort, {impact} impact, usually {weeks}"));
    page.source(ui, &template.cite);
}

/// Where a proposal leads, below one of the recommendations that it serves.
fn proposal_notes(ui: &mut Ui, page: &mut Page<'_, '_>, template: &ActionTemplate, below: &Recommendation) {
    let catalogue = page.view.catalogue;
    show_recommendation(ui, page, "Show in the review", below);
    let served = template.recommendations.iter().filter_map(|id| catalogue.recommendation(id));
    let mut others = served.map(|place| place.recommendation).filter(|served| served.id != below.id).peekable();
    if others.peek().is_some() {
        caption(ui, "Also serves");
    }
    for other in others {
        show_recommendation(ui, page, &other.title, other);
    }
    if let Some(kpi) = template.kpi.as_ref().and_then(|id| catalogue.kpi(id)) {
        caption(ui, "Success is seen in");
        let name = format!("Show {} in the scorecard", kpi.name);
        page.go_wrapped(ui, &kpi.name, &name, || Command::ShowKpi(kpi.id.clone()));
    }
}

fn show_recommendation(ui: &mut Ui, page: &mut Page<'_, '_>, text: &str, recommendation: &Recommendation) {
    let name = format!("Show {} in the review", recommendation.title);
    page.go_wrapped(ui, text, &name, || Command::ShowRecommendation(recommendation.id.clone()));
}

/// Questions that more than one checklist asks.
pub(super) fn repeats(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    for group in catalogue.repeats() {
        let places: Vec<_> = group.questions.iter().filter_map(|id| catalogue.question(id)).collect();
        item(ui, page, |ui, page| repeat(ui, page, group, &places), |ui, page| repeat_notes(ui, page, group, &places));
    }
}

fn repeat(ui: &mut Ui, page: &mut Page<'_, '_>, group: &RepeatGroup, places: &[QuestionPlace<'_>]) {
    let Some(first) = places.first() else { return };
    page.title(ui, first.question.id.as_str(), &first.question.text, 3);
    match &group.how {
        Likeness::Same => {
            body(ui, "The same question each time: an answer to one holds for the others.");
        }
        Likeness::Near(difference) => {
            let texts = places.iter().map(|place| {
                vec![Span::strong(format!("{}. ", place.checklist.name)), Span::plain(&place.question.text)]
            });
            bullets(ui, &first.question.text, false, &texts.collect::<Vec<_>>(), size::BODY);
            body(ui, difference);
        }
    }
    page.source(ui, &group.cite);
}

fn repeat_notes(ui: &mut Ui, page: &mut Page<'_, '_>, group: &RepeatGroup, places: &[QuestionPlace<'_>]) {
    caption(
        ui,
        match group.how {
            Likeness::Same => "The same, asked in",
            Likeness::Near(_) => "Nearly the same, asked in",
        },
    );
    for place in places {
        let name = format!("Show the question in the {} review", place.checklist.name);
        page.go(ui, &place.checklist.name, &name, || Command::ShowQuestion(place.question.id.clone()));
    }
}
