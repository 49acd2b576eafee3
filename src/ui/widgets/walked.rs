//! Tables that are walked with the arrow keys: one stop of the Tab key, rows of one height of which only those in sight
//! are drawn, each with a name that says everything in it.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Id, Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use super::dialog::is_open;
use super::list::{list, row};
use crate::ui::theme::{self, size, space};

/// How far a row reaches beyond its texts on either side.
pub const INSET: f32 = space::S;

/// A table that is walked with the arrow keys.
#[derive(Clone, Copy, Debug)]
pub struct Walked<'a> {
    /// The id of the table, which takes the focus.
    pub id: Id,
    /// What it holds.
    pub name: &'a str,
    /// How many rows it has.
    pub rows: usize,
    /// How high each is, in points.
    pub height: f32,
    /// Which one is selected.
    pub selected: Option<usize>,
    /// Whether the rows scroll by themselves, or with the page.
    pub scrolls: bool,
}

/// What the page keeps of a table that is walked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Whether the selected row is to be brought into sight.
    pub scroll: bool,
    /// Whether the table is to take the focus.
    pub focus: bool,
}

/// A row that is to be painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Which one.
    pub number: usize,
    /// Where its texts stand.
    pub place: Rect,
    /// Whether it is selected.
    pub selected: bool,
}

impl Row {
    /// The type of its main text.
    pub fn font(self) -> FontId {
        if self.selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) }
    }
}

/// What the user asked of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The row to select.
    pub select: Option<usize>,
    /// Whether the selected row is to be opened: Enter, or a second click.
    pub open: bool,
}

impl Walked<'_> {
    /// Shows the table. `name` gives a row's id and what is heard of it; `paint` paints it into its place.
    pub fn show(
        self,
        ui: &mut Ui,
        walk: &mut Walk,
        name: impl Fn(usize) -> (Id, String),
        mut paint: impl FnMut(&Ui, Row),
    ) -> Asked {
        let mut asked = Asked::default();
        // Rows reach into the card's margin, so that the ground of the selected one does not end where its text does.
        #[expect(clippy::cast_possible_truncation, reason = "a space of the look is a small whole number")]
        let wider = Margin::symmetric(-(INSET as i8), 0);
        let listed = egui::Frame::new().outer_margin(wider).show(ui, |ui| {
            list(ui, self.id, self.name, |ui, keys| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if keys.focused {
                    asked.select = keys.moved(self.selected.unwrap_or(0), self.rows).filter(|_| keys.step != 0);
                    asked.open = keys.enter && self.selected.is_some();
                }
                let mut draw = |ui: &mut Ui| self.draw(ui, walk, &name, &mut paint, &mut asked);
                if self.scrolls {
                    ScrollArea::vertical().id_salt(self.id.with("rows")).auto_shrink(false).show(ui, draw);
                } else {
                    draw(ui);
                }
            })
        });
        let (response, ()) = listed.inner;
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_size_of_set(self.rows));
        if response.gained_focus() {
            walk.scroll = true;
            ui.ctx().request_repaint();
        }
        // Nothing below a dialog keeps the focus: it is taken once the dialog is gone.
        if !is_open(ui.ctx()) && std::mem::take(&mut walk.focus) {
            response.request_focus();
            ui.ctx().request_repaint();
        }
        if asked.select.is_some() {
            walk.scroll = true;
            ui.ctx().request_repaint();
        }
        asked
    }

    /// The rows that can be seen, in room for all of them.
    fn draw(
        self,
        ui: &mut Ui,
        walk: &mut Walk,
        name: &impl Fn(usize) -> (Id, String),
        paint: &mut impl FnMut(&Ui, Row),
        asked: &mut Asked,
    ) {
        #[expect(clippy::cast_precision_loss, reason = "far fewer rows than a float counts")]
        let top_of = |row: usize| row as f32 * self.height;
        let (_, area) = ui.allocate_space(vec2(ui.available_width(), top_of(self.rows)));
        let seen = ui.clip_rect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not below nought")]
        let row_at = |y: f32| ((y - area.top()) / self.height).max(0.0) as usize;
        let rect_of = |row: usize| {
            Rect::from_min_size(pos2(area.left(), area.top() + top_of(row)), vec2(area.width(), self.height))
        };
        if std::mem::take(&mut walk.scroll)
            && let Some(selected) = self.selected
        {
            ui.scroll_to_rect(rect_of(selected), None);
        }
        for number in row_at(seen.top())..row_at(seen.bottom()).saturating_add(1).min(self.rows) {
            let selected = self.selected == Some(number);
            let (id, heard) = name(number);
            let rect = rect_of(number);
            let mut place = ui.new_child(UiBuilder::new().max_rect(rect));
            let (response, ()) = row(&mut place, self.id, self.id.with(id), selected, &heard, |ui| {
                ui.set_min_size(rect.size());
                ground(ui, rect, selected);
                paint(ui, Row { number, place: rect.shrink2(vec2(INSET, 0.0)), selected });
            });
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_position_in_set(number));
            if response.clicked() {
                asked.select = Some(number);
            }
            asked.open |= response.double_clicked();
        }
    }
}

/// The ground of a row and the rule below it.
fn ground(ui: &Ui, rect: Rect, selected: bool) {
    let palette = theme::of(ui);
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, 0, palette.wash);
        painter.rect_filled(rect.with_max_x(rect.left() + 3.0), 0, palette.accent);
    } else if ui.response().hovered() {
        painter.rect_filled(rect, 0, palette.wash.gamma_multiply(0.6));
    }
    painter.hline(rect.shrink2(vec2(INSET, 0.0)).x_range(), rect.bottom(), Stroke::new(1.0, palette.rule));
}

/// Text of a row, in at most so many lines, the rest cut.
pub fn cell_text(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32, lines: usize) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.break_on_newline = false;
    job.wrap.max_width = width.max(1.0);
    job.wrap.max_rows = lines;
    ui.painter().layout_job(job)
}

/// Paints texts below each other, in the middle of a place.
pub fn paint_cell(ui: &Ui, place: Rect, lines: &[Arc<Galley>]) {
    let height: f32 = lines.iter().map(|line| line.size().y).sum();
    let mut y = place.center().y - height / 2.0;
    for line in lines {
        ui.painter().galley(pos2(place.left(), y), Arc::clone(line), Color32::PLACEHOLDER);
        y += line.size().y;
    }
}
