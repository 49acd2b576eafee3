//! Where the program keeps its own files. Making the folders is left to whoever writes into them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

/// The variable that puts everything below one folder: for a copy on a stick, and for tests.
pub const HOME_VARIABLE: &str = "WAYMARK_HOME";

/// The program's own folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// For preferences.
    pub config: PathBuf,
    /// For recovery copies and the log: this computer's, not copied to others.
    pub state: PathBuf,
}

/// The user has no home folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the user’s home folder cannot be found")]
pub struct NoHome;

impl Folders {
    /// The user's folders, by the customs of the system, or below the folder that [`HOME_VARIABLE`] names.
    pub fn of_user() -> Result<Self, NoHome> {
        Self::choose(std::env::var_os(HOME_VARIABLE))
    }

    fn choose(home: Option<OsString>) -> Result<Self, NoHome> {
        match home {
            Some(home) if !home.is_empty() => Ok(Self::below(Path::new(&home))),
            Some(_) | None => Self::of_system(),
        }
    }

    /// Both folders below one.
    pub fn below(home: &Path) -> Self {
        Self { config: home.join("config"), state: home.join("state") }
    }

    fn of_system() -> Result<Self, NoHome> {
        let user = etcetera::base_strategy::choose_native_strategy().map_err(|_no_home| NoHome)?;
        let name = if cfg!(any(windows, target_os = "macos")) { "Waymark" } else { "waymark" };
        // On macOS the folder called Preferences is for the system's own kind of file.
        let config = if cfg!(target_os = "macos") { user.data_dir() } else { user.config_dir() };
        // On Windows the cache folder is the one that stays on this computer.
        let local = || if cfg!(windows) { user.cache_dir() } else { user.data_dir() };
        let state = user.state_dir().unwrap_or_else(local);
        Ok(Self { config: config.join(name), state: state.join(name) })
    }

    /// The file of preferences.
    pub fn preferences(&self) -> PathBuf {
        self.config.join("preferences.ron")
    }

    /// The folder of recovery copies.
    pub fn recovery(&self) -> PathBuf {
        self.state.join("recovery")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_of_its_own_holds_everything() {
        let folders = Folders::choose(Some("/stick".into())).unwrap();
        assert_eq!(folders, Folders::below(Path::new("/stick")));
        assert!(folders.preferences().starts_with("/stick") && folders.recovery().starts_with("/stick"));
    }

    #[test]
    fn an_empty_home_counts_as_none() {
        assert_eq!(Folders::choose(Some(OsString::new())), Folders::choose(None));
    }
}
