//! What comes from elsewhere: the same question in another checklist, the round before; and frozen rounds.

use super::*;

/// Two questions that ask the same, and two that ask nearly the same.
const SAME: [&str; 2] = ["prog-enablers-data-3", "data-leadership-culture-3"];

fn near() -> [QuestionId; 2] {
    let catalogue = Catalogue::built_in();
    let group = catalogue.repeats().find(|group| matches!(group.how, Likeness::Near(_))).unwrap();
    [group.questions[0].clone(), group.questions[1].clone()]
}

#[test]
fn a_rating_of_the_same_question_elsewhere_is_offered_and_never_copied_unasked() {
    let [there, here] = SAME.map(QuestionId::new);
    let project = after(empty(), [Edit::Rate { question: there.clone(), rating: Rating::Limited }]);
    let mut harness = review(project);
    harness.state_mut().state.show_question(here.clone());
    harness.run();
    assert_eq!(heard(&harness, "Asked in Progression as well, rated Limited there."), 1);
    assert_eq!(rating(&harness, here.as_str()), Rating::NotAssessed);
    press_at_once(&mut harness, &[Key::U]);
    assert_eq!(rating(&harness, here.as_str()), Rating::Limited);
    assert_ne!(spot(&harness), here.as_str(), "on to the next");
    harness.state_mut().state.show_question(here);
    harness.run();
    assert_eq!(heard(&harness, "as well, rated"), 0, "both are rated alike");
}

#[test]
fn a_nearly_alike_question_says_how_it_differs() {
    let [there, here] = near();
    let project = after(empty(), [Edit::Rate { question: there, rating: Rating::Active }]);
    let mut harness = review(project);
    harness.state_mut().state.show_question(here.clone());
    harness.run();
    let catalogue = Catalogue::built_in();
    let (_, Likeness::Near(how)) = catalogue.repeats_of(&here).next().unwrap() else { panic!() };
    assert_eq!(heard(&harness, how), 1);
}

#[test]
fn note_and_evidence_of_the_same_question_come_along_only_where_that_is_asked_for() {
    let [there, here] = SAME.map(QuestionId::new);
    let evidence = minutes();
    let project = after(
        empty(),
        [
            Edit::Rate { question: there.clone(), rating: Rating::Limited },
            Edit::SetNote { question: there.clone(), note: "In two teams".to_owned() },
            Edit::AddEvidence { question: there, evidence },
        ],
    );
    for (label, comes) in [("Use that here (U)", false), ("Use it with its note and evidence", true)] {
        let mut harness = review(project.clone());
        harness.state_mut().state.show_question(here.clone());
        harness.run();
        press(&mut harness, label);
        let answer = round(&harness).answers[&here].clone();
        assert_eq!(answer.rating, Rating::Limited);
        assert_eq!(answer.note == "In two teams", comes);
        assert_eq!(answer.evidence.len(), usize::from(comes));
        assert!(answer.evidence.iter().all(|one| one.id != EvidenceId(1)), "evidence of its own");
        assert_eq!(harness.state().pushed.edits.len(), 1, "one step");
    }
}

#[test]
fn a_rating_from_last_round_is_marked_and_confirmed_with_one_key() {
    let mut harness = review(second_round());
    focus_questions(&mut harness);
    let left = harness.state().digest().tally.to_reconfirm;
    assert_eq!(left, 127);
    assert_eq!(heard(&harness, "Not in place. From last round"), 1);
    assert_eq!(heard(&harness, "Next of 127 to re-confirm"), 1);
    assert_eq!(heard(&harness, "A shared understanding. Limited, 0 of 6 rated, 6 to re-confirm"), 1);
    press_at_once(&mut harness, &[Key::C]);
    assert!(!round(&harness).is_to_reconfirm(&all_questions()[0]));
    assert_eq!(spot(&harness), all_questions()[1].as_str());
    press_at_once(&mut harness, &[Key::Num2]);
    assert_eq!(harness.state().digest().tally.to_reconfirm, 125, "rating anew confirms");
    press_at_once(&mut harness, &[Key::ArrowUp]);
    let before = harness.state().pushed.edits.len();
    press_at_once(&mut harness, &[Key::C]);
    assert_eq!(harness.state().pushed.edits.len(), before, "nothing to confirm here");
}

