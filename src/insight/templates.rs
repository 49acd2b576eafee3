//! Actions to choose from: which templates serve what is missing, and the action that a template makes.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::attention::gaps_without_action;
use super::tally::recommendation_rating;
use crate::content::{ActionTemplate, Catalogue, Pillar, RecommendationId, TemplateId};
use crate::project::{Action, ActionId, Origin, Project, Rating, Status};
use crate::words;

/// The templates that some words find, in sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateChoices {
    /// First the gaps without an action, then the other recommendations of each pillar. None is empty.
    pub sections: Vec<TemplateSection>,
    /// How many recommendations with a gap have no action, whatever the words.
    pub gaps: usize,
}

/// Recommendations that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateSection {
    /// Its heading.
    pub title: String,
    /// The recommendations, in the order of the checklists. None is without a template.
    pub groups: Vec<TemplateGroup>,
}

/// A recommendation with the templates that serve it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateGroup {
    /// Which recommendation.
    pub recommendation: RecommendationId,
    /// Its title.
    pub title: String,
    /// How it is rated now.
    pub rating: Rating,
    /// The templates.
    pub templates: Vec<TemplateChoice>,
}

/// A template that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateChoice {
    /// Which one.
    pub id: TemplateId,
    /// What it says to do.
    pub title: String,
    /// Whether the plan has an action of that title already.
    pub in_plan: bool,
}

/// The templates that words find (all of them for none), the most needed first.
pub fn template_choices(catalogue: &Catalogue, project: &Project, text: &str) -> TemplateChoices {
    let text = text.trim().to_lowercase();
    let round = project.round();
    let gaps: BTreeSet<&RecommendationId> =
        round.map(|round| gaps_without_action(catalogue, project, round)).unwrap_or_default().into_iter().collect();
    let planned: BTreeSet<String> = project.actions.iter().map(|action| action.title.trim().to_lowercase()).collect();
    let mut needed = Vec::new();
    let mut others: Vec<(Pillar, TemplateGroup)> = Vec::new();
    for place in catalogue.recommendations() {
        let recommendation = place.recommendation;
        let named = recommendation.title.to_lowercase().contains(&text);
        let templates: Vec<TemplateChoice> = catalogue
            .templates_for(&recommendation.id)
            .filter(|template| named || mentions(template, &text))
            .map(|template| TemplateChoice {
                id: template.id.clone(),
                title: template.title.clone(),
                in_plan: planned.contains(&template.title.trim().to_lowercase()),
            })
            .collect();
        if templates.is_empty() {
            continue;
        }
        let rating = round.map_or(Rating::NotAssessed, |round| recommendation_rating(recommendation, round).rating);
        let (id, title) = (recommendation.id.clone(), recommendation.title.clone());
        let group = TemplateGroup { recommendation: id, title, rating, templates };
        if gaps.contains(&recommendation.id) {
            needed.push(group);
        } else {
            others.push((recommendation.pillar, group));
        }
    }
    let mut sections = Vec::new();
    if !needed.is_empty() {
        sections.push(TemplateSection { title: "Gaps without an action".to_owned(), groups: needed });
    }
    for pillar in Pillar::ALL {
        let groups: Vec<_> = others.extract_if(.., |(of, _)| *of == pillar).map(|(_, group)| group).collect();
        if !groups.is_empty() {
            sections.push(TemplateSection { title: pillar.name().to_owned(), groups });
        }
    }
    TemplateChoices { sections, gaps: gaps.len() }
}

impl TemplateChoices {
    /// What stands first, in a sentence.
    pub fn sentence(&self) -> String {
        match self.gaps {
            0 => "Every red or amber recommendation has an action.".to_owned(),
            1 => "1 red or amber recommendation has no action yet: it stands first.".to_owned(),
            many => format!(
                "{} red or amber recommendations have no action yet: they stand first.",
                words::whole(many as u64)
            ),
        }
    }
}

/// Whether a template's texts hold a text in lower case.
fn mentions(template: &ActionTemplate, text: &str) -> bool {
    [&template.title, &template.first_step, &template.success].into_iter().any(|one| one.to_lowercase().contains(text))
}

/// When an action from a template is due, if it begins today.
pub fn template_due(template: &ActionTemplate, today: Date) -> Date {
    today.saturating_add(i64::from(template.weeks).weeks())
}

/// The action that a template makes for a recommendation, due as many weeks from today as the template takes. Its times
/// are set when it is added.
pub fn action_from_template(
    template: &ActionTemplate,
    recommendation: &RecommendationId,
    id: ActionId,
    owner: &str,
    today: Date,
) -> Action {
    let blank = Action {
        origin: Some(Origin::Recommendation(recommendation.clone())),
        owner: owner.to_owned(),
        ..Action::new(id, template.title.clone(), jiff::Timestamp::UNIX_EPOCH)
    };
    filled_from_template(&blank, template, today)
}

/// An action with what a template says of it in place of what it said: its owner, origin, date and notes stay where they
/// are set.
pub fn filled_from_template(action: &Action, template: &ActionTemplate, today: Date) -> Action {
    Action {
        title: template.title.clone(),
        first_step: template.first_step.clone(),
        due: action.due.or_else(|| Some(template_due(template, today))),
        effort: Some(template.effort),
        impact: Some(template.impact),
        success: template.success.clone(),
        measure: template.kpi.clone(),
        ..action.clone()
    }
}

