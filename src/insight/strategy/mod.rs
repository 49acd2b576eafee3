//! The strategy as a map: for each pillar its recommendations, the actions that deal with them, and the figures that these
//! are to move. What is said of a box stands in `words`, the table in `rows`.
//!
//! What always holds: every action that is linked to a recommendation or a figure stands in one pillar, drawn or counted;
//! those for which no loaded pack has a place are counted apart.

mod rows;
mod words;

use std::collections::BTreeMap;

use super::Digest;
use super::kpi::KpiView;
use super::plan::{in_plan_order, state_rating, state_words};
use super::tally::recommendation_rating;
use crate::chart::{Chart, LinkKind, Map, MapColumn, MapLink, MapNode, MapStatus, NodeOf, Plot};
use crate::content::{Catalogue, KpiId, Pillar, Recommendation, RecommendationId};
use crate::project::{Action, Origin, Project, Rating, Status};

pub use words::{map_words, node_name, node_sentence, strategy_finding};

/// How many actions of one recommendation or figure are drawn; the others are counted.
const DRAWN: usize = 6;

/// The strategy as maps.
#[derive(Clone, Debug, PartialEq)]
pub struct StrategyMap {
    /// All pillars in one.
    pub whole: PillarMap,
    /// Each pillar, in their order.
    pub pillars: Vec<PillarMap>,
}

/// A map of one pillar, or of all.
#[derive(Clone, Debug, PartialEq)]
pub struct PillarMap {
    /// Which one; `None` for all.
    pub pillar: Option<Pillar>,
    /// What it holds.
    pub counts: StrategyCounts,
    /// The map, with its words and its table.
    pub chart: Chart,
}

/// What a strategy comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StrategyCounts {
    /// All recommendations.
    pub recommendations: usize,
    /// Those that lead to an action that was not dropped.
    pub leading: usize,
    /// The actions that are linked to a recommendation or a figure.
    pub actions: usize,
    /// Those of them that were not dropped and are to move a figure.
    pub moving: usize,
    /// Recommendations that are red or amber, or have such questions.
    pub gaps: usize,
    /// Recommendations that are suggested.
    pub suggested: usize,
}

impl StrategyCounts {
    /// Whether there is anything to show: an action, a gap or a suggestion.
    pub fn is_something(self) -> bool {
        self.actions + self.gaps + self.suggested > 0
    }
}

impl StrategyMap {
    /// The map of a pillar, or of all.
    pub fn of(&self, pillar: Option<Pillar>) -> &PillarMap {
        self.pillars.iter().find(|one| pillar.is_some() && one.pillar == pillar).unwrap_or(&self.whole)
    }

    /// The first pillar with an action, or else with anything to show.
    pub fn first(&self) -> Option<Pillar> {
        let with_action = self.pillars.iter().find(|one| one.counts.actions > 0);
        with_action.or_else(|| self.pillars.iter().find(|one| one.counts.is_something())).and_then(|one| one.pillar)
    }
}

/// The strategy of a project.
pub fn strategy(catalogue: &Catalogue, project: &Project, digest: &Digest) -> StrategyMap {
    let sorted = Sorted::new(catalogue, project, digest);
    let of = |pillars: &[Pillar], pillar: Option<Pillar>| {
        let parts: Vec<Part<'_>> = pillars.iter().map(|pillar| sorted.part(*pillar)).collect();
        let counts = counts(&parts, digest);
        let map = Builder::new(digest).build(&parts);
        let mut chart = words::chart(pillar, counts, map, project, digest);
        chart.table = rows::table(&sorted, &parts, digest);
        if pillar.is_none() && !sorted.elsewhere.is_empty() {
            chart.notes.push(words::elsewhere(sorted.elsewhere.len()));
        }
        PillarMap { pillar, counts, chart }
    };
    StrategyMap {
        whole: of(&Pillar::ALL, None),
        pillars: Pillar::ALL.into_iter().map(|pillar| of(&[pillar], Some(pillar))).collect(),
    }
}

/// What the strategy of a project comes to, in all pillars.
pub fn strategy_counts(catalogue: &Catalogue, project: &Project, digest: &Digest) -> StrategyCounts {
    let sorted = Sorted::new(catalogue, project, digest);
    let parts: Vec<Part<'_>> = Pillar::ALL.into_iter().map(|pillar| sorted.part(pillar)).collect();
    counts(&parts, digest)
}

