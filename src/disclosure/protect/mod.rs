//! The mathematics of disclosure control for tables of counts: which counts must be hidden because they are of too few
//! people (primary), which others so that those cannot be reckoned (complementary, of least loss), and an audit of what
//! can be reckoned.
//!
//! A [`Problem`] is every count that is shown together, and how they add up. Its shown counts are taken to be known
//! exactly: rounding comes on top and only makes a reader less sure.
//!
//! # Who reads
//!
//! A reader knows every shown count, every sum, that counts are whole and not below nought, and how this room works. An
//! insider also knows one answer, their own: wherever they are counted, there is at least one. Since it cannot be known
//! who reads, the audit of an insider grants more than one person can know: that **every** hidden count of anybody is at
//! least 1. What is safe from that is safe from any one person, wherever and in however many tables they are counted, and
//! from people in different cells who compare notes. For every hidden count there must then be two whole tables, both
//! possible to that reader, in which it differs by at least [`Rule::width`]; the people besides the insider are as
//! uncertain as the count. With a width of 5 a hidden count of 3 may be anything from 1 to 6 at the least, or more.
//!
//! All hidden counts must look alike. Which are hidden for their own sake and which for others ([`Why`]) is for those who
//! may see the counts: a reader who knew that three hidden counts of 25 people were each under 10 would know each to be
//! from 7 to 9.
//!
//! # How the audit judges
//!
//! A linear program (solved by `microlp`) looks for tables that agree with everything shown and have a count as far up or
//! down as can be. Its answer is rounded and **checked in whole numbers**: only a whole table that adds up exactly proves
//! that a count is uncertain. Where the program's corner is not whole, an integer program is asked. So neither the
//! rounding of floating point nor gaps between fractions and whole numbers can pass a count as safe; a solver that fails
//! only hides more.
//!
//! Methods: Fischetti, M. and Salazar, J. J. (2001), *Solving the cell suppression problem on tabular data with linear
//! constraints* (audit by two programs for a cell, least-loss suppression as a fixed-charge program); Kim, D. and Pardalos, P.
//! (1999), *A solution approach to the fixed charge network flow problem using a dynamic slope scaling procedure*.

mod audit;
mod choose;
mod over_time;
mod program;
mod search;
mod view;

use std::collections::BTreeSet;

use thiserror::Error;

pub use over_time::{Change, differences};

use search::Search;
use view::View;

/// The place of a cell in [`Problem::cells`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(pub usize);

/// Counts that are to be shown together, and how they add up. Bases and totals are cells too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The counts.
    pub cells: Vec<CellFacts>,
    /// How they add up. Tables that share counts are more sums over the same cells; a crossing is sums in both directions.
    pub sums: Vec<Sum>,
}

/// What is known of one count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellFacts {
    /// How many people.
    pub count: u32,
    /// Whether it may be shown or hidden.
    pub state: CellState,
    /// What is lost if it is hidden for others' sake. The least total is looked for; where totals are equal, the fewest
    /// cells, then the fewest people. 1 for each cell hides the fewest cells.
    pub cost: u32,
}

/// Whether a count may be shown or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellState {
    /// May be shown or hidden.
    Free,
    /// Was shown before, or is shown anyway: cannot be hidden any more.
    Known,
    /// Is never shown, and may be reckoned: such as those who are in no group of a breakdown.
    Unshown,
    /// Is never shown, and if the rule would hide it, must not be reckoned either: such as those who did not answer.
    Watched,
    /// Must be hidden whatever it is: such as a row that so few have joined or left since it was last shown that the
    /// difference would tell of them ([`differences`]).
    Withheld,
}

/// One count is the sum of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The sum.
    pub total: Cell,
    /// What it is the sum of.
    pub parts: Vec<Cell>,
}

/// What is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Counts from 1 to one less than this are hidden.
    pub least: u32,
    /// Whether a count of nought is hidden too: nobody of a group gave an answer, or everybody the other one.
    pub zeros: bool,
    /// The narrowest interval, from its lowest to its highest whole number, within which a hidden count may be reckoned.
    /// 0 is taken as 1: a hidden count can never be known exactly.
    pub width: u32,
}

impl Rule {
    /// Whether a count is of so few people that it must be hidden.
    pub fn hides(&self, count: u32) -> bool {
        if count == 0 { self.zeros } else { count < self.least }
    }
}

/// What may be shown. It has passed the [`audit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// For each cell of the problem, in its order.
    pub cells: Vec<Shown>,
    /// What is lost by the counts that are hidden for others' sake.
    pub loss: Loss,
}

