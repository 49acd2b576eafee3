//! Edits of rounds: freezing, opening again, starting the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::EditError;
use crate::project::{Agreed, Answer, PlannedThen, Project, Rating, Reopened, Round, RoundId};

/// The newest round, if it may be edited.
pub(super) fn open_round(project: &mut Project) -> Result<&mut Round, EditError> {
    let round = project.rounds.last_mut().ok_or(EditError::NotFound)?;
    if round.frozen.is_some() {
        return Err(EditError::RoundFrozen);
    }
    Ok(Arc::make_mut(round))
}

/// Freezes the newest round, with the plan as it stands. A round is not frozen before the day it began.
pub(super) fn freeze(project: &mut Project, on: Date, at: Timestamp) -> Result<(), EditError> {
    let plan = project
        .actions
        .iter()
        .map(|action| {
            Arc::new(PlannedThen {
                action: action.id,
                title: action.title.clone(),
                due: action.due,
                status: action.status.clone(),
            })
        })
        .collect();
    let round = open_round(project)?;
    round.frozen = Some(on.max(round.started));
    round.plan = Some(plan);
    round.changed = at;
    Ok(())
}

/// Opens the newest round again.
pub(super) fn reopen(project: &mut Project, on: Date, reason: String, at: Timestamp) -> Result<(), EditError> {
    if reason.trim().is_empty() {
        return Err(EditError::Empty);
    }
    let round = project.rounds.last_mut().ok_or(EditError::NotFound)?;
    let frozen = round.frozen.ok_or(EditError::RoundOpen)?;
    let round = Arc::make_mut(round);
    round.frozen = None;
    round.plan = None;
    round.reopened.push(Reopened { frozen, on, reason });
    round.changed = at;
    Ok(())
}

/// Starts a round from the newest. Ratings, notes and evidence come along, ratings to be confirmed again; follow-up
/// questions are asked anew.
pub(super) fn start(
    project: &mut Project,
    id: RoundId,
    name: &str,
    started: Date,
    at: Timestamp,
) -> Result<(), EditError> {
    if name.trim().is_empty() {
        return Err(EditError::Empty);
    }
    if project.round_with(id).is_some() {
        return Err(EditError::AlreadyThere);
    }
    let last = project.rounds.last().ok_or(EditError::NotFound)?;
    if last.is_open() {
        return Err(EditError::RoundOpen);
    }
    if started < last.started {
        return Err(EditError::OutOfRange);
    }
    let mut round = Round::new(id, name, started, at);
    round.answers = carried(&last.answers, |answer| Answer {
        to_reconfirm: answer.rating != Rating::NotAssessed,
        changed: at,
        ..answer.clone()
    });
    round.agreed = carried(&last.agreed, |agreed| Agreed { to_reconfirm: true, changed: at, ..agreed.clone() });
    project.rounds.push(Arc::new(round));
    Ok(())
}

/// The same records, each changed.
fn carried<K: Clone + Ord, V>(from: &BTreeMap<K, Arc<V>>, change: impl Fn(&V) -> V) -> BTreeMap<K, Arc<V>> {
    from.iter().map(|(key, record)| (key.clone(), Arc::new(change(record)))).collect()
}

/// Renames the newest round.
pub(super) fn rename(project: &mut Project, name: String, at: Timestamp) -> Result<(), EditError> {
    if name.trim().is_empty() {
        return Err(EditError::Empty);
    }
    let round = open_round(project)?;
    if round.name != name {
        round.name = name;
        round.changed = at;
    }
    Ok(())
}

/// Notes whether the review is called finished without a first action.
pub(super) fn decline_first_action(project: &mut Project, declined: bool, at: Timestamp) -> Result<(), EditError> {
    let round = open_round(project)?;
    if round.first_action_declined != declined {
        round.first_action_declined = declined;
        round.changed = at;
    }
    Ok(())
}
