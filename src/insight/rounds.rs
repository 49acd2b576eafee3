//! What changed between two rounds: for every question, for the plan, and in a sentence.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::tally::{RatingCounts, tally};
use crate::content::{Catalogue, QuestionId};
use crate::project::{ActionId, Project, Rating, Round, RoundId, Status};
use crate::words;

/// How a question's rating in a later round stands to that in an earlier one. Every question has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shift {
    /// It has a better rating.
    Improved,
    /// It has a worse rating.
    Declined,
    /// It is rated now and was not, or did not apply.
    New,
    /// Its rating was looked at again and is the same.
    Unchanged,
    /// Its rating was carried over and nobody has confirmed it, or it was cleared.
    NotReconfirmed,
    /// It had a rating and does not apply any more.
    NoLongerApplies,
    /// Nobody has rated it in either round.
    NotAssessed,
}

impl Shift {
    /// All seven, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::Improved,
        Self::Declined,
        Self::New,
        Self::Unchanged,
        Self::NotReconfirmed,
        Self::NoLongerApplies,
        Self::NotAssessed,
    ];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Improved => "Improved",
            Self::Declined => "Declined",
            Self::New => "New",
            Self::Unchanged => "Unchanged",
            Self::NotReconfirmed => "Not re-confirmed",
            Self::NoLongerApplies => "No longer applies",
            Self::NotAssessed => "Not assessed",
        }
    }

    /// A stable id for command-line output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Declined => "declined",
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::NotReconfirmed => "not_reconfirmed",
            Self::NoLongerApplies => "no_longer_applies",
            Self::NotAssessed => "not_assessed",
        }
    }

    /// Whether something changed, so that lists of changes show it.
    pub fn is_change(self) -> bool {
        match self {
            Self::Improved | Self::Declined | Self::New | Self::NoLongerApplies => true,
            Self::Unchanged | Self::NotReconfirmed | Self::NotAssessed => false,
        }
    }
}

/// How a question stands in two rounds.
pub fn shift(question: &QuestionId, earlier: &Round, later: &Round) -> Shift {
    let (from, to) = (earlier.rating(question), later.rating(question));
    match (from, to) {
        _ if later.is_to_reconfirm(question) => Shift::NotReconfirmed,
        (Rating::NotAssessed, Rating::NotAssessed) => Shift::NotAssessed,
        (_, Rating::NotAssessed) => Shift::NotReconfirmed,
        (Rating::NotApplicable, Rating::NotApplicable) => Shift::Unchanged,
        (_, Rating::NotApplicable) if from.has_colour() => Shift::NoLongerApplies,
        (from, _) if !from.has_colour() => Shift::New,
        // Red, amber and green are declared in this order.
        (from, to) if to > from => Shift::Improved,
        (from, to) if to < from => Shift::Declined,
        _ => Shift::Unchanged,
    }
}

/// How many questions stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are those of the shifts")]
pub struct ShiftCounts {
    pub improved: u32,
    pub declined: u32,
    pub new: u32,
    pub unchanged: u32,
    pub not_reconfirmed: u32,
    pub no_longer_applies: u32,
    pub not_assessed: u32,
}

impl ShiftCounts {
    /// Counts one more.
    fn add(&mut self, shift: Shift) {
        match shift {
            Shift::Improved => self.improved += 1,
            Shift::Declined => self.declined += 1,
            Shift::New => self.new += 1,
            Shift::Unchanged => self.unchanged += 1,
            Shift::NotReconfirmed => self.not_reconfirmed += 1,
            Shift::NoLongerApplies => self.no_longer_applies += 1,
            Shift::NotAssessed => self.not_assessed += 1,
        }
    }

    /// How many stand so.
    pub fn of(self, shift: Shift) -> u32 {
        match shift {
            Shift::Improved => self.improved,
            Shift::Declined => self.declined,
            Shift::New => self.new,
            Shift::Unchanged => self.unchanged,
            Shift::NotReconfirmed => self.not_reconfirmed,
            Shift::NoLongerApplies => self.no_longer_applies,
            Shift::NotAssessed => self.not_assessed,
        }
    }

    /// How many questions there are: the counts add up to it.
    pub fn total(self) -> u32 {
        Shift::ALL.into_iter().map(|shift| self.of(shift)).sum()
    }
}

/// A question in two rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionShift {
    /// Which one.
    pub question: QuestionId,
    /// How it stands.
    pub shift: Shift,
    /// Its rating in the earlier round.
    pub from: Rating,
    /// Its rating in the later one.
    pub to: Rating,
}

/// An action whose date slipped: it was open, had a date, and has a later one or none since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slipped {
    /// Which one.
    pub action: ActionId,
    /// What is to be done.
    pub title: String,
    /// When it was due at the end of the earlier round.
    pub from: Date,
    /// When it is due since.
    pub to: Option<Date>,
}

