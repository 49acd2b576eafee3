//! What becomes of a reading whose process goes wrong.

#![cfg(unix)]
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use waymark::app::{ImportError, ImportJob, Importer};
use waymark::import::people::Look;
use waymark::import::people::wire::Question;

use super::program::folder;
use super::support::{answers, look_by, waymark};

/// A program that does this.
fn program(folder: &Path, name: &str, does: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn a_process_that_goes_wrong_is_told_and_nothing_that_it_says_is_shown() {
    let folder = folder();
    let file = folder.path().join("people.csv");
    fs::write(&file, "Parental occupation,Grade\nRetired,A\n").unwrap();
    let told = |name: &str, does: &str| look_by(&program(folder.path(), name, does), &file).unwrap_err();
    let ended = [
        ("quits", "exit 0"),
        ("fails", "cat >/dev/null; echo secret >&2; exit 3"),
        ("dies", "kill -9 $$"),
        ("aborts", "kill -6 $$"),
        ("stops within an answer", "printf 'D\\377\\000\\000\\000abc'"),
        ("closes", "exec >&-; exit 0"),
    ];
    for (name, does) in ended {
        let error = told(name, does);
        assert!(matches!(error, ImportError::Ended), "{name}: {error:?}");
        assert!(!error.to_string().contains("secret"));
    }
    for (name, does) in [
        ("says nonsense", "echo hello; sleep 1000"),
        ("answers nonsense", "printf 'D\\003\\000\\000\\000abc'; exec sleep 1000"),
        ("answers too much", "printf 'D\\377\\377\\377\\377'; exec sleep 1000"),
    ] {
        let error = told(name, does);
        assert!(matches!(error, ImportError::Nonsense), "{name}: {error:?}");
    }
    let error = look_by(&folder.path().join("no such program"), &file).unwrap_err();
    assert!(matches!(error, ImportError::NotStarted(_)), "{error:?}");
    assert!(look_by(waymark(), &file).is_ok());
}

#[test]
fn a_reading_can_be_stopped() {
    let folder = folder();
    let file = folder.path().join("people.csv");
    fs::write(&file, "Parental occupation,Grade\nRetired,A\n").unwrap();
    // It says how far it is, and then nothing for ever.
    let hangs = program(folder.path(), "hangs", "printf 'P\\020\\000\\000\\000aaaaaaaabbbbbbbb'; exec sleep 1000");
    let question = Question::Look { sheet: None, answers: Box::new(answers().clone()) };
    let mut job: ImportJob<Look> = ImportJob::start(None, Ok(Importer::Process(hangs)), file, question);
    while job.progress().read == 0 {
        assert!(job.poll().is_none());
        std::thread::yield_now();
    }
    assert_eq!(job.progress().read, u64::from_le_bytes(*b"aaaaaaaa"));
    job.cancel();
    assert!(matches!(job.wait().unwrap_err(), ImportError::Cancelled));
}
