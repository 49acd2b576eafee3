//! The chart of one KPI: what is drawn, with its finding, its text alternative and its table.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::compare::{Reference, levels, notes, references};
use super::pace::{Pace, pace};
use super::reading::chance;
use super::state::{path_value, target_path};
use super::{KpiView, value_words};
use crate::chart::{Chart, Column, Level, Mark, NoteMark, Outlook, Plot, Series, Table, Tone, Trend, ticks};
use crate::content::{Catalogue, Group, KpiDefinition, ThirdGroup, Unit};
use crate::project::{Kpi, Measurement};
use crate::words;

/// Where the vertical axis of a trend begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AxisStart {
    /// A little below what is drawn.
    #[default]
    Fitted,
    /// At nought, so that heights can be compared.
    Zero,
}

/// What a KPI's figures say, as the title of its chart.
fn title(view: &KpiView, third: ThirdGroup) -> String {
    let Some(latest) = &view.latest else {
        return format!("{}: no figures yet", view.name);
    };
    let name = view.headline_name(third).unwrap_or_else(|| view.name.clone());
    let now = format!("{name}: {}", view.figure(latest.value.headline()));
    let Some((change, since)) = view.change else {
        return format!("{now} on {}", words::date(latest.date));
    };
    let since = words::month_year(since);
    if view.unit.alike(change, 0.0) || view.unit == Unit::YesNo {
        if view.unit.alike(change, 0.0) {
            format!("{now}, as in {since}")
        } else {
            format!("{now}; it was {} in {since}", view.figure(latest.value.headline() - change))
        }
    } else if change > 0.0 {
        format!("{now}, up {} since {since}", view.unit.distance(change))
    } else {
        format!("{now}, down {} since {since}", view.unit.distance(change))
    }
}

/// The chart of one KPI; `None` while it has no figures.
pub fn kpi_chart(
    catalogue: &Catalogue,
    definition: &KpiDefinition,
    view: &KpiView,
    kpi: &Kpi,
    third: ThirdGroup,
    start: AxisStart,
) -> Option<Chart> {
    let latest = view.latest.as_ref()?;
    let first = kpi.measurements.first()?;
    let unit = definition.unit;
    let series = series(definition, kpi, third);
    let path = target_path(definition.direction, kpi);
    let target = kpi.target.as_ref().map(|target| Mark {
        label: format!("Target {}, {}", view.goal_words(), words::date(target.date)),
        date: target.date,
        value: target.value,
    });
    let band = kpi.target.as_ref().and_then(|target| Some((target.low?, target.value)));
    let references = references(catalogue, definition, Some(kpi), Some(latest.date), third);
    let levels = levels(&references, unit);
    let pace = pace(definition, kpi);
    let outlook = pace.map(|pace| Outlook {
        from: pace.from,
        until: pace.until,
        low: pace.low,
        middle: pace.middle,
        high: pace.high,
    });
    let ranges = series.iter().flat_map(|series| series.ranges.iter().flat_map(|(_, low, high)| [*low, *high]));
    let values = series
        .iter()
        .flat_map(|series| series.points.iter().map(|(_, value)| *value))
        .chain(ranges)
        .chain(path.iter().map(|(_, value)| *value))
        .chain(target.iter().map(|target| target.value))
        .chain(band.map(|(low, _)| low))
        .chain(levels.iter().map(|level| level.value))
        .chain(outlook.iter().flat_map(|outlook| [outlook.low, outlook.high]));
    let range = range(unit, values, start);
    let begins = path.first().map_or(first.date, |(day, _)| first.date.min(*day));
    let ends = [target.as_ref().map(|target| target.date), outlook.as_ref().map(|outlook| outlook.until)];
    let last = ends.into_iter().flatten().fold(latest.date, Date::max);
    let title = title(view, third);
    Some(Chart {
        alt: alt(&title, view, kpi, &levels, pace.as_ref()),
        source: source(catalogue, definition, latest, &references),
        notes: notes(&references),
        table: table(definition, kpi, &path, third, &levels, outlook.as_ref()),
        plot: Plot::Trend(Trend {
            unit,
            range,
            days: padded(begins, last),
            series,
            path,
            band,
            target,
            levels,
            outlook,
            notes: note_marks(kpi),
        }),
        title,
    })
}

/// The measured lines: one, or one for each group. Where there is a base, each point has the range that chance allows.
fn series(definition: &KpiDefinition, kpi: &Kpi, third: ThirdGroup) -> Vec<Series> {
    if definition.unit != Unit::Groups {
        let points = kpi.measurements.iter().map(|one| (one.date, one.value.headline())).collect();
        return vec![Series {
            name: definition.name.clone(),
            tone: Tone::Accent,
            points,
            ranges: ranges(definition, kpi),
        }];
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
            // Only the share that targets speak of: three lines of whiskers say nothing more.
            ranges: if group == Group::WorkingClass { ranges(definition, kpi) } else { Vec::new() },
        })
        .collect()
}

