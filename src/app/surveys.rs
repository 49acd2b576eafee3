//! What takes time of the workforce page: files of people are read one at a time, in a process of their own; what may be
//! shown is worked out beside the window.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::files::{Done, Lost};
use super::people::ImportJob;
use super::{App, DocumentId};
use crate::import::people::{Answers, CountOrder, Counted, Look};
use crate::ui::pages::workforce::ShownAsk;
use crate::ui::view::new_data_set_id;

/// The queue in which it is worked out what may be shown.
const SHOWN: &str = "what may be shown";

/// A file of people that is being read.
pub(super) struct Reading {
    /// For which document.
    of: DocumentId,
    job: Job,
}

/// What it is read for.
enum Job {
    /// To see what stands in its columns.
    Look(ImportJob<Look>),
    /// To count it.
    Count(ImportJob<Counted>),
}

impl App {
    /// Looks at a file of people, or at another sheet of it. Another that was being read is given up.
    pub(super) fn look_at_people(&mut self, ctx: &Context, path: PathBuf, sheet: Option<String>) {
        let Some(of) = self.document.as_ref().map(|document| document.id) else { return };
        let catalogue = self.project_catalogue();
        let Some(survey) = catalogue.survey() else { return };
        self.window.people_import().look_begins(path.clone());
        let job = ImportJob::look(ctx, &self.env, path, sheet, Answers::of(survey));
        self.reading = Some(Reading { of, job: Job::Look(job) });
    }

    /// Counts a file of people.
    pub(super) fn count_people(&mut self, ctx: &Context, path: PathBuf, order: CountOrder) {
        let Some(of) = self.document.as_ref().map(|document| document.id) else { return };
        let job = ImportJob::count(ctx, &self.env, path, order);
        self.reading = Some(Reading { of, job: Job::Count(job) });
    }

    /// Stops reading.
    pub(super) fn stop_people(&mut self) {
        match &mut self.reading {
            Some(Reading { job: Job::Look(job), .. }) => job.cancel(),
            Some(Reading { job: Job::Count(job), .. }) => job.cancel(),
            None => {}
        }
    }

    /// Works out what may be shown of the workforce data.
    pub(super) fn work_out_shown(&mut self, ctx: &Context, ask: ShownAsk) {
        let catalogue = self.project_catalogue();
        let Some(document) = &self.document else { return };
        let (of, project) = (document.id, Arc::clone(document.editor.project()));
        let lost = Done::Lost(Lost::Asked("Working out what may be shown"));
        self.jobs.run_in_order(ctx, SHOWN, lost, move || Done::ShownWorkedOut {
            of,
            answer: ask.answer(&catalogue, &project),
        });
    }

    /// Hands on how far a reading is, or what came of it. Nothing is handed to another project.
    pub(super) fn watch_people(&mut self) {
        let here = self.document.as_ref().map(|document| document.id);
        let Some(reading) = &mut self.reading else { return };
        if Some(reading.of) != here {
            self.reading = None;
            return;
        }
        let import = self.window.people_import();
        let going_on = match &mut reading.job {
            Job::Look(job) => {
                let looked = job.poll().map(|look| import.looked(look.map_err(|error| error.to_string())));
                looked.is_none().then(|| job.progress())
            }
            Job::Count(job) => {
                let counted = job.poll().map(|counted| {
                    let counted = counted.map(|counted| counted.with_ids(new_data_set_id));
                    import.counted(counted.map_err(|error| error.to_string()));
                });
                counted.is_none().then(|| job.progress())
            }
        };
        match going_on {
            Some(progress) => import.progress(progress),
            None => self.reading = None,
        }
    }
}
