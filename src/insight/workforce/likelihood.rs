//! How likely something was for people of each background: how many of how many, and how many times as likely as for the
//! group that the others are held against.

use super::chart::{dash, interval, percent as share_words, whole};
use super::spread::{Part, SMALL};
use super::{chose, percent};
use crate::chart::{Axis, Chart, Column, IntervalRow, Intervals, Level, Plot, Table, Tone};
use crate::content::{Catalogue, Say};
use crate::insight::kpi::say;
use crate::project::CountRow;
use crate::stats::{Ratio, Uneven, odds_ratio, relative_risk, uneven, wilson};
use crate::words;

/// How likely something was for a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Likelihood {
    /// The group's name.
    pub name: String,
    /// How it is drawn.
    pub tone: Tone,
    /// For how many it came about.
    pub count: u32,
    /// Of how many.
    pub base: u32,
    /// Their share, in percent; nought of nobody.
    pub percent: f64,
    /// The 95% interval of that share by Wilson's method, in percent.
    pub range: Option<(f64, f64)>,
    /// How many times as likely it was as for the group that is held against; `None` for that group itself, and where it
    /// came about for none of it.
    pub ratio: Option<Ratio>,
    /// The ratio of the odds, which is not the same.
    pub odds: Option<Ratio>,
}

impl Likelihood {
    /// Whether it rests on few people.
    pub fn is_small(&self) -> bool {
        self.base < SMALL
    }
}

/// How likely something was for each group; the last is the one that the others are held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Likelihoods {
    /// The groups, the one that is told first.
    pub rows: Vec<Likelihood>,
    /// Whether the shares of all groups differ, taken together.
    pub uneven: Option<Uneven>,
}

/// Compares how many of how many with how many of how many others.
type Compare = fn((u32, u32), (u32, u32)) -> Option<Ratio>;

impl Likelihoods {
    /// From the counts of those for whom it came about and of all. `None` where a group counts more of the former, or
    /// where nobody is counted.
    pub(super) fn of(parts: &[Part], had: &CountRow, all: &CountRow) -> Option<Self> {
        let counted: Vec<(u32, u32)> =
            parts.iter().map(|part| (chose(had, &part.options), chose(all, &part.options))).collect();
        if counted.iter().any(|(count, base)| count > base) || counted.iter().all(|(_, base)| *base == 0) {
            return None;
        }
        let (reference, others) = counted.split_last()?;
        let row = |(place, (part, (count, base))): (usize, (&Part, &(u32, u32)))| {
            let against = (place < others.len()).then_some(());
            let of = |ratio: Compare| against.and_then(|()| ratio((*count, *base), *reference));
            let range = wilson(f64::from(*count) / f64::from((*base).max(1)), *base);
            Likelihood {
                name: part.name.clone(),
                tone: part.tone,
                count: *count,
                base: *base,
                percent: percent(*count, *base),
                range: range.map(|(low, high)| (low * 100.0, high * 100.0)),
                ratio: of(relative_risk),
                odds: of(odds_ratio),
            }
        };
        Some(Self { rows: parts.iter().zip(&counted).enumerate().map(row).collect(), uneven: uneven(&counted) })
    }

    /// The group that the others are held against.
    pub fn reference(&self) -> Option<&Likelihood> {
        self.rows.last()
    }

    /// The group that is told.
    pub fn told(&self) -> Option<&Likelihood> {
        self.rows.first().filter(|_| self.rows.len() > 1)
    }

    /// Whether it was less likely for the told group than for the one held against, by more than chance explains.
    pub fn is_less(&self) -> bool {
        self.told().and_then(|row| row.ratio).is_some_and(|ratio| ratio.high < 1.0)
    }

    /// Whether it was more likely for it, by more than chance explains.
    pub fn is_more(&self) -> bool {
        self.told().and_then(|row| row.ratio).is_some_and(|ratio| ratio.low > 1.0)
    }
}

/// A ratio in words: `0.44`.
pub(super) fn ratio_words(value: f64) -> String {
    words::grouped(value, 2)
}

/// Its interval: `0.23–0.83`.
pub(super) fn ratio_range(ratio: &Ratio) -> String {
    format!("{}–{}", ratio_words(ratio.low), ratio_words(ratio.high))
}

/// How likely it was, group by group, with the small ones first. `done` says what came about, as of people in the past
/// (*were promoted*), `to_do` as something to come (*be promoted*).
pub(super) fn told(catalogue: &Catalogue, of: &Likelihoods, done: &str, to_do: &str) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let small: Vec<String> = of.rows.iter().filter(|row| row.is_small()).map(|row| row.name.clone()).collect();
    if !small.is_empty() {
        tell(Say::RowsSmall, &[("rows", &words::list(&small)), ("base", &SMALL.to_string())]);
    }
    for row in &of.rows {
        let slots = [
            ("group", row.name.as_str()),
            ("figure", &share_words(row.percent)),
            ("count", &whole(row.count)),
            ("base", &whole(row.base)),
            ("what", done),
        ];
        tell(Say::LikelihoodOf, &slots);
    }
    said.extend(compared(catalogue, of, to_do));
    said
}

