//! Files, with jobs that end late, in another order, badly or not at all: no work is lost, and nothing is said to be
//! saved that is not.

mod recovery;

use std::path::Path;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{App, Arc, Command, PathBuf, Role, World, carry_out, close_requested, rated};
use crate::app::files::{Done, Lost};
use crate::app::{Export, SheetFor};
use crate::edit::Edit;
use crate::project::{Organisation, Project, Rating};
use crate::report::Section;
use crate::store::{Access, Existing, ProjectFile, RealDisk, atomic};

const QUESTION: &str = "adv-internal-understanding-1";

/// Rates the question: work that is not saved.
fn rate(harness: &mut Harness<'_, App>, rating: Rating) {
    harness.state_mut().make_edit(Edit::Rate { question: QUESTION.into(), rating });
    harness.run();
}

fn on_disk(path: &Path) -> Arc<Project> {
    ProjectFile::open(&RealDisk, path).unwrap().project
}

/// The rating that a file holds.
fn saved_rating(path: &Path) -> Rating {
    on_disk(path).round().unwrap().rating(&QUESTION.into())
}

/// The sample in a file of its own, under another name.
fn write_sample(world: &World, name: &str) -> PathBuf {
    let mut project = crate::ui::testing::sample();
    name.clone_into(&mut project.organisation.name);
    let path = world.path(&format!("{name}.waymark"));
    let (_, saved) = ProjectFile::create(&RealDisk, &path, &Arc::new(project), Existing::Replace).unwrap();
    assert!(saved.backup_problem.is_none());
    path
}

fn name(harness: &Harness<'_, App>) -> Option<String> {
    harness.state().document.as_ref().map(|document| document.editor.project().organisation.name.clone())
}

fn release(harness: &mut Harness<'_, App>, job: &str) {
    assert!(harness.state().jobs.release(job), "{job} is asked for: {:?}", harness.state().jobs.waiting());
    harness.run();
}

fn asks(harness: &Harness<'_, App>) -> bool {
    harness.query_by_role_and_label(Role::Button, "Don’t save").is_some()
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.state().notices.iter().any(|notice| notice.text.contains(words))
}

fn copies(world: &World) -> usize {
    let folder = world.folder.path().join("home");
    let mut folders = vec![folder];
    let mut found = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                found += usize::from(entry.path().extension().is_some_and(|ending| ending == "waymark"));
            }
        }
    }
    found
}

/// Lets time pass, frame by frame.
fn pass(harness: &mut Harness<'_, App>, seconds: f64) {
    harness.input_mut().time = Some(harness.ctx.input(|input| input.time) + seconds);
    harness.step();
    harness.step();
}

fn organisation(name: &str) -> Organisation {
    Organisation::named(name, crate::ui::testing::now())
}

#[test]
fn a_save_counts_only_for_the_document_that_asked_for_it() {
    let world = World::new();
    let (first, second) = (write_sample(&world, "first"), write_sample(&world, "second"));
    let mut harness = world.app(Some(first.clone()));
    rate(&mut harness, Rating::NotApplicable);
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::Save);
    carry_out(&mut harness, Command::OpenPath(second.clone()));
    carry_out(&mut harness, Command::ContinueWithoutSaving);
    release(&mut harness, "open");
    assert_eq!(name(&harness).as_deref(), Some("second"));
    // As many edits as the first had, so that revisions are alike.
    rate(&mut harness, Rating::NotInPlace);
    release(&mut harness, "save");
    assert!(harness.state().is_dirty(), "nothing of the second has been saved");
    assert_eq!(harness.state().document.as_ref().unwrap().file.as_ref().unwrap().path(), second);
    carry_out(&mut harness, Command::Save);
    release(&mut harness, "save");
    assert!(!harness.state().is_dirty());
    assert_eq!(on_disk(&first).organisation.name, "first", "the file of the first still holds the first");
    assert_eq!((saved_rating(&first), saved_rating(&second)), (Rating::NotApplicable, Rating::NotInPlace));
}

#[test]
fn work_done_while_a_save_runs_stays_unsaved_and_protected() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let mut harness = world.app(Some(path.clone()));
    rate(&mut harness, Rating::NotApplicable);
    pass(&mut harness, 11.0);
    assert_eq!(copies(&world), 1);
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::Save);
    rate(&mut harness, Rating::NotInPlace);
    release(&mut harness, "save");
    assert!(harness.state().is_dirty());
    assert_eq!(saved_rating(&path), Rating::NotApplicable);
    assert!(!harness.state().jobs.release("keeping") || copies(&world) == 1, "the copy stays while work is unsaved");
    carry_out(&mut harness, Command::Undo);
    assert!(!harness.state().is_dirty(), "undone to what was saved");
}

