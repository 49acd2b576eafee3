//! One row of a sheet as a figure: its date, its people, its number or its shares, and what is wrong with each.
//!
//! What always holds: everything that is wrong with a row is told, not the first alone.

use std::fmt;

use jiff::civil::Date;

use super::cells::{says_nothing, shortened, without_time};
use super::figures::FigureDraft;
use super::guard::unguard;
use super::values::{self, Marks, NotTold, Told};
use super::{CellFault, Delimiter, FigureField, Matching, Shape, Sheet, SheetField as _, SheetRow, Understood, plain};
use crate::content::{KpiDefinition, Unit};
use crate::project::Value;
use crate::words::{self, DateError, NumberError};

/// How far a whole percentage may lie from the one that its people make.
const ROUNDED: f64 = 0.51;

/// What the user should know of a figure that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A month was written, which is taken as its last day.
    MonthEnd,
    /// The people make another percentage, in words.
    OtherPercent(String),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MonthEnd => f.write_str("the month’s last day is taken"),
            Self::OtherPercent(words) => f.write_str(words),
        }
    }
}

/// What is wrong with a cell of a figure, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureProblem {
    /// No measure is named.
    #[error("There is nothing. Write the name of a measure.")]
    NoMeasure,
    /// There is no date.
    #[error("There is nothing. Write the date as 2026-03-31 or 31/3/2026.")]
    NoDate,
    /// It is no date.
    #[error("“{text}” is no date. {error}")]
    Date {
        /// What stands there, shortened.
        text: String,
        /// Why not.
        error: DateError,
    },
    /// The dates that follow one another end before it.
    #[error("No date is left for this line. Choose an earlier first date.")]
    TooLate,
    /// It is no figure in the measure's unit.
    #[error("“{text}” does not fit this measure. Write {right}.")]
    Value {
        /// What stands there, shortened.
        text: String,
        /// What it takes.
        right: String,
    },
    /// Its mark may set thousands apart, or decimals.
    #[error("“{text}” can be read in two ways. Write {thousands} or {decimals}.")]
    TwoWays {
        /// What stands there, shortened.
        text: String,
        /// Read with thousands.
        thousands: String,
        /// Read with decimals.
        decimals: String,
    },
    /// It is out of another whole.
    #[error("“{text}” is not out of {whole}, as this measure is.")]
    OtherWhole {
        /// What stands there, shortened.
        text: String,
        /// The measure's whole.
        whole: u32,
    },
    /// The measure is split into three groups, and the sheet has one number.
    #[error("This measure has three shares. Give each a column: Professional, Intermediate, Working class.")]
    NeedsShares,
    /// The measure has one number, and the sheet has shares.
    #[error("This measure has one figure and no shares. Leave this empty.")]
    NoShares,
    /// A number stands beside three shares, and is not the one that the measure is told by.
    #[error("“{0}” stands beside three shares. Leave it empty, or write the working-class share.")]
    BesideShares(String),
    /// One of the three shares is missing.
    #[error("There is nothing. Write a percentage from 0 to 100.")]
    NoShare,
    /// The three do not add up.
    #[error("The three shares make {0}%. They should add up to 100%, give or take 1.")]
    Sum(String),
    /// It is no number of people.
    #[error("“{text}” is no number of people. {error}")]
    People {
        /// What stands there, shortened.
        text: String,
        /// Why not.
        error: NumberError,
    },
    /// It rests on nobody.
    #[error("A figure cannot rest on nobody. Leave this empty if you do not know.")]
    Nobody,
    /// It counts more people than it rests on.
    #[error("That is more than the {0} it rests on.")]
    MoreThanBase(String),
    /// It counts people, and does not say of how many.
    #[error("Write how many people that is out of.")]
    NoBase,
    /// The people in the figure are not those of the other columns.
    #[error("“{0}” does not go with the columns of people. Correct one of them.")]
    OtherPeople(String),
}

/// Whether a cell for a figure says that there is none.
pub(super) fn no_figure(text: &str) -> bool {
    says_nothing(text)
        || matches!(
            plain(text).as_str(),
            "n m" | "nm" | "no data" | "no figure" | "not measured" | "not available" | "missing" | "pending"
        )
}

