//! The head of the page: where you are, how far it is, how fast you go, which questions are shown.

use egui::{Id, Key, Ui};

use super::walk::{self, Filter};
use super::{Speed, Spot, State, finish};
use crate::content::AreaId;
use crate::insight::{self, Part};
use crate::ui::View;
use crate::ui::pages::NARROW;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Field, HIDDEN, body, caption, check, choice, key_hint, lead, page_title, search, secondary, segments, unheard, wash,
};
use crate::words;

/// The width of what stands on the right of the head.
const HEAD_ROOM: f32 = 292.0;

/// The page's head: where you are, how far it is, and the way to what is left.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let (title, text) = title(view, state);
    if ui.available_width() < NARROW {
        page_title(ui, &title);
        lead(ui, &text);
        ui.horizontal_wrapped(|ui| {
            switch(ui, state);
            next(ui, view, state);
        });
    } else {
        ui.horizontal_top(|ui| {
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(room - HEAD_ROOM - space::L);
                ui.spacing_mut().item_spacing.y = space::XS;
                page_title(ui, &title);
                lead(ui, &text);
            });
            ui.vertical(|ui| {
                ui.set_width(HEAD_ROOM);
                switch(ui, state);
                next(ui, view, state);
            });
        });
    }
    banner(ui, view);
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| filters(ui, view, state));
    ui.add_space(space::S);
}

/// That the round is frozen, so that its ratings can only be read.
fn banner(ui: &mut Ui, view: &View<'_>) {
    let Some(round) = view.project.round() else { return };
    let Some(frozen) = round.frozen else { return };
    ui.add_space(space::S);
    wash(ui, |ui| {
        body(ui, &format!("{} was frozen on {}. Its ratings can be read.", round.name, words::long_date(frozen)));
    });
}

/// How fast the review is gone through: by question, or by recommendation as on paper.
fn switch(ui: &mut Ui, state: &mut State) {
    let speeds = [(Speed::OneByOne, "One by one"), (Speed::Whole, "Whole recommendations")];
    if segments(ui, "How fast (W in the list)", Some(&state.speed), &speeds).is_some() {
        state.switch_speed();
        state.focus = true;
    }
}

/// The way to what is left: the next of it in this part, then the next part, then the end.
fn next(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let tally = &view.digest.tally;
    let Some(round) = view.project.round() else { return };
    let here = walk::next_left(view, round, state.part(), walk::selected(state));
    if let Some(id) = here {
        let progress = state.part().progress(tally);
        let label = match (progress.left_words(), progress.left()) {
            (Some(words), left) if left == progress.to_rate || left == progress.to_reconfirm => {
                format!("Next of {words}")
            }
            (Some(_), left) => format!("Next of {left} left"),
            (None, _) => {
                let by_hand = insight::agreed_to_reconfirm(view.catalogue, round).len();
                format!("Next of {by_hand} agreed by hand to re-confirm")
            }
        };
        if secondary(ui, &label).on_hover_text("N in the list").clicked() {
            state.go(Spot::Question(id));
            state.focus = true;
        }
        return;
    }
    let onward = state
        .part()
        .next(view.catalogue, tally)
        .or_else(|| (walk::next_left(view, round, &Part::Everything, None).is_some()).then_some(Part::Everything));
    if let Some(part) = onward {
        let label = format!("Go on with: {}", part.name(view.catalogue));
        if secondary(ui, &label).on_hover_text(part.progress(tally).time_words()).clicked() {
            state.begin(view, part);
        }
    } else if state.spot != Some(Spot::End) && finish::end(view).is_some() && secondary(ui, "What you found").clicked()
    {
        state.go(Spot::End);
    }
}

/// The room that the hint at the keys takes; with less it is left out, and F1 has them all.
const KEYS_ROOM: f32 = 330.0;

/// The keys that rate, for those who look; those who listen hear them with the list of questions.
pub fn key_hints(ui: &mut Ui, view: &View<'_>) {
    if ui.available_width() < KEYS_ROOM || !view.review_is_open() {
        return;
    }
    let confirms = view.digest.tally.to_reconfirm > 0;
    let more = (&["C"][..], "confirm");
    let hints = [(&["1", "2", "3"][..], "rate"), (&["0"], "not applicable"), (&["N"], "next")];
    unheard(ui, |ui| {
        // The hints are no buttons, and look less like some.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.horizontal(|ui| {
            for (keys, word) in hints.into_iter().chain(confirms.then_some(more)) {
                for key in keys {
                    key_hint(ui, key);
                }
                caption(ui, word);
                ui.add_space(space::XS);
            }
        });
    });
}

fn filters(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let box_id = Id::unique("review search");
    let typed = search(ui, box_id, "Find in questions and notes", &state.search, 200.0);
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
    let parts = Part::all(&view.digest.tally);
    let names: Vec<String> = parts.iter().map(|part| part.name(view.catalogue)).collect();
    let options: Vec<_> = parts.into_iter().zip(names.iter().map(String::as_str)).collect();
    let field = Field::new(Id::unique("review part"), "Which part").hint(HIDDEN);
    if let Some(part) = choice(ui, field, state.part(), &options, 150.0) {
        state.begin(view, part);
    }
    let options: Vec<_> = Filter::ALL.into_iter().map(|filter| (filter, filter.name())).collect();
    let field = Field::new(Id::unique("review filter"), "Which questions").hint(HIDDEN);
    if let Some(filter) = choice(ui, field, &state.filter, &options, 150.0) {
        state.filter = filter;
    }
    let left = state.filter == Filter::Left;
    let (now, response) = check(ui, Filter::Left.name(), left);
    if response.on_hover_text("L in the list").changed() && now.is_some() {
        state.switch_left();
        state.focus = true;
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
        Some(Spot::End) => finish::end(view).map_or_else(Default::default, |end| {
            let words = end.gaps_words();
            (end.sentence, words)
        }),
        Some(Spot::Question(id)) => view.catalogue.question(id).map_or_else(Default::default, |place| {
            (format!("{} · {}", place.checklist.name, place.area.name), progress(view, state, &place.area.id))
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

/// How far the part that is gone through is; or, where that is everything, the area.
fn progress(view: &View<'_>, state: &State, area: &AreaId) -> String {
    let tally = &view.digest.tally;
    if *state.part() == Part::Everything {
        let area = tally.areas.iter().find(|one| one.id == *area);
        let found = area.map(|area| insight::review_finding(area.questions)).unwrap_or_default();
        return match area.map_or(0, |area| area.to_reconfirm) {
            0 => found,
            count => format!("{found} {count} to re-confirm."),
        };
    }
    let progress = state.part().progress(tally);
    let name = state.part().name(view.catalogue);
    if progress.left() == 0 {
        format!("{name}: all {} done.", progress.total())
    } else {
        format!("{name}: {}.", progress.words())
    }
}
