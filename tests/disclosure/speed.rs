//! Whole data sets, with every breakdown and crossing of them linked: as large as they come. The full form prints how long
//! it takes; nothing is asserted of time.

use fastrand::Rng;
use waymark::disclosure::{Cell, Problem, Sum, audit, protect};

use crate::tables::{RULE, free, hidden, primary};

/// How large a data set is.
struct Size {
    people: usize,
    breakdowns: usize,
    groups: usize,
    crossings: usize,
}

/// One of the people: their group in each breakdown, and their answer.
struct Person {
    groups: Vec<usize>,
    answer: usize,
}

const ANSWERS: usize = 3;

/// The counts of some of the people by answer and together, which is their sum.
fn add_row(problem: &mut Problem, people: &[Person], cost: u32, is_in: &dyn Fn(&Person) -> bool) -> Vec<Cell> {
    let mut counts = [0; ANSWERS];
    for person in people.iter().filter(|person| is_in(person)) {
        counts[person.answer] += 1;
    }
    let first = problem.cells.len();
    problem.cells.extend(counts.map(|count| free(count, cost)));
    problem.cells.push(free(counts.iter().sum(), cost * 2));
    let cells: Vec<Cell> = (first..=first + ANSWERS).map(Cell).collect();
    problem.sums.push(Sum { total: cells[ANSWERS], parts: cells[..ANSWERS].to_vec() });
    cells
}

fn add_columns(problem: &mut Problem, totals: &[Cell], rows: &[&Vec<Cell>]) {
    for (column, total) in totals.iter().enumerate() {
        problem.sums.push(Sum { total: *total, parts: rows.iter().map(|row| row[column]).collect() });
    }
}

fn data_set(size: &Size, rng: &mut Rng) -> Problem {
    // Groups are of unequal size: the later ones are small.
    let group = |rng: &mut Rng| rng.usize(0..size.groups).min(rng.usize(0..size.groups));
    let people: Vec<Person> = (0..size.people)
        .map(|_| Person { groups: (0..size.breakdowns).map(|_| group(rng)).collect(), answer: rng.usize(0..ANSWERS) })
        .collect();
    let mut problem = Problem::default();
    let whole = add_row(&mut problem, &people, 10, &|_| true);
    let mut rows = Vec::new();
    for by in 0..size.breakdowns {
        let groups: Vec<Vec<Cell>> = (0..size.groups)
            .map(|group| add_row(&mut problem, &people, 2, &|person| person.groups[by] == group))
            .collect();
        add_columns(&mut problem, &whole, &groups.iter().collect::<Vec<_>>());
        rows.push(groups);
    }
    for by in 0..size.crossings {
        let across = (by + size.crossings) % size.breakdowns;
        let cells: Vec<Vec<Vec<Cell>>> = (0..size.groups)
            .map(|one| {
                let is_in = |person: &Person, other| person.groups[by] == one && person.groups[across] == other;
                (0..size.groups).map(|other| add_row(&mut problem, &people, 1, &|p| is_in(p, other))).collect()
            })
            .collect();
        for group in 0..size.groups {
            add_columns(&mut problem, &rows[by][group], &cells[group].iter().collect::<Vec<_>>());
            let across_cells: Vec<&Vec<Cell>> = cells.iter().map(|row| &row[group]).collect();
            add_columns(&mut problem, &rows[across][group], &across_cells);
        }
    }
    problem
}

fn is_protected(size: &Size) {
    let problem = data_set(size, &mut Rng::with_seed(1));
    let ruled = primary(&problem, &RULE).iter().filter(|hide| **hide).count();
    let start = std::time::Instant::now();
    let protected = protect(&problem, &RULE).unwrap();
    println!(
        "{} people, {} cells of which {ruled} are small: {} more hidden in {:?}",
        size.people,
        problem.cells.len(),
        protected.loss.cells,
        start.elapsed()
    );
    assert_eq!(audit(&problem, &hidden(&protected), &RULE), []);
    // Where much is hidden already, what is hidden for others must not be all the rest.
    assert!(ruled > 0 && protected.loss.cells * 2 < problem.cells.len() - ruled);
}

#[test]
fn a_data_set_is_protected_as_a_whole() {
    is_protected(&Size { people: 900, breakdowns: 5, groups: 4, crossings: 1 });
}

#[test]
#[ignore = "takes minutes; see the head of this test"]
fn large_data_sets_are_protected_as_a_whole() {
    for people in [1_500, 6_000, 20_000] {
        is_protected(&Size { people, breakdowns: 15, groups: 8, crossings: 5 });
    }
}
