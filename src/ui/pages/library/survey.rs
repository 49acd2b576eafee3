//! The staff survey: the questions, whom each is for, how answers count, and both to copy.

use std::fmt::Write as _;

use egui::{Id, Ui};

use super::item::{Page, item};
use crate::app::Command;
use crate::content::{Catalogue, Grouping, OptionCounts, OptionId, ResponseOption, Survey, SurveyQuestion, ThirdGroup};
use crate::report::Span;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{body, bullets, caption, card, copying, heading, measure, secondary, strong, wash};

/// The survey.
pub(super) fn survey(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    let third = page.view.preferences.third_group;
    let Some(survey) = catalogue.survey() else { return };
    wash(ui, |ui| {
        measure(ui, |ui| {
            page.title(ui, WORDING, WORDING, 2);
            body(ui, &survey.note);
        });
    });
    card(ui, |ui| measure(ui, |ui| take_away(ui, page, survey)));
    for (place, question) in survey.questions.iter().enumerate() {
        item(
            ui,
            page,
            |ui, page| {
                caption(ui, &format!("Question {}", place + 1));
                page.title(ui, question.id.as_str(), &question.text, 2);
                body(ui, &format!("Ask: {}", question.asked_of));
                body(ui, &question.why);
                options(ui, question, survey, third);
            },
            |ui, page| page.source(ui, &question.cite),
        );
    }
    for grouping in &survey.groupings {
        item(
            ui,
            page,
            |ui, page| {
                page.title(ui, grouping.id.as_str(), &grouping.name, 2);
                body(ui, &grouping.about);
                groups(ui, grouping, survey, third);
            },
            |ui, page| page.source(ui, &grouping.cite),
        );
    }
}

/// The survey to copy.
fn take_away(ui: &mut Ui, page: &mut Page<'_, '_>, survey: &Survey) {
    heading(ui, "To take away");
    body(
        ui,
        "The template has a line for each answer and an empty column for how many people gave it. It holds counts, \
         never a person’s own answers.",
    );
    ui.horizontal_wrapped(|ui| {
        if copying(ui, Id::unique("copy the survey"), ["Copy the questions", "Questions copied"], secondary) {
            page.out.command(Command::Copy(questions_text(page.view.catalogue, survey)));
        }
        if copying(ui, Id::unique("copy the template"), ["Copy a CSV template", "CSV template copied"], secondary) {
            page.out.command(Command::Copy(csv_template(survey, page.view.preferences.third_group)));
        }
    });
}

/// The heading of the note; also where the search finds it.
pub(super) const WORDING: &str = "On the wording";

/// How a question is grouped, if it is.
fn grouping_of<'a>(survey: &'a Survey, question: &SurveyQuestion) -> Option<&'a Grouping> {
    survey.groupings.iter().find(|grouping| grouping.question == question.id)
}

/// Whether an answer is left out of every percentage.
fn excluded(survey: &Survey, question: &SurveyQuestion, option: &ResponseOption) -> bool {
    grouping_of(survey, question)
        .map_or(option.counts != OptionCounts::Answer, |grouping| grouping.excluded.contains(&option.id))
}

/// Why an answer is left out.
fn reason(counts: OptionCounts) -> &'static str {
    match counts {
        OptionCounts::Answer => "not placed in a group",
        OptionCounts::Other => "an answer that cannot be placed",
        OptionCounts::PreferNotToSay => "a choice not to say, counted by itself",
    }
}

