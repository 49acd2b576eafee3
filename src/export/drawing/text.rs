//! Text into lines.

use std::rc::Rc;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation as _;

use super::FontError;
use super::draw::{Run, Shape};
use super::fonts::{Face, Fonts, Word};
use super::shapes;
use super::theme::{self, Colour};
use crate::project::Rating;
use crate::report::{Span, SpanStyle};

/// How a text is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Its face.
    pub face: Face,
    /// Its size.
    pub size: f32,
    /// Its colour.
    pub colour: Colour,
}

impl Style {
    /// A style.
    pub const fn new(face: Face, size: f32, colour: Colour) -> Self {
        Self { face, size, colour }
    }
}

/// Running text.
pub const BODY: Style = Style::new(Face::Regular, theme::BODY, theme::INK);
/// Small type.
pub const CAPTION: Style = Style::new(Face::Regular, theme::CAPTION, theme::QUIET);
/// The title of a chart.
pub const CHART_TITLE: Style = Style::new(Face::SemiBold, theme::BODY, theme::INK);

/// A text of one style.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// The text.
    pub text: &'a str,
    /// Its style.
    pub style: Style,
    /// The status whose shape stands before it.
    pub shape: Option<Rating>,
}

/// A line, its runs placed from its own beginning and baseline.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its texts.
    pub runs: Vec<Run>,
    /// Its shapes: the status, where it begins and how large the text is.
    pub shapes: Vec<(Rating, f32, f32)>,
    /// How wide it is, without spaces at its end.
    pub width: f32,
    /// The largest size in it.
    pub size: f32,
}

/// Whether a text has nothing to print.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || letter.is_control())
}

/// The pieces of a text whose spans have styles.
pub fn pieces(spans: &[Span], base: Style) -> Vec<Piece<'_>> {
    spans
        .iter()
        .map(|span| {
            let (face, colour, shape) = match span.style {
                SpanStyle::Plain => (base.face, base.colour, None),
                SpanStyle::Strong => (Face::SemiBold, base.colour, None),
                SpanStyle::Quiet => (base.face, theme::QUIET, None),
                SpanStyle::Status(rating) => (Face::SemiBold, theme::status(rating), Some(rating)),
                SpanStyle::Alert => (Face::SemiBold, theme::MISSING, None),
            };
            Piece { text: &span.text, style: Style { face, colour, ..base }, shape }
        })
        .collect()
}

