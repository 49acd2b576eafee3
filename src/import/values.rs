//! Figures as they stand in cells, read in the unit of their KPI: `66%`, `66,5`, `£1,250.50`, `Yes`, `3 of 4`.
//!
//! What always holds: a text that can be read in two ways is told, never guessed: a figure a thousand times too large is
//! worse than one that is asked about.

use super::plain;
use crate::content::Unit;

/// A figure that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Told {
    /// The figure, in its unit.
    pub(super) value: f64,
    /// The people that it was told by: so many of so many.
    pub(super) of: Option<(u32, u32)>,
}

/// Why a text is no figure of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotTold {
    /// It is none.
    NoFigure,
    /// Its comma or point may set thousands apart, or decimals.
    TwoWays {
        /// Read with thousands.
        thousands: String,
        /// Read with decimals.
        decimals: String,
    },
    /// It is out of another whole than the KPI is.
    OtherWhole,
}

/// How the sheet writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// As in the UK: a point before decimals.
    Uk,
    /// Perhaps with a comma before decimals: its cells are set apart by semicolons.
    Unsure,
}

/// Reads a figure of a unit.
pub(super) fn read(unit: Unit, text: &str, marks: Marks) -> Result<Told, NotTold> {
    let text = text.trim();
    let told = match unit {
        Unit::YesNo => yes_no(text).map_or_else(|| number(unit, text, marks), Ok).map(alone),
        Unit::OutOf(whole) => match parts(text) {
            Some((part, of)) if Some(whole) == people_in(of) => Ok(alone(part)),
            Some(_) => Err(NotTold::OtherWhole),
            None => number(unit, text, marks).map(alone),
        },
        Unit::Percent => match parts(text).and_then(people) {
            Some((count, base)) => {
                Ok(Told { value: f64::from(count) / f64::from(base) * 100.0, of: Some((count, base)) })
            }
            None => number(unit, text, marks).map(alone),
        },
        Unit::Groups | Unit::Gap | Unit::Days | Unit::Count | Unit::Pounds | Unit::Index => {
            number(unit, text, marks).map(alone)
        }
    }?;
    if unit.holds(told.value) { Ok(told) } else { Err(NotTold::NoFigure) }
}

/// Whether a text looks like a figure of some unit.
pub(super) fn looks_like_one(text: &str) -> bool {
    let units = [Unit::Percent, Unit::Pounds, Unit::Days, Unit::Gap];
    let text = text.trim();
    yes_no(text).is_some()
        || parts(text).is_some()
        || units.into_iter().any(|unit| !matches!(read(unit, text, Marks::Unsure), Err(NotTold::NoFigure)))
}

fn alone(value: f64) -> Told {
    Told { value, of: None }
}

/// A text without the word for its unit behind it.
fn without_word(unit: Unit, text: &str) -> &str {
    let words: &[&str] = match unit {
        Unit::Percent | Unit::Groups | Unit::Gap => &["%", "per cent", "percent"],
        Unit::Days => &["days", "day"],
        Unit::OutOf(_) | Unit::Count | Unit::Pounds | Unit::Index | Unit::YesNo => &[],
    };
    let ends = |word: &&str| {
        let (number, end) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
        end.eq_ignore_ascii_case(word).then_some(number.trim_end())
    };
    words.iter().find_map(ends).unwrap_or(text)
}

fn yes_no(text: &str) -> Option<f64> {
    match plain(text).as_str() {
        "yes" | "y" | "true" => Some(1.0),
        "no" | "n" | "false" => Some(0.0),
        _ => None,
    }
}

/// So many of so many: `3 of 4`, `3 out of 4`, `3/4`.
fn parts(text: &str) -> Option<(f64, f64)> {
    let low = text.to_lowercase();
    let (part, whole) =
        low.split_once(" out of ").or_else(|| low.split_once(" of ")).or_else(|| low.split_once('/'))?;
    let count = |text: &str| number(Unit::Count, text.trim(), Marks::Uk).ok();
    Some((count(part)?, count(whole)?))
}

/// The two as people: whole numbers, of which the second is not nought and not the smaller.
fn people((part, whole): (f64, f64)) -> Option<(u32, u32)> {
    let (count, base) = (people_in(part)?, people_in(whole)?);
    (base > 0 && count <= base).then_some((count, base))
}

/// A number as one of people.
fn people_in(number: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "asked about before")]
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}

/// Reads a number, with its sign before it or in brackets as accountants write it, with a pound sign, and with the word for
/// its unit behind it.
fn number(unit: Unit, text: &str, marks: Marks) -> Result<f64, NotTold> {
    let (mut negative, rest) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (true, inner.trim()),
        None => (false, text),
    };
    let mut rest = without_word(unit, rest);
    let mut pound = unit != Unit::Pounds;
    // Once each, in any order: `-£5` and `£-5`.
    for _ in 0..2 {
        if let Some(after) = rest.strip_prefix(['-', '−']).filter(|_| !negative) {
            (negative, rest) = (true, after.trim_start());
        }
        if let Some(after) = rest.strip_prefix('£').filter(|_| !pound) {
            (pound, rest) = (true, after.trim_start());
        }
    }
    let number = unsigned(unit, rest, marks)?;
    Ok(if negative { -number } else { number })
}

