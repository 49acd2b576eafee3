//! The current project with its history.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::Timestamp;

use super::changes::{Difference, differences};
use super::edits::{Edit, EditError, MergeKey};
use super::releases::with_releases_of;
use crate::project::{Change, Project};

/// How many steps can be undone.
const DEPTH: usize = 1000;

/// A state of the project. Two equal revisions of one editor are the same state, so undoing back to what was saved is
/// "saved" again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(u64);

impl Revision {
    /// A number that is the same for the same state only.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// The current project, what came before it and what was undone.
#[derive(Debug)]
pub struct Editor {
    project: Arc<Project>,
    revision: Revision,
    newest: u64,
    saved: Option<Revision>,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    /// The key under which the next edit may join the last step.
    open: Option<MergeKey>,
    /// Who makes the edits, for the change log.
    who: String,
}

/// A step of the history: what it did, and the state on its other side.
#[derive(Debug)]
struct Step {
    label: &'static str,
    project: Arc<Project>,
    revision: Revision,
}

impl Editor {
    /// An editor of a project that is as it stands in its file.
    pub fn saved(project: Project) -> Self {
        let mut editor = Self::unsaved(project);
        editor.saved = Some(editor.revision);
        editor
    }

    /// An editor of a project that is in no file yet.
    pub fn unsaved(project: Project) -> Self {
        Self {
            project: Arc::new(project),
            revision: Revision(0),
            newest: 0,
            saved: None,
            undo: VecDeque::new(),
            redo: Vec::new(),
            open: None,
            who: String::new(),
        }
    }

    /// Says who makes the edits from now on, for the change log. An empty name is nobody's.
    pub fn sign(&mut self, who: &str) {
        who.trim().clone_into(&mut self.who);
    }

    /// The project as it is now.
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// Which state this is: what is computed from the project can be kept for as long as it stays the same.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Whether the project differs from what was saved last.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.revision)
    }

    /// Notes that a state has reached its file. The state is given, since editing goes on while a save runs.
    pub fn mark_saved(&mut self, revision: Revision) {
        self.saved = Some(revision);
        self.open = None;
    }

    /// Makes an edit. An edit that changes nothing leaves no step; nor does a release, which nothing takes back.
    pub fn apply(&mut self, edit: Edit, at: Timestamp) -> Result<(), EditError> {
        let lasts = matches!(edit, Edit::AddRelease(_));
        let key = edit.merge_key();
        let label = edit.label();
        let mut next = edit.apply(&self.project, at)?;
        if next == *self.project {
            return Ok(());
        }
        let joins = key.is_some() && key == self.open && self.saved != Some(self.revision) && !self.undo.is_empty();
        // A step is logged as a whole: from what was there before it, to what is there now.
        let base = self.undo.back().filter(|_| joins).map_or(&self.project, |step| &step.project);
        next.log = self.logged(base, &next, at);
        let before = std::mem::replace(&mut self.project, Arc::new(next));
        if lasts {
            self.open = None;
            self.newest += 1;
            self.revision = Revision(self.newest);
            return Ok(());
        }
        if !joins {
            self.undo.push_back(Step { label, project: before, revision: self.revision });
            if self.undo.len() > DEPTH {
                self.undo.pop_front();
            }
        }
        self.redo.clear();
        self.open = key;
        self.newest += 1;
        self.revision = Revision(self.newest);
        Ok(())
    }

    /// The change log with what a step has changed.
    fn logged(&self, before: &Project, after: &Project, at: Timestamp) -> Vec<Arc<Change>> {
        let new = differences(before, after).into_iter().map(|difference| {
            let Difference { subject, field, from, to } = difference;
            Arc::new(Change { at, who: self.who.clone(), subject, field, from, to })
        });
        before.log.iter().map(Arc::clone).chain(new).collect()
    }

    /// Ends the step that typing has open, so that the next edit is a step of its own. Called when a field loses focus.
    pub fn close_step(&mut self) {
        self.open = None;
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&'static str> {
        self.undo.back().map(|step| step.label)
    }

    /// What redo would bring back.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.redo.last().map(|step| step.label)
    }

    /// Takes the last step back. Gives its label, or `None` where there is none.
    pub fn undo(&mut self) -> Option<&'static str> {
        let step = self.undo.pop_back()?;
        let label = step.label;
        let back = self.swap(&step);
        self.redo.push(back);
        Some(label)
    }

    /// Brings the last step taken back again. Gives its label, or `None` where there is none.
    pub fn redo(&mut self) -> Option<&'static str> {
        let step = self.redo.pop()?;
        let label = step.label;
        let back = self.swap(&step);
        self.undo.push_back(back);
        Some(label)
    }

    /// Goes to the state of a step, and gives the step that leads back.
    fn swap(&mut self, step: &Step) -> Step {
        self.open = None;
        let to = with_releases_of(&self.project, &step.project);
        let goes_on = !Arc::ptr_eq(&to, &step.project);
        let project = std::mem::replace(&mut self.project, to);
        let revision = std::mem::replace(&mut self.revision, step.revision);
        if goes_on {
            // A state that takes releases along was never there before.
            self.newest += 1;
            self.revision = Revision(self.newest);
        }
        Step { label: step.label, project, revision }
    }
}
