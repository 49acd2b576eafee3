//! Parts of the review that can be worked through on their own, and how far each is.

use super::tally::{RatingCounts, Tally};
use crate::content::{AreaId, Catalogue, PackId, Pillar, QuestionPlace};
use crate::words;

/// How many questions are dealt with in a minute, by somebody who knows the organisation.
const A_MINUTE: u32 = 3;

/// A part of the review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    #[default]
    Everything,
    /// A checklist.
    Checklist(PackId),
    /// An area of a checklist.
    Area(AreaId),
    /// What bears on a pillar.
    Pillar(Pillar),
}

impl Part {
    /// All parts with a question: everything, each checklist followed by its areas, the pillars.
    pub fn all(tally: &Tally) -> Vec<Self> {
        let mut parts = vec![Self::Everything];
        for checklist in &tally.checklists {
            parts.push(Self::Checklist(checklist.id.clone()));
            let areas = tally.areas.iter().filter(|area| area.checklist == checklist.id);
            parts.extend(areas.map(|area| Self::Area(area.id.clone())));
        }
        parts.extend(tally.pillars.iter().map(|pillar| Self::Pillar(pillar.pillar)));
        parts.retain(|part| part.progress(tally).total() > 0);
        parts
    }

    /// Whether a question belongs to it.
    pub fn holds(&self, place: &QuestionPlace<'_>) -> bool {
        match self {
            Self::Everything => true,
            Self::Checklist(id) => place.pack == id,
            Self::Area(id) => place.area.id == *id,
            Self::Pillar(pillar) => place.recommendation.pillar == *pillar,
        }
    }

    /// Whether the closing questions of a checklist belong to it.
    pub fn asks(&self, checklist: &PackId) -> bool {
        match self {
            Self::Everything => true,
            Self::Checklist(id) => id == checklist,
            Self::Area(_) | Self::Pillar(_) => false,
        }
    }

    /// Its name. A checklist and a pillar may be called alike, so each says which it is.
    pub fn name(&self, catalogue: &Catalogue) -> String {
        match self {
            Self::Everything => "Everything".to_owned(),
            Self::Checklist(id) => {
                let name = catalogue.checklists().find(|(pack, _)| *pack == id).map(|(_, checklist)| &checklist.name);
                format!("{} checklist", name.map_or("Former", String::as_str))
            }
            Self::Area(id) => catalogue
                .checklists()
                .flat_map(|(_, checklist)| checklist.areas.iter().map(move |area| (checklist, area)))
                .find(|(_, area)| area.id == *id)
                .map_or_else(String::new, |(checklist, area)| format!("{}: {}", checklist.name, area.name)),
            Self::Pillar(pillar) => format!("{} pillar", pillar.name()),
        }
    }

    /// How far it is.
    pub fn progress(&self, tally: &Tally) -> Progress {
        match self {
            Self::Everything => Some(Progress::new(tally.questions, tally.to_reconfirm)),
            Self::Checklist(id) => tally
                .checklists
                .iter()
                .find(|one| one.id == *id)
                .map(|one| Progress::new(one.questions, one.to_reconfirm)),
            Self::Area(id) => {
                tally.areas.iter().find(|one| one.id == *id).map(|one| Progress::new(one.questions, one.to_reconfirm))
            }
            Self::Pillar(pillar) => tally
                .pillars
                .iter()
                .find(|one| one.pillar == *pillar)
                .map(|one| Progress::new(one.questions, one.to_reconfirm)),
        }
        .unwrap_or_default()
    }

    /// The part to offer once this one is done: the next pillar after a pillar, the next checklist after a checklist or
    /// its area, round at the end; `None` where nothing is left.
    pub fn next(&self, catalogue: &Catalogue, tally: &Tally) -> Option<Self> {
        let parts: Vec<Self> = match self {
            Self::Everything => return None,
            Self::Pillar(_) => Pillar::ALL.into_iter().map(Self::Pillar).collect(),
            Self::Checklist(_) => tally.checklists.iter().map(|one| Self::Checklist(one.id.clone())).collect(),
            Self::Area(_) => {
                let areas = catalogue.checklists().flat_map(|(_, checklist)| &checklist.areas);
                areas.map(|area| Self::Area(area.id.clone())).collect()
            }
        };
        let from = parts.iter().position(|part| part == self)?;
        parts.iter().cycle().skip(from + 1).take(parts.len()).find(|part| part.progress(tally).left() > 0).cloned()
    }
}

/// How far a part of the review is, in questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rated or marked as not applicable, and nothing left to confirm.
    pub done: u32,
    /// Not rated by anybody.
    pub to_rate: u32,
    /// Rated in the round before, and not confirmed in this one.
    pub to_reconfirm: u32,
}

impl Progress {
    /// How far so many questions are.
    pub fn new(questions: RatingCounts, to_reconfirm: u32) -> Self {
        Self {
            done: questions.answered().saturating_sub(to_reconfirm),
            to_rate: questions.not_assessed,
            to_reconfirm: to_reconfirm.min(questions.answered()),
        }
    }

    /// How many questions there are.
    pub fn total(self) -> u32 {
        self.done + self.to_rate + self.to_reconfirm
    }

    /// How many are still to be dealt with.
    pub fn left(self) -> u32 {
        self.to_rate + self.to_reconfirm
    }

    /// How far it is, for lists: `3 of 12`, `3 of 12, 9 to re-confirm`.
    pub fn words(self) -> String {
        let done = format!("{} of {}", self.done, self.total());
        match self.to_reconfirm {
            0 => done,
            count => format!("{done}, {count} to re-confirm"),
        }
    }

    /// What is left, in words: `12 to rate`, `3 to rate and 9 to re-confirm`; `None` where nothing is.
    pub fn left_words(self) -> Option<String> {
        match (self.to_rate, self.to_reconfirm) {
            (0, 0) => None,
            (rate, 0) => Some(format!("{rate} to rate")),
            (0, confirm) => Some(format!("{confirm} to re-confirm")),
            (rate, confirm) => Some(format!("{rate} to rate and {confirm} to re-confirm")),
        }
    }

    /// How many there are and about how long what is left takes: `43 questions, about 15 minutes`.
    pub fn time_words(self) -> String {
        let questions = words::count(self.left() as usize, "question", "questions");
        match self.left().div_ceil(A_MINUTE) {
            0 | 1 => format!("{questions}, about a minute"),
            minutes => format!("{questions}, about {minutes} minutes"),
        }
    }
}
