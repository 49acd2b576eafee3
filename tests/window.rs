//! The program as people use it: a real window on a virtual screen, by keyboard alone.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "what is not there fails the test")]

#[path = "window/chain.rs"]
mod chain;
#[path = "support/program.rs"]
mod program;
#[path = "window/rounds.rs"]
mod rounds;
#[path = "support/screen.rs"]
mod screen;
#[path = "window/survey.rs"]
mod survey;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use screen::{SIZE, Screen, Window, until};
use serde_json::Value;
use waymark::app::{App, Env};
use waymark::content::{Catalogue, QuestionId};
use waymark::project::{Project, Rating};
use waymark::store::{ProjectFile, RealDisk};

/// The rating keys, in a turn that differs from one question to the next.
const RATINGS: [(&str, Rating); 4] =
    [("1", Rating::NotInPlace), ("2", Rating::Limited), ("3", Rating::Active), ("0", Rating::NotApplicable)];

const SAMPLE: &str = "Brackenmarch Homes and Care – Waymark";

/// A window of the same size without a screen.
fn unseen<'a>(file: &Path) -> Harness<'a, App> {
    let env =
        Env { ask: Arc::new(|_| Box::pin(std::future::ready(None))), folders: None, inline_jobs: true, ..Env::real() };
    let file = Some(file.to_owned());
    let mut harness: Harness<'_, App> = Harness::builder()
        .with_size(SIZE.map(|side| f32::from(u16::try_from(side).unwrap())))
        .build_eframe(move |creation| App::new(&creation.egui_ctx, env, file));
    harness.run();
    harness
}

/// The same once a command was run by its name.
fn unseen_after<'a>(file: &Path, command: &str) -> Harness<'a, App> {
    let mut harness = unseen(file);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.event(Event::Text(command.to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness
}

/// Runs a command, or goes to something, by its name.
fn find(window: &Window<'_>, name: &str) {
    window.press_and_see_dialog("ctrl+k");
    window.write(name);
    window.press_and_see("Return");
}

/// Where the focus goes, Tab by Tab, on a place until something with this beginning of a name has it. Asked of the same
/// window without a screen, so that the test follows when a page gets another field.
fn tabs_to(file: &Path, place: Key, name: &str) -> Vec<egui::Rect> {
    let mut harness = unseen(file);
    harness.key_press_modifiers(Modifiers::COMMAND, place);
    harness.run();
    let mut places = Vec::new();
    while places.len() < 60 {
        let focused = harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        if focused.is_some_and(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name))) {
            return places;
        }
        harness.key_press(Key::Tab);
        harness.run();
        let id = harness.ctx.memory(egui::Memory::focused).unwrap();
        places.push(harness.ctx.read_response(id).unwrap().rect);
    }
    panic!("Tab never comes to {name}")
}

fn project(file: &Path) -> Arc<Project> {
    ProjectFile::open(&RealDisk, file).unwrap().project
}

fn ratings(file: &Path) -> Vec<(QuestionId, Rating)> {
    let catalogue = Catalogue::built_in();
    let project = project(file);
    let round = project.round().unwrap();
    catalogue.questions().map(|place| (place.question.id.clone(), round.rating(&place.question.id))).collect()
}

/// Leaves wgpu nothing to draw with, so that OpenGL does. Without a graphics card that is also the quicker of the two.
const WITHOUT_WGPU: (&str, &str) = ("WGPU_BACKEND", "none");

