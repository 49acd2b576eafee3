//! The application as a whole: commands, files, leaving, recovery, with a clock, a disk folder and dialogs of the tests'.

mod files;
mod idle;
mod pictures;
mod rounds;
mod sheets;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use egui::{Event, Key, Modifiers, Role, ViewportEvent, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Zoned;

use super::{App, Ask, Command, Env, Export, Place};
use crate::project::Rating;
use crate::store::{Folders, ProjectFile, RealDisk};

/// The world of a test: a folder of its own, and what the next file dialog answers.
struct World {
    folder: tempfile::TempDir,
    answer: Arc<Mutex<Option<PathBuf>>>,
    asked: Arc<Mutex<Vec<Ask>>>,
}

impl World {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), answer: Arc::default(), asked: Arc::default() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn answer(&self, path: Option<PathBuf>) {
        *self.answer.lock().unwrap() = path;
    }

    fn env(&self) -> Env {
        let (answer, asked) = (Arc::clone(&self.answer), Arc::clone(&self.asked));
        Env {
            clock: Arc::new(|| "2026-11-22T10:00:00+00:00[UTC]".parse::<Zoned>().unwrap()),
            ask: Arc::new(move |ask| {
                asked.lock().unwrap().push(ask.clone());
                Box::pin(std::future::ready(answer.lock().unwrap().clone()))
            }),
            disk: Arc::new(RealDisk),
            folders: Some(Folders::below(&self.folder.path().join("home"))),
            inline_jobs: true,
        }
    }

    fn app(&self, file: Option<PathBuf>) -> Harness<'static, App> {
        let env = self.env();
        let mut harness = Harness::builder()
            .with_size(vec2(1280.0, 820.0))
            .build_eframe(move |creation| App::new(&creation.egui_ctx, env, file));
        harness.run();
        harness
    }
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click(harness: &mut Harness<'_, App>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.run();
}

fn carry_out(harness: &mut Harness<'_, App>, command: Command) {
    let ctx = harness.ctx.clone();
    harness.state_mut().carry_out(&ctx, command);
    harness.run();
}

fn rated(harness: &Harness<'_, App>, id: &str) -> Rating {
    let document = harness.state().document.as_ref().unwrap();
    document.editor.project().round().unwrap().rating(&id.into())
}

/// Asks the window to close, as its frame's button does; gives whether the application let it.
fn close_requested(harness: &mut Harness<'_, App>) -> bool {
    let id = harness.ctx.viewport_id();
    harness.input_mut().viewports.entry(id).or_default().events.push(ViewportEvent::Close);
    harness.step();
    let commands = &harness.output().viewport_output[&id].commands;
    !commands.contains(&egui::ViewportCommand::CancelClose)
}

#[test]
fn the_sample_opens_by_mouse_and_every_place_by_key() {
    let world = World::new();
    let mut harness = world.app(None);
    click(&mut harness, Role::Button, "Look at the sample");
    assert!(harness.query_by_label("Overview").is_some());
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    for (place, key) in Place::ALL.into_iter().zip(keys) {
        press(&mut harness, Modifiers::COMMAND, key);
        assert_eq!(harness.state().place(), place);
    }
}

#[test]
fn a_new_project_is_begun_rated_saved_and_reopened_by_keys() {
    let world = World::new();
    let path = world.path("plan.waymark");
    world.answer(Some(path.clone()));
    let mut harness = world.app(None);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    harness.event(Event::Text("Northmoor Trust".to_owned()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.state().document.is_some(), "Enter begins the review");
    carry_out(&mut harness, Command::ContinueReview);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Num3);
    assert_eq!(
        rated(&harness, "adv-internal-understanding-1"),
        Rating::Active,
        "{:?} {:?}",
        harness.state().window,
        harness.ctx.memory(egui::Memory::focused)
    );
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(!harness.state().is_dirty());
    let opened = ProjectFile::open(&RealDisk, &path).unwrap();
    assert_eq!(opened.project, *harness.state().document.as_ref().unwrap().editor.project());
    assert_eq!(world.asked.lock().unwrap().len(), 1, "asked once where to save");

    let again = world.app(Some(path));
    assert_eq!(rated(&again, "adv-internal-understanding-1"), Rating::Active);
}

