//! Cells in rows and columns that are walked with the arrow keys: one stop of the Tab key, a cursor that the keys move,
//! cells that a screen reader hears as they are reached. What can be pressed within the cell under the cursor follows as
//! stops of their own.

use egui::{EventFilter, Id, Key, Modifiers, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

/// What the keys ask of a grid while it has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GridKeys {
    /// Whether the grid has the focus.
    pub focused: bool,
    /// By how many columns to move to the right.
    pub across: i32,
    /// By how many rows to move down.
    pub down: i32,
    /// Whether Enter was pressed.
    pub enter: bool,
}

/// Shows a grid. `description` says its finding; `add` draws the cells with [`grid_cell`] and may use the keys. Gives the
/// grid's response, whose `id` takes the focus.
pub fn grid<R>(
    ui: &mut Ui,
    id: Id,
    name: &str,
    description: &str,
    add: impl FnOnce(&mut Ui, GridKeys) -> R,
) -> (Response, R) {
    let builder = UiBuilder::new()
        .scope_id(id)
        .sense(Sense::CLICK | Sense::FOCUSABLE)
        .accessibility_role(Role::Grid)
        .accessibility_label(name);
    let inner = ui.scope_builder(builder, |ui| {
        let response = ui.response();
        let focused = response.has_focus();
        if focused {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        let keys = if focused { keys(ui) } else { GridKeys::default() };
        add(ui, keys)
    });
    inner.response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
    ui.ctx().accesskit_node_builder(inner.response.id, |node| node.set_description(description));
    let cell_clicked = ui.data_mut(|data| data.remove_temp::<bool>(cell_clicked(id))).is_some();
    if cell_clicked {
        inner.response.request_focus();
    }
    (inner.response, inner.inner)
}

/// Where a grid is told that one of its cells was clicked.
fn cell_clicked(grid: Id) -> Id {
    grid.with("cell clicked")
}

/// Reads the keys of a grid and takes them, so that nothing else acts on them.
fn keys(ui: &Ui) -> GridKeys {
    ui.input_mut(|input| {
        let mut count = |key| i32::try_from(input.count_and_consume_key(Modifiers::NONE, key)).unwrap_or(i32::MAX);
        let across = count(Key::ArrowRight) - count(Key::ArrowLeft);
        let down = count(Key::ArrowDown) - count(Key::ArrowUp);
        GridKeys { focused: true, across, down, enter: count(Key::Enter) > 0 }
    })
}

/// Shows a cell of a grid: its drawing, its name, whether the cursor is on it. A click on it that nothing in it takes is
/// in the response; the grid takes the focus.
pub fn grid_cell<R>(
    ui: &mut Ui,
    grid: Id,
    id: Id,
    current: bool,
    name: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> (Response, R) {
    let builder =
        UiBuilder::new().scope_id(id).sense(Sense::CLICK).accessibility_role(Role::GridCell).accessibility_label(name);
    let inner = ui.scope_builder(builder, add);
    let ctx = ui.ctx();
    inner.response.widget_info(|| WidgetInfo::labeled(Role::GridCell, true, name));
    ctx.accesskit_node_builder(inner.response.id, |node| node.set_selected(current));
    if current {
        ctx.accesskit_node_builder(grid, |node| node.set_active_descendant(id.accesskit_id()));
    }
    if inner.response.clicked() {
        // The grid takes the focus once all of it is drawn: until then this click counts as one beside it.
        ctx.data_mut(|data| data.insert_temp(cell_clicked(grid), true));
    }
    (inner.response, inner.inner)
}
