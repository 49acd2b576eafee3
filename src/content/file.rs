//! Pack files as text, the built-in ones among them, and the faults that are told of them.
//!
//! What always holds: a fault says where it stands, what is wrong and what would be right.
//!
//! What does not belong here: reading what the text says.

use std::fmt;

/// The text of one pack file, with the name by which faults are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// Its path as the user knows it, or for a built-in one its name alone: `advocacy.ron`.
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

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}; {}", self.file, self.line, self.column, self.wrong, self.right)
    }
}

macro_rules! files {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../content/", $name)))),*]
    };
}

/// The packs that every copy of Waymark carries, sources and pillars first because the others build on them.
pub fn built_in() -> Vec<PackFile> {
    let files = files! {
        "sources.ron" "pillars.ron" "advocacy.ron" "progression.ron" "data.ron" "follow-ups.ron" "scorecard.ron"
        "benchmarks.ron" "survey.ron" "guidance.ron" "case-studies.ron" "glossary.ron" "repeats.ron"
        "action-templates.ron" "benchmarks-sectors.ron" "poll.ron" "links.ron" "readings.ron"
    };
    files.map(|(name, text)| PackFile { name: name.to_owned(), text: text.to_owned() }).into()
}
