//! What changed between two rounds as a list: which questions are asked for, in which order, and the words that go with
//! them.

use super::rounds::{QuestionShift, RoundsCompared, Shift, ShiftCounts};
use crate::content::Catalogue;
use crate::words;

/// Which questions of a comparison a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShiftPart {
    /// Those that changed.
    #[default]
    Changes,
    /// Those that stand in one way.
    Only(Shift),
    /// All of them.
    All,
}

impl ShiftPart {
    /// All parts, in the order that lists offer them.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Changes).chain(Shift::ALL.into_iter().map(Self::Only)).chain([Self::All])
    }

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changes => "Changes",
            Self::Only(shift) => shift.name(),
            Self::All => "All",
        }
    }

    /// Whether a question that stands so belongs to it.
    pub fn holds(self, shift: Shift) -> bool {
        match self {
            Self::Changes => shift.is_change(),
            Self::Only(only) => shift == only,
            Self::All => true,
        }
    }

    /// How many of these counts belong to it.
    pub fn count(self, counts: ShiftCounts) -> u32 {
        Shift::ALL.into_iter().filter(|shift| self.holds(*shift)).map(|shift| counts.of(shift)).sum()
    }
}

/// The order of a list of changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ShiftSort {
    /// As the checklists have the questions.
    #[default]
    Packs,
    /// By how they stand, in the order of [`Shift::ALL`].
    Shift,
}

/// What a list of changes is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShiftQuery {
    /// Which questions.
    pub part: ShiftPart,
    /// Words to look for in the question, its recommendation and its area; empty for any.
    pub text: String,
    /// The order.
    pub sort: ShiftSort,
}

/// The questions that a query finds: their places in [`RoundsCompared::questions`], in its order.
pub fn shift_list(catalogue: &Catalogue, compared: &RoundsCompared, query: &ShiftQuery) -> Vec<usize> {
    let text = query.text.trim().to_lowercase();
    let wanted: Vec<&str> = text.split_whitespace().collect();
    let mut rows: Vec<(Shift, usize)> = compared
        .questions
        .iter()
        .enumerate()
        .filter(|(_, one)| query.part.holds(one.shift) && mentions(catalogue, one, &wanted))
        .map(|(place, one)| (one.shift, place))
        .collect();
    if query.sort == ShiftSort::Shift {
        rows.sort_by_key(|(shift, _)| *shift);
    }
    rows.into_iter().map(|(_, place)| place).collect()
}

/// Whether a question, its recommendation or its area holds all of these words.
fn mentions(catalogue: &Catalogue, one: &QuestionShift, wanted: &[&str]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let text = shift_place(catalogue, one).to_lowercase();
    let question = question_words(catalogue, one).to_lowercase();
    wanted.iter().all(|word| text.contains(word) || question.contains(word))
}

/// The text of a compared question.
pub fn question_words<'a>(catalogue: &'a Catalogue, one: &QuestionShift) -> &'a str {
    catalogue.question(&one.question).map(|place| place.question.text.as_str()).unwrap_or_default()
}

/// Where a compared question stands: its recommendation, checklist and area.
pub fn shift_place(catalogue: &Catalogue, one: &QuestionShift) -> String {
    catalogue.question(&one.question).map_or_else(String::new, |place| {
        format!("{} · {}: {}", place.recommendation.title, place.checklist.name, place.area.name)
    })
}

/// A row of the list in one go, for those who hear it.
pub fn shift_row_words(catalogue: &Catalogue, one: &QuestionShift) -> String {
    format!(
        "{}. {}, then {}. {}. {}",
        one.shift.name(),
        one.from.name(),
        one.to.name(),
        question_words(catalogue, one).trim_end_matches('.'),
        shift_place(catalogue, one)
    )
}

