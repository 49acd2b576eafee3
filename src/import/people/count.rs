//! The second reading of a file: what is counted of it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{Read, Seek};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::answers::question_of;
use super::columns::{self, Column, Faults, Groups, Listed};
use super::gather::{BAD, Gathered, NONE};
use super::intern::EMPTY;
use super::{Answers, CellText, MAX_LISTED, PeopleError, pay, rows, tables, values, waits};
use crate::content::{OptionId, SurveyQuestionId};
use crate::import::plain;
use crate::project::{
    ColumnMapping, DataSet, DataSetId, Dimension, LEAST_NAMED, Mapping, Meaning, Method, Pay, PersonField,
};

/// What is to be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountOrder {
    /// What the columns are, and what is kept.
    pub mapping: Mapping,
    /// The answers of the survey.
    pub answers: Answers,
    /// The sheet of a workbook; the first that is not empty where none is named.
    pub sheet: Option<String>,
    /// What the sets are called.
    pub name: String,
    /// The day that the file describes.
    pub as_of: Date,
    /// How many people were asked, if known.
    pub asked: Option<u32>,
}

/// What was counted, and what was not.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// A set for each survey question that a column answers, the key question first: crossings, pay and waits are its.
    /// Their ids are made up; [`Self::with_ids`] gives them those of a project.
    pub sets: Vec<DataSet>,
    /// The mapping as it may be kept: without values of few people.
    pub mapping: Mapping,
    /// How many people the file holds.
    pub people: u64,
    /// What could not be understood, by row and column.
    pub problems: Problems,
    /// What is not in the counts, by column.
    pub left_out: Vec<LeftOut>,
}

/// What of a column is not in the counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The column.
    pub header: String,
    /// How many of its cells are empty.
    pub empty: u64,
    /// How many hold what could not be understood.
    pub not_understood: u64,
    /// The values that are no answer, each with how many people have it, the most frequent first; bounded, for the page.
    pub values: Vec<(CellText, u64)>,
    /// How many people are in groups that became “Other”.
    pub other: u64,
}

/// What could not be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// The first of them, by row.
    pub listed: Vec<Problem>,
    /// How many there are.
    pub total: u64,
}

/// A cell that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Its row, as a spreadsheet program counts.
    pub row: u64,
    /// Its column.
    pub column: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ProblemKind {
    /// It is none of the answers.
    NoAnswer,
    /// It is no amount.
    NoAmount,
    /// It is no date.
    NoDate,
    /// It is no age of a person at work.
    NoAge,
    /// The day of the promotion is not after the day on which the grade before began, or is after the day that the file
    /// describes.
    OutOfOrder,
    /// There is pay for a year, and no weekly hours.
    NoHours,
    /// The column holds too many different values to tell this one.
    TooMany,
}

impl ProblemKind {
    /// What is wrong, to stand behind the row and the column.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoAnswer => "is none of the answers",
            Self::NoAmount => "is no amount",
            Self::NoDate => "is no date",
            Self::NoAge => "is no age from 10 to 110",
            Self::OutOfOrder => "is not in the order of the dates beside it",
            Self::NoHours => "has no weekly hours beside it",
            Self::TooMany => "is one of too many different values",
        }
    }
}

impl Counted {
    /// The sets, each with an id of the project.
    #[must_use]
    pub fn with_ids(mut self, mut id: impl FnMut() -> DataSetId) -> Self {
        for set in &mut self.sets {
            set.id = id();
        }
        self
    }
}

/// Counts a file. `watch` is told how many bytes are read so far.
pub fn count(source: impl Read + Seek, order: &CountOrder, watch: &mut dyn FnMut(u64)) -> Result<Counted, PeopleError> {
    let mapping = &order.mapping;
    if !mapping.is_sound() {
        return Err(PeopleError::UnsoundMapping);
    }
    let coded = mapping.method == Method::FourQuestions;
    let key = if coded { PersonField::Work } else { PersonField::Background };
    let questions = [key, PersonField::School, PersonField::SchoolMeals, PersonField::ParentDegree];
    if !questions.iter().any(|field| mapping.column(field).is_some()) {
        return Err(PeopleError::NoAnswers);
    }
    let mut gathered = Gathered::new(mapping);
    let so = rows::read(source, order.sheet.as_deref(), &mut gathered, watch)?;
    let mut counting =
        Counting { order, gathered: &gathered, old: so.old_characters, faults: Vec::new(), left_out: Vec::new() };
    let groups = counting.all_groups();
    let mut sets = Vec::new();
    for field in &questions {
        let answers = if coded && *field == PersonField::Work { counting.coded() } else { counting.answers(field) };
        if let Some((question, answers)) = answers {
            let is_key = matches!(field, PersonField::Work | PersonField::Background);
            let mut set = counting.set(question, &groups, &answers);
            if is_key {
                set.method = mapping.method;
                counting.more_of_the_key(&mut set, &groups, &answers);
            }
            set.id = DataSetId(u64::try_from(sets.len() + 1).unwrap_or(u64::MAX));
            sets.push(set);
        }
    }
    let kept = counting.kept_mapping();
    let problems = counting.problems();
    let left_out = counting.left_out;
    let people = u64::try_from(gathered.people).unwrap_or(u64::MAX);
    Ok(Counted { sets, mapping: kept, people, problems, left_out })
}

