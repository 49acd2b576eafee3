//! Published tables as they are seen: a chart or a table, with what it says.

use super::{HIDDEN, by_name, figure_words, gap_name, gap_words, percent_words, row_name};
use crate::chart::{Chart, Column, HiddenShares, Level, Plot, SharePart, ShareRow, Shares, Table};
use crate::content::{BenchmarkSet, Catalogue, Say, ThirdGroup};
use crate::disclosure::{
    Figure, Hidden, Published, PublishedPay, PublishedResponse, PublishedRow, PublishedSet, PublishedTable, What,
};
use crate::insight::kpi::say;
use crate::insight::workforce::{default_benchmark, tone};
use crate::project::{Dimension, Method};
use crate::stats::wilson;
use crate::words;

/// A published table as it is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct TableShown {
    /// Which table.
    pub what: What,
    /// Its chart, where shares of it can be drawn.
    pub chart: Option<Chart>,
    /// Its figures; the chart's twin where there is a chart.
    pub table: Table,
    /// What it says.
    pub reading: Vec<String>,
    /// Why figures of it are hidden, for those who may see the exact counts.
    pub why: Vec<String>,
}

/// The tables of a set, response first.
pub fn published_tables(
    catalogue: &Catalogue,
    published: &Published,
    set: &PublishedSet,
    third: ThirdGroup,
) -> Vec<TableShown> {
    let mut shown = Vec::new();
    if let Some(response) = set.response() {
        shown.push(response_shown(catalogue, published, set, &response));
    }
    let compared = default_benchmark(catalogue, set.question());
    for table in set.tables() {
        shown.push(table_shown(catalogue, published, set, &table, compared));
    }
    for table in set.pay() {
        shown.push(pay_shown(catalogue, published, set, &table, third));
    }
    shown
}

/// Whose figures they are, and how they were made.
fn source(published: &Published, set: &PublishedSet) -> String {
    let rounded = match published.rules().round {
        0 | 1 => "Counts are not rounded".to_owned(),
        to => format!("Counts are rounded to the nearest {to}"),
    };
    format!("{}, {}. {rounded}.", set.name(), words::date(set.as_of()))
}

fn response_shown(
    catalogue: &Catalogue,
    published: &Published,
    set: &PublishedSet,
    response: &PublishedResponse,
) -> TableShown {
    let figures =
        [("Asked", response.asked()), ("Answered", response.answered()), ("Did not answer", response.silent())];
    let table = Table {
        caption: format!("Who answered, {}", words::date(set.as_of())),
        columns: vec![Column::text("Who"), Column::number("People")],
        rows: figures.iter().map(|(name, figure)| vec![(*name).to_owned(), figure_words(figure)]).collect(),
    };
    let mut reading = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| reading.extend(say(catalogue, what, slots));
    let date = words::date(response.stands_from().unwrap_or(set.as_of()));
    match (response.asked().count(), response.answered().count(), response.answered().percent()) {
        (Some(asked), Some(answered), Some(percent)) => tell(
            Say::PublishedResponse,
            &[
                ("answered", &words::whole(u64::from(answered))),
                ("asked", &words::whole(u64::from(asked))),
                ("rate", &percent_words(percent)),
                ("date", &date),
            ],
        ),
        _ => tell(Say::PublishedNoRate, &[("date", &date)]),
    }
    if let Some(day) = response.stands_from() {
        tell(Say::PublishedStands, &[("rows", "everybody"), ("date", &words::date(day))]);
    }
    let why = reasons(published, &figures.iter().map(|(name, figure)| (*name, "", *figure)).collect::<Vec<_>>());
    TableShown { what: What::Response, chart: None, table, reading, why }
}

