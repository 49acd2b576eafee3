//! Every operation of a save is made to fail, once, from then on, and after having worked. After each failure the old or
//! the new content is whole, success is never told falsely, and no hidden file stays that could be removed.
//!
//! Careless ways of saving fail the same battery, so the battery can see.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use waymark::store::atomic::write;
use waymark::store::{Access, Disk as _, Existing, ProjectFile, Readers, WriteProblem, format};

use super::memory::{FOLDER, MemoryDisk, Trouble};
use super::projects::every_field;

const OLD: &[u8] = b"the old content, which must not be lost";
const NEW: &[u8] = b"the new content, which is longer than what stood there before it";

/// A way of saving; whether it says that it worked.
pub type Saver = fn(&MemoryDisk, &Path, &[u8]) -> bool;

pub fn target() -> PathBuf {
    Path::new(FOLDER).join("Plan.waymark")
}

pub fn ours(disk: &MemoryDisk, path: &Path, bytes: &[u8]) -> bool {
    write(disk, path, bytes, Access::AsBefore).is_ok()
}

/// Empties the file, then writes.
pub fn truncating(disk: &MemoryDisk, path: &Path, bytes: &[u8]) -> bool {
    let written = disk.truncate(path).and_then(|()| {
        let mut file = disk.open_in_place(path)?;
        file.write_all(bytes)?;
        file.sync()
    });
    written.is_ok()
}

/// Removes the file, then renames the new one.
pub fn removing_first(disk: &MemoryDisk, path: &Path, bytes: &[u8]) -> bool {
    let temp = path.with_extension("tmp");
    let written = disk.create_new(&temp, Readers::Usual).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync()?;
        disk.remove(path)?;
        disk.rename(&temp, path)?;
        disk.sync_folder(Path::new(FOLDER))
    });
    written.is_ok()
}

/// Does not look whether writing worked.
pub fn unheeding(disk: &MemoryDisk, path: &Path, bytes: &[u8]) -> bool {
    let temp = path.with_extension("tmp");
    let Ok(mut file) = disk.create_new(&temp, Readers::Usual) else { return false };
    drop(file.write_all(bytes));
    drop(file.sync());
    disk.rename(&temp, path).is_ok() && disk.sync_folder(Path::new(FOLDER)).is_ok()
}

/// What a saver does wrong.
fn battery(saver: Saver) -> Vec<String> {
    let mut wrong = Vec::new();
    let kinds = [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::NotFound, ErrorKind::Other];
    for kind in kinds {
        for make in [Trouble::Once, Trouble::From, Trouble::Belated] {
            for at in 1.. {
                let disk = MemoryDisk::with_file(&target(), OLD);
                disk.set_trouble(Some(make(at, kind)));
                let said = saver(&disk, &target(), NEW);
                if disk.done() < at {
                    break;
                }
                let case = format!("{:?}", make(at, kind));
                match disk.content(&target()) {
                    Some(content) if content == NEW => {}
                    Some(content) if content == OLD && !said => {}
                    Some(content) if content == OLD => wrong.push(format!("{case}: said to be saved but is not")),
                    Some(_) => wrong.push(format!("{case}: torn")),
                    None => wrong.push(format!("{case}: gone")),
                }
                if disk.names().len() > 1 && !disk.removal_failed() {
                    wrong.push(format!("{case}: litter"));
                }
                disk.set_trouble(None);
                if !saver(&disk, &target(), NEW) || disk.names() != [target()] {
                    wrong.push(format!("{case}: the next save does not put it right"));
                }
            }
        }
    }
    wrong
}

#[test]
fn whatever_fails_the_old_or_the_new_content_is_whole() {
    assert_eq!(battery(ours), Vec::<String>::new());
}

#[test]
fn the_battery_sees_careless_savers() {
    assert!(battery(truncating).iter().any(|wrong| wrong.ends_with("torn")));
    assert!(battery(removing_first).iter().any(|wrong| wrong.ends_with("gone")));
    assert!(battery(removing_first).iter().any(|wrong| wrong.ends_with("litter")));
    assert!(battery(unheeding).iter().any(|wrong| wrong.ends_with("torn")));
}

/// The same for a whole save of a project, with its backup: afterwards the next save works.
#[test]
fn whatever_fails_the_project_is_whole_and_can_be_saved_again() {
    let old = Arc::new(every_field());
    let mut changed = every_field();
    changed.organisation.name = "Renamed".to_owned();
    let new = Arc::new(changed);
    let old_bytes = format::to_bytes(&old).unwrap();
    let new_bytes = format::to_bytes(&new).unwrap();
    for make in [Trouble::Once, Trouble::From, Trouble::Belated] {
        for at in 1.. {
            let disk = MemoryDisk::with_file(&target(), &old_bytes);
            let mut file = ProjectFile::open(&disk, &target()).unwrap().file;
            disk.set_trouble(Some(make(at, ErrorKind::Other)));
            let result = file.save(&disk, &new);
            if disk.done() < at {
                break;
            }
            let content = disk.content(&target()).unwrap();
            assert!(content == new_bytes || result.is_err() && content == old_bytes, "operation {at}");
            disk.set_trouble(None);
            let saved = file.save(&disk, &new).unwrap();
            assert!(saved.backup_problem.is_none());
            assert_eq!(disk.content(&target()).unwrap(), new_bytes);
            assert!(disk.names().iter().all(|name| name.extension().is_some_and(|end| end != "tmp")));
        }
    }
}

