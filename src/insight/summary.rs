//! A project's numbers for other programs: what `waymark summary` prints.

use jiff::civil::Date;
use serde::Serialize;

use super::rounds::ShiftCounts;
use super::tally::RatingCounts;
use super::{Digest, PublishedFigures, published_figures};
use crate::content::Catalogue;
use crate::disclosure::Published;
use crate::project::{Audience, Project, Status};

/// A project in numbers. Field names are stable: other programs read them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The organisation's name.
    pub organisation: String,
    /// Whether it is invented.
    pub invented: bool,
    /// The newest round's name.
    pub round: String,
    /// The day on which overdue was judged.
    pub date: Date,
    /// How many areas the loaded checklists have.
    pub areas: usize,
    /// How many recommendations.
    pub recommendations: usize,
    /// How many questions.
    pub questions: usize,
    /// Counts of questions by rating.
    pub ratings: RatingCounts,
    /// Counts of recommendations by rating.
    pub recommendation_ratings: RatingCounts,
    /// Counts of questions by area.
    pub by_area: Vec<NamedCounts>,
    /// Counts of questions by pillar.
    pub by_pillar: Vec<NamedCounts>,
    /// Counts of actions.
    pub actions: ActionSummary,
    /// The scorecard: the KPIs that are followed.
    pub kpis: Vec<KpiSummary>,
    /// What is suggested next.
    pub suggestions: Vec<SuggestionSummary>,
    /// Each action that is to move a figure, and whether it moved.
    pub moved: Vec<MovedSummary>,
    /// How many questions have a rating that was carried over and nobody has confirmed.
    pub to_reconfirm: u32,
    /// What changed since the round before; null while there is only one round.
    pub since_last_round: Option<SinceSummary>,
    /// The workforce figures that were released last to each audience, as they were released.
    pub released: Vec<PublishedFigures>,
}

/// What changed since the round before, in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SinceSummary {
    /// The name of the round before.
    pub earlier: String,
    /// How many questions stand how; they add up to the number of questions.
    pub questions: ShiftCounts,
    /// The questions whose rating changed, as the checklists have them.
    pub changed: Vec<ChangedQuestion>,
    /// What changed in the plan; null where the plan was not kept with the round before.
    pub actions: Option<PlanSummary>,
}

/// A question whose rating changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedQuestion {
    /// Its id.
    pub id: String,
    /// How it stands: `improved`, `declined`, `new` or `no_longer_applies`.
    pub change: &'static str,
}

/// How many actions changed since the round before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are those of the lists")]
pub struct PlanSummary {
    pub slipped: usize,
    pub closed: usize,
    pub new: usize,
    pub removed: usize,
}

/// Counts with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedCounts {
    /// A stable id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// Of questions.
    pub ratings: RatingCounts,
    /// Of recommendations.
    pub recommendation_ratings: RatingCounts,
}

/// Counts of actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActionSummary {
    /// All.
    pub total: usize,
    /// Those with something still to do.
    pub open: usize,
    /// Open ones past their date.
    pub overdue: usize,
    /// By status.
    pub by_status: StatusCounts,
}

/// Counts of actions by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are those of the statuses")]
pub struct StatusCounts {
    pub not_started: usize,
    pub in_progress: usize,
    pub blocked: usize,
    pub done: usize,
    pub dropped: usize,
}

/// A KPI in numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KpiSummary {
    /// Its id.
    pub id: String,
    /// Its name on screen.
    pub name: String,
    /// The id of its pillar.
    pub pillar: &'static str,
    /// The newest figure; for a split the share of the third group.
    pub latest: Option<f64>,
    /// The newest figure's day.
    pub date: Option<Date>,
    /// The value of the organisation's own target; of a band the upper end.
    pub target: Option<f64>,
    /// The lower end of a band.
    pub target_low: Option<f64>,
    /// The target's day.
    pub target_date: Option<Date>,
    /// The aim that the KPI's pack knows, where the organisation has no target of its own.
    pub aim: Option<f64>,
    /// What its figures are, in words.
    pub unit: &'static str,
    /// Where it stands, in words.
    pub state: String,
    /// Where it stands: `no_figures`, `stale`, `no_target`, `achieved`, `on_path` or `behind`.
    pub state_id: &'static str,
    /// Who made it, in words.
    pub maker: String,
    /// Whether the organisation uses it.
    pub in_use: bool,
}

/// A recommendation that is suggested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuggestionSummary {
    /// Its id.
    pub recommendation: String,
    /// Its title.
    pub title: String,
    /// The KPIs that lead to it, by their ids.
    pub kpis: Vec<String>,
    /// What holds, in words.
    pub because: Vec<String>,
    /// Whether an action deals with it already.
    pub acted_on: bool,
}

