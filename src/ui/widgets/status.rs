//! Status: a shape, a word and a colour, always together. Shapes are painted, so that no font can lack them.

use egui::{Color32, Painter, Pos2, Rect, Response, RichText, Sense, Shape, Stroke, Ui, pos2, vec2};

use crate::project::Rating;
use crate::ui::theme::{self, size, space};

/// Paints a rating's shape into a square.
pub fn paint_rating(painter: &Painter, square: Rect, rating: Rating, color: Color32) {
    let square = Rect::from_center_size(square.center(), egui::Vec2::splat(square.width().min(square.height())));
    let center = square.center();
    let half = square.width() / 2.0;
    match rating {
        Rating::Active => {
            painter.circle_filled(center, half, color);
        }
        Rating::Limited => {
            painter.add(Shape::convex_polygon(triangle(center, half), color, Stroke::NONE));
        }
        Rating::NotInPlace => {
            painter.rect_filled(square.shrink(half * 0.12), 0, color);
        }
        Rating::NotAssessed => {
            painter.circle_stroke(center, half - 0.75, Stroke::new(1.5, color));
        }
        Rating::NotApplicable => {
            painter.hline(square.x_range(), center.y, Stroke::new(2.0, color));
        }
    }
}

fn triangle(center: Pos2, half: f32) -> Vec<Pos2> {
    vec![
        pos2(center.x, center.y - half),
        pos2(center.x + half, center.y + half * 0.85),
        pos2(center.x - half, center.y + half * 0.85),
    ]
}

/// Paints the shape of what was carried over and is to be looked at again: an arrow that goes round.
pub fn paint_carried(painter: &Painter, square: Rect, color: Color32) {
    use std::f32::consts::TAU;
    let radius = square.width() / 2.0 - 1.0;
    let at = |turn: f32, out: f32| square.center() + radius * out * egui::Vec2::angled(turn * TAU);
    let arc: Vec<Pos2> = (0..=15_u8).map(|step| at(f32::from(step) / 20.0, 1.0)).collect();
    painter.add(Shape::line(arc, Stroke::new(1.5, color)));
    // The head, at the end of the arc.
    painter.add(Shape::convex_polygon(vec![at(0.75, 0.4), at(0.75, 1.7), at(0.9, 1.0)], color, Stroke::NONE));
}

/// A rating's shape on its own, beside text that says the word.
pub fn shape(ui: &mut Ui, rating: Rating, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, width), Sense::hover());
    paint_rating(ui.painter(), rect, rating, theme::of(ui).rating(rating));
    response
}

/// A rating: its shape and its word.
pub fn rating_word(ui: &mut Ui, rating: Rating) -> Response {
    shape_word(ui, rating, rating.name())
}

/// A state: a rating's shape and colour with the state's own words.
pub fn shape_word(ui: &mut Ui, rating: Rating, words: &str) -> Response {
    let palette = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        shape(ui, rating, 11.0);
        let word = RichText::new(words).font(theme::semibold(size::CAPTION + 1.0));
        ui.add(egui::Label::new(word.color(palette.rating(rating))).extend());
    })
    .response
}
