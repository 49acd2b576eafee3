//! The search for the least loss: hide what is needed, count by count; show again what is not needed; try to do without
//! each of the rest.

use super::audit::{Narrow, Reader};
use super::choose::further;
use super::view::View;
use super::{CellState, Knower, Loss};

/// How many attempts at doing without one hidden count are made at most.
const ATTEMPTS: usize = 400;

/// A search through one problem.
pub(super) struct Search<'a> {
    view: &'a View<'a>,
    reader: Reader,
    /// Free counts that can be reckoned whatever is hidden, so that hiding them protects nothing.
    barred: Vec<bool>,
}

impl<'a> Search<'a> {
    pub(super) fn new(view: &'a View<'a>) -> Self {
        Self { view, reader: Reader::new(Knower::Insider), barred: vec![false; view.len()] }
    }

    /// What is unknown to the reader in the best answer found, by cell.
    ///
    /// # Errors
    ///
    /// The counts that cannot be protected.
    pub(super) fn run(&mut self) -> Result<Vec<bool>, Vec<usize>> {
        let mut unknown = self.start();
        if self.extend(&mut unknown, None).is_err() {
            let all = self.bar_the_hopeless()?;
            unknown = self.start();
            if self.extend(&mut unknown, None).is_err() {
                unknown = all;
            }
        }
        self.free(&mut unknown);
        self.do_without(&mut unknown);
        Ok(unknown)
    }

    /// What is never shown or must be hidden.
    fn start(&self) -> Vec<bool> {
        let primary: Vec<bool> = (0..self.view.len()).map(|cell| self.view.is_primary(cell)).collect();
        self.view.unknown(&primary)
    }

    fn may_hide(&self, cell: usize) -> bool {
        self.view.state(cell) == CellState::Free && !self.barred.get(cell).copied().unwrap_or(true)
    }

    /// Hides more until nothing can be reckoned, never the cell that is to be done without. The counts for which nothing
    /// more was found are the error.
    fn extend(&mut self, unknown: &mut [bool], without: Option<usize>) -> Result<(), Vec<usize>> {
        loop {
            let mut narrow = self.reader.narrow(self.view, unknown, false);
            if narrow.is_empty() {
                return Ok(());
            }
            // The one that lacks most first: what it needs often helps the others.
            narrow.sort_by_key(|narrow| (narrow.high - narrow.low, narrow.cell));
            let mut stuck = Vec::new();
            let mut moved = false;
            for Narrow { cell, .. } in narrow {
                let Some(narrow) = self.reader.narrow_at(self.view, unknown, cell) else { continue };
                let may_hide = |at: usize| self.may_hide(at) && Some(at) != without;
                match further(self.view, unknown, &may_hide, narrow) {
                    Some(cells) => {
                        moved = true;
                        for at in cells {
                            set(unknown, at, true);
                        }
                    }
                    None => stuck.push(cell),
                }
            }
            if !moved {
                return Err(stuck);
            }
        }
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
            let narrow = self.reader.narrow(self.view, &unknown, false);
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

    fn is_complementary(&self, unknown: &[bool], cell: usize) -> bool {
        unknown.get(cell).copied().unwrap_or(false)
            && self.view.state(cell) == CellState::Free
            && !self.view.is_primary(cell)
    }

    /// Shows again what nothing needs.
    fn free(&mut self, unknown: &mut [bool]) {
        for cell in self.complementary(unknown) {
            set(unknown, cell, false);
            if !self.reader.narrow(self.view, unknown, true).is_empty() {
                set(unknown, cell, true);
            }
        }
    }

    /// Tries to do without each count that is hidden for others, and keeps what loses less.
    fn do_without(&mut self, unknown: &mut Vec<bool>) {
        let mut attempts = 0;
        let mut better = true;
        while std::mem::take(&mut better) {
            for cell in self.complementary(unknown) {
                if attempts == ATTEMPTS || !self.is_complementary(unknown, cell) {
                    continue;
                }
                attempts += 1;
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

    /// The counts that could be reckoned if this one were shown: those that must be hidden, or else any.
    pub(super) fn served_by(&mut self, cell: usize, unknown: &[bool]) -> Vec<usize> {
        let mut less = unknown.to_vec();
        set(&mut less, cell, false);
        let served: Vec<usize> =
            self.reader.narrow(self.view, &less, false).into_iter().map(|narrow| narrow.cell).collect();
        let primary: Vec<usize> = served.iter().copied().filter(|cell| self.view.is_primary(*cell)).collect();
        if primary.is_empty() { served } else { primary }
    }
}

fn set(flags: &mut [bool], place: usize, to: bool) {
    if let Some(flag) = flags.get_mut(place) {
        *flag = to;
    }
}
