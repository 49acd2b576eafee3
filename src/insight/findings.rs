//! Findings: what a page or a print says first, in a sentence and a line below it.

use super::Digest;
use super::attention::AttentionKind;
use super::kpi::{KpiState, KpiView};
use super::people::who_to_ask;
use super::tally::{PillarTally, RatingCounts};
use crate::content::{Catalogue, Pillar};
use crate::project::Project;
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

/// *is* or *are*, as a count asks for.
fn is_or_are(count: u32) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// A count with its noun, in figures: `1 question`, `127 questions`, `0 questions`.
fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{} {}", words::whole(count.into()), if count == 1 { one } else { many })
}

/// The name of a pillar within a sentence's start.
fn named(pillar: Pillar) -> &'static str {
    pillar.name()
}

/// How far the review is: `108 of 127 questions rated.`
fn progress(counts: RatingCounts) -> String {
    let (answered, total) = (counts.answered(), counts.total());
    if total == 1 && answered == 1 {
        "The only question is rated.".to_owned()
    } else if answered == total {
        format!("All {total} questions rated.")
    } else {
        format!("{answered} of {} rated.", counted(total, "question", "questions"))
    }
}

/// How many practices are active: `76 of 123 practices are active`.
fn active(counts: RatingCounts) -> String {
    let practices = counted(counts.rated(), "practice", "practices");
    format!("{} of {practices} {} active", counts.active, is_or_are(counts.active))
}

/// The weakest pillar in a sentence.
fn weakness(digest: &Digest) -> String {
    weakest_pillar(digest).map_or_else(String::new, |pillar| {
        let counts = pillar.questions;
        format!(
            " {} holds you back most: {} of {} {} not in place.",
            named(pillar.pillar),
            counts.not_in_place,
            counted(counts.rated(), "practice", "practices"),
            is_or_are(counts.not_in_place)
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
                "{} in {} {} where you stand. Rate what you know; the rest can wait.",
                counted(counts.total(), "question", "questions"),
                words::count(digest.tally.checklists.len(), "checklist", "checklists"),
                if counts.total() == 1 { "shows" } else { "show" }
            ),
        };
    }
    let title = if counts.rated() == 0 {
        "Nothing is rated with a colour yet".to_owned()
    } else {
        format!("{}, {} not in place", active(counts), counts.not_in_place)
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
            detail: match counts.total() {
                0 => "No checklist is loaded.".to_owned(),
                1 => "The only practice has not been rated yet.".to_owned(),
                total => format!("None of {total} practices has been rated yet."),
            },
        };
    }
    let title = match weakest_pillar(digest) {
        Some(pillar) => format!("{}. {} is the gap to close.", active(counts), named(pillar.pillar)),
        None => format!("{}.", active(counts)),
    };
    let applicable = counts.total() - counts.not_applicable;
    let mut detail = if applicable == 1 {
        format!("{} of 1 practice that applies has been rated.", counts.rated())
    } else {
        let have = if counts.rated() == 1 { "has" } else { "have" };
        format!("{} of {applicable} practices that apply {have} been rated.", counts.rated())
    };
    match counts.not_applicable {
        0 => {}
        1 => detail.push_str(" 1 does not apply."),
        many => detail = format!("{detail} {many} do not apply."),
    }
    Finding { title, detail }
}

/// What the review says of a set of questions: `9 of 13 rated: 4 active, 3 limited, 2 not in place.`
pub fn review_finding(counts: RatingCounts) -> String {
    if counts.answered() == 0 {
        return match counts.total() {
            0 => "No questions.".to_owned(),
            1 => "1 question, not rated yet.".to_owned(),
            total => format!("{total} questions, none rated yet."),
        };
    }
    let mut rated = counts;
    rated.not_assessed = 0;
    format!("{} of {} rated: {}.", counts.answered(), counts.total(), rated.words())
}

/// What the plan says first.
pub fn plan_finding(digest: &Digest) -> Finding {
    let counts = &digest.actions;
    if counts.total == 0 {
        return Finding {
            title: "No actions yet".to_owned(),
            detail: "An action says what will be done about a gap, who answers for it and by when.".to_owned(),
        };
    }
    let title = match (counts.overdue, counts.open) {
        (_, 0) if counts.total == 1 => "The only action is done or dropped".to_owned(),
        (_, 0) => format!("All {} actions are done or dropped", words::whole(counts.total as u64)),
        (0, _) => "Nothing is overdue".to_owned(),
        (_, 1) => "The only open action is overdue".to_owned(),
        (overdue, open) => format!(
            "{} of {} open actions {} overdue",
            words::whole(overdue as u64),
            words::whole(open as u64),
            if overdue == 1 { "is" } else { "are" }
        ),
    };
    let mut detail = Vec::new();
    if counts.overdue == 0 && counts.open > 0 {
        detail.push(format!("{}.", words::count(counts.open, "open action", "open actions")));
    }
    let missing = [AttentionKind::WithoutOwner, AttentionKind::WithoutDate, AttentionKind::BlockedWithoutReason]
        .into_iter()
        .filter_map(|kind| digest.attention(kind));
    let told = detail.len();
    detail.extend(missing.map(|missing| format!("{}.", missing.sentence())));
    if detail.len() == told {
        detail.push(if counts.open == 0 {
            "Nothing is left to do until you add another.".to_owned()
        } else {
            "Every open action has an owner and a date.".to_owned()
        });
    }
    Finding { title, detail: detail.join(" ") }
}

