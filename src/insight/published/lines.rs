//! Published figures one by one, for spreadsheets and other programs.

use jiff::civil::Date;
use serde::Serialize;

use super::{HIDDEN, gap_name, row_name};
use crate::content::{Catalogue, ThirdGroup};
use crate::disclosure::{Figure, Published, PublishedSet, PublishedTable, rules_words};
use crate::project::{Audience, Pay};

/// A published figure. Field names are stable: other programs read them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureLine {
    /// What the data set is called.
    pub data: String,
    /// Who was asked.
    pub population: &'static str,
    /// The day that the figure describes.
    pub date: Date,
    /// The question.
    pub question: String,
    /// The table.
    pub table: String,
    /// Whom the figure counts.
    pub who: String,
    /// What it counts of them.
    pub figure: String,
    /// The rounded count; empty where it is hidden, or where the figure is a pay gap.
    pub count: Option<u32>,
    /// The rounded count of people that a share rests on; of a pay gap the least in each group.
    pub base: Option<u32>,
    /// The share of the base, or the pay gap, in percent.
    pub percent: Option<f64>,
    /// `hidden` where the figure must not be told; the earlier day from which it stands; or nothing.
    pub mark: String,
}

/// Published figures for other programs. Field names are stable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublishedFigures {
    /// The organisation.
    pub organisation: String,
    /// Whether it is invented.
    pub invented: bool,
    /// For whom: `internal`, `board` or `public`.
    pub audience: &'static str,
    /// The day of the release.
    pub released: Date,
    /// The rules, in a sentence.
    pub rules: String,
    /// The figures.
    pub figures: Vec<FigureLine>,
}

/// The figures of a release of a project, for other programs.
pub fn published_figures(
    catalogue: &Catalogue,
    project: &crate::project::Project,
    released: Date,
    published: &Published,
) -> PublishedFigures {
    let audience: Audience = published.audience();
    PublishedFigures {
        organisation: project.organisation.name.clone(),
        invented: project.organisation.invented,
        audience: audience.id(),
        released,
        rules: rules_words(published.rules()),
        figures: figure_lines(catalogue, published),
    }
}

/// Every published figure, in the order of the tables.
pub fn figure_lines(catalogue: &Catalogue, published: &Published) -> Vec<FigureLine> {
    let mut lines = Vec::new();
    for set in published.sets() {
        response_lines(catalogue, set, &mut lines);
        for table in set.tables() {
            table_lines(catalogue, set, &table, &mut lines);
        }
        pay_lines(catalogue, published, set, &mut lines);
    }
    lines
}

/// A line of a set with nothing in it yet.
fn line(catalogue: &Catalogue, set: &PublishedSet, table: &str, who: &str) -> FigureLine {
    let question = catalogue.survey_question(set.question());
    FigureLine {
        data: set.name().to_owned(),
        population: set.population().name(),
        date: set.as_of(),
        question: question.map_or_else(|| set.question().to_string(), |question| question.text.clone()),
        table: table.to_owned(),
        who: who.to_owned(),
        figure: String::new(),
        count: None,
        base: None,
        percent: None,
        mark: String::new(),
    }
}

/// A line that says a figure.
fn with(line: &FigureLine, name: &str, figure: &Figure, base: Option<u32>, stands: Option<Date>) -> FigureLine {
    let mark = match (figure.count(), stands) {
        (None, _) => HIDDEN.to_owned(),
        (Some(_), Some(day)) => format!("figure of {day}"),
        (Some(_), None) => String::new(),
    };
    FigureLine {
        figure: name.to_owned(),
        count: figure.count(),
        base: base.filter(|_| figure.percent().is_some()),
        percent: figure.percent().map(tenth),
        mark,
        ..line.clone()
    }
}

fn tenth(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

fn response_lines(catalogue: &Catalogue, set: &PublishedSet, lines: &mut Vec<FigureLine>) {
    let Some(response) = set.response() else { return };
    let of = line(catalogue, set, "Who answered", "Everybody");
    let (base, stands) = (response.asked().count(), response.stands_from());
    for (name, figure) in
        [("Asked", response.asked()), ("Answered", response.answered()), ("Did not answer", response.silent())]
    {
        lines.push(with(&of, name, &figure, base, stands));
    }
}

fn table_lines(catalogue: &Catalogue, set: &PublishedSet, table: &PublishedTable<'_>, lines: &mut Vec<FigureLine>) {
    let name = table.what().name();
    for row in table.rows() {
        let of = line(catalogue, set, &name, &row_name(&row));
        let (base, stands) = (row.base().count(), row.stands_from());
        for ((_, part, _), figure) in set.parts().zip(row.parts()) {
            lines.push(with(&of, part, &figure, base, stands));
        }
        for (name, figure) in
            [("Not placed in a group", row.unplaced()), ("Base", row.base()), ("Answered", row.answered())]
        {
            lines.push(with(&of, name, &figure, None, stands));
        }
    }
}

fn pay_lines(catalogue: &Catalogue, published: &Published, set: &PublishedSet, lines: &mut Vec<FigureLine>) {
    for table in set.pay() {
        let what = crate::disclosure::What::Pay(table.pay(), table.by().clone()).name();
        let paid = match table.pay() {
            Pay::Hourly => "hourly pay",
            Pay::Bonus => "bonus pay",
        };
        for row in table.rows() {
            let who = if row.label().is_empty() { "Everybody" } else { row.label() };
            let of = line(catalogue, set, &what, who);
            for gap in row.gaps() {
                let compared = gap_name(&gap, ThirdGroup::default());
                let (median, mean) = gap.gap().map_or((None, None), |(median, mean)| (Some(median), Some(mean)));
                for (kind, percent) in [("Median", median), ("Mean", mean)] {
                    lines.push(FigureLine {
                        figure: format!("{kind} gap in {paid}: {compared}"),
                        base: percent.map(|_| published.rules().pay),
                        percent,
                        mark: if percent.is_none() { HIDDEN.to_owned() } else { String::new() },
                        ..of.clone()
                    });
                }
            }
        }
    }
}
