//! What to do next: where a condition of a link holds, the recommendations that address it.
//!
//! Each recommendation is suggested once, with everything that leads to it: first what a figure leads to, in the order of
//! the scorecard, then what workforce data shows, then what a rating leads to. Those that are rated active already come last.

use jiff::Timestamp;
use jiff::civil::Date;

use super::kpi::{KpiState, KpiView};
use super::plan::proposed_action;
use super::tally::recommendation_rating;
use super::templates::action_from_template;
use super::workforce::workforce_signs;
use crate::content::{Catalogue, Condition, KpiId, KpiSet, Link, LinkId, LinkState, LinkStep, RecommendationId};
use crate::insight::ActedOn;
use crate::project::{Action, ActionId, Origin, Project, Rating};
use crate::words;

/// A recommendation that is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Which one.
    pub recommendation: RecommendationId,
    /// Its title.
    pub title: String,
    /// How it is rated now.
    pub rating: Rating,
    /// What leads to it; never empty.
    pub because: Vec<Because>,
    /// Whether an open action deals with it already.
    pub acted_on: bool,
}

/// What leads to a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// By which link.
    pub link: LinkId,
    /// The KPI that leads to it; `None` where a rating does.
    pub kpi: Option<KpiId>,
    /// What holds: *Response rate is 61% (31 Oct 2026), under 70%.*
    pub holds: String,
    /// Why the recommendation follows.
    pub reason: String,
    /// What it would mean in practice.
    pub means: String,
    /// What the link rests on.
    pub cite: String,
}

impl Suggestion {
    /// The first of what leads to it.
    pub fn first(&self) -> Option<&Because> {
        self.because.first()
    }

    /// The origin of an action that follows it: the figure with the recommendation, or the recommendation alone.
    pub fn origin(&self, kpi: Option<&KpiId>) -> Origin {
        let figure = kpi.or_else(|| self.because.iter().find_map(|because| because.kpi.as_ref()));
        match figure {
            Some(kpi) => Origin::Link(kpi.clone(), self.recommendation.clone()),
            None => Origin::Recommendation(self.recommendation.clone()),
        }
    }

    /// Whether a KPI leads to it.
    pub fn is_from(&self, kpi: &KpiId) -> bool {
        self.because.iter().any(|because| because.kpi.as_ref() == Some(kpi))
    }
}

/// Everything that is suggested. `kpis` are those that are followed, in the order of the scorecard.
pub fn suggestions(catalogue: &Catalogue, project: &Project, kpis: &[KpiView]) -> Vec<Suggestion> {
    let acted_on = ActedOn::open(project);
    let mut found: Vec<Suggestion> = Vec::new();
    let used = || kpis.iter().filter(|kpi| kpi.in_use);
    // What a figure itself says comes before what is said of its state: the one is of this KPI, the other often of all.
    let by_figure = |link: &&Link| matches!(link.when, Condition::Below(_) | Condition::Above(_));
    let (figures, states): (Vec<&Link>, Vec<&Link>) = catalogue.links().partition(by_figure);
    for kpi in used() {
        for link in figures.iter().chain(&states).copied() {
            if let Some(holds) = holds_for(link, kpi) {
                add(catalogue, project, &acted_on, &mut found, link, Some(&kpi.id), &holds);
            }
        }
    }
    let shown = workforce_signs(catalogue, project);
    for link in catalogue.links() {
        let Condition::Workforce(sign) = link.when else { continue };
        if let Some(holds) = shown.get(&sign) {
            add(catalogue, project, &acted_on, &mut found, link, None, holds);
        }
    }
    let round = project.round();
    for link in catalogue.links() {
        let Condition::Gap(id) = &link.when else { continue };
        let (Some(place), Some(round)) = (catalogue.recommendation(id), round) else { continue };
        let rating = recommendation_rating(place.recommendation, round).rating;
        if rating.is_gap() {
            let holds = format!("“{}” is {}.", place.recommendation.title, rating.name().to_lowercase());
            add(catalogue, project, &acted_on, &mut found, link, None, &holds);
        }
    }
    // What is in use already comes after what is not: it may need more of the same, but it is no gap.
    found.sort_by_key(|one| one.rating == Rating::Active);
    found
}

