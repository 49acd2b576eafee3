//! Where the reading of a text goes on after a slip, so that the slip is told once and hides nothing behind it.
//!
//! What always holds: reading goes forward. Every way on from a slip passes at least one token, or leaves a bracket.
//!
//! What does not belong here: texts without slips (`tree`).

use super::tokens::{Bracket, Kind, Token};
use super::tree::{Node, Reader, Value};

/// How many more brackets of each kind are closed than opened in the whole text. It decides what a bracket that does
/// not fit is: one too many, or a sign that one before it was never closed.
#[derive(Debug, Default)]
pub(super) struct Surplus {
    round: isize,
    square: isize,
    curly: isize,
}

impl Surplus {
    /// The surplus of a text's tokens.
    pub(super) fn of(tokens: &[Token<'_>]) -> Self {
        let mut surplus = Self::default();
        for token in tokens {
            match token.kind {
                Kind::Open(bracket) => *surplus.count(bracket) -= 1,
                Kind::Close(bracket) => *surplus.count(bracket) += 1,
                Kind::Text | Kind::Number | Kind::Word | Kind::Comma | Kind::Colon | Kind::Header | Kind::Stray => {}
            }
        }
        surplus
    }

    fn count(&mut self, bracket: Bracket) -> &mut isize {
        match bracket {
            Bracket::Round => &mut self.round,
            Bracket::Square => &mut self.square,
            Bracket::Curly => &mut self.curly,
        }
    }
}

impl<'t> Reader<'t, '_> {
    /// Tells of a closing bracket that does not fit the one that was opened at `at`. Returns whether it ends it.
    pub(super) fn wrong_close(&mut self, at: usize, opened: Bracket, found: Bracket) -> bool {
        let here = self.here();
        let on_this_line = |from: usize| !self.text.get(from..here).unwrap_or_default().contains('\n');
        let outer = self.open.iter().rev().find(|(bracket, _)| *bracket == found).map(|(_, at)| *at);
        let outer_on_this_line = outer.is_some_and(on_this_line);
        let opened_on_this_line = on_this_line(at);
        // Brackets that belong together stand on one line or both at the edges of lines.
        let strange_here = !opened_on_this_line && !outer_on_this_line && !self.on_new_line();
        let too_many = *self.surplus.count(found) > 0;
        if (opened_on_this_line && !outer_on_this_line) || (too_many && *self.surplus.count(opened) < 0) {
            let wrong = format!("a bracket that opens with {} ends with {}", opened.open(), found.close());
            self.faults.tell(here, wrong, format!("write {}", opened.close()));
            *self.surplus.count(found) -= 1;
            *self.surplus.count(opened) += 1;
            self.next += 1;
            return true;
        }
        if too_many || strange_here || outer.is_none() {
            let wrong = format!("{} closes a bracket that was never opened", found.close());
            self.faults.tell(here, wrong, "take it out, or write the opening bracket");
            *self.surplus.count(found) -= 1;
            self.next += 1;
            if self.kind(0) == Some(Kind::Comma) {
                self.next += 1;
            }
            return false;
        }
        let wrong = format!("the bracket {} is not closed before the next {}", opened.open(), found.close());
        self.faults.tell(at, wrong, format!("write {} where it should end", opened.close()));
        *self.surplus.count(opened) += 1;
        true
    }

