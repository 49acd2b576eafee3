//! Did it move? For each action that is to move a figure and was not dropped: the figure when the action began, now, and
//! the change.
//!
//! An action began when it was added to the plan; one that nobody has started says so. The figure then is the newest one
//! before that day, or of that day if it was entered before the action; where there is none, the first one after. Nothing
//! is kept with the action, so a figure that is corrected is right here too.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::kpi::KpiView;
use super::plan::in_plan_order;
use crate::chart::{Column, Table};
use crate::content::{Direction, KpiId, Unit};
use crate::project::{ActionId, Measurement, Project, Rating, Status, Subject};
use crate::stats::difference;
use crate::words;

/// An action beside the figure that it is to move.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Which action.
    pub action: ActionId,
    /// What it does.
    pub title: String,
    /// When it was added.
    pub began: Date,
    /// The figure that it is to move.
    pub kpi: KpiId,
    /// Its name.
    pub name: String,
    /// The figure's unit.
    pub unit: Unit,
    /// The figure when the action began, with its day.
    pub then: Option<(f64, Date)>,
    /// The newest figure after that one.
    pub now: Option<(f64, Date)>,
    /// What the change means.
    pub verdict: Verdict,
    /// Whether anybody has started on the action.
    pub started: bool,
}

/// What a change means for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is no figure at all.
    NoFigures,
    /// There is none since the action began.
    NothingSince,
    /// It is as it was.
    Same,
    /// It is another, by no more than chance may have done.
    Chance,
    /// It is another, and nothing says which way is better.
    Changed,
    /// It moved the right way.
    Better,
    /// It moved the wrong way.
    Worse,
}

impl Verdict {
    /// The rating whose shape and colour stand beside its words.
    pub fn rating(self) -> Rating {
        match self {
            Self::Better => Rating::Active,
            Self::Same => Rating::Limited,
            Self::Worse => Rating::NotInPlace,
            Self::NoFigures | Self::NothingSince | Self::Chance | Self::Changed => Rating::NotAssessed,
        }
    }

    /// Its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoFigures => "No figures yet",
            Self::NothingSince => "No newer figure yet",
            Self::Same => "As it was",
            Self::Chance => "No more than chance can do",
            Self::Changed => "Moved",
            Self::Better => "Moved the right way",
            Self::Worse => "Moved the wrong way",
        }
    }
}

impl Moved {
    /// The figure when the action began: `61% (31 Oct 2026)`.
    pub fn then_words(&self) -> String {
        self.words_of(self.then)
    }

    /// The figure now.
    pub fn now_words(&self) -> String {
        self.words_of(self.now)
    }

    fn words_of(&self, figure: Option<(f64, Date)>) -> String {
        figure.map_or_else(
            || "–".to_owned(),
            |(value, date)| format!("{} ({})", self.unit.figure(value), words::date(date)),
        )
    }

    /// The change: `+4 points`; a dash where there is nothing to compare.
    pub fn change_words(&self) -> String {
        match (self.then, self.now) {
            (Some((then, _)), Some((now, _))) if self.unit == Unit::YesNo => {
                if (now - then).abs() < 0.5 { "no change" } else { "changed" }.to_owned()
            }
            (Some((then, _)), Some((now, _))) => self.unit.change(now - then),
            _ => "–".to_owned(),
        }
    }

    /// The figure when the action began and now, in a line beside the action: *Response rate: moved the right way. 61%
    /// (31 Mar 2026) when it began, 66% (31 Oct 2026) now (+5 points).*
    pub fn line(&self) -> String {
        let figures = match (self.then, self.now) {
            (None, _) => String::new(),
            (Some(_), None) => format!(" {} when it began.", self.then_words()),
            (Some(_), Some(_)) => {
                let (then, now, change) = (self.then_words(), self.now_words(), self.change_words());
                format!(" {then} when it began, {now} now ({change}).")
            }
        };
        let waits = if self.started { "" } else { " The action has not been started." };
        format!("{}: {}.{figures}{waits}", self.name, words::uncapitalised(self.verdict.words()))
    }
}

