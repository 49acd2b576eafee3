//! One walk through a pack: what its values mean beside one another, and notes for comparing it with other packs.
//!
//! What always holds: each fault is told once, at the value that should change.
//!
//! What does not belong here: fields and types (`shape`), one text alone (`texts`), other packs (`together`).

mod chain;
mod measures;

use std::borrow::Borrow;
use std::collections::BTreeSet;

use super::at::At;
use super::faults::{Faults, Lines, Spot};
use super::notes::{IdKind, IdNote, Notes};
use super::tree::Node;
use super::{
    ActionTemplate, Checklist, Citation, GroupingGroup, MOST_WEEKS, PACK_FORMAT, PACK_SCHEMA, Pack, PackContent,
    Pillar, Pillars, RepeatGroup, TITLE_LETTERS,
};

/// Walks through a pack as it was read from a tree.
pub(super) fn walk(pack: &Pack, tree: &Node<'_>, lines: &Lines<'_>, faults: &Faults) -> Notes {
    let mut walker = Walker { notes: Notes::default(), lines, faults };
    walker.pack(pack, At::root(tree));
    walker.notes
}

struct Walker<'w, 't> {
    notes: Notes,
    lines: &'w Lines<'t>,
    faults: &'w Faults,
}

impl Walker<'_, '_> {
    fn tell(&self, at: At<'_, '_>, wrong: impl Into<String>, right: impl Into<String>) {
        if let Some(span) = at.span() {
            self.faults.tell(span.start, wrong, right);
        }
    }

    fn spot(&self, at: At<'_, '_>) -> Option<Spot> {
        at.span().map(|span| self.lines.spot(span.start))
    }

    /// Whether a fault has been told in what stands here, so that sums over it mean nothing.
    fn faulty(&self, at: At<'_, '_>) -> bool {
        at.span().is_none_or(|span| self.faults.any_in(&span))
    }

    /// Notes the id of the item that stands here.
    fn id(&mut self, kind: IdKind, id: &str, item: At<'_, '_>) {
        let at = item.field("id");
        self.id_text(id, at);
        if let (Some(spot), false) = (self.spot(at), id.trim().is_empty()) {
            self.notes.given.push(IdNote { kind, id: id.to_owned(), spot });
        }
    }

