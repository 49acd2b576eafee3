//! The shapes of a status, and bars of ratings.

use super::draw::{Area, Corner, Dash, Path, Pen, Shape};
use super::theme;
use crate::project::Rating;

/// How far a status shape moves the text after it.
pub fn advance(size: f32) -> f32 {
    1.12 * size
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
    let parts: Vec<(Rating, u32)> =
        parts.iter().copied().filter(|(rating, count)| *count > 0 && *rating != Rating::NotApplicable).collect();
    let total: u32 = parts.iter().map(|(_, count)| count).sum();
    let outline = Pen::solid(theme::OUTLINE, 0.6);
    let inner = |x: f32, width: f32| Area {
        x: x + 0.3,
        y: area.y + 0.3,
        width: (width - 0.6).max(0.1),
        height: area.height - 0.6,
    };
    if total == 0 {
        let track = Path::rounded(inner(area.x, area.width), 1.8, theme::WHITE).hollow();
        return vec![Shape::Path(track.outlined(Pen::solid(theme::RULE, 0.6)))];
    }
    let mut shapes = Vec::new();
    let mut before = 0;
    for (rating, count) in parts {
        let left = area.x + area.width * share(before, total);
        before += count;
        let right = area.x + area.width * share(before, total) - if before < total { GAP } else { 0.0 };
        let width = (right - left).max(0.4);
        let part = Area { x: left, width, ..area };
        match rating {
            Rating::NotAssessed | Rating::NotApplicable => {
                shapes.push(Shape::Path(Path::rectangle(inner(left, width), theme::WHITE).hollow().outlined(outline)));
            }
            Rating::Limited => shapes.push(hatched(part)),
            Rating::Active | Rating::NotInPlace => {
                shapes.push(Shape::Path(Path::rectangle(part, theme::status(rating))));
            }
        }
    }
    vec![Shape::Clip { edge: Path::rounded(area, 2.0, theme::WHITE), inside: shapes }]
}

/// An area in the colour of *limited* with stripes across.
fn hatched(area: Area) -> Shape {
    const STEP: f32 = 4.2;
    const STRIPE: f32 = 1.3;
    let mut inside = vec![Shape::Path(Path::rectangle(area, theme::LIMITED))];
    let mut corners: Vec<Path> = Vec::new();
    let mut x = area.x - area.height + STEP / 2.0;
    while x < area.right() {
        let points = [(x, area.bottom() + 1.0), (x + area.height + 2.0, area.y - 1.0)];
        corners.push(Path::line(&points, Pen { colour: theme::STRIPE, width: STRIPE, dash: Dash::Solid }));
        x += STEP;
    }
    inside.extend(corners.into_iter().map(Shape::Path));
    Shape::Clip { edge: Path::rectangle(area, theme::WHITE), inside }
}

/// A diamond.
pub fn diamond(x: f32, y: f32, half: f32) -> Path {
    let corner = |x, y| Corner { x, y, bends: false };
    let points = vec![corner(x, y - half), corner(x + half, y), corner(x, y + half), corner(x - half, y)];
    Path { points, closed: true, fill: Some(theme::WHITE), stroke: Some(Pen::solid(theme::INK, 1.3)) }
}

/// A share of a whole as a length.
pub fn share(part: u32, whole: u32) -> f32 {
    super::draw::narrow(f64::from(part) / f64::from(whole.max(1)))
}
