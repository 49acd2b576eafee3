//! Library: everything that the packs say, to read, to search and to copy.

mod checklists;
mod guidance;
mod index;
mod item;
mod packs;
mod reference;
mod survey;
#[cfg(test)]
mod tests;

use egui::{Id, Role, Ui, UiBuilder, WidgetInfo};

use self::item::Page;
use super::{NARROW, filling, head, margin};
use crate::ui::theme::{self, TARGET, size, space};
use crate::ui::widgets::{self, Field, HIDDEN, choice, quiet, reading, search};
use crate::ui::{Outbox, View};

/// A part of the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Advice by topic.
    #[default]
    Guidance,
    /// Proposals for actions.
    Templates,
    /// What others did.
    CaseStudies,
    /// What words mean.
    Glossary,
    /// The staff survey.
    Survey,
    /// Published figures.
    Benchmarks,
    /// The six pillars.
    Pillars,
    /// Questions that more than one checklist asks.
    Repeats,
    /// The documents.
    Sources,
    /// The packs.
    Packs,
}

impl Section {
    /// All sections, in the order of the list.
    const ALL: [Self; 10] = [
        Self::Guidance,
        Self::Templates,
        Self::CaseStudies,
        Self::Glossary,
        Self::Survey,
        Self::Benchmarks,
        Self::Pillars,
        Self::Repeats,
        Self::Sources,
        Self::Packs,
    ];

    /// Its name in the list, also the page's title.
    fn name(self) -> &'static str {
        match self {
            Self::Guidance => "Guidance",
            Self::Templates => "Action templates",
            Self::CaseStudies => "Case studies",
            Self::Glossary => "Glossary",
            Self::Survey => "Staff survey",
            Self::Benchmarks => "Benchmarks",
            Self::Pillars => "Pillars",
            Self::Repeats => "Repeated questions",
            Self::Sources => "Sources",
            Self::Packs => "Packs loaded",
        }
    }

    /// What it holds.
    fn about(self) -> &'static str {
        match self {
            Self::Guidance => "What helps, what others learned and what employers find hard, by topic.",
            Self::Templates => {
                "What could be done about each recommendation: a first step for this week, and how success is seen. \
                 Effort, impact and weeks are our judgement."
            }
            Self::CaseStudies => "What other organisations did or planned, as facts to learn from.",
            Self::Glossary => "What the words of the checklists mean.",
            Self::Survey => "What to ask people about their background, whom to ask, and how answers are grouped.",
            Self::Benchmarks => {
                "Published figures to compare with: when they were true, whom they count and what they must not be \
                 compared with."
            }
            Self::Pillars => "The six pillars of the scorecard, and how another strategy fits onto them.",
            Self::Repeats => "Questions that more than one checklist asks. An answer to one is offered for the others.",
            Self::Sources => "The documents on which the checklists, the guidance and the figures rest.",
            Self::Packs => "All that Waymark asks and says comes from packs: those built in, and your own.",
        }
    }
}

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    section: Section,
    search: String,
    /// The item to bring into view in the next frame.
    reveal: Option<String>,
    /// Whether what is read starts again at its head.
    to_top: bool,
}

impl State {
    /// Shows what these words find.
    pub fn show_found(&mut self, words: String) {
        self.search = words;
        self.reveal = None;
        self.to_top = true;
    }

    /// Shows a section from its head.
    fn go(&mut self, section: Section) {
        self.section = section;
        self.search.clear();
        self.reveal = None;
        self.to_top = true;
    }
}

/// The id of what is read.
fn reading_id() -> Id {
    Id::unique("library reading")
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let entries = index::entries(view.catalogue, view.preferences.third_group);
    if state.reveal.is_some() {
        // The result that was chosen is gone; the keys go on where it led.
        ui.memory_mut(|memory| memory.request_focus(reading_id()));
    }
    if ui.available_width() < NARROW {
        // In a small window the head scrolls away too, so that there is room to read.
        let margin = margin(ui);
        reading(ui, reading_id(), "Library", std::mem::take(&mut state.to_top), |ui| {
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                page_head(ui, view, state, &entries, true);
                content(ui, view, state, out, &entries);
            });
        });
        return;
    }
    filling(ui, |ui| {
        page_head(ui, view, state, &entries, false);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XL;
            ui.vertical(|ui| {
                ui.set_width(200.0);
                sections(ui, state, &entries);
            });
            ui.vertical(|ui| {
                let name = if state.search.trim().is_empty() { state.section.name() } else { "Results" };
                reading(ui, reading_id(), name, std::mem::take(&mut state.to_top), |ui| {
                    content(ui, view, state, out, &entries);
                });
            });
        });
    });
}

