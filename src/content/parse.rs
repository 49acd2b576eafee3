//! From text to packs.

/// The text of one pack file, with the name by which faults are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// Its path, or `built in: advocacy.ron`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What is wrong in a pack file, where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub wrong: String,
    /// What would be right.
    pub right: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}; {}", self.file, self.line, self.column, self.wrong, self.right)
    }
}
