//! What holds of every problem.

use fastrand::Rng;
use proptest::prelude::*;
use waymark::disclosure::{
    CannotProtect, Cell, CellFacts, CellState, Knower, Problem, Rule, Shown, Sum, Why, audit, protect,
};

use crate::tables::{RULE, block, free, hidden, link, primary, two_way};

fn any_rule() -> impl Strategy<Value = Rule> {
    (1_u32..12, any::<bool>(), 0_u32..9).prop_map(|(least, zeros, width)| Rule { least, zeros, width })
}

fn any_state() -> impl Strategy<Value = CellState> {
    prop_oneof![
        12 => Just(CellState::Free),
        2 => Just(CellState::Known),
        1 => Just(CellState::Unshown),
        1 => Just(CellState::Watched),
        1 => Just(CellState::Withheld),
    ]
}

/// Two tables of two dimensions, linked or not, with cells of every state.
fn any_problem() -> impl Strategy<Value = Problem> {
    let counts = prop::collection::vec(prop_oneof![3 => 0_u32..12, 2 => 12_u32..90], 12);
    let cells = prop::collection::vec((any_state(), 0_u32..4), 64);
    (counts, cells, 1_usize..4, 1_usize..4, any::<bool>()).prop_map(|(counts, cells, rows, columns, linked)| {
        let table: Vec<Vec<u32>> = (0..rows).map(|row| counts[row * 3..row * 3 + columns].to_vec()).collect();
        let one = two_way(&table);
        let mut problem = if linked {
            // The same people in other groups: each column's people are turned by a row.
            let turned: Vec<Vec<u32>> =
                (0..rows).map(|row| (0..columns).map(|at| table[(row + at) % rows][at]).collect()).collect();
            link(&one, &two_way(&turned), columns + 1)
        } else {
            one
        };
        for (facts, (state, cost)) in problem.cells.iter_mut().zip(cells) {
            (facts.state, facts.cost) = (state, cost);
        }
        problem
    })
}

/// The problem with its cells in another order: where each goes.
fn turned(problem: &Problem, order: &[usize]) -> Problem {
    let mut cells = problem.cells.clone();
    for (from, to) in order.iter().enumerate() {
        cells[*to] = problem.cells[from];
    }
    let to = |cell: Cell| Cell(order[cell.0]);
    let sums = problem
        .sums
        .iter()
        .map(|sum| Sum { total: to(sum.total), parts: sum.parts.iter().copied().map(to).collect() })
        .collect();
    Problem { cells, sums }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_protected_has_no_leaks_and_hides_what_the_rule_does(problem in any_problem(), rule in any_rule()) {
        match protect(&problem, &rule) {
            Ok(protected) => {
                let hide = hidden(&protected);
                prop_assert_eq!(audit(&problem, &hide, &rule), []);
                prop_assert!(primary(&problem, &rule).iter().zip(&hide).all(|(primary, hide)| !primary || *hide));
                prop_assert_eq!(protect(&problem, &rule), Ok(protected.clone()), "the same answer to the same problem");
                for (shown, facts) in protected.cells.iter().zip(&problem.cells) {
                    match facts.state {
                        CellState::Known => prop_assert_eq!(shown, &Shown::Shown),
                        CellState::Unshown | CellState::Watched => prop_assert_eq!(shown, &Shown::Unshown),
                        CellState::Withheld => prop_assert_eq!(shown, &Shown::Hidden(Why::Withheld)),
                        CellState::Free => prop_assert!(*shown != Shown::Unshown),
                    }
                }
            }
            Err(CannotProtect::Known(cells)) => {
                // Even with everything hidden that can be, each of them is reckoned by somebody.
                let leaks = audit(&problem, &vec![true; problem.cells.len()], &rule);
                prop_assert!(!cells.is_empty());
                for cell in cells {
                    prop_assert!(leaks.iter().any(|leak| leak.cell == cell), "{:?} of {:?}", cell, leaks);
                }
            }
            Err(CannotProtect::Sum(sum)) => prop_assert!(false, "sum {} adds up", sum),
        }
    }

    #[test]
    fn nothing_is_hidden_for_others_that_could_be_shown(problem in any_problem(), rule in any_rule()) {
        let Ok(protected) = protect(&problem, &rule) else { return Ok(()) };
        let mut hide = hidden(&protected);
        for (place, shown) in protected.cells.iter().enumerate() {
            let Shown::Hidden(Why::ForOthers(others)) = shown else { continue };
            prop_assert!(!others.is_empty());
            hide[place] = false;
            let leaks = audit(&problem, &hide, &rule);
            for other in others {
                prop_assert!(leaks.iter().any(|leak| leak.cell == *other), "{} is not needed for {:?}", place, other);
            }
            hide[place] = true;
        }
    }

    #[test]
    fn the_order_of_cells_does_not_matter(problem in any_problem(), rule in any_rule(), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..problem.cells.len()).collect();
        Rng::with_seed(seed).shuffle(&mut order);
        let other = turned(&problem, &order);
        match (protect(&problem, &rule), protect(&other, &rule)) {
            (Ok(one), Ok(two)) => {
                let hide: Vec<bool> = order.iter().map(|to| hidden(&two)[*to]).collect();
                prop_assert_eq!(audit(&problem, &hide, &rule), []);
                let (least, most) = (one.loss.cost.min(two.loss.cost), one.loss.cost.max(two.loss.cost));
                prop_assert!(most <= least + least / 2 + 3, "{:?} and {:?}", one.loss, two.loss);
            }
            (Err(CannotProtect::Known(one)), Err(CannotProtect::Known(two))) => {
                let mut one: Vec<Cell> = one.iter().map(|cell| Cell(order[cell.0])).collect();
                one.sort();
                prop_assert_eq!(one, two);
            }
            (one, two) => prop_assert!(false, "{:?} and {:?}", one, two),
        }
    }

    #[test]
    fn hiding_more_never_tells_more_of_what_was_hidden(problem in any_problem(), rule in any_rule(), seed in any::<u64>()) {
        let mut rng = Rng::with_seed(seed);
        let few: Vec<bool> = problem.cells.iter().map(|_| rng.u32(0..3) == 0).collect();
        let more: Vec<bool> = few.iter().map(|hide| *hide || rng.bool()).collect();
        let leaks = audit(&problem, &few, &rule);
        for leak in audit(&problem, &more, &rule).iter().filter(|leak| few[leak.cell.0]) {
            let before = leaks.iter().find(|before| before.cell == leak.cell);
            prop_assert!(before.is_some_and(|before| before.knower <= leak.knower), "{:?} was {:?}", leak, before);
        }
    }
}

