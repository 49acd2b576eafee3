//! The fonts as the file holds them: reduced to the glyphs that its pages show.

use std::collections::BTreeMap;

use printpdf::{FontMetrics, ParsedFont};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;

use crate::export::drawing::FontError;
use crate::export::drawing::fonts::{Face, Fonts};

/// A face's part for the file.
pub struct Subset {
    /// The font as the file holds it.
    pub font: ParsedFont,
    /// The numbers of its glyphs, and what each means, by their numbers in the whole font.
    pub glyphs: BTreeMap<u16, (u16, String)>,
    /// The widths of its glyphs, by the same numbers.
    pub widths: BTreeMap<u16, u16>,
}

/// The faces that were used, reduced to the glyphs that were used.
pub fn subsets(fonts: &Fonts) -> Result<BTreeMap<Face, Subset>, FontError> {
    fonts.used().map(|(face, used)| Ok((face, subset(face, &used)?))).collect()
}

/// What the pages call a face. Not `F1` to `F14`: those names mean built-in fonts.
pub fn resource(face: Face) -> &'static str {
    match face {
        Face::Regular => "Text",
        Face::SemiBold => "TextSemi",
        Face::Bold => "TextBold",
        Face::FallbackRegular => "Wide",
        Face::FallbackBold => "WideBold",
    }
}

fn subset(face: Face, used: &BTreeMap<u16, &str>) -> Result<Subset, FontError> {
    let fault = |reason: String| FontError { font: face.name(), reason };
    let whole = ParsedFont::from_bytes(face.file(), 0, &mut Vec::new())
        .ok_or_else(|| fault("its tables cannot be read".to_owned()))?;
    let ids: Vec<u16> = used.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let bytes = subsetter::subset(face.file(), 0, &remapper).map_err(|error| fault(error.to_string()))?;
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::new();
    let mut own_widths = BTreeMap::from([(0, whole.get_glyph_width(0).unwrap_or_default())]);
    for (id, text) in used {
        let new = remapper.get(*id).unwrap_or_default();
        let width = whole.get_glyph_width(*id).unwrap_or_default();
        glyphs.insert(*id, (new, (*text).to_owned()));
        widths.insert(*id, width);
        own_widths.insert(new, width);
    }
    let name = format!("{}+{}", subset_tag(&ids), face.name());
    let metrics = FontMetrics { ascent: whole.font_metrics.ascent, descent: whole.font_metrics.descent };
    let mut font =
        ParsedFont::with_glyph_data(bytes, 0, Some(name), BTreeMap::new(), own_widths, whole.units_per_em, metrics);
    font.pdf_font_metrics = whole.pdf_font_metrics;
    Ok(Subset { font, glyphs, widths })
}

/// The six letters before a subset's name: the same for the same glyphs, and hardly for others.
fn subset_tag(ids: &[u16]) -> String {
    let mut hasher = Sha256::new();
    for id in ids {
        hasher.update(id.to_be_bytes());
    }
    hasher.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
