//! Releases of the same data one after another, to any audience, by any rules, of any tables: what all of them show
//! together tells of nobody. The judge is the attack of the disclosure tests, on tables that are put together here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use waymark::content::OptionId;
use waymark::disclosure::{Cell, CellFacts, CellState, Problem, Sum, available, propose};
use waymark::edit::Edit;
use waymark::project::{Audience, DataSet, Dimension, ProfileSettings, Project, ReleaseId, ReleasedRow};

use super::attack::Attack;
use super::{DAY, THIRD, any_set, catalogue, project};

/// Whose count it is: of everybody, of a group or of a pair of groups; or of those who are in none.
type Who = (Dimension, Option<Dimension>, String, String);

/// The columns of a row: three parts, those in none, the base, those who answered.
const COLUMNS: usize = 6;
const BASE: usize = 4;
const ANSWERED: usize = 5;

fn columns(counts: &BTreeMap<OptionId, u32>) -> [u32; COLUMNS] {
    let of = |option: &str| counts.get(&OptionId::from(option)).copied().unwrap_or(0);
    let [working, intermediate, professional, other] = ["q1-routine", "q1-clerical", "q1-managers", "q1-other"].map(of);
    let base = working + intermediate + professional;
    [working, intermediate, professional, other, base, base + other]
}

/// Every count of a data set with how they add up, as a reader knows it.
struct Everything {
    problem: Problem,
    rows: BTreeMap<Who, usize>,
}

impl Everything {
    fn of(set: &DataSet) -> Self {
        let mut all = Self { problem: Problem::default(), rows: BTreeMap::new() };
        let whole = columns(&set.whole().unwrap().counts);
        all.add((Dimension::Whole, None, String::new(), String::new()), whole, CellState::Free);
        for one in set.groups() {
            for row in &one.rows {
                all.add(
                    (one.by.clone(), None, row.label.clone(), String::new()),
                    columns(&row.counts),
                    CellState::Free,
                );
            }
            let rows: Vec<Who> = all.rows.keys().filter(|who| who.0 == one.by).cloned().collect();
            all.sum(&(Dimension::Whole, None, String::new(), String::new()), &rows, format!("no {:?}", one.by));
        }
        for crossing in &set.crossings {
            for row in &crossing.rows {
                let who = (crossing.by.clone(), Some(crossing.across.clone()), row.label.clone(), row.across.clone());
                all.add(who, columns(&row.counts), CellState::Free);
            }
            let pairs: Vec<Who> = all.rows.keys().filter(|who| who.1.is_some()).cloned().collect();
            let grades: BTreeSet<&String> = pairs.iter().map(|pair| &pair.2).collect();
            for label in grades {
                let parts: Vec<Who> = pairs.iter().filter(|pair| pair.2 == *label).cloned().collect();
                let total = (crossing.by.clone(), None, label.clone(), String::new());
                all.sum(&total, &parts, format!("{label} without"));
            }
            let genders: BTreeSet<&String> = pairs.iter().map(|pair| &pair.3).collect();
            for label in genders {
                let parts: Vec<Who> = pairs.iter().filter(|pair| pair.3 == *label).cloned().collect();
                let total = (crossing.across.clone(), None, label.clone(), String::new());
                all.sum(&total, &parts, format!("{label} without"));
            }
        }
        all
    }

    /// A row, which adds up.
    fn add(&mut self, who: Who, counts: [u32; COLUMNS], state: CellState) {
        let first = self.problem.cells.len();
        self.rows.insert(who, first);
        self.problem.cells.extend(counts.map(|count| CellFacts { count, state, cost: 1 }));
        let cells = |columns: &[usize]| columns.iter().map(|column| Cell(first + column)).collect();
        self.problem.sums.push(Sum { total: Cell(first + BASE), parts: cells(&[0, 1, 2]) });
        self.problem.sums.push(Sum { total: Cell(first + ANSWERED), parts: cells(&[BASE, 3]) });
    }

    /// A total is its rows and those who are in none of them, of whom nothing is ever shown.
    fn sum(&mut self, total: &Who, rows: &[Who], none: String) {
        let counts =
            |first: usize| -> [u32; COLUMNS] { std::array::from_fn(|column| self.problem.cells[first + column].count) };
        let first = self.rows[total];
        let mut rest = counts(first);
        for row in rows {
            rest.iter_mut().zip(counts(self.rows[row])).for_each(|(rest, count)| *rest -= count);
        }
        let none = (Dimension::Own(none), None, total.2.clone(), String::new());
        self.add(none.clone(), rest, CellState::Unshown);
        for column in 0..COLUMNS {
            let parts = rows.iter().chain([&none]).map(|row| Cell(self.rows[row] + column)).collect();
            self.problem.sums.push(Sum { total: Cell(first + column), parts });
        }
    }

