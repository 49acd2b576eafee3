//! One text of a pack: that it says something, in characters that can be shown.
//!
//! What always holds: a character is told once a text, where it first stands.
//!
//! What does not belong here: what the text means.

use super::faults::Faults;
use crate::fonts;

/// Tells what is wrong with the text of a field; `written` is how it stands in the file, from the offset `at`.
pub(super) fn check(field: &str, text: &str, written: &str, at: usize, faults: &Faults) {
    if text.trim().is_empty() {
        faults.tell(at, format!("“{field}” is empty"), "write a text between the quotation marks");
        return;
    }
    let mut told: Vec<char> = Vec::new();
    for character in text.chars() {
        // A line break may be two characters, but it is one slip.
        let shown = if character == '\r' { '\n' } else { character };
        if told.contains(&shown) {
            continue;
        }
        if let Some((wrong, right)) = trouble(shown) {
            told.push(shown);
            // Written as an escape, it is told at the beginning of the text.
            faults.tell(at + written.find(character).unwrap_or_default(), wrong, right);
        }
    }
}

fn trouble(character: char) -> Option<(String, &'static str)> {
    let code = u32::from(character);
    match character {
        '\n' => Some(("a line break stands in this text".to_owned(), "write the text on one line")),
        '\t' => Some(("a tab stands in this text".to_owned(), "write a space")),
        _ if character.is_control() => {
            Some((format!("the control character U+{code:04X} stands in this text"), "take it out"))
        }
        // They would not be seen, and some of them turn the text behind them round.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            Some((format!("the invisible character U+{code:04X} stands in this text"), "take it out"))
        }
        _ if !fonts::covers(character) => {
            let wrong = format!("the fonts cannot show “{character}” (U+{code:04X})");
            Some((wrong, "write it in words, or use letters of the Latin, Greek or Cyrillic alphabets"))
        }
        _ => None,
    }
}
