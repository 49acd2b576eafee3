//! A strategy as a map: four columns of boxes with their statuses, and the links between them.

use unicode_segmentation::UnicodeSegmentation as _;

use super::FontError;
use super::draw::{Area, Corner, Dash, Path, Pen, Shape, length};
use super::fonts::{Face, Fonts};
use super::text::{Line, Piece, Style, single, wrap};
use super::theme;
use crate::chart::{LinkKind, Map, MapColumn, MapNode, NodeOf};

/// How wide a column is: that of the pillars, and the others.
const PILLAR: f32 = 62.0;
const COLUMN: f32 = (theme::WIDTH - PILLAR - 3.0 * BETWEEN) / 3.0;
/// Between two columns, where the links are.
const BETWEEN: f32 = 26.0;
/// Between two boxes of a column.
const GAP: f32 = 6.0;
/// Around the text of a box.
const PAD: f32 = 5.0;
/// The heads of the columns.
const HEAD: f32 = 18.0;
/// Below the boxes: what the links mean.
const FOOT: f32 = 20.0;
/// A line of a label, and of a status.
const LINE: f32 = 10.2;
const STATUS_LINE: f32 = 10.0;
/// The most lines of a label; what is longer stands whole in the plan.
const LINES: usize = 6;

const LABEL: Style = Style::new(Face::Regular, theme::CAPTION, theme::INK);
const PILLAR_LABEL: Style = Style::new(Face::SemiBold, theme::CAPTION, theme::INK);
const REST: Style = Style::new(Face::Regular, theme::CAPTION, theme::QUIET);
const HEADING: Style = Style::new(Face::SemiBold, theme::CAPTION, theme::QUIET);
const KEY: Style = Style::new(Face::Regular, 7.5, theme::QUIET);

/// A box, set.
struct Set {
    label: Vec<Line>,
    status: Vec<Line>,
}

impl Set {
    fn of(node: &MapNode, fonts: &mut Fonts) -> Result<Self, FontError> {
        let width = width(node.column) - 2.0 * PAD;
        let style = match (&node.of, node.column) {
            (NodeOf::Rest { .. }, _) => REST,
            (_, MapColumn::Pillar) => PILLAR_LABEL,
            _ => LABEL,
        };
        let label = fitted(&node.text(), style, width, fonts)?;
        let status = match &node.status {
            Some(status) => {
                let style = Style::new(Face::SemiBold, 7.5, theme::status(status.rating));
                wrap(fonts, &[Piece { text: &status.words, style, shape: Some(status.rating) }], width)?
            }
            None => Vec::new(),
        };
        Ok(Self { label, status })
    }

    fn height(&self) -> f32 {
        let status = if self.status.is_empty() { 0.0 } else { 1.0 };
        length(self.label.len()) * LINE + length(self.status.len()) * STATUS_LINE + status + 2.0 * PAD - 1.0
    }
}

/// A text in at most so many lines, the rest left out.
fn fitted(text: &str, style: Style, width: f32, fonts: &mut Fonts) -> Result<Vec<Line>, FontError> {
    let lines = wrap(fonts, &[Piece { text, style, shape: None }], width)?;
    if lines.len() <= LINES {
        return Ok(lines);
    }
    let letters: Vec<&str> = text.graphemes(true).collect();
    let mut kept = letters.len().min(400);
    loop {
        kept = kept * 19 / 20;
        let cut: String = letters.iter().take(kept).copied().collect();
        // At the end of a word, unless that would leave little.
        let word = cut.rfind(char::is_whitespace).filter(|end| *end > cut.len() / 2).unwrap_or(cut.len());
        let cut = cut.get(..word).unwrap_or(&cut).trim_end_matches([',', '.', ';', ':', ' ']);
        let cut = format!("{cut}…");
        let lines = wrap(fonts, &[Piece { text: &cut, style, shape: None }], width)?;
        if lines.len() <= LINES || kept == 0 {
            return Ok(lines);
        }
    }
}

fn width(column: MapColumn) -> f32 {
    if column == MapColumn::Pillar { PILLAR } else { COLUMN }
}

fn left(column: MapColumn) -> f32 {
    match column {
        MapColumn::Pillar => theme::LEFT,
        MapColumn::Recommendation => theme::LEFT + PILLAR + BETWEEN,
        MapColumn::Action => theme::LEFT + PILLAR + COLUMN + 2.0 * BETWEEN,
        MapColumn::Figure => theme::LEFT + PILLAR + 2.0 * COLUMN + 3.0 * BETWEEN,
    }
}

/// How high a map is when it is drawn.
pub fn height(map: &Map, fonts: &mut Fonts) -> Result<f32, FontError> {
    let heights: Vec<f32> =
        map.nodes.iter().map(|node| Set::of(node, fonts).map(|set| set.height())).collect::<Result<_, _>>()?;
    Ok(HEAD + map.lay_out(&heights, GAP).height + FOOT)
}

