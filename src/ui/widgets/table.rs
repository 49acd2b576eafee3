//! Tables: the twin of a chart, every number drawn as text; and the headings by which longer ones are sorted.

use egui::{
    Align, Layout, Rect, Response, RichText, Role, Sense, Shape, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::chart;
use crate::ui::theme::{self, Palette, TARGET, size, space};

/// The height of a row in points.
const ROW: f32 = TARGET * 0.8;

/// How many rows stand without scrolling: what scrolls by itself cannot be scrolled by keys, and what is not laid out is
/// not heard.
const ROWS: usize = 150;

/// How many rows of a longer table are seen at once.
const SEEN: usize = 20;

/// Shows a table. It stands whole up to 150 rows; of a longer one only those in sight are laid out, and it scrolls.
pub fn text_table(ui: &mut Ui, table: &chart::Table) {
    let palette = theme::of(ui);
    let id = ui.scope_id().with(("table", &table.caption));
    let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label(&table.caption);
    let inner = ui.scope_builder(builder, |ui| {
        egui::ScrollArea::horizontal().id_salt(id).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::XL, 0.0);
            let scrolls = table.rows.len() > ROWS;
            let mut columns = TableBuilder::new(ui).id_salt(id.with("rows")).vscroll(scrolls).auto_shrink([true, true]);
            if scrolls {
                #[expect(clippy::cast_precision_loss, reason = "a few")]
                let height = ROW * SEEN as f32;
                columns = columns.min_scrolled_height(height).max_scroll_height(height);
            }
            columns
                .columns(Column::auto(), table.columns.len())
                .header(ROW, |mut header| {
                    for column in &table.columns {
                        let name = RichText::new(&column.name).font(theme::semibold(size::CAPTION));
                        header.col(|ui| cell(ui, column.align, name.color(palette.quiet)));
                    }
                })
                .body(|mut body| {
                    if scrolls {
                        body.rows(ROW, table.rows.len(), |line| row(line, table, &palette));
                    } else {
                        for _ in &table.rows {
                            #[expect(clippy::disallowed_methods, reason = "what is not laid out is not heard")]
                            body.row(ROW, |line| row(line, table, &palette));
                        }
                    }
                });
        });
    });
    // This also says where it is, which the builder does not.
    inner.response.widget_info(|| WidgetInfo::labeled(Role::Table, true, &table.caption));
}

/// A line of a table.
fn row(mut line: TableRow<'_, '_>, table: &chart::Table, palette: &Palette) {
    let Some(row) = table.rows.get(line.index()) else { return };
    for (column, text) in table.columns.iter().zip(row) {
        let text = RichText::new(text).size(size::BODY).color(palette.ink);
        line.col(|ui| cell(ui, column.align, text));
    }
}

fn cell(ui: &mut Ui, align: chart::Align, text: RichText) {
    let layout = match align {
        chart::Align::Left => Layout::left_to_right(Align::Center),
        chart::Align::Right => Layout::right_to_left(Align::Center),
    };
    ui.with_layout(layout, |ui| ui.add(egui::Label::new(text).extend()));
}

/// The heading of a column that can be sorted by it, as wide as given. `sorted` says which way the table is sorted by it
/// now (`Some(true)`: the last first), which a triangle shows; `name` says what pressing it does.
pub fn sort_button(
    ui: &mut Ui,
    text: &str,
    name: &str,
    sorted: Option<bool>,
    align: chart::Align,
    width: f32,
) -> Response {
    let palette = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, TARGET), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let color = match (response.hovered(), sorted) {
        (true, _) => palette.accent,
        (false, Some(_)) => palette.ink,
        (false, None) => palette.quiet,
    };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::semibold(size::CAPTION), color);
    let mark = if sorted.is_some() { MARK + space::XS } else { 0.0 };
    let left = match align {
        chart::Align::Left => rect.left(),
        chart::Align::Right => rect.right() - galley.size().x - mark,
    };
    let end = left + galley.size().x;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
    if let Some(descending) = sorted {
        let square = Rect::from_center_size(pos2(end + space::XS + MARK / 2.0, rect.center().y), vec2(MARK, MARK));
        paint_direction(ui, square, descending);
    }
    super::button::focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The size of the triangle that shows which way a table is sorted.
const MARK: f32 = 8.0;

/// A triangle that points up for the first first, down for the last first.
fn paint_direction(ui: &Ui, square: Rect, descending: bool) {
    let (base, tip) = if descending { (square.top(), square.bottom()) } else { (square.bottom(), square.top()) };
    let points = vec![pos2(square.left(), base), pos2(square.right(), base), pos2(square.center().x, tip)];
    ui.painter().add(Shape::convex_polygon(points, theme::of(ui).ink, Stroke::NONE));
}
