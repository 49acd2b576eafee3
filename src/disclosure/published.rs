//! Figures that may be shown. Nothing outside this room can make one: they come from a proposal that has passed the audit,
//! or from the project's record of what was shown.

use jiff::civil::Date;

use super::tables::What;
use crate::content::{Group, SurveyQuestionId};
use crate::project::{
    Audience, Dimension, Method, Pay, PayGap, Population, Project, Release, ReleaseId, ReleasedCell, ReleasedGap,
    ReleasedPay, ReleasedPayRow, ReleasedResponse, ReleasedRow, ReleasedSet, ReleasedTable, ShowRules,
};

/// Figures that may be shown to an audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    audience: Audience,
    rules: ShowRules,
    sets: Vec<PublishedSet>,
}

/// The figures of a data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedSet {
    shown: ReleasedSet,
}

/// A figure: a rounded count, with its share where it has a base that is large enough; or why there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    cell: ReleasedCell,
    percent: Option<f64>,
}

/// Why a figure is hidden. For those who may see the exact counts: to everybody else all hidden figures are alike, since
/// the reason itself would narrow down what is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It counts too few people.
    Small,
    /// It counts nobody.
    Nought,
    /// Another hidden figure could be worked out from it.
    ForOthers,
    /// Too few people have changed since it was shown before.
    Withheld,
}

impl Hidden {
    /// The reason in words.
    pub fn words(self, rules: &ShowRules) -> String {
        match self {
            Self::Small => format!("hidden: fewer than {} people", rules.least),
            Self::Nought => "hidden: nobody, which says something of all the others".to_owned(),
            Self::ForOthers => "hidden so that another hidden figure cannot be worked out".to_owned(),
            Self::Withheld => {
                "hidden: so few have changed since figures were last shown that the difference would tell of them"
                    .to_owned()
            }
        }
    }
}

impl Figure {
    fn of(cell: ReleasedCell) -> Self {
        Self { cell, percent: None }
    }

    /// The rounded count; `None` where it is hidden.
    pub fn count(&self) -> Option<u32> {
        self.cell.shown()
    }

    /// The share of its base in percent, by the rounded counts; `None` where it is hidden or the base is too small.
    pub fn percent(&self) -> Option<f64> {
        self.percent
    }

    /// Why it is hidden.
    pub fn hidden(&self) -> Option<Hidden> {
        match self.cell {
            ReleasedCell::Shown(_) => None,
            ReleasedCell::Small => Some(Hidden::Small),
            ReleasedCell::Nought => Some(Hidden::Nought),
            ReleasedCell::ForOthers => Some(Hidden::ForOthers),
            ReleasedCell::Withheld => Some(Hidden::Withheld),
        }
    }
}

impl Published {
    /// Figures that have passed the audit.
    pub(super) fn of(audience: Audience, rules: ShowRules, sets: &[ReleasedSet]) -> Self {
        let sets = sets.iter().map(|set| PublishedSet { shown: within(set, &rules) }).collect();
        Self { audience, rules, sets }
    }

    /// The figures of a release as they were shown; `None` where the project holds no such release.
    pub fn released(project: &Project, id: ReleaseId) -> Option<Self> {
        project.release(id).map(|release| Self::stored(release))
    }

    /// The newest figures that an audience was shown, with their release.
    pub fn newest(project: &Project, audience: Audience) -> Option<(&Release, Self)> {
        let release = project.newest_release(audience)?;
        Some((release, Self::stored(release)))
    }

    fn stored(release: &Release) -> Self {
        Self::of(release.audience, release.rules, &release.sets)
    }

    /// For whom they are.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// The rules by which they were made.
    pub fn rules(&self) -> &ShowRules {
        &self.rules
    }

    /// By data set.
    pub fn sets(&self) -> &[PublishedSet] {
        &self.sets
    }

    /// How many figures are shown, and how many hidden.
    pub fn counted(&self) -> (usize, usize) {
        let figures = self.sets.iter().flat_map(PublishedSet::tables).flat_map(|table| {
            let rows: Vec<Figure> = table.rows().flat_map(|row| row.figures()).collect();
            rows
        });
        figures.fold((0, 0), |(shown, hidden), figure| match figure.count() {
            Some(_) => (shown + 1, hidden),
            None => (shown, hidden + 1),
        })
    }
}

