//! Floor 0: statistics. Plain mathematics on counts and figures: what chance may do to a share (`shares`).
//!
//! What always holds: every function says whose method it is and is checked against an independent implementation; what
//! has no answer is `None`, never a number that means nothing.
//!
//! What does not belong here: what the figures are about, and how they are told.

mod shares;

pub use shares::{difference, wilson};
