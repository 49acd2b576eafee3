//! From a file of people to figures for the board: a real window on a virtual screen, by keyboard alone. The file becomes
//! counts, the counts are saved, what may be shown of them is written; and nobody's name is anywhere.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use waymark::project::{Audience, Dimension};

use super::screen::Screen;
use super::{WITHOUT_WGPU, find, program, project, save};

/// A word of everybody's name, which is nowhere else.
const NAME: &str = "Quarrelsome";

/// An extract of 240 invented people, four of whom are on the board.
fn people() -> String {
    let answers = [
        "Modern professional and traditional professional occupations",
        "Clerical and intermediate occupations",
        "Routine, semi-routine manual and service occupations",
        "Prefer not to say",
    ];
    let mut text = "Full name,Occupation of main household earner,Grade\n".to_owned();
    for (place, answer) in (0..240_usize).zip(answers.iter().cycle()) {
        let grade = if place < 4 { "Board" } else { ["Officer", "Manager"][place / 4 % 2] };
        writeln!(text, "{NAME} {place},\"{answer}\",{grade}").unwrap();
    }
    text
}

/// Every file of a folder and of the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_file_of_people_becomes_figures_for_the_board() {
    let screen = Screen::start();
    let said = program::call(screen.folder(), ["new", "new.waymark", "--name", "Northmoor Trust"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let extract = screen.path("people.csv");
    fs::File::create_new(&extract).unwrap().write_all(people().as_bytes()).unwrap();
    let file = screen.path("new.waymark");
    let title = "Northmoor Trust – Waymark";
    let window = screen.open(&file, title, &[WITHOUT_WGPU]);

    // The file, whose path is typed; then the name has the focus.
    find(&window, "Import workforce data");
    window.press_and_see("Tab");
    window.press_and_see_dialog("Return");
    window.write(extract.to_str().unwrap());
    window.press_and_see_dialog("Return");
    window.write("Survey");
    window.press_and_see("Tab");
    window.press_and_see("Tab");
    window.write("31/3/2026");
    window.press_and_see("Tab");
    window.write("300");
    // The columns, the values, what is kept, the counts; each step's way on has the focus.
    for _ in 0..4 {
        window.press_and_see("Return");
    }
    assert!(project(&file).workforce.is_empty(), "nothing is saved by itself");
    window.press_and_see("Return");
    save(&window, &file, title);
    window.press("alt+F4");
    assert_eq!(window.ended(), Some(0), "{}", screen.told());

    let saved = project(&file);
    let [set] = saved.workforce.as_slice() else { panic!("one set, not {}", saved.workforce.len()) };
    assert_eq!((set.name.as_str(), set.asked, set.whole().unwrap().total()), ("Survey", Some(300), 240));
    let grades = &set.breakdown(&Dimension::Grade).unwrap().rows;
    assert_eq!(grades.len(), 3, "{grades:?}");
    assert!(!grades.iter().any(|row| row.label == "Board"), "so few are told by no name: {grades:?}");

    // What may be shown, noted in the project.
    let said = program::call(screen.folder(), ["figures", "new.waymark", "--audience", "board", "--to", "figures.csv"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(project(&file).newest_release(Audience::Board).unwrap().sets[0].name, "Survey");
    let figures = fs::read_to_string(screen.path("figures.csv")).unwrap();
    assert!(figures.contains("Answers by grade,Officer,Working class,"), "{figures}");

    // Nobody's name is in any file that was written: the project, its copies, the figures, what was told.
    for path in files(screen.folder()).into_iter().filter(|path| *path != extract && !path.ends_with("Xvfb_screen0")) {
        let bytes = fs::read(&path).unwrap_or_default();
        assert!(!bytes.windows(NAME.len()).any(|part| part == NAME.as_bytes()), "{}", path.display());
    }
}
