//! Opening and saving a project's file.
//!
//! A [`ProjectFile`] remembers what its file held when it was last opened or saved. What always holds: a save replaces
//! only what this program opened or saved itself, or what it was told to replace; before the first such replacement the
//! old content is kept beside the file as `NAME.bak` (the file as it was when it was opened), and likewise
//! before every deliberate replacement of somebody else's content. A backup that fails does not stop the save; it is
//! told in [`Saved`]. What is saved has been read back as text and is equal to the project.
//!
//! Between the look at the old file and the new one taking its place lie some milliseconds in which another program's
//! save would be replaced unseen; no lock is held on the file, since shared drives refuse to replace a locked file.
//!
//! What does not belong here: which file to open, and asking the user what to do (`app`). Everything here may run on
//! another thread: values are owned.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::{self, Access, WriteError, WriteProblem};
use super::disk::{Disk, Kind};
use super::fingerprint::Fingerprint;
use super::format::{self, FormatError, MAX_BYTES, ReadOnly};
use crate::project::Project;

/// The ending of project files.
pub const EXTENSION: &str = "waymark";

/// The file of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectFile {
    path: PathBuf,
    /// What the file held when it was last opened or saved.
    known: Fingerprint,
    /// What a save that ended in an error tried to write: it may have got there.
    tried: Option<Fingerprint>,
    read_only: Option<ReadOnly>,
    /// Whether the content as it was opened is kept already, or was made by this program in the first place.
    kept: bool,
}

/// A project file that was opened.
#[derive(Clone, Debug)]
pub struct OpenedFile {
    /// The file, for saving.
    pub file: ProjectFile,
    /// The project.
    pub project: Arc<Project>,
}

/// What a save did beyond saving.
#[derive(Debug, Default)]
#[must_use]
pub struct Saved {
    /// Why the old content could not be kept beside the file. The save itself went well.
    pub backup_problem: Option<WriteError>,
}

/// What to do where a file of the chosen name exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it alone and say so.
    Refuse,
    /// Replace it: the user has agreed.
    Replace,
}

/// What a project's file holds now.
#[derive(Debug)]
pub enum OnDisk {
    /// What it held when it was last opened or saved.
    Same,
    /// Something else.
    Changed,
    /// It is not there.
    Missing,
    /// It cannot be read at the moment.
    Unreadable(io::Error),
}

/// Why a file was not opened.
#[derive(Debug, thiserror::Error)]
#[error("{problem}: {}", path.display())]
pub struct OpenError {
    /// The file.
    pub path: PathBuf,
    /// What is in the way.
    #[source]
    pub problem: OpenProblem,
}