#[test]
fn a_save_asked_for_while_another_runs_is_made_after_it() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let mut harness = world.app(Some(path.clone()));
    rate(&mut harness, Rating::NotApplicable);
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::Save);
    rate(&mut harness, Rating::NotInPlace);
    carry_out(&mut harness, Command::Quit);
    assert!(asks(&harness));
    carry_out(&mut harness, Command::SaveThenContinue);
    release(&mut harness, "save");
    assert!(!harness.state().leaving, "the newest work is not saved yet");
    release(&mut harness, "save");
    assert_eq!(saved_rating(&path), Rating::NotInPlace);
    assert!(harness.state().leaving);
}

#[test]
fn leaving_waits_for_a_save_and_asks_again_where_work_was_done_meanwhile() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let mut harness = world.app(Some(path.clone()));
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::SavePath(world.path("other.waymark")));
    assert!(!close_requested(&mut harness), "a save is under way");
    rate(&mut harness, Rating::NotApplicable);
    release(&mut harness, "save");
    assert!(!harness.state().leaving);
    assert!(asks(&harness));
    carry_out(&mut harness, Command::SaveThenContinue);
    release(&mut harness, "save");
    assert!(harness.state().leaving);
    assert_eq!(saved_rating(&world.path("other.waymark")), Rating::NotApplicable);
}

#[test]
fn a_question_that_a_save_has_answered_is_taken_back() {
    let world = World::new();
    let mut harness = world.app(Some(write_sample(&world, "plan")));
    rate(&mut harness, Rating::NotApplicable);
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::Save);
    carry_out(&mut harness, Command::CloseProject);
    assert!(asks(&harness));
    release(&mut harness, "save");
    assert!(!asks(&harness));
    assert_eq!(name(&harness), None, "saved, then closed as was asked");
}

#[test]
fn nothing_waits_on_behind_a_cancelled_or_failed_save() {
    let world = World::new();
    for answer in [None, Some(world.path("no such folder/plan.waymark"))] {
        let mut harness = world.app(None);
        carry_out(&mut harness, Command::OpenSample);
        rate(&mut harness, Rating::NotApplicable);
        carry_out(&mut harness, Command::Quit);
        world.answer(answer);
        carry_out(&mut harness, Command::SaveThenContinue);
        assert!(harness.state().is_dirty() && !harness.state().leaving);
        // Much later the user saves, and means nothing else.
        world.answer(Some(world.path("later.waymark")));
        carry_out(&mut harness, Command::Save);
        assert!(!harness.state().is_dirty());
        assert!(!harness.state().leaving, "leaving was given up with the save");
    }
}

#[test]
fn a_project_that_is_read_late_asks_before_it_takes_the_place_of_new_work() {
    let world = World::new();
    let (first, second) = (write_sample(&world, "first"), write_sample(&world, "second"));
    let mut harness = world.app(Some(first.clone()));
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::OpenPath(second.clone()));
    rate(&mut harness, Rating::NotApplicable);
    release(&mut harness, "open");
    assert_eq!(name(&harness).as_deref(), Some("first"));
    assert!(harness.state().is_dirty() && asks(&harness));
    carry_out(&mut harness, Command::SaveThenContinue);
    release(&mut harness, "save");
    release(&mut harness, "open");
    assert_eq!(name(&harness).as_deref(), Some("second"));
    assert_eq!(saved_rating(&first), Rating::NotApplicable);
}

#[test]
fn work_is_given_up_only_when_the_other_project_is_there() {
    let world = World::new();
    let mut harness = world.app(Some(write_sample(&world, "first")));
    rate(&mut harness, Rating::NotApplicable);
    carry_out(&mut harness, Command::OpenPath(world.path("none.waymark")));
    carry_out(&mut harness, Command::ContinueWithoutSaving);
    assert_eq!(name(&harness).as_deref(), Some("first"), "the other cannot be opened");
    assert!(harness.state().is_dirty());

    // What was given up is the work of that moment, not what came after.
    let second = write_sample(&world, "second");
    carry_out(&mut harness, Command::OpenPath(second));
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::ContinueWithoutSaving);
    rate(&mut harness, Rating::NotInPlace);
    release(&mut harness, "open");
    assert_eq!(name(&harness).as_deref(), Some("first"));
    assert!(asks(&harness));
    carry_out(&mut harness, Command::ContinueWithoutSaving);
    release(&mut harness, "open");
    assert_eq!(name(&harness).as_deref(), Some("second"));
}

