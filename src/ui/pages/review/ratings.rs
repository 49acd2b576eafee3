//! The four ratings as buttons, and what rows that hold them share.

use egui::{Align, Button, CornerRadius, Id, Response, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::State;
use super::keys::RATINGS;
use crate::project::Rating;
use crate::ui::View;
use crate::ui::theme::{self, RADIUS, TARGET, size, space};
use crate::ui::widgets::{caption, focus_ring, paint_rating};

/// Draws the line above a row and, where it is selected, its mark; brings it into sight where the selection has moved.
pub fn bring_into_sight(ui: &Ui, view: &View<'_>, state: &State, response: &Response, selected: bool) {
    let rect = response.rect;
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, view.palette.rule));
    if selected {
        let bar = egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0, view.palette.accent);
        if state.scroll {
            response.scroll_to_me(Some(Align::Center));
        } else if state.arriving {
            response.scroll_to_me(None);
        }
    }
}

/// The rating that a row has.
#[derive(Clone, Copy, Debug)]
pub struct Current {
    /// The rating.
    pub rating: Rating,
    /// Whether it was carried over and is to be confirmed: then it is not shown as done.
    pub carried: bool,
}

/// The button that confirms a rating that was carried over.
pub fn confirm(ui: &mut Ui, selected: bool) -> Response {
    let palette = theme::of(ui);
    let text = RichText::new("Confirm").font(theme::semibold(size::BODY - 1.0)).color(palette.accent);
    let button = Button::new(text)
        .fill(palette.surface)
        .stroke(Stroke::new(1.0, palette.accent))
        .sense(if selected { Sense::click() } else { Sense::CLICK })
        .min_size(vec2(0.0, TARGET));
    let response = ui.add(button);
    focus_ring(ui, &response);
    response.on_hover_ui(|ui| {
        caption(ui, "Key C. It stands as it was.");
    })
}

/// The four ratings as a row of buttons of the row with this id; those of the selected row are stops of the Tab key.
/// `hover` says what a click would do. Gives the rating clicked.
pub fn buttons(ui: &mut Ui, view: &View<'_>, row: Id, current: Current, selected: bool, hover: &str) -> Option<Rating> {
    let sense = if selected { Sense::click() } else { Sense::CLICK };
    let builder = egui::UiBuilder::new()
        .scope_id(row.with("ratings"))
        .accessibility_role(Role::RadioGroup)
        .accessibility_label("Rating");
    ui.scope_builder(builder, |ui| {
        ui.add_enabled_ui(view.review_is_open(), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(-1.0, space::XS);
                ui.spacing_mut().button_padding.x = 10.0;
                let mut rated = None;
                for (key, rating) in RATINGS {
                    let button = button(ui, view, rating, current, sense);
                    let button = button.on_hover_ui(|ui| {
                        caption(ui, &format!("Key {}. {hover}", key.name()));
                    });
                    if button.clicked() {
                        rated = Some(rating);
                    }
                }
                rated
            })
            .inner
        })
        .inner
    })
    .inner
}

/// One rating: its shape and word, coloured when chosen.
fn button(ui: &mut Ui, view: &View<'_>, rating: Rating, current: Current, sense: Sense) -> Response {
    let palette = &view.palette;
    let chosen = current.rating == rating;
    let (fill, color, font) = if chosen {
        let fill = if current.carried { palette.surface } else { palette.rating_wash(rating) };
        (fill, palette.rating(rating), theme::semibold(size::BODY - 1.0))
    } else {
        (palette.surface, palette.ink, theme::regular(size::BODY - 1.0))
    };
    // Room for the shape, which is painted, stands before the word.
    let face = Button::new(RichText::new(rating.name()).font(font).color(color))
        .left_text(RichText::new("     ").size(size::BODY - 1.0))
        .gap(0.0)
        .fill(fill)
        .stroke(Stroke::new(1.0, if chosen { color } else { palette.border }))
        .corner_radius(corners(rating))
        .sense(sense)
        .wrap_mode(egui::TextWrapMode::Extend)
        .min_size(vec2(0.0, TARGET));
    let response = ui.add(face);
    let square = egui::Rect::from_center_size(
        egui::pos2(response.rect.left() + 17.0, response.rect.center().y),
        vec2(11.0, 11.0),
    );
    paint_rating(ui.painter(), square, rating, if ui.is_enabled() { color } else { palette.quiet });
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, rating.name()));
    response
}

/// The corners of a rating's button: round at the ends of the row.
fn corners(rating: Rating) -> CornerRadius {
    match rating {
        Rating::NotInPlace => CornerRadius { nw: RADIUS, sw: RADIUS, ne: 0, se: 0 },
        Rating::NotApplicable => CornerRadius { nw: 0, sw: 0, ne: RADIUS, se: RADIUS },
        Rating::Limited | Rating::Active | Rating::NotAssessed => CornerRadius::ZERO,
    }
}
