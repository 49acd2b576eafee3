//! The page of rounds, by role and label.

use egui::accesskit::Role;
use egui::{Event, Key, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::ToSpan as _;

use super::{State, show};
use crate::app::Command;
use crate::content::QuestionId;
use crate::edit::{ActionField, Edit, Editor};
use crate::insight::{self, ShiftPart};
use crate::project::{ActionId, Project, Rating, RoundId};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, TODAY, WIDE, empty, now, page, sample};
use crate::ui::theme::{DARK, LIGHT};

type Page<'a> = Harness<'a, Bench<State>>;

fn rounds<'a>(project: Project, size: Vec2) -> Page<'a> {
    let mut page = page(project, size, LIGHT, show);
    page.run();
    page
}

/// The sample with its newest round frozen and the next begun, in which `changed` gives the first questions other
/// ratings. An action is closed, one slips, one is new.
pub(crate) fn next_round(changed: &[Rating]) -> Project {
    let mut editor = Editor::saved(sample());
    let mut apply = |edit| editor.apply(edit, now()).unwrap();
    apply(Edit::FreezeRound { on: TODAY });
    apply(Edit::StartRound { id: RoundId(77), name: "Next round".to_owned(), started: TODAY });
    let questions: Vec<QuestionId> =
        crate::content::Catalogue::built_in().questions().map(|place| place.question.id.clone()).collect();
    for (question, rating) in questions.iter().zip(changed) {
        apply(Edit::Rate { question: question.clone(), rating: *rating });
    }
    let open: Vec<_> =
        sample().actions.iter().filter(|one| one.status.is_open() && one.due.is_some()).cloned().collect();
    apply(Edit::ChangeAction { id: open[0].id, field: ActionField::Status(crate::project::Status::Done) });
    let later = open[1].due.map(|due| due + 40.days());
    apply(Edit::ChangeAction { id: open[1].id, field: ActionField::Due(later) });
    let new =
        crate::project::Action { id: ActionId(4711), title: "Ask the board again".to_owned(), ..(*open[2]).clone() };
    apply(Edit::AddAction(Box::new(new)));
    Project::clone(editor.project())
}

fn click(page: &mut Page<'_>, role: Role, label: &str) {
    page.get_by_role_and_label(role, label).click();
    page.run();
}

fn press(page: &mut Page<'_>, key: Key) {
    page.key_press(key);
    page.run();
}

/// The rows of the table that are drawn, as they are heard.
fn rows(page: &Page<'_>) -> Vec<String> {
    let nodes = page.root().children_recursive();
    let rows = nodes.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    rows.map(|node| node.accesskit_node().label().unwrap()).collect()
}

/// The row that is selected, as it is heard.
fn selected(page: &Page<'_>) -> Option<String> {
    let mut nodes = page.root().children_recursive();
    let node = nodes.find(|node| node.accesskit_node().is_selected() == Some(true));
    node.and_then(|node| node.accesskit_node().label())
}

#[test]
fn one_round_says_what_rounds_are_for_and_shows_no_trend() {
    let mut page = rounds(empty(), WIDE);
    page.get_by_role_and_label(Role::Heading, "Round 1 is your first");
    page.get_by_role_and_label(Role::Heading, "From round to round");
    page.get_by_label_contains("One round shows no trend");
    assert!(
        page.query_by_role(Role::Image).is_some_and(|node| node
            .accesskit_node()
            .label()
            .unwrap()
            .starts_with("Questions"))
    );
    click(&mut page, Role::RadioButton, "What changed");
    page.get_by_label_contains("nothing to compare");
    click(&mut page, Role::Button, "Freeze this round…");
    assert_eq!(page.state().pushed.commands, [Command::FreezeRound]);
}

#[test]
fn a_round_is_renamed_but_never_to_nothing() {
    let mut page = rounds(empty(), WIDE);
    let field = page.get_by_role_and_label(Role::TextInput, "Name");
    field.focus();
    page.run();
    page.event(Event::Text(" of 2026".to_owned()));
    page.run();
    assert_eq!(page.state().editor.project().round().unwrap().name, "Round 1 of 2026");
    page.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    press(&mut page, Key::Backspace);
    page.get_by_label_contains("A name is needed");
    assert_eq!(page.state().editor.project().round().unwrap().name, "Round 1 of 2026");
}

