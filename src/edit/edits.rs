//! The edits themselves.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::content::{KpiId, QuestionId, RecommendationId};
use crate::project::{
    Action, ActionId, Agreed, Answer, Confidence, Effort, FollowUpAnswer, FollowUpKey, Impact, Kpi, Measurement,
    MeasurementId, Organisation, Origin, Project, Rating, Removed, RemovedRecord, Round, Status, Target,
};

/// One change that a user means to make. Edits of the review change the newest round.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Change what is known of the organisation. Its `changed` time is set by the edit.
    SetOrganisation(Organisation),
    /// Rate a question; *not assessed* clears the rating.
    Rate {
        /// Which question.
        question: QuestionId,
        /// Its rating.
        rating: Rating,
    },
    /// Write a question's note.
    SetNote {
        /// Which question.
        question: QuestionId,
        /// The whole note.
        note: String,
    },
    /// Say how sure a question's rating is.
    SetConfidence {
        /// Which question.
        question: QuestionId,
        /// How sure; `None` clears it.
        confidence: Option<Confidence>,
    },
    /// Agree a recommendation's rating by hand, with a reason; `None` goes back to the rating from its questions.
    Agree {
        /// Which recommendation.
        recommendation: RecommendationId,
        /// The rating and the reason.
        agreed: Option<(Rating, String)>,
    },
    /// Answer a follow-up question.
    AnswerFollowUp {
        /// Which one, of which checklist.
        key: FollowUpKey,
        /// The whole answer.
        text: String,
    },
    /// Say when a follow-up's answer is due.
    SetFollowUpDue {
        /// Which one, of which checklist.
        key: FollowUpKey,
        /// The day; `None` clears it.
        due: Option<Date>,
    },
    /// Add an action. Its times are set by the edit.
    AddAction(Box<Action>),
    /// Change one field of an action.
    ChangeAction {
        /// Which action.
        id: ActionId,
        /// The field with its new value.
        field: ActionField,
    },
    /// Remove an action.
    RemoveAction(ActionId),
    /// Enter a measurement. Its time is set by the edit.
    AddMeasurement {
        /// Of which KPI.
        kpi: KpiId,
        /// The measurement.
        measurement: Measurement,
    },
    /// Correct a measurement: the one with its id takes the new values.
    ChangeMeasurement {
        /// Of which KPI.
        kpi: KpiId,
        /// The measurement.
        measurement: Measurement,
    },
    /// Remove a measurement.
    RemoveMeasurement {
        /// Of which KPI.
        kpi: KpiId,
        /// Which one.
        id: MeasurementId,
    },
    /// Set or clear the organisation's own target for a KPI.
    SetTarget {
        /// Of which KPI.
        kpi: KpiId,
        /// The target. Its time is set by the edit.
        target: Option<Target>,
    },
}

/// A field of an action with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionField {
    /// What is to be done.
    Title(String),
    /// What it came from.
    Origin(Option<Origin>),
    /// Who answers for it.
    Owner(String),
    /// The first thing to do.
    FirstStep(String),
    /// When it is due.
    Due(Option<Date>),
    /// Where it stands.
    Status(Status),
    /// How much work it is.
    Effort(Option<Effort>),
    /// How much it would change.
    Impact(Option<Impact>),
    /// How success will be seen.
    Success(String),
    /// Notes.
    Notes(String),
}

/// Why an edit was refused. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The newest round is frozen.
    #[error("this round is frozen")]
    RoundFrozen,
    /// The record is not in the project.
    #[error("that record is no longer in the project")]
    NotFound,
    /// A record with that id is there already.
    #[error("that record is in the project already")]
    AlreadyThere,
    /// A name, title or reason that must not be empty.
    #[error("a text that is needed is empty")]
    Empty,
    /// A number or date that does not fit.
    #[error("a number or date is out of range")]
    OutOfRange,
}

/// Edits with the same key in a row are one step of the history: typing a note is one step, not one for each letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MergeKey {
    Organisation,
    Note(QuestionId),
    Agreed(RecommendationId, Rating),
    FollowUp(FollowUpKey),
    Action(ActionId, Discriminant<ActionField>),
    /// The reason of a status: another status is another step.
    Reason(ActionId, Discriminant<Status>),
}

