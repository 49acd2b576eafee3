//! Single cells: what is told of one that is wrong, and the texts that all readers understand alike.

use std::fmt;

use super::plain;

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault<P> {
    /// The line of its row in the sheet.
    pub line: u64,
    /// The name of its column.
    pub column: String,
    /// What is wrong, and what would be right.
    pub problem: P,
}

impl<P: fmt::Display> fmt::Display for CellFault<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}, {}: {}", self.line, self.column, self.problem)
    }
}

/// A text without line ends, and without spaces around it, as titles and owners are.
pub(super) fn one_line(text: &str) -> String {
    text.trim().replace("\r\n", " ").replace(['\r', '\n'], " ")
}

/// Whether a cell says that there is nothing to say.
pub(super) fn says_nothing(text: &str) -> bool {
    matches!(plain(text).as_str(), "" | "n a" | "na" | "none" | "tbc" | "tbd" | "not set" | "not known" | "unknown")
}

/// A date without the time of day that some programs write after it: `2026-03-31 00:00:00`.
pub(super) fn without_time(text: &str) -> &str {
    match text.trim().rsplit_once([' ', 'T']) {
        Some((date, time)) if time.contains(':') => date,
        Some(_) | None => text,
    }
}

/// A text short enough for a message.
pub(super) fn shortened(text: &str) -> String {
    let text = one_line(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(39).chain(['…']).collect() }
}
