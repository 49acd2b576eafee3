//! How answers are spread over groups, against a benchmark set.

use super::{chose, percent};
use crate::chart::Tone;
use crate::content::{
    AnswerPart, BenchmarkSet, BenchmarkSetId, Catalogue, Group, OptionId, REST, SurveyQuestionId, ThirdGroup,
};
use crate::project::{Breakdown, CountRow, DataSet, Dimension};
use crate::stats::wilson;

/// Below how many people a base is small.
pub(super) const SMALL: u32 = 30;

/// A group of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its name.
    pub(super) name: String,
    /// The id of the benchmark figure that counts the same.
    pub(super) figure: &'static str,
    pub(super) tone: Tone,
    pub(super) options: Vec<OptionId>,
}

/// The groups of a question's answers with their tones, the one that is told first; `None` where the loaded packs do not
/// say how they are grouped.
pub(super) fn parts(catalogue: &Catalogue, question: &SurveyQuestionId, third: ThirdGroup) -> Option<Vec<Part>> {
    let part = |(place, part): (usize, AnswerPart)| Part {
        tone: tone(part.group, place),
        figure: if part.id == REST { "" } else { part.id },
        name: part.name,
        options: part.options,
    };
    Some(catalogue.answer_parts(question, third)?.into_iter().enumerate().map(part).collect())
}

/// How a group of answers is drawn; of a question with two sides the first is drawn as the third group is.
pub(in crate::insight) fn tone(group: Option<Group>, place: usize) -> Tone {
    match (group, place) {
        (Some(Group::Professional), _) => Tone::Professional,
        (Some(Group::WorkingClass), _) | (None, 0) => Tone::WorkingClass,
        (Some(Group::Intermediate) | None, _) => Tone::Intermediate,
    }
}

/// The share of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The group's name.
    pub name: String,
    /// How it is drawn.
    pub tone: Tone,
    /// How many people it counts.
    pub count: u32,
    /// Its share of those placed, in percent.
    pub percent: f64,
    /// The 95% interval of that share by Wilson's method, in percent.
    pub range: (f64, f64),
    /// The share of the same group in the benchmark set, in percent.
    pub benchmark: Option<f64>,
}

impl Share {
    /// How many points it lies above the benchmark; negative below it.
    pub fn difference(&self) -> Option<f64> {
        self.benchmark.map(|benchmark| self.percent - benchmark)
    }

    /// The representation index: the share over the benchmark; 1 is parity.
    pub fn index(&self) -> Option<f64> {
        self.benchmark.filter(|benchmark| *benchmark > 0.0).map(|benchmark| self.percent / benchmark)
    }

    /// Whether it differs from the benchmark by more than chance would explain: the interval does not hold it.
    pub fn beyond_chance(&self) -> Option<bool> {
        self.benchmark.map(|benchmark| benchmark < self.range.0 || benchmark > self.range.1)
    }
}

/// How the answers of some people are spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Who they are; empty for everybody.
    pub label: String,
    /// How many can be placed in a group.
    pub base: u32,
    /// How many answered otherwise.
    pub unplaced: u32,
    /// The shares, the one that is told first; empty where nobody can be placed.
    pub shares: Vec<Share>,
}

impl Spread {
    /// The share that is told.
    pub fn headline(&self) -> Option<&Share> {
        self.shares.first()
    }

    /// The largest group; the first of several.
    pub fn dominant(&self) -> Option<&Share> {
        self.shares.iter().rev().max_by_key(|share| share.count)
    }

    /// Whether it rests on few people, so that little can be read into it.
    pub fn is_small(&self) -> bool {
        self.base < SMALL
    }
}

/// The answers by a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// By what.
    pub by: Dimension,
    /// The groups, in the order in which they were entered.
    pub rows: Vec<Spread>,
    /// Options that more people chose in the groups together than in the whole.
    pub too_many: Vec<TooMany>,
}

/// An option that more people chose in the groups of a breakdown than in the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// The option.
    pub option: OptionId,
    /// How many in the groups together.
    pub groups: u64,
    /// How many in the whole.
    pub whole: u32,
}

