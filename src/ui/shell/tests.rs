//! The window as a whole: the frame around the pages, the dialogs, and the keys, found by role and label.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, Modifiers, Role, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, SnapshotOptions};
use jiff::Zoned;

use crate::app::{App, Env, SAMPLE};
use crate::project::Project;
use crate::store::{Folders, Preferences, RealDisk, RecoveryFolder, Snapshot, Theme, format};
use crate::ui::testing;

/// A folder of a test's own, with the preferences and the project that the window starts with.
struct World {
    folder: tempfile::TempDir,
    preferences: Preferences,
}

impl World {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            preferences: Preferences { theme: Theme::Light, ..Preferences::default() },
        }
    }

    fn theme(mut self, theme: Theme) -> Self {
        self.preferences.theme = theme;
        self
    }

    fn folders(&self) -> Folders {
        Folders::below(&self.folder.path().join("home"))
    }

    #[expect(clippy::disallowed_methods, reason = "a test's own file, which nobody else reads meanwhile")]
    fn file(&self, text: &str) -> PathBuf {
        let path = self.folder.path().join("plan.waymark");
        std::fs::write(&path, text).unwrap();
        path
    }

    fn project(&self, project: &Project) -> PathBuf {
        self.file(&String::from_utf8(format::to_bytes(project).unwrap()).unwrap())
    }

    fn sample(&self) -> PathBuf {
        self.file(std::str::from_utf8(SAMPLE).unwrap())
    }

    /// Leaves unsaved work behind, as a run that ended too early does.
    fn leave_unsaved(&self) {
        std::fs::create_dir_all(self.folders().recovery()).unwrap();
        let session = RecoveryFolder::new(&RealDisk, &self.folders().recovery()).unwrap();
        let snapshot = Snapshot { project: Arc::new(testing::empty()), file: None, when: testing::now() };
        session.write(&RealDisk, &snapshot).unwrap();
        drop(session);
    }

    fn window(&self, size: Vec2, file: Option<PathBuf>) -> Harness<'static, App> {
        self.preferences.save(&RealDisk, &self.folders().preferences()).unwrap();
        let env = Env {
            clock: Arc::new(|| "2026-11-22T10:00:00+00:00[UTC]".parse::<Zoned>().unwrap()),
            ask: Arc::new(|_| Box::pin(std::future::ready(None))),
            disk: Arc::new(RealDisk),
            folders: Some(self.folders()),
            inline_jobs: true,
        };
        let mut harness =
            Harness::builder().with_size(size).build_eframe(move |creation| App::new(&creation.egui_ctx, env, file));
        harness.run();
        harness
    }
}

const WIDE: Vec2 = vec2(1280.0, 860.0);
const SMALL: Vec2 = vec2(1000.0, 700.0);
const LEAST: Vec2 = vec2(700.0, 500.0);
const LARGE_TEXT: Vec2 = vec2(640.0, 430.0);

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

/// A name and texts as long as they come.
fn long() -> Project {
    let mut project = testing::sample();
    project.organisation.name =
        "The Royal and Ancient Borough of Llanfairpwllgwyngyll and Saint Mary-under-the-Hill Joint Fire, Housing and Social Care Authority".into();
    for (place, action) in project.actions.iter_mut().enumerate() {
        let action = Arc::make_mut(action);
        action.title = format!(
            "{} {}",
            action.title,
            "and then go on to agree with every directorate how it will be kept up year after year"
                .repeat(1 + place % 2)
        );
        action.owner = "The Deputy Director of Organisational Development and Inclusion".into();
    }
    for round in &mut project.rounds {
        let round = Arc::make_mut(round);
        round.name = "Round 1, the first whole-organisation review of autumn and winter 2026 to 2027".into();
        for answer in round.answers.values_mut() {
            let answer = Arc::make_mut(answer);
            answer.note = "A long note. ".repeat(40);
        }
    }
    project
}

/// Holds a picture of the window against the one that is kept. `UPDATE_SNAPSHOTS=1` keeps new ones.
fn same_picture(harness: &mut Harness<'_, App>, name: &str) {
    let options = SnapshotOptions::new().output_path("tests/pictures").threshold(1.5).max_failed_pixels(40);
    harness.snapshot_options(name, &options);
}

const PICTURE: Vec2 = vec2(900.0, 600.0);

#[test]
fn home_and_preferences_look_as_they_did() {
    let world = World::new();
    let mut harness = world.window(PICTURE, None);
    same_picture(&mut harness, "home");
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    same_picture(&mut harness, "preferences");
}

#[test]
fn overview_and_review_look_as_they_did() {
    let world = World::new();
    let mut harness = world.window(PICTURE, Some(world.sample()));
    same_picture(&mut harness, "overview");
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    same_picture(&mut harness, "review");
}

