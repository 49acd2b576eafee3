//! Counting ratings: of questions, of recommendations, by area, checklist and pillar.

use serde::Serialize;

use crate::content::{AreaId, Catalogue, PackId, Pillar, Recommendation, RecommendationId};
use crate::project::{Rating, Round};

/// How many have each rating.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RatingCounts {
    /// Nobody has rated them yet.
    pub not_assessed: u32,
    /// Red.
    pub not_in_place: u32,
    /// Amber.
    pub limited: u32,
    /// Green.
    pub active: u32,
    /// Do not apply.
    pub not_applicable: u32,
}

impl RatingCounts {
    /// Counts one more of a rating.
    pub fn add(&mut self, rating: Rating) {
        match rating {
            Rating::NotAssessed => self.not_assessed += 1,
            Rating::NotInPlace => self.not_in_place += 1,
            Rating::Limited => self.limited += 1,
            Rating::Active => self.active += 1,
            Rating::NotApplicable => self.not_applicable += 1,
        }
    }

    /// Counts all of another count as well.
    pub fn add_all(&mut self, other: Self) {
        self.not_assessed += other.not_assessed;
        self.not_in_place += other.not_in_place;
        self.limited += other.limited;
        self.active += other.active;
        self.not_applicable += other.not_applicable;
    }

    /// How many have this rating.
    pub fn of(self, rating: Rating) -> u32 {
        match rating {
            Rating::NotAssessed => self.not_assessed,
            Rating::NotInPlace => self.not_in_place,
            Rating::Limited => self.limited,
            Rating::Active => self.active,
            Rating::NotApplicable => self.not_applicable,
        }
    }

    /// How many there are.
    pub fn total(self) -> u32 {
        Rating::ALL.into_iter().map(|rating| self.of(rating)).sum()
    }

    /// How many somebody has dealt with: rated, or marked as not applicable.
    pub fn answered(self) -> u32 {
        self.total() - self.not_assessed
    }

    /// How many have a colour: the base of every percentage.
    pub fn rated(self) -> u32 {
        self.active + self.limited + self.not_in_place
    }

    /// The share of those with a colour that are active, in percent; `None` while none has a colour.
    pub fn percent_active(self) -> Option<f64> {
        (self.rated() > 0).then(|| 100.0 * f64::from(self.active) / f64::from(self.rated()))
    }

    /// The counts in words, those that are not nought: `3 active, 1 limited, 1 to rate`.
    pub fn words(self) -> String {
        let parts: Vec<String> = [
            (self.active, "active"),
            (self.limited, "limited"),
            (self.not_in_place, "not in place"),
            (self.not_assessed, "to rate"),
            (self.not_applicable, "not applicable"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
        parts.join(", ")
    }
}

/// The rating of a recommendation and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecommendationRating {
    /// The rating that counts.
    pub rating: Rating,
    /// The rating that follows from its questions.
    pub from_questions: Rating,
    /// How many of its questions have each rating.
    pub questions: RatingCounts,
    /// How many of its questions have a rating that was carried over and nobody has confirmed.
    pub to_reconfirm: u32,
    /// The reason, where the rating was agreed by hand.
    pub agreed: Option<String>,
}

impl RecommendationRating {
    /// The split in words: `3 of 5 active`, `1 active, 1 limited, 2 to rate`.
    pub fn words(&self) -> String {
        self.questions.words()
    }
}

/// The rating that follows from the ratings of a recommendation's questions.
///
/// The rule: none applicable, not applicable; any applicable one unrated, not assessed; all active, active; all not in
/// place, not in place; otherwise limited.
fn from_questions(questions: RatingCounts) -> Rating {
    let applicable = questions.total() - questions.not_applicable;
    if applicable == 0 {
        Rating::NotApplicable
    } else if questions.not_assessed > 0 {
        Rating::NotAssessed
    } else if questions.active == applicable {
        Rating::Active
    } else if questions.not_in_place == applicable {
        Rating::NotInPlace
    } else {
        Rating::Limited
    }
}

/// The rating of a recommendation in a round.
pub fn recommendation_rating(recommendation: &Recommendation, round: &Round) -> RecommendationRating {
    let mut questions = RatingCounts::default();
    let mut to_reconfirm = 0;
    for question in &recommendation.questions {
        questions.add(round.rating(&question.id));
        to_reconfirm += u32::from(round.is_to_reconfirm(&question.id));
    }
    let from_questions = from_questions(questions);
    let agreed = round.agreed.get(&recommendation.id);
    RecommendationRating {
        rating: agreed.map_or(from_questions, |agreed| agreed.rating),
        from_questions,
        questions,
        to_reconfirm,
        agreed: agreed.map(|agreed| agreed.reason.clone()),
    }
}

/// All counts of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Of all questions.
    pub questions: RatingCounts,
    /// Of all recommendations.
    pub recommendations: RatingCounts,
    /// How many questions have a rating that was carried over and nobody has confirmed.
    pub to_reconfirm: u32,
    /// By checklist, in the catalogue's order.
    pub checklists: Vec<ChecklistTally>,
    /// By area, in the catalogue's order.
    pub areas: Vec<AreaTally>,
    /// By pillar, in the order of [`Pillar::ALL`].
    pub pillars: Vec<PillarTally>,
}

