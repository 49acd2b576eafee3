//! Whose rules hold when: for data that was corrected, for rules that became stricter, for figures that stand from a
//! release by looser rules.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use waymark::content::Group;
use waymark::disclosure::{Figure, Hidden, Published, PublishedGap};
use waymark::edit::Edit;
use waymark::project::{
    Audience, CrossRow, Crossing, DataSet, Dimension, Pay, PayRow, PaySummary, PayTable, ProfileSettings, Project,
};

use super::{DAY, Row, counts, project, released, set, shown, table};

const LATER: Timestamp = Timestamp::MAX;

fn settings() -> ProfileSettings {
    ProfileSettings::new(Timestamp::UNIX_EPOCH)
}

fn with_rules(project: &Project, audience: Audience, rules: ProfileSettings) -> Project {
    Edit::SetProfile(audience, rules).apply(project, LATER).unwrap()
}

/// The figures of a grade in the newest data, and the day from which they stand.
fn grade(published: &Published, label: &str) -> (Vec<Figure>, Option<jiff::civil::Date>, bool) {
    let table = published.sets()[0].tables().find(|table| *table.by() == Dimension::Grade).unwrap();
    let row = table.rows().find(|row| row.label() == label).unwrap();
    (row.figures(), row.stands_from(), row.has_percents())
}

#[test]
fn corrected_data_is_looked_at_anew() {
    let then = [("AO", [62, 41, 30, 12]), ("HEO", [45, 35, 25, 11])];
    let (with, _) = released(&project([set(1, DAY, None, &then)]), Audience::Board);
    let corrected = set(1, DAY, None, &[("AO", [112, 81, 60, 32]), ("HEO", [45, 35, 25, 11])]);
    let next = Edit::ChangeDataSet(Box::new(corrected)).apply(&with, LATER).unwrap();
    let figures = table(&shown(&next, Audience::Board).sets()[0], &Dimension::Grade);
    assert_eq!(figures["AO"][..3], [Some(110), Some(80), Some(60)]);
}

#[test]
fn stricter_rules_hide_what_was_shown_before() {
    let grades = [("AO", [62, 41, 30, 32]), ("HEO", [14, 35, 25, 31])];
    let (with, _) = released(&project([set(1, DAY, None, &grades)]), Audience::Board);
    assert_eq!(grade(&shown(&with, Audience::Board), "HEO").0[0].count(), Some(15));
    let with = with_rules(&with, Audience::Board, ProfileSettings { least: Some(20), ..settings() });
    let (figures, ..) = grade(&shown(&with, Audience::Board), "HEO");
    assert_eq!((figures[0].count(), figures[0].hidden()), (None, Some(Hidden::Small)));
    // What has been shown cannot be taken back from those who know: nothing else is hidden for its sake.
    assert_eq!(figures[1].count(), Some(35));
    let with = with_rules(&with, Audience::Board, ProfileSettings { round: Some(10), ..settings() });
    assert_eq!(grade(&shown(&with, Audience::Board), "HEO").0[1].count(), Some(40), "rounded anew");
}

#[test]
fn a_rate_is_told_of_enough_people_who_were_asked() {
    let rate = |asked: u32| {
        let with = project([set(1, DAY, Some(asked), &[("AO", [12, 0, 0, 0])])]);
        let with = with_rules(&with, Audience::Board, ProfileSettings { zeros: Some(false), ..settings() });
        let response = shown(&with, Audience::Board).sets()[0].response().unwrap();
        (response.answered().count(), response.answered().percent().is_some())
    };
    assert_eq!((rate(22), rate(23)), ((Some(10), false), (Some(10), true)));
}

#[test]
fn figures_that_stand_keep_to_the_rules_of_those_who_see_them() {
    let then = [("AO", [8, 41, 30, 12]), ("HEO", [20, 0, 0, 0]), ("EO", [62, 51, 48, 31])];
    let loose = ProfileSettings { least: Some(5), zeros: Some(false), percent: Some(5), width: Some(1), ..settings() };
    let with = with_rules(&project([set(1, date(2025, 11, 22), None, &then)]), Audience::Public, loose);
    let (mut with, _) = released(&with, Audience::Public);
    let public = shown(&with, Audience::Public);
    assert_eq!(grade(&public, "AO").0[0].count(), Some(10));
    assert!(grade(&public, "HEO").2, "a share of 20 people");
    // A year later one person more, and to the board, who see the older data no more.
    let mut now = then;
    now[0].1[1] += 1;
    now[1].1[0] += 1;
    now[2].1 = [92, 81, 78, 61];
    with.workforce = vec![Arc::new(set(2, DAY, None, &now))];
    let board = shown(
        &with_rules(&with, Audience::Board, ProfileSettings { zeros: Some(false), ..settings() }),
        Audience::Board,
    );
    let (figures, since, _) = grade(&board, "AO");
    assert_eq!((figures[0].count(), figures[0].hidden()), (None, Some(Hidden::Small)), "eight people");
    assert_eq!((figures[1].count(), since), (Some(40), Some(date(2025, 11, 22))));
    let (figures, since, percents) = grade(&board, "HEO");
    assert_eq!((figures[0].count(), since.is_some(), percents), (Some(20), true, false));
}

