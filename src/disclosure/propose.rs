//! What could be shown to an audience now: every table that is wanted, protected together with everything that was shown
//! before, and what cannot be shown and why.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::history::{Known, Looked, Past, Stale, known, parts_alike, shown_before, shown_row, tables_shown, what_of};
use super::pay::gaps;
use super::profile::rules;
use super::protect::{CannotProtect, CellState, Protected, Rule, Shown, Why, protect};
use super::published::Published;
use super::tables::{Column, Counts, Data, Joint, TableKey, What, Who};
use crate::content::{AnswerPart, Catalogue, Group, ThirdGroup};
use crate::project::{
    Audience, DataSet, DataSetId, Dimension, Project, Release, ReleaseId, ReleasedCell, ReleasedPart, ReleasedPay,
    ReleasedResponse, ReleasedRow, ReleasedSet, ReleasedTable, ShowRules,
};

/// What could be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    audience: Audience,
    rules: ShowRules,
    sets: Vec<ReleasedSet>,
    left_out: Vec<LeftOut>,
    stands: Vec<Stands>,
}

/// A table that cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub table: TableKey,
    /// Why.
    pub why: Unable,
}

/// Why a table cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unable {
    /// The loaded packs do not say how the answers are grouped.
    NotGrouped,
    /// Everybody together is not counted.
    NoWhole,
    /// The groups of this table count more people than what they are groups of.
    TooMany(What),
    /// Pay gaps rest on the counts of the same groups, which are not among the tables.
    NeedsCounts(Dimension),
    /// Whatever is hidden, a small count could be worked out from what was shown before. Without one of these tables the
    /// others can be shown.
    Reckoned(Vec<What>),
}

impl LeftOut {
    /// What is left out, why, and what would help, in sentences.
    pub fn words(&self, project: &Project) -> String {
        format!("Left out: {}. {}", named(project, &self.table), self.why.words())
    }
}

/// A table with its set: `answers by grade of “Staff survey”`.
fn named(project: &Project, table: &TableKey) -> String {
    let what = crate::words::uncapitalised(&table.what.name());
    project.data_set(table.set).map_or_else(|| what.clone(), |set| format!("{what} of “{}”", set.name.trim()))
}

impl Unable {
    /// Why, and what would help, in sentences.
    fn words(&self) -> String {
        match self {
            Self::NotGrouped => "The loaded packs do not say how the answers to this question are grouped.".to_owned(),
            Self::NoWhole => "Everybody together is not counted. Count everybody first.".to_owned(),
            Self::TooMany(what) => format!(
                "“{}” counts more people than there are. Correct the counts first, in your own view.",
                what.name()
            ),
            Self::NeedsCounts(by) => format!(
                "Pay gaps rest on counts of the same people: choose “{}” too.",
                What::Counts(by.clone()).name()
            ),
            Self::Reckoned(without) if without.is_empty() => {
                "Together with what was shown before, a hidden count could be worked out, whatever else is hidden. Wait for data of another date."
                    .to_owned()
            }
            Self::Reckoned(without) => {
                let names: Vec<String> = without.iter().map(|what| format!("“{}”", what.name())).collect();
                format!(
                    "Together with what was shown before, a hidden count could be worked out, whatever else is hidden. Leave out {}, and the others can be shown.",
                    names.join(" or ")
                )
            }
        }
    }
}

/// Rows of a table for which no new counts are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// Of which table.
    pub table: TableKey,
    /// Which rows; an empty name is everybody.
    pub rows: Vec<String>,
    /// The day of the figures that were shown before.
    pub since: Date,
    /// Whether those stand in their place; otherwise the rows are hidden.
    pub shown: bool,
    /// Whether the groups are others than those that were shown.
    pub other_groups: bool,
}

impl Stands {
    /// What happens to the rows, and why, in a sentence. Of many rows the first are named.
    pub fn words(&self, project: &Project, rules: &ShowRules) -> String {
        const NAMED: usize = 5;
        let name = |row: &String| if row.is_empty() { "everybody".to_owned() } else { format!("“{row}”") };
        let mut rows: Vec<String> = self.rows.iter().map(name).collect();
        // To say “and one more” is no shorter than to name it.
        if rows.len() > NAMED + 1 {
            let more = rows.split_off(NAMED).len();
            rows.push(crate::words::count(more, "more group", "more groups"));
        }
        let (rows, since) = (crate::words::list(&rows), crate::words::date(self.since));
        let table = crate::words::capitalised(&named(project, &self.table));
        if self.other_groups {
            return format!(
                "{table}: figures of {rows} are hidden. Other groups of the same people were shown (data of {since}); both together would tell of few."
            );
        }
        let then = if self.shown {
            format!("the figures of {since} stand")
        } else {
            "they are hidden, since this audience was not shown those".to_owned()
        };
        format!(
            "{table}: no new figures for {rows}. Too few people changed since {since} (fewer than {}, or all to one answer), so {then}.",
            rules.least
        )
    }
}

