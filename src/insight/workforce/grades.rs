//! The ladder of grades: the share of the told group at each, which grades differ from all others by more than chance, and
//! how far the share falls from the junior end to the senior one.

use super::chart::{dash, interval, percent as share_words, points, whole};
use super::pairing::{next, source};
use super::spread::{Groups, SMALL, Share, Spread};
use crate::chart::{Axis, Chart, Column, IntervalRow, Intervals, Level, Plot, Table, Tone};
use crate::content::{Catalogue, Say, WorkforceSign};
use crate::insight::kpi::say;
use crate::project::{DataSet, Dimension};
use crate::stats::{Uneven, difference, uneven};
use crate::words;

/// Words of senior grades, and of junior ones.
const SENIOR: [&str; 14] = [
    "senior",
    "director",
    "executive",
    "chief",
    "head",
    "partner",
    "board",
    "leader",
    "scs",
    "principal",
    "grade 6",
    "grade 7",
    "g6",
    "manager",
];
const JUNIOR: [&str; 12] = [
    "junior",
    "assistant",
    "apprentice",
    "trainee",
    "entry",
    "worker",
    "support",
    "operative",
    "administrator",
    "ao",
    "aa",
    "graduate",
];

/// Which end of a ladder is senior.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Top {
    /// The first grade that was entered.
    First,
    /// The last.
    Last,
    /// The names do not say.
    Unknown,
}

/// A grade, or some taken together.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// What they are called.
    pub label: String,
    /// How many people of the told group.
    pub count: u32,
    /// Of how many whose answer can be placed.
    pub base: u32,
}

impl Rung {
    fn of(rows: &[&Spread]) -> Self {
        let count = |row: &&Spread| row.headline().map_or(0, |share| share.count);
        Self {
            label: words::list(&rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>()),
            count: rows.iter().map(count).fold(0, u32::saturating_add),
            base: rows.iter().map(|row| row.base).fold(0, u32::saturating_add),
        }
    }

    /// The told group's share, in percent.
    pub fn percent(&self) -> f64 {
        super::percent(self.count, self.base)
    }

    fn share(&self) -> (f64, u32) {
        (self.percent() / 100.0, self.base)
    }
}

/// A difference in points with its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Apart {
    /// The first less the second, in points.
    pub points: f64,
    /// Its interval by Newcombe's method.
    pub range: (f64, f64),
}

impl Apart {
    /// From shares from 0 to 1 with their bases.
    pub(super) fn of(one: (f64, u32), other: (f64, u32)) -> Option<Self> {
        let (low, high) = difference(one, other)?;
        Some(Self { points: (one.0 - other.0) * 100.0, range: (low * 100.0, high * 100.0) })
    }

    /// Whether the interval leaves out nought.
    pub fn beyond_chance(&self) -> bool {
        self.range.0 > 0.0 || self.range.1 < 0.0
    }
}

/// A ladder, or any groups of a dimension in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// The told group's name.
    pub group: String,
    /// How it is drawn.
    pub tone: Tone,
    /// Each grade with how far it lies from all others together; `None` where either is nobody.
    pub rungs: Vec<(Rung, Option<Apart>)>,
    /// Whether the grades differ, taken together.
    pub uneven: Option<Uneven>,
    /// Which end is senior.
    pub top: Top,
    /// The junior and the senior end: as many grades as it takes for thirty people each.
    pub ends: Option<(Rung, Rung)>,
    /// How far the senior end lies above the junior one; below nought where it lies below.
    pub drop: Option<Apart>,
}

/// Which end is senior, by the names of the two.
fn top(first: &str, last: &str) -> Top {
    let score = |label: &str| {
        let label = format!(" {} ", label.to_lowercase());
        let holds = |words: &[&str]| {
            let whole =
                |word: &&str| if word.len() < 4 { label.contains(&format!(" {word} ")) } else { label.contains(*word) };
            words.iter().any(whole)
        };
        i8::from(holds(&SENIOR)) - i8::from(holds(&JUNIOR))
    };
    match score(first).cmp(&score(last)) {
        std::cmp::Ordering::Greater => Top::First,
        std::cmp::Ordering::Less => Top::Last,
        std::cmp::Ordering::Equal => Top::Unknown,
    }
}

