//! How long people of each background wait for a promotion: promotions for each year worked, how long it takes until half
//! are promoted, and who is still waiting. Those not promoted yet count for as long as they have waited.

use super::chart::{dash, interval, percent as share_words, whole};
use super::likelihood::{ratio_range, ratio_words, rows_alt, seen};
use super::pairing::{next, source};
use super::spread::SMALL;
use crate::chart::{
    Axis, Chart, Column, IntervalRow, Intervals, Level, Panel, PanelMark, PanelRow, Panels, Plot, Table, Tone,
};
use crate::content::{Catalogue, Group, Say, ThirdGroup, WorkforceSign};
use crate::insight::kpi::say;
use crate::project::{DataSet, Dimension, WaitSummary};
use crate::stats::{Ratio, rate_ratio};
use crate::words;

/// The days of a year.
const YEAR: f64 = 365.25;

/// How long the people of one background waited.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// Who they are; empty for everybody.
    pub label: String,
    /// Which background.
    pub group: Group,
    /// Its name.
    pub name: &'static str,
    /// What was kept of them.
    pub summary: WaitSummary,
    /// How many times the rate of people of professional background theirs is; `None` for those themselves, and where none
    /// of them was promoted or they were too few to be kept.
    pub ratio: Option<Ratio>,
}

impl Wait {
    /// How many years they waited, all together.
    #[expect(clippy::cast_precision_loss, reason = "days of all people together are far below where this loses any")]
    pub fn years(&self) -> f64 {
        self.summary.days as f64 / YEAR
    }

    /// Promotions for each hundred years worked.
    pub fn rate(&self) -> Option<f64> {
        (self.summary.days > 0).then(|| f64::from(self.summary.promoted) / self.years() * 100.0)
    }

    fn is_small(&self) -> bool {
        self.summary.people < SMALL
    }

    /// How it is called within a list.
    fn named(&self) -> String {
        if self.label.is_empty() { self.name.to_owned() } else { format!("{}: {}", self.label, self.name) }
    }
}

/// How long people waited, by a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Waits {
    /// By what.
    pub by: Dimension,
    /// Row by row, in each the working-class background first.
    pub rows: Vec<Wait>,
}

fn tone(group: Group) -> Tone {
    match group {
        Group::Professional => Tone::Professional,
        Group::Intermediate => Tone::Intermediate,
        Group::WorkingClass => Tone::WorkingClass,
    }
}

/// How long people waited, by a dimension; `None` where nothing of it is kept.
pub fn waits(set: &DataSet, by: &Dimension, third: ThirdGroup) -> Option<Waits> {
    let table = set.waits_by(by)?;
    let mut rows = Vec::new();
    for row in &table.rows {
        let of = |group: Group| row.groups.iter().find(|summary| summary.of == [group]);
        let time = |summary: &WaitSummary| {
            #[expect(clippy::cast_precision_loss, reason = "days of all people are far below where this loses any")]
            let days = summary.days as f64;
            (summary.promoted, days)
        };
        let reference = of(Group::Professional).map(time);
        for group in Group::ALL.into_iter().rev() {
            let Some(summary) = of(group) else { continue };
            let against = reference.filter(|_| group != Group::Professional);
            rows.push(Wait {
                label: row.label.trim().to_owned(),
                group,
                name: group.name(third),
                summary: summary.clone(),
                ratio: against.and_then(|reference| rate_ratio(time(summary), reference)),
            });
        }
    }
    (!rows.is_empty()).then(|| Waits { by: by.clone(), rows })
}

impl Waits {
    /// Whether people of working-class background are promoted less often than those of professional background, by more
    /// than chance explains, all grades together.
    pub fn is_slower(&self) -> bool {
        let told = |row: &&Wait| row.label.is_empty() && row.group == Group::WorkingClass;
        self.rows.iter().find(told).and_then(|row| row.ratio).is_some_and(|ratio| ratio.high < 1.0)
    }
}

/// A time in words: `2.4 years`, `8 months`.
fn time_words(days: u32) -> String {
    let years = f64::from(days) / YEAR;
    if years < 1.0 {
        let months = (years * 12.0).round();
        return if months < 1.5 { "1 month".to_owned() } else { format!("{} months", words::decimal(months)) };
    }
    let years = words::decimal(years);
    if years == "1" { "1 year".to_owned() } else { format!("{years} years") }
}

/// What the waits say.
pub fn waits_reading(catalogue: &Catalogue, of: &Waits) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let small: Vec<String> = of.rows.iter().filter(|row| row.is_small()).map(Wait::named).collect();
    if !small.is_empty() {
        tell(Say::RowsSmall, &[("rows", &words::list(&small)), ("base", &SMALL.to_string())]);
    }
    let all = of.by == Dimension::Whole;
    for row in of.rows.iter().filter(|_| all) {
        let rate = row.rate().map_or_else(dash, words::decimal);
        let (count, years) = (whole(row.summary.promoted), words::grouped(row.years(), 0));
        tell(Say::WaitRate, &[("group", row.name), ("rate", &rate), ("count", &count), ("years", &years)]);
    }
    for row in &of.rows {
        let Some(ratio) = row.ratio.filter(|ratio| all || ratio.beyond_chance()) else { continue };
        let what = match (ratio.low > 1.0, ratio.high < 1.0) {
            (true, _) => Say::WaitOftener,
            (_, true) => Say::WaitSeldomer,
            _ => Say::WaitWithin,
        };
        let (value, low, high) = (ratio_words(ratio.value), ratio_words(ratio.low), ratio_words(ratio.high));
        tell(what, &[("group", &row.named()), ("ratio", &value), ("low", &low), ("high", &high)]);
    }
    if !all && of.rows.iter().all(|row| row.ratio.is_none_or(|ratio| !ratio.beyond_chance())) {
        tell(Say::WaitAllWithin, &[("by", &words::uncapitalised(of.by.name()))]);
    }
    for row in of.rows.iter().filter(|_| all) {
        match row.summary.median {
            Some(days) => tell(Say::WaitMedian, &[("group", row.name), ("time", &time_words(days))]),
            None => tell(Say::WaitNoMedian, &[("group", row.name)]),
        }
    }
    tell(Say::WaitNotWhy, &[]);
    if let Some(next) = next(catalogue, WorkforceSign::PromotionSlower) {
        tell(Say::LookNext, &[("recommendation", &next)]);
    }
    said
}

