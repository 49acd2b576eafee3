//! Benchmarks, pillars, sources: what figures and names rest on.

use egui::Ui;

use super::item::{Page, item};
use crate::app::Command;
use crate::content::{BenchmarkSet, Pillar};
use crate::insight;
use crate::project::Rating;
use crate::report::{KeyFigure, Span, SpanStyle};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{body, caption, heading, key_figures, quiet, spans, strong, wash};
use crate::words;

/// Benchmark sets by what they measure, those in use first.
pub(super) fn benchmarks(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    let mut measures: Vec<&str> = Vec::new();
    for set in catalogue.benchmark_sets() {
        if !measures.contains(&set.measure.as_str()) {
            measures.push(&set.measure);
        }
    }
    for measure in measures {
        ui.add_space(space::S);
        heading(ui, measure);
        let mut sets: Vec<_> = catalogue.benchmark_sets().filter(|set| set.measure == measure).collect();
        sets.sort_by_key(|set| (set.until.is_some(), std::cmp::Reverse(set.from)));
        for set in sets {
            item(ui, page, |ui, page| benchmark(ui, page, set), |ui, page| benchmark_notes(ui, page, set));
        }
    }
}

fn benchmark(ui: &mut Ui, page: &mut Page<'_, '_>, set: &BenchmarkSet) {
    let third = page.view.preferences.third_group;
    page.title(ui, set.id.as_str(), &set.name, 3);
    if let Some(until) = set.until {
        let words = format!("Superseded on {}", words::long_date(until));
        spans(ui, &[Span { text: words, style: SpanStyle::Status(Rating::Limited) }], size::CAPTION + 1.0);
    }
    let figures: Vec<KeyFigure> = set
        .figures
        .iter()
        .map(|figure| KeyFigure {
            value: format!("{}%", words::decimal(figure.percent)),
            label: figure.name(third).to_owned(),
            rating: None,
        })
        .collect();
    key_figures(ui, &figures);
    body(ui, &set.definition);
    body(ui, &format!("Who is counted: {}", set.population));
    if let Some(caution) = &set.caution {
        wash(ui, |ui| {
            strong(ui, "Take care");
            body(ui, caution);
        });
    }
}

fn benchmark_notes(ui: &mut Ui, page: &mut Page<'_, '_>, set: &BenchmarkSet) {
    caption(ui, &format!("In use from {}", words::long_date(set.from)));
    let catalogue = page.view.catalogue;
    for kpi in catalogue.kpis().filter(|kpi| kpi.benchmarks.as_ref() == Some(&set.id)) {
        caption(ui, "Compared with");
        page.go_wrapped(ui, &kpi.name, &format!("Show {} in the scorecard", kpi.name), || {
            Command::ShowKpi(kpi.id.clone())
        });
    }
    page.source(ui, &set.cite);
}

/// The six pillars, then other strategies' pillars.
pub(super) fn pillars(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    heading(ui, "The six pillars");
    for pillar in Pillar::ALL {
        let Some(text) = catalogue.pillar(pillar) else { continue };
        item(
            ui,
            page,
            |ui, page| {
                page.title(ui, pillar.id(), pillar.name(), 3);
                body(ui, &text.about);
                let tally = page.view.digest.tally.pillars.iter().find(|tally| tally.pillar == pillar);
                if let Some(words) = tally.and_then(insight::coverage) {
                    quiet(ui, &words);
                }
                page.source(ui, &text.cite);
            },
            |ui, page| page.pillars(ui, "In the review", &[pillar]),
        );
    }
    for mapping in catalogue.pillar_mappings() {
        ui.add_space(space::S);
        page.title(ui, &mapping.name, &mapping.name, 2);
        caption(ui, "Its pillars, and those of the scorecard onto which each falls.");
        for mapped in &mapping.pillars {
            item(
                ui,
                page,
                |ui, page| {
                    page.title(ui, &mapped_anchor(&mapping.name, &mapped.name), &mapped.name, 3);
                    body(ui, &mapped.about);
                },
                |ui, page| page.pillars(ui, "Falls onto", &mapped.onto),
            );
        }
        page.source(ui, &mapping.cite);
    }
}

/// The anchor of another strategy's pillar.
pub(super) fn mapped_anchor(mapping: &str, pillar: &str) -> String {
    format!("{mapping}/{pillar}")
}

/// The documents.
pub(super) fn sources(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    for source in catalogue.sources() {
        item(
            ui,
            page,
            |ui, page| {
                page.title(ui, source.id.as_str(), &source.title, 2);
                if let Some(note) = &source.note {
                    body(ui, note);
                }
            },
            |ui, _| {
                caption(ui, &format!("Published by {}", source.publisher));
                caption(ui, &source.published);
            },
        );
    }
}
