//! From a figure to an action and back: a real window on a virtual screen, by keyboard alone. A figure under its target
//! leads to a suggestion, the suggestion to an action, a better figure to *did it move?*, in the window, in the numbers
//! and in the print.

use std::path::Path;

use egui::Key;
use egui_kittest::kittest::NodeT as _;
use waymark::project::Origin;

use super::screen::{Screen, Window, until};
use super::{WITHOUT_WGPU, find, program, project, save, tabs_to, unseen_after};

/// Enters a figure of the measure that is shown: its day and its value, the rest left empty.
fn enter(window: &Window<'_>, day: &str, value: &str) {
    find(window, "Add a figure");
    window.write(day);
    window.press_and_see("Tab");
    window.write(value);
    window.press_and_see("Return");
}

/// Every text that a window with this file shows once a command was run by its name.
fn heard(file: &Path, command: &str) -> Vec<String> {
    let harness = unseen_after(file, command);
    let texts = harness.root().children_recursive();
    texts.filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value())).collect()
}

#[test]
fn a_figure_leads_to_an_action_and_a_better_figure_shows_whether_it_moved() {
    let screen = Screen::start();
    let said = program::call(screen.folder(), ["new", "new.waymark", "--name", "Northmoor Trust"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let file = screen.path("new.waymark");
    let title = "Northmoor Trust – Waymark";
    let window = screen.open(&file, title, &[WITHOUT_WGPU]);

    // A figure under 70%.
    let said = program::call(screen.folder(), ["summary", "new.waymark", "--json"]);
    let summary: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let today: jiff::civil::Date = summary["date"].as_str().unwrap().parse().unwrap();
    let before = today.saturating_sub(jiff::Span::new().days(40));
    find(&window, "Response rate");
    enter(&window, &before.to_string(), "61");
    save(&window, &file, title);
    let rate = &project(&file).kpis["kpi-response-rate"];
    assert_eq!(rate.measurements.len(), 1, "{}", screen.told());
    window.press("alt+F4");
    assert_eq!(window.ended(), Some(0), "{}", screen.told());

    // It leads to recommendations on the overview, the first of which becomes an action with one press.
    let window = screen.open(&file, title, &[WITHOUT_WGPU]);
    let tabs = tabs_to(&file, Key::Num1, "Add as action");
    window.tab_through(&tabs);
    window.press_and_see("Return");
    save(&window, &file, title);
    let saved = project(&file);
    let [action] = saved.actions.as_slice() else { panic!("one action, not {}", saved.actions.len()) };
    let Some(Origin::Link(kpi, recommendation)) = &action.origin else { panic!("{:?}", action.origin) };
    assert_eq!(kpi.as_str(), "kpi-response-rate");
    assert_eq!(recommendation.as_str(), "data-strategy-response");

    // A better figure, entered after the action.
    find(&window, "Response rate");
    enter(&window, &today.to_string(), "66");
    find(&window, "Did it move");
    save(&window, &file, title);
    window.press("alt+F4");
    assert_eq!(window.ended(), Some(0), "{}", screen.told());

    // The window says both to those who hear it,
    let (then, now) = ("61%", "66%");
    let spoken = heard(&file, "Did it move");
    let spoken = spoken.join("\n");
    assert!(spoken.contains(&action.title), "{spoken}");
    assert!(spoken.contains(&format!("When it began: {then}")) && spoken.contains(&format!("Now {now}")), "{spoken}");
    assert!(spoken.contains("+5 points") && spoken.contains("is no proof"), "{spoken}");

    // so do the numbers,
    let said = program::call(screen.folder(), ["summary", "new.waymark", "--json"]);
    let summary: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let moved = &summary["moved"][0];
    assert_eq!((moved["then"].as_f64(), moved["now"].as_f64()), (Some(61.0), Some(66.0)), "{moved}");
    assert_eq!(moved["verdict"], "Moved the right way");

    // and so does the print.
    let said = program::call(screen.folder(), ["export", "new.waymark", "--to", "board.pdf"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let pdf = screen.path("board.pdf");
    let text = until("the text of the print", || {
        let told = std::process::Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output().ok()?;
        String::from_utf8(told.stdout).ok()
    });
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(squeezed.contains("Did it move?"), "{squeezed}");
    assert!(squeezed.contains(then) && squeezed.contains(now) && squeezed.contains("+5 points"), "{squeezed}");
    assert!(squeezed.contains("is no proof"), "{squeezed}");
}
