//! What is in the file, on the screen, in the PDF and in `waymark summary` are the same words and numbers: for the
//! sample, for an organisation that has entered nothing, and for a plan of 300 actions.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

#[path = "pdf/extract.rs"]
#[expect(dead_code, reason = "the tests of the PDF read more of it")]
mod extract;
#[path = "support/grown.rs"]
mod grown;
#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use extract::Extract;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use waymark::app::{App, Env};
use waymark::content::{Catalogue, Pillar};
use waymark::insight::{self, Digest, RatingCounts, Shift};
use waymark::project::{Evidence, Organisation, Project, ProjectId, Rating, Round, RoundId};
use waymark::store::{Existing, ProjectFile, RealDisk};
use waymark::words;

const DAY: Date = date(2026, 11, 22);

/// The projects, with their names.
fn projects() -> Vec<(&'static str, Project)> {
    let changed = Timestamp::UNIX_EPOCH;
    let nobody = Organisation::named("Northmoor Trust", changed);
    let empty = Project::new(ProjectId(1), nobody, Round::new(RoundId(1), "Round 1", DAY, changed));
    let large = grown::grown(15);
    assert_eq!(large.actions.len(), 300);
    vec![("sample", grown::grown(1)), ("empty", empty), ("large", large)]
}

/// A project with all that is said of it.
struct Said {
    name: &'static str,
    project: Project,
    catalogue: Catalogue,
    digest: Digest,
    file: PathBuf,
    folder: tempfile::TempDir,
}

impl Said {
    fn of(name: &'static str, project: Project) -> Self {
        let catalogue = project.catalogue(&Catalogue::built_in());
        let digest = insight::digest(&catalogue, &project, DAY);
        let folder = program::folder();
        let file = folder.path().join("plan.waymark");
        let (_, saved) = ProjectFile::create(&RealDisk, &file, &Arc::new(project.clone()), Existing::Refuse).unwrap();
        assert_eq!(saved.user_message(), None, "{name}");
        Self { name, project, catalogue, digest, file, folder }
    }

    /// The board pack, written by the command line and read back.
    fn pdf(&self) -> Printed {
        let to = self.folder.path().join("plan.pdf");
        let day = DAY.to_string();
        let arguments = [Path::new("export"), &self.file, Path::new("--to"), &to, Path::new("--date"), Path::new(&day)];
        let said = program::call(self.folder.path(), arguments);
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{}", self.name);
        let pdf = Extract::read(&fs::read(to).unwrap());
        let rows = pdf.texts_of("TR").iter().map(|row| squeezed(row)).collect();
        Printed { text: squeezed(&pdf.text()), rows }
    }

    /// What `waymark summary --json` prints.
    fn json(&self) -> Value {
        let day = DAY.to_string();
        let arguments = [Path::new("summary"), &self.file, Path::new("--json"), Path::new("--date"), Path::new(&day)];
        let said = program::call(self.folder.path(), arguments);
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{}", self.name);
        serde_json::from_str(&said.out).unwrap()
    }

    /// The names of all that the window shows first: the rail and the overview.
    fn window(&self) -> BTreeSet<String> {
        let env = Env {
            clock: Arc::new(|| DAY.to_zoned(TimeZone::UTC).unwrap()),
            ask: Arc::new(|_| Box::pin(std::future::ready(None))),
            disk: Arc::new(RealDisk),
            folders: None,
            inline_jobs: true,
        };
        let file = Some(self.file.clone());
        // As high as it takes to show the whole page.
        let mut harness: Harness<'_, App> = Harness::builder()
            .with_size([1280.0, 2400.0])
            .build_eframe(move |creation| App::new(&creation.egui_ctx, env, file));
        harness.run();
        let nodes = harness.root().children_recursive();
        nodes.flat_map(|node| [node.accesskit_node().label(), node.accesskit_node().value()]).flatten().collect()
    }
}

/// The board pack's texts, without spaces: where a line breaks is of no matter here.
struct Printed {
    text: String,
    rows: Vec<String>,
}

