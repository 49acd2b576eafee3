//! What the review and the plan answer of the closing questions.

use jiff::civil::date;
use waymark::content::{Catalogue, Computes};
use waymark::insight::{computed_answer, digest};
use waymark::project::{Organisation, Origin, Project, ProjectId, Round, RoundId};
use waymark::store::format;

/// How many actions an answer names at most.
const NAMED: usize = 8;

#[test]
fn the_sample_is_answered_from_its_own_plan() {
    let project = format::from_bytes(include_bytes!("../content/sample.waymark")).unwrap().project;
    let catalogue = Catalogue::built_in();
    let digest = digest(&catalogue, &project, date(2026, 11, 22));
    for (checklist, content) in catalogue.checklists() {
        let answer = |computes| computed_answer(&catalogue, &project, &digest, checklist, computes);
        assert_eq!(answer(Computes::Counts).len(), content.areas.len());
        for computes in
            [Computes::Counts, Computes::QuickWins, Computes::Owners, Computes::DecisionMakers, Computes::Plan]
        {
            assert!(answer(computes).iter().all(|line| !line.trim().is_empty()));
        }
        let dated = project.actions.iter().filter(|action| action.status.is_open() && action.due.is_some());
        let of_checklist = dated.filter(|action| match &action.origin {
            Some(Origin::Recommendation(id) | Origin::Link(_, id)) => {
                catalogue.recommendation(id).is_some_and(|place| place.pack == checklist)
            }
            Some(Origin::Question(id)) => catalogue.question(id).is_some_and(|place| place.pack == checklist),
            Some(Origin::Kpi(_)) | None => false,
        });
        let expected = of_checklist.count();
        let told = answer(Computes::Plan).iter().filter(|line| line.contains(" 202")).count();
        assert_eq!(told, expected.min(NAMED), "{checklist}");
    }
}

#[test]
fn an_empty_plan_says_what_is_needed() {
    let catalogue = Catalogue::built_in();
    let now = jiff::Timestamp::UNIX_EPOCH;
    let organisation = Organisation::named("Northmoor Trust", now);
    let today = date(2026, 11, 22);
    let project = Project::new(ProjectId(1), organisation, Round::new(RoundId(1), "Round 1", today, now));
    let digest = digest(&catalogue, &project, today);
    for (checklist, _) in catalogue.checklists() {
        for computes in [Computes::QuickWins, Computes::Owners, Computes::DecisionMakers, Computes::Plan] {
            assert_eq!(computed_answer(&catalogue, &project, &digest, checklist, computes).len(), 1);
        }
    }
}
