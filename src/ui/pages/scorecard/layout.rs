//! Where the cards of the landing and their rows stand, worked out once for each width and each choice of what is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Rect, Ui, pos2, vec2};

use super::Stop;
use super::cards::{Card, Cards, Offered, Used};
use super::rows;
use crate::content::Pillar;
use crate::ui::theme::{TARGET, space};

/// From this width on, in points, the pillars stand in two columns.
const TWO_COLUMNS: f32 = 840.0;

/// The room inside a card, at its sides and at its head and foot.
const INSIDE: f32 = space::L;

/// The height of a card's head.
pub(super) const HEAD: f32 = 30.0;

/// Cards beside each other are as high as the higher one, unless they differ by more than this.
const UNEVEN: f32 = 240.0;

/// What the landing shows, as far as it changes where things stand.
#[derive(Debug)]
struct For {
    cards: Arc<Cards>,
    width: f32,
    unfolded: BTreeMap<Pillar, bool>,
    ordering: bool,
}

/// Where everything stands, from the corner of the landing's grid on.
#[derive(Debug)]
pub(super) struct Layout {
    made_for: For,
    pub(super) cards: Vec<Rect>,
    pub(super) rows: Vec<Row>,
    pub(super) height: f32,
}

/// A row of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    /// The card's place.
    pub(super) card: usize,
    pub(super) what: What,
    pub(super) rect: Rect,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A measure in use, by its place in the card.
    Used(usize),
    /// The line that shows and hides what is offered.
    Fold,
    /// A measure that is offered.
    Offered(usize),
    /// Nothing is loaded for the pillar. It is no stop of the keys.
    Nothing,
}

/// What is shown of a card's rows.
#[derive(Clone, Copy, Debug)]
struct Shown {
    width: f32,
    unfolded: bool,
    ordering: bool,
}

/// Whether a pillar's offered measures are shown: as the user has said, otherwise only while nothing is in use at all.
pub(super) fn is_unfolded(unfolded: &BTreeMap<Pillar, bool>, cards: &Cards, pillar: Pillar) -> bool {
    unfolded.get(&pillar).copied().unwrap_or(!cards.any_used)
}

impl Layout {
    /// Where the cards stand, from what is kept where that still holds.
    pub(super) fn of(
        ui: &Ui,
        cards: &Arc<Cards>,
        unfolded: &BTreeMap<Pillar, bool>,
        ordering: bool,
        kept: &mut Option<Arc<Self>>,
    ) -> Arc<Self> {
        let width = ui.available_width();
        if let Some(kept) = kept
            && Arc::ptr_eq(&kept.made_for.cards, cards)
            && (kept.made_for.width - width).abs() < 0.5
            && kept.made_for.unfolded == *unfolded
            && kept.made_for.ordering == ordering
        {
            return Arc::clone(kept);
        }
        let made_for = For { cards: Arc::clone(cards), width, unfolded: unfolded.clone(), ordering };
        let made = Arc::new(Self::new(ui, made_for));
        *kept = Some(Arc::clone(&made));
        made
    }

    fn new(ui: &Ui, made_for: For) -> Self {
        let columns: usize = if made_for.width >= TWO_COLUMNS { 2 } else { 1 };
        #[expect(clippy::cast_precision_loss, reason = "one or two")]
        let width = (made_for.width - space::L * (columns - 1) as f32) / columns as f32;
        let (mut places, mut rows, mut top) = (Vec::new(), Vec::new(), 0.0);
        let numbered: Vec<(usize, &Card)> = made_for.cards.pillars.iter().enumerate().collect();
        for line in numbered.chunks(columns) {
            let mut heights: Vec<f32> = Vec::new();
            let mut left = 0.0;
            for (place, card) in line {
                let shown = Shown {
                    width: width - 2.0 * (INSIDE - rows::INSET),
                    unfolded: is_unfolded(&made_for.unfolded, &made_for.cards, card.pillar),
                    ordering: made_for.ordering,
                };
                let corner = pos2(left + INSIDE - rows::INSET, top + INSIDE + HEAD);
                let mut foot = corner.y;
                for (what, height) in rows_of(ui, card, shown) {
                    let rect = Rect::from_min_size(pos2(corner.x, foot), vec2(shown.width, height));
                    rows.push(Row { card: *place, what, rect });
                    foot += height;
                }
                heights.push(foot - top + space::S);
                left += width + space::L;
            }
            let highest = heights.iter().copied().fold(0.0, f32::max);
            let mut left = 0.0;
            for height in &heights {
                let height = if highest - height <= UNEVEN { highest } else { *height };
                places.push(Rect::from_min_size(pos2(left, top), vec2(width, height)));
                left += width + space::L;
            }
            top += highest + space::L;
        }
        Self { made_for, cards: places, rows, height: (top - space::L).max(0.0) }
    }

    /// The rows on which the keys stop, by their places.
    pub(super) fn stops(&self) -> impl Iterator<Item = (usize, Row)> {
        self.rows.iter().copied().enumerate().filter(|(_, row)| row.what != What::Nothing)
    }

    /// What a row's stop of the keys is.
    pub(super) fn stop(&self, row: Row) -> Option<Stop> {
        let card = self.made_for.cards.pillars.get(row.card)?;
        match row.what {
            What::Used(place) => card.used.get(place).map(|used| Stop::Kpi(used.id.clone())),
            What::Offered(place) => card.offered.get(place).map(|offered| Stop::Kpi(offered.id.clone())),
            What::Fold => Some(Stop::Fold(card.pillar)),
            What::Nothing => None,
        }
    }

    /// The row of a stop, by its place; of a measure that is folded away, the line that shows it.
    pub(super) fn row_of(&self, stop: &Stop) -> Option<usize> {
        let is = |row: &Row| self.stop(*row).as_ref() == Some(stop);
        self.rows.iter().position(is).or_else(|| {
            let Stop::Kpi(id) = stop else { return None };
            let holds = |card: &Card| card.offered.iter().any(|offered| offered.id == *id);
            let card = self.made_for.cards.pillars.iter().position(holds)?;
            self.rows.iter().position(|row| row.card == card && row.what == What::Fold)
        })
    }
}

/// The rows of a card with their heights.
fn rows_of(ui: &Ui, card: &Card, shown: Shown) -> Vec<(What, f32)> {
    let mut rows: Vec<(What, f32)> = Vec::new();
    let used =
        |(place, used): (usize, &Used)| (What::Used(place), rows::used_height(ui, used, shown.width, shown.ordering));
    rows.extend(card.used.iter().enumerate().map(used));
    if !card.offered.is_empty() {
        rows.push((What::Fold, TARGET + space::S));
        if shown.unfolded {
            let offered =
                |(place, one): (usize, &Offered)| (What::Offered(place), rows::offered_height(ui, one, shown.width));
            rows.extend(card.offered.iter().enumerate().map(offered));
        }
    }
    if rows.is_empty() {
        rows.push((What::Nothing, TARGET + space::S));
    }
    rows
}
