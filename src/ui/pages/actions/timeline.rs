//! The plan over time: a row for each action, a bar from when it was added until it is due, a mark where it is due, and a
//! line for today.

use egui::{Align2, Id, Margin, Painter, Rect, ScrollArea, Shape, Stroke, Ui, pos2, vec2};
use jiff::civil::Date;

use super::cells::{GAP, INSET, MARK, galley, line, paint, paint_mark, state_color};
use super::rows::{Painted, Rows, paint_ground};
use super::state::{FocusOn, State};
use super::table::use_keys;
use crate::chart::{Align, day_number, day_ticks};
use crate::insight::{Timeline, TimelineBar, TimelineSpan, due_words, owner_words, state_words, timeline_bar};
use crate::project::Action;
use crate::ui::View;
use crate::ui::pages::NARROW;
use crate::ui::theme::{self, Palette, size, space};
use crate::ui::widgets::{caption, heading, list, segments};

/// How high a row is: a line of title and one of owner.
const ROW: f32 = 46.0;

/// How high the axis is: a line for its days and one for today.
const AXIS: f32 = 38.0;

/// The room for the heading before the actions without a date.
const HEADING: f32 = 40.0;

/// How high a bar is.
const BAR: f32 = 6.0;

/// The least room for the name of a day on the axis.
const TICK: f32 = 74.0;

/// The room for the choice of how much time is shown.
const SPANS: f32 = 290.0;

/// The id of the list, which takes the focus.
pub(super) fn id() -> Id {
    Id::unique("actions timeline")
}

/// Draws the timeline. `scrolls` says whether its rows scroll by themselves, or with the page.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, found: &Timeline, scrolls: bool) {
    head(ui, state, found);
    ui.spacing_mut().item_spacing.y = 0.0;
    let bar = if scrolls { ui.spacing().scroll.allocated_width() } else { 0.0 };
    let axis = Axis::new(ui.available_rect_before_wrap(), bar, found);
    axis.show(ui, view);
    let gap = (found.dated > 0 && found.dated < found.rows.len()).then_some((found.dated, HEADING));
    let rows = Rows { list: id(), order: &found.rows, height: ROW, gap, marks: false };
    #[expect(clippy::cast_possible_truncation, reason = "a space of the look is a small whole number")]
    let wider = egui::Frame::new().outer_margin(Margin::symmetric(-(INSET as i8), 0));
    let (response, ()) = wider
        .show(ui, |ui| {
            list(ui, id(), "Actions over time", |ui, keys| {
                use_keys(ui, view, state, &found.rows, keys);
                let draw = |ui: &mut Ui, state: &mut State| {
                    let area = rows.show(ui, view, state, |ui, action, rect, look| Painted {
                        cut: axis.paint_row(ui, view, action, rect, look.selected),
                        toggled: false,
                    });
                    undated_heading(ui, found, area);
                };
                if scrolls {
                    ScrollArea::vertical().id_salt("timeline rows").auto_shrink(false).show(ui, |ui| draw(ui, state));
                } else {
                    draw(ui, state);
                }
            })
        })
        .inner;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_size_of_set(found.rows.len());
        node.set_description(found.title());
    });
    if response.gained_focus() {
        state.scroll = true;
        ui.ctx().request_repaint();
    }
    if state.focus == Some(FocusOn::Table) {
        state.focus = None;
        response.request_focus();
    }
}

/// The finding, and how much time is shown.
fn head(ui: &mut Ui, state: &mut State, found: &Timeline) {
    let words = |ui: &mut Ui| {
        heading(ui, &found.title());
        caption(ui, &found.sentence());
    };
    let spans = |ui: &mut Ui, state: &mut State| {
        let options = TimelineSpan::ALL.map(|span| (span, span.name()));
        if let Some(span) = segments(ui, "How much time is shown", Some(&state.span), &options) {
            state.span = span;
            ui.ctx().request_repaint();
        }
    };
    if ui.available_width() < NARROW {
        words(ui);
        spans(ui, state);
    } else {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - SPANS);
                words(ui);
            });
            spans(ui, state);
        });
    }
}

/// The heading before the actions without a date, in the room kept for it. Each of them says so itself.
fn undated_heading(ui: &Ui, found: &Timeline, area: Rect) {
    if found.dated == 0 || found.dated == found.rows.len() {
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "a plan has far fewer rows than a float counts")]
    let top = area.top() + found.dated as f32 * ROW;
    let at = pos2(area.left() + INSET, top + HEADING - space::S);
    let ink = theme::of(ui).ink;
    ui.painter().text(at, Align2::LEFT_BOTTOM, "Without a date", theme::semibold(size::BODY), ink);
}

/// Where the days lie, and where the texts beside them.
struct Axis {
    /// Where the titles stand.
    titles: egui::Rangef,
    /// Where the days lie.
    days: egui::Rangef,
    /// Where the states stand.
    states: egui::Rangef,
    /// The first and last day, as numbers.
    ends: (f64, f64),
    /// The days that are named.
    ticks: Vec<(Date, String)>,
}

impl Axis {
    /// Divides a place, without the room of a scroll bar.
    fn new(place: Rect, bar: f32, found: &Timeline) -> Self {
        let width = place.width() - bar;
        let title = (width * 0.34).clamp(130.0, 320.0);
        let state = 136.0;
        let right = place.left() + width;
        let days = egui::Rangef::new(place.left() + title + GAP, right - state - GAP);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as many names as fit")]
        let most = (days.span() / TICK).max(1.0) as usize;
        let (first, last) = found.days;
        Self {
            titles: egui::Rangef::new(place.left(), place.left() + title),
            days,
            states: egui::Rangef::new(right - state, right),
            ends: (day_number(first), day_number(last)),
            ticks: day_ticks(first, last, most),
        }
    }