/// Every table that a project has, newest data first.
pub fn available(catalogue: &Catalogue, project: &Project) -> Vec<TableKey> {
    let mut sets: Vec<&DataSet> = project.workforce.iter().map(AsRef::as_ref).collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.as_of));
    let mut tables = Vec::new();
    for set in sets.into_iter().filter(|set| catalogue.answer_parts(&set.question, ThirdGroup::default()).is_some()) {
        tables.extend(tables_of(set).into_iter().map(|what| TableKey { set: set.id, what }));
    }
    tables
}

/// The tables of a set.
fn tables_of(set: &DataSet) -> Vec<What> {
    let mut tables = Vec::new();
    if set.asked.is_some_and(|asked| asked > 0) {
        tables.push(What::Response);
    }
    tables.push(What::Counts(Dimension::Whole));
    tables.extend(set.groups().map(|one| What::Counts(one.by.clone())));
    tables.extend(set.crossings.iter().map(|one| What::Crossed(one.by.clone(), one.across.clone())));
    let pay = set.pay.iter().filter(|table| set.breakdown(&table.by).is_some());
    tables.extend(pay.map(|table| What::Pay(table.pay, table.by.clone())));
    tables
}

/// What could be shown to an audience of these tables, by the rules that hold for it.
pub fn propose(
    catalogue: &Catalogue,
    project: &Project,
    audience: Audience,
    third: ThirdGroup,
    tables: &[TableKey],
) -> Proposal {
    let rules = rules(project, audience);
    let mut past = shown_before(project);
    let mut proposal = Proposal { audience, rules, sets: Vec::new(), left_out: Vec::new(), stands: Vec::new() };
    let mut sets: Vec<&DataSet> = project.workforce.iter().map(AsRef::as_ref).collect();
    // Each is held against the days before it, those of this proposal among them.
    sets.sort_by_key(|set| set.as_of);
    for set in sets {
        let wanted: BTreeSet<What> =
            tables.iter().filter(|table| table.set == set.id).map(|table| table.what.clone()).collect();
        let wanted: BTreeSet<What> = tables_of(set).into_iter().filter(|what| wanted.contains(what)).collect();
        if wanted.is_empty() {
            continue;
        }
        let Some(parts) = catalogue.answer_parts(&set.question, third) else {
            proposal.leave_out(set.id, wanted, &Unable::NotGrouped);
            continue;
        };
        if set.whole().is_none() {
            proposal.leave_out(set.id, wanted, &Unable::NoWhole);
            continue;
        }
        if let Some(shown) =
            (Making { project, past: &past, set, parts: &parts, audience, rules }).make(wanted, &mut proposal)
        {
            past.push(Past { at: None, audience, rules, shown: shown.clone() });
            proposal.sets.insert(0, shown);
        }
    }
    proposal
}

impl Proposal {
    /// The figures as they would be shown.
    pub fn published(&self) -> Published {
        Published::of(self.audience, self.rules, &self.sets)
    }

    /// The rules by which they were made.
    pub fn rules(&self) -> &ShowRules {
        &self.rules
    }

    /// The tables that cannot be shown.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The rows for which no new counts are shown.
    pub fn stands(&self) -> &[Stands] {
        &self.stands
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// Whether it says nothing else than a release that was made.
    pub fn is_as(&self, release: &Release) -> bool {
        self.audience == release.audience && self.rules == release.rules && self.sets == release.sets
    }

    /// The release of these figures. Its time is set by the edit that notes it.
    pub fn release(&self, id: ReleaseId, on: Date, note: &str) -> Release {
        Release {
            id,
            at: Timestamp::UNIX_EPOCH,
            on,
            audience: self.audience,
            rules: self.rules,
            sets: self.sets.clone(),
            note: note.trim().to_owned(),
        }
    }

    fn leave_out(&mut self, set: DataSetId, tables: impl IntoIterator<Item = What>, why: &Unable) {
        let left = tables.into_iter().map(|what| LeftOut { table: TableKey { set, what }, why: why.clone() });
        self.left_out.extend(left);
    }
}

/// What the figures of a set are made from.
struct Making<'a> {
    project: &'a Project,
    past: &'a [Past],
    set: &'a DataSet,
    parts: &'a [AnswerPart],
    audience: Audience,
    rules: ShowRules,
}

