//! The frame around the pages: the top bar, the rail, notices, and the dialogs above them.

mod bar;
mod notices;
mod rail;
#[cfg(test)]
mod tests;

use egui::{CentralPanel, Context, Frame, Role, Ui};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::dialogs::{self, Dialogs};
use super::pages::{actions, board_pack, home, library, overview, people, review, rounds, scorecard, workforce};
use super::theme::{self, Palette};
use super::view::{Outbox, View};
use crate::app::{Command, Notice, Place, SheetFor};
use crate::content::Catalogue;
use crate::import::Sheet;
use crate::insight::{AttentionKind, Digest};
use crate::project::{ActionId, PersonId, Project};
use crate::store::{Preferences, RecoveryEntry};

pub use self::bar::Bar;
use self::bar::top_bar;
use self::notices::notices;
use self::rail::rail;
pub use super::dialogs::Open;

/// What the window keeps between frames.
#[derive(Debug, Default)]
pub struct State {
    /// Where the window is.
    pub place: Place,
    /// Whether the page's search box is asked for.
    pub find: bool,
    dialogs: Dialogs,
    /// What was done last, said in the top bar and to screen readers.
    said: String,
    overview: overview::State,
    review: review::State,
    actions: actions::State,
    people: people::State,
    scorecard: scorecard::State,
    workforce: workforce::State,
    rounds: rounds::State,
    board_pack: board_pack::State,
    library: library::State,
    home: home::State,
}

/// What the frame shows besides a page.
pub struct Shown<'a> {
    /// Lines for the user.
    pub notices: &'a [Notice],
    /// Unsaved work of earlier sessions.
    pub recoverable: &'a [RecoveryEntry],
    /// The user's preferences.
    pub preferences: &'a Preferences,
    /// The colours.
    pub palette: Palette,
    /// Today.
    pub today: Date,
}

impl State {
    /// Begins anew, as for another project.
    pub fn reset(&mut self) {
        *self = Self { dialogs: std::mem::take(&mut self.dialogs), ..Self::default() };
    }

    /// Opens a dialog.
    pub fn open(&mut self, ctx: &Context, open: Open) {
        self.dialogs.open(ctx, open);
    }

    /// Closes the dialog that is open, and gives the focus back.
    pub fn close_dialog(&mut self, ctx: &Context) {
        self.dialogs.close(ctx);
    }

    /// Says what was done.
    pub fn say(&mut self, text: String) {
        self.said = text;
    }

    /// Shows a new action's form.
    pub fn edit_new_action(&mut self, id: ActionId) {
        self.place = Place::Actions;
        self.actions.edit_new(id);
    }

    /// Shows a sheet that was read, or why it was not.
    pub fn show_sheet(&mut self, sheet_for: SheetFor, name: String, sheet: Result<Sheet, String>) {
        match sheet_for {
            SheetFor::Actions => {
                self.place = Place::Actions;
                self.actions.show_sheet(name, sheet);
            }
            SheetFor::Figures => {
                self.place = Place::Scorecard;
                self.scorecard.show_sheet(name, sheet);
            }
            // Files of people are read by a process of their own.
            SheetFor::People => {}
        }
    }

    /// Shows what may be shown of the workforce data, once that is worked out.
    pub fn take_shown(&mut self, answer: workforce::ShownAnswer) {
        self.workforce.take_shown(answer);
    }

    /// How workforce data is taken from a file of people.
    pub fn people_import(&mut self) -> &mut workforce::Import {
        self.workforce.import()
    }

    /// Shows a new person's form.
    pub fn edit_new_person(&mut self, id: PersonId) {
        self.place = Place::People;
        self.people.edit_new(id);
    }

    /// Goes to a place and shows something there.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the application passes on only commands that go somewhere")]
    pub fn navigate(
        &mut self,
        catalogue: &Catalogue,
        project: &Project,
        digest: &Digest,
        today: Date,
        preferences: &Preferences,
        command: Command,
    ) {
        let view = View {
            catalogue,
            project,
            digest,
            today,
            zone: &TimeZone::UTC,
            preferences,
            read_only: false,
            revision: 0,
            palette: theme::LIGHT,
            find: false,
        };
        self.said.clear();
        match command {
            Command::GoTo(place) => {
                self.place = place;
                if place == Place::Review {
                    self.review.focus_questions();
                }
            }
            Command::Find => self.find = true,
            Command::ShowRecommendation(id) => {
                self.place = Place::Review;
                self.review.show_recommendation(&view, &id);
            }
            Command::ShowQuestion(id) => {
                self.place = Place::Review;
                self.review.show_question(id);
            }
            Command::ShowFollowUps(pack) => {
                self.place = Place::Review;
                self.review.show_follow_ups(pack);
            }
            Command::ShowPillar(pillar) => {
                self.place = Place::Review;
                self.review.show_pillar(&view, pillar);
            }
            Command::ContinueReview => {
                self.place = Place::Review;
                self.review.continue_review(&view);
            }
            Command::ShowAction(id) => {
                self.place = Place::Actions;
                self.actions.show_action(id);
            }
            Command::ImportActions => {
                self.place = Place::Actions;
                self.actions.import();
            }
            Command::ImportFigures(kpi) => {
                self.place = Place::Scorecard;
                self.scorecard.import(kpi);
            }
            Command::ShowPerson(id) => {
                self.place = Place::People;
                self.people.show_person(id);
            }
            Command::ShowChanges => {
                self.place = Place::Rounds;
                self.rounds.show_changes();
            }
            Command::ShowLog => {
                self.place = Place::Rounds;
                self.rounds.show_log();
            }
            Command::ShowKpi(id) => {
                self.place = Place::Scorecard;
                self.scorecard.show_kpi(id);
            }
            Command::AddFigure => {
                self.place = Place::Scorecard;
                self.scorecard.add_figure_here(digest);
            }
            Command::ShowDataSet(id) => {
                self.place = Place::Workforce;
                self.workforce.show_set(id);
            }
            Command::ImportPeople => {
                self.place = Place::Workforce;
                self.workforce.open_import();
            }
            Command::AddDataSet => {
                self.place = Place::Workforce;
                self.workforce.add();
            }
            Command::ShowSuggestions => {
                self.place = Place::Scorecard;
                self.scorecard.show_part(scorecard::Part::Next);
            }
            Command::ShowMap(pillar) => {
                self.place = Place::Scorecard;
                self.scorecard.show_map(pillar);
            }
            Command::ShowMoved => {
                self.place = Place::Scorecard;
                self.scorecard.show_part(scorecard::Part::Moved);
            }
            Command::ShowLibrary(words) => {
                self.place = Place::Library;
                self.library.show_found(words);
            }
            Command::ShowAttention(kind) => self.show_attention(&view, kind),
            _ => {}
        }
    }

