//! What was shown before, for what may be shown now: which counts of the same data are known, and which rows have changed
//! by so few people since they were last shown that new counts would tell of them.
//!
//! All releases count, whoever they were for: what some have been shown, all may know.

use std::collections::BTreeSet;

use super::protect::{Change, Rule, differences};
use super::tables::{Column, Counts, Data, What, Who};
use crate::content::AnswerPart;
use crate::project::{
    Audience, DataSet, Dimension, Project, ReleasedCell, ReleasedResponse, ReleasedRow, ReleasedSet, ReleasedTable,
    ShowRules,
};

/// What was shown of a set at some time.
#[derive(Clone, Debug)]
pub(super) struct Past {
    /// When; `None` for what is proposed together with what is looked at.
    pub(super) at: Option<jiff::Timestamp>,
    pub(super) audience: Audience,
    pub(super) rules: ShowRules,
    pub(super) shown: ReleasedSet,
}

/// Everything that was shown, oldest first.
pub(super) fn shown_before(project: &Project) -> Vec<Past> {
    let of = |release: &std::sync::Arc<crate::project::Release>| {
        let (at, audience, rules) = (Some(release.at), release.audience, release.rules);
        release.sets.iter().rev().map(move |set| Past { at, audience, rules, shown: set.clone() }).collect::<Vec<_>>()
    };
    project.releases.iter().flat_map(of).collect()
}

/// The table of a release.
pub(super) fn what_of(table: &ReleasedTable) -> What {
    match &table.across {
        Some(across) => What::Crossed(table.by.clone(), across.clone()),
        None => What::Counts(table.by.clone()),
    }
}

/// The people of a row of a release.
pub(super) fn who_of(table: &ReleasedTable, row: &ReleasedRow) -> Who {
    match (&table.across, &table.by) {
        (Some(across), by) => Who::Pair((by.clone(), row.label.clone()), (across.clone(), row.across.clone())),
        (None, Dimension::Whole) => Who::Whole,
        (None, by) => Who::Group(by.clone(), row.label.clone()),
    }
}

/// What a release says of some people in a column.
pub(super) fn cell_of(row: &ReleasedRow, column: Column) -> Option<ReleasedCell> {
    match column {
        Column::Part(place) => row.parts.get(place).copied(),
        Column::Unplaced => Some(row.unplaced),
        Column::Base => Some(row.base),
        Column::Answered => Some(row.answered),
        Column::Asked | Column::Silent => None,
    }
}

/// The counts of some people as they are shown. A base is the sum of what it is made up of where all of that is shown, so
/// that rows add up; it then says nothing more.
pub(super) fn shown_row(counts: &Counts, pattern: &dyn Fn(Column) -> ReleasedCell, rules: &ShowRules) -> ReleasedRow {
    let rounded = |column: Column, count: u32| match pattern(column) {
        ReleasedCell::Shown(_) => ReleasedCell::Shown(rules.rounded(count)),
        hidden @ (ReleasedCell::Small | ReleasedCell::Nought | ReleasedCell::ForOthers | ReleasedCell::Withheld) => {
            hidden
        }
    };
    let parts: Vec<ReleasedCell> =
        counts.parts.iter().enumerate().map(|(place, count)| rounded(Column::Part(place), *count)).collect();
    let unplaced = rounded(Column::Unplaced, counts.unplaced);
    let sum = |cells: &[ReleasedCell]| {
        cells.iter().map(|cell| cell.shown()).try_fold(0_u32, |sum, count| Some(sum.saturating_add(count?)))
    };
    let total = |column: Column, count: u32, made_of: &[ReleasedCell]| match (rounded(column, count), sum(made_of)) {
        (ReleasedCell::Shown(_), Some(sum)) => ReleasedCell::Shown(sum),
        (cell, _) => cell,
    };
    let base = total(Column::Base, counts.base(), &parts);
    let answered = total(Column::Answered, counts.answered(), &[base, unplaced]);
    ReleasedRow {
        label: String::new(),
        across: String::new(),
        parts,
        unplaced,
        base,
        answered,
        percents: counts.base() >= rules.percent,
        stands_from: None,
    }
}

/// Whether these counts, shown with the same cells hidden, would look as they did.
fn looks_alike(counts: &Counts, row: &ReleasedRow, rules: &ShowRules) -> bool {
    let pattern = |column: Column| cell_of(row, column).unwrap_or(ReleasedCell::Small);
    let again = shown_row(counts, &pattern, rules);
    (&again.parts, again.unplaced, again.base, again.answered) == (&row.parts, row.unplaced, row.base, row.answered)
}

