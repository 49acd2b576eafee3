//! Projects on the real disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use waymark::project::Project;
use waymark::store::{
    Access, Disk as _, Existing, FormatError, OnDisk, OpenProblem, ProjectFile, ReadOnly, Readers, RealDisk, SaveError,
    WriteProblem, atomic, format,
};

use super::projects::every_field;

const DISK: RealDisk = RealDisk;

/// A project whose name tells it from others.
fn named(name: &str) -> Arc<Project> {
    let mut project = every_field();
    project.organisation.name = name.to_owned();
    Arc::new(project)
}

/// A folder with a project in it.
fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Plan.waymark");
    let (_, saved) = ProjectFile::create(&DISK, &path, &named("first"), Existing::Refuse).unwrap();
    assert!(saved.backup_problem.is_none());
    (folder, path)
}

fn name_in(path: &Path) -> String {
    ProjectFile::open(&DISK, path).unwrap().project.organisation.name.clone()
}

/// What was in the way of a write.
fn write_problem<T: std::fmt::Debug>(result: Result<T, SaveError>) -> WriteProblem {
    let Err(SaveError::Write(error)) = result else { panic!("{result:?}") };
    error.problem
}

/// Somebody else's save.
fn put(path: &Path, bytes: &[u8]) {
    atomic::write(&DISK, path, bytes, Access::AsBefore).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn create_open_save_open() {
    let (folder, path) = folder();
    let mut opened = ProjectFile::open(&DISK, &path).unwrap();
    assert_eq!(opened.project, named("first"));
    assert!(opened.file.save(&DISK, &named("second")).unwrap().backup_problem.is_none());
    assert!(matches!(opened.file.on_disk(&DISK), OnDisk::Same));
    assert!(opened.file.save(&DISK, &named("third")).unwrap().backup_problem.is_none());
    assert_eq!(name_in(&path), "third");
    assert_eq!(names(folder.path()), ["Plan.waymark", "Plan.waymark.bak"]);
    let backup = path.with_extension("waymark.bak");
    assert_eq!(name_in(&backup), "first", "the file as it was when it was opened");
}

#[test]
fn a_new_file_needs_no_backup() {
    let (folder, path) = folder();
    let path = path.with_file_name("New.waymark");
    let (mut file, _) = ProjectFile::create(&DISK, &path, &named("a"), Existing::Refuse).unwrap();
    assert!(file.save(&DISK, &named("b")).unwrap().backup_problem.is_none());
    assert_eq!(names(folder.path()), ["New.waymark", "Plan.waymark"]);
}

#[test]
fn saving_can_be_left_to_another_thread() {
    let (_folder, path) = folder();
    let opened = ProjectFile::open(&DISK, &path).unwrap();
    let mut file = opened.file;
    let project = named("from a thread");
    let worker = std::thread::Builder::new().spawn(move || {
        let result = file.save(&DISK, &project);
        (file, result)
    });
    let (file, result) = worker.unwrap().join().unwrap();
    assert!(result.unwrap().backup_problem.is_none());
    assert_eq!(name_in(file.path()), "from a thread");
}

#[test]
fn a_change_by_somebody_else_is_noticed_and_never_overwritten_unasked() {
    let (_folder, path) = folder();
    let mut opened = ProjectFile::open(&DISK, &path).unwrap();
    put(&path, &format::to_bytes(&named("theirs")).unwrap());
    assert!(matches!(opened.file.on_disk(&DISK), OnDisk::Changed));
    let error = opened.file.save(&DISK, &named("mine")).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOnDisk { .. }));
    assert!(error.user_message().safe.contains("nothing was overwritten"));
    assert_eq!(name_in(&path), "theirs");

    assert!(opened.file.save_over(&DISK, &named("mine")).unwrap().backup_problem.is_none());
    assert_eq!(name_in(&path), "mine");
    assert_eq!(name_in(&path.with_extension("waymark.bak")), "theirs");
    assert!(opened.file.save(&DISK, &named("mine again")).unwrap().backup_problem.is_none());
}

#[test]
fn a_change_anywhere_in_a_file_is_noticed() {
    let (_folder, path) = folder();
    let mut file = ProjectFile::open(&DISK, &path).unwrap().file;
    let mut bytes = fs::read(&path).unwrap();
    bytes.push(b' ');
    put(&path, &bytes);
    assert!(matches!(file.save(&DISK, &named("mine")).unwrap_err(), SaveError::ChangedOnDisk { .. }));
}

