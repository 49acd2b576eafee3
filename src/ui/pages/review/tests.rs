//! The review by keys and by mouse, found by role and label.

use egui::{Event, Key, Modifiers, Role, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;

use super::{Filter, Spot, State};
use crate::content::{Catalogue, QuestionId};
use crate::edit::{Edit, Editor};
use crate::project::{Evidence, EvidenceId, FollowUpKey, Project, Rating, RoundId};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, WIDE, empty, now, page, sample};
use crate::ui::theme::{DARK, LIGHT};

/// The page, past the question where to start.
fn review<'a>(project: Project) -> Harness<'a, Bench<State>> {
    review_of(project, WIDE)
}

fn review_of<'a>(project: Project, size: Vec2) -> Harness<'a, Bench<State>> {
    let mut harness = page(project, size, LIGHT, super::show);
    harness.state_mut().state.begun = true;
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

/// Clicks into a field and types.
fn type_into(harness: &mut Harness<'_, Bench<State>>, role: Role, label: &str, place: usize, text: &str) {
    harness.get_all_by_role_and_label(role, label).nth(place).unwrap().click();
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
            harness.state_mut().state.begun = name != "start";
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
    for filter in Filter::ALL {
        for start in [0, 3, 6] {
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