/// The counts of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistTally {
    /// Which one.
    pub id: PackId,
    /// Its name.
    pub name: String,
    /// Of its questions.
    pub questions: RatingCounts,
    /// Of its recommendations.
    pub recommendations: RatingCounts,
    /// How many of its questions have a rating that was carried over and nobody has confirmed.
    pub to_reconfirm: u32,
}

/// The counts of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaTally {
    /// The checklist that it is part of.
    pub checklist: PackId,
    /// Which one.
    pub id: AreaId,
    /// The name of its checklist: `Progression`.
    pub checklist_name: String,
    /// Its own name: `Leadership and culture`.
    pub name: String,
    /// Of its questions.
    pub questions: RatingCounts,
    /// Of its recommendations: what the paper checklist's follow-up asks for.
    pub recommendations: RatingCounts,
    /// How many of its questions have a rating that was carried over and nobody has confirmed.
    pub to_reconfirm: u32,
}

impl AreaTally {
    /// Its name with its checklist's: `Progression: Leadership and culture`.
    pub fn full_name(&self) -> String {
        format!("{}: {}", self.checklist_name, self.name)
    }
}

/// The counts of a pillar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PillarTally {
    /// Which one.
    pub pillar: Pillar,
    /// Of its questions.
    pub questions: RatingCounts,
    /// Of its recommendations.
    pub recommendations: RatingCounts,
    /// How many of its questions have a rating that was carried over and nobody has confirmed.
    pub to_reconfirm: u32,
}

/// Counts a round.
pub fn tally(catalogue: &Catalogue, round: &Round) -> Tally {
    let mut all = Tally {
        questions: RatingCounts::default(),
        recommendations: RatingCounts::default(),
        to_reconfirm: 0,
        checklists: Vec::new(),
        areas: Vec::new(),
        pillars: Pillar::ALL
            .into_iter()
            .map(|pillar| PillarTally {
                pillar,
                questions: RatingCounts::default(),
                recommendations: RatingCounts::default(),
                to_reconfirm: 0,
            })
            .collect(),
    };
    for (id, checklist) in catalogue.checklists() {
        let mut whole = ChecklistTally {
            id: id.clone(),
            name: checklist.name.clone(),
            questions: RatingCounts::default(),
            recommendations: RatingCounts::default(),
            to_reconfirm: 0,
        };
        for area in &checklist.areas {
            let mut part = AreaTally {
                checklist: id.clone(),
                id: area.id.clone(),
                checklist_name: checklist.name.clone(),
                name: area.name.clone(),
                questions: RatingCounts::default(),
                recommendations: RatingCounts::default(),
                to_reconfirm: 0,
            };
            for recommendation in &area.recommendations {
                let rating = recommendation_rating(recommendation, round);
                part.questions.add_all(rating.questions);
                part.recommendations.add(rating.rating);
                part.to_reconfirm += rating.to_reconfirm;
                if let Some(pillar) = all.pillars.iter_mut().find(|one| one.pillar == recommendation.pillar) {
                    pillar.questions.add_all(rating.questions);
                    pillar.recommendations.add(rating.rating);
                    pillar.to_reconfirm += rating.to_reconfirm;
                }
            }
            whole.questions.add_all(part.questions);
            whole.recommendations.add_all(part.recommendations);
            whole.to_reconfirm += part.to_reconfirm;
            all.areas.push(part);
        }
        all.questions.add_all(whole.questions);
        all.recommendations.add_all(whole.recommendations);
        all.to_reconfirm += whole.to_reconfirm;
        all.checklists.push(whole);
    }
    all
}

/// A recommendation among the largest gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which one.
    pub recommendation: RecommendationId,
    /// Its title.
    pub title: String,
    /// The checklist and area that it stands in.
    pub area: String,
    /// Its rating.
    pub rating: RecommendationRating,
}

/// Recommendations with red or amber questions, those with the most red ones first, then those with the most amber.
pub fn largest_gaps(catalogue: &Catalogue, round: &Round) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = catalogue
        .recommendations()
        .map(|place| Gap {
            recommendation: place.recommendation.id.clone(),
            title: place.recommendation.title.clone(),
            area: format!("{}: {}", place.checklist.name, place.area.name),
            rating: recommendation_rating(place.recommendation, round),
        })
        .filter(|gap| {
            gap.rating.rating.is_gap() || gap.rating.questions.not_in_place + gap.rating.questions.limited > 0
        })
        .collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse((gap.rating.questions.not_in_place, gap.rating.questions.limited)));
    gaps
}
