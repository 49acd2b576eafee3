//! Floor 6: the command line: opens the window, or does one thing without it.
//!
//! What always holds: results go to standard output, messages to standard error; a file is written whole or not at all;
//! the exit code is 0 when the thing was done, 1 when the input is at fault, 2 when the call is.
//!
//! What does not belong here: how anything is done; this room only reads arguments and tells what happened.

mod figures;
mod import;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;
use lexopt::prelude::{Long, Short, Value, ValueExt as _};

use crate::app::{self, Env, IMPORT_WORKER, SAMPLE};
use crate::content::{self, Catalogue, PackFile, ThirdGroup};
use crate::insight;
use crate::project::{Audience, Organisation, Population, Project, ProjectId, Round, RoundId};
use crate::report::{self, Section};
use crate::store::{self, Existing, OpenedFile, ProjectFile};
use crate::words;
use import::{Import, What};

const HELP: &str = "\
Waymark: review socio-economic diversity and inclusion, plan what to do, and show a board whether it worked.

Usage:
  waymark [FILE]                                   open the window, with a project
  waymark sample FILE                              write the sample organisation (invented)
  waymark new FILE --name NAME                     write a project with nothing in it
  waymark export FILE --to OUT.pdf [--date DAY]    write the board pack
  waymark summary FILE [--json] [--date DAY]       print a project in numbers
  waymark figures FILE --audience internal|board|public --to OUT.csv|OUT.json
                                                   write the workforce figures that may be shown
  waymark check PATH…                              check packs; a folder stands for its .ron files
  waymark import FILE --survey DATA --suggest-mapping --population WHO [--to MAP.ron]
                                                   say what the columns of a file of people seem to hold
  waymark import FILE --survey DATA --mapping MAP.ron --date DAY [--population WHO] [--asked N] [--name NAME]
                                                   count a file of people into a project; only counts are kept
  waymark --help, --version

DAY is written 2026-03-31; without it, today. Files that exist are not overwritten by sample, new and --suggest-mapping.
DATA is a .csv or .xlsx file with a row for each person; --sheet NAME chooses a sheet. WHO is workforce, applicants,
new-hires, apprentices, promotions, training, leavers or outreach.
Figures that are written are released: what was released before is held against them, and the release is noted in FILE.
If it cannot be, no figures are written; if they are those of the newest release to that audience, nothing is noted.
Exit codes: 0 done, 1 the input is at fault, 2 the call is.
";

/// What was asked for.
#[derive(Debug)]
enum Call {
    Window(Option<PathBuf>),
    Sample(PathBuf),
    New { file: PathBuf, name: String },
    Export { file: PathBuf, to: PathBuf, date: Option<Date> },
    Summary { file: PathBuf, json: bool, date: Option<Date> },
    Figures { file: PathBuf, to: PathBuf, audience: Audience },
    Check(Vec<PathBuf>),
    Import(Import),
    Help,
    Version,
}

/// Why nothing was done.
#[derive(Debug)]
enum Stop {
    /// The call is wrong: exit code 2.
    Usage(String),
    /// The input is at fault, or the world: exit code 1.
    Input(String),
}

impl From<lexopt::Error> for Stop {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

/// Does what the process's arguments ask for.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let [first, path] = arguments.as_slice()
        && first == IMPORT_WORKER
    {
        return app::import_worker(path);
    }
    match parse(arguments).and_then(|call| carry_out(call, &Env::real())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Usage(message)) => {
            tell(&format!("waymark: {message}\nTry “waymark --help”."));
            ExitCode::from(2)
        }
        Err(Stop::Input(message)) => {
            tell(&message);
            ExitCode::from(1)
        }
    }
}

/// Prints a message. There is nobody to tell where that fails.
fn tell(message: &str) {
    writeln!(std::io::stderr(), "{message}").ok();
}

/// Prints a result.
fn print(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Stop::Input(format!("The result could not be printed: {error}.")))
}

