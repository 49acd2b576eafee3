//! What columns and values mean: the table of classes, official wordings, numbers, near matches, templates, small groups.

use std::collections::BTreeSet;

use waymark::content::{Catalogue, OptionCounts, OptionId};
use waymark::export::people::{columns, template, template_values};
use waymark::import::people::{ColumnKind, LookColumn, Match, PeopleError, ProblemKind, fitting, matches, suggest};
use waymark::project::{ColumnMapping, Dimension, Meaning, Method, PersonField, Population};

use super::support::{answers, chose, count_of, labels, look_at, mapping};

/// The table of the published calculator, cell by cell: a row for each kind of work (1 to 8), a column for each position:
/// employer of 25 or more, smaller employer, own account, manager where 25 or more work, manager where fewer do,
/// supervisor, other employee.
const TABLE: [(&str, &str); 8] = [
    ("Modern professional", "1111111"),
    ("Clerical and intermediate", "1331112"),
    ("Senior managers and administrators", "1331111"),
    ("Technical and craft", "1331144"),
    ("Semi-routine manual and service", "1331145"),
    ("Routine manual and service", "1331145"),
    ("Middle or junior managers", "1331111"),
    ("Traditional professional", "1111111"),
];

/// The answers that put somebody into each position; whether they are those of a senior manager decides between two.
const POSITIONS: [(&str, &str, &str); 7] = [
    ("Self-employed with employees", "25 or more", ""),
    ("Self-employed with employees", "1 to 24", ""),
    ("Self-employed without employees", "", ""),
    ("Employee", "25 or more", "No"),
    ("Employee", "1 to 24", "No"),
    ("Employee", "", "Yes"),
    ("Employee", "", "No"),
];

fn coded(rows: &[(&str, &str, &str, &str)]) -> waymark::project::DataSet {
    let mut text = String::from("Work,Status,Size,Supervised\n");
    for (work, status, size, supervised) in rows {
        text.push_str(&format!("{work},{status},{size},{supervised}\n"));
    }
    let mut mapping = mapping(&[
        ("Work", PersonField::Work),
        ("Status", PersonField::Employment),
        ("Size", PersonField::Size),
        ("Supervised", PersonField::Supervision),
    ]);
    mapping.method = Method::FourQuestions;
    let counted = count_of(text.as_bytes(), mapping).unwrap();
    assert_eq!(counted.problems.total, 0, "{:?}", counted.problems);
    counted.sets.into_iter().next().unwrap()
}

#[test]
fn every_cell_of_the_table_gives_its_class() {
    for (work, classes) in TABLE {
        let senior = work.starts_with("Senior");
        for (position, (status, size, supervised)) in POSITIONS.into_iter().enumerate() {
            // The columns of managers are reached by senior managers, those of supervisors and other employees by the rest.
            let reached = match position {
                3 | 4 => senior,
                5 | 6 => !senior,
                _ => true,
            };
            if !reached {
                continue;
            }
            let set = coded(&[(work, status, size, supervised)]);
            let class = format!("nssec-{}", &classes[position..=position]);
            assert_eq!(
                chose(&set, &Dimension::Whole, "", &class),
                1,
                "{work}, {status}, {size}, {supervised}: {set:?}"
            );
            assert_eq!((set.question.as_str(), set.method), ("nssec", Method::FourQuestions));
        }
    }
}

#[test]
fn people_whom_the_answers_do_not_place_are_not_guessed() {
    for (answers, class) in [
        (("Long-term unemployed", "", "", ""), "nssec-5"),
        (("Retired", "", "", ""), "nssec-other"),
        (("Prefer not to say", "Employee", "", "Yes"), "nssec-prefer-not"),
        // An employer of whom it is not known how many worked there, where that decides.
        (("Technical and craft", "Self-employed with employees", "", ""), "nssec-other"),
        (("Modern professional", "Self-employed with employees", "", ""), "nssec-1"),
        (("Routine manual and service", "", "", ""), "nssec-5"),
    ] {
        let set = coded(&[answers]);
        assert_eq!(chose(&set, &Dimension::Whole, "", class), 1, "{answers:?}: {set:?}");
    }
    assert_eq!(coded(&[("Retired", "", "", ""), ("", "Employee", "", "Yes")]).whole().unwrap().total(), 1);
}

