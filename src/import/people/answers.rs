//! What the values of a column mean.
//!
//! What always holds: only what is an official wording, a number of the official list, or a usual variant is known;
//! whatever is merely like one is proposed and never assumed.

use serde::{Deserialize, Serialize};

use super::variants::{beginnings, variants};
use super::{LookColumn, likeness};
use crate::content::{CodedSay, Coding, Group, OptionId, Survey, SurveyQuestionId};
use crate::import::plain;
use crate::project::{ColumnMapping, Dimension, Meaning, PersonField};

/// The answers that columns of answers may hold: the options of a survey, of the four questions from which people are
/// coded, the stages of recruitment, yes and no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    fields: Vec<FieldAnswers>,
    /// The group of answers of each option that has one.
    groups: Vec<(OptionId, Group)>,
    /// How people are coded from four answers.
    coding: Option<Box<Coding>>,
}

/// The answers of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FieldAnswers {
    field: PersonField,
    answers: Vec<KnownAnswer>,
    /// Whether a number is the answer in that place of the list.
    numbered: bool,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAnswer {
    /// What it means.
    pub meaning: Meaning,
    /// Its words, as the survey has them.
    pub text: String,
}

/// What a value means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The mapping says so.
    Mapped(Meaning),
    /// It is an official wording, a number of the official list, or a usual variant.
    Known(Meaning),
    /// It is like these answers, the likest first: to be proposed, never assumed.
    Near(Vec<Meaning>),
    /// It is a group of its own: the column holds groups, not answers.
    Own,
    /// It is none that is known.
    Unknown,
}

/// The stages of recruitment, in their order.
pub(super) const STAGES: [&str; 5] = ["Applied", "Shortlisted", "Interviewed", "Offered", "Hired"];

/// The answers to a plain question.
pub(super) const YES_NO: [&str; 3] = ["Yes", "No", "Prefer not to say"];

/// The survey question of a field of answers.
pub(super) fn question_of(field: &PersonField) -> Option<SurveyQuestionId> {
    let id = match field {
        PersonField::Background => "q1",
        PersonField::School => "q2",
        PersonField::SchoolMeals => "q3",
        PersonField::ParentDegree => "q4",
        PersonField::Work
        | PersonField::Employment
        | PersonField::Size
        | PersonField::Supervision
        | PersonField::Group(_)
        | PersonField::BirthDate
        | PersonField::HourlyPay
        | PersonField::AnnualPay
        | PersonField::WeeklyHours
        | PersonField::Bonus
        | PersonField::PromotedOn
        | PersonField::GradeSince
        | PersonField::GradeMonths => return None,
    };
    Some(SurveyQuestionId::new(id))
}

/// Which of the four questions an answer belongs to.
fn coded_field(says: CodedSay) -> PersonField {
    match says {
        CodedSay::Work
        | CodedSay::WorkBySize
        | CodedSay::LongUnemployed
        | CodedSay::WorkUnplaced
        | CodedSay::WorkNotSaid => PersonField::Work,
        CodedSay::Employee | CodedSay::Employer | CodedSay::OwnAccount | CodedSay::EmploymentUnknown => {
            PersonField::Employment
        }
        CodedSay::Small | CodedSay::Large | CodedSay::SizeUnknown => PersonField::Size,
        CodedSay::Supervised | CodedSay::DidNotSupervise | CodedSay::SupervisionUnknown => PersonField::Supervision,
    }
}

impl Answers {
    /// The answers of a survey.
    pub fn of(survey: &Survey) -> Self {
        let option =
            |id: &OptionId, text: &str| KnownAnswer { meaning: Meaning::Option(id.clone()), text: text.into() };
        let group = |label: &&str| KnownAnswer { meaning: Meaning::Group((*label).into()), text: (*label).into() };
        let mut fields = Vec::new();
        for field in PersonField::ANSWERS {
            let numbered = matches!(field, PersonField::Background | PersonField::Work);
            let answers: Vec<KnownAnswer> = if let Some(id) = question_of(&field) {
                let question = survey.questions.iter().find(|question| question.id == id);
                let options = question.into_iter().flat_map(|question| &question.options);
                options.map(|one| option(&one.id, &one.text)).collect()
            } else {
                let all = survey.coding.iter().flat_map(|coding| &coding.answers);
                let own = all.filter(|answer| coded_field(answer.says) == field);
                own.map(|one| option(&one.id, &one.text)).collect()
            };
            fields.push(FieldAnswers { field, answers, numbered });
        }
        let plain: [(Dimension, &[&str]); 4] = [
            (Dimension::Stage, &STAGES),
            (Dimension::Promoted, &YES_NO),
            (Dimension::Completed, &YES_NO),
            (Dimension::Applied, &YES_NO),
        ];
        fields.extend(plain.into_iter().map(|(by, labels)| FieldAnswers {
            field: PersonField::Group(by),
            answers: labels.iter().map(group).collect(),
            numbered: false,
        }));
        let groups = survey.groupings.iter().flat_map(|grouping| &grouping.groups);
        Self {
            fields,
            groups: groups.flat_map(|one| one.options.iter().map(|id| (id.clone(), one.group))).collect(),
            coding: survey.coding.clone(),
        }
    }

