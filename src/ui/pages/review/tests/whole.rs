//! Rating whole recommendations.

use super::*;

#[test]
fn every_recommendation_is_rated_with_one_key() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::W]);
    let keys = [(Key::Num1, Rating::NotInPlace), (Key::Num2, Rating::Limited), (Key::Num3, Rating::Active)];
    for (key, _) in keys.iter().cycle().take(28) {
        harness.key_press(*key);
        harness.run();
    }
    for place in 0..28 {
        let (_, expected) = keys[place % 3];
        assert!(whole(&harness, place).iter().all(|rating| *rating == expected), "{place}");
    }
    assert_eq!(harness.state().pushed.edits.len(), 28, "each a step of its own");
    assert_eq!(harness.state().state.spot, Some(Spot::End), "nothing is left");
}

#[test]
fn a_whole_rating_is_taken_by_what_is_left_and_anew_once_nothing_is() {
    use Rating::{Active, NotApplicable, NotInPlace};

    let mut harness = review(empty());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::Num3, Key::Num0, Key::W]);
    assert_eq!(heard(&harness, "Rates 4 questions; 2 are rated already and stay."), 1);
    press_at_once(&mut harness, &[Key::Num1]);
    assert_eq!(whole(&harness, 0), [Active, NotApplicable, NotInPlace, NotInPlace, NotInPlace, NotInPlace]);
    press_at_once(&mut harness, &[Key::Home]);
    assert_eq!(heard(&harness, "All 6 questions are rated: a rating given here rates all of them anew."), 1);
    press_at_once(&mut harness, &[Key::Num3]);
    assert_eq!(whole(&harness, 0), [Active; 6]);
    assert_eq!(heard(&harness, "Active: all 6 active"), 2, "in the list and the details");
}

#[test]
fn a_click_rates_a_whole_recommendation_where_it_stands() {
    let mut harness = review(empty());
    harness.get_by_role_and_label(Role::RadioButton, "Whole recommendations").click();
    harness.run();
    harness.get_all_by_role_and_label(Role::RadioButton, "Limited").nth(1).unwrap().click();
    harness.run();
    assert_eq!(whole(&harness, 1), [Rating::Limited; 3]);
    assert_eq!(whole(&harness, 0), [Rating::NotAssessed; 6]);
    press_at_once(&mut harness, &[Key::ArrowUp, Key::Num1]);
    assert!(whole(&harness, 0).iter().all(|rating| *rating == Rating::NotInPlace), "the keys go on from there");
}

#[test]
fn enter_opens_the_questions_of_a_recommendation_at_what_is_left() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::Num3, Key::W, Key::Enter, Key::Num2]);
    assert_eq!(whole(&harness, 0)[..3], [Rating::Active, Rating::Limited, Rating::NotAssessed]);
    assert_eq!(spot(&harness), "adv-internal-understanding-3");
    press_at_once(&mut harness, &[Key::W, Key::End, Key::Enter]);
    assert_eq!(spot(&harness), "data-leadership-advocacy-1");
}

#[test]
fn keys_of_one_frame_do_what_they_do_one_by_one_in_both_speeds() {
    let keys = [Key::W, Key::Num1, Key::C, Key::ArrowUp, Key::U, Key::L, Key::W, Key::Num3, Key::C, Key::N, Key::Num2];
    for project in [empty(), second_round()] {
        for start in 0..keys.len() {
            let keys: Vec<Key> = keys.iter().cycle().skip(start).take(14).copied().collect();
            let [at_once, one_by_one] = [keys.len(), 1].map(|count| {
                let mut harness = review(project.clone());
                focus_questions(&mut harness);
                for keys in keys.chunks(count) {
                    press_at_once(&mut harness, keys);
                }
                let mut round = round(&harness);
                round.answers.values_mut().for_each(|answer| Arc::make_mut(answer).changed = now());
                (round, spot(&harness), harness.state().state.speed)
            });
            assert_eq!(at_once, one_by_one, "{keys:?}");
        }
    }
}

#[test]
fn the_selected_recommendation_is_in_sight() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut harness = review_of(empty(), size);
        focus_questions(&mut harness);
        press_at_once(&mut harness, &[Key::W]);
        for _ in 0..6 {
            press_at_once(&mut harness, &[Key::PageDown]);
            let selected = harness
                .query_all_by_role(Role::ListBoxOption)
                .filter(|node| node.accesskit_node().is_selected() == Some(true))
                .max_by(|a, b| a.rect().left().total_cmp(&b.rect().left()))
                .unwrap()
                .rect();
            assert!(selected.center().y > 0.0 && selected.center().y < size.y, "{size}: {selected}");
        }
    }
}

#[test]
fn only_what_is_left_is_one_step() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::Num3, Key::Num3]);
    harness.get_by_role_and_label(Role::CheckBox, "Only what is left").click();
    harness.run();
    assert_eq!(harness.state().state.filter, Filter::Left);
    press_at_once(&mut harness, &[Key::Home]);
    assert_eq!(spot(&harness), "adv-internal-understanding-3");
    press_at_once(&mut harness, &[Key::L]);
    assert_eq!(harness.state().state.filter, Filter::All);
}
