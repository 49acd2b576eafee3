//! Home: what to do while no project is open. Also the guided start of a new one.

use egui::{Id, Ui};

use super::scrolling;
use crate::app::Command;
use crate::content::Pillar;
use crate::project::{Organisation, ProjectId, Size};
use crate::store::RecoveryEntry;
use crate::ui::Outbox;
use crate::ui::shell::Shown;
use crate::ui::theme::{self, TEXT_WIDTH, size, space};
use crate::ui::widgets::{
    Field, body, caption, card, choice, danger, dialog_buttons, heading, keep_own_undo, lead, link, primary, rich,
    scrolled, secondary, singleline, strong, wash,
};
use crate::words;

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// The project whose unsaved work is about to be thrown away, before the second press that does it.
    throwing: Option<ProjectId>,
}

/// Draws the page.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, out: &mut Outbox) {
    scrolling(ui, "home", |ui| {
        let side = ((ui.available_width() - TEXT_WIDTH * 1.3) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width().min(TEXT_WIDTH * 1.3));
                content(ui, shown, state, out);
            });
        });
    });
}

fn content(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, out: &mut Outbox) {
    ui.add_space(space::XXL);
    let title = egui::RichText::new("Waymark").font(theme::bold(size::FIGURE)).color(shown.palette.ink);
    rich(ui, title);
    lead(
        ui,
        "Review where your organisation stands on social mobility, plan what to do, and show your board whether it \
         worked. Everything stays in one file on your own computer; nothing is sent anywhere.",
    );
    ui.add_space(space::XL);
    for (place, entry) in shown.recoverable.iter().enumerate() {
        ui.push_id(place, |ui| recovery(ui, place, entry, state, out));
        ui.add_space(space::L);
    }
    card(ui, |ui| {
        heading(ui, "Begin");
        body(
            ui,
            "A new project asks four things, then the review can start. A first look at your own organisation takes under an hour.",
        );
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            // Unsaved work comes first: then the main button is the one that goes on with it.
            let first = shown.recoverable.is_empty();
            let new = if first { primary } else { secondary };
            if new(ui, "New organisation…").on_hover_text("Ctrl+N").clicked() {
                out.command(Command::NewProject);
            }
            if secondary(ui, "Open…").on_hover_text("Ctrl+O").clicked() {
                out.command(Command::Open);
            }
            if secondary(ui, "Look at the sample").clicked() {
                out.command(Command::OpenSample);
            }
        });
        ui.horizontal_wrapped(|ui| {
            if link(ui, "Open a typed path…").clicked() {
                out.command(Command::OpenTypedPath);
            }
            ui.add_space(space::L);
            if link(ui, "Preferences…").clicked() {
                out.command(Command::ShowPreferences);
            }
            ui.add_space(space::L);
            if link(ui, "Keys…").clicked() {
                out.command(Command::ShowKeys);
            }
        });
    });
    ui.add_space(space::L);
    recent(ui, shown, out);
}

/// The files opened last.
fn recent(ui: &mut Ui, shown: &Shown<'_>, out: &mut Outbox) {
    card(ui, |ui| {
        heading(ui, "Recent");
        if shown.preferences.recent.is_empty() {
            caption(ui, "Projects that you open or save are listed here. You can also drop a file on this window.");
        }
        for path in &shown.preferences.recent {
            let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
            if link(ui, &name).on_hover_text(path.display().to_string()).clicked() {
                out.command(Command::OpenPath(path.clone()));
            }
            caption(ui, &path.display().to_string());
        }
    });
}

/// Unsaved work from before, with what can be done with it.
fn recovery(ui: &mut Ui, place: usize, entry: &RecoveryEntry, state: &mut State, out: &mut Outbox) {
    wash(ui, |ui| {
        let project = &entry.snapshot.project;
        let when = entry.snapshot.when.to_zoned(jiff::tz::TimeZone::system());
        heading(ui, &format!("Unsaved work on {}", project.organisation.name));
        body(
            ui,
            &format!(
                "Waymark ended on {} at {:02}:{:02} before this was saved. Nothing in its file was changed.",
                words::long_date(when.date()),
                when.hour(),
                when.minute()
            ),
        );
        ui.add_space(space::XS);
        if state.throwing == Some(project.id) {
            strong(ui, "Throw this work away for good? It cannot be brought back.");
            ui.horizontal_wrapped(|ui| {
                let keep = secondary(ui, "Keep it");
                if ui.memory(|memory| memory.focused().is_none()) {
                    // The button that asked is gone; the focus goes to the answer that loses nothing.
                    keep.request_focus();
                }
                if keep.clicked() {
                    state.throwing = None;
                }
                if danger(ui, "Throw it away for good").clicked() {
                    state.throwing = None;
                    out.command(Command::DiscardRecovery(place));
                }
            });
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let go_on = if place == 0 { primary } else { secondary };
            if go_on(ui, "Go on with it").clicked() {
                out.command(Command::OpenRecovery(place));
            }
            if danger(ui, "Throw it away…").clicked() {
                state.throwing = Some(project.id);
            }
        });
    });
}

/// The guided start of a project, before it is made.
#[derive(Debug, Default)]
pub struct NewForm {
    name: String,
    sector: String,
    size: Option<Size>,
    pillar: Option<Pillar>,
}

impl NewForm {
    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, first: bool, out: &mut Outbox) {
        scrolled(ui, |ui| self.fields(ui, first));
        match dialog_buttons(ui, "Begin the review", !self.name.trim().is_empty(), "Cancel") {
            Some(true) => out.command(Command::CreateProject(Organisation {
                name: self.name.trim().to_owned(),
                size: self.size,
                sector: self.sector.trim().to_owned(),
                first_pillar: self.pillar,
                invented: false,
                // The application sets the time.
                changed: jiff::Timestamp::UNIX_EPOCH,
            })),
            Some(false) => out.command(Command::CloseDialog),
            None => {}
        }
    }

    fn fields(&mut self, ui: &mut Ui, first: bool) {
        let field = Field::new(Id::unique("new name"), "Name of the organisation");
        let name = singleline(ui, field, &self.name);
        keep_own_undo(&name.response);
        if first {
            name.response.request_focus();
        }
        if let Some(text) = name.changed {
            self.name = text;
        }
        ui.add_space(space::M);
        let sizes: Vec<_> = std::iter::once((None, "Not said"))
            .chain(Size::ALL.into_iter().map(|size| (Some(size), size.name())))
            .collect();
        if let Some(size) = choice(
            ui,
            Field::new(Id::unique("new size"), "About how many people work there"),
            &self.size,
            &sizes,
            300.0,
        ) {
            self.size = size;
        }
        ui.add_space(space::M);
        let field = Field::new(Id::unique("new sector"), "Sector").hint("Local government, law, housing …");
        let sector = singleline(ui, field, &self.sector);
        keep_own_undo(&sector.response);
        if let Some(text) = sector.changed {
            self.sector = text;
        }
        ui.add_space(space::M);
        let pillars: Vec<_> = std::iter::once((None, "From the beginning"))
            .chain(Pillar::ALL.into_iter().map(|pillar| (Some(pillar), pillar.name())))
            .collect();
        let field = Field::new(Id::unique("new pillar"), "Where to start (each pillar can be begun on its own)");
        if let Some(pillar) = choice(ui, field, &self.pillar, &pillars, 300.0) {
            self.pillar = pillar;
        }
    }
}