#[test]
fn a_file_that_is_gone_is_its_own_case() {
    let (folder, path) = folder();
    let mut file = ProjectFile::open(&DISK, &path).unwrap().file;
    fs::remove_file(&path).unwrap();
    assert!(matches!(file.on_disk(&DISK), OnDisk::Missing));
    assert!(matches!(file.save(&DISK, &named("mine")).unwrap_err(), SaveError::MissingOnDisk { .. }));
    assert!(file.save_over(&DISK, &named("mine")).unwrap().backup_problem.is_none());
    assert_eq!(name_in(&path), "mine");

    drop(folder);
    assert_eq!(write_problem(file.save(&DISK, &named("mine"))), WriteProblem::NoFolder);
}

#[test]
fn saving_under_a_name_that_exists_asks_first() {
    let (_folder, path) = folder();
    let refused = ProjectFile::create(&DISK, &path, &named("new"), Existing::Refuse).unwrap_err();
    assert!(matches!(refused, SaveError::Exists { .. }));
    assert_eq!(name_in(&path), "first");
    let (_, saved) = ProjectFile::create(&DISK, &path, &named("new"), Existing::Replace).unwrap();
    assert!(saved.backup_problem.is_none());
    assert_eq!(name_in(&path), "new");
    assert_eq!(name_in(&path.with_extension("waymark.bak")), "first");
}

#[test]
fn what_is_not_fully_understood_is_not_saved() {
    let (_folder, path) = folder();
    let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
    let future = text.replacen("schema: 4", "schema: 5", 1);
    let unknown = text.replacen("    title:", "    colour: \"red\", title:", 1);
    for changed in [future, unknown] {
        put(&path, changed.as_bytes());
        let mut opened = ProjectFile::open(&DISK, &path).unwrap();
        let reason = opened.file.read_only().unwrap().clone();
        let error = opened.file.save(&DISK, &opened.project).unwrap_err();
        assert!(matches!(&error, SaveError::ReadOnly { reason: told, .. } if *told == reason));
        assert!(matches!(opened.file.save_over(&DISK, &opened.project), Err(SaveError::ReadOnly { .. })));
        assert_eq!(fs::read(&path).unwrap(), changed.as_bytes());
        match reason {
            ReadOnly::NewerSchema { schema } => assert_eq!(schema, 5),
            ReadOnly::UnknownFields { paths } => {
                assert_eq!(paths, ["project.actions.0.colour"]);
                assert!(error.user_message().what.contains("project.actions.0.colour"));
            }
        }
    }
}

#[test]
fn a_project_that_would_not_open_is_not_saved() {
    let (_folder, path) = folder();
    let mut opened = ProjectFile::open(&DISK, &path).unwrap();
    let mut broken = Project::clone(&opened.project);
    broken.actions.push(Arc::clone(&broken.actions[0]));
    let error = opened.file.save(&DISK, &Arc::new(broken)).unwrap_err();
    assert!(matches!(error, SaveError::Format(FormatError::Faulty { .. })));
    assert_eq!(name_in(&path), "first");
}

#[test]
fn places_that_hold_no_project_are_told_apart() {
    let (folder, path) = folder();
    let problem = |path: &Path| ProjectFile::open(&DISK, path).unwrap_err().problem;
    assert!(matches!(problem(&path.with_file_name("none.waymark")), OpenProblem::NotFound));
    assert!(matches!(problem(&path.join("below")), OpenProblem::NotFound));
    assert!(matches!(problem(folder.path()), OpenProblem::NotAFile));
    put(&path, b"");
    assert!(matches!(problem(&path), OpenProblem::Format(FormatError::Empty)));

    let write_problem = |path: &Path| write_problem(ProjectFile::create(&DISK, path, &named("x"), Existing::Replace));
    assert_eq!(write_problem(folder.path()), WriteProblem::IsFolder);
    assert_eq!(write_problem(&folder.path().join("none").join("Plan.waymark")), WriteProblem::NoFolder);
    assert_eq!(write_problem(&path.join("Plan.waymark")), WriteProblem::NoFolder);
    assert_eq!(write_problem(Path::new("/")), WriteProblem::NoName);
}

#[test]
fn long_names_and_names_in_other_scripts_can_be_saved() {
    let (folder, _) = folder();
    for name in [format!("{}.waymark", "n".repeat(240)), "план 王 é.waymark".to_owned()] {
        let path = folder.path().join(name);
        let (_, saved) = ProjectFile::create(&DISK, &path, &named("x"), Existing::Refuse).unwrap();
        assert!(saved.backup_problem.is_none());
        assert_eq!(name_in(&path), "x");
    }
}

