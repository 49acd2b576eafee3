//! Where to start, while nothing is rated: everything, a pillar or a checklist, and how fast.

use egui::{Id, Role, Ui, WidgetInfo};

use super::{Speed, State};
use crate::content::Pillar;
use crate::insight::Part;
use crate::ui::View;
use crate::ui::pages::scrolling;
use crate::ui::theme::space;
use crate::ui::widgets::{
    body, caption, card, card_sized, heading, heading_at, is_open, lead, page_title, primary, secondary, segments,
};
use crate::words;

/// The least width of a card.
const CARD: f32 = 230.0;

/// Whether the choice is shown in place of the questions: nothing is rated, and no choice has been made.
pub fn is_asked(view: &View<'_>, state: &State) -> bool {
    let counts = view.digest.tally.questions;
    state.part.is_none() && view.review_is_open() && counts.total() > 0 && counts.answered() == 0
}

/// Draws the choice.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    scrolling(ui, "review start", |ui| {
        let tally = &view.digest.tally;
        page_title(ui, "Where do you want to start?");
        lead(ui, "Each part can be begun on its own, and left at any time. What you do not know can wait.");
        ui.add_space(space::M);
        speed(ui, state);
        ui.add_space(space::M);
        let mut chosen = None;
        let mut focus = std::mem::take(&mut state.focus);
        if focus && is_open(ui.ctx()) {
            // A dialog that has just closed still holds the focus for this frame.
            state.focus = true;
            ui.ctx().request_repaint();
        }
        let proposed = view.project.organisation.first_pillar.map_or(Part::Everything, Part::Pillar);
        let proposed = if proposed.progress(tally).total() > 0 { proposed } else { Part::Everything };
        let mut offer = |ui: &mut Ui, part: Part, title: &str, about: &str| {
            if offer(ui, view, &part, title, about, part == proposed, &mut focus) {
                chosen = Some(part);
            }
        };
        card(ui, |ui| {
            let checklists = words::count(tally.checklists.len(), "checklist", "checklists");
            offer(ui, Part::Everything, "Everything", &format!("{checklists}, from the first question to the last."));
        });
        section(ui, "A pillar");
        let pillars = Pillar::ALL.into_iter().filter(|one| Part::Pillar(*one).progress(tally).total() > 0);
        cards(ui, "pillars", &pillars.collect::<Vec<_>>(), |ui, pillar| {
            let about = view.catalogue.pillar(*pillar).map(|text| text.about.as_str()).unwrap_or_default();
            offer(ui, Part::Pillar(*pillar), pillar.name(), about);
        });
        section(ui, "A checklist");
        cards(ui, "checklists", &view.catalogue.checklists().collect::<Vec<_>>(), |ui, (pack, checklist)| {
            let areas: Vec<String> = checklist.areas.iter().map(|area| area.name.clone()).collect();
            offer(ui, Part::Checklist((*pack).clone()), &checklist.name, &format!("{}.", words::list(&areas)));
        });
        if let Some(part) = chosen {
            state.begin(view, part);
        }
    });
}

/// How fast: by question, or by recommendation as on paper.
fn speed(ui: &mut Ui, state: &mut State) {
    let speeds = [(Speed::OneByOne, "One by one"), (Speed::Whole, "Whole recommendations")];
    if let Some(speed) = segments(ui, "How fast", Some(&state.speed), &speeds) {
        state.speed = speed;
    }
    ui.add_space(space::XS);
    caption(
        ui,
        match state.speed {
            Speed::OneByOne => "Each question is rated by itself: the surer way.",
            Speed::Whole => {
                "One rating for all questions of a recommendation, as on paper: the quicker way. Each question can be corrected later."
            }
        },
    );
}

fn section(ui: &mut Ui, name: &str) {
    ui.add_space(space::L);
    heading(ui, name);
    ui.add_space(space::XS);
}

/// Cards side by side, as many as there is room for.
fn cards<T>(ui: &mut Ui, name: &str, all: &[T], mut add: impl FnMut(&mut Ui, &T)) {
    let gap = space::M;
    let room = ui.available_width();
    let columns = (1..=3_u8).rev().find(|count| f32::from(*count) * (CARD + gap) <= room + gap).unwrap_or(1);
    let width = (room - gap * f32::from(columns - 1)) / f32::from(columns);
    for (place, row) in all.chunks(usize::from(columns)).enumerate() {
        // The cards of a row are as high as the highest was when they were drawn last.
        let id = Id::unique(("start cards", name, place));
        let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let mut highest = 0.0_f32;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for one in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    card_sized(ui, known, |ui| {
                        highest = highest.max(ui.vertical(|ui| add(ui, one)).response.rect.height());
                    });
                });
            }
        });
        if (highest - known).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, highest));
            ui.ctx().request_discard("heights of cards");
        }
        ui.add_space(space::XS);
    }
}

/// A part with its button; gives whether it was chosen.
fn offer(
    ui: &mut Ui,
    view: &View<'_>,
    part: &Part,
    title: &str,
    about: &str,
    proposed: bool,
    focus: &mut bool,
) -> bool {
    let time = part.progress(&view.digest.tally).time_words();
    ui.spacing_mut().item_spacing.y = space::XS;
    heading_at(ui, title, 3);
    caption(ui, about);
    body(ui, &time);
    let button = if proposed { primary } else { secondary };
    let response = button(ui, "Start here");
    let name = format!("Start here: {}. {time}", part.name(view.catalogue));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if proposed && std::mem::take(focus) {
        response.request_focus();
    }
    response.clicked()
}
