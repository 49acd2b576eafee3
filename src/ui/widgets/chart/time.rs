//! The part of the time that a chart shows: moved and magnified with the pointer, with the keys, with buttons.
//!
//! What always holds: it lies within the whole time and is never shorter than [`SHORTEST`]; it is kept with the chart's
//! id, and is the whole again once the chart's days are others. The wheel alone never changes it: that scrolls the page.

use egui::accesskit::Action;
use egui::{CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

use crate::chart::{Trend, day_at, day_number};
use crate::ui::theme::{TARGET, space};
use crate::ui::widgets::{caption, focus_ring, link};
use crate::words;

/// The shortest time that is shown, in days: so that two months are named below it.
const SHORTEST: f64 = 62.0;

/// A line of so few figures is clear as a whole.
const FIGURES: usize = 3;

/// From so many figures on, the buttons are there without being asked for.
const MANY: usize = 25;

/// What a key or a button moves by, in parts of what is shown, and by how much it magnifies.
const STEP: f64 = 0.25;
const CLOSER: f64 = 1.5;

/// A stretch of time, in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
}

impl Stretch {
    fn len(self) -> f64 {
        self.to - self.from
    }

    /// As long as it is, moved by so many days, within the whole.
    fn moved(self, days: f64, whole: Self) -> Self {
        let last = whole.to - self.len();
        let from = (self.from + days).min(last).max(whole.from);
        // Its end is exact, so that it is known when there is nothing after it.
        Self { from, to: if from >= last { whole.to } else { from + self.len() } }
    }

    /// Shorter by a factor around a day, which stays where it is.
    fn closer(self, factor: f64, around: f64, whole: Self) -> Self {
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let len = (self.len() / factor).max(SHORTEST);
        if len >= whole.len() * (1.0 - 1e-9) {
            return whole;
        }
        let share = (around - self.from) / self.len().max(f64::MIN_POSITIVE);
        let from = around - len * share;
        Self { from, to: from + len }.moved(0.0, whole)
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// Whether a day lies in it.
    pub(super) fn holds(self, day: f64) -> bool {
        self.from <= day && day <= self.to
    }
}

/// What is kept of a chart between frames.
#[derive(Clone, Copy, Debug)]
struct Kept {
    whole: Stretch,
    shown: Stretch,
    /// Whether one of the buttons has the focus.
    on_buttons: bool,
}

/// The time of a chart in this frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    id: Id,
    kept: Kept,
    /// Whether a part of it can be shown at all.
    can_zoom: bool,
    /// Whether the buttons are shown.
    buttons: bool,
}

impl Time {
    /// What is shown in this frame, after what the pointer and the keys ask of it.
    pub(super) fn of(ui: &Ui, id: Id, trend: &Trend) -> Self {
        let id = id.with("time");
        let whole = Stretch { from: day_number(trend.days.0), to: day_number(trend.days.1) };
        let kept: Option<Kept> = ui.data(|data| data.get_temp(id));
        let fresh = Kept { whole, shown: whole, on_buttons: false };
        let mut kept = kept.filter(|kept| kept.whole == whole).unwrap_or(fresh);
        let figures = trend.series.iter().map(|series| series.points.len()).max().unwrap_or_default();
        let can_zoom = figures >= FIGURES && whole.len() > 1.5 * SHORTEST;
        let mut buttons = false;
        if can_zoom {
            let focused = ui.memory(|memory| memory.has_focus(id));
            kept.shown = asked(ui, id, kept.shown, whole, focused);
            buttons = figures >= MANY || focused || kept.on_buttons || kept.shown != whole;
        }
        Self { id, kept, can_zoom, buttons }
    }

    /// What is shown.
    pub(super) fn shown(self) -> Stretch {
        self.kept.shown
    }

    /// How much of the height the buttons take.
    pub(super) fn height(self) -> f32 {
        if self.buttons { TARGET } else { 0.0 }
    }

