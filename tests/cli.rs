//! The command line from outside: what it prints where, its exit codes, what it writes and what it leaves alone.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Said, call, folder};
use serde_json::Value;

/// Holds that a call was done, and said nothing but its result.
fn done(said: &Said) -> &str {
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
    &said.out
}

/// Holds that a call failed with this code, that it printed no result, and gives what it told.
fn failed(said: &Said, code: i32) -> &str {
    assert_eq!((said.code, said.out.as_str()), (Some(code), ""), "{said:?}");
    assert!(said.err.ends_with('\n') && !said.err.contains("panicked"), "{said:?}");
    said.err.trim_end()
}

/// The names in a folder, in order; the program's home is not one of them.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.filter(|name| name != "home").collect();
    names.sort();
    names
}

fn json(said: &Said) -> Value {
    serde_json::from_str(done(said)).unwrap()
}

/// The fields of an object, in order.
fn fields(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn help_names_every_verb_and_version_the_version() {
    let folder = folder();
    for help in ["--help", "-h"] {
        let said = call(folder.path(), [help]);
        for verb in [
            "sample",
            "new",
            "export",
            "summary",
            "figures",
            "check",
            "import",
            "--audience",
            "--survey",
            "--json",
            "--date",
            "--to",
            "--name",
            "--version",
        ] {
            assert!(done(&said).contains(verb), "{help} does not name {verb}");
        }
    }
    let version = format!("waymark {}\n", env!("CARGO_PKG_VERSION"));
    for option in ["--version", "-V"] {
        assert_eq!(done(&call(folder.path(), [option])), version);
    }
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_wrong_call_has_exit_code_2_and_points_to_the_help() {
    let folder = folder();
    done(&call(folder.path(), ["sample", "plan.waymark"]));
    let calls: &[&[&str]] = &[
        &["sample"],
        &["sample", "a", "b"],
        &["new", "new.waymark"],
        &["new", "new.waymark", "--name"],
        &["new", "new.waymark", "--name", "  "],
        &["export", "plan.waymark"],
        &["export", "--to", "out.pdf"],
        &["export", "plan.waymark", "--to", "out.pdf", "--json"],
        &["export", "plan.waymark", "--to", "out.pdf", "--date", "2026-02-30"],
        &["figures", "plan.waymark", "--to", "out.csv"],
        &["figures", "plan.waymark", "--audience", "board"],
        &["figures", "plan.waymark", "--audience", "friends", "--to", "out.csv"],
        &["figures", "plan.waymark", "--audience", "board", "--to", "out.pdf"],
        &["export", "plan.waymark", "--to", "out.pdf", "--audience", "board"],
        &["summary"],
        &["summary", "plan.waymark", "--date", "soon"],
        &["summary", "plan.waymark", "--to", "out.pdf"],
        &["check"],
        &["import", "plan.waymark"],
        &["import", "plan.waymark", "--survey", "people.csv"],
        &["import", "plan.waymark", "--survey", "people.csv", "--mapping", "map.ron"],
        &["import", "plan.waymark", "--survey", "people.csv", "--suggest-mapping"],
        &["import", "plan.waymark", "--survey", "people.csv", "--suggest-mapping", "--population", "nobody"],
        &[
            "import",
            "plan.waymark",
            "--survey",
            "people.csv",
            "--mapping",
            "map.ron",
            "--date",
            "2026-03-31",
            "--to",
            "x",
        ],
        &[
            "import",
            "plan.waymark",
            "--survey",
            "people.csv",
            "--mapping",
            "m",
            "--date",
            "2026-03-31",
            "--asked",
            "many",
        ],
        &["summary", "plan.waymark", "--survey", "people.csv"],
        &["check", "plan.waymark", "--name", "X"],
        &["--nonsense"],
        &["-x"],
        &["plan.waymark", "other.waymark"],
    ];
    for arguments in calls {
        let said = call(folder.path(), *arguments);
        let told = failed(&said, 2);
        assert!(told.starts_with("waymark: ") && told.ends_with("Try “waymark --help”."), "{arguments:?}: {told}");
    }
    assert_eq!(names(folder.path()), ["plan.waymark"]);
}

#[test]
fn sample_and_new_write_a_project_and_never_over_a_file() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    done(&call(folder.path(), ["sample", "sample.waymark"]));
    let sample = json(&call(folder.path(), ["summary", "sample.waymark", "--json"]));
    assert_eq!(sample["invented"], true);

    done(&call(folder.path(), ["new", "mine.waymark", "--name", " Thornlea & Daughters "]));
    let mine = json(&call(folder.path(), ["summary", "mine.waymark", "--json"]));
    assert_eq!((&mine["organisation"], &mine["invented"]), (&"Thornlea & Daughters".into(), &false.into()));
    assert_eq!(mine["ratings"]["not_assessed"], 127);
    assert_eq!(mine["actions"]["total"], 0);

    let written = fs::read(path("mine.waymark")).unwrap();
    let sampling = call(folder.path(), ["sample", "mine.waymark"]);
    let beginning = call(folder.path(), ["new", "mine.waymark", "--name", "Other"]);
    for said in [sampling, beginning] {
        assert!(failed(&said, 1).contains("mine.waymark"), "{said:?}");
    }
    assert_eq!(fs::read(path("mine.waymark")).unwrap(), written);
    assert_eq!(names(folder.path()), ["mine.waymark", "sample.waymark"]);
}

#[test]
fn the_summary_has_the_fields_that_other_programs_read() {
    let folder = folder();
    done(&call(folder.path(), ["sample", "plan.waymark"]));
    let summary = json(&call(folder.path(), ["summary", "plan.waymark", "--json", "--date", "2026-11-22"]));
    assert_eq!((&summary["areas"], &summary["recommendations"]), (&8.into(), &28.into()));
    assert_eq!((&summary["questions"], &summary["date"]), (&127.into(), &"2026-11-22".into()));

    let ratings = ["active", "limited", "not_applicable", "not_assessed", "not_in_place"];
    let total = |counts: &Value| {
        assert_eq!(fields(counts), ratings);
        counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(total(&summary["ratings"]), 127);
    for (list, count) in [("by_area", 8), ("by_pillar", 6)] {
        let parts = summary[list].as_array().unwrap();
        assert_eq!(parts.len(), count, "{list}");
        assert_eq!(parts.iter().map(|part| total(&part["ratings"])).sum::<u64>(), 127, "{list}");
        assert!(parts.iter().all(|part| part["id"].is_string() && part["name"].is_string()), "{list}");
    }

    let actions = &summary["actions"];
    let by_status = actions["by_status"].as_object().unwrap();
    assert_eq!(fields(&actions["by_status"]), ["blocked", "done", "dropped", "in_progress", "not_started"]);
    let all: u64 = by_status.values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!((actions["total"].as_u64(), actions["overdue"].is_u64()), (Some(all), true));

    let kpis = summary["kpis"].as_array().unwrap();
    assert!(!kpis.is_empty());
    for kpi in kpis {
        for field in ["id", "pillar", "latest", "date", "target"] {
            assert!(kpi.get(field).is_some(), "{kpi} has no {field}");
        }
        assert!(kpi["id"].is_string() && kpi["pillar"].is_string(), "{kpi}");
        assert!(kpi["latest"].is_number() || kpi["latest"].is_null(), "{kpi}");
    }
    assert!(kpis.iter().any(|kpi| kpi["latest"].is_number() && kpi["date"].is_string() && kpi["target"].is_number()));
}

#[test]
fn the_summary_in_words_has_the_same_counts() {
    let folder = folder();
    done(&call(folder.path(), ["sample", "plan.waymark"]));
    let json = json(&call(folder.path(), ["summary", "plan.waymark", "--json", "--date", "2026-11-22"]));
    let said = call(folder.path(), ["summary", "plan.waymark", "--date", "2026-11-22"]);
    let words = done(&said);
    let actions = &json["actions"];
    let line = format!("{} actions: {} open, {} overdue", actions["total"], actions["open"], actions["overdue"]);
    assert!(words.lines().any(|one| one == line), "{words}");
    for area in json["by_area"].as_array().unwrap() {
        assert!(words.contains(area["name"].as_str().unwrap()), "{words}");
    }
    assert!(words.contains("(invented)"), "{words}");
}

#[test]
fn a_date_may_be_written_in_both_ways_and_moves_what_is_overdue() {
    let folder = folder();
    done(&call(folder.path(), ["sample", "plan.waymark"]));
    let on = |date: &str| json(&call(folder.path(), ["summary", "plan.waymark", "--json", "--date", date]));
    assert_eq!(on("2026-03-31"), on("31/3/2026"));
    assert_eq!(on("2026-03-31")["date"], "2026-03-31");
    assert_eq!(on("2020-01-01")["actions"]["overdue"], 0);
    let later = on("2199-01-01");
    assert!(later["actions"]["overdue"].as_u64() > Some(0));
}

#[test]
fn an_export_is_whole_and_the_same_every_time() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    done(&call(folder.path(), ["sample", "plan.waymark"]));
    let before = fs::read(path("plan.waymark")).unwrap();
    for name in ["first.pdf", "second.pdf"] {
        done(&call(folder.path(), ["export", "plan.waymark", "--to", name, "--date", "2026-03-31"]));
    }
    let first = fs::read(path("first.pdf")).unwrap();
    assert_eq!(first, fs::read(path("second.pdf")).unwrap());
    assert!(first.starts_with(b"%PDF-") && first.trim_ascii_end().ends_with(b"%%EOF"));
    // A file from before is replaced by a whole new one.
    done(&call(folder.path(), ["export", "plan.waymark", "--to", "second.pdf", "--date", "1/4/2026"]));
    assert_ne!(first, fs::read(path("second.pdf")).unwrap());
    assert_eq!(fs::read(path("plan.waymark")).unwrap(), before);
    assert_eq!(names(folder.path()), ["first.pdf", "plan.waymark", "second.pdf"]);
}

#[test]
fn an_export_that_cannot_be_written_leaves_nothing_behind() {
    let folder = folder();
    done(&call(folder.path(), ["sample", "plan.waymark"]));
    fs::create_dir(folder.path().join("inner")).unwrap();
    let mut places = vec!["missing/out.pdf", "plan.waymark/out.pdf", "inner"];
    if cfg!(target_os = "linux") {
        // A folder that nobody can write to, whoever runs the test.
        places.push("/proc/out.pdf");
    }
    for place in places {
        let said = call(folder.path(), ["export", "plan.waymark", "--to", place]);
        let told = failed(&said, 1);
        assert!(told.contains("not") && told.contains(place), "{place}: {told}");
    }
    assert_eq!(names(folder.path()), ["inner", "plan.waymark"]);
    assert_eq!(names(&folder.path().join("inner")), [""; 0]);
}

#[test]
fn an_export_never_takes_the_place_of_a_project() {
    let folder = folder();
    done(&call(folder.path(), ["sample", "plan.waymark"]));
    let before = fs::read(folder.path().join("plan.waymark")).unwrap();
    for to in ["plan.waymark", "new.waymark", "other.WAYMARK"] {
        let said = call(folder.path(), ["export", "plan.waymark", "--to", to]);
        assert!(failed(&said, 1).contains(".pdf"), "{said:?}");
    }
    assert_eq!(fs::read(folder.path().join("plan.waymark")).unwrap(), before);
    assert_eq!(names(folder.path()), ["plan.waymark"]);
}

#[test]
fn a_project_that_cannot_be_read_is_told_and_left_alone() {
    let folder = folder();
    done(&call(folder.path(), ["sample", "plan.waymark"]));
    let whole = fs::read(folder.path().join("plan.waymark")).unwrap();
    let half = &whole[..whole.len() / 2];
    #[expect(clippy::disallowed_methods, reason = "the damage is the test")]
    fs::write(folder.path().join("half.waymark"), half).unwrap();
    for name in ["half.waymark", "missing.waymark"] {
        for arguments in [vec!["summary", name], vec!["export", name, "--to", "out.pdf"]] {
            let said = call(folder.path(), &arguments);
            assert!(failed(&said, 1).contains(name), "{said:?}");
        }
    }
    assert_eq!(fs::read(folder.path().join("half.waymark")).unwrap(), half);
    assert_eq!(names(folder.path()), ["half.waymark", "plan.waymark"]);
}

#[test]
fn check_passes_the_packs_of_the_house_and_tells_the_place_of_every_fault() {
    let folder = folder();
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = call(folder.path(), [Path::new("check"), &house.join("content")]);
    assert!(done(&said).contains("nothing wrong"), "{said:?}");

    let pack = house.join("tests/fixtures/packs/bad-types.ron");
    let said = call(folder.path(), [Path::new("check"), &pack]);
    let faults = fs::read_to_string(pack.with_extension("txt")).unwrap();
    let faults: Vec<String> =
        faults.lines().map(|line| pack.with_file_name(line).to_string_lossy().into_owned()).collect();
    assert_eq!(failed(&said, 1).lines().collect::<Vec<_>>(), faults);
    for fault in &faults {
        let place = fault.strip_prefix(&*pack.to_string_lossy()).unwrap();
        let mut parts = place.splitn(4, ':');
        assert_eq!(parts.next(), Some(""));
        assert!(parts.by_ref().take(2).all(|number| number.parse::<u32>().is_ok()), "{fault}");
        assert!(parts.next().unwrap().starts_with(' '), "{fault}");
    }
}

#[test]
fn check_says_so_where_there_is_nothing_to_check() {
    let folder = folder();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for place in ["empty", "missing.ron"] {
        let said = call(folder.path(), ["check", place]);
        assert!(failed(&said, 1).contains(place), "{said:?}");
    }
    for place in ["missing.ron", "missing", "empty/missing.ron"] {
        let said = call(folder.path(), ["check", place]);
        assert_eq!(failed(&said, 1), format!("The file was not found: {place}"), "{said:?}");
    }
}
