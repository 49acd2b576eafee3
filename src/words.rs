//! Floor 0: how numbers and dates are written, in one place, so that the screen and the print say them alike.

use jiff::civil::Date;

/// The months' short names, as they stand in dates.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The months' full names, for parsing and for long dates.
const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name at a month's place.
fn month_name(names: [&'static str; 12], date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}

/// A date for tables and labels: `14 May 2026`.
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(MONTHS, date), date.year())
}

/// A date for covers and sentences: `14 September 2026`.
pub fn long_date(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(MONTH_NAMES, date), date.year())
}

/// A month for axes: `Sep 2026`.
pub fn month_year(date: Date) -> String {
    format!("{} {}", month_name(MONTHS, date), date.year())
}

/// A month's short name: `Sep`.
pub fn month(date: Date) -> &'static str {
    month_name(MONTHS, date)
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It is not in a form that is read.
    #[error("Write the date as 2026-03-31 or 31/3/2026.")]
    Form,
    /// It names a day that is not in the calendar.
    #[error("There is no such day. Check the day and the month.")]
    NoSuchDay,
    /// The year is not one that a plan would hold.
    #[error("The year should lie between 1900 and 2200.")]
    Year,
}

/// Reads a date as people in the UK type it: `2026-03-31`, `31/3/2026`, `31.3.2026`, `31 March 2026`, `31 mar 26`.
/// Years of two digits are of this century.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else {
        return Err(DateError::Form);
    };
    let number = |part: &str| part.parse::<i16>().map_err(|_not_a_number| DateError::Form);
    let (year, month, day) = if first.len() == 4 {
        (number(first)?, month_number(second)?, number(third)?)
    } else {
        let year = number(third)?;
        (if third.len() == 2 { year + 2000 } else { year }, month_number(second)?, number(first)?)
    };
    if !(1900..=2200).contains(&year) {
        return Err(if third.len() == 4 || first.len() == 4 { DateError::Year } else { DateError::Form });
    }
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return Err(DateError::NoSuchDay);
    };
    Date::new(year, month, day).map_err(|_not_in_calendar| DateError::NoSuchDay)
}

/// The number of a month given as a number or a name.
fn month_number(text: &str) -> Result<i16, DateError> {
    if let Ok(number) = text.parse() {
        return Ok(number);
    }
    let lower = text.to_lowercase();
    let place = MONTH_NAMES.iter().position(|name| lower.len() >= 3 && name.to_lowercase().starts_with(&lower));
    place.and_then(|place| i16::try_from(place + 1).ok()).ok_or(DateError::Form)
}

/// Reads a month as people type it: `Mar 2026`, `March 26`, `2026-03`, `3/2026`. Gives its last day. Without the month's
/// name the year has four digits, so that a day and a month are never taken for a month and a year.
pub fn parse_month(text: &str) -> Result<Date, DateError> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second] = parts.as_slice() else {
        return Err(DateError::Form);
    };
    let (year, month) = if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        (*first, *second)
    } else {
        (*second, *first)
    };
    let named = !month.bytes().any(|byte| byte.is_ascii_digit());
    if year.len() != 4 && !(named && year.len() == 2) {
        return Err(DateError::Form);
    }
    let month = month_number(month)?;
    if !(1..=12).contains(&month) {
        return Err(DateError::Form);
    }
    parse_date(&format!("1/{month}/{year}")).map(Date::last_of_month)
}

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// There is nothing.
    #[error("Write a number.")]
    Empty,
    /// It is not in a form that is read.
    #[error("Write it in figures, such as 66 or 66.5.")]
    Form,
    /// It has decimals, or its thousands are set apart in a way that can be read in two.
    #[error("Write a whole number, such as 1668 or 1,668.")]
    NotWhole,
    /// It is larger than anything counted here.
    #[error("That number is too large.")]
    TooLarge,
}

/// Reads a number as people type it: `66`, `66.5`, `66,5`, `66.5 %`, `-1`. One point or comma sets the decimals apart, so
/// thousands cannot be.
pub fn parse_decimal(text: &str) -> Result<f64, NumberError> {
    let text = text.trim();
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let (negative, unsigned) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let (whole, decimals) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return Err(NumberError::Form);
    }
    if whole.len() > 15 {
        return Err(NumberError::TooLarge);
    }
    let number: f64 = format!("{whole}.{decimals}").parse().map_err(|_not_a_number| NumberError::Form)?;
    Ok(if negative { -number } else { number })
}

