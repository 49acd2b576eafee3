//! Board pack: choose what the board gets, see it, and write it as a PDF.

mod preview;
mod reckon;
mod table;
#[cfg(test)]
mod tests;

use egui::{Id, Role, ScrollArea, Ui, WidgetInfo};
use jiff::civil::Date;

use self::preview::Preview;
use super::{filling, head, margin};
use crate::app::{Command, Export};
use crate::content::ThirdGroup;
use crate::disclosure::Published;
use crate::insight::{self, AttentionKind};
use crate::project::Audience;
use crate::report::{self, Section, Span};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{caption, card, check, error_line, heading, link, primary_enabled, quiet, reading, spans};
use crate::ui::{Outbox, View};
use crate::words;

/// Below this width, in points, the preview stands below the choices.
const STACKED: f32 = 900.0;

/// The width of the choices beside the preview, in points.
const CHOICES: f32 = 330.0;

/// What the page keeps between frames.
#[derive(Debug)]
pub struct State {
    sections: Vec<Section>,
    preview: Option<(Key, Preview)>,
}

impl Default for State {
    fn default() -> Self {
        Self { sections: Section::ALL.to_vec(), preview: None }
    }
}

/// For as long as this stays the same, the pack does.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    sections: Vec<Section>,
    today: Date,
    third: ThirdGroup,
}

impl State {
    /// Takes a section in or leaves it out; sections stay in the pack's order.
    fn set(&mut self, section: Section, on: bool) {
        self.sections = Section::ALL
            .into_iter()
            .filter(|one| if *one == section { on } else { self.sections.contains(one) })
            .collect();
    }

    /// Whether a section is chosen that the project has.
    fn holds_any(&self, view: &View<'_>) -> bool {
        self.sections.iter().any(|section| section.is_there(view.digest))
    }

    /// The preview, made anew where anything that it shows has changed.
    fn preview(&mut self, view: &View<'_>) -> &mut Preview {
        let third = view.preferences.third_group;
        let key = Key { revision: view.revision, sections: self.sections.clone(), today: view.today, third };
        let kept = self.preview.take().filter(|(kept, _)| *kept == key);
        let make = || {
            let report = report::board_pack(view.catalogue, view.project, view.digest, third, &self.sections);
            (key, Preview::new(report))
        };
        &mut self.preview.insert(kept.unwrap_or_else(make)).1
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let id = Id::unique("board pack preview");
    if ui.available_width() < STACKED {
        let margin = margin(ui);
        reading(ui, id, "Board pack", false, |ui| {
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                page_head(ui, view, state, out);
                choices(ui, view, state, out);
                ui.add_space(space::L);
                preview(ui, view, state, out);
            });
        });
        return;
    }
    filling(ui, |ui| {
        page_head(ui, view, state, out);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XL;
            ui.vertical(|ui| {
                ui.set_width(CHOICES);
                ScrollArea::vertical().id_salt("choices").auto_shrink(false).show(ui, |ui| {
                    choices(ui, view, state, out);
                });
            });
            ui.vertical(|ui| reading(ui, id, "Preview of the board pack", false, |ui| preview(ui, view, state, out)));
        });
    });
}

/// The finding, and the way out.
fn page_head(ui: &mut Ui, view: &View<'_>, state: &State, out: &mut Outbox) {
    let finding = insight::board_finding(view.digest);
    let some = state.holds_any(view);
    head(ui, &finding.title, &finding.detail, |ui| {
        if primary_enabled(ui, "Export as PDF…", some).clicked() {
            out.command(Command::Export(Export::BoardPack(state.sections.clone())));
        }
        if ui.add_enabled_ui(some, |ui| link(ui, "Type a path instead…")).inner.clicked() {
            out.command(Command::ExportTypedPath(Export::BoardPack(state.sections.clone())));
        }
    });
}

/// What the pack holds, and what needs attention.
fn choices(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    if ui.available_width() < super::NARROW * 0.75 {
        sections(ui, view, state);
        ui.add_space(space::S);
        attention(ui, view, out);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let width = (ui.available_width() - space::L) / 2.0;
        for half in [0, 1] {
            ui.vertical(|ui| {
                ui.set_width(width);
                if half == 0 { sections(ui, view, state) } else { attention(ui, view, out) }
            });
        }
    });
}

