//! The disk as this room sees it: every operation that saving, opening and recovery need, behind one trait.
//!
//! What always holds: nothing in this room touches a file except through a [`Disk`], so that tests can make any single
//! operation fail, or lose what was not yet synced, and look at what is left.
//!
//! What does not belong here: in which order operations make a save safe (`atomic`), and what the bytes mean.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The operations on files.
pub trait Disk: Send + Sync {
    /// The real path of a file that may not exist yet: links are followed, so that writing keeps a link a link.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// What stands at a path; links are followed.
    fn kind(&self, path: &Path) -> io::Result<Kind>;
    /// The whole file; one of more than `limit` bytes is an error of the kind [`ErrorKind::FileTooLarge`].
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// Whether an existing file may be written to. Changes nothing.
    fn check_writable(&self, path: &Path) -> io::Result<()>;
    /// Makes a file that must not exist yet.
    fn create_new(&self, path: &Path, readers: Readers) -> io::Result<Box<dyn NewFile>>;
    /// Gives a file the permissions, and where possible the owner and group, of another.
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts a file under another name, in place of what stands there, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes names in a folder survive a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// The names in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// Makes a folder that only its owner can enter, with those above it; one that exists is made private.
    fn make_private_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes a new file and holds it locked until the result is dropped or the process ends, however it ends.
    fn lock_new(&self, path: &Path) -> io::Result<Box<dyn Lock>>;
    /// Whether some process holds a file locked.
    fn is_locked(&self, path: &Path) -> io::Result<bool>;
    /// Removes a file unless some process holds it locked; whether it was removed.
    fn remove_unlocked(&self, path: &Path) -> io::Result<bool>;
    /// Whether an error may pass by itself: another program has the file open for a moment.
    fn may_pass(&self, error: &io::Error) -> bool;
    /// Waits before trying again.
    fn pause(&self, how_long: Duration);
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A device, a pipe …
    Other,
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the system's settings for new files allow.
    Usual,
    /// Its owner alone.
    Owner,
}

/// A new file that is being written. Dropping it closes it.
pub trait NewFile {
    /// Writes all of it.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes what was written survive a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

/// A file that is held locked.
pub trait Lock: Send + Sync + std::fmt::Debug {}

/// The computer's disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

/// How many links one after another are followed.
const LINKS: usize = 16;

impl Disk for RealDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = std::path::absolute(path)?;
        for _ in 0..LINKS {
            let error = match fs::canonicalize(&path) {
                Ok(real) => return Ok(real),
                Err(error) => error,
            };
            let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
                return Err(error);
            };
            match fs::symlink_metadata(&path) {
                // A link to a file that does not exist yet.
                Ok(data) if data.is_symlink() => path = folder.join(fs::read_link(&path)?),
                // Some network drives cannot tell real paths; the path as given is then the best there is.
                Ok(_) => return Ok(path),
                Err(_) => return Ok(fs::canonicalize(folder)?.join(name)),
            }
        }
        Err(io::Error::new(ErrorKind::InvalidInput, "links lead in a circle"))
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let data = fs::metadata(path)?;
        Ok(match (data.is_file(), data.is_dir()) {
            (true, _) => Kind::File,
            (false, true) => Kind::Folder,
            (false, false) => Kind::Other,
        })
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let mut bytes = Vec::new();
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        // The administrator may write anything; a file that is marked read-only is still meant to stay as it is.
        if fs::metadata(path)?.permissions().readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        OpenOptions::new().write(true).open(path).map(drop)
    }

    fn create_new(&self, path: &Path, readers: Readers) -> io::Result<Box<dyn NewFile>> {
        Ok(Box::new(RealFile(new_options(readers).open(path)?)))
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        copy_permissions(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(windows) {
            return Ok(());
        }
        match File::open(folder)?.sync_all() {
            // Network drives and some others have no such operation.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn make_private_folder(&self, folder: &Path) -> io::Result<()> {
        make_private_folder(folder)
    }

    fn lock_new(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        let file = new_options(Readers::Owner).open(path)?;
        // Waits at most for another program that is just looking; it may also have removed the file as one left over.
        file.lock()?;
        fs::metadata(path)?;
        Ok(Box::new(RealLock { _file: file }))
    }

    fn is_locked(&self, path: &Path) -> io::Result<bool> {
        match File::open(path)?.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(fs::TryLockError::WouldBlock) => Ok(true),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn remove_unlocked(&self, path: &Path) -> io::Result<bool> {
        let file = File::open(path)?;
        match file.try_lock() {
            Ok(()) => fs::remove_file(path).map(|()| true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn may_pass(&self, error: &io::Error) -> bool {
        // Access denied, sharing violation, lock violation: what virus scanners and synchronising programs cause.
        cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
    }

    fn pause(&self, how_long: Duration) {
        std::thread::sleep(how_long);
    }
}

#[derive(Debug)]
struct RealFile(File);

impl NewFile for RealFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)?;
        self.0.flush()
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

#[derive(Debug)]
struct RealLock {
    _file: File,
}

impl Lock for RealLock {}

fn new_options(readers: Readers) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _: Readers = readers;
    options
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};

    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut permissions = fs::metadata(folder)?.permissions();
    if permissions.mode() & 0o077 != 0 {
        permissions.set_mode(0o700);
        fs::set_permissions(folder, permissions)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    // The folders of a user's profile are private already.
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn copy_permissions(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};

    let old = fs::metadata(from)?;
    let new = fs::metadata(to)?;
    let mut mode = old.mode() & 0o777;
    let owner = (old.uid() != new.uid()).then(|| old.uid());
    let group = (old.gid() != new.gid()).then(|| old.gid());
    if (owner.is_some() || group.is_some())
        && chown(to, owner, group).is_err()
        && group.is_some()
        && chown(to, None, group).is_err()
    {
        // The file falls to another group: what the old group could do, this one must not gain.
        mode = (mode & 0o707) | ((mode & 0o007) << 3);
    }
    // Setting what is set already can fail on drives that have no permissions.
    if new.mode() & 0o777 == mode {
        return Ok(());
    }
    fs::set_permissions(to, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn copy_permissions(_from: &Path, _to: &Path) -> io::Result<()> {
    // A new file has the permissions of its folder, as the old one had.
    Ok(())
}