/// Counts what is in some pillars.
fn counts(parts: &[Part<'_>], digest: &Digest) -> StrategyCounts {
    let mut counts = StrategyCounts::default();
    for part in parts {
        for one in &part.recommendations {
            counts.recommendations += 1;
            counts.leading += usize::from(one.actions.iter().any(|action| is_kept(action)));
            counts.gaps += usize::from(one.gap);
            counts.suggested += usize::from(one.suggested);
        }
        for action in part.actions() {
            counts.actions += 1;
            let moves = action.figures().any(|id| digest.kpi(id).is_some());
            counts.moving += usize::from(is_kept(action) && moves);
        }
    }
    counts
}

/// Whether an action was not dropped.
fn is_kept(action: &Action) -> bool {
    !matches!(action.status, Status::Dropped { .. })
}

/// A recommendation with what hangs on it.
struct Held<'a> {
    recommendation: &'a Recommendation,
    rating: Rating,
    /// Whether it is red or amber, or has such questions.
    gap: bool,
    /// Whether something suggests it.
    suggested: bool,
    /// Its actions, in the order of the plan.
    actions: Vec<&'a Action>,
    /// The figures in use on which it bears.
    bears: Vec<&'a KpiView>,
}

impl Held<'_> {
    /// Whether there is anything to show of it.
    fn is_shown(&self) -> bool {
        self.suggested || self.gap || !self.actions.is_empty() || !self.bears.is_empty()
    }
}

/// What stands in one pillar.
struct Part<'a> {
    pillar: Pillar,
    /// All its recommendations: those with actions first, then those that want one, then the others.
    recommendations: Vec<Held<'a>>,
    /// The actions that come from a figure alone, by that figure.
    from_figures: Vec<(&'a KpiView, Vec<&'a Action>)>,
}

impl<'a> Part<'a> {
    /// Its actions.
    fn actions(&self) -> impl Iterator<Item = &'a Action> {
        let dealing = self.recommendations.iter().flat_map(|one| one.actions.iter().copied());
        dealing.chain(self.from_figures.iter().flat_map(|(_, actions)| actions.iter().copied()))
    }
}

/// The linked actions, by what they belong to.
struct Sorted<'a> {
    catalogue: &'a Catalogue,
    digest: &'a Digest,
    /// The rating of each recommendation, and whether it is a gap.
    ratings: BTreeMap<&'a RecommendationId, (Rating, bool)>,
    by_recommendation: BTreeMap<&'a RecommendationId, Vec<&'a Action>>,
    by_figure: BTreeMap<&'a KpiId, Vec<&'a Action>>,
    /// Those for which no loaded pack has a place.
    elsewhere: Vec<&'a Action>,
}

impl<'a> Sorted<'a> {
    fn new(catalogue: &'a Catalogue, project: &'a Project, digest: &'a Digest) -> Self {
        let rated = |one: &'a Recommendation| {
            let rating = project.round().map(|round| recommendation_rating(one, round))?;
            let gap = rating.rating.is_gap() || rating.questions.limited + rating.questions.not_in_place > 0;
            Some((&one.id, (rating.rating, gap)))
        };
        let ratings = catalogue.recommendations().filter_map(|place| rated(place.recommendation)).collect();
        let mut sorted = Self {
            catalogue,
            digest,
            ratings,
            by_recommendation: BTreeMap::new(),
            by_figure: BTreeMap::new(),
            elsewhere: Vec::new(),
        };
        let linked = project.actions.iter().map(AsRef::as_ref);
        let linked = linked.filter(|action| action.origin.is_some() || action.measure.is_some());
        for action in in_plan_order(linked, digest.today) {
            if let Some(recommendation) = sorted.recommendation_of(action) {
                sorted.by_recommendation.entry(recommendation).or_default().push(action);
            } else if let Some(figure) = action.figures().find_map(|id| digest.kpi(id)) {
                sorted.by_figure.entry(&figure.id).or_default().push(action);
            } else {
                sorted.elsewhere.push(action);
            }
        }
        sorted
    }

    /// The recommendation that an action deals with, where a loaded pack holds it.
    fn recommendation_of(&self, action: &Action) -> Option<&'a RecommendationId> {
        let place = match action.origin.as_ref()? {
            Origin::Recommendation(id) | Origin::Link(_, id) => {
                self.catalogue.recommendation(id).map(|place| place.recommendation)
            }
            Origin::Question(id) => self.catalogue.question(id).map(|place| place.recommendation),
            Origin::Kpi(_) => None,
        };
        place.map(|recommendation| &recommendation.id)
    }

    fn part(&self, pillar: Pillar) -> Part<'a> {
        let own = self.catalogue.recommendations().map(|place| place.recommendation);
        let mut recommendations: Vec<Held<'a>> = own
            .filter(|one| one.pillar == pillar)
            .map(|recommendation| {
                let actions = self.by_recommendation.get(&recommendation.id).cloned().unwrap_or_default();
                let bears = self.catalogue.kpis_of(&recommendation.id);
                let in_use = |id: &KpiId| self.digest.kpis.iter().find(|kpi| kpi.id == *id && kpi.in_use);
                let (rating, gap) = self.ratings.get(&recommendation.id).copied().unwrap_or_default();
                Held {
                    recommendation,
                    rating,
                    gap,
                    suggested: self.digest.suggestion(&recommendation.id).is_some(),
                    bears: bears.filter_map(|kpi| in_use(&kpi.id)).collect(),
                    actions,
                }
            })
            .collect();
        recommendations.sort_by_key(|one| (one.actions.is_empty(), !one.suggested && !one.gap, !one.is_shown()));
        let figures = self.digest.kpis.iter().chain(&self.digest.retired).filter(|kpi| kpi.pillar == pillar);
        let from_figures = figures.filter_map(|kpi| Some((kpi, self.by_figure.get(&kpi.id)?.clone()))).collect();
        Part { pillar, recommendations, from_figures }
    }
}

