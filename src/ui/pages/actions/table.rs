//! The table: one stop of the Tab key, walked with the arrow keys. Its texts are painted: the name of a row says
//! everything in it.

use egui::{EventFilter, Id, Key, Margin, Modifiers, ScrollArea, Stroke, Ui, vec2};

use super::bulk;
use super::cells::{Columns, GAP, INSET, align, paint_row};
use super::rows::Rows;
use super::state::{FocusOn, Next, PlanShape, State};
use crate::insight::{PlanList, PlanRow, PlanSort};
use crate::ui::View;
use crate::ui::theme::{self, TARGET};
use crate::ui::widgets::{ListKeys, TICK_ROOM, list, sort_button, tick_box};

/// How high a row is: two lines of title and one of origin.
const ROW: f32 = 68.0;

/// The id of the table, which takes the focus.
pub(super) fn id() -> Id {
    Id::unique("actions table")
}

/// Draws the table. `scrolls` says whether its rows scroll by themselves, or with the page.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &PlanList, scrolls: bool) {
    let bar = if scrolls { ui.spacing().scroll.allocated_width() } else { 0.0 };
    let columns = Columns::new(ui.available_width() - bar - TICK_ROOM);
    ui.spacing_mut().item_spacing.y = 0.0;
    headings(ui, state, found, columns);
    bulk::use_keys(ui, view, state, &found.rows, id());
    // Rows reach into the card's margin, so that the ground of the selected one does not end where its text does.
    #[expect(clippy::cast_possible_truncation, reason = "a space of the look is a small whole number")]
    let wider = Margin::symmetric(-(INSET as i8), 0);
    let frame = egui::Frame::new().outer_margin(wider);
    let listed = frame.show(ui, |ui| {
        list(ui, id(), "Actions", |ui, keys| {
            use_keys(ui, view, state, &found.rows, keys);
            let rows = Rows { list: id(), order: &found.rows, height: ROW, gap: None, marks: true };
            let draw = |ui: &mut Ui, state: &mut State| {
                rows.show(ui, view, state, |ui, action, rect, look| paint_row(ui, view, action, rect, columns, look));
            };
            if scrolls {
                ScrollArea::vertical().id_salt("actions rows").auto_shrink(false).show(ui, |ui| draw(ui, state));
            } else {
                draw(ui, state);
            }
        })
    });
    let (response, ()) = listed.inner;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_size_of_set(found.rows.len());
        node.set_multiselectable();
    });
    if response.has_focus() && !state.bulk.marked.is_empty() {
        // Escape takes the marks away first, and only then the focus.
        let filter = EventFilter { horizontal_arrows: false, vertical_arrows: true, tab: false, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    if response.gained_focus() {
        state.scroll = true;
        ui.ctx().request_repaint();
    }
    if state.focus == Some(FocusOn::Table) {
        state.focus = None;
        response.request_focus();
    }
}

/// The headings, by which the table is sorted, and a rule below them.
fn headings(ui: &mut Ui, state: &mut State, found: &PlanList, columns: Columns) {
    let left = ui.cursor().left();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (_, place) = ui.allocate_space(vec2(TICK_ROOM, TARGET));
        if tick_box(ui, place, "Select all shown", state.bulk.holds_all(&found.rows)).clicked() {
            state.bulk.toggle_all(&found.rows);
        }
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
pub(super) fn use_keys(ui: &Ui, view: &View<'_>, state: &mut State, rows: &[PlanRow], keys: ListKeys) {
    if !keys.focused {
        return;
    }
    let moved = keys.moved(state.row, rows.len()).and_then(|to| rows.get(to));
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
        let marked = state.shape == PlanShape::Table && !state.bulk.marked.is_empty();
        state.next = Some(if marked { Next::RemoveMarked } else { Next::Remove(id) });
    }
}
