//! Floor 2: how a project changes.
//!
//! Every change is an [`Edit`]: one variant for each thing a user means to do. [`Edit::apply`] takes a project and gives
//! the changed one; the [`Editor`] keeps the current project, its history and what has been saved, and writes the change
//! log from what differs between the states before and after a step (`changes`).
//!
//! What always holds: an edit either gives a project that keeps its invariants or an [`EditError`] and no change; every
//! edit can be undone but a release, which no undoing takes back; undoing everything gives the first project with the
//! releases made since, redoing everything the last; "unsaved" is a comparison of revisions, never a flag.
//!
//! What does not belong here: what is selected or open in the window, saving, the clock. Ids and times come in with the
//! edit.

mod changes;
mod editor;
mod edits;
mod figures;
mod kpis;
mod people;
mod plan;
mod releases;
mod review;
mod rounds;
mod workforce;

pub use editor::{Editor, Revision};
pub use edits::{ActionField, Edit, EditError};