#[test]
fn a_recommendation_is_confirmed_at_once_and_the_rest_found() {
    let mut harness = review(second_round());
    press(&mut harness, "Confirm all 6 of this recommendation");
    assert_eq!(harness.state().digest().tally.to_reconfirm, 121);
    assert_eq!(heard(&harness, "of this recommendation"), 0);
    harness.state_mut().state.filter = Filter::ToReconfirm;
    harness.state_mut().state.spot = None;
    harness.run();
    assert_eq!(spot(&harness), all_questions()[6].as_str());
}

#[test]
fn a_rating_agreed_by_hand_is_confirmed_too() {
    let mut harness = review(second_round());
    let second = harness.state().catalogue().recommendations().nth(1).unwrap().recommendation.clone();
    harness.state_mut().state.show_question(second.questions[0].id.clone());
    harness.run();
    assert!(heard(&harness, "Limited, agreed by hand: all 3 active") > 0);
    press(&mut harness, "Confirm the rating agreed by hand");
    assert!(!round(&harness).agreed[&second.id].to_reconfirm);
    assert_eq!(heard(&harness, "Confirm the rating agreed by hand"), 0);
}

#[test]
fn twenty_eight_keys_confirm_a_whole_round() {
    let mut harness = review(second_round());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::W]);
    for _ in 0..28 {
        press_at_once(&mut harness, &[Key::C]);
    }
    let round = round(&harness);
    assert!(all_questions().iter().all(|id| !round.is_to_reconfirm(id)));
    assert!(round.agreed.values().all(|agreed| !agreed.to_reconfirm));
    assert_eq!(harness.state().state.spot, Some(Spot::End));
}

#[test]
fn the_round_before_stands_beside() {
    let mut harness = review(second_round());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::Num3, Key::Num2, Key::Num3]);
    assert!(heard(&harness, "Last round: Not in place · Improved") > 0);
    assert!(heard(&harness, "Last round: Active · Declined") > 0);
    assert_eq!(heard(&harness, "Last round: Active · Unchanged"), 0, "said only where it differs");
    press_at_once(&mut harness, &[Key::Home]);
    assert_eq!(heard(&harness, "Its note and evidence came along."), 1);
    let question = all_questions()[0].clone();
    let edit = Edit::SetNote { question: question.clone(), note: "Asked again".to_owned() };
    harness.state_mut().editor.apply(edit, now()).unwrap();
    harness.run();
    assert_eq!(heard(&harness, "Its note and evidence came along."), 0);
    press(&mut harness, "Add this to the note");
    assert_eq!(round(&harness).answers[&question].note, "Asked again\nAsked in May", "nothing is lost");
}

#[test]
fn a_follow_up_starts_from_last_round_or_from_what_follows() {
    let mut harness = review(second_round());
    let checklist = harness.state().catalogue().checklists().next().unwrap().0.clone();
    harness.state_mut().state.show_follow_ups(checklist.clone());
    harness.run();
    let first = harness.state().catalogue().follow_ups().next().unwrap().clone();
    let key = FollowUpKey { checklist, question: first.id };
    let answer = |harness: &Harness<'_, Bench<State>>| {
        round(harness).follow_ups.get(&key).map(|answer| answer.text.clone()).unwrap_or_default()
    };
    press(&mut harness, &format!("Start from this: {}", first.text));
    let started = answer(&harness);
    assert!(started.starts_with("Internal: "), "{started}");
    assert_eq!(heard(&harness, &format!("Start from this: {}", first.text)), 0, "never over existing words");
    press(&mut harness, &format!("Add to the answer: {}", first.text));
    assert_eq!(answer(&harness), format!("{started}\nPublish what we collect"));
}

#[test]
fn a_frozen_round_is_read_and_not_changed() {
    let mut harness = review(frozen());
    focus_questions(&mut harness);
    assert_eq!(heard(&harness, "Round 1 was frozen on 30 November 2026. Its ratings can be read."), 1);
    press_at_once(&mut harness, &[Key::Num1, Key::C, Key::U, Key::Backspace, Key::W, Key::Num2, Key::C]);
    assert!(harness.state().pushed.edits.is_empty());
    for label in ["Agree by hand…", "Add evidence…"] {
        assert_eq!(heard(&harness, label), 0, "{label}");
    }
    for (label, command) in [("Start the next round…", Command::StartRound), ("Open it again…", Command::ReopenRound)]
    {
        press(&mut harness, label);
        assert_eq!(harness.state().pushed.commands.last(), Some(&command));
    }
    harness.state_mut().read_only = true;
    harness.run();
    assert_eq!(heard(&harness, "Open it again…"), 0);
}
