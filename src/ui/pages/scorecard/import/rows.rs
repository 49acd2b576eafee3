//! The figures of a sheet with what becomes of each, and the button that takes them in.

use std::collections::BTreeMap;

use egui::Ui;

use super::{Done, READ_ONLY, State, Step, Taken, name, top};
use crate::content::KpiId;
use crate::edit::Edit;
use crate::import::{FigureDraft, FigureKind, FigureReading, FigureRow, MAX_FIGURES};
use crate::insight;
use crate::project::{Rating, Value};
use crate::ui::pages::from_sheet::{Look, rows, skipped, unreadable};
use crate::ui::pages::{NARROW, filling, in_card, margin, scrolling};
use crate::ui::theme::space;
use crate::ui::view::new_measurement_id;
use crate::ui::widgets::{caption, card, primary_enabled, secondary, segments};
use crate::ui::{Outbox, View};
use crate::words;

/// How many names of measures that are not known are listed.
const MOST_UNKNOWN: usize = 8;

/// Which figures are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    All,
    New,
    There,
    Differs,
    Faulty,
}

impl Part {
    const ALL: [(Self, &'static str); 5] = [
        (Self::All, "All"),
        (Self::New, "New"),
        (Self::There, "There already"),
        (Self::Differs, "Another figure that day"),
        (Self::Faulty, "Cannot be read"),
    ];

    /// The part in which a figure stands.
    fn of(row: &FigureRow) -> Self {
        match &row.kind {
            FigureKind::Faulty(_) => Self::Faulty,
            FigureKind::AlreadyThere(_) => Self::There,
            FigureKind::Differs { .. } => Self::Differs,
            FigureKind::New(_) if row.repeats.is_some() => Self::Differs,
            FigureKind::New(_) => Self::New,
        }
    }

    fn holds(self, row: &FigureRow) -> bool {
        self == Self::All || self == Self::of(row)
    }
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let narrow = ui.available_width() - margin(ui).sum().x < NARROW;
    let Some(taken) = &mut state.taken else { return };
    taken.settle(view, state.of.as_ref());
    if std::mem::take(&mut state.fresh) {
        taken.cursor.begin();
    }
    let Some((revision, reading)) = taken.reading.take() else { return };
    let mut asked = Asked::default();
    if narrow {
        scrolling(ui, "import figures rows", |ui| {
            asked = above(ui, view, taken, &reading);
            card(ui, |ui| listed(ui, view, taken, &reading, false));
        });
    } else {
        filling(ui, |ui| {
            asked = above(ui, view, taken, &reading);
            let place = ui.available_rect_before_wrap();
            in_card(ui, place, |ui| listed(ui, view, taken, &reading, true));
        });
    }
    let step = if asked.take { take_in(view, taken, &reading, out) } else { None };
    taken.reading = Some((revision, reading));
    state.closed |= asked.close;
    if let Some(done) = step {
        state.go(Step::Done(done));
        ui.ctx().request_repaint();
    } else if asked.back {
        state.go(Step::SetOut);
        ui.ctx().request_repaint();
    }
}

/// What the user asked for.
#[derive(Default)]
struct Asked {
    take: bool,
    back: bool,
    close: bool,
}

/// The head, the buttons, and which figures are listed.
fn above(ui: &mut Ui, view: &View<'_>, taken: &mut Taken, reading: &FigureReading) -> Asked {
    let count = |part: Part| reading.rows.iter().filter(|row| part.holds(row)).count();
    let (all, new) = (count(Part::All), count(Part::New));
    let total = words::whole(all as u64);
    let title = match (all, new) {
        (0, _) => "No figure was found".to_owned(),
        (1, 1) => "1 figure is new".to_owned(),
        (_, 0) => format!("None of {total} figures is new"),
        (_, 1) => format!("1 of {total} figures is new"),
        (_, new) => format!("{} of {total} figures are new", words::whole(new as u64)),
    };
    let close = top(ui, &title, &said(count, reading));
    let mut asked = Asked { close, ..Asked::default() };
    ui.horizontal_wrapped(|ui| {
        let ticked = taken.ticked.len();
        let label = match ticked {
            0 => "Take in nothing".to_owned(),
            ticked => format!("Take in {}", words::count(ticked, "figure", "figures")),
        };
        asked.take = primary_enabled(ui, &label, ticked > 0 && !view.read_only).clicked();
        asked.back = secondary(ui, "Back to the set-out").clicked();
        if view.read_only {
            caption(ui, READ_ONLY);
        }
    });
    for sentence in notes(view, reading) {
        caption(ui, &sentence);
    }
    let names: Vec<(Part, String)> = Part::ALL
        .into_iter()
        .map(|(part, name)| (part, format!("{name} {}", words::whole(count(part) as u64))))
        .collect();
    let options: Vec<(Part, &str)> = names.iter().map(|(part, name)| (*part, name.as_str())).collect();
    if let Some(part) = segments(ui, "Which figures", Some(&taken.part), &options) {
        taken.part = part;
        taken.cursor.at = 0;
    }
    ui.add_space(space::XS);
    asked
}

/// What is to be said of the figures that are not new.
fn said(count: impl Fn(Part) -> usize, reading: &FigureReading) -> String {
    let are = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}.")),
        many => Some(format!("{} {what}.", words::whole(many as u64))),
    };
    let parts = [
        skipped(count(Part::There), "in the scorecard already"),
        skipped(count(Part::Differs), "of a day that has another figure"),
        unreadable(count(Part::Faulty)),
        are(reading.without_figure, if reading.without_figure == 1 { "has no figure" } else { "have no figure" }),
        are(reading.blank, if reading.blank == 1 { "row is empty" } else { "rows are empty" }),
    ];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    if said.is_empty() && !reading.rows.is_empty() {
        return "Every figure can be read, and none is in the scorecard yet.".to_owned();
    }
    said.join(" ")
}

