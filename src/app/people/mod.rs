//! Files of people, read by a process of its own: looked at and counted beside the window, under limits, so that no file
//! can take the window down.
//!
//! What always holds: whatever the process does (ends, hangs, answers with nonsense, is killed), the job ends with a told
//! error; what the process says on its error channel is thrown away unread, since it could hold what stands in the file.
//! Dropping a job ends its process.
//!
//! What does not belong here: how files are read (`import`).

mod frames;
mod process;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::Builder;

use egui::Context;

use super::Env;
use crate::import::people::wire::{Answer, Question};
use crate::import::people::{Answers, CountOrder, Counted, Look, PeopleError};
use process::Shared;

pub use worker::{IMPORT_WORKER, import_worker};

/// Reading a file of people. Dropping it ends the reading.
#[derive(Debug)]
pub struct ImportJob<T> {
    shared: Arc<Shared>,
    /// `None` once the end has been given.
    done: Option<Receiver<Result<T, ImportError>>>,
}

/// How far a file is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes are read.
    pub read: u64,
    /// How many there are; nought while that is not known.
    pub total: u64,
}

/// Who reads files of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Importer {
    /// A process of this program.
    Process(PathBuf),
    /// This process, at once and without limits: for tests of what is done with the answer.
    Here,
}

/// Why a file of people was not read. The project is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be opened.
    #[error("The file could not be opened: {0}. Check that it is still there and that you may open it.")]
    File(std::io::Error),
    /// The file was not understood.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The process could not be started.
    #[error("The file was not read, because Waymark could not start a second process to read it: {0}.")]
    NotStarted(std::io::Error),
    /// The process ended without an answer.
    #[error(
        "The file could not be read: it needs more memory than reading may take, or is damaged. Your project is as it \
         was. Save the sheet as “CSV UTF-8” with only the columns that are needed."
    )]
    Ended,
    /// The process took too long.
    #[error(
        "Reading the file took too long and was stopped. Your project is as it was. Save the sheet as “CSV UTF-8” with \
         only the columns that are needed."
    )]
    TooLong,
    /// The process answered with nonsense.
    #[error("The file was read, but what was said of it was not understood. Your project is as it was. Try again.")]
    Nonsense,
    /// It was stopped by the user.
    #[error("Reading was stopped. Your project is as it was.")]
    Cancelled,
}

impl Importer {
    /// Who reads files in a world: a process of the program that runs, or this one where jobs run at once.
    pub fn of(env: &Env) -> Result<Self, ImportError> {
        if env.inline_jobs {
            return Ok(Self::Here);
        }
        std::env::current_exe().map(Self::Process).map_err(ImportError::NotStarted)
    }
}

impl ImportJob<Look> {
    /// Begins to look at a file.
    pub fn look(ctx: &Context, env: &Env, path: PathBuf, sheet: Option<String>, answers: Answers) -> Self {
        Self::start(Some(ctx.clone()), Importer::of(env), path, Question::Look { sheet, answers: Box::new(answers) })
    }
}

impl ImportJob<Counted> {
    /// Begins to count a file. The sets have no ids of the project yet: see [`Counted::with_ids`].
    pub fn count(ctx: &Context, env: &Env, path: PathBuf, order: CountOrder) -> Self {
        Self::start(Some(ctx.clone()), Importer::of(env), path, Question::Count(Box::new(order)))
    }
}

impl<T: Answer + Send + 'static> ImportJob<T> {
    /// Begins to read a file. A context is woken when there is something new.
    pub fn start(
        ctx: Option<Context>,
        importer: Result<Importer, ImportError>,
        path: PathBuf,
        question: Question,
    ) -> Self {
        let shared = Arc::new(Shared::default());
        let (sender, receiver) = channel();
        let job = Self { shared: Arc::clone(&shared), done: Some(receiver) };
        let program = match importer {
            Ok(Importer::Process(program)) => program,
            Ok(Importer::Here) => {
                sender.send(worker::read_here(&path, &question, &shared)).ok();
                return job;
            }
            Err(error) => {
                sender.send(Err(error)).ok();
                return job;
            }
        };
        let wake = move || {
            if let Some(ctx) = &ctx {
                ctx.request_repaint();
            }
        };
        let started = Builder::new().name("reading people".to_owned()).spawn({
            let sender = sender.clone();
            move || {
                sender.send(process::read(&program, &path, &question, &shared, &wake)).ok();
                wake();
            }
        });
        if let Err(error) = started {
            sender.send(Err(ImportError::NotStarted(error))).ok();
        }
        job
    }
}

impl<T> ImportJob<T> {
    /// What came of it, once; `None` while it goes on, and when it has been given.
    pub fn poll(&mut self) -> Option<Result<T, ImportError>> {
        let told = match self.done.as_ref()?.try_recv() {
            Ok(told) => told,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Err(ImportError::Ended),
        };
        self.done = None;
        Some(told)
    }

    /// Waits for what comes of it.
    pub fn wait(mut self) -> Result<T, ImportError> {
        let told = self.done.take().map(|done| done.recv());
        told.and_then(Result::ok).unwrap_or(Err(ImportError::Ended))
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.shared.progress()
    }

    /// Stops it. It then ends with [`ImportError::Cancelled`], unless it was done already.
    pub fn cancel(&mut self) {
        self.shared.cancel();
    }
}

impl<T> Drop for ImportJob<T> {
    fn drop(&mut self) {
        if self.done.is_some() {
            self.shared.cancel();
        }
    }
}
