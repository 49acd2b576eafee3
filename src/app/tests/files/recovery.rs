//! Recovery copies: when they are written, and when they are no more.

use super::super::World;
use super::{Command, Rating, carry_out, copies, pass, rate, release, write_sample};

#[test]
fn a_recovery_copy_is_due_ten_seconds_after_the_first_edit_whatever_comes_after() {
    let world = World::new();
    let path = write_sample(&world, "plan");
    let mut harness = world.app(Some(path));
    for rating in Rating::ALL.into_iter().cycle().take(4) {
        assert_eq!(copies(&world), 0);
        rate(&mut harness, rating);
        pass(&mut harness, 3.0);
    }
    assert_eq!(copies(&world), 1, "edits came every three seconds");
}

#[test]
fn a_save_that_hangs_does_not_hold_up_the_recovery_copy() {
    let world = World::new();
    let mut harness = world.app(Some(write_sample(&world, "plan")));
    rate(&mut harness, Rating::NotApplicable);
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::Save);
    pass(&mut harness, 11.0);
    release(&mut harness, "keeping");
    assert_eq!(copies(&world), 1);
    // Removed after it was written, in this order.
    release(&mut harness, "save");
    while harness.state().jobs.release("keeping") {}
    harness.run();
    assert_eq!(copies(&world), 0);
    assert_eq!(harness.state().document.as_ref().unwrap().recovered, None, "no state is protected by a removed copy");
}

#[test]
fn work_that_was_undone_or_given_up_is_not_offered_as_lost() {
    let world = World::new();
    for give_up in [true, false] {
        let mut harness = world.app(None);
        carry_out(&mut harness, Command::OpenSample);
        rate(&mut harness, Rating::NotApplicable);
        pass(&mut harness, 11.0);
        assert_eq!(copies(&world), 1);
        if give_up {
            carry_out(&mut harness, Command::CloseProject);
            carry_out(&mut harness, Command::ContinueWithoutSaving);
        } else {
            carry_out(&mut harness, Command::Undo);
            eframe::App::on_exit(harness.state_mut(), None);
        }
        assert_eq!(copies(&world), 0, "{give_up}");
    }
}

#[test]
fn work_that_is_unsaved_at_the_end_keeps_its_copy() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    rate(&mut harness, Rating::NotApplicable);
    pass(&mut harness, 11.0);
    eframe::App::on_exit(harness.state_mut(), None);
    assert_eq!(copies(&world), 1);
}
