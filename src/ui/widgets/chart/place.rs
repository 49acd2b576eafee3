//! The places of labels in the units of the window. Where a label stands is found in `chart`.

use egui::{Pos2, Rect, Vec2, pos2};

use crate::chart::{self, Spot};

/// What labels keep clear of. Earlier labels win.
#[derive(Debug)]
pub(super) struct Places(chart::Places);

fn spot(rect: Rect) -> Spot {
    Spot { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
}

fn rect(spot: Spot) -> Rect {
    Rect::from_min_max(pos2(spot.left, spot.top), pos2(spot.right, spot.bottom))
}

fn pairs(points: &[Pos2]) -> Vec<(f32, f32)> {
    points.iter().map(|point| (point.x, point.y)).collect()
}

impl Places {
    /// Nothing but a frame.
    pub(super) fn new(frame: Rect) -> Self {
        Self(chart::Places::new(spot(frame)))
    }

    /// Keeps a mark clear.
    pub(super) fn keep(&mut self, mark: Rect) {
        self.0.keep(spot(mark));
    }

    /// Keeps a line clear where possible.
    pub(super) fn keep_line(&mut self, points: &[Pos2]) {
        self.0.keep_line(&pairs(points));
    }

    /// A place for a label of this size, at one of the wishes or else at another height; `None` where the frame is full.
    pub(super) fn find(&mut self, size: Vec2, wishes: &[Pos2]) -> Option<Rect> {
        self.0.find(size.into(), &pairs(wishes)).map(rect)
    }

    /// A place for a mark of this size at one of the wishes; `None` where none of them is clear.
    pub(super) fn find_near(&mut self, size: Vec2, wishes: &[Pos2], off_lines: bool) -> Option<Rect> {
        self.0.find_near(size.into(), &pairs(wishes), off_lines).map(rect)
    }
}
