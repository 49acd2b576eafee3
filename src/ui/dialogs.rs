//! The dialogs of the window: each a form or a question above everything else.

use std::borrow::Cow;
use std::path::PathBuf;

use egui::{
    Context, Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, RichText, Role, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::finder;
use super::organisation;
use super::pages::home::NewForm;
use super::pages::rounds::{self, RoundForm};
use super::shell::Shown;
use super::theme::{self, size, space};
use super::view::{Outbox, View};
use super::widgets::{
    Dialog, Field, body, caption, choice, danger, dialog_buttons, error_line, heading_at, keep_own_undo, key_hint,
    link, primary, reading, scrolled, secondary, segments, singleline, unheard,
};
use crate::app::{Command, PathFor, SheetFor, shortcuts};
use crate::content::ThirdGroup;
use crate::store::{Preferences, TextSize, Theme};

/// A dialog to open.
#[derive(Clone, Debug, PartialEq)]
pub enum Open {
    /// What to do with unsaved work.
    Unsaved,
    /// The guided start of a project.
    NewProject,
    /// The box that finds anything and runs any command.
    Finder,
    /// What is known of the organisation.
    Organisation,
    /// Whether the newest round is to be frozen.
    FreezeRound,
    /// The next round's name and day.
    StartRound,
    /// Why the newest round is to be opened again.
    ReopenRound,
    /// A path, typed.
    TypedPath(PathFor),
    /// The keys.
    Keys,
    /// The preferences.
    Preferences,
}

impl Open {
    fn title(&self) -> Cow<'static, str> {
        let title = match self {
            Self::TypedPath(PathFor::Export(export)) => {
                return Cow::Owned(format!("{} to a path", export.words().title));
            }
            Self::Unsaved => "Save your changes first?",
            Self::NewProject => "New organisation",
            Self::Finder => "Search or run a command",
            Self::Organisation => "Organisation",
            Self::FreezeRound => "Freeze this round?",
            Self::StartRound => "Start the next round",
            Self::ReopenRound => "Open the round again",
            Self::TypedPath(PathFor::Open) => "Open a project by its path",
            Self::TypedPath(PathFor::Save) => "Save to a path",
            Self::TypedPath(PathFor::Sheet(SheetFor::Actions)) => "Import actions by a file’s path",
            Self::TypedPath(PathFor::Sheet(SheetFor::People)) => "Import workforce data by a file’s path",
            Self::TypedPath(PathFor::Sheet(SheetFor::Figures)) => "Import figures by a file’s path",
            Self::Keys => "Keys",
            Self::Preferences => "Preferences",
        };
        Cow::Borrowed(title)
    }
}

/// The dialog that is open, with what has been entered in it.
#[derive(Debug, Default)]
pub struct Dialogs {
    open: Option<Open>,
    path: String,
    new: NewForm,
    finder: finder::State,
    round: RoundForm,
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
        self.round = RoundForm::default();
        self.open = Some(open);
    }

    /// Closes the dialog and gives the focus back.
    pub fn close(&mut self, ctx: &Context) {
        if let Some(open) = self.open.take() {
            Dialog::restore_focus(ctx, &open.title());
        }
    }
}

/// Shows the dialog that is open.
pub fn show(ctx: &Context, shown: &Shown<'_>, view: Option<&View<'_>>, state: &mut Dialogs, out: &mut Outbox) {
    let Some(open) = state.open.clone() else { return };
    let wide = matches!(open, Open::Preferences | Open::Keys | Open::NewProject | Open::Finder);
    let title = open.title();
    let dialog = Dialog { title: &title, width: if wide { 560.0 } else { 480.0 } };
    let ((), escape) = dialog.show(ctx, |ui, first| match &open {
        Open::Unsaved => unsaved(ui, view, first, out),
        Open::NewProject => state.new.show(ui, first, out),
        Open::Finder => finder::show(ui, view, &mut state.finder, first, out),
        Open::Organisation => {
            if let Some(view) = view {
                organisation::show(ui, view, &mut state.name, first, out);
            }
        }
        Open::FreezeRound => {
            if let Some(view) = view {
                rounds::freeze(ui, view, first, out);
            }
        }
        Open::StartRound => {
            if let Some(view) = view {
                state.round.start(ui, view, first, out);
            }
        }
        Open::ReopenRound => {
            if let Some(view) = view {
                state.round.reopen(ui, view, first, out);
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
    let in_documents = |name: &str| format!("/home/me/Documents/{name}");
    let (label, hint, main) = match path_for {
        PathFor::Open => ("The whole path of the file", in_documents("plan.waymark"), "Open"),
        PathFor::Save => ("The whole path, with a file name", in_documents("plan.waymark"), "Save"),
        PathFor::Export(export) => {
            let words = export.words();
            let example = in_documents(&format!("{}.{}", words.example, words.ending));
            ("The whole path, with a file name", example, words.verb)
        }
        PathFor::Sheet(sheet_for) => {
            let example = match sheet_for {
                SheetFor::Actions => "actions.csv",
                SheetFor::Figures => "figures.csv",
                SheetFor::People => "staff survey.csv",
            };
            ("The whole path of the file", in_documents(example), "Read")
        }
    };
    ui.add_space(space::XS);
    let field = Field::new(Id::unique("typed path"), label).hint(&hint);
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
                PathFor::Export(export) => Command::ExportPath(whole, export.clone()),
                PathFor::Sheet(sheet_for) => Command::ReadSheet(whole, *sheet_for),
            });
        }
        Some(false) => out.command(Command::CloseDialog),
        None => {}
    }
}

