//! The change log: newest first, found by words, by who and by kind.

use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Id, Key, Ui};

use super::{Kept, kept};
use crate::app::Command;
use crate::insight::{LogKind, LogLine, LogNames, LogQuery, NOBODY, log_line, log_list};
use crate::ui::finder::goal_command;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{
    Field, HIDDEN, Row, Walk, Walked, body, caption, card, cell_text, choice, link, paint_cell, quiet, search,
};
use crate::ui::{Outbox, View};
use crate::words;

/// How high a row is: the subject, the change in two lines.
const ROW: f32 = 72.0;

/// The same where when and who stand above.
const NARROW_ROW: f32 = 92.0;

/// Below this width when and who stand above instead of beside.
const BESIDE_FROM: f32 = 620.0;

/// The column of when and who.
const WHEN: f32 = 176.0;

/// The changes found, and for what.
type Found = ((Kept, LogQuery), Arc<Vec<usize>>);

/// What this part keeps between frames.
#[derive(Debug, Default)]
pub(super) struct State {
    query: LogQuery,
    names: Option<(Kept, Arc<LogNames>)>,
    found: Option<Found>,
    /// The change that is selected: its place in the log.
    selected: Option<usize>,
    walk: Walk,
}

impl State {
    fn names(&mut self, view: &View<'_>) -> Arc<LogNames> {
        if let Some((of, names)) = &self.names
            && *of == kept(view)
        {
            return Arc::clone(names);
        }
        let names = Arc::new(LogNames::new(view.catalogue, view.project));
        self.names = Some((kept(view), Arc::clone(&names)));
        names
    }

    fn found(&mut self, view: &View<'_>, names: &LogNames) -> Arc<Vec<usize>> {
        if let Some(((of, query), found)) = &self.found
            && *of == kept(view)
            && *query == self.query
        {
            return Arc::clone(found);
        }
        let found = Arc::new(log_list(view.catalogue, view.project, names, &self.query, view.zone));
        self.found = Some(((kept(view), self.query.clone()), Arc::clone(&found)));
        found
    }
}

/// Draws the part.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, scrolls: bool, out: &mut Outbox) {
    if view.project.log.is_empty() {
        card(ui, |ui| {
            body(ui, "Nothing has been changed yet.");
            quiet(ui, "Every change is kept here with when, who, what, from and to. It stays in the file.");
            unsigned(ui, view, out);
        });
        return;
    }
    let names = state.names(view);
    toolbar(ui, view, state, &names);
    unsigned(ui, view, out);
    let found = state.found(view, &names);
    let total = words::count(view.project.log.len(), "change", "changes");
    let shown = match found.len() {
        0 => format!("None of {total} shown."),
        all if all == view.project.log.len() => format!("{} shown, newest first.", words::capitalised(&total)),
        some => format!("{} of {total} shown, newest first.", words::whole(some as u64)),
    };
    let shown = caption(ui, &shown);
    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_live(Live::Polite));
    ui.add_space(space::XS);
    if scrolls {
        let area = ui.available_rect_before_wrap();
        super::in_card(ui, area, |ui| table(ui, view, state, &names, &found, true, out));
    } else {
        card(ui, |ui| table(ui, view, state, &names, &found, false, out));
    }
}

/// Says that changes stand without a name, where none is set.
fn unsigned(ui: &mut Ui, view: &View<'_>, out: &mut Outbox) {
    if view.preferences.my_name.trim().is_empty() && !view.read_only {
        ui.horizontal_wrapped(|ui| {
            quiet(ui, "Your name is not set, so your changes stand here without one.");
            if link(ui, "Preferences…").clicked() {
                out.command(Command::ShowPreferences);
            }
        });
    }
}