/// How the groups compare with the one held against.
pub(super) fn compared(catalogue: &Catalogue, of: &Likelihoods, to_do: &str) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let Some((reference, others)) = of.rows.split_last() else { return said };
    for row in others {
        let Some(ratio) = row.ratio else {
            tell(Say::RatioNone, &[("group", &row.name), ("other", &reference.name), ("what", to_do)]);
            continue;
        };
        let what = match (ratio.low > 1.0, ratio.high < 1.0) {
            (true, _) => Say::RatioAbove,
            (_, true) => Say::RatioBelow,
            _ => Say::RatioWithin,
        };
        let slots = [
            ("group", row.name.as_str()),
            ("other", &reference.name),
            ("ratio", &ratio_words(ratio.value)),
            ("low", &ratio_words(ratio.low)),
            ("high", &ratio_words(ratio.high)),
            ("what", to_do),
        ];
        tell(what, &slots);
    }
    said
}

/// A row of a chart of ratios; `None` where there is no ratio.
pub(super) fn ratio_row(label: String, row: &Likelihood) -> Option<IntervalRow> {
    let ratio = row.ratio?;
    Some(IntervalRow {
        label,
        tone: row.tone,
        value: ratio.value,
        range: Some((ratio.low, ratio.high)),
        text: ratio_words(ratio.value),
        base: Some(row.base),
        firm: ratio.beyond_chance(),
    })
}

/// The ends of rows that are to be seen on a scale.
pub(super) fn seen(rows: &[IntervalRow]) -> Vec<f64> {
    rows.iter()
        .flat_map(|row| [Some(row.value), row.range.map(|range| range.0), row.range.map(|range| range.1)])
        .flatten()
        .collect()
}

/// The line of parity.
pub(super) fn parity(reference: &str) -> Level {
    Level { label: format!("As likely as “{reference}”"), value: 1.0, unlike: false }
}

/// The words of a chart of ratios behind its title.
pub(super) fn rows_alt(title: &str, rows: &[IntervalRow]) -> String {
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            let range = row.range.map(|(low, high)| format!(" ({} to {})", ratio_words(low), ratio_words(high)));
            let sure = if row.firm { "beyond chance" } else { "could be chance" };
            format!("{} {}{}, {sure}", row.label, row.text, range.unwrap_or_default())
        })
        .collect();
    format!("{title}. {}.", said.join("; "))
}

/// The columns of a table of likelihoods, behind the one that names the row.
pub(super) fn columns() -> impl Iterator<Item = Column> {
    ["Count", "Of", "Share", "95% interval", "Ratio", "95% interval of the ratio", "Odds ratio", "Its 95% interval"]
        .into_iter()
        .map(Column::number)
        .chain([Column::text("Beyond chance")])
}

/// The cells of a likelihood, behind its name.
pub(super) fn cells(row: &Likelihood) -> Vec<String> {
    let ratio = |of: Option<Ratio>| {
        [of.map_or_else(dash, |ratio| ratio_words(ratio.value)), of.map_or_else(dash, |ratio| ratio_range(&ratio))]
    };
    let [risk, risk_range] = ratio(row.ratio);
    let [odds, odds_range] = ratio(row.odds);
    let share = if row.base == 0 { dash() } else { share_words(row.percent) };
    let sure = row.ratio.map_or_else(dash, |ratio| if ratio.beyond_chance() { "Yes" } else { "No" }.to_owned());
    let range = row.range.map_or_else(dash, interval);
    vec![whole(row.count), whole(row.base), share, range, risk, risk_range, odds, odds_range, sure]
}

/// The chart of the ratios of one likelihood, with the table of all its groups; `None` where there is none.
pub(super) fn ratio_chart(
    of: &Likelihoods,
    what: &str,
    to_do: &str,
    source: String,
    notes: Vec<String>,
) -> Option<Chart> {
    let (reference, others) = of.rows.split_last()?;
    let rows: Vec<IntervalRow> = others.iter().filter_map(|row| ratio_row(row.name.clone(), row)).collect();
    if rows.is_empty() {
        return None;
    }
    let told = of.told().and_then(|row| Some((row, row.ratio?)));
    let title = match told {
        Some((row, ratio)) if ratio.beyond_chance() => format!(
            "{what}: “{}” {} times as likely as “{}” to {to_do}",
            row.name,
            ratio_words(ratio.value),
            reference.name
        ),
        Some((row, _)) => {
            format!("{what}: “{}” and “{}” no further apart than chance allows", row.name, reference.name)
        }
        None => format!("{what}: how likely each group was to {to_do}"),
    };
    Some(Chart {
        alt: rows_alt(&title, &rows),
        source,
        notes,
        table: Table {
            caption: format!("{what}, by background"),
            columns: std::iter::once(Column::text("Group")).chain(columns()).collect(),
            rows: of.rows.iter().map(|row| std::iter::once(row.name.clone()).chain(cells(row)).collect()).collect(),
        },
        plot: Plot::Intervals(Intervals {
            axis: Axis::ratios(seen(&rows)),
            rows,
            level: Some(parity(&reference.name)),
        }),
        title,
    })
}
