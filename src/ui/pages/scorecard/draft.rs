//! What is typed into the page's forms, and what is wrong with it. Texts stay as they were typed until they are saved.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::content::Unit;
use crate::project::{FigureSource, Measurement, MeasurementId, Step, Target, Value};
use crate::words;

/// A figure as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FigureDraft {
    /// Makes the ids of its fields its own, so that no field brings back the text of an earlier draft.
    pub(super) serial: u64,
    pub(super) date: String,
    /// The figure, or the three shares.
    pub(super) values: [String; 3],
    pub(super) base: String,
    pub(super) note: String,
    /// Whether saving it was tried: from then on, empty fields are wrong too.
    pub(super) tried: bool,
}

/// What is wrong with a typed figure; all empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FigureFaults {
    pub(super) date: Option<String>,
    pub(super) values: [Option<String>; 3],
    pub(super) sum: Option<String>,
    pub(super) base: Option<String>,
}

impl FigureDraft {
    /// A measurement, to be corrected.
    pub(super) fn of(measurement: &Measurement, serial: u64) -> Self {
        let values = match measurement.value {
            Value::One(value) => [written(value), String::new(), String::new()],
            Value::Groups { professional, intermediate, working_class } => {
                [professional, intermediate, working_class].map(written)
            }
        };
        Self {
            serial,
            date: words::date(measurement.date),
            values,
            base: measurement.base.map(|base| words::whole(base.into())).unwrap_or_default(),
            note: measurement.note.clone(),
            tried: false,
        }
    }

    /// Whether nothing has been typed.
    pub(super) fn is_empty(&self) -> bool {
        let fields = self.values.iter().chain([&self.date, &self.base, &self.note]);
        fields.into_iter().all(|text| text.trim().is_empty())
    }

    /// The date, while it is one.
    pub(super) fn day(&self) -> Option<Date> {
        words::parse_date(&self.date).ok()
    }

    /// What the three shares add up to, while each is a number.
    pub(super) fn sum(&self) -> Option<f64> {
        self.values.iter().map(|text| words::parse_decimal(text).ok()).sum()
    }

    /// The measurement that is typed, or everything that is wrong with it.
    pub(super) fn read(&self, unit: Unit, id: MeasurementId) -> Result<Measurement, Box<FigureFaults>> {
        let mut faults = FigureFaults::default();
        let date = date(&self.date).map_err(|fault| faults.date = Some(fault)).ok();
        let count = if unit == Unit::Groups { 3 } else { 1 };
        let mut numbers = [0.0; 3];
        for ((text, number), fault) in self.values.iter().zip(&mut numbers).zip(&mut faults.values).take(count) {
            match value(unit, text) {
                Ok(read) => *number = read,
                Err(wrong) => *fault = Some(wrong),
            }
        }
        let [first, second, third] = numbers;
        let value = if unit == Unit::Groups {
            Value::Groups { professional: first, intermediate: second, working_class: third }
        } else {
            Value::One(first)
        };
        if faults.values.iter().all(Option::is_none) && !value.is_sound() {
            faults.sum = Some("The three should add up to 100%, give or take 1.".to_owned());
        }
        let base = base(&self.base).map_err(|fault| faults.base = Some(fault)).ok();
        match (date, base) {
            (Some(date), Some(base)) if faults == FigureFaults::default() => Ok(Measurement {
                id,
                date,
                value,
                base,
                count: None,
                note: self.note.trim().to_owned(),
                source: FigureSource::Typed,
                // Set by the edit.
                changed: Timestamp::UNIX_EPOCH,
            }),
            _ => Err(Box::new(faults)),
        }
    }

    /// What is wrong now: of the fields that hold something, or of all once saving was tried.
    pub(super) fn faults(&self, unit: Unit) -> FigureFaults {
        let mut faults = self.read(unit, MeasurementId(0)).err().map(|faults| *faults).unwrap_or_default();
        if !self.tried {
            faults.date = faults.date.filter(|_| !self.date.trim().is_empty());
            for (fault, text) in faults.values.iter_mut().zip(&self.values) {
                *fault = fault.take().filter(|_| !text.trim().is_empty());
            }
        }
        faults
    }
}

/// A target as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TargetDraft {
    pub(super) serial: u64,
    pub(super) value: String,
    pub(super) date: String,
    pub(super) steps: Vec<StepDraft>,
    pub(super) tried: bool,
}

/// A step of a typed target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StepDraft {
    pub(super) serial: u64,
    pub(super) value: String,
    pub(super) date: String,
}

/// What is wrong with a typed target; all empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TargetFaults {
    pub(super) value: Option<String>,
    pub(super) date: Option<String>,
    /// For each step, its value and its date.
    pub(super) steps: Vec<(Option<String>, Option<String>)>,
}