#[test]
fn the_overview_by_night_looks_as_it_did() {
    let world = World::new().theme(Theme::Dark);
    let mut harness = world.window(PICTURE, Some(world.sample()));
    same_picture(&mut harness, "overview-dark");
}

#[test]
fn pictures() {
    let Ok(folder) = std::env::var("WAYMARK_PICTURES") else { return };
    let save = |harness: &mut Harness<'_, App>, name: &str| {
        harness.render().unwrap().save(format!("{folder}/window-{name}.png")).unwrap();
    };
    for (size_name, size) in [("wide", WIDE), ("small", SMALL), ("least", LEAST), ("large-text", LARGE_TEXT)] {
        for (kind, project) in [("sample", testing::sample()), ("empty", testing::empty()), ("long", long())] {
            let world = World::new();
            let mut harness = world.window(size, Some(world.project(&project)));
            save(&mut harness, &format!("overview-{kind}-{size_name}"));
            press(&mut harness, Modifiers::COMMAND, Key::Num2);
            save(&mut harness, &format!("review-{kind}-{size_name}"));
        }
        let world = World::new();
        let mut harness = world.window(size, None);
        save(&mut harness, &format!("home-{size_name}"));
        press(&mut harness, Modifiers::COMMAND, Key::N);
        save(&mut harness, &format!("new-{size_name}"));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        press(&mut harness, Modifiers::COMMAND, Key::Comma);
        save(&mut harness, &format!("preferences-{size_name}"));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        press(&mut harness, Modifiers::NONE, Key::F1);
        save(&mut harness, &format!("keys-{size_name}"));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        harness.get_by_label("Open a typed path…").click();
        harness.run();
        save(&mut harness, &format!("path-{size_name}"));
    }
    for (name, theme) in [("dark", Theme::Dark), ("contrast", Theme::HighContrast)] {
        let world = World::new().theme(theme);
        let mut harness = world.window(WIDE, Some(world.sample()));
        save(&mut harness, &format!("overview-{name}"));
        press(&mut harness, Modifiers::COMMAND, Key::Num2);
        save(&mut harness, &format!("review-{name}"));
        press(&mut harness, Modifiers::COMMAND, Key::Comma);
        save(&mut harness, &format!("preferences-{name}"));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        press(&mut harness, Modifiers::COMMAND, Key::W);
        save(&mut harness, &format!("home-{name}"));
    }
    let world = World::new();
    world.leave_unsaved();
    let mut harness = world.window(SMALL, None);
    save(&mut harness, "recovery");
    let world = World::new();
    let mut harness = world.window(WIDE, Some(world.file(&unknown_field())));
    save(&mut harness, "read-only");
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    save(&mut harness, "read-only-review");
}

/// What has the focus, as it is heard.
fn focused(harness: &Harness<'_, App>) -> String {
    let node = harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn rect(harness: &Harness<'_, App>, role: Role, label: &str) -> egui::Rect {
    harness.get_by_role_and_label(role, label).rect()
}

#[test]
fn unsaved_work_is_thrown_away_only_when_asked_twice() {
    let world = World::new();
    world.leave_unsaved();
    let mut harness = world.window(SMALL, None);
    harness.get_by_role_and_label(Role::Button, "Throw it away…").click();
    harness.run();
    assert!(harness.query_by_label("Go on with it").is_none(), "it asks");
    harness.get_by_role_and_label(Role::Button, "Keep it").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Throw it away…").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Throw it away for good").click();
    harness.run();
    assert!(harness.query_by_label_contains("Unsaved work on").is_none());
}

#[test]
fn a_long_name_gives_way_to_the_buttons() {
    for (size, undo) in [(WIDE, true), (SMALL, true), (LEAST, false), (LARGE_TEXT, false)] {
        let world = World::new();
        let harness = world.window(size, Some(world.project(&long())));
        let menu = rect(&harness, Role::Button, "Menu");
        assert!(menu.right() <= size.x - 19.0 && menu.right() > size.x - 24.0, "{size}: {menu}");
        assert_eq!(harness.query_by_role_and_label(Role::Button, "Undo").is_some(), undo, "{size}");
        let said = harness.query_by_role_and_label(Role::Label, "No changes").unwrap().rect();
        assert!(said.right() < menu.left(), "{size}: {said} runs under {menu}");
        assert!(said.left() > 140.0, "{size}: the name has room");
    }
}

#[test]
fn the_menu_stays_in_the_window_beside_unsaved_work() {
    let world = World::new();
    for size in [WIDE, SMALL, LEAST, LARGE_TEXT] {
        let mut harness = world.window(size, Some(world.sample()));
        press(&mut harness, Modifiers::COMMAND, Key::Num2);
        press(&mut harness, Modifiers::NONE, Key::Num1);
        assert!(rect(&harness, Role::Button, "Save").left() > 0.0, "there is unsaved work");
        let menu = rect(&harness, Role::Button, "Menu");
        assert!(menu.right() <= size.x - 8.0, "{size}: {menu}");
    }
}

