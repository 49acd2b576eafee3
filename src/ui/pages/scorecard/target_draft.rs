//! A target as it is typed: the value or the band, its date, where its path begins, the steps on the way.

use jiff::Timestamp;
use jiff::civil::Date;

use super::draft::{blank, date, next, value, written};
use crate::content::{Direction, Unit};
use crate::project::{Step, Target};
use crate::words;

/// A target as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TargetDraft {
    pub(super) serial: u64,
    /// The value to reach; of a band the upper end.
    pub(super) value: String,
    /// The lower end of a band.
    pub(super) low: String,
    pub(super) date: String,
    pub(super) baseline: StepDraft,
    pub(super) steps: Vec<StepDraft>,
    pub(super) tried: bool,
}

/// A step of a typed target, or its baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StepDraft {
    pub(super) serial: u64,
    pub(super) value: String,
    pub(super) date: String,
}

/// What is wrong with a step: with its value, with its date.
pub(super) type StepFaults = (Option<String>, Option<String>);

/// What is wrong with a typed target; all empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TargetFaults {
    pub(super) value: Option<String>,
    pub(super) low: Option<String>,
    pub(super) date: Option<String>,
    pub(super) baseline: StepFaults,
    /// For each step.
    pub(super) steps: Vec<StepFaults>,
}

impl TargetFaults {
    fn none(&self) -> bool {
        !self.above_steps() && !self.steps.iter().any(is_wrong)
    }

    /// Whether anything but a step is wrong.
    fn above_steps(&self) -> bool {
        self.value.is_some() || self.low.is_some() || self.date.is_some() || is_wrong(&self.baseline)
    }

    /// The first step that is wrong, where nothing before it is.
    pub(super) fn wrong_step(&self) -> Option<usize> {
        if self.above_steps() { None } else { self.steps.iter().position(is_wrong) }
    }
}

fn is_wrong((value, date): &StepFaults) -> bool {
    value.is_some() || date.is_some()
}

impl TargetDraft {
    /// An empty one.
    pub(super) fn new(serial: &mut u64) -> Self {
        Self { serial: next(serial), ..Self::default() }
    }

