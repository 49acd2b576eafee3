//! The shapes of a status, and bars of ratings.

use super::draw::{Area, Corner, Dash, Path, Pen, Shape, length};
use super::theme;
use crate::project::Rating;

/// How far a status shape moves the text after it.
pub fn advance(size: f32) -> f32 {
    1.18 * size
}

/// A status shape at the beginning of a text of this size, around the middle of its line.
pub fn status(rating: Rating, x: f32, middle: f32, size: f32) -> Vec<Path> {
    let colour = theme::status(rating);
    let half = 0.39 * size;
    let centre = x + half;
    match rating {
        Rating::Active => vec![Path::disc(centre, middle, half, colour)],
        Rating::Limited => {
            let (top, foot) = (middle - half, middle + half * 0.86);
            vec![Path::polygon(&[(centre, top), (centre + half * 1.08, foot), (centre - half * 1.08, foot)], colour)]
        }
        Rating::NotInPlace => {
            let half = half * 0.9;
            vec![Path::rectangle(
                Area { x: centre - half, y: middle - half, width: 2.0 * half, height: 2.0 * half },
                colour,
            )]
        }
        Rating::NotAssessed => {
            let width = 0.13 * size;
            vec![Path::disc(centre, middle, half - width / 2.0, colour).hollow().outlined(Pen::solid(colour, width))]
        }
        Rating::NotApplicable => {
            vec![Path::line(&[(centre - half, middle), (centre + half, middle)], Pen::solid(colour, 0.16 * size))]
        }
    }
}

/// A bar of ratings, drawn over the whole of an area: each part as wide as its count. What does not apply has no part,
/// what is not assessed is hollow, what is limited is hatched.
pub fn bar(parts: &[(Rating, u32)], area: Area) -> Vec<Shape> {
    const GAP: f32 = 0.9;
    const ROUND: f32 = 2.0;
    let parts: Vec<(Rating, u32)> =
        parts.iter().copied().filter(|(rating, count)| *count > 0 && *rating != Rating::NotApplicable).collect();
    if parts.is_empty() {
        return vec![Shape::Path(hollow(area, ROUND, theme::RULE))];
    }
    let room = area.width - GAP * length(parts.len() - 1);
    let mut inside = Vec::new();
    let mut hollows = Vec::new();
    let mut x = area.x;
    for ((rating, _), width) in parts.iter().zip(widths(&parts, room)) {
        let part = Area { x, width, ..area };
        match rating {
            Rating::NotAssessed | Rating::NotApplicable => {
                hollows.push(Shape::Path(hollow(part, ROUND, theme::OUTLINE)));
            }
            Rating::Limited => inside.push(hatched(part)),
            Rating::Active | Rating::NotInPlace => {
                inside.push(Shape::Path(Path::rectangle(part, theme::status(*rating))));
            }
        }
        x += width + GAP;
    }
    let mut shapes = vec![Shape::Clip { edge: Path::rounded(area, ROUND, theme::WHITE), inside }];
    shapes.extend(hollows);
    shapes
}

/// The widths of a bar's parts: by their counts, but none too narrow to be seen.
fn widths(parts: &[(Rating, u32)], room: f32) -> Vec<f32> {
    const LEAST: f32 = 1.8;
    let total = parts.iter().map(|(_, count)| count).sum();
    let mut widths: Vec<f32> = parts.iter().map(|(_, count)| (room * share(*count, total)).max(LEAST)).collect();
    let excess = widths.iter().sum::<f32>() - room;
    if let Some(widest) = widths.iter_mut().max_by(|one, other| one.total_cmp(other)) {
        *widest = (*widest - excess).max(LEAST);
    }
    widths
}

/// The outline of a part.
fn hollow(area: Area, radius: f32, colour: theme::Colour) -> Path {
    const LINE: f32 = 0.7;
    let half = LINE / 2.0;
    let inner =
        Area { x: area.x + half, y: area.y + half, width: (area.width - LINE).max(0.1), height: area.height - LINE };
    Path::rounded(inner, radius - half, theme::WHITE).hollow().outlined(Pen::solid(colour, LINE))
}

/// An area in the colour of *limited* with stripes across.
fn hatched(area: Area) -> Shape {
    const STEP: f32 = 5.4;
    const STRIPE: f32 = 1.25;
    let mut inside = vec![Shape::Path(Path::rectangle(area, theme::LIMITED))];
    let mut x = area.x - area.height + STEP / 2.0;
    while x < area.right() {
        let points = [(x - 1.0, area.bottom() + 1.0), (x + area.height + 1.0, area.y - 1.0)];
        let pen = Pen { colour: theme::STRIPE, width: STRIPE, dash: Dash::Solid };
        inside.push(Shape::Path(Path::line(&points, pen)));
        x += STEP;
    }
    Shape::Clip { edge: Path::rectangle(area, theme::WHITE), inside }
}

/// A diamond.
pub fn diamond(x: f32, y: f32, half: f32) -> Path {
    let corner = |x, y| Corner { x, y, bends: false };
    let points = vec![corner(x, y - half), corner(x + half, y), corner(x, y + half), corner(x - half, y)];
    Path { points, closed: true, fill: Some(theme::WHITE), stroke: Some(Pen::solid(theme::INK, 1.3)) }
}

/// How far the mark of a warning moves the text after it.
pub const WARNING: f32 = 13.0;

/// The mark of a warning at the beginning of a text of this size, around the middle of its line: a triangle with a mark of
/// exclamation. Its outline keeps it apart from the shape of a status.
pub fn warning(x: f32, middle: f32, size: f32) -> Vec<Path> {
    let half = 0.5 * size;
    let centre = x + half;
    let corner = |across: f32, down: f32| Corner { x: centre + across * half, y: middle + down * half, bends: false };
    let outline = Path {
        points: vec![corner(0.0, -0.92), corner(1.0, 0.86), corner(-1.0, 0.86)],
        closed: true,
        fill: None,
        stroke: Some(Pen::solid(theme::QUIET, 0.1 * size)),
    };
    let bar = [(centre, middle - 0.3 * half), (centre, middle + 0.28 * half)];
    vec![
        outline,
        Path::line(&bar, Pen::solid(theme::QUIET, 0.12 * size)),
        Path::disc(centre, middle + 0.56 * half, 0.07 * size, theme::QUIET),
    ]
}

/// A share of a whole as a length.
pub fn share(part: u32, whole: u32) -> f32 {
    super::draw::narrow(f64::from(part) / f64::from(whole.max(1)))
}