/// A bar of a row.
fn bar(row: &PublishedRow<'_>) -> ShareRow {
    let parts: Vec<Figure> = row.parts().collect();
    let told = parts.iter().any(|part| part.percent().is_some());
    let out: Vec<usize> =
        parts.iter().enumerate().filter(|(_, part)| part.percent().is_none()).map(|(place, _)| place).collect();
    let hidden = if told {
        (!out.is_empty()).then(|| HiddenShares { parts: out, words: HIDDEN.to_owned() })
    } else {
        let too_few = parts.iter().all(|part| part.count().is_some()) && row.base().count().is_some();
        let words = if too_few { "too few for percentages" } else { HIDDEN };
        Some(HiddenShares { parts: out, words: words.to_owned() })
    };
    let first = parts.first().and_then(Figure::percent).zip(row.base().count());
    ShareRow {
        label: row_name(row),
        base: row.base().count(),
        percents: if told { parts.iter().map(|part| part.percent().unwrap_or_default()).collect() } else { Vec::new() },
        range: first
            .and_then(|(percent, base)| wilson((percent / 100.0).min(1.0), base))
            .map(|(low, high)| (low * 100.0, high * 100.0)),
        hidden,
    }
}

fn table_shown(
    catalogue: &Catalogue,
    published: &Published,
    set: &PublishedSet,
    table: &PublishedTable<'_>,
    compared: Option<&BenchmarkSet>,
) -> TableShown {
    let rows: Vec<PublishedRow<'_>> = table.rows().collect();
    let names: Vec<String> = set.parts().map(|(_, name, _)| name.to_owned()).collect();
    let first = names.first().cloned().unwrap_or_default();
    let twin = counts_table(set, table, &names, &rows);
    let told: Vec<(String, f64)> =
        rows.iter().filter_map(|row| Some((row_name(row), row.parts().next()?.percent()?))).collect();
    let span = span(&told);
    let title = title(&first, table, &told, span);
    let id_of_first = set.parts().next().map(|(id, ..)| id.to_owned()).unwrap_or_default();
    let level = compared.and_then(|set| {
        let figure = set.figures.iter().find(|figure| figure.id == id_of_first)?;
        let value = figure.percent;
        Some(Level { label: format!("{} {}%", set.name, words::decimal(value)), value, unlike: false })
    });
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            let share = row.parts().next().map_or_else(|| HIDDEN.to_owned(), |part| figure_words(&part));
            format!("{} {share}", row_name(row))
        })
        .collect();
    let to_compare = level.as_ref().map(|level| format!(" To compare: {}.", level.label)).unwrap_or_default();
    let mut source = source(published, set);
    if let Some(compared) = compared.filter(|_| level.is_some()) {
        source = format!("{source} Benchmark: {}", catalogue.cite(&compared.cite));
    }
    let chart = Chart {
        alt: format!("{title}. {}.{to_compare}", said.join("; ")),
        source,
        notes: minded(catalogue, set, compared.filter(|_| level.is_some())),
        plot: Plot::Shares(Shares {
            parts: set
                .parts()
                .enumerate()
                .map(|(place, (_, name, group))| SharePart { name: name.to_owned(), tone: tone(group, place) })
                .collect(),
            rows: rows.iter().map(bar).collect(),
            level,
        }),
        table: twin.clone(),
        title,
    };
    TableShown {
        what: table.what(),
        chart: Some(chart),
        table: twin,
        reading: reading(catalogue, table, &first, &rows, span),
        why: why_rows(published, &names, &rows),
    }
}

/// The counts of a table with their shares.
fn counts_table(set: &PublishedSet, table: &PublishedTable<'_>, names: &[String], rows: &[PublishedRow<'_>]) -> Table {
    let mut columns = vec![Column::text(&by_name(table))];
    columns.extend(names.iter().map(|name| Column::number(name)));
    columns.extend(["Base", "Not placed", "Answered", "Figures of"].map(Column::number));
    let row = |row: &PublishedRow<'_>| {
        let mut cells = vec![row_name(row)];
        cells.extend(row.parts().map(|figure| figure_words(&figure)));
        cells.extend([row.base(), row.unplaced(), row.answered()].map(|figure| figure_words(&figure)));
        cells.push(words::date(row.stands_from().unwrap_or(set.as_of())));
        cells
    };
    Table {
        caption: format!("{}, {}", table.what().name(), words::date(set.as_of())),
        columns,
        rows: rows.iter().map(row).collect(),
    }
}

