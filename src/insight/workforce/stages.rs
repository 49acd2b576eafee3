//! How applicants of each background come through the stages of recruitment: how many reach each, and at which step they
//! part. From counts by the last stage that people reached; else from applicants held against new hires.

use super::chart::{percent as share_words, whole};
use super::likelihood::{self, Likelihoods, parity, ratio_row, rows_alt, seen};
use super::pairing::{counterpart, next, source, together};
use super::spread::parts;
use crate::chart::{Axis, Chart, Column, Intervals, Panel, PanelMark, PanelRow, Panels, Plot, Table};
use crate::content::{Catalogue, Say, ThirdGroup, WorkforceSign};
use crate::insight::kpi::say;
use crate::project::{CountRow, DataSet, Dimension, Population, Project};
use crate::words;

/// Words by which stages are told apart, from the first to the last. A stage whose name holds one of a line is of that
/// line.
const RANKS: [&[&str]; 6] = [
    &["appl"],
    &["sift", "screen", "shortlist", "long list", "longlist"],
    &["test", "assess"],
    &["interview", "panel"],
    &["offer"],
    &["hire", "accept", "appoint", "start", "join"],
];

/// What a stage is, as far as its name says: its place among the usual ones.
pub(super) fn rank(name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    RANKS.iter().rposition(|line| line.iter().any(|word| name.contains(word)))
}

/// The place of an offer among the usual stages.
pub(super) const OFFER: usize = 4;

/// How applicants come through the stages.
#[derive(Clone, Debug, PartialEq)]
pub struct Stages {
    /// The stages, the first that of everybody who applied.
    pub names: Vec<String>,
    /// How many of those who applied reached each stage.
    pub reached: Vec<Likelihoods>,
    /// How many of those who reached a stage reached the one after it.
    pub steps: Vec<Likelihoods>,
    /// The data set of those hired, where the two were counted apart.
    pub hired: Option<String>,
}

/// The stages of a set: from its counts by stage, or from its applicants and those hired. `None` where there are fewer than
/// two, or the packs do not group the answers.
pub fn stages(catalogue: &Catalogue, project: &Project, set: &DataSet, third: ThirdGroup) -> Option<Stages> {
    let parts = parts(catalogue, &set.question, third)?;
    let (names, reached, hired) = match set.breakdown(&Dimension::Stage) {
        Some(breakdown) => {
            let mut rows: Vec<&CountRow> = breakdown.rows.iter().collect();
            let ranks: Vec<Option<usize>> = rows.iter().map(|row| rank(&row.label)).collect();
            let known = ranks.iter().all(Option::is_some);
            let apart =
                ranks.iter().enumerate().all(|(place, one)| !ranks.iter().skip(place + 1).any(|two| two == one));
            if known && apart {
                rows.sort_by_key(|row| rank(&row.label));
            }
            let names = rows.iter().map(|row| row.label.trim().to_owned()).collect();
            let from = |place: usize| together(rows.iter().skip(place).copied());
            (names, (0..rows.len()).map(from).collect::<Vec<_>>(), None)
        }
        None if set.population == Population::Applicants => {
            let hired = counterpart(project, set, Population::NewHires)?;
            let names = vec!["Applied".to_owned(), "Hired".to_owned()];
            (names, vec![set.whole()?.clone(), hired.whole()?.clone()], Some(hired.name.trim().to_owned()))
        }
        None => return None,
    };
    let first = reached.first().filter(|_| reached.len() > 1)?;
    let steps: Option<Vec<_>> =
        reached.iter().zip(reached.iter().skip(1)).map(|(from, to)| Likelihoods::of(&parts, to, from)).collect();
    let reached: Option<Vec<_>> = reached.iter().map(|row| Likelihoods::of(&parts, row, first)).collect();
    Some(Stages { names, reached: reached?, steps: steps?, hired })
}

impl Stages {
    /// The steps with the names of the stages that they lie between.
    pub fn named(&self) -> impl Iterator<Item = (&str, &str, &Likelihoods)> {
        let ends = self.names.iter().zip(self.names.iter().skip(1));
        ends.zip(&self.steps).map(|((from, to), step)| (from.as_str(), to.as_str(), step))
    }

    /// The steps at which the told group comes through less often than the one held against, by more than chance explains.
    pub fn less(&self) -> Vec<String> {
        let step = |(from, to, of): (&str, &str, &Likelihoods)| of.is_less().then(|| step_words(from, to));
        self.named().filter_map(step).collect()
    }
}

fn step_words(from: &str, to: &str) -> String {
    format!("from “{from}” to “{to}”")
}