/// One end: as many grades from there as it takes for enough people, none beyond the middle.
fn end<'a>(rows: impl Iterator<Item = &'a Spread>, most: usize) -> Rung {
    let mut taken: Vec<&Spread> = Vec::new();
    for row in rows.take(most.max(1)) {
        taken.push(row);
        if taken.iter().map(|row| row.base).fold(0, u32::saturating_add) >= SMALL {
            break;
        }
    }
    Rung::of(&taken)
}

/// The ladder of groups; `None` where fewer than two of them have people who can be placed.
pub fn ladder(groups: &Groups) -> Option<Ladder> {
    let rows: Vec<&Spread> = groups.rows.iter().filter(|row| row.base > 0).collect();
    let share = rows.first()?.headline()?;
    let (first, last) = (rows.first()?, rows.last()?);
    if rows.len() < 2 {
        return None;
    }
    let rungs: Vec<Rung> = rows.iter().map(|row| Rung::of(&[row])).collect();
    let all = Rung::of(&rows);
    let against = |rung: &Rung| {
        let rest = Rung { label: String::new(), count: all.count - rung.count, base: all.base - rung.base };
        Apart::of(rung.share(), rest.share())
    };
    let top = if groups.by == Dimension::Grade { top(&first.label, &last.label) } else { Top::Unknown };
    let half = rows.len() / 2;
    let (one, other) = (end(rows.iter().copied(), half), end(rows.iter().rev().copied(), half));
    let ends = match top {
        Top::First => Some((other, one)),
        Top::Last => Some((one, other)),
        Top::Unknown => None,
    };
    Some(Ladder {
        group: share.name.clone(),
        tone: share.tone,
        uneven: uneven(&rungs.iter().map(|rung| (rung.count, rung.base)).collect::<Vec<_>>()),
        rungs: rungs.iter().map(|rung| (rung.clone(), against(rung))).collect(),
        top,
        drop: ends.as_ref().and_then(|(junior, senior)| Apart::of(senior.share(), junior.share())),
        ends,
    })
}

impl Ladder {
    /// Whether the told group's share is lower at the senior end than at the junior one, by more than chance explains.
    pub fn is_lower_at_top(&self) -> bool {
        self.drop.is_some_and(|drop| drop.range.1 < 0.0)
    }

    /// The grades that differ from all others together by more than chance explains.
    pub fn apart(&self) -> Vec<&Rung> {
        let beyond = |apart: &Option<Apart>| apart.is_some_and(|apart| apart.beyond_chance());
        self.rungs.iter().filter(|(_, apart)| beyond(apart)).map(|(rung, _)| rung).collect()
    }
}

/// Whether groups differ at all, taken together.
pub(super) fn uneven_words(catalogue: &Catalogue, uneven: Option<Uneven>) -> Option<String> {
    let what = match uneven {
        Some(uneven) if uneven.beyond_chance() => Say::RowsUneven,
        Some(_) => Say::RowsEven,
        None => Say::RowsUntested,
    };
    say(catalogue, what, &[])
}

/// What a ladder says.
pub fn ladder_reading(catalogue: &Catalogue, of: &Ladder) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let named = |rungs: &[&Rung]| words::list(&rungs.iter().map(|rung| rung.label.clone()).collect::<Vec<_>>());
    let small: Vec<&Rung> = of.rungs.iter().map(|(rung, _)| rung).filter(|rung| rung.base < SMALL).collect();
    if !small.is_empty() {
        tell(Say::RowsSmall, &[("rows", &named(&small)), ("base", &SMALL.to_string())]);
    }
    if let (Some((junior, senior)), Some(drop)) = (&of.ends, of.drop) {
        let what = match (drop.range.1 < 0.0, drop.range.0 > 0.0) {
            (true, _) => Say::LadderFalls,
            (_, true) => Say::LadderRises,
            _ => Say::LadderWithin,
        };
        let [low, high] =
            if what == Say::LadderFalls { [-drop.range.1, -drop.range.0] } else { [drop.range.0, drop.range.1] };
        let slots = [
            ("group", of.group.as_str()),
            ("junior_row", &junior.label),
            ("junior", &share_words(junior.percent())),
            ("senior_row", &senior.label),
            ("senior", &share_words(senior.percent())),
            ("base", &whole(senior.base)),
            ("points", &words::decimal(drop.points.abs())),
            ("low", &words::decimal(low)),
            ("high", &words::decimal(high)),
        ];
        tell(what, &slots);
    } else {
        tell(Say::LadderNoEnds, &[]);
    }
    let apart = of.apart();
    if !apart.is_empty() {
        tell(Say::RowsApart, &[("rows", &named(&apart))]);
    }
    said.extend(uneven_words(catalogue, of.uneven));
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    tell(Say::LadderNotWhy, &[]);
    if let Some(next) = next(catalogue, WorkforceSign::SeniorGap) {
        tell(Say::LookNext, &[("recommendation", &next)]);
    }
    said
}

