//! What a column of a sheet may hold: the fields of an action and of a figure, and what such columns are called.

use std::fmt;

/// A field of a record, which a column of a sheet may hold.
pub trait SheetField: Copy + Ord + fmt::Debug + 'static {
    /// All fields, in the order of the columns that are written.
    const FIELDS: &'static [Self];

    /// Its name: the header of the column that is written, and the one that is known for sure.
    fn name(self) -> &'static str;

    /// What else such a column is called, in plain words; the most usual first.
    fn other_names(self) -> &'static [&'static str];
}

/// A field of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanField {
    /// What is to be done.
    Title,
    /// Who answers for it.
    Owner,
    /// The first thing to do.
    FirstStep,
    /// When it is due.
    Due,
    /// Where it stands.
    Status,
    /// Why it is blocked or was dropped.
    Reason,
    /// How much work it is.
    Effort,
    /// How much it would change.
    Impact,
    /// How success will be seen, in words.
    Success,
    /// The KPI in which success will be seen.
    Measure,
    /// Notes.
    Notes,
    /// What it came from.
    Origin,
}

impl PlanField {
    /// All fields, in the order of the columns that are written.
    pub const ALL: [Self; 12] = [
        Self::Title,
        Self::Owner,
        Self::FirstStep,
        Self::Due,
        Self::Status,
        Self::Reason,
        Self::Effort,
        Self::Impact,
        Self::Success,
        Self::Measure,
        Self::Notes,
        Self::Origin,
    ];
}

impl SheetField for PlanField {
    const FIELDS: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        match self {
            Self::Title => "Action",
            Self::Owner => "Owner",
            Self::FirstStep => "First step",
            Self::Due => "Due",
            Self::Status => "Status",
            Self::Reason => "Reason",
            Self::Effort => "Effort",
            Self::Impact => "Impact",
            Self::Success => "How success will be seen",
            Self::Measure => "Measure",
            Self::Notes => "Notes",
            Self::Origin => "Came from",
        }
    }

    fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Title => &[
                "title",
                "action title",
                "actions",
                "task",
                "task name",
                "what will be done",
                "what",
                "activity",
                "to do",
                "recommended action",
                "description",
                "initiative",
                "name",
                "summary",
            ],
            Self::Owner => &[
                "action owner",
                "lead",
                "responsible",
                "person responsible",
                "responsible person",
                "responsibility",
                "assigned to",
                "assignee",
                "accountable",
                "who",
                "by whom",
            ],
            Self::FirstStep => &["next step", "first steps", "next steps", "first action", "next action"],
            Self::Due => &[
                "due date",
                "date due",
                "deadline",
                "due by",
                "by when",
                "when",
                "target date",
                "target completion date",
                "completion date",
                "complete by",
                "finish by",
                "end date",
                "timescale",
            ],
            Self::Status => &["action status", "state", "current status", "progress", "stage"],
            Self::Reason => &[
                "reason for status",
                "status reason",
                "reason blocked",
                "why blocked",
                "reason dropped",
                "blocker",
                "blockers",
                "barrier",
                "barriers",
            ],
            Self::Effort => &["level of effort", "work"],
            Self::Impact => &["expected impact", "level of impact", "benefit"],
            Self::Success => &[
                "success",
                "success measure",
                "success measures",
                "success criteria",
                "measure of success",
                "measures of success",
                "how will we know",
                "outcome",
                "outcomes",
                "expected outcome",
            ],
            Self::Measure => &["kpi", "indicator", "metric"],
            Self::Notes => &[
                "note",
                "comments",
                "comment",
                "remarks",
                "progress update",
                "latest update",
                "update",
                "updates",
                "further information",
                "details",
            ],
            Self::Origin => &[
                "origin",
                "comes from",
                "recommendation",
                "question",
                "checklist item",
                "source",
                "from",
                "related to",
            ],
        }
    }
}

/// A field of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureField {
    /// Which KPI it is of.
    Measure,
    /// The day that it describes.
    Date,
    /// What was measured, where that is one number.
    Figure,
    /// The share of professional backgrounds, where it is a split.
    Professional,
    /// The share of intermediate backgrounds.
    Intermediate,
    /// The share of working-class backgrounds.
    WorkingClass,
    /// How many people it counts.
    Count,
    /// How many people it rests on.
    Base,
    /// A note.
    Note,
}

impl FigureField {
    /// All fields, in the order of the columns that are written.
    pub const ALL: [Self; 9] = [
        Self::Measure,
        Self::Date,
        Self::Figure,
        Self::Professional,
        Self::Intermediate,
        Self::WorkingClass,
        Self::Count,
        Self::Base,
        Self::Note,
    ];

    /// The shares of a split, in their order.
    pub const SHARES: [Self; 3] = [Self::Professional, Self::Intermediate, Self::WorkingClass];
}

impl SheetField for FigureField {
    const FIELDS: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        match self {
            Self::Measure => "Measure",
            Self::Date => "Date",
            Self::Figure => "Figure",
            Self::Professional => "Professional",
            Self::Intermediate => "Intermediate",
            Self::WorkingClass => "Working class",
            Self::Count => "Count",
            Self::Base => "Base",
            Self::Note => "Note",
        }
    }

    fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Measure => &["kpi", "indicator", "metric", "key performance indicator", "name"],
            Self::Date => &[
                "measured on",
                "as at",
                "as of",
                "reporting date",
                "period end",
                "period ending",
                "period",
                "month ending",
                "month",
                "quarter ending",
                "quarter",
                "year ending",
                "when",
                "day",
            ],
            Self::Figure => &[
                "value",
                "result",
                "measurement",
                "actual",
                "reading",
                "percentage",
                "percent",
                "rate",
                "score",
                "amount",
            ],
            Self::Professional => &["professionals", "professional background", "professional backgrounds"],
            Self::Intermediate => &["intermediate background", "intermediate backgrounds"],
            Self::WorkingClass => &[
                "working class background",
                "working class backgrounds",
                "lower",
                "lower socio economic background",
                "lower socio economic backgrounds",
                "lseb",
            ],
            Self::Count => &["counted", "people counted", "numerator", "how many"],
            Self::Base => &[
                "people it rests on",
                "denominator",
                "base n",
                "n",
                "out of",
                "respondents",
                "responses",
                "sample size",
                "headcount",
                "total",
            ],
            Self::Note => &["notes", "comment", "comments", "remarks", "remark", "source", "details"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    fn names<F: SheetField>() -> Vec<String> {
        let own = F::FIELDS.iter().map(|field| plain(field.name()));
        let other = F::FIELDS.iter().flat_map(|field| field.other_names()).map(|name| (*name).to_owned());
        own.chain(other).collect()
    }

    #[test]
    fn every_name_leads_to_one_field() {
        for mut names in [names::<PlanField>(), names::<FigureField>()] {
            assert!(names.iter().all(|name| *name == plain(name)), "{names:?}");
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
    }
}
