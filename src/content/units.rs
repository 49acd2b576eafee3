//! What the numbers of a KPI are: which ones there can be, how they are written, and when two of them are alike.

use super::measures::{Direction, Unit};
use crate::words;

/// The most months that may lie between two figures of a KPI: ten years.
pub const MOST_MONTHS: u32 = 120;

impl Unit {
    /// Whether a number can be a figure in this unit. Of a split each share is asked about by itself.
    pub fn holds(self, value: f64) -> bool {
        let whole = value.fract() == 0.0;
        value.is_finite()
            && match self {
                Self::Percent | Self::Groups => (0.0..=100.0).contains(&value),
                Self::OutOf(all) => whole && (0.0..=f64::from(all)).contains(&value),
                Self::Count => whole && (0.0..=1e15).contains(&value),
                Self::YesNo => whole && (0.0..=1.0).contains(&value),
                Self::Days | Self::Index => (0.0..=1e9).contains(&value),
                Self::Pounds => value.abs() <= 1e15,
                // A gap is a share of what the other group has, so it is never more than all of it.
                Self::Gap => (-10_000.0..=100.0).contains(&value),
            }
    }

    /// Which numbers it holds, to stand after *write*.
    pub fn values(self) -> String {
        match self {
            Self::Percent | Self::Groups => "a percentage from 0 to 100".to_owned(),
            Self::OutOf(all) => format!("a whole number from 0 to {all}"),
            Self::Count => "a whole number".to_owned(),
            Self::YesNo => "1 for yes or 0 for no".to_owned(),
            Self::Days => "a number of days, such as 45".to_owned(),
            Self::Index => "a ratio, such as 0.85; 1 is parity".to_owned(),
            Self::Pounds => "an amount in pounds, such as 1,250".to_owned(),
            Self::Gap => "a gap in percent, such as 4.5; below nought where it lies the other way".to_owned(),
        }
    }

    /// A figure in words: `66%`, `3 of 4`, `£1,250`, `45 days`, `0.85`, `Yes`.
    pub fn figure(self, value: f64) -> String {
        match self {
            Self::Percent | Self::Groups | Self::Gap => format!("{}%", words::decimal(value)),
            Self::OutOf(all) => format!("{} of {all}", words::decimal(value)),
            Self::Days => words::counted_days(value),
            Self::YesNo => if value >= 0.5 { "Yes" } else { "No" }.to_owned(),
            Self::Count | Self::Pounds | Self::Index => self.tick(value),
        }
    }

    /// A figure as the tick of an axis that says the unit: `66%`, `3`, `£1,250`.
    pub fn tick(self, value: f64) -> String {
        match self {
            Self::Percent | Self::Groups | Self::Gap | Self::YesNo => self.figure(value),
            Self::OutOf(_) | Self::Days => words::decimal(value),
            Self::Count => words::grouped(value, 0),
            Self::Index => words::grouped(value, 2),
            Self::Pounds => words::pounds(value),
        }
    }

    /// What a vertical axis counts, where its ticks do not say it: `Out of 4`, `Days`.
    pub fn axis_title(self) -> Option<String> {
        match self {
            Self::OutOf(all) => Some(format!("Out of {}", words::whole(u64::from(all)))),
            Self::Days => Some("Days".to_owned()),
            Self::Index => Some("Ratio, 1 is parity".to_owned()),
            Self::Percent | Self::Groups | Self::Gap | Self::YesNo | Self::Count | Self::Pounds => None,
        }
    }

    /// A distance between two figures: `4 points`, `1 point`, `0.5`, `£250`, `3 days`.
    pub fn distance(self, by: f64) -> String {
        let by = by.abs();
        match self {
            Self::Percent | Self::Groups | Self::Gap => match words::decimal(by) {
                one if one == "1" => "1 point".to_owned(),
                many => format!("{many} points"),
            },
            Self::OutOf(_) | Self::YesNo => words::decimal(by),
            Self::Days => words::counted_days(by),
            Self::Count | Self::Pounds | Self::Index => self.tick(by),
        }
    }

