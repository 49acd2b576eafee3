//! Who answers for an action: typed, or one of the people of the project and of those who answer for other actions.

use egui::Ui;

use crate::edit::Edit;
use crate::insight::{PlanList, owner_choices, person_to_add};
use crate::ui::view::new_person_id;
use crate::ui::widgets::{Field, Suggestion, Typed, link_wrapped, suggest};
use crate::ui::{Outbox, View};

/// A field for an owner with its suggestions. Gives what was typed, and who was chosen instead.
pub(super) fn suggested(
    ui: &mut Ui,
    view: &View<'_>,
    list: &PlanList,
    field: Field<'_>,
    owner: &str,
) -> (Typed, Option<String>) {
    suggest(ui, field, owner, || {
        let choices = owner_choices(view.project, &list.owners).into_iter();
        choices.map(|one| Suggestion { text: one.name, detail: one.role }).collect()
    })
}

/// A link that adds an owner to the people of the project, where they are not among them.
pub(super) fn add_to_people(ui: &mut Ui, view: &View<'_>, owner: &str, out: &mut Outbox) {
    if view.read_only {
        return;
    }
    if let Some(person) = person_to_add(view.project, owner, new_person_id())
        && link_wrapped(ui, &format!("Add {} to people", person.name)).clicked()
    {
        out.edit(Edit::AddPerson(person));
    }
}
