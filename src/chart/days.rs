//! The days of a horizontal axis: where they lie and which of them are named.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::words;

/// Steps between named days, in months.
const STEPS: [i32; 11] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/// A day as a number, for axes: days since the beginning of 2000.
pub fn day_number(day: Date) -> f64 {
    f64::from(date(2000, 1, 1).until(day).map_or(0, |span| span.get_days()))
}

/// The day of a number: that in which it lies.
pub fn day_at(number: f64) -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "a number of days, far below where this would lose anything")]
    let days = number.floor().clamp(-700_000.0, 2_900_000.0) as i64;
    date(2000, 1, 1).saturating_add(days.days())
}

/// The named days between two, at most `most` of them: firsts of months at even steps, with the year where it begins and
/// at the first, or years alone where the steps are whole years.
pub fn day_ticks(first: Date, last: Date, most: usize) -> Vec<(Date, String)> {
    let month_of = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    // The first of the month in which the axis begins lies on it only where the axis begins with that very day.
    let low = month_of(first) + i32::from(day_of_month(month_of(first)).is_some_and(|day| day < first));
    let high = month_of(last);
    let count = |step: i32| high.div_euclid(step) - (low - 1).div_euclid(step);
    let fits = |step: &i32| usize::try_from(count(*step)).unwrap_or(0) <= most.max(1);
    let Some(step) = STEPS.into_iter().find(fits) else {
        return Vec::new();
    };
    let start = low.div_euclid(step) + i32::from(low.rem_euclid(step) != 0);
    (start..=high.div_euclid(step))
        .filter_map(|number| day_of_month(number * step))
        .enumerate()
        .map(|(place, day)| (day, name(day, step, place == 0)))
        .collect()
}

/// The first day of a month counted from the year nought.
fn day_of_month(month: i32) -> Option<Date> {
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    Date::new(year, i8::try_from(month.rem_euclid(12) + 1).ok()?, 1).ok()
}

fn name(day: Date, step: i32, first: bool) -> String {
    if step >= 12 {
        day.year().to_string()
    } else if first || day.month() == 1 {
        words::month_year(day)
    } else {
        words::month(day).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(first: Date, last: Date, most: usize) -> Vec<String> {
        day_ticks(first, last, most).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn ticks_are_named_by_month_and_year() {
        assert_eq!(
            names(date(2025, 8, 31), date(2027, 4, 30), 8),
            ["Oct 2025", "Jan 2026", "Apr", "Jul", "Oct", "Jan 2027", "Apr"]
        );
        assert_eq!(names(date(2026, 1, 1), date(2026, 3, 1), 8), ["Jan 2026", "Feb", "Mar"]);
        assert_eq!(
            names(date(2016, 5, 1), date(2026, 5, 1), 6),
            ["2018", "2020", "2022", "2024", "2026"],
            "every second year"
        );
        assert!(names(date(2026, 1, 2), date(2026, 1, 30), 8).is_empty(), "no month begins here");
    }

    #[test]
    fn a_number_names_its_day() {
        for day in [date(2000, 1, 1), date(1999, 12, 31), date(2026, 11, 22), date(1900, 2, 28)] {
            assert_eq!(day_at(day_number(day)), day);
            assert_eq!(day_at(day_number(day) + 0.9), day);
        }
    }

    proptest! {
        #[test]
        fn ticks_lie_on_the_axis_in_order_and_are_few(from in 0_i32..90_000, days in 1_i32..20_000, most in 1_usize..20) {
            let first = date(1900, 1, 1).saturating_add(from.days());
            let last = first.saturating_add(days.days());
            let ticks = day_ticks(first, last, most);
            prop_assert!(ticks.len() <= most);
            prop_assert!(ticks.iter().all(|(day, _)| first <= *day && *day <= last));
            prop_assert!(ticks.is_sorted_by(|a, b| a.0 < b.0));
            prop_assert!(days < 62 || most < 3 || !ticks.is_empty() || days > 365);
        }
    }
}
