//! Values as small numbers.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// The code of an empty cell.
pub(super) const EMPTY: u16 = 0;

/// The code of a value that was too long, or came after too many others.
pub(super) const TOO_MANY: u16 = u16::MAX;

/// The longest value that is kept, in bytes.
const LONGEST: usize = 256;

/// The different values of a column, each with a code from 1. It cannot be printed.
pub(super) struct Codes {
    known: HashMap<Box<[u8]>, u16, RandomState>,
    values: Vec<Box<[u8]>>,
    most: usize,
}

impl Codes {
    /// No values yet, of which there may be so many, and no more than 65,534.
    pub(super) fn new(most: usize) -> Self {
        Self { known: HashMap::default(), values: Vec::new(), most: most.min(usize::from(TOO_MANY) - 1) }
    }

    /// The code of a value.
    pub(super) fn code(&mut self, value: &[u8]) -> u16 {
        if value.is_empty() {
            return EMPTY;
        }
        if let Some(code) = self.known.get(value) {
            return *code;
        }
        if value.len() > LONGEST || self.values.len() >= self.most {
            return TOO_MANY;
        }
        let code = u16::try_from(self.values.len() + 1).unwrap_or(TOO_MANY);
        self.known.insert(value.into(), code);
        self.values.push(value.into());
        code
    }

    /// The values, in the order of their first appearance: the first has the code 1.
    pub(super) fn values(&self) -> &[Box<[u8]>] {
        &self.values
    }
}
