//! How the user likes the program: look, name, folders, files opened last.
//!
//! These are settings, not documents. What always holds: reading them never fails and never stops the start; a bad or
//! missing field has its default and the others keep their values.
//!
//! What does not belong here: anything of a project.

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use ron::value::RawValue;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::atomic::{self, Access, WriteError, WriteProblem};
use super::disk::Disk;
use crate::content::ThirdGroup;

/// How many files the list of recent ones holds.
pub const RECENT: usize = 10;

/// The largest file that is read.
const MAX_BYTES: u64 = 1024 * 1024;

/// How the user likes the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Colours.
    pub theme: Theme,
    /// Size of text and everything with it.
    pub text_size: TextSize,
    /// The user's name, offered where an owner is asked for.
    pub my_name: String,
    /// A folder with packs of the organisation's own.
    pub pack_folder: Option<PathBuf>,
    /// What the third socio-economic group is called.
    pub third_group: ThirdGroup,
    /// Project files opened last, newest first; at most [`RECENT`].
    pub recent: Vec<PathBuf>,
}

/// Colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the computer is set.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast.
    HighContrast,
}

/// A size of text in percent, from 100 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextSize(u16);

impl TextSize {
    /// The smallest, and the default.
    pub const SMALLEST: Self = Self(100);
    /// The largest.
    pub const LARGEST: Self = Self(200);

    /// The size nearest to this percentage.
    pub fn new(percent: u16) -> Self {
        Self(percent.clamp(Self::SMALLEST.0, Self::LARGEST.0))
    }

    /// In percent.
    pub fn percent(self) -> u16 {
        self.0
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            text_size: TextSize::SMALLEST,
            my_name: String::new(),
            pack_folder: None,
            third_group: ThirdGroup::default(),
            recent: Vec::new(),
        }
    }
}

/// The file as it is written. Paths that are not text are left out.
#[derive(Serialize)]
struct Written<'a> {
    theme: Theme,
    text_size: u16,
    my_name: &'a str,
    pack_folder: Option<&'a str>,
    third_group: ThirdGroup,
    recent: Vec<&'a str>,
}

impl Preferences {
    /// Reads the preferences; the defaults where there are none yet.
    pub fn load(disk: &dyn Disk, path: &Path) -> Self {
        match disk.read(path, MAX_BYTES) {
            Ok(bytes) => Self::from_bytes(&bytes),
            Err(error) => {
                if error.kind() != ErrorKind::NotFound {
                    log::warn!("the preferences could not be read: {error}");
                }
                Self::default()
            }
        }
    }

    /// Writes the preferences, for the user's eyes alone.
    pub fn save(&self, disk: &dyn Disk, path: &Path) -> Result<(), WriteError> {
        let fail = |source| WriteError {
            path: path.to_owned(),
            problem: WriteProblem::FolderReadOnly,
            step: "making the folder",
            source: Some(source),
        };
        if let Some(folder) = path.parent() {
            disk.make_private_folder(folder).map_err(fail)?;
        }
        let text = self.to_text().map_err(|error| WriteError {
            path: path.to_owned(),
            problem: WriteProblem::Other,
            step: "writing the preferences as text",
            source: Some(std::io::Error::other(error)),
        })?;
        atomic::write(disk, path, text.as_bytes(), Access::Private)
    }

