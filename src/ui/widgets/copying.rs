//! Buttons that copy: they say that it is done until something else is done.

use egui::accesskit::Live;
use egui::{Event, Id, Response, Ui};

/// Shows a button that copies something, named by the first of two words before it has done so and by the second one
/// after. Gives whether it was clicked.
pub fn copying(
    ui: &mut Ui,
    id: Id,
    [before, after]: [&str; 2],
    button: impl FnOnce(&mut Ui, &str) -> Response,
) -> bool {
    let last = Id::unique("copied last");
    let done = ui.data(|data| data.get_temp::<Id>(last)) == Some(id);
    let response = button(ui, if done { after } else { before });
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    let clicked = response.clicked();
    if clicked {
        ui.data_mut(|data| data.insert_temp(last, id));
    } else if done && has_acted(ui) {
        ui.data_mut(|data| data.remove::<Id>(last));
    }
    clicked
}

/// Whether the user presses anything in this frame.
fn has_acted(ui: &Ui) -> bool {
    ui.input(|input| {
        let key = |event: &Event| matches!(event, Event::Key { pressed: true, .. });
        input.pointer.any_pressed() || input.events.iter().any(key)
    })
}
