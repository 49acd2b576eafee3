//! A pack's text as a tree of values, each with its place in the text.
//!
//! Values are read for good by the `ron` crate; this tree is what tells *where* things stand, and it goes on after a
//! fault where `ron` stops.
//!
//! What always holds: every item that stands in the text is in the tree, as [`Value::Broken`] if it cannot be read; a
//! group or list with parts that were lost is not `whole`, so that nobody calls them missing.
//!
//! What does not belong here: what a pack should hold (`shape`).

use std::borrow::Cow;
use std::ops::Range;

use super::faults::Faults;
use super::recover::{Surplus, shorten};
use super::tokens::{Bracket, Kind, Token, tokens};

/// A value and its place.
#[derive(Debug)]
pub(super) struct Node<'t> {
    /// Its stretch of the text.
    pub(super) span: Range<usize>,
    /// The value.
    pub(super) value: Value<'t>,
}

/// What stands in a text.
#[derive(Debug)]
pub(super) enum Value<'t> {
    /// A text, and how it is written.
    Text { text: Cow<'t, str>, written: &'t str },
    /// A number, as it is written.
    Number(&'t str),
    /// A word without quotation marks.
    Word(&'t str),
    /// Round brackets, perhaps with a word before them.
    Group { word: Option<&'t str>, items: Vec<Item<'t>>, whole: bool },
    /// Square brackets.
    List { items: Vec<Node<'t>>, whole: bool },
    /// What could not be read; it has been told.
    Broken,
}

/// An item in round brackets.
#[derive(Debug)]
pub(super) struct Item<'t> {
    /// The field's name and its place.
    pub(super) name: Option<(&'t str, usize)>,
    /// The value.
    pub(super) value: Node<'t>,
}

/// Deeper than any pack, shallower than any stack.
const DEEPEST: usize = 32;

/// Reads a text, telling every slip of its grammar.
pub(super) fn read<'t>(text: &'t str, faults: &Faults) -> Node<'t> {
    let tokens = tokens(text);
    let surplus = Surplus::of(&tokens);
    let mut reader =
        Reader { text, tokens, surplus, next: 0, open: Vec::new(), end: text.len(), cut_off: false, faults };
    if reader.tokens.is_empty() {
        faults.tell(0, "there is no pack in this file", "a pack begins with ( and ends with )");
        return reader.broken(0);
    }
    reader.header();
    let node = reader.value();
    if let Some(token) = reader.peek(0).filter(|_| !reader.cut_off) {
        let wrong = format!("“{}” stands after the end of the pack", shorten(token.slice));
        faults.tell(token.at, wrong, "take it out, or check that no bracket is closed too early");
    }
    node
}

/// Goes through the tokens of a text. What it does after a slip is in `recover`.
pub(super) struct Reader<'t, 'f> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token<'t>>,
    /// The number of the next token.
    pub(super) next: usize,
    /// The brackets that are open here, with their offsets.
    pub(super) open: Vec<(Bracket, usize)>,
    /// How many more brackets are closed than opened.
    pub(super) surplus: Surplus,
    /// The text's length.
    end: usize,
    /// Whether the text's end has been told: once, at the innermost bracket.
    cut_off: bool,
    pub(super) faults: &'f Faults,
}

