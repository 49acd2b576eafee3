//! The frame around the pages: the top bar, the rail, notices, and the dialogs above them.

use egui::{
    Button, CentralPanel, Context, Frame, Id, Label, Margin, Panel, Response, RichText, Role, Stroke, Ui, WidgetInfo,
    vec2,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::dialogs::{self, Dialogs};
use super::pages::{actions, board_pack, home, library, overview, people, review, rounds, scorecard, workforce};
use super::theme::{self, Palette, RADIUS, TARGET, size, space};
use super::view::{Outbox, View};
use super::widgets::{focus_ring, link, menu, menu_item, secondary_enabled, shape};
use crate::app::{Command, Notice, Place, SheetFor, Tone};
use crate::content::Catalogue;
use crate::import::Sheet;
use crate::insight::{AttentionKind, Digest};
use crate::project::{ActionId, PersonId, Project, Rating};
use crate::store::{Preferences, RecoveryEntry};

pub use super::dialogs::Open;

/// Below this width of the window, in points, the rail lies below the top bar.
const RAIL_BESIDE: f32 = 860.0;

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

/// What the window keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// Where the window is.
    pub place: Place,
    /// Whether the page's search box is asked for.
    pub find: bool,
    dialogs: Dialogs,
    /// What was done last, said in the top bar and to screen readers.
    said: String,
    overview: overview::State,
    review: review::State,
    actions: actions::State,
    people: people::State,
    scorecard: scorecard::State,
    workforce: workforce::State,
    rounds: rounds::State,
    board_pack: board_pack::State,
    library: library::State,
    home: home::State,
}

/// What the frame shows besides a page.
pub struct Shown<'a> {
    /// Lines for the user.
    pub notices: &'a [Notice],
    /// Unsaved work of earlier sessions.
    pub recoverable: &'a [RecoveryEntry],
    /// The user's preferences.
    pub preferences: &'a Preferences,
    /// The colours.
    pub palette: Palette,
    /// Today.
    pub today: Date,
}

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

impl State {
    /// Begins anew, as for another project.
    pub fn reset(&mut self) {
        *self = Self { dialogs: std::mem::take(&mut self.dialogs), ..Self::default() };
    }

    /// Opens a dialog.
    pub fn open(&mut self, ctx: &Context, open: Open) {
        self.dialogs.open(ctx, open);
    }

    /// Closes the dialog that is open, and gives the focus back.
    pub fn close_dialog(&mut self, ctx: &Context) {
        self.dialogs.close(ctx);
    }

    /// Says what was done.
    pub fn say(&mut self, text: String) {
        self.said = text;
    }

    /// Shows a new action's form.
    pub fn edit_new_action(&mut self, id: ActionId) {
        self.place = Place::Actions;
        self.actions.edit_new(id);
    }

    /// Shows a sheet that was read, or why it was not.
    pub fn show_sheet(&mut self, sheet_for: SheetFor, name: String, sheet: Result<Sheet, String>) {
        match sheet_for {
            SheetFor::Actions => {
                self.place = Place::Actions;
                self.actions.show_sheet(name, sheet);
            }
            SheetFor::Figures => {
                self.place = Place::Scorecard;
                self.scorecard.show_sheet(name, sheet);
            }
            // Files of people are read by a process of their own.
            SheetFor::People => {}
        }
    }

    /// Shows what may be shown of the workforce data, once that is worked out.
    pub fn take_shown(&mut self, answer: workforce::ShownAnswer) {
        self.workforce.take_shown(answer);
    }

    /// How workforce data is taken from a file of people.
    pub fn people_import(&mut self) -> &mut workforce::Import {
        self.workforce.import()
    }

    /// Shows a new person's form.
    pub fn edit_new_person(&mut self, id: PersonId) {
        self.place = Place::People;
        self.people.edit_new(id);
    }

