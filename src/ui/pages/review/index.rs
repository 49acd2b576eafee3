//! The list on the left: recommendations by checklist and area, or areas alone, each with how far it is; the closing
//! questions; how far each pillar is.

use egui::{Align, Id, Layout, Response, RichText, Ui};

use super::walk::{self, matches};
use super::{Filter, Speed, Spot, State, index_id};
use crate::content::{AreaId, PackId, QuestionId, QuestionPlace, Recommendation, RecommendationId};
use crate::insight::{self, Part, Progress, RecommendationRating};
use crate::project::{Rating, Round};
use crate::ui::View;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Field, caption, choice, list, rating_word, row, shape_word};

/// What an entry of the list stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// What was found, once nothing is left.
    End,
    /// A recommendation, with its rating.
    Recommendation(RecommendationId, RecommendationRating),
    /// An area, while whole recommendations are rated.
    Area(AreaId),
    /// The closing questions of a checklist: how many are answered, and how many there are.
    FollowUps(PackId, usize, usize),
}

/// An entry of the list.
#[derive(Clone, Debug)]
struct Entry {
    spot: Spot,
    kind: Kind,
    title: String,
    /// How far it is; closing questions and the end have none.
    progress: Progress,
    /// The heading above it with how far that is, where a new checklist or area begins.
    heading: Option<(String, Progress)>,
}

impl Entry {
    fn name(&self) -> String {
        match &self.kind {
            Kind::End => self.title.clone(),
            Kind::Recommendation(_, rating) => {
                let by_hand = if rating.agreed.is_some() { " by hand" } else { "" };
                format!("{}. {}{by_hand}, {}", self.title, rating.rating.name(), rated(self.progress))
            }
            Kind::Area(_) => format!("{}. {}", self.title, rated(self.progress)),
            Kind::FollowUps(_, answered, all) => format!("{}, {answered} of {all} answered", self.title),
        }
    }

    fn id(&self) -> Id {
        match &self.kind {
            Kind::End => index_id().with("end"),
            Kind::Recommendation(id, _) => index_id().with(id.as_str()),
            Kind::Area(id) => index_id().with(("area", id.as_str())),
            Kind::FollowUps(id, ..) => index_id().with(("follow-ups", id.as_str())),
        }
    }
}

/// How far it is, as it is heard: `3 of 12 rated, 9 to re-confirm`.
fn rated(progress: Progress) -> String {
    progress.words().replacen(&format!("of {}", progress.total()), &format!("of {} rated", progress.total()), 1)
}

/// The entries shown: what has a question that is shown, the closing questions, the end.
fn entries(view: &View<'_>, state: &State, round: &Round) -> Vec<Entry> {
    let mut entries = Vec::new();
    if insight::review_end(view.catalogue, view.project, view.digest).is_some() {
        let title = "What you found".to_owned();
        entries.push(Entry { spot: Spot::End, kind: Kind::End, title, progress: Progress::default(), heading: None });
    }
    let tally = &view.digest.tally;
    let whole_page = state.search.trim().is_empty() && state.filter == Filter::All;
    for (pack, checklist) in view.catalogue.checklists() {
        let first = entries.len();
        for area in &checklist.areas {
            let part = Part::Area(area.id.clone());
            let shown = |recommendation| first_shown(view, state, round, recommendation);
            let mut heading = Some((format!("{} · {}", checklist.name, area.name), part.progress(tally)));
            if state.speed == Speed::Whole {
                let Some(first) = area.recommendations.iter().find_map(shown) else { continue };
                entries.push(Entry {
                    spot: Spot::Question(first),
                    kind: Kind::Area(area.id.clone()),
                    title: area.name.clone(),
                    progress: part.progress(tally),
                    heading: None,
                });
                continue;
            }
            for recommendation in &area.recommendations {
                let Some(first) = shown(recommendation) else { continue };
                let rating = insight::recommendation_rating(recommendation, round);
                entries.push(Entry {
                    spot: Spot::Question(first),
                    progress: Progress::new(rating.questions, rating.to_reconfirm),
                    kind: Kind::Recommendation(recommendation.id.clone(), rating),
                    title: recommendation.title.clone(),
                    heading: heading.take(),
                });
            }
        }
        if state.speed == Speed::Whole
            && let Some(entry) = entries.get_mut(first)
        {
            entry.heading = Some((checklist.name.clone(), Part::Checklist(pack.clone()).progress(tally)));
        }
        if whole_page && state.part().asks(pack) {
            entries.push(follow_ups(view, round, pack, &checklist.name));
        }
    }
    entries
}

