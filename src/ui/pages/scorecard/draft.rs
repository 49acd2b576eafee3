//! What all of the page's forms share: how a typed text is read. Texts stay as they were typed until they are saved;
//! what is wrong stands at its field.

use jiff::civil::Date;

use crate::content::Unit;
use crate::words;

/// The next number of a row of them.
pub(super) fn next(serial: &mut u64) -> u64 {
    *serial += 1;
    *serial
}

/// A number as it is edited: with all its decimals, unlike [`words::decimal`].
pub(super) fn written(value: f64) -> String {
    value.to_string()
}

/// Whether a text says nothing.
pub(in crate::ui::pages) fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Reads a value of a unit.
pub(super) fn value(unit: Unit, text: &str) -> Result<f64, String> {
    let wrong = || format!("Write {}.", unit.values());
    let number = match unit {
        Unit::OutOf(_) => words::parse_whole(text).map(f64::from).map_err(|_not_whole| wrong()),
        Unit::Count => words::parse_whole(text).map(f64::from).map_err(|error| error.to_string()),
        Unit::Pounds => words::parse_amount(text).map_err(|error| error.to_string()),
        Unit::YesNo => words::parse_whole(text).map(f64::from).map_err(|_none_chosen| "Choose yes or no.".to_owned()),
        Unit::Percent | Unit::Groups | Unit::Gap | Unit::Days | Unit::Index => {
            words::parse_decimal(text).map_err(|error| error.to_string())
        }
    }?;
    if unit.holds(number) { Ok(number) } else { Err(wrong()) }
}

/// Reads a date.
pub(in crate::ui::pages) fn date(text: &str) -> Result<Date, String> {
    if blank(text) {
        return Err("Write a date.".to_owned());
    }
    words::parse_date(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_in_their_unit() {
        for (unit, text, read) in [
            (Unit::Percent, "66,5 %", 66.5),
            (Unit::OutOf(4), "3", 3.0),
            (Unit::Count, "1,204", 1204.0),
            (Unit::Pounds, "£1,250.50", 1250.5),
            (Unit::Pounds, "-£40", -40.0),
            (Unit::Days, "45,5", 45.5),
            (Unit::Index, "0.85", 0.85),
            (Unit::YesNo, "1", 1.0),
            (Unit::Gap, "-4.5%", -4.5),
        ] {
            assert_eq!(value(unit, text), Ok(read), "{unit:?} {text}");
            assert_eq!(value(unit, &written(read)), Ok(read), "{unit:?} {text}, edited again");
        }
    }

    #[test]
    fn what_no_unit_holds_is_told_in_its_words() {
        for (unit, text, told) in [
            (Unit::Percent, "166", "Write a percentage from 0 to 100."),
            (Unit::OutOf(4), "5", "Write a whole number from 0 to 4."),
            (Unit::OutOf(4), "", "Write a whole number from 0 to 4."),
            (Unit::Count, "2.5", "Write a whole number, such as 1668 or 1,668."),
            (Unit::Days, "-1", "Write a number of days, such as 45."),
            (Unit::Index, "", "Write a number."),
            (Unit::YesNo, "", "Choose yes or no."),
            (Unit::Gap, "101", "Write a gap in percent, such as 4.5; below nought where it lies the other way."),
        ] {
            assert_eq!(value(unit, text), Err(told.to_owned()), "{unit:?} {text}");
        }
    }
}