#[test]
fn of_two_files_the_one_asked_for_last_is_shown() {
    let world = World::new();
    let (first, second) = (write_sample(&world, "first"), write_sample(&world, "second"));
    let mut harness = world.app(None);
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::OpenPath(first));
    carry_out(&mut harness, Command::OpenPath(second));
    assert!(harness.state().jobs.release_newest("open"));
    harness.run();
    release(&mut harness, "open");
    assert_eq!(name(&harness).as_deref(), Some("second"));
}

#[test]
fn everything_that_puts_a_project_away_asks_first() {
    let world = World::new();
    let other = write_sample(&world, "other");
    for command in [
        Command::OpenPath(other),
        Command::OpenSample,
        Command::CreateProject(organisation("New")),
        Command::OpenRecovery(0),
        Command::CloseProject,
        Command::Quit,
    ] {
        let mut harness = world.app(Some(write_sample(&world, "plan")));
        rate(&mut harness, Rating::NotApplicable);
        carry_out(&mut harness, command.clone());
        assert!(asks(&harness), "{command:?}");
        carry_out(&mut harness, Command::CloseDialog);
        assert_eq!(rated(&harness, QUESTION), Rating::NotApplicable, "{command:?}");
        assert!(harness.state().is_dirty() && !harness.state().leaving, "{command:?}");
        assert_eq!(harness.state().waiting, None, "{command:?}");
    }
}

#[test]
fn changing_ones_mind_over_another_project_keeps_the_work() {
    let world = World::new();
    for command in [Command::NewProject, Command::Open, Command::OpenTypedPath] {
        let mut harness = world.app(Some(write_sample(&world, "plan")));
        rate(&mut harness, Rating::NotApplicable);
        world.answer(None);
        carry_out(&mut harness, command.clone());
        carry_out(&mut harness, Command::CloseDialog);
        assert_eq!(rated(&harness, QUESTION), Rating::NotApplicable, "{command:?}");
    }
}

#[test]
fn a_path_chosen_for_one_project_is_not_taken_by_another() {
    let world = World::new();
    let path = world.path("first.waymark");
    world.answer(Some(path.clone()));
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::CreateProject(organisation("First")));
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::Save);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ContinueWithoutSaving);
    release(&mut harness, "file dialog");
    assert!(!harness.state().jobs.waiting().contains(&"save"));
    assert!(says(&harness, "no longer open"));
    assert!(!path.exists());
}

#[test]
fn a_second_file_dialog_is_refused_in_words_and_leaves_nothing_waiting() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::Open);
    rate(&mut harness, Rating::NotApplicable);
    carry_out(&mut harness, Command::Quit);
    carry_out(&mut harness, Command::SaveThenContinue);
    assert!(says(&harness, "open already"));
    assert_eq!(harness.state().waiting, None);
    carry_out(&mut harness, Command::Save);
    let same = harness.state().notices.iter().filter(|notice| notice.text.contains("open already")).count();
    assert_eq!(same, 1, "said once");
}

#[test]
fn an_ending_that_is_added_never_replaces_a_file_unasked() {
    let world = World::new();
    let theirs = write_sample(&world, "plan");
    world.answer(Some(world.path("plan")));
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::CreateProject(organisation("Mine")));
    carry_out(&mut harness, Command::Save);
    assert_eq!(on_disk(&theirs).organisation.name, "plan");
    assert!(harness.state().is_dirty());
    assert!(says(&harness, "already a file named"));
    // A point in a name is no ending.
    world.answer(Some(world.path("plan 22.11")));
    carry_out(&mut harness, Command::Save);
    assert_eq!(on_disk(&world.path("plan 22.11.waymark")).organisation.name, "Mine");
}

#[test]
fn a_board_pack_replaces_a_file_only_when_told() {
    let world = World::new();
    let path = world.path("board.pdf");
    let theirs = b"somebody else's";
    let pack = || Export::BoardPack(vec![Section::ALL[0]]);
    atomic::write(&RealDisk, &path, theirs, Access::AsBefore).unwrap();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ExportPath(path.clone(), pack()));
    assert_eq!(std::fs::read(&path).unwrap(), theirs, "a typed path");
    world.answer(Some(world.path("board")));
    carry_out(&mut harness, Command::Export(pack()));
    assert_eq!(std::fs::read(&path).unwrap(), theirs, "an ending that was added");
    harness.get_by_role_and_label(Role::Button, "Write over it").click();
    harness.run();
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_job_that_breaks_holds_nothing_up() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let mut harness = world.app(Some(path.clone()));
    rate(&mut harness, Rating::NotApplicable);
    let ctx = harness.ctx.clone();
    let state = harness.state_mut();
    let document = state.document.as_mut().unwrap();
    let lost = Lost::Save(document.id, document.begin_save());
    state.waiting = Some(Command::Quit);
    state.jobs.run(&ctx, "save", Done::Lost(lost), || panic!("this is the test's own"));
    state.asking = true;
    state.jobs.run(&ctx, "file dialog", Done::Lost(Lost::Dialog), || panic!("this is the test's own"));
    harness.run();
    assert!(says(&harness, "Saving went wrong") && says(&harness, "file dialog went wrong"));
    assert_eq!(harness.state().waiting, None);
    carry_out(&mut harness, Command::Save);
    assert!(!harness.state().is_dirty());
    assert_eq!(saved_rating(&path), Rating::NotApplicable);
    assert!(!harness.state().leaving && !harness.state().asking);
}

