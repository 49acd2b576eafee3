//! Which further counts to hide so that one can no longer be reckoned: the cheapest that a fixed-charge program finds.

use super::audit::{Narrow, RADII};
use super::program::cheapest;
use super::view::View;
use super::{Knower, Loss};

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
    let (mut last, mut best) = (0, None::<(Loss, Vec<usize>)>);
    // The cheapest way may be a long one: where totals are dear, a loop among the small counts further out is cheaper.
    for radius in RADII {
        let movable = view.around(narrow.cell, radius, &|at| is_unknown(at) || may_hide(at));
        if movable.len() == last {
            continue;
        }
        last = movable.len();
        let aims = [narrow.low + view.width(), narrow.high - view.width()];
        let found = aims
            .into_iter()
            .filter(|by| *by >= -view.down(narrow.cell, Knower::Insider))
            .filter_map(|by| by_slopes(view, &movable, (narrow.cell, by), &is_unknown))
            .min_by(|one, other| one.0.cmp(&other.0));
        best = [best, found].into_iter().flatten().min_by(|one, other| one.0.cmp(&other.0));
    }
    best.map(|(_, cells)| cells).filter(|cells| !cells.is_empty())
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
        for (at, by) in &answer {
            if let Some(before) = moved.get_mut(*at) {
                *before = by.abs();
            }
        }
        let cells: Vec<usize> = answer.iter().map(|(at, _)| *at).filter(|at| !is_unknown(*at)).collect();
        let loss = view.loss(&cells);
        if best.as_ref().is_some_and(|(least, _)| loss >= *least) {
            break;
        }
        best = Some((loss, cells));
    }
    best
}

fn people(view: &View<'_>, cell: usize) -> f64 {
    u32::try_from(view.count(cell)).map_or(0.0, f64::from)
}
