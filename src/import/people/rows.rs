//! The rows of a file, whatever kind it is, given one after the other to whoever reads them.

use std::io::{Read, Seek, SeekFrom};
use std::mem;

use super::{FileKind, PeopleError, book, text};
use crate::import::sheet::{Begins, LOOKED_AT};

/// A row of a file. It cannot be printed.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Its number, as a spreadsheet program counts.
    pub(super) number: u64,
    /// Where its cells are.
    pub(super) bytes: &'a [u8],
    /// Where each begins and ends.
    pub(super) ranges: &'a [(u32, u32)],
}

impl<'a> Row<'a> {
    /// A cell; empty where the row is shorter.
    pub(super) fn cell(&self, column: usize) -> &'a [u8] {
        self.ranges.get(column).map_or(&[], |range| self.at(*range))
    }

    /// All its cells.
    pub(super) fn cells(self) -> impl Iterator<Item = &'a [u8]> {
        self.ranges.iter().map(move |range| self.at(*range))
    }

    fn at(&self, (from, to): (u32, u32)) -> &'a [u8] {
        self.bytes.get(from as usize..to as usize).unwrap_or_default().trim_ascii()
    }

    fn filled(self) -> usize {
        self.cells().filter(|cell| !cell.is_empty()).count()
    }
}

/// Who reads the rows.
pub(super) trait Reading {
    /// Takes the names of the columns.
    fn header(&mut self, names: Vec<String>, row: u64) -> Result<(), PeopleError>;

    /// Takes a person.
    fn person(&mut self, row: Row<'_>) -> Result<(), PeopleError>;
}

/// How a file was read.
pub(super) struct ReadSo {
    pub(super) kind: FileKind,
    pub(super) sheets: Vec<String>,
    pub(super) sheet: Option<String>,
    /// Whether its characters were written as Windows-1252.
    pub(super) old_characters: bool,
}

/// Reads a file. Rows of which every cell is empty are nobody.
pub(super) fn read<S: Read + Seek>(
    mut source: S,
    sheet: Option<&str>,
    reading: &mut impl Reading,
    watch: &mut dyn FnMut(u64),
) -> Result<ReadSo, PeopleError> {
    let size = source.seek(SeekFrom::End(0)).map_err(unreadable)?;
    source.rewind().map_err(unreadable)?;
    let mut first = Vec::new();
    source.by_ref().take(8).read_to_end(&mut first).map_err(unreadable)?;
    source.rewind().map_err(unreadable)?;
    let mut people = People { reading, first: Vec::new(), begun: false, most: 0, counted: 0 };
    let so = match Begins::of(&first) {
        Begins::Zip => {
            people.most = super::MAX_WORKBOOK_ROWS;
            book::read(source, size, sheet, &mut people, watch)?
        }
        Begins::OldWorkbook => return Err(PeopleError::OtherWorkbook),
        Begins::Marked(..) | Begins::Unmarked if size > super::MAX_TEXT_BYTES => return Err(PeopleError::TooLarge),
        Begins::Marked(..) | Begins::Unmarked => {
            people.most = super::MAX_TEXT_ROWS;
            let old_characters = text::read(source, &mut people, watch)?;
            ReadSo { kind: FileKind::Text, sheets: Vec::new(), sheet: None, old_characters }
        }
    };
    people.end()?;
    Ok(so)
}

/// Why reading stopped, of which the cause says nothing that a user could use.
pub(super) fn unreadable(_cause: std::io::Error) -> PeopleError {
    PeopleError::Unreadable
}

/// A row that waits until it is known where the names of the columns are.
struct Kept {
    number: u64,
    bytes: Vec<u8>,
    ranges: Vec<(u32, u32)>,
}

impl Kept {
    fn row(&self) -> Row<'_> {
        Row { number: self.number, bytes: &self.bytes, ranges: &self.ranges }
    }
}

/// Finds the names of the columns among the first rows, and gives on the people below them.
pub(super) struct People<'r, R> {
    reading: &'r mut R,
    first: Vec<Kept>,
    begun: bool,
    most: u64,
    counted: u64,
}

impl<R: Reading> People<'_, R> {
    /// Takes the next row of the file.
    pub(super) fn row(&mut self, row: Row<'_>) -> Result<(), PeopleError> {
        if self.begun {
            return self.person(row);
        }
        self.first.push(Kept { number: row.number, bytes: row.bytes.to_vec(), ranges: row.ranges.to_vec() });
        if self.first.len() >= LOOKED_AT { self.begin() } else { Ok(()) }
    }

    fn person(&mut self, row: Row<'_>) -> Result<(), PeopleError> {
        if row.cells().all(<[u8]>::is_empty) {
            return Ok(());
        }
        self.counted += 1;
        if self.counted > self.most {
            let too_many = self.most == super::MAX_TEXT_ROWS;
            return Err(if too_many { PeopleError::TooManyRows } else { PeopleError::SheetTooLong });
        }
        self.reading.person(row)
    }

    /// The names are in the first row with two cells or more, which the name of the list above it has not; where there is
    /// none, as in a file of one column, in the first that is not blank.
    fn begin(&mut self) -> Result<(), PeopleError> {
        self.begun = true;
        let first = mem::take(&mut self.first);
        let header = first.iter().position(|kept| kept.row().filled() > 1);
        let header = header.or_else(|| first.iter().position(|kept| kept.row().filled() > 0));
        let place = header.ok_or(PeopleError::Empty)?;
        let names = first.get(place).map(|kept| (names(kept.row()), kept.number));
        let (names, number) = names.ok_or(PeopleError::Empty)?;
        self.reading.header(names, number)?;
        first.iter().skip(place + 1).try_for_each(|kept| self.person(kept.row()))
    }

    fn end(&mut self) -> Result<(), PeopleError> {
        if !self.begun {
            self.begin()?;
        }
        if self.counted == 0 { Err(PeopleError::NobodyInIt) } else { Ok(()) }
    }
}

/// The names of the columns, each once: those without a name have that of their place, and those whose name another has
/// are numbered.
fn names(row: Row<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (place, cell) in row.cells().enumerate() {
        let cell = text::characters(cell, std::str::from_utf8(cell).is_err());
        let name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { format!("Column {}", place + 1) } else { name };
        let mut own = name.clone();
        let mut number = 2;
        while names.contains(&own) {
            own = format!("{name} ({number})");
            number += 1;
        }
        names.push(own);
    }
    names
}
