//! The board pack as a PDF: whole, tagged, legible, the same every time.

#![expect(
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "what cannot be read fails the test, and kinds of objects that do not matter are many"
)]

#[path = "pdf/extract.rs"]
mod extract;
#[path = "pdf/reports.rs"]
mod reports;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use extract::{Extract, faults, kids};
use jiff::civil::date;
use lopdf::Object;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use waymark as product;
use waymark::chart::{
    Axis, Chart, IntervalRow, Intervals, Level, PairRow, Pairs, Panel, PanelMark, PanelRow, Panels, Plot, SharePart,
    ShareRow, Shares, Table, Tone,
};
use waymark::content::Unit;
use waymark::export::pdf::{Pdf, render};
use waymark::report::{Block, Cell, Report, Section, Span, board_pack};

/// All reports, with their names.
fn all() -> Vec<(&'static str, Report)> {
    vec![("empty", reports::empty()), ("board", reports::board()), ("big", reports::big(300))]
}

/// Puts a file where tools, and people, can look at it.
fn kept(name: &str, pdf: &Pdf) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    let mut file = std::fs::File::options().create(true).truncate(true).write(true).open(&path).unwrap();
    file.write_all(&pdf.bytes).unwrap();
    path
}

#[test]
fn every_file_conforms_to_pdf_ua() {
    for (name, report) in all() {
        let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
        let checked = validate_pdf_bytes(&render(&report).unwrap().bytes, &options).unwrap();
        assert!(checked.rules.total > 100, "{name}: only {} rules", checked.rules.total);
        assert!(checked.failures.is_empty(), "{name}: {:#?}", checked.failures);
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "says that a tool is not there and nothing was checked with it")]
fn every_file_is_sound() {
    if Command::new("qpdf").arg("--version").output().is_err() {
        println!("qpdf is not installed: not checked");
        return;
    }
    for (name, report) in all() {
        let path = kept(name, &render(&report).unwrap());
        let checked = Command::new("qpdf").arg("--check").arg(path).output().unwrap();
        assert!(checked.status.success(), "{name}: {}", String::from_utf8_lossy(&checked.stderr));
    }
}

