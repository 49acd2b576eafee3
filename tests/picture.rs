//! Charts as pictures: whole, legible to programs, alike in both kinds, the same every time.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "what cannot be read fails the test, and pictures are small"
)]

#[path = "pdf/reports.rs"]
mod reports;

use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use jiff::civil::date;
use proptest::prelude::*;
use roxmltree::{Document, Node};
use waymark as product;
use waymark::chart::{Chart, Level, Mark, Plot, RatingBar, Series, Table, Tone, Trend};
use waymark::content::{Catalogue, ThirdGroup, Unit};
use waymark::export::picture::{Format, PictureError, SCALE, pixels, png, render, svg};
use waymark::insight::{self, AxisStart};
use waymark::project::Rating;
use waymark::report::{Block, Report, Section, board_pack};

/// The accent, in which a chart's only line is drawn.
const ACCENT: [u8; 3] = [0x0B, 0x5C, 0x7A];

/// Every chart that the sample organisation has, with its name.
fn sample() -> Vec<(String, Chart)> {
    let bytes = include_bytes!("../content/sample.waymark");
    let project = product::store::format::from_bytes(bytes).unwrap().project;
    let (catalogue, third) = (Catalogue::built_in(), ThirdGroup::default());
    let digest = insight::digest(&catalogue, &project, date(2026, 11, 22));
    let pack = board_pack(&catalogue, &project, &digest, third, &Section::ALL);
    let mut charts: Vec<_> = figures(&pack).map(|(place, chart)| (format!("pack-{place}"), chart)).collect();
    for definition in catalogue.kpis() {
        let view = digest.kpis.iter().find(|kpi| kpi.id == definition.id);
        let chart = view.zip(project.kpis.get(&definition.id)).and_then(|(view, entered)| {
            insight::kpi_chart(&catalogue, definition, view, entered, third, AxisStart::Fitted)
        });
        charts.extend(chart.map(|chart| (format!("kpi-{}", definition.id), chart)));
    }
    let points: Vec<_> = project.rounds.iter().map(|round| insight::round_point(&catalogue, round)).collect();
    charts.extend(insight::rounds_chart(&points).map(|chart| ("rounds".to_owned(), chart)));
    charts.extend(analysed(&catalogue, &project));
    assert!(charts.len() > 5, "{}", charts.len());
    charts
}

/// A chart of each kind of what follows from the sample's workforce data.
fn analysed(catalogue: &Catalogue, project: &product::project::Project) -> Vec<(String, Chart)> {
    let compared = insight::default_benchmark(catalogue, &"q1".into());
    let third = ThirdGroup::default();
    let of = |set| insight::analyses(catalogue, project, set, compared, insight::Comparator::Professional, third);
    let mut seen = Vec::new();
    let charts = project.workforce.iter().flat_map(|set| of(set)).flat_map(|one| one.charts);
    let first = charts.filter(|chart| {
        let mark = if let Plot::Panels(panels) = &chart.plot { Some(panels.mark) } else { None };
        let kind = (std::mem::discriminant(&chart.plot), mark);
        let new = !seen.contains(&kind);
        seen.push(kind);
        new
    });
    first.enumerate().map(|(place, chart)| (format!("workforce-{place}"), chart)).collect()
}

fn figures(report: &Report) -> impl Iterator<Item = (usize, Chart)> {
    report
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(place, block)| if let Block::Figure(chart) = block { Some((place, chart.clone())) } else { None })
}

/// Every chart of the sample and of the reports that are hard to set.
fn all() -> Vec<(String, Chart)> {
    let mut charts = sample();
    for (name, report) in [("empty", reports::empty()), ("board", reports::board()), ("big", reports::big(1))] {
        charts.extend(figures(&report).map(|(place, chart)| (format!("{name}-{place}"), chart)));
    }
    charts
}

/// Puts a file where people can look at it.
fn kept(name: &str, bytes: &[u8]) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::File::options().create(true).truncate(true).write(true).open(path).unwrap().write_all(bytes).unwrap();
}

fn text_of(chart: &Chart) -> String {
    String::from_utf8(svg(chart).unwrap().bytes).unwrap()
}

fn only<'a, 'b>(document: &'a Document<'b>, tag: &str) -> Node<'a, 'b> {
    let found: Vec<_> =
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", tag))).collect();
    assert_eq!(found.len(), 1, "{tag}");
    found[0]
}

/// A PNG file, read.
struct Shown {
    width: usize,
    height: usize,
    colours: Vec<[u8; 3]>,
    /// The texts that it carries, with their names.
    texts: Vec<(String, String)>,
}

