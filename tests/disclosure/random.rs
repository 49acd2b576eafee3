//! Random tables: no hidden count of any can be reckoned.

use fastrand::Rng;
use waymark::disclosure::{Knower, Problem, Rule, audit, protect};

use crate::attack::{Attack, Found};
use crate::tables::{RULE, hidden, primary, random_linked, random_three_way, random_two_way};

/// Protects a problem and attacks it, as anybody and as each insider in turn.
fn falls(problem: &Problem, rule: &Rule) -> Option<String> {
    let protected = protect(problem, rule).unwrap();
    let hidden = hidden(&protected);
    if primary(problem, rule).iter().zip(&hidden).any(|(primary, hidden)| *primary && !*hidden) {
        return Some(format!("shows what the rule hides: {protected:?}"));
    }
    let leaks = audit(problem, &hidden, rule);
    if !leaks.is_empty() {
        return Some(format!("fails its own audit: {leaks:?}"));
    }
    // Anybody, and the insider who knows of everybody's cell that it is not empty: the worst of them.
    let everywhere: Vec<usize> = (0..problem.cells.len()).filter(|cell| problem.cells[*cell].count > 0).collect();
    for (knower, at_least_one) in [(Knower::None, &[][..]), (Knower::Insider, &everywhere)] {
        let attack = Attack::new(problem, &hidden, at_least_one);
        if let Some(cell) = attack.cells().iter().find(|cell| !attack.is_uncertain(**cell, rule.width)) {
            return Some(format!("{knower:?} reckons {cell} of {problem:?} with {hidden:?}"));
        }
    }
    None
}

fn none_falls(name: &str, tables: u64, random: &dyn Fn(&mut Rng) -> Problem) {
    let fallen: Vec<String> = (0..tables)
        .filter_map(|seed| falls(&random(&mut Rng::with_seed(seed)), &RULE).map(|why| format!("seed {seed} {why}")))
        .collect();
    println!("{name}: {tables} tables, {} fall", fallen.len());
    assert!(fallen.is_empty(), "{name}: {} of {tables} fall, such as {}", fallen.len(), fallen[0]);
}

#[test]
fn no_hidden_count_of_random_tables_can_be_reckoned() {
    none_falls("two-way", 40, &random_two_way);
    none_falls("three-way", 6, &random_three_way);
    none_falls("linked", 12, &random_linked);
}

/// What is hidden of a cube, by place.
const GAPPED: [usize; 30] =
    [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 16, 17, 18, 19, 20, 22, 25, 26, 27, 29, 30, 32, 33, 37, 38, 40, 42];

/// In a cube, what is possible in whole numbers may be fewer than what is in fractions: here every other number.
#[test]
fn whole_numbers_may_have_gaps() {
    let problem = random_three_way(&mut Rng::with_seed(345));
    let hide: Vec<bool> = (0..64).map(|cell| GAPPED.contains(&cell)).collect();
    let attack = Attack::new(&problem, &hide, &[]);
    let possible: Vec<i64> = (0..40).filter(|count| attack.possible(&[(0, *count)]) == Found::Possible).collect();
    assert_eq!((possible.first(), possible.last(), possible.len()), (Some(&5), Some(&19), 8), "{possible:?}");
    assert!(attack.is_uncertain(0, RULE.width));
    let leaks = audit(&problem, &hide, &Rule { width: 100, ..RULE });
    assert!(leaks.iter().any(|leak| (leak.cell.0, leak.low, leak.high) == (0, 5, 19)), "{leaks:?}");
}

#[test]
#[ignore = "takes minutes; see the head of this test"]
fn no_hidden_count_of_ten_thousand_two_way_tables_can_be_reckoned() {
    none_falls("two-way", 10_000, &random_two_way);
}

#[test]
#[ignore = "takes minutes; see the head of this test"]
fn no_hidden_count_of_a_thousand_three_way_tables_can_be_reckoned() {
    none_falls("three-way", 1_000, &random_three_way);
}

#[test]
#[ignore = "takes minutes; see the head of this test"]
fn no_hidden_count_of_a_thousand_linked_pairs_can_be_reckoned() {
    none_falls("linked", 1_000, &random_linked);
}
