//! The table of all measures, by pillar: one stop of the Tab key, walked with the arrow keys.

use egui::{Align, Frame, Id, Label, Layout, Margin, RichText, Stroke, Ui, vec2};

use super::State;
use crate::content::KpiId;
use crate::insight::{self, KpiView};
use crate::ui::View;
use crate::ui::theme::{self, RADIUS, size, space};
use crate::ui::widgets::{BulletBar, bullet_bar, card, list, row, shape_word};

/// The list's id, to which the focus is given.
pub(super) fn list_id() -> Id {
    Id::unique("scorecard measures")
}

/// How the columns are set: as many as there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    /// All six columns.
    Wide,
    /// Pillar below the measure, plan below the state.
    Medium,
    /// Three lines to a row.
    Narrow,
}

/// The widths of the columns in points; what is left is the measure's name.
#[derive(Clone, Copy, Debug)]
struct Columns {
    set: Set,
    pillar: f32,
    name: f32,
    now: f32,
    bar: f32,
    state: f32,
    plan: f32,
}

impl Columns {
    fn of(width: f32) -> Self {
        let gaps = |count: f32| count * space::M;
        if width >= 860.0 {
            let (pillar, now, bar, state, plan) = (100.0, 146.0, 158.0, 156.0, 96.0);
            let name = width - pillar - now - bar - state - plan - gaps(5.0);
            Self { set: Set::Wide, pillar, name, now, bar, state, plan }
        } else if width >= 560.0 {
            let (now, bar, state) = (146.0, 120.0, 168.0);
            Self {
                set: Set::Medium,
                pillar: 0.0,
                name: width - now - bar - state - gaps(3.0),
                now,
                bar,
                state,
                plan: 0.0,
            }
        } else {
            Self { set: Set::Narrow, pillar: 0.0, name: width, now: 108.0, bar: width, state: width, plan: width }
        }
    }
}

/// Draws the table; gives the measure that was chosen.
pub(super) fn table(ui: &mut Ui, view: &View<'_>, state: &mut State) -> Option<KpiId> {
    let kpis = &view.digest.kpis;
    let mut chosen = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let columns = Columns::of(ui.available_width() - 2.0 * space::S);
        if columns.set != Set::Narrow {
            heads(ui, columns);
        }
        let selected = kpis.iter().position(|kpi| Some(&kpi.id) == state.selected.as_ref()).unwrap_or_default();
        list(ui, list_id(), "Measures", |ui, keys| {
            let moved = keys.moved(selected, kpis.len()).filter(|to| *to != selected);
            for (place, kpi) in kpis.iter().enumerate() {
                let here = place == moved.unwrap_or(selected);
                let actions = insight::kpi_actions(view.project, &kpi.id, view.today);
                let plan = insight::plan_words(&actions);
                let words = insight::kpi_row_words(kpi, &plan);
                let id = list_id().with(&kpi.id);
                let (response, ()) = row(ui, list_id(), id, here, &words, |ui| {
                    framed(ui, here, |ui| line(ui, view, kpi, &plan, columns));
                });
                if response.clicked() || moved == Some(place) {
                    chosen = Some(kpi.id.clone());
                }
                if moved == Some(place) {
                    response.scroll_to_me(None);
                }
            }
            if keys.enter {
                state.open_form = true;
            }
        });
    });
    chosen
}

/// The headings of the columns.
fn heads(ui: &mut Ui, columns: Columns) {
    let head = |ui: &mut Ui, width: f32, right: bool, text: &str| {
        let quiet = theme::of(ui).quiet;
        let text = RichText::new(text).font(theme::semibold(size::CAPTION)).color(quiet);
        cell(ui, width, 24.0, right, |ui| {
            ui.add(Label::new(text).truncate());
        });
    };
    Frame::new().inner_margin(Margin::symmetric(8, 2)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            if columns.set == Set::Wide {
                head(ui, columns.pillar, false, "Pillar");
            }
            head(ui, columns.name, false, "Measure");
            head(ui, columns.now, true, "Now");
            head(
                ui,
                columns.bar,
                false,
                if columns.set == Set::Wide { "Against target and others" } else { "Against target" },
            );
            head(ui, columns.state, false, "State");
            if columns.set == Set::Wide {
                head(ui, columns.plan, false, "Plan");
            }
        });
    });
}

