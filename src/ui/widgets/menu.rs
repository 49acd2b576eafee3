//! Menus: a button that opens a list of things to do below it, walked by the arrow keys and left with Escape.

use egui::accesskit::HasPopup;
use egui::{Button, Popup, Response, Ui, vec2};

use super::button::focus_ring;
use crate::ui::theme::TARGET;

/// Shows what belongs to a button below it while it is open; `name` says whose menu it is. The focus goes back to the
/// button when the menu is left by keys.
pub fn menu(ui: &mut Ui, button: &Response, name: &str, contents: impl FnOnce(&mut Ui)) {
    let shown = Popup::menu(button).accessible_name(name).show(contents);
    let open = shown.is_some();
    ui.ctx().accesskit_node_builder(button.id, |node| {
        node.set_has_popup(HasPopup::Menu);
        node.set_expanded(open);
    });
    let chosen = shown.is_some_and(|shown| shown.response.should_close());
    let kept = button.id.with("was open");
    let was_open = ui.data_mut(|data| {
        let was: bool = data.get_temp(kept).unwrap_or_default();
        data.insert_temp(kept, open);
        was
    });
    let escaped = was_open && !open && ui.memory(|memory| memory.focused().is_none());
    let by_pointer = ui.input(|input| input.pointer.any_click());
    if (chosen || escaped) && !by_pointer {
        // Whoever came by keys goes on from where the menu was opened.
        button.request_focus();
    }
}

/// A line of a menu, with the keys that do the same; gives whether it was chosen, which closes the menu.
pub fn menu_item(ui: &mut Ui, label: &str, keys: &str, enabled: bool) -> bool {
    let button = Button::new(label).min_size(vec2(0.0, TARGET));
    let response = ui.add_enabled(enabled, if keys.is_empty() { button } else { button.shortcut_text(keys) });
    focus_ring(ui, &response);
    if response.clicked() {
        // A click closes it anyhow; a key does not.
        ui.close();
    }
    response.clicked()
}
