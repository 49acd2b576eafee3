//! A disk in memory that fails when told to, and that forgets at a crash what was not synced.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use waymark::store::{Disk, Kind, Lock, NewFile, Readers};

/// The only folder.
pub const FOLDER: &str = "/d";

/// What goes wrong, counted in operations from 1.
#[derive(Clone, Copy, Debug)]
pub enum Trouble {
    /// This operation fails; a write has written half by then.
    Once(usize, ErrorKind),
    /// This one and every later one fail.
    From(usize, ErrorKind),
    /// This one does its work and then says that it failed.
    Belated(usize, ErrorKind),
    /// The computer stops in this operation.
    Crash(usize),
}

/// The disk; clones are the same disk.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk(Arc<Mutex<State>>);

#[derive(Clone, Debug, Default)]
struct State {
    files: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    /// The names that would survive a crash, before the changes below.
    safe_names: BTreeMap<PathBuf, usize>,
    /// Changes of names that may or may not survive a crash.
    pending: Vec<NameChange>,
    done: usize,
    trouble: Option<Trouble>,
    crashed: bool,
    removal_failed: bool,
    /// How many renames find the target in use, how long was waited for it.
    in_use: usize,
    waited: Duration,
}

#[derive(Clone, Debug)]
struct Content {
    now: Vec<u8>,
    /// What was synced; a file that never was may hold anything up to what was written.
    safe: Option<Vec<u8>>,
}

#[derive(Clone, Debug)]
enum NameChange {
    Add(PathBuf, usize),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

impl NameChange {
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Add(path, file) => {
                names.insert(path.clone(), *file);
            }
            Self::Rename(from, to) => {
                if let Some(file) = names.remove(from) {
                    names.insert(to.clone(), file);
                }
            }
            Self::Remove(path) => {
                names.remove(path);
            }
        }
    }
}

impl MemoryDisk {
    /// A disk with one file, safely written.
    pub fn with_file(path: &Path, content: &[u8]) -> Self {
        let disk = Self::default();
        {
            let mut state = disk.state();
            state.files.push(Content { now: content.to_vec(), safe: Some(content.to_vec()) });
            state.names.insert(path.to_owned(), 0);
            state.safe_names.insert(path.to_owned(), 0);
        }
        disk
    }

    /// Arms or disarms the disk and starts counting.
    pub fn set_trouble(&self, trouble: Option<Trouble>) {
        let mut state = self.state();
        state.trouble = trouble;
        state.done = 0;
    }

    /// How many operations were asked for since [`Self::set_trouble`].
    pub fn done(&self) -> usize {
        self.state().done
    }

    /// Whether some removal was made to fail.
    pub fn removal_failed(&self) -> bool {
        self.state().removal_failed
    }

    /// Another program has files open for this many renames.
    pub fn set_in_use(&self, renames: usize) {
        self.state().in_use = renames;
    }

    /// How long was waited.
    pub fn waited(&self) -> Duration {
        self.state().waited
    }

    /// What a file holds.
    pub fn content(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state();
        state.names.get(path).map(|file| state.files[*file].now.clone())
    }

    /// The names of all files.
    pub fn names(&self) -> Vec<PathBuf> {
        self.state().names.keys().cloned().collect()
    }

    /// Empties a file in place: what this room never does.
    pub fn truncate(&self, path: &Path) -> io::Result<()> {
        self.state().operation(|state| {
            let file = *state.names.get(path).ok_or(ErrorKind::NotFound)?;
            state.files[file] = Content { now: Vec::new(), safe: None };
            Ok(())
        })
    }

    /// Opens a file that exists for writing in place: what this room never does.
    pub fn open_in_place(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        self.state().operation(|state| {
            let file = *state.names.get(path).ok_or(ErrorKind::NotFound)?;
            Ok(Box::new(MemoryFile(self.clone(), file)) as Box<dyn NewFile>)
        })
    }