/// Breaks a text into lines of at most this width. A text without letters has no lines.
pub fn wrap(fonts: &mut Fonts, pieces: &[Piece<'_>], width: f32) -> Result<Vec<Line>, FontError> {
    let text = Joined::new(pieces);
    if text.all.is_empty() {
        return Ok(Vec::new());
    }
    let mut setter = Setter { fonts, text: &text, width, lines: Vec::new(), atoms: Vec::new(), pen: 0.0, body: 0.0 };
    let mut start = 0;
    for (end, kind) in linebreaks(&text.all) {
        setter.place(start, end)?;
        start = end;
        if kind == BreakOpportunity::Mandatory {
            setter.end_line();
        }
    }
    Ok(setter.lines)
}

/// Breaks a text into lines like [`wrap`], and does not leave a single short word on the last one where the same number
/// of lines can share the text more evenly.
pub fn wrap_even(fonts: &mut Fonts, pieces: &[Piece<'_>], width: f32) -> Result<Vec<Line>, FontError> {
    const SHORT: f32 = 0.2;
    let lines = wrap(fonts, pieces, width)?;
    let ends_short = |lines: &[Line]| lines.last().is_some_and(|line| line.width < SHORT * width);
    if lines.len() < 2 || lines.len() > 8 || !ends_short(&lines) {
        return Ok(lines);
    }
    for share in [0.95, 0.9, 0.85, 0.8] {
        let narrower = wrap(fonts, pieces, width * share)?;
        if narrower.len() == lines.len() && !ends_short(&narrower) {
            return Ok(narrower);
        }
    }
    Ok(lines)
}

/// A text on one line, however wide it is.
pub fn single(fonts: &mut Fonts, text: &str, style: Style) -> Result<Line, FontError> {
    let text = text.replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ");
    let lines = wrap(fonts, &[Piece { text: &text, style, shape: None }], f32::INFINITY)?;
    Ok(lines.into_iter().next().unwrap_or_default())
}

/// The pieces' texts, cleaned and joined.
struct Joined {
    all: String,
    /// Where each piece begins, with its style and shape.
    starts: Vec<(usize, Style, Option<Rating>)>,
}

impl Joined {
    fn new(pieces: &[Piece<'_>]) -> Self {
        let mut joined = Self { all: String::new(), starts: Vec::new() };
        for piece in pieces {
            joined.starts.push((joined.all.len(), piece.style, piece.shape));
            joined.push(piece.text);
        }
        joined.all.truncate(joined.all.trim_end_matches([' ', '\n']).len());
        joined
    }

    /// Adds a text: without control characters, with one space for many, and at most one empty line in a row.
    fn push(&mut self, text: &str) {
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let letter = match letter {
                '\r' if letters.peek() == Some(&'\n') => continue,
                '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
                ' ' | '\t' => ' ',
                other if other.is_control() => continue,
                other => other,
            };
            let at_start = self.all.is_empty() || self.all.ends_with('\n');
            match letter {
                ' ' if at_start || self.all.ends_with(' ') => {}
                '\n' if self.all.is_empty() || self.all.ends_with("\n\n") => {}
                '\n' => {
                    self.all.truncate(self.all.trim_end_matches(' ').len());
                    self.all.push('\n');
                }
                other => self.all.push(other),
            }
        }
    }

    /// The parts of a stretch of the text that have one style each; with the shape, where a part begins its piece.
    fn parts(&self, start: usize, end: usize) -> impl Iterator<Item = (&str, Style, Option<Rating>)> {
        let first = self.starts.partition_point(|(from, ..)| *from <= start).saturating_sub(1);
        let ends = self.starts.iter().skip(1).map(|(from, ..)| *from).chain(std::iter::once(usize::MAX));
        self.starts.iter().zip(ends).skip(first).take_while(move |((from, ..), _)| *from < end).filter_map(
            move |((from, style, shape), to)| {
                let text = self.all.get(start.max(*from)..end.min(to))?;
                (!text.is_empty()).then_some((text, *style, shape.filter(|_| *from >= start)))
            },
        )
    }
}

/// A shaped part of a line.
struct Atom {
    word: Rc<Word>,
    style: Style,
    shape: Option<Rating>,
    space: bool,
}

impl Atom {
    fn width(&self) -> f32 {
        let shape = if self.shape.is_some() { shapes::advance(self.style.size) } else { 0.0 };
        shape + self.word.advance * self.style.size / 1000.0
    }
}

/// Sets words into lines.
struct Setter<'a> {
    fonts: &'a mut Fonts,
    text: &'a Joined,
    width: f32,
    lines: Vec<Line>,
    atoms: Vec<Atom>,
    /// Where the next word would begin.
    pen: f32,
    /// Where the last word ends.
    body: f32,
}

impl Setter<'_> {
    /// Sets what stands between two places where a line may end.
    fn place(&mut self, start: usize, end: usize) -> Result<(), FontError> {
        let text = self.text;
        let all = text.all.get(start..end).unwrap_or_default();
        let body = start + all.trim_end_matches([' ', '\n']).len();
        let mut atoms = Vec::new();
        for (part, style, shape) in text.parts(start, body) {
            atoms.push(self.atom(part, style, shape, false)?);
        }
        let width: f32 = atoms.iter().map(Atom::width).sum();
        if self.pen + width > self.width + 0.01 && self.has_words() {
            self.end_line();
        }
        if width > self.width + 0.01 {
            self.place_apart(start, body)?;
        } else {
            for atom in atoms {
                self.push(atom);
            }
        }
        // A space stays at the end of its line: without it, words run together when the text is read or copied.
        for (part, style, _) in text.parts(body, end) {
            let atom = self.atom(if part.contains(' ') { part.trim_matches('\n') } else { " " }, style, None, true)?;
            self.push(atom);
        }
        Ok(())
    }

    /// Sets a word that is longer than a line, letter by letter.
    fn place_apart(&mut self, start: usize, end: usize) -> Result<(), FontError> {
        let text = self.text;
        for (part, style, mut shape) in text.parts(start, end) {
            for letter in part.graphemes(true) {
                let atom = self.atom(letter, style, shape.take(), false)?;
                if self.pen + atom.width() > self.width + 0.01 && self.has_words() {
                    self.end_line();
                }
                self.push(atom);
            }
        }
        Ok(())
    }

    fn atom(&mut self, text: &str, style: Style, shape: Option<Rating>, space: bool) -> Result<Atom, FontError> {
        let word = self.fonts.shape(style.face, text)?;
        if !word.replaced.is_empty() {
            self.fonts.tell(&word.replaced, &self.text.all);
        }
        Ok(Atom { word, style, shape, space })
    }

    fn has_words(&self) -> bool {
        self.atoms.iter().any(|atom| !atom.space)
    }

    fn push(&mut self, atom: Atom) {
        self.pen += atom.width();
        if !atom.space {
            self.body = self.pen;
        }
        self.atoms.push(atom);
    }

    fn end_line(&mut self) {
        let mut line = Line { width: self.body, ..Line::default() };
        let mut pen = 0.0;
        for atom in self.atoms.drain(..) {
            line.size = line.size.max(atom.style.size);
            if let Some(rating) = atom.shape {
                line.shapes.push((rating, pen, atom.style.size));
                pen += shapes::advance(atom.style.size);
            }
            for part in &atom.word.parts {
                line.add(part, atom.style, pen, atom.space);
                let advance: f32 = part.glyphs.iter().map(|glyph| f32::from(glyph.advance)).sum();
                pen += advance * atom.style.size / 1000.0;
            }
        }
        (self.pen, self.body) = (0.0, 0.0);
        self.lines.push(line);
    }
}

