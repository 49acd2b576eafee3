//! What may be shown: no small count leaves, whatever the data; what was shown before is held against what is shown now;
//! what is stored of a release reads as it was shown; merging frees what it promised.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "what is not there fails the test")]

#[expect(dead_code, reason = "the tests of disclosure ask for more")]
#[path = "../disclosure/attack.rs"]
mod attack;
#[expect(dead_code, reason = "the tests of documents ask for more")]
#[path = "../pdf/extract.rs"]
mod extract;
#[path = "../support/program.rs"]
mod program;
mod rules;
mod several;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use extract::Extract;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use waymark::chart::{Chart, Plot};
use waymark::content::{Catalogue, Group, OptionId, ThirdGroup};
use waymark::disclosure::{
    Figure, Hidden, Proposal, Published, PublishedGap, PublishedRow, PublishedSet, TableKey, Unable, What, available,
    joined, merges, propose,
};
use waymark::edit::{Edit, Editor};
use waymark::insight;
use waymark::project::{
    Audience, Breakdown, CountRow, CrossRow, Crossing, DataSet, DataSetId, Dimension, Method, Organisation, Pay,
    PayRow, PaySummary, PayTable, Population, ProfileSettings, Project, ProjectId, Release, ReleaseId, Round, RoundId,
};
use waymark::report::{self, Section};
use waymark::store::{Existing, ProjectFile, RealDisk};

const THIRD: ThirdGroup = ThirdGroup::WorkingClass;
const DAY: Date = date(2026, 11, 22);

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(Catalogue::built_in)
}

/// Answers to the key question: working class, intermediate, professional, not placed.
type Row = [u32; 4];

fn counts([working, intermediate, professional, other]: Row) -> BTreeMap<OptionId, u32> {
    let options =
        [("q1-routine", working), ("q1-clerical", intermediate), ("q1-managers", professional), ("q1-other", other)];
    options.map(|(id, count)| (OptionId::from(id), count)).into()
}

fn added(rows: &[Row]) -> Row {
    let mut all = [0; 4];
    for row in rows {
        all.iter_mut().zip(row).for_each(|(all, count)| *all += count);
    }
    all
}

/// A set with everybody's counts, and by grade.
fn set(id: u64, as_of: Date, asked: Option<u32>, grades: &[(&str, Row)]) -> DataSet {
    let rows: Vec<Row> = grades.iter().map(|(_, row)| *row).collect();
    let row = |label: &str, row: Row| CountRow { label: label.to_owned(), counts: counts(row) };
    DataSet {
        id: DataSetId(id),
        name: format!("Staff survey {id}"),
        population: Population::Workforce,
        as_of,
        asked,
        method: Method::OneQuestion,
        question: "q1".into(),
        breakdowns: vec![
            Breakdown { by: Dimension::Whole, rows: vec![row("", added(&rows))] },
            Breakdown { by: Dimension::Grade, rows: grades.iter().map(|(label, one)| row(label, *one)).collect() },
        ],
        crossings: Vec::new(),
        pay: Vec::new(),
        waits: Vec::new(),
        note: String::new(),
        changed: Timestamp::UNIX_EPOCH,
    }
}

fn project(sets: impl IntoIterator<Item = DataSet>) -> Project {
    let organisation = Organisation {
        name: "Northmoor Trust".to_owned(),
        size: None,
        sector: String::new(),
        first_pillar: None,
        invented: false,
        changed: Timestamp::UNIX_EPOCH,
    };
    let round = Round::new(RoundId(1), "Round 1", DAY, Timestamp::UNIX_EPOCH);
    let mut project = Project::new(ProjectId(1), organisation, round);
    project.workforce = sets.into_iter().map(Arc::new).collect();
    project
}

fn everything(project: &Project, audience: Audience) -> Proposal {
    propose(catalogue(), project, audience, THIRD, &available(catalogue(), project))
}

fn released(project: &Project, audience: Audience) -> (Project, Release) {
    let id = ReleaseId(project.releases.len() as u64 + 1);
    let release = everything(project, audience).release(id, DAY, "");
    let next = Edit::AddRelease(Box::new(release)).apply(project, Timestamp::UNIX_EPOCH).unwrap();
    let release = Release::clone(next.release(id).unwrap());
    (next, release)
}

