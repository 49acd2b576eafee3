//! The open project: its history, its file, and what has been computed from it.

use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;

use crate::content::Catalogue;
use crate::edit::{Editor, Revision};
use crate::insight::{Digest, digest};
use crate::project::Project;
use crate::store::{ProjectFile, ReadOnly};

/// One opening of a project in this run of the program. What a job brings back is for the document that asked for it and
/// for no other, even one of the same project: revisions are counted anew with each opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentId(u64);

/// The open project.
#[derive(Debug)]
pub struct Document {
    /// Which opening this is.
    pub id: DocumentId,
    /// The project and its history.
    pub editor: Editor,
    /// Its file, once it has one.
    pub file: Option<ProjectFile>,
    /// The number of the save that is under way: the one that was asked for last.
    pub saving: Option<u64>,
    /// Whether another save was asked for while one was under way.
    pub save_again: bool,
    /// How many saves were asked for.
    saves: u64,
    /// The number of the newest save that went well: one asked for earlier must not take its place.
    saved: u64,
    /// When it was saved last in this session.
    pub saved_at: Option<Zoned>,
    /// The state that the recovery copy holds.
    pub recovered: Option<Revision>,
    computed: Option<(Revision, Date, Arc<Digest>)>,
    /// The packs with the project's own KPIs among them, for as long as neither changes.
    catalogue: Option<(Arc<Catalogue>, Arc<Catalogue>)>,
}

impl Document {
    /// A project that is as it stands in its file, or that nobody would miss (the untouched sample).
    pub fn saved(project: Arc<Project>, file: Option<ProjectFile>) -> Self {
        Self::new(Editor::saved(Arc::unwrap_or_clone(project)), file)
    }

    /// A project with work in it that no file holds.
    pub fn unsaved(project: Arc<Project>, file: Option<ProjectFile>) -> Self {
        Self::new(Editor::unsaved(Arc::unwrap_or_clone(project)), file)
    }

    fn new(editor: Editor, file: Option<ProjectFile>) -> Self {
        Self {
            id: DocumentId(fastrand::u64(..)),
            editor,
            file,
            saving: None,
            save_again: false,
            saves: 0,
            saved: 0,
            saved_at: None,
            recovered: None,
            computed: None,
            catalogue: None,
        }
    }

    /// Begins a save; gives its number.
    pub fn begin_save(&mut self) -> u64 {
        self.saves += 1;
        self.saving = Some(self.saves);
        self.save_again = false;
        self.saves
    }

    /// Notes that a save has ended; gives whether none is under way now.
    pub fn end_save(&mut self, number: u64) -> bool {
        if self.saving == Some(number) {
            self.saving = None;
        }
        self.saving.is_none()
    }

    /// Takes in a save that went well, unless one that was asked for later has done so before it.
    pub fn note_saved(&mut self, number: u64, revision: Revision, file: ProjectFile, at: Zoned) {
        if number > self.saved {
            self.saved = number;
            self.editor.mark_saved(revision);
            self.file = Some(file);
            self.saved_at = Some(at);
        }
    }

    /// Why edits are refused, if they are.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.file.as_ref().and_then(ProjectFile::read_only)
    }

    /// What follows from the project; computed again only when the project or the day has changed.
    pub fn digest(&mut self, packs: &Arc<Catalogue>, today: Date) -> Arc<Digest> {
        let revision = self.editor.revision();
        if let Some((of, day, digest)) = &self.computed
            && *of == revision
            && *day == today
        {
            return Arc::clone(digest);
        }
        let catalogue = self.catalogue(packs);
        let computed = Arc::new(digest(&catalogue, self.editor.project(), today));
        self.computed = Some((revision, today, Arc::clone(&computed)));
        computed
    }

    /// The packs with the project's own KPIs among them; made again only when those or the packs have changed.
    pub fn catalogue(&mut self, packs: &Arc<Catalogue>) -> Arc<Catalogue> {
        let own = self.editor.project().own_kpis();
        if own.is_empty() {
            return Arc::clone(packs);
        }
        if let Some((of, catalogue)) = &self.catalogue
            && Arc::ptr_eq(of, packs)
            && catalogue.own_kpis() == own.as_slice()
        {
            return Arc::clone(catalogue);
        }
        let catalogue = Arc::new(packs.with_own_kpis(own));
        self.catalogue = Some((Arc::clone(packs), Arc::clone(&catalogue)));
        catalogue
    }

    /// Forgets what was computed: the packs have changed.
    pub fn forget_computed(&mut self) {
        self.computed = None;
    }

    /// The name for a new file of the project.
    pub fn proposed_name(&self) -> String {
        format!("{}.waymark", file_stem(&self.editor.project().organisation.name))
    }
}

/// A name as a file name: what file systems refuse is left out.
pub fn file_stem(name: &str) -> String {
    let kept: String = name.chars().filter(|c| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c)).collect();
    let kept = kept.trim().trim_matches('.').trim();
    if kept.is_empty() { "Organisation".to_owned() } else { kept.chars().take(80).collect() }
}
