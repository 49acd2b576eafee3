//! The library by role and label.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::app::Command;
use crate::content::{Catalogue, Fault, Group, LeftOut, Likeness, Pillar, RepeatGroup, ThirdGroup};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, WIDE, empty, page, sample};

type Library<'a> = Harness<'a, Bench<State>>;

fn library<'a>(size: egui::Vec2) -> Library<'a> {
    let mut harness = page(sample(), size, theme::LIGHT, show);
    harness.run();
    harness
}

fn open<'a>(section: Section) -> Library<'a> {
    let mut harness = library(WIDE);
    harness.state_mut().state.go(section);
    harness.run();
    harness
}

/// The titles that a section must show.
fn titles(section: Section, catalogue: &Catalogue) -> Vec<String> {
    match section {
        Section::Guidance => catalogue.topics().map(|topic| topic.title.clone()).collect(),
        Section::Templates => catalogue.templates().map(|template| template.title.clone()).collect(),
        Section::CaseStudies => catalogue.case_studies().map(|case| case.organisation.clone()).collect(),
        Section::Glossary => catalogue.terms().map(|term| term.term.clone()).collect(),
        Section::Survey => catalogue.survey().unwrap().questions.iter().map(|one| one.text.clone()).collect(),
        Section::Benchmarks => catalogue.benchmark_sets().map(|set| set.name.clone()).collect(),
        Section::Pillars => Pillar::ALL.iter().map(|pillar| pillar.name().to_owned()).collect(),
        Section::Repeats => {
            let first = |group: &RepeatGroup| catalogue.question(&group.questions[0]).unwrap().question.text.clone();
            catalogue.repeats().map(first).collect()
        }
        Section::Sources => catalogue.sources().map(|source| source.title.clone()).collect(),
        Section::Packs => catalogue.packs().iter().map(|pack| pack.title.clone()).collect(),
    }
}

#[test]
fn every_section_is_reached_by_the_arrow_keys_and_shows_its_items() {
    let mut harness = library(WIDE);
    let catalogue = Catalogue::built_in();
    harness.get_by_role_and_label(Role::ListBox, "Sections of the library").focus();
    harness.run();
    for section in Section::ALL {
        assert_eq!(harness.state().state.section, section);
        assert!(harness.query_by_role_and_label(Role::Region, section.name()).is_some());
        let wanted = titles(section, &catalogue);
        assert!(!wanted.is_empty());
        for title in wanted {
            let found = harness.query_all_by_role_and_label(Role::Heading, &title).count();
            assert!(found > 0, "{section:?}: {title}");
        }
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().state.section, Section::Guidance);
}

#[test]
fn a_narrow_window_chooses_the_section_from_a_list() {
    let mut harness = library(LARGE_TEXT);
    harness.get_by_role_and_label(Role::ComboBox, "Section of the library").click();
    harness.run();
    harness.get_by_label("Glossary").click();
    harness.run();
    assert_eq!(harness.state().state.section, Section::Glossary);
    harness.get_by_role_and_label(Role::Heading, "Intersectionality");
}

#[test]
fn every_text_of_the_survey_is_there() {
    let harness = open(Section::Survey);
    let catalogue = Catalogue::built_in();
    let survey = catalogue.survey().unwrap();
    harness.get_by_label(&survey.note);
    for question in &survey.questions {
        harness.get_by_label(&question.why);
        for option in &question.options {
            assert!(harness.query_all_by_label_contains(&option.text).next().is_some(), "{}", option.text);
        }
    }
    assert_eq!(harness.query_all_by_label("Kept apart: in no percentage").count(), survey.questions.len());
}

#[test]
fn superseded_figures_say_so_and_cautions_are_shown() {
    let harness = open(Section::Benchmarks);
    harness.get_by_label("Superseded on 21 May 2021");
    for set in Catalogue::built_in().benchmark_sets() {
        if let Some(caution) = &set.caution {
            assert!(harness.query_all_by_label(caution).next().is_some(), "{caution}");
        }
        assert!(harness.query_all_by_label(&set.definition).next().is_some());
    }
}

