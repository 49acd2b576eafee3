//! Holds the map of the house in `src/lib.rs`: arrows point down only, the window's crates stay on floor 6, the disk and
//! the clock on floors 5 and 6, the crates that make files for others in `export`. Also: every file says what it holds, nothing is left to be
//! written later, and no file names a folder of the computer that it was written on.
//!
//! Sources are read as tokens (comments and texts are no code), paths are followed through groups and `super`. That the
//! rules catch what they should is tested on made-up sources below.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a source that cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Every room: its floor, and the rooms that it may name.
const ROOMS: &[(&str, u8, &[&str])] = &[
    ("fonts", 0, &[]),
    ("stats", 0, &[]),
    ("words", 0, &[]),
    ("content", 0, &["fonts", "words"]),
    ("project", 1, &["content", "words"]),
    ("chart", 2, &["content", "project", "words"]),
    ("disclosure", 2, &["content", "project", "stats", "words"]),
    ("edit", 2, &["content", "project", "words"]),
    ("import", 2, &["content", "project", "stats", "words"]),
    ("insight", 3, &["chart", "content", "disclosure", "project", "stats", "words"]),
    ("report", 4, &["chart", "content", "disclosure", "insight", "project", "words"]),
    ("export", 5, &["chart", "content", "fonts", "import", "insight", "project", "report", "words"]),
    ("store", 5, &["content", "project", "words"]),
    (
        "app",
        6,
        &[
            "chart",
            "content",
            "disclosure",
            "edit",
            "export",
            "fonts",
            "import",
            "insight",
            "project",
            "report",
            "store",
            "ui",
            "words",
        ],
    ),
    (
        "ui",
        6,
        &[
            "app",
            "chart",
            "content",
            "disclosure",
            "edit",
            "fonts",
            "import",
            "insight",
            "project",
            "report",
            "store",
            "words",
        ],
    ),
    (
        "cli",
        6,
        &["app", "content", "disclosure", "edit", "export", "import", "insight", "project", "report", "store", "words"],
    ),
];

/// The crates of the window.
const WINDOW: [&str; 7] = ["accesskit", "eframe", "egui", "egui_extras", "egui_plot", "epaint", "rfd"];

/// Paths that touch the disk, the process or the clock.
const WORLD: [&[&str]; 12] = [
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "time"],
    &["Timestamp", "now"],
    &["Zoned", "now"],
    &["Instant"],
    &["SystemTime"],
    &["etcetera"],
    &["tempfile"],
];

/// The crates that only `export` names.
const FILES: [&str; 4] = ["lopdf", "png", "printpdf", "vello_cpu"];

/// A word or a mark of a source, with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    line: usize,
    text: String,
}

/// The tokens of a source. Comments are left out; texts, characters and lifetimes stand as empty tokens.
fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let (mut place, mut line) = (0, 1);
    while place < letters.len() {
        let start = place;
        let mut text = String::new();
        match (at(place), at(place + 1)) {
            ('/', '/') => {
                while place < letters.len() && at(place) != '\n' {
                    place += 1;
                }
            }
            ('/', '*') => place = after_block_comment(&letters, place),
            ('"', _) => place = after_text(&letters, place + 1),
            ('r' | 'b' | 'c', _) if after_raw_text(&letters, place).is_some() => {
                place = after_raw_text(&letters, place).unwrap();
            }
            ('b' | 'c', '"') => place = after_text(&letters, place + 2),
            ('\'', next) if next == '\\' || at(place + 2) == '\'' => {
                place += if next == '\\' { 3 } else { 2 };
                while place < letters.len() && at(place) != '\'' {
                    place += 1;
                }
                place += 1;
            }
            ('\'', _) => {
                place += 1;
                while is_word(at(place)) {
                    place += 1;
                }
            }
            (c, _) if is_word(c) => {
                while is_word(at(place)) {
                    text.push(at(place));
                    place += 1;
                }
            }
            (':', ':') => {
                text.push_str("::");
                place += 2;
            }
            (c, _) => {
                text.push(c);
                place += 1;
            }
        }
        let blank = text.chars().all(char::is_whitespace) && !matches!(letters[start], '"' | '\'' | 'r' | 'b' | 'c');
        if !blank {
            found.push(Token { line, text });
        }
        line += letters[start..place.min(letters.len())].iter().filter(|c| **c == '\n').count();
    }
    found
}

fn after_block_comment(letters: &[char], start: usize) -> usize {
    let (mut place, mut depth) = (start + 2, 1);
    while place < letters.len() && depth > 0 {
        match letters[place..].iter().take(2).collect::<String>().as_str() {
            "/*" => (place, depth) = (place + 2, depth + 1),
            "*/" => (place, depth) = (place + 2, depth - 1),
            _ => place += 1,
        }
    }
    place
}