impl ShiftCounts {
    /// The counts in a sentence, each that is not nought, with their total.
    pub fn sentence(self) -> String {
        let said: Vec<String> = Shift::ALL
            .into_iter()
            .filter(|shift| self.of(*shift) > 0)
            .map(|shift| format!("{} {}", self.of(shift), shift.words(self.of(shift))))
            .collect();
        match self.total() {
            0 => "No checklist is loaded, so there is nothing to compare.".to_owned(),
            1 => format!("Of 1 question: {}.", words::list(&said)),
            total => format!("Of {total} questions: {}.", words::list(&said)),
        }
    }
}

impl Shift {
    /// Its words behind a count: `improved`, `no longer apply`.
    fn words(self, count: u32) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Declined => "declined",
            Self::New => "newly rated",
            Self::Unchanged => "unchanged",
            Self::NotReconfirmed => "not re-confirmed",
            Self::NoLongerApplies if count == 1 => "no longer applies",
            Self::NoLongerApplies => "no longer apply",
            Self::NotAssessed => "not assessed",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use jiff::Timestamp;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::insight::compare;
    use crate::project::{Answer, Organisation, Project, ProjectId, Rating, Round, RoundId};

    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

    /// A round with these ratings, in turn, and some of them to be confirmed.
    fn round(catalogue: &Catalogue, id: u64, ratings: &[(Rating, bool)]) -> Round {
        let mut round = Round::new(RoundId(id), "Round", date(2026, 1, 1), Timestamp::UNIX_EPOCH);
        for (place, (rating, to_reconfirm)) in catalogue.questions().zip(ratings.iter().cycle()) {
            let answer = Answer { rating: *rating, to_reconfirm: *to_reconfirm, ..Answer::new(Timestamp::UNIX_EPOCH) };
            round.answers.insert(place.question.id.clone(), Arc::new(answer));
        }
        round
    }

    fn project() -> Project {
        Project::new(
            ProjectId(1),
            Organisation::named("Northmoor Trust", Timestamp::UNIX_EPOCH),
            Round::new(RoundId(1), "Round 1", date(2026, 6, 1), Timestamp::UNIX_EPOCH),
        )
    }

    fn ratings() -> impl Strategy<Value = Vec<(Rating, bool)>> {
        let rating = prop::sample::select(Rating::ALL.to_vec());
        prop::collection::vec((rating, any::<bool>()), 1..40)
    }

    proptest! {
        #[test]
        fn every_filter_lists_as_many_as_it_counts(then in ratings(), now in ratings()) {
            let catalogue = &*CATALOGUE;
            let (earlier, later) = (round(catalogue, 1, &then), round(catalogue, 2, &now));
            let compared = compare(catalogue, &project(), &earlier, &later);
            prop_assert_eq!(compared.counts.total() as usize, catalogue.questions().count());
            for part in ShiftPart::all() {
                for sort in [ShiftSort::Packs, ShiftSort::Shift] {
                    let rows = shift_list(catalogue, &compared, &ShiftQuery { part, sort, ..ShiftQuery::default() });
                    prop_assert_eq!(rows.len(), part.count(compared.counts) as usize);
                    let shifts: Vec<Shift> = rows.iter().map(|row| compared.questions[*row].shift).collect();
                    prop_assert!(shifts.iter().all(|shift| part.holds(*shift)));
                    let sorted = match sort {
                        ShiftSort::Packs => rows.is_sorted(),
                        ShiftSort::Shift => shifts.is_sorted(),
                    };
                    prop_assert!(sorted);
                }
            }
        }
    }

    #[test]
    fn the_sentence_adds_up() {
        let counts =
            ShiftCounts { improved: 14, declined: 2, no_longer_applies: 1, unchanged: 110, ..Default::default() };
        let expected = "Of 127 questions: 14 improved, 2 declined, 110 unchanged and 1 no longer applies.";
        assert_eq!(counts.sentence(), expected);
        assert_eq!(ShiftPart::Changes.count(counts), 17);
    }
}
