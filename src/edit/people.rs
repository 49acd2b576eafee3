//! Edits of people.

use std::sync::Arc;

use jiff::Timestamp;

use super::EditError;
use crate::project::{Action, Person, PersonId, Project, Removed, RemovedRecord};

/// Whether a person's name can be kept: it is not empty and nobody else's.
fn check_name(project: &Project, person: &Person) -> Result<(), EditError> {
    if person.name.trim().is_empty() {
        return Err(EditError::Empty);
    }
    match project.person_called(&person.name) {
        Some(other) if other.id != person.id => Err(EditError::NameTaken),
        Some(_) | None => Ok(()),
    }
}

pub(super) fn add(
    project: &mut Project,
    people: impl IntoIterator<Item = Person>,
    at: Timestamp,
) -> Result<(), EditError> {
    for mut person in people {
        check_name(project, &person)?;
        if project.person(person.id).is_some() {
            return Err(EditError::AlreadyThere);
        }
        person.changed = at;
        project.people.push(Arc::new(person));
    }
    Ok(())
}

/// Changes a person. With their name changes the owner of the actions that they own.
pub(super) fn change(project: &mut Project, mut person: Person, at: Timestamp) -> Result<(), EditError> {
    check_name(project, &person)?;
    let place = project.people.iter_mut().find(|one| one.id == person.id).ok_or(EditError::NotFound)?;
    person.changed = place.changed;
    if person == **place {
        return Ok(());
    }
    person.changed = at;
    let before = std::mem::replace(place, Arc::new(person.clone()));
    if before.name != person.name {
        for action in project.actions.iter_mut().filter(|action| before.is_called(&action.owner)) {
            *action = Arc::new(Action { owner: person.name.clone(), changed: at, ..Action::clone(action) });
        }
    }
    Ok(())
}

pub(super) fn remove(project: &mut Project, id: PersonId, at: Timestamp) -> Result<(), EditError> {
    let place = project.people.iter().position(|person| person.id == id).ok_or(EditError::NotFound)?;
    project.people.remove(place);
    project.removed.push(Removed { record: RemovedRecord::Person(id), at });
    Ok(())
}
