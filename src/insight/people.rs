//! Who knows, who carries, who decides: what follows from the list of people and from the owners of actions.

use std::collections::BTreeMap;

use crate::content::{Area, Catalogue, PackId};
use crate::project::{Person, PersonId, Project};
use crate::words;

/// The people to ask about an area.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaPeople<'a> {
    /// The checklist that holds the area.
    pub checklist: &'a PackId,
    /// That checklist's short name.
    pub checklist_name: &'a str,
    /// The area.
    pub area: &'a Area,
    /// Those who are to be asked about it, in the order of the list of people.
    pub people: Vec<&'a Person>,
}

/// Whom to ask about each area of the loaded checklists; areas for which nobody is named stand with nobody.
pub fn who_to_ask<'a>(catalogue: &'a Catalogue, project: &'a Project) -> Vec<AreaPeople<'a>> {
    let people = || project.people.iter().map(AsRef::as_ref);
    catalogue
        .checklists()
        .flat_map(|(id, checklist)| checklist.areas.iter().map(move |area| (id, checklist.name.as_str(), area)))
        .map(|(checklist, checklist_name, area)| AreaPeople {
            checklist,
            checklist_name,
            area,
            people: people().filter(|person: &&Person| person.areas.contains(&area.id)).collect(),
        })
        .collect()
}

/// A person with their role: `Amina Yusuf (Head of HR)`.
pub fn person_words(person: &Person) -> String {
    match person.role.trim() {
        "" => person.name.trim().to_owned(),
        role => format!("{} ({role})", person.name.trim()),
    }
}

/// A name for a person whose name is still to be written: one that nobody has.
pub fn new_person_name(project: &Project) -> String {
    let numbered = (2..).map(|number: usize| format!("New person {number}"));
    let mut names = std::iter::once("New person".to_owned()).chain(numbered);
    names.find(|name| project.person_called(name).is_none()).unwrap_or_default()
}

/// A row of the list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// Their place in [`Project::people`], for as long as the project stays the same.
    pub place: usize,
    /// How many open actions they own.
    pub open: usize,
}

/// The people that are found, and the owners who are not among the people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleList {
    /// The rows, by name from A to Z.
    pub rows: Vec<PersonRow>,
    /// Who owns an open action and is not in the list of people, by name from A to Z.
    pub unlisted: Vec<String>,
}

impl PeopleList {
    /// The row of a person.
    pub fn row_of(&self, id: PersonId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }
}

/// A name as it is matched: capitals and the spaces around it do not matter.
fn key(name: &str) -> String {
    name.trim().chars().flat_map(char::to_lowercase).collect()
}

/// Finds the people whose name, role or areas hold all words of a text; an empty text finds everybody.
pub fn people_list(catalogue: &Catalogue, project: &Project, text: &str) -> PeopleList {
    let mut owners: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for action in project.actions.iter().filter(|action| action.status.is_open()) {
        let owner = action.owner.trim();
        if !owner.is_empty() {
            owners.entry(key(owner)).or_insert((owner, 0)).1 += 1;
        }
    }
    let text = text.trim().to_lowercase();
    let wanted: Vec<&str> = text.split_whitespace().collect();
    let mut rows: Vec<(String, PersonRow)> = Vec::new();
    for (place, person) in project.people.iter().enumerate() {
        let name = key(&person.name);
        let open = owners.remove(&name).map_or(0, |(_, open)| open);
        let all = format!("{name}\n{}\n{}", person.role, person_areas(catalogue, person)).to_lowercase();
        if wanted.iter().all(|word| all.contains(word)) {
            rows.push((name, PersonRow { id: person.id, place, open }));
        }
    }
    rows.sort_by(|(a, row_a), (b, row_b)| a.cmp(b).then(row_a.place.cmp(&row_b.place)));
    PeopleList {
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        unlisted: owners.into_values().map(|(owner, _)| owner.to_owned()).collect(),
    }
}

/// The areas that a person is to be asked about, in the order of the checklists; empty where there is none. Areas that no
/// loaded checklist holds are left out.
pub fn person_areas(catalogue: &Catalogue, person: &Person) -> String {
    let areas = catalogue.checklists().flat_map(|(_, checklist)| {
        let of_person = checklist.areas.iter().filter(|area| person.areas.contains(&area.id));
        of_person.map(|area| format!("{}: {}", checklist.name, area.name))
    });
    areas.collect::<Vec<_>>().join("; ")
}

/// How many open actions somebody owns, in words: `2 open actions`.
pub fn owns_words(open: usize) -> String {
    words::count(open, "open action", "open actions")
}

/// A row of the list in one go, for those who hear it.
pub fn person_row_words(catalogue: &Catalogue, person: &Person, open: usize) -> String {
    let mut parts = vec![person.name.trim().to_owned()];
    if !person.role.trim().is_empty() {
        parts.push(person.role.trim().to_owned());
    }
    let areas = person_areas(catalogue, person);
    parts.push(if areas.is_empty() { "No areas".to_owned() } else { format!("Areas: {areas}") });
    parts.push(if person.decision_maker { "Decision maker" } else { "Not a decision maker" }.to_owned());
    parts.push(words::capitalised(&owns_words(open)));
    format!("{}.", parts.join(". "))
}