/// What is in the way of opening a file.
#[derive(Debug, thiserror::Error)]
pub enum OpenProblem {
    /// It does not exist.
    #[error("the file is not there")]
    NotFound,
    /// It is a folder, a device or a pipe.
    #[error("it is not a file")]
    NotAFile,
    /// The user may not read it.
    #[error("the file may not be read")]
    Denied(#[source] io::Error),
    /// The disk could not read it.
    #[error("the file could not be read")]
    Unreadable(#[source] io::Error),
    /// What it holds is not a project.
    #[error(transparent)]
    Format(#[from] FormatError),
}

/// Why a project was not saved. What the file held before is whole.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The project may only be looked at.
    #[error("the project was opened for reading only: {}", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: ReadOnly,
    },
    /// Somebody else changed the file since it was opened or saved.
    #[error("the file was changed by somebody else: {}", path.display())]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// The file was moved or deleted since it was opened or saved.
    #[error("the file is no longer there: {}", path.display())]
    MissingOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// A file of that name exists already.
    #[error("a file of that name exists: {}", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// What the file holds now could not be read, so that nobody can tell whether somebody changed it.
    #[error("the file could not be checked for changes by others: {}", path.display())]
    CannotCheck {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The project could not be written as text that reads back the same.
    #[error("the project could not be written as text")]
    Format(#[from] FormatError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl ProjectFile {
    /// Opens a project.
    pub fn open(disk: &dyn Disk, path: &Path) -> Result<OpenedFile, OpenError> {
        let fail = |problem| OpenError { path: path.to_owned(), problem };
        atomic::sweep(disk, path);
        let bytes = read_file(disk, path).map_err(fail)?;
        let opened = format::from_bytes(&bytes).map_err(|error| fail(error.into()))?;
        let file = Self {
            path: path.to_owned(),
            known: Fingerprint::of(&bytes),
            tried: None,
            read_only: opened.read_only,
            kept: false,
        };
        Ok(OpenedFile { file, project: Arc::new(opened.project) })
    }

    /// Saves a project under a name that is not its own: its first save, and *save as*.
    pub fn create(
        disk: &dyn Disk,
        path: &Path,
        project: &Arc<Project>,
        existing: Existing,
    ) -> Result<(Self, Saved), SaveError> {
        let bytes = format::to_checked_bytes(project, None)?;
        let old = match disk.kind(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            // What else may be wrong with the place is told by the write.
            Err(_) | Ok(Kind::Folder | Kind::Other) => None,
            Ok(Kind::File) if existing == Existing::Refuse => {
                return Err(SaveError::Exists { path: path.to_owned() });
            }
            Ok(Kind::File) => Some(disk.read(path, MAX_BYTES)),
        };
        let saved = Saved { backup_problem: old.and_then(|old| keep(disk, path, old).err()) };
        atomic::write(disk, path, &bytes, Access::AsBefore)?;
        let file =
            Self { path: path.to_owned(), known: Fingerprint::of(&bytes), tried: None, read_only: None, kept: true };
        Ok((file, saved))
    }

    /// The file of a project that comes from a recovery copy.
    pub(super) fn recovered(path: PathBuf, known: Fingerprint) -> Self {
        Self { path, known, tried: None, read_only: None, kept: false }
    }

    /// Saves the project to its file. On any error the project stays unsaved and the file as it was.
    pub fn save(&mut self, disk: &dyn Disk, project: &Arc<Project>) -> Result<Saved, SaveError> {
        let bytes = self.bytes_to_save(project)?;
        let old = match disk.read(&self.path, MAX_BYTES) {
            Ok(old) => old,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(self.missing(disk, error)),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                return Err(SaveError::ChangedOnDisk { path: self.path.clone() });
            }
            Err(source) => return Err(SaveError::CannotCheck { path: self.path.clone(), source }),
        };
        if !self.knows(&old) {
            return Err(SaveError::ChangedOnDisk { path: self.path.clone() });
        }
        let backup_problem = if self.kept { None } else { keep(disk, &self.path, Ok(old)).err() };
        self.write(disk, &bytes)?;
        Ok(Saved { backup_problem })
    }

    /// Saves the project to its file whatever it holds now, or if it is gone: the user has agreed. What it holds is
    /// kept beside it.
    pub fn save_over(&mut self, disk: &dyn Disk, project: &Arc<Project>) -> Result<Saved, SaveError> {
        let bytes = self.bytes_to_save(project)?;
        let backup_problem = match disk.read(&self.path, MAX_BYTES) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            old => keep(disk, &self.path, old).err(),
        };
        self.write(disk, &bytes)?;
        Ok(Saved { backup_problem })
    }

    /// Whether somebody else has changed the file.
    pub fn on_disk(&self, disk: &dyn Disk) -> OnDisk {
        match disk.read(&self.path, MAX_BYTES) {
            Ok(bytes) if self.knows(&bytes) => OnDisk::Same,
            Ok(_) => OnDisk::Changed,
            Err(error) if error.kind() == ErrorKind::NotFound => OnDisk::Missing,
            Err(error) if error.kind() == ErrorKind::FileTooLarge => OnDisk::Changed,
            Err(error) => OnDisk::Unreadable(error),
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file held when it was last opened or saved.
    pub fn fingerprint(&self) -> Fingerprint {
        self.known
    }

    /// Why the project may only be looked at, if so. Saving it under another name would leave out what this version
    /// does not know.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }

    fn bytes_to_save(&self, project: &Arc<Project>) -> Result<Vec<u8>, SaveError> {
        if let Some(reason) = &self.read_only {
            return Err(SaveError::ReadOnly { path: self.path.clone(), reason: reason.clone() });
        }
        Ok(format::to_checked_bytes(project, None)?)
    }

    fn knows(&self, bytes: &[u8]) -> bool {
        let found = Fingerprint::of(bytes);
        found == self.known || Some(found) == self.tried
    }

    /// A file that is gone, or its whole folder with it: a drive that is not connected.
    fn missing(&self, disk: &dyn Disk, source: io::Error) -> SaveError {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match disk.kind(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => SaveError::Write(WriteError {
                path: self.path.clone(),
                problem: WriteProblem::NoFolder,
                step: "looking at the file",
                source: Some(source),
            }),
            Ok(_) | Err(_) => SaveError::MissingOnDisk { path: self.path.clone() },
        }
    }

    fn write(&mut self, disk: &dyn Disk, bytes: &[u8]) -> Result<(), SaveError> {
        let new = Fingerprint::of(bytes);
        self.tried = Some(new);
        atomic::write(disk, &self.path, bytes, Access::AsBefore)?;
        self.known = new;
        self.tried = None;
        self.kept = true;
        Ok(())
    }
}

/// Keeps what a file holds under a name beside it, for the same readers.
fn keep(disk: &dyn Disk, path: &Path, old: io::Result<Vec<u8>>) -> Result<(), WriteError> {
    let fail = |source| WriteError {
        path: path.to_owned(),
        problem: WriteProblem::Other,
        step: "keeping the old content",
        source: Some(source),
    };
    let old = old.map_err(fail)?;
    let real = disk.resolve(path).map_err(fail)?;
    let mut name = real.clone().into_os_string();
    name.push(".bak");
    atomic::write(disk, Path::new(&name), &old, Access::Like(&real))
}

fn read_file(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, OpenProblem> {
    // Reading a pipe would wait for ever.
    match disk.kind(path).map_err(problem_of)? {
        Kind::File => disk.read(path, MAX_BYTES).map_err(problem_of),
        Kind::Folder | Kind::Other => Err(OpenProblem::NotAFile),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of kinds is long and open")]
fn problem_of(error: io::Error) -> OpenProblem {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => OpenProblem::NotFound,
        ErrorKind::PermissionDenied => OpenProblem::Denied(error),
        ErrorKind::FileTooLarge => OpenProblem::Format(FormatError::TooLarge),
        _ => OpenProblem::Unreadable(error),
    }
}
