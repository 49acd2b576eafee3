//! The computer stops in every operation of a save. Whatever the disk then kept of what was not synced, the old or the
//! new content is whole; and once a save was said to have worked, it is the new.

use std::path::Path;
use std::sync::Arc;

use waymark::store::{Disk as _, ProjectFile, Readers, format};

use super::faults::{Saver, ours, removing_first, target, truncating};
use super::memory::{FOLDER, MemoryDisk, Trouble};
use super::projects::every_field;

const OLD: &[u8] = b"the old content, which must not be lost";
const NEW: &[u8] = b"the new content, which is longer than what stood there before it";

/// Does not sync what it writes.
fn unsynced(disk: &MemoryDisk, path: &Path, bytes: &[u8]) -> bool {
    let temp = path.with_extension("tmp");
    let written = disk.create_new(&temp, Readers::Usual).and_then(|mut file| {
        file.write_all(bytes)?;
        disk.rename(&temp, path)?;
        disk.sync_folder(Path::new(FOLDER))
    });
    written.is_ok()
}

/// Does not sync the folder, so that the new name may be lost.
fn unsynced_folder(disk: &MemoryDisk, path: &Path, bytes: &[u8]) -> bool {
    let temp = path.with_extension("tmp");
    let written = disk.create_new(&temp, Readers::Usual).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync()?;
        disk.rename(&temp, path)
    });
    written.is_ok()
}

/// What a saver does wrong, and how many disks after a crash were looked at.
fn battery(saver: Saver) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for at in 1.. {
        let disk = MemoryDisk::with_file(&target(), OLD);
        disk.set_trouble(Some(Trouble::Crash(at)));
        let said = saver(&disk, &target(), NEW);
        let finished = disk.done() < at;
        assert!(said || !finished, "without trouble a save works");
        for found in disk.after_power_cut() {
            looked_at += 1;
            match found.content(&target()) {
                Some(content) if content == NEW => {}
                Some(content) if content == OLD && !said => {}
                Some(content) if content == OLD => wrong.push(format!("{at}: said to be saved but is not")),
                Some(_) => wrong.push(format!("{at}: torn")),
                None => wrong.push(format!("{at}: gone")),
            }
            if saver(&found, &target(), NEW) && found.names() != [target()] {
                wrong.push(format!("{at}: litter after the next save"));
            }
        }
        if finished {
            return (wrong, looked_at);
        }
    }
    unreachable!("a save has an end")
}

#[test]
fn whenever_the_computer_stops_the_old_or_the_new_content_is_whole() {
    let (wrong, looked_at) = battery(ours);
    assert_eq!(wrong, Vec::<String>::new());
    assert!(looked_at >= 100, "{looked_at}");
}

/// The same for a whole save of a project with its backup.
#[test]
fn whenever_the_computer_stops_the_project_and_its_backup_are_whole() {
    let old = every_field();
    let mut new = every_field();
    new.organisation.name = "Renamed".to_owned();
    let new = Arc::new(new);
    let old_bytes = format::to_bytes(&old).unwrap();
    for at in 1.. {
        let disk = MemoryDisk::with_file(&target(), &old_bytes);
        let mut file = ProjectFile::open(&disk, &target()).unwrap().file;
        disk.set_trouble(Some(Trouble::Crash(at)));
        let said = file.save(&disk, &new).is_ok();
        let finished = disk.done() < at;
        for found in disk.after_power_cut() {
            let opened = ProjectFile::open(&found, &target()).unwrap();
            assert!(opened.project == new || !said && *opened.project == old, "operation {at}");
            if let Some(backup) = found.content(&target().with_extension("waymark.bak")) {
                assert_eq!(backup, old_bytes, "operation {at}");
            } else {
                assert!(!said, "operation {at}");
            }
        }
        if finished {
            assert!(said);
            return;
        }
    }
}

#[test]
fn the_battery_sees_careless_savers() {
    for (saver, told) in [
        (truncating as Saver, "torn"),
        (removing_first, "gone"),
        (unsynced, "torn"),
        (unsynced_folder, "said to be saved but is not"),
    ] {
        let (wrong, _) = battery(saver);
        assert!(wrong.iter().any(|wrong| wrong.ends_with(told)), "{told}: {wrong:?}");
    }
}
