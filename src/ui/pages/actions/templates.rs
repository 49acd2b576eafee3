//! Choosing an action from a template: a list, gaps without an action first, and beside it what the template says.

use std::sync::Arc;

use egui::{Align, Id, Key, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::state::{Next, State};
use super::{BESIDE_FROM, FORM_WIDTH, READ_ONLY, in_card, margin};
use crate::content::{ActionTemplate, RecommendationId, TemplateId};
use crate::edit::Edit;
use crate::insight::{TemplateChoices, action_from_template, template_choices, template_due};
use crate::project::ProjectId;
use crate::ui::pages::{filling, head, scrolling};
use crate::ui::theme::{self, TARGET, size, space};
use crate::ui::view::new_action_id;
use crate::ui::widgets::{
    ListKeys, body, caption, card, heading, heading_at, list, primary_enabled, row, search, secondary,
    secondary_enabled, shape,
};
use crate::ui::{Outbox, View};
use crate::words;

/// What the chooser keeps between frames.
#[derive(Debug, Default)]
pub struct Chooser {
    /// The words that are looked for.
    text: String,
    /// What was found, and for what.
    found: Option<((ProjectId, u64, String), Arc<TemplateChoices>)>,
    /// The chosen template, in the group of which recommendation.
    selected: Option<(RecommendationId, TemplateId)>,
    /// Whether the chosen one is to be scrolled to.
    scroll: bool,
    /// Whether it has been drawn before: at first the search box takes the focus.
    drawn: bool,
    /// Whether the button that adds takes the focus.
    focus_add: bool,
    /// Whether the list takes the focus once it has been drawn.
    focus_list: bool,
    /// What was added last.
    added: Option<String>,
}

/// The id of the list, which takes the focus.
fn id() -> Id {
    Id::unique("templates list")
}

impl Chooser {
    /// What is found for the words, from what is kept where that still holds; with the choice brought in line with it.
    fn settle(&mut self, view: &View<'_>) -> Arc<TemplateChoices> {
        let wanted = (view.project.id, view.revision, self.text.clone());
        let found = match self.found.take() {
            Some((of, found)) if of == wanted => found,
            _ => Arc::new(template_choices(view.catalogue, view.project, &self.text)),
        };
        self.found = Some((wanted, Arc::clone(&found)));
        let all = all(&found);
        let stays = self.selected.as_ref().is_some_and(|selected| all.contains(selected));
        if !stays {
            // Its group may have moved, once the gap has an action.
            let same = self.selected.as_ref().and_then(|(_, id)| all.iter().find(|(_, one)| one == id));
            self.selected = same.or(all.first()).cloned();
        }
        found
    }
}

/// Every template that can be chosen, in the order of the list.
fn all(found: &TemplateChoices) -> Vec<(RecommendationId, TemplateId)> {
    let groups = found.sections.iter().flat_map(|section| &section.groups);
    groups.flat_map(|group| group.templates.iter().map(|one| (group.recommendation.clone(), one.id.clone()))).collect()
}

/// Draws the chooser in place of the plan.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, chooser: &mut Chooser, out: &mut Outbox) {
    let narrow = ui.available_width() - margin(ui).sum().x < BESIDE_FROM;
    if ui.input(|input| input.key_pressed(Key::Escape)) && !egui::Popup::is_any_open(ui.ctx()) {
        state.next = Some(Next::Plan);
    }
    if narrow {
        scrolling(ui, "templates", |ui| {
            let found = above(ui, view, state, chooser);
            card(ui, |ui| choices(ui, view, state, chooser, &found, true, out));
        });
        return;
    }
    filling(ui, |ui| {
        let found = above(ui, view, state, chooser);
        let area = ui.available_rect_before_wrap();
        let width = FORM_WIDTH + space::XXL;
        let (left, right) = area.split_left_right_at_x(area.right() - width);
        in_card(ui, left.with_max_x(left.right() - space::L), |ui| {
            ScrollArea::vertical().id_salt("templates").auto_shrink(false).show(ui, |ui| {
                choices(ui, view, state, chooser, &found, false, out);
            });
        });
        in_card(ui, right, |ui| {
            ScrollArea::vertical().id_salt("template").auto_shrink(false).show(ui, |ui| {
                egui::Frame::new().inner_margin(3).show(ui, |ui| preview(ui, view, state, chooser, out));
            });
        });
    });
}

/// The head and the search box; gives what is found.
fn above(ui: &mut Ui, view: &View<'_>, state: &mut State, chooser: &mut Chooser) -> Arc<TemplateChoices> {
    let found = chooser.settle(view);
    head(ui, "Add an action from a template", &found.sentence(), |ui| {
        if secondary(ui, "Back to the plan").clicked() {
            state.next = Some(Next::Plan);
        }
    });
    ui.horizontal(|ui| {
        let width = ui.available_width().min(360.0);
        let typed = ui
            .scope_builder(UiBuilder::new().max_rect(ui.available_rect_before_wrap()), |ui| {
                ui.set_max_width(width);
                search(ui, Id::unique("templates search"), "Search templates", &chooser.text, width)
            })
            .inner;
        if view.find || !std::mem::replace(&mut chooser.drawn, true) {
            typed.response.request_focus();
        }
        if let Some(text) = typed.changed {
            chooser.text = text;
            chooser.selected = None;
            ui.ctx().request_repaint();
        }
        if typed.left && ui.input(|input| input.key_pressed(Key::Enter)) {
            chooser.focus_list = true;
        }
    });
    if let Some(added) = &chooser.added {
        super::spoken(&caption(ui, added));
    }
    ui.add_space(space::XS);
    found
}

