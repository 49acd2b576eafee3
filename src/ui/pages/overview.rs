//! The overview: where the organisation stands, pillar by pillar, what comes next, and what needs attention.

use egui::{Align, Layout, RichText, Role, Ui, WidgetInfo, vec2};

use super::{NARROW, head, scrolling};
use crate::app::{Command, Place};
use crate::content::Pillar;
use crate::insight::{self, PillarTally};
use crate::project::{Action, Rating};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{
    body, caption, card_sized, heading, link, primary, quiet, rating_bar, rating_counts, rating_word, shape,
};
use crate::ui::{Outbox, View};

/// How many actions the overview names.
const NAMED_ACTIONS: usize = 6;

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// The height that the highest pillar card needed, so that all are as high.
    pillar_height: f32,
    /// The same for the two cards below.
    lower_height: f32,
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    scrolling(ui, "overview", |ui| {
        let finding = insight::overview_finding(view.digest);
        head(ui, &finding.title, &finding.detail, |ui| next_step(ui, view, out));
        pillars(ui, view, state, out);
        ui.add_space(space::L);
        lower(ui, view, state, out);
        ui.add_space(space::L);
        areas(ui, view);
    });
}

/// The one thing to do next.
fn next_step(ui: &mut Ui, view: &View<'_>, out: &mut Outbox) {
    let counts = view.digest.tally.questions;
    let (label, command) = if counts.total() == 0 {
        ("Preferences…", Command::ShowPreferences)
    } else if counts.answered() == 0 {
        ("Begin the review", Command::ContinueReview)
    } else if counts.not_assessed > 0 {
        ("Continue review", Command::ContinueReview)
    } else {
        ("Prepare the board pack", Command::GoTo(Place::BoardPack))
    };
    if primary(ui, label).clicked() {
        out.command(command);
    }
}

/// How many cards stand side by side.
fn columns(width: f32) -> usize {
    if width < 480.0 {
        1
    } else if width < 860.0 {
        2
    } else {
        3
    }
}

fn pillars(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let count = columns(ui.available_width());
    #[expect(clippy::cast_precision_loss, reason = "a count of columns is small")]
    let width = (ui.available_width() - space::L * (count - 1) as f32) / count as f32;
    let height = std::mem::take(&mut state.pillar_height);
    let mut highest = 0.0_f32;
    for row in view.digest.tally.pillars.chunks(count) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for pillar in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    highest = highest.max(pillar_card(ui, view, pillar, height, out));
                });
            }
        });
        ui.add_space(space::L - space::S);
    }
    state.pillar_height = highest;
}

/// Draws a pillar; gives the height that its content needs.
fn pillar_card(ui: &mut Ui, view: &View<'_>, pillar: &PillarTally, height: f32, out: &mut Outbox) -> f32 {
    let name = pillar.pillar.name();
    let response = card_sized(ui, height, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            ui.horizontal(|ui| {
                heading(ui, name);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let open = view.digest.open_actions(pillar.pillar);
                    caption(ui, &crate::words::count(open, "open action", "open actions"));
                });
            });
            rating_bar(ui, name, pillar.questions, ui.available_width(), 14.0);
            // Lines of text stand closer than buttons.
            ui.spacing_mut().interact_size.y = size::BODY;
            rating_counts(ui, pillar.questions);
            if let Some(few) = insight::coverage(pillar) {
                caption(ui, &few);
            }
            ui.horizontal(|ui| {
                scorecard_line(ui, view, pillar.pillar);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let review = link(ui, "Review");
                    review.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Review {name}")));
                    if review.clicked() {
                        out.command(Command::ShowPillar(pillar.pillar));
                    }
                });
            });
        })
        .response
        .rect
        .height()
    });
    response.inner
}

/// Where the scorecard stands on a pillar.
fn scorecard_line(ui: &mut Ui, view: &View<'_>, pillar: Pillar) {
    let text = insight::pillar_scorecard(view.digest, pillar);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.label(RichText::new("Scorecard:").size(size::CAPTION + 1.0).color(view.palette.quiet));
        ui.label(RichText::new(text).font(theme::semibold(size::CAPTION + 1.0)).color(view.palette.ink));
    });
}