impl Edit {
    /// What the edit does, to stand after "Undo: " or "Redo: ".
    pub fn label(&self) -> &'static str {
        match self {
            Self::SetOrganisation(_) => "change the organisation",
            Self::Rate { rating: Rating::NotAssessed, .. } => "clear a rating",
            Self::Rate { .. } => "rate a question",
            Self::SetNote { .. } => "write a note",
            Self::SetConfidence { .. } => "say how sure",
            Self::Agree { agreed: Some(_), .. } => "agree a rating",
            Self::Agree { agreed: None, .. } => "rate from the questions",
            Self::AnswerFollowUp { .. } => "answer a follow-up",
            Self::SetFollowUpDue { .. } => "date a follow-up",
            Self::AddAction(_) => "add an action",
            Self::ChangeAction { field, .. } => match field {
                ActionField::Title(_) => "reword an action",
                ActionField::Origin(_) => "link an action",
                ActionField::Owner(_) => "change an owner",
                ActionField::FirstStep(_) => "change a first step",
                ActionField::Due(_) => "change a due date",
                ActionField::Status(_) => "change a status",
                ActionField::Effort(_) => "change an effort",
                ActionField::Impact(_) => "change an impact",
                ActionField::Success(_) => "change how success is seen",
                ActionField::Notes(_) => "write an action’s notes",
            },
            Self::RemoveAction(_) => "remove an action",
            Self::AddMeasurement { .. } => "enter a figure",
            Self::ChangeMeasurement { .. } => "correct a figure",
            Self::RemoveMeasurement { .. } => "remove a figure",
            Self::SetTarget { target: Some(_), .. } => "set a target",
            Self::SetTarget { target: None, .. } => "clear a target",
        }
    }

    /// The key under which edits in a row merge; `None` for edits that always stand alone.
    pub(super) fn merge_key(&self) -> Option<MergeKey> {
        match self {
            Self::SetOrganisation(_) => Some(MergeKey::Organisation),
            Self::SetNote { question, .. } => Some(MergeKey::Note(question.clone())),
            Self::Agree { recommendation, agreed: Some((rating, _)) } => {
                Some(MergeKey::Agreed(recommendation.clone(), *rating))
            }
            Self::AnswerFollowUp { key, .. } => Some(MergeKey::FollowUp(key.clone())),
            Self::ChangeAction { id, field: field @ ActionField::Status(status) } if field.is_text() => {
                Some(MergeKey::Reason(*id, discriminant(status)))
            }
            Self::ChangeAction { id, field } if field.is_text() => Some(MergeKey::Action(*id, discriminant(field))),
            Self::Rate { .. }
            | Self::SetConfidence { .. }
            | Self::Agree { agreed: None, .. }
            | Self::SetFollowUpDue { .. }
            | Self::AddAction(_)
            | Self::ChangeAction { .. }
            | Self::RemoveAction(_)
            | Self::AddMeasurement { .. }
            | Self::ChangeMeasurement { .. }
            | Self::RemoveMeasurement { .. }
            | Self::SetTarget { .. } => None,
        }
    }

    /// The project with this edit made at `at`. Gives an equal project where the edit changes nothing.
    pub fn apply(self, project: &Project, at: Timestamp) -> Result<Project, EditError> {
        let mut next = project.clone();
        match self {
            Self::SetOrganisation(organisation) => set_organisation(&mut next, organisation, at)?,
            Self::Rate { question, rating } => {
                change_answer(&mut next, question, at, |answer| answer.rating = rating)?;
            }
            Self::SetNote { question, note } => change_answer(&mut next, question, at, |answer| answer.note = note)?,
            Self::SetConfidence { question, confidence } => {
                change_answer(&mut next, question, at, |answer| answer.confidence = confidence)?;
            }
            Self::Agree { recommendation, agreed } => agree(&mut next, recommendation, agreed, at)?,
            Self::AnswerFollowUp { key, text } => change_follow_up(&mut next, key, at, |answer| answer.text = text)?,
            Self::SetFollowUpDue { key, due } => change_follow_up(&mut next, key, at, |answer| answer.due = due)?,
            Self::AddAction(action) => add_action(&mut next, *action, at)?,
            Self::ChangeAction { id, field } => change_action(&mut next, id, field, at)?,
            Self::RemoveAction(id) => {
                let place = next.actions.iter().position(|action| action.id == id).ok_or(EditError::NotFound)?;
                next.actions.remove(place);
                next.removed.push(Removed { record: RemovedRecord::Action(id), at });
            }
            Self::AddMeasurement { kpi, measurement } => add_measurement(&mut next, kpi, measurement, at)?,
            Self::ChangeMeasurement { kpi, measurement } => change_measurement(&mut next, &kpi, measurement, at)?,
            Self::RemoveMeasurement { kpi, id } => {
                let kpi = Arc::make_mut(next.kpis.get_mut(&kpi).ok_or(EditError::NotFound)?);
                let place = kpi.measurements.iter().position(|one| one.id == id).ok_or(EditError::NotFound)?;
                kpi.measurements.remove(place);
                next.removed.push(Removed { record: RemovedRecord::Measurement(id), at });
            }
            Self::SetTarget { kpi, target } => set_target(&mut next, kpi, target, at)?,
        }
        Ok(next)
    }
}

