//! A breakdown as it is typed: by what, and a column of counts for each group.

use std::collections::BTreeMap;

use super::counts::Column;
use crate::content::SurveyQuestion;
use crate::project::{Breakdown, CountRow, DataSet, Dimension};

/// A breakdown as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GroupsDraft {
    /// Makes the ids of its fields.
    pub(super) serial: u64,
    /// The breakdown that it corrects; `None` for a new one.
    pub(super) before: Option<Dimension>,
    /// By what. One of the organisation's own is named in [`Self::own`].
    pub(super) by: Dimension,
    pub(super) own: String,
    pub(super) columns: Vec<Column>,
    pub(super) tried: bool,
}

/// What is wrong with it; all empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct GroupsFaults {
    pub(super) by: Option<String>,
    /// Names, by the places of their columns.
    pub(super) labels: BTreeMap<usize, String>,
    pub(super) counts: Option<String>,
}

/// Something of the organisation's own that is not yet named.
pub(super) fn unnamed() -> Dimension {
    Dimension::Own(String::new())
}

impl GroupsDraft {
    /// A new breakdown of a set, with as many columns as there are numbers.
    pub(super) fn new(set: &DataSet, serial: u64, columns: impl IntoIterator<Item = u64>) -> Self {
        let free = Dimension::NAMED.into_iter().find(|by| set.breakdown(by).is_none());
        Self {
            serial,
            before: None,
            by: free.unwrap_or_else(unnamed),
            own: String::new(),
            columns: columns.into_iter().map(Column::new).collect(),
            tried: false,
        }
    }

    /// A breakdown, to be corrected; a number for each of its columns.
    pub(super) fn of(breakdown: &Breakdown, serial: u64, columns: impl IntoIterator<Item = u64>) -> Self {
        let own = if let Dimension::Own(name) = &breakdown.by { name.clone() } else { String::new() };
        Self {
            serial,
            before: Some(breakdown.by.clone()),
            by: if let Dimension::Own(_) = breakdown.by { unnamed() } else { breakdown.by.clone() },
            own,
            columns: breakdown.rows.iter().zip(columns).map(|(row, serial)| Column::of(row, serial)).collect(),
            tried: false,
        }
    }

    /// By what the people are divided.
    fn dimension(&self) -> Dimension {
        if let Dimension::Own(_) = self.by { Dimension::Own(self.own.trim().to_owned()) } else { self.by.clone() }
    }

    /// The breakdown that is typed, or everything that is wrong with it. Columns without anything in them are left out.
    pub(super) fn read(&self, set: &DataSet, question: &SurveyQuestion) -> Result<Breakdown, GroupsFaults> {
        let mut faults = GroupsFaults::default();
        let by = self.dimension();
        if let Dimension::Own(name) = &by
            && name.is_empty()
        {
            faults.by = Some("Write what the groups are, such as “Site”.".to_owned());
        } else if self.before.as_ref() != Some(&by) && set.breakdown(&by).is_some() {
            faults.by = Some("There are counts by this already. Correct those, or choose something else.".to_owned());
        }
        let old = self.before.as_ref().and_then(|by| set.breakdown(by));
        let mut rows: Vec<CountRow> = Vec::new();
        let mut wrong = false;
        for (place, column) in self.columns.iter().enumerate().filter(|(_, column)| !column.is_empty()) {
            let label = column.label.trim();
            if label.is_empty() {
                faults.labels.insert(place, "Write what each group is called.".to_owned());
            } else if rows.iter().any(|row| row.label == label) {
                faults.labels.insert(place, format!("“{label}” stands twice."));
            }
            let before = old.and_then(|old| old.rows.iter().find(|row| row.label == column.label));
            match column.read(question, before) {
                Some(row) => rows.push(row),
                None => wrong = true,
            }
        }
        if wrong {
            faults.counts = Some("A count is no whole number. See above.".to_owned());
        } else if rows.is_empty() {
            faults.counts = Some("Name at least one group and count its answers.".to_owned());
        }
        if faults == GroupsFaults::default() { Ok(Breakdown { by, rows }) } else { Err(faults) }
    }

    /// What is wrong, once saving was tried.
    pub(super) fn faults(&self, set: &DataSet, question: &SurveyQuestion) -> GroupsFaults {
        if self.tried { self.read(set, question).err().unwrap_or_default() } else { GroupsFaults::default() }
    }
}
