//! Dialogs: they take the focus, answer Enter and Escape, give the focus back, and keep the window's keys away while
//! they are open.

use egui::{Context, Frame, Id, Key, Margin, Modal, Response, ScrollArea, Stroke, Ui};

use super::button::{primary_enabled, secondary};
use super::text::heading;
use crate::ui::theme::{LIGHT, Palette, space};

/// A dialog with its title.
#[derive(Clone, Copy, Debug)]
pub struct Dialog<'a> {
    /// Its heading; also its name.
    pub title: &'a str,
    /// How wide it is, in points, where there is room.
    pub width: f32,
}

/// The height of what stands around the scrolled part of a dialog: margins, heading, buttons.
const AROUND: f32 = 200.0;

/// What a dialog keeps while it is open.
#[derive(Clone, Copy, Debug, Default)]
struct Opened {
    /// What had the focus before.
    before: Option<Id>,
    /// The last pass in which it was shown: a gap means that it was closed since.
    pass: u64,
}

impl Dialog<'_> {
    /// Shows the dialog. What may be longer than the window stands in [`scrolled`], so that the buttons below it are
    /// always in sight. `body` is told whether this is its first frame, so that it can put the focus where it belongs.
    /// Gives what `body` gives, and whether the user asked to leave (Escape).
    pub fn show<R>(self, ctx: &Context, body: impl FnOnce(&mut Ui, bool) -> R) -> (R, bool) {
        let palette: Palette = ctx.data(|data| data.get_temp(Id::unique("palette"))).unwrap_or(LIGHT);
        let id = Id::unique(("dialog", self.title));
        let pass = ctx.cumulative_pass_nr();
        let kept: Option<Opened> = ctx.data(|data| data.get_temp(id));
        let first = kept.is_none_or(|kept| kept.pass + 1 < pass);
        let before = if first { ctx.memory(egui::Memory::focused) } else { kept.and_then(|kept| kept.before) };
        ctx.data_mut(|data| data.insert_temp(id, Opened { before, pass }));
        if first {
            // What had the focus must not answer keys while the dialog is open.
            if let Some(before) = before {
                ctx.memory_mut(|memory| memory.surrender_focus(before));
            }
        }
        let frame = Frame::new()
            .fill(palette.surface)
            .stroke(Stroke::new(1.0, palette.rule))
            .corner_radius(10)
            .inner_margin(Margin::same(24));
        let room = ctx.content_rect().size();
        // As high as the window allows: what does not fit scrolls.
        let area = Modal::default_area(id).default_height(room.y - 40.0);
        let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
            ui.set_width(self.width.min(room.x - 80.0));
            self.name(ui);
            heading(ui, self.title);
            ui.add_space(space::S);
            body(ui, first)
        });
        let escape = modal.is_top_modal
            && !modal.any_popup_open
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        (modal.inner, escape)
    }

    /// Names the dialog for those who do not see it.
    fn name(self, ui: &Ui) {
        let layer =
            ui.stack().iter().find(|layer| layer.kind() == Some(egui::UiKind::Modal)).map(|layer| layer.unique_id);
        if let Some(id) = layer {
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_label(self.title);
                node.set_modal();
            });
        }
    }

    /// Gives the focus back to what had it before the dialog opened, as soon as the dialog is gone. Called when it is
    /// closed.
    pub fn restore_focus(ctx: &Context, title: &str) {
        let id = Id::unique(("dialog", title));
        if let Some(before) = ctx.data_mut(|data| data.remove_temp::<Opened>(id)).and_then(|opened| opened.before) {
            ctx.data_mut(|data| data.insert_temp(Id::unique("focus to give back"), Some(before)));
            ctx.request_repaint();
        }
    }

    /// Does what [`Self::restore_focus`] asked for, once no dialog holds the focus any more. Called at the start of each
    /// frame.
    pub fn give_focus_back(ctx: &Context) {
        let place = Id::unique("focus to give back");
        if is_open(ctx) {
            return;
        }
        if let Some(before) = ctx.data_mut(|data| data.remove_temp::<Option<Id>>(place)).flatten() {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
    }
}

/// Whether a dialog is open, or was in the last frame: nothing below it can take the focus.
pub fn is_open(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.top_modal_layer().is_some())
}

/// The part of a dialog that scrolls where the window is too low for it.
pub fn scrolled<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.ctx().content_rect().height() - AROUND;
    ScrollArea::vertical()
        .max_height(room.max(120.0))
        .show(ui, |ui| {
            // Room for focus rings, which would be cut at the edge.
            Frame::new().inner_margin(Margin::same(3)).show(ui, add).inner
        })
        .inner
}

/// The row of buttons at the end of a dialog: cancel and the main one. Enter in a one-line field presses the main one.
/// Gives `Some(true)` for the main button, `Some(false)` for cancel.
pub fn dialog_buttons(ui: &mut Ui, main: &str, enabled: bool, cancel: &str) -> Option<bool> {
    ui.add_space(space::L);
    ui.horizontal_wrapped(|ui| {
        let main = primary_enabled(ui, main, enabled);
        let cancel = secondary(ui, cancel);
        let elsewhere = !main.has_focus() && !cancel.has_focus() && !in_multiline(ui);
        let enter = elsewhere && ui.input(|input| input.key_pressed(Key::Enter)) && !egui::Popup::is_any_open(ui.ctx());
        if main.clicked() || (enter && enabled) {
            Some(true)
        } else if cancel.clicked() {
            Some(false)
        } else {
            None
        }
    })
    .inner
}

/// Whether the cursor is in a field of several lines, where Enter begins a new one.
fn in_multiline(ui: &Ui) -> bool {
    ui.ctx()
        .data(|data| data.get_temp::<Option<Id>>(Id::unique("multiline focus")))
        .flatten()
        .is_some_and(|id| ui.memory(|memory| memory.has_focus(id)))
}

/// Notes that a field of several lines has the focus.
pub(super) fn note_multiline(response: &Response) {
    if response.has_focus() {
        response.ctx.data_mut(|data| data.insert_temp(Id::unique("multiline focus"), Some(response.id)));
    }
}
