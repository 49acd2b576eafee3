//! How much more is hidden than need be, against the optimum found by exhaustive search on small tables.

use fastrand::Rng;
use waymark::disclosure::{CellState, Loss, Problem, audit, protect};

use crate::tables::{RULE, count, hidden, primary, random_linked, two_way};

/// The least cost of hiding more than the rule does so that the audit finds no leak, if it is below `below`.
fn least_cost(problem: &Problem, below: u64) -> Option<u64> {
    let mut hide = primary(problem, &RULE);
    let free: Vec<usize> =
        (0..hide.len()).filter(|cell| !hide[*cell] && problem.cells[*cell].state == CellState::Free).collect();
    (0..below).find(|cost| exactly(problem, &free, *cost, &mut hide))
}

/// Whether hiding some of these, of exactly this cost together, protects.
fn exactly(problem: &Problem, free: &[usize], cost: u64, hide: &mut [bool]) -> bool {
    if cost == 0 {
        return !has_lonely(problem, hide) && audit(problem, hide, &RULE).is_empty();
    }
    let Some((cell, rest)) = free.split_first() else { return false };
    let own = u64::from(problem.cells[*cell].cost);
    if own <= cost {
        hide[*cell] = true;
        let found = exactly(problem, rest, cost - own, hide);
        hide[*cell] = false;
        if found {
            return true;
        }
    }
    exactly(problem, rest, cost, hide)
}

/// A sum with a single hidden count gives it away: no need to ask further.
fn has_lonely(problem: &Problem, hide: &[bool]) -> bool {
    problem.sums.iter().any(|sum| {
        let cells = std::iter::once(&sum.total).chain(&sum.parts);
        cells.filter(|cell| hide[cell.0]).count() == 1
    })
}

/// What is hidden beyond the rule, found and least, of each table; both by cost.
fn compare(tables: u64, random: &dyn Fn(&mut Rng) -> Problem) -> Vec<(u64, u64, usize)> {
    (0..tables)
        .map(|seed| {
            let problem = random(&mut Rng::with_seed(seed));
            let protected = protect(&problem, &RULE).unwrap();
            let least = least_cost(&problem, protected.loss.cost).unwrap_or(protected.loss.cost);
            let ruled = primary(&problem, &RULE).iter().filter(|hide| **hide).count();
            assert_eq!(hidden(&protected).iter().filter(|hide| **hide).count(), ruled + protected.loss.cells);
            (protected.loss.cost, least, ruled)
        })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn report(name: &str, found: &[(u64, u64, usize)]) -> f64 {
    let (ours, least): (u64, u64) = found.iter().fold((0, 0), |(o, l), (ours, least, _)| (o + ours, l + least));
    let ratio = |ours: u64, least: u64| if least == 0 { 1.0 } else { ours as f64 / least as f64 };
    let worst = found.iter().max_by(|a, b| ratio(a.0, a.1).total_cmp(&ratio(b.0, b.1))).unwrap();
    let above = found.iter().filter(|(ours, least, _)| ours > least).count();
    println!(
        "{name}: {} tables, hidden for others {ours}, least {least}: {:.2}% more; {above} tables above the least, the worst {} for {}",
        found.len(),
        (ratio(ours, least) - 1.0) * 100.0,
        worst.0,
        worst.1
    );
    ratio(ours, least)
}

/// All cells are equally dear, so the cost is the number of cells.
fn small_table(rng: &mut Rng) -> Problem {
    let counts: Vec<Vec<u32>> = (0..3).map(|_| (0..3).map(|_| count(rng)).collect()).collect();
    let mut problem = two_way(&counts);
    for facts in &mut problem.cells {
        facts.cost = 1;
    }
    problem
}

/// Margins are dearer.
fn small_table_with_margins(rng: &mut Rng) -> Problem {
    let counts: Vec<Vec<u32>> = (0..3).map(|_| (0..3).map(|_| count(rng)).collect()).collect();
    two_way(&counts)
}

#[test]
fn little_more_is_hidden_than_need_be() {
    assert!(report("3 × 3", &compare(12, &small_table)) <= 1.1);
}

#[test]
#[ignore = "takes minutes; see the head of this test"]
fn little_more_is_hidden_than_need_be_in_hundreds_of_tables() {
    assert!(report("3 × 3, all equal", &compare(100, &small_table)) <= 1.1);
    assert!(report("3 × 3, margins dearer", &compare(100, &small_table_with_margins)) <= 1.1);
    let few = |rng: &mut Rng| {
        let mut problem = random_linked(rng);
        // Whole rows that everybody knows keep the search small.
        for (place, facts) in problem.cells.iter_mut().enumerate() {
            if place % 4 == 3 && facts.count >= RULE.least {
                facts.cost = 3;
            }
        }
        problem
    };
    assert!(report("linked pairs", &compare(60, &few)) <= 1.1);
}

#[test]
fn a_loss_is_less_by_cost_then_cells_then_people() {
    let loss = |cost, cells, people| Loss { cost, cells, people };
    assert!(loss(1, 9, 9) < loss(2, 0, 0) && loss(1, 1, 9) < loss(1, 2, 0) && loss(1, 1, 1) < loss(1, 1, 2));
}
