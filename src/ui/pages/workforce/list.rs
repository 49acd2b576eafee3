//! The sets of data, newest first: one stop of the Tab key.

use egui::{Frame, Id, Margin, RichText, ScrollArea, Ui};

use super::State;
use crate::insight::{data_sets, response};
use crate::project::DataSet;
use crate::ui::View;
use crate::ui::theme::{self, RADIUS, size, space};
use crate::ui::widgets::{card, heading, list, row};
use crate::words;

/// From how much height on, in points, the list scrolls by itself.
const HEIGHT: f32 = 190.0;

/// Draws the list; a single set needs none.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let sets = data_sets(view.project);
    if sets.len() < 2 {
        return;
    }
    let at = sets.iter().position(|(id, _)| Some(*id) == state.open).unwrap_or_default();
    card(ui, |ui| {
        heading(ui, "Data sets");
        let id = Id::unique("workforce data sets");
        list(ui, id, "Data sets, newest first", |ui, keys| {
            let moved = keys.moved(at, sets.len()).filter(|to| *to != at);
            ScrollArea::vertical().max_height(HEIGHT).id_salt("workforce data sets").show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for (place, (set_id, _)) in sets.iter().enumerate() {
                    let Some(set) = view.project.data_set(*set_id) else { continue };
                    let (clicked, response) = line(ui, view, id, set, place == at);
                    if clicked || moved == Some(place) {
                        state.show_set(*set_id);
                        if moved.is_some() {
                            response.scroll_to_me(None);
                        }
                        ui.ctx().request_repaint();
                    }
                }
            });
        });
    });
    ui.add_space(space::S);
}

/// A set: its name, whom and when, how many answered.
fn line(ui: &mut Ui, view: &View<'_>, list: Id, set: &DataSet, selected: bool) -> (bool, egui::Response) {
    let answered = response(view.catalogue, set).answered;
    let detail = format!(
        "{} · {} · {} answered",
        set.population.name(),
        words::date(set.as_of),
        words::whole(u64::from(answered))
    );
    let detail = match (twin(view, set), view.catalogue.survey_question(&set.question)) {
        (true, Some(question)) => format!("{detail} · {}", question.text),
        _ => detail,
    };
    let name = format!("{}, {}", set.name.trim(), detail.replace(" · ", ", "));
    let palette = theme::of(ui);
    let (response, ()) = row(ui, list, Id::unique(("workforce set", set.id)), selected, &name, |ui| {
        let fill = if selected { palette.wash } else { palette.surface };
        Frame::new().fill(fill).corner_radius(RADIUS).inner_margin(Margin::symmetric(8, 6)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
                let color = if selected { palette.accent } else { palette.ink };
                ui.add(
                    egui::Label::new(RichText::new(set.name.trim()).font(font).color(color)).wrap().selectable(false),
                );
                let detail = RichText::new(detail).size(size::CAPTION).color(palette.quiet);
                ui.add(egui::Label::new(detail).wrap().selectable(false));
            });
        });
    });
    (response.clicked(), response)
}

/// Whether another set of the day has the same name: then each says its question.
fn twin(view: &View<'_>, set: &DataSet) -> bool {
    let same = |one: &DataSet| one.id != set.id && one.name.trim() == set.name.trim() && one.as_of == set.as_of;
    view.project.workforce.iter().any(|one| same(one))
}
