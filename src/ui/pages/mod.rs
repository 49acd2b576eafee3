//! The pages of the window, a file each.

pub mod actions;
pub mod board_pack;
mod from_sheet;
pub mod home;
pub mod library;
pub mod overview;
pub mod people;
#[cfg(test)]
mod pictures;
pub mod review;
pub mod rounds;
pub mod scorecard;
mod suggested;
pub mod workforce;

use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Frame, Id, Margin, Rect, Response, ScrollArea, Ui, UiBuilder};

use super::Outbox;
use super::theme::space;
use super::widgets::{self, ChartAsk, card, lead, page_title};
use crate::app::{ChartPicture, Command, Export, PictureFormat};
use crate::chart::Chart;

/// Below this width, in points, pages set in columns stack them: a small window, or text at 200%.
pub const NARROW: f32 = 700.0;

/// A page's head: its title and lead on the left, its buttons on the right, or below in a narrow window.
pub fn head(ui: &mut Ui, title: &str, text: &str, buttons: impl FnOnce(&mut Ui)) {
    if ui.available_width() < NARROW {
        page_title(ui, title);
        lead(ui, text);
        ui.scope(|ui| {
            // A row without buttons takes no room.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal_wrapped(buttons);
        });
    } else {
        ui.horizontal_top(|ui| {
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(room - 300.0);
                ui.spacing_mut().item_spacing.y = space::XS;
                page_title(ui, title);
                lead(ui, text);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), buttons);
        });
    }
    ui.add_space(space::L);
}

/// The margin around a page.
pub fn margin(ui: &Ui) -> Margin {
    if ui.available_width() < NARROW { Margin::same(12) } else { Margin { left: 28, right: 28, top: 24, bottom: 16 } }
}

/// A page that scrolls as a whole.
pub fn scrolling(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    let margin = margin(ui);
    ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
    });
}

/// A page that fills the window, whose parts scroll by themselves.
pub fn filling(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let margin = margin(ui);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        add(ui);
    });
}

/// A card that fills a place.
fn in_card(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        card(ui, |ui| {
            ui.set_min_height(ui.available_height());
            add(ui);
        });
    });
}

/// Has a line spoken when it changes, without taking the focus.
fn spoken(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// A chart; what is asked of it as a picture is passed on.
pub fn chart(ui: &mut Ui, id: Id, chart: &Chart, height: f32, out: &mut Outbox) {
    if let Some(asked) = widgets::chart(ui, id, chart, height) {
        picture(chart, asked, out);
    }
}

/// Passes on what is asked of a chart as a picture.
pub fn picture(chart: &Chart, asked: ChartAsk, out: &mut Outbox) {
    let chart = Arc::new(chart.clone());
    let save = |chart, format| Command::Export(Export::Picture(ChartPicture { chart, format }));
    out.command(match asked {
        ChartAsk::Copy => Command::CopyPicture(chart),
        ChartAsk::SavePng => save(chart, PictureFormat::Png),
        ChartAsk::SaveSvg => save(chart, PictureFormat::Svg),
    });
}