/// The list.
fn choices(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    chooser: &mut Chooser,
    found: &TemplateChoices,
    inline: bool,
    out: &mut Outbox,
) {
    if found.sections.is_empty() {
        body(ui, "No template is like this. Look for fewer words, or add an action of your own.");
        return;
    }
    let frame = egui::Frame::new().inner_margin(3);
    let (response, ()) = frame
        .show(ui, |ui| {
            list(ui, id(), "Templates", |ui, keys| {
                ui.spacing_mut().item_spacing.y = 0.0;
                use_keys(chooser, found, keys);
                for section in &found.sections {
                    ui.add_space(space::S);
                    heading(ui, &section.title);
                    for group in &section.groups {
                        ui.add_space(space::S);
                        ui.horizontal(|ui| {
                            ui.spacing_mut().item_spacing.x = space::S;
                            shape(ui, group.rating, 11.0);
                            heading_at(ui, &format!("{}: {}", group.rating.name(), group.title), 3);
                        });
                        for one in &group.templates {
                            let key = (group.recommendation.clone(), one.id.clone());
                            let selected = chooser.selected.as_ref() == Some(&key);
                            let mark = if one.in_plan { ". In the plan" } else { "" };
                            let name = format!("{}{mark}. For: {}", one.title, group.title);
                            let line = id().with((&key.0, &key.1));
                            let (response, ()) = row(ui, id(), line, selected, &name, |ui| {
                                template_row(ui, &one.title, one.in_plan, selected)
                            });
                            if selected && std::mem::take(&mut chooser.scroll) {
                                response.scroll_to_me(Some(Align::Center));
                            }
                            if response.clicked() {
                                chooser.selected = Some(key);
                                ui.ctx().request_repaint();
                            }
                            if selected && inline {
                                card(ui, |ui| preview(ui, view, state, chooser, out));
                            }
                        }
                    }
                }
            })
        })
        .inner;
    if std::mem::take(&mut chooser.focus_list) {
        response.request_focus();
    }
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_size_of_set(all(found).len()));
}

/// Moves the choice, or goes on to the button that adds.
fn use_keys(chooser: &mut Chooser, found: &TemplateChoices, keys: ListKeys) {
    if !keys.focused {
        return;
    }
    if keys.step != 0 {
        let all = all(found);
        let at = chooser.selected.as_ref().and_then(|selected| all.iter().position(|one| one == selected));
        chooser.selected = keys.moved(at.unwrap_or(0), all.len()).and_then(|to| all.get(to)).cloned();
        chooser.scroll = true;
    }
    chooser.focus_add |= keys.enter;
}

/// A line of the list.
fn template_row(ui: &mut Ui, title: &str, in_plan: bool, selected: bool) {
    let palette = theme::of(ui);
    let fill = if selected || ui.response().hovered() { palette.wash } else { palette.surface };
    egui::Frame::new().fill(fill).corner_radius(theme::RADIUS).inner_margin(egui::Margin::symmetric(10, 7)).show(
        ui,
        |ui| {
            ui.set_min_size(vec2(ui.available_width(), TARGET - 14.0));
            let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
            ui.add(egui::Label::new(RichText::new(title).font(font).color(palette.ink)).wrap());
            if in_plan {
                caption(ui, "In the plan");
            }
        },
    );
}

/// What the chosen template says, and how it is added.
fn preview(ui: &mut Ui, view: &View<'_>, state: &mut State, chooser: &mut Chooser, out: &mut Outbox) {
    let Some((recommendation, id)) = chooser.selected.clone() else { return };
    let Some(template) = view.catalogue.templates().find(|template| template.id == id) else { return };
    ui.spacing_mut().item_spacing.y = space::S;
    heading(ui, &template.title);
    said(ui, view, template);
    if view.read_only {
        caption(ui, READ_ONLY);
    }
    ui.horizontal_wrapped(|ui| {
        let add = primary_enabled(ui, "Add to the plan", !view.read_only);
        if std::mem::take(&mut chooser.focus_add) {
            add.request_focus();
        }
        let another = secondary_enabled(ui, "Add and choose another", !view.read_only);
        if !(add.clicked() || another.clicked()) {
            return;
        }
        let owner = &view.preferences.my_name;
        let action = action_from_template(template, &recommendation, new_action_id(), owner, view.today);
        let id = action.id;
        out.edit(Edit::AddAction(Box::new(action)));
        if add.clicked() {
            state.next = Some(Next::Added(id));
        } else {
            chooser.added = Some(format!("Added “{}”.", template.title));
            chooser.focus_list = true;
        }
    });
}

/// What a template says.
fn said(ui: &mut Ui, view: &View<'_>, template: &ActionTemplate) {
    let part = |ui: &mut Ui, name: &str, text: &str| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            caption(ui, name);
            body(ui, text);
        });
    };
    part(ui, "First step", &template.first_step);
    part(ui, "How success will be seen", &template.success);
    if let Some(kpi) = template.kpi.as_ref().and_then(|id| view.catalogue.kpi(id)) {
        part(ui, "The figure in which it will be seen", &kpi.name);
    }
    let due = template_due(template, view.today);
    let weeks = words::count(template.weeks as usize, "week", "weeks");
    part(
        ui,
        "Effort and impact",
        &format!("{} effort, {} impact", template.effort.name(), template.impact.name().to_lowercase()),
    );
    part(ui, "Time", &format!("About {weeks}: due {} if it begins today", words::date(due)));
    caption(ui, &format!("What to do follows: {}", view.catalogue.cite(&template.cite)));
}
