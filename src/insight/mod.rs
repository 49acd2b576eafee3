//! Floor 3: what follows from what was entered.
//!
//! Every number, state and sentence that the product says about a project is computed here, once, and read by the
//! screen, the PDF, the JSON and the checks alike. Everything is a pure function of a project, the catalogue and a date.
//!
//! What always holds: *not assessed* and *not applicable* never count as red and never enter a percentage; the counts
//! of any split add up to the number of questions (or recommendations) split; nothing is found to be late without a date.
//!
//! What does not belong here: drawing, page layout, and reading the clock: `today` comes in.

mod attention;
mod effort_impact;
mod end;
mod figures;
mod findings;
mod follow_ups;
mod kpi;
mod links;
mod listing;
mod log;
mod moved;
mod owners;
mod parts;
mod people;
mod plan;
mod published;
mod repeats;
mod review;
mod rounds;
mod scorecard;
mod search;
mod shifts;
mod strategy;
mod suggest;
mod summary;
mod tally;
mod templates;
mod timeline;
mod workforce;

use jiff::civil::Date;

use crate::content::{Catalogue, KpiId, Pillar, RecommendationId};
use crate::project::{Audience, Project};

pub use attention::{
    ActedOn, Attention, AttentionKind, attention, gaps_without_action, has_no_evidence, is_assumed, kpi_needs,
    unanswered_follow_ups,
};
pub use effort_impact::{EffortImpact, Levels, LevelsCell, effort_impact};
pub use end::{FirstAction, ReviewEnd, agreed_to_reconfirm, review_end};
pub use figures::{area_chart, pillar_chart, rounds_chart};
pub use findings::{
    Finding, board_finding, coverage, overview_finding, people_finding, pillar_scorecard, plan_finding, review_finding,
    rounds_finding, scorecard_finding, weakest_pillar,
};
pub use follow_ups::{computed_answer, is_quick_win, proposed_quick_wins};
pub use kpi::{
    AxisStart, KpiState, KpiView, Leads, Pace, Reference, TargetView, all_kpi_views, benchmark_values, comparable_sets,
    compared_sets, kpi_chart, kpi_reading, kpi_view, pace, path_value, poll_sentences, references, say, set_value,
    target_path, value_words,
};
pub use links::{linked_actions, linked_kpis};
pub use listing::{
    PlanList, PlanPart, PlanQuery, PlanRow, PlanSort, changed_words, owner_words, plan_list, row_words, state_detail,
};
pub use log::{LogKind, LogLine, LogNames, LogQuery, NOBODY, log_line, log_list};
pub use moved::{Moved, Verdict, moved, moved_table};
pub use owners::{OwnerChoice, owner_choices, person_to_add};
pub use parts::{Part, Progress};
pub use people::{
    AreaPeople, PeopleList, PersonRow, new_person_name, owns_words, people_list, person_areas, person_row_words,
    person_words, who_to_ask,
};
pub use plan::{
    ActionCounts, Bucket, action_counts, action_pillar, bucket, days_overdue, due_words, in_plan_order,
    next_three_months, origin_name, proposed_action, repeated, state_rating, state_words,
};
pub use published::{
    FigureLine, HIDDEN, PublishedFigures, TableShown, counted_words, figure_lines, published_figures, published_tables,
    set_words,
};
pub use repeats::{Offer, can_come_along, offers};
pub use review::{is_open, taking, taking_words};
pub use rounds::{
    NamedAction, PlanShift, QuestionShift, RoundPoint, RoundsCompared, Shift, ShiftCounts, Slipped, compare,
    round_point, shift, since_last_round,
};
pub use scorecard::{Bullet, bullet, even_steps, kpi_actions, kpi_row_words, plan_words};
pub use search::{Found, Goal, HITS, Hit, search};
pub use shifts::{ShiftPart, ShiftQuery, ShiftSort, question_words, shift_list, shift_place, shift_row_words};
pub use strategy::{
    PillarMap, StrategyCounts, StrategyMap, map_of, map_words, node_name, node_sentence, strategy, strategy_counts,
    strategy_finding,
};
pub use suggest::{Because, Suggestion, suggested_action, suggestions};
pub use summary::{
    ActionSummary, ChangedQuestion, KpiSummary, NamedCounts, PlanSummary, SinceSummary, StatusCounts, Summary, summary,
};
pub use tally::{
    AreaTally, ChecklistTally, Gap, PillarTally, RatingCounts, RecommendationRating, Tally, largest_gaps,
    recommendation_rating, tally,
};
pub use templates::{
    TemplateChoice, TemplateChoices, TemplateGroup, TemplateSection, action_from_template, filled_from_template,
    template_choices, template_due, templates_to_offer,
};
pub use timeline::{Timeline, TimelineBar, TimelineSpan, timeline, timeline_bar};
pub use workforce::{
    Analysis, Apart, Chance, Chances, Comparator, Crossed, Dated, Differs, Ladder, Likelihood, Likelihoods, PayGap,
    PayGaps, Rung, Since, Stages, Top, Topic, Wait, Waits, analyses, chances, chances_chart, chances_reading, crossed,
    crossed_chart, crossed_reading, funnel_chart, ladder, ladder_chart, ladder_reading, pay_chart, pay_gaps,
    pay_reading, rates_chart, series, series_chart, series_reading, stages, stages_reading, steps_chart, to_add,
    waiting_chart, waits, waits_reading, workforce_signs,
};
pub use workforce::{
    Feed, FeedState, Groups, LEAST, Response, Share, Spread, TooMany, benchmark_choices, data_sets, default_benchmark,
    feeds, groups, groups_chart, groups_reading, response, response_reading, spread, spread_chart, spread_reading,
    workforce_finding,
};

