//! What follows from a KPI's figures: where it stands (`state`), where its pace leads (`pace`), what it is held against
//! (`compare`), what it says (`reading`) and how it is drawn (`chart`).

mod chart;
mod compare;
mod pace;
mod reading;
mod state;
use jiff::civil::Date;

use crate::content::{Catalogue, Direction, KpiDefinition, KpiId, Pillar, ThirdGroup, Unit, Whose};
use crate::project::{Kpi, Measurement, Project, Value};
use crate::words;

pub use chart::{AxisStart, kpi_chart};
pub(super) use compare::levels;
pub use compare::{Reference, benchmark_values, comparable_sets, compared_sets, poll_sentences, references, set_value};
pub use pace::{Leads, Pace, pace};
pub use reading::kpi_reading;
pub use reading::say;
pub use state::{KpiState, path_value, target_path};

/// A KPI with what follows from its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiView {
    /// Which one.
    pub id: KpiId,
    /// The pillar it measures.
    pub pillar: Pillar,
    /// Its name.
    pub name: String,
    /// What its figures are.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// Its newest figure.
    pub latest: Option<Measurement>,
    /// How far the newest figure lies from the oldest, with the oldest's day; `None` with fewer than two.
    pub change: Option<(f64, Date)>,
    /// How many figures there are.
    pub figures: usize,
    /// The target that counts.
    pub target: Option<TargetView>,
    /// Where it stands today.
    pub state: KpiState,
    /// Where it stands by its newest figure, however old that is.
    pub standing: KpiState,
    /// When a newer figure is due.
    pub due: Option<Date>,
    /// Who answers for the figure; empty where nobody does.
    pub owner: String,
    /// Whether the organisation uses it: it defined it, or entered anything for it.
    pub in_use: bool,
    /// Since when it is no longer followed.
    pub retired: Option<Date>,
}

/// A target as pages and prints show it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetView {
    /// The value to reach; of a band the upper end.
    pub value: f64,
    /// The lower end of a band.
    pub low: Option<f64>,
    /// By when; an aim that a pack knows has no date.
    pub date: Option<Date>,
    /// Whether the organisation set it; otherwise it is the aim that the KPI's pack knows.
    pub own: bool,
    /// Whether a published document sets the aim that the pack knows; otherwise the pack suggests it.
    pub published: bool,
}

impl KpiView {
    /// A figure in the KPI's unit: `66%`, `3 of 4`.
    pub fn figure(&self, value: f64) -> String {
        self.unit.figure(value)
    }

    /// The newest figure in words, or a dash; a split as `37 / 24 / 39%`.
    pub fn latest_words(&self) -> String {
        self.latest.as_ref().map_or_else(|| "–".to_owned(), |latest| value_words(self.unit, latest.value))
    }

    /// What the headline number is of, where the name does not say it: the share of the third group for a split.
    pub fn headline_name(&self, third: ThirdGroup) -> Option<String> {
        (self.unit == Unit::Groups).then(|| format!("{}, {} share", self.name, third.label().to_lowercase()))
    }

    /// The state in words.
    pub fn state_words(&self) -> String {
        self.state.words(self.unit)
    }

    /// The state, and by how much it is behind where it is out of date as well: for a page that has room.
    pub fn full_state_words(&self) -> String {
        match (self.state, self.standing) {
            (KpiState::Stale(_), KpiState::Achieved | KpiState::OnPath | KpiState::Behind(_)) => {
                format!("{}; last known: {}", self.state_words(), words::uncapitalised(&self.standing.words(self.unit)))
            }
            _ => self.state_words(),
        }
    }

    /// What is to be reached: `70%`, `−3% to 3%`; empty without a target.
    pub fn goal_words(&self) -> String {
        match self.target {
            Some(TargetView { value, low: Some(low), .. }) => {
                format!("{} to {}", self.figure(low), self.figure(value))
            }
            Some(TargetView { value, low: None, .. }) => self.figure(value),
            None => String::new(),
        }
    }

    /// The organisation's target in words, or the aim that the KPI's pack knows, which is no target: `70% by 31 Mar
    /// 2027`, `published aim 70%`, `suggested aim 100%`, `–`.
    pub fn target_words(&self) -> String {
        let goal = self.goal_words();
        match self.target {
            Some(TargetView { own: true, date: Some(date), .. }) => format!("{goal} by {}", words::date(date)),
            Some(TargetView { own: true, date: None, .. }) => goal,
            Some(TargetView { published: true, .. }) => format!("published aim {goal}"),
            Some(_) => format!("suggested aim {goal}"),
            None => "–".to_owned(),
        }
    }

    /// The organisation's own target; `None` where there is only an aim that the KPI's pack knows.
    pub fn own_target(&self) -> Option<TargetView> {
        self.target.filter(|target| target.own)
    }
}

/// A measured value in words: `66%`, `3 of 4`, `37 / 24 / 39%`.
pub fn value_words(unit: Unit, value: Value) -> String {
    match value {
        Value::One(value) => unit.figure(value),
        Value::Groups { professional, intermediate, working_class } => {
            format!("{}%", [professional, intermediate, working_class].map(words::decimal).join(" / "))
        }
    }
}

/// A KPI with what follows from its figures on a day.
pub fn kpi_view(definition: &KpiDefinition, kpi: Option<&Kpi>, today: Date) -> KpiView {
    let none = Kpi::default();
    let in_use = kpi.is_some_and(|kpi| *kpi != none);
    let kpi = kpi.unwrap_or(&none);
    let own = kpi.target.as_ref().map(|target| TargetView {
        value: target.value,
        low: target.low,
        date: Some(target.date),
        own: true,
        published: false,
    });
    let aim = definition.target.as_ref().and_then(|target| {
        let published = definition.whose == Whose::Published;
        Some(TargetView { value: target.value?, low: target.low, date: None, own: false, published })
    });
    let change = match (kpi.measurements.first(), kpi.measurements.last()) {
        (Some(first), Some(last)) if kpi.measurements.len() > 1 => {
            Some((last.value.headline() - first.value.headline(), first.date))
        }
        _ => None,
    };
    KpiView {
        id: definition.id.clone(),
        pillar: definition.pillar,
        name: definition.name.clone(),
        unit: definition.unit,
        direction: definition.direction,
        latest: kpi.latest().cloned(),
        change,
        figures: kpi.measurements.len(),
        target: own.or(aim),
        state: state::state(definition, kpi, today),
        standing: state::standing(definition, kpi),
        due: state::next_due(definition, kpi),
        owner: kpi.settings.as_ref().map(|settings| settings.owner.trim().to_owned()).unwrap_or_default(),
        in_use,
        retired: kpi.retired(),
    }
}

/// All KPIs of the catalogue, by pillar, in the order that the organisation chose or else in the catalogue's; those that
/// are no longer followed too.
pub fn all_kpi_views(catalogue: &Catalogue, project: &Project, today: Date) -> Vec<KpiView> {
    let mut views: Vec<_> = catalogue
        .kpis()
        .map(|definition| kpi_view(definition, project.kpis.get(&definition.id).map(AsRef::as_ref), today))
        .collect();
    let order = project.kpi_order.as_ref().map(|order| order.order.as_slice()).unwrap_or_default();
    let place = |id: &KpiId| order.iter().position(|one| one == id).unwrap_or(order.len());
    views.sort_by_cached_key(|view| (view.pillar, place(&view.id)));
    views
}