/// A set's counts with what may be shown of them.
struct Made {
    data: Data,
    joint: Joint,
    protected: Protected,
    stale: BTreeMap<Who, Stale>,
    response: Option<(ReleasedResponse, bool)>,
    stands: Vec<Stands>,
}

impl Making<'_> {
    fn rule(&self) -> Rule {
        Rule { least: self.rules.least, zeros: self.rules.zeros, width: self.rules.width }
    }

    /// Makes what can be shown of the wanted tables; notes in the proposal what cannot. `None` where nothing can.
    fn make(&self, mut wanted: BTreeSet<What>, proposal: &mut Proposal) -> Option<ReleasedSet> {
        let id = self.set.id;
        let lonely: Vec<What> = wanted
            .iter()
            .filter(|what| matches!(what, What::Pay(_, by) if !wanted.contains(&What::Counts(by.clone()))))
            .cloned()
            .collect();
        for what in lonely {
            wanted.remove(&what);
            if let What::Pay(_, by) = &what {
                let why = Unable::NeedsCounts(by.clone());
                proposal.leave_out(id, [what], &why);
            }
        }
        // A table whose groups do not add up is left out by itself, as often as there is one.
        loop {
            if wanted.is_empty() {
                return None;
            }
            if let Some(shown) = self.as_before(&wanted) {
                return Some(shown);
            }
            match self.protected(&wanted) {
                Ok(made) => {
                    proposal.stands.extend(made.stands.iter().cloned());
                    return Some(self.shown(&wanted, &made));
                }
                Err(Unable::TooMany(what)) if wanted.remove(&what) => {
                    let rest: Vec<What> = wanted
                        .iter()
                        .filter(|other| matches!((other, &what), (What::Pay(_, by), What::Counts(of)) if by == of))
                        .cloned()
                        .collect();
                    wanted.retain(|other| !rest.contains(other));
                    proposal.leave_out(id, rest.into_iter().chain([what.clone()]), &Unable::TooMany(what));
                }
                Err(Unable::Reckoned(_)) => {
                    let helps = |what: &&What| {
                        let fewer: BTreeSet<What> = wanted.iter().filter(|other| other != what).cloned().collect();
                        !fewer.is_empty() && self.protected(&fewer).is_ok()
                    };
                    let without = wanted.iter().filter(helps).cloned().collect();
                    proposal.leave_out(id, wanted, &Unable::Reckoned(without));
                    return None;
                }
                Err(why) => {
                    proposal.leave_out(id, wanted, &why);
                    return None;
                }
            }
        }
    }

    /// What this audience was shown last of the same tables by the same rules, where the data is as it was then. Worked out
    /// again, it could hide less, and both together would tell more.
    fn as_before(&self, wanted: &BTreeSet<What>) -> Option<ReleasedSet> {
        let is_same = |past: &&Past| past.audience == self.audience && past.shown.set == self.set.id;
        let past = self.past.iter().rev().find(is_same)?;
        let shown = &past.shown;
        let mut tables: BTreeSet<What> = shown.tables.iter().map(what_of).collect();
        tables.extend(shown.response.map(|_| What::Response));
        tables.extend(shown.pay.iter().map(|pay| What::Pay(pay.pay, pay.by.clone())));
        let unchanged = past.at.is_some_and(|at| self.set.changed <= at)
            && past.rules == self.rules
            && tables == *wanted
            && shown.question == self.set.question
            && parts_alike(shown, self.parts);
        unchanged.then(|| ReleasedSet { parts: self.released_parts(), ..shown.clone() })
    }

    fn released_parts(&self) -> Vec<ReleasedPart> {
        let part =
            |part: &AnswerPart| ReleasedPart { id: part.id.to_owned(), name: part.name.clone(), group: part.group };
        self.parts.iter().map(part).collect()
    }

    /// What may be shown of the wanted tables, together with what was shown of the same set before.
    fn protected(&self, wanted: &BTreeSet<What>) -> Result<Made, Unable> {
        let mut in_play = wanted.clone();
        let before = tables_shown(self.past, self.set);
        in_play.extend(before);
        let data = Data::of(self.set, self.parts, &in_play).map_err(|error| Unable::TooMany(error.0))?;
        let known = known(self.past, self.set, self.parts, &data);
        let (stale, stands) = self.stale(wanted, &data, &known);
        let looked = self.looked(&data, &known);
        let mut response = wanted
            .contains(&What::Response)
            .then(|| looked.stale_response())
            .flatten()
            .map(|(kept, _, may)| (kept, may));
        if wanted.contains(&What::Response)
            && response.is_none()
            && matches!(stale.get(&Who::Whole), Some(Stale::FewChanged(..)))
        {
            // Who answered is told by everybody's counts.
            response = Some((withheld_response(), true));
        }
        let may_be_shown = |who: &Who, column: Column| {
            if known.cells.contains(&(who.clone(), column)) {
                CellState::Known
            } else if !is_wanted(wanted, who, column) {
                CellState::Watched
            } else if stale.get(who).is_some_and(|stale| is_stale(stale, column))
                || response.is_some() && *who == Who::Whole && matches!(column, Column::Answered | Column::Silent)
            {
                CellState::Withheld
            } else {
                CellState::Free
            }
        };
        let joint = data.problem(self.parts.len(), may_be_shown);
        let protected = protect(&joint.problem, &self.rule()).map_err(|error| match error {
            CannotProtect::Sum(_) | CannotProtect::Known(_) => Unable::Reckoned(Vec::new()),
        })?;
        Ok(Made { data, joint, protected, stale, response, stands })
    }

    fn looked<'a>(&'a self, data: &'a Data, known: &'a Known) -> Looked<'a> {
        Looked {
            project: self.project,
            past: self.past,
            set: self.set,
            parts: self.parts,
            data,
            known,
            audience: self.audience,
            rules: &self.rules,
            rule: self.rule(),
        }
    }

    /// The rows that may not be shown anew.
    fn stale(&self, wanted: &BTreeSet<What>, data: &Data, known: &Known) -> (BTreeMap<Who, Stale>, Vec<Stands>) {
        let looked = self.looked(data, known);
        let (mut all, mut told) = (BTreeMap::new(), Vec::new());
        for what in wanted {
            let found = looked.stale(what);
            let mut stands: Vec<Stands> = Vec::new();
            for (who, stale) in &found {
                let (since, shown, other_groups) = match stale {
                    Stale::FewChanged(kept, may_have) => (kept.1, *may_have, false),
                    Stale::OtherGroups(day, _) => (*day, false, true),
                };
                let label = label_of(who);
                let like = stands
                    .iter_mut()
                    .find(|one| (one.since, one.shown, one.other_groups) == (since, shown, other_groups));
                match like {
                    Some(like) => like.rows.push(label),
                    None => stands.push(Stands {
                        table: TableKey { set: self.set.id, what: what.clone() },
                        rows: vec![label],
                        since,
                        shown,
                        other_groups,
                    }),
                }
            }
            told.extend(stands);
            all.extend(found);
        }
        (all, told)
    }

    /// The set as it is shown.
    fn shown(&self, wanted: &BTreeSet<What>, made: &Made) -> ReleasedSet {
        let set = self.set;
        let tables = tables_of(set).into_iter().filter(|what| wanted.contains(what));
        let tables: Vec<ReleasedTable> = tables.filter_map(|what| self.table(&what, made)).collect();
        let pay = set.pay.iter().filter(|table| wanted.contains(&What::Pay(table.pay, table.by.clone())));
        let pay: Vec<ReleasedPay> = pay
            .map(|table| {
                let shown = |label: &str, group: Group| self.counts_are_shown(made, &table.by, label, group);
                gaps(table, self.rules.pay, shown)
            })
            .collect();
        ReleasedSet {
            set: set.id,
            name: set.name.trim().to_owned(),
            population: set.population,
            as_of: set.as_of,
            question: set.question.clone(),
            method: set.method,
            parts: self.released_parts(),
            response: wanted.contains(&What::Response).then(|| self.response(made)).flatten(),
            tables,
            pay,
        }
    }

    /// Whether the count of a group of answers is shown anew in a row.
    fn counts_are_shown(&self, made: &Made, by: &Dimension, label: &str, group: Group) -> bool {
        let who = if *by == Dimension::Whole { Who::Whole } else { Who::Group(by.clone(), label.to_owned()) };
        let place = self.parts.iter().position(|part| part.group == Some(group));
        !made.stale.contains_key(&who)
            && place.is_some_and(|place| {
                let column = Column::Part(place);
                made.data
                    .count(&who, column)
                    .is_some_and(|count| matches!(self.cell(made, &who, column, count), ReleasedCell::Shown(_)))
            })
    }

    fn table(&self, what: &What, made: &Made) -> Option<ReleasedTable> {
        let (by, across) = match what {
            What::Counts(by) => (by.clone(), None),
            What::Crossed(by, across) => (by.clone(), Some(across.clone())),
            What::Response | What::Pay(..) => return None,
        };
        let rows = made.data.rows.get(what)?.iter().filter_map(|who| {
            let counts = made.data.counts.get(who)?;
            let (label, across) = labels_of(who);
            Some(ReleasedRow { label, across, ..self.row(made, who, counts) })
        });
        Some(ReleasedTable { by, across, rows: rows.collect() })
    }

    /// A row as it is shown: its own counts, those of an earlier day, or nothing.
    fn row(&self, made: &Made, who: &Who, counts: &Counts) -> ReleasedRow {
        match made.stale.get(who) {
            Some(Stale::FewChanged(kept, true)) => {
                let (row, day) = kept.as_ref();
                ReleasedRow { stands_from: Some(*day), ..row.clone() }
            }
            Some(Stale::FewChanged(_, false) | Stale::OtherGroups(..)) | None => {
                let pattern = |column: Column| {
                    let count = made.data.count(who, column).unwrap_or_default();
                    self.cell(made, who, column, count)
                };
                shown_row(counts, &pattern, &self.rules)
            }
        }
    }

    /// What is shown of a count.
    fn cell(&self, made: &Made, who: &Who, column: Column, count: u32) -> ReleasedCell {
        let small = if count == 0 { ReleasedCell::Nought } else { ReleasedCell::Small };
        let outcome = made.joint.cell(who, column).and_then(|cell| made.protected.cells.get(cell.0));
        match outcome {
            // Known from before; this audience is told by its own rules.
            Some(Shown::Shown) if self.rule().hides(count) => small,
            Some(Shown::Shown) => ReleasedCell::Shown(self.rules.rounded(count)),
            Some(Shown::Hidden(Why::ForOthers(_))) => ReleasedCell::ForOthers,
            Some(Shown::Hidden(Why::Small)) => ReleasedCell::Small,
            Some(Shown::Hidden(Why::Nought)) => ReleasedCell::Nought,
            Some(Shown::Hidden(Why::Withheld) | Shown::Unshown) | None => ReleasedCell::Withheld,
        }
    }

    fn response(&self, made: &Made) -> Option<ReleasedResponse> {
        match &made.response {
            Some((kept, true)) => return Some(*kept),
            Some((_, false)) => return Some(withheld_response()),
            None => {}
        }
        let cell = |column: Column| {
            let count = made.data.count(&Who::Whole, column)?;
            Some(self.cell(made, &Who::Whole, column, count))
        };
        Some(ReleasedResponse {
            asked: cell(Column::Asked)?,
            answered: cell(Column::Answered)?,
            silent: cell(Column::Silent)?,
            percents: made.data.asked.is_some_and(|asked| asked >= self.rules.percent),
            stands_from: None,
        })
    }
}

