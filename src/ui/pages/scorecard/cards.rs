//! What the landing shows, worked out once for each state of the project: for each pillar its measures with their newest
//! figures, states, bars and sparklines, and those that are offered.
//!
//! What does not belong here: where anything stands and how it is painted.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::chart::day_number;
use crate::content::{KpiDefinition, KpiId, Pillar, ThirdGroup};
use crate::insight::{self, KpiView};
use crate::project::{Action, Kpi, Origin, Project, ProjectId, Rating};
use crate::ui::View;
use crate::ui::widgets::{BulletBar, Spark};

/// The most figures that a sparkline draws: more would lie on one another.
const SPARK_POINTS: usize = 160;

/// For what the cards were worked out: they hold for as long as this stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct For {
    project: ProjectId,
    revision: u64,
    today: Date,
    third: ThirdGroup,
    /// Which packs: loading them anew makes another catalogue.
    packs: usize,
}

/// The cards of all pillars.
#[derive(Debug)]
pub(super) struct Cards {
    made_for: For,
    pub(super) pillars: Vec<Card>,
    /// Whether any measure is in use.
    pub(super) any_used: bool,
}

/// A pillar with its measures.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) pillar: Pillar,
    /// Where the scorecard stands on it, in a few words.
    pub(super) state: String,
    /// The measures in use.
    pub(super) used: Vec<Used>,
    /// Those that are offered.
    pub(super) offered: Vec<Offered>,
}

/// A measure in use.
#[derive(Debug)]
pub(super) struct Used {
    pub(super) id: KpiId,
    pub(super) name: String,
    /// Its newest figure.
    pub(super) figure: String,
    /// The shape and colour of its state.
    pub(super) rating: Rating,
    pub(super) state: String,
    /// What the plan does about it.
    pub(super) plan: String,
    /// Everything about it, for those who hear it.
    pub(super) heard: String,
    pub(super) bar: BulletBar,
    /// Whether the bar says something: a figure that has no whole, no target and nothing beside it fills any bar.
    pub(super) has_bar: bool,
    pub(super) spark: Spark,
}

/// A measure that is offered.
#[derive(Debug)]
pub(super) struct Offered {
    pub(super) id: KpiId,
    pub(super) name: String,
    /// What it counts.
    pub(super) counts: String,
}

impl Cards {
    /// The cards of a project, from what is kept where that still holds.
    pub(super) fn of(view: &View<'_>, kept: &mut Option<Arc<Self>>) -> Arc<Self> {
        let made_for = For {
            project: view.project.id,
            revision: view.revision,
            today: view.today,
            third: view.preferences.third_group,
            packs: std::ptr::from_ref(view.catalogue).addr(),
        };
        if let Some(kept) = kept
            && kept.made_for == made_for
        {
            return Arc::clone(kept);
        }
        let made = Arc::new(Self::new(view, made_for));
        *kept = Some(Arc::clone(&made));
        made
    }

    fn new(view: &View<'_>, made_for: For) -> Self {
        let actions = actions_by_kpi(view.project);
        let mut cards: Vec<Card> = Pillar::ALL
            .into_iter()
            .map(|pillar| Card {
                pillar,
                state: insight::pillar_scorecard(view.digest, pillar),
                used: Vec::new(),
                offered: Vec::new(),
            })
            .collect();
        for kpi in &view.digest.kpis {
            let (Some(card), Some(definition)) =
                (cards.iter_mut().find(|card| card.pillar == kpi.pillar), view.catalogue.kpi(&kpi.id))
            else {
                continue;
            };
            if kpi.in_use {
                let linked = actions.get(&kpi.id).map(Vec::as_slice).unwrap_or_default();
                card.used.push(used(view, definition, kpi, linked));
            } else {
                card.offered.push(Offered {
                    id: kpi.id.clone(),
                    name: kpi.name.clone(),
                    counts: definition.definition.clone(),
                });
            }
        }
        Self { made_for, any_used: cards.iter().any(|card| !card.used.is_empty()), pillars: cards }
    }
}

impl Offered {
    /// Everything about it, for those who hear it.
    pub(super) fn heard(&self, pillar: Pillar) -> String {
        format!("{}, {}: offered, not in use. {}", pillar.name(), self.name, self.counts)
    }
}

/// The actions that are to move each measure: one look at the plan, however many measures there are.
fn actions_by_kpi(project: &Project) -> BTreeMap<&KpiId, Vec<&Action>> {
    let mut found: BTreeMap<&KpiId, Vec<&Action>> = BTreeMap::new();
    for action in &project.actions {
        let from = action.origin.as_ref().and_then(Origin::kpi);
        let measured = action.measure.as_ref().filter(|measure| Some(*measure) != from);
        for kpi in from.into_iter().chain(measured) {
            found.entry(kpi).or_default().push(action);
        }
    }
    found
}

fn used(view: &View<'_>, definition: &KpiDefinition, kpi: &KpiView, actions: &[&Action]) -> Used {
    let plan = insight::plan_words(actions);
    let none = Kpi::default();
    let entered = view.project.kpis.get(&kpi.id).map_or(&none, AsRef::as_ref);
    let bar = bar(view, definition, kpi, entered);
    Used {
        id: kpi.id.clone(),
        name: kpi.name.clone(),
        figure: kpi.latest_words(),
        rating: kpi.state.rating(),
        state: kpi.state_words(),
        heard: insight::kpi_row_words(kpi, &plan),
        plan,
        has_bar: has_bar(definition, &bar),
        bar,
        spark: spark(definition, entered),
    }
}

