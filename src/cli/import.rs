//! `waymark import`: a file of people becomes counts in a project, without a window. The same reader, rules and words as
//! the window’s.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Stop, open_to_change, print, tell};
use crate::app::{Env, ImportError, ImportJob, Importer};
use crate::content::{Catalogue, Survey};
use crate::edit::{Edit, Editor};
use crate::import::people::wire::Question;
use crate::import::people::{Answers, CountOrder, Counted, Look, PeopleError, suggest};
use crate::project::{DataSetId, Mapping, Population};
use crate::store::atomic::{self, Access};
use crate::words;

/// The largest mapping that is read, in bytes.
const MAX_MAPPING: u64 = 4 * 1024 * 1024;

/// How many problems are told one by one.
const TOLD: usize = 20;

/// What `import` was asked to do.
#[derive(Debug)]
pub(super) struct Import {
    /// The project.
    pub(super) file: PathBuf,
    /// The file of people.
    pub(super) survey: PathBuf,
    /// The sheet of a workbook.
    pub(super) sheet: Option<String>,
    /// Who they are; else as the mapping says.
    pub(super) population: Option<Population>,
    /// What to do with it.
    pub(super) what: What,
}

/// What to do with a file of people.
#[derive(Debug)]
pub(super) enum What {
    /// Write the mapping that it suggests, or print it.
    Suggest(Option<PathBuf>),
    /// Count it.
    Count { mapping: PathBuf, date: Date, asked: Option<u32>, name: Option<String> },
}

/// The population of this name.
pub(super) fn population(name: &str) -> Option<Population> {
    let known = |population: &&Population| {
        let short = match population {
            Population::Workforce => "workforce",
            Population::Applicants => "applicants",
            Population::NewHires => "new-hires",
            Population::Apprentices => "apprentices",
            Population::Promotions => "promotions",
            Population::Training => "training",
            Population::Leavers => "leavers",
            Population::Outreach => "outreach",
        };
        name.eq_ignore_ascii_case(short)
    };
    Population::ALL.iter().find(known).copied()
}

fn stop(error: &ImportError) -> Stop {
    Stop::Input(error.to_string())
}

/// Does it.
pub(super) fn import(import: &Import, env: &Env) -> Result<(), Stop> {
    let mut opened = open_to_change(env, &import.file)?;
    let catalogue = opened.project.catalogue(&Catalogue::built_in());
    let no_survey = || Stop::Input("No loaded pack holds a survey, so answers cannot be counted.".to_owned());
    let answers = Answers::of(catalogue.survey().ok_or_else(no_survey)?);
    match &import.what {
        What::Suggest(to) => {
            let look = look(import, env, &answers)?;
            let population = import.population.unwrap_or_default();
            let kept = opened.project.mappings.iter().find(|mapping| mapping.population == population);
            let mapping = suggest(&look, &answers, population, kept.map(|kept| &**kept));
            let text = ron::ser::to_string_pretty(&mapping, ron::ser::PrettyConfig::new())
                .map_err(|_error| Stop::Input("The mapping could not be written.".to_owned()))?;
            match to {
                None => print(&format!("{text}\n")),
                Some(to) => write_mapping(env, to, &format!("{text}\n")),
            }
        }
        What::Count { mapping, date, asked, name } => {
            let mut mapping = read_mapping(env, mapping)?;
            mapping.population = import.population.unwrap_or(mapping.population);
            let name = name.clone().unwrap_or_else(|| format!("{}, {}", mapping.population.name(), words::date(*date)));
            let order = CountOrder { mapping, answers, sheet: import.sheet.clone(), name, as_of: *date, asked: *asked };
            let job: ImportJob<Counted> =
                ImportJob::start(None, Importer::of(env), import.survey.clone(), Question::Count(Box::new(order)));
            let counted = job.wait().map_err(|error| stop(&error))?.with_ids(|| DataSetId(fastrand::u64(1..)));
            let told = told(&counted, catalogue.survey());
            let now = (env.clock)().timestamp();
            let mut editor = Editor::saved(Arc::unwrap_or_clone(opened.project));
            let edit = Edit::AddDataSets { sets: counted.sets, mapping: Some(Box::new(counted.mapping)) };
            let refused =
                |error| Stop::Input(format!("The counts could not be added, so nothing was changed: {error}."));
            editor.apply(edit, now).map_err(refused)?;
            let saved = opened.file.save(&*env.disk, editor.project());
            let saved = saved.map_err(|error| Stop::Input(error.user_message().to_string()))?;
            if let Some(problem) = saved.backup_problem {
                tell(&words::capitalised(&problem.to_string()));
            }
            print(&told)
        }
    }
}