/// What the stages say.
pub fn stages_reading(catalogue: &Catalogue, of: &Stages) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    if let (Some(all), Some(last)) = (of.reached.last(), of.names.last()) {
        let to_do = format!("reach “{last}”");
        said.extend(likelihood::told(catalogue, all, &format!("of those who applied reached “{last}”"), &to_do));
    }
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let told = of.reached.first().and_then(Likelihoods::told).map(|row| row.name.clone()).unwrap_or_default();
    let reference = of.reached.first().and_then(Likelihoods::reference).map(|row| row.name.clone()).unwrap_or_default();
    let less = of.less();
    if of.steps.len() > 1 {
        if less.is_empty() {
            tell(Say::StagesWithin, &[("group", &told), ("other", &reference)]);
        } else {
            tell(Say::StagesLess, &[("group", &told), ("other", &reference), ("steps", &words::list(&less))]);
        }
    }
    if let Some(hired) = &of.hired {
        tell(Say::StagesTwoSets, &[("set", hired)]);
    }
    tell(Say::StagesNotWhy, &[]);
    if let Some(next) = next(catalogue, WorkforceSign::StageUneven) {
        tell(Say::LookNext, &[("recommendation", &next)]);
    }
    said
}

/// The funnel: a small plot for each group, a bar for each stage.
pub fn funnel_chart(set: &DataSet, of: &Stages) -> Option<Chart> {
    let (first, last) = (of.reached.first()?, of.reached.last()?);
    let (told, reference) = (last.told()?, last.reference()?);
    let name = of.names.last()?;
    let title = format!(
        "“{}” reached “{name}”: {} of applicants, “{}” {}",
        told.name,
        share_words(told.percent),
        reference.name,
        share_words(reference.percent)
    );
    let panel = |place: usize| {
        let rows = of.names.iter().zip(&of.reached).filter_map(|(name, reached)| {
            let row = reached.rows.get(place)?;
            let value = (row.base > 0).then_some(row.percent);
            let text = format!("{} ({})", whole(row.count), share_words(row.percent));
            Some(PanelRow { label: name.clone(), value, range: None, text, firm: true })
        });
        let group = first.rows.get(place)?;
        Some(Panel { name: group.name.clone(), tone: group.tone, rows: rows.collect() })
    };
    let panels: Vec<Panel> = (0..first.rows.len()).filter_map(panel).collect();
    let said: Vec<String> = panels
        .iter()
        .map(|panel| {
            let rows: Vec<String> = panel.rows.iter().map(|row| format!("{} {}", row.label, row.text)).collect();
            format!("{}: {}", panel.name, rows.join(", "))
        })
        .collect();
    let rows = of.names.iter().zip(&of.reached).map(|(name, reached)| {
        let cells = reached.rows.iter().flat_map(|row| [whole(row.count), share_words(row.percent)]);
        std::iter::once(name.clone()).chain(cells).collect()
    });
    let columns = first.rows.iter().flat_map(|row| [Column::number(&row.name), Column::number("Of those who applied")]);
    Some(Chart {
        alt: format!("{title}. {}.", said.join("; ")),
        source: format!("{} Shares are of those who applied, on one scale.", source(set)),
        notes: Vec::new(),
        table: Table {
            caption: "How many reached each stage, by background".to_owned(),
            columns: std::iter::once(Column::text("Stage")).chain(columns).collect(),
            rows: rows.collect(),
        },
        plot: Plot::Panels(Panels { panels, mark: PanelMark::Bar, axis: Axis::shares([100.0]), level: None }),
        title,
    })
}

/// The steps: how many times as likely the other groups are to come through each as the one held against.
pub fn steps_chart(set: &DataSet, of: &Stages) -> Option<Chart> {
    let reference = of.steps.first()?.reference()?.name.clone();
    let rows: Vec<_> = of
        .named()
        .flat_map(|(_, to, step)| {
            step.rows.iter().filter_map(move |row| ratio_row(format!("To {to}: {}", row.name), row))
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let less = of.less();
    let told = &of.steps.first()?.told()?.name;
    let title = if less.is_empty() {
        format!("At no step is “{told}” less likely to come through than chance allows")
    } else {
        format!("“{told}” less likely to come through than “{reference}” {}", words::list(&less))
    };
    let cells = of.named().flat_map(|(from, to, step)| {
        let row = move |row: &likelihood::Likelihood| {
            let names = [format!("{from} to {to}"), row.name.clone()];
            names.into_iter().chain(likelihood::cells(row)).collect()
        };
        step.rows.iter().map(row)
    });
    let named = [Column::text("Step"), Column::text("Group")];
    Some(Chart {
        alt: rows_alt(&title, &rows),
        source: format!(
            "{} Of those who reached a stage, how many reached the next. Whisker: 95% interval.",
            source(set)
        ),
        notes: Vec::new(),
        table: Table {
            caption: "Coming through each step, by background".to_owned(),
            columns: named.into_iter().chain(likelihood::columns()).collect(),
            rows: cells.collect(),
        },
        plot: Plot::Intervals(Intervals { axis: Axis::ratios(seen(&rows)), rows, level: Some(parity(&reference)) }),
        title,
    })
}