pub(super) fn parts_alike(shown: &ReleasedSet, parts: &[AnswerPart]) -> bool {
    shown.parts.len() == parts.len() && shown.parts.iter().zip(parts).all(|(shown, part)| shown.id == part.id)
}

/// What is known of a set from earlier releases of the same data.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The counts that were shown.
    pub(super) cells: BTreeSet<(Who, Column)>,
    /// The people who stand in a row that was shown of the same counts.
    rows: BTreeSet<Who>,
}

/// The tables of a set that were shown before and that it still has.
pub(super) fn tables_shown(past: &[Past], set: &DataSet) -> BTreeSet<What> {
    let of_set = past.iter().filter(|one| one.shown.set == set.id && one.shown.question == set.question);
    let mut tables = BTreeSet::new();
    for one in of_set {
        if one.shown.response.is_some() {
            tables.insert(What::Response);
        }
        tables.extend(one.shown.tables.iter().map(what_of));
    }
    tables
}

/// What is known of a set.
pub(super) fn known(past: &[Past], set: &DataSet, parts: &[AnswerPart], data: &Data) -> Known {
    let mut known = Known::default();
    let of_set = past.iter().filter(|one| one.shown.set == set.id && one.shown.question == set.question);
    for one in of_set.filter(|one| parts_alike(&one.shown, parts)) {
        for table in &one.shown.tables {
            for row in table.rows.iter().filter(|row| row.stands_from.is_none()) {
                let who = who_of(table, row);
                if !data.counts.get(&who).is_some_and(|counts| looks_alike(counts, row, &one.rules)) {
                    continue;
                }
                for column in Data::columns(parts.len()) {
                    if cell_of(row, column).is_some_and(|cell| cell.shown().is_some()) {
                        known.cells.insert((who.clone(), column));
                    }
                }
                known.rows.insert(who);
            }
        }
        for table in &one.shown.tables {
            known.cells.extend(joined_cells(one, table, data, parts.len()));
        }
        if let Some(response) = one.shown.response.filter(|response| response.stands_from.is_none())
            && responds_alike(data, &response, &one.rules)
        {
            let cells = [
                (Column::Asked, response.asked),
                (Column::Answered, response.answered),
                (Column::Silent, response.silent),
            ];
            let shown = cells.into_iter().filter(|(_, cell)| cell.shown().is_some());
            known.cells.extend(shown.map(|(column, _)| (Who::Whole, column)));
        }
    }
    known
}

/// What is known of a group that was shown as several: the columns in which all of these were shown.
fn joined_cells(past: &Past, table: &ReleasedTable, data: &Data, parts: usize) -> Vec<(Who, Column)> {
    let Some(rows) = data.rows.get(&what_of(table)) else { return Vec::new() };
    let gone = gone(table, rows);
    let mut new = rows.iter().filter(|who| row_of(table, who).is_none());
    let (Some(who), None) = (new.next(), new.next()) else { return Vec::new() };
    let is_known = |column: &Column| {
        let shown: Option<u32> =
            gone.iter().map(|row| cell_of(row, *column)?.shown()).try_fold(0_u32, |sum, count| sum.checked_add(count?));
        let now = data.count(who, *column);
        !gone.is_empty()
            && shown.zip(now).is_some_and(|(shown, now)| shown.abs_diff(now) <= slack(past, gone.len() * 4))
    };
    Data::columns(parts).filter(is_known).map(|column| (who.clone(), column)).collect()
}

fn responds_alike(data: &Data, response: &ReleasedResponse, rules: &ShowRules) -> bool {
    let alike = |column: Column, cell: ReleasedCell| {
        cell.shown().is_none_or(|shown| data.count(&Who::Whole, column).is_some_and(|now| rules.rounded(now) == shown))
    };
    alike(Column::Asked, response.asked) && alike(Column::Silent, response.silent)
}

/// Why a row is not shown anew.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stale {
    /// Too few people have changed since these counts were shown, of this day; they stand, where this audience may have
    /// them.
    FewChanged(Box<(ReleasedRow, jiff::civil::Date)>, bool),
    /// Groups that are one now were shown apart, or the other way round: in these columns, both together would tell.
    OtherGroups(jiff::civil::Date, Vec<Column>),
}

/// What is looked at for the rows of one table.
pub(super) struct Looked<'a> {
    pub(super) project: &'a Project,
    pub(super) past: &'a [Past],
    pub(super) set: &'a DataSet,
    pub(super) parts: &'a [AnswerPart],
    pub(super) data: &'a Data,
    pub(super) known: &'a Known,
    pub(super) audience: Audience,
    pub(super) rules: &'a ShowRules,
    pub(super) rule: Rule,
}

