//! What belongs to the checklists: questions that repeat.

use egui::Ui;

use super::item::{Page, item};
use crate::app::Command;
use crate::content::{Likeness, QuestionPlace, RepeatGroup};
use crate::report::Span;
use crate::ui::theme::size;
use crate::ui::widgets::{body, bullets, caption};

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
    page.source(ui, &group.cite);
}
