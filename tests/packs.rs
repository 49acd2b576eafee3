//! The built-in packs say what they should, and every kind of fault in a pack is told in the words of
//! `tests/fixtures/packs`: each `bad-….txt` there has the faults of the files `bad-….ron` or `bad-….1.ron`, `bad-….2.ron`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use waymark::content::{Catalogue, Group, Likeness, PackFile, Pillar, TopicKind, Unit, built_in, check};

fn counts(pack: &str) -> (usize, usize, usize) {
    let catalogue = Catalogue::built_in();
    let checklists = catalogue.checklists().filter(|(id, _)| id.as_str() == pack);
    let recommendations = catalogue.recommendations().filter(|place| place.pack.as_str() == pack).count();
    let questions = catalogue.questions().filter(|place| place.pack.as_str() == pack).count();
    (checklists.map(|(_, checklist)| checklist.areas.len()).sum(), recommendations, questions)
}

fn ends(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

#[test]
fn the_built_in_packs_have_no_faults() {
    let faults: Vec<String> = check(&[], &built_in()).iter().map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new());
    let catalogue = Catalogue::built_in();
    assert_eq!(catalogue.left_out(), []);
    assert_eq!(catalogue.packs().len(), built_in().len());
}

#[test]
fn every_pack_of_the_folder_is_built_in() {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).expect("the folder of packs");
    let names = files.map(|file| file.expect("a file").file_name().into_string().expect("a plain name"));
    let names: BTreeSet<String> = names.filter(|name| ends(name, "ron")).collect();
    assert_eq!(built_in().into_iter().map(|file| file.name).collect::<BTreeSet<_>>(), names);
}

#[test]
fn the_checklists_have_8_areas_28_recommendations_and_127_questions() {
    assert_eq!(counts("advocacy"), (2, 10, 42));
    assert_eq!(counts("progression"), (3, 8, 42));
    assert_eq!(counts("data"), (3, 10, 43));
    let catalogue = Catalogue::built_in();
    assert_eq!(catalogue.checklists().map(|(_, checklist)| checklist.areas.len()).sum::<usize>(), 8);
    assert_eq!(catalogue.recommendations().count(), 28);
    assert_eq!(catalogue.questions().count(), 127);
}

#[test]
fn ids_lead_to_recommendations_with_pillars_and_to_questions() {
    let catalogue = Catalogue::built_in();
    for place in catalogue.recommendations() {
        let found = catalogue.recommendation(&place.recommendation.id).expect("the recommendation");
        assert_eq!(found.recommendation, place.recommendation);
        assert!(catalogue.pillar(place.recommendation.pillar).is_some(), "{}", place.recommendation.id);
    }
    for place in catalogue.questions() {
        assert_eq!(catalogue.question(&place.question.id).expect("the question").question, place.question);
    }
}

#[test]
fn the_pillars_follow_ups_and_terms_are_all_there() {
    let catalogue = Catalogue::built_in();
    for pillar in Pillar::ALL {
        assert!(catalogue.pillar(pillar).is_some_and(|text| !text.about.is_empty()), "{}", pillar.name());
    }
    assert_eq!(catalogue.follow_ups().count(), 5);
    assert_eq!(catalogue.terms().count(), 12);
    for kind in TopicKind::ALL {
        assert!(catalogue.topics().any(|topic| topic.kind == kind), "{}", kind.name());
    }
}

/// What is called the same reads the same, and what reads the same is called so.
#[test]
fn repeats_are_the_same_where_their_words_are() {
    let catalogue = Catalogue::built_in();
    for group in catalogue.repeats() {
        let texts: BTreeSet<&str> = group
            .questions
            .iter()
            .map(|id| catalogue.question(id).expect("the question").question.text.as_str())
            .collect();
        match &group.how {
            Likeness::Same => assert_eq!(texts.len(), 1, "{texts:?}"),
            Likeness::Near(difference) => {
                assert_eq!(texts.len(), group.questions.len(), "{texts:?}");
                assert!(difference.ends_with('.'), "{difference}");
            }
        }
    }
    for one in catalogue.questions() {
        for other in catalogue.questions().filter(|other| other.question.text == one.question.text) {
            let same = one.question.id == other.question.id
                || catalogue
                    .repeats_of(&one.question.id)
                    .any(|(place, how)| place.question.id == other.question.id && *how == Likeness::Same);
            assert!(same, "{} and {}", one.question.id, other.question.id);
        }
    }
}

