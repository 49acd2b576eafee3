//! The tables of a data set as one problem: every count that is shown together, and how they add up. Tables of one set
//! share their margins, so they are protected together; people who are in no group of a breakdown are counts of their
//! own, which nobody is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::protect::{Cell, CellFacts, CellState, Problem, Sum};
use crate::content::{AnswerPart, OptionId};
use crate::project::{CountRow, Crossing, DataSet, DataSetId, Dimension, Pay};
use crate::words;

/// A table that can be shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableKey {
    /// Of which data set.
    pub set: DataSetId,
    /// Which of its tables.
    pub what: What,
}

/// A table of a data set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// How many were asked, answered and did not.
    Response,
    /// The answers of everybody, or by a dimension.
    Counts(Dimension),
    /// The answers by two dimensions crossed.
    Crossed(Dimension, Dimension),
    /// Pay gaps, of everybody or by a dimension.
    Pay(Pay, Dimension),
}

impl What {
    /// Its name, as lists have it.
    pub fn name(&self) -> String {
        let by = |by: &Dimension| words::uncapitalised(by.name());
        match self {
            Self::Response => "Who answered".to_owned(),
            Self::Counts(Dimension::Whole) => "Everybody’s answers".to_owned(),
            Self::Counts(dimension) => format!("Answers by {}", by(dimension)),
            Self::Crossed(one, other) => format!("Answers by {} and {}", by(one), by(other)),
            Self::Pay(pay, Dimension::Whole) => format!("{} gaps", pay.name()),
            Self::Pay(pay, dimension) => format!("{} gaps by {}", pay.name(), by(dimension)),
        }
    }
}

/// Some people of a data set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Everybody.
    Whole,
    /// The people of a group.
    Group(Dimension, String),
    /// The people of two groups at once.
    Pair((Dimension, String), (Dimension, String)),
    /// The people of no group of a dimension.
    Ungrouped(Dimension),
    /// The people of a group, or of no matter which where it is `None`, who are in no group of another dimension.
    Unpaired(Option<(Dimension, String)>, Dimension),
}

/// What is counted of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// Those whose answer falls into a group of answers, by its place.
    Part(usize),
    /// Those who answered otherwise.
    Unplaced,
    /// Those whose answer falls into any group of answers.
    Base,
    /// Those who answered.
    Answered,
    /// Those who were asked: of everybody only.
    Asked,
    /// Those who did not answer: of everybody only.
    Silent,
}

/// Counts of some people: by group of answers, and not placed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) parts: Vec<u32>,
    pub(super) unplaced: u32,
}

impl Counts {
    /// The counts of a row, by these groups of answers.
    pub(super) fn of(counts: &BTreeMap<OptionId, u32>, parts: &[AnswerPart]) -> Self {
        let count = |part: &AnswerPart| {
            part.options
                .iter()
                .filter_map(|option| counts.get(option))
                .fold(0, |sum: u32, count| sum.saturating_add(*count))
        };
        let counted: Vec<u32> = parts.iter().map(count).collect();
        let total = counts.values().fold(0_u32, |sum, count| sum.saturating_add(*count));
        let base = counted.iter().fold(0_u32, |sum, count| sum.saturating_add(*count));
        Self { parts: counted, unplaced: total.saturating_sub(base) }
    }

    /// How many are placed in a group.
    pub(super) fn base(&self) -> u32 {
        self.parts.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// How many answered.
    pub(super) fn answered(&self) -> u32 {
        self.base().saturating_add(self.unplaced)
    }

    /// Those who are in these and in none of the others; `None` where the others are more.
    fn without<'a>(&self, others: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut left = self.clone();
        for other in others {
            for (left, other) in left.parts.iter_mut().zip(&other.parts) {
                *left = left.checked_sub(*other)?;
            }
            left.unplaced = left.unplaced.checked_sub(other.unplaced)?;
        }
        Some(left)
    }

    fn is_nobody(&self) -> bool {
        self.answered() == 0
    }
}

/// The counts of a data set by who is counted, with the tables in which they stand.
#[derive(Clone, Debug)]
pub(super) struct Data {
    /// The counts of every group of people of the tables in play.
    pub(super) counts: BTreeMap<Who, Counts>,
    /// How many were asked.
    pub(super) asked: Option<u32>,
    /// The groups of each table, in the order in which they are shown.
    pub(super) rows: BTreeMap<What, Vec<Who>>,
    /// How groups of people add up: everybody of the first are in one of the others.
    adds_up: Vec<(Who, Vec<Who>)>,
}

