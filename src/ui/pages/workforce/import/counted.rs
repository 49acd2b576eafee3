//! The last step: what was counted, what was not, and adding it to the project.

use egui::Ui;

use super::{Import, Step, Turn, top};
use crate::edit::Edit;
use crate::import::people::{Counted, LeftOut, Problems};
use crate::project::{DataSet, DataSetId, Dimension, PersonField};
use crate::ui::pages::scrolling;
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, check, error_line, heading, heading_at, measure};
use crate::ui::{Outbox, View};
use crate::words;

/// How many problems are listed.
const MOST: usize = 20;

/// What was added to the project.
pub(in crate::ui::pages::workforce) struct Added {
    /// The set to show.
    pub(in crate::ui::pages::workforce) first: DataSetId,
    /// What is said of it.
    pub(in crate::ui::pages::workforce) words: String,
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut Import, out: &mut Outbox) -> Option<Added> {
    let mut turn = None;
    let file = state.file_name();
    let counted = state.counted.as_ref()?;
    scrolling(ui, "import people counted", |ui| {
        let people = super::values::people(counted.people);
        let detail = format!("{file}: {people}. Nothing is in the project yet.");
        turn = top(ui, &mut state.fresh, ("What was counted", &detail), "Add to the project", None, None);
        for set in counted.sets.iter().filter(|set| twin(view, set)) {
            error_line(
                ui,
                &format!(
                    "The project has counts of {} of {} to this question already. These will stand beside them.",
                    set.population.name().to_lowercase(),
                    words::date(set.as_of)
                ),
            );
        }
        for set in &counted.sets {
            card(ui, |ui| set_card(ui, view, set));
            ui.add_space(space::S);
        }
        not_counted(ui, counted);
        if let Some(keep) = check(ui, "Remember how this file was read, for next year’s", !state.forget).0 {
            state.forget = !keep;
        }
    });
    if turn == Some(Turn::On) {
        return add(state, out);
    }
    state.turn(turn, Step::Keep, Step::Counted);
    None
}

/// Adds what was counted.
fn add(state: &mut Import, out: &mut Outbox) -> Option<Added> {
    let file = state.file_name();
    let counted = state.counted.take()?;
    let first = counted.sets.first()?.id;
    let sets = words::count(counted.sets.len(), "set", "sets");
    let mapping = (!state.forget).then(|| Box::new(counted.mapping));
    out.edit(Edit::AddDataSets { sets: counted.sets, mapping });
    state.closed = true;
    Some(Added { first, words: format!("Added {sets} of workforce data from “{file}”.") })
}

/// Whether the project has a set of the same people, day and question.
fn twin(view: &View<'_>, set: &DataSet) -> bool {
    let same = |one: &DataSet| (one.population, one.as_of, &one.question) == (set.population, set.as_of, &set.question);
    view.project.workforce.iter().any(|one| same(one))
}

/// What a set holds.
fn set_card(ui: &mut Ui, view: &View<'_>, set: &DataSet) {
    let question = view.catalogue.survey_question(&set.question);
    heading(ui, question.map_or(set.name.as_str(), |question| question.text.as_str()));
    let answered = set.whole().map_or(0, crate::project::CountRow::total);
    let asked = set.asked.map(|asked| format!(" of {}", words::whole(u64::from(asked)))).unwrap_or_default();
    body(ui, &format!("{}{asked} answered.", words::whole(answered)));
    let by = |by: &Dimension, groups: usize| {
        format!("{} ({})", words::uncapitalised(by.name()), words::count(groups, "group", "groups"))
    };
    let breakdowns: Vec<String> = set.groups().map(|one| by(&one.by, one.rows.len())).collect();
    let crossings: Vec<String> = set
        .crossings
        .iter()
        .map(|one| format!("{} by {}", words::uncapitalised(one.by.name()), words::uncapitalised(one.across.name())))
        .collect();
    let pay: Vec<String> = set.pay.iter().map(|one| summary(one.pay.name(), &one.by)).collect();
    let waits: Vec<String> = set.waits.iter().map(|one| summary("Time to promotion", &one.by)).collect();
    measure(ui, |ui| {
        for (what, list) in [("By", breakdowns), ("Crossed", crossings), ("Pay", pay), ("Promotion", waits)] {
            if !list.is_empty() {
                caption(ui, &format!("{what}: {}.", words::list(&list)));
            }
        }
    });
}

/// A summary in words: `Hourly pay by grade`.
fn summary(what: &str, by: &Dimension) -> String {
    let what = words::uncapitalised(what);
    if *by == Dimension::Whole {
        format!("{what} of everybody")
    } else {
        format!("{what} by {}", words::uncapitalised(by.name()))
    }
}

/// What is not in the counts.
fn not_counted(ui: &mut Ui, counted: &Counted) {
    let left: Vec<(&LeftOut, String)> =
        counted.left_out.iter().filter_map(|one| Some((one, left_words(counted, one)?))).collect();
    if left.is_empty() && counted.problems.total == 0 {
        return;
    }
    card(ui, |ui| {
        heading(ui, "What is not counted");
        for (one, words) in left {
            body(ui, &format!("{}: {words}.", one.header));
            let values: Vec<String> = one
                .values
                .iter()
                .take(6)
                .map(|(text, people)| format!("“{}” ({})", text.show(), crate::words::whole(*people)))
                .collect();
            if !values.is_empty() {
                caption(ui, &format!("No answer: {}", values.join(", ")));
            }
        }
        problems(ui, &counted.problems);
    });
    ui.add_space(space::S);
}

/// What of a column is not counted, in words. An empty day of promotion says that somebody was not promoted.
fn left_words(counted: &Counted, one: &LeftOut) -> Option<String> {
    let promoted = counted.mapping.column(&PersonField::PromotedOn).is_some_and(|column| column.header == one.header);
    let mut parts = Vec::new();
    let mut tell = |count: u64, what: &str| {
        if count > 0 {
            parts.push(format!("{} {what}", words::whole(count)));
        }
    };
    tell(if promoted { 0 } else { one.empty }, "empty");
    tell(one.not_understood, "not understood");
    tell(one.other, "in small groups, counted as “Other”");
    (!parts.is_empty()).then(|| words::list(&parts))
}

/// What could not be understood, by row.
fn problems(ui: &mut Ui, problems: &Problems) {
    if problems.total == 0 {
        return;
    }
    heading_at(ui, "By row", 3);
    for problem in problems.listed.iter().take(MOST) {
        caption(ui, &format!("Row {}, {}: {}.", words::whole(problem.row), problem.column, problem.kind.words()));
    }
    let shown = problems.listed.len().min(MOST) as u64;
    if problems.total > shown {
        caption(ui, &format!("And {} more.", words::whole(problems.total - shown)));
    }
}
