//! Commands as data: what the window can be asked to do besides changing the project, with the words and keys for each.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::exports::Export;
use crate::chart::Chart;
use crate::content::{KpiId, PackId, Pillar, QuestionId, RecommendationId};
use crate::import::people::CountOrder;
use crate::insight::AttentionKind;
use crate::project::{ActionId, DataSetId, Organisation, Origin, PersonId};
use crate::store::Preferences;
use crate::ui::pages::workforce::ShownAsk;

/// A place in the left rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Where the organisation stands.
    #[default]
    Overview,
    /// The checklists.
    Review,
    /// The plan.
    Actions,
    /// Who knows, who carries, who decides.
    People,
    /// KPIs.
    Scorecard,
    /// Counted answers to the survey.
    Workforce,
    /// The rounds of review, and what changed between them.
    Rounds,
    /// The print.
    BoardPack,
    /// Guidance and words.
    Library,
}

impl Place {
    /// All places, in the rail's order.
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Review,
        Self::Actions,
        Self::People,
        Self::Scorecard,
        Self::Workforce,
        Self::Rounds,
        Self::BoardPack,
        Self::Library,
    ];

    /// Its name in the rail.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Review => "Review",
            Self::Actions => "Actions",
            Self::People => "People",
            Self::Scorecard => "Scorecard",
            Self::Workforce => "Workforce",
            Self::Rounds => "Rounds",
            Self::BoardPack => "Board pack",
            Self::Library => "Library",
        }
    }
}

/// What a sheet is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFor {
    /// To take actions from.
    Actions,
    /// To take figures from.
    Figures,
    /// To count people by their answers.
    People,
}

/// What a typed path is for.
#[derive(Clone, Debug, PartialEq)]
pub enum PathFor {
    /// A project to open.
    Open,
    /// Where to save the project.
    Save,
    /// Where to write a file for others.
    Export(Export),
    /// A sheet to read.
    Sheet(SheetFor),
}

/// What the window can be asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Go to a place.
    GoTo(Place),
    /// Show a recommendation in the review.
    ShowRecommendation(RecommendationId),
    /// Show a question in the review.
    ShowQuestion(QuestionId),
    /// Show the closing questions of a checklist.
    ShowFollowUps(PackId),
    /// Show the review, at the first recommendation of a pillar.
    ShowPillar(Pillar),
    /// Show an action in the plan.
    ShowAction(ActionId),
    /// Show a person in the list of people.
    ShowPerson(PersonId),
    /// Show a KPI in the scorecard.
    ShowKpi(KpiId),
    /// Show a set of workforce data.
    ShowDataSet(DataSetId),
    /// Show the form for a new set of workforce data.
    AddDataSet,
    /// Show the form for a new figure, of the measure that is shown or selected in the scorecard.
    AddFigure,
    /// Show everything that is suggested.
    ShowSuggestions,
    /// Show which actions moved their figures.
    ShowMoved,
    /// Show the strategy map, of one pillar where one is named.
    ShowMap(Option<Pillar>),
    /// Show what changed between the last two rounds.
    ShowChanges,
    /// Show the change log.
    ShowLog,
    /// Ask whether the newest round is to be frozen.
    FreezeRound,
    /// Ask how the next round is called and when it begins.
    StartRound,
    /// Ask why the newest round is to be opened again.
    ReopenRound,
    /// Show where something that needs attention is mended.
    ShowAttention(AttentionKind),
    /// Add a person, and show their form.
    AddPerson,
    /// Add an action with this origin, and show its form.
    AddAction(Option<Origin>),
    /// Add the action that follows a suggestion, and say so.
    AddSuggested {
        /// The recommendation that is suggested.
        recommendation: RecommendationId,
        /// The figure that leads to it.
        kpi: Option<KpiId>,
    },
    /// Begin a project: shows the guided start.
    NewProject,
    /// Make the project that the guided start describes.
    CreateProject(Organisation),
    /// Open the sample organisation.
    OpenSample,
    /// Choose a file to open.
    Open,
    /// Type the path of a file to open.
    OpenTypedPath,
    /// Open this file.
    OpenPath(PathBuf),
    /// Save to the project's file, or choose one.
    Save,
    /// Choose another file to save to.
    SaveAs,
    /// Type the path to save to.
    SaveTypedPath,
    /// Save to this file.
    SavePath(PathBuf),
    /// Save over a file that somebody else has changed.
    SaveOver,
    /// Close the project and go home.
    CloseProject,
    /// Go on with the recovery copy at this place of the list.
    OpenRecovery(usize),
    /// Throw the recovery copy at this place of the list away.
    DiscardRecovery(usize),
    /// Go on with the review where something is left to rate.
    ContinueReview,
    /// Take a notice away.
    DismissNotice(usize),
    /// Take the last step back.
    Undo,
    /// Bring the last step back again.
    Redo,
    /// Put the cursor into the page's search box.
    Find,
    /// Choose where a file for others is written.
    Export(Export),
    /// Type the path where it is written.
    ExportTypedPath(Export),
    /// Write it to this path, where nothing may be yet.
    ExportPath(PathBuf, Export),
    /// Write it over what is at this path: the user has agreed.
    ExportOver(PathBuf, Export),
    /// Copy this chart as a picture.
    CopyPicture(Arc<Chart>),
    /// Show how actions are taken from a sheet.
    ImportActions,
    /// Show how figures are taken from a sheet: of one KPI, or of all.
    ImportFigures(Option<KpiId>),
    /// Show how workforce data is taken from a file of people.
    ImportPeople,
    /// Look at a file of people, or at one of its sheets.
    LookAtPeople(PathBuf, Option<String>),
    /// Count a file of people.
    CountPeople(PathBuf, Box<CountOrder>),
    /// Stop reading a file of people.
    StopPeople,
    /// Work out what may be shown of the workforce data.
    WorkOutShown(Box<ShownAsk>),
    /// Choose a sheet.
    ChooseSheet(SheetFor),
    /// Type the path of a sheet.
    SheetTypedPath(SheetFor),
    /// Read this sheet.
    ReadSheet(PathBuf, SheetFor),
    /// Show the keys.
    ShowKeys,
    /// Show the box that finds anything and runs any command.
    ShowFinder,
    /// Show what these words find in the library.
    ShowLibrary(String),
    /// Show what is known of the organisation, to correct it.
    ShowOrganisation,
    /// Show the preferences.
    ShowPreferences,
    /// Take these preferences.
    SetPreferences(Box<Preferences>),
    /// Choose the folder of the user's own packs.
    ChoosePackFolder,
    /// Copy a text.
    Copy(String),
    /// End typing's step of the history: a field has lost focus.
    CloseStep,
    /// Close the dialog that is open.
    CloseDialog,
    /// Leave the program; asks first where there is unsaved work.
    Quit,
    /// Save, then go on with what was asked before.
    SaveThenContinue,
    /// Do what was asked before, without saving.
    ContinueWithoutSaving,
}

