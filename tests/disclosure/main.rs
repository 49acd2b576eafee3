//! What may be shown: no hidden count can be reckoned from what is shown, by sums, by an insider, or by the difference of
//! two releases; and no more is hidden than need be.
//!
//! The judge of every test is an attack of its own (`attack`): a search through whole tables that shares nothing with the
//! audit, which asks linear programs. Naive protection is attacked too, and must fall.
//!
//! A short form runs with all tests. The full one (10,000 two-way tables, 1,000 three-way, 1,000 linked pairs, 1,000
//! pairs of releases, 300 optima by exhaustive search) takes some minutes:
//!
//! ```text
//! cargo test --release --test disclosure -- --ignored --nocapture
//! ```

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test may fail")]

mod attack;
mod fixtures;
mod naive;
mod optimum;
mod over_time;
mod properties;
mod random;
mod speed;
mod tables;