#[test]
fn repeats_lead_there_and_back() {
    let catalogue = Catalogue::built_in();
    let mut same = 0;
    let mut near = 0;
    for place in catalogue.questions() {
        for (other, how) in catalogue.repeats_of(&place.question.id) {
            assert_ne!(other.pack, place.pack, "{}", place.question.id);
            let back = catalogue.repeats_of(&other.question.id).find(|(back, _)| back.question == place.question);
            assert_eq!(back.map(|(_, how)| how), Some(how), "{}", place.question.id);
            match how {
                Likeness::Same => same += 1,
                Likeness::Near(_) => near += 1,
            }
        }
    }
    // Five pairs are the same; nearly the same are three pairs and, in both directions, three of one group.
    assert_eq!((same, near), (10, 12));
    let network: Vec<&str> =
        catalogue.repeats_of(&"adv-internal-network-2".into()).map(|(place, _)| place.question.id.as_str()).collect();
    assert_eq!(network, ["prog-workforce-interventions-8"]);
    assert_eq!(catalogue.repeats_of(&"adv-internal-network-1".into()).count(), 0);
}

#[test]
fn every_recommendation_has_templates() {
    let catalogue = Catalogue::built_in();
    for place in catalogue.recommendations() {
        let id = &place.recommendation.id;
        let templates: Vec<_> = catalogue.templates_for(id).collect();
        assert!(!templates.is_empty(), "{id}");
        assert!(templates.iter().all(|template| template.recommendations.contains(id)), "{id}");
    }
    assert_eq!(catalogue.templates_for(&"nowhere".into()).count(), 0);
}

/// A title goes into the plan as it stands, and the other texts are sentences. Nobody is spoken to: in a plan that a
/// board reads, “you” would be somebody else.
#[test]
fn templates_read_well_in_a_plan() {
    let catalogue = Catalogue::built_in();
    let mut titles = BTreeSet::new();
    for template in catalogue.templates() {
        let title = template.title.as_str();
        assert!(titles.insert(title), "{title}");
        assert!(title.starts_with(char::is_uppercase) && !title.ends_with('.'), "{title}");
        for text in [&template.first_step, &template.success] {
            assert!(text.starts_with(char::is_uppercase) && text.ends_with('.'), "{title}: {text}");
            assert!(text.chars().count() < 160, "{title}: {text}");
        }
        for text in [title, &template.first_step, &template.success] {
            let spoken_to = text.to_lowercase();
            let spoken_to = spoken_to.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "you" | "your"));
            assert!(!spoken_to, "{title}: {text}");
        }
        assert_ne!(catalogue.cite(&template.cite), template.cite.place, "{title}");
    }
}

#[test]
fn the_default_national_set_is_37_24_39() {
    let catalogue = Catalogue::built_in();
    let set = catalogue
        .benchmark_sets()
        .find(|set| set.default && set.measure == "Parental occupation at 14")
        .expect("the national set");
    let figures: Vec<(&str, f64)> = set.figures.iter().map(|figure| (figure.id.as_str(), figure.percent)).collect();
    let expected: Vec<(&str, f64)> = Group::ALL.into_iter().map(Group::id).zip([37.0, 24.0, 39.0]).collect();
    assert_eq!(figures, expected);
    assert!((figures.iter().map(|(_, percent)| percent).sum::<f64>() - 100.0).abs() < f64::EPSILON);
}

#[test]
fn the_scorecard_has_measures_of_every_pillar_and_every_unit() {
    let catalogue = Catalogue::built_in();
    for pillar in Pillar::ALL {
        assert!(catalogue.kpis().filter(|kpi| kpi.pillar == pillar).count() >= 5, "{}", pillar.name());
    }
    let first: Vec<&str> = catalogue.kpis().take(3).map(|kpi| kpi.id.as_str()).collect();
    assert_eq!(first, ["kpi-response-rate", "kpi-seb-asked", "kpi-workforce-spread"], "the Commission’s own");
    let units: Vec<Unit> = catalogue.kpis().map(|kpi| kpi.unit).collect();
    for unit in [
        Unit::Percent,
        Unit::OutOf(4),
        Unit::Groups,
        Unit::Count,
        Unit::Pounds,
        Unit::Days,
        Unit::Index,
        Unit::YesNo,
        Unit::Gap,
    ] {
        assert!(units.contains(&unit), "{unit:?}");
    }
}

