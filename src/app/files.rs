//! Files and other slow things, done as jobs: what is asked for here, and what happens when it is done.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::env::Ask;
use super::notice::Notice;
use super::{App, Command, Document, RECOVERY_EVERY, document};
use crate::content::{Catalogue, PackFile};
use crate::edit::Revision;
use crate::export::pdf;
use crate::report::{self, Section};
use crate::store::{
    self, Access, Existing, OpenError, OpenedFile, PackReadError, ProjectFile, RecoveryError, SaveError, Saved,
    Snapshot, WriteError,
};
use crate::words;

/// What a job has done.
pub enum Done {
    /// A file was opened, or not.
    Opened(Result<OpenedFile, OpenError>),
    /// A project was saved, or not.
    Saved {
        /// The state that was saved.
        revision: Revision,
        /// Its file, or why it was not saved.
        result: Result<(ProjectFile, Saved), SaveError>,
    },
    /// A recovery copy was written, or not.
    Protected {
        /// The state that it holds.
        revision: Revision,
        /// Why it was not written.
        result: Result<(), RecoveryError>,
    },
    /// The board pack was written, or not.
    Exported {
        /// The file.
        path: PathBuf,
        /// Characters that no font has, or why it was not written.
        result: Result<Vec<pdf::Replaced>, ExportError>,
    },
    /// The user answered a file dialog.
    Answered {
        /// What was asked.
        asked: Ask,
        /// The sections to export, where that was asked.
        sections: Vec<Section>,
        /// The path, if one was chosen.
        path: Option<PathBuf>,
    },
    /// The preferences were written, or not.
    PreferencesKept(Result<(), WriteError>),
    /// The packs were loaded.
    PacksLoaded(Catalogue, Vec<PackReadError>),
}

/// Why a board pack was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The document could not be made.
    #[error(transparent)]
    Render(#[from] pdf::PdfError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The path is that of a project, which must not be lost.
    #[error("a board pack is not written to a project’s file name: {}", path.display())]
    ProjectName {
        /// The path.
        path: PathBuf,
    },
}

impl ExportError {
    /// What the user is told.
    pub fn user_message(&self) -> String {
        match self {
            Self::Render(error) => format!(
                "The board pack could not be made: {error}. Your project is as it was. Leave sections out to find the \
                 one that fails."
            ),
            Self::Write(error) => error.user_message().to_string(),
            Self::ProjectName { path } => format!(
                "The board pack was not written: that name is a project’s. The project is as it was. Choose a name \
                 that ends in .pdf.\n{}",
                path.display()
            ),
        }
    }
}

impl App {
    /// Takes in what jobs have done.
    pub(super) fn take_finished(&mut self, ctx: &Context) {
        for done in self.jobs.finished() {
            match done {
                Done::Opened(result) => self.opened(ctx, result),
                Done::Saved { revision, result } => self.saved(ctx, revision, result),
                Done::Protected { revision, result } => match result {
                    Ok(()) => {
                        if let Some(document) = &mut self.document {
                            document.recovered = Some(revision);
                        }
                    }
                    Err(error) => log::warn!("no recovery copy could be written: {error}"),
                },
                Done::Exported { path, result } => self.exported(&path, result),
                Done::Answered { asked, sections, path } => self.answered(ctx, asked, sections, path),
                Done::PreferencesKept(Ok(())) => {}
                Done::PreferencesKept(Err(error)) => self.notices.push(error.user_message().into()),
                Done::PacksLoaded(catalogue, problems) => self.packs_loaded(catalogue, &problems),
            }
        }
    }

    /// Asks the user for a file, with the system's own dialog.
    pub(super) fn ask(&mut self, ctx: &Context, asked: Ask, sections: Vec<Section>) {
        if std::mem::replace(&mut self.asking, true) {
            return;
        }
        let chosen = (self.env.ask)(&asked);
        self.jobs.run(ctx, "file dialog", move || Done::Answered { asked, sections, path: pollster::block_on(chosen) });
    }

    fn answered(&mut self, ctx: &Context, asked: Ask, sections: Vec<Section>, path: Option<PathBuf>) {
        self.asking = false;
        let none = "No file was chosen.";
        match (asked, path) {
            (Ask::Open, Some(path)) => self.carry_out(ctx, Command::OpenPath(path)),
            (Ask::Save { .. }, Some(path)) => self.save_to(ctx, &path, Existing::Replace),
            (Ask::Export { .. }, Some(path)) => self.carry_out(ctx, Command::ExportPath(path, sections)),
            (Ask::PackFolder, Some(path)) => {
                let mut preferences = self.preferences.clone();
                preferences.pack_folder = Some(path);
                self.carry_out(ctx, Command::SetPreferences(Box::new(preferences)));
            }
            (Ask::Open, None) => {
                self.notices.push(Notice::fine(none).with("Type a path instead…", Command::OpenTypedPath));
            }
            (Ask::Save { .. }, None) => {
                self.notices.push(
                    Notice::warning(format!("{none} Nothing has been saved."))
                        .with("Type a path instead…", Command::SaveTypedPath),
                );
            }
            (Ask::Export { .. }, None) => {
                self.notices.push(Notice::fine(none).with("Type a path instead…", Command::ExportTypedPath(sections)));
            }
            (Ask::PackFolder, None) => {
                self.notices.push(Notice::fine("No folder was chosen. You can type its path in the preferences."));
            }
        }
    }

