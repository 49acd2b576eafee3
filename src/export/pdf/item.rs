//! What stands on a page, before it is written: shapes with their places, each marked as content of an element or as an
//! artifact.

use super::tags::ElementId;
use crate::export::drawing::draw::{Area, Path, Shape};
use crate::export::drawing::shapes;
use crate::export::drawing::text::Line;

/// A page's content in painting order.
#[derive(Debug, Default)]
pub struct Page {
    /// Whether it is the cover, which has no running head.
    pub cover: bool,
    /// What stands on it.
    pub items: Vec<Item>,
}

/// Something painted.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is to a reader.
    pub mark: Mark,
    /// What is painted.
    pub painted: Painted,
}

/// What is painted.
#[derive(Clone, Debug)]
pub enum Painted {
    /// A shape.
    Shape(Shape),
    /// The number of the page on which a heading stands; known only when all pages are laid out.
    PageNumber {
        /// Which heading of level 1.
        heading: usize,
        /// Where the number ends.
        right: f32,
        /// Its baseline.
        baseline: f32,
    },
}

/// What a painted thing is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Content of this element.
    Content(ElementId),
    /// Nothing that is read.
    Artifact(Artifact),
}

/// The kinds of things that are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// The running head.
    Header,
    /// The foot.
    Footer,
    /// What is repeated because a page ended, such as the head of a table.
    Repeated,
    /// Rules, shapes and other ornament.
    Layout,
}

impl Item {
    /// A shape, marked.
    pub fn new(mark: Mark, shape: Shape) -> Self {
        Self { mark, painted: Painted::Shape(shape) }
    }

    /// Content of an element.
    pub fn content(element: ElementId, shape: Shape) -> Self {
        Self::new(Mark::Content(element), shape)
    }

    /// Ornament.
    pub fn layout(path: Path) -> Self {
        Self::new(Mark::Artifact(Artifact::Layout), Shape::Path(path))
    }

    /// Moves it.
    pub fn shift(&mut self, right: f32, down: f32) {
        match &mut self.painted {
            Painted::Shape(shape) => shape.shift(right, down),
            Painted::PageNumber { right: x, baseline, .. } => {
                *x += right;
                *baseline += down;
            }
        }
    }

    /// The rectangle that holds it.
    pub fn bounds(&self) -> Option<Area> {
        match &self.painted {
            Painted::Shape(shape) => shape.bounds(),
            Painted::PageNumber { .. } => None,
        }
    }
}

impl Line {
    /// Its items: content of an element, in a line of this height whose top left corner is given.
    pub fn items(&self, element: ElementId, x: f32, top: f32, height: f32) -> Vec<Item> {
        self.shapes_at(x, top, height)
            .into_iter()
            .flat_map(|(rating, x, middle, size)| shapes::status(rating, x, middle, size))
            .map(Item::layout)
            .chain(self.text_at(x, top, height).map(|shape| Item::content(element, shape)))
            .collect()
    }
}
