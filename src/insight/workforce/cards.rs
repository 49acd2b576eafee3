//! Everything that follows from a data set beyond the spread of its answers, in the order in which it is read, each with its
//! charts and its words; and what is missing to see more.

use super::chances::{Chance, chances, chances_chart, chances_reading};
use super::crossings::{crossed, crossed_chart, crossed_reading};
use super::dates::{series, series_chart, series_reading};
use super::grades::{ladder, ladder_chart, ladder_reading};
use super::pay::{Comparator, pay_chart, pay_gaps, pay_reading};
use super::stages::{funnel_chart, stages, stages_reading, steps_chart};
use super::waits::{rates_chart, waiting_chart, waits, waits_reading};
use super::{groups, spread};
use crate::chart::Chart;
use crate::content::{BenchmarkSet, Catalogue, ThirdGroup};
use crate::project::{DataSet, Dimension, Pay, Population, Project};
use crate::words;

/// What an analysis is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The same share on several days.
    Series,
    /// The ladder of grades.
    Ladder,
    /// The stages of recruitment.
    Stages,
    /// Whether something came about, by its place in [`Chance::ALL`].
    Chance(usize),
    /// Waits for a promotion, by a dimension.
    Waits(Dimension),
    /// Pay, by a dimension.
    Pay(Pay, Dimension),
    /// Two dimensions crossed.
    Crossing(Dimension, Dimension),
}

impl Topic {
    /// Its name, for a list of what a page holds.
    pub fn name(&self) -> String {
        let by = |what: &str, by: &Dimension| {
            if *by == Dimension::Whole {
                return what.to_owned();
            }
            format!("{what} by {}", words::uncapitalised(by.name()))
        };
        match self {
            Self::Series => "Between dates".to_owned(),
            Self::Ladder => "The ladder of grades".to_owned(),
            Self::Stages => "Stages of recruitment".to_owned(),
            Self::Chance(place) => Chance::ALL.get(*place).map_or("", |what| what.name()).to_owned(),
            Self::Waits(of) => by("Time to promotion", of),
            Self::Pay(pay, of) => by(pay.name(), of),
            Self::Crossing(one, other) => by(one.name(), other),
        }
    }

    /// Whether a comparator can be chosen for it.
    pub fn is_compared(&self) -> bool {
        matches!(self, Self::Pay(..))
    }
}

/// What follows from a data set in one respect.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// In which.
    pub topic: Topic,
    /// Its charts; none only where nothing can be drawn.
    pub charts: Vec<Chart>,
    /// What it says.
    pub reading: Vec<String>,
}

/// Everything that follows from a set. `compared` is the benchmark set of the page, `comparator` that of pay.
pub fn analyses(
    catalogue: &Catalogue,
    project: &Project,
    set: &DataSet,
    compared: Option<&BenchmarkSet>,
    comparator: Comparator,
    third: ThirdGroup,
) -> Vec<Analysis> {
    let mut found = Vec::new();
    let mut add = |topic: Topic, charts: Vec<Option<Chart>>, reading: Vec<String>| {
        found.push(Analysis { topic, charts: charts.into_iter().flatten().collect(), reading });
    };
    if let Some(of) = series(catalogue, project, set, compared, third) {
        add(Topic::Series, vec![series_chart(catalogue, set, &of, compared)], series_reading(catalogue, &of));
    }
    if let Some(of) = stages(catalogue, project, set, third) {
        let charts = vec![funnel_chart(set, &of), steps_chart(set, &of)];
        add(Topic::Stages, charts, stages_reading(catalogue, &of));
    }
    let everybody = spread(catalogue, set, None, third);
    let headline = everybody.as_ref().and_then(|spread| spread.headline());
    let grades = set.breakdown(&Dimension::Grade).and_then(|one| groups(catalogue, set, one, None, third));
    if let Some((grades, of)) = grades.as_ref().and_then(|grades| Some((grades, ladder(grades)?))) {
        add(Topic::Ladder, vec![ladder_chart(set, &of, grades, headline)], ladder_reading(catalogue, &of));
    }
    for of in chances(catalogue, project, set, third) {
        let place = Chance::ALL.iter().position(|what| *what == of.what).unwrap_or_default();
        add(Topic::Chance(place), vec![chances_chart(set, &of)], chances_reading(catalogue, &of));
    }
    for table in &set.waits {
        if let Some(of) = waits(set, &table.by, third) {
            let waiting = if of.by == Dimension::Whole { waiting_chart(set, &of) } else { None };
            add(Topic::Waits(of.by.clone()), vec![rates_chart(set, &of), waiting], waits_reading(catalogue, &of));
        }
    }
    for table in &set.pay {
        // Everybody's pay is told with that of the groups, where there are any.
        let alone = set.pay.iter().filter(|other| other.pay == table.pay).count() == 1;
        if table.by == Dimension::Whole && !alone {
            continue;
        }
        let topic = Topic::Pay(table.pay, table.by.clone());
        match pay_gaps(set, table.pay, &table.by, comparator, third) {
            Some(of) => add(topic, vec![pay_chart(set, &of)], pay_reading(catalogue, &of)),
            None => add(topic, Vec::new(), Vec::new()),
        }
    }
    for crossing in &set.crossings {
        if let Some(of) = crossed(catalogue, set, crossing, third) {
            let topic = Topic::Crossing(of.by.clone(), of.across.clone());
            add(topic, vec![crossed_chart(set, &of, headline)], crossed_reading(catalogue, &of));
        }
    }
    found
}

/// What can be added to a set to see more, the most useful first: each a part of a sentence.
pub fn to_add(set: &DataSet, found: &[Analysis]) -> Vec<&'static str> {
    let has = |wanted: fn(&Topic) -> bool| found.iter().any(|one| wanted(&one.topic));
    let mut missing = Vec::new();
    match set.population {
        Population::Workforce => {
            if !has(|topic| *topic == Topic::Ladder) {
                missing.push("counts by grade, to see the ladder");
            }
            if !has(|topic| matches!(topic, Topic::Pay(..))) {
                missing.push("pay from a file, to see pay gaps");
            }
            if !has(|topic| matches!(topic, Topic::Waits(_))) {
                missing.push("promotion dates from a file, to see how long people wait");
            }
            if !has(|topic| matches!(topic, Topic::Chance(_))) {
                missing.push("counts by training taken, to see who takes it up");
            }
        }
        Population::Applicants => {
            if !has(|topic| *topic == Topic::Stages) {
                missing.push(
                    "counts by the last stage reached, or new hires of the same time, to see where applicants are lost",
                );
            }
        }
        Population::NewHires | Population::Apprentices | Population::Outreach => {}
        Population::Promotions | Population::Training | Population::Leavers => {
            if !has(|topic| matches!(topic, Topic::Chance(_))) {
                missing
                    .push("the current workforce at about the same time, to see who is more or less likely to be here");
            }
        }
    }
    if !has(|topic| *topic == Topic::Series) {
        missing.push("the same question on another day, to see a change");
    }
    missing
}
