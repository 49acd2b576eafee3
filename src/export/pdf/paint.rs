//! Placed shapes into the operations of a page.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, FontId, Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::item::{Artifact, Mark, Page, Painted};
use super::subset::{Subset, resource};
use super::tags::{Tree, round};
use crate::export::drawing::draw::{Dash, Path, Pen, Run, Shape};
use crate::export::drawing::fonts::Face;
use crate::export::drawing::theme::{self, Colour};

/// The operations of a page; notes its marked content in the tree.
pub fn page(page: &Page, tree: &mut Tree, subsets: &BTreeMap<Face, Subset>) -> Vec<Op> {
    tree.begin_page();
    let mut painter = Painter { ops: Vec::new(), subsets, state: State::default(), saved: Vec::new(), in_text: false };
    let mut open = None;
    for item in &page.items {
        if open != Some(item.mark) {
            if open.is_some() {
                painter.end_mark();
            }
            painter.begin_mark(item.mark, tree);
            open = Some(item.mark);
        }
        if let Mark::Content(element) = item.mark
            && let Some(area) = item.bounds()
        {
            tree.cover(element, area);
        }
        if let Painted::Shape(shape) = &item.painted {
            painter.shape(shape);
        }
    }
    if open.is_some() {
        painter.end_mark();
    }
    painter.ops
}

/// What is set, so that it is not set again.
#[derive(Clone, Copy, Default)]
struct State {
    font: Option<(Face, f32)>,
    fill: Option<Colour>,
    stroke: Option<(Colour, f32)>,
}

struct Painter<'a> {
    ops: Vec<Op>,
    subsets: &'a BTreeMap<Face, Subset>,
    state: State,
    saved: Vec<State>,
    in_text: bool,
}

