//! The dialogs of the window: each a form or a question above everything else.

use std::path::PathBuf;

use egui::{Context, Id, RichText, Ui};

use super::finder;
use super::organisation;
use super::pages::home::NewForm;
use super::shell::Shown;
use super::theme::{self, size, space};
use super::view::{Outbox, View};
use super::widgets::{
    Dialog, Field, body, caption, choice, danger, dialog_buttons, error_line, heading, keep_own_undo, key_hint, link,
    primary, secondary, segments, singleline,
};
use crate::app::{Command, PathFor, shortcuts};
use crate::content::ThirdGroup;
use crate::store::{Preferences, TextSize, Theme};

/// A dialog to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// What to do with unsaved work.
    Unsaved,
    /// The guided start of a project.
    NewProject,
    /// The box that finds anything and runs any command.
    Finder,
    /// What is known of the organisation.
    Organisation,
    /// A path, typed.
    TypedPath(PathFor),
    /// The keys.
    Keys,
    /// The preferences.
    Preferences,
}

impl Open {
    fn title(&self) -> &'static str {
        match self {
            Self::Unsaved => "Save your changes first?",
            Self::NewProject => "New organisation",
            Self::Finder => "Search or run a command",
            Self::Organisation => "Organisation",
            Self::TypedPath(PathFor::Open) => "Open a project by its path",
            Self::TypedPath(PathFor::Save) => "Save to a path",
            Self::TypedPath(PathFor::Export(_)) => "Export the board pack to a path",
            Self::Keys => "Keys",
            Self::Preferences => "Preferences",
        }
    }
}

/// The dialog that is open, with what has been entered in it.
#[derive(Debug, Default)]
pub struct Dialogs {
    open: Option<Open>,
    path: String,
    new: NewForm,
    finder: finder::State,
    /// A name of the organisation that is no name yet.
    name: Option<String>,
}

impl Dialogs {
    /// Opens a dialog in place of the one that is open.
    pub fn open(&mut self, ctx: &Context, open: Open) {
        self.close(ctx);
        self.path.clear();
        self.new = NewForm::default();
        self.name = None;
        self.finder = finder::State::default();
        self.open = Some(open);
    }

    /// Closes the dialog and gives the focus back.
    pub fn close(&mut self, ctx: &Context) {
        if let Some(open) = self.open.take() {
            Dialog::restore_focus(ctx, open.title());
        }
    }
}

/// Shows the dialog that is open.
pub fn show(ctx: &Context, shown: &Shown<'_>, view: Option<&View<'_>>, state: &mut Dialogs, out: &mut Outbox) {
    let Some(open) = state.open.clone() else { return };
    let wide = matches!(open, Open::Preferences | Open::Keys | Open::NewProject | Open::Finder);
    let dialog = Dialog { title: open.title(), width: if wide { 560.0 } else { 480.0 } };
    let ((), escape) = dialog.show(ctx, |ui, first| match &open {
        Open::Unsaved => unsaved(ui, view, first, out),
        Open::NewProject => state.new.show(ui, first, out),
        Open::Finder => finder::show(ui, view, &mut state.finder, first, out),
        Open::Organisation => {
            if let Some(view) = view {
                organisation::show(ui, view, &mut state.name, first, out);
            }
        }
        Open::TypedPath(path_for) => typed_path(ui, path_for, &mut state.path, first, out),
        Open::Keys => keys(ui, first, out),
        Open::Preferences => preferences(ui, shown.preferences, first, out),
    });
    if escape {
        out.command(Command::CloseDialog);
    }
}

fn unsaved(ui: &mut Ui, view: Option<&View<'_>>, first: bool, out: &mut Outbox) {
    let name = view.map_or("this project", |view| view.project.organisation.name.as_str());
    body(ui, &format!("There are changes to {name} that no file holds yet."));
    ui.add_space(space::L);
    ui.horizontal_wrapped(|ui| {
        let save = primary(ui, "Save");
        if first {
            save.request_focus();
        }
        if save.clicked() {
            out.command(Command::SaveThenContinue);
        }
        if danger(ui, "Don’t save").clicked() {
            out.command(Command::ContinueWithoutSaving);
        }
        if secondary(ui, "Cancel").clicked() {
            out.command(Command::CloseDialog);
        }
    });
}

fn typed_path(ui: &mut Ui, path_for: &PathFor, path: &mut String, first: bool, out: &mut Outbox) {
    let (label, hint, main) = match path_for {
        PathFor::Open => ("The whole path of the file", "/home/me/Documents/plan.waymark", "Open"),
        PathFor::Save => ("The whole path, with a file name", "/home/me/Documents/plan.waymark", "Save"),
        PathFor::Export(_) => ("The whole path, with a file name", "/home/me/Documents/plan.pdf", "Export"),
    };
    let field = Field::new(Id::unique("typed path"), label).hint(hint);
    let typed = singleline(ui, field, path);
    keep_own_undo(&typed.response);
    if first {
        typed.response.request_focus();
    }
    if let Some(text) = typed.changed {
        *path = text;
    }
    let given = path.trim().trim_matches('"');
    let whole = PathBuf::from(given);
    let problem = (!given.is_empty() && !whole.is_absolute())
        .then_some("Write the whole path, from the drive or the root folder on.");
    if let Some(problem) = problem {
        error_line(ui, problem);
    }
    match dialog_buttons(ui, main, !given.is_empty() && problem.is_none(), "Cancel") {
        Some(true) => {
            out.command(Command::CloseDialog);
            out.command(match path_for {
                PathFor::Open => Command::OpenPath(whole),
                PathFor::Save => Command::SavePath(whole),
                PathFor::Export(sections) => Command::ExportPath(whole, sections.clone()),
            });
        }
        Some(false) => out.command(Command::CloseDialog),
        None => {}
    }
}

