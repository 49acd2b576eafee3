//! Floor 0: statistics. Plain mathematics on counts and figures: what chance may do to a share (`shares`) and to a
//! ratio, and whether several shares differ by more than chance (`ratios`), the middle of figures (`quantiles`), how
//! long things take (`survival`).
//!
//! What always holds: every function says whose method it is and is checked against an independent implementation; what
//! has no answer is `None`, never a number that means nothing.
//!
//! What does not belong here: what the figures are about, and how they are told.

mod quantiles;
mod ratios;
mod shares;
mod survival;

pub use quantiles::{mean, median};
pub use ratios::{Ratio, Uneven, odds_ratio, rate_ratio, relative_risk, uneven};
pub use shares::{difference, wilson};
pub use survival::{Left, Watched, kaplan_meier, left_at, median_time};
