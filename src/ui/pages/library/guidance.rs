//! Guidance, case studies, glossary: what to read.

use egui::Ui;

use super::item::{Page, item, points};
use crate::content::{Term, TopicKind};
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, heading, strong};

/// Topics, by kind.
pub(super) fn guidance(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    for kind in TopicKind::ALL {
        let mut topics = catalogue.topics().filter(|topic| topic.kind == kind).peekable();
        if topics.peek().is_none() {
            continue;
        }
        ui.add_space(space::S);
        heading(ui, kind.name());
        for topic in topics {
            item(
                ui,
                page,
                |ui, page| {
                    page.title(ui, topic.id.as_str(), &topic.title, 3);
                    body(ui, &topic.intro);
                    points(ui, &topic.title, &topic.points);
                },
                |ui, page| {
                    page.pillars(ui, "Bears on", &topic.pillars);
                    if let Some(date) = &topic.as_of {
                        caption(ui, &format!("As of {date}"));
                    }
                    page.source(ui, &topic.cite);
                },
            );
        }
    }
}

/// Case studies.
pub(super) fn case_studies(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    for case in catalogue.case_studies() {
        item(
            ui,
            page,
            |ui, page| {
                page.title(ui, case.id.as_str(), &case.organisation, 2);
                strong(ui, &case.title);
                points(ui, &case.organisation, &case.facts);
            },
            |ui, page| {
                page.pillars(ui, "Bears on", &case.pillars);
                caption(ui, &format!("Facts as of {}", case.as_of));
                page.source(ui, &case.cite);
            },
        );
    }
}

/// Terms, by the alphabet.
pub(super) fn glossary(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    let mut terms: Vec<&Term> = catalogue.terms().collect();
    terms.sort_by_key(|term| term.term.to_lowercase());
    for term in terms {
        item(
            ui,
            page,
            |ui, page| {
                page.title(ui, term.id.as_str(), &term.term, 2);
                body(ui, &term.meaning);
            },
            |ui, page| page.source(ui, &term.cite),
        );
    }
}
