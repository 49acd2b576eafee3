//! One population on several days: how a share changed, with what chance may have done to it. Where the question or the
//! method differs, the series breaks.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::chart::{dash, interval, percent as share_words, points, whole};
use super::grades::Apart;
use super::spread::{Share, Spread, parts, spread_of};
use crate::chart::{Chart, Column, Level, Plot, Series, Table, Trend};
use crate::content::{BenchmarkSet, Catalogue, Say, SurveyQuestionId, ThirdGroup, Unit};
use crate::insight::kpi::say;
use crate::project::{DataSet, DataSetId, Method, Project};
use crate::words;

/// The share of the told group on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// Of which data set.
    pub set: DataSetId,
    /// What it is called.
    pub name: String,
    /// The day.
    pub date: Date,
    /// How the answers were spread.
    pub spread: Spread,
    /// How backgrounds were found.
    pub method: Method,
    /// The question that was asked.
    pub question: SurveyQuestionId,
    /// How it lies to the one before.
    pub since: Since,
}

/// How a figure lies to the one before.
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    /// It is the first.
    First,
    /// So many points above it, with the interval of the change.
    Change(Apart),
    /// The two cannot be compared, and why.
    Break(Differs),
}

/// Why two figures cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differs {
    /// Backgrounds were found in another way.
    Method,
    /// Another question was asked.
    Question,
}

impl Differs {
    fn words(self) -> &'static str {
        match self {
            Self::Method => "backgrounds were found in another way",
            Self::Question => "another question was asked",
        }
    }
}

/// The figures of a set's population over time, in the order of their days. A set of another question is in it only if its
/// answers form the same groups. `None` where there are fewer than two.
pub fn series(
    catalogue: &Catalogue,
    project: &Project,
    set: &DataSet,
    compared: Option<&BenchmarkSet>,
    third: ThirdGroup,
) -> Option<Vec<Dated>> {
    let names = |question: &SurveyQuestionId| {
        parts(catalogue, question, third).map(|parts| parts.into_iter().map(|part| part.name).collect::<Vec<_>>())
    };
    let own = names(&set.question)?;
    let mut sets: Vec<&DataSet> = project
        .workforce
        .iter()
        .map(AsRef::as_ref)
        .filter(|other| other.population == set.population && names(&other.question).as_ref() == Some(&own))
        .collect();
    // One for each day: the set itself rather than another of its day.
    sets.sort_by_key(|other| (other.as_of, other.id != set.id));
    sets.dedup_by_key(|other| other.as_of);
    let mut found: Vec<Dated> = Vec::new();
    for other in sets {
        let (Some(parts), Some(row)) = (parts(catalogue, &other.question, third), other.whole()) else { continue };
        let spread = spread_of(&parts, row, compared);
        let Some(share) = spread.headline() else { continue };
        let since = match found.last() {
            None => Since::First,
            Some(before) if before.question != other.question => Since::Break(Differs::Question),
            Some(before) if before.method != other.method => Since::Break(Differs::Method),
            Some(before) => {
                let part = |share: &Share, base: u32| (share.percent / 100.0, base);
                let earlier = before.spread.headline().map(|earlier| part(earlier, before.spread.base));
                match earlier.and_then(|earlier| Apart::of(part(share, spread.base), earlier)) {
                    Some(apart) => Since::Change(apart),
                    None => continue,
                }
            }
        };
        found.push(Dated {
            set: other.id,
            name: other.name.trim().to_owned(),
            date: other.as_of,
            method: other.method,
            question: other.question.clone(),
            spread,
            since,
        });
    }
    (found.len() > 1).then_some(found)
}

/// The change from the first figure that can be compared with the newest, and that figure.
fn overall(of: &[Dated]) -> Option<(&Dated, &Dated, Apart)> {
    let begins = of.iter().rposition(|one| !matches!(one.since, Since::Change(_)))?;
    let (first, last) = (of.get(begins)?, of.last()?);
    if first.set == last.set {
        return None;
    }
    let part = |one: &Dated| one.spread.headline().map(|share| (share.percent / 100.0, one.spread.base));
    Some((first, last, Apart::of(part(last)?, part(first)?)?))
}

/// What a series says.
pub fn series_reading(catalogue: &Catalogue, of: &[Dated]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let small: Vec<String> = of.iter().filter(|one| one.spread.is_small()).map(|one| words::date(one.date)).collect();
    if !small.is_empty() {
        tell(Say::RowsSmall, &[("rows", &words::list(&small)), ("base", &super::spread::SMALL.to_string())]);
    }
    if let Some((first, last, apart)) = overall(of)
        && let (Some(from), Some(to)) = (first.spread.headline(), last.spread.headline())
    {
        let what = match (apart.range.0 > 0.0, apart.range.1 < 0.0) {
            (true, _) => Say::ChangeUp,
            (_, true) => Say::ChangeDown,
            _ => Say::ChangeWithin,
        };
        let [low, high] =
            if what == Say::ChangeDown { [-apart.range.1, -apart.range.0] } else { [apart.range.0, apart.range.1] };
        let slots = [
            ("group", to.name.as_str()),
            ("from", &share_words(from.percent)),
            ("since", &words::date(first.date)),
            ("to", &share_words(to.percent)),
            ("date", &words::date(last.date)),
            ("points", &words::decimal(apart.points.abs())),
            ("low", &words::decimal(low)),
            ("high", &words::decimal(high)),
        ];
        tell(what, &slots);
    }
    for one in of {
        if let Since::Break(why) = one.since {
            tell(Say::SeriesBreaks, &[("date", &words::date(one.date)), ("why", why.words())]);
        }
    }
    tell(Say::ChangeNotWhy, &[]);
    said
}

