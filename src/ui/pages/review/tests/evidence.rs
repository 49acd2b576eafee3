//! Evidence for a rating.

use super::*;

#[test]
fn evidence_is_added_corrected_and_removed() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::Num3, Key::ArrowUp]);
    press(&mut harness, "Add evidence…");
    assert!(harness.get_by_label("Keep this evidence").accesskit_node().is_disabled(), "it has no name yet");
    harness.get_by_role_and_label(Role::TextInput, "What it is").type_text("Staff survey");
    harness.run();
    type_into(&mut harness, Role::TextInput, "Of which day", 0, "4/5/2026");
    type_into(&mut harness, Role::TextInput, "Who can show it", 0, "Ada Price");
    type_into(&mut harness, Role::TextInput, "Where it is", 0, "https://example.org/survey");
    harness.key_press(Key::Enter);
    harness.run();
    let kept = |harness: &Harness<'_, Bench<State>>| {
        round(harness).answers.get("adv-internal-understanding-1").unwrap().evidence.clone()
    };
    let one = kept(&harness)[0].clone();
    assert_eq!((one.title.as_str(), one.date), ("Staff survey", Some(date(2026, 5, 4))));
    assert_eq!((one.person.as_str(), one.link.as_str()), ("Ada Price", "https://example.org/survey"));
    press(&mut harness, "Copy link: Staff survey");
    let copied = Command::Copy("https://example.org/survey".to_owned());
    assert!(harness.state().pushed.commands.contains(&copied));
    press(&mut harness, "Edit: Staff survey");
    harness.get_by_role_and_label(Role::TextInput, "What it is").type_text(" 2026");
    harness.run();
    press(&mut harness, "Keep this evidence");
    assert_eq!(kept(&harness)[0].id, one.id);
    assert!(kept(&harness)[0].title.contains("2026"));
    let title = kept(&harness)[0].title.clone();
    press(&mut harness, &format!("Remove: {title}"));
    assert!(kept(&harness).is_empty());
}

#[test]
fn people_of_the_project_are_proposed_for_evidence() {
    let person = Person {
        id: PersonId(1),
        name: "Ada Price".to_owned(),
        role: "Head of HR".to_owned(),
        areas: BTreeSet::new(),
        decision_maker: false,
        changed: now(),
    };
    let mut harness = review(after(empty(), [Edit::AddPerson(person)]));
    press(&mut harness, "Add evidence…");
    harness.get_by_role_and_label(Role::ComboBox, "People so far").click();
    harness.run();
    press(&mut harness, "Ada Price");
    let person = harness.get_by_role_and_label(Role::TextInput, "Who can show it");
    assert_eq!(person.accesskit_node().value().as_deref(), Some("Ada Price"));
}

#[test]
fn evidence_that_is_being_written_stays_with_its_question() {
    let mut harness = review(empty());
    press(&mut harness, "Add evidence…");
    harness.get_by_role_and_label(Role::TextInput, "What it is").type_text("Minutes");
    harness.run();
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::ArrowDown]);
    assert!(harness.query_by_role_and_label(Role::TextInput, "What it is").is_none());
    press_at_once(&mut harness, &[Key::ArrowUp]);
    let title = harness.get_by_role_and_label(Role::TextInput, "What it is");
    assert_eq!(title.accesskit_node().value().as_deref(), Some("Minutes"));
}

#[test]
fn evidence_offers_to_say_that_it_was_seen() {
    let question = all_questions()[0].clone();
    let evidence = minutes();
    let project = after(
        empty(),
        [
            Edit::Rate { question: question.clone(), rating: Rating::Active },
            Edit::SetConfidence { question: question.clone(), confidence: Some(Confidence::Told) },
            Edit::AddEvidence { question: question.clone(), evidence },
        ],
    );
    let mut harness = review(project);
    harness.get_by_label_contains("There is evidence").click();
    harness.run();
    assert_eq!(round(&harness).answers[&question].confidence, Some(Confidence::EvidenceSeen));
    assert_eq!(heard(&harness, "There is evidence"), 0);
}
