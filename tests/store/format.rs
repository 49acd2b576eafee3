//! Bytes and projects: nothing is lost on the way, and nothing else passes for a project.

use proptest::prelude::*;
use waymark::content::KpiId;
use waymark::project::{Kpi, Measurement, MeasurementId, Project, ProjectFault, Value};
use waymark::store::format::{FormatError, Opened, ReadOnly, from_bytes, to_bytes};

use super::projects::{
    every_field, every_field_of_schema_1, every_field_of_schema_2, every_field_of_schema_3, project,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_project_reads_back_equal(project in project()) {
        let bytes = to_bytes(&project).unwrap();
        let opened = from_bytes(&bytes).unwrap();
        prop_assert_eq!(&opened.project, &project);
        prop_assert_eq!(opened.read_only, None);
        prop_assert_eq!(to_bytes(&opened.project).unwrap(), bytes);
    }
}

fn small() -> String {
    String::from_utf8(to_bytes(&every_field()).unwrap()).unwrap()
}

fn read(text: &str) -> Result<Opened, FormatError> {
    from_bytes(text.as_bytes())
}

/// The text with one place changed.
fn with(from: &str, to: &str) -> String {
    let text = small();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn the_released_files_open_for_ever() {
    let first = include_str!("../fixtures/projects/v1.waymark");
    let second = include_str!("../fixtures/projects/v2.waymark");
    let third = include_str!("../fixtures/projects/v3.waymark");
    let fourth = include_str!("../fixtures/projects/v4.waymark");
    let all = [
        (first, every_field_of_schema_1()),
        (second, every_field_of_schema_2()),
        (third, every_field_of_schema_3()),
        (fourth, every_field()),
    ];
    for (released, project) in all {
        let opened = read(released).unwrap();
        assert_eq!(opened.project, project);
        assert_eq!(opened.read_only, None);
        let again = String::from_utf8(to_bytes(&opened.project).unwrap()).unwrap();
        let after = released.split_once("project: (").unwrap().1;
        assert_eq!(again.split_once("project: (").unwrap().1, after);
    }
}

#[test]
fn no_beginning_of_a_file_is_a_project() {
    let text = small();
    let whole = text.rfind(')').unwrap();
    for end in 0..=whole {
        assert!(from_bytes(&text.as_bytes()[..end]).is_err(), "the first {end} bytes opened");
    }
}

#[test]
fn a_flipped_byte_is_an_error_or_another_whole_project() {
    let bytes = small().into_bytes();
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..2000 {
        let mut changed = bytes.clone();
        let place = random.usize(..changed.len());
        changed[place] ^= random.u8(1..);
        if let Ok(opened) = from_bytes(&changed) {
            let saved = to_bytes(&opened.project).unwrap();
            assert_eq!(from_bytes(&saved).unwrap().project, opened.project);
        }
    }
}

#[test]
fn noise_is_never_a_project() {
    let mut random = fastrand::Rng::with_seed(8);
    for length in 0..300 {
        let mut noise: Vec<u8> = (0..length).map(|_| random.u8(..)).collect();
        assert!(from_bytes(&noise).is_err());
        noise.retain(u8::is_ascii);
        let header = format!("(format: \"waymark-project\", schema: 4, {}", String::from_utf8_lossy(&noise));
        assert!(read(&header).is_err());
    }
    let deep = "(project: ".repeat(100_000);
    assert!(read(&format!("(format: \"waymark-project\", schema: 4, readable_from: 1, project: {deep}")).is_err());
}

#[test]
fn what_is_not_a_project_says_what_it_is() {
    for empty in ["", " \n\t", "\u{feff}"] {
        assert_eq!(read(empty).unwrap_err(), FormatError::Empty);
    }
    assert_eq!(from_bytes(&[0; 4096]).unwrap_err(), FormatError::NeverWritten);
    let mut half = small().into_bytes();
    let middle = half.len() / 2;
    half[middle..].fill(0);
    assert_eq!(from_bytes(&half).unwrap_err(), FormatError::NeverWritten);
    for other in ["()", "{}", "[]", "(a: 1)", "hello", "None", "(project: ())", "PK\u{3}\u{4}", "{\"format\": 1}"] {
        assert_eq!(read(other).unwrap_err(), FormatError::NotAProject, "{other}");
    }
    assert_eq!(from_bytes(b"\xff\xfe(\x01").unwrap_err(), FormatError::NotAProject);
    assert_eq!(from_bytes(include_bytes!("../../content/glossary.ron")).unwrap_err(), FormatError::ContentPack);
    assert_eq!(read("(format: \"plan-b\")").unwrap_err(), FormatError::OtherFormat("plan-b".to_owned()));
    let no_version = "(format: \"waymark-project\")";
    assert!(matches!(read(no_version).unwrap_err(), FormatError::Damaged { .. }));
    let nonsense = "(format: \"waymark-project\", schema: 4, readable_from: 5)";
    assert!(matches!(read(nonsense).unwrap_err(), FormatError::Damaged { .. }));
}

#[test]
fn damage_is_told_with_its_place() {
    let text = with("rating: Active", "rating: Brilliant");
    let line = text[..text.find("Brilliant").unwrap()].lines().count();
    let error = read(&text).unwrap_err();
    assert!(matches!(error, FormatError::Damaged { line: told, .. } if told == line), "{error}");
}

#[test]
fn a_mark_at_the_start_and_other_line_ends_do_no_harm() {
    let text = format!("\u{feff}{}", small().replace('\n', "\r\n"));
    let opened = read(&text).unwrap();
    assert_eq!(opened.project, every_field());
    assert_eq!(opened.read_only, None);
}

#[test]
fn a_newer_file_opens_for_reading_or_says_why_not() {
    let newer = with("schema: 4", "schema: 5").replacen("  project: (", "  extra: [1],\n  project: (", 1);
    let opened = read(&newer).unwrap();
    assert_eq!(opened.read_only, Some(ReadOnly::NewerSchema { schema: 5 }));
    assert_eq!(opened.project, every_field());

    let future = "(format: \"waymark-project\", schema: 9, readable_from: 7, project: [what, ever])";
    assert_eq!(read(future).unwrap_err(), FormatError::Newer { schema: 9 });
}

#[test]
fn fields_that_are_not_known_make_a_project_read_only() {
    for (from, to, path) in [
        ("  project: (", "  mood: \"good\",\n  project: (", "mood"),
        ("title: \"Action 2\"", "colour: Red(1), title: \"Action 2\"", "project.actions.1.colour"),
        ("rating: Active", "weight: 2, rating: Active", "project.rounds.1.answers.question-0.weight"),
        ("checklist: \"advocacy\"", "page: 2, checklist: \"advocacy\"", "project.rounds.1.follow_ups.0.0.page"),
        ("professional: 54.5", "other: 0.5, professional: 54.5", "project.kpis.kpi-1.measurements.0.value.other"),
        ("unit: Gap", "colour: Red, unit: Gap", "project.kpis.own-1.settings.own.colour"),
        ("asked: 412", "weight: 2, asked: 412", "project.workforce.0.weight"),
        ("due: None,\n        status", "deu: \"2025-05-01\",\n        status", "project.actions.4.deu"),
    ] {
        let opened = read(&with(from, to)).unwrap();
        let expected = ReadOnly::UnknownFields { paths: vec![path.to_owned()] };
        assert_eq!(opened.read_only, Some(expected), "{to}");
        assert_eq!(opened.project, every_field());
    }
}

#[test]
fn a_key_twice_is_refused() {
    for (from, to) in [
        ("\"kpi-2\":", "\"kpi-1\":"),
        ("\"question-1\":", "\"question-0\":"),
        ("\"option-2\":", "\"option-1\":"),
        ("notes: \"See the plan\"", "notes: \"\", notes: \"See the plan\""),
    ] {
        assert!(matches!(read(&with(from, to)).unwrap_err(), FormatError::Damaged { .. }), "{to}");
    }
    let text = small();
    let start = text.find("((checklist").unwrap();
    let entry = &text[start..start + text[start..].find('\n').unwrap()];
    let twice = text.replacen(entry, &format!("{entry}\n{entry}"), 1);
    assert!(matches!(read(&twice).unwrap_err(), FormatError::Damaged { .. }));
}

#[test]
fn a_project_that_does_not_hold_together_is_refused() {
    let text = with("id: \"0000000000000002\"", "id: \"0000000000000001\"");
    assert_eq!(read(&text).unwrap_err(), FormatError::Faulty { faults: vec![ProjectFault::DuplicateId] });
    let text = with("value: 33.0", "value: NaN");
    assert_eq!(read(&text).unwrap_err(), FormatError::Faulty { faults: vec![ProjectFault::FigureOutOfRange] });
}

#[test]
fn a_large_project_takes_few_bytes_for_each_record() {
    let mut project: Project = every_field();
    let mut kpi = Kpi::default();
    let measurement = project.kpis.values().next().unwrap().measurements[0].clone();
    for number in 0..1000_u32 {
        let id = MeasurementId(u64::from(number) + 100);
        kpi.measurements.push(Measurement { id, value: Value::One(12.5), note: String::new(), ..measurement.clone() });
    }
    let before = to_bytes(&project).unwrap().len();
    project.kpis.insert(KpiId::new("many"), kpi.into());
    let bytes = to_bytes(&project).unwrap();
    assert!(bytes.len() - before < 1000 * 200);
    assert_eq!(from_bytes(&bytes).unwrap().project, project);
}