fn table(set: &PublishedSet, by: &Dimension) -> BTreeMap<String, Vec<Option<u32>>> {
    let table = set.tables().find(|table| table.by() == by && table.across().is_none()).unwrap();
    let rows = table.rows().map(|row| (row.label().to_owned(), row.figures().iter().map(Figure::count).collect()));
    rows.collect()
}

/// The figures of the audience's own proposal.
fn shown(project: &Project, audience: Audience) -> Published {
    everything(project, audience).published()
}

#[test]
fn small_counts_and_those_from_which_they_could_be_worked_out_are_hidden() {
    let grades = [("AO", [60, 40, 30, 12]), ("HEO", [45, 35, 25, 11]), ("SCS", [3, 12, 40, 10])];
    let project = project([set(1, DAY, Some(400), &grades)]);
    let published = shown(&project, Audience::Board);
    let set = &published.sets()[0];
    let by_grade = set.tables().find(|table| *table.by() == Dimension::Grade).unwrap();
    let rows: Vec<_> = by_grade.rows().collect();
    let small = rows[2].parts().next().unwrap();
    assert_eq!((small.count(), small.percent(), small.hidden()), (None, None, Some(Hidden::Small)));
    let hidden: Vec<usize> =
        rows.iter().map(|row| row.figures().iter().filter(|one| one.count().is_none()).count()).collect();
    assert!(hidden.iter().sum::<usize>() >= 4, "others are hidden for its sake: {hidden:?}");
    assert!(rows.iter().flat_map(PublishedRow::figures).any(|one| one.hidden() == Some(Hidden::ForOthers)));
    assert_eq!(set.response().unwrap().asked().count(), Some(400));
}

#[test]
fn percentages_are_of_rounded_counts_and_never_of_few() {
    let grades = [("AO", [61, 41, 31, 12]), ("HEO", [48, 36, 26, 13]), ("SCS", [42, 33, 27, 11])];
    let project = project([set(1, DAY, None, &grades)]);
    let published = shown(&project, Audience::Board);
    let whole = published.sets()[0].tables().next().unwrap().rows().next().unwrap();
    let parts: Vec<_> = whole.parts().collect();
    // 151, 110 and 84 as 150, 110 and 85, of 345.
    assert_eq!(parts.iter().map(Figure::count).collect::<Vec<_>>(), [Some(150), Some(110), Some(85)]);
    assert_eq!(whole.base().count(), Some(345), "a row adds up");
    assert!((parts[0].percent().unwrap() - 15_000.0 / 345.0).abs() < 1e-9);

    let few = [("AO", [11, 11, 0, 0]), ("HEO", [48, 36, 0, 0])];
    let project = self::project([set(1, DAY, None, &few)]);
    let mut project = project;
    let zeros = ProfileSettings { zeros: Some(false), ..ProfileSettings::new(Timestamp::UNIX_EPOCH) };
    project.profiles.insert(Audience::Board, zeros);
    let published = shown(&project, Audience::Board);
    let table = published.sets()[0].tables().find(|table| *table.by() == Dimension::Grade).unwrap();
    let rows: Vec<_> = table.rows().collect();
    assert_eq!(rows[0].base().count(), Some(20));
    assert!(rows[0].parts().all(|one| one.percent().is_none()), "22 people");
    assert!(rows[1].parts().all(|one| one.percent().is_some()), "84 people");
}