    /// The answers that a field may have, in their order; empty for fields of groups, dates and amounts.
    pub fn of_field(&self, field: &PersonField) -> &[KnownAnswer] {
        self.entry(field).map_or(&[], |one| &one.answers)
    }

    fn entry(&self, field: &PersonField) -> Option<&FieldAnswers> {
        self.fields.iter().find(|one| one.field == *field)
    }

    /// The group of answers in which an option falls.
    pub(super) fn group(&self, option: &OptionId) -> Option<Group> {
        self.groups.iter().find(|(id, _)| id == option).map(|(_, group)| *group)
    }

    /// How people are coded from four answers.
    pub(super) fn coding(&self) -> Option<&Coding> {
        self.coding.as_deref()
    }

    /// What the values of a column mean, as far as it is known, in their order.
    pub(super) fn known(&self, field: &PersonField, values: &[&str]) -> Vec<Option<Meaning>> {
        let Some(entry) = self.entry(field) else { return vec![None; values.len()] };
        let number = |value: &&str| value.trim().parse::<usize>().ok().filter(|number| *number >= 1);
        let numbers = entry.numbered
            && !values.is_empty()
            && values.iter().all(|value| number(value).is_some_and(|number| number <= entry.answers.len().min(9)));
        values
            .iter()
            .map(|value| {
                if numbers {
                    let place = number(value)?.checked_sub(1)?;
                    return entry.answers.get(place).map(|answer| answer.meaning.clone());
                }
                entry.known(&plain(value))
            })
            .collect()
    }

    /// The answers that a value is like, the likest first; no more than three.
    pub(super) fn near(&self, field: &PersonField, value: &str) -> Vec<Meaning> {
        let Some(entry) = self.entry(field) else { return Vec::new() };
        let value = unnumbered(&plain(value)).to_owned();
        let mut found: Vec<(u32, usize)> = Vec::new();
        for (place, answer) in entry.answers.iter().enumerate() {
            let own = plain(&answer.text);
            let others =
                variants(&answer.meaning).iter().chain(beginnings(&answer.meaning)).map(|one| (*one).to_owned());
            let like = std::iter::once(own).chain(others).map(|one| likeness::of(&value, &one)).max();
            found.extend(like.filter(|like| *like >= likeness::NEAR).map(|like| (like, place)));
        }
        found.sort_unstable_by_key(|(like, place)| (std::cmp::Reverse(*like), *place));
        let places = found.into_iter().take(3).filter_map(|(_, place)| entry.answers.get(place));
        places.map(|answer| answer.meaning.clone()).collect()
    }
}

impl FieldAnswers {
    fn known(&self, value: &str) -> Option<Meaning> {
        let bare = unnumbered(value);
        let is = |answer: &&KnownAnswer| {
            let own = plain(&answer.text);
            [value, bare].iter().any(|value| *value == own || variants(&answer.meaning).contains(value))
        };
        let begins = |answer: &&KnownAnswer| {
            beginnings(&answer.meaning)
                .iter()
                .any(|begin| bare.strip_prefix(begin).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        };
        let exact = self.answers.iter().find(is);
        exact.or_else(|| self.answers.iter().find(begins)).map(|answer| answer.meaning.clone())
    }
}

/// A value without the number or letter of its place in a list.
fn unnumbered(value: &str) -> &str {
    match value.split_once(' ') {
        Some((first, rest))
            if first.bytes().all(|byte| byte.is_ascii_digit()) || (first.len() == 1 && !matches!(first, "i" | "a")) =>
        {
            rest
        }
        Some(_) | None => value,
    }
}

/// What each value of a column means, in the order of its values. What the mapping says goes before what is known.
pub fn matches(answers: &Answers, mapping: &ColumnMapping, column: &LookColumn) -> Vec<Match> {
    let values: Vec<&str> = column.values.iter().map(|value| value.text.show()).collect();
    let closed = !answers.of_field(&mapping.field).is_empty();
    let known = answers.known(&mapping.field, &values);
    let mapped = Mapped::of(mapping);
    let one = |(value, known): (&&str, Option<Meaning>)| match (mapped.meaning(value), known) {
        (Some(meaning), _) => Match::Mapped(meaning.clone()),
        (None, Some(meaning)) => Match::Known(meaning),
        (None, None) if !closed => Match::Own,
        (None, None) => match answers.near(&mapping.field, value) {
            near if near.is_empty() => Match::Unknown,
            near => Match::Near(near),
        },
    };
    values.iter().zip(known).map(one).collect()
}

/// What a mapping says of the values of a column: as they stand, and else without regard to case, spaces and marks.
pub(super) struct Mapped<'m> {
    mapping: &'m ColumnMapping,
    plainly: std::collections::BTreeMap<String, &'m Meaning>,
}

impl<'m> Mapped<'m> {
    pub(super) fn of(mapping: &'m ColumnMapping) -> Self {
        let plainly = mapping.values.iter().map(|(value, meaning)| (plain(value), meaning));
        Self { mapping, plainly: plainly.filter(|(value, _)| !value.is_empty()).collect() }
    }

    pub(super) fn meaning(&self, value: &str) -> Option<&'m Meaning> {
        let exact = self.mapping.values.get(value.trim());
        exact.or_else(|| self.plainly.get(&plain(value)).copied())
    }
}
