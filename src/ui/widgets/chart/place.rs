//! Where the direct labels of a chart stand: beside what they name, inside the frame, on nothing else.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// How much the labels keep apart, in points.
const GAP: f32 = 2.0;

/// What labels keep clear of. Earlier labels win.
#[derive(Debug)]
pub(super) struct Places {
    frame: Rect,
    /// Labels and marks: never covered.
    taken: Vec<Rect>,
    /// Stretches of lines: covered only where there is no other room.
    lines: Vec<[Pos2; 2]>,
}

impl Places {
    /// Nothing but a frame.
    pub(super) fn new(frame: Rect) -> Self {
        Self { frame, taken: Vec::new(), lines: Vec::new() }
    }

    /// Keeps a mark clear.
    pub(super) fn keep(&mut self, mark: Rect) {
        self.taken.push(mark);
    }

    /// Keeps a line clear where possible.
    pub(super) fn keep_line(&mut self, points: &[Pos2]) {
        for pair in points.windows(2) {
            if let [from, to] = pair {
                self.lines.push([*from, *to]);
            }
        }
    }

    /// Finds a place for a label of this size: the first of the wishes that is clear, else the nearest height to the first
    /// wish at which some wish is. `None` where the frame is full.
    pub(super) fn find(&mut self, size: Vec2, wishes: &[Pos2]) -> Option<Rect> {
        let found =
            self.of_wishes(size, wishes, true).or_else(|| self.of_wishes(size, wishes, false)).or_else(|| {
                let step = size.y / 2.0;
                let shifts = (1_u8..40).flat_map(|number| [f32::from(number) * step, f32::from(number) * -step]);
                shifts
                    .flat_map(|by| wishes.iter().map(move |corner| *corner + vec2(0.0, by)))
                    .filter_map(|corner| self.inside(size, corner))
                    .find(|rect| self.clear(*rect, false))
            })?;
        self.taken.push(found);
        Some(found)
    }

    /// Finds a place for a mark of this size among the wishes, on request only where it strikes no line either. `None`
    /// where none of them is clear.
    pub(super) fn find_near(&mut self, size: Vec2, wishes: &[Pos2], off_lines: bool) -> Option<Rect> {
        let found = self.of_wishes(size, wishes, true);
        let found = found.or_else(|| self.of_wishes(size, wishes, false).filter(|_| !off_lines))?;
        self.taken.push(found);
        Some(found)
    }

    /// The first of the wishes that is clear.
    fn of_wishes(&self, size: Vec2, wishes: &[Pos2], lines: bool) -> Option<Rect> {
        wishes.iter().filter_map(|corner| self.inside(size, *corner)).find(|rect| self.clear(*rect, lines))
    }

    /// The place at a corner, moved into the frame; `None` where the frame is too small for it.
    fn inside(&self, size: Vec2, corner: Pos2) -> Option<Rect> {
        let room = self.frame.max - size;
        let fits = size.x <= self.frame.width() && size.y <= self.frame.height();
        let corner = pos2(corner.x.min(room.x), corner.y.min(room.y)).max(self.frame.min);
        fits.then(|| Rect::from_min_size(corner, size))
    }

    /// Whether a place covers no label and no mark, and on request strikes no line.
    fn clear(&self, rect: Rect, lines: bool) -> bool {
        let grown = rect.expand(GAP);
        let covers = self.taken.iter().any(|taken| taken.intersects(grown));
        let strikes = lines && self.lines.iter().any(|line| crosses(grown, *line));
        !covers && !strikes
    }
}

/// Whether a stretch of a line touches a rectangle.
fn crosses(rect: Rect, [from, to]: [Pos2; 2]) -> bool {
    if !Rect::from_two_pos(from, to).intersects(rect) {
        return false;
    }
    if rect.contains(from) || rect.contains(to) {
        return true;
    }
    // The corners lie on both sides of the line, unless it passes by.
    let side = |corner: Pos2| (to - from).rot90().dot(corner - from) > 0.0;
    let sides = [rect.left_top(), rect.right_top(), rect.left_bottom(), rect.right_bottom()].map(side);
    sides.contains(&true) && sides.contains(&false)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(400.0, 200.0) };

    #[test]
    fn the_first_clear_wish_is_taken() {
        let mut places = Places::new(FRAME);
        places.keep_line(&[pos2(0.0, 100.0), pos2(400.0, 100.0)]);
        let size = vec2(50.0, 16.0);
        assert_eq!(places.find(size, &[pos2(10.0, 95.0), pos2(10.0, 70.0)]).unwrap().min, pos2(10.0, 70.0));
        assert_eq!(places.find(size, &[pos2(20.0, 72.0), pos2(20.0, 110.0)]).unwrap().min, pos2(20.0, 110.0));
    }

    #[test]
    fn a_line_is_covered_rather_than_a_label() {
        let mut places = Places::new(Rect::from_min_size(Pos2::ZERO, vec2(60.0, 16.0)));
        places.keep_line(&[pos2(0.0, 8.0), pos2(60.0, 8.0)]);
        assert!(places.find(vec2(50.0, 16.0), &[Pos2::ZERO]).is_some());
        assert!(places.find(vec2(50.0, 16.0), &[Pos2::ZERO]).is_none());
        assert!(places.find(vec2(70.0, 16.0), &[Pos2::ZERO]).is_none(), "wider than the frame");
    }

    proptest! {
        #[test]
        fn labels_never_overlap_or_leave_the_frame(wishes in prop::collection::vec((0_f32..400.0, 0_f32..200.0, 20_f32..200.0), 1..14)) {
            let mut places = Places::new(FRAME);
            let found: Vec<Rect> =
                wishes.iter().filter_map(|(x, y, width)| places.find(vec2(*width, 16.0), &[pos2(*x, *y)])).collect();
            for (place, rect) in found.iter().enumerate() {
                prop_assert!(FRAME.contains_rect(*rect));
                prop_assert!(found.iter().skip(place + 1).all(|other| !other.intersects(*rect)));
            }
        }
    }
}
