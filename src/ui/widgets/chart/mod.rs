//! Charts, drawn from the chart model: title, drawing or table, source line. What is drawn is one picture to those who do
//! not see it, with the chart's words; every number stands in the table, one link away. What is asked of the chart as a
//! picture is given back: a widget makes no files.

mod place;
mod ratings;
mod trend;

use egui::{Id, Role, Ui, UiBuilder, WidgetInfo};

use super::button::link;
use super::copying::copying;
use super::menu::{menu, menu_item};
use super::pager::pager;
use super::table::text_table;
use super::text::{caption, heading};
use crate::chart::{Chart, Plot, Table};
use crate::ui::theme::space;

/// Below this width, in points, the links stand below the title.
const NARROW: f32 = 740.0;

/// How many rows of a table are shown at once.
const PAGE: usize = 40;

/// The width of all links.
const LINKS: f32 = 292.0;

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
    let kept = id.with("as table");
    let mut as_table: bool = ui.data(|data| data.get_temp(kept)).unwrap_or_default();
    let mut asked = None;
    let mut links = |ui: &mut Ui, as_table: &mut bool| {
        ui.spacing_mut().item_spacing.x = space::M;
        if link(ui, if *as_table { "Show as chart" } else { "Show as table" }).clicked() {
            *as_table = !*as_table;
        }
        if copying(ui, id.with("copy"), ["Copy the figures", "Figures copied"], link) {
            ui.copy_text(chart.table.tab_separated());
        }
        asked = as_picture(ui, id, &chart.title);
    };
    if ui.available_width() < NARROW {
        heading(ui, &chart.title);
        ui.horizontal_wrapped(|ui| links(ui, &mut as_table));
    } else {
        ui.horizontal_top(|ui| {
            let room = ui.available_width() - LINKS;
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
        picture(ui, id, chart, height);
    }
    ui.add_space(space::S);
    caption(ui, &chart.source);
    asked
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
fn picture(ui: &mut Ui, id: Id, chart: &Chart, height: f32) {
    let builder =
        UiBuilder::new().scope_id(id.with("picture")).accessibility_role(Role::Image).accessibility_label(&chart.title);
    let inner = ui.scope_builder(builder, |ui| match &chart.plot {
        Plot::Trend(data) => trend::trend(ui, id, data, height),
        Plot::Ratings(bars) => ratings::ratings(ui, bars),
    });
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
}

#[cfg(test)]
mod tests;
