//! Spreadsheets that are read, to take actions or figures from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::files::{Done, Lost};
use super::{App, DocumentId, SheetFor};
use crate::import::{MAX_BYTES, Sheet, SheetError};

/// The queue of sheets: the one that was chosen last is shown.
const SHEETS: &str = "sheets";

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
    /// Reads a sheet.
    pub(super) fn read_sheet(&mut self, ctx: &Context, path: PathBuf, sheet_for: SheetFor) {
        if sheet_for == SheetFor::People {
            self.look_at_people(ctx, path, None);
            return;
        }
        let Some(of) = self.document.as_ref().map(|document| document.id) else { return };
        let disk = Arc::clone(&self.env.disk);
        self.jobs.run_in_order(ctx, SHEETS, Done::Lost(Lost::Asked("Reading the sheet")), move || {
            let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
            let result = match disk.read(&path, limit) {
                Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Err(SheetError::TooLarge.into()),
                Err(error) => Err(error.into()),
                Ok(bytes) => Sheet::from_bytes(&bytes).map_err(SheetReadError::from),
            };
            Done::SheetRead { of, path, sheet_for, result }
        });
    }

    /// Shows a sheet that was read, if its project is still open.
    pub(super) fn sheet_read(
        &mut self,
        of: DocumentId,
        path: &Path,
        sheet_for: SheetFor,
        result: Result<Sheet, SheetReadError>,
    ) {
        if self.document.as_ref().is_some_and(|document| document.id == of) {
            let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.display().to_string());
            self.window.show_sheet(sheet_for, name, result.map_err(|error| error.to_string()));
        }
    }
}
