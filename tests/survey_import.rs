//! Files of people become counts: any file ends in counts or a told error, nothing that stands in a file is left anywhere,
//! and the counts are those of an independent, naive count.

#![expect(
    clippy::disallowed_methods,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "what is not there fails the test; files and texts of tests are written plainly"
)]

#[path = "people/canaries.rs"]
mod canaries;
#[path = "people/counts.rs"]
mod counts;
#[path = "people/hostile.rs"]
mod hostile;
#[path = "people/meanings.rs"]
mod meanings;
#[path = "people/process.rs"]
mod process;
#[path = "support/program.rs"]
mod program;
#[path = "people/support.rs"]
mod support;
