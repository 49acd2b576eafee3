//! Who may answer for an action: the people of the project, and whoever answers for another action already.

use crate::project::{Person, PersonId, Project};

/// Somebody who may answer for an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerChoice {
    /// Their name, as an action's owner is written.
    pub name: String,
    /// What they do; empty where that is not known.
    pub role: String,
}

/// Everybody who may answer for an action: first the people of the project, then the other `owners` of actions, each from
/// A to Z and once.
pub fn owner_choices(project: &Project, owners: &[String]) -> Vec<OwnerChoice> {
    let mut people: Vec<OwnerChoice> = project
        .people
        .iter()
        .map(|person| OwnerChoice { name: person.name.trim().to_owned(), role: person.role.trim().to_owned() })
        .collect();
    people.sort_by_cached_key(|one| one.name.to_lowercase());
    let others = owners.iter().filter(|owner| project.person_called(owner).is_none());
    people.extend(others.map(|owner| OwnerChoice { name: owner.clone(), role: String::new() }));
    people
}

/// The person to add for an owner who is not among the people of the project; `None` where nobody answers or they are
/// known. Their time is set by the edit.
pub fn person_to_add(project: &Project, owner: &str, id: PersonId) -> Option<Person> {
    let name = owner.trim();
    (!name.is_empty() && project.person_called(name).is_none()).then(|| Person {
        id,
        name: name.to_owned(),
        role: String::new(),
        areas: std::collections::BTreeSet::new(),
        decision_maker: false,
        changed: jiff::Timestamp::UNIX_EPOCH,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::listing::tests::project;
    use super::*;

    #[test]
    fn people_stand_first_and_nobody_twice() {
        let mut project = project(Vec::new());
        for (id, name) in [(1, "zoe"), (2, "Ada")] {
            let mut person = person_to_add(&project, name, PersonId(id)).unwrap();
            person.role = "Role".to_owned();
            project.people.push(Arc::new(person));
        }
        let owners = ["ADA".to_owned(), "Head of HR".to_owned()];
        let choices = owner_choices(&project, &owners);
        let names: Vec<_> = choices.iter().map(|one| (one.name.as_str(), one.role.as_str())).collect();
        assert_eq!(names, [("Ada", "Role"), ("zoe", "Role"), ("Head of HR", "")]);
        assert_eq!(person_to_add(&project, " ada ", PersonId(3)), None);
        assert_eq!(person_to_add(&project, "  ", PersonId(3)), None);
        assert_eq!(person_to_add(&project, " Bo ", PersonId(3)).unwrap().name, "Bo");
    }
}
