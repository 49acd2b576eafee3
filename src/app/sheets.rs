//! Spreadsheets: the list of actions written as one, and one read to take actions from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::env::Ask;
use super::files::{Done, Lost, with_ending};
use super::notice::Notice;
use super::{App, Command, DocumentId, document};
use crate::export::csv;
use crate::import::{MAX_BYTES, Sheet, SheetError};
use crate::project::{Action, ActionId};
use crate::store::{self, Access, Existing, WriteError, atomic};

/// The ending of sheets.
const CSV: &str = "csv";

/// The queue of sheets: two to the same path leave the later one there.
const SHEETS: &str = "sheets";

/// Why the list of actions was not written.
#[derive(Debug, thiserror::Error)]
pub enum PlanWriteError {
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// There is a file already, and nobody has agreed to lose it.
    #[error("there is a file of that name already")]
    Exists,
    /// The path is that of a project, which must not be lost.
    #[error("a list is not written to a project’s file name")]
    ProjectName,
}

/// Why a sheet was not read.
#[derive(Debug, thiserror::Error)]
pub enum SheetReadError {
    /// The file could not be read.
    #[error("The file could not be read: {0}. Check that it is still there and that you may open it.")]
    File(#[from] std::io::Error),
    /// What is in it is no sheet.
    #[error(transparent)]
    Sheet(#[from] SheetError),
}

impl App {
    /// Asks where to write a list of actions.
    pub(super) fn ask_for_plan(&mut self, ctx: &Context, actions: Vec<ActionId>) {
        let Some(document) = &self.document else { return };
        let organisation = &document.editor.project().organisation.name;
        let name = format!("{} actions {}.{CSV}", document::file_stem(organisation), self.today());
        self.ask(ctx, Ask::Plan { name, actions }, Vec::new());
    }

    /// Writes actions to the path that a dialog gave. The dialog has asked before it gave one that is there, but not for
    /// the ending that is added.
    pub(super) fn save_plan_to_chosen(&mut self, ctx: &Context, path: &Path, actions: Vec<ActionId>) {
        let existing = if with_ending(path, CSV) == path { Existing::Replace } else { Existing::Refuse };
        self.save_plan(ctx, path, actions, existing);
    }

    /// Writes actions as a sheet, in the order given.
    pub(super) fn save_plan(&mut self, ctx: &Context, path: &Path, actions: Vec<ActionId>, existing: Existing) {
        let catalogue = self.project_catalogue();
        let Some(document) = &self.document else { return };
        let project = Arc::clone(document.editor.project());
        let (disk, path) = (Arc::clone(&self.env.disk), with_ending(path, CSV));
        self.jobs.run_in_order(ctx, SHEETS, Done::Lost(Lost::Asked("Writing the list")), move || {
            let result = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::EXTENSION)) {
                Err(PlanWriteError::ProjectName)
            } else if existing == Existing::Refuse && disk.kind(&path).is_ok() {
                Err(PlanWriteError::Exists)
            } else {
                let listed: Vec<&Action> =
                    actions.iter().filter_map(|id| project.action(*id)).map(AsRef::as_ref).collect();
                let bytes = csv::plan(&catalogue, &listed);
                atomic::write(&*disk, &path, &bytes, Access::AsBefore).map_err(PlanWriteError::from)
            };
            Done::PlanSaved { path, actions, result }
        });
    }

    /// Tells what came of writing a list.
    pub(super) fn plan_saved(&mut self, path: PathBuf, actions: Vec<ActionId>, result: Result<(), PlanWriteError>) {
        let shown = path.display();
        match result {
            Ok(()) => self.notices.push(Notice::fine(format!("The list is written. {shown}"))),
            Err(PlanWriteError::Exists) => {
                let text = format!("There is already a file of that name, so the list was not written. {shown}");
                self.tell(Notice::warning(text).with("Write over it", Command::SavePlanOver(path, actions)));
            }
            Err(PlanWriteError::ProjectName) => self.notices.push(Notice::warning(format!(
                "The list was not written: that name is a project’s. The project is as it was. Choose a name that ends \
                 in .csv.\n{shown}"
            ))),
            Err(PlanWriteError::Write(error)) => self.notices.push(error.user_message().into()),
        }
    }

    /// Reads a sheet to take actions from.
    pub(super) fn read_sheet(&mut self, ctx: &Context, path: PathBuf) {
        let Some(of) = self.document.as_ref().map(|document| document.id) else { return };
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run_in_order(ctx, SHEETS, Done::Lost(Lost::Asked("Reading the sheet")), move || {
            let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
            let result = match disk.read(&path, limit) {
                Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Err(SheetError::TooLarge.into()),
                Err(error) => Err(error.into()),
                Ok(bytes) => Sheet::from_bytes(&bytes).map_err(SheetReadError::from),
            };
            Done::SheetRead { of, path, result }
        });
    }

    /// Shows a sheet that was read, if its project is still open.
    pub(super) fn sheet_read(&mut self, of: DocumentId, path: &Path, result: Result<Sheet, SheetReadError>) {
        if self.document.as_ref().is_some_and(|document| document.id == of) {
            let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.display().to_string());
            self.window.show_sheet(name, result.map_err(|error| error.to_string()));
        }
    }
}