/// The rows with the lowest and the highest share, where they differ.
fn span(told: &[(String, f64)]) -> Span<'_> {
    let low = told.iter().min_by(|one, other| one.1.total_cmp(&other.1))?;
    let high = told.iter().max_by(|one, other| one.1.total_cmp(&other.1))?;
    (percent_words(low.1) != percent_words(high.1)).then_some((low, high))
}

/// The rows with the lowest and the highest share.
type Span<'a> = Option<(&'a (String, f64), &'a (String, f64))>;

fn title(first: &str, table: &PublishedTable<'_>, told: &[(String, f64)], span: Span<'_>) -> String {
    let by = if *table.by() == Dimension::Whole {
        return match told.first() {
            Some((_, percent)) => format!("{first}: {}", percent_words(*percent)),
            None => format!("{first}: {HIDDEN}"),
        };
    } else {
        words::uncapitalised(&by_name(table)).replace(", ", " and ")
    };
    match span {
        Some(((lowest, low), (highest, high))) => {
            format!("{first} by {by}: from {} ({highest}) to {} ({lowest})", percent_words(*high), percent_words(*low))
        }
        None => format!("{first} by {by}"),
    }
}

/// What to mind: a young population, a method, a benchmark that counts otherwise.
fn minded(catalogue: &Catalogue, set: &PublishedSet, compared: Option<&BenchmarkSet>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    if let Some(compared) = compared {
        if set.population().is_young() {
            tell(Say::YoungPeople, &[("population", set.population().name()), ("set", &compared.name)]);
        }
        if let Some(caution) = &compared.caution {
            tell(Say::Unlike, &[("label", &compared.name), ("caution", caution.trim())]);
        }
    }
    if set.method() == Method::FourQuestions {
        tell(Say::CodedMethod, &[]);
    }
    said
}

fn reading(
    catalogue: &Catalogue,
    table: &PublishedTable<'_>,
    first: &str,
    rows: &[PublishedRow<'_>],
    span: Span<'_>,
) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let whole = |number: u32| words::whole(u64::from(number));
    if *table.by() == Dimension::Whole {
        let row = rows.first();
        let headline = row.and_then(|row| row.parts().next());
        match (headline.and_then(|one| one.count().zip(one.percent())), row.and_then(|row| row.base().count())) {
            (Some((count, percent)), Some(base)) => {
                let slots = [("figure", percent_words(percent)), ("count", whole(count)), ("base", whole(base))];
                let [figure, count, base] = slots.each_ref().map(|(name, value)| (*name, value.as_str()));
                tell(Say::PublishedShare, &[("group", first), figure, count, base]);
            }
            _ => tell(Say::PublishedNoShare, &[("group", first)]),
        }
        tell(Say::NotWhy, &[]);
    } else {
        if let Some(((lowest, low), (highest, high))) = span {
            tell(
                Say::RowsSpan,
                &[
                    ("group", &words::uncapitalised(first)),
                    ("by", &words::uncapitalised(&by_name(table)).replace(", ", " and ")),
                    ("high", &percent_words(*high)),
                    ("high_row", highest),
                    ("low", &percent_words(*low)),
                    ("low_row", lowest),
                ],
            );
        }
        tell(Say::RowsNotWhy, &[]);
    }
    let figures: Vec<Figure> = rows.iter().flat_map(PublishedRow::figures).collect();
    let hidden = figures.iter().filter(|figure| figure.count().is_none()).count();
    if hidden > 0 {
        let [hidden, all] = [hidden, figures.len()].map(|count| words::whole(count as u64));
        tell(Say::PublishedHidden, &[("hidden", &hidden), ("all", &all)]);
    }
    let mut days: Vec<jiff::civil::Date> = rows.iter().filter_map(PublishedRow::stands_from).collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        let of_day: Vec<String> = rows.iter().filter(|row| row.stands_from() == Some(day)).map(row_name).collect();
        tell(Say::PublishedStands, &[("rows", &words::list(&of_day)), ("date", &words::date(day))]);
    }
    said
}

