//! Packs beside one another: ids that clash, references that lead nowhere, what there may be only one of.
//!
//! What always holds: of two packs that clash, the one that was given later is at fault, so a user's pack never takes a
//! built-in one down. Where a built-in pack refers to what a replacement has left out, the replacement is at fault.
//!
//! What does not belong here: a pack by itself (`examine`).

use std::collections::{BTreeMap, HashMap, HashSet};

use super::examine::Examined;
use super::faults::Spot;
use super::file::Fault;
use super::notes::{IdKind, IdNote, SetNote};
use super::say;

/// Packs that are to stand beside one another.
pub(super) struct Together<'e> {
    /// All packs, built-in ones first; an index into it is a pack's number.
    all: &'e [Examined],
    /// How many of them are built in.
    built_in: usize,
    /// The numbers of the packs that stand: replaced ones do not.
    standing: Vec<usize>,
    /// Built-in packs with the packs that replace them, by number.
    replaced: Vec<(usize, usize)>,
    faults: Vec<(usize, Fault)>,
}

impl<'e> Together<'e> {
    /// The packs of `all` that are `wanted`, of which the first `built_in` are built in.
    pub(super) fn new(all: &'e [Examined], built_in: usize, wanted: &[bool]) -> Self {
        let wanted: Vec<usize> = (0..all.len()).filter(|number| wanted.get(*number) == Some(&true)).collect();
        let id = |number: usize| all.get(number).and_then(Examined::id);
        let replacement = |number: usize| {
            let id = id(number)?;
            wanted.iter().copied().find(|other| *other >= built_in && self::id(all, *other) == Some(id))
        };
        let replaced: Vec<(usize, usize)> = wanted
            .iter()
            .filter(|number| **number < built_in)
            .filter_map(|number| Some((*number, replacement(*number)?)))
            .collect();
        let standing = wanted.iter().copied().filter(|number| !replaced.iter().any(|(old, _)| old == number)).collect();
        Self { all, built_in, standing, replaced, faults: Vec::new() }
    }

