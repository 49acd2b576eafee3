//! The top bar: whose project, which round, whether it is saved, what was done last, undo and redo, the menu.

use egui::{Button, Frame, Id, Label, Margin, Panel, Response, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::landmark;
use crate::app::{Command, Place};
use crate::ui::theme::{self, RADIUS, TARGET, size};
use crate::ui::view::{Outbox, View};
use crate::ui::widgets::{focus_ring, link, menu, menu_item, secondary_enabled};

/// Below this room, in points, undo and redo stand in the menu alone.
const COMPACT_BAR: f32 = 760.0;

/// The least room for the organisation's name.
const NAME_ROOM: f32 = 104.0;

/// The most room for a fact beside it.
const PILL_ROOM: f32 = 170.0;

/// How many letters of a round's name stand there.
const ROUND_LETTERS: usize = 20;

/// The room for what was done last.
const SAID_ROOM: f32 = 200.0;

/// What the top bar says of the open project.
pub struct Bar {
    /// Whether a save is under way.
    pub saving: bool,
    /// Whether there is unsaved work.
    pub dirty: bool,
    /// When it was saved last in this session: `14:02`.
    pub saved_at: Option<String>,
    /// Whether it has a file.
    pub has_file: bool,
    /// What undo would take back.
    pub undo: Option<&'static str>,
    /// What redo would bring back.
    pub redo: Option<&'static str>,
}

/// The top bar: whose project, which round, whether it is saved, undo and redo. What is longest gives way first: the
/// name is cut, never the buttons; in a narrow window undo and redo stand in the menu alone.
pub(super) fn top_bar(ui: &mut Ui, view: &View<'_>, bar: &Bar, said: &str, out: &mut Outbox) {
    let frame = Frame::new().fill(view.palette.surface).inner_margin(Margin::symmetric(20, 11));
    Panel::top("top bar").frame(frame).show_separator_line(true).show(ui, |ui| {
        landmark(ui, Role::Banner, "Project");
        ui.horizontal(|ui| {
            let (room, left) = (ui.available_width(), ui.cursor().left());
            let compact = room < COMPACT_BAR;
            let has_said = !said.is_empty();
            let kept: BarWidths = ui.data(|data| data.get_temp(bar_widths())).unwrap_or_default();
            let gap = ui.spacing().item_spacing.x;
            let others = kept.facts + kept.tools + 2.0 * gap + if has_said && !compact { SAID_ROOM } else { 0.0 };
            organisation(ui, view, (room - others).max(NAME_ROOM));
            let facts_from = ui.cursor().left();
            if compact && has_said {
                said_line(ui, view, said, SAID_ROOM);
            } else {
                if view.project.organisation.invented {
                    pill(ui, view, "Invented").on_hover_text("This organisation and all its figures are invented.");
                }
                round_button(ui, view, out);
            }
            save_state(ui, view, bar, out);
            let mut now = BarWidths { facts: ui.cursor().left() - gap - facts_from, tools: kept.tools };
            if has_said && !compact {
                let left_over = left + room - ui.cursor().left() - kept.tools - gap;
                said_line(ui, view, said, left_over);
            }
            ui.add_space((left + room - kept.tools - ui.cursor().left()).max(0.0));
            let tools_from = ui.cursor().left();
            if !compact {
                if link(ui, "Search…").on_hover_text("Search or run a command (Ctrl+K)").clicked() {
                    out.command(Command::ShowFinder);
                }
                undo_button(ui, "Undo", "Ctrl+Z", bar.undo, Command::Undo, out);
                undo_button(ui, "Redo", "Ctrl+Y", bar.redo, Command::Redo, out);
            }
            main_menu(ui, bar, out);
            now.tools = ui.cursor().left() - gap - tools_from;
            if now != kept {
                // How wide the parts are is known once they are drawn.
                ui.data_mut(|data| data.insert_temp(bar_widths(), now));
                ui.ctx().request_discard("widths of the top bar");
            }
        });
    });
}

/// How wide the parts of the top bar are that keep their width.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct BarWidths {
    facts: f32,
    tools: f32,
}

fn bar_widths() -> Id {
    Id::unique("top bar widths")
}

/// Whose project it is; a name that is too long is cut, and whole in a hover.
fn organisation(ui: &mut Ui, view: &View<'_>, room: f32) {
    let name = RichText::new(&view.project.organisation.name);
    let name = name.font(theme::bold(size::SECTION)).color(view.palette.ink);
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(Label::new(name).truncate());
    });
}

/// A fact in the top bar; a long one is cut.
fn pill(ui: &mut Ui, view: &View<'_>, text: &str) -> Response {
    Frame::new()
        .stroke(Stroke::new(1.0, view.palette.rule))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(10, 5))
        .show(ui, |ui| {
            ui.set_max_width(PILL_ROOM);
            ui.add(Label::new(RichText::new(text).size(size::CAPTION).color(view.palette.quiet)).truncate())
        })
        .inner
}