    /// A change between two figures, with its sign: `+4 points`, `−£250`, `no change`.
    pub fn change(self, by: f64) -> String {
        if self.alike(by, 0.0) {
            return "no change".to_owned();
        }
        let sign = if by < 0.0 { "−" } else { "+" };
        format!("{sign}{}", self.distance(by))
    }

    /// Half of the last decimal that is written: figures no further apart are written alike, and so are alike.
    pub fn tolerance(self) -> f64 {
        match self {
            Self::Index | Self::Pounds => 0.005,
            Self::Percent | Self::Groups | Self::Gap | Self::Days | Self::OutOf(_) | Self::Count | Self::YesNo => 0.05,
        }
    }

    /// Whether two figures are written alike.
    pub fn alike(self, one: f64, other: f64) -> bool {
        (one - other).abs() < self.tolerance()
    }

    /// Whether a figure is a share of people, so that it rests on a base and chance moves it.
    pub fn is_share(self) -> bool {
        matches!(self, Self::Percent | Self::Groups)
    }

    /// Whether its figures are whole numbers.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::OutOf(_) | Self::Count | Self::YesNo)
    }

    /// The lowest and highest figure that there can be, where there is one.
    pub fn bounds(self) -> (Option<f64>, Option<f64>) {
        match self {
            Self::Percent | Self::Groups => (Some(0.0), Some(100.0)),
            Self::OutOf(all) => (Some(0.0), Some(f64::from(all))),
            Self::YesNo => (Some(0.0), Some(1.0)),
            Self::Count | Self::Days | Self::Index => (Some(0.0), None),
            Self::Gap => (None, Some(100.0)),
            Self::Pounds => (None, None),
        }
    }

    /// What it is called, where one is chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Percent => "Percentage",
            Self::OutOf(_) => "So many out of a whole",
            Self::Groups => "Shares of the three groups",
            Self::Count => "Count",
            Self::Pounds => "Pounds",
            Self::Days => "Days",
            Self::Index => "Ratio (1 is parity)",
            Self::YesNo => "Yes or no",
            Self::Gap => "Gap in percent",
        }
    }
}

impl Direction {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Up, Self::Down, Self::Within];

    /// What it is called, where one is chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "More is better",
            Self::Down => "Less is better",
            Self::Within => "Stay within a band",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_in_their_unit() {
        for (unit, value, written) in [
            (Unit::Percent, 66.04, "66%"),
            (Unit::Gap, -2.5, "−2.5%"),
            (Unit::OutOf(4), 3.0, "3 of 4"),
            (Unit::Count, 1204.0, "1,204"),
            (Unit::Pounds, 1250.0, "£1,250"),
            (Unit::Pounds, -12.5, "−£12.50"),
            (Unit::Days, 1.0, "1 day"),
            (Unit::Days, 45.5, "45.5 days"),
            (Unit::Index, 0.8, "0.80"),
            (Unit::YesNo, 1.0, "Yes"),
            (Unit::YesNo, 0.0, "No"),
        ] {
            assert_eq!(unit.figure(value), written);
        }
    }

    #[test]
    fn distances_and_changes_have_their_unit() {
        assert_eq!(Unit::Percent.distance(-1.0), "1 point");
        assert_eq!(Unit::Percent.change(-3.5), "−3.5 points");
        assert_eq!(Unit::Pounds.change(250.0), "+£250");
        assert_eq!(Unit::Index.change(0.051), "+0.05");
        assert_eq!(Unit::Percent.change(0.04), "no change");
        assert_eq!(Unit::Days.change(-3.0), "−3 days");
    }

    #[test]
    fn a_unit_holds_its_own_numbers_only() {
        assert!(Unit::OutOf(4).holds(4.0) && !Unit::OutOf(4).holds(5.0) && !Unit::OutOf(4).holds(2.5));
        assert!(Unit::Gap.holds(-20.0) && !Unit::Gap.holds(101.0) && !Unit::Percent.holds(-0.1));
        assert!(Unit::YesNo.holds(1.0) && !Unit::YesNo.holds(0.5));
        for unit in [Unit::Percent, Unit::Pounds, Unit::Index, Unit::Gap, Unit::Count] {
            assert!(!unit.holds(f64::NAN) && !unit.holds(f64::INFINITY));
        }
    }
}
