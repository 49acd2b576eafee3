//! The review by keys and by mouse, found by role and label.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Event, Key, Modifiers, Role, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;

use super::{Filter, Spot, State};
use crate::app::Command;
use crate::content::{Catalogue, Likeness, Pillar, QuestionId};
use crate::edit::{Edit, Editor};
use crate::insight::Part;
use crate::project::{
    Confidence, Evidence, EvidenceId, FollowUpKey, Origin, Person, PersonId, Project, Rating, Round, RoundId,
};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, WIDE, empty, now, page, sample};
use crate::ui::theme::{DARK, LIGHT};

/// The page, past the question where to start.
fn review<'a>(project: Project) -> Harness<'a, Bench<State>> {
    review_of(project, WIDE)
}

fn review_of<'a>(project: Project, size: Vec2) -> Harness<'a, Bench<State>> {
    let mut harness = page(project, size, LIGHT, super::show);
    harness.state_mut().state.part = Some(Part::Everything);
    harness.run();
    harness
}

fn focus_questions(harness: &mut Harness<'_, Bench<State>>) {
    harness.state_mut().state.focus = true;
    harness.run();
}

/// A project after some edits.
fn after(project: Project, edits: impl IntoIterator<Item = Edit>) -> Project {
    let mut editor = Editor::saved(project);
    for edit in edits {
        editor.apply(edit, now()).unwrap();
    }
    Project::clone(editor.project())
}

/// The ids of all questions, in order.
fn all_questions() -> Vec<QuestionId> {
    Catalogue::built_in().questions().map(|place| place.question.id.clone()).collect()
}

/// An organisation that has rated everything active but for the first question, which is not in place.
fn ended() -> Project {
    let questions = all_questions();
    let first = questions[0].clone();
    after(
        empty(),
        [
            Edit::RateAll { questions, rating: Rating::Active },
            Edit::Rate { question: first, rating: Rating::NotInPlace },
        ],
    )
}

fn declined() -> Project {
    after(ended(), [Edit::DeclineFirstAction(true)])
}

/// The same, frozen.
fn frozen() -> Project {
    after(ended(), [Edit::FreezeRound { on: date(2026, 11, 30) }])
}

/// The same in its second round, with a note and evidence for the first question.
fn second_round() -> Project {
    let question = all_questions()[0].clone();
    let evidence = Evidence {
        id: EvidenceId(1),
        title: "Staff survey".to_owned(),
        date: Some(date(2026, 5, 4)),
        person: "Ada Price".to_owned(),
        link: "https://example.org/survey".to_owned(),
    };
    let recommendation = Catalogue::built_in().recommendations().nth(1).unwrap().recommendation.id.clone();
    let follow_up = Catalogue::built_in().follow_ups().next().unwrap().id.clone();
    let checklist = Catalogue::built_in().checklists().next().unwrap().0.clone();
    after(
        ended(),
        [
            Edit::SetNote { question: question.clone(), note: "Asked in May".to_owned() },
            Edit::AddEvidence { question, evidence },
            Edit::Agree { recommendation, agreed: Some((Rating::Limited, "Seen on site".to_owned())) },
            Edit::AnswerFollowUp {
                key: FollowUpKey { checklist, question: follow_up },
                text: "Publish what we collect".to_owned(),
            },
            Edit::FreezeRound { on: date(2026, 11, 30) },
            Edit::StartRound { id: RoundId(2), name: "Round 2".to_owned(), started: date(2027, 5, 3) },
        ],
    )
}

/// Presses something that may be out of sight, as a screen reader does.
fn press(harness: &mut Harness<'_, Bench<State>>, label: &str) {
    harness.get_by_label(label).click_accesskit();
    harness.run();
}

/// Goes into a field and types.
fn type_into(harness: &mut Harness<'_, Bench<State>>, role: Role, label: &str, place: usize, text: &str) {
    harness.get_all_by_role_and_label(role, label).nth(place).unwrap().focus();
    harness.run();
    harness.get_all_by_role_and_label(role, label).nth(place).unwrap().type_text(text);
    harness.run();
}

fn rating(harness: &Harness<'_, Bench<State>>, id: &str) -> Rating {
    harness.state().editor.project().round().unwrap().rating(&QuestionId::new(id))
}

