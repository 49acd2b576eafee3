//! Copies of unsaved work, for the day the program or the computer stops.
//!
//! While there is unsaved work the application writes a copy of it every few seconds into the user's own state folder,
//! never beside the project, where a colleague would find it. A copy is an ordinary project file, so it can be opened by
//! hand too.
//!
//! What always holds: the folder and its files are the user's alone; a copy is written like a save, so the last whole
//! copy survives a write that is cut short; there is one copy for each project and running program.
//!
//! **Whose copies are offered.** Each running program holds a lock on a file of its own (its session); the system lets
//! go of it however the program ends. A copy whose session is locked belongs to a program that is running: it is neither
//! offered nor removed. Where the system cannot say, a copy is offered: at worst, work is offered that is not lost.
//!
//! What does not belong here: when to write, and asking the user (`app`).

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::atomic::{self, Access, WriteError};
use super::disk::{Disk, Lock};
use super::file::ProjectFile;
use super::format::{self, FormatError, MAX_BYTES, RecoveryNote};
use crate::project::{Project, ProjectId};

/// The folder of recovery copies, as one running program sees it.
#[derive(Debug)]
pub struct RecoveryFolder {
    folder: PathBuf,
    session: Session,
    lock: Option<Box<dyn Lock>>,
}

/// A state of a project that has not reached its file.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The project.
    pub project: Arc<Project>,
    /// Its file, if it has one. A save after a recovery still notices what others did to it in the meantime.
    pub file: Option<ProjectFile>,
    /// When the snapshot was taken.
    pub when: Timestamp,
}

/// A copy that an earlier run left.
#[derive(Clone, Debug)]
pub struct RecoveryEntry {
    /// What it holds.
    pub snapshot: Snapshot,
    path: PathBuf,
    session: Session,
}

/// What earlier runs left.
#[derive(Clone, Debug, Default)]
pub struct Recovered {
    /// Copies, newest first.
    pub entries: Vec<RecoveryEntry>,
    /// Files that should be copies but cannot be read. They are left where they are.
    pub unreadable: Vec<PathBuf>,
}