/// What else the user should know: nothing is left out without a word.
fn notes(view: &View<'_>, reading: &FigureReading) -> Vec<String> {
    let mut notes = Vec::new();
    if !reading.unknown.is_empty() {
        let mut named: Vec<String> = reading
            .unknown
            .iter()
            .take(MOST_UNKNOWN)
            .map(|(name, count)| format!("{name} ({})", words::whole(*count as u64)))
            .collect();
        if let Some(more) = reading.unknown.len().checked_sub(MOST_UNKNOWN).filter(|more| *more > 0) {
            named.push(format!("{} more", words::whole(more as u64)));
        }
        notes.push(format!("Not taken in, because no measure is chosen for it: {}.", words::list(&named)));
    }
    for kpi in &reading.small {
        notes.push(format!(
            "{}: no percentage is above 1. If 0.66 stands for 66%, give the cells the percent format in the \
             spreadsheet, and import them again.",
            name(view, kpi)
        ));
    }
    if reading.left > 0 {
        notes.push(format!(
            "{} more were left out: {} are read at once. Take the sheet in parts.",
            words::whole(reading.left as u64),
            words::whole(MAX_FIGURES as u64)
        ));
    }
    notes
}

/// The list of figures.
fn listed(ui: &mut Ui, view: &View<'_>, taken: &mut Taken, reading: &FigureReading, scrolls: bool) {
    let part = taken.part;
    let listed: Vec<(usize, &FigureRow)> = reading.rows.iter().enumerate().filter(|(_, row)| part.holds(row)).collect();
    let Taken { cursor, ticked, .. } = taken;
    let look = |place: usize| {
        listed.get(place).map(|(place, row)| look(view, row, ticked.contains(place))).unwrap_or_default()
    };
    for row in rows(ui, listed.len(), cursor, scrolls, look) {
        if let Some((place, row)) = listed.get(row) {
            taken.toggle(*place, row);
        }
    }
}

