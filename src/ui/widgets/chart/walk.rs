//! A map that is walked: by the arrow keys within a column and along the links, or with the pointer. It is one stop of the
//! Tab key; its boxes have names for those who do not see them.

use egui::{Id, Rect, Ui, UiBuilder};

use super::map::{Drawn, Emphasis, FOUR, lay_out, paint_behind, paint_box};
use super::{ChartAsk, charted, outline};
use crate::chart::{Chart, Map};
use crate::ui::theme::space;
use crate::ui::widgets::{GridKeys, grid, grid_cell};

/// Below a box that the keys reach: room for what is said of it at the foot of what is seen.
const BELOW: f32 = 120.0;

/// What the user asked of a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapAsked {
    /// The box to select.
    pub select: Option<usize>,
    /// The box to open: Enter on the one that is selected, or a click on it.
    pub open: Option<usize>,
    /// What is asked of the map as a picture.
    pub picture: Option<ChartAsk>,
}

/// Draws a chart of a map with its title, source and table; the map can be walked. In a narrow window an indented list
/// stands in its place. `heard` names a box.
pub fn map_chart(
    ui: &mut Ui,
    id: Id,
    chart: &Chart,
    map: &Map,
    selected: Option<usize>,
    heard: impl Fn(usize) -> String,
) -> MapAsked {
    let mut asked = MapAsked::default();
    asked.picture = charted(ui, id, chart, true, |ui| {
        if ui.available_width() < FOUR {
            outline::walked(ui, id.with("outline"), &chart.title, map, selected, &heard, &mut asked);
        } else {
            walked(ui, id.with("map"), chart, map, selected, &heard, &mut asked);
        }
    });
    asked
}

/// The map in four columns.
fn walked(
    ui: &mut Ui,
    id: Id,
    chart: &Chart,
    map: &Map,
    selected: Option<usize>,
    heard: &impl Fn(usize) -> String,
    asked: &mut MapAsked,
) {
    let (response, ()) = grid(ui, id, "Strategy map", &chart.title, |ui, keys| {
        let drawn = lay_out(ui, map);
        let to = moved(map, &drawn, selected, keys);
        if let Some(to) = to {
            asked.select = Some(to);
        }
        asked.open = selected.filter(|_| keys.enter);
        let selected = to.or(selected);
        // What is under the pointer shows what it hangs together with; otherwise what is selected does.
        let pointed = ui.ctx().pointer_hover_pos().filter(|at| ui.clip_rect().contains(*at));
        let pointed = pointed.and_then(|at| drawn.boxes.iter().position(|rect| rect.contains(at)));
        let mut emphasis = Emphasis::of(map, pointed.or(selected));
        (emphasis.selected, emphasis.focused) = (selected, keys.focused);
        paint_behind(ui, map, &drawn, &emphasis);
        for (place, rect) in drawn.boxes.iter().enumerate() {
            let current = selected == Some(place);
            if ui.is_rect_visible(*rect) || current {
                cell(ui, id, (map, &drawn, &emphasis), place, heard, asked);
            }
            if current && to.is_some() {
                ui.scroll_to_rect(rect.expand(space::XL).with_max_y(rect.bottom() + BELOW), None);
            }
        }
    });
    if response.gained_focus() {
        // The keys stand somewhere from the beginning.
        asked.select = asked.select.or(selected).or((!map.nodes.is_empty()).then_some(0));
        ui.ctx().request_repaint();
    }
}

/// A box as a cell.
fn cell(
    ui: &mut Ui,
    id: Id,
    (map, drawn, emphasis): (&Map, &Drawn, &Emphasis),
    place: usize,
    heard: &impl Fn(usize) -> String,
    asked: &mut MapAsked,
) {
    let (Some(node), Some(rect)) = (map.nodes.get(place), drawn.boxes.get(place)) else { return };
    let current = emphasis.selected == Some(place);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(*rect));
    let (response, ()) = grid_cell(&mut inner, id, id.with(&node.of), current, &heard(place), |ui| {
        ui.set_min_size(rect.size());
        paint_box(ui, map, drawn, place, emphasis);
    });
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        if current {
            asked.open = Some(place);
        } else {
            asked.select = Some(place);
        }
    }
}

/// The box to which the keys move.
fn moved(map: &Map, drawn: &Drawn, selected: Option<usize>, keys: GridKeys) -> Option<usize> {
    let from = selected?;
    let column = map.nodes.get(from)?.column;
    let mut at = from;
    let own: Vec<usize> = map.column(column).map(|(place, _)| place).collect();
    if keys.down != 0 {
        let place = own.iter().position(|one| *one == at)?;
        let to = i64::try_from(place).ok()?.saturating_add(i64::from(keys.down));
        at = *own.get(usize::try_from(to.max(0)).ok()?.min(own.len().saturating_sub(1)))?;
    }
    for _ in 0..keys.across.unsigned_abs().min(4) {
        let middle = |place: usize| drawn.boxes.get(place).map_or(0.0, |rect: &Rect| rect.center().y);
        let here = middle(at);
        let near = |one: &usize, other: &usize| (middle(*one) - here).abs().total_cmp(&(middle(*other) - here).abs());
        // Along a link: to the next column before one farther off, there to the nearest box.
        let linked: Vec<usize> = if keys.across > 0 {
            map.after(at).map(|(to, _)| to).collect()
        } else {
            map.before(at).map(|(from, _)| from).collect()
        };
        let own = map.nodes.get(at)?.column as usize;
        let apart = |place: &usize| map.nodes.get(*place).map_or(9, |node| (node.column as usize).abs_diff(own));
        let nearest = linked.iter().map(apart).min();
        let next = linked.iter().copied().filter(|one| Some(apart(one)) == nearest).min_by(near);
        let Some(next) = next else { break };
        at = next;
    }
    (at != from).then_some(at)
}
