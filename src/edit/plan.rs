//! Edits of actions. Those of several are made whole or not at all.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::{ActionField, EditError};
use crate::project::{Action, ActionId, Project, Removed, RemovedRecord};

pub(super) fn add(
    project: &mut Project,
    actions: impl IntoIterator<Item = Action>,
    at: Timestamp,
) -> Result<(), EditError> {
    let mut there: BTreeSet<ActionId> = project.actions.iter().map(|action| action.id).collect();
    for mut action in actions {
        if action.title.trim().is_empty() {
            return Err(EditError::Empty);
        }
        if !there.insert(action.id) {
            return Err(EditError::AlreadyThere);
        }
        action.created = at;
        action.changed = at;
        project.actions.push(Arc::new(action));
    }
    Ok(())
}

/// Sets a field of actions. Those that have the value already keep their time.
pub(super) fn change(
    project: &mut Project,
    ids: &[ActionId],
    field: &ActionField,
    at: Timestamp,
) -> Result<(), EditError> {
    let mut left: BTreeSet<ActionId> = ids.iter().copied().collect();
    for place in &mut project.actions {
        if left.remove(&place.id) {
            let mut action = Action::clone(place);
            set(&mut action, field.clone())?;
            if action != **place {
                action.changed = at;
                *place = Arc::new(action);
            }
        }
    }
    if left.is_empty() { Ok(()) } else { Err(EditError::NotFound) }
}

fn set(action: &mut Action, field: ActionField) -> Result<(), EditError> {
    match field {
        ActionField::Title(title) if title.trim().is_empty() => return Err(EditError::Empty),
        ActionField::Title(title) => action.title = title,
        ActionField::Origin(origin) => action.origin = origin,
        ActionField::Owner(owner) => action.owner = owner,
        ActionField::FirstStep(first_step) => action.first_step = first_step,
        ActionField::Due(due) => action.due = due,
        ActionField::Status(status) => action.status = status,
        ActionField::Effort(effort) => action.effort = effort,
        ActionField::Impact(impact) => action.impact = impact,
        ActionField::Success(success) => action.success = success,
        ActionField::Measure(measure) => action.measure = measure,
        ActionField::Notes(notes) => action.notes = notes,
    }
    Ok(())
}

/// Gives an action other values. When it was added stays.
pub(super) fn replace(project: &mut Project, mut action: Action, at: Timestamp) -> Result<(), EditError> {
    if action.title.trim().is_empty() {
        return Err(EditError::Empty);
    }
    let place = project.actions.iter_mut().find(|one| one.id == action.id).ok_or(EditError::NotFound)?;
    (action.created, action.changed) = (place.created, place.changed);
    if action != **place {
        action.changed = at;
        *place = Arc::new(action);
    }
    Ok(())
}

pub(super) fn remove(project: &mut Project, ids: &[ActionId], at: Timestamp) -> Result<(), EditError> {
    let ids: BTreeSet<ActionId> = ids.iter().copied().collect();
    let before = project.actions.len();
    project.actions.retain(|action| !ids.contains(&action.id));
    if before - project.actions.len() < ids.len() {
        return Err(EditError::NotFound);
    }
    let removed = ids.into_iter().map(|id| Removed { record: RemovedRecord::Action(id), at });
    project.removed.extend(removed);
    Ok(())
}
