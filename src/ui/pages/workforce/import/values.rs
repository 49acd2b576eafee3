//! The third step: what the values of the columns mean.

use egui::{Id, Label, RichText, Ui};

use super::taken::Values;
use super::{Import, Step, groups, nothing, top};
use crate::import::people::{KnownAnswer, Look, LookValue, Match};
use crate::project::{Meaning, PersonField, Rating};
use crate::ui::pages::from_sheet::{below_choice, choice_line};
use crate::ui::pages::scrolling;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{body, caption, card, heading, link};
use crate::words;

/// How many values of a column are listed; those of most people come first.
const MOST: usize = 60;

/// What the user says of a value.
struct Said {
    header: String,
    value: String,
    meaning: Meaning,
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, state: &mut Import) {
    let Some((look, how)) = state.taken.as_mut().and_then(|taken| taken.how()) else { return };
    let (mut turn, mut said, mut group) = (None, None, None);
    scrolling(ui, "import people values", |ui| {
        let open = how.not_understood(look);
        let detail = match open.as_slice() {
            [] => "Every value is understood.".to_owned(),
            open => {
                let people: u64 = open.iter().map(|(_, people)| people).sum();
                let columns: Vec<String> = open.iter().map(|(header, _)| format!("“{header}”")).collect();
                let people = words::count(usize::try_from(people).unwrap_or(usize::MAX), "answer is", "answers are");
                format!("{people} not understood, in {}. Left so, they are not counted.", words::list(&columns))
            }
        };
        turn = top(ui, &mut state.fresh, ("What do the values mean?", &detail), "Choose what is kept", None, None);
        if how.values().is_empty() {
            nothing(ui, "No answers and no groups", "None of the columns that are taken holds answers or groups.");
        }
        for values in how.values() {
            let Some(column) = look.columns.get(values.place) else { continue };
            let Some((field, _)) = how.field(column) else { continue };
            let answers = how.answers(field);
            if answers.is_empty() {
                let field = field.clone();
                group = groups::show(ui, look, how, values.place, &field).or(group.take());
            } else {
                said = answers_card(ui, look, values, field, answers).or(said.take());
            }
            ui.add_space(space::S);
        }
    });
    if let Some(Said { header, value, meaning }) = said {
        how.mean(look, &header, &value, meaning);
        ui.ctx().request_repaint();
    }
    if let Some(change) = group {
        groups::carry_out(look, how, change);
        ui.ctx().request_repaint();
    }
    state.turn(turn, Step::Columns, Step::Keep);
}

/// A column of answers: what each of its values means.
fn answers_card(
    ui: &mut Ui,
    look: &Look,
    values: &Values,
    field: &PersonField,
    answers: &[KnownAnswer],
) -> Option<Said> {
    let column = look.columns.get(values.place)?;
    let mut said = None;
    card(ui, |ui| {
        heading(ui, &column.header);
        caption(ui, &format!("Taken as: {}", field.name()));
        ui.add_space(space::XS);
        for at in values.order.iter().take(MOST) {
            let (Some(value), Some(found)) = (column.values.get(*at), values.matches.get(*at)) else { continue };
            let id = Id::unique(("import people value", values.place, *at));
            if let Some(meaning) = value_line(ui, id, value, found, answers) {
                let (header, value) = (column.header.clone(), value.text.show().to_owned());
                said = Some(Said { header, value, meaning });
            }
        }
        if let Some(more) = values.order.len().checked_sub(MOST).filter(|more| *more > 0) {
            caption(ui, &format!("And {} more values, which are not shown.", words::whole(more as u64)));
        }
    });
    said
}

/// A value, and what it means. Gives the new choice.
fn value_line(ui: &mut Ui, id: Id, value: &LookValue, found: &Match, answers: &[KnownAnswer]) -> Option<Meaning> {
    let (now, near): (Option<Meaning>, &[Meaning]) = match found {
        Match::Mapped(meaning) | Match::Known(meaning) => (Some(meaning.clone()), &[]),
        Match::Near(near) => (None, near),
        Match::Own | Match::Unknown => (None, &[]),
    };
    let perhaps: Vec<(Meaning, String)> = near
        .iter()
        .filter_map(|meaning| answers.iter().find(|answer| answer.meaning == *meaning))
        .map(|answer| (answer.meaning.clone(), format!("Perhaps: {}", answer.text)))
        .collect();
    let mut options: Vec<(Option<Meaning>, &str)> = Vec::new();
    if now.is_none() {
        options.push((None, "Not understood: left out"));
    }
    options.extend(perhaps.iter().map(|(meaning, words)| (Some(meaning.clone()), words.as_str())));
    let others = answers.iter().filter(|answer| !near.contains(&answer.meaning));
    options.extend(others.map(|answer| (Some(answer.meaning.clone()), answer.text.as_str())));
    if !options.iter().any(|(meaning, _)| *meaning == Some(Meaning::Nothing)) {
        options.push((Some(Meaning::Nothing), "Says nothing, as an empty cell"));
    }
    let words = match found {
        Match::Mapped(_) => (Rating::Active, "As you said"),
        Match::Known(_) => (Rating::Active, "Understood"),
        Match::Near(_) => (Rating::Limited, "Alike: check"),
        Match::Own | Match::Unknown => (Rating::NotInPlace, "Not understood"),
    };
    let text = value.text.show();
    let label = format!("What “{text}” means, {}", people(value.people));
    let mut taken = None;
    let chosen = choice_line(ui, (text, &label), id, &now, &options, words, |ui| {
        let quiet = theme::of(ui).quiet;
        ui.add(Label::new(RichText::new(people(value.people)).size(size::CAPTION).color(quiet)).truncate());
    });
    if let Some((meaning, words)) = perhaps.first() {
        below_choice(ui, |ui| {
            body(ui, &format!("{words}?"));
            let yes = link(ui, "Yes");
            let name = format!("Yes, “{text}” is {}", words.trim_start_matches("Perhaps: "));
            yes.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if yes.clicked() {
                taken = Some(meaning.clone());
            }
        });
    }
    taken.or(chosen.flatten())
}

/// So many people.
pub(super) fn people(count: u64) -> String {
    words::count(usize::try_from(count).unwrap_or(usize::MAX), "person", "people")
}