/// A column whose codes or amounts were not all understood.
enum Fault<'a> {
    /// These codes were not.
    Codes(&'a ColumnMapping, &'a [u16], Faults),
    /// These people’s cells were not.
    People(&'a ColumnMapping, Vec<(usize, ProblemKind)>, u64),
}

/// What is being counted.
struct Counting<'a> {
    order: &'a CountOrder,
    gathered: &'a Gathered<'a>,
    old: bool,
    faults: Vec<Fault<'a>>,
    left_out: Vec<LeftOut>,
}

type Options<'a> = Listed<'a, OptionId>;

impl<'a> Counting<'a> {
    fn column(&self, field: &PersonField) -> Option<Column<'a>> {
        self.gathered.codes(field).map(|codes| Column::new(codes, self.old))
    }

    /// Notes what of a column was not understood, and what is left out of it.
    fn note(&mut self, column: &Column<'a>, faults: Faults, other: u64) {
        if self.left_out.iter().any(|one| one.header == column.mapping.header) {
            return;
        }
        let mut values: Vec<(CellText, u64)> = Vec::new();
        for (code, _) in &faults {
            if let Some(text) = usize::from(*code).checked_sub(1).and_then(|place| column.texts.get(place)) {
                values.push((CellText::new(text.clone()), column.count(*code)));
            }
        }
        values.sort_by_key(|(_, people)| Reverse(*people));
        values.truncate(MAX_LISTED);
        self.left_out.push(LeftOut {
            header: column.mapping.header.clone(),
            empty: column.count(EMPTY),
            not_understood: faults.iter().map(|(code, _)| column.count(*code)).sum(),
            values,
            other,
        });
        if !faults.is_empty() {
            self.faults.push(Fault::Codes(column.mapping, column.people, faults));
        }
    }

    /// Notes amounts that were not understood.
    fn note_amounts(&mut self, column: &'a ColumnMapping, amounts: &[u64]) {
        let bad = || amounts.iter().enumerate().filter(|(_, amount)| **amount == BAD).map(|(person, _)| person);
        let total = u64::try_from(bad().count()).unwrap_or(u64::MAX);
        self.left_out.push(LeftOut {
            header: column.header.clone(),
            empty: u64::try_from(amounts.iter().filter(|amount| **amount == NONE).count()).unwrap_or(u64::MAX),
            not_understood: total,
            values: Vec::new(),
            other: 0,
        });
        if total > 0 {
            let first = bad().take(MAX_LISTED).map(|person| (person, ProblemKind::NoAmount)).collect();
            self.faults.push(Fault::People(column, first, total));
        }
    }

    /// The dimensions that the file gives: everybody first.
    fn all_groups(&mut self) -> Vec<Groups<'a>> {
        let mut found = vec![Groups::whole(self.gathered.people)];
        for column in &self.order.mapping.columns {
            if let PersonField::Group(by) = &column.field
                && *by != Dimension::Whole
                && let Some(column) = self.column(&column.field)
            {
                let (groups, faults) = columns::groups(&column, by, &self.order.answers);
                self.note(&column, faults, groups.other);
                found.push(groups);
            }
        }
        let has = |found: &[Groups<'a>], by: Dimension| found.iter().any(|groups| groups.by == by);
        if !has(&found, Dimension::Age)
            && let Some(column) = self.column(&PersonField::BirthDate)
        {
            let (groups, faults) = columns::ages(&column, self.order.mapping.dates, self.order.as_of);
            self.note(&column, faults, 0);
            found.push(groups);
        }
        if !has(&found, Dimension::Promoted)
            && let Some(column) = self.column(&PersonField::PromotedOn)
        {
            let (days, _) = columns::days(&column, self.order.mapping.dates);
            let place = |(day, code): (&i32, &u16)| match (*day != columns::NO_DAY, *code == EMPTY) {
                (true, _) => 1,
                (false, true) => 2,
                (false, false) => 0,
            };
            let places = days.iter().zip(column.people).map(place).collect();
            found.push(Groups::derived(Dimension::Promoted, places, &["Yes", "No"]));
        }
        if !has(&found, Dimension::PayQuarter)
            && let Some(hourly) = self.hourly()
        {
            found.push(pay::quarters(&hourly));
        }
        found
    }

    /// The answers to a question, from one column.
    fn answers(&mut self, field: &PersonField) -> Option<(SurveyQuestionId, Options<'a>)> {
        let column = self.column(field)?;
        let (options, faults) = columns::options(&column, &self.order.answers);
        self.note(&column, faults, 0);
        Some((question_of(field)?, options))
    }

    /// The classes of people, from the four questions.
    fn coded(&mut self) -> Option<(SurveyQuestionId, Options<'a>)> {
        let coding = self.order.answers.coding()?;
        let mut parts: Vec<Option<Options<'a>>> = Vec::new();
        for field in PersonField::CODED {
            let part = self.column(&field).map(|column| {
                let (options, faults) = columns::options(&column, &self.order.answers);
                self.note(&column, faults, 0);
                options
            });
            parts.push(part);
        }
        // Each different set of four answers has a code of its own.
        let mut codes: BTreeMap<[u16; 4], u16> = BTreeMap::new();
        let mut places = vec![0];
        let mut people = Vec::with_capacity(self.gathered.people);
        let items: Vec<OptionId> = coding.classes.options.iter().map(|option| option.id.clone()).collect();
        for person in 0..self.gathered.people {
            let mut said = [0_u16; 4];
            for (said, part) in said.iter_mut().zip(&parts) {
                let code = part.as_ref().and_then(|part| Some((part, *part.people.get(person)?)));
                *said = code.and_then(|(part, code)| part.places.get(usize::from(code)).copied()).unwrap_or_default();
            }
            let next = u16::try_from(places.len()).unwrap_or(0);
            let code = *codes.entry(said).or_insert_with(|| {
                let id = |place: usize| {
                    let part = parts.get(place)?.as_ref()?;
                    part.items.get(usize::from(*said.get(place)?).checked_sub(1)?)
                };
                let class = coding.class(id(0), [id(1), id(2), id(3)]);
                let found = class.and_then(|class| items.iter().position(|item| item == class));
                places.push(found.and_then(|place| u16::try_from(place + 1).ok()).unwrap_or(0));
                next
            });
            people.push(code);
        }
        Some((coding.classes.id.clone(), Listed { people: Cow::Owned(people), places, items }))
    }

    /// A set of the answers to a question: the whole, and what is to be kept by groups.
    fn set(&self, question: SurveyQuestionId, groups: &[Groups<'a>], answers: &Options<'a>) -> DataSet {
        let mapping = &self.order.mapping;
        let keep = |groups: &&Groups<'a>| groups.by == Dimension::Whole || mapping.keep.breakdowns.contains(&groups.by);
        DataSet {
            id: DataSetId(0),
            name: self.order.name.clone(),
            population: mapping.population,
            as_of: self.order.as_of,
            asked: self.order.asked,
            method: Method::OneQuestion,
            question,
            breakdowns: groups.iter().filter(keep).map(|groups| tables::breakdown(groups, answers)).collect(),
            crossings: Vec::new(),
            pay: Vec::new(),
            waits: Vec::new(),
            note: String::new(),
            changed: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    /// What belongs to the key question alone.
    fn more_of_the_key(&mut self, set: &mut DataSet, groups: &[Groups<'a>], answers: &Options<'a>) {
        let keep = &self.order.mapping.keep;
        let of = |by: &Dimension| groups.iter().find(|groups| groups.by == *by);
        let mut crossed: Vec<(&Dimension, &Dimension)> = Vec::new();
        for (by, across) in &keep.crossings {
            if let (Some(one), Some(other)) = (of(by), of(across))
                && by != across
                && ![by, across].contains(&&Dimension::Whole)
                && !crossed.contains(&(by, across))
                && !crossed.contains(&(across, by))
            {
                crossed.push((by, across));
                set.crossings.push(tables::crossing(one, other, answers));
            }
        }
        let once = |list: &[Dimension]| {
            let mut seen: Vec<Dimension> = Vec::new();
            for by in list {
                if !seen.contains(by) {
                    seen.push(by.clone());
                }
            }
            seen
        };
        let background = self.backgrounds(answers);
        let (hourly, waits) = (self.hourly(), self.waits());
        let bonus = self.gathered.amounts(&PersonField::Bonus);
        for by in once(&keep.pay).iter().filter_map(of) {
            set.pay.extend(hourly.as_ref().map(|paid| pay::table(Pay::Hourly, by, &background, paid)));
            set.pay.extend(bonus.map(|(_, paid)| pay::table(Pay::Bonus, by, &background, paid)));
        }
        set.pay.retain(|table| !table.rows.is_empty());
        if let Some(waits) = waits {
            set.waits =
                once(&keep.waits).iter().filter_map(of).map(|by| waits::table(by, &background, &waits)).collect();
            set.waits.retain(|table| !table.rows.is_empty());
        }
        self.note_measured();
    }

    /// The place of each person’s group of answers, 3 for none.
    fn backgrounds(&self, answers: &Options<'a>) -> Vec<u8> {
        let group =
            |id: &OptionId| self.order.answers.group(id).map(pay::place).and_then(|place| u8::try_from(place).ok());
        let mut of_place = vec![3_u8];
        of_place.extend(answers.items.iter().map(|id| group(id).unwrap_or(3)));
        answers.each().map(|place| of_place.get(usize::from(place)).copied().unwrap_or(3)).collect()
    }

    /// The hourly pay of each person, as it stands or from annual pay and weekly hours.
    fn hourly(&self) -> Option<Vec<u64>> {
        let hourly = self.gathered.amounts(&PersonField::HourlyPay).map(|(_, amounts)| amounts);
        let annual = self.gathered.amounts(&PersonField::AnnualPay).map(|(_, amounts)| amounts);
        let hours = self.gathered.amounts(&PersonField::WeeklyHours).map(|(_, amounts)| amounts);
        let Some(annual) = annual else { return hourly.map(<[u64]>::to_vec) };
        let each = (0..self.gathered.people).map(|person| {
            let of = |amounts: Option<&[u64]>| amounts.and_then(|amounts| amounts.get(person)).copied().unwrap_or(NONE);
            match (of(hourly), of(Some(annual)), of(hours)) {
                (NONE, NONE | BAD, _) | (NONE, _, NONE | BAD) => NONE,
                (NONE, annual, hours) => pay::by_the_hour(annual, hours).unwrap_or(NONE),
                (hourly, ..) => hourly,
            }
        });
        Some(each.collect())
    }

    /// How long each person waited for a promotion.
    fn waits(&mut self) -> Option<Vec<waits::Wait>> {
        let dates = self.order.mapping.dates;
        let as_of = columns::number(self.order.as_of);
        let promoted = self.column(&PersonField::PromotedOn);
        let since = self.column(&PersonField::GradeSince);
        let months = self.gathered.amounts(&PersonField::GradeMonths).map(|(_, amounts)| amounts);
        if since.is_none() && months.is_none() {
            return None;
        }
        let mut days_of = |column: Option<Column<'a>>| {
            column.map(|column| {
                let (days, faults) = columns::days(&column, dates);
                self.note(&column, faults, 0);
                (days, column.people)
            })
        };
        let promoted = days_of(promoted);
        let since_column = since.as_ref().map(|column| column.mapping);
        let since = days_of(since);
        let mut out_of_order = Vec::new();
        let mut total = 0;
        let waits = (0..self.gathered.people).map(|person| {
            let day = |days: &Option<(Vec<i32>, &[u16])>| {
                days.as_ref().and_then(|(days, _)| days.get(person)).copied().filter(|day| *day != columns::NO_DAY)
            };
            let is_filled =
                promoted.as_ref().and_then(|(_, codes)| codes.get(person)).is_some_and(|code| *code != EMPTY);
            let end = day(&promoted);
            if is_filled && end.is_none() {
                return None;
            }
            let happened = end.is_some();
            if let Some(from) = day(&since) {
                let to = end.unwrap_or(as_of);
                return match u32::try_from(to - from) {
                    Ok(days) if to <= as_of && (days > 0 || !happened) => Some((days, happened)),
                    _ => {
                        total += 1;
                        if out_of_order.len() < MAX_LISTED {
                            out_of_order.push((person, ProblemKind::OutOfOrder));
                        }
                        None
                    }
                };
            }
            let months = months.and_then(|months| months.get(person)).copied().filter(|months| *months < BAD)?;
            // A month is a twelfth of 365.25 days.
            let days =
                (u128::from(months) * 36_525 / 1_200 + u128::from(values::UNITS) / 2) / u128::from(values::UNITS);
            u32::try_from(days).ok().filter(|days| *days <= 36_525).map(|days| (days, happened))
        });
        let waits: Vec<waits::Wait> = waits.collect();
        if let Some(column) = since_column.filter(|_| total > 0) {
            self.faults.push(Fault::People(column, out_of_order, total));
        }
        Some(waits)
    }

    /// Notes the amounts that were not understood, and pay by the year without hours.
    fn note_measured(&mut self) {
        let fields = [
            PersonField::HourlyPay,
            PersonField::AnnualPay,
            PersonField::WeeklyHours,
            PersonField::Bonus,
            PersonField::GradeMonths,
        ];
        for field in fields {
            if let Some((column, amounts)) = self.gathered.amounts(&field) {
                self.note_amounts(column, amounts);
            }
        }
        let Some((column, annual)) = self.gathered.amounts(&PersonField::AnnualPay) else { return };
        let hours = self.gathered.amounts(&PersonField::WeeklyHours).map(|(_, hours)| hours);
        let hourly = self.gathered.amounts(&PersonField::HourlyPay).map(|(_, hourly)| hourly);
        let lacks = |person: &usize| {
            let of =
                |amounts: Option<&[u64]>| amounts.and_then(|amounts| amounts.get(*person)).copied().unwrap_or(NONE);
            !matches!(of(Some(annual)), NONE | BAD | 0) && of(hourly) == NONE && matches!(of(hours), NONE | 0)
        };
        let without: Vec<usize> = (0..annual.len()).filter(lacks).collect();
        if !without.is_empty() {
            let total = u64::try_from(without.len()).unwrap_or(u64::MAX);
            let first = without.into_iter().take(MAX_LISTED).map(|person| (person, ProblemKind::NoHours)).collect();
            self.faults.push(Fault::People(column, first, total));
        }
    }

    /// The mapping without values of few people, and without what is said of groups that no longer have a name.
    fn kept_mapping(&self) -> Mapping {
        let mut kept = self.order.mapping.clone();
        for column in &mut kept.columns {
            let Some(read) = self.column(&column.field) else {
                column.values.clear();
                column.order.clear();
                continue;
            };
            let mut people: BTreeMap<String, u64> = BTreeMap::new();
            for (code, text) in read.values() {
                *people.entry(plain(text)).or_default() += read.count(code);
            }
            let many = |value: &str| people.get(&plain(value)).is_some_and(|people| *people >= u64::from(LEAST_NAMED));
            let named = column.named.clone();
            column.values.retain(|value, meaning| {
                let by_name = matches!(meaning, Meaning::Group(label) if named.contains(label.trim()));
                many(value) || by_name
            });
            let groups: Vec<String> = if let PersonField::Group(by) = &column.field {
                columns::groups(&read, by, &self.order.answers).0.listed.items
            } else {
                Vec::new()
            };
            column.order.retain(|label| groups.contains(label));
        }
        kept
    }

    /// The problems in order of their rows.
    fn problems(&self) -> Problems {
        let mut problems = Problems::default();
        for fault in &self.faults {
            match fault {
                Fault::Codes(column, people, faults) => {
                    let mut kinds = vec![None; usize::from(u16::MAX) + 1];
                    for (code, kind) in faults {
                        if let Some(held) = kinds.get_mut(usize::from(*code)) {
                            *held = Some(*kind);
                        }
                    }
                    let kind = |code: &u16| kinds.get(usize::from(*code)).copied().flatten();
                    let mut listed = 0;
                    for (person, kind) in
                        people.iter().enumerate().filter_map(|(person, code)| Some((person, kind(code)?)))
                    {
                        problems.total += 1;
                        if listed < MAX_LISTED {
                            listed += 1;
                            problems.listed.push(self.problem(column, person, kind));
                        }
                    }
                }
                Fault::People(column, people, total) => {
                    problems.total += total;
                    let told = people.iter().map(|(person, kind)| self.problem(column, *person, *kind));
                    problems.listed.extend(told);
                }
            }
        }
        problems.listed.sort();
        problems.listed.truncate(MAX_LISTED);
        problems
    }

    fn problem(&self, column: &ColumnMapping, person: usize, kind: ProblemKind) -> Problem {
        Problem { row: self.gathered.row(person), column: column.header.clone(), kind }
    }
}
