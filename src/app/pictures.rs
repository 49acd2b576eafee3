//! Charts as pictures: copied to the clipboard, or saved as files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, Context};
use jiff::civil::Date;

use super::env::Ask;
use super::files::{Done, Lost, replaced_words, with_ending};
use super::notice::Notice;
use super::{App, ChartPicture, Command, document};
use crate::chart::Chart;
use crate::export::picture::{self, Pixels, Replaced};
use crate::store::{self, Access, Existing, WriteError, atomic};

/// The queue of pictures: two to the same path leave the later one there, and the one copied last is on the clipboard.
const PICTURES: &str = "pictures";

/// Why a picture was not saved.
#[derive(Debug, thiserror::Error)]
pub enum PictureWriteError {
    /// The picture could not be made.
    #[error(transparent)]
    Render(#[from] picture::PictureError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// There is a file already, and nobody has agreed to lose it.
    #[error("there is a file of that name already")]
    Exists,
    /// The path is that of a project, which must not be lost.
    #[error("a picture is not written to a project’s file name")]
    ProjectName,
}

impl App {
    /// Copies a chart as a picture.
    pub(super) fn copy_picture(&self, ctx: &Context, chart: Arc<Chart>) {
        self.jobs.run_in_order(ctx, PICTURES, Done::Lost(Lost::Asked("Copying the picture")), move || {
            Done::PictureMade(picture::pixels(&chart, picture::SCALE))
        });
    }

    /// Puts a picture on the clipboard.
    pub(super) fn picture_made(
        &mut self,
        ctx: &Context,
        result: Result<(Pixels, Vec<Replaced>), picture::PictureError>,
    ) {
        match result {
            Ok((pixels, replaced)) => {
                ctx.copy_image(ColorImage::from_rgba_unmultiplied([pixels.width, pixels.height], &pixels.rgba));
                if replaced.is_empty() {
                    self.window.say("The chart is copied as a picture".to_owned());
                } else {
                    let lacks = lacks(&replaced);
                    self.tell(Notice::warning(format!("The chart is copied as a picture, but {lacks}.")));
                }
            }
            Err(error) => self.tell(Notice::warning(not_made(&error, "copied"))),
        }
    }

    /// Asks where to save a chart as a picture.
    pub(super) fn ask_for_picture(&mut self, ctx: &Context, picture: ChartPicture) {
        let Some(document) = &self.document else { return };
        let name = file_name(&document.editor.project().organisation.name, &picture, self.today());
        self.ask(ctx, Ask::Picture { name, picture }, Vec::new());
    }

    /// Saves a picture to the path that a dialog gave. The dialog has asked before it gave one that is there, but not for
    /// the ending that is added.
    pub(super) fn save_picture_to_chosen(&mut self, ctx: &Context, path: &Path, picture: ChartPicture) {
        let existing =
            if with_ending(path, picture.format.ending()) == path { Existing::Replace } else { Existing::Refuse };
        self.save_picture(ctx, path, picture, existing);
    }

    /// Saves a chart as a picture.
    pub(super) fn save_picture(&mut self, ctx: &Context, path: &Path, picture: ChartPicture, existing: Existing) {
        let (disk, path) = (Arc::clone(&self.env.disk), with_ending(path, picture.format.ending()));
        self.jobs.run_in_order(ctx, PICTURES, Done::Lost(Lost::Asked("Saving the picture")), move || {
            let result = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(store::EXTENSION)) {
                Err(PictureWriteError::ProjectName)
            } else if existing == Existing::Refuse && disk.kind(&path).is_ok() {
                Err(PictureWriteError::Exists)
            } else {
                write(&*disk, &path, &picture)
            };
            Done::PictureSaved { path, picture, result }
        });
    }

