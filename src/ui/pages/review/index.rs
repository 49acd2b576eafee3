//! The list of recommendations, by checklist and area.

use egui::{Align, Id, Response, RichText, Ui};

use super::walk::{self, matches};
use super::{Spot, State, index_id};
use crate::content::{PackId, QuestionId, RecommendationId};
use crate::insight::{self, RecommendationRating};
use crate::project::Round;
use crate::ui::View;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Field, caption, choice, list, rating_word, row};

/// An entry of the list.
#[derive(Clone, Debug)]
struct Entry {
    spot: Spot,
    recommendation: Option<RecommendationId>,
    title: String,
    rating: Option<RecommendationRating>,
    /// Of closing questions: how many are answered, and how many there are.
    answered: (usize, usize),
    /// The heading above it, where a new checklist or area begins.
    heading: Option<String>,
}

impl Entry {
    fn name(&self) -> String {
        match &self.rating {
            Some(rating) => format!(
                "{}. {}, {} of {} rated",
                self.title,
                rating.rating.name(),
                rating.questions.answered(),
                rating.questions.total()
            ),
            None => format!("{}, {} of {} answered", self.title, self.answered.0, self.answered.1),
        }
    }
}

/// The entries shown: recommendations with a question that is shown, and the closing questions.
fn entries(view: &View<'_>, state: &State, round: &Round) -> Vec<Entry> {
    let mut entries = Vec::new();
    let selected = walk::selected(state);
    for (pack, checklist) in view.catalogue.checklists() {
        for area in &checklist.areas {
            let mut heading = Some(format!("{} · {}", checklist.name, area.name));
            for recommendation in &area.recommendations {
                let shown = recommendation.questions.iter().find(|question| {
                    Some(&question.id) == selected
                        || view
                            .catalogue
                            .question(&question.id)
                            .is_some_and(|place| matches(view, state, round, &place))
                });
                let Some(first) = shown else { continue };
                entries.push(Entry {
                    spot: Spot::Question(first.id.clone()),
                    recommendation: Some(recommendation.id.clone()),
                    title: recommendation.title.clone(),
                    rating: Some(insight::recommendation_rating(recommendation, round)),
                    answered: (0, 0),
                    heading: heading.take(),
                });
            }
        }
        if state.search.trim().is_empty() && state.filter == super::Filter::All {
            entries.push(follow_ups(view, round, pack, &checklist.name));
        }
    }
    entries
}

fn follow_ups(view: &View<'_>, round: &Round, pack: &PackId, name: &str) -> Entry {
    let all = view.catalogue.follow_ups().count();
    let unanswered = insight::unanswered_follow_ups(view.catalogue, round);
    let left = unanswered.iter().filter(|key| key.checklist == *pack).count();
    Entry {
        spot: Spot::FollowUps(pack.clone()),
        recommendation: None,
        title: format!("{name}: follow-up questions"),
        rating: None,
        answered: (all.saturating_sub(left), all),
        heading: None,
    }
}

/// The place of the selected entry.
fn selected(view: &View<'_>, state: &State, entries: &[Entry]) -> Option<usize> {
    match &state.spot {
        Some(Spot::Question(id)) => {
            let of = recommendation_of(view, id)?;
            entries.iter().position(|entry| entry.recommendation.as_ref() == Some(&of))
        }
        Some(spot @ Spot::FollowUps(_)) => entries.iter().position(|entry| entry.spot == *spot),
        None => None,
    }
}

fn recommendation_of(view: &View<'_>, id: &QuestionId) -> Option<RecommendationId> {
    view.catalogue.question(id).map(|place| place.recommendation.id.clone())
}

/// Draws the list.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State) {
    let entries = entries(view, state, round);
    let current = selected(view, state, &entries);
    let scroll = state.scroll;
    let mut chosen = None;
    list(ui, index_id(), "Recommendations", |ui, keys| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if keys.step != 0 {
            chosen = keys.moved(current.unwrap_or(0), entries.len());
        }
        if keys.enter {
            state.focus = true;
        }
        for (place, entry) in entries.iter().enumerate() {
            if let Some(heading) = &entry.heading {
                ui.add_space(if place == 0 { 0.0 } else { space::M });
                let text = RichText::new(heading).font(theme::semibold(size::CAPTION)).color(view.palette.quiet);
                ui.add(egui::Label::new(text).wrap());
            }
            let selected = current == Some(place);
            let response = entry_row(ui, view, entry, selected);
            if selected && scroll {
                response.scroll_to_me(Some(Align::Center));
            }
            if response.clicked() {
                chosen = Some(place);
            }
        }
    });
    if let Some(entry) = chosen.and_then(|place| entries.get(place)) {
        state.go(entry.spot.clone());
    }
}

/// Draws an entry.
fn entry_row(ui: &mut Ui, view: &View<'_>, entry: &Entry, selected: bool) -> Response {
    let id = index_id().with(entry.recommendation.as_ref().map_or_else(|| entry.title.clone(), ToString::to_string));
    let fill = if selected { view.palette.wash } else { egui::Color32::TRANSPARENT };
    let (response, ()) = row(ui, index_id(), id, selected, &entry.name(), |ui| {
        egui::Frame::new().fill(fill).corner_radius(theme::RADIUS).inner_margin(egui::Margin::symmetric(12, 8)).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::XS;
                let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
                ui.add(egui::Label::new(RichText::new(&entry.title).font(font).color(view.palette.ink)).wrap());
                if let Some(rating) = &entry.rating {
                    ui.horizontal_wrapped(|ui| {
                        rating_word(ui, rating.rating);
                        let by_hand = if rating.agreed.is_some() { " · by hand" } else { "" };
                        let text = format!("{} of {}{by_hand}", rating.questions.answered(), rating.questions.total());
                        ui.label(RichText::new(text).size(size::CAPTION).color(view.palette.quiet));
                    });
                } else {
                    let (answered, all) = entry.answered;
                    caption(ui, &format!("{answered} of {all} answered"));
                }
            },
        );
    });
    response
}

/// The list as a choice, for a narrow window.
pub fn narrow(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State) {
    let entries = entries(view, state, round);
    let current = selected(view, state, &entries).unwrap_or(usize::MAX);
    let names: Vec<String> = entries
        .iter()
        .map(|entry| {
            entry.heading.as_ref().map_or_else(|| entry.name(), |heading| format!("{heading}: {}", entry.name()))
        })
        .collect();
    let options: Vec<(usize, &str)> = names.iter().map(String::as_str).enumerate().collect();
    let field = Field::new(Id::unique("review narrow index"), "Recommendation");
    let width = ui.available_width();
    if let Some(entry) = choice(ui, field, &current, &options, width).and_then(|place| entries.get(place)) {
        state.go(entry.spot.clone());
    }
}
