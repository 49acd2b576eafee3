//! The charts: what is drawn, with its finding, its text alternative and its table.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::kpi::{KpiState, KpiView, figure, target_path, value_words};
use super::rounds::RoundPoint;
use super::tally::{RatingCounts, Tally};
use crate::chart::{AxisUnit, Chart, Column, Level, Mark, Plot, RatingBar, Series, Table, Tone, Trend};
use crate::content::{Catalogue, Direction, Group, KpiDefinition, ThirdGroup, Unit};
use crate::project::{Kpi, Rating, Round};
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

/// What a KPI's figures say, as the title of its chart.
fn kpi_title(view: &KpiView, third: ThirdGroup) -> String {
    let Some(latest) = &view.latest else {
        return format!("{}: no figures yet", view.name);
    };
    let name = view.headline_name(third).unwrap_or_else(|| view.name.clone());
    let now = format!("{name}: {}", view.figure(latest.value.headline()));
    let Some((change, since)) = view.change else {
        return format!("{now} on {}", words::date(latest.date));
    };
    let by = super::kpi::distance(change, view.unit);
    let since = words::month_year(since);
    if by == "0" || by == "0 points" {
        format!("{now}, as in {since}")
    } else if change > 0.0 {
        format!("{now}, up {by} since {since}")
    } else {
        format!("{now}, down {by} since {since}")
    }
}

/// The chart of one KPI; `None` while it has no figures.
pub fn kpi_chart(
    catalogue: &Catalogue,
    definition: &KpiDefinition,
    view: &KpiView,
    kpi: &Kpi,
    third: ThirdGroup,
) -> Option<Chart> {
    let latest = view.latest.as_ref()?;
    let first = kpi.measurements.first()?;
    let series = series(definition, kpi, third);
    let path = target_path(kpi);
    let target = kpi.target.as_ref().map(|target| Mark {
        label: format!("Target {}, {}", figure(definition.unit, target.value), words::date(target.date)),
        date: target.date,
        value: target.value,
    });
    let levels = levels(catalogue, definition, third);
    let values = series
        .iter()
        .flat_map(|series| series.points.iter().map(|(_, value)| *value))
        .chain(path.iter().map(|(_, value)| *value))
        .chain(levels.iter().map(|level| level.value));
    let last = target.as_ref().map_or(latest.date, |target| target.date.max(latest.date));
    let title = kpi_title(view, third);
    let chart = Chart {
        alt: alt(&title, definition, view, kpi, &levels),
        source: source(catalogue, definition, latest.base),
        plot: Plot::Trend(Trend {
            unit: match definition.unit {
                Unit::Percent | Unit::Groups => AxisUnit::Percent,
                Unit::OutOf(whole) => AxisUnit::OutOf(whole),
            },
            range: range(definition.unit, values),
            days: padded(first.date, last),
            series,
            path,
            target,
            levels: levels.clone(),
        }),
        table: table(definition, kpi, third, &levels),
        title,
    };
    Some(chart)
}

/// The measured lines: one, or one for each group.
fn series(definition: &KpiDefinition, kpi: &Kpi, third: ThirdGroup) -> Vec<Series> {
    if definition.unit != Unit::Groups {
        let points = kpi.measurements.iter().map(|one| (one.date, one.value.headline())).collect();
        return vec![Series { name: definition.name.clone(), tone: Tone::Accent, points }];
    }
    Group::ALL
        .into_iter()
        .map(|group| Series {
            name: group.name(third).to_owned(),
            tone: match group {
                Group::Professional => Tone::Professional,
                Group::Intermediate => Tone::Intermediate,
                Group::WorkingClass => Tone::WorkingClass,
            },
            points: kpi.measurements.iter().filter_map(|one| Some((one.date, one.value.share(group)?))).collect(),
        })
        .collect()
}

/// The published figures that count the same thing, and so may stand on the same axis.
pub(super) fn levels(catalogue: &Catalogue, definition: &KpiDefinition, third: ThirdGroup) -> Vec<Level> {
    let comparators =
        definition.comparators.iter().filter(|comparator| comparator.same_measure).map(|comparator| Level {
            label: format!("{} {}%", comparator.label, words::decimal(comparator.percent)),
            value: comparator.percent,
        });
    let set = definition.benchmarks.as_ref().and_then(|id| catalogue.benchmark_set(id));
    let benchmark = set.and_then(|set| {
        let figure = set.figures.iter().find(|figure| figure.id == Group::WorkingClass.id())?;
        Some(Level {
            label: format!("{} {}%, {}", Group::WorkingClass.name(third), words::decimal(figure.percent), set.name),
            value: figure.percent,
        })
    });
    comparators.chain(benchmark).collect()
}