fn after_text(letters: &[char], start: usize) -> usize {
    let mut place = start;
    while place < letters.len() && letters[place] != '"' {
        place += if letters[place] == '\\' { 2 } else { 1 };
    }
    place + 1
}

/// Where a raw text that begins here ends: `r"…"`, `br#"…"#`; `None` where none begins.
fn after_raw_text(letters: &[char], start: usize) -> Option<usize> {
    if start > 0 && (letters[start - 1].is_alphanumeric() || letters[start - 1] == '_') {
        return None;
    }
    let mut place = start + letters[start..].iter().take(2).take_while(|c| matches!(c, 'b' | 'c')).count().min(1);
    if letters.get(place) != Some(&'r') {
        return None;
    }
    place += 1;
    let marks = letters[place..].iter().take_while(|c| **c == '#').count();
    place += marks;
    if letters.get(place) != Some(&'"') {
        return None;
    }
    let end: String = std::iter::once('"').chain(std::iter::repeat_n('#', marks)).collect();
    let end: Vec<char> = end.chars().collect();
    let body = place + 1;
    let length = letters[body..].windows(end.len()).position(|window| window == end)?;
    Some(body + length + end.len())
}

/// A path as written, with groups spread out, and the module in which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    line: usize,
    path: Vec<String>,
    module: Vec<String>,
}

/// Every path of a source that is the module `module`.
fn names(tokens: &[Token], module: &[String]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut modules: Vec<String> = module.to_vec();
    // For each brace that is open: whether it opened a module.
    let mut braces: Vec<bool> = Vec::new();
    let text = |place: usize| tokens.get(place).map_or("", |token| token.text.as_str());
    let mut place = 0;
    while place < tokens.len() {
        let word = text(place);
        if word == "mod" && text(place + 2) == "{" {
            modules.push(text(place + 1).to_owned());
            braces.push(true);
            place += 3;
            continue;
        }
        match word {
            "{" => braces.push(false),
            "}" if braces.pop() == Some(true) => {
                modules.pop();
            }
            _ => {}
        }
        let begins = is_name(word) && (place == 0 || !matches!(text(place - 1), "::" | "."));
        if begins {
            let mut paths = Vec::new();
            let end = spread(tokens, place, &mut Vec::new(), &mut paths);
            found.extend(paths.into_iter().map(|(line, path)| Named { line, path, module: modules.clone() }));
            place = end.max(place + 1);
        } else {
            place += 1;
        }
    }
    found
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads a path with its groups; gives the place after it.
fn spread(
    tokens: &[Token],
    mut place: usize,
    before: &mut Vec<String>,
    paths: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let text = |place: usize| tokens.get(place).map_or("", |token| token.text.as_str());
    let depth = before.len();
    let line = tokens.get(place).map_or(0, |token| token.line);
    while is_name(text(place)) || text(place) == "*" {
        before.push(text(place).to_owned());
        place += 1;
        if text(place) != "::" {
            break;
        }
        place += 1;
        if text(place) == "{" {
            place += 1;
            while place < tokens.len() && text(place) != "}" {
                let start = place;
                place = spread(tokens, place, before, paths);
                if text(place) == "as" {
                    place += 2;
                }
                if text(place) == "," || place == start {
                    place += 1;
                }
            }
            before.truncate(depth);
            return place + 1;
        }
    }
    paths.push((line, before.clone()));
    before.truncate(depth);
    place
}

/// The room that a path leads to, where it names one: through `crate`, or through as many `super` as lead to the root.
fn room_of(named: &Named) -> Option<String> {
    let rest = match named.path.first().map(String::as_str) {
        Some("crate") => &named.path[1..],
        Some("super") => {
            let up = named.path.iter().take_while(|word| *word == "super").count();
            if up < named.module.len() {
                return None;
            }
            &named.path[up..]
        }
        _ => return None,
    };
    rest.first().cloned()
}

/// The module of a file below `src`: `ui/pages/mod.rs` is `ui::pages`.
fn module_of(file: &str) -> Vec<String> {
    let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
    stem.split('/').map(str::to_owned).collect()
}

/// What a source below `src` breaks, each with its line.
fn broken(file: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !source.starts_with("//! ") {
        faults.push(format!("{file}:1: does not open with what it holds (//!)"));
    }
    let module = module_of(file);
    let tokens = tokens(source);
    for pair in tokens.windows(2) {
        if matches!(pair[0].text.as_str(), "todo" | "unimplemented") && pair[1].text == "!" {
            faults.push(format!("{file}:{}: {}! is left", pair[0].line, pair[0].text));
        }
    }
    if matches!(file, "lib.rs" | "main.rs") {
        return faults;
    }
    let Some((room, floor, allowed)) = ROOMS.iter().find(|(room, _, _)| *room == module[0]) else {
        faults.push(format!("{file}:1: {} is not on the map", module[0]));
        return faults;
    };
    for named in names(&tokens, &module) {
        let mut fault = |what: &str| faults.push(format!("{file}:{}: {what}", named.line));
        if let Some(to) = room_of(&named)
            && to != *room
            && !allowed.contains(&to.as_str())
        {
            fault(&format!("{room} → {to}"));
        }
        let names = |words: &[&str]| named.path.windows(words.len()).any(|window| window == words);
        for window in WINDOW.into_iter().filter(|window| *floor < 6 && named.path[0] == *window) {
            fault(&format!("{room} (floor {floor}) names {window}"));
        }
        for world in WORLD.into_iter().filter(|world| *floor < 5 && names(world)) {
            fault(&format!("{room} (floor {floor}) names {}", world.join("::")));
        }
        for maker in FILES.into_iter().filter(|maker| *room != "export" && named.path[0] == *maker) {
            fault(&format!("{room} names {maker}"));
        }
    }
    faults
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder whose names end in one of these, in order.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            found.push(path);
        }
    }
    found
}

