//! What a reader can reckon: the interval of every count that is not shown.

use super::program::{Move, farthest};
use super::view::View;
use super::{Cell, Knower, Leak};

/// A count that can be reckoned more narrowly than is asked: how far below and above itself it can be thought to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Narrow {
    pub(super) cell: usize,
    pub(super) low: i64,
    pub(super) high: i64,
}

/// One kind of reader, and the other tables that have been found possible to them so far: hiding more does not make a
/// table impossible, so what was found once need not be looked for again.
pub(super) struct Reader {
    knower: Knower,
    found: Vec<Move>,
}

impl Reader {
    pub(super) const fn new(knower: Knower) -> Self {
        Self { knower, found: Vec::new() }
    }

    /// The audited counts that are reckoned too narrowly by this reader if these counts are unknown, in order; the first
    /// of them only, if that is enough.
    pub(super) fn narrow(&mut self, view: &View<'_>, unknown: &[bool], first_only: bool) -> Vec<Narrow> {
        let mut reach = vec![(0_i64, 0_i64); view.len()];
        for found in &self.found {
            if found.iter().all(|(cell, _)| unknown.get(*cell).copied().unwrap_or(false)) {
                widen(&mut reach, found);
            }
        }
        let mut narrow = Vec::new();
        for cell in (0..view.len()).filter(|cell| unknown.get(*cell).copied().unwrap_or(false)) {
            if !view.is_audited(cell) || self.reaches(view, unknown, cell, &mut reach) {
                continue;
            }
            let (low, high) = reach.get(cell).copied().unwrap_or((0, 0));
            narrow.push(Narrow { cell, low, high });
            if first_only {
                break;
            }
        }
        narrow
    }

    /// Whether a single count is uncertain enough.
    pub(super) fn narrow_at(&mut self, view: &View<'_>, unknown: &[bool], cell: usize) -> Option<Narrow> {
        let mut reach = vec![(0_i64, 0_i64); view.len()];
        for found in &self.found {
            if found.iter().all(|(cell, _)| unknown.get(*cell).copied().unwrap_or(false)) {
                widen(&mut reach, found);
            }
        }
        if self.reaches(view, unknown, cell, &mut reach) {
            return None;
        }
        let (low, high) = reach.get(cell).copied().unwrap_or((0, 0));
        Some(Narrow { cell, low, high })
    }

    /// Whether a count reaches the width asked; if it is not known to, asks the programs, and keeps what they find.
    fn reaches(&mut self, view: &View<'_>, unknown: &[bool], cell: usize, reach: &mut [(i64, i64)]) -> bool {
        let wide = |reach: &[(i64, i64)]| reach.get(cell).is_some_and(|(low, high)| high - low >= view.width());
        if wide(reach) {
            return true;
        }
        let movable = together(view, unknown, cell);
        if movable.len() < 2 && !view.rows_of(cell).is_empty() {
            return false;
        }
        for up in [true, false] {
            if let Some(found) = farthest(view, &movable, cell, up, self.knower) {
                widen(reach, &found);
                self.found.push(found);
            }
            if wide(reach) {
                return true;
            }
        }
        false
    }
}

fn widen(reach: &mut [(i64, i64)], found: &Move) {
    for (cell, by) in found {
        if let Some((low, high)) = reach.get_mut(*cell) {
            (*low, *high) = ((*low).min(*by), (*high).max(*by));
        }
    }
}

/// The unknown cells that hang together with this one by sums, in order. A cell that is the only unknown one of a sum
/// is known: it holds nothing together.
fn together(view: &View<'_>, unknown: &[bool], cell: usize) -> Vec<usize> {
    let is_unknown = |at: usize| unknown.get(at).copied().unwrap_or(false);
    let mut seen = vec![false; view.len()];
    let mut seen_row = vec![false; view.rows().len()];
    let mut ahead = vec![cell];
    let mut found = Vec::new();
    while let Some(at) = ahead.pop() {
        if std::mem::replace(seen.get_mut(at).unwrap_or(&mut true), true) {
            continue;
        }
        found.push(at);
        for row in view.rows_of(at) {
            if !std::mem::replace(seen_row.get_mut(*row).unwrap_or(&mut true), true) {
                ahead.extend(view.row(*row).iter().map(|(other, _)| *other).filter(|other| is_unknown(*other)));
            }
        }
    }
    found.sort_unstable();
    found
}

/// Every audited count that is reckoned too narrowly if these are unknown, in order.
pub(super) fn leaks(view: &View<'_>, unknown: &[bool]) -> Vec<Leak> {
    let narrow = Reader::new(Knower::Insider).narrow(view, unknown, false);
    let mut anybody = Reader::new(Knower::None);
    narrow
        .into_iter()
        .map(|by_insider| {
            let by_anybody = anybody.narrow_at(view, unknown, by_insider.cell);
            let (narrow, knower) = by_anybody.map_or((by_insider, Knower::Insider), |narrow| (narrow, Knower::None));
            let at = |by: i64| u32::try_from(view.count(narrow.cell) + by).unwrap_or(0);
            Leak { cell: Cell(narrow.cell), low: at(narrow.low), high: at(narrow.high), knower }
        })
        .collect()
}
