//! Writing a file so that, whatever happens, either the old or the new content is whole under its name.
//!
//! The new content is written beside the file under a hidden name, synced, closed, read back and compared; only then
//! does it take the file's name, in one step. What always holds: [`write()`] gives `Ok` only when the new content is
//! under the name and synced; after an error the old content is whole (after [`WriteProblem::Unconfirmed`], the new),
//! and the hidden file is gone where it could be removed. One that a crash left behind is removed by the next write.
//!
//! A link stays a link, and the permissions of a file stay. Two things do not: further hard links keep the old content,
//! and access-control lists beyond the usual permissions are lost.
//!
//! What does not belong here: what the bytes mean, and whether the file may be replaced at all (`file`).

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, Kind, NewFile, Readers};
use super::fingerprint::Fingerprint;

/// Who may read the file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access<'a> {
    /// Whoever could read the old file; for a new one, what the system's settings allow.
    AsBefore,
    /// Its owner alone.
    Private,
    /// Whoever can read another file.
    Like(&'a Path),
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
#[error("{problem} ({step}): {}", path.display())]
pub struct WriteError {
    /// The file that was to be written.
    pub path: PathBuf,
    /// What is in the way.
    pub problem: WriteProblem,
    /// What was being done.
    pub step: &'static str,
    /// What the system said.
    #[source]
    pub source: Option<io::Error>,
}

/// What is in the way of writing a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteProblem {
    /// The path has no file name.
    #[error("the path does not name a file")]
    NoName,
    /// A folder has that name.
    #[error("a folder has that name")]
    IsFolder,
    /// A device or a pipe has that name.
    #[error("something that is not a file has that name")]
    NotAFile,
    /// The folder does not exist, or its drive is not connected.
    #[error("the folder cannot be found")]
    NoFolder,
    /// Files may not be made in the folder.
    #[error("the folder may not be written to")]
    FolderReadOnly,
    /// The file may not be changed.
    #[error("the file may not be changed")]
    FileReadOnly,
    /// There is no room left.
    #[error("the disk is full")]
    DiskFull,
    /// Another program holds the file.
    #[error("another program is using the file")]
    InUse,
    /// What was read back is not what was written.
    #[error("what was read back is not what was written")]
    ReadBackDiffers,
    /// The new content is in place, but the disk did not confirm that it would survive a power cut.
    #[error("the disk did not confirm the write")]
    Unconfirmed,
    /// Something else.
    #[error("the file could not be written")]
    Other,
}

/// How often a write starts again when another program removed its hidden file.
const ATTEMPTS: usize = 3;

/// How long a rename is tried in all where another program holds the file.
const PATIENCE: Duration = Duration::from_secs(4);

/// Writes `bytes` as the whole file at `path`.
pub fn write(disk: &dyn Disk, path: &Path, bytes: &[u8], access: Access<'_>) -> Result<(), WriteError> {
    let fail = |problem, step, source| WriteError { path: path.to_owned(), problem, step, source };
    let target =
        disk.resolve(path).map_err(|error| fail(problem_of_folder(&error), "finding the folder", Some(error)))?;
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(fail(WriteProblem::NoName, "finding the folder", None));
    };
    let exists = match disk.kind(&target) {
        Ok(Kind::File) => true,
        Ok(Kind::Folder) => return Err(fail(WriteProblem::IsFolder, "looking at the file", None)),
        Ok(Kind::Other) => return Err(fail(WriteProblem::NotAFile, "looking at the file", None)),
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => return Err(fail(problem_of_folder(&error), "looking at the file", Some(error))),
    };
    if exists {
        patiently(disk, || disk.check_writable(&target)).map_err(|error| {
            let problem = if disk.may_pass(&error) { WriteProblem::InUse } else { problem_of_file(&error) };
            fail(problem, "asking whether the file may be changed", Some(error))
        })?;
    }
    sweep_folder(disk, folder, name);

    let job = Job { disk, path, target: &target, folder, name, bytes, access, exists };
    let mut result = job.run();
    for _ in 1..ATTEMPTS {
        match &result {
            Err(error) if error.is_lost_temp() => result = job.run(),
            Ok(()) | Err(_) => break,
        }
    }
    result
}

/// Removes hidden files that an interrupted write of `path` left behind. What cannot be removed stays for the next time.
pub fn sweep(disk: &dyn Disk, path: &Path) {
    if let Ok(target) = disk.resolve(path)
        && let (Some(folder), Some(name)) = (target.parent(), target.file_name())
    {
        sweep_folder(disk, folder, name);
    }
}

/// Removes what interrupted writes of any file left in a folder.
pub(super) fn sweep_all(disk: &dyn Disk, folder: &Path) {
    remove_temps(disk, folder, TEMP_START);
}

/// A write that is under way also loses its file to this. It notices and starts again, see [`ATTEMPTS`].
fn sweep_folder(disk: &dyn Disk, folder: &Path, name: &OsStr) {
    remove_temps(disk, folder, &temp_prefix(name));
}

fn remove_temps(disk: &dyn Disk, folder: &Path, prefix: &str) {
    for found in disk.list(folder).unwrap_or_default() {
        if found.to_str().is_some_and(|found| found.starts_with(prefix) && found.ends_with(TEMP_END))
            && let Err(error) = disk.remove(&folder.join(&found))
        {
            log::warn!("a file left by an interrupted save could not be removed: {error}");
        }
    }
}