#[test]
fn a_release_reads_as_it_was_shown_and_is_never_taken_back() {
    let grades = [("AO", [60, 40, 30, 12]), ("HEO", [45, 35, 25, 11]), ("SCS", [3, 12, 40, 10])];
    let first = project([set(1, DAY, Some(400), &grades)]);
    let proposal = everything(&first, Audience::Board);
    let mut editor = Editor::saved(first);
    editor
        .apply(
            Edit::SetProfile(
                Audience::Public,
                ProfileSettings { least: Some(20), ..ProfileSettings::new(Timestamp::UNIX_EPOCH) },
            ),
            Timestamp::UNIX_EPOCH,
        )
        .unwrap();
    let release = proposal.release(ReleaseId(7), DAY, " For the board ");
    editor.apply(Edit::AddRelease(Box::new(release)), Timestamp::UNIX_EPOCH).unwrap();
    let stored = Published::released(editor.project(), ReleaseId(7)).unwrap();
    assert_eq!(stored, proposal.published());
    assert!(proposal.is_as(editor.project().release(ReleaseId(7)).unwrap()));
    assert_eq!(editor.project().releases[0].note, "For the board");
    // Undoing takes back what was set, not what was shown.
    assert_eq!(editor.undo(), Some("set what may be shown"));
    assert!(editor.project().profiles.is_empty());
    assert_eq!(editor.project().releases.len(), 1);
    assert!(editor.is_dirty());
    assert_eq!(editor.project().log.len(), 1, "the log still tells of the release");
    assert_eq!(editor.redo(), Some("set what may be shown"));
    assert_eq!((editor.project().releases.len(), editor.project().log.len()), (1, 2));
}

#[test]
fn what_a_file_holds_is_no_figure_where_its_own_rules_would_hide_it() {
    let grades = [("AO", [60, 40, 30, 12]), ("HEO", [45, 35, 25, 11])];
    let (mut project, mut release) = released(&project([set(1, DAY, Some(400), &grades)]), Audience::Board);
    release.sets[0].tables[0].rows[0].parts[0] = waymark::project::ReleasedCell::Shown(3);
    release.sets[0].tables[0].rows[0].parts[1] = waymark::project::ReleasedCell::Shown(0);
    release.sets[0].tables[0].rows[0].parts[2] = waymark::project::ReleasedCell::Shown(57);
    project.releases[0] = Arc::new(release);
    let published = Published::released(&project, ReleaseId(1)).unwrap();
    let whole = published.sets()[0].tables().next().unwrap().rows().next().unwrap();
    assert!(whole.parts().all(|one| one.count().is_none()));
    // Nor where it is said to stand from an earlier day.
    let mut release = Release::clone(&project.releases[0]);
    let row = &mut release.sets[0].tables[0].rows[0];
    row.stands_from = Some(date(2025, 11, 22));
    row.parts[0] = waymark::project::ReleasedCell::Shown(4);
    project.releases[0] = Arc::new(release);
    let published = Published::released(&project, ReleaseId(1)).unwrap();
    let whole = published.sets()[0].tables().next().unwrap().rows().next().unwrap();
    assert_eq!(whole.parts().next().unwrap().count(), None);
}

#[test]
fn one_joiner_between_two_dates_is_not_told() {
    let then = [("AO", [62, 41, 30, 12]), ("HEO", [45, 35, 25, 11]), ("EO", [51, 33, 28, 14])];
    let mut now = then;
    now[0].1[0] += 1;
    now[1].1 = [75, 65, 55, 31];
    let (with, _) = released(&project([set(1, date(2025, 11, 22), Some(500), &then)]), Audience::Board);
    let mut with = with;
    with.workforce.push(Arc::new(set(2, DAY, Some(700), &now)));
    let proposal = everything(&with, Audience::Board);
    let published = proposal.published();
    let [newer, older] = published.sets() else { panic!("{published:?}") };
    let (before, after) = (table(older, &Dimension::Grade), table(newer, &Dimension::Grade));
    assert_eq!(before["AO"], after["AO"], "the figures before stand");
    assert_ne!(before["HEO"], after["HEO"]);
    let rows: Vec<_> = newer.tables().find(|table| *table.by() == Dimension::Grade).unwrap().rows().collect();
    assert_eq!(rows[0].stands_from(), Some(date(2025, 11, 22)));
    assert_eq!(rows[1].stands_from(), None);
    let told = proposal.stands().iter().find(|one| one.rows.contains(&"AO".to_owned())).unwrap();
    assert!(told.shown && told.words(&with, proposal.rules()).contains("22 Nov 2025"), "{told:?}");

    // To the public, who were not shown the figures before, the row is hidden.
    let of_now: Vec<TableKey> =
        available(catalogue(), &with).into_iter().filter(|table| table.set == DataSetId(2)).collect();
    let published = propose(catalogue(), &with, Audience::Public, THIRD, &of_now).published();
    let rows = published.sets()[0].tables().find(|table| *table.by() == Dimension::Grade).unwrap().rows();
    let rows: Vec<_> = rows.collect();
    assert!(rows[0].figures().iter().all(|one| one.hidden() == Some(Hidden::Withheld)));
}

