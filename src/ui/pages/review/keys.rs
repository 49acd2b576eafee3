//! The keys of the list in the middle, carried out in the order in which they came. Where drawing is slow several come in
//! one frame: they do what they would do one by one.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, Ui};
use jiff::Timestamp;

use super::{Speed, Spot, State, questions_id, walk};
use crate::content::{QuestionId, RecommendationId, RecommendationPlace};
use crate::edit::Edit;
use crate::insight::{self, Offer, Part};
use crate::project::{Project, Rating, Round};
use crate::ui::widgets::{ListKeys, list_step};
use crate::ui::{Outbox, View};

/// The ratings that can be given, in the order of their keys 1, 2, 3 and 0.
pub const RATINGS: [(Key, Rating); 4] = [
    (Key::Num1, Rating::NotInPlace),
    (Key::Num2, Rating::Limited),
    (Key::Num3, Rating::Active),
    (Key::Num0, Rating::NotApplicable),
];

/// What a key of the list asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    /// Move by some rows.
    Step(i32),
    /// Write the note of the question, or open the questions of the recommendation.
    Open,
    /// Go to the next that is left.
    Next,
    /// Rate, and go to the one after it.
    Rate(Rating),
    /// Take the rating back.
    Clear,
    /// Confirm what was carried over from the round before, and go on.
    Confirm,
    /// Use the rating that another checklist's question has, where it asks the same.
    Repeat,
    /// Go from questions to whole recommendations, or back.
    Whole,
    /// Show only what is left, or everything again.
    Left,
}

/// The keys of the list and what they ask for, besides those that rate and move.
const OTHERS: [(Key, Press); 8] = [
    (Key::Enter, Press::Open),
    (Key::N, Press::Next),
    (Key::Backspace, Press::Clear),
    (Key::Delete, Press::Clear),
    (Key::C, Press::Confirm),
    (Key::U, Press::Repeat),
    (Key::W, Press::Whole),
    (Key::L, Press::Left),
];

/// Carries out the keys while the list has the focus.
pub fn act(ui: &Ui, view: &View<'_>, round: &Arc<Round>, state: &mut State, out: &mut Outbox) {
    // The edits are made at the frame's end; a later key reckons with them now.
    let mut keys = Acting { view, round: Arc::clone(round), project: None, out };
    while ui.memory(|memory| memory.has_focus(questions_id())) {
        let (Some(question), Some(press)) = (walk::selected(state).cloned(), next_press(ui)) else { return };
        let was_left = keys.is_left();
        match (press, state.speed) {
            (Press::Whole, _) => state.switch_speed(),
            (Press::Left, _) => state.switch_left(),
            (Press::Open, Speed::OneByOne) => {
                ui.memory_mut(|memory| memory.request_focus(super::details::note_id(&question)));
                // What comes after it is typed there.
                return;
            }
            (_, Speed::OneByOne) => keys.question(state, &question, press),
            (_, Speed::Whole) => keys.recommendation(state, &question, press),
        }
        if was_left && !keys.is_left() {
            // That was the last of it.
            state.go(Spot::End);
            state.focus = true;
        }
    }
}

/// What the keys of one frame act on.
struct Acting<'a, 'v> {
    view: &'a View<'v>,
    /// The round as the edits of this frame leave it.
    round: Arc<Round>,
    /// The same of the project, once there are any.
    project: Option<Project>,
    out: &'a mut Outbox,
}

