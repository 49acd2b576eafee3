//! What a set of data says: who answered, how the answers are spread, the same by groups; and what can be done with it.

use egui::{Id, Ui};

use super::opened::{GroupsShown, Opened};
use super::set_draft::SetDraft;
use super::{Focus, State, analyses, feed, groups_form};
use crate::content::BenchmarkSetId;
use crate::edit::Edit;
use crate::project::{DataSet, Dimension};
use crate::report::KeyFigure;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Field, body, caption, card, choice, error_line, heading, heading_at, key_figures, link, measure, private_chart,
    secondary,
};
use crate::ui::{Outbox, View};
use crate::words;

/// From this width on, in points, what a chart says stands beside it.
const BESIDE: f32 = 900.0;

/// The room for what a chart says beside it.
const READING: f32 = 300.0;

/// Draws the cards.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, set: &DataSet, out: &mut Outbox) {
    let chosen = state.compared.get(&set.id).cloned();
    let comparator = state.comparators.get(&set.id).copied().unwrap_or_default();
    let opened = Opened::of(view, set, chosen.as_ref(), comparator, &mut state.opened);
    analyses::jump_list(ui, state, &opened);
    response_card(ui, &opened);
    ui.add_space(space::S);
    spread_card(ui, state, set, &opened);
    ui.add_space(space::S);
    for shown in &opened.groups {
        groups_card(ui, view, state, set, shown, out);
        ui.add_space(space::S);
    }
    if !view.read_only && opened.grouped {
        if state.groups.contains_key(&set.id) {
            groups_form::show(ui, view, state, set, out);
        } else {
            let button = secondary(ui, "Add counts by group");
            if state.takes_focus(Focus::GroupsButton) {
                button.request_focus();
            }
            if button.clicked() {
                groups_form::begin(state, set);
            }
            ui.add_space(space::S);
        }
    }
    analyses::show(ui, state, set, &opened);
    feed::show(ui, view, state, set, &opened, out);
    details_card(ui, view, state, set, out);
}

/// Who answered.
fn response_card(ui: &mut Ui, opened: &Opened) {
    let response = &opened.response;
    let figure = |value: String, label: &str| KeyFigure { value, label: label.to_owned(), rating: None };
    let whole = |number: u32| words::whole(u64::from(number));
    let mut figures = Vec::new();
    if let Some(rate) = response.rate {
        figures.push(figure(format!("{}%", words::decimal(rate)), "answered"));
    }
    figures.extend(response.asked.map(|asked| figure(whole(asked), "asked")));
    figures.push(figure(whole(response.answered), "answers"));
    figures.push(figure(whole(response.placed), "in a group"));
    figures.push(figure(whole(response.other), "other"));
    figures.push(figure(whole(response.prefer_not), "prefer not to say"));
    if response.unknown > 0 {
        figures.push(figure(whole(response.unknown), "not in the packs"));
    }
    figures.extend(response.silent.map(|silent| figure(whole(silent), "did not answer")));
    card(ui, |ui| {
        heading(ui, "Who answered");
        key_figures(ui, &figures);
        ui.add_space(space::XS);
        measure(ui, |ui| {
            for sentence in &opened.said {
                body(ui, sentence);
            }
        });
    });
}

/// How everybody's answers are spread.
fn spread_card(ui: &mut Ui, state: &mut State, set: &DataSet, opened: &Opened) {
    card(ui, |ui| {
        let Some(chart) = &opened.chart else {
            heading(ui, "How the answers are spread");
            if opened.grouped {
                body(ui, "Nobody’s answer can be placed in a group yet.");
            } else {
                body(ui, "The loaded packs do not say how the answers to this question are grouped.");
            }
            return;
        };
        if opened.choices.len() > 1 {
            let options: Vec<(BenchmarkSetId, &str)> =
                opened.choices.iter().map(|(id, name)| (id.clone(), name.as_str())).collect();
            let field = Field::new(Id::unique(("workforce compared", set.id)), "Compare with");
            if let Some(now) = &opened.compared
                && let Some(other) = choice(ui, field, now, &options, 300.0)
            {
                state.compared.insert(set.id, other);
                ui.ctx().request_repaint();
            }
            ui.add_space(space::S);
        }
        let id = Id::unique(("workforce spread", set.id));
        beside(ui, &opened.reading, |ui| private_chart(ui, id, chart, 0.0));
    });
}