#[test]
fn two_dates_released_at_once_are_held_against_each_other() {
    let then = [("AO", [62, 41, 30, 12]), ("HEO", [45, 35, 25, 11])];
    let mut now = then;
    now[1].1[2] += 1;
    let both = project([set(1, date(2025, 11, 22), Some(500), &then), set(2, DAY, Some(501), &now)]);
    let proposal = everything(&both, Audience::Internal);
    let published = proposal.published();
    let [newer, older] = published.sets() else { panic!("{published:?}") };
    assert_eq!(table(newer, &Dimension::Grade), table(older, &Dimension::Grade));
    assert_eq!(table(newer, &Dimension::Whole), table(older, &Dimension::Whole));
    assert_eq!(newer.response().unwrap().silent(), older.response().unwrap().silent());
}

#[test]
fn of_many_rows_without_new_figures_the_first_are_named() {
    let labels = ["A", "B", "C", "D", "E", "F", "G", "H"];
    let grades: Vec<(&str, Row)> = labels.iter().map(|label| (*label, [62, 41, 30, 12])).collect();
    let both = project([set(1, date(2025, 11, 22), None, &grades), set(2, DAY, None, &grades)]);
    let proposal = everything(&both, Audience::Board);
    let told: Vec<String> = proposal.stands().iter().map(|one| one.words(&both, proposal.rules())).collect();
    let by_grade =
        "Answers by grade of “Staff survey 2”: no new figures for “A”, “B”, “C”, “D”, “E” and 3 more groups. ";
    assert!(told.iter().any(|told| told.starts_with(by_grade)), "{told:?}");
}

#[test]
fn groups_that_are_one_now_are_hidden_where_they_were_shown_apart() {
    let then = [("AO", [62, 41, 30, 12]), ("HEO", [45, 35, 25, 11]), ("SCS", [4, 12, 31, 10])];
    let (mut with, _) = released(&project([set(1, DAY, Some(500), &then)]), Audience::Board);
    let merged = joined(&with.workforce[0], &Dimension::Grade, "AO", "SCS").unwrap();
    with.workforce[0] = Arc::new(merged);
    let proposal = everything(&with, Audience::Public);
    let published = proposal.published();
    let rows = published.sets()[0].tables().find(|table| *table.by() == Dimension::Grade).unwrap().rows();
    let merged = rows.into_iter().find(|row| row.label() == "AO and SCS").unwrap();
    let figures = merged.figures();
    // Working class was hidden for SCS and shown for AO: both together would tell what was hidden.
    assert_eq!((figures[0].count(), figures[0].hidden()), (None, Some(Hidden::Withheld)));
    // Where both were shown, their sum says nothing new.
    assert_eq!(figures[2].count(), Some(60));
    assert!(proposal.stands().iter().any(|one| one.other_groups));
}

#[test]
fn groups_that_count_too_many_are_left_out_by_themselves() {
    let mut one = set(1, DAY, Some(500), &[("AO", [62, 41, 30, 12]), ("HEO", [45, 35, 25, 11])]);
    one.breakdowns[1].rows[0].counts = counts([200, 41, 30, 12]);
    let project = project([one]);
    let proposal = everything(&project, Audience::Board);
    let [left] = proposal.left_out() else { panic!("{:?}", proposal.left_out()) };
    assert_eq!(left.why, Unable::TooMany(What::Counts(Dimension::Grade)));
    let told = left.words(&project);
    assert!(
        told.starts_with("Left out: answers by grade of “Staff survey 1”. “Answers by grade” counts more"),
        "{told}"
    );
    assert_eq!(proposal.published().sets()[0].tables().count(), 1);
}

