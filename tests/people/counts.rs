//! The counts: those of every encoding and delimiter are the same, and those of random people are those of a naive count.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use encoding_rs::WINDOWS_1252;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use waymark::content::Group;
use waymark::project::{DataSet, Dimension, LEAST_SUMMARISED, Mapping, Pay, PersonField};
use waymark::stats::{Watched, kaplan_meier, median_time};

use super::support::{chose, count_of, labels, mapping, sheet_rows, workbook};

const ANSWERS: [(&str, &str, Option<Group>); 6] = [
    ("Modern professional", "q1-modern-professional", Some(Group::Professional)),
    ("Clerical", "q1-clerical", Some(Group::Intermediate)),
    ("Routine", "q1-routine", Some(Group::WorkingClass)),
    ("Technical and craft", "q1-technical", Some(Group::WorkingClass)),
    ("Retired", "q1-other", None),
    ("", "", None),
];

fn map() -> Mapping {
    let mut map = mapping(&[
        ("Parental occupation", PersonField::Background),
        ("Grade", PersonField::Group(Dimension::Grade)),
        ("Café", PersonField::Group(Dimension::Own("Café".to_owned()))),
    ]);
    map.keep.crossings = vec![(Dimension::Grade, Dimension::Own("Café".to_owned()))];
    map
}

fn sets(bytes: &[u8]) -> Vec<DataSet> {
    count_of(bytes, map()).unwrap().sets
}

#[test]
fn every_encoding_and_delimiter_gives_the_same_counts() {
    let mut rows = vec![vec!["Parental occupation".to_owned(), "Grade".to_owned(), "Café".to_owned()]];
    for person in 0..120_usize {
        let answer = ANSWERS[person % 5].0;
        let grade = ["Zoë’s team", "Line\nbreak; and, \"quotes\"\t", "Ümläut"][person % 3];
        rows.push(vec![answer.to_owned(), grade.to_owned(), format!("£{}", person % 2)]);
    }
    let expected = sets(&workbook(&sheet_rows(&rows), &[]));
    assert_eq!(labels(&expected[0], &Dimension::Own("Café".to_owned())), ["£0", "£1"]);
    for delimiter in [",", ";", "\t"] {
        for end in ["\n", "\r\n", "\r"] {
            let line = |row: &Vec<String>| {
                let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                cells.join(delimiter)
            };
            let text = rows.iter().map(line).collect::<Vec<_>>().join(end);
            let utf_16 = |bytes: fn(u16) -> [u8; 2]| {
                "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>()
            };
            let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
            let old = WINDOWS_1252.encode(&text).0.into_owned();
            let files = [text.clone().into_bytes(), marked, utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes), old];
            for (place, bytes) in files.iter().enumerate() {
                for bytes in [bytes.clone(), [&b""[..], bytes].concat()] {
                    assert_eq!(sets(&bytes), expected, "{delimiter:?} {end:?} encoding {place}");
                }
            }
        }
    }
}

/// A file larger than what is read at once, whose rows and characters lie across what is read.
#[test]
fn a_long_file_is_read_across_its_blocks() {
    let mut text = String::from("Parental occupation,Grade,Café\r\n");
    let mut expected: BTreeMap<(&str, usize), u32> = BTreeMap::new();
    for person in 0..60_000_usize {
        let (answer, id, _) = ANSWERS[person * 7 % 5];
        let grade = person % 11;
        let quoted = if person % 97 == 0 { "\"a\r\nb\"" } else { "é" };
        write!(text, "{answer},Grade {grade},{quoted}\r\n").unwrap();
        if person % 1000 == 0 {
            text.push_str("\r\n");
        }
        *expected.entry((id, grade)).or_default() += 1;
    }
    assert!(text.len() > 1_200_000);
    let old = WINDOWS_1252.encode(&text).0.into_owned();
    for bytes in [text.as_bytes(), &old] {
        let set = &sets(bytes)[0];
        for ((id, grade), people) in &expected {
            assert_eq!(chose(set, &Dimension::Grade, &format!("Grade {grade}"), id), *people);
        }
        assert_eq!(labels(set, &Dimension::Own("Café".to_owned())), ["a b", "é"]);
    }
}