/// An action beside the figure that it is to move.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MovedSummary {
    /// What the action does.
    pub action: String,
    /// The KPI, by its id.
    pub kpi: String,
    /// The figure when the action began.
    pub then: Option<f64>,
    /// Its day.
    pub then_date: Option<Date>,
    /// The newest figure since.
    pub now: Option<f64>,
    /// Its day.
    pub now_date: Option<Date>,
    /// What the change means, in words.
    pub verdict: &'static str,
}

/// A project's numbers.
pub fn summary(catalogue: &Catalogue, project: &Project, digest: &Digest) -> Summary {
    let tally = &digest.tally;
    let mut by_status = StatusCounts::default();
    for (status, count) in Status::all().iter().zip(digest.actions.by_status) {
        match status {
            Status::NotStarted => by_status.not_started = count,
            Status::InProgress => by_status.in_progress = count,
            Status::Blocked { .. } => by_status.blocked = count,
            Status::Done => by_status.done = count,
            Status::Dropped { .. } => by_status.dropped = count,
        }
    }
    let released = Audience::ALL.into_iter().filter_map(|audience| {
        let (release, published) = Published::newest(project, audience)?;
        Some(published_figures(catalogue, project, release.on, &published))
    });
    Summary {
        released: released.collect(),
        organisation: project.organisation.name.clone(),
        invented: project.organisation.invented,
        round: project.round().map(|round| round.name.clone()).unwrap_or_default(),
        date: digest.today,
        areas: tally.areas.len(),
        recommendations: catalogue.recommendations().count(),
        questions: catalogue.questions().count(),
        ratings: tally.questions,
        recommendation_ratings: tally.recommendations,
        by_area: tally
            .areas
            .iter()
            .map(|area| NamedCounts {
                id: area.id.to_string(),
                name: area.full_name(),
                ratings: area.questions,
                recommendation_ratings: area.recommendations,
            })
            .collect(),
        by_pillar: tally
            .pillars
            .iter()
            .map(|pillar| NamedCounts {
                id: pillar.pillar.id().to_owned(),
                name: pillar.pillar.name().to_owned(),
                ratings: pillar.questions,
                recommendation_ratings: pillar.recommendations,
            })
            .collect(),
        actions: ActionSummary {
            total: digest.actions.total,
            open: digest.actions.open,
            overdue: digest.actions.overdue,
            by_status,
        },
        kpis: digest
            .kpis
            .iter()
            .map(|kpi| KpiSummary {
                id: kpi.id.to_string(),
                name: kpi.name.clone(),
                pillar: kpi.pillar.id(),
                latest: kpi.latest.as_ref().map(|latest| latest.value.headline()),
                date: kpi.latest.as_ref().map(|latest| latest.date),
                target: kpi.own_target().map(|target| target.value),
                target_low: kpi.own_target().and_then(|target| target.low),
                target_date: kpi.own_target().and_then(|target| target.date),
                aim: kpi.target.filter(|target| !target.own).map(|target| target.value),
                unit: kpi.unit.name(),
                state: kpi.state_words(),
                state_id: kpi.state.id(),
                maker: catalogue.kpi(&kpi.id).map(|definition| catalogue.maker(definition)).unwrap_or_default(),
                in_use: kpi.in_use,
            })
            .collect(),
        suggestions: digest
            .suggestions
            .iter()
            .map(|one| SuggestionSummary {
                recommendation: one.recommendation.to_string(),
                title: one.title.clone(),
                kpis: one.because.iter().filter_map(|because| because.kpi.as_ref()).map(ToString::to_string).collect(),
                because: one.because.iter().map(|because| because.holds.clone()).collect(),
                acted_on: one.acted_on,
            })
            .collect(),
        moved: digest
            .moved
            .iter()
            .map(|one| MovedSummary {
                action: one.title.clone(),
                kpi: one.kpi.to_string(),
                then: one.then.map(|(value, _)| value),
                then_date: one.then.map(|(_, date)| date),
                now: one.now.map(|(value, _)| value),
                now_date: one.now.map(|(_, date)| date),
                verdict: one.verdict.words(),
            })
            .collect(),
        to_reconfirm: tally.to_reconfirm,
        since_last_round: digest.since.as_ref().map(|since| SinceSummary {
            earlier: since.earlier.name.clone(),
            questions: since.counts,
            changed: since
                .changes()
                .map(|one| ChangedQuestion { id: one.question.to_string(), change: one.shift.id() })
                .collect(),
            actions: since.plan.as_ref().map(|plan| PlanSummary {
                slipped: plan.slipped.len(),
                closed: plan.closed.len(),
                new: plan.new.len(),
                removed: plan.removed.len(),
            }),
        }),
    }
}
