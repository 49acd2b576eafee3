//! Edits of workforce data.

use std::sync::Arc;

use jiff::Timestamp;

use super::EditError;
use crate::project::{DataSet, DataSetId, Project, Removed, RemovedRecord};

/// Whether a set can be kept: it has a name, holds together, and counts no more people than can be told.
fn check(set: &DataSet) -> Result<(), EditError> {
    if set.name.trim().is_empty() {
        return Err(EditError::Empty);
    }
    let can_be_counted = set.breakdowns.iter().all(|breakdown| u32::try_from(breakdown.total()).is_ok());
    if set.is_sound() && can_be_counted { Ok(()) } else { Err(EditError::OutOfRange) }
}

pub(super) fn add(project: &mut Project, mut set: DataSet, at: Timestamp) -> Result<(), EditError> {
    check(&set)?;
    if project.data_set(set.id).is_some() {
        return Err(EditError::AlreadyThere);
    }
    set.changed = at;
    project.workforce.push(Arc::new(set));
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
