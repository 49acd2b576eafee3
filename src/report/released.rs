//! The workforce figures that the board was shown: the newest release to it, as it was released. Everything comes from
//! `Published`, so nothing of the exact counts can stand here.

use super::board::{figures_table, heading, paragraph};
use super::{Block, Cell, ReportColumn, ReportTable, Span};
use crate::chart::{Align, Table};
use crate::content::{Catalogue, ThirdGroup};
use crate::disclosure::{Published, rules_words};
use crate::insight;
use crate::project::{Audience, Project};
use crate::words;

/// Writes the figures; nothing where none were released to the board.
pub(super) fn released(catalogue: &Catalogue, project: &Project, third: ThirdGroup, blocks: &mut Vec<Block>) {
    let Some((release, published)) = Published::newest(project, Audience::Board) else { return };
    let note = match release.note.trim() {
        "" => String::new(),
        note => format!(" {}", words::capitalised(note)),
    };
    blocks.push(paragraph(format!("Released to the board on {}.{note}", words::long_date(release.on))));
    blocks.push(Block::Paragraph(vec![Span::quiet(rules_words(published.rules()))]));
    for set in published.sets() {
        blocks.push(heading(2, insight::set_words(set)));
        for shown in insight::published_tables(catalogue, &published, set, third) {
            blocks.push(heading(3, shown.what.name()));
            match shown.chart {
                Some(chart) => blocks.push(Block::Figure(chart)),
                None => blocks.push(Block::Paragraph(vec![Span::quiet(format!("{}.", shown.table.caption))])),
            }
            blocks.push(paragraph(shown.reading.join(" ")));
            blocks.push(Block::Table(twin(&shown.table)));
        }
    }
}

/// A table of published figures: the first column of each row names it, so it gets the most room.
fn twin(table: &Table) -> ReportTable {
    let mut made = figures_table(table);
    made.columns = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| ReportColumn {
            name: column.name.clone(),
            align: column.align,
            width: match (place, column.align) {
                (0, _) => 1.9,
                (_, Align::Left) => 3.2,
                (_, Align::Right) => 1.3,
            },
        })
        .collect();
    for cell in made.rows.iter_mut().flatten() {
        if let Cell::Text(spans) = cell
            && spans.iter().all(|span| span.text == insight::HIDDEN)
        {
            *cell = Cell::from(Span::quiet(insight::HIDDEN));
        }
    }
    made
}
