//! What the round before says of a question, beside what this one says.

use egui::{Response, RichText, Ui};

use super::evidence;
use super::recommendation::low_line;
use crate::content::QuestionId;
use crate::edit::Edit;
use crate::insight::{self, Shift};
use crate::project::{Rating, Round};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{body, caption, link, shape};
use crate::ui::{Outbox, View};

/// The rating of the round before, with what has become of it; `None` where there is nothing to say: no round before,
/// or its rating stands there still, to be confirmed.
pub fn words(view: &View<'_>, round: &Round, question: &QuestionId) -> Option<(Rating, String)> {
    let before = view.project.round_before()?;
    if round.is_to_reconfirm(question) {
        return None;
    }
    let rating = before.rating(question);
    let shift = insight::shift(question, before, round);
    let mut words = format!("Last round: {}", rating.name());
    if shift.is_change() {
        words.push_str(" · ");
        words.push_str(shift.name());
    }
    (shift != Shift::NotAssessed).then_some((rating, words))
}

/// The rating of the round before as a quiet line.
pub fn line(ui: &mut Ui, view: &View<'_>, (rating, words): &(Rating, String)) -> Response {
    low_line(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        shape(ui, *rating, 9.0);
        let words = RichText::new(words).size(size::CAPTION).color(view.palette.quiet);
        ui.add(egui::Label::new(words).wrap());
    })
}

/// The note and the evidence of the round before where they are not those of this one, with the way to take the note
/// over.
pub fn panel(ui: &mut Ui, view: &View<'_>, round: &Round, question: &QuestionId, out: &mut Outbox) {
    let Some(before) = view.project.round_before() else { return };
    let Some(then) = before.answers.get(question) else { return };
    let now = round.answers.get(question);
    let note = now.map(|answer| answer.note.as_str()).unwrap_or_default();
    let note_differs = !then.note.trim().is_empty() && !note.contains(then.note.trim());
    let evidence_now = now.map(|answer| answer.evidence.as_slice()).unwrap_or_default();
    let gone: Vec<_> = then.evidence.iter().filter(|one| !evidence_now.contains(one)).collect();
    ui.add_space(space::S);
    caption(ui, "Last round");
    let confidence = then.confidence.map(|one| format!(", {}", one.name().to_lowercase())).unwrap_or_default();
    line(ui, view, &(then.rating, format!("{}{confidence}", then.rating.name())));
    if note_differs {
        body(ui, then.note.trim());
        let label = if note.trim().is_empty() { "Take this note over" } else { "Add this to the note" };
        if view.review_is_open() && link(ui, label).clicked() {
            out.edit(Edit::SetNote { question: question.clone(), note: joined(note, &then.note) });
        }
    }
    for one in &gone {
        evidence::words(ui, one);
    }
    if !note_differs && gone.is_empty() && !(then.note.is_empty() && then.evidence.is_empty()) {
        caption(ui, "Its note and evidence came along.");
    }
}

/// A text taken over: below what is written already, which is never lost.
pub fn joined(now: &str, then: &str) -> String {
    if now.trim().is_empty() { then.trim().to_owned() } else { format!("{}\n{}", now.trim_end(), then.trim()) }
}
