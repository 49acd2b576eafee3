//! The landing: the six pillars side by side, each with its measures. All of them are one list, walked with the arrow
//! keys; Enter or a click opens one.

use egui::accesskit::Live;
use egui::{Align, Id, Key, Layout as Direction, Modifiers, Rect, Role, Ui, UiBuilder, WidgetInfo, vec2};

use super::cards::{Card, Cards};
use super::layout::{HEAD, Layout, Row, What, is_unfolded};
use super::measure_draft::MeasureDraft;
use super::order::{self, Way};
use super::{Extra, Focus, Part, READ_ONLY, State, Stop, draft, foot, map, moved, next, retired, rows};
use crate::app::Command;
use crate::content::{KpiId, Pillar};
use crate::insight::{self, KpiState};
use crate::ui::pages::{head, scrolling};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{
    ListKeys, body, caption, card, heading, is_open, link, primary_enabled, row, secondary, segments, strong,
    walked_list, wash,
};
use crate::ui::{Outbox, View};

/// The list's id, to which the focus is given.
pub(super) fn list_id() -> Id {
    Id::unique("scorecard measures")
}

/// Draws the landing.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let cards = Cards::of(view, &mut state.cards);
    scrolling(ui, "scorecard", |ui| {
        let finding = insight::scorecard_finding(view.digest);
        let any = !view.digest.kpis.is_empty();
        head(ui, &finding.title, &finding.detail, |ui| {
            if any {
                add_button(ui, view, state);
            }
            if !view.read_only && secondary(ui, "New measure…").clicked() {
                describe(state, None);
            }
        });
        if view.read_only {
            wash(ui, |ui| body(ui, READ_ONLY));
            ui.add_space(space::S);
        }
        if let Some(said) = &state.said {
            let line = strong(ui, &said.words);
            ui.ctx().accesskit_node_builder(line.id, |node| node.set_live(Live::Polite));
            ui.add_space(space::XS);
        }
        if !any {
            card(ui, |ui| {
                body(
                    ui,
                    "The loaded packs hold no scorecard. Describe a measure of your own, or go back to the built-in \
                     packs in the preferences.",
                );
                if secondary(ui, "Preferences…").clicked() {
                    out.command(Command::ShowPreferences);
                }
            });
        }
        if let Some(part) = segments(ui, "What the scorecard shows", Some(&state.part), &Part::ALL) {
            state.part = part;
        }
        ui.add_space(space::S);
        match state.part {
            Part::Measures => {}
            Part::Next => return next::show(ui, view, out),
            Part::Moved => return moved::show(ui, view, &mut state.moved, out),
            Part::Map => return map::show(ui, view, &mut state.map, out),
        }
        grid(ui, view, state, &cards, out);
        ui.add_space(space::M);
        foot::key(ui, view);
        foot::foot(ui, view, state, &cards, out);
        if let Some(page) = state.retired {
            ui.add_space(space::S);
            retired::retired_card(ui, view, state, page, out);
        }
    });
}

/// The button that adds a figure to the measure on which the keys stand.
fn add_button(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let to = chosen(view, state);
    let button = primary_enabled(ui, "Add a figure", !view.read_only);
    let button = match to.as_ref().and_then(|id| view.digest.kpi(id)) {
        Some(kpi) => {
            let to = format!("To “{}”, which is selected below", kpi.name);
            ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(to.as_str()));
            button.on_hover_text(to)
        }
        None => button,
    };
    if let Some(id) = to.filter(|_| button.on_disabled_hover_text(READ_ONLY).clicked()) {
        state.add_figure(id);
    }
}

/// The measure on which the keys stand, or the first of the pillar on whose line they stand.
fn chosen(view: &View<'_>, state: &State) -> Option<KpiId> {
    match stop(view, state)? {
        Stop::Kpi(id) => Some(id),
        Stop::Fold(pillar) => view.digest.kpis.iter().find(|kpi| kpi.pillar == pillar).map(|kpi| kpi.id.clone()),
    }
}