impl Printed {
    /// The rows that begin with this.
    fn rows(&self, start: &str) -> Vec<&str> {
        let start = squeezed(start);
        self.rows.iter().filter_map(|row| row.strip_prefix(&start)).collect()
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a text holds these one after the other.
fn in_turn(mut text: &str, parts: &[&str]) -> bool {
    parts.iter().all(|part| {
        let part = squeezed(part);
        text.find(&part).inspect(|place| text = &text[place + part.len()..]).is_some()
    })
}

fn counts(counts: RatingCounts) -> Value {
    json!({
        "not_assessed": counts.not_assessed,
        "not_in_place": counts.not_in_place,
        "limited": counts.limited,
        "active": counts.active,
        "not_applicable": counts.not_applicable,
    })
}

#[test]
fn the_print_holds_every_action_with_owner_due_date_and_state() {
    for (name, project) in projects() {
        let said = Said::of(name, project);
        let printed = said.pdf();
        for action in &said.project.actions {
            let due = action.due.map_or_else(|| "No date".to_owned(), words::date);
            let state = insight::state_words(action, DAY);
            let reason = action.status.reason().unwrap_or_default();
            let parts = [&action.first_step, &action.success, &action.owner, &due, &state, reason];
            let rows = printed.rows(&action.title);
            assert!(rows.iter().any(|row| in_turn(row, &parts)), "{name}: {} {parts:?}: {rows:?}", action.title);
        }
    }
}

#[test]
fn the_print_holds_every_area_every_rating_every_figure_and_every_answer() {
    for (name, project) in projects() {
        let said = Said::of(name, project);
        let printed = said.pdf();
        let tally = &said.digest.tally;
        let round = said.project.round().unwrap();

        // Recommendations by area: the numbers of a row, in the order of the legend, noughts of whole columns left out.
        let shown = |rating: &Rating| {
            matches!(rating, Rating::Active | Rating::Limited | Rating::NotInPlace)
                || tally.recommendations.of(*rating) > 0
        };
        for area in &tally.areas {
            let numbers: String = Rating::ALL
                .iter()
                .filter(|one| shown(one))
                .map(|one| area.recommendations.of(*one).to_string())
                .collect();
            let rows = printed.rows(&area.full_name());
            assert!(rows.contains(&numbers.as_str()), "{name}: {} {numbers}: {rows:?}", area.full_name());
        }

        // Questions, one by one, counted by area.
        for area in &tally.areas {
            let mut found = RatingCounts::default();
            for place in said.catalogue.questions().filter(|place| place.area.id == area.id) {
                let rating = round.rating(&place.question.id);
                let answer = round.answers.get(&place.question.id);
                let mut parts = vec![answer.map_or(String::new(), |answer| answer.note.trim().to_owned())];
                parts.extend(answer.iter().flat_map(|answer| &answer.evidence).map(Evidence::words));
                parts.extend(answer.filter(|one| one.to_reconfirm).map(|_| "not re-confirmed".to_owned()));
                let parts: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
                let rows = printed.rows(&place.question.text);
                let holds = |row: &&str| {
                    row.starts_with(&squeezed(rating.name())) && parts.iter().all(|part| in_turn(row, &[part]))
                };
                assert!(rows.iter().any(holds), "{name}: {} {rating:?}: {rows:?}", place.question.text);
                found.add(rating);
            }
            assert_eq!(found, area.questions, "{name}: {}", area.full_name());
        }

        for kpi in said.digest.kpis.iter().filter(|kpi| kpi.in_use) {
            let mut parts = vec![kpi.name.clone(), kpi.state_words()];
            parts.extend(kpi.latest.as_ref().map(|_| kpi.latest_words()));
            parts.extend(kpi.target.map(|_| kpi.target_words()));
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            assert!(in_turn(&printed.text, &parts), "{name}: {parts:?}");
        }
        for (key, answer) in &round.follow_ups {
            let question = said.catalogue.follow_ups().find(|one| one.id == key.question).unwrap();
            let due = answer.due.map(words::date).unwrap_or_default();
            let rows = printed.rows(&question.text);
            assert!(rows.iter().any(|row| in_turn(row, &[&answer.text, &due])), "{name}: {}: {rows:?}", answer.text);
        }
        let invented = said.project.organisation.invented;
        assert_eq!(printed.text.contains(&squeezed("are invented")), invented, "{name}");
        assert!(printed.text.contains(&squeezed(&said.project.organisation.name)), "{name}");
    }
}

#[test]
fn the_print_and_the_summary_say_the_same_of_what_changed() {
    for (name, project) in projects() {
        let said = Said::of(name, project);
        let (printed, json) = (said.pdf(), said.json());
        let Some(since) = &said.digest.since else {
            assert_eq!((name, &json["since_last_round"]), ("empty", &Value::Null));
            assert!(!printed.text.contains(&squeezed("Since the last round")), "there is nothing to compare");
            continue;
        };
        assert!(printed.text.contains(&squeezed(&since.sentence())), "{name}");
        for shift in Shift::ALL {
            let count = since.counts.of(shift);
            assert_eq!(json["since_last_round"]["questions"][shift.id()], count, "{name}");
            let rows = printed.rows(shift.name());
            let shown = rows.contains(&count.to_string().as_str());
            assert!(shown || (shift == Shift::NotAssessed && count == 0), "{name}: {shift:?} {rows:?}");
        }
        assert!(since.changes().next().is_some(), "{name}");
        for one in since.changes() {
            let place = said.catalogue.question(&one.question).unwrap();
            let rows = printed.rows(&place.question.text);
            let parts = [&place.area.name, one.shift.name(), one.from.name(), one.to.name()];
            assert!(rows.iter().any(|row| in_turn(row, &parts)), "{name}: {parts:?}: {rows:?}");
        }
        let plan = since.plan.as_ref().unwrap();
        for one in &plan.slipped {
            let now = one.to.map_or_else(|| "No date".to_owned(), words::date);
            let parts = [words::date(one.from), now];
            let rows = printed.rows(&one.title);
            assert!(rows.contains(&squeezed(&parts.concat()).as_str()), "{name}: {parts:?}: {rows:?}");
        }
        for one in plan.closed.iter().chain(&plan.new) {
            let rows = printed.rows(&one.title);
            assert!(rows.contains(&squeezed(one.status.name()).as_str()), "{name}: {}: {rows:?}", one.title);
        }
        let told = &json["since_last_round"]["actions"];
        assert_eq!((&told["closed"], &told["new"]), (&plan.closed.len().into(), &plan.new.len().into()), "{name}");
    }
}

#[test]
fn the_summary_has_the_numbers_of_the_digest() {
    for (name, project) in projects() {
        let said = Said::of(name, project);
        let (json, tally) = (said.json(), &said.digest.tally);
        assert_eq!(json["ratings"], counts(tally.questions), "{name}");
        assert_eq!(json["recommendation_ratings"], counts(tally.recommendations), "{name}");
        let by_area: Vec<Value> =
            json["by_area"].as_array().unwrap().iter().map(|one| one["ratings"].clone()).collect();
        assert_eq!(by_area, tally.areas.iter().map(|area| counts(area.questions)).collect::<Vec<_>>(), "{name}");
        let pillars: Vec<(Value, Value)> = json["by_pillar"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["id"].clone(), one["ratings"].clone()))
            .collect();
        let expected: Vec<(Value, Value)> =
            tally.pillars.iter().map(|one| (one.pillar.id().into(), counts(one.questions))).collect();
        assert_eq!(pillars, expected, "{name}");

        // The actions are counted here once more, from the records.
        let late = said
            .project
            .actions
            .iter()
            .filter(|action| action.status.is_open() && action.due.is_some_and(|due| due < DAY));
        assert_eq!(json["actions"]["overdue"], late.count(), "{name}");
        assert_eq!(json["actions"]["total"], said.project.actions.len(), "{name}");
        for (status, number) in json["actions"]["by_status"].as_object().unwrap() {
            let of_status = said.project.actions.iter().filter(|action| action.status.id() == status).count();
            assert_eq!(*number, of_status, "{name}: {status}");
        }

        assert_eq!(json["kpis"].as_array().unwrap().len(), said.digest.kpis.len(), "{name}");
        for (told, kpi) in json["kpis"].as_array().unwrap().iter().zip(&said.digest.kpis) {
            assert_eq!((&told["id"], &told["pillar"]), (&json!(kpi.id.as_str()), &json!(kpi.pillar.id())), "{name}");
            let entered = said.project.kpis.get(&kpi.id).and_then(|kpi| kpi.latest());
            assert_eq!(told["latest"], json!(entered.map(|latest| latest.value.headline())), "{name}");
            assert_eq!(told["date"], json!(entered.map(|latest| latest.date)), "{name}");
            // Held against the record: an aim that a pack knows is no target.
            let target = said.project.kpis.get(&kpi.id).and_then(|kpi| kpi.target.as_ref());
            assert_eq!(told["target"], json!(target.map(|target| target.value)), "{name}");
            let aim = kpi.target.filter(|_| target.is_none()).map(|aim| aim.value);
            assert_eq!(told["aim"], json!(aim), "{name}");
        }
    }
}

#[test]
fn the_window_shows_the_numbers_of_the_digest() {
    for (name, project) in projects() {
        let said = Said::of(name, project);
        let (shown, digest) = (said.window(), &said.digest);
        let holds = |text: String| assert!(shown.contains(&text), "{name}: {text} is not among {shown:#?}");
        let questions = digest.tally.questions;
        holds(format!("Review, {} of {} rated", questions.answered(), questions.total()));
        holds(format!("Actions, {} open", digest.actions.open));
        holds(insight::overview_finding(digest).title);
        for pillar in &digest.tally.pillars {
            holds(format!("{}: {}", pillar.pillar.name(), pillar.questions.words()));
        }
        for area in &digest.tally.areas {
            holds(format!("{}: {}", area.full_name(), area.recommendations.words()));
        }
        for pillar in Pillar::ALL {
            holds(format!("Scorecard: {}", insight::pillar_scorecard(digest, pillar)));
        }
        for one in &digest.attention {
            holds(format!("Show: {}", one.sentence()));
        }
    }
}
