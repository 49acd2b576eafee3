//! What the round before says of a question, beside what this one says.

use egui::{RichText, Ui};

use super::evidence;
use super::recommendation::low_line;
use crate::content::QuestionId;
use crate::edit::Edit;
use crate::insight::{self, Shift};
use crate::project::{Rating, Round};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{body, caption, link, shape, shift_word};
use crate::ui::{Outbox, View};

/// What the round before says of a question's rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The rating there.
    rating: Rating,
    /// What has become of it, where it differs.
    change: Option<Shift>,
}

impl Before {
    /// In words: `Last round: Limited · Improved`.
    pub fn words(self) -> String {
        let change = self.change.map(|shift| format!(" · {}", shift.name())).unwrap_or_default();
        format!("Last round: {}{change}", self.rating.name())
    }
}

/// What the round before says of a question's rating; `None` where there is nothing to say: no round before, rated in
/// neither, or its rating stands there still, to be confirmed.
pub fn of(view: &View<'_>, round: &Round, question: &QuestionId) -> Option<Before> {
    let before = view.project.round_before()?;
    if round.is_to_reconfirm(question) {
        return None;
    }
    let shift = insight::shift(question, before, round);
    let change = Some(shift).filter(|shift| shift.is_change());
    (shift != Shift::NotAssessed).then(|| Before { rating: before.rating(question), change })
}

/// The rating of the round before as a quiet line, with the shape of what has become of it.
pub fn line(ui: &mut Ui, view: &View<'_>, before: Before) {
    low_line(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        rating(ui, view, before.rating, &format!("Last round: {}", before.rating.name()));
        if let Some(change) = before.change {
            ui.add_space(space::S);
            shift_word(ui, change, change.name());
        }
    });
}

/// A rating as a shape and quiet words.
fn rating(ui: &mut Ui, view: &View<'_>, rating: Rating, words: &str) {
    shape(ui, rating, 9.0);
    let words = RichText::new(words).size(size::CAPTION).color(view.palette.quiet);
    ui.add(egui::Label::new(words).wrap());
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
    low_line(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        rating(ui, view, then.rating, &format!("{}{confidence}", then.rating.name()));
    });
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
