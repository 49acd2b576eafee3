//! A measure as it is described in its form: all of it for one of the organisation's own, who answers for it and how
//! often it is due for a pack's.

use super::draft::blank;
use crate::content::{Direction, KpiId, MOST_MONTHS, Pillar, RecommendationId, Unit};
use crate::project::{Kpi, KpiSettings, OwnKpi, Project};
use crate::words;

/// A measure as it is described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MeasureDraft {
    /// Makes the ids of its fields.
    pub(super) serial: u64,
    /// Which one; `None` for a new one.
    pub(super) id: Option<KpiId>,
    /// Whether it is the organisation's own, so that all of it can be described.
    pub(super) own: bool,
    pub(super) name: String,
    pub(super) pillar: Pillar,
    pub(super) definition: String,
    /// Its unit; of so many out of a whole, the whole stands in [`Self::whole`].
    pub(super) unit: Unit,
    pub(super) whole: String,
    pub(super) direction: Direction,
    pub(super) every: Option<u32>,
    pub(super) owner: String,
    pub(super) recommendations: Vec<RecommendationId>,
    /// Whether saving it was tried.
    pub(super) tried: bool,
}

/// What is wrong with it; all empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MeasureFaults {
    pub(super) name: Option<String>,
    pub(super) whole: Option<String>,
}

/// So many out of a whole that is not yet said.
pub(super) const OUT_OF: Unit = Unit::OutOf(0);

impl MeasureDraft {
    /// A new measure of a pillar.
    pub(super) fn new(pillar: Pillar, serial: u64) -> Self {
        Self {
            serial,
            id: None,
            own: true,
            name: String::new(),
            pillar,
            definition: String::new(),
            unit: Unit::Percent,
            whole: String::new(),
            direction: Direction::Up,
            every: None,
            owner: String::new(),
            recommendations: Vec::new(),
            tried: false,
        }
    }

    /// A measure, to be changed.
    pub(super) fn of(id: &KpiId, pillar: Pillar, kpi: Option<&Kpi>, serial: u64) -> Self {
        let settings = kpi.and_then(|kpi| kpi.settings.as_ref());
        let draft = Self {
            id: Some(id.clone()),
            own: false,
            every: settings.and_then(|settings| settings.every),
            owner: settings.map(|settings| settings.owner.clone()).unwrap_or_default(),
            ..Self::new(pillar, serial)
        };
        let Some(own) = kpi.and_then(Kpi::own) else { return draft };
        Self {
            own: true,
            name: own.name.clone(),
            pillar: own.pillar,
            definition: own.definition.clone(),
            unit: if let Unit::OutOf(_) = own.unit { OUT_OF } else { own.unit },
            whole: if let Unit::OutOf(whole) = own.unit { words::whole(whole.into()) } else { String::new() },
            direction: own.direction,
            recommendations: own.recommendations.clone(),
            ..draft
        }
    }

    /// The definition that is typed, or what is wrong with it.
    pub(super) fn read(&self, project: &Project) -> Result<OwnKpi, MeasureFaults> {
        let mut faults = MeasureFaults { name: self.name_fault(project), whole: None };
        let unit = match self.unit {
            Unit::OutOf(_) => match words::parse_whole(&self.whole) {
                Ok(whole) if whole > 0 => Unit::OutOf(whole),
                _ => {
                    faults.whole = Some("Write a whole number, such as 4.".to_owned());
                    self.unit
                }
            },
            Unit::Percent
            | Unit::Groups
            | Unit::Count
            | Unit::Pounds
            | Unit::Days
            | Unit::Index
            | Unit::YesNo
            | Unit::Gap => self.unit,
        };
        if faults != MeasureFaults::default() {
            return Err(faults);
        }
        Ok(OwnKpi {
            name: self.name.trim().to_owned(),
            pillar: self.pillar,
            definition: self.definition.trim().to_owned(),
            unit,
            direction: self.direction,
            recommendations: self.recommendations.clone(),
        })
    }

