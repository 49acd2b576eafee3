//! The linear programs: how far a hidden count can be moved, and what else must be hidden so that it can.
//!
//! All is reckoned in moves: how much each hidden count differs from what it is, so that every sum comes to nought.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, SolveOptions, Variable};

use super::Knower;
use super::view::View;

/// What differs between the counts and another table that a reader must think possible: cells in order, with how much,
/// none of them nought.
pub(super) type Move = Vec<(usize, i64)>;

/// How many branches an integer program may try. What is not found by then is not counted as possible.
const BRANCHES: u64 = 400;

/// Less than this is nought, of figures that a solver gives.
pub(super) const TRACE: f64 = 1e-6;

/// The farthest whole move of a cell upwards or downwards, as far as the width that is asked or farther, in which only
/// `movable` cells move (the cell among them). Where `others` of them can go the same way, they are taken along, at a
/// hundredth of the weight, so that one program serves many counts. `None` where it cannot move, or no whole move is found.
pub(super) fn farthest(
    view: &View<'_>,
    movable: &[usize],
    others: &[usize],
    (cell, up): (usize, bool),
    knower: Knower,
) -> Option<Move> {
    let movable = trimmed(view, movable);
    if movable.binary_search(&cell).is_err() {
        return None;
    }
    let solve = |integer: bool| solve(view, &movable, others, (cell, up), knower, integer);
    let fractions = solve(false)?;
    let reach = fractions.iter().find(|(at, _)| *at == cell).map_or(0.0, |(_, by)| by.abs());
    if reach < 1.0 - TRACE {
        return None;
    }
    if let Some(found) = whole(view, &fractions, knower) {
        return Some(found);
    }
    whole(view, &solve(true)?, knower)
}

/// The movable cells without those that cannot move after all, because they are the only movable one of a sum: again and
/// again, until every sum has two or none.
fn trimmed(view: &View<'_>, movable: &[usize]) -> Vec<usize> {
    let mut left: BTreeSet<usize> = movable.iter().copied().collect();
    let mut in_row: BTreeMap<usize, usize> = BTreeMap::new();
    for row in movable.iter().flat_map(|at| view.rows_of(*at)) {
        *in_row.entry(*row).or_insert(0) += 1;
    }
    let mut ahead: Vec<usize> = in_row.iter().filter(|(_, cells)| **cells == 1).map(|(row, _)| *row).collect();
    while let Some(row) = ahead.pop() {
        let Some((last, _)) = view.row(row).iter().find(|(at, _)| left.contains(at)) else { continue };
        left.remove(last);
        for other in view.rows_of(*last) {
            if let Some(cells) = in_row.get_mut(other) {
                *cells -= 1;
                if *cells == 1 {
                    ahead.push(*other);
                }
            }
        }
    }
    left.into_iter().collect()
}

/// The solver's answer: each movable cell with how far it is moved.
fn solve(
    view: &View<'_>,
    movable: &[usize],
    others: &[usize],
    (cell, up): (usize, bool),
    knower: Knower,
    integer: bool,
) -> Option<Vec<(usize, f64)>> {
    let mut program = microlp::Problem::new(OptimizationDirection::Maximize);
    let mut variables = BTreeMap::new();
    let sign = if up { 1.0 } else { -1.0 };
    for at in movable {
        let (mut down, mut rise) = (view.down(*at, knower), view.far());
        let mut aim = 0.0;
        if *at == cell {
            aim = sign;
            // As far as is asked is enough; where whole numbers have gaps, what is possible may lie beyond.
            if !integer {
                (down, rise) = (down.min(view.width()), view.width());
            }
        } else if others.binary_search(at).is_ok() {
            (down, rise, aim) = (down.min(view.width()), view.width(), 0.01 * sign);
        }
        let mut add = |aim: f64, most: i64| {
            if integer {
                program.add_integer_var(aim, (0, i32::try_from(most).unwrap_or(i32::MAX)))
            } else {
                program.add_var(aim, (0.0, float(most)))
            }
        };
        // Upwards and downwards apart, so that the solver begins at the counts as they are.
        variables.insert(*at, (add(aim, rise), add(-aim, down)));
    }
    add_sums(view, &mut program, &variables);
    let solution = program.solve_with(options(integer)).ok()?.into_solution().ok()?;
    let moved = |(up, down)| solution.var_value(up) - solution.var_value(down);
    Some(variables.into_iter().map(|(at, both)| (at, moved(both))).collect())
}