/// A breakdown.
fn groups_card(ui: &mut Ui, view: &View<'_>, state: &mut State, set: &DataSet, shown: &GroupsShown, out: &mut Outbox) {
    let by = words::uncapitalised(shown.by.name());
    card(ui, |ui| {
        for warning in &shown.warnings {
            error_line(ui, warning);
        }
        if let Some(chart) = &shown.chart {
            let id = Id::unique(("workforce groups", set.id, &shown.by));
            beside(ui, &shown.reading, |ui| private_chart(ui, id, chart, 0.0));
        } else {
            heading(ui, &format!("By {by}"));
            body(ui, "Nobody’s answer can be placed in a group yet.");
        }
        if view.read_only {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            if link(ui, &format!("Correct the counts by {by}")).clicked()
                && let Some(breakdown) = set.breakdown(&shown.by)
            {
                groups_form::correct(state, set, breakdown);
                ui.ctx().request_repaint();
            }
            if link(ui, &format!("Remove the counts by {by}")).clicked() {
                remove_groups(state, set, &shown.by, out);
            }
        });
    });
}

fn remove_groups(state: &mut State, set: &DataSet, by: &Dimension, out: &mut Outbox) {
    let mut changed = set.clone();
    changed.breakdowns.retain(|breakdown| breakdown.by != *by);
    out.edit(Edit::ChangeDataSet(Box::new(changed)));
    state.focus = Some(Focus::GroupsButton);
    state.say(format!("Removed the counts by {}.", words::uncapitalised(by.name())));
}

/// A chart with what it says beside it, or below it in a narrow window.
pub(super) fn beside(ui: &mut Ui, reading: &[String], chart: impl FnOnce(&mut Ui)) {
    let says = |ui: &mut Ui| {
        heading_at(ui, "What this says", 3);
        for sentence in reading {
            body(ui, sentence);
        }
    };
    if ui.available_width() < BESIDE {
        chart(ui);
        ui.add_space(space::S);
        measure(ui, says);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        let room = ui.available_width() - READING - space::XL;
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.x = space::S;
            chart(ui);
        });
        ui.vertical(|ui| {
            ui.set_width(READING);
            says(ui);
        });
    });
}

/// What the set is, and how it is corrected or removed.
fn details_card(ui: &mut Ui, view: &View<'_>, state: &mut State, set: &DataSet, out: &mut Outbox) {
    card(ui, |ui| {
        heading(ui, "This data");
        let question = view.catalogue.survey_question(&set.question);
        body(ui, &format!("{}: {}, {}", set.name.trim(), set.population.name().to_lowercase(), words::date(set.as_of)));
        if let Some(question) = question {
            caption(ui, &format!("Question: {}", question.text));
        }
        caption(ui, &format!("How backgrounds were found: {}", words::uncapitalised(set.method.name())));
        if !set.note.trim().is_empty() {
            caption(ui, &format!("Note: {}", set.note.trim()));
        }
        if view.read_only {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let correct = secondary(ui, "Correct the data");
            if state.takes_focus(Focus::SetButton) {
                correct.request_focus();
            }
            if correct.clicked() {
                let draft = SetDraft::of(set, state.next());
                state.drafts.insert(Some(set.id), draft);
                state.focus = Some(Focus::Set);
                ui.ctx().request_repaint();
            }
            if link(ui, "Remove the data").clicked() {
                out.edit(Edit::RemoveDataSet(set.id));
                state.say(format!("Removed “{}”.", set.name.trim()));
            }
        });
    });
}
