//! Small pictures of pages, held against those in `tests/pictures`, so that nobody changes how they look unawares. After
//! a change that is meant: `UPDATE_SNAPSHOTS=1 cargo test pictures`, and look at each before it is kept.

use egui::Vec2;
use egui_kittest::{Harness, OsThreshold, SnapshotOptions};

use super::{actions, board_pack, library, scorecard};
use crate::ui::testing::{Bench, WIDE, page, sample};
use crate::ui::theme::{DARK, LIGHT};

/// The size of a picture, in points.
const SIZE: Vec2 = egui::vec2(900.0, 600.0);

/// Holds a page against its picture. Edges of letters may differ a little from one computer to the next.
fn assert_looks_alike<S>(name: &str, mut harness: Harness<'_, Bench<S>>) {
    harness.run();
    let options = SnapshotOptions::new()
        .output_path("tests/pictures")
        .threshold(OsThreshold::new(2.0))
        .max_failed_pixels(OsThreshold::new(200));
    harness.snapshot_options(name, &options);
}

#[test]
fn actions() {
    assert_looks_alike("actions", page(sample(), SIZE, LIGHT, actions::show));
}

#[test]
fn scorecard() {
    assert_looks_alike("scorecard", page(sample(), SIZE, LIGHT, scorecard::show));
}

#[test]
fn scorecard_in_the_dark() {
    assert_looks_alike("scorecard-dark", page(sample(), SIZE, DARK, scorecard::show));
}

#[test]
fn board_pack() {
    assert_looks_alike("board-pack", page(sample(), SIZE, LIGHT, board_pack::show));
}

#[test]
fn library() {
    assert_looks_alike("library", page(sample(), SIZE, LIGHT, library::show));
}

#[test]
fn strategy_map() {
    assert_looks_alike("strategy-map", page(sample(), WIDE, LIGHT, scorecard::map::show));
}
