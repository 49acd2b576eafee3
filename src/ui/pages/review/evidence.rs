//! The evidence for a question's rating: named, dated, with who can show it and where it is. A link is never opened, only
//! copied.

use std::collections::BTreeMap;

use egui::{Id, Key, Role, Ui, WidgetInfo};
use jiff::civil::Date;

use super::State;
use crate::app::Command;
use crate::content::QuestionId;
use crate::edit::Edit;
use crate::project::{Confidence, Evidence, EvidenceId, Rating, Round};
use crate::ui::theme::space;
use crate::ui::view::new_evidence_id;
use crate::ui::widgets::{
    Field, body, caption, choice, copying, date_field, keep_own_undo, link, link_wrapped, secondary_enabled,
    singleline, strong,
};
use crate::ui::{Outbox, View};
use crate::words;

/// A piece of evidence that is being written, before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The one that is corrected; `None` for a new one.
    id: Option<EvidenceId>,
    title: String,
    date: Option<Date>,
    person: String,
    link: String,
    /// Whether it was opened in this frame, so that its first field takes the focus.
    opened: bool,
}

/// The pieces of evidence that are being written, each with its question: whoever looks at another question first finds
/// what they wrote when they come back.
#[derive(Debug, Default)]
pub struct Drafts {
    open: BTreeMap<QuestionId, Draft>,
    /// Whether one has just been finished.
    finished: bool,
}

impl Draft {
    /// Begins a new piece of evidence.
    fn new() -> Self {
        Self { opened: true, ..Self::default() }
    }

    /// Begins to correct one.
    fn of(one: &Evidence) -> Self {
        Self {
            id: Some(one.id),
            title: one.title.clone(),
            date: one.date,
            person: one.person.clone(),
            link: one.link.clone(),
            opened: true,
        }
    }

    /// What was written, to be kept under an id.
    fn finished(&self, id: EvidenceId) -> Evidence {
        let trimmed = |text: &str| text.trim().to_owned();
        Evidence {
            id,
            title: trimmed(&self.title),
            date: self.date,
            person: trimmed(&self.person),
            link: trimmed(&self.link),
        }
    }
}

/// A piece of evidence in words: its title, its date and person below.
pub fn words(ui: &mut Ui, one: &Evidence) {
    body(ui, &one.title);
    let date = one.date.map(words::date);
    let person = Some(one.person.trim().to_owned()).filter(|person| !person.is_empty());
    let about: Vec<String> = date.into_iter().chain(person).collect();
    if !about.is_empty() {
        caption(ui, &about.join(" · "));
    }
    if !one.link.trim().is_empty() {
        caption(ui, one.link.trim());
    }
}

/// Draws the evidence of a question, with the form of the piece that is being written.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State, question: &QuestionId, out: &mut Outbox) {
    let answer = round.answers.get(question);
    let evidence = answer.map(|answer| answer.evidence.as_slice()).unwrap_or_default();
    caption(ui, "Evidence");
    let mut draft = state.drafts.open.remove(question);
    for one in evidence {
        if draft.as_ref().is_some_and(|draft| draft.id == Some(one.id)) {
            continue;
        }
        ui.push_id(one.id.0, |ui| piece(ui, view, question, one, &mut draft, out));
    }
    match &mut draft {
        Some(written) if view.review_is_open() => {
            if form(ui, view, question, written, out) {
                draft = None;
                state.drafts.finished = true;
            }
        }
        Some(_) | None => {
            draft = None;
            if evidence.is_empty() && !view.review_is_open() {
                caption(ui, "None.");
            }
            if view.review_is_open() {
                let add = link(ui, "Add evidence…");
                if std::mem::take(&mut state.drafts.finished) {
                    // The form is gone: from here another piece can be added.
                    add.request_focus();
                }
                if add.clicked() {
                    draft = Some(Draft::new());
                }
            }
        }
    }
    if let Some(draft) = draft {
        state.drafts.open.insert(question.clone(), draft);
    }
    let rated = answer.filter(|answer| answer.rating != Rating::NotAssessed && !answer.evidence.is_empty());
    if rated.is_some_and(|answer| answer.confidence != Some(Confidence::EvidenceSeen))
        && view.review_is_open()
        && link_wrapped(ui, "There is evidence: set to “Evidence seen”").clicked()
    {
        out.edit(Edit::SetConfidence { question: question.clone(), confidence: Some(Confidence::EvidenceSeen) });
    }
}

