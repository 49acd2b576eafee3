//! Edits of workforce data.

use std::sync::Arc;

use jiff::Timestamp;

use super::EditError;
use crate::project::{Breakdown, Crossing, DataSet, DataSetId, Mapping, Population, Project, Removed, RemovedRecord};

/// Whether a set can be kept: it has a name, holds together, and counts no more people than can be told.
fn check(set: &DataSet) -> Result<(), EditError> {
    if set.name.trim().is_empty() {
        return Err(EditError::Empty);
    }
    let mut totals = set.breakdowns.iter().map(Breakdown::total).chain(set.crossings.iter().map(Crossing::total));
    let can_be_counted = totals.all(|total| u32::try_from(total).is_ok());
    if set.is_sound() && can_be_counted { Ok(()) } else { Err(EditError::OutOfRange) }
}

pub(super) fn add(
    project: &mut Project,
    sets: impl IntoIterator<Item = DataSet>,
    at: Timestamp,
) -> Result<(), EditError> {
    for mut set in sets {
        check(&set)?;
        if project.data_set(set.id).is_some() {
            return Err(EditError::AlreadyThere);
        }
        set.changed = at;
        project.workforce.push(Arc::new(set));
    }
    Ok(())
}

pub(super) fn change(project: &mut Project, mut set: DataSet, at: Timestamp) -> Result<(), EditError> {
    check(&set)?;
    let place = project.workforce.iter_mut().find(|one| one.id == set.id).ok_or(EditError::NotFound)?;
    set.changed = place.changed;
    if set != **place {
        set.changed = at;
        *place = Arc::new(set);
    }
    Ok(())
}

pub(super) fn remove(project: &mut Project, id: DataSetId, at: Timestamp) -> Result<(), EditError> {
    let place = project.workforce.iter().position(|set| set.id == id).ok_or(EditError::NotFound)?;
    project.workforce.remove(place);
    project.removed.push(Removed { record: RemovedRecord::DataSet(id), at });
    Ok(())
}

/// Keeps how a file was read, in place of what was kept under the same name for the same people.
pub(super) fn keep_mapping(project: &mut Project, mut mapping: Mapping, at: Timestamp) -> Result<(), EditError> {
    let name = mapping.name.trim().to_owned();
    if name.is_empty() {
        return Err(EditError::Empty);
    }
    mapping.name = name;
    if !mapping.is_sound() {
        return Err(EditError::OutOfRange);
    }
    let is = |one: &&mut Arc<Mapping>| one.population == mapping.population && one.name.trim() == mapping.name;
    if let Some(kept) = project.mappings.iter_mut().find(is) {
        mapping.changed = kept.changed;
        if mapping != **kept {
            mapping.changed = at;
            *kept = Arc::new(mapping);
        }
    } else {
        mapping.changed = at;
        project.mappings.push(Arc::new(mapping));
    }
    Ok(())
}

pub(super) fn remove_mapping(project: &mut Project, population: Population, name: &str) -> Result<(), EditError> {
    let is = |one: &Arc<Mapping>| one.population == population && one.name.trim() == name.trim();
    let place = project.mappings.iter().position(is).ok_or(EditError::NotFound)?;
    project.mappings.remove(place);
    Ok(())
}