/// A question's options: those that count, then those that are kept apart.
fn options(ui: &mut Ui, question: &SurveyQuestion, survey: &Survey, third: ThirdGroup) {
    let (apart, counted): (Vec<_>, Vec<_>) =
        question.options.iter().partition(|option| excluded(survey, question, option));
    strong(ui, "Answers");
    let items: Vec<_> = counted
        .iter()
        .map(|option| {
            let mut spans = option_spans(option);
            if let Some(group) = group_name(survey, question, &option.id, third) {
                spans.push(Span::quiet(format!(" Counts as: {group}.")));
            }
            spans
        })
        .collect();
    bullets(ui, "Answers", false, &items, size::BODY);
    if apart.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    strong(ui, "Kept apart: in no percentage");
    let items: Vec<_> = apart
        .iter()
        .map(|option| {
            let mut spans = option_spans(option);
            spans.push(Span::quiet(format!(" This is {}.", reason(option.counts))));
            spans
        })
        .collect();
    bullets(ui, "Kept apart", false, &items, size::BODY);
}

/// An option with its examples.
fn option_spans(option: &ResponseOption) -> Vec<Span> {
    let examples = option.examples.as_ref().map(|examples| Span::quiet(format!(" For example: {examples}.")));
    let end = if option.text.ends_with('.') { "" } else { "." };
    std::iter::once(Span::plain(format!("{}{end}", option.text))).chain(examples).collect()
}

/// The group in which an option falls.
fn group_name(
    survey: &Survey,
    question: &SurveyQuestion,
    option: &OptionId,
    third: ThirdGroup,
) -> Option<&'static str> {
    let grouping = grouping_of(survey, question)?;
    let group = grouping.groups.iter().find(|group| group.options.contains(option))?;
    Some(group.group.name(third))
}

/// A grouping's groups with their answers, and what it leaves out.
fn groups(ui: &mut Ui, grouping: &Grouping, survey: &Survey, third: ThirdGroup) {
    let text = |id: &OptionId| {
        survey
            .all_questions()
            .flat_map(|question| &question.options)
            .find(|option| option.id == *id)
            .map_or_else(|| id.to_string(), |option| option.text.clone())
    };
    let line = |name: &str, ids: &[OptionId]| {
        let texts: Vec<String> = ids.iter().map(text).collect();
        vec![Span::strong(format!("{name}: ")), Span::plain(format!("{}.", texts.join("; ")))]
    };
    let mut items: Vec<_> = grouping.groups.iter().map(|group| line(group.group.name(third), &group.options)).collect();
    if !grouping.excluded.is_empty() {
        items.push(line("In no percentage", &grouping.excluded));
    }
    bullets(ui, &grouping.name, false, &items, size::BODY);
}

/// The questions as text, to paste into a survey.
pub(super) fn questions_text(catalogue: &Catalogue, survey: &Survey) -> String {
    let mut text = String::new();
    for (place, question) in survey.questions.iter().enumerate() {
        // Writing to a string cannot fail.
        let _written = write!(text, "{}. {}\nAsk: {}\n", place + 1, question.text, question.asked_of);
        for option in &question.options {
            let examples = option.examples.as_ref().map(|examples| format!(" (for example: {examples})"));
            let _written = writeln!(text, "- {}{}", option.text, examples.unwrap_or_default());
        }
        let _written = write!(text, "Source: {}\n\n", catalogue.cite(&question.cite));
    }
    let _written = writeln!(text, "{WORDING}: {}", survey.note);
    text
}

/// A table to fill: a line for each answer, with how it counts and an empty column for the number of people.
pub(super) fn csv_template(survey: &Survey, third: ThirdGroup) -> String {
    let mut text = String::from("question_id,question,answer_id,answer,counts_as,people\r\n");
    for question in &survey.questions {
        for option in &question.options {
            let counts = match option.counts {
                OptionCounts::Answer => group_name(survey, question, &option.id, third).unwrap_or("Answer"),
                OptionCounts::Other => "Other, in no percentage",
                OptionCounts::PreferNotToSay => "Prefer not to say, in no percentage",
            };
            let cells = [question.id.as_str(), &question.text, option.id.as_str(), &option.text, counts];
            for cell in cells {
                text.push_str(&quoted(cell));
                text.push(',');
            }
            text.push_str("\r\n");
        }
    }
    text
}

/// A cell of a CSV file, in quotation marks where it needs them.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