/// An action as a list of changes names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAction {
    /// Which one.
    pub action: ActionId,
    /// What is to be done.
    pub title: String,
    /// Where it stands.
    pub status: Status,
}

/// What changed in the plan from the end of one round to the end of another, or to now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanShift {
    /// Those whose date slipped, soonest former date first.
    pub slipped: Vec<Slipped>,
    /// Those that were open, or not there, and are done or dropped since.
    pub closed: Vec<NamedAction>,
    /// Those that were not there and are open.
    pub new: Vec<NamedAction>,
    /// Those that were open and are not in the plan any more.
    pub removed: Vec<NamedAction>,
}

/// Two rounds compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundsCompared {
    /// The earlier round.
    pub earlier: RoundPoint,
    /// The later round.
    pub later: RoundPoint,
    /// Every question of the catalogue, in its order.
    pub questions: Vec<QuestionShift>,
    /// How many stand how; the counts add up to the number of questions.
    pub counts: ShiftCounts,
    /// What changed in the plan; `None` where the plan was not kept with a round.
    pub plan: Option<PlanShift>,
}

/// A round in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundPoint {
    /// Which round.
    pub id: RoundId,
    /// Its name.
    pub name: String,
    /// The day it began.
    pub started: Date,
    /// The day it was frozen, if it is.
    pub frozen: Option<Date>,
    /// Its questions by rating.
    pub questions: RatingCounts,
    /// Its recommendations by rating.
    pub recommendations: RatingCounts,
    /// How many questions have a rating that was carried over and nobody has confirmed in this round.
    pub to_reconfirm: u32,
}

/// A round in numbers.
pub fn round_point(catalogue: &Catalogue, round: &Round) -> RoundPoint {
    let tally = tally(catalogue, round);
    RoundPoint {
        id: round.id,
        name: round.name.clone(),
        started: round.started,
        frozen: round.frozen,
        questions: tally.questions,
        recommendations: tally.recommendations,
        to_reconfirm: tally.to_reconfirm,
    }
}

/// What changed between two rounds of a project.
pub fn compare(catalogue: &Catalogue, project: &Project, earlier: &Round, later: &Round) -> RoundsCompared {
    let mut counts = ShiftCounts::default();
    let questions = catalogue
        .questions()
        .map(|place| {
            let question = &place.question.id;
            let shift = shift(question, earlier, later);
            counts.add(shift);
            QuestionShift {
                question: question.clone(),
                shift,
                from: earlier.rating(question),
                to: later.rating(question),
            }
        })
        .collect();
    RoundsCompared {
        earlier: round_point(catalogue, earlier),
        later: round_point(catalogue, later),
        questions,
        counts,
        plan: plan_shift(project, earlier, later),
    }
}

/// What changed from the round before to the newest; `None` while there is only one.
pub fn since_last_round(catalogue: &Catalogue, project: &Project) -> Option<RoundsCompared> {
    let (earlier, later) = (project.round_before()?, project.round()?);
    Some(compare(catalogue, project, earlier, later))
}

/// An action at the end of a round.
#[derive(Clone, Copy)]
struct Planned<'a> {
    title: &'a str,
    due: Option<Date>,
    status: &'a Status,
}

/// The plan at the end of a round: as it was kept with it, or as it is now for the round that is open.
fn plan_of<'a>(project: &'a Project, round: &'a Round) -> Option<BTreeMap<ActionId, Planned<'a>>> {
    if round.is_open() {
        let now = project
            .actions
            .iter()
            .map(|action| (action.id, Planned { title: &action.title, due: action.due, status: &action.status }));
        return Some(now.collect());
    }
    let then = round
        .plan
        .as_ref()?
        .iter()
        .map(|then| (then.action, Planned { title: &then.title, due: then.due, status: &then.status }));
    Some(then.collect())
}

fn plan_shift(project: &Project, earlier: &Round, later: &Round) -> Option<PlanShift> {
    let (then, now) = (plan_of(project, earlier)?, plan_of(project, later)?);
    let mut shift = PlanShift::default();
    let named = |action: ActionId, planned: &Planned<'_>| NamedAction {
        action,
        title: planned.title.to_owned(),
        status: planned.status.clone(),
    };
    for (id, new) in &now {
        let old = then.get(id);
        let was_open = old.is_some_and(|old| old.status.is_open());
        match (old, new.status.is_open()) {
            (None, true) => shift.new.push(named(*id, new)),
            (None, false) => shift.closed.push(named(*id, new)),
            (Some(_), false) if was_open => shift.closed.push(named(*id, new)),
            (Some(old), true) if was_open => {
                if let Some(from) = old.due.filter(|from| new.due.is_none_or(|to| to > *from)) {
                    shift.slipped.push(Slipped { action: *id, title: new.title.to_owned(), from, to: new.due });
                }
            }
            (Some(_), _) => {}
        }
    }
    let gone = then.iter().filter(|(id, old)| old.status.is_open() && !now.contains_key(id));
    shift.removed = gone.map(|(id, old)| named(*id, old)).collect();
    shift.slipped.sort_by_key(|slipped| slipped.from);
    Some(shift)
}

