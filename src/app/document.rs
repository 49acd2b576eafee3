//! The open project: its history, its file, and what has been computed from it.

use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;

use crate::content::Catalogue;
use crate::edit::{Editor, Revision};
use crate::insight::{Digest, digest};
use crate::project::Project;
use crate::store::{ProjectFile, ReadOnly};

/// The open project.
#[derive(Debug)]
pub struct Document {
    /// The project and its history.
    pub editor: Editor,
    /// Its file, once it has one.
    pub file: Option<ProjectFile>,
    /// Whether a save is under way.
    pub saving: bool,
    /// When it was saved last in this session.
    pub saved_at: Option<Zoned>,
    /// The state that the recovery copy holds.
    pub recovered: Option<Revision>,
    computed: Option<(Revision, Date, Arc<Digest>)>,
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
        Self { editor, file, saving: false, saved_at: None, recovered: None, computed: None }
    }

    /// Why edits are refused, if they are.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.file.as_ref().and_then(ProjectFile::read_only)
    }

    /// What follows from the project; computed again only when the project or the day has changed.
    pub fn digest(&mut self, catalogue: &Catalogue, today: Date) -> Arc<Digest> {
        let revision = self.editor.revision();
        if let Some((of, day, digest)) = &self.computed
            && *of == revision
            && *day == today
        {
            return Arc::clone(digest);
        }
        let computed = Arc::new(digest(catalogue, self.editor.project(), today));
        self.computed = Some((revision, today, Arc::clone(&computed)));
        computed
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
