//! How long things take with a project of a hundred times the sample: 2,000 actions (for the frames 5,000), 200 rounds, 100
//! times the figures.
//!
//! Budgets on two cores: a frame of any page 8 ms (layout and tessellation, without a graphics card), opening 150 ms, the
//! PDF of 300 actions 500 ms.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark tells its results, and does not measure what fails"
)]

#[path = "support/counted.rs"]
mod counted;
#[path = "../tests/support/grown.rs"]
mod grown;
#[path = "support/measured.rs"]
mod measured;

use std::hint::black_box;
use std::path::{Path, PathBuf};

use counted::counted;
use divan::Bencher;
use eframe::App as _;
use egui::accesskit::Role;
use egui::{Context, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use grown::grown;
use jiff::civil::{Date, date};
use measured::measured;
use waymark::app::{App, Env, Place};
use waymark::content::{Catalogue, ThirdGroup, built_in};
use waymark::insight;
use waymark::project::Project;
use waymark::report::{Section, board_pack};
use waymark::store::{Access, RealDisk, atomic, format};

const TODAY: Date = date(2026, 11, 22);

fn main() {
    println!("Budgets: frame 8 ms, open 150 ms, PDF of 300 actions 500 ms.");
    divan::main();
}

/// Writes a project to a file.
fn kept(project: &Project) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("grown.waymark");
    atomic::write(&RealDisk, &path, &format::to_bytes(project).unwrap(), Access::AsBefore).unwrap();
    path
}

/// The window without a screen: the application on a context of its own.
struct Window {
    context: Context,
    app: App,
    frame: eframe::Frame,
}

impl Window {
    fn showing(place: Place, project: &Project) -> Self {
        let path = kept(project);
        let context = Context::default();
        context.enable_accesskit();
        let env = Env { folders: None, inline_jobs: true, ..Env::real() };
        let app = App::new(&context, env, Some(path));
        let mut window = Self { context, app, frame: eframe::Frame::_new_kittest() };
        window.frame(Vec::new());
        let digits =
            [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
        for (_, key) in Place::ALL.into_iter().zip(digits).filter(|(one, _)| *one == place) {
            let event = egui::Event::Key {
                key,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::COMMAND,
            };
            window.frame(vec![event]);
        }
        for _ in 0..5 {
            window.frame(Vec::new());
        }
        window
    }

    /// A press of what has this name, or has a name that begins with it and a comma, as somebody who does not see the window makes it.
    fn click(&mut self, name: &str) -> egui::Event {
        let update = self.run(Vec::new()).platform_output.accesskit_update.unwrap();
        let is = |label: &str| label.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(", "));
        let (target_node, _) = *update.nodes.iter().find(|(_, node)| node.label().is_some_and(is)).unwrap();
        egui::Event::AccessKitActionRequest(egui::accesskit::ActionRequest {
            action: egui::accesskit::Action::Click,
            target_tree: update.tree_id,
            target_node,
            data: None,
        })
    }

    fn press(&mut self, name: &str) {
        let click = self.click(name);
        self.frame(vec![click]);
        for _ in 0..3 {
            self.frame(Vec::new());
        }
    }

    /// The scorecard with one measure opened, found by its name.
    fn showing_kpi(project: &Project, name: &str) -> Self {
        let mut window = Self::showing(Place::Scorecard, project);
        let key =
            |key, modifiers| egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        let typed = egui::Event::Text(name.to_owned());
        for event in [key(Key::K, Modifiers::COMMAND), typed, key(Key::Enter, Modifiers::NONE)] {
            window.frame(vec![event]);
            for _ in 0..5 {
                window.frame(Vec::new());
            }
        }
        let nodes = window.run(Vec::new()).platform_output.accesskit_update.unwrap().nodes;
        let opened = |label: Option<&str>| label.is_some_and(|label| label.starts_with(name));
        assert!(
            nodes.iter().any(|(_, node)| node.role() == Role::Heading && opened(node.label())),
            "{name} is not open"
        );
        window
    }

    /// One frame: layout and tessellation.
    fn frame(&mut self, events: Vec<egui::Event>) -> usize {
        let output = self.run(events);
        self.context.tessellate(output.shapes, output.pixels_per_point).len()
    }

    fn run(&mut self, events: Vec<egui::Event>) -> egui::FullOutput {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 860.0))),
            events,
            ..RawInput::default()
        };
        let Self { context, app, frame } = self;
        context.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone(), frame);
            app.ui(ui, frame);
        })
    }
}

#[divan::bench(args = Place::ALL)]
fn frame(bencher: Bencher<'_, '_>, place: Place) {
    let project = Project { actions: grown(250).actions, ..grown(100) };
    let mut window = Window::showing(place, &project);
    bencher.bench_local(move || window.frame(Vec::new()));
}

#[divan::bench(args = ["Table", "Effort and impact", "Timeline"])]
fn frame_of_5000_actions(bencher: Bencher<'_, '_>, shape: &str) {
    let project = grown(250);
    let mut window = Window::showing(Place::Actions, &project);
    window.press("All 5,000");
    window.press(shape);
    bencher.bench_local(move || window.frame(Vec::new()));
}

/// The scorecard with 100 measures besides the sample's, each with ten years of monthly figures: its landing, its other
/// lists, and one measure with all that is drawn of it.
#[divan::bench(args = ["Measures", "Suggested next", "Did it move?", "Strategy map"])]
fn scorecard_of_100_measures(bencher: Bencher<'_, '_>, part: &str) {
    let mut window = Window::showing(Place::Scorecard, &measured(100));
    window.press(part);
    bencher.bench_local(move || window.frame(Vec::new()));
}

