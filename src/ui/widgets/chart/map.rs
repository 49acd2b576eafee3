//! A strategy as a map: four columns of boxes with their statuses and the links between them. How it is walked stands in
//! `walk`, what stands in its place in a narrow window in `outline`.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::CubicBezierShape;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::chart::{LinkKind, Map, MapColumn, MapNode, NodeOf};
use crate::ui::theme::{self, Palette, RADIUS, TARGET, size, space};
use crate::ui::widgets::paint_rating;

/// From this width on, in points, four columns stand beside each other.
pub(super) const FOUR: f32 = 780.0;

/// How wide the column of the pillars is.
const PILLAR: f32 = 124.0;
/// Between two columns, where the links are.
const BETWEEN: f32 = 44.0;
/// Between two boxes of a column.
const GAP: f32 = 8.0;
/// Around the text of a box.
const PAD: Vec2 = vec2(10.0, 6.0);
/// The heads of the columns.
const HEAD: f32 = 26.0;
/// Below the boxes: what the links mean.
const FOOT: f32 = 32.0;
/// The most lines of a label.
const LINES: usize = 5;
/// The size of a status shape.
pub(super) const SHAPE: f32 = 11.0;

/// A map, laid out in the window.
pub(super) struct Drawn {
    /// The place of each box.
    pub(super) boxes: Vec<Rect>,
    texts: Vec<(Arc<Galley>, Option<Arc<Galley>>)>,
    area: Rect,
}

/// What stands out.
#[derive(Default)]
pub(super) struct Emphasis {
    /// A box with all that it hangs together with.
    pub(super) chain: BTreeSet<usize>,
    /// The box that is selected.
    pub(super) selected: Option<usize>,
    /// Whether the keys walk the map.
    pub(super) focused: bool,
}

impl Emphasis {
    /// What stands out because a box is selected.
    pub(super) fn of(map: &Map, selected: Option<usize>) -> Self {
        Self { chain: selected.map(|node| map.chain(node)).unwrap_or_default(), selected, focused: false }
    }
}

/// Lays a map out in the room that is left, and takes it.
pub(super) fn lay_out(ui: &mut Ui, map: &Map) -> Drawn {
    let width = ui.available_width();
    let column = (width - PILLAR - 3.0 * BETWEEN) / 3.0;
    let texts: Vec<_> = map.nodes.iter().map(|node| texts(ui, node, wide(node.column, column) - 2.0 * PAD.x)).collect();
    let heights: Vec<f32> = texts
        .iter()
        .map(|(label, status)| {
            let status = status.as_ref().map_or(0.0, |status| status.size().y + 1.0);
            (label.size().y + status + 2.0 * PAD.y).max(TARGET)
        })
        .collect();
    let layout = map.lay_out(&heights, GAP);
    let (_, area) = ui.allocate_space(vec2(width, HEAD + layout.height + FOOT));
    let boxes = map.nodes.iter().zip(layout.tops.iter().zip(&heights)).map(|(node, (top, height))| {
        let corner = area.min + vec2(left(node.column, column), HEAD + top);
        Rect::from_min_size(corner, vec2(wide(node.column, column), *height))
    });
    Drawn { boxes: boxes.collect(), texts, area }
}

fn wide(of: MapColumn, column: f32) -> f32 {
    if of == MapColumn::Pillar { PILLAR } else { column }
}

fn left(of: MapColumn, column: f32) -> f32 {
    match of {
        MapColumn::Pillar => 0.0,
        MapColumn::Recommendation => PILLAR + BETWEEN,
        MapColumn::Action => PILLAR + column + 2.0 * BETWEEN,
        MapColumn::Figure => PILLAR + 2.0 * column + 3.0 * BETWEEN,
    }
}