/// The built-in table is the one above, and its classes fall into the three groups.
#[test]
fn the_table_in_the_pack_is_whole() {
    let catalogue = Catalogue::built_in();
    let coding = catalogue.survey().unwrap().coding.clone().unwrap();
    let cells: Vec<String> = coding
        .table
        .iter()
        .map(|row| {
            let classes = [
                &row.large_employer,
                &row.small_employer,
                &row.own_account,
                &row.large_manager,
                &row.small_manager,
                &row.supervisor,
                &row.employee,
            ];
            classes.map(|id| id.as_str().trim_start_matches("nssec-")).concat()
        })
        .collect();
    assert_eq!(cells, TABLE.map(|(_, classes)| classes.to_owned()));
    let grouping = catalogue.grouping_of(&"nssec".into()).unwrap();
    let groups: Vec<Vec<&str>> =
        grouping.groups.iter().map(|group| group.options.iter().map(OptionId::as_str).collect()).collect();
    assert_eq!(groups, [vec!["nssec-1"], vec!["nssec-2", "nssec-3"], vec!["nssec-4", "nssec-5"]]);
    assert_eq!(catalogue.survey_question(&"nssec".into()).unwrap().options.len(), 7);
}

fn column(header: &str, values: &[&str]) -> LookColumn {
    let mut text = format!("{header},Other\n");
    for _ in 0..3 {
        for value in values {
            text.push_str(&format!("\"{}\",x\n", value.replace('"', "\"\"")));
        }
    }
    look_at(text.as_bytes()).unwrap().columns.into_iter().next().unwrap()
}

fn meanings(field: PersonField, values: &[&str]) -> Vec<Match> {
    matches(answers(), &ColumnMapping::new("X".to_owned(), field), &column("X", values))
}

fn known(id: &str) -> Match {
    Match::Known(Meaning::Option(id.into()))
}

const OFFICIAL: [&str; 9] = [
    "Modern professional & traditional professional occupations such as: teacher, nurse, accountant",
    "Senior, middle or junior managers or administrators such as: finance manager",
    "Clerical and intermediate occupations such as: secretary",
    "Technical and craft occupations such as: plumber",
    "Routine, semi-routine manual and service occupations such as: postal worker",
    "Long-term unemployed (claimed Jobseeker’s Allowance for more than a year)",
    "Small business owners who employed less than 25 people such as: corner shop owners",
    "Other such as: retired, this question does not apply to me, I don’t know",
    "I prefer not to say",
];
const KEYS: [&str; 9] = [
    "q1-modern-professional",
    "q1-managers",
    "q1-clerical",
    "q1-technical",
    "q1-routine",
    "q1-unemployed",
    "q1-small-business",
    "q1-other",
    "q1-prefer-not",
];

