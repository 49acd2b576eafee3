//! The charts of ratings: what is drawn, with its finding, its text alternative and its table.

use super::rounds::RoundPoint;
use super::tally::{RatingCounts, Tally};
use crate::chart::{Chart, Column, Plot, RatingBar, Table};
use crate::project::{Rating, Round};
use crate::words;

/// Columns for counts by rating, behind a first one.
fn rating_columns(first: &str) -> Vec<Column> {
    std::iter::once(Column::text(first))
        .chain(Rating::ALL.into_iter().map(|rating| Column::number(rating.name())))
        .chain([Column::number("All")])
        .collect()
}

/// A row of counts by rating.
fn rating_row(name: &str, counts: RatingCounts) -> Vec<String> {
    std::iter::once(name.to_owned())
        .chain(Rating::ALL.into_iter().map(|rating| counts.of(rating).to_string()))
        .chain([counts.total().to_string()])
        .collect()
}

/// A chart of counts by rating.
fn ratings(title: String, rows: &[(String, RatingCounts)], what: &str, first: &str, source: String) -> Chart {
    let alt: Vec<String> = rows.iter().map(|(name, counts)| format!("{name}: {}.", counts.words())).collect();
    Chart {
        alt: format!("{title}. {}", alt.join(" ")),
        plot: Plot::Ratings(
            rows.iter()
                .map(|(label, counts)| RatingBar {
                    label: label.clone(),
                    parts: Rating::ALL.into_iter().map(|rating| (rating, counts.of(rating))).collect(),
                })
                .collect(),
        ),
        notes: Vec::new(),
        table: Table {
            caption: what.to_owned(),
            columns: rating_columns(first),
            rows: rows.iter().map(|(name, counts)| rating_row(name, *counts)).collect(),
        },
        title,
        source,
    }
}

/// Where the counts of a round come from.
fn round_source(round: &Round) -> String {
    format!("{}, begun {}.", round.name, words::date(round.started))
}

/// Recommendations by area: what the follow-up “how many in each area” asks.
pub fn area_chart(tally: &Tally, round: &Round) -> Chart {
    let rows: Vec<_> = tally.areas.iter().map(|area| (area.full_name(), area.recommendations)).collect();
    let counts = tally.recommendations;
    let title = format!(
        "Recommendations: {} active, {} limited, {} not in place",
        counts.active, counts.limited, counts.not_in_place
    );
    ratings(title, &rows, "Recommendations by area and rating", "Area", round_source(round))
}

/// How many rounds a chart draws: its table holds all.
const DRAWN_ROUNDS: usize = 12;

/// Questions by rating in each of these rounds, oldest first. Fewer than two rounds show no trend, so there is no chart.
pub fn rounds_chart(rounds: &[RoundPoint]) -> Option<Chart> {
    let [first, .., last] = rounds else { return None };
    let rows: Vec<_> = rounds
        .iter()
        .map(|round| (format!("{}, {}", round.name, words::date(round.started)), round.questions))
        .collect();
    let drawn = rows.get(rows.len().saturating_sub(DRAWN_ROUNDS)..).unwrap_or_default();
    let active = |of: &RoundPoint| format!("{} of {} ({})", of.questions.active, of.questions.rated(), of.name);
    let title = format!("Active practices: from {} to {}", active(first), active(last));
    let mut source = format!("Questions by rating in {}.", all_or_newest(rows.len()));
    match last.to_reconfirm {
        0 => {}
        1 => source = format!("{source} 1 rating of {} is carried over and not re-confirmed.", last.name),
        many => source = format!("{source} {many} ratings of {} are carried over and not re-confirmed.", last.name),
    }
    let mut chart = ratings(title, drawn, "Questions by round and rating", "Round", source);
    chart.table.rows = rows.iter().map(|(name, counts)| rating_row(name, *counts)).collect();
    Some(chart)
}

/// Which rounds a chart of them draws.
fn all_or_newest(rounds: usize) -> String {
    if rounds > DRAWN_ROUNDS {
        format!("the newest {DRAWN_ROUNDS} of {rounds} rounds; the table holds all")
    } else {
        words::count(rounds, "round", "rounds")
    }
}

/// Practices by pillar.
pub fn pillar_chart(tally: &Tally, round: &Round) -> Chart {
    let rows: Vec<_> = tally.pillars.iter().map(|pillar| (pillar.pillar.name().to_owned(), pillar.questions)).collect();
    let counts = tally.questions;
    let title = format!("{} of {} rated practices are active", counts.active, counts.rated());
    ratings(title, &rows, "Practices by pillar and rating", "Pillar", round_source(round))
}
