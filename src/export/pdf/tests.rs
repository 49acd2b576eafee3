//! Where things stand on the pages.

#[path = "../../../tests/pdf/reports.rs"]
mod reports;

use crate as product;

use super::item::{Artifact, Item, Mark, Painted};
use super::layout::{Layout, lay_out};
use super::table;
use crate::chart::{Level, Plot};
use crate::export::drawing::draw::{Area, Shape};
use crate::export::drawing::fonts::{Face, Fonts};
use crate::export::drawing::text::{BODY, Piece, Style, wrap};
use crate::export::drawing::theme;
use crate::report::{Block, Report};

fn laid_out(report: &Report) -> Layout {
    lay_out(report, &mut Fonts::new()).unwrap()
}

/// The texts within shapes.
fn texts(items: &[Item]) -> Vec<(Mark, Area)> {
    items
        .iter()
        .filter_map(|item| match &item.painted {
            Painted::Shape(Shape::Text(run)) if run.width > 0.0 => Some((item.mark, run.bounds())),
            Painted::Shape(Shape::Text(_) | Shape::Path(_) | Shape::Clip { .. }) | Painted::PageNumber { .. } => None,
        })
        .collect()
}

fn overlap(one: Area, other: Area) -> bool {
    const TOUCH: f32 = 0.3;
    one.x + TOUCH < other.right()
        && other.x + TOUCH < one.right()
        && one.y + TOUCH < other.bottom()
        && other.y + TOUCH < one.bottom()
}

fn assert_apart(layout: &Layout) {
    for (number, page) in layout.pages.iter().enumerate() {
        let mut texts = texts(&page.items);
        texts.sort_by(|one, other| one.1.y.total_cmp(&other.1.y));
        for (place, (_, one)) in texts.iter().enumerate() {
            for (_, other) in texts.iter().skip(place + 1).take_while(|(_, other)| other.y < one.bottom()) {
                assert!(!overlap(*one, *other), "page {}: {one:?} {other:?}", number + 1);
            }
        }
    }
}

fn assert_within(layout: &Layout) {
    const SLACK: f32 = 1.0;
    for (number, page) in layout.pages.iter().enumerate() {
        for item in &page.items {
            let Some(area) = item.bounds() else { continue };
            let running = matches!(item.mark, Mark::Artifact(Artifact::Header | Artifact::Footer));
            if page.cover && item.mark == Mark::Artifact(Artifact::Layout) {
                continue;
            }
            let (top, bottom) = if running { (36.0, theme::PAGE_HEIGHT - 28.0) } else { (theme::TOP, theme::BOTTOM) };
            // The ground of a row hangs out a little, so that its text does not touch its edge.
            let ground = matches!(&item.painted, Painted::Shape(Shape::Path(path)) if path.fill == Some(theme::WASH));
            let slack = if ground { table::HANG } else { SLACK };
            let within = area.x >= theme::LEFT - slack
                && area.right() <= theme::RIGHT + slack
                && area.y >= top - SLACK
                && area.bottom() <= bottom + SLACK;
            assert!(within, "page {}: {area:?} of {:?}", number + 1, item.painted);
        }
    }
}

#[test]
fn texts_do_not_overlap_and_nothing_leaves_the_margins() {
    for report in [reports::empty(), reports::board(), reports::big(120)] {
        let layout = laid_out(&report);
        assert_apart(&layout);
        assert_within(&layout);
    }
}

#[test]
fn labels_of_a_chart_stay_apart_however_close_their_values_are() {
    for count in [0_u8, 1, 2, 5, 9, 14] {
        for step in [0.0, 0.5, 3.0, 40.0] {
            let mut chart = reports::trend("Levels", &reports::response_points(), true);
            if let Plot::Trend(trend) = &mut chart.plot {
                trend.levels = (0..count)
                    .map(|place| Level {
                        label: format!("Employers like us in the index of {place} years ago, new hires"),
                        value: f64::from(place) * step,
                        unlike: place % 2 == 1,
                    })
                    .collect();
            }
            let report = Report { blocks: vec![Block::Figure(chart)], ..reports::empty() };
            let layout = laid_out(&report);
            assert_eq!(layout.pages.len(), 1);
            assert_apart(&layout);
            assert_within(&layout);
        }
    }
}

#[test]
fn a_heading_stands_on_the_page_of_what_follows() {
    // Ever more text above, until the heading meets the end of the page and moves on with its table.
    for lines in 0..60 {
        let mut blocks: Vec<Block> =
            (0..lines).map(|_| Block::Paragraph(vec![crate::report::Span::plain("A line.")])).collect();
        blocks.push(Block::Heading { level: 2, text: "By pillar".to_owned() });
        let table = reports::board().blocks.into_iter().find(|block| matches!(block, Block::Table(_)));
        blocks.extend(table);
        let layout = laid_out(&Report { blocks, ..reports::empty() });
        let heading = layout.headings.first().unwrap();
        let page = &layout.pages[heading.page];
        let below = page.items.iter().filter(|item| {
            matches!(item.mark, Mark::Content(_)) && item.bounds().is_some_and(|area| area.y > heading.top + 55.0)
        });
        assert!(below.count() >= 3, "{lines} lines: the heading stands alone");
    }
}

#[test]
fn a_page_is_not_left_empty() {
    for report in [reports::board(), reports::big(60)] {
        for page in laid_out(&report).pages {
            let content = page.items.iter().filter(|item| matches!(item.mark, Mark::Content(_)));
            assert!(content.count() > 0);
        }
    }
    assert_eq!(laid_out(&reports::empty()).pages.len(), 1);
}

#[test]
fn a_long_report_stays_quick_to_lay_out() {
    // Twice the rows may take some more than twice the items, never their square.
    let items = |report: &Report| laid_out(report).pages.iter().map(|page| page.items.len()).sum::<usize>();
    let (one, two) = (items(&reports::big(100)), items(&reports::big(200)));
    assert!(two < one * 2 + one / 2, "{one} {two}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn no_line_is_wider_than_its_room(
        one in "[a-zŵ0-9 \\-\n\t👍田/\u{200b}\u{301}]{0,80}",
        other in "\\PC{0,40}",
        width in 30_f32..300.0,
    ) {
        let mut fonts = Fonts::new();
        let bold = Style { face: Face::SemiBold, ..BODY };
        let pieces = [
            Piece { text: &one, style: BODY, shape: None },
            Piece { text: &other, style: bold, shape: Some(crate::project::Rating::Limited) },
        ];
        for line in wrap(&mut fonts, &pieces, width).unwrap() {
            proptest::prop_assert!(line.width <= width + 0.1, "{} in {width}", line.width);
            for (run, next) in line.runs.iter().zip(line.runs.iter().skip(1)) {
                proptest::prop_assert!(run.x + run.width <= next.x + 0.1);
            }
        }
    }
}