#[test]
fn merging_frees_what_it_promised() {
    let grades =
        [("AO", [60, 40, 30, 12]), ("HEO", [45, 35, 25, 11]), ("G7", [7, 20, 30, 10]), ("SCS", [6, 12, 40, 10])];
    let project = project([set(1, DAY, Some(500), &grades)]);
    let tables = available(catalogue(), &project);
    let by_grade = TableKey { set: DataSetId(1), what: What::Counts(Dimension::Grade) };
    let offered = merges(catalogue(), &project, Audience::Board, THIRD, &tables, &by_grade);
    let best = offered.first().unwrap();
    assert_eq!((best.first.as_str(), best.second.as_str()), ("G7", "SCS"));
    let hidden = |project: &Project| -> BTreeMap<(String, usize), bool> {
        let published = shown(project, Audience::Board);
        let table = published.sets()[0].tables().find(|table| *table.by() == Dimension::Grade).unwrap();
        let rows = table.rows().flat_map(|row| {
            let label = row.label().to_owned();
            let figures = row.figures().into_iter().enumerate();
            figures.map(move |(place, one)| ((label.clone(), place), one.count().is_none())).collect::<Vec<_>>()
        });
        rows.collect()
    };
    let before = hidden(&project);
    let merged = joined(&project.workforce[0], &best.by, &best.first, &best.second).unwrap();
    assert_eq!(merged.breakdown(&Dimension::Grade).unwrap().rows[2].label, "G7 and SCS");
    let next = Edit::ChangeDataSet(Box::new(merged)).apply(&project, Timestamp::UNIX_EPOCH).unwrap();
    let after = hidden(&next);
    let was = |label: &str, place: usize| before[&(label.to_owned(), place)];
    let freed = after.iter().filter(|((label, place), hidden)| {
        let before = if label == "G7 and SCS" { was("G7", *place) || was("SCS", *place) } else { was(label, *place) };
        before && !**hidden
    });
    assert_eq!(freed.count(), best.freed);
    assert!(after.values().all(|hidden| !hidden));
}

#[test]
fn pay_gaps_need_enough_people_whose_counts_are_shown() {
    let mut one =
        set(1, DAY, Some(700), &[("AO", [62, 41, 80, 12]), ("HEO", [45, 35, 25, 11]), ("SCS", [4, 12, 31, 10])]);
    let summary = |of: &[Group], people: u32, median: u64| PaySummary {
        of: of.to_vec(),
        people,
        paid: people,
        mean: median,
        median,
    };
    let row = |label: &str, working: u32, professional: u32| PayRow {
        label: label.to_owned(),
        groups: vec![
            summary(&[Group::WorkingClass], working, 140_000),
            summary(&[Group::Professional], professional, 160_000),
        ],
    };
    one.pay =
        vec![PayTable { pay: Pay::Hourly, by: Dimension::Grade, rows: vec![row("AO", 62, 80), row("HEO", 45, 25)] }];
    let project = project([one]);
    let gaps = |audience| -> Vec<Option<(f64, f64)>> {
        let published = shown(&project, audience);
        let pay: Vec<_> = published.sets()[0].pay().flat_map(|table| table.rows()).flat_map(|row| row.gaps()).collect();
        pay.iter().map(PublishedGap::gap).collect()
    };
    assert_eq!(gaps(Audience::Public), [Some((12.5, 12.5)), None], "50 in each group");
    let counts_alone = [TableKey { set: DataSetId(1), what: What::Pay(Pay::Hourly, Dimension::Grade) }];
    let proposal = propose(catalogue(), &project, Audience::Public, THIRD, &counts_alone);
    assert!(proposal.is_empty());
    assert_eq!(proposal.left_out()[0].why, Unable::NeedsCounts(Dimension::Grade));
}

