//! How a sheet of figures is set out: as it is understood, and as the user says.

use std::sync::Arc;

use egui::{Id, Ui};

use super::{State, Step, Taken, top};
use crate::content::KpiId;
use crate::import::{FigureField, Named, Series, Shape, Sheet, Sure, Understood};
use crate::project::Rating;
use crate::ui::View;
use crate::ui::pages::from_sheet::{choice_line, columns, left_out, sample, sure_words, told_apart};
use crate::ui::pages::scrolling;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Field, caption, card, check, choice, entry, error_line, heading, primary_enabled, secondary, segments,
};
use crate::words;

/// How many of the measures that a sheet names are shown.
const MOST_NAMES: usize = 60;

/// How a sheet may be set out, in words.
const SHAPES: [(Shape, &str); 3] = [
    (Shape::Rows, "A row for each figure"),
    (Shape::Columns, "A column for each measure"),
    (Shape::One, "Figures of one measure"),
];

/// How many months may lie between figures without dates, in words.
const MONTHS: [(u32, &str); 4] = [(1, "Month"), (3, "Quarter"), (6, "Half-year"), (12, "Year")];

/// What the user says of it.
enum Change {
    Shape(Shape),
    Kpi(KpiId),
    Column(FigureField, Option<usize>),
    Measure(usize, Option<KpiId>),
    Header(bool),
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let Some(taken) = &mut state.taken else { return };
    let sheet = Arc::clone(&taken.sheet);
    let mut how = taken.how.take().unwrap_or_else(|| Understood::propose(&sheet, state.of.clone(), view.catalogue));
    let (mut closed, mut other, mut see) = (false, false, false);
    let mut change = None;
    let mut dates = how.series;
    scrolling(ui, "import set-out", |ui| {
        let width = words::count(sheet.width(), "column", "columns");
        let lines = words::count(sheet.rows.len(), "row", "rows");
        closed = top(ui, "How is the sheet set out?", &format!("{}: {lines}, {width}.", taken.name));
        ui.horizontal_wrapped(|ui| {
            let missing = how.missing(view.catalogue);
            let go_on = primary_enabled(ui, "See what will be taken in", missing.is_none());
            if std::mem::take(&mut state.fresh) && missing.is_none() {
                go_on.request_focus();
            }
            see = go_on.clicked();
            other = secondary(ui, "Choose another file").clicked();
            if let Some(missing) = missing {
                error_line(ui, missing);
            }
        });
        ui.add_space(space::S);
        let shape = segments(ui, "How the sheet is set out", Some(&how.shape()), &SHAPES);
        change = shape.map(Change::Shape);
        ui.add_space(space::S);
        card(ui, |ui| {
            let one = how.shape() == Shape::One;
            if one && let Some(kpi) = measure(ui, &how, view) {
                change = Some(Change::Kpi(kpi));
            }
            if let Some((field, column)) = columns(ui, &sheet, how.fields(), &how.used(view.catalogue)) {
                change = Some(Change::Column(field, column));
            }
            if one && how.fields().column(FigureField::Date).is_none() {
                ui.add_space(space::S);
                dates = series(ui, taken, how.kpi().and_then(|kpi| every(view, kpi)));
            }
            ui.add_space(space::S);
            if let Some(header) = check(ui, "The first row names the columns", !sheet.header.is_empty()).0 {
                change = Some(Change::Header(header));
            }
        });
        if let Some((place, kpi)) = measures(ui, &how, &sheet, view) {
            change = Some(Change::Measure(place, kpi));
        }
        left_out(ui, &sheet, &how.not_taken(&sheet, view.catalogue));
    });
    if change.is_some() || dates != how.series {
        taken.reading = None;
        ui.ctx().request_repaint();
    }
    how.series = dates;
    let mut header = None;
    match change {
        None => {}
        Some(Change::Shape(shape)) => how.choose_shape(shape, &sheet, view.catalogue),
        Some(Change::Kpi(kpi)) => how.choose_kpi(kpi, &sheet, view.catalogue),
        Some(Change::Column(field, column)) => how.choose_column(field, column, &sheet, view.catalogue),
        Some(Change::Measure(place, kpi)) => how.choose_measure(place, kpi),
        Some(Change::Header(is_one)) => header = Some(is_one),
    }
    taken.how = Some(how);
    if let Some(header) = header {
        taken.name_columns(header);
    }
    state.closed |= closed;
    if see {
        state.go(Step::Rows);
    } else if other {
        *state = State::open_for(state.of.take());
    }
}

