//! Rating one question after the other: keys, the mouse, filters.

use super::*;

#[test]
fn every_question_is_rated_with_one_key() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    let ids: Vec<QuestionId> = harness.state().catalogue().questions().map(|place| place.question.id.clone()).collect();
    assert_eq!(ids.len(), 127);
    let keys = [
        (Key::Num1, Rating::NotInPlace),
        (Key::Num2, Rating::Limited),
        (Key::Num3, Rating::Active),
        (Key::Num0, Rating::NotApplicable),
    ];
    for (key, _) in keys.iter().cycle().take(ids.len()) {
        harness.key_press(*key);
        harness.run();
    }
    for (id, (_, expected)) in ids.iter().zip(keys.iter().cycle()) {
        assert_eq!(rating(&harness, id.as_str()), *expected, "{id}");
    }
    assert_eq!(harness.state().digest().tally.questions.not_assessed, 0);
}

#[test]
fn keys_that_come_in_one_frame_rate_one_question_each() {
    use Rating::{Active, Limited, NotApplicable, NotAssessed, NotInPlace};

    let mut harness = review(empty());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::Num1, Key::Num3, Key::Num3, Key::Num0, Key::N, Key::Num2]);
    let given = all_ratings(&harness);
    assert_eq!(given[..7], [NotInPlace, Active, Active, NotApplicable, NotAssessed, Limited, NotAssessed]);
}

#[test]
fn moves_and_ratings_of_one_frame_are_carried_out_in_the_order_in_which_they_came() {
    use Rating::{Active, Limited, NotAssessed, NotInPlace};

    let mut harness = review(empty());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::ArrowDown, Key::Num3, Key::ArrowUp, Key::ArrowUp, Key::Num1]);
    assert_eq!(all_ratings(&harness)[..3], [NotInPlace, Active, NotAssessed]);
    // N leaves out what was rated in the same frame, round the end too.
    press_at_once(&mut harness, &[Key::End, Key::Num2, Key::N, Key::Num2, Key::Home, Key::Delete, Key::N, Key::Num1]);
    let given = all_ratings(&harness);
    assert_eq!(given[..5], [NotAssessed, Active, Limited, NotInPlace, NotAssessed]);
    assert_eq!(given.last(), Some(&Limited));
}

#[test]
fn keys_of_one_frame_do_what_they_do_one_by_one() {
    let keys = [Key::Num1, Key::ArrowUp, Key::Num3, Key::PageDown, Key::Num0, Key::ArrowUp, Key::ArrowUp, Key::N];
    for (start, filter) in Filter::ALL.into_iter().enumerate() {
        let keys: Vec<Key> = keys.iter().cycle().skip(start).take(14).copied().collect();
        let [at_once, one_by_one] = [keys.len(), 1].map(|count| {
            let mut harness = review(sample());
            harness.state_mut().state.filter = filter;
            focus_questions(&mut harness);
            for keys in keys.chunks(count) {
                press_at_once(&mut harness, keys);
            }
            (all_ratings(&harness), spot(&harness))
        });
        assert_eq!(at_once, one_by_one, "{filter:?}, {keys:?}");
    }
}

#[test]
fn what_is_typed_after_enter_is_the_note_also_in_the_same_frame() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    for (key, text) in [(Key::Num2, "2"), (Key::Enter, ""), (Key::Num3, "3")] {
        let press = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
        harness.input_mut().events.push(press);
        if !text.is_empty() {
            harness.input_mut().events.push(Event::Text(text.to_owned()));
        }
    }
    harness.run();
    let round = harness.state().editor.project().round().unwrap().clone();
    let answer = |id: &str| round.answers.get(id).map(|answer| (answer.rating, answer.note.clone()));
    assert_eq!(answer("adv-internal-understanding-1"), Some((Rating::Limited, String::new())));
    assert_eq!(answer("adv-internal-understanding-2"), Some((Rating::NotAssessed, "3".to_owned())));
}