/// Whether a count is kept back because of what was shown before.
fn is_stale(stale: &Stale, column: Column) -> bool {
    match stale {
        Stale::FewChanged(..) => !matches!(column, Column::Asked | Column::Silent),
        Stale::OtherGroups(_, columns) => columns.contains(&column),
    }
}

/// A response of which nothing is shown.
fn withheld_response() -> ReleasedResponse {
    let hidden = ReleasedCell::Withheld;
    ReleasedResponse { asked: hidden, answered: hidden, silent: hidden, percents: false, stands_from: None }
}

/// Whether a count stands in a wanted table.
fn is_wanted(wanted: &BTreeSet<What>, who: &Who, column: Column) -> bool {
    match who {
        Who::Whole => match column {
            Column::Asked | Column::Silent => wanted.contains(&What::Response),
            Column::Answered => wanted.contains(&What::Response) || wanted.contains(&What::Counts(Dimension::Whole)),
            Column::Part(_) | Column::Unplaced | Column::Base => wanted.contains(&What::Counts(Dimension::Whole)),
        },
        Who::Group(by, _) => wanted.contains(&What::Counts(by.clone())),
        Who::Pair((by, _), (across, _)) => wanted.contains(&What::Crossed(by.clone(), across.clone())),
        Who::Ungrouped(_) | Who::Unpaired(..) => false,
    }
}

/// The names of a row.
fn labels_of(who: &Who) -> (String, String) {
    match who {
        Who::Group(_, label) => (label.clone(), String::new()),
        Who::Pair((_, label), (_, across)) => (label.clone(), across.clone()),
        Who::Whole | Who::Ungrouped(_) | Who::Unpaired(..) => (String::new(), String::new()),
    }
}

/// A row's name in one piece.
fn label_of(who: &Who) -> String {
    match labels_of(who) {
        (label, across) if across.is_empty() => label,
        (label, across) => format!("{label}, {across}"),
    }
}