/// The ladder: a point with its interval for each grade, everybody's share as a line.
pub fn ladder_chart(set: &DataSet, of: &Ladder, groups: &Groups, everybody: Option<&Share>) -> Option<Chart> {
    let by = words::uncapitalised(groups.by.name());
    let found: Vec<(&Spread, &Share)> =
        groups.rows.iter().filter_map(|row| row.headline().map(|share| (row, share))).collect();
    let title = match (&of.ends, of.drop) {
        (Some((junior, senior)), Some(drop)) if drop.beyond_chance() => format!(
            "{}: {} of “{}”, {} of “{}”",
            of.group,
            share_words(senior.percent()),
            senior.label,
            share_words(junior.percent()),
            junior.label
        ),
        (Some(_), Some(_)) => format!("{} by {by}: no further apart from top to bottom than chance allows", of.group),
        _ => format!("{} by {by}, rung by rung", of.group),
    };
    let row = |((rung, apart), (_, share)): (&(Rung, Option<Apart>), &(&Spread, &Share))| IntervalRow {
        label: rung.label.clone(),
        tone: of.tone,
        value: share.percent,
        range: Some(share.range),
        text: share_words(share.percent),
        base: Some(rung.base),
        firm: apart.is_some_and(|apart| apart.beyond_chance()),
    };
    let rows: Vec<IntervalRow> = of.rungs.iter().zip(&found).map(row).collect();
    let level = everybody.map(|share| Level {
        label: format!("Everybody {}", share_words(share.percent)),
        value: share.percent,
        unlike: false,
    });
    let said: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} of {}", row.label, row.text, whole(row.base.unwrap_or_default())))
        .collect();
    let cells = |((rung, apart), (_, share)): (&(Rung, Option<Apart>), &(&Spread, &Share))| {
        vec![
            rung.label.clone(),
            whole(rung.count),
            whole(rung.base),
            share_words(share.percent),
            interval(share.range),
            apart.map_or_else(dash, |apart| points(apart.points)),
            apart.map_or_else(dash, |apart| format!("{} to {}", points(apart.range.0), points(apart.range.1))),
            apart.map_or_else(dash, |apart| if apart.beyond_chance() { "Yes" } else { "No" }.to_owned()),
        ]
    };
    let columns =
        ["People", "Of", "Share", "95% interval", "Points from all others", "Its 95% interval"].map(Column::number);
    let line = everybody.map(|share| format!(" Line: everybody, {}.", share_words(share.percent))).unwrap_or_default();
    let line_row = everybody.map(|share| {
        let mut cells =
            vec!["Everybody".to_owned(), whole(share.count), dash(), share_words(share.percent), interval(share.range)];
        cells.resize_with(8, dash);
        cells
    });
    Some(Chart {
        alt: format!("{title}. {}.{line}", said.join("; ")),
        source: format!(
            "{} Whisker: 95% interval. A filled point lies further from all other groups together than chance explains.",
            source(set)
        ),
        notes: Vec::new(),
        table: Table {
            caption: format!("{} by {by}", of.group),
            columns: std::iter::once(Column::text(groups.by.name()))
                .chain(columns)
                .chain([Column::text("Beyond chance")])
                .collect(),
            rows: of.rungs.iter().zip(&found).map(cells).chain(line_row).collect(),
        },
        plot: Plot::Intervals(Intervals {
            axis: Axis::shares(rows.iter().filter_map(|row| row.range).map(|range| range.1)),
            rows,
            level,
        }),
        title,
    })
}
