//! Workforce data as the board was shown it: rounded counts, and nothing of what is hidden. What is worked out of it can
//! be shown, because it holds nothing else.

use std::sync::Arc;

use crate::content::{Catalogue, Group, OptionCounts, OptionId, ThirdGroup};
use crate::disclosure::{Published, PublishedRow, PublishedSet};
use crate::project::{Audience, Breakdown, CountRow, DataSet, Dimension, Pay, Project};

/// A project whose workforce data is what the board was shown of it, and no more.
pub(super) fn as_shown(catalogue: &Catalogue, project: &Project) -> Project {
    let sets = project.workforce.iter().filter_map(|set| set_as_shown(catalogue, project, set).map(Arc::new));
    Project { workforce: sets.collect(), ..project.clone() }
}

/// The newest figures of a set that the board, or everybody, was shown since it was last changed.
fn published(project: &Project, set: &DataSet) -> Option<Published> {
    let newest = project.releases.iter().rev().find(|release| {
        release.audience != Audience::Internal
            && release.at >= set.changed
            && release.sets.iter().any(|shown| shown.set == set.id && shown.question == set.question)
    });
    Published::released(project, newest?.id)
}

fn of_set<'a>(published: &'a Published, set: &DataSet) -> Option<&'a PublishedSet> {
    published.sets().iter().find(|shown| shown.id() == set.id)
}

/// A set as it was shown.
fn set_as_shown(catalogue: &Catalogue, project: &Project, set: &DataSet) -> Option<DataSet> {
    let published = published(project, set)?;
    let shown = of_set(&published, set)?;
    let parts = catalogue.answer_parts(&set.question, ThirdGroup::default())?;
    let alike = shown.parts().map(|(id, ..)| id).eq(parts.iter().map(|part| part.id));
    let stands_for: Vec<OptionId> = parts.iter().filter_map(|part| part.options.first().cloned()).collect();
    if !alike || stands_for.len() != parts.len() {
        return None;
    }
    let response = shown.response().filter(|response| response.stands_from().is_none());
    let answered = response.and_then(|response| response.answered().count());
    let tables = shown.tables().filter(|table| table.across().is_none());
    let mut breakdowns: Vec<Breakdown> = tables
        .map(|table| Breakdown {
            by: table.by().clone(),
            rows: table.rows().filter_map(|row| row_as_shown(&row, &stands_for)).collect(),
        })
        .collect();
    if let Some(answered) = answered {
        place_the_rest(catalogue, set, answered, &mut breakdowns);
    }
    Some(DataSet {
        asked: response.and_then(|response| response.asked().count()),
        breakdowns,
        crossings: Vec::new(),
        pay: Vec::new(),
        waits: Vec::new(),
        ..set.clone()
    })
}

/// The counts of a group; `None` where any is hidden, or they stand from another day.
fn row_as_shown(row: &PublishedRow<'_>, stands_for: &[OptionId]) -> Option<CountRow> {
    let counts: Option<Vec<u32>> = row.parts().map(|figure| figure.count()).collect();
    let counts = counts.filter(|_| row.stands_from().is_none())?;
    Some(CountRow { label: row.label().to_owned(), counts: stands_for.iter().cloned().zip(counts).collect() })
}

/// Counts those who answered, and are placed in no group that was shown, under an answer that is none.
fn place_the_rest(catalogue: &Catalogue, set: &DataSet, answered: u32, breakdowns: &mut Vec<Breakdown>) {
    let question = catalogue.survey_question(&set.question);
    let other = question.and_then(|question| {
        let none = question.options.iter().find(|option| option.counts == OptionCounts::Other);
        none.map(|option| option.id.clone())
    });
    let Some(other) = other else { return };
    if !breakdowns.iter().any(|one| one.by == Dimension::Whole) {
        breakdowns.push(Breakdown { by: Dimension::Whole, rows: Vec::new() });
    }
    let Some(whole) = breakdowns.iter_mut().find(|one| one.by == Dimension::Whole) else { return };
    if whole.rows.is_empty() {
        whole.rows.push(CountRow::default());
    }
    for row in &mut whole.rows {
        let placed = u32::try_from(row.total()).unwrap_or(u32::MAX);
        row.counts.insert(other.clone(), answered.saturating_sub(placed));
    }
}

/// The gap at the median by the hour between everybody of working-class and of professional background, as it was shown.
pub(super) fn gap_as_shown(project: &Project, set: &DataSet) -> Option<f64> {
    let published = published(project, set)?;
    let shown = of_set(&published, set)?;
    let table = shown.pay().find(|table| table.pay() == Pay::Hourly && *table.by() == Dimension::Whole)?;
    let row = table.rows().next()?;
    let gap = row.gaps().find(|gap| gap.of() == [Group::WorkingClass] && gap.against() == [Group::Professional])?;
    gap.gap().map(|(median, _)| median)
}
