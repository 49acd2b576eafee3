//! A map as an indented list: what stands in its place where four columns have no room. Each recommendation with its
//! actions, each action with the figures that it is to move.

use egui::text::{LayoutJob, TextFormat};
use egui::{Id, Rect, Stroke, Ui, Vec2, pos2, vec2};

use super::map::SHAPE;
use super::walk::MapAsked;
use crate::chart::{LinkKind, Map, MapColumn, NodeOf};
use crate::ui::theme::{self, TARGET, size, space};
use crate::ui::widgets::{list, paint_rating, row};

/// How far each level is indented.
const INDENT: f32 = 22.0;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    node: usize,
    depth: u8,
    /// How it hangs on the line above it.
    kind: Option<LinkKind>,
}

/// The lines of a map, from the top.
fn lines(map: &Map) -> Vec<Line> {
    let mut lines = Vec::new();
    for (pillar, _) in map.column(MapColumn::Pillar) {
        lines.push(Line { node: pillar, depth: 0, kind: None });
        for (recommendation, kind) in map.after(pillar) {
            lines.push(Line { node: recommendation, depth: 1, kind: Some(kind) });
            for (next, kind) in map.after(recommendation) {
                lines.push(Line { node: next, depth: 2, kind: Some(kind) });
                figures(map, next, &mut lines, 3);
            }
        }
    }
    for (action, _) in map.column(MapColumn::Action).filter(|(place, _)| map.before(*place).next().is_none()) {
        lines.push(Line { node: action, depth: 1, kind: None });
        figures(map, action, &mut lines, 2);
    }
    lines
}

fn figures(map: &Map, action: usize, lines: &mut Vec<Line>, depth: u8) {
    lines.extend(map.after(action).map(|(node, kind)| Line { node, depth, kind: Some(kind) }));
}

/// What stands before the label of a line.
fn before(map: &Map, line: Line) -> &'static str {
    match line.kind {
        Some(LinkKind::Moves) => "To move: ",
        Some(LinkKind::Bears) => "Bears on: ",
        None if map.nodes.get(line.node).is_some_and(|node| node.column == MapColumn::Action) => "From a figure: ",
        Some(LinkKind::Holds | LinkKind::Acts) | None => "",
    }
}

/// The list, walked with the keys.
pub(super) fn walked(
    ui: &mut Ui,
    id: Id,
    name: &str,
    map: &Map,
    selected: Option<usize>,
    heard: &impl Fn(usize) -> String,
    asked: &mut MapAsked,
) {
    let lines = lines(map);
    // A figure may stand in several lines, so the line is kept too.
    let kept: Option<usize> = ui.data(|data| data.get_temp(id));
    let at = kept.filter(|at| lines.get(*at).is_some_and(|line| Some(line.node) == selected));
    let mut at = at.or_else(|| lines.iter().position(|line| Some(line.node) == selected));
    let (response, ()) = list(ui, id, name, |ui, keys| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut moved = false;
        if keys.step != 0 {
            at = keys.moved(at.unwrap_or(0), lines.len());
            moved = true;
        }
        asked.open = at.and_then(|at| lines.get(at)).map(|line| line.node).filter(|_| keys.enter);
        for (place, line) in lines.iter().enumerate() {
            let current = at == Some(place);
            let (response, rect) =
                row(ui, id, id.with(place), current, &heard(line.node), |ui| draw(ui, map, *line, current));
            if response.clicked() && current {
                asked.open = Some(line.node);
            } else if response.clicked() {
                (at, moved) = (Some(place), false);
                asked.select = Some(line.node);
            }
            if current && moved {
                asked.select = Some(line.node);
                ui.scroll_to_rect(rect.expand(space::XL), None);
            }
        }
    });
    if response.gained_focus() && at.is_none() {
        at = (!lines.is_empty()).then_some(0);
        asked.select = lines.first().map(|line| line.node);
        ui.ctx().request_repaint();
    }
    if let Some(at) = at {
        ui.data_mut(|data| data.insert_temp(id, at));
    }
}

/// The list, only read.
pub(super) fn read(ui: &mut Ui, map: &Map) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for line in lines(map) {
        draw(ui, map, line, false);
    }
}

/// Draws a line in the width that is left; gives its place.
fn draw(ui: &mut Ui, map: &Map, line: Line, selected: bool) -> Rect {
    let palette = theme::of(ui);
    let Some(node) = map.nodes.get(line.node) else { return Rect::NOTHING };
    let indent = INDENT * f32::from(line.depth) + space::S;
    let width = (ui.available_width() - indent - space::S).max(60.0);
    let strong = selected || node.column == MapColumn::Pillar;
    let font = if strong { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
    let color = if matches!(node.of, NodeOf::Rest { .. }) { palette.quiet } else { palette.ink };
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    job.wrap.max_width = width;
    job.append(before(map, line), 0.0, TextFormat::simple(theme::regular(size::BODY), palette.quiet));
    job.append(&node.text(), 0.0, TextFormat::simple(font, color));
    let label = ui.painter().layout_job(job);
    let status = node.status.as_ref().map(|status| {
        let color = palette.rating(status.rating);
        let words = status.words.clone();
        (status.rating, ui.painter().layout(words, theme::semibold(size::CAPTION + 1.0), color, width - SHAPE - 6.0))
    });
    let below = status.as_ref().map_or(0.0, |(_, status)| status.size().y + 1.0);
    let height = (label.size().y + below + 2.0 * space::XS).max(TARGET);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    if !ui.is_rect_visible(rect) {
        return rect;
    }
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, 0, palette.wash);
        painter.rect_filled(rect.with_max_x(rect.left() + 3.0), 0, palette.accent);
    }
    for level in 1..line.depth {
        let x = rect.left() + INDENT * f32::from(level) + space::S + 3.0;
        painter.vline(x, rect.y_range(), Stroke::new(1.0, palette.rule));
    }
    let mut at = pos2(rect.left() + indent, rect.center().y - f32::midpoint(label.size().y, below));
    painter.galley(at, label.clone(), palette.ink);
    if let Some((rating, galley)) = status {
        at.y += label.size().y + 1.0;
        let line = galley.rows.first().map_or(galley.size().y, |row| row.size.y);
        let square = Rect::from_center_size(pos2(at.x + SHAPE / 2.0, at.y + line / 2.0), Vec2::splat(SHAPE));
        let color = palette.rating(rating);
        paint_rating(painter, square, rating, color);
        painter.galley(at + vec2(SHAPE + 6.0, 0.0), galley, color);
    }
    rect
}
