//! One pack file by itself: read, checked, and noted for comparison with the others.
//!
//! What always holds: a file without faults has its pack, read by the `ron` crate.
//!
//! What does not belong here: other files (`together`).

use ron::extensions::Extensions;

use super::at::At;
use super::faults::{Faults, Lines, Spot};
use super::file::{Fault, PackFile};
use super::notes::{IdKind, Notes};
use super::{PACK_SCHEMA, Pack};
use super::{shape, tree, walk};

/// A pack file and all that can be said of it by itself.
#[derive(Debug)]
pub(super) struct Examined {
    /// The file's name.
    pub(super) name: String,
    /// Its faults.
    pub(super) faults: Vec<Fault>,
    /// The pack, if the file has no faults.
    pub(super) pack: Option<Pack>,
    /// The word of its content, `Checklist`, if it can be read.
    pub(super) content: Option<String>,
    /// Whether ids may be missing from the notes because the text could not be read.
    pub(super) damaged: bool,
    /// What it brings to the others and needs of them.
    pub(super) notes: Notes,
}

impl Examined {
    /// Reads and checks a file.
    pub(super) fn new(file: PackFile) -> Self {
        let PackFile { name, text } = file;
        // Notepad may put a byte order mark at the start. It is not seen, so it is not counted.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let faults = Faults::default();
        let lines = Lines::new(text);
        let tree = tree::read(text, &faults);
        let damaged = !faults.is_empty();
        let at = At::root(&tree);
        let content = at.field("content").word().map(str::to_owned);
        if let Some(newer) = newer_schema(at) {
            let wrong = format!("this pack is written for a newer version of Waymark (schema {newer})");
            let right = format!("update Waymark, or use a pack of schema {PACK_SCHEMA}");
            // A newer schema has fields and words that are no faults there.
            let faults = Faults::default();
            faults.tell(at.field("schema").span().map_or(0, |span| span.start), wrong, right);
            let faults = faults.finish(&name, &lines);
            return Self { name, faults, pack: None, content, damaged: true, notes: Notes::default() };
        }
        let rough: Option<Pack> = shape::read(&tree, &faults);
        let notes = rough.as_ref().map(|pack| walk::walk(pack, &tree, &lines, &faults)).unwrap_or_default();
        let found_none = faults.is_empty();
        let mut faults = faults.finish(&name, &lines);
        let pack = if found_none { parse(&name, text).map_err(|fault| faults.push(fault)).ok() } else { None };
        Self { name, faults, pack, content, damaged, notes }
    }

    /// The pack's id, if it can be read.
    pub(super) fn id(&self) -> Option<&str> {
        self.notes.given.iter().find(|note| note.kind == IdKind::Pack).map(|note| note.id.as_str())
    }
}

fn newer_schema<'t>(pack: At<'_, 't>) -> Option<&'t str> {
    let written = pack.field("schema").number()?;
    written.parse::<u64>().is_ok_and(|schema| schema > u64::from(PACK_SCHEMA)).then_some(written)
}

/// The pack as `ron` reads it. Fields that may be left out need no `Some(…)` around their values.
fn parse(name: &str, text: &str) -> Result<Pack, Fault> {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text).map_err(|error| {
        let spot = Spot { line: error.span.start.line, column: error.span.start.col };
        spot.fault(name, format!("this cannot be read ({})", error.code), "compare it with a pack that can be read")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::built_in;

    #[test]
    fn the_tree_says_the_same_as_ron() {
        for file in built_in() {
            let faults = Faults::default();
            let rough: Option<Pack> = shape::read(&tree::read(&file.text, &faults), &faults);
            assert!(faults.is_empty(), "{}", file.name);
            assert_eq!(rough, parse(&file.name, &file.text).ok(), "{}", file.name);
        }
    }
}