/// The action that follows a suggestion: as the first template of the recommendation has it, or else with a first title.
/// Its origin keeps the figure, and success will be seen in that figure. Its times are set when it is added.
pub fn suggested_action(
    catalogue: &Catalogue,
    recommendation: &RecommendationId,
    kpi: Option<&KpiId>,
    id: ActionId,
    owner: &str,
    today: Date,
) -> Option<Action> {
    let origin = match kpi {
        Some(kpi) => Origin::Link(kpi.clone(), recommendation.clone()),
        None => Origin::Recommendation(recommendation.clone()),
    };
    let mut action = if let Some(template) = catalogue.templates_for(recommendation).next() {
        action_from_template(template, recommendation, id, owner, today)
    } else {
        let title = proposed_action(catalogue, &origin)?;
        Action { owner: owner.to_owned(), ..Action::new(id, title, Timestamp::UNIX_EPOCH) }
    };
    action.origin = Some(origin);
    if let Some(kpi) = kpi {
        action.measure = Some(kpi.clone());
    }
    Some(action)
}

/// Whether a link's condition holds for a KPI, in words.
fn holds_for(link: &Link, kpi: &KpiView) -> Option<String> {
    let latest = kpi.latest.as_ref();
    match &link.when {
        Condition::Below(limit) | Condition::Above(limit) if limit.kpi == kpi.id => {
            let latest = latest?;
            let value = latest.value.headline();
            let below = matches!(link.when, Condition::Below(_));
            let (under, apart) = if below { ("under", limit.value - value) } else { ("over", value - limit.value) };
            (apart >= kpi.unit.tolerance()).then(|| {
                let (now, date) = (kpi.figure(value), words::date(latest.date));
                format!("{} is {now} ({date}), {under} {}.", kpi.name, kpi.figure(limit.value))
            })
        }
        Condition::State(limit) => {
            let concerned = match &limit.of {
                KpiSet::All => true,
                KpiSet::Pillar(pillar) => *pillar == kpi.pillar,
                KpiSet::Kpi(id) => *id == kpi.id,
            };
            if !concerned {
                return None;
            }
            match (limit.is, kpi.state, kpi.standing) {
                (LinkState::NoFigures, KpiState::NoFigures, _) => Some(format!("{} has no figures yet.", kpi.name)),
                (LinkState::NoTarget, _, KpiState::NoTarget) => Some(format!("{} has no target yet.", kpi.name)),
                (LinkState::Stale, KpiState::Stale(due), _) => {
                    Some(format!("{} is out of date: a figure was due on {}.", kpi.name, words::date(due)))
                }
                (LinkState::Behind, _, standing @ KpiState::Behind(_)) => {
                    let latest = latest?;
                    let now = kpi.figure(latest.value.headline());
                    let stands = words::uncapitalised(&standing.words(kpi.unit));
                    Some(format!("{} is {now} ({}): {stands}.", kpi.name, words::date(latest.date)))
                }
                _ => None,
            }
        }
        Condition::Below(_) | Condition::Above(_) | Condition::Gap(_) | Condition::Workforce(_) => None,
    }
}

/// Adds what a link leads to.
fn add(
    catalogue: &Catalogue,
    project: &Project,
    acted_on: &ActedOn,
    found: &mut Vec<Suggestion>,
    link: &Link,
    kpi: Option<&KpiId>,
    holds: &str,
) {
    for step in &link.then {
        let LinkStep { recommendation: id, reason, means } = step;
        let because = Because {
            link: link.id.clone(),
            kpi: kpi.cloned(),
            holds: holds.to_owned(),
            reason: reason.clone(),
            means: means.clone(),
            cite: catalogue.cite(&link.cite),
        };
        if let Some(known) = found.iter_mut().find(|known| known.recommendation == *id) {
            known.because.push(because);
            continue;
        }
        let Some(place) = catalogue.recommendation(id) else { continue };
        let rating = project
            .round()
            .map_or(Rating::NotAssessed, |round| recommendation_rating(place.recommendation, round).rating);
        found.push(Suggestion {
            recommendation: id.clone(),
            title: place.recommendation.title.clone(),
            rating,
            because: vec![because],
            acted_on: acted_on.recommendation(place.recommendation),
        });
    }
}
