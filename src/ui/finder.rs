//! One box that finds anything and runs any command: a dialog with a search field whose arrow keys move through what was
//! found.

use egui::{Align, Id, Key, Modifiers, RichText, Ui};

use super::theme::{self, size, space};
use super::view::{Outbox, View};
use super::widgets::{caption, keep_own_undo, list, row, search};
use crate::app::{Command, Export, Place};
use crate::insight::{self, Found, Goal};

/// What the box keeps while it is open.
#[derive(Debug, Default)]
pub struct State {
    query: String,
    selected: usize,
    found: Option<(String, u64, Found)>,
    scroll: bool,
}

/// An entry: something found, or a command.
struct Entry {
    kind: &'static str,
    title: String,
    detail: String,
    command: Command,
}

fn list_id() -> Id {
    Id::unique("finder list")
}

/// Draws the box.
pub fn show(ui: &mut Ui, view: Option<&View<'_>>, state: &mut State, first: bool, out: &mut Outbox) {
    let (step, enter) = keys(ui);
    let typed = search(ui, Id::unique("finder"), "Search, or name a command", &state.query, ui.available_width());
    keep_own_undo(&typed.response);
    if first || !typed.response.has_focus() {
        // The field keeps the focus: what is found is walked from here.
        typed.response.request_focus();
    }
    if let Some(text) = typed.changed {
        state.query = text;
        state.selected = 0;
    }
    let (entries, total) = entries(view, state);
    if entries.is_empty() {
        state.selected = 0;
    } else if step != 0 {
        let last = i64::try_from(entries.len() - 1).unwrap_or(i64::MAX);
        let to = (i64::try_from(state.selected).unwrap_or(0) + step).clamp(0, last);
        state.selected = usize::try_from(to).unwrap_or(0);
        state.scroll = true;
    }
    ui.add_space(space::S);
    let mut chosen = enter.then_some(state.selected);
    if entries.is_empty() {
        caption(ui, "Nothing is found by these words. Try fewer, or a part of one.");
    }
    list(ui, list_id(), "What was found", |ui, _| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, entry) in entries.iter().enumerate() {
            let selected = place == state.selected;
            let name = format!("{}: {}. {}", entry.kind, entry.title, entry.detail);
            let (response, ()) =
                row(ui, list_id(), list_id().with(place), selected, &name, |ui| entry_row(ui, entry, selected));
            if selected && std::mem::take(&mut state.scroll) {
                response.scroll_to_me(Some(Align::Center));
            }
            if response.clicked() {
                chosen = Some(place);
            }
        }
    });
    if total > insight::HITS {
        caption(ui, &format!("And {} more. More words find less.", total - insight::HITS));
    }
    if let Some(entry) = chosen.and_then(|place| entries.into_iter().nth(place)) {
        out.command(Command::CloseDialog);
        out.command(entry.command);
    }
}

/// Takes the keys that move and choose before the field sees them.
fn keys(ui: &Ui) -> (i64, bool) {
    ui.input_mut(|input| {
        let mut step = 0;
        for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 8), (Key::PageUp, -8)] {
            if input.consume_key(Modifiers::NONE, key) {
                step += by;
            }
        }
        (step, input.consume_key(Modifiers::NONE, Key::Enter))
    })
}

/// What is listed: commands by name, then what was found.
fn entries(view: Option<&View<'_>>, state: &mut State) -> (Vec<Entry>, usize) {
    let query = state.query.trim().to_lowercase();
    let mut entries: Vec<Entry> = commands(view)
        .into_iter()
        .filter(|(name, _)| name.to_lowercase().contains(&query))
        .map(|(name, command)| Entry { kind: "Command", title: name, detail: String::new(), command })
        .collect();
    let Some(view) = view else { return (entries, 0) };
    let fresh = state.found.as_ref().is_some_and(|(of, revision, _)| *of == query && *revision == view.revision);
    if !fresh {
        let found = insight::search(view.catalogue, view.project, view.today, &query);
        state.found = Some((query, view.revision, found));
    }
    let Some((_, _, found)) = &state.found else { return (entries, 0) };
    entries.extend(found.hits.iter().map(|hit| Entry {
        kind: hit.kind,
        title: hit.title.clone(),
        detail: hit.detail.clone(),
        command: goal_command(&hit.goal),
    }));
    (entries, found.total)
}

