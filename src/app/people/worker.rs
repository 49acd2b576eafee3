//! The side of the process that reads a file: takes its limits, reads a question, answers it, and ends.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use super::ImportError;
use super::frames;
use super::process::Shared;
use crate::import::people::wire::{Answer, Question};
use crate::import::people::{Counted, Look, PeopleError, count, look};

/// The argument that makes the program a reader of files of people: not for people, so not in its help.
pub const IMPORT_WORKER: &str = "--import-worker";

/// The memory that reading may take, in bytes: 512 MB.
#[cfg(unix)]
const MEMORY: u64 = 512 * 1024 * 1024;

/// The time of a processor that reading may take, in seconds.
#[cfg(unix)]
const SECONDS: u64 = 60;

/// The longest question that is taken, in bytes.
const LONGEST_QUESTION: u64 = 64 * 1024 * 1024;

/// How many bytes are read between two words on how far the reading is.
const STEP: u64 = 1024 * 1024;

/// Reads a file as the process that started this one asks, and answers it.
pub fn import_worker(path: &OsString) -> ExitCode {
    // What a panic says could hold what stands in a cell.
    std::panic::set_hook(Box::new(|_| {}));
    limit();
    match catch_unwind(AssertUnwindSafe(|| answer(Path::new(path)))) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(_)) | Err(_) => ExitCode::FAILURE,
    }
}

/// Takes the limits of this process. Where the system has none, the window’s own watch remains.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
        // A system that refuses one has a lower one already, or none of this kind.
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).ok();
    }
}

#[cfg(not(unix))]
fn limit() {}

fn answer(path: &Path) -> io::Result<()> {
    let mut question = Vec::new();
    io::stdin().lock().take(LONGEST_QUESTION).read_to_end(&mut question)?;
    let question = Question::from_bytes(&question).map_err(|_nonsense| io::ErrorKind::InvalidData)?;
    let file = File::open(path)?;
    let total = file.metadata()?.len();
    let mut out = io::stdout().lock();
    let mut said = 0;
    let mut watch = |read: u64| {
        if read >= said + STEP || read == total {
            said = read;
            // Nobody to say it to: the answer will not be heard either.
            frames::say_progress(&mut out, read, total).ok();
        }
    };
    let answer = match &question {
        Question::Look { sheet, answers } => Look::to_pipe(look(file, sheet.as_deref(), answers, &mut watch)),
        Question::Count(order) => Counted::to_pipe(count(file, order, &mut watch)),
    };
    frames::say_done(&mut out, &answer)
}

/// Reads a file in this process, at once.
pub(super) fn read_here<T: Answer>(path: &Path, question: &Question, shared: &Shared) -> Result<T, ImportError> {
    let file = File::open(path).map_err(ImportError::File)?;
    let total = file.metadata().map_err(ImportError::File)?.len();
    let mut watch = |read| shared.note(read, total);
    let told = catch_unwind(AssertUnwindSafe(|| match question {
        Question::Look { sheet, answers } => Look::to_pipe(look(file, sheet.as_deref(), answers, &mut watch)),
        Question::Count(order) => Counted::to_pipe(count(file, order, &mut watch)),
    }));
    let answer = told.map_err(|_panic| ImportError::Ended)?;
    T::from_pipe(&answer).map_err(|_nonsense| ImportError::Nonsense)?.map_err(PeopleError::into)
}
