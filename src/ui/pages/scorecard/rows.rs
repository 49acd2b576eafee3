//! How the rows of the landing are painted: a measure's name and figure, below them its state, its sparkline and its bar;
//! and those that are offered, with what they count.

use std::sync::Arc;

use egui::{Color32, Galley, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::cards::{Offered, Used};
use crate::ui::theme::{self, Palette, RADIUS, TARGET, size, space};
use crate::ui::widgets::{cell_text, paint_bullet, paint_rating, paint_spark};

/// How far a row reaches beyond its texts on either side.
pub(super) const INSET: f32 = space::S;

/// Room above and below a row's texts.
const PAD: f32 = space::S;

/// Between a row's name and what stands below it.
const GAP: f32 = space::XS;

/// The height of the line with state, sparkline and bar.
const LINE: f32 = 24.0;

/// Below this width, in points, sparkline and bar stand below the state.
const STACKED: f32 = 420.0;

/// The width of a state's shape.
const SHAPE: f32 = 11.0;

/// The texts of a measure's row.
struct Texts {
    name: Arc<Galley>,
    figure: Arc<Galley>,
}

fn texts(ui: &Ui, used: &Used, width: f32) -> Texts {
    let palette = theme::of(ui);
    // Three shares are long: they are set smaller than one number.
    let long = used.figure.chars().count() > 12;
    let font = theme::semibold(if long { size::BODY } else { size::SECTION });
    let figure = cell_text(ui, &used.figure, font, palette.ink, width * 0.5, 1);
    let room = width - figure.size().x - space::M;
    Texts { name: cell_text(ui, &used.name, theme::regular(size::BODY), palette.ink, room, 2), figure }
}

impl Texts {
    fn height(&self) -> f32 {
        self.name.size().y.max(self.figure.size().y)
    }
}

/// The height of a measure's row.
pub(super) fn used_height(ui: &Ui, used: &Used, width: f32, ordering: bool) -> f32 {
    let width = width - 2.0 * INSET;
    let line = if ordering { TARGET } else { LINE };
    let lines = if width < STACKED { LINE + GAP + line } else { line };
    2.0 * PAD + texts(ui, used, width).height() + GAP + lines
}

/// The height of the row of a measure that is offered.
pub(super) fn offered_height(ui: &Ui, offered: &Offered, width: f32) -> f32 {
    let [name, counts] = offered_texts(ui, offered, width - 2.0 * INSET);
    2.0 * PAD + name.size().y + counts.size().y
}

fn offered_texts(ui: &Ui, offered: &Offered, width: f32) -> [Arc<Galley>; 2] {
    let palette = theme::of(ui);
    [
        cell_text(ui, &offered.name, theme::regular(size::BODY), palette.ink, width, 2),
        cell_text(ui, &offered.counts, theme::regular(size::CAPTION), palette.quiet, width, 2),
    ]
}

/// Whether the keys stand on a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stands {
    /// They do not.
    #[default]
    Elsewhere,
    /// They do, once the list has the focus.
    Here,
    /// They do, and the list has the focus.
    Focused,
}

/// How a row stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ground {
    /// Whether the keys stand on it.
    pub(super) stands: Stands,
    /// Whether the pointer is on it.
    pub(super) hovered: bool,
    /// Whether a rule parts it from the row above.
    pub(super) ruled: bool,
}