/// A set with pay by grade.
fn paid(id: u64, day: jiff::civil::Date, grades: &[(&str, Row)], working: u64) -> DataSet {
    let summary =
        |of: Group, people: u32, median: u64| PaySummary { of: vec![of], people, paid: people, mean: median, median };
    let rows = grades.iter().map(|(label, row)| PayRow {
        label: (*label).to_owned(),
        groups: vec![summary(Group::WorkingClass, row[0], working), summary(Group::Professional, row[2], 160_000)],
    });
    let pay = vec![PayTable { pay: Pay::Hourly, by: Dimension::Grade, rows: rows.collect() }];
    DataSet { pay, ..set(id, day, None, grades) }
}

#[test]
fn pay_is_not_told_anew_of_people_whose_counts_stand() {
    let then = [("AO", [62, 41, 30, 12]), ("HEO", [45, 35, 25, 11]), ("EO", [51, 33, 28, 14])];
    let (mut with, _) = released(&project([paid(1, date(2025, 11, 22), &then, 140_000)]), Audience::Board);
    let mut now = then;
    now[0].1[0] += 1;
    now[1].1 = [75, 65, 55, 31];
    with.workforce.push(Arc::new(paid(2, DAY, &now, 120_000)));
    let published = shown(&with, Audience::Board);
    let pay = published.sets()[0].pay().next().unwrap();
    let gaps: Vec<Option<(f64, f64)>> =
        pay.rows().map(|row| row.gaps().next().as_ref().and_then(PublishedGap::gap)).collect();
    // With one more colleague, the change of the mean would tell what that one is paid.
    assert_eq!(gaps, [None, Some((25.0, 25.0)), None]);
}

#[test]
fn few_changes_at_a_time_are_shown_once_they_are_enough() {
    let days = [date(2024, 11, 22), date(2025, 11, 22), DAY];
    let of =
        |more: u32| [("AO", [62 + more, 41 + more, 30, 12]), ("HEO", [145 + 40 * more, 135 + 30 * more, 125, 111])];
    let mut with = project([set(1, days[0], None, &of(0))]);
    (with, _) = released(&with, Audience::Board);
    with.workforce.push(Arc::new(set(2, days[1], None, &of(3))));
    (with, _) = released(&with, Audience::Board);
    assert_eq!(grade(&shown(&with, Audience::Board), "AO").1, Some(days[0]), "six people");
    with.workforce.push(Arc::new(set(3, days[2], None, &of(6))));
    let (figures, since, _) = grade(&shown(&with, Audience::Board), "AO");
    assert_eq!((figures[0].count(), figures[1].count(), since), (Some(70), Some(45), None), "twelve since the first");
}

#[test]
fn what_colleagues_were_shown_does_not_stand_before_the_board() {
    let grades = [("AO", [62, 41, 30, 12]), ("HEO", [45, 35, 25, 11])];
    let (mut with, _) = released(&project([set(1, date(2025, 11, 22), Some(500), &grades)]), Audience::Internal);
    assert_eq!(shown(&with, Audience::Internal).sets()[0].response().unwrap().asked().count(), Some(500));
    with.workforce = vec![Arc::new(set(2, DAY, Some(501), &grades))];
    let told = |audience| {
        let response = shown(&with, audience).sets()[0].response().unwrap();
        (response.asked().count(), response.stands_from().is_some())
    };
    assert_eq!(told(Audience::Internal), (Some(500), true), "one more was asked");
    assert_eq!(told(Audience::Board), (None, false));
}

#[test]
fn a_crossing_that_is_turned_is_the_same() {
    let people = |more: u32| [("AO", [124 + more, 82, 60, 24]), ("HEO", [90, 70, 50, 22])];
    let crossed = |id: u64, day, more: u32, turned: bool| {
        let row = |label: &str, across: &str, row: Row| {
            let (label, across) = if turned { (across, label) } else { (label, across) };
            CrossRow { label: label.to_owned(), across: across.to_owned(), counts: counts(row) }
        };
        let rows = vec![
            row("AO", "Women", [62 + more, 41, 30, 12]),
            row("AO", "Men", [62, 41, 30, 12]),
            row("HEO", "Women", [45, 35, 25, 11]),
            row("HEO", "Men", [45, 35, 25, 11]),
        ];
        let (by, across) = (Dimension::Grade, Dimension::Gender);
        let (by, across) = if turned { (across, by) } else { (by, across) };
        DataSet { crossings: vec![Crossing { by, across, rows }], ..set(id, day, None, &people(more)) }
    };
    let (mut with, _) = released(&project([crossed(1, date(2025, 11, 22), 0, false)]), Audience::Board);
    with.workforce.push(Arc::new(crossed(2, DAY, 1, true)));
    let published = shown(&with, Audience::Board);
    let table = published.sets()[0].tables().find(|table| table.across().is_some()).unwrap();
    let row = table.rows().find(|row| (row.label(), row.across()) == ("Women", "AO")).unwrap();
    assert_eq!(row.stands_from(), Some(date(2025, 11, 22)), "one more came");
}