/// Fractional programs are small, and trimmed already: making one smaller first takes longer than solving it.
fn options(integer: bool) -> SolveOptions {
    let mut options = SolveOptions::default();
    options.presolve = integer;
    options.node_limit = Some(BRANCHES);
    options
}

/// Every sum that has a movable cell must come to nought.
fn add_sums(view: &View<'_>, program: &mut microlp::Problem, variables: &BTreeMap<usize, (Variable, Variable)>) {
    let mut rows: Vec<usize> = variables.keys().flat_map(|at| view.rows_of(*at)).copied().collect();
    rows.sort_unstable();
    rows.dedup();
    for row in rows {
        let mut terms = Vec::new();
        for (at, weight) in view.row(row) {
            if let Some((up, down)) = variables.get(at) {
                terms.push((*up, float(*weight)));
                terms.push((*down, -float(*weight)));
            }
        }
        program.add_constraint(terms, ComparisonOp::Eq, 0.0);
    }
}

/// The answer in whole numbers, if every sum comes to nought in them exactly and no count falls below what it can be.
fn whole(view: &View<'_>, fractions: &[(usize, f64)], knower: Knower) -> Option<Move> {
    let mut found = Move::new();
    for (at, by) in fractions {
        let whole = rounded(*by);
        if whole < -view.down(*at, knower) {
            return None;
        }
        if whole != 0 {
            found.push((*at, whole));
        }
    }
    adds_up(view, &found).then_some(found)
}

/// Whether every sum comes to nought.
fn adds_up(view: &View<'_>, found: &Move) -> bool {
    let mut rests: BTreeMap<usize, i64> = BTreeMap::new();
    for (at, by) in found {
        for row in view.rows_of(*at) {
            let weight = view.row(*row).iter().find(|(cell, _)| cell == at).map_or(0, |(_, weight)| *weight);
            *rests.entry(*row).or_insert(0) += weight * by;
        }
    }
    rests.values().all(|rest| *rest == 0)
}

/// The cheapest way of moving a cell by exactly this much, if moving another cell by one costs `price` of it. Gives the
/// cells that move, with how far they do.
pub(super) fn cheapest(
    view: &View<'_>,
    movable: &[usize],
    (cell, by): (usize, i64),
    price: impl Fn(usize) -> f64,
) -> Option<Vec<(usize, f64)>> {
    let movable = trimmed(view, movable);
    if movable.binary_search(&cell).is_err() {
        return None;
    }
    let mut program = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut variables = BTreeMap::new();
    for at in &movable {
        let price = price(*at);
        let limits = if *at == cell {
            [(by.max(0), by.max(0)), ((-by).max(0), (-by).max(0))]
        } else {
            [(0, view.far()), (0, view.down(*at, Knower::Insider))]
        };
        let [up, down] = limits.map(|(low, high)| program.add_var(price, (float(low), float(high))));
        variables.insert(*at, (up, down));
    }
    add_sums(view, &mut program, &variables);
    let solution = program.solve_with(options(false)).ok()?.into_solution().ok()?;
    let moved = variables.into_iter().map(|(at, (up, down))| (at, solution.var_value(up) - solution.var_value(down)));
    Some(moved.filter(|(_, by)| by.abs() > TRACE).collect())
}

/// Counts and what is reckoned of them are far below the 2⁵³ up to which this is exact.
#[expect(clippy::cast_precision_loss, reason = "below 2^53")]
const fn float(whole: i64) -> f64 {
    whole as f64
}

#[expect(clippy::cast_possible_truncation, reason = "bounded by the program's limits; a wrong one does not add up")]
fn rounded(by: f64) -> i64 {
    by.round() as i64
}
