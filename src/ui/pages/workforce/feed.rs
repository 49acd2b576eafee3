//! What the scorecard can take from a set of data. Figures of the scorecard go into the board pack.

use egui::{Role, Ui, WidgetInfo};

use super::opened::Opened;
use super::{Part, State};
use crate::app::Command;
use crate::edit::Edit;
use crate::insight::{Feed, FeedState, LEAST};
use crate::project::{DataSet, FigureSource, Measurement};
use crate::ui::theme::space;
use crate::ui::view::new_measurement_id;
use crate::ui::widgets::{body, caption, card, heading, link, measure, secondary};
use crate::ui::{Outbox, View};
use crate::words;

/// Draws the card.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, set: &DataSet, opened: &Opened, out: &mut Outbox) {
    card(ui, |ui| {
        heading(ui, "For the scorecard");
        if opened.feeds.is_empty() {
            body(ui, "No measure of the scorecard is counted from this data.");
            return;
        }
        for feed in &opened.feeds {
            line(ui, set, feed, out);
        }
        if opened.feeds.iter().any(|feed| feed.state == FeedState::NotShown) {
            measure(ui, |ui| {
                caption(
                    ui,
                    "Figures of the scorecard go into the board pack. So they are taken as the board was shown them, and only after it was, and since the data was last changed.",
                );
            });
            if link(ui, "What may be shown").clicked() {
                state.part = Part::Shown;
                ui.ctx().request_repaint();
            }
        }
        let ready: Vec<&Feed> = opened.feeds.iter().filter(|feed| feed.state == FeedState::Ready).collect();
        if ready.is_empty() || view.read_only {
            return;
        }
        measure(ui, |ui| {
            caption(ui, "They are taken as the board was shown them, marked as computed, and can be corrected there.")
        });
        if secondary(ui, "Take into the scorecard").clicked() {
            let taken = ready.iter().map(|feed| (feed.kpi.clone(), measured(set, feed))).collect();
            out.edit(Edit::AddMeasurements(taken));
            let names: Vec<String> = ready.iter().map(|feed| format!("“{}”", feed.name)).collect();
            state.say(format!(
                "Took a figure of {} into the scorecard: {}.",
                words::date(set.as_of),
                words::list(&names)
            ));
        }
    });
    ui.add_space(space::S);
}

/// The figure as a measurement.
fn measured(set: &DataSet, feed: &Feed) -> Measurement {
    Measurement {
        id: new_measurement_id(),
        date: set.as_of,
        value: feed.value,
        base: feed.base,
        count: feed.count,
        note: feed.note.clone(),
        source: FigureSource::Computed,
        // Set by the edit.
        changed: jiff::Timestamp::UNIX_EPOCH,
    }
}

/// A figure, and whether it can be taken.
fn line(ui: &mut Ui, set: &DataSet, feed: &Feed, out: &mut Outbox) {
    body(ui, &format!("{}: {}", feed.name, feed.words));
    match feed.state {
        FeedState::Ready => {}
        FeedState::NotShown => drop(caption(ui, "Not shown to the board yet.")),
        FeedState::Already => {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                caption(ui, &format!("The scorecard has this figure of {}.", words::date(set.as_of)));
                let show = link(ui, "Show it");
                let name = format!("Show {} in the scorecard", feed.name);
                show.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if show.clicked() {
                    out.command(Command::ShowKpi(feed.kpi.clone()));
                }
            });
        }
        FeedState::TooFew => {
            measure(ui, |ui| {
                caption(
                    ui,
                    &format!(
                        "Not offered: it would count fewer than {LEAST} people in one of its groups. Figures of the scorecard go into the board pack, where so few could be recognised."
                    ),
                );
            });
        }
    }
}