#[test]
fn undo_and_redo_say_what_they_did() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ShowQuestion("adv-internal-understanding-1".into()));
    let before = rated(&harness, "adv-internal-understanding-1");
    press(&mut harness, Modifiers::NONE, Key::Num0);
    assert_eq!(rated(&harness, "adv-internal-understanding-1"), Rating::NotApplicable);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(rated(&harness, "adv-internal-understanding-1"), before);
    assert!(harness.query_by_label_contains("Undone: rate a question").is_some());
    assert!(!harness.state().is_dirty(), "undone back to what was opened");
    press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert_eq!(rated(&harness, "adv-internal-understanding-1"), Rating::NotApplicable);
}

#[test]
fn leaving_over_unsaved_work_asks_and_each_answer_does_what_it_says() {
    let world = World::new();
    let mut harness = world.app(None);
    assert!(close_requested(&mut harness), "nothing is open");

    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    assert!(close_requested(&mut harness), "nothing has changed");

    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ShowQuestion("adv-internal-understanding-1".into()));
    press(&mut harness, Modifiers::NONE, Key::Num0);
    assert!(!close_requested(&mut harness), "there is unsaved work");
    harness.run();
    let asked = |harness: &Harness<'_, App>| harness.query_by_role(Role::Dialog).is_some();
    assert!(asked(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(harness.state().is_dirty(), "keys do not act behind a dialog");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!asked(&harness));
    assert!(harness.state().is_dirty());

    world.answer(Some(world.path("kept.waymark")));
    assert!(!close_requested(&mut harness));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(world.path("kept.waymark").exists(), "Enter presses Save, which has the focus");
    assert!(harness.state().leaving, "saved, then left");

    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ShowQuestion("adv-internal-understanding-1".into()));
    press(&mut harness, Modifiers::NONE, Key::Num0);
    assert!(!close_requested(&mut harness));
    harness.run();
    click(&mut harness, Role::Button, "Don’t save");
    assert!(harness.state().leaving);
}

#[test]
fn a_failed_save_keeps_the_work_and_does_not_leave() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ShowQuestion("adv-internal-understanding-1".into()));
    press(&mut harness, Modifiers::NONE, Key::Num0);
    world.answer(Some(world.path("no such folder/plan.waymark")));
    assert!(!close_requested(&mut harness));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!harness.state().leaving);
    assert!(harness.state().is_dirty());
    assert!(!harness.state().notices.is_empty());
}

#[test]
fn a_cancelled_dialog_offers_a_typed_path_that_works_by_keys() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    click(&mut harness, Role::Button, "Type a path instead…");
    let path = world.path("typed.waymark");
    harness.event(Event::Text(path.display().to_string()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(path.exists());
}

#[test]
fn somebody_elses_change_is_noticed_before_it_is_overwritten() {
    let world = World::new();
    let path = world.path("plan.waymark");
    world.answer(Some(path.clone()));
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    let theirs = std::fs::read_to_string(&path).unwrap().replace("Round 1", "Round A");
    crate::store::atomic::write(&RealDisk, &path, theirs.as_bytes(), crate::store::Access::AsBefore).unwrap();
    carry_out(&mut harness, Command::ShowQuestion("adv-internal-understanding-1".into()));
    press(&mut harness, Modifiers::NONE, Key::Num0);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    assert!(harness.state().is_dirty());
    click(&mut harness, Role::Button, "Save over their version");
    assert!(!harness.state().is_dirty());
    assert!(!std::fs::read_to_string(&path).unwrap().contains("Round A"));
}

#[test]
fn unsaved_work_is_offered_at_the_next_start() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ShowQuestion("adv-internal-understanding-1".into()));
    press(&mut harness, Modifiers::NONE, Key::Num0);
    harness.input_mut().time = Some(harness.ctx.input(|input| input.time) + 11.0);
    harness.step();
    harness.step();
    // The session ends without saving or leaving.
    drop(harness);
    let mut next = world.app(None);
    assert!(next.query_by_label_contains("Unsaved work on").is_some());
    click(&mut next, Role::Button, "Go on with it");
    assert_eq!(rated(&next, "adv-internal-understanding-1"), Rating::NotApplicable);
    assert!(next.state().is_dirty());
}

