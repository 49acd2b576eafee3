//! The rail: the places, each with its number.

use egui::{Button, Frame, Margin, Panel, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::landmark;
use crate::app::{Command, Place};
use crate::ui::theme::{self, RADIUS, TARGET, size, space};
use crate::ui::view::{Outbox, View};

/// Below this width of the window, in points, the rail lies below the top bar.
const RAIL_BESIDE: f32 = 860.0;

/// The rail, beside the page or, in a narrow window, above it.
pub(super) fn rail(ui: &mut Ui, view: &View<'_>, now: Place, out: &mut Outbox) {
    let frame = Frame::new().fill(view.palette.surface).inner_margin(Margin::same(10));
    if ui.available_width() < RAIL_BESIDE {
        Panel::top("places").frame(frame.inner_margin(Margin::symmetric(12, 6))).show(ui, |ui| {
            landmark(ui, Role::TabList, "Places");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
                for place in Place::ALL {
                    place_button(ui, view, now, place, None, out);
                }
            });
        });
    } else {
        Panel::left("places").frame(frame).exact_size(196.0).resizable(false).show(ui, |ui| {
            landmark(ui, Role::TabList, "Places");
            ui.add_space(space::XS);
            ui.spacing_mut().item_spacing.y = space::XS;
            let width = ui.available_width();
            for place in Place::ALL {
                place_button(ui, view, now, place, Some(width), out);
            }
        });
    }
}

/// The number beside a place.
fn count(view: &View<'_>, place: Place) -> Option<String> {
    let digest = view.digest;
    match place {
        Place::Review => {
            let counts = digest.tally.questions;
            Some(format!("{} / {}", counts.answered(), counts.total()))
        }
        Place::Actions => Some(digest.actions.open.to_string()),
        Place::Scorecard => Some(digest.kpis.iter().filter(|kpi| kpi.in_use).count().to_string()),
        Place::People => Some(view.project.people.len()).filter(|people| *people > 0).map(|people| people.to_string()),
        Place::Workforce => Some(view.project.workforce.len()).filter(|sets| *sets > 0).map(|sets| sets.to_string()),
        Place::Rounds => Some(view.project.rounds.len().to_string()),
        Place::Overview | Place::BoardPack | Place::Library => None,
    }
}

fn place_button(ui: &mut Ui, view: &View<'_>, now: Place, place: Place, width: Option<f32>, out: &mut Outbox) {
    let palette = &view.palette;
    let selected = now == place;
    let (font, color) = if selected {
        (theme::semibold(size::BODY), palette.accent)
    } else {
        (theme::regular(size::BODY), palette.ink)
    };
    let mut button = Button::new(RichText::new(place.name()).font(font).color(color))
        .fill(if selected { palette.wash } else { palette.surface })
        .stroke(Stroke::NONE)
        .corner_radius(RADIUS)
        .min_size(vec2(width.unwrap_or(0.0), if width.is_some() { 38.0 } else { TARGET }));
    let number = count(view, place);
    if let (Some(number), true) = (&number, width.is_some()) {
        button = button.right_text(RichText::new(number).size(size::CAPTION).color(palette.quiet));
    } else if width.is_some() {
        button = button.right_text("");
    }
    let response = ui.add(button);
    let name = match &number {
        Some(number) if place == Place::Actions => format!("{}, {number} open", place.name()),
        Some(number) if place == Place::Review => format!("{}, {} rated", place.name(), number.replace('/', "of")),
        Some(number) if place == Place::Scorecard => format!("{}, {number} measures in use", place.name()),
        Some(number) if place == Place::Workforce => format!("{}, data sets: {number}", place.name()),
        Some(number) => format!("{}, {number}", place.name()),
        None => place.name().to_owned(),
    };
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, selected, &name));
    let keys = format!("Ctrl+{}", Place::ALL.iter().position(|one| *one == place).map_or(0, |index| index + 1));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(selected);
        node.set_keyboard_shortcut(keys.as_str());
    });
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect, RADIUS, Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
    }
    let hover = if width.is_some() { keys } else { format!("{name} ({keys})") };
    if response.on_hover_ui(|ui| caption_line(ui, &hover)).clicked() {
        out.command(Command::GoTo(place));
    }
}

/// The words of a hover that say nothing new to those who listen.
fn caption_line(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).size(size::CAPTION));
}