#[test]
fn official_wordings_variants_and_numbers_are_known() {
    let expected: Vec<Match> = KEYS.iter().map(|key| known(key)).collect();
    assert_eq!(meanings(PersonField::Background, &OFFICIAL), expected);
    let loud: Vec<String> =
        OFFICIAL.iter().map(|text| format!("  {}  ", text.to_uppercase().replace(',', " ;"))).collect();
    let loud: Vec<&str> = loud.iter().map(String::as_str).collect();
    assert_eq!(meanings(PersonField::Background, &loud), expected);
    let numbered: Vec<String> =
        OFFICIAL.iter().enumerate().map(|(place, text)| format!("{}. {text}", place + 1)).collect();
    let numbered: Vec<&str> = numbered.iter().map(String::as_str).collect();
    assert_eq!(meanings(PersonField::Background, &numbered), expected);
    assert_eq!(meanings(PersonField::Background, &["1", "2", "3", "4", "5", "6", "7", "8", "9"]), expected);
    // Numbers beside words, and numbers that the list does not have, are no answers.
    for values in [&["1", "2", "Retired"][..], &["1", "10"], &["0", "1"]] {
        let found = meanings(PersonField::Background, values);
        assert!(!found.contains(&known("q1-modern-professional")), "{values:?}: {found:?}");
    }
    // The pack’s own words are known, of every question.
    for question in &Catalogue::built_in().survey().unwrap().questions {
        let field = [PersonField::Background, PersonField::School, PersonField::SchoolMeals, PersonField::ParentDegree];
        let field = field[usize::from(question.id.as_str().as_bytes()[1] - b'1')].clone();
        let texts: Vec<&str> = question.options.iter().map(|option| option.text.as_str()).collect();
        let ids: Vec<Match> = question.options.iter().map(|option| known(option.id.as_str())).collect();
        assert_eq!(meanings(field, &texts), ids);
        assert!(question.options.iter().any(|option| option.counts == OptionCounts::Answer));
    }
    for (field, value, id) in [
        (PersonField::School, "Grammar school", "q2-state-selective"),
        (
            PersonField::School,
            "A state-run or state-funded school - selective on academic, faith or other grounds",
            "q2-state-selective",
        ),
        (PersonField::School, "A state-run or state-funded school", "q2-state"),
        (PersonField::School, "Private", "q2-independent"),
        (
            PersonField::School,
            "Independent or fee-paying school, where I received a bursary covering 90% or more",
            "q2-independent-bursary",
        ),
        (PersonField::SchoolMeals, "N/A", "q3-not-applicable"),
        (PersonField::SchoolMeals, "y", "q3-yes"),
        (PersonField::ParentDegree, "No, neither of my parents attended university", "q4-neither"),
    ] {
        assert_eq!(meanings(field, &[value]), [known(id)], "{value}");
    }
    let stages = meanings(PersonField::Group(Dimension::Stage), &["Offer accepted", "SHORTLIST", "applied"]);
    let label = |label: &str| Match::Known(Meaning::Group(label.to_owned()));
    assert_eq!(stages, [label("Hired"), label("Shortlisted"), label("Applied")]);
}

#[test]
fn near_matches_are_proposed_and_never_counted() {
    let near = |value: &str| meanings(PersonField::Background, &[value]).into_iter().next().unwrap();
    for (value, id) in [
        ("Clerical & intermediate occupatons and others", "q1-clerical"),
        ("Techincal and craft", "q1-technical"),
        ("Long term unemploymed", "q1-unemployed"),
    ] {
        let found = near(value);
        assert!(
            matches!(&found, Match::Near(near) if near.first() == Some(&Meaning::Option(id.into()))),
            "{value}: {found:?}"
        );
    }
    assert_eq!(near("Blue"), Match::Unknown);
    let text = "Parental occupation,Grade\nTechincal and craft,A\nRetired,A\n\n7 seas,A\n";
    let counted = count_of(text.as_bytes(), mapping(&[("Parental occupation", PersonField::Background)])).unwrap();
    assert_eq!(counted.sets[0].whole().unwrap().total(), 1);
    let told: Vec<_> = counted.problems.listed.iter().map(|one| (one.row, one.column.as_str(), one.kind)).collect();
    let column = "Parental occupation";
    assert_eq!(told, [(2, column, ProblemKind::NoAnswer), (5, column, ProblemKind::NoAnswer)]);
    let left: Vec<_> = counted.left_out[0].values.iter().map(|(text, people)| (text.show(), *people)).collect();
    assert_eq!(left, [("Techincal and craft", 1), ("7 seas", 1)]);
    // Confirmed, it is an answer; not kept for next year, since so few gave it.
    let mut confirmed = mapping(&[(column, PersonField::Background)]);
    let meaning = Meaning::Option("q1-technical".into());
    confirmed.columns[0].values.insert("Techincal and craft".to_owned(), meaning.clone());
    let counted = count_of(text.as_bytes(), confirmed.clone()).unwrap();
    assert_eq!(chose(&counted.sets[0], &Dimension::Whole, "", "q1-technical"), 1);
    assert!(counted.mapping.columns[0].values.is_empty());
    let many = format!("{text}{}", "techincal & CRAFT,A\nTechincal and craft,B\n".repeat(9));
    let counted = count_of(many.as_bytes(), confirmed).unwrap();
    assert_eq!(chose(&counted.sets[0], &Dimension::Whole, "", "q1-technical"), 10);
    assert_eq!(counted.mapping.columns[0].values.get("Techincal and craft"), Some(&meaning));
}

