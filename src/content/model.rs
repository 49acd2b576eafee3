//! The shapes of pack content, as they stand in the RON files. Unknown fields are faults: a typing error in a pack is
//! told, not skipped.

use serde::{Deserialize, Serialize};

use super::chain::{Link, Poll};
use super::ids::{AreaId, FollowUpId, PackId, QuestionId, RecommendationId, SourceId, TermId, TopicId};
use super::measures::{BenchmarkSet, KpiDefinition, Survey};
use super::readings::ReadingText;
use super::templates::ActionTemplate;

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
    /// Groups of questions in different checklists that ask the same.
    Repeats(Vec<RepeatGroup>),
    /// Proposals for actions.
    ActionTemplates(Vec<ActionTemplate>),
    /// What employers said that they do.
    Poll(Poll),
    /// Which recommendations address what.
    Links(Vec<Link>),
    /// The sentences beside figures.
    Readings(Vec<ReadingText>),
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
            Self::Repeats(_) => "Repeated questions",
            Self::ActionTemplates(_) => "Action templates",
            Self::Poll(_) => "Poll",
            Self::Links(_) => "Links",
            Self::Readings(_) => "Readings",
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Questions of different checklists that ask the same, so that an answer to one can be offered for the others.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepeatGroup {
    /// The questions, at least two, each of another checklist. A question is in one group at most.
    pub questions: Vec<QuestionId>,
    /// How much alike they are.
    pub how: Likeness,
    /// Where the questions stand.
    pub cite: Citation,
}

/// How much alike questions are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Likeness {
    /// They ask the same: an answer to one holds for the others.
    Same,
    /// They ask nearly the same. The sentence says how they differ.
    Near(String),
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
    /// What of the answer follows from the review and the plan, and so can be shown beside the user's own words.
    #[serde(default)]
    pub computes: Option<Computes>,
    /// Where it is asked.
    pub cite: Citation,
}

/// What of a closing question's answer follows from the review and the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Computes {
    /// How many recommendations of each area have each rating.
    Counts,
    /// Open actions of little effort and high impact.
    QuickWins,
    /// Who owns the open actions, by area.
    Owners,
    /// Who can decide, of the people that the organisation named.
    DecisionMakers,
    /// The dated open actions in order.
    Plan,
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
