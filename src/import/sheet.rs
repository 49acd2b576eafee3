//! A table of text as spreadsheet programs save and copy it.
//!
//! Read are UTF-8, UTF-16 with its mark, and Windows-1252; commas, semicolons and tabs; cells in quotes with line ends
//! in them; rows of different lengths.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The largest file that is read, in bytes: 20 MB.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// How many rows are read below the header.
pub const MAX_ROWS: usize = 100_000;

/// How many cells a row may have.
pub const MAX_COLUMNS: usize = 1_000;

/// How many rows are looked at to tell what sets the cells apart, and where the header is.
pub(super) const LOOKED_AT: usize = 20;

/// A table of text with a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What sets its cells apart.
    pub delimiter: Delimiter,
    /// How its characters were written.
    pub encoding: TextEncoding,
    /// The names of its columns, as they stand; none where the first row holds no names.
    pub header: Vec<String>,
    /// The line in which they stand.
    header_line: u64,
    /// The rows below the header that are not wholly empty lines. Each has the cells that it has: fewer or more than
    /// the header.
    pub rows: Vec<SheetRow>,
    /// What stood above the header, such as the name of the list.
    pub above: Vec<SheetRow>,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its line, from 1, as a spreadsheet program numbers it: a row with line ends in its cells counts once.
    pub line: u64,
    /// Its cells, as they stand.
    pub cells: Vec<String>,
}

impl SheetRow {
    /// The cell of a column; empty where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.filled() == 0
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// What sets the cells of a sheet apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// Tabs: what is copied from a spreadsheet.
    Tab,
    /// Semicolons: where the comma is the decimal mark.
    Semicolon,
    /// Commas.
    Comma,
}

impl Delimiter {
    const ALL: [Self; 3] = [Self::Tab, Self::Semicolon, Self::Comma];

    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Comma => b',',
        }
    }
}

/// How the characters of a sheet were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, with or without its mark; a pasted text also.
    Utf8,
    /// UTF-16, which some programs call Unicode text.
    Utf16,
    /// Windows-1252, which older programs write.
    Windows1252,
}

/// Why a sheet was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// There is nothing in it.
    #[error("There is nothing in this sheet. It should have a row of column names and a row for each item.")]
    Empty,
    /// It is larger than [`MAX_BYTES`].
    #[error("The file is larger than 20 MB. Save only the sheet that is needed.")]
    TooLarge,
    /// It has more than [`MAX_ROWS`].
    #[error("The sheet has more than 100,000 rows. Take it in parts.")]
    TooManyRows,
    /// A row has more than [`MAX_COLUMNS`].
    #[error("Line {line} has more than 1,000 columns. Save only the columns that are needed.")]
    TooManyColumns {
        /// Its line.
        line: u64,
    },
    /// It is a workbook of a spreadsheet program.
    #[error("This is a spreadsheet program’s own file. Save the sheet as CSV there, then choose that file.")]
    Workbook,
    /// It is not text.
    #[error("This file is not text that can be read. Save the sheet as “CSV UTF-8”, then choose that file.")]
    NotText,
    /// A cell begins with a quotation mark that nothing closes.
    #[error("The quotation mark that opens a cell in line {line} is never closed. Close it, or take it out.")]
    OpenQuote {
        /// Its line.
        line: u64,
    },
}