#[test]
fn small_groups_are_other_unless_they_are_kept_by_name() {
    let mut text = String::from("Work,Grade,Team\n");
    for (grade, people) in [("B 2", 12), ("A1", 10), ("b  2", 3), ("Solo", 1), ("Duo", 2), ("", 4)] {
        for _ in 0..people {
            text.push_str(&format!("Retired,{grade},9\n"));
        }
    }
    let columns = [
        ("Work", PersonField::Background),
        ("Grade", PersonField::Group(Dimension::Grade)),
        ("Team", PersonField::Group(Dimension::Own("Team".to_owned()))),
    ];
    let mut map = mapping(&columns);
    map.columns[1].order = vec!["A1".to_owned(), "Solo".to_owned(), "Duo".to_owned()];
    map.columns[1].values.insert("Duo".to_owned(), Meaning::Group("Duo".to_owned()));
    map.columns[1].values.insert("A1".to_owned(), Meaning::Group("A1".to_owned()));
    let counted = count_of(text.as_bytes(), map.clone()).unwrap();
    assert_eq!(labels(&counted.sets[0], &Dimension::Grade), ["A1", "B 2", "Other", "Not given"]);
    assert_eq!(chose(&counted.sets[0], &Dimension::Grade, "B 2", "q1-other"), 15);
    assert_eq!(chose(&counted.sets[0], &Dimension::Grade, "Other", "q1-other"), 3);
    assert_eq!(chose(&counted.sets[0], &Dimension::Grade, "Not given", "q1-other"), 4);
    assert_eq!(labels(&counted.sets[0], &Dimension::Own("Team".to_owned())), ["9"]);
    assert_eq!(counted.left_out[0].other, 3);
    // What is kept for next year says nothing of the small ones.
    let kept = &counted.mapping.columns[1];
    assert_eq!(kept.order, ["A1"]);
    assert_eq!(kept.values.keys().collect::<Vec<_>>(), ["A1"]);
    map.columns[1].named = BTreeSet::from(["Duo".to_owned()]);
    let counted = count_of(text.as_bytes(), map).unwrap();
    assert_eq!(labels(&counted.sets[0], &Dimension::Grade), ["A1", "Duo", "B 2", "Other", "Not given"]);
    assert_eq!(counted.mapping.columns[1].values.len(), 2);
}

#[test]
fn values_of_columns_that_tell_people_apart_are_not_shown() {
    use ColumnKind::{Categories, Dates, Numbers, Text};
    let mut text =
        String::from("Employee ID,First name,Email,Notes,Hourly pay,Date of birth,Grade,Parental occupation,Age\n");
    for person in 0..60 {
        text.push_str(&format!(
            "{person},Name {},p{}@example.org,A note that goes on and on and on and says this and that of them {},{}.{:02},{}/01/1980,Grade {},Retired,{}\n",
            person % 20, person % 20, person % 5, 12 + person % 7, person, 1 + person % 28, person % 3, 20 + person % 40
        ));
    }
    let look = look_at(text.as_bytes()).unwrap();
    let kinds: Vec<ColumnKind> = look.columns.iter().map(|column| column.kind).collect();
    assert_eq!(kinds, [Text, Text, Text, Text, Numbers, Dates, Categories, Categories, Numbers]);
    for column in &look.columns {
        assert_eq!(column.values.is_empty(), column.kind != Categories, "{}", column.header);
        assert_eq!(column.filled, 60);
    }
    let debug = format!("{look:?}");
    assert!(!debug.contains("Grade 1") && !debug.contains("Retired"), "{debug}");
    let fields: Vec<Option<&PersonField>> =
        look.columns.iter().map(|column| column.guess.as_ref().map(|guess| &guess.field)).collect();
    assert_eq!(
        fields[4..],
        [
            Some(&PersonField::HourlyPay),
            Some(&PersonField::BirthDate),
            Some(&PersonField::Group(Dimension::Grade)),
            Some(&PersonField::Background),
            Some(&PersonField::Group(Dimension::Age)),
        ]
    );
}

