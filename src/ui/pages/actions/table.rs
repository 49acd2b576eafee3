//! The table: one stop of the Tab key, walked with the arrow keys. Only the rows that can be seen are drawn, and their
//! texts are painted: the name of a row says everything in it.

use egui::{Id, Key, Margin, Modifiers, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use super::cells::{Columns, GAP, INSET, align, paint_row};
use super::state::{FocusOn, Next, State};
use crate::insight::{PlanList, PlanPart, PlanQuery, PlanSort, row_words};
use crate::project::ActionId;
use crate::ui::View;
use crate::ui::theme;
use crate::ui::widgets::{ListKeys, body, link, list, row, sort_button};

/// How high a row is: two lines of title and one of origin.
const ROW: f32 = 68.0;

/// The id of the table, which takes the focus.
pub(super) fn id() -> Id {
    Id::unique("actions table")
}

/// Draws the table. `scrolls` says whether its rows scroll by themselves, or with the page.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &PlanList, scrolls: bool) {
    if found.rows.is_empty() {
        nothing_found(ui, state);
        return;
    }
    let bar = if scrolls { ui.spacing().scroll.allocated_width() } else { 0.0 };
    let columns = Columns::new(ui.available_width() - bar);
    ui.spacing_mut().item_spacing.y = 0.0;
    headings(ui, state, columns);
    // Rows reach into the card's margin, so that the ground of the selected one does not end where its text does.
    #[expect(clippy::cast_possible_truncation, reason = "a space of the look is a small whole number")]
    let wider = Margin::symmetric(-(INSET as i8), 0);
    let frame = egui::Frame::new().outer_margin(wider);
    let listed = frame.show(ui, |ui| {
        list(ui, id(), "Actions", |ui, keys| {
            use_keys(ui, view, state, found, keys);
            if scrolls {
                ScrollArea::vertical()
                    .id_salt("actions rows")
                    .auto_shrink(false)
                    .show(ui, |ui| rows(ui, view, state, found, columns));
            } else {
                rows(ui, view, state, found, columns);
            }
        })
    });
    let (response, ()) = listed.inner;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_size_of_set(found.rows.len()));
    if response.gained_focus() {
        state.scroll = true;
        ui.ctx().request_repaint();
    }
    if state.focus == Some(FocusOn::Table) {
        state.focus = None;
        response.request_focus();
    }
}

/// What to do where nothing is found.
fn nothing_found(ui: &mut Ui, state: &mut State) {
    let other = if state.query.text.trim().is_empty() { "Choose other filters" } else { "Look for fewer words" };
    body(ui, &format!("No action is like this. {other}, or show all actions."));
    if link(ui, "Show all actions").clicked() {
        state.query = PlanQuery { part: PlanPart::All, ..state.query.cleared() };
        state.asked_anew = true;
        ui.ctx().request_repaint();
    }
}

/// The headings, by which the table is sorted, and a rule below them.
fn headings(ui: &mut Ui, state: &mut State, columns: Columns) {
    let left = ui.cursor().left();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for (sort, _, width) in columns.places(left) {
            if sort == PlanSort::Action && columns.owner.is_none() {
                // The owner stands below the title: so does its heading stand beside the title's.
                heading(ui, state, PlanSort::Action, (width - GAP) / 2.0);
                heading(ui, state, PlanSort::Owner, (width - GAP) / 2.0);
            } else {
                heading(ui, state, sort, width);
            }
        }
    });
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), Stroke::new(1.0, theme::of(ui).rule));
    ui.add_space(1.0);
}

/// One heading: pressing it sorts by its column, pressing it again turns the order round.
fn heading(ui: &mut Ui, state: &mut State, sort: PlanSort, width: f32) {
    let text = match sort {
        PlanSort::Action => "Action",
        PlanSort::Owner => "Owner",
        PlanSort::Due => "Due",
        PlanSort::State => "State",
        PlanSort::Effort => "Effort",
        PlanSort::Impact => "Impact",
    };
    let way = |descending| if descending { "descending" } else { "ascending" };
    let sorted = (state.query.sort == sort).then_some(state.query.descending);
    let descending = sorted == Some(false);
    let now = sorted.map(|sorted| format!("; now {}", way(sorted))).unwrap_or_default();
    let name = format!("Sort by {}, {}{now}", sort.words(), way(descending));
    if sort_button(ui, text, &name, sorted, align(sort), width).clicked() {
        (state.query.sort, state.query.descending) = (sort, descending);
        state.asked_anew = true;
        ui.ctx().request_repaint();
    }
}

/// Moves the selection, goes to the form, or removes, as the keys ask.
fn use_keys(ui: &Ui, view: &View<'_>, state: &mut State, found: &PlanList, keys: ListKeys) {
    if !keys.focused {
        return;
    }
    let moved = keys.moved(state.row, found.rows.len()).and_then(|to| found.rows.get(to));
    if keys.step != 0
        && let Some(to) = moved
    {
        state.next = Some(Next::Select { id: to.id, open: false });
    }
    if keys.enter && state.selected.is_some() {
        state.next = Some(Next::Form);
    }
    let delete = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
    if let Some(id) = state.selected.filter(|_| delete && !view.read_only) {
        state.next = Some(Next::Remove(id));
    }
}

/// The rows that can be seen, in room for all of them.
fn rows(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &PlanList, columns: Columns) {
    #[expect(clippy::cast_precision_loss, reason = "a plan has far fewer rows than a float counts")]
    let top_of = |row: usize| row as f32 * ROW;
    let (_, area) = ui.allocate_space(vec2(ui.available_width(), top_of(found.rows.len())));
    let seen = ui.clip_rect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not below nought")]
    let row_at = |y: f32| ((y - area.top()) / ROW).max(0.0) as usize;
    let rect_of =
        |row: usize| Rect::from_min_size(pos2(area.left(), area.top() + top_of(row)), vec2(area.width(), ROW));
    if std::mem::take(&mut state.scroll) && state.selected.is_some_and(|id| found.row_of(id).is_some()) {
        ui.scroll_to_rect(rect_of(state.row), None);
    }
    let visible = row_at(seen.top())..row_at(seen.bottom()).saturating_add(1).min(found.rows.len());
    for (number, one) in found.rows.iter().enumerate().take(visible.end).skip(visible.start) {
        let Some(action) = view.project.actions.get(one.place) else { continue };
        let selected = state.selected == Some(one.id);
        let mut place = ui.new_child(UiBuilder::new().max_rect(rect_of(number)));
        let name = row_words(view.catalogue, action, view.today);
        let (response, cut) = row(&mut place, id(), row_id(one.id), selected, &name, |ui| {
            let rect = rect_of(number);
            ui.set_min_size(rect.size());
            paint_row(ui, view, action, rect, columns, selected)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_position_in_set(number));
        if response.clicked() {
            state.next = Some(Next::Select { id: one.id, open: true });
        }
        if cut {
            response.on_hover_text(&action.title);
        }
    }
}

/// The id of an action's row.
fn row_id(action: ActionId) -> Id {
    id().with(action.0)
}