impl Sheet {
    /// Reads the bytes of a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SheetError> {
        if bytes.len() > MAX_BYTES {
            return Err(SheetError::TooLarge);
        }
        let (encoding, text) = decode(bytes)?;
        read(&text, encoding)
    }

    /// Reads a text that was pasted.
    pub fn from_text(text: &str) -> Result<Self, SheetError> {
        if text.len() > MAX_BYTES {
            return Err(SheetError::TooLarge);
        }
        read(text, TextEncoding::Utf8)
    }

    /// Reads a text that was pasted, of which nothing but tabs sets cells apart.
    pub fn from_column(text: &str) -> Result<Self, SheetError> {
        if text.len() > MAX_BYTES {
            return Err(SheetError::TooLarge);
        }
        split(text.trim_start_matches('\u{feff}'), Delimiter::Tab, TextEncoding::Utf8)
    }

    /// The same sheet without a header: its first row holds no names. What stood above is rows too.
    #[must_use]
    pub fn without_header(mut self) -> Self {
        if !self.header.is_empty() {
            let mut rows = std::mem::take(&mut self.above);
            rows.push(SheetRow { line: self.header_line, cells: std::mem::take(&mut self.header) });
            rows.append(&mut self.rows);
            self.rows = rows;
        }
        self
    }

    /// How many columns it has: those of its longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(self.header.len())
    }

    /// A column's name for a message: that of the header, or its number from 1.
    pub fn column_name(&self, column: usize) -> String {
        match self.header.get(column).map(|name| name.trim()) {
            Some(name) if !name.is_empty() => name.to_owned(),
            Some(_) | None => format!("Column {}", column + 1),
        }
    }
}

/// How a file begins.
pub(super) enum Begins {
    /// As a zip: a workbook (.xlsx, .ods).
    Zip,
    /// As the older workbooks do (.xls), and as newer ones that are locked with a password.
    OldWorkbook,
    /// With the mark of an encoding, which is so many bytes long.
    Marked(&'static Encoding, usize),
    /// Without a mark.
    Unmarked,
}

impl Begins {
    /// How these bytes begin.
    pub(super) fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::Zip;
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Self::OldWorkbook;
        }
        Encoding::for_bom(bytes).map_or(Self::Unmarked, |(encoding, length)| Self::Marked(encoding, length))
    }
}

/// Whether bytes that are no UTF-8 are no text either. Every byte is some character in Windows-1252, so what is no text at
/// all is told by its control characters.
pub(super) fn is_no_text(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| *byte < 0x20 && !byte.is_ascii_whitespace())
}

/// The text that the bytes stand for.
fn decode(bytes: &[u8]) -> Result<(TextEncoding, String), SheetError> {
    let (encoding, decoder) = match Begins::of(bytes) {
        Begins::Zip | Begins::OldWorkbook => return Err(SheetError::Workbook),
        Begins::Marked(marked, _) if marked == UTF_8 => (TextEncoding::Utf8, UTF_8),
        Begins::Marked(utf_16, _) => (TextEncoding::Utf16, utf_16),
        Begins::Unmarked if std::str::from_utf8(bytes).is_ok() => (TextEncoding::Utf8, UTF_8),
        Begins::Unmarked if is_no_text(bytes) => return Err(SheetError::NotText),
        Begins::Unmarked => (TextEncoding::Windows1252, WINDOWS_1252),
    };
    let (text, damaged) = decoder.decode_with_bom_removal(bytes);
    if damaged { Err(SheetError::NotText) } else { Ok((encoding, text.into_owned())) }
}

/// Reads a text into rows.
fn read(text: &str, encoding: TextEncoding) -> Result<Sheet, SheetError> {
    let text = text.trim_start_matches('\u{feff}');
    split(text, sniff(text), encoding)
}

/// Reads a text into rows of which it is known what sets the cells apart.
fn split(text: &str, delimiter: Delimiter, encoding: TextEncoding) -> Result<Sheet, SheetError> {
    let mut rows = rows(text, delimiter)?;
    let start = header(&rows).ok_or(SheetError::Empty)?;
    let below = rows.split_off(start + 1);
    let SheetRow { line: header_line, cells: header } = rows.pop().ok_or(SheetError::Empty)?;
    if below.len() > MAX_ROWS {
        return Err(SheetError::TooManyRows);
    }
    Ok(Sheet { delimiter, encoding, header, header_line, rows: below, above: rows })
}

