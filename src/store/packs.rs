//! Reading a folder of packs. What the texts mean is for `content`.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind};
use crate::content::PackFile;

/// The largest pack that is read.
pub const MAX_PACK_BYTES: u64 = 5 * 1024 * 1024;

/// How many packs are read.
pub const MAX_PACKS: usize = 200;

/// A file or folder of packs that was not read.
#[derive(Debug, thiserror::Error)]
#[error("{problem}: {}", path.display())]
pub struct PackReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why not.
    #[source]
    pub problem: PackProblem,
}

/// Why a file or folder of packs was not read.
#[derive(Debug, thiserror::Error)]
pub enum PackProblem {
    /// The folder could not be listed.
    #[error("the folder could not be read")]
    Folder(#[source] io::Error),
    /// There is nothing at the path.
    #[error("the file was not found")]
    NotFound,
    /// The file could not be read.
    #[error("the file could not be read")]
    File(#[source] io::Error),
    /// The file is larger than [`MAX_PACK_BYTES`].
    #[error("the file is larger than 5 MB")]
    TooLarge,
    /// The file is not text in UTF-8.
    #[error("the file is not text in UTF-8")]
    NotText,
    /// The folder holds more than [`MAX_PACKS`]; this one and those after it were left out.
    #[error("the folder holds more than 200 packs; this one and those after it were left out")]
    TooMany,
}

/// The packs in a folder (every `*.ron` that is not hidden, in order of their names), and what could not be read.
pub fn read_pack_folder(disk: &dyn Disk, folder: &Path) -> (Vec<PackFile>, Vec<PackReadError>) {
    let mut packs = Vec::new();
    let mut problems = Vec::new();
    let names = match disk.list(folder) {
        Ok(names) => names,
        Err(error) => {
            problems.push(PackReadError { path: folder.to_owned(), problem: PackProblem::Folder(error) });
            return (packs, problems);
        }
    };
    let mut paths: Vec<PathBuf> =
        names.iter().filter(|name| is_pack_name(Path::new(name))).map(|name| folder.join(name)).collect();
    paths.sort_unstable();
    for (place, path) in paths.into_iter().enumerate() {
        if place == MAX_PACKS {
            problems.push(PackReadError { path, problem: PackProblem::TooMany });
            break;
        }
        match read_pack(disk, &path) {
            Ok(Some(text)) => packs.push(PackFile { name: path.display().to_string(), text }),
            Ok(None) => {}
            Err(problem) => problems.push(PackReadError { path, problem }),
        }
    }
    (packs, problems)
}

fn is_pack_name(name: &Path) -> bool {
    let hidden = name.to_str().is_some_and(|name| name.starts_with('.'));
    !hidden && name.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron"))
}

fn unread(error: io::Error) -> PackProblem {
    if error.kind() == io::ErrorKind::NotFound {
        PackProblem::NotFound
    } else if error.kind() == io::ErrorKind::FileTooLarge {
        PackProblem::TooLarge
    } else {
        PackProblem::File(error)
    }
}

/// The text of a pack; `None` for what is not a file.
fn read_pack(disk: &dyn Disk, path: &Path) -> Result<Option<String>, PackProblem> {
    if disk.kind(path).map_err(unread)? != Kind::File {
        return Ok(None);
    }
    let bytes = disk.read(path, MAX_PACK_BYTES).map_err(unread)?;
    let text = String::from_utf8(bytes).map_err(|_not_text| PackProblem::NotText)?;
    // Some editors put a mark at the start of a text file.
    Ok(Some(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned)))
}

/// The pack at a path, or the packs in it where it is a folder, and what could not be read.
pub fn read_packs(disk: &dyn Disk, path: &Path) -> (Vec<PackFile>, Vec<PackReadError>) {
    if disk.kind(path).is_ok_and(|kind| kind == Kind::Folder) {
        return read_pack_folder(disk, path);
    }
    match read_pack(disk, path) {
        Ok(text) => {
            (text.map(|text| PackFile { name: path.display().to_string(), text }).into_iter().collect(), Vec::new())
        }
        Err(problem) => (Vec::new(), vec![PackReadError { path: path.to_owned(), problem }]),
    }
}