fn spot(harness: &Harness<'_, Bench<State>>) -> String {
    match harness.state().state.spot.clone() {
        Some(Spot::Question(id)) => id.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn pictures() {
    let Ok(folder) = std::env::var("WAYMARK_PICTURES") else { return };
    let pictures: [(&str, Project, &[Key]); 9] = [
        ("questions", sample(), &[Key::ArrowDown]),
        ("whole", sample(), &[Key::W, Key::ArrowDown]),
        ("start", empty(), &[]),
        ("begun", empty(), &[Key::Num3, Key::Num2]),
        ("frozen", frozen(), &[Key::ArrowDown]),
        ("second-round", second_round(), &[Key::Num3, Key::C, Key::Num1, Key::ArrowUp]),
        ("second-round-whole", second_round(), &[Key::W, Key::C]),
        ("end", ended(), &[]),
        ("end-declined", declined(), &[]),
    ];
    for (name, project, keys) in pictures {
        for (kind, size, palette) in
            [("light", WIDE, LIGHT), ("dark", WIDE, DARK), ("small", SMALL, LIGHT), ("large-text", LARGE_TEXT, LIGHT)]
        {
            let mut harness = page(project.clone(), size, palette, super::show);
            harness.run();
            harness.state_mut().state.part = (name != "start").then_some(Part::Everything);
            if name.starts_with("end") {
                harness.state_mut().state.spot = Some(Spot::End);
            }
            focus_questions(&mut harness);
            for key in keys {
                harness.key_press(*key);
                harness.run();
            }
            harness.render().unwrap().save(format!("{folder}/review-{name}-{kind}.png")).unwrap();
        }
    }
}

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

/// Gives keys to one frame.
fn press_at_once(harness: &mut Harness<'_, Bench<State>>, keys: &[Key]) {
    for key in keys {
        let press =
            Event::Key { key: *key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
        harness.input_mut().events.push(press);
    }
    harness.run();
}

/// The ratings of all questions, in order.
fn all_ratings(harness: &Harness<'_, Bench<State>>) -> Vec<Rating> {
    let ids: Vec<_> = harness.state().catalogue().questions().map(|place| place.question.id.to_string()).collect();
    ids.iter().map(|id| rating(harness, id)).collect()
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

#[test]
fn a_rating_is_agreed_by_hand_with_a_reason() {
    let mut harness = review(empty());
    harness.get_by_label("Agree by hand…").click();
    harness.run();
    let agree =
        |harness: &Harness<'_, Bench<State>>| harness.get_by_label("Agree this rating").accesskit_node().is_disabled();
    assert!(agree(&harness), "no rating and no reason yet");
    harness.get_all_by_role_and_label(Role::RadioButton, "Active").next().unwrap().click();
    harness.run();
    assert!(agree(&harness), "no reason yet");
    type_into(
        &mut harness,
        Role::TextInput,
        "Why this rating rather than the one from the questions?",
        0,
        "Seen on site",
    );
    harness.get_by_label("Agree this rating").click();
    harness.run();
    assert!(matches!(
        harness.state().pushed.edits.last(),
        Some(Edit::Agree { agreed: Some((Rating::Active, reason)), .. }) if reason == "Seen on site"
    ));
    assert!(harness.query_by_label_contains("Agreed by hand").is_some());
}

#[test]
fn follow_ups_are_answered_with_a_date() {
    let mut harness = review(empty());
    let id = harness.state().catalogue().checklists().next().unwrap().0.clone();
    harness.state_mut().state.show_follow_ups(id);
    harness.run();
    let label = harness
        .get_all_by_role(Role::MultilineTextInput)
        .map(|node| node.accesskit_node().label().unwrap_or_default())
        .next()
        .unwrap();
    assert!(label.starts_with("Your answer: "), "{label}");
    type_into(&mut harness, Role::MultilineTextInput, &label, 0, "Publish what we collect");
    type_into(&mut harness, Role::TextInput, "Due", 0, "31/3/2027");
    let project = harness.state().editor.project().clone();
    let answers: Vec<_> = project.round().unwrap().follow_ups.values().cloned().collect();
    assert!(answers.iter().any(|answer| answer.text == "Publish what we collect"));
    assert!(answers.iter().any(|answer| answer.due == Some(jiff::civil::date(2027, 3, 31))));
}

#[test]
fn a_file_open_to_read_is_not_changed() {
    let mut harness = review(sample());
    harness.state_mut().read_only = true;
    harness.run();
    focus_questions(&mut harness);
    for key in [Key::Num1, Key::Num2, Key::Num3, Key::Num0, Key::Backspace] {
        harness.key_press(key);
        harness.run();
    }
    assert!(harness.state().pushed.edits.is_empty());
}

#[test]
fn enter_leads_to_the_note_in_sight_and_escape_back() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut harness = review_of(empty(), size);
        focus_questions(&mut harness);
        harness.key_press(Key::Enter);
        harness.run();
        let note = harness.get_by_role_and_label(Role::MultilineTextInput, "Note");
        assert!(note.accesskit_node().is_focused());
        assert!(note.rect().top() >= 0.0 && note.rect().bottom() <= size.y, "{size}: {}", note.rect());
        note.type_text("1");
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        harness.key_press(Key::Num3);
        harness.run();
        assert_eq!(rating(&harness, "adv-internal-understanding-1"), Rating::Active, "the keys rate again");
    }
}

#[test]
fn a_search_leads_on_to_what_it_found() {
    let mut harness = review(empty());
    harness.state_mut().find = true;
    harness.run();
    harness.get_by_role(Role::SearchInput).type_text("mentor");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Num1);
    harness.run();
    let found = harness.state().editor.project().round().unwrap().answers.len();
    assert_eq!(found, 1, "the keys rate what was found");
}

#[test]
fn a_term_of_the_glossary_says_what_it_means() {
    let mut harness = review(empty());
    let term = harness.get_by_label("What is meant: Social mobility");
    assert_eq!(term.accesskit_node().data().is_expanded(), Some(false));
    term.click();
    harness.run();
    assert!(harness.query_by_label_contains("opening up opportunity").is_some());
}

#[test]
fn the_keys_are_hinted_at_only_where_there_is_room() {
    for (size, there) in [(WIDE, true), (SMALL, true), (LARGE_TEXT, true), (vec2(340.0, 400.0), false)] {
        let harness = review_of(sample(), size);
        let hint = harness
            .root()
            .children_recursive()
            .find(|node| node.accesskit_node().value().as_deref() == Some("not applicable"));
        assert_eq!(hint.is_some(), there, "{size}");
        if let Some(hint) = hint {
            assert!(hint.rect().right() < size.x && hint.rect().height() < 24.0, "{size}: {}", hint.rect());
        }
    }
}

#[test]
fn closing_questions_say_how_many_are_answered() {
    let said = |harness: &Harness<'_, Bench<State>>, words: &str| harness.query_all_by_label_contains(words).count();
    let harness = review(empty());
    assert_eq!(said(&harness, "follow-up questions, 0 of 5 answered"), 3);
    let harness = review(sample());
    assert_eq!(said(&harness, "follow-up questions, "), 3);
    assert_eq!(said(&harness, "follow-up questions, 0 of 5 answered"), 0);
}

/// What the questions of the recommendation at a place are rated.
fn whole(harness: &Harness<'_, Bench<State>>, place: usize) -> Vec<Rating> {
    let of = harness.state().catalogue().recommendations().nth(place).unwrap().recommendation.clone();
    of.questions.iter().map(|question| rating(harness, question.id.as_str())).collect()
}

/// How many times something is heard as it begins.
fn heard(harness: &Harness<'_, Bench<State>>, words: &str) -> usize {
    harness.query_all_by_label_contains(words).count()
}

/// The round of the project now.
fn round(harness: &Harness<'_, Bench<State>>) -> Round {
    Round::clone(harness.state().editor.project().round().unwrap())
}

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
    let evidence = Evidence {
        id: EvidenceId(1),
        title: "Minutes".to_owned(),
        date: None,
        person: String::new(),
        link: String::new(),
    };
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
    let evidence = Evidence {
        id: EvidenceId(1),
        title: "Minutes".to_owned(),
        date: None,
        person: String::new(),
        link: String::new(),
    };
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
}

