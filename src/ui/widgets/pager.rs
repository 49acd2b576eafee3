//! Long lists a page at a time, so that drawing costs the same however long they are.

use egui::Ui;

use super::button::link;
use super::text::caption;
use crate::ui::theme::space;
use crate::words;

/// Says which part of a list is shown and turns its pages. Gives the page to show, in range; draws nothing where all fits
/// on one.
pub fn pager(ui: &mut Ui, total: usize, per_page: usize, page: usize, [back, on]: [&str; 2]) -> usize {
    let per_page = per_page.max(1);
    let last = total.saturating_sub(1) / per_page;
    let mut page = page.min(last);
    if last > 0 {
        ui.horizontal_wrapped(|ui| {
            let first = page * per_page;
            let shown = (first + per_page).min(total);
            caption(
                ui,
                &format!(
                    "{}–{} of {}",
                    words::whole(first as u64 + 1),
                    words::whole(shown as u64),
                    words::whole(total as u64)
                ),
            );
            ui.add_space(space::S);
            // Both links always stand there, so that neither moves from under the pointer or loses the focus.
            if ui.add_enabled_ui(page > 0, |ui| link(ui, back)).inner.clicked() {
                page -= 1;
            }
            if ui.add_enabled_ui(page < last, |ui| link(ui, on)).inner.clicked() {
                page += 1;
            }
        });
    }
    page
}
