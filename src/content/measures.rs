//! The shapes of what packs measure: KPIs, benchmarks, the survey and how its answers are grouped.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{BenchmarkSetId, GroupingId, KpiId, OptionId, RecommendationId, SurveyQuestionId};
use super::model::{Citation, Pillar};

/// A KPI of the scorecard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KpiDefinition {
    /// Its id.
    pub id: KpiId,
    /// The pillar it measures.
    pub pillar: Pillar,
    /// Its name, short enough for a table.
    pub name: String,
    /// What is counted, out of what.
    pub definition: String,
    /// What one measurement holds.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// Who made it: the cited document, unless the pack says that it is its own.
    #[serde(default)]
    pub whose: Whose,
    /// How many months may lie between two figures before the newest is out of date; `None` where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u32>,
    /// The aim that its maker sets, in our words and as a figure where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<PackTarget>,
    /// Published figures to compare with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparators: Vec<Comparator>,
    /// The dated benchmark set to compare with, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benchmarks: Option<BenchmarkSetId>,
    /// What to mind when it is held against a benchmark set, such as that it counts young people only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
    /// The recommendations that bear on the figure: following them should move it. May be left out.
    #[serde(default)]
    pub recommendations: Vec<RecommendationId>,
    /// Where it comes from. Only a pack's own KPI may go without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Citation>,
}

/// Who made a KPI, and with it who sets its aim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// The document that it cites.
    #[default]
    Published,
    /// The pack: a document may have led to it, but no document sets it.
    Ours,
    /// The organisation that measures it. No pack can say so.
    #[serde(skip)]
    Own,
}

/// What a measurement of a KPI holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// A percentage, 0 to 100.
    Percent,
    /// A whole number out of a fixed whole: `OutOf(4)` for "3 of 4 populations".
    OutOf(u32),
    /// Three percentages that add up to 100: professional, intermediate, working class.
    Groups,
    /// A whole number.
    Count,
    /// An amount in pounds; may be negative.
    Pounds,
    /// A number of days.
    Days,
    /// A ratio; 1 is parity.
    Index,
    /// Whether something is so: 1 for yes, 0 for no.
    YesNo,
    /// A gap in percent, such as a pay gap; negative where it lies the other way.
    Gap,
}

/// Which way a KPI should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// It should stay within a band.
    Within,
}

/// The aim that the maker of a KPI sets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackTarget {
    /// In our words.
    pub text: String,
    /// The figure, where there is one, in the KPI's unit; of a band the upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The lower end, where the aim is a band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
}

/// A published figure to compare a KPI with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparator {
    /// What the figure is of, short enough to label a line: `Index employers, new hires`.
    pub label: String,
    /// The figure, a percentage.
    pub percent: f64,
    /// What it counts, out of whom.
    pub definition: String,
    /// Who is counted, where the definition does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// Whether it counts the same thing as the KPI, so that it may be drawn on the KPI's own axis.
    pub same_measure: bool,
    /// How it differs from the KPI all the same: in definition, population or age. It is drawn only with these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
    /// The date or period, in words.
    pub as_of: String,
    /// A day of that date or period, to tell how old the figure is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Date>,
    /// Where it comes from.
    pub cite: Citation,
}

/// A dated set of benchmark figures that belong together.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BenchmarkSet {
    /// Its id.
    pub id: BenchmarkSetId,
    /// What the figures measure; sets of one measure are alternatives, of which one is the default.
    pub measure: String,
    /// A short name with its date: `National, May 2021 on`.
    pub name: String,
    /// The day from which it is in use.
    pub from: Date,
    /// The day on which a later set took its place.
    #[serde(default)]
    pub until: Option<Date>,
    /// Whether it is the one to use unless another is chosen.
    pub default: bool,
    /// What is counted, and how groups are defined.
    pub definition: String,
    /// Who is counted.
    pub population: String,
    /// Whether the figures are parts of a whole and add up to 100.
    pub whole: bool,
    /// The figures.
    pub figures: Vec<BenchmarkFigure>,
    /// What it must not be compared with, and why.
    #[serde(default)]
    pub caution: Option<String>,
    /// Where it comes from.
    pub cite: Citation,
}

