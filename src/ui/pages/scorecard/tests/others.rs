//! What a measure is compared with: benchmark sets, own benchmarks, what is not the same measure.

use super::*;
use crate::project::{Benchmark, BenchmarkId};

#[test]
fn a_benchmark_is_added_with_its_caution_and_told() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Add a benchmark");
    assert!(page.get_by_role_and_label(Role::TextInput, "Whose figure").is_focused());
    press(&mut page, Key::Enter);
    page.get_by_label("Write whose figure it is.");
    fill(&mut page, "Whose figure", "Housing sector");
    // The figure's own form is closed, so there is one field of this name.
    fill(&mut page, "Figure, percent", "58,5");
    fill(&mut page, "Date", "31/3/2026");
    fill(&mut page, "Source (optional)", "Sector survey");
    fill(&mut page, "How it differs from this measure", "Counts head office only.");
    press(&mut page, Key::Enter);
    let [Edit::AddBenchmark { benchmark, .. }] = edits(&page) else { panic!("one benchmark") };
    assert_eq!((benchmark.label.as_str(), benchmark.value.to_string().as_str()), ("Housing sector", "58.5"));
    assert_eq!(benchmark.caution, "Counts head office only.");
    page.get_by_label("58.5% – Housing sector");
    page.get_by_label("31 Mar 2026; Sector survey");
    assert!(page.query_all_by_label_contains("Counts head office only.").next().is_some(), "what to mind is told");
    assert!(page.get_by_role_and_label(Role::Button, "Add a benchmark").is_focused());
    click(&mut page, "Show as table");
    assert!(page.query_all_by_label_contains("Housing sector 58.5%").next().is_some(), "and drawn");
}

fn with_benchmark(mut project: Project) -> Project {
    let one = Benchmark {
        id: BenchmarkId(7),
        label: "Housing sector".to_owned(),
        value: 58.5,
        date: at(2026, 3, 31),
        definition: String::new(),
        population: "Housing associations".to_owned(),
        source: String::new(),
        caution: String::new(),
        changed: testing::now(),
    };
    Arc::make_mut(project.kpis.get_mut("kpi-response-rate").unwrap()).benchmarks.push(one);
    project
}

#[test]
fn a_benchmark_is_corrected_and_removed() {
    let mut page = of_kpi(with_benchmark(testing::sample()), "kpi-response-rate");
    page.get_by_label("31 Mar 2026; source not given");
    click(&mut page, "Edit the benchmark Housing sector");
    assert_eq!(text_of(&page, "Who is counted (optional)"), "Housing associations");
    click(&mut page, "Save the correction");
    assert!(edits(&page).is_empty(), "nothing changed");
    click(&mut page, "Edit the benchmark Housing sector");
    fill(&mut page, "Source (optional)", "Sector survey");
    press(&mut page, Key::Enter);
    assert!(matches!(edits(&page), [Edit::ChangeBenchmark { benchmark, .. }] if benchmark.source == "Sector survey"));
    click(&mut page, "Remove the benchmark Housing sector");
    assert!(kpi(&page, "kpi-response-rate").benchmarks.is_empty());
}

#[test]
fn an_own_benchmark_can_be_the_target() {
    let mut project = with_benchmark(testing::sample());
    Arc::make_mut(project.kpis.get_mut("kpi-response-rate").unwrap()).target = None;
    let mut page = of_kpi(project, "kpi-response-rate");
    click(&mut page, "Match Housing sector (58.5%)");
    assert_eq!(text_of(&page, "Value to reach, percent"), "58.5");
}

#[test]
fn the_sets_to_compare_with_are_ticked() {
    let mut page = of_kpi(testing::sample(), "kpi-workforce-spread");
    assert!(page.query_by_label("Legal services, 2021").is_none(), "many, so only the chosen ones are shown");
    let all = page.query_all_by_label_contains("Choose among all").next().unwrap();
    all.click();
    page.run();
    let boxes: Vec<(String, bool)> = page
        .query_all_by_role(Role::CheckBox)
        .map(|node| {
            (
                node.accesskit_node().label().unwrap_or_default(),
                node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True),
            )
        })
        .filter(|(label, _)| label != "Axis from nought")
        .collect();
    assert!(boxes.len() > 1 && boxes.iter().any(|(_, on)| *on), "{boxes:?}");
    let off = boxes.iter().find(|(_, on)| !on).unwrap().0.clone();
    page.get_by_role_and_label(Role::CheckBox, &off).click();
    page.run();
    let [Edit::CompareKpi { sets: Some(sets), .. }] = edits(&page) else { panic!("one choice") };
    assert!(sets.len() > 1);
    page.get_by_role_and_label(Role::CheckBox, &off).click();
    page.run();
    assert!(edits(&page).len() == 2);
}

#[test]
fn what_is_not_the_same_measure_stands_in_words_only() {
    let mut page = of_kpi(testing::sample(), "kpi-seb-asked");
    page.get_by_label("What others do: not the same measure");
    page.get_by_label("31% – Ask new hires: parental occupation");
    click(&mut page, "How they are counted");
    assert_eq!(page.query_all_by_label_contains("no measure of one employer’s four groups").count(), 6);
    click(&mut page, "Show as table");
    assert!(page.query_by_label("31%").is_none());
}
