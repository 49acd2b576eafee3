//! Several small plots of one kind on one scale, three beside each other.

use super::FontError;
use super::compared::{dashed, place, point, whisker};
use super::draw::{Area, Path, Pen, Shape, length};
use super::fonts::{Face, Fonts};
use super::text::{Piece, Style, single, wrap};
use super::theme;
use crate::chart::{Panel, PanelMark, Panels};

/// How many plots stand beside each other at most.
const ACROSS: usize = 3;

const GAP: f32 = 16.0;
const NAME: f32 = 17.0;
const ROW: f32 = 21.0;
const BAR: f32 = 10.0;
const LABEL: f32 = 15.0;

/// The room of the names, as a part of a plot's width; the values in words take what the longest needs, up to a part.
const NAMES: f32 = 0.36;
const VALUES: f32 = 0.4;

const QUIET: Style = Style::new(Face::Regular, 7.75, theme::INK);
const TEXT: Style = Style::new(Face::SemiBold, 7.75, theme::INK);

/// Draws the plots; gives the height too.
pub fn draw(of: &Panels, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let mut drawn = Vec::new();
    let mut y = 0.0;
    if let Some(level) = &of.level {
        drawn.extend(dashed(theme::LEFT + 3.0, (4.0, LABEL - 3.0)));
        let label = single(fonts, &level.label, Style::new(Face::SemiBold, theme::CAPTION, theme::ACCENT))?;
        drawn.extend(label.shapes(theme::LEFT + 10.0, 0.0, LABEL));
        y += LABEL;
    }
    let columns = of.panels.len().clamp(1, ACROSS);
    let each = (theme::WIDTH + GAP) / length(columns) - GAP;
    let mut values = 0.0_f32;
    for row in of.panels.iter().flat_map(|panel| &panel.rows) {
        values = values.max(single(fonts, &row.text, TEXT)?.width);
    }
    let values = (values + 5.0).min(each * VALUES);
    for line in of.panels.chunks(columns) {
        for (column, panel) in line.iter().enumerate() {
            let left = theme::LEFT + (each + GAP) * length(column);
            let one = plot(of, panel, (left, each, values), fonts)?;
            drawn.extend(one.into_iter().map(|shape| shape.shifted(0.0, y)));
        }
        let rows = line.iter().map(|panel| panel.rows.len()).max().unwrap_or_default();
        y += NAME + ROW * length(rows) + 8.0;
    }
    Ok((y, drawn))
}

/// How high a line of plots is.
pub fn height(panels: &[Panel]) -> f32 {
    let line =
        |line: &[Panel]| NAME + ROW * length(line.iter().map(|panel| panel.rows.len()).max().unwrap_or_default()) + 8.0;
    LABEL + panels.chunks(ACROSS).map(line).sum::<f32>()
}

/// How many plots fit into a height: whole lines, and one line at least.
pub fn fitting(panels: &[Panel], room: f32) -> usize {
    let mut count = ACROSS.min(panels.len());
    while count < panels.len()
        && panels.get(..(count + ACROSS).min(panels.len())).is_some_and(|more| height(more) <= room)
    {
        count = (count + ACROSS).min(panels.len());
    }
    count
}

/// A small plot at a place.
fn plot(
    of: &Panels,
    panel: &Panel,
    (left, wide, values): (f32, f32, f32),
    fonts: &mut Fonts,
) -> Result<Vec<Shape>, FontError> {
    let mut drawn = Vec::new();
    let bold = Style::new(Face::SemiBold, theme::CELL, theme::INK);
    if let Some(name) = wrap(fonts, &[Piece { text: &panel.name, style: bold, shape: None }], wide)?.into_iter().next()
    {
        drawn.extend(name.shapes(left, 0.0, NAME - 3.0));
    }
    let (from, to) = (left + wide * NAMES, left + wide - values);
    let foot = NAME + ROW * length(panel.rows.len());
    drawn.push(Shape::Path(Path::line(&[(from, NAME), (from, foot)], Pen::solid(theme::OUTLINE, 0.6))));
    if let Some(level) = &of.level {
        drawn.extend(dashed(place(&of.axis, level.value, from, to), (NAME + 2.0, foot)));
    }
    for (number, row) in panel.rows.iter().enumerate() {
        let top = NAME + ROW * length(number);
        let middle = top + ROW / 2.0;
        let label = Piece { text: &row.label, style: QUIET, shape: None };
        let lines = wrap(fonts, &[label], wide * NAMES - 4.0)?;
        let lines = lines.into_iter().take(2).collect::<Vec<_>>();
        let mut at = middle - 4.6 * length(lines.len());
        for line in lines {
            drawn.extend(line.shapes(left, at, 9.2));
            at += 9.2;
        }
        let text = single(fonts, &row.text, TEXT)?;
        drawn.extend(text.shapes(left + wide - text.width, top, ROW));
        let Some(value) = row.value else { continue };
        let (x, colour) = (place(&of.axis, value, from, to), theme::tone(panel.tone));
        match of.mark {
            PanelMark::Bar => {
                let bar = Area::between(from, middle - BAR / 2.0, x, middle + BAR / 2.0);
                drawn.push(Shape::Path(Path::rectangle(bar, colour)));
            }
            PanelMark::Point => {
                if let Some(range) = row.range {
                    drawn.extend(whisker(&of.axis, range, (from, to), middle, colour));
                }
                drawn.push(point(x, middle, colour, row.firm));
            }
        }
    }
    Ok(drawn)
}
