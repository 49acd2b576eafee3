//! What would be freed if two groups of a breakdown were one, and the data set in which they are.

use std::collections::BTreeMap;

use super::propose::propose;
use super::published::{Published, PublishedSet};
use super::tables::{TableKey, What};
use crate::content::{Catalogue, ThirdGroup};
use crate::project::{Audience, CountRow, CrossRow, DataSet, Dimension, Project};

/// How many pairs of a breakdown are tried at most.
const TRIED: usize = 10;

/// Two groups that could be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Groups of what.
    pub by: Dimension,
    /// The one.
    pub first: String,
    /// The other.
    pub second: String,
    /// How many figures of the set could be shown that are hidden now; one of the new group counts where it is hidden in
    /// either of the two.
    pub freed: usize,
}

/// A data set in which two groups of a breakdown are one, in the breakdown and wherever it is crossed; it stands where the
/// first of them stood. Summaries of pay and of waits stay as they are: they cannot be joined. `None` where the
/// breakdown does not hold both.
pub fn joined(set: &DataSet, by: &Dimension, first: &str, second: &str) -> Option<DataSet> {
    let mut next = set.clone();
    let name = joint_name(first, second);
    let breakdown = next.breakdowns.iter_mut().find(|one| one.by == *by)?;
    let at = |label: &str| breakdown.rows.iter().position(|row| row.label == label);
    let (one, other) = (at(first)?, at(second)?);
    if one == other || at(&name).is_some() {
        return None;
    }
    let gone = breakdown.rows.remove(one.max(other));
    let kept = breakdown.rows.get_mut(one.min(other))?;
    kept.label.clone_from(&name);
    add(&mut kept.counts, &gone.counts);
    for crossing in &mut next.crossings {
        let turned = match (&crossing.by == by, &crossing.across == by) {
            (true, _) => false,
            (_, true) => true,
            (false, false) => continue,
        };
        let mut rows: Vec<CrossRow> = Vec::new();
        for mut row in std::mem::take(&mut crossing.rows) {
            let label = if turned { &mut row.across } else { &mut row.label };
            if *label == first || *label == second {
                label.clone_from(&name);
            }
            match rows.iter_mut().find(|other| (&other.label, &other.across) == (&row.label, &row.across)) {
                Some(other) => add(&mut other.counts, &row.counts),
                None => rows.push(row),
            }
        }
        crossing.rows = rows;
    }
    Some(next)
}

type Chosen = BTreeMap<crate::content::OptionId, u32>;

fn add(to: &mut Chosen, more: &Chosen) {
    for (option, count) in more {
        let sum = to.entry(option.clone()).or_default();
        *sum = sum.saturating_add(*count);
    }
}

/// Which two groups of a breakdown could be one, so that more could be shown of its set; those that free most first, three
/// at most. Neighbours are tried, since groups such as grades stand in an order, and the two smallest.
pub fn merges(
    catalogue: &Catalogue,
    project: &Project,
    audience: Audience,
    third: ThirdGroup,
    tables: &[TableKey],
    table: &TableKey,
) -> Vec<Merge> {
    let What::Counts(by) = &table.what else { return Vec::new() };
    let Some(set) = project.data_set(table.set) else { return Vec::new() };
    let of_set: Vec<TableKey> = tables.iter().filter(|one| one.set == set.id).cloned().collect();
    let shown = |set: &DataSet| {
        let mut project = project.clone();
        for one in project.workforce.iter_mut().filter(|one| one.id == set.id) {
            *one = std::sync::Arc::new(set.clone());
        }
        figures(&propose(catalogue, &project, audience, third, &of_set).published())
    };
    let Some(breakdown) = set.breakdown(by) else { return Vec::new() };
    let before = shown(set);
    let mut found: Vec<Merge> = pairs(&breakdown.rows)
        .into_iter()
        .filter_map(|(first, second)| {
            let after = shown(&joined(set, by, first, second)?);
            let freed = freed(&before, &after, (first, second)).filter(|freed| *freed > 0)?;
            Some(Merge { by: by.clone(), first: first.to_owned(), second: second.to_owned(), freed })
        })
        .collect();
    found.sort_by_key(|merge| std::cmp::Reverse(merge.freed));
    found.truncate(3);
    found
}

/// A figure: its table, the names of its row, its column.
type Place = (What, String, String, usize);

/// Whether each figure is shown.
fn figures(published: &Published) -> BTreeMap<Place, bool> {
    let mut found = BTreeMap::new();
    for table in published.sets().iter().flat_map(PublishedSet::tables) {
        for row in table.rows() {
            for (place, figure) in row.figures().into_iter().enumerate() {
                let key = (table.what(), row.label().to_owned(), row.across().to_owned(), place);
                found.insert(key, figure.count().is_some());
            }
        }
    }
    found
}

/// How many figures are shown that were hidden, less those that are hidden and were shown. One of the new group was
/// hidden where it was in either of the two. `None` where it is fewer.
fn freed(
    before: &BTreeMap<Place, bool>,
    after: &BTreeMap<Place, bool>,
    (first, second): (&str, &str),
) -> Option<usize> {
    let name = joint_name(first, second);
    let (mut freed, mut lost) = (0_usize, 0_usize);
    for ((what, label, across, place), shown) in after {
        let before_of = |label: &str, across: &str| {
            before.get(&(what.clone(), label.to_owned(), across.to_owned(), *place)).copied().unwrap_or_default()
        };
        let was_shown = if *label == name {
            before_of(first.trim(), across) && before_of(second.trim(), across)
        } else if *across == name {
            before_of(label, first.trim()) && before_of(label, second.trim())
        } else {
            before_of(label, across)
        };
        match (was_shown, *shown) {
            (false, true) => freed += 1,
            (true, false) => lost += 1,
            (true, true) | (false, false) => {}
        }
    }
    freed.checked_sub(lost)
}

/// What two groups are called together.
fn joint_name(first: &str, second: &str) -> String {
    format!("{} and {}", first.trim(), second.trim())
}

/// The pairs that are tried: neighbours, those with the fewest people first, and the two groups with the fewest.
fn pairs(rows: &[CountRow]) -> Vec<(&str, &str)> {
    if rows.len() < 3 {
        // One group says nothing that everybody's counts do not.
        return Vec::new();
    }
    let mut neighbours: Vec<(u64, &str, &str)> = rows
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] => Some((one.total().min(other.total()), one.label.as_str(), other.label.as_str())),
            _ => None,
        })
        .collect();
    neighbours.sort_by_key(|(people, ..)| *people);
    let mut tried: Vec<(&str, &str)> = neighbours.into_iter().map(|(_, one, other)| (one, other)).take(TRIED).collect();
    let mut smallest: Vec<(usize, &CountRow)> = rows.iter().enumerate().collect();
    smallest.sort_by_key(|(_, row)| row.total());
    smallest.truncate(2);
    smallest.sort_by_key(|(place, _)| *place);
    if let [(_, one), (_, other)] = smallest.as_slice() {
        let pair = (one.label.as_str(), other.label.as_str());
        if !tried.contains(&pair) {
            tried.push(pair);
        }
    }
    tried
}
