//! Pay in summary: of groups of answers, by themselves and together, never of fewer than ten people.
//!
//! What always holds: no summary of fewer than ten follows from those of a table, and of everybody, by taking one from
//! another. A group of answers that holds one to nine people of a row is in no summary of several groups; and where one to
//! nine people of a group of answers are in none of the rows that are told, the smallest of these goes too.

use super::columns::Groups;
use super::gather::{BAD, NONE};
use crate::content::Group;
use crate::project::{Dimension, LEAST_SUMMARISED, Pay, PayRow, PaySummary, PayTable};
use crate::stats::{mean, median};

/// The groups of answers of which there are summaries: each by itself, two that lie beside one another, and all.
const TAKEN_TOGETHER: [&[Group]; 6] = [
    &[Group::Professional],
    &[Group::Intermediate],
    &[Group::WorkingClass],
    &[Group::Professional, Group::Intermediate],
    &[Group::Intermediate, Group::WorkingClass],
    &[Group::Professional, Group::Intermediate, Group::WorkingClass],
];

/// The place of a group of answers.
pub(super) fn place(group: Group) -> usize {
    match group {
        Group::Professional => 0,
        Group::Intermediate => 1,
        Group::WorkingClass => 2,
    }
}

/// Which summaries of a table may be kept, from how many people each group of answers of each row holds: for each row, by
/// the place in [`TAKEN_TOGETHER`].
fn may_be_kept(rows: &[[u64; 3]]) -> Vec<[bool; 6]> {
    let least = u64::from(LEAST_SUMMARISED);
    let mut kept: Vec<[bool; 3]> = rows.iter().map(|row| row.map(|people| people >= least)).collect();
    for group in 0..3 {
        let people = |row: &[u64; 3]| row.get(group).copied().unwrap_or_default();
        let is_kept = |keep: &[bool; 3]| keep.get(group).copied().unwrap_or_default();
        loop {
            let hidden: u64 =
                rows.iter().zip(&kept).filter(|(_, keep)| !is_kept(keep)).map(|(row, _)| people(row)).sum();
            if hidden == 0 || hidden >= least {
                break;
            }
            let shown = rows.iter().zip(&mut kept).filter(|(_, keep)| is_kept(keep));
            let Some((_, keep)) = shown.min_by_key(|(row, _)| people(row)) else { break };
            if let Some(keep) = keep.get_mut(group) {
                *keep = false;
            }
        }
    }
    // What is told of several groups together follows from what may be told of each.
    let together = |(row, keep): (&[u64; 3], [bool; 3])| {
        TAKEN_TOGETHER.map(|groups| {
            let parts = || groups.iter().map(|group| place(*group));
            let people: u64 = parts().filter_map(|part| row.get(part)).sum();
            people >= least && parts().all(|part| keep.get(part) == Some(&true) || row.get(part) == Some(&0))
        })
    };
    rows.iter().zip(kept).map(together).collect()
}

/// What people are paid, by the groups of a dimension. `background` has the place of each person’s group of answers, 3 for
/// none; `paid` what each is paid.
pub(super) fn table(pay: Pay, by: &Groups<'_>, background: &[u8], paid: &[u64]) -> PayTable {
    let labels = &by.listed.items;
    let mut held: Vec<[(u32, Vec<f64>); 3]> = labels.iter().map(|_| Default::default()).collect();
    for ((row, background), paid) in by.listed.each().zip(background).zip(paid) {
        let row = usize::from(row).checked_sub(1).and_then(|row| held.get_mut(row));
        if let Some((known, amounts)) = row.and_then(|row| row.get_mut(usize::from(*background)))
            && !matches!(*paid, NONE | BAD)
        {
            *known += 1;
            if *paid > 0 {
                #[expect(clippy::cast_precision_loss, reason = "amounts are far below 2^53")]
                amounts.push(*paid as f64);
            }
        }
    }
    let sizes = |held: &[(u32, Vec<f64>); 3]| held.each_ref().map(|(_, amounts)| amounts.len());
    let rows = labels.iter().zip(summaries(&held, sizes, summary));
    let rows = rows.map(|(label, groups)| PayRow { label: label.clone(), groups });
    PayTable { pay, by: by.by.clone(), rows: rows.filter(|row| !row.groups.is_empty()).collect() }
}

/// Of each row, the summaries that may be kept; `sizes` says how many people of each background it holds.
pub(super) fn summaries<T, S>(
    rows: &[T],
    sizes: impl Fn(&T) -> [usize; 3],
    summary: impl Fn(&[Group], &T) -> Option<S>,
) -> Vec<Vec<S>> {
    let count = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
    let counts: Vec<[u64; 3]> = rows.iter().map(|row| sizes(row).map(count)).collect();
    let of_row = |(row, keep): (&T, [bool; 6])| {
        let kept = TAKEN_TOGETHER.into_iter().zip(keep).filter(|(_, keep)| *keep);
        kept.filter_map(|(groups, _)| summary(groups, row)).collect()
    };
    rows.iter().zip(may_be_kept(&counts)).map(of_row).collect()
}

