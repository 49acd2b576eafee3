//! Whether something came about: training taken, a programme completed, a promotion, an application after outreach, leaving.
//! From the groups of a breakdown that answers yes or no, or from two data sets, one of which is a part of the other.

use super::likelihood::{self, Likelihoods};
use super::pairing::{comes_from, counterpart, next, source, together};
use super::spread::parts;
use crate::chart::Chart;
use crate::content::{Catalogue, Say, ThirdGroup, WorkforceSign};
use crate::insight::kpi::say;
use crate::project::{CountRow, DataSet, Dimension, Population, Project};

/// What came about or did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chance {
    /// Training was taken.
    Training,
    /// A programme was completed.
    Completed,
    /// A promotion.
    Promoted,
    /// Leaving.
    Left,
    /// An application after outreach.
    Applied,
}

impl Chance {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Training => "Take-up of training",
            Self::Completed => "Programmes completed",
            Self::Promoted => "Promotions",
            Self::Left => "Leaving",
            Self::Applied => "Applying after outreach",
        }
    }

    /// As of people in the past, and as something to come.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Training => ("took part in training", "take part in training"),
            Self::Completed => ("completed their programme", "complete a programme"),
            Self::Promoted => ("were promoted", "be promoted"),
            Self::Left => ("left", "leave"),
            Self::Applied => ("applied afterwards", "apply afterwards"),
        }
    }

    /// The dimension whose groups say whether it came about.
    fn dimension(self) -> Option<Dimension> {
        match self {
            Self::Training => Some(Dimension::Training),
            Self::Completed => Some(Dimension::Completed),
            Self::Promoted => Some(Dimension::Promoted),
            Self::Applied => Some(Dimension::Applied),
            Self::Left => None,
        }
    }

    /// The population for whom it came about.
    fn population(self) -> Option<Population> {
        match self {
            Self::Training => Some(Population::Training),
            Self::Promoted => Some(Population::Promotions),
            Self::Left => Some(Population::Leavers),
            Self::Completed | Self::Applied => None,
        }
    }

    /// What to look at next.
    fn sign(self) -> WorkforceSign {
        match self {
            Self::Training | Self::Completed => WorkforceSign::TrainingUneven,
            Self::Promoted => WorkforceSign::PromotionSlower,
            Self::Left => WorkforceSign::LeavingMore,
            Self::Applied => WorkforceSign::StageUneven,
        }
    }

    /// What not to conclude.
    fn caution(self) -> Say {
        match self {
            Self::Training | Self::Completed => Say::TrainingNotWhy,
            Self::Promoted => Say::PromotedNotWhy,
            Self::Left => Say::LeftNotWhy,
            Self::Applied => Say::AppliedNotWhy,
        }
    }

    /// All of them.
    pub const ALL: [Self; 5] = [Self::Training, Self::Completed, Self::Promoted, Self::Left, Self::Applied];
}

/// How likely it was by background.
#[derive(Clone, Debug, PartialEq)]
pub struct Chances {
    /// What.
    pub what: Chance,
    /// How likely.
    pub likelihoods: Likelihoods,
    /// The data set that counts everybody, where two were taken.
    pub of: Option<String>,
}

/// Whether the name of a group says that it did not come about, or that it did.
fn is_no(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    ["no", "none", "not", "never", "0", "false", "n"].contains(&label.as_str())
        || ["no ", "not ", "none", "did not", "didn’t", "didn't"].iter().any(|start| label.starts_with(start))
}

/// Those for whom it came about and all of them, by the groups of a breakdown; `None` where no group, or every group, is of
/// those for whom it did not.
fn yes_or_no(rows: &[CountRow]) -> Option<(CountRow, CountRow)> {
    let (no, yes): (Vec<_>, Vec<_>) = rows.iter().partition(|row| is_no(&row.label));
    (!no.is_empty() && !yes.is_empty()).then(|| (together(yes), together(rows)))
}

/// What came about for the people of a set: by its own breakdowns, or held against the set of those from whom they came.
pub fn chances(catalogue: &Catalogue, project: &Project, set: &DataSet, third: ThirdGroup) -> Vec<Chances> {
    let Some(parts) = parts(catalogue, &set.question, third) else { return Vec::new() };
    let one = |what: Chance| {
        let own = what
            .dimension()
            .and_then(|by| yes_or_no(&set.breakdown(&by)?.rows))
            .and_then(|(had, all)| Likelihoods::of(&parts, &had, &all));
        if let Some(likelihoods) = own {
            return Some(Chances { what, likelihoods, of: None });
        }
        if what.population() != Some(set.population) {
            return None;
        }
        let of = counterpart(project, set, comes_from(set.population)?)?;
        let likelihoods = Likelihoods::of(&parts, set.whole()?, of.whole()?)?;
        Some(Chances { what, likelihoods, of: Some(pairing_words(of)) })
    };
    Chance::ALL.into_iter().filter_map(one).collect()
}

fn pairing_words(set: &DataSet) -> String {
    format!("{}, {}", set.name.trim(), crate::words::date(set.as_of))
}

/// What one of them says.
pub fn chances_reading(catalogue: &Catalogue, of: &Chances) -> Vec<String> {
    let (done, to_do) = of.what.words();
    let mut said = likelihood::told(catalogue, &of.likelihoods, done, to_do);
    let mut tell = |what: Say, slots: &[(&str, &str)]| said.extend(say(catalogue, what, slots));
    if let Some(set) = &of.of {
        tell(Say::TwoSets, &[("set", set)]);
    }
    tell(of.what.caution(), &[]);
    tell(Say::OddsNamed, &[]);
    if let Some(next) = next(catalogue, of.what.sign()) {
        tell(Say::LookNext, &[("recommendation", &next)]);
    }
    said
}

/// The ratios of one of them.
pub fn chances_chart(set: &DataSet, of: &Chances) -> Option<Chart> {
    let against = of.of.as_ref().map(|of| format!(" Of the people in “{of}”.")).unwrap_or_default();
    let source = format!("{}{against} Whisker: 95% interval.", source(set));
    likelihood::ratio_chart(&of.likelihoods, of.what.name(), of.what.words().1, source, Vec::new())
}
