//! Where the direct labels of a chart stand: beside what they name, inside the frame, on nothing else. Lengths are whatever
//! the drawing counts in; places count from the top left.

/// How much labels keep apart.
const GAP: f32 = 2.0;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Its left edge.
    pub left: f32,
    /// Its upper edge.
    pub top: f32,
    /// Its right edge.
    pub right: f32,
    /// Its lower edge.
    pub bottom: f32,
}

impl Spot {
    /// A rectangle from its upper left corner and its size.
    pub fn at((left, top): (f32, f32), (width, height): (f32, f32)) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// A square around a point.
    pub fn around((x, y): (f32, f32), half: f32) -> Self {
        Self { left: x - half, top: y - half, right: x + half, bottom: y + half }
    }

    fn grown(self, by: f32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether two share a point.
    pub fn meets(self, other: Self) -> bool {
        self.left <= other.right && other.left <= self.right && self.top <= other.bottom && other.top <= self.bottom
    }

    fn holds(self, (x, y): (f32, f32)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// Whether a stretch of a line touches it.
    fn is_struck_by(self, [from, to]: [(f32, f32); 2]) -> bool {
        let line =
            Self { left: from.0.min(to.0), top: from.1.min(to.1), right: from.0.max(to.0), bottom: from.1.max(to.1) };
        if !self.meets(line) {
            return false;
        }
        if self.holds(from) || self.holds(to) {
            return true;
        }
        // The corners lie on both sides of the line, unless it passes by.
        let side = |x: f32, y: f32| (to.0 - from.0) * (y - from.1) - (to.1 - from.1) * (x - from.0) > 0.0;
        let sides = [
            side(self.left, self.top),
            side(self.right, self.top),
            side(self.left, self.bottom),
            side(self.right, self.bottom),
        ];
        sides.contains(&true) && sides.contains(&false)
    }
}

/// What labels keep clear of. Earlier labels win.
#[derive(Debug)]
pub struct Places {
    frame: Spot,
    /// Labels and marks: never covered.
    taken: Vec<Spot>,
    /// Stretches of lines: covered only where there is no other room.
    lines: Vec<[(f32, f32); 2]>,
}

impl Places {
    /// Nothing but a frame.
    pub fn new(frame: Spot) -> Self {
        Self { frame, taken: Vec::new(), lines: Vec::new() }
    }

    /// Keeps a mark clear.
    pub fn keep(&mut self, mark: Spot) {
        self.taken.push(mark);
    }

    /// Keeps a line clear where possible.
    pub fn keep_line(&mut self, points: &[(f32, f32)]) {
        for pair in points.windows(2) {
            if let [from, to] = pair {
                self.lines.push([*from, *to]);
            }
        }
    }

    /// Finds a place for a label of this size: the first of the wishes that is clear, else the nearest height to the first
    /// wish at which some wish is. `None` where the frame is full.
    pub fn find(&mut self, size: (f32, f32), wishes: &[(f32, f32)]) -> Option<Spot> {
        let found =
            self.of_wishes(size, wishes, true).or_else(|| self.of_wishes(size, wishes, false)).or_else(|| {
                let step = size.1 / 2.0;
                let shifts = (1_u8..40).flat_map(|number| [f32::from(number) * step, f32::from(number) * -step]);
                shifts
                    .flat_map(|by| wishes.iter().map(move |(x, y)| (*x, y + by)))
                    .filter_map(|corner| self.inside(size, corner))
                    .find(|spot| self.is_clear(*spot, false))
            })?;
        self.taken.push(found);
        Some(found)
    }

    /// Finds a place for a mark of this size among the wishes, on request only where it strikes no line either. `None`
    /// where none of them is clear.
    pub fn find_near(&mut self, size: (f32, f32), wishes: &[(f32, f32)], off_lines: bool) -> Option<Spot> {
        let found = self.of_wishes(size, wishes, true);
        let found = found.or_else(|| self.of_wishes(size, wishes, false).filter(|_| !off_lines))?;
        self.taken.push(found);
        Some(found)
    }

    /// The first of the wishes that is clear.
    fn of_wishes(&self, size: (f32, f32), wishes: &[(f32, f32)], lines: bool) -> Option<Spot> {
        wishes.iter().filter_map(|corner| self.inside(size, *corner)).find(|spot| self.is_clear(*spot, lines))
    }

    /// The place at a corner, moved into the frame; `None` where the frame is too small for it.
    fn inside(&self, size: (f32, f32), corner: (f32, f32)) -> Option<Spot> {
        let room = (self.frame.right - size.0, self.frame.bottom - size.1);
        let fits = room.0 >= self.frame.left && room.1 >= self.frame.top;
        let corner = (corner.0.min(room.0).max(self.frame.left), corner.1.min(room.1).max(self.frame.top));
        fits.then(|| Spot::at(corner, size))
    }

    /// Whether a place covers no label and no mark, and on request strikes no line.
    fn is_clear(&self, spot: Spot, lines: bool) -> bool {
        let grown = spot.grown(GAP);
        let covers = self.taken.iter().any(|taken| taken.meets(grown));
        let strikes = lines && self.lines.iter().any(|line| grown.is_struck_by(*line));
        !covers && !strikes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Spot = Spot { left: 0.0, top: 0.0, right: 400.0, bottom: 200.0 };

    #[test]
    fn the_first_clear_wish_is_taken() {
        let mut places = Places::new(FRAME);
        places.keep_line(&[(0.0, 100.0), (400.0, 100.0)]);
        let size = (50.0, 16.0);
        assert_eq!(places.find(size, &[(10.0, 95.0), (10.0, 70.0)]), Some(Spot::at((10.0, 70.0), size)));
        assert_eq!(places.find(size, &[(20.0, 72.0), (20.0, 110.0)]), Some(Spot::at((20.0, 110.0), size)));
    }

    #[test]
    fn a_line_is_covered_rather_than_a_label() {
        let mut places = Places::new(Spot::at((0.0, 0.0), (60.0, 16.0)));
        places.keep_line(&[(0.0, 8.0), (60.0, 8.0)]);
        assert!(places.find((50.0, 16.0), &[(0.0, 0.0)]).is_some());
        assert!(places.find((50.0, 16.0), &[(0.0, 0.0)]).is_none());
        assert!(places.find((70.0, 16.0), &[(0.0, 0.0)]).is_none(), "wider than the frame");
    }

    #[test]
    fn a_mark_stands_near_or_not_at_all() {
        let mut places = Places::new(FRAME);
        places.keep_line(&[(0.0, 100.0), (400.0, 100.0)]);
        let on_the_line = [(10.0, 95.0)];
        assert!(places.find_near((16.0, 16.0), &on_the_line, true).is_none());
        assert!(places.find_near((16.0, 16.0), &on_the_line, false).is_some());
        assert!(places.find_near((16.0, 16.0), &on_the_line, false).is_none(), "it is taken");
    }

    proptest! {
        #[test]
        fn labels_never_overlap_or_leave_the_frame(wishes in prop::collection::vec((0_f32..400.0, 0_f32..200.0, 20_f32..200.0), 1..14)) {
            let mut places = Places::new(FRAME);
            let found: Vec<Spot> =
                wishes.iter().filter_map(|(x, y, width)| places.find((*width, 16.0), &[(*x, *y)])).collect();
            for (place, spot) in found.iter().enumerate() {
                prop_assert!(FRAME.left <= spot.left && spot.right <= FRAME.right + 1e-3);
                prop_assert!(FRAME.top <= spot.top && spot.bottom <= FRAME.bottom + 1e-3);
                prop_assert!(found.iter().skip(place + 1).all(|other| !other.meets(*spot)));
            }
        }
    }
}
