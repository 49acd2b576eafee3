//! Carrying out edits and commands.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Context, ViewportCommand};

use super::env::Ask;
use super::notice::Notice;
use super::{App, Command, Document, Place};
use crate::content::{KpiId, RecommendationId};
use crate::edit::{Edit, EditError};
use crate::insight;
use crate::project::{Action, Organisation, Origin, Person, Project, ProjectId, Round, RoundId};
use crate::store::{Existing, Preferences, format};
use crate::ui::shell::Open;
use crate::ui::view::{new_action_id, new_person_id};

/// The sample organisation's file.
pub const SAMPLE: &[u8] = include_bytes!("../../content/sample.waymark");

impl App {
    /// Makes an edit, or says why not.
    pub(super) fn make_edit(&mut self, edit: Edit) {
        let now = self.now();
        let Some(document) = &mut self.document else { return };
        if let Some(reason) = document.read_only() {
            let notice = Notice::from(reason.user_message());
            self.tell(notice);
            return;
        }
        document.editor.sign(&self.preferences.my_name);
        let said = done_words(&edit);
        match document.editor.apply(edit, now) {
            Ok(()) => {
                if let Some(said) = said {
                    let name = document.editor.project().round().map(|round| round.name.clone()).unwrap_or_default();
                    self.window.say(format!("{name} {said}"));
                }
            }
            Err(error @ EditError::RoundFrozen) => {
                self.tell(Notice::warning(edit_words(error)).with("Show the rounds", Command::GoTo(Place::Rounds)));
            }
            Err(error) => self.tell(Notice::warning(edit_words(error))),
        }
    }

    /// Carries out a command.
    pub(super) fn carry_out(&mut self, ctx: &Context, command: Command) {
        match command {
            // What puts the project away asks first. What only chooses another does not yet: who changes their mind over
            // that choice still has the project.
            command if command.puts_away() && self.is_dirty() => {
                self.waiting = Some(command);
                self.window.open(ctx, Open::Unsaved);
            }
            command if command.puts_away() && self.is_saving() => {
                // The save goes on; this is carried out when it is done.
                self.window.close_dialog(ctx);
                self.waiting = Some(command);
            }
            Command::GoTo(_)
            | Command::ShowRecommendation(_)
            | Command::ShowQuestion(_)
            | Command::ShowFollowUps(_)
            | Command::ShowPillar(_)
            | Command::ShowAction(_)
            | Command::ShowPerson(_)
            | Command::ShowKpi(_)
            | Command::AddFigure
            | Command::ShowDataSet(_)
            | Command::AddDataSet
            | Command::ShowSuggestions
            | Command::ShowMoved
            | Command::ShowMap(_)
            | Command::ShowChanges
            | Command::ShowLog
            | Command::ShowLibrary(_)
            | Command::ShowAttention(_)
            | Command::ContinueReview
            | Command::ImportActions
            | Command::ImportFigures(_)
            | Command::ImportPeople
            | Command::Find => self.navigate(command),
            Command::AddAction(origin) => self.add_action(origin),
            Command::AddSuggested { recommendation, kpi } => self.add_suggested(&recommendation, kpi.as_ref()),
            Command::AddPerson => self.add_person(),
            Command::NewProject => self.window.open(ctx, Open::NewProject),
            Command::CreateProject(organisation) => self.create_project(ctx, organisation),
            Command::OpenSample => self.open_sample(ctx),
            Command::Open => self.ask(ctx, Ask::Open),
            Command::OpenTypedPath => self.window.open(ctx, Open::TypedPath(super::PathFor::Open)),
            Command::OpenPath(path) => self.open(ctx, path, None),
            Command::Save => self.save(ctx, false),
            Command::SaveOver => self.save(ctx, true),
            Command::SaveAs => {
                if let Some(document) = &self.document {
                    let name = document.proposed_name();
                    self.ask(ctx, Ask::Save { name });
                }
            }
            Command::SaveTypedPath => self.window.open(ctx, Open::TypedPath(super::PathFor::Save)),
            Command::SavePath(path) => self.save_to(ctx, &path, Existing::Refuse),
            Command::CloseProject => self.put_away(ctx),
            Command::OpenRecovery(place) => self.open_recovery(ctx, place),
            Command::DiscardRecovery(place) => self.discard_recovery(place),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::CloseStep => {
                if let Some(document) = &mut self.document {
                    document.editor.close_step();
                }
            }
            Command::Export(export) => self.ask_for_export(ctx, export),
            Command::ExportTypedPath(export) => self.window.open(ctx, Open::TypedPath(super::PathFor::Export(export))),
            Command::ExportPath(path, export) => self.export(ctx, &path, export, Existing::Refuse),
            Command::ExportOver(path, export) => self.export(ctx, &path, export, Existing::Replace),
            Command::CopyPicture(chart) => self.copy_picture(ctx, chart),
            Command::ChooseSheet(sheet_for) => self.ask(ctx, Ask::Sheet(sheet_for)),
            Command::SheetTypedPath(sheet_for) => {
                self.window.open(ctx, Open::TypedPath(super::PathFor::Sheet(sheet_for)));
            }
            Command::LookAtPeople(path, sheet) => self.look_at_people(ctx, path, sheet),
            Command::CountPeople(path, order) => self.count_people(ctx, path, *order),
            Command::StopPeople => self.stop_people(),
            Command::WorkOutShown(ask) => self.work_out_shown(ctx, *ask),
            Command::ReadSheet(path, sheet_for) => self.read_sheet(ctx, path, sheet_for),
            Command::ShowFinder => self.window.open(ctx, Open::Finder),
            Command::ShowOrganisation => self.window.open(ctx, Open::Organisation),
            Command::FreezeRound => self.window.open(ctx, Open::FreezeRound),
            Command::StartRound => self.window.open(ctx, Open::StartRound),
            Command::ReopenRound => self.window.open(ctx, Open::ReopenRound),
            Command::ShowKeys => self.window.open(ctx, Open::Keys),
            Command::ShowPreferences => self.window.open(ctx, Open::Preferences),
            Command::SetPreferences(preferences) => self.set_preferences(ctx, *preferences),
            Command::ChoosePackFolder => self.ask(ctx, Ask::PackFolder),
            Command::Copy(text) => ctx.copy_text(text),
            Command::CloseDialog => {
                self.window.close_dialog(ctx);
                self.waiting = None;
            }
            Command::DismissNotice(place) => self.dismiss_notice(place),
            Command::Quit => self.leave(ctx),
            Command::SaveThenContinue => {
                self.window.close_dialog(ctx);
                self.save(ctx, false);
            }
            Command::ContinueWithoutSaving => self.continue_without_saving(ctx),
        }
    }