    fn id_text(&self, id: &str, at: At<'_, '_>) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.trim().is_empty() && !id.chars().all(allowed) {
            self.tell(
                at,
                format!("the id “{id}” cannot be used"),
                "write small letters a to z, digits and hyphens only",
            );
        }
    }

    /// Notes that something with this id must be there.
    fn wants(&mut self, kind: IdKind, id: &str, at: At<'_, '_>) {
        if let (Some(spot), false) = (self.spot(at), id.trim().is_empty()) {
            self.notes.wanted.push(IdNote { kind, id: id.to_owned(), spot });
        }
    }

    /// Notes that something must be there for each id of a list, and tells ids that stand there twice. Gives the places
    /// of the ids, each once.
    fn wants_each<T: Borrow<str>>(&mut self, kind: IdKind, ids: &[T], list: At<'_, '_>) -> Vec<(String, Spot)> {
        let mut places: Vec<(String, Spot)> = Vec::new();
        for (id, at) in list.each(ids) {
            let id: &str = id.borrow();
            let Some(spot) = self.spot(at).filter(|_| !id.trim().is_empty()) else { continue };
            if places.iter().any(|(known, _)| known == id) {
                self.tell(at, format!("“{id}” stands here a second time"), "take one of the two out");
                continue;
            }
            self.wants(kind, id, at);
            places.push((id.to_owned(), spot));
        }
        places
    }

    fn cite(&mut self, citation: &Citation, item: At<'_, '_>) {
        self.wants(IdKind::Source, citation.source.as_str(), item.field("cite").field("source"));
    }

    fn percent(&self, percent: f64, at: At<'_, '_>) {
        if !(0.0..=100.0).contains(&percent) {
            self.tell(at, format!("{percent} is not a percentage"), "write a number from 0 to 100");
        }
    }

    fn pillars_once(&self, pillars: &[Pillar], at: At<'_, '_>) {
        self.once(at.each(pillars).map(|(pillar, at)| (pillar.name(), at)));
    }

    fn groups_once(&self, groups: &[GroupingGroup], at: At<'_, '_>) {
        self.once(at.each(groups).map(|(held, at)| (held.group.id(), at.field("group"))));
    }

    /// Tells what is named more than once.
    fn once<'n, 't: 'n>(&self, named: impl Iterator<Item = (&'static str, At<'n, 't>)>) {
        let mut seen = BTreeSet::new();
        for (name, at) in named {
            if !self.faulty(at) && !seen.insert(name) {
                self.tell(at, format!("“{name}” stands here a second time"), "take one of the two out");
            }
        }
    }

    fn pack(&mut self, pack: &Pack, at: At<'_, '_>) {
        if pack.format != PACK_FORMAT && !pack.format.trim().is_empty() {
            let wrong = format!("the format “{}” is not that of a pack", pack.format);
            self.tell(at.field("format"), wrong, format!("write format: \"{PACK_FORMAT}\""));
        }
        let schema = at.field("schema");
        if pack.schema != PACK_SCHEMA && !self.faulty(schema) {
            self.tell(schema, format!("there is no schema {}", pack.schema), format!("write schema: {PACK_SCHEMA}"));
        }
        self.id(IdKind::Pack, pack.id.as_str(), at);
        self.notes.content = self.spot(at.field("content"));
        let at = at.field("content").inside();
        match &pack.content {
            PackContent::Sources(list) => {
                for (source, at) in at.each(list) {
                    self.id(IdKind::Source, source.id.as_str(), at);
                }
            }
            PackContent::Pillars(pillars) => self.pillars(pillars, at),
            PackContent::Checklist(checklist) => self.checklist(checklist, at),
            PackContent::FollowUps(list) => {
                for (follow_up, at) in at.each(list) {
                    self.id(IdKind::FollowUp, follow_up.id.as_str(), at);
                    self.cite(&follow_up.cite, at);
                }
            }
            PackContent::Glossary(list) => {
                for (term, at) in at.each(list) {
                    self.id(IdKind::Term, term.id.as_str(), at);
                    self.cite(&term.cite, at);
                }
            }
            PackContent::Guidance(list) => {
                for (topic, at) in at.each(list) {
                    self.id(IdKind::Topic, topic.id.as_str(), at);
                    self.pillars_once(&topic.pillars, at.field("pillars"));
                    self.cite(&topic.cite, at);
                }
            }
            PackContent::CaseStudies(list) => {
                for (case, at) in at.each(list) {
                    self.id(IdKind::Topic, case.id.as_str(), at);
                    self.pillars_once(&case.pillars, at.field("pillars"));
                    self.cite(&case.cite, at);
                }
            }
            PackContent::Scorecard(list) => {
                for (kpi, at) in at.each(list) {
                    self.kpi(kpi, at);
                }
            }
            PackContent::Benchmarks(list) => {
                for (set, at) in at.each(list) {
                    self.benchmark_set(set, at);
                }
            }
            PackContent::Survey(survey) => self.survey(survey, at),
            PackContent::Repeats(groups) => self.repeats(groups, at),
            PackContent::ActionTemplates(list) => self.templates(list, at),
            PackContent::Poll(poll) => self.poll(poll, at),
            PackContent::Links(list) => self.links(list, at),
            PackContent::Readings(list) => self.readings(list, at),
        }
    }

    fn pillars(&mut self, pillars: &Pillars, at: At<'_, '_>) {
        let list = at.field("pillars");
        for (text, at) in list.each(&pillars.pillars) {
            let pillar = at.field("pillar");
            if let (Some(spot), false) = (self.spot(pillar), self.faulty(pillar)) {
                let id = text.pillar.name().to_owned();
                self.notes.given.push(IdNote { kind: IdKind::Pillar, id, spot });
            }
            self.cite(&text.cite, at);
        }
        let readable = list.sound() && list.each(&pillars.pillars).all(|(_, at)| !self.faulty(at.field("pillar")));
        if readable && !pillars.pillars.is_empty() {
            for pillar in Pillar::ALL {
                if !pillars.pillars.iter().any(|text| text.pillar == pillar) {
                    let wrong = format!("the pillar “{}” is not described", pillar.name());
                    self.tell(list, wrong, "describe each of the six pillars once");
                }
            }
        }
        for (mapping, at) in at.field("mappings").each(&pillars.mappings) {
            self.cite(&mapping.cite, at);
            for (mapped, at) in at.field("pillars").each(&mapping.pillars) {
                self.pillars_once(&mapped.onto, at.field("onto"));
            }
        }
    }

    fn checklist(&mut self, checklist: &Checklist, at: At<'_, '_>) {
        for (area, at) in at.field("areas").each(&checklist.areas) {
            self.id(IdKind::Area, area.id.as_str(), at);
            for (recommendation, at) in at.field("recommendations").each(&area.recommendations) {
                self.id(IdKind::Recommendation, recommendation.id.as_str(), at);
                self.cite(&recommendation.cite, at);
                for (question, at) in at.field("questions").each(&recommendation.questions) {
                    self.id(IdKind::Question, question.id.as_str(), at);
                }
            }
        }
    }

    fn repeats(&mut self, groups: &[RepeatGroup], at: At<'_, '_>) {
        for (group, at) in at.each(groups) {
            self.cite(&group.cite, at);
            let list = at.field("questions");
            let places = self.wants_each(IdKind::Question, &group.questions, list);
            if group.questions.len() == 1 && list.sound() {
                self.tell(list, "a single question repeats nothing", "write the ids of two questions or more");
            }
            for (id, spot) in &places {
                self.notes.given.push(IdNote { kind: IdKind::Repeated, id: id.clone(), spot: *spot });
            }
            self.notes.repeats.push(places);
        }
    }

    fn templates(&mut self, templates: &[ActionTemplate], at: At<'_, '_>) {
        for (template, at) in at.each(templates) {
            self.id(IdKind::Template, template.id.as_str(), at);
            self.cite(&template.cite, at);
            self.wants_each(IdKind::Recommendation, &template.recommendations, at.field("recommendations"));
            if let Some(kpi) = &template.kpi {
                self.wants(IdKind::Kpi, kpi.as_str(), at.field("kpi"));
            }
            let letters = template.title.chars().count();
            if letters >= TITLE_LETTERS {
                let wrong = format!("this title has {letters} letters, too many for a line of the plan");
                self.tell(at.field("title"), wrong, format!("write fewer than {TITLE_LETTERS}"));
            }
            let weeks = at.field("weeks");
            if !(1..=MOST_WEEKS).contains(&template.weeks) && !self.faulty(weeks) {
                let wrong = format!("{} is no usual number of weeks for an action", template.weeks);
                self.tell(weeks, wrong, format!("write a whole number from 1 to {MOST_WEEKS}"));
            }
        }
    }
}
