//! A chart as a picture of its own: PNG and SVG files, and pixels for the clipboard.
//!
//! The way of a chart: its title, its drawing and its source line become shapes on a white sheet (`sheet`), letters become
//! outlines (`outline`), and the shapes become elements (`svg`) or pixels (`raster`). The drawing is the board pack's own.
//!
//! What always holds: a picture stands alone, with no font and no other file behind it, and looks alike everywhere; it
//! carries the chart's finding and its words for those who do not see it; the same chart gives the same bytes.

mod outline;
mod raster;
mod sheet;
mod svg;

use super::drawing::FontError;
use crate::chart::Chart;
use outline::Outlines;
use sheet::Sheet;

pub use super::drawing::Replaced;
pub use raster::Pixels;

/// How many pixels of a picture stand for a point: enough for a screen of high resolution and for print in a small
/// column.
pub const SCALE: f32 = 2.0;

/// The kinds of files that hold a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Pixels: every program shows it.
    Png,
    /// Shapes: sharp at any size.
    Svg,
}

impl Format {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Png, Self::Svg];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

/// A picture as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font has. The picture shows a mark in their place.
    pub replaced: Vec<Replaced>,
}

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// A font that is built in cannot be read.
    #[error(transparent)]
    Font(#[from] FontError),
    /// It would have more pixels than programs can show.
    #[error("The chart is too tall for a picture of pixels.")]
    TooLarge,
    /// The file could not be put together.
    #[error("The PNG file could not be put together.")]
    File(#[source] png::EncodingError),
}

/// A chart as a file of a kind, in the size in which it is usually wanted.
pub fn render(chart: &Chart, format: Format) -> Result<Picture, PictureError> {
    match format {
        Format::Png => png(chart, SCALE),
        Format::Svg => svg(chart),
    }
}

/// A chart as an SVG file, in UTF-8.
pub fn svg(chart: &Chart) -> Result<Picture, PictureError> {
    let sheet = Sheet::of(chart)?;
    let text = svg::write(&sheet, &mut Outlines::default())?;
    Ok(Picture { bytes: text.into_bytes(), replaced: sheet.replaced })
}

/// A chart as a PNG file with so many pixels to a point.
pub fn png(chart: &Chart, scale: f32) -> Result<Picture, PictureError> {
    let sheet = Sheet::of(chart)?;
    let pixels = raster::paint(&sheet, scale, &mut Outlines::default())?;
    let bytes = raster::png(&sheet, scale, &pixels).map_err(PictureError::File)?;
    Ok(Picture { bytes, replaced: sheet.replaced })
}

/// A chart as pixels, so many to a point; with the characters that no font has.
pub fn pixels(chart: &Chart, scale: f32) -> Result<(Pixels, Vec<Replaced>), PictureError> {
    let sheet = Sheet::of(chart)?;
    let pixels = raster::paint(&sheet, scale, &mut Outlines::default())?;
    Ok((pixels, sheet.replaced))
}
