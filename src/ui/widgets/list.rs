//! Lists that are walked with the arrow keys: one stop of the Tab key, a selection that the keys move, rows that a screen
//! reader hears as they are chosen. Used for questions, recommendations, actions, measures.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

/// What the keys ask of a list while it has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListKeys {
    /// Whether the list has the focus.
    pub focused: bool,
    /// By how many rows to move: arrows one, Page Up and Page Down ten, Home and End all the way.
    pub step: i32,
    /// Whether Enter was pressed.
    pub enter: bool,
}

impl ListKeys {
    /// The place after moving from `from` in a list of `len` rows; `None` for an empty list.
    pub fn moved(self, from: usize, len: usize) -> Option<usize> {
        let last = i64::try_from(len.checked_sub(1)?).unwrap_or(i64::MAX);
        let to = i64::try_from(from).unwrap_or(last).saturating_add(i64::from(self.step)).clamp(0, last);
        usize::try_from(to).ok()
    }
}

/// Shows a list. `add` draws the rows with [`row`] and may use the keys. Gives the list's response, whose `id` takes the
/// focus.
pub fn list<R>(ui: &mut Ui, id: Id, name: &str, add: impl FnOnce(&mut Ui, ListKeys) -> R) -> (Response, R) {
    let (response, inner) = walked_list(ui, id, name, add);
    super::button::focus_ring(ui, &response);
    (response, inner)
}

/// The same without a ring around the whole: for a list that fills its page, in which the selected row shows the focus.
pub fn walked_list<R>(ui: &mut Ui, id: Id, name: &str, add: impl FnOnce(&mut Ui, ListKeys) -> R) -> (Response, R) {
    let builder = UiBuilder::new()
        .scope_id(id)
        .sense(Sense::CLICK | Sense::FOCUSABLE)
        .accessibility_role(Role::ListBox)
        .accessibility_label(name);
    let inner = ui.scope_builder(builder, |ui| {
        let response = ui.response();
        let focused = response.has_focus();
        let keys = if focused { keys(ui) } else { ListKeys::default() };
        if focused {
            let filter = EventFilter { horizontal_arrows: false, vertical_arrows: true, tab: false, escape: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        add(ui, keys)
    });
    // This also says where it is and that it can be pressed, which the builder does not.
    inner.response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    let row_clicked = ui.data_mut(|data| data.remove_temp::<bool>(row_clicked(id))).is_some();
    if inner.response.clicked() || row_clicked {
        inner.response.request_focus();
    }
    (inner.response, inner.inner)
}

/// Where a list is told that one of its rows was clicked.
fn row_clicked(list: Id) -> Id {
    list.with("row clicked")
}

/// The keys that move in a list, and by how many rows.
const STEPS: [(Key, i32); 6] = [
    (Key::ArrowDown, 1),
    (Key::ArrowUp, -1),
    (Key::PageDown, 10),
    (Key::PageUp, -10),
    (Key::Home, i32::MIN / 2),
    (Key::End, i32::MAX / 2),
];

/// By how many rows a key moves in a list; `None` for a key that does not.
pub fn list_step(key: Key) -> Option<i32> {
    STEPS.iter().find(|(one, _)| *one == key).map(|(_, by)| *by)
}

/// Reads the keys of a list and takes them, so that nothing else acts on them.
fn keys(ui: &Ui) -> ListKeys {
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        let step = STEPS.iter().filter(|(key, _)| pressed(*key)).map(|(_, by)| by).sum();
        ListKeys { focused: true, step, enter: pressed(Key::Enter) }
    })
}

/// Shows a row of a list: its drawing, its name, whether it is selected. A click anywhere on it that nothing in it takes
/// is in the response; it selects the row, and the list takes the focus.
pub fn row<R>(
    ui: &mut Ui,
    list: Id,
    id: Id,
    selected: bool,
    name: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> (Response, R) {
    let builder = UiBuilder::new()
        .scope_id(id)
        .sense(Sense::CLICK)
        .accessibility_role(Role::ListBoxOption)
        .accessibility_label(name);
    let inner = ui.scope_builder(builder, add);
    let ctx = ui.ctx();
    inner.response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, name));
    ctx.accesskit_node_builder(inner.response.id, |node| node.set_selected(selected));
    if selected {
        ctx.accesskit_node_builder(list, |node| node.set_active_descendant(id.accesskit_id()));
    }
    if inner.response.clicked() {
        focus_list(ui, list);
    }
    (inner.response, inner.inner)
}

/// How high a row was when it was drawn last, and at which width.
#[derive(Clone, Copy)]
struct Room {
    width: f32,
    height: f32,
}

/// The same for long lists whose rows differ in height: a row out of sight has its name and takes the room that it took
/// when it was drawn last, but is not drawn. The selected row always is.
pub fn row_in_sight<R>(
    ui: &mut Ui,
    list: Id,
    id: Id,
    selected: bool,
    name: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> (Response, Option<R>) {
    let width = ui.available_width();
    let known: Option<Room> =
        ui.data(|data| data.get_temp(id)).filter(|room: &Room| room.width.total_cmp(&width).is_eq());
    let place = |room: Room| Rect::from_min_size(ui.cursor().min, vec2(width, room.height));
    let out_of_sight = known.filter(|room| !selected && !ui.is_rect_visible(place(*room)));
    let (response, drawn) = row(ui, list, id, selected, name, |ui| match out_of_sight {
        Some(room) => {
            ui.allocate_exact_size(vec2(width, room.height), Sense::hover());
            None
        }
        None => Some(add(ui)),
    });
    if out_of_sight.is_none() {
        let room = Room { width, height: response.rect.height() };
        ui.data_mut(|data| data.insert_temp(id, room));
    }
    (response, drawn)
}

/// Gives a list the focus after a click on something in it. The list takes it once all of it is drawn: until then the
/// click counts as one beside the list, which would take the focus away again.
pub fn focus_list(ui: &Ui, list: Id) {
    ui.data_mut(|data| data.insert_temp(row_clicked(list), true));
}