/// Reads an amount as people type it, with or without its thousands set apart: `1250`, `1,250.50`, `£1,250`, `-£1 250`,
/// `66,5`. A comma before three last digits sets thousands apart, unless nought stands before it.
pub fn parse_amount(text: &str) -> Result<f64, NumberError> {
    let text = text.trim();
    let text = text.strip_prefix('£').unwrap_or(text).trim_start();
    let (sign, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text),
    };
    let rest = rest.strip_prefix('£').unwrap_or(rest).trim_start();
    if rest.starts_with(['-', '−']) {
        return Err(NumberError::Form);
    }
    let (whole, decimals) = rest.split_once('.').map_or((rest, None), |(whole, rest)| (whole, Some(rest)));
    let plain = match (grouped_digits(whole), decimals) {
        (Some(whole), Some(decimals)) => format!("{whole}.{decimals}"),
        (Some(whole), None) => whole,
        (None, _) => rest.to_owned(),
    };
    parse_decimal(&plain).map(|number| sign * number)
}

/// The digits of a whole number whose thousands are set apart; `None` where they are not.
fn grouped_digits(text: &str) -> Option<String> {
    let mut groups = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '\'' | '’'));
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'))?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    (digits.len() > first.len() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Reads a whole number as people type it: `2640`, `2,640`, `2 640`. Groups behind a comma or space have three digits.
pub fn parse_whole(text: &str) -> Result<u32, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    if !text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’')) {
        return Err(NumberError::Form);
    }
    let mut groups = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '\'' | '’'));
    let first = groups.next().unwrap_or_default();
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return Err(NumberError::NotWhole);
        }
        digits.push_str(group);
    }
    if digits.is_empty() || digits.contains('.') {
        return Err(NumberError::NotWhole);
    }
    digits.parse().map_err(|_too_large| NumberError::TooLarge)
}

/// A whole number with thousands set apart: `2,640`.
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with at most one decimal: `66`, `66.5`.
pub fn decimal(number: f64) -> String {
    let text = format!("{number:.1}");
    signed(text.strip_suffix(".0").unwrap_or(&text))
}

/// A number as it was entered, with up to six decimals: `0.893`.
pub fn exact(number: f64) -> String {
    let text = format!("{number:.6}");
    signed(text.trim_end_matches('0').trim_end_matches('.'))
}

/// A written number with a true minus sign, and without one before nought.
fn signed(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.' | b',')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text.to_owned(),
    }
}

/// A number with this many decimals and its thousands set apart: `1,204`, `0.85`, `−1,250.50`.
pub fn grouped(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    signed(&format!("{sign}{grouped}{fraction}"))
}

/// An amount in pounds, with pence where there are some: `£1,250`, `−£12.50`.
pub fn pounds(amount: f64) -> String {
    let decimals = if (amount - amount.round()).abs() < 0.005 { 0 } else { 2 };
    let text = grouped(amount, decimals);
    text.strip_prefix('−').map_or_else(|| format!("£{text}"), |rest| format!("−£{rest}"))
}

/// How often something is due: `Every month`, `Every 3 months`, `Every year`, `Every 2 years`.
pub fn every_months(months: u32) -> String {
    match (months, months.is_multiple_of(12)) {
        (1, _) => "Every month".to_owned(),
        (12, _) => "Every year".to_owned(),
        (_, true) => format!("Every {} years", months / 12),
        (_, false) => format!("Every {months} months"),
    }
}

/// A number of days: `1 day`, `45.5 days`.
pub fn counted_days(days: f64) -> String {
    match decimal(days) {
        one if one == "1" => "1 day".to_owned(),
        many => format!("{many} days"),
    }
}

/// A count with its noun: `1 action`, `4 actions`, `no actions`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", whole(number as u64)),
    }
}

