//! Text files, read as a stream: UTF-8 with or without its mark, UTF-16 with it, Windows-1252; cells set apart by commas,
//! semicolons or tabs, in quotes with line ends in them.

use std::io::Read;

use csv_core::{ReadRecordResult, Reader as QuotedReader, ReaderBuilder};
use encoding_rs::{Decoder, DecoderResult, UTF_8, WINDOWS_1252};
use memchr::{memchr, memchr2};

use super::PeopleError;
use super::rows::{People, Reading, Row, unreadable};
use crate::import::sheet::{Begins, Delimiter, ends_in_quotes, is_no_text, sniff};

/// How much is read at once.
const BLOCK: usize = 512 * 1024;

/// The longest row that is read, in bytes.
const LONGEST_ROW: usize = 1024 * 1024;

/// How many cells a row may have.
const MAX_CELLS: usize = crate::import::sheet::MAX_COLUMNS;

/// Reads a text. Whether its characters are those of Windows-1252.
pub(super) fn read<R: Reading>(
    source: impl Read,
    people: &mut People<'_, R>,
    watch: &mut dyn FnMut(u64),
) -> Result<bool, PeopleError> {
    let mut text = Text::begin(source, watch)?;
    let mut quoted = Quoted::new(text.delimiter);
    let mut ranges = Vec::new();
    while let Some(length) = text.find_row(watch)? {
        let number = text.row;
        let bytes = text.waiting();
        let line = bytes.get(..length.unwrap_or(bytes.len())).unwrap_or_default();
        let plain = line.strip_suffix(b"\r").unwrap_or(line);
        let used = if memchr2(b'"', b'\r', plain).is_none() {
            split(plain, text.delimiter, &mut ranges, number)?;
            people.row(Row { number, bytes: plain, ranges: &ranges })?;
            line.len() + usize::from(length.is_some())
        } else {
            let Some(used) = quoted.row(bytes, text.ended, number)? else {
                text.read_more(number, watch)?;
                continue;
            };
            people.row(Row { number, bytes: &quoted.bytes, ranges: &quoted.ranges })?;
            used
        };
        text.used(used);
        text.fill(watch)?;
    }
    Ok(text.old_characters)
}

/// The characters of a cell.
pub(super) fn characters(cell: &[u8], old: bool) -> String {
    if old {
        WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned()
    } else {
        String::from_utf8_lossy(cell).into()
    }
}

/// Splits a row without quotation marks.
fn split(line: &[u8], delimiter: Delimiter, ranges: &mut Vec<(u32, u32)>, row: u64) -> Result<(), PeopleError> {
    ranges.clear();
    let place = |place: usize| u32::try_from(place).map_err(|_too_long| PeopleError::RowTooLong { row });
    let mut from = 0;
    for to in memchr::memchr_iter(delimiter.byte(), line).chain(std::iter::once(line.len())) {
        if ranges.len() >= MAX_CELLS {
            return Err(PeopleError::TooManyColumns { row, most: MAX_CELLS });
        }
        ranges.push((place(from)?, place(to)?));
        from = to + 1;
    }
    Ok(())
}

/// Rows with quotation marks in them.
struct Quoted {
    reader: QuotedReader,
    delimiter: Delimiter,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    ranges: Vec<(u32, u32)>,
}

