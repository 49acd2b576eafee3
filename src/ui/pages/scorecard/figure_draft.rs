//! A figure as it is typed. Of a percentage the people can be typed in its place: so many of so many.

use jiff::Timestamp;
use jiff::civil::Date;

use super::draft::{blank, date, value, written};
use crate::content::Unit;
use crate::project::{FigureSource, Measurement, MeasurementId, Value};
use crate::words;

/// A figure as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FigureDraft {
    /// Makes the ids of its fields its own, so that no field brings back the text of an earlier draft.
    pub(super) serial: u64,
    pub(super) date: String,
    /// The figure, or the three shares.
    pub(super) values: [String; 3],
    /// How many people it counts.
    pub(super) counted: String,
    /// How many people it rests on.
    pub(super) base: String,
    pub(super) note: String,
    /// Whether the percentage was worked out of the people, and follows them.
    pub(super) worked_out: bool,
    /// Whether saving it was tried: from then on, empty fields are wrong too.
    pub(super) tried: bool,
}

/// What is wrong with a typed figure; all empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FigureFaults {
    pub(super) date: Option<String>,
    pub(super) values: [Option<String>; 3],
    pub(super) sum: Option<String>,
    pub(super) counted: Option<String>,
    pub(super) base: Option<String>,
}

impl FigureFaults {
    /// Whether a field is wrong.
    pub(super) fn any(&self) -> bool {
        *self != Self { sum: self.sum.clone(), ..Self::default() }
    }
}

/// A percentage worked out of people, as it is shown: two decimals tell one person in ten thousand.
fn shown(percent: f64) -> String {
    written((percent * 100.0).round() / 100.0)
}

/// How far a typed percentage may lie from the one worked out: half of its last decimal.
fn rounding(text: &str) -> f64 {
    let decimals =
        text.trim().trim_end_matches('%').trim_end().split_once(['.', ',']).map_or(0, |(_, rest)| rest.len());
    let decimals = i32::try_from(decimals.min(9)).unwrap_or(9);
    0.5 / 10_f64.powi(decimals) + 1e-9
}

impl FigureDraft {
    /// A measurement, to be corrected.
    pub(super) fn of(measurement: &Measurement, serial: u64) -> Self {
        let number = |number: Option<u32>| number.map(|number| words::whole(number.into())).unwrap_or_default();
        let mut draft = Self {
            serial,
            date: words::date(measurement.date),
            values: match measurement.value {
                Value::One(value) => [written(value), String::new(), String::new()],
                Value::Groups { professional, intermediate, working_class } => {
                    [professional, intermediate, working_class].map(written)
                }
            },
            counted: number(measurement.count),
            base: number(measurement.base),
            note: measurement.note.clone(),
            ..Self::default()
        };
        if let (Value::One(value), Some(percent)) = (measurement.value, draft.percent())
            && (value - percent).abs() < 1e-9
        {
            draft.worked_out = true;
            draft.fill();
        }
        draft
    }

    /// Whether nothing has been typed.
    pub(super) fn is_empty(&self) -> bool {
        let fields = self.values.iter().chain([&self.date, &self.counted, &self.base, &self.note]);
        fields.into_iter().all(|text| blank(text))
    }

    /// The date, while it is one.
    pub(super) fn day(&self) -> Option<Date> {
        words::parse_date(&self.date).ok()
    }

    /// What the three shares add up to, while each is a number.
    pub(super) fn sum(&self) -> Option<f64> {
        self.values.iter().map(|text| words::parse_decimal(text).ok()).sum()
    }

    /// The percentage that the people make, while both numbers are there.
    pub(super) fn percent(&self) -> Option<f64> {
        let (counted, base) = (words::parse_whole(&self.counted).ok()?, words::parse_whole(&self.base).ok()?);
        (base > 0 && counted <= base).then(|| f64::from(counted) / f64::from(base) * 100.0)
    }

    /// Fills the percentage from the people, where it is empty or was filled so before.
    pub(super) fn fill(&mut self) {
        let percent = self.percent();
        let [first, ..] = &mut self.values;
        match percent {
            Some(percent) if self.worked_out || blank(first) => {
                *first = shown(percent);
                self.worked_out = true;
            }
            None if self.worked_out => {
                first.clear();
                self.worked_out = false;
            }
            _ => {}
        }
    }

    /// The measurement that is typed, or everything that is wrong with it.
    pub(super) fn read(&self, unit: Unit, id: MeasurementId) -> Result<Measurement, Box<FigureFaults>> {
        let mut faults = FigureFaults::default();
        let date = date(&self.date).map_err(|fault| faults.date = Some(fault)).ok();
        let base = base(&self.base).map_err(|fault| faults.base = Some(fault)).ok().flatten();
        let counted = if unit == Unit::Percent { self.counted(base, &mut faults) } else { None };
        let value = if unit == Unit::Groups { self.groups(&mut faults) } else { self.one(unit, &mut faults) };
        match (date, value) {
            (Some(date), Some(value)) if faults == FigureFaults::default() => Ok(Measurement {
                id,
                date,
                value,
                base,
                count: counted,
                note: self.note.trim().to_owned(),
                source: FigureSource::Typed,
                // Set by the edit.
                changed: Timestamp::UNIX_EPOCH,
            }),
            _ => Err(Box::new(faults)),
        }
    }