/// The title, the search box and, in a narrow window, the choice of the section.
fn page_head(ui: &mut Ui, view: &View<'_>, state: &mut State, entries: &[index::Entry<'_>], narrow: bool) {
    let needle = state.search.trim().to_owned();
    let (title, about) = if needle.is_empty() {
        (state.section.name().to_owned(), state.section.about().to_owned())
    } else {
        index::finding(&needle, entries)
    };
    head(ui, &title, &about, |ui| {
        let width = if narrow { (ui.available_width() - 220.0).clamp(180.0, 280.0) } else { 260.0 };
        let typed = search(ui, Id::unique("library search"), "Search the library", &state.search, width);
        if view.find {
            typed.response.request_focus();
        }
        if let Some(text) = typed.changed {
            state.search = text;
            state.to_top = true;
        }
        if narrow {
            choose_section(ui, state);
        }
    });
}

/// The sections as a list that drops down. While the search shows what it found, none of them is open.
fn choose_section(ui: &mut Ui, state: &mut State) {
    let searching = !state.search.trim().is_empty();
    let mut options: Vec<_> = Section::ALL.iter().map(|section| (Some(*section), section.name())).collect();
    if searching {
        options.insert(0, (None, "Results"));
    }
    let open = Some(state.section).filter(|_| !searching);
    let field = Field::new(Id::unique("library section"), "Section of the library").hint(HIDDEN);
    if let Some(Some(section)) = choice(ui, field, &open, &options, 190.0) {
        state.go(section);
    }
}

/// The list of sections, with how many items each holds.
fn sections(ui: &mut Ui, state: &mut State, entries: &[index::Entry<'_>]) {
    let palette = theme::of(ui);
    let id = Id::unique("library sections");
    let searching = !state.search.trim().is_empty();
    let here = Section::ALL.iter().position(|section| *section == state.section).unwrap_or_default();
    let mut chosen = None;
    widgets::list(ui, id, "Sections of the library", |ui, keys| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if keys.step != 0 {
            chosen = keys.moved(here, Section::ALL.len()).and_then(|place| Section::ALL.get(place)).copied();
        }
        for section in Section::ALL {
            let selected = section == state.section && !searching;
            let count = entries.iter().filter(|entry| entry.section == section).count();
            let name = format!("{}, {count}", section.name());
            let row = id.with(section.name());
            let (response, ()) = widgets::row(ui, id, row, selected, &name, |ui| {
                section_row(ui, section.name(), count, selected, &palette);
            });
            if response.clicked() {
                chosen = Some(section);
            }
        }
    });
    if let Some(section) = chosen.filter(|section| searching || *section != state.section) {
        state.go(section);
    }
}

fn section_row(ui: &mut Ui, name: &str, count: usize, selected: bool, palette: &theme::Palette) {
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), TARGET + 4.0), egui::Sense::hover());
    let hovered = response.contains_pointer();
    if selected || hovered {
        let fill = if selected { palette.wash } else { palette.surface };
        ui.painter().rect_filled(rect, theme::RADIUS, fill);
    }
    let (font, color) = if selected {
        (theme::semibold(size::BODY), palette.accent)
    } else {
        (theme::regular(size::BODY), palette.ink)
    };
    let inner = rect.shrink2(egui::vec2(space::M, 0.0));
    ui.painter().text(inner.left_center(), egui::Align2::LEFT_CENTER, name, font, color);
    let count = count.to_string();
    ui.painter().text(
        inner.right_center(),
        egui::Align2::RIGHT_CENTER,
        count,
        theme::regular(size::CAPTION),
        palette.quiet,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
}

/// The section that is open, or what the search found.
fn content(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox, entries: &[index::Entry<'_>]) {
    let needle = state.search.trim().to_owned();
    if !needle.is_empty() {
        if let Some((section, anchor)) = index::results(ui, &needle, entries) {
            state.go(section);
            state.reveal = Some(anchor);
            state.to_top = false;
            ui.ctx().request_repaint();
        } else if index::found(&needle, entries).is_empty() && widgets::secondary(ui, "Clear the search").clicked() {
            state.search.clear();
            state.to_top = true;
        }
        return;
    }
    let mut page = Page { view, out, reveal: state.reveal.take() };
    let builder = UiBuilder::new().id_salt(state.section.name());
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        if !entries.iter().any(|entry| entry.section == state.section) && state.section != Section::Packs {
            quiet(ui, "No loaded pack holds any. The section “Packs loaded” lists what there is.");
            return;
        }
        match state.section {
            Section::Guidance => guidance::guidance(ui, &mut page),
            Section::Templates => checklists::templates(ui, &mut page),
            Section::CaseStudies => guidance::case_studies(ui, &mut page),
            Section::Glossary => guidance::glossary(ui, &mut page),
            Section::Survey => survey::survey(ui, &mut page),
            Section::Benchmarks => reference::benchmarks(ui, &mut page),
            Section::Pillars => reference::pillars(ui, &mut page),
            Section::Repeats => checklists::repeats(ui, &mut page),
            Section::Sources => reference::sources(ui, &mut page),
            Section::Packs => packs::packs(ui, &mut page),
        }
        ui.add_space(space::XL);
    });
}
