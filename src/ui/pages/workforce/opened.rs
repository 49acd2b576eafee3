//! What is shown of one set of data, worked out once for each state of the project.

use std::sync::Arc;

use crate::chart::Chart;
use crate::content::{BenchmarkSet, BenchmarkSetId, Catalogue, ThirdGroup};
use crate::insight::{
    self, Analysis, Comparator, Feed, Response, TooMany, benchmark_choices, default_benchmark, feeds, groups_chart,
    groups_reading, response, response_reading, spread_chart, spread_reading,
};
use crate::project::{DataSet, DataSetId, Dimension, ProjectId};
use crate::ui::View;
use crate::words;

/// For what it was worked out: it holds for as long as this stays the same.
#[derive(Clone, Debug, PartialEq, Eq)]
struct For {
    project: ProjectId,
    revision: u64,
    third: ThirdGroup,
    packs: usize,
    set: DataSetId,
    compared: Option<BenchmarkSetId>,
    comparator: Comparator,
}

/// What is shown of one set.
#[derive(Debug)]
pub(super) struct Opened {
    made_for: For,
    pub(super) response: Response,
    pub(super) said: Vec<String>,
    /// Whether the packs group the answers.
    pub(super) grouped: bool,
    pub(super) chart: Option<Chart>,
    pub(super) reading: Vec<String>,
    pub(super) groups: Vec<GroupsShown>,
    pub(super) feeds: Vec<Feed>,
    /// What else follows.
    pub(super) analyses: Vec<Analysis>,
    /// What can be added to see more.
    pub(super) to_add: Vec<&'static str>,
    /// With whom pay is compared.
    pub(super) comparator: Comparator,
    /// The benchmark sets to choose from, and the one that is held against.
    pub(super) choices: Vec<(BenchmarkSetId, String)>,
    pub(super) compared: Option<BenchmarkSetId>,
}

/// What is shown of a breakdown.
#[derive(Debug)]
pub(super) struct GroupsShown {
    pub(super) by: Dimension,
    pub(super) chart: Option<Chart>,
    pub(super) reading: Vec<String>,
    /// Where more people are counted in groups than in the whole.
    pub(super) warnings: Vec<String>,
}

impl Opened {
    /// What is shown of a set, from what is kept where that still holds.
    pub(super) fn of(
        view: &View<'_>,
        set: &DataSet,
        chosen: Option<&BenchmarkSetId>,
        comparator: Comparator,
        kept: &mut Option<Arc<Self>>,
    ) -> Arc<Self> {
        let choices = benchmark_choices(view.catalogue, &set.question);
        let compared = chosen.and_then(|id| choices.iter().find(|set| set.id == *id)).copied();
        let compared = compared.or_else(|| default_benchmark(view.catalogue, &set.question));
        let made_for = For {
            project: view.project.id,
            revision: view.revision,
            third: view.preferences.third_group,
            packs: view.catalogue.packs().len(),
            set: set.id,
            compared: compared.map(|set| set.id.clone()),
            comparator,
        };
        if let Some(kept) = kept
            && kept.made_for == made_for
        {
            return Arc::clone(kept);
        }
        let made = Arc::new(Self::new(view, set, &choices, compared, made_for));
        *kept = Some(Arc::clone(&made));
        made
    }

    fn new(
        view: &View<'_>,
        set: &DataSet,
        choices: &[&BenchmarkSet],
        compared: Option<&BenchmarkSet>,
        made_for: For,
    ) -> Self {
        let (catalogue, third) = (view.catalogue, made_for.third);
        let response = response(catalogue, set);
        let id = compared.map(|set| &set.id);
        let spread = insight::spread(catalogue, set, id, third);
        let group = spread.as_ref().and_then(|spread| spread.headline()).map(|share| share.name.as_str());
        let groups = set.groups().filter_map(|breakdown| {
            let groups = insight::groups(catalogue, set, breakdown, id, third)?;
            Some(GroupsShown {
                by: groups.by.clone(),
                chart: groups_chart(catalogue, set, spread.as_ref(), &groups, compared),
                reading: groups_reading(catalogue, &groups, compared),
                warnings: groups.too_many.iter().map(|one| too_many(catalogue, set, one)).collect(),
            })
        });
        let analyses = insight::analyses(catalogue, view.project, set, compared, made_for.comparator, third);
        Self {
            to_add: insight::to_add(set, &analyses),
            analyses,
            comparator: made_for.comparator,
            said: response_reading(catalogue, set, &response, group),
            response,
            grouped: spread.is_some(),
            chart: spread.as_ref().and_then(|spread| spread_chart(catalogue, set, spread, compared)),
            reading: spread.as_ref().map(|spread| spread_reading(catalogue, spread, compared)).unwrap_or_default(),
            groups: groups.collect(),
            feeds: feeds(catalogue, view.project, set),
            choices: choices.iter().map(|set| (set.id.clone(), set.name.clone())).collect(),
            compared: made_for.compared.clone(),
            made_for,
        }
    }
}

/// That more people are counted in groups than in the whole.
fn too_many(catalogue: &Catalogue, set: &DataSet, one: &TooMany) -> String {
    let question = catalogue.survey_question(&set.question);
    let option = question.and_then(|question| question.options.iter().find(|option| option.id == one.option));
    format!(
        "“{}”: the groups count {} people, everybody together {}. Correct one of the two.",
        option.map_or("An answer that no loaded pack holds", |option| option.text.as_str()),
        words::whole(one.groups),
        words::whole(u64::from(one.whole))
    )
}
