//! Floor 2: charts as data.
//!
//! A [`Chart`] says everything that a reader gets from it: its title is the finding, its text alternative says it in
//! words, its [`Table`] holds every number drawn. The window draws it with `egui_plot`, the board pack as vectors.
//!
//! What always holds: every number that is drawn stands in the table too, and no chart is without a title and a text
//! alternative.
//!
//! Where labels stand (`place`) is found here too, so that they keep clear of one another in every drawing.
//!
//! What does not belong here: colours, sizes in pixels, and how the numbers were found.

mod compared;
mod days;
mod map;
mod place;

use jiff::civil::Date;

use crate::content::Unit;
use crate::project::Rating;

pub use compared::{Axis, IntervalRow, Intervals, PairRow, Pairs, Panel, PanelMark, PanelRow, Panels};
pub use days::{day_at, day_number, day_ticks};
pub use map::{LinkKind, Map, MapColumn, MapLayout, MapLink, MapNode, MapStatus, NodeOf};
pub use place::{Places, Spot};

/// A chart with its words and its table.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What the chart shows, as a finding.
    pub title: String,
    /// The chart in words, for those who do not see it.
    pub alt: String,
    /// Whose figures, when and from where, in small type below.
    pub source: String,
    /// What to mind when it is read, such as that a benchmark counts other people; a sentence each, below the source.
    pub notes: Vec<String>,
    /// What is drawn.
    pub plot: Plot,
    /// Every number drawn.
    pub table: Table,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Counts of ratings as stacked bars.
    Ratings(Vec<RatingBar>),
    /// A figure over time.
    Trend(Trend),
    /// Shares of groups as stacked bars.
    Shares(Shares),
    /// Points with their intervals against a line.
    Intervals(Intervals),
    /// Two points in each row, joined by a line.
    Pairs(Pairs),
    /// Several small plots on one scale.
    Panels(Panels),
    /// A strategy as a map.
    Map(Map),
}

/// A bar of counts by rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingBar {
    /// What the bar is for.
    pub label: String,
    /// The parts in drawing order, with their counts.
    pub parts: Vec<(Rating, u32)>,
}

/// Shares of groups as stacked bars from nought to 100 percent. The first part is the one that is told: it begins at
/// nought, so that its ends can be compared, and the level and the ranges are its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// The parts, in drawing order.
    pub parts: Vec<SharePart>,
    /// The bars.
    pub rows: Vec<ShareRow>,
    /// A published share to hold the first part against.
    pub level: Option<Level>,
}

/// A part of bars of shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharePart {
    /// Its name.
    pub name: String,
    /// Which of the palette's steps fills it.
    pub tone: Tone,
}

/// A bar of shares.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareRow {
    /// What the bar is for.
    pub label: String,
    /// How many people it rests on; `None` for published figures.
    pub base: Option<u32>,
    /// The shares in percent, in the order of the parts; none where the bar rests on nobody.
    pub percents: Vec<f64>,
    /// The 95% interval of the first part, in percent.
    pub range: Option<(f64, f64)>,
    /// What must not be told of it, where there is such.
    pub hidden: Option<HiddenShares>,
}

/// Shares that must not be told: drawn together at the end of the bar, or in place of it where no share is told, by a
/// pattern and in words, never as nought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenShares {
    /// Which parts, by their places. What stands in their place among the percents means nothing.
    pub parts: Vec<usize>,
    /// What stands there: `hidden`.
    pub words: String,
}

impl ShareRow {
    /// The shares that are told, each with its part's place.
    pub fn told(&self) -> impl Iterator<Item = (usize, f64)> {
        let hidden = self.hidden.as_ref().map(|hidden| hidden.parts.as_slice()).unwrap_or_default();
        self.percents.iter().copied().enumerate().filter(move |(place, _)| !hidden.contains(place))
    }

    /// From where on the bar stands for what is hidden, in percent, where some of it is told.
    pub fn hidden_from(&self) -> Option<f64> {
        let told: f64 = self.told().map(|(_, percent)| percent).sum();
        let some = self.hidden.as_ref().is_some_and(|hidden| !hidden.parts.is_empty()) && !self.percents.is_empty();
        // What is left may be next to nothing by rounding; it is seen all the same.
        some.then(|| told.clamp(0.0, 96.0))
    }
}