/// Reads a number without its sign.
fn unsigned(unit: Unit, text: &str, marks: Marks) -> Result<f64, NotTold> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    // Which mark stands before decimals, if one does.
    let decimal = match (commas, points) {
        (0, 1) | (1, 0) => {
            let mark = if points == 1 { '.' } else { ',' };
            let (whole, after) = text.split_once(mark).unwrap_or((text, ""));
            let may_be_thousands =
                after.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && thousands(unit);
            match (may_be_thousands && digits(whole) && digits(after), mark, marks) {
                (true, _, Marks::Unsure) => {
                    return Err(NotTold::TwoWays {
                        thousands: format!("{whole}{after}"),
                        decimals: format!("{whole}.{after}"),
                    });
                }
                (true, ',', Marks::Uk) => None,
                _ => Some(mark),
            }
        }
        // The last of the two kinds, which then stands once.
        (_, 1) if text.rfind('.') > text.rfind(',') => Some('.'),
        (1, _) if text.rfind(',') > text.rfind('.') => Some(','),
        _ => None,
    };
    let (whole, after) = match decimal.and_then(|mark| text.rsplit_once(mark)) {
        Some((whole, after)) if digits(after) => (whole, after),
        Some(_) => return Err(NotTold::NoFigure),
        None => (text, "0"),
    };
    let mut groups = whole.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’'));
    let first = groups.next().filter(|first| digits(first)).ok_or(NotTold::NoFigure)?;
    let mut all = first.to_owned();
    for group in groups {
        if group.len() != 3 || !digits(group) || first.len() > 3 {
            return Err(NotTold::NoFigure);
        }
        all.push_str(group);
    }
    let number: f64 = format!("{all}.{after}").parse().map_err(|_not_a_number| NotTold::NoFigure)?;
    if number.is_finite() { Ok(number) } else { Err(NotTold::NoFigure) }
}

