//! The search for the least loss: hide what is needed, count by count; show again what is not needed; try to do without
//! each of the rest.

use super::audit::{QUICK, Reader};
use super::choose::further;
use super::view::View;
use super::{CellState, Loss};

/// How much is tried at most to do better: attempts, times the square of the problem's cells.
const EFFORT: usize = 160_000;

/// A search through one problem.
pub(super) struct Search<'a> {
    view: &'a View<'a>,
    reader: Reader,
    /// Free counts that can be reckoned whatever is hidden, so that hiding them protects nothing.
    barred: Vec<bool>,
    /// For which count each was chosen to be hidden, or is known to be needed.
    chosen_for: Vec<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(view: &'a View<'a>) -> Self {
        Self { view, reader: Reader::quick(), barred: vec![false; view.len()], chosen_for: (0..view.len()).collect() }
    }

    /// What is unknown to the reader in the best answer found, by cell.
    ///
    /// # Errors
    ///
    /// The counts that cannot be protected.
    pub(super) fn run(&mut self) -> Result<Vec<bool>, Vec<usize>> {
        let mut unknown = self.start();
        if self.extend(&mut unknown, None).is_err() {
            self.reader.be_thorough();
            let all = self.bar_the_hopeless()?;
            self.reader.be_quick();
            unknown = self.start();
            if self.extend(&mut unknown, None).is_err() {
                unknown = all;
            }
        }
        self.free(&mut unknown);
        self.begin_with_each(&mut unknown);
        self.do_without(&mut unknown);
        Ok(unknown)
    }

    /// In small problems: begins anew with each count hidden that may be, and keeps what loses least.
    fn begin_with_each(&mut self, unknown: &mut Vec<bool>) {
        let start = self.start();
        let cells: Vec<usize> = (0..self.view.len())
            .filter(|cell| self.may_hide(*cell) && !start.get(*cell).copied().unwrap_or(true))
            .collect();
        if self.complementary(unknown).len() < 2 {
            return;
        }
        for cell in cells.into_iter().take(attempts(self.view)) {
            let mut other = start.clone();
            set(&mut other, cell, true);
            if self.extend(&mut other, None).is_ok() {
                self.free(&mut other);
                if self.loss(&other) < self.loss(unknown) {
                    *unknown = other;
                }
            }
        }
    }

    /// What is never shown or must be hidden.
    fn start(&self) -> Vec<bool> {
        let primary: Vec<bool> = (0..self.view.len()).map(|cell| self.view.is_primary(cell)).collect();
        self.view.unknown(&primary)
    }

    fn may_hide(&self, cell: usize) -> bool {
        self.view.state(cell) == CellState::Free && !self.barred.get(cell).copied().unwrap_or(true)
    }

    /// Hides more until nothing can be reckoned, never the cell that is to be done without.
    ///
    /// # Errors
    ///
    /// Where nothing more is found to hide for some count.
    fn extend(&mut self, unknown: &mut [bool], without: Option<usize>) -> Result<(), ()> {
        loop {
            // The most certain first: what it needs often helps the others.
            let spread = self.reader.spread(self.view, unknown);
            let mut cells: Vec<usize> = (0..self.view.len()).collect();
            cells.sort_by_key(|cell| (spread.get(*cell).copied(), *cell));
            let (mut moved, mut stuck) = (false, false);
            for cell in cells {
                let Some(narrow) = self.reader.narrow_at(self.view, unknown, cell) else { continue };
                let may_hide = |at: usize| self.may_hide(at) && Some(at) != without;
                if let Some(further) = further(self.view, unknown, &may_hide, narrow) {
                    moved = true;
                    for at in further {
                        set(unknown, at, true);
                        if let Some(chosen) = self.chosen_for.get_mut(at) {
                            *chosen = cell;
                        }
                    }
                } else if self.is_safe_after_all(unknown, cell) {
                    // It moves already, but farther away than was looked.
                } else {
                    stuck = true;
                }
            }
            if !moved {
                return if stuck { Err(()) } else { Ok(()) };
            }
        }
    }

    fn is_safe_after_all(&mut self, unknown: &[bool], cell: usize) -> bool {
        self.reader.be_thorough();
        let safe = self.reader.narrow_at(self.view, unknown, cell).is_none();
        self.reader.be_quick();
        safe
    }

    /// Bars every free count that can be reckoned even if all that may be hidden is, and gives all that is left to hide:
    /// the most that any answer can hide.
    fn bar_the_hopeless(&mut self) -> Result<Vec<bool>, Vec<usize>> {
        loop {
            let mut unknown = self.start();
            for cell in 0..self.view.len() {
                if self.may_hide(cell) {
                    set(&mut unknown, cell, true);
                }
            }
            let narrow = self.reader.narrow(self.view, &unknown);
            let lost: Vec<usize> =
                narrow.iter().map(|narrow| narrow.cell).filter(|cell| self.view.is_primary(*cell)).collect();
            if !lost.is_empty() {
                return Err(lost);
            }
            if narrow.is_empty() {
                return Ok(unknown);
            }
            for narrow in narrow {
                set(&mut self.barred, narrow.cell, true);
            }
        }
    }

    /// The counts that are hidden for others, what loses most first.
    fn complementary(&self, unknown: &[bool]) -> Vec<usize> {
        let mut cells: Vec<usize> = (0..self.view.len()).filter(|cell| self.is_complementary(unknown, *cell)).collect();
        cells.sort_by_key(|cell| (std::cmp::Reverse(self.view.loss(&[*cell])), *cell));
        cells
    }

    /// A count that can be reckoned if this one is shown, which was hidden. Looks first at the one that it was chosen for,
    /// then at those that share a sum with it, or a sum with one that does.
    fn needs(&mut self, unknown: &[bool], cell: usize) -> Option<usize> {
        let neighbours = self.view.around(cell, 1, &|at| unknown.get(at).copied().unwrap_or(false));
        let alone = neighbours.into_iter().find(|at| self.view.is_audited(*at) && self.view.is_alone(unknown, *at));
        if alone.is_some_and(|at| at != cell) {
            return alone;
        }
        let first: Vec<usize> = self.chosen_for.get(cell).copied().into_iter().collect();
        if let Some(narrow) = self.reader.narrow_of(self.view, unknown, &first).first() {
            return Some(narrow.cell);
        }
        let near = self.view.around(cell, 2, &|_| true);
        self.reader.any_narrow(self.view, unknown, &near).map(|narrow| narrow.cell)
    }

    fn is_complementary(&self, unknown: &[bool], cell: usize) -> bool {
        unknown.get(cell).copied().unwrap_or(false)
            && self.view.state(cell) == CellState::Free
            && !self.view.is_primary(cell)
    }

    /// Shows again what nothing needs.
    fn free(&mut self, unknown: &mut [bool]) {
        for cell in self.complementary(unknown) {
            set(unknown, cell, false);
            if let Some(needs) = self.needs(unknown, cell) {
                set(unknown, cell, true);
                if let Some(chosen) = self.chosen_for.get_mut(cell) {
                    *chosen = needs;
                }
            }
        }
    }

    /// Tries to do without each count that is hidden for others, and keeps what loses less.
    fn do_without(&mut self, unknown: &mut Vec<bool>) {
        let mut attempts = attempts(self.view);
        let mut better = true;
        while std::mem::take(&mut better) {
            for cell in self.complementary(unknown) {
                if attempts == 0 || !self.is_complementary(unknown, cell) {
                    continue;
                }
                attempts -= 1;
                let mut other = unknown.clone();
                set(&mut other, cell, false);
                if self.extend(&mut other, Some(cell)).is_err() {
                    continue;
                }
                self.free(&mut other);
                if self.loss(&other) < self.loss(unknown) {
                    *unknown = other;
                    better = true;
                }
            }
        }
    }

    fn loss(&self, unknown: &[bool]) -> Loss {
        self.view.loss(&self.complementary(unknown))
    }

    /// The counts that could be reckoned if this one were shown: of those that share a sum with it, those that must be
    /// hidden, or else any; else one farther away.
    pub(super) fn served_by(&mut self, cell: usize, unknown: &[bool]) -> Vec<usize> {
        let mut less = unknown.to_vec();
        set(&mut less, cell, false);
        let mut served = Vec::new();
        if self.view.len() <= QUICK {
            let near = self.view.around(cell, 1, &|_| true);
            served.extend(self.reader.narrow_of(self.view, &less, &near).into_iter().map(|narrow| narrow.cell));
        }
        if served.is_empty() {
            served.extend(self.needs(&less, cell));
        }
        let primary: Vec<usize> = served.iter().copied().filter(|cell| self.view.is_primary(*cell)).collect();
        if primary.is_empty() { served } else { primary }
    }
}

const fn attempts(view: &View<'_>) -> usize {
    let cells = if view.len() > 0 { view.len() } else { 1 };
    EFFORT / (cells * cells)
}

fn set(flags: &mut [bool], place: usize, to: bool) {
    if let Some(flag) = flags.get_mut(place) {
        *flag = to;
    }
}