/// Draws a map; gives its height too. It spans the width of the text.
pub fn draw(map: &Map, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    let sets: Vec<Set> = map.nodes.iter().map(|node| Set::of(node, fonts)).collect::<Result<_, _>>()?;
    let heights: Vec<f32> = sets.iter().map(Set::height).collect();
    let layout = map.lay_out(&heights, GAP);
    let area = |place: usize| {
        let column = map.nodes.get(place)?.column;
        let (top, height) = (layout.tops.get(place)?, heights.get(place)?);
        Some(Area { x: left(column), y: HEAD + top, width: width(column), height: *height })
    };
    let mut shapes = Vec::new();
    for column in MapColumn::ALL {
        let head = single(fonts, column.name(), HEADING)?;
        shapes.extend(head.shapes(left(column), 0.0, 12.0));
        if map.column(column).next().is_none() {
            let none = single(fonts, "None yet", REST)?;
            shapes.extend(none.shapes(left(column), HEAD, LINE + 2.0 * PAD));
        }
    }
    // Quiet links lie below those that say more.
    for kind in [LinkKind::Holds, LinkKind::Bears, LinkKind::Acts, LinkKind::Moves] {
        for link in map.links.iter().filter(|link| link.kind == kind) {
            if let (Some(from), Some(to)) = (area(link.from), area(link.to)) {
                shapes.push(Shape::Path(curve(from, to, pen(kind))));
            }
        }
    }
    for (place, (node, set)) in map.nodes.iter().zip(&sets).enumerate() {
        let Some(area) = area(place) else { continue };
        if matches!(node.of, NodeOf::Rest { .. }) {
            // Paper below its text, so that links do not strike it through.
            shapes.push(Shape::Path(Path::rectangle(area, theme::WHITE)));
        } else {
            let fill = if node.column == MapColumn::Pillar { theme::BAND } else { theme::WHITE };
            shapes.push(Shape::Path(Path::rounded(area, 3.0, fill).outlined(Pen::solid(theme::OUTLINE, 0.5))));
        }
        let mut y = area.y + PAD - 0.5;
        for line in &set.label {
            shapes.extend(line.shapes(area.x + PAD, y, LINE));
            y += LINE;
        }
        y += 1.0;
        for line in &set.status {
            shapes.extend(line.shapes(area.x + PAD, y, STATUS_LINE));
            y += STATUS_LINE;
        }
    }
    let foot = HEAD + layout.height;
    shapes.extend(key(map, foot, fonts)?);
    Ok((foot + FOOT, shapes))
}

/// How a link is drawn.
fn pen(kind: LinkKind) -> Pen {
    match kind {
        LinkKind::Holds => Pen::solid(theme::RULE, 0.9),
        LinkKind::Acts => Pen::solid(theme::OUTLINE, 0.9),
        LinkKind::Moves => Pen::solid(theme::ACCENT, 1.1),
        LinkKind::Bears => Pen { colour: theme::OUTLINE, width: 0.8, dash: Dash::Dotted },
    }
}

/// A curve from the right side of a box to the left side of another.
fn curve(from: Area, to: Area, pen: Pen) -> Path {
    let (start, end) = ((from.right(), from.y + from.height / 2.0), (to.x, to.y + to.height / 2.0));
    let reach = (end.0 - start.0).min(2.0 * BETWEEN) / 2.0;
    let corner = |(x, y): (f32, f32), bends| Corner { x, y, bends };
    let points = vec![
        corner(start, false),
        corner((start.0 + reach, start.1), true),
        corner((end.0 - reach, end.1), true),
        corner(end, false),
    ];
    Path { points, closed: false, fill: None, stroke: Some(pen) }
}

/// What the kinds of links mean, for those that there are.
fn key(map: &Map, top: f32, fonts: &mut Fonts) -> Result<Vec<Shape>, FontError> {
    const SAMPLE: f32 = 18.0;
    let mut shapes = Vec::new();
    let mut x = left(MapColumn::Recommendation);
    let middle = top + FOOT - 6.0;
    for (kind, words) in [
        (LinkKind::Acts, "leads to"),
        (LinkKind::Moves, "is to move"),
        (LinkKind::Bears, "bears on, without an action"),
    ] {
        if !map.links.iter().any(|link| link.kind == kind) {
            continue;
        }
        shapes.push(Shape::Path(Path::line(&[(x, middle), (x + SAMPLE, middle)], pen(kind))));
        let line = single(fonts, words, KEY)?;
        shapes.extend(line.shapes(x + SAMPLE + 4.0, middle - 5.0, 10.0));
        x += SAMPLE + line.width + 18.0;
    }
    Ok(shapes)
}
