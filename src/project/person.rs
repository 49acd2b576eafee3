//! A person to speak with about the review.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ids::PersonId;
use crate::content::AreaId;

/// A person who knows an area, carries an action or decides.
///
/// The owner of an action is a text: the person's name. A person's name is theirs alone, so the two can be matched, and
/// an edit that renames a person renames the owner of their actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name; never empty.
    pub name: String,
    /// What they do: `Head of HR`.
    pub role: String,
    /// The areas of the checklists that they are to be asked about.
    pub areas: BTreeSet<AreaId>,
    /// Whether they decide that things go ahead.
    pub decision_maker: bool,
    /// When this record was last changed.
    pub changed: Timestamp,
}

impl Person {
    /// Whether a name, as written for an action's owner, is theirs: spaces around it and capitals do not matter.
    pub fn is_called(&self, name: &str) -> bool {
        same_name(&self.name, name)
    }
}

/// Whether two names are the same but for capitals and the spaces around them.
pub fn same_name(a: &str, b: &str) -> bool {
    let letters = |name: &str| name.trim().chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    letters(a) == letters(b)
}
