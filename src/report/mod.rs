//! Floor 4: the board pack as a document.
//!
//! A [`Report`] is headings, paragraphs, lists, tables and figures in reading order: what every renderer writes and what
//! the preview shows. [`board_pack`] makes it from a project; every number in it comes from `insight`.
//!
//! What always holds: headings go down one level at a time, each row of a table has as many cells as there are columns,
//! and every figure has a text alternative.
//!
//! What does not belong here: pages, fonts, positions, colours (`export`), and any sum of its own.

mod board;
mod chain;
mod changes;
mod released;
mod section;
mod summary;

use jiff::civil::Date;

use crate::chart::{Align, Chart};
use crate::insight::RatingCounts;
use crate::project::Rating;

pub use board::board_pack;
pub use section::Section;

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Its title, also in the file's properties.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
    /// The day it speaks of.
    pub date: Date,
    /// Its language, as PDF and HTML name it: `en-GB`.
    pub language: &'static str,
    /// What stands on the left at the head of every page after the cover.
    pub running_head: String,
    /// A warning that stands on every page, such as that the figures are invented.
    pub notice: Option<String>,
    /// Its parts, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "a report has few blocks and no copies of them")]
pub enum Block {
    /// The cover: the head of the first page. What follows stands below it, until a new page.
    Cover(Cover),
    /// A list of the headings of level 1 with links and page numbers.
    Contents,
    /// Goes on at the head of a new page.
    NewPage,
    /// A heading. Those of levels 1 and 2 are bookmarks.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Its text.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list.
    List {
        /// Whether it is numbered.
        numbered: bool,
        /// Its items.
        items: Vec<Vec<Span>>,
    },
    /// A row of large numbers with their words.
    KeyFigures(Vec<KeyFigure>),
    /// A table.
    Table(ReportTable),
    /// A chart, with its source line. Its table twin is a [`Block::Table`] after it, where it is wanted.
    Figure(Chart),
}

/// The cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The largest line.
    pub title: String,
    /// Below it.
    pub subtitle: String,
    /// Facts below that, a line each.
    pub lines: Vec<String>,
}

/// A large number with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    /// The number.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// The status whose shape and colour it has, if any.
    pub rating: Option<Rating>,
}

/// Text of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Its style.
    pub style: SpanStyle,
}

/// The style of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanStyle {
    /// As it stands around it.
    Plain,
    /// Stressed.
    Strong,
    /// Of less weight: sources, hints.
    Quiet,
    /// A status: its shape before the word, its colour, stressed.
    Status(Rating),
    /// A warning: coloured and stressed, as *Overdue 14 days*.
    Alert,
}

impl Span {
    /// Text as it stands around it.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: SpanStyle::Plain }
    }

    /// Stressed text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: SpanStyle::Strong }
    }

    /// Text of less weight.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: SpanStyle::Quiet }
    }

    /// A status by its word.
    pub fn status(rating: Rating) -> Self {
        Self { text: rating.name().to_owned(), style: SpanStyle::Status(rating) }
    }

    /// A warning.
    pub fn alert(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: SpanStyle::Alert }
    }
}

/// A table of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportTable {
    /// What it holds; read out before it, not printed.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<ReportColumn>,
    /// Its rows, each with a cell for every column; the first cell names the row. A row whose name is stressed
    /// throughout heads those below it or sums up those above.
    pub rows: Vec<Vec<Cell>>,
}

impl ReportTable {
    /// Whether a row heads those below it or sums up those above: its name is stressed throughout.
    pub fn is_stressed(row: &[Cell]) -> bool {
        let Some(Cell::Text(name)) = row.first() else { return false };
        !name.is_empty() && name.iter().all(|span| span.style == SpanStyle::Strong)
    }
}

/// A column of a document's table.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportColumn {
    /// Its heading.
    pub name: String,
    /// How its cells stand.
    pub align: Align,
    /// Its share of the table's width, against those of the others.
    pub width: f32,
}

impl ReportColumn {
    /// A column of texts.
    pub fn text(name: &str, width: f32) -> Self {
        Self { name: name.to_owned(), align: Align::Left, width }
    }

    /// A column of numbers.
    pub fn number(name: &str, width: f32) -> Self {
        Self { name: name.to_owned(), align: Align::Right, width }
    }
}

/// A cell of a document's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text. Empty where there is nothing to say.
    Text(Vec<Span>),
    /// A bar of ratings. The numbers stand in cells beside it.
    Bar {
        /// What it shows.
        counts: RatingCounts,
        /// The bar in words.
        alt: String,
    },
}

impl Cell {
    /// A cell of plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text(vec![Span::plain(text)])
    }
}

impl From<Span> for Cell {
    fn from(span: Span) -> Self {
        Self::Text(vec![span])
    }
}