#[test]
fn it_is_asked_where_to_start_and_a_part_is_gone_through() {
    let mut harness = page(empty(), WIDE, LIGHT, super::show);
    harness.run();
    focus_questions(&mut harness);
    let everything = harness.get_by_label("Start here: Everything. 127 questions, about 43 minutes");
    assert!(everything.accesskit_node().is_focused(), "Enter starts");
    harness.get_by_label_contains("Start here: Outreach pillar").click();
    harness.run();
    assert_eq!(harness.state().state.part, Some(Part::Pillar(Pillar::Outreach)));
    assert_eq!(heard(&harness, "Outreach pillar: 0 of 2."), 1);
    press_at_once(&mut harness, &[Key::Num3]);
    assert_eq!(heard(&harness, "Outreach pillar: 1 of 2."), 1);
    press_at_once(&mut harness, &[Key::Num3]);
    assert_eq!(heard(&harness, "Outreach pillar: all 2 done."), 1);
    press(&mut harness, "Go on with: Culture & leadership pillar");
    assert_eq!(heard(&harness, "Culture & leadership pillar: 0 of 40."), 1);
}

#[test]
fn whoever_chose_a_pillar_is_offered_it_first() {
    let mut project = empty();
    project.organisation.first_pillar = Some(Pillar::Data);
    let mut harness = page(project, WIDE, LIGHT, super::show);
    harness.run();
    focus_questions(&mut harness);
    harness.get_by_role_and_label(Role::RadioButton, "Whole recommendations").click();
    harness.run();
    focus_questions(&mut harness);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().state.part, Some(Part::Pillar(Pillar::Data)));
    press_at_once(&mut harness, &[Key::Num2]);
    assert!(matches!(harness.state().pushed.edits.last(), Some(Edit::RateAll { .. })), "whole recommendations");
}

