//! The fourth step: what is kept in counts. What is not is gone once the file was read.

use egui::{Id, Role, Ui, WidgetInfo};

use super::taken::How;
use super::{Import, Step, Turn, top};
use crate::project::{Dimension, Keep, LEAST_SUMMARISED, PersonField};
use crate::ui::Outbox;
use crate::ui::pages::scrolling;
use crate::ui::theme::space;
use crate::ui::widgets::{Field, body, caption, card, check, choice, heading, link, measure, secondary_enabled};

/// Draws it.
pub(super) fn show(ui: &mut Ui, state: &mut Import, out: &mut Outbox) {
    let Some((_, how)) = state.taken.as_mut().and_then(|taken| taken.how()) else { return };
    let mut turn = None;
    let error = state.error.clone();
    scrolling(ui, "import people keep", |ui| {
        let detail =
            "When the counts are made, the rows are gone. What you do not keep now can be had only from the file.";
        turn = top(ui, &mut state.fresh, ("What is kept?", detail), "Count", None, error.as_deref());
        let there = how.mapping.dimensions();
        card(ui, |ui| breakdowns(ui, how, &there));
        ui.add_space(space::S);
        if there.len() > 1 {
            card(ui, |ui| crossings(ui, how, &there));
            ui.add_space(space::S);
        }
        summaries(ui, how, &there);
    });
    if turn == Some(Turn::On) {
        state.count(out);
        ui.ctx().request_repaint();
    } else {
        state.turn(turn, Step::Values, Step::Keep);
    }
}

/// By what everybody is divided.
fn breakdowns(ui: &mut Ui, how: &mut How, there: &[Dimension]) {
    heading(ui, "Counts by group");
    if there.is_empty() {
        body(ui, "No column of groups is taken, so everybody is counted together.");
        return;
    }
    measure(ui, |ui| {
        caption(ui, "Everybody together is always counted. For each of these you will see background by group.")
    });
    ticks(ui, "breakdowns", there, &mut how.mapping.keep.breakdowns);
}

/// Check boxes for dimensions.
fn ticks(ui: &mut Ui, salt: &str, there: &[Dimension], kept: &mut Vec<Dimension>) {
    ui.push_id(salt, |ui| {
        for by in there {
            let name = if *by == Dimension::Whole { "Everybody together" } else { by.name() };
            match check(ui, name, kept.contains(by)).0 {
                Some(true) => {
                    kept.push(by.clone());
                    kept.sort_by_key(|by| there.iter().position(|one| one == by));
                }
                Some(false) => kept.retain(|one| one != by),
                None => {}
            }
        }
    });
}

/// Which two dimensions are crossed.
fn crossings(ui: &mut Ui, how: &mut How, there: &[Dimension]) {
    heading(ui, "Two groupings crossed");
    measure(ui, |ui| {
        caption(
            ui,
            "Such as background by grade and gender together. Crossings make small groups, of which little can be said and less be shown: keep those that you have a question for.",
        );
    });
    let keep = &mut how.mapping.keep;
    let mut gone = None;
    for (place, (by, across)) in keep.crossings.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let name = format!("{} by {}", by.name(), crate::words::uncapitalised(across.name()));
            body(ui, &name);
            let remove = link(ui, "Remove");
            remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove {name}")));
            if remove.clicked() {
                gone = Some(place);
            }
        });
    }
    if let Some(gone) = gone {
        keep.crossings.remove(gone);
    }
    add_crossing(ui, keep, there);
}

/// Two choices, and the button that keeps their crossing.
fn add_crossing(ui: &mut Ui, keep: &mut Keep, there: &[Dimension]) {
    let id = Id::unique("import people crossing");
    let (first, second) = match there {
        [first, second, ..] => (first.clone(), second.clone()),
        _ => return,
    };
    let (mut by, mut across) = ui.data(|data| data.get_temp::<(Dimension, Dimension)>(id)).unwrap_or((first, second));
    let options: Vec<(Dimension, &str)> = there.iter().map(|one| (one.clone(), one.name())).collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        if let Some(chosen) = choice(ui, Field::new(id.with("by"), "By"), &by, &options, 200.0) {
            by = chosen;
        }
        if let Some(chosen) = choice(ui, Field::new(id.with("across"), "And by"), &across, &options, 200.0) {
            across = chosen;
        }
    });
    let pair = (by, across);
    let turned = (pair.1.clone(), pair.0.clone());
    let there = keep.crossings.contains(&pair) || keep.crossings.contains(&turned);
    if secondary_enabled(ui, "Keep this crossing", !there && pair.0 != pair.1).clicked() {
        keep.crossings.push(pair.clone());
    }
    ui.data_mut(|data| data.insert_temp(id, pair));
}

/// What is kept of pay and of waits, where the file has them.
fn summaries(ui: &mut Ui, how: &mut How, there: &[Dimension]) {
    let mut all = vec![Dimension::Whole];
    all.extend(there.iter().filter(|by| ![Dimension::PayQuarter, Dimension::Promoted].contains(by)).cloned());
    let has = |how: &How, fields: &[PersonField]| how.mapping.columns.iter().any(|one| fields.contains(&one.field));
    if has(how, &[PersonField::HourlyPay, PersonField::AnnualPay, PersonField::Bonus]) {
        card(ui, |ui| {
            heading(ui, "Pay in summary");
            caption(ui, &format!("Mean and median by background, never of fewer than {LEAST_SUMMARISED} people."));
            ticks(ui, "pay", &all, &mut how.mapping.keep.pay);
        });
        ui.add_space(space::S);
    }
    if has(how, &[PersonField::GradeSince, PersonField::GradeMonths]) {
        card(ui, |ui| {
            heading(ui, "Time to promotion in summary");
            caption(
                ui,
                &format!(
                    "Those not promoted yet count for as long as they have waited. Never of fewer than {LEAST_SUMMARISED} people."
                ),
            );
            ticks(ui, "waits", &all, &mut how.mapping.keep.waits);
        });
    }
}