#[test]
fn a_frozen_round_offers_only_what_can_be_done() {
    let mut editor = Editor::saved(sample());
    editor.apply(Edit::FreezeRound { on: TODAY }, now()).unwrap();
    let mut page = rounds(Project::clone(editor.project()), WIDE);
    page.get_by_role_and_label(Role::Button, "Start the next round…");
    assert!(page.query_by_label("Freeze this round…").is_none());
    assert!(page.query_by_role(Role::TextInput).is_none(), "its name cannot be changed");
    click(&mut page, Role::Button, "Open it again…");
    assert_eq!(page.state().pushed.commands, [Command::ReopenRound]);
    page.state_mut().read_only = true;
    page.run();
    for label in ["Start the next round…", "Open it again…", "Freeze this round…"] {
        assert!(page.query_by_label(label).is_none(), "{label}");
    }
}

#[test]
fn the_table_shows_the_changes_and_the_counts_add_up() {
    let first = sample().round().unwrap().clone();
    let questions: Vec<_> =
        crate::content::Catalogue::built_in().questions().map(|place| place.question.id.clone()).collect();
    let other = |rating| if rating == Rating::Active { Rating::Limited } else { Rating::Active };
    let changed: Vec<Rating> = questions.iter().take(3).map(|question| other(first.rating(question))).collect();
    let mut page = rounds(next_round(&changed), WIDE);
    click(&mut page, Role::RadioButton, "What changed");
    let digest = page.state().digest();
    let since = digest.since.as_ref().unwrap();
    assert_eq!(ShiftPart::Changes.count(since.counts), 3);
    let expected: Vec<String> =
        since.changes().map(|one| insight::shift_row_words(page.state().catalogue(), one)).collect();
    assert_eq!(rows(&page), expected);
    page.get_by_label_contains("Of 127 questions:");
    page.get_by_role_and_label(Role::Heading, &since.headline());
    // Each filter shows as many as it says.
    click(&mut page, Role::RadioButton, &format!("Not re-confirmed {}", since.counts.not_reconfirmed));
    let list = page.get_by_role_and_label(Role::ListBox, "Questions in both rounds");
    assert_eq!(list.accesskit_node().data().size_of_set(), Some(since.counts.not_reconfirmed as usize));
    assert!(rows(&page).iter().all(|row| row.starts_with("Not re-confirmed")), "only those");
    assert!(rows(&page).len() < 20, "only those in sight are drawn");
    click(&mut page, Role::RadioButton, "All 127");
    let list = page.get_by_role_and_label(Role::ListBox, "Questions in both rounds");
    assert_eq!(list.accesskit_node().data().size_of_set(), Some(127));
}

#[test]
fn the_table_is_walked_by_keys_and_leads_to_the_question() {
    let mut page = rounds(next_round(&[Rating::NotApplicable; 4]), WIDE);
    page.state_mut().state.show_changes();
    page.run();
    let all = rows(&page);
    assert_eq!(all.len(), 4);
    assert_eq!(selected(&page), Some(all[0].clone()));
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::ArrowDown);
    assert_eq!(selected(&page), Some(all[2].clone()));
    press(&mut page, Key::End);
    assert_eq!(selected(&page), Some(all[3].clone()));
    press(&mut page, Key::Enter);
    let fourth = page.state().catalogue().questions().nth(3).unwrap().question.id.clone();
    assert_eq!(page.state().pushed.commands, [Command::ShowQuestion(fourth)]);
}

#[test]
fn the_plan_between_rounds_leads_to_its_actions() {
    let mut page = rounds(next_round(&[]), WIDE);
    page.state_mut().state.show_changes();
    page.run();
    page.get_by_label("No rating has changed between these rounds.");
    for heading in ["Slipped (1)", "Closed (1)", "New (1)"] {
        page.get_by_role_and_label(Role::Heading, heading);
    }
    click(&mut page, Role::Button, "Ask the board again");
    assert_eq!(page.state().pushed.commands, [Command::ShowAction(ActionId(4711))]);
}