/// A list in a sentence: `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text with its first letter in lower case, to go on within a sentence; unless it begins with an abbreviation.
pub fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let expected = jiff::civil::date(2026, 3, 31);
        for text in ["2026-03-31", "31/3/2026", "31/03/26", "31.3.2026", "31 March 2026", " 31 mar 2026 ", "2026/3/31"]
        {
            assert_eq!(parse_date(text), Ok(expected), "{text}");
        }
        for text in ["", "soon", "31/3", "2026-03-31-1", "31 ma 2026", "1e1/3/2026"] {
            assert_eq!(parse_date(text), Err(DateError::Form), "{text}");
        }
        assert_eq!(parse_date("31/2/2026"), Err(DateError::NoSuchDay));
        assert_eq!(parse_date("3/31/2026"), Err(DateError::NoSuchDay));
        assert_eq!(parse_date("31/3/1026"), Err(DateError::Year));
    }

    #[test]
    fn months_are_read_as_their_last_day() {
        let expected = jiff::civil::date(2026, 2, 28);
        for text in ["Feb 2026", "february 26", "Feb-26", "2026-02", "2026/2", "2026 Feb", "2/2026", "02.2026"] {
            assert_eq!(parse_month(text), Ok(expected), "{text}");
        }
        for text in ["", "Feb", "26-Feb", "2/26", "13/2026", "2026", "1 Feb 2026", "Q1 2026", "0/2026", "2026-2026"] {
            assert_eq!(parse_month(text), Err(DateError::Form), "{text}");
        }
        assert_eq!(parse_month("Feb 1026"), Err(DateError::Year));
    }

    #[test]
    fn numbers_are_written_for_reading() {
        assert_eq!(whole(0), "0");
        assert_eq!(whole(999), "999");
        assert_eq!(whole(1_000), "1,000");
        assert_eq!(whole(1_234_567), "1,234,567");
        assert_eq!(decimal(66.0), "66");
        assert_eq!(decimal(66.54), "66.5");
        assert_eq!(decimal(-0.01), "0");
        assert_eq!(count(0, "action", "actions"), "no actions");
        assert_eq!(count(1, "action", "actions"), "1 action");
        assert_eq!(list(&["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b and c");
    }

    #[test]
    fn decimals_are_read_as_people_type_them() {
        for text in ["66.5", "66,5", "66.5%", " 66.50 % ", "066.5"] {
            assert_eq!(parse_decimal(text), Ok(66.5), "{text}");
        }
        assert_eq!(parse_decimal("0"), Ok(0.0));
        assert_eq!(parse_decimal("-1"), Ok(-1.0));
        for text in ["", " ", "%"] {
            assert_eq!(parse_decimal(text), Err(NumberError::Empty), "{text}");
        }
        for text in ["soon", "1e2", "inf", "NaN", "1.2.3", "1,000.5", ".", "5.", ".5", "6 6", "66%%", "--1", "٣"] {
            assert_eq!(parse_decimal(text), Err(NumberError::Form), "{text}");
        }
        assert_eq!(parse_decimal("1000000000000000000"), Err(NumberError::TooLarge));
    }

    #[test]
    fn whole_numbers_are_read_as_people_type_them() {
        for text in ["2640", "2,640", " 2 640 ", "2’640", "2\u{a0}640", "02640"] {
            assert_eq!(parse_whole(text), Ok(2640), "{text}");
        }
        assert_eq!(parse_whole("1,234,567"), Ok(1_234_567));
        for text in ["2.5", "2,64", "26,40", "2640,123", "2.640", ",", "2,,640"] {
            assert_eq!(parse_whole(text), Err(NumberError::NotWhole), "{text}");
        }
        for text in ["-5", "ten", "1e3", "5%"] {
            assert_eq!(parse_whole(text), Err(NumberError::Form), "{text}");
        }
        assert_eq!(parse_whole(""), Err(NumberError::Empty));
        assert_eq!(parse_whole("5000000000"), Err(NumberError::TooLarge));
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for text in ["1250.5", "1,250.50", "£1,250.50", " £ 1 250.5 ", "1’250.5"] {
            assert_eq!(parse_amount(text), Ok(1250.5), "{text}");
        }
        for text in ["-£1,250", "£-1250", "−1,250", "-1 250.00"] {
            assert_eq!(parse_amount(text), Ok(-1250.0), "{text}");
        }
        for (text, number) in [("66,5", 66.5), ("0,250", 0.25), ("1,250,000", 1_250_000.0), ("12,50", 12.5)] {
            assert_eq!(parse_amount(text), Ok(number), "{text}");
        }
        for text in ["£", "", " "] {
            assert_eq!(parse_amount(text), Err(NumberError::Empty), "{text}");
        }
        for text in ["1,25,000", "1.250,50", "--5", "£-−5", "1,250.5.0", "five", "1,250,"] {
            assert_eq!(parse_amount(text), Err(NumberError::Form), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn written_numbers_read_back(number in 0_u32..u32::MAX, tenths in 0_u32..100_000) {
            proptest::prop_assert_eq!(parse_whole(&whole(number.into())), Ok(number));
            let value = f64::from(tenths) / 10.0;
            proptest::prop_assert_eq!(parse_decimal(&decimal(value)), Ok(value));
            let pence = f64::from(number) / 100.0;
            proptest::prop_assert_eq!(parse_amount(&pounds(pence)), Ok(pence));
        }

        #[test]
        fn no_text_breaks_a_reader(text in ".{0,20}") {
            let (_, _, _, _) = (parse_decimal(&text), parse_whole(&text), parse_date(&text), parse_amount(&text));
        }

        #[test]
        fn written_dates_read_back(day in 0_i32..100_000) {
            let original = jiff::civil::date(1900, 1, 1).saturating_add(jiff::Span::new().days(day));
            proptest::prop_assert_eq!(parse_date(&date(original)), Ok(original));
            proptest::prop_assert_eq!(parse_date(&original.to_string()), Ok(original));
        }
    }
}
