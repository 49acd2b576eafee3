//! What published figures say: their charts, tables and sentences (`view`), and the same figures one by one for other
//! programs (`lines`).
//!
//! What always holds: everything here comes from [`Published`] alone, so that nothing is told that must not be; a hidden
//! figure is told as hidden, never as nought; why a figure is hidden is told to those who may see the exact counts, and to
//! nobody else ([`TableShown::why`]): the reason itself would narrow down what is hidden.
//!
//! What does not belong here: exact counts.

mod lines;
mod view;

use crate::content::{Group, ThirdGroup};
use crate::disclosure::{Figure, Published, PublishedGap, PublishedRow, PublishedSet, PublishedTable};
use crate::project::Dimension;
use crate::words;

pub use lines::{FigureLine, PublishedFigures, figure_lines, published_figures};
pub use view::{TableShown, published_tables};

/// What stands for a figure that must not be told.
pub const HIDDEN: &str = "hidden";

/// A figure in words: a count with its share, or that it is hidden.
fn figure_words(figure: &Figure) -> String {
    match (figure.count(), figure.percent()) {
        (Some(count), Some(percent)) => format!("{} ({})", words::whole(u64::from(count)), percent_words(percent)),
        (Some(count), None) => words::whole(u64::from(count)),
        (None, _) => HIDDEN.to_owned(),
    }
}

/// A share, as charts and files have it.
fn percent_words(percent: f64) -> String {
    format!("{}%", words::decimal(percent))
}

/// The name of a row: everybody, a group, or two groups.
fn row_name(row: &PublishedRow<'_>) -> String {
    match (row.label(), row.across()) {
        ("", "") => "Everybody".to_owned(),
        (label, "") => label.to_owned(),
        (label, across) => format!("{label}, {across}"),
    }
}

/// The names of groups of answers taken together.
fn groups_name(groups: &[Group], third: ThirdGroup) -> String {
    let names: Vec<String> = groups.iter().map(|group| words::uncapitalised(group.name(third))).collect();
    words::list(&names)
}

/// What a pay gap compares: `Working class against professional`.
fn gap_name(gap: &PublishedGap<'_>, third: ThirdGroup) -> String {
    format!("{} against {}", words::capitalised(&groups_name(gap.of(), third)), groups_name(gap.against(), third))
}

/// A pay gap in words; a negative one says that the comparator is paid less.
fn gap_words(percent: f64) -> String {
    let size = words::decimal(percent.abs());
    if percent < 0.0 && size != "0" { format!("−{size}%") } else { format!("{size}%") }
}

/// By what a table counts, as its column is headed.
fn by_name(table: &PublishedTable<'_>) -> String {
    let one = if *table.by() == Dimension::Whole { "Who" } else { table.by().name() };
    match table.across() {
        Some(across) => format!("{one}, {}", words::uncapitalised(across.name())),
        None => one.to_owned(),
    }
}

/// Whose figures they are and when, as a heading.
pub fn set_words(set: &PublishedSet) -> String {
    format!("{}: {}, {}", set.name(), set.population().name().to_lowercase(), words::date(set.as_of()))
}

/// What a release shows, in a line: how many figures of how many sets are shown, and how many hidden.
pub fn counted_words(published: &Published) -> String {
    let (shown, hidden) = published.counted();
    let figures = words::count(shown, "figure", "figures");
    let sets = words::count(published.sets().len(), "data set", "data sets");
    format!("{figures} of {sets} shown, {} hidden", words::whole(hidden as u64))
}
