//! The shapes of pack content, as they stand in the RON files. Unknown fields are faults: a typing error in a pack is
//! told, not skipped.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{
    AreaId, BenchmarkSetId, FollowUpId, GroupingId, KpiId, OptionId, PackId, QuestionId, RecommendationId, SourceId,
    SurveyQuestionId, TermId, TopicId,
};

/// The schema of pack files that this version reads.
pub const PACK_SCHEMA: u32 = 1;

/// The value of a pack file's `format` field.
pub const PACK_FORMAT: &str = "waymark-pack";

/// One pack file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Always [`PACK_FORMAT`].
    pub format: String,
    /// Always [`PACK_SCHEMA`] for packs that this version reads; a higher one belongs to a newer version of the program.
    pub schema: u32,
    /// A user's pack with the id of a built-in one replaces it.
    pub id: PackId,
    /// The pack's own version, shown in the library.
    pub version: String,
    /// What the library calls it.
    pub title: String,
    /// One or two sentences on what it is for.
    pub about: String,
    /// What it holds.
    pub content: PackContent,
}

/// What a pack holds: one kind a file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum PackContent {
    /// Source documents that the other packs cite.
    Sources(Vec<Source>),
    /// The six pillars, and how other strategies' pillars map onto them.
    Pillars(Pillars),
    /// A checklist: areas, recommendations, questions.
    Checklist(Checklist),
    /// The closing questions, asked once for each checklist.
    FollowUps(Vec<FollowUp>),
    /// Terms with their meanings.
    Glossary(Vec<Term>),
    /// Advice, by topic.
    Guidance(Vec<Topic>),
    /// What other organisations did, as facts.
    CaseStudies(Vec<CaseStudy>),
    /// KPIs with published targets and comparators.
    Scorecard(Vec<KpiDefinition>),
    /// Dated sets of benchmark figures.
    Benchmarks(Vec<BenchmarkSet>),
    /// The staff survey and how its answers are grouped.
    Survey(Survey),
}

impl PackContent {
    /// The kind in a word or two, for the library.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sources(_) => "Sources",
            Self::Pillars(_) => "Pillars",
            Self::Checklist(_) => "Checklist",
            Self::FollowUps(_) => "Follow-up questions",
            Self::Glossary(_) => "Glossary",
            Self::Guidance(_) => "Guidance",
            Self::CaseStudies(_) => "Case studies",
            Self::Scorecard(_) => "Scorecard",
            Self::Benchmarks(_) => "Benchmarks",
            Self::Survey(_) => "Survey",
        }
    }
}

/// A source document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id, used by [`Citation`].
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as far as is known: `October 2020`, `2021`.
    pub published: String,
    /// What a reader should know of it, such as that it has been superseded.
    #[serde(default)]
    pub note: Option<String>,
}

/// Where a statement comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The document.
    pub source: SourceId,
    /// The place in it: `checklist page 2 of 4, Network`.
    pub place: String,
}

/// The scorecard's six pillars: a fixed vocabulary of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Pillar {
    /// Knowing the make-up of the workforce, and using it.
    Data,
    /// Getting on: training, promotion, pay.
    Progression,
    /// Getting in: attraction and selection.
    Hiring,
    /// Reaching people before they apply.
    Outreach,
    /// What leaders and managers do, and what is normal.
    CultureAndLeadership,
    /// Speaking up, publishing and working with others.
    Advocacy,
}

impl Pillar {
    /// All six, in the order that pages show them.
    pub const ALL: [Self; 6] =
        [Self::Data, Self::Progression, Self::Hiring, Self::Outreach, Self::CultureAndLeadership, Self::Advocacy];

    /// A stable id for files and command-line output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Progression => "progression",
            Self::Hiring => "hiring",
            Self::Outreach => "outreach",
            Self::CultureAndLeadership => "culture-and-leadership",
            Self::Advocacy => "advocacy",
        }
    }

    /// Its name on screen and in print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "Data",
            Self::Progression => "Progression",
            Self::Hiring => "Hiring",
            Self::Outreach => "Outreach",
            Self::CultureAndLeadership => "Culture & leadership",
            Self::Advocacy => "Advocacy",
        }
    }
}

/// The six pillars described, and other strategies mapped onto them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pillars {
    /// Each pillar once.
    pub pillars: Vec<PillarText>,
    /// Other ways of cutting the same ground.
    pub mappings: Vec<PillarMapping>,
}

/// What a pillar is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PillarText {
    /// The pillar.
    pub pillar: Pillar,
    /// A sentence or two.
    pub about: String,
    /// Where the pillar is named.
    pub cite: Citation,
}

/// A strategy's own pillars, mapped onto the six.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PillarMapping {
    /// What the strategy is called.
    pub name: String,
    /// Where it is set out.
    pub cite: Citation,
    /// Its pillars.
    pub pillars: Vec<MappedPillar>,
}