impl Painter<'_> {
    fn begin_mark(&mut self, mark: Mark, tree: &mut Tree) {
        let (tag, properties) = match mark {
            Mark::Content(element) => (tree.tag(element), vec![("MCID", DictItem::Int(tree.mark(element)))]),
            Mark::Artifact(Artifact::Header) => ("Artifact", pagination(Some("Header"))),
            Mark::Artifact(Artifact::Footer) => ("Artifact", pagination(Some("Footer"))),
            Mark::Artifact(Artifact::Repeated) => ("Artifact", pagination(None)),
            Mark::Artifact(Artifact::Layout) => ("Artifact", vec![("Type", item_name("Layout"))]),
        };
        self.begin(tag, properties);
    }

    fn begin(&mut self, tag: &str, properties: Vec<(&str, DictItem)>) {
        let map = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } });
    }

    fn end_mark(&mut self) {
        self.end_text();
        self.ops.push(Op::EndMarkedContent);
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn save(&mut self) {
        self.end_text();
        self.ops.push(Op::SaveGraphicsState);
        self.saved.push(self.state);
    }

    fn restore(&mut self) {
        self.end_text();
        self.ops.push(Op::RestoreGraphicsState);
        self.state = self.saved.pop().unwrap_or_default();
    }

    fn fill(&mut self, colour: Colour) {
        if self.state.fill != Some(colour) {
            self.state.fill = Some(colour);
            self.ops.push(Op::SetFillColor { col: color(colour) });
        }
    }

    fn stroke(&mut self, pen: Pen) {
        if self.state.stroke != Some((pen.colour, pen.width)) {
            self.state.stroke = Some((pen.colour, pen.width));
            self.ops.push(Op::SetOutlineColor { col: color(pen.colour) });
            self.ops.push(Op::SetOutlineThickness { pt: Pt(round(pen.width)) });
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Text(run) => self.text(run),
            Shape::Path(path) => self.path(path),
            Shape::Clip { edge, inside } => {
                self.save();
                self.ops.push(Op::DrawPolygon { polygon: polygon(edge, PaintMode::Clip) });
                for shape in inside {
                    self.shape(shape);
                }
                self.restore();
            }
        }
    }

    fn path(&mut self, path: &Path) {
        self.end_text();
        let dash = path.stroke.map_or(Dash::Solid, |pen| pen.dash);
        if dash != Dash::Solid {
            self.save();
            let cap = if dash.is_round() { LineCapStyle::Round } else { LineCapStyle::Butt };
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, dash.pattern()) });
            self.ops.push(Op::SetLineCapStyle { cap });
        }
        if let Some(pen) = path.stroke {
            self.stroke(pen);
            if path.points.len() > 2 {
                self.ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
            }
        }
        if let Some(colour) = path.fill {
            self.fill(colour);
        }
        match (path.fill.is_some(), path.stroke.is_some()) {
            (true, true) => self.ops.push(Op::DrawPolygon { polygon: polygon(path, PaintMode::FillStroke) }),
            (true, false) => self.ops.push(Op::DrawPolygon { polygon: polygon(path, PaintMode::Fill) }),
            (false, true) => {
                self.ops.push(Op::DrawLine { line: Line { points: points(path), is_closed: path.closed } });
            }
            (false, false) => {}
        }
        if dash != Dash::Solid {
            self.restore();
        }
    }

    fn text(&mut self, run: &Run) {
        let Some(subset) = self.subsets.get(&run.face) else { return };
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
        if self.state.font != Some((run.face, run.size)) {
            self.state.font = Some((run.face, run.size));
            let font = PdfFontHandle::External(FontId(resource(run.face).to_owned()));
            self.ops.push(Op::SetFont { font, size: Pt(run.size) });
        }
        self.fill(run.colour);
        if let Some(actual) = &run.actual {
            let bytes = [0xFE, 0xFF].into_iter().chain(actual.encode_utf16().flat_map(u16::to_be_bytes)).collect();
            self.begin("Span", vec![("ActualText", DictItem::String { data: bytes, literal: false })]);
        }
        let at = point(run.x, run.y);
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
        self.glyphs(run, subset);
        if run.actual.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Shows glyphs. The file moves the pen by each glyph's own width; what shaping wants beyond that goes between.
    fn glyphs(&mut self, run: &Run, subset: &Subset) {
        let mut items: Vec<TextItem> = Vec::new();
        let mut shown: Vec<Codepoint> = Vec::new();
        let mut up = 0;
        for glyph in &run.glyphs {
            let Some((id, text)) = subset.glyphs.get(&glyph.id) else { continue };
            if glyph.up != up {
                self.show(&mut items, &mut shown);
                up = glyph.up;
                self.ops.push(Op::SetLineOffset { multiplier: round(f32::from(up) * run.size / 1000.0) });
            }
            if glyph.right != 0 {
                flush(&mut items, &mut shown);
                items.push(TextItem::Offset(-f32::from(glyph.right)));
            }
            let width = subset.widths.get(&glyph.id).copied().map_or(0.0, f32::from);
            let kern = width - f32::from(glyph.advance) + f32::from(glyph.right);
            shown.push(Codepoint::with_cid(*id, kern, text.clone()));
        }
        self.show(&mut items, &mut shown);
        if up != 0 {
            self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
        }
    }

    fn show(&mut self, items: &mut Vec<TextItem>, shown: &mut Vec<Codepoint>) {
        flush(items, shown);
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(items) });
        }
    }
}

fn flush(items: &mut Vec<TextItem>, shown: &mut Vec<Codepoint>) {
    if !shown.is_empty() {
        items.push(TextItem::GlyphIds(std::mem::take(shown)));
    }
}

fn pagination(subtype: Option<&str>) -> Vec<(&'static str, DictItem)> {
    let mut properties = vec![("Type", item_name("Pagination"))];
    properties.extend(subtype.map(|subtype| ("Subtype", item_name(subtype))));
    properties
}

fn item_name(text: &str) -> DictItem {
    DictItem::Name(text.as_bytes().to_vec())
}

fn color(colour: Colour) -> Color {
    let part = |channel: u8| (f32::from(channel) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb::new(part(colour.0), part(colour.1), part(colour.2), None))
}

/// A place on the page as the file counts it: from the lower left corner.
fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(round(x)), y: Pt(round(theme::PAGE_HEIGHT - y)) }
}

fn points(path: &Path) -> Vec<LinePoint> {
    path.points.iter().map(|corner| LinePoint { p: point(corner.x, corner.y), bezier: corner.bends }).collect()
}

fn polygon(path: &Path, mode: PaintMode) -> Polygon {
    Polygon { rings: vec![PolygonRing { points: points(path) }], mode, winding_order: WindingOrder::NonZero }
}
