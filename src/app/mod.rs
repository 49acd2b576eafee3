//! Floor 6: the application: what is open, what is running, and how commands are carried out.
//!
//! One frame: finished jobs are taken in; a request to close and the recovery copy are seen to (in `logic`, which also
//! runs while the window is hidden); keys become commands; the pages draw and push edits and commands; these are carried
//! out once, at the end.
//!
//! What always holds: only this room changes the open project, and only by [`crate::edit::Edit`]; nothing that can take
//! long runs on the window's thread; the window does not close over unsaved work without asking; without something to do
//! no frame is drawn.
//!
//! What does not belong here: drawing (`ui`), numbers (`insight`), file formats (`store`, `export`).

mod carry_out;
mod command;
mod document;
mod env;
mod exports;
mod files;
mod jobs;
mod notice;
mod people;
mod pictures;
mod run;
mod sheets;
mod surveys;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::{Context, Ui, ViewportCommand};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::content::Catalogue;
use crate::store::{Preferences, RecoveryEntry, RecoveryFolder};
use crate::ui::{self, Outbox, View, shell, theme};

pub use carry_out::SAMPLE;
pub use command::{Command, PathFor, Place, SheetFor, Shortcut, shortcuts};
pub use document::{Document, DocumentId};
pub use env::{Ask, Chosen, Env};
pub use exports::{ChartPicture, Export, ExportError, ExportWords, write_board_pack, write_released};
pub use notice::{Notice, Tone};
pub use people::{IMPORT_WORKER, ImportError, ImportJob, Importer, Progress, import_worker};
pub use run::{NoWindow, run};
pub use sheets::SheetReadError;

pub use crate::export::picture::Format as PictureFormat;

/// How long unsaved work may stand without a recovery copy.
const RECOVERY_EVERY: Duration = Duration::from_secs(10);

/// The application.
pub struct App {
    env: Env,
    catalogue: Arc<Catalogue>,
    preferences: Preferences,
    document: Option<Document>,
    recovery: Option<Arc<RecoveryFolder>>,
    /// Unsaved work of sessions that ended without saving.
    recoverable: Vec<RecoveryEntry>,
    /// What the window shows and keeps between frames.
    window: shell::State,
    notices: Vec<Notice>,
    jobs: jobs::Jobs<files::Done>,
    /// A file of people that is being read.
    reading: Option<surveys::Reading>,
    /// Whether a file dialog is open: a second one is not.
    asking: bool,
    /// Counts what was opened or asked to be opened: only what was asked for last is shown.
    opening: u64,
    /// What to do once the unsaved work has been dealt with.
    waiting: Option<Command>,
    /// Whether the user has agreed to leave.
    leaving: bool,
    /// The title that the window has.
    title: String,
    /// How often the loaded packs have changed: what is kept of a project's numbers is for one loading alone.
    packs: u64,
    /// When the first edit since the last recovery copy was made, in the context's own seconds.
    unprotected_since: Option<f64>,
}

impl App {
    /// The application at its start, with a file to open at once where one is given.
    pub fn new(ctx: &Context, env: Env, file: Option<PathBuf>) -> Self {
        theme::install_fonts(ctx);
        // The keys of the window are the application's own, so that leaving always asks.
        ctx.options_mut(|options| options.quit_shortcuts.clear());
        let preferences = env
            .folders
            .as_ref()
            .map(|folders| Preferences::load(&*env.disk, &folders.preferences()))
            .unwrap_or_default();
        let recovery = env.folders.as_ref().and_then(|folders| {
            RecoveryFolder::new(&*env.disk, &folders.recovery()).map_err(|error| log::warn!("{error}")).ok()
        });
        let jobs = jobs::Jobs::new(env.inline_jobs);
        let mut app = Self {
            catalogue: Arc::new(Catalogue::built_in()),
            preferences,
            document: None,
            recoverable: recovery.as_ref().map(|folder| folder.list(&*env.disk).entries).unwrap_or_default(),
            recovery: recovery.map(Arc::new),
            window: shell::State::default(),
            notices: Vec::new(),
            jobs,
            reading: None,
            asking: false,
            opening: 0,
            waiting: None,
            leaving: false,
            title: String::new(),
            packs: 0,
            unprotected_since: None,
            env,
        };
        app.load_packs(ctx);
        if let Some(path) = file {
            app.carry_out(ctx, Command::OpenPath(path));
        }
        app
    }

    fn today(&self) -> Date {
        (self.env.clock)().date()
    }

    fn now(&self) -> Timestamp {
        // The file keeps whole seconds; what is compared later must not hold more.
        let now = (self.env.clock)().timestamp();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// Whether the open project has unsaved work.
    fn is_dirty(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.editor.is_dirty())
    }