#[test]
fn the_search_finds_what_stands_in_one_point_only() {
    let mut harness = library(WIDE);
    harness.state_mut().find = true;
    harness.run();
    let search = harness.get_by_role(Role::SearchInput);
    assert!(search.is_focused(), "the key for finding goes to the search box");
    search.type_text("step INTO justice");
    harness.run();
    harness.get_by_role_and_label(Role::Heading, "1 result for “step INTO justice”");
    harness.get_by_label_contains("STEP into Justice");
    harness.get_by_label("Read Ministry of Justice").click();
    harness.run();
    assert_eq!(harness.state().state.section, Section::CaseStudies);
    assert!(harness.get_by_role_and_label(Role::Region, "Case studies").is_focused());
    let top = harness.get_by_role_and_label(Role::Heading, "Ministry of Justice").rect().top();
    assert!((0.0..300.0).contains(&top), "the item found stands at the head: {top}");
}

#[test]
fn the_search_groups_what_it_finds_by_section() {
    let mut harness = library(WIDE);
    "background".clone_into(&mut harness.state_mut().state.search);
    harness.run();
    let catalogue = Catalogue::built_in();
    let entries = index::entries(&catalogue, ThirdGroup::default());
    let found = index::found("background", &entries);
    for section in Section::ALL {
        let count = found.iter().filter(|one| one.entry.section == section).count();
        let heading = format!("{}: {count}", section.name());
        let shown = harness.query_by_role_and_label(Role::Heading, &heading).is_some();
        assert_eq!(shown, count > 0, "{heading}");
    }
}

#[test]
fn a_search_without_results_says_what_to_do() {
    let mut harness = library(WIDE);
    "zebra crossing".clone_into(&mut harness.state_mut().state.search);
    harness.run();
    harness.get_by_role_and_label(Role::Heading, "Nothing found for “zebra crossing”");
    harness.get_by_label_contains("Try another word");
    harness.get_by_label("Clear the search").click();
    harness.run();
    harness.get_by_role_and_label(Role::Heading, "Guidance");
}

#[test]
fn every_title_and_text_can_be_found() {
    let catalogue = Catalogue::built_in();
    let entries = index::entries(&catalogue, ThirdGroup::default());
    for entry in &entries {
        for text in entry.texts.iter().map(AsRef::as_ref).chain([entry.title]) {
            let found = index::found(&text.to_uppercase(), &entries);
            assert!(found.iter().any(|one| one.entry.anchor == entry.anchor), "{text}");
        }
    }
}

#[test]
fn pillars_and_measures_are_links() {
    let mut harness = open(Section::Pillars);
    harness.get_all_by_label("Show Hiring in the review").next().unwrap().click();
    harness.run();
    harness.state_mut().state.go(Section::Benchmarks);
    harness.run();
    harness.get_by_label("Show Workforce by background in the scorecard").click_accesskit();
    harness.run();
    let commands = &harness.state().pushed.commands;
    assert_eq!(commands.first(), Some(&Command::ShowPillar(Pillar::Hiring)));
    assert!(matches!(commands.last(), Some(Command::ShowKpi(_))), "{commands:?}");
}

#[test]
fn templates_stand_below_each_recommendation_that_they_serve() {
    let mut harness = open(Section::Templates);
    let catalogue = Catalogue::built_in();
    for place in catalogue.recommendations() {
        let heading = format!("{}: {}", place.checklist.name, place.recommendation.title);
        assert!(harness.query_by_role_and_label(Role::Heading, &heading).is_some(), "{heading}");
    }
    for template in catalogue.templates() {
        let shown = harness.query_all_by_role_and_label(Role::Heading, &template.title).count();
        assert_eq!(shown, template.recommendations.len(), "{}", template.title);
        for text in [&template.first_step, &template.success] {
            assert_eq!(harness.query_all_by_label_contains(text).count(), shown, "{text}");
        }
    }
    harness.get_all_by_label("Show A shared understanding in the review").next().unwrap().click_accesskit();
    harness.run();
    harness.get_all_by_label("Show Response rate in the scorecard").next().unwrap().click_accesskit();
    harness.run();
    let commands = &harness.state().pushed.commands;
    assert_eq!(
        commands.as_slice(),
        [
            Command::ShowRecommendation("adv-internal-understanding".into()),
            Command::ShowKpi("kpi-response-rate".into()),
        ]
    );
}

#[test]
fn repeated_questions_say_how_they_differ_and_lead_to_the_review() {
    let mut harness = open(Section::Repeats);
    let catalogue = Catalogue::built_in();
    for group in catalogue.repeats() {
        if let Likeness::Near(difference) = &group.how {
            harness.get_by_label(difference);
        }
    }
    harness.get_all_by_label("Show the question in the Advocacy review").next().unwrap().click();
    harness.run();
    let commands = &harness.state().pushed.commands;
    assert_eq!(commands.as_slice(), [Command::ShowQuestion("adv-internal-network-2".into())]);
}

