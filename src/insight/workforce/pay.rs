//! What people of working-class background are paid against a stated comparator: the gap at the median and at the mean,
//! and, for a bonus, who is paid any.

use super::chart::{dash, percent as share_words, points, whole};
use super::grades::Apart;
use super::pairing::{next, source};
use super::spread::SMALL;
use crate::chart::{Axis, Chart, Column, PairRow, Pairs, Plot, Table, Tone};
use crate::content::{Catalogue, Group, Say, ThirdGroup, Unit, WorkforceSign};
use crate::insight::kpi::say;
use crate::project::{DataSet, Dimension, Pay, PayRow, PaySummary};
use crate::words;

/// With whom the pay of people of working-class background is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparator {
    /// People of professional background.
    #[default]
    Professional,
    /// Everybody else: people of professional and of intermediate background together.
    Others,
}

impl Comparator {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Professional, Self::Others];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Professional => "Professional",
            Self::Others => "Everybody else: professional and intermediate",
        }
    }

    /// The same within a sentence or a key.
    pub fn short(self) -> &'static str {
        match self {
            Self::Professional => "Professional",
            Self::Others => "Everybody else",
        }
    }

    fn groups(self) -> &'static [Group] {
        match self {
            Self::Professional => &[Group::Professional],
            Self::Others => &[Group::Professional, Group::Intermediate],
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::Professional => Tone::Professional,
            Self::Others => Tone::Accent,
        }
    }
}

/// The pay of a group of people, of working-class background and of those compared.
#[derive(Clone, Debug, PartialEq)]
pub struct PayGap {
    /// Who they are; empty for everybody.
    pub label: String,
    /// What people of working-class background are paid.
    pub own: PaySummary,
    /// What those compared are paid.
    pub other: PaySummary,
}

/// How much less than another an amount is, in percent of the other; `None` where the other is nought.
#[expect(clippy::cast_precision_loss, reason = "hundredths of a penny below 90 billion pounds are exact")]
fn gap(own: u64, other: u64) -> Option<f64> {
    (other > 0).then(|| (other as f64 - own as f64) / other as f64 * 100.0)
}

/// Hundredths of a penny in pounds.
#[expect(clippy::cast_precision_loss, reason = "hundredths of a penny below 90 billion pounds are exact")]
fn in_pounds(amount: u64) -> f64 {
    amount as f64 / 10_000.0
}

fn pounds(amount: u64) -> String {
    words::pounds((in_pounds(amount) * 100.0).round() / 100.0)
}

impl PayGap {
    /// The gap at the median, in percent of what those compared are paid; below nought where they are paid less.
    pub fn median(&self) -> Option<f64> {
        gap(self.own.median, self.other.median)
    }

    /// The same at the mean.
    pub fn mean(&self) -> Option<f64> {
        gap(self.own.mean, self.other.mean)
    }

    /// How many people it rests on.
    pub fn base(&self) -> u32 {
        self.own.people.saturating_add(self.other.people)
    }

    /// Whether either side is few people.
    pub fn is_small(&self) -> bool {
        self.own.paid.min(self.other.paid) < SMALL
    }

    /// How many points the share that is paid any lies above that of those compared, with its interval.
    pub fn paid_apart(&self) -> Option<Apart> {
        let share = |of: &PaySummary| (super::percent(of.paid, of.people) / 100.0, of.people);
        Apart::of(share(&self.own), share(&self.other))
    }

    fn name(&self) -> &str {
        if self.label.is_empty() { "Everybody" } else { &self.label }
    }
}

/// The gaps of one kind of pay by one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct PayGaps {
    /// What is paid.
    pub pay: Pay,
    /// By what.
    pub by: Dimension,
    /// With whom.
    pub comparator: Comparator,
    /// What the group of working-class background is called.
    pub group: &'static str,
    /// Everybody first, where it is known, then the groups of the dimension.
    pub rows: Vec<PayGap>,
    /// The groups of which one side was too few to be kept.
    pub left_out: Vec<String>,
}

