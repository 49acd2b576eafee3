//! A strategy as a map: pillars, recommendations, actions and figures in four columns, with links that say what leads to
//! what. Where its boxes stand is found here, so that every drawing shows it alike.

use std::collections::BTreeSet;

use crate::content::{KpiId, Pillar, RecommendationId};
use crate::project::{ActionId, Rating};

/// A strategy as a map.
///
/// What always holds: nodes stand in the order of their columns, and a link leads from a node to one of a later column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// The boxes: by column, and within it from the top.
    pub nodes: Vec<MapNode>,
    /// What leads to what.
    pub links: Vec<MapLink>,
}

/// A column of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MapColumn {
    /// Pillars.
    Pillar,
    /// Recommendations.
    Recommendation,
    /// Actions.
    Action,
    /// Figures.
    Figure,
}

impl MapColumn {
    /// All four, from the left.
    pub const ALL: [Self; 4] = [Self::Pillar, Self::Recommendation, Self::Action, Self::Figure];

    /// What stands in it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pillar => "Pillar",
            Self::Recommendation => "Recommendations",
            Self::Action => "Actions",
            Self::Figure => "Figures",
        }
    }

    /// What one of its boxes is.
    pub fn one(self) -> &'static str {
        match self {
            Self::Pillar => "Pillar",
            Self::Recommendation => "Recommendation",
            Self::Action => "Action",
            Self::Figure => "Figure",
        }
    }
}

/// A box of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapNode {
    /// The column in which it stands.
    pub column: MapColumn,
    /// What it stands for.
    pub of: NodeOf,
    /// Its text.
    pub label: String,
    /// Where it stands, if that can be said.
    pub status: Option<MapStatus>,
}

impl MapNode {
    /// Its text as it is drawn: no line breaks within the shares of a split.
    pub fn text(&self) -> String {
        self.label.replace(" / ", "\u{a0}/\u{a0}")
    }
}

/// What a box of a map stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NodeOf {
    /// A pillar.
    Pillar(Pillar),
    /// A recommendation.
    Recommendation(RecommendationId),
    /// An action.
    Action(ActionId),
    /// A figure.
    Kpi(KpiId),
    /// Those for which there is no room, or nothing to show.
    Rest {
        /// What they belong to.
        of: String,
        /// How many they are.
        count: usize,
    },
}

/// A status: a rating's shape and colour with words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapStatus {
    /// Whose shape and colour it has.
    pub rating: Rating,
    /// Its words.
    pub words: String,
}

/// What leads from one box of a map to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapLink {
    /// The place of the box from which it leads.
    pub from: usize,
    /// The place of the box to which it leads.
    pub to: usize,
    /// What it means.
    pub kind: LinkKind,
}

/// What a link of a map means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A recommendation belongs to a pillar.
    Holds,
    /// An action deals with a recommendation.
    Acts,
    /// An action is to move a figure.
    Moves,
    /// A recommendation bears on a figure, though no action of its own is to move it yet.
    Bears,
}

/// Where the boxes of a map stand.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLayout {
    /// The top of each box.
    pub tops: Vec<f32>,
    /// How high all of it is.
    pub height: f32,
}

