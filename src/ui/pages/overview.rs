//! The overview: where the organisation stands, pillar by pillar, what comes next, and what needs attention.

use std::sync::Arc;

use egui::{Align, Galley, Layout, RichText, Role, Ui, WidgetInfo, vec2};

use super::suggested::{Detail, suggested};
use super::{NARROW, head, scrolling};
use crate::app::{Command, Place};
use crate::content::Pillar;
use crate::insight::{self, PillarTally, QuestionShift, RatingCounts, RoundsCompared, Shift};
use crate::project::{Action, Rating};
use crate::ui::theme::{self, TARGET, size, space};
use crate::ui::widgets::{
    body, caption, card, card_sized, heading, link, primary, quiet, rating_bar, rating_counts, rating_word, shape,
    shift_word, unheard,
};
use crate::ui::{Outbox, View};

/// How many actions the overview names.
const NAMED_ACTIONS: usize = 6;

/// How many suggestions it names.
const NAMED_SUGGESTIONS: usize = 3;

/// How many improved and how many declined questions it names.
const NAMED_CHANGES: usize = 3;

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// The height that the highest pillar card of each row needs, so that its cards are as high as each other.
    pillar_heights: Vec<f32>,
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
        if let Some(since) = &view.digest.since {
            since_last_round(ui, view, since, out);
            ui.add_space(space::L);
        }
        suggestions(ui, view, out);
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
    } else if view.project.round().is_some_and(|round| !round.is_open()) {
        // A frozen round is not gone on with: it is shown to the board.
        ("Prepare the board pack", Command::GoTo(Place::BoardPack))
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
    let tallies = &view.digest.tally.pillars;
    state.pillar_heights.resize(tallies.len().div_ceil(count), 0.0);
    for (row, height) in tallies.chunks(count).zip(&mut state.pillar_heights) {
        let mut highest = 0.0_f32;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for pillar in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    highest = highest.max(pillar_card(ui, view, pillar, *height, out));
                });
            }
        });
        as_high_as(ui, height, highest);
        ui.add_space(space::L - space::S);
    }
}

/// Keeps the height that cards side by side need; where it is another than they were drawn with, they are drawn again
/// before anybody sees them.
fn as_high_as(ui: &Ui, kept: &mut f32, highest: f32) {
    if (*kept - highest).abs() > 0.5 {
        *kept = highest;
        ui.ctx().request_discard("heights of cards");
    }
}

/// What leads from a pillar to its questions.
const REVIEW: &str = "Review";

/// Draws a pillar; gives the height that its content needs.
fn pillar_card(ui: &mut Ui, view: &View<'_>, pillar: &PillarTally, height: f32, out: &mut Outbox) -> f32 {
    let name = pillar.pillar.name();
    let response = card_sized(ui, height, |ui| {
        let top = ui.cursor().top();
        ui.spacing_mut().item_spacing.y = space::S;
        // Lines of text stand closer than buttons.
        ui.spacing_mut().interact_size.y = size::BODY;
        ui.horizontal(|ui| {
            let title = heading(ui, name);
            if let Some(about) = view.catalogue.pillar(pillar.pillar) {
                title.on_hover_text(&about.about);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let open = view.digest.open_actions(pillar.pillar);
                caption(ui, &crate::words::count(open, "open action", "open actions"));
            });
        });
        rating_bar(ui, name, pillar.questions, ui.available_width(), 14.0);
        counts(ui, pillar.questions);
        if let Some(few) = insight::coverage(pillar) {
            caption(ui, &few);
        }
        // The last line stands at the foot, level with those of the cards beside it.
        let line = scorecard_line(ui, view, pillar.pillar);
        let foot = TARGET.max(line.size().y);
        let needed = ui.cursor().top() + foot - top;
        ui.add_space((height - needed).max(0.0));
        ui.horizontal(|ui| {
            ui.set_min_height(foot);
            ui.label(line);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let review = link(ui, REVIEW);
                review.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Review {name}")));
                if review.clicked() {
                    out.command(Command::ShowPillar(pillar.pillar));
                }
            });
        });
        needed
    });
    response.inner
}