fn found(row: &PayRow, of: &[Group]) -> Option<PaySummary> {
    let same =
        |summary: &&PaySummary| summary.of.len() == of.len() && of.iter().all(|group| summary.of.contains(group));
    row.groups.iter().find(same).cloned()
}

/// The gaps of a kind of pay by a dimension; `None` where that pay is not kept, or no group has both sides.
pub fn pay_gaps(set: &DataSet, pay: Pay, by: &Dimension, comparator: Comparator, third: ThirdGroup) -> Option<PayGaps> {
    let own = set.pay_by(pay, by)?;
    let whole = set.pay_by(pay, &Dimension::Whole).filter(|_| *by != Dimension::Whole);
    let (mut rows, mut left_out) = (Vec::new(), Vec::new());
    for row in whole.into_iter().chain([own]).flat_map(|table| &table.rows) {
        let label = row.label.trim().to_owned();
        match (found(row, &[Group::WorkingClass]), found(row, comparator.groups())) {
            (Some(own), Some(other)) => rows.push(PayGap { label, own, other }),
            _ => left_out.push(if label.is_empty() { "Everybody".to_owned() } else { label }),
        }
    }
    let group = Group::WorkingClass.name(third);
    (!rows.is_empty()).then_some(PayGaps { pay, by: by.clone(), comparator, group, rows, left_out })
}

/// The gap of everybody at the median by the hour, as a figure for the scorecard: with the bases of both sides.
pub(super) fn whole_median(set: &DataSet) -> Option<(f64, u32, u32)> {
    let of = pay_gaps(set, Pay::Hourly, &Dimension::Whole, Comparator::Professional, ThirdGroup::default())?;
    let row = of.rows.first()?;
    Some((row.median()?, row.own.paid, row.other.paid))
}

/// A gap in words: `8.1%`.
fn gap_words(gap: Option<f64>) -> String {
    gap.map_or_else(dash, share_words)
}

/// What the gaps say.
pub fn pay_reading(catalogue: &Catalogue, of: &PayGaps) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let small: Vec<String> = of.rows.iter().filter(|row| row.is_small()).map(|row| row.name().to_owned()).collect();
    if !small.is_empty() {
        tell(Say::RowsSmall, &[("rows", &words::list(&small)), ("base", &SMALL.to_string())]);
    }
    if !of.left_out.is_empty() {
        tell(Say::PayLeftOut, &[("rows", &words::list(&of.left_out))]);
    }
    let other = of.comparator.short();
    if let Some(row) = of.rows.first().filter(|row| row.label.is_empty()) {
        let slots = [
            ("pay", of.pay.name()),
            ("group", of.group),
            ("other", other),
            ("own", &pounds(row.own.median)),
            ("theirs", &pounds(row.other.median)),
            ("median", &gap_words(row.median())),
            ("mean", &gap_words(row.mean())),
            ("base", &whole(row.base())),
        ];
        tell(Say::PayGap, &slots);
        if let Some(apart) = row.paid_apart().filter(|_| of.pay == Pay::Bonus) {
            let share = |summary: &PaySummary| share_words(super::percent(summary.paid, summary.people));
            let slots = [
                ("group", of.group),
                ("other", other),
                ("own", &share(&row.own)),
                ("theirs", &share(&row.other)),
                ("low", &points(apart.range.0)),
                ("high", &points(apart.range.1)),
            ];
            tell(if apart.beyond_chance() { Say::PaidApart } else { Say::PaidWithin }, &slots);
        }
    }
    let by: Vec<&PayGap> = of.rows.iter().filter(|row| !row.label.is_empty() && !row.is_small()).collect();
    let median = |row: &&PayGap| row.median().unwrap_or_default();
    let widest = by.iter().copied().max_by(|one, other| median(one).total_cmp(&median(other)));
    let least = by.iter().copied().min_by(|one, other| median(one).total_cmp(&median(other)));
    if let (Some(widest), Some(least)) = (widest, least)
        && widest.label != least.label
    {
        let slots = [
            ("by", words::uncapitalised(of.by.name())),
            ("high", gap_words(widest.median())),
            ("high_row", widest.label.clone()),
            ("low", gap_words(least.median())),
            ("low_row", least.label.clone()),
        ];
        tell(Say::PaySpan, &slots.each_ref().map(|(name, value)| (*name, value.as_str())));
    }
    tell(Say::PayFormula, &[("group", of.group), ("other", other)]);
    tell(Say::PayNoInterval, &[]);
    tell(if of.by == Dimension::Whole { Say::PayNotLikeWork } else { Say::PayNotWhy }, &[]);
    if let Some(next) = next(catalogue, WorkforceSign::PayGap) {
        tell(Say::LookNext, &[("recommendation", &next)]);
    }
    said
}

