//! Charts as pictures on the clipboard. As files they are saved as everything else is (`exports`).

use std::sync::Arc;

use egui::{ColorImage, Context};

use super::App;
use super::exports::lacks;
use super::files::{Done, Lost};
use super::notice::Notice;
use crate::chart::Chart;
use crate::export::picture::{self, Pixels, Replaced};

/// The queue of pictures: the one copied last is on the clipboard.
const PICTURES: &str = "pictures";

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
                match lacks(&replaced) {
                    None => self.window.say("The chart is copied as a picture".to_owned()),
                    Some(lacks) => {
                        self.tell(Notice::warning(format!("The chart is copied as a picture, but {lacks}.")));
                    }
                }
            }
            Err(error) => self.tell(Notice::warning(not_made(&error, "copied"))),
        }
    }
}

/// What the user is told where no picture could be made.
pub(super) fn not_made(error: &picture::PictureError, done: &str) -> String {
    let advice = match error {
        picture::PictureError::TooLarge => "Save it as SVG, which may have any size.",
        picture::PictureError::Font(_) | picture::PictureError::File(_) => {
            "The figures can still be copied as a table."
        }
    };
    format!("The picture was not {done}. {error} Your project is as it was. {advice}")
}