/// More people are counted in the groups of a table than in what the groups are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TooMany(pub(super) What);

impl Data {
    /// The counts of the tables of a set that are in play. A table that the set does not hold is not there.
    pub(super) fn of(set: &DataSet, parts: &[AnswerPart], tables: &BTreeSet<What>) -> Result<Self, TooMany> {
        let none = CountRow::default();
        let whole = Counts::of(&set.whole().unwrap_or(&none).counts, parts);
        let mut data = Self {
            rows: BTreeMap::from([(What::Counts(Dimension::Whole), vec![Who::Whole])]),
            counts: BTreeMap::from([(Who::Whole, whole.clone())]),
            asked: None,
            adds_up: Vec::new(),
        };
        if tables.contains(&What::Response)
            && let Some(asked) = set.asked.filter(|asked| *asked > 0)
        {
            if asked < whole.answered() {
                return Err(TooMany(What::Response));
            }
            data.asked = Some(asked);
        }
        for breakdown in set.groups().filter(|one| tables.contains(&What::Counts(one.by.clone()))) {
            let what = What::Counts(breakdown.by.clone());
            let who = |row: &CountRow| Who::Group(breakdown.by.clone(), row.label.clone());
            let rows: Vec<(Who, Counts)> =
                breakdown.rows.iter().map(|row| (who(row), Counts::of(&row.counts, parts))).collect();
            data.add(&what, Who::Whole, rows.clone(), Who::Ungrouped(breakdown.by.clone()))?;
            data.rows.insert(what, rows.into_iter().map(|(who, _)| who).collect());
        }
        for crossing in &set.crossings {
            let what = What::Crossed(crossing.by.clone(), crossing.across.clone());
            if tables.contains(&what) {
                data.add_crossing(set, parts, crossing, &what)?;
            }
        }
        Ok(data)
    }

    /// Adds a crossing: a count for each pair of groups, in rows and columns that add up to their groups.
    fn add_crossing(
        &mut self,
        set: &DataSet,
        parts: &[AnswerPart],
        crossing: &Crossing,
        what: &What,
    ) -> Result<(), TooMany> {
        let (by, across) = (&crossing.by, &crossing.across);
        let labels = |of: &Dimension, told: Vec<&String>| -> Vec<String> {
            let mut labels: Vec<String> =
                set.breakdown(of).into_iter().flat_map(|one| &one.rows).map(|row| row.label.clone()).collect();
            for label in told {
                if !labels.contains(label) {
                    labels.push(label.clone());
                }
            }
            labels
        };
        let ups = labels(by, crossing.rows.iter().map(|row| &row.label).collect());
        let downs = labels(across, crossing.rows.iter().map(|row| &row.across).collect());
        let pair = |up: &String, down: &String| Who::Pair((by.clone(), up.clone()), (across.clone(), down.clone()));
        let counts = |up: &String, down: &String| {
            let row = crossing.rows.iter().find(|row| row.label == *up && row.across == *down);
            row.map_or_else(
                || Counts { parts: vec![0; parts.len()], unplaced: 0 },
                |row| Counts::of(&row.counts, parts),
            )
        };
        let mut anchored = false;
        for up in &ups {
            let group = Who::Group(by.clone(), up.clone());
            if self.counts.contains_key(&group) {
                anchored = true;
                let rows = downs.iter().map(|down| (pair(up, down), counts(up, down))).collect();
                self.add(what, group, rows, Who::Unpaired(Some((by.clone(), up.clone())), across.clone()))?;
            }
        }
        for down in &downs {
            let group = Who::Group(across.clone(), down.clone());
            if self.counts.contains_key(&group) {
                anchored = true;
                let rows = ups.iter().map(|up| (pair(up, down), counts(up, down))).collect();
                self.add(what, group, rows, Who::Unpaired(Some((across.clone(), down.clone())), by.clone()))?;
            }
        }
        let all: Vec<(Who, Counts)> = ups
            .iter()
            .flat_map(|up| downs.iter().map(move |down| (up, down)))
            .map(|(up, down)| (pair(up, down), counts(up, down)))
            .collect();
        if !anchored {
            self.add(what, Who::Whole, all.clone(), Who::Unpaired(None, by.clone()))?;
        }
        self.counts.extend(all.iter().cloned());
        self.rows.insert(what.clone(), all.into_iter().map(|(who, _)| who).collect());
        Ok(())
    }