/// The two medians of each row, joined; the gap beside them.
pub fn pay_chart(set: &DataSet, of: &PayGaps) -> Option<Chart> {
    let first = of.rows.first()?;
    let by = words::uncapitalised(of.by.name());
    let what = match of.pay {
        Pay::Hourly => "Median hourly pay",
        Pay::Bonus => "Median bonus",
    };
    let title = match first.median() {
        Some(gap) if first.label.is_empty() => {
            let way = if gap < 0.0 { "above" } else { "below" };
            format!("{what}: “{}” {} {way} “{}”", of.group, share_words(gap.abs()), of.comparator.short())
        }
        _ => format!("{what} by {by}"),
    };
    let row = |row: &PayGap| PairRow {
        label: row.name().to_owned(),
        values: [in_pounds(row.own.median), in_pounds(row.other.median)],
        text: gap_words(row.median()),
        base: Some(row.base()),
    };
    let rows: Vec<PairRow> = of.rows.iter().map(row).collect();
    let said: Vec<String> = of
        .rows
        .iter()
        .map(|row| {
            let (own, other) = (pounds(row.own.median), pounds(row.other.median));
            format!("{}: {own} and {other}, a gap of {}", row.name(), gap_words(row.median()))
        })
        .collect();
    let mut columns = vec![Column::text(if of.by == Dimension::Whole { "Who" } else { of.by.name() })];
    let heads = ["People", "Paid", "Median", "Mean"];
    columns.extend(heads.map(|head| Column::number(&format!("{}: {}", of.group, words::uncapitalised(head)))));
    columns.extend(heads.map(|head| Column::number(&format!("Compared: {}", words::uncapitalised(head)))));
    columns.extend(["Median gap", "Mean gap"].map(Column::number));
    let cells = |row: &PayGap| {
        let side = |of: &PaySummary| [whole(of.people), whole(of.paid), pounds(of.median), pounds(of.mean)];
        let gaps = [gap_words(row.median()), gap_words(row.mean())];
        std::iter::once(row.name().to_owned()).chain(side(&row.own)).chain(side(&row.other)).chain(gaps).collect()
    };
    Some(Chart {
        alt: format!("{title}. {} first, then {}. {}.", of.group, of.comparator.name(), said.join("; ")),
        source: format!(
            "{} Compared with: {}. The percentage is the gap. The scale does not begin at nought.",
            source(set),
            words::uncapitalised(of.comparator.name())
        ),
        notes: Vec::new(),
        table: Table {
            caption: format!("{what} by background, compared with: {}", words::uncapitalised(of.comparator.name())),
            columns,
            rows: of.rows.iter().map(cells).collect(),
        },
        plot: Plot::Pairs(Pairs {
            ends: [(of.group.to_owned(), Tone::WorkingClass), (of.comparator.short().to_owned(), of.comparator.tone())],
            axis: Axis::amounts(rows.iter().flat_map(|row| row.values), Unit::Pounds),
            rows,
        }),
        title,
    })
}
