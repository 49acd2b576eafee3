//! Floor 3: what follows from what was entered.
//!
//! Every number, state and sentence that the product says about a project is computed here, once, and read by the
//! screen, the PDF, the JSON and the checks alike. Everything is a pure function of a project, the catalogue and a date.
//!
//! What always holds: *not assessed* and *not applicable* never count as red and never enter a percentage; the counts
//! of any split add up to the number of questions (or recommendations) split; nothing is found to be late without a date.
//!
//! What does not belong here: drawing, page layout, and reading the clock: `today` comes in.

mod plan;
mod tally;

pub use plan::{
    ActionCounts, Bucket, action_counts, action_pillar, bucket, days_overdue, due_words, origin_name, state_words,
};
pub use tally::{
    AreaTally, ChecklistTally, PillarTally, RatingCounts, RecommendationRating, Tally, recommendation_rating, tally,
};
