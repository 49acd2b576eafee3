//! Floor 1: the organisation's document.
//!
//! A [`Project`] is everything that one organisation entered: its rounds of review, its actions, its people, its KPI
//! figures, its counted survey answers, what of them was shown to whom, and what was changed when. It is plain data: no number that follows from its
//! other data is stored in it, and nothing of the window (selection, filters, scroll).
//!
//! What always holds ([`Project::faults`] is empty): ids are unique, there is at least one round, rounds stand oldest
//! first and only the last may be open, every value lies in its range, and every record says when it was last changed,
//! so that two people's files can be merged.
//!
//! What does not belong here: content (`content`), what follows from the data (`insight`), how it changes (`edit`), and
//! how it is written to disk (`store`).
//!
//! Lists that can grow hold `Arc`s, so that a snapshot for undo costs pointers.

mod action;
mod ids;
mod kpi;
mod log;
mod mapping;
mod person;
mod release;
mod round;
mod strict;
mod workforce;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::content::{Catalogue, KpiDefinition, KpiId, Pillar, RecommendationId};

pub use crate::content::{Effort, Impact};
pub use action::{Action, Origin, Status};
pub use ids::{ActionId, BenchmarkId, DataSetId, EvidenceId, MeasurementId, PersonId, ProjectId, ReleaseId, RoundId};
pub use kpi::{Benchmark, FigureSource, Kpi, KpiSettings, Measurement, OwnKpi, Step, Target, Value};
pub use log::{Change, Field, Subject};
pub use mapping::{ColumnMapping, DateOrder, Keep, LEAST_NAMED, Mapping, Meaning, PersonField};
pub use person::{Person, same_name};
pub use release::{
    Audience, PayGap, ProfileSettings, Release, ReleasedCell, ReleasedGap, ReleasedPart, ReleasedPay, ReleasedPayRow,
    ReleasedResponse, ReleasedRow, ReleasedSet, ReleasedTable, ShowRules,
};
pub use round::{
    Agreed, Answer, Confidence, Evidence, FollowUpAnswer, FollowUpKey, PlannedThen, Rating, Reopened, Round,
};
pub use workforce::{
    Breakdown, CountRow, CrossRow, Crossing, DataSet, Dimension, LEAST_SUMMARISED, Method, Pay, PayRow, PaySummary,
    PayTable, Population, WaitRow, WaitSummary, WaitTable, Waiting,
};

/// Everything that one organisation entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Given when the project is made; never changes.
    pub id: ProjectId,
    /// Whose project it is.
    pub organisation: Organisation,
    /// Rounds of review, oldest first; at least one.
    pub rounds: Vec<Arc<Round>>,
    /// Actions, in the order in which they were added.
    pub actions: Vec<Arc<Action>>,
    /// Figures and targets of KPIs, by the KPI's id.
    #[serde(with = "strict::map")]
    pub kpis: BTreeMap<KpiId, Arc<Kpi>>,
    /// The order of KPIs within their pillars, where it was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kpi_order: Option<KpiOrder>,
    /// People to speak with, in the order in which they were added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Arc<Person>>,
    /// Counted answers to the survey, in the order in which they were added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub workforce: Vec<Arc<DataSet>>,
    /// How files of people are read: one of each name and population.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mappings: Vec<Arc<Mapping>>,
    /// What the organisation sets for an audience of workforce figures, where it sets anything.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "strict::map")]
    pub profiles: BTreeMap<Audience, ProfileSettings>,
    /// Workforce figures that were shown, in the order in which they were. Never changed and never removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<Arc<Release>>,
    /// What was changed, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<Arc<Change>>,
    /// Records that were removed, so that a merge does not bring them back.
    pub removed: Vec<Removed>,
}

/// The order of KPIs within their pillars. Those that it does not name stand behind those that it names, in the order of
/// their packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiOrder {
    /// The KPIs in order, of all pillars.
    pub order: Vec<KpiId>,
    /// When this record was last changed.
    pub changed: Timestamp,
}