    /// Whether the open project is being saved.
    fn is_saving(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.saving.is_some())
    }

    /// Tells something about the open project. It is told no longer than the project is open.
    fn tell(&mut self, notice: Notice) {
        let notice = match &self.document {
            Some(document) => notice.of(document.id),
            None => notice,
        };
        // Said again, it stands once, as the newest.
        self.notices.retain(|one| *one != notice);
        self.notices.push(notice);
    }

    /// Asks what to do with unsaved work when the window is to be closed.
    fn watch_close(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.leaving {
            return;
        }
        if self.is_dirty() || self.is_saving() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(ViewportCommand::Focus);
            self.carry_out(ctx, Command::Quit);
        }
    }

    /// Says in the window's title what is open and whether it is saved.
    fn keep_title(&mut self, ctx: &Context) {
        let title = match &self.document {
            Some(document) => {
                let mark = if document.editor.is_dirty() { "• " } else { "" };
                format!("{mark}{} – Waymark", document.editor.project().organisation.name)
            }
            None => "Waymark".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Reads the keys that work everywhere. They are taken before any widget sees them, so that each has one owner; none
    /// acts behind a dialog.
    fn read_keys(ctx: &Context, out: &mut Outbox) {
        ui::widgets::Dialog::give_focus_back(ctx);
        if ui::widgets::is_open(ctx) {
            return;
        }
        let own_undo = ui::widgets::has_own_undo(ctx);
        for shortcut in shortcuts() {
            if own_undo && matches!(shortcut.command, Command::Undo | Command::Redo) {
                continue;
            }
            if ctx.input_mut(|input| input.consume_shortcut(&shortcut.keys)) {
                out.command(shortcut.command);
            }
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            out.command(Command::OpenPath(path));
        }
    }

    /// The packs with the open project's own KPIs among them.
    fn project_catalogue(&mut self) -> Arc<Catalogue> {
        match &mut self.document {
            Some(document) => document.catalogue(&self.catalogue),
            None => Arc::clone(&self.catalogue),
        }
    }

    /// Draws the window.
    fn draw(&mut self, ui: &mut Ui, out: &mut Outbox) {
        let now = (self.env.clock)();
        let (today, zone) = (now.date(), now.time_zone());
        let dark = ui.ctx().system_theme() == Some(egui::Theme::Dark);
        let palette = theme::palette(self.preferences.theme, dark);
        theme::apply(ui.ctx(), palette, self.preferences.text_size.percent());
        let packs = Arc::clone(&self.catalogue);
        let shown = shell::Shown {
            notices: &self.notices,
            recoverable: &self.recoverable,
            preferences: &self.preferences,
            palette,
            today,
        };
        let Some(document) = &mut self.document else {
            shell::without_project(ui, &shown, &mut self.window, out);
            return;
        };
        let digest = document.digest(&packs, today);
        let catalogue = document.catalogue(&packs);
        let project = Arc::clone(document.editor.project());
        let view = View {
            catalogue: &catalogue,
            project: &project,
            digest: &digest,
            today,
            zone,
            preferences: &self.preferences,
            read_only: document.read_only().is_some(),
            revision: (self.packs << 40) | document.editor.revision().number(),
            palette,
            find: std::mem::take(&mut self.window.find),
        };
        let bar = shell::Bar {
            saving: document.saving.is_some(),
            dirty: document.editor.is_dirty(),
            saved_at: document.saved_at.as_ref().map(|at| format!("{:02}:{:02}", at.hour(), at.minute())),
            has_file: document.file.is_some(),
            undo: document.editor.undo_label(),
            redo: document.editor.redo_label(),
        };
        shell::with_project(ui, &shown, &view, &bar, &mut self.window, out);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.take_finished(ctx);
        self.watch_people();
        self.watch_close(ctx);
        self.protect(ctx);
        self.keep_title(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let mut out = Outbox::default();
        Self::read_keys(ui.ctx(), &mut out);
        self.draw(ui, &mut out);
        let ctx = ui.ctx().clone();
        if !out.edits.is_empty() || !out.commands.is_empty() {
            // What they change is seen in the next frame.
            ctx.request_repaint();
        }
        for edit in out.edits {
            self.make_edit(edit);
        }
        for command in out.commands {
            self.carry_out(&ctx, command);
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        // Preferences and recovery copies are small files of the user's own; an export was asked for.
        self.jobs.finish_queues();
        let clean = self.document.take().filter(|document| !document.editor.is_dirty());
        if let Some(folder) = self.recovery.take().and_then(Arc::into_inner) {
            // Work that was undone must not be offered as lost.
            if let Some(document) = clean
                && let Err(error) = folder.clear(&*self.env.disk, document.editor.project().id)
            {
                log::warn!("{error}");
            }
            folder.close(&*self.env.disk);
        }
    }
}
