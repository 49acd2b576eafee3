//! What follows from workforce data: who answered, how the answers are spread over groups (`spread`), what that says
//! (`reading`), how it is drawn (`chart`), and what the scorecard can take of it (`feed`: of the
//! data as the board was `shown` it). Beyond that (`cards`): the ladder
//! of `grades`, the `stages` of recruitment, whether something came about (`chances`), `pay`, `waits` for a promotion,
//! two dimensions crossed (`crossings`), the same on several days (`dates`), and what leads on to recommendations (`signs`).
//!
//! What always holds: response comes before every share; a share rests on those whose answer can be placed in a group,
//! and says so; *other* and *prefer not to say* are counted apart and enter no share; the shares of a whole add up to
//! 100.
//!
//! What does not belong here: what may be shown to others. Everything here is exact, for the analyst's own view,
//! but for what is worked out of the data as it was shown.

mod cards;
mod chances;
mod chart;
mod crossings;
mod dates;
mod feed;
mod grades;
mod likelihood;
mod pairing;
mod pay;
mod reading;
mod shown;
mod signs;
mod spread;
mod stages;
mod waits;

use jiff::civil::Date;

use super::findings::Finding;
use crate::content::{Catalogue, OptionCounts, OptionId, SurveyQuestionId};
use crate::project::{CountRow, DataSet, DataSetId, Project};
use crate::words;

pub use cards::{Analysis, Topic, analyses, to_add};
pub use chances::{Chance, Chances, chances, chances_chart, chances_reading};
pub use chart::{groups_chart, spread_chart};
pub use crossings::{Crossed, crossed, crossed_chart, crossed_reading};
pub use dates::{Dated, Differs, Since, series, series_chart, series_reading};
pub use feed::{Feed, FeedState, LEAST, feeds};
pub use grades::{Apart, Ladder, Rung, Top, ladder, ladder_chart, ladder_reading};
pub use likelihood::{Likelihood, Likelihoods};
pub use pay::{Comparator, PayGap, PayGaps, pay_chart, pay_gaps, pay_reading};
pub use reading::{groups_reading, response_reading, spread_reading};
pub use signs::workforce_signs;
pub(super) use spread::tone;
pub use spread::{Groups, Share, Spread, TooMany, benchmark_choices, default_benchmark, groups, spread};
pub use stages::{Stages, funnel_chart, stages, stages_reading, steps_chart};
pub use waits::{Wait, Waits, rates_chart, waiting_chart, waits, waits_reading};

use spread::parts;

/// Who answered.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Response {
    /// How many were asked, if known.
    pub asked: Option<u32>,
    /// How many answered, in whatever way.
    pub answered: u32,
    /// How many of them can be placed in a group.
    pub placed: u32,
    /// How many answered, but cannot be placed.
    pub other: u32,
    /// How many chose not to say.
    pub prefer_not: u32,
    /// How many chose an option that no loaded pack holds.
    pub unknown: u32,
    /// How many did not answer; `None` where it is not known how many were asked, or fewer were asked than answered.
    pub silent: Option<u32>,
    /// The share of those asked who answered, in percent.
    pub rate: Option<f64>,
    /// The lowest and highest share of the headline group, in percent, if none or all of those who did not answer were of
    /// it.
    pub bounds: Option<(f64, f64)>,
}

/// A count as a share of a base, in percent; nought of nobody.
fn percent(count: u32, base: u32) -> f64 {
    if base == 0 { 0.0 } else { f64::from(count) / f64::from(base) * 100.0 }
}

/// How many people of a row chose these options.
fn chose<'a>(row: &CountRow, options: impl IntoIterator<Item = &'a OptionId>) -> u32 {
    options.into_iter().filter_map(|option| row.counts.get(option)).fold(0, |sum, count| sum.saturating_add(*count))
}

/// Who answered a data set; nobody where the whole is not counted.
pub fn response(catalogue: &Catalogue, set: &DataSet) -> Response {
    let none = CountRow::default();
    let row = set.whole().unwrap_or(&none);
    let grouped = parts(catalogue, &set.question, crate::content::ThirdGroup::default());
    let (placed, headline) = match &grouped {
        Some(parts) => {
            let count = |part: &spread::Part| chose(row, &part.options);
            let placed = parts.iter().map(count).fold(0, u32::saturating_add);
            (placed, parts.first().map(count))
        }
        None => (counted(catalogue, row, &set.question, OptionCounts::Answer), None),
    };
    let other = counted(catalogue, row, &set.question, OptionCounts::Other);
    let prefer_not = counted(catalogue, row, &set.question, OptionCounts::PreferNotToSay);
    let answered = u32::try_from(row.total()).unwrap_or(u32::MAX);
    let unknown = answered.saturating_sub(placed).saturating_sub(other).saturating_sub(prefer_not);
    let asked = set.asked.filter(|asked| *asked > 0);
    let silent = asked.and_then(|asked| asked.checked_sub(answered));
    let bounds = silent.zip(headline).map(|(silent, headline)| {
        let all = placed.saturating_add(silent);
        (percent(headline, all), percent(headline.saturating_add(silent), all))
    });
    Response {
        asked,
        answered,
        placed,
        other,
        prefer_not,
        unknown,
        silent,
        rate: asked.filter(|_| silent.is_some()).map(|asked| percent(answered, asked)),
        bounds: bounds.filter(|_| placed > 0),
    }
}

/// How many people of a row chose options that count in this way.
fn counted(catalogue: &Catalogue, row: &CountRow, question: &SurveyQuestionId, counts: OptionCounts) -> u32 {
    let question = catalogue.survey_question(question);
    let options = question.into_iter().flat_map(|question| &question.options);
    chose(row, options.filter(|option| option.counts == counts).map(|option| &option.id))
}

/// The data sets of a project, newest first; those of one day in the order in which they were added.
pub fn data_sets(project: &Project) -> Vec<(DataSetId, Date)> {
    let mut sets: Vec<_> = project.workforce.iter().map(|set| (set.id, set.as_of)).collect();
    sets.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
    sets
}

/// What a data set says, as the head of its page.
pub fn workforce_finding(catalogue: &Catalogue, set: Option<&DataSet>) -> Finding {
    let Some(set) = set else {
        return Finding {
            title: "No workforce data yet".to_owned(),
            detail: "Count how many people chose each answer to a survey question, and type the counts in: that is all it takes to see who answered and how your people compare with the country.".to_owned(),
        };
    };
    let response = response(catalogue, set);
    let what = format!("{}, {}", set.population.name(), words::date(set.as_of));
    let whole = |number: u32| words::whole(u64::from(number));
    match (response.rate, response.asked) {
        (Some(rate), Some(asked)) => Finding {
            title: format!("{what}: {}% answered", words::decimal(rate)),
            detail: format!(
                "{} of {} people asked; {} of them can be placed in a group.",
                whole(response.answered),
                whole(asked),
                whole(response.placed)
            ),
        },
        _ => Finding {
            title: format!("{what}: {} answered", whole(response.answered)),
            detail: format!(
                "{} of them can be placed in a group. How many were asked is not given.",
                whole(response.placed)
            ),
        },
    }
}