fn below(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/")
}

/// The text of `src/lib.rs` has this room on this floor.
fn drawn_on_floor(map: &str, room: &str, floor: u8) -> bool {
    let mut lines = map.lines().filter(|line| line.starts_with(&format!("//! floor {floor} ")));
    lines.any(|line| line.split(|c: char| !c.is_alphanumeric()).any(|word| word == room))
}

#[test]
fn arrows_point_down_and_every_file_says_what_it_holds() {
    let src = root().join("src");
    let faults: Vec<String> = files(&src, &[".rs"])
        .iter()
        .flat_map(|path| broken(&below(&src, path), &fs::read_to_string(path).unwrap()))
        .collect();
    assert!(faults.is_empty(), "the floors are broken:\n{}", faults.join("\n"));
}

#[test]
fn the_map_is_the_one_that_is_drawn() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for (room, floor, allowed) in ROOMS {
        assert!(drawn_on_floor(&map, room, *floor), "src/lib.rs does not draw {room} on floor {floor}");
        assert!(map.contains(&format!("pub mod {room};")), "{room} is no module");
        for to in *allowed {
            let (_, below, _) = ROOMS.iter().find(|(room, _, _)| room == to).unwrap();
            assert!(below < floor || matches!(floor, 0 | 6), "{room} → {to} does not point down");
        }
    }
    let modules = map.lines().filter(|line| line.starts_with("pub mod ") || line.starts_with("mod ")).count();
    assert_eq!(modules, ROOMS.len(), "every module of src/lib.rs has a floor");
}

#[test]
fn tests_and_benches_say_what_they_hold() {
    for folder in ["tests", "benches"] {
        for path in files(&root().join(folder), &[".rs"]) {
            let source = fs::read_to_string(&path).unwrap();
            assert!(source.starts_with("//! "), "{} does not open with what it holds (//!)", path.display());
        }
    }
}

/// Folders that would be somebody's own, at the beginning of a path in a text.
fn own_folders() -> Vec<String> {
    let mut folders: Vec<String> = ["root", "Users", "home"].iter().map(|name| format!("/{name}/")).collect();
    // Where this copy stands, unless that is a place that every computer has.
    let manifest = root();
    let parent = manifest.parent().unwrap_or(&manifest);
    let common = ["", "/", "/tmp", "/var/tmp", "/mnt", "/opt", "/srv", "/src", "/usr/src", "/home", "/github"];
    if !common.iter().any(|common| parent == Path::new(common)) {
        folders.push(format!("{}/", parent.display()));
    }
    folders
}

/// The first of these folders that a text names as the beginning of a path.
fn folder_named<'a>(text: &str, folders: &'a [String]) -> Option<(usize, &'a str)> {
    text.lines().enumerate().find_map(|(line, words)| {
        let named = folders.iter().find(|folder| {
            words.match_indices(folder.as_str()).any(|(place, _)| {
                let before = words[..place].chars().next_back();
                let example = words[place..].starts_with(&format!("/{}/me/", "home"));
                !example && before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '-' | '_' | '~'))
            })
        })?;
        Some((line + 1, named.as_str()))
    })
}

