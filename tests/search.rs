//! Finding anything by its words.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jiff::civil::date;
use waymark::content::Catalogue;
use waymark::insight::{Goal, HITS, search};
use waymark::project::Project;
use waymark::store::format;

fn sample() -> Project {
    format::from_bytes(include_bytes!("../content/sample.waymark")).unwrap().project
}

#[test]
fn whatever_is_entered_or_asked_is_found_by_its_own_words() {
    let (catalogue, project, today) = (Catalogue::built_in(), sample(), date(2026, 11, 22));
    let goals = |query: &str| -> Vec<Goal> {
        search(&catalogue, &project, today, query).hits.into_iter().map(|hit| hit.goal).collect()
    };
    for action in &project.actions {
        assert!(goals(&action.title).contains(&Goal::Action(action.id)), "{}", action.title);
    }
    for place in catalogue.questions() {
        assert!(
            goals(&place.question.text).contains(&Goal::Question(place.question.id.clone())),
            "{}",
            place.question.text
        );
    }
    for kpi in catalogue.kpis() {
        assert!(goals(&kpi.name).contains(&Goal::Kpi(kpi.id.clone())), "{}", kpi.name);
    }
    for term in catalogue.terms() {
        assert!(goals(&term.term).contains(&Goal::Library(term.term.clone())), "{}", term.term);
    }
    for set in &project.workforce {
        assert!(goals(&set.name).contains(&Goal::DataSet(set.id)), "{}", set.name);
    }
    for (id, answer) in &project.round().unwrap().answers {
        if !answer.note.is_empty() {
            assert!(goals(&answer.note).contains(&Goal::Question(id.clone())), "{}", answer.note);
        }
    }
}

#[test]
fn order_case_and_spaces_do_not_matter_and_nothing_finds_nothing() {
    let (catalogue, project, today) = (Catalogue::built_in(), sample(), date(2026, 11, 22));
    let of = |query: &str| search(&catalogue, &project, today, query);
    assert_eq!(of("SUCCESSION  policy").total, of("policy succession").total);
    assert_eq!(of("   ").total, 0);
    assert_eq!(of("no such words at all").total, 0);
    let many = of("a");
    assert!(many.total > HITS && many.hits.len() == HITS);
}