fn sections(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        heading(ui, "What the pack holds");
        if !state.holds_any(view) {
            error_line(ui, "Choose at least one section to export.");
        }
        for section in Section::ALL.into_iter().filter(|section| section.is_there(view.digest)) {
            let (changed, response) = check(ui, section.name(), state.sections.contains(&section));
            let about = format!("{}. {}", section.about(), holds(section, view));
            ui.horizontal_top(|ui| {
                ui.add_space(24.0);
                caption(ui, &about);
            });
            ui.add_space(space::XS);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(about.as_str()));
            if let Some(on) = changed {
                state.set(section, on);
            }
        }
    });
}

/// How much a section holds, in numbers.
fn holds(section: Section, view: &View<'_>) -> String {
    let digest = view.digest;
    let whole = words::capitalised;
    match section {
        Section::Summary => format!("Recommendations: {}.", digest.tally.recommendations.words()),
        Section::Changes => digest.since.as_ref().map_or_else(String::new, |since| {
            let changed = since.changes().count();
            format!("{}.", whole(&words::count(changed, "rating changed", "ratings changed")))
        }),
        Section::ActionPlan => {
            let actions = words::count(digest.actions.total, "action", "actions");
            let overdue =
                digest.attention(AttentionKind::Overdue).map(|_| format!(", {} overdue", digest.actions.overdue));
            format!("{}{}.", whole(&actions), overdue.unwrap_or_default())
        }
        Section::Scorecard => format!(
            "{}.",
            whole(&words::count(
                digest.kpis.iter().filter(|kpi| kpi.in_use).count(),
                "measure in use",
                "measures in use"
            ))
        ),
        Section::Released => {
            Published::newest(view.project, Audience::Board).map_or_else(String::new, |(release, published)| {
                format!("Released on {}: {}.", words::date(release.on), insight::counted_words(&published))
            })
        }
        Section::Strategy => format!("{}.", whole(&insight::strategy_finding(digest.strategy))),
        Section::Chain => format!(
            "{}, {}.",
            whole(&words::count(digest.moved.len(), "action beside its figure", "actions beside their figures")),
            words::count(digest.suggestions.len(), "suggestion", "suggestions")
        ),
        Section::FollowUps => digest.attention(AttentionKind::FollowUpsUnanswered).map_or_else(
            || "All answered.".to_owned(),
            |open| format!("{} unanswered.", words::whole(open.count as u64)),
        ),
        Section::Review => {
            let counts = digest.tally.questions;
            format!("{} of {} questions rated.", counts.answered(), counts.total())
        }
        Section::Sources => {
            let documents = words::count(view.catalogue.sources().count(), "document", "documents");
            let terms = words::count(view.catalogue.terms().count(), "term", "terms");
            format!("{} and {terms}.", whole(&documents))
        }
    }
}

fn attention(ui: &mut Ui, view: &View<'_>, out: &mut Outbox) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        heading(ui, "Before the board sees this");
        if view.digest.attention.is_empty() {
            quiet(ui, "Nothing is open: the pack is ready.");
        }
        for one in &view.digest.attention {
            ui.horizontal_top(|ui| {
                let sentence = one.sentence();
                let room = ui.available_width() - 60.0;
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.add_space(6.0);
                    let count = words::whole(one.count as u64);
                    spans(ui, &[Span::strong(count), Span::plain(format!(" {}", one.words()))], size::BODY);
                });
                let response = link(ui, "Show");
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show: {sentence}")));
                if response.clicked() {
                    out.command(Command::ShowAttention(one.kind));
                }
            });
        }
    });
}

fn preview(ui: &mut Ui, view: &View<'_>, state: &mut State, out: &mut Outbox) {
    heading(ui, "Preview");
    if !state.holds_any(view) {
        quiet(ui, "There is nothing to show: no section is chosen.");
        return;
    }
    state.preview(view).show(ui, out);
}
