//! The white sheet of a picture: the finding, the drawing, the source line, what to mind and the notes of its
//! figures, below each other as in the board pack.

use crate::chart::{Chart, Plot};
use crate::export::drawing::draw::Shape;
use crate::export::drawing::fonts::Fonts;
use crate::export::drawing::text::{CAPTION, CHART_TITLE, Piece, Style, is_blank, wrap_even};
use crate::export::drawing::{self, FontError, Replaced, shapes as signs, theme};
use crate::words;

/// How wide a picture is, in points: the column of text of a page, with room around it.
const WIDTH: f32 = 516.0;

/// The room beside the drawing.
const BESIDE: f32 = (WIDTH - theme::WIDTH) / 2.0;

/// The room above and below.
const ABOVE: f32 = 16.0;

/// Between the finding and the drawing.
const BELOW_TITLE: f32 = 7.0;

/// Between the drawing and its source.
const ABOVE_SOURCE: f32 = 6.0;

/// Above each sentence to mind.
const BETWEEN_NOTES: f32 = 3.0;

/// How many notes of figures stand below a picture at the most.
const MOST_NOTES: usize = 20;

/// A picture, laid out.
#[derive(Debug)]
pub struct Sheet {
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
    /// What is painted on it, in painting order.
    pub shapes: Vec<Shape>,
    /// The finding.
    pub title: String,
    /// The chart in words.
    pub alt: String,
    /// The characters that no font has.
    pub replaced: Vec<Replaced>,
}

impl Sheet {
    /// The sheet of a chart.
    pub fn of(chart: &Chart) -> Result<Self, FontError> {
        let mut fonts = Fonts::new();
        let mut shapes = Vec::new();
        let mut y = ABOVE;
        let title = lines(&mut fonts, &chart.title, CHART_TITLE, 0.0, &mut y, &mut shapes)?;
        if title > 0 {
            y += BELOW_TITLE;
        }
        let (height, drawn) = drawing::plot(&chart.plot, &mut fonts)?;
        shapes.extend(drawn.into_iter().map(|shape| shape.shifted(BESIDE - theme::LEFT, y)));
        y += height;
        if !chart.source.trim().is_empty() {
            y += ABOVE_SOURCE;
            lines(&mut fonts, &chart.source, CAPTION, 0.0, &mut y, &mut shapes)?;
        }
        for note in chart.notes.iter().filter(|note| !is_blank(note)) {
            y += BETWEEN_NOTES;
            let mark = signs::warning(BESIDE, y + theme::CAPTION_LINE / 2.0, theme::CAPTION);
            shapes.extend(mark.into_iter().map(Shape::Path));
            lines(&mut fonts, note, CAPTION, signs::WARNING, &mut y, &mut shapes)?;
        }
        // A picture stands alone: what the numbers in it refer to is beside no table.
        if let Plot::Trend(trend) = &chart.plot {
            let older = trend.notes.len().saturating_sub(MOST_NOTES);
            let left = (older > 0).then(|| {
                format!(
                    "{} stand in the table.",
                    words::count(older, "note of an older figure", "notes of older figures")
                )
            });
            let newest = trend.notes.iter().skip(older);
            let told = newest.map(|note| format!("{}. {}: {}", note.number, words::date(note.date), note.text.trim()));
            for text in told.chain(left) {
                y += BETWEEN_NOTES;
                lines(&mut fonts, &text, CAPTION, 0.0, &mut y, &mut shapes)?;
            }
        }
        let alt = if chart.alt.trim().is_empty() { &chart.title } else { &chart.alt };
        Ok(Self {
            width: WIDTH,
            height: (y + ABOVE).ceil(),
            shapes,
            title: written(&chart.title),
            alt: written(alt),
            replaced: fonts.take_replaced(),
        })
    }
}

/// Sets a text in lines below each other from `y` on, at a distance from the left; gives how many there are.
fn lines(
    fonts: &mut Fonts,
    text: &str,
    style: Style,
    indent: f32,
    y: &mut f32,
    shapes: &mut Vec<Shape>,
) -> Result<usize, FontError> {
    let line_height = if style == CAPTION { theme::CAPTION_LINE } else { theme::BODY_LINE };
    let lines = wrap_even(fonts, &[Piece { text, style, shape: None }], theme::MEASURE - indent)?;
    for line in &lines {
        shapes.extend(line.shapes(BESIDE + indent, *y, line_height));
        *y += line_height;
    }
    Ok(lines.len())
}

/// A text as files hold it: in one line, without what their formats forbid.
fn written(text: &str) -> String {
    let forbidden = |letter: char| letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}');
    text.split(|letter: char| letter.is_whitespace() || forbidden(letter))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