impl<'t> Reader<'t, '_> {
    pub(super) fn peek(&self, ahead: usize) -> Option<&Token<'t>> {
        self.tokens.get(self.next + ahead)
    }

    pub(super) fn kind(&self, ahead: usize) -> Option<Kind> {
        self.peek(ahead).map(|token| token.kind)
    }

    /// The next token, its trouble told.
    pub(super) fn take(&mut self) -> Option<Token<'t>> {
        let token = self.peek(0).cloned()?;
        self.next += 1;
        if let Some((wrong, right)) = &token.trouble {
            self.faults.tell(token.at, wrong, right);
        }
        Some(token)
    }

    /// The offset of the next token.
    pub(super) fn here(&self) -> usize {
        self.peek(0).map_or(self.end, |token| token.at)
    }

    fn broken(&self, at: usize) -> Node<'t> {
        Node { span: at..at.saturating_add(1).min(self.end), value: Value::Broken }
    }

    /// `#![enable(implicit_some)]`, where it stands.
    fn header(&mut self) {
        while self.kind(0) == Some(Kind::Header) {
            let at = self.here();
            let end = (1..)
                .map_while(|ahead| self.peek(ahead))
                .position(|token| matches!(token.kind, Kind::Close(Bracket::Square) | Kind::Text));
            let slices: String =
                self.tokens.iter().skip(self.next).take(end.unwrap_or(0) + 2).map(|token| token.slice).collect();
            if matches!(slices.as_str(), "#![enable(implicit_some)]" | "#![enable(implicit_some,)]") {
                self.next += end.unwrap_or(0) + 2;
                continue;
            }
            self.faults.tell(
                at,
                "the line before the pack is not known here",
                "write #![enable(implicit_some)] or nothing",
            );
            // The pack itself begins at the first round bracket that does not belong to an `enable`.
            while let Some(kind) = self.kind(0) {
                if kind == Kind::Open(Bracket::Round) && !self.after_enable() {
                    break;
                }
                self.next += 1;
            }
        }
    }

    fn after_enable(&self) -> bool {
        let before = self.next.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|token| token.kind == Kind::Word)
    }

    fn value(&mut self) -> Node<'t> {
        // What nothing can be made of is told and passed over; the value may stand behind it.
        while matches!(self.kind(0), Some(Kind::Stray | Kind::Header)) {
            self.pass_over();
        }
        let at = self.here();
        match self.kind(0) {
            Some(Kind::Text) => self.text(),
            Some(Kind::Number) => self.single(Value::Number),
            Some(Kind::Word) if self.kind(1) == Some(Kind::Open(Bracket::Round)) => {
                let word = self.take().map(|token| token.slice);
                self.group(at, word)
            }
            Some(Kind::Word) => self.single(Value::Word),
            Some(Kind::Open(Bracket::Round)) => self.group(at, None),
            Some(Kind::Open(Bracket::Square)) => self.list(at),
            Some(Kind::Open(Bracket::Curly)) => {
                self.faults.tell(
                    at,
                    "curly brackets have no use in a pack",
                    "write ( ) around fields and [ ] around a list",
                );
                self.skip_brackets(at)
            }
            Some(Kind::Close(_) | Kind::Comma | Kind::Colon | Kind::Stray | Kind::Header) => {
                self.faults.tell(at, "a value is missing here", "write a text, a number, a word or brackets");
                self.broken(at)
            }
            None => {
                self.tell_end(at, "the file ends before a value", "write the value, and close every bracket");
                self.broken(at)
            }
        }
    }

    fn pass_over(&mut self) {
        let Some(token) = self.take() else { return };
        // A comment without an end has swallowed the rest of the file.
        self.cut_off |= token.slice.starts_with("/*");
        if token.trouble.is_none() {
            self.faults.tell(token.at, format!("“{}” cannot stand here", token.slice), "take it out");
        }
    }

    fn single(&mut self, value: impl Fn(&'t str) -> Value<'t>) -> Node<'t> {
        match self.take() {
            Some(token) => Node { span: token.at..token.end(), value: value(token.slice) },
            None => self.broken(self.end),
        }
    }

    fn text(&mut self) -> Node<'t> {
        let Some(token) = self.take() else { return self.broken(self.end) };
        let span = token.at..token.end();
        if token.trouble.is_some() {
            return Node { span, value: Value::Broken };
        }
        let plain = token.slice.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let text = match plain.filter(|text| !text.contains('\\')) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => ron::from_str::<String>(token.slice).map(Cow::Owned),
        };
        let value = text.map_or(Value::Broken, |text| Value::Text { text, written: token.slice });
        if matches!(value, Value::Broken) {
            let escape = token.at + token.slice.find('\\').unwrap_or_default();
            self.faults.tell(
                escape,
                "a backslash in this text begins something unknown",
                "write \\\\ for a backslash, and \\\" for a quotation mark",
            );
        }
        Node { span, value }
    }

    /// Tells the file's end, once.
    fn tell_end(&mut self, at: usize, wrong: &str, right: &str) {
        if !self.cut_off {
            self.faults.tell(at, wrong, right);
            self.cut_off = true;
        }
    }

    fn group(&mut self, at: usize, word: Option<&'t str>) -> Node<'t> {
        let mut items = Vec::new();
        let whole = self.bracketed(Bracket::Round, |reader| {
            let item = reader.item(true);
            items.push(item);
        });
        let end = self.last_end(at);
        match whole {
            Some(whole) => Node { span: at..end, value: Value::Group { word, items, whole } },
            None => Node { span: at..end, value: Value::Broken },
        }
    }

    fn list(&mut self, at: usize) -> Node<'t> {
        let mut items = Vec::new();
        let mut bare_field = false;
        let whole = self.bracketed(Bracket::Square, |reader| {
            let item = reader.item(false);
            let Some((name, at)) = item.name else {
                bare_field = false;
                items.push(item.value);
                return;
            };
            // Told once for all fields of an item that lacks its brackets.
            if !bare_field {
                let wrong = format!("the field “{name}” stands in a list without round brackets around it");
                reader.faults.tell(at, wrong, "write ( before the first field of an item and ) after its last");
                items.push(reader.broken(at));
            }
            bare_field = true;
        });
        let end = self.last_end(at);
        match whole {
            Some(whole) => Node { span: at..end, value: Value::List { items, whole } },
            None => Node { span: at..end, value: Value::Broken },
        }
    }

    /// The offset behind the token that was taken last.
    pub(super) fn last_end(&self, at: usize) -> usize {
        let last = self.next.checked_sub(1).and_then(|last| self.tokens.get(last));
        last.map_or(at, Token::end).max(at)
    }

    /// A field with its value, or a value alone, as in a list.
    fn item(&mut self, in_group: bool) -> Item<'t> {
        let name = match (self.kind(0), self.kind(1)) {
            (Some(Kind::Word), Some(Kind::Colon)) => self.take().map(|token| (token.slice, token.at)),
            (Some(Kind::Text), Some(Kind::Colon)) => self.take().map(|token| {
                self.faults.tell(token.at, "a field’s name stands in quotation marks", "write the name without them");
                (token.slice.trim_matches('"'), token.at)
            }),
            (Some(Kind::Word), Some(Kind::Text | Kind::Number | Kind::Word | Kind::Open(Bracket::Square)))
                if in_group =>
            {
                self.take().map(|token| {
                    let wrong = format!("there is no colon after “{}”", token.slice);
                    self.faults.tell(token.end(), wrong, "write a colon between a field and its value");
                    (token.slice, token.at)
                })
            }
            _ => None,
        };
        if name.is_some() && self.kind(0) == Some(Kind::Colon) {
            self.take();
        }
        let at = self.here();
        if name.is_some() && self.bare_text() {
            return Item { name, value: self.broken(at) };
        }
        Item { name, value: self.value() }
    }

    /// What stands between two brackets, item by item: whether all of it could be read, or nothing where the brackets
    /// are too deep.
    fn bracketed(&mut self, bracket: Bracket, mut item: impl FnMut(&mut Self)) -> Option<bool> {
        let at = self.here();
        if self.open.len() >= DEEPEST {
            self.faults.tell(at, "there are too many brackets within brackets", "check that every bracket is closed");
            self.skip_brackets(at);
            return None;
        }
        self.take();
        self.open.push((bracket, at));
        let mut whole = true;
        loop {
            match self.kind(0) {
                None => {
                    let right = format!(
                        "write {} where it should end (a part of the file may have been lost)",
                        bracket.close()
                    );
                    self.tell_end(at, &format!("the bracket {} is never closed", bracket.open()), &right);
                    whole = false;
                    break;
                }
                Some(Kind::Close(found)) if found == bracket => {
                    self.take();
                    break;
                }
                Some(Kind::Close(found)) => {
                    whole = false;
                    if self.wrong_close(at, bracket, found) {
                        break;
                    }
                }
                Some(Kind::Comma) => {
                    self.faults.tell(
                        self.here(),
                        "this comma has no value before it",
                        "take the comma out, or write the value",
                    );
                    self.next += 1;
                }
                Some(Kind::Colon) => {
                    self.faults.tell(
                        self.here(),
                        "this colon has no field’s name before it",
                        "write the name, or take the colon out",
                    );
                    self.next += 1;
                }
                Some(Kind::Stray | Kind::Header) => self.pass_over(),
                Some(Kind::Text | Kind::Number | Kind::Word | Kind::Open(_)) => {
                    item(self);
                    whole &= self.separator();
                }
            }
        }
        self.open.pop();
        Some(whole)
    }
}
