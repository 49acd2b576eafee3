//! The charts of workforce data: everybody's answers, and those of the groups of a breakdown.

use super::reading::{minded, span};
use super::spread::{Groups, Share, Spread};
use crate::chart::{Chart, Column, Level, Plot, ShareRow, Shares, Table};
use crate::content::{BenchmarkSet, Catalogue};
use crate::project::DataSet;
use crate::words;

pub(super) fn percent(value: f64) -> String {
    format!("{}%", words::decimal(value))
}

pub(super) fn whole(number: u32) -> String {
    words::whole(u64::from(number))
}

pub(super) fn interval((low, high): (f64, f64)) -> String {
    format!("{}–{}", words::decimal(low), percent(high))
}

/// A difference in points with its sign.
pub(super) fn points(apart: f64) -> String {
    let rounded = words::decimal(apart.abs());
    if rounded == "0" { rounded } else { format!("{}{rounded}", if apart < 0.0 { "−" } else { "+" }) }
}

pub(super) fn dash() -> String {
    "–".to_owned()
}

/// Whether a share differs from its benchmark by more than chance.
fn beyond(share: &Share) -> String {
    share.beyond_chance().map_or_else(dash, |beyond| if beyond { "Yes" } else { "No" }.to_owned())
}

/// How a share lies to a benchmark set, to stand behind it in a title.
fn against(share: &Share, compared: Option<&BenchmarkSet>) -> String {
    match (compared, share.difference(), share.beyond_chance()) {
        (Some(set), Some(apart), Some(true)) => {
            let way = if apart < 0.0 { "below" } else { "above" };
            format!(", {} points {way} “{}”", words::decimal(apart.abs()), set.name)
        }
        (Some(set), Some(_), Some(false)) => format!(", no further from “{}” than chance allows", set.name),
        _ => String::new(),
    }
}

/// A bar of a spread.
fn bar(label: &str, spread: &Spread) -> ShareRow {
    ShareRow {
        label: label.to_owned(),
        base: Some(spread.base),
        percents: spread.shares.iter().map(|share| share.percent).collect(),
        range: spread.headline().map(|share| share.range),
        hidden: None,
    }
}

/// The benchmark of the share that is told, as a line.
fn level(spread: &Spread, compared: Option<&BenchmarkSet>) -> Option<Level> {
    let (set, value) = compared.zip(spread.headline()?.benchmark)?;
    Some(Level { label: format!("{} {}", set.name, percent(value)), value, unlike: false })
}

/// Whose figures they are, and where the benchmark comes from.
fn source(catalogue: &Catalogue, set: &DataSet, base: u32, compared: Option<&BenchmarkSet>) -> String {
    let own = format!("{}, {}. Base: n = {}.", set.name.trim(), words::date(set.as_of), whole(base));
    let whiskers = "Whisker: 95% interval of the first share.";
    match compared {
        Some(compared) => format!("{own} {whiskers} Benchmark: {}", catalogue.cite(&compared.cite)),
        None => format!("{own} {whiskers}"),
    }
}

/// The names and tones of the parts, as the chart holds them.
fn parts(spread: &Spread) -> Vec<crate::chart::SharePart> {
    let part = |share: &Share| crate::chart::SharePart { name: share.name.clone(), tone: share.tone };
    spread.shares.iter().map(part).collect()
}

/// The chart of everybody's answers; `None` while nobody can be placed.
pub fn spread_chart(
    catalogue: &Catalogue,
    set: &DataSet,
    spread: &Spread,
    compared: Option<&BenchmarkSet>,
) -> Option<Chart> {
    let headline = spread.headline()?;
    let title = format!("{}: {}{}", headline.name, percent(headline.percent), against(headline, compared));
    let mut rows = vec![bar(set.population.name(), spread)];
    let all: Option<Vec<f64>> = spread.shares.iter().map(|share| share.benchmark).collect();
    if let (Some(percents), Some(set)) = (all, compared) {
        rows.push(ShareRow { label: set.name.clone(), base: None, percents, range: None, hidden: None });
    }
    let mut said: Vec<String> = spread
        .shares
        .iter()
        .map(|share| {
            format!("{} {} ({} of {})", share.name, percent(share.percent), whole(share.count), whole(spread.base))
        })
        .collect();
    said.extend(level(spread, compared).map(|level| format!("to compare: {}", level.label)));
    Some(Chart {
        alt: format!("{title}. {}.", said.join("; ")),
        source: source(catalogue, set, spread.base, compared),
        notes: minded(catalogue, set, compared),
        plot: Plot::Shares(Shares { parts: parts(spread), rows, level: level(spread, compared) }),
        table: spread_table(spread, compared),
        title,
    })
}

