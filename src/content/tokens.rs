//! A pack's text cut into words, texts, numbers and brackets.
//!
//! What always holds: no text stops it. What cannot be read is a token that says what is wrong with it, and the next
//! token is looked for after it, so one slip hides no other.
//!
//! What does not belong here: which tokens may follow which (`tree`).

/// A token, where it begins, and its slice of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// What it is.
    pub(super) kind: Kind,
    /// Its offset in bytes.
    pub(super) at: usize,
    /// As it stands in the file.
    pub(super) slice: &'t str,
    /// What is wrong with it and what would be right.
    pub(super) trouble: Option<(String, String)>,
}

impl Token<'_> {
    /// The offset behind it.
    pub(super) fn end(&self) -> usize {
        self.at + self.slice.len()
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text in quotation marks.
    Text,
    /// A number.
    Number,
    /// A field's name, a choice such as `Data`, or `true`.
    Word,
    /// `(`, `[` or `{`.
    Open(Bracket),
    /// `)`, `]` or `}`.
    Close(Bracket),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `#` or `!`, which open the header.
    Header,
    /// Anything else.
    Stray,
}

/// The kinds of bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    /// Round.
    Round,
    /// Square.
    Square,
    /// Curly.
    Curly,
}

impl Bracket {
    /// The opening one.
    pub(super) fn open(self) -> char {
        match self {
            Self::Round => '(',
            Self::Square => '[',
            Self::Curly => '{',
        }
    }

    /// The closing one.
    pub(super) fn close(self) -> char {
        match self {
            Self::Round => ')',
            Self::Square => ']',
            Self::Curly => '}',
        }
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut cutter = Cutter { text, at: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = cutter.next() {
        tokens.push(token);
    }
    tokens
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cutter<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The token of the next `len` bytes.
    fn token(&mut self, kind: Kind, len: usize, trouble: Option<(String, String)>) -> Token<'t> {
        let slice = self.rest().get(..len).unwrap_or_else(|| self.rest());
        let token = Token { kind, at: self.at, slice, trouble };
        self.at = token.end();
        token
    }

    fn next(&mut self) -> Option<Token<'t>> {
        if let Some(unclosed) = self.skip_blank() {
            return Some(unclosed);
        }
        let rest = self.rest();
        let first = rest.chars().next()?;
        let token = match first {
            '(' => self.token(Kind::Open(Bracket::Round), 1, None),
            '[' => self.token(Kind::Open(Bracket::Square), 1, None),
            '{' => self.token(Kind::Open(Bracket::Curly), 1, None),
            ')' => self.token(Kind::Close(Bracket::Round), 1, None),
            ']' => self.token(Kind::Close(Bracket::Square), 1, None),
            '}' => self.token(Kind::Close(Bracket::Curly), 1, None),
            ',' => self.token(Kind::Comma, 1, None),
            ':' => self.token(Kind::Colon, 1, None),
            '#' | '!' => self.token(Kind::Header, 1, None),
            // The commonest slips for a colon and a comma: told, and read as what was meant.
            '=' => {
                self.token(Kind::Colon, 1, says("“=” cannot stand here", "write a colon between a field and its value"))
            }
            ';' => self.token(Kind::Comma, 1, says("“;” cannot stand here", "write a comma")),
            '"' => self.text(),
            '“' | '”' | '„' | '‘' | '’' | '\'' | '«' | '`' => self.foreign_text(first),
            'r' if raw_hashes(rest).is_some() => self.raw_text(),
            '0'..='9' | '-' | '+' | '.' => {
                let len = length(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
                self.token(Kind::Number, len, None)
            }
            _ if first == '_' || first.is_alphabetic() => {
                let len = length(rest, |c| c == '_' || c.is_alphanumeric());
                self.token(Kind::Word, len, None)
            }
            _ => self.token(Kind::Stray, first.len_utf8(), stray(first)),
        };
        Some(token)
    }

    /// Goes past blanks and comments. A comment that never ends is a token.
    fn skip_blank(&mut self) -> Option<Token<'t>> {
        loop {
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                let Some(len) = block_comment(rest) else {
                    let trouble = says("this comment has no end", "close it with */");
                    return Some(self.token(Kind::Stray, rest.len(), trouble));
                };
                self.at += len;
            } else {
                let len = length(rest, is_blank);
                if len == 0 {
                    return None;
                }
                self.at += len;
            }
        }
    }

    /// A text in straight quotation marks. One that seems to lack its closing mark ends with its line: it would
    /// otherwise swallow the next field, and every text after it would be read inside out.
    fn text(&mut self) -> Token<'t> {
        let rest = self.rest();
        let trouble = || says("this text has no closing quotation mark", "write \" at its end");
        let end = closing_mark(rest).filter(|end| ends_value(rest, *end) || !before(rest, *end).contains('\n'));
        match end {
            None => self.token(Kind::Text, line_without_closers(rest), trouble()),
            Some(end) if ends_value(rest, end) => self.token(Kind::Text, end, None),
            Some(end) => match swallowed_field(before(rest, end)) {
                Some(comma) => self.token(Kind::Text, comma, trouble()),
                None => self.token(Kind::Text, end, None),
            },
        }
    }

    /// A text between marks that RON does not know.
    fn foreign_text(&mut self, first: char) -> Token<'t> {
        let rest = self.rest();
        let closes = |c: char| match first {
            '\'' | '`' => c == first,
            '‘' | '’' => matches!(c, '’' | '\''),
            '«' => c == '»',
            _ => matches!(c, '”' | '“' | '"'),
        };
        let line = line_without_closers(rest);
        let inside = rest.char_indices().skip(1).take_while(|(at, _)| *at < line);
        let end = inside.into_iter().find(|(_, c)| closes(*c)).map_or(line, |(at, c)| at + c.len_utf8());
        let trouble = says(
            &format!("a text cannot begin with the mark {first}"),
            "put straight double quotation marks (\") around the text",
        );
        self.token(Kind::Text, end.max(first.len_utf8()), trouble)
    }

    /// A raw text, `r"…"` or `r#"…"#`, in which a backslash is a backslash.
    fn raw_text(&mut self) -> Token<'t> {
        let rest = self.rest();
        let closing = format!("\"{}", "#".repeat(raw_hashes(rest).unwrap_or_default()));
        let opening = closing.len() + 1;
        if let Some(len) = rest.get(opening..).and_then(|inside| inside.find(&closing)) {
            return self.token(Kind::Text, opening + len + closing.len(), None);
        }
        let trouble = says("this text has no end", &format!("write {closing} at its end"));
        self.token(Kind::Text, line_without_closers(rest), trouble)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every caller wants what a token holds")]
