//! Files and other slow things, done as jobs: what is asked for here, and what happens when it is done.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::env::Ask;
use super::notice::Notice;
use super::sheets::SheetReadError;
use super::{App, Command, Document, DocumentId, Export, ExportError, RECOVERY_EVERY, SheetFor};
use crate::content::{Catalogue, PackFile};
use crate::edit::Revision;
use crate::export::picture;
use crate::import::Sheet;
use crate::store::{
    self, Existing, OpenError, OpenedFile, PackReadError, ProjectFile, RecoveryError, SaveError, Saved, Snapshot,
    WriteError,
};
use crate::ui::pages::workforce::ShownAnswer;

/// The queue of what is kept for the next start: preferences and recovery copies. An older one must never come last.
const KEEPING: &str = "keeping";

/// What a job has done.
pub enum Done {
    /// A file was opened, or not.
    Opened {
        /// Which asking for a file this answers.
        asked: u64,
        /// The work that the user gave up for it.
        given_up: Option<(DocumentId, Revision)>,
        /// Which file.
        path: PathBuf,
        /// What is in it, or why it could not be opened.
        result: Result<OpenedFile, OpenError>,
    },
    /// A project was saved, or not.
    Saved {
        /// Whose save it was, and which one.
        save: (DocumentId, u64),
        /// The state that was saved.
        revision: Revision,
        /// Its file, or why it was not saved.
        result: Result<(ProjectFile, Saved), SaveError>,
    },
    /// A recovery copy was written, or not.
    Protected {
        /// Whose.
        of: DocumentId,
        /// The state that it holds.
        revision: Revision,
        /// Why it was not written.
        result: Result<(), RecoveryError>,
    },
    /// A recovery copy was removed, or not.
    Cleared {
        /// Whose.
        of: DocumentId,
        /// Why it was not removed.
        result: Result<(), RecoveryError>,
    },
    /// A file for others was written, or not.
    Exported {
        /// Its path.
        path: PathBuf,
        /// Which file.
        export: Export,
        /// What it does not show as it is, or why it was not written.
        result: Result<Option<String>, ExportError>,
    },
    /// A picture was made for the clipboard, or not.
    PictureMade(Result<(picture::Pixels, Vec<picture::Replaced>), picture::PictureError>),
    /// A sheet was read, or not.
    SheetRead {
        /// For which document.
        of: DocumentId,
        /// The file.
        path: PathBuf,
        /// What for.
        sheet_for: SheetFor,
        /// What is in it, or why it was not read.
        result: Result<Sheet, SheetReadError>,
    },
    /// What may be shown of the workforce data was worked out.
    ShownWorkedOut {
        /// Of which document.
        of: DocumentId,
        /// What it is.
        answer: ShownAnswer,
    },
    /// The user answered a file dialog.
    Answered {
        /// What was asked.
        asked: Ask,
        /// The document for which it was asked.
        of: Option<DocumentId>,
        /// The path, if one was chosen.
        path: Option<PathBuf>,
    },
    /// The preferences were written, or not.
    PreferencesKept(Result<(), WriteError>),
    /// The packs of a folder were loaded.
    PacksLoaded(PathBuf, Catalogue, Vec<PackReadError>),
    /// A job ended without doing what it was for: a fault of ours.
    Lost(Lost),
}