/// What `waymark summary --json` says of a file's questions.
fn counted(screen: &Screen, file: &Path) -> Value {
    let said = program::call(screen.folder(), ["summary".as_ref(), file.as_os_str(), "--json".as_ref()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let summary: Value = serde_json::from_str(&said.out).unwrap();
    summary["ratings"].clone()
}

/// The same, counted here.
fn count(ratings: &[(QuestionId, Rating)]) -> Value {
    let of = |wanted: Rating| ratings.iter().filter(|(_, rating)| *rating == wanted).count();
    serde_json::json!({
        "not_assessed": of(Rating::NotAssessed),
        "not_in_place": of(Rating::NotInPlace),
        "limited": of(Rating::Limited),
        "active": of(Rating::Active),
        "not_applicable": of(Rating::NotApplicable),
    })
}

/// Writes a file with the command line.
fn written(screen: &Screen, name: &str, arguments: &[&str]) -> std::path::PathBuf {
    let said = program::call(screen.folder(), arguments);
    assert_eq!(said.code, Some(0), "{}", said.err);
    screen.path(name)
}

/// Goes to the list of questions by keyboard: the focus is heard on its first question.
fn go_to_questions(window: &Window<'_>, file: &Path) {
    let first = Catalogue::built_in().questions().next().unwrap().question.text.clone();
    let tabs = tabs_to(file, Key::Num2, &first);
    window.press_and_see("ctrl+2");
    window.tab_through(&tabs);
}

/// Goes to the review of an empty project by keyboard, and starts with everything.
fn start_with_everything(window: &Window<'_>, file: &Path) {
    let tabs = tabs_to(file, Key::Num2, "Start here: Everything");
    window.press_and_see("ctrl+2");
    window.tab_through(&tabs);
    window.press_and_see("Return");
}

/// Saves by keyboard, and waits until the file holds something else.
fn save(window: &Window<'_>, file: &Path, title: &str) {
    let before = fs::read(file).unwrap();
    window.press("ctrl+s");
    until("the file saved", || (fs::read(file).unwrap() != before).then_some(()));
    window.titled(title);
}

#[test]
fn the_sample_is_rated_saved_and_reopened() {
    let screen = Screen::start();
    let file = written(&screen, "plan.waymark", &["sample", "plan.waymark"]);
    let mut expected = ratings(&file);
    let window = screen.open(&file, SAMPLE, &[]);
    go_to_questions(&window, &file);
    for (place, (key, rating)) in RATINGS.into_iter().enumerate() {
        window.press_and_see(key);
        expected[place].1 = rating;
    }
    window.titled(&format!("• {SAMPLE}"));
    save(&window, &file, SAMPLE);
    assert_eq!(ratings(&file), expected);
    assert_eq!(counted(&screen, &file), count(&expected));

    // With nothing unsaved, the window closes unasked.
    window.press("alt+F4");
    assert_eq!(window.ended(), Some(0), "{}", screen.told());
}

#[test]
fn all_127_questions_of_an_empty_project_are_rated_with_127_keys() {
    let screen = Screen::start();
    let file = written(&screen, "new.waymark", &["new", "new.waymark", "--name", "Northmoor Trust"]);
    let title = "Northmoor Trust – Waymark";
    let mut expected = ratings(&file);
    assert_eq!(expected.len(), 127);
    let window = screen.open(&file, title, &[WITHOUT_WGPU]);
    start_with_everything(&window, &file);
    let mut keys = Vec::new();
    for (question, (key, rating)) in expected.iter_mut().zip(RATINGS.iter().cycle()) {
        keys.push(*key);
        question.1 = *rating;
    }
    // Several come in one frame: none may be lost, and none may rate another question.
    window.press_in_haste(&keys);
    window.titled(&format!("• {title}"));
    save(&window, &file, title);
    assert_eq!(ratings(&file), expected);
    assert_eq!(counted(&screen, &file), count(&expected));
}

#[test]
fn the_board_pack_is_exported_to_a_typed_path() {
    let screen = Screen::start();
    let file = written(&screen, "plan.waymark", &["sample", "plan.waymark"]);
    let window = screen.open(&file, SAMPLE, &[]);
    let tabs = tabs_to(&file, Key::Num8, "Type a path");
    window.press_and_see("ctrl+8");
    window.tab_through(&tabs);
    window.press_and_see_dialog("Return");
    let pdf = screen.path("board.pdf");
    window.write(pdf.to_str().unwrap());
    assert!(!pdf.exists());
    window.press("Return");
    let written = until("the board pack", || fs::read(&pdf).ok());

    // It is the one that the command line writes, to the byte.
    let said = program::call(screen.folder(), ["export", "plan.waymark", "--to", "again.pdf"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(written == fs::read(screen.path("again.pdf")).unwrap(), "the window and the command line differ");
    let read = lopdf::Document::load_mem(&written).unwrap();
    assert!(read.get_pages().len() > 5, "{} pages", read.get_pages().len());
}

#[test]
fn unsaved_work_is_asked_about_before_the_window_closes() {
    let screen = Screen::start();
    let file = written(&screen, "plan.waymark", &["sample", "plan.waymark"]);
    let before = fs::read(&file).unwrap();
    let mut window = screen.open(&file, SAMPLE, &[]);
    go_to_questions(&window, &file);
    window.press_and_see("0");
    let unsaved = format!("• {SAMPLE}");
    window.titled(&unsaved);

    // The window manager asks it to close; it asks back, and Escape stays.
    window.press_and_see_dialog("alt+F4");
    window.press_and_see_dialog("Escape");
    assert!(window.is_open(), "{}", screen.told());
    assert_eq!(window.title(), unsaved);

    // Again: from Save, Tab goes to Don’t save.
    window.press_and_see_dialog("alt+F4");
    assert!(window.is_open(), "{}", screen.told());
    window.press_and_see("Tab");
    window.press("Return");
    assert_eq!(window.ended(), Some(0), "{}", screen.told());
    assert!(fs::read(&file).unwrap() == before, "nothing was to be saved");
}

#[test]
fn where_wgpu_does_not_start_opengl_draws_the_window() {
    let screen = Screen::start();
    let file = written(&screen, "plan.waymark", &["sample", "plan.waymark"]);
    let window = screen.open(&file, SAMPLE, &[WITHOUT_WGPU]);
    assert!(!window.libraries().contains("libvulkan"), "wgpu draws");
    window.press_and_see("ctrl+2");
    window.press("ctrl+q");
    assert_eq!(window.ended(), Some(0), "{}", screen.told());
}

#[test]
fn without_a_screen_it_says_so_and_ends_with_1() {
    let folder = program::folder();
    for display in [None, Some(":nowhere")] {
        let mut command = program::program(folder.path());
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        command.envs(display.map(|display| ("DISPLAY", display)));
        let ended = command.stdout(Stdio::piped()).output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{told}");
        assert!(told.starts_with("The window could not be opened") && told.contains("no screen"), "{told}");
        assert!(told.lines().count() == 2 && !told.contains(".rs"), "{told}");
    }
}