/// A person as the naive count sees them.
#[derive(Clone, Debug)]
struct Somebody {
    answer: usize,
    grade: usize,
    gender: usize,
    pence: Option<u32>,
    since: i64,
    promoted: Option<i64>,
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let pay = prop_oneof![1 => Just(None), 1 => Just(Some(0)), 8 => (900_u32..6_000).prop_map(Some)];
    (0..6_usize, 0..4_usize, 0..3_usize, pay, 30_i64..2_000, prop::option::of(1_i64..30)).prop_map(
        |(answer, grade, gender, pence, since, promoted)| Somebody { answer, grade, gender, pence, since, promoted },
    )
}

const AS_OF: Date = date(2026, 3, 31);
const GRADES: [&str; 4] = ["Senior", "Middle", "Junior", ""];
const GENDERS: [&str; 3] = ["Woman", "Man", "Non-binary"];

fn days_before(days: i64) -> Date {
    AS_OF.saturating_sub(jiff::Span::new().days(days))
}

/// The groups of answers of which there are summaries.
const TOGETHER: [&[Group]; 6] = [
    &[Group::Professional],
    &[Group::Intermediate],
    &[Group::WorkingClass],
    &[Group::Professional, Group::Intermediate],
    &[Group::Intermediate, Group::WorkingClass],
    &[Group::Professional, Group::Intermediate, Group::WorkingClass],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn random_people_are_counted_as_a_naive_count_does(people in prop::collection::vec(somebody(), 1..200)) {
        let mut text = String::from("Work;Grade;Gender;Pay;Since;Promoted\n");
        for one in &people {
            let pay = one.pence.map(|pence| format!("{}.{:02}", pence / 100, pence % 100)).unwrap_or_default();
            let promoted = one.promoted.map(|days| days_before(days).strftime("%d/%m/%Y").to_string()).unwrap_or_default();
            writeln!(
                text, "{};{};{};{pay};{};{promoted}",
                ANSWERS[one.answer].0, GRADES[one.grade], GENDERS[one.gender], days_before(one.since),
            ).unwrap();
        }
        let mut map = mapping(&[
            ("Work", PersonField::Background),
            ("Grade", PersonField::Group(Dimension::Grade)),
            ("Gender", PersonField::Group(Dimension::Gender)),
            ("Pay", PersonField::HourlyPay),
            ("Since", PersonField::GradeSince),
            ("Promoted", PersonField::PromotedOn),
        ]);
        map.keep.crossings = vec![(Dimension::Grade, Dimension::Gender)];
        map.keep.pay = vec![Dimension::Whole, Dimension::Grade];
        map.keep.waits = vec![Dimension::Whole];
        let counted = count_of(text.as_bytes(), map).unwrap();
        prop_assert_eq!(counted.problems.total, 0);
        let set = &counted.sets[0];
        prop_assert!(set.is_sound());

        // Groups as the naive count has them.
        let label = |values: &[&'static str], of: &dyn Fn(&Somebody) -> usize, one: &Somebody| {
            let value = values[of(one)];
            let count = people.iter().filter(|other| of(other) == of(one)).count();
            if value.is_empty() { "Not given" } else if count < 10 { "Other" } else { value }
        };
        let grade = |one: &Somebody| label(&GRADES, &|one| one.grade, one);
        let gender = |one: &Somebody| label(&GENDERS, &|one| one.gender, one);
        let count = |of: &dyn Fn(&Somebody) -> bool| u32::try_from(people.iter().filter(|one| of(one)).count()).unwrap();
        for (place, (_, id, _)) in ANSWERS.iter().enumerate().take(5) {
            prop_assert_eq!(chose(set, &Dimension::Whole, "", id), count(&|one| one.answer == place));
            for name in ["Senior", "Middle", "Junior", "Other", "Not given"] {
                let expected = count(&|one| one.answer == place && grade(one) == name);
                prop_assert_eq!(chose(set, &Dimension::Grade, name, id), expected);
                for across in ["Woman", "Man", "Non-binary", "Other"] {
                    let rows = &set.crossings[0].rows;
                    let row = rows.iter().find(|row| row.label == name && row.across == across);
                    let found = row.and_then(|row| row.counts.get(*id)).copied().unwrap_or_default();
                    prop_assert_eq!(found, count(&|one| one.answer == place && grade(one) == name && gender(one) == across));
                }
            }
            for (name, yes) in [("Yes", true), ("No", false)] {
                let expected = count(&|one| one.answer == place && one.promoted.is_some() == yes);
                prop_assert_eq!(chose(set, &Dimension::Promoted, name, id), expected);
            }
        }

        // Pay and waits of everybody: every group of answers of ten or more; several only of such, or of nobody.
        let of_groups = |groups: &[Group], of: &dyn Fn(&Somebody) -> bool| -> Vec<Somebody> {
            people.iter().filter(|one| ANSWERS[one.answer].2.is_some_and(|group| groups.contains(&group)) && of(one)).cloned().collect()
        };
        let allowed = |groups: &[Group], of: &dyn Fn(&Somebody) -> bool| {
            let parts: Vec<usize> = groups.iter().map(|group| of_groups(&[*group], of).len()).collect();
            parts.iter().all(|part| *part == 0 || *part >= 10) && parts.iter().sum::<usize>() >= 10
        };
        let pay = set.pay_by(Pay::Hourly, &Dimension::Whole).and_then(|table| table.rows.first());
        for groups in TOGETHER {
            let paid = |one: &Somebody| one.pence.is_some_and(|pence| pence > 0);
            let found = pay.and_then(|row| row.groups.iter().find(|one| one.of == groups));
            prop_assert_eq!(found.is_some(), allowed(groups, &paid));
            if let Some(found) = found {
                let mut amounts: Vec<u64> = of_groups(groups, &paid).iter().map(|one| u64::from(one.pence.unwrap()) * 100).collect();
                amounts.sort_unstable();
                let n = amounts.len();
                let twice_median = amounts[n / 2] + amounts[(n - 1) / 2];
                prop_assert_eq!(usize::try_from(found.paid).unwrap(), n);
                prop_assert_eq!(usize::try_from(found.people).unwrap(), of_groups(groups, &|one| one.pence.is_some()).len());
                prop_assert!((found.median * 2).abs_diff(twice_median) <= 1);
                prop_assert!((found.mean * n as u64).abs_diff(amounts.iter().sum()) <= n as u64);
                prop_assert!(found.paid >= LEAST_SUMMARISED);
            }
        }
        let waits = set.waits_by(&Dimension::Whole).and_then(|table| table.rows.first());
        for groups in TOGETHER {
            let found = waits.and_then(|row| row.groups.iter().find(|one| one.of == groups));
            prop_assert_eq!(found.is_some(), allowed(groups, &|_| true));
            if let Some(found) = found {
                let mine = of_groups(groups, &|_| true);
                let days = |one: &Somebody| one.since - one.promoted.unwrap_or(0);
                prop_assert_eq!(found.days, mine.iter().map(|one| u64::try_from(days(one)).unwrap()).sum::<u64>());
                prop_assert_eq!(usize::try_from(found.promoted).unwrap(), mine.iter().filter(|one| one.promoted.is_some()).count());
                let watched: Vec<Watched> = mine.iter().map(|one| Watched { time: f64::from(i32::try_from(days(one)).unwrap()), happened: one.promoted.is_some() }).collect();
                prop_assert_eq!(found.median.map(f64::from), median_time(&kaplan_meier(&watched)));
            }
        }
    }
}