/// The measures that can be chosen, each under another name.
fn options(view: &View<'_>) -> (Vec<KpiId>, Vec<String>) {
    let kpis: Vec<_> = view.catalogue.kpis().collect();
    let names: Vec<String> = kpis.iter().map(|kpi| kpi.name.clone()).collect();
    let names = told_apart(&names, |place| kpis.get(place).map(|kpi| view.catalogue.maker(kpi)).unwrap_or_default());
    (kpis.into_iter().map(|kpi| kpi.id.clone()).collect(), names)
}

/// The measure whose figures these are. Gives the one that the user chose.
fn measure(ui: &mut Ui, how: &Understood, view: &View<'_>) -> Option<KpiId> {
    let (kpis, names) = options(view);
    let none = how.kpi().is_none().then_some((None, "Choose a measure"));
    let all = kpis.iter().zip(&names).map(|(kpi, name)| (Some(kpi.clone()), name.as_str()));
    let options: Vec<(Option<KpiId>, &str)> = none.into_iter().chain(all).collect();
    let field = Field::new(Id::unique("import measure"), "All figures are of");
    let chosen = choice(ui, field, &how.kpi().cloned(), &options, 420.0).flatten();
    ui.add_space(space::S);
    chosen
}

/// How many months lie between two figures of a measure, where that is one of the choices.
fn every(view: &View<'_>, kpi: &KpiId) -> Option<u32> {
    let set = view.project.kpis.get(kpi).and_then(|kpi| kpi.settings.as_ref()?.every);
    let months = set.or_else(|| view.catalogue.kpi(kpi)?.every)?;
    MONTHS.iter().any(|(one, _)| *one == months).then_some(months)
}

/// The dates of figures that have none, while the first is one.
fn series(ui: &mut Ui, taken: &mut Taken, every: Option<u32>) -> Option<Series> {
    let typed = taken.first.trim();
    let read = words::parse_date(typed).or_else(|error| words::parse_month(typed).map_err(|_no_month| error));
    let fault = read.as_ref().err().filter(|_| !typed.is_empty()).map(ToString::to_string);
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(420.0));
        let field = Field::new(Id::unique("import first date"), "No column has dates. Date of the first figure");
        let typed = entry(ui, field.hint("Such as 31/3/2026"), &taken.first, fault.as_deref());
        if let Some(text) = typed.changed {
            taken.first = text;
        }
    });
    ui.add_space(space::XS);
    caption(ui, "Then one every");
    let now = taken.months.or(every).unwrap_or(3);
    let chosen = segments(ui, "How far apart the figures are", Some(&now), &MONTHS);
    taken.months = chosen.or(taken.months);
    caption(ui, "From top to bottom; an empty line leaves its date out.");
    read.ok().map(|first| Series { first, months: chosen.unwrap_or(now) })
}

/// The measures that the sheet names, and which of the scorecard's each is. Gives what the user chose for one.
fn measures(ui: &mut Ui, how: &Understood, sheet: &Sheet, view: &View<'_>) -> Option<(usize, Option<KpiId>)> {
    if how.named().is_empty() {
        return None;
    }
    ui.add_space(space::M);
    let (kpis, names) = options(view);
    let options: Vec<(Option<KpiId>, &str)> = std::iter::once((None, "None: not taken in"))
        .chain(kpis.iter().zip(&names).map(|(kpi, name)| (Some(kpi.clone()), name.as_str())))
        .collect();
    let mut chosen = None;
    card(ui, |ui| {
        heading(ui, "Which measure is what?");
        let all = || how.named().iter().enumerate();
        // What is asked of the user comes first. What was chosen stays where it is.
        let open = |named: &Named| named.sure != Some(Sure::Exact);
        let ordered = all().filter(|(_, named)| open(named)).chain(all().filter(|(_, named)| !open(named)));
        for (place, named) in ordered.take(MOST_NAMES) {
            let label = format!("Measure for: {}", named.text);
            let id = Id::unique(("import measure", place));
            let now = named.kpi.clone();
            let words = named.sure.map_or((Rating::NotApplicable, "Not taken in"), sure_words);
            let more = |ui: &mut Ui| match named.column {
                Some(column) => sample(ui, sheet, Some(column)),
                None => drop(caption(ui, &words::count(named.count, "row", "rows"))),
            };
            if let Some(kpi) = choice_line(ui, (&named.text, &label), id, &now, &options, words, more) {
                chosen = Some((place, kpi));
            }
        }
        if let Some(more) = how.named().len().checked_sub(MOST_NAMES).filter(|more| *more > 0) {
            caption(ui, &format!("And {} more names, which are not shown.", words::whole(more as u64)));
        }
    });
    chosen
}