fn summary(groups: &[Group], held: &[(u32, Vec<f64>); 3]) -> Option<PaySummary> {
    let parts = || groups.iter().filter_map(|group| held.get(place(*group)));
    let amounts: Vec<f64> = parts().flat_map(|(_, amounts)| amounts.iter().copied()).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of amounts is one")]
    let whole = |amount: f64| amount.round() as u64;
    Some(PaySummary {
        of: groups.to_vec(),
        people: parts().map(|(known, _)| *known).sum(),
        paid: u32::try_from(amounts.len()).ok()?,
        mean: whole(mean(&amounts)?),
        median: whole(median(&amounts)?),
    })
}

/// The quarters of hourly pay, lowest first.
const QUARTERS: [&str; 4] = ["Lower quarter", "Lower middle quarter", "Upper middle quarter", "Upper quarter"];

/// The quarter of pay of each person who is paid: people in order of their hourly pay, in four parts. Those who are paid
/// the same are in the same quarter: that of the first of them.
pub(super) fn quarters<'a>(paid: &[u64]) -> Groups<'a> {
    let is_paid = |paid: &u64| *paid > 0 && *paid < BAD;
    let mut in_order: Vec<u64> = paid.iter().copied().filter(is_paid).collect();
    in_order.sort_unstable();
    let quarter = |amount: &u64| {
        if !is_paid(amount) {
            return 0;
        }
        let below = in_order.partition_point(|one| one < amount);
        u16::try_from(below * 4 / in_order.len().max(1) + 1).unwrap_or(0)
    };
    Groups::derived(Dimension::PayQuarter, paid.iter().map(quarter).collect(), &QUARTERS)
}

/// Pay by the hour from pay by the year and weekly hours, in hundredths of a penny. A year has 365.25 days, as in the
/// regulations on gender pay gaps (Equality Act 2010 (Gender Pay Gap Information) Regulations 2017).
pub(super) fn by_the_hour(annual: u64, hours: u64) -> Option<u64> {
    // Both are in the same units, so that these fall out: annual ÷ (hours × 365.25 ÷ 7), in units again.
    let weeks_of_hours = u128::from(hours).checked_mul(36_525).filter(|hours| *hours > 0)?;
    let amount = u128::from(annual) * u128::from(super::values::UNITS) * 700;
    u64::try_from((amount + weeks_of_hours / 2) / weeks_of_hours).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pay_by_the_hour_is_that_of_a_year_of_weeks() {
        // 36,525 pounds a year for 35 hours a week: 700 pounds a week.
        assert_eq!(by_the_hour(36_525 * 10_000, 35 * 10_000), Some(200_000));
        assert_eq!(by_the_hour(36_525 * 10_000, 0), None);
    }

    #[test]
    fn quarters_are_of_people_in_order_of_their_pay() {
        let groups = quarters(&[400, 100, 200, 300, NONE, 0, 100, 100, 100]);
        let labels: Vec<&str> =
            groups.listed.each().map(|place| groups.listed.items[usize::from(place) - 1].as_str()).collect();
        let expected = ["Upper quarter", "Lower quarter", "Upper middle quarter", "Upper middle quarter", "Not given"];
        assert_eq!(labels[..5], expected);
        assert_eq!(labels[5], "Not given");
        assert!(labels[6..].iter().all(|label| *label == "Lower quarter"));
    }

    proptest! {
        /// What is hidden of a group of answers is nobody, or ten people at least, unless none of it is told; so is what
        /// two summaries of one row differ by.
        #[test]
        fn nothing_small_follows(rows in proptest::collection::vec(proptest::array::uniform3(0_u64..30), 1..6)) {
            let kept = may_be_kept(&rows);
            let people = |row: &[u64; 3], which: usize| -> u64 {
                TAKEN_TOGETHER[which].iter().map(|group| row[place(*group)]).sum()
            };
            for group in 0..3 {
                let holds = |which: usize| TAKEN_TOGETHER[which].iter().any(|one| place(*one) == group);
                let told = |keep: &[bool; 6]| (0..6).any(|which| keep[which] && holds(which));
                let rows = || rows.iter().zip(&kept).filter(|(row, _)| row[group] > 0);
                let hidden: u64 = rows().filter(|(_, keep)| !told(keep)).map(|(row, _)| row[group]).sum();
                let shown = rows().any(|(_, keep)| told(keep));
                prop_assert!(!shown || hidden == 0 || hidden >= 10);
            }
            for (row, keep) in rows.iter().zip(&kept) {
                for one in (0..6).filter(|one| keep[*one]) {
                    prop_assert!(people(row, one) >= 10);
                    for other in (0..6).filter(|other| keep[*other]) {
                        let apart = people(row, one).abs_diff(people(row, other));
                        let within = TAKEN_TOGETHER[one].iter().all(|group| TAKEN_TOGETHER[other].contains(group));
                        prop_assert!(!within || apart == 0 || apart >= 10);
                    }
                }
            }
        }
    }
}