    /// Where a day lies, whether it is shown or not.
    fn x(&self, day: Date) -> f32 {
        let (first, last) = self.ends;
        let part = (day_number(day) - first) / (last - first).max(1.0);
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        let part = part as f32;
        self.days.min + part * self.days.span()
    }

    /// Draws the names of the days, and of today.
    fn show(&self, ui: &mut Ui, view: &View<'_>) {
        let palette = theme::of(ui);
        let (_, area) = ui.allocate_space(vec2(ui.available_width(), AXIS));
        let painter = ui.painter();
        let head = |x: f32, text: &str| {
            let at = pos2(x, area.bottom() - space::S);
            painter.text(at, Align2::LEFT_BOTTOM, text, theme::semibold(size::CAPTION), palette.quiet);
        };
        head(self.titles.min, "Action");
        head(self.states.min, "State");
        for (day, name) in &self.ticks {
            let text = painter.layout_no_wrap(name.clone(), theme::regular(size::CAPTION), palette.quiet);
            let x = (self.x(*day) - text.size().x / 2.0).clamp(self.days.min, self.days.max - text.size().x);
            painter.galley(pos2(x, area.top()), text, palette.quiet);
        }
        let today = self.x(view.today);
        let text = painter.layout_no_wrap("Today".to_owned(), theme::semibold(size::CAPTION), palette.accent);
        let x = (today - text.size().x / 2.0).clamp(self.days.min, self.days.max - text.size().x);
        painter.galley(pos2(x, area.bottom() - text.size().y - 3.0), text, palette.accent);
        painter.hline(area.x_range(), area.bottom(), Stroke::new(1.0, palette.rule));
    }

    /// Paints a row; says whether its title had to be cut.
    fn paint_row(&self, ui: &Ui, view: &View<'_>, action: &Action, rect: Rect, selected: bool) -> bool {
        let palette = theme::of(ui);
        let painter = ui.painter();
        paint_ground(ui, rect, selected);
        for (day, _) in &self.ticks {
            painter.vline(self.x(*day), rect.y_range(), Stroke::new(1.0, palette.rule));
        }
        painter.vline(self.x(view.today), rect.y_range(), Stroke::new(1.5, palette.accent));
        if let Some(bar) = timeline_bar(action, view.today) {
            self.paint_bar(painter, view, action, bar, rect.center().y);
        }
        let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
        let small = |text: &str, width| galley(ui, text, theme::regular(size::CAPTION), palette.quiet, width, 1);
        let title = galley(ui, &action.title, font, palette.ink, self.titles.span(), 1);
        let cut = title.elided;
        let place = Rect::from_x_y_ranges(self.titles, rect.y_range());
        paint(painter, place, Align::Left, &[title, small(owner_words(action), self.titles.span())]);
        let color = state_color(action, view, &palette);
        let place = Rect::from_x_y_ranges(self.states, rect.y_range());
        let indent = MARK + space::S - 2.0;
        let width = place.width() - indent;
        let words = galley(ui, &state_words(action, view.today), theme::semibold(size::CAPTION + 1.0), color, width, 1);
        let date = line(ui, &due_words(action), width, 1, palette.quiet);
        let middle = place.center().y - date.size().y / 2.0;
        let square = Rect::from_center_size(pos2(place.left() + MARK / 2.0, middle), vec2(MARK, MARK));
        paint_mark(painter, square, action, view, color);
        paint(painter, place.with_min_x(place.left() + indent), Align::Left, &[words, date]);
        cut
    }

    /// Paints a bar with its mark: whole until the day it is due, in dashes for as long as it is late. What lies beyond
    /// the days shown is cut, and a tip at the edge says so.
    fn paint_bar(&self, painter: &Painter, view: &View<'_>, action: &Action, bar: TimelineBar, y: f32) {
        let palette = &view.palette;
        let color = state_color(action, view, palette);
        let clip = Rect::from_x_y_ranges(self.days, painter.clip_rect().y_range()).intersect(painter.clip_rect());
        let inside = painter.with_clip_rect(clip);
        let (start, due) = (self.x(bar.start), self.x(bar.due));
        let body = Rect::from_min_max(pos2(start, y - BAR / 2.0), pos2(due, y + BAR / 2.0));
        if action.status.is_open() {
            inside.rect_filled(body, BAR / 2.0, palette.border);
        } else {
            inside.rect_stroke(body, BAR / 2.0, Stroke::new(1.0, palette.border), egui::StrokeKind::Inside);
        }
        if let Some(until) = bar.late_until {
            let ends = [pos2(due.max(self.days.min), y), pos2(self.x(until), y)];
            inside.extend(Shape::dashed_line(&ends, Stroke::new(BAR / 2.0, color), 5.0, 3.0));
        }
        if due < self.days.min {
            tip(painter, pos2(self.days.min, y), 1.0, palette);
        } else if due > self.days.max {
            tip(painter, pos2(self.days.max, y), -1.0, palette);
        } else {
            let square = Rect::from_center_size(pos2(due, y), vec2(MARK + 2.0, MARK + 2.0));
            painter.circle_filled(square.center(), MARK / 2.0 + 3.0, palette.surface);
            paint_mark(painter, square, action, view, color);
        }
    }
}

/// A tip at the edge of the days shown, which points to where the mark lies: `inwards` is 1 at the left edge.
fn tip(painter: &Painter, at: egui::Pos2, inwards: f32, palette: &Palette) {
    let base = at.x + inwards * MARK * 0.8;
    let points = vec![at, pos2(base, at.y - MARK / 2.0), pos2(base, at.y + MARK / 2.0)];
    painter.add(Shape::convex_polygon(points, palette.ink, Stroke::NONE));
}
