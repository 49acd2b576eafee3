//! Figures of groups of people side by side: points with their intervals, pairs of points, and several small plots of one
//! kind on one scale.

use super::{Level, Tone, ticks};
use crate::content::Unit;

/// How far a scale of ratios reaches at most, and at least, either way from parity.
const FARTHEST: f64 = 20.0;
const NEAREST: f64 = 2.0;

/// A scale from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The value at its left end.
    pub low: f64,
    /// The value at its right end; above the other.
    pub high: f64,
    /// Whether equal ratios, not equal differences, are equally far apart.
    pub log: bool,
    /// The values that are named, with their names.
    pub ticks: Vec<(f64, String)>,
    /// What it counts, where the names do not say it.
    pub title: String,
}

impl Axis {
    /// A scale of shares from nought to a round percentage that holds the highest.
    pub fn shares(values: impl IntoIterator<Item = f64>) -> Self {
        let most = values.into_iter().filter(|value| value.is_finite()).fold(10.0, f64::max).min(100.0);
        let high = [10.0, 20.0, 40.0, 60.0, 80.0].into_iter().find(|high| most <= *high).unwrap_or(100.0);
        Self::even(0.0, high, 4.0, Unit::Percent)
    }

    /// A scale of ratios around parity that holds all of them, as far as it may reach.
    pub fn ratios(values: impl IntoIterator<Item = f64>) -> Self {
        let far = |value: f64| if value > 0.0 { value.max(1.0 / value) } else { FARTHEST };
        let values = values.into_iter().filter(|value| value.is_finite());
        let widest = values.map(far).fold(NEAREST, f64::max).min(FARTHEST);
        let high = [2.0, 3.0, 5.0, 10.0].into_iter().find(|high| widest <= *high).unwrap_or(FARTHEST);
        let named: &[f64] = if high <= 3.0 {
            &[1.0 / 3.0, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0]
        } else {
            &[0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0]
        };
        let within = |value: &&f64| **value >= 1.0 / high - 1e-9 && **value <= high + 1e-9;
        let name = |value: &f64| (*value, crate::words::exact((*value * 100.0).round() / 100.0));
        Self {
            low: 1.0 / high,
            high,
            log: true,
            ticks: named.iter().filter(within).map(name).collect(),
            title: "Times as likely".to_owned(),
        }
    }

    /// A scale of amounts that holds all of them with some room at both ends; it need not begin at nought.
    pub fn amounts(values: impl IntoIterator<Item = f64>, unit: Unit) -> Self {
        let (low, high) = values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            return Self::even(0.0, 1.0, 1.0, unit);
        }
        let room = ((high - low) * 0.12).max(high.abs() * 0.02).max(0.01);
        let floor = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
        Self::even((low - room).max(floor), high + room, 4.0, unit)
    }

    fn even(low: f64, high: f64, steps: f64, unit: Unit) -> Self {
        let name = |value: f64| (value, unit.tick(value));
        let ticks = ticks(low, high, steps).into_iter().map(name).collect();
        Self { low, high, log: false, ticks, title: String::new() }
    }

    /// Where a value lies: 0 at the left end, 1 at the right. What lies beyond an end is put at it.
    pub fn place(&self, value: f64) -> f64 {
        let scaled = |value: f64| if self.log { value.max(f64::MIN_POSITIVE).ln() } else { value };
        let (low, high) = (scaled(self.low), scaled(self.high));
        if high > low { ((scaled(value) - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Whether a value lies on it.
    pub fn holds(&self, value: f64) -> bool {
        value >= self.low - 1e-9 && value <= self.high + 1e-9
    }
}

/// Points with their intervals, one below the other, against a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    /// The rows, from the top.
    pub rows: Vec<IntervalRow>,
    /// The scale.
    pub axis: Axis,
    /// The line: parity, a benchmark, or everybody's figure.
    pub level: Option<Level>,
}

/// A point with its interval.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalRow {
    /// What it is of.
    pub label: String,
    /// Which of the palette's steps draws it.
    pub tone: Tone,
    /// The value.
    pub value: f64,
    /// Its 95% interval.
    pub range: Option<(f64, f64)>,
    /// The value in words.
    pub text: String,
    /// How many people it rests on.
    pub base: Option<u32>,
    /// Whether it lies further from the line than chance explains: its mark is filled.
    pub firm: bool,
}

/// Two points in each row, joined by a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// What the two points are, with their tones. The second is drawn as a square, to be told apart without colour.
    pub ends: [(String, Tone); 2],
    /// The rows, from the top.
    pub rows: Vec<PairRow>,
    /// The scale.
    pub axis: Axis,
}

/// Two joined points.
#[derive(Clone, Debug, PartialEq)]
pub struct PairRow {
    /// What they are of.
    pub label: String,
    /// Their values, in the order of the ends.
    pub values: [f64; 2],
    /// What lies between them, in words.
    pub text: String,
    /// How many people they rest on.
    pub base: Option<u32>,
}

/// Several small plots of one kind, on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Panels {
    /// The plots, in reading order.
    pub panels: Vec<Panel>,
    /// What stands for a value.
    pub mark: PanelMark,
    /// The scale of all of them.
    pub axis: Axis,
    /// A line through all of them.
    pub level: Option<Level>,
}

/// What stands for a value in a small plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelMark {
    /// A bar from the left end of the scale, which is nought.
    Bar,
    /// A point with its interval.
    Point,
}

/// A small plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What it is of.
    pub name: String,
    /// Which of the palette's steps draws it.
    pub tone: Tone,
    /// Its values, from the top.
    pub rows: Vec<PanelRow>,
}

/// A value of a small plot.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelRow {
    /// What it is of.
    pub label: String,
    /// The value; `None` where there is none.
    pub value: Option<f64>,
    /// Its 95% interval.
    pub range: Option<(f64, f64)>,
    /// The value in words.
    pub text: String,
    /// Whether a point is filled: it lies further from the others than chance explains.
    pub firm: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_equally_far_from_parity_either_way() {
        let axis = Axis::ratios([0.4, 1.3]);
        assert!((axis.place(1.0) - 0.5).abs() < 1e-9);
        assert!((axis.place(0.5) + axis.place(2.0) - 1.0).abs() < 1e-9);
        assert!(axis.holds(0.4) && !axis.holds(0.3));
        for (value, end) in [(0.0, 0.0), (1e9, 1.0), (f64::INFINITY, 1.0)] {
            assert!((axis.place(value) - end).abs() < 1e-9, "{value}");
        }
        let wide = Axis::ratios([0.0]);
        assert!((wide.high - 20.0).abs() < 1e-9 && wide.ticks.iter().any(|(_, name)| name == "0.05"));
        assert!(Axis::ratios([]).ticks.iter().any(|(_, name)| name == "1"));
    }

    #[test]
    fn shares_begin_at_nought_and_amounts_hold_all() {
        let axis = Axis::shares([3.0, 34.6]);
        assert_eq!((axis.low, axis.high), (0.0, 40.0));
        assert_eq!(axis.ticks.first().map(|(_, name)| name.as_str()), Some("0%"));
        let axis = Axis::amounts([14.52, 15.8], Unit::Pounds);
        assert!(axis.holds(14.52) && axis.holds(15.8) && axis.low > 13.0 && axis.ticks.len() > 1);
        for empty in [Axis::amounts([], Unit::Days), Axis::amounts([0.0, 0.0], Unit::Pounds), Axis::shares([])] {
            assert!(empty.high > empty.low && empty.place(0.0).is_finite());
        }
    }
}