/// Every number that stands by itself in a text: `1,204` is one.
fn numbers(text: &str) -> Vec<u64> {
    let text: String = text.replace(',', "").chars().map(|one| if one.is_ascii_digit() { one } else { ' ' }).collect();
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

#[test]
fn what_is_written_is_noted_first_and_noted_once() {
    let folder = program::folder();
    let path = |name: &str| folder.path().join(name);
    let grades = [("AO", [60, 40, 31, 12]), ("HEO", [46, 36, 26, 11]), ("SCS", [3, 12, 41, 14])];
    let mut one = set(1, DAY, Some(612), &grades);
    one.name = "=Staff survey".to_owned();
    let written = Arc::new(project([one]));
    let (_file, _saved) = ProjectFile::create(&RealDisk, &path("plan.waymark"), &written, Existing::Refuse).unwrap();
    let figures =
        |to: &str| program::call(folder.path(), ["figures", "plan.waymark", "--audience", "board", "--to", to]);
    let said = figures("out.json");
    assert_eq!((said.code, said.out.as_str()), (Some(0), ""), "{said:?}");
    let said = figures("out.csv");
    assert_eq!(said.code, Some(0), "{said:?}");
    let noted = ProjectFile::open(&RealDisk, &path("plan.waymark")).unwrap().project;
    assert_eq!(noted.releases.len(), 1, "the same figures are noted once");
    assert!(noted.log.last().unwrap().to.starts_with("To the board: =Staff survey"));

    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(path("out.json")).unwrap()).unwrap();
    assert_eq!((&json["audience"], &json["organisation"]), (&"board".into(), &"Northmoor Trust".into()));
    let list = json["figures"].as_array().unwrap();
    let of = |who: &str, figure: &str| {
        list.iter()
            .find(|one| one["table"] == "Answers by grade" && one["who"] == who && one["figure"] == figure)
            .unwrap()
    };
    let hidden = of("SCS", "Working class");
    assert_eq!((&hidden["count"], &hidden["percent"], &hidden["mark"]), (&().into(), &().into(), &"hidden".into()));
    let marks: Vec<&str> =
        list.iter().map(|one| one["mark"].as_str().unwrap()).filter(|mark| !mark.is_empty()).collect();
    assert!(marks.iter().all(|mark| *mark == "hidden"), "why a figure is hidden is not told: {marks:?}");
    let shown = of("SCS", "Professional");
    assert!(shown["count"].is_null() || shown["count"].as_u64().unwrap() % 5 == 0);

    let csv = String::from_utf8(std::fs::read(path("out.csv")).unwrap()).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "Data,Population,Date,Question,Table,Who,Figure,Count,Base,Percent,Mark,Audience,Released");
    assert_eq!(lines.len(), list.len() + 1);
    let question = "\"When you were about 14, what work did the main earner in your household do?\"";
    let asked =
        format!("'=Staff survey,Current workforce,2026-11-22,{question},Who answered,Everybody,Asked,610,,,,board,");
    assert!(lines[1].starts_with(&asked), "{}", lines[1]);
    assert!(lines.iter().any(|line| line.contains(",SCS,Working class,,,,hidden,board,")), "{csv}");

    // Nothing is written where it cannot be noted.
    let before = std::fs::read(path("plan.waymark")).unwrap();
    let text = String::from_utf8(before).unwrap().replacen("project: (", "project: (colour: 3, ", 1);
    #[expect(clippy::disallowed_methods, reason = "a field of a newer version is the test")]
    std::fs::write(path("plan.waymark"), text).unwrap();
    let said = figures("none.csv");
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.err.contains("no figures were written") && !path("none.csv").exists(), "{said:?}");
}

#[test]
fn the_files_of_a_release_are_as_they_were() {
    let folder = program::folder();
    let grades = [("AO", [61, 41, 31, 12]), ("HEO", [46, 36, 26, 11]), ("SCS", [3, 12, 41, 14])];
    let (board, release) = released(&project([set(1, DAY, Some(612), &grades)]), Audience::Board);
    for (name, expected) in [
        ("board.csv", include_str!("../fixtures/figures/board.csv")),
        ("board.json", include_str!("../fixtures/figures/board.json")),
    ] {
        let path = folder.path().join(name);
        waymark::app::write_released(&RealDisk, &path, catalogue(), &board, release.id).unwrap();
        let written = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(written.replace("\r\n", "\n"), expected.replace("\r\n", "\n"), "{name}");
    }
}

