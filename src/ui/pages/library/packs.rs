//! The packs: what is loaded, what was left out and why, and where own packs come from.

use egui::Ui;

use super::item::{Page, item};
use crate::app::Command;
use crate::content::{LeftOut, Pack, PackContent};
use crate::report::Span;
use crate::ui::theme::size;
use crate::ui::widgets::{body, bullets, caption, card, heading, measure, secondary, strong, wash};
use crate::words;

/// The section.
pub(super) fn packs(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let catalogue = page.view.catalogue;
    left_out(ui, page, catalogue.left_out());
    own(ui, page);
    heading(ui, &format!("{} loaded", words::capitalised(&words::count(catalogue.packs().len(), "pack", "packs"))));
    for pack in catalogue.packs() {
        item(
            ui,
            page,
            |ui, page| {
                page.title(ui, pack.id.as_str(), &pack.title, 3);
                body(ui, &pack.about);
                strong(ui, &holds(pack));
            },
            |ui, _| {
                caption(ui, pack.content.kind());
                caption(ui, &format!("Version {}", pack.version));
                caption(ui, &format!("Id: {}", pack.id));
            },
        );
    }
}

/// The packs that were not loaded, first: they are what needs attention here.
pub(super) fn left_out(ui: &mut Ui, page: &mut Page<'_, '_>, left_out: &[LeftOut]) {
    if left_out.is_empty() {
        return;
    }
    heading(ui, &format!("{} left out", words::capitalised(&words::count(left_out.len(), "pack", "packs"))));
    for pack in left_out {
        card(ui, |ui| {
            measure(ui, |ui| {
                page.title(ui, &pack.file, &pack.file, 3);
                let items: Vec<_> = pack.faults.iter().map(fault).collect();
                bullets(ui, &pack.file, false, &items, size::BODY);
            });
        });
    }
}

/// A fault in words: what is wrong, what would be right, where.
fn fault(fault: &crate::content::Fault) -> Vec<Span> {
    vec![
        Span::alert(words::capitalised(&fault.wrong)),
        Span::plain(format!(". {}.", words::capitalised(fault.right.trim_end_matches('.')))),
        Span::quiet(format!(" Line {}, column {}.", fault.line, fault.column)),
    ]
}

/// Where own packs come from.
fn own(ui: &mut Ui, page: &mut Page<'_, '_>) {
    let folder = page.view.preferences.pack_folder.as_ref();
    let folder = folder.map_or_else(
        || "No folder is chosen.".to_owned(),
        |folder| format!("Own packs are read from {}", folder.display()),
    );
    wash(ui, |ui| {
        measure(ui, |ui| {
            heading(ui, "Your own packs");
            body(
                ui,
                "A pack is a text file that ends in .ron. Put yours into a folder and choose it here: they are read \
                 beside the built-in ones. A pack with the id of a built-in one takes its place.",
            );
            body(
                ui,
                "The command “waymark check” says what is wrong in a pack, with the line and what would be right.",
            );
            caption(ui, &folder);
            if secondary(ui, "Choose a pack folder…").clicked() {
                page.out.command(Command::ChoosePackFolder);
            }
        });
    });
}

/// What a pack holds, in numbers.
pub(super) fn holds(pack: &Pack) -> String {
    let parts = match &pack.content {
        PackContent::Sources(list) => vec![words::count(list.len(), "document", "documents")],
        PackContent::Pillars(pillars) => vec![
            words::count(pillars.pillars.len(), "pillar", "pillars"),
            words::count(pillars.mappings.len(), "other strategy", "other strategies"),
        ],
        PackContent::Checklist(checklist) => {
            let recommendations = || checklist.areas.iter().flat_map(|area| &area.recommendations);
            let questions = recommendations().map(|recommendation| recommendation.questions.len()).sum();
            vec![
                words::count(checklist.areas.len(), "area", "areas"),
                words::count(recommendations().count(), "recommendation", "recommendations"),
                words::count(questions, "question", "questions"),
            ]
        }
        PackContent::FollowUps(list) => vec![words::count(list.len(), "question", "questions")],
        PackContent::Glossary(list) => vec![words::count(list.len(), "term", "terms")],
        PackContent::Guidance(list) => vec![
            words::count(list.len(), "topic", "topics"),
            words::count(list.iter().map(|topic| topic.points.len()).sum(), "point", "points"),
        ],
        PackContent::CaseStudies(list) => vec![words::count(list.len(), "case study", "case studies")],
        PackContent::Scorecard(list) => vec![words::count(list.len(), "measure", "measures")],
        PackContent::Benchmarks(list) => vec![
            words::count(list.len(), "set", "sets"),
            words::count(list.iter().map(|set| set.figures.len()).sum(), "figure", "figures"),
        ],
        PackContent::Survey(survey) => vec![
            words::count(survey.questions.len(), "question", "questions"),
            words::count(survey.groupings.len(), "way of grouping answers", "ways of grouping answers"),
        ],
        PackContent::Repeats(groups) => vec![
            words::count(groups.len(), "group", "groups"),
            words::count(groups.iter().map(|group| group.questions.len()).sum(), "question", "questions"),
        ],
        PackContent::ActionTemplates(list) => vec![words::count(list.len(), "template", "templates")],
        PackContent::Poll(poll) => vec![words::count(poll.practices.len(), "practice", "practices")],
        PackContent::Links(list) => vec![words::count(list.len(), "link", "links")],
        PackContent::Readings(list) => vec![words::count(list.len(), "sentence", "sentences")],
    };
    words::capitalised(&words::list(&parts))
}
