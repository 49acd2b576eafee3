//! Ids of content: short lower-case texts such as `adv-internal-network`, stable for ever once released, because
//! project files refer to them.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id with this text.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    )*};
}

text_id! {
    /// A pack, for example `advocacy`.
    PackId;
    /// An area of a checklist.
    AreaId;
    /// A recommendation: one row of the paper checklist.
    RecommendationId;
    /// A question of a recommendation.
    QuestionId;
    /// One of the closing questions of a checklist.
    FollowUpId;
    /// A glossary term.
    TermId;
    /// A guidance topic or case study.
    TopicId;
    /// A KPI, from the scorecard pack or an organisation's own.
    KpiId;
    /// An action template.
    TemplateId;
    /// A dated set of benchmark figures.
    BenchmarkSetId;
    /// A question of the staff survey.
    SurveyQuestionId;
    /// A response option of a survey question.
    OptionId;
    /// A named way of grouping a survey question's response options.
    GroupingId;
    /// A source document.
    SourceId;
    /// A link from a condition to recommendations.
    LinkId;
    /// Something that a share of employers does.
    PracticeId;
}
