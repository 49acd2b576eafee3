//! A set of data as it is typed: whose answers, when, to which question, and the counts of everybody.

use jiff::Timestamp;
use jiff::civil::Date;

use super::counts::Column;
use crate::content::{Catalogue, SurveyQuestionId};
use crate::project::{Breakdown, CountRow, DataSet, DataSetId, Dimension, Method, Population};
use crate::ui::pages::scorecard::draft::{blank, date};
use crate::words;

/// A set as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SetDraft {
    /// Makes the ids of its fields.
    pub(super) serial: u64,
    pub(super) name: String,
    pub(super) population: Population,
    pub(super) as_of: String,
    pub(super) asked: String,
    pub(super) method: Method,
    pub(super) question: SurveyQuestionId,
    pub(super) note: String,
    /// The counts of everybody.
    pub(super) whole: Column,
    /// Whether saving it was tried.
    pub(super) tried: bool,
}

/// What is wrong with it; all empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SetFaults {
    pub(super) name: Option<String>,
    pub(super) as_of: Option<String>,
    pub(super) asked: Option<String>,
    /// A count is wrong; which one stands at its field.
    pub(super) counts: Option<String>,
}

impl SetDraft {
    /// A new set, about the first question of the survey.
    pub(super) fn new(catalogue: &Catalogue, serial: u64) -> Self {
        let first = catalogue.survey().and_then(|survey| survey.questions.first());
        Self {
            serial,
            name: String::new(),
            population: Population::default(),
            as_of: String::new(),
            asked: String::new(),
            method: Method::default(),
            question: first.map_or_else(|| SurveyQuestionId::new(""), |question| question.id.clone()),
            note: String::new(),
            whole: Column::new(serial),
            tried: false,
        }
    }

    /// A set, to be corrected.
    pub(super) fn of(set: &DataSet, serial: u64) -> Self {
        Self {
            serial,
            name: set.name.clone(),
            population: set.population,
            as_of: words::date(set.as_of),
            asked: set.asked.map(|asked| words::whole(u64::from(asked))).unwrap_or_default(),
            method: set.method,
            question: set.question.clone(),
            note: set.note.clone(),
            whole: set.whole().map_or_else(|| Column::new(serial), |row| Column::of(row, serial)),
            tried: false,
        }
    }

    /// Takes another question. Classes are found from four answers, everything else from one.
    pub(super) fn ask(&mut self, catalogue: &Catalogue, question: SurveyQuestionId) {
        self.method = if classes(catalogue) == Some(&question) { Method::FourQuestions } else { Method::OneQuestion };
        self.question = question;
    }

    /// Takes another way in which backgrounds were found, with the question whose answers are then counted.
    pub(super) fn found_by(&mut self, catalogue: &Catalogue, method: Method) {
        self.method = method;
        let questions = catalogue.survey().into_iter().flat_map(|survey| &survey.questions);
        let key = questions.map(|question| &question.id).find(|id| catalogue.grouping_of(id).is_some());
        let question = match method {
            Method::OneQuestion => key,
            Method::FourQuestions => classes(catalogue),
        };
        if let Some(question) = question {
            self.question = question.clone();
        }
    }

    fn read_asked(&self) -> Result<Option<u32>, String> {
        if blank(&self.asked) {
            return Ok(None);
        }
        words::parse_whole(&self.asked).map(Some).map_err(|error| error.to_string())
    }

    /// The set that is typed, or everything that is wrong with it. `before` is the set that it corrects: its breakdowns
    /// stay as long as the question does.
    pub(super) fn read(
        &self,
        catalogue: &Catalogue,
        id: DataSetId,
        before: Option<&DataSet>,
    ) -> Result<DataSet, SetFaults> {
        let mut faults = SetFaults::default();
        if blank(&self.name) {
            faults.name = Some("Write what the data is called, such as “Staff survey 2026”.".to_owned());
        }
        let as_of: Option<Date> = date(&self.as_of).map_err(|fault| faults.as_of = Some(fault)).ok();
        let asked = self.read_asked().map_err(|fault| faults.asked = Some(fault)).ok().flatten();
        let same = before.filter(|before| before.question == self.question);
        let question = catalogue.survey_question(&self.question);
        let row = question.and_then(|question| self.whole.read(question, same.and_then(DataSet::whole)));
        match &row {
            None => faults.counts = Some("A count is no whole number. See above.".to_owned()),
            Some(row) if row.total() == 0 => {
                faults.counts = Some("Write how many people chose at least one of the answers.".to_owned());
            }
            Some(row) if asked.is_some_and(|asked| row.total() > u64::from(asked)) => {
                faults.asked = Some(format!(
                    "{} people answered, so at least as many were asked. Leave this empty if it is not known.",
                    words::whole(row.total())
                ));
            }
            Some(_) => {}
        }
        match (row, as_of) {
            (Some(row), Some(as_of)) if faults == SetFaults::default() => Ok(DataSet {
                id,
                name: self.name.trim().to_owned(),
                population: self.population,
                as_of,
                asked,
                method: self.method,
                question: self.question.clone(),
                breakdowns: breakdowns(row, same),
                crossings: same.map(|same| same.crossings.clone()).unwrap_or_default(),
                pay: same.map(|same| same.pay.clone()).unwrap_or_default(),
                waits: same.map(|same| same.waits.clone()).unwrap_or_default(),
                note: self.note.trim().to_owned(),
                // Set by the edit.
                changed: Timestamp::UNIX_EPOCH,
            }),
            _ => Err(faults),
        }
    }

    /// What is wrong now: of the fields that hold something, or of all once saving was tried.
    pub(super) fn faults(&self, catalogue: &Catalogue) -> SetFaults {
        let mut faults = self.read(catalogue, DataSetId(0), None).err().unwrap_or_default();
        if !self.tried {
            faults.name = None;
            faults.as_of = faults.as_of.filter(|_| !blank(&self.as_of));
            faults.counts = None;
        }
        faults
    }

    /// Whether correcting it would drop the breakdowns of the set: they count answers to another question.
    pub(super) fn drops_groups(&self, before: &DataSet) -> bool {
        before.question != self.question && before.is_divided()
    }
}

/// The question whose answers are the classes to which people are coded.
fn classes(catalogue: &Catalogue) -> Option<&SurveyQuestionId> {
    Some(&catalogue.survey()?.coding.as_ref()?.classes.id)
}

/// The breakdowns with the counts of everybody in their place.
fn breakdowns(row: CountRow, before: Option<&DataSet>) -> Vec<Breakdown> {
    let whole = Breakdown { by: Dimension::Whole, rows: vec![CountRow { label: String::new(), ..row }] };
    let groups = before.into_iter().flat_map(|before| before.groups().cloned());
    std::iter::once(whole).chain(groups).collect()
}