    /// Takes a notice away.
    fn dismiss_notice(&mut self, place: usize) {
        if place < self.notices.len() {
            self.notices.remove(place);
        }
    }

    /// Goes to a place and shows something there.
    fn navigate(&mut self, command: Command) {
        let today = self.today();
        let Some(document) = &mut self.document else { return };
        let digest = document.digest(&self.catalogue, today);
        let project = Arc::clone(document.editor.project());
        let catalogue = document.catalogue(&self.catalogue);
        self.window.navigate(&catalogue, &project, &digest, today, &self.preferences, command);
    }

    /// Adds an action and shows its form.
    fn add_action(&mut self, origin: Option<Origin>) {
        let id = new_action_id();
        let catalogue = self.project_catalogue();
        let title = origin
            .as_ref()
            .and_then(|origin| insight::proposed_action(&catalogue, origin))
            .unwrap_or_else(|| "New action".to_owned());
        let now = self.now();
        self.make_edit(Edit::AddAction(Box::new(Action {
            origin,
            owner: self.preferences.my_name.clone(),
            ..Action::new(id, title, now)
        })));
        if self.document.as_ref().is_some_and(|document| document.editor.project().action(id).is_some()) {
            self.window.edit_new_action(id);
        }
    }

    /// Adds the action that follows a suggestion. The page stays: there may be more to add.
    fn add_suggested(&mut self, recommendation: &RecommendationId, kpi: Option<&KpiId>) {
        let id = new_action_id();
        let (catalogue, today) = (self.project_catalogue(), self.today());
        let owner = self.preferences.my_name.clone();
        let Some(action) = insight::suggested_action(&catalogue, recommendation, kpi, id, &owner, today) else {
            return;
        };
        let title = action.title.clone();
        self.make_edit(Edit::AddAction(Box::new(action)));
        if self.document.as_ref().is_some_and(|document| document.editor.project().action(id).is_some()) {
            let said = format!("Added to the plan: {title}. Give it an owner, if it has none.");
            self.tell(Notice::fine(said).with("Show the action", Command::ShowAction(id)));
        }
    }

    /// Adds a person and shows their form.
    fn add_person(&mut self) {
        let Some(document) = &self.document else { return };
        let (id, changed) = (new_person_id(), self.now());
        let name = insight::new_person_name(document.editor.project());
        let (role, areas) = (String::new(), BTreeSet::new());
        self.make_edit(Edit::AddPerson(Person { id, name, role, areas, decision_maker: false, changed }));
        let added = self.document.as_ref().is_some_and(|document| document.editor.project().person(id).is_some());
        if added {
            self.window.edit_new_person(id);
        }
    }

