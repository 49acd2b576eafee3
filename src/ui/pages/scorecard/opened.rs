//! What is shown of one measure, worked out once for each state of the project: its chart, what it says, what others
//! report, whether what was done about it moved it.

use std::sync::Arc;

use jiff::civil::Date;

use super::cards;
use crate::chart::Chart;
use crate::content::{KpiDefinition, KpiId, ThirdGroup};
use crate::insight::{self, AxisStart, KpiView, LogLine, LogNames, Moved, Reference};
use crate::project::{Action, Kpi, ProjectId, Subject};
use crate::ui::View;
use crate::ui::widgets::BulletBar;

/// For what it was worked out: it holds for as long as this stays the same.
#[derive(Clone, Debug, PartialEq, Eq)]
struct For {
    project: ProjectId,
    revision: u64,
    today: Date,
    third: ThirdGroup,
    packs: usize,
    kpi: KpiId,
    axis: AxisStart,
    changes: bool,
}

/// What is shown of one measure.
#[derive(Debug)]
pub(super) struct Opened {
    made_for: For,
    pub(super) chart: Option<Chart>,
    /// Its bar, where it says something.
    pub(super) bar: Option<BulletBar>,
    /// What the figures say, a sentence each.
    pub(super) reading: Vec<String>,
    /// What counts the same thing.
    pub(super) same: Vec<Reference>,
    /// What does not.
    pub(super) other: Vec<Reference>,
    /// What employers said that they do.
    pub(super) polls: Vec<String>,
    /// The actions linked to it, each with whether it moved the figure.
    pub(super) actions: Vec<(Action, Option<Moved>)>,
    /// What was changed of it, newest first, while that is shown.
    pub(super) changes: Vec<LogLine>,
}

/// A measure with all that its page is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Measure<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) definition: &'a KpiDefinition,
    pub(super) kpi: &'a KpiView,
    /// What was entered for it.
    pub(super) entered: &'a Kpi,
    pub(super) opened: &'a Opened,
}

impl Opened {
    /// What is shown of a measure, from what is kept where that still holds.
    pub(super) fn of(
        view: &View<'_>,
        definition: &KpiDefinition,
        kpi: &KpiView,
        entered: &Kpi,
        (axis, changes): (AxisStart, bool),
        kept: &mut Option<Arc<Self>>,
    ) -> Arc<Self> {
        let made_for = For {
            project: view.project.id,
            revision: view.revision,
            today: view.today,
            third: view.preferences.third_group,
            packs: std::ptr::from_ref(view.catalogue).addr(),
            kpi: kpi.id.clone(),
            axis,
            changes,
        };
        if let Some(kept) = kept
            && kept.made_for == made_for
        {
            return Arc::clone(kept);
        }
        let made = Arc::new(Self::new(view, definition, kpi, entered, made_for));
        *kept = Some(Arc::clone(&made));
        made
    }

    fn new(view: &View<'_>, definition: &KpiDefinition, kpi: &KpiView, entered: &Kpi, made_for: For) -> Self {
        let (catalogue, third) = (view.catalogue, made_for.third);
        let newest = kpi.latest.as_ref().map(|latest| latest.date);
        let references = insight::references(catalogue, definition, Some(entered), newest, third);
        let (same, other) = references.into_iter().partition(|one| one.same_measure);
        let moved: Vec<&Moved> = view.digest.moved.iter().filter(|one| one.kpi == kpi.id).collect();
        let actions: Vec<(Action, Option<Moved>)> = insight::kpi_actions(view.project, &kpi.id, view.today)
            .into_iter()
            .map(|action| (action.clone(), moved.iter().find(|one| one.action == action.id).copied().cloned()))
            .collect();
        Self {
            chart: insight::kpi_chart(catalogue, definition, kpi, entered, third, made_for.axis),
            bar: Some(cards::bar(view, definition, kpi, entered)).filter(|bar| cards::has_bar(definition, bar)),
            reading: insight::kpi_reading(catalogue, definition, kpi, entered, third),
            same,
            other,
            polls: insight::poll_sentences(catalogue, |practice| practice.kpis.contains(&kpi.id)),
            actions,
            changes: if made_for.changes { changes(view, &kpi.id) } else { Vec::new() },
            made_for,
        }
    }
}

/// What was changed of a measure, newest first.
fn changes(view: &View<'_>, id: &KpiId) -> Vec<LogLine> {
    let names = LogNames::new(view.catalogue, view.project);
    let concerns = |subject: &Subject| {
        matches!(subject, Subject::Measurement(kpi, _) | Subject::Target(kpi) | Subject::Kpi(kpi) | Subject::Benchmark(kpi, _)
            if kpi == id)
    };
    let of_it = view.project.log.iter().rev().filter(|change| concerns(&change.subject));
    of_it.map(|change| insight::log_line(view.catalogue, view.project, &names, change, view.zone)).collect()
}
