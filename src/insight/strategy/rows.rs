//! The map as a table: a row for each way from a pillar to a figure. It holds every action, also those for which the map has
//! no room.

use super::{Part, Sorted};
use crate::chart::{Column, Table};
use crate::insight::Digest;
use crate::insight::kpi::KpiView;
use crate::insight::plan::state_words;
use crate::project::Action;
use crate::words;

/// The table of some pillars.
pub(super) fn table(sorted: &Sorted<'_>, parts: &[Part<'_>], digest: &Digest) -> Table {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for part in parts {
        let pillar = part.pillar.name();
        for held in &part.recommendations {
            let title = &held.recommendation.title;
            let recommendation = format!("{title} ({})", words::uncapitalised(held.rating.name()));
            let bears = held
                .bears
                .iter()
                .filter(|kpi| !held.actions.iter().any(|action| action.figures().any(|id| *id == kpi.id)));
            let mut row = |action: String, figure: String| {
                rows.push(vec![pillar.to_owned(), recommendation.clone(), action, figure]);
            };
            for action in &held.actions {
                for figure in moved(action, digest) {
                    row(said(action, digest), figure);
                }
            }
            for kpi in bears.clone() {
                row(none(), format!("{} (bears on it)", figure(kpi)));
            }
            if held.actions.is_empty() && bears.count() == 0 {
                row(none(), none());
            }
        }
        for action in part.from_figures.iter().flat_map(|(_, actions)| actions) {
            for figure in moved(action, digest) {
                rows.push(vec![pillar.to_owned(), none(), said(action, digest), figure]);
            }
        }
    }
    // Those without a place stand where all pillars do.
    if parts.len() > 1 {
        rows.extend(sorted.elsewhere.iter().map(|action| vec![none(), none(), said(action, digest), none()]));
    }
    Table {
        caption: "From pillars to figures".to_owned(),
        columns: vec![
            Column::text("Pillar"),
            Column::text("Recommendation"),
            Column::text("Action"),
            Column::text("Figure"),
        ],
        rows,
    }
}

fn none() -> String {
    "–".to_owned()
}

/// An action with its state.
fn said(action: &Action, digest: &Digest) -> String {
    format!("{} ({})", action.title.trim(), words::uncapitalised(&state_words(action, digest.today)))
}

/// The figures that an action is to move, at least a dash.
fn moved(action: &Action, digest: &Digest) -> Vec<String> {
    let figures: Vec<String> = action.figures().filter_map(|id| digest.kpi(id)).map(figure).collect();
    if figures.is_empty() { vec![none()] } else { figures }
}

/// A figure with its newest value and its state.
pub(super) fn figure(kpi: &KpiView) -> String {
    format!("{} ({})", figure_label(kpi), words::uncapitalised(&figure_state(kpi)))
}

/// A figure with its newest value.
pub(super) fn figure_label(kpi: &KpiView) -> String {
    let newest = kpi.latest.as_ref().map(|_| format!(", {}", kpi.latest_words()));
    format!("{}{}", kpi.name, newest.unwrap_or_default())
}

/// Where a figure stands.
pub(super) fn figure_state(kpi: &KpiView) -> String {
    if kpi.retired.is_some() { "No longer followed".to_owned() } else { kpi.state_words() }
}
