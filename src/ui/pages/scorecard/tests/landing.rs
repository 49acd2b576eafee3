//! The landing: pillars side by side, one list of measures, their order.

use super::*;
use crate::insight::AttentionKind;

/// The row of a measure, by the beginning of what is heard of it.
fn row<'a>(page: &'a Page<'_>, begins: &str) -> egui_kittest::Node<'a> {
    page.query_all_by_role(Role::ListBoxOption)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begins)))
        .unwrap_or_else(|| panic!("no row {begins}"))
}

fn is_selected(page: &Page<'_>, begins: &str) -> bool {
    row(page, begins).accesskit_node().is_selected() == Some(true)
}

fn focus_list(page: &mut Page<'_>) {
    page.get_by_role(Role::ListBox).focus();
    page.run();
}

#[test]
fn pillars_and_their_measures_stand_side_by_side() {
    let page = page(testing::sample());
    let pillars: Vec<_> =
        Pillar::ALL.iter().map(|pillar| page.get_by_role_and_label(Role::Heading, pillar.name())).collect();
    assert!(pillars[0].rect().left() < pillars[1].rect().left());
    assert!((pillars[0].rect().top() - pillars[1].rect().top()).abs() < 1.0, "two columns");
    assert!(pillars[2].rect().top() > pillars[0].rect().bottom());
    page.get_by_role_and_label(Role::Group, "Data: 4 of 4 on path");
    page.get_by_role_and_label(
        Role::ListBoxOption,
        "Data, Response rate: 66%, On path, target 70% by 31 Mar 2027, 1 action",
    );
    let described = row(&page, "Data, Response rate").accesskit_node().description().unwrap_or_default();
    assert!(described.starts_with("Now 66%, target 70%, Index employers, new hires 87%"), "{described}");
}

#[test]
fn what_is_offered_is_folded_away_until_it_is_asked_for() {
    let mut page = page(testing::sample());
    assert!(page.query_by_label_contains("offered, not in use").is_none());
    focus_list(&mut page);
    press(&mut page, Key::Home);
    while !is_selected(&page, "Data: ") {
        press(&mut page, Key::ArrowDown);
    }
    let before = page.query_all_by_role(Role::ListBoxOption).count();
    press(&mut page, Key::Enter);
    assert_eq!(row(&page, "Data: 2 more are offered, shown").accesskit_node().data().is_expanded(), Some(true));
    assert_eq!(page.query_all_by_role(Role::ListBoxOption).count(), before + 2);
    press(&mut page, Key::ArrowDown);
    let heard =
        page.query_all_by_role(Role::ListBoxOption).find(|node| node.accesskit_node().is_selected() == Some(true));
    assert!(heard.unwrap().accesskit_node().label().unwrap().contains("offered, not in use"));
    press(&mut page, Key::ArrowUp);
    press(&mut page, Key::Enter);
    assert_eq!(page.query_all_by_role(Role::ListBoxOption).count(), before);
}

#[test]
fn while_nothing_is_in_use_everything_is_offered() {
    let mut page = page(testing::empty());
    page.get_by_role_and_label(Role::Heading, "Enter your first figure");
    let offered = page.query_all_by_label_contains("offered, not in use").count();
    assert_eq!(offered, page.state().catalogue().kpis().count());
    focus_list(&mut page);
    press(&mut page, Key::Enter);
    assert!(heading(&page, "Response rate"), "the first one opens");
    page.get_by_role_and_label(Role::TextInput, "Date");
}

#[test]
fn a_measure_is_opened_by_keys_and_left_again() {
    let mut page = page(testing::sample());
    focus_list(&mut page);
    press(&mut page, Key::Home);
    assert!(is_selected(&page, "Data, Response rate"));
    assert!(row(&page, "Data, Response rate").is_focused(), "a screen reader is on the row");
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::Enter);
    assert!(heading(&page, "Groups asked about parental occupation"));
    assert!(page.query_by_role(Role::ListBox).is_none(), "in place of the list");
    assert!(page.get_by_role_and_label(Role::Button, "All measures").is_focused());
    press(&mut page, Key::Escape);
    assert!(is_selected(&page, "Data, Groups asked"), "where it was left");
    assert!(row(&page, "Data, Groups asked").is_focused());
    press(&mut page, Key::End);
    assert!(is_selected(&page, "Advocacy: "), "the last line of the last pillar");
    press(&mut page, Key::Home);
    press(&mut page, Key::Enter);
    press(&mut page, Key::Enter);
    assert!(page.query_by_role(Role::ListBox).is_some(), "Enter on the way back");
}

#[test]
fn escape_in_a_field_leaves_the_field_only() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    click(&mut page, "Add a figure");
    type_text(&mut page, "31/10");
    press(&mut page, Key::Escape);
    assert!(heading(&page, "Response rate"));
    assert_eq!(text_of(&page, "Date"), "31/10");
    press(&mut page, Key::Escape);
    assert!(page.query_by_role(Role::ListBox).is_some());
}

#[test]
fn a_click_opens_a_measure() {
    let mut page = page(testing::sample());
    row(&page, "Data, Workforce by background").click();
    page.run();
    assert!(heading(&page, "Workforce by background"));
    click(&mut page, "Next measure: Lowest response rate of a team");
    assert!(heading(&page, "Lowest response rate of a team"));
    click(&mut page, "Previous measure: Workforce by background");
    assert!(heading(&page, "Workforce by background"));
}

