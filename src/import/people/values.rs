//! Amounts, dates and ages as they stand in cells.

use jiff::civil::Date;

use crate::project::DateOrder;
use crate::words;

/// How many units a pound, an hour or a month has: a pound’s are hundredths of a penny.
pub(super) const UNITS: u64 = 10_000;

/// The largest amount that is read: a thousand million.
const MOST: u64 = 1_000_000_000 * UNITS;

/// An amount in [`UNITS`]: digits, with commas or spaces between thousands, a pound sign before them, and decimals behind a
/// point, or behind a comma where they are one or two. More decimals than four are cut off.
pub(super) fn amount(cell: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(cell).ok().or_else(|| {
        // The pound sign of Windows-1252.
        std::str::from_utf8(cell.strip_prefix(b"\xa3")?).ok()
    })?;
    let text = text.trim().strip_prefix('£').unwrap_or(text).trim();
    let comma = |(whole, after): &(&str, &str)| !whole.contains(',') && (1..=2).contains(&after.len());
    let (whole, after) = text.split_once('.').or_else(|| text.rsplit_once(',').filter(comma)).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(after) || (whole.is_empty() && after.is_empty()) {
        return None;
    }
    let mut groups = whole.split([',', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next().filter(|first| digits(first))?;
    let mut number = first.to_owned();
    for group in groups {
        if group.len() != 3 || !digits(group) || first.is_empty() || first.len() > 3 {
            return None;
        }
        number.push_str(group);
    }
    let whole: u64 = if number.is_empty() { 0 } else { number.parse().ok()? };
    let mut units = 0;
    for place in 0..4 {
        units = units * 10 + after.as_bytes().get(place).map_or(0, |digit| u64::from(*digit - b'0'));
    }
    whole.checked_mul(UNITS)?.checked_add(units).filter(|amount| *amount <= MOST)
}

/// A date, perhaps with the time of day behind it.
pub(super) fn date(text: &str, order: DateOrder) -> Option<Date> {
    let text = text.trim();
    let day = match text.find(':').and_then(|colon| text.get(..colon)?.rfind([' ', 'T'])) {
        Some(end) => text.get(..end)?,
        None => text,
    };
    let mut parts = day.split(['/', '-', '.', ' ']);
    if order == DateOrder::MonthFirst
        && let (Some(month), Some(day), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        && [month, day].iter().all(|part| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return words::parse_date(&format!("{day}/{month}/{year}")).ok();
    }
    words::parse_date(day).ok()
}

/// The bands of ages.
pub(super) const AGE_BANDS: [&str; 6] = ["Under 25", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 and over"];

/// The band of an age in years; `None` of an age that nobody at work has.
pub(super) fn age_band(years: i64) -> Option<u16> {
    match years {
        10..=24 => Some(0),
        25..=34 => Some(1),
        35..=44 => Some(2),
        45..=54 => Some(3),
        55..=64 => Some(4),
        65..=110 => Some(5),
        _ => None,
    }
}

/// The age on a day of somebody who was born on another.
pub(super) fn age(born: Date, on: Date) -> i64 {
    let years = i64::from(on.year()) - i64::from(born.year());
    if (on.month(), on.day()) < (born.month(), born.day()) { years - 1 } else { years }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn amounts_are_read_to_hundredths_of_a_penny() {
        for (text, units) in [
            ("12", 120_000),
            ("12.5", 125_000),
            ("£12.3456", 123_456),
            ("12.34567", 123_456),
            ("1,250.50", 12_505_000),
            ("1 250", 12_500_000),
            ("12,5", 125_000),
            ("12,55", 125_500),
            ("12,550", 125_500_000),
            (".5", 5_000),
            ("0", 0),
        ] {
            assert_eq!(amount(text.as_bytes()), Some(units), "{text}");
        }
        assert_eq!(amount(b"\xa312"), Some(120_000));
        for text in ["", ".", "-5", "12.5.1", "1,2", "12,34,567", "1e3", "abc", "£", "9999999999", "12 34"] {
            let read = amount(text.as_bytes());
            assert!(text == "1,2" && read == Some(12_000) || read.is_none(), "{text}: {read:?}");
        }
    }

    #[test]
    fn dates_are_read_as_the_mapping_says() {
        for (text, order, expected) in [
            ("3/4/2026", DateOrder::DayFirst, Some(day(2026, 4, 3))),
            ("3/4/2026", DateOrder::MonthFirst, Some(day(2026, 3, 4))),
            ("2026-04-03", DateOrder::MonthFirst, Some(day(2026, 4, 3))),
            ("2026-04-03T00:00:00", DateOrder::DayFirst, Some(day(2026, 4, 3))),
            ("03/04/2026 00:00", DateOrder::DayFirst, Some(day(2026, 4, 3))),
            ("3 April 2026", DateOrder::MonthFirst, Some(day(2026, 4, 3))),
            ("13/13/2026", DateOrder::DayFirst, None),
            ("soon", DateOrder::DayFirst, None),
        ] {
            assert_eq!(date(text, order), expected, "{text}");
        }
    }

    #[test]
    fn ages_fall_into_bands() {
        assert_eq!(age(day(2000, 3, 31), day(2026, 3, 31)), 26);
        assert_eq!(age(day(2000, 4, 1), day(2026, 3, 31)), 25);
        for (years, band) in [(9, None), (24, Some(0)), (25, Some(1)), (65, Some(5)), (111, None)] {
            assert_eq!(age_band(years), band);
        }
    }
}