    /// How many people it counts, which says something only beside how many it rests on.
    fn counted(&self, base: Option<u32>, faults: &mut FigureFaults) -> Option<u32> {
        if blank(&self.counted) {
            return None;
        }
        match (words::parse_whole(&self.counted), base) {
            (Err(error), _) => faults.counted = Some(error.to_string()),
            (Ok(counted), Some(base)) if counted > base => {
                faults.counted = Some(format!("That is more than the {} it rests on.", words::whole(base.into())));
            }
            (Ok(counted), Some(_)) => return Some(counted),
            (Ok(_), None) => {
                faults.base.get_or_insert_with(|| "Write how many people that is out of.".to_owned());
            }
        }
        None
    }

    /// A single number.
    fn one(&self, unit: Unit, faults: &mut FigureFaults) -> Option<Value> {
        let [text, ..] = &self.values;
        let percent = if unit == Unit::Percent { self.percent() } else { None };
        if let Some(percent) = percent.filter(|_| self.worked_out || blank(text)) {
            // All its decimals, where the field shows two.
            return Some(Value::One(percent));
        }
        let [fault, ..] = &mut faults.values;
        match (value(unit, text), percent) {
            (Err(wrong), _) => *fault = Some(wrong),
            (Ok(typed), Some(percent)) if (typed - percent).abs() > rounding(text) => {
                let (counted, base) = (self.counted.trim(), self.base.trim());
                *fault = Some(format!("{counted} of {base} is {}%. Correct one of the three.", shown(percent)));
            }
            (Ok(typed), _) => return Some(Value::One(typed)),
        }
        None
    }

    /// Three shares.
    fn groups(&self, faults: &mut FigureFaults) -> Option<Value> {
        let mut shares = [0.0; 3];
        for ((text, share), fault) in self.values.iter().zip(&mut shares).zip(&mut faults.values) {
            match value(Unit::Groups, text) {
                Ok(read) => *share = read,
                Err(wrong) => *fault = Some(wrong),
            }
        }
        let [professional, intermediate, working_class] = shares;
        let split = Value::Groups { professional, intermediate, working_class };
        if faults.values.iter().any(Option::is_some) {
            return None;
        }
        if !split.is_sound() {
            faults.sum = Some("The three should add up to 100%, give or take 1.".to_owned());
            return None;
        }
        Some(split)
    }

    /// What is wrong now: of the fields that hold something, or of all once saving was tried.
    pub(super) fn faults(&self, unit: Unit) -> FigureFaults {
        let mut faults = self.read(unit, MeasurementId(0)).err().map(|faults| *faults).unwrap_or_default();
        if !self.tried {
            faults.date = faults.date.filter(|_| !blank(&self.date));
            faults.base = faults.base.filter(|_| !blank(&self.base));
            for (fault, text) in faults.values.iter_mut().zip(&self.values) {
                *fault = fault.take().filter(|_| !blank(text));
            }
        }
        faults
    }
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
        assert_eq!((read.base, read.count), (Some(1668), None));
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

    fn people(value: &str, counted: &str, base: &str) -> FigureDraft {
        FigureDraft { counted: counted.to_owned(), ..figure("31/3/2026", [value, "", ""], base) }
    }

    #[test]
    fn people_make_the_percentage() {
        let mut draft = people("", "412", "980");
        draft.fill();
        assert_eq!(draft.values[0], "42.04");
        let read = draft.read(Unit::Percent, MeasurementId(1)).unwrap();
        assert_eq!((read.count, read.base), (Some(412), Some(980)));
        assert!(matches!(read.value, Value::One(value) if (value - 412.0 / 9.8).abs() < 1e-9), "with all its decimals");
        let again = FigureDraft::of(&read, 0);
        assert!(again.worked_out && again.values[0] == "42.04");
        assert_eq!(again.read(Unit::Percent, MeasurementId(1)).unwrap(), read);
        draft.counted.clear();
        draft.fill();
        assert_eq!(draft.values[0], "", "what was worked out goes with what it came from");
    }

    #[test]
    fn people_and_percentage_that_disagree_are_told() {
        for typed in ["42", "42.0", "42,04", "42.04 %"] {
            assert!(people(typed, "412", "980").read(Unit::Percent, MeasurementId(1)).is_ok(), "{typed}, rounded");
        }
        for typed in ["43", "42.1", "42.05"] {
            let faults = people(typed, "412", "980").faults(Unit::Percent);
            let told = "412 of 980 is 42.04%. Correct one of the three.";
            assert_eq!(faults.values[0].as_deref(), Some(told), "{typed}");
        }
    }

    #[test]
    fn people_stand_on_a_base_that_holds_them() {
        let none = people("42", "412", "").read(Unit::Percent, MeasurementId(1)).unwrap_err();
        assert_eq!(none.base.as_deref(), Some("Write how many people that is out of."));
        let more = people("", "981", "980").read(Unit::Percent, MeasurementId(1)).unwrap_err();
        assert_eq!(more.counted.as_deref(), Some("That is more than the 980 it rests on."));
        assert!(people("3", "412", "").read(Unit::Count, MeasurementId(1)).is_ok(), "of a percentage only");
    }
}
