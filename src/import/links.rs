//! What actions link to, as it is written in a cell: recommendations, questions and KPIs by their texts.
//!
//! What always holds: the text that is written for a link is read as that link, with the same packs.

use std::collections::BTreeMap;

use super::plain;
use crate::content::{Catalogue, KpiId, QuestionId, RecommendationId};
use crate::project::Origin;

/// What stands between a figure and the recommendation that addresses it.
const BY_WAY_OF: &str = " → ";

/// The texts of a catalogue, with what they lead to.
#[derive(Debug)]
pub struct Links<'a> {
    catalogue: &'a Catalogue,
    origins: BTreeMap<String, Origin>,
    kpis: BTreeMap<String, KpiId>,
}

impl<'a> Links<'a> {
    /// The links of a catalogue. Of two items with one text the first is meant.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let mut links = Self { catalogue, origins: BTreeMap::new(), kpis: BTreeMap::new() };
        for place in catalogue.recommendations() {
            links.add(&place.recommendation.title, Origin::Recommendation(place.recommendation.id.clone()));
        }
        for place in catalogue.questions() {
            links.add(&place.question.text, Origin::Question(place.question.id.clone()));
        }
        for kpi in catalogue.kpis() {
            links.add(&kpi.name, Origin::Kpi(kpi.id.clone()));
            let name = plain(&kpi.name);
            if !name.is_empty() {
                links.kpis.entry(name).or_insert_with(|| kpi.id.clone());
            }
        }
        // Where packs share a text, the checklist's name before it tells which is meant.
        for place in catalogue.questions() {
            let text = qualified(&place.checklist.name, &place.question.text);
            links.add(&text, Origin::Question(place.question.id.clone()));
        }
        links
    }

    /// Notes what a text leads to. One of marks alone leads nowhere: an empty cell would lead there too.
    fn add(&mut self, text: &str, origin: Origin) {
        let text = plain(text);
        if !text.is_empty() {
            self.origins.entry(text).or_insert(origin);
        }
    }

    /// What a text leads to, if anything.
    pub fn origin(&self, text: &str) -> Option<Origin> {
        if let Some((kpi, recommendation)) = text.split_once(BY_WAY_OF)
            && let (Some(kpi), Some(Origin::Recommendation(recommendation))) =
                (self.kpi(kpi), self.origin(recommendation))
        {
            return Some(Origin::Link(kpi, recommendation));
        }
        let by_id = || {
            let (kind, id) = text.trim().split_once(':')?;
            match kind {
                "recommendation" => is_id(id).then(|| Origin::Recommendation(RecommendationId::new(id))),
                "question" => is_id(id).then(|| Origin::Question(QuestionId::new(id))),
                "kpi" => is_id(id).then(|| Origin::Kpi(KpiId::new(id))),
                _ => None,
            }
        };
        self.origins.get(&plain(text)).cloned().or_else(by_id)
    }

    /// The KPI that a text names, if any. An id with its kind before it comes first: it is written where a name would lead
    /// elsewhere.
    pub fn kpi(&self, text: &str) -> Option<KpiId> {
        let known = |id: &str| self.catalogue.kpi(&KpiId::new(id)).map(|kpi| kpi.id.clone());
        let by_id = || text.trim().strip_prefix("kpi:").filter(|id| is_id(id)).map(KpiId::new);
        let by_known_id = text.strip_prefix("kpi:").and_then(known);
        by_known_id.or_else(|| self.kpis.get(&plain(text)).cloned()).or_else(by_id)
    }

    /// The text that is written for an origin: that of the catalogue; its id where no pack holds it or another has the
    /// same text.
    pub fn origin_text(&self, origin: &Origin) -> String {
        let (texts, id) = match origin {
            Origin::Recommendation(id) => {
                let place = self.catalogue.recommendation(id);
                (place.map(|place| vec![place.recommendation.title.clone()]), format!("recommendation:{id}"))
            }
            Origin::Question(id) => {
                let place = self.catalogue.question(id);
                let texts = place.map(|place| {
                    let text = &place.question.text;
                    vec![text.clone(), qualified(&place.checklist.name, text)]
                });
                (texts, format!("question:{id}"))
            }
            Origin::Kpi(id) => (self.catalogue.kpi(id).map(|kpi| vec![kpi.name.clone()]), format!("kpi:{id}")),
            Origin::Link(kpi, recommendation) => {
                let text = format!(
                    "{}{BY_WAY_OF}{}",
                    self.kpi_text(kpi),
                    self.origin_text(&Origin::Recommendation(recommendation.clone()))
                );
                return text;
            }
        };
        let mut texts = texts.into_iter().flatten();
        texts.find(|text| self.origin(text).as_ref() == Some(origin)).unwrap_or(id)
    }

    /// The text that is written for a KPI.
    pub fn kpi_text(&self, id: &KpiId) -> String {
        let name = self.catalogue.kpi(id).map(|kpi| kpi.name.clone());
        name.filter(|name| self.kpi(name).as_ref() == Some(id)).unwrap_or_else(|| format!("kpi:{id}"))
    }
}

/// A text with the name of its checklist.
fn qualified(checklist: &str, text: &str) -> String {
    format!("{checklist}: {text}")
}

/// Whether a text has the form of a content id.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_for_every_item_leads_back_to_it() {
        let catalogue = Catalogue::built_in();
        let links = Links::new(&catalogue);
        let recommendations =
            catalogue.recommendations().map(|place| Origin::Recommendation(place.recommendation.id.clone()));
        let questions = catalogue.questions().map(|place| Origin::Question(place.question.id.clone()));
        let kpis = catalogue.kpis().map(|kpi| Origin::Kpi(kpi.id.clone()));
        let mut by_id = 0;
        for origin in recommendations.chain(questions).chain(kpis) {
            let text = links.origin_text(&origin);
            assert_eq!(links.origin(&text), Some(origin), "{text}");
            by_id += usize::from(!text.contains(' '));
        }
        assert_eq!(by_id, 0, "every item is written in words");
        for kpi in catalogue.kpis() {
            assert_eq!(links.kpi(&links.kpi_text(&kpi.id)), Some(kpi.id.clone()));
        }
    }

    #[test]
    fn items_that_no_pack_holds_are_written_by_id() {
        let catalogue = Catalogue::built_in();
        let links = Links::new(&catalogue);
        for (origin, text) in [
            (Origin::Question(QuestionId::new("gone-1")), "question:gone-1"),
            (Origin::Recommendation(RecommendationId::new("gone")), "recommendation:gone"),
            (Origin::Kpi(KpiId::new("own-kpi")), "kpi:own-kpi"),
        ] {
            assert_eq!(links.origin_text(&origin), text);
            assert_eq!(links.origin(text), Some(origin));
        }
        assert_eq!(links.kpi("kpi:own-kpi"), Some(KpiId::new("own-kpi")));
        for text in ["", "…", "question: why?", "question:", "kpi:A B", "Staff survey 2025"] {
            assert_eq!((links.origin(text), links.kpi(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn case_spaces_and_marks_of_a_cell_do_not_matter() {
        let catalogue = Catalogue::built_in();
        let links = Links::new(&catalogue);
        let text = "a LIVELY  social mobility network builds understanding in every part of the organisation.";
        assert!(matches!(links.origin(text), Some(Origin::Question(_))));
    }
}
