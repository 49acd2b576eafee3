//! What is said of a strategy: its finding, the map in words, the name and the sentence of a box.

use super::StrategyCounts;
use crate::chart::{Chart, LinkKind, Map, MapColumn, MapNode, NodeOf, Plot, Table};
use crate::content::Pillar;
use crate::insight::Digest;
use crate::project::Project;
use crate::words;

/// The chart of a map, without its table.
pub(super) fn chart(
    pillar: Option<Pillar>,
    counts: StrategyCounts,
    map: Map,
    project: &Project,
    digest: &Digest,
) -> Chart {
    let finding = strategy_finding(counts);
    let title = pillar.map_or_else(|| words::capitalised(&finding), |pillar| format!("{}: {finding}", pillar.name()));
    let round = project.round().map(|round| format!("{}, ", round.name.trim())).unwrap_or_default();
    Chart {
        alt: map_words(&title, &map),
        source: format!("{round}the plan and the scorecard on {}.", words::date(digest.today)),
        notes: Vec::new(),
        plot: Plot::Map(map),
        table: Table::default(),
        title,
    }
}

/// What a strategy comes to: *9 of 28 recommendations lead to an action; 4 actions are to move a figure*.
pub fn strategy_finding(counts: StrategyCounts) -> String {
    let of = words::count(counts.recommendations, "recommendation", "recommendations");
    let leading = match counts.leading {
        0 if counts.recommendations == 0 => "no recommendations".to_owned(),
        0 => format!("none of {of} leads to an action yet"),
        1 => format!("1 of {of} leads to an action"),
        more => format!("{} of {of} lead to an action", words::whole(more as u64)),
    };
    match counts.moving {
        0 if counts.actions == 0 => leading,
        0 => format!("{leading}; no action is to move a figure yet"),
        1 => format!("{leading}; 1 action is to move a figure"),
        more => format!("{leading}; {} actions are to move a figure", words::whole(more as u64)),
    }
}

/// The box of the recommendations of which there is nothing to show.
pub(super) fn other_recommendations(count: usize, beside_others: bool) -> String {
    let all = words::count(count, "recommendation", "recommendations");
    let number = if beside_others { format!("{} more", words::whole(count as u64)) } else { all };
    format!("{number}, without a gap or an action")
}

/// The box of the actions for which there is no room.
pub(super) fn more_actions(count: usize) -> String {
    format!("and {}", words::count(count, "more action", "more actions"))
}

/// What is said of actions for which no loaded pack has a place.
pub(super) fn elsewhere(count: usize) -> String {
    match count {
        1 => "1 action came from something that no loaded pack holds, so it stands in no pillar.".to_owned(),
        _ => format!(
            "{} actions came from something that no loaded pack holds, so they stand in no pillar.",
            words::whole(count as u64)
        ),
    }
}

/// A box with its status, as it stands in a sentence: *Response rate, 66% (behind by 4 points)*.
pub(super) fn named(node: &MapNode) -> String {
    match &node.status {
        Some(status) => format!("{} ({})", node.label, words::uncapitalised(&status.words)),
        None => node.label.clone(),
    }
}

/// A map in words: its finding, what each recommendation leads to, then what comes from a figure alone.
pub fn map_words(title: &str, map: &Map) -> String {
    let mut said = vec![format!("{title}.")];
    for (place, node) in map.column(MapColumn::Recommendation) {
        let leads = leads(map, place);
        said.push(if leads.is_empty() { format!("{}.", named(node)) } else { format!("{}: {leads}.", named(node)) });
    }
    let alone = map.column(MapColumn::Action).filter(|(place, _)| map.before(*place).next().is_none());
    let alone: Vec<String> = alone.map(|(place, node)| action(map, place, node)).collect();
    if !alone.is_empty() {
        said.push(format!("From a figure alone: {}.", alone.join("; ")));
    }
    said.join(" ")
}

/// What a recommendation leads to.
fn leads(map: &Map, place: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (to, kind) in map.after(place) {
        let Some(node) = map.nodes.get(to) else { continue };
        match kind {
            LinkKind::Acts => parts.push(action(map, to, node)),
            LinkKind::Bears => parts.push(format!("bears on {}", named(node))),
            LinkKind::Holds | LinkKind::Moves => {}
        }
    }
    parts.join("; ")
}

/// An action with the figures that it is to move.
fn action(map: &Map, place: usize, node: &MapNode) -> String {
    let figures: Vec<String> = map.after(place).filter_map(|(to, _)| map.nodes.get(to)).map(named).collect();
    if figures.is_empty() { named(node) } else { format!("{}, to move {}", named(node), words::list(&figures)) }
}

/// The name of a box for those who do not see it: *Recommendation: Ask everyone, limited; leads to 2 actions and 1
/// figure*.
pub fn node_name(map: &Map, place: usize) -> String {
    let Some(node) = map.nodes.get(place) else { return String::new() };
    let status = node.status.as_ref().map(|status| format!(", {}", words::uncapitalised(&status.words)));
    let what = if matches!(node.of, NodeOf::Rest { .. }) { "Others" } else { node.column.one() };
    let head = format!("{what}: {}{}", node.label, status.unwrap_or_default());
    let linked = linked(map, place, node);
    if linked.is_empty() { head } else { format!("{head}; {linked}") }
}