/// What becomes of a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is shown.
    Shown,
    /// It is hidden.
    Hidden(Why),
    /// It is never shown.
    Unshown,
}

/// Why a count is hidden. Only for those who may see the count: see the opening of this room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is of too few people.
    Small,
    /// It is of nobody.
    Nought,
    /// The problem asks for it ([`CellState::Withheld`]).
    Withheld,
    /// These could be reckoned if it were shown: the ones nearest to it, in order; never empty.
    ForOthers(Vec<Cell>),
}

/// What is lost by hiding counts for others' sake; less is better, from the first field to the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// The sum of [`CellFacts::cost`].
    pub cost: u64,
    /// How many cells.
    pub cells: usize,
    /// The sum of their counts.
    pub people: u64,
}

/// A hidden count that can be reckoned too narrowly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Which.
    pub cell: Cell,
    /// The lowest that it can be.
    pub low: u32,
    /// The highest that it can be; as far as is looked, where that is farther than the rule asks.
    pub high: u32,
    /// Who can reckon it.
    pub knower: Knower,
}

/// Who reckons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Knower {
    /// Anybody.
    None,
    /// Somebody who knows that they are counted themself; others cannot.
    Insider,
}

/// Why no protection is possible. Nothing may be shown then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CannotProtect {
    /// The sum at this place of [`Problem::sums`] names a cell that is not there, or does not add up.
    #[error("sum {0} does not add up")]
    Sum(usize),
    /// Whatever else is hidden, these counts can be reckoned from what is known already.
    #[error("what is known already tells of {} counts that have to be hidden", .0.len())]
    Known(Vec<Cell>),
}

/// Decides what may be shown: hides what the rule hides, and of the rest as little as protects it. The answer has no
/// [`Leak`], is the same for the same problem, and is close to the least loss (within a tenth of the least that
/// there is on average; exact least loss takes too long in large problems).
///
/// # Errors
///
/// Where the sums do not add up, and where counts that must be hidden can be reckoned from [`CellState::Known`] ones
/// whatever is hidden.
pub fn protect(problem: &Problem, rule: &Rule) -> Result<Protected, CannotProtect> {
    let view = View::new(problem, rule).map_err(CannotProtect::Sum)?;
    let mut search = Search::new(&view);
    let hidden = search.run().map_err(|cells| CannotProtect::Known(cells.into_iter().map(Cell).collect()))?;
    let mut cells = Vec::with_capacity(problem.cells.len());
    let mut loss = Loss::default();
    for (place, facts) in problem.cells.iter().enumerate() {
        let is_hidden = hidden.get(place).copied().unwrap_or(true);
        cells.push(match facts.state {
            CellState::Unshown | CellState::Watched => Shown::Unshown,
            CellState::Withheld => Shown::Hidden(Why::Withheld),
            CellState::Free | CellState::Known if !is_hidden => Shown::Shown,
            CellState::Free | CellState::Known if rule.hides(facts.count) => {
                Shown::Hidden(if facts.count == 0 { Why::Nought } else { Why::Small })
            }
            CellState::Free | CellState::Known => {
                loss = loss.with(facts);
                Shown::Hidden(Why::ForOthers(search.served_by(place, &hidden).into_iter().map(Cell).collect()))
            }
        });
    }
    Ok(Protected { cells, loss })
}

impl Loss {
    /// This and the loss of one more count.
    fn with(self, facts: &CellFacts) -> Self {
        Self {
            cost: self.cost + u64::from(facts.cost),
            cells: self.cells + 1,
            people: self.people + u64::from(facts.count),
        }
    }
}

/// Every count that can be reckoned too narrowly if these counts are hidden (by place; what is never shown is hidden in
/// any case), in order: hidden ones, [`CellState::Watched`] ones that the rule hides, and shown ones that must be hidden
/// by the rule or the problem. Empty means that it may be released. Sums that do not add up leak everything.
pub fn audit(problem: &Problem, hidden: &[bool], rule: &Rule) -> Vec<Leak> {
    let Ok(view) = View::new(problem, rule) else {
        let all = problem.cells.iter().enumerate();
        return all
            .map(|(place, facts)| Leak { cell: Cell(place), low: facts.count, high: facts.count, knower: Knower::None })
            .collect();
    };
    let unknown = view.unknown(hidden);
    let shown: BTreeSet<usize> = view.primary().filter(|cell| !unknown.get(*cell).copied().unwrap_or(false)).collect();
    let mut leaks = audit::leaks(&view, &unknown);
    leaks.extend(shown.into_iter().map(|cell| view.exact(cell)));
    leaks.sort_by_key(|leak| leak.cell);
    leaks
}