fn ranges(definition: &KpiDefinition, kpi: &Kpi) -> Vec<(Date, f64, f64)> {
    let all = kpi.measurements.iter();
    all.filter_map(|one| chance(definition.unit, one).map(|(low, high)| (one.date, low, high))).collect()
}

/// The figures that have a note, numbered from the oldest.
fn note_marks(kpi: &Kpi) -> Vec<NoteMark> {
    let noted = kpi.measurements.iter().filter(|one| !one.note.trim().is_empty());
    noted
        .enumerate()
        .map(|(place, one)| NoteMark {
            number: place + 1,
            date: one.date,
            value: one.value.headline(),
            text: one.note.trim().to_owned(),
        })
        .collect()
}

/// The lowest and highest value shown: a count of parts from nought to its whole; percentages around what is drawn, in
/// tens; anything else around what is drawn, in the steps of its ticks. A file may hold a value beyond the whole; it is
/// drawn too.
fn range(unit: Unit, values: impl Iterator<Item = f64>, start: AxisStart) -> (f64, f64) {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.filter(|value| value.is_finite()) {
        least = least.min(value);
        most = most.max(value);
    }
    let (lowest, highest) = unit.bounds();
    if let (Unit::OutOf(_) | Unit::YesNo, Some(whole)) = (unit, highest) {
        return (least.min(0.0), whole.max(most));
    }
    if least > most {
        return (0.0, 100.0);
    }
    if start == AxisStart::Zero {
        (least, most) = (least.min(0.0), most.max(0.0));
    }
    if unit.is_share() {
        let low = (((least - 4.0) / 10.0).floor() * 10.0).max(0.0);
        let high = (((most + 4.0) / 10.0).ceil() * 10.0).min(100.0_f64.max(most)).max(low + 10.0);
        return (if start == AxisStart::Zero { 0.0 } else { low }, high);
    }
    let room = if most > least { (most - least) * 0.08 } else { most.abs().max(1.0) * 0.2 };
    let low = lowest.map_or(least - room, |lowest| (least - room).max(lowest.min(least)));
    let low = if start == AxisStart::Zero && least >= 0.0 { 0.0 } else { low };
    let steps = ticks(low, most + room, 4.0);
    let step = match steps.as_slice() {
        [first, second, ..] => second - first,
        _ => most + room - low,
    };
    ((low / step).floor() * step, ((most + room) / step).ceil() * step)
}

/// The days shown: a little room around those drawn, at least two months.
fn padded(first: Date, last: Date) -> (Date, Date) {
    let days = i64::from(first.until(last).map_or(0, |span| span.get_days()));
    let room = Span::new().days((days / 24).max(30));
    (first.saturating_sub(room), last.saturating_add(room).max(first.saturating_add(60.days())))
}

/// The chart in words.
fn alt(title: &str, view: &KpiView, kpi: &Kpi, levels: &[Level], pace: Option<&Pace>) -> String {
    let mut sentences = vec![format!("{title}.")];
    if let (Some(first), Some(last)) = (kpi.measurements.first(), kpi.measurements.last()) {
        if kpi.measurements.len() > 1 {
            sentences.push(format!(
                "{} measurements from {}, {}, to {}, {}.",
                kpi.measurements.len(),
                words::date(first.date),
                value_words(view.unit, first.value),
                words::date(last.date),
                value_words(view.unit, last.value)
            ));
        } else {
            sentences.push("One measurement: no trend can be seen yet.".to_owned());
        }
    }
    if view.target.as_ref().is_some_and(|target| target.own) {
        sentences.push(format!("Target: {}. {}.", view.target_words(), view.state_words()));
    }
    if let Some(pace) = pace {
        let [low, high] = [pace.low, pace.high].map(|value| view.figure(value));
        let spread = if low == high { low } else { format!("{low} to {high}") };
        sentences.push(format!("At the present pace {spread} on {}.", words::date(pace.until)));
    }
    for level in levels {
        sentences.push(format!("To compare: {}.", level.label));
    }
    sentences.join(" ")
}