    /// Every disk that may be found after the power fails now: any of the changes of names may be missing, and what was
    /// not synced may be missing, half there or there.
    pub fn after_power_cut(&self) -> Vec<Self> {
        let state = self.state();
        let mut found = Vec::new();
        for kept in 0..1_usize << state.pending.len() {
            let mut names = state.safe_names.clone();
            for (place, change) in state.pending.iter().enumerate() {
                if kept & 1 << place != 0 {
                    change.apply(&mut names);
                }
            }
            for eighth in [0, 1, 4, 7, 8] {
                let survive = |content: &Content| {
                    let now =
                        content.safe.clone().unwrap_or_else(|| content.now[..content.now.len() * eighth / 8].to_vec());
                    Content { safe: Some(now.clone()), now }
                };
                let files = state.files.iter().map(survive).collect();
                let survivor = State { files, names: names.clone(), safe_names: names.clone(), ..State::default() };
                found.push(Self(Arc::new(Mutex::new(survivor))));
            }
        }
        found
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl State {
    fn operation<T>(&mut self, work: impl FnOnce(&mut Self) -> io::Result<T>) -> io::Result<T> {
        self.done += 1;
        if self.crashed {
            return Err(ErrorKind::Other.into());
        }
        match self.trouble {
            Some(Trouble::Once(at, kind)) if self.done == at => Err(kind.into()),
            Some(Trouble::From(at, kind)) if self.done >= at => Err(kind.into()),
            Some(Trouble::Belated(at, kind)) if self.done == at => work(self).and(Err(kind.into())),
            Some(Trouble::Crash(at)) if self.done >= at => {
                self.crashed = true;
                Err(ErrorKind::Other.into())
            }
            _ => work(self),
        }
    }

    fn change(&mut self, change: NameChange) {
        change.apply(&mut self.names);
        self.pending.push(change);
    }
}

impl Disk for MemoryDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.state().operation(|_| Ok(path.to_owned()))
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.state().operation(|state| {
            if path == Path::new(FOLDER) {
                return Ok(Kind::Folder);
            }
            state.names.get(path).map(|_| Kind::File).ok_or_else(|| ErrorKind::NotFound.into())
        })
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.state().operation(|state| {
            let file = *state.names.get(path).ok_or(ErrorKind::NotFound)?;
            let bytes = state.files[file].now.clone();
            if bytes.len() as u64 > limit { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
        })
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        self.state().operation(|state| state.names.get(path).map(drop).ok_or_else(|| ErrorKind::NotFound.into()))
    }

    fn create_new(&self, path: &Path, _readers: Readers) -> io::Result<Box<dyn NewFile>> {
        self.state().operation(|state| {
            if state.names.contains_key(path) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            state.files.push(Content { now: Vec::new(), safe: None });
            let file = state.files.len() - 1;
            state.change(NameChange::Add(path.to_owned(), file));
            Ok(Box::new(MemoryFile(self.clone(), file)) as Box<dyn NewFile>)
        })
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.state().operation(|state| {
            let both = state.names.contains_key(from) && state.names.contains_key(to);
            if both { Ok(()) } else { Err(ErrorKind::NotFound.into()) }
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.state().operation(|state| {
            if state.in_use > 0 {
                state.in_use -= 1;
                return Err(ErrorKind::ResourceBusy.into());
            }
            if !state.names.contains_key(from) {
                return Err(ErrorKind::NotFound.into());
            }
            state.change(NameChange::Rename(from.to_owned(), to.to_owned()));
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let result = state.operation(|state| {
            if !state.names.contains_key(path) {
                return Err(ErrorKind::NotFound.into());
            }
            state.change(NameChange::Remove(path.to_owned()));
            Ok(())
        });
        state.removal_failed |= result.is_err();
        result
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.state().operation(|state| {
            state.safe_names = state.names.clone();
            state.pending.clear();
            Ok(())
        })
    }

    fn list(&self, _folder: &Path) -> io::Result<Vec<OsString>> {
        self.state().operation(|state| {
            Ok(state.names.keys().filter_map(|path| path.file_name()).map(ToOwned::to_owned).collect())
        })
    }

    fn make_private_folder(&self, _folder: &Path) -> io::Result<()> {
        self.state().operation(|_| Ok(()))
    }

    fn lock_new(&self, _path: &Path) -> io::Result<Box<dyn Lock>> {
        Err(ErrorKind::Unsupported.into())
    }

    fn is_locked(&self, _path: &Path) -> io::Result<bool> {
        Err(ErrorKind::Unsupported.into())
    }

    fn remove_unlocked(&self, _path: &Path) -> io::Result<bool> {
        Err(ErrorKind::Unsupported.into())
    }

    fn may_pass(&self, error: &io::Error) -> bool {
        error.kind() == ErrorKind::ResourceBusy
    }

    fn pause(&self, how_long: Duration) {
        self.state().waited += how_long;
    }
}

#[derive(Debug)]
struct MemoryFile(MemoryDisk, usize);

impl NewFile for MemoryFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.0.state();
        let before = state.files[self.1].now.len();
        let result = state.operation(|state| {
            state.files[self.1].now.extend_from_slice(bytes);
            Ok(())
        });
        let file = &mut state.files[self.1];
        if result.is_err() && file.now.len() == before {
            file.now.extend_from_slice(&bytes[..bytes.len() / 2]);
        }
        result
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.state().operation(|state| {
            let file = &mut state.files[self.1];
            file.safe = Some(file.now.clone());
            Ok(())
        })
    }
}
