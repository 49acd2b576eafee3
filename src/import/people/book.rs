//! Workbooks (.xlsx), read as a stream of cells after a look at what they unpack to.

use std::io::{BufReader, Read, Seek};

use calamine::{DataRef, Reader as _, Xlsx};
use zip::ZipArchive;

use super::rows::{People, ReadSo, Reading, Row, unreadable};
use super::{FileKind, PeopleError};

/// What a workbook may unpack to, in bytes: 200 MB.
const MAX_UNPACKED: u64 = 200 * 1024 * 1024;

/// How many files it may hold.
const MAX_ENTRIES: usize = 1_000;

/// How long the text of a row may be, in bytes.
const LONGEST_ROW: usize = 1024 * 1024;

fn broken<E>(_cause: E) -> PeopleError {
    PeopleError::BrokenWorkbook
}

/// Reads the named sheet of a workbook, or the first that is not empty.
pub(super) fn read<S: Read + Seek, R: Reading>(
    mut source: S,
    size: u64,
    wanted: Option<&str>,
    people: &mut People<'_, R>,
    watch: &mut dyn FnMut(u64),
) -> Result<ReadSo, PeopleError> {
    if size > super::MAX_WORKBOOK_BYTES {
        return Err(PeopleError::WorkbookTooLarge);
    }
    check(&mut source)?;
    watch(size / 2);
    source.rewind().map_err(unreadable)?;
    let mut book = Xlsx::new(BufReader::new(source)).map_err(broken)?;
    let sheets = book.sheet_names();
    let sheet = match wanted {
        Some(wanted) => sheets.iter().find(|name| *name == wanted).cloned().ok_or(PeopleError::NoSuchSheet)?,
        None => first_filled(&mut book, &sheets)?,
    };
    read_sheet(&mut book, &sheet, people)?;
    watch(size);
    Ok(ReadSo { kind: FileKind::Workbook, sheets, sheet: Some(sheet), old_characters: false })
}

/// Unpacks everything once, and keeps nothing of it.
fn check(source: &mut (impl Read + Seek)) -> Result<(), PeopleError> {
    let mut archive = ZipArchive::new(source).map_err(broken)?;
    if archive.len() > MAX_ENTRIES {
        return Err(PeopleError::WorkbookBomb);
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(PeopleError::OtherWorkbook);
    }
    let mut left = MAX_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(broken)?;
        let unpacked = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(broken)?;
        left = left.checked_sub(unpacked).ok_or(PeopleError::WorkbookBomb)?;
    }
    Ok(())
}

fn first_filled<S: Read + Seek>(book: &mut Xlsx<S>, sheets: &[String]) -> Result<String, PeopleError> {
    for name in sheets {
        // A sheet of charts has no cells to read.
        let Ok(mut cells) = book.worksheet_cells_reader(name) else { continue };
        if cells.next_cell().map_err(broken)?.is_some() {
            return Ok(name.clone());
        }
    }
    Err(PeopleError::Empty)
}

fn read_sheet<S: Read + Seek, R: Reading>(
    book: &mut Xlsx<S>,
    sheet: &str,
    people: &mut People<'_, R>,
) -> Result<(), PeopleError> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let (mut bytes, mut ranges): (Vec<u8>, Vec<(u32, u32)>) = (Vec::new(), Vec::new());
    let mut current: Option<u32> = None;
    let last = u32::try_from(super::MAX_WORKBOOK_ROWS).unwrap_or(u32::MAX);
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        if let Some(before) = current.filter(|before| *before != row) {
            if row < before {
                return Err(PeopleError::BrokenWorkbook);
            }
            people.row(Row { number: u64::from(before) + 1, bytes: &bytes, ranges: &ranges })?;
            bytes.clear();
            ranges.clear();
        }
        current = Some(row);
        let number = u64::from(row) + 1;
        if row > last {
            return Err(PeopleError::SheetTooLong);
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= super::MAX_COLUMNS {
            return Err(PeopleError::TooManyColumns { row: number, most: super::MAX_COLUMNS });
        }
        if column < ranges.len() {
            return Err(PeopleError::BrokenWorkbook);
        }
        ranges.resize(column, (0, 0));
        let from = bytes.len();
        bytes.extend_from_slice(text(cell.get_value()).as_bytes());
        if bytes.len() > LONGEST_ROW {
            return Err(PeopleError::RowTooLong { row: number });
        }
        ranges.push((u32::try_from(from).map_err(broken)?, u32::try_from(bytes.len()).map_err(broken)?));
    }
    match current {
        Some(row) => people.row(Row { number: u64::from(row) + 1, bytes: &bytes, ranges: &ranges }),
        None => Ok(()),
    }
}

/// A cell as a text file would have it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "Yes".to_owned(),
        DataRef::Bool(false) => "No".to_owned(),
        DataRef::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