#[test]
fn no_file_names_a_folder_of_the_computer_that_it_was_written_on() {
    let root = root();
    let mut paths = Vec::new();
    for folder in ["src", "tests", "benches", "content", ".ci", "icons"] {
        let folder = root.join(folder);
        if folder.exists() {
            paths.extend(files(&folder, &[".rs", ".ron", ".waymark", ".md", ".txt", ".svg", "run", ".sh"]));
        }
    }
    for file in ["README.md", "CHANGELOG.md", "Cargo.toml", "clippy.toml", "test"] {
        paths.extend(Some(root.join(file)).filter(|path| path.exists()));
    }
    let folders = own_folders();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        if let Some((line, folder)) = folder_named(&text, &folders) {
            panic!("{}:{line}: names {folder}", below(&root, &path));
        }
    }
}

/// What is found in made-up sources: each with its file, its text and the fault expected, if any.
#[test]
fn the_rules_catch_what_they_should() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("project/mod.rs", "//! A.\nuse crate::insight::Digest;\n", &["project/mod.rs:2: project → insight"]),
        (
            "insight/a.rs",
            "//! A.\n\nuse crate::{\n    content::X,\n    ui::{self, Y},\n};\n",
            &["insight/a.rs:5: insight → ui", "insight/a.rs:5: insight → ui"],
        ),
        ("store/a.rs", "//! A.\nfn f() -> crate::export::pdf::Pdf { g() }\n", &["store/a.rs:2: store → export"]),
        ("edit/mod.rs", "//! A.\nuse super::app::Command;\n", &["edit/mod.rs:2: edit → app"]),
        ("edit/a.rs", "//! A.\nmod b { use super::super::super::ui::X; }\n", &["edit/a.rs:2: edit → ui"]),
        ("edit/a.rs", "//! A.\nmod b { use super::super::X; }\nuse super::app;\n", &[]),
        ("chart/a.rs", "//! A.\nuse crate::*;\n", &["chart/a.rs:2: chart → *"]),
        ("report/a.rs", "//! A.\nuse egui::Ui;\n", &["report/a.rs:2: report (floor 4) names egui"]),
        ("store/a.rs", "//! A.\nlet d = rfd::FileDialog::new();\n", &["store/a.rs:2: store (floor 5) names rfd"]),
        ("insight/a.rs", "//! A.\nuse std::{fmt, fs::File};\n", &["insight/a.rs:2: insight (floor 3) names std::fs"]),
        (
            "project/a.rs",
            "//! A.\nlet t = jiff::Timestamp::now();\n",
            &["project/a.rs:2: project (floor 1) names Timestamp::now"],
        ),
        (
            "edit/a.rs",
            "//! A.\nuse std::time::Instant;\n",
            &["edit/a.rs:2: edit (floor 2) names std::time", "edit/a.rs:2: edit (floor 2) names Instant"],
        ),
        ("ui/a.rs", "//! A.\nuse printpdf::Op;\n", &["ui/a.rs:2: ui names printpdf"]),
        ("app/a.rs", "//! A.\nfn f() { vello_cpu::Pixmap::new(1, 1); }\n", &["app/a.rs:2: app names vello_cpu"]),
        (
            "words.rs",
            "use crate::fonts;\n",
            &["words.rs:1: does not open with what it holds (//!)", "words.rs:1: words → fonts"],
        ),
        ("app/a.rs", "//! A.\nfn f() { todo!() }\n", &["app/a.rs:2: todo! is left"]),
        ("cellar/a.rs", "//! A.\n", &["cellar/a.rs:1: cellar is not on the map"]),
        // What is no fault: comments, texts, raw texts, characters, lifetimes, fields, the type Timestamp.
        (
            "content/a.rs",
            "//! See [`crate::ui`].\n/* crate::app /* nested */ std::fs */\nconst A: &str = \"crate::ui \\\" std::fs\";\n\
             const B: &str = r#\"crate::app \" egui::Ui\"#;\nconst C: char = '\"';\nfn f<'a>(x: &'a X) { x.egui; x.std; }\n\
             use jiff::Timestamp;\nuse crate::words;\n",
            &[],
        ),
        ("app/a.rs", "//! A.\nuse std::fs;\nuse crate::{cli, ui};\n", &["app/a.rs:3: app → cli"]),
    ];
    for (file, source, expected) in cases {
        assert_eq!(broken(file, source), *expected, "{file}:\n{source}");
    }
}

#[test]
fn own_folders_are_seen_where_a_path_begins() {
    let folders = ["/elsewhere/".to_owned(), format!("/{}/", "home")];
    assert_eq!(folder_named("a\nsee `/elsewhere/b`", &folders), Some((2, "/elsewhere/")));
    assert_eq!(folder_named("https://example.org/elsewhere/b and ../elsewhere/c", &folders), None);
    assert_eq!(folder_named(&format!("/{}/me/Documents", "home"), &folders), None);
}
