//! `waymark figures`: writes the workforce figures that may be shown to an audience. Writing them is a release: they are
//! held against what was released before and noted in the project, and nothing is written that could not be noted.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Stop, tell};
use crate::app::{self, Env};
use crate::content::{Catalogue, ThirdGroup};
use crate::disclosure::{self, Proposal};
use crate::edit::{Edit, Editor};
use crate::project::{Audience, Project, ReleaseId};
use crate::store::ProjectFile;

/// Writes the figures.
pub(super) fn figures(env: &Env, file: &Path, to: &Path, audience: Audience) -> Result<(), Stop> {
    let mut opened =
        ProjectFile::open(&*env.disk, file).map_err(|error| Stop::Input(error.user_message().to_string()))?;
    if let Some(reason) = opened.file.read_only() {
        return Err(Stop::Input(format!(
            "{} Releases are noted in the project, so no figures were written.",
            reason.user_message()
        )));
    }
    let project = opened.project;
    let catalogue = project.catalogue(&Catalogue::built_in());
    let tables = disclosure::available(&catalogue, &project);
    let proposal = disclosure::propose(&catalogue, &project, audience, ThirdGroup::default(), &tables);
    told(&project, &proposal);
    if proposal.is_empty() {
        return Err(Stop::Input(format!(
            "There are no workforce figures that may be shown to {}, so none were written.",
            audience.whom()
        )));
    }
    let newest = project.newest_release(audience).filter(|release| proposal.is_as(release)).map(|release| release.id);
    let (project, id) = match newest {
        Some(id) => (project, id),
        None => noted(env, &mut opened.file, &project, &proposal)?,
    };
    app::write_released(&*env.disk, to, &catalogue, &project, id).map_err(Stop::Input)
}

/// Notes the release in the project's file.
fn noted(
    env: &Env,
    file: &mut ProjectFile,
    project: &Project,
    proposal: &Proposal,
) -> Result<(Arc<Project>, ReleaseId), Stop> {
    let now = (env.clock)();
    let id = ReleaseId(fastrand::u64(1..));
    let at = Timestamp::from_second(now.timestamp().as_second()).unwrap_or(now.timestamp());
    let mut editor = Editor::saved(project.clone());
    let release = proposal.release(id, now.date(), "");
    editor.apply(Edit::AddRelease(Box::new(release)), at).map_err(|error| {
        Stop::Input(format!("The release could not be noted, so no figures were written: {error}."))
    })?;
    let project = Arc::clone(editor.project());
    let saved = file.save(&*env.disk, &project).map_err(|error| {
        Stop::Input(format!(
            "The release could not be noted in the project, so no figures were written. {}",
            error.user_message()
        ))
    })?;
    if let Some(problem) = saved.backup_problem {
        tell(&problem.user_message().to_string());
    }
    Ok((project, id))
}

/// Tells what is left out and what only stands.
fn told(project: &Project, proposal: &Proposal) {
    for left in proposal.left_out() {
        tell(&left.words(project));
    }
    for stands in proposal.stands() {
        tell(&stands.words(project, proposal.rules()));
    }
}
