//! What two releases of the same figures at different dates tell by their difference.

use super::Rule;

/// What the difference between two releases of a row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing that was shown before has changed.
    Same,
    /// So few people at the least that the new figures would tell of them: the earlier ones stand.
    TooFew {
        /// The fewest people whose coming, going or change of answer explains the difference.
        people: u32,
    },
    /// Enough people, but all of them came to one answer, or all left one: the new figures would tell the answer of each
    /// who is known to have come or gone.
    OneAnswer,
    /// Of enough people.
    Enough,
}

impl Change {
    /// Whether the new figures may take the place of the earlier ones. Where nothing changed the answer does not matter:
    /// the figures are the same; the row must then look like one whose figures stand, or it would tell that nobody came.
    pub const fn may_be_released(self) -> bool {
        matches!(self, Self::Enough)
    }
}

/// Whether a later release of a row of counts (one for each answer, without its base) tells of too few people by its
/// difference to the earlier one. `None` is a count that was hidden, and is taken to have changed by nobody: what is not
/// known to have changed cannot hide anybody. The earlier release is the figures of the row that were **last shown**,
/// whenever that was, so that changes of a few at a time are released once they are enough together.
///
/// One who comes changes one count, one who goes another, and one who gives another answer two: the fewest people that
/// explain a difference are the greater of all that counts rose by and all that they fell by.
///
/// The rule, for all rows of a problem: rows that may not be released are put into it as
/// [`super::CellState::Withheld`] with their new counts, so that totals and other rows that are released do not tell
/// them either; what stands in their place is the earlier figures, with their date.
pub fn differences(before: &[Option<u32>], after: &[Option<u32>], rule: &Rule) -> Change {
    let (mut rose, mut fell) = (0_u64, 0_u64);
    let mut changed = 0;
    for (before, after) in before.iter().zip(after) {
        let (Some(before), Some(after)) = (before, after) else { continue };
        if before != after {
            changed += 1;
        }
        rose += u64::from(after.saturating_sub(*before));
        fell += u64::from(before.saturating_sub(*after));
    }
    let people = rose.max(fell);
    if people == 0 {
        Change::Same
    } else if people < u64::from(rule.least) {
        Change::TooFew { people: u32::try_from(people).unwrap_or(u32::MAX) }
    } else if rule.zeros && changed == 1 {
        Change::OneAnswer
    } else {
        Change::Enough
    }
}
