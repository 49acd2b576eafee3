//! Edits of what may be shown and what was.

use std::sync::Arc;

use jiff::Timestamp;

use super::EditError;
use crate::project::{Audience, ProfileSettings, Project, Release};

/// Notes a release.
pub(super) fn add(project: &mut Project, mut release: Release, at: Timestamp) -> Result<(), EditError> {
    if project.release(release.id).is_some() {
        return Err(EditError::AlreadyThere);
    }
    if !release.is_sound() || release.sets.is_empty() {
        return Err(EditError::OutOfRange);
    }
    release.at = at;
    project.releases.push(Arc::new(release));
    Ok(())
}

/// Sets the rules for an audience.
pub(super) fn set_profile(
    project: &mut Project,
    audience: Audience,
    settings: &ProfileSettings,
    at: Timestamp,
) -> Result<(), EditError> {
    if !settings.is_sound() {
        return Err(EditError::OutOfRange);
    }
    let before = project.profiles.get(&audience);
    let settings = ProfileSettings { changed: before.map_or(at, |before| before.changed), ..settings.clone() };
    if settings.is_empty() {
        project.profiles.remove(&audience);
    } else if before != Some(&settings) {
        project.profiles.insert(audience, ProfileSettings { changed: at, ..settings });
    }
    Ok(())
}

/// A state of a project with the releases of another, and what its log says of them: releases outlive every undoing.
pub(super) fn with_releases_of(now: &Project, to: &Arc<Project>) -> Arc<Project> {
    if now.releases == to.releases {
        return Arc::clone(to);
    }
    let mut next = Project::clone(to);
    next.releases.clone_from(&now.releases);
    let told = |change: &&Arc<crate::project::Change>| matches!(change.subject, crate::project::Subject::Release(_));
    next.log.retain(|change| !told(&change));
    next.log.extend(now.log.iter().filter(told).map(Arc::clone));
    next.log.sort_by_key(|change| change.at);
    Arc::new(next)
}
