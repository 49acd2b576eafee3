//! Counts of ratings as stacked bars, each with its counts.

use egui::{Label, RichText, Ui};

use crate::chart::RatingBar;
use crate::insight::RatingCounts;
use crate::project::Rating;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{rating_bar, rating_counts};

/// The width of the names, of the counts.
const NAMES: f32 = 200.0;
const COUNTS: f32 = 220.0;

/// Draws the bars as wide as there is room: names, bars and counts beside each other, or below in a narrow window.
pub(super) fn ratings(ui: &mut Ui, bars: &[RatingBar]) {
    let room = ui.available_width() - NAMES - COUNTS - 2.0 * space::L;
    let ink = theme::of(ui).ink;
    let name = |bar: &RatingBar| Label::new(RichText::new(&bar.label).size(size::BODY).color(ink)).wrap();
    for bar in bars {
        let counts = counts(bar);
        if room < 160.0 {
            ui.add(name(bar));
            rating_bar(ui, &bar.label, counts, ui.available_width(), 14.0);
            rating_counts(ui, counts);
            ui.add_space(space::S);
            continue;
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.spacing_mut().interact_size.y = 20.0;
            ui.vertical(|ui| {
                ui.set_width(NAMES);
                ui.add(name(bar));
            });
            ui.vertical(|ui| {
                // Level with the first line of the name.
                ui.add_space(3.0);
                rating_bar(ui, &bar.label, counts, room, 14.0);
            });
            rating_counts(ui, counts);
        });
    }
}

/// A bar's parts as counts.
fn counts(bar: &RatingBar) -> RatingCounts {
    let mut counts = RatingCounts::default();
    for (rating, count) in &bar.parts {
        match rating {
            Rating::NotAssessed => counts.not_assessed += count,
            Rating::NotInPlace => counts.not_in_place += count,
            Rating::Limited => counts.limited += count,
            Rating::Active => counts.active += count,
            Rating::NotApplicable => counts.not_applicable += count,
        }
    }
    counts
}
