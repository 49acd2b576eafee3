//! The second reading: for every person a few small numbers, in memory alone.

use std::collections::BTreeMap;

use super::intern::{Codes, TOO_MANY};
use super::rows::{Reading, Row};
use super::suggest::find;
use super::{PeopleError, values};
use crate::project::{ColumnMapping, Mapping, PersonField};

/// The amount of an empty cell.
pub(super) const NONE: u64 = u64::MAX;

/// The amount of a cell that holds none.
pub(super) const BAD: u64 = u64::MAX - 1;

/// What was gathered of the people. It cannot be printed.
pub(super) struct Gathered<'m> {
    mapping: &'m Mapping,
    slots: Vec<Slot<'m>>,
    /// How many people there are.
    pub(super) people: usize,
    /// The row of every person whose row does not follow that of the one before: by the person’s place.
    rows: BTreeMap<usize, u64>,
    next_row: u64,
}

/// A column that the mapping names.
struct Slot<'m> {
    place: usize,
    column: &'m ColumnMapping,
    held: Held,
}

/// What is held of a column: a code or an amount for every person.
enum Held {
    Codes(Box<Codes>, Vec<u16>),
    Amounts(Vec<u64>),
}

impl<'m> Gathered<'m> {
    pub(super) fn new(mapping: &'m Mapping) -> Self {
        Self { mapping, slots: Vec::new(), people: 0, rows: BTreeMap::new(), next_row: 0 }
    }

    /// The codes of a column of values, with the values.
    pub(super) fn codes(&self, field: &PersonField) -> Option<(&'m ColumnMapping, &Codes, &[u16])> {
        self.slots.iter().find_map(|slot| match &slot.held {
            Held::Codes(codes, people) if slot.column.field == *field => {
                Some((slot.column, &**codes, people.as_slice()))
            }
            Held::Codes(..) | Held::Amounts(_) => None,
        })
    }

    /// The amounts of a column of amounts.
    pub(super) fn amounts(&self, field: &PersonField) -> Option<(&'m ColumnMapping, &[u64])> {
        self.slots.iter().find_map(|slot| match &slot.held {
            Held::Amounts(people) if slot.column.field == *field => Some((slot.column, people.as_slice())),
            Held::Codes(..) | Held::Amounts(_) => None,
        })
    }

    /// The row of a person.
    pub(super) fn row(&self, person: usize) -> u64 {
        let before = self.rows.range(..=person).next_back();
        before.map_or(0, |(place, row)| row + u64::try_from(person - place).unwrap_or(0))
    }
}

/// Whether a field is measured in amounts.
fn is_amount(field: &PersonField) -> bool {
    matches!(
        field,
        PersonField::HourlyPay
            | PersonField::AnnualPay
            | PersonField::WeeklyHours
            | PersonField::Bonus
            | PersonField::GradeMonths
    )
}

impl Reading for Gathered<'_> {
    fn header(&mut self, names: Vec<String>, _row: u64) -> Result<(), PeopleError> {
        let mut missing = Vec::new();
        for column in &self.mapping.columns {
            let Some(place) = find(&column.header, names.iter().map(String::as_str)) else {
                missing.push(column.header.clone());
                continue;
            };
            let held = if is_amount(&column.field) {
                Held::Amounts(Vec::new())
            } else {
                Held::Codes(Box::new(Codes::new(usize::from(TOO_MANY) - 1)), Vec::new())
            };
            self.slots.push(Slot { place, column, held });
        }
        if missing.is_empty() { Ok(()) } else { Err(PeopleError::MissingColumns(missing)) }
    }

    fn person(&mut self, row: Row<'_>) -> Result<(), PeopleError> {
        if row.number != self.next_row {
            self.rows.insert(self.people, row.number);
        }
        self.next_row = row.number + 1;
        self.people += 1;
        for slot in &mut self.slots {
            let cell = row.cell(slot.place);
            match &mut slot.held {
                Held::Codes(codes, people) => people.push(codes.code(cell)),
                Held::Amounts(people) => people.push(match values::amount(cell) {
                    Some(amount) => amount,
                    None if cell.is_empty() => NONE,
                    None => BAD,
                }),
            }
        }
        Ok(())
    }
}