impl Shown {
    fn read(bytes: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        reader.finish().unwrap();
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        let texts = reader.info().utf8_text.iter();
        Self {
            width: info.width.try_into().unwrap(),
            height: info.height.try_into().unwrap(),
            colours: data.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(),
            texts: texts.map(|chunk| (chunk.keyword.clone(), chunk.get_text().unwrap())).collect(),
        }
    }

    /// The colour at a place, given in points.
    fn at(&self, (x, y): (f32, f32), scale: f32) -> [u8; 3] {
        self.colours[(y * scale) as usize * self.width + (x * scale) as usize]
    }

    fn count(&self, colour: [u8; 3]) -> usize {
        self.colours.iter().filter(|one| **one == colour).count()
    }
}

/// What every SVG file must hold, whatever the chart; gives its size.
fn assert_sound(name: &str, text: &str) -> (f32, f32) {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let root = document.root_element();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    for (place, id) in ids.iter().enumerate() {
        assert!(!ids[place + 1..].contains(id), "{name}: {id} twice");
    }
    assert_eq!(root.attribute("role"), Some("img"), "{name}");
    let named = |attribute: &str, tag: &str| root.attribute(attribute) == only(&document, tag).attribute("id");
    assert!(named("aria-labelledby", "title") && named("aria-describedby", "desc"), "{name}");
    for node in document.descendants().filter(Node::is_element) {
        assert!(
            ["svg", "title", "desc", "path", "g", "clipPath"].contains(&node.tag_name().name()),
            "{name}: {node:?}"
        );
        for attribute in node.attributes() {
            let value = attribute.value();
            assert!(!value.contains("NaN") && !value.contains("inf"), "{name}: {value}");
            if attribute.name().starts_with("clip-path") {
                let own = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')).unwrap();
                assert!(ids.contains(&own), "{name}: {own}");
            } else {
                assert!(!value.contains("url(") && !attribute.name().contains("href"), "{name}: {value}");
            }
        }
    }
    let sides: Vec<f32> = root.attribute("viewBox").unwrap().split(' ').map(|side| side.parse().unwrap()).collect();
    assert_eq!(sides[..2], [0.0, 0.0], "{name}");
    (sides[2], sides[3])
}

#[test]
fn every_chart_becomes_a_picture_of_both_kinds() {
    for (name, chart) in all() {
        let text = text_of(&chart);
        let (width, height) = assert_sound(&name, &text);
        let document = Document::parse(&text).unwrap();
        assert_eq!(only(&document, "title").text(), Some(chart.title.as_str()), "{name}");
        let alt = if chart.alt.is_empty() { &chart.title } else { &chart.alt };
        assert_eq!(only(&document, "desc").text(), Some(alt.as_str()), "{name}");
        // Every letter is an outline: what a map says, and what stands below a drawing, takes many.
        let noted = if let Plot::Trend(trend) = &chart.plot { trend.notes.as_slice() } else { &[] };
        let told = noted.iter().map(|note| &note.text).chain(&chart.notes).chain([&chart.source]);
        let letters: usize = told.map(|text| text.chars().count()).sum();
        let most = if matches!(chart.plot, Plot::Map(_)) { 500_000 } else { 200_000 } + 250 * letters;
        assert!(name.starts_with("big") || text.len() < most, "{name}: {} bytes", text.len());

        let file = render(&chart, Format::Png).unwrap();
        let shown = Shown::read(&file.bytes);
        assert!(shown.width >= 1000, "{name}");
        let close = |pixels: usize, points: f32| (pixels as f32 - points * SCALE).abs() <= 0.5;
        assert!(close(shown.width, width) && close(shown.height, height), "{name}: {} × {}", shown.width, shown.height);
        let words = |key: &str, text: &str| (key.to_owned(), text.to_owned());
        assert_eq!(shown.texts, [words("Title", &chart.title), words("Description", alt)], "{name}");
        let (all, ink) = (shown.colours.len(), shown.colours.len() - shown.count([0xFF; 3]));
        assert!(ink * 100 > all && ink * 2 < all, "{name}: {ink} of {all}");
        let mut edges = (0..shown.width).flat_map(|x| [x, (shown.height - 1) * shown.width + x]);
        assert!(edges.all(|place| shown.colours[place] == [0xFF; 3]), "{name}: ink at the edge");
        kept(&format!("{name}.svg"), text.as_bytes());
        kept(&format!("{name}.png"), &file.bytes);
    }
}