    /// Goes to a place and shows something there.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the application passes on only commands that go somewhere")]
    pub fn navigate(
        &mut self,
        catalogue: &Catalogue,
        project: &Project,
        digest: &Digest,
        today: Date,
        preferences: &Preferences,
        command: Command,
    ) {
        let view = View {
            catalogue,
            project,
            digest,
            today,
            zone: &TimeZone::UTC,
            preferences,
            read_only: false,
            revision: 0,
            palette: theme::LIGHT,
            find: false,
        };
        self.said.clear();
        match command {
            Command::GoTo(place) => {
                self.place = place;
                if place == Place::Review {
                    self.review.focus_questions();
                }
            }
            Command::Find => self.find = true,
            Command::ShowRecommendation(id) => {
                self.place = Place::Review;
                self.review.show_recommendation(&view, &id);
            }
            Command::ShowQuestion(id) => {
                self.place = Place::Review;
                self.review.show_question(id);
            }
            Command::ShowFollowUps(pack) => {
                self.place = Place::Review;
                self.review.show_follow_ups(pack);
            }
            Command::ShowPillar(pillar) => {
                self.place = Place::Review;
                self.review.show_pillar(&view, pillar);
            }
            Command::ContinueReview => {
                self.place = Place::Review;
                self.review.continue_review(&view);
            }
            Command::ShowAction(id) => {
                self.place = Place::Actions;
                self.actions.show_action(id);
            }
            Command::ImportActions => {
                self.place = Place::Actions;
                self.actions.import();
            }
            Command::ImportFigures(kpi) => {
                self.place = Place::Scorecard;
                self.scorecard.import(kpi);
            }
            Command::ShowPerson(id) => {
                self.place = Place::People;
                self.people.show_person(id);
            }
            Command::ShowChanges => {
                self.place = Place::Rounds;
                self.rounds.show_changes();
            }
            Command::ShowLog => {
                self.place = Place::Rounds;
                self.rounds.show_log();
            }
            Command::ShowKpi(id) => {
                self.place = Place::Scorecard;
                self.scorecard.show_kpi(id);
            }
            Command::AddFigure => {
                self.place = Place::Scorecard;
                self.scorecard.add_figure_here(digest);
            }
            Command::ShowDataSet(id) => {
                self.place = Place::Workforce;
                self.workforce.show_set(id);
            }
            Command::ImportPeople => {
                self.place = Place::Workforce;
                self.workforce.open_import();
            }
            Command::AddDataSet => {
                self.place = Place::Workforce;
                self.workforce.add();
            }
            Command::ShowSuggestions => {
                self.place = Place::Scorecard;
                self.scorecard.show_part(scorecard::Part::Next);
            }
            Command::ShowMap(pillar) => {
                self.place = Place::Scorecard;
                self.scorecard.show_map(pillar);
            }
            Command::ShowMoved => {
                self.place = Place::Scorecard;
                self.scorecard.show_part(scorecard::Part::Moved);
            }
            Command::ShowLibrary(words) => {
                self.place = Place::Library;
                self.library.show_found(words);
            }
            Command::ShowAttention(kind) => self.show_attention(&view, kind),
            _ => {}
        }
    }

    fn show_attention(&mut self, view: &View<'_>, kind: AttentionKind) {
        match kind {
            AttentionKind::Overdue
            | AttentionKind::WithoutOwner
            | AttentionKind::WithoutDate
            | AttentionKind::BlockedWithoutReason => {
                self.place = Place::Actions;
                self.actions.show_attention(kind);
            }
            AttentionKind::KpisBehind
            | AttentionKind::BehindWithoutAction
            | AttentionKind::KpisStale
            | AttentionKind::KpisWithoutFigures
            | AttentionKind::KpisWithoutTarget => {
                self.place = Place::Scorecard;
                self.scorecard.show_attention(kind);
            }
            AttentionKind::GapsWithoutAction => self.show_review(view, review::Filter::GapsWithoutAction),
            AttentionKind::AssumedActive => self.show_review(view, review::Filter::Assumed),
            AttentionKind::ActiveWithoutEvidence => self.show_review(view, review::Filter::NoEvidence),
            AttentionKind::ToReconfirm => self.show_review(view, review::Filter::ToReconfirm),
            AttentionKind::AgreedByHand => self.show_review(view, review::Filter::AgreedByHand),
            AttentionKind::Unrated => self.show_review(view, review::Filter::Unrated),
            AttentionKind::FollowUpsUnanswered => {
                let unanswered = view
                    .project
                    .round()
                    .and_then(|round| crate::insight::unanswered_follow_ups(view.catalogue, round).into_iter().next());
                if let Some(key) = unanswered {
                    self.place = Place::Review;
                    self.review.show_follow_ups(key.checklist);
                }
            }
        }
    }

    fn show_review(&mut self, view: &View<'_>, filter: review::Filter) {
        self.place = Place::Review;
        self.review.show_filtered(view, filter);
    }
}

/// The window while no project is open.
pub fn without_project(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, out: &mut Outbox) {
    notices(ui, shown, out);
    CentralPanel::default().frame(Frame::new().fill(shown.palette.paper)).show(ui, |ui| {
        landmark(ui, Role::Main, "Home page");
        home::show(ui, shown, &mut state.home, out);
    });
    dialogs::show(ui.ctx(), shown, None, &mut state.dialogs, out);
}