    /// Opens a file.
    pub(super) fn open(&mut self, ctx: &Context, path: PathBuf) {
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run(ctx, "open", move || Done::Opened(ProjectFile::open(&*disk, &path)));
    }

    fn opened(&mut self, ctx: &Context, result: Result<OpenedFile, OpenError>) {
        let opened = match result {
            Ok(opened) => opened,
            Err(error) => {
                self.notices.push(error.user_message().into());
                return;
            }
        };
        if let Some(reason) = opened.file.read_only() {
            self.notices.push(reason.user_message().into());
        }
        self.preferences.note_recent(opened.file.path());
        self.keep_preferences(ctx);
        self.show_document(Document::saved(opened.project, Some(opened.file)));
    }

    /// Shows a project, from its overview.
    pub(super) fn show_document(&mut self, document: Document) {
        self.document = Some(document);
        self.window.reset();
        self.unprotected_since = None;
    }

    /// Saves the project to its file, or asks for one.
    pub(super) fn save(&mut self, ctx: &Context, over: bool) {
        let Some(document) = &mut self.document else { return };
        if document.saving {
            return;
        }
        let Some(mut file) = document.file.clone() else {
            let name = document.proposed_name();
            self.ask(ctx, Ask::Save { name }, Vec::new());
            return;
        };
        document.saving = true;
        let (project, revision) = (Arc::clone(document.editor.project()), document.editor.revision());
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run(ctx, "save", move || {
            let saved = if over { file.save_over(&*disk, &project) } else { file.save(&*disk, &project) };
            Done::Saved { revision, result: saved.map(|saved| (file, saved)) }
        });
    }

    /// Saves the project to another file. A name without an ending gets ours.
    pub(super) fn save_to(&mut self, ctx: &Context, path: &Path, existing: Existing) {
        let Some(document) = &mut self.document else { return };
        if document.saving {
            return;
        }
        document.saving = true;
        let path = with_ending(path, store::EXTENSION);
        let (project, revision) = (Arc::clone(document.editor.project()), document.editor.revision());
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run(ctx, "save", move || Done::Saved {
            revision,
            result: ProjectFile::create(&*disk, &path, &project, existing),
        });
    }

    fn saved(&mut self, ctx: &Context, revision: Revision, result: Result<(ProjectFile, Saved), SaveError>) {
        let now = (self.env.clock)();
        let Some(document) = &mut self.document else { return };
        document.saving = false;
        match result {
            Ok((file, saved)) => {
                document.editor.mark_saved(revision);
                document.saved_at = Some(now);
                let id = document.editor.project().id;
                let path = file.path().to_owned();
                document.file = Some(file);
                let clean = !document.editor.is_dirty();
                self.notices.retain(|notice| notice.action.is_none());
                if let Some(message) = saved.user_message() {
                    self.notices.push(message.into());
                }
                self.preferences.note_recent(&path);
                self.keep_preferences(ctx);
                if clean {
                    self.clear_recovery(ctx, id);
                }
                if let Some(command) = self.waiting.take().filter(|_| clean) {
                    self.carry_out(ctx, command);
                }
            }
            Err(error) => {
                self.waiting = None;
                let notice = Notice::from(error.user_message());
                self.notices.push(match error {
                    SaveError::ChangedOnDisk { .. } => notice.with("Save over their version", Command::SaveOver),
                    SaveError::Exists { .. } => notice.with("Choose another name…", Command::SaveTypedPath),
                    SaveError::ReadOnly { .. }
                    | SaveError::MissingOnDisk { .. }
                    | SaveError::CannotCheck { .. }
                    | SaveError::Write(_) => notice.with("Save a copy…", Command::SaveAs),
                    SaveError::Format(_) => notice,
                });
            }
        }
    }

    fn clear_recovery(&self, ctx: &Context, project: crate::project::ProjectId) {
        let Some(folder) = self.recovery.clone() else { return };
        let disk = Arc::clone(&self.env.disk);
        if let Some(revision) = self.document.as_ref().map(|document| document.editor.revision()) {
            self.jobs.run(ctx, "clear recovery", move || Done::Protected {
                revision,
                result: folder.clear(&*disk, project),
            });
        }
    }