impl Quoted {
    fn new(delimiter: Delimiter) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter.byte()).build();
        Self { reader, delimiter, bytes: Vec::new(), ends: vec![0; MAX_CELLS + 1], ranges: Vec::new() }
    }

    /// Reads the row with which the bytes begin; how many of them it takes. `None` where it goes on behind them.
    fn row(&mut self, bytes: &[u8], ended: bool, row: u64) -> Result<Option<usize>, PeopleError> {
        self.reader.reset();
        // Room for the whole of them; what another row left there is written over, and nothing past a range is read.
        if self.bytes.len() <= bytes.len() {
            self.bytes.resize(bytes.len() + 1, 0);
        }
        let (mut result, mut used, written, mut cells) =
            self.reader.read_record(bytes, &mut self.bytes, &mut self.ends);
        if result == ReadRecordResult::InputEmpty {
            if !ended {
                return Ok(None);
            }
            if ends_in_quotes(bytes, self.delimiter) {
                return Err(PeopleError::OpenQuote { row });
            }
            let (out, ends) = (self.bytes.get_mut(written..), self.ends.get_mut(cells..));
            let last = self.reader.read_record(&[], out.unwrap_or_default(), ends.unwrap_or_default());
            result = last.0;
            cells += last.3;
            used = bytes.len();
        }
        match result {
            ReadRecordResult::Record | ReadRecordResult::End => {}
            ReadRecordResult::OutputEndsFull => return Err(PeopleError::TooManyColumns { row, most: MAX_CELLS }),
            ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull => return Err(PeopleError::RowTooLong { row }),
        }
        if cells > MAX_CELLS {
            return Err(PeopleError::TooManyColumns { row, most: MAX_CELLS });
        }
        self.ranges.clear();
        let mut from = 0;
        for end in self.ends.iter().take(cells) {
            let place = |place: usize| u32::try_from(place).map_err(|_too_long| PeopleError::RowTooLong { row });
            self.ranges.push((place(from)?, place(*end)?));
            from = *end;
        }
        Ok(Some(used))
    }
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "four things that are or are not, of which none follows from another"
)]
/// A text as a stream of UTF-8, or of bytes of which every one below 128 is the character that it is in UTF-8.
struct Text<R> {
    source: R,
    /// Turns UTF-16 into UTF-8.
    decoder: Option<Decoder>,
    delimiter: Delimiter,
    /// What was read and is not used yet: from `from` on.
    buffer: Vec<u8>,
    from: usize,
    ended: bool,
    read: u64,
    /// The number of the next row.
    row: u64,
    /// Whether the row before ended in a carriage return, of which a line feed may follow.
    after_return: bool,
    marked: bool,
    /// Bytes at the end of what was checked that may be the beginning of a character.
    unchecked: usize,
    old_characters: bool,
}

impl<R: Read> Text<R> {
    fn begin(source: R, watch: &mut dyn FnMut(u64)) -> Result<Self, PeopleError> {
        let mut text = Self {
            source,
            decoder: None,
            delimiter: Delimiter::Comma,
            buffer: Vec::new(),
            from: 0,
            ended: false,
            read: 0,
            row: 1,
            after_return: false,
            marked: false,
            unchecked: 0,
            old_characters: false,
        };
        let mut first = vec![0; BLOCK];
        let count = text.read_into(&mut first)?;
        first.truncate(count);
        let body = match Begins::of(&first) {
            Begins::Marked(encoding, length) => {
                text.marked = true;
                text.decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
                first.get(length..).unwrap_or_default()
            }
            Begins::Zip | Begins::OldWorkbook | Begins::Unmarked => &first,
        };
        text.take(body)?;
        watch(text.read);
        if text.buffer.is_empty() {
            return Err(PeopleError::Empty);
        }
        text.delimiter = sniff(&String::from_utf8_lossy(text.buffer.get(..BLOCK / 4).unwrap_or(&text.buffer)));
        Ok(text)
    }