/// Reads the arguments.
fn parse(arguments: Vec<OsString>) -> Result<Call, Stop> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut values: Vec<OsString> = Vec::new();
    let (mut to, mut name, mut date, mut json, mut audience) = (None, None, None, false, None);
    let mut people = PeopleOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Call::Help),
            Long("version") | Short('V') => return Ok(Call::Version),
            Long("json") => json = true,
            Long("to") => to = Some(PathBuf::from(parser.value()?)),
            Long("audience") => {
                let text = parser.value()?.string()?;
                let one = Audience::ALL.into_iter().find(|one| one.id() == text);
                audience = Some(
                    one.ok_or_else(|| Stop::Usage(format!("--audience {text}: it is internal, board or public")))?,
                );
            }
            Long("name") => name = Some(parser.value()?.string()?),
            Long("date") => {
                let text = parser.value()?.string()?;
                let day = words::parse_date(&text).map_err(|error| Stop::Usage(format!("--date {text}: {error}")))?;
                date = Some(day);
            }
            Long("survey") => people.survey = Some(PathBuf::from(parser.value()?)),
            Long("mapping") => people.mapping = Some(PathBuf::from(parser.value()?)),
            Long("sheet") => people.sheet = Some(parser.value()?.string()?),
            Long("asked") => {
                let text = parser.value()?.string()?;
                let asked =
                    words::parse_whole(&text).map_err(|error| Stop::Usage(format!("--asked {text}: {error}")))?;
                people.asked = Some(asked);
            }
            Long("population") => {
                let text = parser.value()?.string()?;
                let found = import::population(&text);
                people.population = Some(found.ok_or_else(|| Stop::Usage(format!("there is no population “{text}”")))?);
            }
            Long("suggest-mapping") => people.suggest = true,
            Value(value) => values.push(value),
            Long(_) | Short(_) => return Err(argument.unexpected().into()),
        }
    }
    let verb = values.first().and_then(|verb| verb.to_str()).unwrap_or_default().to_owned();
    let file = || match values.get(1..) {
        Some([file]) => Ok(PathBuf::from(file)),
        _ => Err(Stop::Usage(format!("{verb} takes one file"))),
    };
    let refuse = |used: bool, option: &str| {
        if used { Err(Stop::Usage(format!("{option} does not go with this"))) } else { Ok(()) }
    };
    let (imports, suggests) = (verb == "import", people.suggest);
    let counts = imports && !suggests;
    let options = [
        (to.is_some(), "--to", verb == "export" || verb == "figures" || (imports && suggests)),
        (audience.is_some(), "--audience", verb == "figures"),
        (name.is_some(), "--name", verb == "new" || counts),
        (date.is_some(), "--date", verb == "export" || verb == "summary" || counts),
        (json, "--json", verb == "summary"),
        (people.survey.is_some(), "--survey", imports),
        (people.mapping.is_some(), "--mapping", counts),
        (people.sheet.is_some(), "--sheet", imports),
        (people.asked.is_some(), "--asked", counts),
        (people.population.is_some(), "--population", imports),
        (suggests, "--suggest-mapping", imports),
    ];
    for (used, option, allowed) in options {
        refuse(used && !allowed, option)?;
    }
    match verb.as_str() {
        "sample" => Ok(Call::Sample(file()?)),
        "new" => {
            let name = name.filter(|name| !name.trim().is_empty());
            let name = name.ok_or_else(|| Stop::Usage("new needs --name NAME".to_owned()))?;
            Ok(Call::New { file: file()?, name: name.trim().to_owned() })
        }
        "export" => {
            let to = to.ok_or_else(|| Stop::Usage("export needs --to OUT.pdf".to_owned()))?;
            Ok(Call::Export { file: file()?, to, date })
        }
        "figures" => {
            let audience =
                audience.ok_or_else(|| Stop::Usage("figures needs --audience internal, board or public".to_owned()))?;
            let is = |path: &PathBuf| {
                path.extension()
                    .is_some_and(|ending| ["csv", "json"].iter().any(|one| ending.eq_ignore_ascii_case(one)))
            };
            let to = to
                .filter(is)
                .ok_or_else(|| Stop::Usage("figures needs --to and a name that ends in .csv or .json".to_owned()))?;
            Ok(Call::Figures { file: file()?, to, audience })
        }
        "summary" => Ok(Call::Summary { file: file()?, json, date }),
        "import" => people.call(file()?, to, date, name).map(Call::Import),
        "check" => match values.get(1..) {
            Some(paths) if !paths.is_empty() => Ok(Call::Check(paths.iter().map(PathBuf::from).collect())),
            _ => Err(Stop::Usage("check takes at least one file or folder".to_owned())),
        },
        _ => match values.as_slice() {
            [] => Ok(Call::Window(None)),
            [file] => Ok(Call::Window(Some(PathBuf::from(file)))),
            _ => Err(Stop::Usage(format!("“{verb}” is not something that Waymark does"))),
        },
    }
}

