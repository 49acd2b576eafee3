//! The review by keys and by mouse, found by role and label.

mod evidence;
mod rating;
mod rounds;
mod whole;

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

/// Evidence that says no more than what it is called.
fn minutes() -> Evidence {
    Evidence { id: EvidenceId(1), title: "Minutes".to_owned(), date: None, person: String::new(), link: String::new() }
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

/// How many times something is heard as it begins.
fn heard(harness: &Harness<'_, Bench<State>>, words: &str) -> usize {
    harness.query_all_by_label_contains(words).count()
}

/// The round of the project now.
fn round(harness: &Harness<'_, Bench<State>>) -> Round {
    Round::clone(harness.state().editor.project().round().unwrap())
}

/// What the questions of the recommendation at a place are rated.
fn whole(harness: &Harness<'_, Bench<State>>, place: usize) -> Vec<Rating> {
    let of = harness.state().catalogue().recommendations().nth(place).unwrap().recommendation.clone();
    of.questions.iter().map(|question| rating(harness, question.id.as_str())).collect()
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
    press(&mut harness, "Freeze this round…");
    assert_eq!(harness.state().pushed.commands.last(), Some(&Command::FreezeRound));
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