#[test]
fn the_buttons_of_a_dialog_are_in_sight_in_every_window() {
    for size in [WIDE, SMALL, LEAST, LARGE_TEXT] {
        let world = World::new();
        let mut harness = world.window(size, Some(world.sample()));
        for (modifiers, key, button) in [
            (Modifiers::COMMAND, Key::Comma, "Close"),
            (Modifiers::NONE, Key::F1, "Close"),
            (Modifiers::COMMAND, Key::N, "Begin the review"),
        ] {
            press(&mut harness, modifiers, key);
            let button = rect(&harness, Role::Button, button);
            assert!(button.bottom() < size.y - 20.0 && button.top() > 0.0, "{size} {key:?}: {button}");
            press(&mut harness, Modifiers::NONE, Key::Escape);
            assert!(harness.query_by_role(Role::Dialog).is_none(), "Escape closes it");
        }
    }
}

#[test]
fn every_key_is_heard_with_what_it_does_once() {
    let world = World::new();
    let mut harness = world.window(vec2(1000.0, 1400.0), Some(world.sample()));
    press(&mut harness, Modifiers::NONE, Key::F1);
    harness.get_by_label("Ctrl+Shift+Z or Ctrl+Y: Redo");
    harness.get_by_label("Backspace: Clear the rating");
}

#[test]
fn the_overview_stays_within_its_columns() {
    for (size, project) in [
        (vec2(1280.0, 2400.0), testing::sample()),
        (vec2(1000.0, 2400.0), long()),
        (vec2(700.0, 3600.0), long()),
        (vec2(640.0, 3600.0), testing::empty()),
    ] {
        let world = World::new();
        let harness = world.window(size, Some(world.project(&project)));
        let links = harness.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Link);
        let shows: Vec<_> =
            links.filter(|node| node.accesskit_node().label().unwrap().starts_with("Show the")).collect();
        for node in &shows {
            assert!((node.rect().right() - shows[0].rect().right()).abs() < 1.0, "{size}: in one column: {node:?}");
        }
        for node in harness.root().children_recursive() {
            if matches!(node.accesskit_node().role(), Role::Label | Role::Heading | Role::Link | Role::Image) {
                assert!(node.rect().right() <= size.x - 11.0, "{size}: {node:?}");
            }
        }
    }
}

#[test]
fn tab_goes_through_the_top_bar_as_it_is_read() {
    let world = World::new();
    let mut harness = world.window(WIDE, Some(world.sample()));
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::Num1);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    let mut seen = Vec::new();
    for _ in 0..40 {
        press(&mut harness, Modifiers::NONE, Key::Tab);
        seen.push(focused(&harness));
    }
    assert!(seen.iter().all(|name| !name.is_empty()), "the focus is never lost: {seen:?}");
    let place = |name: &str| seen.iter().position(|one| one == name).unwrap_or_else(|| panic!("{name} in {seen:?}"));
    assert!(place("Menu") < place("Overview") && place("Overview") < place("Library"), "{seen:?}");
    assert!(place("Library") < place("Prepare the board pack"), "{seen:?}");
}

#[test]
fn the_menu_is_walked_by_keys_and_gives_the_focus_back() {
    let world = World::new();
    let mut harness = world.window(WIDE, Some(world.sample()));
    harness.get_by_role_and_label(Role::Button, "Menu").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(focused(&harness).starts_with("New organisation"), "{}", focused(&harness));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(focused(&harness), "Menu");
    // What is chosen by a key closes it too; the dialog that comes gives the focus back.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert!(focused(&harness).starts_with("Keys"), "{}", focused(&harness));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_role(Role::Dialog).is_some());
    assert!(harness.query_by_label_contains("New organisation…").is_none(), "the menu is closed");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(focused(&harness), "Menu");
}

#[test]
fn what_was_undone_is_said_until_the_next_change() {
    let world = World::new();
    let mut harness = world.window(WIDE, Some(world.sample()));
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::Num0);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(harness.query_by_label_contains("Undone:").is_some());
    press(&mut harness, Modifiers::NONE, Key::Num0);
    assert!(harness.query_by_label_contains("Undone:").is_none());
}

#[test]
fn the_parts_of_the_window_are_landmarks() {
    let world = World::new();
    let harness = world.window(WIDE, Some(world.file(&unknown_field())));
    for (role, label) in
        [(Role::Banner, "Project"), (Role::TabList, "Places"), (Role::Region, "Notices"), (Role::Main, "Overview page")]
    {
        assert!(harness.query_by_role_and_label(role, label).is_some(), "{label}");
    }
    assert!(harness.query_by_label_contains("Dismiss: This project holds").is_some(), "which notice it dismisses");
}

/// The sample with something that this version does not know.
fn unknown_field() -> String {
    std::str::from_utf8(SAMPLE).unwrap().replace("invented: true,", "invented: true, motto: \"Onwards\",")
}
