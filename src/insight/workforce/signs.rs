//! What workforce data shows that leads on to recommendations. Words of it may be printed, so no count and no share stands
//! in them, and nothing is shown that rests on fewer than [`LEAST`] people on either side.

use std::collections::BTreeMap;

use super::chances::{Chance, Chances, chances};
use super::feed::LEAST;
use super::grades::{Apart, Ladder, ladder};
use super::likelihood::Likelihoods;
use super::stages::{Stages, stages};
use super::waits::waits;
use super::{counted, groups, pay};
use crate::content::{Catalogue, Group, OptionCounts, ThirdGroup, WorkforceSign};
use crate::project::{CountRow, DataSet, Dimension, Project};
use crate::words;

/// From which gap at the median on, in percent, pay is a sign, and on how many people on each side.
const PAY_GAP: f64 = 5.0;
const PAY_LEAST: u32 = 50;

/// Everything that the newest data of each kind shows, in words.
pub fn workforce_signs(catalogue: &Catalogue, project: &Project) -> BTreeMap<WorkforceSign, String> {
    let mut sets: Vec<&DataSet> = project.workforce.iter().map(AsRef::as_ref).collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.as_of));
    let mut found = BTreeMap::new();
    for sign in WorkforceSign::ALL {
        // Only the newest data that says anything of it: older data may show what has passed.
        let told = sets.iter().find_map(|set| told(catalogue, project, set, sign).map(|told| (set, told)));
        if let Some((set, Shown::Yes(what))) = told {
            found.insert(sign, format!("{what}, by “{}” ({}).", set.name.trim(), words::date(set.as_of)));
        }
    }
    found
}

/// What data that says anything of a sign says.
enum Shown {
    /// It holds, in words.
    Yes(String),
    /// It does not.
    No,
}

impl From<Option<String>> for Shown {
    fn from(words: Option<String>) -> Self {
        words.map_or(Self::No, Self::Yes)
    }
}

/// What a set says of a sign; `None` where it says nothing of it.
fn told(catalogue: &Catalogue, project: &Project, set: &DataSet, sign: WorkforceSign) -> Option<Shown> {
    let third = ThirdGroup::default();
    let beyond = "by more than chance would explain";
    let name = Group::WorkingClass.name(third);
    // A question of another kind has other sides; the links are about backgrounds.
    catalogue.grouping_of(&set.question)?;
    let of_chance = |what: Chance, more: bool, words: &str| {
        let all = chances(catalogue, project, set, third);
        let of = all.iter().find(|one: &&Chances| one.what == what)?;
        let holds = enough(&of.likelihoods) && if more { of.likelihoods.is_more() } else { of.likelihoods.is_less() };
        Some(holds.then(|| format!("“{name}” {words} than “Professional”, {beyond}")).into())
    };
    match sign {
        WorkforceSign::SeniorGap => {
            let of: Ladder = ladder(&groups(catalogue, set, set.breakdown(&Dimension::Grade)?, None, third)?)?;
            let (junior, senior) = of.ends.as_ref()?;
            let holds = of.is_lower_at_top() && junior.base.min(senior.base) >= LEAST;
            Some(
                holds
                    .then(|| {
                        format!(
                            "The share of “{name}” is lower in “{}” than in “{}”, {beyond}",
                            senior.label, junior.label
                        )
                    })
                    .into(),
            )
        }
        WorkforceSign::StageUneven => {
            let of: Stages = stages(catalogue, project, set, third)?;
            let holds = |(_, _, step): &(&str, &str, &Likelihoods)| step.is_less() && enough(step);
            let step = of.named().find(holds).map(|(from, to, _)| format!("from “{from}” to “{to}”"));
            Some(
                step.map(|step| {
                    format!("“{name}” applicants come through less often than “Professional” {step}, {beyond}")
                })
                .into(),
            )
        }
        WorkforceSign::PromotionSlower => {
            let words = || format!("“{name}” are promoted less often than “Professional”, {beyond}");
            let rates = waits(set, &Dimension::Whole, third).map(|of| of.is_slower().then(words).into());
            rates.or_else(|| of_chance(Chance::Promoted, false, "are promoted less often"))
        }
        WorkforceSign::TrainingUneven => of_chance(Chance::Training, false, "take part in training less often"),
        WorkforceSign::LeavingMore => of_chance(Chance::Left, true, "leave more often"),
        WorkforceSign::PayGap => {
            let (gap, own, other) = pay::whole_median(set)?;
            let holds = gap >= PAY_GAP && own.min(other) >= PAY_LEAST;
            Some(
                holds.then(|| format!("The median hourly pay of “{name}” is well below that of “Professional”")).into(),
            )
        }
        WorkforceSign::NotSaying => not_saying(catalogue, set),
    }
}

/// Whether both sides are enough people.
fn enough(of: &Likelihoods) -> bool {
    let base = |row: Option<&super::likelihood::Likelihood>| row.map_or(0, |row| row.base);
    base(of.told()).min(base(of.reference())) >= LEAST
}

/// The group of people in which more prefer not to say than among all others.
fn not_saying(catalogue: &Catalogue, set: &DataSet) -> Option<Shown> {
    let answers = |row: &CountRow| {
        let not = counted(catalogue, row, &set.question, OptionCounts::PreferNotToSay);
        (not, u32::try_from(row.total()).unwrap_or(u32::MAX))
    };
    let mut any = false;
    for breakdown in set.groups() {
        let rows: Vec<(u32, u32)> = breakdown.rows.iter().map(answers).collect();
        let all =
            rows.iter().fold((0_u32, 0_u32), |sum, one| (sum.0.saturating_add(one.0), sum.1.saturating_add(one.1)));
        for (row, (not, base)) in breakdown.rows.iter().zip(&rows) {
            let rest = (all.0.saturating_sub(*not), all.1.saturating_sub(*base));
            let share = |(count, base): (u32, u32)| (super::percent(count, base) / 100.0, base);
            let Some(apart) = Apart::of(share((*not, *base)), share(rest)) else { continue };
            any = true;
            if apart.range.0 > 0.0 && (*base).min(rest.1) >= LEAST {
                let by = words::uncapitalised(breakdown.by.name());
                let label = row.label.trim();
                return Some(Some(format!(
                    "By {by}, people in “{label}” prefer not to say more often than all others, by more than chance would explain"
                )).into());
            }
        }
    }
    any.then_some(Shown::No)
}