impl ActionField {
    /// Whether it is typed letter by letter, so that its edits merge.
    fn is_text(&self) -> bool {
        match self {
            Self::Title(_) | Self::Owner(_) | Self::FirstStep(_) | Self::Success(_) | Self::Notes(_) => true,
            Self::Status(status) => status.reason().is_some_and(|reason| !reason.is_empty()),
            Self::Origin(_) | Self::Due(_) | Self::Effort(_) | Self::Impact(_) => false,
        }
    }
}

/// The newest round, if it may be edited.
fn open_round(project: &mut Project) -> Result<&mut Round, EditError> {
    let round = project.rounds.last_mut().ok_or(EditError::NotFound)?;
    if round.frozen.is_some() {
        return Err(EditError::RoundFrozen);
    }
    Ok(Arc::make_mut(round))
}

fn set_organisation(project: &mut Project, mut organisation: Organisation, at: Timestamp) -> Result<(), EditError> {
    if organisation.name.trim().is_empty() {
        return Err(EditError::Empty);
    }
    organisation.changed = project.organisation.changed;
    if organisation != project.organisation {
        organisation.changed = at;
        project.organisation = organisation;
    }
    Ok(())
}

fn change_answer(
    project: &mut Project,
    question: QuestionId,
    at: Timestamp,
    change: impl FnOnce(&mut Answer),
) -> Result<(), EditError> {
    let round = open_round(project)?;
    let before = round.answers.get(&question);
    let mut answer = before.map_or_else(
        || Answer { rating: Rating::NotAssessed, confidence: None, note: String::new(), changed: at },
        |answer| Answer::clone(answer),
    );
    let unchanged = answer.clone();
    change(&mut answer);
    if answer != unchanged {
        answer.changed = at;
        round.answers.insert(question, Arc::new(answer));
    }
    Ok(())
}

fn agree(
    project: &mut Project,
    recommendation: RecommendationId,
    agreed: Option<(Rating, String)>,
    at: Timestamp,
) -> Result<(), EditError> {
    let round = open_round(project)?;
    let Some((rating, reason)) = agreed else {
        round.agreed.remove(&recommendation);
        return Ok(());
    };
    if reason.trim().is_empty() {
        return Err(EditError::Empty);
    }
    let same = round.agreed.get(&recommendation).is_some_and(|old| old.rating == rating && old.reason == reason);
    if !same {
        round.agreed.insert(recommendation, Arc::new(Agreed { rating, reason, changed: at }));
    }
    Ok(())
}

fn change_follow_up(
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

fn add_action(project: &mut Project, mut action: Action, at: Timestamp) -> Result<(), EditError> {
    if action.title.trim().is_empty() {
        return Err(EditError::Empty);
    }
    if project.action(action.id).is_some() {
        return Err(EditError::AlreadyThere);
    }
    action.created = at;
    action.changed = at;
    project.actions.push(Arc::new(action));
    Ok(())
}

fn change_action(project: &mut Project, id: ActionId, field: ActionField, at: Timestamp) -> Result<(), EditError> {
    let place = project.actions.iter_mut().find(|action| action.id == id).ok_or(EditError::NotFound)?;
    let mut action = Action::clone(place);
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
        ActionField::Notes(notes) => action.notes = notes,
    }
    if action != **place {
        action.changed = at;
        *place = Arc::new(action);
    }
    Ok(())
}

/// Puts a measurement behind those of its date, so that measurements stay in order.
fn insert_measurement(kpi: &mut Kpi, measurement: Measurement) {
    let place = kpi.measurements.partition_point(|one| one.date <= measurement.date);
    kpi.measurements.insert(place, measurement);
}

fn add_measurement(
    project: &mut Project,
    kpi: KpiId,
    mut measurement: Measurement,
    at: Timestamp,
) -> Result<(), EditError> {
    if !measurement.value.is_sound() {
        return Err(EditError::OutOfRange);
    }
    if project.kpis.values().flat_map(|kpi| &kpi.measurements).any(|one| one.id == measurement.id) {
        return Err(EditError::AlreadyThere);
    }
    measurement.changed = at;
    insert_measurement(Arc::make_mut(project.kpis.entry(kpi).or_default()), measurement);
    Ok(())
}

fn change_measurement(
    project: &mut Project,
    kpi: &KpiId,
    mut measurement: Measurement,
    at: Timestamp,
) -> Result<(), EditError> {
    if !measurement.value.is_sound() {
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

fn set_target(project: &mut Project, kpi: KpiId, target: Option<Target>, at: Timestamp) -> Result<(), EditError> {
    if target.as_ref().is_some_and(|target| !target.is_sound()) {
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
