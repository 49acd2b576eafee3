//! A sparkline: how a figure moved, in the size of a word. Its line is to scale in time; a single figure is a dot; the
//! target's path lies faint behind it. It says nothing to those who do not see it: what stands beside it does.

use egui::{Pos2, Rect, Shape, Stroke, Ui, pos2};

use crate::ui::theme;

/// A sparkline in parts of its place: from 0 at the left to 1 at the right, from 0 at the foot to 1 at the head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spark {
    /// The figures, oldest first.
    pub points: Vec<[f32; 2]>,
    /// The target's path.
    pub path: Vec<[f32; 2]>,
}

/// The radius of the newest figure's dot.
const DOT: f32 = 3.0;

/// Paints a sparkline into a place.
pub fn paint_spark(ui: &Ui, place: Rect, spark: &Spark) {
    let palette = theme::of(ui);
    let inner = place.shrink(DOT);
    let at = |[x, y]: [f32; 2]| pos2(inner.left() + inner.width() * x, inner.bottom() - inner.height() * y);
    let painter = ui.painter();
    let line = |points: &[[f32; 2]]| points.iter().map(|point| at(*point)).collect::<Vec<Pos2>>();
    if spark.path.len() > 1 {
        let faint = Stroke::new(1.0, palette.border);
        painter.extend(Shape::dashed_line(&line(&spark.path), faint, 3.0, 3.0));
    }
    if spark.points.len() > 1 {
        painter.add(Shape::line(line(&spark.points), Stroke::new(1.75, palette.accent)));
    }
    if let Some(newest) = spark.points.last() {
        painter.circle_filled(at(*newest), DOT, palette.accent);
    }
}
