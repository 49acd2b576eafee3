//! Waits for a promotion in summary: by Kaplan and Meier, those who are not promoted as long as they have waited.

use super::columns::Groups;
use super::pay::{place, summaries};
use crate::content::Group;
use crate::project::{WaitRow, WaitSummary, WaitTable, Waiting};
use crate::stats::{Watched, kaplan_meier, left_at, median_time};

/// The days of a year.
const YEAR: f64 = 365.25;

/// After how many years at most the share still waiting is told.
const MOST_YEARS: u8 = 40;

/// How long each person waited, in days, and whether they were promoted then; `None` where that is not known.
pub(super) type Wait = Option<(u32, bool)>;

/// How long people waited, by the groups of a dimension. `background` has the place of each person’s group of answers, 3
/// for none.
pub(super) fn table(by: &Groups<'_>, background: &[u8], waits: &[Wait]) -> WaitTable {
    let labels = &by.listed.items;
    let mut held: Vec<[Vec<(u32, bool)>; 3]> = labels.iter().map(|_| Default::default()).collect();
    for ((row, background), wait) in by.listed.each().zip(background).zip(waits) {
        let row = usize::from(row).checked_sub(1).and_then(|row| held.get_mut(row));
        if let (Some(held), Some(wait)) = (row.and_then(|row| row.get_mut(usize::from(*background))), wait) {
            held.push(*wait);
        }
    }
    let sizes = |held: &[Vec<(u32, bool)>; 3]| held.each_ref().map(Vec::len);
    let rows = labels.iter().zip(summaries(&held, sizes, summary));
    let rows = rows.map(|(label, groups)| WaitRow { label: label.clone(), groups });
    WaitTable { by: by.by.clone(), rows: rows.filter(|row| !row.groups.is_empty()).collect() }
}

fn summary(groups: &[Group], held: &[Vec<(u32, bool)>; 3]) -> Option<WaitSummary> {
    let waits: Vec<(u32, bool)> =
        groups.iter().filter_map(|group| held.get(place(*group))).flatten().copied().collect();
    let watched: Vec<Watched> =
        waits.iter().map(|(days, promoted)| Watched { time: f64::from(*days), happened: *promoted }).collect();
    let steps = kaplan_meier(&watched);
    let longest = waits.iter().map(|(days, _)| f64::from(*days)).fold(0.0, f64::max);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of ten thousand is one")]
    let of_ten_thousand = |share: f64| (share * 10_000.0).round().clamp(0.0, 10_000.0) as u16;
    let after = |years: u8| {
        let (share, (low, high)) =
            left_at(&steps, f64::from(years) * YEAR).map_or((1.0, (1.0, 1.0)), |left| (left.share, left.range));
        Waiting { years, share: of_ten_thousand(share), low: of_ten_thousand(low), high: of_ten_thousand(high) }
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the time is one of the whole days")]
    let days = |time: f64| time as u32;
    Some(WaitSummary {
        of: groups.to_vec(),
        people: u32::try_from(waits.len()).ok()?,
        promoted: u32::try_from(waits.iter().filter(|(_, promoted)| *promoted).count()).ok()?,
        days: waits.iter().map(|(days, _)| u64::from(*days)).sum(),
        median: median_time(&steps).map(days),
        waiting: (1..=MOST_YEARS).take_while(|years| f64::from(*years) * YEAR <= longest).map(after).collect(),
    })
}