impl RoundsCompared {
    /// What changed in the review, in a sentence or two: what improved and declined first, then what is still open.
    pub fn sentence(&self) -> String {
        let counts = self.counts;
        let (leave, leaves) = ("no longer apply", "no longer applies");
        let said: Vec<String> = [
            (counts.improved, "improved", "improved"),
            (counts.declined, "declined", "declined"),
            (counts.new, "newly rated", "newly rated"),
            (counts.no_longer_applies, leaves, leave),
        ]
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .enumerate()
        .map(|(place, (count, one, many))| {
            // The first count has the noun for all of them.
            let noun = match (place, count) {
                (0, 1) => " question",
                (0, _) => " questions",
                _ => "",
            };
            format!("{count}{noun} {}", if count == 1 { one } else { many })
        })
        .collect();
        let changed = if said.is_empty() {
            format!("No rating has changed since {}", self.earlier.name)
        } else {
            format!("Since {}: {}", self.earlier.name, words::list(&said))
        };
        match counts.not_reconfirmed {
            0 => format!("{changed}."),
            1 => format!("{changed}. 1 rating is not re-confirmed."),
            many => format!("{changed}. {many} ratings are not re-confirmed."),
        }
    }

    /// What improved and declined, as a title: `Since Round 1: 14 improved, 2 declined`.
    pub fn headline(&self) -> String {
        let ShiftCounts { improved, declined, new, no_longer_applies, unchanged, .. } = self.counts;
        let since = format!("Since {}", self.earlier.name);
        match (improved, declined) {
            (0, 0) if new + no_longer_applies + unchanged == 0 => format!("{since}, nothing has been looked at again"),
            (0, 0) if new + no_longer_applies == 0 => format!("{since}, no rating has changed"),
            (0, 0) => format!("{since}, nothing has improved or declined"),
            _ => format!("{since}: {improved} improved, {declined} declined"),
        }
    }

    /// The questions whose rating changed, in the catalogue's order.
    pub fn changes(&self) -> impl Iterator<Item = &QuestionShift> {
        self.questions.iter().filter(|one| one.shift.is_change())
    }
}

impl PlanShift {
    /// What changed in the plan, as a sentence.
    pub fn sentence(&self) -> String {
        let said: Vec<String> = [
            (self.closed.len(), "closed"),
            (self.new.len(), "new"),
            (self.slipped.len(), "slipped"),
            (self.removed.len(), "removed"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", words::whole(count as u64)))
        .collect();
        if said.is_empty() {
            "The plan has not changed.".to_owned()
        } else {
            format!("Actions: {}.", words::list(&said))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::project::Answer;

    fn round(rating: Rating, to_reconfirm: bool) -> Round {
        let mut round = Round::new(RoundId(1), "Round", date(2026, 1, 1), Timestamp::UNIX_EPOCH);
        if rating != Rating::NotAssessed {
            let answer = Answer { rating, to_reconfirm, ..Answer::new(Timestamp::UNIX_EPOCH) };
            round.answers.insert("q".into(), Arc::new(answer));
        }
        round
    }

    #[test]
    fn each_pair_of_ratings_has_its_shift() {
        use Rating::{Active, Limited, NotApplicable, NotAssessed, NotInPlace};
        use Shift::{Declined, Improved, New, NoLongerApplies, NotReconfirmed, Unchanged};
        let table = [
            (NotAssessed, [Shift::NotAssessed, New, New, New, New]),
            (NotInPlace, [NotReconfirmed, Unchanged, Improved, Improved, NoLongerApplies]),
            (Limited, [NotReconfirmed, Declined, Unchanged, Improved, NoLongerApplies]),
            (Active, [NotReconfirmed, Declined, Declined, Unchanged, NoLongerApplies]),
            (NotApplicable, [NotReconfirmed, New, New, New, Unchanged]),
        ];
        for (from, row) in table {
            for (to, expected) in [NotAssessed, NotInPlace, Limited, Active, NotApplicable].into_iter().zip(row) {
                let question = "q".into();
                assert_eq!(shift(&question, &round(from, false), &round(to, false)), expected, "{from:?} to {to:?}");
                if to != NotAssessed {
                    assert_eq!(shift(&question, &round(from, false), &round(to, true)), NotReconfirmed);
                }
            }
        }
    }
}
