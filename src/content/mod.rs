//! Floor 0: what the packs say.
//!
//! A pack is one RON file of content: a checklist, the glossary, the scorecard … The packs in `content/` are compiled
//! in ([`built_in`]); a folder chosen by the user may add packs or replace them by id.
//!
//! What always holds: a [`Catalogue`] is whole. Every id in it is unique, every reference resolves, every text is
//! non-empty, and every set of percentages adds up; a pack for which that is not so is left out and says why
//! ([`LeftOut`]). Content never changes while it is loaded.
//!
//! What does not belong here: anything an organisation enters (`project`), anything computed from it (`insight`), and
//! opening files: this room takes text ([`PackFile`]) and gives data.

mod answers;
mod at;
mod catalogue;
mod chain;
mod check;
mod examine;
mod faults;
mod file;
mod ids;
mod measures;
mod model;
mod notes;
mod readings;
mod recover;
mod say;
mod shape;
mod templates;
mod texts;
mod together;
mod tokens;
mod tree;
mod units;
mod walk;

pub use answers::{AnswerPart, REST};
pub use catalogue::{Catalogue, LeftOut, QuestionPlace, RecommendationPlace};
pub use chain::*;
pub use check::check;
pub use file::{Fault, PackFile, built_in};
pub use ids::{
    AreaId, BenchmarkSetId, FollowUpId, GroupingId, KpiId, LinkId, OptionId, PackId, PracticeId, QuestionId,
    RecommendationId, SourceId, SurveyQuestionId, TemplateId, TermId, TopicId,
};
pub use measures::*;
pub use model::*;
pub use readings::{Part, ReadingText, Say, parts};
pub use templates::*;
pub use units::MOST_MONTHS;
