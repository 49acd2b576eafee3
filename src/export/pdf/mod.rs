//! The board pack as a PDF: A4, tagged for screen readers (PDF/UA-1), the same bytes for the same report.
//!
//! The way of a report: its blocks become bands (`layout`, `cover`, `table`, `figure`), bands become pages (`flow`), pages
//! become operations (`paint`, `subset`), and the file is completed with structure, bookmarks and properties (`tags`,
//! `finish`). Charts are drawn, and text is shaped and broken into lines, in `drawing`.

mod cover;
mod figure;
mod finish;
mod flow;
mod item;
mod layout;
mod paint;
mod running;
mod subset;
mod table;
mod tags;

#[cfg(test)]
mod tests;

use printpdf::{FontId, Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};

use super::drawing::FontError;
use super::drawing::fonts::Fonts;
use crate::report::Report;

pub use super::drawing::Replaced;

/// A report as a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters that no font has, in the order of the pages. The file shows a mark in their place and still reads
    /// them out.
    pub replaced: Vec<Replaced>,
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A font that is built in cannot be read.
    #[error(transparent)]
    Font(#[from] FontError),
    /// The file could not be put together.
    #[error("The PDF could not be put together.")]
    File(#[source] lopdf::Error),
}

/// Writes a report as a PDF.
pub fn render(report: &Report) -> Result<Pdf, PdfError> {
    let mut fonts = Fonts::new();
    let mut layout = layout::lay_out(report, &mut fonts)?;
    let subsets = subset::subsets(&fonts)?;
    let mut document = PdfDocument::new(&report.title);
    for page in &layout.pages {
        let ops = paint::page(page, &mut layout.tree, &subsets);
        document.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), ops));
    }
    for (face, subset) in subsets {
        document.resources.fonts.map.insert(FontId(subset::resource(face).to_owned()), PdfFont::new(subset.font));
    }
    let options = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let file = document.to_lopdf_document(&options, &mut Vec::new());
    let bytes = finish::finish(file, &mut layout, report)?;
    Ok(Pdf { bytes, pages: layout.pages.len(), replaced: fonts.take_replaced() })
}
