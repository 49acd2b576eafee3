//! Edits of the review: answers, evidence, ratings agreed by hand, follow-ups. All change the newest round.

use std::sync::Arc;

use jiff::Timestamp;

use super::EditError;
use super::rounds::open_round;
use crate::content::{QuestionId, RecommendationId};
use crate::project::{
    Agreed, Answer, Evidence, EvidenceId, FollowUpAnswer, FollowUpKey, Project, Rating, Removed, RemovedRecord, Round,
};

/// Changes the answer to a question.
pub(super) fn change_answer(
    project: &mut Project,
    question: &QuestionId,
    at: Timestamp,
    change: impl FnOnce(&mut Answer),
) -> Result<(), EditError> {
    change_in(open_round(project)?, question, at, |answer| {
        change(answer);
        Ok(())
    })
}

/// Changes the answer to a question, which is there from then on. An answer that stays the same keeps its time.
fn change_in(
    round: &mut Round,
    question: &QuestionId,
    at: Timestamp,
    change: impl FnOnce(&mut Answer) -> Result<(), EditError>,
) -> Result<(), EditError> {
    let before = round.answers.get(question);
    let mut answer = before.map_or_else(|| Answer::new(at), |answer| Answer::clone(answer));
    let unchanged = answer.clone();
    change(&mut answer)?;
    if answer != unchanged {
        answer.changed = at;
        round.answers.insert(question.clone(), Arc::new(answer));
    }
    Ok(())
}

/// Rates questions. A rating that was carried over is confirmed by it.
pub(super) fn rate(
    project: &mut Project,
    questions: &[QuestionId],
    rating: Rating,
    at: Timestamp,
) -> Result<(), EditError> {
    let round = open_round(project)?;
    for question in questions {
        change_in(round, question, at, |answer| {
            answer.rating = rating;
            answer.to_reconfirm = false;
            Ok(())
        })?;
    }
    Ok(())
}

/// Confirms ratings that were carried over.
pub(super) fn reconfirm(project: &mut Project, questions: &[QuestionId], at: Timestamp) -> Result<(), EditError> {
    let round = open_round(project)?;
    for question in questions {
        if round.is_to_reconfirm(question) {
            change_in(round, question, at, |answer| {
                answer.to_reconfirm = false;
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// Confirms a rating agreed by hand that was carried over.
pub(super) fn reconfirm_agreed(
    project: &mut Project,
    recommendation: &RecommendationId,
    at: Timestamp,
) -> Result<(), EditError> {
    let round = open_round(project)?;
    let agreed = round.agreed.get_mut(recommendation).ok_or(EditError::NotFound)?;
    if agreed.to_reconfirm {
        let agreed = Arc::make_mut(agreed);
        agreed.to_reconfirm = false;
        agreed.changed = at;
    }
    Ok(())
}

pub(super) fn add_evidence(
    project: &mut Project,
    question: &QuestionId,
    evidence: Evidence,
    at: Timestamp,
) -> Result<(), EditError> {
    if evidence.title.trim().is_empty() {
        return Err(EditError::Empty);
    }
    change_in(open_round(project)?, question, at, |answer| {
        if answer.evidence.iter().any(|one| one.id == evidence.id) {
            return Err(EditError::AlreadyThere);
        }
        answer.evidence.push(evidence);
        Ok(())
    })
}

pub(super) fn change_evidence(
    project: &mut Project,
    question: &QuestionId,
    evidence: Evidence,
    at: Timestamp,
) -> Result<(), EditError> {
    if evidence.title.trim().is_empty() {
        return Err(EditError::Empty);
    }
    change_in(open_round(project)?, question, at, |answer| {
        let place = answer.evidence.iter_mut().find(|one| one.id == evidence.id).ok_or(EditError::NotFound)?;
        *place = evidence;
        Ok(())
    })
}

pub(super) fn remove_evidence(
    project: &mut Project,
    question: &QuestionId,
    id: EvidenceId,
    at: Timestamp,
) -> Result<(), EditError> {
    change_in(open_round(project)?, question, at, |answer| {
        let place = answer.evidence.iter().position(|one| one.id == id).ok_or(EditError::NotFound)?;
        answer.evidence.remove(place);
        Ok(())
    })
}

/// Agrees a rating by hand, or goes back to the one from the questions.
pub(super) fn agree(
    project: &mut Project,
    recommendation: RecommendationId,
    agreed: Option<(Rating, String)>,
    at: Timestamp,
) -> Result<(), EditError> {
    let round = open_round(project)?;
    let Some((rating, reason)) = agreed else {
        if round.agreed.remove(&recommendation).is_some() {
            let record = RemovedRecord::Agreed(round.id, recommendation);
            project.removed.push(Removed { record, at });
        }
        return Ok(());
    };
    if reason.trim().is_empty() {
        return Err(EditError::Empty);
    }
    let same = |old: &Arc<Agreed>| old.rating == rating && old.reason == reason && !old.to_reconfirm;
    if !round.agreed.get(&recommendation).is_some_and(same) {
        let agreed = Agreed { rating, reason, to_reconfirm: false, changed: at };
        round.agreed.insert(recommendation, Arc::new(agreed));
    }
    Ok(())
}

pub(super) fn change_follow_up(
    project: &mut Project,
    key: FollowUpKey,
    at: Timestamp,
    change: impl FnOnce(&mut FollowUpAnswer),
) -> Result<(), EditError> {
    let round = open_round(project)?;
    let mut answer = round.follow_ups.get(&key).map_or_else(
        || FollowUpAnswer { text: String::new(), due: None, changed: at },
        |answer| FollowUpAnswer::clone(answer),
    );
    let unchanged = answer.clone();
    change(&mut answer);
    if answer != unchanged {
        answer.changed = at;
        round.follow_ups.insert(key, Arc::new(answer));
    }
    Ok(())
}
