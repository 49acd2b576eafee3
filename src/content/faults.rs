//! Faults as they are found in one text: by offset. A file's name, lines and columns come last.
//!
//! What always holds: a fault's offset lies within the text or at its end.
//!
//! What does not belong here: deciding what is a fault.

use std::cell::RefCell;
use std::ops::Range;

use super::file::Fault;

/// A fault by its offset in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    at: usize,
    wrong: String,
    right: String,
}

/// Where the faults of one text are collected. Shared, because readers of nested values all tell faults.
#[derive(Debug, Default)]
pub(super) struct Faults(RefCell<Vec<Found>>);

impl Faults {
    /// Takes down a fault.
    pub(super) fn tell(&self, at: usize, wrong: impl Into<String>, right: impl Into<String>) {
        self.0.borrow_mut().push(Found { at, wrong: wrong.into(), right: right.into() });
    }

    /// Whether there is none so far.
    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Whether any was told in a stretch of the text, so that what follows from it need not be told too.
    pub(super) fn any_in(&self, stretch: &Range<usize>) -> bool {
        self.0.borrow().iter().any(|found| stretch.contains(&found.at))
    }

    /// All of them, as they are told to the user.
    pub(super) fn finish(self, file: &str, lines: &Lines<'_>) -> Vec<Fault> {
        let tell = |found: Found| lines.spot(found.at).fault(file, found.wrong, found.right);
        self.0.into_inner().into_iter().map(tell).collect()
    }
}

/// A place in a text, as an editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
}

impl Spot {
    /// A fault at this place.
    pub(super) fn fault(self, file: &str, wrong: impl Into<String>, right: impl Into<String>) -> Fault {
        Fault { file: file.to_owned(), line: self.line, column: self.column, wrong: wrong.into(), right: right.into() }
    }
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub(super) fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The place at an offset in bytes.
    pub(super) fn spot(&self, at: usize) -> Spot {
        let line = self.starts.partition_point(|&start| start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..at).unwrap_or_default();
        Spot { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("é“a\r\nb");
        assert_eq!(lines.spot(0), Spot { line: 1, column: 1 });
        assert_eq!(lines.spot(5), Spot { line: 1, column: 3 });
        assert_eq!(lines.spot(8), Spot { line: 2, column: 1 });
        assert_eq!(lines.spot(9), Spot { line: 2, column: 2 });
    }
}
