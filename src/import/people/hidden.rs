//! Texts of cells.

use std::fmt;

/// A text that stood in a cell of a file of people. It can be shown on a screen, and neither printed nor written: it has
/// no serde, no `Display`, and its `Debug` says only how long it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellText(String);

impl CellText {
    /// A text from a cell.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, to be shown or compared; never to be logged or put into an error.
    pub fn show(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "‹{} bytes›", self.0.len())
    }
}