/// The ratios of the rates, and a table of all that is kept.
pub fn rates_chart(set: &DataSet, of: &Waits) -> Option<Chart> {
    let rows: Vec<IntervalRow> = of
        .rows
        .iter()
        .filter_map(|row| {
            let ratio = row.ratio?;
            Some(IntervalRow {
                label: row.named(),
                tone: tone(row.group),
                value: ratio.value,
                range: Some((ratio.low, ratio.high)),
                text: ratio_words(ratio.value),
                base: Some(row.summary.people),
                firm: ratio.beyond_chance(),
            })
        })
        .collect();
    let first = rows.first()?;
    let title = if of.by != Dimension::Whole {
        format!("How often people are promoted, by {} and background", words::uncapitalised(of.by.name()))
    } else if first.firm {
        format!("“{}” promoted {} times as often as “Professional”", first.label, first.text)
    } else {
        format!("“{}” and “Professional” promoted no further apart than chance allows", first.label)
    };
    let cells = |row: &Wait| {
        vec![
            row.named(),
            whole(row.summary.people),
            whole(row.summary.promoted),
            words::grouped(row.years(), 1),
            row.rate().map_or_else(dash, words::decimal),
            row.ratio.map_or_else(dash, |ratio| ratio_words(ratio.value)),
            row.ratio.map_or_else(dash, |ratio| ratio_range(&ratio)),
            row.summary.median.map_or_else(|| "Fewer than half promoted".to_owned(), time_words),
        ]
    };
    let columns =
        ["People", "Promoted", "Years worked", "For each 100 years", "Ratio", "95% interval", "Half promoted after"];
    let axis = Axis { title: "Times as often".to_owned(), ..Axis::ratios(seen(&rows)) };
    Some(Chart {
        alt: rows_alt(&title, &rows),
        source: format!("{} Promotions for each year worked. Whisker: 95% interval.", source(set)),
        notes: Vec::new(),
        table: Table {
            caption: "Promotions and waits, by background".to_owned(),
            columns: std::iter::once(Column::text("Group")).chain(columns.map(Column::number)).collect(),
            rows: of.rows.iter().map(cells).collect(),
        },
        plot: Plot::Intervals(Intervals {
            axis,
            rows,
            level: Some(Level { label: "As often as “Professional”".to_owned(), value: 1.0, unlike: false }),
        }),
        title,
    })
}

/// Who is still waiting, year by year: a small plot for each background.
pub fn waiting_chart(set: &DataSet, of: &Waits) -> Option<Chart> {
    let percent = |share: u16| f64::from(share) / 100.0;
    let years = |count: u8| if count == 1 { "After 1 year".to_owned() } else { format!("After {count} years") };
    let panel = |row: &Wait| {
        let rows = row.summary.waiting.iter().map(|one| PanelRow {
            label: years(one.years),
            value: Some(percent(one.share)),
            range: Some((percent(one.low), percent(one.high))),
            text: share_words(percent(one.share)),
            firm: true,
        });
        Panel { name: row.named(), tone: tone(row.group), rows: rows.collect() }
    };
    let panels: Vec<Panel> = of.rows.iter().map(panel).filter(|panel| !panel.rows.is_empty()).collect();
    if panels.is_empty() {
        return None;
    }
    let title = "Share still waiting for a promotion, year by year".to_owned();
    let said: Vec<String> = panels
        .iter()
        .map(|panel| {
            let rows: Vec<String> =
                panel.rows.iter().map(|row| format!("{} {}", words::uncapitalised(&row.label), row.text)).collect();
            format!("{}: {}", panel.name, rows.join(", "))
        })
        .collect();
    let cells = panels.iter().flat_map(|panel| {
        panel.rows.iter().map(|row| {
            vec![panel.name.clone(), row.label.clone(), row.text.clone(), row.range.map_or_else(dash, interval)]
        })
    });
    Some(Chart {
        alt: format!("{title}. {}.", said.join("; ")),
        source: format!("{} By Kaplan and Meier. Whisker: 95% interval.", source(set)),
        notes: Vec::new(),
        table: Table {
            caption: "Still waiting for a promotion, by background".to_owned(),
            columns: vec![
                Column::text("Group"),
                Column::text("When"),
                Column::number("Share"),
                Column::number("95% interval"),
            ],
            rows: cells.collect(),
        },
        plot: Plot::Panels(Panels { panels, mark: PanelMark::Point, axis: Axis::shares([100.0]), level: None }),
        title,
    })
}
