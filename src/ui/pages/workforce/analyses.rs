//! What follows from a set of data beyond the spread of its answers: a card for each, with its charts and what they say; a
//! list to jump from; and what can be added to see more.

use egui::{Align, Id, Role, Ui, WidgetInfo};

use super::State;
use super::opened::Opened;
use super::result::beside;
use crate::insight::{Analysis, Comparator};
use crate::project::DataSet;
use crate::ui::theme::space;
use crate::ui::widgets::{Field, body, caption, card, choice, heading, link, measure, private_chart};
use crate::words;

/// From so many analyses on, a list of them stands above.
const MANY: usize = 3;

/// The height of a line over time.
const TREND: f32 = 280.0;

/// Names of the analyses, each of which leads down to its card.
pub(super) fn jump_list(ui: &mut Ui, state: &mut State, opened: &Opened) {
    if opened.analyses.len() < MANY {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        caption(ui, "Further down:");
        for one in &opened.analyses {
            let name = one.topic.name();
            let response = link(ui, &name);
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Go to: {name}")));
            if response.clicked() {
                state.jump = Some(one.topic.clone());
                ui.ctx().request_repaint();
            }
        }
    });
    ui.add_space(space::S);
}

/// Draws the cards.
pub(super) fn show(ui: &mut Ui, state: &mut State, set: &DataSet, opened: &Opened) {
    for one in &opened.analyses {
        let drawn = card(ui, |ui| analysis(ui, state, set, opened, one));
        if state.jump.take_if(|topic| *topic == one.topic).is_some() {
            drawn.response.scroll_to_me(Some(Align::TOP));
        }
        ui.add_space(space::S);
    }
    state.jump = None;
    if opened.grouped && !opened.to_add.is_empty() {
        card(ui, |ui| {
            heading(ui, "To see more");
            measure(ui, |ui| {
                body(ui, "Add any of these to your data:");
                for one in &opened.to_add {
                    body(ui, &format!("• {}", words::capitalised(one)));
                }
            });
        });
        ui.add_space(space::S);
    }
}

/// A card: its charts, and what they say beside them.
fn analysis(ui: &mut Ui, state: &mut State, set: &DataSet, opened: &Opened, one: &Analysis) {
    if one.topic.is_compared() {
        let options: Vec<(Comparator, &str)> =
            Comparator::ALL.into_iter().map(|comparator| (comparator, comparator.name())).collect();
        let name = format!("{}: compare with", one.topic.name());
        let field = Field::new(Id::unique(("workforce comparator", set.id, &one.topic)), &name);
        if let Some(other) = choice(ui, field, &opened.comparator, &options, 360.0) {
            state.comparators.insert(set.id, other);
            ui.ctx().request_repaint();
        }
        ui.add_space(space::S);
    }
    if one.charts.is_empty() {
        heading(ui, &one.topic.name());
        body(ui, "What is kept of this data holds nothing to compare: a side of fewer than ten people is left out.");
        return;
    }
    beside(ui, &one.reading, |ui| {
        for (place, chart) in one.charts.iter().enumerate() {
            if place > 0 {
                ui.add_space(space::XL);
            }
            private_chart(ui, Id::unique(("workforce analysis", set.id, &one.topic, place)), chart, TREND);
        }
    });
}
