//! Two dimensions crossed, such as grade by gender: the share of the told group where both meet.

use super::chart::{dash, interval, percent as share_words, points, whole};
use super::grades::{Apart, uneven_words};
use super::pairing::{next, source};
use super::spread::{SMALL, Share, Spread, parts, spread_of};
use crate::chart::{Axis, Chart, Column, Level, Panel, PanelMark, PanelRow, Panels, Plot, Table};
use crate::content::{Catalogue, Say, ThirdGroup, WorkforceSign};
use crate::insight::kpi::say;
use crate::project::{CountRow, Crossing, DataSet, Dimension};
use crate::stats::{Uneven, uneven};
use crate::words;

/// The people who are in two groups at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The group of the first dimension.
    pub label: String,
    /// The group of the second.
    pub across: String,
    /// How their answers are spread.
    pub spread: Spread,
    /// How far the told group's share lies from that of all others together.
    pub apart: Option<Apart>,
}

impl Cell {
    fn named(&self) -> String {
        format!("{} ({})", self.label, self.across)
    }
}

/// Two dimensions crossed.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossed {
    /// By what.
    pub by: Dimension,
    /// And by what.
    pub across: Dimension,
    /// Where both meet, in the order in which they were entered.
    pub cells: Vec<Cell>,
    /// Whether the cells differ, taken together.
    pub uneven: Option<Uneven>,
}

/// What two dimensions crossed say of a question's answers; `None` where the packs do not group them, or nobody is placed.
pub fn crossed(catalogue: &Catalogue, set: &DataSet, crossing: &Crossing, third: ThirdGroup) -> Option<Crossed> {
    let parts = parts(catalogue, &set.question, third)?;
    let spread = |row: &crate::project::CrossRow| {
        spread_of(&parts, &CountRow { label: String::new(), counts: row.counts.clone() }, None)
    };
    let spreads: Vec<Spread> = crossing.rows.iter().map(spread).collect();
    let count = |spread: &Spread| spread.headline().map_or(0, |share| share.count);
    let shares: Vec<(u32, u32)> = spreads.iter().map(|spread| (count(spread), spread.base)).collect();
    let all = shares.iter().fold((0_u32, 0_u32), |sum, one| (sum.0.saturating_add(one.0), sum.1.saturating_add(one.1)));
    if all.1 == 0 {
        return None;
    }
    let part = |(count, base): (u32, u32)| (super::percent(count, base) / 100.0, base);
    let cells = crossing.rows.iter().zip(spreads).zip(&shares).map(|((row, spread), own)| Cell {
        label: row.label.trim().to_owned(),
        across: row.across.trim().to_owned(),
        apart: Apart::of(part(*own), part((all.0.saturating_sub(own.0), all.1.saturating_sub(own.1)))),
        spread,
    });
    Some(Crossed {
        by: crossing.by.clone(),
        across: crossing.across.clone(),
        cells: cells.collect(),
        uneven: uneven(&shares),
    })
}

impl Crossed {
    /// The cells of which something can be said.
    fn placed(&self) -> impl Iterator<Item = (&Cell, &Share)> {
        self.cells.iter().filter_map(|cell| cell.spread.headline().map(|share| (cell, share)))
    }
}

/// What a crossing says.
pub fn crossed_reading(catalogue: &Catalogue, of: &Crossed) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let names = |cells: &[&Cell]| words::list(&cells.iter().map(|cell| cell.named()).collect::<Vec<_>>());
    let small: Vec<&Cell> = of.cells.iter().filter(|cell| cell.spread.base < SMALL).collect();
    if !small.is_empty() {
        tell(Say::RowsSmall, &[("rows", &names(&small)), ("base", &SMALL.to_string())]);
    }
    let firm: Vec<(&Cell, &Share)> = of.placed().filter(|(cell, _)| cell.spread.base >= SMALL).collect();
    let by_share = |one: &&(&Cell, &Share), other: &&(&Cell, &Share)| one.1.percent.total_cmp(&other.1.percent);
    if let (Some((highest, high)), Some((lowest, low))) = (firm.iter().max_by(by_share), firm.iter().min_by(by_share))
        && highest.named() != lowest.named()
    {
        let slots = [
            ("group", high.name.as_str()),
            ("high", &share_words(high.percent)),
            ("high_row", &highest.named()),
            ("low", &share_words(low.percent)),
            ("low_row", &lowest.named()),
        ];
        tell(Say::CrossSpan, &slots);
    }
    let beyond = |cell: &&Cell| cell.apart.is_some_and(|apart| apart.beyond_chance());
    let apart: Vec<&Cell> = of.cells.iter().filter(beyond).collect();
    if !apart.is_empty() {
        tell(Say::RowsApart, &[("rows", &names(&apart))]);
    }
    said.extend(uneven_words(catalogue, of.uneven));
    said.extend(say(catalogue, Say::CrossNotWhy, &[]));
    if let Some(next) = next(catalogue, WorkforceSign::SeniorGap) {
        said.extend(say(catalogue, Say::LookNext, &[("recommendation", &next)]));
    }
    said
}