/// A row's ground: the wash where it is selected; a quiet rule above it.
fn framed(ui: &mut Ui, selected: bool, add: impl FnOnce(&mut Ui)) {
    let palette = theme::of(ui);
    let fill = if selected { palette.wash } else { palette.surface };
    let frame = Frame::new().fill(fill).corner_radius(RADIUS).inner_margin(Margin::symmetric(8, 4));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.rule));
    if selected {
        // A second sign beside the ground, which is faint.
        let mark = egui::Rect::from_min_size(rect.min + vec2(0.0, 4.0), vec2(3.0, rect.height() - 8.0));
        ui.painter().rect_filled(mark, 1, palette.accent);
    }
}

/// A row's content.
fn line(ui: &mut Ui, view: &View<'_>, kpi: &KpiView, plan: &str, columns: Columns) {
    let palette = theme::of(ui);
    let name = |ui: &mut Ui| {
        let text = RichText::new(&kpi.name).size(size::BODY).color(palette.ink);
        ui.add(Label::new(text).wrap());
    };
    let small = |ui: &mut Ui, text: &str| {
        let text = RichText::new(text).size(size::CAPTION).color(palette.quiet);
        ui.add(Label::new(text).wrap());
    };
    let now = |ui: &mut Ui| {
        let text = RichText::new(kpi.latest_words()).font(theme::semibold(size::BODY)).color(palette.ink);
        ui.add(Label::new(text).extend());
    };
    let state = |ui: &mut Ui| {
        shape_word(ui, kpi.state.rating(), &kpi.state_words());
    };
    if columns.set == Set::Narrow {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            name(ui);
            small(ui, kpi.pillar.name());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                now(ui);
                state(ui);
            });
            bar(ui, view, kpi, columns.bar);
            small(ui, plan);
        });
        return;
    }
    let wide = columns.set == Set::Wide;
    // All cells are as tall as the name needs, so that they stand level.
    let font = theme::regular(size::BODY);
    let named = ui.painter().layout(kpi.name.clone(), font, palette.ink, columns.name).size().y;
    let height = if wide { named.max(32.0) } else { (named + 22.0).max(44.0) };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        if wide {
            cell(ui, columns.pillar, height, false, |ui| {
                let text = RichText::new(kpi.pillar.name()).size(size::BODY).color(palette.quiet);
                ui.add(Label::new(text).wrap());
            });
        }
        cell(ui, columns.name, height, false, |ui| {
            if wide {
                name(ui);
            } else {
                two(ui, |ui| {
                    name(ui);
                    small(ui, kpi.pillar.name());
                });
            }
        });
        cell(ui, columns.now, height, true, now);
        cell(ui, columns.bar, height, false, |ui| bar(ui, view, kpi, columns.bar));
        cell(ui, columns.state, height, false, |ui| {
            if wide {
                state(ui);
            } else {
                two(ui, |ui| {
                    state(ui);
                    small(ui, plan);
                });
            }
        });
        if wide {
            cell(ui, columns.plan, height, false, |ui| {
                let text = RichText::new(plan).size(size::BODY).color(palette.quiet);
                ui.add(Label::new(text).extend());
            });
        }
    });
}

/// Two lines of a cell, one close below the other.
fn two(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().interact_size.y = 18.0;
        add(ui);
    });
}

/// A measure against its target and others.
fn bar(ui: &mut Ui, view: &View<'_>, kpi: &KpiView, width: f32) {
    let Some(definition) = view.catalogue.kpi(&kpi.id) else {
        return;
    };
    let bullet = insight::bullet(
        view.catalogue,
        definition,
        view.project.kpis.get(&kpi.id).map(AsRef::as_ref),
        kpi,
        view.preferences.third_group,
    );
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let place = |number: f64| bullet.place(number) as f32;
    let others: Vec<f32> = bullet.others.iter().map(|other| place(*other)).collect();
    let bar = BulletBar {
        name: &bullet.words,
        value: bullet.value.map(place),
        target: bullet.target.map(place),
        others: &others,
    };
    bullet_bar(ui, bar, width);
}

/// A cell of this width; numbers stand at its right.
pub(super) fn cell(ui: &mut Ui, width: f32, height: f32, right: bool, add: impl FnOnce(&mut Ui)) {
    let layout = if right { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
    ui.allocate_ui_with_layout(vec2(width, height), layout, |ui| {
        ui.set_width(width);
        ui.set_min_height(height);
        add(ui);
    });
}
