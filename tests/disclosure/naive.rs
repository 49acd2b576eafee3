//! Naive protection falls to the attack, and the audit says so: the tests of this folder can fail.

use fastrand::Rng;
use waymark::disclosure::{Knower, Problem, audit};

use crate::attack::Attack;
use crate::tables::{RULE, primary, random_two_way};

/// Hides in every sum with a single hidden count the smallest other one, until there is none.
fn two_in_every_sum(problem: &Problem, hide: &mut [bool]) {
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for sum in &problem.sums {
            let cells: Vec<usize> = std::iter::once(&sum.total).chain(&sum.parts).map(|cell| cell.0).collect();
            if cells.iter().filter(|cell| hide[**cell]).count() == 1 {
                let others = cells.iter().skip(1).copied().filter(|cell| !hide[*cell]);
                if let Some(smallest) = others.min_by_key(|cell| (problem.cells[*cell].count, *cell)) {
                    hide[smallest] = true;
                    changed = true;
                }
            }
        }
    }
}

/// Of so many tables: how many give a hidden count away exactly, and in how many some hidden count lacks the width asked.
/// Each that the attack takes must be one that the audit names, and the other way about.
fn taken(tables: u64, protect: &dyn Fn(&Problem) -> Vec<bool>) -> (usize, usize) {
    let (mut exact, mut narrow) = (0, 0);
    for seed in 0..tables {
        let problem = random_two_way(&mut Rng::with_seed(seed));
        let hide = protect(&problem);
        let attack = Attack::new(&problem, &hide, &[]);
        let leaks = audit(&problem, &hide, &RULE);
        let by_anybody = |cell: usize| leaks.iter().find(|leak| leak.cell.0 == cell && leak.knower == Knower::None);
        let mut some = (false, false);
        for cell in attack.cells() {
            let leak = by_anybody(*cell);
            if attack.is_exact(*cell) {
                some.0 = true;
                assert!(leak.is_some_and(|leak| leak.low == leak.high), "seed {seed}: {cell} is exact: {leak:?}");
            }
            let uncertain = attack.is_uncertain(*cell, RULE.width);
            some.1 |= !uncertain;
            assert_eq!(uncertain, leak.is_none(), "seed {seed}: {cell} of {problem:?} with {hide:?}: {leak:?}");
        }
        exact += usize::from(some.0);
        narrow += usize::from(some.1);
    }
    (exact, narrow)
}

fn naive_protection_falls_in(tables: u64) {
    let of = usize::try_from(tables).unwrap();
    let (exact, narrow) = taken(tables, &|problem| primary(problem, &RULE));
    println!("hiding what is small: {exact} of {tables} tables give a count away, {narrow} reckon one too narrowly");
    assert!(exact * 2 > of && narrow >= exact);
    let (exact, narrow) = taken(tables, &|problem| {
        let mut hide = primary(problem, &RULE);
        two_in_every_sum(problem, &mut hide);
        hide
    });
    println!("two in every sum: {exact} of {tables} tables give a count away, {narrow} reckon one too narrowly");
    assert!(narrow * 10 > of);
    assert!(tables < 500 || exact > 0, "two in every row and column give a count away now and then");
}

#[test]
fn naive_protection_falls() {
    naive_protection_falls_in(30);
}

#[test]
#[ignore = "takes minutes; see the head of this test"]
fn naive_protection_falls_in_a_thousand_tables() {
    naive_protection_falls_in(1_000);
}