fn spread_table(spread: &Spread, compared: Option<&BenchmarkSet>) -> Table {
    let columns = ["People", "Share", "95% interval", "Benchmark", "Points apart", "Index"].map(Column::number);
    let row = |share: &Share| {
        vec![
            share.name.clone(),
            whole(share.count),
            percent(share.percent),
            interval(share.range),
            share.benchmark.map_or_else(dash, percent),
            share.difference().map_or_else(dash, points),
            share.index().map_or_else(dash, |index| format!("{index:.2}")),
            beyond(share),
        ]
    };
    let mut rows: Vec<Vec<String>> = spread.shares.iter().map(row).collect();
    let mut all = vec!["All placed in a group".to_owned(), whole(spread.base), "100%".to_owned()];
    all.resize_with(8, dash);
    rows.push(all);
    let against = compared.map(|set| format!(" against “{}”", set.name)).unwrap_or_default();
    Table {
        caption: format!("Answers by group{against}"),
        columns: std::iter::once(Column::text("Group")).chain(columns).chain([Column::text("Beyond chance")]).collect(),
        rows,
    }
}

/// The chart of a breakdown, everybody's bar first; `None` while nobody can be placed.
pub fn groups_chart(
    catalogue: &Catalogue,
    set: &DataSet,
    whole_spread: Option<&Spread>,
    groups: &Groups,
    compared: Option<&BenchmarkSet>,
) -> Option<Chart> {
    let first = groups.rows.iter().find(|row| row.headline().is_some())?;
    let name = &first.headline()?.name;
    let by = words::uncapitalised(groups.by.name());
    let title = match span(groups).and_then(|(low, high)| Some((low, low.headline()?, high, high.headline()?))) {
        Some((lowest, low, highest, high)) => format!(
            "{name} by {by}: from {} ({}) to {} ({})",
            percent(high.percent),
            highest.label,
            percent(low.percent),
            lowest.label
        ),
        None => format!("{name} by {by}"),
    };
    let everybody = whole_spread.filter(|spread| spread.headline().is_some());
    let spreads: Vec<(&str, &Spread)> = everybody
        .map(|spread| ("Everybody", spread))
        .into_iter()
        .chain(groups.rows.iter().map(|row| (row.label.as_str(), row)))
        .collect();
    let told: Vec<String> = spreads
        .iter()
        .map(|(label, row)| match row.headline() {
            Some(share) => format!("{label} {} of {}", percent(share.percent), whole(row.base)),
            None => format!("{label}: nobody placed"),
        })
        .collect();
    let level = level(first, compared);
    let to_compare = level.as_ref().map(|level| format!(" To compare: {}.", level.label)).unwrap_or_default();
    let base = groups.rows.iter().fold(0_u32, |sum, row| sum.saturating_add(row.base));
    Some(Chart {
        alt: format!("{title}. {}.{to_compare}", told.join("; ")),
        source: source(catalogue, set, base, compared),
        notes: Vec::new(),
        plot: Plot::Shares(Shares {
            parts: parts(first),
            rows: spreads.iter().map(|(label, row)| bar(label, row)).collect(),
            level,
        }),
        table: groups_table(groups, first, &spreads, compared),
        title,
    })
}

fn groups_table(
    groups: &Groups,
    first: &Spread,
    spreads: &[(&str, &Spread)],
    compared: Option<&BenchmarkSet>,
) -> Table {
    let mut columns = vec![Column::text(groups.by.name())];
    columns.extend(first.shares.iter().map(|share| Column::number(&share.name)));
    columns.extend(["95% interval", "Base", "Benchmark", "Points apart", "Index"].map(Column::number));
    columns.push(Column::text("Beyond chance"));
    let row = |(label, row): &(&str, &Spread)| {
        let mut cells = vec![(*label).to_owned()];
        cells.extend(row.shares.iter().map(|share| percent(share.percent)));
        cells.resize_with(1 + first.shares.len(), dash);
        let share = row.headline();
        cells.extend([
            share.map_or_else(dash, |share| interval(share.range)),
            whole(row.base),
            share.and_then(|share| share.benchmark).map_or_else(dash, percent),
            share.and_then(Share::difference).map_or_else(dash, points),
            share.and_then(Share::index).map_or_else(dash, |index| format!("{index:.2}")),
            share.map_or_else(dash, beyond),
        ]);
        cells
    };
    let against = compared.map(|set| format!(" against “{}”", set.name)).unwrap_or_default();
    Table {
        caption: format!("Answers by {}{against}", words::uncapitalised(groups.by.name())),
        columns,
        rows: spreads.iter().map(row).collect(),
    }
}
