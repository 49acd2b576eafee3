//! The mapping that a look at a file suggests.

use super::{Answers, Look, LookColumn};
use crate::import::plain;
use crate::project::{ColumnMapping, Dimension, Keep, Mapping, Method, PersonField, Population};

/// How sure a guess must be to be suggested, in percent.
const LEAST_SURE: u8 = 60;

/// The mapping that a file suggests: fields of which it is likely that the columns hold them, every dimension kept by
/// itself, none crossed, pay and waits of everybody and by grade. A mapping that was kept from another year decides where
/// it can.
pub fn suggest(look: &Look, answers: &Answers, population: Population, kept: Option<&Mapping>) -> Mapping {
    let mut mapping = match kept {
        Some(kept) => Mapping { population, ..fitting(kept, look) },
        None => Mapping::new(population.name().to_owned(), population),
    };
    let mut guesses: Vec<(&LookColumn, u8, &PersonField)> = look
        .columns
        .iter()
        .filter_map(|column| column.guess.as_ref().map(|guess| (column, guess.sure, &guess.field)))
        .filter(|(_, sure, _)| *sure >= LEAST_SURE)
        .collect();
    guesses.sort_by_key(|(_, sure, _)| std::cmp::Reverse(*sure));
    for (column, _, field) in guesses {
        let taken = mapping.columns.iter().any(|one| one.header == column.header || one.field == *field);
        if !taken && (!answers.of_field(field).is_empty() || !PersonField::ANSWERS.contains(field)) {
            mapping.columns.push(ColumnMapping::new(column.header.clone(), field.clone()));
        }
    }
    let place = |one: &ColumnMapping| look.columns.iter().position(|column| column.header == one.header);
    mapping.columns.sort_by_key(place);
    if kept.is_none() {
        let coded = mapping.column(&PersonField::Work).is_some() && mapping.column(&PersonField::Background).is_none();
        mapping.method = if coded { Method::FourQuestions } else { Method::OneQuestion };
        mapping.keep = keep_all(&mapping);
    }
    mapping
}

/// Every dimension by itself; pay and waits of everybody and by grade, where there are any.
fn keep_all(mapping: &Mapping) -> Keep {
    let dimensions = mapping.dimensions();
    let mut by = vec![Dimension::Whole];
    by.extend(dimensions.iter().find(|by| **by == Dimension::Grade).cloned());
    let has = |fields: &[PersonField]| fields.iter().any(|field| mapping.column(field).is_some());
    let pay = has(&[PersonField::HourlyPay, PersonField::AnnualPay, PersonField::Bonus]);
    let waits = has(&[PersonField::GradeSince, PersonField::GradeMonths]);
    Keep {
        breakdowns: dimensions,
        crossings: Vec::new(),
        pay: if pay { by.clone() } else { Vec::new() },
        waits: if waits { by } else { Vec::new() },
    }
}

/// A mapping without the columns that a file does not have; where the file writes a name otherwise, as the file has it.
#[must_use]
pub fn fitting(mapping: &Mapping, look: &Look) -> Mapping {
    let mut fitting = mapping.clone();
    fitting.columns = mapping
        .columns
        .iter()
        .filter_map(|column| {
            let header = find(&column.header, look.columns.iter().map(|one| one.header.as_str()))?;
            Some(ColumnMapping { header: look.columns.get(header)?.header.clone(), ..column.clone() })
        })
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    fitting.columns.retain(|column| seen.insert(column.header.clone()));
    fitting
}

/// The place of the column that a mapping calls so: by its very name, or else by its words.
pub(super) fn find<'h>(header: &str, names: impl Iterator<Item = &'h str> + Clone) -> Option<usize> {
    let exact = names.clone().position(|name| name == header.trim());
    exact.or_else(|| {
        let wanted = plain(header);
        names.into_iter().position(|name| !wanted.is_empty() && plain(name) == wanted)
    })
}