    /// Reads until the block is full or the file ends; how many bytes.
    fn read_into(&mut self, block: &mut [u8]) -> Result<usize, PeopleError> {
        let mut count = 0;
        while let Some(rest) = block.get_mut(count..).filter(|rest| !rest.is_empty()) {
            match self.source.read(rest) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(more) => count += more,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(unreadable(error)),
            }
        }
        self.read += count as u64;
        if self.read > super::MAX_TEXT_BYTES { Err(PeopleError::TooLarge) } else { Ok(count) }
    }

    /// Takes bytes of the file in.
    fn take(&mut self, bytes: &[u8]) -> Result<(), PeopleError> {
        let Some(decoder) = &mut self.decoder else {
            let before = self.buffer.len();
            self.buffer.extend_from_slice(bytes);
            return self.check(before);
        };
        let before = self.buffer.len();
        let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
        self.buffer.resize(before + most, 0);
        let out = self.buffer.get_mut(before..).unwrap_or_default();
        let (result, _, written) = decoder.decode_to_utf8_without_replacement(bytes, out, self.ended);
        self.buffer.truncate(before + written);
        match result {
            DecoderResult::InputEmpty => self.no_nulls(before),
            DecoderResult::OutputFull | DecoderResult::Malformed(..) => Err(PeopleError::NotText),
        }
    }

    fn no_nulls(&self, before: usize) -> Result<(), PeopleError> {
        let new = self.buffer.get(before..).unwrap_or_default();
        if memchr(0, new).is_some() { Err(PeopleError::NotText) } else { Ok(()) }
    }

    /// Checks that what was taken in is text, and of which encoding.
    fn check(&mut self, before: usize) -> Result<(), PeopleError> {
        self.no_nulls(before)?;
        let new = self.buffer.get(before.saturating_sub(self.unchecked)..).unwrap_or_default();
        if !self.old_characters {
            match std::str::from_utf8(new) {
                Ok(_) => self.unchecked = 0,
                Err(error) if error.error_len().is_none() && !self.ended => {
                    self.unchecked = new.len() - error.valid_up_to();
                }
                Err(_) if self.marked => return Err(PeopleError::NotText),
                Err(_) => self.old_characters = true,
            }
        }
        if self.old_characters && is_no_text(new) { Err(PeopleError::NotText) } else { Ok(()) }
    }

    /// What is read and not used.
    fn waiting(&self) -> &[u8] {
        self.buffer.get(self.from..).unwrap_or_default()
    }

    fn used(&mut self, bytes: usize) {
        let used = self.waiting().get(..bytes).unwrap_or_default();
        self.after_return = used.ends_with(b"\r");
        self.from += bytes;
        self.row += 1;
    }

    /// Reads on where little is left.
    fn fill(&mut self, watch: &mut dyn FnMut(u64)) -> Result<(), PeopleError> {
        if self.ended || self.buffer.len() - self.from > LONGEST_ROW.min(BLOCK / 8) {
            return Ok(());
        }
        self.read_block(watch)
    }

    fn read_block(&mut self, watch: &mut dyn FnMut(u64)) -> Result<(), PeopleError> {
        self.buffer.drain(..self.from);
        self.from = 0;
        if self.decoder.is_some() {
            let mut block = vec![0; BLOCK];
            let count = self.read_into(&mut block)?;
            self.take(block.get(..count).unwrap_or_default())?;
        } else {
            let before = self.buffer.len();
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.resize(before + BLOCK, 0);
            let count = self.read_into(buffer.get_mut(before..).unwrap_or_default());
            buffer.truncate(before + count.as_ref().map_or(0, |count| *count));
            self.buffer = buffer;
            count?;
            self.check(before)?;
        }
        watch(self.read);
        Ok(())
    }

    /// Reads more of a row that is not wholly there.
    fn read_more(&mut self, row: u64, watch: &mut dyn FnMut(u64)) -> Result<(), PeopleError> {
        if self.waiting().len() > LONGEST_ROW {
            return Err(PeopleError::RowTooLong { row });
        }
        self.read_block(watch)
    }

    /// The length of the line with which the next row begins, without its end; `Some(None)` where the file ends in it,
    /// `None` where there is no more. Empty lines are passed over, and counted.
    #[expect(clippy::option_option, reason = "a line without an end is not the end of the lines")]
    fn find_row(&mut self, watch: &mut dyn FnMut(u64)) -> Result<Option<Option<usize>>, PeopleError> {
        loop {
            match self.waiting().first() {
                Some(b'\n') => {
                    self.from += 1;
                    self.row += u64::from(!self.after_return);
                    self.after_return = false;
                }
                Some(b'\r') => {
                    self.from += 1;
                    self.row += 1;
                    self.after_return = true;
                }
                Some(_) => break,
                None if self.ended => return Ok(None),
                None => self.read_block(watch)?,
            }
        }
        self.after_return = false;
        loop {
            if let Some(end) = memchr(b'\n', self.waiting()) {
                return Ok(Some(Some(end)));
            }
            if self.ended {
                return Ok(Some(None));
            }
            let row = self.row;
            self.read_more(row, watch)?;
        }
    }
}
