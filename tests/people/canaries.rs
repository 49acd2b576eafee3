//! Nothing that stands in a file of people is left anywhere: 200 texts of a file are looked for in everything that is
//! written and said.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use waymark::app::{ImportError, ImportJob, Importer};
use waymark::content::{Catalogue, ThirdGroup};
use waymark::export::csv;
use waymark::import::people::wire::Question;
use waymark::import::people::{Counted, Look};
use waymark::project::Meaning;
use waymark::report::Section;
use waymark::{insight, report, store};

use super::program::{Said, call, folder};
use super::support::{answers, count_by, look_by, order, sheet_rows, waymark, workbook};

/// The texts that only the file may hold: names, addresses, notes, pay, rare groups, answers that are none.
struct Canaries {
    all: Vec<String>,
    rows: Vec<Vec<String>>,
}

const HEADER: [&str; 8] =
    ["Employee name", "E-mail", "Comments", "Hourly pay", "Grade", "Parental occupation", "Start in grade", "Team"];

fn canaries() -> Canaries {
    let mut all = Vec::new();
    let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
    for person in 0..120_usize {
        let mut canary = |text: String| {
            all.push(text.clone());
            text
        };
        let rare = person < 25;
        rows.push(vec![
            if person < 50 { canary(format!("Quillon Brathwick{person:03}")) } else { format!("Sam {person}") },
            if person < 40 { canary(format!("xq{person:03}@canary.example")) } else { String::new() },
            if person < 30 { canary(format!("I once said zyzzyva{person:03} aloud")) } else { String::new() },
            if person < 30 {
                canary(format!("{}.{:04}", 61 + person, 7013 + person * 7))
            } else {
                format!("{}.50", 12 + person % 9)
            },
            if rare { canary(format!("Grand Vizier{person:03}")) } else { format!("Grade {}", person % 3) },
            if rare {
                canary(format!("Wyvern keeper{person:03}"))
            } else {
                ["Routine", "Clerical", "Professional"][person % 3].to_owned()
            },
            format!("{:02}/02/20{:02}", 1 + person % 28, 10 + person % 12),
            "Everybody".to_owned(),
        ]);
    }
    assert_eq!(all.len(), 200);
    Canaries { all, rows }
}

fn csv_text(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        writeln!(text, "{}", row.join(",")).unwrap();
    }
    text
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

impl Canaries {
    fn found_in(&self, bytes: &[u8]) -> Option<&str> {
        // Also where it is written as UTF-16.
        let thin: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        let holds = |text: &&String| memchr::memmem::find(&thin, text.as_bytes()).is_some();
        self.all.iter().find(holds).map(String::as_str)
    }

    fn not_in_said(&self, what: &str, said: &Said) {
        assert_eq!(self.found_in(said.out.as_bytes()), None, "{what}: {}", said.out);
        assert_eq!(self.found_in(said.err.as_bytes()), None, "{what}: {}", said.err);
    }

    fn not_in_files(&self, folder: &Path, inputs: &[&str]) {
        let mut seen = 0;
        for path in files(folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if inputs.contains(&name.as_str()) {
                continue;
            }
            seen += 1;
            let mut bytes = fs::read(&path).unwrap();
            assert_eq!(self.found_in(&bytes), None, "{}", path.display());
            if name == "pack.pdf" {
                let mut pdf = lopdf::Document::load_mem(&bytes).unwrap();
                pdf.decompress();
                bytes.clear();
                pdf.save_to(&mut bytes).unwrap();
                assert_eq!(self.found_in(&bytes), None, "{} inflated", path.display());
            }
        }
        assert!(seen >= 6, "only {seen} files were looked at");
    }
}

