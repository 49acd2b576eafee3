//! Letters and paths as outlines: what both kinds of pictures are made of.

use std::collections::BTreeMap;
use std::rc::Rc;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{GlyphId, MetadataProvider as _};

use crate::export::drawing::FontError;
use crate::export::drawing::draw::{Path, Run};
use crate::export::drawing::fonts::Face;

/// A step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Begins a part here.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A curve by one point to another.
    Quad([f32; 2], [f32; 2]),
    /// A curve by two points to another.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Back to where the part began.
    Close,
}

impl Step {
    /// The same step, moved to the right and up.
    fn moved(self, right: f32, up: f32) -> Self {
        let at = |[x, y]: [f32; 2]| [x + right, y + up];
        match self {
            Self::Move(end) => Self::Move(at(end)),
            Self::Line(end) => Self::Line(at(end)),
            Self::Quad(by, end) => Self::Quad(at(by), at(end)),
            Self::Cubic(by, then, end) => Self::Cubic(at(by), at(then), at(end)),
            Self::Close => Self::Close,
        }
    }
}

/// The glyphs of a face.
struct Glyphs {
    outlines: OutlineGlyphCollection<'static>,
    /// How many of its units make the size of a letter.
    units: f32,
    known: BTreeMap<u16, Rc<[Step]>>,
}

/// The outlines of letters, each read once.
#[derive(Default)]
pub struct Outlines {
    faces: BTreeMap<Face, Glyphs>,
}

impl Outlines {
    /// The outline of a text from its pen's place on, upwards, in thousandths of its size.
    pub fn run(&mut self, run: &Run) -> Result<Vec<Step>, FontError> {
        let mut steps = Vec::new();
        let mut pen = 0.0;
        for glyph in &run.glyphs {
            let (right, up) = (pen + f32::from(glyph.right), f32::from(glyph.up));
            let outline = self.glyph(run.face, glyph.id)?;
            steps.extend(outline.iter().map(|step| step.moved(right, up)));
            pen += f32::from(glyph.advance);
        }
        Ok(steps)
    }

    fn glyph(&mut self, face: Face, id: u16) -> Result<Rc<[Step]>, FontError> {
        let glyphs = match self.faces.entry(face) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                let font = face.font()?;
                let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
                let outlines = font.outline_glyphs();
                entry.insert(Glyphs { outlines, units: f32::from(units.max(1)), known: BTreeMap::new() })
            }
        };
        if let Some(known) = glyphs.known.get(&id) {
            return Ok(Rc::clone(known));
        }
        let mut pen = Pen { scale: 1000.0 / glyphs.units, steps: Vec::new() };
        if let Some(outline) = glyphs.outlines.get(GlyphId::from(id)) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            outline
                .draw(settings, &mut pen)
                .map_err(|error| FontError { font: face.name(), reason: error.to_string() })?;
        }
        let steps: Rc<[Step]> = pen.steps.into();
        glyphs.known.insert(id, Rc::clone(&steps));
        Ok(steps)
    }
}

/// Notes the steps of a glyph in thousandths of its size.
struct Pen {
    scale: f32,
    steps: Vec<Step>,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [x * self.scale, y * self.scale]
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.steps.push(Step::Quad(self.at(cx0, cy0), self.at(x, y)));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.steps.push(Step::Cubic(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y)));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

/// The outline of a path, downwards, in points. A point that bends it stands before another and where they lead.
pub fn path(path: &Path) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut bends = Vec::new();
    for corner in &path.points {
        let here = [corner.x, corner.y];
        if corner.bends {
            bends.push(here);
            continue;
        }
        steps.push(match *bends.as_slice() {
            _ if steps.is_empty() => Step::Move(here),
            [by, then, ..] => Step::Cubic(by, then, here),
            [by] => Step::Quad(by, here),
            [] => Step::Line(here),
        });
        bends.clear();
    }
    if path.closed && !steps.is_empty() {
        steps.push(Step::Close);
    }
    steps
}
