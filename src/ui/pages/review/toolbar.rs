//! The head of the page: where you are, how far it is, how fast you go, which questions are shown.

use egui::{Align, Id, Key, Layout, Ui};

use super::walk::Filter;
use super::{Speed, Spot, State};
use crate::insight;
use crate::ui::View;
use crate::ui::pages::NARROW;
use crate::ui::theme::{TARGET, space};
use crate::ui::widgets::{
    Field, caption, choice, key_hint, lead, page_title, search, secondary, segments, unheard,
};

/// The width of what stands on the right of the head.
const HEAD_ROOM: f32 = 270.0;

/// The page's head: where you are, how far it is, the keys, and the way to what is left.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let (title, text) = title(view, state);
    if ui.available_width() < NARROW {
        page_title(ui, &title);
        lead(ui, &text);
        ui.horizontal_wrapped(|ui| {
            switch(ui, state);
            next(ui, view, state);
        });
        ui.horizontal_wrapped(|ui| filters(ui, view, state));
    } else {
        ui.horizontal_top(|ui| {
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(room - HEAD_ROOM - space::L);
                ui.spacing_mut().item_spacing.y = space::XS;
                page_title(ui, &title);
                lead(ui, &text);
            });
            ui.with_layout(Layout::top_down(Align::Max), |ui| {
                switch(ui, state);
            });
        });
        ui.add_space(space::S);
        ui.horizontal_top(|ui| {
            filters(ui, view, state);
            next(ui, view, state);
            if ui.available_width() > KEYS_ROOM && view.review_is_open() {
                key_hints(ui);
            }
        });
    }
    ui.add_space(space::S);
}

/// How fast the review is gone through: by question, or by recommendation as on paper.
fn switch(ui: &mut Ui, state: &mut State) {
    let speeds = [(Speed::OneByOne, "One by one"), (Speed::Whole, "Whole recommendations")];
    if segments(ui, "How fast (W in the list)", Some(&state.speed), &speeds).is_some() {
        state.switch_speed();
        state.focus = true;
    }
}

/// The way to what is left: to the next of it, or to it alone.
fn next(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let left = view.digest.tally.questions.not_assessed;
    if left > 0 && secondary(ui, &format!("Next of {left} to rate")).on_hover_text("N in the list").clicked() {
        state.continue_review(view);
    }
}

/// The room that the hint at the keys takes; with less it is left out, and F1 has them all.
const KEYS_ROOM: f32 = 340.0;

/// The keys that rate, for those who look; those who listen hear them with the list of questions.
fn key_hints(ui: &mut Ui) {
    unheard(ui, |ui| {
        // The hints are no buttons, and look less like some.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.horizontal(|ui| {
            ui.set_min_height(TARGET);
            for (keys, word) in [(&["1", "2", "3"][..], "rate"), (&["0"], "not applicable"), (&["N"], "next to rate")] {
                ui.add_space(space::S);
                for key in keys {
                    key_hint(ui, key);
                }
                caption(ui, word);
            }
        });
    });
}

fn filters(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let box_id = Id::unique("review search");
    let typed = search(ui, box_id, "Find in questions and notes", &state.search, 220.0);
    if view.find {
        typed.response.request_focus();
    }
    if let Some(text) = typed.changed {
        state.search = text;
    }
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if typed.left && pressed(Key::Escape) {
        state.search.clear();
    }
    if typed.left && (pressed(Key::Enter) || pressed(Key::Escape)) {
        // On to what was found.
        state.focus = true;
    }
    let options: Vec<_> = Filter::ALL.into_iter().map(|filter| (filter, filter.name())).collect();
    let field = Field::new(Id::unique("review filter"), "Which questions").hint(crate::ui::widgets::HIDDEN);
    if let Some(filter) = choice(ui, field, &state.filter, &options, 150.0) {
        state.filter = filter;
    }
}

/// The title and the line below it.
fn title(view: &View<'_>, state: &State) -> (String, String) {
    match &state.spot {
        Some(Spot::FollowUps(pack)) => {
            let checklist = view.digest.tally.checklists.iter().find(|checklist| checklist.id == *pack);
            let name = checklist.map(|checklist| checklist.name.as_str()).unwrap_or_default();
            (
                format!("{name} · Follow-up questions"),
                "What you make of the review: next steps and who takes them.".to_owned(),
            )
        }
        Some(Spot::Question(id)) => view.catalogue.question(id).map_or_else(Default::default, |place| {
            let area = view.digest.tally.areas.iter().find(|area| area.id == place.area.id);
            let text = area.map(|area| insight::review_finding(area.questions)).unwrap_or_default();
            (format!("{} · {}", place.checklist.name, place.area.name), text)
        }),
        None => (
            "Nothing to show".to_owned(),
            if view.catalogue.questions().next().is_none() {
                "No checklist is loaded. Choose a pack folder that holds one in the preferences.".to_owned()
            } else {
                "No question matches. Clear the search or show all questions.".to_owned()
            },
        ),
    }
}