#[test]
fn a_copy_is_saved_elsewhere_though_a_save_hangs() {
    let world = World::new();
    let (path, copy) = (write_sample(&world, "plan"), world.path("copy.waymark"));
    let file = |harness: &Harness<'_, App>| {
        harness.state().document.as_ref().unwrap().file.as_ref().unwrap().path().to_owned()
    };
    for newest_first in [true, false] {
        std::fs::remove_file(&copy).ok();
        let mut harness = world.app(Some(path.clone()));
        rate(&mut harness, Rating::Active);
        rate(&mut harness, Rating::NotInPlace);
        harness.state().jobs.hold();
        carry_out(&mut harness, Command::Save);
        rate(&mut harness, Rating::Limited);
        carry_out(&mut harness, Command::SavePath(copy.clone()));
        if newest_first {
            assert!(harness.state().jobs.release_newest("save"));
            harness.run();
            assert!(!harness.state().is_dirty());
        }
        release(&mut harness, "save");
        while harness.state().jobs.release("save") {
            harness.run();
        }
        assert_eq!(file(&harness), copy);
        assert!(!harness.state().is_dirty());
        assert_eq!(saved_rating(&copy), Rating::Limited);
    }
}

#[test]
fn a_copy_that_cannot_be_saved_leaves_the_project_with_its_own_file() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let mut harness = world.app(Some(path.clone()));
    rate(&mut harness, Rating::NotApplicable);
    carry_out(&mut harness, Command::SavePath(world.path("no such folder/copy.waymark")));
    assert!(harness.state().is_dirty());
    carry_out(&mut harness, Command::Save);
    assert_eq!(saved_rating(&path), Rating::NotApplicable);
    assert!(!harness.state().is_dirty());
}

#[test]
fn a_file_that_is_gone_can_be_saved_again_in_its_place() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let mut harness = world.app(Some(path.clone()));
    rate(&mut harness, Rating::NotApplicable);
    std::fs::remove_file(&path).unwrap();
    carry_out(&mut harness, Command::Save);
    assert!(harness.state().is_dirty() && !path.exists());
    harness.get_by_role_and_label(Role::Button, "Save it again there").click();
    harness.run();
    assert_eq!(saved_rating(&path), Rating::NotApplicable);
    assert!(!harness.state().is_dirty());
}

#[test]
fn what_is_said_of_a_project_goes_with_it() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let mut harness = world.app(Some(path.clone()));
    rate(&mut harness, Rating::NotApplicable);
    let theirs = std::fs::read_to_string(&path).unwrap().replace("Round 1", "Round A");
    atomic::write(&RealDisk, &path, theirs.as_bytes(), Access::AsBefore).unwrap();
    carry_out(&mut harness, Command::Save);
    let over = |harness: &Harness<'_, App>| {
        harness
            .state()
            .notices
            .iter()
            .any(|notice| notice.action.as_ref().is_some_and(|one| one.1 == Command::SaveOver))
    };
    assert!(over(&harness));
    carry_out(&mut harness, Command::OpenPath(write_sample(&world, "other")));
    assert!(over(&harness), "the project is still open");
    carry_out(&mut harness, Command::ContinueWithoutSaving);
    assert!(!over(&harness), "it would save another project over its file");
}

#[test]
fn a_project_that_is_only_read_is_not_saved_over_its_own_file() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let newer = std::fs::read_to_string(&path).unwrap().replacen("actions:", "mystery: 1, actions:", 1);
    atomic::write(&RealDisk, &path, newer.as_bytes(), Access::AsBefore).unwrap();
    let mut harness = world.app(Some(path.clone()));
    assert!(harness.state().document.as_ref().unwrap().read_only().is_some());
    rate(&mut harness, Rating::NotApplicable);
    assert!(!harness.state().is_dirty(), "edits are refused");
    world.answer(Some(path.clone()));
    carry_out(&mut harness, Command::SaveAs);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), newer, "what is not understood is not dropped");
    assert!(harness.state().document.as_ref().unwrap().read_only().is_some());
    world.answer(Some(world.path("copy.waymark")));
    carry_out(&mut harness, Command::SaveAs);
    assert!(harness.state().document.as_ref().unwrap().read_only().is_none());
}