#[test]
fn the_survey_can_be_copied() {
    let mut harness = open(Section::Survey);
    harness.get_by_label("Copy the questions").click();
    harness.run();
    harness.get_by_label("Questions copied");
    harness.get_by_label("Copy a CSV template").click();
    harness.run();
    harness.get_by_label("CSV template copied");
    harness.get_by_label("Copy the questions");
    let catalogue = Catalogue::built_in();
    let survey = catalogue.survey().unwrap();
    let [Command::Copy(questions), Command::Copy(csv)] = harness.state().pushed.commands.as_slice() else {
        panic!("two copies: {:?}", harness.state().pushed.commands);
    };
    let options: Vec<_> = survey.questions.iter().flat_map(|question| &question.options).collect();
    assert!(options.iter().all(|option| questions.contains(&option.text)));
    assert!(questions.contains(&survey.note));
    assert_eq!(csv.lines().count(), options.len() + 1);
    assert!(csv.contains(Group::WorkingClass.name(ThirdGroup::WorkingClass)));
    let lower = survey::csv_template(survey, ThirdGroup::Lower);
    assert!(lower.contains(",Lower,") && !lower.contains(",Working class,"));
    assert!(csv.contains("\"School outside the UK\"") || csv.contains(",School outside the UK,"));
}

#[test]
fn the_third_group_is_named_as_the_user_chose() {
    let catalogue = Catalogue::built_in();
    let texts = |third| {
        let entries = index::entries(&catalogue, third);
        entries.iter().flat_map(|entry| &entry.texts).any(|text| text == "Lower 39%")
    };
    assert!(texts(ThirdGroup::Lower));
    assert!(!texts(ThirdGroup::WorkingClass));
}

#[test]
fn packs_say_what_they_hold_and_where_own_ones_come_from() {
    let mut harness = open(Section::Packs);
    harness.get_by_label("3 areas, 10 recommendations and 43 questions");
    harness.get_by_label_contains("waymark check");
    harness.get_by_label("Choose a pack folder…").click();
    harness.run();
    assert_eq!(harness.state().pushed.commands, vec![Command::ChoosePackFolder]);
}

#[test]
fn packs_that_were_left_out_are_listed_with_their_faults() {
    let fault = Fault {
        file: "own.ron".to_owned(),
        line: 7,
        column: 3,
        wrong: "the pillar “Hirring” is not known".to_owned(),
        right: "write Hiring".to_owned(),
    };
    let left_out = vec![LeftOut { file: "own.ron".to_owned(), faults: vec![fault] }];
    let mut harness = page(empty(), WIDE, theme::LIGHT, |ui, view, left_out: &mut Vec<LeftOut>, out| {
        packs::left_out(ui, &mut Page { view, out, reveal: None }, left_out);
    });
    harness.state_mut().state = left_out;
    harness.run();
    harness.get_by_role_and_label(Role::Heading, "1 pack left out");
    harness.get_by_role_and_label(Role::Heading, "own.ron");
    harness.get_by_label("The pillar “Hirring” is not known. Write Hiring. Line 7, column 3.");
}

#[test]
fn what_is_read_scrolls_by_the_keys() {
    let mut harness = open(Section::Glossary);
    harness.set_size(egui::vec2(WIDE.x, 420.0));
    harness.run();
    let last = || "Socio-economic background";
    let before = harness.get_by_role_and_label(Role::Heading, last()).rect().top();
    harness.get_by_role_and_label(Role::Region, "Glossary").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    let after = harness.get_by_role_and_label(Role::Heading, last()).rect().top();
    assert!(before > 420.0 && after < 420.0, "{before} {after}");
}

#[test]
fn nothing_stands_beyond_the_window() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        let mut harness = library(size);
        for section in Section::ALL {
            harness.state_mut().state.go(section);
            harness.run();
            for node in harness.root().children_recursive() {
                let role = node.accesskit_node().role();
                if matches!(role, Role::Label | Role::Heading | Role::Button | Role::SearchInput | Role::ComboBox) {
                    let rect = node.rect();
                    assert!(rect.left() >= 0.0 && rect.right() <= size.x, "{size:?} {section:?} {node:?}");
                }
            }
        }
    }
}