/// Whose project it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name, on every page and on the board pack.
    pub name: String,
    /// About how many people work there.
    pub size: Option<Size>,
    /// Its sector, in the user's words.
    pub sector: String,
    /// The pillar it chose to begin with.
    pub first_pillar: Option<Pillar>,
    /// Whether the organisation and its figures are invented, as in the sample: said on every page and print.
    pub invented: bool,
    /// When this record was last changed.
    pub changed: Timestamp,
}

impl Organisation {
    /// An organisation of which no more than its name is known.
    pub fn named(name: impl Into<String>, at: Timestamp) -> Self {
        Self { name: name.into(), size: None, sector: String::new(), first_pillar: None, invented: false, changed: at }
    }
}

/// About how many people work for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Size {
    /// Up to 49.
    Under50,
    /// 50 to 249.
    From50,
    /// 250 to 999.
    From250,
    /// 1,000 to 4,999.
    From1000,
    /// 5,000 or more.
    From5000,
}

impl Size {
    /// All sizes, smallest first.
    pub const ALL: [Self; 5] = [Self::Under50, Self::From50, Self::From250, Self::From1000, Self::From5000];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Under50 => "Fewer than 50 people",
            Self::From50 => "50 to 249 people",
            Self::From250 => "250 to 999 people",
            Self::From1000 => "1,000 to 4,999 people",
            Self::From5000 => "5,000 people or more",
        }
    }
}

/// A record that was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Which record.
    pub record: RemovedRecord,
    /// When.
    pub at: Timestamp,
}

/// Which record was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemovedRecord {
    /// An action.
    Action(ActionId),
    /// A measurement of a KPI.
    Measurement(MeasurementId),
    /// A KPI that the organisation had defined.
    Kpi(KpiId),
    /// A figure to compare a KPI with.
    Benchmark(BenchmarkId),
    /// A person.
    Person(PersonId),
    /// A set of workforce data.
    DataSet(DataSetId),
    /// A rating agreed by hand in a round.
    Agreed(RoundId, RecommendationId),
}

impl Project {
    /// A new project with one open round.
    pub fn new(id: ProjectId, organisation: Organisation, first_round: Round) -> Self {
        Self {
            id,
            organisation,
            rounds: vec![Arc::new(first_round)],
            actions: Vec::new(),
            kpis: BTreeMap::new(),
            kpi_order: None,
            people: Vec::new(),
            workforce: Vec::new(),
            mappings: Vec::new(),
            profiles: BTreeMap::new(),
            releases: Vec::new(),
            log: Vec::new(),
            removed: Vec::new(),
        }
    }

    /// The newest round: the one that the pages show. `None` only for a project that breaks its invariant.
    pub fn round(&self) -> Option<&Arc<Round>> {
        self.rounds.last()
    }

    /// The action with this id.
    pub fn action(&self, id: ActionId) -> Option<&Arc<Action>> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The round with this id.
    pub fn round_with(&self, id: RoundId) -> Option<&Arc<Round>> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// The round before the newest, if there is one.
    pub fn round_before(&self) -> Option<&Arc<Round>> {
        self.rounds.iter().rev().nth(1)
    }

    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&Arc<Person>> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The set of workforce data with this id.
    pub fn data_set(&self, id: DataSetId) -> Option<&Arc<DataSet>> {
        self.workforce.iter().find(|set| set.id == id)
    }

    /// The mapping of this name for a population.
    pub fn mapping(&self, population: Population, name: &str) -> Option<&Arc<Mapping>> {
        self.mappings.iter().find(|mapping| mapping.population == population && mapping.name.trim() == name.trim())
    }

    /// The release with this id.
    pub fn release(&self, id: ReleaseId) -> Option<&Arc<Release>> {
        self.releases.iter().find(|release| release.id == id)
    }

    /// The newest release to an audience.
    pub fn newest_release(&self, audience: Audience) -> Option<&Arc<Release>> {
        self.releases.iter().rev().find(|release| release.audience == audience)
    }

    /// The person who is called so.
    pub fn person_called(&self, name: &str) -> Option<&Arc<Person>> {
        self.people.iter().find(|person| person.is_called(name))
    }

    /// The definitions of the organisation's own KPIs, as packs write them.
    pub fn own_kpis(&self) -> Vec<KpiDefinition> {
        self.kpis.iter().filter_map(|(id, kpi)| Some(kpi.own()?.definition(id))).collect()
    }