#[test]
fn packs_of_a_folder_that_was_given_up_do_not_come_late() {
    let world = World::new();
    let mut harness = world.app(None);
    harness.state().jobs.hold();
    let mut preferences = harness.state().preferences.clone();
    preferences.pack_folder = Some(world.path("none"));
    carry_out(&mut harness, Command::SetPreferences(Box::new(preferences.clone())));
    preferences.pack_folder = None;
    carry_out(&mut harness, Command::SetPreferences(Box::new(preferences)));
    assert_eq!(
        harness.state().jobs.waiting(),
        ["keeping", "load packs", "keeping"],
        "preferences are written in the order in which they were set"
    );
    let packs = harness.state().packs;
    release(&mut harness, "load packs");
    assert_eq!(harness.state().packs, packs);
    assert!(harness.state().notices.is_empty());
}

#[test]
fn a_list_of_actions_is_written_and_replaces_a_file_only_when_told() {
    let world = World::new();
    let path = world.path("list.csv");
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    let actions: Vec<_> =
        harness.state().document.as_ref().unwrap().editor.project().actions.iter().map(|action| action.id).collect();
    world.answer(Some(world.path("list")));
    carry_out(&mut harness, Command::Export(Export::Actions(actions.iter().take(3).rev().copied().collect())));
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.starts_with("\u{feff}Action,Owner,") && says(&harness, "The list of actions is saved."));
    let titles: Vec<_> = harness
        .state()
        .document
        .as_ref()
        .unwrap()
        .editor
        .project()
        .actions
        .iter()
        .take(3)
        .rev()
        .map(|action| action.title.clone())
        .collect();
    let sheet = crate::import::Sheet::from_bytes(written.as_bytes()).unwrap();
    assert_eq!(sheet.rows.iter().map(|row| row.cell(0)).collect::<Vec<_>>(), titles);
    carry_out(&mut harness, Command::ExportPath(path.clone(), Export::Actions(vec![actions[0]])));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written, "a typed path replaces nothing unasked");
    harness.get_by_role_and_label(Role::Button, "Write over it").click();
    harness.run();
    assert!(std::fs::read_to_string(&path).unwrap().len() < written.len());
    let project = write_sample(&world, "plan");
    carry_out(&mut harness, Command::ExportOver(project.clone(), Export::Actions(actions)));
    assert!(says(&harness, "that name is a project’s"));
    assert_eq!(on_disk(&project).organisation.name, "plan");
}

#[test]
fn actions_are_taken_from_a_file_that_is_chosen_or_typed() {
    let world = World::new();
    let path = world.path("actions.csv");
    atomic::write(&RealDisk, &path, b"Action,Owner\r\nTrain managers,Ada\r\n", Access::AsBefore).unwrap();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    world.answer(Some(path.clone()));
    carry_out(&mut harness, Command::ChooseSheet(SheetFor::Actions));
    assert!(harness.query_by_label("actions.csv: 1 row, 2 columns.").is_some());
    carry_out(&mut harness, Command::ReadSheet(world.path("missing.csv"), SheetFor::Actions));
    assert!(harness.query_by_label_contains("The file could not be read").is_some());
    atomic::write(&RealDisk, &path, b"PK\x03\x04 a workbook", Access::AsBefore).unwrap();
    carry_out(&mut harness, Command::ReadSheet(path, SheetFor::Actions));
    assert!(harness.query_by_label_contains("spreadsheet program’s own file").is_some());
    world.answer(None);
    carry_out(&mut harness, Command::ChooseSheet(SheetFor::Actions));
    harness.get_by_role_and_label(Role::Button, "Type a path instead…").click();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Heading, "Import actions by a file’s path").is_some());
}

#[test]
fn a_sheet_is_not_shown_for_another_project() {
    let world = World::new();
    let path = world.path("actions.csv");
    atomic::write(&RealDisk, &path, b"Action,Owner\r\nTrain managers,Ada\r\n", Access::AsBefore).unwrap();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    harness.state_mut().jobs.hold();
    carry_out(&mut harness, Command::ReadSheet(path, SheetFor::Actions));
    carry_out(&mut harness, Command::OpenSample);
    release(&mut harness, "sheets");
    assert!(harness.query_by_label_contains("actions.csv").is_none());
}
