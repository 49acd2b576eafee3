//! Charts: their words, their labels, their tables.

use egui::accesskit::Action;
use egui::{Id, Key, Role, Ui, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::ToSpan as _;
use jiff::civil::date;

use crate::chart::{Chart, Column, Level, Mark, NoteMark, Outlook, Plot, Series, Table, Tone, Trend};
use crate::content::Unit;
use crate::ui::testing::{self, Bench};
use crate::ui::theme::{DARK, LIGHT, Palette};
use crate::ui::widgets::ChartAsk;
use crate::ui::{Outbox, View, widgets};

/// A page that is nothing but a chart.
#[derive(Default)]
pub(super) struct Page {
    pub(super) chart: Option<Chart>,
    /// What was asked of it as a picture.
    asked: Vec<ChartAsk>,
}

fn show(ui: &mut Ui, _view: &View<'_>, state: &mut Page, _out: &mut Outbox) {
    egui::ScrollArea::vertical().show(ui, |ui| {
        if let Some(chart) = &state.chart {
            let asked = widgets::card(ui, |ui| widgets::chart(ui, Id::unique("chart"), chart, 260.0));
            state.asked.extend(asked.inner);
        }
    });
}

pub(super) fn harness<'a>(chart: Chart, size: Vec2, palette: Palette) -> Harness<'a, Bench<Page>> {
    let mut harness = testing::page(testing::empty(), size, palette, show);
    harness.state_mut().state.chart = Some(chart);
    harness.run();
    harness
}

/// A line of so many figures, a month apart.
pub(super) fn line(count: i32) -> Chart {
    let day = |number: i32| date(2020, 1, 31).saturating_add(number.months());
    let value = |number: i32| 40.0 + f64::from(number * 7 % 50);
    let points: Vec<_> = (0..count).map(|number| (day(number), value(number))).collect();
    Chart {
        title: "Response rate: 66%, up 18 points since Jan 2020".to_owned(),
        alt: "It rises.".to_owned(),
        source: "Base of the newest figure: n = 1,668.".to_owned(),
        notes: Vec::new(),
        table: Table {
            caption: "Response rate: figures".to_owned(),
            columns: vec![Column::text("Date"), Column::number("Figure")],
            rows: points.iter().map(|(day, value)| vec![day.to_string(), format!("{value}%")]).collect(),
        },
        plot: Plot::Trend(Trend {
            unit: Unit::Percent,
            range: (30.0, 100.0),
            days: (day(-1), day(count + 6)),
            path: vec![(day(0), 40.0), (day(count + 5), 70.0)],
            series: vec![Series { name: "Response rate".to_owned(), tone: Tone::Accent, points, ranges: Vec::new() }],
            band: None,
            outlook: None,
            notes: Vec::new(),
            target: Some(Mark { label: "Target 70%".to_owned(), date: day(count + 5), value: 70.0 }),
            levels: vec![
                Level { label: "Index employers, new hires 87%".to_owned(), value: 87.0, unlike: false },
                Level { label: "Index employers, current employees 86%".to_owned(), value: 86.0, unlike: false },
            ],
        }),
    }
}

#[test]
fn a_chart_is_a_picture_with_words_and_holds_nothing_unnamed() {
    let harness = harness(line(6), testing::WIDE, LIGHT);
    let picture = harness.get_by_role_and_label(Role::Image, "Response rate: 66%, up 18 points since Jan 2020");
    assert_eq!(picture.accesskit_node().description().as_deref(), Some("It rises."));
    let interactive = |node: &egui_kittest::Node<'_>| {
        let data = node.accesskit_node().data();
        data.supports_action(Action::Focus) || data.supports_action(Action::Click)
    };
    assert!(!picture.children_recursive().any(|node| interactive(&node)));
    assert!(harness.query_by_role(Role::Table).is_none());
}

#[test]
fn a_chart_shows_as_table_and_copies() {
    let mut harness = harness(line(3), testing::WIDE, LIGHT);
    harness.get_by_label("Show as table").click();
    harness.run();
    for cell in ["2020-01-31", "40%", "47%", "54%"] {
        harness.get_by_label(cell);
    }
    assert!(harness.query_by_role(Role::Image).is_none());
    harness.get_by_label("Copy the figures").click();
    harness.step();
    let copied =
        harness.output().platform_output.commands.iter().find_map(|command| {
            if let egui::OutputCommand::CopyText(text) = command { Some(text.clone()) } else { None }
        });
    assert_eq!(copied.as_deref(), Some("Date\tFigure\n2020-01-31\t40%\n2020-02-29\t47%\n2020-03-31\t54%\n"));
    harness.run();
    harness.get_by_label("Figures copied");
    harness.get_by_label("Show as chart").click();
    harness.run();
    harness.get_by_role(Role::Image);
    harness.get_by_label("Copy the figures");
}

#[test]
fn any_number_of_points_at_any_size_draws_and_settles() {
    for count in [0, 1, 2, 24, 120, 600] {
        for size in [testing::WIDE, testing::SMALL, testing::LARGE_TEXT, vec2(160.0, 120.0)] {
            harness(line(count), size, LIGHT);
        }
    }
}

