//! What an organisation entered for a KPI: dated measurements and a target.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{BenchmarkId, MeasurementId};
use crate::content::{
    BenchmarkSetId, Direction, Group, KpiDefinition, KpiId, MOST_MONTHS, Pillar, RecommendationId, Unit, Whose,
};

/// What an organisation entered for one KPI.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kpi {
    /// What it is to the organisation, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<KpiSettings>,
    /// Measurements, in the order of their dates (equal dates in the order in which they were entered).
    pub measurements: Vec<Measurement>,
    /// The organisation's own target, if it has set one.
    pub target: Option<Target>,
    /// Figures to compare with that the organisation added, in the order in which they were added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<Benchmark>,
}

/// What a KPI is to an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KpiSettings {
    /// Its definition, where the KPI is the organisation's own; `None` where a pack defines it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnKpi>,
    /// Who answers for the figure; empty while nobody does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// How many months may lie between two figures, in place of what its pack says; 1 to
    /// [`MOST_MONTHS`](crate::content::MOST_MONTHS).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u32>,
    /// Since when it is no longer followed. Its figures are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<Date>,
    /// The benchmark sets that it is held against; `None` leaves that to its pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Vec<BenchmarkSetId>>,
    /// When this record was last changed.
    pub changed: Timestamp,
}

impl KpiSettings {
    /// Settings that say nothing yet.
    pub fn new(changed: Timestamp) -> Self {
        Self { own: None, owner: String::new(), every: None, retired: None, compared: None, changed }
    }
}

/// The definition of an organisation's own KPI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnKpi {
    /// Its name; never empty.
    pub name: String,
    /// The pillar it measures.
    pub pillar: Pillar,
    /// What is counted, out of what.
    pub definition: String,
    /// What one measurement holds.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// The recommendations that bear on the figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<RecommendationId>,
}

impl OwnKpi {
    /// The definition as packs write them.
    pub fn definition(&self, id: &KpiId) -> KpiDefinition {
        KpiDefinition {
            id: id.clone(),
            pillar: self.pillar,
            name: self.name.trim().to_owned(),
            definition: self.definition.trim().to_owned(),
            unit: self.unit,
            direction: self.direction,
            whose: Whose::Own,
            every: None,
            target: None,
            comparators: Vec::new(),
            benchmarks: None,
            caution: None,
            recommendations: self.recommendations.clone(),
            cite: None,
        }
    }
}

/// A figure to compare with that an organisation added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Benchmark {
    /// Its id.
    pub id: BenchmarkId,
    /// What it is of, short enough to label a line; never empty.
    pub label: String,
    /// The figure, in the KPI's unit; for a split of its third group.
    pub value: f64,
    /// The day that it describes.
    pub date: Date,
    /// What it counts, out of what.
    pub definition: String,
    /// Who is counted.
    pub population: String,
    /// Where it comes from.
    pub source: String,
    /// How it differs from the KPI: in definition, population or age; empty where it does not. It is drawn only with
    /// these words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caution: String,
    /// When this record was last changed.
    pub changed: Timestamp,
}

impl Benchmark {
    /// Whether it has a label and a figure.
    pub fn is_sound(&self) -> bool {
        !self.label.trim().is_empty() && self.value.is_finite()
    }
}

/// A measured value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// One number, in the KPI's unit.
    One(f64),
    /// The shares of the three groups, in percent; they add up to 100 to within [`Value::ROUNDING`].
    Groups {
        /// From professional backgrounds.
        professional: f64,
        /// From intermediate backgrounds.
        intermediate: f64,
        /// From working-class backgrounds.
        working_class: f64,
    },
}

impl Value {
    /// How far three rounded percentages may add up from 100.
    pub const ROUNDING: f64 = 1.0;

    /// The number that targets and comparisons speak of: the value itself, or the working-class share.
    pub fn headline(self) -> f64 {
        match self {
            Self::One(value) => value,
            Self::Groups { working_class, .. } => working_class,
        }
    }

    /// The share of a group, where the value is a split.
    pub fn share(self, group: Group) -> Option<f64> {
        match self {
            Self::One(_) => None,
            Self::Groups { professional, intermediate, working_class } => Some(match group {
                Group::Professional => professional,
                Group::Intermediate => intermediate,
                Group::WorkingClass => working_class,
            }),
        }
    }

