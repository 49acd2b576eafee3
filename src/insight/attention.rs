//! What needs attention before a board sees the pack: always on, each with the place where it is mended.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::kpi::{KpiState, KpiView};
use super::plan::days_overdue;
use super::tally::{Tally, recommendation_rating};
use crate::content::{Catalogue, KpiId, QuestionId, Recommendation, RecommendationId};
use crate::project::{Answer, Confidence, FollowUpKey, Origin, Project, Rating, Round, Status};
use crate::words;

/// Something that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// What kind of thing.
    pub kind: AttentionKind,
    /// How many of it; never nought.
    pub count: usize,
}

/// What needs attention; the order is the order of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttentionKind {
    /// Open actions past their date.
    Overdue,
    /// Recommendations with a red or amber question, of which none has an action.
    GapsWithoutAction,
    /// Open actions that nobody answers for.
    WithoutOwner,
    /// Open actions without a date.
    WithoutDate,
    /// Blocked actions that do not say why.
    BlockedWithoutReason,
    /// Active ratings that are assumed.
    AssumedActive,
    /// Active ratings without a piece of evidence.
    ActiveWithoutEvidence,
    /// Ratings carried over from the last round that nobody has confirmed.
    ToReconfirm,
    /// Recommendations rated by hand.
    AgreedByHand,
    /// KPIs behind their path.
    KpisBehind,
    /// KPIs behind their path that no action is to move.
    BehindWithoutAction,
    /// KPIs whose newest figure is out of date.
    KpisStale,
    /// KPIs in use without figures.
    KpisWithoutFigures,
    /// KPIs in use without a target of the organisation's own.
    KpisWithoutTarget,
    /// Questions that nobody has rated.
    Unrated,
    /// Closing questions that nobody has answered.
    FollowUpsUnanswered,
}

impl Attention {
    /// The words behind the count: `actions are overdue`.
    pub fn words(&self) -> String {
        let (one, many) = match self.kind {
            AttentionKind::Overdue => ("action is overdue", "actions are overdue"),
            AttentionKind::GapsWithoutAction => {
                ("recommendation with a gap has no action", "recommendations with gaps have no action")
            }
            AttentionKind::WithoutOwner => ("open action has no owner", "open actions have no owner"),
            AttentionKind::WithoutDate => ("open action has no date", "open actions have no date"),
            AttentionKind::BlockedWithoutReason => ("blocked action gives no reason", "blocked actions give no reason"),
            AttentionKind::AssumedActive => ("active rating is only assumed", "active ratings are only assumed"),
            AttentionKind::ActiveWithoutEvidence => {
                ("active rating has no evidence", "active ratings have no evidence")
            }
            AttentionKind::ToReconfirm => ("rating is to be re-confirmed", "ratings are to be re-confirmed"),
            AttentionKind::AgreedByHand => ("recommendation is rated by hand", "recommendations are rated by hand"),
            AttentionKind::KpisBehind => ("measure is behind its path", "measures are behind their path"),
            AttentionKind::BehindWithoutAction => {
                ("measure behind its path has no action", "measures behind their path have no action")
            }
            AttentionKind::KpisStale => ("measure is out of date", "measures are out of date"),
            AttentionKind::KpisWithoutFigures => ("measure has no figures yet", "measures have no figures yet"),
            AttentionKind::KpisWithoutTarget => ("measure has no target yet", "measures have no target yet"),
            AttentionKind::Unrated => ("question is not yet rated", "questions are not yet rated"),
            AttentionKind::FollowUpsUnanswered => {
                ("follow-up question is unanswered", "follow-up questions are unanswered")
            }
        };
        if self.count == 1 { one.to_owned() } else { many.to_owned() }
    }

    /// The count and its words: `3 actions are overdue`.
    pub fn sentence(&self) -> String {
        format!("{} {}", words::whole(self.count as u64), self.words())
    }
}

/// What some action deals with: every origin of an action that was not dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActedOn {
    recommendations: BTreeSet<RecommendationId>,
    questions: BTreeSet<QuestionId>,
    kpis: BTreeSet<KpiId>,
}

impl ActedOn {
    /// What the actions of a project deal with: all that were not dropped.
    pub fn of(project: &Project) -> Self {
        Self::of_some(project, |status| !matches!(status, Status::Dropped { .. }))
    }

    /// What its open actions deal with.
    pub fn open(project: &Project) -> Self {
        Self::of_some(project, Status::is_open)
    }

    fn of_some(project: &Project, wanted: impl Fn(&Status) -> bool) -> Self {
        let mut acted_on = Self::default();
        for action in project.actions.iter().filter(|action| wanted(&action.status)) {
            acted_on.kpis.extend(action.figures().cloned());
            match &action.origin {
                Some(Origin::Recommendation(id) | Origin::Link(_, id)) => {
                    acted_on.recommendations.insert(id.clone());
                }
                Some(Origin::Question(id)) => {
                    acted_on.questions.insert(id.clone());
                }
                Some(Origin::Kpi(_)) | None => {}
            }
        }
        acted_on
    }

    /// Whether an action deals with a question: with itself, or with its recommendation as a whole.
    pub fn question(&self, question: &QuestionId, recommendation: &RecommendationId) -> bool {
        self.questions.contains(question) || self.recommendations.contains(recommendation)
    }

    /// Whether an action is to move a KPI: it came from its figure, or success will be seen in it.
    pub fn kpi(&self, kpi: &KpiId) -> bool {
        self.kpis.contains(kpi)
    }

    /// Whether an action deals with a recommendation: with the whole, or with one of its questions.
    pub fn recommendation(&self, recommendation: &Recommendation) -> bool {
        self.recommendations.contains(&recommendation.id)
            || recommendation.questions.iter().any(|question| self.questions.contains(&question.id))
    }
}