#[test]
fn the_wheel_over_a_chart_scrolls_the_page() {
    let mut harness = harness(line(6), vec2(600.0, 300.0), LIGHT);
    let top = harness.get_by_role(Role::Image).rect().top();
    harness.get_by_role(Role::Image).hover();
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -60.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run();
    assert!(harness.get_by_role(Role::Image).rect().top() < top);
}

/// The menu of the chart as a picture, by the name that a screen reader says.
const MENU: &str = "Picture: Response rate: 66%, up 18 points since Jan 2020";

#[test]
fn the_chart_as_a_picture_is_asked_for_by_keys_and_the_focus_comes_back() {
    for size in [testing::WIDE, testing::SMALL, testing::LARGE_TEXT] {
        let mut harness = harness(line(6), size, LIGHT);
        let press = |harness: &mut Harness<'_, Bench<Page>>, key: Key| {
            harness.key_press(key);
            harness.run();
        };
        for (downs, ask) in [(1, ChartAsk::Copy), (2, ChartAsk::SavePng), (3, ChartAsk::SaveSvg)] {
            harness.get_by_role_and_label(Role::Button, MENU).focus();
            harness.run();
            press(&mut harness, Key::Enter);
            assert_eq!(
                harness.get_by_role_and_label(Role::Button, MENU).accesskit_node().data().is_expanded(),
                Some(true)
            );
            assert!(harness.query_by_role_and_label(Role::Menu, MENU).is_some(), "the menu says of which chart it is");
            for _ in 0..downs {
                press(&mut harness, Key::ArrowDown);
            }
            press(&mut harness, Key::Enter);
            assert_eq!(harness.state().state.asked.last(), Some(&ask));
            assert!(harness.query_by_label("Copy as picture").is_none(), "the menu is closed");
            assert!(harness.get_by_role_and_label(Role::Button, MENU).accesskit_node().is_focused());
        }
        assert_eq!(harness.state().state.asked.len(), 3);
        harness.get_by_role_and_label(Role::Button, MENU).focus();
        harness.run();
        press(&mut harness, Key::Enter);
        press(&mut harness, Key::ArrowDown);
        press(&mut harness, Key::Escape);
        assert!(harness.get_by_role_and_label(Role::Button, MENU).accesskit_node().is_focused());
        assert_eq!(harness.state().state.asked.len(), 3);
    }
}

#[test]
fn the_links_of_a_chart_stand_apart_inside_it_and_are_tall_enough() {
    for width in [1084.0, 700.0, 660.0, 560.0, 420.0, 320.0, 240.0] {
        let mut harness = harness(line(6), vec2(width, 640.0), LIGHT);
        for done in [false, true] {
            let copy = if done { "Figures copied" } else { "Copy the figures" };
            let rects: Vec<_> = ["Show as table", copy, MENU]
                .map(|name| harness.get_by_role_and_label(Role::Button, name).rect())
                .into();
            for (place, rect) in rects.iter().enumerate() {
                assert!(rect.height() >= 32.0 && rect.right() <= width && rect.left() >= 0.0, "{width}: {rect}");
                assert!(
                    rects.iter().skip(place + 1).all(|other| !other.shrink(0.5).intersects(*rect)),
                    "{width}: {rects:?}"
                );
            }
            harness.get_by_label(copy).click();
            harness.run();
        }
        harness.get_by_role_and_label(Role::Button, MENU).click();
        harness.run();
        for item in ["Copy as picture", "Save as PNG…", "Save as SVG…"] {
            let rect = harness.get_by_role_and_label(Role::Button, item).rect();
            assert!(rect.height() >= 32.0 && rect.right() <= width && rect.left() >= 0.0, "{width}: {item} {rect}");
        }
    }
}

/// The time that a chart shows, as it is heard; `None` where there is nothing to ask of it.
fn time(harness: &Harness<'_, Bench<Page>>) -> Option<String> {
    harness.query_by_role(Role::Slider).and_then(|slider| slider.accesskit_node().value())
}

/// Presses Tab until the drawing has the focus.
fn focus_time(harness: &mut Harness<'_, Bench<Page>>) {
    for _ in 0..12 {
        if harness.get_by_role(Role::Slider).accesskit_node().is_focused() {
            return;
        }
        harness.key_press(Key::Tab);
        harness.run();
    }
    panic!("the drawing does not take the focus");
}

#[test]
fn a_chart_takes_the_focus_only_where_a_part_of_it_can_be_shown() {
    for (count, can) in [(1, false), (2, false), (3, true), (120, true)] {
        let harness = harness(line(count), testing::WIDE, LIGHT);
        assert_eq!(time(&harness).is_some(), can, "{count}");
    }
}

