//! The sentences beside a figure: their wording stands in a pack, so that it can be changed; when each is said is decided
//! in `insight`.

use serde::Deserialize;

/// A sentence as it is worded.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingText {
    /// Which sentence.
    pub say: Say,
    /// Its words; names in curly brackets stand for what is filled in.
    pub text: String,
}

macro_rules! say {
    ($($(#[$doc:meta])* $name:ident: [$($slot:literal),*],)*) => {
        /// A sentence that can be said of a figure.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        pub enum Say {
            $($(#[$doc])* $name,)*
        }

        impl Say {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in packs.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// What can be filled in.
            pub fn slots(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => &[$($slot),*],)*
                }
            }
        }
    };
}

say! {
    /// There is no figure.
    NoFigures: ["what"],
    /// The newest figure, its base not known or without one.
    Latest: ["what", "figure", "date"],
    /// The newest figure with the number of people that it rests on.
    LatestOfBase: ["what", "figure", "date", "base"],
    /// The newest figure with how many people of how many.
    LatestOfCount: ["what", "figure", "date", "count", "base"],
    /// It reaches the target.
    Achieved: ["target"],
    /// It is on the target's path.
    OnPath: ["target", "due"],
    /// It is the figure with which the path to the target begins.
    PathBegins: ["target"],
    /// It is behind the target's path.
    Behind: ["target", "due", "distance"],
    /// There is no target, and nobody sets an aim.
    NoTarget: [],
    /// There is no target of one's own, but the KPI's maker sets an aim.
    Aim: ["setter", "aim"],
    /// There is no target of one's own, but the KPI's pack suggests an aim.
    Suggested: ["aim"],
    /// The newest figure is out of date.
    Stale: ["date", "next"],
    /// There is one figure.
    OneFigure: [],
    /// The base is small.
    SmallBase: ["base"],
    /// The base is not given.
    NoBase: [],
    /// How far chance alone may move the figure.
    Chance: ["low", "high", "base"],
    /// The figure has moved the wrong way since the first.
    WrongWay: ["change", "since", "better"],
    /// The figure has moved the wrong way since the one before and is still where it should be.
    StillOnPath: ["change", "before"],
    /// There are too few figures to tell a pace.
    NoPace: [],
    /// Where the pace of the newest figures leads.
    Pace: ["number", "low", "high", "date"],
    /// The same, where the slowest and the quickest lead to the same figure.
    EvenPace: ["number", "value", "date"],
    /// The pace reaches the target by its date at its slowest.
    PaceReaches: ["target"],
    /// The pace reaches the target by its date at its quickest only.
    PaceOpen: ["target"],
    /// The paces lead to either side of the band.
    PaceAround: ["target"],
    /// The pace does not reach the target by its date.
    PaceMisses: ["target"],
    /// The target's date lies further ahead than the pace can tell.
    PaceTooFar: ["date", "target"],
    /// A figure to compare with is drawn though it is not quite alike.
    Unlike: ["label", "caution"],
    /// A figure to compare with is much older than the newest one; it stands within the sentence of the one above.
    Old: ["years"],
    /// A change after an action is no proof.
    NotProof: [],
    /// How many of those asked answered a survey.
    SurveyResponse: ["answered", "asked", "rate", "date"],
    /// More people answered than were asked.
    SurveyTooMany: ["answered", "asked"],
    /// How many answered, of nobody knows how many.
    SurveyUnasked: ["answered", "date"],
    /// Who answered but is in no share.
    SurveyApart: ["other", "prefer"],
    /// How far those who did not answer could move the share that is told.
    SurveyBounds: ["silent", "group", "low", "high"],
    /// Nobody's answer can be placed in a group.
    SharesNone: [],
    /// The share of a group.
    ShareOf: ["group", "figure", "count", "base"],
    /// It lies above the benchmark by more than chance.
    ShareAbove: ["set", "benchmark", "points", "index"],
    /// It lies below the benchmark by more than chance.
    ShareBelow: ["set", "benchmark", "points", "index"],
    /// It lies no further from the benchmark than chance explains.
    ShareWithin: ["set", "benchmark", "points", "index"],
    /// The largest group.
    LargestGroup: ["group", "figure"],
    /// Shares do not say why.
    NotWhy: [],
    /// Groups of few people.
    RowsSmall: ["rows", "base"],
    /// From where to where a share runs over groups of people.
    RowsSpan: ["group", "by", "high", "high_row", "low", "low_row"],
    /// Groups that lie further from the benchmark than chance explains.
    RowsBeyond: ["set", "rows"],
    /// No group does.
    RowsWithin: ["set"],
    /// Differences between groups do not say why.
    RowsNotWhy: [],
    /// A population is young, so that a benchmark of all ages is no like measure.
    YoungPeople: ["population", "set"],
    /// Backgrounds were coded from four questions.
    CodedMethod: [],
    /// Groups differ, taken together, by more than chance explains.
    RowsUneven: [],
    /// Taken together, they could differ by chance alone.
    RowsEven: [],
    /// Too few people to tell.
    RowsUntested: [],
    /// Groups that differ from all others together by more than chance explains.
    RowsApart: ["rows"],
    /// The share of a group for whom something came about.
    LikelihoodOf: ["group", "figure", "count", "base", "what"],
    /// It was more likely for a group than for the one held against, by more than chance explains.
    RatioAbove: ["group", "other", "ratio", "low", "high", "what"],
    /// It was less likely.
    RatioBelow: ["group", "other", "ratio", "low", "high", "what"],
    /// Neither by more than chance explains.
    RatioWithin: ["group", "other", "ratio", "low", "high", "what"],
    /// It came about for nobody of the group held against.
    RatioNone: ["group", "other", "what"],
    /// What an odds ratio is not.
    OddsNamed: [],
    /// Two data sets were taken for one ratio.
    TwoSets: ["set"],
    /// The recommendation to look at next.
    LookNext: ["recommendation"],
    /// The steps of recruitment at which a group comes through less often.
    StagesLess: ["group", "other", "steps"],
    /// There is no such step.
    StagesWithin: ["group", "other"],
    /// Applicants and those hired were counted apart.
    StagesTwoSets: ["set"],
    /// What not to conclude of stages.
    StagesNotWhy: [],
    /// A share falls from junior to senior grades by more than chance explains.
    LadderFalls: ["group", "junior_row", "junior", "senior_row", "senior", "base", "points", "low", "high"],
    /// It rises.
    LadderRises: ["group", "junior_row", "junior", "senior_row", "senior", "base", "points", "low", "high"],
    /// Neither by more than chance explains.
    LadderWithin: ["group", "junior_row", "junior", "senior_row", "senior", "base", "points", "low", "high"],
    /// It is not known which end is senior.
    LadderNoEnds: [],
    /// What not to conclude of a ladder.
    LadderNotWhy: [],
    /// What not to conclude of training.
    TrainingNotWhy: [],
    /// What not to conclude of promotions.
    PromotedNotWhy: [],
    /// What not to conclude of leaving.
    LeftNotWhy: [],
    /// What not to conclude of applications after outreach.
    AppliedNotWhy: [],
    /// How often people of a background are promoted.
    WaitRate: ["group", "rate", "count", "years"],
    /// They are promoted more often than people of professional background, by more than chance explains.
    WaitOftener: ["group", "ratio", "low", "high"],
    /// They are promoted less often.
    WaitSeldomer: ["group", "ratio", "low", "high"],
    /// Neither by more than chance explains.
    WaitWithin: ["group", "ratio", "low", "high"],
    /// In no group of a dimension do they.
    WaitAllWithin: ["by"],
    /// After how long half are promoted.
    WaitMedian: ["group", "time"],
    /// Fewer than half are.
    WaitNoMedian: ["group"],
    /// What not to conclude of waits.
    WaitNotWhy: [],
    /// What people are paid, and the gap.
    PayGap: ["pay", "group", "other", "own", "theirs", "median", "mean", "base"],
    /// From where to where the gap runs over groups.
    PaySpan: ["by", "high", "high_row", "low", "low_row"],
    /// Groups of too few people for a gap.
    PayLeftOut: ["rows"],
    /// Who is paid a bonus, further apart than chance explains.
    PaidApart: ["group", "other", "own", "theirs", "low", "high"],
    /// The same, no further apart than chance explains.
    PaidWithin: ["group", "other", "own", "theirs", "low", "high"],
    /// How the gap is worked out.
    PayFormula: ["group", "other"],
    /// Why there is no interval.
    PayNoInterval: [],
    /// That it is not pay for like work.
    PayNotLikeWork: [],
    /// What not to conclude of pay by groups.
    PayNotWhy: [],
    /// From where to where a share runs over two dimensions crossed.
    CrossSpan: ["group", "high", "high_row", "low", "low_row"],
    /// What not to conclude of a crossing.
    CrossNotWhy: [],
    /// A share rose by more than chance explains.
    ChangeUp: ["group", "from", "since", "to", "date", "points", "low", "high"],
    /// It fell.
    ChangeDown: ["group", "from", "since", "to", "date", "points", "low", "high"],
    /// Neither by more than chance explains.
    ChangeWithin: ["group", "from", "since", "to", "date", "points", "low", "high"],
    /// A series breaks before a day.
    SeriesBreaks: ["date", "why"],
    /// What not to conclude of a change.
    ChangeNotWhy: [],
    /// How many answered, by published figures.
    PublishedResponse: ["answered", "asked", "rate", "date"],
    /// How many answered must not be told.
    PublishedNoRate: ["date"],
    /// A share, by published figures.
    PublishedShare: ["group", "figure", "count", "base"],
    /// The share must not be told.
    PublishedNoShare: ["group"],
    /// How many figures are hidden.
    PublishedHidden: ["hidden", "all"],
    /// Figures stand from an earlier day.
    PublishedStands: ["rows", "date"],
    /// What published pay gaps compare.
    PublishedPay: ["least"],
}

/// The parts of a sentence: words, and the names of what is filled in. `None` where a bracket has no partner.
pub fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let (words, opened) = rest.split_at(start);
        let (slot, after) = opened.strip_prefix('{')?.split_once('}')?;
        if slot.contains('{') {
            return None;
        }
        found.extend([Part::Words(words), Part::Slot(slot)]);
        rest = after;
    }
    found.push(Part::Words(rest));
    Some(found)
}

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words that stand as they are.
    Words(&'a str),
    /// The name of what is filled in.
    Slot(&'a str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_part_into_words_and_slots() {
        use Part::{Slot, Words};
        assert_eq!(
            parts("{what} is {figure}."),
            Some(vec![Words(""), Slot("what"), Words(" is "), Slot("figure"), Words(".")])
        );
        assert_eq!(parts("Nothing."), Some(vec![Words("Nothing.")]));
        for broken in ["{", "}", "a {b", "a b}", "{a{b}}", "}{"] {
            assert_eq!(parts(broken), None, "{broken}");
        }
    }
}
