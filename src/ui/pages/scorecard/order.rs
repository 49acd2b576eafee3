//! The order of measures within their pillars.

use super::cards::Cards;
use crate::content::KpiId;
use crate::edit::Edit;
use crate::insight;
use crate::ui::View;

/// Which way a measure is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Before the one above.
    Up,
    /// Behind the one below.
    Down,
}

impl Way {
    /// Both, with their words.
    pub(super) const ALL: [(Self, &'static str); 2] = [(Self::Up, "up"), (Self::Down, "down")];
}

/// The edit that moves a measure past the next one in use of its pillar; `None` where there is none that way.
pub(super) fn moved(view: &View<'_>, cards: &Cards, id: &KpiId, way: Way) -> Option<Edit> {
    let used = cards.pillars.iter().map(|card| &card.used).find(|used| used.iter().any(|one| one.id == *id))?;
    let place = used.iter().position(|one| one.id == *id)?;
    let other = match way {
        Way::Up => used.get(place.checked_sub(1)?)?,
        Way::Down => used.get(place + 1)?,
    };
    // Those that are offered or no longer followed keep their places among the rest.
    let all = insight::all_kpi_views(view.catalogue, view.project, view.today);
    let mut order: Vec<KpiId> = all.into_iter().map(|kpi| kpi.id).filter(|one| one != id).collect();
    let there = order.iter().position(|one| *one == other.id)?;
    order.insert(if way == Way::Up { there } else { there + 1 }, id.clone());
    Some(Edit::OrderKpis(order))
}