impl TargetFaults {
    fn none(&self) -> bool {
        let steps = self.steps.iter().all(|(value, date)| value.is_none() && date.is_none());
        self.value.is_none() && self.date.is_none() && steps
    }

    /// The first step that is wrong, where nothing before it is.
    pub(super) fn wrong_step(&self) -> Option<usize> {
        let above = self.value.is_some() || self.date.is_some();
        let wrong = |(value, date): &(Option<String>, Option<String>)| value.is_some() || date.is_some();
        if above { None } else { self.steps.iter().position(wrong) }
    }
}

impl TargetDraft {
    /// A target, to be changed. `serial` makes the ids of its fields.
    pub(super) fn of(target: &Target, serial: &mut u64) -> Self {
        Self {
            serial: next(serial),
            value: written(target.value),
            date: words::date(target.date),
            steps: target.steps.iter().map(|step| StepDraft::of(*step, serial)).collect(),
            tried: false,
        }
    }

    /// The date, while it is one.
    pub(super) fn day(&self) -> Option<Date> {
        words::parse_date(&self.date).ok()
    }

    /// The value, while it is one of this unit.
    pub(super) fn goal(&self, unit: Unit) -> Option<f64> {
        value(unit, &self.value).ok()
    }

    /// The target that is typed, or everything that is wrong with it.
    pub(super) fn read(&self, unit: Unit) -> Result<Target, TargetFaults> {
        let mut faults = TargetFaults::default();
        let goal = value(unit, &self.value).map_err(|fault| faults.value = Some(fault)).ok();
        let day = date(&self.date).map_err(|fault| faults.date = Some(fault)).ok();
        let mut steps: Vec<Step> = Vec::new();
        for step in &self.steps {
            let read_value = value(unit, &step.value);
            let read_date = date(&step.date).and_then(|date| {
                if day.is_some_and(|day| date >= day) {
                    Err("A step lies before the target’s date.".to_owned())
                } else if steps.last().is_some_and(|before| date <= before.date) {
                    Err("This step should come after the one above.".to_owned())
                } else {
                    Ok(date)
                }
            });
            if let (Ok(value), Ok(date)) = (&read_value, &read_date) {
                steps.push(Step { value: *value, date: *date });
            }
            faults.steps.push((read_value.err(), read_date.err()));
        }
        match (goal, day) {
            // `changed` is set by the edit.
            (Some(value), Some(date)) if faults.none() => {
                Ok(Target { steps, ..Target::new(value, date, Timestamp::UNIX_EPOCH) })
            }
            _ => Err(faults),
        }
    }

    /// What is wrong now: of the fields that hold something, or of all once saving was tried.
    pub(super) fn faults(&self, unit: Unit) -> TargetFaults {
        let mut faults = self.read(unit).err().unwrap_or_default();
        if !self.tried {
            let typed = |text: &str| !text.trim().is_empty();
            faults.value = faults.value.filter(|_| typed(&self.value));
            faults.date = faults.date.filter(|_| typed(&self.date));
            for ((value, date), step) in faults.steps.iter_mut().zip(&self.steps) {
                *value = value.take().filter(|_| typed(&step.value));
                *date = date.take().filter(|_| typed(&step.date));
            }
        }
        faults
    }
}

impl StepDraft {
    /// A step, to be changed.
    pub(super) fn of(step: Step, serial: &mut u64) -> Self {
        Self { serial: next(serial), value: written(step.value), date: words::date(step.date) }
    }
}

/// The next number of a row of them.
pub(super) fn next(serial: &mut u64) -> u64 {
    *serial += 1;
    *serial
}

/// A number as it is edited: with all its decimals, unlike [`words::decimal`].
pub(super) fn written(value: f64) -> String {
    value.to_string()
}

/// Reads a value of a unit.
fn value(unit: Unit, text: &str) -> Result<f64, String> {
    match unit {
        Unit::Percent
        | Unit::Groups
        | Unit::Gap
        | Unit::Days
        | Unit::Index
        | Unit::Pounds
        | Unit::Count
        | Unit::YesNo => {
            let number = words::parse_decimal(text).map_err(|error| error.to_string())?;
            if (0.0..=100.0).contains(&number) {
                Ok(number)
            } else {
                Err("Write a percentage from 0 to 100.".to_owned())
            }
        }
        Unit::OutOf(whole) => match words::parse_whole(text) {
            Ok(number) if number <= whole => Ok(f64::from(number)),
            _ => Err(format!("Write a whole number from 0 to {whole}.")),
        },
    }
}

fn date(text: &str) -> Result<Date, String> {
    if text.trim().is_empty() {
        return Err("Write a date.".to_owned());
    }
    words::parse_date(text).map_err(|error| error.to_string())
}