    /// Makes the drawing take the pointer and the focus, in its frame; `None` where there is nothing to ask of it.
    pub(super) fn sense(self, ui: &Ui, frame: Rect) -> Option<Response> {
        if !self.can_zoom {
            return None;
        }
        let response = ui.interact(frame, self.id, Sense::click_and_drag());
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: false, tab: false, escape: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        }
        focus_ring(ui, &response);
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Slider,
                true,
                "Time shown: arrow keys move it, plus and minus change it, 0 shows all",
            )
        });
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_value(self.words());
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
        });
        let cursor = match (response.dragged(), self.kept.shown == self.kept.whole) {
            (_, true) => return Some(response),
            (true, false) => CursorIcon::Grabbing,
            (false, false) => CursorIcon::Grab,
        };
        Some(response.on_hover_cursor(cursor))
    }

    /// Draws the buttons in the room kept for them, where they are shown, and keeps what is shown for the next frame.
    pub(super) fn buttons(mut self, ui: &mut Ui, room: Rect) {
        let whole = self.kept.whole;
        let before = self.kept.shown;
        self.kept.on_buttons = false;
        if self.buttons {
            let mut row =
                ui.new_child(UiBuilder::new().max_rect(room).layout(egui::Layout::left_to_right(egui::Align::Center)));
            row.spacing_mut().item_spacing.x = space::M;
            let shown = self.kept.shown;
            let by = shown.len() * STEP;
            let all = [
                ("Earlier", shown.moved(-by, whole)),
                ("Later", shown.moved(by, whole)),
                ("Closer", shown.closer(CLOSER, shown.middle(), whole)),
                ("Whole time", whole),
            ];
            for (name, to) in all {
                let button = row.add_enabled_ui(to != shown, |ui| link(ui, name)).inner;
                if button.clicked() {
                    self.kept.shown = to;
                    if button.has_focus() && !changes(name, to, whole) {
                        // A button that has nothing more to do cannot keep the focus.
                        row.memory_mut(|memory| memory.request_focus(self.id));
                    }
                }
                self.kept.on_buttons |= button.has_focus();
            }
            if shown != whole {
                caption(&mut row, &self.words());
            }
        }
        if self.kept.shown != before {
            ui.ctx().request_repaint();
        }
        ui.data_mut(|data| data.insert_temp(self.id, self.kept));
    }

    /// What is shown, in words.
    fn words(self) -> String {
        let Stretch { from, to } = self.kept.shown;
        let days = format!("{} to {}", words::date(day_at(from)), words::date(day_at(to)));
        if self.kept.shown == self.kept.whole { format!("The whole time, {days}") } else { days }
    }
}

/// Whether a button would still change something.
fn changes(name: &str, shown: Stretch, whole: Stretch) -> bool {
    match name {
        "Earlier" => shown.from > whole.from,
        "Later" => shown.to < whole.to,
        "Closer" => shown.len() > SHORTEST,
        _ => shown != whole,
    }
}

/// What the pointer and the keys ask for.
fn asked(ui: &Ui, id: Id, shown: Stretch, whole: Stretch, focused: bool) -> Stretch {
    let mut now = shown;
    // Where the drawing stood in the last frame.
    if let Some(response) = ui.ctx().read_response(id) {
        let width = f64::from(response.rect.width().max(1.0));
        if response.dragged() {
            now = now.moved(-f64::from(response.drag_delta().x) / width * now.len(), whole);
        }
        if response.contains_pointer()
            && let Some(pointer) = response.hover_pos().or_else(|| ui.input(|input| input.pointer.latest_pos()))
        {
            let factor = f64::from(ui.input(egui::InputState::zoom_delta));
            if (factor - 1.0).abs() > 1e-6 {
                let around = now.from + f64::from(pointer.x - response.rect.left()) / width * now.len();
                now = now.closer(factor, around, whole);
            }
        }
        if response.double_clicked() {
            now = whole;
        }
    }
    ui.input_mut(|input| {
        let times = |count: usize| f64::from(u16::try_from(count).unwrap_or(u16::MAX));
        let asked = |action| times(input.num_accesskit_action_requests(id, action));
        let steps = asked(Action::Increment) - asked(Action::Decrement);
        now = now.moved(steps * STEP * now.len(), whole);
        if !focused {
            return now;
        }
        let mut count = |key| times(input.count_and_consume_key(Modifiers::NONE, key));
        let across = count(Key::ArrowRight) - count(Key::ArrowLeft);
        let closer = count(Key::Plus) + count(Key::Equals) - count(Key::Minus);
        let all = count(Key::Num0) + count(Key::Home) > 0.0;
        if all {
            return whole;
        }
        now.closer(CLOSER.powf(closer), now.middle(), whole).moved(across * STEP * now.len(), whole)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_shown_lies_within_the_whole(
            from in -9000.0_f64..9000.0,
            days in 70.0_f64..9000.0,
            steps in prop::collection::vec((0_u8..2, -3.0_f64..3.0, 0.0_f64..1.0), 0..30),
        ) {
            let whole = Stretch { from, to: from + days };
            let mut shown = whole;
            for (kind, by, share) in steps {
                shown = if kind == 0 {
                    shown.moved(by * shown.len(), whole)
                } else {
                    shown.closer(by.exp2(), shown.from + share * shown.len(), whole)
                };
                prop_assert!(whole.from <= shown.from && shown.to <= whole.to);
                prop_assert!(shown.len() >= SHORTEST - 1e-6, "{}", shown.len());
            }
        }

        #[test]
        fn what_the_pointer_is_on_stays_under_it(share in 0.0_f64..1.0, factor in 1.0_f64..2.0) {
            let whole = Stretch { from: 0.0, to: 4000.0 };
            let shown = Stretch { from: 1000.0, to: 2000.0 };
            let day = shown.from + share * shown.len();
            let closer = shown.closer(factor, day, whole);
            prop_assert!((closer.from + share * closer.len() - day).abs() < 1e-6);
        }
    }

    #[test]
    fn all_that_there_is_stays_all() {
        let whole = Stretch { from: 0.0, to: 100.0 };
        assert_eq!(whole.moved(50.0, whole), whole);
        assert_eq!(whole.closer(0.5, 50.0, whole), whole);
        assert_eq!(whole.closer(f64::NAN, 50.0, whole), whole);
    }
}
