//! App.
mod command;
pub use command::{Command, Place, Shortcut, shortcuts};