/// Why there is no recovery copy.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// The folder could not be made.
    #[error("the folder for recovery copies cannot be used: {}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The copy could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The project could not be written as text.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// A copy could not be removed.
    #[error("a recovery copy could not be removed: {}", path.display())]
    Remove {
        /// The copy.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// How often a session is begun anew when another program has just taken its lock file for one left over.
const ATTEMPTS: usize = 3;

/// One run of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Session(u64);

impl Session {
    fn lock_name(self) -> String {
        format!("{:016x}.lock", self.0)
    }

    fn copy_name(self, project: ProjectId) -> String {
        format!("{project}-{:016x}.waymark", self.0)
    }

    /// The session in the name of a copy.
    fn of_copy(name: &str) -> Option<Self> {
        let (project, session) = name.strip_suffix(".waymark")?.split_once('-')?;
        let _: ProjectId = project.parse().ok()?;
        Self::parse(session)
    }

    fn parse(text: &str) -> Option<Self> {
        let id: ProjectId = text.parse().ok()?;
        Some(Self(id.0))
    }
}

impl RecoveryFolder {
    /// Makes the folder ready and begins a session in it.
    pub fn new(disk: &dyn Disk, folder: &Path) -> Result<Self, RecoveryError> {
        let fail = |source| RecoveryError::Folder { path: folder.to_owned(), source };
        disk.make_private_folder(folder).map_err(fail)?;
        let mut result = Self::begin(disk, folder);
        for _ in 1..ATTEMPTS {
            if result.is_err() {
                result = Self::begin(disk, folder);
            }
        }
        let (session, lock) = match result {
            Ok((session, lock)) => (session, Some(lock)),
            // Without locks, copies of this run are offered to others while it runs; better than no copies.
            Err(error) => {
                log::warn!("the session of recovery copies could not be locked: {error}");
                (Session(fastrand::u64(..)), None)
            }
        };
        Ok(Self { folder: folder.to_owned(), session, lock })
    }

    fn begin(disk: &dyn Disk, folder: &Path) -> io::Result<(Session, Box<dyn Lock>)> {
        let session = Session(fastrand::u64(..));
        Ok((session, disk.lock_new(&folder.join(session.lock_name()))?))
    }

    /// Writes this session's copy of a project, in place of the one before.
    pub fn write(&self, disk: &dyn Disk, snapshot: &Snapshot) -> Result<(), RecoveryError> {
        // A project opened for reading only must not be saved to its file after a recovery either.
        let file = snapshot.file.as_ref().filter(|file| file.read_only().is_none());
        let path = file.and_then(|file| file.path().to_str());
        let note = RecoveryNote {
            saved: snapshot.when,
            path: path.map(str::to_owned),
            fingerprint: path.and(file.map(ProjectFile::fingerprint)),
        };
        let bytes = format::to_checked_bytes(&snapshot.project, Some(&note))?;
        let copy = self.folder.join(self.session.copy_name(snapshot.project.id));
        Ok(atomic::write(disk, &copy, &bytes, Access::Private)?)
    }

    /// Removes this session's copy of a project: its work has reached its file, or the user gave it up.
    pub fn clear(&self, disk: &dyn Disk, project: ProjectId) -> Result<(), RecoveryError> {
        remove(disk, &self.folder.join(self.session.copy_name(project)))
    }

    /// What earlier runs left. Reads every copy, so it belongs on another thread where there may be many.
    pub fn list(&self, disk: &dyn Disk) -> Recovered {
        let mut found = Recovered::default();
        let mut names: Vec<_> = disk.list(&self.folder).unwrap_or_default();
        names.sort_unstable();
        for name in names {
            let Some(session) = name.to_str().and_then(Session::of_copy) else {
                continue;
            };
            if session == self.session || self.is_running(disk, session) {
                continue;
            }
            let path = self.folder.join(name);
            match read(disk, &path) {
                Some(snapshot) if is_saved(disk, &snapshot) => {
                    // The run ended between its save and the removal of the copy: nothing is lost.
                    if let Err(error) = remove(disk, &path) {
                        log::warn!("{error}");
                    }
                }
                Some(snapshot) => found.entries.push(RecoveryEntry { snapshot, path, session }),
                None => found.unreadable.push(path),
            }
        }
        found.entries.sort_by_key(|entry| std::cmp::Reverse(entry.snapshot.when));
        self.tidy(disk);
        found
    }

    /// Takes an earlier run's copy over into this session: from now on it is kept and cleared like one's own.
    pub fn adopt(&self, disk: &dyn Disk, entry: &RecoveryEntry) -> Result<(), RecoveryError> {
        self.write(disk, &entry.snapshot)?;
        remove(disk, &entry.path)
    }

    /// Removes an earlier run's copy: the user does not want it.
    pub fn discard(&self, disk: &dyn Disk, entry: &RecoveryEntry) -> Result<(), RecoveryError> {
        if self.is_running(disk, entry.session) {
            return Ok(());
        }
        remove(disk, &entry.path)
    }

    /// Ends the session. Without this its empty lock file stays until a later run removes it.
    pub fn close(mut self, disk: &dyn Disk) {
        drop(self.lock.take());
        if let Err(error) = remove(disk, &self.folder.join(self.session.lock_name())) {
            log::warn!("{error}");
        }
    }

    fn is_running(&self, disk: &dyn Disk, session: Session) -> bool {
        disk.is_locked(&self.folder.join(session.lock_name())).unwrap_or(false)
    }

    /// Removes what is of no use to anybody: lock files of runs that have ended and left no copies, and, where no other
    /// program runs, half-written copies.
    fn tidy(&self, disk: &dyn Disk) {
        let names = disk.list(&self.folder).unwrap_or_default();
        let with_copies: Vec<_> = names.iter().filter_map(|name| Session::of_copy(name.to_str()?)).collect();
        let mut alone = true;
        for name in &names {
            let Some(session) = name.to_str().and_then(|name| Session::parse(name.strip_suffix(".lock")?)) else {
                continue;
            };
            if session == self.session {
                continue;
            }
            let path = self.folder.join(name);
            let ended = if with_copies.contains(&session) {
                disk.is_locked(&path).map(|locked| !locked)
            } else {
                disk.remove_unlocked(&path)
            };
            alone &= ended.unwrap_or(false);
        }
        if alone {
            atomic::sweep_all(disk, &self.folder);
        }
    }
}

fn read(disk: &dyn Disk, path: &Path) -> Option<Snapshot> {
    let opened = format::from_bytes(&disk.read(path, MAX_BYTES).ok()?).ok()?;
    let note = opened.recovery?;
    let known = note.path.zip(note.fingerprint).filter(|_| opened.read_only.is_none());
    let file = known.map(|(path, known)| ProjectFile::recovered(PathBuf::from(path), known));
    Some(Snapshot { project: Arc::new(opened.project), file, when: note.saved })
}

/// Whether a snapshot's own file holds the same project.
fn is_saved(disk: &dyn Disk, snapshot: &Snapshot) -> bool {
    snapshot
        .file
        .as_ref()
        .and_then(|file| disk.read(file.path(), MAX_BYTES).ok())
        .and_then(|bytes| format::from_bytes(&bytes).ok())
        .is_some_and(|opened| opened.project == *snapshot.project)
}

fn remove(disk: &dyn Disk, path: &Path) -> Result<(), RecoveryError> {
    match disk.remove(path) {
        Err(source) if source.kind() != ErrorKind::NotFound => {
            Err(RecoveryError::Remove { path: path.to_owned(), source })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
