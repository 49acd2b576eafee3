//! Pages under test: the sample organisation, an empty one, and a harness that draws one page as the window would.
#![expect(clippy::missing_panics_doc, reason = "tests panic by design")]

use egui::{Ui, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::theme::{self, Palette};
use super::{Outbox, View};
use crate::content::Catalogue;
use crate::edit::Editor;
use crate::insight::{self, Digest};
use crate::project::{Organisation, Project, ProjectId, Round, RoundId};
use crate::store::Preferences;

/// The day on which all tests take place.
pub const TODAY: Date = date(2026, 11, 22);

/// The time at which all tests' edits are made.
pub fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

/// The sample organisation.
pub fn sample() -> Project {
    Project::clone(&crate::store::format::from_bytes(include_bytes!("../../content/sample.waymark")).unwrap().project)
}

/// An organisation that has entered nothing yet.
pub fn empty() -> Project {
    let organisation = Organisation::named("Northmoor Trust", now());
    Project::new(ProjectId(1), organisation, Round::new(RoundId(1), "Round 1", TODAY, now()))
}

/// A page with its project, as the window would hold them.
pub struct Bench<S> {
    /// The project with its history.
    pub editor: Editor,
    /// The page's state.
    pub state: S,
    /// What the page pushed, newest last; edits among them have been made.
    pub pushed: Outbox,
    /// Whether the next frame asks for the search box.
    pub find: bool,
    /// Whether edits are refused.
    pub read_only: bool,
    catalogue: Catalogue,
    preferences: Preferences,
    palette: Palette,
}

impl<S> Bench<S> {
    /// What follows from the project now.
    pub fn digest(&self) -> Digest {
        let project = self.editor.project();
        insight::digest(&project.catalogue(&self.catalogue), project, TODAY)
    }

    /// The packs.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }
}

/// A page function.
pub type Page<S> = fn(&mut Ui, &View<'_>, &mut S, &mut Outbox);

/// A harness that shows a page of this size (in points) in this palette.
pub fn page<'a, S: Default + 'a>(
    project: Project,
    size: Vec2,
    palette: Palette,
    show: Page<S>,
) -> Harness<'a, Bench<S>> {
    let bench = Bench {
        editor: Editor::saved(project),
        state: S::default(),
        pushed: Outbox::default(),
        find: false,
        read_only: false,
        catalogue: Catalogue::built_in(),
        preferences: Preferences::default(),
        palette,
    };
    let mut fonts = false;
    Harness::builder().with_size(size).build_ui_state(
        move |ui, bench: &mut Bench<S>| {
            if !std::mem::replace(&mut fonts, true) {
                // Fonts are there from the next frame on.
                theme::install_fonts(ui.ctx());
                ui.ctx().request_repaint();
                return;
            }
            theme::apply(ui.ctx(), bench.palette, 100);
            super::widgets::Dialog::give_focus_back(ui.ctx());
            let project = bench.editor.project().clone();
            // The packs with the project's own KPIs among them, as the window holds them.
            let own = project.own_kpis();
            let with_own = (!own.is_empty()).then(|| bench.catalogue.with_own_kpis(own));
            let catalogue = with_own.as_ref().unwrap_or(&bench.catalogue);
            let digest = insight::digest(catalogue, &project, TODAY);
            let view = View {
                catalogue,
                project: &project,
                digest: &digest,
                today: TODAY,
                zone: &TimeZone::UTC,
                preferences: &bench.preferences,
                read_only: bench.read_only,
                revision: bench.editor.revision().number(),
                palette: bench.palette,
                find: std::mem::take(&mut bench.find),
            };
            let mut out = Outbox::default();
            egui::CentralPanel::default()
                .frame(egui::Frame::new().fill(bench.palette.paper))
                .show(ui, |ui| show(ui, &view, &mut bench.state, &mut out));
            for edit in out.edits {
                bench.editor.apply(edit.clone(), now()).unwrap();
                bench.pushed.edits.push(edit);
            }
            bench.pushed.commands.append(&mut out.commands);
        },
        bench,
    )
}

/// Whether anything of the page is named so, or has this in what it says.
pub fn said<S>(page: &Harness<'_, Bench<S>>, text: &str) -> bool {
    page.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        node.label().is_some_and(|label| label.contains(text)) || node.value().is_some_and(|value| value.contains(text))
    })
}

/// The content area of a window of 1280 × 860 points.
pub const WIDE: Vec2 = vec2(1084.0, 804.0);

/// The content area of a window of 1000 × 700 points.
pub const SMALL: Vec2 = vec2(804.0, 644.0);

/// The content area of a window of 1280 × 860 points with text at 200%.
pub const LARGE_TEXT: Vec2 = vec2(640.0, 330.0);
