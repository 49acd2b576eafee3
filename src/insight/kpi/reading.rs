//! What a KPI's figures say in plain words: on what base, against what, and what they cannot say. Which sentence is said
//! is decided here; how it is worded stands in a pack.

use super::pace::{Leads, pace};
use super::state::due_value;
use super::{KpiState, KpiView};
use crate::content::{Catalogue, Direction, KpiDefinition, Part, Say, ThirdGroup, Unit, parts};
use crate::project::{Kpi, Measurement, Value};
use crate::stats::wilson;
use crate::words;

/// Below how many people a base is small.
pub(super) const SMALL: u32 = 30;

/// A sentence with what is filled in; `None` where no pack words it.
pub fn say(catalogue: &Catalogue, what: Say, slots: &[(&str, &str)]) -> Option<String> {
    let filled: String = parts(catalogue.reading(what)?)?
        .into_iter()
        .map(|part| match part {
            Part::Words(words) => words,
            Part::Slot(slot) => slots.iter().find(|(name, _)| *name == slot).map_or("", |(_, value)| *value),
        })
        .collect();
    Some(words::capitalised(&filled))
}

/// The range of a share that chance alone would allow, in percent; `None` where the figure is no share of a known base.
pub(super) fn chance(unit: Unit, one: &Measurement) -> Option<(f64, f64)> {
    let base = one.base.filter(|_| unit.is_share())?;
    let (low, high) = wilson(one.value.headline() / 100.0, base)?;
    Some((low * 100.0, high * 100.0))
}

/// What a KPI's figures say.
pub fn kpi_reading(
    catalogue: &Catalogue,
    definition: &KpiDefinition,
    view: &KpiView,
    kpi: &Kpi,
    third: ThirdGroup,
) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let unit = definition.unit;
    let figure = |value: f64| unit.figure(value);
    let Some(latest) = &view.latest else {
        tell(Say::NoFigures, &[("what", &view.name)]);
        return said;
    };
    let value = latest.value.headline();
    let what = view.headline_name(third).unwrap_or_else(|| view.name.clone());
    let (now, date) = (figure(value), words::date(latest.date));
    let head: [(&str, &str); 3] = [("what", &what), ("figure", &now), ("date", &date)];
    let whole = |number: u32| words::whole(u64::from(number));
    match (latest.count, latest.base) {
        (Some(count), Some(base)) => {
            let (count, base) = (whole(count), whole(base));
            tell(Say::LatestOfCount, &[head[0], head[1], head[2], ("count", &count), ("base", &base)]);
        }
        (None, Some(base)) => {
            tell(Say::LatestOfBase, &[head[0], head[1], head[2], ("base", &whole(base))]);
        }
        (_, None) => tell(Say::Latest, &head),
    }
    let target = kpi.target.as_ref().map(|_| view.goal_words()).unwrap_or_default();
    let due = due_value(definition, kpi).map(figure).unwrap_or_default();
    match view.standing {
        KpiState::Achieved => tell(Say::Achieved, &[("target", &target)]),
        KpiState::OnPath
            if view.figures == 1 && kpi.target.as_ref().is_some_and(|target| target.baseline.is_none()) =>
        {
            tell(Say::PathBegins, &[("target", &target)]);
        }
        KpiState::OnPath => tell(Say::OnPath, &[("target", &target), ("due", &due)]),
        KpiState::Behind(by) => {
            tell(Say::Behind, &[("target", &target), ("due", &due), ("distance", &unit.distance(by))]);
        }
        KpiState::NoTarget => match (&view.target, catalogue.setter(definition)) {
            (Some(_), Some(setter)) => tell(Say::Aim, &[("setter", setter), ("aim", &view.goal_words())]),
            (Some(_), None) => tell(Say::Suggested, &[("aim", &view.goal_words())]),
            (None, _) => tell(Say::NoTarget, &[]),
        },
        KpiState::NoFigures | KpiState::Stale(_) => {}
    }
    if let KpiState::Stale(next) = view.state {
        tell(Say::Stale, &[("date", &date), ("next", &words::date(next))]);
    }
    base(catalogue, definition, latest, &mut said);
    moves(catalogue, definition, view, kpi, &mut said);
    said
}

/// How firm the newest figure is.
fn base(catalogue: &Catalogue, definition: &KpiDefinition, latest: &Measurement, said: &mut Vec<String>) {
    let unit = definition.unit;
    if !unit.is_share() {
        return;
    }
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let Some(base) = latest.base else {
        tell(Say::NoBase, &[]);
        return;
    };
    let of = words::whole(u64::from(base));
    if base < SMALL {
        tell(Say::SmallBase, &[("base", &of)]);
    }
    if let Some((low, high)) = chance(unit, latest) {
        let rounded = |value: f64| format!("{}%", value.round());
        tell(Say::Chance, &[("low", &rounded(low)), ("high", &rounded(high)), ("base", &of)]);
    }
}

/// How the figures move, and where that leads.
fn moves(catalogue: &Catalogue, definition: &KpiDefinition, view: &KpiView, kpi: &Kpi, said: &mut Vec<String>) {
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let unit = definition.unit;
    if view.figures == 1 {
        tell(Say::OneFigure, &[]);
        return;
    }
    let wrong = |change: f64| match definition.direction {
        Direction::Up => change <= -unit.tolerance(),
        Direction::Down => change >= unit.tolerance(),
        Direction::Within => false,
    };
    let better = match definition.direction {
        Direction::Up => "higher",
        Direction::Down => "lower",
        Direction::Within => "within the band",
    };
    let newest = kpi.measurements.iter().rev().map(|one| (one.date, Value::headline(one.value)));
    let last_two: Vec<_> = newest.take(2).collect();
    if let Some((change, since)) = view.change.filter(|(change, _)| wrong(*change)) {
        tell(Say::WrongWay, &[("change", &unit.change(change)), ("since", &words::date(since)), ("better", better)]);
    } else if let [(_, now), (before, then)] = last_two.as_slice()
        && wrong(now - then)
        && view.standing.is_good()
    {
        tell(Say::StillOnPath, &[("change", &unit.change(now - then)), ("before", &words::date(*before))]);
    }
    if unit == Unit::YesNo {
        return;
    }
    let Some(pace) = pace(definition, kpi) else {
        tell(Say::NoPace, &[]);
        return;
    };
    let until = words::date(pace.until);
    let [low, high] = [pace.low, pace.high].map(|value| unit.figure(value));
    let number = words::whole(pace.number as u64);
    if low == high {
        tell(Say::EvenPace, &[("number", &number), ("value", &low), ("date", &until)]);
    } else {
        tell(Say::Pace, &[("number", &number), ("low", &low), ("high", &high), ("date", &until)]);
    }
    let target = view.goal_words();
    match pace.leads {
        Leads::NoTarget => {}
        Leads::TooFar => {
            let by = kpi.target.as_ref().map(|target| words::date(target.date)).unwrap_or_default();
            tell(Say::PaceTooFar, &[("date", &by), ("target", &target)]);
        }
        Leads::Reaches => tell(Say::PaceReaches, &[("target", &target)]),
        Leads::Open => tell(Say::PaceOpen, &[("target", &target)]),
        Leads::Around => tell(Say::PaceAround, &[("target", &target)]),
        Leads::Misses => tell(Say::PaceMisses, &[("target", &target)]),
    }
}