/// What a job that was lost was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A save.
    Save(DocumentId, u64),
    /// A file dialog.
    Dialog,
    /// Something that the user asked for.
    Asked(&'static str),
    /// Something that the user did not ask for.
    Aside(&'static str),
}

impl App {
    /// Takes in what jobs have done.
    pub(super) fn take_finished(&mut self, ctx: &Context) {
        for done in self.jobs.finished() {
            match done {
                Done::Opened { asked, given_up, path, result } => self.opened(ctx, asked, given_up, path, result),
                Done::Saved { save, revision, result } => self.saved(ctx, save, revision, result),
                Done::Protected { of, revision, result: Ok(()) } => {
                    if let Some(document) = self.open_document(of) {
                        document.recovered = Some(revision);
                    }
                }
                Done::Protected { result: Err(error), .. } => {
                    log::warn!("no recovery copy could be written: {error}");
                }
                Done::Cleared { of, result } => {
                    if let Some(document) = self.open_document(of) {
                        document.recovered = None;
                    }
                    if let Err(error) = result {
                        log::warn!("the recovery copy could not be cleared: {error}");
                    }
                }
                Done::Exported { path, export, result } => self.exported(path, export, result),
                Done::PictureMade(result) => self.picture_made(ctx, result),
                Done::SheetRead { of, path, sheet_for, result } => self.sheet_read(of, &path, sheet_for, result),
                Done::ShownWorkedOut { of, answer } => {
                    if self.open_document(of).is_some() {
                        self.window.take_shown(answer);
                    }
                }
                Done::Answered { asked, of, path } => self.answered(ctx, asked, of, path),
                Done::PreferencesKept(Ok(())) => {}
                Done::PreferencesKept(Err(error)) => self.notices.push(error.user_message().into()),
                Done::PacksLoaded(folder, catalogue, problems) => self.packs_loaded(&folder, catalogue, &problems),
                Done::Lost(lost) => self.lost(ctx, lost),
            }
        }
    }

    /// The open document, if it is this one.
    fn open_document(&mut self, id: DocumentId) -> Option<&mut Document> {
        self.document.as_mut().filter(|document| document.id == id)
    }

    /// Deals with a job that ended without doing what it was for.
    fn lost(&mut self, ctx: &Context, lost: Lost) {
        match lost {
            Lost::Save(of, number) => {
                let Some(document) = self.open_document(of) else { return };
                if document.end_save(number) {
                    document.save_again = false;
                    self.stop_waiting(ctx);
                }
                self.tell(
                    Notice::warning(
                        "Saving went wrong inside Waymark. Your changes are still here; the file is whole. Save again, \
                         or save a copy.",
                    )
                    .with("Save a copy…", Command::SaveAs),
                );
            }
            Lost::Dialog => {
                self.asking = false;
                self.stop_waiting(ctx);
                self.tell(Notice::warning(
                    "The file dialog went wrong, so nothing was chosen. The menu also takes a typed path.",
                ));
            }
            Lost::Asked(what) => self.notices.push(Notice::warning(format!(
                "{what} went wrong inside Waymark. Your project and its file are as they were."
            ))),
            Lost::Aside(what) => log::error!("{what} went wrong"),
        }
    }

    /// Gives up what was to be done after a save: nothing is carried out later by surprise.
    fn stop_waiting(&mut self, ctx: &Context) {
        if self.waiting.take().is_some() {
            self.window.close_dialog(ctx);
        }
    }

    /// Asks the user for a file, with the system's own dialog.
    pub(super) fn ask(&mut self, ctx: &Context, asked: Ask) {
        if std::mem::replace(&mut self.asking, true) {
            self.stop_waiting(ctx);
            let notice = Notice::warning("A file dialog is open already. Answer or close that one first.");
            let typed = match asked {
                Ask::Open => Some(Command::OpenTypedPath),
                Ask::Save { .. } => Some(Command::SaveTypedPath),
                Ask::Export { export, .. } => Some(Command::ExportTypedPath(export)),
                Ask::Sheet(sheet_for) => Some(Command::SheetTypedPath(sheet_for)),
                Ask::PackFolder => None,
            };
            self.tell(match typed {
                Some(command) => notice.with("Type a path instead…", command),
                None => notice,
            });
            return;
        }
        let chosen = (self.env.ask)(&asked);
        let of = self.document.as_ref().map(|document| document.id);
        self.jobs.run(ctx, "file dialog", Done::Lost(Lost::Dialog), move || Done::Answered {
            asked,
            of,
            path: pollster::block_on(chosen),
        });
    }

    fn answered(&mut self, ctx: &Context, asked: Ask, of: Option<DocumentId>, path: Option<PathBuf>) {
        self.asking = false;
        let same = self.document.as_ref().map(|document| document.id) == of;
        let none = "No file was chosen.";
        match (asked, path) {
            (Ask::Open, Some(path)) => self.carry_out(ctx, Command::OpenPath(path)),
            (Ask::Save { .. } | Ask::Export { .. }, _) if !same => {
                // The path was meant for another project: this one must not take its place.
                self.tell(Notice::warning(
                    "The project for which a file was asked is no longer open, so no file was written.",
                ));
            }
            (Ask::Save { .. }, Some(path)) => {
                // The dialog has asked before it gave a path that is there, but not for the ending that we add.
                let whole = with_ending(&path, store::EXTENSION);
                let existing = if whole == path { Existing::Replace } else { Existing::Refuse };
                self.save_to(ctx, &whole, existing);
            }
            (Ask::Export { export, .. }, Some(path)) => self.export_to_chosen(ctx, &path, export),
            (Ask::Export { export, .. }, None) => {
                self.tell(Notice::fine(none).with("Type a path instead…", Command::ExportTypedPath(export)));
            }
            (Ask::Sheet(sheet_for), Some(path)) => self.carry_out(ctx, Command::ReadSheet(path, sheet_for)),
            (Ask::Sheet(sheet_for), None) => {
                self.tell(Notice::fine(none).with("Type a path instead…", Command::SheetTypedPath(sheet_for)));
            }
            (Ask::PackFolder, Some(path)) => {
                let mut preferences = self.preferences.clone();
                preferences.pack_folder = Some(path);
                self.carry_out(ctx, Command::SetPreferences(Box::new(preferences)));
            }
            (Ask::Open, None) => {
                self.tell(Notice::fine(none).with("Type a path instead…", Command::OpenTypedPath));
            }
            (Ask::Save { .. }, None) => {
                self.stop_waiting(ctx);
                self.tell(
                    Notice::warning(format!("{none} Nothing has been saved."))
                        .with("Type a path instead…", Command::SaveTypedPath),
                );
            }
            (Ask::PackFolder, None) => {
                self.tell(Notice::fine("No folder was chosen. You can type its path in the preferences."));
            }
        }
    }

    /// Opens a file. Unsaved work other than what the user gave up for it is asked about when the file has been read.
    pub(super) fn open(&mut self, ctx: &Context, path: PathBuf, given_up: Option<(DocumentId, Revision)>) {
        self.opening += 1;
        let asked = self.opening;
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run(ctx, "open", Done::Lost(Lost::Asked("Opening the file")), move || Done::Opened {
            asked,
            given_up,
            result: ProjectFile::open(&*disk, &path),
            path,
        });
    }

    fn opened(
        &mut self,
        ctx: &Context,
        asked: u64,
        given_up: Option<(DocumentId, Revision)>,
        path: PathBuf,
        result: Result<OpenedFile, OpenError>,
    ) {
        let opened = match result {
            Ok(opened) => opened,
            Err(error) => {
                self.notices.push(error.user_message().into());
                return;
            }
        };
        if asked != self.opening {
            // Another project has been chosen since.
            return;
        }
        let work = self.document.as_ref().filter(|document| document.editor.is_dirty());
        if work.is_some_and(|work| given_up != Some((work.id, work.editor.revision()))) {
            // Work has been done while the file was read.
            self.carry_out(ctx, Command::OpenPath(path));
            return;
        }
        let read_only = opened.file.read_only().map(|reason| Notice::from(reason.user_message()));
        self.preferences.note_recent(opened.file.path());
        self.keep_preferences(ctx);
        self.show_document(ctx, Document::saved(opened.project, Some(opened.file)));
        if let Some(notice) = read_only {
            self.tell(notice);
        }
    }

    /// Shows a project, from its overview.
    pub(super) fn show_document(&mut self, ctx: &Context, document: Document) {
        self.put_away(ctx);
        self.opening += 1;
        self.document = Some(document);
    }

    /// Closes the open project, whether it is saved or not: who calls this has asked.
    pub(super) fn put_away(&mut self, ctx: &Context) {
        if let Some(document) = self.document.take() {
            self.clear_recovery(ctx, &document);
            self.notices.retain(|notice| notice.document != Some(document.id));
        }
        self.window.reset();
        self.unprotected_since = None;
    }

    /// Saves the project to its file, or asks for one.
    pub(super) fn save(&mut self, ctx: &Context, over: bool) {
        let Some(document) = &mut self.document else { return };
        if document.saving.is_some() {
            // What is being saved may be older than what the user sees.
            document.save_again = true;
            return;
        }
        let Some(mut file) = document.file.clone() else {
            let name = document.proposed_name();
            self.ask(ctx, Ask::Save { name });
            return;
        };
        let save = (document.id, document.begin_save());
        let (project, revision) = (Arc::clone(document.editor.project()), document.editor.revision());
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run(ctx, "save", Done::Lost(Lost::Save(save.0, save.1)), move || {
            let saved = if over { file.save_over(&*disk, &project) } else { file.save(&*disk, &project) };
            Done::Saved { save, revision, result: saved.map(|saved| (file, saved)) }
        });
    }

    /// Saves the project to another file. It does not wait for a save that is under way: that one may hang on a drive
    /// that is gone, which is why the user chooses another.
    pub(super) fn save_to(&mut self, ctx: &Context, path: &Path, existing: Existing) {
        let Some(document) = &mut self.document else { return };
        let path = with_ending(path, store::EXTENSION);
        let own = document.file.as_ref().filter(|file| file.path() == path);
        if let Some(reason) = own.and_then(ProjectFile::read_only) {
            let notice = Notice::from(reason.user_message());
            self.tell(notice.with("Save a copy…", Command::SaveAs));
            return;
        }
        if own.is_some() && document.saving.is_some() {
            document.save_again = true;
            return;
        }
        let save = (document.id, document.begin_save());
        let (project, revision) = (Arc::clone(document.editor.project()), document.editor.revision());
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run(ctx, "save", Done::Lost(Lost::Save(save.0, save.1)), move || Done::Saved {
            save,
            revision,
            result: ProjectFile::create(&*disk, &path, &project, existing),
        });
    }

    fn saved(
        &mut self,
        ctx: &Context,
        (of, number): (DocumentId, u64),
        revision: Revision,
        result: Result<(ProjectFile, Saved), SaveError>,
    ) {
        let now = (self.env.clock)();
        // A save counts only for the document that asked for it.
        let Some(document) = self.document.as_mut().filter(|document| document.id == of) else {
            match result {
                Ok((_, saved)) => self.notices.extend(saved.user_message().map(Notice::from)),
                Err(error) => self.notices.push(error.user_message().into()),
            }
            return;
        };
        let ended = document.end_save(number);
        match result {
            Ok((file, saved)) => {
                let path = file.path().to_owned();
                document.note_saved(number, revision, file, now);
                let dirty = document.editor.is_dirty();
                let again = ended && std::mem::take(&mut document.save_again) && dirty;
                self.notices.retain(|notice| notice.document != Some(of) || notice.action.is_none());
                if let Some(message) = saved.user_message() {
                    self.tell(message.into());
                }
                self.preferences.note_recent(&path);
                self.keep_preferences(ctx);
                if let Some(document) = self.document.as_ref().filter(|_| !dirty) {
                    self.clear_recovery(ctx, document);
                }
                if again {
                    self.save(ctx, false);
                } else if let Some(command) = self.waiting.take_if(|_| ended) {
                    // It asks again where there is newer work.
                    self.window.close_dialog(ctx);
                    self.carry_out(ctx, command);
                }
            }
            Err(error) => {
                if ended {
                    document.save_again = false;
                    self.stop_waiting(ctx);
                }
                let notice = Notice::from(error.user_message());
                self.tell(match error {
                    SaveError::ChangedOnDisk { .. } => notice.with("Save over their version", Command::SaveOver),
                    SaveError::Exists { .. } => notice.with("Choose another name…", Command::SaveTypedPath),
                    SaveError::MissingOnDisk { .. } => notice.with("Save it again there", Command::SaveOver),
                    SaveError::ReadOnly { .. } | SaveError::CannotCheck { .. } | SaveError::Write(_) => {
                        notice.with("Save a copy…", Command::SaveAs)
                    }
                    SaveError::Format(_) => notice,
                });
            }
        }
    }

    /// Removes the recovery copy of a document that needs none: it is saved, or its work was given up.
    fn clear_recovery(&self, ctx: &Context, document: &Document) {
        let Some(folder) = self.recovery.clone() else { return };
        let disk = Arc::clone(&self.env.disk);
        let (of, project) = (document.id, document.editor.project().id);
        self.jobs.run_in_order(ctx, KEEPING, Done::Lost(Lost::Aside("removing a recovery copy")), move || {
            Done::Cleared { of, result: folder.clear(&*disk, project) }
        });
    }

    /// Writes a recovery copy once work has stood unsaved for ten seconds; asks for a frame when that will be. A save
    /// that is under way changes nothing in that: it may fail, and take minutes to say so.
    pub(super) fn protect(&mut self, ctx: &Context) {
        let Some(document) = &self.document else { return };
        let revision = document.editor.revision();
        if !document.editor.is_dirty() || document.recovered == Some(revision) {
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
        let (of, disk) = (document.id, Arc::clone(&self.env.disk));
        self.jobs.run_in_order(ctx, KEEPING, Done::Lost(Lost::Aside("writing a recovery copy")), move || {
            Done::Protected { of, revision, result: folder.write(&*disk, &snapshot) }
        });
    }

    /// Loads the packs of the user's folder, if there is one, in place of what is loaded.
    pub(super) fn load_packs(&mut self, ctx: &Context) {
        let Some(folder) = self.preferences.pack_folder.clone() else {
            self.catalogue = Arc::new(Catalogue::built_in());
            self.packs_changed();
            return;
        };
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run(ctx, "load packs", Done::Lost(Lost::Asked("Loading the packs")), move || {
            let (files, problems): (Vec<PackFile>, _) = store::read_pack_folder(&*disk, &folder);
            Done::PacksLoaded(folder, Catalogue::load(crate::content::built_in(), files), problems)
        });
    }

    fn packs_loaded(&mut self, folder: &Path, catalogue: Catalogue, problems: &[PackReadError]) {
        if self.preferences.pack_folder.as_deref() != Some(folder) {
            // Another folder, or none, has been chosen since.
            return;
        }
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
        self.jobs.run_in_order(ctx, KEEPING, Done::Lost(Lost::Aside("writing the preferences")), move || {
            Done::PreferencesKept(preferences.save(&*disk, &path))
        });
    }
}

/// The path with an ending, where it has neither this nor a project's. A name such as `Plan 22.11` has none.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let known =
        |found: &std::ffi::OsStr| [ending, store::EXTENSION].into_iter().any(|known| found.eq_ignore_ascii_case(known));
    if path.extension().is_some_and(known) {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
