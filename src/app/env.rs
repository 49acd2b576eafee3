//! What the application needs of the world, so that tests can give it another: the clock, file dialogs, the disk, the
//! user's folders.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use jiff::Zoned;

use super::{Export, SheetFor};
use crate::store::{Disk, Folders, RealDisk};

/// The answer to a file dialog: the path chosen, or `None` where the user cancelled or no dialog service is running
/// (the two cannot be told apart).
pub type Chosen = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// The world around the application.
#[derive(Clone)]
pub struct Env {
    /// What time it is.
    pub clock: Arc<dyn Fn() -> Zoned + Send + Sync>,
    /// Asks the user for a file. Called on the window's thread; the answer is awaited on another.
    pub ask: Arc<dyn Fn(&Ask) -> Chosen + Send + Sync>,
    /// Files.
    pub disk: Arc<dyn Disk>,
    /// Where preferences and recovery copies are kept; without it nothing is kept.
    pub folders: Option<Folders>,
    /// Whether jobs run at once on the window's own thread, as tests need it.
    pub inline_jobs: bool,
}

/// What a file dialog is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A project to open.
    Open,
    /// Where to save the project, with a proposed name.
    Save {
        /// The proposed file name.
        name: String,
    },
    /// Where to write a file for others, with a proposed name.
    Export {
        /// The proposed file name.
        name: String,
        /// The file.
        export: Export,
    },
    /// A sheet to read.
    Sheet(SheetFor),
    /// A folder with packs.
    PackFolder,
}

impl Env {
    /// The world as it is.
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the clock is read")]
    pub fn real() -> Self {
        Self {
            clock: Arc::new(Zoned::now),
            ask: Arc::new(native_dialog),
            disk: Arc::new(RealDisk),
            folders: Folders::of_user().map_err(|error| log::warn!("{error}")).ok(),
            inline_jobs: false,
        }
    }
}

/// Shows the system's own dialog.
fn native_dialog(ask: &Ask) -> Chosen {
    let dialog = rfd::AsyncFileDialog::new();
    let project = |dialog: rfd::AsyncFileDialog| dialog.add_filter("Waymark project", &["waymark"]);
    match ask {
        Ask::Open => {
            let file = project(dialog).set_title("Open a project").pick_file();
            Box::pin(async { file.await.map(PathBuf::from) })
        }
        Ask::Save { name } => {
            let file = project(dialog).set_title("Save the project").set_file_name(name).save_file();
            Box::pin(async { file.await.map(PathBuf::from) })
        }
        Ask::Export { name, export } => {
            let words = export.words();
            let dialog = dialog.add_filter(words.kind, &[words.ending]).set_title(words.title);
            let file = dialog.set_file_name(name).save_file();
            Box::pin(async { file.await.map(PathBuf::from) })
        }
        Ask::Sheet(sheet_for) => {
            let dialog = match sheet_for {
                SheetFor::People => dialog.add_filter("CSV or workbook", &["csv", "tsv", "txt", "xlsx"]),
                SheetFor::Actions | SheetFor::Figures => dialog.add_filter("CSV or text", &["csv", "tsv", "txt"]),
            };
            let dialog = dialog.add_filter("All files", &["*"]);
            let title = match sheet_for {
                SheetFor::Actions => "Import actions",
                SheetFor::Figures => "Import figures",
                SheetFor::People => "Import workforce data",
            };
            let file = dialog.set_title(title).pick_file();
            Box::pin(async { file.await.map(PathBuf::from) })
        }
        Ask::PackFolder => {
            let folder = dialog.set_title("Choose a folder with packs").pick_folder();
            Box::pin(async { folder.await.map(PathBuf::from) })
        }
    }
}