/// A box's label and its status.
fn texts(ui: &Ui, node: &MapNode, width: f32) -> (Arc<Galley>, Option<Arc<Galley>>) {
    let palette = theme::of(ui);
    let (font, color) = match (&node.of, node.column) {
        (NodeOf::Rest { .. }, _) => (theme::regular(size::BODY), palette.quiet),
        (_, MapColumn::Pillar) => (theme::semibold(size::BODY), palette.ink),
        _ => (theme::regular(size::BODY), palette.ink),
    };
    let laid_out = |text: &str, format: TextFormat, width: f32, rows: usize| {
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.break_on_newline = false;
        job.wrap.max_width = width.max(1.0);
        job.wrap.max_rows = rows;
        ui.painter().layout_job(job)
    };
    let status = node.status.as_ref().map(|status| {
        let format = TextFormat::simple(theme::semibold(size::CAPTION + 1.0), palette.rating(status.rating));
        laid_out(&status.words, format, width - SHAPE - space::XS - 2.0, 2)
    });
    (laid_out(&node.text(), TextFormat::simple(font, color), width, LINES), status)
}

/// Paints what lies behind the boxes: the heads of the columns, the links, what they mean.
pub(super) fn paint_behind(ui: &Ui, map: &Map, drawn: &Drawn, emphasis: &Emphasis) {
    let palette = theme::of(ui);
    let painter = ui.painter();
    let column = (drawn.area.width() - PILLAR - 3.0 * BETWEEN) / 3.0;
    for head in MapColumn::ALL {
        let corner = drawn.area.min + vec2(left(head, column), 0.0);
        let name = painter.layout_no_wrap(head.name().to_owned(), theme::semibold(size::CAPTION), palette.quiet);
        painter.galley(corner, name, palette.quiet);
        if map.column(head).next().is_none() {
            let none = painter.layout_no_wrap("None yet".to_owned(), theme::regular(size::BODY), palette.quiet);
            painter.galley(corner + vec2(0.0, HEAD), none, palette.quiet);
        }
    }
    let stands_out =
        |link: &crate::chart::MapLink| emphasis.chain.contains(&link.from) && emphasis.chain.contains(&link.to);
    // Quiet links lie below those that say more, and all below those that stand out.
    for (chain, kind) in [false, true]
        .into_iter()
        .flat_map(|chain| [LinkKind::Holds, LinkKind::Bears, LinkKind::Acts, LinkKind::Moves].map(|kind| (chain, kind)))
    {
        for link in map.links.iter().filter(|link| link.kind == kind && stands_out(link) == chain) {
            let (Some(from), Some(to)) = (drawn.boxes.get(link.from), drawn.boxes.get(link.to)) else { continue };
            if from.union(*to).intersects(ui.clip_rect()) {
                let stroke = stroke(kind, chain, &palette);
                link_shapes(from.right_center(), to.left_center(), kind, stroke, |shape| {
                    painter.add(shape);
                });
            }
        }
    }
    key(ui, map, drawn, &palette);
}

/// How a link is drawn.
fn stroke(kind: LinkKind, stands_out: bool, palette: &Palette) -> Stroke {
    match (kind, stands_out) {
        (LinkKind::Acts | LinkKind::Moves | LinkKind::Bears, true) => Stroke::new(2.25, palette.accent),
        (LinkKind::Holds, false) => Stroke::new(1.25, palette.rule),
        (LinkKind::Acts | LinkKind::Bears, false) => Stroke::new(1.25, palette.border),
        (LinkKind::Holds, true) | (LinkKind::Moves, false) => Stroke::new(1.5, palette.accent),
    }
}

/// A curve from the right side of a box to the left side of another; of dots where a recommendation only bears on a
/// figure.
fn link_shapes(start: Pos2, end: Pos2, kind: LinkKind, stroke: Stroke, mut add: impl FnMut(Shape)) {
    let reach = vec2((end.x - start.x).min(2.0 * BETWEEN) / 2.0, 0.0);
    let points = [start, start + reach, end - reach, end];
    let curve = CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
    if kind == LinkKind::Bears {
        for dot in Shape::dotted_line(&curve.flatten(Some(0.5)), stroke.color, 5.0, stroke.width * 0.6) {
            add(dot);
        }
    } else {
        add(Shape::CubicBezier(curve));
    }
}