fn keys(ui: &mut Ui, first: bool, out: &mut Outbox) {
    let line = |ui: &mut Ui, keys: &str, words: &str| {
        ui.horizontal(|ui| {
            ui.scope(|ui| {
                ui.set_min_width(150.0);
                ui.set_max_width(150.0);
                ui.horizontal(|ui| key_hint(ui, keys));
            });
            body(ui, words);
        });
    };
    heading(ui, "Everywhere");
    for shortcut in shortcuts() {
        line(ui, &ui.ctx().format_shortcut(&shortcut.keys), shortcut.words);
    }
    line(ui, "Tab, Shift+Tab", "Go to the next or last field, button or list");
    line(ui, "Escape", "Close a dialog");
    ui.add_space(space::M);
    heading(ui, "In the review’s list of questions");
    for (keys, words) in [
        ("1", "Not in place"),
        ("2", "Limited"),
        ("3", "Active"),
        ("0", "Not applicable"),
        ("Backspace", "Clear the rating"),
        ("N", "Next question to rate"),
        ("Up, Down", "Move; Page Up, Page Down, Home and End move further"),
        ("Enter", "Write the note"),
    ] {
        line(ui, keys, words);
    }
    ui.add_space(space::L);
    let close = primary(ui, "Close");
    if first {
        close.request_focus();
    }
    if close.clicked() {
        out.command(Command::CloseDialog);
    }
}

fn preferences(ui: &mut Ui, now: &Preferences, first: bool, out: &mut Outbox) {
    let mut next = now.clone();
    group(ui, "Colours");
    let themes = [
        (Theme::System, "As the computer"),
        (Theme::Light, "Light"),
        (Theme::Dark, "Dark"),
        (Theme::HighContrast, "High contrast"),
    ];
    if let Some(theme) = segments(ui, "Colours", Some(&now.theme), &themes) {
        next.theme = theme;
    }
    group(ui, "Text size");
    let sizes = [100, 115, 130, 150, 175, 200].map(TextSize::new);
    let names: Vec<String> = sizes.iter().map(|size| format!("{}%", size.percent())).collect();
    let options: Vec<_> = sizes.iter().copied().zip(names.iter().map(String::as_str)).collect();
    if let Some(size) = segments(ui, "Text size", Some(&now.text_size), &options) {
        next.text_size = size;
    }
    ui.add_space(space::M);
    let field = Field::new(Id::unique("my name"), "My name or role, proposed as the owner of new actions");
    let typed = singleline(ui, field, &now.my_name);
    keep_own_undo(&typed.response);
    if let Some(name) = typed.changed {
        next.my_name = name;
    }
    ui.add_space(space::M);
    let field = Field::new(Id::unique("third group"), "What the third group of backgrounds is called");
    let options = ThirdGroup::ALL.map(|group| (group, group.label()));
    if let Some(third) = choice(ui, field, &now.third_group, &options, 220.0) {
        next.third_group = third;
    }
    ui.add_space(space::M);
    pack_folder(ui, now, &mut next, out);
    ui.add_space(space::L);
    let close = primary(ui, "Close");
    if first {
        close.request_focus();
    }
    if close.clicked() {
        out.command(Command::CloseDialog);
    }
    if next != *now {
        out.command(Command::SetPreferences(Box::new(next)));
    }
}

/// The folder of own packs: typed, chosen, or none.
fn pack_folder(ui: &mut Ui, now: &Preferences, next: &mut Preferences, out: &mut Outbox) {
    let id = Id::unique("pack folder");
    let set = now.pack_folder.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    // The folder is taken when the field is left, not at every letter.
    let draft_id = id.with("draft");
    let (of, draft): (String, String) = ui
        .data(|data| data.get_temp(draft_id))
        .filter(|(of, _): &(String, String)| *of == set)
        .unwrap_or((set.clone(), set.clone()));
    let field = Field::new(id, "Folder with packs of your own").hint("None: the built-in packs alone");
    let typed = singleline(ui, field, &draft);
    keep_own_undo(&typed.response);
    let draft = typed.changed.unwrap_or(draft);
    if typed.left && draft.trim() != set {
        next.pack_folder = Some(draft.trim()).filter(|text| !text.is_empty()).map(PathBuf::from);
    }
    ui.data_mut(|data| data.insert_temp(draft_id, (of, draft)));
    ui.horizontal_wrapped(|ui| {
        if link(ui, "Choose a folder…").clicked() {
            out.command(Command::ChoosePackFolder);
        }
        if now.pack_folder.is_some() && link(ui, "Use the built-in packs alone").clicked() {
            next.pack_folder = None;
        }
    });
    caption(ui, "A pack with the id of a built-in one takes its place; others are added.");
}

fn group(ui: &mut Ui, name: &str) {
    ui.add_space(space::M);
    let quiet = theme::of(ui).quiet;
    ui.label(RichText::new(name).size(size::CAPTION).color(quiet));
}