    /// The cells of a row that are shown.
    fn shown(&self, who: &Who, row: &ReleasedRow) -> Vec<usize> {
        let first = self.rows[who];
        let cells = row.parts.iter().chain([&row.unplaced, &row.base, &row.answered]);
        cells.enumerate().filter(|(_, cell)| cell.shown().is_some()).map(|(column, _)| first + column).collect()
    }
}

/// A release: to whom, by which rules, and which of the tables.
fn any_release() -> impl Strategy<Value = (Audience, ProfileSettings, u8)> {
    let settings = (prop::option::of(3..14_u32), prop::option::of(any::<bool>()), prop::option::of(1..7_u32));
    let rounds = prop::option::of(prop::sample::select(vec![1_u32, 3, 5, 10]));
    (prop::sample::select(Audience::ALL.to_vec()), settings, rounds, prop_oneof![1 => Just(u8::MAX), 2 => any::<u8>()])
        .prop_map(|(audience, (least, zeros, width), round, tables)| {
            let settings =
                ProfileSettings { least, zeros, width, round, ..ProfileSettings::new(Timestamp::UNIX_EPOCH) };
            (audience, settings, tables)
        })
}

/// Releases these tables of the set, where they can be.
fn released(project: &Project, (audience, settings, tables): &(Audience, ProfileSettings, u8)) -> Project {
    let mut project = project.clone();
    project.profiles.insert(*audience, settings.clone());
    let chosen: Vec<_> = available(catalogue(), &project)
        .into_iter()
        .enumerate()
        .filter(|(at, _)| tables >> at & 1 == 1)
        .map(|(_, table)| table)
        .collect();
    let proposal = propose(catalogue(), &project, *audience, THIRD, &chosen);
    if proposal.is_empty() {
        return project;
    }
    let id = ReleaseId(project.releases.len() as u64 + 1);
    Edit::AddRelease(Box::new(proposal.release(id, DAY, ""))).apply(&project, Timestamp::UNIX_EPOCH).unwrap()
}

/// Makes these releases one after another and attacks all that they show.
fn attacked(set: &DataSet, releases: &[(Audience, ProfileSettings, u8)]) -> Result<(), TestCaseError> {
    let all = Everything::of(set);
    let mut project = project([set.clone()]);
    for release in releases {
        project = released(&project, release);
    }
    let mut hidden = vec![true; all.problem.cells.len()];
    // What stands hidden in a table was promised to be kept; that one margin bounds what is in no table at all is not
    // told by any of them.
    let mut listed = vec![false; hidden.len()];
    for table in project.releases.iter().flat_map(|release| &release.sets).flat_map(|set| &set.tables) {
        for row in &table.rows {
            let who = (table.by.clone(), table.across.clone(), row.label.clone(), row.across.clone());
            listed[all.rows[&who]..][..COLUMNS].fill(true);
            for cell in all.shown(&who, row) {
                hidden[cell] = false;
            }
        }
    }
    // What one audience may be told, no other's rules can keep back: the loosest of them is what is promised.
    let rules: Vec<_> = project.releases.iter().map(|release| release.rules).collect();
    let Some(least) = rules.iter().map(|rules| rules.least).min() else { return Ok(()) };
    let width = rules.iter().map(|rules| rules.width).min().unwrap_or(1);
    let zeros = rules.iter().all(|rules| rules.zeros);
    let promised = |cell: usize| {
        let facts = all.problem.cells[cell];
        listed[cell] && hidden[cell] && (if facts.count == 0 { zeros } else { facts.count < least })
    };
    let somebody: Vec<usize> =
        (0..hidden.len()).filter(|cell| hidden[*cell] && all.problem.cells[*cell].count > 0).collect();
    for insiders in [Vec::new(), somebody] {
        let attack = Attack::new(&all.problem, &hidden, &insiders);
        for cell in attack.cells().iter().copied().filter(|cell| promised(*cell)) {
            prop_assert!(
                attack.is_uncertain(cell, width),
                "cell {} of {:?} is told by {:?}",
                cell,
                all.rows,
                project.releases
            );
        }
    }
    Ok(())
}

fn any_case() -> impl Strategy<Value = (DataSet, Vec<(Audience, ProfileSettings, u8)>)> {
    (any_set(), prop::collection::vec(any_release(), 2..4))
}

fn config(cases: u32, rng_seed: RngSeed) -> ProptestConfig {
    ProptestConfig { cases, rng_seed, max_shrink_iters: 32, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(24, RngSeed::Fixed(5)))]

    #[test]
    fn several_releases_together_tell_of_nobody((set, releases) in any_case()) {
        attacked(&set, &releases)?;
    }
}

proptest! {
    #![proptest_config(config(300, RngSeed::Random))]

    #[test]
    #[ignore = "takes minutes; other releases each time"]
    fn hundreds_of_several_releases_together_tell_of_nobody((set, releases) in any_case()) {
        attacked(&set, &releases)?;
    }
}
