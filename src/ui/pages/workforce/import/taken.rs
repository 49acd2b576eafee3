//! A file that was looked at: what its columns are taken for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::about::Read;
use crate::import::people::{Answers, ColumnKind, Look, LookColumn, Match, fitting, matches, suggest};
use crate::project::{ColumnMapping, Dimension, Mapping, Meaning, Method, PersonField, Population};
use crate::ui::View;

/// A file that was looked at.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) look: Arc<Look>,
    /// What its columns are, once it is first shown.
    how: Option<How>,
}

/// What the columns of a file are taken for.
#[derive(Debug)]
pub(super) struct How {
    /// For whom it was suggested.
    population: Population,
    answers: Answers,
    pub(super) mapping: Mapping,
    /// The mapping of another year that decided, if one did.
    kept: Option<Mapping>,
    /// The columns of which the user said what they are.
    chosen: BTreeSet<String>,
    /// What the values of the columns mean, and the order in which they are shown: what is asked of the user first.
    read: Vec<Values>,
}

/// What the values of a column mean.
#[derive(Debug)]
pub(super) struct Values {
    /// The place of the column in the file.
    pub(super) place: usize,
    pub(super) matches: Vec<Match>,
    /// The places of the values, in the order in which they are shown.
    pub(super) order: Vec<usize>,
}

/// How sure it is what a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    Chosen,
    Kept,
    Exact,
    Likely,
}

impl Taken {
    /// A file whose columns are not taken for anything yet.
    pub(super) fn new(look: Look) -> Self {
        Self { look: Arc::new(look), how: None }
    }

    /// Suggests what the columns are, where that was not done for these people.
    pub(super) fn settle(&mut self, view: &View<'_>, population: Population) {
        if self.how.as_ref().is_some_and(|how| how.population == population) {
            return;
        }
        let Some(survey) = view.catalogue.survey() else { return };
        let answers = Answers::of(survey);
        let of_these = view.project.mappings.iter().filter(|mapping| mapping.population == population);
        let kept = of_these.max_by_key(|mapping| mapping.changed).map(|mapping| Mapping::clone(mapping));
        let mapping = fitting(&suggest(&self.look, &answers, population, kept.as_ref()), &self.look);
        let chosen = BTreeSet::new();
        let mut how = How { population, answers, mapping, kept, chosen, read: Vec::new() };
        how.columns_changed(&self.look);
        self.how = Some(how);
    }

    /// The name of the mapping of another year that decided.
    pub(super) fn kept_name(&self) -> Option<&str> {
        self.how.as_ref()?.kept.as_ref().map(|kept| kept.name.as_str())
    }

    /// What the columns are taken for.
    pub(super) fn how(&mut self) -> Option<(&Look, &mut How)> {
        Some((&self.look, self.how.as_mut()?))
    }

    /// What is to be counted.
    pub(super) fn order(&self, about: &Read) -> Option<(Mapping, Answers)> {
        let how = self.how.as_ref()?;
        let mut mapping = how.mapping.clone();
        mapping.name.clone_from(&about.name);
        mapping.population = about.population;
        Some((mapping, how.answers.clone()))
    }
}

impl How {
    /// What a column is, and how sure that is.
    pub(super) fn field(&self, column: &LookColumn) -> Option<(&PersonField, Sure)> {
        let field = &self.mapping.columns.iter().find(|one| one.header == column.header)?.field;
        let kept = self.kept.iter().flat_map(|kept| &kept.columns);
        let sure = if self.chosen.contains(&column.header) {
            Sure::Chosen
        } else if kept.into_iter().any(|one| one.header == column.header && one.field == *field) {
            Sure::Kept
        } else if column.guess.as_ref().is_some_and(|guess| guess.sure == 100) {
            Sure::Exact
        } else {
            Sure::Likely
        };
        Some((field, sure))
    }