/// The window with a project.
pub fn with_project(ui: &mut Ui, shown: &Shown<'_>, view: &View<'_>, bar: &Bar, state: &mut State, out: &mut Outbox) {
    top_bar(ui, view, bar, state, out);
    notices(ui, shown, out);
    rail(ui, view, state, out);
    CentralPanel::default().frame(Frame::new().fill(view.palette.paper)).show(ui, |ui| {
        landmark(ui, Role::Main, &format!("{} page", state.place.name()));
        match state.place {
            Place::Overview => overview::show(ui, view, &mut state.overview, out),
            Place::Review => review::show(ui, view, &mut state.review, out),
            Place::Actions => actions::show(ui, view, &mut state.actions, out),
            Place::People => people::show(ui, view, &mut state.people, out),
            Place::Scorecard => scorecard::show(ui, view, &mut state.scorecard, out),
            Place::Workforce => workforce::show(ui, view, &mut state.workforce, out),
            Place::Rounds => rounds::show(ui, view, &mut state.rounds, out),
            Place::BoardPack => board_pack::show(ui, view, &mut state.board_pack, out),
            Place::Library => library::show(ui, view, &mut state.library, out),
        }
    });
    dialogs::show(ui.ctx(), shown, Some(view), &mut state.dialogs, out);
    if !out.edits.is_empty() {
        // What was said of the last undo no longer is the last thing done.
        state.said.clear();
    }
}

/// The top bar: whose project, which round, whether it is saved, undo and redo. What is longest gives way first: the
/// name is cut, never the buttons; in a narrow window undo and redo stand in the menu alone.
fn top_bar(ui: &mut Ui, view: &View<'_>, bar: &Bar, state: &State, out: &mut Outbox) {
    let frame = Frame::new().fill(view.palette.surface).inner_margin(Margin::symmetric(20, 11));
    Panel::top("top bar").frame(frame).show_separator_line(true).show(ui, |ui| {
        landmark(ui, Role::Banner, "Project");
        ui.horizontal(|ui| {
            let (room, left) = (ui.available_width(), ui.cursor().left());
            let compact = room < COMPACT_BAR;
            let said = !state.said.is_empty();
            let kept: BarWidths = ui.data(|data| data.get_temp(bar_widths())).unwrap_or_default();
            let gap = ui.spacing().item_spacing.x;
            let others = kept.facts + kept.tools + 2.0 * gap + if said && !compact { SAID_ROOM } else { 0.0 };
            organisation(ui, view, (room - others).max(NAME_ROOM));
            let facts_from = ui.cursor().left();
            if compact && said {
                said_line(ui, view, state, SAID_ROOM);
            } else {
                if view.project.organisation.invented {
                    pill(ui, view, "Invented").on_hover_text("This organisation and all its figures are invented.");
                }
                round_button(ui, view, out);
            }
            save_state(ui, view, bar, out);
            let mut now = BarWidths { facts: ui.cursor().left() - gap - facts_from, tools: kept.tools };
            if said && !compact {
                let left_over = left + room - ui.cursor().left() - kept.tools - gap;
                said_line(ui, view, state, left_over);
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

/// Gives a part of the window its role and name, by which screen readers jump from part to part.
fn landmark(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
    });
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
fn said_line(ui: &mut Ui, view: &View<'_>, state: &State, room: f32) {
    let label = RichText::new(&state.said).size(size::CAPTION).color(view.palette.quiet);
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

/// The rail, beside the page or, in a narrow window, above it.
fn rail(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let frame = Frame::new().fill(view.palette.surface).inner_margin(Margin::same(10));
    if ui.available_width() < RAIL_BESIDE {
        Panel::top("places").frame(frame.inner_margin(Margin::symmetric(12, 6))).show(ui, |ui| {
            landmark(ui, Role::TabList, "Places");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
                for place in Place::ALL {
                    place_button(ui, view, state.place, place, None, out);
                }
            });
        });
    } else {
        Panel::left("places").frame(frame).exact_size(196.0).resizable(false).show(ui, |ui| {
            landmark(ui, Role::TabList, "Places");
            ui.add_space(space::XS);
            ui.spacing_mut().item_spacing.y = space::XS;
            let width = ui.available_width();
            for place in Place::ALL {
                place_button(ui, view, state.place, place, Some(width), out);
            }
        });
    }
}

/// The number beside a place.
fn count(view: &View<'_>, place: Place) -> Option<String> {
    let digest = view.digest;
    match place {
        Place::Review => {
            let counts = digest.tally.questions;
            Some(format!("{} / {}", counts.answered(), counts.total()))
        }
        Place::Actions => Some(digest.actions.open.to_string()),
        Place::Scorecard => Some(digest.kpis.iter().filter(|kpi| kpi.in_use).count().to_string()),
        Place::People => Some(view.project.people.len()).filter(|people| *people > 0).map(|people| people.to_string()),
        Place::Workforce => Some(view.project.workforce.len()).filter(|sets| *sets > 0).map(|sets| sets.to_string()),
        Place::Rounds => Some(view.project.rounds.len().to_string()),
        Place::Overview | Place::BoardPack | Place::Library => None,
    }
}

fn place_button(ui: &mut Ui, view: &View<'_>, now: Place, place: Place, width: Option<f32>, out: &mut Outbox) {
    let palette = &view.palette;
    let selected = now == place;
    let (font, color) = if selected {
        (theme::semibold(size::BODY), palette.accent)
    } else {
        (theme::regular(size::BODY), palette.ink)
    };
    let mut button = Button::new(RichText::new(place.name()).font(font).color(color))
        .fill(if selected { palette.wash } else { palette.surface })
        .stroke(Stroke::NONE)
        .corner_radius(RADIUS)
        .min_size(vec2(width.unwrap_or(0.0), if width.is_some() { 38.0 } else { TARGET }));
    let number = count(view, place);
    if let (Some(number), true) = (&number, width.is_some()) {
        button = button.right_text(RichText::new(number).size(size::CAPTION).color(palette.quiet));
    } else if width.is_some() {
        button = button.right_text("");
    }
    let response = ui.add(button);
    let name = match &number {
        Some(number) if place == Place::Actions => format!("{}, {number} open", place.name()),
        Some(number) if place == Place::Review => format!("{}, {} rated", place.name(), number.replace('/', "of")),
        Some(number) if place == Place::Scorecard => format!("{}, {number} measures in use", place.name()),
        Some(number) if place == Place::Workforce => format!("{}, data sets: {number}", place.name()),
        Some(number) => format!("{}, {number}", place.name()),
        None => place.name().to_owned(),
    };
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, selected, &name));
    let keys = format!("Ctrl+{}", Place::ALL.iter().position(|one| *one == place).map_or(0, |index| index + 1));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(selected);
        node.set_keyboard_shortcut(keys.as_str());
    });
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect, RADIUS, Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
    }
    let hover = if width.is_some() { keys } else { format!("{name} ({keys})") };
    if response.on_hover_ui(|ui| caption_line(ui, &hover)).clicked() {
        out.command(Command::GoTo(place));
    }
}