fn look(import: &Import, env: &Env, answers: &Answers) -> Result<Look, Stop> {
    let question = Question::Look { sheet: import.sheet.clone(), answers: Box::new(answers.clone()) };
    let job: ImportJob<Look> = ImportJob::start(None, Importer::of(env), import.survey.clone(), question);
    job.wait().map_err(|error| stop(&error))
}

fn write_mapping(env: &Env, to: &Path, text: &str) -> Result<(), Stop> {
    if env.disk.kind(to).is_ok() {
        return Err(Stop::Input(format!("{} is there already, so the mapping was not written.", to.display())));
    }
    let wrong = |error| Stop::Input(format!("The mapping could not be written to {}: {error}.", to.display()));
    atomic::write(&*env.disk, to, text.as_bytes(), Access::AsBefore).map_err(wrong)
}

/// Reads a mapping. Where it is wrong is told, never what stands there.
fn read_mapping(env: &Env, path: &Path) -> Result<Mapping, Stop> {
    let wrong = |why: String| Stop::Input(format!("The mapping {} cannot be read: {why}.", path.display()));
    let bytes = env.disk.read(path, MAX_MAPPING).map_err(|error| wrong(error.to_string()))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mapping: Mapping = ron::de::from_bytes(bytes).map_err(|error| {
        let at = error.span.start;
        wrong(format!("line {}, column {} is not understood", at.line, at.col))
    })?;
    if mapping.is_sound() { Ok(mapping) } else { Err(Stop::Input(PeopleError::UnsoundMapping.to_string())) }
}

/// What was counted and what was not, in totals.
fn told(counted: &Counted, survey: Option<&Survey>) -> String {
    let whole = |number: u64| words::whole(number);
    let mut lines = vec![format!("{} people are in the file.", whole(counted.people))];
    for set in &counted.sets {
        let answered = set.whole().map_or(0, crate::project::CountRow::total);
        let mut question = survey.into_iter().flat_map(Survey::all_questions);
        let text = question.find(|question| question.id == set.question).map_or("", |question| question.text.as_str());
        lines.push(format!("{text} {} answered.", whole(answered)));
        let by: Vec<String> = set.groups().map(|one| words::uncapitalised(one.by.name())).collect();
        if !by.is_empty() {
            lines.push(format!("  By {}.", words::list(&by)));
        }
        let more = [
            (set.crossings.len(), "table of two crossed", "tables of two crossed"),
            (set.pay.len(), "table of pay", "tables of pay"),
            (set.waits.len(), "table of waits", "tables of waits"),
        ];
        let more = more.iter().filter(|(count, ..)| *count > 0);
        let more: Vec<String> = more.map(|(count, one, many)| words::count(*count, one, many)).collect();
        if !more.is_empty() {
            lines.push(format!("  With {}.", words::list(&more)));
        }
    }
    for column in &counted.left_out {
        let parts = [
            (column.empty, "empty"),
            (column.not_understood, "not understood"),
            (column.other, "in small groups, told as “Other”"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| format!("{} {what}", whole(*count))).collect();
        if !parts.is_empty() {
            lines.push(format!("{}: {}.", column.header, words::list(&parts)));
        }
    }
    for problem in counted.problems.listed.iter().take(TOLD) {
        lines.push(format!("Row {}, {}: {}.", whole(problem.row), problem.column, problem.kind.words()));
    }
    let more = counted.problems.total.saturating_sub(counted.problems.listed.len().min(TOLD) as u64);
    if more > 0 {
        lines.push(format!("… and {} more like these.", whole(more)));
    }
    lines.join("\n") + "\n"
}