/// A measure against its target and others.
pub(super) fn bar(view: &View<'_>, definition: &KpiDefinition, kpi: &KpiView, entered: &Kpi) -> BulletBar {
    let third = view.preferences.third_group;
    let bullet = insight::bullet(view.catalogue, definition, Some(entered), kpi, third);
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let place = |number: f64| bullet.place(number) as f32;
    BulletBar {
        name: bullet.words.clone(),
        zero: place(0.0),
        value: bullet.value.map(place),
        target: bullet.target.map(place),
        band: bullet.band.map(|(low, high)| (place(low), place(high))),
        others: bullet.others.iter().map(|level| (place(level.value), level.unlike)).collect(),
    }
}

/// Whether a bar says something.
pub(super) fn has_bar(definition: &KpiDefinition, bar: &BulletBar) -> bool {
    let whole = matches!(definition.unit.bounds(), (Some(_), Some(_)));
    whole || bar.target.is_some() || bar.band.is_some() || !bar.others.is_empty()
}

/// A measure's figures as a sparkline. It reaches into the future no further than into the past, so that a far target
/// leaves room for what was measured.
fn spark(definition: &KpiDefinition, kpi: &Kpi) -> Spark {
    let figures = &kpi.measurements;
    let (Some(first), Some(last)) = (figures.first(), figures.last()) else {
        return Spark::default();
    };
    let path = insight::target_path(definition.direction, kpi);
    let begins = path.first().map_or(first.date, |(day, _)| first.date.min(*day));
    let past = begins.until(last.date).map_or(0, |span| span.get_days());
    let ends = match path.last() {
        Some((day, _)) if past == 0 => last.date.max(*day),
        Some((day, _)) => last.date.max((*day).min(last.date.saturating_add(i64::from(past).days()))),
        None => last.date,
    };
    let mut corners: Vec<(Date, f64)> = path.iter().copied().filter(|(day, _)| *day < ends).collect();
    corners.extend(insight::path_value(&path, ends).map(|value| (ends, value)));
    let step = figures.len().div_ceil(SPARK_POINTS).max(1);
    let kept = figures.iter().rev().step_by(step).collect::<Vec<_>>().into_iter().rev();
    let points: Vec<(Date, f64)> = kept.map(|one| (one.date, one.value.headline())).collect();
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for (_, value) in points.iter().chain(&corners) {
        low = low.min(*value);
        high = high.max(*value);
    }
    let (from, to) = (day_number(begins), day_number(ends));
    let share = |value: f64, low: f64, high: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let at = |(day, value): &(Date, f64)| [share(day_number(*day), from, to) as f32, share(*value, low, high) as f32];
    Spark { points: points.iter().map(at).collect(), path: corners.iter().map(at).collect() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::content::Catalogue;
    use crate::project::{FigureSource, Measurement, MeasurementId, Target, Value};
    use crate::ui::testing;

    fn measured(figures: &[(Date, f64)], target: Option<(f64, Date)>) -> Kpi {
        let measurement = |(place, (date, value)): (usize, &(Date, f64))| Measurement {
            id: MeasurementId(place as u64 + 1),
            date: *date,
            value: Value::One(*value),
            base: None,
            count: None,
            note: String::new(),
            source: FigureSource::Typed,
            changed: testing::now(),
        };
        Kpi {
            measurements: figures.iter().enumerate().map(measurement).collect(),
            target: target.map(|(value, date)| Target::new(value, date, testing::now())),
            ..Kpi::default()
        }
    }

    fn of(kpi: &Kpi) -> Spark {
        let catalogue = Catalogue::built_in();
        spark(catalogue.kpi(&"kpi-response-rate".into()).unwrap(), kpi)
    }

    #[test]
    fn sparklines_are_to_scale_in_time() {
        let figures = [(date(2026, 1, 1), 10.0), (date(2026, 1, 11), 20.0), (date(2026, 2, 10), 30.0)];
        let points = of(&measured(&figures, None)).points;
        assert_eq!(points, [[0.0, 0.0], [0.25, 0.5], [1.0, 1.0]]);
        assert_eq!(of(&measured(&figures[..1], None)).points, [[0.5, 0.5]], "a single figure is a dot in the middle");
        assert_eq!(of(&measured(&[], None)), Spark::default());
    }

    #[test]
    fn a_far_target_leaves_room_for_what_was_measured() {
        let figures = [(date(2025, 1, 1), 10.0), (date(2026, 1, 1), 20.0)];
        let spark = of(&measured(&figures, Some((100.0, date(2036, 1, 1)))));
        assert!((spark.points[1][0] - 0.5).abs() < 0.01, "half the width: {:?}", spark.points);
        assert!((spark.path.last().unwrap()[0] - 1.0).abs() < 1e-6);
        let near = of(&measured(&figures, Some((100.0, date(2026, 2, 1)))));
        assert!(near.points[1][0] > 0.9);
    }

    #[test]
    fn many_figures_are_thinned_and_the_newest_stays() {
        let figures: Vec<(Date, f64)> =
            (0..1000_i32).map(|day| (date(2020, 1, 1).saturating_add(day.days()), f64::from(day))).collect();
        let points = of(&measured(&figures, None)).points;
        assert!(points.len() <= SPARK_POINTS);
        assert_eq!(points.last(), Some(&[1.0, 1.0]));
    }
}