fn carry_out(call: Call, env: &Env) -> Result<(), Stop> {
    let today = || (env.clock)().date();
    match call {
        Call::Help => print(HELP),
        Call::Version => print(&format!("waymark {}\n", env!("CARGO_PKG_VERSION"))),
        Call::Window(file) => {
            // A path typed relative to where the program was called is made whole while that place is known.
            let file = file.map(|file| std::path::absolute(&file).unwrap_or(file));
            app::run(file).map_err(|error| {
                Stop::Input(format!(
                    "The window could not be opened, so nothing was changed: {error}.\nWithout a screen, “waymark \
                     summary” and “waymark export” still work."
                ))
            })
        }
        Call::Sample(file) => {
            let sample = store::format::from_bytes(SAMPLE)
                .map_err(|error| Stop::Input(format!("The sample cannot be read: {error}.")))?;
            write_new(env, &file, sample.project)
        }
        Call::New { file, name } => write_new(env, &file, new_project(env, name)),
        Call::Export { file, to, date } => {
            let project = open(env, &file)?;
            let catalogue = project.catalogue(&Catalogue::built_in());
            let digest = insight::digest(&catalogue, &project, date.unwrap_or_else(today));
            let report = report::board_pack(&catalogue, &project, &digest, ThirdGroup::default(), &Section::ALL);
            if let Some(but) = app::write_board_pack(&*env.disk, &to, &report).map_err(Stop::Input)? {
                tell(&format!("{}.", words::capitalised(&but)));
            }
            Ok(())
        }
        Call::Summary { file, json, date } => {
            let project = open(env, &file)?;
            let catalogue = project.catalogue(&Catalogue::built_in());
            let digest = insight::digest(&catalogue, &project, date.unwrap_or_else(today));
            let summary = insight::summary(&catalogue, &project, &digest);
            if json {
                let text = serde_json::to_string_pretty(&summary)
                    .map_err(|error| Stop::Input(format!("The summary could not be written: {error}.")))?;
                print(&format!("{text}\n"))
            } else {
                print(&summary_text(&summary, &digest))
            }
        }
        Call::Figures { file, to, audience } => figures::figures(env, &file, &to, audience),
        Call::Check(paths) => check(env, &paths),
        Call::Import(call) => import::import(&call, env),
    }
}

/// The options of `import`.
#[derive(Default)]
struct PeopleOptions {
    survey: Option<PathBuf>,
    mapping: Option<PathBuf>,
    sheet: Option<String>,
    asked: Option<u32>,
    population: Option<Population>,
    suggest: bool,
}

impl PeopleOptions {
    fn call(
        self,
        file: PathBuf,
        to: Option<PathBuf>,
        date: Option<Date>,
        name: Option<String>,
    ) -> Result<Import, Stop> {
        let needs = |what: &str| Stop::Usage(format!("import needs {what}"));
        let survey = self.survey.ok_or_else(|| needs("--survey DATA"))?;
        let what = if self.suggest {
            if self.population.is_none() {
                return Err(needs("--population WHO to suggest a mapping"));
            }
            What::Suggest(to)
        } else {
            What::Count {
                mapping: self.mapping.ok_or_else(|| needs("--mapping MAP.ron, or --suggest-mapping"))?,
                date: date.ok_or_else(|| needs("--date DAY: the day that the file describes"))?,
                asked: self.asked,
                name: name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
            }
        };
        Ok(Import { file, survey, sheet: self.sheet, population: self.population, what })
    }
}

