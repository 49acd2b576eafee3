//! The board pack on the screen: the very document that is written as a PDF, on sheets of paper.
//!
//! Only what stands near the view is laid out; the rest has the height that it had when it was last drawn, or one that is
//! reckoned from its letters.

use egui::{Align, Id, Rect, Role, Shape, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{reckon, table};
use crate::report::{Block, Cover, Report, Span};
use crate::ui::Outbox;
use crate::ui::pages::chart;
use crate::ui::theme::{self, RADIUS, size, space};
use crate::ui::widgets::{bullets, caption, key_figures, link_wrapped, measure, rich, spans};
use crate::words;

/// The widest that a sheet is, in points.
const SHEET: f32 = 780.0;

/// The gap between two sheets, in points.
const GAP: f32 = 20.0;

/// The height of a chart, in points.
const FIGURE: f32 = 260.0;

/// A document with the heights of its blocks at a width.
#[derive(Debug)]
pub(super) struct Preview {
    report: Report,
    width: f32,
    heights: Vec<Height>,
    /// The block to which a link of the contents leads, for one frame.
    jump: Option<usize>,
}

/// How tall a block is, in points.
#[derive(Clone, Copy, Debug)]
struct Height {
    points: f32,
    drawn: bool,
}

impl Preview {
    /// The preview of a document.
    pub fn new(report: Report) -> Self {
        Self { report, width: 0.0, heights: Vec::new(), jump: None }
    }

    /// Shows the document; it scrolls with whatever it stands in.
    pub fn show(&mut self, ui: &mut Ui, out: &mut Outbox) {
        let width = ui.available_width().min(SHEET);
        let padding = if width < 560.0 { space::L } else { 28.0 };
        let text = width - 2.0 * padding;
        if (self.width - width).abs() > 0.5 {
            self.width = width;
            let reckoned = |block| Height { points: reckon::height(block, text) + space::M, drawn: false };
            self.heights = self.report.blocks.iter().map(reckoned).collect();
        }
        let ground = ui.painter().add(Shape::Noop);
        let origin = ui.cursor().min;
        let view = ui.clip_rect();
        // A screenful before and after the view is there for those who read it with a screen reader.
        let near = view.expand2(vec2(0.0, view.height())).y_range();
        let mut clicked = None;
        let mut grown = 0.0;
        let mut top = origin.y + padding;
        for (place, (block, height)) in self.report.blocks.iter().zip(&mut self.heights).enumerate() {
            let mut bottom = top + height.points;
            if self.jump == Some(place) {
                ui.scroll_to_rect(Rect::from_min_size(pos2(origin.x, top), vec2(1.0, 1.0)), Some(Align::TOP));
            }
            if bottom >= near.min && top <= near.max {
                let rect =
                    Rect::from_min_max(pos2(origin.x + padding, top), pos2(origin.x + padding + text, f32::INFINITY));
                let builder = UiBuilder::new().scope_id(Id::unique(("board pack block", place))).max_rect(rect);
                let mut child = ui.new_child(builder);
                child.set_width(text);
                child.spacing_mut().item_spacing.y = space::S;
                clicked = clicked.or(draw(&mut child, &self.report, block, (place, padding), out));
                let drawn = Height { points: child.min_rect().height() + space::M, drawn: true };
                if bottom < view.top() && !height.drawn {
                    // What is in view stays where it is: the new height counts from the next frame on.
                    grown += drawn.points - height.points;
                } else {
                    bottom = top + drawn.points;
                }
                *height = drawn;
            }
            top = bottom;
        }
        let whole = Rect::from_min_max(origin, pos2(origin.x + width, top + padding));
        paint_sheet(ui, ground, whole);
        ui.advance_cursor_after_rect(whole);
        if clicked.is_some() {
            ui.ctx().request_repaint();
        }
        if grown != 0.0 && self.jump.is_none() {
            ui.scroll_with_delta(vec2(0.0, -grown));
        }
        self.jump = clicked;
    }
}

/// Paints the paper below everything.
fn paint_sheet(ui: &Ui, ground: egui::layers::ShapeIdx, rect: Rect) {
    let palette = theme::of(ui);
    let line = Stroke::new(1.0, palette.rule);
    let sheet = egui::epaint::RectShape::new(rect, RADIUS, palette.surface, line, StrokeKind::Inside);
    ui.painter().set(ground, sheet);
}

/// Draws a block in the width that is left. Gives the block to which a link in it leads, when it is clicked.
fn draw(
    ui: &mut Ui,
    report: &Report,
    block: &Block,
    (place, padding): (usize, f32),
    out: &mut Outbox,
) -> Option<usize> {
    match block {
        Block::Cover(cover) => draw_cover(ui, report, cover),
        Block::Contents => return contents(ui, report),
        Block::NewPage => new_page(ui, report, padding),
        Block::Heading { level, text } => heading(ui, *level, text),
        Block::Paragraph(text) => {
            measure(ui, |ui| spans(ui, text, size::BODY));
        }
        Block::List { numbered, items } => measure(ui, |ui| bullets(ui, "List", *numbered, items, size::BODY)),
        Block::KeyFigures(figures) => key_figures(ui, figures),
        Block::Table(table) => table::draw(ui, table),
        Block::Figure(figure) => chart(ui, Id::unique(("board pack figure", place)), figure, FIGURE, out),
    }
    None
}

/// A heading of the document. The page's own title is of level 1, the preview's of level 2.
fn heading(ui: &mut Ui, level: u8, text: &str) {
    let font = match level {
        1 => theme::bold(size::PAGE),
        2 => theme::semibold(size::SECTION),
        _ => theme::semibold(size::BODY),
    };
    ui.add_space(if level == 1 { 0.0 } else { space::S });
    let ink = theme::of(ui).ink;
    let response = rich(ui, egui::RichText::new(text).font(font).color(ink));
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_level(usize::from(level) + 2));
}

