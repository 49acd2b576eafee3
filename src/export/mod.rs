//! Floor 5: the files that others read: the board pack as a PDF, the plan and the figures as tables, own KPIs as a pack,
//! charts as pictures, templates of files of people.
//!
//! A renderer turns a [`Report`](crate::report::Report), records in an order or a [`Chart`](crate::chart::Chart) into the
//! bytes of a file. Each is a pure function: the same input gives the same bytes, on any machine and on any day (pixels:
//! on any machine of a kind). What the board pack and a picture are drawn with is the same (`drawing`).
//!
//! What always holds: every text of the report is in the file, in the report's order; nothing in the file says more than
//! the report does. A table holds what the import reads back, a pack has no fault. A chart looks in a picture as it does in the board pack.
//!
//! What does not belong here: choosing what a report says (`report`), any sum, the disk and the clock.

pub mod csv;
mod drawing;
pub mod pack;
pub mod pdf;
pub mod people;
pub mod picture;
