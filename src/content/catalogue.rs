//! The loaded packs as one whole.
//!
//! What always holds: the packs in it were checked together, so each id leads to one thing.
//!
//! What does not belong here: reading packs, and deciding which are loaded (`check`).

use std::collections::{BTreeMap, BTreeSet};

use super::file::Fault;
use super::ids::{BenchmarkSetId, FollowUpId, KpiId, PackId, QuestionId, RecommendationId, SourceId, SurveyQuestionId};
use super::{
    ActionTemplate, Area, BenchmarkSet, CaseStudy, Checklist, Citation, Condition, FollowUp, Grouping, KpiDefinition,
    KpiSet, Likeness, Link, Pack, PackContent, Pillar, PillarMapping, PillarText, Poll, Question, Recommendation,
    RepeatGroup, Say, Source, Survey, SurveyQuestion, Term, Topic, Whose,
};

/// Everything that the loaded packs say. Whole and unchanging; see the room's invariant.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    packs: Vec<Pack>,
    left_out: Vec<LeftOut>,
    recommendations: BTreeMap<RecommendationId, (usize, usize, usize)>,
    questions: BTreeMap<QuestionId, (usize, usize, usize, usize)>,
    own: Vec<KpiDefinition>,
}

/// A pack that was not loaded, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The file's name.
    pub file: String,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// A recommendation and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct RecommendationPlace<'a> {
    /// Its checklist's pack.
    pub pack: &'a PackId,
    /// Its checklist.
    pub checklist: &'a Checklist,
    /// Its area.
    pub area: &'a Area,
    /// The recommendation.
    pub recommendation: &'a Recommendation,
}

/// A question and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct QuestionPlace<'a> {
    /// Its checklist's pack.
    pub pack: &'a PackId,
    /// Its checklist.
    pub checklist: &'a Checklist,
    /// Its area.
    pub area: &'a Area,
    /// Its recommendation.
    pub recommendation: &'a Recommendation,
    /// The question.
    pub question: &'a Question,
}

impl Catalogue {
    /// A catalogue of packs that have been checked together.
    pub(super) fn from_checked(packs: Vec<Pack>, left_out: Vec<LeftOut>) -> Self {
        let mut catalogue = Self { packs, left_out, ..Self::default() };
        for (p, pack) in catalogue.packs.iter().enumerate() {
            let PackContent::Checklist(checklist) = &pack.content else { continue };
            for (a, area) in checklist.areas.iter().enumerate() {
                for (r, recommendation) in area.recommendations.iter().enumerate() {
                    catalogue.recommendations.insert(recommendation.id.clone(), (p, a, r));
                    for (q, question) in recommendation.questions.iter().enumerate() {
                        catalogue.questions.insert(question.id.clone(), (p, a, r, q));
                    }
                }
            }
        }
        catalogue.drop_lost_pointers();
        catalogue
    }

    /// Takes out what built-in packs say of questions, recommendations and KPIs that a user's pack, which takes the
    /// place of a built-in one, no longer has.
    fn drop_lost_pointers(&mut self) {
        let kpis: BTreeSet<KpiId> = self.kpis().map(|kpi| kpi.id.clone()).collect();
        let Self { packs, questions, recommendations, .. } = self;
        for pack in packs {
            if let PackContent::Repeats(groups) = &mut pack.content {
                for group in &mut *groups {
                    group.questions.retain(|id| questions.contains_key(id));
                }
                groups.retain(|group| group.questions.len() > 1);
            } else if let PackContent::ActionTemplates(templates) = &mut pack.content {
                for template in &mut *templates {
                    template.recommendations.retain(|id| recommendations.contains_key(id));
                    template.kpi = template.kpi.take().filter(|id| kpis.contains(id));
                }
                templates.retain(|template| !template.recommendations.is_empty());
            } else if let PackContent::Scorecard(kpis) = &mut pack.content {
                for kpi in kpis {
                    kpi.recommendations.retain(|id| recommendations.contains_key(id));
                }
            } else if let PackContent::Links(links) = &mut pack.content {
                for link in &mut *links {
                    link.then.retain(|step| recommendations.contains_key(&step.recommendation));
                }
                links.retain(|link| {
                    let asks = match &link.when {
                        Condition::Below(limit) | Condition::Above(limit) => kpis.contains(&limit.kpi),
                        Condition::State(limit) => match &limit.of {
                            KpiSet::Kpi(kpi) => kpis.contains(kpi),
                            KpiSet::All | KpiSet::Pillar(_) => true,
                        },
                        Condition::Gap(recommendation) => recommendations.contains_key(recommendation),
                        Condition::Workforce(_) => true,
                    };
                    asks && !link.then.is_empty()
                });
            } else if let PackContent::Poll(poll) = &mut pack.content {
                for practice in &mut poll.practices {
                    practice.recommendations.retain(|id| recommendations.contains_key(id));
                    practice.kpis.retain(|id| kpis.contains(id));
                }
            }
        }
    }

    /// The same catalogue with the KPIs that an organisation defined for itself in place of those it had: they stand
    /// behind the packs', and in place of one of theirs that has the same id.
    #[must_use]
    pub fn with_own_kpis(&self, own: Vec<KpiDefinition>) -> Self {
        Self { own, ..self.clone() }
    }

