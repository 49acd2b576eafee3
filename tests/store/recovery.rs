//! Copies of unsaved work.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use tempfile::TempDir;
use waymark::project::{Project, ProjectId};
use waymark::store::{Access, Existing, ProjectFile, RealDisk, RecoveryFolder, SaveError, Snapshot, atomic};

use super::projects::every_field;

const DISK: RealDisk = RealDisk;

fn snapshot(id: u64, second: i64) -> Snapshot {
    let project = Project { id: ProjectId(id), ..every_field() };
    Snapshot { project: Arc::new(project), file: None, when: Timestamp::new(second, 0).unwrap() }
}

fn place() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state").join("recovery");
    (home, folder)
}

/// A run of the program that does not end properly.
fn crash(folder: &Path, snapshots: &[Snapshot]) {
    let session = RecoveryFolder::new(&DISK, folder).unwrap();
    for snapshot in snapshots {
        session.write(&DISK, snapshot).unwrap();
    }
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn what_a_crash_left_is_offered_newest_first() {
    let (_home, folder) = place();
    crash(&folder, &[snapshot(1, 100), snapshot(2, 300)]);
    crash(&folder, &[snapshot(3, 200), snapshot(1, 150)]);
    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    let found = session.list(&DISK);
    let seconds: Vec<_> = found.entries.iter().map(|entry| entry.snapshot.when.as_second()).collect();
    assert_eq!(seconds, [300, 200, 150, 100]);
    assert_eq!(found.entries[0].snapshot.project, snapshot(2, 0).project);
    assert_eq!(found.unreadable, Vec::<PathBuf>::new());
}

#[test]
fn a_later_copy_replaces_the_one_before_and_a_save_clears_it() {
    let (_home, folder) = place();
    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    session.write(&DISK, &snapshot(1, 100)).unwrap();
    session.write(&DISK, &snapshot(1, 110)).unwrap();
    assert_eq!(names(&folder).len(), 2, "the copy and the lock");
    session.clear(&DISK, ProjectId(1)).unwrap();
    session.clear(&DISK, ProjectId(1)).unwrap();
    session.close(&DISK);
    assert_eq!(names(&folder), Vec::<String>::new());
}

#[test]
fn the_work_of_a_running_program_is_neither_offered_nor_removed() {
    let (_home, folder) = place();
    let other = RecoveryFolder::new(&DISK, &folder).unwrap();
    other.write(&DISK, &snapshot(1, 100)).unwrap();
    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    session.write(&DISK, &snapshot(2, 100)).unwrap();
    assert!(session.list(&DISK).entries.is_empty());
    drop(other);
    assert_eq!(session.list(&DISK).entries.len(), 1);
}

#[test]
fn a_copy_is_taken_over_or_discarded() {
    let (_home, folder) = place();
    crash(&folder, &[snapshot(1, 100), snapshot(2, 200)]);
    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    let found = session.list(&DISK).entries;
    session.discard(&DISK, &found[0]).unwrap();
    session.adopt(&DISK, &found[1]).unwrap();
    assert!(session.list(&DISK).entries.is_empty());
    drop(session);
    let next = RecoveryFolder::new(&DISK, &folder).unwrap();
    let found = next.list(&DISK).entries;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].snapshot.project.id, ProjectId(1));
    assert_eq!(names(&folder).len(), 3, "the copy and two locks; the first run's lock is gone");
}

#[test]
fn the_project_s_own_file_is_remembered_and_guarded() {
    let (home, folder) = place();
    let path = home.path().join("Plan.waymark");
    let (file, _) = ProjectFile::create(&DISK, &path, &snapshot(1, 0).project, Existing::Refuse).unwrap();
    let mut changed = snapshot(1, 100);
    Arc::make_mut(&mut changed.project).organisation.name = "Unsaved".to_owned();
    crash(&folder, &[Snapshot { file: Some(file), ..changed }]);

    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    let entry = session.list(&DISK).entries.remove(0);
    let mut file = entry.snapshot.file.clone().unwrap();
    assert_eq!(file.path(), path);
    atomic::write(&DISK, &path, b"somebody else", Access::AsBefore).unwrap();
    assert!(matches!(file.save(&DISK, &entry.snapshot.project), Err(SaveError::ChangedOnDisk { .. })));
}

