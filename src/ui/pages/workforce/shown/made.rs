//! What would be shown, worked out beside the window, once for each state of the project and each choice.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::State;
use crate::app::Command;
use crate::content::{Catalogue, ThirdGroup};
use crate::disclosure::{self, Merge, Proposal, Published, TableKey};
use crate::insight::{self, TableShown};
use crate::project::{Audience, DataSetId, Project, ProjectId, ReleaseId};
use crate::ui::{Outbox, View};

/// For what it was worked out: it holds for as long as this stays the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownFor {
    project: ProjectId,
    revision: u64,
    third: ThirdGroup,
    packs: usize,
    audience: Audience,
    off: BTreeSet<TableKey>,
}

/// What is asked to be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownAsk {
    /// What would be shown.
    Made(ShownFor),
    /// Which two groups of a table could be one, of the tables that are wanted.
    Merges(ShownFor, Vec<TableKey>, TableKey),
}

/// What was worked out.
#[derive(Clone, Debug)]
pub enum ShownAnswer {
    /// What would be shown.
    Made(Arc<ShownMade>),
    /// Which two groups of a table could be one.
    Merges(ShownFor, TableKey, Vec<Merge>),
}

impl ShownAsk {
    /// Works it out: with many tables that takes longer than a frame may.
    pub fn answer(self, catalogue: &Catalogue, project: &Project) -> ShownAnswer {
        match self {
            Self::Made(for_what) => ShownAnswer::Made(Arc::new(ShownMade::new(catalogue, project, for_what))),
            Self::Merges(for_what, wanted, key) => {
                let (audience, third) = (for_what.audience, for_what.third);
                let found = disclosure::merges(catalogue, project, audience, third, &wanted, &key);
                ShownAnswer::Merges(for_what, key, found)
            }
        }
    }
}

/// What would be shown.
#[derive(Debug)]
pub struct ShownMade {
    pub(super) for_what: ShownFor,
    pub(super) proposal: Proposal,
    pub(super) published: Published,
    /// The release that says just this, if there is one.
    pub(super) released: Option<ReleaseId>,
    /// The sets with their tables.
    pub(super) sets: Vec<SetShown>,
    /// The tables that are wanted.
    pub(super) wanted: Vec<TableKey>,
}

/// What is shown of a set.
#[derive(Debug)]
pub(super) struct SetShown {
    pub(super) id: DataSetId,
    /// What it is called, of whom and when.
    pub(super) heading: String,
    pub(super) tables: Vec<TableShown>,
}

impl ShownMade {
    /// What would be shown, where that is worked out already; asks for it otherwise.
    pub(super) fn of(view: &View<'_>, state: &mut State, out: &mut Outbox) -> Option<Arc<Self>> {
        let for_what = ShownFor {
            project: view.project.id,
            revision: view.revision,
            third: view.preferences.third_group,
            packs: view.catalogue.packs().len(),
            audience: state.audience,
            off: state.off.clone(),
        };
        if let Some(kept) = state.made.as_ref().filter(|kept| kept.for_what == for_what) {
            return Some(Arc::clone(kept));
        }
        if state.asked.as_ref() != Some(&for_what) {
            state.asked = Some(for_what.clone());
            out.command(Command::WorkOutShown(Box::new(ShownAsk::Made(for_what))));
        }
        None
    }

    fn new(catalogue: &Catalogue, project: &Project, for_what: ShownFor) -> Self {
        let third = for_what.third;
        let all = disclosure::available(catalogue, project);
        let wanted: Vec<TableKey> = all.into_iter().filter(|table| !for_what.off.contains(table)).collect();
        let proposal = disclosure::propose(catalogue, project, for_what.audience, third, &wanted);
        let published = proposal.published();
        let newest = project.newest_release(for_what.audience);
        Self {
            released: newest.filter(|release| proposal.is_as(release)).map(|release| release.id),
            sets: sets(catalogue, &published, third),
            proposal,
            published,
            wanted,
            for_what,
        }
    }
}

/// What is shown of each set of published figures.
pub(super) fn sets(catalogue: &Catalogue, published: &Published, third: ThirdGroup) -> Vec<SetShown> {
    let of_set = |set: &disclosure::PublishedSet| SetShown {
        id: set.id(),
        heading: insight::set_words(set),
        tables: insight::published_tables(catalogue, published, set, third),
    };
    published.sets().iter().map(of_set).collect()
}