/// Pay gaps: a table, and what they compare.
fn pay_shown(
    catalogue: &Catalogue,
    published: &Published,
    set: &PublishedSet,
    table: &PublishedPay<'_>,
    third: ThirdGroup,
) -> TableShown {
    let what = What::Pay(table.pay(), table.by().clone());
    let mut rows = Vec::new();
    let mut hidden = 0;
    for row in table.rows() {
        for gap in row.gaps() {
            let who = if row.label().is_empty() { "Everybody" } else { row.label() };
            let cells = if let Some((median, mean)) = gap.gap() {
                [gap_words(median), gap_words(mean)]
            } else {
                hidden += 1;
                [HIDDEN, HIDDEN].map(str::to_owned)
            };
            rows.push([vec![who.to_owned(), gap_name(&gap, third)], cells.to_vec()].concat());
        }
    }
    let least = words::whole(u64::from(published.rules().pay));
    let mut reading = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| reading.extend(say(catalogue, what, slots));
    tell(Say::PublishedPay, &[("least", &least)]);
    let why = if hidden > 0 {
        vec![format!(
            "{}: fewer than {least} people in one of the two groups, or their counts are not shown.",
            words::capitalised(&words::count(hidden, "gap is hidden", "gaps are hidden"))
        )]
    } else {
        Vec::new()
    };
    let columns = vec![
        Column::text(if *table.by() == Dimension::Whole { "Who" } else { table.by().name() }),
        Column::text("Compared"),
        Column::number("Median gap"),
        Column::number("Mean gap"),
    ];
    let caption = format!("{}, {}", what.name(), words::date(set.as_of()));
    TableShown { what, chart: None, table: Table { caption, columns, rows }, reading, why }
}

/// Why figures of a table are hidden, a sentence for each reason: for those who may see the exact counts.
fn why_rows(published: &Published, names: &[String], rows: &[PublishedRow<'_>]) -> Vec<String> {
    let labels: Vec<String> = rows.iter().map(row_name).collect();
    let mut figures: Vec<(&str, &str, Figure)> = Vec::new();
    for (row, label) in rows.iter().zip(&labels) {
        figures.extend(names.iter().zip(row.parts()).map(|(name, figure)| (label.as_str(), name.as_str(), figure)));
        figures.extend([
            (label.as_str(), "not placed", row.unplaced()),
            (label.as_str(), "base", row.base()),
            (label.as_str(), "answered", row.answered()),
        ]);
    }
    reasons(published, &figures)
}

/// The reasons, each with the figures for which it holds: `AO: working class, base`.
fn reasons(published: &Published, figures: &[(&str, &str, Figure)]) -> Vec<String> {
    let all = [Hidden::Small, Hidden::Nought, Hidden::ForOthers, Hidden::Withheld];
    let sentence = |why: Hidden| {
        let mut named: Vec<(&str, Vec<String>)> = Vec::new();
        for (who, what, _) in figures.iter().filter(|(.., figure)| figure.hidden() == Some(why)) {
            let what = words::uncapitalised(what);
            match named.last_mut() {
                Some((latest, list)) if latest == who => list.push(what),
                _ => named.push((who, vec![what])),
            }
        }
        let named: Vec<String> = named
            .into_iter()
            .map(|(who, list)| match list.join(", ") {
                what if what.is_empty() => who.to_owned(),
                what => format!("{who} ({what})"),
            })
            .collect();
        let reason = words::capitalised(&why.words(published.rules()));
        (!named.is_empty()).then(|| format!("{reason}. {}.", named.join("; ")))
    };
    all.into_iter().filter_map(sentence).collect()
}
