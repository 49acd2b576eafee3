//! What the user is told when a file cannot be opened or saved: what happened, what is safe, what to do. The only place
//! in this room with sentences for the window; the errors' own texts are for logs.

use std::fmt;
use std::path::{Path, PathBuf};

use super::atomic::{WriteError, WriteProblem};
use super::file::{OpenError, OpenProblem, SaveError, Saved};
use super::format::{FormatError, ReadOnly};
use super::recovery::RecoveryError;

/// A message for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub what: String,
    /// What is safe; empty where nothing was in danger.
    pub safe: String,
    /// What to do now.
    pub todo: String,
    /// Which file, in full. Shown last.
    pub path: Option<PathBuf>,
}

impl Message {
    fn new(what: impl Into<String>, safe: &str, todo: &str, path: Option<&Path>) -> Self {
        Self { what: what.into(), safe: safe.to_owned(), todo: todo.to_owned(), path: path.map(Path::to_owned) }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        for part in [&self.safe, &self.todo] {
            if !part.is_empty() {
                write!(f, " {part}")?;
            }
        }
        match &self.path {
            Some(path) => write!(f, "\n{}", path.display()),
            None => Ok(()),
        }
    }
}

const UNTOUCHED: &str = "Nothing in the file was changed.";
const KEPT: &str = "Your changes are still here, and the file is as it was.";
const SAVE_COPY: &str = "Save a copy in another place.";
const BACKUP: &str = "Open an earlier copy. If the file is on a shared drive, its earlier versions may be there; a file \
                      of the same name that ends in .bak is how it was before an earlier save.";

/// The name by which a user knows a file.
fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

impl OpenError {
    /// What the user is told.
    pub fn user_message(&self) -> Message {
        let name = name(&self.path);
        let (what, todo) = match &self.problem {
            OpenProblem::NotFound => (
                format!("{name} is not there any more."),
                "It may have been moved, renamed or deleted, or its drive may not be connected. Choose the file again.",
            ),
            OpenProblem::NotAFile => (format!("{name} is not a file."), "Choose a Waymark project file."),
            OpenProblem::Denied(_) => (
                format!("You may not read {name}."),
                "Ask its owner, or whoever looks after the drive, to let you read it.",
            ),
            OpenProblem::Unreadable(error) => {
                (format!("{name} could not be read: {error}."), "Check that its drive is connected, then try again.")
            }
            OpenProblem::Format(error) => (of_format(error, &name), what_to_open(error)),
        };
        Message::new(what, UNTOUCHED, todo, Some(&self.path))
    }
}

fn of_format(error: &FormatError, name: &str) -> String {
    match error {
        FormatError::Empty => format!("{name} is empty: it holds no project."),
        FormatError::TooLarge => format!("{name} is far larger than a project can be."),
        FormatError::NeverWritten => {
            format!("{name} is damaged: parts of it were never written, as happens when power fails or a copy stops.")
        }
        FormatError::NotAProject => format!("{name} is not a Waymark project."),
        FormatError::ContentPack => format!("{name} is a content pack, not a project."),
        FormatError::OtherFormat(format) => format!("{name} is a file of another kind (“{format}”), not a project."),
        FormatError::Newer { .. } => {
            format!("{name} was saved by a newer version of Waymark that this one cannot read.")
        }
        FormatError::Damaged { line, column, wrong } => {
            format!("{name} is damaged at line {line}, column {column}: {wrong}.")
        }
        FormatError::Faulty { faults } => {
            let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
            format!("{name} does not hold together: {}.", faults.join("; "))
        }
        FormatError::Unwritable(wrong) => format!("{name} could not be written as text: {wrong}."),
    }
}

fn what_to_open(error: &FormatError) -> &'static str {
    match error {
        FormatError::Empty
        | FormatError::NeverWritten
        | FormatError::Damaged { .. }
        | FormatError::Faulty { .. }
        | FormatError::Unwritable(_) => BACKUP,
        FormatError::TooLarge | FormatError::NotAProject | FormatError::OtherFormat(_) => {
            "Choose a file that was saved by Waymark; its name ends in .waymark."
        }
        FormatError::ContentPack => "Packs are added in the settings, by choosing their folder.",
        FormatError::Newer { .. } => "Install the newest version of Waymark and open the file with it.",
    }
}

