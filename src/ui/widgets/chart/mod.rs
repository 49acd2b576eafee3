//! Charts, drawn from the chart model: title, drawing or table, source line, what to mind. What is drawn is one picture to
//! those who do not see it, with the chart's words; every number stands in the table, one link away. What is asked of the
//! chart as a picture is given back: a widget makes no files.

mod compared;
mod labels;
mod map;
mod marks;
mod outline;
mod panels;
mod place;
mod ratings;
mod shares;
mod time;
mod trend;
mod walk;

use egui::{
    Align, Color32, Id, Layout, Painter, Rect, Role, Sense, Shape, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::button::link;
use super::copying::copying;
use super::menu::{menu, menu_item};
use super::pager::pager;
use super::table::text_table;
use super::text::{caption, heading};
use crate::chart::{Chart, Plot, Table, Trend};
use crate::ui::theme::{self, size, space};
pub use walk::{MapAsked, map_chart};

/// Below this width, in points, the links stand below the title.
const NARROW: f32 = 740.0;

/// How many rows of a table are shown at once.
const PAGE: usize = 40;

/// The width of all links, of the first alone.
const LINKS: f32 = 292.0;
const TABLE_LINK: f32 = 110.0;

/// Below this width, in points, that link alone stands below the title.
const TABLE_LINK_BELOW: f32 = 420.0;

/// What is asked of a chart as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartAsk {
    /// To copy it.
    Copy,
    /// To save it as a PNG file.
    SavePng,
    /// To save it as an SVG file.
    SaveSvg,
}

impl ChartAsk {
    /// All that can be asked, with the words of the menu.
    const ALL: [(Self, &'static str); 3] =
        [(Self::Copy, "Copy as picture"), (Self::SavePng, "Save as PNG…"), (Self::SaveSvg, "Save as SVG…")];
}

/// Draws a chart with its title, its source line and, on request, its table. `id` is the chart's own in the window: what
/// was chosen for it is kept with it. Gives what is asked of it as a picture.
#[must_use]
pub fn chart(ui: &mut Ui, id: Id, chart: &Chart, height: f32) -> Option<ChartAsk> {
    charted(ui, id, chart, true, |ui| drawing(ui, id, chart, height))
}

/// The same for a chart of which nothing leaves the window: its figures and its picture are not offered.
pub fn private_chart(ui: &mut Ui, id: Id, chart: &Chart, height: f32) {
    charted(ui, id, chart, false, |ui| drawing(ui, id, chart, height));
}

/// The drawing itself.
fn drawing(ui: &mut Ui, id: Id, chart: &Chart, height: f32) {
    match &chart.plot {
        Plot::Trend(trend) => over_time(ui, id, chart, trend, height),
        Plot::Ratings(bars) => picture(ui, id, chart, |ui| ratings::ratings(ui, bars)),
        Plot::Map(drawn) => picture(ui, id, chart, |ui| map::map(ui, drawn)),
        Plot::Shares(of) => picture(ui, id, chart, |ui| shares::shares(ui, of)),
        Plot::Intervals(of) => picture(ui, id, chart, |ui| compared::intervals(ui, of)),
        Plot::Pairs(of) => picture(ui, id, chart, |ui| compared::pairs(ui, of)),
        Plot::Panels(of) => picture(ui, id, chart, |ui| panels::panels(ui, of)),
    }
}

/// What stands around every drawing: the title, the links, the source, what to mind; or the table in its place. Where
/// `offered` is false, the table is the only link.
fn charted(ui: &mut Ui, id: Id, chart: &Chart, offered: bool, draw: impl FnOnce(&mut Ui)) -> Option<ChartAsk> {
    let kept = id.with("as table");
    let mut as_table: bool = ui.data(|data| data.get_temp(kept)).unwrap_or_default();
    let mut asked = None;
    let mut links = |ui: &mut Ui, as_table: &mut bool| {
        ui.spacing_mut().item_spacing.x = space::M;
        if link(ui, if *as_table { "Show as chart" } else { "Show as table" }).clicked() {
            *as_table = !*as_table;
        }
        if !offered {
            return;
        }
        if copying(ui, id.with("copy"), ["Copy the figures", "Figures copied"], link) {
            ui.copy_text(chart.table.tab_separated());
        }
        asked = as_picture(ui, id, &chart.title);
    };
    if ui.available_width() < if offered { NARROW } else { TABLE_LINK_BELOW } {
        heading(ui, &chart.title);
        ui.horizontal_wrapped(|ui| links(ui, &mut as_table));
    } else {
        ui.horizontal_top(|ui| {
            let room = ui.available_width() - if offered { LINKS } else { TABLE_LINK };
            ui.vertical(|ui| {
                ui.set_width(room);
                heading(ui, &chart.title);
            });
            links(ui, &mut as_table);
        });
    }
    ui.data_mut(|data| data.insert_temp(kept, as_table));
    ui.add_space(space::S);
    if as_table {
        paged_table(ui, id, &chart.table);
    } else {
        draw(ui);
    }
    ui.add_space(space::S);
    caption(ui, &chart.source);
    for note in &chart.notes {
        mind(ui, note);
    }
    asked
}

/// The drawing of a trend, of which a part of the time can be shown.
fn over_time(ui: &mut Ui, id: Id, chart: &Chart, trend: &Trend, height: f32) {
    let time = time::Time::of(ui, id, trend);
    let high = height - time.height();
    let (frame, drawn) = picture(ui, id, chart, |ui| trend::trend(ui, id, trend, high, time.shown()));
    // What can be acted on is no part of the picture; the Tab key reaches it out of sight too.
    let sensed = time.sense(ui, frame);
    if let Some((plane, response)) = drawn {
        trend::hover(ui, &plane, sensed.unwrap_or(response));
    }
    let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), time.height()));
    if time.height() > 0.0 {
        ui.allocate_rect(room, Sense::hover());
    }
    time.buttons(ui, room);
}