pub(super) fn spread_of(parts: &[Part], row: &CountRow, compared: Option<&BenchmarkSet>) -> Spread {
    let counts: Vec<u32> = parts.iter().map(|part| chose(row, &part.options)).collect();
    let base = counts.iter().fold(0_u32, |sum, count| sum.saturating_add(*count));
    let answered = u32::try_from(row.total()).unwrap_or(u32::MAX);
    let share = |(part, count): (&Part, u32)| {
        let (low, high) = wilson(f64::from(count) / f64::from(base), base)?;
        let figures = compared.into_iter().flat_map(|set| &set.figures);
        Some(Share {
            name: part.name.clone(),
            tone: part.tone,
            count,
            percent: percent(count, base),
            range: (low * 100.0, high * 100.0),
            benchmark: figures.filter(|figure| figure.id == part.figure).map(|figure| figure.percent).next(),
        })
    };
    Spread {
        label: row.label.trim().to_owned(),
        base,
        unplaced: answered.saturating_sub(base),
        shares: parts.iter().zip(counts).filter_map(share).collect(),
    }
}

/// How the answers of everybody are spread; `None` where the whole is not counted, or the packs do not group its answers.
pub fn spread(
    catalogue: &Catalogue,
    set: &DataSet,
    compared: Option<&BenchmarkSetId>,
    third: ThirdGroup,
) -> Option<Spread> {
    let compared = compared.and_then(|id| catalogue.benchmark_set(id));
    Some(spread_of(&parts(catalogue, &set.question, third)?, set.whole()?, compared))
}

/// The same by the groups of a breakdown.
pub fn groups(
    catalogue: &Catalogue,
    set: &DataSet,
    breakdown: &Breakdown,
    compared: Option<&BenchmarkSetId>,
    third: ThirdGroup,
) -> Option<Groups> {
    let compared = compared.and_then(|id| catalogue.benchmark_set(id));
    let parts = parts(catalogue, &set.question, third)?;
    Some(Groups {
        by: breakdown.by.clone(),
        rows: breakdown.rows.iter().map(|row| spread_of(&parts, row, compared)).collect(),
        too_many: too_many(set, breakdown),
    })
}

/// The options of which the groups hold more people than the whole.
fn too_many(set: &DataSet, breakdown: &Breakdown) -> Vec<TooMany> {
    let Some(whole) = set.whole() else { return Vec::new() };
    let mut options: Vec<&OptionId> = breakdown.rows.iter().flat_map(|row| row.counts.keys()).collect();
    options.sort_unstable();
    options.dedup();
    let sum = |option: &OptionId| {
        breakdown.rows.iter().filter_map(|row| row.counts.get(option)).map(|count| u64::from(*count)).sum::<u64>()
    };
    let over = |option: &OptionId| {
        let (groups, whole) = (sum(option), whole.counts.get(option).copied().unwrap_or_default());
        (groups > u64::from(whole)).then(|| TooMany { option: option.clone(), groups, whole })
    };
    options.into_iter().filter_map(over).collect()
}

/// The benchmark sets with which the answers to a question can be compared.
pub fn benchmark_choices<'a>(catalogue: &'a Catalogue, question: &SurveyQuestionId) -> Vec<&'a BenchmarkSet> {
    let Some(parts) = parts(catalogue, question, ThirdGroup::default()) else { return Vec::new() };
    let wanted: Vec<&str> = parts.iter().map(|part| part.figure).filter(|figure| !figure.is_empty()).collect();
    let fits = |set: &&BenchmarkSet| wanted.iter().all(|wanted| set.figures.iter().any(|figure| figure.id == **wanted));
    catalogue.benchmark_sets().filter(fits).collect()
}

/// The set to compare with unless another is chosen.
pub fn default_benchmark<'a>(catalogue: &'a Catalogue, question: &SurveyQuestionId) -> Option<&'a BenchmarkSet> {
    let choices = benchmark_choices(catalogue, question);
    choices.iter().find(|set| set.default && set.until.is_none()).or(choices.first()).copied()
}