/// The words of a hover that say nothing new to those who listen.
fn caption_line(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).size(size::CAPTION));
}

/// Lines for the user, each with what can be done about it.
fn notices(ui: &mut Ui, shown: &Shown<'_>, out: &mut Outbox) {
    if shown.notices.is_empty() {
        return;
    }
    let frame = Frame::new().fill(shown.palette.wash).inner_margin(Margin::symmetric(20, 4));
    Panel::top("notices").frame(frame).show(ui, |ui| {
        landmark(ui, Role::Region, "Notices");
        ui.spacing_mut().item_spacing.y = 0.0;
        // The newest few; older ones follow when these are dismissed.
        for (place, notice) in shown.notices.iter().enumerate().rev().take(3) {
            ui.push_id(place, |ui| notice_line(ui, shown, place, notice, out));
        }
    });
}

/// A notice: its words on the left, what can be done about it on the right.
fn notice_line(ui: &mut Ui, shown: &Shown<'_>, place: usize, notice: &Notice, out: &mut Outbox) {
    ui.horizontal_top(|ui| {
        let mark = if notice.tone == Tone::Warning { 12.0 + space::S } else { 0.0 };
        let labels = notice.action.iter().map(|(label, _)| *label).chain(["Dismiss"]);
        let links: f32 = labels.map(|label| link_width(ui, label) + space::L).sum();
        let room = ui.available_width() - links - mark;
        if notice.tone == Tone::Warning {
            ui.vertical(|ui| {
                ui.add_space(space::S + 1.0);
                shape(ui, Rating::Limited, 12.0).on_hover_text("Warning");
            });
        }
        ui.vertical(|ui| {
            ui.set_width(room);
            // Level with the links' words.
            ui.add_space(6.0);
            let text = RichText::new(&notice.text).size(size::BODY).color(shown.palette.ink);
            let label = ui.add(Label::new(text).wrap());
            let heard = if mark > 0.0 { format!("Warning: {}", notice.text) } else { notice.text.clone() };
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &heard));
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            ui.add_space(6.0);
        });
        ui.spacing_mut().item_spacing.x = space::L;
        ui.add_space(space::S);
        if let Some((label, command)) = &notice.action
            && link(ui, label).clicked()
        {
            out.command(command.clone());
            out.command(Command::DismissNotice(place));
        }
        let dismiss = link(ui, "Dismiss");
        dismiss.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Dismiss: {}", notice.text)));
        if dismiss.clicked() {
            out.command(Command::DismissNotice(place));
        }
    });
}

/// How wide a link is.
fn link_width(ui: &Ui, label: &str) -> f32 {
    ui.painter().layout_no_wrap(label.to_owned(), theme::regular(size::BODY), egui::Color32::PLACEHOLDER).size().x
}

#[cfg(test)]
mod tests;