/// Opens a project to change it.
fn open_to_change(env: &Env, file: &Path) -> Result<OpenedFile, Stop> {
    let opened = ProjectFile::open(&*env.disk, file).map_err(|error| Stop::Input(error.user_message().to_string()))?;
    match opened.file.read_only() {
        Some(reason) => Err(Stop::Input(reason.user_message().to_string())),
        None => Ok(opened),
    }
}

/// Opens a project to read.
fn open(env: &Env, file: &Path) -> Result<Arc<Project>, Stop> {
    let opened = ProjectFile::open(&*env.disk, file).map_err(|error| Stop::Input(error.user_message().to_string()))?;
    if let Some(reason) = opened.file.read_only() {
        tell(&reason.user_message().to_string());
    }
    Ok(opened.project)
}

/// Writes a project to a file that is not there yet.
fn write_new(env: &Env, file: &Path, project: Project) -> Result<(), Stop> {
    ProjectFile::create(&*env.disk, file, &Arc::new(project), Existing::Refuse)
        .map(|_written| ())
        .map_err(|error| Stop::Input(error.user_message().to_string()))
}

fn new_project(env: &Env, name: String) -> Project {
    let now = (env.clock)();
    let changed = jiff::Timestamp::from_second(now.timestamp().as_second()).unwrap_or(now.timestamp());
    let organisation = Organisation::named(name, changed);
    let round = Round::new(RoundId(fastrand::u64(1..)), "Round 1", now.date(), changed);
    Project::new(ProjectId(fastrand::u64(1..)), organisation, round)
}

/// A summary for people.
fn summary_text(summary: &insight::Summary, digest: &insight::Digest) -> String {
    let mut text = String::new();
    let invented = if summary.invented { " (invented)" } else { "" };
    let mut line = |words: String| {
        text.push_str(&words);
        text.push('\n');
    };
    line(format!("{}{invented}, {}, {}", summary.organisation, summary.round, words::long_date(summary.date)));
    line(format!("{} questions: {}", summary.questions, summary.ratings.words()));
    line(format!("{} recommendations: {}", summary.recommendations, summary.recommendation_ratings.words()));
    for area in &summary.by_area {
        line(format!("  {}: {}", area.name, area.ratings.words()));
    }
    let actions = &summary.actions;
    let noun = if actions.total == 1 { "action" } else { "actions" };
    line(format!("{} {noun}: {} open, {} overdue", actions.total, actions.open, actions.overdue));
    for kpi in digest.kpis.iter().filter(|kpi| kpi.in_use) {
        let newest = kpi.latest.as_ref().map(|one| format!("{} ({}), ", kpi.latest_words(), words::date(one.date)));
        let state = words::uncapitalised(&kpi.full_state_words());
        line(format!("{}: {}{state}", kpi.name, newest.unwrap_or_default()));
    }
    text
}

/// Checks packs, and tells every fault.
fn check(env: &Env, paths: &[PathBuf]) -> Result<(), Stop> {
    let mut files: Vec<PackFile> = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        let (mut found, errors) = store::read_packs(&*env.disk, path);
        problems.extend(errors.iter().map(|error| words::capitalised(&error.to_string())));
        if found.is_empty() && errors.is_empty() {
            problems.push(format!("There is no pack in {}. Packs are files that end in .ron.", path.display()));
        }
        files.append(&mut found);
    }
    let faults = content::check(&content::built_in(), &files);
    problems.extend(faults.iter().map(ToString::to_string));
    if problems.is_empty() {
        return print(&format!(
            "{} checked, nothing wrong.\n",
            words::capitalised(&words::count(files.len(), "pack", "packs"))
        ));
    }
    Err(Stop::Input(problems.join("\n")))
}