    /// Adds rows of which a group of people is made up, and whoever of it is in none of them.
    fn add(&mut self, what: &What, of: Who, rows: Vec<(Who, Counts)>, rest: Who) -> Result<(), TooMany> {
        let Some(all) = self.counts.get(&of) else { return Ok(()) };
        let left = all.without(rows.iter().map(|(_, counts)| counts)).ok_or_else(|| TooMany(what.clone()))?;
        let mut parts: Vec<Who> = rows.iter().map(|(who, _)| who.clone()).collect();
        if !left.is_nobody() {
            parts.push(rest.clone());
            self.counts.insert(rest, left);
        }
        self.counts.extend(rows);
        self.adds_up.push((of, parts));
        Ok(())
    }

    /// A count; `None` where it is not in play.
    pub(super) fn count(&self, who: &Who, column: Column) -> Option<u32> {
        let counts = self.counts.get(who)?;
        match column {
            Column::Part(place) => counts.parts.get(place).copied(),
            Column::Unplaced => Some(counts.unplaced),
            Column::Base => Some(counts.base()),
            Column::Answered => Some(counts.answered()),
            Column::Asked => self.asked.filter(|_| *who == Who::Whole),
            Column::Silent => self.asked.filter(|_| *who == Who::Whole)?.checked_sub(counts.answered()),
        }
    }

    /// The columns of a row.
    pub(super) fn columns(parts: usize) -> impl Iterator<Item = Column> {
        (0..parts).map(Column::Part).chain([Column::Unplaced, Column::Base, Column::Answered])
    }

    /// The problem of all counts in play; `state` says of each whether it may be shown.
    pub(super) fn problem(&self, parts: usize, state: impl Fn(&Who, Column) -> CellState) -> Joint {
        let mut joint = Joint { problem: Problem::default(), places: BTreeMap::new() };
        for who in self.counts.keys() {
            let of_whole = (*who == Who::Whole && self.asked.is_some()).then_some([Column::Asked, Column::Silent]);
            for column in Self::columns(parts).chain(of_whole.into_iter().flatten()) {
                let count = self.count(who, column).unwrap_or_default();
                let cell = Cell(joint.problem.cells.len());
                joint.problem.cells.push(CellFacts { count, state: state(who, column), cost: cost(who, column) });
                joint.places.insert((who.clone(), column), cell);
            }
            let placed: Vec<Column> = (0..parts).map(Column::Part).collect();
            joint.sum((who, Column::Base), placed.iter().map(|column| (who, *column)));
            joint.sum((who, Column::Answered), [(who, Column::Base), (who, Column::Unplaced)]);
            if of_whole.is_some() {
                joint.sum((who, Column::Asked), [(who, Column::Answered), (who, Column::Silent)]);
            }
        }
        for (of, groups) in &self.adds_up {
            for column in Self::columns(parts) {
                joint.sum((of, column), groups.iter().map(|who| (who, column)));
            }
        }
        joint
    }
}

/// What is lost where a count is hidden for others' sake: what people look for first costs most.
fn cost(who: &Who, column: Column) -> u32 {
    let cost = match column {
        Column::Unplaced => 1,
        Column::Answered => 2,
        Column::Part(_) => 10,
        Column::Base => 12,
        Column::Silent => 20,
        Column::Asked => 40,
    };
    // What everybody looks for first is hidden last: the whole before its groups, the groups before their crossings.
    cost * match who {
        Who::Whole => 40,
        Who::Group(..) | Who::Ungrouped(_) => 4,
        Who::Pair(..) | Who::Unpaired(..) => 1,
    }
}

/// A problem with the place of each count in it.
#[derive(Clone, Debug)]
pub(super) struct Joint {
    pub(super) problem: Problem,
    pub(super) places: BTreeMap<(Who, Column), Cell>,
}

impl Joint {
    /// Adds how a count adds up, where all of it is in the problem.
    fn sum<'a>(&mut self, total: (&Who, Column), parts: impl IntoIterator<Item = (&'a Who, Column)>) {
        let at = |(who, column): (&Who, Column)| self.places.get(&(who.clone(), column)).copied();
        if let (Some(total), Some(parts)) = (at(total), parts.into_iter().map(at).collect::<Option<Vec<Cell>>>()) {
            self.problem.sums.push(Sum { total, parts });
        }
    }

    /// The place of a count.
    pub(super) fn cell(&self, who: &Who, column: Column) -> Option<Cell> {
        self.places.get(&(who.clone(), column)).copied()
    }
}