#[test]
fn the_board_pack_and_the_summary_have_what_was_released_and_nothing_else() {
    let grades = [("AO", [61, 41, 31, 12]), ("HEO", [46, 36, 26, 11]), ("SCS", [3, 12, 41, 14])];
    let before = project([set(1, DAY, Some(612), &grades)]);
    let pack = |project: &Project| {
        let digest = insight::digest(catalogue(), project, DAY);
        format!("{:?}", report::board_pack(catalogue(), project, &digest, THIRD, &[Section::Released]).blocks)
    };
    assert!(!pack(&before).contains("Staff survey"));
    let (public, _) = released(&before, Audience::Public);
    assert!(!pack(&public).contains("Staff survey"), "released to others than the board");
    let (board, _) = released(&before, Audience::Board);
    let told = pack(&board);
    for needed in [
        "Workforce figures",
        "Staff survey 1",
        "Released to the board on 22 November 2026",
        "Counts of fewer than 10 people",
    ] {
        assert!(told.contains(needed), "{needed}: {told}");
    }
    assert!(!told.contains("hidden: fewer than"), "why a figure is hidden is not told");
    let digest = insight::digest(catalogue(), &board, DAY);
    let summary = serde_json::to_value(insight::summary(catalogue(), &board, &digest)).unwrap();
    let [one] = summary["released"].as_array().unwrap().as_slice() else { panic!("{summary}") };
    assert_eq!(one["audience"], "board");
    // 3 people of SCS, and exact counts such as 61 and 612, stand nowhere.
    for figure in one["figures"].as_array().unwrap() {
        assert!(figure["count"].as_u64().is_none_or(|count| count >= 10 && count % 5 == 0), "{figure}");
    }
    for chart in charts(&board) {
        for cell in chart.table.rows.iter().flatten() {
            let counted = numbers(cell.split(" (").next().unwrap_or_default());
            assert!(!counted.iter().any(|count| [3, 12, 36, 41, 46, 61, 612].contains(count)), "{cell}");
        }
    }
    // Nor in the document that is written.
    let pack = report::board_pack(catalogue(), &board, &digest, THIRD, &[Section::Released]);
    let text = Extract::read(&waymark::export::pdf::render(&pack).unwrap().bytes).text();
    assert!(text.contains("Staff survey 1") && text.contains("hidden"), "{text}");
    let told: BTreeSet<&str> =
        text.split(|one: char| !one.is_alphanumeric() && one != '.').map(|one| one.trim_matches('.')).collect();
    let whole = board.workforce[0].whole().unwrap();
    let exact = board.workforce[0].breakdowns.iter().flat_map(|by| &by.rows).flat_map(|row| {
        let [parts @ .., other] = ["q1-routine", "q1-clerical", "q1-managers", "q1-other"].map(|one| row.counts[one]);
        let base: u32 = parts.iter().sum();
        [parts[0], parts[1], parts[2], other, base, base + other]
    });
    assert_eq!(whole.total(), 334);
    for count in exact.chain([612]).filter(|count| *count > 31 && count % 5 != 0) {
        assert!(!told.contains(count.to_string().as_str()), "{count}: {text}");
    }
}

/// The charts of the newest release to the board.
fn charts(project: &Project) -> Vec<Chart> {
    let (_, published) = Published::newest(project, Audience::Board).unwrap();
    let tables = published.sets().iter().flat_map(|set| insight::published_tables(catalogue(), &published, set, THIRD));
    tables.filter_map(|shown| shown.chart).collect()
}

#[test]
fn hidden_shares_are_drawn_as_hidden_and_never_as_nought() {
    let grades = [("AO", [61, 41, 31, 12]), ("HEO", [46, 36, 26, 11]), ("SCS", [3, 12, 41, 14])];
    let (board, _) = released(&project([set(1, DAY, Some(612), &grades)]), Audience::Board);
    let charts = charts(&board);
    let Plot::Shares(shares) = &charts[1].plot else { panic!("{charts:?}") };
    let scs = &shares.rows[2];
    let hidden = scs.hidden.as_ref().unwrap();
    assert!(scs.percents.is_empty() || hidden.parts.contains(&0));
    assert!(scs.told().all(|(_, percent)| percent > 0.0));
    assert_eq!(scs.hidden_from().is_some(), !scs.percents.is_empty());
    assert!(charts[1].alt.contains("SCS hidden"), "{}", charts[1].alt);
    let table = &charts[1].table;
    assert!(table.rows[2].contains(&"hidden".to_owned()) && !table.rows[2].contains(&"0".to_owned()));
}

