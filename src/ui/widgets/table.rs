//! The twin of a chart: every number drawn, as text.

use egui::{Align, Layout, RichText, Role, Ui, UiBuilder};

use crate::chart;
use crate::ui::theme::{self, TARGET, size, space};

/// Shows a short table whole. Long ones belong to a page with its own scrolling.
pub fn text_table(ui: &mut Ui, table: &chart::Table) {
    let palette = theme::of(ui);
    let id = ui.scope_id().with(("table", &table.caption));
    let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label(&table.caption);
    ui.scope_builder(builder, |ui| {
        egui::ScrollArea::horizontal().id_salt(id).show(ui, |ui| {
            egui::Grid::new(id.with("grid")).num_columns(table.columns.len()).spacing([space::XL, space::XS]).show(
                ui,
                |ui| {
                    for column in &table.columns {
                        cell(
                            ui,
                            column.align,
                            RichText::new(&column.name).font(theme::semibold(size::CAPTION)).color(palette.quiet),
                        );
                    }
                    ui.end_row();
                    for row in &table.rows {
                        for (column, text) in table.columns.iter().zip(row) {
                            cell(ui, column.align, RichText::new(text).size(size::BODY).color(palette.ink));
                        }
                        ui.end_row();
                    }
                },
            );
        });
    });
}

fn cell(ui: &mut Ui, align: chart::Align, text: RichText) {
    let layout = match align {
        chart::Align::Left => Layout::left_to_right(Align::Center),
        chart::Align::Right => Layout::right_to_left(Align::Center),
    };
    ui.with_layout(layout, |ui| {
        ui.set_min_height(TARGET * 0.75);
        ui.add(egui::Label::new(text).extend());
    });
}
