//! An attack: a search through whole tables for what a hidden count can be. Shares nothing with the audit.

use std::collections::BTreeMap;

use waymark::disclosure::{CellState, Problem};

/// How many steps a search may take. What is not found by then is taken to be impossible, so that a protected count that
/// cannot be shown to be uncertain fails a test.
const STEPS: usize = 30_000;

/// What a reader knows: the hidden counts' bounds, and sums of them.
pub struct Attack {
    truth: Vec<i64>,
    bounds: Vec<(i64, i64)>,
    rows: Vec<(Vec<(usize, i64)>, i64)>,
    rows_of: Vec<Vec<usize>>,
    places: Vec<usize>,
}

/// What came of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Possible,
    Impossible,
    GivenUp,
}

impl Attack {
    /// On a problem with these cells hidden. `at_least_one` are cells of which the reader knows that somebody is there.
    pub fn new(problem: &Problem, hidden: &[bool], at_least_one: &[usize]) -> Self {
        let is_hidden =
            |cell: usize| hidden[cell] || matches!(problem.cells[cell].state, CellState::Unshown | CellState::Watched);
        let places: Vec<usize> = (0..problem.cells.len()).filter(|cell| is_hidden(*cell)).collect();
        let local: BTreeMap<usize, usize> = places.iter().enumerate().map(|(at, cell)| (*cell, at)).collect();
        let truth: Vec<i64> = places.iter().map(|cell| i64::from(problem.cells[*cell].count)).collect();
        let most = problem.cells.iter().map(|facts| i64::from(facts.count)).max().unwrap_or(0) + 60;
        let bounds = places.iter().map(|cell| (i64::from(at_least_one.contains(cell)), most)).collect();
        let mut rows = Vec::new();
        let mut rows_of = vec![Vec::new(); places.len()];
        for sum in &problem.sums {
            let mut terms = Vec::new();
            let mut rest = 0;
            let all = std::iter::once((sum.total.0, 1)).chain(sum.parts.iter().map(|part| (part.0, -1)));
            for (cell, weight) in all {
                match local.get(&cell) {
                    Some(at) => terms.push((*at, weight)),
                    None => rest -= weight * i64::from(problem.cells[cell].count),
                }
            }
            if !terms.is_empty() {
                for (at, _) in &terms {
                    rows_of[*at].push(rows.len());
                }
                rows.push((terms, rest));
            }
        }
        Self { truth, bounds, rows, rows_of, places }
    }

    /// The hidden cells.
    pub fn cells(&self) -> &[usize] {
        &self.places
    }

    /// Whether there is a whole table in which these cells have these counts.
    pub fn possible(&self, wanted: &[(usize, i64)]) -> Found {
        let mut bounds = self.bounds.clone();
        for (cell, count) in wanted {
            let at = self.places.binary_search(cell).unwrap();
            if *count < bounds[at].0 || *count > bounds[at].1 {
                return Found::Impossible;
            }
            bounds[at] = (*count, *count);
        }
        let mut steps = STEPS;
        let all: Vec<usize> = (0..self.rows.len()).collect();
        if self.search(bounds, &all, &mut steps) {
            Found::Possible
        } else if steps == 0 {
            Found::GivenUp
        } else {
            Found::Impossible
        }
    }

    /// Whether a hidden cell can be shown to be uncertain by so much.
    pub fn is_uncertain(&self, cell: usize, width: u32) -> bool {
        let truth = self.truth[self.places.binary_search(&cell).unwrap()];
        let (mut low, mut high) = (truth, truth);
        let can = |count: i64| count >= 0 && self.possible(&[(cell, count)]) == Found::Possible;
        let width = i64::from(width.max(1));
        // As far as is asked at once; farther, where whole numbers have gaps; or less on both sides.
        for by in (width..=2 * width).chain((1..width).rev()) {
            if high == truth && can(truth + by) {
                high = truth + by;
            }
            if low == truth && high - low < width && can(truth - by) {
                low = truth - by;
            }
            if high - low >= width {
                return true;
            }
        }
        false
    }

    /// Whether a hidden cell is known exactly, for certain.
    pub fn is_exact(&self, cell: usize) -> bool {
        let truth = self.truth[self.places.binary_search(&cell).unwrap()];
        // The possible counts are no more than from nought to the most: all but the truth must be impossible. Since what
        // is possible in fractions is an interval, looking near is enough to find that a count is not exact; far ones
        // are looked at because whole numbers may have gaps.
        (1..=12).chain([20, 40]).all(|by| {
            self.possible(&[(cell, truth + by)]) == Found::Impossible
                && self.possible(&[(cell, truth - by)]) == Found::Impossible
        })
    }

    fn search(&self, mut bounds: Vec<(i64, i64)>, changed: &[usize], steps: &mut usize) -> bool {
        if !self.narrow(&mut bounds, changed) {
            return false;
        }
        let open = (0..bounds.len()).filter(|at| bounds[*at].0 < bounds[*at].1);
        let Some(at) = open.min_by_key(|at| (bounds[*at].1 - bounds[*at].0, *at)) else { return true };
        let (low, high) = bounds[at];
        let start = self.truth[at].clamp(low, high);
        let mut counts: Vec<i64> = (low..=high).collect();
        counts.sort_by_key(|count| ((count - start).abs(), *count));
        for count in counts {
            if *steps == 0 {
                return false;
            }
            *steps -= 1;
            let mut next = bounds.clone();
            next[at] = (count, count);
            if self.search(next, &self.rows_of[at], steps) {
                return true;
            }
        }
        false
    }

    /// Narrows bounds by sums until nothing changes; whether anything is left.
    fn narrow(&self, bounds: &mut [(i64, i64)], changed: &[usize]) -> bool {
        let mut ahead: Vec<usize> = changed.to_vec();
        while let Some(row) = ahead.pop() {
            let (terms, rest) = &self.rows[row];
            let range = |at: usize, weight: i64, bounds: &[(i64, i64)]| {
                let (low, high) = bounds[at];
                if weight > 0 { (low, high) } else { (-high, -low) }
            };
            let (low, high) = terms.iter().fold((0, 0), |(low, high), (at, weight)| {
                let (l, h) = range(*at, *weight, bounds);
                (low + l, high + h)
            });
            if low > *rest || high < *rest {
                return false;
            }
            for (at, weight) in terms {
                let (l, h) = range(*at, *weight, bounds);
                let (least, most) = (rest - (high - h), rest - (low - l));
                let (least, most) = if *weight > 0 { (least, most) } else { (-most, -least) };
                let new = (bounds[*at].0.max(least), bounds[*at].1.min(most));
                if new.0 > new.1 {
                    return false;
                }
                if new != bounds[*at] {
                    bounds[*at] = new;
                    ahead.extend(&self.rows_of[*at]);
                    // The ranges of this row are stale: do it again.
                    break;
                }
            }
        }
        true
    }
}
