//! Hostile and broken files: each is answered with its own message by the real process, and the project stays as it is.

use std::fs;

use proptest::prelude::*;
use waymark::app::ImportError;
use waymark::import::people::PeopleError;
use waymark::project::{Dimension, Meaning, PersonField};

use super::program::{call, folder};
use super::support::{count_by, count_of, look_at, look_by, mapping, sheet_rows, waymark, workbook, zipped};

/// A zip whose end says that it holds more than it does.
fn cut(bytes: &[u8], share: usize) -> Vec<u8> {
    bytes[..bytes.len() * share / 10].to_vec()
}

fn wide(columns: usize) -> Vec<u8> {
    let header: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    format!("{}\n{}\n", header.join(","), ",".repeat(columns)).into_bytes()
}

fn good_book() -> Vec<u8> {
    let rows = [vec!["Parental occupation".to_owned(), "Grade".to_owned()], vec!["Retired".to_owned(), "A".to_owned()]];
    workbook(&sheet_rows(&rows), &[])
}

/// Files, each with what is wrong with it.
fn files() -> Vec<(&'static str, Vec<u8>, PeopleError)> {
    let spaces = " ".repeat(1024 * 1024);
    let bomb = vec![b' '; 230 * 1024 * 1024];
    let many: Vec<String> = (0..1_100).map(|number| format!("xl/extra/{number}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let cell = |address: &str, row: u32| {
        format!("<row r=\"{row}\"><c r=\"{address}\" t=\"inlineStr\"><is><t>x</t></is></c></row>")
    };
    let far = cell("A1", 1) + &cell("XFD200000", 200_000);
    let back = cell("A9", 9) + &cell("A3", 3);
    let low = cell("A1", 1) + &cell("A2", 2) + &cell("A150000", 150_000);
    let deep = "<a>".repeat(200_000) + &"</a>".repeat(200_000);
    let mut mixed = b"\xef\xbb\xbfParental occupation,Grade\nRetired,A\n".to_vec();
    mixed.extend(b"Retired,\xff\xfe\xfd\n");
    let odd: Vec<u8> =
        "\u{feff}Parental occupation,Grade\nRetired,A\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let no_mark: Vec<u8> = "Parental occupation,Grade\nRetired,A\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let long_quote = format!("Parental occupation,Grade\n\"Retired,{}", "a,b\n".repeat(600_000));
    vec![
        ("empty.csv", Vec::new(), PeopleError::Empty),
        ("blank.csv", b"\r\n\r\n , \r\n".to_vec(), PeopleError::Empty),
        ("header only.csv", b"Parental occupation,Grade\n".to_vec(), PeopleError::NobodyInIt),
        ("header and commas.csv", b"Parental occupation,Grade\n,,\n,\n".to_vec(), PeopleError::NobodyInIt),
        ("no header.csv", b"priya@example.org,Retired\nsam@example.org,Retired\n".to_vec(), PeopleError::NoHeader),
        ("nulls.csv", b"Parental occupation,Grade\nRetired,A\n\0\0\0\0,\0\n".to_vec(), PeopleError::NotText),
        ("all nulls.csv", vec![0; 4096], PeopleError::NotText),
        ("binary.csv", (0..=255).cycle().take(9_000).collect(), PeopleError::NotText),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x01\x02\x03,\xff".to_vec(), PeopleError::NotText),
        ("utf-8 broken.csv", mixed, PeopleError::NotText),
        ("utf-16 odd.csv", odd[..odd.len() - 1].to_vec(), PeopleError::NotText),
        ("utf-16 without mark.csv", no_mark, PeopleError::NotText),
        ("100,000 columns.csv", wide(100_000), PeopleError::TooManyColumns { row: 1, most: 1_000 }),
        (
            "open quote.csv",
            b"Parental occupation,Grade\nRetired,A\n\"Retired,A\nRetired,B\n".to_vec(),
            PeopleError::OpenQuote { row: 3 },
        ),
        ("open quote, long.csv", long_quote.into_bytes(), PeopleError::RowTooLong { row: 2 }),
        ("one long row.csv", [b"a,b\n".to_vec(), vec![b'x'; 3_000_000]].concat(), PeopleError::RowTooLong { row: 2 }),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec(), PeopleError::OtherWorkbook),
        ("zip.xlsx", zipped(&[("readme.txt", b"hello")]), PeopleError::OtherWorkbook),
        ("document.csv", zipped(&[("word/document.xml", b"<a/>")]), PeopleError::OtherWorkbook),
        ("cut short.xlsx", cut(&good_book(), 6), PeopleError::BrokenWorkbook),
        ("only the mark.xlsx", b"PK\x03\x04".to_vec(), PeopleError::BrokenWorkbook),
        ("no sheet.xlsx", zipped(&[("xl/workbook.xml", b"<workbook/>")]), PeopleError::BrokenWorkbook),
        ("far cell.xlsx", workbook(&far, &[]), PeopleError::SheetTooLong),
        ("low cell.xlsx", workbook(&low, &[]), PeopleError::SheetTooLong),
        (
            "wide cell.xlsx",
            workbook(&(cell("A1", 1) + &cell("XFD2", 2)), &[]),
            PeopleError::TooManyColumns { row: 2, most: 200 },
        ),
        ("rows out of order.xlsx", workbook(&back, &[]), PeopleError::BrokenWorkbook),
        ("no cells.xlsx", workbook("", &[]), PeopleError::Empty),
        ("deep.xlsx", workbook(&deep, &[]), PeopleError::Empty),
        ("not xml.xlsx", workbook("<row><c r=\"A1\"", &[]), PeopleError::BrokenWorkbook),
        ("bomb.xlsx", workbook("", &[("xl/media/a.bin", &bomb)]), PeopleError::WorkbookBomb),
        ("many entries.xlsx", workbook("", &many), PeopleError::WorkbookBomb),
        (
            "long cell.xlsx",
            workbook(
                &format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x{spaces}{spaces}x</t></is></c></row>"),
                &[],
            ),
            PeopleError::RowTooLong { row: 1 },
        ),
        ("large.xlsx", [b"PK\x03\x04".to_vec(), vec![b'x'; 21 * 1024 * 1024]].concat(), PeopleError::WorkbookTooLarge),
    ]
}

