//! What the search looks through, and what it found.

use std::borrow::Cow;
use std::ops::Range;

use egui::{Role, Ui, WidgetInfo};

use super::Section;
use super::reference::mapped_anchor;
use super::survey::WORDING;
use crate::content::{Catalogue, Likeness, Pillar, Point, Survey, ThirdGroup};
use crate::report::Span;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{card, heading, link_wrapped, measure, spans};
use crate::words;

/// An item of the library: where it stands and every text in it.
pub(super) struct Entry<'a> {
    /// Its section.
    pub section: Section,
    /// By what it is brought into view.
    pub anchor: Cow<'a, str>,
    /// Its title.
    pub title: &'a str,
    /// All other texts.
    pub texts: Vec<Cow<'a, str>>,
}

/// The texts of points, each with the word or two before it.
fn points(points: &[Point]) -> impl Iterator<Item = Cow<'_, str>> {
    points.iter().map(|point| match &point.lead {
        Some(lead) => Cow::Owned(format!("{lead}. {}", point.text)),
        None => Cow::Borrowed(point.text.as_str()),
    })
}

/// Everything that the library holds, in the order of its sections.
pub(super) fn entries(catalogue: &Catalogue, third: ThirdGroup) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut add = |section, anchor: Cow<'_, str>, title, texts| {
        entries.push(Entry { section, anchor: Cow::Owned(anchor.into_owned()), title, texts });
    };
    for topic in catalogue.topics() {
        let texts = std::iter::once(Cow::from(&topic.intro)).chain(points(&topic.points));
        add(Section::Guidance, topic.id.as_str().into(), &topic.title, texts.collect());
    }
    for template in catalogue.templates() {
        let serves = template.recommendations.iter().filter_map(|id| catalogue.recommendation(id));
        let texts = [&template.first_step, &template.success].into_iter();
        let texts = texts.chain(serves.map(|place| &place.recommendation.title)).map(Cow::from).collect();
        add(Section::Templates, template.id.as_str().into(), &template.title, texts);
    }
    for case in catalogue.case_studies() {
        let texts = std::iter::once(Cow::from(&case.title)).chain(points(&case.facts));
        add(Section::CaseStudies, case.id.as_str().into(), &case.organisation, texts.collect());
    }
    for term in catalogue.terms() {
        add(Section::Glossary, term.id.as_str().into(), &term.term, vec![Cow::from(&term.meaning)]);
    }
    for set in catalogue.benchmark_sets() {
        let figures = set
            .figures
            .iter()
            .map(|figure| Cow::from(format!("{} {}%", figure.name(third), words::decimal(figure.percent))));
        let texts = [&set.measure, &set.definition, &set.population].into_iter().chain(&set.caution).map(Cow::from);
        add(Section::Benchmarks, set.id.as_str().into(), &set.name, texts.chain(figures).collect());
    }
    for pillar in Pillar::ALL {
        if let Some(text) = catalogue.pillar(pillar) {
            add(Section::Pillars, pillar.id().into(), pillar.name(), vec![Cow::from(&text.about)]);
        }
    }
    for mapping in catalogue.pillar_mappings() {
        for mapped in &mapping.pillars {
            let anchor = mapped_anchor(&mapping.name, &mapped.name);
            add(Section::Pillars, anchor.into(), &mapped.name, vec![(&mapping.name).into(), (&mapped.about).into()]);
        }
    }
    for group in catalogue.repeats() {
        let mut questions = group.questions.iter().filter_map(|id| catalogue.question(id)).map(|place| place.question);
        let Some(first) = questions.next() else { continue };
        let difference = if let Likeness::Near(difference) = &group.how { Some(difference) } else { None };
        let texts = questions.map(|question| &question.text).filter(|text| **text != first.text).chain(difference);
        add(Section::Repeats, first.id.as_str().into(), &first.text, texts.map(Cow::from).collect());
    }
    for source in catalogue.sources() {
        let texts = [&source.publisher, &source.published].into_iter().chain(&source.note).map(Cow::from);
        add(Section::Sources, source.id.as_str().into(), &source.title, texts.collect());
    }
    for pack in catalogue.packs() {
        let texts = vec![Cow::from(&pack.about), pack.content.kind().into(), pack.id.as_str().into()];
        add(Section::Packs, pack.id.as_str().into(), &pack.title, texts);
    }
    for pack in catalogue.left_out() {
        let texts = pack.faults.iter().flat_map(|fault| [Cow::from(&fault.wrong), Cow::from(&fault.right)]);
        add(Section::Packs, (&pack.file).into(), &pack.file, texts.collect());
    }
    if let Some(survey) = catalogue.survey() {
        entries.extend(survey_entries(survey));
    }
    // Sections stand in the list's order; the sort keeps the order within each.
    entries.sort_by_key(|entry| entry.section);
    entries
}

