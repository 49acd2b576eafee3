//! Notices: what the user is told, with what can be done about it.

use egui::{Frame, Label, Margin, Panel, RichText, Role, Ui, WidgetInfo};

use super::{Shown, landmark};
use crate::app::{Command, Notice, Tone};
use crate::project::Rating;
use crate::ui::theme::{self, size, space};
use crate::ui::view::Outbox;
use crate::ui::widgets::{link, shape};

/// Lines for the user, each with what can be done about it.
pub(super) fn notices(ui: &mut Ui, shown: &Shown<'_>, out: &mut Outbox) {
    if shown.notices.is_empty() {
        return;
    }
    let frame = Frame::new().fill(shown.palette.wash).inner_margin(Margin::symmetric(20, 4));
    Panel::top("notices").frame(frame).show(ui, |ui| {
        landmark(ui, Role::Region, "Notices");
        ui.spacing_mut().item_spacing.y = 0.0;
        // The newest few; older ones follow when these are dismissed.
        for (place, notice) in shown.notices.iter().enumerate().rev().take(3) {
            ui.push_id(place, |ui| notice_line(ui, shown, place, notice, out));
        }
    });
}

/// A notice: its words on the left, what can be done about it on the right.
fn notice_line(ui: &mut Ui, shown: &Shown<'_>, place: usize, notice: &Notice, out: &mut Outbox) {
    ui.horizontal_top(|ui| {
        let mark = if notice.tone == Tone::Warning { 12.0 + space::S } else { 0.0 };
        let labels = notice.action.iter().map(|(label, _)| *label).chain(["Dismiss"]);
        let links: f32 = labels.map(|label| link_width(ui, label) + space::L).sum();
        let room = ui.available_width() - links - mark;
        if notice.tone == Tone::Warning {
            ui.vertical(|ui| {
                ui.add_space(space::S + 1.0);
                shape(ui, Rating::Limited, 12.0).on_hover_text("Warning");
            });
        }
        ui.vertical(|ui| {
            ui.set_width(room);
            // Level with the links' words.
            ui.add_space(6.0);
            let text = RichText::new(&notice.text).size(size::BODY).color(shown.palette.ink);
            let label = ui.add(Label::new(text).wrap());
            let heard = if mark > 0.0 { format!("Warning: {}", notice.text) } else { notice.text.clone() };
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &heard));
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            ui.add_space(6.0);
        });
        ui.spacing_mut().item_spacing.x = space::L;
        ui.add_space(space::S);
        if let Some((label, command)) = &notice.action
            && link(ui, label).clicked()
        {
            out.command(command.clone());
            out.command(Command::DismissNotice(place));
        }
        let dismiss = link(ui, "Dismiss");
        dismiss.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Dismiss: {}", notice.text)));
        if dismiss.clicked() {
            out.command(Command::DismissNotice(place));
        }
    });
}

/// How wide a link is.
fn link_width(ui: &Ui, label: &str) -> f32 {
    ui.painter().layout_no_wrap(label.to_owned(), theme::regular(size::BODY), egui::Color32::PLACEHOLDER).size().x
}