/// Whether figures of a unit reach thousands, so that a comma before three digits sets those apart.
fn thousands(unit: Unit) -> bool {
    match unit {
        Unit::Count | Unit::Pounds | Unit::Days | Unit::OutOf(_) => true,
        Unit::Percent | Unit::Groups | Unit::Gap | Unit::Index | Unit::YesNo => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(unit: Unit, text: &str) -> Result<f64, NotTold> {
        read(unit, text, Marks::Uk).map(|told| told.value)
    }

    #[test]
    fn figures_are_read_in_their_unit() {
        for (unit, text, expected) in [
            (Unit::Percent, "66", 66.0),
            (Unit::Percent, " 66% ", 66.0),
            (Unit::Percent, "66,5", 66.5),
            (Unit::Percent, "66.5 %", 66.5),
            (Unit::Percent, "66 per cent", 66.0),
            (Unit::Percent, "7,125%", 7.125),
            (Unit::Percent, "50 of 200", 25.0),
            (Unit::Percent, "1,101/2,202", 50.0),
            (Unit::Groups, "37%", 37.0),
            (Unit::Gap, "-4.5%", -4.5),
            (Unit::Gap, "−20", -20.0),
            (Unit::Gap, "(4,5%)", -4.5),
            (Unit::OutOf(4), "3", 3.0),
            (Unit::OutOf(4), "3 of 4", 3.0),
            (Unit::OutOf(4), "3 Out Of 4", 3.0),
            (Unit::OutOf(4), "3/4", 3.0),
            (Unit::Count, "1,204", 1204.0),
            (Unit::Count, "1 204", 1204.0),
            (Unit::Count, "1\u{a0}234\u{202f}567", 1_234_567.0),
            (Unit::Count, "1.234.567", 1_234_567.0),
            (Unit::Count, "1000000000000000", 1e15),
            (Unit::Pounds, "£1,250.50", 1250.5),
            (Unit::Pounds, "1.250,50", 1250.5),
            (Unit::Pounds, "-£40", -40.0),
            (Unit::Pounds, "£-1,250", -1250.0),
            (Unit::Pounds, "(£1,250)", -1250.0),
            (Unit::Pounds, "0,250", 0.25),
            (Unit::Days, "45 days", 45.0),
            (Unit::Days, "45,5", 45.5),
            (Unit::Days, "1,250", 1250.0),
            (Unit::Days, "1 Day", 1.0),
            (Unit::Index, "0.85", 0.85),
            (Unit::Index, "0,851", 0.851),
            (Unit::Index, "1,251", 1.251),
            (Unit::YesNo, "Yes", 1.0),
            (Unit::YesNo, "NO", 0.0),
            (Unit::YesNo, "TRUE", 1.0),
            (Unit::YesNo, "0", 0.0),
        ] {
            assert_eq!(value(unit, text), Ok(expected), "{unit:?} {text}");
        }
        let told = read(Unit::Percent, "50 of 200", Marks::Uk).unwrap();
        assert_eq!(told.of, Some((50, 200)));
    }

    #[test]
    fn what_is_no_figure_of_a_unit_is_not_read_as_another() {
        for (unit, text) in [
            (Unit::Percent, "166"),
            (Unit::Percent, "£66"),
            (Unit::Percent, "66%%"),
            (Unit::Percent, "200 of 50"),
            (Unit::Percent, "5 of 0"),
            (Unit::Percent, "-1"),
            (Unit::Percent, "1e1"),
            (Unit::OutOf(4), "5"),
            (Unit::OutOf(4), "2.5"),
            (Unit::Count, "2.5"),
            (Unit::Count, "12,34"),
            (Unit::Count, "1,2345"),
            (Unit::Count, "1234,567"),
            (Unit::Pounds, "£"),
            (Unit::Pounds, "££5"),
            (Unit::Pounds, "--5"),
            (Unit::Pounds, "(-5)"),
            (Unit::Pounds, "1,250,"),
            (Unit::Pounds, "1,250.5.0"),
            (Unit::Pounds, ".5"),
            (Unit::Pounds, "5."),
            (Unit::Pounds, "9".repeat(400).as_str()),
            (Unit::YesNo, "2"),
            (Unit::YesNo, "maybe"),
            (Unit::Days, "soon"),
            (Unit::Index, ""),
            (Unit::Index, "٣"),
        ] {
            assert_eq!(value(unit, text), Err(NotTold::NoFigure), "{unit:?} {text}");
        }
        for text in ["3 of 5", "3/5", "0 out of 3"] {
            assert_eq!(value(Unit::OutOf(4), text), Err(NotTold::OtherWhole));
        }
    }

    #[test]
    fn a_mark_that_can_be_read_in_two_ways_is_told() {
        for (unit, text) in
            [(Unit::Pounds, "1,250"), (Unit::Pounds, "£1.250"), (Unit::Count, "1,250"), (Unit::Days, "1.250")]
        {
            let told = NotTold::TwoWays { thousands: "1250".to_owned(), decimals: "1.250".to_owned() };
            assert_eq!(read(unit, text, Marks::Unsure), Err(told), "{text}");
        }
        for (unit, text, expected) in [
            (Unit::Percent, "66,125", 66.125),
            (Unit::Index, "0.851", 0.851),
            (Unit::Pounds, "1.250,50", 1250.5),
            (Unit::Pounds, "1250,5", 1250.5),
            (Unit::Count, "1.234.567", 1_234_567.0),
        ] {
            assert_eq!(read(unit, text, Marks::Unsure).map(|told| told.value), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_looks_like_a_figure_is_told_from_words() {
        for text in ["66%", "1,250", "Yes", "3 of 4", "-2.5", "45 days"] {
            assert!(looks_like_one(text), "{text}");
        }
        for text in ["", "Figure", "Q1 2026", "31 Mar 2026", "n/a", "2026-03-31"] {
            assert!(!looks_like_one(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn figures_as_they_are_shown_are_read_back(tenths in 0_u32..1000, hundredths in 0_u32..10_000_000) {
            let percent = f64::from(tenths) / 10.0;
            let pounds = f64::from(hundredths) / 100.0;
            for (unit, figure) in [
                (Unit::Percent, percent),
                (Unit::Gap, -percent),
                (Unit::Days, percent),
                (Unit::OutOf(1000), f64::from(tenths)),
                (Unit::Count, f64::from(hundredths)),
                (Unit::Pounds, pounds),
                (Unit::Pounds, -pounds),
                (Unit::YesNo, f64::from(tenths % 2)),
            ] {
                prop_assert_eq!(value(unit, &unit.figure(figure)), Ok(figure));
            }
        }

        #[test]
        fn plain_numbers_are_read_exactly(number in prop_oneof![0.0..=100.0_f64, 0.0..=1e15_f64]) {
            prop_assert_eq!(value(Unit::Pounds, &number.to_string()), Ok(number));
            prop_assert_eq!(value(Unit::Pounds, &(-number).to_string()), Ok(-number));
        }

        #[test]
        fn any_text_is_read_or_told(text in "(.{0,8}|[-−()£0-9., %/of'’ ]{0,12})", whole in 0_u32..9) {
            for unit in [
                Unit::Percent, Unit::OutOf(whole), Unit::Groups, Unit::Count, Unit::Pounds, Unit::Days, Unit::Index,
                Unit::YesNo, Unit::Gap,
            ] {
                for marks in [Marks::Uk, Marks::Unsure] {
                    if let Ok(told) = read(unit, &text, marks) {
                        prop_assert!(unit.holds(told.value), "{:?} {:?}", unit, told);
                    }
                }
            }
        }
    }
}
