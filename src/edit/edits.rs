//! The edits themselves.

use std::mem::{Discriminant, discriminant};

use jiff::Timestamp;
use jiff::civil::Date;

use super::{figures, kpis, people, plan, releases, review, rounds, workforce};
use crate::content::{BenchmarkSetId, KpiId, QuestionId, RecommendationId};
use crate::project::{
    Action, ActionId, Answer, Audience, Benchmark, BenchmarkId, Confidence, DataSet, DataSetId, Effort, Evidence,
    EvidenceId, FollowUpKey, Impact, KpiSettings, Mapping, Measurement, MeasurementId, Organisation, Origin, OwnKpi,
    Person, PersonId, Population, ProfileSettings, Project, Rating, Release, RoundId, Status, Target,
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
    /// Give a question the rating, confidence, note and evidence of another answer. What stood there is gone.
    TakeAnswer {
        /// Which question.
        question: QuestionId,
        /// The answer. Its time is set by the edit.
        answer: Box<Answer>,
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
    /// Rate several questions alike, as on a paper checklist that has one box for a recommendation.
    RateAll {
        /// Which questions.
        questions: Vec<QuestionId>,
        /// Their rating.
        rating: Rating,
    },
    /// Confirm ratings that were carried over from the round before.
    Reconfirm {
        /// Of which questions; those that need none are left alone.
        questions: Vec<QuestionId>,
    },
    /// Confirm a rating agreed by hand that was carried over from the round before.
    ReconfirmAgreed(RecommendationId),
    /// Add evidence for a question's rating.
    AddEvidence {
        /// Of which question.
        question: QuestionId,
        /// The evidence.
        evidence: Evidence,
    },
    /// Correct evidence: the one with its id takes the new values.
    ChangeEvidence {
        /// Of which question.
        question: QuestionId,
        /// The evidence.
        evidence: Evidence,
    },
    /// Remove evidence.
    RemoveEvidence {
        /// Of which question.
        question: QuestionId,
        /// Which one.
        id: EvidenceId,
    },
    /// Freeze the newest round: from then on it is not edited. The plan is kept with it as it stands.
    FreezeRound {
        /// The day.
        on: Date,
    },
    /// Open the newest round again after it was frozen. When and why is kept.
    ReopenRound {
        /// The day.
        on: Date,
        /// Why.
        reason: String,
    },
    /// Start a round from the newest, which is frozen. Its ratings come along, to be confirmed again.
    StartRound {
        /// The new round's id.
        id: RoundId,
        /// Its name.
        name: String,
        /// The day it begins.
        started: Date,
    },
    /// Rename the newest round.
    RenameRound(String),
    /// Call the review finished though no action has an owner and a date; or take that back.
    DeclineFirstAction(bool),
    /// Add a person. Their time is set by the edit.
    AddPerson(Person),
    /// Add several people, as those who own actions. Their times are set by the edit.
    AddPeople(Vec<Person>),
    /// Change a person: the one with this id takes the new values. Actions that they own take a new name.
    ChangePerson(Person),
    /// Remove a person. The actions that they own keep their name.
    RemovePerson(PersonId),
    /// Add an action. Its times are set by the edit.
    AddAction(Box<Action>),
    /// Add several actions, as from a spreadsheet. Their times are set by the edit.
    AddActions(Vec<Action>),
    /// Change one field of an action.
    ChangeAction {
        /// Which action.
        id: ActionId,
        /// The field with its new value.
        field: ActionField,
    },
    /// Change one field of several actions alike.
    ChangeActions {
        /// Which actions.
        ids: Vec<ActionId>,
        /// The field with its new value.
        field: ActionField,
    },
    /// Give an action other values, as from a template: the one with this id. When it was added stays.
    ReplaceAction(Box<Action>),
    /// Remove an action.
    RemoveAction(ActionId),
    /// Remove several actions.
    RemoveActions(Vec<ActionId>),
    /// Enter a measurement. Its time is set by the edit.
    AddMeasurement {
        /// Of which KPI.
        kpi: KpiId,
        /// The measurement.
        measurement: Measurement,
    },
    /// Enter several measurements, as from a spreadsheet. Their times are set by the edit.
    AddMeasurements(Vec<(KpiId, Measurement)>),
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
    /// Add a KPI of the organisation's own.
    AddKpi {
        /// Its id.
        id: KpiId,
        /// Its definition.
        own: OwnKpi,
    },
    /// Change what a KPI is to the organisation: its own definition, its owner, how often it is due, what it is compared
    /// with. Their time is set by the edit.
    SetKpi {
        /// Which KPI.
        id: KpiId,
        /// The settings.
        settings: Box<KpiSettings>,
    },
    /// Follow a KPI no longer, or again.
    RetireKpi {
        /// Which KPI.
        id: KpiId,
        /// Since when; `None` follows it again.
        on: Option<Date>,
    },
    /// Remove a KPI of the organisation's own that has no figures.
    RemoveKpi(KpiId),
    /// Set the order of the scorecard.
    OrderKpis(Vec<KpiId>),
    /// Choose the benchmark sets that a KPI is held against.
    CompareKpi {
        /// Which KPI.
        id: KpiId,
        /// The sets; `None` leaves it to the KPI's pack.
        sets: Option<Vec<BenchmarkSetId>>,
    },
    /// Add a figure to compare a KPI with. Its time is set by the edit.
    AddBenchmark {
        /// Which KPI.
        kpi: KpiId,
        /// The figure.
        benchmark: Benchmark,
    },
    /// Correct a figure to compare a KPI with: the one with its id takes the new values.
    ChangeBenchmark {
        /// Of which KPI.
        kpi: KpiId,
        /// The figure.
        benchmark: Benchmark,
    },
    /// Add a set of workforce data. Its time is set by the edit.
    AddDataSet(Box<DataSet>),
    /// Add several sets of workforce data, as from a survey file, and keep how the file was read. Their times are set by
    /// the edit; a mapping of the same name and population is replaced.
    AddDataSets {
        /// The sets.
        sets: Vec<DataSet>,
        /// How the file was read.
        mapping: Option<Box<Mapping>>,
    },
    /// Remove how files were read.
    RemoveMapping {
        /// Of whom.
        population: Population,
        /// What the mapping is called.
        name: String,
    },
    /// Correct a set of workforce data: the one with its id takes the new values.
    ChangeDataSet(Box<DataSet>),
    /// Remove a set of workforce data.
    RemoveDataSet(DataSetId),
    /// Set the rules for an audience of workforce figures; where nothing is set, the program's own hold. Its time is set
    /// by the edit.
    SetProfile(Audience, ProfileSettings),
    /// Note workforce figures that are shown from now on. Whether they may be was checked before; undoing does not take
    /// them back, since what was shown was shown.
    AddRelease(Box<Release>),
    /// Remove a figure to compare a KPI with.
    RemoveBenchmark {
        /// Of which KPI.
        kpi: KpiId,
        /// Which one.
        id: BenchmarkId,
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
    /// How success will be seen, in words.
    Success(String),
    /// The KPI in which success will be seen.
    Measure(Option<KpiId>),
    /// Notes.
    Notes(String),
}

/// Why an edit was refused. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The newest round is frozen.
    #[error("this round is frozen")]
    RoundFrozen,
    /// The newest round is open, and the edit needs it to be frozen.
    #[error("this round is open")]
    RoundOpen,
    /// Another person, or another KPI of the organisation's own, has this name.
    #[error("another one has this name")]
    NameTaken,
    /// The record is not in the project.
    #[error("that record is no longer in the project")]
    NotFound,
    /// A record with that id is there already.
    #[error("that record is in the project already")]
    AlreadyThere,
    /// The unit of a KPI cannot change while figures are in it.
    #[error("there are figures in this unit")]
    UnitInUse,
    /// A KPI with figures is not removed.
    #[error("this measure has figures")]
    HasFigures,
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
    Evidence(EvidenceId),
    Person(PersonId),
    RoundName,
}

impl Edit {
    /// What the edit does, to stand after "Undo: " or "Redo: ".
    pub fn label(&self) -> &'static str {
        match self {
            Self::SetOrganisation(_) => "change the organisation",
            Self::Rate { rating: Rating::NotAssessed, .. } => "clear a rating",
            Self::Rate { .. } => "rate a question",
            Self::SetNote { .. } => "write a note",
            Self::TakeAnswer { .. } => "use an answer again",
            Self::SetConfidence { .. } => "say how sure",
            Self::Agree { agreed: Some(_), .. } => "agree a rating",
            Self::Agree { agreed: None, .. } => "rate from the questions",
            Self::AnswerFollowUp { .. } => "answer a follow-up",
            Self::SetFollowUpDue { .. } => "date a follow-up",
            Self::RateAll { .. } => "rate a recommendation",
            Self::Reconfirm { .. } => "confirm ratings",
            Self::ReconfirmAgreed(_) => "confirm an agreed rating",
            Self::AddEvidence { .. } => "add evidence",
            Self::ChangeEvidence { .. } => "correct evidence",
            Self::RemoveEvidence { .. } => "remove evidence",
            Self::FreezeRound { .. } => "freeze the round",
            Self::ReopenRound { .. } => "open the round again",
            Self::StartRound { .. } => "start a round",
            Self::RenameRound(_) => "rename the round",
            Self::DeclineFirstAction(true) => "finish without an action",
            Self::DeclineFirstAction(false) => "ask for a first action again",
            Self::AddPerson(_) => "add a person",
            Self::AddPeople(_) => "add people",
            Self::ChangePerson(_) => "change a person",
            Self::RemovePerson(_) => "remove a person",
            Self::AddAction(_) => "add an action",
            Self::AddActions(_) => "add actions",
            Self::ReplaceAction(_) => "fill in an action",
            Self::ChangeActions { .. } => "change several actions",
            Self::RemoveActions(_) => "remove several actions",
            Self::ChangeAction { field, .. } => match field {
                ActionField::Title(_) => "reword an action",
                ActionField::Origin(_) => "link an action",
                ActionField::Owner(_) => "change an owner",
                ActionField::FirstStep(_) => "change a first step",
                ActionField::Due(_) => "change a due date",
                ActionField::Status(_) => "change a status",
                ActionField::Effort(_) => "change an effort",
                ActionField::Impact(_) => "change an impact",
                ActionField::Success(_) | ActionField::Measure(_) => "change how success is seen",
                ActionField::Notes(_) => "write an action’s notes",
            },
            Self::RemoveAction(_) => "remove an action",
            Self::AddMeasurement { .. } => "enter a figure",
            Self::AddMeasurements(_) => "take figures in",
            Self::ChangeMeasurement { .. } => "correct a figure",
            Self::RemoveMeasurement { .. } => "remove a figure",
            Self::SetTarget { target: Some(_), .. } => "set a target",
            Self::SetTarget { target: None, .. } => "clear a target",
            Self::AddKpi { .. } => "add a measure",
            Self::SetKpi { .. } => "change a measure",
            Self::RetireKpi { on: Some(_), .. } => "retire a measure",
            Self::RetireKpi { on: None, .. } => "follow a measure again",
            Self::RemoveKpi(_) => "remove a measure",
            Self::OrderKpis(_) => "move a measure",
            Self::CompareKpi { .. } => "choose what to compare with",
            Self::AddBenchmark { .. } => "add a benchmark",
            Self::ChangeBenchmark { .. } => "correct a benchmark",
            Self::RemoveBenchmark { .. } => "remove a benchmark",
            Self::AddDataSet(_) | Self::AddDataSets { .. } => "add workforce data",
            Self::RemoveMapping { .. } => "forget how a file is read",
            Self::ChangeDataSet(_) => "correct workforce data",
            Self::RemoveDataSet(_) => "remove workforce data",
            Self::SetProfile(..) => "set what may be shown",
            Self::AddRelease(_) => "release figures",
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
            Self::ChangeEvidence { evidence, .. } => Some(MergeKey::Evidence(evidence.id)),
            Self::ChangePerson(person) => Some(MergeKey::Person(person.id)),
            Self::RenameRound(_) => Some(MergeKey::RoundName),
            Self::Rate { .. }
            | Self::RateAll { .. }
            | Self::Reconfirm { .. }
            | Self::ReconfirmAgreed(_)
            | Self::AddEvidence { .. }
            | Self::RemoveEvidence { .. }
            | Self::FreezeRound { .. }
            | Self::ReopenRound { .. }
            | Self::StartRound { .. }
            | Self::DeclineFirstAction(_)
            | Self::AddPerson(_)
            | Self::AddPeople(_)
            | Self::RemovePerson(_)
            | Self::AddActions(_)
            | Self::ChangeActions { .. }
            | Self::ReplaceAction(_)
            | Self::RemoveActions(_)
            | Self::TakeAnswer { .. }
            | Self::SetConfidence { .. }
            | Self::Agree { agreed: None, .. }
            | Self::SetFollowUpDue { .. }
            | Self::AddAction(_)
            | Self::ChangeAction { .. }
            | Self::RemoveAction(_)
            | Self::AddMeasurement { .. }
            | Self::ChangeMeasurement { .. }
            | Self::RemoveMeasurement { .. }
            | Self::AddMeasurements(_)
            | Self::SetTarget { .. }
            | Self::AddKpi { .. }
            | Self::SetKpi { .. }
            | Self::RetireKpi { .. }
            | Self::RemoveKpi(_)
            | Self::OrderKpis(_)
            | Self::CompareKpi { .. }
            | Self::AddBenchmark { .. }
            | Self::ChangeBenchmark { .. }
            | Self::RemoveBenchmark { .. }
            | Self::AddDataSet(_)
            | Self::AddDataSets { .. }
            | Self::RemoveMapping { .. }
            | Self::ChangeDataSet(_)
            | Self::RemoveDataSet(_)
            | Self::SetProfile(..)
            | Self::AddRelease(_) => None,
        }
    }

    /// The project with this edit made at `at`. Gives an equal project where the edit changes nothing.
    pub fn apply(self, project: &Project, at: Timestamp) -> Result<Project, EditError> {
        let mut next = project.clone();
        match self {
            Self::SetOrganisation(organisation) => set_organisation(&mut next, organisation, at)?,
            Self::Rate { question, rating } => review::rate(&mut next, &[question], rating, at)?,
            Self::RateAll { questions, rating } => review::rate(&mut next, &questions, rating, at)?,
            Self::SetNote { question, note } => {
                review::change_answer(&mut next, &question, at, |answer| answer.note = note)?;
            }
            Self::TakeAnswer { question, answer } => {
                review::change_answer(&mut next, &question, at, |now| {
                    *now = Answer { to_reconfirm: false, changed: now.changed, ..*answer };
                })?;
            }
            Self::SetConfidence { question, confidence } => {
                review::change_answer(&mut next, &question, at, |answer| answer.confidence = confidence)?;
            }
            Self::AddEvidence { question, evidence } => review::add_evidence(&mut next, &question, evidence, at)?,
            Self::ChangeEvidence { question, evidence } => {
                review::change_evidence(&mut next, &question, evidence, at)?;
            }
            Self::RemoveEvidence { question, id } => review::remove_evidence(&mut next, &question, id, at)?,
            Self::Reconfirm { questions } => review::reconfirm(&mut next, &questions, at)?,
            Self::ReconfirmAgreed(recommendation) => review::reconfirm_agreed(&mut next, &recommendation, at)?,
            Self::Agree { recommendation, agreed } => review::agree(&mut next, recommendation, agreed, at)?,
            Self::AnswerFollowUp { key, text } => {
                review::change_follow_up(&mut next, key, at, |answer| answer.text = text)?;
            }
            Self::SetFollowUpDue { key, due } => {
                review::change_follow_up(&mut next, key, at, |answer| answer.due = due)?;
            }
            Self::FreezeRound { on } => rounds::freeze(&mut next, on, at)?,
            Self::ReopenRound { on, reason } => rounds::reopen(&mut next, on, reason, at)?,
            Self::StartRound { id, name, started } => rounds::start(&mut next, id, &name, started, at)?,
            Self::RenameRound(name) => rounds::rename(&mut next, name, at)?,
            Self::DeclineFirstAction(declined) => rounds::decline_first_action(&mut next, declined, at)?,
            Self::AddPerson(person) => people::add(&mut next, [person], at)?,
            Self::AddPeople(people) => people::add(&mut next, people, at)?,
            Self::ChangePerson(person) => people::change(&mut next, person, at)?,
            Self::RemovePerson(id) => people::remove(&mut next, id, at)?,
            Self::AddAction(action) => plan::add(&mut next, [*action], at)?,
            Self::AddActions(actions) => plan::add(&mut next, actions, at)?,
            Self::ChangeAction { id, field } => plan::change(&mut next, &[id], &field, at)?,
            Self::ChangeActions { ids, field } => plan::change(&mut next, &ids, &field, at)?,
            Self::ReplaceAction(action) => plan::replace(&mut next, *action, at)?,
            Self::RemoveAction(id) => plan::remove(&mut next, &[id], at)?,
            Self::RemoveActions(ids) => plan::remove(&mut next, &ids, at)?,
            Self::AddMeasurement { kpi, measurement } => figures::add(&mut next, [(kpi, measurement)], at)?,
            Self::AddMeasurements(measurements) => figures::add(&mut next, measurements, at)?,
            Self::ChangeMeasurement { kpi, measurement } => figures::change(&mut next, &kpi, measurement, at)?,
            Self::RemoveMeasurement { kpi, id } => figures::remove(&mut next, &kpi, id, at)?,
            Self::SetTarget { kpi, target } => figures::set_target(&mut next, kpi, target, at)?,
            Self::AddKpi { id, own } => kpis::add(&mut next, id, own, at)?,
            Self::SetKpi { id, settings } => kpis::set(&mut next, id, *settings, at)?,
            Self::RetireKpi { id, on } => kpis::retire(&mut next, id, on, at)?,
            Self::RemoveKpi(id) => kpis::remove(&mut next, &id, at)?,
            Self::OrderKpis(order) => kpis::order(&mut next, order, at)?,
            Self::CompareKpi { id, sets } => kpis::compare(&mut next, id, sets, at)?,
            Self::AddBenchmark { kpi, benchmark } => kpis::add_benchmark(&mut next, kpi, benchmark, at)?,
            Self::ChangeBenchmark { kpi, benchmark } => kpis::change_benchmark(&mut next, &kpi, benchmark, at)?,
            Self::RemoveBenchmark { kpi, id } => kpis::remove_benchmark(&mut next, &kpi, id, at)?,
            Self::AddDataSet(set) => workforce::add(&mut next, [*set], at)?,
            Self::AddDataSets { sets, mapping } => {
                workforce::add(&mut next, sets, at)?;
                mapping.map_or(Ok(()), |mapping| workforce::keep_mapping(&mut next, *mapping, at))?;
            }
            Self::RemoveMapping { population, name } => workforce::remove_mapping(&mut next, population, &name)?,
            Self::ChangeDataSet(set) => workforce::change(&mut next, *set, at)?,
            Self::RemoveDataSet(id) => workforce::remove(&mut next, id, at)?,
            Self::SetProfile(audience, settings) => releases::set_profile(&mut next, audience, &settings, at)?,
            Self::AddRelease(release) => releases::add(&mut next, *release, at)?,
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
            Self::Origin(_) | Self::Due(_) | Self::Effort(_) | Self::Impact(_) | Self::Measure(_) => false,
        }
    }
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
