//! The sample organisation, and projects many times its size.

#![expect(clippy::unwrap_used, reason = "a sample that cannot be read fails whatever needs it")]

use std::sync::Arc;

use jiff::ToSpan as _;
use waymark::app::SAMPLE;
use waymark::project::{ActionId, DataSetId, MeasurementId, Project, RoundId};
use waymark::store::format;

/// The sample with `times` as many actions, figures, rounds and sets of workforce data, each with an id, a day and, for
/// actions and sets, a name of its own.
pub fn grown(times: u64) -> Project {
    let mut project = format::from_bytes(SAMPLE).unwrap().project;
    let first = project.clone();
    for turn in 1..times {
        let id = |id: u64| id.wrapping_add(turn * 7_919);
        let turns = i64::try_from(turn).unwrap();
        for action in &first.actions {
            let mut copy = (**action).clone();
            copy.id = ActionId(id(action.id.0));
            copy.title = format!("{} ({turn})", action.title);
            copy.due = action.due.map(|due| due.saturating_add(turns.days()));
            project.actions.push(Arc::new(copy));
        }
        for (name, kpi) in &first.kpis {
            let entered = Arc::make_mut(project.kpis.get_mut(name).unwrap());
            for measurement in &kpi.measurements {
                let mut copy = measurement.clone();
                copy.id = MeasurementId(id(measurement.id.0));
                copy.date = measurement.date.saturating_sub((turns * 7).days());
                entered.measurements.push(copy);
            }
            entered.measurements.sort_by_key(|measurement| measurement.date);
        }
        for set in &first.workforce {
            let mut copy = (**set).clone();
            copy.id = DataSetId(id(set.id.0));
            copy.name = format!("{} ({turn})", set.name);
            copy.as_of = set.as_of.saturating_sub((turns * 30).days());
            project.workforce.push(Arc::new(copy));
        }
        // Each turn brings the same rounds, before those that are there.
        for round in first.rounds.iter().rev() {
            let mut copy = (**round).clone();
            copy.id = RoundId(id(round.id.0));
            copy.started = round.started.saturating_sub((turns * 400).days());
            copy.frozen = Some(copy.started);
            project.rounds.insert(0, Arc::new(copy));
        }
    }
    assert_eq!(project.faults(), []);
    project
}