/// Recommendations with at least one red or amber question (or a red or amber rating agreed by hand) and no action.
pub fn gaps_without_action<'a>(
    catalogue: &'a Catalogue,
    project: &Project,
    round: &Round,
) -> Vec<&'a RecommendationId> {
    let acted_on = ActedOn::of(project);
    catalogue
        .recommendations()
        .filter(|place| {
            let rating = recommendation_rating(place.recommendation, round);
            let gap = rating.rating.is_gap() || rating.questions.limited + rating.questions.not_in_place > 0;
            gap && !acted_on.recommendation(place.recommendation)
        })
        .map(|place| &place.recommendation.id)
        .collect()
}

/// The closing questions of all checklists that nobody has answered.
pub fn unanswered_follow_ups(catalogue: &Catalogue, round: &Round) -> Vec<FollowUpKey> {
    let mut keys = Vec::new();
    for (checklist, _) in catalogue.checklists() {
        for follow_up in catalogue.follow_ups() {
            let key = FollowUpKey { checklist: checklist.clone(), question: follow_up.id.clone() };
            if round.follow_ups.get(&key).is_none_or(|answer| answer.text.trim().is_empty()) {
                keys.push(key);
            }
        }
    }
    keys
}

/// Whether a KPI needs a kind of attention. One that nobody uses needs none.
pub fn kpi_needs(kind: AttentionKind, kpi: &KpiView, acted_on: &ActedOn) -> bool {
    let used = kpi.in_use && kpi.retired.is_none();
    let behind = matches!(kpi.standing, KpiState::Behind(_));
    used && match kind {
        AttentionKind::KpisBehind => matches!(kpi.state, KpiState::Behind(_)),
        AttentionKind::BehindWithoutAction => behind && !acted_on.kpi(&kpi.id),
        AttentionKind::KpisStale => matches!(kpi.state, KpiState::Stale(_)),
        AttentionKind::KpisWithoutFigures => kpi.state == KpiState::NoFigures,
        AttentionKind::KpisWithoutTarget => kpi.target.is_none_or(|target| !target.own),
        AttentionKind::Overdue
        | AttentionKind::GapsWithoutAction
        | AttentionKind::WithoutOwner
        | AttentionKind::WithoutDate
        | AttentionKind::BlockedWithoutReason
        | AttentionKind::AssumedActive
        | AttentionKind::ActiveWithoutEvidence
        | AttentionKind::ToReconfirm
        | AttentionKind::AgreedByHand
        | AttentionKind::Unrated
        | AttentionKind::FollowUpsUnanswered => false,
    }
}

/// Everything that needs attention, in the order of its kinds.
pub fn attention(
    catalogue: &Catalogue,
    project: &Project,
    tally: &Tally,
    kpis: &[KpiView],
    today: Date,
) -> Vec<Attention> {
    let open = || project.actions.iter().filter(|action| action.status.is_open());
    let round = project.round();
    let acted_on = ActedOn::of(project);
    let of_kpis = |kind| (kind, kpis.iter().filter(|kpi| kpi_needs(kind, kpi, &acted_on)).count());
    let counts = [
        (AttentionKind::Overdue, open().filter(|action| days_overdue(action, today).is_some()).count()),
        (
            AttentionKind::GapsWithoutAction,
            round.map_or(0, |round| gaps_without_action(catalogue, project, round).len()),
        ),
        (AttentionKind::WithoutOwner, open().filter(|action| action.owner.trim().is_empty()).count()),
        (AttentionKind::WithoutDate, open().filter(|action| action.due.is_none()).count()),
        (
            AttentionKind::BlockedWithoutReason,
            open().filter(|action| action.status.reason().is_some_and(|reason| reason.trim().is_empty())).count(),
        ),
        (AttentionKind::AssumedActive, round.map_or(0, |round| active(catalogue, round, is_assumed))),
        (AttentionKind::ActiveWithoutEvidence, round.map_or(0, |round| active(catalogue, round, has_no_evidence))),
        (AttentionKind::ToReconfirm, tally.to_reconfirm as usize),
        (AttentionKind::AgreedByHand, round.map_or(0, |round| agreed_by_hand(catalogue, round))),
        of_kpis(AttentionKind::KpisBehind),
        of_kpis(AttentionKind::BehindWithoutAction),
        of_kpis(AttentionKind::KpisStale),
        of_kpis(AttentionKind::KpisWithoutFigures),
        of_kpis(AttentionKind::KpisWithoutTarget),
        (AttentionKind::Unrated, tally.questions.not_assessed as usize),
        (AttentionKind::FollowUpsUnanswered, round.map_or(0, |round| unanswered_follow_ups(catalogue, round).len())),
    ];
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(kind, count)| Attention { kind, count }).collect()
}

/// Whether an answer rests on an assumption.
pub fn is_assumed(answer: &Answer) -> bool {
    answer.confidence == Some(Confidence::Assumed)
}

/// Whether nothing is named that an answer rests on.
pub fn has_no_evidence(answer: &Answer) -> bool {
    answer.evidence.is_empty()
}

/// How many questions of the catalogue are rated active with an answer of a kind.
fn active(catalogue: &Catalogue, round: &Round, of_kind: impl Fn(&Answer) -> bool) -> usize {
    let answers = catalogue.questions().filter_map(|place| round.answers.get(&place.question.id));
    answers.filter(|answer| answer.rating == Rating::Active && of_kind(answer)).count()
}

/// How many recommendations of the catalogue have a rating agreed by hand.
fn agreed_by_hand(catalogue: &Catalogue, round: &Round) -> usize {
    catalogue.recommendations().filter(|place| round.agreed.contains_key(&place.recommendation.id)).count()
}
