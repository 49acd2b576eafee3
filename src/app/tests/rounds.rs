//! Rounds and people by keys: freezing, starting the next, opening again, and what is never offered.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{App, Command, Place, World, carry_out, click, press};
use crate::edit::Edit;
use crate::project::{Evidence, EvidenceId, Project};
use crate::ui::testing::empty;

fn project(harness: &Harness<'_, App>) -> Project {
    Project::clone(harness.state().document.as_ref().unwrap().editor.project())
}

/// Opens the box that finds anything and types into it.
fn find(harness: &mut Harness<'_, App>, text: &str) {
    press(harness, Modifiers::COMMAND, Key::K);
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

/// The window with an organisation that has entered nothing yet.
fn opened(world: &World) -> Harness<'static, App> {
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::CreateProject(empty().organisation));
    harness
}

/// What can be chosen in the box that finds anything.
fn offered(harness: &Harness<'_, App>) -> Vec<String> {
    let nodes = harness.root().children_recursive();
    let rows = nodes.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    rows.map(|node| node.accesskit_node().label().unwrap()).filter(|name| name.starts_with("Command:")).collect()
}

#[test]
fn a_round_is_frozen_followed_and_opened_again_by_keys() {
    let world = World::new();
    let mut harness = opened(&world);
    let question: crate::content::QuestionId = "adv-internal-understanding-1".into();
    let rate = Edit::Rate { question: question.clone(), rating: crate::project::Rating::Limited };
    harness.state_mut().make_edit(rate);
    harness.run();

    find(&mut harness, "freeze this");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_role_and_label(Role::Dialog, "Freeze this round?");
    harness.get_by_label("126 questions are not yet rated.");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_role(Role::Dialog).is_none());
    assert!(!project(&harness).round().unwrap().is_open());
    harness.get_by_label("Round 1 is frozen");

    // Refused things are not offered, possible ones are.
    find(&mut harness, "round");
    let commands = offered(&harness);
    assert!(commands.iter().any(|one| one.contains("Start the next round…")), "{commands:?}");
    assert!(!commands.iter().any(|one| one.contains("Freeze this round…")), "{commands:?}");
    press(&mut harness, Modifiers::NONE, Key::Escape);

    find(&mut harness, "open the round again");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.get_by_role_and_label(Role::Button, "Open it again").accesskit_node().is_disabled(), "without why");
    harness.event(Event::Text("A rating was wrong".to_owned()));
    harness.run();
    click(&mut harness, Role::Button, "Open it again");
    let round = project(&harness).round().unwrap().clone();
    assert_eq!((round.is_open(), round.reopened[0].reason.as_str()), (true, "A rating was wrong"));
    harness.get_by_label("Round 1 is open again");

    carry_out(&mut harness, Command::FreezeRound);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    carry_out(&mut harness, Command::StartRound);
    harness.get_by_label_contains("1 rating comes along from Round 1");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let begun = project(&harness);
    assert_eq!(begun.rounds.len(), 2);
    assert_eq!(begun.round().unwrap().name, "Round 2");
    assert!(begun.round().unwrap().is_to_reconfirm(&question));
    harness.get_by_label("Round 2 is begun");
    assert_eq!(begun.faults(), []);

    // All of it is undone step by step.
    for _ in 0..5 {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert!(project(&harness).round().unwrap().answers.is_empty());
    assert_eq!(project(&harness).rounds.len(), 1);
}

#[test]
fn a_round_never_begins_before_the_last_or_without_a_name() {
    let world = World::new();
    let mut harness = opened(&world);
    carry_out(&mut harness, Command::FreezeRound);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    carry_out(&mut harness, Command::StartRound);
    let start = |harness: &Harness<'_, App>| {
        !harness.get_by_role_and_label(Role::Button, "Start").accesskit_node().is_disabled()
    };
    assert!(start(&harness));
    harness.get_by_role_and_label(Role::TextInput, "Begins on").focus();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(Event::Text("1/3/2020".to_owned()));
    harness.run();
    harness.get_by_label_contains("the next cannot begin earlier");
    assert!(!start(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(Event::Text("1/3/2027".to_owned()));
    harness.run();
    assert!(start(&harness));
    harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    harness.get_by_label("A round needs a name.");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(project(&harness).rounds.len(), 1, "Enter does not start it either");
}

#[test]
fn the_top_bar_says_the_round_and_leads_to_the_rounds() {
    let world = World::new();
    let mut harness = opened(&world);
    click(&mut harness, Role::Button, "Round 1 · open");
    assert_eq!(harness.state().place(), Place::Rounds);
    carry_out(&mut harness, Command::FreezeRound);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_role_and_label(Role::Button, "Round 1 · frozen");
    carry_out(&mut harness, Command::GoTo(Place::Overview));
    assert!(
        harness.query_by_label("Begin the review").is_none() && harness.query_by_label("Continue review").is_none()
    );
}

#[test]
fn people_and_evidence_are_found_and_a_person_is_added_by_keys() {
    let world = World::new();
    let mut harness = opened(&world);
    find(&mut harness, "add a person");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().place(), Place::People);
    harness.event(Event::Text("Amina Yusuf".to_owned()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(project(&harness).people[0].name, "Amina Yusuf");
    let evidence = Evidence {
        id: EvidenceId(1),
        title: "Minutes of the people committee".to_owned(),
        date: None,
        person: "Jo Park".to_owned(),
        link: String::new(),
    };
    let question: crate::content::QuestionId = "adv-internal-understanding-1".into();
    harness.state_mut().make_edit(Edit::AddEvidence { question, evidence });
    harness.run();
    find(&mut harness, "people committee");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().place(), Place::Review, "where the evidence stands");
    find(&mut harness, "yusuf");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().place(), Place::People);
}

#[test]
fn the_name_set_in_the_preferences_signs_the_log() {
    let world = World::new();
    let mut harness = opened(&world);
    let preferences = crate::store::Preferences { my_name: "Sam Okoro".to_owned(), ..Default::default() };
    carry_out(&mut harness, Command::SetPreferences(Box::new(preferences)));
    carry_out(&mut harness, Command::FreezeRound);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    carry_out(&mut harness, Command::ShowLog);
    harness.get_by_label_contains("Sam Okoro. Rounds: Round 1. State: from Open to Frozen on 22 Nov 2026");
    assert!(harness.query_by_label_contains("Your name is not set").is_none());
}

#[test]
fn what_a_command_shows_has_the_focus_even_where_something_else_had_it_before() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    for title in ["First", "Second"] {
        find(&mut harness, "add an action");
        press(&mut harness, Modifiers::NONE, Key::Enter);
        harness.event(Event::Text(title.to_owned()));
        harness.run();
        assert_eq!(project(&harness).actions.last().unwrap().title, title);
    }
    find(&mut harness, "what changed");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let list = harness.get_by_role_and_label(Role::ListBox, "Questions in both rounds");
    assert!(list.accesskit_node().is_focused());
}
