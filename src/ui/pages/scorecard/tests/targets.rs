//! Targets: steps, baselines, bands, one step to a benchmark.

use super::*;
use crate::project::Step;

fn without_target(mut project: Project, id: &str) -> Project {
    Arc::make_mut(project.kpis.get_mut(id).unwrap()).target = None;
    project
}

#[test]
fn a_target_is_set_with_steps_from_the_sources_aim() {
    let mut page = of_kpi(without_target(testing::sample(), "kpi-response-rate"), "kpi-response-rate");
    click(&mut page, "Take the source’s aim (70%)");
    assert_eq!(text_of(&page, "Value to reach, percent"), "70");
    assert!(page.get_by_role_and_label(Role::TextInput, "By when").is_focused(), "what is left to say");
    type_text(&mut page, "31/3/2028");
    click(&mut page, "Add a step");
    assert!(page.get_by_role_and_label(Role::TextInput, "Step 1: value").is_focused());
    type_text(&mut page, "68");
    fill(&mut page, "Step 1: by when", "31/3/2028");
    press(&mut page, Key::Enter);
    page.get_by_label("A step lies before the target’s date.");
    assert!(edits(&page).is_empty());
    fill(&mut page, "Step 1: by when", "31/3/2027");
    press(&mut page, Key::Enter);
    let [Edit::SetTarget { target: Some(target), .. }] = edits(&page) else { panic!("one target") };
    assert_eq!((target.value, target.date, target.baseline), (70.0, date(2028, 3, 31), None));
    assert_eq!(target.steps, [Step { value: 68.0, date: date(2027, 3, 31) }]);
    page.get_by_label("70% by 31 Mar 2028");
    assert!(page.get_by_role_and_label(Role::Button, "Change the target").is_focused());
}

#[test]
fn even_steps_are_filled_in_and_what_is_past_stays() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Change the target");
    fill(&mut page, "By when", "16/10/2028");
    click(&mut page, "Fill with even steps");
    click(&mut page, "Save the target");
    let steps = &kpi(&page, "kpi-response-rate").target.as_ref().unwrap().steps;
    let written: Vec<_> = steps.iter().map(|step| (step.value, step.date)).collect();
    assert_eq!(
        written,
        [
            (55.0, date(2026, 3, 31)),
            (60.0, date(2026, 6, 30)),
            (67.0, date(2027, 4, 16)),
            (68.0, date(2027, 10, 16)),
            (69.0, date(2028, 4, 16)),
        ]
    );
}

#[test]
fn a_baseline_may_be_set() {
    let project = with_own(testing::empty(), "own-1", "Mentors", Unit::Count, Direction::Up, &[]);
    let mut page = of_kpi(project, "own-1");
    page.get_by_label_contains("You have set no target of your own yet.");
    click(&mut page, "Set a target");
    page.get_by_label("Unless you set one, your first figure will be the baseline.");
    fill(&mut page, "Value to reach", "40");
    fill(&mut page, "By when", "31/12/2028");
    fill(&mut page, "Baseline (optional)", "20");
    press(&mut page, Key::Enter);
    page.get_by_label("Write a date.");
    assert!(
        page.get_by_role_and_label(Role::TextInput, "Date of the baseline").is_focused(),
        "the first that is wrong"
    );
    type_text(&mut page, "31/12/2026");
    click(&mut page, "Fill with even steps");
    click(&mut page, "Save the target");
    let target = kpi(&page, "own-1").target.clone().unwrap();
    assert_eq!(target.baseline, Some(Step { value: 20.0, date: date(2026, 12, 31) }));
    assert_eq!(target.steps.iter().map(|step| step.value).collect::<Vec<_>>(), [24.0, 29.0, 34.0]);
    page.get_by_label("Baseline: 20 on 31 Dec 2026");
}

#[test]
fn a_band_has_two_ends() {
    let project = with_own(testing::empty(), "own-1", "Pay gap", Unit::Gap, Direction::Within, &[8.0, 7.0]);
    let mut page = of_kpi(project, "own-1");
    click(&mut page, "Set a target");
    fill(&mut page, "Lower end, percent", "3");
    fill(&mut page, "Upper end, percent", "-3");
    fill(&mut page, "By when", "31/12/2028");
    press(&mut page, Key::Enter);
    page.get_by_label("The lower end cannot lie above the upper one.");
    assert!(page.query_by_label("Add a step").is_none(), "a band shrinks evenly");
    fill(&mut page, "Lower end, percent", "-3");
    fill(&mut page, "Upper end, percent", "3");
    press(&mut page, Key::Enter);
    let target = kpi(&page, "own-1").target.clone().unwrap();
    assert_eq!((target.low, target.value), (Some(-3.0), 3.0));
    page.get_by_label("−3% to 3% by 31 Dec 2028");
}

#[test]
fn a_yes_is_a_target_too() {
    let project = with_own(testing::empty(), "own-1", "Sponsor", Unit::YesNo, Direction::Up, &[0.0]);
    let mut page = of_kpi(project, "own-1");
    click(&mut page, "Set a target");
    let options: Vec<_> = page.query_all_by_role_and_label(Role::RadioButton, "Yes").collect();
    options[0].click();
    drop(options);
    page.run();
    fill(&mut page, "By when", "31/12/2027");
    press(&mut page, Key::Enter);
    assert_eq!(kpi(&page, "own-1").target.as_ref().unwrap().value.to_string(), "1");
    page.get_by_label("Yes by 31 Dec 2027");
}

#[test]
fn a_target_matches_a_benchmark_in_one_step_or_is_cleared() {
    let mut page = of_kpi(testing::empty(), "kpi-workforce-spread");
    click(&mut page, "Match National, May 2021 on (39%)");
    assert_eq!(text_of(&page, "Working class share to reach, percent"), "39");
    type_text(&mut page, "31/3/2030");
    press(&mut page, Key::Enter);
    assert!(matches!(edits(&page), [Edit::SetTarget { target: Some(target), .. }] if target.value.to_string() == "39"));
    click(&mut page, "Change the target");
    click(&mut page, "Clear the target");
    assert!(kpi(&page, "kpi-workforce-spread").target.is_none());
}

#[test]
fn the_population_to_match_is_chosen_from_all_sets() {
    let mut page = of_kpi(without_target(testing::sample(), "kpi-workforce-spread"), "kpi-workforce-spread");
    click(&mut page, "Aim eventually to match the population…");
    let sets: Vec<_> = page.query_all_by_label_contains("Match ").collect();
    assert!(sets.len() > 2, "{} ways to match", sets.len());
    sets.last().unwrap().click();
    drop(sets);
    page.run();
    assert!(page.get_by_role_and_label(Role::TextInput, "By when").is_focused());
    assert!(!text_of(&page, "Working class share to reach, percent").is_empty());
}