    /// Why the name cannot be taken: the same rule by which it would be refused.
    fn name_fault(&self, project: &Project) -> Option<String> {
        let plain = |name: &str| name.trim().to_lowercase();
        if blank(&self.name) {
            return Some("Write what the measure is called.".to_owned());
        }
        let mut others = project.kpis.iter().filter(|(id, _)| Some(*id) != self.id.as_ref());
        let taken = others.any(|(_, kpi)| kpi.own().is_some_and(|own| plain(&own.name) == plain(&self.name)));
        taken.then(|| "Another measure of yours has this name. Add something to tell the two apart.".to_owned())
    }

    /// What is wrong now: of what was typed, or of everything once saving was tried.
    pub(super) fn faults(&self, project: &Project) -> MeasureFaults {
        let mut faults = self.read(project).err().unwrap_or_default();
        if !self.tried {
            faults.name = faults.name.filter(|_| !blank(&self.name));
            faults.whole = faults.whole.filter(|_| !blank(&self.whole));
        }
        faults
    }

    /// The settings of the measure with what is typed in them; the rest stays.
    pub(super) fn settings(&self, before: Option<&Kpi>, own: Option<OwnKpi>) -> KpiSettings {
        let before = before.and_then(|kpi| kpi.settings.clone());
        // Set by the edit.
        let settings = before.unwrap_or_else(|| KpiSettings::new(jiff::Timestamp::UNIX_EPOCH));
        let every = self.every.filter(|every| (1..=MOST_MONTHS).contains(every));
        KpiSettings { own, owner: self.owner.trim().to_owned(), every, ..settings }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ui::testing;

    fn named(name: &str) -> MeasureDraft {
        MeasureDraft { name: name.to_owned(), ..MeasureDraft::new(Pillar::Hiring, 1) }
    }

    #[test]
    fn a_described_measure_is_read_and_edited_again() {
        let project = testing::empty();
        let draft = MeasureDraft { unit: OUT_OF, whole: "12".to_owned(), ..named(" Panels with a trained chair ") };
        let own = draft.read(&project).unwrap();
        assert_eq!((own.name.as_str(), own.unit), ("Panels with a trained chair", Unit::OutOf(12)));
        let settings = MeasureDraft { owner: " Head of HR ".to_owned(), every: Some(6), ..draft.clone() };
        let settings = settings.settings(None, Some(own.clone()));
        assert_eq!((settings.owner.as_str(), settings.every), ("Head of HR", Some(6)));
        let id = KpiId::new("own-1");
        let kpi = Kpi { settings: Some(settings), ..Kpi::default() };
        let again = MeasureDraft::of(&id, Pillar::Hiring, Some(&kpi), 2);
        assert!(again.own && again.whole == "12" && again.owner == "Head of HR");
        assert_eq!(again.read(&project), Ok(own));
    }

    #[test]
    fn a_name_is_needed_and_taken_once() {
        let mut project = testing::empty();
        assert!(named(" ").read(&project).is_err());
        assert_eq!(named("").faults(&project), MeasureFaults::default(), "not tried yet");
        let own = named("Mentors").read(&project).unwrap();
        let settings = named("Mentors").settings(None, Some(own));
        let id = KpiId::new("own-1");
        project.kpis.insert(id.clone(), Arc::new(Kpi { settings: Some(settings), ..Kpi::default() }));
        assert!(named(" MENTORS ").faults(&project).name.is_some());
        assert!(MeasureDraft { id: Some(id), ..named("mentors") }.read(&project).is_ok(), "its own name");
    }

    #[test]
    fn a_whole_is_needed_where_things_are_counted_out_of_one() {
        let project = testing::empty();
        for wrong in ["", "0", "a few"] {
            let draft = MeasureDraft { unit: OUT_OF, whole: wrong.to_owned(), tried: true, ..named("Panels") };
            assert!(draft.faults(&project).whole.is_some(), "{wrong}");
        }
    }

    #[test]
    fn of_a_packs_measure_only_owner_and_interval_are_set() {
        let draft = MeasureDraft::of(&"kpi-response-rate".into(), Pillar::Data, None, 1);
        assert!(!draft.own);
        let settings = MeasureDraft { owner: "HR".to_owned(), ..draft }.settings(None, None);
        assert_eq!((settings.own, settings.owner.as_str(), settings.retired), (None, "HR", None));
    }
}
