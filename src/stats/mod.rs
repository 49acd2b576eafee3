//! Floor 0: statistics. Plain mathematics on counts and figures: what chance may do to a share (`shares`) and to a
//! ratio, and whether several shares differ by more than chance (`ratios`).
//!
//! What always holds: every function says whose method it is and is checked against an independent implementation; what
//! has no answer is `None`, never a number that means nothing.
//!
//! What does not belong here: what the figures are about, and how they are told.

mod ratios;
mod shares;

pub use ratios::{Ratio, Uneven, odds_ratio, rate_ratio, relative_risk, uneven};
pub use shares::{difference, wilson};
