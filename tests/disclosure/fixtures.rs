//! Two tables with the properties of those by which the R package sdcTable (0.34) tests its own audit: one that has two
//! hidden counts in every row and column and yet gives one away, and a pair of which each is safe without the other.

use waymark::disclosure::{Cell, CellState, Knower, Leak, Problem, Rule, Sum, audit, protect};

use crate::attack::Attack;
use crate::tables::{free, hidden, link, two_way};

/// 4 × 4; inner cells are at row × 5 + column.
///
/// Nine are hidden (marked ·), at least two in every row and column. Of the rows w and z, all that is hidden but w|b
/// stands in the columns a and c, and nothing else does: the two rows' hidden counts are 236 together, the two columns'
/// 189, so w|b is 47.
fn nine_hidden() -> (Problem, Vec<bool>) {
    //                 a    b    c    d
    let table = two_way(&[vec![20, 47, 58, 78], vec![31, 11, 35, 61], vec![64, 20, 42, 54], vec![72, 55, 39, 33]]);
    let mut hide = vec![false; table.cells.len()];
    for (row, columns) in [(0, &[0, 1, 2][..]), (1, &[1, 3]), (2, &[1, 3]), (3, &[0, 2])] {
        for column in columns {
            hide[row * 5 + column] = true;
        }
    }
    assert_eq!(hide.iter().filter(|hide| **hide).count(), 9);
    (table, hide)
}

const fn exactly(width: u32) -> Rule {
    Rule { least: 3, zeros: false, width }
}

#[test]
fn two_in_every_row_and_column_may_still_give_one_away() {
    let (table, hide) = nine_hidden();
    let leak = Leak { cell: Cell(1), low: 47, high: 47, knower: Knower::None };
    assert_eq!(audit(&table, &hide, &exactly(1)), [leak]);
    assert!(Attack::new(&table, &hide, &[]).is_exact(1));
}

#[test]
fn one_more_hidden_count_repairs_it() {
    let (table, mut hide) = nine_hidden();
    hide[3] = true;
    assert_eq!(audit(&table, &hide, &exactly(1)), []);
    // A reader now knows no more of it than that it is from 0 to 78; asking for more tells how far it goes.
    let attack = Attack::new(&table, &hide, &[]);
    assert!(attack.is_uncertain(1, 31));
    let leaks = audit(&table, &hide, &exactly(500));
    let of_it = leaks.iter().find(|leak| leak.cell == Cell(1)).unwrap();
    assert_eq!((of_it.low, of_it.high, of_it.knower), (0, 78, Knower::None));
}

#[test]
fn protection_repairs_it_at_the_cost_of_one() {
    let (mut table, hide) = nine_hidden();
    for (facts, hide) in table.cells.iter_mut().zip(&hide) {
        facts.state = if *hide { CellState::Withheld } else { CellState::Free };
    }
    let rule = Rule { least: 3, zeros: false, width: 5 };
    let protected = protect(&table, &rule).unwrap();
    let hidden = hidden(&protected);
    assert_eq!(audit(&table, &hidden, &rule), []);
    assert_eq!(protected.loss.cells, 1, "{protected:?}");
    let attack = Attack::new(&table, &hidden, &[]);
    assert!(attack.cells().iter().all(|cell| attack.is_uncertain(*cell, 5)));
}

/// Two tables of 3 × 2 that share the row of totals, and one inner row with different neighbours:
/// cells 0.. of the first, then those of the second.
fn linked() -> (Problem, Problem, Problem) {
    let first = two_way(&[vec![3, 20], vec![7, 30], vec![40, 50]]);
    let second = two_way(&[vec![7, 22], vec![12, 28], vec![31, 50]]);
    let linked = link(&first, &second, 3);
    (first, second, linked)
}

#[test]
fn tables_that_are_safe_alone_may_not_be_together() {
    let (first, second, mut both) = linked();
    // The count of 7 stands in both: row 1 of the first and row 0 of the second are the same people.
    let shift = first.cells.len();
    both.sums.push(Sum { total: Cell(3), parts: vec![Cell(shift)] });
    // Alone: the 3 and the 7 hide each other, and so do the 7 and the 12.
    let rule = exactly(1);
    let hide_first: Vec<bool> = (0..shift).map(|cell| [0, 1, 3, 4].contains(&cell)).collect();
    let hide_second: Vec<bool> = (0..second.cells.len()).map(|cell| [3, 4, 6, 7].contains(&cell)).collect();
    assert_eq!(audit(&first, &hide_first, &rule), []);
    assert_eq!(audit(&second, &hide_second, &rule), []);
    // Together: the second shows the 7, and 3 = 10 - 7.
    let hide: Vec<bool> = (0..both.cells.len())
        .map(|cell| if cell < shift { hide_first[cell] } else { hide_second[cell - shift] })
        .collect();
    let leaks = audit(&both, &hide, &rule);
    let found = leaks.iter().find(|leak| leak.cell == Cell(0)).unwrap();
    assert_eq!((found.low, found.high, found.knower), (3, 3, Knower::None));
    assert!(Attack::new(&both, &hide, &[]).is_exact(0));

    let rule = Rule { least: 4, zeros: false, width: 5 };
    let protected = protect(&both, &rule).unwrap();
    let hidden = hidden(&protected);
    assert!(!hidden[3] || hidden[shift], "the 7 is hidden in both or in neither");
    assert_eq!(audit(&both, &hidden, &rule), []);
    let attack = Attack::new(&both, &hidden, &[]);
    assert!(attack.cells().iter().all(|cell| attack.is_uncertain(*cell, 5)), "{protected:?}");
}

#[test]
fn a_share_of_a_small_employer_is_a_person() {
    // A real employer of 16 publishes 37.5, 25, 18.8, 6.2, 6.2 and 6.2%: nothing of it can be shown under the rule.
    let mut problem = Problem::default();
    for count in [6, 4, 3, 1, 1, 1] {
        problem.cells.push(free(count, 1));
    }
    problem.cells.push(free(16, 10));
    problem.sums.push(Sum { total: Cell(6), parts: (0..6).map(Cell).collect() });
    let protected = protect(&problem, &Rule { least: 10, zeros: true, width: 5 }).unwrap();
    assert_eq!(hidden(&protected), [true, true, true, true, true, true, false]);
}