#[test]
fn what_an_interrupted_save_left_is_removed_and_nothing_else() {
    let (folder, path) = folder();
    // The hidden name of a file depends on the file's name alone.
    let leave = |name: &str| drop(DISK.create_new(&folder.path().join(name), Readers::Usual).unwrap());
    let hidden = hidden_prefix(&path);
    leave(&format!("{hidden}0123456789abcdef.tmp"));
    leave(&format!("{hidden}notes"));
    leave(".waymark-000000000000-0123456789abcdef.tmp");
    leave("notes.tmp");
    ProjectFile::open(&DISK, &path).unwrap();
    let mut expected = vec![
        format!("{hidden}notes"),
        ".waymark-000000000000-0123456789abcdef.tmp".to_owned(),
        "Plan.waymark".to_owned(),
        "notes.tmp".to_owned(),
    ];
    expected.sort();
    assert_eq!(names(folder.path()), expected);
}

/// How hidden files for a file begin, seen from a save that is stopped.
fn hidden_prefix(path: &Path) -> String {
    use super::memory::{FOLDER, MemoryDisk, Trouble};

    let disk = MemoryDisk::default();
    disk.set_trouble(Some(Trouble::From(5, std::io::ErrorKind::Other)));
    let name = path.file_name().unwrap();
    atomic::write(&disk, &Path::new(FOLDER).join(name), b"x", Access::AsBefore).unwrap_err();
    let left = disk.names().remove(0);
    let left = left.file_name().unwrap().to_str().unwrap();
    left[..left.len() - "0123456789abcdef.tmp".len()].to_owned()
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_link_stays_a_link() {
        let (folder, path) = folder();
        let elsewhere = tempfile::tempdir().unwrap();
        let link = elsewhere.path().join("Link.waymark");
        symlink(&path, &link).unwrap();
        let mut file = ProjectFile::open(&DISK, &link).unwrap().file;
        assert!(file.save(&DISK, &named("through the link")).unwrap().backup_problem.is_none());
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(name_in(&path), "through the link");
        assert_eq!(names(elsewhere.path()), ["Link.waymark"]);
        assert_eq!(names(folder.path()), ["Plan.waymark", "Plan.waymark.bak"]);
    }

    #[test]
    fn a_link_to_a_file_that_does_not_exist_yet_is_followed() {
        let (folder, _) = folder();
        let link = folder.path().join("Link.waymark");
        symlink("Later.waymark", &link).unwrap();
        put(&link, b"x");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(folder.path().join("Later.waymark")).unwrap(), b"x");
        symlink("Round.waymark", folder.path().join("Round.waymark")).unwrap();
        atomic::write(&DISK, &folder.path().join("Round.waymark"), b"x", Access::AsBefore).unwrap_err();
    }

    #[test]
    fn permissions_stay() {
        let (_folder, path) = folder();
        for shared in [0o660, 0o600, 0o644, 0o664] {
            set_mode(&path, shared);
            let mut file = ProjectFile::open(&DISK, &path).unwrap().file;
            assert!(file.save(&DISK, &named("again")).unwrap().backup_problem.is_none());
            assert_eq!(mode(&path), shared);
            assert_eq!(mode(&path.with_extension("waymark.bak")), shared);
        }
    }

    #[test]
    fn a_new_file_has_the_usual_permissions() {
        let (folder, path) = folder();
        let usual = folder.path().join("usual");
        drop(fs::OpenOptions::new().write(true).create_new(true).open(&usual).unwrap());
        assert_eq!(mode(&path), mode(&usual));
    }

    #[test]
    fn private_files_are_private_even_where_they_were_not() {
        let (_folder, path) = folder();
        set_mode(&path, 0o644);
        atomic::write(&DISK, &path, b"x", Access::Private).unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_file_that_is_marked_read_only_is_left_alone() {
        let (folder, path) = folder();
        let mut file = ProjectFile::open(&DISK, &path).unwrap().file;
        set_mode(&path, 0o444);
        assert_eq!(write_problem(file.save(&DISK, &named("mine"))), WriteProblem::FileReadOnly);
        assert_eq!(name_in(&path), "first");
        assert_eq!(names(folder.path()), ["Plan.waymark", "Plan.waymark.bak"]);
    }

    #[test]
    fn a_folder_that_may_not_be_written_to_is_told() {
        let (folder, path) = folder();
        let mut file = ProjectFile::open(&DISK, &path).unwrap().file;
        set_mode(folder.path(), 0o555);
        // The administrator may write everywhere.
        let free = DISK.create_new(&folder.path().join("probe"), Readers::Usual).is_ok();
        let result = file.save(&DISK, &named("mine"));
        set_mode(folder.path(), 0o755);
        if free {
            assert!(result.is_ok());
        } else {
            assert_eq!(write_problem(result), WriteProblem::FolderReadOnly);
            assert_eq!(name_in(&path), "first");
        }
    }
}
