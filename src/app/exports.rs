//! Files that are made of the open project, or of a chart, for others to read: the board pack, sheets, a pack, pictures.
//! Each kind has its words and its renderer; asking for a path, writing and telling what came of it are one for all.
//!
//! What always holds: a file is replaced only where the user has agreed to it, and a project's never; it is made and
//! written beside the window, whole or not at all.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::env::Ask;
use super::files::{Done, Lost, with_ending};
use super::notice::Notice;
use super::pictures::not_made;
use super::{App, Command, document};
use crate::chart::Chart;
use crate::content::{Catalogue, KpiId};
use crate::disclosure::Published;
use crate::export::{csv, pack, pdf, picture};
use crate::insight::{self, PublishedFigures};
use crate::project::{Action, ActionId, Project, ReleaseId};
use crate::report::{self, Report, Section};
use crate::store::{self, Access, Disk, Existing, WriteError, atomic};
use crate::words;

/// The queue of these files: two to the same path leave the later one there.
const EXPORTS: &str = "exports";

/// A file for others to read.
#[derive(Clone, Debug, PartialEq)]
pub enum Export {
    /// The board pack, with these sections.
    BoardPack(Vec<Section>),
    /// These actions as a sheet, in this order.
    Actions(Vec<ActionId>),
    /// The figures of a KPI as a sheet; `None` stands for those of all KPIs.
    Figures(Option<KpiId>),
    /// The workforce figures of a release as a sheet.
    Released(ReleaseId),
    /// The organisation's own KPIs as a pack.
    OwnKpis,
    /// This chart as a picture.
    Picture(ChartPicture),
}

/// A chart to save as a picture of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartPicture {
    /// The chart.
    pub chart: Arc<Chart>,
    /// The kind of file.
    pub format: picture::Format,
}

/// The words for a kind of file.
#[derive(Clone, Copy, Debug)]
pub struct ExportWords {
    /// What it is, to stand after *the*.
    pub subject: &'static str,
    /// What is asked of the user, where a path is.
    pub title: &'static str,
    /// What the button says with which a typed path is taken.
    pub verb: &'static str,
    /// What is being done, where that goes wrong.
    doing: &'static str,
    /// The kind of file.
    pub kind: &'static str,
    /// The ending of its name.
    pub ending: &'static str,
    /// A name for an example.
    pub example: &'static str,
}