    /// The numbers of the packs that stand, in the order of the catalogue: a replacement has the place of the pack that
    /// it replaces.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut numbers = self.standing.clone();
        numbers
            .sort_by_key(|number| self.replaced.iter().find(|(_, new)| new == number).map_or(*number, |(old, _)| *old));
        numbers
    }

    /// Every fault, with the number of the pack that is at fault.
    pub(super) fn faults(mut self) -> Vec<(usize, Fault)> {
        self.kinds();
        self.ids();
        self.references();
        self.defaults();
        self.three_groups();
        self.repeats();
        self.faults
    }

    fn standing(&self) -> impl Iterator<Item = (usize, &'e Examined)> + use<'e> {
        let all = self.all;
        self.standing.clone().into_iter().filter_map(move |number| Some((number, all.get(number)?)))
    }

    fn tell(&mut self, number: usize, spot: Spot, wrong: impl Into<String>, right: impl Into<String>) {
        if let Some(pack) = self.all.get(number) {
            self.faults.push((number, spot.fault(&pack.name, wrong, right)));
        }
    }

    /// A replacement is of the kind that it replaces, and there is one survey, and one description of the pillars.
    fn kinds(&mut self) {
        for (old, new) in self.replaced.clone() {
            let (Some(old), Some(pack)) = (self.all.get(old), self.all.get(new)) else { continue };
            let (Some(spot), Some(old_kind), Some(kind)) = (pack.notes.content, &old.content, &pack.content) else {
                continue;
            };
            if old_kind != kind {
                let id = pack.id().unwrap_or_default();
                let wrong = format!("this pack holds {kind}, but the built-in one with its id holds {old_kind}");
                self.tell(
                    new,
                    spot,
                    wrong,
                    format!("give the pack an id other than “{id}”, or let it hold {old_kind}"),
                );
            }
        }
        for kind in ["Pillars", "Survey"] {
            let packs: Vec<_> = self.standing().filter(|(_, pack)| pack.content.as_deref() == Some(kind)).collect();
            let Some((_, first)) = packs.first() else { continue };
            let right = match first.id() {
                Some(id) => format!("take it out of use, or give it the id “{id}” to replace that one"),
                None => "take one of the two out of use".to_owned(),
            };
            for (number, pack) in packs.iter().skip(1) {
                if let Some(spot) = pack.notes.content {
                    let wrong = format!("there is a pack of the kind {kind} already, in {}", first.name);
                    self.tell(*number, spot, wrong, &right);
                }
            }
        }
    }

    fn ids(&mut self) {
        let mut first: HashMap<(IdKind, &str), (usize, Spot)> = HashMap::new();
        for (number, pack) in self.standing() {
            for note in &pack.notes.given {
                let Some((first_number, first_spot)) = first.get(&(note.kind, note.id.as_str())).copied() else {
                    first.insert((note.kind, &note.id), (number, note.spot));
                    continue;
                };
                // A pack whose own id is lost may be a replacement; its ids then clash with those that it replaces.
                if first_number != number && pack.id().is_none() {
                    continue;
                }
                // Two packs of pillars or surveys are told as such.
                if first_number != number && note.kind == IdKind::Pillar {
                    continue;
                }
                let place = match self.all.get(first_number) {
                    Some(other) if first_number != number => format!("in {}, line {}", other.name, first_spot.line),
                    _ => format!("on line {}", first_spot.line),
                };
                let id = &note.id;
                let (wrong, right) = if note.kind == IdKind::Pillar {
                    (format!("the pillar “{id}” is described already, {place}"), "take one of the two out")
                } else if note.kind == IdKind::Repeated {
                    let wrong = format!("the question “{id}” is in a group of repeats already, {place}");
                    (wrong, "put all questions that ask the same into one group")
                } else {
                    let wrong = format!("the {} id “{id}” is used already, {place}", note.kind.name());
                    (wrong, "give each its own id")
                };
                self.tell(number, note.spot, wrong, right);
            }
        }
    }

    fn references(&mut self) {
        let given = self.standing().flat_map(|(_, pack)| &pack.notes.given);
        let known: HashSet<(IdKind, &str)> = given.map(|note| (note.kind, note.id.as_str())).collect();
        for (number, pack) in self.standing() {
            for note in pack.notes.wanted.iter().filter(|note| !known.contains(&(note.kind, &*note.id))) {
                if self.may_be_lost(note.kind) || (number < self.built_in && note.kind.is_pointed_to()) {
                    continue;
                }
                if number < self.built_in && self.blame_replacement(note, pack) {
                    continue;
                }
                let mut ids: Vec<&str> =
                    known.iter().filter(|(kind, _)| *kind == note.kind).map(|(_, id)| *id).collect();
                ids.sort_unstable();
                let meant = say::nearest(&note.id, ids);
                let kind = note.kind.name();
                let wrong = format!("there is no {kind} with the id “{}”", note.id);
                let right = format!("write the id of a {kind}, or add the {kind} to a pack");
                self.tell(number, note.spot, wrong, say::hinted(meant, &right));
            }
        }
    }

    /// Whether a pack that could not be read may hold things of a kind.
    fn may_be_lost(&self, kind: IdKind) -> bool {
        self.standing()
            .any(|(_, pack)| pack.damaged && (pack.content.is_none() || pack.content.as_deref() == kind.held_by()))
    }

    /// Where a built-in pack refers to something that a replacement has left out: told once, at the replacement.
    fn blame_replacement(&mut self, note: &IdNote, user: &Examined) -> bool {
        let all = self.all;
        let has = |number: usize| {
            let notes = all.get(number).map(|pack| pack.notes.given.as_slice()).unwrap_or_default();
            notes.iter().any(|given| given.kind == note.kind && given.id == note.id)
        };
        let Some((_, new)) = self.replaced.iter().copied().find(|(old, _)| has(*old)) else { return false };
        let own_id = all.get(new).and_then(|pack| pack.notes.given.iter().find(|given| given.kind == IdKind::Pack));
        if let Some(own_id) = own_id {
            let kind = note.kind.name();
            let wrong = format!("this pack replaces a built-in one but has no {kind} with the id “{}”", note.id);
            let right = format!("keep that {kind}, because {} refers to it", user.name);
            let told = self.faults.iter().any(|(number, fault)| *number == new && fault.wrong == wrong);
            if !told {
                self.tell(new, own_id.spot, wrong, right);
            }
        }
        true
    }

    /// Of the sets of one measure, one is the default.
    fn defaults(&mut self) {
        let mut measures: BTreeMap<&str, Vec<(usize, &SetNote)>> = BTreeMap::new();
        for (number, pack) in self.standing() {
            for set in &pack.notes.sets {
                measures.entry(&set.measure).or_default().push((number, set));
            }
        }
        let benchmarks_lost = self.may_be_lost(IdKind::BenchmarkSet);
        for (measure, sets) in measures {
            let mut defaults = sets.iter().filter(|(_, set)| set.default);
            let Some((_, first)) = defaults.next() else {
                if let (Some((number, set)), false) = (sets.last(), benchmarks_lost) {
                    let wrong = format!("no benchmark set of the measure “{measure}” is the default");
                    self.tell(*number, set.spot, wrong, "write default: true at one of them");
                }
                continue;
            };
            for (number, set) in defaults {
                let wrong = format!("the measure “{measure}” has a default set already, “{}”", first.id);
                self.tell(
                    *number,
                    set.spot,
                    wrong,
                    "write default: true at one of them and default: false at the others",
                );
            }
        }
    }

    /// The questions of a group of repeats are of different checklists. The built-in groups were made for the built-in
    /// checklists; if two of those are replaced, nobody is at fault.
    fn repeats(&mut self) {
        let mut of_pack: HashMap<&str, usize> = HashMap::new();
        for (number, pack) in self.standing() {
            for note in pack.notes.given.iter().filter(|note| note.kind == IdKind::Question) {
                of_pack.entry(&note.id).or_insert(number);
            }
        }
        let built_in = self.built_in;
        for (number, pack) in self.standing().filter(|(number, _)| *number >= built_in) {
            for group in &pack.notes.repeats {
                let mut first: HashMap<usize, &str> = HashMap::new();
                for (id, spot) in group {
                    let Some(of) = of_pack.get(id.as_str()) else { continue };
                    if let Some(other) = first.get(of) {
                        let wrong = format!("the questions “{other}” and “{id}” are of one checklist");
                        self.tell(number, *spot, wrong, "write questions of different checklists");
                    } else {
                        first.insert(*of, id);
                    }
                }
            }
        }
    }

    fn three_groups(&mut self) {
        let sets: Vec<&SetNote> = self.standing().flat_map(|(_, pack)| &pack.notes.sets).collect();
        for (number, pack) in self.standing() {
            for (id, spot) in &pack.notes.three_groups_wanted {
                if sets.iter().any(|set| set.id == *id && !set.three_groups) {
                    let wrong =
                        format!("the benchmark set “{id}” is not of the three groups, which this KPI’s unit needs");
                    let right = "write the id of a set whose figures are professional, intermediate and working-class, as a whole";
                    self.tell(number, *spot, wrong, right);
                }
            }
        }
    }
}

fn id(all: &[Examined], number: usize) -> Option<&str> {
    all.get(number).and_then(Examined::id)
}
