//! Two rounds as people go through them: a real window on a virtual screen, by keyboard alone, from a new organisation to
//! what changed a round later.

use std::path::Path;

use egui::Role;
use egui_kittest::kittest::NodeT as _;
use waymark::content::Catalogue;
use waymark::project::Rating;
use waymark::store::{ProjectFile, RealDisk};

use super::screen::{Screen, until};
use super::{WITHOUT_WGPU, find, program, unseen_after};

/// The rating keys, in turn.
const KEYS: [(&str, Rating); 3] = [("1", Rating::NotInPlace), ("2", Rating::Limited), ("3", Rating::Active)];

/// The first three ratings as they are changed in the second round, and how each then stands.
const CHANGED: [(&str, &str, &str); 3] =
    [("3", "improved", "Improved"), ("1", "declined", "Declined"), ("0", "no_longer_applies", "No longer applies")];

/// What a window with this file says of what changed: every row of the table, as it is heard.
fn heard(file: &Path) -> Vec<String> {
    let harness = unseen_after(file, "what changed");
    let rows = harness.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    rows.map(|node| node.accesskit_node().label().unwrap()).collect()
}

#[test]
fn a_round_later_the_table_says_exactly_what_changed() {
    let screen = Screen::start();
    let file = screen.path("northmoor.waymark");
    let window = screen.open_empty(&[WITHOUT_WGPU]);
    let title = "Northmoor Trust – Waymark";
    let unsaved = format!("• {title}");

    // A new organisation, with a file of its own.
    window.press_and_see("ctrl+n");
    window.write("Northmoor Trust");
    window.press("Return");
    window.titled(&unsaved);
    find(&window, "save to a typed");
    window.write(file.to_str().unwrap());
    window.press("Return");
    until("the file", || file.exists().then_some(()));
    window.titled(title);

    // The first pack, rated in full.
    let catalogue = Catalogue::built_in();
    let (pack, _) = catalogue.checklists().next().unwrap();
    let questions: Vec<_> = catalogue.questions().filter(|place| place.pack == pack).collect();
    window.press_and_see("ctrl+2");
    // Start with everything.
    window.press_and_see("Return");
    let ratings: Vec<&str> = KEYS.iter().cycle().take(questions.len()).map(|(key, _)| *key).collect();
    window.press_in_haste(&ratings);

    // Three actions.
    for number in 1..=3 {
        find(&window, "add an action");
        window.write(&format!("Action number {number}"));
    }

    // The round is frozen, and the next begun.
    find(&window, "freeze this");
    window.press_and_see_dialog("Return");
    find(&window, "start the next");
    window.press_and_see_dialog("Return");

    // Three ratings are changed.
    window.press_and_see("ctrl+2");
    window.press("Home");
    window.press_in_haste(&CHANGED.map(|(key, ..)| key));
    find(&window, "what changed");
    window.press("ctrl+s");
    window.titled(title);
    window.press("alt+F4");
    assert_eq!(window.ended(), Some(0), "{}", screen.told());

    // The file holds all of it.
    let project = ProjectFile::open(&RealDisk, &file).unwrap().project;
    let [first, second] = project.rounds.as_slice() else { unreachable!("two rounds") };
    for (place, (_, rating)) in questions.iter().zip(KEYS.iter().cycle()) {
        assert_eq!(first.rating(&place.question.id), *rating, "{}", place.question.id);
    }
    assert!(!first.is_open() && second.is_open());
    assert_eq!(first.plan.as_ref().unwrap().len(), 3, "the plan is kept with the round");
    let titles: Vec<&str> = project.actions.iter().map(|action| action.title.as_str()).collect();
    assert_eq!(titles, ["Action number 1", "Action number 2", "Action number 3"]);

    // The program says of the file exactly these three changes,
    let said = program::call(screen.folder(), ["summary".as_ref(), file.as_os_str(), "--json".as_ref()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let summary: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let expected: Vec<_> = questions
        .iter()
        .zip(CHANGED)
        .map(|(place, (_, change, _))| serde_json::json!({ "id": place.question.id.as_str(), "change": change }))
        .collect();
    assert_eq!(summary["since_last_round"]["changed"], serde_json::Value::from(expected));
    let counts = &summary["since_last_round"]["questions"];
    let count = |name: &str| usize::try_from(counts[name].as_u64().unwrap()).unwrap();
    assert_eq!(count("not_reconfirmed"), questions.len() - 3);
    assert_eq!(counts.as_object().unwrap().values().map(|one| one.as_u64().unwrap()).sum::<u64>(), 127);

    // and so does the window to those who hear it.
    let rows = heard(&file);
    assert_eq!(rows.len(), 3, "{rows:?}");
    for ((row, place), (_, _, word)) in rows.iter().zip(&questions).zip(CHANGED) {
        assert!(row.starts_with(word) && row.contains(&place.question.text), "{row}");
    }
}