/// The counts of a bar. Those who do not see them hear the same from the bar, so they are not said twice.
fn counts(ui: &mut Ui, counts: RatingCounts) {
    unheard(ui, |ui| {
        rating_counts(ui, counts);
    });
}

/// Where the scorecard stands on a pillar, in lines that leave room for the link beside them.
fn scorecard_line(ui: &Ui, view: &View<'_>, pillar: Pillar) -> Arc<Galley> {
    let text = insight::pillar_scorecard(view.digest, pillar);
    let mut job = egui::text::LayoutJob::default();
    let format = |font, color| egui::TextFormat { valign: Align::Center, ..egui::TextFormat::simple(font, color) };
    job.append("Scorecard: ", 0.0, format(theme::regular(size::CAPTION + 1.0), view.palette.quiet));
    job.append(&text, 0.0, format(theme::semibold(size::CAPTION + 1.0), view.palette.ink));
    let link = ui.painter().layout_no_wrap(REVIEW.to_owned(), theme::regular(size::BODY), view.palette.ink);
    job.wrap.max_width = (ui.available_width() - link.size().x - 2.0 * space::S).max(TARGET);
    ui.painter().layout_job(job)
}

/// The first of what is suggested and not in the plan yet; nothing where nothing is.
fn suggestions(ui: &mut Ui, view: &View<'_>, out: &mut Outbox) {
    let open: Vec<_> = view.digest.suggestions.iter().filter(|one| !one.acted_on).collect();
    if open.is_empty() {
        return;
    }
    let named = open.get(..NAMED_SUGGESTIONS.min(open.len())).unwrap_or_default();
    card(ui, |ui| {
        heading(ui, "Suggested next");
        caption(
            ui,
            "Where a figure falls short, workforce data shows a gap or a rating is red or amber, these recommendations address it.",
        );
        ui.add_space(space::XS);
        suggested(ui, view, named, None, Detail::Brief, out);
        if open.len() > named.len() {
            ui.add_space(space::XS);
            if link(ui, &format!("Show all {} suggestions", open.len())).clicked() {
                out.command(Command::ShowSuggestions);
            }
        }
    });
    ui.add_space(space::L);
}

/// What changed since the round before: in a sentence, in counts, the first few questions, the plan.
fn since_last_round(ui: &mut Ui, view: &View<'_>, since: &RoundsCompared, out: &mut Outbox) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        heading(ui, "Since the last round");
        body(ui, &since.sentence());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for shift in Shift::ALL {
                let count = since.counts.of(shift);
                if count > 0 {
                    shift_word(ui, shift, &format!("{count} {}", shift.name()));
                }
            }
        });
        for wanted in [Shift::Improved, Shift::Declined] {
            for one in since.questions.iter().filter(|one| one.shift == wanted).take(NAMED_CHANGES) {
                changed_question(ui, view, one, out);
            }
        }
        if let Some(plan) = &since.plan {
            ui.add_space(space::XS);
            body(ui, &plan.sentence());
        }
        if link(ui, "Show all that changed").clicked() {
            out.command(Command::ShowChanges);
        }
    });
}

/// A question whose rating changed, and the way to it.
fn changed_question(ui: &mut Ui, view: &View<'_>, one: &QuestionShift, out: &mut Outbox) {
    ui.push_id(&one.question, |ui| {
        ui.horizontal_top(|ui| {
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(room - SHOW - space::S);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(6.0);
                body(ui, insight::question_words(view.catalogue, one));
                caption(ui, &format!("{}: {}, then {}", one.shift.name(), one.from.name(), one.to.name()));
            });
            show_link(ui, |ui| {
                let show = link(ui, "Show");
                let name = insight::shift_row_words(view.catalogue, one);
                show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show: {name}")));
                if show.clicked() {
                    out.command(Command::ShowQuestion(one.question.clone()));
                }
            });
        });
    });
}

/// How many in each area: recommendations, as on paper.
fn areas(ui: &mut Ui, view: &View<'_>) {
    card(ui, |ui| {
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
                    counts(ui, area.recommendations);
                });
            } else {
                body(ui, &area.full_name());
                bar(ui);
                counts(ui, area.recommendations);
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
    let height = state.lower_height;
    let mut highest = 0.0_f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let left = ((width - space::L) * 0.58).round();
        ui.vertical(|ui| {
            ui.set_width(left);
            highest = highest.max(next_actions(ui, view, height, out));
        });
        ui.vertical(|ui| {
            ui.set_width(width - space::L - left);
            highest = highest.max(attention(ui, view, height, out));
        });
    });
    as_high_as(ui, &mut state.lower_height, highest);
}