fn keys(ui: &mut Ui, first: bool, out: &mut Outbox) {
    let room = (ui.ctx().content_rect().height() - KEYS_AROUND).max(120.0);
    let width = ui.available_width();
    ui.allocate_ui(vec2(width, room), |ui| {
        reading(ui, Id::unique("keys"), "Keys, scrolled with the arrow keys", first, |ui| {
            // Room for the ring around what has the focus.
            Frame::new().inner_margin(Margin::same(6)).show(ui, key_lines);
        });
    });
    close_button(ui, first, out);
}

fn key_lines(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = space::XS;
    heading_at(ui, "Everywhere", 3);
    for (keys, words) in everywhere(ui.ctx()) {
        key_line(ui, &keys, &words);
    }
    ui.add_space(space::M);
    heading_at(ui, "In the review’s list of questions", 3);
    for (keys, words) in [
        ("1", "Not in place"),
        ("2", "Limited"),
        ("3", "Active"),
        ("0", "Not applicable"),
        ("Backspace", "Clear the rating"),
        ("C", "Confirm a rating from the last round"),
        ("U", "Use the rating that another checklist has for the same question"),
        ("N", "Next question that is left"),
        ("L", "Show only what is left, or everything again"),
        ("W", "Whole recommendations, or one by one again"),
        ("Up, Down", "Move; Page Up, Page Down, Home and End move further"),
        ("Enter", "Write the note; Escape goes back to the list"),
    ] {
        key_line(ui, &[keys.to_owned()], words);
    }
    ui.add_space(space::M);
    heading_at(ui, "In the plan’s table", 3);
    let keys = |modifiers, key| ui.ctx().format_shortcut(&KeyboardShortcut::new(modifiers, key));
    let (all, copy) = (keys(Modifiers::COMMAND, Key::A), keys(Modifiers::COMMAND, Key::D));
    for (keys, words) in [
        ("Enter", "Go to the form of the action; Escape goes back to the table"),
        ("Space", "Select the action, to change it together with others"),
        ("Shift+Up, Shift+Down", "Select further actions"),
        (&all, "Select all actions shown"),
        (&copy, "Add the same action once more"),
        ("Delete", "Remove the action, or those that are selected"),
    ] {
        key_line(ui, &[keys.to_owned()], words);
    }
    ui.add_space(space::M);
    heading_at(ui, "On a chart over time", 3);
    for (keys, words) in [
        ("Left, Right", "Show earlier or later figures"),
        ("+, −", "Come closer, or step back"),
        ("0", "Show the whole time; Home does the same"),
    ] {
        key_line(ui, &[keys.to_owned()], words);
    }
    ui.add_space(space::M);
    heading_at(ui, "In the strategy map", 3);
    for (keys, words) in [
        ("Left, Right", "Follow the links between recommendations, actions and figures"),
        ("Up, Down", "Move within a column"),
        ("Enter", "Open what is chosen"),
    ] {
        key_line(ui, &[keys.to_owned()], words);
    }
    ui.add_space(space::M);
    heading_at(ui, "In the review’s list of whole recommendations", 3);
    for (keys, words) in [
        ("1, 2, 3, 0", "Rate all its questions that are left; once none is, all of them anew"),
        ("C", "Confirm all its ratings from the last round"),
        ("Enter", "Open its questions"),
    ] {
        key_line(ui, &[keys.to_owned()], words);
    }
}

/// The height of what stands around the list of keys.
const KEYS_AROUND: f32 = 230.0;

/// The keys that work everywhere, those for one thing together.
fn everywhere(ctx: &Context) -> Vec<(Vec<String>, String)> {
    let mut lines: Vec<(Vec<String>, String)> = Vec::new();
    for shortcut in shortcuts() {
        let keys = ctx.format_shortcut(&shortcut.keys).replace("Comma", ",");
        match lines.iter_mut().find(|(_, words)| words == shortcut.words) {
            Some((known, _)) => known.push(keys),
            None => lines.push((vec![keys], shortcut.words.to_owned())),
        }
    }
    lines.push((
        vec!["Tab".to_owned(), "Shift+Tab".to_owned()],
        "Go to the next or last field, button or list".to_owned(),
    ));
    lines.push((vec!["Escape".to_owned()], "Close a dialog, a menu or a list that drops down".to_owned()));
    lines
}

/// Keys and what they do, heard as one.
fn key_line(ui: &mut Ui, keys: &[String], words: &str) {
    let name = format!("{}: {words}", keys.join(" or "));
    let line = UiBuilder::new().accessibility_role(Role::Label).accessibility_label(&name);
    let line = ui.scope_builder(line, |ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal(|ui| {
            let left = ui.cursor().left();
            unheard(ui, |ui| {
                for key in keys {
                    key_hint(ui, key);
                }
            });
            ui.add_space((KEYS_COLUMN - (ui.cursor().left() - left)).max(0.0));
            unheard(ui, |ui| {
                body(ui, words);
            });
        });
    });
    // This also says where it is, which the builder does not.
    line.response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
}

/// The width of the column of keys.
const KEYS_COLUMN: f32 = 190.0;

fn preferences(ui: &mut Ui, now: &Preferences, first: bool, out: &mut Outbox) {
    let mut next = now.clone();
    scrolled(ui, |ui| choices(ui, now, &mut next, out));
    close_button(ui, first, out);
    if next != *now {
        out.command(Command::SetPreferences(Box::new(next)));
    }
}

/// The button at the foot of a dialog that only shows, or that has nothing to confirm.
fn close_button(ui: &mut Ui, first: bool, out: &mut Outbox) {
    ui.add_space(space::L);
    let close = primary(ui, "Close");
    if first {
        close.request_focus();
    }
    if close.clicked() {
        out.command(Command::CloseDialog);
    }
}

fn choices(ui: &mut Ui, now: &Preferences, next: &mut Preferences, out: &mut Outbox) {
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
    pack_folder(ui, now, next, out);
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
