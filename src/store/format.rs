//! The project file: a project as bytes, and bytes as a project.
//!
//! The file is RON text. A small header stands first, so that any version of the program can tell what the file is and
//! whether it can read it before it looks at the rest:
//!
//! ```text
//! (format: "waymark-project", schema: 4, readable_from: 4, project: (…))
//! ```
//!
//! What always holds: [`from_bytes`] never panics, and gives a project only where the whole file was understood or the
//! project is marked [`ReadOnly`], so that saving cannot lose what was not understood; equal projects give equal bytes;
//! and there is no default for the document or any record of it, so that a damaged file is never an empty project. Only
//! what later schemas added may be left out, where it says nothing (no evidence, no people, no own KPIs): so a file of
//! an earlier schema is one of a later. Readers of schema 3 do not know values of schema 4 (groupings of workforce data,
//! such as the stage reached), so they are told to leave it to a newer version.
//!
//! A recovery copy is a project file too, with a [`RecoveryNote`] in its header.
//!
//! What does not belong here: files and folders.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use crate::content::PACK_FORMAT;
use crate::project::{Project, ProjectFault};

/// The value of a project file's `format` field.
pub const FORMAT: &str = "waymark-project";

/// The schema that this version writes.
pub const SCHEMA: u32 = 4;

/// The lowest schema whose readers understand what this version writes, if they leave out fields that they do not know.
pub const READABLE_FROM: u32 = 4;

/// The largest file that is read, far above any real project.
pub const MAX_BYTES: u64 = 128 * 1024 * 1024;

/// Tells a curious reader what the file is.
const FIRST_LINE: &str = "// A Waymark project: an organisation’s review, plan and figures. Please change it only with \
                          Waymark: it checks the file as a whole.\n";

/// How deep fields stand on lines of their own. Deeper records (an answer, a measurement) take one line each, which
/// keeps files small and their differences easy to read.
const LINES_TO_DEPTH: usize = 5;

/// A project that was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The project; it breaks no invariant.
    pub project: Project,
    /// Set where saving the project would lose something that the file holds.
    pub read_only: Option<ReadOnly>,
    /// Set where the file is a recovery copy.
    pub recovery: Option<RecoveryNote>,
}

/// Why a project may be looked at but not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// A newer version wrote the file. It may hold what this version does not show.
    NewerSchema {
        /// The schema of the file.
        schema: u32,
    },
    /// The file holds fields that this version does not know.
    UnknownFields {
        /// Where they stand, for example `project.actions.0.colour`.
        paths: Vec<String>,
    },
}

/// What a recovery copy knows beyond the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryNote {
    /// When the copy was made.
    pub saved: Timestamp,
    /// The project's own file, if it has one whose path can be written as text.
    pub path: Option<String>,
    /// What the project's own file held when the project was last opened from it or saved to it.
    pub fingerprint: Option<Fingerprint>,
}

/// Why bytes are not a project.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than any project.
    #[error("the file is larger than a project can be")]
    TooLarge,
    /// The file holds zero bytes, as after a power cut or a failed copy.
    #[error("parts of the file were never written")]
    NeverWritten,
    /// It is not a project, and not a damaged one either.
    #[error("the file is not a Waymark project")]
    NotAProject,
    /// It is a pack of content.
    #[error("the file is a content pack, not a project")]
    ContentPack,
    /// It says that it is something else.
    #[error("the file is of the format {0:?}, not a project")]
    OtherFormat(String),
    /// A newer version wrote it, and this version cannot read it.
    #[error("the file needs a newer version of Waymark (its schema is {schema})")]
    Newer {
        /// The schema of the file.
        schema: u32,
    },
    /// It is a project, but broken.
    #[error("the file is damaged at line {line}, column {column}: {wrong}")]
    Damaged {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong there.
        wrong: String,
    },
    /// It is a project whose parts do not fit together.
    #[error("the project does not hold together: {}", list(faults))]
    Faulty {
        /// What does not fit.
        faults: Vec<ProjectFault>,
    },
    /// The project could not be written as text.
    #[error("the project could not be written as text: {0}")]
    Unwritable(String),
}

fn list(faults: &[ProjectFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// The header alone. Only `format` is needed to tell what a file is.
#[derive(Default)]
struct Header {
    format: Option<String>,
    schema: Option<u32>,
    readable_from: Option<u32>,
}

/// The fields of a file, as far as a header goes.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum HeaderField {
    Format,
    Schema,
    ReadableFrom,
    #[serde(other)]
    Other,
}

/// Reads a header and stops once it is whole, wherever in the file that is: to skip the rest takes as long as to read it.
struct ReadHeader<'a>(&'a mut Header);

impl<'de> DeserializeSeed<'de> for ReadHeader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("Header", &["format", "schema", "readable_from"], self)
    }
}

impl<'de> Visitor<'de> for ReadHeader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the header of a project file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let header = self.0;
        while let Some(field) = access.next_key()? {
            match field {
                HeaderField::Format => header.format = Some(access.next_value()?),
                HeaderField::Schema => header.schema = access.next_value()?,
                HeaderField::ReadableFrom => header.readable_from = access.next_value()?,
                HeaderField::Other => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
            if header.is_whole() {
                return Err(A::Error::custom("no more is asked for"));
            }
        }
        if header.format.is_none() { Err(A::Error::missing_field("format")) } else { Ok(()) }
    }
}

