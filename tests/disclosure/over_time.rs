//! Two releases of a table at different dates: one who joined, left or changed their answer is not told by the
//! difference, and naive releases do tell.

use fastrand::Rng;
use waymark::disclosure::{Cell, CellFacts, CellState, Change, Problem, Rule, Shown, Sum, differences, protect};

use crate::attack::{Attack, Found};
use crate::tables::{RULE, count, hidden, primary, two_way};

/// Counts of groups by answers at two dates; of the group `who`, one person is new, gone or of another answer.
struct Pair {
    before: Vec<Vec<u32>>,
    after: Vec<Vec<u32>>,
    who: usize,
    event: Event,
}

/// What one person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Joined(usize),
    Left(usize),
    Changed(usize, usize),
}

fn random_pair(rng: &mut Rng) -> Pair {
    let (groups, answers) = (rng.usize(2..=5), rng.usize(3..=4));
    let before: Vec<Vec<u32>> = (0..groups).map(|_| (0..answers).map(|_| count(rng) + 1).collect()).collect();
    let mut after = before.clone();
    let who = rng.usize(0..groups);
    for group in (0..groups).filter(|group| *group != who) {
        // Nobody, a few, or many come and go.
        let most = [0, 2, 30][rng.usize(0..3)];
        for answer in &mut after[group] {
            *answer = (*answer + rng.u32(0..=most)).saturating_sub(rng.u32(0..=most / 3));
        }
    }
    let (one, other) = (rng.usize(0..answers), rng.usize(1..answers));
    let event = match rng.u32(0..3) {
        0 => Event::Joined(one),
        1 => Event::Left(one),
        _ => Event::Changed(one, (one + other) % answers),
    };
    happen(&mut after[who], event);
    Pair { before, after, who, event }
}

fn happen(row: &mut [u32], event: Event) {
    match event {
        Event::Joined(answer) => row[answer] += 1,
        Event::Left(answer) => row[answer] -= 1,
        Event::Changed(from, to) => {
            row[from] -= 1;
            row[to] += 1;
        }
    }
}

/// What else the same kind of event could have been.
fn guesses(event: Event, answers: usize) -> Vec<Event> {
    let all = 0..answers;
    match event {
        Event::Joined(_) => all.map(Event::Joined).collect(),
        Event::Left(_) => all.map(Event::Left).collect(),
        Event::Changed(..) => all
            .flat_map(|from| (0..answers).filter(move |to| *to != from).map(move |to| Event::Changed(from, to)))
            .collect(),
    }
}

/// Which guesses agree with both releases, to somebody who knows that in the group one person did this, and nothing of
/// the other groups.
fn agree(pair: &Pair, hide_before: &[bool], hide_after: &[bool]) -> Vec<Event> {
    let answers = pair.before[0].len();
    let agrees = |guess: &Event| {
        let (mut problem, mut hide) = (two_way(&pair.before), hide_before.to_vec());
        let after = two_way(&pair.after);
        let shift = problem.cells.len();
        let moved = |cell: Cell| Cell(cell.0 + shift);
        problem.cells.extend(&after.cells);
        hide.extend(hide_after);
        for sum in &after.sums {
            problem.sums.push(Sum { total: moved(sum.total), parts: sum.parts.iter().copied().map(moved).collect() });
        }
        // Of the group: before + those who came = both = after + those who went.
        let (mut came, mut went) = (vec![0; answers], vec![0; answers]);
        match guess {
            Event::Joined(answer) => came[*answer] = 1,
            Event::Left(answer) => went[*answer] = 1,
            Event::Changed(from, to) => (went[*from], came[*to]) = (1, 1),
        }
        for answer in 0..answers {
            let place = pair.who * (answers + 1) + answer;
            let both = problem.cells.len();
            for (count, hidden) in
                [(pair.before[pair.who][answer] + came[answer], true), (came[answer], false), (went[answer], false)]
            {
                problem.cells.push(CellFacts { count, state: CellState::Known, cost: 0 });
                hide.push(hidden);
            }
            problem.sums.push(Sum { total: Cell(both), parts: vec![Cell(place), Cell(both + 1)] });
            problem.sums.push(Sum { total: Cell(both), parts: vec![Cell(place + shift), Cell(both + 2)] });
        }
        Attack::new(&problem, &hide, &[]).possible(&[]) == Found::Possible
    };
    guesses(pair.event, answers).into_iter().filter(agrees).collect()
}

