//! The form of a set of data: a new one, or a correction.

use egui::{Id, Ui};

use super::counts::{Table, table};
use super::set_draft::{SetDraft, SetFaults};
use super::{Focus, State};
use crate::content::{Survey, SurveyQuestionId};
use crate::edit::Edit;
use crate::project::{DataSet, Method, Population};
use crate::ui::pages::scorecard::fields::{Form, Seek, columns};
use crate::ui::theme::space;
use crate::ui::view::new_data_set_id;
use crate::ui::widgets::{Field, body, caption, card, choice, error_line, heading, heading_at, link, primary};
use crate::ui::{Outbox, View};

/// Draws the form; of a new set where there is none to correct.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, set: Option<&DataSet>, out: &mut Outbox) {
    let key = set.map(|set| set.id);
    let mut draft = state.drafts.remove(&key).unwrap_or_else(|| SetDraft::new(view.catalogue, state.next()));
    let focus = state.takes_focus(Focus::Set);
    let faults = draft.faults(view.catalogue);
    let wrong = faults != SetFaults::default();
    let (mut save, mut cancel) = (false, false);
    card(ui, |ui| {
        heading(ui, if set.is_some() { "Correct the data" } else { "What was counted" });
        let base = Id::unique(("workforce set", draft.serial));
        let mut form = Form::new(base, draft.tried, Seek::new(focus).among(draft.tried && wrong));
        fields(ui, view, &mut form, &mut draft, &faults);
        if let Some(set) = set.filter(|set| draft.drops_groups(set)) {
            let by = set.groups().map(|groups| groups.by.name().to_lowercase()).collect::<Vec<_>>();
            let by = crate::words::list(&by);
            error_line(ui, &format!("The counts by {by} are answers to the question before; saving removes them."));
        }
        save |= form.enter;
        ui.add_space(space::S);
        counted(ui, view, &mut draft, &faults, focus);
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            save |= primary(ui, if set.is_some() { "Save the correction" } else { "Save the counts" }).clicked();
            cancel = link(ui, "Cancel").clicked();
        });
    });
    if save {
        draft.tried = true;
        let id = key.unwrap_or_else(new_data_set_id);
        if let Ok(mut read) = draft.read(view.catalogue, id, set) {
            match set {
                Some(before) => {
                    read.changed = before.changed;
                    if read != *before {
                        out.edit(Edit::ChangeDataSet(Box::new(read)));
                    }
                    state.focus = Some(Focus::SetButton);
                }
                None => out.edit(Edit::AddDataSet(Box::new(read))),
            }
            state.show_set(id);
            ui.ctx().request_repaint();
            return;
        }
        state.focus = Some(Focus::Set);
        ui.ctx().request_repaint();
    }
    if cancel {
        state.adding = false;
        state.focus = set.is_some().then_some(Focus::SetButton);
        ui.ctx().request_repaint();
        return;
    }
    state.drafts.insert(key, draft);
}

/// What the set is.
fn fields(ui: &mut Ui, view: &View<'_>, form: &mut Form, draft: &mut SetDraft, faults: &SetFaults) {
    columns(ui, 2, |ui, place| {
        if place == 0 {
            form.line(ui, ("name", "Name", "Such as Staff survey 2026"), &mut draft.name, faults.name.as_deref());
        } else {
            let options = Population::ALL.map(|one| (one, one.name()));
            let field = Field::new(form.id("population"), "Who was asked");
            if let Some(population) = choice(ui, field, &draft.population, &options, 280.0) {
                draft.population = population;
            }
        }
    });
    columns(ui, 2, |ui, place| {
        if place == 0 {
            form.line(ui, ("date", "Date", "Such as 31/3/2026"), &mut draft.as_of, faults.as_of.as_deref());
        } else {
            let words = ("asked", "People asked (if known)", "Such as 2,623");
            form.line(ui, words, &mut draft.asked, faults.asked.as_deref());
        }
    });
    let questions = view.catalogue.survey().into_iter().flat_map(Survey::all_questions);
    let options: Vec<(SurveyQuestionId, &str)> =
        questions.map(|question| (question.id.clone(), question.text.as_str())).collect();
    let field = Field::new(form.id("question"), "Question");
    let room = ui.available_width().min(620.0);
    if let Some(question) = choice(ui, field, &draft.question, &options, room) {
        draft.ask(view.catalogue, question);
    }
    if view.catalogue.grouping_of(&draft.question).is_some() {
        let options = Method::ALL.map(|one| (one, one.name()));
        let field = Field::new(form.id("method"), "How backgrounds were found");
        if let Some(method) = choice(ui, field, &draft.method, &options, 280.0) {
            draft.found_by(view.catalogue, method);
        }
    }
    form.line(ui, ("note", "Note (optional)", "Where the counts come from"), &mut draft.note, None);
}

/// The counts of everybody.
fn counted(ui: &mut Ui, view: &View<'_>, draft: &mut SetDraft, faults: &SetFaults, focus: bool) {
    heading_at(ui, "How many people chose each answer", 3);
    let Some(question) = view.catalogue.survey_question(&draft.question) else {
        body(ui, "No loaded pack holds this question, so its answers cannot be counted.");
        return;
    };
    caption(
        ui,
        "Leave an answer empty that was not offered. A column copied from a spreadsheet can be pasted into the first field; Enter goes to the next.",
    );
    let fields_right = faults.name.is_none() && faults.as_of.is_none() && faults.asked.is_none();
    let drawn = Table {
        question,
        named: false,
        whole: None,
        seek_wrong: focus && draft.tried && fields_right,
        tried: draft.tried,
    };
    table(ui, &drawn, std::slice::from_mut(&mut draft.whole), |_| None);
    if let Some(fault) = &faults.counts {
        error_line(ui, fault);
    }
}