    /// Tells what came of saving a picture.
    pub(super) fn picture_saved(
        &mut self,
        path: PathBuf,
        picture: ChartPicture,
        result: Result<Vec<Replaced>, PictureWriteError>,
    ) {
        let shown = path.display();
        match result {
            Ok(replaced) if replaced.is_empty() => {
                self.notices.push(Notice::fine(format!("The chart is saved as a picture. {shown}")));
            }
            Ok(replaced) => {
                let lacks = lacks(&replaced);
                self.notices.push(Notice::warning(format!("The chart is saved as a picture, but {lacks}. {shown}")));
            }
            Err(PictureWriteError::Exists) => {
                let text = format!("There is already a file of that name, so the picture was not saved. {shown}");
                self.tell(Notice::warning(text).with("Write over it", Command::SavePictureOver(path, picture)));
            }
            Err(PictureWriteError::ProjectName) => self.notices.push(Notice::warning(format!(
                "The picture was not saved: that name is a project’s. The project is as it was. Choose a name that ends \
                 in .{}.\n{shown}",
                picture.format.ending()
            ))),
            Err(PictureWriteError::Render(error)) => self.notices.push(Notice::warning(not_made(&error, "saved"))),
            Err(PictureWriteError::Write(error)) => self.notices.push(error.user_message().into()),
        }
    }
}

fn write(disk: &dyn store::Disk, path: &Path, picture: &ChartPicture) -> Result<Vec<Replaced>, PictureWriteError> {
    let made = picture::render(&picture.chart, picture.format)?;
    atomic::write(disk, path, &made.bytes, Access::AsBefore)?;
    Ok(made.replaced)
}

/// What the fonts lack, as the end of a sentence.
fn lacks(replaced: &[Replaced]) -> String {
    format!("the fonts lack {}; each stands as a replacement mark", replaced_words(replaced))
}

/// What the user is told where no picture could be made.
fn not_made(error: &picture::PictureError, done: &str) -> String {
    let advice = match error {
        picture::PictureError::TooLarge => "Save it as SVG, which may have any size.",
        picture::PictureError::Font(_) | picture::PictureError::File(_) => {
            "The figures can still be copied as a table."
        }
    };
    format!("The picture was not {done}. {error} Your project is as it was. {advice}")
}

/// The name for a picture's file: whose, what it shows, when.
fn file_name(organisation: &str, picture: &ChartPicture, today: Date) -> String {
    const LETTERS: usize = 60;
    let title = document::file_stem(&picture.chart.title);
    let mut short: String = title.chars().take(LETTERS).collect();
    if short.len() < title.len()
        && let Some(end) = short.rfind(' ')
    {
        short.truncate(end);
    }
    let short = short.trim_end_matches([' ', '.', ',', '(', '–', '-']);
    format!("{} {short} {today}.{}", document::file_stem(organisation), picture.format.ending())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::PictureFormat;
    use crate::chart::{Plot, Table};

    #[test]
    fn a_file_is_named_after_its_organisation_its_finding_and_its_day() {
        let name = |title: &str, format| {
            let chart = Chart {
                notes: Vec::new(),
                title: title.to_owned(),
                alt: String::new(),
                source: String::new(),
                plot: Plot::Ratings(Vec::new()),
                table: Table::default(),
            };
            file_name("Fen & Co", &ChartPicture { chart: Arc::new(chart), format }, date(2026, 11, 22))
        };
        assert_eq!(
            name("Response rate: 66%, up 18 points since Sep 2025", PictureFormat::Png),
            "Fen & Co Response rate 66%, up 18 points since Sep 2025 2026-11-22.png"
        );
        assert_eq!(
            name("Active practices: from 37 of 114 (Round 1, autumn 2025) to 46 of 120", PictureFormat::Svg),
            "Fen & Co Active practices from 37 of 114 (Round 1, autumn 2025) to 2026-11-22.svg"
        );
        assert_eq!(name("a/b\n", PictureFormat::Svg), "Fen & Co ab 2026-11-22.svg");
    }
}