/// All rows that are not empty lines.
fn rows(text: &str, delimiter: Delimiter) -> Result<Vec<SheetRow>, SheetError> {
    let bytes = text.as_bytes();
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut found: Vec<SheetRow> = Vec::new();
    let (mut line, mut end, mut start) = (1, 0, 0);
    // A text is in UTF-8, and rows may differ in length: nothing else fails.
    while reader.read_record(&mut record).unwrap_or_default() {
        let begins = place(record.position().map_or(0, csv::Position::byte));
        start = begins + bytes.iter().skip(begins).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        // What ends the row before stands just before its end.
        line += line_ends(bytes.get(end..start).unwrap_or_default());
        end = place(reader.position().byte()).saturating_sub(1);
        if record.len() > MAX_COLUMNS {
            return Err(SheetError::TooManyColumns { line });
        }
        if found.len() > MAX_ROWS + LOOKED_AT {
            return Err(SheetError::TooManyRows);
        }
        found.push(SheetRow { line, cells: record.iter().map(str::to_owned).collect() });
    }
    if ends_in_quotes(bytes.get(start..).unwrap_or_default(), delimiter) {
        return Err(SheetError::OpenQuote { line });
    }
    Ok(found)
}

fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter.byte()).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

fn place(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// How many lines end here; a carriage return and a line feed end one.
fn line_ends(bytes: &[u8]) -> u64 {
    let mut count = 0;
    let mut after_return = false;
    for byte in bytes {
        if *byte == b'\r' || (*byte == b'\n' && !after_return) {
            count += 1;
        }
        after_return = *byte == b'\r';
    }
    count
}

/// Whether the last row ends within a cell that a quotation mark opened.
pub(super) fn ends_in_quotes(row: &[u8], delimiter: Delimiter) -> bool {
    /// Where in a row a byte stands.
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Beginning,
        Open,
        Quoted,
        /// After a quotation mark within quotes, which closes them unless another follows.
        Mark,
    }
    let mut at = At::Beginning;
    for byte in row {
        let ends = matches!(byte, b'\r' | b'\n') || *byte == delimiter.byte();
        at = match at {
            At::Quoted if *byte == b'"' => At::Mark,
            At::Beginning | At::Mark if *byte == b'"' => At::Quoted,
            At::Quoted => At::Quoted,
            At::Beginning | At::Open | At::Mark => {
                if ends {
                    At::Beginning
                } else {
                    At::Open
                }
            }
        };
    }
    at == At::Quoted
}

/// What sets the cells apart: what splits the first row, and splits most rows alike. Tabs where nothing does, so that a
/// column of sentences is not split at their commas.
pub(super) fn sniff(text: &str) -> Delimiter {
    // What some programs write above the header for others to know.
    if let Some(delimiter) = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next())
        && let Some(delimiter) = Delimiter::ALL.into_iter().find(|one| one.byte() == delimiter)
    {
        return delimiter;
    }
    let scored = Delimiter::ALL.into_iter().map(|delimiter| (score(text, delimiter), delimiter));
    let best = scored.rev().max_by_key(|(score, _)| *score);
    best.filter(|((points, _), _)| *points > 500).map_or(Delimiter::Tab, |(_, delimiter)| delimiter)
}

/// How well a delimiter splits the first rows: 1,000 points for splitting the very first, up to 1,000 for the share of
/// rows that have the most usual number of cells; then that number.
fn score(text: &str, delimiter: Delimiter) -> (usize, usize) {
    let mut reader = reader(text, delimiter);
    let lengths: Vec<usize> = reader.records().take(LOOKED_AT).map(|row| row.map_or(0, |row| row.len())).collect();
    let alike = |length: usize| lengths.iter().filter(|one| **one == length).count();
    let split = lengths.iter().copied().filter(|length| *length > 1);
    let Some((rows, length)) = split.map(|length| (alike(length), length)).max() else { return (0, 0) };
    let first = if lengths.first().is_some_and(|length| *length > 1) { 1000 } else { 0 };
    (first + 1000 * rows / lengths.len().max(1), length)
}