/// The way to something found.
pub fn goal_command(goal: &Goal) -> Command {
    match goal {
        Goal::Recommendation(id) => Command::ShowRecommendation(id.clone()),
        Goal::Question(id) => Command::ShowQuestion(id.clone()),
        Goal::FollowUps(id) => Command::ShowFollowUps(id.clone()),
        Goal::Action(id) => Command::ShowAction(*id),
        Goal::Kpi(id) => Command::ShowKpi(id.clone()),
        Goal::Library(words) => Command::ShowLibrary(words.clone()),
        Goal::Person(id) => Command::ShowPerson(*id),
        Goal::DataSet(id) => Command::ShowDataSet(*id),
        Goal::Rounds => Command::GoTo(Place::Rounds),
        Goal::Organisation => Command::ShowOrganisation,
    }
}

/// The commands that can be named.
fn commands(view: Option<&View<'_>>) -> Vec<(String, Command)> {
    let mut list: Vec<(String, Command)> = Vec::new();
    if let Some(view) = view {
        for place in Place::ALL {
            list.push((format!("Go to {}", place.name().to_lowercase()), Command::GoTo(place)));
        }
        // What would be refused is not offered.
        if view.review_is_open() {
            list.push(("Continue the review".to_owned(), Command::ContinueReview));
            list.push(("Freeze this round…".to_owned(), Command::FreezeRound));
        } else if !view.read_only {
            list.push(("Start the next round…".to_owned(), Command::StartRound));
            list.push(("Open the round again…".to_owned(), Command::ReopenRound));
        }
        if !view.read_only {
            list.push(("Add an action".to_owned(), Command::AddAction(None)));
            list.push(("Import actions…".to_owned(), Command::ImportActions));
            list.push(("Import figures…".to_owned(), Command::ImportFigures(None)));
            list.push(("Add a person".to_owned(), Command::AddPerson));
            list.push(("Add a figure".to_owned(), Command::AddFigure));
            list.push(("Import workforce data…".to_owned(), Command::ImportPeople));
            list.push(("Add workforce data".to_owned(), Command::AddDataSet));
        }
        if view.project.kpis.values().any(|kpi| !kpi.measurements.is_empty()) {
            list.push(("Save all figures as CSV…".to_owned(), Command::Export(Export::Figures(None))));
        }
        if !view.catalogue.own_kpis().is_empty() {
            list.push(("Save your own measures as a pack…".to_owned(), Command::Export(Export::OwnKpis)));
        }
        list.push(("What is suggested next".to_owned(), Command::ShowSuggestions));
        list.push(("Strategy map".to_owned(), Command::ShowMap(None)));
        list.push(("Did it move? Actions and their figures".to_owned(), Command::ShowMoved));
        if view.digest.since.is_some() {
            list.push(("What changed since the last round".to_owned(), Command::ShowChanges));
        }
        list.push(("Change log".to_owned(), Command::ShowLog));
        for (name, command) in [
            ("Save", Command::Save),
            ("Save as…", Command::SaveAs),
            ("Save to a typed path…", Command::SaveTypedPath),
            ("Undo", Command::Undo),
            ("Redo", Command::Redo),
            ("Organisation…", Command::ShowOrganisation),
            ("Close the project", Command::CloseProject),
        ] {
            list.push((name.to_owned(), command));
        }
    }
    for (name, command) in [
        ("New organisation…", Command::NewProject),
        ("Open…", Command::Open),
        ("Open a typed path…", Command::OpenTypedPath),
        ("Look at the sample", Command::OpenSample),
        ("Preferences…", Command::ShowPreferences),
        ("Keys…", Command::ShowKeys),
        ("Leave Waymark", Command::Quit),
    ] {
        list.push((name.to_owned(), command));
    }
    list
}

fn entry_row(ui: &mut Ui, entry: &Entry, selected: bool) {
    let palette = theme::of(ui);
    let fill = if selected { palette.wash } else { palette.surface };
    let margin = egui::Margin::symmetric(10, 6);
    egui::Frame::new().fill(fill).corner_radius(theme::RADIUS).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.horizontal_top(|ui| {
            let kind = RichText::new(entry.kind).size(size::CAPTION).color(palette.quiet);
            ui.allocate_ui(egui::vec2(120.0, size::BODY), |ui| {
                ui.set_min_width(120.0);
                ui.add(egui::Label::new(kind).extend());
            });
            ui.vertical(|ui| {
                let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
                ui.add(egui::Label::new(RichText::new(&entry.title).font(font).color(palette.ink)).wrap());
                if !entry.detail.is_empty() {
                    let detail = RichText::new(&entry.detail).size(size::CAPTION).color(palette.quiet);
                    ui.add(egui::Label::new(detail).truncate());
                }
            });
        });
    });
}