/// A figure over time, with where it should go and what others reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// What the vertical axis counts.
    pub unit: Unit,
    /// The lowest and highest value shown.
    pub range: (f64, f64),
    /// The first and last day shown.
    pub days: (Date, Date),
    /// The measured lines.
    pub series: Vec<Series>,
    /// The target's path: straight lines between its corners, in the order of their dates.
    pub path: Vec<(Date, f64)>,
    /// The band to stay within, lowest value first.
    pub band: Option<(f64, f64)>,
    /// The target itself.
    pub target: Option<Mark>,
    /// Published figures as level lines.
    pub levels: Vec<Level>,
    /// Where the pace of the newest figures leads.
    pub outlook: Option<Outlook>,
    /// The figures that have a note.
    pub notes: Vec<NoteMark>,
}

impl Trend {
    /// The steps on the way to the target: the inner corners of its path.
    pub fn steps(&self) -> impl Iterator<Item = (Date, f64)> + use<'_> {
        self.path.get(1..self.path.len().saturating_sub(1)).unwrap_or_default().iter().copied()
    }

    /// The tone of the line from whose end the pace goes on.
    pub fn outlook_tone(&self) -> Tone {
        let goes_on = |outlook: Outlook| {
            self.series
                .iter()
                .rev()
                .find(|series| series.points.last() == Some(&outlook.from))
                .map(|series| series.tone)
        };
        self.outlook.and_then(goes_on).unwrap_or(Tone::Accent)
    }
}

/// A measured line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name; drawn beside its end where there are several.
    pub name: String,
    /// Which of the palette's steps draws it.
    pub tone: Tone,
    /// Its points, in the order of their dates.
    pub points: Vec<(Date, f64)>,
    /// How uncertain they are: for days that have a point, the lowest and highest value that chance allows.
    pub ranges: Vec<(Date, f64, f64)>,
}

/// Where a pace leads: a wedge from the newest figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// The newest figure.
    pub from: (Date, f64),
    /// The day to which it is drawn.
    pub until: Date,
    /// The lowest value then.
    pub low: f64,
    /// The middle value then.
    pub middle: f64,
    /// The highest value then.
    pub high: f64,
}

/// A figure that has a note.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteMark {
    /// The note's number, from 1.
    pub number: usize,
    /// The figure's day.
    pub date: Date,
    /// The figure.
    pub value: f64,
    /// The note.
    pub text: String,
}

/// A step of the palette for lines and groups: apart in hue for colour-blind readers and in lightness for print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The one line of a chart, in the accent.
    Accent,
    /// Professional backgrounds: the darkest.
    Professional,
    /// Intermediate backgrounds: the lightest.
    Intermediate,
    /// Working-class backgrounds.
    WorkingClass,
}

/// A labelled point.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its label: `Target 70%, 31 Mar 2027`.
    pub label: String,
    /// The day.
    pub date: Date,
    /// The value.
    pub value: f64,
}

/// A labelled level line.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Its label: `Index employers, new hires 87%`.
    pub label: String,
    /// The value.
    pub value: f64,
    /// Whether it counts otherwise, counts other people or is old; what to mind stands in the chart's notes.
    pub unlike: bool,
}

/// A table of texts: the twin of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it holds.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, as long as there are columns; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// How its cells stand.
    pub align: Align,
}

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

impl Table {
    /// The table as lines of cells with tabs between, as spreadsheets take it from the clipboard. Tabs and line breaks
    /// within a cell become spaces.
    pub fn tab_separated(&self) -> String {
        let clean = |cell: &str| cell.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ");
        let head: Vec<String> = self.columns.iter().map(|column| clean(&column.name)).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect::<Vec<_>>().join("\t"));
        std::iter::once(head.join("\t")).chain(rows).map(|line| line + "\n").collect()
    }
}

impl Column {
    /// A column of texts.
    pub fn text(name: &str) -> Self {
        Self { name: name.to_owned(), align: Align::Left }
    }

    /// A column of numbers.
    pub fn number(name: &str) -> Self {
        Self { name: name.to_owned(), align: Align::Right }
    }
}

/// Round values for an axis that covers `low` to `high` in about `steps` steps of 1, 2 or 5 times a power of ten.
pub fn ticks(low: f64, high: f64, steps: f64) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite() && high > low && steps >= 1.0) {
        return vec![low];
    }
    let rough = (high - low) / steps;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= rough).unwrap_or(rough);
    let mut ticks = Vec::new();
    let mut number = (low / step).ceil();
    while number * step <= high + step * 1e-9 && ticks.len() < 100 {
        ticks.push(number * step);
        number += 1.0;
    }
    ticks
}