#[test]
fn sectors_and_the_poll_are_whole() {
    let catalogue = Catalogue::built_in();
    let split = |id: &str| -> Vec<f64> {
        let set = catalogue.benchmark_set(&id.into()).unwrap();
        let of = |group: Group| set.figures.iter().find(|figure| figure.id == group.id()).unwrap().percent;
        Group::ALL.map(of).to_vec()
    };
    let measure = "Parental occupation at 14";
    let sectors: Vec<_> = catalogue
        .benchmark_sets()
        .filter(|set| set.measure == measure && !set.id.as_str().starts_with("national"))
        .collect();
    assert_eq!(sectors.len(), 13);
    assert!(sectors.iter().all(|set| !set.default && set.caution.is_some()));
    let splits: Vec<Vec<f64>> = sectors.iter().map(|set| split(set.id.as_str())).collect();
    for expected in [[49.0, 22.0, 29.0], [57.0, 20.0, 23.0], [39.0, 26.0, 35.0], [52.0, 21.0, 27.0], [40.0, 23.0, 37.0]]
    {
        assert!(splits.contains(&expected.to_vec()), "{expected:?}");
    }
    let practices: Vec<f64> =
        catalogue.polls().flat_map(|poll| &poll.practices).map(|practice| practice.percent).collect();
    assert_eq!(practices, [90.0, 45.0, 14.0, 50.0, 68.0, 47.0, 24.0, 37.0, 27.0, 40.0, 14.0, 20.0, 21.0]);
    let poll = catalogue.polls().next().unwrap();
    assert!(poll.short.contains("number not published") && poll.as_of == "March 2021");
}

#[test]
fn recommendations_lead_to_the_kpis_that_they_bear_on() {
    let catalogue = Catalogue::built_in();
    let kpis = |id: &str| catalogue.kpis_of(&id.into()).map(|kpi| kpi.id.to_string()).collect::<Vec<_>>();
    assert_eq!(kpis("data-strategy-response"), ["kpi-response-rate", "kpi-response-lowest"]);
    assert_eq!(kpis("data-strategy-collection"), ["kpi-seb-asked", "kpi-background-questions", "kpi-new-hires"]);
    assert_eq!(kpis("prog-leadership-culture"), ["kpi-promotion-time", "kpi-belonging-gap"]);
    for kpi in catalogue.kpis() {
        assert!(!kpi.recommendations.is_empty(), "{}", kpi.id);
    }
    // An action whose success is seen in a figure serves a recommendation that bears on it.
    for template in catalogue.templates() {
        if let Some(kpi) = template.kpi.as_ref().and_then(|id| catalogue.kpi(id)) {
            let bears = template.recommendations.iter().any(|id| kpi.recommendations.contains(id));
            assert!(bears, "{} and {}", template.id, kpi.id);
        }
    }
}

/// The Commission set targets for the scorecard's three KPIs only. A sentence elsewhere that speaks of a target and of
/// the Commission would pass another's aim, or ours, off as the Commission's.
#[test]
fn nothing_outside_the_scorecard_is_called_a_target_of_the_commission() {
    for file in built_in().into_iter().filter(|file| file.name != "scorecard.ron") {
        for (line, text) in file.text.lines().enumerate() {
            for sentence in text.split_inclusive(['.', '?', '!', '"']) {
                let lower = sentence.to_lowercase();
                let of_commission = sentence.contains("SMC") || lower.contains("commission");
                let place = format!("{}:{}: {sentence}", file.name, line + 1);
                assert!(!(of_commission && lower.contains("target")), "{place}");
            }
        }
    }
}

#[test]
fn faults_are_told_in_the_expected_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/packs");
    let mut cases: BTreeMap<String, Vec<PackFile>> = BTreeMap::new();
    let mut expected: BTreeMap<String, String> = BTreeMap::new();
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder of fixtures")
        .map(|file| file.expect("a file").file_name().into_string().expect("a plain name"))
        .collect();
    names.sort();
    for name in names {
        let text = fs::read_to_string(folder.join(&name)).expect("a text");
        let case = name.split('.').next().expect("a stem").to_owned();
        if ends(&name, "txt") {
            expected.insert(case, text);
        } else {
            cases.entry(case).or_default().push(PackFile { name, text });
        }
    }
    let built_in = built_in();
    let told: BTreeMap<String, String> = cases
        .into_iter()
        .map(|(case, files)| {
            let faults = check(&built_in, &files);
            let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
            (case, lines.join("\n"))
        })
        .collect();
    assert_eq!(told.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (case, told) in told {
        assert!(!told.is_empty(), "{case} has no faults");
        let expected = expected.get(&case).expect("its faults").replace("\r\n", "\n");
        assert_eq!(told, expected.trim_end(), "{case}:\n{told}");
    }
}
