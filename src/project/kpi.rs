//! What an organisation entered for a KPI: dated measurements and a target.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::MeasurementId;
use crate::content::Group;

/// The figures and target of one KPI.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kpi {
    /// Measurements, in the order of their dates (equal dates in the order in which they were entered).
    pub measurements: Vec<Measurement>,
    /// The organisation's own target, if it has set one.
    pub target: Option<Target>,
}

/// A measured value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// One number: a percentage from 0 to 100, or a count.
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

    /// Whether every number is finite and not negative, and shares add up.
    pub fn is_sound(self) -> bool {
        let sound = |number: f64| number.is_finite() && number >= 0.0;
        match self {
            Self::One(value) => sound(value),
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
    /// How many people it rests on, if known.
    pub base: Option<u32>,
    /// A note: where it comes from, what changed.
    pub note: String,
    /// When this record was last changed.
    pub changed: Timestamp,
}

/// A target: where to be by when, and the steps on the way. In the KPI's unit; for a split, the working-class share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The value to reach.
    pub value: f64,
    /// By when.
    pub date: Date,
    /// Steps on the way, in the order of their dates, all before [`Self::date`]. Between steps the path is a straight
    /// line; it starts at the first measurement.
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
        let values = self.measurements.iter().all(|measurement| measurement.value.is_sound());
        let target = self.target.as_ref().is_none_or(Target::is_sound);
        ordered && values && target
    }
}

impl Target {
    /// Whether its steps lie in order before its date and every number is finite and not negative.
    pub fn is_sound(&self) -> bool {
        let numbers = self.steps.iter().map(|step| step.value).chain([self.value]);
        let dates: Vec<_> = self.steps.iter().map(|step| step.date).chain([self.date]).collect();
        numbers.into_iter().all(|number| number.is_finite() && number >= 0.0)
            && dates.windows(2).all(|pair| matches!(pair, [a, b] if a < b))
    }
}
