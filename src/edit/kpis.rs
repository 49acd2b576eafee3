//! Edits of KPIs themselves: an organisation's own definitions, who answers for a figure, how often it is due, whether it
//! is followed, its place, and what it is held against.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::EditError;
use crate::content::{BenchmarkSetId, KpiId};
use crate::project::{
    Benchmark, BenchmarkId, Kpi, KpiOrder, KpiSettings, OwnKpi, Project, Removed, RemovedRecord, Value,
};

/// Adds a KPI of the organisation's own.
pub(super) fn add(project: &mut Project, id: KpiId, own: OwnKpi, at: Timestamp) -> Result<(), EditError> {
    if project.kpis.contains_key(&id) {
        return Err(EditError::AlreadyThere);
    }
    check_name(project, &id, &own)?;
    let settings = KpiSettings { own: Some(own), ..KpiSettings::new(at) };
    project.kpis.insert(id, Arc::new(Kpi { settings: Some(settings), ..Kpi::default() }));
    Ok(())
}

/// A name that says something, and that no other KPI of the organisation's own has.
fn check_name(project: &Project, id: &KpiId, own: &OwnKpi) -> Result<(), EditError> {
    let plain = |name: &str| name.trim().to_lowercase();
    if own.name.trim().is_empty() {
        return Err(EditError::Empty);
    }
    let taken = project
        .kpis
        .iter()
        .any(|(other, kpi)| other != id && kpi.own().is_some_and(|other| plain(&other.name) == plain(&own.name)));
    if taken { Err(EditError::NameTaken) } else { Ok(()) }
}

/// Changes what a KPI is to the organisation. A KPI of its own stays one, a pack's stays a pack's; a unit in which there
/// are figures stays.
pub(super) fn set(project: &mut Project, id: KpiId, settings: KpiSettings, at: Timestamp) -> Result<(), EditError> {
    let before = project.kpis.get(&id);
    match (before.and_then(|kpi| kpi.own()), &settings.own) {
        (Some(old), Some(new)) => {
            let held =
                |kpi: &Arc<Kpi>| !kpi.measurements.is_empty() || kpi.target.is_some() || !kpi.benchmarks.is_empty();
            if old.unit != new.unit && before.is_some_and(held) {
                return Err(EditError::UnitInUse);
            }
            check_name(project, &id, new)?;
        }
        (None, None) => {}
        (None, Some(_)) | (Some(_), None) => return Err(EditError::NotFound),
    }
    if before.is_none() && settings == KpiSettings::new(settings.changed) {
        return Ok(());
    }
    change(project, id, at, |now| *now = settings)
}

/// Changes the settings of a KPI, and their time if they differ then.
fn change(project: &mut Project, id: KpiId, at: Timestamp, by: impl FnOnce(&mut KpiSettings)) -> Result<(), EditError> {
    let place = project.kpis.entry(id).or_default();
    let old = place.settings.clone().unwrap_or_else(|| KpiSettings::new(at));
    let mut new = old.clone();
    by(&mut new);
    new.changed = old.changed;
    if place.settings.is_none() || new != old {
        new.changed = at;
        let kpi = Arc::make_mut(place);
        // Settings that say nothing are none: a KPI is in use only where something was said or entered.
        kpi.settings = (new != KpiSettings::new(at)).then_some(new);
        if !kpi.is_sound() {
            return Err(EditError::OutOfRange);
        }
    }
    Ok(())
}

/// Says since when a KPI is no longer followed, or that it is followed again.
pub(super) fn retire(project: &mut Project, id: KpiId, on: Option<Date>, at: Timestamp) -> Result<(), EditError> {
    if on.is_none() && project.kpis.get(&id).is_none_or(|kpi| kpi.retired().is_none()) {
        return Ok(());
    }
    change(project, id, at, |settings| settings.retired = on)
}

