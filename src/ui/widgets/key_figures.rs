//! A row of large numbers with their words.

use egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::status::paint_rating;
use crate::report::KeyFigure;
use crate::ui::theme::{self, size, space};

/// Shows key figures side by side, as many in a row as there is room for. Each is heard as one: `40 Active`.
pub fn key_figures(ui: &mut Ui, figures: &[KeyFigure]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XL, space::S);
        for figure in figures {
            key_figure(ui, figure);
        }
    });
}

fn key_figure(ui: &mut Ui, figure: &KeyFigure) {
    let palette = theme::of(ui);
    let color = figure.rating.map_or(palette.ink, |rating| palette.rating(rating));
    let room = ui.max_rect().width();
    let painter = ui.painter();
    let number = painter.layout_no_wrap(figure.value.clone(), theme::bold(size::FIGURE), color);
    let shape = if figure.rating.is_some() { 18.0 } else { 0.0 };
    let font = theme::semibold(size::CAPTION + 1.0);
    let word = painter.layout(figure.label.clone(), font, color, room - shape);
    let whole = vec2(number.size().x.max(shape + word.size().x), number.size().y + word.size().y);
    let (rect, response) = ui.allocate_exact_size(whole, Sense::hover());
    let middle = rect.top() + number.size().y;
    if let Some(rating) = figure.rating {
        let center = pos2(rect.left() + 5.5, middle + 9.0);
        paint_rating(ui.painter(), Rect::from_center_size(center, Vec2::splat(11.0)), rating, color);
    }
    ui.painter().galley(rect.left_top(), number, color);
    ui.painter().galley(pos2(rect.left() + shape, middle), word, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} {}", figure.value, figure.label)));
}
