//! Which KPI a sheet means where it names a measure: by its name, by its id, or by what it is likely to mean.

use super::{Links, Sure, plain};
use crate::content::{Catalogue, KpiId};

/// The fewest letters of a name that tell a KPI by a part of its name.
const FEWEST_LETTERS: usize = 8;

/// A measure as a sheet calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The words of the sheet.
    pub text: String,
    /// Its column, where it has one of its own.
    pub column: Option<usize>,
    /// How many cells it has in which something stands: rows that name it, or cells of its column.
    pub count: usize,
    /// Which KPI it is, if any.
    pub kpi: Option<KpiId>,
    /// How sure that is. Also where it is none, if the user said so.
    pub sure: Option<Sure>,
}

/// Finds the KPIs that names mean.
pub(super) struct Meanings<'a> {
    catalogue: &'a Catalogue,
    links: Links<'a>,
    /// The names as they are compared, with a space on either side.
    names: Vec<(String, &'a KpiId)>,
}

impl<'a> Meanings<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        let names = catalogue.kpis().map(|kpi| (format!(" {} ", plain(&kpi.name)), &kpi.id)).collect();
        Self { catalogue, links: Links::new(catalogue), names }
    }

    /// The KPI that a text names, for sure.
    pub(super) fn exact(&self, text: &str) -> Option<KpiId> {
        let known = |id: &KpiId| self.catalogue.kpi(id).is_some();
        let by_id = || Some(KpiId::new(text.trim())).filter(known);
        self.links.kpi(text).filter(known).or_else(by_id)
    }

    /// The KPI that a text means, and how sure that is. A part of a name means its KPI where no other has that part.
    pub(super) fn of(&self, text: &str) -> Option<(KpiId, Sure)> {
        if let Some(kpi) = self.exact(text) {
            return Some((kpi, Sure::Exact));
        }
        if text.starts_with("kpi:") {
            // An id that nothing has is not to be taken for the words of a name.
            return None;
        }
        let text = format!(" {} ", plain(text));
        let holds = |whole: &str, part: &str| part.trim().chars().count() >= FEWEST_LETTERS && whole.contains(part);
        let mut like = self.names.iter().filter(|(name, _)| holds(name, &text) || holds(&text, name));
        match (like.next(), like.next()) {
            (Some((_, kpi)), None) => Some(((*kpi).clone(), Sure::Likely)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_ids_are_sure_and_parts_of_one_name_are_likely() {
        let catalogue = Catalogue::built_in();
        let meanings = Meanings::new(&catalogue);
        let rate = KpiId::new("kpi-response-rate");
        for text in ["Response rate", " RESPONSE-RATE ", "kpi-response-rate", "kpi:kpi-response-rate"] {
            assert_eq!(meanings.of(text), Some((rate.clone(), Sure::Exact)), "{text}");
        }
        assert_eq!(meanings.of("Survey response rate, all staff"), Some((rate, Sure::Likely)));
        for text in ["", "…", "rate", "Headcount", "kpi:kpi-none", "kpi-none", "kpi:response-rate"] {
            assert_eq!(meanings.of(text), None, "{text}");
        }
    }
}