/// A crossing: a small plot for each group of the second dimension.
pub fn crossed_chart(set: &DataSet, of: &Crossed, everybody: Option<&Share>) -> Option<Chart> {
    let (_, told) = of.placed().next()?;
    let (name, tone) = (told.name.clone(), told.tone);
    let title =
        format!("{name} by {} and {}", words::uncapitalised(of.by.name()), words::uncapitalised(of.across.name()));
    let mut groups: Vec<&str> = Vec::new();
    for cell in &of.cells {
        if !groups.contains(&cell.across.as_str()) {
            groups.push(&cell.across);
        }
    }
    let row = |cell: &Cell| {
        let share = cell.spread.headline();
        PanelRow {
            label: cell.label.clone(),
            value: share.map(|share| share.percent),
            range: share.map(|share| share.range),
            firm: cell.apart.is_some_and(|apart| apart.beyond_chance()),
            text: share.map_or_else(
                || "Nobody placed".to_owned(),
                |share| format!("{}, n {}", share_words(share.percent), whole(cell.spread.base)),
            ),
        }
    };
    let panels: Vec<Panel> = groups
        .iter()
        .map(|group| Panel {
            name: (*group).to_owned(),
            tone,
            rows: of.cells.iter().filter(|cell| cell.across == **group).map(row).collect(),
        })
        .collect();
    let said: Vec<String> = of
        .placed()
        .map(|(cell, share)| format!("{} {} of {}", cell.named(), share_words(share.percent), whole(cell.spread.base)))
        .collect();
    let cells = of.cells.iter().map(|cell| {
        let share = cell.spread.headline();
        vec![
            cell.label.clone(),
            cell.across.clone(),
            share.map_or_else(dash, |share| whole(share.count)),
            whole(cell.spread.base),
            share.map_or_else(dash, |share| share_words(share.percent)),
            share.map_or_else(dash, |share| interval(share.range)),
            cell.apart.map_or_else(dash, |apart| points(apart.points)),
            cell.apart.map_or_else(dash, |apart| if apart.beyond_chance() { "Yes" } else { "No" }.to_owned()),
        ]
    });
    let numbers = ["People", "Of", "Share", "95% interval", "Points from all others"].map(Column::number);
    let mut rows: Vec<Vec<String>> = cells.collect();
    rows.extend(everybody.map(|share| {
        let mut cells = vec!["Everybody".to_owned(), dash(), whole(share.count), dash(), share_words(share.percent)];
        cells.push(interval(share.range));
        cells.resize_with(8, dash);
        cells
    }));
    Some(Chart {
        alt: format!("{title}. {}.", said.join("; ")),
        source: format!(
            "{} Whisker: 95% interval. A filled point lies further from all others together than chance explains.",
            source(set)
        ),
        notes: Vec::new(),
        table: Table {
            caption: title.clone(),
            columns: [Column::text(of.by.name()), Column::text(of.across.name())]
                .into_iter()
                .chain(numbers)
                .chain([Column::text("Beyond chance")])
                .collect(),
            rows,
        },
        plot: Plot::Panels(Panels {
            axis: Axis::shares(of.placed().map(|(_, share)| share.range.1)),
            panels,
            mark: PanelMark::Point,
            level: everybody.map(|share| Level {
                label: format!("Everybody {}", share_words(share.percent)),
                value: share.percent,
                unlike: false,
            }),
        }),
        title,
    })
}