    /// The comma behind an item. Returns false where something had to be passed over.
    pub(super) fn separator(&mut self) -> bool {
        let Some(kind) = self.kind(0) else { return true };
        let after = self.next.checked_sub(1).and_then(|last| self.tokens.get(last)).map(|token| token.kind);
        // A value, and not the beginning of words that have lost their quotation marks.
        let ends = matches!(self.kind(1), None | Some(Kind::Comma | Kind::Close(_)));
        let a_value = match kind {
            Kind::Comma => {
                self.take();
                return true;
            }
            Kind::Close(_) => return true,
            Kind::Open(_) => true,
            Kind::Word if self.kind(1) == Some(Kind::Colon) => true,
            Kind::Word => ends && after != Some(Kind::Text),
            Kind::Text | Kind::Number => ends || self.on_new_line(),
            Kind::Colon | Kind::Header | Kind::Stray => false,
        };
        if a_value {
            self.faults.tell(self.last_end(0), "a comma is missing here", "write a comma between two values");
            return true;
        }
        let slice = self.peek(0).map(|token| shorten(token.slice)).unwrap_or_default();
        let (wrong, right) = match after {
            Some(Kind::Text) => (
                format!("the text before “{slice}” has ended, but words go on"),
                "write a comma, or “ ” for quotation marks within a text",
            ),
            _ => (format!("“{slice}” cannot stand here"), "write a comma before the next value, or take it out"),
        };
        self.faults.tell(self.here(), wrong, right);
        self.skip_words();
        if self.kind(0) == Some(Kind::Comma) {
            self.take();
        }
        false
    }

    /// Tells of a text without quotation marks: a field’s value that goes on after its first word.
    pub(super) fn bare_text(&mut self) -> bool {
        let goes_on = matches!(self.kind(1), Some(Kind::Word | Kind::Number)) && !self.new_line_before(self.next + 1);
        if self.kind(0) != Some(Kind::Word) || !goes_on || self.kind(2) == Some(Kind::Colon) {
            return false;
        }
        let wrong = "this text has no quotation marks";
        self.faults.tell(self.here(), wrong, "put straight quotation marks (\") around it");
        self.skip_words();
        true
    }

    /// Goes past words that are not what a pack holds, to the comma or bracket after which one may go on. Words may
    /// have commas, colons and brackets of their own; a field on a new line is trusted whatever came before.
    fn skip_words(&mut self) {
        let mut depth = 0_usize;
        while let Some(kind) = self.kind(0) {
            if self.on_new_line() {
                depth = 0;
            }
            match kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) if depth == 0 => return,
                Kind::Close(_) => depth -= 1,
                Kind::Comma if depth == 0 && self.before_item() => return,
                Kind::Word if self.on_new_line() && self.kind(1) == Some(Kind::Colon) => return,
                Kind::Text | Kind::Number | Kind::Word | Kind::Comma | Kind::Colon | Kind::Header | Kind::Stray => {}
            }
            self.next += 1;
        }
    }

    /// Whether the comma that is next is one between two items.
    fn before_item(&self) -> bool {
        match self.kind(1) {
            None | Some(Kind::Close(_) | Kind::Open(_) | Kind::Text) => true,
            Some(Kind::Word) if self.kind(2) == Some(Kind::Colon) => true,
            Some(_) => self.new_line_before(self.next + 1),
        }
    }

    fn on_new_line(&self) -> bool {
        self.new_line_before(self.next)
    }

    fn new_line_before(&self, number: usize) -> bool {
        let end = number.checked_sub(1).and_then(|before| self.tokens.get(before)).map(Token::end);
        let between = end.zip(self.tokens.get(number)).and_then(|(end, token)| self.text.get(end..token.at));
        between.is_some_and(|blank| blank.contains('\n'))
    }

    /// Goes past brackets and all that stands in them, however deep.
    pub(super) fn skip_brackets(&mut self, at: usize) -> Node<'t> {
        let mut depth = 0_usize;
        while let Some(kind) = self.kind(0) {
            match kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth = depth.saturating_sub(1),
                Kind::Text | Kind::Number | Kind::Word | Kind::Comma | Kind::Colon | Kind::Header | Kind::Stray => {}
            }
            self.next += 1;
            if depth == 0 {
                break;
            }
        }
        Node { span: at..self.last_end(at), value: Value::Broken }
    }
}

/// A slice short enough to be shown in a sentence.
pub(super) fn shorten(slice: &str) -> String {
    let line = slice.lines().next().unwrap_or_default();
    if line.chars().count() <= 20 { line.to_owned() } else { line.chars().take(20).chain(['…']).collect() }
}
