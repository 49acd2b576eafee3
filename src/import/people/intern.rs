//! Values as small numbers.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// The code of an empty cell.
pub(super) const EMPTY: u16 = 0;

/// The code of a value that was too long, or came after too many others.
pub(super) const TOO_MANY: u16 = u16::MAX;

/// The longest value that is kept, in bytes.
const LONGEST: usize = 256;

/// How many short values are found without a look into the table.
const RECENT: usize = 1024;

/// The different values of a column, each with a code from 1. It cannot be printed.
pub(super) struct Codes {
    known: HashMap<Box<[u8]>, u16, RandomState>,
    values: Vec<Box<[u8]>>,
    most: usize,
    /// Short values that were seen last, each in a place that follows from it: most cells of a column hold one of a few
    /// values, and two numbers are compared faster than two texts.
    recent: Vec<(Short, u16)>,
}

/// A value of no more than 32 bytes, as numbers that no other value has.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Short {
    first: u128,
    last: u128,
    length: usize,
}

impl Short {
    fn of(value: &[u8]) -> Option<Self> {
        // Where they overlap, both hold the same bytes: with the length they still tell every value from every other.
        let (first, last) = match value.len() {
            0 | 33.. => return None,
            16.. => (u128::from_le_bytes(*value.first_chunk()?), u128::from_le_bytes(*value.last_chunk()?)),
            8.. => {
                let [first, last] = [*value.first_chunk()?, *value.last_chunk()?].map(u64::from_le_bytes);
                (u128::from(first), u128::from(last))
            }
            4.. => {
                let [first, last] = [*value.first_chunk()?, *value.last_chunk()?].map(u32::from_le_bytes);
                (u128::from(first), u128::from(last))
            }
            1.. => (value.iter().fold(0, |number, byte| number << 8 | u128::from(*byte)), 0),
        };
        Some(Self { first, last, length: value.len() })
    }

    /// Its place among the recent ones.
    #[expect(clippy::cast_possible_truncation, reason = "both halves of each number are mixed in")]
    fn place(self) -> usize {
        let both = self.first ^ self.last.rotate_left(29);
        let mixed = (both as u64 ^ (both >> 64) as u64 ^ self.length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed >> 54).unwrap_or(0) % RECENT
    }
}

impl Codes {
    /// No values yet, of which there may be so many, and no more than 65,534.
    pub(super) fn new(most: usize) -> Self {
        Self {
            known: HashMap::default(),
            values: Vec::new(),
            most: most.min(usize::from(TOO_MANY) - 1),
            recent: vec![(Short::default(), EMPTY); RECENT],
        }
    }

    /// The code of a value.
    pub(super) fn code(&mut self, value: &[u8]) -> u16 {
        let Some(short) = Short::of(value) else { return self.find(value) };
        let place = short.place();
        if let Some((held, code)) = self.recent.get(place)
            && *held == short
        {
            return *code;
        }
        let code = self.find(value);
        if let Some(held) = self.recent.get_mut(place) {
            *held = (short, code);
        }
        code
    }

    fn find(&mut self, value: &[u8]) -> u16 {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_value_has_one_code_of_its_own(
            values in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![0_u8, 1, b'a', 255]), 0..40), 0..300),
        ) {
            let mut codes = Codes::new(100);
            let mut first: Vec<&[u8]> = Vec::new();
            for value in &values {
                let place = first.iter().position(|one| one == value);
                let expected = match place {
                    _ if value.is_empty() => EMPTY,
                    None if first.len() >= 100 => TOO_MANY,
                    None => {
                        first.push(value);
                        u16::try_from(first.len()).unwrap()
                    }
                    Some(place) => u16::try_from(place + 1).unwrap(),
                };
                prop_assert_eq!(codes.code(value), expected);
            }
            prop_assert!(codes.values().iter().map(|value| &**value).eq(first));
        }
    }
}
