//! A column of groups, such as grades: their names, their order, and which small ones keep their names.

use std::collections::BTreeMap;

use egui::{Id, Role, Ui, WidgetInfo};

use super::taken::How;
use super::values::people;
use crate::import::people::{Look, LookColumn};
use crate::project::{ColumnMapping, LEAST_NAMED, Meaning, PersonField};
use crate::ui::theme::space;
use crate::ui::widgets::{Field, body, caption, card, check, entry, heading, link};
use crate::words;

/// How many groups are listed.
const MOST: usize = 40;

/// A group of a column.
struct Group {
    name: String,
    people: u64,
    /// The values that are it.
    values: Vec<String>,
}

/// What the user says of a column's groups.
pub(super) enum Change {
    /// These values are a group of this name.
    Name { header: String, group: String, values: Vec<String>, name: String },
    /// The groups stand in this order.
    Order { header: String, order: Vec<String> },
    /// A small group keeps its name, or does not.
    Keep { header: String, name: String, keep: bool },
}

/// The groups of a column as they will be counted, in their order.
fn groups(column: &LookColumn, mapped: &ColumnMapping) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for value in &column.values {
        let text = value.text.show();
        let name = match mapped.values.get(text) {
            Some(Meaning::Group(name)) => name.clone(),
            Some(Meaning::Nothing) => continue,
            Some(Meaning::Option(_)) | None => text.trim().to_owned(),
        };
        let place = *places.entry(name.clone()).or_insert(found.len());
        if place == found.len() {
            found.push(Group { name, people: 0, values: Vec::new() });
        }
        if let Some(group) = found.get_mut(place) {
            group.people += value.people;
            group.values.push(text.to_owned());
        }
    }
    let rank = |group: &Group| mapped.order.iter().position(|name| *name == group.name).unwrap_or(usize::MAX);
    found.sort_by_key(rank);
    found
}

/// Draws a column's groups. Gives what the user says of them.
pub(super) fn show(ui: &mut Ui, look: &Look, how: &How, place: usize, field: &PersonField) -> Option<Change> {
    let column = look.columns.get(place)?;
    let mapped = how.mapping.columns.iter().find(|one| one.header == column.header)?;
    let groups = groups(column, mapped);
    let named = mapped.named.clone();
    let mut change = None;
    card(ui, |ui| {
        heading(ui, &column.header);
        caption(ui, &format!("Taken as: {}", field.name()));
        let small: Vec<&Group> = groups
            .iter()
            .filter(|group| group.people < u64::from(LEAST_NAMED) && !named.contains(&group.name))
            .collect();
        let mut about = words::capitalised(&words::count(groups.len(), "group", "groups"));
        about.push('.');
        if !small.is_empty() {
            let be = if small.len() == 1 { "is" } else { "are" };
            let people: u64 = small.iter().map(|group| group.people).sum();
            about = format!(
                "{about} {} of fewer than {LEAST_NAMED} {be} counted together as “Other”: {}.",
                words::whole(small.len() as u64),
                super::values::people(people)
            );
        }
        body(ui, &about);
        ui.push_id(("import people groups", place), |ui| {
            let open = Id::unique(("import people groups open", place));
            let shown = ui.data(|data| data.get_temp::<bool>(open)).unwrap_or_default();
            let word = if shown { "Hide the groups" } else { "Names and order" };
            let toggle = link(ui, word);
            toggle.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{word} of {}", column.header)));
            if toggle.clicked() {
                ui.data_mut(|data| data.insert_temp(open, !shown));
                ui.ctx().request_repaint();
            }
            if shown {
                ui.add_space(space::XS);
                change = lines(ui, &column.header, place, &groups, &named);
            }
        });
    });
    change
}

/// The groups one by one.
fn lines(
    ui: &mut Ui,
    header: &str,
    place: usize,
    groups: &[Group],
    named: &std::collections::BTreeSet<String>,
) -> Option<Change> {
    let mut change = None;
    let header = || header.to_owned();
    let in_order = || groups.iter().map(|group| group.name.clone()).collect::<Vec<_>>();
    for (at, group) in groups.iter().enumerate().take(MOST) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let first = group.values.first().cloned().unwrap_or_default();
            let label = format!("Group {} · {}", at + 1, people(group.people));
            ui.allocate_ui(egui::vec2(260.0, 0.0), |ui| {
                let id = Id::unique(("import people group", place, &first));
                if let Some(name) = renamed(ui, id, &label, &group.name) {
                    change = Some(Change::Name {
                        header: header(),
                        group: group.name.clone(),
                        values: group.values.clone(),
                        name,
                    });
                }
            });
            for (word, to) in [("Up", at.checked_sub(1)), ("Down", Some(at + 1).filter(|to| *to < groups.len()))] {
                let Some(to) = to else { continue };
                let step = link(ui, word);
                step.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("Move {} {}", group.name, word.to_lowercase()))
                });
                if step.clicked() {
                    let mut order = in_order();
                    order.swap(at, to);
                    change = Some(Change::Order { header: header(), order });
                }
            }
            if group.people < u64::from(LEAST_NAMED) {
                let keep = named.contains(&group.name);
                if let Some(keep) = check(ui, "Keep by name", keep).0 {
                    change = Some(Change::Keep { header: header(), name: group.name.clone(), keep });
                }
            }
        });
    }
    if let Some(more) = groups.len().checked_sub(MOST).filter(|more| *more > 0) {
        caption(ui, &format!("And {} more, which are not shown.", words::whole(more as u64)));
    }
    caption(
        ui,
        "Two groups of one name are one group. A small group that keeps its name stands in your own view alone; what is shown to others is protected in any case.",
    );
    change
}

/// A field for a group's name. Gives the new name once the field is left: while it is typed, it may pass through the name of
/// another group, with which it would become one.
fn renamed(ui: &mut Ui, id: Id, label: &str, name: &str) -> Option<String> {
    let draft = id.with("draft");
    let text = ui.data(|data| data.get_temp::<String>(draft)).unwrap_or_else(|| name.to_owned());
    let typed = entry(ui, Field::new(id, label), &text, None);
    if let Some(changed) = typed.changed {
        ui.data_mut(|data| data.insert_temp(draft, changed));
    }
    if !typed.left {
        return None;
    }
    let text = ui.data_mut(|data| data.remove_temp::<String>(draft))?;
    let text = text.trim();
    (!text.is_empty() && text != name).then(|| text.to_owned())
}

/// Does what the user said.
pub(super) fn carry_out(look: &Look, how: &mut How, change: Change) {
    match change {
        Change::Name { header, group, values, name } => {
            for value in values {
                how.mean(look, &header, &value, Meaning::Group(name.clone()));
            }
            if let Some(column) = how.column_mut(&header) {
                column.named.remove(&group);
                let there = column.order.contains(&name);
                column.order.retain(|one| *one != group || !there);
                column.order.iter_mut().filter(|one| **one == group).for_each(|one| one.clone_from(&name));
            }
        }
        Change::Order { header, order } => {
            if let Some(column) = how.column_mut(&header) {
                column.order = order;
            }
        }
        Change::Keep { header, name, keep } => {
            if let Some(column) = how.column_mut(&header) {
                if keep {
                    column.named.insert(name);
                } else {
                    column.named.remove(&name);
                }
            }
        }
    }
}