/// The lowest and highest value shown: a count from nought to its whole; percentages around what is drawn, in tens. A
/// file may hold a value beyond the whole; it is drawn too.
fn range(unit: Unit, values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        least = least.min(value);
        most = most.max(value);
    }
    if let Unit::OutOf(whole) = unit {
        return (0.0, f64::from(whole).max(most));
    }
    if least > most {
        return (0.0, 100.0);
    }
    let low = (((least - 4.0) / 10.0).floor() * 10.0).max(0.0);
    let high = (((most + 4.0) / 10.0).ceil() * 10.0).min(100.0_f64.max(most)).max(low + 10.0);
    (low, high)
}

/// The days shown: a little room around those drawn, at least two months.
fn padded(first: Date, last: Date) -> (Date, Date) {
    let days = i64::from(first.until(last).map_or(0, |span| span.get_days()));
    let room = Span::new().days((days / 24).max(30));
    (first.saturating_sub(room), last.saturating_add(room).max(first.saturating_add(60.days())))
}

/// The chart in words.
fn alt(title: &str, definition: &KpiDefinition, view: &KpiView, kpi: &Kpi, levels: &[Level]) -> String {
    let mut sentences = vec![format!("{title}.")];
    if let (Some(first), Some(last)) = (kpi.measurements.first(), kpi.measurements.last()) {
        if kpi.measurements.len() > 1 {
            sentences.push(format!(
                "{} measurements from {}, {}, to {}, {}.",
                kpi.measurements.len(),
                words::date(first.date),
                value_words(definition.unit, first.value),
                words::date(last.date),
                value_words(definition.unit, last.value)
            ));
        } else {
            sentences.push("One measurement: no trend can be seen yet.".to_owned());
        }
    }
    if view.target.is_some_and(|target| target.own) {
        sentences.push(format!("Target: {}. {}.", view.target_words(), view.state_words()));
    }
    for level in levels {
        sentences.push(format!("To compare: {}.", level.label));
    }
    sentences.join(" ")
}

