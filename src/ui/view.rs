//! What a page gets and what it gives back. A page reads a [`View`] and pushes edits and commands into an [`Outbox`];
//! they run once, at the end of the frame. No page changes anything itself.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::theme::Palette;
use crate::app::Command;
use crate::content::{Catalogue, KpiId};
use crate::edit::Edit;
use crate::insight::Digest;
use crate::project::{
    ActionId, BenchmarkId, DataSetId, EvidenceId, MeasurementId, PersonId, Project, ReleaseId, RoundId,
};
use crate::store::Preferences;

/// What a page reads.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The loaded packs.
    pub catalogue: &'a Catalogue,
    /// The open project.
    pub project: &'a Project,
    /// What follows from it.
    pub digest: &'a Digest,
    /// Today.
    pub today: Date,
    /// The user's time zone: times are kept by the calendar of Greenwich and shown by the user's clock.
    pub zone: &'a TimeZone,
    /// The user's preferences.
    pub preferences: &'a Preferences,
    /// Whether edits are refused: the file is open to read only.
    pub read_only: bool,
    /// A number that changes whenever the project does: what a page computes can be kept for as long as it stays.
    pub revision: u64,
    /// The colours.
    pub palette: Palette,
    /// Whether the user asks for the page's search box, in this frame.
    pub find: bool,
}

impl View<'_> {
    /// Whether the review can be changed: the file can, and the newest round is open.
    pub fn review_is_open(&self) -> bool {
        !self.read_only && self.project.round().is_some_and(|round| round.is_open())
    }
}

/// What a page gives back.
#[derive(Debug, Default)]
pub struct Outbox {
    /// Changes of the project, to be made in order.
    pub edits: Vec<Edit>,
    /// Everything else.
    pub commands: Vec<Command>,
}

impl Outbox {
    /// Asks for a change of the project.
    pub fn edit(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    /// Asks for something else.
    pub fn command(&mut self, command: Command) {
        self.commands.push(command);
    }
}

/// Makes ids. Random, at the edge: pages ask for one when a record is made.
pub fn new_action_id() -> ActionId {
    ActionId(fastrand::u64(1..))
}

/// Makes an id for a measurement.
pub fn new_measurement_id() -> MeasurementId {
    MeasurementId(fastrand::u64(1..))
}

/// Makes an id for a KPI of the organisation's own. No pack's id looks like it.
pub fn new_kpi_id() -> KpiId {
    KpiId::from(format!("own-{:016x}", fastrand::u64(1..)).as_str())
}

/// Makes an id for a figure to compare a KPI with.
pub fn new_benchmark_id() -> BenchmarkId {
    BenchmarkId(fastrand::u64(1..))
}

/// Makes an id for a piece of evidence.
pub fn new_evidence_id() -> EvidenceId {
    EvidenceId(fastrand::u64(1..))
}

/// Makes an id for a person.
pub fn new_person_id() -> PersonId {
    PersonId(fastrand::u64(1..))
}

/// Makes an id for a set of workforce data.
pub fn new_data_set_id() -> DataSetId {
    DataSetId(fastrand::u64(1..))
}

/// Makes an id for a release of figures.
pub fn new_release_id() -> ReleaseId {
    ReleaseId(fastrand::u64(1..))
}

/// Makes an id for a round.
pub fn new_round_id() -> RoundId {
    RoundId(fastrand::u64(1..))
}