    /// Puts a file at the top of the recent ones.
    pub fn note_recent(&mut self, path: &Path) {
        self.recent.retain(|old| old != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    fn to_text(&self) -> Result<String, ron::Error> {
        let written = Written {
            theme: self.theme,
            text_size: self.text_size.0,
            my_name: &self.my_name,
            pack_folder: self.pack_folder.as_deref().and_then(Path::to_str),
            third_group: self.third_group,
            recent: self.recent.iter().filter_map(|path| path.to_str()).collect(),
        };
        let pretty = PrettyConfig::new().new_line("\n").extensions(Extensions::IMPLICIT_SOME);
        let text = ron::Options::default().to_string_pretty(&written, pretty)?;
        Ok(format!("// How Waymark looks and behaves for you.\n{text}\n"))
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut fields = BTreeMap::new();
        if let Err(error) = options().from_bytes_seed(bytes, Fields(&mut fields)) {
            log::warn!("the preferences are damaged: {error}");
        }
        let default = Self::default();
        let text_size = field(&fields, "text_size").unwrap_or(default.text_size.0);
        let mut recent: Vec<PathBuf> = field(&fields, "recent").unwrap_or(default.recent);
        recent.truncate(RECENT);
        Self {
            theme: field(&fields, "theme").unwrap_or(default.theme),
            text_size: if TextSize::new(text_size).0 == text_size { TextSize(text_size) } else { default.text_size },
            my_name: field(&fields, "my_name").unwrap_or(default.my_name),
            pack_folder: field(&fields, "pack_folder").unwrap_or(default.pack_folder),
            third_group: field(&fields, "third_group").unwrap_or(default.third_group),
            recent,
        }
    }
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The value of a field, if it has one that fits.
fn field<T: DeserializeOwned>(fields: &BTreeMap<String, Box<RawValue>>, name: &str) -> Option<T> {
    let value = options().from_str(fields.get(name)?.get_ron());
    value.inspect_err(|error| log::warn!("the preference {name} is not usable: {error}")).ok()
}

/// Reads the fields of a record as text, so that each can be understood or not on its own. Those before the place where
/// a file is damaged are kept.
struct Fields<'a>(&'a mut BTreeMap<String, Box<RawValue>>);

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("", &[], self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("preferences")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        while let Some((name, value)) = access.next_entry::<Name, Box<RawValue>>()? {
            self.0.insert(name.0, value);
        }
        Ok(())
    }
}

/// The name of a field.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl Visitor<'_> for NameVisitor {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a preference")
            }

            fn visit_str<E>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
        }

        deserializer.deserialize_identifier(NameVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Preferences {
        Preferences::from_bytes(text.as_bytes())
    }

    fn unusual() -> Preferences {
        Preferences {
            theme: Theme::HighContrast,
            text_size: TextSize::new(150),
            my_name: "Zoë \"Z\" 王".to_owned(),
            pack_folder: Some(PathBuf::from("/srv/packs")),
            third_group: ThirdGroup::Lower,
            recent: vec![PathBuf::from("/a.waymark"), PathBuf::from("C:\\b.waymark")],
        }
    }

    #[test]
    fn written_preferences_read_the_same() {
        for one in [unusual(), Preferences::default()] {
            assert_eq!(read(&one.to_text().unwrap()), one);
        }
    }

    #[test]
    fn a_bad_field_loses_only_itself() {
        let text = unusual().to_text().unwrap();
        for (good, bad, expected) in [
            ("HighContrast", "Purple", Preferences { theme: Theme::System, ..unusual() }),
            ("150", "1500", Preferences { text_size: TextSize::SMALLEST, ..unusual() }),
            ("150", "\"large\"", Preferences { text_size: TextSize::SMALLEST, ..unusual() }),
            ("Lower", "(a: [1, 2])", Preferences { third_group: ThirdGroup::WorkingClass, ..unusual() }),
            ("\"/srv/packs\"", "7", Preferences { pack_folder: None, ..unusual() }),
            ("theme", "colours", Preferences { theme: Theme::System, ..unusual() }),
        ] {
            let changed = text.replacen(good, bad, 1);
            assert_ne!(changed, text);
            assert_eq!(read(&changed), expected, "{changed}");
        }
    }

    #[test]
    fn fields_before_damage_are_kept_and_nothing_stops_the_start() {
        let text = unusual().to_text().unwrap();
        let cut = text.find("third_group").unwrap();
        let kept = read(text.get(..cut).unwrap());
        assert_eq!(kept.my_name, unusual().my_name);
        assert_eq!(kept.recent, Vec::<PathBuf>::new());
        for bad in ["", "(", "[]", "\0\0", "()", "nonsense", "{\"theme\": Dark}"] {
            assert_eq!(read(bad), Preferences::default(), "{bad:?}");
        }
    }

    #[test]
    fn recent_files_are_few_and_newest_first() {
        let mut preferences = Preferences::default();
        for number in 0..20 {
            preferences.note_recent(Path::new(&format!("{number}.waymark")));
        }
        preferences.note_recent(Path::new("15.waymark"));
        assert_eq!(preferences.recent.len(), RECENT);
        assert_eq!(preferences.recent.first().unwrap(), Path::new("15.waymark"));
        assert_eq!(preferences.recent.last().unwrap(), Path::new("10.waymark"));
    }
}