    /// The packs with the organisation's own KPIs among them: what everything that follows from a project reads.
    pub fn catalogue(&self, packs: &Catalogue) -> Catalogue {
        packs.with_own_kpis(self.own_kpis())
    }

    /// What breaks the invariants; empty for a sound project. Checked whenever a file is opened, and after every edit
    /// in tests.
    pub fn faults(&self) -> Vec<ProjectFault> {
        let mut faults = Vec::new();
        if self.rounds.is_empty() {
            faults.push(ProjectFault::NoRound);
        }
        for pair in self.rounds.windows(2) {
            if let [earlier, later] = pair {
                if later.started < earlier.started {
                    faults.push(ProjectFault::RoundsOutOfOrder);
                }
                if earlier.frozen.is_none() {
                    faults.push(ProjectFault::EarlierRoundOpen);
                }
            }
        }
        let mut rounds: Vec<_> = self.rounds.iter().map(|round| round.id).collect();
        let mut actions: Vec<_> = self.actions.iter().map(|action| action.id).collect();
        let mut measurements: Vec<_> =
            self.kpis.values().flat_map(|kpi| kpi.measurements.iter().map(|measurement| measurement.id)).collect();
        let mut benchmarks: Vec<_> =
            self.kpis.values().flat_map(|kpi| kpi.benchmarks.iter().map(|benchmark| benchmark.id)).collect();
        let mut people: Vec<_> = self.people.iter().map(|person| person.id).collect();
        let mut sets: Vec<_> = self.workforce.iter().map(|set| set.id).collect();
        let mut releases: Vec<_> = self.releases.iter().map(|release| release.id).collect();
        if has_duplicates(&mut rounds)
            || has_duplicates(&mut actions)
            || has_duplicates(&mut measurements)
            || has_duplicates(&mut benchmarks)
            || has_duplicates(&mut people)
            || has_duplicates(&mut sets)
            || has_duplicates(&mut releases)
        {
            faults.push(ProjectFault::DuplicateId);
        }
        if self.kpis.values().any(|kpi| !kpi.is_sound()) {
            faults.push(ProjectFault::FigureOutOfRange);
        }
        if self.workforce.iter().any(|set| !set.is_sound()) {
            faults.push(ProjectFault::GroupTwice);
        }
        let mut mappings: Vec<_> =
            self.mappings.iter().map(|mapping| (mapping.population, mapping.name.trim())).collect();
        if has_duplicates(&mut mappings) || self.mappings.iter().any(|mapping| !mapping.is_sound()) {
            faults.push(ProjectFault::MappingTwice);
        }
        if self.releases.iter().any(|release| !release.is_sound())
            || self.profiles.values().any(|profile| !profile.is_sound())
        {
            faults.push(ProjectFault::ReleaseUnsound);
        }
        faults
    }
}

/// Whether a list holds anything twice; sorts it.
fn has_duplicates<T: Ord>(list: &mut [T]) -> bool {
    list.sort_unstable();
    list.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
}

/// An invariant that a project breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProjectFault {
    /// There is no round.
    #[error("it holds no round of review")]
    NoRound,
    /// Rounds do not stand oldest first.
    #[error("its rounds are not in order of their dates")]
    RoundsOutOfOrder,
    /// A round other than the last is open.
    #[error("a round that is not the last is still open")]
    EarlierRoundOpen,
    /// Two records have one id.
    #[error("two of its records have the same id")]
    DuplicateId,
    /// A figure lies outside the range of its unit.
    #[error("a KPI figure is outside its range")]
    FigureOutOfRange,
    /// A set of workforce data counts a group twice, or sums up too few people.
    #[error("a group of its workforce data stands twice or is too small to be summed up")]
    GroupTwice,
    /// Two mappings have one name and population, or one names a column or a field twice.
    #[error("a mapping of its import files stands twice, or names a column twice")]
    MappingTwice,
    /// A release lacks a cell of a row, or a rule of an audience is out of its range.
    #[error("a release of its workforce figures lacks a figure, or a rule for releases is out of range")]
    ReleaseUnsound,
}