/// What to mind: a mark and a sentence.
fn mind(ui: &mut Ui, note: &str) {
    let color = theme::of(ui).quiet;
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let (rect, _) = ui.allocate_exact_size(vec2(size::CAPTION, size::CAPTION + 3.0), Sense::hover());
        paint_warning(ui.painter(), rect, color);
        ui.vertical(|ui| caption(ui, note));
    });
}

/// Paints a warning: a triangle with a mark of exclamation. Its outline keeps it apart from the shape of a status.
fn paint_warning(painter: &Painter, place: Rect, color: Color32) {
    let (center, half) = (place.center(), place.width() / 2.0 - 0.5);
    let corners = [(0.0, -0.92), (1.0, 0.86), (-1.0, 0.86)];
    let corners = corners.map(|(x, y)| center + half * vec2(x, y)).to_vec();
    painter.add(Shape::closed_line(corners, Stroke::new(1.25, color)));
    painter.vline(center.x, center.y - half * 0.28..=center.y + half * 0.28, Stroke::new(1.5, color));
    painter.circle_filled(pos2(center.x, center.y + half * 0.58), 0.9, color);
}

/// The menu of what can be done with the chart as a picture. It says of which chart, since a page may hold several.
fn as_picture(ui: &mut Ui, id: Id, title: &str) -> Option<ChartAsk> {
    let button = ui.push_id(id.with("as picture"), |ui| link(ui, "Picture…")).inner;
    let name = format!("Picture: {title}");
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let mut asked = None;
    menu(ui, &button, &name, |ui| {
        ui.set_min_width(180.0);
        for (ask, words) in ChartAsk::ALL {
            if menu_item(ui, words, "", true) {
                asked = Some(ask);
            }
        }
    });
    asked
}

/// The table, a page at a time where it is long.
fn paged_table(ui: &mut Ui, id: Id, table: &Table) {
    let total = table.rows.len();
    if total <= PAGE {
        text_table(ui, table);
        return;
    }
    let kept = id.with("table page");
    let page = ui.data(|data| data.get_temp::<usize>(kept)).unwrap_or_default().min((total - 1) / PAGE);
    let rows = table.rows.iter().skip(page * PAGE).take(PAGE).cloned().collect();
    text_table(ui, &Table { caption: table.caption.clone(), columns: table.columns.clone(), rows });
    let page = pager(ui, total, PAGE, page, ["Earlier rows", "Later rows"]);
    ui.data_mut(|data| data.insert_temp(kept, page));
}

/// The drawing, with its words for those who do not see it.
fn picture<R>(ui: &mut Ui, id: Id, chart: &Chart, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let builder =
        UiBuilder::new().scope_id(id.with("picture")).accessibility_role(Role::Image).accessibility_label(&chart.title);
    let inner = ui.scope_builder(builder, draw);
    let rect = inner.response.rect;
    ui.ctx().accesskit_node_builder(inner.response.id, |node| {
        node.set_description(chart.alt.as_str());
        node.set_bounds(egui::accesskit::Rect {
            x0: rect.left().into(),
            y0: rect.top().into(),
            x1: rect.right().into(),
            y1: rect.bottom().into(),
        });
    });
    inner.inner
}

#[cfg(test)]
mod tests;