/// Paints the ground of a row.
pub(super) fn ground(ui: &Ui, rect: Rect, ground: Ground) {
    let palette = theme::of(ui);
    let painter = ui.painter();
    if ground.ruled {
        painter.hline(rect.shrink2(vec2(INSET, 0.0)).x_range(), rect.top(), Stroke::new(1.0, palette.rule));
    }
    if ground.stands != Stands::Elsewhere {
        painter.rect_filled(rect, RADIUS, palette.wash);
        // A second sign beside the ground, which is faint.
        let mark = Rect::from_min_size(rect.min + vec2(0.0, space::S), vec2(3.0, rect.height() - 2.0 * space::S));
        painter.rect_filled(mark, 1, palette.accent);
    } else if ground.hovered {
        painter.rect_filled(rect, RADIUS, palette.wash.gamma_multiply(0.6));
    }
    if ground.stands == Stands::Focused {
        painter.rect_stroke(rect.shrink(1.0), RADIUS, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    }
}

/// Where sparkline and bar of a measure's row stand, or in place of them its buttons, as high as given.
fn beside(rect: Rect, height: f32) -> Rect {
    let inner = rect.shrink2(vec2(INSET, PAD));
    let right = inner.with_min_y(inner.bottom() - height);
    if inner.width() < STACKED {
        right
    } else {
        right.with_min_x(right.right() - (right.width() * 0.52).clamp(190.0, 300.0))
    }
}

/// Where the sparkline stands, and where the bar.
fn parts(right: Rect) -> [Rect; 2] {
    let spark = right.with_max_x(right.left() + right.width() * 0.4 - space::S);
    [spark, right.with_min_x(spark.right() + 2.0 * space::S)]
}

/// Where the bar of a measure's row stands.
pub(super) fn bar_place(rect: Rect) -> Rect {
    let [_, bar] = parts(beside(rect, LINE));
    bar
}

/// Paints a measure in use. Gives where buttons may stand in place of its sparkline and its bar.
pub(super) fn paint_used(ui: &Ui, rect: Rect, used: &Used, ordering: bool) -> Rect {
    let palette = theme::of(ui);
    let inner = rect.shrink2(vec2(INSET, PAD));
    let texts = texts(ui, used, inner.width());
    let above = texts.height();
    let figure = pos2(inner.right() - texts.figure.size().x, inner.top());
    ui.painter().galley(inner.min, texts.name, palette.ink);
    ui.painter().galley(figure, texts.figure, palette.ink);
    let right = beside(rect, if ordering { TARGET } else { LINE });
    let below = Rect::from_min_max(pos2(inner.left(), inner.top() + above + GAP), inner.max);
    let left = if inner.width() < STACKED {
        below.with_max_y(below.top() + LINE)
    } else {
        below.with_max_x(right.left() - space::M)
    };
    state(ui, left, used, &palette);
    if !ordering {
        let [spark, bar] = parts(right);
        if used.has_bar {
            paint_spark(ui, spark, &used.spark);
            paint_bullet(ui, bar, &used.bar);
        } else {
            paint_spark(ui, right, &used.spark);
        }
    }
    right
}

/// A state: its shape and its words, and what the plan does about it where there is room.
fn state(ui: &Ui, place: Rect, used: &Used, palette: &Palette) {
    let color = palette.rating(used.rating);
    let center = pos2(place.left() + SHAPE / 2.0, place.center().y);
    paint_rating(ui.painter(), Rect::from_center_size(center, vec2(SHAPE, SHAPE)), used.rating, color);
    let indent = SHAPE + space::XS + 2.0;
    let words = cell_text(ui, &used.state, theme::semibold(size::CAPTION + 1.0), color, place.width() - indent, 1);
    let end = place.left() + indent + words.size().x;
    level(ui, pos2(place.left() + indent, place.center().y), words, color);
    let plan = ui.painter().layout_no_wrap(used.plan.clone(), theme::regular(size::CAPTION), palette.quiet);
    if end + space::M + plan.size().x <= place.right() {
        level(ui, pos2(end + space::M, place.center().y), plan, palette.quiet);
    }
}

/// Paints a text with its middle at this height.
fn level(ui: &Ui, left: egui::Pos2, text: Arc<Galley>, color: Color32) {
    ui.painter().galley(left - vec2(0.0, text.size().y / 2.0), text, color);
}

/// Paints a measure that is offered.
pub(super) fn paint_offered(ui: &Ui, rect: Rect, offered: &Offered) {
    let inner = rect.shrink2(vec2(INSET, PAD));
    let [name, counts] = offered_texts(ui, offered, inner.width());
    let below = inner.min + vec2(0.0, name.size().y);
    ui.painter().galley(inner.min, name, Color32::PLACEHOLDER);
    ui.painter().galley(below, counts, Color32::PLACEHOLDER);
}

/// Paints the line that shows and hides what is offered: a triangle, and what it does.
pub(super) fn paint_fold(ui: &Ui, rect: Rect, words: &str, open: bool) {
    let palette = theme::of(ui);
    let inner = rect.shrink2(vec2(INSET, 0.0));
    let center = pos2(inner.left() + 5.0, inner.center().y);
    paint_triangle(ui, center, open, palette.accent);
    let text = cell_text(ui, words, theme::regular(size::BODY), palette.accent, inner.width() - space::L, 1);
    level(ui, pos2(inner.left() + space::L + 2.0, inner.center().y), text, palette.accent);
}

/// A triangle that points down while something is open, to the right while it is not.
pub(super) fn paint_triangle(ui: &Ui, center: egui::Pos2, open: bool, color: Color32) {
    let corners = if open {
        [vec2(-5.0, -3.0), vec2(5.0, -3.0), vec2(0.0, 4.0)]
    } else {
        [vec2(-3.0, -5.0), vec2(4.0, 0.0), vec2(-3.0, 5.0)]
    };
    let corners = corners.map(|corner| center + corner).to_vec();
    ui.painter().add(Shape::convex_polygon(corners, color, Stroke::NONE));
}
