//! The chain as parts of the board pack: the strategy as a map of each pillar; whether the figures moved, and what is
//! suggested next.

use super::board::{heading, paragraph};
use super::{Block, Cell, ReportColumn, ReportTable, Span, SpanStyle};
use crate::content::{Catalogue, Say};
use crate::insight::{self, Digest, Moved, Suggestion, Verdict, say};
use crate::project::{Project, Rating};
use crate::words;

/// Draws the map of each pillar that has something to show.
pub(super) fn strategy(catalogue: &Catalogue, project: &Project, digest: &Digest, blocks: &mut Vec<Block>) {
    let strategy = insight::strategy(catalogue, project, digest);
    blocks.push(paragraph(format!("{}.", strategy.whole.chart.title)));
    blocks.extend(strategy.whole.chart.notes.iter().map(|note| Block::Paragraph(vec![Span::quiet(note)])));
    let shown = strategy.pillars.into_iter().filter(|one| one.counts.is_something());
    blocks.extend(shown.map(|one| Block::Figure(one.chart)));
}

/// Writes both lists; one that has nothing in it is left out.
pub(super) fn chain(catalogue: &Catalogue, digest: &Digest, blocks: &mut Vec<Block>) {
    if !digest.moved.is_empty() {
        blocks.push(heading(2, "Did it move?"));
        blocks.push(paragraph(moved_sentence(&digest.moved)));
        if let Some(caution) = say(catalogue, Say::NotProof, &[]) {
            blocks.push(Block::Paragraph(vec![Span::quiet(caution)]));
        }
        blocks.push(Block::Table(moved_table(&digest.moved)));
    }
    if !digest.suggestions.is_empty() {
        blocks.push(heading(2, "Suggested next"));
        blocks.push(paragraph(
            "Where a figure falls short, workforce data shows a gap or a rating is red or amber, these recommendations \
             address it. Which addresses what is the judgement of the packs.",
        ));
        blocks.push(Block::Table(suggestion_table(&digest.suggestions)));
    }
}

/// How many moved which way.
fn moved_sentence(moved: &[Moved]) -> String {
    let count = |verdict| moved.iter().filter(|one| one.verdict == verdict).count();
    let parts: Vec<String> = [
        (count(Verdict::Better), "moved the right way"),
        (count(Verdict::Chance), "moved by no more than chance can do"),
        (count(Verdict::Same), "as it was"),
        (count(Verdict::Worse), "moved the wrong way"),
        (count(Verdict::Changed), "moved"),
        (count(Verdict::NothingSince) + count(Verdict::NoFigures), "without a newer figure"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| format!("{count} {words}"))
    .collect();
    let all = words::count(
        moved.len(),
        "figure is beside the action that is to move it",
        "figures are beside the actions that are to move them",
    );
    format!("{}: {}.", words::capitalised(&all), words::list(&parts))
}

fn moved_table(moved: &[Moved]) -> ReportTable {
    let row = |one: &Moved| {
        let words = one.verdict.words();
        let rating = one.verdict.rating();
        let verdict = if rating == Rating::NotAssessed {
            Span::quiet(words)
        } else {
            Span { text: words.to_owned(), style: SpanStyle::Status(rating) }
        };
        vec![
            Cell::plain(&one.title),
            Cell::plain(&one.name),
            Cell::plain(one.then_words()),
            Cell::plain(one.now_words()),
            Cell::plain(one.change_words()),
            Cell::from(verdict),
        ]
    };
    ReportTable {
        caption: "Actions and the figures that they are to move".to_owned(),
        columns: vec![
            ReportColumn::text("Action", 3.4),
            ReportColumn::text("Figure", 2.4),
            ReportColumn::number("When it began", 1.7),
            ReportColumn::number("Now", 1.7),
            ReportColumn::number("Change", 1.2),
            ReportColumn::text("Did it move?", 1.8),
        ],
        rows: moved.iter().map(row).collect(),
    }
}

fn suggestion_table(suggestions: &[Suggestion]) -> ReportTable {
    let row = |one: &Suggestion| {
        let mut why: Vec<Span> = Vec::new();
        for because in one.because.iter().take(NAMED) {
            let gap = if why.is_empty() { "" } else { "\n" };
            why.push(Span::plain(format!("{gap}{} ", because.holds)));
            why.push(Span::quiet(because.reason.clone()));
        }
        let more = one.because.len().saturating_sub(NAMED);
        if more > 0 {
            let reasons = words::count(more, "more reason leads here too", "more reasons lead here too");
            why.push(Span::quiet(format!("\n{}.", words::capitalised(&reasons))));
        }
        let plan = match (one.acted_on, one.rating) {
            (true, _) => Cell::plain("Yes"),
            (false, Rating::Active) => Cell::from(Span::quiet("Not yet")),
            (false, _) => Cell::from(Span::alert("Not yet")),
        };
        vec![Cell::from(Span::plain(&one.title)), Cell::Text(why), Cell::from(Span::status(one.rating)), plan]
    };
    ReportTable {
        caption: "Recommendations that are suggested, why, and whether an action deals with them".to_owned(),
        columns: vec![
            ReportColumn::text("Recommendation", 2.8),
            ReportColumn::text("Why", 5.4),
            ReportColumn::text("Rating", 1.6),
            ReportColumn::text("In the plan", 1.1),
        ],
        rows: suggestions.iter().map(row).collect(),
    }
}

/// How many reasons of a suggestion are named.
const NAMED: usize = 2;