impl ReadOnly {
    /// What the user is told while such a project is open.
    pub fn user_message(&self) -> Message {
        let what = match self {
            Self::NewerSchema { .. } => {
                "This project was saved by a newer version of Waymark, so it is open for reading only.".to_owned()
            }
            Self::UnknownFields { paths } => {
                let shown: Vec<_> = paths.iter().take(3).map(String::as_str).collect();
                let more = if paths.len() > shown.len() { ", …" } else { "" };
                format!(
                    "This project holds something that this version of Waymark does not know ({}{more}), so it is \
                     open for reading only.",
                    shown.join(", ")
                )
            }
        };
        Message::new(
            what,
            "Nothing in the file can be lost.",
            "To change it, open it with the newest version of Waymark.",
            None,
        )
    }
}

impl SaveError {
    /// What the user is told.
    pub fn user_message(&self) -> Message {
        match self {
            Self::ReadOnly { path, reason } => Message { path: Some(path.clone()), ..reason.user_message() },
            Self::ChangedOnDisk { path } => Message::new(
                format!("{} was changed by someone else since you opened it.", name(path)),
                "Your changes are still here and nothing was overwritten.",
                "Save a copy under another name, or overwrite their version.",
                Some(path),
            ),
            Self::MissingOnDisk { path } => Message::new(
                format!("{} was moved, renamed or deleted since you opened it.", name(path)),
                "Your changes are still here.",
                "Save it again in the same place, or save a copy in another.",
                Some(path),
            ),
            Self::Exists { path } => Message::new(
                format!("There is already a file named {}.", name(path)),
                "Nothing was overwritten.",
                "Choose another name, or replace that file.",
                Some(path),
            ),
            Self::CannotCheck { path, source } => Message::new(
                format!("Waymark could not look at {} to see whether someone else changed it: {source}.", name(path)),
                KEPT,
                "Check that its drive is connected and save again, or save a copy in another place.",
                Some(path),
            ),
            Self::Format(error) => {
                Message::new(of_format(error, "The project"), KEPT, "Undo the last change, then save again.", None)
            }
            Self::Write(error) => error.user_message(),
        }
    }
}

impl WriteError {
    /// What the user is told.
    pub fn user_message(&self) -> Message {
        let name = name(&self.path);
        let (what, todo) = match self.problem {
            WriteProblem::NoName => ("The path does not name a file.".to_owned(), "Choose a file name."),
            WriteProblem::IsFolder => {
                (format!("{name} could not be saved: a folder has that name."), "Choose another name.")
            }
            WriteProblem::NotAFile => (
                format!("{name} could not be saved: something that is not a file has that name."),
                "Choose another name.",
            ),
            WriteProblem::NoFolder => (
                format!("{name} could not be saved: its folder cannot be found."),
                "Check that its drive is connected and save again, or save a copy in another place.",
            ),
            WriteProblem::FolderReadOnly => {
                (format!("{name} could not be saved: you may not change files in its folder."), SAVE_COPY)
            }
            WriteProblem::FileReadOnly => {
                (format!("{name} could not be saved: the file may not be changed."), SAVE_COPY)
            }
            WriteProblem::DiskFull => (
                format!("{name} could not be saved: the disk is full."),
                "Make room and save again, or save a copy on another disk.",
            ),
            WriteProblem::InUse => (
                format!("{name} could not be saved: another program is using it."),
                "Wait a moment and save again, or save a copy in another place.",
            ),
            WriteProblem::ReadBackDiffers => (
                format!("{name} could not be saved: the disk did not keep what was written."),
                "Save a copy on another disk. This one may be failing.",
            ),
            WriteProblem::Unconfirmed => {
                return Message::new(
                    format!("{name} was written, but the disk did not confirm it."),
                    "Your changes are still here.",
                    "Save again. If this goes on, save a copy on another disk.",
                    Some(&self.path),
                );
            }
            WriteProblem::Other => {
                let said = self.source.as_ref().map_or_else(String::new, |error| format!(": {error}"));
                (
                    format!("{name} could not be saved ({}{said}).", self.step),
                    "Save again, or save a copy in another place.",
                )
            }
        };
        Message::new(what, KEPT, todo, Some(&self.path))
    }
}

impl Saved {
    /// What the user is told beside the save itself; nothing where all went well.
    pub fn user_message(&self) -> Option<Message> {
        let error = self.backup_problem.as_ref()?;
        Some(Message::new(
            "The project was saved, but the version before it could not be kept beside it.",
            "Your changes are saved.",
            "If you need the earlier version, look among the earlier versions that your drive keeps.",
            Some(&error.path),
        ))
    }
}