impl Looked<'_> {
    /// The rows of a table that may not be shown anew, each with the reason.
    pub(super) fn stale(&self, what: &What) -> Vec<(Who, Stale)> {
        let mut found = Vec::new();
        let Some(rows) = self.data.rows.get(what) else { return found };
        // The same people shown in other groups: of this set, or of another day.
        let mut others: Vec<&Who> = Vec::new();
        let last = self.last(what);
        for who in rows.iter().filter(|who| !self.known.rows.contains(*who)) {
            let before = last.and_then(|(past, table)| Some((past, row_of(table, who)?)));
            match before {
                Some((past, row)) => {
                    if let Some(stale) = self.compared(past, row, who) {
                        found.push((who.clone(), stale));
                    }
                }
                None => others.push(who),
            }
        }
        for (past, table) in self.tables(what) {
            let new: Vec<&Who> = others.iter().copied().filter(|who| row_of(table, who).is_none()).collect();
            if new.is_empty() {
                continue;
            }
            let columns = self.tells_by_groups(past, table, rows, &new);
            if !columns.is_empty() {
                let day = past.shown.as_of;
                let fresh = new.into_iter().filter(|who| !found.iter().any(|(one, _)| one == *who));
                let fresh: Vec<_> = fresh.map(|who| (who.clone(), Stale::OtherGroups(day, columns.clone()))).collect();
                found.extend(fresh);
            }
        }
        found
    }

    /// Every time that a table was shown of these people and this question, newest first, but not what only stood.
    fn tables(&self, what: &What) -> impl Iterator<Item = (&Past, &ReleasedTable)> {
        let alike = |past: &&Past| {
            past.shown.population == self.set.population
                && past.shown.question == self.set.question
                && parts_alike(&past.shown, self.parts)
        };
        let tables = |past| {
            let past: &Past = past;
            past.shown.tables.iter().map(move |table| (past, table))
        };
        self.past.iter().rev().filter(alike).flat_map(tables).filter(|(_, table)| {
            is_same(&what_of(table), what) && table.rows.iter().any(|row| row.stands_from.is_none())
        })
    }

    /// The last time that a table was shown of other data than this.
    fn last(&self, what: &What) -> Option<(&Past, &ReleasedTable)> {
        self.tables(what).find(|(past, table)| {
            past.shown.set != self.set.id || table.rows.iter().any(|row| !self.known.rows.contains(&who_of(table, row)))
        })
    }

    /// Whether counts of some people may not be shown anew.
    fn compared(&self, past: &Past, row: &ReleasedRow, who: &Who) -> Option<Stale> {
        // What only stood was shown before: look there.
        let (past, row) = if row.stands_from.is_some() { self.first_shown(who)? } else { (past, row) };
        let now = self.data.counts.get(who)?;
        let exact = self.exact(past, who, row);
        let change = self.change(past, row, exact.as_ref(), now);
        if change.may_be_released() {
            return None;
        }
        let may_have = past.audience >= self.audience;
        Some(Stale::FewChanged(Box::new((self.within_rules(past, row), past.shown.as_of)), may_have))
    }

    /// When the people of a row were last shown in counts of their own day.
    fn first_shown(&self, who: &Who) -> Option<(&Past, &ReleasedRow)> {
        let alike = |past: &&Past| {
            past.shown.population == self.set.population
                && past.shown.question == self.set.question
                && past.shown.set != self.set.id
                && parts_alike(&past.shown, self.parts)
        };
        let row = |past| {
            let past: &Past = past;
            let rows = past.shown.tables.iter().filter_map(|table| row_of(table, who));
            rows.map(move |row| (past, row)).find(|(_, row)| row.stands_from.is_none())
        };
        self.past.iter().rev().filter(alike).find_map(row)
    }

    /// What has changed since a row was shown: by its exact counts where they are still known, else by the least that the
    /// rounded ones allow.
    fn change(&self, past: &Past, row: &ReleasedRow, exact: Option<&Counts>, now: &Counts) -> Change {
        let slack = past.rules.round / 2;
        let nearest = |shown: u32, now: u32| now.clamp(shown.saturating_sub(slack), shown.saturating_add(slack));
        let mut before: Vec<Option<u32>> = Vec::new();
        let mut after: Vec<Option<u32>> = Vec::new();
        let mut add = |cell: ReleasedCell, exact: Option<u32>, now: u32| {
            before.push(cell.shown().map(|shown| exact.unwrap_or_else(|| nearest(shown, now))));
            after.push(Some(now));
        };
        for (place, (cell, now)) in row.parts.iter().zip(&now.parts).enumerate() {
            add(*cell, exact.and_then(|exact| exact.parts.get(place).copied()), *now);
        }
        add(row.unplaced, exact.map(|exact| exact.unplaced), now.unplaced);
        match differences(&before, &after, &self.rule) {
            Change::Same => {}
            told @ (Change::TooFew { .. } | Change::OneAnswer | Change::Enough) => return told,
        }
        // Where no answer is known to have changed, the totals may tell.
        let totals = [
            (row.base, exact.map(Counts::base), now.base()),
            (row.answered, exact.map(Counts::answered), now.answered()),
        ];
        let told = totals.into_iter().map(|(cell, exact, now)| {
            let before = cell.shown().map(|shown| exact.unwrap_or_else(|| nearest(shown, now)));
            match differences(&[before], &[Some(now)], &self.rule) {
                // A total is no answer.
                Change::OneAnswer => Change::Enough,
                told @ (Change::Same | Change::TooFew { .. } | Change::Enough) => told,
            }
        });
        let told: Vec<Change> = told.collect();
        // A row of which nothing was shown has nothing to differ from.
        let nothing =
            before.iter().all(Option::is_none) && [row.base, row.answered].iter().all(|cell| cell.shown().is_none());
        let few = told.iter().copied().find(|change| matches!(change, Change::TooFew { .. }));
        if nothing || (few.is_none() && told.contains(&Change::Enough)) {
            Change::Enough
        } else {
            few.unwrap_or(Change::Same)
        }
    }

    /// The exact counts that were shown, where their set is still there and looks as it did.
    fn exact(&self, past: &Past, who: &Who, row: &ReleasedRow) -> Option<Counts> {
        let set = self.project.data_set(past.shown.set).filter(|set| set.question == past.shown.question)?;
        let counts = match who {
            Who::Whole => Counts::of(&set.whole()?.counts, self.parts),
            Who::Group(by, label) => {
                let row = set.breakdown(by)?.rows.iter().find(|row| row.label == *label)?;
                Counts::of(&row.counts, self.parts)
            }
            Who::Pair((by, label), (across, other)) => {
                let crossing = set.crossing(by, across)?;
                let turned = crossing.by != *by;
                let is = |row: &&crate::project::CrossRow| {
                    let (one, two) = if turned { (&row.across, &row.label) } else { (&row.label, &row.across) };
                    (one, two) == (label, other)
                };
                Counts::of(&crossing.rows.iter().find(is)?.counts, self.parts)
            }
            Who::Ungrouped(_) | Who::Unpaired(..) => return None,
        };
        looks_alike(&counts, row, &past.rules).then_some(counts)
    }

    /// An earlier row as this audience may have it.
    fn within_rules(&self, past: &Past, row: &ReleasedRow) -> ReleasedRow {
        let slack = if past.rules.least >= self.rules.least { 0 } else { past.rules.round / 2 };
        let may = |cell: ReleasedCell| match cell {
            ReleasedCell::Shown(0) if self.rules.zeros => ReleasedCell::Nought,
            ReleasedCell::Shown(shown)
                if shown > 0
                    && past.rules.least < self.rules.least
                    && shown.saturating_sub(slack) < self.rules.least =>
            {
                ReleasedCell::Small
            }
            other @ (ReleasedCell::Shown(_)
            | ReleasedCell::Small
            | ReleasedCell::Nought
            | ReleasedCell::ForOthers
            | ReleasedCell::Withheld) => other,
        };
        ReleasedRow {
            parts: row.parts.iter().map(|cell| may(*cell)).collect(),
            unplaced: may(row.unplaced),
            base: may(row.base),
            answered: may(row.answered),
            percents: row.percents && past.rules.percent >= self.rules.percent,
            ..row.clone()
        }
    }

    /// The columns in which new groups and those that were shown in their place tell of few people together.
    fn tells_by_groups(&self, past: &Past, table: &ReleasedTable, rows: &[Who], new: &[&Who]) -> Vec<Column> {
        let gone = gone(table, rows);
        let shown = |column: Column| -> Vec<Option<u32>> {
            gone.iter().map(|row| cell_of(row, column).and_then(ReleasedCell::shown)).collect()
        };
        if past.shown.set == self.set.id {
            let tells = |column: &Column| {
                let shown = shown(*column);
                // None shown are all still open; all of them shown tell all of one new group, and nothing new.
                shown.iter().any(Option::is_some) && (new.len() > 1 || shown.iter().any(Option::is_none))
            };
            return Data::columns(self.parts.len()).filter(tells).collect();
        }
        let few = |column: Column| {
            let shown = shown(column);
            let before: u32 = shown.iter().flatten().fold(0, |sum, count| sum.saturating_add(*count));
            let after: u32 = new.iter().filter_map(|who| self.data.count(who, column)).fold(0, u32::saturating_add);
            let some = shown.iter().any(Option::is_some);
            some && before.abs_diff(after).saturating_sub(slack(past, gone.len())) < self.rule.least
        };
        if Data::columns(self.parts.len()).any(few) { Data::columns(self.parts.len()).collect() } else { Vec::new() }
    }

    /// Whether the response may not be shown anew, and what stands then.
    pub(super) fn stale_response(&self) -> Option<(ReleasedResponse, jiff::civil::Date, bool)> {
        let alike = |past: &&Past| {
            past.shown.population == self.set.population
                && past.shown.question == self.set.question
                && past.shown.set != self.set.id
        };
        let shown = |past| {
            let past: &Past = past;
            past.shown.response.filter(|response| response.stands_from.is_none()).map(|response| (past, response))
        };
        if [Column::Answered, Column::Silent].iter().any(|column| self.known.cells.contains(&(Who::Whole, *column))) {
            return None;
        }
        let (past, response) = self.past.iter().rev().filter(alike).find_map(shown)?;
        let exact = self.project.data_set(past.shown.set).and_then(|set| {
            let answered = Counts::of(&set.whole()?.counts, self.parts).answered();
            Some((answered, set.asked?.checked_sub(answered)?))
        });
        let slack = past.rules.round / 2;
        let nearest = |shown: u32, now: u32| now.clamp(shown.saturating_sub(slack), shown.saturating_add(slack));
        let rounds_to =
            |cell: ReleasedCell, exact: u32| cell.shown().is_none_or(|shown| exact.abs_diff(shown) <= past.rules.round);
        let exact = exact.filter(|(answered, silent)| {
            rounds_to(response.answered, *answered) && rounds_to(response.silent, *silent)
        });
        let now = [Column::Answered, Column::Silent].map(|column| self.data.count(&Who::Whole, column));
        let [Some(answered), Some(silent)] = now else { return None };
        let before = [
            response.answered.shown().map(|shown| exact.map_or_else(|| nearest(shown, answered), |exact| exact.0)),
            response.silent.shown().map(|shown| exact.map_or_else(|| nearest(shown, silent), |exact| exact.1)),
        ];
        if before.iter().all(Option::is_none) {
            return None;
        }
        match differences(&before, &[Some(answered), Some(silent)], &self.rule) {
            Change::Enough | Change::OneAnswer => None,
            Change::Same | Change::TooFew { .. } => {
                let kept = ReleasedResponse { stands_from: Some(past.shown.as_of), ..response };
                let may_have = past.audience >= self.audience && past.rules.least >= self.rules.least;
                Some((kept, past.shown.as_of, may_have))
            }
        }
    }
}