/// What the keys stand on: where nothing was chosen, the first measure whose figure is out of date, or else the first.
fn stop(view: &View<'_>, state: &State) -> Option<Stop> {
    let kpis = view.digest.kpis.as_slice();
    let there = |stop: &Stop| match stop {
        Stop::Kpi(id) => kpis.iter().any(|kpi| kpi.id == *id),
        Stop::Fold(_) => true,
    };
    state.at.clone().filter(there).or_else(|| {
        let overdue = kpis.iter().find(|kpi| kpi.in_use && matches!(kpi.state, KpiState::Stale(_)));
        let first = overdue.or_else(|| kpis.iter().find(|kpi| kpi.in_use)).or_else(|| kpis.first());
        first.map(|kpi| Stop::Kpi(kpi.id.clone()))
    })
}

/// Opens the form of a new measure; what was typed into it before is still there.
fn describe(state: &mut State, pillar: Option<Pillar>) {
    let kept = state.unfinished.take().filter(|kept| pillar.is_none_or(|pillar| pillar == kept.pillar));
    state.measure =
        Some(kept.unwrap_or_else(|| MeasureDraft::new(pillar.unwrap_or(Pillar::Data), draft::next(&mut state.serial))));
}

/// The cards with their rows, of which only those in sight are painted.
fn grid(ui: &mut Ui, view: &View<'_>, state: &mut State, cards: &Cards, out: &mut Outbox) {
    let Some(kept) = state.cards.clone() else { return };
    let layout = Layout::of(ui, &kept, &state.unfolded, state.shows(Extra::Order), &mut state.layout);
    let stops: Vec<(usize, Row)> = layout.stops().collect();
    let row_here = stop(view, state).and_then(|stop| layout.row_of(&stop));
    let selected = stops.iter().position(|(place, _)| Some(*place) == row_here).unwrap_or_default();
    // Before the list reads its keys, to which an arrow is an arrow.
    let moving = moving(ui);
    let (response, asked) = walked_list(ui, list_id(), "Measures", |ui, keys| {
        let (_, area) = ui.allocate_space(vec2(ui.available_width(), layout.height));
        let mut asked = Asked::default();
        if keys.focused && keys.step != 0 {
            asked.select = keys.moved(selected, stops.len());
        }
        let here = stops.get(asked.select.unwrap_or(selected)).map(|(place, _)| *place);
        let drawn = Drawn { view, cards, layout: &layout, corner: area.min, here, keys };
        drawn.cards(ui, state, &mut asked);
        if keys.enter {
            asked.open = here;
        }
        if let Some((_, row)) = asked.select.and_then(|place| stops.get(place)) {
            ui.scroll_to_rect(drawn.rect(*row).expand(space::S), None);
        } else if std::mem::take(&mut state.scroll)
            && let Some(row) = here.and_then(|place| layout.rows.get(place))
        {
            ui.scroll_to_rect(drawn.rect(*row).expand(space::S), None);
        }
        asked
    });
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_size_of_set(stops.len()));
    if response.gained_focus() {
        state.scroll = true;
        ui.ctx().request_repaint();
    }
    if state.focus == Some(Focus::List) {
        // A dialog that has just closed still holds the focus for this frame.
        if !is_open(ui.ctx()) {
            state.focus = None;
        }
        response.request_focus();
        ui.ctx().request_repaint();
    }
    if let Some((_, row)) = asked.select.and_then(|place| stops.get(place)) {
        state.at = layout.stop(*row);
        ui.ctx().request_repaint();
    }
    if let Some(row) = asked.open.and_then(|place| layout.rows.get(place)) {
        open(ui, state, cards, layout.stop(*row));
    }
    if let Some(pillar) = asked.describe {
        describe(state, Some(pillar));
    }
    let by_keys = moving.zip(chosen(view, state)).map(|(way, id)| (id, way));
    if let Some((id, way)) = asked.order.or(by_keys)
        && !view.read_only
        && let Some(edit) = order::moved(view, cards, &id, way)
    {
        out.edit(edit);
        state.at = Some(Stop::Kpi(id));
        state.scroll = true;
    }
}

/// Which way the measure on which the keys stand is to be moved.
fn moving(ui: &Ui) -> Option<Way> {
    if !ui.memory(|memory| memory.has_focus(list_id())) {
        return None;
    }
    ui.input_mut(|input| {
        let up = input.consume_key(Modifiers::ALT, Key::ArrowUp);
        let down = input.consume_key(Modifiers::ALT, Key::ArrowDown);
        match (up, down) {
            (true, false) => Some(Way::Up),
            (false, true) => Some(Way::Down),
            _ => None,
        }
    })
}