impl Map {
    /// The boxes of a column, with their places.
    pub fn column(&self, column: MapColumn) -> impl Iterator<Item = (usize, &MapNode)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.column == column)
    }

    /// The boxes to which one leads, from the top, and how.
    pub fn after(&self, node: usize) -> impl Iterator<Item = (usize, LinkKind)> {
        self.links.iter().filter(move |link| link.from == node).map(|link| (link.to, link.kind))
    }

    /// The boxes that lead to one, from the top, and how.
    pub fn before(&self, node: usize) -> impl Iterator<Item = (usize, LinkKind)> {
        self.links.iter().filter(move |link| link.to == node).map(|link| (link.from, link.kind))
    }

    /// A box with all that leads to it and all to which it leads.
    pub fn chain(&self, node: usize) -> BTreeSet<usize> {
        let mut chain = BTreeSet::from([node]);
        for forward in [true, false] {
            let mut waiting = vec![node];
            while let Some(one) = waiting.pop() {
                let next: Vec<usize> = if forward {
                    self.after(one).map(|(to, _)| to).collect()
                } else {
                    self.before(one).map(|(from, _)| from).collect()
                };
                waiting.extend(next.into_iter().filter(|next| chain.insert(*next)));
            }
        }
        chain
    }

    /// Where boxes of these heights stand, so far apart at least: the fullest column from the top, the others beside it,
    /// each box as near to the middle of what it is linked with as those above and below allow.
    pub fn lay_out(&self, heights: &[f32], gap: f32) -> MapLayout {
        let height_of = |node: usize| heights.get(node).copied().unwrap_or_default();
        let columns = MapColumn::ALL.map(|column| self.column(column).map(|(node, _)| node).collect::<Vec<_>>());
        let full: Vec<f32> = columns
            .iter()
            .map(|column| (column.iter().map(|node| height_of(*node) + gap).sum::<f32>() - gap).max(0.0))
            .collect();
        let height = full.iter().copied().fold(0.0, f32::max);
        // Of columns equally full that of the actions, to which most is linked.
        let fullest = [2, 1, 3, 0].into_iter().find(|place| full.get(*place).is_some_and(|own| *own >= height));
        let fullest = fullest.unwrap_or_default();
        let mut placed: Vec<Option<f32>> = vec![None; self.nodes.len()];
        let outward = std::iter::once(fullest).chain((0..fullest).rev()).chain(fullest + 1..columns.len());
        for column in outward.filter_map(|place| columns.get(place)) {
            let wishes: Vec<Option<f32>> = column.iter().map(|node| self.wish(*node, heights, &placed)).collect();
            for (node, top) in column.iter().zip(stacked(column, &wishes, heights, gap, height)) {
                if let Some(place) = placed.get_mut(*node) {
                    *place = Some(top);
                }
            }
        }
        MapLayout { tops: placed.into_iter().map(Option::unwrap_or_default).collect(), height }
    }

    /// Where a box would stand by itself: in the middle of those that are placed and linked with it.
    fn wish(&self, node: usize, heights: &[f32], placed: &[Option<f32>]) -> Option<f32> {
        let linked = self.before(node).chain(self.after(node)).map(|(other, _)| other);
        let middles = linked.filter_map(|other| {
            let top = placed.get(other).copied().flatten()?;
            Some(top + heights.get(other).copied().unwrap_or_default() / 2.0)
        });
        let (sum, count) = middles.fold((0.0_f32, 0.0_f32), |(sum, count), middle| (sum + middle, count + 1.0));
        (count > 0.0).then(|| sum / count - heights.get(node).copied().unwrap_or_default() / 2.0)
    }

    /// The map as parts for pages of their own, each of at most so many recommendations with all that hangs on them. What
    /// belongs to several stands in each of them.
    pub fn parts(&self, mut fits: impl FnMut(&Self) -> bool) -> Vec<Self> {
        let mut parts: Vec<Self> = Vec::new();
        let mut roots: Vec<usize> = Vec::new();
        for root in self.roots() {
            let wider: Vec<usize> = roots.iter().copied().chain([root]).collect();
            if !roots.is_empty() && !fits(&self.part(&wider)) {
                parts.push(self.part(&roots));
                roots = vec![root];
            } else {
                roots = wider;
            }
        }
        if !roots.is_empty() {
            parts.push(self.part(&roots));
        }
        parts
    }

    /// What stands by itself but for its pillar: recommendations, actions that came from a figure alone, and figures that
    /// nothing leads to.
    fn roots(&self) -> impl Iterator<Item = usize> {
        let nodes = self.nodes.iter().enumerate().filter(|(_, node)| node.column != MapColumn::Pillar);
        nodes
            .filter(|(place, node)| node.column == MapColumn::Recommendation || self.before(*place).next().is_none())
            .map(|(place, _)| place)
    }

    /// These boxes, all to which they lead, and their pillars.
    fn part(&self, roots: &[usize]) -> Self {
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        let mut waiting: Vec<usize> = roots.to_vec();
        while let Some(node) = waiting.pop() {
            if kept.insert(node) {
                waiting.extend(self.after(node).map(|(to, _)| to));
            }
        }
        for root in roots {
            kept.extend(self.before(*root).map(|(from, _)| from));
        }
        if roots.iter().all(|root| self.before(*root).next().is_none()) {
            kept.extend(self.column(MapColumn::Pillar).map(|(pillar, _)| pillar));
        }
        let place = |node: usize| kept.iter().position(|one| *one == node);
        Self {
            nodes: kept.iter().filter_map(|node| self.nodes.get(*node).cloned()).collect(),
            links: self
                .links
                .iter()
                .filter_map(|link| Some(MapLink { from: place(link.from)?, to: place(link.to)?, kind: link.kind }))
                .collect(),
        }
    }
}