/// How many in each area: recommendations, as on paper.
fn areas(ui: &mut Ui, view: &View<'_>) {
    crate::ui::widgets::card(ui, |ui| {
        heading(ui, "How many in each area");
        caption(ui, "Recommendations, as on the paper checklists. Questions are counted by pillar above.");
        ui.add_space(space::XS);
        let wide = ui.available_width() >= NARROW;
        for area in &view.digest.tally.areas {
            let bar = |ui: &mut Ui| {
                let width = if wide { 240.0 } else { ui.available_width().min(240.0) };
                rating_bar(ui, &area.full_name(), area.recommendations, width, 12.0);
            };
            if wide {
                ui.horizontal(|ui| {
                    ui.set_min_height(26.0);
                    ui.allocate_ui_with_layout(vec2(290.0, 22.0), Layout::left_to_right(Align::Center), |ui| {
                        ui.set_min_width(290.0);
                        body(ui, &area.full_name());
                    });
                    bar(ui);
                    ui.add_space(space::S);
                    rating_counts(ui, area.recommendations);
                });
            } else {
                body(ui, &area.full_name());
                bar(ui);
                rating_counts(ui, area.recommendations);
            }
        }
    });
}

/// What comes next, and what needs attention.
fn lower(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let width = ui.available_width();
    if width < NARROW {
        next_actions(ui, view, 0.0, out);
        ui.add_space(space::L);
        attention(ui, view, 0.0, out);
        return;
    }
    let height = std::mem::take(&mut state.lower_height);
    let mut highest = 0.0_f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let left = (width - space::L) * 0.58;
        ui.vertical(|ui| {
            ui.set_width(left);
            highest = highest.max(next_actions(ui, view, height, out));
        });
        ui.vertical(|ui| {
            ui.set_width(width - space::L - left);
            highest = highest.max(attention(ui, view, height, out));
        });
    });
    state.lower_height = highest;
}

fn next_actions(ui: &mut Ui, view: &View<'_>, height: f32, out: &mut Outbox) -> f32 {
    card_sized(ui, height, |ui| {
        ui.vertical(|ui| {
            heading(ui, "Next in the plan");
            let next = insight::next_three_months(view.project.actions.iter().map(AsRef::as_ref), view.today);
            if next.is_empty() {
                let text = if view.project.actions.is_empty() {
                    "There are no actions yet. The review shows where one is needed, and adds it with one press."
                } else {
                    "Nothing is overdue, and nothing falls due in the next three months."
                };
                quiet(ui, text);
            }
            for action in next.iter().take(NAMED_ACTIONS) {
                next_action(ui, view, action, out);
            }
            if next.len() > NAMED_ACTIONS {
                let label = format!("All {} of the next three months", next.len());
                if link(ui, &label).clicked() {
                    out.command(Command::GoTo(Place::Actions));
                }
            }
        })
        .response
        .rect
        .height()
    })
    .inner
}

fn next_action(ui: &mut Ui, view: &View<'_>, action: &Action, out: &mut Outbox) {
    let late = insight::days_overdue(action, view.today).is_some();
    let rule = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), rule, egui::Stroke::new(1.0, view.palette.rule));
    ui.add_space(space::XS);
    ui.push_id(action.id, |ui| {
        ui.horizontal_top(|ui| {
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(room - 170.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                body(ui, &action.title);
                let owner = if action.owner.trim().is_empty() { "No owner" } else { action.owner.trim() };
                caption(ui, owner);
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                caption(ui, &insight::due_words(action));
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = space::XS;
                    let (font, color) = if late {
                        shape(ui, Rating::NotInPlace, 9.0);
                        (theme::semibold(size::CAPTION), view.palette.not_in_place)
                    } else {
                        (theme::regular(size::CAPTION), view.palette.quiet)
                    };
                    ui.label(RichText::new(insight::state_words(action, view.today)).font(font).color(color));
                });
            });
            let show = link(ui, "Show");
            show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show the action {}", action.title)));
            if show.clicked() {
                out.command(Command::ShowAction(action.id));
            }
        });
    });
}

fn attention(ui: &mut Ui, view: &View<'_>, height: f32, out: &mut Outbox) -> f32 {
    card_sized(ui, height, |ui| {
        ui.vertical(|ui| {
            heading(ui, "Before the board sees this");
            if view.digest.attention.is_empty() {
                ui.horizontal(|ui| {
                    rating_word(ui, Rating::Active);
                    quiet(ui, "Nothing needs attention.");
                });
            }
            for one in &view.digest.attention {
                ui.horizontal(|ui| {
                    let room = ui.available_width();
                    ui.scope(|ui| {
                        ui.set_max_width(room - 60.0);
                        ui.set_min_width(room - 60.0);
                        ui.horizontal_wrapped(|ui| {
                            ui.spacing_mut().item_spacing.x = space::XS;
                            let count = RichText::new(crate::words::whole(one.count as u64));
                            ui.label(count.font(theme::semibold(size::BODY)).color(view.palette.ink));
                            ui.label(RichText::new(one.words()).size(size::BODY).color(view.palette.ink));
                        });
                    });
                    let show = link(ui, "Show");
                    show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show: {}", one.sentence())));
                    if show.clicked() {
                        out.command(Command::ShowAttention(one.kind));
                    }
                });
            }
        })
        .response
        .rect
        .height()
    })
    .inner
}