/// Which round it is and whether it is open; pressing it goes to the rounds.
fn round_button(ui: &mut Ui, view: &View<'_>, out: &mut Outbox) {
    let Some(round) = view.project.round() else { return };
    let state = if round.is_open() { "open" } else { "frozen" };
    // A long name is cut, its state never.
    let text = match round.name.char_indices().nth(ROUND_LETTERS) {
        Some((end, _)) => format!("{}… · {state}", round.name.get(..end).unwrap_or_default().trim_end()),
        None => format!("{} · {state}", round.name),
    };
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding.x = 10.0;
            let button = Button::new(RichText::new(&text).size(size::CAPTION).color(view.palette.accent))
                .fill(view.palette.surface)
                .stroke(Stroke::new(1.0, view.palette.border))
                .corner_radius(RADIUS)
                .wrap_mode(egui::TextWrapMode::Extend)
                .min_size(vec2(0.0, TARGET));
            ui.add(button)
        })
        .inner;
    focus_ring(ui, &response);
    let name = format!("{} · {state}", round.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_text("Go to the rounds").clicked() {
        out.command(Command::GoTo(Place::Rounds));
    }
}

/// Whether the project is saved; pressing it saves.
fn save_state(ui: &mut Ui, view: &View<'_>, bar: &Bar, out: &mut Outbox) {
    if view.read_only {
        pill(ui, view, "Open to read only");
    } else if bar.saving {
        pill(ui, view, "Saving…");
    } else if bar.dirty {
        let label = if bar.has_file { "Save" } else { "Save…" };
        let text = "Unsaved changes. Press to save, or Ctrl+S.";
        if secondary_enabled(ui, label, true).on_hover_text(text).clicked() {
            out.command(Command::Save);
        }
        ui.add(Label::new(RichText::new("Unsaved").size(size::CAPTION).color(view.palette.limited)).extend());
    } else {
        let text = match (&bar.saved_at, bar.has_file) {
            (Some(at), _) => format!("Saved {at}"),
            (None, true) => "No changes".to_owned(),
            (None, false) => "Not in a file".to_owned(),
        };
        pill(ui, view, &text);
    }
}

/// What was done last, for those who look and those who listen.
fn said_line(ui: &mut Ui, view: &View<'_>, said: &str, room: f32) {
    let label = RichText::new(said).size(size::CAPTION).color(view.palette.quiet);
    let response = ui
        .scope(|ui| {
            ui.set_max_width(room.max(0.0));
            ui.add(Label::new(label).truncate())
        })
        .inner;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

fn undo_button(ui: &mut Ui, name: &str, keys: &str, label: Option<&str>, command: Command, out: &mut Outbox) {
    let text = label
        .map_or_else(|| format!("Nothing to {}", name.to_lowercase()), |label| format!("{name}: {label} ({keys})"));
    let response = secondary_enabled(ui, name, label.is_some()).on_hover_text(&text).on_disabled_hover_text(&text);
    if response.clicked() {
        out.command(command);
    }
}

/// The menu of everything about files and the program.
fn main_menu(ui: &mut Ui, bar: &Bar, out: &mut Outbox) {
    let palette = theme::of(ui);
    let button = Button::new(RichText::new("Menu").font(theme::semibold(size::BODY)).color(palette.accent))
        .fill(palette.surface)
        .stroke(Stroke::new(1.0, palette.accent))
        .min_size(vec2(0.0, TARGET));
    let response = ui.add(button);
    focus_ring(ui, &response);
    menu(ui, &response, "Menu", |ui| {
        ui.set_min_width(260.0);
        let mut item = |ui: &mut Ui, label: &str, keys: &str, enabled: bool, command: Command| {
            if menu_item(ui, label, keys, enabled) {
                out.command(command);
            }
        };
        item(ui, "New organisation…", "Ctrl+N", true, Command::NewProject);
        item(ui, "Open…", "Ctrl+O", true, Command::Open);
        item(ui, "Open a typed path…", "", true, Command::OpenTypedPath);
        ui.separator();
        item(ui, if bar.has_file { "Save" } else { "Save…" }, "Ctrl+S", true, Command::Save);
        item(ui, "Save as…", "Ctrl+Shift+S", true, Command::SaveAs);
        item(ui, "Save to a typed path…", "", true, Command::SaveTypedPath);
        ui.separator();
        item(ui, "Undo", "Ctrl+Z", bar.undo.is_some(), Command::Undo);
        item(ui, "Redo", "Ctrl+Y", bar.redo.is_some(), Command::Redo);
        ui.separator();
        item(ui, "Search or run a command…", "Ctrl+K", true, Command::ShowFinder);
        item(ui, "Organisation…", "", true, Command::ShowOrganisation);
        item(ui, "Preferences…", "Ctrl+,", true, Command::ShowPreferences);
        item(ui, "Keys…", "F1", true, Command::ShowKeys);
        ui.separator();
        item(ui, "Close the project", "Ctrl+W", true, Command::CloseProject);
        item(ui, "Leave Waymark", "Ctrl+Q", true, Command::Quit);
    });
}