#[test]
fn ages_pay_by_the_year_and_dates_out_of_order_are_told_by_row() {
    use waymark::import::people::ProblemKind as Kind;
    let text = "Work,Born,Salary,Hours,Since,Promoted\n\
                Retired,31/03/2001,36525,35,01/01/2020,\n\
                Retired,01/04/2001,£36525.00,35,01/01/2020,01/01/2026\n\
                Retired,1890-01-01,lots,35,01/01/2027,\n\
                Retired,soon,30000,,01/01/2020,01/01/2019\n";
    let map = mapping(&[
        ("Work", PersonField::Background),
        ("Born", PersonField::BirthDate),
        ("Salary", PersonField::AnnualPay),
        ("Hours", PersonField::WeeklyHours),
        ("Since", PersonField::GradeSince),
        ("Promoted", PersonField::PromotedOn),
    ]);
    let counted = count_of(text.as_bytes(), map).unwrap();
    let told: Vec<(u64, &str, Kind)> =
        counted.problems.listed.iter().map(|one| (one.row, one.column.as_str(), one.kind)).collect();
    assert_eq!(
        told,
        [
            (4, "Born", Kind::NoDate),
            (4, "Salary", Kind::NoAmount),
            (4, "Since", Kind::OutOfOrder),
            (5, "Born", Kind::NoDate),
            (5, "Salary", Kind::NoHours),
            (5, "Since", Kind::OutOfOrder),
        ]
    );
    let set = &counted.sets[0];
    assert_eq!(labels(set, &Dimension::Age), ["Under 25", "25 to 34", "Not given"]);
    assert_eq!(labels(set, &Dimension::PayQuarter), ["Lower quarter", "Not given"]);
}

