//! Floor 6: what the window looks like.
//!
//! A page is one file in `pages`: a function that reads a [`View`] and its own state, draws, and pushes edits and
//! commands into an [`Outbox`]. Widgets draw data and know no project. Colours and sizes are written in `theme` only.
//!
//! What always holds: no page changes the project or touches a file; page state (selection, filters, scroll) is kept
//! here and never saved; text fields are keyed by the record that they edit; whatever a person can act on has a name.
//!
//! What does not belong here: numbers and findings (`insight`), running commands (`app`).

mod dialogs;
mod finder;
mod organisation;
pub mod pages;
pub mod shell;
#[cfg(test)]
pub mod testing;
pub mod theme;
pub mod view;
pub mod widgets;

pub use view::{Outbox, View};