impl Export {
    /// Its words.
    pub fn words(&self) -> ExportWords {
        match self {
            Self::BoardPack(_) => ExportWords {
                subject: "board pack",
                title: "Export the board pack",
                verb: "Export",
                doing: "Making the board pack",
                kind: "PDF",
                ending: "pdf",
                example: "plan",
            },
            Self::Actions(_) => ExportWords {
                subject: "list of actions",
                title: "Save the list of actions",
                verb: "Save",
                doing: "Writing the list of actions",
                kind: "CSV",
                ending: "csv",
                example: "actions",
            },
            Self::Figures(_) => ExportWords {
                subject: "list of figures",
                title: "Save the figures",
                verb: "Save",
                doing: "Writing the list of figures",
                kind: "CSV",
                ending: "csv",
                example: "figures",
            },
            Self::Released(_) => ExportWords {
                subject: "released figures",
                title: "Save the released figures",
                verb: "Save",
                doing: "Writing the released figures",
                kind: "CSV",
                ending: "csv",
                example: "figures",
            },
            Self::OwnKpis => ExportWords {
                subject: "pack of measures",
                title: "Save your own measures as a pack",
                verb: "Save",
                doing: "Writing the pack of measures",
                kind: "Waymark pack",
                ending: "ron",
                example: "measures",
            },
            Self::Picture(picture) => ExportWords {
                subject: "picture",
                title: "Save the chart as a picture",
                verb: "Save",
                doing: "Saving the picture",
                kind: picture.format.name(),
                ending: picture.format.ending(),
                example: "chart",
            },
        }
    }
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The board pack could not be made.
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
    /// The picture could not be made.
    #[error(transparent)]
    Picture(#[from] picture::PictureError),
    /// The pack could not be made.
    #[error(transparent)]
    Pack(#[from] pack::PackError),
    /// The figures could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// There is a file already, and nobody has agreed to lose it.
    #[error("there is a file of that name already")]
    Exists,
    /// The release is not in the project.
    #[error("that release is not in the project")]
    NotReleased,
    /// The path is that of a project, which must not be lost.
    #[error("nothing else is written to a project’s file name")]
    ProjectName,
}

impl ExportError {
    /// What the user is told.
    fn user_message(&self, words: ExportWords, path: &Path) -> String {
        let ExportWords { subject, ending, .. } = words;
        match self {
            Self::Pdf(error) => format!(
                "The board pack could not be made: {error}. Your project is as it was. Leave sections out to find the \
                 one that fails."
            ),
            Self::Picture(error) => not_made(error, "saved"),
            Self::Pack(error) => format!("The {subject} was not saved. {error} Your project is as it was."),
            Self::Json(error) => format!("The {subject} were not saved: {error}. Your project is as it was."),
            Self::Write(error) => error.user_message().to_string(),
            Self::Exists => {
                format!("There is already a file of that name, so the {subject} was not saved. {}", path.display())
            }
            Self::NotReleased => format!("The {subject} were not saved: they are not in this project any more."),
            Self::ProjectName => format!(
                "The {subject} was not saved: that name is a project’s. The project is as it was. Choose a name that \
                 ends in .{ending}.\n{}",
                path.display()
            ),
        }
    }
}

/// A file as it was made.
struct Made {
    bytes: Vec<u8>,
    /// What it does not show as it is, to stand after *but*.
    but: Option<String>,
}

impl Made {
    /// A file that is all that was asked for.
    fn whole(bytes: Vec<u8>) -> Self {
        Self { bytes, but: None }
    }

    /// A file in which signs stand for characters that no font has.
    fn drawn(bytes: Vec<u8>, replaced: &[pdf::Replaced]) -> Self {
        Self { bytes, but: lacks(replaced) }
    }
}

impl App {
    /// Asks where to write a file.
    pub(super) fn ask_for_export(&mut self, ctx: &Context, export: Export) {
        let Some(name) = self.export_name(&export) else { return };
        self.ask(ctx, Ask::Export { name, export });
    }

    /// Writes a file to the path that a dialog gave. The dialog has asked before it gave one that is there, but not for
    /// the ending that is added.
    pub(super) fn export_to_chosen(&mut self, ctx: &Context, path: &Path, export: Export) {
        let asked = with_ending(path, export.words().ending) == path;
        self.export(ctx, path, export, if asked { Existing::Replace } else { Existing::Refuse });
    }

    /// Makes a file and writes it.
    pub(super) fn export(&mut self, ctx: &Context, path: &Path, export: Export, existing: Existing) {
        let Some(make) = self.maker(&export) else { return };
        let words = export.words();
        let (disk, path) = (Arc::clone(&self.env.disk), with_ending(path, words.ending));
        self.jobs.run_in_order(ctx, EXPORTS, Done::Lost(Lost::Asked(words.doing)), move || {
            let result = write(&*disk, &path, existing, make);
            Done::Exported { path, export, result }
        });
    }

    /// Tells what came of writing a file: with what it does not show as it is, where there is such.
    pub(super) fn exported(&mut self, path: PathBuf, export: Export, result: Result<Option<String>, ExportError>) {
        let words = export.words();
        let (subject, shown) = (words.subject, path.display());
        match result {
            Ok(None) => self.notices.push(Notice::fine(format!("The {subject} is saved. {shown}"))),
            Ok(Some(but)) => {
                self.notices.push(Notice::warning(format!("The {subject} is saved, but {but}. {shown}")));
            }
            Err(error) => {
                let notice = Notice::warning(error.user_message(words, &path));
                if matches!(error, ExportError::Exists) {
                    self.tell(notice.with("Write over it", Command::ExportOver(path, export)));
                } else {
                    self.notices.push(notice);
                }
            }
        }
    }

    /// What makes a file, beside the window, of the project as it is now.
    fn maker(&mut self, export: &Export) -> Option<Box<dyn FnOnce() -> Result<Made, ExportError> + Send>> {
        let (today, catalogue, third) = (self.today(), self.project_catalogue(), self.preferences.third_group);
        let document = self.document.as_mut()?;
        let project = Arc::clone(document.editor.project());
        let digest = document.digest(&self.catalogue, today);
        let export = export.clone();
        Some(Box::new(move || match export {
            Export::BoardPack(sections) => {
                make_pdf(&report::board_pack(&catalogue, &project, &digest, third, &sections))
            }
            Export::Actions(actions) => {
                let listed: Vec<&Action> =
                    actions.iter().filter_map(|id| project.action(*id)).map(AsRef::as_ref).collect();
                Ok(Made::whole(csv::plan(&catalogue, &listed)))
            }
            Export::Figures(Some(kpi)) => Ok(Made::whole(csv::figures(&catalogue, &project, &[kpi]))),
            Export::Figures(None) => {
                // As the scorecard has them; then those of measures that no loaded pack defines any more.
                let shown: Vec<KpiId> = digest.kpis.iter().map(|kpi| kpi.id.clone()).collect();
                let others = project.kpis.keys().filter(|id| !shown.contains(id)).cloned().collect();
                Ok(Made::whole(csv::figures(&catalogue, &project, &[shown, others].concat())))
            }
            Export::Released(id) => Ok(Made::whole(csv::published(&released(&catalogue, &project, id)?))),
            Export::OwnKpis => {
                let made = pack::own_kpis(&catalogue, &project)?;
                Ok(Made { bytes: made.bytes, but: made.but })
            }
            Export::Picture(picture) => {
                let made = picture::render(&picture.chart, picture.format)?;
                Ok(Made::drawn(made.bytes, &made.replaced))
            }
        }))
    }

    /// The name for a new file: whose, what it holds, when.
    fn export_name(&mut self, export: &Export) -> Option<String> {
        let what = match export {
            Export::BoardPack(_) => "action plan".to_owned(),
            Export::Actions(_) => "actions".to_owned(),
            Export::Figures(None) => "figures".to_owned(),
            Export::Figures(Some(kpi)) => {
                self.project_catalogue().kpi(kpi).map_or_else(|| "figures".to_owned(), |kpi| kpi.name.clone())
            }
            Export::Released(_) => "workforce figures".to_owned(),
            Export::OwnKpis => "measures".to_owned(),
            Export::Picture(picture) => picture.chart.title.clone(),
        };
        let organisation = &self.document.as_ref()?.editor.project().organisation.name;
        let (whose, what) = (document::file_stem(organisation), short_stem(&what));
        Some(format!("{whose} {what} {}.{}", self.today(), export.words().ending))
    }
}

/// Writes the board pack to a path, whatever is there; gives what it does not show as it is, or what the user is told
/// where it was not written. A project's file name is refused: whoever types it means another file, and would lose the
/// project.
pub fn write_board_pack(disk: &dyn Disk, path: &Path, report: &Report) -> Result<Option<String>, String> {
    let words = Export::BoardPack(Vec::new()).words();
    write(disk, path, Existing::Replace, || make_pdf(report)).map_err(|error| error.user_message(words, path))
}

/// The figures of a release for other programs.
fn released(catalogue: &Catalogue, project: &Project, id: ReleaseId) -> Result<PublishedFigures, ExportError> {
    let release = project.release(id).ok_or(ExportError::NotReleased)?;
    let published = Published::released(project, id).ok_or(ExportError::NotReleased)?;
    Ok(insight::published_figures(catalogue, project, release.on, &published))
}

/// Writes the figures of a release to a path, whatever is there: as JSON where its name ends so, else as a sheet. Gives
/// what the user is told where they were not written.
pub fn write_released(
    disk: &dyn Disk,
    path: &Path,
    catalogue: &Catalogue,
    project: &Project,
    id: ReleaseId,
) -> Result<(), String> {
    let words = Export::Released(id).words();
    let make = || {
        let figures = released(catalogue, project, id)?;
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
            let mut text = serde_json::to_string_pretty(&figures)?;
            text.push('\n');
            return Ok(Made::whole(text.into_bytes()));
        }
        Ok(Made::whole(csv::published(&figures)))
    };
    write(disk, path, Existing::Replace, make).map(|_whole| ()).map_err(|error| error.user_message(words, path))
}

fn make_pdf(report: &Report) -> Result<Made, ExportError> {
    let made = pdf::render(report)?;
    Ok(Made::drawn(made.bytes, &made.replaced))
}

/// Makes a file and writes it; gives what it does not show as it is. Nothing is made for a path that is refused.
fn write(
    disk: &dyn Disk,
    path: &Path,
    existing: Existing,
    maker: impl FnOnce() -> Result<Made, ExportError>,
) -> Result<Option<String>, ExportError> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::EXTENSION)) {
        return Err(ExportError::ProjectName);
    }
    if existing == Existing::Refuse && disk.kind(path).is_ok() {
        return Err(ExportError::Exists);
    }
    let made = maker()?;
    atomic::write(disk, path, &made.bytes, Access::AsBefore)?;
    Ok(made.but)
}

