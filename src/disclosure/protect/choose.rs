//! Which further counts to hide so that one can no longer be reckoned: the cheapest that a fixed-charge program finds.

use super::Loss;
use super::audit::Narrow;
use super::program::cheapest;
use super::view::View;

/// How often prices are set anew by what moved.
const ROUNDS: usize = 5;

/// What moving a count that is hidden already costs: next to nothing, so that moves stay short.
const HIDDEN: f64 = 1e-4;

/// The cheapest counts to hide, of those that `may_hide` allows, so that a count reaches the width asked; in order.
/// `None` where none are found.
pub(super) fn further(
    view: &View<'_>,
    unknown: &[bool],
    may_hide: &dyn Fn(usize) -> bool,
    narrow: Narrow,
) -> Option<Vec<usize>> {
    let is_unknown = |at: usize| unknown.get(at).copied().unwrap_or(false);
    let mut last = 0;
    for radius in [2, 4, usize::MAX] {
        let movable = around(view, narrow.cell, radius, &|at| is_unknown(at) || may_hide(at));
        if movable.len() == last {
            continue;
        }
        last = movable.len();
        let aims = [narrow.low + view.width(), narrow.high - view.width()];
        let best = aims
            .into_iter()
            .filter_map(|by| by_slopes(view, &movable, (narrow.cell, by), &is_unknown))
            .min_by(|one, other| one.0.cmp(&other.0));
        if let Some((_, cells)) = best {
            return Some(cells).filter(|cells| !cells.is_empty());
        }
    }
    None
}

/// Solves with prices per person, again and again with each price set so that what moved costs what hiding it costs
/// (dynamic slope scaling); keeps the best.
fn by_slopes(
    view: &View<'_>,
    movable: &[usize],
    (cell, by): (usize, i64),
    is_unknown: &dyn Fn(usize) -> bool,
) -> Option<(Loss, Vec<usize>)> {
    // Where losses are equal, fewer cells and then fewer people: as fractions of a cost that cannot reach the next one.
    let charge = |at: usize| {
        if is_unknown(at) { HIDDEN } else { f64::from(view.cost(at)) + 0.01 + people(view, at) * 1e-7 }
    };
    let mut moved = vec![1.0_f64; view.len()];
    let mut best: Option<(Loss, Vec<usize>)> = None;
    for _ in 0..ROUNDS {
        let price = |at: usize| charge(at) / moved.get(at).copied().unwrap_or(1.0);
        let Some(answer) = cheapest(view, movable, (cell, by), price) else { break };
        let mut same = true;
        for (at, by) in &answer {
            if let Some(before) = moved.get_mut(*at) {
                same &= (*before - by.abs()).abs() < 1e-6;
                *before = by.abs();
            }
        }
        let cells: Vec<usize> = answer.iter().map(|(at, _)| *at).filter(|at| !is_unknown(*at)).collect();
        let loss = view.loss(&cells);
        if best.as_ref().is_none_or(|(least, _)| loss < *least) {
            best = Some((loss, cells));
        }
        if same {
            break;
        }
    }
    best
}

fn people(view: &View<'_>, cell: usize) -> f64 {
    u32::try_from(view.count(cell)).map_or(0.0, f64::from)
}

/// The cells that can move within so many steps from sum to sum, in order, the cell itself among them.
fn around(view: &View<'_>, cell: usize, radius: usize, can_move: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut seen = vec![false; view.len()];
    let mut seen_row = vec![false; view.rows().len()];
    let mut found = vec![cell];
    if let Some(seen) = seen.get_mut(cell) {
        *seen = true;
    }
    let mut edge = vec![cell];
    for _ in 0..radius {
        let mut next = Vec::new();
        for row in edge.iter().flat_map(|at| view.rows_of(*at)) {
            if std::mem::replace(seen_row.get_mut(*row).unwrap_or(&mut true), true) {
                continue;
            }
            for (at, _) in view.row(*row) {
                if can_move(*at) && !std::mem::replace(seen.get_mut(*at).unwrap_or(&mut true), true) {
                    next.push(*at);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        found.extend(&next);
        edge = next;
    }
    found.sort_unstable();
    found
}