impl Line {
    /// Adds glyphs at the pen: to the last run, if they look like it and follow on it.
    fn add(&mut self, part: &super::fonts::Part, style: Style, pen: f32, space: bool) {
        let advance: f32 = part.glyphs.iter().map(|glyph| f32::from(glyph.advance)).sum();
        let end = pen + advance * style.size / 1000.0;
        let joins = |run: &Run| {
            let alike = run.face == part.face && run.colour == style.colour && run.actual.is_none();
            let follows = !self.shapes.iter().any(|(_, x, _)| *x > run.x);
            alike && follows && part.actual.is_none() && (run.size - style.size).abs() < 0.01
        };
        match self.runs.last_mut() {
            Some(run) if joins(run) => {
                run.glyphs.extend_from_slice(&part.glyphs);
                if !space {
                    run.width = end - run.x;
                }
            }
            _ => self.runs.push(Run {
                x: pen,
                y: 0.0,
                face: part.face,
                size: style.size,
                colour: style.colour,
                glyphs: part.glyphs.clone(),
                actual: part.actual.clone(),
                width: if space { 0.0 } else { end - pen },
            }),
        }
    }

    /// What it paints, in a line of this height whose top left corner is given.
    pub fn shapes(&self, x: f32, top: f32, height: f32) -> Vec<Shape> {
        self.shapes_at(x, top, height)
            .into_iter()
            .flat_map(|(rating, x, middle, size)| shapes::status(rating, x, middle, size))
            .map(Shape::Path)
            .chain(self.text_at(x, top, height))
            .collect()
    }

    /// Its status shapes, in such a line: where each begins, its middle, and how large the text is.
    pub fn shapes_at(&self, x: f32, top: f32, height: f32) -> Vec<(Rating, f32, f32, f32)> {
        self.shapes.iter().map(|(rating, at, size)| (*rating, x + at, top + height / 2.0, *size)).collect()
    }

    /// Its texts, in such a line.
    pub fn text_at(&self, x: f32, top: f32, height: f32) -> impl Iterator<Item = Shape> {
        let baseline = self.baseline(top, height);
        self.runs.iter().map(move |run| Shape::Text(Run { x: x + run.x, y: baseline, ..run.clone() }))
    }

    /// The baseline that sets its capitals in the middle of a line of this height.
    pub fn baseline(&self, top: f32, height: f32) -> f32 {
        top + height / 2.0 + 0.334 * self.size
    }
}