/// The search box, the choices of who and of kind.
fn toolbar(ui: &mut Ui, view: &View<'_>, state: &mut State, names: &LogNames) {
    let before = state.query.clone();
    ui.horizontal_wrapped(|ui| {
        let id = Id::unique("log search");
        let width = ui.available_width().min(300.0);
        let typed = search(ui, id, "Find in the change log", &state.query.text, width);
        if view.find {
            typed.response.request_focus();
        }
        if typed.left && ui.input(|input| input.key_pressed(Key::Enter)) {
            state.walk.focus = true;
        }
        if let Some(text) = typed.changed {
            state.query.text = text;
        }
        let kinds: Vec<(Option<LogKind>, &str)> = std::iter::once((None, "All kinds"))
            .chain(LogKind::ALL.into_iter().map(|kind| (Some(kind), kind.name())))
            .collect();
        let field = Field::new(Id::unique("log kind"), "Kind of change").hint(HIDDEN);
        if let Some(kind) = choice(ui, field, &state.query.kind, &kinds, 160.0) {
            state.query.kind = kind;
        }
        let called = |who: &'_ String| if who.is_empty() { NOBODY.to_owned() } else { who.clone() };
        let people: Vec<(Option<&str>, String)> = std::iter::once((None, "Everybody".to_owned()))
            .chain(names.who.iter().map(|who| (Some(who.as_str()), called(who))))
            .collect();
        let people: Vec<(Option<&str>, &str)> = people.iter().map(|(who, name)| (*who, name.as_str())).collect();
        let field = Field::new(Id::unique("log who"), "Who made the change").hint(HIDDEN);
        let chosen = choice(ui, field, &state.query.who.as_deref(), &people, 180.0);
        if let Some(who) = chosen {
            state.query.who = who.map(str::to_owned);
        }
        if state.query != LogQuery::default() && link(ui, "Clear filters").clicked() {
            state.query = LogQuery::default();
        }
    });
    if state.query != before {
        state.walk.scroll = true;
        state.selected = None;
        ui.ctx().request_repaint();
    }
}

/// The table of changes.
fn table(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    names: &LogNames,
    found: &[usize],
    scrolls: bool,
    out: &mut Outbox,
) {
    if found.is_empty() {
        body(ui, "No change is like this. Clear the filters, or look for fewer words.");
        return;
    }
    let line = |row: usize| {
        let change = found.get(row).and_then(|place| view.project.log.get(*place))?;
        Some(log_line(view.catalogue, view.project, names, change, view.zone))
    };
    let beside = ui.available_width() >= BESIDE_FROM;
    // Newest first: the places in the log fall from row to row.
    let row = state.selected.and_then(|place| found.binary_search_by(|one| place.cmp(one)).ok()).unwrap_or(0);
    let walked = Walked {
        id: Id::unique("log table"),
        name: "Changes, newest first",
        rows: found.len(),
        height: if beside { ROW } else { NARROW_ROW },
        selected: Some(row),
        scrolls,
    };
    let name = |row: usize| {
        let words = line(row).map(|line| line.words()).unwrap_or_default();
        (Id::unique(found.get(row)), words)
    };
    let asked = walked.show(ui, &mut state.walk, name, |ui, row| {
        if let Some(line) = line(row.number) {
            paint_row(ui, &line, row, beside);
        }
    });
    let to = asked.select.unwrap_or(row);
    state.selected = found.get(to).copied();
    if let Some(goal) = line(to).filter(|_| asked.open).and_then(|line| line.goal) {
        out.command(goal_command(&goal));
    }
}

/// Paints a row: when and who, what was changed, and from what to what.
fn paint_row(ui: &Ui, line: &LogLine, row: Row, beside: bool) {
    let place = row.place;
    let palette = theme::of(ui);
    let small = |text: &str, width: f32| cell_text(ui, text, theme::regular(size::CAPTION), palette.quiet, width, 1);
    let (when, text) = if beside {
        (place.with_max_x(place.left() + WHEN - space::M), place.with_min_x(place.left() + WHEN))
    } else {
        let line = place.top() + 24.0;
        (place.with_max_y(line), place.with_min_y(line - 2.0))
    };
    if beside {
        paint_cell(ui, when, &[small(&line.when, when.width()), small(&line.who, when.width())]);
    } else {
        paint_cell(ui, when, &[small(&format!("{} · {}", line.when, line.who), when.width())]);
    }
    let subject = format!("{}: {}", line.kind.name(), line.subject);
    let lines =
        [small(&subject, text.width()), cell_text(ui, &line.change(), row.font(), palette.ink, text.width(), 2)];
    paint_cell(ui, text, &lines);
}