#[test]
fn every_template_is_recognised_for_sure_and_its_values_are_known() {
    for population in Population::ALL {
        for method in Method::ALL {
            let fields = columns(population, method);
            let bytes = template(population, method);
            assert_eq!(look_at(&bytes), Err(PeopleError::NobodyInIt));
            let blank = [&bytes[..], b"x", ",".repeat(fields.len() - 1).as_bytes(), b"\r\n"].concat();
            let look = look_at(&blank).unwrap();
            for (column, field) in look.columns.iter().zip(&fields) {
                let guess = column.guess.as_ref().unwrap();
                assert_eq!((&guess.field, guess.sure), (field, 100), "{}", column.header);
            }
            assert_eq!(look.columns.len(), fields.len());
            let map = suggest(&look, answers(), population, None);
            let mapped: Vec<&PersonField> = map.columns.iter().map(|column| &column.field).collect();
            assert_eq!(mapped, fields.iter().collect::<Vec<_>>());
            assert_eq!((map.population, map.method), (population, method));
            let values = String::from_utf8(template_values(answers(), population, method)).unwrap();
            for field in &fields {
                assert!(values.contains(field.name()), "{}", field.name());
                let texts: Vec<&str> = answers().of_field(field).iter().map(|answer| answer.text.as_str()).collect();
                if texts.is_empty() {
                    continue;
                }
                assert!(meanings(field.clone(), &texts).iter().all(|one| matches!(one, Match::Known(_))));
            }
        }
    }
}

#[test]
fn a_mapping_that_was_kept_decides_and_is_fitted_to_the_file() {
    let text = "WORK OF PARENT,Band,Sex\nRetired,A,F\nRetired,A,F\n";
    let look = look_at(text.as_bytes()).unwrap();
    let mut kept = mapping(&[
        ("Work of parent", PersonField::Background),
        ("Band", PersonField::Group(Dimension::Own("Band".to_owned()))),
        ("Gone", PersonField::Bonus),
    ]);
    kept.keep.crossings = vec![(Dimension::Gender, Dimension::Own("Band".to_owned()))];
    let fitted = fitting(&kept, &look);
    let names: Vec<&str> = fitted.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(names, ["WORK OF PARENT", "Band"]);
    let suggested = suggest(&look, answers(), Population::Workforce, Some(&kept));
    let fields: Vec<&PersonField> = suggested.columns.iter().map(|column| &column.field).collect();
    let band = PersonField::Group(Dimension::Own("Band".to_owned()));
    assert_eq!(fields, [&PersonField::Background, &band, &PersonField::Group(Dimension::Gender)]);
    assert_eq!(suggested.keep, kept.keep);
    assert_eq!(count_of(text.as_bytes(), kept), Err(PeopleError::MissingColumns(vec!["Gone".to_owned()])));
    assert_eq!(
        count_of(text.as_bytes(), mapping(&[("Sex", PersonField::Group(Dimension::Gender))])),
        Err(PeopleError::NoAnswers)
    );
    let twice = mapping(&[("Sex", PersonField::Background), ("Sex", PersonField::School)]);
    assert_eq!(count_of(text.as_bytes(), twice), Err(PeopleError::UnsoundMapping));
}
