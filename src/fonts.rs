//! Floor 0: the fonts, and which characters they have.
//!
//! The window and the PDF draw with the same bytes, so what is legible in one is legible in the other.
//!
//! What always holds: a character that is covered has a glyph in every upright face, either of Waymark Text or of the
//! fallback of the same weight.
//!
//! What does not belong here: sizes, styles and how a window or a page is told of a font.

use std::collections::HashSet;
use std::sync::LazyLock;

use skrifa::{FontRef, MetadataProvider as _};

/// Waymark Text, regular.
pub static WAYMARK_REGULAR: &[u8] = include_bytes!("../content/fonts/WaymarkText-Regular.ttf");
/// Waymark Text, italic.
pub static WAYMARK_ITALIC: &[u8] = include_bytes!("../content/fonts/WaymarkText-Italic.ttf");
/// Waymark Text, semi-bold.
pub static WAYMARK_SEMI_BOLD: &[u8] = include_bytes!("../content/fonts/WaymarkText-SemiBold.ttf");
/// Waymark Text, bold.
pub static WAYMARK_BOLD: &[u8] = include_bytes!("../content/fonts/WaymarkText-Bold.ttf");
/// The fallback, regular: for names that Waymark Text cannot spell.
pub static FALLBACK_REGULAR: &[u8] = include_bytes!("../content/fonts/NotoSansFallback-Regular.ttf");
/// The fallback, bold.
pub static FALLBACK_BOLD: &[u8] = include_bytes!("../content/fonts/NotoSansFallback-Bold.ttf");

static COVERED: LazyLock<HashSet<char>> =
    LazyLock::new(|| characters(WAYMARK_REGULAR).chain(characters(FALLBACK_REGULAR)).collect());

/// Whether Waymark Text or the fallback has a glyph for a character.
pub fn covers(character: char) -> bool {
    COVERED.contains(&character)
}

/// The characters of a face. A face that cannot be read has none; a test holds that all can.
fn characters(face: &[u8]) -> impl Iterator<Item = char> {
    let font = FontRef::new(face).ok();
    font.into_iter()
        .flat_map(|font| font.charmap().mappings().map(|(code, _)| code).collect::<Vec<_>>())
        .filter_map(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_covers_what_the_regular_one_covers() {
        let waymark: HashSet<char> = characters(WAYMARK_REGULAR).collect();
        let fallback: HashSet<char> = characters(FALLBACK_REGULAR).collect();
        assert!(waymark.len() > 300, "{}", waymark.len());
        assert!(fallback.len() > 1000, "{}", fallback.len());
        for face in [WAYMARK_ITALIC, WAYMARK_SEMI_BOLD, WAYMARK_BOLD] {
            assert_eq!(characters(face).collect::<HashSet<_>>(), waymark);
        }
        assert_eq!(characters(FALLBACK_BOLD).collect::<HashSet<_>>(), fallback);
    }

    #[test]
    fn names_are_covered_and_pictures_are_not() {
        for character in "Siân Ŵyn Nguyễn Ọláolúwa Żółć Ωμέγα Дарья – — “’” … £ €".chars()
        {
            assert!(covers(character), "{character}");
        }
        for character in ['🙂', '中', '\n'] {
            assert!(!covers(character), "{character:?}");
        }
    }
}