#[test]
fn the_end_asks_for_a_first_action_or_is_finished_without() {
    let mut harness =
        review(after(ended(), [Edit::Rate { question: all_questions()[126].clone(), rating: Rating::NotAssessed }]));
    assert_eq!(heard(&harness, "What you found"), 0);
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::End, Key::Num3]);
    assert_eq!(harness.state().state.spot, Some(Spot::End));
    assert_eq!(heard(&harness, "126 of 127 practices are active"), 1);
    assert_eq!(heard(&harness, "The one recommendation with a gap has no action yet."), 1);
    assert_eq!(heard(&harness, "This review is finished"), 0);
    press(&mut harness, "Add a first action…");
    assert!(matches!(
        harness.state().pushed.commands.last(),
        Some(Command::AddAction(Some(Origin::Recommendation(id)))) if id.as_str() == "adv-internal-understanding"
    ));
    press(&mut harness, "Finish without");
    assert!(round(&harness).first_action_declined);
    assert_eq!(heard(&harness, "This review is finished, without a first action."), 1);
    press(&mut harness, "Take that back");
    assert!(!round(&harness).first_action_declined);
    press(&mut harness, "Show A shared understanding");
    assert_eq!(spot(&harness), "adv-internal-understanding-1");
}

#[test]
fn the_measures_of_a_recommendation_say_where_they_stand() {
    let mut harness = review(sample());
    let catalogue = Catalogue::built_in();
    let place = catalogue.recommendations().find(|place| catalogue.kpis_of(&place.recommendation.id).count() > 0);
    let recommendation = place.unwrap().recommendation.clone();
    harness.state_mut().state.show_question(recommendation.questions[0].id.clone());
    harness.run();
    let kpi = catalogue.kpis_of(&recommendation.id).next().unwrap();
    let digest = harness.state().digest();
    let state = digest.kpis.iter().find(|one| one.id == kpi.id).unwrap();
    assert_eq!(heard(&harness, &format!("{}: {}", kpi.name, state.latest_words())), 1);
    press(&mut harness, &format!("Show the measure {}", kpi.name));
    assert_eq!(harness.state().pushed.commands.last(), Some(&Command::ShowKpi(kpi.id.clone())));
}

#[test]
fn tab_leaves_the_list_of_whole_recommendations() {
    let mut harness = review(empty());
    focus_questions(&mut harness);
    press_at_once(&mut harness, &[Key::W]);
    let mut stops = BTreeSet::new();
    for _ in 0..40 {
        harness.key_press(Key::Tab);
        harness.run();
        let focus = harness.ctx.memory(egui::Memory::focused);
        stops.insert(focus.map(|id| id.value()));
        if focus == Some(super::questions_id()) {
            return;
        }
    }
    panic!("Tab never comes round: {} stops", stops.len());
}