impl RecoveryError {
    /// What the user is told.
    pub fn user_message(&self) -> Message {
        let (what, todo, path): (_, _, Option<&Path>) = match self {
            Self::Folder { path, source } => (
                format!("Waymark cannot keep copies of unsaved work: {source}."),
                "Save often, and ask whoever looks after your computer about the folder below.",
                Some(path),
            ),
            Self::Write(error) => (
                format!("Waymark could not keep a copy of your unsaved work: {}.", error.problem),
                "Save your project now.",
                Some(&error.path),
            ),
            Self::Format(error) => {
                (of_format(error, "A copy of your unsaved work"), "Undo the last change, then save your project.", None)
            }
            Self::Remove { path, source } => (
                format!("A copy of earlier work could not be removed: {source}."),
                "It may be offered again when Waymark next starts.",
                Some(path),
            ),
        };
        Message::new(what, "Your project file is as it was.", todo, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROBLEMS: [WriteProblem; 11] = [
        WriteProblem::NoName,
        WriteProblem::IsFolder,
        WriteProblem::NotAFile,
        WriteProblem::NoFolder,
        WriteProblem::FolderReadOnly,
        WriteProblem::FileReadOnly,
        WriteProblem::DiskFull,
        WriteProblem::InUse,
        WriteProblem::ReadBackDiffers,
        WriteProblem::Unconfirmed,
        WriteProblem::Other,
    ];

    fn formats() -> Vec<FormatError> {
        vec![
            FormatError::Empty,
            FormatError::TooLarge,
            FormatError::NeverWritten,
            FormatError::NotAProject,
            FormatError::ContentPack,
            FormatError::OtherFormat("x".to_owned()),
            FormatError::Newer { schema: 2 },
            FormatError::Damaged { line: 1, column: 2, wrong: "x".to_owned() },
            FormatError::Faulty { faults: vec![crate::project::ProjectFault::NoRound] },
            FormatError::Unwritable("x".to_owned()),
        ]
    }

    fn messages() -> Vec<Message> {
        let path = || PathBuf::from("/shared/Plan.waymark");
        let io = || std::io::Error::other("the cable is out");
        let write = |problem| WriteError { path: path(), problem, step: "writing", source: Some(io()) };
        let mut messages: Vec<_> = PROBLEMS.into_iter().map(|problem| write(problem).user_message()).collect();
        let problems = [OpenProblem::NotFound, OpenProblem::NotAFile, OpenProblem::Denied(io())];
        let formats_open = formats().into_iter().map(OpenProblem::Format);
        for problem in problems.into_iter().chain([OpenProblem::Unreadable(io())]).chain(formats_open) {
            messages.push(OpenError { path: path(), problem }.user_message());
        }
        messages.extend(formats().into_iter().map(|error| SaveError::Format(error).user_message()));
        let reason = ReadOnly::UnknownFields { paths: vec!["a".to_owned(); 5] };
        for error in [
            SaveError::ReadOnly { path: path(), reason },
            SaveError::ReadOnly { path: path(), reason: ReadOnly::NewerSchema { schema: 2 } },
            SaveError::ChangedOnDisk { path: path() },
            SaveError::MissingOnDisk { path: path() },
            SaveError::Exists { path: path() },
            SaveError::CannotCheck { path: path(), source: io() },
        ] {
            messages.push(error.user_message());
        }
        messages.push(RecoveryError::Folder { path: path(), source: io() }.user_message());
        messages.push(RecoveryError::Write(write(WriteProblem::DiskFull)).user_message());
        messages.push(RecoveryError::Remove { path: path(), source: io() }.user_message());
        messages
    }

    #[test]
    fn every_message_says_what_happened_what_is_safe_and_what_to_do() {
        for message in messages() {
            for part in [&message.what, &message.safe, &message.todo] {
                assert!(part.ends_with('.') && !part.ends_with(".."), "{message}");
                assert!(!part.contains("/shared"), "the path stands last: {message}");
            }
        }
    }

    #[test]
    fn a_change_by_somebody_else_reads_well() {
        let error = SaveError::ChangedOnDisk { path: PathBuf::from("/shared/Plan.waymark") };
        assert_eq!(
            error.user_message().to_string(),
            "Plan.waymark was changed by someone else since you opened it. Your changes are still here and nothing was \
             overwritten. Save a copy under another name, or overwrite their version.\n/shared/Plan.waymark"
        );
    }
}