fn says(wrong: &str, right: &str) -> Option<(String, String)> {
    Some((wrong.to_owned(), right.to_owned()))
}

fn stray(character: char) -> Option<(String, String)> {
    match character {
        '%' => says("“%” cannot stand here", "write the number alone"),
        '\u{a0}' => says("a no-break space stands here", "write an ordinary space"),
        _ if character.is_control() || character.is_whitespace() => {
            says(&format!("the character U+{:04X} cannot stand here", u32::from(character)), "take it out")
        }
        _ => says(
            &format!("“{character}” cannot stand here"),
            "take it out, or put straight quotation marks around the text that it belongs to",
        ),
    }
}

/// The blanks that RON knows.
fn is_blank(character: char) -> bool {
    matches!(character, '\t'..='\r' | ' ' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// The bytes of the leading characters that are wanted.
fn length(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

/// The number of `#` of a raw text's opening, if one opens here.
fn raw_hashes(text: &str) -> Option<usize> {
    let text = text.strip_prefix('r')?;
    let hashes = length(text, |c| c == '#');
    text.get(hashes..)?.starts_with('"').then_some(hashes)
}

/// The length of a text with both its quotation marks.
fn closing_mark(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// Where a text should have ended that goes on to the opening mark of the next field: at the comma of `"One, text: "`.
fn swallowed_field(text: &str) -> Option<usize> {
    let (name, comma) = text.trim_end_matches('"').trim_end().strip_suffix(':').map(|text| {
        let comma = text.rfind(',').unwrap_or_default();
        (text.get(comma + 1..).unwrap_or_default().trim(), comma)
    })?;
    let is_name = !name.is_empty() && name.chars().all(|c| c == '_' || c.is_ascii_lowercase());
    (is_name && comma > 0).then_some(comma)
}

/// Whether what follows is what follows a value: a comma, a closing bracket, a comment, the end of the line.
fn ends_value(text: &str, at: usize) -> bool {
    let after = text.get(at..).unwrap_or_default().trim_start_matches([' ', '\t', '\r']);
    after.is_empty() || after.starts_with([',', ')', ']', '}', '\n', '/'])
}

/// The length of the line without the commas and brackets at its end.
fn line_without_closers(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | ']' | '}')).len().max(1)
}

/// The length of a comment with the comments in it.
fn block_comment(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += rest.chars().next()?.len_utf8();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slices(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.slice).collect()
    }

    fn troubles(text: &str) -> Vec<String> {
        tokens(text).into_iter().filter_map(|token| token.trouble.map(|(wrong, _)| wrong)).collect()
    }

    #[test]
    fn words_texts_numbers_and_brackets() {
        let text = "(id: \"a \\\" b\", n: -1.5e-3, /* x /* y */ */ list: [Data, r#\"c \" d\"#]) // end";
        let expected = [
            "(",
            "id",
            ":",
            "\"a \\\" b\"",
            ",",
            "n",
            ":",
            "-1.5e-3",
            ",",
            "list",
            ":",
            "[",
            "Data",
            ",",
            "r#\"c \" d\"#",
            "]",
            ")",
        ];
        assert_eq!(slices(text), expected);
        assert_eq!(troubles(text), Vec::<String>::new());
    }

    #[test]
    fn an_unclosed_text_ends_with_its_line() {
        let text = "(text: \"abc,\r\n place: \"d\")";
        assert_eq!(slices(text), ["(", "text", ":", "\"abc", ",", "place", ":", "\"d\"", ")"]);
        assert_eq!(troubles(text).len(), 1);
    }

    #[test]
    fn an_unclosed_text_does_not_swallow_the_next_field() {
        assert_eq!(slices("\"One, text: \"Two\", \"a: b\""), ["\"One", ",", "text", ":", "\"Two\"", ",", "\"a: b\""]);
    }

    #[test]
    fn a_closed_text_may_hold_lines() {
        assert_eq!(slices("\"a\nb\", c"), ["\"a\nb\"", ",", "c"]);
    }

    #[test]
    fn slips_are_read_as_what_was_meant() {
        let kinds: Vec<Kind> = tokens("text = “a”;").into_iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [Kind::Word, Kind::Colon, Kind::Text, Kind::Comma]);
        assert_eq!(troubles("text = “a”;").len(), 3);
    }

    #[test]
    fn an_unclosed_comment_is_told() {
        assert_eq!(troubles("(a, /* b /* c */"), ["this comment has no end"]);
    }
}