#[test]
fn files_that_are_not_projects_get_a_sentence() {
    let world = World::new();
    for (name, bytes) in [
        ("empty.waymark", &b""[..]),
        ("other.waymark", b"hello"),
        ("pack.waymark", include_bytes!("../../content/data.ron")),
    ] {
        let path = world.path(name);
        crate::store::atomic::write(&RealDisk, &path, bytes, crate::store::Access::AsBefore).unwrap();
        let harness = world.app(Some(path.clone()));
        assert!(harness.state().document.is_none(), "{name}");
        assert_eq!(harness.state().notices.len(), 1, "{name}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name}");
    }
}

#[test]
fn preferences_take_effect_at_once_and_are_kept() {
    let world = World::new();
    let mut harness = world.app(None);
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    click(&mut harness, Role::RadioButton, "Dark");
    click(&mut harness, Role::RadioButton, "150%");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!((harness.ctx.zoom_factor() - 1.5).abs() < 0.01);
    let next = world.app(None);
    assert_eq!(next.state().preferences.theme, crate::store::Theme::Dark);
    assert_eq!(next.state().preferences.text_size.percent(), 150);
}

#[test]
fn a_board_pack_is_exported() {
    let world = World::new();
    let path = world.path("board");
    world.answer(Some(path));
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::Export(Export::BoardPack(crate::report::Section::ALL.to_vec())));
    assert!(std::fs::read(world.path("board.pdf")).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn keys_do_not_clash() {
    let list = super::shortcuts();
    for (place, shortcut) in list.iter().enumerate() {
        for other in list.iter().skip(place + 1) {
            assert_ne!(shortcut.keys, other.keys, "{} and {}", shortcut.words, other.words);
        }
    }
}

#[test]
fn dialogs_give_the_focus_back() {
    let world = World::new();
    let mut harness = world.app(None);
    harness.get_by_role_and_label(Role::Button, "Open…").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::F1);
    assert!(harness.query_by_label("Everywhere").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.get_by_role_and_label(Role::Button, "Open…").accesskit_node().is_focused());
}

#[test]
fn the_organisation_is_renamed_and_the_name_is_never_empty() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ShowOrganisation);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert!(harness.query_by_label_contains("A name is needed").is_some());
    harness.event(Event::Text("Southmoor".to_owned()));
    harness.run();
    let name = |harness: &Harness<'_, App>| {
        harness.state().document.as_ref().unwrap().editor.project().organisation.name.clone()
    };
    assert_eq!(name(&harness), "Southmoor");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(name(&harness), "Brackenmarch Homes and Care");
}

#[test]
fn one_box_finds_anything_and_runs_commands_by_keys() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    let find = |harness: &mut Harness<'_, App>, text: &str| {
        press(harness, Modifiers::COMMAND, Key::K);
        harness.event(Event::Text(text.to_owned()));
        harness.run();
    };
    find(&mut harness, "succession policy");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().place(), Place::Actions, "the action whose title holds the words comes first");
    find(&mut harness, "intersectionality");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().place(), Place::Library);
    find(&mut harness, "go to");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().place(), Place::Review, "the second of the places");
    find(&mut harness, "no such words at all");
    assert!(harness.query_by_label_contains("Nothing is found").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_role(Role::Dialog).is_none());
}
