//! What the tests of the import share: the survey, orders, workbooks, and jobs of the real program.

use std::io::{Cursor, Write as _};
use std::path::Path;

use jiff::civil::date;
use waymark::app::{ImportError, ImportJob, Importer};
use waymark::content::Catalogue;
use waymark::import::people::wire::Question;
use waymark::import::people::{Answers, CountOrder, Counted, Look, PeopleError, count, look};
use waymark::project::{ColumnMapping, DataSet, Dimension, Mapping, PersonField, Population};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The answers of the built-in survey, read once.
pub fn answers() -> &'static Answers {
    static ANSWERS: std::sync::LazyLock<Answers> =
        std::sync::LazyLock::new(|| Answers::of(Catalogue::built_in().survey().unwrap()));
    &ANSWERS
}

/// A mapping of these columns, with every dimension kept.
pub fn mapping(columns: &[(&str, PersonField)]) -> Mapping {
    let mut mapping = Mapping::new("Staff survey".to_owned(), Population::Workforce);
    let column = |(header, field): &(&str, PersonField)| ColumnMapping::new((*header).to_owned(), field.clone());
    mapping.columns = columns.iter().map(column).collect();
    mapping.keep.breakdowns = mapping.dimensions();
    mapping
}

/// An order to count with a mapping.
pub fn order(mapping: Mapping) -> CountOrder {
    CountOrder {
        mapping,
        answers: answers().clone(),
        sheet: None,
        name: "Staff survey".to_owned(),
        as_of: date(2026, 3, 31),
        asked: None,
    }
}

/// Looks at bytes, in this process.
pub fn look_at(bytes: &[u8]) -> Result<Look, PeopleError> {
    look(Cursor::new(bytes), None, answers(), &mut |_| {})
}

/// Counts bytes, in this process.
pub fn count_of(bytes: &[u8], mapping: Mapping) -> Result<Counted, PeopleError> {
    count(Cursor::new(bytes), &order(mapping), &mut |_| {})
}

/// Looks at a file by a process of the program.
pub fn look_by(program: &Path, path: &Path) -> Result<Look, ImportError> {
    let question = Question::Look { sheet: None, answers: Box::new(answers().clone()) };
    ImportJob::start(None, Ok(Importer::Process(program.to_owned())), path.to_owned(), question).wait()
}

/// Counts a file by a process of the program.
pub fn count_by(program: &Path, path: &Path, mapping: Mapping) -> Result<Counted, ImportError> {
    let question = Question::Count(Box::new(order(mapping)));
    ImportJob::start(None, Ok(Importer::Process(program.to_owned())), path.to_owned(), question).wait()
}

/// The program.
pub fn waymark() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_waymark"))
}

/// How many people of a group chose an option; of everybody with [`Dimension::Whole`] and an empty label.
pub fn chose(set: &DataSet, by: &Dimension, label: &str, option: &str) -> u32 {
    let rows = set.breakdown(by).map(|breakdown| breakdown.rows.as_slice()).unwrap_or_default();
    let row = rows.iter().find(|row| row.label == label);
    row.and_then(|row| row.counts.get(option)).copied().unwrap_or_default()
}

/// The names of the groups of a dimension, in their order.
pub fn labels<'s>(set: &'s DataSet, by: &Dimension) -> Vec<&'s str> {
    set.breakdown(by).unwrap().rows.iter().map(|row| row.label.as_str()).collect()
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// A zip of these files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet with this inside of its `sheetData`, and more files.
pub fn workbook(rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let mut files: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    files.extend(more);
    zipped(&files)
}

/// The rows of a sheet with these texts.
pub fn sheet_rows(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        text.push_str(&format!("<row r=\"{}\">", number + 1));
        for (column, cell) in row.iter().enumerate() {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            let cell = cell.replace('&', "&amp;").replace('<', "&lt;");
            text.push_str(&format!("<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>", number + 1));
        }
        text.push_str("</row>");
    }
    text
}