#[test]
fn nothing_of_the_file_is_left_after_success_failure_and_every_export() {
    let canaries = canaries();
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let text = csv_text(&canaries.rows);
    assert!(canaries.found_in(text.as_bytes()).is_some(), "the search finds what is there");
    let inputs = ["people.csv", "people.xlsx", "broken.csv", "no header.csv", "broken.xlsx"];
    fs::write(at("people.csv"), &text).unwrap();
    let book = workbook(&sheet_rows(&canaries.rows), &[]);
    fs::write(at("people.xlsx"), &book).unwrap();
    fs::write(at("broken.csv"), format!("{text}\"{}", canaries.all[0])).unwrap();
    fs::write(at("broken.xlsx"), &book[..book.len() - 30]).unwrap();
    fs::write(at("no header.csv"), text.lines().skip(1).collect::<Vec<_>>().join("\n")).unwrap();
    assert_eq!(call(folder.path(), ["new", "plan.waymark", "--name", "Thornlea"]).code, Some(0));

    // By the command line: suggested, counted, and every way to fail.
    let suggest =
        ["import", "plan.waymark", "--survey", "people.csv", "--suggest-mapping", "--population", "workforce"];
    let said = call(folder.path(), suggest);
    assert_eq!(said.code, Some(0), "{said:?}");
    canaries.not_in_said("suggest", &said);
    let said = call(folder.path(), suggest.iter().chain(&["--to", "map.ron"]));
    assert_eq!((said.code, said.out.as_str()), (Some(0), ""), "{said:?}");
    for (survey, code) in
        [("people.csv", 0), ("people.xlsx", 0), ("broken.csv", 1), ("broken.xlsx", 1), ("no header.csv", 1)]
    {
        let arguments = ["import", "plan.waymark", "--survey", survey, "--mapping", "map.ron", "--date", "2026-03-31"];
        let said = call(folder.path(), arguments);
        assert_eq!(said.code, Some(code), "{survey}: {said:?}");
        canaries.not_in_said(survey, &said);
    }
    let said = call(
        folder.path(),
        ["import", "plan.waymark", "--survey", "no header.csv", "--suggest-mapping", "--population", "workforce"],
    );
    assert_eq!(said.code, Some(1), "{said:?}");
    canaries.not_in_said("no header", &said);

    // By jobs, as the window does: counted with confirmed values, stopped, and broken.
    let look = look_by(waymark(), &at("people.csv")).unwrap();
    assert_eq!(canaries.found_in(format!("{look:?}").as_bytes()), None);
    let mut mapping: waymark::project::Mapping = ron::from_str(&fs::read_to_string(at("map.ron")).unwrap()).unwrap();
    for column in &mut mapping.columns {
        let place = HEADER.iter().position(|header| *header == column.header).unwrap();
        for row in canaries.rows.iter().skip(1).take(25) {
            let value = row[place].clone();
            match place {
                4 => {
                    column.values.insert(value, Meaning::Group("Top".to_owned()));
                }
                5 => {
                    column.values.insert(value, Meaning::Option("q1-routine".into()));
                }
                _ => {}
            }
        }
        column.order = canaries.rows.iter().skip(1).take(25).map(|row| row[place].clone()).collect();
    }
    let counted = count_by(waymark(), &at("people.csv"), mapping.clone()).unwrap();
    assert_eq!(counted.problems.total, 0, "{:?}", counted.problems);
    assert_eq!(canaries.found_in(format!("{counted:?}").as_bytes()), None);
    fs::write(at("kept.ron"), ron::to_string(&counted.mapping).unwrap()).unwrap();
    fs::write(at("sets.ron"), ron::to_string(&counted.sets).unwrap()).unwrap();
    let question = Question::Count(Box::new(order(mapping)));
    let mut job: ImportJob<Counted> =
        ImportJob::start(None, Ok(Importer::Process(waymark().to_owned())), at("people.csv"), question);
    job.cancel();
    assert!(job.wait().is_err_and(|error| matches!(error, ImportError::Cancelled)));
    for broken in ["broken.csv", "broken.xlsx", "no header.csv"] {
        let error = look_by(waymark(), &at(broken)).unwrap_err();
        assert_eq!(canaries.found_in(format!("{error:?} {error}").as_bytes()), None);
    }

    // Every way out of the project.
    for (arguments, to) in [
        (vec!["export", "plan.waymark", "--to", "pack.pdf"], None),
        (vec!["summary", "plan.waymark", "--json"], Some("summary.json")),
        (vec!["summary", "plan.waymark"], Some("summary.txt")),
    ] {
        let said = call(folder.path(), &arguments);
        assert_eq!(said.code, Some(0), "{said:?}");
        canaries.not_in_said("summary", &said);
        if let Some(to) = to {
            fs::write(at(to), &said.out).unwrap();
        }
    }
    let project = store::format::from_bytes(&fs::read(at("plan.waymark")).unwrap()).unwrap().project;
    assert_eq!((project.workforce.len(), project.mappings.len()), (2, 1));
    assert!(!project.workforce[0].pay.is_empty() && !project.workforce[0].waits.is_empty());
    let catalogue = project.catalogue(&Catalogue::built_in());
    let actions: Vec<_> = project.actions.iter().map(|action| &**action).collect();
    let kpis: Vec<_> = catalogue.kpis().map(|kpi| kpi.id.clone()).collect();
    fs::write(at("plan.csv"), csv::plan(&catalogue, &actions)).unwrap();
    fs::write(at("figures.csv"), csv::figures(&catalogue, &project, &kpis)).unwrap();
    let digest = insight::digest(&catalogue, &project, date(2026, 4, 1));
    let pack = report::board_pack(&catalogue, &project, &digest, ThirdGroup::default(), &Section::ALL);
    assert_eq!(canaries.found_in(format!("{pack:?}").as_bytes()), None);
    canaries.not_in_files(folder.path(), &inputs);
}

/// What the process says beside its answer is nothing, also where it is asked nonsense.
#[test]
fn the_process_says_nothing_but_its_answer() {
    use std::io::Write as _;
    use std::process::Stdio;
    let canaries = canaries();
    let folder = folder();
    let path = folder.path().join("people.csv");
    fs::write(&path, csv_text(&canaries.rows)).unwrap();
    let look = Question::Look { sheet: None, answers: Box::new(answers().clone()) }.to_bytes();
    for (question, answered) in [(&look[..], true), (b"nonsense", false), (b"", false)] {
        let mut command = super::program::program(folder.path());
        command.arg("--import-worker").arg(&path).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(question).unwrap();
        let said = child.wait_with_output().unwrap();
        assert_eq!((said.status.success(), said.stderr.len()), (answered, 0));
        assert_eq!(said.stdout.is_empty(), !answered);
    }
    let job: ImportJob<Look> = ImportJob::start(
        None,
        Ok(Importer::Process(waymark().to_owned())),
        path,
        Question::Look { sheet: Some("None".to_owned()), answers: Box::new(answers().clone()) },
    );
    assert_eq!(job.wait().unwrap().people, 120, "a text file has no sheets to choose from");
}