/// A piece of evidence with what can be done with it.
fn piece(
    ui: &mut Ui,
    view: &View<'_>,
    question: &QuestionId,
    one: &Evidence,
    draft: &mut Option<Draft>,
    out: &mut Outbox,
) {
    words(ui, one);
    ui.horizontal_wrapped(|ui| {
        let title = &one.title;
        let named = |ui: &mut Ui, label: &str| {
            let response = link(ui, label);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("{label}: {title}")));
            response
        };
        if !one.link.trim().is_empty() {
            let id = Id::unique(("copy evidence", one.id.0));
            if copying(ui, id, ["Copy link", "Copied"], |ui, label| named(ui, label)) {
                out.command(Command::Copy(one.link.trim().to_owned()));
            }
        }
        if view.review_is_open() {
            if named(ui, "Edit").clicked() {
                *draft = Some(Draft::of(one));
            }
            if named(ui, "Remove").clicked() {
                out.edit(Edit::RemoveEvidence { question: question.clone(), id: one.id });
            }
        }
    });
}

/// The form of a piece of evidence; gives whether it is closed.
fn form(ui: &mut Ui, view: &View<'_>, question: &QuestionId, draft: &mut Draft, out: &mut Outbox) -> bool {
    let id = Id::unique(("evidence", question.as_str(), draft.id.map(|id| id.0)));
    let mut entered = false;
    let mut escaped = false;
    let mut line = |ui: &mut Ui, name: &'static str, hint: &'static str, text: &mut String, first: bool| {
        let typed = singleline(ui, Field::new(id.with(name), name).hint(hint), text);
        keep_own_undo(&typed.response);
        if first {
            typed.response.request_focus();
        }
        if let Some(changed) = typed.changed {
            *text = changed;
        }
        entered |= typed.left && ui.input(|input| input.key_pressed(Key::Enter));
        escaped |= typed.left && ui.input(|input| input.key_pressed(Key::Escape));
    };
    strong(ui, if draft.id.is_some() { "Correct the evidence" } else { "New evidence" });
    let first = std::mem::take(&mut draft.opened);
    line(ui, "What it is", "A document, a figure, what somebody said", &mut draft.title, first);
    if let Some(date) = date_field(ui, Field::new(id.with("date"), "Of which day"), draft.date) {
        draft.date = date;
    }
    line(ui, "Who can show it", "A person or a role", &mut draft.person, false);
    if !view.project.people.is_empty() {
        let names = view.project.people.iter().map(|person| person.name.as_str());
        let options: Vec<(&str, &str)> =
            std::iter::once(("", "Choose")).chain(names.map(|name| (name, name))).collect();
        let now =
            options.iter().map(|(name, _)| *name).find(|name| *name == draft.person).unwrap_or_default().to_owned();
        let field = Field::new(id.with("people"), "People so far");
        if let Some(name) = choice(ui, field, &now.as_str(), &options, f32::INFINITY) {
            name.clone_into(&mut draft.person);
        }
    }
    line(ui, "Where it is", "A web address or a file", &mut draft.link, false);
    let ready = !draft.title.trim().is_empty();
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        let keep = secondary_enabled(ui, "Keep this evidence", ready).clicked();
        let cancel = link(ui, "Cancel").clicked() || escaped;
        if ready && (keep || entered) {
            let question = question.clone();
            out.edit(match draft.id {
                Some(id) => Edit::ChangeEvidence { question, evidence: draft.finished(id) },
                None => Edit::AddEvidence { question, evidence: draft.finished(new_evidence_id()) },
            });
            return true;
        }
        cancel
    })
    .inner
}