/// A figure of a benchmark set.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BenchmarkFigure {
    /// What it is the share of: a [`Group`]'s id, or the measure's own.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The percentage, 0 to 100.
    pub percent: f64,
}

impl BenchmarkFigure {
    /// Its name, with the third group named as chosen.
    pub fn name(&self, third: ThirdGroup) -> &str {
        Group::ALL
            .into_iter()
            .find(|group| group.id() == self.id)
            .map_or(self.label.as_str(), |group| group.name(third))
    }
}

/// The three groups of socio-economic background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Group {
    /// Managers and professionals.
    Professional,
    /// Clerical occupations and small business owners.
    Intermediate,
    /// Technical and craft, routine, semi-routine, long-term unemployed.
    WorkingClass,
}

impl Group {
    /// All three, in the order that figures are written: professional / intermediate / working class.
    pub const ALL: [Self; 3] = [Self::Professional, Self::Intermediate, Self::WorkingClass];

    /// A stable id, used by benchmark figures.
    pub fn id(self) -> &'static str {
        match self {
            Self::Professional => "professional",
            Self::Intermediate => "intermediate",
            Self::WorkingClass => "working-class",
        }
    }

    /// Its name, with the third group named as chosen.
    pub fn name(self, third: ThirdGroup) -> &'static str {
        match self {
            Self::Professional => "Professional",
            Self::Intermediate => "Intermediate",
            Self::WorkingClass => third.label(),
        }
    }
}

/// What the third group is called: sources differ, so it is a setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThirdGroup {
    /// *Working class*, as the survey guidance says.
    #[default]
    WorkingClass,
    /// *Lower*, as the scorecard says.
    Lower,
}

impl ThirdGroup {
    /// Both.
    pub const ALL: [Self; 2] = [Self::WorkingClass, Self::Lower];

    /// The label.
    pub fn label(self) -> &'static str {
        match self {
            Self::WorkingClass => "Working class",
            Self::Lower => "Lower",
        }
    }
}

/// The staff survey.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// A note on wording, shown above the questions.
    pub note: String,
    /// Its questions, in order.
    pub questions: Vec<SurveyQuestion>,
    /// Named ways of grouping answers.
    pub groupings: Vec<Grouping>,
    /// How people are coded who answered several questions on job and employment instead of the key question.
    #[serde(default)]
    pub coding: Option<Box<Coding>>,
}

/// How people are coded to classes from their answers to four questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// The classes, as the options of a question that nobody is asked.
    pub classes: SurveyQuestion,
    /// The class of those who were out of work for long.
    pub long_unemployed: OptionId,
    /// Where people stand whom the answers do not place.
    pub unplaced: OptionId,
    /// Where people stand who chose not to say.
    pub not_said: OptionId,
    /// The answers to the four questions.
    pub answers: Vec<CodedAnswer>,
    /// The table: a row for each kind of work.
    pub table: Vec<CodingRow>,
    /// Where it comes from.
    pub cite: Citation,
}

/// An answer to one of the four questions from which people are coded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodedAnswer {
    /// Its id, unique in the survey.
    pub id: OptionId,
    /// The answer.
    pub text: String,
    /// What it says.
    pub says: CodedSay,
}

/// What an answer to one of the four questions says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodedSay {
    /// A kind of work, which has a row of its own in the table.
    Work,
    /// A kind of work of which the size of the workplace decides, not whether others were supervised.
    WorkBySize,
    /// Never worked, or was out of work for long.
    LongUnemployed,
    /// Did work that cannot be placed, or none: retired, does not apply, not known.
    WorkUnplaced,
    /// Chose not to say what work.
    WorkNotSaid,
    /// Was an employee.
    Employee,
    /// Was self-employed, with employees.
    Employer,
    /// Was self-employed, without employees.
    OwnAccount,
    /// It is not known how they were employed.
    EmploymentUnknown,
    /// Fewer than 25 people worked there.
    Small,
    /// 25 people or more worked there.
    Large,
    /// It is not known how many people worked there.
    SizeUnknown,
    /// Supervised others.
    Supervised,
    /// Did not supervise others.
    DidNotSupervise,
    /// It is not known whether they supervised others.
    SupervisionUnknown,
}

