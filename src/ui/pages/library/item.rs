//! What all sections share: an item with its heading, its text and, beside it or below, where it comes from.

use egui::{Align, Response, Role, Ui, WidgetInfo};

use crate::app::Command;
use crate::content::{Citation, Pillar, Point};
use crate::report::Span;
use crate::ui::theme::{TEXT_WIDTH, size, space};
use crate::ui::widgets::{bullets, caption, card, heading_at, link, link_wrapped};
use crate::ui::{Outbox, View};

/// What sections read and where they write.
pub(super) struct Page<'a, 'v> {
    /// What the page reads.
    pub view: &'a View<'v>,
    /// What it gives back.
    pub out: &'a mut Outbox,
    /// The item to bring into view.
    pub reveal: Option<String>,
}

impl Page<'_, '_> {
    /// An item's heading, brought into view where a search result asked for it.
    pub fn title(&mut self, ui: &mut Ui, anchor: &str, text: &str, level: usize) {
        let response = heading_at(ui, text, level);
        if self.reveal.as_deref() == Some(anchor) {
            response.scroll_to_me(Some(Align::TOP));
            self.reveal = None;
        }
    }

    /// Where an item comes from.
    pub fn source(&self, ui: &mut Ui, cite: &Citation) {
        caption(ui, &format!("Source: {}", self.view.catalogue.cite(cite)));
    }

    /// The pillars that an item bears on, as links to the review.
    pub fn pillars(&mut self, ui: &mut Ui, label: &str, pillars: &[Pillar]) {
        if pillars.is_empty() {
            return;
        }
        caption(ui, label);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::M, 0.0);
            for pillar in pillars {
                self.go(ui, pillar.name(), &format!("Show {} in the review", pillar.name()), || {
                    Command::ShowPillar(*pillar)
                });
            }
        });
    }

    /// A link with a name that says where it leads.
    pub fn go(&mut self, ui: &mut Ui, text: &str, name: &str, command: impl FnOnce() -> Command) {
        self.leads(link(ui, text), name, command);
    }

    /// The same, with words that may need more than one line.
    pub fn go_wrapped(&mut self, ui: &mut Ui, text: &str, name: &str, command: impl FnOnce() -> Command) {
        self.leads(link_wrapped(ui, text), name, command);
    }

    fn leads(&mut self, response: Response, name: &str, command: impl FnOnce() -> Command) {
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.on_hover_text(name).clicked() {
            self.out.command(command());
        }
    }
}

/// The room that is left beside the text, at the least, for notes to stand there.
const SIDE: f32 = 180.0;

/// An item on its card: its text, and its notes beside it or, where there is no room, below.
pub(super) fn item<P>(
    ui: &mut Ui,
    page: &mut P,
    main: impl FnOnce(&mut Ui, &mut P),
    side: impl FnOnce(&mut Ui, &mut P),
) {
    card(ui, |ui| {
        let room = ui.available_width();
        let text = TEXT_WIDTH.min(room - SIDE - space::XL);
        if text < TEXT_WIDTH * 0.8 {
            ui.set_max_width(room.min(TEXT_WIDTH));
            column(ui, |ui| main(ui, page));
            ui.add_space(space::S);
            column(ui, |ui| side(ui, page));
            return;
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XL;
            ui.vertical(|ui| {
                ui.set_width(text);
                column(ui, |ui| main(ui, page));
            });
            ui.vertical(|ui| {
                ui.set_width(room - text - space::XL);
                column(ui, |ui| side(ui, page));
            });
        });
    });
}

/// Lines of text below one another.
fn column(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        add(ui);
    });
}

/// A point: its word or two, then what it says.
pub(super) fn point(point: &Point) -> Vec<Span> {
    let lead = point.lead.as_ref().map(|lead| Span::strong(format!("{lead}. ")));
    lead.into_iter().chain([Span::plain(&point.text)]).collect()
}

/// Points as a list.
pub(super) fn points(ui: &mut Ui, name: &str, points: &[Point]) {
    let items: Vec<_> = points.iter().map(point).collect();
    bullets(ui, name, false, &items, size::BODY);
}