/// The survey's questions, its groupings and its note.
fn survey_entries(survey: &Survey) -> impl Iterator<Item = Entry<'_>> {
    let questions = survey.questions.iter().map(|question| {
        let options = question.options.iter().flat_map(|option| std::iter::once(&option.text).chain(&option.examples));
        let texts = [&question.asked_of, &question.why].into_iter().chain(options);
        (question.id.as_str(), question.text.as_str(), texts.map(Cow::from).collect())
    });
    let groupings = survey
        .groupings
        .iter()
        .map(|grouping| (grouping.id.as_str(), grouping.name.as_str(), vec![Cow::from(&grouping.about)]));
    let note = std::iter::once((WORDING, WORDING, vec![Cow::from(&survey.note)]));
    questions.chain(groupings).chain(note).map(|(anchor, title, texts)| Entry {
        section: Section::Survey,
        anchor: anchor.into(),
        title,
        texts,
    })
}

/// Where the letters of `needle` stand in `text`, whatever their case.
fn find(text: &str, needle: &str) -> Option<Range<usize>> {
    let folded = || needle.chars().flat_map(char::to_lowercase);
    text.char_indices().find_map(|(start, _)| {
        let mut wanted = folded().peekable();
        let rest = text.get(start..)?;
        for (offset, letter) in rest.char_indices() {
            if wanted.peek().is_none() {
                return Some(start..start + offset);
            }
            for lower in letter.to_lowercase() {
                if wanted.next() != Some(lower) {
                    return None;
                }
            }
        }
        wanted.peek().is_none().then_some(start..text.len())
    })
}

/// Something found: the item, and the text in which the words stand, where that is not its title.
pub(super) struct Found<'e, 'a> {
    /// The item.
    pub entry: &'e Entry<'a>,
    /// The text and the words' place in it.
    pub text: Option<(&'e str, Range<usize>)>,
}

/// The items in which the needle stands.
pub(super) fn found<'e, 'a>(needle: &str, entries: &'e [Entry<'a>]) -> Vec<Found<'e, 'a>> {
    entries
        .iter()
        .filter_map(|entry| {
            let text = entry.texts.iter().find_map(|text| find(text, needle).map(|place| (text.as_ref(), place)));
            (text.is_some() || find(entry.title, needle).is_some()).then_some(Found { entry, text })
        })
        .collect()
}

/// What the search found, as a title and a line below it.
pub(super) fn finding(needle: &str, entries: &[Entry<'_>]) -> (String, String) {
    let found = found(needle, entries);
    if found.is_empty() {
        return (
            format!("Nothing found for “{needle}”"),
            "Try another word or a part of one, or clear the search to see the sections again.".to_owned(),
        );
    }
    let mut sections: Vec<Section> = found.iter().map(|one| one.entry.section).collect();
    sections.dedup();
    (
        format!("{} for “{needle}”", words::count(found.len(), "result", "results")),
        format!("In {}. Choose one to read it.", words::count(sections.len(), "section", "sections")),
    )
}

/// Letters shown before and after what was found.
const AROUND: usize = 90;

/// The words found within their sentence.
fn snippet(text: &str, place: &Range<usize>) -> Vec<Span> {
    let before = text.get(..place.start).unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    let from =
        before.char_indices().rev().nth(AROUND).and_then(|(at, _)| before.get(at..)?.find(' ').map(|gap| at + gap));
    let to = after.char_indices().nth(AROUND).and_then(|(at, _)| after.get(..at)?.rfind(' '));
    let start = from.map_or_else(|| before.to_owned(), |at| format!("…{}", before.get(at..).unwrap_or_default()));
    let end = to.map_or_else(|| after.to_owned(), |at| format!("{} …", after.get(..at).unwrap_or_default()));
    vec![Span::quiet(start), Span::strong(text.get(place.clone()).unwrap_or_default()), Span::quiet(end)]
}

/// Shows what was found, by section. Gives the section and anchor of the item that the user chose.
pub(super) fn results(ui: &mut Ui, needle: &str, entries: &[Entry<'_>]) -> Option<(Section, String)> {
    let found = found(needle, entries);
    let mut chosen = None;
    for section in Section::ALL {
        let here: Vec<_> = found.iter().filter(|one| one.entry.section == section).collect();
        if here.is_empty() {
            continue;
        }
        heading(ui, &format!("{}: {}", section.name(), here.len()));
        card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            measure(ui, |ui| {
                for one in here {
                    if result(ui, one) {
                        chosen = Some((section, one.entry.anchor.clone().into_owned()));
                    }
                }
            });
        });
        ui.add_space(space::S);
    }
    chosen
}

/// A result: its title as a link, the words in their sentence. Says whether it was chosen.
fn result(ui: &mut Ui, found: &Found<'_, '_>) -> bool {
    let response = ui.push_id(found.entry.anchor.as_ref(), |ui| link_wrapped(ui, found.entry.title)).inner;
    let name = format!("Read {}", found.entry.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if let Some((text, place)) = &found.text {
        spans(ui, &snippet(text, place), size::CAPTION + 1.0);
    }
    ui.add_space(space::S);
    response.clicked()
}
