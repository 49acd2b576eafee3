//! Preferences and folders of packs on the real disk.

use std::fs;
use std::path::{Path, PathBuf};

use waymark::store::{
    Access, Folders, MAX_PACK_BYTES, MAX_PACKS, PackProblem, Preferences, RealDisk, TextSize, Theme, atomic,
    read_pack_folder,
};

const DISK: RealDisk = RealDisk;

fn put(path: &Path, bytes: &[u8]) {
    atomic::write(&DISK, path, bytes, Access::AsBefore).unwrap();
}

#[test]
fn preferences_are_saved_and_read_again() {
    let home = tempfile::tempdir().unwrap();
    let path = Folders::below(home.path()).preferences();
    assert_eq!(Preferences::load(&DISK, &path), Preferences::default());
    let mut preferences = Preferences { theme: Theme::Dark, text_size: TextSize::new(125), ..Preferences::default() };
    preferences.note_recent(Path::new("/projects/Plan.waymark"));
    preferences.save(&DISK, &path).unwrap();
    assert_eq!(Preferences::load(&DISK, &path), preferences);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[cfg(unix)]
#[test]
fn paths_that_are_not_text_lose_only_themselves() {
    use std::os::unix::ffi::OsStrExt as _;

    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("preferences.ron");
    let odd = PathBuf::from(std::ffi::OsStr::from_bytes(b"/\xff.waymark"));
    let good = PathBuf::from("/good.waymark");
    let preferences =
        Preferences { recent: vec![odd, good.clone()], my_name: "Z".to_owned(), ..Preferences::default() };
    preferences.save(&DISK, &path).unwrap();
    assert_eq!(Preferences::load(&DISK, &path), Preferences { recent: vec![good], ..preferences });
}

#[test]
fn preferences_that_cannot_be_read_are_the_defaults() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(Preferences::load(&DISK, home.path()), Preferences::default());
}

#[test]
fn a_pack_folder_is_read_in_order_and_bad_files_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    put(&path("b.ron"), "\u{feff}(b)".as_bytes());
    put(&path("a.RON"), b"(a)");
    put(&path("readme.txt"), b"x");
    put(&path(".hidden.ron"), b"x");
    put(&path("c.ron"), b"\xff");
    put(&path("d.ron"), &vec![b' '; usize::try_from(MAX_PACK_BYTES).unwrap() + 1]);
    fs::create_dir(path("e.ron")).unwrap();
    let (packs, problems) = read_pack_folder(&DISK, folder.path());
    let texts: Vec<_> = packs.iter().map(|pack| pack.text.as_str()).collect();
    assert_eq!(texts, ["(a)", "(b)"]);
    assert!(packs[0].name.ends_with("a.RON"));
    assert!(matches!(problems[0].problem, PackProblem::NotText));
    assert!(matches!(problems[1].problem, PackProblem::TooLarge));
    assert_eq!(problems.len(), 2);
}

#[test]
fn a_folder_of_too_many_packs_is_cut_and_one_that_is_missing_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..MAX_PACKS + 3 {
        put(&folder.path().join(format!("{number:04}.ron")), b"()");
    }
    let (packs, problems) = read_pack_folder(&DISK, folder.path());
    assert_eq!(packs.len(), MAX_PACKS);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].path.ends_with("0200.ron") && matches!(problems[0].problem, PackProblem::TooMany));

    let (packs, problems) = read_pack_folder(&DISK, &folder.path().join("none"));
    assert!(packs.is_empty() && matches!(problems[0].problem, PackProblem::Folder(_)));
}
