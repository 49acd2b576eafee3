//! Calls of the program: what it is given, and what it says.

#![expect(clippy::unwrap_used, reason = "a program that cannot be started fails the test")]

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a call gave.
#[derive(Debug)]
pub struct Said {
    /// The exit code.
    pub code: Option<i32>,
    /// What it printed as its result.
    pub out: String,
    /// What it told.
    pub err: String,
}

/// A folder of a test's own, removed when it is dropped.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// The program, with a home of its own in a folder.
pub fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
    command.env(waymark::store::HOME_VARIABLE, home.join("home")).env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

/// Calls the program from a folder, and waits until it is done.
pub fn call(folder: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Said {
    let done = program(folder).current_dir(folder).args(arguments).output().unwrap();
    Said {
        code: done.status.code(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}
