//! What workforce data says in plain words: response first, small bases before the figures that rest on them, what chance
//! explains, and what not to conclude. Which sentence is said is decided here; how it is worded stands in a pack.

use super::Response;
use super::grades::uneven_words;
use super::spread::{Groups, SMALL, Share, Spread};
use crate::content::{BenchmarkSet, Catalogue, Say};
use crate::insight::kpi::say;
use crate::project::{DataSet, Method};
use crate::stats::uneven;
use crate::words;

fn whole(number: u32) -> String {
    words::whole(u64::from(number))
}

fn share_words(percent: f64) -> String {
    format!("{}%", words::decimal(percent))
}

/// A group's name within a sentence.
fn within(name: &str) -> String {
    words::uncapitalised(name)
}

/// Who answered, who is left out, and what those who did not answer could change. `group` is the group that is told.
pub fn response_reading(catalogue: &Catalogue, set: &DataSet, response: &Response, group: Option<&str>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let (answered, date) = (whole(response.answered), words::date(set.as_of));
    match (response.asked, response.rate) {
        (Some(asked), Some(rate)) => tell(
            Say::SurveyResponse,
            &[("answered", &answered), ("asked", &whole(asked)), ("rate", &share_words(rate)), ("date", &date)],
        ),
        (Some(asked), None) => {
            tell(Say::SurveyTooMany, &[("answered", &answered), ("asked", &whole(asked))]);
        }
        (None, _) => tell(Say::SurveyUnasked, &[("answered", &answered), ("date", &date)]),
    }
    if response.other + response.prefer_not > 0 {
        let (other, prefer) = (whole(response.other), whole(response.prefer_not));
        tell(Say::SurveyApart, &[("other", &other), ("prefer", &prefer)]);
    }
    if let (Some(silent), Some((low, high)), Some(group)) =
        (response.silent.filter(|silent| *silent > 0), response.bounds, group)
    {
        let (low, high) = (share_words(low), share_words(high));
        tell(
            Say::SurveyBounds,
            &[("silent", &whole(silent)), ("group", &within(group)), ("low", &low), ("high", &high)],
        );
    }
    said
}

/// What to mind of a benchmark set, of a young population and of how backgrounds were found.
pub(super) fn minded(catalogue: &Catalogue, set: &DataSet, compared: Option<&BenchmarkSet>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    if let Some(compared) = compared {
        if set.population.is_young() {
            tell(Say::YoungPeople, &[("population", set.population.name()), ("set", &compared.name)]);
        }
        if let Some(caution) = &compared.caution {
            tell(Say::Unlike, &[("label", &compared.name), ("caution", caution.trim())]);
        }
    }
    if set.method == Method::FourQuestions {
        tell(Say::CodedMethod, &[]);
    }
    said
}

/// How everybody's answers are spread: what, on what base, how sure, against what, what not to conclude.
pub fn spread_reading(catalogue: &Catalogue, spread: &Spread, compared: Option<&BenchmarkSet>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let Some(headline) = spread.headline() else {
        tell(Say::SharesNone, &[]);
        return said;
    };
    let (base, count, figure) = (whole(spread.base), whole(headline.count), share_words(headline.percent));
    if spread.is_small() {
        tell(Say::SmallBase, &[("base", &base)]);
    }
    tell(Say::ShareOf, &[("group", &headline.name), ("figure", &figure), ("count", &count), ("base", &base)]);
    let [low, high] = [headline.range.0, headline.range.1].map(|end| format!("{}%", end.round()));
    tell(Say::Chance, &[("low", &low), ("high", &high), ("base", &base)]);
    against(catalogue, headline, compared, &mut said);
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    if let Some(largest) = spread.dominant().filter(|_| spread.shares.len() > 2) {
        tell(Say::LargestGroup, &[("group", &within(&largest.name)), ("figure", &share_words(largest.percent))]);
    }
    tell(Say::NotWhy, &[]);
    said
}

/// How a share lies to its benchmark.
fn against(catalogue: &Catalogue, share: &Share, compared: Option<&BenchmarkSet>, said: &mut Vec<String>) {
    let (Some(set), Some(benchmark), Some(apart)) = (compared, share.benchmark, share.difference()) else { return };
    let what = match share.beyond_chance() {
        Some(true) if apart > 0.0 => Say::ShareAbove,
        Some(true) => Say::ShareBelow,
        _ => Say::ShareWithin,
    };
    let index = share.index().map_or_else(|| "–".to_owned(), |index| format!("{index:.2}"));
    let points = format!("{} points", words::decimal(apart.abs()));
    let slots =
        [("set", set.name.as_str()), ("benchmark", &share_words(benchmark)), ("points", &points), ("index", &index)];
    said.extend(say(catalogue, what, &slots));
}

/// How the groups of a breakdown compare: small bases first, then the span, then which differ by more than chance.
pub fn groups_reading(catalogue: &Catalogue, groups: &Groups, compared: Option<&BenchmarkSet>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    let named = |rows: &[&Spread]| words::list(&rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>());
    let small: Vec<&Spread> = groups.rows.iter().filter(|row| row.is_small()).collect();
    if !small.is_empty() {
        tell(Say::RowsSmall, &[("rows", &named(&small)), ("base", &SMALL.to_string())]);
    }
    if let Some((lowest, highest)) = span(groups)
        && let (Some(low), Some(high)) = (lowest.headline(), highest.headline())
    {
        tell(
            Say::RowsSpan,
            &[
                ("group", &within(&high.name)),
                ("by", &within(groups.by.name())),
                ("high", &share_words(high.percent)),
                ("high_row", &highest.label),
                ("low", &share_words(low.percent)),
                ("low_row", &lowest.label),
            ],
        );
    }
    if let Some(set) = compared {
        let apart = |row: &&Spread| row.headline().and_then(Share::beyond_chance) == Some(true);
        let beyond: Vec<&Spread> = groups.rows.iter().filter(apart).collect();
        if beyond.is_empty() {
            tell(Say::RowsWithin, &[("set", &set.name)]);
        } else {
            tell(Say::RowsBeyond, &[("set", &set.name), ("rows", &named(&beyond))]);
        }
    }
    let counted = |row: &Spread| (row.headline().map_or(0, |share| share.count), row.base);
    said.extend(uneven_words(catalogue, uneven(&groups.rows.iter().map(counted).collect::<Vec<_>>())));
    said.extend(say(catalogue, Say::RowsNotWhy, &[]));
    said
}

/// The groups with the lowest and the highest share, of those that rest on enough people where at least two do.
pub(super) fn span(groups: &Groups) -> Option<(&Spread, &Spread)> {
    let told: Vec<&Spread> = groups.rows.iter().filter(|row| row.headline().is_some()).collect();
    let firm: Vec<&Spread> = told.iter().copied().filter(|row| !row.is_small()).collect();
    let of = if firm.len() > 1 { firm } else { told };
    let share = |row: &&Spread| row.headline().map_or(0.0, |share| share.percent);
    let lowest = of.iter().copied().min_by(|one, other| share(one).total_cmp(&share(other)))?;
    let highest = of.iter().copied().max_by(|one, other| share(one).total_cmp(&share(other)))?;
    (lowest.label != highest.label).then_some((lowest, highest))
}
