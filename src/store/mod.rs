//! Floor 5.
use crate::content::ThirdGroup;
use std::path::PathBuf;
/// t
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// s
    #[default]
    System,
    /// l
    Light,
    /// d
    Dark,
    /// h
    HighContrast,
}
/// p
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// theme
    pub theme: Theme,
    /// size
    pub text_size: u16,
    /// name
    pub my_name: String,
    /// folder
    pub pack_folder: Option<PathBuf>,
    /// third
    pub third_group: ThirdGroup,
    /// recent
    pub recent: Vec<PathBuf>,
}