/// The classes of a kind of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodingRow {
    /// The kind of work.
    pub work: OptionId,
    /// The class of an employer of 25 people or more.
    pub large_employer: OptionId,
    /// The class of an employer of fewer.
    pub small_employer: OptionId,
    /// The class of those who work on their own account.
    pub own_account: OptionId,
    /// The class of a manager where 25 people or more work.
    pub large_manager: OptionId,
    /// The class of a manager where fewer work.
    pub small_manager: OptionId,
    /// The class of an employee who supervises.
    pub supervisor: OptionId,
    /// The class of any other employee.
    pub employee: OptionId,
}

impl Survey {
    /// Its questions, and the classes to which people are coded as one more.
    pub fn all_questions(&self) -> impl Iterator<Item = &SurveyQuestion> {
        self.questions.iter().chain(self.coding.iter().map(|coding| &coding.classes))
    }
}

impl Coding {
    /// The class of a person with these four answers; `None` where nothing is said of the work.
    ///
    /// Those who say nothing of how they were employed are taken for employees, and those who say nothing of supervising
    /// for people who did not, as in the published code that [`Self::cite`] names; where an employer's number of people
    /// decides and is not known, they are not placed.
    pub fn class(&self, work: Option<&OptionId>, rest: [Option<&OptionId>; 3]) -> Option<&OptionId> {
        let says = |id: Option<&OptionId>| {
            id.and_then(|id| self.answers.iter().find(|answer| answer.id == *id)).map(|answer| answer.says)
        };
        let [employment, size, supervision] = rest.map(says);
        let said = match says(work) {
            Some(CodedSay::LongUnemployed) => return Some(&self.long_unemployed),
            Some(CodedSay::WorkNotSaid) => return Some(&self.not_said),
            None => return None,
            Some(said) => said,
        };
        let row = work.and_then(|work| self.table.iter().find(|row| row.work == *work));
        let Some(row) = row else { return Some(&self.unplaced) };
        let large = match size {
            Some(CodedSay::Large) => Some(true),
            Some(CodedSay::Small) => Some(false),
            _ => None,
        };
        let by_size = |large_one, small_one| match large {
            Some(true) => large_one,
            Some(false) => small_one,
            None if large_one == small_one => small_one,
            None => &self.unplaced,
        };
        Some(match employment {
            Some(CodedSay::Employer) => by_size(&row.large_employer, &row.small_employer),
            Some(CodedSay::OwnAccount) => &row.own_account,
            _ if said == CodedSay::WorkBySize => by_size(&row.large_manager, &row.small_manager),
            _ if supervision == Some(CodedSay::Supervised) => &row.supervisor,
            _ => &row.employee,
        })
    }
}

/// A survey question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyQuestion {
    /// Its id.
    pub id: SurveyQuestionId,
    /// The question.
    pub text: String,
    /// Whom to ask.
    pub asked_of: String,
    /// What it tells.
    pub why: String,
    /// Its response options, in order.
    pub options: Vec<ResponseOption>,
    /// Where it comes from.
    pub cite: Citation,
}

/// A response option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseOption {
    /// Its id, unique in the survey.
    pub id: OptionId,
    /// The option.
    pub text: String,
    /// Examples, where they help.
    #[serde(default)]
    pub examples: Option<String>,
    /// How an answer counts.
    pub counts: OptionCounts,
}

/// How an answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OptionCounts {
    /// It answers the question.
    Answer,
    /// It answers, but cannot be placed: retired, does not apply, do not know.
    Other,
    /// The person chose not to say. Never merged with `Other`: the two say different things about response quality.
    PreferNotToSay,
}

/// A named way of grouping a question's options.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    /// Its id.
    pub id: GroupingId,
    /// Its name with its date.
    pub name: String,
    /// The question whose options it groups.
    pub question: SurveyQuestionId,
    /// What it is and where it differs from others.
    pub about: String,
    /// Its groups.
    pub groups: Vec<GroupingGroup>,
    /// Options left out of every percentage.
    pub excluded: Vec<OptionId>,
    /// Where it comes from.
    pub cite: Citation,
}

/// A group of a grouping.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupingGroup {
    /// The group.
    pub group: Group,
    /// The options that it holds.
    pub options: Vec<OptionId>,
}