    /// Writes a recovery copy once work has stood unsaved for ten seconds; asks for a frame when that will be.
    pub(super) fn protect(&mut self, ctx: &Context) {
        let Some(document) = &self.document else { return };
        let revision = document.editor.revision();
        if !document.editor.is_dirty() || document.saving || document.recovered == Some(revision) {
            self.unprotected_since = None;
            return;
        }
        let time = ctx.input(|input| input.time);
        let since = *self.unprotected_since.get_or_insert(time);
        let left = RECOVERY_EVERY.as_secs_f64() - (time - since);
        if left > 0.0 {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
            return;
        }
        self.unprotected_since = None;
        let Some(folder) = self.recovery.clone() else { return };
        let snapshot =
            Snapshot { project: Arc::clone(document.editor.project()), file: document.file.clone(), when: self.now() };
        let disk = Arc::clone(&self.env.disk);
        self.jobs
            .run(ctx, "recovery copy", move || Done::Protected { revision, result: folder.write(&*disk, &snapshot) });
    }

    /// Writes the board pack.
    pub(super) fn export(&mut self, ctx: &Context, path: &Path, sections: &[Section]) {
        let today = self.today();
        let Some(document) = &mut self.document else { return };
        let digest = document.digest(&self.catalogue, today);
        let project = Arc::clone(document.editor.project());
        let (catalogue, third) = (Arc::clone(&self.catalogue), self.preferences.third_group);
        let (disk, path, sections) = (Arc::clone(&self.env.disk), with_ending(path, "pdf"), sections.to_vec());
        self.jobs.run(ctx, "export", move || {
            let report = report::board_pack(&catalogue, &project, &digest, third, &sections);
            let result = write_pdf(&*disk, &path, &report);
            Done::Exported { path, result }
        });
    }

    fn exported(&mut self, path: &Path, result: Result<Vec<pdf::Replaced>, ExportError>) {
        match result {
            Ok(replaced) if replaced.is_empty() => {
                self.notices.push(Notice::fine(format!("The board pack is written. {}", path.display())));
            }
            Ok(replaced) => self.notices.push(Notice::warning(format!(
                "The board pack is written, but the fonts lack {}; each stands as a replacement mark. {}",
                replaced_words(&replaced),
                path.display()
            ))),
            Err(error) => self.notices.push(Notice::warning(error.user_message())),
        }
    }

    /// Loads the packs of the user's folder, if there is one, in place of what is loaded.
    pub(super) fn load_packs(&mut self, ctx: &Context) {
        let Some(folder) = self.preferences.pack_folder.clone() else {
            self.catalogue = Arc::new(Catalogue::built_in());
            self.packs_changed();
            return;
        };
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run(ctx, "load packs", move || {
            let (files, problems): (Vec<PackFile>, _) = store::read_pack_folder(&*disk, &folder);
            Done::PacksLoaded(Catalogue::load(crate::content::built_in(), files), problems)
        });
    }

    fn packs_loaded(&mut self, catalogue: Catalogue, problems: &[PackReadError]) {
        for problem in problems {
            self.notices.push(Notice::warning(problem.to_string()));
        }
        for left_out in catalogue.left_out() {
            let more = left_out.faults.len().saturating_sub(1);
            let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
            if let Some(first) = left_out.faults.first() {
                self.notices.push(
                    Notice::warning(format!("A pack was left out. {first}{rest}."))
                        .with("Show the library", Command::GoTo(super::Place::Library)),
                );
            }
        }
        self.catalogue = Arc::new(catalogue);
        self.packs_changed();
    }

    fn packs_changed(&mut self) {
        self.packs += 1;
        if let Some(document) = &mut self.document {
            document.forget_computed();
        }
    }

    /// Writes the preferences.
    pub(super) fn keep_preferences(&self, ctx: &Context) {
        let Some(path) = self.env.folders.as_ref().map(store::Folders::preferences) else { return };
        let (preferences, disk) = (self.preferences.clone(), Arc::clone(&self.env.disk));
        self.jobs.run(ctx, "preferences", move || Done::PreferencesKept(preferences.save(&*disk, &path)));
    }

    /// The name for a board pack's file.
    pub(super) fn board_pack_name(&self) -> String {
        let name = self.document.as_ref().map(|document| document.editor.project().organisation.name.clone());
        format!("{} action plan {}.pdf", document::file_stem(&name.unwrap_or_default()), self.today())
    }
}

/// Makes and writes a PDF; gives the characters that no font has. A project's file name is refused: whoever types it
/// means another file, and would lose the project.
pub fn write_pdf(
    disk: &dyn store::Disk,
    path: &Path,
    report: &report::Report,
) -> Result<Vec<pdf::Replaced>, ExportError> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::EXTENSION)) {
        return Err(ExportError::ProjectName { path: path.to_owned() });
    }
    let made = pdf::render(report)?;
    store::atomic::write(disk, path, &made.bytes, Access::AsBefore)?;
    Ok(made.replaced)
}

/// The path with an ending, where it has none.
fn with_ending(path: &Path, ending: &str) -> PathBuf {
    if path.extension().is_some() { path.to_owned() } else { path.with_extension(ending) }
}

/// The characters that were replaced, each once.
pub fn replaced_words(replaced: &[pdf::Replaced]) -> String {
    let mut characters: Vec<String> = Vec::new();
    for one in replaced {
        if !characters.contains(&one.character) {
            characters.push(one.character.clone());
        }
    }
    words::list(&characters)
}