/// What puts a map together: columns first, links by what they join, places last.
struct Builder<'a> {
    digest: &'a Digest,
    columns: [Vec<MapNode>; 4],
    links: BTreeMap<(Key, Key), LinkKind>,
}

/// A box by its column and its place in it.
type Key = (MapColumn, usize);

impl<'a> Builder<'a> {
    fn new(digest: &'a Digest) -> Self {
        Self { digest, columns: Default::default(), links: BTreeMap::new() }
    }

    fn build(mut self, parts: &[Part<'a>]) -> Map {
        for part in parts {
            let pillar = self.add(MapNode {
                column: MapColumn::Pillar,
                of: NodeOf::Pillar(part.pillar),
                label: part.pillar.name().to_owned(),
                status: None,
            });
            for held in part.recommendations.iter().filter(|one| one.is_shown()) {
                let recommendation = self.add(MapNode {
                    column: MapColumn::Recommendation,
                    of: NodeOf::Recommendation(held.recommendation.id.clone()),
                    label: held.recommendation.title.clone(),
                    status: Some(status(held.rating, held.rating.name())),
                });
                self.link(pillar, recommendation, LinkKind::Holds);
                self.actions(Some(recommendation), held.recommendation.id.as_str(), &held.actions);
            }
            let hidden = part.recommendations.iter().filter(|one| !one.is_shown()).count();
            if hidden > 0 {
                let of = NodeOf::Rest { of: part.pillar.id().to_owned(), count: hidden };
                let label = words::other_recommendations(hidden, part.recommendations.len() > hidden);
                let rest = self.add(MapNode { column: MapColumn::Recommendation, of, label, status: None });
                self.link(pillar, rest, LinkKind::Holds);
            }
            for (figure, actions) in &part.from_figures {
                self.actions(None, figure.id.as_str(), actions);
            }
        }
        for held in parts.iter().flat_map(|part| &part.recommendations) {
            self.bears(held);
        }
        self.finish()
    }

    /// Adds the actions of a recommendation or a figure: the first of them as boxes, the others as one.
    fn actions(&mut self, from: Option<Key>, of: &str, actions: &[&'a Action]) {
        // One too many needs no box that counts it.
        let drawn = if actions.len() <= DRAWN + 1 { actions.len() } else { DRAWN };
        let (shown, hidden) = actions.split_at_checked(drawn).unwrap_or((actions, &[]));
        for action in shown {
            let rating = state_rating(action, self.digest.today);
            let place = self.add(MapNode {
                column: MapColumn::Action,
                of: NodeOf::Action(action.id),
                label: action.title.trim().to_owned(),
                status: Some(status(rating, &state_words(action, self.digest.today))),
            });
            self.action_links(from, place, &[action]);
        }
        if !hidden.is_empty() {
            let rest = NodeOf::Rest { of: of.to_owned(), count: hidden.len() };
            let label = words::more_actions(hidden.len());
            let place = self.add(MapNode { column: MapColumn::Action, of: rest, label, status: None });
            self.action_links(from, place, hidden);
        }
    }

    fn action_links(&mut self, from: Option<Key>, place: Key, actions: &[&'a Action]) {
        if let Some(from) = from {
            self.link(from, place, LinkKind::Acts);
        }
        for figure in actions.iter().flat_map(|action| action.figures()) {
            if let Some(kpi) = self.digest.kpi(figure) {
                let figure = self.figure(kpi);
                self.link(place, figure, LinkKind::Moves);
            }
        }
    }

    /// Links a recommendation with the figures on which it bears, unless one of its actions is to move them anyway.
    fn bears(&mut self, held: &Held<'a>) {
        let Some(from) = self.place(
            MapColumn::Recommendation,
            |node| matches!(&node.of, NodeOf::Recommendation(id) if *id == held.recommendation.id),
        ) else {
            return;
        };
        let moved = |kpi: &KpiView| held.actions.iter().any(|action| action.figures().any(|id| *id == kpi.id));
        for kpi in held.bears.iter().filter(|kpi| !moved(kpi)) {
            let figure = self.figure(kpi);
            self.link(from, figure, LinkKind::Bears);
        }
    }

    /// The box of a figure, once.
    fn figure(&mut self, kpi: &KpiView) -> Key {
        let known = self.place(MapColumn::Figure, |node| matches!(&node.of, NodeOf::Kpi(id) if *id == kpi.id));
        known.unwrap_or_else(|| {
            let rating = if kpi.retired.is_some() { Rating::NotApplicable } else { kpi.state.rating() };
            self.add(MapNode {
                column: MapColumn::Figure,
                of: NodeOf::Kpi(kpi.id.clone()),
                label: rows::figure_label(kpi),
                status: Some(status(rating, &rows::figure_state(kpi))),
            })
        })
    }

    fn place(&self, column: MapColumn, is: impl Fn(&MapNode) -> bool) -> Option<Key> {
        let nodes = self.columns.get(column as usize)?;
        nodes.iter().position(is).map(|place| (column, place))
    }

    fn add(&mut self, node: MapNode) -> Key {
        let column = node.column;
        let place = self.columns.get_mut(column as usize).map_or(0, |nodes| {
            nodes.push(node);
            nodes.len() - 1
        });
        (column, place)
    }

    fn link(&mut self, from: Key, to: Key, kind: LinkKind) {
        self.links.entry((from, to)).or_insert(kind);
    }

    /// Puts each figure level with what leads to it, so that few links cross.
    fn order_figures(&mut self) {
        let share = |(column, place): Key| {
            let count = self.columns.get(column as usize).map_or(1, Vec::len).max(1);
            #[expect(clippy::cast_precision_loss, reason = "far fewer boxes than a float counts")]
            let share = place as f64 / count as f64;
            share
        };
        let level = |figure: usize| {
            let of = |moves: bool| {
                let linked = self.links.iter().filter(move |((_, to), kind)| {
                    *to == (MapColumn::Figure, figure) && (**kind == LinkKind::Moves) == moves
                });
                let (sum, count) =
                    linked.fold((0.0, 0.0), |(sum, count), ((from, _), _)| (sum + share(*from), count + 1.0));
                (count > 0.0).then(|| sum / count)
            };
            of(true).or_else(|| of(false)).unwrap_or(1.0)
        };
        let figures = self.columns.last().map_or(0, Vec::len);
        let mut order: Vec<(usize, f64)> = (0..figures).map(|figure| (figure, level(figure))).collect();
        order.sort_by(|one, other| one.1.total_cmp(&other.1));
        let place = |figure: usize| order.iter().position(|(one, _)| *one == figure).unwrap_or(figure);
        let moved = |key: Key| if key.0 == MapColumn::Figure { (key.0, place(key.1)) } else { key };
        self.links =
            std::mem::take(&mut self.links).into_iter().map(|((from, to), kind)| ((from, moved(to)), kind)).collect();
        if let Some(column) = self.columns.last_mut() {
            *column = order.iter().filter_map(|(figure, _)| column.get(*figure).cloned()).collect();
        }
    }

    fn finish(mut self) -> Map {
        self.order_figures();
        let before: Vec<usize> = self
            .columns
            .iter()
            .scan(0, |sum, nodes| {
                let before = *sum;
                *sum += nodes.len();
                Some(before)
            })
            .collect();
        let place = |(column, place): Key| before.get(column as usize).copied().unwrap_or_default() + place;
        let links =
            self.links.iter().map(|((from, to), kind)| MapLink { from: place(*from), to: place(*to), kind: *kind });
        let links = links.collect();
        Map { nodes: self.columns.into_iter().flatten().collect(), links }
    }
}

fn status(rating: Rating, words: &str) -> MapStatus {
    MapStatus { rating, words: words.to_owned() }
}

/// The map within a chart of a strategy.
pub fn map_of(chart: &Chart) -> Option<&Map> {
    if let Plot::Map(map) = &chart.plot { Some(map) } else { None }
}
