//! Which data sets belong together: of one population with those from whom it came, and of one population over time.

use crate::content::Catalogue;
use crate::project::{CountRow, DataSet, Population, Project};

/// How many days may lie between two data sets that are held together: a year and a month.
const FAR: i64 = 396;

/// Of whom a population is a part, so that one can be held against the other.
pub(super) fn comes_from(population: Population) -> Option<Population> {
    match population {
        Population::NewHires => Some(Population::Applicants),
        Population::Promotions | Population::Training | Population::Leavers => Some(Population::Workforce),
        Population::Workforce | Population::Applicants | Population::Apprentices | Population::Outreach => None,
    }
}

/// The data set of another population that lies nearest in time: of the same question and method, its whole counted, no
/// further off than a year and a month.
pub(super) fn counterpart<'a>(project: &'a Project, set: &DataSet, population: Population) -> Option<&'a DataSet> {
    let days = |other: &DataSet| i64::from((other.as_of - set.as_of).get_days().abs());
    project
        .workforce
        .iter()
        .map(AsRef::as_ref)
        .filter(|other| {
            other.id != set.id
                && other.population == population
                && other.question == set.question
                && other.method == set.method
                && other.whole().is_some()
        })
        .filter(|other| days(other) <= FAR)
        .min_by_key(|other| (days(other), std::cmp::Reverse(other.as_of), other.id))
}

/// The counts of some rows together.
pub(super) fn together<'a>(rows: impl IntoIterator<Item = &'a CountRow>) -> CountRow {
    let mut sum = CountRow::default();
    for row in rows {
        for (option, count) in &row.counts {
            let so_far = sum.counts.entry(option.clone()).or_default();
            *so_far = so_far.saturating_add(*count);
        }
    }
    sum
}

/// Whose figures they are: `Staff survey, 16 Oct 2026.`
pub(super) fn source(set: &DataSet) -> String {
    format!("{}, {}.", set.name.trim(), crate::words::date(set.as_of))
}

/// The recommendation to look at next: the first to which the links of a sign lead.
pub(super) fn next(catalogue: &Catalogue, sign: crate::content::WorkforceSign) -> Option<String> {
    let when = crate::content::Condition::Workforce(sign);
    let link = catalogue.links().find(|link| link.when == when)?;
    let place = catalogue.recommendation(&link.then.first()?.recommendation)?;
    Some(place.recommendation.title.clone())
}