/// How the names of all hidden files begin.
const TEMP_START: &str = ".waymark-";

/// How they end.
const TEMP_END: &str = ".tmp";

/// How the names of hidden files for a file of this name begin: short whatever the name, so that a long name can be
/// saved too.
fn temp_prefix(name: &OsStr) -> String {
    let digits = Fingerprint::of(name.as_encoded_bytes()).to_string();
    format!("{TEMP_START}{digits:.12}-")
}

/// One write.
struct Job<'a> {
    disk: &'a dyn Disk,
    path: &'a Path,
    target: &'a Path,
    folder: &'a Path,
    name: &'a OsStr,
    bytes: &'a [u8],
    access: Access<'a>,
    exists: bool,
}

impl Job<'_> {
    fn run(&self) -> Result<(), WriteError> {
        let temp = self.folder.join(format!("{}{:016x}{TEMP_END}", temp_prefix(self.name), fastrand::u64(..)));
        let like = match self.access {
            Access::AsBefore => self.exists.then_some(self.target),
            Access::Private => None,
            Access::Like(other) => Some(other),
        };
        let usual = like.is_none() && self.access == Access::AsBefore;
        let readers = if usual { Readers::Usual } else { Readers::Owner };
        let placed = self
            .disk
            .create_new(&temp, readers)
            .map_err(|error| self.fail(problem_of_folder(&error), "making a new file", Some(error)))
            .and_then(|file| self.fill(file, &temp, like))
            .and_then(|()| self.place(&temp));
        if let Err(error) = placed {
            if let Err(left) = self.disk.remove(&temp)
                && left.kind() != ErrorKind::NotFound
            {
                log::warn!("a file of a failed save could not be removed: {left}");
            }
            return Err(error);
        }
        self.disk
            .sync_folder(self.folder)
            .map_err(|error| self.fail(WriteProblem::Unconfirmed, "confirming the new name", Some(error)))
    }

    /// Fills the hidden file and makes sure of it. It is closed at the end: some drives refuse to rename an open file.
    fn fill(&self, mut file: Box<dyn NewFile>, temp: &Path, like: Option<&Path>) -> Result<(), WriteError> {
        file.write_all(self.bytes).map_err(|error| self.fail(problem_of_file(&error), "writing", Some(error)))?;
        if let Some(like) = like {
            self.disk
                .copy_permissions(like, temp)
                .map_err(|error| self.fail(WriteProblem::Other, "keeping the permissions", Some(error)))?;
        }
        file.sync().map_err(|error| self.fail(problem_of_file(&error), "syncing", Some(error)))?;
        drop(file);
        let limit = u64::try_from(self.bytes.len()).unwrap_or(u64::MAX);
        match self.disk.read(temp, limit) {
            Ok(back) if back == self.bytes => Ok(()),
            Ok(_) => Err(self.fail(WriteProblem::ReadBackDiffers, READ_BACK, None)),
            Err(error) => Err(self.fail(WriteProblem::ReadBackDiffers, READ_BACK, Some(error))),
        }
    }

    fn place(&self, temp: &Path) -> Result<(), WriteError> {
        patiently(self.disk, || self.disk.rename(temp, self.target)).map_err(|error| {
            let problem = if self.disk.may_pass(&error) { WriteProblem::InUse } else { problem_of_folder(&error) };
            self.fail(problem, RENAME, Some(error))
        })
    }

    fn fail(&self, problem: WriteProblem, step: &'static str, source: Option<io::Error>) -> WriteError {
        WriteError { path: self.path.to_owned(), problem, step, source }
    }
}

const READ_BACK: &str = "reading back";
const RENAME: &str = "giving the new content its name";

impl WriteError {
    /// Whether the hidden file was gone when it was wanted.
    fn is_lost_temp(&self) -> bool {
        matches!(self.step, READ_BACK | RENAME)
            && self.source.as_ref().is_some_and(|error| error.kind() == ErrorKind::NotFound)
    }
}

/// Tries again for a while where another program holds the file. The pauses grow from 10 to 100 milliseconds.
fn patiently(disk: &dyn Disk, mut operation: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let mut pause = Duration::from_millis(10);
    let mut waited = Duration::ZERO;
    loop {
        match operation() {
            Err(error) if waited < PATIENCE && disk.may_pass(&error) => {
                disk.pause(pause);
                waited += pause;
                pause = (pause + Duration::from_millis(10)).min(Duration::from_millis(100));
            }
            result => return result,
        }
    }
}

/// What an error means while the folder is being used.
fn problem_of_folder(error: &io::Error) -> WriteProblem {
    let problem = problem_of_file(error);
    if problem == WriteProblem::FileReadOnly { WriteProblem::FolderReadOnly } else { problem }
}

/// What an error means while the file itself is being used.
#[expect(clippy::wildcard_enum_match_arm, reason = "the list of kinds is long and open")]
fn problem_of_file(error: &io::Error) -> WriteProblem {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => WriteProblem::NoFolder,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => WriteProblem::FileReadOnly,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => WriteProblem::DiskFull,
        ErrorKind::IsADirectory => WriteProblem::IsFolder,
        ErrorKind::ResourceBusy => WriteProblem::InUse,
        _ => WriteProblem::Other,
    }
}
