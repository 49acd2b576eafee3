//! The first look at a file: what its columns are called, and what stands in them.

use std::io::{Read, Seek};

use super::intern::{Codes, TOO_MANY};
use super::rows::{self, Reading, Row};
use super::{Answers, CellText, PeopleError, headers, text, values};
use crate::import::plain;
use crate::project::{DateOrder, Dimension, PersonField};

/// What stands in a file of people. Its values live in memory, for a page to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// What kind of file it is.
    pub kind: FileKind,
    /// The sheets of a workbook; none of a text.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// How many people it holds: its rows below the names of the columns that are not empty.
    pub people: u64,
    /// Its columns, in their order.
    pub columns: Vec<LookColumn>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A text, its cells set apart by commas, semicolons or tabs.
    Text,
    /// A workbook.
    Workbook,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookColumn {
    /// Its name; made up from its place where it has none, and with a number where another has the same.
    pub header: String,
    /// How many of its cells are filled.
    pub filled: u64,
    /// What kind of column it is.
    pub kind: ColumnKind,
    /// What it seems to hold.
    pub guess: Option<Guess>,
    /// The different values, in the order of their first appearance; empty unless [`ColumnKind::Categories`].
    pub values: Vec<LookValue>,
}

/// What kind of column it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Nothing stands in it.
    Empty,
    /// A few values, each many times: answers or groups.
    Categories,
    /// Numbers.
    Numbers,
    /// Dates.
    Dates,
    /// Mostly different texts, such as names; its values are not kept.
    Text,
}

/// A value of a column of categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookValue {
    /// The value.
    pub text: CellText,
    /// How many people have it.
    pub people: u64,
}

/// What a column seems to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The field.
    pub field: PersonField,
    /// How sure that is, in percent: 100 only where the name is that of a template.
    pub sure: u8,
}

/// How many different values of a column are told apart while looking.
const MOST_VALUES: usize = 1_000;

/// How many different values a column of groups may have.
const MOST_GROUPS: usize = 500;

/// How many different numbers may be groups.
const MOST_NUMBERS: usize = 30;

/// How many filled cells of a column are looked at closely.
const SAMPLE: u64 = 2_000;

/// Looks at a file. Of a workbook the named sheet is read, or the first that is not empty; `answers` tells columns of
/// answers by their values; `watch` is told how many bytes are read so far.
pub fn look(
    source: impl Read + Seek,
    sheet: Option<&str>,
    answers: &Answers,
    watch: &mut dyn FnMut(u64),
) -> Result<Look, PeopleError> {
    let mut scan = Scan { columns: Vec::new(), people: 0 };
    let so = rows::read(source, sheet, &mut scan, watch)?;
    if scan.has_no_header(so.old_characters) {
        return Err(PeopleError::NoHeader);
    }
    let columns = scan.columns.iter().map(|column| column.told(answers, so.old_characters)).collect();
    Ok(Look { kind: so.kind, sheets: so.sheets, sheet: so.sheet, people: scan.people, columns })
}

/// What was seen of the columns so far.
struct Scan {
    columns: Vec<ColumnScan>,
    people: u64,
}

struct ColumnScan {
    header: String,
    filled: u64,
    /// The values, as long as there are not too many.
    values: Option<(Codes, Vec<u64>)>,
    sampled: u64,
    numbers: u64,
    dates: u64,
    addresses: u64,
    letters: u64,
}

impl Reading for Scan {
    fn header(&mut self, names: Vec<String>, _row: u64) -> Result<(), PeopleError> {
        self.columns = names.into_iter().map(ColumnScan::new).collect();
        Ok(())
    }

    fn person(&mut self, row: Row<'_>) -> Result<(), PeopleError> {
        self.people += 1;
        for (column, cell) in self.columns.iter_mut().zip(row.cells()) {
            column.see(cell);
        }
        Ok(())
    }
}

impl Scan {
    /// Whether the names look like a person: an address, a number or a date, or a text that stands below as well.
    fn has_no_header(&self, old: bool) -> bool {
        let like_a_cell = |column: &&ColumnScan| {
            let name = column.header.as_str();
            let made_up = name.starts_with("Column ");
            let below = || {
                column.values.as_ref().is_some_and(|(codes, _)| {
                    codes.values().iter().any(|value| plain(&text::characters(value, old)) == plain(name))
                })
            };
            !made_up
                && (name.contains('@')
                    || values::amount(name.as_bytes()).is_some()
                    || values::date(name, DateOrder::DayFirst).is_some()
                    || below())
        };
        let named = self.columns.iter().filter(|column| !column.header.starts_with("Column ")).count();
        let alike = self.columns.iter().filter(like_a_cell).count();
        alike > 0 && alike * 3 >= named
    }
}

impl ColumnScan {
    fn new(header: String) -> Self {
        let values = Some((Codes::new(MOST_VALUES), Vec::new()));
        Self { header, filled: 0, values, sampled: 0, numbers: 0, dates: 0, addresses: 0, letters: 0 }
    }

    fn see(&mut self, cell: &[u8]) {
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        if let Some((codes, counts)) = &mut self.values {
            match codes.code(cell) {
                TOO_MANY => self.values = None,
                code => {
                    let place = usize::from(code) - 1;
                    if let Some(count) = counts.get_mut(place) {
                        *count += 1;
                    } else {
                        counts.push(1);
                    }
                }
            }
        }
        if self.sampled < SAMPLE {
            self.sampled += 1;
            self.numbers += u64::from(values::amount(cell).is_some());
            let text = std::str::from_utf8(cell).unwrap_or_default();
            self.dates += u64::from(
                values::date(text, DateOrder::DayFirst).is_some()
                    || values::date(text, DateOrder::MonthFirst).is_some(),
            );
            self.addresses += u64::from(cell.contains(&b'@'));
            self.letters += u64::try_from(cell.len()).unwrap_or(0);
        }
    }

