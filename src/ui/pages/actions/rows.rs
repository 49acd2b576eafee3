//! The rows of a view that are in sight, in room for all of them: however long the plan is, no more is laid out.

use egui::{Id, Rect, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use super::cells::INSET;
use super::state::{Next, State};
use crate::insight::{PlanRow, row_words};
use crate::project::{Action, ActionId};
use crate::ui::View;
use crate::ui::theme;
use crate::ui::widgets::row;

/// The rows of a view.
pub(super) struct Rows<'a> {
    /// The list in which they stand.
    pub list: Id,
    /// Which actions, in their order.
    pub order: &'a [PlanRow],
    /// How high each is, in points.
    pub height: f32,
    /// Room kept free before one of the rows, for a heading: before which, how much.
    pub gap: Option<(usize, f32)>,
    /// Whether rows can be marked.
    pub marks: bool,
}

impl Rows<'_> {
    /// How far below the first row one stands; for one beyond the last, how high all are.
    fn top_of(&self, row: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a plan has far fewer rows than a float counts")]
        let top = row as f32 * self.height;
        top + self.gap.filter(|(before, _)| row >= *before).map_or(0.0, |(_, gap)| gap)
    }

    /// A row that stands at this height or above it.
    fn row_at(&self, y: f32) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not below nought")]
        let row = |y: f32| (y / self.height).max(0.0) as usize;
        row(y - self.gap.map_or(0.0, |(_, gap)| gap))
    }

    /// Draws those in sight, and brings the selected one into sight where that is asked for. `paint` draws a row into its
    /// place. Gives the place of all rows.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        view: &View<'_>,
        state: &mut State,
        paint: impl Fn(&Ui, &Action, Rect, Look) -> Painted,
    ) -> Rect {
        let (_, area) = ui.allocate_space(vec2(ui.available_width(), self.top_of(self.order.len())));
        let size = vec2(area.width(), self.height);
        let rect_of = |row: usize| Rect::from_min_size(pos2(area.left(), area.top() + self.top_of(row)), size);
        if std::mem::take(&mut state.scroll) && self.order.get(state.row).is_some_and(|row| state.is_selected(row.id)) {
            ui.scroll_to_rect(rect_of(state.row).expand2(Vec2::new(0.0, 1.0)), None);
        }
        let seen = ui.clip_rect();
        let first = self.row_at(seen.top() - area.top());
        for (number, one) in self.order.iter().enumerate().skip(first) {
            let rect = rect_of(number);
            if rect.top() > seen.bottom() {
                break;
            }
            let Some(action) = view.project.actions.get(one.place) else { continue };
            let look = Look { selected: state.is_selected(one.id), marked: state.bulk.marked.contains(&one.id) };
            let mut place = ui.new_child(UiBuilder::new().max_rect(rect));
            let mark = if look.marked { "Selected. " } else { "" };
            let name = format!("{mark}{}", row_words(view.catalogue, action, view.today));
            let id = self.list.with(one.id.0);
            let (response, painted) = row(&mut place, self.list, id, look.selected, &name, |ui| {
                ui.set_min_size(rect.size());
                paint(ui, action, rect, look)
            });
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_position_in_set(number));
            if response.clicked() {
                self.clicked(ui, state, one.id, number);
            }
            if painted.toggled {
                state.bulk.toggle(one.id);
            }
            if painted.cut {
                response.on_hover_text(&action.title);
            }
        }
        area
    }

    /// Selects a row that was clicked; with Ctrl marks it, with Shift those up to it.
    fn clicked(&self, ui: &Ui, state: &mut State, id: ActionId, number: usize) {
        let modifiers = ui.input(|input| input.modifiers);
        if !self.marks || !(modifiers.command || modifiers.shift) {
            state.next = Some(Next::Select { id, open: true });
            return;
        }
        if modifiers.shift {
            state.bulk.extend(self.order, state.row, number);
        } else {
            state.bulk.toggle(id);
        }
        state.next = Some(Next::Reach(id));
    }
}

/// How a row looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Whether it is the selected one, whose form is shown.
    pub selected: bool,
    /// Whether it is marked, to be changed together with others.
    pub marked: bool,
}

/// What came of drawing a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Painted {
    /// Whether its title had to be cut.
    pub cut: bool,
    /// Whether its check box was clicked.
    pub toggled: bool,
}

/// Paints the ground of a row and the rule below it; gives the place for its texts.
pub(super) fn paint_ground(ui: &Ui, rect: Rect, selected: bool) -> Rect {
    let palette = theme::of(ui);
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, 0, palette.wash);
        painter.rect_filled(rect.with_max_x(rect.left() + 3.0), 0, palette.accent);
    } else if ui.response().hovered() {
        painter.rect_filled(rect, 0, palette.wash.gamma_multiply(0.6));
    }
    let inner = rect.shrink2(vec2(INSET, 0.0));
    painter.hline(inner.x_range(), inner.bottom(), Stroke::new(1.0, palette.rule));
    inner
}

impl State {
    /// Whether an action is the selected one.
    pub(super) fn is_selected(&self, id: ActionId) -> bool {
        self.selected == Some(id)
    }
}