/// A million people in ten columns, always the same. To compare with what Polars needs for the same file, in a quiet
/// moment: `cargo test --release --test survey_import -- --ignored --nocapture a_million`, and the calls below on the file
/// that it leaves in the folder that it names.
///
/// ```text
/// df = polars.read_csv(file)
/// for column in df.columns: df.group_by(column).len()
/// ```
#[test]
#[ignore = "writes a file of 90 MB"]
fn a_million_people_fit_into_150_mb() {
    use std::io::Write as _;
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("a million people.csv");
    let mut file =
        std::io::BufWriter::new(std::fs::File::options().write(true).create(true).truncate(true).open(&path).unwrap());
    let columns: [(&str, usize, PersonField); 10] = [
        ("Parental occupation", 0, PersonField::Background),
        ("Grade", 12, PersonField::Group(Dimension::Grade)),
        ("Department", 60, PersonField::Group(Dimension::Function)),
        ("Location", 40, PersonField::Group(Dimension::Location)),
        ("Contract", 4, PersonField::Group(Dimension::Contract)),
        ("Entry route", 5, PersonField::Group(Dimension::EntryRoute)),
        ("Gender", 4, PersonField::Group(Dimension::Gender)),
        ("Ethnic group", 18, PersonField::Group(Dimension::Ethnicity)),
        ("Disability", 3, PersonField::Group(Dimension::Disability)),
        ("Team", 100, PersonField::Group(Dimension::Own("Team".to_owned()))),
    ];
    let names: Vec<&str> = columns.iter().map(|(name, ..)| *name).collect();
    writeln!(file, "{}", names.join(",")).unwrap();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..1_000_000 {
        for (place, (name, groups, _)) in columns.iter().enumerate() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = usize::try_from(state >> 40).unwrap();
            let comma = if place > 0 { "," } else { "" };
            match groups {
                0 => write!(file, "{comma}{}", ANSWERS[number % ANSWERS.len()].0).unwrap(),
                groups => write!(file, "{comma}{name} {}", number % groups).unwrap(),
            }
        }
        writeln!(file).unwrap();
    }
    file.into_inner().unwrap().sync_all().unwrap();
    let fields: Vec<(&str, PersonField)> = columns.iter().map(|(name, _, field)| (*name, field.clone())).collect();
    let started = std::time::Instant::now();
    let order = super::support::order(mapping(&fields));
    let counted = waymark::import::people::count(std::fs::File::open(&path).unwrap(), &order, &mut |_| {}).unwrap();
    let took = started.elapsed();
    assert_eq!((counted.people, counted.sets[0].breakdowns.len()), (1_000_000, 10));
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        let told = format!("{took:?}, {kilobytes} kB at most, {}\n", path.display());
        std::io::stdout().write_all(told.as_bytes()).unwrap();
        assert!(kilobytes < 150 * 1024);
    }
}