/// The corners of a path of straight lines, as the file has it: from each to the next.
fn corners(steps: &str) -> Vec<(f32, f32)> {
    let numbers = steps.replace(['m', 'l'], " ").replace('-', " -");
    let numbers: Vec<f32> = numbers.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let mut at = (0.0, 0.0);
    let along = numbers.chunks_exact(2).map(|pair| {
        at = (at.0 + pair[0], at.1 + pair[1]);
        at
    });
    along.collect()
}

#[test]
fn the_line_is_inked_where_it_is_drawn_and_in_both_kinds_alike() {
    let chart = reports::trend("Answers rose", &reports::response_points(), true);
    let text = text_of(&chart);
    let document = Document::parse(&text).unwrap();
    let line = document
        .descendants()
        .find(|node| {
            let drawn = node.attribute("stroke") == Some("#0b5c7a") && node.attribute("fill") == Some("none");
            // Where the pace leads is dotted.
            drawn && node.attribute("stroke-dasharray").is_none()
        })
        .unwrap();
    let corners = corners(line.attribute("d").unwrap());
    assert_eq!(corners.len(), reports::response_points().len());
    assert!(corners.windows(2).all(|pair| pair[1].0 > pair[0].0 && pair[1].1 < pair[0].1), "it rises: {corners:?}");
    for scale in [1.0, SCALE, 3.5] {
        let shown = Shown::read(&png(&chart, scale).unwrap().bytes);
        for pair in corners.windows(2) {
            let middle = (pair[0].0.midpoint(pair[1].0), pair[0].1.midpoint(pair[1].1));
            assert_eq!(
                pair.iter().map(|end| shown.at(*end, scale)).collect::<Vec<_>>(),
                [ACCENT; 2],
                "{scale}: points"
            );
            let [red, green, blue] = shown.at(middle, scale);
            assert!(red < 0x80 && green < 0xA0 && blue < 0xB0, "{scale}: line at {middle:?}: {red} {green} {blue}");
        }
        let aside = (corners[0].0.midpoint(corners[1].0), corners[1].1 - 6.0);
        assert_eq!(shown.at(aside, scale), [0xFF; 3], "{scale}: nothing beside it");
    }
}

#[test]
fn a_bar_keeps_within_its_edge_and_dots_are_dots() {
    let bar = RatingBar { label: "All".to_owned(), parts: vec![(Rating::Limited, 1)] };
    let chart = Chart { plot: Plot::Ratings(vec![bar]), ..reports::trend("Limited", &[], false) };
    let shown = Shown::read(&png(&chart, SCALE).unwrap().bytes);
    let (amber, stripes) = (shown.count([0x9A, 0x5B, 0x00]), shown.count([0xE5, 0xAE, 0x4D]));
    assert!(amber > 1000 && stripes > 100, "{amber} {stripes}");

    // A target that lies within the days shown is led to by dots.
    let mut chart = reports::trend("Soon", &[], true);
    if let Plot::Trend(trend) = &mut chart.plot {
        (trend.levels, trend.path) = (Vec::new(), Vec::new());
        trend.days.1 = date(2030, 3, 31);
    }
    let text = text_of(&chart);
    let document = Document::parse(&text).unwrap();
    let dots = document.descendants().find(|node| node.attribute("stroke-dasharray") == Some("0 2.6")).unwrap();
    assert_eq!(dots.attribute("stroke-linecap"), Some("round"));
    let corners = corners(dots.attribute("d").unwrap());
    let shown = Shown::read(&png(&chart, 4.0).unwrap().bytes);
    let along = (corners[0].0 * 4.0) as usize..(corners[1].0 * 4.0) as usize;
    let dark: Vec<bool> = along.map(|x| shown.at((x as f32 / 4.0, corners[0].1), 4.0)[0] < 0xC0).collect();
    let count = dark.windows(2).filter(|pair| !pair[0] && pair[1]).count();
    let expected = (corners[1].0 - corners[0].0) / 2.6;
    assert!((count as f32 - expected).abs() < 3.0, "{count} dots, not {expected}");
}

