//! What would be shown, worked out once for each state of the project and each choice.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::State;
use crate::content::ThirdGroup;
use crate::disclosure::{self, Proposal, Published, TableKey};
use crate::insight::{self, TableShown};
use crate::project::{Audience, DataSetId, ProjectId, ReleaseId};
use crate::ui::View;

/// For what it was worked out: it holds for as long as this stays the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct For {
    project: ProjectId,
    revision: u64,
    third: ThirdGroup,
    packs: usize,
    audience: Audience,
    off: BTreeSet<TableKey>,
}

/// What would be shown.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) for_what: For,
    pub(super) proposal: Proposal,
    pub(super) published: Published,
    /// The release that says just this, if there is one.
    pub(super) released: Option<ReleaseId>,
    /// The tables, by the heading of their set.
    pub(super) sets: Vec<(String, Vec<OfSet>)>,
    /// The tables that are wanted.
    pub(super) wanted: Vec<TableKey>,
}

/// A table with its set.
#[derive(Debug)]
pub(super) struct OfSet {
    pub(super) set: DataSetId,
    pub(super) shown: TableShown,
}

impl Made {
    /// What would be shown, from what is kept where that still holds.
    pub(super) fn of(view: &View<'_>, state: &mut State) -> Arc<Self> {
        let for_what = For {
            project: view.project.id,
            revision: view.revision,
            third: view.preferences.third_group,
            packs: view.catalogue.packs().len(),
            audience: state.audience,
            off: state.off.clone(),
        };
        if let Some(kept) = state.made.as_ref().filter(|kept| kept.for_what == for_what) {
            return Arc::clone(kept);
        }
        let made = Arc::new(Self::new(view, for_what));
        state.made = Some(Arc::clone(&made));
        made
    }

    fn new(view: &View<'_>, for_what: For) -> Self {
        let (catalogue, project, third) = (view.catalogue, view.project, for_what.third);
        let all = disclosure::available(catalogue, project);
        let wanted: Vec<TableKey> = all.into_iter().filter(|table| !for_what.off.contains(table)).collect();
        let proposal = disclosure::propose(catalogue, project, for_what.audience, third, &wanted);
        let published = proposal.published();
        let newest = project.newest_release(for_what.audience);
        Self {
            released: newest.filter(|release| proposal.is_as(release)).map(|release| release.id),
            sets: sets(view, &published, third),
            proposal,
            published,
            wanted,
            for_what,
        }
    }
}

/// The tables of published figures, by the heading of their set.
pub(super) fn sets(view: &View<'_>, published: &Published, third: ThirdGroup) -> Vec<(String, Vec<OfSet>)> {
    let of_set = |set: &disclosure::PublishedSet| {
        let shown = insight::published_tables(view.catalogue, published, set, third);
        (insight::set_words(set), shown.into_iter().map(|shown| OfSet { set: set.id(), shown }).collect())
    };
    published.sets().iter().map(of_set).collect()
}
