//! What others report, beside which the opened measure stands: published figures with what to mind, benchmark sets to
//! choose from, the organisation's own benchmarks, and what others do that is not the same measure.

use egui::{Id, Ui};

use super::benchmarks;
use super::opened::Measure;
use super::reading::{mind, rule};
use super::{Extra, State};
use crate::content::{BenchmarkSet, BenchmarkSetId, Whose};
use crate::edit::Edit;
use crate::insight::{self, Reference};
use crate::ui::Outbox;
use crate::ui::theme::space;
use crate::ui::widgets::{self, body, caption, card, check, heading, link, strong};

/// Draws the card.
pub(super) fn others_card(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, entered, opened, .. } = measure;
    let published: Vec<&Reference> = opened.same.iter().filter(|one| one.own.is_none()).collect();
    let other: Vec<&Reference> = opened.other.iter().collect();
    let sets = !sets(measure).is_empty();
    let own = !view.read_only || !entered.benchmarks.is_empty();
    if published.is_empty() && other.is_empty() && opened.polls.is_empty() && !sets && !own {
        return;
    }
    card(ui, |ui| {
        heading(ui, "What others report");
        widgets::measure(ui, |ui| compared(ui, "same", &published));
        if sets {
            ui.add_space(space::XS);
            compared_sets(ui, state, measure, out);
        }
        if own {
            if sets || !published.is_empty() {
                rule(ui);
            }
            benchmarks::own(ui, state, measure, out);
        }
        if !other.is_empty() {
            rule(ui);
            strong(ui, "What others do: not the same measure");
            widgets::measure(ui, |ui| compared(ui, "other", &other));
        }
        if !opened.polls.is_empty() {
            rule(ui);
            strong(ui, "What others said");
            widgets::measure(ui, |ui| {
                for sentence in &opened.polls {
                    body(ui, sentence);
                }
            });
        }
    });
    ui.add_space(space::S);
}

/// The benchmark sets that are offered. To a pack's measure that is held against none, sets that only share its unit say
/// nothing: its maker knows what it can be compared with.
pub(super) fn sets(measure: Measure<'_>) -> Vec<&BenchmarkSet> {
    let Measure { view, definition, entered, .. } = measure;
    let compared = insight::compared_sets(view.catalogue, definition, Some(entered));
    if definition.whose != Whose::Own && definition.benchmarks.is_none() && compared.is_empty() {
        return Vec::new();
    }
    insight::comparable_sets(view.catalogue, definition)
}

/// A list of published figures, each with its date and source and with what to mind; how they are counted is one link
/// away.
fn compared(ui: &mut Ui, salt: &str, list: &[&Reference]) {
    let kept = Id::unique(("compared", salt));
    let mut explained: bool = ui.data(|data| data.get_temp(kept)).unwrap_or_default();
    for (place, one) in list.iter().enumerate() {
        body(ui, &format!("{} – {}", one.figure, one.label));
        // What figures in a row have in common is said once, below the last of them.
        let next = list.get(place + 1);
        if explained && next.is_none_or(|next| next.definition != one.definition) {
            caption(ui, &one.definition);
        }
        if one.caution.is_some() || next.is_none_or(|next| next.source != one.source) {
            caption(ui, &one.source);
        }
        if let Some(caution) = &one.caution {
            mind(ui, caution);
        }
        ui.add_space(space::XS);
    }
    let counted = list.iter().any(|one| !one.definition.trim().is_empty());
    if counted && link(ui, if explained { "Hide how they are counted" } else { "How they are counted" }).clicked() {
        explained = !explained;
    }
    ui.data_mut(|data| data.insert_temp(kept, explained));
}

/// How many sets are shown without asking.
const FEW: usize = 3;

/// The sets of the packs, each with a box to tick; where there are many, on request.
fn compared_sets(ui: &mut Ui, state: &mut State, measure: Measure<'_>, out: &mut Outbox) {
    let Measure { view, definition, entered, .. } = measure;
    let now: Vec<BenchmarkSetId> = insight::compared_sets(view.catalogue, definition, Some(entered))
        .into_iter()
        .map(|set| set.id.clone())
        .collect();
    let sets = sets(measure);
    strong(ui, "Benchmark sets to compare with");
    let several = sets.windows(2).any(|pair| matches!(pair, [one, other] if one.measure != other.measure));
    let many = sets.len() > FEW;
    let total = sets.len();
    for set in sets.into_iter().filter(|set| !many || state.shows(Extra::Sets) || now.contains(&set.id)) {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let measured = if several { format!("{}: ", set.measure) } else { String::new() };
            ui.add_enabled_ui(!view.read_only, |ui| {
                let (changed, _) = check(ui, &format!("{measured}{}", set.name), now.contains(&set.id));
                if let Some(on) = changed {
                    out.edit(compare(measure, &now, &set.id, on));
                }
            });
            caption(ui, set.population.trim());
        });
    }
    if many && !view.read_only {
        let all = format!("Choose among all {total} sets");
        if link(ui, if state.shows(Extra::Sets) { "Show the chosen sets only" } else { &all }).clicked() {
            state.toggle(Extra::Sets);
            ui.ctx().request_repaint();
        }
    }
}

/// The edit that ticks a set or takes the tick away. What the pack says anyway is left to it.
fn compare(measure: Measure<'_>, now: &[BenchmarkSetId], set: &BenchmarkSetId, on: bool) -> Edit {
    let mut chosen: Vec<BenchmarkSetId> = now.iter().filter(|id| *id != set).cloned().collect();
    if on {
        chosen.push(set.clone());
    }
    let by_pack = measure.definition.benchmarks.as_slice();
    let sets = (chosen != by_pack).then_some(chosen);
    Edit::CompareKpi { id: measure.kpi.id.clone(), sets }
}
