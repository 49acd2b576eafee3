//! Templates for files of people, for whoever sends out a survey or asks for an extract: which columns, and what may
//! stand in them.
//!
//! What always holds: the import knows every column of a template for sure, and every value that is listed.

use super::csv::lines;
use crate::import::people::Answers;
use crate::project::{Dimension, Meaning, Method, PersonField, Population};

/// The columns of a file of these people, in the order of the template.
pub fn columns(population: Population, method: Method) -> Vec<PersonField> {
    let mut fields: Vec<PersonField> = match method {
        Method::OneQuestion => vec![PersonField::Background],
        Method::FourQuestions => PersonField::CODED.to_vec(),
    };
    fields.extend([PersonField::School, PersonField::SchoolMeals]);
    if matches!(population, Population::NewHires | Population::Applicants) {
        fields.push(PersonField::ParentDegree);
    }
    let own: &[Dimension] = match population {
        Population::Workforce => {
            &[Dimension::Grade, Dimension::Contract, Dimension::EntryRoute, Dimension::Performance]
        }
        Population::Applicants => &[Dimension::Stage, Dimension::EntryRoute, Dimension::Grade],
        Population::NewHires => &[Dimension::EntryRoute, Dimension::Grade, Dimension::Contract],
        Population::Apprentices => {
            &[Dimension::Programme, Dimension::Level, Dimension::Completed, Dimension::After, Dimension::EntryRoute]
        }
        Population::Promotions => &[Dimension::Grade, Dimension::Performance],
        Population::Training => &[
            Dimension::Training,
            Dimension::Programme,
            Dimension::Level,
            Dimension::Completed,
            Dimension::After,
            Dimension::Grade,
        ],
        Population::Leavers => &[Dimension::Grade, Dimension::Contract, Dimension::EntryRoute],
        Population::Outreach => &[Dimension::Outreach, Dimension::Applied],
    };
    let all = [
        Dimension::Function,
        Dimension::Location,
        Dimension::Gender,
        Dimension::Ethnicity,
        Dimension::Disability,
        Dimension::Age,
    ];
    fields.extend(own.iter().chain(&all).cloned().map(PersonField::Group));
    match population {
        Population::Workforce => fields.extend([
            PersonField::HourlyPay,
            PersonField::Bonus,
            PersonField::GradeSince,
            PersonField::PromotedOn,
        ]),
        Population::Promotions => fields.extend([PersonField::GradeSince, PersonField::PromotedOn]),
        Population::Applicants
        | Population::NewHires
        | Population::Apprentices
        | Population::Training
        | Population::Leavers
        | Population::Outreach => {}
    }
    fields
}

/// The template of a file of people: a row with the names of its columns.
pub fn template(population: Population, method: Method) -> Vec<u8> {
    let fields = columns(population, method);
    lines(&[fields.iter().map(PersonField::name).collect()])
}

/// What may stand in the columns of a template: a row for each value of a column of answers, and a row for each other
/// column that says what belongs there.
pub fn template_values(answers: &Answers, population: Population, method: Method) -> Vec<u8> {
    let fields = columns(population, method);
    let mut rows: Vec<Vec<&str>> = vec![vec!["Column", "What may stand in it"]];
    for field in &fields {
        let known = answers.of_field(field);
        if known.is_empty() {
            rows.push(vec![field.name(), explanation(field)]);
        }
        rows.extend(
            known
                .iter()
                .filter(|answer| answer.meaning != Meaning::Nothing)
                .map(|answer| vec![field.name(), answer.text.as_str()]),
        );
    }
    lines(&rows)
}

fn explanation(field: &PersonField) -> &'static str {
    match field {
        PersonField::Group(Dimension::Age) => "The age in years, or an age band; empty if not known",
        PersonField::Group(_) => "Your own groups, written alike for everybody in them; empty if not known",
        PersonField::BirthDate | PersonField::PromotedOn | PersonField::GradeSince => {
            "A date such as 2026-03-31 or 31/03/2026; empty if there is none"
        }
        PersonField::HourlyPay | PersonField::AnnualPay => "Pounds such as 14.25; empty if not known",
        PersonField::Bonus => "Pounds in the year such as 250.00; 0 for none; empty if not known",
        PersonField::WeeklyHours => "Hours such as 37.5",
        PersonField::GradeMonths => "Whole months",
        PersonField::Background
        | PersonField::Work
        | PersonField::Employment
        | PersonField::Size
        | PersonField::Supervision
        | PersonField::School
        | PersonField::SchoolMeals
        | PersonField::ParentDegree => "An answer to the survey’s question",
    }
}
