//! Floor 5: renderers of the board pack.
//!
//! A renderer turns one [`Report`](crate::report::Report) into the bytes of a file. Each is a pure function: the same
//! report gives the same bytes, on any machine and on any day.
//!
//! What always holds: every text of the report is in the file, in the report's order; nothing in the file says more than
//! the report does.
//!
//! What does not belong here: choosing what a report says (`report`), any sum, the disk and the clock.

pub mod pdf;
