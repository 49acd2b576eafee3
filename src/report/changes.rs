//! The section on what changed since the last round.

use super::board::{heading, paragraph};
use super::{Block, Cell, ReportColumn, ReportTable, Span};
use crate::content::Catalogue;
use crate::insight::{NamedAction, PlanShift, QuestionShift, RoundsCompared, Shift};
use crate::words;

/// What changed, in the review and in the plan.
pub(super) fn changes(catalogue: &Catalogue, since: &RoundsCompared, blocks: &mut Vec<Block>) {
    let (earlier, later) = (&since.earlier, &since.later);
    let ended = earlier.frozen.map(|on| format!(", frozen on {}", words::long_date(on))).unwrap_or_default();
    blocks.push(paragraph(since.sentence()));
    blocks.push(Block::Paragraph(vec![Span::quiet(format!(
        "{}, begun on {}{ended}; {}, begun on {}.",
        earlier.name,
        words::long_date(earlier.started),
        later.name,
        words::long_date(later.started)
    ))]));
    blocks.push(Block::Table(counts(since)));
    let rows: Vec<Vec<Cell>> = Shift::ALL
        .into_iter()
        .filter(|shift| shift.is_change())
        .flat_map(|shift| since.questions.iter().filter(move |one| one.shift == shift))
        .filter_map(|one| question(catalogue, one))
        .collect();
    if !rows.is_empty() {
        blocks.push(heading(2, "Questions whose rating changed"));
        blocks.push(Block::Table(ReportTable {
            caption: format!("Questions whose rating changed from {} to {}", earlier.name, later.name),
            columns: vec![
                ReportColumn::text("Question", 5.2),
                ReportColumn::text("Change", 1.6),
                ReportColumn::text("Then", 1.6),
                ReportColumn::text("Now", 1.6),
            ],
            rows,
        }));
    }
    blocks.push(heading(2, "The plan"));
    match &since.plan {
        None => blocks.push(paragraph(format!(
            "The plan was not kept when {} was frozen, so it cannot be compared.",
            earlier.name
        ))),
        Some(plan) => plan_changes(plan, blocks),
    }
}

/// How many questions stand how; the rows add up to the last.
fn counts(since: &RoundsCompared) -> ReportTable {
    let row = |name: &str, count: u32, strong: bool| {
        let text = |text: String| if strong { Span::strong(text) } else { Span::plain(text) };
        vec![Cell::from(text(name.to_owned())), Cell::from(text(words::whole(u64::from(count))))]
    };
    let shown = Shift::ALL.into_iter().filter(|shift| *shift != Shift::NotAssessed || since.counts.not_assessed > 0);
    let mut rows: Vec<_> = shown.map(|shift| row(shift.name(), since.counts.of(shift), false)).collect();
    rows.push(row("All questions", since.counts.total(), true));
    ReportTable {
        caption: format!("Questions by what changed since {}", since.earlier.name),
        columns: vec![ReportColumn::text("Since the last round", 3.0), ReportColumn::number("Questions", 1.2)],
        rows,
    }
}

fn question(catalogue: &Catalogue, one: &QuestionShift) -> Option<Vec<Cell>> {
    let place = catalogue.question(&one.question)?;
    let at = format!("{}: {}", place.checklist.name, place.area.name);
    let change =
        if one.shift == Shift::Declined { Span::alert(one.shift.name()) } else { Span::plain(one.shift.name()) };
    Some(vec![
        Cell::Text(vec![Span::plain(&place.question.text), Span::quiet(format!("\n{at}"))]),
        Cell::from(change),
        Cell::from(Span::status(one.from)),
        Cell::from(Span::status(one.to)),
    ])
}

fn plan_changes(plan: &PlanShift, blocks: &mut Vec<Block>) {
    blocks.push(paragraph(plan.sentence()));
    if !plan.slipped.is_empty() {
        let rows = plan.slipped.iter().map(|one| {
            let now = one.to.map_or_else(|| "No date".to_owned(), words::date);
            vec![Cell::plain(&one.title), Cell::plain(words::date(one.from)), Cell::plain(now)]
        });
        blocks.push(Block::Table(ReportTable {
            caption: "Actions whose date slipped".to_owned(),
            columns: vec![
                ReportColumn::text("Slipped", 6.0),
                ReportColumn::number("Was due", 1.6),
                ReportColumn::number("Due now", 1.6),
            ],
            rows: rows.collect(),
        }));
    }
    let lists = [("Closed", &plan.closed), ("New", &plan.new), ("Removed", &plan.removed)];
    for (name, actions) in lists.into_iter().filter(|(_, actions)| !actions.is_empty()) {
        blocks.push(Block::Table(named(name, actions)));
    }
}

fn named(name: &str, actions: &[NamedAction]) -> ReportTable {
    let rows = actions.iter().map(|one| vec![Cell::plain(&one.title), Cell::plain(one.status.name())]);
    ReportTable {
        caption: format!("{name} actions"),
        columns: vec![ReportColumn::text(name, 6.0), ReportColumn::text("State", 2.0)],
        rows: rows.collect(),
    }
}
