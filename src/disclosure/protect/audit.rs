//! What a reader can reckon: the interval of every count that is not shown.

use super::program::{Move, farthest};
use super::view::View;
use super::{Cell, Knower, Leak};

/// How far around a count is looked for a move of it, in steps from sum to sum: near first, since what is near is mostly
/// enough and quick to look through, in the end everything that hangs together with it.
pub(super) const RADII: [usize; 3] = [2, 4, usize::MAX];

/// How many cells a quick reader looks at together.
pub(super) const QUICK: usize = 300;

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
    /// How many cells are looked at together at most, beyond those next to a count.
    most: usize,
    found: Vec<Move>,
}

impl Reader {
    /// A reader who looks at everything.
    pub(super) const fn thorough(knower: Knower) -> Self {
        Self { knower, most: usize::MAX, found: Vec::new() }
    }

    /// An insider who looks no farther than quick programs do, so who thinks some counts narrow that are not.
    pub(super) const fn quick() -> Self {
        Self { knower: Knower::Insider, most: QUICK, found: Vec::new() }
    }

    /// Looks at everything from now on.
    pub(super) const fn be_thorough(&mut self) {
        self.most = usize::MAX;
    }

    /// Looks no farther than quick programs do from now on.
    pub(super) const fn be_quick(&mut self) {
        self.most = QUICK;
    }

    /// The audited counts that are reckoned too narrowly by this reader if these counts are unknown, in order.
    pub(super) fn narrow(&mut self, view: &View<'_>, unknown: &[bool]) -> Vec<Narrow> {
        let mut reach = self.reach(view, unknown);
        (0..view.len()).filter_map(|cell| self.narrow_with(view, unknown, cell, &mut reach)).collect()
    }

    /// A count that is reckoned too narrowly; looks at these first.
    pub(super) fn any_narrow(&mut self, view: &View<'_>, unknown: &[bool], first: &[usize]) -> Option<Narrow> {
        let mut reach = self.reach(view, unknown);
        let rest = (0..view.len()).filter(|cell| first.binary_search(cell).is_err());
        first.iter().copied().chain(rest).find_map(|cell| self.narrow_with(view, unknown, cell, &mut reach))
    }

    /// Those of these counts that are reckoned too narrowly.
    pub(super) fn narrow_of(&mut self, view: &View<'_>, unknown: &[bool], cells: &[usize]) -> Vec<Narrow> {
        let mut reach = self.reach(view, unknown);
        cells.iter().filter_map(|cell| self.narrow_with(view, unknown, *cell, &mut reach)).collect()
    }

    /// Whether a count is reckoned too narrowly.
    pub(super) fn narrow_at(&mut self, view: &View<'_>, unknown: &[bool], cell: usize) -> Option<Narrow> {
        self.narrow_of(view, unknown, &[cell]).first().copied()
    }

    /// How uncertain each count is, by what has been found so far.
    pub(super) fn spread(&self, view: &View<'_>, unknown: &[bool]) -> Vec<i64> {
        self.reach(view, unknown).into_iter().map(|(low, high)| high - low).collect()
    }

    /// How far each count can be moved, by what has been found so far.
    fn reach(&self, view: &View<'_>, unknown: &[bool]) -> Vec<(i64, i64)> {
        let mut reach = vec![(0, 0); view.len()];
        for found in &self.found {
            if found.iter().all(|(cell, _)| unknown.get(*cell).copied().unwrap_or(false)) {
                widen(&mut reach, found);
            }
        }
        reach
    }

    fn narrow_with(
        &mut self,
        view: &View<'_>,
        unknown: &[bool],
        cell: usize,
        reach: &mut [(i64, i64)],
    ) -> Option<Narrow> {
        let is_hidden = unknown.get(cell).copied().unwrap_or(false) && view.is_audited(cell);
        if !is_hidden || self.reaches(view, unknown, cell, reach) {
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
        if view.is_alone(unknown, cell) {
            return false;
        }
        let mut last = 0;
        let all = view.around(cell, usize::MAX, &|at| unknown.get(at).copied().unwrap_or(false)).len();
        for radius in RADII {
            // In between only where the whole is much.
            if radius > 2 && radius < usize::MAX && all <= QUICK {
                continue;
            }
            let movable = view.around(cell, radius, &|at| unknown.get(at).copied().unwrap_or(false));
            if movable.len() == last {
                continue;
            }
            if last > 0 && movable.len() > self.most {
                break;
            }
            last = movable.len();
            let is_narrow = |at: usize| {
                radius < usize::MAX
                    && view.is_audited(at)
                    && reach.get(at).is_some_and(|(low, high)| high - low < view.width())
            };
            let others: Vec<usize> = movable.iter().copied().filter(|at| is_narrow(*at)).collect();
            for up in [true, false] {
                if let Some(found) = farthest(view, &movable, &others, (cell, up), self.knower) {
                    widen(reach, &found);
                    self.found.push(found);
                }
                if wide(reach) {
                    return true;
                }
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

/// Every audited count that is reckoned too narrowly if these are unknown, in order.
pub(super) fn leaks(view: &View<'_>, unknown: &[bool]) -> Vec<Leak> {
    let narrow = Reader::thorough(Knower::Insider).narrow(view, unknown);
    let mut anybody = Reader::thorough(Knower::None);
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
