//! What may be shown: for whom, which tables, how they would look, why figures are hidden and what would free them; the
//! release itself, and the releases before it.
//!
//! What always holds: only figures that were released can be copied or saved; a release is saved with the project at once,
//! and is never taken back. The tables of one data set are looked at at a time, the one that is chosen in the user's own
//! view too; a release is of all tables that are chosen, of whichever set.

mod choices;
mod ledger;
mod made;
mod release;
mod rules;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Id, Ui};

use self::made::ShownMade;
pub use self::made::{ShownAnswer, ShownAsk, ShownFor};
use self::rules::RulesDraft;
use super::State as Page;
use crate::disclosure::{Merge, TableKey};
use crate::project::{Audience, ReleaseId};
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, heading, wash};
use crate::ui::{Outbox, View};

/// What this part of the page is.
const FOR_OTHERS: &str = "Figures for others: small counts are hidden, all others are rounded. Nothing here is shown to anybody before you release it.";

/// What is kept between frames.
#[derive(Debug, Default)]
pub(super) struct State {
    audience: Audience,
    /// Tables that are not to be shown.
    off: BTreeSet<TableKey>,
    /// The rules as they are typed; their form is open while they are here.
    rules: Option<RulesDraft>,
    /// The note of the next release; its form is open while it is here.
    note: Option<String>,
    /// Which groups could be one, of tables for which it was asked, and for which state of the project.
    merges: BTreeMap<TableKey, (ShownFor, Vec<Merge>)>,
    /// The release that is looked at.
    open: Option<ReleaseId>,
    /// It as last worked out, and the place of the set of it that is shown.
    opened: Option<(Arc<ledger::Opened>, usize)>,
    /// What takes the focus when it is next drawn.
    focus: Option<Focus>,
    made: Option<Arc<ShownMade>>,
    /// For what it was asked to be worked out.
    asked: Option<ShownFor>,
}

/// What takes the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    /// The first field of the rules.
    Rules,
    /// The link that opens the rules.
    RulesLink,
    /// The note of a release.
    Note,
    /// The button that opens the form of a release.
    ReleaseButton,
    /// The way back from a release that is looked at.
    Back,
}

impl State {
    /// Takes what was worked out.
    pub(super) fn take(&mut self, answer: ShownAnswer) {
        match answer {
            ShownAnswer::Made(made) => self.made = Some(made),
            ShownAnswer::Merges(for_what, key, found) => {
                self.merges.insert(key, (for_what, found));
            }
        }
    }

    fn takes_focus(&mut self, part: Focus) -> bool {
        self.focus.take_if(|focus| *focus == part).is_some()
    }
}

/// Draws what may be shown.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, page: &mut Page, out: &mut Outbox) {
    if let Some(id) = page.shown.open {
        if ledger::opened(ui, view, &mut page.shown, id, out) {
            return;
        }
        page.shown.open = None;
    }
    wash(ui, |ui| body(ui, FOR_OTHERS));
    ui.add_space(space::S);
    choices::audience(ui, view, &mut page.shown, out);
    ui.add_space(space::S);
    choices::tables(ui, view, page);
    ui.add_space(space::S);
    let Some(made) = ShownMade::of(view, &mut page.shown, out) else {
        card(ui, |ui| {
            let line = body(ui, "Working out what may be shown…");
            ui.ctx().accesskit_node_builder(line.id, |node| node.set_live(Live::Polite));
        });
        return;
    };
    choices::cannot(ui, view, &made);
    if made.proposal.is_empty() {
        card(ui, |ui| {
            heading(ui, "Nothing to show");
            body(ui, "No table is chosen that may be shown.");
        });
        ui.add_space(space::S);
    }
    release::show(ui, view, page, &made, out);
    if let Some(set) = made.sets.iter().find(|set| Some(set.id) == page.open) {
        heading(ui, &set.heading);
        if made.sets.len() > 1 {
            caption(ui, "The tables of the other data sets are seen when they are chosen above.");
        }
        ui.add_space(space::XS);
        for shown in &set.tables {
            let key = TableKey { set: set.id, what: shown.what.clone() };
            card(ui, |ui| {
                tables::table(ui, Id::unique(("what may be shown", &key)), shown, made.released.is_some(), out);
                tables::why(ui, shown);
                tables::merges(ui, view, page, &made, &key, shown, out);
            });
            ui.add_space(space::S);
        }
    } else if !made.sets.is_empty() {
        caption(ui, "No table of this data set is shown.");
        ui.add_space(space::S);
    }
    ledger::list(ui, view, &mut page.shown, out);
}