#[test]
fn dearer_counts_are_not_hidden_where_cheaper_ones_do() {
    let table = two_way(&[vec![12, 3, 40], vec![20, 30, 18], vec![50, 22, 17]]);
    let cheapest = protect(&table, &RULE).unwrap();
    // Whatever is hidden for others, made dearer: the loss is never less, and another way is taken if there is one.
    for (place, shown) in cheapest.cells.iter().enumerate() {
        if matches!(shown, Shown::Hidden(Why::ForOthers(_))) {
            let mut dearer = table.clone();
            dearer.cells[place].cost += 50;
            let other = protect(&dearer, &RULE).unwrap();
            assert!(other.loss.cost >= cheapest.loss.cost);
            assert_eq!(other.cells[place], Shown::Shown);
        }
    }
}

#[test]
fn what_is_known_already_cannot_be_protected() {
    let mut table = two_way(&[vec![12, 3], vec![20, 30]]);
    for place in [0, 2] {
        table.cells[place].state = CellState::Known;
    }
    // The 3 is 15 - 12.
    assert_eq!(protect(&table, &RULE), Err(CannotProtect::Known(vec![Cell(1)])));
    let told = CannotProtect::Known(vec![Cell(1)]).to_string();
    assert!(told.contains('1'), "{told}");
}

#[test]
fn sums_that_do_not_add_up_are_refused() {
    let mut table = two_way(&[vec![12, 13], vec![20, 30]]);
    table.cells[0].count += 1;
    assert_eq!(protect(&table, &RULE), Err(CannotProtect::Sum(0)));
    assert_eq!(audit(&table, &[], &RULE).len(), table.cells.len(), "everything leaks");
    let nowhere = Problem { cells: vec![free(20, 1)], sums: vec![Sum { total: Cell(0), parts: vec![Cell(7)] }] };
    assert_eq!(protect(&nowhere, &RULE), Err(CannotProtect::Sum(0)));
}