/// What is hidden in the second release, by the rule for releases over time.
fn second_release(pair: &Pair, hide_before: &[bool], rule: &Rule) -> Vec<bool> {
    let before = two_way(&pair.before);
    let mut after = two_way(&pair.after);
    let answers = pair.before[0].len();
    for row in 0..=pair.before.len() {
        let places = row * (answers + 1)..row * (answers + 1) + answers;
        let shown = |problem: &Problem, place: usize| {
            (!hide_before[place] && !rule.hides(problem.cells[place].count)).then_some(problem.cells[place].count)
        };
        let was: Vec<Option<u32>> = places.clone().map(|place| shown(&before, place)).collect();
        let is: Vec<Option<u32>> = places.clone().map(|place| shown(&after, place)).collect();
        if !differences(&was, &is, rule).may_be_released() {
            for place in places.start..=places.end {
                after.cells[place].state = CellState::Withheld;
            }
        }
    }
    hidden(&protect(&after, rule).unwrap())
}

fn nobody_is_told(pairs: u64) {
    let (mut released, mut naive) = (0, 0);
    for seed in 0..pairs {
        let pair = random_pair(&mut Rng::with_seed(seed));
        let before = two_way(&pair.before);
        let hide_before = hidden(&protect(&before, &RULE).unwrap());
        let hide_after = second_release(&pair, &hide_before, &RULE);
        released += usize::from(hide_after.iter().any(|hide| !*hide));
        let possible = agree(&pair, &hide_before, &hide_after);
        assert!(possible.contains(&pair.event), "seed {seed}: the attack loses the truth");
        assert!(possible.len() > 1, "seed {seed}: {:?} is told of {:?} → {:?}", pair.event, pair.before, pair.after);
        // Hiding what is small at each date, as if there were no other.
        let after = two_way(&pair.after);
        naive += usize::from(agree(&pair, &primary(&before, &RULE), &primary(&after, &RULE)).len() == 1);
    }
    println!(
        "{pairs} pairs of releases: nobody is told; {released} release something anew; naive releases tell {naive}"
    );
    let pairs = usize::try_from(pairs).unwrap();
    assert!(naive * 2 > pairs, "naive releases tell of most");
    assert!(released * 5 > pairs, "not by releasing nothing");
}

#[test]
fn one_who_comes_goes_or_changes_is_not_told_by_two_releases() {
    nobody_is_told(40);
}

#[test]
#[ignore = "takes minutes; see the head of this test"]
fn one_who_comes_goes_or_changes_is_not_told_by_a_thousand_pairs_of_releases() {
    nobody_is_told(1_000);
}

#[test]
fn a_difference_is_counted_in_people() {
    let some = |counts: &[u32]| counts.iter().copied().map(Some).collect::<Vec<_>>();
    let of = |before: &[u32], after: &[u32]| differences(&some(before), &some(after), &RULE);
    assert_eq!(of(&[30, 20, 15], &[30, 20, 15]), Change::Same);
    assert_eq!(of(&[30, 20, 15], &[31, 20, 15]), Change::TooFew { people: 1 });
    // One who changes their answer is one, not two.
    assert_eq!(of(&[30, 20, 15], &[29, 21, 15]), Change::TooFew { people: 1 });
    assert_eq!(of(&[30, 20, 15], &[25, 25, 15]), Change::TooFew { people: 5 });
    assert_eq!(of(&[30, 20, 15], &[36, 24, 15]), Change::Enough);
    // Ten who all gave one answer are told by the difference; where noughts may be shown, so may this.
    assert_eq!(of(&[30, 20, 15], &[40, 20, 15]), Change::OneAnswer);
    let shows_noughts = Rule { zeros: false, ..RULE };
    assert_eq!(differences(&some(&[30, 20, 15]), &some(&[40, 20, 15]), &shows_noughts), Change::Enough);
    // What was or is hidden counts for nobody.
    let hidden = [Some(30), None, Some(15)];
    assert_eq!(differences(&hidden, &some(&[35, 90, 15]), &RULE), Change::TooFew { people: 5 });
    assert!(!Change::Same.may_be_released() && Change::Enough.may_be_released());
}

#[test]
fn what_stands_is_not_told_by_the_rows_and_totals_that_are_released() {
    // Twelve come to the first group, one to the second: the first and the totals change by enough.
    let pair = Pair {
        before: vec![vec![60, 40, 30], vec![40, 30, 20]],
        after: vec![vec![66, 44, 32], vec![41, 30, 20]],
        who: 1,
        event: Event::Joined(0),
    };
    let hide_before = vec![false; 12];
    // Released as they are, the totals less the first group are the second.
    let only_the_row: Vec<bool> = (0..12).map(|place| (4..8).contains(&place)).collect();
    assert_eq!(agree(&pair, &hide_before, &only_the_row), [Event::Joined(0)]);
    let hide_after = second_release(&pair, &hide_before, &RULE);
    assert_eq!(agree(&pair, &hide_before, &hide_after).len(), 3, "{hide_after:?}");
    let mut after = two_way(&pair.after);
    for place in 4..8 {
        after.cells[place].state = CellState::Withheld;
    }
    let protected = protect(&after, &RULE).unwrap();
    assert!(
        protected
            .cells
            .iter()
            .any(|shown| matches!(shown, Shown::Hidden(why) if *why == waymark::disclosure::Why::Withheld))
    );
}
