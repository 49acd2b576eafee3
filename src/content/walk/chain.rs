//! The walk through what leads from a figure to what to do: links, polls, and the sentences beside a figure.

use std::collections::BTreeSet;

use super::super::at::At;
use super::super::notes::IdKind;
use super::super::readings::{Part, parts};
use super::super::say;
use super::super::{Condition, KpiSet, Link, Poll, ReadingText};
use super::Walker;

impl Walker<'_, '_> {
    pub(super) fn links(&mut self, links: &[Link], at: At<'_, '_>) {
        for (link, at) in at.each(links) {
            self.id(IdKind::Link, link.id.as_str(), at);
            self.cite(&link.cite, at);
            let when = at.field("when").inside();
            match &link.when {
                Condition::Below(limit) | Condition::Above(limit) => {
                    self.wants(IdKind::Kpi, limit.kpi.as_str(), when.field("kpi"));
                }
                Condition::State(limit) => {
                    if let KpiSet::Kpi(kpi) = &limit.of {
                        self.wants(IdKind::Kpi, kpi.as_str(), when.field("of").inside());
                    }
                }
                Condition::Gap(recommendation) => {
                    self.wants(IdKind::Recommendation, recommendation.as_str(), when);
                }
                Condition::Workforce(_) => {}
            }
            let then = at.field("then");
            let mut seen = BTreeSet::new();
            for (step, at) in then.each(&link.then) {
                let id_at = at.field("recommendation");
                let id = step.recommendation.as_str();
                self.wants(IdKind::Recommendation, id, id_at);
                if !id.trim().is_empty() && !seen.insert(id) {
                    self.tell(id_at, format!("“{id}” stands here a second time"), "take one of the two out");
                }
            }
        }
    }

    pub(super) fn poll(&mut self, poll: &Poll, at: At<'_, '_>) {
        self.cite(&poll.cite, at);
        for (practice, at) in at.field("practices").each(&poll.practices) {
            self.id(IdKind::Practice, practice.id.as_str(), at);
            self.percent(practice.percent, at.field("percent"));
            self.wants_each(IdKind::Recommendation, &practice.recommendations, at.field("recommendations"));
            self.wants_each(IdKind::Kpi, &practice.kpis, at.field("kpis"));
        }
    }

    pub(super) fn readings(&self, readings: &[ReadingText], at: At<'_, '_>) {
        let mut seen = BTreeSet::new();
        for (reading, at) in at.each(readings) {
            let say_at = at.field("say");
            if self.faulty(say_at) {
                continue;
            }
            if !seen.insert(reading.say) {
                let wrong = format!("“{}” stands here a second time", reading.say.name());
                self.tell(say_at, wrong, "take one of the two out");
            }
            let text_at = at.field("text");
            let slots = reading.say.slots();
            let Some(parts) = parts(&reading.text) else {
                let right = "close every { with a }, and write neither for anything else";
                self.tell(text_at, "a curly bracket in this text has no partner", right);
                continue;
            };
            for part in parts {
                if let Part::Slot(slot) = part
                    && !slots.contains(&slot)
                {
                    let right = if slots.is_empty() {
                        "take it out: nothing is filled in here".to_owned()
                    } else {
                        format!("write one of {{{}}}", slots.join("}, {"))
                    };
                    let meant = say::nearest(slot, slots.iter().copied());
                    self.tell(text_at, format!("nothing is called {{{slot}}} here"), say::hinted(meant, &right));
                }
            }
        }
    }
}