    /// A target, to be changed. `serial` makes the ids of its fields.
    pub(super) fn of(target: &Target, serial: &mut u64) -> Self {
        Self {
            serial: next(serial),
            value: written(target.value),
            low: target.low.map(written).unwrap_or_default(),
            date: words::date(target.date),
            baseline: target.baseline.map(|step| StepDraft::of(step, serial)).unwrap_or_default(),
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

    /// Where the path begins, while it is said.
    pub(super) fn begins(&self, unit: Unit) -> Option<(Date, f64)> {
        Some((words::parse_date(&self.baseline.date).ok()?, value(unit, &self.baseline.value).ok()?))
    }

    /// The target that is typed, or everything that is wrong with it.
    pub(super) fn read(&self, unit: Unit, direction: Direction) -> Result<Target, Box<TargetFaults>> {
        let mut faults = TargetFaults::default();
        let goal = value(unit, &self.value).map_err(|fault| faults.value = Some(fault)).ok();
        let day = date(&self.date).map_err(|fault| faults.date = Some(fault)).ok();
        let band = direction == Direction::Within;
        let low = if band { self.low(unit, goal, &mut faults) } else { None };
        let baseline = self.baseline(unit, day, &mut faults);
        let mut steps: Vec<Step> = Vec::new();
        // The path of a band has no steps: what is allowed shrinks evenly.
        for step in self.steps.iter().filter(|_| !band) {
            let read_value = value(unit, &step.value);
            let read_date = date(&step.date).and_then(|date| {
                if day.is_some_and(|day| date >= day) {
                    Err("A step lies before the target’s date.".to_owned())
                } else if steps.last().is_some_and(|before| date <= before.date) {
                    Err("This step should come after the one above.".to_owned())
                } else if baseline.is_some_and(|baseline| date <= baseline.date) {
                    Err("A step comes after the baseline.".to_owned())
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
                Ok(Target { low, baseline, steps, ..Target::new(value, date, Timestamp::UNIX_EPOCH) })
            }
            _ => Err(Box::new(faults)),
        }
    }

    /// The lower end of a band.
    fn low(&self, unit: Unit, goal: Option<f64>, faults: &mut TargetFaults) -> Option<f64> {
        match value(unit, &self.low) {
            Ok(low) if goal.is_some_and(|high| low > high) => {
                faults.low = Some("The lower end cannot lie above the upper one.".to_owned());
                None
            }
            Ok(low) => Some(low),
            Err(wrong) => {
                faults.low = Some(wrong);
                None
            }
        }
    }

    /// Where the path begins: both its value and its date, or neither.
    fn baseline(&self, unit: Unit, day: Option<Date>, faults: &mut TargetFaults) -> Option<Step> {
        if blank(&self.baseline.value) && blank(&self.baseline.date) {
            return None;
        }
        let read = (value(unit, &self.baseline.value), date(&self.baseline.date));
        match read {
            (Ok(_), Ok(date)) if day.is_some_and(|day| date >= day) => {
                faults.baseline.1 = Some("The baseline lies before the target’s date.".to_owned());
                None
            }
            (Ok(value), Ok(date)) => Some(Step { value, date }),
            (value, date) => {
                faults.baseline = (value.err(), date.err());
                None
            }
        }
    }

    /// What is wrong now: of the fields that hold something, or of all once saving was tried.
    pub(super) fn faults(&self, unit: Unit, direction: Direction) -> TargetFaults {
        let mut faults = self.read(unit, direction).err().map(|faults| *faults).unwrap_or_default();
        if !self.tried {
            let keep = |fault: &mut Option<String>, text: &str| *fault = fault.take().filter(|_| !blank(text));
            keep(&mut faults.value, &self.value);
            keep(&mut faults.low, &self.low);
            keep(&mut faults.date, &self.date);
            let steps = self.steps.iter().chain([&self.baseline]);
            let of_steps = faults.steps.iter_mut().chain([&mut faults.baseline]);
            // Of a band no steps were read; then only the baseline is left.
            let skipped = if direction == Direction::Within { self.steps.len() } else { 0 };
            for ((value, date), step) in of_steps.zip(steps.skip(skipped)) {
                keep(value, &step.value);
                keep(date, &step.date);
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn step((value, date): &(&str, &str)) -> StepDraft {
        StepDraft { value: (*value).to_owned(), date: (*date).to_owned(), ..StepDraft::default() }
    }

    fn target(value: &str, date: &str, steps: &[(&str, &str)]) -> TargetDraft {
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
        let read = draft.read(Unit::Percent, Direction::Up).unwrap();
        assert!(read.is_sound());
        assert_eq!(read.steps[1], Step { value: 68.5, date: date(2027, 9, 30) });
        let again = TargetDraft::of(&read, &mut 0);
        assert_eq!(again.read(Unit::Percent, Direction::Up), Ok(read));
    }

    #[test]
    fn steps_stand_in_order_before_the_target() {
        let read = |draft: &TargetDraft| draft.read(Unit::Percent, Direction::Up).unwrap_err();
        let late = read(&target("70", "31/3/2028", &[("66", "31/3/2028")]));
        assert_eq!(late.steps[0].1.as_deref(), Some("A step lies before the target’s date."));
        let swapped = read(&target("70", "31/3/2028", &[("66", "30/9/2027"), ("64", "31/3/2027")]));
        assert_eq!(swapped.steps[0], (None, None));
        assert_eq!(swapped.steps[1].1.as_deref(), Some("This step should come after the one above."));
        let empty = target("70", "31/3/2028", &[("", "")]);
        assert!(empty.read(Unit::Percent, Direction::Up).is_err());
        assert_eq!(empty.faults(Unit::Percent, Direction::Up).steps, [(None, None)]);
    }

    #[test]
    fn a_baseline_is_whole_and_before_everything() {
        let read = |baseline: (&str, &str)| {
            let steps = [("60", "30/9/2027")];
            let draft = TargetDraft { baseline: step(&baseline), ..target("70", "31/3/2028", &steps) };
            draft.read(Unit::Percent, Direction::Up)
        };
        assert_eq!(read(("48", "31/3/2025")).unwrap().baseline, Some(Step { value: 48.0, date: date(2025, 3, 31) }));
        assert_eq!(read(("", "")).unwrap().baseline, None);
        assert_eq!(read(("48", "")).unwrap_err().baseline, (None, Some("Write a date.".to_owned())));
        assert_eq!(read(("", "31/3/2025")).unwrap_err().baseline.0.as_deref(), Some("Write a number."));
        assert!(read(("48", "31/3/2028")).unwrap_err().baseline.1.is_some());
        assert_eq!(
            read(("48", "31/12/2027")).unwrap_err().steps[0].1.as_deref(),
            Some("A step comes after the baseline.")
        );
    }

    #[test]
    fn a_band_has_two_ends_and_no_steps() {
        let mut draft = TargetDraft { low: "-3".to_owned(), ..target("3", "31/3/2028", &[("nonsense", "")]) };
        let read = draft.read(Unit::Gap, Direction::Within).unwrap();
        assert_eq!((read.low, read.value, read.steps.len()), (Some(-3.0), 3.0, 0));
        draft.low = "4".to_owned();
        let faults = draft.faults(Unit::Gap, Direction::Within);
        assert_eq!(faults.low.as_deref(), Some("The lower end cannot lie above the upper one."));
        draft.low.clear();
        assert!(draft.faults(Unit::Gap, Direction::Within).low.is_none(), "not tried yet");
        assert!(draft.read(Unit::Gap, Direction::Within).unwrap_err().low.is_some());
        assert_eq!(draft.read(Unit::Gap, Direction::Up).unwrap_err().low, None, "no band");
    }
}
