//! The summary: one page on where the organisation stands, its widest gaps and its next actions.

use super::board::{Pack, heading, paragraph};
use super::{Block, Cell, KeyFigure, ReportColumn, ReportTable, Span};
use crate::insight::{self, RatingCounts};
use crate::project::{Action, Rating, Round};

/// How many gaps and actions the summary names, and about how many lines the actions may take: it is one page.
const NAMED_GAPS: usize = 4;
const NAMED_ACTIONS: usize = 6;
const ACTION_LINES: usize = 9;
/// The lines that the sentence on the last round takes from them.
const SINCE_LINES: usize = 2;

impl Pack<'_> {
    pub(super) fn summary(&self, round: &Round, blocks: &mut Vec<Block>) {
        let finding = insight::board_finding(self.digest);
        blocks.push(heading(1, finding.title));
        blocks.push(Block::Paragraph(vec![Span::quiet(format!("{} {}.", finding.detail, round.name))]));
        if let Some(since) = &self.digest.since {
            blocks.push(paragraph(since.sentence()));
        }
        let counts = self.digest.tally.questions;
        blocks.push(Block::KeyFigures(
            Rating::ALL
                .into_iter()
                .filter(|rating| *rating != Rating::NotApplicable || counts.not_applicable > 0)
                .map(|rating| KeyFigure {
                    value: counts.of(rating).to_string(),
                    label: rating.name().to_owned(),
                    rating: Some(rating),
                })
                .collect(),
        ));
        blocks.push(heading(2, "Where each area stands"));
        blocks.push(Block::Table(self.area_table()));
        self.gaps(round, blocks);
        self.next(blocks);
    }

    /// Recommendations by area: the bar, and the numbers that it draws.
    fn area_table(&self) -> ReportTable {
        let tally = &self.digest.tally;
        // A column of noughts says nothing that the others do not.
        let shown: Vec<Rating> = Rating::ALL
            .into_iter()
            .filter(|rating| rating.has_colour() || tally.recommendations.of(*rating) > 0)
            .collect();
        let row = |name: &str, counts: RatingCounts, strong: bool| {
            let text = |text: String| if strong { Span::strong(text) } else { Span::plain(text) };
            std::iter::once(Cell::Text(vec![text(name.to_owned())]))
                .chain([Cell::Bar { counts, alt: format!("{name}: {}", counts.words()) }])
                .chain(shown.iter().map(|rating| Cell::from(text(counts.of(*rating).to_string()))))
                .collect::<Vec<_>>()
        };
        let mut columns = vec![ReportColumn::text("Area", 4.0), ReportColumn::text("Recommendations", 2.8)];
        columns.extend(shown.iter().map(|rating| ReportColumn::number(rating.name(), 1.15)));
        let mut rows: Vec<_> =
            tally.areas.iter().map(|area| row(&area.full_name(), area.recommendations, false)).collect();
        rows.push(row("All areas", tally.recommendations, true));
        ReportTable { caption: "Recommendations by area and rating".to_owned(), columns, rows }
    }

    fn gaps(&self, round: &Round, blocks: &mut Vec<Block>) {
        let gaps = insight::largest_gaps(self.catalogue, round);
        blocks.push(heading(2, "Largest gaps"));
        if gaps.is_empty() {
            blocks.push(paragraph("No recommendation has a practice that is limited or not in place."));
            return;
        }
        let without = insight::gaps_without_action(self.catalogue, self.project, round);
        let items = gaps.iter().take(NAMED_GAPS).map(|gap| {
            let mut spans = vec![
                Span::status(gap.rating.rating),
                Span::plain(format!(" {} ", gap.title)),
                Span::quiet(format!(
                    "{} of {} practices not in place",
                    gap.rating.questions.not_in_place,
                    gap.rating.questions.rated()
                )),
            ];
            if without.contains(&&gap.recommendation) {
                spans.push(Span::alert(", no action yet"));
            }
            spans
        });
        blocks.push(Block::List { numbered: false, items: items.collect() });
    }

    fn next(&self, blocks: &mut Vec<Block>) {
        let today = self.digest.today;
        let overdue = self.digest.actions.overdue;
        blocks.push(heading(2, "Overdue and the next three months"));
        let next = insight::next_three_months(self.project.actions.iter().map(AsRef::as_ref), today);
        if next.is_empty() {
            blocks.push(paragraph(if self.project.actions.is_empty() {
                "There are no actions yet."
            } else {
                "Nothing is overdue, and nothing falls due in the next three months."
            }));
            return;
        }
        let named =
            named_actions(&next, if self.digest.since.is_some() { ACTION_LINES - SINCE_LINES } else { ACTION_LINES });
        if next.len() > named {
            blocks.push(Block::Paragraph(vec![Span::quiet(format!(
                "The first {named} of {}; {overdue} overdue. All of them stand in the action plan.",
                next.len()
            ))]));
        }
        let rows = next.iter().take(named).map(|action| {
            vec![
                Cell::plain(&action.title),
                Self::owner(action),
                Cell::plain(insight::due_words(action)),
                self.state(action, false),
            ]
        });
        blocks.push(Block::Table(ReportTable {
            caption: "Actions that are overdue or due in the next three months".to_owned(),
            columns: vec![
                ReportColumn::text("Action", 4.8),
                ReportColumn::text("Owner", 2.4),
                ReportColumn::number("Due", 1.3),
                ReportColumn::text("State", 1.7),
            ],
            rows: rows.collect(),
        }));
    }
}

/// How many of these actions the summary has lines for: fewer where their titles are long, but some of them in any case.
fn named_actions(actions: &[&Action], room: usize) -> usize {
    const TITLE: usize = 48;
    const OWNER: usize = 24;
    let mut lines = 0;
    let fit = actions.iter().take(NAMED_ACTIONS).take_while(|action| {
        let needed = |text: &str, line: usize| text.trim().chars().count().div_ceil(line);
        lines += needed(&action.title, TITLE).max(needed(&action.owner, OWNER)).max(1);
        lines <= room
    });
    fit.count().max(2)
}
