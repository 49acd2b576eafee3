//! What the review and the plan already answer of a checklist's closing questions. It stands beside the user's own words
//! and never takes their place.

use std::collections::BTreeSet;

use super::attention::gaps_without_action;
use super::people::{AreaPeople, person_words, who_to_ask};
use super::plan::{due_words, in_plan_order};
use super::{Digest, owner_words};
use crate::content::{ActionTemplate, Area, Catalogue, Computes, PackId, Recommendation};
use crate::project::{Action, Effort, Impact, Origin, Project};
use crate::words;

/// How many actions an answer names.
const NAMED: usize = 8;

/// The lines of a computed answer; never empty: where nothing follows yet, the line says what would be needed.
pub fn computed_answer(
    catalogue: &Catalogue,
    project: &Project,
    digest: &Digest,
    checklist: &PackId,
    computes: Computes,
) -> Vec<String> {
    match computes {
        Computes::Counts => digest
            .tally
            .areas
            .iter()
            .filter(|area| area.checklist == *checklist)
            .map(|area| format!("{}: {}.", area.name, area.recommendations.words()))
            .collect(),
        Computes::QuickWins => {
            let wins = open(catalogue, project, digest, checklist)
                .into_iter()
                .filter(|(_, action)| is_quick_win(action))
                .map(|(_, action)| named(action));
            let proposed = proposed_quick_wins(catalogue, project, checklist)
                .into_iter()
                .map(|(of, template)| format!("Not in the plan yet: {} (for “{}”)", template.title, of.title));
            or(
                wins.chain(proposed).collect(),
                "No open action here is of low effort and high impact, and nothing is proposed for the gaps.",
            )
        }
        Computes::Owners => owners(catalogue, project, digest, checklist),
        Computes::DecisionMakers => decision_makers(catalogue, project, checklist),
        Computes::Plan => {
            let dated = open(catalogue, project, digest, checklist)
                .into_iter()
                .filter(|(_, action)| action.due.is_some())
                .map(|(_, action)| named(action));
            or(dated.collect(), "No open action here has a date yet.")
        }
    }
}

/// Whether an action is a quick win: little effort, high impact.
pub fn is_quick_win(action: &Action) -> bool {
    action.effort == Some(Effort::Low) && action.impact == Some(Impact::High)
}

/// Templates of little effort and high impact for red and amber recommendations of a checklist that have no action yet.
pub fn proposed_quick_wins<'a>(
    catalogue: &'a Catalogue,
    project: &Project,
    checklist: &PackId,
) -> Vec<(&'a Recommendation, &'a ActionTemplate)> {
    let Some(round) = project.round() else { return Vec::new() };
    gaps_without_action(catalogue, project, round)
        .into_iter()
        .filter_map(|id| catalogue.recommendation(id).filter(|place| place.pack == checklist))
        .flat_map(|place| catalogue.templates_for(&place.recommendation.id).map(move |one| (place.recommendation, one)))
        .filter(|(_, template)| template.effort == Effort::Low && template.impact == Impact::High)
        .collect()
}

/// The open actions that came from a checklist, soonest first, each with its area.
fn open<'a>(
    catalogue: &'a Catalogue,
    project: &'a Project,
    digest: &Digest,
    checklist: &PackId,
) -> Vec<(&'a Area, &'a Action)> {
    let open = project.actions.iter().map(AsRef::as_ref).filter(|action| action.status.is_open());
    in_plan_order(open, digest.today)
        .into_iter()
        .filter_map(|action| {
            let (pack, area) = match action.origin.as_ref()? {
                Origin::Recommendation(id) | Origin::Link(_, id) => {
                    catalogue.recommendation(id).map(|place| (place.pack, place.area))
                }
                Origin::Question(id) => catalogue.question(id).map(|place| (place.pack, place.area)),
                Origin::Kpi(_) => None,
            }?;
            (pack == checklist).then_some((area, action))
        })
        .collect()
}

/// Whom to speak with about each area: the people named for it, then those who own its open actions.
fn owners(catalogue: &Catalogue, project: &Project, digest: &Digest, checklist: &PackId) -> Vec<String> {
    let open = open(catalogue, project, digest, checklist);
    let areas = who_to_ask(catalogue, project).into_iter().filter(|area| area.checklist == checklist);
    let lines: Vec<(bool, String)> = areas
        .map(|AreaPeople { area, people, .. }| {
            let owners: BTreeSet<&str> = open
                .iter()
                .filter(|(of, action)| of.id == area.id && !action.owner.trim().is_empty())
                .map(|(_, action)| action.owner.trim())
                .collect();
            let owners: Vec<String> = owners.into_iter().map(str::to_owned).collect();
            let named: Vec<String> = people.into_iter().map(person_words).collect();
            let said = match (named.is_empty(), owners.is_empty()) {
                (true, true) => "nobody is named yet".to_owned(),
                (false, true) => words::list(&named),
                (true, false) => format!("nobody is named yet. Its open actions belong to {}", words::list(&owners)),
                (false, false) => {
                    format!("{}. Its open actions belong to {}", words::list(&named), words::list(&owners))
                }
            };
            (named.is_empty() && owners.is_empty(), format!("{}: {said}.", area.name))
        })
        .collect();
    if lines.iter().all(|(nobody, _)| *nobody) {
        return vec!["Nobody is named for these areas yet, and no open action here has an owner.".to_owned()];
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Who decides, with the areas of a checklist that they are to be asked about.
fn decision_makers(catalogue: &Catalogue, project: &Project, checklist: &PackId) -> Vec<String> {
    let areas =
        || catalogue.checklists().filter(|(id, _)| *id == checklist).flat_map(|(_, checklist)| &checklist.areas);
    let deciding = project.people.iter().filter(|person| person.decision_maker);
    let lines = deciding.map(|person| {
        let known = areas().filter(|area| person.areas.contains(&area.id)).map(|area| area.name.clone());
        match words::list(&known.collect::<Vec<_>>()).as_str() {
            "" => format!("{}.", person_words(person)),
            areas => format!("{}: {areas}.", person_words(person)),
        }
    });
    or(lines.collect(), "Nobody is marked as a decision maker yet.")
}

/// An action in a line: its title, owner and date.
fn named(action: &Action) -> String {
    format!("{} ({}, {})", action.title.trim(), owner_words(action), due_words(action))
}

/// The lines, the first few of many, or what to say where there are none.
fn or(mut lines: Vec<String>, none: &str) -> Vec<String> {
    if lines.is_empty() {
        return vec![none.to_owned()];
    }
    let more = lines.len().saturating_sub(NAMED);
    lines.truncate(NAMED);
    if more > 0 {
        lines.push(format!("And {more} more."));
    }
    lines
}