/// Everything that pages and prints say about a project, computed together, so that a page can keep it for as long as
/// the project and the day stay the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// The day for which it was computed.
    pub today: Date,
    /// Counts of the newest round.
    pub tally: Tally,
    /// Counts of actions.
    pub actions: ActionCounts,
    /// How many open actions belong to each pillar, in the order of [`Pillar::ALL`]. Free actions belong to none.
    pub open_by_pillar: [usize; 6],
    /// The scorecard, by pillar: the KPIs that are followed.
    pub kpis: Vec<KpiView>,
    /// Those that are followed no longer.
    pub retired: Vec<KpiView>,
    /// What is suggested next.
    pub suggestions: Vec<Suggestion>,
    /// Each action that is to move a figure, and whether it moved, in the order of the plan.
    pub moved: Vec<Moved>,
    /// What needs attention.
    pub attention: Vec<Attention>,
    /// What some action deals with.
    pub acted_on: ActedOn,
    /// What changed since the round before; `None` while there is only one round.
    pub since: Option<RoundsCompared>,
    /// What the strategy comes to.
    pub strategy: StrategyCounts,
    /// Whether workforce figures were released to the board.
    pub released: bool,
}

impl Digest {
    /// What needs attention of one kind.
    pub fn attention(&self, kind: AttentionKind) -> Option<&Attention> {
        self.attention.iter().find(|one| one.kind == kind)
    }

    /// A KPI, whether it is followed or not.
    pub fn kpi(&self, id: &KpiId) -> Option<&KpiView> {
        self.kpis.iter().chain(&self.retired).find(|kpi| kpi.id == *id)
    }

    /// The suggestions to which a KPI leads.
    pub fn suggestions_from<'a>(&'a self, id: &'a KpiId) -> impl Iterator<Item = &'a Suggestion> {
        self.suggestions.iter().filter(|one| one.is_from(id))
    }

    /// The suggestion of a recommendation, if there is one.
    pub fn suggestion(&self, recommendation: &RecommendationId) -> Option<&Suggestion> {
        self.suggestions.iter().find(|one| one.recommendation == *recommendation)
    }

    /// How many open actions belong to a pillar.
    pub fn open_actions(&self, pillar: Pillar) -> usize {
        let place = Pillar::ALL.iter().position(|one| *one == pillar);
        place.and_then(|place| self.open_by_pillar.get(place)).copied().unwrap_or_default()
    }
}

/// Computes everything about a project on a day.
pub fn digest(catalogue: &Catalogue, project: &Project, today: Date) -> Digest {
    let no_answers;
    let round = if let Some(round) = project.round() {
        round.as_ref()
    } else {
        no_answers = crate::project::Round::new(crate::project::RoundId(0), "", today, jiff::Timestamp::UNIX_EPOCH);
        &no_answers
    };
    let tally = tally(catalogue, round);
    let all = all_kpi_views(catalogue, project, today);
    let moved = moved(project, &all, today);
    let (retired, kpis): (Vec<_>, Vec<_>) = all.into_iter().partition(|kpi| kpi.retired.is_some());
    let suggestions = suggestions(catalogue, project, &kpis);
    let attention = attention(catalogue, project, &tally, &kpis, today);
    let mut open_by_pillar = [0; 6];
    for action in project.actions.iter().filter(|action| action.status.is_open()) {
        let pillar = action_pillar(catalogue, action);
        let place = pillar.and_then(|pillar| Pillar::ALL.iter().position(|one| *one == pillar));
        if let Some(count) = place.and_then(|place| open_by_pillar.get_mut(place)) {
            *count += 1;
        }
    }
    let actions = action_counts(project.actions.iter().map(AsRef::as_ref), today);
    let since = since_last_round(catalogue, project);
    let mut digest = Digest {
        today,
        tally,
        actions,
        open_by_pillar,
        kpis,
        retired,
        suggestions,
        moved,
        attention,
        acted_on: ActedOn::of(project),
        since,
        strategy: StrategyCounts::default(),
        released: project.newest_release(Audience::Board).is_some(),
    };
    digest.strategy = strategy_counts(catalogue, project, &digest);
    digest
}