    /// Takes a column for a field, or for nothing. Another column that was taken for it is no longer.
    pub(super) fn choose(&mut self, look: &Look, header: &str, field: Option<PersonField>) {
        self.chosen.insert(header.to_owned());
        let columns = &mut self.mapping.columns;
        columns.retain(|one| one.header != header && Some(&one.field) != field.as_ref());
        columns.extend(field.map(|field| ColumnMapping::new(header.to_owned(), field)));
        let place = |one: &ColumnMapping| look.columns.iter().position(|column| column.header == one.header);
        columns.sort_by_key(place);
        self.columns_changed(look);
    }

    /// Brings what follows from the columns in line with them: the method, what can be kept, what values mean.
    fn columns_changed(&mut self, look: &Look) {
        let mapping = &mut self.mapping;
        let has = |field: &PersonField| mapping.columns.iter().any(|column| column.field == *field);
        let coded = PersonField::CODED.iter().any(has) && !has(&PersonField::Background);
        let pay = has(&PersonField::HourlyPay) || has(&PersonField::AnnualPay) || has(&PersonField::Bonus);
        let waits = has(&PersonField::GradeSince) || has(&PersonField::GradeMonths);
        mapping.method = if coded { Method::FourQuestions } else { Method::OneQuestion };
        let there = mapping.dimensions();
        let keep = &mut mapping.keep;
        keep.breakdowns.retain(|by| there.contains(by));
        keep.crossings.retain(|(by, across)| there.contains(by) && there.contains(across));
        keep.pay.retain(|by| pay && (*by == Dimension::Whole || there.contains(by)));
        keep.waits.retain(|by| waits && (*by == Dimension::Whole || there.contains(by)));
        self.read_values(look);
    }

    /// Reads what the values mean anew; what is asked of the user comes first, and stays there once it is answered.
    fn read_values(&mut self, look: &Look) {
        let before = std::mem::take(&mut self.read);
        for (place, column) in look.columns.iter().enumerate() {
            let Some(mapped) = self.mapping.columns.iter().find(|one| one.header == column.header) else { continue };
            if column.kind != ColumnKind::Categories || !mapped.field.is_listed() {
                continue;
            }
            let matches = matches(&self.answers, mapped, column);
            let kept = before.iter().find(|one| one.place == place && one.order.len() == matches.len());
            let order = kept.map_or_else(|| open_first(&matches), |kept| kept.order.clone());
            self.read.push(Values { place, matches, order });
        }
    }

    /// What the values of the columns of answers and groups mean.
    pub(super) fn values(&self) -> &[Values] {
        &self.read
    }

    /// The answers that a field may have.
    pub(super) fn answers(&self, field: &PersonField) -> &[crate::import::people::KnownAnswer] {
        self.answers.of_field(field)
    }

    /// Says what a value means.
    pub(super) fn mean(&mut self, look: &Look, header: &str, value: &str, meaning: Meaning) {
        if let Some(column) = self.column_mut(header) {
            column.values.insert(value.to_owned(), meaning);
        }
        self.read_values(look);
    }

    /// The mapping of a column.
    pub(super) fn column_mut(&mut self, header: &str) -> Option<&mut ColumnMapping> {
        self.mapping.columns.iter_mut().find(|one| one.header == header)
    }

    /// How many people have values that are not understood, by column.
    pub(super) fn not_understood(&self, look: &Look) -> Vec<(String, u64)> {
        let of = |values: &Values| {
            let column = look.columns.get(values.place)?;
            let unknown = values.matches.iter().zip(&column.values);
            let people = unknown
                .filter(|(one, _)| matches!(one, Match::Near(_) | Match::Unknown))
                .map(|(_, value)| value.people)
                .sum::<u64>();
            (people > 0).then(|| (column.header.clone(), people))
        };
        self.read.iter().filter_map(of).collect()
    }

    /// Whether a column answers a survey question.
    pub(super) fn has_answers(&self) -> bool {
        self.mapping.columns.iter().any(|column| {
            PersonField::ANSWERS.contains(&column.field)
                && ![PersonField::Employment, PersonField::Size, PersonField::Supervision].contains(&column.field)
        })
    }
}

/// The places of values, those first that are not understood.
fn open_first(matches: &[Match]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..matches.len()).collect();
    order.sort_by_key(|at| !matches!(matches.get(*at), Some(Match::Near(_) | Match::Unknown)));
    order
}
