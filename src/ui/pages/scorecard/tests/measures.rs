//! Measures of one's own: described, changed, retired, removed; a pack's owner and interval.

use super::*;

#[test]
fn a_measure_of_ones_own_is_described_by_keys() {
    let mut page = page(testing::sample());
    page.get_by_role_and_label(Role::Button, "New measure…").focus();
    press(&mut page, Key::Enter);
    assert!(page.query_by_role_and_label(Role::Dialog, "A new measure").is_some());
    assert!(page.get_by_role_and_label(Role::TextInput, "Name").is_focused());
    press(&mut page, Key::Enter);
    page.get_by_label("Write what the measure is called.");
    assert!(edits(&page).is_empty());
    fill(&mut page, "Name", "Panels with a trained chair");
    choose(&mut page, "Pillar", "Hiring");
    choose(&mut page, "Unit", "So many out of a whole");
    fill(&mut page, "Out of how many", "12");
    choose(&mut page, "Which way is better", "Less is better");
    choose(&mut page, "How often a figure is due", "Every 6 months");
    fill(&mut page, "Owner (optional)", "Head of resourcing");
    click(&mut page, "Choose recommendations");
    let first = page.query_all_by_role(Role::CheckBox).next().unwrap();
    first.click();
    // The dialog grows with what it shows.
    page.run_steps(20);
    click(&mut page, "Add the measure");
    let [Edit::AddKpi { id, own }, Edit::SetKpi { settings, .. }] = edits(&page) else { panic!("{:?}", edits(&page)) };
    assert!(id.as_str().starts_with("own-") && id.as_str().len() == 20, "{id}");
    assert_eq!(
        (own.name.as_str(), own.pillar, own.unit),
        ("Panels with a trained chair", Pillar::Hiring, Unit::OutOf(12))
    );
    assert_eq!((own.direction, own.recommendations.len()), (Direction::Down, 1));
    assert_eq!((settings.owner.as_str(), settings.every), ("Head of resourcing", Some(6)));
    assert!(heading(&page, "Panels with a trained chair"), "it is opened, ready for a figure");
    assert!(page.get_by_role_and_label(Role::TextInput, "Date").is_focused());
    page.get_by_label("Your own measure");
    page.get_by_label("Every 6 months");
    page.get_by_label("Head of resourcing");
}

#[test]
fn what_was_typed_outlives_escape_and_not_cancel() {
    let mut page = page(testing::sample());
    click(&mut page, "New measure…");
    fill(&mut page, "Name", "Mentors");
    press(&mut page, Key::Escape);
    press(&mut page, Key::Escape);
    assert!(page.query_by_role(Role::Dialog).is_none());
    click(&mut page, "New measure…");
    assert_eq!(text_of(&page, "Name"), "Mentors");
    click(&mut page, "Cancel");
    click(&mut page, "New measure…");
    assert_eq!(text_of(&page, "Name"), "");
}

#[test]
fn a_name_is_taken_once() {
    let project = with_own(testing::sample(), "own-1", "Mentors", Unit::Count, Direction::Up, &[]);
    let mut page = page(project);
    click(&mut page, "New measure…");
    fill(&mut page, "Name", " MENTORS ");
    click(&mut page, "Add the measure");
    page.get_by_label_contains("Another measure of yours has this name.");
    assert!(edits(&page).is_empty());
}

#[test]
fn a_measure_is_changed_and_its_unit_stays_once_there_are_figures() {
    let project = with_own(testing::sample(), "own-1", "Mentors", Unit::Count, Direction::Up, &[3.0, 4.0]);
    let mut page = of_kpi(project, "own-1");
    click(&mut page, "Change this measure…");
    page.get_by_label_contains("There are figures or a target in this unit, so it stays.");
    assert!(page.get_by_role_and_label(Role::ComboBox, "Unit").accesskit_node().is_disabled());
    fill(&mut page, "Name", "Trained mentors");
    press(&mut page, Key::Enter);
    let [Edit::SetKpi { settings, .. }] = edits(&page) else { panic!("one change") };
    assert_eq!(settings.own.as_ref().unwrap().name, "Trained mentors");
    assert!(heading(&page, "Trained mentors"));
    assert!(page.get_by_role_and_label(Role::Button, "Change this measure…").is_focused(), "back where it was opened");
    click(&mut page, "Change this measure…");
    click(&mut page, "Save the measure");
    assert_eq!(edits(&page).len(), 1, "nothing changed, nothing pushed");
}

#[test]
fn a_measure_is_retired_and_followed_again() {
    let project = with_own(testing::sample(), "own-1", "Mentors", Unit::Count, Direction::Up, &[3.0]);
    let mut page = of_kpi(project, "own-1");
    assert!(page.query_by_label("Remove this measure").is_none(), "it has a figure");
    click(&mut page, "Follow it no longer");
    page.get_by_label("Retired on 22 Nov 2026: no longer followed. Its figures are kept.");
    assert_eq!(kpi(&page, "own-1").retired(), Some(testing::TODAY));
    assert!(page.query_by_label("Follow it no longer").is_none());
    click(&mut page, "Follow again");
    assert_eq!(kpi(&page, "own-1").retired(), None);
    assert_eq!(edits(&page).len(), 2);
}

#[test]
fn a_measure_without_figures_is_removed_and_can_be_brought_back() {
    let project = with_own(testing::sample(), "own-1", "Mentors", Unit::Count, Direction::Up, &[]);
    let mut page = of_kpi(project, "own-1");
    click(&mut page, "Remove this measure");
    assert!(matches!(edits(&page), [Edit::RemoveKpi(_)]));
    assert!(page.query_by_role(Role::ListBox).is_some(), "back on the landing");
    page.get_by_label_contains("Removed “Mentors”.");
    assert!(page.query_by_label_contains("Hiring, Mentors").is_none());
    page.state_mut().editor.undo();
    page.run();
    page.get_by_label_contains("Hiring, Mentors");
    assert!(page.query_by_label_contains("Removed “Mentors”.").is_none());
}

#[test]
fn of_a_packs_measure_owner_and_interval_are_set() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Owner and interval…");
    assert!(page.query_by_role_and_label(Role::TextInput, "Name").is_none());
    assert!(page.get_by_role_and_label(Role::TextInput, "Owner (optional)").is_focused());
    fill(&mut page, "Owner (optional)", "Head of insight");
    choose(&mut page, "How often a figure is due", "Every 3 months");
    click(&mut page, "Save the measure");
    let [Edit::SetKpi { settings, .. }] = edits(&page) else { panic!("one change") };
    assert_eq!((settings.own.as_ref(), settings.owner.as_str(), settings.every), (None, "Head of insight", Some(3)));
    page.get_by_label("Every 3 months; next on 16 Jan 2027");
}

#[test]
fn a_measure_is_described_for_a_pillar() {
    let mut page = page(testing::empty());
    page.state_mut().state.measure = Some(super::super::MeasureDraft::new(Pillar::Advocacy, 1));
    page.run();
    let pillar = page.get_by_role_and_label(Role::ComboBox, "Pillar");
    assert_eq!(pillar.value().as_deref(), Some("Advocacy"));
}
