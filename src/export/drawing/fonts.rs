//! Faces and shaping.
//!
//! A word is shaped once for each face and kept. Letters that Waymark Text lacks come from the fallback; what neither
//! has becomes a visible mark that still reads as the original character to a screen reader and to search.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use harfrust::{Direction, Feature, FontRef, Script, ShapeOptions, ShapePlan, ShaperData, Tag, UnicodeBuffer};
use skrifa::MetadataProvider as _;
use skrifa::charmap::Charmap;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{FontError, Replaced};
use crate::fonts;

/// What stands for a character that no face has.
const REPLACEMENT: &str = "[?]";

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Waymark Text, regular.
    Regular,
    /// Waymark Text, semi-bold.
    SemiBold,
    /// Waymark Text, bold.
    Bold,
    /// The fallback, regular.
    FallbackRegular,
    /// The fallback, bold.
    FallbackBold,
}

impl Face {
    /// The font file.
    pub fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => fonts::WAYMARK_REGULAR,
            Self::SemiBold => fonts::WAYMARK_SEMI_BOLD,
            Self::Bold => fonts::WAYMARK_BOLD,
            Self::FallbackRegular => fonts::FALLBACK_REGULAR,
            Self::FallbackBold => fonts::FALLBACK_BOLD,
        }
    }

    /// Its name in the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "WaymarkText-Regular",
            Self::SemiBold => "WaymarkText-SemiBold",
            Self::Bold => "WaymarkText-Bold",
            Self::FallbackRegular => "NotoSans-Regular",
            Self::FallbackBold => "NotoSans-Bold",
        }
    }

    /// The font file, to be read from.
    pub fn font(self) -> Result<FontRef<'static>, FontError> {
        FontRef::new(self.file()).map_err(|error| FontError { font: self.name(), reason: error.to_string() })
    }

    /// The face for letters that it lacks.
    fn fallback(self) -> Self {
        match self {
            Self::Regular | Self::FallbackRegular => Self::FallbackRegular,
            Self::SemiBold | Self::Bold | Self::FallbackBold => Self::FallbackBold,
        }
    }
}

/// A glyph with its place; lengths in thousandths of the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far it moves the pen.
    pub advance: i16,
    /// How far to the right of the pen it stands.
    pub right: i16,
    /// How far above the baseline it stands.
    pub up: i16,
}

/// A word, shaped.
#[derive(Debug)]
pub struct Word {
    /// Its parts, each of one face.
    pub parts: Vec<Part>,
    /// How far it moves the pen, in thousandths of the size.
    pub advance: f32,
    /// The characters that no face has.
    pub replaced: Vec<String>,
}

/// A part of a word in one face.
#[derive(Clone, Debug)]
pub struct Part {
    /// The face.
    pub face: Face,
    /// Its glyphs.
    pub glyphs: Vec<Glyph>,
    /// What is read in their place, where they do not say it.
    pub actual: Option<String>,
}

/// A face, read.
struct Loaded {
    font: FontRef<'static>,
    charmap: Charmap<'static>,
    data: ShaperData,
    plans: Vec<(Script, Direction, ShapePlan)>,
    /// The glyphs used, with what they mean and whether the font's own table says so.
    used: BTreeMap<u16, (bool, String)>,
}

/// The faces, with what was shaped with them.
pub struct Fonts {
    faces: BTreeMap<Face, Loaded>,
    words: HashMap<Face, HashMap<Box<str>, Rc<Word>>>,
    buffer: Option<UnicodeBuffer>,
    replaced: Vec<Replaced>,
    told: BTreeSet<(String, String)>,
}

impl Fonts {
    /// No face read yet.
    pub fn new() -> Self {
        Self {
            faces: BTreeMap::new(),
            words: HashMap::new(),
            buffer: None,
            replaced: Vec::new(),
            told: BTreeSet::new(),
        }
    }