    /// What there is to say of it. Its values are told only where they are answers, or groups of several people.
    fn told(&self, answers: &Answers, old: bool) -> LookColumn {
        let texts: Vec<(String, u64)> = match &self.values {
            Some((codes, counts)) => {
                codes.values().iter().map(|value| text::characters(value, old)).zip(counts.iter().copied()).collect()
            }
            None => Vec::new(),
        };
        let known = self.likeliest_answers(answers, &texts);
        let kind = self.kind(texts.len(), known.as_ref().is_some_and(|(_, share)| *share >= 60));
        let guess = self.guess(kind, known, answers);
        let values = if kind == ColumnKind::Categories { texts } else { Vec::new() };
        let value = |(text, people)| LookValue { text: CellText::new(text), people };
        LookColumn {
            header: self.header.clone(),
            filled: self.filled,
            kind,
            guess,
            values: values.into_iter().map(value).collect(),
        }
    }

    fn kind(&self, different: usize, are_answers: bool) -> ColumnKind {
        let most = |count: u64| count * 10 >= self.sampled * 9;
        let several = u64::try_from(different).unwrap_or(u64::MAX).saturating_mul(2) <= self.filled;
        if self.filled == 0 {
            return ColumnKind::Empty;
        }
        if are_answers {
            return ColumnKind::Categories;
        }
        let private = headers::tells_people_apart(&self.header) || self.addresses * 10 > self.sampled;
        let long = self.letters > self.sampled * 60;
        if private {
            ColumnKind::Text
        } else if most(self.dates) {
            ColumnKind::Dates
        } else if most(self.numbers) && (self.values.is_none() || different > MOST_NUMBERS || !several) {
            ColumnKind::Numbers
        } else if self.values.is_some() && different <= MOST_GROUPS && several && !long {
            ColumnKind::Categories
        } else {
            ColumnKind::Text
        }
    }

    /// The field of answers that most people’s values are, and how many of a hundred that is.
    fn likeliest_answers(&self, answers: &Answers, texts: &[(String, u64)]) -> Option<(PersonField, u64)> {
        let values: Vec<&str> = texts.iter().map(|(text, _)| text.as_str()).collect();
        if values.is_empty() || values.len() > 100 {
            return None;
        }
        let fields = PersonField::all().into_iter().filter(|field| !answers.of_field(field).is_empty());
        let share = |field: PersonField| {
            let known = answers.known(&field, &values);
            let people: u64 = texts.iter().zip(known).filter(|(_, known)| known.is_some()).map(|((_, n), _)| n).sum();
            // Of fields with the same answers, such as yes and no, the one whose name fits.
            let name = headers::sure(&self.header, &field);
            (people * 100 / self.filled.max(1), name, field)
        };
        let best =
            fields.map(share).max_by_key(|(share, name, field)| (*share, *name, std::cmp::Reverse(field.clone())));
        best.map(|(share, _, field)| (field, share)).filter(|(_, share)| *share > 0)
    }

    fn guess(&self, kind: ColumnKind, known: Option<(PersonField, u64)>, answers: &Answers) -> Option<Guess> {
        let by_name = PersonField::all().into_iter().map(|field| (headers::sure(&self.header, &field), field));
        let by_name = by_name.max_by_key(|(sure, field)| (*sure, std::cmp::Reverse(field.clone())));
        let by_name = by_name.filter(|(sure, _)| *sure > 0);
        if let Some((100, field)) = by_name {
            return Some(Guess { field, sure: 100 });
        }
        // Answers that only one field has say which it is.
        let telling = |field: &PersonField| {
            matches!(
                field,
                PersonField::Background
                    | PersonField::Work
                    | PersonField::Employment
                    | PersonField::School
                    | PersonField::Group(Dimension::Stage)
            )
        };
        match (by_name, known) {
            (Some((sure, field)), Some((known, share))) if field == known => {
                let more = u8::try_from(share / 10).unwrap_or(0);
                Some(Guess { field, sure: (sure + more).min(99) })
            }
            (named, Some((known, share))) if share >= 80 && telling(&known) => {
                let sure = if named.is_some() { 70 } else { 75 };
                Some(Guess { field: known, sure })
            }
            (Some((sure, field)), _) => {
                let fits = match &field {
                    PersonField::Group(Dimension::Age) => true,
                    PersonField::Group(_) => {
                        matches!(kind, ColumnKind::Categories | ColumnKind::Empty)
                            && answers.of_field(&field).is_empty()
                    }
                    PersonField::BirthDate | PersonField::PromotedOn | PersonField::GradeSince => {
                        matches!(kind, ColumnKind::Dates | ColumnKind::Empty)
                    }
                    PersonField::HourlyPay
                    | PersonField::AnnualPay
                    | PersonField::WeeklyHours
                    | PersonField::Bonus
                    | PersonField::GradeMonths => self.numbers * 10 >= self.sampled * 9,
                    PersonField::Background
                    | PersonField::Work
                    | PersonField::Employment
                    | PersonField::Size
                    | PersonField::Supervision
                    | PersonField::School
                    | PersonField::SchoolMeals
                    | PersonField::ParentDegree => kind == ColumnKind::Empty,
                };
                Some(Guess { field, sure: if fits { sure } else { sure / 2 } })
            }
            (None, _) => None,
        }
    }
}