fn draw_cover(ui: &mut Ui, report: &Report, cover: &Cover) {
    let palette = theme::of(ui);
    ui.add_space(space::XL);
    if !report.organisation.trim().is_empty() {
        let name = egui::RichText::new(&report.organisation).font(theme::semibold(size::BODY));
        rich(ui, name.color(palette.accent));
    }
    heading(ui, 1, &cover.title);
    rich(ui, egui::RichText::new(&cover.subtitle).font(theme::regular(size::SECTION)).color(palette.quiet));
    ui.add_space(space::S);
    for line in &cover.lines {
        spans(ui, &[Span::quiet(line)], size::BODY);
    }
    notice(ui, report);
    ui.add_space(space::L);
}

fn notice(ui: &mut Ui, report: &Report) {
    if let Some(notice) = &report.notice {
        spans(ui, &[Span::alert(notice)], size::CAPTION);
    }
}

/// The headings of level 1, each a link to its place in the preview. Gives the one that was clicked.
fn contents(ui: &mut Ui, report: &Report) -> Option<usize> {
    heading(ui, 2, "Contents");
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut clicked = None;
    for (place, block) in report.blocks.iter().enumerate() {
        let Block::Heading { level: 1, text } = block else { continue };
        let response = ui.push_id(place, |ui| link_wrapped(ui, text)).inner;
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Go to: {text}")));
        if response.clicked() {
            clicked = Some(place);
        }
    }
    clicked
}

/// The end of a sheet and the head of the next one.
fn new_page(ui: &mut Ui, report: &Report, padding: f32) {
    let palette = theme::of(ui);
    let inner = ui.max_rect();
    let top = inner.top() + space::S;
    let band = Rect::from_min_max(pos2(inner.left() - padding, top), pos2(inner.right() + padding, top + GAP));
    ui.painter().rect(band, 0, palette.paper, Stroke::new(1.0, palette.rule), StrokeKind::Inside);
    // The sheet's own lines do not cross the gap.
    let stroke = Stroke::new(1.5, palette.paper);
    for x in [band.left(), band.right()] {
        ui.painter().vline(x, band.shrink2(vec2(0.0, 1.0)).y_range(), stroke);
    }
    ui.add_space(space::S + GAP + space::L);
    ui.horizontal_wrapped(|ui| {
        caption(ui, &format!("{} · {}", report.running_head, words::long_date(report.date)));
    });
    notice(ui, report);
    let line = ui.cursor().top();
    ui.painter().hline(inner.x_range(), line, Stroke::new(1.0, palette.rule));
    ui.add_space(space::S);
}