/// Opens what the keys or the pointer asked for.
fn open(ui: &Ui, state: &mut State, cards: &Cards, stop: Option<Stop>) {
    match stop {
        Some(Stop::Kpi(id)) => {
            state.show_kpi(id);
            state.focus = Some(Focus::Back);
        }
        Some(Stop::Fold(pillar)) => {
            let now = is_unfolded(&state.unfolded, cards, pillar);
            state.unfolded.insert(pillar, !now);
            state.at = Some(Stop::Fold(pillar));
        }
        None => {}
    }
    ui.ctx().request_repaint();
}

/// What the user asked of the list.
#[derive(Debug, Default)]
struct Asked {
    /// The stop to go to.
    select: Option<usize>,
    /// The row to open.
    open: Option<usize>,
    /// The measure to move.
    order: Option<(KpiId, Way)>,
    /// The pillar for which a measure is to be described.
    describe: Option<Pillar>,
}

/// What the cards are drawn from.
struct Drawn<'a> {
    view: &'a View<'a>,
    cards: &'a Cards,
    layout: &'a Layout,
    /// Where the grid begins.
    corner: egui::Pos2,
    /// The row on which the keys stand.
    here: Option<usize>,
    keys: ListKeys,
}

impl Drawn<'_> {
    fn rect(&self, row: Row) -> Rect {
        row.rect.translate(self.corner.to_vec2())
    }

    /// Draws the cards in sight.
    fn cards(&self, ui: &mut Ui, state: &State, asked: &mut Asked) {
        for ((place, card), rect) in self.cards.pillars.iter().enumerate().zip(&self.layout.cards) {
            let rect = rect.translate(self.corner.to_vec2());
            if !ui.is_rect_visible(rect) {
                continue;
            }
            let heard = format!("{}: {}", card.pillar.name(), card.state);
            let group = UiBuilder::new()
                .id_salt(card.pillar.id())
                .max_rect(rect)
                .accessibility_role(Role::Group)
                .accessibility_label(&heard);
            // No part of the flow of the page: all of its room is taken already.
            let mut child = ui.new_child(group);
            frame(&child, rect);
            self.card_head(&mut child, card, rect);
            for (number, row) in self.layout.rows.iter().enumerate().filter(|(_, row)| row.card == place) {
                let rect = self.rect(*row);
                if child.is_rect_visible(rect) {
                    self.row(&mut child, state, card, number, asked);
                }
            }
        }
    }

    /// A pillar's name and where it stands.
    fn card_head(&self, ui: &mut Ui, card: &Card, rect: Rect) {
        let place = Rect::from_min_size(rect.min + vec2(space::L, space::M), vec2(rect.width() - 2.0 * space::L, HEAD));
        let mut line = ui.new_child(UiBuilder::new().max_rect(place).layout(Direction::left_to_right(Align::Center)));
        let name = heading(&mut line, card.pillar.name());
        if let Some(about) = self.view.catalogue.pillar(card.pillar) {
            name.on_hover_text(&about.about);
        }
        line.with_layout(Direction::right_to_left(Align::Center), |ui| caption(ui, &card.state));
    }

    /// A row: its ground, what it shows, what can be pressed on it.
    fn row(&self, ui: &mut Ui, state: &State, card: &Card, place: usize, asked: &mut Asked) {
        let Some(one) = self.layout.rows.get(place).copied() else { return };
        let rect = self.rect(one);
        let here = self.here == Some(place);
        let Some((id, heard)) = self.name(card, one.what, state) else {
            self.nothing(ui, card, rect, asked);
            return;
        };
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        let (response, ()) = row(&mut child, list_id(), list_id().with(&id), here, &heard, |ui| {
            ui.set_min_size(rect.size());
            let above = place.checked_sub(1).and_then(|above| self.layout.rows.get(above));
            let ground = rows::Ground {
                stands: match (here, self.keys.focused) {
                    (false, _) => rows::Stands::Elsewhere,
                    (true, false) => rows::Stands::Here,
                    (true, true) => rows::Stands::Focused,
                },
                hovered: ui.response().hovered(),
                ruled: above.is_some_and(|above| above.card == one.card) && one.what != What::Fold,
            };
            rows::ground(ui, rect, ground);
            match one.what {
                What::Used(number) => {
                    if let Some(used) = card.used.get(number) {
                        let right = rows::paint_used(ui, rect, used, state.shows(Extra::Order));
                        if state.shows(Extra::Order) {
                            order_buttons(ui, card, number, right, asked);
                        }
                    }
                }
                What::Offered(number) => {
                    if let Some(offered) = card.offered.get(number) {
                        rows::paint_offered(ui, rect, offered);
                    }
                }
                What::Fold => {
                    let open = is_unfolded(&state.unfolded, self.cards, card.pillar);
                    rows::paint_fold(ui, rect, &fold_words(card), open);
                }
                What::Nothing => {}
            }
        });
        let stops = self.layout.stops().position(|(number, _)| number == place).unwrap_or_default();
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(stops);
            match one.what {
                What::Fold => node.set_expanded(is_unfolded(&state.unfolded, self.cards, card.pillar)),
                What::Used(number) => {
                    if let Some(used) = card.used.get(number) {
                        node.set_description(used.bar.name.as_str());
                    }
                }
                What::Offered(_) | What::Nothing => {}
            }
        });
        if response.clicked() {
            asked.open = Some(place);
        }
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if let (What::Used(number), false) = (one.what, state.shows(Extra::Order))
            && let Some(used) = card.used.get(number).filter(|used| used.has_bar)
            && ui.rect_contains_pointer(rows::bar_place(rect))
        {
            response.on_hover_ui(|ui| {
                caption(ui, &used.bar.name);
            });
        }
    }

    /// A row's id, and what is heard of it; `None` for a row that is no stop of the keys.
    fn name(&self, card: &Card, what: What, state: &State) -> Option<(String, String)> {
        match what {
            What::Used(place) => card.used.get(place).map(|used| (used.id.to_string(), used.heard.clone())),
            What::Offered(place) => card.offered.get(place).map(|one| (one.id.to_string(), one.heard(card.pillar))),
            What::Fold => {
                let open = is_unfolded(&state.unfolded, self.cards, card.pillar);
                let shown = if open { "shown" } else { "not shown" };
                Some((
                    format!("fold {}", card.pillar.id()),
                    format!("{}: {}, {shown}", card.pillar.name(), fold_words(card)),
                ))
            }
            What::Nothing => None,
        }
    }

    /// What stands in a card without a measure.
    fn nothing(&self, ui: &mut Ui, card: &Card, rect: Rect, asked: &mut Asked) {
        if self.view.read_only {
            return;
        }
        let place = rect.shrink2(vec2(rows::INSET, 0.0));
        let mut line = ui.new_child(UiBuilder::new().max_rect(place).layout(Direction::left_to_right(Align::Center)));
        let add = link(&mut line, "Describe one of your own…");
        let name = format!("Describe a measure of your own for {}", card.pillar.name());
        add.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
        if add.clicked() {
            asked.describe = Some(card.pillar);
        }
    }
}

