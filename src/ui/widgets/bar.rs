//! A bar of ratings, with limited hatched so that it survives greyscale, and the row of counts below it.

use egui::{Color32, CornerRadius, Painter, Rect, Response, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::status::shape;
use crate::insight::RatingCounts;
use crate::project::Rating;
use crate::ui::theme::{self, Palette, size, space};

/// A bar of ratings as wide as given, with a name for those who do not see it.
pub fn rating_bar(ui: &mut Ui, name: &str, counts: RatingCounts, width: f32, height: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let palette = theme::of(ui);
    if ui.is_rect_visible(rect) {
        paint_bar(ui.painter(), rect, counts, &palette);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{name}: {}", counts.words())));
    response
}

/// Paints a bar: active, limited, not in place from the left; what is not assessed stays empty; what does not apply is
/// no part of it.
fn paint_bar(painter: &Painter, rect: Rect, counts: RatingCounts, palette: &Palette) {
    painter.rect_filled(rect, 2, palette.track);
    let whole = counts.total() - counts.not_applicable;
    if whole > 0 {
        let mut left = rect.left();
        for rating in [Rating::Active, Rating::Limited, Rating::NotInPlace] {
            let count = counts.of(rating);
            if count == 0 {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "counts of questions are small")]
            let width = rect.width() * count as f32 / whole as f32;
            let part = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
            painter.rect_filled(part, CornerRadius::ZERO, palette.rating(rating));
            if rating == Rating::Limited {
                hatch(painter, part, palette.hatch);
            }
            left += width;
        }
    }
    painter.rect_stroke(rect, 2, Stroke::new(1.0, palette.rule), egui::StrokeKind::Outside);
}

/// Slanted lines across a part.
fn hatch(painter: &Painter, part: Rect, color: Color32) {
    let painter = painter.with_clip_rect(part.intersect(painter.clip_rect()));
    let mut x = part.left() - part.height();
    while x < part.right() {
        painter.line_segment([pos2(x, part.bottom()), pos2(x + part.height(), part.top())], Stroke::new(2.5, color));
        x += 7.0;
    }
}

/// The counts of a bar as shapes with numbers; the words stand in a hover and in the name.
pub fn rating_counts(ui: &mut Ui, counts: RatingCounts) {
    let palette = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        for rating in Rating::ALL {
            let count = counts.of(rating);
            if rating == Rating::NotApplicable && count == 0 {
                continue;
            }
            shape(ui, rating, 11.0).on_hover_text(rating.name());
            let number = RichText::new(count.to_string()).font(theme::semibold(size::CAPTION));
            let label = ui.add(egui::Label::new(number.color(palette.rating(rating))).extend());
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{count} {}", rating.name())));
            label.on_hover_text(rating.name());
            ui.add_space(space::S);
        }
    });
}
