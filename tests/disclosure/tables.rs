//! Made-up tables.

use fastrand::Rng;
use waymark::disclosure::{Cell, CellFacts, CellState, Problem, Protected, Rule, Shown, Sum};

/// The rule of most tests: that of a release to the public.
pub const RULE: Rule = Rule { least: 10, zeros: true, width: 5 };

/// A count as they come in tables of staff: many small, some large, some nought.
pub fn count(rng: &mut Rng) -> u32 {
    match rng.u32(0..10) {
        0 => 0,
        1..=3 => rng.u32(1..10),
        4..=7 => rng.u32(10..40),
        _ => rng.u32(40..150),
    }
}

/// A table with its margins. The inner cells come row by row, each with its total; the last row is the totals.
pub fn two_way(counts: &[Vec<u32>]) -> Problem {
    let (rows, columns) = (counts.len(), counts[0].len());
    block(&[rows, columns], &|at| counts[at[0]][at[1]])
}

/// A table of any number of dimensions with all its margins. In each dimension the last place is the total.
pub fn block(sizes: &[usize], inner: &dyn Fn(&[usize]) -> u32) -> Problem {
    let places: Vec<Vec<usize>> = sizes.iter().fold(vec![vec![]], |places, size| {
        let longer = |place: Vec<usize>| (0..=*size).map(move |at| [place.clone(), vec![at]].concat());
        places.into_iter().flat_map(longer).collect()
    });
    let cell = |place: &[usize]| Cell(places.binary_search(&place.to_vec()).unwrap());
    let mut problem = Problem::default();
    for place in &places {
        let margins = place.iter().zip(sizes).filter(|(at, size)| at == size).count();
        problem.cells.push(free(total(place, sizes, inner), [1, 2, 4, 8][margins.min(3)]));
        for (dimension, size) in sizes.iter().enumerate().filter(|(dimension, size)| place[*dimension] == **size) {
            let part = |at: usize| {
                let mut part = place.clone();
                part[dimension] = at;
                cell(&part)
            };
            problem.sums.push(Sum { total: cell(place), parts: (0..*size).map(part).collect() });
        }
    }
    problem
}

fn total(place: &[usize], sizes: &[usize], inner: &dyn Fn(&[usize]) -> u32) -> u32 {
    match place.iter().zip(sizes).position(|(at, size)| at == size) {
        None => inner(place),
        Some(dimension) => (0..sizes[dimension])
            .map(|at| {
                let mut part = place.to_vec();
                part[dimension] = at;
                total(&part, sizes, inner)
            })
            .sum(),
    }
}

pub const fn free(count: u32, cost: u32) -> CellFacts {
    CellFacts { count, state: CellState::Free, cost }
}

pub fn random_two_way(rng: &mut Rng) -> Problem {
    let (rows, columns) = (rng.usize(3..=6), rng.usize(3..=4));
    let counts: Vec<Vec<u32>> = (0..rows).map(|_| (0..columns).map(|_| count(rng)).collect()).collect();
    two_way(&counts)
}

pub fn random_three_way(rng: &mut Rng) -> Problem {
    let sizes = [rng.usize(2..=3), rng.usize(2..=3), rng.usize(2..=3)];
    let counts: Vec<u32> = (0..27).map(|_| count(rng)).collect();
    block(&sizes, &|at| counts[at[0] * 9 + at[1] * 3 + at[2]])
}

/// Two breakdowns of the same people by the same answers: they share the row of totals.
pub fn random_linked(rng: &mut Rng) -> Problem {
    let answers = rng.usize(3..=4);
    let (one, other) = (rng.usize(2..=4), rng.usize(2..=4));
    let crossed: Vec<u32> = (0..one * other * answers).map(|_| count(rng) / 2).collect();
    let at = |i: usize, j: usize, answer: usize| crossed[(i * other + j) * answers + answer];
    let first: Vec<Vec<u32>> =
        (0..one).map(|i| (0..answers).map(|answer| (0..other).map(|j| at(i, j, answer)).sum()).collect()).collect();
    let second: Vec<Vec<u32>> =
        (0..other).map(|j| (0..answers).map(|answer| (0..one).map(|i| at(i, j, answer)).sum()).collect()).collect();
    link(&two_way(&first), &two_way(&second), answers + 1)
}

/// Two problems as one, in which the last `shared` cells are the same.
pub fn link(one: &Problem, other: &Problem, shared: usize) -> Problem {
    let (shift, own) = (one.cells.len(), other.cells.len() - shared);
    let moved = |cell: Cell| if cell.0 < own { Cell(shift + cell.0) } else { Cell(shift - shared + cell.0 - own) };
    for at in 0..shared {
        assert_eq!(one.cells[shift - shared + at].count, other.cells[own + at].count, "shared counts are the same");
    }
    let mut problem = one.clone();
    problem.cells.extend(other.cells.iter().take(own));
    for sum in &other.sums {
        problem.sums.push(Sum { total: moved(sum.total), parts: sum.parts.iter().copied().map(moved).collect() });
    }
    problem
}

pub fn hidden(protected: &Protected) -> Vec<bool> {
    protected.cells.iter().map(|shown| matches!(shown, Shown::Hidden(_))).collect()
}

/// What the rule hides by itself.
pub fn primary(problem: &Problem, rule: &Rule) -> Vec<bool> {
    let hides = |facts: &CellFacts| match facts.state {
        CellState::Free => rule.hides(facts.count),
        CellState::Withheld => true,
        CellState::Known | CellState::Unshown | CellState::Watched => false,
    };
    problem.cells.iter().map(hides).collect()
}