    /// Shapes a word.
    pub fn shape(&mut self, face: Face, text: &str) -> Result<Rc<Word>, FontError> {
        if let Some(word) = self.words.get(&face).and_then(|words| words.get(text)) {
            return Ok(Rc::clone(word));
        }
        let mut word = Word { parts: Vec::new(), advance: 0.0, replaced: Vec::new() };
        for stretch in self.stretches(face, text)? {
            let part = self.shape_part(&stretch)?;
            word.advance += part.glyphs.iter().map(|glyph| f32::from(glyph.advance)).sum::<f32>();
            word.parts.push(part);
            if stretch.missing {
                word.replaced.extend(stretch.actual);
            }
        }
        let word = Rc::new(word);
        self.words.entry(face).or_default().insert(text.into(), Rc::clone(&word));
        Ok(word)
    }

    /// Remembers that characters of a text were replaced.
    pub fn tell(&mut self, characters: &[String], text: &str) {
        for character in characters {
            let place = excerpt(text);
            if self.told.insert((character.clone(), place.clone())) {
                self.replaced.push(Replaced { character: character.clone(), place });
            }
        }
    }

    /// Everything that was replaced, in the order of the pages.
    pub fn take_replaced(&mut self) -> Vec<Replaced> {
        std::mem::take(&mut self.replaced)
    }

    /// The faces that were used, with the glyphs that were used and what each means, by their numbers.
    pub fn used(&self) -> impl Iterator<Item = (Face, BTreeMap<u16, &str>)> {
        self.faces
            .iter()
            .filter(|(_, loaded)| !loaded.used.is_empty())
            .map(|(face, loaded)| (*face, loaded.used.iter().map(|(id, (_, text))| (*id, text.as_str())).collect()))
    }

    /// A face, read when it is first needed.
    fn load(&mut self, face: Face) -> Result<&mut Loaded, FontError> {
        match self.faces.entry(face) {
            std::collections::btree_map::Entry::Occupied(entry) => Ok(entry.into_mut()),
            std::collections::btree_map::Entry::Vacant(entry) => Ok(entry.insert(Loaded::read(face)?)),
        }
    }

    /// Splits a word where the face changes.
    fn stretches(&mut self, face: Face, text: &str) -> Result<Vec<Stretch>, FontError> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for cluster in text.graphemes(true) {
            let letters: String = cluster.chars().filter(|letter| !is_unseen(*letter)).map(plain).collect();
            if letters.is_empty() {
                continue;
            }
            let stretch = if self.load(face)?.has(&letters) {
                Stretch { face, text: letters, actual: None, missing: false }
            } else if self.load(face.fallback())?.has(&letters) {
                Stretch { face: face.fallback(), text: letters, actual: None, missing: false }
            } else if let Some(plainer) = plainer(&letters) {
                Stretch { face, text: plainer.to_owned(), actual: Some(letters), missing: false }
            } else {
                Stretch { face, text: REPLACEMENT.to_owned(), actual: Some(cluster.to_owned()), missing: true }
            };
            match stretches.last_mut() {
                Some(last) if last.face == stretch.face && last.actual.is_none() && stretch.actual.is_none() => {
                    last.text.push_str(&stretch.text);
                }
                _ => stretches.push(stretch),
            }
        }
        Ok(stretches)
    }

    /// Shapes a text of one face.
    fn shape_part(&mut self, stretch: &Stretch) -> Result<Part, FontError> {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(&stretch.text);
        buffer.set_cluster_level(harfrust::BufferClusterLevel::Characters);
        buffer.guess_segment_properties();
        let (script, direction) = (buffer.script(), buffer.direction());
        buffer.set_script(script);
        let loaded = self.load(stretch.face)?;
        let shaper = loaded.data.shaper(&loaded.font).build();
        if !loaded.plans.iter().any(|(s, d, _)| (*s, *d) == (script, direction)) {
            let plan = ShapePlan::new(&shaper, direction, Some(script), None, &features());
            loaded.plans.push((script, direction, plan));
        }
        let plan = loaded.plans.iter().find(|(s, d, _)| (*s, *d) == (script, direction)).map(|(_, _, plan)| plan);
        let features = features();
        let drawn = shaper.shape(buffer, ShapeOptions::new().plan(plan).features(&features));

        let starts: BTreeSet<usize> = drawn.glyph_infos().iter().map(|info| position(info.cluster)).collect();
        let mut seen = BTreeSet::new();
        let mut split = false;
        let mut glyphs = Vec::with_capacity(drawn.len());
        for (info, place) in drawn.glyph_infos().iter().zip(drawn.glyph_positions()) {
            let id = u16::try_from(info.glyph_id).unwrap_or_default();
            let start = position(info.cluster);
            let end = starts.range(start + 1..).next().copied().unwrap_or(stretch.text.len());
            // A letter drawn by several glyphs reads rightly only as a whole.
            split |= !seen.insert(start);
            loaded.mark_used(id, stretch.text.get(start..end).unwrap_or_default());
            glyphs.push(Glyph {
                id,
                advance: small(place.x_advance),
                right: small(place.x_offset),
                up: small(place.y_offset),
            });
        }
        self.buffer = Some(drawn.clear());
        let actual = stretch.actual.clone().or_else(|| split.then(|| stretch.text.clone()));
        Ok(Part { face: stretch.face, glyphs, actual })
    }
}