/// The figures over time: a line for each stretch that can be compared, with a gap where the series breaks.
pub fn series_chart(
    catalogue: &Catalogue,
    set: &DataSet,
    of: &[Dated],
    compared: Option<&BenchmarkSet>,
) -> Option<Chart> {
    let share = of.last()?.spread.headline()?;
    let (name, tone) = (share.name.clone(), share.tone);
    let title = match overall(of) {
        Some((first, _, apart)) if apart.beyond_chance() => {
            let way = if apart.points > 0.0 { "up" } else { "down" };
            let by = words::decimal(apart.points.abs());
            format!("{name}: {}, {way} {by} points since {}", share_words(share.percent), words::date(first.date))
        }
        Some((first, ..)) => {
            format!(
                "{name}: {}, no change since {} beyond what chance allows",
                share_words(share.percent),
                words::date(first.date)
            )
        }
        None => format!("{name}: {}, after a break in the series", share_words(share.percent)),
    };
    let mut lines: Vec<Series> = Vec::new();
    for one in of {
        let Some(share) = one.spread.headline() else { continue };
        if !matches!(one.since, Since::Change(_)) {
            lines.push(Series { name: one.method.name().to_owned(), tone, points: Vec::new(), ranges: Vec::new() });
        }
        let Some(line) = lines.last_mut() else { continue };
        line.points.push((one.date, share.percent));
        line.ranges.push((one.date, share.range.0, share.range.1));
    }
    if let [only] = lines.as_mut_slice() {
        only.name.clone_from(&name);
    }
    let level = compared.zip(share.benchmark).map(|(set, value)| Level {
        label: format!("{} {}", set.name, share_words(value)),
        value,
        unlike: false,
    });
    let values = of.iter().filter_map(|one| one.spread.headline()).flat_map(|share| [share.range.0, share.range.1]);
    let (low, high) = values
        .chain(level.iter().map(|level| level.value))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let days = of.first().zip(of.last()).map(|(first, last)| (first.date, last.date))?;
    let room = |date: Date, months: i32| date.checked_add(months.months()).unwrap_or(date);
    let said: Vec<String> = of.iter().map(told).collect();
    Some(Chart {
        alt: format!("{title}. {}.", said.join("; ")),
        source: format!(
            "{}, {}, from {} to {}. Whisker: 95% interval.",
            set.population.name(),
            words::count(of.len(), "data set", "data sets"),
            words::date(days.0),
            words::date(days.1)
        ),
        notes: of
            .iter()
            .filter_map(|one| {
                let Since::Break(why) = one.since else { return None };
                say(catalogue, Say::SeriesBreaks, &[("date", &words::date(one.date)), ("why", why.words())])
            })
            .collect(),
        table: series_table(of, level.as_ref()),
        plot: Plot::Trend(Trend {
            unit: Unit::Percent,
            range: ((low - 5.0).max(0.0), (high + 5.0).min(100.0)),
            days: (room(days.0, -1), room(days.1, 2)),
            series: lines,
            path: Vec::new(),
            band: None,
            target: None,
            levels: level.into_iter().collect(),
            outlook: None,
            notes: Vec::new(),
        }),
        title,
    })
}

/// A figure in words.
fn told(one: &Dated) -> String {
    let share = one.spread.headline().map_or_else(dash, |share| share_words(share.percent));
    let since = match &one.since {
        Since::First => String::new(),
        Since::Change(apart) => format!(", {} points", points(apart.points)),
        Since::Break(why) => format!(", not to be compared with the one before: {}", why.words()),
    };
    format!("{}: {share} of {}{since}", words::date(one.date), whole(one.spread.base))
}

fn series_table(of: &[Dated], level: Option<&Level>) -> Table {
    let columns = ["People", "Of", "Share", "95% interval", "Points since the one before", "Its 95% interval"];
    let row = |one: &Dated| {
        let share = one.spread.headline();
        let (change, range, sure) = match &one.since {
            Since::First => (dash(), dash(), dash()),
            Since::Change(apart) => (
                points(apart.points),
                format!("{} to {}", points(apart.range.0), points(apart.range.1)),
                if apart.beyond_chance() { "Yes" } else { "No" }.to_owned(),
            ),
            Since::Break(why) => ("Series breaks".to_owned(), words::capitalised(why.words()), dash()),
        };
        vec![
            words::date(one.date),
            share.map_or_else(dash, |share| whole(share.count)),
            whole(one.spread.base),
            share.map_or_else(dash, |share| share_words(share.percent)),
            share.map_or_else(dash, |share| interval(share.range)),
            change,
            range,
            sure,
        ]
    };
    let line = level.map(|level| {
        let mut cells = vec![level.label.clone()];
        cells.resize_with(8, dash);
        cells
    });
    Table {
        caption: "The same share on several days".to_owned(),
        columns: std::iter::once(Column::text("Date"))
            .chain(columns.map(Column::number))
            .chain([Column::text("Beyond chance")])
            .collect(),
        rows: of.iter().map(row).chain(line).collect(),
    }
}