/// Which characters the fonts lack, as the end of a sentence; each is named once.
pub(super) fn lacks(replaced: &[pdf::Replaced]) -> Option<String> {
    let mut characters: Vec<String> = Vec::new();
    for one in replaced {
        if !characters.contains(&one.character) {
            characters.push(one.character.clone());
        }
    }
    let listed = words::list(&characters);
    (!characters.is_empty()).then(|| format!("the fonts lack {listed}; each stands as a replacement mark"))
}

/// A title as a part of a file's name, cut at a word where it is long.
fn short_stem(title: &str) -> String {
    const LETTERS: usize = 60;
    let title = document::file_stem(title);
    let mut short: String = title.chars().take(LETTERS).collect();
    if short.len() < title.len()
        && let Some(end) = short.rfind(' ')
    {
        short.truncate(end);
    }
    short.trim_end_matches([' ', '.', ',', '(', '–', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::short_stem;

    #[test]
    fn a_part_of_a_name_is_cut_at_a_word() {
        for (title, short) in [
            ("Response rate: 66%, up 18 points since Sep 2025", "Response rate 66%, up 18 points since Sep 2025"),
            (
                "Active practices: from 37 of 114 (Round 1, autumn 2025) to 46 of 120",
                "Active practices from 37 of 114 (Round 1, autumn 2025) to",
            ),
            ("a/b\n", "ab"),
        ] {
            assert_eq!(short_stem(title), short);
        }
    }
}
