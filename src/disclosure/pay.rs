//! Pay gaps: how much less one group is paid than another, of its comparator's pay.

use crate::content::Group;
use crate::project::{PayGap, PayRow, PaySummary, PayTable, ReleasedGap, ReleasedPay, ReleasedPayRow};

/// Whose pay is told against whose: working class against professional first, the same against everybody else, then
/// intermediate against professional.
const GAPS: [(&[Group], &[Group]); 3] = [
    (&[Group::WorkingClass], &[Group::Professional]),
    (&[Group::WorkingClass], &[Group::Professional, Group::Intermediate]),
    (&[Group::Intermediate], &[Group::Professional]),
];

/// A gap in tenths of a percent of the comparator's pay, halves away from nought; `None` where the comparator is paid
/// nothing.
fn gap(of: u64, against: u64) -> Option<i32> {
    let (of, against) = (i128::from(of), i128::from(against));
    if against == 0 {
        return None;
    }
    let twice = (against - of) * 2_000;
    let rounded = (twice + if twice < 0 { -against } else { against }) / (2 * against);
    i32::try_from(rounded).ok()
}

fn summary<'a>(row: &'a PayRow, of: &[Group]) -> Option<&'a PaySummary> {
    row.groups.iter().find(|one| one.of.len() == of.len() && of.iter().all(|group| one.of.contains(group)))
}

/// The gaps of a table. `shown` says of a row whether the counts of a group of answers are shown in it: a gap of people
/// who are not counted would say that they are at least so many.
pub(super) fn gaps(table: &PayTable, least: u32, shown: impl Fn(&str, Group) -> bool) -> ReleasedPay {
    let told: Vec<(&[Group], &[Group])> = GAPS
        .into_iter()
        .filter(|(of, against)| {
            table.rows.iter().any(|row| summary(row, of).is_some() && summary(row, against).is_some())
        })
        .collect();
    let of_row = |row: &PayRow| {
        let one = |(of, against): &(&[Group], &[Group])| {
            let pair = summary(row, of).zip(summary(row, against));
            let may = |(one, other): &(&PaySummary, &PaySummary)| {
                one.paid.min(other.paid) >= least
                    && of.iter().chain(*against).all(|group| shown(row.label.as_str(), *group))
            };
            let gap = pair.filter(may).and_then(|(one, other)| {
                Some(PayGap { median: gap(one.median, other.median)?, mean: gap(one.mean, other.mean)? })
            });
            ReleasedGap { of: of.to_vec(), against: against.to_vec(), gap }
        };
        ReleasedPayRow { label: row.label.clone(), gaps: told.iter().map(one).collect() }
    };
    ReleasedPay { pay: table.pay, by: table.by.clone(), rows: table.rows.iter().map(of_row).collect() }
}

#[cfg(test)]
mod tests {
    use super::gap;

    #[test]
    fn gaps_are_of_the_comparators_pay() {
        for (of, against, expected) in [
            (88, 100, Some(120)),
            (112, 100, Some(-120)),
            (100, 100, Some(0)),
            (1, 3, Some(667)),
            (5, 0, None),
            (0, 7, Some(1000)),
        ] {
            assert_eq!(gap(of, against), expected, "{of} against {against}");
        }
    }
}