/// The line below a chart: whose figures, on what base, and where the comparators come from.
fn source(catalogue: &Catalogue, definition: &KpiDefinition, base: Option<u32>) -> String {
    let base = match (base, definition.unit) {
        (Some(base), _) => format!("Base of the newest figure: n = {}.", words::whole(u64::from(base))),
        // A count of groups rests on no number of people.
        (None, Unit::OutOf(_)) => String::new(),
        (None, Unit::Percent | Unit::Groups) => "Base of the newest figure not given.".to_owned(),
    };
    let cites: Vec<_> = definition
        .comparators
        .iter()
        .filter(|comparator| comparator.same_measure)
        .map(|comparator| &comparator.cite.source)
        .chain(definition.benchmarks.as_ref().and_then(|id| catalogue.benchmark_set(id)).map(|set| &set.cite.source))
        .collect();
    let mut names: Vec<String> = Vec::new();
    for id in cites {
        if let Some(source) = catalogue.source(id) {
            let name = format!("{}, {}", source.publisher, source.published);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    if !names.is_empty() {
        return format!("{base} Comparison: {}.", names.join("; ")).trim_start().to_owned();
    }
    // A chart never is without a source.
    if base.is_empty() { "Your own figures.".to_owned() } else { base }
}

/// Every number drawn for a KPI: figures, oldest first, then the target's path, then what others report.
fn table(definition: &KpiDefinition, kpi: &Kpi, third: ThirdGroup, levels: &[Level]) -> Table {
    let path = target_path(kpi);
    let mut columns = vec![Column::text("Date")];
    if definition.unit == Unit::Groups {
        columns.extend(Group::ALL.into_iter().map(|group| Column::number(group.name(third))));
    } else {
        columns.push(Column::number("Figure"));
    }
    columns.extend([Column::number("Target’s path"), Column::number("Base"), Column::text("Note")]);
    let on_path = |day: Date| {
        super::kpi::path_value(&path, day).map_or_else(|| "–".to_owned(), |value| figure(definition.unit, value))
    };
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(kpi.measurements.len() + path.len());
    for one in &kpi.measurements {
        let mut row = vec![words::date(one.date)];
        match definition.unit {
            Unit::Groups => row.extend(Group::ALL.into_iter().map(|group| {
                one.value.share(group).map_or_else(|| "–".to_owned(), |share| figure(definition.unit, share))
            })),
            Unit::Percent | Unit::OutOf(_) => row.push(figure(definition.unit, one.value.headline())),
        }
        let base = one.base.map_or_else(|| "–".to_owned(), |base| words::whole(u64::from(base)));
        row.extend([on_path(one.date), base, one.note.clone()]);
        rows.push(row);
    }
    let measured = if definition.unit == Unit::Groups { 3 } else { 1 };
    for (place, (day, value)) in path.iter().enumerate().skip(1) {
        let name = if place + 1 == path.len() { "Target" } else { "Step to the target" };
        let mut row = vec![words::date(*day)];
        row.extend((0..measured).map(|_| "–".to_owned()));
        row.extend([figure(definition.unit, *value), "–".to_owned(), name.to_owned()]);
        rows.push(row);
    }
    for level in levels {
        // The published figure of a split is the third group's, the last of the measured columns.
        let mut row: Vec<String> = (0..measured).map(|_| "–".to_owned()).collect();
        row.extend([figure(definition.unit, level.value), "–".to_owned(), "–".to_owned(), level.label.clone()]);
        rows.push(row);
    }
    Table { caption: format!("{}: figures", definition.name), columns, rows }
}

/// What a KPI's figures say in plain words: on what base, against what, and what they cannot say.
pub fn kpi_reading(definition: &KpiDefinition, view: &KpiView, third: ThirdGroup) -> Vec<String> {
    let Some(latest) = &view.latest else {
        return vec![
            "Enter a first figure with its date and, if you know it, the number of people it rests on.".to_owned(),
        ];
    };
    let mut sentences = Vec::new();
    let what = view.headline_name(third).unwrap_or_else(|| "The newest figure".to_owned());
    let base = latest.base.map_or_else(String::new, |base| format!(", on a base of {}", words::whole(base.into())));
    sentences.push(format!("{what} is {} ({}{base}).", view.figure(latest.value.headline()), words::date(latest.date)));
    match view.state {
        KpiState::Achieved => sentences.push("That reaches your target.".to_owned()),
        KpiState::OnPath => sentences.push("That is on the path to your target.".to_owned()),
        KpiState::Behind(by) => {
            sentences.push(format!("That is {} behind the path to your target.", super::kpi::distance(by, view.unit)));
        }
        KpiState::NoTarget => sentences.push(match view.target {
            Some(target) if !target.own => format!(
                "The source’s aim is {}. Set a target of your own, with a date, to see whether you are on the way.",
                view.figure(target.value)
            ),
            _ => "Set a target with a date to see whether you are on the way.".to_owned(),
        }),
        KpiState::NoFigures => {}
    }
    if view.figures == 1 {
        sentences.push("One figure shows no trend.".to_owned());
    }
    if latest.base.is_some_and(|base| base < 30) {
        sentences.push("The base is small: one or two people change this figure, so read nothing into it.".to_owned());
    } else if latest.base.is_none() && !matches!(definition.unit, Unit::OutOf(_)) {
        sentences.push("The base is not given, so nobody can tell how firm the figure is.".to_owned());
    }
    let better = match definition.direction {
        Direction::Up => "higher",
        Direction::Down => "lower",
    };
    if view.change.is_some_and(|(change, _)| match definition.direction {
        Direction::Up => change < 0.0,
        Direction::Down => change > 0.0,
    }) {
        sentences.push(format!("It has moved away from where it should go ({better} is better)."));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::chart::{day_number, ticks};
    use crate::insight::kpi_view;
    use crate::project::{Measurement, MeasurementId, Step, Target, Value};

    #[test]
    fn percentages_are_shown_in_tens_around_what_is_drawn() {
        let shown = |values: &[f64]| range(Unit::Percent, values.iter().copied());
        assert_eq!(shown(&[48.0, 66.0, 70.0, 87.0]), (40.0, 100.0));
        assert_eq!(shown(&[33.1, 42.2, 39.0]), (20.0, 50.0));
        assert_eq!(shown(&[50.0]), (40.0, 60.0));
        assert_eq!(shown(&[0.0]), (0.0, 10.0));
        assert_eq!(shown(&[100.0]), (90.0, 100.0));
        assert_eq!(shown(&[]), (0.0, 100.0));
        assert_eq!(range(Unit::OutOf(4), [1.0, 3.0].into_iter()), (0.0, 4.0));
        assert_eq!(range(Unit::OutOf(4), [6.0].into_iter()), (0.0, 6.0), "a file may hold more than the whole");
    }

    #[test]
    fn ticks_are_round_and_lie_in_the_range() {
        assert_eq!(ticks(40.0, 100.0, 4.0), [40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(0.0, 4.0, 4.0), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(ticks(20.0, 50.0, 6.0), [20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0]);
        assert_eq!(ticks(7.0, 7.0, 4.0), [7.0], "nothing to divide");
    }

    #[test]
    fn the_days_shown_leave_room_and_are_at_least_two_months() {
        let (first, last) = padded(date(2026, 3, 1), date(2026, 3, 1));
        assert!(first < date(2026, 3, 1) && date(2026, 3, 1) < last);
        assert!(day_number(last) - day_number(first) >= 60.0);
    }

    fn kpi(unit: Unit, figures: &[(i32, f64)], target: Option<(i32, f64, f64)>) -> Kpi {
        let day = |days: i32| date(2020, 1, 1).saturating_add(days.days());
        let value = |number: f64| match unit {
            Unit::Groups => Value::Groups {
                professional: (100.0 - number) / 2.0,
                intermediate: (100.0 - number) / 2.0,
                working_class: number,
            },
            Unit::Percent => Value::One(number),
            Unit::OutOf(_) => Value::One((number / 25.0).floor()),
        };
        let mut measurements: Vec<_> = figures
            .iter()
            .enumerate()
            .map(|(place, (days, number))| Measurement {
                id: MeasurementId(place as u64 + 1),
                date: day(*days),
                value: value(*number),
                base: Some(100),
                note: String::new(),
                changed: Timestamp::UNIX_EPOCH,
            })
            .collect();
        measurements.sort_by_key(|one| one.date);
        let target = target.map(|(days, step, goal)| Target {
            value: goal,
            date: day(4000 + days),
            steps: vec![Step { value: step, date: day(3000 + days) }],
            changed: Timestamp::UNIX_EPOCH,
        });
        Kpi { measurements, target }
    }

    proptest! {
        #[test]
        fn every_number_drawn_stands_in_the_table(
            which in 0_usize..3,
            figures in prop::collection::vec((0_i32..2500, 0.0_f64..100.0), 1..12),
            target in prop::option::of((0_i32..900, 0.0_f64..100.0, 0.0_f64..100.0)),
        ) {
            let catalogue = Catalogue::built_in();
            let definition = catalogue.kpis().nth(which).unwrap();
            let kpi = kpi(definition.unit, &figures, target);
            let view = kpi_view(definition, Some(&kpi));
            let chart = kpi_chart(&catalogue, definition, &view, &kpi, ThirdGroup::WorkingClass).unwrap();
            let Plot::Trend(trend) = &chart.plot else { panic!("a trend") };
            let stands = |day: Option<Date>, value: f64| chart.table.rows.iter().any(|row| {
                day.is_none_or(|day| row[0] == words::date(day)) && row.contains(&figure(definition.unit, value))
            });
            for (day, value) in trend.series.iter().flat_map(|series| &series.points).chain(&trend.path) {
                prop_assert!(stands(Some(*day), *value));
            }
            if let Some(mark) = &trend.target {
                prop_assert!(stands(Some(mark.date), mark.value));
            }
            for level in &trend.levels {
                let value = format!("{}%", words::decimal(level.value));
                prop_assert!(chart.table.rows.iter().any(|row| row.contains(&value) && row.contains(&level.label)));
            }
            for row in &chart.table.rows {
                prop_assert_eq!(row.len(), chart.table.columns.len());
            }
            let (low, high) = trend.range;
            let drawn = trend.series.iter().flat_map(|series| &series.points).chain(&trend.path);
            let inside = |(day, value): &(Date, f64)| {
                let dated = trend.days.0 <= *day && *day <= trend.days.1;
                dated && low <= *value && (*value <= high || which == 1)
            };
            prop_assert!(drawn.into_iter().all(inside));
        }
    }
}