/// What is said of a figure.
fn look(view: &View<'_>, row: &FigureRow, ticked: bool) -> Look {
    let becomes = match (Part::of(row), ticked) {
        (Part::Faulty, _) => (Rating::NotInPlace, "Cannot be read"),
        (Part::New | Part::All, true) => (Rating::Active, "Will be taken in"),
        (Part::New | Part::All, false) => (Rating::NotApplicable, "Left out"),
        (Part::There | Part::Differs, true) => (Rating::Limited, "Will stand beside it"),
        (Part::There, false) => (Rating::NotApplicable, "There already"),
        (Part::Differs, false) => (Rating::Limited, "Left out: see why"),
    };
    let measure = row.kpi.as_ref().map(|kpi| name(view, kpi));
    let (title, detail) = match (&row.kind, row.draft()) {
        (FigureKind::Faulty(faults), _) => {
            let told = faults.iter().map(|fault| format!("{}: {}", fault.column, fault.problem));
            let told = told.collect::<Vec<_>>().join(" ");
            (None, measure.map_or_else(|| told.clone(), |measure| format!("{measure}. {told}")))
        }
        (_, Some(draft)) => {
            let title =
                format!("{}, {}: {}", name(view, &draft.kpi), words::date(draft.date), value(view, draft, draft.value));
            (Some(title), detail(view, row, draft))
        }
        (_, None) => (None, String::new()),
    };
    let ticked = row.draft().map(|_| ticked);
    Look { line: row.line, title, detail, becomes, ticked, verb: "Take in" }
}

/// A value in the unit of its measure.
fn value(view: &View<'_>, draft: &FigureDraft, value: Value) -> String {
    let unit = view.catalogue.kpi(&draft.kpi).map(|kpi| kpi.unit);
    unit.map_or_else(String::new, |unit| insight::value_words(unit, value))
}

/// What else a figure says, and what is to be known of it.
fn detail(view: &View<'_>, row: &FigureRow, draft: &FigureDraft) -> String {
    let mut parts = Vec::new();
    if let FigureKind::Differs { there, .. } = &row.kind {
        parts.push(format!("The scorecard has {} of that day", value(view, draft, *there)));
    }
    if let Some(line) = row.repeats {
        parts.push(format!("Line {line} has the same measure and day"));
    }
    if draft.date > view.today {
        parts.push("The day lies ahead".to_owned());
    }
    parts.extend(row.remarks.iter().map(|remark| words::capitalised(&remark.to_string())));
    let share = view.catalogue.kpi(&draft.kpi).is_some_and(|kpi| kpi.unit.is_share());
    match (draft.count, draft.base) {
        (Some(count), Some(base)) => {
            parts.push(format!("{} of {} people", words::whole(count.into()), words::whole(base.into())));
        }
        (None, Some(base)) => parts.push(format!("n = {}", words::whole(base.into()))),
        // Only a share of people rests on a number of them.
        (_, None) if share => parts.push("Base not given".to_owned()),
        (_, None) => {}
    }
    let note = draft.note.trim();
    if !note.is_empty() {
        parts.push(note.replace(['\r', '\n'], " "));
    }
    parts.join(" · ")
}

/// Takes the ticked figures in, in one step.
fn take_in(view: &View<'_>, taken: &Taken, reading: &FigureReading, out: &mut Outbox) -> Option<Done> {
    let ticked = reading.rows.iter().enumerate().filter(|(place, _)| taken.ticked.contains(place));
    let mut drafts: Vec<FigureDraft> = ticked.filter_map(|(_, row)| row.draft().cloned()).collect();
    // In the order in which they are kept, each is put behind those before it.
    drafts.sort_by_key(|draft| draft.date);
    let measurements: Vec<_> = drafts.into_iter().map(|draft| draft.into_measurement(new_measurement_id())).collect();
    let one = measurements.first().map(|(_, one)| one.id).filter(|_| !view.read_only)?;
    let mut counts: BTreeMap<&KpiId, usize> = BTreeMap::new();
    for (kpi, _) in &measurements {
        *counts.entry(kpi).or_default() += 1;
    }
    let counts = counts.into_iter().map(|(kpi, count)| (kpi.clone(), count)).collect();
    out.edit(Edit::AddMeasurements(measurements));
    Some(Done { one, counts, there: false })
}