impl Header {
    fn is_whole(&self) -> bool {
        self.format.is_some() && self.schema.is_some() && self.readable_from.is_some()
    }
}

/// A whole file of any schema up to this one.
#[derive(Deserialize)]
struct Document {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "schema")]
    _schema: u32,
    #[serde(rename = "readable_from")]
    _readable_from: u32,
    recovery: Option<RecoveryNote>,
    project: Project,
}

/// A whole file, to be written.
#[derive(Serialize)]
#[serde(rename = "Document")]
struct DocumentOut<'a> {
    format: &'static str,
    schema: u32,
    readable_from: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery: Option<&'a RecoveryNote>,
    project: &'a Project,
}

/// A project as the bytes of its file.
pub fn to_bytes(project: &Project) -> Result<Vec<u8>, FormatError> {
    write(project, None)
}

/// A project as the bytes of a recovery copy.
pub fn to_recovery_bytes(project: &Project, note: &RecoveryNote) -> Result<Vec<u8>, FormatError> {
    write(project, Some(note))
}

fn write(project: &Project, recovery: Option<&RecoveryNote>) -> Result<Vec<u8>, FormatError> {
    let document = DocumentOut { format: FORMAT, schema: SCHEMA, readable_from: READABLE_FROM, recovery, project };
    let pretty = PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .depth_limit(LINES_TO_DEPTH)
        .extensions(Extensions::IMPLICIT_SOME);
    let mut text = FIRST_LINE.to_owned();
    ron::Options::default()
        .to_writer_pretty(&mut text, &document, pretty)
        .map_err(|error| FormatError::Unwritable(error.to_string()))?;
    text.push('\n');
    Ok(text.into_bytes())
}

/// The project that a file's bytes hold.
pub fn from_bytes(bytes: &[u8]) -> Result<Opened, FormatError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FormatError::TooLarge);
    }
    // Some editors put this mark at the start of a text file.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FormatError::Empty);
    }
    if bytes.contains(&0) {
        return Err(FormatError::NeverWritten);
    }
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let mut header = Header::default();
    let read = options.from_bytes_seed(bytes, ReadHeader(&mut header));
    if !header.is_whole() {
        read.map_err(|error| no_header(bytes, &error))?;
    }
    let schema = readable_schema(&header)?;
    let mut unknown = Vec::new();
    let document = read_document(&options, bytes, &mut unknown).map_err(|error| damaged(&error))?;
    let faults = document.project.faults();
    if !faults.is_empty() {
        return Err(FormatError::Faulty { faults });
    }
    let read_only = if schema > SCHEMA {
        Some(ReadOnly::NewerSchema { schema })
    } else if unknown.is_empty() {
        None
    } else {
        Some(ReadOnly::UnknownFields { paths: unknown })
    };
    Ok(Opened { project: document.project, read_only, recovery: document.recovery })
}

/// Reads the whole file and notes where fields stand that this version does not know.
fn read_document(options: &ron::Options, bytes: &[u8], unknown: &mut Vec<String>) -> Result<Document, SpannedError> {
    let mut deserializer = ron::Deserializer::from_bytes_with_options(bytes, options)?;
    let note = |path: serde_ignored::Path<'_>| unknown.push(path.to_string().replace(".?", "").replace('?', ""));
    let document =
        serde_ignored::deserialize(&mut deserializer, note).map_err(|error| deserializer.span_error(error))?;
    deserializer.end().map_err(|error| deserializer.span_error(error))?;
    Ok(document)
}

/// The schema of a file that says it is a project this version can read.
fn readable_schema(header: &Header) -> Result<u32, FormatError> {
    match header.format.as_deref().unwrap_or_default() {
        FORMAT => {}
        PACK_FORMAT => return Err(FormatError::ContentPack),
        other => return Err(FormatError::OtherFormat(other.chars().take(40).collect())),
    }
    match (header.schema, header.readable_from) {
        (Some(schema), Some(readable_from)) if (1..=schema).contains(&readable_from) => {
            if readable_from > SCHEMA {
                Err(FormatError::Newer { schema })
            } else {
                Ok(schema)
            }
        }
        _ => Err(FormatError::Damaged {
            line: 1,
            column: 1,
            wrong: "the header does not say which version of the format the file has".to_owned(),
        }),
    }
}

/// A file without a header that can be read: a damaged project where it names the format near its start, or none.
fn no_header(bytes: &[u8], error: &SpannedError) -> FormatError {
    let start = bytes.get(..1024).unwrap_or(bytes);
    let names = |what: &[u8]| start.windows(what.len()).any(|part| part == what);
    if names(FORMAT.as_bytes()) {
        damaged(error)
    } else if names(PACK_FORMAT.as_bytes()) {
        FormatError::ContentPack
    } else {
        FormatError::NotAProject
    }
}

fn damaged(error: &SpannedError) -> FormatError {
    let place = error.span.start;
    FormatError::Damaged { line: place.line, column: place.col, wrong: error.code.to_string() }
}

/// Writes a project and makes sure that the bytes, read again, give the same project without loss.
pub(super) fn to_checked_bytes(
    project: &Arc<Project>,
    recovery: Option<&RecoveryNote>,
) -> Result<Vec<u8>, FormatError> {
    let bytes = write(project, recovery)?;
    let back = from_bytes(&bytes)?;
    if back.project != **project || back.read_only.is_some() || back.recovery.as_ref() != recovery {
        return Err(FormatError::Unwritable("read again, it is not the same".to_owned()));
    }
    Ok(bytes)
}