fn next_actions(ui: &mut Ui, view: &View<'_>, height: f32, out: &mut Outbox) -> f32 {
    card_sized(ui, height, |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
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
                let label = format!("Show all {} that are overdue or due in three months", next.len());
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

/// The columns of an action in the overview: when it is due and its state, and the way to it.
const DUE: f32 = 124.0;

/// The room for a link at the end of a row.
const SHOW: f32 = 44.0;

fn next_action(ui: &mut Ui, view: &View<'_>, action: &Action, out: &mut Outbox) {
    let late = insight::days_overdue(action, view.today).is_some();
    let room = ui.available_width();
    let rule = ui.cursor().left_top();
    let rule = egui::Rect::from_min_size(rule, vec2(room, 0.0));
    ui.painter().hline(rule.x_range(), rule.top(), egui::Stroke::new(1.0, view.palette.rule));
    ui.push_id(action.id, |ui| {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(room - DUE - SHOW - 2.0 * space::S);
                ui.spacing_mut().item_spacing.y = 0.0;
                // Level with the link at the end.
                ui.add_space(6.0);
                body(ui, &action.title);
                let owner = if action.owner.trim().is_empty() { "No owner" } else { action.owner.trim() };
                caption(ui, owner);
            });
            ui.vertical(|ui| {
                ui.set_width(DUE);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.spacing_mut().interact_size.y = 0.0;
                // Level with the title beside it.
                ui.add_space(8.0);
                caption(ui, &insight::due_words(action));
                ui.horizontal(|ui| {
                    ui.set_min_height(size::CAPTION + space::XS);
                    ui.spacing_mut().item_spacing.x = space::XS;
                    let (font, color) = if late {
                        shape(ui, Rating::NotInPlace, 9.0);
                        (theme::semibold(size::CAPTION), view.palette.not_in_place)
                    } else {
                        (theme::regular(size::CAPTION), view.palette.quiet)
                    };
                    let words = RichText::new(insight::state_words(action, view.today)).font(font).color(color);
                    ui.add(egui::Label::new(words).truncate());
                });
            });
            show_link(ui, |ui| {
                let show = link(ui, "Show");
                show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show the action {}", action.title)));
                if show.clicked() {
                    out.command(Command::ShowAction(action.id));
                }
            });
        });
    });
}

/// A link at the right end of a row, level with the row's first line.
fn show_link(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(SHOW, TARGET), Layout::right_to_left(Align::Center), add);
}

fn attention(ui: &mut Ui, view: &View<'_>, height: f32, out: &mut Outbox) -> f32 {
    card_sized(ui, height, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        ui.vertical(|ui| {
            heading(ui, "Before the board sees this");
            if view.digest.attention.is_empty() {
                ui.horizontal(|ui| {
                    rating_word(ui, Rating::Active);
                    quiet(ui, "Nothing needs attention.");
                });
            }
            for one in &view.digest.attention {
                ui.horizontal_top(|ui| {
                    let room = ui.available_width();
                    ui.vertical(|ui| {
                        ui.set_width(room - SHOW - space::S);
                        ui.add_space(6.0);
                        let mut job = egui::text::LayoutJob::default();
                        let ink = view.palette.ink;
                        let count = crate::words::whole(one.count as u64);
                        job.append(&count, 0.0, egui::TextFormat::simple(theme::semibold(size::BODY), ink));
                        let words = format!(" {}", one.words());
                        job.append(&words, 0.0, egui::TextFormat::simple(theme::regular(size::BODY), ink));
                        ui.add(egui::Label::new(job).wrap());
                    });
                    show_link(ui, |ui| {
                        let show = link(ui, "Show");
                        show.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Show: {}", one.sentence())));
                        if show.clicked() {
                            out.command(Command::ShowAttention(one.kind));
                        }
                    });
                });
            }
        })
        .response
        .rect
        .height()
    })
    .inner
}