#[test]
fn a_figure_is_added_to_the_selected_measure() {
    let mut page = page(testing::sample());
    focus_list(&mut page);
    press(&mut page, Key::Home);
    press(&mut page, Key::ArrowDown);
    let button = page.get_by_role_and_label(Role::Button, "Add a figure");
    let to = button.accesskit_node().description().unwrap_or_default();
    assert_eq!(to, "To “Groups asked about parental occupation”, which is selected below");
    button.click();
    page.run();
    assert!(heading(&page, "Groups asked about parental occupation"));
    assert!(page.get_by_role_and_label(Role::TextInput, "Date").is_focused());
}

#[test]
fn attention_opens_the_first_measure_concerned() {
    let mut project = with_own(testing::sample(), "own-1", "Mentors", Unit::Count, Direction::Up, &[]);
    project.kpis.remove("kpi-seb-asked");
    let mut page = page(project);
    page.state_mut().state.show_attention(AttentionKind::KpisWithoutFigures);
    page.run();
    assert!(heading(&page, "Mentors"));
    page.state_mut().state.show_attention(AttentionKind::KpisStale);
    page.run();
    assert!(heading(&page, "Ratio of promotion rates"));
}

#[test]
fn measures_are_moved_by_keys_and_by_buttons() {
    let mut page = page(testing::sample());
    focus_list(&mut page);
    press(&mut page, Key::Home);
    press_with(&mut page, Modifiers::ALT, Key::ArrowDown);
    let [Edit::OrderKpis(order)] = edits(&page) else { panic!("one order") };
    assert_eq!(order[..2], [KpiId::new("kpi-seb-asked"), KpiId::new("kpi-response-rate")]);
    assert_eq!(order.len(), page.state().digest().kpis.len(), "those that are offered keep their places");
    assert!(is_selected(&page, "Data, Response rate"), "it is still selected");
    let tops: Vec<f32> =
        ["Data, Groups", "Data, Response rate"].iter().map(|begins| row(&page, begins).rect().top()).collect();
    assert!(tops[0] < tops[1]);
    press_with(&mut page, Modifiers::ALT, Key::ArrowUp);
    press_with(&mut page, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(edits(&page).len(), 2, "the first goes no further");
    click(&mut page, "Change the order");
    click(&mut page, "Move Workforce by background up");
    assert_eq!(edits(&page).len(), 3);
    let up = page.get_by_role_and_label(Role::Button, "Move Response rate up");
    assert!(up.accesskit_node().is_disabled());
    click(&mut page, "Keep this order");
    assert!(page.query_by_label("Move Response rate down").is_none());
}

#[test]
fn measures_no_longer_followed_stand_at_the_end_and_come_back() {
    let mut project = testing::sample();
    let kpi = Arc::make_mut(project.kpis.get_mut("kpi-response-rate").unwrap());
    let settings = kpi.settings.clone().unwrap_or_else(|| KpiSettings::new(testing::now()));
    kpi.settings = Some(KpiSettings { retired: Some(at(2026, 11, 1)), ..settings });
    let mut page = page(project);
    assert!(page.query_by_label_contains("Data, Response rate").is_none());
    click(&mut page, "Show 1 measure that is no longer followed");
    page.get_by_label("Data · 66% · retired on 1 Nov 2026");
    click(&mut page, "Show Response rate");
    page.get_by_label("Retired on 1 Nov 2026: no longer followed. Its figures are kept.");
    click(&mut page, "All measures");
    click(&mut page, "Follow Response rate again");
    assert!(matches!(edits(&page), [Edit::RetireKpi { on: None, .. }]));
    assert!(is_selected(&page, "Data, Response rate"));
    assert!(page.query_by_label_contains("no longer followed").is_none());
}

#[test]
fn rows_out_of_sight_are_not_painted() {
    let size = testing::WIDE;
    let mut page = testing::page(big(), size, LIGHT, show);
    page.run();
    let rows: Vec<_> = page.query_all_by_role(Role::ListBoxOption).collect();
    assert!((4..30).contains(&rows.len()), "{} rows", rows.len());
    assert!(rows.iter().all(|row| row.rect().top() < size.y));
    drop(rows);
    focus_list(&mut page);
    press(&mut page, Key::End);
    let rows: Vec<_> = page.query_all_by_role(Role::ListBoxOption).collect();
    let selected = rows.iter().find(|row| row.accesskit_node().is_selected() == Some(true)).unwrap();
    assert!(selected.rect().bottom() <= size.y && selected.rect().top() > 0.0, "the last one is in sight");
}

#[test]
fn escape_closes_a_menu_before_it_leads_back() {
    let mut page = of_kpi(testing::sample(), "kpi-response-rate");
    let menu = page.query_all_by_role(Role::Button).find(|node| {
        let label = node.accesskit_node().label();
        label.is_some_and(|label| label.starts_with("Picture: "))
    });
    menu.unwrap().click();
    page.run();
    page.get_by_label("Copy as picture");
    press(&mut page, Key::Escape);
    assert!(page.query_by_label("Copy as picture").is_none());
    assert!(heading(&page, "Response rate"));
    press(&mut page, Key::Escape);
    assert!(page.query_by_role(Role::ListBox).is_some());
}