/// A text of one face.
struct Stretch {
    face: Face,
    text: String,
    actual: Option<String>,
    missing: bool,
}

impl Loaded {
    fn read(face: Face) -> Result<Self, FontError> {
        let font = face.font()?;
        Ok(Self {
            charmap: font.charmap(),
            data: ShaperData::new(&font),
            font,
            plans: Vec::new(),
            used: BTreeMap::new(),
        })
    }

    /// The number of a letter's glyph, where it has one.
    fn glyph(&self, letter: char) -> Option<u16> {
        let id = self.charmap.map(letter)?;
        u16::try_from(id.to_u32()).ok().filter(|id| *id != 0)
    }

    /// Whether it has a glyph for each of these letters.
    fn has(&self, letters: &str) -> bool {
        letters.chars().all(|letter| self.glyph(letter).is_some())
    }

    /// Remembers a glyph with what it means. What the font's own table says counts, and of two letters that share a
    /// glyph the lower one, so that the meaning does not hang on what was shaped first.
    fn mark_used(&mut self, id: u16, text: &str) {
        let mut letters = text.chars();
        let own = match (letters.next(), letters.next()) {
            (Some(letter), None) => self.glyph(letter) == Some(id),
            _ => false,
        };
        let kept = self.used.entry(id).or_insert_with(|| (own, text.to_owned()));
        if own && (!kept.0 || *text < *kept.1) {
            *kept = (true, text.to_owned());
        }
    }
}

/// No ligatures: a glyph is a letter, which search and screen readers like best.
fn features() -> [Feature; 2] {
    [Feature::new(Tag::new(b"liga"), 0, ..), Feature::new(Tag::new(b"clig"), 0, ..)]
}

/// Letters that only steer how others are drawn.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that look like another: those have its glyph rather than one of the fallback.
fn plain(letter: char) -> char {
    match letter {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{a0}' => ' ',
        other => other,
    }
}

/// How a sign that no face has is commonly typed.
fn plainer(letters: &str) -> Option<&'static str> {
    match letters {
        "→" | "⇒" | "➔" | "➜" => Some("->"),
        "←" | "⇐" => Some("<-"),
        "↔" | "⇔" => Some("<->"),
        "●" | "▪" | "■" | "◦" | "‣" | "∙" | "⁃" => Some("•"),
        "☐" | "□" => Some("[ ]"),
        "☑" | "☒" => Some("[x]"),
        _ => None,
    }
}

/// The beginning of a text.
fn excerpt(text: &str) -> String {
    const LETTERS: usize = 60;
    let text = text.trim();
    let mut clusters = text.grapheme_indices(true);
    match clusters.nth(LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// A place in a text.
fn position(cluster: u32) -> usize {
    usize::try_from(cluster).unwrap_or(usize::MAX)
}

/// A length of a glyph. Those of the faces lie far within.
fn small(length: i32) -> i16 {
    i16::try_from(length).unwrap_or_default()
}