/// Reads how many people a figure rests on; nothing where it is not known.
fn base(text: &str) -> Result<Option<u32>, String> {
    match words::parse_whole(text) {
        Ok(0) => Err("A figure cannot rest on nobody. Leave this empty if you do not know.".to_owned()),
        Ok(base) => Ok(Some(base)),
        Err(words::NumberError::Empty) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn figure(date: &str, values: [&str; 3], base: &str) -> FigureDraft {
        let values = values.map(str::to_owned);
        FigureDraft { date: date.to_owned(), values, base: base.to_owned(), ..FigureDraft::default() }
    }

    #[test]
    fn a_typed_figure_is_read() {
        let draft = figure("31/10/2026", ["66,5 %", "", ""], "1,668");
        let read = draft.read(Unit::Percent, MeasurementId(7)).unwrap();
        assert_eq!((read.id, read.date, read.value), (MeasurementId(7), date(2026, 10, 31), Value::One(66.5)));
        assert_eq!(read.base, Some(1668));
        assert_eq!(FigureDraft::of(&read, 0).read(Unit::Percent, read.id), Ok(read));
    }

    #[test]
    fn each_fault_stands_at_its_field() {
        let faults = figure("31/2/2026", ["166", "", ""], "a few").read(Unit::Percent, MeasurementId(1)).unwrap_err();
        assert_eq!(faults.date.as_deref(), Some("There is no such day. Check the day and the month."));
        assert_eq!(faults.values[0].as_deref(), Some("Write a percentage from 0 to 100."));
        assert!(faults.base.is_some() && faults.sum.is_none());
        for wrong in ["5", "-1", "2.5", "", "3 of 4"] {
            let faults = figure("31/3/2026", [wrong, "", ""], "").read(Unit::OutOf(4), MeasurementId(1)).unwrap_err();
            assert_eq!(faults.values[0].as_deref(), Some("Write a whole number from 0 to 4."), "{wrong}");
        }
    }

    #[test]
    fn nothing_is_wrong_with_empty_fields_until_saving_is_tried() {
        let mut draft = FigureDraft::default();
        assert_eq!(draft.faults(Unit::Groups), FigureFaults::default());
        draft.tried = true;
        let faults = draft.faults(Unit::Groups);
        assert!(faults.date.is_some() && faults.values.iter().all(Option::is_some));
        assert!(faults.base.is_none(), "the base may be left out");
    }

    #[test]
    fn three_shares_add_up() {
        let draft = |third| figure("31/3/2026", ["37", "24", third], "");
        assert!(draft("39").read(Unit::Groups, MeasurementId(1)).is_ok());
        assert!(draft("40").read(Unit::Groups, MeasurementId(1)).is_ok(), "rounded");
        let faults = draft("41").read(Unit::Groups, MeasurementId(1)).unwrap_err();
        assert!(faults.sum.is_some() && faults.values.iter().all(Option::is_none));
        assert_eq!(draft("39").sum(), Some(100.0));
        assert_eq!(draft("").sum(), None);
    }

    fn target(value: &str, date: &str, steps: &[(&str, &str)]) -> TargetDraft {
        let step = |(value, date): &(&str, &str)| StepDraft {
            value: (*value).to_owned(),
            date: (*date).to_owned(),
            ..StepDraft::default()
        };
        TargetDraft {
            value: value.to_owned(),
            date: date.to_owned(),
            steps: steps.iter().map(step).collect(),
            ..TargetDraft::default()
        }
    }

    #[test]
    fn a_typed_target_is_read_with_its_steps() {
        let draft = target("70%", "31 Mar 2028", &[("66", "31/3/2027"), ("68,5", "30/9/2027")]);
        let read = draft.read(Unit::Percent).unwrap();
        assert!(read.is_sound());
        assert_eq!(read.steps[1], Step { value: 68.5, date: date(2027, 9, 30) });
        let again = TargetDraft::of(&read, &mut 0);
        assert_eq!(again.read(Unit::Percent), Ok(read));
    }

    #[test]
    fn steps_stand_in_order_before_the_target() {
        let late = target("70", "31/3/2028", &[("66", "31/3/2028")]).read(Unit::Percent).unwrap_err();
        assert_eq!(late.steps[0].1.as_deref(), Some("A step lies before the target’s date."));
        let swapped = target("70", "31/3/2028", &[("66", "30/9/2027"), ("64", "31/3/2027")]);
        let swapped = swapped.read(Unit::Percent).unwrap_err();
        assert_eq!(swapped.steps[0], (None, None));
        assert_eq!(swapped.steps[1].1.as_deref(), Some("This step should come after the one above."));
        let empty = target("70", "31/3/2028", &[("", "")]);
        assert!(empty.read(Unit::Percent).is_err());
        assert_eq!(empty.faults(Unit::Percent).steps, [(None, None)]);
    }
}
