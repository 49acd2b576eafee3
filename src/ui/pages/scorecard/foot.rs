//! The foot of the landing: what the marks on the bars mean, and what else can be done with the measures.

use egui::{Rect, Role, Ui, WidgetInfo, pos2, vec2};

use super::cards::Cards;
use super::{Extra, State};
use crate::app::{Command, Export};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{caption, link, paint_band, paint_diamond, paint_tick};
use crate::ui::{Outbox, View};
use crate::words;

/// What the marks on the bars mean.
pub(super) fn key(ui: &mut Ui, view: &View<'_>) {
    let palette = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.spacing_mut().interact_size.y = size::SECTION;
        let mark = |ui: &mut Ui, width: f32, paint: &dyn Fn(&Ui, Rect), words: &str| {
            // Mark and words in one, so that a line breaks between two of them only.
            let text = ui.painter().layout_no_wrap(words.to_owned(), theme::regular(size::CAPTION), palette.quiet);
            let whole = vec2(width + space::S + text.size().x, size::SECTION);
            let (rect, response) = ui.allocate_exact_size(whole, egui::Sense::hover());
            paint(ui, rect.with_max_x(rect.left() + width));
            ui.painter().galley(
                pos2(rect.right() - text.size().x, rect.center().y - text.size().y / 2.0),
                text,
                palette.quiet,
            );
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
            ui.add_space(space::S);
        };
        let bar = |rect: Rect| Rect::from_center_size(rect.center(), vec2(rect.width(), 9.0));
        let filled = |ui: &Ui, rect: Rect| {
            ui.painter().rect_filled(bar(rect), 2, palette.accent);
        };
        mark(ui, 18.0, &filled, "Newest figure");
        mark(ui, 14.0, &|ui, rect| paint_diamond(ui, rect.center(), 6.0), "Target");
        if view.digest.kpis.iter().any(|kpi| kpi.target.is_some_and(|target| target.low.is_some())) {
            let framed = |ui: &Ui, rect: Rect| paint_band(ui, rect.left() + 1.0, rect.right() - 1.0, bar(rect));
            mark(ui, 18.0, &framed, "Band to stay within");
        }
        mark(ui, 6.0, &|ui, rect| paint_tick(ui, rect.center().x, bar(rect), false), "Others");
        let unlike = "Others, counted otherwise or old: open the measure to read how";
        mark(ui, 6.0, &|ui, rect| paint_tick(ui, rect.center().x, bar(rect), true), unlike);
    });
}

/// What else can be done with the measures.
pub(super) fn foot(ui: &mut Ui, view: &View<'_>, state: &mut State, cards: &Cards, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let several = cards.pillars.iter().any(|card| card.used.len() > 1);
        if several && !view.read_only {
            let label = if state.shows(Extra::Order) { "Keep this order" } else { "Change the order" };
            if link(ui, label).clicked() {
                state.toggle(Extra::Order);
            }
        }
        if !view.read_only && link(ui, "Import figures…").clicked() {
            out.command(Command::ImportFigures(None));
        }
        if view.project.kpis.values().any(|kpi| !kpi.measurements.is_empty())
            && link(ui, "Save all figures as CSV…").clicked()
        {
            out.command(Command::Export(Export::Figures(None)));
        }
        if !view.catalogue.own_kpis().is_empty() && link(ui, "Save your own measures as a pack…").clicked() {
            out.command(Command::Export(Export::OwnKpis));
        }
        let gone = view.digest.retired.len();
        if gone > 0 {
            let many = words::count(gone, "measure that is no longer followed", "measures that are no longer followed");
            let label = if state.retired.is_some() { format!("Hide {many}") } else { format!("Show {many}") };
            if link(ui, &label).clicked() {
                state.retired = if state.retired.is_some() { None } else { Some(0) };
            }
        } else {
            state.retired = None;
        }
    });
    let moves = if view.read_only { "" } else { ", Alt with an arrow key moves it within its pillar" };
    caption(ui, &format!("In the list the arrow keys choose a measure, Enter opens it{moves}."));
}