#[test]
fn a_backup_that_fails_is_told_and_does_not_stop_the_save() {
    let project = Arc::new(every_field());
    let bytes = format::to_bytes(&project).unwrap();
    let disk = MemoryDisk::with_file(&target(), &bytes);
    let mut file = ProjectFile::open(&disk, &target()).unwrap().file;
    // The sixth operation makes the hidden file of the backup.
    disk.set_trouble(Some(Trouble::Once(6, ErrorKind::StorageFull)));
    let mut changed = every_field();
    changed.organisation.name = "Renamed".to_owned();
    let saved = file.save(&disk, &Arc::new(changed)).unwrap();
    let problem = saved.backup_problem.as_ref().unwrap();
    assert_eq!(problem.problem, WriteProblem::DiskFull);
    assert!(saved.user_message().unwrap().what.contains("was saved"));
    assert_ne!(disk.content(&target()).unwrap(), bytes);
}

#[test]
fn a_file_that_another_program_holds_for_a_moment_is_waited_for() {
    let disk = MemoryDisk::with_file(&target(), OLD);
    disk.set_in_use(5);
    write(&disk, &target(), NEW, Access::AsBefore).unwrap();
    assert_eq!(disk.content(&target()).unwrap(), NEW);
    assert_eq!(disk.waited(), Duration::from_millis(10 + 20 + 30 + 40 + 50));
}

#[test]
fn a_file_that_another_program_keeps_holding_is_given_up() {
    let disk = MemoryDisk::with_file(&target(), OLD);
    disk.set_in_use(usize::MAX);
    let error = write(&disk, &target(), NEW, Access::AsBefore).unwrap_err();
    assert_eq!(error.problem, WriteProblem::InUse);
    assert_eq!(disk.content(&target()).unwrap(), OLD);
    assert_eq!(disk.names(), [target()]);
    assert!((Duration::from_secs(4)..Duration::from_secs(5)).contains(&disk.waited()));
}

#[test]
fn causes_are_told_apart() {
    // The operations of a write are: resolve, kind, check, list, create, write, copy, sync, read, rename, sync folder.
    for (at, kind, problem) in [
        (1, ErrorKind::NotFound, WriteProblem::NoFolder),
        (3, ErrorKind::PermissionDenied, WriteProblem::FileReadOnly),
        (5, ErrorKind::PermissionDenied, WriteProblem::FolderReadOnly),
        (5, ErrorKind::ReadOnlyFilesystem, WriteProblem::FolderReadOnly),
        (6, ErrorKind::StorageFull, WriteProblem::DiskFull),
        (6, ErrorKind::QuotaExceeded, WriteProblem::DiskFull),
        (8, ErrorKind::Other, WriteProblem::Other),
        (9, ErrorKind::Other, WriteProblem::ReadBackDiffers),
        (11, ErrorKind::Other, WriteProblem::Unconfirmed),
    ] {
        let disk = MemoryDisk::with_file(&target(), OLD);
        disk.set_trouble(Some(Trouble::Once(at, kind)));
        let error = write(&disk, &target(), NEW, Access::AsBefore).unwrap_err();
        assert_eq!(error.problem, problem, "{at} {kind}");
        let message = error.user_message();
        assert!(message.safe.starts_with("Your changes are still here"), "{message}");
        assert!(message.to_string().ends_with("/d/Plan.waymark"), "{message}");
    }
}

#[test]
fn a_hidden_file_that_vanishes_is_written_again() {
    let disk = MemoryDisk::with_file(&target(), OLD);
    disk.set_trouble(Some(Trouble::Once(10, ErrorKind::NotFound)));
    write(&disk, &target(), NEW, Access::AsBefore).unwrap();
    assert_eq!(disk.content(&target()).unwrap(), NEW);
    assert_eq!(disk.names(), [target()]);
}

#[test]
fn a_first_save_that_fails_leaves_nothing_behind() {
    let project = Arc::new(every_field());
    for at in 1.. {
        let disk = MemoryDisk::default();
        disk.set_trouble(Some(Trouble::Once(at, ErrorKind::StorageFull)));
        let result = ProjectFile::create(&disk, &target(), &project, Existing::Refuse);
        if disk.done() < at {
            break;
        }
        let names = disk.names();
        assert!(names.is_empty() && result.is_err() || names == [target()], "operation {at}: {names:?}");
    }
}