#[test]
fn work_that_reached_its_file_is_not_offered() {
    let (home, folder) = place();
    let path = home.path().join("Plan.waymark");
    let saved = snapshot(1, 100);
    let (file, _) = ProjectFile::create(&DISK, &path, &saved.project, Existing::Refuse).unwrap();
    crash(&folder, &[Snapshot { file: Some(file), ..saved }]);
    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    assert!(session.list(&DISK).entries.is_empty());
    assert_eq!(names(&folder).len(), 1, "this run's lock alone");
}

#[test]
fn what_may_only_be_read_is_not_tied_to_its_file_again() {
    let (home, folder) = place();
    let path = home.path().join("Plan.waymark");
    let (_, saved) = ProjectFile::create(&DISK, &path, &snapshot(1, 0).project, Existing::Refuse).unwrap();
    assert!(saved.backup_problem.is_none());
    let text = fs::read_to_string(&path).unwrap().replacen("schema: 4", "schema: 5", 1);
    atomic::write(&DISK, &path, text.as_bytes(), Access::AsBefore).unwrap();
    let file = ProjectFile::open(&DISK, &path).unwrap().file;
    crash(&folder, &[Snapshot { file: Some(file), ..snapshot(1, 100) }]);
    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    assert_eq!(session.list(&DISK).entries[0].snapshot.file, None);
}

#[test]
fn rubbish_does_no_harm_and_is_left_alone() {
    let (_home, folder) = place();
    crash(&folder, &[snapshot(1, 100)]);
    let damaged = "0000000000000001-00000000000000aa.waymark";
    for (name, bytes) in [
        (damaged, &b"(format: \"waymark-project\""[..]),
        ("0000000000000001-00000000000000ab.waymark", b"\0\0\0"),
        ("0000000000000001.waymark", b"x"),
        ("notes.txt", b"x"),
        ("x.lock", b""),
    ] {
        atomic::write(&DISK, &folder.join(name), bytes, Access::Private).unwrap();
    }
    fs::create_dir(folder.join("0000000000000001-00000000000000ac.waymark")).unwrap();
    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    let found = session.list(&DISK);
    assert_eq!(found.entries.len(), 1);
    assert_eq!(found.unreadable.len(), 3);
    assert!(folder.join(damaged).exists());
    assert!(folder.join("x.lock").exists());
}

#[test]
fn half_written_copies_are_removed_once_nobody_can_be_writing_them() {
    let (_home, folder) = place();
    let other = RecoveryFolder::new(&DISK, &folder).unwrap();
    let half = folder.join(".waymark-0123456789ab-0123456789abcdef.tmp");
    atomic::write(&DISK, &half, b"(", Access::Private).unwrap();
    let session = RecoveryFolder::new(&DISK, &folder).unwrap();
    assert!(session.list(&DISK).entries.is_empty());
    assert!(half.exists());
    drop(other);
    assert!(session.list(&DISK).entries.is_empty());
    assert!(!half.exists());
    assert_eq!(names(&folder).len(), 1, "this run's lock alone");
}

#[test]
fn a_copy_can_be_opened_by_hand() {
    let (_home, folder) = place();
    crash(&folder, &[snapshot(1, 100)]);
    let copy = names(&folder).into_iter().find(|name| name.ends_with(".waymark")).unwrap();
    let opened = ProjectFile::open(&DISK, &folder.join(copy)).unwrap();
    assert_eq!(opened.project, snapshot(1, 0).project);
    assert_eq!(opened.file.read_only(), None);
}

#[cfg(unix)]
#[test]
fn copies_are_for_the_user_s_eyes_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let (_home, folder) = place();
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    crash(&folder, &[snapshot(1, 100)]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for name in names(&folder) {
        assert_eq!(mode(&folder.join(name)), 0o600);
    }
}

#[test]
fn a_place_that_cannot_be_used_is_told() {
    let (home, _) = place();
    let file = home.path().join("file");
    atomic::write(&DISK, &file, b"x", Access::Private).unwrap();
    let error = RecoveryFolder::new(&DISK, &file.join("recovery")).unwrap_err();
    assert!(error.user_message().what.contains("cannot keep copies"));
}