/// What the kinds of links mean, for those that there are.
fn key(ui: &Ui, map: &Map, drawn: &Drawn, palette: &Palette) {
    const SAMPLE: f32 = 26.0;
    let painter = ui.painter();
    let mut x = drawn.area.left() + PILLAR + BETWEEN;
    let y = drawn.area.bottom() - 10.0;
    for (kind, words) in [
        (LinkKind::Acts, "leads to"),
        (LinkKind::Moves, "is to move"),
        (LinkKind::Bears, "bears on, without an action"),
    ] {
        if map.links.iter().any(|link| link.kind == kind) {
            let (start, end) = (pos2(x, y), pos2(x + SAMPLE, y));
            link_shapes(start, end, kind, stroke(kind, false, palette), |shape| {
                painter.add(shape);
            });
            let words = painter.layout_no_wrap(words.to_owned(), theme::regular(size::CAPTION), palette.quiet);
            let wide = words.size();
            painter.galley(pos2(x + SAMPLE + space::S, y - wide.y / 2.0), words, palette.quiet);
            x += SAMPLE + wide.x + space::S + space::XL;
        }
    }
}

/// Paints a box into its place.
pub(super) fn paint_box(ui: &Ui, map: &Map, drawn: &Drawn, place: usize, emphasis: &Emphasis) {
    let (Some(node), Some(rect), Some((label, status))) =
        (map.nodes.get(place), drawn.boxes.get(place), drawn.texts.get(place))
    else {
        return;
    };
    let palette = theme::of(ui);
    let painter = ui.painter();
    let selected = emphasis.selected == Some(place);
    let counted = matches!(node.of, NodeOf::Rest { .. });
    let fill = if selected || node.column == MapColumn::Pillar { palette.wash } else { palette.surface };
    let frame = match (emphasis.chain.contains(&place), counted) {
        (true, _) => Stroke::new(if selected { 2.0 } else { 1.5 }, palette.accent),
        (false, true) => Stroke::NONE,
        (false, false) => Stroke::new(1.0, palette.rule),
    };
    painter.rect(*rect, RADIUS, fill, frame, StrokeKind::Inside);
    if selected && emphasis.focused {
        painter.rect_stroke(rect.expand(2.0), RADIUS + 2, Stroke::new(2.0, palette.accent), StrokeKind::Outside);
    }
    let height = label.size().y + status.as_ref().map_or(0.0, |status| status.size().y + 1.0);
    let mut y = rect.center().y - height / 2.0;
    painter.galley(pos2(rect.left() + PAD.x, y), Arc::clone(label), palette.ink);
    y += label.size().y + 1.0;
    if let (Some(galley), Some(status)) = (status, &node.status) {
        let color = palette.rating(status.rating);
        let line = galley.rows.first().map_or(galley.size().y, |row| row.size.y);
        let center = pos2(rect.left() + PAD.x + SHAPE / 2.0, y + line / 2.0);
        paint_rating(painter, Rect::from_center_size(center, Vec2::splat(SHAPE)), status.rating, color);
        painter.galley(pos2(rect.left() + PAD.x + SHAPE + space::XS + 2.0, y), Arc::clone(galley), color);
    }
}

/// Draws a map that is only looked at.
pub(super) fn map(ui: &mut Ui, map: &Map) {
    if ui.available_width() < FOUR {
        super::outline::read(ui, map);
        return;
    }
    let drawn = lay_out(ui, map);
    let emphasis = Emphasis::default();
    paint_behind(ui, map, &drawn, &emphasis);
    for (place, rect) in drawn.boxes.iter().enumerate() {
        if ui.is_rect_visible(*rect) {
            paint_box(ui, map, &drawn, place, &emphasis);
        }
    }
}
