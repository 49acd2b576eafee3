//! One measure by itself: on the left its trend, its figures, its target and what it is compared with; on the right what
//! there is to read of it.

use egui::{Align, Frame, Id, Key, Layout, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::opened::{Measure, Opened};
use super::{Focus, READ_ONLY, State, changes, figures, others, reading, target};
use crate::content::{KpiId, Unit};
use crate::edit::Edit;
use crate::insight::{AxisStart, KpiView};
use crate::project::Kpi;
use crate::ui::pages::{NARROW, chart, margin};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{
    body, bullet_bar, caption, card, check, figure, is_open, link, page_title, primary_enabled, quiet, secondary,
    shape_word, wash,
};
use crate::ui::{Outbox, View};
use crate::words;

/// From this width on, in points, what is read stands beside what is drawn and entered.
const BESIDE: f32 = 860.0;

/// The chart's height in points.
const CHART: f32 = 260.0;

/// Draws the measure.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, kpi: &KpiView, out: &mut Outbox) {
    let Some(definition) = view.catalogue.kpi(&kpi.id) else {
        state.open = None;
        return;
    };
    if escape(ui, state) {
        state.close();
        ui.ctx().request_repaint();
    }
    let none = Kpi::default();
    let entered = view.project.kpis.get(&kpi.id).map_or(&none, AsRef::as_ref);
    let shown = (state.axis, state.changes.is_some());
    let opened = Opened::of(view, definition, kpi, entered, shown, &mut state.opened);
    let margin = margin(ui);
    let mut area = ScrollArea::vertical().id_salt(("scorecard measure", &kpi.id)).auto_shrink(false);
    if std::mem::take(&mut state.to_top) {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let measure = Measure { view, definition, kpi, entered, opened: &opened };
            way(ui, view, state, kpi);
            top(ui, state, measure);
            notes(ui, state, measure, out);
            columns(ui, state, measure, out);
        });
    });
}

/// Whether Escape asks for the way back: where it neither closes something nor leaves a field.
fn escape(ui: &Ui, state: &State) -> bool {
    let busy = state.typing || state.measure.is_some() || is_open(ui.ctx()) || egui::Popup::is_any_open(ui.ctx());
    !busy && ui.input(|input| input.key_pressed(Key::Escape))
}

/// The way back, and to the measures before and after this one.
fn way(ui: &mut Ui, view: &View<'_>, state: &mut State, kpi: &KpiView) {
    let mut to: Option<KpiId> = None;
    ui.horizontal(|ui| {
        let back = arrow_link(ui, "All measures", "All measures", Some(false));
        if state.focus == Some(Focus::Back) {
            if !is_open(ui.ctx()) {
                state.focus = None;
            }
            back.request_focus();
        }
        if back.clicked() {
            state.close();
        }
        // Those in use, and this one.
        let walked: Vec<&KpiView> =
            view.digest.kpis.iter().filter(|other| other.in_use || other.id == kpi.id).collect();
        let place = walked.iter().position(|other| other.id == kpi.id);
        let before = place.and_then(|place| walked.get(place.checked_sub(1)?));
        let after = place.and_then(|place| walked.get(place + 1));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for (other, word, right) in [(after, "Next", true), (before, "Previous", false)] {
                let Some(other) = other else { continue };
                if arrow_link(ui, word, &format!("{word} measure: {}", other.name), Some(right)).clicked() {
                    to = Some(other.id.clone());
                }
            }
        });
    });
    ui.add_space(space::S);
    if let Some(id) = to {
        state.show_kpi(id);
        state.focus = Some(Focus::Back);
        ui.ctx().request_repaint();
    }
}