/// The rows of a table that was shown whose groups are no more.
fn gone<'a>(table: &'a ReleasedTable, rows: &[Who]) -> Vec<&'a ReleasedRow> {
    table.rows.iter().filter(|row| row.stands_from.is_none() && !rows.contains(&who_of(table, row))).collect()
}

/// How far the sum of so many counts that were shown may lie from what they were rounded from.
fn slack(past: &Past, counts: usize) -> u32 {
    u32::try_from(counts).unwrap_or(u32::MAX).saturating_mul(past.rules.round / 2)
}

/// Whether two tables count by the same, whichever of two dimensions comes first.
fn is_same(one: &What, other: &What) -> bool {
    let turned =
        if let What::Crossed(by, across) = one { Some(What::Crossed(across.clone(), by.clone())) } else { None };
    one == other || turned.as_ref() == Some(other)
}

/// The row of some people in a table that was shown.
fn row_of<'a>(table: &'a ReleasedTable, who: &Who) -> Option<&'a ReleasedRow> {
    let is = |row: &&ReleasedRow| {
        let shown = who_of(table, row);
        let turned =
            if let Who::Pair(one, other) = &shown { Some(Who::Pair(other.clone(), one.clone())) } else { None };
        shown == *who || turned.as_ref() == Some(who)
    };
    table.rows.iter().find(is)
}