/// The tops of the boxes of a column, in their order: as near to their wishes as fits into the height.
fn stacked(column: &[usize], wishes: &[Option<f32>], heights: &[f32], gap: f32, height: f32) -> Vec<f32> {
    let height_of = |node: usize| heights.get(node).copied().unwrap_or_default();
    let mut tops = Vec::with_capacity(column.len());
    let mut free = 0.0_f32;
    for (node, wish) in column.iter().zip(wishes) {
        let top = wish.unwrap_or(free).max(free);
        tops.push(top);
        free = top + height_of(*node) + gap;
    }
    let mut end = height;
    for (node, top) in column.iter().zip(tops.iter_mut()).rev() {
        *top = top.min(end - height_of(*node));
        end = *top - gap;
    }
    tops
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn node(column: MapColumn) -> MapNode {
        let of = NodeOf::Rest { of: String::new(), count: 0 };
        MapNode { column, of, label: String::new(), status: None }
    }

    /// A map with so many boxes in its columns and links between them.
    fn map(counts: [usize; 4], links: &[(usize, usize)]) -> Map {
        let columns = MapColumn::ALL.into_iter().zip(counts);
        let nodes: Vec<MapNode> = columns.flat_map(|(column, count)| vec![node(column); count]).collect();
        let links = links
            .iter()
            .map(|(one, other)| (one.min(other), one.max(other)))
            .filter(|(from, to)| *to < &nodes.len() && nodes[**from].column < nodes[**to].column)
            // A pillar holds recommendations only.
            .filter(|(from, to)| {
                nodes[**from].column != MapColumn::Pillar || nodes[**to].column == MapColumn::Recommendation
            })
            .map(|(from, to)| MapLink { from: *from, to: *to, kind: LinkKind::Acts })
            .collect();
        Map { nodes, links }
    }

    #[test]
    fn a_chain_leads_both_ways_and_not_back_again() {
        // A pillar with two recommendations; the first has two actions, of which the second moves the figure that the
        // action of the second recommendation moves too.
        let map = map([1, 2, 3, 1], &[(0, 1), (0, 2), (1, 3), (1, 4), (2, 5), (4, 6), (5, 6)]);
        assert_eq!(map.chain(4), BTreeSet::from([0, 1, 4, 6]));
        assert_eq!(map.chain(6), BTreeSet::from([0, 1, 2, 4, 5, 6]));
        assert_eq!(map.chain(3), BTreeSet::from([0, 1, 3]));
    }

    #[test]
    fn what_is_linked_stands_level() {
        let map = map([1, 2, 2, 1], &[(0, 1), (0, 2), (1, 3), (2, 4), (4, 5)]);
        let layout = map.lay_out(&[20.0; 6], 10.0);
        assert_eq!(layout.tops, [15.0, 0.0, 30.0, 0.0, 30.0, 30.0]);
        assert!((layout.height - 50.0).abs() < 1e-3);
    }

    proptest! {
        #[test]
        fn boxes_never_overlap_and_stay_within_the_height(
            counts in (0_usize..3, 0_usize..9, 0_usize..9, 0_usize..9),
            links in prop::collection::vec((0_usize..30, 0_usize..30), 0..60),
            heights in prop::collection::vec(10_f32..80.0, 30),
        ) {
            let map = map(counts.into(), &links);
            let layout = map.lay_out(&heights, 8.0);
            for column in MapColumn::ALL {
                let mut free = -1e-2;
                for (node, _) in map.column(column) {
                    prop_assert!(layout.tops[node] >= free, "{} {free}", layout.tops[node]);
                    free = layout.tops[node] + heights[node] + 8.0 - 1e-2;
                }
                prop_assert!(free <= layout.height + 8.0 + 1e-2);
            }
        }

        #[test]
        fn parts_lose_no_box_and_no_link(
            counts in (1_usize..2, 0_usize..9, 0_usize..9, 0_usize..9),
            links in prop::collection::vec((0_usize..30, 0_usize..30), 0..60),
            most in 1_usize..6,
        ) {
            let mut map = map(counts.into(), &links);
            for (number, node) in map.nodes.iter_mut().enumerate() {
                node.label = number.to_string();
            }
            let parts = map.parts(|part| part.column(MapColumn::Recommendation).count() <= most);
            let named = |map: &Map| -> BTreeSet<String> { map.nodes.iter().map(|node| node.label.clone()).collect() };
            let linked = |map: &Map| -> BTreeSet<(String, String)> {
                map.links.iter().map(|link| (map.nodes[link.from].label.clone(), map.nodes[link.to].label.clone())).collect()
            };
            if !parts.is_empty() {
                prop_assert_eq!(parts.iter().flat_map(named).collect::<BTreeSet<_>>(), named(&map));
            }
            prop_assert_eq!(parts.iter().flat_map(linked).collect::<BTreeSet<_>>(), linked(&map));
        }
    }
}
