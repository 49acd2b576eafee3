//! An organisation's own KPIs as a pack, which others can load, and whose figures are then told under the same ids.
//!
//! What always holds: what is written has no fault beside the built-in packs, so it is loaded wherever it is put. What a
//! pack cannot hold is told, with the measure that has it.

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;

use crate::content::{
    self, BenchmarkSetId, Catalogue, Group, KpiDefinition, PACK_FORMAT, PACK_SCHEMA, PackFile, Unit, Whose,
};
use crate::fonts;
use crate::project::Project;
use crate::words;

/// The most letters of an organisation's name in the id of its pack.
const ID_LETTERS: usize = 40;

/// A pack as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it does not hold, to stand after *but*.
    pub but: Option<String>,
}

/// Why a pack could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// There is no KPI of the organisation's own.
    #[error("There is no measure of your own yet. Add one to the scorecard, then save the pack.")]
    Nothing,
    /// A KPI has something that no pack can hold.
    #[error("“{measure}” cannot stand in a pack: {wrong}. Correct that measure, then save the pack.")]
    Measure {
        /// Its name.
        measure: String,
        /// What is wrong.
        wrong: String,
    },
    /// The file could not be put together.
    #[error("The pack could not be put together.")]
    File(#[from] ron::Error),
}

/// A pack as it is written.
#[derive(Serialize)]
#[serde(rename = "Pack")]
struct Written<'a> {
    format: &'a str,
    schema: u32,
    id: &'a str,
    version: &'a str,
    title: &'a str,
    about: &'a str,
    content: Content<'a>,
}

#[derive(Serialize)]
enum Content<'a> {
    Scorecard(&'a [KpiDefinition]),
}

/// The organisation's own KPIs as a pack. They keep their ids. Links to recommendations that are in other packs than the
/// built-in ones are left out: without those packs the whole would be at fault.
pub fn own_kpis(catalogue: &Catalogue, project: &Project) -> Result<Pack, PackError> {
    let built_in = Catalogue::built_in();
    let mut left: usize = 0;
    let mut kpis = Vec::new();
    for own in project.own_kpis() {
        let known = |id: &_| built_in.recommendation(id).is_some() && catalogue.recommendation(id).is_some();
        let mut recommendations = Vec::new();
        for id in own.recommendations {
            if !known(&id) {
                left += 1;
            } else if !recommendations.contains(&id) {
                recommendations.push(id);
            }
        }
        let settings = project.kpis.get(&own.id).and_then(|kpi| kpi.settings.as_ref());
        kpis.push(KpiDefinition {
            name: line(&own.name),
            definition: Some(line(&own.definition)).filter(|text| !text.is_empty()).unwrap_or_else(|| line(&own.name)),
            whose: Whose::Ours,
            every: settings.and_then(|settings| settings.every),
            benchmarks: if own.unit == Unit::Groups { three_groups(&built_in) } else { None },
            recommendations,
            ..own
        });
    }
    if kpis.is_empty() {
        return Err(PackError::Nothing);
    }
    let organisation = shown(&line(&project.organisation.name));
    let bytes = write(&organisation, &kpis)?;
    if let Some(wrong) = fault(&bytes) {
        return Err(which(&organisation, kpis, wrong));
    }
    let but = match left {
        0 => None,
        1 => Some("a link to a recommendation of another pack is left out of it".to_owned()),
        many => {
            Some(format!("{} links to recommendations of other packs are left out of it", words::whole(many as u64)))
        }
    };
    Ok(Pack { bytes, but })
}

/// The file.
fn write(organisation: &str, kpis: &[KpiDefinition]) -> Result<Vec<u8>, PackError> {
    let id = format!("{}-measures", slug(organisation));
    let title = format!("{organisation}: measures");
    let about = format!("Measures that {organisation} has defined for itself.");
    let pack = Written {
        format: PACK_FORMAT,
        schema: PACK_SCHEMA,
        id: &id,
        version: "1.0",
        title: &title,
        about: &about,
        content: Content::Scorecard(kpis),
    };
    let form = PrettyConfig::new().new_line("\n").extensions(Extensions::IMPLICIT_SOME);
    let mut text = ron::ser::to_string_pretty(&pack, form)?;
    text.push('\n');
    Ok(text.into_bytes())
}

/// The first fault of a pack beside the built-in ones.
fn fault(bytes: &[u8]) -> Option<String> {
    let file = PackFile { name: "measures.ron".to_owned(), text: String::from_utf8_lossy(bytes).into_owned() };
    let faults = content::check(&content::built_in(), &[file]);
    faults.into_iter().next().map(|fault| fault.wrong)
}

/// Which of the KPIs is at fault.
fn which(organisation: &str, kpis: Vec<KpiDefinition>, wrong: String) -> PackError {
    for kpi in kpis {
        let alone = write(organisation, std::slice::from_ref(&kpi)).ok().and_then(|bytes| fault(&bytes));
        if let Some(wrong) = alone {
            return PackError::Measure { measure: kpi.name, wrong };
        }
    }
    PackError::Measure { measure: organisation.to_owned(), wrong }
}

/// The set of the three groups that is the default.
fn three_groups(catalogue: &Catalogue) -> Option<BenchmarkSetId> {
    let holds_groups = |set: &&content::BenchmarkSet| {
        set.default
            && set.whole
            && Group::ALL.into_iter().all(|group| set.figures.iter().any(|figure| figure.id == group.id()))
    };
    catalogue.benchmark_sets().find(holds_groups).map(|set| set.id.clone())
}

/// A text on one line, without characters that are not seen.
fn line(text: &str) -> String {
    let unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let kept: String = spaced.chars().filter(|c| !c.is_control() && !unseen(*c)).collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An organisation's name without letters that a pack cannot hold.
fn shown(name: &str) -> String {
    let kept: String = name.chars().filter(|c| fonts::covers(*c)).collect();
    let kept = line(&kept);
    if kept.is_empty() { "The organisation".to_owned() } else { kept }
}

/// A name as the beginning of an id: small letters, digits and hyphens.
fn slug(name: &str) -> String {
    let plain = name.to_lowercase();
    let words = plain.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit()));
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if slug.len() + word.len() > ID_LETTERS {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "own".to_owned() } else { slug }
}
