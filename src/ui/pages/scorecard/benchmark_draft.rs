//! A figure to compare with as it is typed.

use jiff::Timestamp;

use super::draft::{blank, date, value, written};
use crate::content::Unit;
use crate::project::{Benchmark, BenchmarkId};
use crate::words;

/// A figure to compare with as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BenchmarkDraft {
    pub(super) serial: u64,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) date: String,
    pub(super) definition: String,
    pub(super) population: String,
    pub(super) source: String,
    /// How it differs from the measure.
    pub(super) caution: String,
    pub(super) tried: bool,
}

/// What is wrong with it; all empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BenchmarkFaults {
    pub(super) label: Option<String>,
    pub(super) value: Option<String>,
    pub(super) date: Option<String>,
}

impl BenchmarkDraft {
    /// A figure to compare with, to be corrected.
    pub(super) fn of(one: &Benchmark, serial: u64) -> Self {
        Self {
            serial,
            label: one.label.clone(),
            value: written(one.value),
            date: words::date(one.date),
            definition: one.definition.clone(),
            population: one.population.clone(),
            source: one.source.clone(),
            caution: one.caution.clone(),
            tried: false,
        }
    }

    /// What is typed, or everything that is wrong with it.
    pub(super) fn read(&self, unit: Unit, id: BenchmarkId) -> Result<Benchmark, BenchmarkFaults> {
        let mut faults = BenchmarkFaults::default();
        if blank(&self.label) {
            faults.label = Some("Write whose figure it is.".to_owned());
        }
        let value = value(unit, &self.value).map_err(|fault| faults.value = Some(fault)).ok();
        let date = date(&self.date).map_err(|fault| faults.date = Some(fault)).ok();
        let text = |text: &str| text.trim().to_owned();
        match (value, date) {
            (Some(value), Some(date)) if faults == BenchmarkFaults::default() => Ok(Benchmark {
                id,
                label: text(&self.label),
                value,
                date,
                definition: text(&self.definition),
                population: text(&self.population),
                source: text(&self.source),
                caution: text(&self.caution),
                // Set by the edit.
                changed: Timestamp::UNIX_EPOCH,
            }),
            _ => Err(faults),
        }
    }

    /// What is wrong now: of the fields that hold something, or of all once saving was tried.
    pub(super) fn faults(&self, unit: Unit) -> BenchmarkFaults {
        let mut faults = self.read(unit, BenchmarkId(0)).err().unwrap_or_default();
        if !self.tried {
            faults.label = None;
            faults.value = faults.value.filter(|_| !blank(&self.value));
            faults.date = faults.date.filter(|_| !blank(&self.date));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_benchmark_is_read_and_its_faults_told() {
        let mut draft = BenchmarkDraft {
            label: " Sector average ".to_owned(),
            value: "41,5".to_owned(),
            date: "31/3/2025".to_owned(),
            caution: "Counts head office only".to_owned(),
            ..BenchmarkDraft::default()
        };
        let read = draft.read(Unit::Percent, BenchmarkId(3)).unwrap();
        assert_eq!((read.label.as_str(), read.value.to_string().as_str()), ("Sector average", "41.5"));
        assert!(read.is_sound());
        assert_eq!(BenchmarkDraft::of(&read, 0).read(Unit::Percent, BenchmarkId(3)), Ok(read));
        draft = BenchmarkDraft::default();
        assert_eq!(draft.faults(Unit::Percent), BenchmarkFaults::default(), "not tried yet");
        draft.tried = true;
        let faults = draft.faults(Unit::Percent);
        assert!(faults.label.is_some() && faults.value.is_some() && faults.date.is_some());
    }
}