fn map() -> waymark::project::Mapping {
    mapping(&[("Parental occupation", PersonField::Background), ("Grade", PersonField::Group(Dimension::Grade))])
}

#[test]
fn every_hostile_file_ends_in_its_message_and_the_project_is_untouched() {
    let folder = folder();
    let project = folder.path().join("plan.waymark");
    assert_eq!(call(folder.path(), ["sample", "plan.waymark"]).code, Some(0));
    fs::write(folder.path().join("map.ron"), ron::to_string(&map()).unwrap()).unwrap();
    let before = fs::read(&project).unwrap();
    let files = files();
    assert!(files.len() >= 20);
    for (name, bytes, expected) in files {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        match look_by(waymark(), &path) {
            Err(ImportError::People(error)) => assert_eq!(error, expected, "{name}"),
            other => panic!("{name}: {:?}", other.map(|look| look.people)),
        }
        let arguments = ["import", "plan.waymark", "--survey", name, "--mapping", "map.ron", "--date", "2026-03-31"];
        let said = call(folder.path(), arguments);
        assert_eq!((said.code, said.out.as_str()), (Some(1), ""), "{name}: {}", said.err);
        assert!(said.err.trim_end().ends_with('.') && !said.err.contains("panicked"), "{name}: {}", said.err);
        assert_eq!(fs::read(&project).unwrap(), before, "{name}");
    }
}