/// The first question of a recommendation that is shown.
fn first_shown(view: &View<'_>, state: &State, round: &Round, recommendation: &Recommendation) -> Option<QuestionId> {
    let selected = walk::selected(state);
    let is_shown = |id: &QuestionId| {
        Some(id) == selected
            || view.catalogue.question(id).is_some_and(|place: QuestionPlace<'_>| matches(view, state, round, &place))
    };
    recommendation.questions.iter().map(|question| &question.id).find(|id| is_shown(id)).cloned()
}

fn follow_ups(view: &View<'_>, round: &Round, pack: &PackId, name: &str) -> Entry {
    let all = view.catalogue.follow_ups().count();
    let unanswered = insight::unanswered_follow_ups(view.catalogue, round);
    let left = unanswered.iter().filter(|key| key.checklist == *pack).count();
    Entry {
        spot: Spot::FollowUps(pack.clone()),
        kind: Kind::FollowUps(pack.clone(), all.saturating_sub(left), all),
        title: format!("{name}: follow-up questions"),
        progress: Progress::default(),
        heading: None,
    }
}

/// The place of the selected entry.
fn selected(view: &View<'_>, state: &State, entries: &[Entry]) -> Option<usize> {
    match &state.spot {
        Some(Spot::Question(id)) => {
            let of = view.catalogue.question(id)?;
            entries.iter().position(|entry| match &entry.kind {
                Kind::Recommendation(id, _) => *id == of.recommendation.id,
                Kind::Area(id) => *id == of.area.id,
                Kind::End | Kind::FollowUps(..) => false,
            })
        }
        Some(spot @ (Spot::FollowUps(_) | Spot::End)) => entries.iter().position(|entry| entry.spot == *spot),
        None => None,
    }
}

/// Draws the list.
pub fn show(ui: &mut Ui, view: &View<'_>, round: &Round, state: &mut State) {
    let entries = entries(view, state, round);
    let current = selected(view, state, &entries);
    let scroll = state.scroll;
    let mut chosen = None;
    let name = if state.speed == Speed::Whole { "Areas" } else { "Recommendations" };
    list(ui, index_id(), name, |ui, keys| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if keys.step != 0 {
            chosen = keys.moved(current.unwrap_or(0), entries.len());
        }
        if keys.enter {
            state.focus = true;
        }
        for (place, entry) in entries.iter().enumerate() {
            if let Some((heading, progress)) = &entry.heading {
                ui.add_space(if place == 0 { 0.0 } else { space::M });
                progress_line(ui, view, heading, *progress, true);
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
    summary(ui, view);
}

/// How far each checklist and each pillar is.
fn summary(ui: &mut Ui, view: &View<'_>) {
    let tally = &view.digest.tally;
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.add_space(space::L);
    progress_line(ui, view, "All questions", Part::Everything.progress(tally), true);
    for checklist in &tally.checklists {
        let progress = Part::Checklist(checklist.id.clone()).progress(tally);
        progress_line(ui, view, &format!("{} checklist", checklist.name), progress, false);
    }
    ui.add_space(space::S);
    caption(ui, "By pillar");
    for pillar in &tally.pillars {
        let progress = Part::Pillar(pillar.pillar).progress(tally);
        if progress.total() > 0 {
            progress_line(ui, view, pillar.pillar.name(), progress, false);
        }
    }
}

/// A name with how far it is: beside it where there is room, otherwise below.
fn progress_line(ui: &mut Ui, view: &View<'_>, name: &str, progress: Progress, strong: bool) {
    let font = if strong { theme::semibold(size::CAPTION) } else { theme::regular(size::CAPTION) };
    let line = |ui: &mut Ui| {
        ui.add(egui::Label::new(RichText::new(name).font(font).color(view.palette.quiet)).wrap());
    };
    let words = RichText::new(progress.words()).size(size::CAPTION).color(view.palette.quiet);
    if progress.to_reconfirm > 0 {
        line(ui);
        ui.add(egui::Label::new(words).wrap());
        return;
    }
    let done = ui.painter().layout_no_wrap(progress.words(), theme::regular(size::CAPTION), view.palette.quiet);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        let room = ui.available_width() - done.size().x - space::L;
        ui.vertical(|ui| {
            ui.set_width(room);
            line(ui);
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            ui.add_space(space::XS);
            ui.add(egui::Label::new(words).extend());
        });
    });
}

/// Draws an entry.
fn entry_row(ui: &mut Ui, view: &View<'_>, entry: &Entry, selected: bool) -> Response {
    let fill = if selected { view.palette.wash } else { egui::Color32::TRANSPARENT };
    let margin = egui::Margin::symmetric(12, 8);
    let (response, ()) = row(ui, index_id(), entry.id(), selected, &entry.name(), |ui| {
        egui::Frame::new().fill(fill).corner_radius(theme::RADIUS).inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::XS;
            let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
            ui.add(egui::Label::new(RichText::new(&entry.title).font(font).color(view.palette.ink)).wrap());
            match &entry.kind {
                Kind::End => {
                    shape_word(ui, Rating::Active, "Nothing is left to rate");
                }
                Kind::Recommendation(_, rating) => {
                    ui.horizontal_wrapped(|ui| {
                        rating_word(ui, rating.rating);
                        let by_hand = if rating.agreed.is_some() { " · by hand" } else { "" };
                        let progress = match entry.progress.to_reconfirm {
                            0 => entry.progress.words(),
                            count => format!("{count} to re-confirm"),
                        };
                        let text = format!("{progress}{by_hand}");
                        ui.label(RichText::new(text).size(size::CAPTION).color(view.palette.quiet));
                    });
                }
                Kind::Area(_) => {
                    caption(ui, &entry.progress.words());
                }
                Kind::FollowUps(_, answered, all) => {
                    caption(ui, &format!("{answered} of {all} answered"));
                }
            }
        });
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
            entry.heading.as_ref().map_or_else(|| entry.name(), |(heading, _)| format!("{heading}: {}", entry.name()))
        })
        .collect();
    let options: Vec<(usize, &str)> = names.iter().map(String::as_str).enumerate().collect();
    let label = if state.speed == Speed::Whole { "Area" } else { "Recommendation" };
    let width = ui.available_width();
    let field = Field::new(Id::unique("review narrow index"), label);
    if let Some(entry) = choice(ui, field, &current, &options, width).and_then(|place| entries.get(place)) {
        state.go(entry.spot.clone());
    }
}