#[test]
fn the_same_chart_gives_the_same_bytes_and_another_chart_others() {
    let charts = sample();
    for (name, chart) in &charts {
        for format in Format::ALL {
            assert_eq!(render(chart, format).unwrap(), render(chart, format).unwrap(), "{name}");
        }
    }
    let (pixels, _) = pixels(&charts[0].1, SCALE).unwrap();
    let shown = Shown::read(&png(&charts[0].1, SCALE).unwrap().bytes);
    assert_eq!((pixels.width, pixels.height), (shown.width, shown.height));
    let opaque: Vec<u8> = shown.colours.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 0xFF]).collect();
    assert!(pixels.rgba == opaque, "the clipboard gets what the file holds");
    // Two pictures in one page: neither takes the other's parts.
    let ids = |chart: &Chart| -> Vec<String> {
        let text = text_of(chart);
        let document = Document::parse(&text).unwrap();
        document.descendants().filter_map(|node| node.attribute("id")).map(str::to_owned).collect()
    };
    let (one, other) = (ids(&charts[0].1), ids(&charts[1].1));
    assert!(one.iter().all(|id| !other.contains(id)), "{one:?} {other:?}");
}

#[test]
fn words_that_files_forbid_are_written_so_that_they_read_the_same() {
    let mut chart = reports::trend("", &reports::response_points(), true);
    chart.title = "R&D <rose>\n\u{0} to \"66%\" ]]> – Siân’s\u{7} 王".to_owned();
    chart.alt = "  ".to_owned();
    let made = svg(&chart).unwrap();
    let text = String::from_utf8(made.bytes).unwrap();
    assert_sound("forbidden", &text);
    let document = Document::parse(&text).unwrap();
    let expected = "R&D <rose> to \"66%\" ]]> – Siân’s 王";
    assert_eq!(only(&document, "title").text(), Some(expected));
    assert_eq!(only(&document, "desc").text(), Some(expected), "without words of its own, the finding stands for it");
    let replaced: Vec<&str> = made.replaced.iter().map(|one| one.character.as_str()).collect();
    assert_eq!(replaced, ["王"]);
    let file = png(&chart, SCALE).unwrap();
    assert_eq!(file.replaced, made.replaced);
    assert_eq!(Shown::read(&file.bytes).texts[0].1, expected);
}

#[test]
fn a_chart_that_is_too_tall_for_pixels_is_refused_and_still_has_an_svg_file() {
    let bars = (0..500).map(|place| RatingBar { label: format!("Area {place}"), parts: vec![(Rating::Active, 3)] });
    let chart = Chart { plot: Plot::Ratings(bars.collect()), ..reports::trend("Many", &[], false) };
    assert!(matches!(png(&chart, SCALE), Err(PictureError::TooLarge)));
    assert!(matches!(pixels(&chart, SCALE), Err(PictureError::TooLarge)));
    assert_sound("many", &text_of(&chart));
    let small = reports::trend("Small", &[], false);
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert!(matches!(png(&small, scale), Err(PictureError::TooLarge)), "{scale}");
    }
}

/// Any number, also those that are none.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![4 => -20.0..120.0, 1 => prop::num::f64::ANY]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_trend_becomes_sound_pictures(
        (low, high) in (value(), value()),
        (first, length) in (0_i64..4000, -400_i64..4000),
        points in prop::collection::vec((0_i64..4000, value()), 0..40),
        levels in prop::collection::vec(value(), 0..6),
        target in prop::option::of((0_i64..4000, value())),
        (out_of, words) in (any::<bool>(), "\\PC{0,60}"),
    ) {
        let day = |after: i64| date(2016, 1, 1).saturating_add(jiff::Span::new().days(after));
        let mut points: Vec<_> = points.into_iter().map(|(after, value)| (day(after), value)).collect();
        points.sort_by_key(|point| point.0);
        let chart = Chart {
            title: words.clone(),
            alt: words.clone(),
            source: words.clone(),
            notes: Vec::new(),
            plot: Plot::Trend(Trend {
                unit: if out_of { Unit::OutOf(4) } else { Unit::Percent },
                range: (low, high),
                days: (day(first), day(first + length)),
                path: points.clone(),
                series: vec![Series { name: words.clone(), tone: Tone::Accent, points, ranges: Vec::new() }],
                band: None,
                outlook: None,
                notes: Vec::new(),
                target: target.map(|(after, value)| Mark { label: words.clone(), date: day(after), value }),
                levels: levels.into_iter().map(|value| Level { label: words.clone(), value, unlike: false }).collect(),
            }),
            table: Table::default(),
        };
        let (width, height) = assert_sound("any", &text_of(&chart));
        let shown = Shown::read(&png(&chart, 1.0).unwrap().bytes);
        prop_assert_eq!((shown.width as f32, shown.height as f32), (width, height));
    }
}
