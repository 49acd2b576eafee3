//! The strategy as a map: for each pillar what leads from its recommendations over the actions to the figures.

use egui::{Frame, Id, Margin, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};
use jiff::civil::Date;

use crate::app::Command;
use crate::chart::{Map, MapColumn, MapNode, NodeOf};
use crate::content::Pillar;
use crate::insight::{self, StrategyMap};
use crate::ui::pages::picture;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{body, card, link, map_chart, quiet, segments};
use crate::ui::{Outbox, View};

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// Which pillar is shown; before one is chosen, the first that has work in it.
    shown: Option<Shown>,
    /// The box that is selected.
    selected: Option<NodeOf>,
    /// The strategy as last worked out.
    kept: Option<Kept>,
    /// How high the strip was in the last frame that says what is selected.
    strip: f32,
}

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Pillar(Pillar),
    All,
}

/// The strategy of a project at a revision, on a day.
#[derive(Debug)]
struct Kept {
    key: (u64, Date),
    strategy: StrategyMap,
}

impl State {
    /// Shows a pillar.
    pub fn show_pillar(&mut self, pillar: Pillar) {
        self.shown = Some(Shown::Pillar(pillar));
        self.selected = None;
    }
}

/// Draws the page's part.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let key = (view.revision, view.today);
    if state.kept.as_ref().is_none_or(|kept| kept.key != key) {
        let strategy = insight::strategy(view.catalogue, view.project, view.digest);
        state.kept = Some(Kept { key, strategy });
    }
    let State { shown, selected, kept, strip: said_height } = state;
    let Some(Kept { strategy, .. }) = kept else { return };
    let first = || strategy.first().map_or(Shown::All, Shown::Pillar);
    let mut now = *shown.get_or_insert_with(first);
    let mut options = Pillar::ALL.map(|pillar| (Shown::Pillar(pillar), pillar.name())).to_vec();
    options.push((Shown::All, "All pillars"));
    if let Some(chosen) = segments(ui, "Pillar", Some(&now), &options) {
        (now, *shown) = (chosen, Some(chosen));
        *selected = None;
    }
    ui.add_space(space::S);
    let pillar = match now {
        Shown::Pillar(pillar) => Some(pillar),
        Shown::All => None,
    };
    let one = strategy.of(pillar);
    let Some(map) = insight::map_of(&one.chart) else { return };
    if map.column(MapColumn::Recommendation).chain(map.column(MapColumn::Figure)).next().is_none() {
        card(ui, |ui| {
            body(ui, "The loaded packs hold no recommendation for this pillar, and no action belongs to it.")
        });
        return;
    }
    let place = |of: &NodeOf| map.nodes.iter().position(|node| node.of == *of);
    // What was removed, or stands in another pillar, is selected no longer.
    let at = selected.as_ref().and_then(place);
    let mut open = None;
    card(ui, |ui| {
        let asked = map_chart(ui, Id::unique(("strategy map", pillar)), &one.chart, map, at, |place| {
            insight::node_name(map, place)
        });
        if let Some(asked) = asked.picture {
            picture(&one.chart, asked, out);
        }
        if let Some(node) = asked.select.and_then(|place| map.nodes.get(place)) {
            *selected = Some(node.of.clone());
        }
        open = asked.open;
        ui.add_space(space::S);
        if strip(ui, said_height, at.is_some(), |ui| said(ui, view, map, at)) {
            open = at;
        }
    });
    if let Some((command, _)) = open.and_then(|at| map.nodes.get(at)).and_then(|node| leads_to(view, node)) {
        out.command(command);
    }
}

/// Shows what is said of the selected box in its place below the map, or where that is out of sight and there is room at
/// the foot of what is seen. Gives whether the box is to be opened.
fn strip(ui: &mut Ui, height: &mut f32, floats: bool, add: impl FnOnce(&mut Ui) -> bool) -> bool {
    let (_, natural) = ui.allocate_space(vec2(ui.available_width(), *height));
    let seen = ui.clip_rect();
    let lowest = seen.bottom() - space::S - *height;
    // It covers a part of what is above it, so there must be enough of that.
    let floats = floats && seen.height() > 5.0 * *height;
    let top = if floats { natural.top().min(lowest) } else { natural.top() };
    let place = Rect::from_min_size(pos2(natural.left(), top), vec2(natural.width(), *height));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
    let palette = theme::of(ui);
    let frame = Frame::new()
        .fill(palette.wash)
        .stroke(Stroke::new(1.0, palette.rule))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::same(12));
    let shown = frame.show(&mut inner, |ui| {
        ui.set_width(ui.available_width());
        // The box below it is not what the pointer is on.
        ui.interact(place, ui.scope_id().with("ground"), Sense::hover());
        add(ui)
    });
    if (shown.response.rect.height() - *height).abs() > 0.5 {
        *height = shown.response.rect.height();
        ui.ctx().request_repaint();
    }
    shown.inner
}

/// What is said of the selected box, or how one is selected. Gives whether the box is to be opened.
fn said(ui: &mut Ui, view: &View<'_>, map: &Map, at: Option<usize>) -> bool {
    let Some((at, node)) = at.and_then(|at| Some((at, map.nodes.get(at)?))) else {
        quiet(
            ui,
            "Choose a box to see what it hangs together with. The arrow keys walk along the links; Enter opens what is \
             chosen.",
        );
        return false;
    };
    body(ui, &insight::node_sentence(map, at));
    leads_to(view, node).is_some_and(|(_, words)| link(ui, words).clicked())
}

/// Where a box leads when it is opened, with the words of the link.
fn leads_to(view: &View<'_>, node: &MapNode) -> Option<(Command, &'static str)> {
    const REVIEW: &str = "Show in the review";
    const SCORECARD: &str = "Show the measure";
    match &node.of {
        NodeOf::Pillar(pillar) => Some((Command::ShowPillar(*pillar), REVIEW)),
        NodeOf::Recommendation(id) => Some((Command::ShowRecommendation(id.clone()), REVIEW)),
        NodeOf::Action(id) => Some((Command::ShowAction(*id), "Show in the plan")),
        NodeOf::Kpi(id) => Some((Command::ShowKpi(id.clone()), SCORECARD)),
        // Those for which there is no room are found where they come from.
        NodeOf::Rest { of, .. } => {
            let pillar = Pillar::ALL.into_iter().find(|pillar| pillar.id() == of);
            let pillar = pillar.filter(|_| node.column == MapColumn::Recommendation);
            let recommendation = view.catalogue.recommendation(&of.as_str().into());
            let recommendation = recommendation.map(|place| place.recommendation.id.clone());
            let kpi = view.digest.kpi(&of.as_str().into()).map(|kpi| kpi.id.clone());
            pillar
                .map(|pillar| (Command::ShowPillar(pillar), REVIEW))
                .or_else(|| recommendation.map(|id| (Command::ShowRecommendation(id), REVIEW)))
                .or_else(|| kpi.map(|id| (Command::ShowKpi(id), SCORECARD)))
        }
    }
}

#[cfg(test)]
mod tests;