#[test]
fn strange_problems_are_answered() {
    assert!(protect(&Problem::default(), &RULE).unwrap().cells.is_empty());
    // No sums: small counts are hidden, and nothing tells of them.
    let alone = Problem { cells: vec![free(3, 1), free(0, 1), free(12, 1)], sums: vec![] };
    let protected = protect(&alone, &RULE).unwrap();
    assert_eq!(protected.cells, [Shown::Hidden(Why::Small), Shown::Hidden(Why::Nought), Shown::Shown]);
    // A cell that is the sum of itself, twice a part, counts as large as can be, short lists, a huge width.
    let odd = Problem {
        cells: vec![free(u32::MAX, u32::MAX), free(u32::MAX, u32::MAX), free(0, 0)],
        sums: vec![
            Sum { total: Cell(0), parts: vec![Cell(0)] },
            Sum { total: Cell(0), parts: vec![Cell(1), Cell(2), Cell(2)] },
            Sum { total: Cell(2), parts: vec![] },
        ],
    };
    for width in [0, 1, u32::MAX] {
        let rule = Rule { least: u32::MAX, zeros: true, width };
        assert_eq!(protect(&odd, &rule), Err(CannotProtect::Known(vec![Cell(2)])), "a sum of nothing is nought");
        assert!(!audit(&odd, &[], &rule).is_empty());
    }
}

#[test]
fn nobody_and_everybody_are_hidden_together() {
    // Everybody of the first group gave one answer: the noughts and what they leave are hidden, if noughts are.
    let table = two_way(&[vec![40, 0, 0], vec![30, 20, 25], vec![30, 40, 35]]);
    let protected = protect(&table, &RULE).unwrap();
    assert_eq!(protected.cells[1], Shown::Hidden(Why::Nought));
    assert!(matches!(protected.cells[0], Shown::Hidden(Why::ForOthers(_))) || protected.cells[3] != Shown::Shown);
    let shows_noughts = Rule { zeros: false, ..RULE };
    assert!(protect(&table, &shows_noughts).unwrap().cells.iter().all(|shown| *shown == Shown::Shown));
}

#[test]
fn those_who_are_never_shown_are_guarded_if_watched() {
    // 100 people, 60 and 37 in groups, 3 in none.
    let mut problem = Problem { cells: vec![free(60, 1), free(37, 1), free(3, 1), free(100, 5)], sums: vec![] };
    problem.sums.push(Sum { total: Cell(3), parts: vec![Cell(0), Cell(1), Cell(2)] });
    problem.cells[2].state = CellState::Unshown;
    let unwatched = protect(&problem, &RULE).unwrap();
    assert_eq!(unwatched.cells, [Shown::Shown, Shown::Shown, Shown::Unshown, Shown::Shown]);
    problem.cells[2].state = CellState::Watched;
    let watched = protect(&problem, &RULE).unwrap();
    assert_eq!(watched.cells[1], Shown::Hidden(Why::ForOthers(vec![Cell(2)])));
    assert_eq!(watched.loss.cells, 1);
    // Enough of them are no matter.
    problem.cells[2].count = 30;
    problem.cells[3].count = 127;
    assert_eq!(protect(&problem, &RULE).unwrap().loss.cells, 0);
}

#[test]
fn an_insider_knows_that_they_are_there() {
    // 3 + 2 are hidden, of a total less what is shown of 5. Anybody: each is from 0 to 5. Somebody who is in one of
    // them: the other is at most 4.
    let mut problem = Problem { cells: vec![free(3, 1), free(2, 1), free(25, 1), free(30, 5)], sums: vec![] };
    problem.sums.push(Sum { total: Cell(3), parts: vec![Cell(0), Cell(1), Cell(2)] });
    let hide = [true, true, false, false];
    let rule = Rule { least: 10, zeros: false, width: 5 };
    let leaks = audit(&problem, &hide, &rule);
    assert_eq!(
        leaks.iter().map(|leak| (leak.cell, leak.knower)).collect::<Vec<_>>(),
        [(Cell(0), Knower::Insider), (Cell(1), Knower::Insider)]
    );
    assert!(leaks.iter().all(|leak| leak.low >= 1 && leak.high - leak.low < 5));
    assert_eq!(protect(&problem, &rule).unwrap().loss.cells, 1, "so the 25 or the total is hidden too");
    assert_eq!(audit(&problem, &hide, &Rule { width: 3, ..rule }), []);
}

#[test]
fn three_dimensions_are_sums_in_three_directions() {
    let cube = block(&[2, 2, 2], &|at| [3, 40, 30, 20, 50, 25, 15, 35][at[0] * 4 + at[1] * 2 + at[2]]);
    let facts: &CellFacts = &cube.cells[0];
    assert_eq!((facts.count, cube.cells.len(), cube.sums.len()), (3, 27, 27));
    let protected = protect(&cube, &RULE).unwrap();
    // The least that hides one inner count of a cube is the cube's eight corners, or margins.
    assert!(protected.loss.cells >= 3);
    assert_eq!(audit(&cube, &hidden(&protected), &RULE), []);
}
