//! Findings: what a page or a print says first, in a sentence and a line below it.

use super::Digest;
use super::attention::AttentionKind;
use super::kpi::{KpiState, KpiView};
use super::tally::{PillarTally, RatingCounts};
use crate::content::Pillar;
use crate::words;

/// Fewer questions than this on a pillar are too few to judge it by.
const FEW_QUESTIONS: u32 = 10;

/// What a page says first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The finding: the page's title.
    pub title: String,
    /// What it rests on and what to look at.
    pub detail: String,
}

/// What to say of a pillar on which the loaded checklists ask little; `None` where they ask enough.
pub fn coverage(pillar: &PillarTally) -> Option<String> {
    match pillar.questions.total() {
        0 => Some("The loaded checklists ask nothing about this pillar.".to_owned()),
        1 => Some("Only 1 question bears on this pillar, so it says little.".to_owned()),
        total if total < FEW_QUESTIONS => {
            Some(format!("Only {total} questions bear on this pillar, so it says little."))
        }
        _ => None,
    }
}

/// The pillar with the largest share of practices not in place, among those with enough rated questions to judge.
pub fn weakest_pillar(digest: &Digest) -> Option<&PillarTally> {
    digest
        .tally
        .pillars
        .iter()
        .filter(|pillar| pillar.questions.not_in_place > 0 && pillar.questions.rated() >= FEW_QUESTIONS)
        .max_by(|a, b| red_share(a.questions).total_cmp(&red_share(b.questions)))
}

fn red_share(counts: RatingCounts) -> f64 {
    if counts.rated() == 0 { 0.0 } else { f64::from(counts.not_in_place) / f64::from(counts.rated()) }
}

/// The name of a pillar within a sentence's start.
fn named(pillar: Pillar) -> &'static str {
    pillar.name()
}

/// How far the review is: `108 of 127 questions rated.`
fn progress(counts: RatingCounts) -> String {
    let (answered, total) = (counts.answered(), counts.total());
    if answered == total {
        format!("All {total} questions rated.")
    } else {
        format!("{answered} of {total} questions rated.")
    }
}

/// The weakest pillar in a sentence.
fn weakness(digest: &Digest) -> String {
    weakest_pillar(digest).map_or_else(String::new, |pillar| {
        let counts = pillar.questions;
        format!(
            " {} holds you back most: {} of {} practices are not in place.",
            named(pillar.pillar),
            counts.not_in_place,
            counts.rated()
        )
    })
}

/// What the overview says first.
pub fn overview_finding(digest: &Digest) -> Finding {
    let counts = digest.tally.questions;
    if counts.total() == 0 {
        return Finding {
            title: "No checklist is loaded".to_owned(),
            detail: "Choose a pack folder that holds one, or go back to the built-in packs, in the preferences."
                .to_owned(),
        };
    }
    if counts.answered() == 0 {
        return Finding {
            title: "Begin with the review".to_owned(),
            detail: format!(
                "{} questions in {} checklists show where you stand. Rate what you know; the rest can wait.",
                counts.total(),
                digest.tally.checklists.len()
            ),
        };
    }
    let title = if counts.rated() == 0 {
        "Nothing is rated with a colour yet".to_owned()
    } else {
        format!("{} of {} practices are active, {} not in place", counts.active, counts.rated(), counts.not_in_place)
    };
    let gaps = digest
        .attention(AttentionKind::GapsWithoutAction)
        .map(|gaps| format!(" {}.", words::capitalised(&gaps.sentence())))
        .unwrap_or_default();
    Finding { title, detail: format!("{}{}{gaps}", progress(counts), weakness(digest)) }
}

/// What the board pack says first.
pub fn board_finding(digest: &Digest) -> Finding {
    let counts = digest.tally.questions;
    if counts.rated() == 0 {
        return Finding {
            title: "The review has not begun".to_owned(),
            detail: format!("None of {} practices has been rated yet.", counts.total()),
        };
    }
    let title = match weakest_pillar(digest) {
        Some(pillar) => format!(
            "{} of {} practices are active. {} is the gap to close.",
            counts.active,
            counts.rated(),
            named(pillar.pillar)
        ),
        None => format!("{} of {} practices are active.", counts.active, counts.rated()),
    };
    let applicable = counts.total() - counts.not_applicable;
    let mut detail = format!("{} of {} practices that apply have been rated.", counts.rated(), applicable);
    if counts.not_applicable > 0 {
        detail.push_str(&format!(" {} do not apply.", counts.not_applicable));
    }
    Finding { title, detail }
}

/// What the review says of a set of questions: `9 of 13 rated: 4 active, 3 limited, 2 not in place.`
pub fn review_finding(counts: RatingCounts) -> String {
    if counts.answered() == 0 {
        return format!("{} questions, none rated yet.", counts.total());
    }
    let mut rated = counts;
    rated.not_assessed = 0;
    format!("{} of {} rated: {}.", counts.answered(), counts.total(), rated.words())
}

/// What the scorecard says first.
pub fn scorecard_finding(digest: &Digest) -> Finding {
    let kpis = &digest.kpis;
    let count = |wanted: fn(KpiState) -> bool| kpis.iter().filter(|kpi| wanted(kpi.state)).count();
    let with_target = count(|state| matches!(state, KpiState::Achieved | KpiState::OnPath | KpiState::Behind(_)));
    let good = count(|state| matches!(state, KpiState::Achieved | KpiState::OnPath));
    let empty = count(|state| state == KpiState::NoFigures);
    let furthest = kpis
        .iter()
        .filter_map(|kpi| match kpi.state {
            KpiState::Behind(by) => Some((by, kpi)),
            KpiState::NoFigures | KpiState::NoTarget | KpiState::Achieved | KpiState::OnPath => None,
        })
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let title = if kpis.is_empty() {
        "No measures are loaded".to_owned()
    } else if empty == kpis.len() {
        "Enter your first figure".to_owned()
    } else if with_target == 0 {
        "Set a first target".to_owned()
    } else {
        format!(
            "{good} of {} are on path or there",
            words::count(with_target, "measure with a target", "measures with a target")
        )
    };
    let mut detail = Vec::new();
    if let Some((_, kpi)) = furthest {
        detail.push(format!("{} is furthest behind: {}.", kpi.name, kpi.state_words().to_lowercase()));
    }
    if empty > 0 {
        detail.push(format!(
            "{} no figures yet.",
            if empty == 1 { "1 measure has".to_owned() } else { format!("{empty} measures have") }
        ));
    }
    detail.extend(unmeasured(kpis));
    Finding { title, detail: detail.join(" ") }
}

/// The pillars for which the loaded packs hold no measure, in a sentence; `None` where each has one, or none has.
fn unmeasured(kpis: &[KpiView]) -> Option<String> {
    let without: Vec<String> = Pillar::ALL
        .into_iter()
        .filter(|pillar| kpis.iter().all(|kpi| kpi.pillar != *pillar))
        .map(|pillar| pillar.name().to_owned())
        .collect();
    let some = !without.is_empty() && without.len() < Pillar::ALL.len();
    some.then(|| format!("The loaded packs hold no measure for {}.", words::list(&without)))
}
