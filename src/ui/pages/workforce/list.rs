//! The sets of data, newest first: one stop of the Tab key.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Frame, Id, Label, Margin, RichText, ScrollArea, Ui};

use crate::content::{Catalogue, SurveyQuestionId};
use crate::disclosure::{self, TableKey, What};
use crate::insight::{data_sets, response};
use crate::project::{DataSet, DataSetId, Project, ProjectId};
use crate::ui::View;
use crate::ui::theme::{self, RADIUS, size};
use crate::ui::widgets::{list, row_in_sight};
use crate::words;

/// From how much height on, in points, the list scrolls by itself.
const HEIGHT: f32 = 190.0;

/// The sets of a project, worked out once for each state of it.
#[derive(Debug)]
pub(super) struct Listed {
    made_for: (ProjectId, u64, usize),
    /// Newest first.
    pub(super) sets: Vec<Listing>,
}

/// A set as it is listed.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) id: DataSetId,
    pub(super) name: String,
    /// The day that it describes.
    pub(super) day: String,
    /// Whom, when and how many answered.
    pub(super) detail: String,
    /// The tables that may be shown of it.
    pub(super) tables: Vec<What>,
}

/// A line of a list of sets.
pub(super) struct Line<'a> {
    pub(super) name: &'a str,
    pub(super) detail: Cow<'a, str>,
}

impl Listing {
    /// Its tables.
    pub(super) fn keys(&self) -> impl Iterator<Item = TableKey> {
        self.tables.iter().map(|what| TableKey { set: self.id, what: what.clone() })
    }
}

impl Listed {
    /// The sets, from what is kept where that still holds.
    pub(super) fn of(view: &View<'_>, kept: &mut Option<Arc<Self>>) -> Arc<Self> {
        let made_for = (view.project.id, view.revision, view.catalogue.packs().len());
        match kept {
            Some(kept) if kept.made_for == made_for => Arc::clone(kept),
            _ => {
                let sets = listings(view.catalogue, view.project);
                Arc::clone(kept.insert(Arc::new(Self { made_for, sets })))
            }
        }
    }
}

fn listings(catalogue: &Catalogue, project: &Project) -> Vec<Listing> {
    let mut tables: BTreeMap<DataSetId, Vec<What>> = BTreeMap::new();
    for TableKey { set, what } in disclosure::available(catalogue, project) {
        tables.entry(set).or_default().push(what);
    }
    // Sets of one name and day say their question.
    let mut alike: BTreeMap<_, usize> = BTreeMap::new();
    for set in &project.workforce {
        *alike.entry((set.name.trim(), set.as_of)).or_default() += 1;
    }
    let listing = |(id, day)| {
        let set = project.data_set(id)?;
        let has_twin = alike.get(&(set.name.trim(), day)).is_some_and(|sets| *sets > 1);
        Some(Listing {
            id,
            name: set.name.trim().to_owned(),
            day: words::date(day),
            detail: detail(catalogue, set, has_twin.then_some(&set.question)),
            tables: tables.remove(&id).unwrap_or_default(),
        })
    };
    data_sets(project).into_iter().filter_map(listing).collect()
}

fn detail(catalogue: &Catalogue, set: &DataSet, question: Option<&SurveyQuestionId>) -> String {
    let answered = words::whole(u64::from(response(catalogue, set).answered));
    let detail = format!("{} · {} · {answered} answered", set.population.name(), words::date(set.as_of));
    match question.and_then(|question| catalogue.survey_question(question)) {
        Some(question) => format!("{detail} · {}", question.text),
        None => detail,
    }
}

/// Draws a list of sets, of which the one at this place is chosen. Gives the place of another that was chosen.
pub(super) fn show<'a>(
    ui: &mut Ui,
    id: Id,
    at: usize,
    lines: impl ExactSizeIterator<Item = Line<'a>>,
) -> Option<usize> {
    let mut chosen = None;
    list(ui, id, "Data sets, newest first", |ui, keys| {
        let moved = keys.moved(at, lines.len()).filter(|to| *to != at);
        ScrollArea::vertical().max_height(HEIGHT).id_salt(id.with("lines")).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (place, one) in lines.enumerate() {
                let (clicked, response) = line(ui, id, place, &one, place == at);
                if moved == Some(place) {
                    response.scroll_to_me(None);
                }
                if clicked || moved == Some(place) {
                    chosen = Some(place);
                    ui.ctx().request_repaint();
                }
            }
        });
    });
    chosen
}

/// A set: its name and what else is said of it.
fn line(ui: &mut Ui, list: Id, place: usize, line: &Line<'_>, selected: bool) -> (bool, egui::Response) {
    let heard = format!("{}, {}", line.name, line.detail.replace(" · ", ", "));
    let palette = theme::of(ui);
    let (response, _) = row_in_sight(ui, list, list.with(place), selected, &heard, |ui| {
        let fill = if selected { palette.wash } else { palette.surface };
        Frame::new().fill(fill).corner_radius(RADIUS).inner_margin(Margin::symmetric(8, 2)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
                let color = if selected { palette.accent } else { palette.ink };
                ui.add(Label::new(RichText::new(line.name).font(font).color(color)).wrap().selectable(false));
                let detail = RichText::new(line.detail.as_ref()).size(size::CAPTION).color(palette.quiet);
                ui.add(Label::new(detail).wrap().selectable(false));
            });
        });
    });
    (response.clicked(), response)
}