#[test]
fn the_log_tells_newest_first_and_finds_by_words_kind_and_keys() {
    let mut page = rounds(next_round(&[Rating::NotApplicable; 2]), WIDE);
    page.state_mut().state.show_log();
    page.run();
    assert!(page.query_by_label_contains("Your name is not set").is_some());
    let all = rows(&page);
    assert!(all[0].contains("Actions: Ask the board again. Added"), "{}", all[0]);
    assert!(all[0].starts_with("22 Nov 2026, 10:00. Name not set."), "{}", all[0]);
    let field = page.get_by_role_and_label(Role::SearchInput, "Find in the change log");
    field.focus();
    page.run();
    page.event(Event::Text("autumn 2026 frozen".to_owned()));
    page.run();
    let found = rows(&page);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("State: from Open to Frozen on 22 Nov 2026"), "{}", found[0]);
    press(&mut page, Key::Enter);
    press(&mut page, Key::Enter);
    assert_eq!(page.state().pushed.commands.last(), Some(&Command::GoTo(crate::app::Place::Rounds)));
    click(&mut page, Role::Button, "Clear filters");
    assert_eq!(rows(&page).len(), all.len());
}

/// A project of so many rounds, each a month after the one before.
fn many(count: u64) -> Project {
    let mut editor = Editor::saved(sample());
    let there = sample().rounds.len() as u64;
    for number in there..count {
        let day = TODAY.saturating_add(i64::try_from(number).unwrap().months());
        editor.apply(Edit::FreezeRound { on: day }, now()).unwrap();
        let start =
            Edit::StartRound { id: RoundId(1000 + number), name: format!("Round {}", number + 1), started: day };
        editor.apply(start, now()).unwrap();
    }
    Project::clone(editor.project())
}

#[test]
fn a_hundred_rounds_are_listed_a_page_at_a_time_and_any_two_compared() {
    let mut page = rounds(many(100), vec2(1084.0, 3000.0));
    page.get_by_label_contains("the newest 12 of 100 rounds");
    page.get_by_label("1–10 of 100");
    click(&mut page, Role::RadioButton, "What changed");
    let choice = |page: &Page<'_>, label: &str| {
        page.get_by_role_and_label(Role::ComboBox, label).accesskit_node().value().unwrap()
    };
    assert!(choice(&page, "From").starts_with("Round 99,") && choice(&page, "To").starts_with("Round 100,"));
    click(&mut page, Role::ComboBox, "From");
    page.get_by_label_contains("Round 98,").click();
    page.run();
    assert!(choice(&page, "From").starts_with("Round 98,") && choice(&page, "To").starts_with("Round 100,"));
    click(&mut page, Role::ComboBox, "To");
    assert!(page.query_by_label_contains("Round 97,").is_none(), "the later round comes after the earlier");
}

#[test]
fn pictures() {
    use Rating::{Active, Limited, NotApplicable, NotAssessed, NotInPlace};
    let Ok(folder) = std::env::var("WAYMARK_PICTURES") else { return };
    let save = |page: &mut Page<'_>, name: &str| {
        page.run();
        page.render().unwrap().save(format!("{folder}/rounds-{name}.png")).unwrap();
    };
    let two = || next_round(&[Active, Limited, NotInPlace, NotApplicable, Active, NotAssessed, Active, Limited]);
    for (size_name, size) in [("wide", WIDE), ("small", SMALL), ("large-text", LARGE_TEXT)] {
        for (kind, project) in [("one", empty()), ("two", two()), ("many", many(100))] {
            for (theme, palette) in [("light", LIGHT), ("dark", DARK)] {
                let mut shown = page(project.clone(), size, palette, show);
                save(&mut shown, &format!("{kind}-{size_name}-{theme}"));
                shown.state_mut().state.show_changes();
                save(&mut shown, &format!("{kind}-{size_name}-{theme}-changes"));
                shown.state_mut().state.show_log();
                save(&mut shown, &format!("{kind}-{size_name}-{theme}-log"));
            }
        }
    }
}

#[test]
fn the_chart_of_rounds_can_be_had_as_a_picture() {
    let mut page = rounds(next_round(&[Rating::Active]), vec2(1084.0, 1600.0));
    page.get_by(|node| node.label().is_some_and(|name| name.starts_with("Picture: Active practices"))).click();
    page.run();
    click(&mut page, Role::Button, "Copy as picture");
    let commands = &page.state().pushed.commands;
    let [Command::CopyPicture(chart)] = commands.as_slice() else { panic!("{commands:?}") };
    assert!(chart.title.starts_with("Active practices"));
}