/// What the scorecard says first.
pub fn scorecard_finding(digest: &Digest) -> Finding {
    let kpis: Vec<&KpiView> = digest.kpis.iter().filter(|kpi| kpi.in_use).collect();
    let count = |wanted: fn(KpiState) -> bool| kpis.iter().filter(|kpi| wanted(kpi.state)).count();
    let with_target = count(|state| state.is_good() || matches!(state, KpiState::Behind(_)));
    let good = count(KpiState::is_good);
    let empty = count(|state| state == KpiState::NoFigures);
    let stale = count(|state| matches!(state, KpiState::Stale(_)));
    let furthest = kpis
        .iter()
        .filter_map(|kpi| {
            let KpiState::Behind(by) = kpi.state else { return None };
            Some((behind_share(kpi, by), kpi))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let title = if digest.kpis.is_empty() {
        "No measures are loaded".to_owned()
    } else if empty == kpis.len() {
        "Enter your first figure".to_owned()
    } else if with_target == 0 && stale > 0 {
        "No figure is up to date".to_owned()
    } else if with_target == 0 {
        "Set a first target".to_owned()
    } else if with_target == 1 {
        let stands = if good == 1 { "on its path or there" } else { "behind its path" };
        format!("The one measure with a target is {stands}")
    } else {
        let stand = if good == 1 { "is" } else { "are" };
        format!("{good} of {with_target} measures with a target {stand} on path or have reached it")
    };
    let mut detail = Vec::new();
    if let Some((_, kpi)) = furthest {
        detail.push(format!("{} is furthest behind: {}.", kpi.name, words::uncapitalised(&kpi.state_words())));
    }
    match stale {
        0 => {}
        1 => detail.push("1 measure is out of date.".to_owned()),
        many => detail.push(format!("{many} measures are out of date.")),
    }
    let unused = digest.kpis.len() - kpis.len();
    if !digest.kpis.is_empty() {
        let used = words::capitalised(&words::count(kpis.len(), "measure is in use", "measures are in use"));
        detail.push(match (kpis.len(), unused) {
            (0, _) => "Choose a measure below and enter its date and value: that is enough to begin.".to_owned(),
            (_, 0) => format!("{used}."),
            (_, 1) => format!("{used}, 1 more is offered."),
            (_, unused) => format!("{used}, {unused} more are offered."),
        });
    }
    detail.extend(unmeasured(&digest.kpis));
    Finding { title, detail: detail.join(" ") }
}

/// How far a KPI is behind, as a share of the whole way from its first figure to its target: figures of different units
/// cannot be compared otherwise.
fn behind_share(kpi: &KpiView, by: f64) -> f64 {
    let newest = kpi.latest.as_ref().map_or(0.0, |latest| latest.value.headline());
    let first = newest - kpi.change.map_or(0.0, |(change, _)| change);
    let way = kpi.target.map_or(0.0, |target| {
        let nearest = target.low.map_or(target.value, |low| first.clamp(low.min(target.value), target.value));
        (nearest - first).abs()
    });
    by / way.max(by).max(1e-9)
}

/// What the page of rounds says first: what changed, or what rounds are for while there is one.
pub fn rounds_finding(digest: &Digest, project: &Project) -> Finding {
    if let Some(since) = &digest.since {
        let left = match since.counts.not_reconfirmed {
            0 => format!("All {} are looked at again.", counted(since.counts.total(), "question", "questions")),
            left => format!("{} of {} not re-confirmed.", left, counted(since.counts.total(), "question", "questions")),
        };
        let plan = since.plan.as_ref().map(|plan| format!(" {}", plan.sentence())).unwrap_or_default();
        return Finding { title: since.headline(), detail: format!("{left}{plan}") };
    }
    let name = project.round().map(|round| round.name.as_str()).unwrap_or_default();
    let frozen = project.round().is_some_and(|round| !round.is_open());
    Finding {
        title: if frozen { format!("{name} is frozen") } else { format!("{name} is your first") },
        detail: if frozen {
            "It stays as it is. Start the next round when you review again: then this page shows what changed."
                .to_owned()
        } else {
            "A round is one dated review. Freeze it when it is finished; a year later the next round shows what changed."
                .to_owned()
        },
    }
}

/// What the page of people says first.
pub fn people_finding(catalogue: &Catalogue, project: &Project) -> Finding {
    let people = project.people.len();
    if people == 0 {
        return Finding {
            title: "Nobody is listed yet".to_owned(),
            detail: "List whom to ask about each area, who carries the actions and who decides. The closing questions \
                     then answer themselves."
                .to_owned(),
        };
    }
    let areas = who_to_ask(catalogue, project);
    let named = areas.iter().filter(|area| !area.people.is_empty()).count();
    let deciding = project.people.iter().filter(|person| person.decision_maker).count();
    let title = match (areas.len(), named) {
        (0, _) => words::capitalised(&words::count(people, "person", "people")),
        (all, 0) => format!("Nobody is named for any of the {all} areas yet"),
        (all, named) if all == named => format!("There is somebody to ask about all {all} areas"),
        (all, named) => format!("There is somebody to ask about {named} of {all} areas"),
    };
    let detail = format!(
        "{}, {}.",
        words::capitalised(&words::count(people, "person", "people")),
        words::count(deciding, "decision maker", "decision makers")
    );
    Finding { title, detail }
}

/// Where the scorecard stands on a pillar, in a few words: `2 of 3 on path`, `Behind by 4 points`, `No measure loaded`.
pub fn pillar_scorecard(digest: &Digest, pillar: Pillar) -> String {
    let loaded = digest.kpis.iter().any(|kpi| kpi.pillar == pillar);
    let kpis: Vec<_> = digest.kpis.iter().filter(|kpi| kpi.pillar == pillar && kpi.in_use).collect();
    match kpis.as_slice() {
        [] if loaded => "No figures yet".to_owned(),
        [] => "No measure loaded".to_owned(),
        [one] => one.state_words(),
        all if all.iter().all(|kpi| kpi.state == KpiState::NoFigures) => "No figures yet".to_owned(),
        all if all.iter().all(|kpi| matches!(kpi.standing, KpiState::NoFigures | KpiState::NoTarget)) => {
            "No target yet".to_owned()
        }
        _ => {
            let good = kpis.iter().filter(|kpi| kpi.state.is_good()).count();
            let behind = kpis.iter().filter(|kpi| matches!(kpi.state, KpiState::Behind(_))).count();
            let stale = kpis.iter().filter(|kpi| matches!(kpi.state, KpiState::Stale(_))).count();
            let stale = if stale > 0 { format!(", {stale} out of date") } else { String::new() };
            format!("{good} of {} on path{stale}", good + behind)
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{ActionCounts, Attention, tally};
    use crate::project::{Round, RoundId};

    fn digest(open: usize, overdue: usize, total: usize, attention: Vec<Attention>) -> Digest {
        let today = jiff::civil::date(2026, 11, 22);
        let round = Round::new(RoundId(1), "Round 1", today, jiff::Timestamp::UNIX_EPOCH);
        Digest {
            today,
            tally: tally(&Catalogue::default(), &round),
            actions: ActionCounts { total, open, overdue, ..ActionCounts::default() },
            open_by_pillar: [0; 6],
            kpis: Vec::new(),
            retired: Vec::new(),
            suggestions: Vec::new(),
            moved: Vec::new(),
            attention,
            acted_on: crate::insight::ActedOn::default(),
            since: None,
            released: false,
            strategy: crate::insight::StrategyCounts::default(),
        }
    }

    #[test]
    fn the_plan_says_what_is_late_first() {
        let said = |open, overdue, total| plan_finding(&digest(open, overdue, total, Vec::new())).title;
        assert_eq!(said(0, 0, 0), "No actions yet");
        assert_eq!(said(15, 4, 20), "4 of 15 open actions are overdue");
        assert_eq!(said(15, 1, 20), "1 of 15 open actions is overdue");
        assert_eq!(said(1, 1, 20), "The only open action is overdue");
        assert_eq!(said(15, 0, 20), "Nothing is overdue");
        assert_eq!(said(0, 0, 20), "All 20 actions are done or dropped");
        assert_eq!(said(0, 0, 1), "The only action is done or dropped");
    }

    #[test]
    fn the_plan_says_what_is_missing_below() {
        let none = plan_finding(&digest(15, 0, 20, Vec::new()));
        assert_eq!(none.detail, "15 open actions. Every open action has an owner and a date.");
        let kinds = [(AttentionKind::WithoutOwner, 2), (AttentionKind::WithoutDate, 1)];
        let missing = kinds.into_iter().map(|(kind, count)| Attention { kind, count }).collect();
        let some = plan_finding(&digest(15, 4, 20, missing));
        assert_eq!(some.detail, "2 open actions have no owner. 1 open action has no date.");
    }
}