/// The templates to offer for an action: those of its recommendation (or its question's), while nothing but its title,
/// owner and date has been said and it has not begun.
pub fn templates_to_offer<'a>(catalogue: &'a Catalogue, action: &Action) -> Vec<&'a ActionTemplate> {
    let begun = action.status != Status::NotStarted
        || ![&action.first_step, &action.success, &action.notes].into_iter().all(|text| text.trim().is_empty())
        || action.measure.is_some();
    let recommendation = match &action.origin {
        Some(Origin::Recommendation(id) | Origin::Link(_, id)) => Some(id),
        Some(Origin::Question(id)) => catalogue.question(id).map(|place| &place.recommendation.id),
        Some(Origin::Kpi(_)) | None => None,
    };
    recommendation.filter(|_| !begun).map(|id| catalogue.templates_for(id).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::listing::tests::{TODAY, action, project};
    use super::*;
    use crate::project::Answer;

    fn rated(catalogue: &Catalogue, rating: Rating, number: usize) -> Project {
        let mut project = project(Vec::new());
        let round = Arc::make_mut(project.rounds.last_mut().unwrap());
        for place in catalogue.recommendations().take(number) {
            for question in &place.recommendation.questions {
                round.answers.insert(
                    question.id.clone(),
                    Arc::new(Answer { rating, ..Answer::new(jiff::Timestamp::UNIX_EPOCH) }),
                );
            }
        }
        project
    }

    #[test]
    fn gaps_without_an_action_stand_first_and_no_recommendation_twice() {
        let catalogue = Catalogue::built_in();
        let mut project = rated(&catalogue, Rating::NotInPlace, 3);
        let ids: Vec<_> = catalogue.recommendations().map(|place| place.recommendation.id.clone()).collect();
        let choices = template_choices(&catalogue, &project, "");
        assert_eq!(choices.gaps, 3);
        assert_eq!(choices.sections[0].title, "Gaps without an action");
        let first: Vec<_> = choices.sections[0].groups.iter().map(|group| group.recommendation.clone()).collect();
        assert_eq!(first, ids[..3]);
        assert!(choices.sections[0].groups.iter().all(|group| group.rating == Rating::NotInPlace));
        let mut all: Vec<_> =
            choices.sections.iter().flat_map(|section| &section.groups).map(|group| &group.recommendation).collect();
        all.sort();
        let mut expected: Vec<_> = ids.iter().collect();
        expected.sort();
        assert_eq!(all, expected, "the packs hold a template for each");
        let template = catalogue.templates_for(&ids[0]).next().unwrap();
        let made = action_from_template(template, &ids[0], ActionId(1), "", TODAY);
        project.actions.push(Arc::new(made));
        let choices = template_choices(&catalogue, &project, "");
        assert_eq!(choices.gaps, 2);
        let planned: Vec<_> = choices
            .sections
            .iter()
            .flat_map(|section| &section.groups)
            .flat_map(|group| &group.templates)
            .filter(|choice| choice.in_plan)
            .map(|choice| &choice.id)
            .collect();
        assert!(!planned.is_empty() && planned.iter().all(|id| **id == template.id));
    }

    #[test]
    fn words_find_templates_and_the_recommendations_that_they_serve() {
        let catalogue = Catalogue::built_in();
        let project = project(Vec::new());
        let template = catalogue.templates().next().unwrap();
        let titles = |text: &str| -> Vec<String> {
            let found = template_choices(&catalogue, &project, text);
            let groups = found.sections.into_iter().flat_map(|section| section.groups);
            groups.flat_map(|group| group.templates).map(|choice| choice.title).collect()
        };
        assert!(titles(&template.title.to_uppercase()).contains(&template.title));
        assert!(titles("no such words").is_empty());
        let served = catalogue.recommendation(&template.recommendations[0]).unwrap().recommendation;
        let by_recommendation = titles(&served.title);
        assert!(catalogue.templates_for(&served.id).all(|one| by_recommendation.contains(&one.title)));
    }

    #[test]
    fn an_action_from_a_template_says_what_it_came_from_and_when_it_is_due() {
        let catalogue = Catalogue::built_in();
        for template in catalogue.templates() {
            let origin = &template.recommendations[0];
            let made = action_from_template(template, origin, ActionId(1), "Ada", TODAY);
            assert_eq!(made.origin, Some(Origin::Recommendation(origin.clone())));
            let weeks = TODAY.until(made.due.unwrap()).unwrap().get_days() / 7;
            assert_eq!(weeks, i32::try_from(template.weeks).unwrap());
            assert!(templates_to_offer(&catalogue, &made).is_empty(), "it has been filled in");
            let empty = Action { origin: made.origin.clone(), due: Some(TODAY), ..action(2, None, Status::NotStarted) };
            assert!(templates_to_offer(&catalogue, &empty).iter().any(|one| one.id == template.id));
            let filled = filled_from_template(&empty, template, TODAY);
            assert_eq!((filled.due, &filled.success), (Some(TODAY), &template.success), "a date that is set stays");
        }
    }
}
