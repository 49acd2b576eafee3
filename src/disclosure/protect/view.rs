//! A problem made ready for reckoning: checked, and its sums as rows of coefficients.

use super::{Cell, CellState, Knower, Leak, Loss, Problem, Rule};

/// A problem whose sums add up, with its rule.
pub(super) struct View<'a> {
    problem: &'a Problem,
    rule: Rule,
    /// Every sum as cells with what each counts for; the counts weighed so come to nought.
    rows: Vec<Vec<(usize, i64)>>,
    /// The rows in which each cell is.
    rows_of: Vec<Vec<usize>>,
    /// More than any count can move by.
    far: i64,
}

impl<'a> View<'a> {
    /// The place of the first sum that names a cell that is not there or does not add up is the error.
    pub(super) fn new(problem: &'a Problem, rule: &Rule) -> Result<Self, usize> {
        let mut rows = Vec::with_capacity(problem.sums.len());
        let mut rows_of = vec![Vec::new(); problem.cells.len()];
        for (place, sum) in problem.sums.iter().enumerate() {
            let row = row(sum.total, &sum.parts);
            let mut rest: i64 = 0;
            for (cell, weight) in &row {
                let facts = problem.cells.get(*cell).ok_or(place)?;
                rest += weight * i64::from(facts.count);
                rows_of.get_mut(*cell).ok_or(place)?.push(place);
            }
            if rest != 0 {
                return Err(place);
            }
            rows.push(row);
        }
        let width = i64::from(rule.width.max(1));
        let most = problem.cells.iter().map(|facts| i64::from(facts.count)).max().unwrap_or(0);
        Ok(Self { problem, rule: *rule, rows, rows_of, far: (most + width) * 4 })
    }

    pub(super) const fn len(&self) -> usize {
        self.problem.cells.len()
    }

    pub(super) fn state(&self, cell: usize) -> CellState {
        self.problem.cells.get(cell).map_or(CellState::Known, |facts| facts.state)
    }

    pub(super) fn count(&self, cell: usize) -> i64 {
        self.problem.cells.get(cell).map_or(0, |facts| i64::from(facts.count))
    }

    pub(super) fn cost(&self, cell: usize) -> u32 {
        self.problem.cells.get(cell).map_or(0, |facts| facts.cost)
    }

    /// The width that is asked, at least 1.
    pub(super) fn width(&self) -> i64 {
        i64::from(self.rule.width.max(1))
    }

    pub(super) const fn far(&self) -> i64 {
        self.far
    }

    /// How far below its count a reader can think that a hidden count is.
    pub(super) fn down(&self, cell: usize, knower: Knower) -> i64 {
        match knower {
            Knower::None => self.count(cell),
            Knower::Insider => (self.count(cell) - 1).max(0),
        }
    }

    pub(super) fn row(&self, row: usize) -> &[(usize, i64)] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    pub(super) fn rows_of(&self, cell: usize) -> &[usize] {
        self.rows_of.get(cell).map_or(&[], Vec::as_slice)
    }

    /// The cells that are never shown whatever is decided, and those that must be hidden: where every decision begins.
    pub(super) fn unknown(&self, hidden: &[bool]) -> Vec<bool> {
        (0..self.len())
            .map(|cell| match self.state(cell) {
                CellState::Unshown | CellState::Watched => true,
                CellState::Known => false,
                CellState::Free | CellState::Withheld => hidden.get(cell).copied().unwrap_or(false),
            })
            .collect()
    }

    /// The counts that must not be reckoned, whatever becomes of the others.
    pub(super) fn primary(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|cell| self.is_primary(*cell))
    }

    pub(super) fn is_primary(&self, cell: usize) -> bool {
        self.problem.cells.get(cell).is_some_and(|facts| match facts.state {
            CellState::Free | CellState::Watched => self.rule.hides(facts.count),
            CellState::Withheld => true,
            CellState::Known | CellState::Unshown => false,
        })
    }

    /// Whether a count that is not shown is one that the audit looks at.
    pub(super) fn is_audited(&self, cell: usize) -> bool {
        match self.state(cell) {
            CellState::Free | CellState::Withheld => true,
            CellState::Watched => self.is_primary(cell),
            CellState::Known | CellState::Unshown => false,
        }
    }

    /// Whether a cell is the only unknown one of a sum, so that it is known after all.
    pub(super) fn is_alone(&self, unknown: &[bool], cell: usize) -> bool {
        let is_unknown = |at: usize| unknown.get(at).copied().unwrap_or(false);
        self.rows_of(cell).iter().any(|row| self.row(*row).iter().all(|(at, _)| *at == cell || !is_unknown(*at)))
    }

    /// The cells that can move within so many steps from sum to sum, in order, the cell itself among them.
    pub(super) fn around(&self, cell: usize, radius: usize, can_move: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut seen = vec![false; self.len()];
        let mut seen_row = vec![false; self.rows.len()];
        let mut found = vec![cell];
        if let Some(seen) = seen.get_mut(cell) {
            *seen = true;
        }
        let mut edge = vec![cell];
        for _ in 0..radius {
            let mut next = Vec::new();
            for row in edge.iter().flat_map(|at| self.rows_of(*at)) {
                if std::mem::replace(seen_row.get_mut(*row).unwrap_or(&mut true), true) {
                    continue;
                }
                for (at, _) in self.row(*row) {
                    if can_move(*at) && !std::mem::replace(seen.get_mut(*at).unwrap_or(&mut true), true) {
                        next.push(*at);
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            found.extend(&next);
            edge = next;
        }
        found.sort_unstable();
        found
    }

    /// What is lost if these are hidden.
    pub(super) fn loss(&self, cells: &[usize]) -> Loss {
        cells.iter().filter_map(|cell| self.problem.cells.get(*cell)).fold(Loss::default(), Loss::with)
    }

    /// The leak of a count that is known exactly.
    pub(super) fn exact(&self, cell: usize) -> Leak {
        let count = self.problem.cells.get(cell).map_or(0, |facts| facts.count);
        Leak { cell: Cell(cell), low: count, high: count, knower: Knower::None }
    }
}

/// A sum as cells and what each counts for, each cell once and none that counts for nothing.
fn row(total: Cell, parts: &[Cell]) -> Vec<(usize, i64)> {
    let mut weights = std::collections::BTreeMap::from([(total.0, 1_i64)]);
    for part in parts {
        *weights.entry(part.0).or_insert(0) -= 1;
    }
    weights.into_iter().filter(|(_, weight)| *weight != 0).collect()
}
