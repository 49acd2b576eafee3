//! Floor 2: what may be shown. Counts of people go in; what may be shown of them comes out (`protect`). The tables of data
//! sets as one joint problem (`tables`), what was shown before (`history`), rules for audiences (`profile`), and the
//! figures that may be shown (`published`), which only this room can make.
//!
//! What always holds: no count that the rule hides can be reckoned from what is shown, neither by sums nor by somebody
//! who knows their own answer, nor from what was shown before; the same counts give the same answer; where no protection
//! is possible, nothing is given.
//!
//! What does not belong here: how figures look, files, the clock.

mod history;
mod merge;
mod pay;
mod profile;
mod propose;
mod protect;
mod published;
mod tables;

pub use merge::{Merge, joined, merges};
pub use profile::{Setting, proposed, rules, rules_words};
pub use propose::{LeftOut, Proposal, Stands, Unable, available, propose};
pub use protect::{
    CannotProtect, Cell, CellFacts, CellState, Change, Knower, Leak, Loss, Problem, Protected, Rule, Shown, Sum, Why,
    audit, differences, protect,
};
pub use published::{
    Figure, Hidden, Published, PublishedGap, PublishedPay, PublishedPayRow, PublishedResponse, PublishedRow,
    PublishedSet, PublishedTable,
};
pub use tables::{TableKey, What};