    fn show_attention(&mut self, view: &View<'_>, kind: AttentionKind) {
        match kind {
            AttentionKind::Overdue
            | AttentionKind::WithoutOwner
            | AttentionKind::WithoutDate
            | AttentionKind::BlockedWithoutReason => {
                self.place = Place::Actions;
                self.actions.show_attention(kind);
            }
            AttentionKind::KpisBehind
            | AttentionKind::BehindWithoutAction
            | AttentionKind::KpisStale
            | AttentionKind::KpisWithoutFigures
            | AttentionKind::KpisWithoutTarget => {
                self.place = Place::Scorecard;
                self.scorecard.show_attention(kind);
            }
            AttentionKind::GapsWithoutAction => self.show_review(view, review::Filter::GapsWithoutAction),
            AttentionKind::AssumedActive => self.show_review(view, review::Filter::Assumed),
            AttentionKind::ActiveWithoutEvidence => self.show_review(view, review::Filter::NoEvidence),
            AttentionKind::ToReconfirm => self.show_review(view, review::Filter::ToReconfirm),
            AttentionKind::AgreedByHand => self.show_review(view, review::Filter::AgreedByHand),
            AttentionKind::Unrated => self.show_review(view, review::Filter::Unrated),
            AttentionKind::FollowUpsUnanswered => {
                let unanswered = view
                    .project
                    .round()
                    .and_then(|round| crate::insight::unanswered_follow_ups(view.catalogue, round).into_iter().next());
                if let Some(key) = unanswered {
                    self.place = Place::Review;
                    self.review.show_follow_ups(key.checklist);
                }
            }
        }
    }

    fn show_review(&mut self, view: &View<'_>, filter: review::Filter) {
        self.place = Place::Review;
        self.review.show_filtered(view, filter);
    }
}

/// The window while no project is open.
pub fn without_project(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, out: &mut Outbox) {
    notices(ui, shown, out);
    CentralPanel::default().frame(Frame::new().fill(shown.palette.paper)).show(ui, |ui| {
        landmark(ui, Role::Main, "Home page");
        home::show(ui, shown, &mut state.home, out);
    });
    dialogs::show(ui.ctx(), shown, None, &mut state.dialogs, out);
}

/// The window with a project.
pub fn with_project(ui: &mut Ui, shown: &Shown<'_>, view: &View<'_>, bar: &Bar, state: &mut State, out: &mut Outbox) {
    top_bar(ui, view, bar, &state.said, out);
    notices(ui, shown, out);
    rail(ui, view, state.place, out);
    CentralPanel::default().frame(Frame::new().fill(view.palette.paper)).show(ui, |ui| {
        landmark(ui, Role::Main, &format!("{} page", state.place.name()));
        match state.place {
            Place::Overview => overview::show(ui, view, &mut state.overview, out),
            Place::Review => review::show(ui, view, &mut state.review, out),
            Place::Actions => actions::show(ui, view, &mut state.actions, out),
            Place::People => people::show(ui, view, &mut state.people, out),
            Place::Scorecard => scorecard::show(ui, view, &mut state.scorecard, out),
            Place::Workforce => workforce::show(ui, view, &mut state.workforce, out),
            Place::Rounds => rounds::show(ui, view, &mut state.rounds, out),
            Place::BoardPack => board_pack::show(ui, view, &mut state.board_pack, out),
            Place::Library => library::show(ui, view, &mut state.library, out),
        }
    });
    dialogs::show(ui.ctx(), shown, Some(view), &mut state.dialogs, out);
    if !out.edits.is_empty() {
        // What was said of the last undo no longer is the last thing done.
        state.said.clear();
    }
}

/// Gives a part of the window its role and name, by which screen readers jump from part to part.
fn landmark(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
    });
}
