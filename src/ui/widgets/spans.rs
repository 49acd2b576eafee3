//! Paragraphs of several styles: stressed words, quiet ones, statuses with their shapes.

use std::sync::Arc;

use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{Align, Galley, Pos2, Rect, Response, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use super::status::paint_rating;
use crate::project::Rating;
use crate::report::{Span, SpanStyle};
use crate::ui::theme::{self, Palette, space};

/// Room for a shape before a status: spaces at which no line breaks, so that the shape stays with its word.
const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}";

/// A paragraph that has been laid out.
#[derive(Clone, Debug)]
pub struct SpanText {
    /// Its words, for those who do not see them.
    pub words: String,
    galley: Arc<Galley>,
    shapes: Vec<(usize, Rating)>,
    size: f32,
}

impl SpanText {
    /// Lays spans out within a width.
    pub fn new(ui: &Ui, spans: &[Span], size: f32, width: f32, align: Align) -> Self {
        let palette = theme::of(ui);
        let mut job = LayoutJob { halign: align, ..LayoutJob::default() };
        job.wrap.max_width = width;
        let mut shapes = Vec::new();
        let mut words = String::new();
        for span in spans {
            let format = format(span.style, size, &palette);
            if let SpanStyle::Status(rating) = span.style {
                shapes.push((job.text.chars().count(), rating));
                job.append(ROOM, 0.0, format.clone());
            }
            job.append(&span.text, 0.0, format);
            words.push_str(&span.text.replace('\n', " "));
        }
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        Self { words, galley, shapes, size }
    }

    /// How large it is.
    pub fn size(&self) -> Vec2 {
        self.galley.size()
    }

    /// Paints it with its shapes: from this corner to the right, or to the left where it stands on the right.
    pub fn paint(&self, ui: &Ui, corner: Pos2) {
        let palette = theme::of(ui);
        for (place, rating) in &self.shapes {
            let at = self.galley.pos_from_cursor(CCursor::new(*place)).translate(corner.to_vec2());
            let half = self.size * 0.36;
            let center = pos2(at.left() + half, at.center().y);
            let square = Rect::from_center_size(center, Vec2::splat(half * 2.0));
            paint_rating(ui.painter(), square, *rating, palette.rating(*rating));
        }
        ui.painter().galley(corner, Arc::clone(&self.galley), palette.ink);
    }
}

/// The type and colour of a style.
fn format(style: SpanStyle, size: f32, palette: &Palette) -> TextFormat {
    let (font, color) = match style {
        SpanStyle::Plain => (theme::regular(size), palette.ink),
        SpanStyle::Strong => (theme::semibold(size), palette.ink),
        SpanStyle::Quiet => (theme::regular(size), palette.quiet),
        SpanStyle::Status(rating) => (theme::semibold(size), palette.rating(rating)),
        SpanStyle::Alert => (theme::semibold(size), palette.not_in_place),
    };
    TextFormat::simple(font, color)
}

/// Shows a paragraph in the width that is left.
pub fn spans(ui: &mut Ui, spans: &[Span], size: f32) -> Response {
    let (text, response) = paragraph(ui, spans, size);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text.words));
    response
}

/// The same without a word to those who do not see it.
fn paragraph(ui: &mut Ui, spans: &[Span], size: f32) -> (SpanText, Response) {
    let text = SpanText::new(ui, spans, size, ui.available_width(), Align::LEFT);
    let (rect, response) = ui.allocate_exact_size(text.size(), Sense::hover());
    if ui.is_rect_visible(rect) {
        text.paint(ui, rect.left_top());
    }
    (text, response)
}

/// Shows a list, each item behind a bullet or its number.
pub fn bullets(ui: &mut Ui, name: &str, numbered: bool, items: &[Vec<Span>], size: f32) {
    let quiet = theme::of(ui).quiet;
    let list = UiBuilder::new().accessibility_role(Role::List).accessibility_label(name);
    ui.scope_builder(list, |ui| {
        for (number, item) in items.iter().enumerate() {
            let words: String = item.iter().map(|span| span.text.replace('\n', " ")).collect();
            let heard = if numbered { format!("{}. {words}", number + 1) } else { words };
            let entry = UiBuilder::new().id_salt(number).accessibility_role(Role::ListItem).accessibility_label(&heard);
            let entry = ui.scope_builder(entry, |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    let (rect, _) = ui.allocate_exact_size(vec2(size, size * 1.3), Sense::hover());
                    if numbered {
                        let font = theme::regular(size);
                        let text = format!("{}.", number + 1);
                        ui.painter().text(rect.left_top(), egui::Align2::LEFT_TOP, text, font, quiet);
                    } else {
                        ui.painter().circle_filled(pos2(rect.center().x, rect.center().y), 2.5, quiet);
                    }
                    // The item is heard as a whole; its text is no part of its own.
                    paragraph(ui, item, size);
                });
            });
            // This also says where it is, which the builder does not.
            entry.response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &heard));
        }
    });
}