#[test]
fn a_chart_is_moved_and_magnified_by_the_keys() {
    let mut harness = harness(line(24), testing::WIDE, LIGHT);
    let whole = time(&harness).unwrap();
    assert_eq!(whole, "The whole time, 31 Dec 2019 to 31 Jul 2022");
    assert!(harness.query_by_label("Closer").is_none(), "two dozen figures are clear without buttons");
    focus_time(&mut harness);
    harness.get_by_label("Closer");
    let mut press = |key: Key| {
        harness.key_press(key);
        harness.run();
        time(&harness).unwrap()
    };
    let closer = press(Key::Plus);
    assert!(!closer.starts_with("The whole"), "{closer}");
    let still_closer = press(Key::Equals);
    assert_ne!(closer, still_closer);
    let later = press(Key::ArrowRight);
    assert_ne!(later, still_closer);
    assert_eq!(press(Key::ArrowLeft), still_closer);
    press(Key::Minus);
    assert_eq!(press(Key::Num0), whole);
    press(Key::Plus);
    assert_eq!(press(Key::Home), whole);
    assert_eq!(press(Key::Minus), whole, "there is no more");
}

#[test]
fn the_buttons_do_what_the_keys_do_and_the_focus_stays_with_the_chart() {
    let mut harness = harness(line(120), testing::WIDE, LIGHT);
    let whole = time(&harness).unwrap();
    for name in ["Closer", "Earlier", "Later"] {
        let before = time(&harness);
        harness.get_by_label(name).click();
        harness.run();
        assert_ne!(time(&harness), before, "{name}");
    }
    // By the keys: from the drawing to the last button, which then has nothing more to do.
    focus_time(&mut harness);
    for _ in 0..4 {
        harness.key_press(Key::Tab);
        harness.run();
    }
    assert!(harness.get_by_label("Whole time").accesskit_node().is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(time(&harness).unwrap(), whole);
    harness.run();
    assert!(harness.get_by_role(Role::Slider).accesskit_node().is_focused());
}

#[test]
fn a_chart_is_moved_and_magnified_with_the_pointer() {
    let mut harness = harness(line(60), testing::WIDE, LIGHT);
    let whole = time(&harness).unwrap();
    let place = harness.get_by_role(Role::Slider).rect();
    harness.get_by_role(Role::Slider).hover();
    harness.run();
    harness.event(egui::Event::Zoom(2.0));
    harness.run();
    let closer = time(&harness).unwrap();
    assert_ne!(closer, whole);
    harness.drag_at(place.center());
    harness.step();
    harness.hover_at(place.center() + vec2(120.0, 0.0));
    harness.step();
    harness.drop_at(place.center() + vec2(120.0, 0.0));
    harness.run();
    let moved = time(&harness).unwrap();
    assert_ne!(moved, closer);
    // Both clicks in one frame: the frames of a test lie too far apart.
    let press = |pressed| egui::Event::PointerButton {
        pos: place.center(),
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    harness.input_mut().events.extend([true, false, true, false].map(press));
    harness.run();
    assert_eq!(time(&harness).unwrap(), whole, "a double click shows all");
}

#[test]
fn a_chart_of_other_days_is_shown_whole_again() {
    let mut harness = harness(line(60), testing::WIDE, LIGHT);
    harness.get_by_label("Closer").click();
    harness.run();
    assert!(!time(&harness).unwrap().starts_with("The whole"));
    harness.state_mut().state.chart = Some(line(61));
    harness.run();
    assert!(time(&harness).unwrap().starts_with("The whole"));
}

#[test]
fn what_to_mind_stands_below_the_source() {
    let mut chart = line(3);
    chart.notes = vec!["“Sector” counts from the advert to the offer.".to_owned()];
    let harness = harness(chart, testing::SMALL, LIGHT);
    let source = harness.get_by_label("Base of the newest figure: n = 1,668.").rect();
    assert!(harness.get_by_label("“Sector” counts from the advert to the offer.").rect().top() >= source.bottom());
}

#[test]
fn everything_that_a_trend_can_show_draws_at_any_size() {
    for count in [1, 3, 40, 400] {
        let mut chart = line(count);
        if let Plot::Trend(trend) = &mut chart.plot {
            let points = trend.series[0].points.clone();
            trend.series[0].ranges = points.iter().map(|(day, value)| (*day, value - 4.0, value + 4.0)).collect();
            trend.notes = points
                .iter()
                .zip(1..)
                .map(|((date, value), number)| NoteMark { number, date: *date, value: *value, text: "A.".to_owned() })
                .collect();
            trend.path.insert(1, (trend.path[0].0.saturating_add(1.months()), 50.0));
            trend.band = Some((60.0, 70.0));
            trend.levels[0].unlike = true;
            let from = *points.last().unwrap();
            trend.outlook = Some(Outlook { from, until: trend.days.1, low: 50.0, middle: 60.0, high: 90.0 });
        }
        for size in [testing::WIDE, testing::SMALL, testing::LARGE_TEXT, vec2(200.0, 160.0)] {
            for palette in [LIGHT, DARK] {
                harness(chart.clone(), size, palette);
            }
        }
    }
}