/// How many boxes one leads to, or lead to it.
fn linked(map: &Map, place: usize, node: &MapNode) -> String {
    let after = |wanted: LinkKind| map.after(place).filter(move |(_, kind)| *kind == wanted);
    let before = |wanted: LinkKind| map.before(place).filter(|(_, kind)| *kind == wanted).count();
    let figures = |count: usize| words::count(count, "figure", "figures");
    match node.column {
        MapColumn::Pillar => match after(LinkKind::Holds).count() {
            0 => String::new(),
            count => format!("leads to {}", words::count(count, "recommendation", "recommendations")),
        },
        MapColumn::Recommendation if matches!(node.of, NodeOf::Rest { .. }) => String::new(),
        MapColumn::Recommendation => {
            let actions: Vec<usize> = after(LinkKind::Acts).map(|(to, _)| to).collect();
            let mut moved: Vec<usize> = actions.iter().flat_map(|one| map.after(*one)).map(|(to, _)| to).collect();
            moved.sort_unstable();
            moved.dedup();
            let count: usize = actions.iter().filter_map(|one| map.nodes.get(*one)).map(actions_in).sum();
            let leads = match (count, moved.len()) {
                (0, _) => "leads to no action yet".to_owned(),
                (count, 0) => format!("leads to {}", words::count(count, "action", "actions")),
                (count, moved) => {
                    format!("leads to {} and {}", words::count(count, "action", "actions"), figures(moved))
                }
            };
            match after(LinkKind::Bears).count() {
                0 => leads,
                bears => format!("{leads}; bears on {}", figures(bears)),
            }
        }
        MapColumn::Action => match after(LinkKind::Moves).count() {
            0 => "is to move no figure yet".to_owned(),
            count => format!("is to move {}", figures(count)),
        },
        MapColumn::Figure => {
            let moving = map.before(place).filter(|(_, kind)| *kind == LinkKind::Moves);
            let moving: usize = moving.filter_map(|(from, _)| map.nodes.get(from)).map(actions_in).sum();
            let moving = match moving {
                0 => "no action is to move it yet".to_owned(),
                1 => "1 action is to move it".to_owned(),
                more => format!("{} actions are to move it", words::whole(more as u64)),
            };
            match before(LinkKind::Bears) {
                0 => moving,
                1 => format!("{moving}; 1 recommendation bears on it"),
                more => format!("{moving}; {more} recommendations bear on it"),
            }
        }
    }
}

/// How many actions a box stands for.
fn actions_in(node: &MapNode) -> usize {
    if let NodeOf::Rest { count, .. } = node.of { count } else { 1 }
}

/// What a box says with all that hangs on it, in a sentence to stand below the map.
pub fn node_sentence(map: &Map, place: usize) -> String {
    let Some(node) = map.nodes.get(place) else { return String::new() };
    let of = |pairs: &mut dyn Iterator<Item = (usize, LinkKind)>, wanted: LinkKind| -> Vec<String> {
        pairs.filter(|(_, kind)| *kind == wanted).filter_map(|(other, _)| map.nodes.get(other)).map(named).collect()
    };
    let after = |wanted| of(&mut map.after(place), wanted);
    let before = |wanted| of(&mut map.before(place), wanted);
    let head = named(node);
    match node.column {
        MapColumn::Pillar => format!("{}.", node_name(map, place)),
        MapColumn::Recommendation if matches!(node.of, NodeOf::Rest { .. }) => format!("{head}."),
        MapColumn::Recommendation => match leads(map, place) {
            leads if leads.is_empty() => format!("{head} leads to no action yet."),
            leads => format!("{head}: {leads}."),
        },
        MapColumn::Action => {
            let from = after_word("for", &before(LinkKind::Acts));
            let moves = after_word("to move", &after(LinkKind::Moves));
            if moves.is_empty() {
                format!("{head}{from}. It is to move no figure yet.")
            } else {
                format!("{head}{from}{moves}.")
            }
        }
        MapColumn::Figure => {
            let moving = before(LinkKind::Moves);
            let bearing = before(LinkKind::Bears);
            let mut said = if moving.is_empty() {
                format!("{head}: no action is to move it yet.")
            } else {
                format!("{head} is to be moved by {}.", words::list(&moving))
            };
            if !bearing.is_empty() {
                said.push_str(if bearing.len() == 1 { " On it bears " } else { " On it bear " });
                said.push_str(&words::list(&bearing));
                said.push('.');
            }
            said
        }
    }
}

/// A list behind a word, after a comma; empty where there is nothing to list.
fn after_word(word: &str, list: &[String]) -> String {
    if list.is_empty() { String::new() } else { format!(", {word} {}", words::list(list)) }
}