/// One pillar of another strategy.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedPillar {
    /// Its name there.
    pub name: String,
    /// What it asks for, in our words.
    pub about: String,
    /// The pillars it falls under here.
    pub onto: Vec<Pillar>,
}

/// A checklist.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// A short name: `Advocacy`.
    pub name: String,
    /// Its areas, in order.
    pub areas: Vec<Area>,
}

/// An area of a checklist.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its name, without the checklist's: `Leadership and culture`.
    pub name: String,
    /// Its recommendations, in order.
    pub recommendations: Vec<Recommendation>,
}

/// A recommendation: one row of the paper checklist.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// Its id.
    pub id: RecommendationId,
    /// A few words.
    pub title: String,
    /// One sentence on why it matters.
    pub why: String,
    /// The pillar that it counts towards.
    pub pillar: Pillar,
    /// Where it stands in its source.
    pub cite: Citation,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

/// A question: one practice, said so that *Active* is the good end.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// The practice, as a statement that is true when it is in place.
    pub text: String,
    /// Its place within the recommendation's place in the source: `question 3`.
    pub place: String,
    /// Why it differs from its source, where the source asks the reverse or asks an open question.
    #[serde(default)]
    pub turned: Option<String>,
}

/// A closing question of a checklist.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// The question.
    pub text: String,
    /// What a good answer holds.
    pub help: String,
    /// Where it is asked.
    pub cite: Citation,
}

/// A glossary term.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// The term.
    pub term: String,
    /// Its meaning, in our words.
    pub meaning: String,
    /// Where the sources define it.
    pub cite: Citation,
}

/// What a guidance topic is about; the library groups by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum TopicKind {
    /// The least that makes a difference.
    IfAllYouDo,
    /// What others learned on the way.
    Lessons,
    /// Asking people, and getting answers.
    Collecting,
    /// What to do next with the data.
    NextSteps,
    /// What employers say is hard.
    Challenges,
    /// Leaders.
    Leaders,
    /// Working beyond the organisation.
    Beyond,
}

impl TopicKind {
    /// All kinds, in the library's order.
    pub const ALL: [Self; 7] = [
        Self::IfAllYouDo,
        Self::Collecting,
        Self::NextSteps,
        Self::Lessons,
        Self::Challenges,
        Self::Leaders,
        Self::Beyond,
    ];

    /// The library's heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::IfAllYouDo => "If you do only a little",
            Self::Lessons => "Lessons from others",
            Self::Collecting => "Asking, and getting answers",
            Self::NextSteps => "Using what you collect",
            Self::Challenges => "What employers find hard",
            Self::Leaders => "Leaders",
            Self::Beyond => "Beyond your organisation",
        }
    }
}

/// A guidance topic.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// What it is about.
    pub kind: TopicKind,
    /// Its title.
    pub title: String,
    /// The pillars it bears on.
    pub pillars: Vec<Pillar>,
    /// A sentence or two before the points.
    pub intro: String,
    /// The points.
    pub points: Vec<Point>,
    /// The date to read it by, where it may have aged: `2021`.
    #[serde(default)]
    pub as_of: Option<String>,
    /// Where it comes from.
    pub cite: Citation,
}

/// A point of a topic.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// A word or two that the point is about.
    #[serde(default)]
    pub lead: Option<String>,
    /// The point.
    pub text: String,
}

/// What an organisation did, as facts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseStudy {
    /// Its id.
    pub id: TopicId,
    /// The organisation.
    pub organisation: String,
    /// What it shows, in a line.
    pub title: String,
    /// The pillars it bears on.
    pub pillars: Vec<Pillar>,
    /// The facts.
    pub facts: Vec<Point>,
    /// The date of the facts.
    pub as_of: String,
    /// Where they come from.
    pub cite: Citation,
}

/// A KPI of the scorecard.
#[derive(Clone, Debug, PartialEq, Deserialize)]
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
    /// The source's target in our words, and as a figure where it is one.
    pub target: PackTarget,
    /// The source's comparators.
    pub comparators: Vec<Comparator>,
    /// The dated benchmark set to compare with, where there is one.
    #[serde(default)]
    pub benchmarks: Option<BenchmarkSetId>,
    /// Where it comes from.
    pub cite: Citation,
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
}

/// Which way a KPI should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// The target that a source sets.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackTarget {
    /// In our words.
    pub text: String,
    /// The figure, where there is one, in the KPI's unit.
    #[serde(default)]
    pub value: Option<f64>,
}

/// A published figure to compare a KPI with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparator {
    /// What the figure is of, short enough to label a line: `Index employers, new hires`.
    pub label: String,
    /// The figure, a percentage.
    pub percent: f64,
    /// What it counts, out of whom.
    pub definition: String,
    /// Whether it counts the same thing as the KPI, so that it may be drawn on the KPI's own axis.
    pub same_measure: bool,
    /// The date or period.
    pub as_of: String,
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
}

/// A survey question.
#[derive(Clone, Debug, PartialEq, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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
