//! Counts by groups.

use std::collections::BTreeMap;

use super::columns::{Groups, Listed};
use crate::content::OptionId;
use crate::project::{Breakdown, CountRow, CrossRow, Crossing, Dimension};

/// How many people chose each option, by a place of their own: `rows` gives it for each person, from 1.
fn tally(rows: impl Iterator<Item = usize>, count: usize, answers: &Listed<'_, OptionId>) -> Vec<Vec<u32>> {
    let width = answers.items.len() + 1;
    let mut flat = vec![0_u32; (count + 1) * width];
    for (row, answer) in rows.zip(answers.each()) {
        if let Some(held) = flat.get_mut(row * width + usize::from(answer)) {
            *held += 1;
        }
    }
    flat.chunks(width).skip(1).map(|row| row.get(1..).unwrap_or_default().to_vec()).collect()
}

fn named(counts: &[u32], answers: &Listed<'_, OptionId>) -> BTreeMap<OptionId, u32> {
    answers.items.iter().cloned().zip(counts.iter().copied()).filter(|(_, count)| *count > 0).collect()
}

/// The counts by the groups of a dimension.
pub(super) fn breakdown(groups: &Groups<'_>, answers: &Listed<'_, OptionId>) -> Breakdown {
    let counts = tally(groups.listed.each().map(usize::from), groups.listed.items.len(), answers);
    let rows = groups.listed.items.iter().zip(counts);
    let rows = rows.map(|(label, counts)| CountRow { label: label.clone(), counts: named(&counts, answers) });
    let whole = groups.by == Dimension::Whole;
    let anybody = |row: &CountRow| whole || !row.counts.is_empty();
    Breakdown { by: groups.by.clone(), rows: rows.filter(anybody).collect() }
}

/// The counts by two dimensions crossed.
pub(super) fn crossing(one: &Groups<'_>, other: &Groups<'_>, answers: &Listed<'_, OptionId>) -> Crossing {
    let (down, across) = (one.listed.items.len(), other.listed.items.len());
    let places = one.listed.each().zip(other.listed.each());
    let pair = places.map(|(row, column)| {
        let (row, column) = (usize::from(row), usize::from(column));
        if row == 0 || column == 0 { 0 } else { (row - 1) * across + column }
    });
    let counts = tally(pair, down * across, answers);
    let mut rows = Vec::new();
    let mut counts = counts.iter();
    for label in &one.listed.items {
        for across in &other.listed.items {
            let counts = counts.next().map(|counts| named(counts, answers)).unwrap_or_default();
            if !counts.is_empty() {
                rows.push(CrossRow { label: label.clone(), across: across.clone(), counts });
            }
        }
    }
    Crossing { by: one.by.clone(), across: other.by.clone(), rows }
}