impl<'v> Acting<'_, 'v> {
    /// Carries out a key on a question.
    fn question(&mut self, state: &mut State, question: &QuestionId, press: Press) {
        let Some(place) = self.view.catalogue.question(question) else { return };
        let open = self.view.review_is_open();
        // One key a question: after it the next one is ready for its own.
        let onward = || self.walk(state, question, 1);
        let to = match press {
            Press::Step(step) => self.walk(state, question, step),
            Press::Next => self.next(state, Some(question)),
            Press::Rate(rating) if open => {
                let next = onward();
                self.rate(vec![question.clone()], rating);
                next
            }
            Press::Clear if open => {
                self.rate(vec![question.clone()], Rating::NotAssessed);
                None
            }
            Press::Confirm if open && self.round.is_to_reconfirm(question) => {
                let next = onward();
                self.confirm(vec![question.clone()]);
                next
            }
            Press::Confirm if open => {
                self.confirm_agreed(&place.recommendation.id);
                None
            }
            Press::Repeat if open => self.offer(question).and_then(|offer| {
                let next = self.walk(state, question, 1);
                self.rate(vec![question.clone()], offer.rating);
                next
            }),
            Press::Rate(_)
            | Press::Clear
            | Press::Confirm
            | Press::Repeat
            | Press::Open
            | Press::Whole
            | Press::Left => None,
        };
        if let Some(to) = to {
            state.go(Spot::Question(to));
        }
    }

    /// Carries out a key on the recommendation of a question.
    fn recommendation(&mut self, state: &mut State, question: &QuestionId, press: Press) {
        let Some(place) = self.view.catalogue.question(question) else { return };
        let open = self.view.review_is_open();
        let recommendation = place.recommendation;
        let to = match press {
            Press::Step(step) => self.walk_whole(state, question, step),
            Press::Next => self.next(state, recommendation.questions.last().map(|question| &question.id)),
            Press::Open => {
                state.switch_speed();
                let open = recommendation.questions.iter().find(|one| insight::is_open(&self.round, &one.id));
                open.or(recommendation.questions.first()).map(|question| question.id.clone())
            }
            Press::Rate(rating) if open => {
                let next = self.walk_whole(state, question, 1);
                self.rate(insight::taking(recommendation, |id| insight::is_open(&self.round, id)), rating);
                next
            }
            Press::Confirm if open => {
                let next = self.walk_whole(state, question, 1);
                let all = recommendation.questions.iter().map(|question| question.id.clone());
                let carried: Vec<_> = all.filter(|id| self.round.is_to_reconfirm(id)).collect();
                let any = !carried.is_empty();
                self.confirm(carried);
                (self.confirm_agreed(&recommendation.id) || any).then_some(next).flatten()
            }
            Press::Rate(_) | Press::Clear | Press::Confirm | Press::Repeat | Press::Whole | Press::Left => None,
        };
        if let Some(to) = to {
            state.go(Spot::Question(to));
        }
    }

    /// The answer of another checklist that is offered for a question.
    fn offer(&self, question: &QuestionId) -> Option<Offer> {
        insight::offers(self.view.catalogue, &self.round, question).into_iter().next()
    }

    /// Whether anything is left of the whole review.
    fn is_left(&self) -> bool {
        walk::next_left(self.view, &self.round, &Part::Everything, None).is_some()
    }

    /// The next question of the part at which something is left.
    fn next(&self, state: &State, from: Option<&QuestionId>) -> Option<QuestionId> {
        walk::next_left(self.view, &self.round, state.part(), from)
    }

    /// Asks for an edit, and reckons with it from now on.
    fn edit(&mut self, edit: Edit) {
        let project = self.project.as_ref().unwrap_or(self.view.project);
        // What this copy says of the time is nobody's.
        if let Ok(next) = edit.clone().apply(project, Timestamp::UNIX_EPOCH) {
            if let Some(round) = next.round() {
                self.round = Arc::clone(round);
            }
            self.project = Some(next);
        }
        self.out.edit(edit);
    }

    /// Rates questions alike.
    fn rate(&mut self, mut questions: Vec<QuestionId>, rating: Rating) {
        let edit = match questions.pop() {
            Some(question) if questions.is_empty() => Edit::Rate { question, rating },
            last => {
                questions.extend(last);
                Edit::RateAll { questions, rating }
            }
        };
        self.edit(edit);
    }

    /// Confirms ratings that were carried over.
    fn confirm(&mut self, questions: Vec<QuestionId>) {
        if !questions.is_empty() {
            self.edit(Edit::Reconfirm { questions });
        }
    }

    /// Confirms a rating agreed by hand that was carried over; gives whether there was one.
    fn confirm_agreed(&mut self, id: &RecommendationId) -> bool {
        let carried = self.round.agreed.get(id).is_some_and(|agreed| agreed.to_reconfirm);
        if carried {
            self.edit(Edit::ReconfirmAgreed(id.clone()));
        }
        carried
    }

    /// The question some places further on among those shown, over the ends of recommendations; `None` at the end.
    fn walk(&self, state: &State, id: &QuestionId, step: i32) -> Option<QuestionId> {
        let shown = walk::shown(self.view, state, &self.round);
        let to = moved(shown.iter().position(|one| one == id), step, shown.len())?;
        shown.get(to).filter(|to| *to != id).cloned()
    }

    /// The first question of the recommendation some places further on among those shown; `None` at the end.
    fn walk_whole(&self, state: &State, id: &QuestionId, step: i32) -> Option<QuestionId> {
        let shown = walk::recommendations(self.view, state, &self.round);
        let of = |place: &RecommendationPlace<'v>| place.recommendation.questions.iter().any(|one| one.id == *id);
        let from = shown.iter().position(of);
        let to = moved(from, step, shown.len())?;
        let to = shown.get(to).filter(|_| from != Some(to))?;
        to.recommendation.questions.first().map(|question| question.id.clone())
    }
}

/// The place after moving in a list of so many.
fn moved(from: Option<usize>, step: i32, len: usize) -> Option<usize> {
    ListKeys { focused: true, step, enter: false }.moved(from.unwrap_or(0), len)
}

/// Takes the next press of the list's own keys. With it go the texts that keys before it would have typed.
fn next_press(ui: &Ui) -> Option<Press> {
    let mut taken = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            if taken.is_some() {
                return true;
            }
            let Event::Key { key, pressed: true, modifiers, .. } = event else {
                return !matches!(event, Event::Text(_));
            };
            taken = press(*key, *modifiers);
            taken.is_none()
        });
    });
    taken
}

/// What a key asks for; `None` for keys that are not the list's.
fn press(key: Key, modifiers: Modifiers) -> Option<Press> {
    if let Some(step) = list_step(key) {
        return modifiers.matches_logically(Modifiers::NONE).then_some(Press::Step(step));
    }
    if !modifiers.is_none() {
        return None;
    }
    if let Some((_, rating)) = RATINGS.iter().find(|(one, _)| *one == key) {
        return Some(Press::Rate(*rating));
    }
    OTHERS.iter().find(|(one, _)| *one == key).map(|(_, press)| *press)
}
