//! Floor 5: files on disk.
//!
//! One file holds one organisation's project and must never be lost. This room opens and saves it ([`ProjectFile`]),
//! keeps copies of unsaved work ([`RecoveryFolder`]), remembers how the user likes the program ([`Preferences`]), and
//! reads folders of packs ([`read_pack_folder`]). What a user is told when something goes wrong is in [`messages`].
//!
//! What always holds: after any error, crash or power cut the old or the new content of a file is whole under its name;
//! nothing that the user did not see is overwritten; nothing that this version does not understand is dropped; every
//! operation goes through a [`Disk`].
//!
//! What does not belong here: when to save, what to ask (`app`), the clock, and what a project means.
//!
//! **Versions of the project file.** The header says which `schema` a file has and from which schema on a reader
//! understands it (`readable_from`). This version writes schema 4.
//!
//! | schema | what it added |
//! | --- | --- |
//! | 1 | the first |
//! | 2 | evidence, ratings to re-confirm, the plan kept with a frozen round, people, the change log |
//! | 3 | own KPIs, benchmarks and targets with steps, actions that come from a figure, workforce data |
//! | 4 | workforce data by more groupings, crossed, with pay and waits for promotion; releases of it; kept mappings |
//!
//! - A field that this version does not know, or a higher schema that it can read: the project opens for reading only,
//!   since saving it would drop what was not understood.
//! - A higher schema that it cannot read: the file is refused, with the reason.
//! - A schema that only adds fields, each left out where it says nothing, reads the files before it as they are: this is
//!   how each reads those before it. A schema that changes or takes away what was there keeps the records of the one before in a module
//!   of its own below `format`, with a `TryFrom` to the newer.
//! - Every released schema keeps a file in `tests/fixtures/projects/` that must open for ever.

pub mod atomic;
mod disk;
mod file;
mod fingerprint;
mod folders;
pub mod format;
pub mod messages;
mod packs;
mod preferences;
mod recovery;

pub use atomic::{Access, WriteError, WriteProblem};
pub use disk::{Disk, Kind, Lock, NewFile, Readers, RealDisk};
pub use file::{EXTENSION, Existing, OnDisk, OpenError, OpenProblem, OpenedFile, ProjectFile, SaveError, Saved};
pub use fingerprint::Fingerprint;
pub use folders::{Folders, HOME_VARIABLE, NoHome};
pub use format::{FormatError, ReadOnly};
pub use messages::Message;
pub use packs::{MAX_PACK_BYTES, MAX_PACKS, PackProblem, PackReadError, read_pack_folder, read_packs};
pub use preferences::{Preferences, RECENT, TextSize, Theme};
pub use recovery::{Recovered, RecoveryEntry, RecoveryError, RecoveryFolder, Snapshot};
