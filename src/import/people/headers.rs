//! What columns are called.

use crate::import::plain;
use crate::project::{Dimension, PersonField};

/// How sure it is that a column of this name holds a field, in percent: 100 for the name that a template has, 85 for one
/// that such columns often have, 65 for one that holds such a name among other words.
pub(super) fn sure(header: &str, field: &PersonField) -> u8 {
    let header = plain(header);
    if header == plain(field.name()) {
        return 100;
    }
    let names = other_names(field);
    if names.contains(&header.as_str()) {
        return 85;
    }
    let words = format!(" {header} ");
    let holds = |name: &&str| name.len() > 3 && words.contains(&format!(" {name} "));
    let own = plain(field.name());
    if names.iter().any(holds) || holds(&own.as_str()) { 65 } else { 0 }
}

/// Whether a column of this name holds what tells people apart, so that its values are not shown.
pub(super) fn tells_people_apart(header: &str) -> bool {
    const WORDS: [&str; 26] = [
        "name",
        "forename",
        "forenames",
        "firstname",
        "surname",
        "lastname",
        "email",
        "mail",
        "phone",
        "telephone",
        "mobile",
        "address",
        "postcode",
        "id",
        "nino",
        "payroll",
        "username",
        "login",
        "reference",
        "ref",
        "comment",
        "comments",
        "notes",
        "note",
        "manager",
        "respondent",
    ];
    let header = plain(header);
    let mut words = header.split(' ');
    // The name of a function, a programme or a course is no person’s.
    let of_a_thing = ["programme", "course", "training", "department", "function", "job", "grade", "location", "site"];
    words.any(|word| WORDS.contains(&word)) && !of_a_thing.iter().any(|thing| header.contains(thing))
}

/// What else a column is called, in plain words.
fn other_names(field: &PersonField) -> &'static [&'static str] {
    match field {
        PersonField::Background => &[
            "parental occupation",
            "parent occupation",
            "occupation of main household earner",
            "main household earner",
            "main earner",
            "main earner occupation",
            "household earner",
            "what was the occupation of your main household earner when you were about aged 14",
            "what was the occupation of your main household earner when you were aged about 14",
            "occupation at 14",
            "socio economic background",
            "socioeconomic background",
            "seb",
            "social background",
            "q1",
        ],
        PersonField::Work => &["kind of work", "occupation type", "type of occupation", "main earner type of work"],
        PersonField::Employment => &["employment type", "employed or self employed", "main earner employment status"],
        PersonField::Size => {
            &["size of organisation", "organisation size", "number of employees", "company size", "size"]
        }
        PersonField::Supervision => &["supervise", "supervisor", "supervised employees", "supervision", "supervisory"],
        PersonField::School => &[
            "type of school",
            "school",
            "school attended",
            "which type of school did you attend for the most time between the ages of 11 and 16",
            "q2",
        ],
        PersonField::SchoolMeals => {
            &["fsm", "free school meal", "school meals", "fsm eligible", "fsm eligibility", "q3"]
        }
        PersonField::ParentDegree => &[
            "parental qualification",
            "parental degree",
            "parents degree",
            "parent degree",
            "parent at university",
            "parents university",
            "first in family",
            "parental education",
            "q4",
        ],
        PersonField::Group(by) => dimension_names(by),
        PersonField::BirthDate => &["dob", "birth date", "birthdate", "birthday"],
        PersonField::HourlyPay => &["hourly rate", "rate of pay", "pay per hour", "hourly", "hourly wage"],
        PersonField::AnnualPay => {
            &["salary", "annual salary", "base salary", "basic pay", "base pay", "fte salary", "pay"]
        }
        PersonField::WeeklyHours => &["hours", "contracted hours", "hours per week", "weekly contracted hours"],
        PersonField::Bonus => &["bonus pay", "annual bonus", "bonus amount", "bonus paid"],
        PersonField::PromotedOn => &["promotion date", "date promoted", "promoted on", "last promotion date"],
        PersonField::GradeSince => &[
            "grade start date",
            "grade start",
            "date in grade",
            "in grade since",
            "start date in grade",
            "grade since",
        ],
        PersonField::GradeMonths => &["time in grade", "months at grade", "time in grade months", "months in role"],
    }
}

fn dimension_names(by: &Dimension) -> &'static [&'static str] {
    match by {
        Dimension::Grade => &[
            "level of seniority",
            "seniority",
            "band",
            "pay band",
            "job grade",
            "grade name",
            "job level",
            "pay grade",
        ],
        Dimension::Function => &[
            "department",
            "dept",
            "business area",
            "directorate",
            "division",
            "team",
            "business unit",
            "job family",
            "service",
        ],
        Dimension::Location => &["site", "office", "region", "place of work", "work location", "base", "workplace"],
        Dimension::Contract => {
            &["contract type", "employment type", "type of contract", "full time or part time", "working pattern"]
        }
        Dimension::EntryRoute => {
            &["route", "route of entry", "recruitment route", "recruitment source", "source of hire", "hiring route"]
        }
        Dimension::Gender => &["sex", "gender identity"],
        Dimension::Ethnicity => &["ethnic group", "ethnic origin", "ethnic background", "race"],
        Dimension::Disability => &["disabled", "disability status", "disability declared"],
        Dimension::Age => &["age band", "age group", "age range"],
        Dimension::Performance => &["performance", "rating", "appraisal", "appraisal rating", "performance score"],
        Dimension::Stage => {
            &["stage", "recruitment stage", "application status", "application stage", "furthest stage", "outcome"]
        }
        Dimension::Promoted => &["promoted in period", "was promoted", "promotion"],
        Dimension::Training => &["training", "course", "training course", "training name", "course name", "learning"],
        Dimension::Programme => {
            &["programme name", "apprenticeship", "apprenticeship programme", "apprenticeship standard", "scheme"]
        }
        Dimension::Level => &["level", "apprenticeship level"],
        Dimension::Completed => &["completed", "completion", "programme complete", "finished"],
        Dimension::After => &["destination", "outcome after", "after programme", "next step"],
        Dimension::Outreach => &["outreach", "activity", "outreach programme", "event"],
        Dimension::Applied => &["applied", "applied later", "went on to apply", "led to application"],
        Dimension::Whole | Dimension::PayQuarter | Dimension::Own(_) => &[],
    }
}