/// Random data: grades, gender, both crossed, some in no group.
fn any_set() -> impl Strategy<Value = DataSet> {
    let count = prop_oneof![3 => 0..12_u32, 4 => 10..80_u32, 1 => 100..900_u32];
    let row = [count.clone().boxed(), count.clone().boxed(), count.boxed(), prop_oneof![0..6_u32, 10..30_u32].boxed()];
    let cells = prop::collection::vec((row.clone(), row), 2..5);
    let nobody = prop_oneof![2 => Just([0; 4]), 1 => [0..4_u32, 0..4, 0..4, 0..4]];
    (cells, nobody, prop::option::of(prop_oneof![0..8_u32, 20..500_u32]), any::<bool>()).prop_map(
        |(cells, nobody, silent, crossed)| {
            let names = ["AO", "HEO", "G7", "SCS"];
            let rows: Vec<Row> = cells.iter().map(|(women, men)| added(&[*women, *men])).collect();
            let grades: Vec<(&str, Row)> = names.into_iter().zip(rows.iter().copied()).collect();
            let mut set = set(1, DAY, None, &grades);
            let all = added(&[added(&rows), nobody]);
            set.breakdowns[0].rows[0].counts = counts(all);
            set.asked = silent.map(|silent| all.iter().sum::<u32>() + silent);
            let women = added(&cells.iter().map(|(women, _)| *women).collect::<Vec<_>>());
            let men = added(&cells.iter().map(|(_, men)| *men).collect::<Vec<_>>());
            let row = |label: &str, one: Row| CountRow { label: label.to_owned(), counts: counts(one) };
            set.breakdowns.push(Breakdown { by: Dimension::Gender, rows: vec![row("Women", women), row("Men", men)] });
            if crossed {
                let pair = |label: &str, across: &str, one: Row| CrossRow {
                    label: label.to_owned(),
                    across: across.to_owned(),
                    counts: counts(one),
                };
                let rows = names
                    .iter()
                    .zip(&cells)
                    .flat_map(|(label, (women, men))| [pair(label, "Women", *women), pair(label, "Men", *men)]);
                set.crossings =
                    vec![Crossing { by: Dimension::Grade, across: Dimension::Gender, rows: rows.collect() }];
            }
            set
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_small_count_is_ever_shown(set in any_set(), audience in prop::sample::select(Audience::ALL.to_vec())) {
        let (project, release) = released(&project([set]), audience);
        let published = Published::released(&project, release.id).unwrap();
        prop_assert_eq!(&published, &shown(&project, audience), "released again, it is the same");
        for figure in published.sets().iter().flat_map(PublishedSet::tables).flat_map(|table| {
            let rows: Vec<_> = table.rows().flat_map(|row| row.figures()).collect();
            rows
        }) {
            prop_assert!(figure.count().is_none_or(|count| count >= 10 && count % 5 == 0), "{:?}", figure);
            prop_assert_eq!(figure.count().is_none(), figure.hidden().is_some());
        }
        // Wherever they are told, counts are multiples of five from ten on.
        for line in insight::figure_lines(catalogue(), &published) {
            prop_assert!(line.count.is_none_or(|count| count >= 10 && count % 5 == 0), "{:?}", line);
            prop_assert_eq!(line.mark == "hidden", line.count.is_none(), "{:?}", line);
            prop_assert!(line.percent.is_none() || line.base.is_some_and(|base| base >= 23), "{:?}", line);
        }
        for shown in published.sets().iter().flat_map(|set| insight::published_tables(catalogue(), &published, set, THIRD)) {
            for cell in shown.table.rows.iter().flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.contains("2026")) {
                let count = cell.split(" (").next().unwrap_or_default();
                let told = numbers(count);
                prop_assert!(*cell == "hidden" || told.iter().all(|count| *count >= 10 && count % 5 == 0), "{}", cell);
            }
        }
    }
}