/// A set with nothing in it that its own rules would hide: whatever stands in a file, no small count is told.
fn within(set: &ReleasedSet, rules: &ShowRules) -> ReleasedSet {
    let round = rules.round.max(1);
    let may = |cell: ReleasedCell| match cell {
        ReleasedCell::Shown(0) if rules.zeros => ReleasedCell::Nought,
        ReleasedCell::Shown(count) if count > 0 && count < rules.rounded(rules.least) => ReleasedCell::Small,
        ReleasedCell::Shown(count) if count % round != 0 => ReleasedCell::Small,
        other @ (ReleasedCell::Shown(_)
        | ReleasedCell::Small
        | ReleasedCell::Nought
        | ReleasedCell::ForOthers
        | ReleasedCell::Withheld) => other,
    };
    let mut set = set.clone();
    for row in set.tables.iter_mut().flat_map(|table| &mut table.rows) {
        // What stands from before was rounded by the rules of its own time, but is of as many people.
        let stands = row.stands_from.is_some();
        let earlier = |cell: ReleasedCell| match cell {
            ReleasedCell::Shown(count) if count.saturating_mul(2) < rules.least => ReleasedCell::Small,
            other @ (ReleasedCell::Shown(_)
            | ReleasedCell::Small
            | ReleasedCell::Nought
            | ReleasedCell::ForOthers
            | ReleasedCell::Withheld) => other,
        };
        let may = |cell: ReleasedCell| if stands { earlier(cell) } else { may(cell) };
        row.parts = row.parts.iter().map(|cell| may(*cell)).collect();
        (row.unplaced, row.base, row.answered) = (may(row.unplaced), may(row.base), may(row.answered));
    }
    if let Some(response) = set.response.as_mut().filter(|response| response.stands_from.is_none()) {
        response.asked = may(response.asked);
        response.answered = may(response.answered);
        response.silent = may(response.silent);
    }
    set
}

impl PublishedSet {
    /// What the set is called.
    pub fn name(&self) -> &str {
        self.shown.name.trim()
    }

    /// Which set it is, as the project knew it.
    pub fn id(&self) -> crate::project::DataSetId {
        self.shown.set
    }

    /// Who was asked.
    pub fn population(&self) -> Population {
        self.shown.population
    }

    /// The day that it describes.
    pub fn as_of(&self) -> Date {
        self.shown.as_of
    }

    /// The question.
    pub fn question(&self) -> &SurveyQuestionId {
        &self.shown.question
    }

    /// How backgrounds were found.
    pub fn method(&self) -> Method {
        self.shown.method
    }

    /// The groups of answers, the one that is told first: id, name, and which of the three groups of background.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str, Option<Group>)> {
        self.shown.parts.iter().map(|part| (part.id.as_str(), part.name.as_str(), part.group))
    }

    /// Who answered.
    pub fn response(&self) -> Option<PublishedResponse> {
        self.shown.response.map(PublishedResponse)
    }

    /// The tables of counts: of everybody, by a dimension, by two crossed.
    pub fn tables(&self) -> impl Iterator<Item = PublishedTable<'_>> {
        self.shown.tables.iter().map(PublishedTable)
    }

    /// The tables of pay gaps.
    pub fn pay(&self) -> impl Iterator<Item = PublishedPay<'_>> {
        self.shown.pay.iter().map(PublishedPay)
    }
}

/// Who answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedResponse(ReleasedResponse);

impl PublishedResponse {
    /// How many were asked.
    pub fn asked(&self) -> Figure {
        Figure::of(self.0.asked)
    }

    /// How many answered, with their share of those asked.
    pub fn answered(&self) -> Figure {
        self.of_asked(self.0.answered)
    }

    /// How many did not, with their share of those asked.
    pub fn silent(&self) -> Figure {
        self.of_asked(self.0.silent)
    }

    /// The earlier day from which the counts stand.
    pub fn stands_from(&self) -> Option<Date> {
        self.0.stands_from
    }

    fn of_asked(&self, cell: ReleasedCell) -> Figure {
        Figure { cell, percent: share(cell, self.0.asked, self.0.percents) }
    }
}

