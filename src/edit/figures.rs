//! Edits of the figures and targets of KPIs.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::EditError;
use crate::content::{KpiId, Unit};
use crate::project::{Kpi, Measurement, MeasurementId, Project, Removed, RemovedRecord, Target, Value};

/// Puts a measurement behind those of its date, so that measurements stay in order.
fn insert_measurement(kpi: &mut Kpi, measurement: Measurement) {
    let place = kpi.measurements.partition_point(|one| one.date <= measurement.date);
    kpi.measurements.insert(place, measurement);
}

/// Whether a KPI can have a figure: one of the organisation's own says its unit. That of a pack's is for the page to hold.
fn fits(kpi: Option<&Kpi>, measurement: &Measurement) -> bool {
    let unit = kpi.and_then(Kpi::own).map(|own| own.unit);
    measurement.is_sound()
        && unit.is_none_or(|unit| match measurement.value {
            Value::One(value) => unit != Unit::Groups && unit.holds(value),
            Value::Groups { .. } => unit == Unit::Groups,
        })
}

/// Enters measurements, of one KPI or of several: all of them or none.
pub(super) fn add(
    project: &mut Project,
    measurements: impl IntoIterator<Item = (KpiId, Measurement)>,
    at: Timestamp,
) -> Result<(), EditError> {
    let mut there: BTreeSet<MeasurementId> =
        project.kpis.values().flat_map(|kpi| &kpi.measurements).map(|one| one.id).collect();
    for (kpi, mut measurement) in measurements {
        if !fits(project.kpis.get(&kpi).map(AsRef::as_ref), &measurement) {
            return Err(EditError::OutOfRange);
        }
        if !there.insert(measurement.id) {
            return Err(EditError::AlreadyThere);
        }
        measurement.changed = at;
        insert_measurement(Arc::make_mut(project.kpis.entry(kpi).or_default()), measurement);
    }
    Ok(())
}

pub(super) fn change(
    project: &mut Project,
    kpi: &KpiId,
    mut measurement: Measurement,
    at: Timestamp,
) -> Result<(), EditError> {
    if !fits(project.kpis.get(kpi).map(AsRef::as_ref), &measurement) {
        return Err(EditError::OutOfRange);
    }
    let kpi = project.kpis.get_mut(kpi).ok_or(EditError::NotFound)?;
    let place = kpi.measurements.iter().position(|one| one.id == measurement.id).ok_or(EditError::NotFound)?;
    let old = kpi.measurements.get(place).ok_or(EditError::NotFound)?;
    measurement.changed = old.changed;
    if *old != measurement {
        measurement.changed = at;
        let kpi = Arc::make_mut(kpi);
        kpi.measurements.remove(place);
        insert_measurement(kpi, measurement);
    }
    Ok(())
}

pub(super) fn remove(project: &mut Project, kpi: &KpiId, id: MeasurementId, at: Timestamp) -> Result<(), EditError> {
    let kpi = Arc::make_mut(project.kpis.get_mut(kpi).ok_or(EditError::NotFound)?);
    let place = kpi.measurements.iter().position(|one| one.id == id).ok_or(EditError::NotFound)?;
    kpi.measurements.remove(place);
    project.removed.push(Removed { record: RemovedRecord::Measurement(id), at });
    Ok(())
}

pub(super) fn set_target(
    project: &mut Project,
    kpi: KpiId,
    target: Option<Target>,
    at: Timestamp,
) -> Result<(), EditError> {
    let unit = project.kpis.get(&kpi).and_then(|kpi| kpi.own()).map(|own| own.unit);
    let fits = |target: &Target| {
        let ends = target.low.into_iter().chain(target.baseline.map(|from| from.value));
        let mut all = ends.chain(target.steps.iter().map(|step| step.value)).chain([target.value]);
        target.is_sound() && unit.is_none_or(|unit| all.all(|value| unit.holds(value)))
    };
    if target.as_ref().is_some_and(|target| !fits(target)) {
        return Err(EditError::OutOfRange);
    }
    if target.is_none() && !project.kpis.contains_key(&kpi) {
        return Ok(());
    }
    let place = project.kpis.entry(kpi).or_default();
    let mut target = target;
    if let (Some(target), Some(old)) = (&mut target, &place.target) {
        target.changed = old.changed;
    }
    if place.target != target {
        if let Some(target) = &mut target {
            target.changed = at;
        }
        Arc::make_mut(place).target = target;
    }
    Ok(())
}