#[divan::bench]
fn one_measure_of_120_figures(bencher: Bencher<'_, '_>) {
    let mut window = Window::showing_kpi(&measured(100), "Measure 0");
    bencher.bench_local(move || window.frame(Vec::new()));
}

/// The same with its table, in which every figure stands.
#[divan::bench]
fn one_measure_as_a_table(bencher: Bencher<'_, '_>) {
    let mut window = Window::showing_kpi(&measured(100), "Measure 0");
    window.press("Show as table");
    bencher.bench_local(move || window.frame(Vec::new()));
}

/// The same while it is panned and zoomed: another stretch of time in every frame.
#[divan::bench]
fn one_measure_moved_in_time(bencher: Bencher<'_, '_>) {
    let mut window = Window::showing_kpi(&measured(100), "Measure 0");
    window.press("Closer");
    let clicks: Vec<egui::Event> =
        ["Earlier", "Closer", "Later", "Whole time", "Closer"].into_iter().map(|name| window.click(name)).collect();
    let mut turns = clicks.into_iter().cycle();
    bencher.bench_local(move || window.frame(turns.by_ref().take(1).collect()));
}

/// Workforce data of five years, each by twelve dimensions and six crossings: all that is drawn of the newest set, and
/// all that may be shown of every one.
#[divan::bench(args = ["Your own view: exact counts", "What may be shown"])]
fn workforce_of_many_groups(bencher: Bencher<'_, '_>, part: &str) {
    let mut window = Window::showing(Place::Workforce, &counted(5));
    window.press(part);
    bencher.bench_local(move || window.frame(Vec::new()));
}

/// Another of the large sets in every frame: what is drawn of it is worked out anew.
#[divan::bench]
fn workforce_set_after_set(bencher: Bencher<'_, '_>) {
    let mut window = Window::showing(Place::Workforce, &counted(5));
    let clicks: Vec<egui::Event> = ["Survey 4", "Survey 5"].into_iter().map(|name| window.click(name)).collect();
    let mut turns = clicks.into_iter().cycle();
    bencher.bench_local(move || window.frame(turns.by_ref().take(1).collect()));
}

#[divan::bench]
fn shapes_of_5000_actions(bencher: Bencher<'_, '_>) {
    let (catalogue, project) = (Catalogue::built_in(), grown(250));
    let query = insight::PlanQuery { part: insight::PlanPart::All, ..insight::PlanQuery::default() };
    bencher.bench(|| {
        let list = insight::plan_list(&catalogue, black_box(&project), &query, TODAY);
        let grid = insight::effort_impact(&project, &list, TODAY);
        let line = insight::timeline(&project, &list, insight::TimelineSpan::Whole, TODAY);
        (grid.cells().len(), line.rows.len())
    });
}

#[divan::bench]
fn load_packs() -> Catalogue {
    Catalogue::load(built_in(), Vec::new())
}

#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let bytes = format::to_bytes(&grown(100)).unwrap();
    bencher.bench(|| format::from_bytes(black_box(&bytes)).unwrap());
}

#[divan::bench]
fn save(bencher: Bencher<'_, '_>) {
    let project = grown(100);
    bencher.bench(|| format::to_bytes(black_box(&project)).unwrap());
}

#[divan::bench]
fn save_to_a_file(bencher: Bencher<'_, '_>) {
    let project = grown(100);
    bencher.bench(|| kept(black_box(&project)));
}

#[divan::bench]
fn digest(bencher: Bencher<'_, '_>) {
    let (catalogue, project) = (Catalogue::built_in(), grown(100));
    bencher.bench(|| insight::digest(&catalogue, black_box(&project), TODAY));
}

#[divan::bench]
fn search(bencher: Bencher<'_, '_>) {
    let (catalogue, project) = (Catalogue::built_in(), grown(100));
    bencher.bench(|| insight::search(&catalogue, black_box(&project), TODAY, "survey answers").total);
}

/// The sample with a change log of 100,000 entries.
fn logged() -> Project {
    let mut project = grown(1);
    project.log = project.log.iter().cycle().take(100_000).cloned().collect();
    project
}

#[divan::bench]
fn change_log_names(bencher: Bencher<'_, '_>) {
    let (catalogue, project) = (Catalogue::built_in(), logged());
    bencher.bench(|| insight::LogNames::new(&catalogue, black_box(&project)));
}

#[divan::bench]
fn change_log_search(bencher: Bencher<'_, '_>) {
    let (catalogue, project) = (Catalogue::built_in(), logged());
    let names = insight::LogNames::new(&catalogue, &project);
    let query = insight::LogQuery { text: "limited active".to_owned(), ..insight::LogQuery::default() };
    let zone = jiff::tz::TimeZone::UTC;
    bencher.bench(|| insight::log_list(&catalogue, black_box(&project), &names, &query, &zone).len());
}

#[divan::bench]
fn pdf_of_300_actions(bencher: Bencher<'_, '_>) {
    let (catalogue, project) = (Catalogue::built_in(), grown(15));
    bencher.bench(|| {
        let digest = insight::digest(&catalogue, &project, TODAY);
        let report = board_pack(&catalogue, &project, &digest, ThirdGroup::default(), &Section::ALL);
        waymark::export::pdf::render(&report).unwrap().pages
    });
}