#[test]
fn keys_move_clear_and_find_the_next() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    assert_eq!(spot(&harness), "adv-internal-understanding-1");
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(spot(&harness), "adv-internal-understanding-2");
    harness.key_press(Key::Num3);
    harness.run();
    assert_eq!(rating(&harness, "adv-internal-understanding-2"), Rating::Active);
    harness.key_press(Key::ArrowUp);
    harness.run();
    harness.key_press(Key::Backspace);
    harness.run();
    assert_eq!(rating(&harness, "adv-internal-understanding-2"), Rating::NotAssessed);
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(spot(&harness), "data-leadership-advocacy-4");
    harness.key_press(Key::Num1);
    harness.run();
    harness.key_press(Key::N);
    harness.run();
    assert_eq!(spot(&harness), "adv-internal-understanding-1", "the next to rate, round the end");
}

#[test]
fn keys_rate_nothing_while_a_note_is_written() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text("3 of 12 teams");
    harness.run();
    let project = harness.state().editor.project().clone();
    let answer = project.round().unwrap().answers.get("adv-internal-understanding-1").unwrap().clone();
    assert_eq!(answer.note, "3 of 12 teams");
    assert_eq!(answer.rating, Rating::NotAssessed);
}

#[test]
fn a_note_belongs_to_its_question() {
    let mut harness = review(empty());
    type_into(&mut harness, Role::MultilineTextInput, "Note", 0, "first");
    focus_questions(&mut harness);
    harness.key_press(Key::ArrowDown);
    harness.run();
    type_into(&mut harness, Role::MultilineTextInput, "Note", 0, "second");
    let project = harness.state().editor.project().clone();
    let note = |id: &str| project.round().unwrap().answers.get(id).unwrap().note.clone();
    assert_eq!(note("adv-internal-understanding-1"), "first");
    assert_eq!(note("adv-internal-understanding-2"), "second");
}

#[test]
fn the_mouse_rates_and_a_second_click_clears() {
    let mut harness = review(empty());
    harness.get_all_by_role_and_label(Role::RadioButton, "Limited").next().unwrap().click();
    harness.run();
    assert_eq!(rating(&harness, "adv-internal-understanding-1"), Rating::Limited);
    harness.get_all_by_role_and_label(Role::RadioButton, "Limited").next().unwrap().click();
    harness.run();
    assert_eq!(rating(&harness, "adv-internal-understanding-1"), Rating::NotAssessed);
    press_at_once(&mut harness, &[Key::Num3]);
    assert_eq!(rating(&harness, "adv-internal-understanding-1"), Rating::Active, "the keys go on from there");
}

#[test]
fn filters_show_what_they_name() {
    let mut harness = review(sample());
    let digest = harness.state().digest();
    let gaps = digest.tally.questions.limited + digest.tally.questions.not_in_place;
    harness.state_mut().state.filter = Filter::Gaps;
    harness.state_mut().state.spot = None;
    harness.run();
    focus_questions(&mut harness);
    let mut walked = 1;
    loop {
        let before = spot(&harness);
        harness.key_press(Key::ArrowDown);
        harness.run();
        if spot(&harness) == before {
            break;
        }
        walked += 1;
    }
    assert_eq!(walked, gaps);
}

#[test]
fn the_selected_row_is_said() {
    let mut harness = review(sample());
    focus_questions(&mut harness);
    let lists: Vec<_> = harness
        .query_all_by_role(Role::ListBox)
        .map(|node| node.accesskit_node().label().unwrap_or_default())
        .collect();
    assert!(lists.iter().all(|name| !name.is_empty()) && lists.len() == 2, "{lists:?}");
    let selected: Vec<_> = harness
        .query_all_by_role(Role::ListBoxOption)
        .filter(|node| node.accesskit_node().is_selected() == Some(true))
        .map(|node| node.accesskit_node().label().unwrap_or_default())
        .collect();
    assert_eq!(selected.len(), 2, "one recommendation and one question: {selected:?}");
}