/// The line below a chart: whose figures, on what base, and where the comparators come from.
fn source(catalogue: &Catalogue, definition: &KpiDefinition, latest: &Measurement, references: &[Reference]) -> String {
    let base = match latest.base {
        Some(base) => format!("Base of the newest figure: n = {}.", words::whole(u64::from(base))),
        None if definition.unit.is_share() => "Base of the newest figure not given.".to_owned(),
        // A count of groups, an amount or a number of days rests on no number of people.
        None => String::new(),
    };
    let drawn = definition.comparators.iter().filter(|one| one.same_measure).map(|one| &one.cite.source);
    let sets = catalogue
        .benchmark_sets()
        .filter(|set| references.iter().any(|one| one.level.is_some() && one.label.starts_with(&set.name)));
    let mut names: Vec<String> = Vec::new();
    for id in drawn.chain(sets.map(|set| &set.cite.source)) {
        if let Some(source) = catalogue.source(id) {
            let name = format!("{}, {}", source.publisher, source.published);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    for own in references.iter().filter(|one| one.own.is_some()) {
        names.push(format!("{}, {}", own.label, own.source));
    }
    if !names.is_empty() {
        return format!("{base} Comparison: {}.", names.join("; ")).trim_start().to_owned();
    }
    // A chart never is without a source.
    if base.is_empty() { "Your own figures.".to_owned() } else { base }
}

/// Every number drawn for a KPI: figures, oldest first, then the target's path, where the pace leads, what others report.
fn table(
    definition: &KpiDefinition,
    kpi: &Kpi,
    path: &[(Date, f64)],
    third: ThirdGroup,
    levels: &[Level],
    outlook: Option<&Outlook>,
) -> Table {
    let unit = definition.unit;
    let none = || "–".to_owned();
    let ranged = kpi.measurements.iter().any(|one| chance(unit, one).is_some());
    let mut columns = vec![Column::text("Date")];
    if unit == Unit::Groups {
        columns.extend(Group::ALL.into_iter().map(|group| Column::number(group.name(third))));
    } else {
        columns.push(Column::number("Figure"));
    }
    if ranged {
        columns.push(Column::number("By chance"));
    }
    columns.extend([Column::number("Target’s path"), Column::number("Base"), Column::text("Note")]);
    let measured = if unit == Unit::Groups { 3 } else { 1 };
    let span = |low: f64, high: f64| format!("{}–{}", words::decimal(low), unit.figure(high));
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(kpi.measurements.len() + path.len() + levels.len());
    let mut marked = 0;
    for one in &kpi.measurements {
        let mut row = vec![words::date(one.date)];
        if unit == Unit::Groups {
            let share = |group| one.value.share(group).map_or_else(none, |share| unit.figure(share));
            row.extend(Group::ALL.into_iter().map(share));
        } else {
            row.push(unit.figure(one.value.headline()));
        }
        if ranged {
            row.push(chance(unit, one).map_or_else(none, |(low, high)| span(low, high)));
        }
        let due = path_value(path, one.date).filter(|_| path.first().is_some_and(|(begins, _)| *begins <= one.date));
        let base = one.base.map_or_else(none, |base| words::whole(u64::from(base)));
        // With the number that stands at the figure in the drawing.
        let text = one.note.trim();
        marked += usize::from(!text.is_empty());
        let text = if text.is_empty() { String::new() } else { format!("{marked}. {text}") };
        row.extend([due.map_or_else(none, |value| unit.figure(value)), base, text]);
        rows.push(row);
    }
    // A row of something else than a figure: its day, the figure in its column, and what it is.
    let mut other = |day: String, figure: Option<String>, chance: Option<String>, due: Option<String>, what: &str| {
        let mut row = vec![day];
        row.extend((1..measured).map(|_| none()));
        row.push(figure.unwrap_or_else(none));
        if ranged {
            row.push(chance.unwrap_or_else(none));
        }
        row.extend([due.unwrap_or_else(none), none(), what.to_owned()]);
        rows.push(row);
    };
    let begins_at_figure = path.first().is_some_and(|(day, _)| kpi.measurements.iter().any(|one| one.date == *day));
    for (place, (day, value)) in path.iter().enumerate() {
        let what = match place {
            0 if begins_at_figure && kpi.target.as_ref().is_none_or(|target| target.baseline.is_none()) => continue,
            0 => "Baseline",
            last if last + 1 == path.len() && kpi.target.as_ref().is_some_and(|target| target.low.is_some()) => {
                "End of the path"
            }
            last if last + 1 == path.len() => "Target",
            _ => "Step to the target",
        };
        other(words::date(*day), None, None, Some(unit.figure(*value)), what);
    }
    if let Some(target) = &kpi.target {
        if let Some(low) = target.low {
            let band = format!("{} to {}", unit.figure(low), unit.figure(target.value));
            other(words::date(target.date), None, None, Some(band), "The band to stay within");
        } else if path.is_empty() {
            other(words::date(target.date), None, None, Some(unit.figure(target.value)), "Target");
        }
    }
    if let Some(outlook) = outlook {
        let middle = unit.figure(outlook.middle);
        let [low, high] = [outlook.low, outlook.high].map(|value| unit.figure(value));
        let spread = if low == high { low } else { format!("{low} to {high}") };
        let what = format!("At the present pace: {spread}");
        other(words::date(outlook.until), Some(middle), None, None, &what);
    }
    for level in levels {
        // The published figure of a split is the third group's, the last of the measured columns.
        let figure = if unit == Unit::Groups { Unit::Percent } else { unit }.figure(level.value);
        other(none(), Some(figure), None, None, &level.label);
    }
    Table { caption: format!("{}: figures", definition.name), columns, rows }
}
