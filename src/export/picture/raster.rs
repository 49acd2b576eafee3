//! A sheet as pixels, and as a PNG file.
//!
//! It is painted without the processor's own extras and on one thread, so that every computer of a kind paints the same
//! pixels.

use std::io::Write as _;

use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Cap, Join, Rect, Stroke};
use vello_cpu::{Level, Pixmap, RenderContext, RenderSettings, Resources};

use super::PictureError;
use super::outline::{Outlines, Step, path};
use super::sheet::Sheet;
use crate::export::drawing::FontError;
use crate::export::drawing::draw::{Path, Pen, Shape};
use crate::export::drawing::theme::{self, Colour};

/// The most pixels along an edge: what other programs open without trouble.
const MOST: f32 = 16_384.0;

/// Points to a metre.
const METRE: f32 = 72.0 / 0.0254;

/// A picture as pixels: red, green, blue and opacity, row by row from the top. All are opaque.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How many to a row.
    pub width: usize,
    /// How many rows.
    pub height: usize,
    /// Four bytes for each.
    pub rgba: Vec<u8>,
}

/// Paints a sheet with so many pixels to a point.
pub fn paint(sheet: &Sheet, scale: f32, outlines: &mut Outlines) -> Result<Pixels, PictureError> {
    let (width, height) = (edge(sheet.width * scale)?, edge(sheet.height * scale)?);
    let settings = RenderSettings { level: Level::baseline(), num_threads: 0 };
    let mut painter = Painter {
        context: RenderContext::new_with(width, height, settings),
        scale: Affine::scale(scale.into()),
        outlines,
    };
    painter.ground(width, height);
    for shape in &sheet.shapes {
        painter.shape(shape)?;
    }
    let mut context = painter.context;
    context.flush();
    let mut pixmap = Pixmap::new(width, height);
    context.render(&mut pixmap, &mut Resources::new());
    // On an opaque ground there is nothing to divide by.
    let rgba = pixmap.data_as_u8_slice().to_vec();
    Ok(Pixels { width: width.into(), height: height.into(), rgba })
}

/// An edge in pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies within what a picture may have")]
fn edge(pixels: f32) -> Result<u16, PictureError> {
    let pixels = pixels.round();
    if (1.0..=MOST).contains(&pixels) { Ok(pixels as u16) } else { Err(PictureError::TooLarge) }
}

/// Paints shapes.
struct Painter<'a> {
    context: RenderContext,
    scale: Affine,
    outlines: &'a mut Outlines,
}

impl Painter<'_> {
    fn ground(&mut self, width: u16, height: u16) {
        self.colour(theme::WHITE);
        self.context.fill_rect(&Rect::new(0.0, 0.0, width.into(), height.into()));
    }

    fn colour(&mut self, colour: Colour) {
        self.context.set_paint(AlphaColor::<Srgb>::from_rgb8(colour.0, colour.1, colour.2));
    }

    fn shape(&mut self, shape: &Shape) -> Result<(), FontError> {
        match shape {
            Shape::Text(run) => {
                let outline = bezier(&self.outlines.run(run)?);
                let size = f64::from(run.size) / 1000.0;
                let place = Affine::translate((run.x.into(), run.y.into())) * Affine::scale_non_uniform(size, -size);
                self.context.set_transform(self.scale * place);
                self.colour(run.colour);
                self.context.fill_path(&outline);
            }
            Shape::Path(path) => self.path(path),
            Shape::Clip { edge, inside } => {
                self.context.set_transform(self.scale);
                self.context.push_clip_path(&bezier(&path(edge)));
                for shape in inside {
                    self.shape(shape)?;
                }
                self.context.pop_clip_path();
            }
        }
        Ok(())
    }

    fn path(&mut self, of: &Path) {
        let outline = bezier(&path(of));
        self.context.set_transform(self.scale);
        if let Some(colour) = of.fill {
            self.colour(colour);
            self.context.fill_path(&outline);
        }
        if let Some(pen) = of.stroke {
            self.colour(pen.colour);
            self.context.set_stroke(stroke(pen));
            self.context.stroke_path(&outline);
        }
    }
}

/// How a pen draws.
fn stroke(pen: Pen) -> Stroke {
    // A dash of no length is left out when it is painted, ends and all: a dot is one of hardly any.
    const DOT: f64 = 0.01;
    let cap = if pen.dash.is_round() { Cap::Round } else { Cap::Butt };
    Stroke::new(pen.width.into())
        .with_join(Join::Round)
        .with_caps(cap)
        .with_dashes(0.0, pen.dash.pattern().iter().map(|length| f64::from(*length).max(DOT)))
}

fn bezier(steps: &[Step]) -> BezPath {
    let point = |[x, y]: [f32; 2]| (f64::from(x), f64::from(y));
    let mut path = BezPath::new();
    for step in steps {
        match *step {
            Step::Move(end) => path.move_to(point(end)),
            Step::Line(end) => path.line_to(point(end)),
            Step::Quad(by, end) => path.quad_to(point(by), point(end)),
            Step::Cubic(by, then, end) => path.curve_to(point(by), point(then), point(end)),
            Step::Close => path.close_path(),
        }
    }
    path
}

/// The pixels of a sheet as a PNG file that says what it shows and how large it is on paper.
pub fn png(sheet: &Sheet, scale: f32, pixels: &Pixels) -> Result<Vec<u8>, png::EncodingError> {
    let opaque: Vec<u8> = pixels.rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    let edge = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, edge(pixels.width), edge(pixels.height));
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    let density = density(scale);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: density, yppu: density, unit: Unit::Meter }));
    encoder.add_itxt_chunk("Title".to_owned(), sheet.title.clone())?;
    encoder.add_itxt_chunk("Description".to_owned(), sheet.alt.clone())?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    bytes.flush()?;
    Ok(bytes)
}

/// How many pixels stand for a metre of paper.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a picture that is painted has a scale")]
fn density(scale: f32) -> u32 {
    (scale * METRE).round() as u32
}