    /// The KPIs that an organisation defined for itself.
    pub fn own_kpis(&self) -> &[KpiDefinition] {
        &self.own
    }

    /// The packs, in the order in which they were loaded.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The packs that were not loaded.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The checklists with their packs' ids.
    pub fn checklists(&self) -> impl Iterator<Item = (&PackId, &Checklist)> {
        self.packs.iter().filter_map(|pack| {
            if let PackContent::Checklist(checklist) = &pack.content { Some((&pack.id, checklist)) } else { None }
        })
    }

    /// All recommendations in order, with their places.
    pub fn recommendations(&self) -> impl Iterator<Item = RecommendationPlace<'_>> {
        self.checklists().flat_map(|(pack, checklist)| {
            checklist.areas.iter().flat_map(move |area| {
                area.recommendations.iter().map(move |recommendation| RecommendationPlace {
                    pack,
                    checklist,
                    area,
                    recommendation,
                })
            })
        })
    }

    /// All questions in order, with their places.
    pub fn questions(&self) -> impl Iterator<Item = QuestionPlace<'_>> {
        self.recommendations().flat_map(|place| {
            let RecommendationPlace { pack, checklist, area, recommendation } = place;
            recommendation.questions.iter().map(move |question| QuestionPlace {
                pack,
                checklist,
                area,
                recommendation,
                question,
            })
        })
    }

    /// A recommendation by its id.
    pub fn recommendation(&self, id: &RecommendationId) -> Option<RecommendationPlace<'_>> {
        let (p, a, r) = *self.recommendations.get(id)?;
        self.recommendation_at(p, a, r)
    }

    /// A question by its id.
    pub fn question(&self, id: &QuestionId) -> Option<QuestionPlace<'_>> {
        let (p, a, r, q) = *self.questions.get(id)?;
        let RecommendationPlace { pack, checklist, area, recommendation } = self.recommendation_at(p, a, r)?;
        let question = recommendation.questions.get(q)?;
        Some(QuestionPlace { pack, checklist, area, recommendation, question })
    }

    /// The groups of questions in different checklists that ask the same.
    pub fn repeats(&self) -> impl Iterator<Item = &RepeatGroup> {
        self.lists(|content| if let PackContent::Repeats(list) = content { Some(list.as_slice()) } else { None })
    }

    /// The questions of other checklists that ask what this one asks, with how they differ.
    pub fn repeats_of(&self, id: &QuestionId) -> impl Iterator<Item = (QuestionPlace<'_>, &Likeness)> {
        let group = self.repeats().find(|group| group.questions.contains(id));
        group.into_iter().flat_map(move |group| {
            let others = group.questions.iter().filter(move |other| *other != id);
            others.filter_map(|other| Some((self.question(other)?, &group.how)))
        })
    }

    /// The action templates.
    pub fn templates(&self) -> impl Iterator<Item = &ActionTemplate> {
        self.lists(
            |content| {
                if let PackContent::ActionTemplates(list) = content { Some(list.as_slice()) } else { None }
            },
        )
    }

    /// The action templates that serve a recommendation.
    pub fn templates_for(&self, id: &RecommendationId) -> impl Iterator<Item = &ActionTemplate> {
        self.templates().filter(move |template| template.recommendations.contains(id))
    }

    fn recommendation_at(&self, p: usize, a: usize, r: usize) -> Option<RecommendationPlace<'_>> {
        let pack = self.packs.get(p)?;
        let PackContent::Checklist(checklist) = &pack.content else { return None };
        let area = checklist.areas.get(a)?;
        let recommendation = area.recommendations.get(r)?;
        Some(RecommendationPlace { pack: &pack.id, checklist, area, recommendation })
    }

    /// The closing questions of a checklist.
    pub fn follow_ups(&self) -> impl Iterator<Item = &FollowUp> {
        self.lists(|content| if let PackContent::FollowUps(list) = content { Some(list.as_slice()) } else { None })
    }

    /// A closing question by its id.
    pub fn follow_up(&self, id: &FollowUpId) -> Option<&FollowUp> {
        self.follow_ups().find(|follow_up| follow_up.id == *id)
    }

    /// The glossary.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.lists(|content| if let PackContent::Glossary(list) = content { Some(list.as_slice()) } else { None })
    }

    /// The guidance.
    pub fn topics(&self) -> impl Iterator<Item = &Topic> {
        self.lists(|content| if let PackContent::Guidance(list) = content { Some(list.as_slice()) } else { None })
    }

    /// The case studies.
    pub fn case_studies(&self) -> impl Iterator<Item = &CaseStudy> {
        self.lists(|content| if let PackContent::CaseStudies(list) = content { Some(list.as_slice()) } else { None })
    }

    /// The scorecard's KPIs: the packs', then the organisation's own.
    pub fn kpis(&self) -> impl Iterator<Item = &KpiDefinition> {
        let packs =
            self.lists(|content| if let PackContent::Scorecard(list) = content { Some(list.as_slice()) } else { None });
        packs.filter(|kpi| !self.own.iter().any(|own| own.id == kpi.id)).chain(&self.own)
    }

    /// A KPI by its id.
    pub fn kpi(&self, id: &KpiId) -> Option<&KpiDefinition> {
        self.kpis().find(|kpi| kpi.id == *id)
    }

    /// Who made a KPI, to stand under its name: never more than its pack says.
    pub fn maker(&self, kpi: &KpiDefinition) -> String {
        match kpi.whose {
            Whose::Own => "Your own measure".to_owned(),
            Whose::Published => match kpi.cite.as_ref().and_then(|cite| self.source(&cite.source)) {
                Some(source) => format!("Published by: {}", source.publisher),
                None => "Published".to_owned(),
            },
            Whose::Ours => {
                let holds = |pack: &&Pack| matches!(&pack.content, PackContent::Scorecard(list) if list.iter().any(|one| one.id == kpi.id));
                match self.packs.iter().find(holds) {
                    Some(pack) => format!("Suggested by the pack “{}”, set by no published document", pack.title),
                    None => "Suggested, set by no published document".to_owned(),
                }
            }
        }
    }

    /// Who sets a KPI's aim: the publisher of the document that made it. `None` where nobody does.
    pub fn setter(&self, kpi: &KpiDefinition) -> Option<&str> {
        let cite = kpi.cite.as_ref().filter(|_| kpi.whose == Whose::Published)?;
        self.source(&cite.source).map(|source| source.publisher.as_str())
    }

    /// The scorecard's KPIs on whose figure a recommendation bears.
    pub fn kpis_of(&self, id: &RecommendationId) -> impl Iterator<Item = &KpiDefinition> {
        self.kpis().filter(move |kpi| kpi.recommendations.contains(id))
    }

    /// The benchmark sets.
    pub fn benchmark_sets(&self) -> impl Iterator<Item = &BenchmarkSet> {
        self.lists(|content| if let PackContent::Benchmarks(list) = content { Some(list.as_slice()) } else { None })
    }

    /// A benchmark set by its id.
    pub fn benchmark_set(&self, id: &BenchmarkSetId) -> Option<&BenchmarkSet> {
        self.benchmark_sets().find(|set| set.id == *id)
    }

    /// The links from conditions to recommendations.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.lists(|content| if let PackContent::Links(list) = content { Some(list.as_slice()) } else { None })
    }

    /// What employers said that they do.
    pub fn polls(&self) -> impl Iterator<Item = &Poll> {
        self.packs.iter().filter_map(|pack| if let PackContent::Poll(poll) = &pack.content { Some(poll) } else { None })
    }

    /// The wording of a sentence: that of the pack loaded last. `None` where none words it, so that it is not said.
    pub fn reading(&self, say: Say) -> Option<&str> {
        let all =
            self.lists(|content| if let PackContent::Readings(list) = content { Some(list.as_slice()) } else { None });
        all.filter(|reading| reading.say == say).last().map(|reading| reading.text.as_str())
    }

    /// A question of the survey.
    pub fn survey_question(&self, id: &SurveyQuestionId) -> Option<&SurveyQuestion> {
        self.survey()?.all_questions().find(|question| question.id == *id)
    }

    /// How the answers to a question are grouped, if they are.
    pub fn grouping_of(&self, question: &SurveyQuestionId) -> Option<&Grouping> {
        self.survey()?.groupings.iter().find(|grouping| grouping.question == *question)
    }

    /// The survey, if a pack holds one.
    pub fn survey(&self) -> Option<&Survey> {
        self.packs
            .iter()
            .find_map(|pack| if let PackContent::Survey(survey) = &pack.content { Some(survey) } else { None })
    }

    /// What a pillar is.
    pub fn pillar(&self, pillar: Pillar) -> Option<&PillarText> {
        self.packs.iter().find_map(|pack| {
            if let PackContent::Pillars(pillars) = &pack.content {
                pillars.pillars.iter().find(|text| text.pillar == pillar)
            } else {
                None
            }
        })
    }

    /// Other strategies' pillars, mapped onto the six.
    pub fn pillar_mappings(&self) -> impl Iterator<Item = &PillarMapping> {
        self.lists(
            |content| {
                if let PackContent::Pillars(pillars) = content { Some(pillars.mappings.as_slice()) } else { None }
            },
        )
    }

    /// The source documents.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.lists(|content| if let PackContent::Sources(list) = content { Some(list.as_slice()) } else { None })
    }

    /// A source document by its id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources().find(|source| source.id == *id)
    }

    /// A citation as a line of small type: title, date, place.
    pub fn cite(&self, citation: &Citation) -> String {
        match self.source(&citation.source) {
            Some(source) => format!("{} ({}), {}", source.title, source.published, citation.place),
            None => citation.place.clone(),
        }
    }

    /// The items of all packs of a kind, in order.
    fn lists<'a, T: 'a>(&'a self, of: impl Fn(&'a PackContent) -> Option<&'a [T]>) -> impl Iterator<Item = &'a T> {
        self.packs.iter().filter_map(move |pack| of(&pack.content)).flatten()
    }
}