    fn create_project(&mut self, ctx: &Context, mut organisation: Organisation) {
        self.window.close_dialog(ctx);
        let now = self.now();
        organisation.changed = now;
        let first_pillar = organisation.first_pillar;
        let round = Round::new(RoundId(fastrand::u64(1..)), "Round 1", self.today(), now);
        let project = Project::new(ProjectId(fastrand::u64(1..)), organisation, round);
        self.show_document(ctx, Document::unsaved(Arc::new(project), None));
        self.tell(
            Notice::fine("Your project is begun. Save it once, and it has a file of its own.")
                .with("Save…", Command::Save),
        );
        if let Some(pillar) = first_pillar {
            self.navigate(Command::ShowPillar(pillar));
        }
    }

    fn open_sample(&mut self, ctx: &Context) {
        match format::from_bytes(SAMPLE) {
            Ok(opened) => {
                self.show_document(ctx, Document::saved(Arc::new(opened.project), None));
                self.tell(Notice::fine(
                    "This organisation and all its figures are invented. Change what you like; nothing is saved unless \
                     you save it.",
                ));
            }
            // The sample is tested with every build.
            Err(error) => log::error!("the sample cannot be read: {error}"),
        }
    }

    fn open_recovery(&mut self, ctx: &Context, place: usize) {
        if place >= self.recoverable.len() {
            return;
        }
        // Before the copy is taken over: it may be of the same project.
        self.put_away(ctx);
        let entry = self.recoverable.remove(place);
        if let Some(folder) = &self.recovery
            && let Err(error) = folder.adopt(&*self.env.disk, &entry)
        {
            log::warn!("the recovery copy could not be taken over: {error}");
        }
        self.show_document(ctx, Document::unsaved(entry.snapshot.project, entry.snapshot.file));
        self.tell(
            Notice::fine("This is your unsaved work from before. Save it to keep it.").with("Save", Command::Save),
        );
    }

    fn discard_recovery(&mut self, place: usize) {
        if place >= self.recoverable.len() {
            return;
        }
        let entry = self.recoverable.remove(place);
        if let Some(folder) = &self.recovery
            && let Err(error) = folder.discard(&*self.env.disk, &entry)
        {
            self.notices.push(error.user_message().into());
        }
    }

    fn undo(&mut self) {
        if let Some(label) = self.document.as_mut().and_then(|document| document.editor.undo()) {
            self.window.say(format!("Undone: {label}"));
        }
    }

    fn redo(&mut self) {
        if let Some(label) = self.document.as_mut().and_then(|document| document.editor.redo()) {
            self.window.say(format!("Redone: {label}"));
        }
    }

    fn set_preferences(&mut self, ctx: &Context, preferences: Preferences) {
        let other_packs = preferences.pack_folder != self.preferences.pack_folder;
        self.preferences = preferences;
        self.keep_preferences(ctx);
        if other_packs {
            self.load_packs(ctx);
        }
    }

    /// Does what was asked for, though there is unsaved work: the user has said that it may be lost.
    fn continue_without_saving(&mut self, ctx: &Context) {
        self.window.close_dialog(ctx);
        let Some(command) = self.waiting.take() else { return };
        if let Command::OpenPath(path) = command {
            // The work is given up once the other project is there: its file may be one that cannot be opened.
            let given_up = self.document.as_ref().map(|document| (document.id, document.editor.revision()));
            self.open(ctx, path, given_up);
            return;
        }
        self.put_away(ctx);
        self.carry_out(ctx, command);
    }

    fn leave(&mut self, ctx: &Context) {
        self.leaving = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// Where the window is.
    #[cfg(test)]
    pub(super) fn place(&self) -> super::Place {
        self.window.place
    }
}

/// What to say of an edit of a round that was made, behind the round's name: nothing else on the screen says it.
#[expect(clippy::wildcard_enum_match_arm, reason = "all other edits are seen where they are made")]
fn done_words(edit: &Edit) -> Option<&'static str> {
    match edit {
        Edit::FreezeRound { .. } => Some("is frozen"),
        Edit::ReopenRound { .. } => Some("is open again"),
        Edit::StartRound { .. } => Some("is begun"),
        _ => None,
    }
}

/// Why an edit was refused, for the user.
fn edit_words(error: EditError) -> &'static str {
    match error {
        EditError::RoundFrozen => "This round is frozen, so it was not changed.",
        EditError::RoundOpen => "This round is still open, so nothing was changed. Freeze it first.",
        EditError::NameTaken => {
            "That name is taken already, so nothing was changed. Add something to tell the two apart."
        }
        EditError::NotFound => "That was removed in the meantime, so nothing was changed.",
        EditError::AlreadyThere => "That is there already, so nothing was added.",
        EditError::UnitInUse => {
            "There are figures in that unit, so it was not changed. Add another measure for figures in a new unit."
        }
        EditError::HasFigures => {
            "That measure has figures, so it was not removed. Retire it instead: its figures stay."
        }
        EditError::Empty => "A name, title or reason is needed, so nothing was changed.",
        EditError::OutOfRange => {
            "That number or date does not fit, so nothing was changed. Check the figure and try again."
        }
    }
}