/// Reads one row.
pub(super) struct RowReader<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) how: &'a Understood,
    /// Which column is which of the fields that its set-out has.
    pub(super) fields: &'a Matching<FigureField>,
    pub(super) row: &'a SheetRow,
    /// The measure that it is of, where that is known.
    pub(super) definition: Option<&'a KpiDefinition>,
    pub(super) faults: Vec<CellFault<FigureProblem>>,
    pub(super) remarks: Vec<Remark>,
}

impl<'a> RowReader<'a> {
    fn unit(&self) -> Option<Unit> {
        self.definition.map(|definition| definition.unit)
    }

    /// The text of a field's cell; empty where it has no column.
    fn text(&self, field: FigureField) -> &'a str {
        self.fields.column(field).map_or("", |column| unguard(self.row.cell(column)))
    }

    /// Whether no figure stands in the row, nor people that make one.
    pub(super) fn has_no_figure(&self) -> bool {
        let nothing = |field| no_figure(self.text(field));
        let people = || !nothing(FigureField::Count) && !nothing(FigureField::Base);
        nothing(FigureField::Figure)
            && FigureField::SHARES.into_iter().all(nothing)
            && !(self.unit() == Some(Unit::Percent) && people())
    }

    pub(super) fn fault(&self, field: FigureField, problem: FigureProblem) -> CellFault<FigureProblem> {
        let column = self.fields.column(field);
        let column = column.map_or_else(|| field.name().to_owned(), |column| self.sheet.column_name(column));
        CellFault { line: self.row.line, column, problem }
    }

    fn tell(&mut self, field: FigureField, problem: FigureProblem) {
        self.faults.push(self.fault(field, problem));
    }

    /// The figure of the row, so many places after the first.
    pub(super) fn draft(&mut self, place: u64) -> (Result<FigureDraft, Vec<CellFault<FigureProblem>>>, Vec<Remark>) {
        let date = self.date(place);
        let (count, base) = self.people();
        let told = if self.unit() == Some(Unit::Groups) { self.split() } else { self.one(count.zip(base)) };
        let faults = std::mem::take(&mut self.faults);
        let draft = match (date, told, self.definition) {
            (Some(date), Some((value, of)), Some(definition)) if faults.is_empty() => Ok(FigureDraft {
                kpi: definition.id.clone(),
                date,
                value,
                base: of.map(|(_, base)| base).or(base),
                count: of.map(|(count, _)| count).or(count),
                note: self.text(FigureField::Note).to_owned(),
            }),
            _ => Err(faults),
        };
        (draft, std::mem::take(&mut self.remarks))
    }

    /// The date: that of its column, or the one whose turn it is.
    pub(super) fn date(&mut self, place: u64) -> Option<Date> {
        let text = self.text(FigureField::Date);
        let series = self.how.series.filter(|_| self.how.shape() == Shape::One);
        let problem = match (self.fields.column(FigureField::Date), series) {
            (None, Some(series)) => match series.day(place) {
                Some(day) => return Some(day),
                None => FigureProblem::TooLate,
            },
            _ if says_nothing(text) => FigureProblem::NoDate,
            _ => {
                let text = without_time(text);
                match words::parse_date(text) {
                    Ok(date) => return Some(date),
                    Err(error) => match words::parse_month(text) {
                        Ok(date) => {
                            self.remarks.push(Remark::MonthEnd);
                            return Some(date);
                        }
                        Err(_no_month) => FigureProblem::Date { text: shortened(text), error },
                    },
                }
            }
        };
        self.tell(FigureField::Date, problem);
        None
    }

    /// How many people it counts, and how many it rests on.
    fn people(&mut self) -> (Option<u32>, Option<u32>) {
        let [count, base] = [FigureField::Count, FigureField::Base].map(|field| {
            let text = self.text(field);
            if no_figure(text) {
                return Ok(None);
            }
            words::parse_whole(text).map(Some).map_err(|error| {
                self.tell(field, FigureProblem::People { text: shortened(text), error });
            })
        });
        let (Ok(count), Ok(base)) = (count, base) else { return (None, None) };
        match (count, base) {
            (_, Some(0)) => self.tell(FigureField::Base, FigureProblem::Nobody),
            (Some(count), Some(base)) if count > base => {
                self.tell(FigureField::Count, FigureProblem::MoreThanBase(words::whole(base.into())));
            }
            (Some(_), None) => self.tell(FigureField::Base, FigureProblem::NoBase),
            _ => {}
        }
        (count, base)
    }

    /// A figure of the measure's unit.
    pub(super) fn value(&self, text: &str) -> Result<Told, FigureProblem> {
        let unit = self.unit().unwrap_or(Unit::Percent);
        let marks = if self.sheet.delimiter == Delimiter::Semicolon { Marks::Unsure } else { Marks::Uk };
        values::read(unit, text, marks).map_err(|why| {
            let text = shortened(text);
            match (why, unit) {
                (NotTold::TwoWays { thousands, decimals }, _) => FigureProblem::TwoWays { text, thousands, decimals },
                (NotTold::OtherWhole, Unit::OutOf(whole)) => FigureProblem::OtherWhole { text, whole },
                (NotTold::OtherWhole | NotTold::NoFigure, _) => FigureProblem::Value { text, right: unit.values() },
            }
        })
    }

    /// The figure as one number, with the people that it was told by.
    fn one(&mut self, people: Option<(u32, u32)>) -> Option<(Value, Option<(u32, u32)>)> {
        for share in FigureField::SHARES {
            if !no_figure(self.text(share)) {
                self.tell(share, FigureProblem::NoShares);
                return None;
            }
        }
        let text = self.text(FigureField::Figure);
        let made = people.filter(|(_, base)| *base > 0 && self.unit() == Some(Unit::Percent));
        let made = made.map(|(count, base)| f64::from(count) / f64::from(base) * 100.0);
        if let (true, Some(made)) = (no_figure(text), made) {
            return Some((Value::One(made), people));
        }
        let told = match self.value(text) {
            Ok(told) => told,
            Err(problem) => {
                self.tell(FigureField::Figure, problem);
                return None;
            }
        };
        if told.of.is_some() && people.is_some() && told.of != people {
            self.tell(FigureField::Figure, FigureProblem::OtherPeople(shortened(text)));
        }
        if let (None, Some(made), Some((count, base))) = (told.of, made, people)
            && (told.value - made).abs() > ROUNDED
        {
            let (count, base) = (words::whole(count.into()), words::whole(base.into()));
            self.remarks.push(Remark::OtherPercent(format!("{count} of {base} is {}%", words::decimal(made))));
        }
        Some((Value::One(told.value), told.of))
    }

    /// The figure as three shares.
    fn split(&mut self) -> Option<(Value, Option<(u32, u32)>)> {
        let shares = FigureField::SHARES;
        if shares.into_iter().all(|share| no_figure(self.text(share))) {
            self.tell(FigureField::Figure, FigureProblem::NeedsShares);
            return None;
        }
        let [professional, intermediate, working_class] = shares.map(|share| {
            let text = self.text(share);
            let read = if no_figure(text) { Err(FigureProblem::NoShare) } else { self.value(text) };
            read.map_err(|problem| self.tell(share, problem)).ok().map(|told| told.value)
        });
        let value =
            Value::Groups { professional: professional?, intermediate: intermediate?, working_class: working_class? };
        if !value.is_sound() {
            let sum = professional? + intermediate? + working_class?;
            self.tell(FigureField::WorkingClass, FigureProblem::Sum(words::decimal(sum)));
            return None;
        }
        let figure = self.text(FigureField::Figure);
        if !no_figure(figure) {
            let headline = self.value(figure).is_ok_and(|told| Unit::Groups.alike(told.value, value.headline()));
            if !headline {
                self.tell(FigureField::Figure, FigureProblem::BesideShares(shortened(figure)));
            }
        }
        Some((value, None))
    }
}