/// The buttons that move a measure up and down.
fn order_buttons(ui: &mut Ui, card: &Card, place: usize, rect: Rect, asked: &mut Asked) {
    let Some(used) = card.used.get(place) else { return };
    let layout = Direction::right_to_left(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    line.spacing_mut().item_spacing.x = space::L;
    for (way, word) in Way::ALL.into_iter().rev() {
        let possible = match way {
            Way::Up => place > 0,
            Way::Down => place + 1 < card.used.len(),
        };
        let button = line.add_enabled_ui(possible, |ui| link(ui, &format!("Move {word}"))).inner;
        let name = format!("Move {} {word}", used.name);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, possible, name.as_str()));
        if button.clicked() {
            asked.order = Some((used.id.clone(), way));
        }
    }
}

/// What the line says that shows and hides a pillar's offered measures.
fn fold_words(card: &Card) -> String {
    let more = if card.used.is_empty() { "" } else { " more" };
    match (card.offered.len(), more) {
        (1, "") => "1 measure is offered".to_owned(),
        (many, "") => format!("{many} measures are offered"),
        (1, _) => "1 more is offered".to_owned(),
        (many, _) => format!("{many} more are offered"),
    }
}

/// A card's frame.
fn frame(ui: &Ui, rect: Rect) {
    let palette = theme::of(ui);
    let stroke = egui::Stroke::new(1.0, palette.rule);
    ui.painter().rect(rect, theme::RADIUS, palette.surface, stroke, egui::StrokeKind::Inside);
}
