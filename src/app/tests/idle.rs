//! Without something to do no frame is drawn.

use std::time::Duration;

use egui_kittest::Harness;

use super::{App, Command, Place, World, carry_out};
use crate::edit::Edit;
use crate::project::Rating;

/// When the window asks to be drawn again.
fn next_frame(harness: &Harness<'_, App>) -> Duration {
    harness.output().viewport_output[&harness.ctx.viewport_id()].repaint_delay
}

#[test]
fn every_page_comes_to_rest_and_asks_for_no_frame() {
    let world = World::new();
    let mut harness = world.app(None);
    assert_eq!(next_frame(&harness), Duration::MAX, "at home");
    carry_out(&mut harness, Command::OpenSample);
    for place in Place::ALL {
        // Each run ends only when no frame is asked for at once.
        carry_out(&mut harness, Command::GoTo(place));
        harness.step();
        assert_eq!(next_frame(&harness), Duration::MAX, "{place:?}");
    }
}

#[test]
fn unsaved_work_asks_for_one_frame_when_its_copy_is_due() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    let question = "adv-internal-understanding-1".into();
    harness.state_mut().make_edit(Edit::Rate { question, rating: Rating::NotApplicable });
    harness.run();
    let due = next_frame(&harness);
    assert!(Duration::from_secs(1) < due && due <= super::super::RECOVERY_EVERY, "{due:?}");
    carry_out(&mut harness, Command::Undo);
    harness.step();
    assert_eq!(next_frame(&harness), Duration::MAX, "nothing is unsaved any more");
}
