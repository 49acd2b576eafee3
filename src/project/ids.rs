//! Ids of an organisation's records: random, so that records made in two copies of a file never share one. Written as
//! 16 hexadecimal digits. Made at the edge (`app`, the command line), never here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! number_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                if text.len() != 16 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
                    return Err(BadId);
                }
                u64::from_str_radix(text, 16).map(Self).map_err(|_not_hex| BadId)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

number_id! {
    /// A project.
    ProjectId;
    /// A round of review.
    RoundId;
    /// An action.
    ActionId;
    /// A measurement of a KPI.
    MeasurementId;
    /// A figure to compare a KPI with, added by the organisation.
    BenchmarkId;
    /// A person to speak with.
    PersonId;
    /// A piece of evidence for a rating.
    EvidenceId;
    /// A set of workforce data.
    DataSetId;
    /// Figures that were shown.
    ReleaseId;
}

/// A text that is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is 16 digits of 0 to 9 and a to f")]
pub struct BadId;
