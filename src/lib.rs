//! **Waymark**: review socio-economic diversity and inclusion, plan what to do, and show a board whether it worked.
//!
//! The map of the house. A room is a module; its opening comment says what it is for, what always holds in it and what
//! does not belong in it. Arrows point down only; `tests/floors.rs` holds them.
//!
//! ```text
//! floor 6   cli, app, ui    the command line; the window: shell, pages, widgets, theme, dialogs, background jobs
//! floor 5   export          the board pack, plan, figures, packs, charts as files   store   files on disk
//! floor 4   report          the board pack as a document
//! floor 3   insight         what follows: tallies, KPI states, findings, what needs attention
//! floor 2   chart           charts as data         edit    every change as an `Edit`; history   import   files to drafts
//! floor 2   disclosure      what may be shown of counts of people
//! floor 1   project         the organisation's document
//! floor 0   content         what the packs say; parser, linter   stats    what chance may do   fonts, words
//! ```
//!
//! One frame of the window: pages read the project and push edits and commands into an outbox; at the end of the frame
//! the application runs them once. Nothing below floor 6 names egui, eframe or rfd; nothing below floor 5 touches the
//! disk or the clock.

pub mod app;
pub mod chart;
pub mod cli;
pub mod content;
pub mod disclosure;
pub mod edit;
pub mod export;
pub mod fonts;
pub mod import;
pub mod insight;
pub mod project;
pub mod report;
pub mod stats;
pub mod store;
pub mod ui;
pub mod words;