/// Every action that is to move a figure, in the order of the plan. `kpis` are all KPIs, retired ones too.
pub fn moved(project: &Project, kpis: &[KpiView], today: Date) -> Vec<Moved> {
    let linked = project
        .actions
        .iter()
        .map(AsRef::as_ref)
        .filter(|action| !matches!(action.status, Status::Dropped { .. }) && action.figures().next().is_some());
    let mut all = Vec::new();
    for action in in_plan_order(linked, today) {
        let began = TimeZone::UTC.to_datetime(action.created).date();
        for id in action.figures() {
            let Some(view) = kpis.iter().find(|view| view.id == *id) else { continue };
            let measurements = project.kpis.get(id).map(|kpi| kpi.measurements.as_slice()).unwrap_or_default();
            let (then, now) = then_and_now(measurements, began, |one| entered(project, id, one) <= action.created);
            let figure = |one: &Measurement| (one.value.headline(), one.date);
            all.push(Moved {
                action: action.id,
                title: action.title.trim().to_owned(),
                began,
                kpi: id.clone(),
                name: view.name.clone(),
                unit: view.unit,
                verdict: verdict(view, then, now),
                started: action.status != Status::NotStarted,
                then: then.map(figure),
                now: now.map(figure),
            });
        }
    }
    all
}

/// When a figure was entered: the log knows it of one that was corrected since.
fn entered(project: &Project, kpi: &KpiId, one: &Measurement) -> Timestamp {
    let added = project.log.iter().find(|change| {
        change.from.is_empty() && matches!(&change.subject, Subject::Measurement(of, id) if of == kpi && *id == one.id)
    });
    added.map_or(one.changed, |change| change.at.min(one.changed))
}

/// The figure when an action began, and the newest one if that is another.
fn then_and_now(
    measurements: &[Measurement],
    began: Date,
    entered_before: impl Fn(&Measurement) -> bool,
) -> (Option<&Measurement>, Option<&Measurement>) {
    let earlier = measurements.iter().take_while(|one| one.date < began).count();
    let that_day = measurements.iter().skip(earlier);
    let before = earlier + that_day.take_while(|one| one.date == began && entered_before(one)).count();
    let then = measurements.get(before.saturating_sub(1));
    let now = measurements.last().filter(|now| then.is_some_and(|then| then.id != now.id));
    (then, now)
}

fn verdict(view: &KpiView, then: Option<&Measurement>, now: Option<&Measurement>) -> Verdict {
    let Some(then) = then else { return Verdict::NoFigures };
    let Some(now) = now else { return Verdict::NothingSince };
    let share = |one: &Measurement| one.base.map(|base| (one.value.headline() / 100.0, base));
    let by_chance = match (share(now), share(then)) {
        (Some(now), Some(then)) if view.unit.is_share() => {
            difference(now, then).is_some_and(|(low, high)| low <= 0.0 && 0.0 <= high)
        }
        _ => false,
    };
    let (then, now) = (then.value.headline(), now.value.headline());
    if view.unit.alike(then, now) {
        return Verdict::Same;
    }
    if by_chance {
        return Verdict::Chance;
    }
    let better = match view.direction {
        Direction::Up => now > then,
        Direction::Down => now < then,
        // Nearer to the band is better; without a band of its own, nearer to parity or to no gap. Where there is neither,
        // nothing says which way is better.
        Direction::Within => {
            let own = view.target.map(|target| (target.low.unwrap_or(target.value), target.value));
            let Some((low, high)) = own.or(match view.unit {
                Unit::Index => Some((1.0, 1.0)),
                Unit::Gap => Some((0.0, 0.0)),
                Unit::Percent
                | Unit::OutOf(_)
                | Unit::Groups
                | Unit::Count
                | Unit::Pounds
                | Unit::Days
                | Unit::YesNo => None,
            }) else {
                return Verdict::Changed;
            };
            let off = |value: f64| (low - value).max(value - high).max(0.0);
            if (off(now) - off(then)).abs() < view.unit.tolerance() {
                return Verdict::Same;
            }
            off(now) < off(then)
        }
    };
    if better { Verdict::Better } else { Verdict::Worse }
}

/// The list as a table, for prints and the clipboard.
pub fn moved_table(moved: &[Moved]) -> Table {
    let columns = vec![
        Column::text("Action"),
        Column::text("Figure"),
        Column::number("When it began"),
        Column::number("Now"),
        Column::number("Change"),
        Column::text("Did it move?"),
    ];
    let row = |one: &Moved| {
        vec![
            one.title.clone(),
            one.name.clone(),
            one.then_words(),
            one.now_words(),
            one.change_words(),
            one.verdict.words().to_owned(),
        ]
    };
    Table {
        caption: "Actions and the figures that they are to move".to_owned(),
        columns,
        rows: moved.iter().map(row).collect(),
    }
}
