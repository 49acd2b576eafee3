//! Texts in cells that no spreadsheet program takes for a formula.
//!
//! A cell that begins with one of a few characters is calculated rather than shown; a text from somewhere else could so
//! make the reader's computer do something. An apostrophe before it makes it a text.

use std::borrow::Cow;

/// The characters with which a formula may begin; the wide forms are those of East Asian keyboards.
const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text for a cell: with an apostrophe before it where it begins as a formula does, or with apostrophes and then so.
pub fn guard(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a guarded cell, as it was before.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if needs_guard(text) => text,
        Some(_) | None => cell,
    }
}

fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_as_a_formula_is_guarded() {
        for text in ["=1+1", "+44", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'=1", "''=1"]
        {
            assert_eq!(guard(text), format!("'{text}"));
        }
        for text in ["", "1=1", " =1", "'", "''", "'tis", "’=1", "a\n=1", "–5"] {
            assert_eq!(guard(text), text);
            assert_eq!(unguard(text), text);
        }
        assert_eq!(unguard("'=1"), "=1");
        assert_eq!(unguard("=1"), "=1");
    }

    proptest::proptest! {
        #[test]
        fn a_guarded_text_comes_back(text in "['=+@a \\-\t\r\n＝＋－＠]{0,5}.{0,4}") {
            let cell = guard(&text);
            proptest::prop_assert_eq!(unguard(&cell), text.as_str());
        }
    }
}
