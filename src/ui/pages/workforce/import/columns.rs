//! The second step: what the columns of the file are.

use egui::{Id, Label, RichText, Ui};

use super::taken::{How, Sure};
use super::{Import, Step, top};
use crate::import::people::{ColumnKind, Look, LookColumn};
use crate::project::{DateOrder, Dimension, PersonField, Rating};
use crate::ui::pages::from_sheet::choice_line;
use crate::ui::pages::scrolling;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{body, caption, card, heading, measure, segments};
use crate::words;

/// How dates that can be read in two ways are written, in words.
const DATES: [(DateOrder, &str); 2] =
    [(DateOrder::DayFirst, "Day first: 3/4 is 3 April"), (DateOrder::MonthFirst, "Month first: 3/4 is 4 March")];

/// How many values of a column are shown beside it.
const SAMPLE: usize = 4;

/// Draws it.
pub(super) fn show(ui: &mut Ui, state: &mut Import) {
    let file = state.file_name();
    let Some((look, how)) = state.taken.as_mut().and_then(|taken| taken.how()) else { return };
    let mut chosen = None;
    let mut turn = None;
    scrolling(ui, "import people columns", |ui| {
        let missing = (!how.has_answers())
            .then_some("Say which column answers a question on background: counts by background need one.");
        let used = how.mapping.columns.len();
        let detail = format!("{file}: {used} of {} taken.", words::count(look.columns.len(), "column", "columns"));
        let title = ("What are the columns?", detail.as_str());
        turn = top(ui, &mut state.fresh, title, "See what the values mean", missing, None);
        card(ui, |ui| {
            measure(ui, |ui| {
                caption(
                    ui,
                    "Columns that are not taken are passed over. Names, e-mail addresses and staff numbers never are of use here.",
                )
            });
            ui.add_space(space::XS);
            for (place, column) in look.columns.iter().enumerate() {
                chosen = line(ui, place, column, how).or(chosen.take());
            }
        });
        ui.add_space(space::S);
        dates(ui, look, how);
    });
    if let Some((header, field)) = chosen {
        how.choose(look, &header, field);
        ui.ctx().request_repaint();
    }
    state.turn(turn, Step::About, Step::Values);
}

/// A column, and the field that it is taken for. Gives the new choice.
fn line(ui: &mut Ui, place: usize, column: &LookColumn, how: &How) -> Option<(String, Option<PersonField>)> {
    let now = how.field(column);
    let own = PersonField::Group(Dimension::Own(column.header.trim().to_owned()));
    let own_words = format!("Groups of your own: {}", column.header.trim());
    let fields = PersonField::all();
    let mut options: Vec<(Option<PersonField>, &str)> = vec![(None, "Not taken")];
    options.extend(fields.iter().map(|field| (Some(field.clone()), field.name())));
    options.push((Some(own.clone()), own_words.as_str()));
    // What another year's file called otherwise.
    let named = now.as_ref().map(|(field, _)| (*field).clone());
    let other = named.clone().filter(|field| *field != own && !fields.contains(field));
    let other_words = other.as_ref().map(|field| format!("Groups of your own: {}", field.name()));
    if let (Some(field), Some(words)) = (&other, &other_words) {
        options.push((Some(field.clone()), words.as_str()));
    }
    let label = format!("What “{}” is", column.header);
    let words = now.map_or((Rating::NotApplicable, "Not taken"), |(_, sure)| sure_words(sure));
    let id = Id::unique(("import people column", place));
    let chosen = choice_line(ui, (&column.header, &label), id, &named, &options, words, |ui| {
        let quiet = theme::of(ui).quiet;
        ui.add(Label::new(RichText::new(about(column)).size(size::CAPTION).color(quiet)).truncate());
    });
    chosen.map(|field| (column.header.clone(), field))
}

/// How sure it is what a column is: a shape and a few words.
fn sure_words(sure: Sure) -> (Rating, &'static str) {
    match sure {
        Sure::Chosen => (Rating::Active, "Your choice"),
        Sure::Kept => (Rating::Active, "As last time"),
        Sure::Exact => (Rating::Active, "Same name"),
        Sure::Likely => (Rating::Limited, "Likely: check"),
    }
}

/// What stands in a column, in a few words.
fn about(column: &LookColumn) -> String {
    let filled = format!("{} filled", words::whole(column.filled));
    match column.kind {
        ColumnKind::Empty => "Empty".to_owned(),
        ColumnKind::Numbers => format!("Numbers, {filled}"),
        ColumnKind::Dates => format!("Dates, {filled}"),
        ColumnKind::Text => format!("Mostly different texts, {filled}"),
        ColumnKind::Categories => {
            let values: Vec<&str> = column.values.iter().take(SAMPLE).map(|value| value.text.show()).collect();
            let more = column.values.len().saturating_sub(SAMPLE);
            let more = if more > 0 { format!(" and {} more", words::whole(more as u64)) } else { String::new() };
            format!("{}{more}", values.join(" · "))
        }
    }
}

/// How dates are written, where any column has them.
fn dates(ui: &mut Ui, look: &Look, how: &mut How) {
    let dated = |column: &&LookColumn| {
        let field = how.field(column).map(|(field, _)| field.clone());
        let fields = [PersonField::BirthDate, PersonField::PromotedOn, PersonField::GradeSince];
        field.is_some_and(|field| fields.contains(&field))
    };
    if !look.columns.iter().any(|column| dated(&column)) {
        return;
    }
    card(ui, |ui| {
        heading(ui, "How are dates written?");
        body(ui, "Where a date begins with the year or names its month, this makes no difference.");
        if let Some(order) = segments(ui, "How dates are written", Some(&how.mapping.dates), &DATES) {
            how.mapping.dates = order;
        }
    });
}