    /// Whether every number is finite, and shares are none of them negative and add up.
    pub fn is_sound(self) -> bool {
        let sound = |number: f64| number.is_finite() && number >= 0.0;
        match self {
            Self::One(value) => value.is_finite(),
            Self::Groups { professional, intermediate, working_class } => {
                sound(professional)
                    && sound(intermediate)
                    && sound(working_class)
                    && (professional + intermediate + working_class - 100.0).abs() <= Self::ROUNDING
            }
        }
    }
}

/// One dated measurement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// Its id.
    pub id: MeasurementId,
    /// The day that it describes.
    pub date: Date,
    /// What was measured.
    pub value: Value,
    /// How many people it rests on, if known: the denominator of a share.
    pub base: Option<u32>,
    /// How many of them it counts, if known: the numerator of a share. Never more than the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// A note: where it comes from, what changed.
    pub note: String,
    /// How it came in.
    #[serde(default, skip_serializing_if = "FigureSource::is_typed")]
    pub source: FigureSource,
    /// When this record was last changed.
    pub changed: Timestamp,
}

/// How a measurement came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FigureSource {
    /// It was typed.
    #[default]
    Typed,
    /// It was taken from a spreadsheet.
    Imported,
    /// It was computed from workforce data.
    Computed,
}

impl FigureSource {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Typed, Self::Imported, Self::Computed];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Typed => "Typed",
            Self::Imported => "Imported",
            Self::Computed => "Computed",
        }
    }

    /// Whether it was typed. By reference, as serde asks.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    fn is_typed(&self) -> bool {
        *self == Self::Typed
    }
}

impl Measurement {
    /// Whether its value is sound and it counts no more people than it rests on.
    pub fn is_sound(&self) -> bool {
        let counted = match (self.count, self.base) {
            (Some(count), Some(base)) => count <= base,
            (Some(_), None) => false,
            (None, _) => true,
        };
        self.value.is_sound() && counted
    }
}

/// A target: where to be by when, and the steps on the way. In the KPI's unit; for a split, the working-class share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The value to reach; of a band the upper end.
    pub value: f64,
    /// The lower end of the band to be in, for a KPI that should stay within one; never above [`Self::value`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// By when.
    pub date: Date,
    /// Where and when the path begins; `None` takes the first measurement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Step>,
    /// Steps on the way, in the order of their dates, all before [`Self::date`]. Between steps the path is a straight
    /// line.
    pub steps: Vec<Step>,
    /// When this record was last changed.
    pub changed: Timestamp,
}

/// A step on the way to a target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The value to have reached.
    pub value: f64,
    /// By when.
    pub date: Date,
}

impl Kpi {
    /// The newest measurement.
    pub fn latest(&self) -> Option<&Measurement> {
        self.measurements.last()
    }

    /// Whether dates are in order and every number is in its range.
    pub fn is_sound(&self) -> bool {
        let ordered = self.measurements.is_sorted_by_key(|measurement| measurement.date);
        let values = self.measurements.iter().all(Measurement::is_sound);
        let target = self.target.as_ref().is_none_or(Target::is_sound);
        let benchmarks = self.benchmarks.iter().all(Benchmark::is_sound);
        let settings = self.settings.as_ref().is_none_or(|settings| {
            let every = settings.every.is_none_or(|every| (1..=MOST_MONTHS).contains(&every));
            every && settings.own.as_ref().is_none_or(|own| !own.name.trim().is_empty())
        });
        ordered && values && target && benchmarks && settings
    }

    /// Its own definition, where it is the organisation's.
    pub fn own(&self) -> Option<&OwnKpi> {
        self.settings.as_ref()?.own.as_ref()
    }

    /// Since when it is no longer followed.
    pub fn retired(&self) -> Option<Date> {
        self.settings.as_ref()?.retired
    }
}

impl Target {
    /// A target without a path of its own: from the first measurement straight to the value.
    pub fn new(value: f64, date: Date, changed: Timestamp) -> Self {
        Self { value, low: None, date, baseline: None, steps: Vec::new(), changed }
    }

    /// Whether its steps lie in order before its date and every number is finite.
    pub fn is_sound(&self) -> bool {
        let numbers =
            self.steps.iter().chain(&self.baseline).map(|step| step.value).chain([self.value]).chain(self.low);
        let dates: Vec<_> = self.steps.iter().map(|step| step.date).chain([self.date]).collect();
        numbers.into_iter().all(f64::is_finite)
            && self.low.is_none_or(|low| low <= self.value)
            && dates.windows(2).all(|pair| matches!(pair, [a, b] if a < b))
    }
}
