//! The side of the window: starts the process, hears what it says, and ends it.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use super::frames::{self, Frame};
use super::worker::IMPORT_WORKER;
use super::{ImportError, Progress};
use crate::import::people::wire::{Answer, Question};

/// How long the process may say nothing. It says how far it is several times a second; only the unpacking of a workbook
/// is silent, and that is bounded.
const SILENCE: Duration = Duration::from_mins(1);

/// What the job and its threads share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    read: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
    child: Mutex<Option<Child>>,
}

impl Shared {
    pub(super) fn progress(&self) -> Progress {
        Progress { read: self.read.load(Ordering::Relaxed), total: self.total.load(Ordering::Relaxed) }
    }

    pub(super) fn note(&self, read: u64, total: u64) {
        self.read.store(read, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
        if let Some(child) = self.child().as_mut() {
            // One that has ended by itself cannot be killed, and need not be.
            child.kill().ok();
        }
    }

    fn child(&self) -> MutexGuard<'_, Option<Child>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the process, and waits until it is gone.
    fn end(&self) {
        if let Some(mut child) = self.child().take() {
            child.kill().ok();
            child.wait().ok();
        }
    }
}

/// Has a file read by a process of its own.
pub(super) fn read<T: Answer>(
    program: &Path,
    path: &Path,
    question: &Question,
    shared: &std::sync::Arc<Shared>,
    wake: &dyn Fn(),
) -> Result<T, ImportError> {
    // So that a file that is not there is told as what it is.
    let size = std::fs::File::open(path).and_then(|file| file.metadata()).map_err(ImportError::File)?;
    if !size.is_file() {
        return Err(ImportError::File(io::ErrorKind::InvalidInput.into()));
    }
    shared.note(0, size.len());
    let mut command = Command::new(program);
    command.arg(IMPORT_WORKER).arg(path).env_remove("RUST_LOG").env_remove("RUST_BACKTRACE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        // Without a window of its own.
        command.creation_flags(0x0800_0000);
    }
    let mut child = command.spawn().map_err(ImportError::NotStarted)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    *shared.child() = Some(child);
    let (Some(mut stdin), Some(mut stdout)) = (stdin, stdout) else {
        shared.end();
        return Err(ImportError::Ended);
    };
    // Hearing can wait for ever, so it has a thread of its own; it ends when the process does.
    let (sender, heard) = channel();
    let asked = question.to_bytes();
    let hearing = Builder::new().name("hearing of people".to_owned()).spawn(move || {
        // A process that does not take the question says nothing either.
        stdin.write_all(&asked).ok();
        drop(stdin);
        loop {
            let frame = frames::hear(&mut stdout);
            let goes_on = matches!(frame, Ok(Frame::Progress(..)));
            if sender.send(frame).is_err() || !goes_on {
                break;
            }
        }
    });
    let told = match hearing {
        Err(error) => Err(ImportError::NotStarted(error)),
        Ok(_thread) => loop {
            if shared.cancelled.load(Ordering::SeqCst) {
                break Err(ImportError::Cancelled);
            }
            match heard.recv_timeout(SILENCE) {
                Ok(Ok(Frame::Progress(read, total))) => {
                    shared.note(read, total);
                    wake();
                }
                Ok(Ok(Frame::Done(answer))) => {
                    break match T::from_pipe(&answer) {
                        Ok(told) => told.map_err(ImportError::from),
                        Err(_nonsense) => Err(ImportError::Nonsense),
                    };
                }
                Ok(Err(error)) if error.kind() == io::ErrorKind::InvalidData => break Err(ImportError::Nonsense),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => break Err(ImportError::Ended),
                Err(RecvTimeoutError::Timeout) => break Err(ImportError::TooLong),
            }
        },
    };
    shared.end();
    if told.is_err() && shared.cancelled.load(Ordering::SeqCst) { Err(ImportError::Cancelled) } else { told }
}
