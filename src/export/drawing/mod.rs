//! What charts and documents are drawn with, whatever kind of file they end in: the fonts, texts set into lines, shapes
//! with their places, and charts made of them.
//!
//! What always holds: lengths are points, places count from the top left corner; a chart spans the column of text of a
//! page, from [`theme::LEFT`] to [`theme::RIGHT`], and begins at the top; a shape says all that there is to paint, so that
//! a chart looks alike in every file.
//!
//! What does not belong here: pages, tags, and how a file holds a shape.

pub mod bars;
pub mod compared;
pub mod draw;
pub mod fonts;
pub mod map;
pub mod panels;
pub mod shapes;
pub mod shares;
pub mod text;
pub mod theme;
pub mod trend;

use draw::Shape;
use fonts::Fonts;

use crate::chart::Plot;

/// A font that is built in cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("The font {font} cannot be used: {reason}.")]
pub struct FontError {
    /// Its name.
    pub font: &'static str,
    /// What is wrong with it.
    pub reason: String,
}

/// A character that no font has. A mark stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The character, with the marks on it.
    pub character: String,
    /// The beginning of the text in which it stands.
    pub place: String,
}

/// Draws what a chart shows, without its words; gives its height too.
pub fn plot(plot: &Plot, fonts: &mut Fonts) -> Result<(f32, Vec<Shape>), FontError> {
    match plot {
        Plot::Ratings(ratings) => bars::draw(ratings, fonts),
        Plot::Trend(trend) => trend::draw(trend, fonts),
        Plot::Shares(shares) => shares::draw(shares, fonts),
        Plot::Intervals(of) => compared::intervals(of, fonts),
        Plot::Pairs(of) => compared::pairs(of, fonts),
        Plot::Panels(of) => panels::draw(of, fonts),
        Plot::Map(drawn) => map::draw(drawn, fonts),
    }
}