/// Many different texts need more memory than the process may take, or fit; either way the answer is told.
#[test]
fn a_workbook_of_huge_shared_texts_is_answered() {
    let folder = folder();
    let mut texts = String::from(
        "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
    );
    texts.push_str(&"<si><t>x</t></si>".repeat(9_000_000));
    texts.push_str("</sst>");
    let path = folder.path().join("texts.xlsx");
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>";
    fs::write(&path, workbook(cells, &[("xl/sharedStrings.xml", texts.as_bytes())])).unwrap();
    let told = look_by(waymark(), &path).unwrap_err();
    // Where much else runs, it may also be stopped because it takes too long.
    let expected =
        [ImportError::Ended, ImportError::TooLong, PeopleError::NobodyInIt.into()].map(|one| one.to_string());
    assert!(expected.contains(&told.to_string()), "{told}");
}

#[test]
fn a_file_that_is_not_there_and_a_folder_are_told() {
    let folder = folder();
    for path in [folder.path().join("gone.csv"), folder.path().to_owned()] {
        let error = look_by(waymark(), &path).unwrap_err();
        assert!(matches!(error, ImportError::File(_)), "{error}");
        assert!(matches!(count_by(waymark(), &path, map()).unwrap_err(), ImportError::File(_)));
    }
}

/// Any meaning.
fn meaning() -> impl Strategy<Value = Meaning> {
    prop_oneof![
        "[a-z0-9-]{0,12}".prop_map(|id| Meaning::Option(id.as_str().into())),
        "q1-(managers|other|clerical)".prop_map(|id| Meaning::Option(id.as_str().into())),
        ".{0,6}".prop_map(Meaning::Group),
        Just(Meaning::Nothing),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_and_any_mapping_end_in_an_answer(
        mark in prop::sample::select(vec![&b""[..], b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=", b"PK\x03\x04", b"a,b,c\n"]),
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            "([abc]|[0-9]{1,4}|Retired|Yes|[,;\t\"\r\n ]|2026-03-0[1-9]|£){0,120}".prop_map(String::into_bytes),
        ],
        columns in prop::collection::vec((prop::sample::select(vec!["a", "b", "c", "Column 1"]), 0..40_usize, prop::collection::btree_map("[abc0-9]{0,2}", meaning(), 0..4)), 0..5),
        named in prop::collection::btree_set("[abc]", 0..2),
        months_first in any::<bool>(),
        coded in any::<bool>(),
    ) {
        let bytes = [mark, &bytes].concat();
        let looked = look_at(&bytes);
        let fields = PersonField::all();
        let mut map = mapping(&[]);
        if months_first { map.dates = waymark::project::DateOrder::MonthFirst; }
        if coded { map.method = waymark::project::Method::FourQuestions; }
        for (header, field, values) in columns {
            let field = fields.get(field).cloned().unwrap_or(PersonField::Background);
            let mut column = waymark::project::ColumnMapping::new(header.to_owned(), field);
            column.values = values;
            column.named = named.clone();
            column.order = vec!["a".to_owned(), "a".to_owned()];
            map.columns.push(column);
        }
        map.keep.breakdowns = map.dimensions();
        map.keep.crossings = map.dimensions().iter().zip(map.dimensions().iter().skip(1)).map(|(a, b)| (a.clone(), b.clone())).collect();
        map.keep.pay = [map.dimensions(), vec![Dimension::Whole, Dimension::Whole]].concat();
        map.keep.waits = map.keep.pay.clone();
        if let Ok(counted) = count_of(&bytes, map) {
            prop_assert!(counted.sets.iter().all(waymark::project::DataSet::is_sound));
            prop_assert!(counted.mapping.is_sound());
            if let Ok(look) = looked {
                prop_assert_eq!(look.people, counted.people);
            }
            for set in &counted.sets {
                let whole = set.whole().unwrap().total();
                prop_assert!(whole <= counted.people);
                prop_assert!(set.groups().all(|by| by.total() == whole), "{:?}", set);
                prop_assert!(set.crossings.iter().all(|crossing| crossing.total() == whole));
            }
        }
    }
}