/// Where the header is: the first row with two cells or more, which the name of the list above it has not; where there is
/// none, as in a sheet of one column, the first that is not blank.
fn header(rows: &[SheetRow]) -> Option<usize> {
    rows.iter().take(LOOKED_AT).position(|row| row.filled() > 1).or_else(|| rows.iter().position(|row| !row.is_blank()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(sheet: &Sheet) -> Vec<(u64, Vec<&str>)> {
        sheet.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn delimiters_are_told_from_the_first_rows() {
        for (text, expected) in [
            ("Action,Owner\nAsk,Priya", Delimiter::Comma),
            ("Action;Owner, deputy\nAsk, then listen;Priya\nTell, ask;Sam", Delimiter::Semicolon),
            ("Action\tOwner, deputy, others\nAsk; listen\tPriya", Delimiter::Tab),
            ("Plan 2026\n\nAction;Owner;Due\nAsk;Priya;\nTell;;", Delimiter::Semicolon),
            ("Action,Owner\n\"a;b;c;d\ne;f;g;h\ni;j;k;l\",Priya", Delimiter::Comma),
            ("sep=;\nAction\nAsk", Delimiter::Semicolon),
            ("Action\nAsk, then listen\nTell\nShow, tell, ask", Delimiter::Tab),
            ("Action", Delimiter::Tab),
        ] {
            assert_eq!(Sheet::from_text(text).unwrap().delimiter, expected, "{text}");
        }
    }

    #[test]
    fn rows_have_the_lines_of_a_spreadsheet_and_the_cells_that_they_have() {
        for end in ["\n", "\r\n", "\r"] {
            let text =
                ["", "Action,Owner,Due", "Ask", "", "\"two\nlines \"\"here\"\"\",Priya", ",,", "a,b,c,d"].join(end);
            for text in [text.clone(), format!("{text}{end}"), format!("\u{feff}{text}{end}{end}")] {
                let sheet = Sheet::from_text(&text).unwrap();
                assert_eq!(sheet.header, ["Action", "Owner", "Due"]);
                assert_eq!(
                    cells(&sheet),
                    [
                        (3, vec!["Ask"]),
                        (5, vec!["two\nlines \"here\"", "Priya"]),
                        (6, vec!["", "", ""]),
                        (7, vec!["a", "b", "c", "d"]),
                    ],
                    "{text:?}"
                );
                assert_eq!(
                    (sheet.width(), sheet.column_name(1), sheet.column_name(3)),
                    (4, "Owner".into(), "Column 4".into())
                );
            }
        }
    }

    #[test]
    fn what_stands_above_the_header_is_kept_apart() {
        let sheet = Sheet::from_text("sep=,\nPlan 2026,,\n,,\nAction,Owner,Due\nAsk,Priya,").unwrap();
        assert_eq!(sheet.header, ["Action", "Owner", "Due"]);
        assert_eq!(sheet.above.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(cells(&sheet), [(5, vec!["Ask", "Priya", ""])]);
    }

    #[test]
    fn characters_are_read_as_they_were_written() {
        let text = "Action\tOwner\nZoë – “ask”\tPriya €";
        let utf_16 = |bytes: fn(u16) -> [u8; 2]| {
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>()
        };
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let (old, _, _) = WINDOWS_1252.encode(text);
        for (bytes, encoding) in [
            (text.as_bytes(), TextEncoding::Utf8),
            (&marked, TextEncoding::Utf8),
            (&utf_16(u16::to_le_bytes), TextEncoding::Utf16),
            (&utf_16(u16::to_be_bytes), TextEncoding::Utf16),
            (&old, TextEncoding::Windows1252),
        ] {
            let sheet = Sheet::from_bytes(bytes).unwrap();
            assert_eq!(sheet.encoding, encoding);
            assert_eq!(cells(&sheet), [(2, vec!["Zoë – “ask”", "Priya €"])], "{encoding:?}");
        }
    }

    #[test]
    fn what_is_no_sheet_is_told() {
        let wide = format!("a,b\n{}", ",".repeat(MAX_COLUMNS));
        let long = format!("a,b\n{}", "1,\n".repeat(MAX_ROWS + 1));
        let large = vec![b'a'; MAX_BYTES + 1];
        for (bytes, error) in [
            (&b""[..], SheetError::Empty),
            (b"\r\n , \n\n", SheetError::Empty),
            (b"\xef\xbb\xbf", SheetError::Empty),
            (b"PK\x03\x04rest", SheetError::Workbook),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", SheetError::Workbook),
            (b"\x89PNG\x00\x01\xff", SheetError::NotText),
            (b"\xff\xfea", SheetError::NotText),
            (b"\xef\xbb\xbf\xff", SheetError::NotText),
            (b"a,b\n1,2\n\n\"x,y\n3,4\n", SheetError::OpenQuote { line: 4 }),
            (b"a,b\n1,\"x\"\"", SheetError::OpenQuote { line: 2 }),
            (wide.as_bytes(), SheetError::TooManyColumns { line: 2 }),
            (long.as_bytes(), SheetError::TooManyRows),
            (&large, SheetError::TooLarge),
        ] {
            assert_eq!(Sheet::from_bytes(bytes), Err(error));
        }
        let most = format!("a,b\n{}", "1,\n".repeat(MAX_ROWS));
        assert_eq!(Sheet::from_text(&most).unwrap().rows.len(), MAX_ROWS);
        let widest = format!("a,b\n{}", ",".repeat(MAX_COLUMNS - 1));
        assert_eq!(Sheet::from_text(&widest).unwrap().width(), MAX_COLUMNS);
        // Quotation marks within a cell, and closed ones, are no beginning.
        for text in ["a,b\n1,5\" pipe", "a,b\n1,\"x\"", "a,b\n1,\"x\" y\n", "a,b\n1,\"\""] {
            assert_eq!(Sheet::from_text(text).unwrap().rows.len(), 1, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_a_sheet_or_an_error(
            mark in prop::sample::select(vec![&b""[..], b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep="]),
            bytes in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            if let Ok(sheet) = Sheet::from_bytes(&[mark, &bytes].concat()) {
                prop_assert!(sheet.rows.iter().all(|row| row.line > 1));
            }
        }

        #[test]
        fn any_marks_end_in_a_sheet_or_an_error(text in "[ab,;\t\"'=\r\n\u{feff}]{0,60}") {
            if let Ok(sheet) = Sheet::from_text(&text) {
                let lines: Vec<u64> =
                    sheet.above.iter().chain(&sheet.rows).map(|row| row.line).collect();
                prop_assert!(lines.is_sorted_by(|a, b| a < b));
                let ends = text.matches(['\r', '\n']).count();
                prop_assert!(lines.iter().all(|line| *line <= ends as u64 + 1));
            }
        }

        #[test]
        fn what_is_quoted_is_read_as_it_was(
            rows in prop::collection::vec(prop::collection::vec("[a-z ,;\t\"\r\n]{0,6}", 2..4), 1..8),
            delimiter in prop::sample::select(Delimiter::ALL.to_vec()),
            end in prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"]),
        ) {
            let mut text = String::from("one;two").replace(';', &char::from(delimiter.byte()).to_string());
            for row in &rows {
                text.push_str(end);
                let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                text.push_str(&cells.join(&char::from(delimiter.byte()).to_string()));
            }
            let sheet = Sheet::from_text(&text).unwrap();
            prop_assert_eq!(sheet.delimiter, delimiter);
            let step = if end.len() == 1 || end == "\r\n" { 1 } else { 2 };
            for ((place, row), read) in rows.iter().enumerate().zip(&sheet.rows) {
                prop_assert_eq!(&read.cells, row);
                prop_assert_eq!(read.line, 1 + step * (place as u64 + 1));
            }
            prop_assert_eq!(sheet.rows.len(), rows.len());
        }
    }
}