/// A share in percent, where both counts are shown and there may be one.
fn share(cell: ReleasedCell, base: ReleasedCell, percents: bool) -> Option<f64> {
    let (count, base) = (cell.shown()?, base.shown().filter(|base| *base > 0)?);
    percents.then(|| (f64::from(count) / f64::from(base) * 100.0).min(100.0))
}

/// Counts by a dimension, or by two crossed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTable<'a>(&'a ReleasedTable);

impl<'a> PublishedTable<'a> {
    /// By what.
    pub fn by(&self) -> &'a Dimension {
        &self.0.by
    }

    /// And by what.
    pub fn across(&self) -> Option<&'a Dimension> {
        self.0.across.as_ref()
    }

    /// Which table it is.
    pub fn what(&self) -> What {
        super::history::what_of(self.0)
    }

    /// Its rows.
    pub fn rows(&self) -> impl Iterator<Item = PublishedRow<'a>> + use<'a> {
        self.0.rows.iter().map(PublishedRow)
    }
}

/// The counts of a group of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRow<'a>(&'a ReleasedRow);

impl PublishedRow<'_> {
    /// What the group is called; empty for everybody.
    pub fn label(&self) -> &str {
        self.0.label.trim()
    }

    /// The group of the second dimension; empty where there is none.
    pub fn across(&self) -> &str {
        self.0.across.trim()
    }

    /// By group of answers, in the order of the set's parts.
    pub fn parts(&self) -> impl Iterator<Item = Figure> {
        let share = |cell: &ReleasedCell| share(*cell, self.0.base, self.0.percents);
        self.0.parts.iter().map(move |cell| Figure { cell: *cell, percent: share(cell) })
    }

    /// How many answered, but are placed in no group.
    pub fn unplaced(&self) -> Figure {
        Figure::of(self.0.unplaced)
    }

    /// How many are placed in a group: the base of its percentages.
    pub fn base(&self) -> Figure {
        Figure::of(self.0.base)
    }

    /// How many answered.
    pub fn answered(&self) -> Figure {
        Figure::of(self.0.answered)
    }

    /// All of these.
    pub fn figures(&self) -> Vec<Figure> {
        self.parts().chain([self.unplaced(), self.base(), self.answered()]).collect()
    }

    /// Whether the base is large enough for percentages.
    pub fn has_percents(&self) -> bool {
        self.0.percents && self.0.base.shown().is_some()
    }

    /// The earlier day from which the counts stand: too few people have changed since for new ones.
    pub fn stands_from(&self) -> Option<Date> {
        self.0.stands_from
    }
}

/// Pay gaps by the groups of a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPay<'a>(&'a ReleasedPay);

impl<'a> PublishedPay<'a> {
    /// What is paid.
    pub fn pay(&self) -> Pay {
        self.0.pay
    }

    /// By what.
    pub fn by(&self) -> &'a Dimension {
        &self.0.by
    }

    /// Its rows.
    pub fn rows(&self) -> impl Iterator<Item = PublishedPayRow<'a>> + use<'a> {
        self.0.rows.iter().map(PublishedPayRow)
    }
}

/// The pay gaps of a group of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPayRow<'a>(&'a ReleasedPayRow);

impl<'a> PublishedPayRow<'a> {
    /// What the group is called; empty for everybody.
    pub fn label(&self) -> &'a str {
        self.0.label.trim()
    }

    /// Its gaps.
    pub fn gaps(&self) -> impl Iterator<Item = PublishedGap<'a>> + use<'a> {
        self.0.gaps.iter().map(PublishedGap)
    }
}

/// How much less one group of answers is paid than another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedGap<'a>(&'a ReleasedGap);

impl<'a> PublishedGap<'a> {
    /// Whose pay.
    pub fn of(&self) -> &'a [Group] {
        &self.0.of
    }

    /// Against whose.
    pub fn against(&self) -> &'a [Group] {
        &self.0.against
    }

    /// The gap of the medians and of the means, in percent of the comparator's pay; `None` where it is hidden.
    pub fn gap(&self) -> Option<(f64, f64)> {
        let percent = |tenths: i32| f64::from(tenths) / 10.0;
        self.0.gap.map(|PayGap { median, mean }| (percent(median), percent(mean)))
    }
}