/// A link with an arrow that points to the left or to the right of its words.
fn arrow_link(ui: &mut Ui, label: &str, name: &str, right: Option<bool>) -> egui::Response {
    // Room for the arrow, at which no line breaks.
    let room = "\u{a0}\u{a0}\u{a0}\u{a0}";
    let right = right.unwrap_or_default();
    let text = if right { format!("{label}{room}") } else { format!("{room}{label}") };
    let response = link(ui, &text);
    let color = theme::of(ui).accent;
    let x = if right { response.rect.right() - 2.0 } else { response.rect.left() + 2.0 };
    let tip = egui::pos2(x, response.rect.center().y);
    let back = if right { -5.0 } else { 5.0 };
    let stroke = egui::Stroke::new(1.75, color);
    for y in [-5.0, 5.0] {
        ui.painter().line_segment([tip, tip + vec2(back, y)], stroke);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

/// The name, the newest figure with its state, and the button that adds another.
fn top(ui: &mut Ui, state: &mut State, measure: Measure<'_>) {
    let Measure { view, kpi, opened, .. } = measure;
    let mut add = |ui: &mut Ui| {
        let button = primary_enabled(ui, "Add a figure", !view.read_only).on_disabled_hover_text(READ_ONLY);
        if button.clicked() {
            state.add_figure(kpi.id.clone());
        }
    };
    if ui.available_width() < NARROW {
        page_title(ui, &kpi.name);
        quiet(ui, kpi.pillar.name());
        add(ui);
    } else {
        ui.horizontal_top(|ui| {
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(room - 160.0);
                ui.spacing_mut().item_spacing.y = space::XS;
                page_title(ui, &kpi.name);
                quiet(ui, kpi.pillar.name());
            });
            ui.with_layout(Layout::right_to_left(Align::Min), add);
        });
    }
    ui.add_space(space::S);
    if kpi.latest.is_some() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
            figure(ui, &kpi.latest_words(), theme::of(ui).ink);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                // Lines of text stand closer than buttons.
                ui.spacing_mut().interact_size.y = size::SECTION;
                shape_word(ui, kpi.state.rating(), &kpi.full_state_words());
                if let Some(bar) = &opened.bar {
                    bullet_bar(ui, bar, ui.available_width().clamp(80.0, 220.0));
                }
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                for line in facts(kpi) {
                    caption(ui, &line);
                }
            });
        });
        ui.add_space(space::M);
    }
}

/// The target and the date of the newest figure, a line each.
fn facts(kpi: &KpiView) -> Vec<String> {
    let target = match kpi.target {
        Some(target) if target.own => format!("Target {}", kpi.target_words()),
        Some(target) if target.published => format!("Published aim {}", kpi.goal_words()),
        Some(_) => format!("Suggested aim {}", kpi.goal_words()),
        None => "No target yet".to_owned(),
    };
    let measured = kpi.latest.as_ref().map(|latest| format!("Measured {}", words::date(latest.date)));
    let next = kpi.due.map(|due| format!("next figure due {}", words::date(due)));
    let dates: Vec<String> = measured.into_iter().chain(next).collect();
    vec![target, format!("{} · {}", dates.join(", "), kpi.direction.name().to_lowercase())]
}

/// What holds for the whole of the page.
fn notes(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, kpi, .. } = measure;
    if view.read_only {
        wash(ui, |ui| body(ui, READ_ONLY));
        ui.add_space(space::S);
    }
    if let Some(since) = kpi.retired {
        wash(ui, |ui| {
            let on = words::date(since);
            body(ui, &format!("Retired on {on}: no longer followed. Its figures are kept."));
            if !view.read_only && secondary(ui, "Follow again").clicked() {
                state.focus = Some(Focus::MeasureButton);
                out.edit(Edit::RetireKpi { id: kpi.id.clone(), on: None });
            }
        });
        ui.add_space(space::S);
    }
}

/// What is drawn and entered, and what is read: beside each other, or below where there is little room.
fn columns(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let width = ui.available_width();
    if width < BESIDE {
        entered_column(ui, state, measure, out);
        reading::reading_column(ui, state, measure, out);
        return;
    }
    let right = (width * 0.36).clamp(320.0, 420.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        ui.vertical(|ui| {
            ui.set_width(width - right - space::L);
            ui.spacing_mut().item_spacing.x = space::S;
            entered_column(ui, state, measure, out);
        });
        ui.vertical(|ui| {
            ui.set_width(right);
            ui.spacing_mut().item_spacing.x = space::S;
            reading::reading_column(ui, state, measure, out);
        });
    });
}

/// The trend, the figures, the target, what it is compared with, what was changed.
fn entered_column(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    chart_card(ui, state, measure, out);
    figures::figures_card(ui, state, measure, out);
    target::target_card(ui, state, measure, out);
    others::others_card(ui, state, measure, out);
    changes::changes_card(ui, state, measure.opened);
}

/// The trend, with the choice of where its axis begins.
fn chart_card(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { kpi, opened, .. } = measure;
    let Some(drawn) = &opened.chart else { return };
    card(ui, |ui| {
        chart(ui, Id::unique(("kpi chart", &kpi.id)), drawn, CHART, out);
        // What is counted out of a whole is drawn from nought to it anyway.
        if !matches!(kpi.unit, Unit::OutOf(_) | Unit::YesNo) {
            let (changed, _) = check(ui, "Axis from nought", state.axis == AxisStart::Zero);
            if let Some(zero) = changed {
                state.axis = if zero { AxisStart::Zero } else { AxisStart::Fitted };
                ui.ctx().request_repaint();
            }
        }
    });
    ui.add_space(space::S);
}