impl Command {
    /// Whether it puts the open project away.
    pub(super) fn puts_away(&self) -> bool {
        matches!(
            self,
            Self::CreateProject(_)
                | Self::OpenPath(_)
                | Self::OpenSample
                | Self::OpenRecovery(_)
                | Self::CloseProject
                | Self::Quit
        )
    }
}

/// A key that works everywhere.
#[derive(Clone, Debug)]
pub struct Shortcut {
    /// The keys.
    pub keys: KeyboardShortcut,
    /// What it does, in words.
    pub words: &'static str,
    /// The command.
    pub command: Command,
}

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// The keys that work everywhere. Those with more modifiers stand first, since they match first.
pub fn shortcuts() -> Vec<Shortcut> {
    let key = |modifiers, key, words, command| Shortcut { keys: KeyboardShortcut::new(modifiers, key), words, command };
    let mut list = vec![
        key(CTRL_SHIFT, Key::S, "Save as", Command::SaveAs),
        key(CTRL_SHIFT, Key::Z, "Redo", Command::Redo),
        key(Modifiers::COMMAND, Key::S, "Save", Command::Save),
        key(Modifiers::COMMAND, Key::O, "Open a project", Command::Open),
        key(Modifiers::COMMAND, Key::N, "New organisation", Command::NewProject),
        key(Modifiers::COMMAND, Key::Z, "Undo", Command::Undo),
        key(Modifiers::COMMAND, Key::Y, "Redo", Command::Redo),
        key(Modifiers::COMMAND, Key::F, "Find on this page", Command::Find),
        key(Modifiers::COMMAND, Key::K, "Search or run a command", Command::ShowFinder),
        key(Modifiers::COMMAND, Key::Comma, "Preferences", Command::ShowPreferences),
        key(Modifiers::COMMAND, Key::W, "Close the project", Command::CloseProject),
        key(Modifiers::COMMAND, Key::Q, "Leave Waymark", Command::Quit),
        key(Modifiers::NONE, Key::F1, "Show the keys", Command::ShowKeys),
    ];
    let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    list.extend(
        Place::ALL
            .into_iter()
            .zip(digits)
            .map(|(place, digit)| key(Modifiers::COMMAND, digit, place.name(), Command::GoTo(place))),
    );
    list
}
