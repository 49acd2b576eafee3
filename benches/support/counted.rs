//! Workforce data far larger than any real organisation keeps.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a sample that cannot be read fails whatever needs it"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::date;
use waymark::app::SAMPLE;
use waymark::project::{Breakdown, CountRow, CrossRow, Crossing, DataSet, DataSetId, Dimension, Project};
use waymark::store::format;

/// By what each set is broken down.
const BY: [Dimension; 12] = [
    Dimension::Grade,
    Dimension::Function,
    Dimension::Location,
    Dimension::Contract,
    Dimension::EntryRoute,
    Dimension::Gender,
    Dimension::Ethnicity,
    Dimension::Disability,
    Dimension::Age,
    Dimension::PayQuarter,
    Dimension::Performance,
    Dimension::Training,
];

/// How many groups each has.
const GROUPS: usize = 8;

/// The sample with so many yearly sets besides, each by twelve dimensions of eight groups and by six crossings of eight by
/// eight, with pay as the sample has it.
pub fn counted(years: u32) -> Project {
    let mut project = format::from_bytes(SAMPLE).unwrap().project;
    let model = project.workforce.iter().find(|set| !set.pay.is_empty()).unwrap().clone();
    let options: Vec<_> = model.breakdowns[0].rows[0].counts.keys().cloned().collect();
    let name = |group: usize| format!("Group {}", group + 1);
    for year in 0..years {
        // How many of a pair of groups chose an option; every other count is a sum of these.
        let chosen = |group: usize, across: usize, option: usize| -> u32 {
            u32::try_from((group * 13 + across * 7 + option * 5) % 29 + 3).unwrap() + year
        };
        let sum = |cells: &dyn Fn(usize) -> u32| -> BTreeMap<_, _> {
            options.iter().enumerate().map(|(at, option)| (option.clone(), cells(at))).collect()
        };
        let groups = 0..GROUPS;
        let whole = sum(&|option| {
            groups
                .clone()
                .flat_map(|group| groups.clone().map(move |across| (group, across)))
                .map(|(group, across)| chosen(group, across, option))
                .sum()
        });
        let mut breakdowns =
            vec![Breakdown { by: Dimension::Whole, rows: vec![CountRow { label: String::new(), counts: whole }] }];
        for (at, by) in BY.into_iter().enumerate() {
            // The first of a crossing is summed over the second, and the other way round.
            let rows = groups.clone().map(|group| CountRow {
                label: name(group),
                counts: sum(&|option| {
                    groups
                        .clone()
                        .map(
                            |other| {
                                if at % 2 == 0 { chosen(group, other, option) } else { chosen(other, group, option) }
                            },
                        )
                        .sum()
                }),
            });
            breakdowns.push(Breakdown { by, rows: rows.collect() });
        }
        let crossings = BY.chunks(2).map(|pair| Crossing {
            by: pair[0].clone(),
            across: pair[1].clone(),
            rows: groups
                .clone()
                .flat_map(|group| groups.clone().map(move |across| (group, across)))
                .map(|(group, across)| CrossRow {
                    label: name(group),
                    across: name(across),
                    counts: sum(&|option| chosen(group, across, option)),
                })
                .collect(),
        });
        project.workforce.push(Arc::new(DataSet {
            id: DataSetId(u64::from(year) + 1),
            name: format!("Survey {}", year + 1),
            as_of: date(2022, 11, 1).saturating_add(i64::from(year).years()),
            asked: None,
            breakdowns,
            crossings: crossings.collect(),
            ..DataSet::clone(&model)
        }));
    }
    assert_eq!(project.faults(), []);
    project
}