#[test]
fn content_and_structure_lead_to_each_other() {
    for (name, report) in all() {
        let file = Extract::read(&render(&report).unwrap().bytes).file;
        assert_eq!(faults(&file), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_broken_structure_is_found() {
    let bytes = render(&reports::board()).unwrap().bytes;
    let tree = |file: &lopdf::Document| {
        let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
        file.get_dictionary(root).unwrap().get(b"ParentTree").unwrap().as_reference().unwrap()
    };

    let mut file = Extract::read(&bytes).file;
    let id = tree(&file);
    let numbers = file.get_dictionary_mut(id).unwrap().get_mut(b"Nums").unwrap().as_array_mut().unwrap();
    numbers[3].as_array_mut().unwrap().swap(0, 3);
    assert_eq!(faults(&file).len(), 2, "two parents are exchanged");

    let mut file = Extract::read(&bytes).file;
    let id = tree(&file);
    let numbers = file.get_dictionary_mut(id).unwrap().get_mut(b"Nums").unwrap().as_array_mut().unwrap();
    let last = numbers.len() - 1;
    numbers[last] = numbers[last - 2].clone();
    assert_eq!(faults(&file).len(), 1, "a link leads to the element of another");

    let mut file = Extract::read(&bytes).file;
    let page = *file.get_pages().get(&2).unwrap();
    file.get_dictionary_mut(page).unwrap().remove(b"StructParents");
    assert!(!faults(&file).is_empty(), "a page does not say where its parents are");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for (name, report) in all() {
        assert_eq!(render(&report).unwrap(), render(&report).unwrap(), "{name}");
    }
    let mut other = reports::board();
    other.organisation.push('!');
    assert_ne!(render(&other).unwrap().bytes, render(&reports::board()).unwrap().bytes);
}

/// The letters of a text that are printed.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect()
}

fn spans(spans: &[Span]) -> String {
    spans.iter().map(|span| letters(&span.text)).collect()
}

/// Every text of a report that is printed, in its order; those of charts without an order of their own.
fn texts(report: &Report) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &report.blocks {
        match block {
            Block::Cover(cover) => {
                texts.extend([letters(&report.organisation), letters(&cover.title), letters(&cover.subtitle)]);
                texts.extend(cover.lines.iter().map(|line| letters(line)));
            }
            Block::Contents => {
                texts.extend(report.blocks.iter().filter_map(|block| match block {
                    Block::Heading { level: 1, text } => Some(letters(text)),
                    _ => None,
                }));
            }
            Block::NewPage => {}
            Block::Heading { text, .. } => texts.push(letters(text)),
            Block::Paragraph(content) => texts.push(spans(content)),
            Block::List { items, .. } => texts.extend(items.iter().map(|item| spans(item))),
            Block::KeyFigures(figures) => {
                texts.extend(figures.iter().flat_map(|one| [letters(&one.value), letters(&one.label)]));
            }
            Block::Table(table) => {
                texts.extend(table.columns.iter().map(|column| letters(&column.name)));
                for cell in table.rows.iter().flatten() {
                    if let Cell::Text(content) = cell {
                        texts.push(spans(content));
                    }
                }
            }
            Block::Figure(chart) => {
                texts.push(letters(&chart.title));
                texts.push(letters(&chart.source));
                texts.extend(chart.notes.iter().map(|note| letters(note)));
            }
        }
    }
    texts
}

#[test]
fn every_text_is_in_the_file_in_its_order() {
    for (name, report) in all() {
        let found = letters(&Extract::read(&render(&report).unwrap().bytes).text());
        let mut from = 0;
        for text in texts(&report) {
            let at = found[from..].find(&text);
            assert!(at.is_some(), "{name}: {text} is not in {}", found[from..].chars().take(600).collect::<String>());
            from += at.unwrap() + text.len();
        }
    }
}

#[test]
fn charts_say_their_labels() {
    let report = reports::board();
    let figures = Extract::read(&render(&report).unwrap().bytes).texts_of("Figure");
    let figures: String = figures.iter().map(|text| letters(text)).collect();
    for block in &report.blocks {
        let Block::Figure(chart) = block else { continue };
        match &chart.plot {
            Plot::Ratings(bars) => {
                for bar in bars {
                    assert!(figures.contains(&letters(&bar.label)), "{}", bar.label);
                }
            }
            Plot::Trend(trend) => {
                let named = trend.series.iter().filter(|_| trend.series.len() > 1).map(|series| &series.name);
                let labels = trend.levels.iter().map(|level| &level.label);
                for label in labels.chain(trend.target.iter().map(|mark| &mark.label)).chain(named) {
                    assert!(figures.contains(&letters(label)), "{label}");
                }
                for end in trend.band.iter().flat_map(|(low, high)| [*low, *high]) {
                    assert!(figures.contains(&letters(&trend.unit.figure(end))), "{end}");
                }
                assert!(trend.outlook.is_none() || figures.contains("Atthispace"));
            }
            Plot::Shares(shares) => {
                let names = shares.parts.iter().map(|part| &part.name);
                let labels = names.chain(shares.rows.iter().map(|row| &row.label));
                for label in labels.chain(shares.level.iter().map(|level| &level.label)) {
                    assert!(figures.contains(&letters(label)), "{label}");
                }
            }
            Plot::Intervals(Intervals { rows, .. }) => {
                assert!(rows.iter().all(|row| figures.contains(&letters(&row.label))));
            }
            Plot::Pairs(Pairs { rows, .. }) => {
                assert!(rows.iter().all(|row| figures.contains(&letters(&row.label))));
            }
            Plot::Panels(Panels { panels, .. }) => {
                assert!(panels.iter().all(|panel| figures.contains(&letters(&panel.name))));
            }
            Plot::Map(map) => {
                for node in &map.nodes {
                    // What is longer than a box has room for stands whole in the plan.
                    let label: String = letters(&node.label).chars().take(60).collect();
                    assert!(figures.contains(&label), "{label}");
                }
            }
        }
    }
    assert!(figures.contains("Nomeasurementsyet"));
}

#[test]
fn a_long_map_goes_on_over_pages_and_each_part_says_what_it_shows() {
    let report = Report { blocks: vec![Block::Figure(reports::strategy(60))], ..reports::empty() };
    let read = Extract::read(&render(&report).unwrap().bytes);
    assert!(read.pages.len() > 3, "{}", read.pages.len());
    let figures = read.file.objects.values().filter_map(|object| object.as_dict().ok());
    let figures: Vec<_> =
        figures.filter(|one| one.get(b"S").and_then(Object::as_name).ok() == Some(b"Figure".as_slice())).collect();
    assert_eq!(figures.len(), read.pages.len());
    let texts: String = read.texts_of("Figure").iter().map(|text| letters(text)).collect();
    for place in 0..60 {
        assert!(texts.contains(&format!("Recommendation{place}:askeveryone")), "{place}");
        assert!(place == 1 || texts.contains(&format!("Action{place}:putthe")), "{place}");
    }
    // The first says the finding, and the others too with that they go on.
    let words: Vec<String> = figures
        .iter()
        .map(|one| {
            let Object::String(bytes, _) = one.get(b"Alt").unwrap() else { return String::new() };
            String::from_utf8_lossy(bytes).replace('\u{0}', "")
        })
        .collect();
    assert_eq!(words.iter().filter(|one| one.contains("(continued)")).count(), figures.len() - 1);
    assert!(words.iter().any(|one| one.contains("Recommendation 59")), "the last part names what it shows");
}

/// A chart of shares with so many bars, one of which rests on nobody.
fn shares(bars: u32) -> Chart {
    let row = |number: u32| {
        let first = f64::from(number % 60) + 1.0;
        let nobody = number == 1;
        ShareRow {
            label: format!("Grade {number} of the long list"),
            base: Some(if nobody { 0 } else { 1200 + number }),
            percents: if nobody { Vec::new() } else { vec![first, 20.0, 80.0 - first] },
            range: (!nobody).then_some((first - 1.0, first + 2.5)),
            hidden: None,
        }
    };
    let part = |name: &str, tone| SharePart { name: name.to_owned(), tone };
    Chart {
        title: "Working class by grade: from 60% to 1%".to_owned(),
        alt: "Bars of shares by grade.".to_owned(),
        source: "Staff survey. Base 1,204.".to_owned(),
        notes: Vec::new(),
        plot: Plot::Shares(Shares {
            parts: vec![
                part("Working class", Tone::WorkingClass),
                part("Intermediate", Tone::Intermediate),
                part("Professional", Tone::Professional),
            ],
            rows: (0..bars).map(row).collect(),
            level: Some(Level { label: "National, May 2021 on 39%".to_owned(), value: 39.0, unlike: false }),
        }),
        table: Table::default(),
    }
}

#[test]
fn bars_of_shares_say_their_labels_on_as_many_pages_as_they_need() {
    for bars in [1, 3, 24, 60] {
        let mut report = reports::empty();
        report.blocks.push(Block::Figure(shares(bars)));
        let read = Extract::read(&render(&report).unwrap().bytes);
        let figures = read.texts_of("Figure");
        assert_eq!(figures.len(), usize::try_from(bars.div_ceil(24)).unwrap(), "{bars}");
        for figure in &figures {
            let figure = letters(figure);
            for said in ["Workingclass", "Intermediate", "Professional", "National,May2021on39%"] {
                assert!(figure.contains(said), "{bars}: every part has its key and its line: {said}");
            }
        }
        let all: String = figures.iter().map(|figure| letters(figure)).collect();
        for number in 0..bars {
            assert!(all.contains(&format!("Grade{number}ofthelonglist")), "{bars}: {number}");
        }
        assert_eq!(all.contains("Nobodyplaced"), bars > 1, "{bars}");
    }
}

/// Charts of figures side by side, of so many rows or small plots each: with values beyond the scale, of nobody, and alike.
fn compared(count: u32) -> [Chart; 3] {
    let chart = |title: &str, plot: Plot| Chart { title: title.to_owned(), plot, ..shares(0) };
    let value = |number: u32| f64::from(number % 40) / 10.0;
    let label = |number: u32| format!("Grade {number} of the long list");
    let interval = |number: u32| IntervalRow {
        label: label(number),
        tone: Tone::WorkingClass,
        value: value(number),
        range: Some((value(number) / 2.0, value(number) * 90.0)),
        text: format!("{}", value(number)),
        base: (number != 1).then_some(1200 + number),
        firm: number.is_multiple_of(2),
    };
    let pair = |number: u32| PairRow {
        label: label(number),
        values: [12.0 + value(number), 14.0],
        text: "−2.1%".to_owned(),
        base: Some(90),
    };
    let row = |number: u32| PanelRow {
        label: format!("Stage {number}"),
        value: (number > 0).then_some(10.0 * f64::from(number)),
        range: Some((1.0, 90.0)),
        text: format!("{number}0%"),
        firm: number.is_multiple_of(2),
    };
    let panel = |number: u32| Panel { name: label(number), tone: Tone::Professional, rows: (0..4).map(row).collect() };
    let level = |value: f64| Some(Level { label: "As likely as “Professional”".to_owned(), value, unlike: false });
    let ends = [("Working class".to_owned(), Tone::WorkingClass), ("Everybody else".to_owned(), Tone::Accent)];
    let mark = if count == 3 { PanelMark::Point } else { PanelMark::Bar };
    [
        chart(
            "Ratios",
            Plot::Intervals(Intervals {
                rows: (0..count).map(interval).collect(),
                axis: Axis::ratios([0.2, 4.0]),
                level: level(1.0),
            }),
        ),
        chart(
            "Pay",
            Plot::Pairs(Pairs {
                ends,
                rows: (0..count).map(pair).collect(),
                axis: Axis::amounts([12.0, 16.0], Unit::Pounds),
            }),
        ),
        chart(
            "Stages",
            Plot::Panels(Panels {
                panels: (0..count).map(panel).collect(),
                mark,
                axis: Axis::shares([30.0]),
                level: level(39.0),
            }),
        ),
    ]
}

#[test]
fn figures_side_by_side_say_their_labels_on_as_many_pages_as_they_need() {
    for count in [0, 1, 3, 24, 70] {
        let mut report = reports::empty();
        report.blocks.extend(compared(count).map(Block::Figure));
        let pdf = render(&report).unwrap();
        kept(&format!("compared-{count}"), &pdf);
        let read = Extract::read(&pdf.bytes);
        let all = letters(&read.texts_of("Figure").concat());
        for number in 0..count {
            assert_eq!(all.matches(&format!("Grade{number}ofthelonglist")).count(), 3, "{count}: {number}");
        }
        for said in ["AslikelyasProfessional", "Workingclass", "Everybodyelse", "Beyondchance"] {
            assert!(
                all.contains(said) || all.contains(&said.replace("Professional", "“Professional”")),
                "{count}: {said}"
            );
        }
        let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
        assert_eq!(faults(&file), Vec::<String>::new(), "{count}");
        let figures = read.texts_of("Figure").len();
        let pages = usize::try_from(count.div_ceil(20).max(1)).unwrap();
        assert!(figures > 2 * pages, "{count}: {figures} figures");
        assert_eq!(figures == 3, count <= 3, "{count}: more rows than a page holds go on on the next");
    }
}

#[test]
fn words_do_not_run_together_across_lines() {
    let text = Extract::read(&render(&reports::board()).unwrap().bytes).text();
    for sentence in ["Figures on a base under 10 are not shown.", "and above by March 2029, with yearly steps."] {
        assert!(text.contains(sentence), "{sentence}");
    }
    assert!(text.contains("66% answered the parental occupation question"));
}

#[test]
fn the_head_of_a_table_is_repeated_but_read_once() {
    let read = Extract::read(&render(&reports::big(300)).unwrap().bytes);
    let heads: Vec<String> = read.texts_of("TH").iter().map(|text| letters(text)).collect();
    assert_eq!(heads.iter().filter(|text| *text == "Owner").count(), 1);
    let repeated: usize = read
        .pages
        .iter()
        .filter(|(_, page)| {
            let all: String =
                page.artifacts.iter().filter(|(kind, _)| kind == "Pagination").map(|(_, text)| letters(text)).collect();
            all == "ActionOwnerDueState"
        })
        .count();
    assert!(repeated > 10, "{repeated}");
}

#[test]
fn every_page_has_its_number_head_and_notice() {
    let report = reports::board();
    let read = Extract::read(&render(&report).unwrap().bytes);
    let count = read.pages.len();
    for (place, (_, page)) in read.pages.iter().enumerate() {
        let of = |kind: &str| -> String {
            page.artifacts.iter().filter(|(own, _)| own == kind).map(|(_, text)| text.as_str()).collect()
        };
        let foot = format!("Prepared with Waymark · All figures are invented{} of {count}", place + 1);
        assert_eq!(of("Footer"), foot);
        let head = if place == 0 { String::new() } else { format!("{}14 May 2026", report.running_head) };
        assert_eq!(of("Header"), head);
    }
}

#[test]
fn the_contents_lead_to_their_headings() {
    let read = Extract::read(&render(&reports::board()).unwrap().bytes);
    let headings = read.texts_of("H1");
    let links = read.texts_of("Link");
    assert_eq!(links.len(), headings.len() - 1, "all but that of the contents itself");
    let pages = read.pages.iter().map(|(id, _)| read.file.get_dictionary(*id).unwrap());
    let page = pages.into_iter().find(|page| page.has(b"Annots")).unwrap();
    for (place, link) in page.get(b"Annots").unwrap().as_array().unwrap().iter().enumerate() {
        let link = read.file.get_dictionary(link.as_reference().unwrap()).unwrap();
        let target = link.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        let (number, (_, text)) = read.pages.iter().enumerate().find(|(_, (id, _))| *id == target).unwrap();
        assert!(text.marks.values().any(|text| *text == headings[place + 1]), "{}", headings[place + 1]);
        assert_eq!(letters(&links[place]), letters(&format!("{}{}", headings[place + 1], number + 1)));
        assert!(link.has(b"Contents"));
    }
}

#[test]
fn headings_are_bookmarks_in_their_order() {
    let report = reports::board();
    let file = Extract::read(&render(&report).unwrap().bytes).file;
    let title = |object: &Object| match object {
        Object::String(bytes, lopdf::StringFormat::Literal) => String::from_utf8_lossy(bytes).into_owned(),
        Object::String(bytes, lopdf::StringFormat::Hexadecimal) => {
            let units: Vec<u16> = bytes[2..].chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        _ => String::new(),
    };
    let mut found = Vec::new();
    let mut waiting = vec![(0, file.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap())];
    while let Some((level, id)) = waiting.pop() {
        let bookmark = file.get_dictionary(id).unwrap();
        if level > 0 {
            found.push((level, title(bookmark.get(b"Title").unwrap())));
            assert!(matches!(bookmark.get(b"Dest").unwrap().as_array().unwrap()[3], Object::Real(_)));
        }
        let next = |key: &[u8]| bookmark.get(key).and_then(Object::as_reference).ok();
        waiting.extend(next(b"Next").map(|id| (level, id)));
        waiting.extend(next(b"First").map(|id| (level + 1, id)));
    }
    let expected: Vec<(i32, String)> = report
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, text } if *level < 3 => Some((i32::from(*level), text.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn tables_name_their_rows_and_columns() {
    let file = Extract::read(&render(&reports::board()).unwrap().bytes).file;
    let elements = |tag: &str| {
        let elements = file.objects.values().filter_map(|object| object.as_dict().ok());
        elements.filter(|one| one.get(b"S").and_then(Object::as_name).ok() == Some(tag.as_bytes())).collect::<Vec<_>>()
    };
    let scope = |head: &lopdf::Dictionary| {
        let attributes = head.get(b"A").unwrap().as_dict().unwrap();
        String::from_utf8_lossy(attributes.get(b"Scope").unwrap().as_name().unwrap()).into_owned()
    };
    let scopes: Vec<String> = elements("TH").into_iter().map(scope).collect();
    assert_eq!(scopes.iter().filter(|scope| *scope == "Row").count(), 9);
    assert_eq!(scopes.iter().filter(|scope| *scope == "Column").count(), 10);
    for row in elements("TR") {
        assert!(matches!(kids(row).len(), 4 | 6));
    }
    for figure in elements("Figure") {
        assert!(figure.has(b"Alt"));
        assert!(figure.get(b"A").unwrap().as_dict().unwrap().has(b"BBox"));
    }
}

#[test]
fn characters_without_a_font_are_replaced_and_reported() {
    let mut report = reports::empty();
    report.blocks = vec![Block::Paragraph(vec![Span::plain(reports::NAMES)])];
    let pdf = render(&report).unwrap();
    let replaced: Vec<&str> = pdf.replaced.iter().map(|one| one.character.as_str()).collect();
    assert_eq!(replaced.first(), Some(&"🎉"));
    assert!(replaced.contains(&"👩‍👩‍👧") && replaced.contains(&"田") && replaced.contains(&"ש") && replaced.contains(&"م"));
    assert!(!replaced.iter().any(|one| "ŴŷễịàẹΩДЁŻó".contains(one)), "{replaced:?}");
    assert!(pdf.replaced.iter().all(|one| one.place.starts_with("Siân Ŵyn") && one.place.ends_with('…')));
    // To search and to screen readers the characters are still there.
    assert_eq!(Extract::read(&pdf.bytes).text().trim(), reports::NAMES);
    assert!(render(&reports::board()).unwrap().replaced.is_empty());
}

#[test]
fn empty_texts_leave_nothing_half_done() {
    let mut report = reports::empty();
    report.title = String::new();
    let heading = |text: &str| Block::Heading { level: 1, text: text.to_owned() };
    let mut blank = reports::trend("", &[], false);
    blank.alt = String::new();
    blank.source = String::new();
    report.blocks = vec![
        Block::Contents,
        heading(" \u{7}"),
        heading("First"),
        heading(""),
        heading("Second"),
        Block::List { numbered: false, items: vec![Vec::new()] },
        Block::Figure(blank),
        Block::Table(waymark::report::ReportTable {
            caption: String::new(),
            columns: vec![waymark::report::ReportColumn::text("", 0.0)],
            rows: vec![vec![Cell::Bar { counts: waymark::insight::RatingCounts::default(), alt: String::new() }]],
        }),
    ];
    let pdf = render(&report).unwrap();
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let checked = validate_pdf_bytes(&pdf.bytes, &options).unwrap();
    assert!(checked.failures.is_empty(), "{:#?}", checked.failures);
    let read = Extract::read(&pdf.bytes);
    assert_eq!(faults(&read.file), Vec::<String>::new());
    assert_eq!(read.texts_of("Link").iter().map(|text| letters(text)).collect::<Vec<_>>(), ["First1", "Second1"]);
}

/// The board pack of the sample organisation, as it is written.
fn sample_pack() -> Report {
    let bytes = include_bytes!("../content/sample.waymark");
    let project = product::store::format::from_bytes(bytes).unwrap().project;
    let catalogue = product::content::Catalogue::built_in();
    let digest = product::insight::digest(&catalogue, &project, date(2026, 11, 22));
    board_pack(&catalogue, &project, &digest, product::content::ThirdGroup::default(), &Section::ALL)
}

#[test]
fn the_summary_of_the_sample_is_one_page() {
    let read = Extract::read(&render(&sample_pack()).unwrap().bytes);
    let links: Vec<String> = read.texts_of("Link").iter().map(|text| letters(text)).collect();
    assert!(links[0].ends_with('2') && links[1] == "Sincethelastround3", "{links:?}");
}

#[test]
fn the_sample_pack_conforms_and_no_row_that_heads_others_ends_a_page() {
    let report = sample_pack();
    let bytes = render(&report).unwrap().bytes;
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let checked = validate_pdf_bytes(&bytes, &options).unwrap();
    assert!(checked.failures.is_empty(), "{:#?}", checked.failures);
    let heads: Vec<String> = product::content::Catalogue::built_in()
        .checklists()
        .flat_map(|(_, checklist)| &checklist.areas)
        .flat_map(|area| &area.recommendations)
        .map(|recommendation| letters(&recommendation.title))
        .collect();
    assert_eq!(heads.len(), 28);
    let read = Extract::read(&bytes);
    for (_, page) in &read.pages {
        // A row that heads others is its name and where it stands.
        let texts: Vec<String> = page.marks.values().map(|text| letters(text)).collect();
        let end = texts.len().saturating_sub(2);
        assert!(!heads.contains(&texts[end]), "{}", texts[end]);
    }
}