/// Chooses the benchmark sets that a KPI is held against.
pub(super) fn compare(
    project: &mut Project,
    id: KpiId,
    sets: Option<Vec<BenchmarkSetId>>,
    at: Timestamp,
) -> Result<(), EditError> {
    if sets.is_none() && project.kpis.get(&id).is_none_or(|kpi| kpi.settings.is_none()) {
        return Ok(());
    }
    change(project, id, at, |settings| settings.compared = sets)
}

/// Removes a KPI of the organisation's own for which nothing was entered; one with figures is retired instead.
pub(super) fn remove(project: &mut Project, id: &KpiId, at: Timestamp) -> Result<(), EditError> {
    let kpi = project.kpis.get(id).filter(|kpi| kpi.own().is_some()).ok_or(EditError::NotFound)?;
    if !kpi.measurements.is_empty() {
        return Err(EditError::HasFigures);
    }
    let benchmarks = kpi.benchmarks.iter().map(|one| RemovedRecord::Benchmark(one.id));
    let removed = benchmarks.chain([RemovedRecord::Kpi(id.clone())]).map(|record| Removed { record, at });
    project.removed.extend(removed.collect::<Vec<_>>());
    project.kpis.remove(id);
    Ok(())
}

/// Sets the order of the scorecard.
pub(super) fn order(project: &mut Project, order: Vec<KpiId>, at: Timestamp) -> Result<(), EditError> {
    let mut seen = BTreeSet::new();
    if !order.iter().all(|id| seen.insert(id)) {
        return Err(EditError::AlreadyThere);
    }
    if project.kpi_order.as_ref().is_none_or(|now| now.order != order) {
        project.kpi_order = Some(KpiOrder { order, changed: at });
    }
    Ok(())
}

/// Adds a figure to compare a KPI with.
pub(super) fn add_benchmark(
    project: &mut Project,
    id: KpiId,
    mut benchmark: Benchmark,
    at: Timestamp,
) -> Result<(), EditError> {
    check_benchmark(&benchmark)?;
    if project.kpis.values().flat_map(|kpi| &kpi.benchmarks).any(|one| one.id == benchmark.id) {
        return Err(EditError::AlreadyThere);
    }
    benchmark.changed = at;
    Arc::make_mut(project.kpis.entry(id).or_default()).benchmarks.push(benchmark);
    Ok(())
}

/// Corrects a figure to compare a KPI with.
pub(super) fn change_benchmark(
    project: &mut Project,
    id: &KpiId,
    mut benchmark: Benchmark,
    at: Timestamp,
) -> Result<(), EditError> {
    check_benchmark(&benchmark)?;
    let kpi = project.kpis.get_mut(id).ok_or(EditError::NotFound)?;
    let place = kpi.benchmarks.iter().position(|one| one.id == benchmark.id).ok_or(EditError::NotFound)?;
    let old = kpi.benchmarks.get(place).ok_or(EditError::NotFound)?;
    benchmark.changed = old.changed;
    if *old != benchmark {
        benchmark.changed = at;
        if let Some(one) = Arc::make_mut(kpi).benchmarks.get_mut(place) {
            *one = benchmark;
        }
    }
    Ok(())
}

fn check_benchmark(benchmark: &Benchmark) -> Result<(), EditError> {
    if benchmark.label.trim().is_empty() {
        Err(EditError::Empty)
    } else if Value::One(benchmark.value).is_sound() {
        Ok(())
    } else {
        Err(EditError::OutOfRange)
    }
}

/// Removes a figure that a KPI was compared with.
pub(super) fn remove_benchmark(
    project: &mut Project,
    id: &KpiId,
    benchmark: BenchmarkId,
    at: Timestamp,
) -> Result<(), EditError> {
    let kpi = project.kpis.get_mut(id).ok_or(EditError::NotFound)?;
    let place = kpi.benchmarks.iter().position(|one| one.id == benchmark).ok_or(EditError::NotFound)?;
    Arc::make_mut(kpi).benchmarks.remove(place);
    project.removed.push(Removed { record: RemovedRecord::Benchmark(benchmark), at });
    Ok(())
}
