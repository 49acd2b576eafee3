//! Floor 2: what may be shown. Counts of people go in; what may be shown of them comes out (`protect`).
//!
//! What always holds: no count that the rule hides can be reckoned from what is shown, neither by sums nor by somebody
//! who knows their own answer; the same counts give the same answer; where no protection is possible, nothing is given.
//!
//! What does not belong here: how figures look, files, the clock.

mod protect;

pub use protect::{
    CannotProtect, Cell, CellFacts, CellState, Change, Knower, Leak, Loss, Problem, Protected, Rule, Shown, Sum, Why,
    audit, differences, protect,
};
